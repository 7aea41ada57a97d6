"""A language model behind an OpenAI-compatible endpoint (`POST …/chat/completions`); needs the `llm` extra.

That is how hosted models, llama.cpp's server, Ollama, vLLM and LM Studio are asked. Only the address in the settings
is ever called: redirections are not followed, so the key goes nowhere else.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError

from companion.base.errors import SettingError, one_line
from companion.base.extras import requiring
from companion.base.settings import GuestModel
from companion.models.llm import LONGEST_ANSWER, Message, NoCompletion
from companion.models.store import ModelStore

_NO_SCHEMAS: Final = (400, 404, 415, 422, 501)
"""How an endpoint says that it knows no `response_format`."""
_SHOWN: Final = 120


class _Said(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Said


class ChatCompletion(BaseModel):
    """What an endpoint answers, as far as it is of use."""

    choices: list[_Choice] = Field(min_length=1)


class OpenAIEndpoint:
    """A model behind an endpoint.

    Args:
        settings: where it is, and which model.
        store: not needed.

    Raises:
        MissingExtra: the HTTP client is not installed.
        SettingError: there is no address, or no key where one is named.
    """

    def __init__(self, settings: GuestModel, store: ModelStore) -> None:
        with requiring("a language model behind an endpoint", "llm"):
            import httpx2
        if not settings.url:
            fix = "write the endpoint's address, such as http://127.0.0.1:8080/v1"
            raise SettingError("guest.url", "", "there is none", fix)
        self._url = settings.url.rstrip("/") + "/chat/completions"
        self._model = settings.model
        host = urlsplit(settings.url).hostname or ""
        self.is_here = _is_loopback(host)
        self.name = f"{settings.model or 'the model'} at {settings.url}"
        self._error = httpx2.HTTPError
        self._client = httpx2.Client(
            headers={"Accept-Encoding": "identity"} | _authorization(settings.key_variable),
            follow_redirects=False,
            trust_env=not self.is_here,  # no proxy stands between this machine and itself
        )
        self._schemas = True

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], most_tokens: int, within_s: float
    ) -> str:
        """An answer to some messages; see `LanguageModel.complete`.

        Raises:
            NoCompletion: there is none.
        """
        until = monotonic() + within_s
        request: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": most_tokens,
            "temperature": 0,
            "stream": False,
        }
        wanted = {"type": "json_schema", "json_schema": {"name": "proposal", "schema": dict(schema), "strict": True}}
        try:
            status, body = self._post(request | ({"response_format": wanted} if self._schemas else {}), until)
            if status in _NO_SCHEMAS and self._schemas:
                self._schemas = False
                status, body = self._post(request, until)
        except self._error as e:
            raise NoCompletion(one_line(f"{type(e).__name__}: {e}")[:_SHOWN]) from e
        if status != 200:
            raise NoCompletion(f"it answered with the status {status}")
        return said_in(body)

    def _post(self, request: Mapping[str, Any], until: float) -> tuple[int, bytes]:
        """Status and body of an answer, of which no more is read than there is time and room for."""
        pieces = bytearray()
        with self._client.stream("POST", self._url, json=request, timeout=_left(until)) as answer:
            for piece in answer.iter_raw():
                pieces += piece
                if len(pieces) > LONGEST_ANSWER:
                    raise NoCompletion(f"its answer is longer than {LONGEST_ANSWER:,} bytes")
                _left(until)
            return answer.status_code, bytes(pieces)


def said_in(body: bytes) -> str:
    """The text in an endpoint's answer.

    Raises:
        NoCompletion: there is none.
    """
    try:
        return ChatCompletion.model_validate_json(body).choices[0].message.content
    except ValidationError as e:
        raise NoCompletion(f"its answer is no chat completion: {e.errors()[0]['msg']}"[:_SHOWN]) from e


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise NoCompletion("its answer did not end in time")
    return left


def _authorization(variable: str | None) -> dict[str, str]:
    if variable is None:
        return {}
    key = os.environ.get(variable, "").strip()
    if not key:
        raise SettingError("guest.key_variable", variable, f"the variable {variable} is not set", f"set {variable}")
    if not key.isascii() or not key.isprintable():
        raise SettingError("guest.key_variable", variable, f"the variable {variable} holds no key", "correct it")
    return {"Authorization": f"Bearer {key}"}


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
