"""What a body does while the robot talks: when it speaks, how far its mouth is open, what it shows and feels.

Nothing of it says what was said. Conversations are told apart by a number and by nothing that could lead into them.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from companion.base.gestures import Gesture
from companion.language.mouth_shapes import SHUT, MouthShape, mouth_shapes
from companion.server.messages import event

if TYPE_CHECKING:  # not every installation has sound
    from threading import Event

    from companion.audio.devices import Speaker
    from companion.audio.pcm import Audio
    from companion.speaking.voice import Clip

TICK_S: Final = 1 / 30
_QUIET_DBFS, _LOUD_DBFS = -45.0, -15.0
"""A mouth is shut at the one and wide open at the other."""
_GAP_S: Final = 0.25
"""A silence between two clauses is no end of speech."""
_NUMBERS: Final = 10_000
_CLIPS: Final = 16
"""How many clauses may be ready before they are played."""

FEELINGS: Final[dict[Gesture, str]] = {
    "greeting": "happy", "wave": "happy", "welcome": "happy", "bow": "happy", "yes_h": "happy", "no_h": "unsure",
    "think": "unsure", "happy": "happy", "excite": "excited", "cheer": "excited", "dance1": "happy", "sad": "sad",
    "boring": "bored", "sleep": "asleep",
}  # fmt: skip
"""What goes with a gesture, as the face of the page shows it."""

LOOKS: Final[dict[str, tuple[str, float, float]]] = {
    "listening": ("visitor", 0.0, 0.0), "hearing": ("visitor", 0.0, -0.1), "committing": ("aside", 0.4, 0.4),
    "speaking": ("visitor", 0.0, 0.0),
}  # fmt: skip
"""Where the robot looks in each phase: at what, how far to its left and how far up, each from −1 to 1."""
_AT_CARDS: Final = ("cards", 0.0, -0.6)


class MouthNow(NamedTuple):
    """A mouth at one moment.

    Attributes:
        level: how loud it is, 0 to 1.
        shape: of the lips, as the vowel wants it that is probably being said.
    """

    level: float
    shape: MouthShape

    @property
    def open(self) -> float:
        """How far it is open: by the sound, and by the vowel."""
        return self.level * (0.45 + 0.55 * self.shape.open)


_SILENT: Final = MouthNow(0.0, SHUT)


@dataclass(slots=True)
class _Voice:
    """What a conversation is saying: how its mouth stands from when on, in ticks."""

    mouths: list[MouthNow] = field(default_factory=list)
    since_s: float = 0.0
    speaks: bool = False
    moved: bool = False

    def mouth(self, now_s: float) -> MouthNow | None:
        """How its mouth stands now; None where it is not heard."""
        tick = int((now_s - self.since_s) / TICK_S)
        return self.mouths[tick] if 0 <= tick < len(self.mouths) else None

    @property
    def until_s(self) -> float:
        """When it falls silent."""
        return self.since_s + len(self.mouths) * TICK_S


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
        """What the robot does now: `listening`, `hearing`, `committing`, `speaking`; and where it looks."""
        self._tell(conversation, "Phase", name=name)
        if name in LOOKS:
            self._look(conversation, *LOOKS[name])

    def reply(self, conversation: str, gesture: str | None, cards: int) -> None:
        """An answer begins.

        Args:
            conversation: whose.
            gesture: the motion that goes with it; with it goes a feeling.
            cards: how many cards a screen shows of it.
        """
        if gesture is not None:
            self._tell(conversation, "Gesture", name=gesture)
            feeling = next((feeling for name, feeling in FEELINGS.items() if name == gesture), None)
            if feeling is not None:
                self._tell(conversation, "Feeling", name=feeling)
        self._tell(conversation, "Cards", count=cards)
        if cards:
            self._look(conversation, *_AT_CARDS)

    def follow(self, conversation: str, told: dict[str, Any]) -> None:
        """What a page is told, as far as a body does something at it."""
        match told:
            case {"event": "Phase", "name": name}:
                self.phase(conversation, name)
            case {"event": "Replied", "reply": {"gesture": gesture, "items": items}}:
                self.reply(conversation, gesture, len(items))

    def _look(self, conversation: str, at: str, left: float, up: float) -> None:
        self._tell(conversation, "Gaze", at=at, left=left, up=up)

    def says(self, conversation: str, clip: Clip) -> None:
        """A clause is played, now or after what is played already."""
        if not self._bodies:
            return
        mouths, now = _mouths(clip.audio, clip.text), time.monotonic()
        with self._lock:
            voice = self._voices.setdefault(self._number(conversation), _Voice(since_s=now))
            if voice.until_s < now:
                past = voice.mouths and now - voice.until_s < _GAP_S
                if past:
                    voice.mouths += [_SILENT] * round((now - voice.until_s) / TICK_S)
                else:
                    voice.mouths, voice.since_s = [], now
            voice.mouths += mouths

    def hushes(self, conversation: str) -> None:
        """What was played is stopped."""
        with self._lock:
            voice = self._voices.get(self._numbers.get(conversation, -1))
            if voice is not None:
                voice.mouths, voice.since_s = [], time.monotonic() - _GAP_S

    def following(self, conversation: str, speaker: Speaker) -> FollowedSpeaker:
        """The speaker, which bodies follow."""
        return FollowedSpeaker(self, conversation, speaker)

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
        mouth = voice.mouth(now)
        if mouth is not None and not voice.speaks:
            voice.speaks = True
            self._send(number, "SpeechStarted", {})
        if mouth is not None or voice.moved:
            now_is = mouth or _SILENT
            voice.moved = now_is.level > 0
            shape = {"open": round(now_is.open, 2), "wide": now_is.shape.wide}
            self._send(number, "Mouth", {"level": round(now_is.level, 2), **shape})
        if mouth is None and now >= voice.until_s + _GAP_S:
            if voice.speaks:
                self._send(number, "SpeechStopped", {})
            with self._lock:
                if voice.until_s + _GAP_S <= now:
                    self._voices.pop(number, None)


class FollowedSpeaker:
    """A speaker that bodies follow.

    Args:
        bodies: follow it.
        conversation: whose it is.
        speaker: plays.
    """

    def __init__(self, bodies: Bodies, conversation: str, speaker: Speaker) -> None:
        self._bodies = bodies
        self._conversation = conversation
        self._speaker = speaker
        self._expected: deque[Clip] = deque(maxlen=_CLIPS)

    def expect(self, clip: Clip) -> None:
        """The clause will be played soon."""
        self._expected.append(clip)

    def play(self, audio: Audio, stop: Event) -> float:
        """Play a sound, which bodies follow."""
        from companion.speaking.voice import Clip

        if not stop.is_set():
            clip = next((clip for clip in tuple(self._expected) if clip.audio is audio), Clip("", audio))
            self._bodies.says(self._conversation, clip)
        try:
            return self._speaker.play(audio, stop)
        finally:
            if stop.is_set():
                self._bodies.hushes(self._conversation)

    def close(self) -> None:
        """Nothing more is played."""
        self._speaker.close()


def _mouths(audio: Audio, text: str) -> list[MouthNow]:
    """How a mouth stands, tick by tick: the syllables are spread evenly over what is heard of the sound."""
    from companion.audio.levels import dbfs

    step = max(1, round(audio.rate * TICK_S))
    ticks = (dbfs(audio.samples[at : at + step]) for at in range(0, len(audio.samples), step))
    levels = [min(1.0, max(0.0, (level - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS))) for level in ticks]
    heard = [tick for tick, level in enumerate(levels) if level > 0]
    shapes = mouth_shapes(text) or [MouthShape(1.0, 1.0)]
    if not heard:
        return [_SILENT] * len(levels)
    first, length = heard[0], heard[-1] + 1 - heard[0]
    return [
        MouthNow(level, shapes[min(len(shapes) - 1, max(0, (tick - first) * len(shapes) // length))])
        for tick, level in enumerate(levels)
    ]
