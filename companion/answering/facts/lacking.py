"""What is said where a part of what is asked is not known: a kind of a value, a reason, the other of two things."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.base import Decline
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import DEFAULT, Asks, RelationsAsked
from companion.answering.telling import FACT
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller
from companion.knowledge.values import Money, Quantity
from companion.language.terms import Term, is_light
from companion.understanding.query import Query


class Lacks:
    """Names what is not known."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts, asks: Asks) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._asks = asks

    def narrower(self, query: Query, subject: str, chosen: Sequence[Statement], left: Sequence[Term]) -> Decline | None:
        """«아이 요금은 얼마야»: what is known, where a kind of it is asked for that no source names."""
        if (
            not query.things
            or len({t.phrase for t in left}) != 1
            or any(t.kind not in ("noun", "name") or t.bound for t in left)
        ):
            return None
        value = chosen[-1].value
        if not isinstance(value, (Money, Quantity)) or not chosen[-1].qualifiers:
            return None
        label = query.text[left[0].start : left[-1].end]
        label = f"{label} {self._base.vocabulary.relations[chosen[-1].relation].label}"
        reason = self._teller.say("relation_unknown", subject=self._base.name(subject), label=label)
        return Decline(f"{reason} {self._teller.sentence(chosen[-1])}", 2, FACT)

    def reasonless(self, query: Query, facts: Sequence[Statement]) -> Decline:
        """Why something is so is not known; what is known of it is told, or what it is, but of no event all it was."""
        reason = self._teller.say("why_so")
        verbs = {t.lemma for t in query.residue() if t.kind == "verb" and not is_light(t.lemma)}
        told = [f for f in facts if f.relation != DEFAULT and not f.unknown]
        usual = [f for f in facts if f.relation == DEFAULT and self._base.entities[f.subject].type != "event"][:1]
        near = [f for f in told if verbs & self._accounts.lemmas(f.id)] or (usual if len(query.things) < 2 else [])
        return Decline(f"{reason} {self._teller.sentence(near[-1])}" if near else reason, 2, FACT)

    def missing(
        self, query: Query, subject: str, relations: Sequence[str], asked: RelationsAsked, left: Sequence[Term]
    ) -> str:
        """«사업비와 사업 기간은?»: that the other thing asked for is not known; "" where nothing else was asked for."""
        terms = query.reading.terms
        spans = [at for r in relations for at in asked.spans.get(r, ())]
        phrases = {t.phrase for t in left}
        if not spans or not left or len(phrases) > 1 or any(t.kind != "noun" for t in left):
            return ""
        own = [at for at, t in enumerate(terms) if t.phrase in phrases]
        if set(own) & set(spans) or not self._asks.joined(query, spans, own):
            return ""
        if any(terms[at].kind == "name" for at in own):
            return ""
        label = query.text[terms[own[0]].start : terms[own[-1]].end]
        return " " + self._teller.say("relation_unknown", subject=self._base.name(subject), label=label)
