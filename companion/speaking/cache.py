"""Finished clauses, so that what was said once is said at once the next time."""

from __future__ import annotations

import hashlib
import io
import logging
import os
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

import numpy as np

from companion.audio.pcm import Audio
from companion.base.extras import requiring
from companion.base.writing import sealed, unsealed, write_atomically

with requiring("sound", "voice"):
    import soundfile

log = logging.getLogger("companion")


class ClauseCache:
    """Clauses by the engine that said them and by their text.

    The newest stay in memory, all of them on disk: a sealed 16-bit FLAC each, in a file whose name is a hash of engine
    and text, so the text itself is not stored. When the folder outgrows its limit, the clauses that were not used for
    longest go. A folder that cannot be written (a full disk) costs the cache, never the answer: it is said once and
    nothing more is written.

    Args:
        folder: made when first needed.
        limit_bytes: room for all files together; 0 writes none.
        remembered: how many clauses stay in memory.
    """

    def __init__(self, folder: Path, limit_bytes: int, remembered: int = 32) -> None:
        self._folder = folder
        self._remembered = remembered
        self._recent: OrderedDict[Path, Audio] = OrderedDict()
        self._limit = limit_bytes
        self._writable = limit_bytes > 0
        self._size: int | None = None

    def get(self, engine: str, text: str) -> Audio | None:
        """The clause as the engine of this name says it, if it is there; a damaged file counts as absent."""
        path = self._path(engine, text)
        if path in self._recent:
            self._recent.move_to_end(path)
            return self._recent[path]
        try:
            sound = unsealed(path.read_bytes())
        except OSError:
            return None
        try:
            samples, rate = soundfile.read(io.BytesIO(sound or b""), dtype="float32")
        except soundfile.LibsndfileError:
            path.unlink(missing_ok=True)
            return None
        with suppress(OSError):  # a folder that is only read, such as one prepared on another machine
            os.utime(path)
        return self._remember(path, Audio(np.asarray(samples, np.float32), rate))

    def put(self, engine: str, text: str, audio: Audio) -> None:
        """Keep a clause."""
        path = self._path(engine, text)
        self._remember(path, audio)
        if not self._writable or not len(audio.samples):
            return
        buffer = io.BytesIO()
        soundfile.write(buffer, np.clip(audio.samples, -1, 1), audio.rate, format="FLAC", subtype="PCM_16")
        content = sealed(buffer.getvalue())
        try:
            write_atomically(path, content, durable=False)
            self._make_room(len(content))
        except OSError as e:
            self._writable = False
            log.warning("clauses can no longer be kept in %s: %s; speech goes on without", self._folder, e.strerror)

    def _remember(self, path: Path, audio: Audio) -> Audio:
        self._recent[path] = audio
        if len(self._recent) > self._remembered:
            self._recent.popitem(last=False)
        return audio

    def _path(self, engine: str, text: str) -> Path:
        digest = hashlib.sha256(f"{engine}\0{text}".encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{digest[:32]}.clause"

    def _make_room(self, added: int) -> None:
        if self._size is None:
            self._size = sum(path.stat().st_size for path in self._folder.glob("*.*"))
        else:
            self._size += added
        if self._size <= self._limit:
            return
        files = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in self._folder.glob("*.*"))
        for _, size, path in files:
            # A tenth more than needed goes, so that not every clause has to look through the folder.
            if self._size <= self._limit * 0.9:
                break
            path.unlink(missing_ok=True)
            self._size -= size
