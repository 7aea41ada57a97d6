"""Sums as they are said, against Python's own fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.arithmetic import find_sum, rounded_number, written_number
from companion.language.numbers import sino

NUMBERS = st.integers(0, 99_999)
WORDS = {"+": "더하기", "-": "빼기", "*": "곱하기", "/": "나누기"}


def reckoned(text):
    found = find_sum(text)
    return found and found.result()


@pytest.mark.parametrize(
    ("text", "result", "unit"),
    [
        ("38 더하기 47은", 85, ""), ("12 곱하기 12", 144, ""), ("3만 5천 원 나누기 4", 8750, "원"),
        ("이 더하기 삼은", 5, ""), ("백 나누기 칠은 얼마야", Fraction(100, 7), ""),
        ("천에서 삼백오십 빼면", 650, ""), ("19*7은 뭐야", 133, ""), ("오만 원의 십 퍼센트는", 5000, "원"),
        ("3에 5를 더하면 얼마야", 8, ""), ("10 빼기 3 더하기 4 곱하기 2", 15, ""), ("하나 더하기 하나는", 2, ""),
        ("5에 3을 더하고 2를 곱하면", 16, ""), ("오천 원에서 삼천이백 원 빼면 얼마 남아", 1800, "원"),
        ("3.5 더하기 1.25", Fraction(19, 4), ""), ("삼 점 오 더하기 일", Fraction(9, 2), ""), ("30의 제곱은", 900, ""),
        ("그럼 7 곱하기 8은?", 56, ""), ("100원 나누기 20원", 5, ""), ("계산해 줘 3 곱하기 9", 27, ""),
    ],
)  # fmt: skip
def test_a_sum_is_read_and_reckoned_exactly(text, result, unit):
    found = find_sum(text)
    assert found is not None
    assert (found.result(), found.unit) == (result, unit)


@pytest.mark.parametrize(
    "text",
    ["이 집에서 삼 층", "만두 더하기 하나", "2-3만원", "031-120", "11:30", "2026-11-28", "3 더하기", "수원 맛집 3 곳",
     "사과 세 개 더하기 두 명", "계산해 줘", "", "더하기", "10명이서 갈 만한 식당"],
)  # fmt: skip
def test_what_is_no_sum_is_left_alone(text):
    assert find_sum(text) is None


@given(NUMBERS, st.lists(st.tuples(st.sampled_from("+-*/"), NUMBERS), min_size=1, max_size=3), st.booleans())
def test_spoken_sums_equal_the_reckoning_of_fractions(first, steps, in_words):
    def said(number):
        return sino(number) if in_words else f"{number:,}"

    text = " ".join([said(first), *(f"{WORDS[sign]} {said(number)}" for sign, number in steps)])
    written = str(Fraction(first)) + "".join(f"{sign}Fraction({number})" for sign, number in steps)
    try:
        expected = eval(f"Fraction({first}){written[len(str(first)) :]}", {"Fraction": Fraction})
    except ZeroDivisionError:
        expected = None
    if expected is not None and abs(expected) >= 10**15:
        expected = None
    assert find_sum(text) is not None, text
    assert reckoned(text) == expected


@given(st.text(alphabet="0123456789,.일이삼십백천만 더하기빼곱나누을를에서원은-+*/", max_size=60))
def test_any_text_is_read_without_a_fault(text):
    found = find_sum(text)
    assert found is None or found.result() is None or isinstance(found.result(), Fraction)


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(1728), "1,728"), (Fraction(17501, 2), "8,750.5"), (Fraction(-3), "-3"), (Fraction(-1, 2), "-0.5"),
     (Fraction(1, 3), None), (Fraction(1, 8), "0.125")],
)  # fmt: skip
def test_numbers_are_written_exactly_or_not_at_all(value, written):
    assert written_number(value) == written


def test_what_no_decimal_holds_is_rounded():
    assert rounded_number(Fraction(100, 7)) == "14.29"
