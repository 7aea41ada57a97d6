"""Whether something stands in an agreement or the like: «협약에 운영위원회 둔다는 내용 있었나».

What is asked for is held against everything that is known of the event, and against what is told of a thing that the
event names and that was new on its day. A yes is never said with other contents.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import DEFAULT
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Listing, Reference
from companion.language.terms import EXISTENCE, LACKING, TO, Term
from companion.understanding.query import Query
from companion.understanding.types import Mention

_CONTENTS: Final = ("aspect_list", "aspect_text")
"""Groups of nouns for what stands in something."""


class Contents:
    """Finds what stands in an event's statements."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts

    def told(self, query: Query) -> tuple[Told, Statement] | None:
        """Whether it stands there, with what does, and what that rests on; None where nothing of the kind is asked."""
        event, head = self._event(query), self._head(query)
        main = query.reading.main
        if event is None or head is None or main is None or not self._asks_for_any(query, main):
            return None
        terms = query.reading.terms
        first = query.term_of(event) or 0
        inside = [t for at, t in enumerate(terms) if first < at < head and at not in query.frame]
        sought = [t for t in inside if t.kind in ("noun", "name") and not t.bound]
        if not sought:
            return None
        facts = [f for f in self._base.facts_of(event.id) if f.visible(query.as_of)]
        found = self._standing(query, facts, sought)
        if found is None:
            listed = [f for f in facts if isinstance(f.value, Listing) and not any(map(_refers, f.values))]
            usual = (listed or [f for f in facts if f.relation == DEFAULT] or facts)[0]
            what = query.text[sought[0].start : sought[-1].end]
            text = self._teller.say("not_contained", subject=self._base.entities[event.id].short, what=what)
            told = self._teller.facts([usual], query.as_of)
            return replace(told, text=f"{text} {told.text}"), usual
        told = self._teller.facts([found], query.as_of)
        return told if found.unknown else self._teller.judged(told, main.lemma != LACKING, claimed=False), found

    def _event(self, query: Query) -> Mention | None:
        """«협약에», «협약서에는»: the event in which something is said to stand."""
        terms = query.reading.terms
        events = [m for m in query.things if self._base.entities[m.id].type == "event"]
        return next((m for m in events if (at := query.term_of(m)) is not None and TO in terms[at].particles), None)

    @staticmethod
    def _head(query: Query) -> int | None:
        """The position of «내용», «얘기», of which it is asked whether it is there; None where nothing is."""
        terms, main = query.reading.terms, query.reading.main
        at = terms.index(main) - 1 if main is not None else -1
        while at > 0 and terms[at].kind == "adverb":
            at -= 1
        told = at in query.frame or any(cue.key in _CONTENTS and at in cue.span for cue in query.cues)
        return at if at > 0 and terms[at].kind == "noun" and told else None

    @staticmethod
    def _asks_for_any(query: Query, main: Term) -> bool:
        """Whether it is asked if something is there; «포럼 내용도 있어» may be said without a sign."""
        at = query.reading.terms.index(main)
        there = main.lemma in EXISTENCE or any(cue.key in ("there", "saying") and at in cue.span for cue in query.cues)
        bare = not query.reading.asks_what and main.form is not None and main.form.closes and not main.form.past
        return there and (query.asks_whether or bare)

    def _standing(self, query: Query, facts: list[Statement], sought: list[Term]) -> Statement | None:
        """The statement in which all that is sought stands."""
        day = next((f.value.first for f in facts if isinstance(f.value, Day)), None)
        things = {m.id for m in query.things for t in sought if m.start == t.start}
        for thing in things:
            own = [f for f in self._base.facts_of(thing) if f.relation == DEFAULT and _on(f, day)]
            if own and any(self._accounts.mentions(f, thing) for f in facts):
                return own[0]
        if things:
            return None
        nouns = {t.lemma for t in sought if t.kind == "noun"}
        holding = [f for f in facts if nouns and nouns <= self._accounts.lemmas(f.id) | self._accounts.compounds(f.id)]
        return next(iter(sorted(holding, key=lambda f: (f.unknown, f.relation == DEFAULT))), None)


def _refers(value: object) -> bool:
    return isinstance(value, Reference)


def _on(fact: Statement, day: date | None) -> bool:
    """Whether a statement is told from that day on."""
    return day == (fact.start.first if fact.start else fact.tellable_from)
