import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.josa import can_follow, josa, josa_candidates, split_pair, strip_josa


@pytest.mark.parametrize(
    ("word", "pair", "result"),
    [
        ("수원", "은/는", "수원은"),
        ("경기도", "은/는", "경기도는"),
        ("이재명", "이/가", "이재명이"),
        ("추미애", "이/가", "추미애가"),
        ("갈비", "을/를", "갈비를"),
        ("경기도", "과/와", "경기도와"),
        ("광주광역시장", "과/와", "광주광역시장과"),
        ("서울", "으로/로", "서울로"),
        ("수원", "으로/로", "수원으로"),
        ("광교", "으로/로", "광교로"),
        ("서울", "으로서/로서", "서울로서"),
        ("재명이 형", "이에요/예요", "재명이 형이에요"),
        ("추미애", "이에요/예요", "추미애예요"),
        ("추미애", "이었/였", "추미애였"),
        ("김동연", "이었습니다/였습니다", "김동연이었습니다"),
        ("도지사", "이라고/라고", "도지사라고"),
        ("시장", "이라서/라서", "시장이라서"),
        ("시장", "이던/던", "시장이던"),
        ("갈비", "이랑/랑", "갈비랑"),
        ("냉면", "이나/나", "냉면이나"),
        ("재명", "아/야", "재명아"),
        ("파이보", "아/야", "파이보야"),
        ("시장", "이지/지", "시장이지"),
    ],
)
def test_the_form_fits_the_last_syllable(word, pair, result):
    assert josa(word, pair) == result


@pytest.mark.parametrize(
    ("word", "pair", "result"),
    [
        ("LG", "은/는", "LG는"),
        ("AI", "이/가", "AI가"),
        ("3", "이/가", "3이"),
        ("2019", "으로/로", "2019로"),
        ("1", "으로/로", "1로"),
        ("6", "으로/로", "6으로"),
        ("30%", "을/를", "30%를"),
        ("1.6kg", "이에요/예요", "1.6kg이에요"),
        ("가보정(인계동)", "은/는", "가보정(인계동)은"),
        ("유치회관(본점)", "으로/로", "유치회관(본점)으로"),
        ("「업무협약」", "을/를", "「업무협약」을"),
    ],
)
def test_a_josa_follows_the_sound_not_the_letter(word, pair, result):
    assert josa(word, pair) == result


@pytest.mark.parametrize(
    ("word", "result"), [("누구", "누가"), ("나", "내가"), ("저", "제가"), ("너", "네가"), ("나라", "나라가")]
)
def test_pronouns_change_before_the_subject_particle(word, result):
    assert josa(word, "이/가") == result


@pytest.mark.parametrize(
    "pair", ["은/는", "이/가", "을/를", "과/와", "으로/로", "이에요/예요", "이었/였", "이라고/라고"]
)
def test_a_pair_may_be_written_in_either_order(pair):
    one, other = pair.split("/")
    assert split_pair(f"{other}/{one}") == split_pair(pair) == (one, other)


@pytest.mark.parametrize(
    "pair", ["", "은", "/", "은/", "은/가", "이/가/을", "이에요/에요", "으면/면", "는/는", "eun/neun"]
)
def test_a_pair_that_does_not_alternate_in_korean_is_an_error(pair):
    with pytest.raises(ValueError, match="pair of particle forms"):
        josa("수원", pair)


def test_there_must_be_a_word_to_put_a_particle_on():
    with pytest.raises(ValueError, match="no word"):
        josa(" ", "은/는")


@pytest.mark.parametrize(
    ("eojeol", "stem", "particle"),
    [
        ("경기도지사가", "경기도지사", "가"),
        ("도지사님께서는", "도지사님", "께서는"),
        ("수원에서는", "수원", "에서는"),
        ("그전에는", "그전", "에는"),
        ("그전엔", "그전", "엔"),
        ("일본은요", "일본", "은요"),
        ("시장한테도", "시장", "한테도"),
        ("수원까지만", "수원", "까지만"),
        ("지금부터는", "지금", "부터는"),
        ("수원에서부터는", "수원", "에서부터는"),
        ("이재명이라는", "이재명", "이라는"),
        ("도지사라고", "도지사", "라고"),
        ("누구야", "누구", "야"),
        ("도지사였어", "도지사", "였어"),
        ("문재인이에요", "문재인", "이에요"),
        ("집만요", "집", "만요"),
        ("서울로", "서울", "로"),
        ("LG는", "LG", "는"),
        ("여기서는", "여기", "서는"),
        ("가보정도", "가보정", "도"),
        ("문제도", "문제", "도"),
        ("경기도도", "경기도", "도"),
        ("아이가", "아이", "가"),
    ],
)
def test_the_longest_fitting_particle_comes_off(eojeol, stem, particle):
    assert strip_josa(eojeol) == (stem, particle)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "경기도",
            "제주도",
            "떡볶이",
            "국물떡볶이",
            "결과",
            "회의",
            "하나",
            "최고",
            "분야",
            "국가",
            "아이",
            "사과",
        ),
        *("마을", "종로", "문재인", "보고서", "에서", "까지", "은", "우리나라"),
    ],
)
def test_a_word_that_only_looks_like_it_keeps_its_ending(word):
    assert josa_candidates(word) == ((word, ""),)


def test_a_particle_needs_the_sound_before_it():
    assert can_follow("수원", "은")
    assert not can_follow("수원", "는")
    assert can_follow("서울", "로")
    assert not can_follow("", "은")


@given(st.text(alphabet=st.sampled_from("경기도수원에서는은이가까지만의로으요한테부터라고"), max_size=10))
def test_candidates_are_cuts_of_the_word_from_the_longest_particle_down_to_none(eojeol):
    candidates = josa_candidates(eojeol)
    assert candidates[-1] == (eojeol, "")
    assert all(stem + particle == eojeol for stem, particle in candidates)
    assert all(stem for stem, _ in candidates[:-1])
    lengths = [len(particle) for _, particle in candidates]
    assert lengths == sorted(lengths, reverse=True)


@given(
    st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=3, max_size=6),
    st.sampled_from(["은/는", "을/를", "이라고/라고", "이라는/라는"]),
)
def test_what_was_put_on_is_among_what_can_be_taken_off(word, pair):
    on = josa(word, pair)
    assert (word, on[len(word) :]) in josa_candidates(on)
