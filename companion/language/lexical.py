"""Lexical retrieval: BM25 over words and syllable bigrams, which need no morphological analysis in Korean."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

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
        counts = [Counter(tokens(d)) for d in documents]
        lengths = [sum(c.values()) for c in counts]
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        frequency = Counter(token for c in counts for token in c)
        self._size = len(documents)
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, count in enumerate(counts):
            norm = _K1 * (1 - _B + _B * lengths[i] / mean)
            for token, n in count.items():
                idf = math.log(1 + (self._size - frequency[token] + 0.5) / (frequency[token] + 0.5))
                postings[token].append((i, idf * n * (_K1 + 1) / (n + norm)))
        self._postings = dict(postings)

    def scores(self, query_tokens: Iterable[str]) -> NDArray[np.float32]:
        """The score of each document; repeated tokens count once."""
        out = np.zeros(self._size, dtype=np.float32)
        for token in set(query_tokens):
            for i, weight in self._postings.get(token, ()):
                out[i] += weight
        return out
