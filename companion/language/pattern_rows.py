"""Patterns with what each of them means, tried in their order: words that a number, a day or a question is known by."""

from __future__ import annotations

from typing import Generic, TypeVar

from companion.base import patterns as re

_T = TypeVar("_T")


class PatternRows(Generic[_T]):
    """A small table of patterns.

    Args:
        rows: pairs of a pattern and its meaning; the first that fits counts.
    """

    def __init__(self, *rows: tuple[str, _T]) -> None:
        self._rows = tuple((re.compile(pattern), meaning) for pattern, meaning in rows)

    def within(self, text: str) -> _T | None:
        """The meaning of the first pattern that stands anywhere in a text, None where none does."""
        return next((meaning for pattern, meaning in self._rows if pattern.search(text)), None)

    def all_within(self, text: str) -> tuple[_T, ...]:
        """The meanings of all patterns that stand in a text, each once, in their order."""
        return tuple(dict.fromkeys(meaning for pattern, meaning in self._rows if pattern.search(text)))

    def put_into(self: PatternRows[str], text: str) -> str:
        """The text with what each pattern means in its place."""
        for pattern, meaning in self._rows:
            text = pattern.sub(meaning, text)
        return text

    def at(self, text: str, place: int) -> _T | None:
        """The meaning of the first pattern that stands at a place of a text, None where none does."""
        return next((meaning for pattern, meaning in self._rows if pattern.match(text, place)), None)
