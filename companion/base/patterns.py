"""`re` for modules with many patterns, which are compiled where they are first used: import it as `re`.

The text path has a thousand patterns. To compile them all took a second of every start, and a turn needs part of them.
"""

from __future__ import annotations

import re
from re import (
    DOTALL,
    IGNORECASE,
    VERBOSE,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Later:
    """Stands for a pattern; what is asked of it first compiles it, and then belongs to it like its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags
        self._compiled: Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what copies or inspects it asks for these
            raise AttributeError(name)
        self._compiled = self._compiled or re.compile(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """What `re.compile` gives, to be used like it; a mistake in the pattern shows only then."""
    return cast("Pattern[str]", _Later(pattern, int(flags)))
