"""The wake phrase, recognised by its sound at the beginning of a transcript.

A recogniser has no spelling for an invented name: «파이보야» comes out as «파이 보야», «바이보야» or «파이버야». So the
phrase is matched as names are (`language.sound`), with the same similarity asked of a short one as of a name. A long
one may sound less alike than a name: names are many and anywhere, the phrase is one and stands at the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from companion.language.josa import josa
from companion.language.sound import required_similarity, similarity

_WORD: Final = re.compile(r"\w+")
_BETWEEN: Final = re.compile(r"[\W_]*")
_LONG: Final = 4
"""Syllables from which a phrase is long."""
_LONG_CUTOFF: Final = 0.78
"""Of the six sounds or more of a long phrase one may be wrong and another lightly confused: 1 − (1 + 0.3) / 6."""
_MOST_LETTERS_MORE: Final = 2
"""How many letters more than the phrase what was heard of it can have."""


@dataclass(frozen=True, slots=True)
class Wake:
    """The wake phrase was heard.

    Attributes:
        heard: how the transcript spells it.
        rest: the utterance after it; empty where only the phrase was said.
        similarity: how alike the two sound, in [0, 1].
    """

    heard: str
    rest: str
    similarity: float


def find_wake(transcript: str, phrase: str) -> Wake | None:
    """The wake phrase at the beginning of a transcript, however it is spelt and spaced.

    A name may be called with its vocative particle or without («파이보», «파이보야»), whichever way the phrase is
    written. It ends where a word ends; with its particle and sounding exactly so inside a word too («파이보야안녕»).

    Args:
        transcript: what was heard.
        phrase: any Korean phrase.
    """
    if not phrase.strip():
        return None  # nobody can be called by no name
    name, called = _forms(phrase)
    best: tuple[float, int] | None = None
    for end, whole_word in _ends(transcript, len(called) + _MOST_LETTERS_MORE):
        for form in (name, called) if whole_word else (called,):
            alike = similarity(transcript[:end], form)
            if alike >= (_cutoff(form) if whole_word else 1.0) and (best is None or (alike, end) > best):
                best = alike, end
    if best is None:
        return None
    alike, end = best
    start = _after_signs(transcript, 0)
    return Wake(transcript[start:end], transcript[_after_signs(transcript, end) :], alike)


def _cutoff(form: str) -> float:
    return _LONG_CUTOFF if sum(c.isalnum() for c in form) >= _LONG else required_similarity(form)


def _forms(phrase: str) -> tuple[str, str]:
    """The phrase without its vocative particle, and with it."""
    name = phrase.strip()
    if len(name) > 1 and name == josa(name[:-1], "아/야"):
        return name[:-1], name
    return name, josa(name, "아/야")


def _ends(transcript: str, most: int) -> Iterator[tuple[int, bool]]:
    """Where the phrase may end in a transcript, and whether a word ends there."""
    letters = 0
    for word in _WORD.finditer(transcript):
        for end in range(word.start() + 1, word.end() + 1):
            letters += 1
            if letters > most:
                return
            yield end, end == word.end()


def _after_signs(text: str, position: int) -> int:
    between = _BETWEEN.match(text, position)
    return between.end() if between else position
