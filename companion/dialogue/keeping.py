"""Reminders on disk, where the profile names a file for them: they are there again after a restart."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from companion.answering.agenda import Reminder
from companion.base.errors import UsageError
from companion.base.settings import Settings
from companion.base.versioned import plain, restored
from companion.base.writing import write_atomically
from companion.dialogue.assistant import State

log = logging.getLogger("companion")

VERSION: Final = 1
"""Of the file; grows when a field changes its meaning."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands in the file."""

    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderFile:
    """The file that keeps reminders between runs; with no path nothing is kept. One program at a time uses it."""

    path: Path | None

    @classmethod
    def of(cls, settings: Settings) -> ReminderFile:
        """The one that a profile names; a relative path starts at the profile's folder."""
        named = settings.reminders
        return cls(None if named is None else settings.folder / named.expanduser())

    def restored(self, state: State) -> State:
        """The state with what was kept; what has passed meanwhile is due, and told as missed.

        A file that cannot be read is named in the log and left as it is until something is kept anew.
        """
        if self.path is None:
            return state
        try:
            kept = restored(_Kept, self.path.read_bytes(), VERSION)
        except FileNotFoundError:
            return state
        except (OSError, UsageError) as e:
            log.warning("the reminders in %s cannot be read: %s", self.path, e)
            return state
        return replace(state, reminders=kept.reminders)

    def keep(self, before: State, after: State) -> None:
        """Write the reminders down if a turn changed them; only the owner can read them.

        A file that cannot be written is named in the log: they are still told while the program runs.
        """
        if self.path is None or before.reminders == after.reminders:
            return
        content = json.dumps(plain(_Kept(after.reminders), VERSION), ensure_ascii=False, indent=1)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):  # what replaces a file keeps its mode
                os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            write_atomically(self.path, content.encode())
        except OSError as e:
            log.warning("the reminders cannot be kept in %s: %s", self.path, e)
