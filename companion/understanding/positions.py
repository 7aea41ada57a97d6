"""Which of several that were told together is meant by its place among them: «앞사람», «두 번째로 말한 분»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from companion.language import pointing
from companion.language.grammar import is_demonstrative
from companion.language.terms import Term
from companion.understanding.types import Analysis

_FAR: Final = 3
"""How many terms back from its noun a position stands: «두 번째로 말 한 분»."""


@dataclass(frozen=True, slots=True)
class Position:
    """Words for somebody by the place among those who were told.

    Attributes:
        start, end: their half-open span, without the particle.
        index: of the one that is meant; negative ones count from the last.
        bare: whether only a number says it: «첫 번째는?».
    """

    start: int
    end: int
    index: int
    bare: bool = False


def positions_in(analysis: Analysis, persons: Collection[str]) -> tuple[Position, ...]:
    """All such words, in the order of the text.

    Args:
        analysis: the utterance.
        persons: nouns for a person.
    """
    terms = analysis.reading.terms
    ordinals = {n.start: int(n.value) for n in analysis.numbers if n.ordinal and n.value >= 1}
    found = (_of(terms, at, persons, ordinals) for at in range(len(terms)))
    return tuple(one for one in found if one is not None)


def _of(terms: tuple[Term, ...], at: int, persons: Collection[str], ordinals: dict[int, int]) -> Position | None:
    head = terms[at]
    if head.kind == "noun" and (side := pointing.side_of(head.lemma, persons)) is not None:
        return None if at and is_demonstrative(terms[at - 1]) else Position(head.start, head.end, side)
    if head.start in ordinals and at + 1 == len(terms) and pointing.ALONE.intersection(head.particles):
        return Position(head.start, head.end, ordinals[head.start] - 1, bare=True)
    if head.kind != "noun" or head.lemma not in persons:
        return None
    for first in range(at - 1, max(at - _FAR, 0) - 1, -1):
        before = terms[first]
        if first and is_demonstrative(terms[first - 1]):
            return None  # «그 앞 사람» is who held it before
        between = terms[first + 1 : at]
        stands = not between and before.kind != "adverb"
        told = bool(pointing.NTH_TOLD.intersection(before.particles)) or not before.particles
        if not stands and not (told and pointing.is_told(between)):
            continue
        if before.start in ordinals:
            return Position(before.start, head.end, ordinals[before.start] - 1)
        side = pointing.SIDES.get(before.lemma) if before.kind in ("noun", "adverb") else None
        if side is not None:
            return Position(before.start, head.end, side)
    return None
