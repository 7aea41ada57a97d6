"""Who is left out of what is asked by the part that they had: «서명한 두 분 말고 누가 왔어?»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from companion.answering.base import KnowledgeFocus
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.values import Reference
from companion.language.cues import CueSpan
from companion.language.pointing import asks_for_others, is_left_out
from companion.understanding.query import Query


class LeftOut:
    """Finds who is left out by their part.

    Args:
        base: what is known.
        personal: ids of the relations that give somebody a part in a thing.
    """

    def __init__(self, base: KnowledgeBase, personal: Collection[str]) -> None:
        self._base = base
        self._personal = personal

    def told_apart(self, query: Query, known: KnowledgeFocus | None) -> Query:
        """The question with those left out by name; as it is where nobody is left out by a part.

        Args:
            query: what is asked.
            known: what was told last; what it was a list of is asked for where nothing else is.
        """
        found = self._span(query)
        if found is None:
            return self._of_the_rest(query, known)
        relation, span = found
        fact = self._fact(query, relation, known)
        if fact is None:
            return query
        whom = {value.entity for value in fact.values if isinstance(value, Reference)}
        terms = query.reading.terms
        starts = {terms[at].start for at in span}
        asked = tuple(cue for cue in query.relations if not set(cue.span) & set(span))
        if not asked and known is not None and known.thing == fact.subject and query.names_nothing:
            listed = (id for id in known.relations if id in self._personal)
            asked = tuple(CueSpan(id, span.start, span.stop - 1, (span.start,)) for id in listed)
        numbers = tuple(n for n in query.analysis.numbers if n.start not in starts)
        return replace(
            query,
            analysis=replace(query.analysis, numbers=numbers),
            relations=asked,
            cues=tuple(cue for cue in query.cues if not set(cue.span) <= set(span)),
            frame=query.frame | frozenset(span),
            without=query.without | whom,
            claim=None if asks_for_others(query.reading) else query.claim,
        )

    def _of_the_rest(self, query: Query, known: KnowledgeFocus | None) -> Query:
        """«이재명 말고는?» after those who signed: the same, asked of the others."""
        if known is None or known.thing is None or not query.names_nothing or not asks_for_others(query.reading):
            return query
        last = len(query.reading.terms) - 1
        listed = tuple(CueSpan(id, last, last, (last,)) for id in known.relations if id in self._personal)
        return replace(query, relations=listed, claim=None) if listed and query.without else query

    def _span(self, query: Query) -> tuple[str, range] | None:
        """The relation by which somebody is left out, and the positions of all that says so."""
        terms = query.reading.terms
        for cue in query.relations:
            verb = terms[cue.last]
            if cue.key not in self._personal:
                continue
            head = cue.last
            if verb.form is not None:
                phrase = terms[cue.last + 1].phrase if verb.form.modifies and cue.last + 1 < len(terms) else -1
                head = max((at for at, t in enumerate(terms) if t.phrase == phrase), default=-1)
            if head < 0 or not is_left_out(query.reading, terms[head]):
                continue
            last = next((at for at in range(head + 1, len(terms)) if terms[at].form is not None), head)
            return cue.key, range(cue.first, last + 1)
        return None

    def _fact(self, query: Query, relation: str, known: KnowledgeFocus | None) -> Statement | None:
        """The statement of who had that part: in what is named, was told of last, or in the only thing that has one."""
        facts = [f for f in self._base.facts if f.relation == relation and f.visible(query.as_of) and not f.unknown]
        of = [mention.id for mention in (*query.things, *([query.event] if query.event else []))]
        of += [known.thing] if known is not None and known.thing is not None and not of else []
        meant = [f for f in facts if f.subject in of] or (facts if len({f.subject for f in facts}) == 1 else [])
        return meant[-1] if meant else None
