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

from companion.base.shelf import forget_least_used
from companion.base.writing import read_cached, write_cached
from companion.language.lexical import BM25, tokens
from companion.models.embedder import Embedder

_RRF = 60
_DECIMALS = 5
"""Of likeness; what differs further down is how a processor rounds, and equals stand in the order of the texts."""
_HEAD_BYTES = 4096
"""Enough for what stands before the numbers of an array in a file."""
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
        vectors = _vectors(texts, embedder, cache_folder, name)
        self._embedder, self._lexical, self._size = embedder, BM25(texts), len(vectors)
        self._dense = faiss.IndexFlatIP(vectors.shape[1])
        self._dense.add(vectors)

    def rank(self, query: str, among: Collection[int]) -> dict[int, float]:
        """Fused ranks of the texts `among`: 1 for one that is first by meaning and by words, towards 0 below."""
        rows = np.fromiter(among, dtype=np.intp)
        scores = self._lexical.scores(tokens(query))[rows]
        by_words = np.lexsort((rows, -scores))[: np.count_nonzero(scores > 0)]
        fused = np.zeros(len(rows))
        for ranking in (self._nearest(query, rows), by_words):
            fused[ranking] += (_RRF + 1) / (_RRF + 1 + np.arange(len(ranking))) / 2
        return dict(zip(rows.tolist(), fused.tolist(), strict=True))

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


def _key(texts: Sequence[str], embedder: Embedder) -> str:
    return hashlib.sha256("\0".join((embedder.name, *texts)).encode()).hexdigest()[:16]


def _cached(key: str, cache_folder: Path | None, name: str) -> NDArray[np.float32] | None:
    """Vectors that were kept, float32 `[n, d]`."""
    content = read_cached(cache_folder / f"{name}-{key}.npy") if cache_folder is not None else None
    if content is None:
        return None
    try:
        head = io.BytesIO(content[:_HEAD_BYTES])
        np.lib.format.read_magic(head)
        shape, _, kind = np.lib.format.read_array_header_1_0(head)
        vectors = np.frombuffer(content, dtype=kind, offset=head.tell()).reshape(shape)  # the content is not copied
    except (ValueError, EOFError):
        return None
    return vectors if vectors.ndim == 2 and vectors.dtype == np.float32 else None


def _vectors(texts: Sequence[str], embedder: Embedder, cache_folder: Path | None, name: str) -> NDArray[np.float32]:
    """Vectors of `texts`, float32 `[n, d]`, from the cache when the same embedder made them."""
    key = _key(texts, embedder)
    cached = _cached(key, cache_folder, name)
    if cached is not None and len(cached) == len(texts):
        return cached
    vectors = np.ascontiguousarray(embedder.encode(texts), dtype=np.float32)
    if cache_folder is not None:
        buffer = io.BytesIO()
        np.save(buffer, vectors)
        if write_cached(cache_folder / f"{name}-{key}.npy", buffer.getbuffer()):
            forget_least_used(cache_folder, f"{name}-*.npy")
    return vectors
