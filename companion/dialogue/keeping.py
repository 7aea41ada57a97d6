"""What is kept between conversations, where the profile names files for it: what speakers told, and reminders."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.answering.agenda import Reminder
from companion.answering.memory import NOTHING_TOLD, Memory
from companion.base.errors import UsageError
from companion.base.versioned import plain, restored
from companion.base.writing import write_atomically

log = logging.getLogger("companion")

_VERSION: Final = 1
"""Of both files; grows when a field changes its meaning."""


def load_memory(path: Path) -> Memory:
    """What the file holds; nothing where there is none, or none that can be read."""
    try:
        return restored(Memory, path.read_bytes(), _VERSION)
    except FileNotFoundError:
        return NOTHING_TOLD
    except (OSError, UsageError) as e:
        log.warning("what was remembered cannot be read (%s): %s", path, e)
        return NOTHING_TOLD


def save_memory(path: Path, memory: Memory) -> None:
    """Write it so that only its owner can read it; to remember nothing deletes the file.

    What cannot be written is named in the log: a conversation goes on without it.
    """
    try:
        if memory.facts:
            content = json.dumps(plain(memory, _VERSION), ensure_ascii=False).encode()
            write_atomically(path, content, private=True)
        else:
            path.unlink(missing_ok=True)
    except OSError as e:
        log.warning("what is remembered cannot be kept: %s", e)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands in the file of reminders."""

    reminders: tuple[Reminder, ...] = ()


def load_reminders(path: Path) -> tuple[Reminder, ...]:
    """The reminders in a file; what has passed meanwhile is due, and told as missed.

    A file that cannot be read is named in the log and left as it is until something is kept anew.
    """
    try:
        return restored(_Kept, path.read_bytes(), _VERSION).reminders
    except FileNotFoundError:
        return ()
    except (OSError, UsageError) as e:
        log.warning("the reminders in %s cannot be read: %s", path, e)
        return ()


def save_reminders(path: Path, reminders: tuple[Reminder, ...]) -> None:
    """Write the reminders down so that only their owner can read them.

    A file that cannot be written is named in the log: they are still told while the program runs.
    """
    content = json.dumps(plain(_Kept(reminders), _VERSION), ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content.encode(), private=True)
    except OSError as e:
        log.warning("the reminders cannot be kept in %s: %s", path, e)
