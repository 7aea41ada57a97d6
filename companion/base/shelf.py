"""What was worked out from data, kept between starts, so that the next start need not work it out again.

Each thing is a file of plain values in `marshal`, the interpreter's own format: it is read faster than any other, and
reading it makes values and runs nothing. Large arrays may stand behind them, to be mapped into memory and read where
they are used. The name of a file holds a hash of everything that its content follows from: the data, the code of this
package, the version of Python. So nothing is ever out of date; what belongs to other data or another version is not
looked at, and goes when newer files have taken its place. A file is read only if it is the user's own and nobody else
may write it, and only if its seal (SHA-256) is whole: any damage means working it out again, and so does anything else
that fails. Files are written in one step, so that another process sees a whole one or none.
"""

from __future__ import annotations

import hashlib
import logging
import marshal
import mmap
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from companion.base.writing import SEAL_BYTES, write_cached

T = TypeVar("T")
Plain: TypeAlias = Any
"""None, numbers, text, bytes; tuples, lists, sets and dicts of them; no objects of our own."""
Arrays: TypeAlias = Mapping[str, NDArray[Any]]

log = logging.getLogger("companion")

_ENDING: Final = ".kept"
_MOST: Final = 16
"""Files of one name that are kept: as many profiles may take turns."""
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_LENGTH_BYTES: Final = 8
_ALIGNED: Final = 64
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one thing is kept.

    Attributes:
        folder: of the cache; None keeps nothing.
        name: what it is; distinguishes the files.
        inputs: everything that it is made of, the code apart.
        most: how many files of this name are kept.
    """

    folder: Path | None
    name: str
    inputs: tuple[str | bytes, ...]
    most: int = _MOST

    def get(self, from_plain: Callable[[Plain], T]) -> T | None:
        """What was put there and made of the same; None where nothing was, or where it is damaged."""
        return self.get_mapped(lambda plain, _: from_plain(plain))

    def get_mapped(self, from_plain: Callable[[Plain, Arrays], T]) -> T | None:
        """The same with its arrays, which cannot be written to."""
        if self.folder is None:
            return None
        path = self._path(self.folder)
        try:
            with path.open("rb") as file:
                if not _is_own(file) or not _is_whole(file):
                    return None
                found = from_plain(*_content(file))
        except FileNotFoundError:
            return None
        except Exception as e:  # whatever a file of another hand holds, it costs working it out again and no more
            log.warning("%s cannot be used (%s: %s); it is made again", path, type(e).__name__, e)
            return None
        with suppress(OSError):
            os.utime(path)  # the least used one goes first
        return found

    def put(self, plain: Plain, arrays: Arrays | None = None) -> None:
        """Keep plain values and arrays; where nothing can be written, nothing is kept."""
        if self.folder is None:
            return
        if write_cached(self._path(self.folder), *_as_parts(plain, arrays or {}), private=True):
            forget_least_used(self.folder, f"{self.name}-*{_ENDING}", self.most)

    def _path(self, folder: Path) -> Path:
        digest = hashlib.sha256(code_version())
        for part in self.inputs:
            encoded = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            digest.update(hashlib.sha256(encoded).digest())
        return folder / f"{self.name}-{digest.hexdigest()[:16]}{_ENDING}"


def forget_least_used(folder: Path, pattern: str, most: int = _MOST) -> None:
    """Remove those files of a cache that were used least recently, where more than `most` match."""
    with suppress(OSError):
        found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[most:]:
            path.unlink(missing_ok=True)


@cache
def code_version() -> bytes:
    """What tells this code, and the Python that runs it, from any other."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.byteorder} {marshal.version}".encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def _is_own(file: BinaryIO) -> bool:
    """Whether a file belongs to this user, or to root, and nobody else may write it."""
    about = os.fstat(file.fileno())
    return about.st_uid in (0, os.geteuid()) and not about.st_mode & _OTHERS_WRITE


def _is_whole(file: BinaryIO) -> bool:
    """Whether the seal is that of what follows; it is read block by block, and not held."""
    seal, digest = file.read(SEAL_BYTES), hashlib.sha256()
    block = bytearray(_BLOCK)
    while count := file.readinto(block):  # type: ignore[attr-defined]
        digest.update(memoryview(block)[:count])
    return digest.digest() == seal


def _as_parts(plain: Plain, arrays: Arrays) -> Iterator[bytes | memoryview]:
    """The length of the plain values, they themselves, and each array where a processor likes to have it."""
    placed, at = {}, 0
    for name, array in arrays.items():
        placed[name] = (array.dtype.str, array.shape, at)
        at += array.nbytes + -array.nbytes % _ALIGNED
    values = marshal.dumps((plain, placed))
    yield len(values).to_bytes(_LENGTH_BYTES, "little")
    yield values
    before = SEAL_BYTES + _LENGTH_BYTES + len(values)
    for array in arrays.values():
        yield bytes(-before % _ALIGNED)
        yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        before = array.nbytes


def _content(file: BinaryIO) -> tuple[Plain, Arrays]:
    """The plain values of a whole file, and its arrays, which are mapped."""
    file.seek(SEAL_BYTES)
    length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
    plain, placed = marshal.loads(file.read(length))
    if not placed:
        return plain, {}
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = SEAL_BYTES + _LENGTH_BYTES + length
    start += -start % _ALIGNED
    return plain, {
        name: np.ndarray(shape, np.dtype(kind), mapped, start + at) for name, (kind, shape, at) in placed.items()
    }
