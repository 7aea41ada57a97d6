"""The model file of CTranslate2: named arrays, one after another, in one binary file.

The layout, little-endian, is that of `ModelSpec._serialize` (CTranslate2 4, `python/ctranslate2/specs/model_spec.py`):

    uint32 version; string specification; uint32 revision
    uint32 count; count × (string name; uint8 rank; rank × uint32 size; uint8 type; uint32 bytes; the bytes)
    uint32 count; count × (string alias; string name)

A string is a uint16 length and that many bytes, the last of them zero.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from companion.base.errors import DataError

VERSION: Final = 6
"""`CURRENT_BINARY_VERSION`, the layout that CTranslate2 has written since 2022."""

# In the order of the enumeration `DataType` (include/ctranslate2/types.h); NumPy has no bfloat16, number 5.
_TYPES: Final = tuple(np.dtype(code) for code in ("<f4", "<i1", "<i2", "<i4", "<f2"))
_AGAIN: Final = "fetch the model again"


@dataclass(frozen=True, slots=True)
class Weights:
    """What one model file holds.

    Attributes:
        specification: name of the architecture, such as `WhisperSpec`.
        revision: of that architecture's variable names.
        variables: arrays by name, aliases among them; read-only views of the file.
    """

    specification: str
    revision: int
    variables: dict[str, NDArray[Any]]


class _Cursor:
    """Reads values one after another."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 0

    def integer(self, code: str) -> int:
        (value,) = struct.unpack_from(f"<{code}", self._data, self._at)
        self._at += struct.calcsize(code)
        return int(value)

    def string(self) -> str:
        end = self._at + 2 + self.integer("H")
        text = self._data[self._at : end - 1].decode()
        self._at = end
        return text

    def array(self) -> NDArray[Any]:
        shape = tuple(self.integer("I") for _ in range(self.integer("B")))
        kind = self.integer("B")
        size = self.integer("I")
        if kind >= len(_TYPES):
            raise ValueError(f"numbers of type {kind}")
        dtype = _TYPES[kind]
        flat = np.frombuffer(self._data, dtype, size // dtype.itemsize, self._at)
        self._at += size
        return flat.reshape(shape)


def read_weights(path: Path) -> Weights:
    """Read a `model.bin`; the arrays stay on disk until they are used.

    Raises:
        DataError: not such a file, an incomplete one, or one of another version.
    """
    try:
        with path.open("rb") as file:
            cursor = _Cursor(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        version = cursor.integer("I")
        if version != VERSION:
            raise DataError(path, None, f"not a CTranslate2 model of version {VERSION}", _AGAIN)
        specification = cursor.string()
        revision = cursor.integer("I")
        variables: dict[str, NDArray[Any]] = {}
        for _ in range(cursor.integer("I")):
            name = cursor.string()
            variables[name] = cursor.array()
        for _ in range(cursor.integer("I")):
            alias = cursor.string()
            variables[alias] = variables[cursor.string()]
    except (OSError, ValueError, KeyError, struct.error) as e:
        raise DataError(path, None, f"not a whole CTranslate2 model ({e})", _AGAIN) from None
    return Weights(specification, revision, variables)
