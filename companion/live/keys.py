"""The talk key at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from companion.base.errors import UsageError

TALK_KEY = " "


class Key(Protocol):
    """A key that can be asked without waiting."""

    def pressed(self) -> bool:
        """Whether the key was pressed since the last call.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed instead.
        """
        ...


class _TerminalKey:
    def __init__(self) -> None:
        from prompt_toolkit.input import create_input

        self.input = create_input()

    def pressed(self) -> bool:
        keys = [press.key for press in self.input.read_keys()]
        if "c-c" in keys or "c-d" in keys:
            raise KeyboardInterrupt
        return TALK_KEY in keys


@contextmanager
def talk_key() -> Iterator[Key]:
    """The space bar of the terminal, read key by key while the context lasts.

    A terminal does not tell when a key is let go, so one press begins to talk and the next ends it.

    Raises:
        UsageError: standard input is not a terminal.
    """
    import sys

    if not sys.stdin.isatty():
        raise UsageError("talking with a key needs a terminal; set talking.start to open or wake")
    key = _TerminalKey()
    with key.input.raw_mode():
        yield key
