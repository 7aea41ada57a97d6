"""`/v1/audio/speech` and `/v1/audio/transcriptions` as OpenAI's clients know them.

Texts and recordings come from strangers: nothing of either is kept, and a recording is decoded in a process of its own
(`decoding.py`) with bounds on its memory and time.
"""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from companion.language.spoken import spoken
from companion.server.decoding import decoded
from companion.server.hub import Hub
from companion.server.refusals import Refused, unreadable
from companion.server.security import MEGABYTE, address_of
from companion.speaking.manner import Manner

if TYPE_CHECKING:
    from companion.audio.pcm import Audio
    from companion.hearing.engine import Transcript
    from companion.speaking.voice import Clip

SPEECH, TRANSCRIPTIONS = "/v1/audio/speech", "/v1/audio/transcriptions"

_RATE: Final = 24_000
"""Samples a second of what is sent, as the API has it."""
FORMATS: Final = {
    "mp3": ("audio/mpeg", "MP3", None),
    "opus": ("audio/ogg", "OGG", "OPUS"),
    "flac": ("audio/flac", "FLAC", "PCM_16"),
    "wav": ("audio/wav", "WAV", "PCM_16"),
}
_SLOWEST, _FASTEST = 0.5, 2.0
_UPLOADS: Final = 4
"""How many recordings are taken at once; each is held in memory two or three times."""


class SpeechRequest(BaseModel):
    """What is read of a request to say a text."""

    model_config = ConfigDict(extra="allow")

    input: str = Field(min_length=1, max_length=4096)
    response_format: str = "mp3"
    speed: float = Field(1.0, ge=0.25, le=4.0)
    stream_format: Literal["audio"] = "audio"


class _Upload(MultiPartParser):
    """Holds what is sent in memory: nothing of it may reach a disk."""

    spool_max_size = 1 << 30
    max_file_size = 1 << 30


class OpenAIAudio:
    """The endpoints.

    Args:
        hub: the shared parts.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._uploads: Counter[str] = Counter()

    @property
    def most_upload(self) -> int:
        """Bytes of a recording that may be sent, with what is sent around it."""
        return (self._hub.serving.upload_mb + 1) * MEGABYTE

    async def speech(self, request: Request) -> Response:
        """Say a text."""
        self._hub.admit()
        sound = self._hub.sound
        try:
            wanted = SpeechRequest.model_validate_json(await request.body())
        except ValidationError as e:
            raise unreadable(e) from None
        if wanted.response_format != "pcm" and wanted.response_format not in FORMATS:
            formats = ", ".join([*FORMATS, "pcm"])
            raise Refused("unsupported", f"the formats are {formats}", "response_format")
        manner = Manner(pace=min(_FASTEST, max(_SLOWEST, wanted.speed)))
        clips = sound.stranger.clips(spoken(wanted.input), manner)
        address = address_of(request.scope)
        # The first clause tells whether there is anything to say, before the answer has begun.
        first = await self._hub.speaking.run(address, lambda: next(clips, None))
        if first is None:
            raise Refused("bad_request", "there is nothing to say in this", "input")
        if wanted.response_format == "pcm":
            return StreamingResponse(self._pcm(address, first, clips), media_type="audio/pcm")
        kind, container, subtype = FORMATS[wanted.response_format]
        written = io.BytesIO()
        with _file(written, container, subtype) as file:
            await asyncio.to_thread(_write, file, first)
            async for clip in self._rest(address, clips):
                if await request.is_disconnected():
                    break
                await asyncio.to_thread(_write, file, clip)
        return Response(written.getvalue(), media_type=kind)

    async def transcribe(self, request: Request) -> Response:
        """Write down what a recording says."""
        self._hub.admit()
        sound = self._hub.sound
        address = address_of(request.scope)
        with self._place_of(address):
            content, wanted = await self._form(request)
            if wanted not in ("json", "text", "verbose_json"):
                raise Refused("unsupported", "the formats are json, text, verbose_json", "response_format")
            audio = await decoded(content)
            del content
            heard = []
            async for transcript in self._heard(address, audio, sound.ears):
                heard.append(transcript)
                if await request.is_disconnected():
                    break  # nobody waits for the rest
        text = " ".join(transcript.text for transcript in heard if transcript.text)
        if wanted == "text":
            return PlainTextResponse(text + "\n")
        if wanted == "json":
            return JSONResponse({"text": text})
        segments = [_segment(number, transcript) for number, transcript in enumerate(heard)]
        body = {"task": "transcribe", "language": "korean", "duration": round(audio.duration_s, 3), "text": text}
        return JSONResponse({**body, "segments": segments})

    @contextmanager
    def _place_of(self, address: str) -> Iterator[None]:
        """One of few recordings that are in memory at once; half of them may be of one address."""
        if self._uploads.total() >= _UPLOADS or self._uploads[address] >= _UPLOADS // 2:
            raise Refused("busy")
        self._uploads[address] += 1
        try:
            yield
        finally:
            self._uploads[address] -= 1
            self._uploads += Counter()  # those that are none are left out

    async def _form(self, request: Request) -> tuple[bytes, str]:
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Refused("bad_request", "a form with a file is wanted (multipart/form-data)", "file")
        try:
            parser = _Upload(request.headers, request.stream(), max_files=1, max_fields=16, max_part_size=4096)
            form = await parser.parse()
        except MultiPartException as e:
            raise Refused("bad_request", e.message, "file") from None
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Refused("bad_request", "the form holds no file", "file")
        return await file.read(), str(form.get("response_format", "json"))

    async def _rest(self, address: str, clips: Iterator[Clip]) -> AsyncIterator[Clip]:
        while (clip := await self._hub.speaking.run(address, lambda: next(clips, None))) is not None:
            yield clip

    async def _pcm(self, address: str, first: Clip, clips: Iterator[Clip]) -> AsyncIterator[bytes]:
        yield _samples(first)
        async for clip in self._rest(address, clips):
            yield _samples(clip)

    async def _heard(self, address: str, audio: Audio, ears: Any) -> AsyncIterator[Transcript]:
        from companion.hearing.transcribe import transcribe

        transcripts = transcribe(audio, self._hub.settings.voice_activity, ears)
        while (heard := await self._hub.hearing.run(address, lambda: next(transcripts, None))) is not None:
            yield heard


def _samples(clip: Clip) -> bytes:
    from companion.server.samples import as_bytes

    return as_bytes(clip.audio, _RATE)


def _file(buffer: io.BytesIO, container: str, subtype: str | None) -> Any:
    import soundfile

    return soundfile.SoundFile(buffer, "w", _RATE, 1, subtype, format=container)


def _write(file: Any, clip: Clip) -> None:
    import numpy as np

    file.write(np.clip(clip.audio.at(_RATE).samples, -1, 1))


def _segment(number: int, heard: Transcript) -> dict[str, Any]:
    times = {"start": round(heard.start_s, 3), "end": round(heard.end_s, 3)}
    return {"id": number, "seek": 0, **times, "text": heard.text, "tokens": [], "temperature": 0.0}
