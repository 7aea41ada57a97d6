"""The moment at which somebody wants to be told something."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.moments import find_moment, next_time, spoken_length, spoken_repeat, spoken_time

NOW = datetime(2026, 11, 28, 15, 5)  # a Saturday
EVERY_DAY = tuple(range(7))


@pytest.mark.parametrize(
    ("text", "at", "repeat"),
    [
        ("10분 뒤에 깨워 줘", "2026-11-28 15:15", ()),
        ("삼십 분 있다가 알려 줘", "2026-11-28 15:35", ()),
        ("10분만 이따가 불러 줘", "2026-11-28 15:15", ()),
        ("한 시간 반 뒤에", "2026-11-28 16:35", ()),
        ("삼 분 타이머", "2026-11-28 15:08", ()),
        ("타이머 십 분", "2026-11-28 15:15", ()),
        ("내일 아침 7시에 깨워 줘", "2026-11-29 07:00", ()),
        ("8시에 알려 줘", "2026-11-28 20:00", ()),
        ("3시에 알려 줘", "2026-11-29 15:00", ()),  # at night people sleep
        ("내일 3시", "2026-11-29 15:00", ()),
        ("새벽 네 시에", "2026-11-29 04:00", ()),
        ("낮 12시에", "2026-11-29 12:00", ()),
        ("12월 25일 오전 10시", "2026-12-25 10:00", ()),
        ("이틀 뒤 아침 9시", "2026-11-30 09:00", ()),
        ("매일 아침 8시에 약 먹으라고 해 줘", "2026-11-29 08:00", EVERY_DAY),
        ("매일 8시에", "2026-11-29 08:00", EVERY_DAY),
        ("아침마다 8시", "2026-11-29 08:00", EVERY_DAY),
        ("평일 아침 7시 30분", "2026-11-30 07:30", (0, 1, 2, 3, 4)),
        ("주말 아침 9시마다", "2026-11-29 09:00", (5, 6)),
        ("월요일마다 아침 9시", "2026-11-30 09:00", (0,)),
        ("매주 월수금 9시", "2026-11-30 09:00", (0, 2, 4)),
        ("월요일과 목요일마다 아홉 시", "2026-11-30 09:00", (0, 3)),
    ],
)
def test_a_moment_is_found(text, at, repeat):
    found = find_moment(text, NOW)
    assert found is not None
    assert (f"{found.at:%Y-%m-%d %H:%M}", found.repeat, found.has_time) == (at, repeat, True)


def test_a_day_alone_leaves_the_hour_open():
    found = find_moment("내일 깨워 줘", NOW)
    assert found is not None
    assert not found.has_time


def test_an_hour_that_can_only_have_passed_is_told_so():
    assert find_moment("오늘 오후 두 시", NOW).at < NOW


@pytest.mark.parametrize("text", ["수원 맛집", "알람 맞춰 줘", "", "약 먹을 시간 되면 알려 줘", "맛있는 집"])
def test_where_no_time_is_named_none_is_found(text):
    assert find_moment(text, NOW) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text):
    find_moment(text, NOW)


@given(st.integers(1, 600))
def test_minutes_from_now_are_counted(minutes):
    assert find_moment(f"{minutes}분 뒤에 알려 줘", NOW).at == NOW + timedelta(minutes=minutes)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
    st.sets(st.integers(0, 6), min_size=1),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
)
def test_what_repeats_comes_next_on_one_of_its_days_at_its_hour(at, days, now):
    if now < at:
        now = at
    following = next_time(at, tuple(sorted(days)), now)
    assert following > now
    assert following.weekday() in days
    assert following.time() == at.time()
    assert following - now <= timedelta(days=8)


@pytest.mark.parametrize(
    ("length", "said"),
    [(10, "10분"), (90, "한 시간 30분"), (120, "두 시간"), (0.5, "30초"), (1.5, "1분 30초")],
)
def test_lengths_are_said_in_their_largest_units(length, said):
    assert spoken_length(timedelta(minutes=length)) == said


def test_repetition_and_times_are_said():
    assert [spoken_repeat(days) for days in (EVERY_DAY, (0, 1, 2, 3, 4), (5, 6), (0, 3))] == [
        "매일", "평일마다", "주말마다", "월요일·목요일마다",
    ]  # fmt: skip
    assert spoken_time(datetime(2026, 1, 1, 0, 5)) == "오전 12시 5분"
