"""How commands print: text that a terminal may obey, on an output that may be a full disk, or closed.

What data, models and users say goes through here, and nowhere else to a terminal.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TextIO, TypeVar

from companion.base.errors import UNSHOWABLE, one_line, showable

Result = TypeVar("Result", bound="Reported")


class Reported(Protocol):
    """A result that can be printed as JSON."""

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        ...


def print_json(data: object) -> None:
    """One line of JSON."""
    print(json_line(data))


def json_line(data: object) -> str:
    """JSON with Korean letters as they are; what a terminal would obey is escaped, and so kept."""
    written = json.dumps(data, ensure_ascii=False)
    return UNSHOWABLE.sub(lambda found: "".join(f"\\u{ord(c):04x}" for c in found[0]), written)


def print_text(text: str = "", file: TextIO | None = None) -> None:
    """Text of one or several lines, at once; what a terminal would obey is shown as an escape.

    Args:
        text: whatever data, models or users say.
        file: standard output if None.
    """
    print(showable(text), file=file, flush=True)


def redraw_line(text: str, file: TextIO) -> None:
    """Put a text in the place of the line that the cursor is in."""
    print(f"\r\x1b[K{one_line(text)}", end="", file=file, flush=True)


def print_result(options: argparse.Namespace, result: Result, report: Callable[[Result], str]) -> None:
    """What was measured: for a program with `--json`, otherwise for a person."""
    if options.json:
        print_json(result.as_json())
    else:
        print_text(report(result))


def guarded(command: Callable[[], int]) -> int:
    """Run a command to its last byte of output.

    Returns:
        The command's status; 0 where the reader of a pipe has left; 1, with one line on standard error, where the
        output cannot be written or the system fails otherwise.
    """
    try:
        try:
            return command()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        _discard()
        return 0
    except OSError as e:
        _discard()
        # What fails on an open stream names no file, and a command's open streams are its output.
        what = e.filename or "the output cannot be written"
        with suppress(OSError):
            print_text(f"companion: {what}: {e.strerror or e}", sys.stderr)
        return 1


def _discard() -> None:
    """Let what waits to be written go nowhere if it cannot be written, or Python tries again as it ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
