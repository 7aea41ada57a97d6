"""The reply to one utterance, as the command contract prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from companion.answering.base import Item, Route, Status
from companion.base.versioned import plain, restored
from companion.knowledge.statement import Source
from companion.understanding.types import Interpretation

VERSION: Final = 1
"""Of the JSON of a reply; grows when a field changes its meaning."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the robot answers.

    Attributes:
        id: identifier of the utterance.
        text: what is shown.
        spoken: what is read aloud, Hangul and plain punctuation only.
        status: how far the utterance was answered.
        route: the skill that answered, `none` if none did.
        intent: `skill.intent`, None when nothing was understood.
        confidence: calibrated probability of the intent, 0 to 1 (see `confidence_in`).
        as_of: the day on which the answer holds.
        items: places, where places were recommended.
        sources: what the answer rests on.
        gesture: a motion for the robot.
        timing_ms: milliseconds per stage, and `total`.
        score: how high the router ranked what it answers, 0 to 1: names that were heard and the topic count, so it
            is no probability.
    """

    id: str
    text: str
    spoken: str
    status: Status
    route: Route
    intent: str | None
    confidence: float
    as_of: date
    items: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()
    gesture: str | None = None
    timing_ms: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`; unknown fields are None."""
        data = plain(self, VERSION)
        data["confidence"] = round(self.confidence, 3)
        data["score"] = round(self.score, 3)
        data["timing_ms"] = {stage: round(ms, 3) for stage, ms in self.timing_ms.items()}
        return data

    @classmethod
    def from_json(cls, text: str | bytes) -> Reply:
        """A reply from the JSON of `as_json`.

        Raises:
            UsageError: it is none, or one of another version.
        """
        return restored(cls, text, VERSION)


def confidence_in(intent: str | None, interpretation: Interpretation | None) -> float:
    """How probable an intent is by the classifier, whoever answered and however the attempt was ranked.

    A skill may find another intent than the one it was asked for: the intent that the reply names counts. For one that
    the classifier was not taught it is the probability of all intents of its skill. Nothing understood has no
    probability: 0.
    """
    if intent is None or interpretation is None:
        return 0.0
    skill = intent.partition(".")[0]
    known = (c.probability for c in interpretation.of_skill(skill) if c.intent == intent)
    return next(known, min(interpretation.probability(f"{skill}."), 1.0))
