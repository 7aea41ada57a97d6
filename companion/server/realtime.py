"""`/v1/realtime`: a conversation as clients of OpenAI's Realtime API know it.

Turns end by themselves as the robot ends them anywhere (`live/turn.py`), or the client commits what was heard. Of an
answer that was cut short only that was said which was heard: the client tells it with `conversation.item.truncate`.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from companion.live.conversation import Turn
from companion.server.captions import Captions
from companion.server.hub import Hub
from companion.server.open_socket import OpenSocket
from companion.server.openai_api import MODEL
from companion.server.realtime_events import (
    RATE,
    Append,
    Asked,
    Cancel,
    Clear,
    Commit,
    Create,
    Misread,
    RealtimeTerms,
    Respond,
    Retrieve,
    Truncate,
    Update,
    new_id,
    read_asked,
    told_error,
    told_event,
)
from companion.server.realtime_items import RealtimeItem, RealtimeItems, SentAnswer
from companion.server.refusals import Refused
from companion.server.security import Rate
from companion.server.visits import Visit, answered, dialogue_with
from companion.speaking.clauses import clauses

if TYPE_CHECKING:  # not every installation has sound
    from companion.live.trace import TurnRecord
    from companion.server.line import SpokenLine
    from companion.server.realtime_line import PacedSpeaker
    from companion.speaking.voice import Clip

PATH: Final = "/v1/realtime"
_PROTOCOL: Final = "realtime"
_SECOND: Final = 2 * RATE
"""Bytes of a second of sound."""
_FASTER: Final = 4
"""How much faster than it lasts sound is taken; twice as much of it at once. More waits in the network."""
_LONGEST_S: Final = 60
"""Seconds that may be committed at once."""
_SHORTEST_S: Final = 0.1
_DELTA: Final = _SECOND // 2


class RealtimeSocket(OpenSocket):
    """One open socket.

    Args:
        socket: accepted already.
        hub: the shared parts.
        rate: how often its address may ask.

    Raises:
        Refused: it may not converse.
    """

    door = "realtime"

    def __init__(self, socket: WebSocket, hub: Hub, rate: Rate) -> None:
        super().__init__(socket, hub, rate)
        hub.admit()
        model = socket.query_params.get("model", MODEL)
        if model != MODEL:
            raise Refused("not_found", f"there is no model «{model[:80]}»; there is «{MODEL}»", "model")
        self._sound_rate = Rate(_FASTER * _SECOND)
        self._id = new_id("sess")
        self._visit: Visit = hub.visits.begin(self.address, dialogue_with(hub.incumbent))
        self._visit.leave = lambda: None  # as long as the socket is open it is not forgotten
        self._terms = RealtimeTerms(aloud=hub.has_sound)
        self._items = RealtimeItems()
        self._buffer = bytearray()
        self._unanswered: list[str] = []
        self._line: SpokenLine | None = None
        self._place = AsyncExitStack()
        self._speaker: PacedSpeaker | None = None
        self._making: asyncio.Task[None] | None = None
        # The answer that is being sent; the one that was sent last; whether the line is saying one.
        self._answer: SentAnswer | None = None
        self._last: SentAnswer | None = None
        self._saying = False
        self._aloud = self._terms.aloud
        self._unsaid = ""
        # What somebody is saying, and how much of its transcript was told.
        self._hearing: RealtimeItem | None = None
        self._since_s = 0.0
        self._told = ""
        self._steady: Callable[[str], int] = len

    @classmethod
    def protocol(cls, socket: WebSocket) -> str | None:
        """OpenAI's clients offer one."""
        return _PROTOCOL if _PROTOCOL in socket.scope.get("subprotocols", []) else None

    @classmethod
    def refusal(cls, refused: Refused) -> str | None:
        """The error as an event."""
        return told_error(refused, None)

    @property
    def is_answering(self) -> bool:
        """Whether an answer is on its way."""
        making = self._making is not None and not self._making.done()
        return making or (self._line is not None and self._line.is_busy)

    def _made(self) -> tuple[asyncio.Task[None], ...]:
        return () if self._making is None else (self._making,)

    async def _let_go(self) -> None:
        await self._close_line()
        self._hub.visits.end(self._visit)

    # What goes out

    def _tell(self, kind: str, **fields: Any) -> None:
        self._put(told_event(kind, **fields))

    def _refuse(self, refused: Refused, event_id: str | None = None) -> None:
        self._hub.metrics.rejected.labels(refused.reason).inc()
        self._put(told_error(refused, event_id))

    def _tell_item(self, item: RealtimeItem, *stages: str) -> None:
        for stage in stages:
            self._tell(f"conversation.item.{stage}", previous_item_id=item.previous, item=item.as_json())

    # What comes in

    async def _read(self) -> None:
        self._tell("session.created", session=self._terms.as_json(self._id))
        while True:
            try:
                message = await self._message(self._hub.serving.keep_s)
            except WebSocketDisconnect:
                return
            try:
                asked, event_id = read_asked(message)
            except Misread as e:
                self._count()
                self._refuse(e.refused, e.event_id)
                continue
            if not isinstance(asked, Append):
                self._count()
            try:
                await self._serve(asked)
            except Refused as e:
                self._refuse(e, event_id)

    async def _serve(self, asked: Asked) -> None:
        match asked:
            case Update(session=wishes):
                await self._update(self._terms.changed(wishes))
            case Append(audio=audio):
                await self._append(audio)
            case Commit():
                await self._commit()
            case Clear():
                self._buffer.clear()
                if self._line is not None and not self._saying:
                    await self._close_line()
                    self._hearing = None
                self._tell("input_audio_buffer.cleared")
            case Create(item=wanted):
                item = RealtimeItem("user", "input_text", wanted.text)
                if wanted.id is not None:
                    item.id = wanted.id
                self._items.add(item)
                self._unanswered.append(item.text)
                self._tell_item(item, "added", "done")
            case Retrieve(item_id=id):
                self._tell("conversation.item.retrieved", item=self._items.find(id).as_json())
            case Truncate(item_id=id, audio_end_ms=end_ms):
                self._truncate(id, end_ms)
            case Respond(response=wishes):
                wishes.check("response")
                self._respond(wishes.output_modalities)
            case Cancel(response_id=id):
                self._cancel(id)

    async def _update(self, terms: RealtimeTerms) -> None:
        if terms.aloud and not self._hub.has_sound:
            raise Refused("no_voice", param="session.output_modalities")
        same = (terms.detection is None) == (
            self._terms.detection is None
        ) and terms.interrupts is self._terms.interrupts
        self._terms = terms
        if not same:
            self._buffer.clear()
            await self._close_line()
        if self._speaker is not None:
            self._speaker.waits = terms.aloud
        self._tell("session.updated", session=terms.as_json(self._id))

    async def _append(self, audio: str) -> None:
        try:
            content = base64.b64decode(audio, validate=True)
        except (binascii.Error, ValueError):
            raise Refused("bad_request", "the sound is not base64", "audio") from None
        _ = self._hub.sound
        if self._terms.detection is None:
            if len(self._buffer) + len(content) > _LONGEST_S * _SECOND:
                raise Refused("too_large", f"{_LONGEST_S} s can be committed at once", "audio")
            self._buffer += content
            return
        while not self._sound_rate.allows("", len(content)):
            await asyncio.sleep(0.05)
        if self._line is None:
            await self._open_line()
        if self._line is not None:
            self._line.heard(content)

    async def _commit(self) -> None:
        if self._terms.detection is not None:
            raise Refused("unsupported", "with turn_detection turns are committed here", "type")
        if len(self._buffer) < _SHORTEST_S * _SECOND:
            raise Refused("bad_request", "there are less than 100 ms to commit")
        item = self._items.add(RealtimeItem("user", "input_audio"))
        content = bytes(self._buffer)
        self._buffer.clear()
        self._tell("input_audio_buffer.committed", item_id=item.id, previous_item_id=item.previous)
        self._tell_item(item, "added")
        sound = self._hub.sound
        from companion.server.samples import transcribed

        item.text = await self._hub.hearing.run(
            self.address, lambda: transcribed(content, RATE, self._hub.settings.voice_activity, sound.ears)
        )
        self._tell_item(item, "done")
        self._transcribed(item, len(content) / _SECOND)
        self._unanswered.append(item.text)

    def _transcribed(self, item: RealtimeItem, seconds: float) -> None:
        """Tell what was said, as far as it was not told yet."""
        if not self._terms.transcribes:
            return
        kind, where = "conversation.item.input_audio_transcription", {"item_id": item.id, "content_index": 0}
        if item.text.startswith(self._told) and len(item.text) > len(self._told):
            self._tell(f"{kind}.delta", **where, delta=item.text[len(self._told) :])
        self._told = ""
        usage = {"type": "duration", "seconds": round(seconds, 3)}
        self._tell(f"{kind}.completed", **where, transcript=item.text, usage=usage)

    def _respond(self, modalities: Sequence[str] | None) -> None:
        if self._answer is not None or (self._making is not None and not self._making.done()):
            raise Refused("bad_request", "an answer is being made already")
        text = " ".join(each for each in self._unanswered if each)
        if not text:
            raise Refused("bad_request", "nothing was said since the last answer")
        self._hub.admit()
        self._aloud = self._terms.aloud if modalities is None else "audio" in modalities
        if self._aloud and not self._hub.has_sound:
            raise Refused("no_voice", param="response.output_modalities")
        self._unanswered.clear()
        self._making = asyncio.create_task(self._make(text))

    async def _make(self, text: str) -> None:
        try:
            if (line := self._line) is not None:
                if self._speaker is not None:
                    self._speaker.waits = self._aloud
                await self._hub.answering.run(self.address, lambda: line.write(text))
                return
            async with self._visit.turns:
                self._hub.bodies.phase(self._visit.id, "committing")
                turn = await self._hub.answering.run(self.address, lambda: answered(self._visit.dialogue, text))
                if turn is None:
                    raise Refused("bad_request", "nothing was said")
                self._visit.dialogue.commit(turn)
                self._hub.bodies.phase(self._visit.id, "speaking")
                answer = self._begin(turn)
                if answer.aloud:
                    await self._say(turn, answer)
                # The client may have told already that it was cut short.
                self._visit.dialogue.spoke(time.monotonic(), answer.captions.rest)
        except Refused as e:
            self._give_up(e)
        except Exception as e:
            self._give_up(self._failed(e))
        finally:
            if self._line is None:
                self._hub.bodies.phase(self._visit.id, "listening")

    async def _say(self, turn: Turn, answer: SentAnswer) -> None:
        clips = self._hub.sound.voice.clips(turn.reply.spoken, turn.manner)
        # Nothing is awaited after the last clause: a client that is told the answer is done may ask again at once.
        while not answer.captions.is_whole:
            clip = await self._hub.speaking.run(self.address, lambda: next(clips, None))
            if clip is None:
                break
            if self._answer is answer:
                self._hub.bodies.says(self._visit.id, clip)
            self._piece(answer, clip)
        if self._answer is answer:
            self._finish("completed")

    def _give_up(self, refused: Refused) -> None:
        if self._answer is not None:
            error = refused.as_json()["error"]
            self._finish("failed", error={"type": error["type"], "code": error["code"], "message": error["message"]})
        else:
            self._refuse(refused)

    def _cancel(self, id: str | None) -> None:
        answer = self._answer
        if self._line is not None and self._saying:
            self._line.hush()
        if answer is None or id not in (None, answer.id):
            raise Refused("bad_request", "no such answer is being made", "response_id")
        self._interrupt(answer)

    def _interrupt(self, answer: SentAnswer) -> None:
        """The client wants no more of an answer."""
        if self._line is None:
            if self._making is not None:
                self._making.cancel()
            self._visit.dialogue.spoke(time.monotonic(), answer.captions.rest)
            self._hub.bodies.hushes(self._visit.id)
        self._finish("cancelled", reason="client_cancelled")

    def _truncate(self, id: str, end_ms: int) -> None:
        item = self._items.find(id)
        answer = next((a for a in (self._answer, self._last) if a is not None and a.item is item), None)
        if answer is None:
            raise Refused("bad_request", "only the newest answer can be truncated", "item_id")
        unsaid = answer.truncate(end_ms)
        if answer is self._answer:
            self._interrupt(answer)
        if self._line is None:
            self._hub.bodies.hushes(self._visit.id)
            self._visit.dialogue.spoke(time.monotonic(), unsaid)
        else:
            self._line.correct(unsaid)
            if self._saying:
                self._line.hush()
        self._tell("conversation.item.truncated", item_id=id, content_index=0, audio_end_ms=end_ms)

    # An answer on its way

    def _begin(self, turn: Turn) -> SentAnswer:
        self._hub.metrics.replied("realtime", turn.reply)
        self._hub.bodies.reply(self._visit.id, turn.reply.gesture, len(turn.reply.items))
        captions = Captions.of(turn.reply.text, turn.reply.spoken)
        return self._open(SentAnswer(self._aloud, captions), companion=turn.reply.as_json())

    def _open(self, answer: SentAnswer, **more: Any) -> SentAnswer:
        self._answer = self._last = answer
        self._items.add(answer.item)
        self._tell("response.created", response={**self._response(answer, "in_progress"), **more})
        where = {"response_id": answer.id, "output_index": 0}
        self._tell("response.output_item.added", **where, item=answer.item.as_json())
        self._tell_item(answer.item, "added")
        part = {"type": "audio", "transcript": ""} if answer.aloud else {"type": "text", "text": ""}
        self._tell("response.content_part.added", **answer.where, part=part)
        if not answer.aloud:
            for clause in answer.captions.clauses:
                self._tell("response.output_text.delta", **answer.where, delta=answer.add(clause, 0.0))
            self._finish("completed")
        return answer

    def _piece(self, answer: SentAnswer, clip: Clip) -> None:
        from companion.server.samples import as_bytes

        if answer is not self._answer:
            return
        shown = answer.add(clip.text, clip.audio.duration_s)
        if shown:
            self._tell("response.output_audio_transcript.delta", **answer.where, delta=shown)
        content = as_bytes(clip.audio, RATE)
        for start in range(0, len(content), _DELTA):
            delta = base64.b64encode(content[start : start + _DELTA]).decode()
            self._tell("response.output_audio.delta", **answer.where, delta=delta)
        if answer.captions.is_whole:
            self._finish("completed")

    def _finish(self, status: str, reason: str | None = None, error: dict[str, Any] | None = None) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return
        item, text = answer.item, answer.item.text
        item.status = "completed" if status == "completed" else "incomplete"
        if answer.aloud:
            self._tell("response.output_audio.done", **answer.where)
            self._tell("response.output_audio_transcript.done", **answer.where, transcript=text)
        else:
            self._tell("response.output_text.done", **answer.where, text=text)
        part = {"type": "audio", "transcript": text} if answer.aloud else {"type": "text", "text": text}
        self._tell("response.content_part.done", **answer.where, part=part)
        self._tell("response.output_item.done", response_id=answer.id, output_index=0, item=item.as_json())
        self._tell_item(item, "done")
        details = {"type": status, **({"reason": reason} if reason else {}), **({"error": error} if error else {})}
        response = self._response(answer, status, None if status == "completed" else details)
        self._tell("response.done", response=response)

    def _response(self, answer: SentAnswer, status: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
        words = len(answer.item.text.split())
        usage = {"total_tokens": words, "input_tokens": 0, "output_tokens": words}
        return {
            "id": answer.id,
            "object": "realtime.response",
            "conversation_id": f"conv_{self._id.removeprefix('sess_')}",
            "status": status,
            "status_details": details,
            "output_modalities": ["audio" if answer.aloud else "text"],
            "output": [] if status == "in_progress" else [answer.item.as_json()],
            "usage": None if status == "in_progress" else usage,
        }

    # What happens on the line

    async def _open_line(self) -> None:
        from companion.server.line import LineMicrophone, SpokenLine
        from companion.server.realtime_line import HOLDS_S, PacedSpeaker, Posted

        self._hub.admit()
        await self._place.enter_async_context(self._hub.aloud(self._visit))
        self._speaker = PacedSpeaker(self._terms.aloud)
        self._line = SpokenLine(
            self._visit.dialogue,
            self._hub.assistant.settings,
            self._hub.sound,
            LineMicrophone(RATE, HOLDS_S),
            self._hub.bodies.following(self._visit.id, self._speaker),
            Posted(self, self._post),
            self._hub.metrics,
            interruptible=self._terms.interrupts,
        )

    async def _close_line(self) -> None:
        line, self._line, self._speaker = self._line, None, None
        if line is None:
            return
        line.close()
        try:
            await asyncio.to_thread(line.join)
        finally:
            await self._place.aclose()
        # What the line told last is served before anything else is.
        await asyncio.sleep(0)
        self._saying, self._hearing = False, None

    def _post(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the server is gone
            self._loop.call_soon_threadsafe(call)

    def phase(self, name: str, at_s: float) -> None:
        """What the robot does now."""
        self._hub.bodies.phase(self._visit.id, name)
        if name in ("hearing", "committing") and self._hearing is None:
            self._speech_started(at_s)
        elif name == "listening" and self._hearing is not None:
            self._speech_stopped(self._hearing, at_s)
            self._hearing = None  # nothing was said that is answered

    def _speech_started(self, at_s: float) -> RealtimeItem:
        from companion.hearing.stability import Agreement

        item = RealtimeItem("user", "input_audio")
        self._hearing, self._told, self._steady = item, "", Agreement().stable
        self._since_s = at_s
        self._tell("input_audio_buffer.speech_started", item_id=item.id, audio_start_ms=round(at_s * 1000))
        return item

    def _speech_stopped(self, item: RealtimeItem, at_s: float) -> None:
        self._tell("input_audio_buffer.speech_stopped", item_id=item.id, audio_end_ms=round(at_s * 1000))

    def partial(self, text: str) -> None:
        """What is heard so far: what two guesses agree on is told, and never taken back."""
        item = self._hearing
        steady = text[: self._steady(text)]
        if item is None or not self._terms.transcribes or not steady.startswith(self._told):
            return
        if delta := steady[len(self._told) :]:
            kind = "conversation.item.input_audio_transcription.delta"
            self._tell(kind, item_id=item.id, content_index=0, delta=delta)
            self._told = steady

    def answering(self, turn: Turn, record: TurnRecord) -> None:
        """A turn is answered."""
        if record.reason != "written" and turn.heard:
            until_s = record.speech_end_s
            # Who spoke over an answer and was done before it fell silent was in no phase of hearing.
            item = self._hearing or self._speech_started(record.speech_start_s)
            item.text = turn.heard
            self._items.add(item)
            self._speech_stopped(item, until_s)
            self._tell("input_audio_buffer.committed", item_id=item.id, previous_item_id=item.previous)
            self._tell_item(item, "added", "done")
            self._transcribed(item, max(0.0, until_s - self._since_s))
            self._aloud = self._terms.aloud
        self._hearing = None
        self._saying = True
        self._begin(turn)

    def clip(self, clip: Clip) -> None:
        """A clause of the answer that is being said."""
        if not self._saying and self._aloud:
            # Whoever spoke had not meant the robot: what was left of its answer is said after all.
            self._saying = True
            rest = clauses(self._unsaid)
            self._open(SentAnswer(True, Captions(rest, [clause + " " for clause in rest])))
        if self._answer is not None and self._answer.aloud:
            self._piece(self._answer, clip)

    def answered(self, unsaid: str, fault: str | None) -> None:
        """The answer is over."""
        self._saying, self._unsaid = False, unsaid
        if fault is not None:
            self._finish("failed", error={"type": "server_error", "code": "failed", "message": "the voice failed"})
        elif unsaid:
            self._finish("cancelled", reason="turn_detected")
        else:
            self._finish("completed")

    def deaf(self, fault: Exception, in_a_row: int) -> None:
        """An utterance could not be understood."""
        from companion.server.line import DEAF

        refused = self._why_not(fault)
        if in_a_row >= DEAF:
            self._end(refused)
        else:
            self._refuse(refused)

    def over(self, failure: Exception | None) -> None:
        """The line is closed."""
        if failure is not None:
            self._end(self._failed(failure))
