"""What a store holds at a time: a generation, which is all files of all its packs, each known by its content."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from companion.base.errors import CompanionError, UsageError
from companion.knowledge.packs import MANIFEST

BLOCK: Final = 1 << 20
"""Bytes of a file that are read, sent and received at once."""
_UNFINISHED: Final = re.compile(r".*\.(?:part|new)(?:-(?:journal|wal|shm))?")
"""What an import works on beside the files of its pack."""
_LEFT_OUT: Final = frozenset({"__pycache__"})
_LONGEST: Final = 400
_PACK: Final = re.compile(r"[^\s./\\][^/\\\x00-\x1f]{0,99}")


class StoreError(CompanionError):
    """A store of packs does not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file of a pack: its path in the folder of the pack, its size in bytes, the SHA-256 of its content."""

    pack: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Generation:
    """All packs of a store at a time.

    Attributes:
        number: counts how often the store has changed.
        made, by: when and by whom it was changed.
        files: all files, by pack and path.
    """

    number: int
    made: datetime
    by: str
    files: tuple[SharedFile, ...]

    @property
    def digest(self) -> str:
        """Tells what it holds from everything else."""
        return files_digest(self.files)

    @property
    def packs(self) -> tuple[str, ...]:
        """The ids of its packs."""
        return tuple(dict.fromkeys(file.pack for file in self.files))

    def __str__(self) -> str:
        return f"generation {self.number} of {self.made.astimezone():%Y-%m-%d %H:%M} by {self.by}"


def files_digest(files: Iterable[SharedFile]) -> str:
    """A SHA-256 of the names and contents of files, whatever their order."""
    named = sorted((file.pack, file.path, file.size, file.sha256) for file in files)
    return hashlib.sha256(json.dumps(named).encode("utf-8", "surrogatepass")).hexdigest()


def sorted_files(files: Iterable[SharedFile]) -> tuple[SharedFile, ...]:
    """Files by pack and path.

    Raises:
        StoreError: one of them would lie outside the folder of its pack, or is none.
    """
    found = tuple(sorted(files, key=lambda file: (file.pack, file.path)))
    for file in found:
        if not _stays_inside(file):
            raise StoreError(
                f"the store names a file «{file.path[:_LONGEST]}» of «{file.pack[:_LONGEST]}»: it is refused"
            )
    return found


def _stays_inside(file: SharedFile) -> bool:
    path = PurePosixPath(file.path)
    steps = path.parts
    return (
        _PACK.fullmatch(file.pack) is not None
        and 0 < len(file.path) <= _LONGEST
        and "\\" not in file.path
        and str(path) == file.path
        and not path.is_absolute()
        and all(step.isprintable() and not step.startswith(".") for step in steps)
        and re.fullmatch(r"[0-9a-f]{64}", file.sha256) is not None
        and file.size >= 0
    )


def files_of_pack(folder: Path) -> tuple[SharedFile, ...]:
    """The files of a pack; hidden ones, links and what an import has not finished are left out.

    Raises:
        UsageError: it is no pack, or a file cannot be read or has a name that other machines do not take.
    """
    see_pack(folder)
    try:
        files = [
            SharedFile(folder.name, path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of(path))
            for path in sorted(paths_of_pack(folder))
        ]
    except OSError as e:
        raise UsageError(f"{e.filename}: cannot be read ({e.strerror or e})") from None
    if wrong := next((file for file in files if not _stays_inside(file)), None):
        raise UsageError(f"{folder}: a pack that is shared cannot have a file «{wrong.path}»; rename it")
    return tuple(files)


def see_pack(folder: Path) -> None:
    """See that a folder is a pack.

    Raises:
        UsageError: it is none.
    """
    if not (folder / MANIFEST).is_file():
        raise UsageError(f"{folder}: no pack there (it has no {MANIFEST}); `companion kb new` makes one")


def paths_of_pack(folder: Path) -> Iterator[Path]:
    """The files of a pack that are shared."""
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or entry.name in _LEFT_OUT or _UNFINISHED.fullmatch(entry.name):
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from paths_of_pack(Path(entry.path))
        elif stat.S_ISREG(mode):
            yield Path(entry.path)


def sha256_of(path: Path) -> str:
    """The hash of a file's content, read block by block."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def with_pack(before: Generation | None, pack: str, files: Sequence[SharedFile]) -> tuple[SharedFile, ...]:
    """The files of all packs, with those of one of them in place of what it had."""
    others = () if before is None else (file for file in before.files if file.pack != pack)
    return sorted_files((*others, *files))
