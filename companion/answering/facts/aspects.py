"""What kind of answer a noun stands for: «모터 개수» asks for a number, «착공 시기» for a day, «서명한 사람» for who.

Such a noun says nothing by itself. Beside a word for a relation it is accounted for where the value is of its kind,
and tells apart relations that the same words ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.values import Listing
from companion.language.cues import lemma_of
from companion.language.grammar import is_ability
from companion.language.terms import EXISTENCE, GENITIVE, WHERE
from companion.understanding.query import ASPECT, Query

_TYPES: Final = ("person", "place", "organisation", "country")
"""Types whose things a question word of their own asks for."""


class Aspects:
    """Knows which groups of nouns may stand for the value of a statement."""

    def __init__(self, base: KnowledgeBase, groups: dict[str, tuple[str, ...]]) -> None:
        self._base = base
        self._nouns = {
            name.removeprefix(ASPECT): frozenset(lemma_of(word) for word in words)
            for name, words in groups.items()
            if name.startswith(ASPECT)
        }
        self._of_relation = lru_cache(maxsize=1024)(self._kinds_of)

    def _kinds_of(self, relation: str) -> frozenset[str]:
        """The kinds that the values of a relation have, by its declaration and the last noun of its label."""
        found = self._base.vocabulary.relations[relation]
        vocabulary = self._base.vocabulary
        kinds = {kind for kind in _TYPES if found.kind in vocabulary.types and vocabulary.is_a(found.kind, kind)}
        kinds |= {found.kind, *(("list",) if found.many else ()), *(("place",) if WHERE in found.asks else ())}
        head = lemma_of(found.label.split()[-1]) if found.label else ""
        kinds |= {kind for kind, nouns in self._nouns.items() if head in nouns and kind in _TYPES}
        return frozenset(kinds)

    def of(self, fact: Statement) -> frozenset[str]:
        """The kinds of a statement's value."""
        kinds = self._of_relation(fact.relation)
        return kinds | {"list"} if isinstance(fact.value, Listing) else kinds

    def said(self, query: Query) -> frozenset[str]:
        """The kinds of answer that the nouns of a question stand for, each behind what says of what."""
        aspects = (cue for cue in query.cues if cue.key.startswith(ASPECT) and self._hangs(query, cue.first))
        return frozenset(cue.key.removeprefix(ASPECT) for cue in aspects)

    def fits(self, query: Query, fact: Statement) -> bool:
        """Whether a statement's value is of a kind that is asked for; true where none is."""
        said = self.said(query)
        return not said or bool(said & self.of(fact))

    def explained(self, query: Query, facts: Sequence[Statement]) -> Iterator[int]:
        """Positions of nouns that stand for the value of one of some statements, behind what says of what."""
        kinds = frozenset().union(*(self.of(fact) for fact in facts))
        for cue in query.cues:
            if cue.key.removeprefix(ASPECT) in kinds and cue.key.startswith(ASPECT) and self._hangs(query, cue.first):
                yield from cue.span

    @staticmethod
    def _hangs(query: Query, at: int) -> bool:
        """Whether a noun stands behind another one, or behind a clause that describes it."""
        term, before = query.reading.terms[at], query.reading.terms[at - 1] if at else None
        after = query.reading.terms[at + 1] if at + 1 < len(query.reading.terms) else None
        able = is_ability(term) and after is not None and after.lemma in EXISTENCE
        if before is None or able:
            return False  # «알 수 있을까요» counts nothing
        if before.form is not None:
            return before.form.modifies
        return before.kind == "noun" and (before.phrase == term.phrase or before.particle == GENITIVE)
