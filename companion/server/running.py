"""Running the server: a socket, the loading beside it, an end in order."""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket as sockets_
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, TextIO

from companion.base.errors import CompanionError, UsageError
from companion.base.extras import requiring
from companion.base.settings import Settings

with requiring("the server", "server"):
    import uvicorn

    from companion.server.application import application
    from companion.server.body_socket import body_token
    from companion.server.certificates import Certificate
    from companion.server.hub import Hub
    from companion.server.logs import tell_fault
    from companion.server.open_socket import OpenSockets
    from companion.server.patience import Connections
    from companion.server.security import EntryToken, is_this_machine
    from companion.server.show_doors import ShowDoors

if TYPE_CHECKING:  # extras of their own
    from companion.dialogue.assistant import Assistant
    from companion.server.mqtt import MqttBody
    from companion.server.osc import OscBody
    from companion.server.wyoming_wire import Wyoming

log = logging.getLogger("companion")

_SHORTEST_TOKEN: Final = 16
_ON_STAGE: Final = "show"
"""The conversation of a show, as bodies know it."""
_DRAIN_S: Final = 10.0
_FRAME: Final = 1 << 16
"""Bytes of a WebSocket message that a client may send."""


def token_for(settings: Settings) -> str | None:
    """The token that clients have to know; None where nobody but this machine can ask.

    Raises:
        UsageError: the one of the settings is too short to be one.
    """
    given = settings.serving.token
    if given is not None:
        token = given.get_secret_value()
        if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
            raise UsageError(
                f"a token needs {_SHORTEST_TOKEN} ASCII characters without blanks or more; without it one is made"
            )
        return token
    return None if is_this_machine(settings.serving.host) else secrets.token_urlsafe(24)


def listening_socket(host: str, port: int) -> sockets_.socket:
    """A socket that listens.

    Raises:
        UsageError: the address is not this machine's, or taken.
    """
    try:
        ((family, kind, protocol, _, address), *_rest) = sockets_.getaddrinfo(
            host, port, type=sockets_.SOCK_STREAM, flags=sockets_.AI_PASSIVE
        )
        listener = sockets_.socket(family, kind, protocol)
        listener.setsockopt(sockets_.SOL_SOCKET, sockets_.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(256)
    except OSError as e:
        raise UsageError(f"cannot listen at {host} port {port}: {e.strerror or e}; choose another --port") from None
    listener.setblocking(False)
    return listener


class _Server(uvicorn.Server):
    """Lets conversations come to an end before it closes."""

    def __init__(self, config: uvicorn.Config, hub: Hub, sockets: OpenSockets) -> None:
        super().__init__(config)
        self._hub = hub
        self._sockets = sockets
        self.stands = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._draining: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[sockets_.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.stands.set()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal drains, a second one ends at once."""
        self._captured_signals.append(sig)
        if self._hub.draining or self._loop is None:
            self.should_exit = self.force_exit = True
        else:
            self._hub.draining = True
            self._loop.call_soon_threadsafe(self._begin_draining)

    def drain(self) -> None:
        """End in order; may come from any thread, and again."""
        before, self._hub.draining = self._hub.draining, True
        if self._loop is not None and not before:
            self._loop.call_soon_threadsafe(self._begin_draining)

    def _begin_draining(self) -> None:
        self._draining = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        await self._sockets.drain(_DRAIN_S)
        self.should_exit = True


class RunningServer:
    """A server on its socket.

    Args:
        settings: of the profile.
        listener: the socket.
        token: what clients have to know; None lets all in.
        certificate: for TLS; None serves plainly.
        silent: load no voice.
        doors: of the show that is run, if one is.
        standing: is called when it can be reached, before anything is loaded.
        loaded: is told who answers, once that is there, on a thread of its own.

    Attributes:
        wyoming: the server of that protocol, where the settings want one.
    """

    def __init__(
        self,
        settings: Settings,
        listener: sockets_.socket,
        token: str | None,
        certificate: Certificate | None = None,
        *,
        silent: bool = False,
        doors: ShowDoors | None = None,
        standing: Callable[[], None] = lambda: None,
        loaded: Callable[[Assistant], None] = lambda assistant: None,
    ) -> None:
        self._hub = Hub(settings, silent=silent)
        self._standing, self._loaded = standing, loaded
        self._show = doors is not None
        self._listener = listener
        self.wyoming: Wyoming | None = None
        if settings.serving.wyoming is not None:
            from companion.server.wyoming_wire import Wyoming

            self.wyoming = Wyoming(self._hub, listening_socket(settings.serving.host, settings.serving.wyoming))
        self._bodies: list[OscBody | MqttBody] = []
        if settings.serving.osc is not None:
            from companion.server.osc import OscBody

            self._bodies.append(OscBody(settings.serving.osc))
        if settings.serving.mqtt is not None:
            from companion.server.mqtt import MqttBody

            self._bodies.append(MqttBody(settings.serving.mqtt.get_secret_value(), f"companion {settings.profile}"))
        open_sockets = OpenSockets(self._hub)
        app = application(
            self._hub,
            open_sockets,
            EntryToken(token),
            server_names(settings),
            bodies=EntryToken(body_token(token)),
            secure=certificate is not None,
            authority=None if certificate is None else certificate.authority_der,
            doors=doors,
        )
        serving = settings.serving
        connections = Connections(4 * serving.session_limit, 4 * serving.per_address, self._hub.metrics)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",  # what fails is logged by the application, once
            http=connections.http,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws=connections.websocket,
            ws_max_size=_FRAME,
            ws_max_queue=16,
            ws_per_message_deflate=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=int(_DRAIN_S),
            ssl_certfile=None if certificate is None else str(certificate.certificate),
            ssl_keyfile=None if certificate is None else str(certificate.key),
        )
        try:
            config.load()
        except (OSError, ValueError) as e:  # what OpenSSL says of a wrong key is an OSError too
            raise UsageError(
                f"{certificate.certificate if certificate else None}: it and its key cannot be used: {e}"
            ) from None
        self._server = _Server(config, self._hub, open_sockets)

    def run(self, tell: Callable[[str], None], progress: TextIO = sys.stderr) -> None:
        """Serve until a signal, or `stop`, ends it.

        Args:
            tell: is told how the loading goes.
            progress: where the fetching of models is shown.

        Raises:
            CompanionError: the robot cannot be loaded.
        """
        asyncio.run(self._run(tell, progress))

    def move(self, gesture: str) -> None:
        """Bodies that follow show a gesture of a show; may come from any thread."""
        self._hub.bodies.reply(_ON_STAGE, gesture, 0)

    def stop(self) -> None:
        """End in order; may come from any thread."""
        self._server.drain()

    async def _run(self, tell: Callable[[str], None], progress: TextIO) -> None:
        async def load() -> None:
            await self._server.stands.wait()
            try:
                self._standing()
                await asyncio.to_thread(self._hub.load, tell, progress)
                self._hub.ready.set()
                await asyncio.to_thread(self._loaded, self._hub.assistant)
            except BaseException as e:
                if self._show and isinstance(e, CompanionError):
                    tell(f"the show goes on with what is prepared: {e}")
                    return
                self._server.should_exit = True
                raise

        asyncio.get_running_loop().set_exception_handler(_tell_fault_of)
        loading = asyncio.create_task(load())
        try:
            async with self._beside(tell):
                await self._server.serve([self._listener])
        finally:
            self._hub.close()
            if not loading.done():
                loading.cancel()
        if loading.done() and not loading.cancelled():
            loading.result()

    @asynccontextmanager
    async def _beside(self, tell: Callable[[str], None]) -> AsyncIterator[None]:
        """What is served on ports of its own."""
        for body in self._bodies:
            self._hub.bodies.join(body)
        try:
            if self.wyoming is None:
                yield
            else:
                async with self._served(self.wyoming, tell):
                    yield
        finally:
            for body in self._bodies:
                await asyncio.to_thread(body.close)

    @asynccontextmanager
    async def _served(self, wyoming: Wyoming, tell: Callable[[str], None]) -> AsyncIterator[None]:
        from companion.server.wyoming_wire import Announcement

        host = self._hub.serving.host
        await wyoming.start()
        tell(f"Wyoming: tcp://{own_address() if host == '0.0.0.0' else host}:{wyoming.port}")
        announcement = None
        if not is_this_machine(host):
            announcement = Announcement(own_address(), wyoming.port)
            await announcement.begin()
        try:
            yield
        finally:
            if announcement is not None:
                await announcement.end()
            await wyoming.stop()


def _tell_fault_of(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    fault = context.get("exception")
    if fault is None:
        log.error("the loop: %s", context.get("message"))
    else:
        tell_fault("the loop", fault)


def server_names(settings: Settings) -> frozenset[str]:
    """The names by which this machine is called, in lower case."""
    name = sockets_.gethostname()
    short = name.partition(".")[0]
    return frozenset(each.lower() for each in ("localhost", name, short, f"{short}.local", *settings.serving.names))


def own_address() -> str:
    """The address by which others in the network reach this machine; nothing is sent to find it."""
    with sockets_.socket(sockets_.AF_INET, sockets_.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
