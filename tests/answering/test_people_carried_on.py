"""People and offices over several turns, and what is asked of them in parts, in a made-up county."""

from datetime import datetime

import pytest
from county import OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

NOW = datetime(2026, 11, 22, 15, 5)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the county, and stands in its town."""
    folder = write_pack(
        tmp_path_factory.mktemp("daon") / "daon",
        "needs: [korean]\n",
        data__people_yaml=PEOPLE,
        data__offices_yaml=OFFICES,
    )
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, .]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: NOW)


@pytest.mark.parametrize("pointer", ["도지사였던 그 사람은", "그 도지사 하던 양반은", "도지사 했던 그분은"])
def test_whoever_is_described_by_what_they_held_is_one_of_those_spoken_of(talk, ask, pointer):
    pointed = talk("한나래랑 서리태는 뭐 하는 사람이야?", f"{pointer} 언제 취임했어?")[-1]
    assert pointed.text == ask("한나래 도지사는 언제 취임했어?").text


@pytest.mark.parametrize(
    ("turns", "words", "absent"),
    [
        # Another office of who was spoken of, and whether they still hold what they held.
        (("한나래는 누구야?", "도지사도 했어?"), ["네", "2014년 7월 1일"], ["민들레"]),
        (("서리태는 누구야?", "왜 대행했어?"), ["서리태", "대행"], ["부시장이 된"]),
        (("서리태는 누구야?", "누구 대신이었어?"), ["민들레", "서리태"], ["한나래"]),
        (("구절초는 시장을 몇 번 했어?", "지금도 시장이야?"), ["아니요", "한나래"], []),
        # Several offices, one after the other or at once.
        (("도지사랑 새벌시장은 누구야?", "2016년에는?"), ["한나래", "구절초"], ["민들레"]),
        (("도지사는 누구야?", "새벌시장은?", "둘 중에 누가 먼저 취임했어?"), ["한나래", "2018년"], ["2014년"]),
        (("도지사랑 새벌시장 중에 누가 먼저 됐어?",), ["한나래", "민들레"], ["구절초", "배롱나"]),
        (("도지사랑 새벌시장을 둘 다 한 사람 있어?",), ["네", "한나래", "구절초"], []),
        (("도지사랑 새벌시장이랑 같은 사람이야?",), ["아니요", "민들레", "한나래"], []),
        (("2016년 도지사랑 지금 새벌시장이랑 같은 사람이야?",), ["네", "한나래"], ["아니요"]),
        # Change.
        (("도지사는 누구야?", "바뀌었어?"), ["네", "민들레", "구절초"], []),
        (("도지사는 누구야?", "누구에서 누구로 바뀌었어?"), ["구절초", "민들레"], ["네,"]),
        (("한나래 다음 다음 도지사는 누구야?",), ["구절초"], ["배롱나"]),
        # First, again, when nobody did.
        (("민들레가 처음 당선됐어?",), ["아니요", "두 번"], []),
        (("민들레가 또 뽑혔어?",), ["네", "두 번"], []),
        (("한나래가 또 도지사 할 수 있어?",), ["알 수 없"], ["민들레"]),
        (("2021년 8월에 도지사 자리에 아무도 없었지?",), ["네", "서리태"], []),
        (("2019년에 도지사 자리에 아무도 없었어?",), ["아니요", "민들레"], []),
        (("언제 도지사가 없었어?",), ["2021년 4월 1일"], []),
        # What is asked, and not what stands beside it.
        (("구절초가 도지사 임기를 마친 게 언제야?",), ["2026년 6월 30일까지"], ["네", "정지"]),
        (("민들레보다 먼저 도지사 한 사람은 누구야?",), ["한나래"], ["구절초"]),
        (("도지사는 뽑히면 몇 년 해?",), ["4년"], ["5개월"]),
        (("도지사는 누구야?", "햇수로 얼마나 했어?"), ["5개월째"], ["임기는"]),
        (("도지사 지낸 사람이 모두 몇 명이야?",), ["네 명"], []),
        (("노고단은 몇 번 대행했어?", "각각 언제?"), ["2021년 4월 1일", "2022년 6월 1일"], []),
        (("2021년 8월에 도지사는 누구였어?", "왜?"), ["민들레", "서리태"], ["자료에 없"]),
    ],
)
def test_what_is_asked_of_those_spoken_of(talk, turns, words, absent):
    text = talk(*turns)[-1].text
    assert not [word for word in words if word not in text], text
    assert not [word for word in absent if word in text], text


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("민들레 취임일이랑 그만둔 이유 알려 줘", ["언제 취임했어?", "왜 그만뒀어?"]),
        ("한나래 도지사 취임일하고 몇 대인지 알려 줘", ["도지사 언제 취임했어?", "몇 대 도지사야?"]),
    ],
)
def test_two_things_that_are_asked_at_once_are_both_told(ask, question, parts):
    text = ask(question).text
    who = question.split()[0]
    assert all(ask(f"{who} {part}").text in text for part in parts), text


@pytest.mark.parametrize(
    "asks", ["이끄는 사람은 누구야?", "수장이 누구야?", "제일 높은 사람이 누구야?", "책임자 이름이 뭐야?"]
)
def test_who_heads_a_region_is_who_holds_its_office(ask, asks):
    assert "한나래" in ask(f"새벌시 {asks}").text


@pytest.mark.parametrize("title", ["새벌시 한 시장은", "새벌시에 한 시장 있잖아,"])
def test_a_surname_and_a_title_beside_a_region_name_one_person(ask, title):
    assert ask(f"{title} 언제 취임했어?").text == ask("한나래 시장은 언제 취임했어?").text


@pytest.mark.parametrize(
    ("turns", "words", "absent"),
    [
        # Who came at once is held against who acted in between; an objection is checked and granted.
        (("민들레는 언제 그만뒀어?", "그만두고 바로 다음 도지사가 온 거야?"), ["아니요", "서리태", "구절초"], ["네"]),
        (("민들레 다음 도지사는 누구야?", "아니 그 사이에 권한대행이 있었잖아"), ["네", "서리태"], ["군요"]),
        (("민들레 다음 도지사는 누구야?",), ["구절초", "다만", "서리태"], []),
        # Who holds it now, and not who was spoken of.
        (("구절초는 언제 그만뒀어?", "지금 도지사는 이번이 처음이야?"), ["아니요", "민들레", "두 번"], ["구절초"]),
        (("구절초 아직 도지사 하고 있어?", "언제 끝났는데?"), ["구절초", "2026년 6월 30일"], ["민들레"]),
        # A word is explained as a word.
        (("권한대행이라는 게 뭐야?",), ["대신 맡아"], ["자료"]),
        (("도지사 권한대행은 누가 했어?",), ["서리태"], ["대신 맡아"]),
    ],
)
def test_the_present_the_gap_and_the_word_are_kept_apart(talk, turns, words, absent):
    text = talk(*turns)[-1].text
    assert not [word for word in words if word not in text], text
    assert not [word for word in absent if word in text], text
