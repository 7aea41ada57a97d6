"""One value of a list that was told or is asked for: «네 번째 분야», «두 번째 거», «마지막은?»."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.facts.accounts import squeezed
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Listing, Reference
from companion.language.numbers import ordinal
from companion.understanding.query import Query, ordinals


class ListValues:
    """Finds single values of lists."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller
        self._named = sorted(
            ((squeezed(name), e.id) for e in base.entities.values() for name in e.names if base.facts_of(e.id)),
            key=lambda named: -len(named[0]),
        )

    def number(self, query: Query, facts: Sequence[Statement]) -> int | None:
        """Which value is meant, from 1; None where none is, or the list is shorter."""
        listed = facts[0].value if facts else None
        if not isinstance(listed, Listing):
            return None
        number = next(iter(ordinals(query.analysis.numbers)), None)
        if number is None and query.has("last"):
            number = len(listed.items)
        return number if number is not None and 1 <= number <= len(listed.items) else None

    def told(self, query: Query, facts: Sequence[Statement]) -> Told | None:
        """The value that is meant, by its number."""
        number = self.number(query, facts)
        if number is None:
            return None
        value = self._base.written(facts[0])[number - 1]
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
