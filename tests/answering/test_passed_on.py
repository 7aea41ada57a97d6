"""Who asks and whom it is told to restrict nothing; what is to come is never confirmed by what was."""

from datetime import datetime

import pytest
from county import OFFICES, PEOPLE
from made_up import robot_of_pack

NOW = datetime(2026, 11, 22, 15, 5)
MOVED = """\
entities:
  - {id: hall, type: organisation, name: 다온도청}
statements:
  - {subject: hall, relation: start, from: 2023-04-03, known: 2026-11-01, confidence: high, source: 다온일보,
     value: 2023-04-03, say: "다온도청은 2023년 4월 3일에 새 청사로 옮겼어요."}
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("passed") / "daon"
    return robot_of_pack(folder, NOW, data__people_yaml=PEOPLE, data__offices_yaml=OFFICES, data__hall_yaml=MOVED)


@pytest.fixture
def told(talk):
    """Talks, and hands back the last answer."""
    return lambda *turns: talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "여기 학생들이 다온도지사 성함을 물어보는데 알려줄래?",
        "우리 반 아이들이 다온도지사 이름을 알고 싶어 하는데 말해 줄 수 있어?",
        "손자가 지금 다온도지사가 누군지 궁금해하는데 좀 가르쳐 줄래요?",
        "자 이번엔 소미 차례. 소미가 다온도지사는 누구냐고 물어봐",
        "다음은 윤호. 다온도지사는 누구예요?",
        "준서가 다온도지사는 누구냐고 하는데",
        "민재가 다온도지사가 누구냐는데",
        "다온도지사가 누군지 어르신들께 소개해 주세요",
        "다온도지사가 누군지 우리 애들한테 쉽게 말해 줄래?",
        "다온도지사가 누구인지 초등학생 수준으로 설명해 줘",
    ],
)
def test_who_asks_and_whom_it_is_told_to_restrict_nothing(told, said):
    assert told(said).startswith("지금 다온도지사는 민들레 지사예요."), told(said)


def test_somebody_else_is_not_dropped_with_whoever_asks(told):
    for said in ("조카가 다온도지사 엄마 이름을 물어보는데 알려줄래?", "다음은 부지사. 누구예요?"):
        assert "민들레" not in told(said), told(said)
    assert "한나래" in told("학생들이 새벌시장 이름을 물어보는데 알려줄래?")


@pytest.mark.parametrize(
    "said",
    [
        "다온도청이 곧 또 옮긴다던데 맞아요?",
        "다온도청이 조만간 옮겨 갈 거라며?",
        "민들레가 다음에도 도지사 할 거지?",
        "한나래가 앞으로도 새벌시장을 할 거지?",
        "다온도청이 또 옮긴다며?",
    ],
)
def test_what_is_to_come_gets_neither_yes_nor_no(told, said):
    assert told(said).startswith("앞으로 그럴지는 제 자료에 없어요."), told(said)


@pytest.mark.parametrize(
    "said",
    ["다온도청이 새 청사로 옮긴 거 맞지?", "다온도청은 2023년에 옮긴 거 맞지?", "민들레가 지금 도지사 하고 있는 거지?"],
)
def test_what_was_and_is_keeps_its_yes(told, said):
    assert told(said).startswith("네"), told(said)


@pytest.mark.parametrize(
    "said",
    [
        "배롱나는 왜 다시 출마 안 했어?",
        "구절초 지사는 왜 다시 안 나온 거래?",
        "구절초는 왜 다음 선거에 안 나갔는지 알아?",
    ],
)
def test_why_somebody_did_not_go_on_is_no_question_of_how_they_began(told, said):
    assert "된 까닭" not in told(said), told(said)


def test_why_somebody_did_not_go_on_is_told(told):
    assert "선거법 위반으로 물러났어요" in told("다온도지사가 누구였지 2020년에?", "그분은 왜 한 번 더 안 했대?")


@pytest.mark.parametrize(
    "said",
    [
        "새벌시장이 예전에 도지사를 했다며?",
        "새벌시장이 옛날에 다온도지사도 했지?",
        "시장이 전에 도지사도 했던 거 맞지?",
    ],
)
def test_what_somebody_held_once_is_told_of_whoever_holds_another_office(told, said):
    text = told("새벌시장이 누구야", said)
    assert text.startswith("네, 맞아요. 한나래는 2014년 7월 1일부터 2018년 6월 30일까지"), text


def test_somebody_said_to_be_of_a_kind_with_honour(told):
    assert told("다온도지사는 여자분이에요?").startswith("여자인지 아닌지는 제 자료에 없어요.")
