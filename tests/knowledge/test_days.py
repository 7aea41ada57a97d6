from datetime import date

import pytest

from companion.knowledge.days import Day, Interval


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        (2019, date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-10", date(2019, 10, 1), date(2019, 10, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2019-10-23", date(2019, 10, 23), date(2019, 10, 23)),
        (date(2019, 10, 23), date(2019, 10, 23), date(2019, 10, 23)),
        (" 2019-10-23 ", date(2019, 10, 23), date(2019, 10, 23)),
    ],
)
def test_a_day_is_as_wide_as_its_source_is_vague(written, first, last):
    day = Day.parse(written)
    assert (day.first, day.last) == (first, last)


@pytest.mark.parametrize("written", ["2019", "2019-10", "2019-10-23"])
def test_a_day_is_written_back_with_the_precision_it_was_read_with(written):
    assert str(Day.parse(written)) == Day.parse(written).iso == written


def test_a_day_read_twice_is_the_same_day():
    day = Day.parse("2019-10")
    assert Day.parse(day) is day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2019-13",
        "2019-00",
        "2019-02-29",
        "2019-10-32",
        "19-10-23",
        "2019. 2. 30.",
        2026.1,
        "작년",
        "2019-10-23-1",
        None,
    ],
)
def test_what_is_no_calendar_date_is_refused_with_the_forms_that_are(written):
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        Day.parse(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026. 12. 5.", "2026-12-05"),
        ("2026.12.05", "2026-12-05"),
        ("2026년 12월 5일", "2026-12-05"),
        ("2019-1-2", "2019-01-02"),
        ("2019/10/23", "2019-10-23"),
        (20261205, "2026-12-05"),
        ("2026. 12.", "2026-12"),
        ("2026년 3월", "2026-03"),
    ],
)
def test_a_day_in_another_spelling_is_refused_with_the_right_one(written, meant):
    with pytest.raises(ValueError, match=f"; write {meant}$"):
        Day.parse(written)


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (date(2019, 1, 1), date(2019, 1, 9), False),
        (date(2019, 1, 1), date(2019, 1, 10), True),
        (date(2019, 1, 15), date(2019, 1, 16), True),
        (date(2019, 1, 20), date(2019, 2, 1), True),
        (date(2019, 1, 21), date(2019, 2, 1), False),
        (date(2018, 1, 1), date(2020, 1, 1), True),
    ],
)
def test_stretches_overlap_when_they_share_a_day_ends_included(first, last, overlaps):
    assert Interval(date(2019, 1, 10), date(2019, 1, 20)).overlaps(first, last) is overlaps


def test_the_interval_of_one_day_starts_and_ends_on_it():
    assert Interval.of(date(2020, 2, 29)) == Interval(date(2020, 2, 29), date(2020, 2, 29))
