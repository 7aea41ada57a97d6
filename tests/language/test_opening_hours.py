import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.opening_hours import WEEKDAYS, OpeningRule, hours_in_words, parse_opening_hours

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
ALL = frozenset(range(7))


def at(clock):
    hour, minute = map(int, clock.split(":"))
    return hour * 60 + minute


def rule(days, opens, closes, last_order=None, breaks=()):
    return OpeningRule(
        frozenset(days), opens and at(opens), closes and at(closes), last_order and at(last_order), breaks
    )


@pytest.mark.parametrize(
    ("text", "rules", "closed"),
    [
        ("09:00-18:00", [rule(ALL, "09:00", "18:00")], ""),
        ("매일 11:00-22:00", [rule(ALL, "11:00", "22:00")], ""),
        ("11:30–21:30", [rule(ALL, "11:30", "21:30")], ""),
        ("11:30 ~ 21:30", [rule(ALL, "11:30", "21:30")], ""),
        ("월-토 08:30-20:00", [rule(range(6), "08:30", "20:00")], ""),
        ("월~토 08:30-20:00", [rule(range(6), "08:30", "20:00")], ""),
        ("월요일-금요일 9:00-18:00", [rule(range(5), "09:00", "18:00")], ""),
        ("토-월 10:00-12:00", [rule([SAT, SUN, MON], "10:00", "12:00")], ""),
        ("화·목 10:00-12:00", [rule([TUE, THU], "10:00", "12:00")], ""),
        ("화·목-토 10:00-12:00", [rule([TUE, THU, FRI, SAT], "10:00", "12:00")], ""),
        ("일 10:00-12:00", [rule([SUN], "10:00", "12:00")], ""),
        ("평일 10:00-12:00", [rule(range(5), "10:00", "12:00")], ""),
        ("주중 10:00-12:00", [rule(range(5), "10:00", "12:00")], ""),
        ("주말 10:00-12:00", [rule([SAT, SUN], "10:00", "12:00")], ""),
        ("24시간", [rule(ALL, "00:00", "24:00")], ""),
        ("매일 24 시간", [rule(ALL, "00:00", "24:00")], ""),
        ("주말 24시간", [rule([SAT, SUN], "00:00", "24:00")], ""),
        ("매일 16:00-02:00", [rule(ALL, "16:00", "26:00")], ""),
        ("18:00-24:00", [rule(ALL, "18:00", "24:00")], ""),
        ("10:00부터", [rule(ALL, "10:00", None)], ""),
        ("22:00까지", [rule(ALL, None, "22:00")], ""),
        (
            "월-토 08:30-20:00, 휴식 시간 15:00-16:00, 마지막 주문 19:30",
            [rule(range(6), "08:30", "20:00", "19:30", ((at("15:00"), at("16:00")),))],
            "",
        ),
        (
            "11:00-22:00; 브레이크타임 15:00-17:00; 라스트오더 21:00",
            [rule(ALL, "11:00", "22:00", "21:00", ((at("15:00"), at("17:00")),))],
            "",
        ),
        (
            "평일 09:00-18:00, 주말 10:00-17:00",
            [rule(range(5), "09:00", "18:00"), rule([SAT, SUN], "10:00", "17:00")],
            "",
        ),
        ("화-일 10:00-17:00, 월요일 휴무", [rule(range(1, 7), "10:00", "17:00")], "월"),
        ("11:00-21:00, 월·화 휴무", [rule(ALL, "11:00", "21:00")], "월화"),
        ("월요일", [], "월"),
        ("토·일 휴무", [], "토일"),
        ("연중무휴", [], ""),
        ("10:00-20:00, 연중무휴", [rule(ALL, "10:00", "20:00")], ""),
    ],
)
def test_opening_hours_are_read_as_rules(text, rules, closed):
    hours = parse_opening_hours(text)
    assert list(hours.rules) == rules
    assert hours.closed == {WEEKDAYS.index(day) for day in closed}
    assert hours.text == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("늦게까지", "«늦게까지» is no opening time"),
        ("09:00-18:00, 명절 연휴", "«명절 연휴» is no opening time"),
        ("9시부터 6시", "is no opening time"),
        ("휴식 시간 15:00-16:00", "is no opening time"),
        ("마지막 주문 20:00", "is no opening time"),
        ("25:00-26:00", "«25:00» is no time of the day"),
        ("10:60-12:00", "«10:60» is no time of the day"),
        ("24:30까지", "«24:30» is no time of the day"),
        ("", "there is no opening time"),
        (" ,; ", "there is no opening time"),
    ],
)
def test_what_the_grammar_does_not_have_is_named_and_an_example_given(text, told):
    with pytest.raises(ValueError, match=r"is no|there is no") as caught:
        parse_opening_hours(text)
    assert told in str(caught.value)
    assert "write" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "day", "clock", "is_open"),
    [
        ("월-토 09:00-18:00", MON, "09:00", True),
        ("월-토 09:00-18:00", MON, "08:59", False),
        ("월-토 09:00-18:00", MON, "17:59", True),
        ("월-토 09:00-18:00", MON, "18:00", False),
        ("월-토 09:00-18:00", SUN, "12:00", None),
        # Over midnight: the night belongs to the day it began on.
        ("매일 16:00-02:00", FRI, "23:59", True),
        ("매일 16:00-02:00", SAT, "01:59", True),
        ("매일 16:00-02:00", SAT, "02:00", False),
        ("금·토 18:00-02:00", SUN, "01:00", True),
        ("금·토 18:00-02:00", FRI, "01:00", False),
        ("일 18:00-02:00", MON, "01:00", True),
        # Breaks.
        ("11:00-22:00, 휴식 시간 15:00-17:00", WED, "14:59", True),
        ("11:00-22:00, 휴식 시간 15:00-17:00", WED, "15:00", False),
        ("11:00-22:00, 휴식 시간 15:00-17:00", WED, "17:00", True),
        # Days of rest; who closed for the day may still be open from the night before.
        ("매일 11:00-22:00, 월요일 휴무", MON, "12:00", False),
        ("매일 11:00-22:00, 월요일 휴무", TUE, "12:00", True),
        ("매일 18:00-02:00, 월요일 휴무", MON, "01:00", True),
        ("매일 18:00-02:00, 월요일 휴무", TUE, "01:00", False),
        ("월요일 휴무", MON, "12:00", False),
        ("월요일 휴무", TUE, "12:00", None),
        # Halves that are not stated.
        ("10:00부터", THU, "09:00", False),
        ("10:00부터", THU, "12:00", None),
        ("22:00까지", THU, "21:00", None),
        ("22:00까지", THU, "22:30", False),
        ("24시간", SUN, "00:00", True),
        ("24시간", SUN, "23:59", True),
        ("연중무휴", SUN, "12:00", None),
    ],
)
def test_it_is_open_closed_or_not_stated(text, day, clock, is_open):
    assert parse_opening_hours(text).is_open(day, at(clock)) is is_open


def test_days_of_rest_stated_elsewhere_are_added():
    hours = parse_opening_hours("매일 11:00-22:00").closing_with(frozenset([MON]))
    assert hours.is_open(MON, at("12:00")) is False
    assert hours.on(MON) == ()
    assert hours.on(TUE) == (rule(ALL, "11:00", "22:00"),)


@st.composite
def spans(draw):
    """Opening and closing time, closing later on the same day or on the next one."""
    opens, closes = draw(st.integers(0, 1439)), draw(st.integers(0, 1439))
    return opens, closes


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@given(
    span=spans(),
    first=st.sampled_from(range(7)),
    length=st.integers(0, 6),
    day=st.sampled_from(range(7)),
    minute=st.integers(0, 1439),
)
def test_a_stated_span_is_open_exactly_inside_it(span, first, length, day, minute):
    opens, closes = span
    days = {(first + step) % 7 for step in range(length + 1)}
    named = WEEKDAYS[first] + (f"-{WEEKDAYS[(first + length) % 7]}" if length else "")
    hours = parse_opening_hours(f"{named} {clock(opens)}-{clock(closes)}")
    long = (closes - opens) % 1440 or 1440
    inside = any(
        (day_open - 7 * week) * 1440 + opens <= day * 1440 + minute < (day_open - 7 * week) * 1440 + opens + long
        for day_open in days
        for week in (0, 1)
    )
    assert (hours.is_open(day, minute) is True) is inside


@given(st.text(alphabet="월화수목금토일요매평주중말 0123456789:-~·,;휴무식시간연부터까지", max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        hours = parse_opening_hours(text)
    except ValueError:
        return
    for day in range(7):
        assert hours.is_open(day, 720) in (True, False, None)


def test_hours_in_digits_are_read_as_they_are_said():
    assert hours_in_words("10:00-17:30 맞아?") == "10시부터 17시 30분까지 맞아?"
    assert hours_in_words("점수는 10:00이야") == "점수는 10:00이야"
