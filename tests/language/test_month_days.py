"""Days of a month by their own names, and the one that was meant where another slipped out."""

from datetime import date

import pytest

from companion.language.calendar import find_days
from companion.language.month_days import days_in_figures

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("다음 달 열이렛날", date(2027, 1, 17)),
        ("이달 스무하룻날", date(2026, 12, 21)),
        ("1월 초사흗날", date(2027, 1, 3)),
        ("담달 초닷새", date(2027, 1, 5)),
        ("이번 달 그믐날", date(2026, 12, 31)),
        ("초하루", date(2026, 12, 9)),
        ("그믐날", date(2026, 12, 8)),
        ("정월 초이레", date(2027, 2, 13)),
    ],
)
def test_a_day_by_its_own_name(said, day):
    assert [found.day for found in find_days(days_in_figures(said), TUESDAY)] == [day]


@pytest.mark.parametrize("said", ["닷새 걸려", "열하루 남았어", "다음 달 보름 동안 쉰다", "이튿날 갔어"])
def test_a_length_of_time_is_no_day(said):
    assert days_in_figures(said) == said
    assert not find_days(said, TUESDAY)


def test_the_day_that_was_meant_takes_the_place_of_the_one_that_slipped_out():
    assert days_in_figures("다음 달 스무날이 돌이야 아니 스무하룻날이다") == "다음 달 21일이 돌이야"
    assert days_in_figures("다음 주 금요일에 시험이야 아니 목요일이네") == "다음 주 목요일에 시험이야"
    assert days_in_figures("1월 5일 3시에 알려 줘 아니 6일이다") == "1월 5일 3시에 알려 줘 아니 6일이다"
