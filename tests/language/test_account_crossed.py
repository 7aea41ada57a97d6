"""One account over the turns: every way in which amounts are told, with every question about them.

What is expected is reckoned from the amounts, never written down.
"""

from fractions import Fraction
from itertools import product

import pytest

from companion.language.account_sums import account_of, told_next
from companion.language.figures import figured
from companion.language.numbers import native
from companion.language.numbers import sino as spell

ONE, OTHER = ("수박", 3, 12_000), ("떡", 5, 3_500)
"""Something bought, how many of it, and what one costs."""
HAD, BESIDE = 150_000, 7_000
BOTH = ONE[1] * ONE[2] + OTHER[1] * OTHER[2]


def came(*texts):
    """What the last of several utterances comes to."""
    return told_next(account_of(texts[:-1]), figured(texts[-1]))[1]


def value(*texts):
    found = came(*texts)
    return None if found is None else found.value


def _all(what, many, price):
    return f"{what}값이 {many * price:,}원이야"


def _by_the_piece(what, many, price):
    return f"{what} {native(many)} 개 샀는데 한 개에 {spell(price)} 원이야"


def _by_whatever_counts(what, many, price):
    return f"{what}은 {native(many)} 망 사야 하는데 한 망에 {price:,}원이래"


def _of_a_price(what, many, price):
    return f"{what} {price:,}원짜리 {native(many)} 개 샀어"


def _together(what, many, price):
    return f"{what} {native(many)} 개에 {spell(many * price)} 원 줬어"


TOLD = (_all, _by_the_piece, _by_whatever_counts, _of_a_price, _together)
ASKED = (
    ("다 합치면 얼마야?", BOTH),
    ("둘을 더하면?", BOTH),
    ("그럼 다 해서 얼마 나가?", BOTH),
    (f"{HAD:,}원 내면 얼마 남아?", HAD - BOTH),
    (f"{HAD:,}원 들고 가면 얼마나 남아?", HAD - BOTH),
    (f"{ONE[0]}값만 얼마야?", ONE[1] * ONE[2]),
    ("둘이 나누면 한 사람에 얼마야?", Fraction(BOTH, 2)),
    ("동생이 반씩 내기로 했어. 한 사람이 얼마씩 내?", Fraction(BOTH, 2)),
    ("우리가 네 명인데 한 사람당 얼마야?", Fraction(BOTH, 4)),
    (f"거기에 간식값 {BESIDE:,}원 더하면?", BOTH + BESIDE),
    (f"예산이 {HAD:,}원인데 얼마 남을까?", HAD - BOTH),
)


@pytest.mark.parametrize(("first", "second"), list(product(TOLD, TOLD)))
@pytest.mark.parametrize(("asked", "right"), ASKED)
def test_what_was_bought_is_reckoned_whatever_way_it_was_told(first, second, asked, right):
    assert value(first(*ONE), second(*OTHER), asked) == right


@pytest.mark.parametrize(("first", "second"), list(product(TOLD, TOLD)))
def test_what_came_out_is_gone_on_with(first, second):
    talk = (first(*ONE), second(*OTHER), "다 합치면 얼마야?", f"{HAD:,}원에서 그거 빼면 얼마 남아?")
    assert value(*talk) == HAD - BOTH
    assert value(*talk, "남은 돈의 반은 얼마야?") == Fraction(HAD - BOTH, 2)
    bought = came(*talk, "남은 돈으로 2,500원짜리 꽃을 몇 송이 살 수 있어?")
    assert (bought.value, bought.whole) == divmod(HAD - BOTH, 2_500)


@pytest.mark.parametrize("pay", [10_500, 12_000])
@pytest.mark.parametrize(
    "told",
    [
        "시급 {pay:,}원인데 하루 {hours}시간 일해",
        "시급이 {pay:,}원이고 하루에 {hours}시간씩 일해요",
        "시급은 {pay:,}원이야. 하루에 {hours}시간 일하거든",
    ],
)
@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (("하루에 얼마 버는 거야?",), 1),
        (("일주일에 4일 나가면?",), 4),
        (("일주일에 4일 나가면 얼마야?", "한 달을 4주로 치면 총 얼마?"), 16),
        (("일주일에 3일 일하면?", "그럼 한 달이면 얼마야? 4주로 쳐서"), 12),
        (("한 달에 20일 일하면?",), 20),
        (("하루에 얼마 벌어?", "15일이면 얼마야?"), 15),
    ],
)
def test_pay_by_the_hour_over_days_and_weeks(pay, told, asked, days):
    assert value(told.format(pay=pay, hours=6), *asked) == pay * 6 * days


def test_nobody_is_taken_to_work_every_day_of_a_week():
    assert value("시급 만 원인데 하루 4시간 일해", "일주일이면 얼마야?") is None


@pytest.mark.parametrize(
    ("told", "monthly"),
    [
        (("한 달에 50만 원 내고 관리비가 7만 원이에요",), 570_000),
        (("월세가 40만 원이고 관리비가 5만 원이야",), 450_000),
        (("통신비가 한 달에 3만 원이야",), 30_000),
        (("적금을 매달 20만 원씩 넣고 있어",), 200_000),
    ],
)
@pytest.mark.parametrize(
    ("asked", "months"),
    [
        ("일 년이면 다 해서 얼마야?", 12),
        ("1년이면 얼마 나가는 거예요?", 12),
        ("2년이면?", 24),
        ("석 달이면 얼마지?", 3),
    ],
)
def test_what_is_paid_every_month_over_a_year(told, monthly, asked, months):
    assert value(*told, asked) == monthly * months


@pytest.mark.parametrize(("principal", "spelt"), [(60_000_000, "6천만 원"), (200_000_000, "2억")])
@pytest.mark.parametrize("told", ["{} 대출받아야 하는데 이자가 연 {}퍼센트래요.", "{}을 연 {}퍼센트로 빌리려고 해요."])
@pytest.mark.parametrize(("asked", "months"), [("한 달 이자가 얼마죠?", 1), ("일 년 이자는 얼마예요?", 12)])
def test_interest_by_the_year_for_a_month_or_a_year(principal, spelt, told, asked, months):
    assert value(f"{told.format(spelt, 3)} {asked}") == Fraction(principal * 3 * months, 1_200)


@pytest.mark.parametrize("gift", ["이모가 만 원 주셨는데 그거 합치면", "만 원 더 받았는데 그러면"])
@pytest.mark.parametrize("weekly", [3_000, 4_000])
def test_weeks_of_saving_for_what_one_wants(gift, weekly):
    talk = (f"나 일주일에 용돈 {weekly:,}원 받아", "갖고 싶은 인형이 삼만 육천 원이야")
    assert value(*talk, "몇 주 모아야 살 수 있어?") == 36_000 // weekly
    talk = (*talk, "몇 주 모아야 살 수 있어?", f"{gift} 얼마 더 모으면 돼?")
    assert value(*talk) == 26_000
    assert value(*talk, "그럼 이제 몇 주야?") == -(-26_000 // weekly)


@pytest.mark.parametrize("had", ["곗돈을 탔는데 200만 원이야", "퇴직금을 받았는데 200만 원이에요"])
@pytest.mark.parametrize(("people", "many"), [("조카 넷", 4), ("손녀 둘", 2), ("아이 셋", 3)])
def test_what_is_given_to_each_goes_from_what_there_is(had, people, many):
    name = had.split("을")[0]
    talk = (had, f"{people}한테 십만 원씩 주려고", "그럼 다 해서 얼마 나가는 거야?")
    assert value(*talk) == many * 100_000
    talk = (*talk, f"{name}에서 그거 빼면 얼마 남아?")
    assert value(*talk) == 2_000_000 - many * 100_000
    assert value(*talk, "반이면 얼마야?") == Fraction(2_000_000 - many * 100_000, 2)


@pytest.mark.parametrize("group", ["저희 반이", "우리 동아리는", "우리 팀은"])
@pytest.mark.parametrize(
    ("changed", "now"), [("세 명은 못 간대요. 그럼 다시 계산하면요?", 9), ("두 명 더 온대. 다시 계산해 줘", 14)]
)
def test_who_does_not_come_is_left_out(group, changed, now):
    talk = (f"{group} 열두 명이야", "1인당 3만 원씩 잡으면 총 얼마야?")
    assert value(*talk) == 360_000
    assert value(*talk, changed) == now * 30_000


def test_things_are_shared_by_so_many_each_and_one_pays_for_what_he_had():
    talk = ("볼링장에서 9만 6천 원, 빙수집에서 4만 5천 원 썼어요", "저까지 네 명이에요. 한 사람당 얼마씩 받으면 돼요?")
    talk = (*talk, "근데 민호는 빙수집을 안 갔어요. 볼링장 값만 넷이 나누고 빙수집은 셋이 나누면요?")
    assert value(*talk) == 24_000 + 15_000
    assert came(*talk).terms == (("볼링장", 24_000), ("빙수집", 15_000))
    assert value(*talk, "그럼 민호는 얼마만 내면 되는 거죠?") == 24_000


def test_who_pays_less_is_told_by_what_the_other_pays():
    talk = ("방값이 12만 원이고 버스비가 8만 원이야", "다 합치면?", "반씩 내기로 했어. 한 집에 얼마씩이야?")
    assert value(*talk) == 100_000
    assert value(*talk, "형은 돈이 없어. 8만 원만 받으면 내가 얼마 내는 거야?") == 120_000


@pytest.mark.parametrize(("share", "left"), [("부가세 10퍼센트를 더하면", 110), ("20퍼센트 할인하면", 80)])
def test_a_share_of_one_thing_of_several(share, left):
    talk = ("도시락이 7천 원짜리 서른 개야", "거기에 물 800원짜리도 서른 개야")
    assert value(*talk, f"{share} 도시락값만 얼마야?") == 210_000 * left // 100


@pytest.mark.parametrize("price", ["운동화가 8만 원인데 30퍼센트 할인한대", "운동화가 8만 원인데 30퍼센트 깎아 준대"])
def test_several_of_what_has_become_cheaper(price):
    assert value(price) == 56_000
    assert value(price, "두 켤레 사면?") == 112_000


@pytest.mark.parametrize(("many", "over"), [("만 원이면", (6, 1_000)), ("이만 원으로", (13, 500))])
def test_so_many_can_be_bought(many, over):
    found = came("사과가 한 개에 천오백 원이래", f"{many} 몇 개 살 수 있어?")
    assert (found.value, found.whole) == over


@pytest.mark.parametrize(
    "said",
    [
        "레고가 이만 칠천 원이야",
        "새 이어폰이 8만 9천 원이래",
        "딸기가 한 팩에 구천 원이야",
        "시급 만 원인데 하루 5시간 일해",
    ],
)
def test_what_is_only_told_is_noted(said):
    assert came(said).goal == "noted"


@pytest.mark.parametrize(
    "said",
    [
        ("떡이 3만 원이야", "그 집 유명해?"),
        ("떡이 3만 원이야", "주말에 뭐 하면 좋을까?"),
        ("조카한테 5만 원 줬더니 좋아하더라", "걔가 몇 살이지?"),
        ("월세가 40만 원이야", "내 방이 몇 층이었지?"),
    ],
)
def test_what_asks_for_no_amount_is_no_sum(said):
    assert came(*said) is None
