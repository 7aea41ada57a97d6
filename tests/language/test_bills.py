"""Quantities that are told, and the bill that a conversation goes on with."""

from fractions import Fraction

import pytest

from companion.language.bills import (
    Bill,
    changed,
    find_product,
    is_amazed,
    saved,
    told_bill,
)
from companion.language.quantities import quantities

LUNCH = Bill((("점심", Fraction(8000)),), Fraction(12), "명")
TWO = Bill((("점심", Fraction(8000)), ("주스", Fraction(2000))), Fraction(12), "명")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("우유 천이백 원씩", [("원", 1200, "우유", True)]),
        ("서른 날이면", [("날", 30, "", False)]),
        ("셋이서 나누면", [("명", 3, "", False)]),
        ("나는 165cm야", [("cm", 165, "나", False)]),
        ("키가 백사십이 센티야", [("cm", 142, "키", False)]),
        ("하루에 세 알씩", [("알", 3, "", True)]),
        ("두 번째 집", []),
    ],
)
def test_a_quantity_has_its_unit_and_what_it_is_of(text, told):
    assert [(one.unit, one.value, one.label, one.each) for one in quantities(text)] == told


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("세 명 못 온대", 72000),
        ("한 명 빠진대", 88000),
        ("다섯 명 더 온대", 136000),
        ("열 명이래", 80000),
        ("아니 아홉 명이면", 72000),
        ("거기에 음료수 천오백 원씩 추가하면", 114000),
        ("배달비 삼천 원 추가하면", 99000),
        ("이십 퍼센트 깎아 준대", 76800),
        ("쿠폰 만 원 빼면", 86000),
    ],
)
def test_a_later_turn_changes_one_part_and_leaves_the_others(text, total):
    bill = changed(text, LUNCH)
    assert bill is not None
    assert bill.total == total
    assert Bill.of_notes(bill.notes()) == bill


@pytest.mark.parametrize(
    "text", ["한 명 소개해 줘", "맥주 두 잔 더 시키면", "하루에 한 명", "지금 몇 시야", "세 명이 왔어"]
)
def test_what_is_no_part_of_a_bill_changes_none(text):
    assert changed(text, LUNCH) is None


def test_a_discount_holds_for_what_comes_on_top_later():
    bill = changed("십 퍼센트 할인해 준대", LUNCH)
    assert bill is not None
    more = changed("여덟 명 더 온대", bill)
    assert more is not None
    assert more.total == 144000


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("주스를 반만 마시면 얼마 아끼는 거야", 12000),
        ("주스를 안 마시면 얼마 절약돼", 24000),
        ("점심 빼면 얼마 아껴", 96000),
        ("얼마 아껴", None),
    ],
)
def test_what_is_saved_is_reckoned_by_what_it_is_of(text, less):
    assert saved(text, TWO) == less


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("일주일에 네 시간씩 석 달이면 몇 시간", None),
        ("하루에 구천 원씩 보름이면 얼마야", 135000),
        ("한 번에 이만 원씩 열두 번이면 얼마지", 240000),
        ("영화표가 만사천 원인데 네 장 사면", 56000),
        ("만 원짜리 추천해 줘", None),
    ],
)
def test_so_much_each_so_many_times(text, result):
    asked = find_product(text)
    assert (asked.result() if asked else None) == result


def test_an_answer_that_multiplied_is_a_bill():
    bill = told_bill("국밥이 9,000원이에요. 네 명이면 36,000원쯤이에요.")
    assert bill is not None
    assert (bill.each, bill.count, bill.counter) == (9000, 4, "명")
    assert told_bill("국밥이 9,000원이에요.") is None


def test_only_what_came_out_is_asked_again():
    assert is_amazed("이렇게 많이 들어?")
    assert not is_amazed("그렇게 많이 사면 십만 원이야?")
