"""Microphones and speakers of this machine, through PortAudio.

A device may be pulled out and plugged in again at any time. PortAudio sees what was plugged in only after it has been
shut down and started again, which closes every stream of the process. Therefore one `AudioSystem` owns PortAudio: it
knows what is open and opens it again afterwards. What was queued for a device, or heard by it, is kept outside of the
streams and survives.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from companion.audio.devices import Counters, DeviceInfo, Fader, Frame, Kind, SpeakerLost, choose_sound_device
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, ChannelFolder, Samples, as_sound
from companion.base.errors import CompanionError, MissingExtra
from companion.base.extras import requiring

with requiring("sound", "voice"):
    import soxr

log = logging.getLogger("companion")

BLOCK_S: Final = 0.01
"""Length of the blocks in which devices hear and play."""
PLAY_AHEAD_S: Final = 0.04
"""How much sound the system holds for the speaker: what is still heard after a stop, and how late a block may be."""
KEEP_S: Final = 10.0
"""How much of what was heard is kept for a reader that is late."""
STALLED_S: Final = 2.0
"""A device that has not taken or given a block for so long is taken for gone."""
RETRY_S: Final = 1.0
"""How often a microphone that is gone is looked for."""
FADE_S: Final = 0.005
"""Over which time a sound that is stopped fades, so that it does not click."""
STREAM_QUALITY: Final = "HQ"
"""soxr's quality for what is heard: flat to 7.4 kHz and 6 to 40 ms late; `LQ` is 2 to 22 ms late, but flat to 6 kHz."""

MICROPHONE_LOST: Final = "마이크가 빠졌어요. 다시 꽂으면 이어서 들을게요."
MICROPHONE_BACK: Final = "마이크가 다시 연결됐어요. 계속 말씀하세요."
SPEAKER_LOST: Final = "스피커가 빠졌어요. 다시 꽂을 때까지 글로 답할게요."
SPEAKER_BACK: Final = "스피커가 다시 연결됐어요."

_IGNORE: Final = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)(
    lambda file, line, function, error, message: None
)

Block = NDArray[np.float32]
"""What a device hears or plays at once, shape (samples, channels)."""
OnBlock = Callable[[Block, bool], None]
"""Takes a block that was heard, or fills one to be played; told whether sound was lost before it."""


def _portaudio() -> Any:
    try:
        with requiring("sound", "voice"):
            import sounddevice
    except MissingExtra:
        raise
    except Exception as e:  # the import loads PortAudio and starts it, either of which may fail
        raise CompanionError(f"sound needs the PortAudio library: apt install libportaudio2 ({e})") from None
    _silence_alsa()
    return sounddevice


@cache
def _silence_alsa() -> None:
    """Keep ALSA from writing to standard error; what matters of it comes back as an error or is counted."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_IGNORE)


def list_devices() -> list[DeviceInfo]:
    """Every microphone and speaker that PortAudio knows; a device with both directions appears twice.

    Raises:
        CompanionError: the PortAudio library is not installed.
    """
    portaudio = _portaudio()
    defaults = portaudio.default.device
    return [
        DeviceInfo(
            number=device["index"],
            name=device["name"],
            kind=kind,
            rate=round(device["default_samplerate"]),
            channels=device[f"max_{kind}_channels"],
            default=device["index"] == defaults[kind],
        )
        for device in portaudio.query_devices()
        for kind in ("input", "output")
        if device[f"max_{kind}_channels"] > 0
    ]


class AudioSystem:
    """PortAudio in this process; make one.

    Raises:
        CompanionError: the PortAudio library is not installed.
    """

    def __init__(self) -> None:
        self._portaudio = _portaudio()
        self._lock = threading.RLock()
        self._lines: list[Line] = []

    def open(self, line: Line) -> None:
        """Open a line.

        Raises:
            CompanionError: there is no such device, or it cannot be opened.
        """
        with self._lock:
            line.stop()
            line.start(self._portaudio)
            if line not in self._lines:
                self._lines.append(line)

    def open_again(self, line: Line) -> bool:
        """Try to open a line whose device was lost; new devices are looked for unless that would cut a sound."""
        with self._lock:
            if any(each.stuck for each in self._lines):
                return False
            others = [other for other in self._lines if other is not line]
            try:
                if not any(other.busy for other in others):
                    self._look_again([other for other in others if other.alive])
                return self._opens(line)
            except self._portaudio.PortAudioError as e:
                log.warning("PortAudio does not start: %s", e)
                return False

    def close(self, line: Line) -> None:
        """Close a line for good, once what it plays has been heard."""
        with self._lock:
            line.stop(drain=True)
            if line in self._lines:
                self._lines.remove(line)

    def alive(self, line: Line) -> bool:
        """Whether a line works; waits while devices are being looked for."""
        with self._lock:
            return line.alive

    @contextmanager
    def uninterrupted(self, line: Line) -> Iterator[None]:
        """As long as this lasts, the line is not closed in order to look for new devices."""
        with self._lock:
            line.busy = True
        try:
            yield
        finally:
            line.busy = False

    def _look_again(self, resumed: list[Line]) -> None:
        for line in self._lines:
            # What a speaker was given last may still be on its way.
            line.stop(drain=True)
        if self._portaudio._initialized:
            self._portaudio._terminate()
        self._portaudio._initialize()
        for line in resumed:
            self._opens(line)

    def _opens(self, line: Line) -> bool:
        try:
            self.open(line)
        except CompanionError as e:
            log.debug("%s", e)
            return False
        return True


class Line:
    """One direction of one device, open or not.

    Args:
        kind: input or output.
        wanted: which device, as `choose` takes it; a number is replaced by the device's name once it is open, because
            numbers change when devices come and go.
        prepare: called with the sample rate whenever the device is opened; returns what handles the blocks of this
            opening, on the line's own thread.
        ended: called, on that thread, when the device is gone.
    """

    def __init__(
        self, kind: Kind, wanted: str | int | None, prepare: Callable[[int], OnBlock], ended: Callable[[], None]
    ) -> None:
        self.busy = False
        self.rate = HEARING_RATE
        self._kind: Kind = kind
        self._wanted = wanted
        self._prepare = prepare
        self._ended = ended
        self._stream: Any = None
        self._thread: threading.Thread | None = None
        self._running = threading.Event()
        self._last_block_s = 0.0

    @property
    def alive(self) -> bool:
        """Whether the device is open and its blocks come and go."""
        return self._running.is_set() and time.monotonic() - self._last_block_s < STALLED_S

    @property
    def stuck(self) -> bool:
        """Whether the device is open but does not answer; closing it would wait for an answer, perhaps for ever."""
        return self._running.is_set() and not self.alive

    def start(self, portaudio: Any) -> None:
        """Open the device; raises CompanionError."""
        device = choose_sound_device(list_devices(), self._wanted, self._kind)
        is_input = self._kind == "input"
        size, channels = round(device.rate * BLOCK_S), min(2, device.channels)
        try:
            # Not with a PortAudio callback: that deadlocks (19.6) when a device goes just as it is opened.
            stream = self._stream = (portaudio.InputStream if is_input else portaudio.OutputStream)(
                device=device.number,
                channels=channels,
                samplerate=device.rate,
                blocksize=size,
                latency="high" if is_input else PLAY_AHEAD_S,
                dtype="float32",
            )
            stream.start()
        except portaudio.PortAudioError as e:
            self.stop()
            raise CompanionError(f"the {self._kind} device «{device.name}» cannot be opened: {e}") from None
        handle = self._prepare(device.rate)
        # Its own for every opening, so that the end of one is not taken for the end of the next.
        running = self._running = threading.Event()
        running.set()

        def run() -> None:
            block, lost = np.zeros((size, channels), np.float32), False
            ahead = np.zeros((round(device.rate * PLAY_AHEAD_S), channels), np.float32)
            try:
                if not is_input:
                    stream.write(ahead)
                while running.is_set():
                    if is_input:
                        block, lost = stream.read(size)
                        handle(block, lost)
                    else:
                        handle(block, lost)
                        lost = stream.write(block)
                        if lost:
                            # Left alone, PortAudio starts again after one block, runs dry at once and drops what it is
                            # given, over and over; so it is started with a full buffer, and the block is played then.
                            stream.abort()
                            stream.start()
                            stream.write(ahead)
                            stream.write(block)
                    self._last_block_s = time.monotonic()
            except portaudio.PortAudioError as e:
                log.info("the %s device «%s» is gone: %s", self._kind, device.name, e)
                running.clear()
                self._ended()

        self.rate = device.rate
        self._last_block_s = time.monotonic()
        self._thread = threading.Thread(target=run, name=f"audio-{self._kind}", daemon=True)
        self._thread.start()
        if str(self._wanted) == str(device.number):
            # ALSA ends a name with the card's number, which changes likewise.
            self._wanted = device.name.partition(" (hw:")[0]

    def stop(self, *, drain: bool = False) -> None:
        """Close the device, unless it is stuck; with `drain`, when all that was given to it has been heard."""
        if self.stuck:
            return
        if drain and self.alive and self._kind == "output":
            # The silence that is played meanwhile pushes it out; not every driver does so when it is asked to drain.
            time.sleep(2 * PLAY_AHEAD_S)
        self._running.clear()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()


class SoundDeviceMicrophone:
    """A microphone of this machine.

    Its time line has no holes: while the device is gone, and where the reader was too late, it hears silence.

    Args:
        system: owns PortAudio.
        wanted: which device, as `choose` takes it.
        notice: told in Korean when the device goes and comes back, on the reader's thread.
        clean: changes what was heard before it is cut into frames; may hold back up to a frame.

    Raises:
        CompanionError: there is no such device, or it cannot be opened.
    """

    def __init__(
        self,
        system: AudioSystem,
        wanted: str | int | None,
        notice: Callable[[str], None],
        clean: Callable[[Samples], Samples] | None = None,
    ) -> None:
        self.counters = Counters()
        self._system = system
        self._notice = notice
        self._clean = clean
        self._arrived = threading.Condition()
        self._inbox: deque[Samples | int] = deque()
        """What was heard and not read yet; a number stands for so many samples of silence."""
        self._waiting = 0
        self._filled_until_s = time.monotonic()
        """Up to when the time line is filled with what was read or waits in the inbox."""
        self._lost = False
        self._next_try_s = 0.0
        self._closed = False
        self._line = Line("input", wanted, self._prepare, self._wake)
        system.open(self._line)

    @property
    def lost(self) -> bool:
        """Whether the device was found to be gone."""
        return self._lost

    def frames(self) -> Iterator[Frame]:
        """What is heard from now on."""
        with self._arrived:
            self._inbox.clear()
            self._waiting = 0
            self._filled_until_s = time.monotonic()
        pending = np.zeros(0, np.float32)
        position = 0
        while not self._closed:
            more = self._more()
            pending = np.concatenate([pending, self._clean(more) if self._clean else more])
            while len(pending) >= FRAME:
                yield Frame(pending[:FRAME], position / HEARING_RATE)
                pending = pending[FRAME:]
                position += FRAME

    def close(self) -> None:
        """End the frames and let go of the device."""
        self._closed = True
        self._wake()
        self._system.close(self._line)

    def _prepare(self, rate: int) -> OnBlock:
        resampler = soxr.ResampleStream(rate, HEARING_RATE, 1, dtype="float32", quality=STREAM_QUALITY)
        folder, first = ChannelFolder(), True

        def on_block(block: Block, lost_before: bool) -> None:
            nonlocal first
            samples = resampler.resample_chunk(folder.fold(as_sound(block)))
            now = time.monotonic()
            with self._arrived:
                self.counters.xruns += lost_before
                if first:
                    self._put(max(0, round((now - self._filled_until_s - BLOCK_S) * HEARING_RATE)))
                    first = False
                self._put(samples)
                self._filled_until_s = now
                self._arrived.notify_all()

        return on_block

    def _put(self, heard: Samples | int) -> None:
        if isinstance(heard, int):
            self._inbox.append(heard)
        elif self._waiting + len(heard) <= KEEP_S * HEARING_RATE:
            self._inbox.append(heard)
            self._waiting += len(heard)
        else:
            self.counters.dropped += len(heard)
            last = self._inbox[-1]
            if isinstance(last, int):
                self._inbox[-1] = last + len(heard)
            else:
                self._inbox.append(len(heard))

    def _wake(self) -> None:
        with self._arrived:
            self._arrived.notify_all()

    def _more(self) -> Samples:
        """What was heard next; silence while the device is gone; nothing if a frame's time brought neither."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._inbox or self._closed, FRAME / HEARING_RATE)
            heard = self._inbox.popleft() if self._inbox else None
            if isinstance(heard, int):
                if heard > HEARING_RATE:
                    self._inbox.appendleft(heard - HEARING_RATE)
                heard = np.zeros(min(heard, HEARING_RATE), np.float32)
            elif heard is not None:
                self._waiting -= len(heard)
        if heard is not None:
            self._found()
            return heard
        if self._closed or self._system.alive(self._line):
            return np.zeros(0, np.float32)
        self._search()
        with self._arrived:
            now = time.monotonic()
            missing = 0 if self._inbox else max(0, round((now - self._filled_until_s) * HEARING_RATE))
            self._filled_until_s += missing / HEARING_RATE
        return np.zeros(missing, np.float32)

    def _search(self) -> None:
        if not self._lost:
            self._lost = True
            self.counters.losses += 1
            self._notice(MICROPHONE_LOST)
        elif time.monotonic() >= self._next_try_s:
            self._system.open_again(self._line)
        else:
            return
        self._next_try_s = time.monotonic() + RETRY_S

    def _found(self) -> None:
        if self._lost:
            self._lost = False
            self._notice(MICROPHONE_BACK)


@dataclass(slots=True)
class _Sound:
    """A sound on its way to the speaker."""

    samples: Samples
    stop: threading.Event
    cursor: int = 0
    over: bool = False


class SoundDeviceSpeaker:
    """A speaker of this machine; plays silence while it has nothing to play, so that a sound starts at once.

    Args:
        system: owns PortAudio.
        wanted: which device, as `choose` takes it.
        notice: told in Korean when the device is missed and when it is back, on the thread of `play`.
        played: given every block that is played, silence too, with its sample rate, on the line's thread: the
            reference of an echo canceller.

    Raises:
        CompanionError: there is no such device, or it cannot be opened.
    """

    def __init__(
        self,
        system: AudioSystem,
        wanted: str | int | None,
        notice: Callable[[str], None],
        played: Callable[[Samples, int], None] | None = None,
    ) -> None:
        self.counters = Counters()
        self._system = system
        self._notice = notice
        self._played = played
        self._fader = Fader()
        self._playing = threading.Lock()
        self._changed = threading.Condition()
        self._sound: _Sound | None = None
        self._lost = False
        self._line = Line("output", wanted, self._prepare, self._wake)
        system.open(self._line)

    @property
    def lost(self) -> bool:
        """Whether the device was found to be gone when something was to be played."""
        return self._lost

    def play(self, audio: Audio, stop: threading.Event) -> float:
        """Play a sound to its end, or until `stop` is set.

        Returns:
            seconds that were played.

        Raises:
            SpeakerLost: the device is gone, or went while the sound was playing.
        """
        with self._playing, self._system.uninterrupted(self._line):
            if not self._line.alive and not self._system.open_again(self._line):
                raise self._missing(0.0)
            if self._lost:
                self._lost = False
                self._notice(SPEAKER_BACK)
            sound = _Sound(audio.at(self._line.rate).samples, stop)
            with self._changed:
                self._sound = sound
                while not sound.over and self._line.alive:
                    self._changed.wait(STALLED_S / 4)
                self._sound = None
            if sound.cursor == len(sound.samples):
                return audio.duration_s
            played_s = sound.cursor / self._line.rate
            if not sound.over:
                raise self._missing(played_s)
            return played_s

    def duck(self, softly: bool) -> None:
        """Play softly, or as usual."""
        self._fader.duck(softly)

    def close(self) -> None:
        """Let go of the device, once what it was given has been heard."""
        self._system.close(self._line)

    def _missing(self, played_s: float) -> SpeakerLost:
        if not self._lost:
            self._lost = True
            self.counters.losses += 1
            self._notice(SPEAKER_LOST)
        return SpeakerLost("the speaker is gone", played_s)

    def _prepare(self, rate: int) -> OnBlock:
        fade = np.linspace(1, 0, round(FADE_S * rate), dtype=np.float32)

        def on_block(block: Block, lost_before: bool) -> None:
            block.fill(0)
            with self._changed:
                self.counters.xruns += lost_before
                if self._sound and not self._sound.over:
                    self._fill(block, self._sound, fade)
            if self._played:
                self._played(block[:, 0].copy(), rate)

        return on_block

    def _fill(self, block: Block, sound: _Sound, fade: Samples) -> None:
        part = sound.samples[sound.cursor : sound.cursor + len(block)]
        if sound.stop.is_set():
            # What is stopped before it began is not heard at all.
            part = part[: len(fade)] * fade[: len(part)] if sound.cursor else part[:0]
        block[: len(part)] = self._fader.faded(part)[:, np.newaxis]
        sound.cursor += len(part)
        if sound.stop.is_set() or sound.cursor == len(sound.samples):
            sound.over = True
            self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
