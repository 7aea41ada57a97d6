"""How the terms of an utterance hang together: what a noun hangs on, what a clause describes, what is joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from companion.language.terms import Reading, Term

_JOINING: Final = frozenset(("과", "나", "이나", "도", "든지", "이든지", "든가"))
EITHER: Final = frozenset(("나", "이나", "든지", "이든지", "든가", "이든가"))
"""Particles that join alternatives."""
WITH: Final = "과"
"""«와», «랑», «하고»: who or what comes along."""
TOO: Final = "도"
"""What is wanted beside something else."""
ADDED: Final = "에"
"""«보리밥에 막걸리»: between two foods, both together."""
ONLY: Final = "만"


def is_nominal(term: Term) -> bool:
    """Whether it is part of a noun phrase."""
    return term.kind not in ("verb", "adverb", "interjection")


def phrase_of(reading: Reading, term: Term) -> tuple[Term, ...]:
    """The noun phrase a term stands in."""
    return tuple(t for t in reading.terms if t.phrase == term.phrase and is_nominal(t))


def after_in_phrase(reading: Reading, term: Term) -> tuple[Term, ...]:
    """What stands behind a term in its noun phrase."""
    return tuple(t for t in phrase_of(reading, term) if t.start >= term.end)


def head_of(reading: Reading, term: Term) -> Term:
    """The last term of its noun phrase; a verb is its own."""
    return phrase_of(reading, term)[-1] if is_nominal(term) else term


def next_verb(reading: Reading, term: Term) -> Term | None:
    """The verb that a noun hangs on: the next one."""
    return next((t for t in reading.terms if t.kind == "verb" and t.start >= term.end), None)


def adverbs_of(reading: Reading, verb: Term) -> Iterator[Term]:
    """The adverbs that stand right before a verb."""
    for term in reversed([t for t in reading.terms if t.end <= verb.start]):
        if term.kind != "adverb":
            return
        yield term


def described_by(reading: Reading, verb: Term) -> Term | None:
    """The head of the noun phrase that a modifying verb describes: «여는 칼국숫집»; through «파는 싼 집»."""
    if verb.form is None or not verb.form.modifies:
        return None
    for term in reading.terms:
        if term.start < verb.end or term.kind == "adverb":
            continue
        if is_nominal(term):
            return head_of(reading, term)
        if term.form is None or not (term.form.modifies or term.form.ending in ("고", "으면서", "면서")):
            return None
    return None


def arguments_of(reading: Reading, verb: Term) -> tuple[Term, ...]:
    """The heads of the noun phrases between the verb before and this one."""
    before = max((t.end for t in reading.terms if t.kind == "verb" and t.end <= verb.start), default=0)
    return tuple(t for t in reading.heads() if before <= t.start < verb.start)


def object_of(reading: Reading, verb: Term) -> Term | None:
    """The head of the noun phrase right before a verb, adverbs aside."""
    return next(iter(reversed(arguments_of(reading, verb))), None)


def joined_with(reading: Reading, head: Term) -> Iterator[Term]:
    """The head and the heads joined to it before: «갈비랑 통닭 빼고», «갈비, 통닭 말고»."""
    heads = [t for t in reading.heads() if t.start <= head.start]
    yield head
    for later, earlier in zip(reversed(heads), reversed(heads[:-1]), strict=False):
        between = reading.terms[_place(reading.terms, earlier) + 1 : _place(reading.terms, later)]
        comma = not earlier.particles and "," in reading.text[earlier.end : later.start]
        if any(t.kind == "verb" for t in between) or not (comma or _JOINING.intersection(earlier.particles)):
            return
        yield earlier


def lemmas(reading: Reading) -> frozenset[str]:
    """All dictionary forms in it."""
    return frozenset(term.lemma for term in reading.terms)


def _place(terms: Sequence[Term], term: Term) -> int:
    return next(i for i, t in enumerate(terms) if t is term)
