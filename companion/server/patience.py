"""Connections that do not get to the point: who asks nothing, reads nothing or takes too many of them is let go.

uvicorn closes a connection in order, which waits for what was written to be read: one whose client reads nothing would
stay for good, and what is queued for it with it.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from functools import partial
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from companion.server.metrics import Metrics
from companion.server.refusals import Refused
from companion.server.security import network_of

PATIENCE_S: Final = 20.0
"""How long the head of a request may take to come, and what was written to be read on."""
MOST_UNREAD: Final = 4 << 20
"""Bytes that may wait to be read; twenty seconds of sound at 48 kHz are two million."""
MOST_PARTS: Final = 256
"""In how many frames one message may come."""


class Connections:
    """All open connections, and how many of them each address has.

    Args:
        most: how many there may be.
        most_of_one: how many of them one address may have.
        metrics: are told how many there are.
    """

    def __init__(self, most: int, most_of_one: int, metrics: Metrics) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._metrics = metrics
        self._counts: Counter[str] = Counter()
        self._all = 0

    def open(self, address: str) -> bool:
        """One more, if it may be."""
        if self._all >= self._most or self._counts[address] >= self._most_of_one:
            self._metrics.rejected.labels("full").inc()
            return False
        self._counts[address] += 1
        self._count(+1)
        return True

    def close(self, address: str) -> None:
        """One less."""
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]
        self._count(-1)

    def _count(self, change: int) -> None:
        self._all += change
        self._metrics.connections.set(self._all)

    @property
    def http(self) -> Any:
        """What speaks HTTP, for uvicorn."""
        return partial(PatientHttp, self)

    @property
    def websocket(self) -> Any:
        """What speaks WebSocket, for uvicorn."""
        return partial(PatientWebSocket, self)


class _Watch:
    """Looks now and then whether a connection goes on."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._unread, self._since = 0, loop.time()
        self._timer = loop.call_later(PATIENCE_S / 4, self._look)

    def end(self) -> None:
        """It is gone."""
        self._timer.cancel()

    def waits_s(self) -> float:
        """How long nothing was read of what was written."""
        unread, before = self._transport.get_write_buffer_size(), self._unread
        self._unread = unread
        if not unread or unread < before:
            self._since = self._loop.time()
        return self._loop.time() - self._since

    def _look(self) -> None:
        if self.waits_s() >= PATIENCE_S:
            self._transport.abort()
        else:
            self._timer = self._loop.call_later(PATIENCE_S / 4, self._look)


class PatientHttp(H11Protocol):
    """HTTP as uvicorn speaks it, with an end to waiting."""

    def __init__(self, connections_: Connections, **how: Any) -> None:
        super().__init__(**how)
        self._open = connections_
        self._address: str | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody has connected."""
        super().connection_made(transport)
        self._watch = _Watch(transport, self.loop)
        address = _address_of(transport)
        if not self._open.open(address):
            transport.write(_FULL)
            transport.close()
            return
        self._address = address
        self._waits_since: float | None = None
        self.loop.call_later(PATIENCE_S / 4, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._watch.end()
        if self._address is not None:
            self._open.close(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        if not self.transport.is_closing():
            super().data_received(data)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """The connection goes on as a WebSocket, which watches and counts it from here on."""
        self._watch.end()
        super().handle_websocket_upgrade(event)

    def _look(self) -> None:
        if self.transport.is_closing():
            return
        now = asyncio.get_running_loop().time()
        asks = self.conn.their_state is not h11.IDLE
        self._waits_since = None if asks else (self._waits_since or now)
        if self._waits_since is not None and now - self._waits_since >= PATIENCE_S:
            self.transport.close()
        else:
            self.loop.call_later(PATIENCE_S / 4, self._look)


class PatientWebSocket(WebSocketsSansIOProtocol):
    """A WebSocket as uvicorn speaks it, bounded in what it holds for one that does not read."""

    def __init__(self, connections_: Connections, **how: Any) -> None:
        super().__init__(**how)
        self._open = connections_

    def connection_made(self, transport: Any) -> None:
        """It was HTTP before, and counted."""
        super().connection_made(transport)
        self._address = _address_of(transport)
        self._watch = _Watch(transport, self.loop)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._watch.end()
        self._open.close(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came; pings are answered even to somebody who reads no answer."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            # An upgrade that cannot be read; uvicorn would wait for another for ever.
            self.transport.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            self.transport.close()
        if self.transport.get_write_buffer_size() > MOST_UNREAD:
            self.transport.abort()

    def handle_cont(self, event: Any) -> None:
        """The next part of a message; empty ones cost nothing but memory."""
        if len(self.frames) >= MOST_PARTS:
            self.conn.fail(1009, "too many parts")
            self.handle_parser_exception()
            return
        super().handle_cont(event)


def _address_of(transport: asyncio.Transport) -> str:
    client = get_remote_addr(transport)
    return network_of(client[0]) if client else "?"


def _full() -> bytes:
    refused = Refused("full")
    body = json.dumps(refused.as_json()).encode()
    head = (
        f"HTTP/1.1 {refused.status} Service Unavailable\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nRetry-After: 2\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


_FULL: Final = _full()
