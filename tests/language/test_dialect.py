"""Endings, question words and common verbs of dialects, in their standard forms."""

import pytest

from companion.language.dialect import standard


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("거시기 요새 대통령이 누구랑가", "요새 대통령이 누구야"),
        ("시방 도지사가 누구당가요", "지금 도지사가 누구야"),
        ("오늘이 메칠이고", "오늘이 며칠이야"),
        ("오늘 무신 요일이고", "오늘 무슨 요일이야"),
        ("시방 몇 시여", "지금 몇 시야"),
        ("들어가는디 을매여", "들어가는데 얼마야"),
        ("니는 누가 맹글었노", "니는 누가 만들었나"),
        ("재명이는 와 그만뒀노", "재명이는 왜 그만뒀나"),
        ("언제부터 했다카노", "언제부터 했다고 하노"),
        ("내 나이가 몇이라 캤노", "내 나이가 몇이라고 했나"),
        ("둘이 협약 맺었담서", "둘이 협약 맺었다면서"),
        ("몇 시까정 하는교", "몇 시까지 하나요"),
        ("밥은 묵었나", "밥은 먹었나"),
        ("여덟 시루 바꿔주소", "여덟 시로 바꿔주세요"),
        ("여덟 시루 좀 바꿔 주쇼", "여덟 시로 좀 바꿔주세요"),
        ("그거 취소혀", "그거 취소 해"),
        ("약 먹으라고 혀", "약 먹으라고 해"),
        ("아직도 그 사람이가", "아직도 그 사람이야"),
        ("시장은 인자 누가 한당가?", "시장은 이제 누가 하나?"),
        ("몇 년이나 한 겨?", "몇 년이나 한 거야?"),
        ("낼 비 온대?", "내일 비 온대?"),
    ],
)
def test_a_dialect_becomes_standard(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "가보정 주소 알려줘",
        "재명이가 누구야?",
        "도토리묵 잘하는 집",
        "하루 종일 비가 와",
        "혀를 깨물었어",
        "허리가 아파",
        "국수와 만두가 맛있나",
        "어디 가고 싶어",
        "마트는 어디야",
    ],
)
def test_standard_speech_stays_as_it_is(said):
    assert standard(said) == said
