"""What functions of a text come to for the files, phrases and words of packs, remembered from one start to the next.

A robot reads thousands of phrases and cue words as it starts, and would read the same ones at every start. Within
`keeping_between_starts`, a function marked `kept_between_starts` looks up what it came to last time; what is new is
worked out and kept with the rest. The functions depend on nothing but their text and the code, which names the shelf's
files, so what is remembered is what would be worked out, whichever packs the text stands in: all robots of a machine
share it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from companion.base.shelf import Plain, Shelf  # it needs NumPy, which not every command does

T = TypeVar("T")

_SHORT: Final = 1000
"""Characters; a longer text is known by its hash."""
_MOST: Final = 100_000
"""Texts that are remembered; a robot with some packs has a third of them."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """By function and text: what was kept, and what of it, or beside it, is wanted now."""

    kept: Mapping[str, Mapping[str, Plain]]
    wanted: defaultdict[str, dict[str, Plain]] = field(default_factory=lambda: defaultdict(dict))

    def has_new(self) -> bool:
        return any(not texts.keys() <= self.kept.get(name, {}).keys() for name, texts in self.wanted.items())

    def to_keep(self) -> dict[str, dict[str, Plain]]:
        """What is wanted now and, as long as it is not too much, what was."""
        merged = {name: {**self.kept.get(name, {}), **self.wanted[name]} for name in {*self.kept, *self.wanted}}
        return merged if sum(map(len, merged.values())) <= _MOST else dict(self.wanted)


_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


def kept_between_starts(function: Callable[[str], T]) -> Callable[[str], T]:
    """Mark a function of nothing but a text, to plain values, whose results are worth keeping between starts."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def looked_up(text: str) -> T:
        memory = _memory.get()
        if memory is None:
            return function(text)
        wanted, kept = memory.wanted[name], memory.kept.get(name, {})
        known_by = text if len(text) <= _SHORT else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if known_by not in wanted:
            wanted[known_by] = kept[known_by] if known_by in kept else function(text)
        found: T = wanted[known_by]
        return found

    return looked_up


def is_remembering() -> bool:
    """Whether marked functions are looked up, in this thread."""
    return _memory.get() is not None


@contextmanager
def keeping_between_starts(shelf: Shelf) -> Iterator[None]:
    """Look up what marked functions come to, in this thread, and keep what is new on a shelf."""
    memory = _Memory(shelf.get(dict) or {})
    before = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(before)
    if memory.has_new():
        shelf.put(memory.to_keep())
