"""A conversation aloud with somebody at the other end of a line: what comes in is a microphone, and a session answers.

How the answer is played there, and how it is told of, differs: a page says what it plays (`page_line.py`), a realtime
client does not (`realtime_line.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from threading import Condition, Thread
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from companion.audio.clock import RealClock
from companion.audio.devices import Frame
from companion.audio.pcm import FRAME, Samples, from_pcm16, stream_resampler
from companion.hearing.segments import FRAME_S, Framer
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.conversation import SpokenDialogue, Turn
from companion.live.ear import Ear
from companion.live.session import Session
from companion.live.turn import live_turn_in
from companion.speaking.playback import Player, Spoken
from companion.speaking.voice import Clip

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.hearing.engine import Transcript
    from companion.live.trace import TurnRecord
    from companion.server.bodies import FollowedSpeaker
    from companion.server.hub import Sound
    from companion.server.metrics import Metrics

HOLDS_S: Final = 2.0
"""How much that was heard may wait; what is older is left out."""
DEAF: Final = 3
"""At so many utterances in a row the recogniser fails before a line is given up."""
_QUIET_S: Final = 0.4
"""How long nothing may come before it counts as silence."""


class LineMicrophone:
    """Hears what comes over a line.

    Args:
        rate: of what comes.
        holds_s: how much of it may wait.
    """

    def __init__(self, rate: int, holds_s: float = HOLDS_S) -> None:
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


class LineListener(Protocol):
    """Is told what happens on a line, one thing at a time."""

    def phase(self, name: str, at_s: float) -> None:
        """What the robot does now; `at_s` of what was heard."""

    def partial(self, text: str) -> None:
        """What is heard so far."""

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn is answered."""

    def clip(self, clip: Clip) -> None:
        """A clause of the answer that is being said, before it is played."""

    def answered(self, unsaid: str, fault: str | None) -> None:
        """The answer is over; what was not heard of it, and what failed."""

    def deaf(self, fault: Exception, in_a_row: int) -> None:
        """An utterance could not be understood, nor so many before it; told once of each."""

    def over(self, failure: Exception | None) -> None:
        """The line is closed."""


class SpokenLine:
    """A conversation aloud over a line.

    Args:
        dialogue: goes on; nobody else may use it meanwhile.
        settings: of the profile.
        sound: voice and ears.
        microphone: what comes over the line.
        speaker: plays at its other end, and is followed by bodies.
        listener: is told what happens, from threads of the session.
        metrics: are told how long turns took.
        interruptible: whether who speaks interrupts an answer.
    """

    def __init__(
        self,
        dialogue: SpokenDialogue,
        settings: Settings,
        sound: Sound,
        microphone: LineMicrophone,
        speaker: FollowedSpeaker,
        listener: LineListener,
        metrics: Metrics,
        *,
        interruptible: bool = True,
    ) -> None:
        self._dialogue = dialogue
        self._microphone = microphone
        self._speaker = speaker
        self._listener = listener
        self._metrics = metrics
        self._took: TurnRecord | None = None
        self._phase = ""
        self._now_s = 0.0
        self._meant = False
        self._answers = False
        self._corrections: deque[str] = deque()
        clock = RealClock()
        player = Player(speaker, clock)
        self._session = Session(
            live_turn_in(dialogue, settings, interruptible=interruptible, saying=player.saying),
            VoiceActivityDetector(),
            Ear(sound.ears, sound.completion),
            sound.voice,
            player,
            clock,
            self,
            clause=self._clip,
            deaf=listener.deaf,
        )
        self._thread = Thread(target=self._run, name="line", daemon=True)
        self._thread.start()

    def heard(self, content: bytes) -> None:
        """Sound from the other end: 16-bit little-endian samples."""
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

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being looked for or said."""
        return self._phase in ("committing", "speaking")

    def close(self) -> None:
        """Nobody is there any more."""
        self._speaker.close()
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
        self._listener.over(failure)

    def _clip(self, clip: Clip) -> None:
        self._speaker.expect(clip)
        self._listener.clip(clip)

    # What the session tells its observer

    def frame(self, frame: Frame, phase: str) -> None:
        """Tells when the phase changes; puts right what was taken to be heard."""
        self._now_s = frame.start_s
        if self._corrections and not self._answers:
            self._dialogue.spoke(frame.start_s, self._corrections.pop())
            self._corrections.clear()
        if phase in ("listening", "speaking"):
            self._meant = False
        elif not self._meant and not self._dialogue.is_meant("", frame.start_s):
            phase = "listening"  # whoever speaks may mean somebody else
        if phase != self._phase:
            self._phase = phase
            self._listener.phase(phase, frame.start_s)

    def partial(self, transcript: Transcript) -> None:
        """What is heard so far, if it is for the robot."""
        self._meant = self._meant or self._dialogue.is_meant(transcript.text, self._now_s)
        if self._meant:
            self._listener.partial(transcript.text)

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed."""
        self._answers = True
        self._corrections.clear()
        self._listener.answering(turn, record)

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        self._answers = False
        if record is not self._took:  # the same again is what was left of it
            self._took = record
            self._metrics.took(record)
        self._listener.answered(spoken.unsaid, None if spoken.fault is None else str(spoken.fault))
