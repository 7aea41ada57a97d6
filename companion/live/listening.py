"""A spoken conversation as a stream of events, for whoever shows it or moves to it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, Literal, TypeAlias

from companion.audio.clock import Clock
from companion.audio.devices import Frame, Microphone, Speaker
from companion.audio.levels import dbfs
from companion.audio.pcm import Audio
from companion.dialogue.reply import Reply
from companion.hearing.engine import Transcript
from companion.live.conversation import Turn
from companion.live.session import Observer, Session
from companion.live.trace import TurnRecord
from companion.speaking.playback import Playback, Player, Spoken
from companion.speaking.voice import Clip

EVENT_VERSION: Final = 1
"""Of events as JSON; raised when a field changes its meaning, not when one is added."""


@dataclass(frozen=True, slots=True)
class LevelHeard:
    """How loud the last 32 ms were, in dB of full scale, and what the robot is doing."""

    level_dbfs: float
    phase: str


@dataclass(frozen=True, slots=True)
class HeardSoFar:
    """What somebody seems to be saying; `final` when it was recognised as a whole."""

    text: str
    final: bool


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """Somebody has said what they wanted to say to the robot."""

    heard: str


@dataclass(frozen=True, slots=True)
class Replied:
    """The answer to it, about to be spoken."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class GestureMade:
    """A motion that goes with the answer."""

    gesture: str


@dataclass(frozen=True, slots=True)
class ClauseReady:
    """A clause of the answer with its sound, up to two clauses before it is played."""

    text: str
    audio: Audio


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """The answer is over: said, interrupted, or its sound failed."""

    reason: Literal["said", "interrupted", "failed"]


@dataclass(frozen=True, slots=True)
class ConversationEnded:
    """The last event: the input ended, or something failed, which is raised next."""

    reason: Literal["input", "failed"]


Event: TypeAlias = (
    LevelHeard | HeardSoFar | TurnTaken | Replied | GestureMade | ClauseReady | AnswerEnded | ConversationEnded
)


def event_json(event: Event) -> dict[str, Any]:
    """An event as plain data for `json.dumps`; sound is base64 of 32-bit floats, little-endian."""
    match event:
        case Replied(reply):
            data: dict[str, Any] = {"reply": reply.as_json()}
        case ClauseReady(text, audio):
            sound = base64.b64encode(audio.samples.astype("<f4").tobytes()).decode()
            data = {"text": text, "rate": audio.rate, "samples": sound}
        case _:
            data = asdict(event)
    return {"version": EVENT_VERSION, "event": type(event).__name__, **data}


class EventTeller(Observer):
    """Turns what it watches into events."""

    def __init__(self, tell: Callable[[Event], None], taken: Callable[[Turn], None]) -> None:
        self._tell = tell
        self._taken = taken

    def frame(self, frame: Frame, phase: str) -> None:
        """One more frame was heard."""
        self._tell(LevelHeard(dbfs(frame.samples), phase))

    def partial(self, transcript: Transcript) -> None:
        """What somebody seems to be saying."""
        self._tell(HeardSoFar(transcript.text, transcript.final))

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed."""
        self._taken(turn)
        self._tell(TurnTaken(turn.heard))
        self._tell(Replied(turn.reply))
        if turn.reply.gesture is not None:
            self._tell(GestureMade(turn.reply.gesture))

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        stopped = spoken.cut is not None or bool(spoken.left)
        self._tell(AnswerEnded("failed" if spoken.fault else "interrupted" if stopped else "said"))


class TellingPlayer(Player):
    """A player that tells of each clause when it is ready."""

    def __init__(self, speaker: Speaker, clock: Clock, tell: Callable[[Event], None]) -> None:
        super().__init__(speaker, clock)
        self._tell = tell

    def start(self, clauses: Sequence[str], clips: Iterable[Clip]) -> Playback:
        """Begin an answer; see `Player.start`."""
        return super().start(clauses, self._told(clips))

    def _told(self, clips: Iterable[Clip]) -> Iterator[Clip]:
        for clip in clips:
            if clip.text:
                self._tell(ClauseReady(clip.text, clip.audio))
            yield clip


@contextmanager
def _running(session: Session, microphone: Microphone, tell: Callable[[Event | Exception], None]) -> Iterator[None]:
    def run() -> None:
        try:
            session.run(microphone.frames())
            tell(ConversationEnded("input"))
        except Exception as e:
            tell(ConversationEnded("failed"))
            tell(e)

    thread = Thread(target=run, name="converse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        microphone.close()
        thread.join()


def events(make: Callable[[Callable[[Event], None]], Session], microphone: Microphone) -> Generator[Event, None, None]:
    """Run a session on a thread of its own and give its events; it ends with the input, or when this is closed.

    Args:
        make: the session, made with whom to tell events.
        microphone: is closed at the end.

    Raises:
        CompanionError: a device or a part failed; it is raised after `ConversationEnded`.
    """
    told: SimpleQueue[Event | Exception] = SimpleQueue()
    session = make(told.put)
    with _running(session, microphone, told.put):
        while True:
            event = told.get()
            if isinstance(event, Exception):
                raise event
            yield event
            if isinstance(event, ConversationEnded) and event.reason == "input":
                return
