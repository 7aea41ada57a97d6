"""Which intent an utterance has, with a probability that can be believed.

A linear one-against-the-rest support vector machine reads hashed n-grams (`ngrams`) side by side with a
sentence embedding. Its scores become probabilities through one logistic curve for all intents, divided by
their sum (Platt 1999; Zadrozny & Elkan 2002). The curve is fitted to scores of sentences held out in
cross-validation: of the utterances said to be 80 % certain about 80 % are right, so that a threshold for
rejecting means something.

scikit-learn and SciPy are imported for training only. A trained model predicts with NumPy and is stored
without pickle.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.base.sealed import seal, unseal
from companion.models.embedder import Embedder, Vectors
from companion.understanding.ngrams import VIEWS, Hashes, ngram_hashes

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats: TypeAlias = NDArray[np.float32]
Indices: TypeAlias = NDArray[np.intp]

# Chosen by cross-validation on Korean assistant utterances; the optimum is flat.
_VIEW_WEIGHTS: Final = dict(zip(VIEWS, (1.0, 1.0, 0.7), strict=True))
_EMBEDDING_WEIGHT: Final = 1.2
_PENALTY: Final = 0.3
_SEEN_AT_LEAST: Final = 2  # in how many training sentences an n-gram must occur
_FOLDS: Final = 3
_FORMAT: Final = 1


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
    """Scores to probabilities: a logistic curve, the same for every intent, normalised to sum to one."""

    slope: float
    offset: float

    def probabilities(self, scores: NDArray[Any]) -> NDArray[np.float64]:
        """Probabilities of the same shape as `scores`, (intents,) or (n, intents)."""
        # In logarithms, so that scores far below zero don't all become 0 / 0.
        log_odds = -np.logaddexp(0.0, -(self.slope * scores.astype(np.float64) + self.offset))
        odds = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
        probabilities: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
        return probabilities


@dataclass(frozen=True, slots=True)
class _Parameters:
    """What was learnt.

    Attributes:
        labels: the intents, sorted.
        embedder: name of the embedder whose vectors the model was trained with.
        views: one for each of `ngrams.VIEWS`.
        ngram_weights: float16, shape (n-grams of all views, intents).
        embedding_weights: float32, shape (dim, intents).
        bias: float32, shape (intents,).
        curve: from scores to probabilities.
    """

    labels: tuple[str, ...]
    embedder: str
    views: tuple[_View, ...]
    ngram_weights: NDArray[np.float16]
    embedding_weights: Floats
    bias: Floats
    curve: _Curve


class IntentClassifier:
    """Predicts the intent of an utterance; made by `train` or `from_bytes`.

    A sentence is read in two versions. The n-grams see the *features text*, in which names may be replaced by
    placeholders in angle brackets («⟨office⟩가 누구야»); each counts as one syllable. The embedder, which
    knows words but no placeholders, sees the *embedding text* («경기도지사가 누구야»). Where only one version
    is given it serves as both.
    """

    def __init__(self, parameters: _Parameters, embedder: Embedder) -> None:
        self._parameters = parameters
        self._embedder = embedder

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
        seed: int,
        embedding_texts: Sequence[str] | None = None,
    ) -> IntentClassifier:
        """Learn from labelled sentences; the same input and seed give the same model.

        Args:
            texts: features texts.
            labels: the intent of each text.
            embedder: the embedder that predictions will use too.
            seed: for the order in which examples are held out and visited.
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
        vectors = embedder.encode(meanings)
        scores = _held_out_scores(_folds(texts, targets, seed), ngrams, vectors, targets, seed)
        curve = _fit_curve(scores, targets)
        views, coefficients, bias = _fit(ngrams, vectors, targets, seed)
        split = sum(len(view.known) for view in views)
        weights = coefficients.T
        return cls(
            _Parameters(
                labels=tuple(str(name) for name in names),
                embedder=embedder.name,
                views=views,
                ngram_weights=weights[:split].astype(np.float16),
                embedding_weights=np.ascontiguousarray(weights[split:] * _EMBEDDING_WEIGHT, np.float32),
                bias=bias.astype(np.float32),
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
        scores = embedding @ model.embedding_weights + model.bias
        start, rows, values = 0, [], []
        for view, hashes in zip(model.views, ngram_hashes(text), strict=True):
            index, value = view.features(hashes)
            rows.append(index + start)
            values.append(value)
            start += len(view.known)
        scores += np.concatenate(values) @ model.ngram_weights[np.concatenate(rows)].astype(np.float32)
        probabilities = model.curve.probabilities(scores)
        # Among equal probabilities the order of the labels decides, so that ties are stable.
        order = np.argsort(-probabilities, kind="stable")
        return tuple(zip([model.labels[i] for i in order], probabilities[order].tolist(), strict=True))

    def to_bytes(self) -> bytes:
        """The model as a sealed, uncompressed .npz archive; the embedder is stored by name only."""
        model = self._parameters
        arrays: dict[str, NDArray[Any]] = {
            "format": np.array(_FORMAT),
            "labels": np.array(model.labels),
            "embedder": np.array(model.embedder),
            "curve": np.array([model.curve.slope, model.curve.offset]),
            "ngram_weights": model.ngram_weights,
            "embedding_weights": model.embedding_weights,
            "bias": model.bias,
        }
        for name, view in zip(VIEWS, model.views, strict=True):
            arrays[f"{name}.known"], arrays[f"{name}.rarity"] = view.known, view.rarity
        stream = io.BytesIO()
        np.savez(stream, allow_pickle=False, **arrays)
        return seal(stream.getvalue())

    @classmethod
    def from_bytes(cls, data: bytes, embedder: Embedder) -> IntentClassifier:
        """The model that `to_bytes` stored.

        Raises:
            ValueError: damaged data, another version's format, or a model trained with another embedder.
        """
        try:
            with np.load(io.BytesIO(unseal(data)), allow_pickle=False) as file:
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
                embedding_weights=stored["embedding_weights"],
                bias=stored["bias"],
                curve=_Curve(slope, offset),
            )
        except (KeyError, EOFError, OSError, zipfile.BadZipFile) as e:
            raise ValueError(f"damaged intent model: {e}") from None
        if parameters.embedder != embedder.name:
            raise ValueError(f"the intent model was trained with {parameters.embedder}, not {embedder.name}")
        return cls(parameters, embedder)


def _matrix(views: Sequence[_View], ngrams: Sequence[tuple[Hashes, ...]], vectors: Vectors) -> csr_matrix:
    """Feature vectors as rows: the n-grams of every view, then the embedding."""
    from scipy.sparse import csr_matrix, hstack

    blocks = []
    for position, view in enumerate(views):
        rows = [view.features(hashes[position]) for hashes in ngrams]
        ends = np.cumsum([0, *(len(index) for index, _ in rows)])
        values = np.concatenate([value for _, value in rows])
        columns = np.concatenate([index for index, _ in rows])
        blocks.append(csr_matrix((values, columns, ends), shape=(len(rows), len(view.known))))
    return hstack([*blocks, csr_matrix(vectors * np.float32(_EMBEDDING_WEIGHT))], format="csr")


def _fit(
    ngrams: Sequence[tuple[Hashes, ...]], vectors: Vectors, targets: Indices, seed: int
) -> tuple[tuple[_View, ...], NDArray[np.float64], NDArray[np.float64]]:
    """Views, coefficients (intents, features) and biases (intents,) for the distinct targets in order."""
    from sklearn.svm import LinearSVC

    views = tuple(
        _View.learn([hashes[position] for hashes in ngrams], _VIEW_WEIGHTS[name]) for position, name in enumerate(VIEWS)
    )
    machine = LinearSVC(C=_PENALTY, random_state=seed).fit(_matrix(views, ngrams, vectors), targets)
    coefficients, bias = machine.coef_, machine.intercept_
    if len(coefficients) == 1:  # scikit-learn stores one plane for two classes
        coefficients, bias = np.vstack([-coefficients, coefficients]), np.concatenate([-bias, bias])
    return views, coefficients, bias


def _folds(texts: Sequence[str], targets: Indices, seed: int) -> Iterator[Indices]:
    """Rows to hold out, `_FOLDS` times; every intent is spread as evenly as its texts allow.

    Equal features texts are held out together: a sentence seen in training with another name in it would say
    nothing about unseen wording.
    """
    _, first_row, group = np.unique(np.asarray(texts, np.str_), return_index=True, return_inverse=True)
    shuffled = np.random.default_rng(seed).permutation(len(first_row))
    by_intent = shuffled[np.argsort(targets[first_row[shuffled]], kind="stable")]
    for first in range(_FOLDS):
        yield np.flatnonzero(np.isin(group, by_intent[first::_FOLDS]))


def _held_out_scores(
    folds: Iterable[Indices],
    ngrams: Sequence[tuple[Hashes, ...]],
    vectors: Vectors,
    targets: Indices,
    seed: int,
) -> NDArray[np.float64]:
    """Scores (n, intents) of every row by a machine that has not seen it."""
    scores = np.full((len(targets), int(targets.max()) + 1), -1.0)  # -1: the score of a sure no
    for held_out in folds:
        rest = np.setdiff1d(np.arange(len(targets)), held_out)
        present = np.unique(targets[rest])
        if len(present) < 2 or not len(held_out):
            continue
        views, coefficients, bias = _fit([ngrams[i] for i in rest], vectors[rest], targets[rest], seed)
        features = _matrix(views, [ngrams[i] for i in held_out], vectors[held_out])
        scores[np.ix_(held_out, present)] = features @ coefficients.T + bias
    return scores


def _fit_curve(scores: NDArray[np.float64], targets: Indices) -> _Curve:
    """The curve under which the held-out rows' own intents are most likely."""
    from scipy.optimize import minimize

    rows = np.arange(len(targets))

    def surprise(parameters: NDArray[np.float64]) -> float:
        probabilities = _Curve(*parameters).probabilities(scores)[rows, targets]
        # The floor bounds what one hopeless row can do.
        return -float(np.log(np.maximum(probabilities, 1e-6)).mean())

    best = minimize(surprise, (5.0, 0.0), method="L-BFGS-B", bounds=((0.5, 20.0), (-10.0, 10.0)))
    slope, offset = (float(value) for value in best.x)
    return _Curve(slope, offset)
