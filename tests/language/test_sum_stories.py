"""Sums that are told as a story."""

import pytest

from companion.language.sum_stories import find_story_sum


@pytest.mark.parametrize(
    ("text", "result", "unit"),
    [
        ("만이천원짜리 점심 네 명이서 먹으면 얼마야", 48_000, "원"),
        ("만이천원짜리 점심 네 명이서 먹으면 한 사람 카드로 얼마 긁어야 돼", 48_000, "원"),
        ("회식비 삼십이만원을 여덟 명이 나누면?", 40_000, "원"),
        ("한 그릇에 팔천원인데 세 그릇이면 얼마야", 24_000, "원"),
        ("사만오천원 셋이서 각자 내면 얼마야", 15_000, "원"),
        ("일인당 이만 오천 원이면 열두 명에 얼마지", 300_000, "원"),
        ("1인당 15000원이면 열한 명에 얼마야", 165_000, "원"),
        ("한 명당 만 원인데 여섯 명이면 얼마", 60_000, "원"),
        ("9만원을 세 명이 나누면 인당 얼마야", 30_000, "원"),
        ("십이만 원이면 우리 여섯 명 한 명당 얼마", 20_000, "원"),
        ("열일곱에 시작해서 삼십 년 했으면 몇 살에 그만뒀겠나", 47, "살"),
    ],
)
def test_a_story_with_one_meaning_is_a_sum(text, result, unit):
    found = find_story_sum(text)
    assert found is not None
    assert (found.result(), found.unit) == (result, unit)


@pytest.mark.parametrize(
    "text",
    ["만원으로 네 명이 먹을 데", "만원짜리 메뉴 있어", "어른 두 명이면?", "두 명이 먹으면 얼마야", "나는 몇 살이야"],
)
def test_what_lacks_a_number_or_a_meaning_is_none(text):
    assert find_story_sum(text) is None


def test_ages_may_have_been_told_just_before():
    found = find_story_sum("그럼 내가 몇 살에 그만뒀겠나", "열일곱에 시작해서 삼십 년을 했지")
    assert found is not None
    assert found.result() == 47
