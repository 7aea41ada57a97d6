"""A statement: what is said of a subject, when it holds, since when it is known, and by which source.

Two clocks are kept apart (Snodgrass, *Developing Time-Oriented Database Applications in SQL*, 1999, ch. 2): the days on
which a statement holds (valid time) and the days on which it could be told (`tellable_from`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from companion.knowledge.days import Day
from companion.knowledge.schema import Confidence
from companion.knowledge.values import Listing, Quantity, Reference, Single, Text, Value

UNNARROWED: Final[Mapping[str, tuple[Single, ...]]] = MappingProxyType({})
"""The qualifiers of a statement that nothing narrows."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from and for which time it holds (ISO 8601 text, None when not known).

    `as_of` is the newest day on which the source shows it, as far as that lies behind the day of the answer.
    """

    id: str
    title: str
    valid_from: str | None
    valid_to: str | None
    as_of: str


class Statement(NamedTuple):  # there are many, and a tuple is made twice as fast as a frozen dataclass
    """Subject – relation – value.

    Attributes:
        value: None where it was looked for and not found; then `say` tells so.
        say: the sentence for it, where its author wrote one.
        start, end: first and last day on which it holds; None: not known, or (`end`) lasting.
        start_is_statutory, end_is_statutory: the day follows from the law, no dated report was found.
        seen_from: first day on which a source shows it, where `start` is not known.
        tellable_from: first day on which somebody could know it.
        known: newest day on which a source shows it; None where the source is not dated.
        qualifiers: what narrows it (the country, the year …), by name; several values in the order of the data.
        pack: the pack that it comes from.
    """

    id: str
    subject: str
    relation: str
    value: Value | None
    say: str | None
    start: Day | None
    end: Day | None
    start_is_statutory: bool
    end_is_statutory: bool
    seen_from: Day | None
    tellable_from: date
    known: Day | None
    confidence: Confidence
    source: str
    qualifiers: Mapping[str, tuple[Single, ...]]
    pack: str

    @property
    def unknown(self) -> bool:
        """Whether it says that something is not known."""
        return self.value is None

    @property
    def values(self) -> tuple[Single, ...]:
        """Its single values; none where it is not known."""
        value = self.value
        if isinstance(value, Listing):
            return value.items
        return () if value is None else (value,)

    def visible(self, as_of: date) -> bool:
        """Whether somebody could have known this on that day."""
        return self.tellable_from <= as_of

    def holds(self, day: date) -> bool:
        """Whether it held on that day, as far as its first and last day are known."""
        begun = self.start.first <= day if self.start else self.tellable_from <= day
        return begun and (self.end is None or day <= self.end.last)

    def text(self, qualifier: str) -> str | None:
        """A qualifier that is a text or refers to an entity (then its id)."""
        match self.qualifiers.get(qualifier):
            case (Text(text), *_):
                return text
            case (Reference(entity), *_):
                return entity
        return None

    def day(self, qualifier: str) -> Day | None:
        """A qualifier that is a day."""
        match self.qualifiers.get(qualifier):
            case (Day() as day, *_):
                return day
        return None

    def numbers(self, qualifier: str) -> tuple[int, ...]:
        """A qualifier that is one or several whole numbers."""
        return tuple(int(value.number) for value in self.qualifiers.get(qualifier, ()) if isinstance(value, Quantity))

    def cite(self, as_of: date) -> Source:
        """The source as told on `as_of`: an end that lies ahead is not given away."""
        days = (value for several in self.qualifiers.values() for value in several if isinstance(value, Day))
        begun = self.start or next(days, None)
        end = self.end.iso if self.end and self.end.last <= as_of else None
        return Source(self.id, self.source, begun.iso if begun else None, end, seen_by(self.known, as_of))


def seen_by(known: Day | None, as_of: date) -> str:
    """The newest day a source shows something (ISO 8601), as far as it lies behind `as_of`; "" where it has no day."""
    if known is None:
        return ""
    return known.iso if known.first <= as_of else as_of.isoformat()
