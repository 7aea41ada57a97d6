"""Which of many texts hold some strings: looked up by the pairs of letters in them, not by reading every text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray


class Containing:
    """A fixed list of texts, searched for the strings they contain.

    Attributes:
        read: how many texts have been read so far, to see whether they hold what their pairs of letters promise.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(texts)
        self.read = 0
        # A NUL ends each text, so that no pair reaches into the next.
        letters = np.frombuffer("".join(f"{text}\0" for text in texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        ends = np.array([len(text) + 1 for text in texts], dtype=np.intp)
        held_by = np.repeat(np.arange(len(texts), dtype=np.int32), ends)[:-1]
        pairs = _pairs(letters)
        inside = (letters[:-1] > 0) & (letters[1:] > 0)
        pairs, held_by = pairs[inside], held_by[inside]
        order = np.argsort(pairs, kind="stable")
        self._pairs, self._held_by = pairs[order], held_by[order]

    def find(self, strings: Iterable[str]) -> list[int]:
        """Positions of the texts that contain all of some strings, in order; strings of one letter narrow nothing."""
        wanted = tuple(strings)
        found = [self._holding(pair) for string in wanted for pair in _pairs(_letters(string))]
        if any(not len(holding) for holding in found):
            return []
        found.sort(key=len)
        among = reduce(np.intersect1d, found).tolist() if found else range(len(self._texts))
        self.read += len(among)
        return [i for i in among if all(string in self._texts[i] for string in wanted)]

    def _holding(self, pair: np.uint64) -> NDArray[np.int32]:
        first, last = np.searchsorted(self._pairs, (pair, pair + np.uint64(1)))
        return self._held_by[first:last]


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _pairs(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Each pair of neighbouring letters as one number."""
    return (letters[:-1].astype(np.uint64) << np.uint64(32)) | letters[1:]
