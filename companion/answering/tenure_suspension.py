"""Powers that were suspended: since when, why, for how long, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.answering.base import Answer
from companion.answering.tenure_question import TenureQuestion
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import When
from companion.language.dates import format_date
from companion.language.terms import WHEN


def tell_suspension(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """Since when, why or whether the powers of somebody were suspended."""
    query = asked.query
    of_it = query.asks_whether or query.has("when", "why", "length") or query.reading.question(*WHEN)
    of_terms = any(query.reading.terms[c.first].kind != "question" for c in query.cues if c.key in ("start", "end"))
    again = query.names_nothing and asked.focus.aspect == "suspended" and not of_terms and not query.has("who")
    if (query.has("suspended") or again) and of_it and not asked.acting and held:
        relevant = asked.relevant(held)
        suspended = next((t for t in reversed(held) if t.suspended_from), None)
        if suspended is None and query.asks_whether:
            return asked.tell_tenure(asked.teller.not_suspended(relevant), relevant)
        if suspended:
            long = asked.aspect in ("length", "span")
            told = asked.teller.suspension(suspended, asked.as_of, long=long)
            told = asked.signed(told, right=True) if query.asks_whether else told
            answer = asked.tell_tenure(told, suspended)
            assert answer.focus is not None
            kept = replace(answer.focus.knowledge, aspect="suspended")
            return replace(answer, focus=replace(answer.focus, knowledge=kept))
    return None


def suspended_then(asked: TenureQuestion, office: Succession) -> When | None:
    """The day on which the powers of the person spoken of were suspended."""
    people = [m.id for m in asked.query.people] or [asked.focus.person or ""]
    for tenure in office.tenures:
        if tenure.holder in people and tenure.suspended_from and tenure.suspended_from.first <= asked.as_of:
            day = tenure.suspended_from.first
            return When(Interval.of(day), format_date(day))
    return None
