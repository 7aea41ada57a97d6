"""Running a show: one thread that gives the machine what happens and the time, and does what it says.

Whoever watches is told after each step and can hold nothing up: a console that is lost, or slow, stops no show.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Final, Protocol

from companion.show.compiled import CompiledShow
from companion.show.keeping import ShowFolder
from companion.show.machine import (
    AskRobot,
    Begin,
    Deliver,
    Event,
    Missing,
    Press,
    Record,
    Revived,
    SetVolume,
    ShowState,
    Silence,
    Tick,
    beginning,
    due_s,
    step,
)

log = logging.getLogger("companion")

_IDLE_S: Final = 0.5
"""How long it waits at most before it looks at the time again."""


class Crew(Protocol):
    """Those who do what the show says. None of it may take long; what becomes of it is told to the show later."""

    def ask(self, order: AskRobot) -> None:
        """Find a live answer."""
        ...

    def deliver(self, order: Deliver) -> None:
        """Bring something to the audience."""
        ...

    def silence(self) -> None:
        """Fall silent at once."""
        ...

    def volume(self, percent: int) -> None:
        """Speak so loud."""
        ...


class ShowRunner:
    """A show on its stage.

    Args:
        show: what is played.
        folder: where it stands, and what happens, is kept.
        now: the wall clock, which outlasts the process.
        disk: is told when nothing can be kept, and when it can be again.
    """

    def __init__(self, show: CompiledShow, folder: ShowFolder, now: Callable[[], float] = time.time) -> None:
        self.show = show
        self.folder = folder
        self._wall = now
        self._zero, self._mono = now(), time.monotonic()
        point = folder.restore(show)
        self.resumed = point is not None
        self.state: ShowState = point.state if point is not None else beginning(show)
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._watchers: list[Callable[[], None]] = []
        self._lock = Lock()
        self._crew: Crew | None = None
        self._thread: Thread | None = None
        self._kept: ShowState | None = None

    def now(self) -> float:
        """The time of the show: the wall clock as it was at the start, and what has passed since."""
        return self._zero + (time.monotonic() - self._mono)

    def start(self, crew: Crew) -> None:
        """Begin, or go on where a process before this one stopped."""
        self._crew = crew
        if self.resumed:
            self._events.put(Revived())
            self._events.put(Missing("console"))  # until one is there again
        self._events.put(Missing("mind"))
        today = datetime.fromtimestamp(self.now())
        self._events.put(Begin((today - today.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()))
        self._thread = Thread(target=self._run, name="show", daemon=True)
        self._thread.start()

    def put(self, event: Event) -> None:
        """Something happens; may come from any thread."""
        if isinstance(event, Press) and event.key in ("veto", "panic") and self._crew is not None:
            self._crew.silence()  # at once, whatever waits before it
        self._events.put(event)

    def answers(self, show: CompiledShow) -> None:
        """Its prepared answers are known: the same cues, with them."""
        self.show = show
        self._tell()

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Tell somebody after each step; what it gives stops that."""
        with self._lock:
            self._watchers.append(told)

        def stop() -> None:
            with self._lock:
                if told in self._watchers:
                    self._watchers.remove(told)

        return stop

    def close(self) -> None:
        """Stop; where it stands is kept."""
        self._events.put(None)
        if self._thread is not None:
            self._thread.join(5)

    def _run(self) -> None:
        while True:
            due = due_s(self.show, self.state)
            wait = _IDLE_S if due is None else min(_IDLE_S, max(0.0, due - self.now()))
            try:
                event = self._events.get(timeout=wait) if wait > 0 else self._events.get_nowait()
            except Empty:
                event = Tick()
                due = due_s(self.show, self.state)
                if due is None or due > self.now():
                    continue
            if event is None:
                return
            try:
                self._step(event)
            except Exception:  # whatever is wrong with one event, the show goes on
                log.exception("the show: an event failed")

    def _step(self, event: Event) -> None:
        before = self.state
        self.state, orders = step(self.show, before, event, self.now())
        self._keep(before)
        for order in orders:
            self._do(order)
        self._tell()

    def _keep(self, before: ShowState) -> None:
        if self.state == before:
            return
        try:
            self.folder.keep(self.show, self.state, self.now())
        except OSError as e:
            if "disk" not in self.state.missing:
                log.warning("the restore point cannot be written: %s", e.strerror or e)
                self._events.put(Missing("disk"))
        else:
            if "disk" in self.state.missing:
                self._events.put(Missing("disk", gone=False))

    def _do(self, order: AskRobot | Deliver | Silence | SetVolume | Record) -> None:
        crew = self._crew
        match order:
            case Record():
                try:
                    self.folder.record(order, transcripts=self.show.keep_transcripts)
                except OSError as e:
                    log.debug("the journal cannot be written: %s", e)
            case _ if crew is None:
                return
            case AskRobot():
                crew.ask(order)
            case Deliver():
                crew.deliver(order)
            case Silence():
                crew.silence()
            case SetVolume():
                crew.volume(order.percent)

    def _tell(self) -> None:
        with self._lock:
            watchers = tuple(self._watchers)
        for told in watchers:
            try:
                told()
            except Exception:  # a console that is gone
                log.debug("a console could not be told", exc_info=True)
