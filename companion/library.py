"""The robot as a library: a companion that answers, and the conversations one can have with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from companion.base.settings import load_settings
from companion.dialogue.assistant import FRESH, Assistant, State
from companion.dialogue.reply import Reply

if TYPE_CHECKING:
    from companion.audio.devices import Microphone, Speaker
    from companion.live.listening import Event


class Companion:
    """Answers questions; loaded once, then used from any number of threads and conversations.

    Args:
        profile: the name of a profile, or the folder or file of one.
        packs: what is known, by name or path, instead of the profile's packs.
        as_of: the day on which answers are given (a date, ISO 8601, or `today`), instead of the profile's.
        clock: tells the wall-clock time.

    Raises:
        UsageError: there is no such profile or pack, or the day is none.
        DataError: a mistake in the profile, or in the pack that all others build on.
    """

    def __init__(
        self,
        profile: str | Path = "default",
        packs: Sequence[str | Path] | None = None,
        as_of: date | str | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        flags = {"packs": None if packs is None else tuple(map(_pack, packs)), "as_of": as_of}
        self._assistant: Final = Assistant(load_settings(str(profile), flags), clock)

    def ask(self, text: str) -> Reply:
        """The reply to one utterance, outside any conversation; see `Conversation` for questions that go on."""
        return self._assistant.respond(text)[0]

    async def ask_async(self, text: str) -> Reply:
        """Like `ask`, on a thread of its own."""
        return await asyncio.to_thread(self.ask, text)

    def conversation(self, state: State = FRESH) -> Conversation:
        """A new conversation, or one that goes on from a state."""
        return Conversation(self._assistant, state)


class Conversation:
    """Questions one after the other, each understood from those before it; `Companion.conversation` begins one.

    Any thread may ask. A reply that is asked for while another is being found waits for nothing: whichever is found
    first is what the other one follows.

    Args:
        assistant: answers.
        state: where the conversation stands.
    """

    def __init__(self, assistant: Assistant, state: State = FRESH) -> None:
        self._assistant = assistant
        self._state = state
        self._changing = Lock()

    @property
    def state(self) -> State:
        """Where the conversation stands; `State.to_json` stores it, and setting it puts it back."""
        return self._state

    @state.setter
    def state(self, state: State) -> None:
        with self._changing:
            self._state = state

    def ask(self, text: str) -> Reply:
        """The reply to what is said next."""
        while True:
            before = self._state
            reply, after = self._answer(text, before)
            if self._move_on(before, after):
                return reply

    async def ask_async(self, text: str) -> Reply:
        """Like `ask`, on a thread of its own; a task that is cancelled leaves the conversation as it was."""
        while True:
            before = self._state
            reply, after = await asyncio.to_thread(self._answer, text, before)
            if self._move_on(before, after):
                return reply

    def listen(
        self, microphone: Microphone | str | Path = "mic", speaker: Speaker | str | Path = "speaker"
    ) -> Generator[Event, None, None]:
        """Converse aloud, from where this conversation stands, and tell what happens.

        The events are those of `companion.live.listening`. Each turn that is taken moves this conversation on. Who
        closes the iterator ends the conversation; what was said by then is still answered.

        Args:
            microphone: what is heard: the microphone of the settings (`mic`), a sound file, or one of your own.
            speaker: where it speaks: the speaker of the settings (`speaker`), a WAV file, or one of your own.

        Raises:
            CompanionError: a device, a model or a file cannot be had, or fails later.
        """
        from companion.live.hosting import hosted  # text needs nothing of sound

        return hosted(self._assistant, microphone, speaker, self._state, self._set)

    async def listen_async(
        self, microphone: Microphone | str | Path = "mic", speaker: Speaker | str | Path = "speaker"
    ) -> AsyncIterator[Event]:
        """Like `listen`, for `async for`."""
        events = await asyncio.to_thread(self.listen, microphone, speaker)
        over = object()
        try:
            while (event := await asyncio.to_thread(next, events, over)) is not over:
                yield cast("Event", event)
        finally:
            await asyncio.to_thread(events.close)

    def _set(self, state: State) -> None:
        self.state = state

    def _answer(self, text: str, before: State) -> tuple[Reply, State]:
        return self._assistant.respond(text, before, id=str(before.revision + 1))

    def _move_on(self, before: State, after: State) -> bool:
        """Take the turn, unless another one was taken since it was begun."""
        with self._changing:
            if self._state is not before:
                return False
            self._state = after
            return True


def _pack(pack: str | Path) -> str:
    """A name as it is; a path as seen from here and not from the profile's folder."""
    return str(Path(pack).absolute()) if isinstance(pack, Path) or "/" in pack else pack
