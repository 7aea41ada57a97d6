"""A statement is found however it is asked for; what nobody stated is not, in the same words. On a made-up garden."""

from datetime import datetime

import pytest
from made_up import write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.language.josa import josa

MANIFEST = """
needs: [korean]
types:
  - {id: garden, noun: 정원, counter: 곳, supertypes: [place]}
relations:
  - {id: trees, label: 나무, of: [garden], value: number, unit: 그루, nouns: [나무]}
  - {id: keeper, label: 정원지기, of: [garden], nouns: [정원지기], verbs: [누가 가꾸다]}
  - {id: soil, label: 흙, of: [garden], nouns: [토질]}
"""
DATA = """
entities:
  - {id: pine-garden, type: garden, name: 솔숲정원}
  - {id: rose-field, type: garden, name: 장미밭}
statements:
  - {subject: pine-garden, relation: trees, from: 2010-01-01, known: 2026-01, confidence: high, source: 안내판, value: 200, say: "2010년 개장 때 나무는 200그루였어요."}
  - {subject: pine-garden, relation: trees, from: 2020-01-01, known: 2026-01, confidence: high, source: 안내판, value: 350, say: "2020년 증축 때 나무는 350그루였어요."}
  - {subject: pine-garden, relation: keeper, known: 2026-01, confidence: high, source: 안내판, value: 나솔비, say: "솔숲정원을 가꾸는 사람은 나솔비예요."}
  - {subject: pine-garden, relation: soil, known: 2026-01, confidence: high, source: 안내판, value: 황토, say: "솔숲정원은 황토로 덮여 있어요."}
  - {subject: rose-field, relation: area, known: 2026-01, confidence: high, source: 안내판, value: 400, say: "장미밭은 400㎡예요."}
"""  # noqa: E501
WAYS = (
    "{s} {n:이/가} 어떻게 돼요?",
    "{s} {n} 좀 알려주세요",
    "혹시 {s} {n} 아세요?",
    "{s} {n} 알려주실 수 있나요",
    "{s} 말이야, {n:이/가} 뭐더라",
    "{n} 궁금한데요, {s} 말이에요",
    "{s} {n:을/를} 확인하고 싶습니다",
    "{n} 좀 말해 봐 {s}",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the garden."""
    folder = tmp_path_factory.mktemp("found")
    pack = write_pack(folder / "garden", MANIFEST, data__things_yaml=DATA)
    (folder / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


def said(way, subject, noun):
    """One of the ways to ask."""
    text = way.replace("{s}", subject).replace("{n}", noun)
    for pair in ("이/가", "을/를"):
        text = text.replace(f"{{n:{pair}}}", josa(noun, pair))
    return text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("subject", "noun", "word"),
    [
        ("솔숲정원", "나무 개수", "그루"),
        ("솔숲정원", "정원지기 이름", "나솔비"),
        ("솔숲정원", "가꾸는 사람", "나솔비"),
        ("솔숲정원", "흙 종류", "황토"),
        ("장미밭", "넓이", "400㎡"),
        ("장미밭", "평수", "400㎡"),
    ],
)
def test_the_same_is_told_however_it_is_asked(ask, way, subject, noun, word):
    reply = ask(said(way, subject, noun))
    assert reply.status == "answered", reply.text
    assert word in reply.text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("subject", "noun"), [("솔숲정원", "면적"), ("장미밭", "나무 개수"), ("솔숲정원", "법률"), ("장미밭", "주인")]
)
def test_what_nobody_stated_is_not_told_in_the_same_words(ask, way, subject, noun):
    reply = ask(said(way, subject, noun))
    assert reply.route != "knowledge" or reply.status == "unknown", reply.text


@pytest.mark.parametrize(
    ("question", "word", "other"),
    [
        ("솔숲정원 처음에 나무가 몇 그루였어", "200", "350"),
        ("솔숲정원 증축 때 나무가 몇 그루였어", "350", "200"),
    ],
)
def test_words_single_out_one_of_several_values_over_time(ask, question, word, other):
    text = ask(question).text
    assert word in text, text
    assert other not in text


def test_a_follow_up_takes_another_of_the_values_and_what_lies_between(talk):
    first, later, grown = talk("솔숲정원 처음에 나무가 몇 그루였어", "증축 때는요?", "얼마나 늘어난 거예요?")
    assert ("200" in first.text, "350" in later.text) == (True, True), (first.text, later.text)
    assert grown.text.startswith("200그루에서 350그루로 150그루 늘었어요.")


@pytest.mark.parametrize(
    ("claim", "beginning"),
    [
        ("솔숲정원 가꾸는 사람이 나솔비지?", "네"),
        ("솔숲정원 가꾸는 사람이 김바람이지?", "아니요"),
        ("장미밭 넓이가 400㎡라고 하던데 맞나요?", "네"),
        ("장미밭 넓이가 500㎡라고 하던데 맞나요?", "아니요"),
    ],
)
def test_what_is_claimed_is_held_against_the_value(ask, claim, beginning):
    text = ask(claim).text
    assert text.startswith(beginning), text
