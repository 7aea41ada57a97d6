"""The items of a realtime conversation, and how much of an answer was heard."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from companion.server.captions import Captions
from companion.server.realtime_events import new_id
from companion.server.refusals import Refused

_KEPT: Final = 256
_NEARLY_MS: Final = 20
"""A clause of which no more than this is missing was heard."""


@dataclass(slots=True)
class RealtimeItem:
    """A message of one of both.

    Attributes:
        role: `user` or `assistant`.
        kind: of its content: `input_text`, `input_audio`, `output_text`, `output_audio`.
        text: what it says; of an answer that was cut short what was heard of it.
        status: `in_progress`, `completed`, `incomplete`.
        previous: the item before it.
    """

    role: str
    kind: str
    text: str = ""
    status: str = "completed"
    id: str = field(default_factory=lambda: new_id("item"))
    previous: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As a client is told of it."""
        content = {"type": self.kind, "transcript" if self.kind.endswith("_audio") else "text": self.text}
        return {
            "id": self.id,
            "object": "realtime.item",
            "type": "message",
            "status": self.status,
            "role": self.role,
            "content": [] if self.status == "in_progress" else [content],
        }


@dataclass(frozen=True, slots=True)
class _Piece:
    until: int
    shown: str
    ms: float


class SentAnswer:
    """An answer on its way, clause by clause.

    Args:
        aloud: whether it is said.
        captions: its clauses, and what is written with each.
    """

    def __init__(self, aloud: bool, captions: Captions) -> None:
        self.aloud = aloud
        self.item = RealtimeItem("assistant", "output_audio" if aloud else "output_text", status="in_progress")
        self.id = new_id("resp")
        self.captions = captions
        self._pieces: list[_Piece] = []

    @property
    def where(self) -> dict[str, Any]:
        """The fields by which events say of what they tell."""
        return {"response_id": self.id, "item_id": self.item.id, "output_index": 0, "content_index": 0}

    @property
    def ms(self) -> int:
        """How long it is, so far."""
        return round(sum(piece.ms for piece in self._pieces))

    def add(self, clause: str, seconds: float) -> str:
        """A clause is sent; gives the part of the written answer that it says."""
        caption = self.captions.take(clause)
        before = self._pieces[-1].until if self._pieces else 0
        until = before if caption.number is None else caption.number + 1
        self._pieces.append(_Piece(until, caption.shown, seconds * 1000))
        self.item.text += caption.shown
        return caption.shown

    def truncate(self, end_ms: int) -> str:
        """Only so much was heard: nothing else of it was said. Gives the clauses that were not, as they are said.

        Raises:
            Refused: so much of it there is not.
        """
        if not self.aloud or end_ms > self.ms + _NEARLY_MS:
            raise Refused("bad_request", f"the answer has {self.ms} ms", "audio_end_ms")
        at, heard = 0.0, 0
        for piece in self._pieces:
            at += piece.ms
            if at > end_ms + _NEARLY_MS:
                break
            heard += 1
        self._pieces = self._pieces[:heard]
        self.item.text = "".join(piece.shown for piece in self._pieces)
        self.item.status = "incomplete"
        return self.captions.back_to(self._pieces[-1].until if self._pieces else 0)


class RealtimeItems:
    """What was said in a conversation, the newest of it."""

    def __init__(self) -> None:
        self._items: OrderedDict[str, RealtimeItem] = OrderedDict()

    def add(self, item: RealtimeItem) -> RealtimeItem:
        """Another one.

        Raises:
            Refused: there is one of this name.
        """
        if item.id in self._items:
            raise Refused("bad_request", "there is an item of this name", "item.id")
        item.previous = next(reversed(self._items), None)
        self._items[item.id] = item
        if len(self._items) > _KEPT:
            self._items.popitem(last=False)
        return item

    def find(self, id: str) -> RealtimeItem:
        """The one of this name.

        Raises:
            Refused: there is none.
        """
        if id not in self._items:
            raise Refused("not_found", "there is no such item", "item_id")
        return self._items[id]
