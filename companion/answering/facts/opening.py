"""«지금 열었어?», «월요일에도 해?», «밤에 가도 돼?»: whether something is open then, by its hours of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from companion.answering.base import SkillTurn
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.language.opening_hours import OpeningHours
from companion.language.week_times import WeekTime, find_span, find_week_time, open_at
from companion.understanding.query import Query


class Opening:
    """Holds times of the week against hours."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    def when(self, query: Query, turn: SkillTurn) -> WeekTime | None:
        """The time of the week that a question names."""
        return find_week_time(query.reading, query.analysis.times, datetime.combine(turn.as_of, turn.now.time()))

    @staticmethod
    def at_a_time(query: Query) -> bool:
        """Whether a time of the week is named at all."""
        now = datetime.combine(query.as_of, datetime.min.time())
        return find_week_time(query.reading, query.analysis.times, now) is not None

    def told(self, query: Query, when: WeekTime, facts: Sequence[Statement]) -> Told | None:
        """Whether a thing is open then, and its hours; None where it has none that hold on the day of the answer."""
        timed = [fact for fact in facts if isinstance(fact.value, OpeningHours)]
        holding = [f for f in timed if not (f.end and f.end.last < query.as_of)]
        if not holding:
            return None
        goes_in = query.has("entering")
        span = find_span(query.reading) if query.has("aspect_hours", "right") and not goes_in else None
        if span:  # «운영 시간이 9시부터 6시까지 맞지?» is right of these hours alone
            right = [f for f in holding for rule in _hours(f).rules if (rule.opens, rule.closes) == span]
            return self._judged("yes" if right else "wrong", (right or holding)[:1], query)
        opened = [(fact, _open(fact, when, goes_in=goes_in)) for fact in holding]
        sure = [fact for fact, is_open in opened if is_open]
        if sure:
            return self._judged("open_now" if when.now else "wrong" if _doubts(query) else "yes", sure[:1], query)
        if all(is_open is None for _, is_open in opened):
            told = self._teller.facts(holding[:1], query.as_of)
            return replace(told, text=f"{told.text} {self._teller.say('closed_unknown')}")
        # A season that is over says why there is nothing now where there once was.
        over = [fact for fact in timed if fact not in holding and _open(fact, when, goes_in=goes_in)]
        template = "closed_now" if when.now else "yes" if _doubts(query) else "wrong"
        return self._judged(template, (*holding[:1], *over), query)

    def _judged(self, template: str, facts: Sequence[Statement], query: Query) -> Told:
        told = self._teller.facts(facts, query.as_of)
        return replace(told, text=f"{self._teller.say(template)} {told.text}")


def _hours(fact: Statement) -> OpeningHours:
    assert isinstance(fact.value, OpeningHours)
    return fact.value


def _open(fact: Statement, when: WeekTime, *, goes_in: bool) -> bool | None:
    """Whether it is open then; None where it is not stated on which days of the week the hours hold."""
    hours = _hours(fact)
    if goes_in:
        entering = (replace(r, closes=r.last_order) if r.last_order is not None else r for r in hours.rules)
        hours = replace(hours, rules=tuple(entering))
    found = open_at(hours, when)
    return None if found and when.minute is None and not hours.says_days else found


def _doubts(query: Query) -> bool:
    """«오늘 밤은 안 되겠네요?»: whether one supposes that it is closed."""
    main = query.reading.main
    form = main.form if main is not None else None
    return query.reading.denies or (form is not None and form.negated and form.future)
