"""The doors of a show: consoles that act, stages that only see, and HTTP and OSC for other programs.

A console and everything under `/cue` want the token. A stage has a token of its own, made from it, which opens the
stage and nothing else; what a stage sends is not read. All of them are told the newest view and may miss older ones:
one that is slow, or gone, holds up neither the show nor another.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from math import isfinite
from threading import Thread
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from companion.server.hub import Hub
from companion.server.open_socket import OpenSocket, OpenSockets
from companion.server.refusals import Refused, unreadable
from companion.server.security import COOKIE, EntryToken, Rate
from companion.show.cast import operator_line
from companion.show.machine import (
    Because,
    Choose,
    Event,
    Fire,
    Jump,
    Key,
    Loudness,
    Missing,
    Mode,
    Press,
    Reason,
    Switch,
    Typed,
)
from companion.show.policy import HousePolicy
from companion.show.running import ShowRunner
from companion.show.views import console_view, stage_view

CONSOLE: Final = "/show/console"
STAGE: Final = "/show/stage"
STAGE_ENTRY: Final = "/show/enter"
_MOST: Final = 32
"""Consoles, and stages, at once."""
_BEAT_S: Final = 1.0
"""How often a screen is told the view though nothing changed: its clock follows, and a lost line is noticed."""
_SLOW_S: Final = 5.0
PRESSED: Final = get_args(Key)


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _rounded(value: object) -> object:
    """Sliders tell parts of a percent."""
    return round(value) if isinstance(value, float) and isfinite(value) else value


class PressKey(_Act):
    """A key of the console."""

    type: Literal["press"]
    key: Key
    reason: Reason | None = None


class ChooseAnswer(_Act):
    """A prepared answer."""

    type: Literal["choose"]
    number: int = Field(ge=1, le=3)


class SayLine(_Act):
    """A line to be said."""

    type: Literal["say"]
    text: str = Field(min_length=1, max_length=500)


class HearLine(_Act):
    """Something that was said in the room, for a recogniser outside of this process."""

    type: Literal["heard"]
    text: str = Field(min_length=1, max_length=500)
    confidence: float = Field(1.0, ge=0, le=1)


class PutOn(_Act):
    """A cue on standby, or fired."""

    type: Literal["stand", "fire"]
    cue: int = Field(ge=0, le=10_000)


class SwitchMode(_Act):
    """Listening, or by hand."""

    type: Literal["mode"]
    mode: Mode


class SetLoudness(_Act):
    """The volume."""

    type: Literal["volume"]
    percent: Annotated[int, BeforeValidator(_rounded)] = Field(ge=0, le=100)


class GiveReason(_Act):
    """Why somebody intervened last."""

    type: Literal["because"]
    reason: Reason


Act: TypeAlias = PressKey | ChooseAnswer | SayLine | HearLine | PutOn | SwitchMode | SetLoudness | GiveReason
_acts: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="type")])


def stage_token(token: str | None) -> str | None:
    """The token of a stage link: it follows from the operator's, and tells nothing of it."""
    return None if token is None else hmac.new(token.encode(), b"companion stage", "sha256").hexdigest()[:32]


class ShowDoors:
    """All who look at a show, and act on it.

    Args:
        runner: the show.
        token: of operators; None lets all in.
        hear: takes what was said in the room, and how sure that is.
        policy: what may not be said by operators, either.
        today: the day where the script sets none.
    """

    def __init__(
        self,
        runner: ShowRunner,
        token: str | None,
        hear: Callable[[str, float], None],
        policy: HousePolicy,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._runner = runner
        self._policy, self._today = policy, today
        self._operators = EntryToken(token)
        self._audience = EntryToken(stage_token(token))
        self._hear = hear
        self._level_dbfs: float | None = None
        self._consoles: set[_Screen] = set()
        self._stages: set[_Screen] = set()
        self._pushes: list[Callable[[dict[str, Any]], None]] = []
        runner.watch(self._told)

    @property
    def stages(self) -> int:
        """How many stages there are."""
        return len(self._stages)

    def routes(self, sockets: OpenSockets) -> list[BaseRoute]:
        """Where the doors are."""
        return [
            WebSocketRoute(CONSOLE, sockets.endpoint(_Console, self._console)),
            WebSocketRoute(STAGE, sockets.endpoint(_Screen, self._stage)),
            Route(STAGE_ENTRY, self.enter, methods=["POST"]),
            Route("/cue/state", self.state),
            Route("/cue/{action:path}", self.act, methods=["POST"]),
        ]

    @property
    def open_paths(self) -> frozenset[str]:
        """What needs no operator's token: it asks for its own."""
        return frozenset((STAGE, STAGE_ENTRY))

    def push_to(self, told: Callable[[dict[str, Any]], None]) -> None:
        """Tell another program of every change, too."""
        self._pushes.append(told)

    def view(self) -> dict[str, Any]:
        """What a console sees."""
        runner = self._runner
        view = console_view(runner.show, runner.state, runner.now())
        screens = {"consoles": len(self._consoles), "stages": len(self._stages)}
        return {**view, **screens, "resumed": runner.resumed, "level_dbfs": self._level_dbfs}

    def hears(self, dbfs: float) -> None:
        """How loud the microphone is: consoles show it. May come from any thread."""
        self._level_dbfs = round(dbfs, 1)
        for console in tuple(self._consoles):
            console.refresh()

    # Screens

    def _console(self, socket: WebSocket, hub: Hub, rate: Rate) -> _Screen:
        """A console: it is told the view, and acts."""
        screens = _Screens(self._consoles, "console", self._runner)
        return _Console(socket, hub, rate, screens, self.view, lambda text: self._do(_read(text)))

    def _stage(self, socket: WebSocket, hub: Hub, rate: Rate) -> _Screen:
        """A stage: it is told the view; what it sends ends it."""
        if not (self._audience.is_in(socket.headers) or self._operators.is_in(socket.headers)):
            raise Refused("token")
        runner = self._runner
        screens = _Screens(self._stages, "screen", runner)
        return _Screen(socket, hub, rate, screens, lambda: stage_view(runner.show, runner.state))

    def _do(self, act: Act) -> None:
        if isinstance(act, HearLine):
            Thread(target=self._hear, args=(act.text, act.confidence), name="show-hears", daemon=True).start()
            return
        self._runner.put(self._typed(act.text) if isinstance(act, SayLine) else _event_of(act))

    def _typed(self, text: str) -> Typed:
        show, standing = self._runner.show, self._runner.state.standing
        said = operator_line(show, text)
        forbidden = self._policy.texts(said.texts, show.day_at(standing) or self._today())
        return Typed(said, None if forbidden is None else str(forbidden))

    def _told(self) -> None:
        for push in self._pushes:
            push(self.view())
        for screen in (*self._consoles, *self._stages):
            screen.refresh()

    # HTTP and OSC

    async def enter(self, request: Request) -> Response:
        """A stage brings the token of its link, and gets a cookie that opens the stage."""
        try:
            given = json.loads(await request.body())["token"]
        except (ValueError, TypeError, KeyError, RecursionError):
            given = ""
        if not isinstance(given, str) or not self._audience.is_right(given):
            raise Refused("token")
        response = JSONResponse({"status": "welcome"})
        if self._audience.wanted:
            secure = request.url.scheme == "https"
            response.set_cookie(COOKIE, self._audience.cookie, httponly=True, samesite="strict", secure=secure)
        return response

    async def state(self, request: Request) -> Response:
        """Where the show stands."""
        return JSONResponse(self.view())

    async def act(self, request: Request) -> Response:
        """Do something: `POST /cue/go`, or `/cue/say` with a body."""
        body = await request.body()
        try:
            fields = json.loads(body) if body else {}
        except (ValueError, RecursionError):
            raise Refused("bad_request", "the body is no JSON") from None
        if not isinstance(fields, dict) or not self.command(request.path_params["action"], fields):
            raise Refused("not_found")
        return JSONResponse({"status": "done"}, 202)

    def command(self, action: str, fields: dict[str, Any]) -> bool:
        """Do what another program asks for; whether there is such a thing.

        Raises:
            Refused: it is not well said.
        """
        address = next((cue.number for cue in self._runner.show.cues if cue.address == f"/{action}"), None)
        if address is not None:
            self._runner.put(Fire(address))
            return True
        if action in PRESSED:
            message: dict[str, Any] = {"type": "press", "key": action, **fields}
        elif action == "answer":
            message = {"type": "choose", **fields}
        elif action in ("say", "heard", "stand", "fire", "mode", "volume", "because"):
            message = {"type": action, **fields}
        else:
            return False
        self._do(_read(json.dumps(message)))
        return True


class _Screens(NamedTuple):
    """All screens of a kind, one of which is watched for being there."""

    open: set[_Screen]
    part: Literal["console", "screen"]
    runner: ShowRunner

    def join(self, screen: _Screen) -> None:
        if len(self.open) >= _MOST:
            raise Refused("full")
        self.open.add(screen)
        self.runner.put(Missing(self.part, gone=False))

    def leave(self, screen: _Screen) -> None:
        self.open.discard(screen)
        if not self.open:
            self.runner.put(Missing(self.part))


class _Screen(OpenSocket):
    """Gets the newest view and may miss older ones; can say nothing."""

    door = "show"

    def __init__(
        self, socket: WebSocket, hub: Hub, rate: Rate, screens: _Screens, view: Callable[[], dict[str, Any]]
    ) -> None:
        super().__init__(socket, hub, rate)
        self._screens, self._view = screens, view
        self._changed = asyncio.Event()
        screens.join(self)

    def refresh(self) -> None:
        """There is something new; may be called from any thread."""
        with suppress(RuntimeError):  # the server is gone
            self._loop.call_soon_threadsafe(self._changed.set)

    async def _read(self) -> None:
        await self._only_told()

    async def _write(self) -> None:
        while True:
            self._changed.clear()
            text = json.dumps(self._view(), ensure_ascii=False)
            # Not `wait_for`, which before Python 3.12 swallows being cancelled while what it waits for comes.
            try:
                async with asyncio.timeout(_SLOW_S):
                    await self._socket.send_text(text)
            except TimeoutError:
                raise Refused("slow") from None
            except (RuntimeError, WebSocketDisconnect):
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(_BEAT_S):
                    await self._changed.wait()

    async def _let_go(self) -> None:
        self._screens.leave(self)


class _Console(_Screen):
    """Acts, too; what it says is done."""

    def __init__(
        self,
        socket: WebSocket,
        hub: Hub,
        rate: Rate,
        screens: _Screens,
        view: Callable[[], dict[str, Any]],
        do: Callable[[str], None],
    ) -> None:
        super().__init__(socket, hub, rate, screens, view)
        self._do = do

    async def _read(self) -> None:
        with suppress(WebSocketDisconnect):
            while True:
                message = await self._message()
                self._do(message if isinstance(message, str) else "")


def _read(text: str) -> Act:
    try:
        return _acts.validate_json(text)
    except ValidationError as e:
        raise unreadable(e) from None


def _event_of(act: Act) -> Event:
    match act:
        case PressKey(key=key, reason=reason):
            return Press(key, reason)
        case ChooseAnswer(number=number):
            return Choose(number)
        case PutOn(type="stand", cue=cue):
            return Jump(cue)
        case PutOn(cue=cue):
            return Fire(cue)
        case SwitchMode(mode=mode):
            return Switch(mode)
        case SetLoudness(percent=percent):
            return Loudness(percent)
        case GiveReason(reason=reason):
            return Because(reason)
        case HearLine() | SayLine():
            raise ValueError("what is heard goes to the ears, and a line past the policy")
