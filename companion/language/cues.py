"""Words of packs found as terms, whatever the endings: «얼마나 커» is in «집적단지는 얼마나 큽니까».

`CueIndex` finds which of many cues stand where; `says` whether one of a few words was said at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from companion.base.remembering import kept_between_starts
from companion.language.grammar import OBJECT
from companion.language.numbers import find_numbers
from companion.language.terms import (
    DICTIONARY_ENDING,
    DOING,
    OBLIQUE_PARTICLES,
    Reading,
    Term,
    is_light,
    is_listed,
    noun_in,
    read,
)

K = TypeVar("K")
_LONG: Final = 2
"""Letters from which on a stem alone is no other word."""


class _Step(NamedTuple):
    lemma: str
    particle: str
    joined: bool = False  # whether it stands right behind the one before: «더하다» is not «더 잘하다»
    negated: bool = False  # «줄이지 않다» is not «줄이다»

    def fits(self, term: Term) -> bool:
        if self.lemma not in _lemmas(term) or (self.negated and not _is_negated(term)):
            return False
        return not self.particle or self.particle in _marks(term)


@dataclass(frozen=True, slots=True)
class CueSpan(Generic[K]):
    """Where a cue stands: what it asks for, and the terms `first` … `last` that say so.

    Attributes:
        said: the positions of its own words among them.
    """

    key: K
    first: int
    last: int
    said: tuple[int, ...] = ()

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
        for key, steps in ((key, tuple(map(_Step._make, way))) for key, word in entries for way in _ways_of(word)):
            if steps and not (len(steps) == 1 and is_light(steps[0].lemma)):
                self._by_first[steps[0].lemma].append((steps, key))
            if len(steps) == 2 and steps[0].lemma in self._answers and not steps[0].particle:
                self._by_verb[steps[1].lemma].append((steps[0].lemma, key))

    def find(self, reading: Reading) -> list[CueSpan[K]]:
        """All cues in a reading, in order; adverbs may stand between the words of one."""
        terms = reading.terms
        return [
            CueSpan(key, first, said[-1], said)
            for first, term in enumerate(terms)
            for lemma in _lemmas(term)
            for steps, key in self._by_first.get(lemma, ())
            if (said := _found(steps, terms, first))
        ] + list(self._apart(reading))

    def _apart(self, reading: Reading) -> Iterator[CueSpan[K]]:
        """Cues of a question word and a verb that don't stand in a row."""
        terms = reading.terms
        for at in range(len(terms) if self._by_verb else 0):
            for asked, key, first in (
                (*pair, first) for lemma, first in _verbs_at(terms, at) for pair in self._by_verb.get(lemma, ())
            ):
                other = self._answering(terms, at, asked)
                if other is not None:
                    said = tuple(range(first, at + 1))
                    yield from (CueSpan(key, first, at, said), CueSpan(key, other, other, (other,)))

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


def _found(steps: Sequence[_Step], terms: Sequence[Term], first: int) -> tuple[int, ...]:
    """The positions of the words of a cue that begins at `first`; none where it does not stand there."""
    said: list[int] = []
    at = first
    for number, step in enumerate(steps):
        apart = number and not step.joined
        next_to = at
        while apart and at < len(terms) and _says_nothing(terms[at]) and not step.fits(terms[at]):
            at += 1
        if apart and at < len(terms) and not step.fits(terms[at]):
            at = _behind_question(step, terms, at)
        if at >= len(terms) or not step.fits(terms[at]) or (at > next_to and _asks(terms, next_to, at)):
            return ()
        said.append(at)
        at += 1
    return tuple(said)


def _behind_question(step: _Step, terms: Sequence[Term], at: int) -> int:
    """The position behind a question word, or a time, with what belongs to it: «공사는 얼마 만에 다시 시작했어»."""
    if terms[at].kind not in ("question", "time"):
        return at
    at += 1
    while at < len(terms) and (_says_nothing(terms[at]) or terms[at].bound) and not step.fits(terms[at]):
        at += 1
    return at


def _asks(terms: Sequence[Term], first: int, last: int) -> bool:
    """Whether a question word stands before a noun, which is asked for then and belongs to no word before."""
    between = any(term.kind in ("question", "time") for term in terms[first:last])
    return between and terms[last].kind not in ("verb", "adverb")


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


def _verbs_at(terms: Sequence[Term], at: int) -> Iterator[tuple[str, int]]:
    """What the verb at a position may be in a cue, and where it begins: «질문하다» where «질문을 하다» stands."""
    term = terms[at]
    yield from ((lemma, at) for lemma in _lemmas(term))
    before = terms[at - 1] if at else None
    does = term.form is not None and term.lemma == DOING
    if does and before is not None and before.kind == "noun" and before.particles == (OBJECT,):
        yield before.lemma + DOING, at - 1


def says(reading: Reading, words: Collection[str]) -> bool:
    """Whether one of some words was said: a noun, the stem of a verb, however light, or a particle."""
    wanted = frozenset(words)
    return any(says_term(term, wanted) for term in reading.terms)


def says_term(term: Term, words: Collection[str]) -> bool:
    """Whether a term is one of some words, or has one for a particle."""
    return not frozenset(words).isdisjoint((*_lemmas(term), term.text, *term.particles))


@kept_between_starts
def lemma_of(word: str) -> str:
    """The lemma of a noun, or of a verb in any form."""
    terms = read(word, (), (), ()).terms
    if word.endswith(DICTIONARY_ENDING) and (len(terms) != 1 or not _is_verb(terms[0])):
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


@kept_between_starts
def _ways_of(words: str) -> tuple[tuple[tuple[str, str, bool, bool], ...], ...]:
    """The ways of a cue as plain values."""
    return tuple(tuple((step.lemma, step.particle, step.joined, step.negated) for step in way) for way in _ways(words))


def _ways(words: str) -> Iterator[tuple[_Step, ...]]:
    """The terms of a cue, with its last verb also by the stem it is written with.

    Alone a verb may be read as another word («얼마 들다»: hear), or as two: «더하다», «뽑히다».
    """
    steps = _steps(words)
    *before, last = words.split()
    stem = last.removesuffix(DICTIONARY_ENDING)
    if stem == last or not before or is_light(stem) or not is_light(steps[-1].lemma):
        yield steps  # «얼마 들이다» is no copula
    if not before and stem == last and len(words) > _LONG and len(steps) != 1:
        yield (_Step(words, ""),)  # «서명인», which may be read as «서명이-»
    if stem == last or (not before and len(stem) < _LONG) or not read(last, (), (), ()).terms:
        return
    other = (*(_steps(" ".join(before)) if before else ()), _Step(stem, "", negated=steps[-1].negated))
    if other != steps and (not before or _is_read_alone(steps, before)):
        yield other


def _is_read_alone(steps: Sequence[_Step], before: Sequence[str]) -> bool:
    """Whether the words before the last one make terms of their own, and the last one does: not «해 주다»."""
    return len(_steps(" ".join(before))) < len(steps)


def _is_verb(term: Term) -> bool:
    """Whether a verb is read in its dictionary form: not as another one with a longer ending («뽑히다»)."""
    return term.form is not None and term.form.ending == DICTIONARY_ENDING


def _steps(words: str) -> tuple[_Step, ...]:
    numbers = ((number.start, number.end) for number in find_numbers(words))
    joined = not any(sign.isspace() for sign in words)
    terms = read(words, (), (), numbers).terms
    return tuple(_Step(term.lemma, _insisted(term), joined, _is_negated(term)) for term in terms)


def _is_negated(term: Term) -> bool:
    return term.form is not None and term.form.negated


def _marks(term: Term) -> tuple[str, ...]:
    """The particles of a noun, the ending of a copula that passes something on («뭐라고»)."""
    return (term.form.ending,) if term.form is not None and term.form.hearsay else term.particles


def _insisted(term: Term) -> str:
    """The particle that a cue insists on: «누구랑», «언제까지», «뭐 하기로»."""
    if term.form is not None and term.form.hearsay:
        return term.form.ending if is_light(term.lemma) else ""
    return next((particle for particle in term.particles if particle in OBLIQUE_PARTICLES), "")
