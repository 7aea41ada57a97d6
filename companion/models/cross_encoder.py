"""A cross-encoder that reads a question and a text together and says how well they fit; needs the `torch` extra.

Nogueira & Cho (2019): slower than comparing vectors, so only what a search has found is read, to be put in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from companion.base.errors import UsageError
from companion.models.torch_device import requiring_torch

Fits = NDArray[np.float32]
"""How well each text fits a question; only their order means something."""


class Reranker(Protocol):
    """Puts what was found for a question in order."""

    @property
    def name(self) -> str:
        """Identifies the model."""
        ...

    def fits(self, question: str, texts: Sequence[str]) -> Fits:
        """How well texts fit a question: float32 [n], the greater the better."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder.

    Args:
        model: a folder, or a model's name known to sentence-transformers.
        device: `auto` takes the GPU when torch sees one.

    Raises:
        MissingExtra: sentence-transformers is not installed.
        UsageError: no such model, one that gives more than one number a pair, or no GPU where one is asked for.
    """

    def __init__(self, model: str, device: Literal["auto", "cpu", "cuda"] = "auto") -> None:
        with requiring_torch("the cross-encoder", "torch"):
            from sentence_transformers import CrossEncoder
        try:
            self._model = CrossEncoder(model, device=None if device == "auto" else device)
            tried = self._predict([("", "")])
        except (OSError, ValueError, RuntimeError, AssertionError) as e:
            problem = (str(e).strip() or type(e).__name__).splitlines()[0]
            raise UsageError(f"«{model}» is no cross-encoder that can be loaded: {problem}") from None
        if tried.shape != (1,):
            raise UsageError(f"«{model}» tells classes and not how well a text fits; choose a model with one label")
        self.name = f"cross-encoder:{model}"

    def fits(self, question: str, texts: Sequence[str]) -> Fits:
        """How well texts fit a question: float32 [n]; what the model gives no number for fits least."""
        if not texts:
            return np.empty(0, np.float32)
        found = self._predict([(_readable(question), _readable(text)) for text in texts])
        return np.nan_to_num(found, nan=-np.inf, posinf=np.inf, neginf=-np.inf)

    def _predict(self, pairs: Sequence[tuple[str, str]]) -> Fits:
        return np.asarray(self._model.predict(list(pairs), show_progress_bar=False), np.float32)


def _readable(text: str) -> str:
    """The text without lone surrogates, which broken input can hold and which have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode("utf-8")
