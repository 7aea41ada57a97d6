"""What stands around a question restricts nothing; what is said of a holder and not known is told with who it is."""

from datetime import datetime

import pytest
from county import OFFICES, PEOPLE
from made_up import robot_of_pack

NOW = datetime(2026, 11, 22, 15, 5)
NAMESAKE = """\
  - id: hill-mayor
    type: office
    name: 언덕시장
    title: 시장
    region: 언덕시
    known: 2026-11-01
    confidence: high
    source: 다온일보
    holder:
      - {value: han-hill, from: 2020-07-01, to: 2024-06-30}
"""
OTHER_HAN = "  - {id: han-hill, type: person, name: 한나래, aliases: [언덕 한나래]}\n"
OF_ONE_NAME = """\
ambiguities:
  - name: 한나래
    meanings: [han, han-hill]
    note: 한나래라는 이름은 두 사람이 있어요.
    source: 다온일보
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows the county, and somebody of another town who is called like one of its mayors."""
    folder = tmp_path_factory.mktemp("around") / "daon"
    people = f"{PEOPLE}{OTHER_HAN}  - {{id: hill, type: organisation, name: 언덕시}}\n"
    people += OF_ONE_NAME
    return robot_of_pack(folder, NOW, data__people_yaml=people, data__offices_yaml=OFFICES + NAMESAKE)


@pytest.fixture
def told(talk):
    """Talks, and hands back the last answer."""
    return lambda *turns: talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "이따 손님이 다온도지사 누구냐고 물어볼 거니까 미리 대답해 봐",
        "사회자가 다온도지사가 누구인지 물을 텐데 연습 삼아 답해 볼래",
        "조카가 다온도지사가 누구냐고 물어보면 뭐라고 대답해야 돼",
        "안경을 두고 와서 글씨가 안 보이는데 다온도지사 성함 좀 다시 말해 줘",
        "기차를 놓쳐서 정신이 없다가 이제 생각났는데 다온도지사가 누구야",
        "버스 기다리다 신문을 봤더니 생각이 나서 그런데 다온도지사가 지금 누구지",
        "다온도지사가 누구냐고 옆자리 학생이 물어보네",
    ],
)
def test_what_stands_around_a_question_restricts_nothing(told, said):
    assert "민들레" in told(said), told(said)


def test_a_condition_and_a_possessed_noun_are_not_left_out(told):
    assert "민들레" not in told("어제 신문을 보다가 궁금해졌는데 다온도지사 엄마가 누구야")
    assert "민들레" not in told("비서가 바빠서 못 받는데 다온도지사 남편은 누구예요")


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("다온도지사가 젊은 사람으로 바뀌었다던데 맞아?", "젊은 사람으로 바뀌었는지는 제 자료에 없어요."),
        ("다온도지사가 안경을 썼나?", "안경을 썼는지는 제 자료에 없어요."),
        ("다온도지사는 강아지를 키운다며", "강아지를 키우는지는 제 자료에 없어요."),
        ("다온도지사가 키가 엄청 크시다면서요", "키가 엄청 큰지는 제 자료에 없어요."),
    ],
)
def test_what_cannot_be_checked_of_a_holder_gets_no_yes_and_no_no(told, said, start):
    assert told(said).startswith(start), told(said)
    assert "지금 다온도지사는 민들레 지사예요." in told(said)


def test_what_is_said_of_somebody_else_names_no_holder(told):
    assert "민들레" not in told("다온도지사 아들이 가수라던데 맞아?")


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("다온도지사 성함에 들 자 들어가는 분 맞지?",), "네, 맞아요."),
        (("다온도지사 민씨 맞지?",), "네, 맞아요."),
        (("다온도지사 이름이 레로 끝나지?",), "네, 맞아요."),
        (("다온도지사가 누구야", "성이 구씨 아니야?"), "아니요."),
    ],
)
def test_a_name_is_checked_by_a_part(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)
    assert "민들레" in told(*turns)


def test_the_place_says_who_of_one_name_is_meant(told):
    text = told("새벌시장이 누구야", "언덕시에도 한나래라는 분이 있었다던데 같은 분이야?")
    assert text.startswith("아니요. 이름이 같은 다른 사람이에요."), text
    text = told("새벌시장이 누구야", "언덕시에도 한나래라는 시장 있지 않았어? 같은 분이야?")
    assert text.startswith("아니요."), text


def test_who_has_come_is_told_and_not_asked(told):
    for said in ("한나래 시장님 도착하셨대", "다온도지사님이 방금 오셨대"):
        assert "자료" not in told(said), told(said)


@pytest.mark.parametrize(
    ("turns", "told_then"),
    [
        (("구절초는 언제까지 도지사였어", "그럼 오늘까지 며칠 지난 거야"), "145일"),
        (("구절초는 언제까지 도지사였어", "그때부터 지금까지 얼마나 흐른 거지"), "2026년 6월 30일부터"),
        (("민들레는 언제 도지사가 됐어", "쉽게 한 줄로 정리해 줘"), "민들레"),
    ],
)
def test_what_was_just_told_is_reckoned_with_and_said_in_short(told, turns, told_then):
    assert told_then in told(*turns), told(*turns)


def test_sources_of_both_answers(told):
    text = told("다온도지사가 누구야", "새벌시장은?", "지금까지 말한 거 다 출처가 어디야")
    assert "다온일보" in text, text
