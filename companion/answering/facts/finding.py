"""The statement that a question is about where no word asks for its relation: the one that accounts for all that is said.

A statement is held against every content word of the question, by its sentence, the words for its relation, words that
mean the same, and nouns for its kind of value. One that leaves a word unexplained answers another question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from companion.answering.facts.accounts import Accounts, squeezed
from companion.answering.facts.asked import CLEAR, Asks, RelationsAsked
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller
from companion.language.containing import Containing
from companion.language.terms import COPULAS, WHERE, Term
from companion.understanding.query import Query

_MOST_ALIKE: Final = 64
"""If more statements than these hold all words of a question, it says too little."""


class Finding:
    """Finds statements by all words of a question."""

    def __init__(self, base: KnowledgeBase, teller: Teller, asks: Asks, accounts: Accounts) -> None:
        self._base = base
        self._asks = asks
        self._accounts = accounts
        self._worded = tuple(f for f in base.facts if f.say)
        self._words = Containing([squeezed(teller.sentence(f) + accounts.around(f)) for f in self._worded])

    def of_subjects(self, query: Query, subjects: Iterable[str], asked: RelationsAsked) -> list[Statement]:
        """The statements about one of some things that account for the whole question: of one relation."""
        facts = [f for subject in subjects for f in self._base.facts_of(subject) if f.visible(query.as_of)]
        return self._best(query, facts, asked, least=1)

    def anywhere(self, query: Query, asked: RelationsAsked) -> list[Statement]:
        """The statements about anything that hold all nouns of the question, where these are several."""
        content = [t for t in query.residue() if t.kind in ("noun", "name", "number")]
        if not any(len(term.lemma) > 1 for term in content):
            return []
        found = self._words.find([squeezed(term.text) for term in content])
        facts = [self._worded[at] for at in found] if len(found) <= _MOST_ALIKE else []
        return self._best(query, [f for f in facts if f.visible(query.as_of)], asked, least=CLEAR)

    def _best(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked, *, least: int) -> list[Statement]:
        ranked = [(fit, f) for f in facts if (fit := self._fit(query, f, asked, least)) is not None]
        best = max(ranked, key=lambda pair: pair[0])[1] if ranked else None
        return [f for _, f in ranked if best and (f.subject, f.relation) == (best.subject, best.relation)]

    def _fit(self, query: Query, fact: Statement, asked: RelationsAsked, least: int) -> tuple[int, ...] | None:
        """How well a statement answers, the greater the better; None where it does not."""
        reading = query.reading
        if not self._asks.fits_question(query, fact):
            return None
        if reading.question(WHERE) and not self._asks.says_where(fact, asked):
            return None
        if not self._accounts.aspects.fits(query, fact):
            return None
        left = self._accounts.left(query, [fact], asked)
        claimed = _claimed(query) if query.asks_whether else ()
        left = tuple(t for t in left if t not in claimed)
        words = [t for t in query.residue() if t not in left and t not in claimed]
        own = {m.start for m in query.things if fact.subject in m.ids}
        telling = [t for t in words if t.start not in own and t.kind in ("noun", "name", "verb")]
        if len(telling) < least or any(t.kind != "verb" for t in left):
            return None
        if left and sum(t.kind != "verb" for t in telling) <= CLEAR:
            return None
        by_relation = asked.spans.get(fact.relation, frozenset())
        aspect = self._accounts.aspects.said(query) & self._accounts.aspects.of(fact)
        held = sum(bool({t.lemma} & self._accounts.words(fact.relation)) for t in telling)
        of_kind = self._asks.is_of_kind(query, fact)
        return (len(by_relation), held, bool(aspect), of_kind, -len(left), -len(self._accounts.said(fact.id).text))


def _claimed(query: Query) -> tuple[Term, ...]:
    """What a yes-no question says that something is: «…은 광교 신청사였죠?»."""
    terms, main = query.reading.terms, query.reading.main
    at = terms.index(main) - 1 if main is not None and main.lemma in COPULAS else -1
    if at < 0 or terms[at].kind not in ("name", "number", "time"):
        return ()
    return tuple(t for t in terms if t.phrase == terms[at].phrase and t.form is None)
