import re

import pytest

from companion.base.errors import DataError
from companion.base.files import Mistakes
from companion.understanding.phrases import PLACEHOLDER, load_intents, training_sentences

FILE = """\
skill: ask
intents:
  - id: who
    phrases: ["{office}가 누구야", "{person}을 알아", 그게 누구야]
    answers: [몰라요.]
    gesture: think
  - id: when
    strict: true
    phrases: ["{person}은 언제 왔어"]
"""


@pytest.fixture
def load(tmp_path):
    def write_and_load(text=FILE, name="ask.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        mistakes = Mistakes()
        intents = load_intents(sorted(tmp_path.iterdir()), mistakes)
        mistakes.raise_any()
        return intents

    return write_and_load


def test_an_intent_is_named_after_its_skill_and_keeps_its_answers(load):
    intents = load()
    assert list(intents) == ["ask.who", "ask.when"]
    assert (intents["ask.who"].answers, intents["ask.who"].gesture) == (("몰라요.",), "think")
    assert (intents["ask.who"].strict, intents["ask.when"].strict) == (False, True)
    assert intents["ask.when"].answers == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("{person}은", "{cat}은", 9, "unknown placeholder «{cat}»"),
        ("id: when", "id: who", 7, "«ask.who» is defined twice"),
        ('phrases: ["{person}은 언제 왔어"]', "phrases: []", 9, "phrases"),
        ("strict: true", "strcit: true", 8, "strcit"),
        ("skill: ask", "skil: ask", 1, "skil"),
    ],
)
def test_a_mistake_in_a_phrase_file_is_told_with_file_line_and_fix(load, old, new, line, problem):
    assert old in FILE
    with pytest.raises(DataError) as caught:
        load(FILE.replace(old, new))
    assert (caught.value.path.name, caught.value.line) == ("ask.yaml", line)
    assert problem in caught.value.problem
    assert caught.value.fix


def test_two_files_may_add_to_one_intent(load):
    load()
    more = "skill: ask\nintents:\n  - {id: who, phrases: [저분은 누구셔], answers: [글쎄요.]}\n"
    who = load(more, name="other.yaml")["ask.who"]
    assert who.phrases == ("{office}가 누구야", "{person}을 알아", "그게 누구야", "저분은 누구셔")
    assert who.answers == ("몰라요.", "글쎄요.")
    assert who.gesture == "think"


def test_a_gesture_that_no_robot_makes_is_told_with_the_one_meant(load):
    with pytest.raises(DataError, match="gesture") as caught:
        load(FILE.replace("gesture: think", "gesture: thnik"))
    assert caught.value.line == 6
    assert "think" in caught.value.fix


def test_phrases_of_names_that_the_packs_do_not_have_are_left_out(load):
    sentences, _ = training_sentences(load(), {"office": ["수원시장"], "person": []})
    assert set(sentences) == {"수원시장이 누구야", "그게 누구야"}


NAMES = {"office": ["수원시장", "경기도지사"], "person": ["이재명", "추미애"]}


def test_a_phrase_with_a_placeholder_is_written_out_with_several_names(load):
    sentences, labels = training_sentences(load(), NAMES)
    assert len(sentences) == len(labels)
    assert sentences.count("그게 누구야") == 1
    assert labels.count("ask.when") == 3
    assert not [s for s in sentences if PLACEHOLDER.search(s)]


def test_the_particle_after_a_name_fits_its_sound(load):
    sentences, _ = training_sentences(load(), NAMES)
    allowed = {
        "수원시장이 누구야",
        "경기도지사가 누구야",
        "이재명을 알아",
        "추미애를 알아",
        "이재명은 언제 왔어",
        "추미애는 언제 왔어",
        "그게 누구야",
    }
    assert set(sentences) <= allowed


def test_the_same_seed_gives_the_same_sentences(load):
    intents = load()
    assert training_sentences(intents, NAMES, seed=3) == training_sentences(intents, NAMES, seed=3)


def test_every_intent_of_small_talk_has_answers_in_the_polite_form(assistant):
    spoken = [i for i in assistant.intents.values() if i.skill in ("smalltalk", "refusal", "none")]
    assert spoken
    for intent in spoken:
        assert intent.answers, intent.name
        for answer in intent.answers:
            repeats = "{said}" in answer  # what somebody asked to be said, word for word
            assert repeats or re.search(r"[요죠][.!?]", answer), (intent.name, answer)


def test_no_phrase_trains_two_intents(assistant):
    owner = {}
    for intent in assistant.intents.values():
        for phrase in intent.phrases:
            assert owner.setdefault(phrase, intent.name) == intent.name, phrase


def test_every_skill_file_is_owned_by_a_skill(assistant):
    assert {i.skill for i in assistant.intents.values()} <= set(assistant.skills)
