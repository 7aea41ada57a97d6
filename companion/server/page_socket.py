"""`/ws`: a conversation with somebody at a page, in text, with the answer's clauses as sound where that is wanted.

One socket at a time holds a conversation. Who comes back with its secret goes on where it stood; a second window that
comes with the same secret takes it over, and the first is told so.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from companion.live.conversation import Turn
from companion.server.captions import shown_with
from companion.server.hub import Hub, Sound
from companion.server.logs import tell_fault
from companion.server.messages import (
    Hello,
    OpenMicrophone,
    Over,
    PlayedSoFar,
    Say,
    StopSaying,
    WithSound,
    event,
    read_hello,
    read_message,
)
from companion.server.refusals import Refused
from companion.server.security import Rate, address_of
from companion.server.visits import Visit, answered, dialogue_with
from companion.speaking.clauses import clauses

if TYPE_CHECKING:  # not every installation has sound
    from companion.audio.devices import Speaker
    from companion.server.live_line import LiveLine
    from companion.speaking.voice import Clip

_HELLO_S: Final = 10.0
"""How long the first message may take."""
_QUEUED: Final = 64
"""How many messages may wait for a slow reader before it is left."""
_REMINDERS_S: Final = 1.0
_BYTES: Final = 2
"""Of a sample. A page may send twice what time brings, and two seconds of that at once."""
_LEAST: Final = 256
"""As so many bytes counts the smallest message: empty ones cost time too."""
_MUTE_S: Final = 60.0
"""How long an open microphone may send nothing: a page that sleeps holds a place of others."""


class PageSocket:
    """One open socket.

    Args:
        socket: accepted already.
        hub: the shared parts.
        rate: how often its address may say something.

    Attributes:
        address: of who opened it.
    """

    def __init__(self, socket: WebSocket, hub: Hub, rate: Rate) -> None:
        self._socket = socket
        self._hub = hub
        self._rate = rate
        self.address = address_of(socket.scope)
        self._out: asyncio.Queue[dict[str, Any] | bytes] = asyncio.Queue(_QUEUED)
        self._over: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()
        self._visit: Visit | None = None
        self._with_sound = False
        self._answer: asyncio.Task[None] | None = None
        self._aloud: asyncio.Task[None] | None = None
        self._line: LiveLine | None = None
        self._sound_rate: Rate | None = None
        self._heard_s = 0.0
        self._clauses: list[str] = []
        self._speaking = False

    async def run(self) -> None:
        """Converse until one of both goes."""
        tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._write())]
        tasks.append(asyncio.create_task(self._remind()))
        try:
            watched: list[asyncio.Future[Any]] = [*tasks, self._over]
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                if task.done() and not task.cancelled() and (fault := task.exception()) is not None:
                    self._end(fault if isinstance(fault, Refused) else self._failed(fault))
        finally:
            ending = [task for task in (*tasks, self._answer, self._aloud) if task is not None]
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)
            if self._visit is not None and self._visit.leave == self._leave:
                self._visit.leave = None
                self._visit.touch()
            await self._close()

    @property
    def answering(self) -> bool:
        """Whether an answer is being made."""
        return self._answer is not None and not self._answer.done()

    def drain(self) -> None:
        """The server is being stopped."""
        self._end(Refused("going"))

    async def _close(self) -> None:
        if self._socket.application_state is not WebSocketState.CONNECTED:
            return
        with suppress(Exception):
            if self._over.done():
                refused = self._over.result()
                self._hub.metrics.rejected.labels(refused.reason).inc()
                await asyncio.wait_for(self._socket.close(refused.close, refused.reason), 2)
            else:
                await asyncio.wait_for(self._socket.close(), 2)

    def _end(self, refused: Refused) -> None:
        if not self._over.done():
            self._over.set_result(refused)

    def _failed(self, fault: BaseException) -> Refused:
        tell_fault("a conversation at a page", fault)
        self._hub.metrics.errors.labels("page").inc()
        return Refused("failed")

    def _leave(self) -> None:
        self._end(Refused("elsewhere"))

    def _tell(self, kind: str, **fields: Any) -> None:
        self._put(event(kind, **fields))

    def _move(self, message: dict[str, Any]) -> None:
        """Let bodies follow what a page is told."""
        if self._visit is not None and message["event"] == "Phase":
            self._hub.bodies.phase(self._visit.id, message["name"])
        if self._visit is not None and message["event"] == "Gesture":
            self._hub.bodies.gesture(self._visit.id, message["name"])

    def _put(self, *messages: dict[str, Any] | bytes) -> None:
        for message in messages:
            if isinstance(message, dict):
                self._move(message)
            try:
                self._out.put_nowait(message)
            except asyncio.QueueFull:
                self._end(Refused("slow"))

    async def _write(self) -> None:
        while True:
            message = await self._out.get()
            try:
                if isinstance(message, bytes):
                    await self._socket.send_bytes(message)
                else:
                    await self._socket.send_text(json.dumps(message, ensure_ascii=False))
            except (RuntimeError, WebSocketDisconnect):
                return

    async def _read(self) -> None:
        try:
            hello = read_hello(await asyncio.wait_for(self._message(), _HELLO_S))
        except TimeoutError:
            raise Refused("slow") from None
        except WebSocketDisconnect:
            return
        await self._welcome(hello)
        while True:
            try:
                message = await asyncio.wait_for(self._message(), self._hub.serving.keep_s)
            except TimeoutError:
                raise Refused("slow") from None
            except WebSocketDisconnect:
                return
            if isinstance(message, bytes):
                self._hear(message)
                continue
            if not self._rate.allows(self.address):
                raise Refused("rate")
            match read_message(message):
                case PlayedSoFar(sound=sound, seconds=seconds):
                    if self._line is not None:
                        self._line.position(sound, seconds)
                case OpenMicrophone(on=on, rate=rate):
                    await self._microphone(on, rate)
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

    async def _message(self) -> str | bytes:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        text: str | None = message.get("text")
        return message.get("bytes", b"") if text is None else text

    def _hear(self, content: bytes) -> None:
        if self._sound_rate is None:
            raise Refused("unsupported", "binary messages are taken while the microphone is open")
        if not self._sound_rate.allows(self.address, max(_LEAST, len(content))):
            raise Refused("rate")
        self._heard_s = time.monotonic()
        if self._line is not None:
            self._line.heard(content)

    async def _microphone(self, on: bool, rate: int) -> None:
        if not on:
            if self._line is not None:
                self._line.close()
            return
        if self._aloud is not None and not self._aloud.done():
            return
        try:
            self._hub.admit()
            sound = self._hub.sound
            if self._hub.live >= self._hub.serving.live_limit:
                raise Refused("busy")
        except Refused as e:
            self._hub.metrics.rejected.labels(e.reason).inc()
            self._tell("Refused", reason=e.reason, message=e.message)
            return
        await self._stop(None)
        self._sound_rate = Rate(2 * _BYTES * rate)
        self._heard_s = time.monotonic()
        self._aloud = asyncio.create_task(self._talk(sound, rate))

    async def _talk(self, sound: Sound, rate: int) -> None:
        """Converse aloud until the microphone is closed."""
        from companion.server.live_line import LiveLine

        visit, loop = self._visit, asyncio.get_running_loop()
        if visit is None:
            return
        over: asyncio.Future[Exception | None] = loop.create_future()

        def send(message: dict[str, Any], content: bytes | None) -> None:
            loop.call_soon_threadsafe(self._put, *(message,) if content is None else (message, content))

        def ended(failure: Exception | None) -> None:
            loop.call_soon_threadsafe(tell_end, failure)

        def tell_end(failure: Exception | None) -> None:
            if not over.done():
                over.set_result(failure)

        def follow(speaker: Speaker) -> Speaker:
            return self._hub.bodies.following(visit.id, speaker)

        async with visit.turns:
            self._hub.live += 1
            line = None
            try:
                line = LiveLine(visit.dialogue, self._hub.assistant.settings, sound, rate, send, ended, follow)
                self._line = line
                self._tell("Aloud", on=True)
                failure = await over
            finally:
                self._line = None
                if line is not None:
                    line.close()
                    await asyncio.to_thread(line.join)
                self._hub.live -= 1
        self._tell("Aloud", on=False)
        if failure is not None:
            self._tell("Refused", reason="failed", message=self._failed(failure).message)

    async def _welcome(self, hello: Hello) -> None:
        if not self._hub.ready.is_set():
            self._tell("Loading")
            await self._hub.ready.wait()
        assistant = self._hub.assistant
        visit = self._hub.visits.find(hello.visit, hello.secret) if hello.visit else None
        resumed = visit is not None
        if visit is None:
            visit = self._hub.visits.begin(self.address, dialogue_with(assistant))
        elif visit.leave is not None:
            visit.leave()
        visit.leave = self._leave
        visit.touch()
        self._visit = visit
        self._with_sound = hello.sound and self._hub.has_sound
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
        )

    async def _stop(self, played: int | None) -> None:
        """End the answer that is being said, of which so many clauses were heard; None: all."""
        if self._line is not None:
            self._line.hush()
            return
        if self._answer is not None and self.answering:
            self._answer.cancel()
            with suppress(asyncio.CancelledError):
                await self._answer
        if not self._speaking or self._visit is None:
            return
        self._speaking = False
        unsaid = "" if played is None else " ".join(self._clauses[played:])
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
            self._hub.metrics.replied("page", turn.reply)
            self._tell("TurnCommitted", heard=text, reason="written")
            await self._speak(turn)
        except Refused as e:
            self._hub.metrics.rejected.labels(e.reason).inc()
            self._tell("Refused", reason=e.reason, message=e.message)
        except Exception as e:
            self._tell("Refused", reason="failed", message=self._failed(e).message)

    async def _speak(self, turn: Turn) -> None:
        reply = turn.reply
        self._clauses = clauses(reply.spoken)
        self._speaking = True
        self._tell("Replied", reply=reply.as_json())
        if reply.gesture is not None:
            self._tell("Gesture", name=reply.gesture)
        parts = shown_with(reply.text, self._clauses)
        if not self._with_sound:
            for number, (clause, shown) in enumerate(zip(self._clauses, parts, strict=True)):
                self._tell(
                    "ClauseReady", text=clause, number=number, shown=shown, last=self._is_last(number), sound=None
                )
            return
        said = 0
        if self._visit is not None:
            self._hub.bodies.phase(self._visit.id, "speaking")
        clips = self._hub.sound.voice.clips(reply.spoken, turn.manner)
        while (clip := await self._hub.speaking.run(self.address, lambda: next(clips, None))) is not None:
            number = self._clauses.index(clip.text, said)
            # What has no sound of its own is shown with what follows it.
            shown, said = "".join(parts[said : number + 1]), number + 1
            sound, samples = _pcm(clip)
            self._tell(
                "ClauseReady", text=clip.text, number=number, shown=shown, last=self._is_last(number), sound=sound
            )
            self._put(samples)
            self._hub.bodies.says(self._visit.id if self._visit is not None else "", clip.audio)
        self._tell("AllReady")

    def _is_last(self, number: int) -> bool:
        return number == len(self._clauses) - 1

    async def _remind(self) -> None:
        """Tell what is due, where nothing is being said."""
        while True:
            await asyncio.sleep(_REMINDERS_S)
            visit = self._visit
            if self._line is not None and time.monotonic() - self._heard_s > _MUTE_S:
                self._line.close()
            if visit is None or self._speaking or self.answering or self._line is not None:
                continue
            async with visit.turns:
                turn = visit.dialogue.due()
                if turn is None:
                    continue
                visit.dialogue.commit(turn)
            self._answer = asyncio.create_task(self._speak(turn))


def _pcm(clip: Clip) -> tuple[dict[str, int], bytes]:
    """The sound of a clause as 16-bit little-endian samples, and what they are."""
    from companion.audio.pcm import pcm16

    samples = pcm16(clip.audio.samples)
    return {"rate": clip.audio.rate, "samples": len(samples) // 2}, samples


class PageSockets:
    """All open sockets of pages.

    Args:
        hub: the shared parts.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rate = Rate(hub.serving.rate_per_s)
        self._open: set[PageSocket] = set()

    def __iter__(self) -> Iterator[PageSocket]:
        return iter(tuple(self._open))

    async def serve(self, socket: WebSocket) -> None:
        """Serve one."""
        await socket.accept()
        # Windows that do nothing still cost memory.
        serving, address = self._hub.serving, address_of(socket.scope)
        of_address = sum(page.address == address for page in self._open)
        if len(self._open) >= 2 * serving.session_limit or of_address >= 2 * serving.per_address:
            self._hub.metrics.rejected.labels("full").inc()
            await socket.close(Refused("full").close, "full")
            return
        page = PageSocket(socket, self._hub, self._rate)
        self._open.add(page)
        self._hub.metrics.sockets.set(len(self._open))
        try:
            await page.run()
        finally:
            self._open.discard(page)
            self._hub.metrics.sockets.set(len(self._open))

    async def drain(self, within_s: float) -> None:
        """Let answers that are being made come to their end, and close."""
        until = time.monotonic() + within_s
        while any(page.answering for page in self) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        for page in self:
            page.drain()
