"""A realtime client at the other end of a line.

What a client plays it does not tell as it plays: answers are taken to be heard at the pace at which they last, until
the client says otherwise (`conversation.item.truncate`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Final

from companion.audio.pcm import Audio
from companion.live.conversation import Turn
from companion.server.line import LineListener
from companion.speaking.voice import Clip

if TYPE_CHECKING:
    from companion.live.trace import TurnRecord

HOLDS_S: Final = 30.0
"""How much that was heard may wait: recordings come faster than they last."""


class PacedSpeaker:
    """Takes as long for a sound as it lasts; the sound itself went to the client before.

    Args:
        waits: or answers are not said at all, and take no time.
    """

    def __init__(self, waits: bool) -> None:
        self.waits = waits

    def play(self, audio: Audio, stop: Event) -> float:
        """Wait until it was played."""
        if not self.waits:
            return audio.duration_s
        began = time.monotonic()
        stop.wait(audio.duration_s)
        return min(audio.duration_s, time.monotonic() - began) if stop.is_set() else audio.duration_s

    def close(self) -> None:
        """There is nothing to let go of."""


class Posted:
    """Tells a listener everything somewhere else, in order.

    Args:
        listener: is told.
        post: calls a function there.
    """

    def __init__(self, listener: LineListener, post: Callable[[Callable[[], None]], None]) -> None:
        self._listener = listener
        self._post = post

    def phase(self, name: str, at_s: float) -> None:
        """What the robot does now."""
        self._post(lambda: self._listener.phase(name, at_s))

    def partial(self, text: str) -> None:
        """What is heard so far."""
        self._post(lambda: self._listener.partial(text))

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn is answered."""
        self._post(lambda: self._listener.answering(turn, record))

    def clip(self, clip: Clip) -> None:
        """A clause of the answer."""
        self._post(lambda: self._listener.clip(clip))

    def answered(self, unsaid: str, fault: str | None) -> None:
        """The answer is over."""
        self._post(lambda: self._listener.answered(unsaid, fault))

    def deaf(self, fault: Exception, in_a_row: int) -> None:
        """An utterance could not be understood."""
        self._post(lambda: self._listener.deaf(fault, in_a_row))

    def over(self, failure: Exception | None) -> None:
        """The line is closed."""
        self._post(lambda: self._listener.over(failure))
