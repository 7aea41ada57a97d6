"""What is reckoned from values: what several pay, what hours cost, how long ago, how much more than at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Final

from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Money, Quantity, Single, order_key, write
from companion.language.dates import format_length
from companion.language.numbers import find_numbers
from companion.language.terms import HALF
from companion.language.units import MINUTES, PEOPLE
from companion.understanding.query import Query

_MONTH: Final = 28
"""How many days are told as months."""


class Reckoning:
    """Reckons with the values of statements."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller

    # Amounts

    def amount(self, query: Query, facts: Iterable[Statement]) -> tuple[Told, Statement, frozenset[int]] | None:
        """«어른 둘이면 얼마», «두 시간이면 얼마»: the amount, its rate, and where it is asked for."""
        for fact in facts:
            rate = fact.text("per")
            unit = next(iter(find_numbers(rate)), None) if rate else None
            if not isinstance(fact.value, Money) or unit is None:
                continue
            counted = self._minutes(query) if unit.counter in MINUTES else self._persons(query)
            if counted is None:
                continue
            number, at = counted
            each = unit.value * MINUTES.get(unit.counter or "", 1)
            text = self._teller.say("amount", krw=ceil(number / each) * fact.value.krw)
            told = self._teller.facts([fact], query.as_of)
            return replace(told, text=f"{text} {told.text}"), fact, at
        return None

    def _minutes(self, query: Query) -> tuple[int, frozenset[int]] | None:
        spans = [n for n in query.analysis.numbers if n.counter in MINUTES and n.value]
        if not spans:
            return None
        at = {i for i, t in enumerate(query.reading.terms) if any(n.start == t.start for n in spans)}
        halves = {i + 1 for i in at if query.reading.terms[i + 1 : i + 2] and query.reading.terms[i + 1].lemma == HALF}
        minutes = sum(n.value * MINUTES[n.counter or ""] for n in spans)
        return minutes + (MINUTES[spans[-1].counter or ""] // 2 if halves else 0), frozenset(at | halves)

    @staticmethod
    def _persons(query: Query) -> tuple[int, frozenset[int]] | None:
        counted = [n for n in query.analysis.numbers if n.counter in PEOPLE and n.value and not n.ordinal]
        if not counted:
            return None
        at = {i for i, t in enumerate(query.reading.terms) if any(n.start == t.start for n in counted)}
        return sum(n.value for n in counted), frozenset(at)

    # Lengths

    def since(self, query: Query, facts: Sequence[Statement]) -> Told | None:
        """«… 지 몇 년 됐어»: how long ago something was that has a day of its own."""
        dated = [(fact, day) for fact in facts if (day := happened(fact)) and day.first <= query.as_of]
        if not dated:
            return None
        fact, day = dated[-1]
        told = self._teller.facts([fact], query.as_of)
        text = self._teller.say("ago", length=self._length(day, query.as_of))
        return replace(told, text=f"{text} {told.text}")

    def between(self, query: Query, one: Statement, other: Statement) -> Told | None:
        """How long it was from one day to another."""
        first, last = happened(one), happened(other)
        if first is None or last is None:
            return None
        if last.first < first.first:
            first, last, one, other = last, first, other, one
        told = self._teller.facts([one, other], query.as_of)
        text = self._teller.say("took", length=self._length(first, last.first, days=query.has("days")))
        return replace(told, text=f"{text} {told.text}")

    def _length(self, since: Day, until: date, *, days: bool = False) -> str:
        """From one day to another, as exactly as the first is known."""
        count = (until - since.first).days
        if since.first != since.last and since.last.month == 12 and since.first.month == 1:
            return self._teller.say("about_years", number=until.year - since.first.year)
        if days or count < _MONTH:
            return self._teller.say("days", number=count)
        return format_length(since.first, until)

    # Change

    def changed(self, query: Query, facts: Sequence[Statement]) -> Told | None:
        """«처음보다 얼마나 늘었어», «달라졌어?»: from the first value of a relation to its last."""
        valued = [f for f in facts if order_key(f.value) is not None and isinstance(f.value, (Quantity, Money))]
        if len(valued) < 2:
            return None
        return self.change(query, valued[0], valued[-1])

    def change(self, query: Query, first: Statement, last: Statement, *, level: bool = False) -> Told:
        """The values of two statements and how far they lie apart.

        Args:
            level: whether they say how high something stands, not how much there is.
        """
        before, after = order_key(first.value) or 0.0, order_key(last.value) or 0.0
        values = [self._base.written(f)[0] for f in (first, last)]
        name = "grew" if after > before else "shrank" if after < before else "stayed"
        by = write(_like(last, round(abs(after - before), 6)), self._base.name)
        told = self._teller.facts([first, last], query.as_of)
        said = {"grew": "rose", "shrank": "fell"}.get(name, name) if level else name
        text = self._teller.say(said, before=values[0], after=values[1], by=by)
        told = replace(told, text=f"{text} {told.text}")
        if not query.asks_whether:
            return told
        claims = [key for key in ("grew", "shrank") if query.has(key)]
        so = name in claims if claims else name != "stayed"
        return self._teller.judged(told, so != query.reading.denies)


def happened(fact: Statement) -> Day | None:
    """The day of a statement that says when something was; None where it says something else."""
    return fact.value if isinstance(fact.value, Day) else None


def _like(fact: Statement, number: float) -> Single:
    """A number of the same kind as a statement's value."""
    if isinstance(fact.value, Money):
        return Money(round(number))
    assert isinstance(fact.value, Quantity)
    return Quantity(number, fact.value.unit)
