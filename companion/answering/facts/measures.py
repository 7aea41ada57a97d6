"""What is measured for several countries, or the like, side by side: those named, the greatest, the least, or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import Asked
from companion.answering.telling import FACT, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, measured_in, narrowed, period
from companion.knowledge.values import Quantity, order_key
from companion.knowledge.vocabulary import Order
from companion.language.terms import THAN
from companion.understanding.cues import CueIndex
from companion.understanding.query import Query
from companion.understanding.types import Mention

_AFTER_PARTICLE: Final = 2


class Measures:
    """Answers questions about what is measured side by side."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self.subjects = frozenset(f.subject for f in base.facts if narrowed(f) is not None)
        self._orders = CueIndex(
            ((r.id, least), stem)
            for r in base.vocabulary.relations.values()
            for order, least in ((r.least, True), (r.most, False))
            if order
            for stem in order.stems
        )

    def end(self, query: Query, facts: Sequence[Statement]) -> tuple[Order, bool] | None:
        """The end of an ordered relation that a question asks for, and whether it is the lower one."""
        relations = {f.relation for f in facts}
        for cue in self._orders.find(query.reading):
            id, least = cue.key
            if id in relations:
                relation = self._base.vocabulary.relations[id]
                order = relation.least if least else relation.most
                if order is not None:
                    return order, least
        return None

    def tell_compared(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], asked: Asked
    ) -> Answer | Decline:
        """A relation measured for several entities at several times: those named, the greatest, the least, or all."""
        last_focus = turn.focus.knowledge
        periods = sorted({p.iso for f in facts if (p := measured_in(f))})
        last = periods[-1] if periods else ""
        when = query.then or (last_focus.when if last_focus.thing == subject else None)
        if when:
            days = {p.iso: p for f in facts if (p := measured_in(f))}
            wanted = [iso for iso in periods if when.days.overlaps(days[iso].first, days[iso].last)]
            if not wanted and when.days.first == when.days.last:  # at an event: the newest before it
                wanted = [iso for iso in periods if days[iso].first <= when.days.first]
            if not wanted:
                known = list(dict.fromkeys(period(f) for f in facts if (p := measured_in(f)) and p.iso in periods))
                text = self._teller.say("level_other_year", asked=when.days.first.year, known=known)
                return Decline(text, 3, FACT)
            last = wanted[-1]
        measured = [f for f in facts if (p := measured_in(f)) and p.iso == last]
        if not measured:
            return Decline(self._teller.say("unexplained"), 2)
        left = [t for t in self._accounts.left(query, measured, asked) if t.kind == "noun"]
        ordered = {at for cue in self._orders.find(query.reading) for at in cue.span}
        kinds = {self._base.vocabulary.types[self._base.entities[e].type] for f in measured if (e := narrowed(f))}
        nouns = {noun for kind in kinds for noun in kind.nouns}
        left = [t for t in left if query.reading.terms.index(t) not in ordered and t.lemma not in nouns]
        if left:
            return Decline(self._teller.say("unexplained"), 1, FACT)  # «반도체 기술 수준» is about another statistic
        named = [m.id for m in query.countries if not self._is_given(query, m, measured)]
        if not named and not query.things and last_focus.thing == subject:
            named = list(last_focus.objects)
        relations = tuple(dict.fromkeys(f.relation for f in measured))
        focus = KnowledgeFocus(thing=subject, relations=relations, objects=tuple(named), when=when)
        end = self.end(query, measured)
        than = [m.id for m in query.countries if THAN in query.reading.terms[query.term_of(m) or 0].particles]
        if than:
            return self._weighed(query, turn, measured, named, than, focus)
        if end and len(named) != 1:
            among = [f for f in measured if narrowed(f) in named] or measured
            told, _ = self._teller.extreme(among, end[0], least=end[1], as_of=query.as_of)
            return tell(turn, told, focus, FACT)
        chosen = [f for entity in dict.fromkeys(named) for f in measured if narrowed(f) == entity]
        if named and not chosen:
            return Decline(self._teller.say("unexplained"), 2)
        told = self._teller.facts(chosen, query.as_of) if chosen else self._teller.compared(measured, query.as_of)
        return tell(turn, told, focus, FACT)

    def _weighed(
        self,
        query: Query,
        turn: SkillTurn,
        measured: Sequence[Statement],
        named: Sequence[str],
        than: Sequence[str],
        focus: KnowledgeFocus,
    ) -> Answer | Decline:
        """«한국이 일본보다 앞섰어?»: both values, and whether it is so where that is asked."""
        by_country = {narrowed(f): f for f in measured}
        one = [by_country[e] for e in named if e not in than and e in by_country]
        other = [by_country[e] for e in than if e in by_country]
        if not one or not other:
            return Decline(self._teller.say("unexplained"), 2, FACT)
        told = self._teller.compared((*one, *other), query.as_of)
        end = self.end(query, measured)
        values = [[order_key(f.value) or 0.0 for f in facts] for facts in (one, other)]
        if query.asks_whether and end:
            holds = max(values[0]) < min(values[1]) if end[1] else min(values[0]) > max(values[1])
            told = self._teller.judged(told, holds != query.reading.denies)
        return tell(turn, told, focus, FACT)

    def _is_given(self, query: Query, mention: Mention, measured: Sequence[Statement]) -> bool:
        """«미국을 100으로 보면»: a name that its own value follows is given, not asked for."""
        own = {v.number for f in measured if narrowed(f) == mention.id for v in f.values if isinstance(v, Quantity)}
        numbers = query.analysis.numbers
        return any(0 <= n.start - mention.end <= _AFTER_PARTICLE and n.value in own for n in numbers)
