"""The page and what belongs to it: read once at the start, so that no path of a request reaches the file system."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

FOLDER: Final = Path(__file__).parent / "page"
_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_INDEX, _MANIFEST = "index.html", "manifest.webmanifest"


def page_routes(name: Callable[[], str]) -> list[Route]:
    """A route for each file of the page; an installed one is called as the robot is."""
    files = [_route(path) for path in sorted(FOLDER.rglob("*")) if path.suffix in _KINDS]
    return [*files, _manifest(name)]


def open_paths(routes: Iterable[Route]) -> frozenset[str]:
    """The paths of routes."""
    return frozenset(route.path for route in routes)


def _manifest(name: Callable[[], str]) -> Route:
    content = json.loads((FOLDER / _MANIFEST).read_bytes())

    async def serve(request: Request) -> Response:
        called = {"name": name(), "short_name": name()}
        return JSONResponse({**content, **called}, media_type="application/manifest+json")

    return Route(f"/{_MANIFEST}", serve)


def _route(path: Path) -> Route:
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "content-type": _KINDS[path.suffix]}

    async def serve(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers)

    name = path.relative_to(FOLDER).as_posix()
    return Route("/" if name == _INDEX else f"/{name}", serve)
