"""Where PyTorch models run."""

from __future__ import annotations

from typing import Any, Literal

from companion.errors import UsageError


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
