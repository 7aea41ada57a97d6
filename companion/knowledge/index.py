"""Hybrid retrieval: dense vectors in FAISS and BM25 over words, fused by reciprocal rank (Cormack et al. 2009)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from companion.base.writing import read_cached, write_cached
from companion.language.lexical import BM25, tokens
from companion.models.embedder import Embedder

_RRF = 60


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
        vector = np.ascontiguousarray(self._embedder.encode([query]), dtype=np.float32)
        _, found = self._dense.search(vector, self._size)
        scores = self._lexical.scores(tokens(query if words is None else words))
        keep = set(among)
        dense = [int(i) for i in found[0] if int(i) in keep]
        lexical = sorted((i for i in among if scores[i] > 0), key=lambda i: (-scores[i], i))
        fused: dict[int, float] = dict.fromkeys(among, 0.0)
        for ranking in (dense, lexical):
            for position, i in enumerate(ranking):
                fused[i] += (_RRF + 1) / (_RRF + 1 + position) / 2
        return fused


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
