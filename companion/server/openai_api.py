"""`/v1/models` and `/v1/chat/completions` as OpenAI's clients know them: the companion answers as a model.

The discourse comes from `session`, a name that the client chooses, or from the messages themselves: what the user said
before is said again to a fresh conversation, unless the server remembers where these messages had led.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from companion.dialogue.assistant import Assistant
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH, State
from companion.server.hub import Hub
from companion.server.refusals import Refused, unreadable
from companion.server.security import address_of
from companion.server.visits import answered, dialogue_with

MODEL: Final = "companion"
_LOOKS_BACK: Final = 12
"""How many utterances of the history are said again; older ones nobody refers to."""
_REMEMBERED: Final = 512
"""For how many histories the server knows where they led."""
_PIECE: Final = re.compile(r"\s*\S+")


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: str
    text: str = ""


class _Message(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None

    @property
    def text(self) -> str:
        """What was said."""
        if isinstance(self.content, list):
            if any(part.type not in ("text", "refusal", "output_text") for part in self.content):
                raise Refused("unsupported", "only text can be read", "messages")
            return " ".join(part.text for part in self.content)
        return self.content or ""


class _StreamOptions(BaseModel):
    include_usage: bool = False


class ChatRequest(BaseModel):
    """What is read of a request; temperature and the like have no meaning here and are passed over."""

    model_config = ConfigDict(extra="allow")

    model: str = Field(max_length=200)
    messages: list[_Message] = Field(min_length=1, max_length=500)
    stream: bool = False
    stream_options: _StreamOptions | None = None
    n: int | None = Field(None, ge=1, le=1)
    session: str | None = Field(None, min_length=1, max_length=200)


class Histories:
    """Where histories of messages had led, by a hash of them; the newest only."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, State] = OrderedDict()

    def state(self, said: Sequence[tuple[str, str]]) -> State | None:
        """Where these messages led, if that is known."""
        return self._states.get(_digest(said))

    def keep(self, said: Sequence[tuple[str, str]], state: State) -> None:
        """Remember where messages led."""
        self._states[_digest(said)] = state
        if len(self._states) > _REMEMBERED:
            self._states.popitem(last=False)


def _digest(said: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class OpenAIText:
    """The endpoints.

    Args:
        hub: the shared parts.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._histories = Histories()

    async def models(self, request: Request) -> Response:
        """The one model there is."""
        return JSONResponse({"object": "list", "data": [self._model()]})

    async def model(self, request: Request) -> Response:
        """It by its name."""
        if request.path_params["model"] != MODEL:
            raise _no_such_model(request.path_params["model"])
        return JSONResponse(self._model())

    async def chat(self, request: Request) -> Response:
        """Answer."""
        self._hub.admit()
        try:
            wanted = ChatRequest.model_validate_json(await request.body())
        except ValidationError as e:
            raise unreadable(e) from None
        if wanted.model != MODEL:
            raise _no_such_model(wanted.model)
        said = [(message.role, message.text) for message in wanted.messages if message.role in ("user", "assistant")]
        if not said or said[-1][0] != "user" or not said[-1][1].strip():
            raise Refused("bad_request", "the last message has to be the user's, and say something", "messages")
        address = address_of(request.scope)
        if wanted.session is not None:
            reply = await self._in_session(wanted.session, address, said[-1][1])
        else:
            reply = await self._after(said, address)
        self._hub.metrics.replied("openai", reply)
        head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
        usage = _usage(said, reply)
        if wanted.stream:
            with_usage = wanted.stream_options is not None and wanted.stream_options.include_usage
            chunks = _chunks(head, reply, usage if with_usage else None)
            return StreamingResponse(chunks, media_type="text/event-stream")
        message = {"role": "assistant", "content": reply.text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        body = {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
        return JSONResponse({**body, "companion": reply.as_json()})

    def _model(self) -> dict[str, Any]:
        return {"id": MODEL, "object": "model", "created": self._hub.started, "owned_by": "companion-robot"}

    async def _in_session(self, name: str, address: str, text: str) -> Reply:
        visit = self._hub.visits.named(name, address, lambda: dialogue_with(self._hub.incumbent))
        async with visit.turns:
            turn = await self._hub.answering.run(address, lambda: answered(visit.dialogue, text))
            if turn is None:
                raise Refused("bad_request", "nothing was said", "messages")
            visit.dialogue.commit(turn)
        return turn.reply

    async def _after(self, said: Sequence[tuple[str, str]], address: str) -> Reply:
        before, text = said[:-1], said[-1][1]
        assistant, known = self._hub.assistant, self._histories.state(before)
        reply, after = await self._hub.answering.run(address, lambda: _answer(assistant, known, before, text))
        self._histories.keep([*said, ("assistant", reply.text)], after)
        return reply


def _answer(
    assistant: Assistant, known: State | None, before: Sequence[tuple[str, str]], text: str
) -> tuple[Reply, State]:
    state = FRESH if known is None else known
    if known is None:
        for earlier in [said for role, said in before if role == "user"][-_LOOKS_BACK:]:
            state = assistant.respond(earlier, state)[1]
    return assistant.respond(text, state, id=str(state.revision + 1), consult=True)


def _no_such_model(name: str) -> Refused:
    return Refused("not_found", f"there is no model «{name[:80]}»; there is «{MODEL}»", "model")


def _usage(said: Sequence[tuple[str, str]], reply: Reply) -> dict[str, int]:
    """Words, for clients that insist on numbers: nothing here counts tokens."""
    asked, answer = sum(len(text.split()) for _, text in said), len(reply.text.split())
    return {"prompt_tokens": asked, "completion_tokens": answer, "total_tokens": asked + answer}


async def _chunks(head: dict[str, Any], reply: Reply, usage: dict[str, int] | None) -> AsyncIterator[str]:
    def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event({**head, "object": "chat.completion.chunk", "choices": [choice], **more})

    yield chunk({"role": "assistant", "content": ""})
    for piece in _PIECE.findall(reply.text):
        yield chunk({"content": piece})
    yield chunk({}, "stop", companion=reply.as_json())
    if usage is not None:
        yield _event({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
    yield "data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
