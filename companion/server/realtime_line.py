"""A realtime client's microphone and speaker, and the session between, on threads of their own.

What a client plays it does not tell as it plays: answers are taken to be heard at the pace at which they last, until
the client says otherwise (`conversation.item.truncate`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Protocol

from companion.audio.clock import RealClock
from companion.audio.devices import Frame, Speaker
from companion.audio.pcm import Audio, from_pcm16
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import SpokenDialogue, Turn
from companion.live.ear import Ear
from companion.live.session import Session
from companion.live.turn import live_turn_in
from companion.server.live_line import LineMicrophone
from companion.server.realtime_events import RATE
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Clip

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.hearing.engine import Transcript
    from companion.live.trace import TurnRecord
    from companion.server.hub import Sound

_HOLDS_S: Final = 30.0
"""How much that was heard may wait: recordings come faster than they last."""


class LineListener(Protocol):
    """Is told what happens on a line."""

    def phase(self, name: str, at_s: float) -> None:
        """What the robot does now; `at_s` of what was heard."""

    def partial(self, text: str) -> None:
        """What is heard so far."""

    def answering(self, turn: Turn, until_s: float | None) -> None:
        """A turn is answered; `until_s` of what was heard it lasted, None where nothing was spoken."""

    def clip(self, clip: Clip) -> None:
        """A clause of the answer that is being said, before it is played."""

    def answered(self, unsaid: str, fault: str | None) -> None:
        """The answer is over."""

    def over(self, failure: Exception | None) -> None:
        """The line is closed."""


class PacedSpeaker:
    """Takes as long for a sound as it lasts; the sound itself went to the client before."""

    def __init__(self) -> None:
        self.waits = True

    def play(self, audio: Audio, stop: Event) -> float:
        """Wait until it was played."""
        if not self.waits:
            return audio.duration_s
        began = time.monotonic()
        stop.wait(audio.duration_s)
        return min(audio.duration_s, time.monotonic() - began) if stop.is_set() else audio.duration_s

    def close(self) -> None:
        """There is nothing to let go of."""


class RealtimeLine:
    """A conversation aloud over a line.

    Args:
        dialogue: goes on; nobody else may use it meanwhile.
        settings: of the profile.
        sound: voice and ears.
        interruptible: whether who speaks interrupts an answer.
        aloud: whether answers take the time that saying them takes.
        follow: gives a speaker that is followed as it plays.
        listener: is told what happens, by way of `post`.
        post: calls a function somewhere else, in order.
    """

    def __init__(
        self,
        dialogue: SpokenDialogue,
        settings: Settings,
        sound: Sound,
        listener: LineListener,
        post: Callable[[Callable[[], None]], None],
        *,
        interruptible: bool,
        aloud: bool,
        follow: Callable[[Speaker], Speaker],
    ) -> None:
        self._dialogue = dialogue
        self._listener = listener
        self._post = post
        self._microphone = LineMicrophone(RATE, _HOLDS_S)
        self._speaker = PacedSpeaker()
        self.speaks_aloud(aloud)
        self._phase = "listening"
        self._speaking = False
        self._corrections: deque[str] = deque()
        self._clock = RealClock()
        player = Player(follow(self._speaker), self._clock)
        self._session = Session(
            live_turn_in(dialogue, settings, interruptible=interruptible, saying=player.saying),
            VoiceActivityDetector(),
            Ear(sound.ears, sound.completion),
            sound.voice,
            player,
            self._clock,
            self,
            clause=lambda clip: post(lambda: listener.clip(clip)),
        )
        self._thread = Thread(target=self._run, name="realtime-line", daemon=True)
        self._thread.start()

    def heard(self, content: bytes) -> None:
        """Sound from the client."""
        self._microphone.heard(from_pcm16(content))

    def write(self, text: str) -> None:
        """Something is written; takes as long as finding the answer."""
        self._session.write(text)

    def hush(self) -> None:
        """Fall silent."""
        self._session.hush()

    def correct(self, unsaid: str) -> None:
        """Of the answer that was said last, or is being said, this was not heard."""
        self._corrections.append(unsaid)

    def speaks_aloud(self, aloud: bool) -> None:
        """Whether answers are said from now on."""
        self._speaker.waits = aloud

    def close(self) -> None:
        """The client is gone, or listens no more."""
        self._microphone.close()

    def join(self) -> None:
        """Wait until it is over."""
        self._session.hush()
        self._thread.join()

    def _run(self) -> None:
        failure = None
        try:
            self._session.run(self._microphone.frames())
        except Exception as e:
            failure = e  # whoever listens tells of it
        self._post(lambda: self._listener.over(failure))

    # What the session tells its observer

    def frame(self, frame: Frame, phase: str) -> None:
        """Tells when the phase changes; puts right what was taken to be heard."""
        if self._corrections and not self._speaking:
            self._dialogue.spoke(frame.start_s, self._corrections.pop())
            self._corrections.clear()
        if phase != self._phase:
            self._phase = phase
            self._post(lambda: self._listener.phase(phase, frame.start_s))

    def partial(self, transcript: Transcript) -> None:
        """What is heard so far."""
        self._post(lambda: self._listener.partial(transcript.text))

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed."""
        self._speaking = True
        self._corrections.clear()
        until_s = None if record.reason == "written" or not turn.heard else record.speech_end_s
        self._post(lambda: self._listener.answering(turn, until_s))

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        self._speaking = False
        fault = None if spoken.fault is None else str(spoken.fault)
        self._post(lambda: self._listener.answered(spoken.unsaid, fault))
