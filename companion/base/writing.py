"""Writing files so that an interruption leaves the old content or the new, and only files are ever replaced."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import logging
import os
import secrets
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from companion.base.errors import UsageError

log = logging.getLogger("companion")

Parts: TypeAlias = Sequence[bytes | memoryview]
"""The content of a file, part after part."""

_BEGINNING, _END = ".companion-", ".part"
_OLD_S: Final = 3600.0
"""Age from which an unfinished file belongs to a writer that is no more."""
_MOST_LINKS: Final = 40
SEAL_BYTES: Final = hashlib.sha256().digest_size
"""At the beginning of a sealed file."""


def write_atomically(path: Path, content: bytes, *, durable: bool = True, private: bool = False) -> None:
    """Replace a file in one step, so that an interruption leaves the old one or the new one; makes its folder.

    A link stays and what it points at is replaced. A file that is replaced keeps its mode, a new one has what the
    umask leaves. Pipes, devices and files that cannot be replaced but written (mounted into a container) are
    written into.

    Args:
        path: the file.
        content: all of it.
        durable: whether it has to outlast a loss of power from here on; what can be made again has not.
        private: only its owner may read and write it, whatever mode it had.

    Raises:
        OSError: it cannot be written.
    """
    _write_parts(path, (content,), durable=durable, private=private)


def _write_parts(path: Path, parts: Parts, *, durable: bool, private: bool) -> None:
    try:
        _write(_followed(path), parts, durable=durable, private=private)
    except OSError as e:
        raise OSError(e.errno, e.strerror or str(e), str(path)) from None


def write_result(path: Path, content: bytes) -> None:
    """As `write_atomically`, for a file that a person named.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        write_atomically(path, content)
    except (OSError, ValueError) as e:  # ValueError: a NUL in the path
        raise UsageError(f"{path}: cannot be written ({getattr(e, 'strerror', None) or e})") from None


def write_cached(path: Path, *parts: bytes | memoryview, private: bool = False) -> bool:
    """Keep what can be made again, sealed; where nothing can be written, a warning says so once and life goes on.

    Args:
        path: the file.
        parts: what is kept, part after part.
        private: only its owner may read and write it.

    Returns:
        Whether it is kept.
    """
    try:
        _write_parts(path, (_seal(*parts), *parts), durable=False, private=private)
    except OSError as e:
        _warn(e.strerror or str(e), path.parent)
        return False
    return True


@contextmanager
def making(path: Path) -> Iterator[None]:
    """While a file of the cache is made, other processes that are about to make it too wait for it.

    It saves work and promises nothing: where nothing can be locked, and to who comes just as the lock is removed again,
    it lets several in.
    """
    lock = path.with_name(f"{path.name}.lock")
    with ExitStack() as held:
        with suppress(OSError):
            lock.parent.mkdir(parents=True, exist_ok=True)
            fcntl.flock(held.enter_context(lock.open("wb")), fcntl.LOCK_EX)
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink(missing_ok=True)


def read_cached(path: Path) -> bytes | None:
    """What `write_cached` kept; None where it is not there, cannot be read, or a single bit of it has changed.

    Its file is marked as used now.
    """
    try:
        with path.open("rb") as file:  # in two parts: it may be large, and is not copied to be cut
            seal, content = file.read(SEAL_BYTES), file.read()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(path)
    return content if _seal(content) == seal else None


def sealed(content: bytes) -> bytes:
    """Content after its SHA-256, so that damage shows."""
    return _seal(content) + content


def unsealed(data: bytes) -> bytes | None:
    """The content that was sealed; None where it has changed since."""
    seal, content = data[:SEAL_BYTES], data[SEAL_BYTES:]
    return content if _seal(content) == seal else None


def _seal(*parts: bytes | memoryview) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


@cache
def _warn(reason: str, folder: Path) -> None:
    log.warning("nothing can be kept in %s: %s; it is made again at every start", folder, reason)


def _write(path: Path, parts: Parts, *, durable: bool, private: bool) -> None:
    try:
        before = path.stat()
    except FileNotFoundError:
        before = None
    if before is not None and (not stat.S_ISREG(before.st_mode) or _in_proc(path)):
        _write_into(path, parts, os.O_APPEND)
        return
    if before is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        _replace(path, parts, before, durable=durable, private=private)
    except OSError as e:
        if before is None or e.errno not in (errno.EACCES, errno.EPERM, errno.EBUSY):
            raise
        _write_into(path, parts, os.O_TRUNC)


def _followed(path: Path) -> Path:
    """Where links lead. One into /proc is an open file of a process and leads no further."""
    for _ in range(_MOST_LINKS):
        if not path.is_symlink() or _in_proc(path):
            break
        path = path.parent / path.readlink()
    return path


def _in_proc(path: Path) -> bool:
    return os.path.realpath(path.parent).startswith("/proc/")


def _write_into(path: Path, parts: Parts, how: int) -> None:
    if os.path.realpath(path.parent) == f"/proc/{os.getpid()}/fd":
        handle = os.dup(int(path.name))  # our own output: opened a second time, it would be written over
    else:
        handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | how)
    with os.fdopen(handle, "wb") as file:
        file.writelines(parts)


def _replace(path: Path, parts: Parts, before: os.stat_result | None, *, durable: bool, private: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    temporary = path.parent / f"{_BEGINNING}{secrets.token_hex(8)}{_END}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if before is not None:
                with suppress(PermissionError):  # a file of somebody else, in a folder of ours
                    os.fchown(handle, before.st_uid, before.st_gid)
                os.fchmod(handle, 0o600 if private else stat.S_IMODE(before.st_mode))
            file.writelines(parts)
            if durable:
                file.flush()
                os.fsync(handle)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems cannot; the file itself is safe
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@cache
def _sweep(folder: Path) -> None:
    """Remove what killed writers left in a folder, once a run."""
    with suppress(OSError):
        for left in folder.glob(f"{_BEGINNING}*{_END}"):
            if time.time() - left.stat().st_mtime > _OLD_S:
                left.unlink(missing_ok=True)
