"""What speakers told of themselves, kept for the conversation: taken in, looked up, forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final

from companion.language.calendar import find_days
from companion.language.disclosures import told
from companion.language.forms_of_address import (
    address,
    given_name,
    month_day,
    spoken_birth_year,
    without_particle_i,
    years_of_age,
)
from companion.language.people_told import topic_after
from companion.language.people_words import calls_of, is_guest, is_pointer, may_be, mentioned, points_here, same_person
from companion.language.self_words import About, Disclosure, is_same_relative
from companion.language.stances import asks_duty, of_speaker
from companion.understanding.types import Analysis

KEPT_ALONE: Final = (
    "name",
    "call",
    "role",
    "age",
    "birthday",
    "home",
    "dream",
    "work_at",
    "hobby",
    "origin",
    "came",
    "height",
    "surname",
    "study",
    "born",
)
"""What somebody has one of: a later one takes its place."""
FOR_THEIR_OWN_SAKE: Final = frozenset(
    {"name", "call", "age", "birthday", "surname", "height", "dream", "died", "illness", "born"}
)
"""What is told of people and asks for nothing, whatever was looked for before."""
_MOST: Final = 60
_REGIONS: Final = ("region", "area", "country")
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
        """The value as it stands in a sentence; an age in native numbers, a year of birth as one says it."""
        match self.about:
            case "age":
                return years_of_age(int(self.value))
            case "born":
                return spoken_birth_year(int(self.value))
            case _:
                return self.value


@dataclass(frozen=True, slots=True)
class Memory:
    """What somebody told of themselves, in the order in which it was told; nothing is guessed."""

    facts: tuple[Remembered, ...] = ()

    def taking(self, fact: Remembered) -> Memory:
        """With one more thing; what contradicts it or says the same goes."""
        kept = tuple(old for old in self.facts if not _replaced(old, fact))
        if fact.about in ("name", "surname"):
            whole = self.latest("surname", fact.of) if fact.about == "name" else fact
            given = fact if fact.about == "name" else self.latest("name", fact.of)
            if whole is not None and given is not None and given_name(given.value) == given.value:
                named = replace(given, value=whole.value + without_particle_i(given.value))
                kept = tuple(old for old in kept if old is not given)
                return Memory((*kept, *((fact,) if fact is not given else ()), named)[-_MOST:])
        return Memory((*kept, fact)[-_MOST:])

    def without(self, about: About | str = "", of: str = "") -> Memory:
        """Without what is about one thing; "" forgets everything, «last» what was told last."""
        if about in ("", "last"):
            return Memory(self.facts[:-1] if about else ())
        gone = {about} | ({"call", "name", "role", "surname"} if about == "name" else set())
        return Memory(tuple(fact for fact in self.facts if fact.about not in gone or fact.of != of))

    def dropping(self, fact: Remembered) -> Memory:
        """Without one thing."""
        return Memory(tuple(kept for kept in self.facts if kept is not fact))

    def all(self, about: str, of: str = "") -> tuple[Remembered, ...]:
        """What is about one thing, the latest last."""
        return tuple(fact for fact in self.facts if fact.about == about and is_same_relative(fact.of, of))

    def all_of(self, about: str) -> tuple[Remembered, ...]:
        """What is about one thing of anybody, the latest last."""
        return tuple(fact for fact in self.facts if fact.about == about)

    def latest(self, about: About, of: str = "") -> Remembered | None:
        """The latest about one thing."""
        return next(reversed(self.all(about, of)), None)

    # People

    @property
    def people(self) -> tuple[str, ...]:
        """The keys of those who were told of, whoever was told of last first."""
        return tuple(dict.fromkeys(fact.of for fact in reversed(self.facts) if fact.of))

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which they may be called."""
        known = (call for fact in self.facts if fact.about == "name" and fact.of for call in calls_of(fact.value))
        keys = (key.split()[-1] for key in self.people)
        return tuple(dict.fromkeys((*known, *keys)))

    def key(self, word: str, heard: Sequence[str] = ()) -> str | None:
        """Who is meant by a word: a relative, a name or a pointer; None where that is nobody who was spoken of.

        Args:
            word: «손녀», «준서», «그 양반».
            heard: what was said before, the newest first: who was spoken of last is meant first.
        """
        if points_here(word) and (guests := [key for key in self.people if is_guest(key) and may_be(word, key)]):
            return guests[0]
        if is_pointer(word):
            said = (one for text in heard for one in reversed(mentioned(text, self.names)) if not word.endswith(one))
            keys = (self.key(one) or one for one in said)
            return next((key for key in (*keys, *self.people) if may_be(word, key)), None)
        if word in self.people:
            return word
        named = (f.of for f in reversed(self.facts) if f.about == "name" and f.of and word in (f.value, *_calls(f)))
        return next(named, None) or next((key for key in self.people if same_person(word, key)), None)

    def is_own_name(self, word: str) -> bool:
        """Whether a word is a name of theirs: children and their parents say it for «I» and «he»."""
        own = (fact for about in ("name", "call") for fact in self.all(about))
        return any(word in (fact.value, *calls_of(fact.value)) for fact in own)

    def of_person(self, key: str) -> tuple[Remembered, ...]:
        """All that was told of somebody, the latest last."""
        return tuple(fact for fact in self.facts if fact.of == key)

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


def _calls(fact: Remembered) -> tuple[str, ...]:
    """The ways to say a name; none where it is that of several, who are told apart by theirs."""
    calls = tuple(calls_of(fact.value))
    return () if fact.value not in calls else calls


def heard(
    analysis: Analysis,
    today: date,
    expected: str = "",
    calls: Collection[str] = (),
    before: str = "",
    known: Memory = NOTHING_TOLD,
    recent: Sequence[str] = (),
    as_of: date | None = None,
    typed: Sequence[str] = (),
) -> tuple[Remembered, ...]:
    """What an utterance tells of its speaker.

    What somebody likes or dislikes about politics is nobody's business and is not kept.

    Args:
        analysis: the utterance, taken apart.
        today: when it is said.
        expected: what they were asked for.
        calls: names of the robot, which are no names of theirs.
        before: what they said just before it.
        known: what they told before.
        recent: what they said before, the newest first.
        as_of: the day that «금요일» is counted from, where it is not `today`.
        typed: what they said before, letter by letter.
    """
    found, reading = [], analysis.reading
    if asks_duty(reading):
        return ()  # «강아지 병원 데려가야 하나» tells no name
    # «우리 아들이 … 하고 싶대» may have been put as what is wanted alone, and then names nobody.
    topic = topic_after(as_said(recent, typed), known.names)
    for told_fact in told(reading, expected, before, topic, known.names):
        said = (analysis.text[: told_fact.start], *recent)  # «여자친구랑 갈 거야 걔는 …»
        of = told_fact.of and (known.key(told_fact.of, said) or told_fact.of)
        of = "" if known.is_own_name(of) and of not in known.people else of
        if of and any(m.kind in ("person", "office", "place") and of.startswith(m.text) for m in analysis.mentions):
            continue  # somebody whom everybody knows
        fact = replace(told_fact, of=of)
        named = [m for m in analysis.mentions if m.start < fact.end and fact.start < m.end]
        if fact.about in _TASTES and any(m.kind in ("person", "office", "place") for m in named):
            continue
        if fact.about == "name" and not fact.of and any(m.kind == "person" for m in named) and not of_speaker(reading):
            continue  # «추미애고요» is somebody whom everybody knows
        if fact.about in ("name", "call") and any(m.text == fact.value and m.kind in _REGIONS for m in named):
            continue  # «저는 바다가 없는 데서 자랐어요 충청북도예요»
        if fact.value in calls or (fact.about in ("name", "call") and any(m.text in calls for m in named)):
            continue
        found.append(kept_of(fact, analysis, today, as_of or today))
    return tuple(found)


def as_said(recent: Sequence[str], typed: Sequence[str]) -> list[str]:
    """What was said before, the whole of it before the part that was answered."""
    pairs = zip_longest(recent, typed, fillvalue="")
    return [one if one == whole else f"{whole}. {one}" for one, whole in pairs]


def kept_of(fact: Disclosure, analysis: Analysis, today: date, as_of: date) -> Remembered:
    """What is told `today`, with what the data and the calendar of a day make of its words."""
    named = [
        m
        for m in analysis.of_kind("food", "eatery", "attribute", "area", "office")
        if fact.start <= m.start and m.end <= fact.end
    ]
    whole_days = (t for t in analysis.times if fact.about != "birthday" or t.first == t.last)  # not «다음 달»
    day = next((t.first for t in whole_days if t.start <= fact.start < t.end), None)
    if fact.about == "plan" and day is not None and day < today:  # «목요일에 면접이 있어» is of the next one
        day = next((found.day for found in find_days(fact.when, as_of)), day)
    if fact.about == "born":
        return Remembered("born", str(_in_full(int(fact.value), today)), fact.of, told=today)
    kept = Remembered(fact.about, fact.value, fact.of, fact.when, day, tuple(m.id for m in named), today)
    if fact.about == "birthday":
        main = analysis.reading.main
        past = main is not None and main.form is not None and main.form.past
        found = tuple(one for one in find_days(fact.value, as_of, past=past) if one.said)
        if day is None and found:
            return replace(kept, day=found[0].day)
        if day is not None:  # a weekday is the next one, unless it is told as past
            day = found[0].day if found else day
            return replace(kept, value=month_day(day), day=day)
    whole = [m for m in named if (m.start, m.end) == (fact.start, fact.end) and m.kind in ("food", "attribute")]
    return replace(kept, value=whole[0].name) if whole else kept


def _in_full(year: int, today: date) -> int:
    """«52» of «쉰두 년생» as 1952: nobody who speaks is born later than now."""
    return year if year > _TWO_FIGURES else year + (2000 if year <= today.year % 100 else 1900)


_TWO_FIGURES: Final = 99
