"""Hybrid retrieval: dense vectors in FAISS and BM25 over words, fused by reciprocal rank (Cormack et al. 2009)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from companion.base.writing import read_cached, write_cached
from companion.language.lexical import BM25, tokens
from companion.models.embedder import Embedder

_RRF = 60
_DECIMALS = 5
"""Of likeness; what differs further down is how a processor rounds, and equals stand in the order of the texts."""
_NEAREST = 512
"""How many texts get a rank by meaning: further down a rank says nothing any more, and sorting it costs the most."""


class HybridIndex:
    """A fixed list of texts, searched by meaning and by words.

    Args:
        texts: what is searched.
        embedder: makes the dense vectors.
        cache_folder: where vectors are kept between starts; None keeps none.
        name: distinguishes the cache files of several indexes.
    """

    def __init__(self, texts: Sequence[str], embedder: Embedder, cache_folder: Path | None, name: str) -> None:
        self._embedder = embedder
        self._size = len(texts)
        self._lexical = BM25(texts)
        vectors = _vectors(list(texts), embedder, cache_folder, name)
        self._dense = faiss.IndexFlatIP(vectors.shape[1])
        self._dense.add(vectors)

    def rank(self, query: str, among: Collection[int], words: str | None = None) -> dict[int, float]:
        """Fused ranks of the texts `among`: 1 for one that is first by meaning and by words, towards 0 below.

        `words` are the words to match, if not all of the query.
        """
        rows = np.fromiter(among, dtype=np.intp)
        return dict(zip(rows.tolist(), self.ranks(query, rows, words).tolist(), strict=True))

    def ranks(self, query: str, rows: NDArray[np.intp], words: str | None = None) -> NDArray[np.float64]:
        """As `rank`, for an array of texts: their fused ranks in the same order."""
        scores = self._lexical.scores(tokens(query if words is None else words))[rows]
        by_words = np.lexsort((rows, -scores))[: np.count_nonzero(scores > 0)]
        fused = np.zeros(len(rows))
        for ranking in (self._nearest(query, rows), by_words):
            fused[ranking] += (_RRF + 1) / (_RRF + 1 + np.arange(len(ranking))) / 2
        return fused

    def _nearest(self, query: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Positions in `rows` of the texts that are nearest by meaning, nearest first."""
        if not len(rows):
            return rows
        vector = np.ascontiguousarray(self._embedder.encode([query]), dtype=np.float32)
        only: Any = None
        if len(rows) < self._size:
            chosen: dict[str, Any] = {"sel": faiss.IDSelectorBatch(rows.astype(np.int64))}
            only = faiss.SearchParameters(**chosen)
        alike, found = self._dense.search(vector, min(len(rows), _NEAREST), params=only)
        order = np.lexsort((found[0], -alike[0].round(_DECIMALS)))
        position = np.full(self._size, -1, dtype=np.intp)
        position[rows] = np.arange(len(rows))
        near: NDArray[np.intp] = position[found[0][order]]
        return near


def _vectors(texts: list[str], embedder: Embedder, cache_folder: Path | None, name: str) -> NDArray[np.float32]:
    """Vectors of `texts`, float32 `[n, d]`, from the cache when the same embedder made them."""
    key = hashlib.sha256("\0".join((embedder.name, *texts)).encode()).hexdigest()[:16]
    path = cache_folder / f"{name}-{key}.npy" if cache_folder is not None else None
    kept = read_cached(path) if path is not None else None
    if kept is not None:
        try:
            cached: NDArray[np.float32] = np.load(io.BytesIO(kept), allow_pickle=False)
        except (ValueError, EOFError):
            cached = np.empty((0, 0), dtype=np.float32)
        if cached.ndim == 2 and len(cached) == len(texts) and cached.dtype == np.float32:
            return cached
    vectors = np.ascontiguousarray(embedder.encode(texts), dtype=np.float32)
    if path is not None:
        buffer = io.BytesIO()
        np.save(buffer, vectors)
        write_cached(path, buffer.getvalue())
    return vectors
