"""Endings, question words and common verbs of dialects, in their standard forms."""

import re
from pathlib import Path

import pytest

from companion.language import dialect
from companion.language.dialect import standard

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("요새 대통령이 누구랑가", "요새 대통령이 누구야"),
        ("시방 도지사가 누구당가요", "지금 도지사가 누구야"),
        ("오늘이 메칠이고", "오늘이 며칠이야"),
        ("오늘 무신 요일이고", "오늘 무슨 요일이야"),
        ("시방 몇 시여", "지금 몇 시야"),
        ("들어가는디 을매여", "들어가는데 얼마야"),
        ("니는 누가 맹글었노", "니는 누가 만들었나요"),
        ("재명이는 와 그만뒀노", "재명이는 왜 그만뒀나요"),
        ("언제부터 했다카노", "언제부터 했다고 하나요"),
        ("내 나이가 몇이라 캤노", "내 나이가 몇이라고 했나요"),
        ("둘이 협약 맺었담서", "둘이 협약 맺었다면서"),
        ("몇 시까정 하는교", "몇 시까지 하나요"),
        ("내일 비 온다 카더나?", "내일 비 온다고 해?"),
        ("병원에 데꼬 가 봐야 쓰겄제?", "병원에 데리고 가 봐야 되겠지?"),
        ("나는 어째야 쓰까", "나는 어떻게 해야 될까"),
        ("바빠가 그라겠제", "바빠서 그러겠지"),
        ("허리가 와 이래 아프노", "허리가 왜 이래 아프나요"),
        ("그게 문제", "그게 문제"),
        ("너는 왜 이렇게 웃겨?", "너는 왜 이렇게 웃겨?"),
        ("이따 갈겨", "이따 갈 거야"),
        ("밥은 묵었나", "밥은 먹었나"),
        ("여덟 시루 바꿔주소", "여덟 시로 바꿔주세요"),
        ("여덟 시루 좀 바꿔 주쇼", "여덟 시로 좀 바꿔주세요"),
        ("그거 취소혀", "그거 취소해"),
        ("약 먹으라고 혀", "약 먹으라고 해"),
        ("아직도 그 사람이가", "아직도 그 사람이야"),
        ("시장은 인자 누가 한당가?", "시장은 이제 누가 하나?"),
        ("몇 년이나 한 겨?", "몇 년이나 한 거야?"),
        ("낼 비 온대?", "내일 비 온대?"),
        ("시장이 누게우꽈?", "시장이 누구예요?"),
        ("밤에 열었수과", "밤에 열었습니까"),
        ("전화번호 알려줍서", "전화번호 알려주세요"),
        ("시장이 누구드래요?", "시장이 누구예요?"),
        ("시장님이 누구신지요", "시장님이 누구이신지요"),
        ("배고파가 밥집 찾는다", "배고파서 밥집 찾는다"),
        ("돈이 없어가 못 샀어", "돈이 없어서 못 샀어"),
        ("허리가 아파가꼬 못 간다", "허리가 아파서 못 간다"),
        ("친구가 왔어", "친구가 왔어"),
        ("영어가 어려워", "영어가 어려워"),
        ("이거밖에를 못 해", "이거밖에 못 해"),
        ("이게 뭔교", "이게 뭐예요"),
        ("주차 된당께", "주차 된다"),
        ("나 순덕이여. 예순이고", "나 순덕이야. 예순이고"),
        ("이름이 소라여", "이름이 소라야"),
        ("남편이 먼저 가부러서 쓸쓸허네", "남편이 먼저 가 버려서 쓸쓸하네"),
        ("다들 가불고 나만 남았어", "다들 가 버리고 나만 남았어"),
        ("추석까정은 며칠이야", "추석까지은 며칠이야"),
        ("어디가 나을랑가", "어디가 나을까"),
        ("생일이 3월 2일인디 무슨 요일이야", "생일이 3월 2일인데 무슨 요일이야"),
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
        "밥 먹었어여",
        "갈비와 불고기",
        "면허는 없어",
    ],
)
def test_standard_speech_stays_as_it_is(said):
    assert standard(said) == said


def test_an_ending_is_looked_for_wherever_it_stands():
    """What a text must have for an ending to be found in it is in every text that has one."""
    texts = [
        text for path in DATA.rglob("*.*") for text in re.findall(r"[^\n\"]*[가-힣][^\n\"]*", path.read_text("utf-8"))
    ]
    found = [(needed, text) for needed, ending, _ in dialect._NEEDED for text in texts if ending.search(text)]
    assert len(found) > 1000
    assert [(needed, text) for needed, text in found if needed not in text] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("병원 가는 것도 알려도", "병원 가는 것도 알려 줘"),
        ("밥집 추천해도", "밥집 추천해 줘"),
        ("밥집 골라도", "밥집 골라 줘"),
        ("30분 뒤에 깨워도.", "30분 뒤에 깨워 줘."),
        ("약 먹으라고 말 좀 해도", "약 먹으라고 말 좀 해 줘"),
        ("라디오 좀 켜도", "라디오 좀 켜 줘"),
    ],
)
def test_what_is_to_be_done_for_somebody_ends_like_a_concession_in_the_south_east(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize("said", ["추워도", "비가 와도", "그래도", "매워도", "알려도 소용없어", "뭘 해도"])
def test_a_concession_asks_for_nothing(said):
    assert standard(said) == said
