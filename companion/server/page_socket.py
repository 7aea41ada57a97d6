"""`/ws`: a conversation with somebody at a page, in text, with the answer's clauses as sound where that is wanted.

One socket at a time holds a conversation. Who comes back with its secret goes on where it stood; a second window that
comes with the same secret takes it over, and the first is told so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from companion.live.conversation import Turn
from companion.server.captions import Captions
from companion.server.hub import Hub, Sound
from companion.server.messages import (
    Hello,
    OpenMicrophone,
    Over,
    PlayedSoFar,
    Say,
    StopSaying,
    WithSound,
    as_messages,
    clause_event,
    event,
    read_hello,
    read_message,
    reply_events,
)
from companion.server.open_socket import OpenSocket
from companion.server.refusals import Refused
from companion.server.security import Rate
from companion.server.visits import Visit, answered, dialogue_with

if TYPE_CHECKING:  # not every installation has sound
    from companion.server.line import SpokenLine
    from companion.server.page_line import PageSounds, PageSpeaker
    from companion.speaking.voice import Clip

PATH: Final = "/ws"
_HELLO_S: Final = 10.0
"""How long the first message may take."""
_REMINDERS_S: Final = 1.0
_BEAT_S: Final = 3.0
"""How often a page hears from here at least: where it does not, its network is lost, which closes nothing by itself."""
_BYTES: Final = 2
"""Of a sample. A page may send twice what time brings, and two seconds of that at once."""
_LEAST: Final = 256
"""As so many bytes counts the smallest message: empty ones cost time too."""
_MUTE_S: Final = 60.0
"""How long an open microphone may send nothing: a page that sleeps holds a place of others."""


class PageSocket(OpenSocket):
    """One open socket.

    Args:
        socket: accepted already.
        hub: the shared parts.
        rate: how often its address may say something.
    """

    door = "page"

    def __init__(self, socket: WebSocket, hub: Hub, rate: Rate) -> None:
        super().__init__(socket, hub, rate)
        self._visit: Visit | None = None
        self._with_sound = False
        self._sounds: PageSounds | None = None
        self._answer: asyncio.Task[None] | None = None
        self._aloud: asyncio.Task[None] | None = None
        self._line: SpokenLine | None = None
        self._speaker: PageSpeaker | None = None
        self._sound_rate: Rate | None = None
        self._heard_s = 0.0
        self._wish: OpenMicrophone | None = None
        self._why = "closed"
        self._captions = Captions((), ())
        self._speaking = False

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made, or said aloud."""
        return self._is_making or (self._line is not None and self._line.is_busy)

    @property
    def _is_making(self) -> bool:
        return self._answer is not None and not self._answer.done()

    def _beside(self) -> tuple[Coroutine[Any, Any, None], ...]:
        return (self._remind(), self._beat())

    def _made(self) -> tuple[asyncio.Task[None], ...]:
        return tuple(task for task in (self._answer, self._aloud) if task is not None)

    async def _let_go(self) -> None:
        if self._visit is not None and self._visit.leave == self._leave:
            self._visit.leave = None
            self._visit.touch()

    def _leave(self) -> None:
        self._end(Refused("elsewhere"))

    def _tell(self, kind: str, **fields: Any) -> None:
        self._send(event(kind, **fields))

    def _tell_refused(self, refused: Refused, *, counted: bool = True) -> None:
        """Something has no answer; what failed is counted as a fault and not as a refusal."""
        if counted:
            self._hub.metrics.rejected.labels(refused.reason).inc()
        self._tell("Refused", reason=refused.reason, message=refused.message)

    def _send(self, message: dict[str, Any], samples: bytes = b"") -> None:
        if self._visit is not None:
            self._hub.bodies.follow(self._visit.id, message)
        self._put(*as_messages(message, samples))

    def _send_from_elsewhere(self, message: dict[str, Any], samples: bytes = b"") -> None:
        """From a thread of its own."""
        with suppress(RuntimeError):  # the server is gone
            self._loop.call_soon_threadsafe(self._send, message, samples)

    async def _read(self) -> None:
        with suppress(WebSocketDisconnect):
            await self._welcome(read_hello(await self._message(_HELLO_S)))
            while True:
                message = await self._message(self._hub.serving.keep_s)
                if isinstance(message, bytes):
                    self._hear(message)
                else:
                    self._count()
                    await self._take(message)

    async def _take(self, message: str) -> None:
        match read_message(message):
            case PlayedSoFar(sound=sound, seconds=seconds):
                if self._speaker is not None:
                    self._speaker.position(sound, seconds)
            case OpenMicrophone() as wish:
                await self._microphone(wish)
            case Say(text=said, played=played):
                self._hub.admit()
                await self._stop(played)
                self._answer = asyncio.create_task(self._reply(said))
            case StopSaying(played=played):
                await self._stop(played)
            case Over():
                await self._stop(None)
            case WithSound(on=on):
                self._with_sound = on and self._hub.has_sound

    def _hear(self, content: bytes) -> None:
        if self._sound_rate is None:
            raise Refused("unsupported", "binary messages are taken while the microphone is open")
        if not self._sound_rate.allows(self.address, max(_LEAST, len(content))):
            raise Refused("rate")
        self._heard_s = time.monotonic()
        if self._line is not None:
            self._line.heard(content)

    async def _microphone(self, wish: OpenMicrophone) -> None:
        self._wish = wish if wish.on else None
        if not wish.on:
            if self._line is not None:
                self._line.close()
            return
        if self._aloud is not None and not self._aloud.done():
            if self._visit is not None:
                self._visit.dialogue.begins(wish.start)
            return
        try:
            self._hub.admit()
            sound = self._hub.sound
        except Refused as e:
            self._tell_refused(e)
            return
        await self._stop(None)
        self._sound_rate = Rate(2 * _BYTES * wish.rate)
        self._heard_s = time.monotonic()
        self._aloud = asyncio.create_task(self._talk(sound))

    async def _talk(self, sound: Sound) -> None:
        """Converse aloud until the microphone is closed and not opened again, as soon as there is a place."""
        visit, sounds = self._visit, self._sounds
        if visit is None or sounds is None:
            return
        failure = None
        try:
            # Who comes back after their network was lost waits until the line that was lost is over.
            async with self._hub.aloud(visit):
                # Who closes it may open it again before the line that was closed is over.
                while failure is None and (wish := self._wish) is not None:
                    failure = await self._converse(visit, sounds, sound, wish)
        except Refused as e:
            self._tell_refused(e)
            return
        self._tell("Aloud", on=False, reason="failed" if failure is not None else self._why)
        if failure is not None:
            self._tell_refused(self._failed(failure), counted=False)

    async def _converse(self, visit: Visit, sounds: PageSounds, sound: Sound, wish: OpenMicrophone) -> Exception | None:
        """Until the microphone is closed; what the line failed of, if it did."""
        from companion.server.line import LineMicrophone, SpokenLine
        from companion.server.page_line import PageListener, PageSpeaker

        over: asyncio.Future[Exception | None] = self._loop.create_future()

        def tell_end(failure: Exception | None) -> None:
            if not over.done():
                over.set_result(failure)

        def ended(failure: Exception | None) -> None:
            with suppress(RuntimeError):  # the server is gone
                self._loop.call_soon_threadsafe(tell_end, failure)

        def deaf(fault: Exception, in_a_row: int) -> None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._deaf, fault, in_a_row)

        replied = partial(self._hub.metrics.replied, self.door)
        send = self._send_from_elsewhere
        line = None
        try:
            visit.dialogue.begins(wish.start)
            self._speaker = PageSpeaker(sounds, send)
            line = SpokenLine(
                visit.dialogue,
                self._hub.assistant.settings,
                sound,
                LineMicrophone(wish.rate),
                self._hub.bodies.following(visit.id, self._speaker),
                PageListener(self._speaker, send, replied, deaf, ended),
                self._hub.metrics,
            )
            self._line = line
            self._why = "closed"
            self._tell("Aloud", on=True, reason="")
            return await over
        finally:
            self._line = self._speaker = None
            if line is not None:
                line.close()
                await asyncio.to_thread(line.join)
            visit.dialogue.begins("open")

    def _deaf(self, fault: Exception, in_a_row: int) -> None:
        """What was said could not be understood."""
        from companion.server.line import DEAF

        self._tell_refused(self._why_not(fault), counted=isinstance(fault, Refused))
        if in_a_row >= DEAF:
            self._shut("failed")

    def _shut(self, why: str) -> None:
        """Close the microphone."""
        if self._line is not None:
            self._why, self._wish = why, None
            self._line.close()

    async def _welcome(self, hello: Hello) -> None:
        if not self._hub.ready.is_set():
            self._tell("Loading")
            await self._hub.ready.wait()
        assistant = self._hub.assistant
        visit = self._hub.visits.find(hello.visit, hello.secret) if hello.visit else None
        resumed = visit is not None
        if visit is None:
            visit = self._hub.visits.begin(self.address, dialogue_with(self._hub.incumbent))
        elif visit.leave is not None:
            visit.leave()
        visit.leave = self._leave
        visit.touch()
        self._visit = visit
        self._with_sound = hello.sound and self._hub.has_sound
        if self._hub.has_sound:
            from companion.server.page_line import PageSounds

            self._sounds = PageSounds(hello.rate)
        self._tell(
            "Welcome",
            visit=visit.id,
            secret=visit.secret,
            resumed=resumed,
            name=assistant.persona.name,
            greeting=next(iter(assistant.persona.greeting), None),
            as_of=assistant.as_of().isoformat(),
            offers=self._hub.serving.offers,
            voice=self._hub.has_sound,
            called=assistant.settings.talking.wake_phrase,
        )

    async def _stop(self, played: int | None) -> None:
        """End the answer that is being said, of which so many clauses were heard; None: all."""
        if self._line is not None:
            self._line.hush()
            return
        if self._answer is not None and self._is_making:
            self._answer.cancel()
            with suppress(asyncio.CancelledError):
                await self._answer
        if not self._speaking or self._visit is None:
            return
        self._speaking = False
        unsaid = "" if played is None else self._captions.after(played)
        self._visit.dialogue.spoke(time.monotonic(), unsaid)
        self._hub.bodies.hushes(self._visit.id)
        self._hub.bodies.phase(self._visit.id, "listening")
        self._tell("AnswerOver", reason="interrupted" if unsaid else "said", unsaid=unsaid, fault=None)

    async def _reply(self, text: str) -> None:
        visit = self._visit
        if visit is None:
            return
        visit.touch()
        try:
            if (line := self._line) is not None:
                await self._hub.answering.run(self.address, lambda: line.write(text))
                return
            async with visit.turns:
                self._hub.bodies.phase(visit.id, "committing")
                turn = await self._hub.answering.run(self.address, lambda: answered(visit.dialogue, text))
                if turn is None:
                    self._tell("NothingSaid")
                    return
                visit.dialogue.commit(turn)
            self._hub.metrics.replied(self.door, turn.reply)
            self._tell("TurnCommitted", heard=text, reason="written")
            await self._speak(turn)
        except Refused as e:
            self._tell_refused(e)
        except Exception as e:
            self._tell_refused(self._failed(e), counted=False)

    async def _speak(self, turn: Turn) -> None:
        reply, self._speaking = turn.reply, True
        captions = self._captions = Captions.of(reply.text, reply.spoken)
        for told in reply_events(reply):
            self._send(told)
        visit, sounds = self._visit, self._sounds
        if visit is None or sounds is None or not self._with_sound:
            for clause in captions.clauses:
                self._send(clause_event(clause, captions.take(clause), None))
            return
        self._hub.bodies.phase(visit.id, "speaking")
        clips = self._hub.sound.voice.clips(reply.spoken, turn.manner)

        def make() -> tuple[Clip, dict[str, Any], bytes] | None:
            clip = next(clips, None)
            return None if clip is None else (clip, *sounds.clause(clip, captions.take(clip.text)))

        while (made := await self._hub.speaking.run(self.address, make)) is not None:
            clip, told, samples = made
            self._send(told, samples)
            self._hub.bodies.says(visit.id, clip)
        self._tell("AllReady", shown="")

    async def _beat(self) -> None:
        """Tell that the line holds. Bodies need not know."""
        while True:
            await asyncio.sleep(_BEAT_S)
            self._put(*as_messages(event("Beat")))

    async def _remind(self) -> None:
        """Tell what is due, where nothing is being said."""
        while True:
            await asyncio.sleep(_REMINDERS_S)
            visit = self._visit
            if self._line is not None and time.monotonic() - self._heard_s > _MUTE_S:
                self._shut("mute")
            if visit is None or self._speaking or self._is_making or self._line is not None:
                continue
            async with visit.turns:
                turn = visit.dialogue.due()
                if turn is None:
                    continue
                visit.dialogue.commit(turn)
            self._answer = asyncio.create_task(self._speak(turn))
