"""Money of a household over turns: what there is, what is spent, what is put right."""

from itertools import product

import pytest

from companion.language.account_sums import account_of, told_next
from companion.language.figures import figured
from companion.language.numbers import sino as spell


def came(*texts):
    """What the last of several utterances comes to."""
    return told_next(account_of(texts[:-1]), figured(texts[-1]))[1]


def comes_to(*texts):
    """The same as a number, below zero where money is short."""
    found = came(*texts)
    return None if found is None else int(found.value)


@pytest.mark.parametrize(
    ("what", "had", "costs"),
    list(product(("장화", "목도리", "책가방"), (30_000, 50_000, 120_000), (18_000, 29_500, 64_000))),
)
def test_what_is_left_is_what_there_is_less_what_it_costs(what, had, costs):
    told, asked = f"용돈 {spell(had)} 원 있어", f"{what}가 {spell(costs)} 원인데 사면 얼마 남아?"
    assert comes_to(told, asked) == had - costs


@pytest.mark.parametrize("ask", ["다 더하면 얼마야", "총 얼마야", "전부 합치면", "모두 얼마지"])
@pytest.mark.parametrize("costs", [(650_000, 55_000, 120_000), (43_000, 27_000, 15_000)])
def test_a_list_without_verbs_is_summed(ask, costs):
    listed = " ".join(f"{what} {spell(cost)} 원" for what, cost in zip(("월세", "통신비", "보험"), costs, strict=True))
    assert comes_to(listed, ask) == sum(costs)


@pytest.mark.parametrize("pay", [290, 312, 255])
def test_what_is_paid_is_counted_in_ten_thousands_and_said_so(pay):
    found = came("월세 육십만 원 보험 십만 원", "다 더하면 얼마야", f"월급 {spell(pay)}에서 빼면 얼마 남지")
    assert (found.goal, found.value) == ("left", pay * 10_000 - 700_000)
    assert [(one.label, one.value) for one in found.bare] == [("월급", pay * 10_000)]


@pytest.mark.parametrize("opener", ["아 {}", "아니 {}", "{} 잘못 말했어"])
def test_what_is_put_right_is_reckoned_again(opener):
    before = ["월세 육십만 원 보험 십만 원", "다 더하면 얼마야", "월급 이백구십에서 빼면 얼마 남지"]
    assert comes_to(*before, opener.format("월급 삼백십이야")) == 2_400_000


@pytest.mark.parametrize(
    ("many", "unit", "price"), [("세", "근", 25_000), ("열", "포기", 4_500), ("네", "상자", 32_000)]
)
def test_what_one_costs_by_how_many_there_are(many, unit, price):
    number = {"세": 3, "열": 10, "네": 4}[many]
    asked = f"그거 {many} {unit} 살 건데 한 {unit}에 {spell(price)} 원이면 얼마야"
    assert comes_to(asked) == number * price
    assert comes_to(asked, "과일은 삼만팔천 원어치 샀어 합치면 얼마야") == number * price + 38_000


@pytest.mark.parametrize(
    ("said", "months"), [("열두 달이면", 12), ("일 년이면", 12), ("삼 년이면", 36), ("석 달이면", 3)]
)
def test_what_comes_every_month(said, months):
    assert comes_to("한 달에 삼십만 원씩 모을 거야", f"{said} 얼마야") == 300_000 * months


def test_half_of_what_is_left():
    told = ["월급 삼백만 원 받았어", "월세 육십만 원 식비 사십만 원 나가", "그럼 얼마 남아"]
    assert comes_to(*told, "남은 거 반은 적금 넣을 건데 얼마 넣는 거야?") == 1_000_000


def test_what_is_left_buys_so_many():
    told = ["용돈 삼만 원 있어", "목도리가 만팔천 원인데 사면 얼마 남아"]
    found = came(*told, "남은 돈으로 이천오백 원짜리 꽃 몇 송이 사")
    assert (found.goal, found.value, found.whole, found.unit) == ("buys", 4, 2_000, "송이")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (["양말 네 켤레에 만이천 원 줬어", "한 켤레에 얼마 꼴이야?"], 3_000),
        (
            [
                "양말 네 켤레에 만이천 원 줬어",
                "붓도 세 자루 샀는데 하나에 이천 원이야",
                "양말이랑 붓 다 해서 얼마 썼지?",
            ],
            18_000,
        ),
        (["양말은 한 켤레에 삼천 원이야", "붓 세 자루에 육천 원 줬어", "양말이랑 붓 다 해서 얼마 썼지?"], 0),
    ],
)
def test_goods_are_bought_by_the_piece_and_reckoned_only_where_their_number_was_told(said, value):
    found = came(*said)
    assert (found.goal == "lacks", found.value) == (not value, value)


def test_what_is_there_is_put_right_without_a_name():
    said = ["양말 네 켤레에 만이천 원 줬어", "오만 원 들고 나왔는데 얼마 남았지?"]
    assert comes_to(*said) == 38_000
    assert comes_to(*said, "아니다, 이만 원 들고 나왔네") == 8_000


@pytest.mark.parametrize("asked", ["그거까지 빼면 얼마 남아?", "그것도 내면 얼마 남지?"])
def test_what_is_taken_besides_goes_from_what_was_left(asked):
    said = ["경비 30만 원 들고 왔어", "배값이 12만 원 들었어", "그럼 얼마 남았지?"]
    assert comes_to(*said, "간식값으로 2만 원 썼어", asked) == 160_000


@pytest.mark.parametrize("text", ["나는 열 살이야", "세 시에 만나", "삼십 분 뒤에 알려 줘", "월요일에 봐"])
def test_other_numbers_are_no_money(text):
    assert came(text) is None
