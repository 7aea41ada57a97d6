"""Passages found by their words and by their meaning.

Words: BM25 (Robertson & Zaragoza 2009) over what `language/content.py` makes of a text. Meaning: the dot product of
sentence vectors, of a passage the best of its sentences. Both rankings become one by reciprocal rank (Cormack et al.
2009). Everything lies on the shelf of the cache as arrays that are mapped into memory: opened it is not read but where
it is looked at, and only whole files of the same texts, encoder and code are opened (`base/shelf.py`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from companion.base import patterns as re
from companion.base.shelf import Arrays, Plain, Shelf
from companion.language.content import index_terms
from companion.models.embedder import Embedder

Made: TypeAlias = Callable[[int, int], None]
"""Told how many of how many texts are ready."""

_K1: Final = 1.2
_B: Final = 0.75
_RRF: Final = 60
_LIKE_WORDS: Final = 0.5
"""Weight of a rank by meaning where one by words weighs 1: sentence vectors are made for likeness, not for answers."""
_DEEP: Final = 100
"""How far down each ranking is looked at: further down a rank says nothing."""
_AS_WRITTEN: Final = 0.5
"""Weight of a term as it is written where one in its dictionary form weighs 1."""
_AT_ONCE: Final = 64
"""How many sentences are encoded between two reports of progress."""
_SENTENCE: Final = re.compile(r"(?<=[.?!。…])\s+|\n+")
_SHORT: Final = 12
"""Characters under which a sentence says too little alone: it goes with the one before."""


class Hit(NamedTuple):
    """A passage that was found: its number, and a score that only orders."""

    number: int
    score: float


class PassageIndex:
    """A fixed list of texts, searched by words and by meaning; made by `open`.

    Args:
        arrays: `terms` uint64 [t], sorted hashes; `ends` int64 [t], where the postings of each end; `passages` int32
            and `weights` float32 [p], the postings; `vectors` float32 [n, d], of whole texts; `pieces` float16 [m, d],
            of the sentences of texts that have several; `firsts` int64 [n + 1], where those of each text begin.
        embedder: that made the vectors.
    """

    def __init__(self, arrays: Arrays, embedder: Embedder) -> None:
        self._terms, self._ends = arrays["terms"], arrays["ends"]
        self._passages, self._weights = arrays["passages"], arrays["weights"]
        self._vectors, self._pieces, self._firsts = arrays["vectors"], arrays["pieces"], arrays["firsts"]
        self._embedder = embedder

    def __len__(self) -> int:
        return len(self._vectors)

    @classmethod
    def open(
        cls,
        texts: Sequence[str],
        embedder: Embedder,
        cache_folder: Path | None,
        progress: Made | None = None,
    ) -> PassageIndex:
        """The index of some texts, from the cache or made now (some two seconds for a thousand sentences).

        Args:
            texts: what is searched.
            embedder: makes the vectors.
            cache_folder: where the index is kept; None keeps none.
            progress: is told how far the making is.
        """

        def kept(plain: Plain, arrays: Arrays) -> PassageIndex:
            return cls(arrays, embedder)

        shelf = Shelf(cache_folder, "passages", (embedder.name, *texts))
        found = shelf.get_mapped(kept)
        if found is None:
            arrays = {**_postings(texts), **_vectors(texts, embedder, progress)}
            shelf.put(None, arrays)
            found = cls(arrays, embedder)
        return found

    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """The passages that fit a query by words and meaning, best first."""
        fused = np.zeros(len(self), dtype=np.float64)
        for ranking, weight in ((self.by_words(query, _DEEP), 1.0), (self.by_meaning(query, _DEEP), _LIKE_WORDS)):
            ranks = np.arange(1, len(ranking) + 1)
            fused[[hit.number for hit in ranking]] += weight / (_RRF + ranks)
        return _best(fused, limit)

    def by_words(self, query: str, limit: int = 10) -> list[Hit]:
        """The passages that share words with a query."""
        scores = np.zeros(len(self), dtype=np.float32)
        for term in dict.fromkeys(index_terms(query)):
            rows = self._posted(term)
            if rows is not None:
                weight = np.float32(_AS_WRITTEN if term[0] == "~" else 1.0)
                scores[self._passages[rows]] += weight * self._weights[rows]
        return _best(scores, limit)

    def by_meaning(self, query: str, limit: int = 10) -> list[Hit]:
        """The passages that are like a query, or one sentence of which is."""
        if not len(self):
            return []
        vector = self._embedder.encode([query])[0]
        scores = self._vectors @ vector
        near = np.array([hit.number for hit in _best(scores, max(limit, _DEEP), least=-1.0)], dtype=np.int64)
        counts = self._firsts[near + 1] - self._firsts[near]
        several = near[counts > 0]
        if len(several):
            counts = counts[counts > 0]
            starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
            rows = np.arange(int(counts.sum())) + np.repeat(self._firsts[several] - starts, counts)
            alike = self._pieces[rows].astype(np.float32) @ vector
            scores[several] = np.maximum(scores[several], np.maximum.reduceat(alike, starts))
        best = np.full(len(self), -1.0, dtype=np.float32)
        best[near] = scores[near]
        return _best(best, limit, least=-1.0)

    def _posted(self, term: str) -> slice | None:
        """Where the postings of a term stand."""
        key = _hashed(term)
        at = int(np.searchsorted(self._terms, key))
        if at == len(self._terms) or self._terms[at] != key:
            return None
        return slice(int(self._ends[at - 1]) if at else 0, int(self._ends[at]))


def _hashed(term: str) -> np.uint64:
    digest = blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def _best(scores: NDArray[Any], limit: int, least: float = 0.0) -> list[Hit]:
    """The highest scores above `least`, equal ones in the order of the texts."""
    some = np.argpartition(-scores, limit)[:limit] if limit < len(scores) else np.arange(len(scores))
    some = some[scores[some] > least]
    order = some[np.lexsort((some, -scores[some]))]
    return [Hit(int(number), float(scores[number])) for number in order]


def _postings(texts: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Which texts hold each term, and how much it says of each."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found, lengths = array("q"), array("q")
    for text in texts:
        terms = index_terms(text)
        found.extend(map(numbers.__getitem__, terms))
        lengths.append(len(terms))
    length = np.array(lengths, dtype=np.int64)
    size = len(length)
    hashes = np.array([_hashed(term) for term in numbers], dtype=np.uint64)
    order = np.argsort(hashes)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    occurring = place[np.array(found, dtype=np.int64)] if len(found) else np.empty(0, dtype=np.int64)
    pairs, times = np.unique(occurring * max(size, 1) + np.repeat(np.arange(size), length), return_counts=True)
    term, passage = np.divmod(pairs, max(size, 1))
    frequency = np.bincount(term, minlength=len(order))
    idf = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
    norm = _K1 * (1 - _B + _B * length / ((length.mean() if size else 0.0) or 1.0))
    weights = idf[term] * times * (_K1 + 1) / (times + norm[passage])
    return {
        "terms": hashes[order],
        "ends": np.cumsum(frequency, dtype=np.int64),
        "passages": passage.astype(np.int32),
        "weights": weights.astype(np.float32),
    }


def _vectors(texts: Sequence[str], embedder: Embedder, progress: Made | None) -> dict[str, NDArray[Any]]:
    """A vector of each text and of the sentences of those that have several."""
    pieces = [_pieces(text) for text in texts]
    flat = list(chain.from_iterable(pieces))
    made = np.empty((len(flat), embedder.dim), dtype=np.float32)
    ready = np.cumsum([len(some) for some in pieces])
    for start in range(0, len(flat), _AT_ONCE):
        made[start : start + _AT_ONCE] = embedder.encode(flat[start : start + _AT_ONCE])
        if progress is not None:
            progress(int(np.searchsorted(ready, start + _AT_ONCE, side="right")), len(texts))
    vectors = np.zeros((len(texts), embedder.dim), dtype=np.float32)
    np.add.at(vectors, np.repeat(np.arange(len(texts)), [len(some) for some in pieces]), made)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    several = [len(some) if len(some) > 1 else 0 for some in pieces]
    kept = np.repeat([len(some) > 1 for some in pieces], [len(some) for some in pieces]).astype(bool)
    return {
        "vectors": vectors,
        "pieces": made[kept].astype(np.float16),
        "firsts": np.concatenate([[0], np.cumsum(several)]).astype(np.int64),
    }


def _pieces(text: str) -> list[str]:
    """The sentences of a text, a very short one with the one before it; the text itself where it has one."""
    pieces: list[str] = []
    for sentence in filter(None, map(str.strip, _SENTENCE.split(text))):
        if pieces and (len(sentence) < _SHORT or len(pieces[-1]) < _SHORT):
            pieces[-1] += f" {sentence}"
        else:
            pieces.append(sentence)
    return pieces or [text]
