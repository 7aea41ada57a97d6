"""What every WebSocket of this server has in common, whatever is spoken over it.

One task reads, one writes what waits in a bounded queue; whoever ends it says why, and the other side is
closed with that reason. There are only so many at once, and when the server goes they are told.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, ClassVar

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from companion.server.hub import Hub
from companion.server.logs import tell_fault
from companion.server.refusals import Refused
from companion.server.security import Rate, address_of

_CLOSING_S = 2.0


class OpenSocket:
    """One open socket; what is read from it, subclasses say.

    Args:
        socket: accepted already.
        hub: the shared parts.
        rate: how often its address may say something.

    Attributes:
        door: by which log and metrics call this kind.
        queued: how many messages may wait for a slow reader before it is left.
        address: of who opened it.
    """

    door: ClassVar[str]
    queued: ClassVar[int] = 1024

    def __init__(self, socket: WebSocket, hub: Hub, rate: Rate) -> None:
        self._socket = socket
        self._hub = hub
        self._rate = rate
        self.address = address_of(socket.scope)
        self._loop = asyncio.get_running_loop()
        self._out: asyncio.Queue[str | bytes] = asyncio.Queue(self.queued)
        self._over: asyncio.Future[Refused] = self._loop.create_future()

    @classmethod
    def protocol(cls, socket: WebSocket) -> str | None:
        """The subprotocol that is spoken, of those that are offered."""
        return None

    @classmethod
    def refusal(cls, refused: Refused) -> str | None:
        """What is said to who is not let in, before it is closed."""
        return None

    @property
    def is_answering(self) -> bool:
        """Whether an answer is on its way."""
        return False

    async def run(self) -> None:
        """Serve until one of both goes."""
        tasks = [asyncio.create_task(each) for each in (self._read(), self._write(), *self._beside())]
        try:
            watched: list[asyncio.Future[Any]] = [*tasks, self._over]
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                if task.done() and not task.cancelled() and (fault := task.exception()) is not None:
                    self._end(fault if isinstance(fault, Refused) else self._failed(fault))
        finally:
            ending = [*tasks, *self._made()]
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)
            await self._let_go()
            await self._close()

    def drain(self) -> None:
        """The server is being stopped."""
        self._end(Refused("going"))

    # What a kind does

    async def _read(self) -> None:
        raise NotImplementedError

    def _beside(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """What else runs as long as it is open."""
        return ()

    def _made(self) -> tuple[asyncio.Task[None], ...]:
        """What was begun and ends with it."""
        return ()

    async def _let_go(self) -> None:
        """It is over."""

    # What all do

    def _put(self, *messages: str | bytes) -> None:
        for message in messages:
            try:
                self._out.put_nowait(message)
            except asyncio.QueueFull:
                self._end(Refused("slow"))

    async def _write(self) -> None:
        with suppress(RuntimeError, WebSocketDisconnect):
            while True:
                message = await self._out.get()
                if isinstance(message, bytes):
                    await self._socket.send_bytes(message)
                else:
                    await self._socket.send_text(message)

    async def _only_told(self) -> None:
        """Who is only told something is there until it goes.

        Raises:
            Refused: it said something.
        """
        with suppress(WebSocketDisconnect):
            await self._message()
            raise Refused("unsupported")

    async def _message(self, within_s: float | None = None) -> str | bytes:
        """What comes next.

        Raises:
            Refused: nothing did.
            WebSocketDisconnect: nothing will.
        """
        try:
            # Not `wait_for`, which before Python 3.12 swallows being cancelled while what it waits for comes.
            async with asyncio.timeout(within_s):
                message = await self._socket.receive()
        except TimeoutError:
            raise Refused("slow") from None
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        text: str | None = message.get("text")
        return message.get("bytes") or b"" if text is None else text

    def _count(self) -> None:
        if not self._rate.allows(self.address):
            raise Refused("rate")

    def _end(self, refused: Refused) -> None:
        if not self._over.done():
            self._over.set_result(refused)

    def _failed(self, fault: BaseException) -> Refused:
        tell_fault(f"a conversation ({self.door})", fault)
        self._hub.metrics.errors.labels(self.door).inc()
        return Refused("failed")

    def _why_not(self, fault: Exception) -> Refused:
        """Why something has no answer: it was refused, or it failed."""
        return fault if isinstance(fault, Refused) else self._failed(fault)

    async def _close(self) -> None:
        if self._socket.application_state is not WebSocketState.CONNECTED:
            return
        with suppress(Exception):
            if self._over.done():
                await close_with(self._socket, self._hub, self._over.result())
            else:
                await asyncio.wait_for(self._socket.close(), _CLOSING_S)


async def close_with(socket: WebSocket, hub: Hub, refused: Refused) -> None:
    """Close for a reason, which is counted."""
    hub.metrics.rejected.labels(refused.reason).inc()
    await asyncio.wait_for(socket.close(refused.close, refused.reason), _CLOSING_S)


class OpenSockets:
    """All that are open, of every kind.

    Args:
        hub: the shared parts.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._open: set[OpenSocket] = set()

    def endpoint(
        self, kind: type[OpenSocket], make: Callable[[WebSocket, Hub, Rate], OpenSocket] | None = None
    ) -> Callable[[WebSocket], Awaitable[None]]:
        """Serves one kind; `make` makes those that need more to be made."""
        rate = Rate(self._hub.serving.rate_per_s)

        async def serve(socket: WebSocket) -> None:
            await socket.accept(kind.protocol(socket))
            try:
                self._check_room(address_of(socket.scope))
                opened = (make or kind)(socket, self._hub, rate)
            except Refused as e:
                with suppress(Exception):
                    if (told := kind.refusal(e)) is not None:
                        await socket.send_text(told)
                    await close_with(socket, self._hub, e)
                return
            self._open.add(opened)
            self._hub.metrics.sockets.set(len(self._open))
            try:
                await opened.run()
            finally:
                self._open.discard(opened)
                self._hub.metrics.sockets.set(len(self._open))

        return serve

    async def drain(self, within_s: float) -> None:
        """Let answers that are on their way come to their end, and close."""
        until = time.monotonic() + within_s
        while any(each.is_answering for each in self._open) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        for each in tuple(self._open):
            each.drain()

    def _check_room(self, address: str) -> None:
        """Windows that do nothing still cost memory."""
        serving = self._hub.serving
        of_address = sum(each.address == address for each in self._open)
        if len(self._open) >= 2 * serving.session_limit or of_address >= 2 * serving.per_address:
            raise Refused("full")
