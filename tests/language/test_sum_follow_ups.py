"""A sum goes on from the one before."""

from fractions import Fraction

import pytest

from companion.language.sum_follow_ups import Reckoned, follow_up

BILL = Reckoned(Fraction(320000), Fraction(40000), "원", Fraction(8))
PLAIN = Reckoned(Fraction(80), Fraction(80))


@pytest.mark.parametrize(
    ("text", "before", "result", "does"),
    [
        ("거기서 20 빼면", PLAIN, 60, "asks"),
        ("거기에 3 곱하면", PLAIN, 240, "asks"),
        ("그걸 4로 나누면?", PLAIN, 20, "asks"),
        ("거기서 부장님이 10만 원 내셨어", BILL, 220000, "tells"),
        ("그럼 남은 거 네 명이 나누면", BILL, 10000, "shares"),
        ("거기에 1.5배면?", PLAIN, 120, "asks"),
        ("거기 두 배 반이면?", PLAIN, 200, "asks"),
        ("그거의 세 배는?", PLAIN, 240, "asks"),
        ("거기서 반이면", PLAIN, 40, "asks"),
        ("그 절반은?", PLAIN, 40, "asks"),
        ("나머지는?", Reckoned(Fraction(100), Fraction(100, 7), "", Fraction(7)), 2, "asks"),
    ],
)
def test_a_step_is_taken_from_what_was_reckoned(text, before, result, does):
    step = follow_up(text, before)
    assert step is not None
    assert (step.sum.result(), step.does) == (result, does)


@pytest.mark.parametrize(
    "text", ["오늘 기분 좋아", "거기 가 봤어?", "나머지는?", "거기 두 명이면", "그거 반짝이네", "거기서 3킬로 걸었어"]
)
def test_what_takes_no_step_is_none(text):
    assert follow_up(text, PLAIN if text != "거기서 3킬로 걸었어" else BILL) is None


def test_what_was_reckoned_can_be_kept_as_words():
    assert Reckoned.of_notes(BILL.notes()) == BILL
