"""Sums of amounts, in many numbers, wordings and endings: the value is reckoned here, not written down."""

from fractions import Fraction
from itertools import product

import pytest

from companion.language.dialect import standard
from companion.language.numbers import count, native_noun, sino
from companion.language.sum_stories import age_of_birth, find_story_sum, year_of_birth

ASKING = ("야", "예요", "여", "고", "임")


def reckoned(text, before=""):
    found = find_story_sum(standard(text), before)
    return None if found is None else (found.result(), found.unit)


@pytest.mark.parametrize(("many", "people"), [(12, 2), (30, 5), (48, 6), (20, 4)])
@pytest.mark.parametrize("ending", ASKING)
def test_things_are_shared(many, people, ending):
    for things, who in product(
        (f"{many}개", f"{many} 개", count(many, "개")), (f"{people}명이", f"{native_noun(people)}이서")
    ):
        assert reckoned(f"사탕 {things}를 {who} 똑같이 나누면 몇 개씩이{ending}?") == (Fraction(many, people), "개")


@pytest.mark.parametrize("who", ["동생이랑", "엄마하고", "나랑 동생이랑", "내 친구랑 나랑"])
@pytest.mark.parametrize("many", [6, 12, 20])
def test_who_shares_with_somebody_is_two(who, many):
    assert reckoned(f"귤 {count(many, '개')}를 {who} 똑같이 나누면 몇 개씩이야?") == (Fraction(many, 2), "개")


@pytest.mark.parametrize(("won", "people"), [(50_000, 5), (30_000, 3), (120_000, 4)])
def test_money_that_is_there_is_divided(won, people):
    for money, ending in product(
        (f"{won:,}원", f"{sino(won)} 원", f"{won // 10_000}만원"), ("얼마", "얼마야", "얼마여?")
    ):
        assert reckoned(f"{money} 있는데 {count(people, '명')}이면 한 명당 {ending}") == (Fraction(won, people), "원")
    told = f"밥값이 {won:,}원 나왔어"
    assert reckoned(f"우리 {native_noun(people)}이 나눠 내면 한 명당 얼마?", told) == (Fraction(won, people), "원")


def test_what_each_pays_is_still_taken_so_many_times():
    assert reckoned("한 명당 만 원이면 다섯 명이 얼마야") == (50_000, "원")


@pytest.mark.parametrize(("people", "seats"), [(230, 8), (45, 10), (40, 8), (17, 4)])
def test_what_is_begun_is_needed_whole(people, seats):
    needed = -(-people // seats)
    for place, each in product(
        ("한 탁자에", "탁자 하나에", "탁자당"), (f"{seats}명씩", f"{count(seats, '명')}씩 앉으면", f"{seats}명 앉는데")
    ):
        assert reckoned(f"손님이 {people}명, {place} {each}, 원탁 몇 개 필요해?") == (needed, "개")


@pytest.mark.parametrize(("seats", "come"), [(120, 85), (300, 120), (50, 50)])
def test_seats_that_are_left(seats, come):
    for asked in ("몇 자리 비었어?", "몇 자리 남았어", "몇 자리 남아?"):
        assert reckoned(f"{seats}석에 {come}명 오셨대. {asked}") == (seats - come, "자리")


@pytest.mark.parametrize(("now", "earlier"), [(62, 75), (80, 95)])
def test_a_fall_is_told_and_no_rise(now, earlier):
    assert reckoned(f"{now}점, 저번엔 {earlier}점, 몇 점 떨어진 거야") == (earlier - now, "점")
    assert reckoned(f"저번에 {earlier}점이고 이번에 {now}점인데 몇 점 떨어졌어") == (earlier - now, "점")
    assert reckoned(f"{now}점, 저번엔 {earlier}점, 몇 점 오른 거야") is None


@pytest.mark.parametrize(("one", "other"), [(2000, 3500), (1200, 800)])
def test_prices_are_taken_together(one, other):
    for joint, ending in product(("하고", "이랑", "에"), ("이면", "이면 얼마여", "이면 얼마야?")):
        said = f"콩나물 {sino(one)} 원어치{joint} 두부 {sino(other)} 원{ending}"
        assert reckoned(said) == (one + other, "원"), said


@pytest.mark.parametrize(
    "text", ["만 원에서 이만 원이면 얼마나 먹어", "8시에 여는 데가 몇 개야", "다섯 명이면 몇 개 시켜"]
)
def test_what_has_no_one_meaning_is_no_sum(text):
    assert reckoned(text) is None


def test_ages_and_years_of_birth():
    for age in (7, 19, 46, 79):
        for said in (
            f"{native_noun(age)}이면 몇 년생",
            f"{age}살이면 몇 년생이야",
            f"우리 할매가 {age}세인데 몇 년생이고",
        ):
            assert age_of_birth(standard(said)) == age, said
    assert [year_of_birth(f"{year}년생이면 몇 살이야", 2026) for year in ("1947", "47", "05")] == [1947, 1947, 2005]
    assert year_of_birth("47년생 이름이 뭐야", 2026) is None


@pytest.mark.parametrize(
    ("text", "before", "answer"),
    [
        ("달걀 한 판에 서른 개인데 세 판이면 몇 개야", "", (90, "개")),
        ("한 달에 3만원이면 여섯 달이면 얼마야", "", (180_000, "원")),
        ("빵이 열 개 있는데 네 개 더 사 오면 몇 개여", "", (14, "개")),
        ("의자가 80개 있는데 사람이 95명 오면 몇 개 모자라?", "", (15, "개")),
        ("좌석 300석 중에 212석 팔렸으면 몇 석 남았습니까?", "", (88, "자리")),
        ("나는 열 살이고 동생은 여섯 살이면 몇 살 차이게?", "", (4, "살")),
        ("만 원 내고 삼천오백 원짜리 하나 사면 거스름돈 얼마야", "", (6500, "원")),
        ("한 줄에 열두 명씩 앉으면 몇 줄이야?", "오늘 관객 240명 왔대", (20, "줄")),
        ("버스 정원이 45명인데 127명이면 버스 몇 대야?", "", (3, "대")),
        ("둘이 먹었는데 3만2천원이야. 반반 내면 얼마?", "", (16_000, "원")),
    ],
)
def test_other_stories(text, before, answer):
    assert reckoned(text, before) == answer


@pytest.mark.parametrize(("holders", "each"), [(12, 8), (3, 45), (6, 3)])
@pytest.mark.parametrize("verb", ["앉으면", "타면", "오면"])
def test_so_many_for_each_of_so_many_others(holders, each, verb):
    for what in (f"테이블이 {count(holders, '개')}고", f"버스 {count(holders, '대')}에"):
        assert reckoned(f"{what} {each}명씩 {verb} 몇 명이야") == (Fraction(holders * each), "명")


@pytest.mark.parametrize("percent", [10, 25, 40])
def test_a_share_in_percent(percent):
    whole = Fraction(300 * percent, 100)
    assert reckoned(f"관객이 300명인데 {percent}퍼센트가 아이면 아이가 몇 명이야") == (whole, "명")
    assert reckoned(f"손님 300명 중에 {percent}퍼센트가 안 오면 몇 명 남아?") == (300 - whole, "명")
