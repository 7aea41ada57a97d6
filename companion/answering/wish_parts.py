"""Wishes for two kinds of places in one utterance: «점심 먹을 데랑 구경할 데»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from companion.answering.wording import Wording
from companion.knowledge.places.store import PlaceStore
from companion.language.grammar import TOO, described_by, head_of, is_house
from companion.language.terms import TOPIC, WITH, Term
from companion.understanding.types import Analysis, Mention

_JOINS: Final = frozenset((WITH, TOO))


def in_parts(analysis: Analysis, wording: Wording, store: PlaceStore) -> tuple[Analysis, ...]:
    """The utterance for each of the places that are joined in it, one where nothing is joined.

    What stands before the first description, such as an area, belongs to both, and so does the request at the end.
    """
    terms, named = analysis.reading.terms, _houses(analysis, store)
    heads = [t for t in terms if wording.is_(t, "head") or t.start in named]
    joined = next((t for t in heads if _JOINS.intersection(t.particles)), None)
    later = [t for t in heads if joined is not None and t.start > joined.start]
    if joined is None or not later or TOPIC in joined.particles:
        return (analysis,)
    end = later[0]
    described = [described_by(analysis.reading, verb) for verb in analysis.reading.verbs]
    if not all(t.start in named or any(t is head for head in described) for t in (joined, end)):
        return (analysis,)
    first = [t for t in terms if t.start <= joined.start]
    second = [t for t in terms if joined.start < t.start]
    shared = [t for t in first if _says_where(t, analysis)]
    request = [t for t in terms if t.start > end.start]
    bare = replace(joined, particles=())
    one = [*first[:-1], bare, *request]
    return of_terms(analysis, one), of_terms(analysis, [*shared, *second])


def _houses(analysis: Analysis, store: PlaceStore) -> set[int]:
    """Where names of kinds of places stand: «식당», «카페», «국밥집», and not «국밥»."""
    offers = (m for m in analysis.of_kind("food") if names_house(m, store))
    return {m.start for m in (*analysis.of_kind("eatery"), *offers)}


def names_house(mention: Mention, store: PlaceStore) -> bool:
    """«국밥집», «카페», and not «국밥»."""
    return is_house(mention.text) or store.offers[mention.id].noun == mention.text


def _says_where(term: Term, analysis: Analysis) -> bool:
    areas = [m for m in analysis.mentions if m.kind in ("area", "region")]
    return any(m.start <= head_of(analysis.reading, term).start < m.end or m.start == term.start for m in areas)


def of_terms(analysis: Analysis, terms: Sequence[Term]) -> Analysis:
    """The analysis with nothing but some of its terms."""
    kept = {t.start for t in terms}

    def stands(start: int, end: int) -> bool:
        return any(start <= at < end for at in kept)

    return replace(
        analysis,
        reading=replace(analysis.reading, terms=tuple(terms)),
        mentions=tuple(m for m in analysis.mentions if stands(m.start, m.end)),
        times=tuple(t for t in analysis.times if stands(t.start, t.end)),
        numbers=tuple(n for n in analysis.numbers if stands(n.start, n.end)),
    )
