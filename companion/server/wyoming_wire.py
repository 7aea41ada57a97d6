"""The Wyoming protocol on its socket: who comes, in bounds, and how Home Assistant finds it.

The protocol knows no token: whoever reaches the port may ask. It listens where the rest of the server does.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket as sockets_
from collections import Counter
from contextlib import suppress
from typing import Any, Final

from companion.base.extras import requiring
from companion.server.hub import Hub
from companion.server.logs import tell_fault
from companion.server.refusals import Refused

with requiring("the Wyoming protocol", "home"):
    from wyoming.error import Error
    from wyoming.event import Event, async_write_event
    from zeroconf import IPVersion, ServiceInfo
    from zeroconf.asyncio import AsyncZeroconf

from companion.server.wyoming_talk import WyomingTalk

log = logging.getLogger("companion")

SERVICE: Final = "_wyoming._tcp.local."
_HEAD: Final = 1 << 16
_DATA: Final = 1 << 18
_PAYLOAD: Final = 1 << 20
"""Bytes of the parts of an event that a client may send."""
_LEAVES_S: Final = 2.0
_REST_S: Final = 20.0
"""How long an event may take that has begun."""
_ALIVE_S: Final = 20
"""After so long the system asks a silent client whether it is there: one that lost its network is found."""


async def next_event(reader: asyncio.StreamReader, keep_s: float) -> Event | None:
    """The next event; None where no more come.

    Raises:
        Refused: it cannot be read, is too large, or does not come to its end.
    """
    try:
        first = await asyncio.wait_for(reader.read(1), keep_s)
        return await asyncio.wait_for(_read_bounded(first, reader), _REST_S) if first else None
    except TimeoutError:
        raise Refused("slow") from None


async def _read_bounded(first: bytes, reader: asyncio.StreamReader) -> Event | None:
    """The event that began so. The package's own reader takes whatever a client says will come."""
    try:
        line = first + await reader.readline()
        head = json.loads(line)
        kind, data = head["type"], dict(head.get("data") or {})
        more, payload = int(head.get("data_length") or 0), int(head.get("payload_length") or 0)
        if not isinstance(kind, str) or more < 0 or payload < 0:
            raise Refused("bad_request")
        if more > _DATA or payload > _PAYLOAD:
            raise Refused("too_large")
        if more:
            data |= json.loads(await reader.readexactly(more))
        return Event(kind, data, await reader.readexactly(payload) if payload else None)
    except asyncio.IncompleteReadError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("bad_request") from None


class Wyoming:
    """Serves the protocol.

    Args:
        hub: the shared parts.
        listener: the socket.
    """

    def __init__(self, hub: Hub, listener: sockets_.socket) -> None:
        self._hub = hub
        self._listener = listener
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._of: Counter[str] = Counter()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._connected, sock=self._listener, limit=_HEAD)

    async def stop(self) -> None:
        """End, with all who are connected."""
        if self._server is not None:
            self._server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        address = str((writer.get_extra_info("peername") or "?")[0])
        self._talks.add(task)
        self._of[address] += 1
        line = writer.get_extra_info("socket")
        line.setsockopt(sockets_.SOL_SOCKET, sockets_.SO_KEEPALIVE, 1)
        if hasattr(sockets_, "TCP_KEEPIDLE"):
            line.setsockopt(sockets_.IPPROTO_TCP, sockets_.TCP_KEEPIDLE, _ALIVE_S)
            line.setsockopt(sockets_.IPPROTO_TCP, sockets_.TCP_KEEPINTVL, _ALIVE_S)
        try:
            try:
                await self._talk(address, reader, writer)
            except asyncio.CancelledError:
                raise Refused("going") from None
        except Refused as e:
            self._hub.metrics.rejected.labels(e.reason).inc()
            with suppress(Exception):
                await asyncio.wait_for(async_write_event(Error(e.message, e.reason).event(), writer), _LEAVES_S)
        except (ConnectionError, TimeoutError):
            log.info("a client of the Wyoming protocol went")
        except Exception as e:
            tell_fault("the Wyoming protocol", e)
            self._hub.metrics.errors.labels("wyoming").inc()
        finally:
            self._talks.discard(task)
            self._of[address] -= 1
            self._of += Counter()  # forgets who has gone
            writer.close()

    async def _talk(self, address: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving = self._hub.serving
        if len(self._talks) > serving.session_limit or self._of[address] > serving.per_address:
            raise Refused("full")

        async def tell(event: Event) -> None:
            # Who does not read what was asked for is left.
            await asyncio.wait_for(async_write_event(event, writer), serving.within_s)

        talk = WyomingTalk(self._hub, address, tell)
        try:
            while (event := await next_event(reader, serving.keep_s)) is not None:
                try:
                    await talk.take(event)
                except Refused as e:
                    self._hub.metrics.rejected.labels(e.reason).inc()
                    await tell(Error(e.message, e.reason).event())
        finally:
            talk.close()


class Announcement:
    """Tells the network by multicast DNS that the protocol is served here, as Home Assistant looks for it.

    Args:
        serving: the settings.
        address: by which others reach this machine.
        port: where the protocol is served.
        interfaces: addresses of this machine whose networks are told; None for all.
    """

    def __init__(self, address: str, port: int, interfaces: list[str] | None = None) -> None:
        host = sockets_.gethostname().partition(".")[0]
        name = f"companion-{host}-{port}"
        self._info = ServiceInfo(
            SERVICE,
            f"{name}.{SERVICE}",
            addresses=[sockets_.inet_aton(address)],
            port=port,
            server=f"{name}.local.",
        )
        given: dict[str, Any] = {} if interfaces is None else {"interfaces": interfaces}
        self._zeroconf = AsyncZeroconf(ip_version=IPVersion.V4Only, **given)

    async def begin(self) -> None:
        """Tell it."""
        await self._zeroconf.async_register_service(self._info, allow_name_change=True)

    async def end(self) -> None:
        """Tell that it is over."""
        await self._zeroconf.async_unregister_all_services()
        await self._zeroconf.async_close()
