"""The robot as a library: `from companion import Companion`.

    robot = Companion()
    print(robot.ask("경기도지사가 누구야?").text)

A `Companion` only reads once it is loaded, so any number of threads may ask it; each `Conversation` remembers its own
thread of talk.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.incumbent import Incumbent
from companion.dialogue.reply import Reply
from companion.dialogue.state import State

if TYPE_CHECKING:  # sound is loaded by who listens
    from companion.audio.devices import Frame, Microphone, Speaker
    from companion.hearing.engine import Transcript
    from companion.live.conversation import Turn
    from companion.live.events import Event
    from companion.live.robot import SpokenConversation
    from companion.live.trace import TurnRecord
    from companion.speaking.playback import Spoken
    from companion.speaking.voice import Clip


def settings_flags(packs: Sequence[str | PathLike[str]] | None, as_of: date | str | None) -> dict[str, Any]:
    """The settings that lie over the profile's; None leaves the profile's."""
    return {"packs": None if packs is None else tuple(map(str, packs)), "as_of": as_of}


class Companion:
    """The robot, loaded once; may be asked from any number of threads.

    Args:
        profile: name of the settings to use.
        packs: folders or names of what it knows, in place of the profile's.
        as_of: the day on which answers are given, in place of the profile's.
        clock: tells the wall-clock time.

    Raises:
        UsageError: unknown profile, or a setting that cannot be.
        DataError: a mistake in a data file.
    """

    def __init__(
        self,
        profile: str = "default",
        *,
        packs: Sequence[str | PathLike[str]] | None = None,
        as_of: date | str | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._incumbent = Incumbent(load_settings(profile, settings_flags(packs, as_of)), clock)

    @property
    def assistant(self) -> Assistant:
        """The parts, for whoever needs more than answers, as they are now."""
        return self._incumbent.assistant

    def ask(self, text: str) -> Reply:
        """Answer one utterance that nothing went before."""
        return self._incumbent.respond(text, consult=True)[0]

    async def ask_async(self, text: str) -> Reply:
        """Like `ask`, without holding up the event loop."""
        return await asyncio.to_thread(self.ask, text)

    def conversation(self, state: State | None = None) -> Conversation:
        """A conversation from its beginning, or from where `state` left it."""
        return Conversation(self._incumbent, state)


class Conversation:
    """A conversation: each turn may refer to those before it. Turns asked at once are answered one after the other.

    Args:
        incumbent: answers.
        state: where it stands; None for the beginning.
    """

    def __init__(self, incumbent: Incumbent, state: State | None = None) -> None:
        self._incumbent = incumbent
        self._state = incumbent.beginning() if state is None else state
        self._taking_turns = Lock()
        self._deciding = Lock()

    @property
    def state(self) -> State:
        """Where the conversation stands; `state.to_json()` keeps it, `State.from_json` brings it back."""
        return self._state

    def ask(self, text: str) -> Reply:
        """Answer the next utterance."""
        return self._ask(text, _Wish())

    async def ask_async(self, text: str) -> Reply:
        """Like `ask`, without holding up the event loop. A turn that is cancelled before its answer did not happen."""
        wish = _Wish()
        try:
            return await asyncio.to_thread(self._ask, text, wish)
        except asyncio.CancelledError:
            with self._deciding:
                wish.wanted = False
            raise

    def due(self) -> Reply | None:
        """What is to be told now without being asked: a timer that ran out, a reminder; None where nothing is.

        Whoever talks asks this now and then, every second say; what it gives is told once. While the conversation is
        aloud it tells that itself, as a `Replied` without a turn before it.
        """
        if not self._state.reminders:
            return None
        with self._taking_turns:
            reply, after = self._incumbent.due(self._state, id=str(self._state.revision + 1))
            self._state = after
            return reply

    def _ask(self, text: str, wish: _Wish) -> Reply:
        with self._taking_turns:
            if not wish.wanted:
                raise asyncio.CancelledError
            id = str(self._state.revision + 1)
            reply, after = self._incumbent.respond(text, self._state, id=id, consult=True)
            with self._deciding:
                if wish.wanted:
                    self._incumbent.keep(self._state, after)
                    self._state = after
            return reply

    def listen(
        self,
        microphone: str | Path | Microphone = "mic",
        speaker: str | Path | Speaker = "speaker",
        *,
        fast: bool = False,
    ) -> Listening:
        """Go on aloud: what happens comes as a stream of events, until the microphone ends or the stream is closed.

        Args:
            microphone: `mic`, a sound file, or anything with `frames` and `close`.
            speaker: `speaker`, a WAV file to be written, or anything with `play` and `close`.
            fast: with files, work as fast as it goes instead of in real time.
        """
        return Listening(self, microphone, speaker, fast)


class _Wish:
    """Whether an answer is wanted still."""

    wanted = True


class Listening:
    """A conversation aloud as a stream of events, for `for` and for `async for`; also a context manager.

    The talking goes on whether or not events are taken; only levels that were not taken are left out. Until it is over
    `Conversation.ask` waits. What makes it end early is raised where the next event would
    have come.
    """

    def __init__(
        self,
        conversation: Conversation,
        microphone: str | Path | Microphone,
        speaker: str | Path | Speaker,
        fast: bool,
    ) -> None:
        self._conversation = conversation
        self._changed = Condition()
        self._events: deque[Event] = deque()
        self._wake: Callable[[], object] | None = None
        self._spoken: SpokenConversation | None = None
        self._closed = self._over = False
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._talk, args=(microphone, speaker, fast), name="converse", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        with self._changed:
            self._changed.wait_for(lambda: self._events or self._over)
            event = self._take()
        if event is None:
            raise StopIteration
        return event

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        loop = asyncio.get_running_loop()
        while True:
            arrived = asyncio.Event()
            with self._changed:
                if self._events or self._over:
                    event = self._take()
                    break
                self._wake = lambda arrived=arrived: loop.call_soon_threadsafe(arrived.set)
            try:
                await arrived.wait()
            finally:
                with self._changed:
                    self._wake = None
        if event is None:
            raise StopAsyncIteration
        return event

    def __enter__(self) -> Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Listening:
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """End the microphone, and wait until what is being said has been answered."""
        with self._changed:
            self._closed = True
            spoken = self._spoken
        if spoken is not None:
            spoken.end()
        self._thread.join()

    def _take(self) -> Event | None:
        if self._events:
            return self._events.popleft()
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        return None

    def _talk(self, microphone: str | Path | Microphone, speaker: str | Path | Speaker, fast: bool) -> None:
        failure: BaseException | None = None
        try:
            from companion.live.robot import spoken_conversation

            with self._conversation._taking_turns:
                prepared = spoken_conversation(
                    self._conversation._incumbent.assistant,
                    microphone,
                    speaker,
                    self,
                    fast=fast,
                    notice=lambda text: print(text, file=sys.stderr, flush=True),
                    progress=sys.stderr,
                    clause=self._clause,
                    state=self._conversation._state,
                    answerer=self._conversation._incumbent,
                )
                with prepared as spoken:
                    with self._changed:
                        self._spoken = spoken
                        closed = self._closed
                    if not closed:
                        spoken.run()
        except BaseException as e:  # it is raised where somebody waits
            failure = e
        with self._changed:
            self._over, self._failure = True, failure
            self._announce()

    def _put(self, *events: Event) -> None:
        with self._changed:
            self._events.extend(events)
            self._announce()

    def _announce(self) -> None:
        self._changed.notify_all()
        if self._wake is not None:
            self._wake()
            self._wake = None

    # What the session tells its observer

    def frame(self, frame: Frame, phase: str) -> None:
        """How loud it is."""
        from companion.audio.levels import dbfs
        from companion.live.events import Level

        with self._changed:
            # Of levels that nobody takes only the newest is worth keeping.
            if self._events and isinstance(self._events[-1], Level):
                self._events.pop()
            self._put(Level(float(dbfs(frame.samples)), phase))

    def partial(self, transcript: Transcript) -> None:
        """What is heard so far."""
        from companion.live.events import HeardSoFar

        self._put(HeardSoFar(transcript.text))

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn was committed."""
        from companion.live.events import Gesture, Replied, TurnCommitted

        self._conversation._state = turn.after
        if turn.heard:  # a reminder answers nobody
            self._put(TurnCommitted(turn.heard, record.reason))
        self._put(Replied(turn.reply))
        if turn.reply.gesture is not None:
            self._put(Gesture(turn.reply.gesture))

    def answered(self, turn: Turn, spoken: Spoken, record: TurnRecord) -> None:
        """The answer is over."""
        from companion.live.events import AnswerOver

        unsaid = spoken.unsaid
        if spoken.fault is not None:
            self._put(AnswerOver("fault", unsaid, str(spoken.fault)))
        else:
            self._put(AnswerOver("interrupted" if unsaid else "said", unsaid))

    def _clause(self, clip: Clip) -> None:
        from companion.live.events import ClauseReady

        self._put(ClauseReady(clip.text, clip.audio))
