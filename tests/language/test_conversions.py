"""Measures in another unit are worked out exactly; what asks for anything else is left alone."""

from fractions import Fraction

import pytest

from companion.language.conversions import find_conversion


@pytest.mark.parametrize(
    ("text", "result", "unit"),
    [
        ("3킬로그램은 몇 그램이야?", 3000, "그램"), ("키 120센치는 몇 미터야", Fraction(6, 5), "미터"),
        ("2시간 반은 몇 분이야", 150, "분"), ("1시간 20분은 몇 분이야", 80, "분"), ("하루는 몇 시간이야?", 24, "시간"),
        ("열두 시간은 몇 분이야", 720, "분"), ("일주일은 며칠이야", 7, "일"),
        ("500ml는 몇 리터야?", Fraction(1, 2), "리터"),
        ("삼 킬로는 몇 그램", 3000, "그램"), ("1년은 몇 달이야", 12, "달"),
    ],
)  # fmt: skip
def test_a_measure_in_another_unit(text, result, unit):
    found = find_conversion(text)
    assert found is not None
    assert (found.result(), found.unit) == (result, unit)


@pytest.mark.parametrize(
    "text",
    ["오늘 며칠이야", "12명이 몇 시간 걸려", "3킬로그램은 몇 미터야", "20분 10시간은 몇 분이야", "몇 시야"],
)
def test_what_asks_for_something_else(text):
    assert find_conversion(text) is None
