"""What happens in a spoken conversation, as values: for whoever shows it, sends it on or moves a robot to it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import ConfigDict, PlainSerializer

from companion.audio.pcm import Audio, pcm16
from companion.base.versioned import plain
from companion.dialogue.reply import Reply

EVENTS_VERSION: Final = 1
"""Of the JSON of an event; grows when a field changes its meaning."""


def _sound(audio: Audio) -> dict[str, Any]:
    """Mono sound as JSON: 16-bit little-endian samples in base64."""
    return {"rate": audio.rate, "pcm16": base64.b64encode(pcm16(audio.samples)).decode("ascii")}


class _AsJson:
    """Makes an event plain data."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`: `version`, `event` with the name of the kind, and the fields."""
        return {"event": type(self).__name__, **plain(self, EVENTS_VERSION)}


@dataclass(frozen=True, slots=True)
class Level(_AsJson):
    """How loud 32 ms of sound were.

    Attributes:
        dbfs: decibels under full scale.
        phase: what the robot was doing: listening, hearing, committing, speaking.
    """

    dbfs: float
    phase: str


@dataclass(frozen=True, slots=True)
class HeardSoFar(_AsJson):
    """What somebody seems to be saying; later ones may differ."""

    text: str


@dataclass(frozen=True, slots=True)
class TurnCommitted(_AsJson):
    """Somebody's turn is over and will be answered.

    Attributes:
        heard: what was said, without the wake phrase.
        reason: why the turn was taken to be over: the kind of its ending (`language.endings`), `key`, `input`, or
            `written` where nobody spoke.
    """

    heard: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replied(_AsJson):
    """The answer; its clauses follow as their sound is made."""

    reply: Annotated[Reply, PlainSerializer(Reply.as_json)]


@dataclass(frozen=True, slots=True)
class Gesture(_AsJson):
    """A motion that goes with the answer."""

    name: str


@dataclass(frozen=True, slots=True)
class ClauseReady(_AsJson):
    """A clause of the answer and how it sounds; the speaker plays it next.

    In JSON the sound is `{"rate": Hz, "pcm16": base64 of 16-bit little-endian samples}`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True)

    text: str
    sound: Annotated[Audio, PlainSerializer(_sound)]


@dataclass(frozen=True, slots=True)
class AnswerOver(_AsJson):
    """The robot fell silent.

    Attributes:
        reason: `said` to the end, `interrupted`, or `fault`: the voice or the speaker failed.
        unsaid: what was not heard of the answer, in spoken form.
        fault: what failed.
    """

    reason: Literal["said", "interrupted", "fault"]
    unsaid: str = ""
    fault: str | None = None


Event: TypeAlias = Level | HeardSoFar | TurnCommitted | Replied | Gesture | ClauseReady | AnswerOver
