"""A page at the other end of a line: it says how far it has played, and is told of everything as events.

What the page tells, and not what was sent to it, is what was said of an answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from threading import Condition, Event
from typing import TYPE_CHECKING, Any, Final

from companion.audio.devices import SpeakerLost
from companion.audio.pcm import Audio, pcm16
from companion.hearing.stability import Agreement
from companion.live.conversation import Turn
from companion.server.captions import NO_CAPTION, Caption, Captions
from companion.server.logs import tell_fault
from companion.server.messages import clause_event, event, reply_events
from companion.speaking.voice import Clip

if TYPE_CHECKING:
    from companion.dialogue.reply import Reply
    from companion.live.trace import TurnRecord

_LATE_S: Final = 4.0
"""How much longer than a sound lasts its playing may take before the page counts as gone."""
_LAST_WORD_S: Final = 0.3
"""How long a page that was told to fall silent may take to say how far it had come."""

Send = Callable[[dict[str, Any], bytes], None]
"""Sends an event and, after it, samples."""


class PageSounds:
    """The sounds that a page is sent, each with a number.

    Args:
        rate: samples a second that it wants; None for those of the voice.
    """

    def __init__(self, rate: int | None) -> None:
        self._rate = rate
        self._given = count()

    def clause(self, clip: Clip, caption: Caption) -> tuple[dict[str, Any], bytes]:
        """A clause as the page is told of it, and its samples."""
        audio = clip.audio if self._rate is None else clip.audio.at(self._rate)
        samples = pcm16(audio.samples)
        sound = {"rate": audio.rate, "samples": len(samples) // 2, "id": next(self._given)}
        return clause_event(clip.text, caption, sound), samples


class PageSpeaker:
    """Plays at a page, clause by clause, each as soon as it is made.

    Args:
        sounds: makes messages of it.
        send: sends them.
    """

    def __init__(self, sounds: PageSounds, send: Send) -> None:
        self._sounds = sounds
        self._send = send
        self._changed = Condition()
        self._sent: dict[int, int] = {}
        self._at = (-1, 0.0)
        self._closed = False

    def offer(self, clip: Clip, caption: Caption) -> None:
        """Send a sound that will be played next, so that the page has it in time."""
        told, samples = self._sounds.clause(clip, caption)
        with self._changed:
            self._sent[id(clip.audio)] = told["sound"]["id"]
        self._send(told, samples)

    def position(self, number: int, seconds: float) -> None:
        """The page tells how far it has come."""
        with self._changed:
            if (number, seconds) > self._at:
                self._at = (number, seconds)
                self._changed.notify_all()

    def play(self, audio: Audio, stop: Event) -> float:
        """Follow the page as it plays a sound."""
        if id(audio) not in self._sent:
            self.offer(Clip("", audio), NO_CAPTION)
        number = self._sent.pop(id(audio))
        until = time.monotonic() + audio.duration_s + _LATE_S
        while not self._over(number, audio):
            if stop.is_set():
                return self._silenced(number, audio)
            if self._closed or time.monotonic() > until:
                raise SpeakerLost("the page plays no sound", self._played(number, audio))
            with self._changed:
                self._changed.wait(0.01)
        return audio.duration_s

    def close(self) -> None:
        """Nobody listens any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _silenced(self, number: int, audio: Audio) -> float:
        self._sent.clear()
        self._send(event("Hush"), b"")
        until = time.monotonic() + _LAST_WORD_S
        before = self._at
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._at != before, max(0.0, until - time.monotonic()))
        return self._played(number, audio)

    def _over(self, number: int, audio: Audio) -> bool:
        return self._played(number, audio) >= audio.duration_s - 1e-3

    def _played(self, number: int, audio: Audio) -> float:
        at, seconds = self._at
        return audio.duration_s if at > number else min(seconds, audio.duration_s) if at == number else 0.0


class PageListener:
    """Tells a page what happens on its line.

    Args:
        speaker: the page's.
        send: sends an event; may be called from any thread.
        replied: is called with each answer.
        deaf: is called with what an utterance could not be understood of, once for each, and how many there were in a
            row.
        over: is called once, with what the line failed of, if it did.
    """

    def __init__(
        self,
        speaker: PageSpeaker,
        send: Send,
        replied: Callable[[Reply], None],
        deaf: Callable[[Exception, int], None],
        over: Callable[[Exception | None], None],
    ) -> None:
        self._speaker = speaker
        self._send = send
        self._replied = replied
        self._deaf = deaf
        self._over = over
        self._captions = Captions((), ())
        self._agreement = Agreement()

    def phase(self, name: str, at_s: float) -> None:
        """What the robot does now."""
        if name == "listening":
            self._agreement = Agreement()
        self._tell("Phase", name=name)

    def partial(self, text: str) -> None:
        """What is heard so far, and how much of it two guesses in a row agree on."""
        self._tell("HeardSoFar", text=text, stable=self._agreement.stable(text))

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn is answered."""
        self._replied(turn.reply)
        if turn.heard:
            self._tell("TurnCommitted", heard=turn.heard, reason=record.reason)
        self._agreement = Agreement()
        self._captions = Captions.of(turn.reply.text, turn.reply.spoken)
        for told in reply_events(turn.reply):
            self._send(told, b"")

    def clip(self, clip: Clip) -> None:
        """A clause of the answer, before it is played."""
        self._speaker.offer(clip, self._captions.take(clip.text))

    def answered(self, unsaid: str, fault: str | None) -> None:
        """The answer is over."""
        reason = "fault" if fault is not None else "interrupted" if unsaid else "said"
        self._tell("AnswerOver", reason=reason, unsaid=unsaid, fault=fault)
        if reason == "said":
            self._tell("AllReady", shown="")

    def deaf(self, fault: Exception, in_a_row: int) -> None:
        """An utterance could not be understood."""
        self._deaf(fault, in_a_row)

    def over(self, failure: Exception | None) -> None:
        """The line is closed."""
        if failure is not None:
            tell_fault("a conversation aloud", failure)
        self._over(failure)

    def _tell(self, kind: str, **fields: Any) -> None:
        self._send(event(kind, **fields), b"")
