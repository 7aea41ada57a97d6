"""The page and what belongs to it: read once at the start, so that no path of a request reaches the file system."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER: Final = Path(__file__).parent / "page"
_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
_INDEX: Final = "index.html"


def page_routes() -> list[Route]:
    """A route for each file of the page."""
    return [_route(path) for path in sorted(FOLDER.rglob("*")) if path.suffix in _KINDS]


def open_paths(routes: Iterable[Route]) -> frozenset[str]:
    """The paths of routes."""
    return frozenset(route.path for route in routes)


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
