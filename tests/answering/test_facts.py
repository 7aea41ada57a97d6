"""Questions about things, on a made-up garden and a tower: several at once, claims, sums, lengths and comparisons."""

from datetime import datetime

import pytest
from made_up import write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

MANIFEST = """
needs: [korean]
types:
  - {id: garden, noun: 정원, counter: 곳, supertypes: [place]}
relations:
  - {id: trees, label: 나무, of: [garden], value: number, unit: 그루, nouns: [나무, 몇 그루]}
  - {id: parts, label: 구역, of: [garden], many: true, nouns: [구역, 몇 구역]}
  - {id: hothouse, label: 온실, of: [garden], nouns: [온실]}
  - {id: lights, label: 밤 조명, of: [garden], value: hours, nouns: [밤 조명, 조명]}
"""
DATA = """
entities:
  - {id: pine-garden, type: garden, name: 솔숲정원}
  - {id: moon-tower, type: garden, name: 달빛전망대, aliases: [전망대]}
  - {id: rose-field, type: garden, name: 장미밭}
statements:
  - {subject: pine-garden, relation: founded, from: 2006-11-22, known: 2026-01, confidence: high, source: 안내판, value: 2006-11-22, say: "솔숲정원은 2006년 11월 22일에 문을 열었어요."}
  - {subject: pine-garden, relation: fee, known: 2026-01, confidence: high, source: 안내판, value: 3000, per: 어른 한 명, say: "솔숲정원 입장료는 어른 3,000원이에요."}
  - {subject: pine-garden, relation: parking_fee, known: 2026-01, confidence: high, source: 안내판, value: 500, per: 30분, say: "솔숲정원 주차비는 30분에 500원이에요."}
  - {subject: pine-garden, relation: hours, known: 2026-01, confidence: high, source: 안내판, value: "화-일 10:00-18:00, 마지막 입장 17:00, 월요일 휴무", say: "솔숲정원은 화요일부터 일요일까지 오전 10시부터 오후 6시까지 열어요."}
  - {subject: pine-garden, relation: trees, from: 2010-01-01, known: 2026-01, confidence: high, source: 안내판, value: 200, say: "2010년에는 나무가 200그루였어요."}
  - {subject: pine-garden, relation: trees, from: 2020-01-01, known: 2026-01, confidence: high, source: 안내판, value: 350, say: "2020년에는 나무가 350그루였어요."}
  - {subject: pine-garden, relation: parts, known: 2026-01, confidence: high, source: 안내판, value: [솔숲, 장미밭, 연못], say: "솔숲정원은 솔숲, 장미밭, 연못으로 나뉘어요."}
  - {subject: pine-garden, relation: hothouse, known: 2026-01, confidence: high, source: 안내판, value: 온실, say: "솔숲정원에는 온실이 있어요."}
  - {subject: pine-garden, relation: lights, from: 2026-05-01, to: 2026-10-31, known: 2026-01, confidence: high, source: 안내판, value: "매일 19:00-22:00", say: "밤 조명은 2026년 5월 1일부터 10월 31일까지 켜요."}
  - {subject: pine-garden, relation: area, known: 2026-01, confidence: high, source: 안내판, value: 9000, say: "솔숲정원은 9,000㎡예요."}
  - {subject: moon-tower, relation: founded, from: 2012-03-01, known: 2026-01, confidence: high, source: 안내판, value: 2012-03-01, say: "달빛전망대는 2012년 3월 1일에 문을 열었어요."}
  - {subject: moon-tower, relation: fee, known: 2026-01, confidence: high, source: 안내판, value: 0, say: "달빛전망대는 무료예요."}
  - {subject: moon-tower, relation: area, known: 2026-01, confidence: high, source: 안내판, value: 400, say: "달빛전망대는 400㎡예요."}
  - {subject: rose-field, relation: founded, from: 2015-05-05, known: 2026-01, confidence: high, source: 안내판, value: 2015-05-05, say: "장미밭은 2015년 5월 5일에 만들어졌어요."}
"""  # noqa: E501


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the garden; it is Sunday, five past three."""
    folder = tmp_path_factory.mktemp("garden")
    pack = write_pack(folder / "garden", MANIFEST, data__things_yaml=DATA)
    (folder / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("question", "beginning", "word"),
    [
        ("솔숲정원 공짜야?", "아니요", "3,000원"),
        ("솔숲정원 돈 내고 들어가야 돼?", "네", "3,000원"),
        ("달빛전망대 돈 내야 돼?", "아니요", "무료"),
        ("달빛전망대는 무료예요?", "네", "무료"),
        ("솔숲정원 입장료가 오천 원이야?", "아니요", "3,000원"),
        ("솔숲정원 삼천 원 맞지?", "네", "3,000원"),
        ("솔숲정원에 온실 있어?", "네", "온실"),
        ("솔숲정원 구역에 연못도 있어?", "네", "연못"),
        ("솔숲정원 구역에 미로도 있어?", "아니요", "연못"),
        ("솔숲정원 월요일에도 열어?", "아니요", "화요일부터"),
        ("솔숲정원 지금 열었어?", "네, 지금", "오전 10시"),
        ("솔숲정원 저녁 7시에 열어?", "아니요", "오후 6시"),
        ("솔숲정원 오후 5시 반에 입장돼?", "아니요", "오후 6시"),
        ("솔숲정원 지금도 밤 조명 켜?", "아니요", "10월 31일"),
        ("솔숲정원 나무가 늘었어?", "네", "150그루"),
        ("달빛전망대가 솔숲정원보다 먼저 생겼어?", "아니요", "2006년"),
        ("솔숲정원이 달빛전망대보다 비싸?", "네", "3,000원"),
    ],
)
def test_a_claim_is_judged_where_its_value_can_be_compared(ask, question, beginning, word):
    text = ask(question).text
    assert text.startswith(beginning), text
    assert word in text, text


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("솔숲정원 입장료 어른 둘이면 얼마야?", "6,000원이에요."),
        ("솔숲정원 어른 네 명이면 얼마 내야 돼", "12,000원이에요."),
        ("솔숲정원 주차 두 시간이면 얼마 나와요?", "2,000원이에요."),
        ("솔숲정원 주차비 한 시간 반이면 얼마야", "1,500원이에요."),
        ("솔숲정원 얼마나 오래됐어?", "20년 됐어요."),
        ("솔숲정원 나무가 얼마나 늘었어?", "200그루에서 350그루로 150그루 늘었어요."),
        ("솔숲정원이랑 달빛전망대 중에 어디가 먼저 생겼어?", "솔숲정원이 먼저예요."),
        ("솔숲정원이랑 달빛전망대 중에 뭐가 더 넓어", "솔숲정원이 9,000㎡로 더 넓어요."),
        ("솔숲정원 구역 두 번째가 뭐야", "두 번째는 장미밭이에요."),
    ],
)
def test_what_has_to_be_reckoned_comes_first(ask, question, beginning):
    assert ask(question).text.startswith(beginning)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("솔숲정원 입장료랑 주차비 알려줘", ["3,000원", "500원"]),
        ("솔숲정원은 언제 열었고 얼마야?", ["2006년", "3,000원"]),
        ("솔숲정원 쉬는 날이 언제야", ["화요일부터"]),
    ],
)
def test_everything_asked_of_a_thing_is_told_in_its_order(ask, question, words):
    text = ask(question).text
    assert [text.index(word) for word in words] == sorted(text.index(word) for word in words)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("솔숲정원 전화번호가 뭐야", "전화번호"),
        ("솔숲정원 어린이 요금은 얼마야", "요금"),
        ("달빛전망대 쉬는 날이 언제야", "쉬는 날"),
        ("달빛전망대 몇 시에 열어", "몇 시"),
        ("달빛전망대에서 몇 명이나 일해", "몇 명"),
        ("솔숲정원은 왜 유명해", "왜 그런지"),
    ],
)
def test_what_is_not_known_is_named_by_what_was_asked(ask, question, named):
    reply = ask(question)
    assert reply.status == "unknown", reply.text
    assert named in reply.text


def test_a_value_of_a_list_leads_to_the_thing_it_names(talk):
    *_, item, reply = talk("솔숲정원 구역이 어떻게 돼?", "두 번째가 뭐야", "두 번째 거는 언제 생겼어?")
    assert item.text == "두 번째는 장미밭이에요."
    assert "2015년 5월 5일" in reply.text


def test_a_number_asked_back_is_held_against_what_was_told(talk):
    assert talk("솔숲정원 입장료가 얼마였지?", "삼천 원?")[-1].text.startswith("네")
    assert talk("솔숲정원 입장료가 얼마였지?", "오천 원?")[-1].text.startswith("아니요")


def test_which_of_two_is_answered_without_yes_or_no(ask):
    assert ask("솔숲정원 나무가 늘었나요, 줄었나요?").text.startswith("200그루에서 350그루로")
    assert ask("솔숲정원은 2006년에 열었어 2012년에 열었어?").text.startswith("솔숲정원은 2006년")


def test_a_claim_before_the_question_is_checked_and_not_what_was_told(talk):
    reply = talk("솔숲정원 입장료가 얼마야?", "나무가 200그루라고 들었는데 사실인가요?")[-1]
    assert "그루" in reply.text


def test_an_evening_that_is_over_is_none(talk):
    assert talk("솔숲정원 밤 조명은 언제까지야?", "그럼 오늘 밤은 안 되겠네요?")[-1].text.startswith("네")


def test_the_source_is_of_what_a_word_points_to(talk):
    reply = talk("솔숲정원 나무가 늘었어?", "달빛전망대 입장료는?", "아까 나무 건은 출처가 어디야?")[-1]
    assert "안내판" in reply.text
