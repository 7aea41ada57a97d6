"""The statement that a question is about where no word asks for its relation: the one that accounts for all words.

A statement is held against every content word of the question, by its sentence, the words for its relation, words that
mean the same, and nouns for its kind of value. One that leaves a word unexplained answers another question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from companion.answering.facts.accounts import Accounts, claimed_in, squeezed
from companion.answering.facts.asked import CLEAR, Asks, RelationsAsked, asked_noun
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller
from companion.knowledge.values import Listing, Money, Quantity
from companion.language.containing import Containing
from companion.language.opening_hours import OpeningHours
from companion.language.terms import WHAT, WHERE
from companion.understanding.query import Query
from companion.understanding.types import Mention

_MOST_ALIKE: Final = 64
"""If more statements than these hold all words of a question, it says too little."""


class Finder:
    """Finds statements by all words of a question."""

    def __init__(self, base: KnowledgeBase, teller: Teller, asks: Asks, accounts: Accounts) -> None:
        self._base = base
        self._asks = asks
        self._accounts = accounts
        self._by_relation: dict[str, list[Statement]] = {}
        for fact in base.facts:
            self._by_relation.setdefault(fact.relation, []).append(fact)
        self._worded = tuple(f for f in base.facts if f.say)
        self._words = Containing([squeezed(teller.sentence(f) + accounts.around(f)) for f in self._worded])

    def of_subjects(self, query: Query, subjects: Iterable[str], asked: RelationsAsked) -> list[Statement]:
        """The statements about one of some things that account for the whole question: of one relation."""
        facts = [f for subject in subjects for f in self._base.facts_of(subject) if f.visible(query.as_of)]
        return self._best(query, facts, asked, least=1)

    def anywhere(self, query: Query, asked: RelationsAsked) -> list[Statement]:
        """The statements about anything that account for the question, where it says enough to tell them apart."""
        claimed = claimed_in(query)
        content = [t for t in query.residue() if t.kind in ("noun", "name", "number") and t not in claimed]
        found = self._words.find([squeezed(term.text) for term in content]) if content else []
        if any(len(term.lemma) > 1 for term in content) and 0 < len(found) <= _MOST_ALIKE:
            facts = [self._worded[at] for at in found]
            return self._best(query, [f for f in facts if f.visible(query.as_of)], asked, least=CLEAR)
        # Words that mean the same: the only thing that has a relation which is asked for.
        asking = [r for r, letters in asked.strong.items() if letters >= CLEAR]
        facts = [f for r in asking for f in self._by_relation.get(r, ())]
        if len(facts) > _MOST_ALIKE:
            return []
        told = (f for f in facts if f.visible(query.as_of) and not self._is_of_another(query, f, query.things))
        fits = [f for f in told if self._best(query, [f], asked, least=1)]
        return self._best(query, fits, asked, least=1) if len({f.subject for f in fits}) == 1 else []

    def _best(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked, *, least: int) -> list[Statement]:
        terms = query.reading.terms
        asking = {r: [terms[at] for at in span] for r, span in asked.spans.items()}
        facts = [f for f in facts if not self._accounts.is_elsewhere(asking.get(f.relation, ()), f.relation, f.subject)]
        subjects = {fact.subject for fact in facts}
        identifying = {subject: frozenset(self._accounts.identifying(query, subject)) for subject in subjects}
        fits = ((self._fit(query, f, asked, least, identifying), f) for f in facts)
        ranked = [(fit, f) for fit, f in fits if fit is not None]
        best = max(ranked, key=lambda pair: pair[0])[1] if ranked else None
        return [f for _, f in ranked if best and (f.subject, f.relation) == (best.subject, best.relation)]

    def _fit(
        self,
        query: Query,
        fact: Statement,
        asked: RelationsAsked,
        least: int,
        identifying: Mapping[str, Collection[int]],
    ) -> tuple[int, ...] | None:
        """How well a statement answers, the greater the better; None where it does not."""
        reading = query.reading
        if not self._asks.fits_question(query, fact):
            return None
        if reading.question(WHERE) and not self._asks.says_where(fact, asked):
            return None
        if not self._accounts.aspects.fits(query, fact):
            return None
        by_relation = asked.spans.get(fact.relation, frozenset())
        clear = CLEAR + bool(query.things)
        if not by_relation and max(asked.strong.values(), default=0) >= clear and (query.things or query.has("you")):
            return None
        left = self._accounts.left(query, [fact], asked, identifying)
        if by_relation:
            at = asked_noun(query) if reading.question(WHAT) else None  # what is asked for has to be told itself
            beyond = self._accounts.foreign(left, self._base.facts_of(fact.subject))
            left = tuple(t for t in left if t in beyond or (at is not None and t is reading.terms[at]))
        claimed = claimed_in(query)
        left = tuple(t for t in left if t not in claimed)
        number = any(t.kind == "number" for t in claimed)
        if number and not isinstance(fact.value, (Quantity, Money, Listing, OpeningHours)):
            return None  # a number is no claim of a day or a place
        own = {m.start for m in query.analysis.mentions if fact.subject in m.ids}
        told = by_relation.union(self._accounts.covered(query, fact)) - query.frame
        terms = [query.reading.terms[at] for at in sorted(told)]
        kind = self._base.vocabulary.types[self._base.entities[fact.subject].type]
        telling = [t for t in terms if t.start not in own and t.kind in ("noun", "name", "verb")]
        telling = [t for t in telling if t.lemma not in kind.nouns]  # «뭐 하는 사업이야» says what it is
        if len(telling) < least or any(t.kind != "verb" for t in left):
            return None
        if left and sum(t.kind != "verb" for t in telling) <= CLEAR:
            return None
        aspect = self._accounts.aspects.said(query) & self._accounts.aspects.of(fact)
        held = sum(bool({t.lemma} & self._accounts.words(fact.relation)) for t in telling)
        of_kind = self._asks.is_of_kind(query, fact)
        if query.asks_whether and not (by_relation or held or claimed or any(self._accounts.valued(query, fact))):
            return None  # nothing says what of it is claimed
        return (len(by_relation), held, bool(aspect), of_kind, -len(left), -len(self._accounts.said(fact.id).text))

    def _is_of_another(self, query: Query, fact: Statement, things: Iterable[Mention]) -> bool:
        """«장미밭은 나무가 몇 그루야»: whether something is named that a statement does not tell of."""
        claimed = claimed_in(query)
        named = [(m, query.reading.terms[at]) for m in things if (at := query.term_of(m)) is not None]
        others = [t for m, t in named if fact.subject not in m.ids and t not in claimed]
        return any(not self._accounts.is_told(query, t, fact) for t in others)
