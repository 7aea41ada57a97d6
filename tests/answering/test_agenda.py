"""What is due: once, whatever the clock does."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from companion.answering.agenda import LATE, Reminder, due

START = datetime(2026, 11, 28, 15, 5)
SECONDS = st.integers(-200_000, 900_000)


@st.composite
def reminders(draw):
    at = START + timedelta(seconds=draw(st.integers(1, 500_000)))
    repeat = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=7))))
    return Reminder(at, "reminder", f"{draw(st.integers(0, 10**6))}", repeat)


@given(st.lists(reminders(), max_size=5), st.lists(SECONDS, max_size=30))
def test_what_comes_once_is_told_once_whatever_the_clock_does(kept, jumps):
    """The clock jumps forwards and backwards; nothing is told before its time or a second time."""
    waiting, told = tuple(kept), []
    seen = START
    for jump in jumps:
        now = START + timedelta(seconds=jump)
        seen = max(seen, now)
        ripe, waiting = due(waiting, now)
        assert all(one.reminder.at <= now for one in ripe)
        assert all(reminder.at > now for reminder in waiting)
        told += ripe
    once = [one.reminder for one in told if not one.reminder.repeat]
    expected = [reminder for reminder in kept if not reminder.repeat and reminder.at <= seen]
    assert sorted(map(str, once)) == sorted(map(str, expected))


@given(reminders(), st.lists(st.integers(1, 200_000), max_size=30))
def test_what_repeats_is_told_at_most_once_a_look_and_never_for_one_time_twice(kept, steps):
    waiting, times, now = (kept,), [], START
    for step in steps:
        now += timedelta(seconds=step)
        ripe, waiting = due(waiting, now)
        assert len(ripe) <= 1
        times += [one.reminder.at for one in ripe]
        assert len(waiting) == (1 if kept.repeat or not times else 0)
    assert times == sorted(set(times))
    assert all(at.time() == kept.at.time() for at in times)


def test_it_is_told_at_the_first_look_from_its_time_on():
    reminder = Reminder(START, "alarm", "일어날 시간")
    assert due([reminder], START - timedelta(microseconds=1))[0] == ()
    ripe, left = due([reminder], START)
    assert (ripe[0].reminder, ripe[0].missed, left) == (reminder, False, ())


def test_what_was_missed_is_marked_so():
    reminder = Reminder(START, "reminder", "약 먹을 시간", (0, 1, 2, 3, 4, 5, 6))
    ripe, left = due([reminder], START + LATE + timedelta(days=3))
    assert [one.missed for one in ripe] == [True]
    assert left[0].at == START + timedelta(days=4)
