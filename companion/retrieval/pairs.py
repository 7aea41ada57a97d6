"""Question–answer pairs, taken apart so that questions can be held against them; sentences and rows as such pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from companion.documents.types import Passage
from companion.retrieval.asking import Asking
from companion.retrieval.evidence import Sought, TextWords


@dataclass(frozen=True)
class AskedPair:
    """A pair as it is held against questions."""

    passage: Passage
    sought: Sought
    question: TextWords
    headings: TextWords
    answer: TextWords

    @classmethod
    def of(cls, passage: Passage, asking: Asking) -> AskedPair:
        """A pair passage, taken apart."""
        return cls(
            passage,
            Sought.of(passage.question, asking),
            TextWords.of(passage.question),
            TextWords.of(*passage.headings),
            TextWords.of(passage.text),
        )

    @cached_property
    def whole(self) -> TextWords:
        """Question, headings and answer together."""
        parts = (self.question, self.headings, self.answer)
        return TextWords(frozenset().union(*(p.keys for p in parts)), "\0".join(p.written for p in parts))


def pairs_among(passages: Iterable[Passage], asking: Asking) -> tuple[AskedPair, ...]:
    """The pairs of some passages, taken apart."""
    return tuple(AskedPair.of(passage, asking) for passage in passages if passage.kind == "pair")


def others_as_pairs(passages: Iterable[Passage], asking: Asking) -> tuple[AskedPair, ...]:
    """The sentences and rows of some passages as pairs: each answers what stands nearest above it.

    Of a sentence that is its heading; of a row also the columns, and the cell that it is called by.
    """
    return tuple(AskedPair.of(_as_pair(p), asking) for p in passages if p.kind != "pair")


def _as_pair(passage: Passage) -> Passage:
    columns = [header for header, _ in passage.cells] + [value for _, value in passage.cells[:1]]
    question = " ".join((*passage.headings[-1:], *columns))
    return replace(passage, question=question, headings=passage.headings[:-1])


def alike(pairs: Iterable[AskedPair], asking: Asking) -> Iterator[tuple[Passage, Passage]]:
    """Pairs that no question can tell apart, though their answers differ: each names all that the other does, and asks
    the same of it."""
    for one, other in combinations(pairs, 2):
        if are_alike(one, other, asking):
            yield one.passage, other.passage


def are_alike(one: AskedPair, other: AskedPair, asking: Asking) -> bool:
    """Whether no question can tell two pairs apart, though their answers differ."""
    return one.passage.text != other.passage.text and _names(one, other, asking) and _names(other, one, asking)


def _names(one: AskedPair, other: AskedPair, asking: Asking) -> bool:
    """Whether the question of one pair names all that another's does, and asks for it."""
    asks = other.sought.asked.kinds == one.sought.asked.kinds
    denies = other.sought.content.denied == one.sought.content.denied
    return asks and denies and not other.sought.missing(one.question, asking) and other.sought.numbers_in(one.question)
