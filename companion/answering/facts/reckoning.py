"""What is reckoned from values: what several pay, what hours cost, how long ago, how much more than at first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from companion.base import patterns as re
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Money
from companion.language.dates import format_apart, format_length
from companion.language.numbers import NumberMention, find_numbers
from companion.language.terms import HALF, THAN
from companion.language.units import MINUTES, PEOPLE
from companion.understanding.query import Query

_MONTH: Final = 28
"""How many days are told as months."""
_DECIMAL: Final = re.compile(r"\d+\.\d+")
_EXACT: Final = 0.05
"""How far a result may lie from a number with a decimal that is claimed."""


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

    def lasted(self, query: Query, facts: Sequence[Statement]) -> tuple[Told, Statement] | None:
        """«언제까지 있었어», «몇 년이나 썼어»: from when to when something was so that is over."""
        over = [f for f in facts if f.start and f.end and f.end.last < query.as_of]
        fact = over[-1] if over else None
        if fact is None or fact.start is None or fact.end is None:
            return None
        span = self._teller.say("from_to", since=fact.start.iso, until=fact.end.iso)
        text = self._teller.say("spans", spans=[span])
        if not query.has("end"):
            length = self._teller.say("it_is", who=length_between(self._teller, fact.start, fact.end))
            text = f"{length} {text}"
        told = self._teller.facts([fact], query.as_of)
        return replace(told, text=f"{text} {told.text}"), fact

    def since(self, query: Query, facts: Sequence[Statement]) -> Told | None:
        """«… 지 몇 년 됐어»: how long ago something was that has a day of its own."""
        dated = [(fact, day) for fact in facts if (day := happened(fact)) and day.first <= query.as_of]
        if not dated:
            return None
        fact, day = dated[-1]
        told = self._teller.facts([fact], query.as_of)
        now = Day(query.as_of, query.as_of, query.as_of.isoformat())
        text = self._teller.say("ago", length=length_between(self._teller, day, now))
        return replace(told, text=f"{text} {told.text}")


def length_between(teller: Teller, first: Day, last: Day, *, days: bool = False) -> str:
    """From one day to another, as exactly as both are known."""
    count = (last.first - first.first).days
    if any(_is_year(day) for day in (first, last)):
        return teller.say("about_years", number=last.first.year - first.first.year)
    exact = first.first == first.last and last.first == last.last
    if (days and exact) or count < _MONTH:
        return teller.say("days", number=count)
    return format_apart(first.first, last.first) if exact else format_length(first.first, last.first)


def _is_year(day: Day) -> bool:
    return day.first != day.last and day.last.month - day.first.month == 11


def claimed_number(query: Query) -> float | None:
    """The number that is claimed of a result; None where none is."""
    decimal = _DECIMAL.search(query.text)
    if decimal:
        return float(decimal[0])
    taken = [(t.start, t.end) for t in query.analysis.times] + [(m.start, m.end) for m in query.analysis.mentions]
    free = (n for n in query.analysis.numbers if not any(n.start < end and start < n.end for start, end in taken))
    numbers = [n for n in free if not n.ordinal and THAN not in _particles(query, n)]
    return float(numbers[-1].value) if numbers else None


def _particles(query: Query, number: NumberMention) -> tuple[str, ...]:
    return next((t.particles for t in query.reading.terms if t.start == number.start), ())


def holds(query: Query, value: float, claim: float) -> bool:
    """Whether a result is above or below what is claimed, or as large as exactly as that was said."""
    if query.has("above"):
        return value > claim
    if query.has("below"):
        return value < claim
    return round(value) == claim or abs(value - claim) < _EXACT


def happened(fact: Statement) -> Day | None:
    """The day of a statement that says when something was; None where it says something else."""
    return fact.value if isinstance(fact.value, Day) else None
