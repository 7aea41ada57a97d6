"""Goods whose prices are told one after another or over turns."""

import pytest


def test_a_basket_goes_on_over_turns_up_to_the_change(talk):
    said = talk(
        "감자 한 봉지 4천 원이랑 양파 3500원짜리 두 망 샀어",
        "당근도 천 원어치 샀어",
        "그리고 대파 2,800원",
        "양파는 안 살래",
        "2만 원 냈으면 거스름돈 얼마 받아야 돼?",
    )
    told = [reply.text for reply in said]
    for text, amount in zip(told, ("11,000원", "12,000원", "14,800원", "7,800원", "12,200원"), strict=True):
        assert amount in text
    assert "모자라" not in told[-1]


def test_a_price_that_is_told_otherwise_takes_the_place_of_the_first(talk):
    assert "3,500원" in talk("두부 1800원, 콩나물 1500원 샀어", "두부는 2000원이었어")[-1].text


def test_what_names_its_own_whole_is_taken_from_nothing_before(talk):
    said = talk(
        "감자 한 봉지 4천 원이랑 양파 3500원짜리 두 망 샀어",
        "2만 원 내면 거스름돈 얼마야?",
        "한 달 용돈이 60만원인데 지금까지 45만원 썼거든. 얼마 남았어?",
    )
    assert "9,000원" in said[1].text
    assert "150,000원" in said[2].text


@pytest.mark.parametrize(
    "said",
    [
        "월급 300만 원, 월세 60만 원",
        "비빔밥 만 원이랑 칼국수 8000원 되는 집 있어?",
    ],
)
def test_payments_and_wishes_are_no_basket(ask, said):
    assert "모두" not in ask(said).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["소고기 100그램에 4500원이면 1킬로는 얼마야?"], "45,000원"),
        (["손님이 70명인데 방석이 45개밖에 없어. 몇 개 더 빌려야 돼?"], "스물다섯 개"),
        (
            ["손님이 70명인데 방석이 45개밖에 없어. 몇 개 더 빌려야 돼?", "하나 빌리는 데 2,000원이면 다 해서 얼마야?"],
            "50,000원",
        ),
        (["지난주엔 호박을 마흔 개 땄는데 이번 주는 서른한 개밖에 못 땄어", "지난주보다 몇 개가 준 거야?"], "아홉 개"),
        (["예산은 27만 원이야", "접시 하나에 18,000원이면 여섯 개는 얼마야?", "27만 원에서 얼마 남아?"], "162,000원"),
    ],
)
def test_what_is_lacking_less_or_left(talk, turns, told):
    assert told in talk(*turns)[-1].text


def test_a_sum_that_was_not_understood_is_not_gone_on_with(talk):
    last = talk("하나 빌리는 데 3,500원이면 다 해서 얼마야?", "예산이 10만 원이었는데 얼마 남지?")[-1]
    assert "96,500" not in last.text
