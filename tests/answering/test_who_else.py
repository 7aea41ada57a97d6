"""Who else, how many since, what is asked of a noun that is described, what is no more: a made-up county."""

from datetime import datetime

import pytest
from county import ELSEWHERE, MANIFEST, OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

RELATIONS = """\
  - {id: makers, label: 참여 기관, of: [event], value: organisation, many: true, nouns: [참여 기관, 두 시],
     verbs: [손잡다, 힘 합치다]}
  - {id: guests, label: 참석자, of: [event], value: person, many: true, partial: true, nouns: [참석],
     verbs: [누가 오다, 누가 있었]}
  - {id: tasks, label: 협력 과제, of: [event], many: true, nouns: [과제, 할 일], verbs: [하기로 하다]}
"""
FAIR = """\
entities:
  - {id: sol-city, type: organisation, name: 솔내시}
  - {id: fair, type: event, name: 다온약속식, known: 2026-11-01, confidence: high, source: 다온일보,
     date: {value: 2020-05-07, from: 2020-05-07, say: 다온약속식은 2020년 5월 7일에 열렸어요.},
     summary: {value: 약속, from: 2020-05-07, say: 다온약속식은 새벌시와 솔내시가 한 약속이에요.},
     makers: {value: [saebeol, sol-city], from: 2020-05-07, say: 새벌시와 솔내시가 손을 잡았어요.},
     guests: {value: [min, han, noh], from: 2020-05-07, say: "민들레, 한나래, 노고단이 왔어요."},
     tasks: {value: [다리 놓기, 숲 가꾸기, 물길 트기], from: 2020-05-07,
             say: "과제는 세 가지예요. 다리 놓기, 숲 가꾸기, 물길 트기예요."}}
"""


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    """A robot that knows the county and what two of its towns agreed on."""
    folder = tmp_path_factory.mktemp("else")
    pack = write_pack(
        folder / "else",
        MANIFEST + RELATIONS,
        data__people_yaml=PEOPLE,
        data__offices_yaml=OFFICES,
        data__elsewhere_yaml=ELSEWHERE,
        data__fair_yaml=FAIR,
    )
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("turns", "words", "never"),
    [
        (["다온약속식에 한나래 말고 또 누가 왔어?"], ["민들레", "노고단"], ["한나래"]),
        (["다온도지사는 민들레 말고 누가 했어?"], ["배롱나", "한나래", "구절초"], ["민들레"]),
        (["다온도지사 권한대행은 노고단 말고 누가 했어?"], ["서리태"], ["노고단"]),
        (["새벌시장 중에 다온도지사 출신이 구절초 말고 또 있어?"], ["한나래"], ["구절초"]),
        (["다온도지사는 2018년부터 지금까지 모두 몇 명이야?"], ["세 명", "한나래", "민들레", "구절초"], ["배롱나"]),
        (["2019년부터 다온도지사 한 사람이 몇 명이야?"], ["두 명"], ["한나래"]),
        (["2019년부터 다온도지사는 모두 몇 명이야?", "그중에 제일 오래 한 사람은?"], ["구절초"], ["한나래"]),
        (["구절초는 새벌시장을 언제 그만뒀어?", "언제 바뀌었어?"], ["2018년 7월 1일"], []),
        (["민들레는 언제 물러났어?", "그 뒤로 다온도지사 권한대행을 한 사람은 몇 명이야?"], ["두 명"], []),
    ],
)
def test_those_who_are_meant_are_told_and_no_others(talk, robot, turns, words, never):
    text = talk(*turns, to=robot)[-1].text
    assert all(word in text for word in words), text
    assert not any(word in text for word in never), text


@pytest.mark.parametrize(
    "question",
    [
        "다온약속식에서 힘을 합치기로 한 과제가 몇 가지고 뭐야?",
        "다온약속식에서 두 시가 하기로 한 게 뭐뭐야?",
        "새벌시와 솔내시가 손잡고 하기로 한 과제가 뭐예요?",
    ],
)
def test_what_describes_a_noun_is_not_what_is_asked(talk, robot, question):
    text = talk(question, to=robot)[-1].text
    assert "물길 트기" in text, text
    assert "손을 잡았어요" not in text, text


@pytest.mark.parametrize(
    ("turns", "beginning"),
    [
        (["다온약속식에서 하기로 한 과제가 뭐야?", "날짜가 5월 8일 맞지?"], "아니요"),
        (["다온약속식에서 하기로 한 과제가 뭐야?", "날짜가 오월 칠일 맞지?"], "네"),
        (["한나래 지사와 지금 다온도지사 사이에 다른 사람이 있었어?"], "네"),
    ],
)
def test_what_is_claimed_is_held_against_what_is_known(talk, robot, turns, beginning):
    text = talk(*turns, to=robot)[-1].text
    assert text.startswith(beginning), text


def test_whom_one_ought_to_call_first_is_answered_by_no_fact(talk, robot):
    reply = talk("다온약속식 손님 소개할 때 누구를 먼저 불러야 돼?", to=robot)[-1]
    assert reply.status == "unknown", reply.text
