"""How commands print, where standard output may be a full disk, or somebody who has read enough."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TextIO, TypeVar

from companion.base.errors import CompanionError, DataError
from companion.base.terminal import printable

Result = TypeVar("Result", bound="Reported")


class Reported(Protocol):
    """A result that can be printed as JSON."""

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        ...


def show(text: object, file: TextIO | None = None) -> None:
    """Print a text at once, without what a terminal would obey: data, names and utterances are written by others."""
    print(printable(str(text)), file=file, flush=True)


def show_error(text: object) -> None:
    """The same on standard error."""
    show(text, sys.stderr)


def show_fault(fault: CompanionError) -> int:
    """Tell what went wrong with one of several, where the others go on, each mistake in a line; its exit status."""
    for told in fault.mistakes if isinstance(fault, DataError) else (fault,):
        show_error(f"companion: {told}")
    return fault.exit_status


def print_json(data: object) -> None:
    """One line of JSON, Korean letters as they are; what a terminal would obey is escaped."""
    line = json.dumps(data, ensure_ascii=False)
    print("".join(ch if ch == printable(ch) else json.dumps(ch)[1:-1] for ch in line), flush=True)


def print_result(options: argparse.Namespace, result: Result, report: Callable[[Result], str]) -> None:
    """What was measured: for a program with `--json`, otherwise for a person."""
    if options.json:
        print_json(result.as_json())
    else:
        show(report(result))


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
            show_error(f"companion: {what}: {e.strerror or e}")
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
