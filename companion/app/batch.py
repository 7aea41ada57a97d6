"""The rows of `ask --batch`: JSON Lines, read as they come."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from companion.base.errors import UsageError

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant
    from companion.dialogue.state import State

LONGEST_ROW: Final = 1 << 20
"""Bytes that a row may have; a longer one is skipped and answered as bad."""
_ENDLESS: Final = 1 << 30
"""Bytes after which a row is taken to have no end."""
_OTHER_ENCODINGS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row that has content.

    Attributes:
        id: its id, or its line number.
        text: what is asked; what is wrong with the row, when it is bad.
        session: JSON of the session's name, or None.
        as_of: the day it is answered as of, if it names one.
        bad: whether it cannot be answered.
    """

    id: str
    text: str
    session: str | None = None
    as_of: date | None = None
    bad: bool = False


def read_rows(path: str) -> Iterator[BatchRow]:
    """The rows of a file, or of standard input for «-»; it is opened at once and read row by row.

    Raises:
        UsageError: it cannot be read, is no JSON Lines file at all, or a row has no end.
    """
    if path == "-":
        return _rows(sys.stdin.buffer, "standard input")
    try:
        return _rows(Path(path).open("rb"), path)  # closed by the generator
    except (OSError, ValueError) as e:
        raise UsageError(f"{path}: {getattr(e, 'strerror', None) or e}") from None


def _rows(file: BinaryIO, name: str) -> Iterator[BatchRow]:
    with file:
        number = 0
        try:
            while line := file.readline(LONGEST_ROW + 1):
                number += 1
                if number == 1:
                    if line.startswith(_OTHER_ENCODINGS):
                        raise UsageError(f"{name}: is UTF-16; save it as UTF-8")
                    line = line.removeprefix(codecs.BOM_UTF8)
                if len(line) > LONGEST_ROW:
                    _skip(file, name, number, line)
                    yield BatchRow(str(number), f"row {number}: longer than {LONGEST_ROW:,} bytes", bad=True)
                elif line.strip():
                    yield _row(line, number)
        except OSError as e:
            raise UsageError(f"{name}: {e.strerror or e}") from None


def _skip(file: BinaryIO, name: str, number: int, piece: bytes) -> None:
    """Read on to the end of a row."""
    skipped = len(piece)
    while piece and not piece.endswith(b"\n"):
        piece = file.readline(LONGEST_ROW)
        skipped += len(piece)
        if skipped > _ENDLESS:
            raise UsageError(
                f"{name}: row {number} has no end ({_ENDLESS >> 20} MiB read); put one object on each line"
            )


def _row(line: bytes, number: int) -> BatchRow:
    row_id = str(number)
    try:
        row = json.loads(line.decode())
        if not isinstance(row, dict):
            raise ValueError("a row is an object {id, text, session?, as_of?}")
        row_id = str(row.get("id", number))
        text, session, as_of = row.get("text"), row.get("session"), row.get("as_of")
        if not isinstance(text, str):
            raise ValueError("«text» is missing or not a string")
        day = date.fromisoformat(as_of) if as_of is not None else None
        name = None if session is None else json.dumps(session, ensure_ascii=False)
    except UnicodeDecodeError as e:
        return BatchRow(row_id, f"row {number}: not UTF-8 at byte {e.start + 1}", bad=True)
    except (ValueError, TypeError, RecursionError) as e:
        return BatchRow(row_id, f"row {number}: {e}", bad=True)
    return BatchRow(row_id, text, name, day)


def answers(assistant: Assistant, rows: Iterator[BatchRow]) -> Iterator[dict[str, Any]]:
    """One reply a row, as plain data; rows of one session are one conversation, a bad row gives status «error»."""
    from companion.dialogue.reply import Reply
    from companion.dialogue.state import State

    sessions: dict[str, State] = {}
    for row in rows:
        if row.bad:
            yield Reply(row.id, row.text, "", "error", "none", None, 0.0, assistant.as_of()).as_json()
            continue
        before = State() if row.session is None else sessions.get(row.session, State())
        reply, after = assistant.respond(row.text, before, id=row.id, as_of=row.as_of, consult=True)
        if row.session is not None:
            sessions[row.session] = after
        yield reply.as_json()
