"""What a body does while the robot talks: when it speaks, how far its mouth is open, what it shows and feels.

Nothing of it says what was said. Conversations are told apart by a number and by nothing that could lead into them.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from companion.base.gestures import Gesture
from companion.server.messages import event
from companion.server.refusals import Refused

if TYPE_CHECKING:  # not every installation has sound
    from threading import Event

    from companion.audio.devices import Speaker
    from companion.audio.pcm import Audio

log = logging.getLogger("companion")

PATH: Final = "/v1/events"
TICK_S: Final = 1 / 30
_QUIET_DBFS, _LOUD_DBFS = -45.0, -15.0
"""A mouth is shut at the one and wide open at the other."""
_GAP_S: Final = 0.25
"""A silence between two clauses is no end of speech."""
_NUMBERS: Final = 10_000
_QUEUED: Final = 256

FEELINGS: Final[dict[Gesture, str]] = {
    "greeting": "happy", "wave": "happy", "welcome": "happy", "bow": "happy", "yes_h": "happy", "no_h": "unsure",
    "think": "unsure", "happy": "happy", "excite": "excited", "cheer": "excited", "dance1": "happy", "sad": "sad",
    "boring": "bored", "sleep": "asleep",
}  # fmt: skip
"""What goes with a gesture, as the face of the page shows it."""


@dataclass(slots=True)
class _Voice:
    """What a conversation is saying: how loud it is from when on, in ticks."""

    levels: list[float] = field(default_factory=list)
    since_s: float = 0.0
    speaks: bool = False
    mouth: float = 0.0

    def level(self, now_s: float) -> float | None:
        """How loud it is now; None where it is not heard."""
        tick = int((now_s - self.since_s) / TICK_S)
        return self.levels[tick] if 0 <= tick < len(self.levels) else None

    @property
    def until_s(self) -> float:
        """When it falls silent."""
        return self.since_s + len(self.levels) * TICK_S


class Bodies:
    """All bodies that follow the conversations of a server; may be told of them from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: OrderedDict[str, int] = OrderedDict()
        self._given = 0
        self._voices: dict[int, _Voice] = {}
        self._bodies: set[Callable[[dict[str, Any]], None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ticking: asyncio.Task[None] | None = None

    def join(self, body: Callable[[dict[str, Any]], None]) -> None:
        """A body comes; it is told on the loop that runs here."""
        self._loop = asyncio.get_running_loop()
        self._bodies.add(body)
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.create_task(self._tick())

    def leave(self, body: Callable[[dict[str, Any]], None]) -> None:
        """It goes."""
        self._bodies.discard(body)

    def phase(self, conversation: str, name: str) -> None:
        """What the robot does now: `listening`, `hearing`, `committing`, `speaking`."""
        self._tell(conversation, "Phase", name=name)

    def gesture(self, conversation: str, name: str) -> None:
        """A motion that goes with an answer, and the feeling that goes with the motion."""
        self._tell(conversation, "Gesture", name=name)
        feeling = next((feeling for gesture, feeling in FEELINGS.items() if gesture == name), None)
        if feeling is not None:
            self._tell(conversation, "Feeling", name=feeling)

    def says(self, conversation: str, audio: Audio) -> None:
        """A sound is played, now or after what is played already."""
        if not self._bodies:
            return
        levels, now = _levels(audio), time.monotonic()
        with self._lock:
            voice = self._voices.setdefault(self._number(conversation), _Voice(since_s=now))
            if voice.until_s < now:
                past = voice.levels and now - voice.until_s < _GAP_S
                if past:
                    voice.levels += [0.0] * round((now - voice.until_s) / TICK_S)
                else:
                    voice.levels, voice.since_s = [], now
            voice.levels += levels

    def hushes(self, conversation: str) -> None:
        """What was played is stopped."""
        with self._lock:
            voice = self._voices.get(self._numbers.get(conversation, -1))
            if voice is not None:
                voice.levels, voice.since_s = [], time.monotonic() - _GAP_S

    def following(self, conversation: str, speaker: Speaker) -> Speaker:
        """The speaker, which a body follows."""
        return _Followed(self, conversation, speaker)

    def _number(self, conversation: str) -> int:
        if conversation not in self._numbers:
            self._given += 1
            self._numbers[conversation] = self._given
            if len(self._numbers) > _NUMBERS:
                self._numbers.popitem(last=False)
        return self._numbers[conversation]

    def _tell(self, conversation: str, kind: str, **fields: Any) -> None:
        if not self._bodies or self._loop is None:
            return
        with self._lock:
            number = self._number(conversation)
        with suppress(RuntimeError):  # the server is gone
            self._loop.call_soon_threadsafe(self._send, number, kind, fields)

    def _send(self, number: int, kind: str, fields: dict[str, Any]) -> None:
        message = event(kind, conversation=number, **fields)
        for body in tuple(self._bodies):
            body(message)

    async def _tick(self) -> None:
        """Tell 30 times a second how far each mouth is open, as long as there is somebody to tell."""
        due = time.monotonic()
        while self._bodies:
            now = time.monotonic()
            with self._lock:
                voices = list(self._voices.items())
            for number, voice in voices:
                self._follow(number, voice, now)
            due = max(due + TICK_S, now)
            await asyncio.sleep(due - time.monotonic())
        with self._lock:
            self._voices.clear()

    def _follow(self, number: int, voice: _Voice, now: float) -> None:
        level = voice.level(now)
        if level is not None and not voice.speaks:
            voice.speaks = True
            self._send(number, "SpeechStarted", {})
        if level is not None or voice.mouth:
            voice.mouth = level or 0.0
            self._send(number, "Mouth", {"level": round(voice.mouth, 2)})
        if level is None and now >= voice.until_s + _GAP_S:
            if voice.speaks:
                self._send(number, "SpeechStopped", {})
            with self._lock:
                if voice.until_s + _GAP_S <= now:
                    self._voices.pop(number, None)


class _Followed:
    """A speaker that a body follows."""

    def __init__(self, bodies: Bodies, conversation: str, speaker: Speaker) -> None:
        self._bodies = bodies
        self._conversation = conversation
        self._speaker = speaker

    def play(self, audio: Audio, stop: Event) -> float:
        if not stop.is_set():
            self._bodies.says(self._conversation, audio)
        try:
            return self._speaker.play(audio, stop)
        finally:
            if stop.is_set():
                self._bodies.hushes(self._conversation)

    def close(self) -> None:
        self._speaker.close()


def _levels(audio: Audio) -> list[float]:
    """How far a mouth is open, tick by tick."""
    from companion.audio.levels import dbfs

    step = max(1, round(audio.rate * TICK_S))
    ticks = (dbfs(audio.samples[at : at + step]) for at in range(0, len(audio.samples), step))
    return [min(1.0, max(0.0, (level - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS))) for level in ticks]


class BodySockets:
    """`/v1/events`: who reads along.

    Args:
        bodies: are told.
        most: how many there may be.
    """

    def __init__(self, bodies: Bodies, most: int) -> None:
        self._bodies = bodies
        self._most = most
        self._open = 0

    async def serve(self, socket: WebSocket) -> None:
        """Serve one, until it goes, says something, or does not read."""
        await socket.accept()
        if self._open >= self._most:
            await socket.close(Refused("full").close, "full")
            return
        out: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_QUEUED)
        slow = asyncio.Event()

        def told(message: dict[str, Any]) -> None:
            try:
                out.put_nowait(message)
            except asyncio.QueueFull:
                slow.set()

        async def write() -> None:
            with suppress(RuntimeError, WebSocketDisconnect):
                while True:
                    await socket.send_text(json.dumps(await out.get()))

        async def read() -> Refused | None:
            message = await socket.receive()
            return None if message["type"] == "websocket.disconnect" else Refused("unsupported")

        async def lag() -> Refused:
            await slow.wait()
            return Refused("slow")

        self._open += 1
        self._bodies.join(told)
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(each()) for each in (write, read, lag)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            refused = next((task.result() for task in done if task.exception() is None), None)
        finally:
            self._bodies.leave(told)
            self._open -= 1
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if refused is not None and socket.application_state is WebSocketState.CONNECTED:
            with suppress(Exception):
                await asyncio.wait_for(socket.close(refused.close, refused.reason), 2)
