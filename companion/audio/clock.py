"""Time, real or virtual, shared by everything that hears and plays.

A clock stands at zero when it is first read. Virtual time is moved on by a microphone that reads a file: between two
of its frames no time passes, however long the computer works, and a sound that is played takes as long as it lasts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Condition, Event
from typing import Protocol


class Clock(Protocol):
    """Seconds, and waiting for them to pass."""

    def now(self) -> float:
        """Seconds since the clock was first read."""
        ...

    def advance(self, to: float) -> None:
        """Let time go on until `to`; called by the one that sets the pace. Infinity: nobody sets it any more."""
        ...

    def hold(self) -> None:
        """Someone begins to work; virtual time stands still until everyone waits or has called `release`."""
        ...

    def release(self) -> None:
        """Someone has finished working."""
        ...

    def wait(self, until: float, stop: Event) -> None:
        """Wait for a time, between `hold` and `release`; ends earlier when `stop` is set."""
        ...


class RealClock:
    """Time as it passes."""

    def __init__(self) -> None:
        self._zero: float | None = None

    def now(self) -> float:
        """Seconds since the clock was first read."""
        now = time.monotonic()
        if self._zero is None:
            self._zero = now
        return now - self._zero

    def advance(self, to: float) -> None:
        """Sleep until `to`; does not wait for infinity."""
        if to < float("inf"):
            time.sleep(max(0.0, to - self.now()))

    def hold(self) -> None:
        """Real time waits for nobody."""

    def release(self) -> None:
        """Real time waits for nobody."""

    def wait(self, until: float, stop: Event) -> None:
        """Sleep until `until`, or until `stop` is set."""
        stop.wait(max(0.0, until - self.now()))


@dataclass(eq=False, slots=True)
class _Waiter:
    until: float
    stop: Event
    woken: bool = False


class VirtualClock:
    """Time that passes as fast as the work is done, in the order in which things would have happened."""

    _STOP_POLL_S = 0.005
    """How soon, in real time, a waiter notices that it was stopped by someone who does not move the time."""

    def __init__(self) -> None:
        self._now = 0.0
        self._working = 0
        self._free = False
        self._waiters: list[_Waiter] = []
        self._changed = Condition()

    def now(self) -> float:
        """Virtual seconds since the beginning."""
        with self._changed:
            return self._now

    def advance(self, to: float) -> None:
        """Move time on to `to`, stopping wherever someone waits for an earlier time; infinity lets it run freely."""
        with self._changed:
            self._free = to == float("inf")
            while True:
                self._changed.wait_for(lambda: self._free or not self._working)
                waiter = self._next(to)
                if waiter is None:
                    break
                if not waiter.stop.is_set():
                    self._now = max(self._now, waiter.until)
                self._wake(waiter)
            if not self._free:
                self._now = max(self._now, to)

    def hold(self) -> None:
        """Stop virtual time while someone works."""
        with self._changed:
            self._working += 1

    def release(self) -> None:
        """Let virtual time go on, once all the others wait too."""
        with self._changed:
            self._working -= 1
            self._changed.notify_all()

    def wait(self, until: float, stop: Event) -> None:
        """Let virtual time go on until it reaches `until`, or until `stop` is set."""
        with self._changed:
            if self._free or stop.is_set():
                self._now = self._now if stop.is_set() else max(self._now, until)
                return
            waiter = _Waiter(until, stop)
            self._waiters.append(waiter)
            self._working -= 1
            self._changed.notify_all()
            while not waiter.woken:
                self._changed.wait(self._STOP_POLL_S)
                if stop.is_set() and not waiter.woken:
                    self._wake(waiter)

    def _next(self, to: float) -> _Waiter | None:
        stopped = [waiter for waiter in self._waiters if waiter.stop.is_set()]
        due = stopped or sorted((w for w in self._waiters if w.until <= to), key=lambda waiter: waiter.until)
        return due[0] if due else None

    def _wake(self, waiter: _Waiter) -> None:
        waiter.woken = True
        self._waiters.remove(waiter)
        self._working += 1
        self._changed.notify_all()
