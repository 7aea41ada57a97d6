"""A show over Open Sound Control: `/cue/go` and all that HTTP knows comes in, where the show stands goes out.

OSC knows no secrets: whoever reaches the port may act. So it listens to this machine alone unless another address is
given.
"""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread
from typing import Any, Final

from companion.base.errors import UsageError
from companion.base.extras import requiring
from companion.server.refusals import Refused
from companion.server.show_doors import ShowDoors

with requiring("Open Sound Control", "osc"):
    from pythonosc.dispatcher import Dispatcher
    from pythonosc.osc_server import BlockingOSCUDPServer
    from pythonosc.udp_client import SimpleUDPClient

log = logging.getLogger("companion")

_FIELDS: Final = {
    "answer": "number", "say": "text", "heard": "text", "stand": "cue", "fire": "cue", "mode": "mode",
    "volume": "percent", "because": "reason",
}  # fmt: skip
"""What the one argument of an address is; that of any other tells that a button is pressed, or let go."""
_BEAT_S: Final = 1.0
"""How often the clock of the show is told."""


class ShowOsc:
    """The show's line to other programs of the house.

    Args:
        doors: act, and tell.
        listens: `[HOST:]PORT` to listen at; None does not.
        tells: `HOST:PORT` of whoever is told; None tells nobody.

    Raises:
        UsageError: an address is none, or taken.
    """

    def __init__(self, doors: ShowDoors, listens: str | None, tells: str | None) -> None:
        self._doors = doors
        self._told: dict[str, Any] = {}
        self._telling, self._closed = Lock(), Event()
        self._client: SimpleUDPClient | None = None
        self._server: BlockingOSCUDPServer | None = None
        if tells is not None:
            host, port = _address(tells)
            self._client = SimpleUDPClient(host, port)
            doors.push_to(self._tell)
            Thread(target=self._tell_time, name="show-osc-clock", daemon=True).start()
        if listens is not None:
            dispatcher = Dispatcher()
            dispatcher.map("/cue/*", self._obey)
            try:
                self._server = BlockingOSCUDPServer(_address(listens), dispatcher)
            except OSError as e:
                raise UsageError(f"{listens}: cannot listen there: {e.strerror or e}") from None
            Thread(target=self._server.serve_forever, name="show-osc", daemon=True).start()

    @property
    def port(self) -> int | None:
        """Where it listens."""
        return None if self._server is None else int(self._server.server_address[1])

    def close(self) -> None:
        """Listen no more, and tell nothing."""
        self._closed.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _obey(self, address: str, *arguments: Any) -> None:
        action = address.removeprefix("/cue/")
        field = _FIELDS.get(action)
        if action == "state":
            self._tell_all()
            return
        if field is None and len(arguments) == 1 and not arguments[0]:
            return  # a button that is let go
        fields = {field: arguments[0]} if field is not None and arguments else {}
        try:
            if not self._doors.command(action, fields):
                log.warning("OSC: nothing is known of %s", address)
        except Refused as e:
            log.warning("OSC: %s: %s", address, e.message)

    def _tell_time(self) -> None:
        while not self._closed.wait(_BEAT_S):
            self._tell(self._doors.view())

    def _tell_all(self) -> None:
        """Tell everything, changed or not: somebody has come late."""
        with self._telling:
            self._told = {}
        self._tell(self._doors.view())

    def _tell(self, view: dict[str, Any]) -> None:
        """Tell what has changed."""
        client = self._client
        if client is None:
            return

        def id_of(number: int | None) -> str:
            return view["cues"][number]["id"] if number is not None and number < len(view["cues"]) else ""

        run = view["run"]
        told = {
            "/show/standby": id_of(view["standing"]),
            "/show/next": id_of(view["next"]),
            "/show/step": "idle" if run is None else run["step"],
            "/show/says": (run or {}).get("says") or "",
            "/show/mode": view["mode"],
            "/show/held": int(view["held"]),
            "/show/panic": int(view["panicked"]),
            "/show/volume": view["volume"],
            "/show/elapsed": int(view["elapsed_s"] or 0),
            "/show/over": round(view["over_s"] or 0.0, 1),
        }
        with self._telling:
            changed = {address: value for address, value in told.items() if self._told.get(address) != value}
            self._told = told
        for address, value in changed.items():
            try:
                client.send_message(address, value)
            except OSError as e:  # nobody listens there at the moment
                log.debug("OSC: %s", e)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or not int(port) < 65536:
        raise UsageError(f"{text}: an address for OSC is HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)
