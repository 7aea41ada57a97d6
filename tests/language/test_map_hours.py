"""Opening hours of OpenStreetMap in the words of the house: an ordinary week, or nothing."""

import pytest

from companion.language.map_hours import hours_of_map
from companion.language.opening_hours import parse_opening_hours


@pytest.mark.parametrize(
    ("tag", "hours"),
    [
        ("24/7", "매일 24시간"),
        ("Mo-Su 11:00-22:00", "매일 11:00-22:00"),
        ("11:00-22:00", "매일 11:00-22:00"),
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00; Su off", "월-금 09:00-18:00, 토 10:00-14:00, 일 휴무"),
        ("Mo-Su 10:00-20:00; Tu off", "월 10:00-20:00, 화 휴무, 수-일 10:00-20:00"),
        ("Mo,We,Fr 09:00-12:00", "월 09:00-12:00, 수 09:00-12:00, 금 09:00-12:00"),
        ("Mo-Fr 12:00-15:00, 17:00-22:00", "월-금 12:00-15:00, 월-금 17:00-22:00"),
        ("Mo-Fr 09:00-18:00, Sa 10:00-14:00", "월-금 09:00-18:00, 토 10:00-14:00"),
        ("Mo-Fr 09:00-12:00, Mo 14:00-18:00", "월 09:00-12:00, 월 14:00-18:00, 화-금 09:00-12:00"),
        ("Fr-Mo 18:00-02:00; PH off", "월 18:00-02:00, 금-일 18:00-02:00"),
        ("Mo-Su,PH 18:00-26:00", "매일 18:00-02:00"),
        ("Sa 09:00+", "토 09:00부터"),
    ],
)
def test_an_ordinary_week_is_told_in_korean(tag, hours):
    assert hours_of_map(tag) == hours
    parse_opening_hours(hours)


@pytest.mark.parametrize(
    "tag",
    ["", "sunrise-sunset", "Apr-Oct Mo-Su 09:00-18:00", '"by appointment"', "Mo-Fr 09:00-18:00; Jan 01 off", "off",
     "Mo-Fr 9-18", "Mo[1] 09:00-12:00", "PH 10:00-12:00", "Mo 09:99-10:00", "Mo 99:00-10:00", "Mo " * 500],
)  # fmt: skip
def test_what_says_more_or_nothing_is_not_guessed(tag):
    assert hours_of_map(tag) is None
