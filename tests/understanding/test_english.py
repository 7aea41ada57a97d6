"""Simple English becomes plain Korean; what is not understood whole stays as it is."""

import pytest
from made_up import KOREAN

from companion.base.files import Mistakes
from companion.language.romanization import folded, keys_of_name, romanized
from companion.understanding.english import English

NAMES = ("가람시", "가람", "박이슬", "이노을", "가람천", "나루분식", "조개")


@pytest.fixture(scope="module")
def english():
    mistakes = Mistakes()
    loaded = English.load([KOREAN / "english.yaml"], lambda: NAMES, mistakes)
    assert not list(mistakes)
    return loaded


@pytest.mark.parametrize(
    ("said", "korean"),
    [
        ("Who is the mayor of Garam?", "가람 시장이 누구야?"),
        ("who's the mayor of garam now", "지금 가람 시장이 누구야?"),
        ("Who was Garam's first mayor?", "가람 초대 시장은 누구였어?"),
        ("Who was the mayor of Garam in 2019?", "2019년에 가람 시장은 누구였어?"),
        ("Who is Park Yi-seul?", "박이슬이 누구야?"),
        ("Who is No-eul Lee?", "이노을이 누구야?"),
        ("Is Lee No-eul the mayor of Garam?", "이노을이 가람 시장이야?"),
        ("When did Park Iseul take office?", "박이슬은 언제 취임했어?"),
        ("Where is Garamcheon?", "가람천은 어디에 있어?"),
        ("What is the phone number of Naru Bunsik?", "나루분식 전화번호가 뭐야?"),
        ("Can you recommend a quiet cafe in Garam?", "가람 조용한 카페 추천해 줘"),
        ("Please find me good restaurants near Garamcheon", "가람천 근처 맛집 찾아 줘"),
        ("When was the agreement signed?", "업무협약은 언제 체결됐어?"),
        ("What time is it?", "몇 시야?"),
        ("OK. I am hungry. What food is famous in Garam?", "배고파. 가람은 어떤 음식이 유명해?"),
        ("And before that?", "그 전에는?"),
        ("How about Garam?", "가람은?"),
        ("Where is the first one?", "첫 번째는 어디에 있어?"),
        ("any good places for korean bbq in garam?", "가람 고깃집 알려 줘"),
        ("tell me a joke", "농담 하나 해 줘"),
        ("How tall are you?", "너는 키가 얼마야?"),
    ],
)
def test_a_simple_question_is_put_into_korean(english, said, korean):
    assert english.in_korean(said) == korean


@pytest.mark.parametrize(
    "said",
    [
        "Who is the king of England?",  # nobody in the data
        "Who was the mayor of Garam before the flood?",
        "Who is the mother of the mayor of Garam?",
        "find me a joke",  # no shells
        "hello",
        "How are you?",
        "가람시장이 누구야?",
        "OK 고마워",
        "",
    ],
)
def test_what_is_not_understood_whole_stays(english, said):
    assert english.in_korean(said) is None


@pytest.mark.parametrize(
    ("korean", "spelt"),
    [
        ("경기", "Kyeonggi"),
        ("수원", "Suweon"),
        ("광주", "Kwangju"),
        ("염태영", "Yeom Tae-young"),
        ("이재명", "Lee Jae-myung"),
    ],
)
def test_names_are_found_however_they_are_spelt(korean, spelt):
    assert folded(romanized(korean)) in keys_of_name(spelt)


def test_the_robot_answers_in_english_asked_about_its_data(assistant):
    asked = assistant.respond("Who was the mayor of Suwon in 2019?")[0]
    plain = assistant.respond("2019년에 수원 시장은 누구였어?")[0]
    assert asked.status == "answered"
    assert asked.text == plain.text


def test_a_broken_question_is_reported_with_its_line(tmp_path):
    path = tmp_path / "english.yaml"
    path.write_text('questions:\n  - ["who is {np}", "{np:가/나} 누구야?"]\n', encoding="utf-8")
    mistakes = Mistakes()
    English.load([path], tuple, mistakes)
    assert [":2" in str(mistake) for mistake in mistakes] == [True]
