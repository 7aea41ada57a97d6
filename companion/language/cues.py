"""Words of packs found as terms, whatever the endings: «얼마나 커» is in «집적단지는 얼마나 큽니까».

`CueIndex` finds which of many cues stand where; `says` whether one of a few words was said at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from companion.language.numbers import find_numbers
from companion.language.terms import (
    DICTIONARY_ENDING,
    OBLIQUE_PARTICLES,
    Reading,
    Term,
    is_light,
    is_listed,
    noun_in,
    read,
)

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class _Step:
    lemma: str
    particle: str
    joined: bool = False  # whether it stands right behind the one before: «더하다» is not «더 잘하다»

    def fits(self, term: Term) -> bool:
        return self.lemma in _lemmas(term) and (not self.particle or self.particle in _marks(term))


@dataclass(frozen=True, slots=True)
class CueSpan(Generic[K]):
    """Where a cue stands: what it asks for, and the terms `first` … `last` that say so."""

    key: K
    first: int
    last: int

    @property
    def span(self) -> range:
        """The positions of its terms."""
        return range(self.first, self.last + 1)


class CueIndex(Generic[K]):
    """Finds cues in readings.

    Args:
        entries: what is asked for, and words for it: a noun, a verb in its dictionary form («서명하다») or in any
            other, or several in a row. A noun is found in the verb that is made of it too («서명», «서명했어»). Verbs
            that say nothing by themselves («하다») are left out where they stand alone.
        answers: nouns for what a question word asks for. Words of a question word and a verb are then found in any
            order of the clause, and where the verb describes such a noun: «누가 묻다» in «질문은 누가 했어» and in
            «물어본 사람».
    """

    def __init__(self, entries: Iterable[tuple[K, str]], answers: Mapping[str, Collection[str]] | None = None) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[_Step, ...], K]]] = defaultdict(list)
        self._by_verb: defaultdict[str, list[tuple[str, K]]] = defaultdict(list)
        self._answers = answers or {}
        for key, steps in ((key, way) for key, word in entries for way in _ways(word)):
            if steps and not (len(steps) == 1 and is_light(steps[0].lemma)):
                self._by_first[steps[0].lemma].append((steps, key))
            if len(steps) == 2 and steps[0].lemma in self._answers and not steps[0].particle:
                self._by_verb[steps[1].lemma].append((steps[0].lemma, key))

    def find(self, reading: Reading) -> list[CueSpan[K]]:
        """All cues in a reading, in order; adverbs may stand between the words of one."""
        terms = reading.terms
        return [
            CueSpan(key, first, last)
            for first, term in enumerate(terms)
            for lemma in _lemmas(term)
            for steps, key in self._by_first.get(lemma, ())
            if (last := _end(steps, terms, first)) is not None
        ] + list(self._apart(reading))

    def _apart(self, reading: Reading) -> Iterator[CueSpan[K]]:
        """Cues of a question word and a verb that don't stand in a row."""
        terms = reading.terms
        for at, verb in enumerate(terms if self._by_verb else ()):
            for asked, key in (pair for lemma in _lemmas(verb) for pair in self._by_verb.get(lemma, ())):
                other = self._answering(terms, at, asked)
                if other is not None:
                    yield from (CueSpan(key, at, at), CueSpan(key, other, other))

    def _answering(self, terms: Sequence[Term], at: int, asked: str) -> int | None:
        """The position of the question word of a verb's clause, or of the noun it describes that stands for one."""
        verb = terms[at]
        if verb.form is not None and verb.form.modifies:
            following = terms[at + 1] if at + 1 < len(terms) else None
            if following is not None and following.lemma in self._answers[asked]:
                return at + 1
        beside = (
            i for i, t in enumerate(terms) if t.kind == "question" and t.lemma == asked and t.clause == verb.clause
        )
        return next(beside, None)


def _end(steps: Sequence[_Step], terms: Sequence[Term], first: int) -> int | None:
    """The position of the last term of a cue that begins at `first`; None where it does not stand there."""
    at = first
    for number, step in enumerate(steps):
        apart = number and not step.joined
        while apart and at < len(terms) and _says_nothing(terms[at]) and not step.fits(terms[at]):
            at += 1
        if at >= len(terms) or not step.fits(terms[at]):
            return None
        at += 1
    return at - 1


def _says_nothing(term: Term) -> bool:
    """Whether a term may stand between the words of a cue: an adverb, «한» in «로봇이 한 대답»."""
    return term.kind in ("adverb", "determiner") or (
        term.form is not None and term.form.modifies and is_light(term.lemma)
    )


def _lemmas(term: Term) -> Iterator[str]:
    """The lemma of a term, and of a verb made of a noun that noun."""
    yield term.lemma
    if term.form is not None and (noun := noun_in(term.lemma)) != term.lemma:
        yield noun
    elif term.form is not None and is_listed(term):
        yield term.lemma[:-1]


def says(reading: Reading, words: Collection[str]) -> bool:
    """Whether one of some words was said: a noun, the stem of a verb, however light, or a particle."""
    wanted = frozenset(words)
    return any(not wanted.isdisjoint((*_lemmas(term), term.text, *term.particles)) for term in reading.terms)


def lemma_of(word: str) -> str:
    """The lemma of a noun, or of a verb in any form."""
    terms = read(word, (), (), ()).terms
    if word.endswith(DICTIONARY_ENDING) and (len(terms) != 1 or terms[0].form is None):
        return word.removesuffix(DICTIONARY_ENDING)
    return terms[0].lemma if terms else word


def synonyms_of(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """All lemmas that mean the same as a lemma, itself included, from groups of words; a word may be in several."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        lemmas = {lemma for word in group for lemma in (lemma_of(word), noun_in(lemma_of(word)))}
        for lemma in lemmas:
            found[lemma] |= lemmas
    return {lemma: frozenset(alike) for lemma, alike in found.items()}


def _ways(words: str) -> Iterator[tuple[_Step, ...]]:
    """The terms of a cue; of a verb that stands alone and is read as an adverb and another, also as one: «더하다»."""
    steps = _steps(words)
    yield steps
    stem = words.removesuffix(DICTIONARY_ENDING)
    if len(steps) > 1 and is_light(steps[-1].lemma) and stem == "".join(step.lemma for step in steps) != words:
        yield (_Step(stem, ""),)


def _steps(words: str) -> tuple[_Step, ...]:
    numbers = ((number.start, number.end) for number in find_numbers(words))
    joined = not any(sign.isspace() for sign in words)
    return tuple(_Step(term.lemma, _insisted(term), joined) for term in read(words, (), (), numbers).terms)


def _marks(term: Term) -> tuple[str, ...]:
    """The particles of a noun, the ending of a copula that passes something on («뭐라고»)."""
    return (term.form.ending,) if term.form is not None and term.form.hearsay else term.particles


def _insisted(term: Term) -> str:
    """The particle that a cue insists on: «누구랑», «언제까지», «뭐 하기로»."""
    if term.form is not None and term.form.hearsay:
        return term.form.ending if is_light(term.lemma) else ""
    return next((particle for particle in term.particles if particle in OBLIQUE_PARTICLES), "")
