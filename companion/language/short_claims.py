"""Short claims about a number that was just told: «두 명이네?», «3년밖에 안 했네», «만 원 넘네»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from companion.language.numbers import NumberMention
from companion.language.terms import ALSO, CERTAIN, INTO, LACKING, Reading, Term, VerbForm

_ALIKE: Final = (
    frozenset(("명", "분", "사람", "인")),
    frozenset(("곳", "군데", "집", "개", "가게", "식당")),
    frozenset(("달", "개월")),
    frozenset(("살", "세")),
)
"""Counters that count the same."""
PEOPLE, PLACES = _ALIKE[0], _ALIKE[1]
_VERBS: Final = frozenset(("이", "아니", "되", "하", "넘", "맞", "걸리", LACKING))
_NOTICING: Final = ("네", "군", "구", "잖")
"""Beginnings of the endings with which one says what one understands."""
_BESIDE: Final = ("adverb", "interjection", "pronoun", "determiner")
_ONLY: Final = "뿐"
_IF: Final = "면"
_MORE, _NOT = "넘", "아니"


@dataclass(frozen=True, slots=True)
class ShortClaim:
    """That something told is, exceeds, or does not reach a number.

    Attributes:
        counters: what it is counted in, all of which count the same; none where nothing is said.
    """

    value: int | float
    counters: Collection[str]
    sign: Literal["is", "is_not", "more", "less"]

    def holds(self, told: int | float) -> bool:
        """Whether it is so of what was told."""
        match self.sign:
            case "more":
                return told > self.value
            case "less":
                return told < self.value
            case _:
                return (told == self.value) == (self.sign == "is")


def short_claims(reading: Reading, numbers: Collection[NumberMention]) -> tuple[ShortClaim, ...]:
    """The claims that an utterance is, all of them to hold («2년 10개월이네»); none where it says or asks else."""
    main = reading.main
    if not numbers or main is None or main.form is None or any(number.ordinal for number in numbers):
        return ()
    counted = [t for t in reading.terms if any(n.start <= t.start < n.end for n in numbers)]
    others = [t for t in reading.terms if t is not main and t not in counted]
    if any(t.kind not in _BESIDE and t.lemma != _ONLY for t in others) or main.lemma not in _VERBS:
        return ()
    if not _confirms(reading, main.form) or main.form.ending.endswith(_IF):
        return ()
    if any(INTO in term.particles for term in counted):
        return ()  # «만 원으로 될까?»: what one has is no value
    also = any(ALSO in term.particles for term in counted)
    return tuple(_claim(reading, main, main.form, number, also=also) for number in numbers)


def _claim(reading: Reading, main: Term, form: VerbForm, number: NumberMention, *, also: bool) -> ShortClaim:
    counter = number.counter or ""
    if counter.endswith(ALSO) and counter != ALSO:
        also, counter = True, counter.removesuffix(ALSO)  # «3년도 안 됐네»
    alike = next((group for group in _ALIKE if counter in group), frozenset(filter(None, (counter,))))
    if main.lemma == _MORE:
        return ShortClaim(number.value, alike, "more")
    if also and form.negated:
        return ShortClaim(number.value, alike, "less")
    denied = main.lemma == _NOT and not reading.text.rstrip().endswith("?") and form.ending.startswith(_NOTICING)
    return ShortClaim(number.value, alike, "is_not" if denied else "is")


def _confirms(reading: Reading, form: VerbForm) -> bool:
    """Whether it wants to be told that it has understood: «-네», «-구나», a question."""
    asks = reading.text.rstrip().endswith("?") or form.ending in CERTAIN
    return asks or form.hearsay or form.ending.startswith(_NOTICING)
