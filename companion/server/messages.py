"""What a page and the server tell each other over `/ws`: JSON with a type and a version.

What the server tells are the events of `companion.live.events`, with the same names and fields, and a few more about
the connection. A clause's sound comes as the binary messages right after it, piece by piece.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from companion.dialogue.reply import Reply
from companion.server.captions import Caption
from companion.server.refusals import unreadable

T = TypeVar("T")

VERSION: Final = 1
"""Of the messages; grows when a field changes its meaning."""
LONGEST_TEXT: Final = 2000
"""Characters of what is said at once."""
PIECE: Final = 8192
"""Bytes of sound in one message: a page begins to play before the whole clause is there."""


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(_Message):
    """The first message: who comes.

    Attributes:
        version: of the messages that it understands.
        visit, secret: the conversation to go on with, as `Welcome` told them; none begins one.
        sound: whether clauses are wanted with their sound.
        rate: samples a second that it should have; None for those of the voice.
    """

    type: Literal["hello"]
    version: Literal[1]
    visit: str = Field("", max_length=64)
    secret: str = Field("", max_length=64)
    sound: bool = False
    rate: int | None = Field(None, ge=8_000, le=96_000)


class Say(_Message):
    """Something is said to the robot; what it is saying then is over.

    Attributes:
        text: what is said.
        played: how many clauses of the answer before were heard to their end; None if all.
    """

    type: Literal["say"]
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    played: int | None = Field(None, ge=0)


class StopSaying(_Message):
    """The answer is no longer wanted, of which so many clauses were heard."""

    type: Literal["stop"]
    played: int = Field(0, ge=0)


class Over(_Message):
    """The answer was heard to its end."""

    type: Literal["over"]


class WithSound(_Message):
    """Whether clauses are wanted with their sound from now on."""

    type: Literal["sound"]
    on: bool


class OpenMicrophone(_Message):
    """From now on binary messages are what a microphone hears: 16-bit little-endian samples, mono.

    Attributes:
        on: or none come any more.
        rate: samples a second.
        start: whether all that is heard is for the robot, or only what follows its name.
    """

    type: Literal["microphone"]
    on: bool
    rate: int = Field(16_000, ge=8_000, le=96_000)
    start: Literal["open", "wake"] = "open"


class PlayedSoFar(_Message):
    """How far the answer was heard, while the microphone is open.

    Attributes:
        sound: the sound that is being played, or was last, by its `id`.
        seconds: how much of it was.
    """

    type: Literal["position"]
    sound: int = Field(ge=0)
    seconds: float = Field(ge=0, le=600)


Heard: TypeAlias = Say | StopSaying | Over | WithSound | OpenMicrophone | PlayedSoFar
_first: TypeAdapter[Hello] = TypeAdapter(Hello)
_later: TypeAdapter[Heard] = TypeAdapter(Annotated[Heard, Field(discriminator="type")])


def read_hello(text: str | bytes) -> Hello:
    """The first message.

    Raises:
        Refused: it is none.
    """
    return _read(_first, text)


def read_message(text: str) -> Heard:
    """A later message.

    Raises:
        Refused: it is none.
    """
    return _read(_later, text)


def _read(adapter: TypeAdapter[T], text: str | bytes) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as e:
        raise unreadable(e) from None


def event(kind: str, **fields: Any) -> dict[str, Any]:
    """An event as plain data."""
    return {"event": kind, "version": VERSION, **fields}


def clause_event(text: str, caption: Caption, sound: dict[str, int] | None) -> dict[str, Any]:
    """A clause as it is said, with what is shown meanwhile; its samples follow, where it has a sound."""
    shown = {"number": caption.number, "shown": caption.shown, "last": caption.last}
    return event("ClauseReady", text=text, **shown, sound=sound)


def reply_events(reply: Reply) -> list[dict[str, Any]]:
    """What is told of an answer before its clauses."""
    gesture = [] if reply.gesture is None else [event("Gesture", name=reply.gesture)]
    return [event("Replied", reply=reply.as_json()), *gesture]


def as_messages(event: dict[str, Any], samples: bytes = b"") -> list[str | bytes]:
    """An event as it is sent, and the sound that follows it piece by piece."""
    pieces = [samples[at : at + PIECE] for at in range(0, len(samples), PIECE)]
    return [json.dumps(event, ensure_ascii=False), *pieces]
