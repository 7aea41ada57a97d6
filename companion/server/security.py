"""Who may ask: hosts, origins, the token, how much and how often; and what a browser may do with the answers.

A page of another site can make a browser send requests to a machine that only the browser can reach. What tells them
from our own page is the `Origin`, and, where the other site's name was made to point here (DNS rebinding), the `Host`.
An address in numbers cannot be rebound, so any is let through; a name has to be one of ours.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from companion.server.metrics import Metrics
from companion.server.refusals import Refused

COOKIE: Final = "companion"
_SAFE: Final = ("GET", "HEAD")
_STALLS_S: Final = 20.0
_SLOWEST: Final = 4096
"""A body may take so many seconds, and one more for each so many bytes of it: a trickle holds a place no longer."""
_ADDRESSES: Final = 4096
"""How many addresses are remembered for their rate."""
MEGABYTE: Final = 1 << 20

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "media-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
}


class EntryToken:
    """What a client has to know.

    Args:
        text: the token; None lets everybody in.
    """

    def __init__(self, text: str | None) -> None:
        self._text = None if text is None else text.encode()
        # A cookie is kept by the browser: it lets in and does not tell the token.
        self.cookie = "" if text is None else hmac.new(text.encode(), b"companion page", "sha256").hexdigest()

    @property
    def wanted(self) -> bool:
        """Whether there is one."""
        return self._text is not None

    def is_right(self, text: str) -> bool:
        """Whether this is it, told in the same time however much of it is right."""
        return self._text is None or hmac.compare_digest(self._text, text.encode(errors="replace"))

    def is_in(self, headers: Headers) -> bool:
        """Whether a request brings it: as a bearer, or the page's cookie."""
        if self._text is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.is_right(given.strip())
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(self.cookie.encode(), cookie.value.encode())


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Rate:
    """How often each address may come: so many times a second, and twice as many at once."""

    def __init__(self, per_s: float) -> None:
        self._per_s = per_s
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allows(self, address: str, many: int = 1) -> bool:
        """Whether so many more are allowed now; counts them."""
        now = time.monotonic()
        bucket = self._buckets.setdefault(address, _Bucket(2 * self._per_s, now))
        self._buckets.move_to_end(address)
        if len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        bucket.left = min(2 * self._per_s, bucket.left + (now - bucket.at_s) * self._per_s)
        bucket.at_s = now
        if bucket.left < many:
            return False
        bucket.left -= many
        return True


@dataclass(frozen=True)
class Terms:
    """What is asked of every request.

    Attributes:
        token: what clients must know.
        names: host names that are this server's, in lower case.
        open_paths: what may be read without the token: the page itself, which holds no secret.
        rate: how often an address may come.
        reading: what else lets in at certain paths, where something can be read and nothing asked.
        most_bytes: size of a body, and of bodies sent to certain paths.
    """

    token: EntryToken
    names: frozenset[str]
    open_paths: frozenset[str]
    rate: Rate
    reading: dict[str, EntryToken] = field(default_factory=dict)
    most_bytes: int = MEGABYTE // 4
    most_bytes_to: dict[str, int] = field(default_factory=dict)

    def check(self, scope: Scope) -> None:
        """Let a request or a WebSocket pass.

        Raises:
            Refused: it may not.
        """
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not is_ours(host, self.names):
            raise Refused("host")
        origin = headers.get("origin")
        asks = scope["type"] == "websocket" or scope["method"] not in _SAFE
        if origin is not None and asks and origin.partition("://")[2] != host:
            raise Refused("origin")
        # An old browser tells the origin of a request nowhere but here.
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and asks:
            raise Refused("origin")
        if not self.rate.allows(address_of(scope)):
            raise Refused("rate")
        if not self._lets_in(scope["path"], headers):
            raise Refused("token")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.size_of(scope["path"]):
            raise Refused("too_large")

    def _lets_in(self, path: str, headers: Headers) -> bool:
        tokens = (self.token, *((self.reading[path],) if path in self.reading else ()))
        return path in self.open_paths or any(token.is_in(headers) for token in tokens)

    def size_of(self, path: str) -> int:
        """How large a body sent there may be."""
        return self.most_bytes_to.get(path, self.most_bytes)


def address_of(scope: Scope) -> str:
    """The address of a client."""
    client = scope.get("client")
    return network_of(client[0]) if client else "?"


def network_of(address: str) -> str:
    """What stands for all addresses that one client has: of IPv6 it chooses the last half as it likes."""
    try:
        number = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(number.ipv4_mapped or ipaddress.IPv6Network((number, 64), strict=False))


def is_ours(host: str, names: Iterable[str]) -> bool:
    """Whether a `Host` header names this server: an address in numbers, or one of its names."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.lower().rstrip(".") in names
    return True


def is_this_machine(host: str) -> bool:
    """Whether nobody but this machine itself reaches an address to listen at."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Stands before the application.

    Args:
        app: what is guarded.
        policy: what is asked.
        metrics: are told of refusals.
    """

    def __init__(self, app: ASGIApp, policy: Terms, metrics: Metrics) -> None:
        self._app = app
        self._policy = policy
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            self._policy.check(scope)
        except Refused as e:
            self._metrics.rejected.labels(e.reason).inc()
            await refuse(scope, receive, send, e)
            return
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            await self._app(scope, _bounded(receive, self._policy.size_of(scope["path"])), answer)
        except Refused as e:
            self._metrics.rejected.labels(e.reason).inc()
            if not started:
                await refuse(scope, receive, answer, e)


def _bounded(receive: Receive, most: int) -> Receive:
    """Takes no more of a body than may come, and waits only so long for more."""
    size, over, began = 0, False, time.monotonic()

    async def take() -> Message:
        nonlocal size, over
        if over:
            return await receive()
        try:
            left_s = began + _STALLS_S + size / _SLOWEST - time.monotonic()
            message = await asyncio.wait_for(receive(), left_s)
        except TimeoutError:
            raise Refused("slow") from None
        size += len(message.get("body", b""))
        over = not message.get("more_body", False)
        if size > most:
            raise Refused("too_large")
        return message

    return take


async def refuse(scope: Scope, receive: Receive, send: Send, refused: Refused) -> None:
    """Answer with the reason; a WebSocket is opened to be told it, unless another site opens it."""
    if scope["type"] == "websocket":
        await receive()
        if refused.reason not in ("host", "origin"):
            await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": refused.close, "reason": refused.reason})
        return
    body = json.dumps(refused.as_json()).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if refused.status in (429, 503):
        headers.append((b"retry-after", b"2"))
    if refused.reason in ("too_large", "slow"):
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
