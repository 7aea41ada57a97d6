"""The HTTP interface described as OpenAPI, from the models that read its requests."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from companion.server.openai_api import ChatRequest
from companion.server.openai_audio import FORMATS, SPEECH, TRANSCRIPTIONS, SpeechRequest
from companion.server.refusals import REASONS

DESCRIPTION: Final = "/openapi.json"

_REF: Final = "#/components/schemas/{model}"
_REFUSED: Final = {"$ref": _REF.format(model="Refused")}


def description(server: str = "/") -> dict[str, Any]:
    """The whole of it.

    Args:
        server: where it is.
    """
    inputs = [(ChatRequest, "validation"), (SpeechRequest, "validation")]
    _, made = models_json_schema(inputs, ref_template=_REF)  # type: ignore[arg-type]
    error = {"type": "object", "required": ["message", "type", "param", "code"], "properties": _ERROR}
    refused = {"type": "object", "required": ["error"], "properties": {"error": error}}
    recording = {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "model": {"type": "string", "maxLength": 4096},
            "response_format": {"enum": ["json", "text", "verbose_json"]},
        },
    }
    sounds = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in {*_kinds(), "audio/pcm"}}
    paths = {
        "/healthz": {"get": _operation("Whether the process lives", _json(_OBJECT))},
        "/readyz": {"get": _operation("Whether it serves", _json(_OBJECT), 503)},
        "/metrics": {"get": _operation("Counters for Prometheus", _as("text/plain"), 401)},
        "/enter": {
            "post": _operation("Give the token, get a cookie", _json(_OBJECT), 401, 408, 413, body=_json(_ENTERS)),
        },
        "/v1/models": {"get": _operation("The models: one", _json(_OBJECT), 401)},
        "/v1/models/{model}": {
            "get": _operation("One model", _json(_OBJECT), 401, 404),
            "parameters": [{"name": "model", "in": "path", "required": True, "schema": {"type": "string"}}],
        },
        "/v1/chat/completions": {
            "post": _operation(
                "Answer what was said last",
                _json(_OBJECT) | _as("text/event-stream"),
                400, 401, 404, 408, 413, 503,
                body=_json({"$ref": _REF.format(model=ChatRequest.__name__)}),
            )
        },
        SPEECH: {
            "post": _operation(
                "Say a text", sounds, 400, 401, 408, 413, 501, 503,
                body=_json({"$ref": _REF.format(model=SpeechRequest.__name__)}),
            )
        },
        TRANSCRIPTIONS: {
            "post": _operation(
                "Write down a recording", _json(_OBJECT) | _as("text/plain"), 400, 401, 408, 413, 501, 503,
                body={"multipart/form-data": {"schema": recording}},
            )
        },
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "companion", "version": version("companion-robot"), "description": __doc__},
        "servers": [{"url": server}],
        "security": [{}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": {**made["$defs"], "Refused": refused},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


_OBJECT: Final = {"type": "object"}
_ENTERS: Final = {"type": "object", "required": ["token"], "properties": {"token": {"type": "string"}}}
_ERROR: Final = {
    "message": {"type": "string"},
    "type": {"type": "string"},
    "param": {"type": ["string", "null"]},
    "code": {"enum": list(REASONS)},
}


def _kinds() -> set[str]:
    return {kind for kind, _, _ in FORMATS.values()}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _as(kind: str) -> dict[str, Any]:
    return {kind: {"schema": {"type": "string"}}}


def _operation(summary: str, content: dict[str, Any], *refused: int, body: dict[str, Any] | None = None) -> Any:
    """One operation; whatever is asked, it may be refused for who asks and how often."""
    responses: dict[str, Any] = {"200": {"description": "done", "content": content}}
    for status in sorted({403, 421, 429, *refused}):
        responses[str(status)] = {"description": "refused", "content": _json(_REFUSED)}
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": body}
    return operation
