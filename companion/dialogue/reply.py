"""The reply to one utterance, as the command contract prints it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from companion.answering.base import Item, Route, Status
from companion.knowledge.statement import Source

REPLY_VERSION: Final = 1
"""Of a reply as JSON; raised when a field changes its meaning, not when one is added."""


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
        confidence: calibrated probability of the intent, 0 to 1.
        as_of: the day on which the answer holds.
        items: places, where places were recommended.
        sources: what the answer rests on.
        gesture: a motion for the robot.
        timing_ms: milliseconds per stage, and `total`.
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

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`; unknown fields are None."""
        data = asdict(self)
        data["version"] = REPLY_VERSION
        data["as_of"] = self.as_of.isoformat()
        data["confidence"] = round(self.confidence, 3)
        data["timing_ms"] = {stage: round(ms, 3) for stage, ms in self.timing_ms.items()}
        return data
