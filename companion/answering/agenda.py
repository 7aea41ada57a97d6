"""What is to be told at a time: timers, alarms and reminders, as data that a conversation carries along.

Nothing here looks at a clock: whoever keeps the conversation asks what is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from companion.language.moments import next_time

Purpose = Literal["timer", "alarm", "reminder"]

LATE: Final = timedelta(seconds=90)
"""From how long after its time on something was missed, and is told as such."""
MOST: Final = 50
"""How many are kept in mind."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be told.

    Attributes:
        at: when next, wall-clock time without a zone.
        purpose: a timer runs for a time, an alarm goes off at one, a reminder says what for.
        what: what for, as a noun phrase («약 먹을 시간»); of a timer how long it ran.
        repeat: the weekdays on which it comes again, 0 for Monday; none where it comes once.
        about: the words of its request in dictionary form, by which it can be named later on («계란», «데리»).
        of: when that is which it is told so long before («한 시간 전에»); None where it is told at an hour itself.
    """

    at: datetime
    purpose: Purpose
    what: str
    repeat: tuple[int, ...] = ()
    about: tuple[str, ...] = ()
    of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come; `missed`: it passed while nobody was there to tell it."""

    reminder: Reminder
    missed: bool


def due(reminders: Iterable[Reminder], now: datetime) -> tuple[tuple[Due, ...], tuple[Reminder, ...]]:
    """What is due, the earliest first, and what is left to be told later.

    What comes again is due once, however many of its times have passed, and then waits for the next one. A clock that
    is set back makes nothing due a second time.
    """
    now = now.replace(tzinfo=None)
    told: list[Due] = []
    left: list[Reminder] = []
    for reminder in reminders:
        if reminder.at > now:
            left.append(reminder)
            continue
        told.append(Due(reminder, now - reminder.at > LATE))
        if reminder.repeat:
            left.append(replace(reminder, at=next_time(reminder.at, reminder.repeat, now)))
    return tuple(sorted(told, key=lambda one: one.reminder.at)), tuple(left)
