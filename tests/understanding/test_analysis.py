from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def analyse(assistant):
    return lambda text: assistant.analyser.analyse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("경기도지사가 누구야", "⟨office⟩가 누구야"),
        ("이재명은 언제 취임했어", "⟨person⟩은 언제 취임했어"),
        ("작년 3월 수원시장", "⟨time⟩ ⟨office⟩"),
        ("팔달구 갈비 먹고 싶어", "⟨area⟩ ⟨food⟩ 먹고 싶어"),
        ("두 번째는 어디야", "⟨ordinal⟩는 어디야"),
        ("만 원 이하로", "⟨number⟩ 이하로"),
    ],
)
def test_names_times_and_numbers_are_masked_by_kind(analyse, text, masked):
    assert analyse(text).masked == masked


@pytest.mark.parametrize(
    ("heard", "kind", "name"),
    [
        ("가보종 전화번호", "place", "가보정"),
        ("이용석 시장은 언제까지 했어", "person", "이용섭"),
        ("민영배가 뭐 하는 사람이야", "person", "민형배"),
        ("유치해관 어디 있어", "place", "유치회관"),
        ("팔딸구 갈비찝", "area", "팔달구"),
        ("행군동 맛집", "area", "행궁동"),
        ("써클러스 대표가 누구죠", "office", "써큘러스 대표"),
    ],
)
def test_misheard_names_are_understood_and_known_to_be_misheard(analyse, heard, kind, name):
    mentions = [m for m in analyse(heard).of_kind(kind) if m.name == name]
    assert mentions
    assert all(m.similarity < 1 for m in mentions)


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "가보정 얼마야", "이재명 다음은 누구야"])
def test_names_spelt_right_are_certain(analyse, text):
    assert all(m.similarity == 1 for m in analyse(text).mentions)


@pytest.mark.parametrize("text", ["회사 그만두고 싶다", "그만둘까 봐", "이제 그만두려고요", "갈 만한 곳"])
def test_a_verb_is_no_misheard_name(analyse, text):
    assert not analyse(text).mentions


@pytest.mark.parametrize("text", ["오늘 기분이 어때", "고마워 정말", "심심해 죽겠네", "내일 비 와"])
def test_nobody_is_heard_where_nobody_is_asked_about(analyse, text):
    assert analyse(text).of_kind("person", "office", "place") == ()


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("경기도지사가 누구야", ()),
        ("혹시 경기도지사님 성함 좀 알려줄래요", ()),
        ("경기도지사 부인이 누구야", ("부인",)),
        ("이재명 아들 이름 알려줘", ("아들",)),
        ("대통령 연봉은 얼마야", ("연봉",)),
    ],
)
def test_what_nothing_accounts_for_is_left_over(analyse, text, left_over):
    assert analyse(text).unexplained() == left_over


def test_what_the_caller_understands_is_not_left_over(analyse):
    assert analyse("대통령 연봉은 얼마야").unexplained("연봉") == ()


def test_a_single_syllable_accounts_only_for_itself(analyse):
    assert "시인" in analyse("시인이 누구야").unexplained("시")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("통합특별시 첫 번째 시장이 누구예요", "jeonnam-gwangju-mayor"),
        ("우리 수원 시장님이 누구시죠", "suwon-mayor"),
        ("경기도에 지사가 누구야", "gyeonggi-governor"),
    ],
)
def test_a_region_and_a_bare_title_make_an_office(analyse, text, office):
    assert office in [m.id for m in analyse(text).of_kind("office")]


@pytest.mark.parametrize(
    ("text", "titled"), [("영통구청장 이름", True), ("국방부장관 누구야", True), ("수원 맛집", False)]
)
def test_a_title_of_no_known_office_is_noticed(analyse, text, titled):
    assert analyse(text).has_title is titled


@pytest.mark.parametrize(
    ("text", "judges"), [("추미애 지지해?", True), ("이재명 어떻게 생각해", True), ("이재명이 누구야", False)]
)
def test_a_wish_for_an_opinion_is_noticed(analyse, text, judges):
    assert analyse(text).judges is judges


@pytest.mark.parametrize(
    "text", ["친구 모임 생성해", "태풍은 어디서 생기지?", "관리비가 비싸더라", "가장 서쪽에 있는 섬은"]
)
def test_a_noun_of_the_dictionary_is_no_misheard_dish_or_house(analyse, text):
    assert [m.name for m in analyse(text).of_kind("food", "place") if m.similarity < 1] == []


@pytest.mark.parametrize("text", ["ㅋㅋ 경기도지사가 누구야 ㅠㅠ", "경기도지사가   누구야", "  경기도지사가 누구야  "])
def test_laughter_and_spaces_say_nothing(analyse, text):
    assert analyse(text).masked == "⟨office⟩가 누구야"


def test_a_neutral_word_is_not_cut_up_to_find_a_name(analyse):
    assert analyse("아이고 배고파라").of_kind("attribute") == ()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.sampled_from("경기도지사수원시장이재명가보정누구야 은는이가 2019년12월만원두번째갈비말고ㅋㅠab!?."),
        max_size=30,
    )
)
def test_what_is_found_lies_inside_the_text_and_the_mask_keeps_the_rest(analyse, text):
    analysis = analyse(text)
    size = len(analysis.text)
    for span in (*analysis.mentions, *analysis.times, *analysis.numbers, *analysis.words):
        assert 0 <= span.start < span.end <= size
    taken = [(s.start, s.end) for s in (*analysis.mentions, *analysis.times, *analysis.numbers)]
    for word in analysis.words:
        assert analysis.text[word.start : word.end] == word.text
        assert not any(start < word.end and word.start < end for start, end in taken)
    assert (analysis.masked == analysis.text) is not bool(taken)


@pytest.mark.parametrize(("text", "dish"), [("들깨칼국수 먹고 싶어", "칼국수"), ("고향만두 파는 데 있어?", "만두")])
def test_an_unknown_compound_is_a_kind_of_the_dish_it_ends_in(analyse, text, dish):
    assert [m.name for m in analyse(text).of_kind("food")] == [dish]


@pytest.mark.parametrize("text", ["떡볶이가 맵다", "새우깡 샀어", "찬밥 신세야"])
def test_a_word_of_the_dictionary_is_not_cut(analyse, text):
    assert analyse(text).text == text
