"""What a command asks somebody at a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from companion.app.options import day_option
from companion.app.output import show_error

T = TypeVar("T")


def is_at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def asked(question: str, meaning: Callable[[str], T]) -> T | None:
    """What somebody types, None for an empty line or the end of input."""
    while True:
        try:
            text = input(question).strip()
        except EOFError:
            return None
        if not text:
            return None
        try:
            return meaning(text)
        except argparse.ArgumentTypeError as e:
            show_error(e)


def asked_of(
    path: Path, source: str | None, day: date | None, no_source: str, no_day: str
) -> tuple[str | None, date | None]:
    """Who says what stands in a file, and as of which day, asked where neither a flag says so nor anything asks.

    Args:
        path: the file.
        source, day: what flags say.
        no_source, no_day: what an empty answer means.
    """
    if is_at_terminal():
        if source is None:
            source = asked(f"{path.name}: who says it? (empty: {no_source}) ", str)
        if day is None:
            day = asked(f"{path.name}: as of which day, YYYY-MM-DD? (empty: {no_day}) ", day_option)
    return source, day
