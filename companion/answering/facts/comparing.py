"""Two things beside each other: which came first, which has more, and what one has to do with the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import DEFAULT, RelationsAsked, order_cues
from companion.answering.facts.reckoning import happened
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import order_key
from companion.language.terms import THAN
from companion.understanding.query import Query


class Comparing:
    """Answers questions that name two things."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._orders = order_cues(base)

    def told(self, query: Query, subjects: Sequence[str], asked: RelationsAsked) -> tuple[Told, Statement] | None:
        """The answer, and the statement that it is about; None where nothing is compared."""
        if query.has("related") and len(subjects) > 1:
            return self._related(query, subjects)
        return self._in_size(query, subjects)

    @staticmethod
    def than(query: Query) -> frozenset[str]:
        """Ids of what something is compared with: «지스트가 성균관대보다»."""
        reading = query.reading
        heads = {m: reading.terms[query.term_of(m) or 0].phrase for m in query.things}
        beside = [m for m, phrase in heads.items() if THAN in reading.particles_of(phrase)]
        return frozenset(id for m in beside for id in m.ids)

    def spoken_of(self, query: Query, focus: KnowledgeFocus) -> tuple[str, ...]:
        """The two things that were told of together last, where two are compared and none is named: «둘 중에»."""
        if not query.has("earlier") and not self._orders.find(query.reading):
            return ()
        told = [f for f in self._base.facts_of(focus.thing or "") if f.id in focus.told]
        named = [
            entity.id
            for entity in self._base.entities.values()
            if entity.id != focus.thing and any(happened(f) for f in self._base.facts_of(entity.id))
            if any(self._accounts.mentions(f, entity.id) for f in told)
        ]
        return tuple(named) if len(named) == 2 else ()

    # In size

    def _in_size(self, query: Query, subjects: Sequence[str]) -> tuple[Told, Statement] | None:
        """«어디가 더 비싸», «뭐가 더 넓어»: by the value of one relation that both have."""
        if len(subjects) < 2:
            return None
        for cue in self._orders.find(query.reading):
            id, least = cue.key
            relation = self._base.vocabulary.relations[id]
            order = relation.least if least else relation.most
            facts = [f for s in dict.fromkeys(subjects) for f in self._latest(query, s, id)]
            if order is None or len(facts) < 2:
                continue
            told, found = self._teller.extreme(facts, order, least=least, as_of=query.as_of)
            ranked = [found, *(f for f in facts if f is not found)]
            both = self._teller.facts(ranked, query.as_of)
            than = self.than(query)
            if than and query.asks_whether:
                holds = found.subject not in than
                return self._teller.judged(both, holds != query.reading.denies, claimed=False), found
            return replace(both, text=f"{told.text} {both.text}"), found
        return None

    def _latest(self, query: Query, subject: str, relation: str) -> list[Statement]:
        known = [f for f in self._base.facts_of(subject) if f.relation == relation and f.visible(query.as_of)]
        return [f for f in known if order_key(f.value) is not None][-1:]

    # What one has to do with the other

    def _related(self, query: Query, subjects: Sequence[str]) -> tuple[Told, Statement] | None:
        """A statement of one that names the other; else what each of them is."""
        one, other = subjects[0], subjects[-1]
        for subject, about in ((one, other), (other, one)):
            for fact in self._base.facts_of(subject):
                if fact.visible(query.as_of) and self._accounts.mentions(fact, about):
                    return self._teller.facts([fact], query.as_of), fact
        known = [f for s in (one, other) for f in self._base.facts_of(s) if f.relation == DEFAULT]
        known = [f for f in known if f.visible(query.as_of)]
        return (self._teller.facts(known, query.as_of), known[0]) if known else None
