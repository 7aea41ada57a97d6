"""What is asked of the Wyoming protocol and answered: speech to text, text to speech, conversation."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from companion.base.extras import requiring
from companion.language.spoken import spoken
from companion.server.hub import Hub
from companion.server.messages import LONGEST_TEXT
from companion.server.refusals import Refused
from companion.server.visits import answered, dialogue_with

with requiring("the Wyoming protocol", "home"):
    from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
    from wyoming.audio import AudioChunk, AudioStart, AudioStop
    from wyoming.event import Event, Eventable
    from wyoming.handle import Handled, HandledChunk, HandledStart, HandledStop, NotHandled
    from wyoming.info import (
        AsrModel,
        AsrProgram,
        Attribution,
        Describe,
        HandleModel,
        HandleProgram,
        Info,
        TtsProgram,
        TtsVoice,
    )
    from wyoming.ping import Ping, Pong
    from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped

if TYPE_CHECKING:  # not every installation has sound
    from companion.server.dictation import Dictation
    from companion.speaking.voice import Clip

_RATE: Final = 24_000
_LONGEST_READ: Final = 20_000
"""Characters of a text that is read aloud in pieces."""
_LONGEST_HEARD_S: Final = 600.0
_SENTENCE: Final = re.compile(r"(?<=[.!?…。\n])\s+")
_PIECE: Final = re.compile(r"\s*\S+")
_CHUNK: Final = 4096


class WyomingTalk:
    """One client.

    Args:
        hub: the shared parts.
        address: the client's.
        tell: sends an event.
    """

    def __init__(self, hub: Hub, address: str, tell: Callable[[Event], Awaitable[None]]) -> None:
        self._hub = hub
        self._address = address
        self._tell_event = tell
        self._me = secrets.token_urlsafe(12)
        self._dictation: Dictation | None = None
        self._heard_s = 0.0
        self._text: str | None = None
        self._read = 0
        self._says = False
        self._takes: dict[str, Callable[[Event], Awaitable[None]]] = {
            Describe().event().type: self._describe,
            Ping().event().type: self._ping,
            Transcribe().event().type: self._transcribe,
            AudioStart(16_000, 2, 1).event().type: self._listen,
            AudioChunk(16_000, 2, 1, b"").event().type: self._hear,
            AudioStop().event().type: self._write_down,
            Synthesize("").event().type: self._say_all,
            SynthesizeStart().event().type: self._begin_to_say,
            SynthesizeChunk("").event().type: self._say_more,
            SynthesizeStop().event().type: self._say_rest,
            Transcript("").event().type: self._answer,
        }

    async def take(self, event: Event) -> None:
        """Serve an event; what is not known is passed over, as the protocol has it.

        Raises:
            Refused: it cannot be served.
        """
        serve = self._takes.get(event.type)
        if serve is None:
            return
        if event.type not in (Describe().event().type, Ping().event().type):
            self._hub.admit()
        try:
            await serve(event)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Refused("bad_request", f"the event {event.type[:40]} cannot be read") from None

    def close(self) -> None:
        """The client is gone."""
        self._dictation = None

    async def _tell(self, what: Eventable) -> None:
        await self._tell_event(what.event())

    async def _ping(self, event: Event) -> None:
        await self._tell(Pong(Ping.from_event(event).text))

    async def _describe(self, event: Event) -> None:
        is_loud = self._hub.has_sound
        names = {
            "attribution": Attribution("companion-robot", ""),
            "installed": True,
            "version": version("companion-robot"),
        }
        robot: dict[str, Any] = {**names, "name": "companion", "description": "companion robot", "languages": ["ko"]}
        program: dict[str, Any] = {**names, "name": "companion", "description": "companion robot"}
        hears, speaks = AsrModel(**robot), TtsVoice(**robot)
        asr = AsrProgram(**program, models=[hears], supports_transcript_streaming=True)
        tts = TtsProgram(**program, voices=[speaks], supports_synthesize_streaming=True)
        handle = HandleProgram(**program, models=[HandleModel(**robot)], supports_handled_streaming=True)
        await self._tell(Info(asr=[asr] if is_loud else [], tts=[tts] if is_loud else [], handle=[handle]))

    # Speech to text

    async def _transcribe(self, event: Event) -> None:
        _ = self._hub.sound

    async def _listen(self, event: Event) -> None:
        from companion.server.dictation import Dictation

        start = AudioStart.from_event(event)
        self._dictation = Dictation(
            self._hub.sound.ears, self._hub.settings.voice_activity, start.rate, start.width, start.channels
        )
        self._heard_s = 0.0
        await self._tell(TranscriptStart(language="ko"))

    async def _hear(self, event: Event) -> None:
        dictation, chunk = self._dictation, AudioChunk.from_event(event)
        if dictation is None:
            raise Refused("bad_request", "audio-start comes first")
        self._heard_s += chunk.seconds
        if self._heard_s > _LONGEST_HEARD_S:
            self._dictation = None
            raise Refused("too_large", "ten minutes are heard at most")
        if dictation.takes(chunk.audio):
            await self._tell_new(await self._hub.hearing.run(self._address, dictation.hear))

    async def _write_down(self, event: Event) -> None:
        dictation, self._dictation = self._dictation, None
        if dictation is None:
            return
        await self._tell_new(await self._hub.hearing.run(self._address, dictation.end))
        await self._tell(Transcript(dictation.text, language="ko"))
        await self._tell(TranscriptStop())

    async def _tell_new(self, text: str) -> None:
        if text:
            await self._tell(TranscriptChunk(text))

    # Text to speech

    async def _say_all(self, event: Event) -> None:
        if self._text is not None:
            return  # it comes a second time, for who does not take it piece by piece
        wanted = Synthesize.from_event(event)
        if len(wanted.text) > _LONGEST_READ:
            raise Refused("too_large", f"{_LONGEST_READ} characters are read aloud at most")
        self._says = False
        await self._say(wanted.text)
        await self._end_sound()

    async def _begin_to_say(self, event: Event) -> None:
        _ = self._hub.sound
        self._text, self._read, self._says = "", 0, False

    async def _say_more(self, event: Event) -> None:
        if self._text is None:
            raise Refused("bad_request", "synthesize-start comes first")
        more = SynthesizeChunk.from_event(event).text
        self._read += len(more)
        if self._read > _LONGEST_READ:
            self._text = None
            raise Refused("too_large", f"{_LONGEST_READ} characters are read aloud at most")
        *whole, self._text = _SENTENCE.split(self._text + more)
        for sentence in whole:
            await self._say(sentence)

    async def _say_rest(self, event: Event) -> None:
        rest, self._text = self._text, None
        if rest is None:
            raise Refused("bad_request", "synthesize-start comes first")
        await self._say(rest)
        await self._end_sound()
        await self._tell(SynthesizeStopped())

    async def _say(self, text: str) -> None:
        from companion.server.samples import as_bytes

        clips: Iterator[Clip] = self._hub.sound.stranger.clips(spoken(text))
        while (clip := await self._hub.speaking.run(self._address, lambda: next(clips, None))) is not None:
            await self._begin_sound()
            content = as_bytes(clip.audio, _RATE)
            for start in range(0, len(content), _CHUNK):
                await self._tell(AudioChunk(_RATE, 2, 1, content[start : start + _CHUNK]))

    async def _begin_sound(self) -> None:
        if not self._says:
            self._says = True
            await self._tell(AudioStart(_RATE, 2, 1))

    async def _end_sound(self) -> None:
        await self._begin_sound()
        await self._tell(AudioStop())

    # Conversation

    async def _answer(self, event: Event) -> None:
        said = Transcript.from_event(event)
        if not said.text.strip() or len(said.text) > LONGEST_TEXT:
            raise Refused("bad_request", "there is nothing to answer, or too much")
        given = (said.context or {}).get("conversation_id")
        name = f"wyoming {self._address} {given}"[:200] if isinstance(given, str) else f"wyoming {self._me}"
        visit = self._hub.visits.named(name, self._address, lambda: dialogue_with(self._hub.incumbent))
        async with visit.turns:
            turn = await self._hub.answering.run(self._address, lambda: answered(visit.dialogue, said.text))
            if turn is None:
                raise Refused("bad_request", "nothing was said")
            visit.dialogue.commit(turn)
        reply = turn.reply
        self._hub.metrics.replied("wyoming", reply)
        if reply.status in ("unknown", "error"):
            await self._tell(NotHandled(reply.text, said.context))
            return
        await self._tell(HandledStart(said.context))
        for piece in _PIECE.findall(reply.text):
            await self._tell(HandledChunk(piece))
        await self._tell(Handled(reply.text, said.context))
        await self._tell(HandledStop())
