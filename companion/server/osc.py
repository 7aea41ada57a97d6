"""Bodies that speak Open Sound Control: every event as a message over UDP.

`/companion/EVENT`, the event in small letters, with the number of the conversation and what the event tells.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from companion.base.errors import UsageError
from companion.base.extras import requiring

with requiring("Open Sound Control", "osc"):
    from pythonosc.udp_client import SimpleUDPClient

log = logging.getLogger("companion")

_HEAD: Final = ("event", "version", "conversation")


class OscBody:
    """A body at an address.

    Args:
        address: `HOST:PORT`.

    Raises:
        UsageError: it is none.
    """

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise UsageError(f"{address}: an address for OSC is HOST:PORT")
        try:
            self._client = SimpleUDPClient(host.strip("[]"), int(port))
        except OSError as e:
            raise UsageError(f"{address}: there is no such address ({e.strerror or e})") from None

    def __call__(self, message: dict[str, Any]) -> None:
        """Tell it of an event."""
        told = [value for name, value in message.items() if name not in _HEAD]
        try:
            self._client.send_message(f"/companion/{message['event'].lower()}", [message["conversation"], *told])
        except OSError as e:  # nobody listens there at the moment
            log.debug("OSC: %s", e)

    def close(self) -> None:
        """There is nobody to say goodbye to."""
