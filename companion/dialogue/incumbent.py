"""Whoever answers now: an assistant that gives way to a new one when the store of its profile has other packs.

An assistant never changes. A thread looks into the store, fetches what is newer, makes the next assistant of it and
puts it in the place of the one before; a turn is taken by one of them, and waits for nothing.
"""

from __future__ import annotations

import logging
import random
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Protocol

from companion.base.errors import CompanionError
from companion.base.settings import Settings
from companion.dialogue.assistant import Assistant, Explained
from companion.dialogue.reply import Reply
from companion.dialogue.state import FRESH, State

if TYPE_CHECKING:
    from companion.knowledge.shared.holding import SharedPacks

log = logging.getLogger("companion")

_SPREAD: Final = 0.25
"""Share of the time between two looks by which it varies, so that not all robots look at once."""


class Answerer(Protocol):
    """Takes turns, as an `Assistant` does."""

    @property
    def settings(self) -> Settings:
        """Of its profile."""

    @property
    def consults(self) -> bool:
        """Whether a language model is asked where a turn is taken and nobody has an answer."""

    def beginning(self) -> State:
        """The state at the start of a conversation."""

    def keep(self, before: State, after: State) -> None:
        """Keep what a turn that was taken changed."""

    def due(self, state: State, *, id: str = "1") -> tuple[Reply | None, State]:
        """What is to be told now without being asked."""

    def respond(
        self, text: str, state: State = FRESH, *, id: str = "1", as_of: date | None = None, consult: bool = False
    ) -> tuple[Reply, State]:
        """Answer one utterance."""


@dataclass
class _Seat:
    """What the thread and the incumbent share, so that the thread does not keep the incumbent."""

    assistant: Assistant
    closed: Event


class Incumbent:
    """Whoever answers now; loaded once, and anew whenever the store of the profile has other packs.

    Args:
        settings: of one profile.
        clock: tells the wall-clock time.
        first: the one who begins, where there is one already.

    Raises:
        CompanionError: as `Assistant`.
    """

    def __init__(
        self, settings: Settings, clock: Callable[[], datetime] = datetime.now, first: Assistant | None = None
    ) -> None:
        self._seat = _Seat(Assistant(settings, clock) if first is None else first, Event())
        weakref.finalize(self, self._seat.closed.set)
        if settings.knowledge.store is not None:
            from companion.knowledge.shared.holding import shared_packs

            packs = shared_packs(settings)
            assert packs is not None
            looking = (self._seat, packs, settings, clock)
            Thread(target=_look_again_and_again, args=looking, name="look for packs", daemon=True).start()

    @property
    def assistant(self) -> Assistant:
        """The one of now; who has begun a turn with it ends the turn with it."""
        return self._seat.assistant

    def close(self) -> None:
        """Look for nothing newer any more."""
        self._seat.closed.set()

    @property
    def settings(self) -> Settings:
        """Of the profile, and of the persona of now."""
        return self.assistant.settings

    @property
    def consults(self) -> bool:
        """Whether a language model is asked."""
        return self.assistant.consults

    def beginning(self) -> State:
        """See `Assistant.beginning`."""
        return self.assistant.beginning()

    def keep(self, before: State, after: State) -> None:
        """See `Assistant.keep`."""
        self.assistant.keep(before, after)

    def due(self, state: State, *, id: str = "1") -> tuple[Reply | None, State]:
        """See `Assistant.due`."""
        return self.assistant.due(state, id=id)

    def respond(
        self, text: str, state: State = FRESH, *, id: str = "1", as_of: date | None = None, consult: bool = False
    ) -> tuple[Reply, State]:
        """See `Assistant.respond`."""
        return self.assistant.respond(text, state, id=id, as_of=as_of, consult=consult)

    def explain(
        self, text: str, state: State = FRESH, *, id: str = "1", as_of: date | None = None, consult: bool = False
    ) -> Explained:
        """See `Assistant.explain`."""
        return self.assistant.explain(text, state, id=id, as_of=as_of, consult=consult)


def _look_again_and_again(seat: _Seat, packs: SharedPacks, settings: Settings, clock: Callable[[], datetime]) -> None:
    answering, failed = None if _is_stale(seat.assistant, packs) else packs.generation, None
    every_s = settings.knowledge.look_every_s
    while not seat.closed.wait(every_s * random.uniform(1 - _SPREAD, 1 + _SPREAD)):
        packs.look_quietly()
        newest = packs.generation
        if newest is None or newest in (answering, failed):
            continue
        try:
            successor = Assistant(settings, clock)
            successor.respond(next(iter(successor.persona.greeting), "?"))  # loads what answering loads
        except Exception as e:  # a pack of the profile that is there no more, say: the robot goes on with what it has
            told = str(e) if isinstance(e, CompanionError) else f"{type(e).__name__}: {e}"
            log.error("%s cannot be answered from, the one before is kept: %s", newest, told)
            failed = newest
            continue
        seat.assistant, answering = successor, newest
        log.info("answering from %s", newest)


def _is_stale(assistant: Assistant, packs: SharedPacks) -> bool:
    """Whether newer packs have come since an assistant was loaded."""
    newest = set(packs.folders.values())
    return any(
        pack.folder.is_relative_to(packs.copy.folder) and pack.folder not in newest
        for pack in assistant.knowledge.packs.packs
    )
