import pytest
from made_up import SHIPPED

from companion.base.files import Mistakes
from companion.understanding.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load([SHIPPED / "korean" / "lexicon.yaml"], Mistakes())


@pytest.mark.parametrize(
    "word",
    "혹시 좀 그럼 누구야 누구예요 누구였나요 뭐야 언제였지 알려줘 알려주세요 말해줄래 궁금해요 "
    "어디에 로봇아 있나요 되나요 모르겠어 그건 알고 싶어 어떻게 했어요".split(),
)
def test_words_that_only_ask_are_neutral(lexicon, word):
    assert lexicon.is_neutral(word)


@pytest.mark.parametrize(
    "word",
    "부인이 연봉은 아들 학력 고향이 비트코인 날씨 재산은 교육감 월급 종교가 키우는 결혼했어 범죄 주소 김치".split(),
)
def test_words_that_say_what_a_question_is_about_are_not(lexicon, word):
    assert not lexicon.is_neutral(word)


@pytest.mark.parametrize("word", ["누구야", "누구", "누구를", "누구예요", "누구였더라"])
def test_endings_and_particles_make_no_difference(lexicon, word):
    assert lexicon.is_neutral(word)


@pytest.mark.parametrize(
    ("word", "judges"), [("잘했어", True), ("지지해", True), ("최악이야", True), ("취임했어", False)]
)
def test_words_that_judge_are_known(lexicon, word, judges):
    assert (lexicon.opinions.match(word) is not None) is judges


@pytest.mark.parametrize(("text", "political"), [("민주당 좋아해", True), ("선거 결과", True), ("갈비 맛집", False)])
def test_words_of_politics_are_known_anywhere_in_a_text(lexicon, text, political):
    assert (lexicon.politics.search(text) is not None) is political


@pytest.mark.parametrize(("text", "problem"), [("words: 그\n", "words"), ("wrds: []\n", "wrds")])
def test_a_malformed_lexicon_is_told_with_its_file_and_line(tmp_path, text, problem):
    path = tmp_path / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    mistakes = Mistakes()
    Lexicon.load([path], mistakes)
    (mistake,) = mistakes
    assert (mistake.path, mistake.line) == (path, 1)
    assert problem in mistake.problem


def test_the_words_of_all_packs_add_up(tmp_path, lexicon):
    more = tmp_path / "lexicon.yaml"
    more.write_text("words: [임꺽정아]\n", encoding="utf-8")
    both = Lexicon.load([SHIPPED / "korean" / "lexicon.yaml", more], Mistakes())
    assert not lexicon.is_neutral("임꺽정아")
    assert both.is_neutral("임꺽정아")
    assert both.is_neutral("누구야")
    assert lexicon.knowing("임꺽정아").is_neutral("임꺽정아")
