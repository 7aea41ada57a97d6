"""Connections that do not get to the point: who opens one and asks nothing is let go."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE_S: Final = 20.0
"""How long the head of a request may take to come."""


class PatientHttp(H11Protocol):
    """HTTP as uvicorn speaks it, with an end to waiting for a request."""

    def connection_made(self, transport: Any) -> None:
        """Somebody has connected."""
        super().connection_made(transport)
        self._waits_since: float | None = None
        self.loop.call_later(PATIENCE_S / 4, self._look)

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
