"""What a robot keeps of a store: the newest generation that it has whole, as folders that it reads like its own.

    files/SHA256            each content once, checked as it came
    trees/DIGEST/PACK/…     the packs of a generation, hard links to these
    current.json            which tree holds; replaced last and in one step

Whatever ends the program, `current.json` names a whole tree: the old one or the new one. A file that was half received
goes on where it was. A process that reads a tree holds a lock on it, and only trees that nobody holds are removed.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.base.errors import CompanionError, UsageError
from companion.base.versioned import plain, restored
from companion.base.writing import write_atomically
from companion.knowledge.shared.generation import (
    BLOCK,
    Generation,
    SharedFile,
    StoreError,
    paths_of_pack,
    sha256_of,
)

_VERSION: Final = 1
_CURRENT: Final = "current.json"
_SHORT: Final = 16
_NEW: Final = ".new-"
_ATTEMPTS: Final = 10


@dataclass(frozen=True, slots=True)
class _Kept:
    """What `current.json` says: the generation, and when each of its files was last changed here (ns since 1970)."""

    generation: Generation
    stamps: tuple[int, ...]


class Tree:
    """The packs of a generation as folders; they stay there until `close`.

    Attributes:
        generation: what they are.
        packs: the folder of each pack, by its id.
    """

    def __init__(self, folder: Path, generation: Generation, lock: int) -> None:
        self.folder, self.generation, self._lock = folder, generation, lock
        self.packs: Mapping[str, Path] = {pack: folder / pack for pack in generation.packs}

    def close(self) -> None:
        """Let go of them."""
        with suppress(OSError):
            os.close(self._lock)


class StoreCopy:
    """The copy of one store.

    Args:
        folder: where it is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files, self._trees = folder / "files", folder / "trees"

    # Reading

    def current(self) -> Generation | None:
        """The generation that is kept whole; None where there is none."""
        kept = self._kept()
        return None if kept is None else kept.generation

    def tree(self) -> Tree | None:
        """The packs that are kept, held; None where there are none, or a file of them was damaged since."""
        for _ in range(_ATTEMPTS):
            kept = self._kept()
            if kept is None:
                return None
            folder = self._tree(kept.generation)
            try:
                lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            except OSError:
                if self._kept() == kept:
                    return None
                continue  # another process has put a newer one in its place
            fcntl.flock(lock, fcntl.LOCK_SH)
            if folder.is_dir() and os.path.samestat(os.fstat(lock), folder.stat()):
                if not self._damaged(kept):
                    return Tree(folder, kept.generation, lock)
                os.close(lock)
                return None
            os.close(lock)
        return None

    def _kept(self) -> _Kept | None:
        try:
            kept = restored(_Kept, (self.folder / _CURRENT).read_bytes(), _VERSION)
        except (OSError, CompanionError):
            return None
        return kept if len(kept.stamps) == len(kept.generation.files) else None

    def _tree(self, generation: Generation) -> Path:
        return self._trees / generation.digest[:_SHORT]

    # Writing

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While one process changes the copy, others wait.

        Raises:
            UsageError: nothing can be written there.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as e:
            raise UsageError(f"{self.folder}: cannot be written ({e.strerror or e})") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def content(self, file: SharedFile) -> Path:
        """Where the content of a file is, if it is here."""
        return self._files / file.sha256

    def has(self, file: SharedFile) -> bool:
        """Whether the content of a file is here."""
        try:
            return self.content(file).stat().st_size == file.size
        except OSError:
            return False

    def receive(self, file: SharedFile, blocks: Callable[[int], Iterator[bytes]]) -> None:
        """Take the content of a file, from where it was broken off.

        Args:
            file: it.
            blocks: gives its content, from a block on.

        Raises:
            StoreError: what comes is not what was told.
        """
        self._files.mkdir(parents=True, exist_ok=True)
        part = self._files / f"{file.sha256}.part"
        begun = part.stat().st_size // BLOCK if part.exists() else 0
        with part.open("ab") as out:
            out.truncate(begun * BLOCK)
            for data in blocks(begun):
                out.write(data)
            out.flush()
            os.fsync(out.fileno())
        self._take(part, file)

    def adopt(self, file: SharedFile, path: Path) -> None:
        """Take the content of a file of this machine."""
        self._files.mkdir(parents=True, exist_ok=True)
        part = self._files / f"{file.sha256}.part"
        part.unlink(missing_ok=True)
        _link(path, part)
        self._take(part, file)

    def _take(self, part: Path, file: SharedFile) -> None:
        if part.stat().st_size != file.size or sha256_of(part) != file.sha256:
            part.unlink()
            raise StoreError(f"«{file.pack}/{file.path}» did not come as the store says it is; it is fetched again")
        part.replace(self._files / file.sha256)

    def become(self, generation: Generation) -> None:
        """Let a generation hold, all of whose contents are here; within `alone`."""
        tree = self._tree(generation)
        if not self._is_made(tree, generation.files):
            self._make(tree, generation.files)
        stamps = tuple((tree / file.pack / file.path).stat().st_mtime_ns for file in generation.files)
        content = json.dumps(plain(_Kept(generation, stamps), _VERSION)).encode()
        write_atomically(self.folder / _CURRENT, content, private=True)
        self._sweep(generation)

    def mend(self) -> bool:
        """Forget what was damaged since it came, so that it is fetched again; within `alone`.

        Returns:
            Whether there was nothing to forget, and something is kept.
        """
        kept = self._kept()
        damaged = () if kept is None else self._damaged(kept)
        for file in damaged:
            (self._files / file.sha256).unlink(missing_ok=True)
        if damaged:
            (self.folder / _CURRENT).unlink(missing_ok=True)
        return kept is not None and not damaged

    def _damaged(self, kept: _Kept) -> tuple[SharedFile, ...]:
        """The files of the tree that are gone, or not what they were."""
        folder = self._tree(kept.generation)
        files = zip(kept.generation.files, kept.stamps, strict=True)
        return tuple(file for file, stamp in files if not _same(folder, file, stamp))

    def _is_made(self, tree: Path, files: Sequence[SharedFile]) -> bool:
        try:
            return tree.is_dir() and all((tree / f.pack / f.path).samefile(self._files / f.sha256) for f in files)
        except OSError:
            return False

    def _make(self, tree: Path, files: Sequence[SharedFile]) -> None:
        new = self._trees / f"{_NEW}{secrets.token_hex(4)}"
        new.mkdir(parents=True)
        for file in files:
            target = new / file.pack / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(self._files / file.sha256, target)
        if tree.exists():
            self._discard(tree)
        new.rename(tree)

    def _sweep(self, generation: Generation) -> None:
        """Remove what neither this generation needs nor any process reads."""
        needed = {file.sha256 for file in generation.files}
        with suppress(OSError):
            for path in self._files.iterdir():
                if path.name not in needed:
                    path.unlink(missing_ok=True)
            for tree in self._trees.iterdir():
                if tree != self._tree(generation) and _is_free(tree):
                    self._discard(tree)

    def _discard(self, tree: Path) -> None:
        gone = tree.with_name(f"{_NEW}{secrets.token_hex(4)}")
        tree.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    # Working copies

    def working_copy(self, pack: str, origin: Path | None) -> Path:
        """A folder of a pack to be changed; what an earlier import had not finished stays in it. Within `alone`.

        Args:
            pack: its id.
            origin: the folder that it is a copy of; None for an empty one.
        """
        folder = self.folder / "work" / pack
        folder.mkdir(parents=True, exist_ok=True)
        for path in list(paths_of_pack(folder)):
            path.unlink()
        if origin is None:
            return folder
        for path in list(paths_of_pack(origin)):  # before anything is added, which may lie in it
            target = folder / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            # Files of others may be written into at any time; those of a copy never are.
            (_link if path.is_relative_to(self._trees) else shutil.copy2)(path, target)
        return folder

    def forget_work(self, pack: str) -> None:
        """Remove the working copy of a pack."""
        shutil.rmtree(self.folder / "work" / pack, ignore_errors=True)


def _same(folder: Path, file: SharedFile, stamp: int) -> bool:
    """Whether a file is what it was: unchanged, or at least of the same content."""
    path = folder / file.pack / file.path
    try:
        about = path.lstat()
        if about.st_size != file.size:
            return False
        return about.st_mtime_ns == stamp or sha256_of(path) == file.sha256
    except OSError:
        return False


def _is_free(tree: Path) -> bool:
    """Whether no process reads a tree."""
    handle = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _link(path: Path, target: Path) -> None:
    """The same file under another name, or a copy where the file system has no such links."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)
