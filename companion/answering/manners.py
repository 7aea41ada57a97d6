"""How the phrases of an intent are said, so that what is asked and what is told are not taken for each other.

The classifier knows what a text is about, not who does what: «나 오늘 뭐 해» is near «오늘 뭐 해», and «눈이 또 오네»
near «눈이 와?». The phrases of the intents are read as the robot starts, and what they come to is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from companion.base.remembering import kept_between_starts
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.stances import asks_by_form, is_about_somebody, is_about_speaker, stance, thinks_so
from companion.language.terms import HOW_MANY, WHY, Reading, read
from companion.understanding.phrases import Intent

_HARDLY: Final = 0.05
"""Share of phrases under which an intent is not said that way."""
_OFTEN: Final = 0.1
"""Share of phrases from which it is."""


class Manners:
    """Compares how a text is said with how the phrases of an intent are.

    Args:
        intents: by name.
        skill: whose intents are meant.
    """

    def __init__(self, intents: Mapping[str, Intent], skill: str) -> None:
        self._shares = {name: _shares(intent) for name, intent in intents.items() if intent.skill == skill}

    def fits(self, intent: str, reading: Reading) -> bool:
        """Whether an intent may be meant: what only is asked is not told, nor asked of others or why.

        Args:
            intent: the name of one of the intents.
            reading: the utterance.
        """
        told, of_speaker, of_another, why, counts, _ = self._shares[intent]
        if told < _HARDLY and (stance(reading) == "tells" or thinks_so(reading)):
            return False
        if of_another == 0 and is_about_somebody(reading):
            return False
        if not asks_by_form(reading):
            return True
        if (why == 0 and reading.question(WHY)) or (counts == 0 and _asks_how_many(reading)):
            return False  # «내 생일이 9일인데 몇 밤 자야 돼?»
        return of_speaker >= _HARDLY or not is_about_speaker(reading)

    def is_of_us(self, intent: str, reading: Reading) -> bool:
        """Whether the speaker or the listener is named, where all phrases of an intent name one of them."""
        return self._shares[intent][5] < 1 or _names_us(reading)

    def tells_of_others(self, intent: str) -> bool:
        """Whether the phrases of an intent tell of somebody else than the speaker as often as of them."""
        return self._shares[intent][2] >= _OFTEN


def _shares(intent: Intent) -> tuple[float, ...]:
    """The shares of the phrases that tell, are about the speaker or somebody else, ask why or how many, name «us»."""
    said = [_manner(phrase) for phrase in intent.phrases if "⟨" not in phrase]
    return tuple(sum(true) / len(said) for true in zip(*said, strict=True)) if said else (1.0,) * 5 + (0.0,)


@kept_between_starts
def _manner(phrase: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    reading = read(phrase, (), (), ())
    tells, asks_why = stance(reading) == "tells", reading.question(WHY)
    of_whom = bool(is_about_speaker(reading)), bool(is_about_somebody(reading))
    return tells, *of_whom, asks_why, _asks_how_many(reading), _names_us(reading)


def _names_us(reading: Reading) -> bool:
    """Whether there is a word for whoever speaks or listens."""
    return any(term.lemma in SELF | OURS | OTHERS for term in reading.terms)


def _asks_how_many(reading: Reading) -> bool:
    return any(term.kind == "question" and term.lemma.startswith(HOW_MANY) for term in reading.terms)
