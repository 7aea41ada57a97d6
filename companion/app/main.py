"""The command line: which commands there are, and what becomes of their errors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from companion.app.output import guarded, show_error
from companion.app.signals import Terminated, end_in_order
from companion.base.errors import CompanionError

COMMANDS: Final = {
    "ask": "answer one utterance, or a batch of them",
    "chat": "talk in text",
    "demo": "scripted demonstrations",
    "kb": "the knowledge base",
    "new": "folders to fill in: an event",
    "pack": "an event as one file for another machine",
    "places": "the places",
    "eval": "measure understanding",
    "bench": "measure speed",
    "talk": "talk aloud",
    "serve": "talk at a page in the browser, and answer other programs",
    "mcp": "answer the tools of another program (Model Context Protocol)",
    "transcribe": "write down what recordings say",
    "say": "speak a text into a file",
    "models": "the model files",
    "doctor": "check the installation",
}
"""What each command is for. The module of its name here has a function `add_to` that gives it options and actions, and
sets `command`, which runs it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 on success, 1 on failure, 2 on bad usage or bad input, 128 + N after signal N (130 after Ctrl-C).
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    end_in_order()
    return guarded(lambda: _run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser(arguments[0] if arguments else "").parse_args(arguments)
        status: int = options.command(options)
        return status
    except CompanionError as e:
        show_error(f"companion: {e}")
        return e.exit_status
    except Terminated as e:
        return e.exit_status
    except KeyboardInterrupt:
        show_error("")
        return 130


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Knows every command, but only the options of the one that is wanted, so that no other is imported."""
    parser = argparse.ArgumentParser(
        prog="companion", description="A Korean companion robot whose facts know their dates."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == wanted:
            import_module(f"companion.app.{name}").add_to(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
