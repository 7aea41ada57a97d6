"""All things of a kind whose table names all: listed, counted, narrowed, compared, and pointed at again."""

from datetime import datetime

import pytest
from tables import COURSES, EVENTS, STAFF, robot_of_tables

from companion.dialogue.state import State

NOW = datetime(2026, 12, 1, 15, 5)


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    tables = (("staff", STAFF, "직원"), ("courses", COURSES, "강좌"), ("events", EVENTS, "event"))
    return robot_of_tables(tmp_path_factory.mktemp("tables"), NOW, *tables)


@pytest.fixture
def told(robot):
    """The last reply of a conversation, its turns divided by «|»."""

    def told(text):
        state, reply = State(), None
        for turn in text.split("|"):
            reply, state = robot.respond(turn, state)
        return reply

    return told


@pytest.mark.parametrize(
    ("asked", "holds", "lacks"),
    [
        ("직원은 모두 몇 명이야?", ["네 명"], []),
        ("전시과 직원은 몇 명이야?", ["두 명", "라보름", "마가온"], ["나하늘"]),
        ("기록과에 누가 있어?", ["나하늘", "도윤슬"], ["라보름"]),
        ("강좌는 뭐가 있어?", ["민화 교실", "가야금 초급반", "어린이 탈춤"], []),
        ("무료 강좌 있어?", ["네", "어린이 탈춤"], ["민화"]),
        ("수강료 4만 원 이하인 강좌는?", ["민화 교실", "어린이 탈춤"], ["가야금"]),
        ("정원이 15명 이상인 강좌 알려 줘", ["민화 교실", "어린이 탈춤"], ["가야금"]),
        ("정원이 15명 넘는 강좌 뭐야?", ["어린이 탈춤"], ["민화"]),
        ("12월 8일에 개강하는 강좌 알려 줘", ["가야금 초급반"], ["민화"]),
        ("12월 5일 행사 뭐 있어?", ["개막식", "탈놀이"], ["음악회"]),
        ("기록과나 전시과 직원 알려 줘", ["네 명"], []),
        ("토요일에 하는 강좌 있어?", ["어린이 탈춤"], ["민화"]),
        ("목요일 강좌는 뭐야?", ["민화 교실"], ["가야금"]),
    ],
)
def test_things_are_listed_and_counted_by_what_is_so_of_them(told, asked, holds, lacks):
    reply = told(asked)
    assert (reply.status, reply.route) == ("answered", "knowledge")
    assert all(text in reply.text for text in holds), reply.text
    assert not any(text in reply.text for text in lacks), reply.text


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("제일 비싼 강좌는?", ["가야금 초급반", "45,000원"]),
        ("수강료가 제일 싼 강좌는 뭐야?", ["어린이 탈춤"]),
        ("정원이 제일 많은 강좌는?", ["어린이 탈춤", "20명"]),
        ("제일 먼저 시작하는 강좌는?", ["어린이 탈춤", "12월 5일"]),
        ("제일 비싼 강좌 강사가 누구야?", ["사누리"]),
        ("민화 교실이랑 탈춤 중에 뭐가 더 비싸?", ["민화 교실", "30,000원"]),
        ("강좌 몇 개야?|제일 비싼 건?", ["가야금 초급반"]),
    ],
)
def test_the_most_and_the_least_of_them(told, asked, holds):
    reply = told(asked)
    assert reply.status == "answered"
    assert all(text in reply.text for text in holds), reply.text


def test_of_many_that_are_alike_some_are_named_and_all_are_counted(tmp_path):
    rows = "".join(f"{name}천,3000원\n" for name in "가나다라마바사")
    robot = robot_of_tables(tmp_path, NOW, ("cloth", f"옷감,가격\n{rows}무명,1000원\n명주,\n", "옷감"))
    text = robot.respond("제일 비싼 옷감은 뭐야?", State())[0].text
    assert (
        text
        == "가천, 나천, 다천, 라천, 마천, 바천 등 일곱 개예요. 가격은 3,000원이에요. 한 개는 가격이 적혀 있지 않아요."
    )


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("나 과장 내선번호가 뭐야?", "2345"),
        ("어린이 탈춤 얼마야?", "무료"),
        ("어린이 탈춤은 무료야?", "네"),
        ("민화 교실은 무료야?", "아니요"),
        ("나하늘 과장님 전화번호 알려 줘", "055-900-2345"),
        ("열람실 담당자 전화번호가 뭐예요?", "055-900-2346"),
        ("도록 제작은 누가 담당해?", "마가온"),
        ("마가온이 누구야?", "전시과"),
        ("민화 교실은 어떤 강좌야?", "바다온"),
        ("음악실에서 하는 강좌 얼마야?", "45,000원"),
        ("강좌 뭐 있어?|두 번째 강좌는 얼마야?|세 번째는 강사가 누구야?", "아다솜"),
        ("강좌 뭐 있어?|그중에 제일 싼 건?", "어린이 탈춤"),
        ("행사 뭐 있어?|무료인 거는?", "개막식"),
        ("기록과 과장 이름이 뭐야?", "나하늘"),
        ("12월 12일 행사는 몇 시에 해?", "19:00"),
    ],
)
def test_what_is_known_of_the_one_that_is_meant(told, asked, holds):
    reply = told(asked)
    assert reply.status == "answered"
    assert holds in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "총무과 직원은 몇 명이야?",
        "무료가 아닌 강좌는 뭐야?",
        "기록과 말고 다른 과 직원은 누구야?",
        "강좌 뭐 있어?|수영 강좌 있어?",
        "민화 교실 환불 규정이 뭐야?",
        "오늘 하는 강좌 뭐 있어?",
    ],
)
def test_what_no_cell_says_is_not_answered(told, asked):
    assert told(asked).status == "unknown"


@pytest.mark.parametrize(
    "said",
    [
        "과장님 때문에 화났어",
        "직원들이 친절하네요",
        "오늘 행사가 있어서 바빠",
        "좀 더 크게 말해 줘",
        "오늘이 며칠이더라",
        "강좌 뭐 있어?|올해가 몇 년도지?",
        "강좌 뭐 있어?|좀 더 크게 말해 줘",
        "강좌 뭐 있어?|고마워",
    ],
)
def test_what_asks_for_nothing_of_theirs_is_left_to_others(told, said):
    assert told(said).route != "knowledge"


def test_the_sources_are_those_of_the_table(told):
    (source, *_) = told("제일 비싼 강좌는?").sources
    assert (source.title, source.as_of) == ("달무리기록원", "2026-11-01")
