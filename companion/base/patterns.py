"""`re` for modules with many patterns, which are compiled where they are first used: import it as `re`.

The text path has a thousand patterns. To compile them all took a second of every start, and a turn needs part of them.
What those of modules and packs come to is kept between starts, like bytecode; what a function makes of somebody's words
is not.
"""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from contextlib import suppress
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
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

if TYPE_CHECKING:
    from companion.base.shelf import Shelf  # it needs NumPy, which not every command does

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
    "keep_patterns",
    "match",
    "search",
    "split",
    "sub",
]

_Known: TypeAlias = tuple[str, int]
"""A pattern and its flags."""
_Compiled: TypeAlias = tuple[int, bytes, dict[str, int], int]
"""What the interpreter makes a pattern of: all flags, the code, the names of groups, how many groups."""
_CODE: Final = "I"
"""Unsigned numbers of 32 bits, as the interpreter's machine for patterns reads them."""


class _Later:
    """Stands for a pattern; what is asked of it first compiles it, and then belongs to it like its own."""

    def __init__(self, pattern: str, flags: int, *, keep: bool) -> None:
        self.pattern, self._flags, self._keep = pattern, flags, keep
        self._compiled: Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what copies or inspects it asks for these
            raise AttributeError(name)
        made = _kept.compiled if self._keep else re.compile
        self._compiled = self._compiled or made(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class _Kept:
    """What patterns come to, as it was kept at the last start and as it is worked out now."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._before: dict[_Known, _Compiled] = {}
        self._new: dict[_Known, _Compiled] = {}

    def on(self, shelf: Shelf) -> None:
        """Take what a shelf holds, and put there at the end of the process what is new; the first shelf stays."""
        if self._shelf is not None:
            return
        with suppress(ImportError, AttributeError):  # the inner parts of `re` are those of CPython 3.11 and later
            _made("a", _work_out("a", 0))
            self._shelf = shelf
            self._before = shelf.get(dict) or {}
            atexit.register(self._put)

    def compiled(self, pattern: str, flags: int) -> Pattern[str]:
        """What `re.compile` gives."""
        if self._shelf is None:
            return re.compile(pattern, flags)
        known = (pattern, flags)
        found = self._before.get(known) or self._new.get(known)
        if found is None:
            found = self._new[known] = _work_out(pattern, flags)
        return _made(pattern, found)

    def _put(self) -> None:
        if self._new and self._shelf is not None:
            self._shelf.put({**(self._shelf.get(dict) or {}), **self._before, **self._new})


_kept: Final = _Kept()


def keep_patterns(shelf: Shelf) -> None:
    """Keep on a shelf, from one start to the next, what the patterns of this module come to.

    Args:
        shelf: of the cache; the one that is named first serves the whole process.
    """
    _kept.on(shelf)


def _work_out(pattern: str, flags: int) -> _Compiled:
    """The steps of `re.compile`, which offers no way to what it hands to the interpreter."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = array(_CODE, _compiler._code(parsed, flags)).tobytes()
    return flags | parsed.state.flags, code, dict(parsed.state.groupdict), parsed.state.groups


def _made(pattern: str, compiled: _Compiled) -> Pattern[str]:
    from _sre import compile as compile_code  # type: ignore[import-not-found]

    flags, code, names, groups = compiled
    by_number: list[str | None] = [None] * groups
    for name, number in names.items():
        by_number[number] = name
    made: Pattern[str] = compile_code(
        pattern, flags, memoryview(code).cast(_CODE).tolist(), groups - 1, names, tuple(by_number)
    )
    return made


def compile(pattern: str, flags: int = 0, *, of_pack: bool = False) -> Pattern[str]:
    """What `re.compile` gives, to be used like it; a mistake in the pattern shows only then.

    Args:
        pattern, flags: as for `re.compile`.
        of_pack: whether a pack says so, and it may be kept like what stands in a module.
    """
    in_module = sys._getframe(1).f_code.co_name == "<module>"
    return cast("Pattern[str]", _Later(pattern, int(flags), keep=of_pack or in_module))
