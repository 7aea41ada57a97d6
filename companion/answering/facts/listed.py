"""Values of a list: one by its number («두 번째 거», «마지막은?»), or those of one side («광주에서는 누가 왔어»)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Final

from companion.answering.facts.accounts import squeezed
from companion.answering.facts.asked import DEFAULT
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, When
from companion.knowledge.values import Listing, Reference
from companion.language.dates import format_date
from companion.language.grammar import OBJECT, described_by
from companion.language.numbers import count, ordinal
from companion.language.pointing import is_left_out
from companion.language.terms import ALSO, AT, SUBJECT, TO, TOPIC, WHO, WITH, Term
from companion.understanding.query import Query, ordinals
from companion.understanding.types import Mention

_WORD: Final = 2
_ARGUMENTS: Final = frozenset((WITH, SUBJECT, TOPIC, ALSO, OBJECT, TO))
"""Particles of what takes part itself: «경기도가 맺었어» is not on the side of 경기도."""


class ListValues:
    """Finds single values of lists."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller
        self._titles = sorted(teller.answers.titles, key=len, reverse=True)
        self._named = sorted(
            ((squeezed(name), e.id) for e in base.entities.values() for name in e.names if base.facts_of(e.id)),
            key=lambda named: -len(named[0]),
        )

    def number(self, query: Query, facts: Sequence[Statement], among: Sequence[str] = ()) -> int | None:
        """Which value is meant, from 1; None where none is, or the list (or those `among` it) is shorter."""
        listed = facts[0].value if facts else None
        if not isinstance(listed, Listing):
            return None
        length = len(among or listed.items)
        number = next(iter(ordinals(query.analysis.numbers)), None)
        if number is None and query.has("last"):
            number = length
        return number if number is not None and 1 <= number <= length else None

    def told(self, query: Query, facts: Sequence[Statement], among: Sequence[str] = ()) -> Told | None:
        """The value that is meant, by its number, of all or of those that were told of them."""
        number = self.number(query, facts, among)
        if number is None:
            return None
        item = facts[0].values[number - 1]
        entity = among[number - 1] if among else item.entity if isinstance(item, Reference) else None
        value = self._titled(entity, facts[0], query) if entity else self._base.written(facts[0])[number - 1]
        text = self._teller.say("nth_value", number=ordinal(number), value=value)
        return Told(text, True, (facts[0].cite(query.as_of),))

    def entity(self, query: Query, facts: Sequence[Statement]) -> str | None:
        """The thing that the value is, or that it names («집적단지 조성»)."""
        number = self.number(query, facts)
        if number is None:
            return None
        value = facts[0].values[number - 1]
        if isinstance(value, Reference):
            return value.entity
        text = squeezed(self._base.written(facts[0])[number - 1])
        return next((id for name, id in self._named if name in text), None)

    # Those of one side

    def of_side(
        self, query: Query, facts: Sequence[Statement], within: Collection[int] = ()
    ) -> tuple[Told, frozenset[int], tuple[str, ...]] | None:
        """«광주에서는 누가 왔어», «원장은 몇 명»: those of a list that a region or a title singles out.

        Args:
            query: what is asked.
            facts: the list.
            within: positions of the terms that may single them out, where not all may.

        Returns:
            What is told of them, where they are singled out, and who they are; None where none or all are meant.
        """
        fact = facts[0] if len(facts) == 1 else None
        items = [v.entity for v in fact.values if isinstance(v, Reference)] if fact else []
        if fact is None or not isinstance(fact.value, Listing) or len(items) < len(fact.value.items):
            return None
        known = {item: self._known(item, fact, query) for item in items}
        sides = {at: s for at, t in enumerate(query.reading.terms) if (s := self._side(query, at, t, known))}
        sides = {at: side for at, side in sides.items() if not within or at in within}
        out = {at for at in sides if is_left_out(query.reading, query.reading.terms[at])}  # «… 누가 왔어 시장 말고»
        without = query.without.union(*(sides[at] for at in out))
        rest = [item for item in items if item not in without]
        chosen = [item for item in rest if all(item in side for at, side in sides.items() if at not in out)]
        if not chosen or len(chosen) == len(items):
            return None
        kind = self._base.vocabulary.types[self._base.entities[chosen[0]].type]
        names = [self._titled(item, fact, query) for item in chosen]
        counted = self._teller.say("counted", counted=count(len(chosen), kind.counter)) + " "
        counts = query.has("how_many") or any(n.counter == kind.counter for n in query.analysis.numbers)
        told = Told(self._teller.say("it_is_each", who=names), True, (fact.cite(query.as_of),))
        claim = next((n.value for n in query.analysis.numbers if not n.ordinal), None)
        claimed = self._claimed(query)
        if claimed:  # «경기도에서는 김동연이 서명했지?»
            holds = all(any(id in chosen for id in m.ids) for m, _ in claimed)
            told = self._teller.judged(told, holds != query.reading.denies)
            return told, frozenset((*sides, *(at for _, own in claimed for at in own))), tuple(chosen)
        if query.asks_whether and claim is not None:
            told = self._teller.judged(told, (claim == len(chosen)) != query.reading.denies)
        elif query.asks_whether and query.without:  # «이재명 말고 또 있어?»
            told = self._teller.judged(told, agrees=not query.reading.denies)
        elif counts:
            told = Told(counted + told.text, True, told.sources)
        return told, frozenset(sides), tuple(chosen)

    def _claimed(self, query: Query) -> list[tuple[Mention, tuple[int, ...]]]:
        """Who is said to have had that part, each with the positions of the name and the title behind it."""
        if not query.asks_whether:
            return []
        terms = query.reading.terms
        named = ((m, at) for m in query.people if (at := query.term_of(m)) is not None)
        return [
            (m, tuple(i for i in (at, at + 1) if i < len(terms) and terms[i].phrase == terms[at].phrase))
            for m, at in named
        ]

    def _titled(self, item: str, fact: Statement, query: Query) -> str:
        """Somebody with what they were then: «경기도 대변인 김용»."""
        return " ".join(part for part in (self._known(item, fact, query)[0], self._base.name(item)) if part)

    def _known(self, item: str, fact: Statement, query: Query) -> tuple[str, str]:
        """What somebody was when the statement began, and all that is known of the thing then."""
        day = fact.start.first if fact.start else query.as_of
        when = When(Interval.of(day), format_date(day))
        told = self._teller.profile(item, when, query.as_of) if self._base.tenures_of(item) else None
        offices = [self._base.successions[t.succession].name for t in told.tenures] if told else []
        about = [self._teller.sentence(f) for f in self._base.facts_of(item) if f.relation == DEFAULT]
        return ", ".join(dict.fromkeys(offices)), squeezed(" ".join((*offices, *about)))

    def _side(self, query: Query, at: int, term: Term, known: dict[str, tuple[str, str]]) -> frozenset[str]:
        """The values that a term singles out, none where it does not."""
        if at in query.frame and (term.kind == "name" or query.without):
            return frozenset()
        if term.kind in ("noun", "name") and term.lemma in self._titles:
            of_office = {m.start for m in (*query.people, *query.offices)}
            if any(query.reading.terms[i].start in of_office for i in range(max(0, at - 1), at + 1)):
                return frozenset()
            return frozenset(item for item, (office, _) in known.items() if self._title(office) == term.lemma)
        mentions = [
            m for m in query.analysis.mentions if m.start == term.start and m.kind in ("thing", "region", "area")
        ]
        inside = {t.start for t in query.reading.terms if t.phrase == term.phrase and t is not term}
        beside = any(m.start in inside for m in query.things)
        takes_part = query.reading.main and _ARGUMENTS & set(term.particles) and AT not in term.particles
        # «광주는 강기정이 서명했지?»: a topic beside a subject is where, and not who.
        takes_part = takes_part and not (term.particle == TOPIC and self._has_subject(query, term))
        heads = (described_by(query.reading, verb) for verb in query.reading.describing if verb.clause == term.clause)
        things = {m.start for m in query.things}
        of_thing = any(head is not None and head.start in things for head in heads)  # «광주에서 열린 협약식»
        own = {id for m in mentions for id in m.ids}
        if not mentions or beside or takes_part or of_thing or own & known.keys():
            return frozenset()
        said = squeezed(term.text)
        stems = (self._stem(self._base.entities[id].names) for id in own if id in self._base.entities)
        keys = [key for key in (said, *stems) if len(key) >= _WORD and (said in key or key in said)]
        return frozenset(item for item, (_, about) in known.items() if any(key in about for key in keys))

    @staticmethod
    def _has_subject(query: Query, term: Term) -> bool:
        """Whether somebody else is the subject of the clause: a person, or who is asked for."""
        people = {m.start for m in query.people}
        phrases = {
            t.phrase for t in query.reading.terms if t.start in people or (t.kind == "question" and t.lemma == WHO)
        }
        heads = (t for t in query.reading.heads() if t.phrase in phrases and t.phrase != term.phrase)
        return any(SUBJECT in t.particles or not t.particles for t in heads)

    def _title(self, office: str) -> str | None:
        """The title that the name of an office ends in: «부위원장», «원장»."""
        return next((title for title in self._titles if office.endswith(title)), None)

    @staticmethod
    def _stem(names: Sequence[str]) -> str:
        """What all names of a region begin with: «광주» of «광주광역시» and «광주시»."""
        letters = zip(*(squeezed(name) for name in names), strict=False)
        return "".join(same[0] for same in takewhile(lambda same: len(set(same)) == 1, letters))
