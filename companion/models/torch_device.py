"""What everything on PyTorch needs: its packages, and a place to run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from companion.base.errors import UsageError
from companion.base.extras import requiring


@contextmanager
def requiring_torch(feature: str, extra: str) -> Iterator[None]:
    """Like `requiring`, for packages that build on PyTorch.

    Raises:
        MissingExtra: a package is not installed.
        UsageError: one was built for another PyTorch. A torchaudio for CUDA beside a PyTorch without it is such a
            one, and keeps transformers from being imported, too.
    """
    try:
        with requiring(feature, extra):
            yield
    except OSError as e:
        raise UsageError(
            f"{feature} finds a library that does not fit the installed torch ({e}); "
            "install torch and torchaudio from one index"
        ) from None


def choose_device(wanted: Literal["auto", "cpu", "cuda"]) -> Any:
    """The `torch.device` for a setting; `auto` is the GPU where PyTorch sees one.

    Raises:
        UsageError: a GPU is asked for where PyTorch sees none.
    """
    import torch

    gpu = torch.cuda.is_available()
    if wanted == "cuda" and not gpu:
        raise UsageError("PyTorch sees no GPU here; set device to cpu or auto, or install a CUDA build of torch")
    return torch.device("cuda" if gpu and wanted != "cpu" else "cpu")
