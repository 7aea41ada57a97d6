"""When a silence ends the turn.

A silence is either a pause, after which the speaker goes on, or the end. How likely a pause is follows from how
the words end, from whether they can be answered, from how they sounded, and from how often this speaker pauses;
that it still lasts speaks against a pause the more, the shorter the speaker's pauses are. The turn is over once the
probability of a pause has fallen to the risk that is allowed.

Lengths of pauses are taken as log-normal (Campione and Véronis, «A large-scale multilingual study of silent pause
duration», Speech Prosody 2002: most last 200 to 1000 ms; Demol et al., Interspeech 2007: their logarithms are
close to normal).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

from companion.base.settings import EndOfTurn
from companion.hearing.engine import Transcript
from companion.language.endings import Ending, Kind, ending
from companion.language.hangul import is_syllable
from companion.language.spoken import spoken
from companion.live.conversation import Turn

# How much oftener a pause follows words that end so than the end of a turn does. For whole requests and their
# beginnings in MASSIVE (ko-KR, train; FitzGerald et al. 2022, CC BY 4.0) the ratios are: final 0.01, open 1, unknown
# 6, hanging 50, filler 30. They are changed where speech differs from those texts: recognisers mishear endings,
# turns of several sentences pause after final ones, people pause oftener after a topic and seldom inside a compound
# noun, and answers to the robot's questions (`short`) do not occur there.
_PAUSES_TO_ENDS: Final[dict[Kind, float]] = {
    "final": 0.03,
    "short": 0.1,
    "open": 1.5,
    "unknown": 2.5,
    "hanging": 20.0,
    "filler": 30.0,
}
# The same ratio for words whose end says little, when they have no answer, and when they surely have one. Having
# one proves little: «수원시장» is as answerable as «수원시장은 누구야».
_UNANSWERED: Final = 3.0
_ANSWERED: Final = 0.6
_TELLS_LITTLE: Final[tuple[Kind, ...]] = ("open", "unknown")
# An ending that closes a sentence need not close the turn. The recogniser may have made it up: with one syllable in
# nine wrong (whisper-base, docs/voice.md), that is so for 0.3 of all last words of three syllables. Or another sentence
# follows, as after a greeting or in a tale; 0.6 for both was chosen on human speech (docs/voice.md). Who asks for
# something that can be given has said what they want, and is misheard so only by chance: with the confidence that
# nineteen in twenty answers have (0.8), the share is under 0.01.
_GOES_ON: Final = 0.6

# What the sound says is partly what the words say, so the odds it gives count with half their weight; no sound makes
# sure, least of all one in noise; and in a single «네» there is too little of it to tell.
_SOUND_WEIGHT: Final = 0.5
_SOUND_RANGE: Final = (0.02, 0.98)

_SPREAD: Final = 0.6  # standard deviation of the natural logarithm of a speaker's pauses

_TYPICAL_PAUSE_S: Final = 0.35
_TYPICAL_PAUSES: Final = 0.5
_TYPICAL_RATE: Final = 5.5
_PAUSE_RANGE_S: Final = (0.2, 0.8)
_PAUSES_RANGE: Final = (0.25, 2.0)
_RATE_RANGE: Final = (3.0, 9.0)
_LEARN: Final = 0.2
# Pauses longer than the wait are not always seen, so long ones count a little more.
_LEARN_LONGER: Final = 0.2
_LEARN_SHORTER: Final = 0.15
_FEWEST_SYLLABLES: Final = 4


def _bounded(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])


@dataclass(frozen=True, slots=True)
class Pace:
    """How a speaker speaks, learned with exponentially falling weights; a new one is neutral.

    Attributes:
        pause_s: typical length of a pause inside a turn, in seconds.
        pauses_per_turn: how many pauses a turn has.
        syllables_per_s: syllables per second of speech, pauses left out.
        pauses_so_far: pauses of the turn that is going on.
    """

    pause_s: float = _TYPICAL_PAUSE_S
    pauses_per_turn: float = _TYPICAL_PAUSES
    syllables_per_s: float = _TYPICAL_RATE
    pauses_so_far: int = 0

    @property
    def expected_pause_s(self) -> float:
        """Median length of the next pause in seconds: slow articulation stretches it."""
        return self.pause_s * math.sqrt(_TYPICAL_RATE / self.syllables_per_s)

    def after_pause(self, pause_s: float) -> Pace:
        """The pace after a silence of `pause_s` seconds that was no end, cut-ins included."""
        seen = _bounded(pause_s, _PAUSE_RANGE_S)
        weight = _LEARN_LONGER if seen > self.pause_s else _LEARN_SHORTER
        learned = math.exp((1 - weight) * math.log(self.pause_s) + weight * math.log(seen))
        return replace(self, pause_s=learned, pauses_so_far=self.pauses_so_far + 1)

    def after_turn(self, syllables: int, speech_s: float) -> Pace:
        """The pace after a turn of that many syllables and seconds of speech, pauses left out.

        Turns of fewer than four syllables say nothing about the rate of speech.
        """
        pauses = _bounded((1 - _LEARN) * self.pauses_per_turn + _LEARN * self.pauses_so_far, _PAUSES_RANGE)
        rate = self.syllables_per_s
        if syllables >= _FEWEST_SYLLABLES and speech_s > 0:
            rate = (1 - _LEARN) * rate + _LEARN * _bounded(syllables / speech_s, _RATE_RANGE)
        return Pace(self.pause_s, pauses, rate)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a turn when a silence begins.

    Attributes:
        ending: how the partial transcript ends.
        pace: how this speaker speaks.
        confidence: that the words ask for something that can be given (`Turn.requested`); None while it is not known.
        completion: probability that the speaker is done by the sound alone; None while it is not known.
    """

    ending: Ending
    pace: Pace = Pace()
    confidence: float | None = None
    completion: float | None = None


def wait_s(evidence: Evidence, settings: EndOfTurn) -> float:
    """The silence, in seconds, after which the turn is over."""
    shortest, longest = settings.shortest_ms / 1000, settings.longest_ms / 1000
    odds, allowed = pause_odds(evidence), settings.risk / (1 - settings.risk)
    if odds <= allowed:
        return shortest
    # A pause is longer than the wait with probability allowed / odds.
    deviations = NormalDist().inv_cdf(1 - allowed / odds)
    wait = evidence.pace.expected_pause_s * math.exp(_SPREAD * deviations)
    return _bounded(wait, (shortest, longest))


def pause_odds(evidence: Evidence) -> float:
    """The odds of a pause against the end of the turn when a silence begins."""
    odds = evidence.pace.pauses_per_turn * _pauses_to_ends(evidence.ending.kind, evidence.confidence)
    if evidence.completion is not None and evidence.ending.kind != "short":
        complete = _bounded(evidence.completion, _SOUND_RANGE)
        odds *= math.pow((1 - complete) / complete, _SOUND_WEIGHT)
    return odds


def _pauses_to_ends(kind: Kind, confidence: float | None) -> float:
    ratio = _PAUSES_TO_ENDS[kind]
    if confidence is None:
        return ratio
    if kind in _TELLS_LITTLE:
        return ratio * _UNANSWERED * math.pow(_ANSWERED / _UNANSWERED, confidence)
    if kind == "final":
        goes_on = _GOES_ON * (1 - confidence) ** 3
        return (1 - goes_on) * ratio + goes_on * _PAUSES_TO_ENDS["unknown"]
    return ratio


class FusedEndOfTurn:
    """Decides for the live turn from the words, the answer and the pace of the speaker, which it learns.

    Attributes:
        pace: of whoever speaks now.
    """

    def __init__(self, settings: EndOfTurn) -> None:
        self.pace = Pace()
        self._settings = settings

    def went_on(self, silence_s: float) -> None:
        """The speaker went on after a silence."""
        self.pace = self.pace.after_pause(silence_s)

    def was_over(self, transcript: Transcript, speech_s: float) -> None:
        """A turn is committed, in which `speech_s` seconds were speech."""
        syllables = sum(map(is_syllable, spoken(transcript.text)))
        self.pace = self.pace.after_turn(syllables, speech_s)

    @property
    def by_sound(self) -> bool:
        """Whether it wants to know how the words sounded."""
        return bool(self._settings.model)

    def wait_s(self, transcript: Transcript | None, turn: Turn | None, completion: float | None) -> float:
        """The silence that ends the turn, in seconds; without a transcript the words do not tell."""
        confidence = None if turn is None else turn.requested
        words = transcript.text if transcript is not None else ""
        return wait_s(Evidence(ending(words), self.pace, confidence, completion), self._settings)
