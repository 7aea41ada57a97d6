"""Which intent an utterance has, with a probability that can be believed.

Ridge regression, one intent against the rest (a least-squares support vector machine; Suykens & Vandewalle 1999),
reads hashed n-grams (`ngrams`) linearly and sentence embeddings through a Gaussian kernel. It has a closed form,
and so have the scores that each sentence would get from a machine which has not seen it (Allen 1974; Cawley &
Talbot 2003): no folds, nothing random. Scores become probabilities through one curve for all intents, fitted to
those left-out scores: of the utterances said to be 80 % certain about 80 % are right, so that a threshold for
rejecting means something.

Training needs NumPy only, and for n sentences 4 n² bytes and time that grows with n³: three thousand take some
seconds. A trained model is stored without pickle.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.models.embedder import Embedder, Vectors
from companion.understanding.ngrams import VIEWS, Hashes, ngram_hashes

Floats: TypeAlias = NDArray[np.float32]
Indices: TypeAlias = NDArray[np.int32] | NDArray[np.intp]

# Chosen by leaving out each of Korean assistant utterances in turn; the optimum is flat.
_VIEW_WEIGHTS: Final = dict(zip(VIEWS, (1.0, 1.0, 1.4), strict=True))
_EMBEDDING_WEIGHT: Final = np.float32(4.0)
_EMBEDDING_FALL: Final = np.float32(2.0)  # how fast likeness falls with the angle between two embeddings
_RIDGE: Final = np.float32(2.5)
_SEEN_AT_LEAST: Final = 2  # in how many training sentences an n-gram must occur
_DENSE_FROM: Final = 16  # a feature that one sentence in so many has is frequent
_BLOCK: Final = 512
_STRIPE: Final = 384  # rows of a product made at a time; a multiple of BLAS's own tiles, so that no bit of it changes
_CURVE_BOUNDS: Final = ((0.1, -10.0), (20.0, 10.0))  # slope and offset: least, most
_CURVE_STEPS: Final = 50
_FORMAT: Final = 3


@dataclass(frozen=True, slots=True)
class _View:
    """The n-grams of one view that are known, and how much each tells (inverse document frequency).

    Attributes:
        known: sorted hashes, shape (n,).
        rarity: shape (n,).
        weight: Euclidean length of this view's part of a feature vector.
    """

    known: Hashes
    rarity: Floats
    weight: float

    @classmethod
    def learn(cls, sentences: Sequence[Hashes], weight: float) -> _View:
        """Keep the n-grams that several sentences share."""
        distinct = np.concatenate([np.unique(hashes) for hashes in sentences])
        known, frequency = np.unique(distinct, return_counts=True)
        kept = frequency >= _SEEN_AT_LEAST
        rarity = np.log((1 + len(sentences)) / (1 + frequency[kept])) + 1
        return cls(known[kept], rarity.astype(np.float32), weight)

    def features(self, hashes: Hashes) -> tuple[Indices, Floats]:
        """Indices into `known` and their values: log counts times rarity, scaled to length `weight`."""
        distinct, count = np.unique(hashes, return_counts=True)
        index = np.searchsorted(self.known, distinct)
        found = index < len(self.known)
        found[found] = self.known[index[found]] == distinct[found]
        index = index[found]
        values = (1 + np.log(count[found], dtype=np.float32)) * self.rarity[index]
        length = float(np.sqrt(values @ values))
        return index, values * np.float32(self.weight / length) if length else values


@dataclass(frozen=True, slots=True)
class _Curve:
    """Scores to probabilities: a Gompertz curve, the same for every intent, normalised to sum to one.

    It tells apart the scores of a no, near -1, and hardly those of a yes: a score of 0.5 is as good as one of 1
    where nothing else comes near.
    """

    slope: float
    offset: float

    def probabilities(self, scores: NDArray[Any]) -> NDArray[np.float64]:
        """Probabilities of the same shape as `scores`, (intents,) or (n, intents)."""
        # In logarithms, so that scores far below zero don't all become 0 / 0.
        log_odds = -np.exp(self.offset - self.slope * scores.astype(np.float64))
        odds = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
        probabilities: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
        return probabilities

    @classmethod
    def fit(cls, scores: NDArray[np.float64], targets: Indices) -> _Curve:
        """The curve under which the rows' own intents are most likely.

        Args:
            scores: left-out scores, shape (n, intents).
            targets: the right column of each row.
        """
        rows = np.arange(len(targets))

        def surprise(at: NDArray[np.float64]) -> float:
            likelihood = cls(*at).probabilities(scores)[rows, targets]
            # The floor bounds what one hopeless row can do.
            return -float(np.log(np.maximum(likelihood, 1e-6)).mean())

        parameters = np.array([2.0, 0.0])
        least = surprise(parameters)
        for _ in range(_CURVE_STEPS):
            probabilities = cls(*parameters).probabilities(scores)
            decay = np.exp(parameters[1] - parameters[0] * scores)
            slopes = np.stack([scores * decay, -decay])  # of the log odds, by slope and by offset
            expected = np.einsum("nk,pnk->pn", probabilities, slopes)
            gradient = (slopes[:, rows, targets] - expected).mean(axis=1)
            around = slopes - expected[:, :, None]
            information = np.einsum("nk,pnk,qnk->pq", probabilities, around, around) / len(targets)
            least_allowed, most_allowed = _CURVE_BOUNDS
            stuck = ((parameters <= least_allowed) & (gradient < 0)) | ((parameters >= most_allowed) & (gradient > 0))
            information[stuck] = information[:, stuck] = gradient[stuck] = 0
            step = np.linalg.solve(information + 1e-9 * np.eye(2), gradient)
            while np.abs(step).max() > 1e-6:
                tried = np.clip(parameters + step, *_CURVE_BOUNDS)
                if (value := surprise(tried)) < least:
                    parameters, least = tried, value
                    break
                step = step / 2
            else:
                break
        return cls(*map(float, parameters))


@dataclass(frozen=True, slots=True)
class _Parameters:
    """What was learnt.

    Attributes:
        labels: the intents, sorted.
        embedder: name of the embedder whose vectors the model was trained with.
        views: one for each of `ngrams.VIEWS`.
        ngram_weights: float16, shape (n-grams of all views, intents).
        anchors: embeddings of the training sentences, float16, shape (n, dim).
        anchor_weights: float32, shape (n, intents).
        bias: float32, shape (intents,).
        curve: from scores to probabilities.
    """

    labels: tuple[str, ...]
    embedder: str
    views: tuple[_View, ...]
    ngram_weights: NDArray[np.float16]
    anchors: NDArray[np.float16]
    anchor_weights: Floats
    bias: Floats
    curve: _Curve


class IntentClassifier:
    """Predicts the intent of an utterance; made by `train` or `from_bytes`.

    A sentence is read in two versions. The n-grams see the *features text*, in which names may be replaced by
    placeholders in angle brackets («⟨office⟩가 누구야»); each counts as one syllable and one
    morpheme. The embedder, which knows words but no placeholders, sees the *embedding text* («경기도지사가
    누구야»). Where only one version is given it serves as both.
    """

    def __init__(self, parameters: _Parameters, embedder: Embedder) -> None:
        self._parameters = parameters
        self._embedder = embedder
        self._anchors = parameters.anchors.astype(np.float32)  # products of half floats are slow

    @property
    def labels(self) -> tuple[str, ...]:
        """The intents that can be predicted, sorted."""
        return self._parameters.labels

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        embedder: Embedder,
        *,
        embedding_texts: Sequence[str] | None = None,
    ) -> IntentClassifier:
        """Learn from labelled sentences; the same input gives the same model.

        Equal features texts are left out together when certainty is learnt: a sentence seen in training with
        another name in it would say nothing about unseen wording.

        Args:
            texts: features texts.
            labels: the intent of each text.
            embedder: the embedder that predictions will use too.
            embedding_texts: embedding texts, one for each of `texts`.

        Raises:
            ValueError: fewer than two different labels, or lengths that differ.
        """
        meanings = texts if embedding_texts is None else embedding_texts
        if not len(texts) == len(labels) == len(meanings):
            raise ValueError("texts, labels and embedding texts differ in number")
        names, targets = np.unique(np.asarray(labels, dtype=np.str_), return_inverse=True)
        if len(names) < 2:
            raise ValueError("at least two different intents are needed")
        ngrams = [ngram_hashes(text) for text in texts]
        views = tuple(
            _View.learn([hashes[position] for hashes in ngrams], _VIEW_WEIGHTS[name])
            for position, name in enumerate(VIEWS)
        )
        features = [_features(views, hashes) for hashes in ngrams]
        del ngrams
        n_features = sum(len(view.known) for view in views)
        anchors = embedder.encode(meanings).astype(np.float16)
        wanted = np.where(targets[:, None] == np.arange(len(names)), 1, -1).astype(np.float32)

        embedded = anchors.astype(np.float32)
        likeness = _likeness(embedded @ embedded.T)
        del embedded
        likeness += 1  # the bias
        _add_products(likeness, features, n_features)
        likeness[np.diag_indices(len(texts))] += _RIDGE
        _invert(likeness)
        weights = likeness @ wanted
        left_out = _left_out_scores(likeness, weights, wanted, texts)
        del likeness  # by far the most of what there is, and needed no more
        curve = _Curve.fit(left_out, targets)

        ngram_weights = np.zeros((n_features, len(names)), np.float32)
        for (index, values), row in zip(features, weights, strict=True):
            ngram_weights[index] += np.outer(values, row)
        return cls(
            _Parameters(
                labels=tuple(str(name) for name in names),
                embedder=embedder.name,
                views=views,
                ngram_weights=ngram_weights.astype(np.float16),
                anchors=anchors,
                anchor_weights=weights,
                bias=weights.sum(axis=0),
                curve=curve,
            ),
            embedder,
        )

    def predict(self, text: str, embedding: Vectors | None = None) -> tuple[tuple[str, float], ...]:
        """All intents with their probabilities, the most probable first; the probabilities sum to one.

        Args:
            text: the features text.
            embedding: the vector of the embedding text, shape (dim,), by the embedder trained with.
                Without it the features text is embedded.
        """
        model = self._parameters
        if embedding is None:
            embedding = self._embedder.encode([text])[0]
        index, values = _features(model.views, ngram_hashes(text))
        # Not by @: sharing out products this small between the threads of BLAS takes ten times as long as making them.
        likeness = _likeness(np.einsum("d,nd->n", embedding, self._anchors))
        scores = np.einsum("n,nk->k", likeness, model.anchor_weights) + model.bias
        scores += np.einsum("f,fk->k", values, model.ngram_weights[index].astype(np.float32))
        probabilities = model.curve.probabilities(scores)
        # Among equal probabilities the order of the labels decides, so that ties are stable.
        order = np.argsort(-probabilities, kind="stable")
        return tuple(zip([model.labels[i] for i in order], probabilities[order].tolist(), strict=True))

    def to_bytes(self) -> bytes:
        """The model as an uncompressed .npz archive; the embedder is stored by name only."""
        model = self._parameters
        arrays: dict[str, NDArray[Any]] = {
            "format": np.array(_FORMAT),
            "labels": np.array(model.labels),
            "embedder": np.array(model.embedder),
            "curve": np.array([model.curve.slope, model.curve.offset]),
            "ngram_weights": model.ngram_weights,
            "anchors": model.anchors,
            "anchor_weights": model.anchor_weights,
            "bias": model.bias,
        }
        for name, view in zip(VIEWS, model.views, strict=True):
            arrays[f"{name}.known"], arrays[f"{name}.rarity"] = view.known, view.rarity
        stream = io.BytesIO()
        np.savez(stream, allow_pickle=False, **arrays)
        return stream.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, embedder: Embedder) -> IntentClassifier:
        """The model that `to_bytes` stored.

        Raises:
            ValueError: damaged data, another version's format, or a model trained with another embedder.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as file:
                stored = {name: file[name] for name in file.files}
            if int(stored["format"]) != _FORMAT:
                raise ValueError("the intent model has another version's format")
            slope, offset = stored["curve"].tolist()
            parameters = _Parameters(
                labels=tuple(stored["labels"].tolist()),
                embedder=str(stored["embedder"]),
                views=tuple(
                    _View(stored[f"{name}.known"], stored[f"{name}.rarity"], _VIEW_WEIGHTS[name]) for name in VIEWS
                ),
                ngram_weights=stored["ngram_weights"],
                anchors=stored["anchors"],
                anchor_weights=stored["anchor_weights"],
                bias=stored["bias"],
                curve=_Curve(slope, offset),
            )
        except (KeyError, EOFError, OSError, zipfile.BadZipFile) as e:
            raise ValueError(f"damaged intent model: {e}") from None
        if parameters.embedder != embedder.name:
            raise ValueError(f"the intent model was trained with {parameters.embedder}, not {embedder.name}")
        return cls(parameters, embedder)


def _features(views: Sequence[_View], ngrams: Sequence[Hashes]) -> tuple[Indices, Floats]:
    """Indices into the n-grams of all views, each at most once, and their values."""
    start, indices, values = 0, [], []
    for view, hashes in zip(views, ngrams, strict=True):
        index, value = view.features(hashes)
        indices.append(index + start)
        values.append(value)
        start += len(view.known)
    return np.concatenate(indices).astype(np.int32), np.concatenate(values)


def _likeness(likeness: Floats) -> Floats:
    """The Gaussian kernel of embeddings of length 1 from their inner products, which it replaces."""
    likeness -= 1
    likeness *= _EMBEDDING_FALL
    np.exp(likeness, out=likeness)
    likeness *= _EMBEDDING_WEIGHT
    return likeness


def _add_products(likeness: Floats, features: Sequence[tuple[Indices, Floats]], n_features: int) -> None:
    """Add the inner products of sparse feature vectors to `likeness`, shape (n, n).

    A feature that many sentences have goes through a dense product, another one to the few places it concerns.
    """
    n = len(features)
    columns = np.concatenate([index for index, _ in features])
    values = np.concatenate([value for _, value in features])
    order = np.argsort(columns, kind="stable")
    values = values[order]
    rows = np.repeat(np.arange(n, dtype=np.int32), [len(index) for index, _ in features])[order]
    del order
    frequency = np.bincount(columns, minlength=n_features)
    ends = np.cumsum(frequency)
    starts = ends - frequency
    frequent = np.flatnonzero(frequency * _DENSE_FROM > n)
    for first in range(0, len(frequent), _BLOCK):
        block = np.zeros((n, min(_BLOCK, len(frequent) - first)), np.float32)
        for position, column in enumerate(frequent[first : first + _BLOCK]):
            here = slice(starts[column], ends[column])
            block[rows[here], position] = values[here]
        for row in range(0, n, _BLOCK):
            likeness[row : row + _BLOCK] += block[row : row + _BLOCK] @ block.T
    for column in np.flatnonzero(frequency * _DENSE_FROM <= n):
        here = slice(starts[column], ends[column])
        found, value = rows[here], values[here]
        likeness[found[:, None], found] += value[:, None] * value


def _invert(matrix: Floats) -> None:
    """Invert a symmetric, positive definite matrix in place, by halves.

    It is made of matrix products, so several times as fast as LAPACK's general inverse, and takes no memory but the
    matrix: what lies below the diagonal is known from what lies above, and makes room for a product. In single
    precision it holds only if the halves are kept symmetric.
    """
    n = len(matrix)
    if n <= _BLOCK:
        matrix[:] = np.linalg.inv(matrix)
    else:
        half = n // 2
        first, corner, second = matrix[:half, :half], matrix[:half, half:], matrix[half:, half:]
        across = matrix[half:, :half]  # of the inverse of `first` and `corner`, lying on its side
        _invert(first)
        for row in range(0, n - half, _STRIPE):
            across[row : row + _STRIPE] = corner[:, row : row + _STRIPE].T @ first
        for row in range(0, n - half, _STRIPE):
            second[row : row + _STRIPE] -= corner[:, row : row + _STRIPE].T @ across.T
        _invert(second)
        for row in range(0, half, _STRIPE):
            corner[row : row + _STRIPE] = -(across[:, row : row + _STRIPE].T @ second)
        for row in range(0, half, _STRIPE):
            first[row : row + _STRIPE] -= corner[row : row + _STRIPE] @ across
        across[:] = corner.T
    for row in range(0, n, _BLOCK):
        for column in range(0, row + 1, _BLOCK):
            here = slice(row, row + _BLOCK), slice(column, column + _BLOCK)
            there = here[::-1]
            mean = (matrix[here] + matrix[there].T) / 2
            matrix[here], matrix[there] = mean, mean.T


def _left_out_scores(inverse: Floats, weights: Floats, wanted: Floats, texts: Sequence[str]) -> NDArray[np.float64]:
    """Scores of every row by a machine that has seen neither it nor a row of the same text; shape (n, intents)."""
    scores = wanted.astype(np.float64)
    _, groups = np.unique(np.asarray(texts, np.str_), return_inverse=True)
    order = np.argsort(groups, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        scores[rows] -= np.linalg.solve(inverse[np.ix_(rows, rows)], weights[rows])
    return scores
