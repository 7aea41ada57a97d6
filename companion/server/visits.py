"""The conversations that a server holds: in memory, for as long as somebody talks, and each known by a secret."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from companion.base.settings import Serving
from companion.dialogue.incumbent import Answerer
from companion.dialogue.reply import Reply
from companion.dialogue.state import State
from companion.live.conversation import SpokenDialogue, Turn
from companion.server.metrics import Metrics
from companion.server.refusals import Refused

_LEFT_S: Final = 120.0
"""How long a conversation must have been left before another may take its place."""


def dialogue_with(assistant: Answerer) -> SpokenDialogue:
    """A conversation from its beginning; of nothing that is said is anything kept."""

    def respond(text: str, state: State) -> tuple[Reply, State]:
        return assistant.respond(text, state, id=str(state.revision + 1))

    def consult(text: str, state: State) -> tuple[Reply, State]:
        return assistant.respond(text, state, id=str(state.revision + 1), consult=True)

    # Who types or touches the screen is meant to be heard.
    talking = assistant.settings.talking.model_copy(update={"start": "open"})
    return SpokenDialogue(respond, talking, due=assistant.due, consult=consult if assistant.consults else None)


def answered(dialogue: SpokenDialogue, text: str) -> Turn | None:
    """The turn that a text would be, while nothing has changed yet; None where nothing was said."""
    turn = dialogue.consider(text, time.monotonic(), written=True)
    return dialogue.consult(turn) if turn is not None and dialogue.is_doubtful(turn) else turn


@dataclass(eq=False)
class Visit:
    """One conversation of one client.

    Attributes:
        id, secret: by which the client finds it again.
        address: the client's.
        dialogue: the conversation.
        touched_s: when something was last said.
        leave: tells the window that holds it that another one takes it; None while none does.
        turns: held by the turn that is being taken.
    """

    id: str
    secret: str
    address: str
    dialogue: SpokenDialogue
    touched_s: float = field(default_factory=time.monotonic)
    leave: Callable[[], None] | None = None
    turns: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_left(self) -> bool:
        """Whether no window holds it, and no turn is being taken."""
        return self.leave is None and not self.turns.locked()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self.dialogue.state.revision == 0

    def touch(self) -> None:
        """Somebody is there."""
        self.touched_s = time.monotonic()


class Visits:
    """All conversations.

    Args:
        serving: says how many there may be and how long they are kept.
        metrics: are told how many there are.
    """

    def __init__(self, serving: Serving, metrics: Metrics) -> None:
        self._serving = serving
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._gauge = metrics.visits

    def __len__(self) -> int:
        return len(self._visits)

    def begin(self, address: str, dialogue: SpokenDialogue) -> Visit:
        """A new conversation.

        Raises:
            Refused: there are as many as there may be.
        """
        self._forget_old()
        if len(self._visits) >= self._serving.session_limit:
            self._make_room(self._visits.values())
        own = [visit for visit in self._visits.values() if visit.address == address]
        if len(own) >= self._serving.per_address:
            self._make_room(own)
        visit = Visit(secrets.token_urlsafe(12), secrets.token_urlsafe(24), address, dialogue)
        self._visits[visit.id] = visit
        self._gauge.set(len(self._visits))
        return visit

    def find(self, id: str, secret: str) -> Visit | None:
        """The conversation of this name, for whoever knows its secret."""
        self._forget_old()
        visit = self._visits.get(id)
        known = visit.secret if visit is not None else secrets.token_urlsafe(24)
        return visit if hmac.compare_digest(known.encode(), secret.encode()) else None

    def named(self, name: str, address: str, dialogue: Callable[[], SpokenDialogue]) -> Visit:
        """The conversation that a program gave a name, or a new one.

        Raises:
            Refused: it would be new, and there are as many as there may be.
        """
        self._forget_old()
        key = hashlib.sha256(name.encode()).hexdigest()
        visit = self._visits.get(key)
        if visit is None:
            visit = self.begin(address, dialogue())
            self._visits[key] = self._visits.pop(visit.id)
            visit.id = key
        visit.touch()
        return visit

    def end(self, visit: Visit) -> None:
        """Forget one."""
        self._visits.pop(visit.id, None)
        self._gauge.set(len(self._visits))

    def _make_room(self, among: Iterable[Visit]) -> None:
        """Forget the conversation that was left for longest, or in which nothing was ever said.

        Raises:
            Refused: all of them go on.
        """
        before = time.monotonic() - _LEFT_S
        left = [visit for visit in among if visit.is_left and (visit.is_empty or visit.touched_s < before)]
        if not left:
            raise Refused("full")
        self.end(min(left, key=lambda visit: (not visit.is_empty, visit.touched_s)))

    def _forget_old(self) -> None:
        before = time.monotonic() - self._serving.keep_s
        for visit in [v for v in self._visits.values() if v.touched_s < before and v.is_left]:
            self.end(visit)
