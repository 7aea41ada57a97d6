import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.knowledge.days import Day
from companion.knowledge.values import (
    KINDS,
    Listing,
    Money,
    Phone,
    Quantity,
    Reference,
    Text,
    order_key,
    parse_value,
    write,
)
from companion.language.opening_hours import OpeningHours


def name(entity):
    return f"<{entity}>"


@pytest.mark.parametrize(
    ("kind", "raw", "unit", "value", "written"),
    [
        ("text", "소금 갈비", "", Text("소금 갈비"), "소금 갈비"),
        ("text", "  소금  ", "", Text("소금"), "소금"),
        ("text", 3, "", Text("3"), "3"),
        ("number", 35, "", Quantity(35, ""), "35"),
        ("number", 88.5, "", Quantity(88.5, ""), "88.5"),
        ("number", "46200", "㎡", Quantity(46200, "㎡"), "46,200㎡"),
        ("number", "46,200㎡", "㎡", Quantity(46200, "㎡"), "46,200㎡"),
        ("number", "46,200 ㎡", "㎡", Quantity(46200, "㎡"), "46,200㎡"),
        ("number", "-3.5", "도", Quantity(-3.5, "도"), "-3.5도"),
        ("number", 0, "층", Quantity(0, "층"), "0층"),
        ("money", 12000, "", Money(12000), "12,000원"),
        ("money", "12,000원", "", Money(12000), "12,000원"),
        ("money", "12000", "", Money(12000), "12,000원"),
        ("money", "4,061억 원", "", Money(406_100_000_000), "4,061억 원"),
        ("money", "만이천 원", "", Money(12000), "12,000원"),
        ("money", 0, "", Money(0), "0원"),
        ("day", "2019-10-23", "", Day.parse("2019-10-23"), "2019년 10월 23일"),
        ("day", date(2019, 10, 23), "", Day.parse("2019-10-23"), "2019년 10월 23일"),
        ("day", "2019-10", "", Day.parse("2019-10"), "2019년 10월"),
        ("day", 2019, "", Day.parse("2019"), "2019년"),
        ("phone", "031-120", "", Phone("031-120"), "031-120"),
        ("phone", "055-200-0001", "", Phone("055-200-0001"), "055-200-0001"),
        ("phone", 119, "", Phone("119"), "119"),
        ("phone", "1600-3883", "", Phone("1600-3883"), "1600-3883"),
        ("person", "kim", "", Reference("kim"), "<kim>"),
        ("area", "물빛구", "", Reference("물빛구"), "<물빛구>"),
    ],
)
def test_a_value_is_read_by_its_kind_and_written_as_one_says_it(kind, raw, unit, value, written):
    read = parse_value(kind, raw, unit)
    assert read == value
    assert write(read, name) == written


def test_opening_hours_are_written_as_they_were_stated():
    hours = parse_value("hours", " 월-토  09:00-18:00 ")
    assert isinstance(hours, OpeningHours)
    assert write(hours, name) == "월-토 09:00-18:00"


@pytest.mark.parametrize(
    ("kind", "raw", "unit", "problem", "fix"),
    [
        ("number", "몇 개", "", "is no number", "write digits"),
        ("number", "46200평", "㎡", "is no number of ㎡", "write digits"),
        ("number", "46200㎡", "", "is no number", "write digits"),
        ("money", "비싸요", "", "is no amount in won", "write digits"),
        ("money", -5, "", "is no amount in won", "write digits"),
        ("money", "-5", "", "is no amount in won", "write digits"),
        ("money", 12000.5, "", "is no amount in won", "write digits"),
        ("day", "작년", "", "is not a date", "YYYY-MM-DD"),
        ("day", "2019-13", "", "is not a date", "YYYY-MM-DD"),
        ("hours", "늦게까지", "", "is no opening time", "월-토"),
        ("phone", "10-1234-5678", "", "has lost the zero it begins with", "write 010-1234-5678"),
        ("phone", "2.1e9", "", "until a spreadsheet rounded it", "with hyphens"),
        ("phone", "공일공", "", "is not a telephone number", "such as 031-228-2114"),
        ("text", "", "", "an empty value", "unknown: true"),
        ("text", "   ", "", "an empty value", "unknown: true"),
        ("person", "", "", "an empty value", "unknown: true"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused_with_the_way_to_write_one(kind, raw, unit, problem, fix):
    with pytest.raises(ValueError, match=problem) as caught:
        parse_value(kind, raw, unit)
    told, _, mending = str(caught.value).partition("; ")
    assert problem in told
    assert fix in mending


@pytest.mark.parametrize("kind", [*KINDS, "person"])
@pytest.mark.parametrize("raw", [None, True, ["a"], {"a": 1}])
def test_no_kind_takes_what_is_no_single_value(kind, raw):
    with pytest.raises(ValueError, match="is not a"):
        parse_value(kind, raw)


@pytest.mark.parametrize(
    ("lesser", "greater"),
    [
        (Quantity(9, "층"), Quantity(10, "층")),
        (Quantity(-1, ""), Quantity(0, "")),
        (Money(9000), Money(12000)),
        (Day.parse("0900"), Day.parse("1050")),
        (Day.parse("2019-09"), Day.parse("2019-10-23")),
        (Listing((Text("가"),)), Listing((Text("가"), Text("나")))),
    ],
)
def test_values_that_have_an_order_are_ordered(lesser, greater):
    assert order_key(lesser) < order_key(greater)


@pytest.mark.parametrize("value", [None, Text("9"), Phone("119"), Reference("kim"), parse_value("hours", "24시간")])
def test_values_without_an_order_have_none(value):
    assert order_key(value) is None


@given(st.integers(0, 10**15))
def test_an_amount_is_read_back_as_it_is_written(krw):
    assert parse_value("money", write(Money(krw), name)) == Money(krw)


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 3)))
def test_a_number_is_read_back_as_it_is_written(number):
    read = parse_value("number", write(Quantity(number, "㎡"), name), "㎡")
    assert math.isclose(read.number, number, rel_tol=1e-9, abs_tol=1e-9)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_amounts_are_ordered_as_their_numbers_are(one, other):
    assert (order_key(Money(one)) < order_key(Money(other))) is (one < other)


@given(st.sampled_from(KINDS), st.text(max_size=20))
def test_any_text_is_a_value_or_refused_in_one_line(kind, text):
    try:
        value = parse_value(kind, text)
    except ValueError:
        return
    assert write(value, name).strip()
