"""Days by name, against the calendar of `datetime`."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.calendar import day_label, find_days, lunar_date, lunar_to_solar

TODAY = date(2026, 11, 28)
DAYS = st.dates(date(1960, 1, 1), date(2049, 12, 31))


def only(text, **how):
    found = find_days(text, TODAY, **how)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "label", "day"),
    [
        ("크리스마스까지 몇 밤", "크리스마스", "2026-12-25"), ("추석이 며칠이야", "추석", "2027-09-15"),
        ("올해 추석", "올해 추석", "2026-09-25"), ("내년 설날", "내년 설날", "2027-02-07"),
        ("설까지 며칠", "설날", "2027-02-07"), ("새해까지", "새해 첫날", "2027-01-01"),
        ("부처님 오신 날이 언제야", "부처님 오신 날", "2027-05-13"), ("지난 추석", "지난 추석", "2026-09-25"),
        ("2030년 추석", "2030년 추석", "2030-09-12"), ("100일 뒤는", "100일 뒤", "2027-03-08"),
        ("내일이 무슨 요일", "내일", "2026-11-29"), ("2020년 1월 1일은", "2020년 1월 1일", "2020-01-01"),
        ("음력 8월 15일이", "음력 8월 15일", "2027-09-15"),
    ],
)  # fmt: skip
def test_a_day_is_found_with_what_to_call_it(text, label, day):
    found = only(text)
    assert (found.label(TODAY), found.day.isoformat()) == (label, day)


@pytest.mark.parametrize("text", ["설명해 줘", "소설 추천", "새해맞이 행사", "오리지널", "한식 맛집", "칠석동 식당"])
def test_a_name_inside_another_word_is_none(text):
    assert find_days(text, TODAY) == ()


def test_asked_in_the_past_a_holiday_is_the_last_one():
    assert only("추석이 며칠이었어", past=True).day == date(2026, 9, 25)


@given(DAYS, st.integers(1, 400))
def test_days_from_today_equal_the_reckoning_of_dates(today, n):
    assert [found.day for found in find_days(f"{n}일 뒤", today)] == [today + timedelta(days=n)]


@given(DAYS)
def test_a_date_in_full_is_that_day(day):
    found = find_days(f"{day.year}년 {day.month}월 {day.day}일은 무슨 요일이야", TODAY)
    assert [one.day for one in found] == [day]


@given(DAYS)
def test_lunar_dates_lead_back_to_their_day(day):
    year, month, lunar_day, leap = lunar_date(day)
    assert lunar_to_solar(year, month, lunar_day, leap=leap) == day


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text):
    find_days(text, TODAY)


def test_near_days_have_names():
    near = [day_label(TODAY + timedelta(days=n), TODAY) for n in range(-2, 3)]
    assert near == ["그저께", "어제", "오늘", "내일", "모레"]
