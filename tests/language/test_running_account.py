"""One account over the turns: what is told, changed and taken out, and what everything told comes to."""

from fractions import Fraction

import pytest

from companion.language.account_sums import account_of, told_next
from companion.language.figures import figured


def comes_to(*texts):
    came = told_next(account_of(texts[:-1]), figured(texts[-1]))[1]
    return None if came is None else (came.goal, came.value, came.unit)


def row(*texts):
    """What each utterance of a talk comes to, None for nothing."""
    return [comes_to(*texts[: n + 1]) for n in range(len(texts))]


@pytest.mark.parametrize(("one", "other", "third"), [(38, 35, 22), (20, 15, 7)])
def test_what_is_added_and_taken_out_changes_what_follows(one, other, third):
    found = row(
        f"이번 달 학원비가 피아노 {one}만 원 미술 {other}만 원이야",
        "둘이 합치면?",
        f"거기다 태권도까지 {third}만 원",
        "그럼 1년이면 얼마야 세 과목 다",
        "월급이 420인데 학원비 빼면 얼마 남아",
        "아니 태권도는 안 시키기로 했어 그럼 얼마 남는데",
    )
    both = (one + other) * 10_000
    every = both + third * 10_000
    assert found[1:] == [
        ("total", both, "원"),
        ("total", every, "원"),
        ("is", every * 12, "원"),
        ("left", 4_200_000 - every, "원"),
        ("left", 4_200_000 - both, "원"),
    ]


def test_how_many_come_changes_all_that_holds_for_each():
    found = row(
        "한 명당 이만 원이고 여덟 명이야",
        "거기에 커피 한 잔에 3000원씩 여덟 잔 더하면?",
        "예산이 25만 원인데 얼마 남아",
        "아 한 명 더 온대 아홉 명으로 다시",
        "그럼 20만 원 안에 되는 거야?",
    )
    assert [one[1] for one in found] == [160_000, 184_000, 66_000, 43_000, -7_000]


def test_another_price_takes_the_place_of_the_first():
    found = row(
        "오전에 40명 오후에 60명이야 다 합치면?",
        "거기서 직원 10명 빼 봐",
        "도시락 하나에 8000원인데 그만큼 시키면 얼마야",
        "예산이 65만 원인데 얼마나 모자라",
        "그럼 한 사람당 7000원짜리로 하면?",
        "예산 안에 들어와?",
    )
    assert [one[1] for one in found] == [100, 90, 720_000, -70_000, 20_000, 20_000]


def test_how_often_and_how_long():
    found = row(
        "한 번에 2천 원씩 준대",
        "자전거 24만 원이면 몇 번 해야 돼",
        "하루에 두 번씩 하면 며칠 걸려",
        "삼천 원으로 올려달라 하면 몇 번이면 돼",
    )
    assert found[1:] == [("times", 120, "번"), ("times", 60, "일"), ("times", 80, "번")]


def test_a_share_goes_from_what_was_shared():
    paid = row("저녁값 9만 원 나왔는데 셋이서 나누면", "사장님이 3만 원 내주셨어", "그럼 나머지는 얼마씩?")
    assert [one and one[1] for one in paid] == [30_000, None, 20_000]
    assert comes_to("연필 12자루를 4명이 나누면 몇 개씩이야", "그럼 5명이 나누면") == ("each", Fraction(12, 5), "자루")
    assert comes_to("감자 10킬로에 삼만 원 줬어", "옆집이랑 반반 나누기로 했다", "그럼 얼마씩 내야 돼")[1] == 15_000


def test_what_is_left_of_things_that_come_and_go():
    found = row("구슬 30개 있는데 동생한테 12개 줬어", "몇 개 남았어?", "형이 8개 더 줬어", "그럼 이제 몇 개야")
    assert [one and one[1] for one in found] == [None, 18, None, 26]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (("우리 반은 24명인데 여자가 11명이야 남자는 몇 명이게",), 13),
        (("오전에 45명 오후에 82명 받았어", "합치면?", "어린이가 30명이었어", "어른은 몇 명이야"), 97),
        (("수학 58점 나왔어", "지난번엔 74였는데", "몇 점 떨어진 거지"), 16),
        (("수학 72점이야", "지난번엔 65였거든", "국어는 88점이야", "둘이 평균 몇 점?"), 80),
        (("지난달 방문객 4000명 이번 달 5000명", "얼마나 늘었어", "퍼센트로는?"), 25),
        (("생활비 280인데 벌써 195 썼어 얼마 남았지",), 850_000),
        (("동료 5만 원 친구 10만 원", "동료 둘 친구 하나야", "다 합쳐서 얼마 나가"), 200_000),
        (("빵 하나에 2500원인데 여섯 개 사고 2만 원 냈어", "얼마 거슬러 받아"), 5_000),
        (("저녁값 9만 원 나왔는데 셋이서 나누면", "한 명이 만오천 원 쿠폰 있대", "그럼 얼마씩?"), 25_000),
        (("커피 세 잔 빵 두 조각 시켰는데 커피 4500원 빵 6500원이야", "다 해서 얼마"), 26_500),
        (("애 둘 학원비가 각각 20만 원이야", "거기에 급식비 6만 원도", "그럼 총 얼마"), 460_000),
        (("커피 한 잔에 4000원인데 매일 마시면 한 달에 얼마야",), 120_000),
        (("넷이서 만칠천 원짜리 하나씩 먹으면 총 얼마야", "나 4만 원 있는데 내 거 내고 얼마 남아"), 23_000),
    ],
)
def test_what_everything_told_comes_to(said, value):
    assert comes_to(*said)[1] == value


@pytest.mark.parametrize(
    "said",
    [
        ("1인당 만 원씩 여덟 명이면 얼마야?", "근데 여덟 명이나 앉을 데가 있어?"),
        ("택시비 만 원 나왔어", "왜 더 나왔지"),
        ("여행 경비 60만 원 모았거든", "우리가 모은 돈이 얼마였지"),
        ("사업비 3,100억 원하고 합치면 얼마죠?",),
        ("지금 연봉이 4200인데 다른 데서 4800 준대", "얼마나 오르는 거야", "거긴 얼마나 오르는 거야"),
        ("점심이 만 원이야", "너는 몇 살이야"),
    ],
)
def test_what_asks_for_no_sum_comes_to_none(said):
    assert comes_to(*said) is None


def test_money_of_which_nobody_knows_what_to_do_with_it_is_asked_for():
    assert comes_to("저녁값 87000원 나왔는데 셋이서 나누면", "한 명이 만 원 봉투 있대", "그럼 얼마씩?")[0] == "unclear"


def test_what_is_to_be_added_and_was_told_by_nobody_is_lacking():
    assert comes_to("밥값 3만 원에 커피 만 원 더하면 총 얼마 쓰는 거지 입장료까지")[0] == "lacks"


@pytest.mark.parametrize(("head", "many", "spent"), [(20, 4, 40), (15, 6, 33)])
def test_a_budget_a_head_is_money_that_is_there(head, many, spent):
    found = row(
        f"우리 예산이 1인당 {head}만 원이거든",
        f"{many}명이니까 다 합쳐서 얼마지",
        f"숙소가 {spent}만 원이야",
        "그럼 남은 돈이 얼마야",
        "점심에 사만 원 썼어",
        "이제 얼마 남았어?",
    )
    whole = head * many * 10_000
    assert [found[n][1] for n in (1, 3, 5)] == [whole, whole - spent * 10_000, whole - spent * 10_000 - 40_000]


def test_what_something_may_cost_is_no_price():
    assert comes_to("네 명이고 한 사람당 오만 원까지 돼", "거기에 주스 오천 원짜리 세 병 추가하면") is None
    assert comes_to("기차 6만 원 점심 2만 원", "다 더하면 얼마야", "회사에서 7만 원까지만 준대. 내가 얼마 더 내?") == (
        "apart", 10_000, "원",
    )  # fmt: skip


def test_what_all_pay_together_is_what_is_spent_from_only_if_so_meant():
    found = row(
        "친구 여섯 명이 여행가기로 했어",
        "한 사람당 30만 원씩이면 다 해서 얼마야",
        "숙소가 50만 원이고 렌트카 20만 원이야",
        "그거 빼고 남는 돈은?",
        "그럼 다섯 명이면 총 얼마 모이는 거지",
    )
    assert found[1] == ("total", 1_800_000, "원")
    assert found[3:] == [("left", 1_100_000, "원"), ("total", 1_500_000, "원")]


def test_a_sum_of_its_own_takes_nothing_from_before():
    said = ("회식비 예산이 40만 원이야", "2차비로 십만 원 나가", "주스 한 병에 오천 원씩 열두 병이면")
    assert comes_to(*said) == ("total", 60_000, "원")


def test_from_what_just_came_out_of_sharing():
    said = ("사탕 24개를 6명이 나누면 몇 개야", "거기서 나는 두 개 먹었으면 나 몇 개 남아?")
    assert comes_to(*said) == ("left", 2, "개")


@pytest.mark.parametrize(
    "said",
    [
        ("수학 62점이야", "영어는 91점", "몇 점 더 올려야 80 되는 거야"),
        ("김밥 3천 원 라면 4천 원", "다 합치면", "거기에 사촌 둘 온댔다 다 합치면 얼마"),
        ("용돈 한 달에 6만 원 받거든", "책 만 원씩 쓰면 네 번이면 얼마야", "그럼 얼마 남아"),
        ("용돈 한 달에 6만 원 받거든", "내가 용돈 한 달에 얼마라 했지"),
    ],
)
def test_what_may_be_reckoned_in_several_ways_comes_to_none(said):
    assert comes_to(*said) is None


def test_fewer_share_what_was_shared():
    said = ("회식비 예산이 40만 원이야", "여덟 명이면 한 사람당 얼마까지 돼?", "아 세 명 빠진대 그럼?")
    assert comes_to(*said) == ("each", 80_000, "원")


def test_half_of_what_is_left_and_more_who_share():
    told = ("용돈 10만 원 받았는데 책 2만 원 사고 밥 만 원 먹었어", "얼마 남았어")
    assert comes_to(*told, "남은 돈의 반을 저금하면 얼마야") == ("left", 35_000, "원")
    assert comes_to("사탕 42개를 다섯 명이 나누면 몇 개씩이야", "두 명 더 오면") == ("each", 6, "개")
