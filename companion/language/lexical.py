"""Lexical retrieval: BM25 over words and syllable bigrams, which need no morphological analysis in Korean."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from companion.base import patterns as re

_WORD = re.compile(r"[가-힣]+|[a-z]+|\d+")
# Robertson and Zaragoza (2009), usual values.
_K1, _B = 1.2, 0.75


def tokens(text: str) -> list[str]:
    """Words, and the pairs of neighbouring syllables inside them: «왕갈비» gives 왕갈비, 왕갈, 갈비."""
    out = []
    for word in _WORD.findall(text.lower()):
        out.append(word)
        if len(word) > 2:
            out.extend(word[i : i + 2] for i in range(len(word) - 1))
    return out


class BM25:
    """An inverted index over a fixed list of documents; scores are float32 `[documents]`."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._size = len(documents)
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        found = array("i")
        lengths = np.empty(self._size, dtype=np.int64)
        for i, text in enumerate(documents):
            words = tokens(text)
            found.extend(map(numbers.__getitem__, words))
            lengths[i] = len(words)
        self._numbers = dict(numbers)
        """Each token's row."""
        occurring = np.repeat(np.arange(self._size, dtype=np.int64), lengths)
        occurring += np.array(found, dtype=np.int64) * self._size
        postings, times = np.unique(occurring, return_counts=True)
        token, document = (part.astype(np.int32) for part in np.divmod(postings, max(self._size, 1)))
        n = times.astype(np.float64)
        frequency = np.bincount(token, minlength=len(self._numbers))
        idf = np.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))
        norm = _K1 * (1 - _B + _B * lengths / ((lengths.mean() if self._size else 0.0) or 1.0))
        weights = idf[token] * n * (_K1 + 1) / (n + norm[document])
        self._documents, self._weights = document, weights.astype(np.float32)
        self._ends = np.cumsum(frequency)

    def scores(self, query_tokens: Iterable[str]) -> NDArray[np.float32]:
        """The score of each document; repeated tokens count once."""
        out = np.zeros(self._size, dtype=np.float32)
        for token in dict.fromkeys(query_tokens):
            if (row := self._numbers.get(token)) is not None:
                posted = slice(self._ends[row - 1] if row else 0, self._ends[row])
                out[self._documents[posted]] += self._weights[posted]
        return out
