"""Sums over one ledger of what was said, what was told from data and what came out."""

from fractions import Fraction

import pytest

from companion.language.spoken_sums import SpokenLedger, spoken_ledger, spoken_sum

SHOPS = ("가람분식은 김밥이 4,000원이에요.", "누리분식은 김밥이 3,500원이에요.")


def out(heard, text, told=(), **result):
    """Kind and value of what a text comes to after a conversation."""
    ledger = spoken_ledger(tuple(heard), tuple(told), just_told=bool(told))
    if result:
        ledger = SpokenLedger(ledger.told, ledger.from_data, **result)
    found = spoken_sum(text, ledger)
    return (found.kind, int(found.value)) if found is not None else None


@pytest.mark.parametrize(
    ("heard", "text", "found"),
    [
        ((), "전기료가 육만 원인데 생활비 사십만 원에서 빼면 얼마 남아", ("left", 340_000)),
        ((), "육만 원에서 사십만 원이 됐어", None),
        ((), "오만 원권 두 장을 잃어버렸어", None),
        (("물세가 4만 원이야",), "용돈 10만 원에서 물세 내면 얼마 남아?", ("left", 60_000)),
        (("우리는 여섯 명이야",), "둘이서 한 판씩 먹으면 몇 판이야?", ("is", 3)),
        (("하루에 20쪽씩 읽어",), "300쪽 읽으려면 며칠 걸려?", ("is", 15)),
        ((), "한 사람당 2만 원 안쪽으로 추천해 줘", None),
        ((), "여섯 명이 한 사람당 2만 원이면 얼마야?", ("is", 120_000)),
        ((), "용돈이 3만 원인데 한 사람당 얼마씩이야?", ("lacks", 0)),
        (("일주일에 육천 원씩 모아",), "인형이 삼만 원인데 몇 주 모아야 돼?", ("is", 5)),
        ((), "연봉 2400만 원이면 한 달에 얼마야?", ("is", 2_000_000)),
        ((), "월급이 200만 원이면 일 년에 얼마야?", ("is", 24_000_000)),
        ((), "인형이 삼만 원인데 오만 원 내면 얼마 남아?", ("left", 20_000)),
    ],
)
def test_what_was_said_is_reckoned_with(heard, text, found):
    assert out(heard, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("두 집이 얼마 차이야?", ("apart", 500)),
        ("둘 다 먹으면 얼마야?", ("is", 7_500)),
        ("5천 원 있는데 되나?", ("spare", 1_500)),
        ("둘이 어디가 달라?", None),
    ],
)
def test_what_was_told_from_data_is_reckoned_with(text, found):
    assert out((), text, SHOPS) == found


def test_so_many_are_reckoned_at_each_place_that_told_its_price():
    ledger = spoken_ledger((), (" ".join(SHOPS),), just_told=True)
    found = spoken_sum("우리 식구 네 명이니까 두 줄 시키면?", ledger)
    assert found is not None
    assert found.parts == (("가람분식", 8_000), ("누리분식", 7_000))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("칠천 원밖에 없는데 살 수 있어?", ("needs", 500)),
        ("만 원이면 돼?", ("spare", 2_500)),
        ("만 원짜리 추천해 줘", None),
        ("거기서 천 원 더 내면?", None),
        ("거기서 교통비 천 원 또 빼면?", ("left", 6_500)),
        ("거기서 교통비 또 빼면?", ("lacks", 0)),
        ("7천 원이라던데 맞아?", ("wrong", 7_500)),
    ],
)
def test_what_came_out_is_gone_on_with(text, found):
    assert out((), text, result=Fraction(7_500), unit="원") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("아이 셋은 반값이라 치면?", ("is", 90_000)),
        ("둘은 반값이면요? 그러니까 어른 넷에 아이 둘", ("is", 100_000)),
        ("둘은 반값이면요? 그러니까 어른 다섯에 아이 둘", None),
        ("아이들은 반값이면?", ("lacks", 0)),
    ],
)
def test_some_of_the_people_pay_half(text, found):
    heard = ("한 사람당 2만 원 잡으면 여섯 명 얼마야?",)
    assert out(heard, text, result=Fraction(120_000), unit="원") == found


def test_what_is_left_is_not_held_against_itself():
    assert out((), "7500원으로 밥도 먹을 수 있을까?", result=Fraction(7_500), unit="원", is_rest=True) is None
