"""The terms of the solar year, against days of the almanac."""

from datetime import date

import pytest

from companion.language.calendar import find_days
from companion.language.clock_sums import find_day_puzzle
from companion.language.solar_terms import solar_term

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("동지", date(2026, 12, 22)), ("입춘", date(2027, 2, 4)), ("하지", date(2024, 6, 21)),
        ("초복", date(2025, 7, 20)), ("중복", date(2025, 7, 30)), ("말복", date(2025, 8, 9)),
    ],
)  # fmt: skip
def test_terms_fall_on_their_days(name, day):
    assert solar_term(name, day.year) == day


@pytest.mark.parametrize("text", ["소설 추천", "대한민국", "대서양"])
def test_other_words_are_no_terms(text):
    assert find_days(text, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("다음번 13일의 금요일 언제 오나", "2027년 8월 13일"), ("12월에 일요일이 네 번이야 다섯 번이야?", "일요일"),
        ("2027년은 무슨 띠 해예요?", "양띠"), ("8월 22일부터 1일이면 오늘이 딱 백일 맞지?", "100일"),
        ("사십구재가 언젠지 계산 좀… 11월 22일에 가셨어", "2027년 1월 9일"), ("오늘 며칠이야", None),
    ],
)  # fmt: skip
def test_days_are_counted(text, part):
    found = find_day_puzzle(text, TODAY)
    assert (found is None) if part is None else part in str(found)
