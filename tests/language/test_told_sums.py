"""What follows from amounts that were told over turns."""

from fractions import Fraction

import pytest

from companion.language.told_sums import read_through


def none(text, before):
    return None


def outcome(*turns):
    return read_through(turns, none)[1]


@pytest.mark.parametrize(
    ("turns", "value", "unit"),
    [
        (["시급이 만 원인데 두 시간 반 일하면 얼마야"], 25_000, "원"),
        (["시급이 만 원이야", "네 시간 일하면 얼마야", "그럼 사흘 일하면?"], 120_000, "원"),
        (["시급이 만 원인데 네 시간 일하면 얼마야", "거기서 세금 5% 떼면 얼마 받아"], 38_000, "원"),
        (["시급이 만 원인데 네 시간 일하면 얼마야", "아 근데 시급이 만 천 원이래"], 44_000, "원"),
        (["빵 하나가 이천 원이야", "하루에 세 개씩 일주일 먹으면 얼마야"], 42_000, "원"),
        (["연필이 오백 원이야", "공책이 천 원이야", "연필 네 자루랑 공책 두 권이면 얼마야"], 4_000, "원"),
        (["평당 삼 킬로 캐면 이백 평에서 몇 킬로야"], 600, "kg"),
        (["모자가 이만 원인데 십 프로 할인한대", "두 개 사면?"], 36_000, "원"),
        (["사과가 열 개 있어", "배는 네 개 있어", "사과랑 배 합치면 몇 개야"], 14, "개"),
        (["만 보를 걸었어", "한 걸음이 육십 센티거든", "그럼 몇 킬로 걸은 거야"], 6, "킬로"),
        (["밭이 백이십일 평인데 몇 제곱미터야"], 400, "제곱미터"),
        (["한 시간에 오 킬로 걸으면 십 킬로는 얼마나 걸려"], 2, "시간"),
    ],
)
def test_what_is_asked_for_is_reached_from_what_was_told(turns, value, unit):
    found = outcome(*turns)
    assert found is not None
    assert (found.value, found.unit) == (Fraction(value), unit)


@pytest.mark.parametrize(
    ("turns", "kind", "value", "other"),
    [
        (["사탕이 열네 개 있어", "네 명이 나누면 몇 개씩이야"], "rest", 3, 2),
        (["사탕이 열네 개 있어", "네 명이 나누면 몇 개씩이야", "남는 건 몇 개?"], "left", 2, 0),
        (["만 원으로 천오백 원짜리 우유 몇 개 살 수 있어"], "buys", 6, 1000),
        (["지난달은 사만 원이었는데 이번 달은 오만 원 나왔어", "얼마나 오른 거야?"], "more", 10_000, 40_000),
        (["구슬이 스무 개 있어", "세 개를 잃어버렸어 그럼 몇 개 남아"], "left", 17, 0),
    ],
)
def test_what_is_left_lacking_or_more_is_told_as_such(turns, kind, value, other):
    found = outcome(*turns)
    assert found is not None
    assert (found.kind, found.value, found.other) == (kind, value, other)


@pytest.mark.parametrize(
    "turns",
    [
        ["얼마야"],
        ["시급이 만 원이야", "사과가 몇 개야"],
        ["모자가 이만 원이야", "다섯 시간이면 몇 명이야"],
        ["지난달은 사만 원이었어", "세 달 치 합치면 얼마야"],
        ["모자가 이만 원이야"],
    ],
)
def test_nothing_is_reckoned_where_something_lacks(turns):
    assert outcome(*turns) is None
