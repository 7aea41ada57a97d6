"""Which of two is so, as an open question: «팔달구에 있나요 영통구에 있나요» as «어디에 있나요»."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from companion.language.terms import (
    AT,
    CONFIRMING,
    COPULA,
    COPULAS,
    SUBJECT,
    SUPPOSING,
    TO,
    TOPIC,
    WHAT,
    WHEN,
    WHERE,
    WHO,
    Reading,
    Term,
)

_PLACES: Final = frozenset(("데", "곳", "장소", "위치", "자리"))
"""Nouns of which it is asked where that is."""


def asked_openly(reading: Reading, people: Collection[int], places: Collection[int]) -> str | None:
    """The question without the two things of which one is said to be so; None where it names no two.

    Args:
        reading: the question.
        people, places: where names of people and places start.
    """
    if reading.asks_what:
        return None
    verbs = [v for v in reading.verbs if v.form is not None and not v.form.modifies and not _is_or(v)]
    if len(verbs) < 2:
        return None
    first, second = verbs[-2:]
    about = next((n for n, t in enumerate(reading.terms) if _is_topic(t) and t.start < first.start), None)
    apart = any(map(_is_or, reading.terms))
    if about is None or not _are_alike(first, second, apart=apart) or second is not reading.terms[-1]:
        return None
    one = [t for t in reading.terms[about + 1 :] if t.start < first.start]
    other = [t for t in reading.terms if first.start < t.start < second.start and not _is_or(t) and t.kind != "adverb"]
    if not one or not other or any(_is_topic(t) for t in (*one, *other)) or one[-1].particles != other[-1].particles:
        return None
    head, topic = other[-1], reading.terms[about]
    there = head.particle in (TO, AT) or topic.lemma in _PLACES or (len(other) == 1 and head.start in places)
    word = WHERE if there else WHEN[0] if head.kind == "time" else WHO if head.start in people else WHAT
    verb = reading.text[second.start :]
    behind = "" if second.lemma == COPULA else f"{head.particle} "
    return f"{reading.text[: one[0].start]}{word}{behind}{verb}"


def _is_or(term: Term) -> bool:
    """«아니면»."""
    return term.lemma == COPULAS[1] and term.form is not None and term.form.ending.endswith(SUPPOSING)


def _is_topic(term: Term) -> bool:
    return term.form is None and term.particle in (TOPIC, SUBJECT)


def _are_alike(one: Term, other: Term, *, apart: bool) -> bool:
    """Whether the same is said with two verbs: «있나요 … 있나요», «맞나요 아니면 …인가요»."""
    says = {CONFIRMING, COPULA}
    alike = one.lemma == other.lemma or {one.lemma, other.lemma} <= says
    forms = [verb.form for verb in (one, other)]
    return alike and all(f is not None and (f.asks or f.closes or apart) and not f.negated for f in forms)
