"""Whether the sound of an utterance speaks for a text, whatever a recogniser wrote down of it.

How much likelier the sound makes each part of a text than no sound does is one half of it; how much more that is than
for any other text that may be said instead is the other. A question seldom comes alone («자 이제 물어볼게, …»), and a
text is held against a sound from its beginning: so it is held against the sound from several beginnings, and the one
counts that fits best, of what it may be instead as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

BEGINNINGS_S: Final = (0.0, 0.4, 0.8, 1.2)
"""Where in an utterance what is waited for may begin."""
CLEARLY: Final = 0.2
"""How much likelier than any other text it has to be made at the least (nats)."""
ANYTHING: Final = 0.5
"""What texts that nobody said reach seldom (nats): with this is compared what is compared with nothing."""
_MOST_APART: Final = 1.0


class SoundNeeded(NamedTuple):
    """What it takes for a sound to speak for a text.

    Attributes:
        evidence: for the whole of it (`evidence`; nats).
        half: how likely each half of it is made (nats): whoever says only a name that is in it asks nothing.
    """

    evidence: float
    half: float


NEEDED: Final = SoundNeeded(1.3, -0.25)
"""Where the words that were heard say nothing: they are not believed, or there are none.

Chosen on made speech that is in no show: twelve questions in other words, by voices of espeak and kokoro, in noises and
rooms other than those that shows are rehearsed with (1 December 2026). Of 288 times that one was said 90 % fired its
cue, by words or sound (69 % when it was weighed from its beginning alone, and against fixed limits); of 4,248 times
that another one was waited for 2 fired (3). Of 72 times that something was said which shares half of its words 50 %
fired (39 %): garbled, it sounds like the question, and nothing else tells.
"""
NEEDED_AGAINST_WORDS: Final = SoundNeeded(2.0, 0.3)
"""Where a recogniser is sure of its words, and they are none of the phrase."""


@dataclass(frozen=True, slots=True)
class SoundFit:
    """How well a text fits the sound of an utterance.

    Attributes:
        text: the text.
        ratio: how much likelier the sound makes it than no sound does: the mean logarithm over its parts (nats).
        weaker: the same of its first or second half, whichever is less.
    """

    text: str
    ratio: float
    weaker: float

    @classmethod
    def of(cls, text: str, ratios: Sequence[float]) -> SoundFit:
        """The fit of a text from those of its parts in order, at least one (`hearing.engine.Weighing`).

        Its first part speaks for it, or not at all: where something was said before it («그럼 …»), it is at a place at
        which nobody says it. So does the last one: a question ends in many ways («누구지», «누구래요»).
        """
        first, *rest = ratios
        ratios = (max(0.0, first), *rest[:-1], *(max(0.0, last) for last in rest[-1:]))
        middle = len(ratios) // 2
        halves = (ratios[:middle], ratios[middle:]) if middle else (ratios,)
        return cls(text, _mean(ratios), min(map(_mean, halves)))


Weigh: TypeAlias = Callable[[Sequence[str], float], Sequence[SoundFit]]
"""Tells how well texts fit a sound from a beginning in it (s); of one that is over then, none does."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Texts worth holding against the sound of an utterance.

    Attributes:
        own: those that would fire a cue.
        others: what it may be else, where it is one of these.
    """

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def held_against(weigh: Weigh, waited: Waited) -> tuple[SoundFit, ...]:
    """How well texts that are waited for fit a sound, each from the beginning from which it fits best.

    A later beginning is only tried where the sound does not speak clearly for one of them yet; what it may be else is
    only weighed where it would speak for one if nothing else were like it.

    Args:
        weigh: tells how well texts fit it.
        waited: the texts.
    """
    own: dict[str, SoundFit] = {}
    others: dict[str, SoundFit] = {}
    weighed = 0
    for number, begin_s in enumerate(BEGINNINGS_S if waited.own else ()):
        fits = weigh(waited.own, begin_s)
        if not fits:
            break
        _keep_best(own, fits)
        if max(fit.ratio for fit in own.values()) + _MOST_APART < NEEDED.evidence:
            continue
        for earlier_s in BEGINNINGS_S[weighed : number + 1] if waited.others else ():
            _keep_best(others, weigh(waited.others, earlier_s))
        weighed = number + 1
        if spoken_for(own.values(), others.values(), NEEDED_AGAINST_WORDS) is not None:
            break
    return (*own.values(), *others.values())


def evidence(fit: SoundFit, others: Iterable[SoundFit]) -> float:
    """What speaks for a text: how likely a sound makes it, and, up to a limit, how much likelier than any other (nats).

    Args:
        fit: of the text.
        others: of what else it may be.
    """
    return fit.ratio + min(_apart(fit, others), _MOST_APART)


def spoken_for(
    own: Iterable[SoundFit], others: Iterable[SoundFit] = (), needed: SoundNeeded = NEEDED
) -> SoundFit | None:
    """The text that a sound speaks for, if it does for one.

    Args:
        own: fits of the texts.
        others: fits of what else it may be.
        needed: what it takes.
    """
    best, others = max(own, key=lambda fit: fit.ratio, default=None), tuple(others)
    if best is None or best.weaker < needed.half or _apart(best, others) < CLEARLY:
        return None
    return best if evidence(best, others) >= needed.evidence else None


def _apart(fit: SoundFit, others: Iterable[SoundFit]) -> float:
    return fit.ratio - max((other.ratio for other in others), default=ANYTHING)


def _keep_best(kept: dict[str, SoundFit], fits: Iterable[SoundFit]) -> None:
    for fit in fits:
        if fit.text not in kept or fit.ratio > kept[fit.text].ratio:
            kept[fit.text] = fit


def _mean(ratios: Sequence[float]) -> float:
    return sum(ratios) / len(ratios)
