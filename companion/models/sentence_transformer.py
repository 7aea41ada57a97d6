"""Any sentence-transformers model as an embedder; needs the `torch` extra."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from companion.base.errors import UsageError
from companion.models.embedder import Vectors
from companion.models.torch_device import requiring_torch

DEFAULT_MODEL = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"
"""A small multilingual encoder (Reimers and Gurevych 2020, Apache-2.0); fetched from its hub on first use."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model, on a GPU where there is one.

    Args:
        model: a folder, or a model's name known to sentence-transformers.
        device: `auto` takes the GPU when torch sees one.

    Raises:
        MissingExtra: sentence-transformers is not installed.
        UsageError: no such model, or no GPU where one is asked for.
    """

    def __init__(self, model: str = DEFAULT_MODEL, device: Literal["auto", "cpu", "cuda"] = "auto") -> None:
        with requiring_torch("the sentence-transformers embedder", "torch"):
            from sentence_transformers import SentenceTransformer
        try:
            self._model = SentenceTransformer(model, device=None if device == "auto" else device)
            self.dim = len(self._model.encode(""))  # the first sentence takes longest
        except (OSError, ValueError, RuntimeError, AssertionError) as e:
            problem = str(e).strip().splitlines()[0]
            raise UsageError(f"«{model}» is no sentence-transformers model that can be loaded: {problem}") from None
        self.name = f"sentence-transformers:{model}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, shape (len(texts), dim), each of Euclidean length 1."""
        if not texts:
            return np.empty((0, self.dim), np.float32)
        # Lone surrogates, which broken input can hold, have no UTF-8 form.
        readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        vectors = self._model.encode(readable, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)
