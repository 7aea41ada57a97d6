"""What speakers told, kept in a file between conversations, where the profile says so."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

from companion.answering.memory import NOTHING_TOLD, Memory
from companion.base.errors import UsageError
from companion.base.versioned import plain, restored
from companion.base.writing import write_atomically

log = logging.getLogger("companion")

_VERSION: Final = 1


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
