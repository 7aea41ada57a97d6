"""`/v1/events`: a body reads along; it can say nothing."""

from __future__ import annotations

import hmac
import json
from typing import Any, ClassVar, Final

from starlette.websockets import WebSocket

from companion.server.hub import Hub
from companion.server.open_socket import OpenSocket
from companion.server.security import Rate

PATH: Final = "/v1/events"


def body_token(token: str | None) -> str | None:
    """The token of a body: it follows from the clients', tells nothing of it, and lets nobody ask."""
    return None if token is None else hmac.new(token.encode(), b"companion body", "sha256").hexdigest()[:32]


class BodySocket(OpenSocket):
    """One open socket.

    Args:
        socket: accepted already.
        hub: the shared parts.
        rate: of no use: nothing is said.
    """

    door = "body"
    queued: ClassVar[int] = 256

    def __init__(self, socket: WebSocket, hub: Hub, rate: Rate) -> None:
        super().__init__(socket, hub, rate)
        hub.bodies.join(self._told)

    def _told(self, message: dict[str, Any]) -> None:
        self._put(json.dumps(message))

    async def _read(self) -> None:
        await self._only_told()

    async def _let_go(self) -> None:
        self._hub.bodies.leave(self._told)
