"""What stands beside a question restricts nothing of it; what it leans on stays what the talk is about."""

from datetime import datetime

import pytest
from county import OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

MANIFEST = """\
needs: [korean]
relations:
  - {id: signers, label: 서명한 사람, of: [event], value: person, many: true, nouns: [서명],
     verbs: [서명한, 도장 찍다]}
  - {id: guests, label: 참석자, of: [event], value: person, many: true, partial: true, nouns: [참석],
     verbs: [누가 오다, 왔어, 누가 있었]}
  - id: sun
    label: 햇살지수
    of: [statistic]
    value: number
    qualifiers: {of: country, year: day}
    orders:
      most: {stems: [더 높, 높아, 높은, 앞서], say: "{year} 조사에서는 {of:이/가} {value:으로/로} 가장 높아요."}
      least: {stems: [더 낮, 낮아, 낮은], say: "{year} 조사에서는 {of:이/가} {value:으로/로} 가장 낮아요."}
    template: "{year} {of}의 햇살지수는 {value:이에요/예요}."
    nouns: [점수, 몇 점, 비교]
"""
PLEDGE = """\
entities:
  - {id: gaon, type: country, name: 가온국}
  - {id: narin, type: country, name: 나린국}
  - {id: dasom, type: country, name: 다솜국}
  - {id: sun-index, type: statistic, name: 햇살지수}
  - {id: pledge, type: event, name: 다온약속식, aliases: [약속식],
     known: 2026-11-01, confidence: high, source: 다온일보,
     full_name: {value: 맑은 물을 위한 다온약속식, from: 2020-05-07},
     date: {value: 2020-05-07, from: 2020-05-07, say: 다온약속식은 2020년 5월 7일에 열렸어요.},
     summary: {value: 약속, from: 2020-05-07, say: 다온약속식은 다온도와 새벌시가 한 약속이에요.},
     signers: {value: [min, han], from: 2020-05-07, say: 민들레 지사와 한나래 시장이 서명했어요.},
     guests: {value: [min, han, noh, seo], from: 2020-05-07, say: "민들레, 한나래, 노고단, 서리태가 왔어요."}}
"""
LEVELS = {"gaon": (81.5, 90), "narin": (70.5, 88), "dasom": (86, 79)}  # 2020 and 2024


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    rows = (
        f'  - {{subject: sun-index, relation: sun, of: {of}, year: "{year}", published: 2024-06-01,\n'
        f'     known: 2025-01-01, confidence: high, source: 다온일보, value: "{value}"}}'
        for of, values in LEVELS.items()
        for year, value in zip((2020, 2024), values, strict=True)
    )
    folder = tmp_path_factory.mktemp("beside")
    measured = PLEDGE + "statements:\n" + "\n".join(rows) + "\n"
    pack = write_pack(
        folder / "beside", MANIFEST, data__people_yaml=PEOPLE, data__offices_yaml=OFFICES, data__pledge_yaml=measured
    )
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.fixture
def told(talk):
    """Talks, and hands back the last answer."""
    return lambda *turns: talk(*turns)[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "회의가 길어졌는데 다온도지사가 누구야?",
        "길이 막혀서 늦었는데 다온도지사가 누구예요",
        "오래 기다렸는데 다온도지사가 누구지",
        "밥을 두 번 먹었는데 다온도지사가 누군가요",
        "숙제를 마지막까지 미뤘는데 다온도지사 이름이 뭐야",
        "처음 타는 버스라 헤맸는데 다온도지사가 누구시죠",
        "비가 계속 오는데 지금 다온도지사가 누구야",
    ],
)
def test_what_is_told_before_a_question_chooses_nobody(told, said):
    assert "민들레 지사예요. 제7대" in told(said), told(said)


def test_what_is_said_before_it_of_who_is_meant_does(told):
    assert told("제일 오래 했다던데 새벌시장이 누구야").startswith("한나래"), told(
        "제일 오래 했다던데 새벌시장이 누구야"
    )
    assert "한나래" not in told("임기를 못 채웠다던데 다온도지사가 누구였어")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("다온도지사가 공식적으로 언제 취임했어?", "2026년 7월 1일"),
        ("최종적으로 누가 서명했어 다온약속식에?", "한나래"),
        ("다온약속식 이름이 정식으로 뭐야?", "맑은 물을 위한 다온약속식"),
        ("그 다온약속식을 정식으로 뭐라고 불러?", "맑은 물을 위한 다온약속식"),
        ("다온약속식은 몇 년도에 했어?", "2020년 5월 7일"),
        ("우리 누나 결혼할 때 2016년에는 누가 다온도지사였어?", "한나래"),
        ("새벌시는 지금 누가 맡고 있어?", "한나래 시장"),
    ],
)
def test_how_and_when_it_is_asked(told, said, word):
    assert word in told(said), told(said)


@pytest.mark.parametrize(
    "turns",
    [
        ("서명한 두 분 말고 다온약속식에 누가 왔어?",),
        ("다온약속식에 누가 왔어?", "도장 찍은 사람들 빼고는?"),
        ("다온약속식에 누가 왔어?", "서명한 두 분 말고 또 누가 있었어?"),
        ("다온약속식에 누가 왔어?", "민들레랑 한나래 말고는?"),
        ("다온약속식에 민들레랑 한나래 빼고 누가 왔어?",),
    ],
)
def test_who_is_left_out_by_name_or_part_is(told, turns):
    text = told(*turns)
    assert "노고단" in text, text
    assert "서리태" in text, text
    assert "민들레" not in text, text
    assert "한나래" not in text, text


@pytest.mark.parametrize(
    "said",
    [
        "다온약속식을 또 하면 누가 올 거야?",
        "내일 다시 약속식을 맺는다면 누가 서명해?",
        "구절초가 다시 다온도지사를 하게 될까?",
        "민들레가 앞으로 계속 다온도지사를 할까?",
        "다온도지사가 또 바뀌면 너도 다르게 말할 거야?",
    ],
)
def test_what_is_to_come_is_not_told_from_what_was(talk, said):
    reply = talk(said)[-1]
    assert reply.status == "unknown", reply.text
    assert not reply.text.startswith(("네", "아니요")), reply.text


def test_the_day_asked_is_of_what_was_spoken_of_last(told):
    text = told("민들레는 언제 다시 취임했어?", "구절초도 다온도지사 했던 거 맞지? 그게 언제야?")
    assert "2022년 7월 1일" in text, text
    assert "2026년 7월 1일" not in text, text
    text = told("민들레는 언제 다시 취임했어?", "구절초도 다온도지사 했다던데", "그게 언제야?")
    assert "2022년 7월 1일" in text, text


def test_who_acted_is_told_by_place(told):
    asked = ("다온도지사 권한대행은 누구누구였어?", "맨 처음은 누구야?")
    assert "노고단" in told(*asked), told(*asked)
    asked = ("민들레 지사가 그만두고 대행한 사람이 누구누구야?", "제일 마지막에 한 사람은 누구야?")
    assert "노고단" in told(*asked), told(*asked)
    asked = ("민들레는 언제 물러났어?", "그만두고 나서는 누가 맡았어?")
    assert "구절초" in told(*asked), told(*asked)


def test_the_same_is_asked_of_the_other_one(told):
    asked = ("다온약속식에 누가 서명했어?", "민들레는 언제부터 다온도지사였어?", "그럼 새벌시 쪽 분은요?")
    assert told(*asked).startswith("한나래는 2014년 7월 1일"), told(*asked)
    asked = ("다온약속식에 누가 서명했어?", "민들레는 언제까지 부시장이었어?", "새벌시 쪽 분은?")
    assert "민들레" not in told(*asked), told(*asked)


@pytest.mark.parametrize(
    ("turns", "start"),
    [
        (("다온약속식에 서명한 새벌시장은 언제 취임했어?",), "한나래는 2018년 7월 1일"),
        (
            ("다온약속식에 누가 서명했어?", "그 자리에서 서명한 새벌시장은 그 뒤로 언제까지 했나요?"),
            "끝나는 날은 자료에",
        ),
        (("다온약속식에 서명한 부시장은 언제까지 했어?",), "그건 제 자료에 없어서"),
        (("다온약속식에 서명한 도지사는 지금 뭐 해?",), "민들레는 지금 다온도지사"),
        (("다온약속식에 누가 서명했어?", "둘 다 지금은 그 자리에 없지?"), "아니요."),
        (("다온약속식에 누가 서명했어?", "그 집 이름이 적혀 있었나요?"), "그건 제 자료에 없어서"),
    ],
)
def test_who_had_a_part_is_told_by_what_they_held_then(told, turns, start):
    assert told(*turns).startswith(start), told(*turns)


def test_what_is_asked_of_two_described_together_is_told_of_each(told):
    text = told("다온약속식에 서명한 사람들은 지금 뭐 해?")
    assert "민들레는 지금 다온도지사" in text, text
    assert "한나래는 지금 새벌시장" in text, text


@pytest.mark.parametrize(
    ("turns", "words", "never"),
    [
        (("나린국 햇살지수가 얼마야?", "다솜국보다 높아?"), ("네", "88", "79"), ("90",)),
        (("나린국 햇살지수가 얼마야?", "다솜국보다 높아?", "가온국하고는 몇 점 차이야?"), ("2점", "88", "90"), ("79",)),
        (("나린국 햇살지수가 얼마야?", "가온국이랑 비교하면?"), ("88", "90"), ("79",)),
        (("나린국 햇살지수가 얼마야?", "옛날에는 다솜국이 더 높았지?"), ("네", "86", "70.5"), ()),
        (("나린국 햇살지수가 얼마야?", "다솜국보다 높아?", "예전에도 그랬어?"), ("아니요", "86", "70.5"), ()),
    ],
)
def test_what_the_talk_is_about_stays_its_subject(told, turns, words, never):
    text = told(*turns)
    assert all(word in text for word in words), text
    assert not any(word in text for word in never), text
