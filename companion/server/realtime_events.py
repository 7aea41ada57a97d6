"""What a client and `/v1/realtime` tell each other, in the words of OpenAI's Realtime API.

Of what a client may set that counts which has a meaning here. What would make the answer another one (tools, other
formats of sound) is refused by name; what only flavours a language model (instructions, temperature) is passed over.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from companion.server.refusals import Refused, unreadable

RATE: Final = 24_000
"""Samples a second in both directions, 16 bits each, mono: what `audio/pcm` means there."""
_LONGEST: Final = 2000
_FORMAT: Final = {"type": "audio/pcm", "rate": RATE}


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Detection(_Part):
    type: Literal["server_vad", "semantic_vad"]
    create_response: bool | None = None
    interrupt_response: bool | None = None


class _Format(_Part):
    type: str
    rate: int | None = None


class _Transcription(_Part):
    pass


class _Input(_Part):
    format: _Format | None = None
    transcription: _Transcription | None = None
    turn_detection: _Detection | None = None


class _Output(_Part):
    format: _Format | None = None


class _Audio(_Part):
    input: _Input = _Input()
    output: _Output = _Output()


class Wishes(_Part):
    """What is wanted of a session or of one response."""

    type: Literal["realtime"] = "realtime"
    output_modalities: list[Literal["text", "audio"]] | None = Field(None, min_length=1, max_length=1)
    audio: _Audio = _Audio()
    tools: list[Any] | None = None
    input: list[Any] | None = None
    conversation: str | None = None

    def check(self, where: str) -> None:
        """Refuse by name what cannot be had.

        Raises:
            Refused: something of it cannot.
        """
        if self.tools:
            raise Refused("unsupported", "the companion calls no tools", f"{where}.tools")
        if self.input is not None:
            raise Refused("unsupported", "an answer is to the conversation", f"{where}.input")
        if self.conversation not in (None, "auto"):
            raise Refused("unsupported", "an answer is part of the conversation", f"{where}.conversation")
        for way, wanted in (("input", self.audio.input.format), ("output", self.audio.output.format)):
            if wanted is not None and (wanted.type != "audio/pcm" or wanted.rate not in (None, RATE)):
                raise Refused("unsupported", f"sound is audio/pcm at {RATE} Hz", f"{where}.audio.{way}.format")


@dataclass(frozen=True, slots=True)
class RealtimeTerms:
    """What holds in a session.

    Attributes:
        aloud: answers are said; otherwise they are text.
        detection: by which name turns end by themselves; None where the client commits them. The end of a turn is the
            robot's own under either name.
        interrupts: whether who speaks interrupts an answer.
        transcribes: whether the client is told what was heard.
    """

    aloud: bool
    detection: str | None = "semantic_vad"
    interrupts: bool = True
    transcribes: bool = True

    def changed(self, wishes: Wishes) -> RealtimeTerms:
        """The terms after an update.

        Raises:
            Refused: they cannot be met.
        """
        wishes.check("session")
        changed, given = self, wishes.audio.input
        if wishes.output_modalities is not None:
            changed = replace(changed, aloud=wishes.output_modalities == ["audio"])
        if "transcription" in given.model_fields_set:
            changed = replace(changed, transcribes=given.transcription is not None)
        if "turn_detection" in given.model_fields_set:
            detection = given.turn_detection
            if detection is None:
                return replace(changed, detection=None)
            if detection.create_response is False:
                raise Refused(
                    "unsupported", "a turn that ends by itself is answered", "session.audio.input.turn_detection"
                )
            interrupts = detection.interrupt_response is not False
            changed = replace(changed, detection=detection.type, interrupts=interrupts)
        return changed

    def as_json(self, id: str) -> dict[str, Any]:
        """The session as its client is told of it."""
        detection = {"type": self.detection, "create_response": True, "interrupt_response": self.interrupts}
        heard = {
            "format": _FORMAT,
            "transcription": {"model": "companion", "language": "ko"} if self.transcribes else None,
            "turn_detection": None if self.detection is None else detection,
            "noise_reduction": None,
        }
        return {
            "type": "realtime",
            "object": "realtime.session",
            "id": id,
            "model": "companion",
            "output_modalities": ["audio" if self.aloud else "text"],
            "audio": {"input": heard, "output": {"format": _FORMAT, "voice": "companion", "speed": 1.0}},
            "instructions": "",
            "tools": [],
            "tool_choice": "none",
        }


class Update(_Part):
    """`session.update`."""

    session: Wishes


class Append(_Part):
    """`input_audio_buffer.append`: base64 of samples."""

    audio: str


class Commit(_Part):
    """`input_audio_buffer.commit`."""


class Clear(_Part):
    """`input_audio_buffer.clear`."""


class _Content(_Part):
    type: str
    text: str = Field("", max_length=_LONGEST)


class _Item(_Part):
    id: str | None = Field(None, min_length=1, max_length=64)
    type: str
    role: str = ""
    content: list[_Content] = Field(default=[], max_length=16)

    @property
    def text(self) -> str:
        """What the user wrote.

        Raises:
            Refused: it is something else.
        """
        written = all(part.type == "input_text" for part in self.content)
        if self.type != "message" or self.role != "user" or not written:
            raise Refused("unsupported", "only messages of the user with input_text can be added", "item")
        return " ".join(part.text for part in self.content).strip()


class Create(_Part):
    """`conversation.item.create`."""

    item: _Item


class Retrieve(_Part):
    """`conversation.item.retrieve`."""

    item_id: str


class Truncate(_Part):
    """`conversation.item.truncate`: so much of an answer was heard."""

    item_id: str
    content_index: int = Field(0, ge=0, le=0)
    audio_end_ms: int = Field(ge=0)


class Respond(_Part):
    """`response.create`."""

    response: Wishes = Wishes()


class Cancel(_Part):
    """`response.cancel`."""

    response_id: str | None = None


Asked: TypeAlias = Update | Append | Commit | Clear | Create | Retrieve | Truncate | Respond | Cancel

_KINDS: Final[dict[str, type[Asked]]] = {
    "session.update": Update,
    "input_audio_buffer.append": Append,
    "input_audio_buffer.commit": Commit,
    "input_audio_buffer.clear": Clear,
    "conversation.item.create": Create,
    "conversation.item.retrieve": Retrieve,
    "conversation.item.truncate": Truncate,
    "response.create": Respond,
    "response.cancel": Cancel,
}


class _Head(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: str = ""
    event_id: str | None = Field(None, max_length=512)


_head: TypeAdapter[_Head] = TypeAdapter(_Head)


class Misread(Exception):
    """An event that is not served, with the name that its client gave it."""

    def __init__(self, refused: Refused, event_id: str | None) -> None:
        super().__init__(str(refused))
        self.refused, self.event_id = refused, event_id


def read_asked(text: str | bytes) -> tuple[Asked, str | None]:
    """An event of a client, and the name it gave it.

    Raises:
        Misread: it is none that is served.
    """
    event_id = None
    try:
        head = _head.validate_json(text)
        event_id = head.event_id
        kind = _KINDS.get(head.type)
        if kind is None:
            raise Misread(Refused("unsupported", f"«{head.type[:80]}» is not supported here", "type"), event_id)
        return kind.model_validate(head.model_extra or {}), event_id
    except ValidationError as e:
        raise Misread(unreadable(e), event_id) from None


def new_id(kind: str) -> str:
    """A name for something that is told of."""
    return f"{kind}_{secrets.token_hex(10)}"


def told_event(kind: str, **fields: Any) -> str:
    """An event for a client."""
    return json.dumps({"type": kind, "event_id": new_id("event"), **fields}, ensure_ascii=False)


def told_error(refused: Refused, event_id: str | None) -> str:
    """That an event of a client is not served."""
    return told_event("error", error={**refused.as_json()["error"], "event_id": event_id})
