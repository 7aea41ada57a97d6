"""What a show leaves on disk: the point at which it goes on after a fault, its prepared answers, and its journal.

The restore point is written before anything is done that it tells of: what a killed process had begun to say is not
said again, what it had only thought of is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from companion.base.errors import UsageError
from companion.base.versioned import plain, restored
from companion.base.writing import write_atomically
from companion.show.compiled import CompiledShow, Said
from companion.show.machine import Record, ShowState

VERSION: Final = 1
_VOICE: Final = "voice.txt"


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """Where a show stood.

    Attributes:
        mark: of the script.
        wall: the wall-clock time, seconds since 1970: the time line of the state.
    """

    mark: str
    wall: float
    state: ShowState


class ShowFolder:
    """The files of one show.

    Args:
        folder: holds them; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.point = folder / "restore.json"
        self.journal = folder / "journal.jsonl"
        self.prepared = folder / "prepared.json"
        self.sounds = folder / "sounds"

    def keep(self, show: CompiledShow, state: ShowState, now: float) -> None:
        """Write the restore point, without what people said unless the script keeps that.

        Raises:
            OSError: it cannot be written.
        """
        kept = state if show.keep_transcripts else _of_the_show_alone(state)
        data = plain(RestorePoint(show.mark, now, kept), VERSION)
        write_atomically(self.point, json.dumps(data, ensure_ascii=False).encode(), durable=False, private=True)

    def restore(self, show: CompiledShow) -> RestorePoint | None:
        """Where it stood; None where it never began, or the script has changed since."""
        try:
            point = restored(RestorePoint, self.point.read_bytes(), VERSION)
        except (OSError, UsageError):
            return None
        fits = point.mark == show.mark and len(point.state.marks) == len(show.cues)
        return point if fits else None

    def begin_anew(self) -> None:
        """Forget where it stood, and what happened."""
        for path in (self.point, self.journal):
            path.unlink(missing_ok=True)

    def record(self, record: Record, *, transcripts: bool) -> None:
        """Write down what happened; what people said only where that is allowed.

        Raises:
            OSError: it cannot be written.
        """
        fields = dict(record.fields)
        if not transcripts:
            fields.pop("asked", None)
            if record.what == "heard":
                fields.pop("text", None)
        line = _line({"what": record.what, **fields})
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(line)

    def happened(self) -> Iterator[dict[str, Any]]:
        """What was written down, in order; a line that was being written when the machine stopped is left out."""
        with suppress(OSError):
            for line in self.journal.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError):
                    entry = json.loads(line)
                    if isinstance(entry, dict):
                        yield entry

    def forget_after(self, days: int, now: datetime) -> bool:
        """Delete what happened longer ago than the script allows, and a restore point that old; whether anything was.

        Raises:
            OSError: it cannot be deleted.
        """
        oldest = (now - timedelta(days=days)).timestamp()
        with suppress(FileNotFoundError):
            if self.point.stat().st_mtime < oldest:
                self.point.unlink()
        happened = list(self.happened())
        left = [entry for entry in happened if entry.get("at_s", 0.0) >= oldest]
        if left == happened:
            return False
        if left:
            write_atomically(self.journal, "".join(map(_line, left)).encode(), private=True)
        else:
            self.journal.unlink()
        return True

    def keep_prepared(self, mark: str, prepared: Mapping[str, Said]) -> None:
        """Keep the answers of a rehearsal.

        Raises:
            OSError: they cannot be written.
        """
        data = {"mark": mark, "answers": _answers.dump_python(dict(prepared), mode="json")}
        write_atomically(self.prepared, json.dumps(data, ensure_ascii=False).encode(), durable=False)

    def prepared_for(self, mark: str) -> dict[str, Said]:
        """The answers of a rehearsal of this very script."""
        try:
            data = json.loads(self.prepared.read_bytes())
            return _answers.validate_python(data["answers"]) if data["mark"] == mark else {}
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return {}

    def keep_voice(self, voice: str) -> None:
        """Keep who said what is rendered.

        Raises:
            OSError: it cannot be written.
        """
        write_atomically(self.sounds / _VOICE, voice.encode(), durable=False)

    @property
    def voice(self) -> str | None:
        """Who said what was rendered last; None where nothing was."""
        try:
            return (self.sounds / _VOICE).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def sound_of(self, said: Said, voice: str) -> Path:
        """Where the sound of a line is kept, as a voice says it."""
        return self.sounds / f"{hashlib.sha256(f'{voice}|{said.spoken}'.encode()).hexdigest()[:24]}.wav"


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"


def _of_the_show_alone(state: ShowState) -> ShowState:
    """A state without what people said."""
    run = None if state.run is None else replace(state.run, asked="")
    return replace(state, heard=(), asked=None, run=run)


_answers: TypeAdapter[dict[str, Said]] = TypeAdapter(dict[str, Said])
