"""Writing down what is heard while it is heard: what is told is never taken back."""

from __future__ import annotations

from typing import Final

from companion.audio.pcm import ChannelFolder, Samples, from_pcm16, stream_resampler
from companion.base.settings import VoiceActivity
from companion.hearing.engine import SpeechToText, Stream
from companion.hearing.segments import Framer, Segmenter, SpeechContinues, SpeechEnded, SpeechStarted
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.server.refusals import Refused

_BATCH_S: Final = 0.25
"""How much new sound is worth a turn at the recogniser."""


class Dictation:
    """One dictation; `takes` on one thread, `hear` and `end` one after the other on any.

    Args:
        ears: the recogniser.
        settings: find speech.
        rate: samples a second of what comes.
        width: bytes of a sample.
        channels: they are folded into one (`pcm.ChannelFolder`).

    Raises:
        Refused: such sound cannot be read.
    """

    def __init__(self, ears: SpeechToText, settings: VoiceActivity, rate: int, width: int, channels: int) -> None:
        if width != 2 or rate not in range(8_000, 96_001) or channels not in (1, 2):
            raise Refused("unsupported", "16 bits, one or two channels and 8 to 96 kHz are read")
        self._ears = ears
        self._channels = channels
        self._folder = ChannelFolder()
        self._batch = round(_BATCH_S * rate) * width * channels
        self._convert = stream_resampler(rate)
        self._new = bytearray()
        self._detector, self._segmenter, self._framer = VoiceActivityDetector(), Segmenter(settings), Framer()
        self._stream: Stream | None = None
        self._done: list[str] = []
        self._told = ""

    @property
    def text(self) -> str:
        """All that was said in the utterances that are over."""
        return " ".join(self._done)

    def takes(self, content: bytes) -> bool:
        """More sound; tells whether there is enough of it to `hear` it."""
        self._new += content
        return len(self._new) >= self._batch

    def hear(self) -> str:
        """What is certain now and was not before."""
        whole = len(self._new) - len(self._new) % (2 * self._channels)
        content, self._new = bytes(self._new[:whole]), self._new[whole:]
        converted = self._convert(self._folder.fold(from_pcm16(content).reshape(-1, self._channels)))
        return "".join(self._frame(frame) for frame in self._framer.frames(converted))

    def end(self) -> str:
        """No more comes; the rest of `text`, where it goes on from what was told."""
        told = self.hear()
        if (rest := self._framer.last()) is not None:
            told += self._frame(rest)
        last = self._segmenter.end()
        return told + (self._finish() if last is not None else "")

    def _frame(self, frame: Samples) -> str:
        new = ""
        for event in self._segmenter.accept(frame, self._detector.probability(frame)):
            match event:
                case SpeechStarted(samples=samples):
                    self._stream = self._ears.stream()
                    new += self._accept(samples)
                case SpeechContinues(samples=samples) if len(samples):
                    new += self._accept(samples)
                case SpeechEnded():
                    new += self._finish()
        return new

    def _accept(self, samples: Samples) -> str:
        heard = None if self._stream is None else self._stream.accept(samples)
        return "" if heard is None else self._tell(" ".join([*self._done, heard.text[: heard.stable]]))

    def _finish(self) -> str:
        stream, self._stream = self._stream, None
        if stream is not None and (text := stream.finish().text):
            self._done.append(text)
        return self._tell(self.text)

    def _tell(self, text: str) -> str:
        if not text.startswith(self._told):
            return ""
        new, self._told = text[len(self._told) :], text
        return new
