"""What a microphone and a speaker are, and which device is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Final, Literal, Protocol, TypeAlias, runtime_checkable

import numpy as np

from companion.audio.pcm import Audio, Samples
from companion.base.errors import CompanionError, UsageError

Kind: TypeAlias = Literal["input", "output"]

DUCKED: Final = 10 ** (-12 / 20)
"""Gain of a sound that is played softly: half as loud, and still understood."""

_NOUN = {"input": "microphone", "output": "speaker"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a microphone heard in 32 ms.

    Attributes:
        samples: `FRAME` samples at `HEARING_RATE`.
        start_s: when the first of them was heard, in seconds since the stream began.
    """

    samples: Samples
    start_s: float


class Microphone(Protocol):
    """A source of sound whose time line has no holes: what could not be heard is silence."""

    def frames(self) -> Iterator[Frame]:
        """Frame after frame, each as soon as it has been heard, until the source ends or is closed."""
        ...

    def close(self) -> None:
        """End the frames and let go of the device; may come from any thread."""
        ...


class Speaker(Protocol):
    """Plays one sound at a time."""

    def play(self, audio: Audio, stop: Event) -> float:
        """Play a sound to its end, or until `stop` is set by another thread; what is set already plays nothing.

        Returns:
            seconds that were played, `audio.duration_s` if all of it.

        Raises:
            SpeakerLost: the device is gone. Later calls look for it again.
        """
        ...

    def close(self) -> None:
        """Finish what was played and let go of the device."""
        ...


@runtime_checkable
class Ducking(Protocol):
    """A speaker that can play softly for a while, so that somebody else is heard."""

    def duck(self, softly: bool) -> None:
        """Play softly, or as usual, from the next block on; may come from any thread."""
        ...


class Fader:
    """Brings blocks of sound to a loudness that may change, without a click."""

    def __init__(self) -> None:
        self._wanted = self._gain = 1.0

    def duck(self, softly: bool) -> None:
        """See `Ducking`."""
        self._wanted = DUCKED if softly else 1.0

    def faded(self, block: Samples) -> Samples:
        """The next block; a change of loudness takes the whole of it."""
        wanted = self._wanted
        if wanted == self._gain == 1.0:
            return block
        gains, self._gain = np.linspace(self._gain, wanted, len(block), dtype=np.float32), wanted
        return block * gains


class SpeakerLost(CompanionError):
    """The speaker is gone.

    Args:
        reason: what happened.
        played_s: seconds of the sound that were played before.
    """

    def __init__(self, reason: str, played_s: float) -> None:
        self.played_s = played_s
        super().__init__(reason)


@dataclass(slots=True)
class Counters:
    """What went wrong with a device since it was opened; read from any thread.

    Attributes:
        xruns: blocks before which the system lost input, or ran out of output.
        dropped: samples at `HEARING_RATE` that were replaced by silence because nobody fetched them in time.
        losses: how often the device went away.
    """

    xruns: int = 0
    dropped: int = 0
    losses: int = 0


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """One direction of a sound device.

    Attributes:
        number: by which it can be chosen until devices come or go.
        name: by which it can always be chosen.
        kind: input (a microphone) or output (a speaker).
        rate: its own sample rate.
        channels: how many it has.
        default: whether the system uses it where none is named.
    """

    number: int
    name: str
    kind: Kind
    rate: int
    channels: int
    default: bool


def choose_sound_device(devices: Sequence[DeviceInfo], wanted: str | int | None, kind: Kind) -> DeviceInfo:
    """The device that is meant.

    Args:
        devices: what there is.
        wanted: a number (also as text), a name, or a part of a name that fits one device only; letter case does not
            matter. None for the system's choice.
        kind: which direction.

    Raises:
        UsageError: there is none, or several; the message lists what there is.
    """
    noun = _NOUN[kind]
    candidates = [device for device in devices if device.kind == kind]
    if not candidates:
        raise UsageError(f"no {noun} was found; plug one in, or start the sound server")
    if wanted is None:
        return next((device for device in candidates if device.default), candidates[0])
    text = str(wanted).casefold()
    for found in (
        [device for device in candidates if device.name.casefold() == text],
        [device for device in candidates if str(device.number) == text],
        [device for device in candidates if text in device.name.casefold()] if isinstance(wanted, str) else [],
    ):
        # One device may be listed under one name more than once, when several host interfaces show it.
        if len({device.name for device in found}) == 1:
            return found[0]
        if found:
            raise UsageError(f"«{wanted}» fits more than one {noun}: {_names(found)}; write more of the name")
    raise UsageError(f"there is no {noun} «{wanted}»; there are: {_names(candidates)}")


def _names(devices: Sequence[DeviceInfo]) -> str:
    return ", ".join(f"{device.number} «{device.name}»" for device in devices)
