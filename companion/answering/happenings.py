"""What happened on a day, or in a year: «2019년 10월 23일에 무슨 일이 있었어?», «협약 때 무슨 일이 있었지?».

Whatever has a day in it is told: what was done then, who came to hold something or left it, and, where a single day is
asked about, what else is stated of that day about what was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import Final

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.reckoning import happened
from companion.answering.telling import FACT, tell
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day, Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.tenure_telling import TenureTeller
from companion.language.advice_sought import advice_sought
from companion.language.stances import to_robot
from companion.understanding.query import Query

_MOST: Final = 4
"""How many things are told of a time."""
_BESIDE: Final = 2
"""How many further statements of what happened on a day are told with it."""


class Happenings:
    """Tells what is known of a time."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base, self._teller = base, teller
        self._accounts = Accounts(base, teller)
        self._tenures = TenureTeller(teller.base, teller.answers)
        self._dated = tuple(fact for fact in base.facts if happened(fact) is not None)

    def is_asked(self, query: Query) -> bool:
        """Whether a question asks what happened at a time, and of nobody and nothing in particular."""
        named = {*query.things, *query.offices, *query.people, *query.countries} - {query.event}
        timed = query.has("then") or query.event is not None
        timed = timed or (query.then is not None and query.then.days.first <= query.as_of)
        asked = timed and query.has("happening") and not (named or query.asks_whether or to_robot(query.reading))
        return asked and advice_sought(query.reading) is None  # «올해 환갑인데 뭘 해 드려야 할지»

    def told(self, query: Query, turn: SkillTurn) -> Answer | None:
        """What happened then; None where that is not asked."""
        if not self.is_asked(query):
            return None
        when = query.then
        if when is None:
            return Answer(self._teller.say("which_day_then"), "clarify", intent=FACT)
        days = when.days
        found = self._done(days, query.as_of)
        told = [(len(self._base.facts_of(f.subject)), day, self._told_of(f, query, days)) for day, f in found]
        told += self._terms(days, query.as_of)
        focus = KnowledgeFocus(thing=found[0][1].subject if found else None, when=when, asked="fact")
        if not told:
            nothing = Told(self._teller.say("nothing_happened", when=when.label or ""), known=False)
            return tell(turn, nothing, focus, FACT)
        # Of a long time, what more is known of.
        most = sorted(told, key=lambda one: -one[0])[:_MOST]
        ordered = [one for _, _, one in sorted(most, key=lambda one: one[1])]
        return tell(turn, reduce(Told.and_then, ordered[1:], ordered[0]), focus, FACT)

    def _done(self, days: Interval, as_of: date) -> list[tuple[date, Statement]]:
        """What was done in some days: of several statements of a pack about one day that of which most is known."""
        found: dict[tuple[date, str], Statement] = {}
        for fact in sorted(self._dated, key=lambda f: -len(self._base.facts_of(f.subject))):
            day = happened(fact)
            if day is None or not fact.visible(as_of) or self._accounts.is_plan(fact) or not _lies_in(day, days, as_of):
                continue
            found.setdefault((day.first, fact.pack or ""), fact)
        return [(day, fact) for (day, _), fact in found.items()]

    def _told_of(self, fact: Statement, query: Query, days: Interval) -> Told:
        """Something done, and of a single day what else is stated of that day about it."""
        single = days.first == days.last
        beside = [
            other
            for other in self._base.facts_of(fact.subject)
            if single and other.say and other is not fact and other.visible(query.as_of) and other.start
            if other.start.first == days.first and other.end is None and not other.unknown and happened(other) is None
        ]
        return self._teller.facts([fact, *beside[:_BESIDE]], query.as_of)

    def _terms(self, days: Interval, as_of: date) -> Iterator[tuple[int, date, Told]]:
        """Who came to hold something in some days, or left it before its time, with how much is known of its row."""
        for office in self._base.successions.values():
            for tenure in terms.proper(office, as_of):
                if tenure.start and days.first <= tenure.start.first <= min(days.last, as_of):
                    yield len(office.tenures), tenure.start.first, self._tenures.start(tenure, as_of)
                left = terms.end_as_known(tenure, as_of)
                if left is not None and tenure.ended_by and days.first <= left <= days.last:
                    yield len(office.tenures), left, self._tenures.end(tenure, as_of)


def _lies_in(day: Day, days: Interval, as_of: date) -> bool:
    """Whether something was on one of some days, and has been by now."""
    return days.first <= day.first and day.last <= days.last and day.first <= as_of
