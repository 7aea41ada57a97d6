"""A conversation aloud with a page: its microphone and its speaker at the other end of a line, and the session between.

The page tells what of an answer it has played; that, and not what was sent, is what was said.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from companion.audio.clock import RealClock
from companion.audio.devices import Frame, Speaker, SpeakerLost
from companion.audio.pcm import FRAME, Audio, Samples, from_pcm16, pcm16, stream_resampler
from companion.hearing.segments import FRAME_S, Framer
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import SpokenDialogue, Turn
from companion.live.ear import Ear
from companion.live.session import Session
from companion.live.turn import live_turn_in
from companion.server.captions import shown_with
from companion.server.logs import tell_fault
from companion.server.messages import event
from companion.speaking.clauses import clauses
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Clip

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.hearing.engine import Transcript
    from companion.live.trace import TurnRecord
    from companion.server.hub import Sound

_HOLDS_S: Final = 2.0
"""How much that was heard may wait; what is older is left out."""
_QUIET_S: Final = 0.4
"""How long nothing may come before it counts as silence."""
_LATE_S: Final = 4.0
"""How much longer than a sound lasts its playing may take before the page counts as gone."""
_LAST_WORD_S: Final = 0.3
"""How long a page that was told to fall silent may take to say how far it had come."""


class LineMicrophone:
    """Hears what a page sends.

    Args:
        rate: of what comes.
        holds_s: how much of it may wait.
    """

    def __init__(self, rate: int, holds_s: float = _HOLDS_S) -> None:
        self._convert = stream_resampler(rate)
        self._framer = Framer()
        self._frames: deque[Samples] = deque(maxlen=round(holds_s / FRAME_S))
        self._changed = Condition()
        self._closed = False

    def heard(self, samples: Samples) -> None:
        """More sound came; called by one thread."""
        frames = list(self._framer.frames(self._convert(samples)))
        with self._changed:
            self._frames.extend(frames)
            self._changed.notify()

    def frames(self) -> Iterator[Frame]:
        """Frame after frame; silence where nothing comes, so that time goes on."""
        number, silent = 0, np.zeros(FRAME, np.float32)
        patience = _QUIET_S
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._frames or self._closed, patience)
                if self._closed:
                    return
                samples = self._frames.popleft() if self._frames else None
            patience = _QUIET_S if samples is not None else FRAME_S
            yield Frame(silent if samples is None else samples, number * FRAME_S)
            number += 1

    def close(self) -> None:
        """End the frames."""
        with self._changed:
            self._closed = True
            self._changed.notify()


class LineSpeaker:
    """Plays at a page, clause by clause, each as soon as it is made.

    Args:
        send: sends an event and, after it, bytes.
    """

    def __init__(self, send: Callable[[dict[str, Any], bytes | None], None]) -> None:
        self._send = send
        self._changed = Condition()
        self._sent: dict[int, int] = {}
        self._numbers = 0
        self._at = (-1, 0.0)
        self._closed = False

    def offer(self, audio: Audio, **fields: Any) -> None:
        """Send a sound that will be played next, so that the page has it in time."""
        samples = pcm16(audio.samples)
        sound = {"rate": audio.rate, "samples": len(samples) // 2}
        with self._changed:
            sound["id"] = self._numbers
            self._sent[id(audio)] = self._numbers
            self._numbers += 1
        self._send(event("ClauseReady", sound=sound, **fields), samples)

    def position(self, number: int, seconds: float) -> None:
        """The page tells how far it has come."""
        with self._changed:
            if (number, seconds) > self._at:
                self._at = (number, seconds)
                self._changed.notify_all()

    def play(self, audio: Audio, stop: Event) -> float:
        """Follow the page as it plays a sound."""
        if id(audio) not in self._sent:
            self.offer(audio, text="", number=None, shown="", last=False)
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
        self._send(event("Hush"), None)
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


class LiveLine:
    """A conversation aloud over a line.

    Args:
        dialogue: goes on; nobody else may use it meanwhile.
        settings: of the profile.
        sound: voice and ears.
        rate: of what the page's microphone sends.
        send: sends an event and, after it, bytes; may be called from any thread.
        over: is called once, from the session's thread, with what it failed of, if it did.
        follow: gives a speaker that is followed as it plays.
    """

    def __init__(
        self,
        dialogue: SpokenDialogue,
        settings: Settings,
        sound: Sound,
        rate: int,
        send: Callable[[dict[str, Any], bytes | None], None],
        over: Callable[[Exception | None], None],
        follow: Callable[[Speaker], Speaker] = lambda speaker: speaker,
    ) -> None:
        self._send = send
        self._over = over
        self._microphone, self._speaker = LineMicrophone(rate), LineSpeaker(send)
        self._phase = ""
        self._clauses: list[str] = []
        self._parts: list[str] = []
        self._next = 0
        player, clock = Player(follow(self._speaker), RealClock()), RealClock()
        self._session = Session(
            live_turn_in(dialogue, settings, interruptible=True, saying=player.saying),
            VoiceActivityDetector(),
            Ear(sound.ears, sound.completion),
            sound.voice,
            player,
            clock,
            self,
            clause=self._clause,
        )
        self._thread = Thread(target=self._run, name="live-line", daemon=True)
        self._thread.start()

    def heard(self, content: bytes) -> None:
        """Sound from the page."""
        self._microphone.heard(from_pcm16(content))

    def position(self, number: int, seconds: float) -> None:
        """How far the page has played."""
        self._speaker.position(number, seconds)

    def write(self, text: str) -> None:
        """Something is written; takes as long as finding the answer."""
        self._session.write(text)

    def hush(self) -> None:
        """Fall silent."""
        self._session.hush()

    def close(self) -> None:
        """The page is gone, or its microphone closed."""
        self._speaker.close()
        self._microphone.close()

    def join(self) -> None:
        """Wait until it is over."""
        self._thread.join()

    def _run(self) -> None:
        failure = None
        try:
            self._session.run(self._microphone.frames())
        except Exception as e:
            tell_fault("a conversation aloud", e)
            failure = e
        self._over(failure)

    def _clause(self, clip: Clip) -> None:
        # What goes on after an interruption that was none may be cut into other clauses.
        number = next((n for n, clause in enumerate(self._clauses) if n >= self._next and clause == clip.text), None)
        shown = "" if number is None else "".join(self._parts[self._next : number + 1])
        self._next = self._next if number is None else number + 1
        last = number == len(self._clauses) - 1
        self._speaker.offer(clip.audio, text=clip.text, number=number, shown=shown, last=last)

    # What the session tells its observer

    def frame(self, frame: Frame, phase: str) -> None:
        """The page is told when the phase changes."""
        if phase != self._phase:
            self._phase = phase
            self._send(event("Phase", name=phase), None)

    def partial(self, transcript: Transcript) -> None:
        """What is heard so far."""
        self._send(event("HeardSoFar", text=transcript.text), None)

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed."""
        reply = turn.reply
        self._clauses = clauses(reply.spoken)
        self._parts, self._next = shown_with(reply.text, self._clauses), 0
        if turn.heard:
            self._send(event("TurnCommitted", heard=turn.heard, reason=record.reason), None)
        self._send(event("Replied", reply=reply.as_json()), None)
        if reply.gesture is not None:
            self._send(event("Gesture", name=reply.gesture), None)

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        unsaid = spoken.unsaid
        reason = "fault" if spoken.fault is not None else "interrupted" if unsaid else "said"
        fault = None if spoken.fault is None else str(spoken.fault)
        self._send(event("AnswerOver", reason=reason, unsaid=unsaid, fault=fault), None)
        if reason == "said":
            self._send(event("AllReady", shown=""), None)
