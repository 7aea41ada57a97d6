"""A made-up museum: from data alone, without a line of code, the robot knows its house and its exhibits."""

from datetime import datetime

import pytest
from made_up import MUSEUM

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the museum, nothing else."""
    folder = tmp_path_factory.mktemp("museum")
    (folder / "profile.yaml").write_text(f"packs: [korean, {MUSEUM}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("몇 시에 열어?", ["서운박물관", "10:00-17:00"]),
        ("박물관 몇 시에 닫아?", ["서운박물관", "10:00-17:00"]),
        ("월요일에 열어?", ["월요일 휴무"]),
        ("입장료 얼마야?", ["2,000원"]),
        ("전화번호 알려줘", ["055-700-7000"]),
        ("서운박물관 전화번호", ["055-700-7000"]),
        ("학예실장이 누구야?", ["한마루"]),
        ("학예실장님이 누구세요", ["한마루"]),
        ("서운박물관 학예실장은 언제부터 했어?", ["한마루", "2020년 3월 1일"]),
        ("한마루가 누구야?", ["학예실장"]),
    ],
)
def test_the_house_is_meant_where_nobody_is_named(ask, question, words):
    reply = ask(question)
    assert (reply.route, reply.status) == ("knowledge", "answered"), reply.text
    assert not [word for word in words if word not in reply.text], reply.text
    assert reply.sources


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("청동방울은 언제 만들어졌어?", ["청동방울", "900년"]),
        ("달항아리 만든 해가 언제야", ["달항아리", "950년"]),
        ("금동신발은 언제 만들어졌어", ["금동신발", "1050년"]),
        ("청동방울 어디에 있어?", ["1전시실"]),
        ("달항아리 어디 있어?", ["2전시실"]),
        ("종이배모형 어디 있어", ["어린이전시실"]),
        ("비단신은 어느 전시실에 있어?", ["1전시실"]),
        ("나무기러기 설명해 줘", ["혼례에 쓰던 기러기"]),
    ],
)
def test_what_the_data_states_of_an_exhibit_is_told(ask, question, words):
    reply = ask(question)
    assert reply.status == "answered", reply.text
    assert not [word for word in words if word not in reply.text], reply.text


@pytest.mark.parametrize(
    "question",
    [
        "학예실장 전에는 누구였어?",
        "2019년에 학예실장은 누구였어",
        "박물관 주소가 어디야",
        "청동방울 얼마야",
        "대통령이 누구야",
        "서점 추천해줘",
    ],
)
def test_what_nobody_told_it_it_does_not_know(ask, question):
    assert ask(question).status == "unknown"


def test_exhibits_are_recommended_and_counted_in_their_own_words(assistant, ask):
    reply = ask("전시품 추천해 줘")
    assert (reply.route, reply.status) == ("recommend", "answered")
    assert reply.text.startswith("서운박물관 전시품 세 가지를 골라 봤어요.")
    assert len({item.id for item in reply.items}) == 3
    for item in reply.items:
        place = assistant.store.places[item.id]
        assert place.name in reply.text
        assert place.district in reply.text


@pytest.mark.parametrize(
    ("wish", "count", "hall"),
    [
        ("1전시실 전시품 추천해줘", 3, "1전시실"),
        ("3전시실 전시품 두 개만 추천해 줘", 2, "3전시실"),
        ("어린이 전시실 전시품 추천해 줘", 2, "어린이전시실"),
    ],
)
def test_exhibits_stand_in_the_hall_that_was_named(assistant, ask, wish, count, hall):
    reply = ask(wish)
    assert len(reply.items) == count, reply.text
    assert {assistant.store.places[item.id].district for item in reply.items} == {hall}


def test_other_exhibits_are_others(talk):
    first, second = talk("전시품 추천해 줘", "다른 거")
    assert len(second.items) == 3
    assert not {item.id for item in first.items} & {item.id for item in second.items}


def test_one_of_the_list_can_be_asked_about(assistant, talk):
    listed, told = talk("전시품 추천해 줘", "두 번째는 어디 있어?")
    place = assistant.store.places[listed.items[1].id]
    assert place.name in told.text
    assert place.district in told.text


def test_small_talk_and_the_clock_are_there_without_anybody_telling_it(ask):
    assert ask("안녕").status == "answered"
    assert "3시 5분" in ask("지금 몇 시야?").text
    assert "파이보" not in ask("너 이름이 뭐야").text
