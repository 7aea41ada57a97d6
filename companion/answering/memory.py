"""What speakers told of themselves, kept for the conversation: taken in, looked up, forgotten."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from companion.language.calendar import find_days
from companion.language.disclosures import told
from companion.language.forms_of_address import address, given_name, month_day, without_particle_i, years_of_age
from companion.language.self_words import About, Disclosure
from companion.understanding.types import Analysis

KEPT_ALONE: Final = ("name", "call", "role", "age", "birthday", "home", "dream", "work_at", "hobby")
"""What somebody has one of: a later one takes its place."""
_MOST: Final = 60
_TASTES: Final = frozenset({"like", "dislike", "avoid"})
"""What one thing can be only one of."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing that somebody told.

    Attributes:
        about: what it is about.
        value: as it can be said again.
        of: whose it is, a word for a relative or a pet; "" for the speaker's own.
        when: the words for its time, and `day` what they meant.
        ids: offers and attributes of the data that the value names.
        told: the day on which it was told.
    """

    about: About
    value: str
    of: str = ""
    when: str = ""
    day: date | None = None
    ids: tuple[str, ...] = ()
    told: date | None = None

    @property
    def said(self) -> str:
        """The value as it stands in a sentence; an age in native numbers."""
        return years_of_age(int(self.value)) if self.about == "age" else self.value


@dataclass(frozen=True, slots=True)
class Memory:
    """What somebody told of themselves, in the order in which it was told; nothing is guessed."""

    facts: tuple[Remembered, ...] = ()

    def taking(self, fact: Remembered) -> Memory:
        """With one more thing; what contradicts it or says the same goes."""
        kept = tuple(old for old in self.facts if not _replaced(old, fact))
        return Memory((*kept, fact)[-_MOST:])

    def without(self, about: About | str = "", of: str = "") -> Memory:
        """Without what is about one thing; "" forgets everything, «last» what was told last."""
        if about in ("", "last"):
            return Memory(self.facts[:-1] if about else ())
        gone = {about} | ({"call", "name", "role"} if about == "name" else set())
        return Memory(tuple(fact for fact in self.facts if fact.about not in gone or fact.of != of))

    def dropping(self, fact: Remembered) -> Memory:
        """Without one thing."""
        return Memory(tuple(kept for kept in self.facts if kept is not fact))

    def all(self, about: str, of: str = "") -> tuple[Remembered, ...]:
        """What is about one thing, the latest last."""
        return tuple(fact for fact in self.facts if fact.about == about and fact.of == of)

    def latest(self, about: About, of: str = "") -> Remembered | None:
        """The latest about one thing."""
        return next(reversed(self.all(about, of)), None)

    @property
    def address(self) -> str | None:
        """How to speak to them: as they asked to be called, or by their given name."""
        call, name = self.latest("call"), self.latest("name")
        if call is not None:
            return address(without_particle_i(call.value))
        return address(given_name(name.value)) if name is not None else None

    @property
    def age(self) -> int | None:
        """Their age in years."""
        fact = self.latest("age")
        return int(fact.value) if fact is not None else None

    def wanted(self) -> tuple[str, ...]:
        """What they like: ids of offers and attributes, and the words they used."""
        return _named(self.all("like"))

    def unwanted(self) -> tuple[str, ...]:
        """What they dislike or do not eat: ids of offers and attributes, and the words they used."""
        return _named((*self.all("avoid"), *self.all("dislike")))


NOTHING_TOLD: Final = Memory()
"""At the start of a conversation."""


def _replaced(old: Remembered, new: Remembered) -> bool:
    if old.of != new.of:
        return False
    if old.about == new.about:
        return old.about in KEPT_ALONE or (old.value, old.when) == (new.value, new.when)
    return {old.about, new.about} <= _TASTES and old.value == new.value


def _named(facts: tuple[Remembered, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for fact in facts for name in (*fact.ids, fact.value)))


def heard(
    analysis: Analysis, today: date, expected: str = "", calls: Collection[str] = (), before: str = ""
) -> tuple[Remembered, ...]:
    """What an utterance tells of its speaker.

    What somebody likes or dislikes about politics is nobody's business and is not kept.

    Args:
        analysis: the utterance, taken apart.
        today: when it is said.
        expected: what they were asked for.
        calls: names of the robot, which are no names of theirs.
        before: what they said just before it.
    """
    found = []
    for fact in told(analysis.reading, expected, before):
        named = [m for m in analysis.mentions if m.start < fact.end and fact.start < m.end]
        if fact.about in _TASTES and any(m.kind in ("person", "office", "place") for m in named):
            continue
        if fact.value in calls or (fact.about in ("name", "call") and any(m.text in calls for m in named)):
            continue
        found.append(kept_of(fact, analysis, today))
    return tuple(found)


def kept_of(fact: Disclosure, analysis: Analysis, today: date) -> Remembered:
    """What is told, with what the data and the calendar make of its words."""
    named = [
        m
        for m in analysis.of_kind("food", "eatery", "attribute", "area", "office")
        if fact.start <= m.start and m.end <= fact.end
    ]
    day = next((t.first for t in analysis.times if t.start <= fact.start < t.end), None)
    kept = Remembered(fact.about, fact.value, fact.of, fact.when, day, tuple(m.id for m in named), today)
    if fact.about == "birthday" and (day is not None or (found := find_days(fact.value, today))):
        return replace(kept, value=month_day(day)) if day is not None else replace(kept, day=found[0].day)
    whole = [m for m in named if (m.start, m.end) == (fact.start, fact.end) and m.kind in ("food", "attribute")]
    return replace(kept, value=whole[0].name) if whole else kept
