"""The ASGI application: which path leads where."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp

from companion.server.body_socket import PATH as EVENTS
from companion.server.body_socket import BodySocket
from companion.server.description import DESCRIPTION, description
from companion.server.hub import Hub
from companion.server.logs import tell_fault
from companion.server.open_socket import OpenSockets
from companion.server.openai_api import OpenAIText
from companion.server.openai_audio import SPEECH, TRANSCRIPTIONS, OpenAIAudio
from companion.server.page_socket import PATH as PAGE
from companion.server.page_socket import PageSocket
from companion.server.pages import open_paths, page_routes
from companion.server.realtime import PATH as REALTIME
from companion.server.realtime import RealtimeSocket
from companion.server.refusals import Refused
from companion.server.security import COOKIE, EntryToken, Guard, Rate, Terms
from companion.server.show_doors import ShowDoors

_HEALTH, _READY, _ENTER, _AUTHORITY = "/healthz", "/readyz", "/enter", "/certificate.crt"


def application(
    hub: Hub,
    sockets: OpenSockets,
    token: EntryToken,
    names: frozenset[str],
    *,
    bodies: EntryToken,
    secure: bool,
    authority: bytes | None = None,
    doors: ShowDoors | None = None,
) -> ASGIApp:
    """The application.

    Args:
        hub: the shared parts.
        sockets: all that are open.
        token: what clients must know.
        names: by which this server is called.
        bodies: what those must know who only read along.
        secure: whether it is served over TLS.
        authority: what vouches for its certificate (DER), where that is this machine's own; devices may have it.
        doors: of the show that is run, if one is.
    """

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(request: Request) -> Response:
        hub.admit()
        return JSONResponse({"status": "ready"})

    async def metrics(request: Request) -> Response:
        return Response(hub.metrics.text(), media_type="text/plain; version=0.0.4")

    described = description()

    async def describe(request: Request) -> Response:
        return JSONResponse(described)

    async def enter(request: Request) -> Response:
        """A page brings the token once and gets a cookie that scripts cannot read."""
        try:
            given = json.loads(await request.body())["token"]
        except (ValueError, TypeError, KeyError, RecursionError):
            given = ""
        if not isinstance(given, str) or not token.is_right(given):
            raise Refused("token")
        response = JSONResponse({"status": "welcome"})
        if token.wanted:
            response.set_cookie(COOKIE, token.cookie, httponly=True, samesite="strict", secure=secure)
        return response

    async def refused(request: Request, e: Exception) -> Response:
        assert isinstance(e, Refused)
        hub.metrics.rejected.labels(e.reason).inc()
        headers = {"retry-after": "2"} if e.status in (429, 503) else None
        return JSONResponse(e.as_json(), e.status, headers)

    async def nothing_there(request: Request, e: Exception) -> Response:
        assert isinstance(e, HTTPException)
        refused = Refused("not_found") if e.status_code == 404 else Refused("bad_request", e.detail)
        return JSONResponse(refused.as_json(), e.status_code, e.headers)

    async def gone(request: Request, e: Exception) -> Response:
        return Response(status_code=400)  # nobody reads it

    async def failed(request: Request, e: Exception) -> Response:
        # Not the path that was asked for: that may be anything.
        where = getattr(request.scope.get("route"), "path", "?")
        tell_fault(f"a request to {where}", e)
        hub.metrics.errors.labels(where).inc()
        return JSONResponse(Refused("failed").as_json(), 500)

    async def vouches(request: Request) -> Response:
        return Response(authority, media_type="application/x-x509-ca-cert")

    text, audio = OpenAIText(hub), OpenAIAudio(hub)
    pages = page_routes(lambda: hub.name)
    routes: list[BaseRoute] = [
        Route(_HEALTH, health),
        Route(_READY, ready),
        Route("/metrics", metrics),
        Route(DESCRIPTION, describe),
        Route(_ENTER, enter, methods=["POST"]),
        Route("/v1/models", text.models),
        Route("/v1/models/{model}", text.model),
        Route("/v1/chat/completions", text.chat, methods=["POST"]),
        Route(SPEECH, audio.speech, methods=["POST"]),
        Route(TRANSCRIPTIONS, audio.transcribe, methods=["POST"]),
        WebSocketRoute(PAGE, sockets.endpoint(PageSocket)),
        WebSocketRoute(EVENTS, sockets.endpoint(BodySocket)),
        WebSocketRoute(REALTIME, sockets.endpoint(RealtimeSocket)),
        *((Route(_AUTHORITY, vouches),) if authority is not None else ()),
        *(doors.routes(sockets) if doors is not None else ()),
        *pages,
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            Refused: refused,
            HTTPException: nothing_there,
            ClientDisconnect: gone,
            Exception: failed,
        },
    )
    policy = Terms(
        token,
        names,
        open_paths(pages)
        | {_HEALTH, _READY, _ENTER, _AUTHORITY}
        | (doors.open_paths if doors is not None else frozenset()),
        Rate(hub.serving.rate_per_s),
        reading={EVENTS: bodies},
        most_bytes_to={TRANSCRIPTIONS: audio.most_upload},
    )
    return Guard(app, policy, hub.metrics)
