import marshal

import pytest

from companion.understanding.gazetteer import Gazetteer, Name

NAMES = [
    Name("경기도지사", "office", ("governor",)),
    Name("도지사", "office", ("governor",)),
    Name("경기도", "thing", ("gyeonggi",)),
    Name("경기도", "region", ("경기도",)),
    Name("수원시장", "office", ("mayor",)),
    Name("이재명", "person", ("lee",)),
    Name("김용", "person", ("kim",)),
    Name("광주", "thing", ("metropolis", "town")),
    Name("협약", "thing", ("agreement",)),
    Name("갈비", "food", ("갈비",)),
    Name("갈비탕", "food", ("갈비탕",)),
    Name("차", "food", ("차",), guarded=True),
    Name("수원", "area", ("수원시",)),
    Name("가보정", "place", ("R001",)),
    Name("이천", "region", ("이천시",), guarded=True),
]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(NAMES, ("맛집", "추천해"))


def found(gazetteer, text):
    return [mention.name for mention in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("경기도지사가 누구야", ["경기도지사"]),
        ("경기도 지사님은 누구예요", ["경기도지사"]),
        ("경 기 도 지 사 누구", ["경기도지사"]),
        ("현경기도지사는", ["경기도지사"]),
        ("도지사였던 이재명이", ["도지사", "이재명"]),
        ("경기도지사누구예요", ["경기도지사"]),
        ("이재명이랑 김용", ["이재명", "김용"]),
        ("이재명 씨", ["이재명"]),
        ("협약할당시경기도지사", ["협약", "경기도지사"]),
        ("수원갈비", ["수원", "갈비"]),
        ("갈비탕 맛집", ["갈비탕"]),
        ("갈비집 추천", ["갈비"]),
        ("가보정에서", ["가보정"]),
        ("로봇이 재명이 형이라고 했어", []),
        ("", []),
        ("   ", []),
        ("누구야", []),
    ],
)
def test_the_longest_name_is_found_whatever_the_spacing_and_the_particle(gazetteer, text, names):
    assert found(gazetteer, text) == names


@pytest.mark.parametrize("text", ["협약금지법", "김용수", "갈비뼈", "재수원"])
def test_a_name_is_not_found_inside_another_word(gazetteer, text):
    assert found(gazetteer, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [("차 마시고 싶어", []), ("차 잘하는 집", ["차"]), ("이천 원", []), ("이천 맛집", ["이천"]), ("차가 막혀", [])],
)
def test_a_name_that_is_an_everyday_word_needs_a_fitting_word_after_it(gazetteer, text, names):
    assert found(gazetteer, text) == names


def test_one_spelling_may_have_several_kinds_and_one_kind_several_meanings(gazetteer):
    assert [(m.kind, m.id) for m in gazetteer.find("경기도")] == [("thing", "gyeonggi"), ("region", "경기도")]
    (gwangju,) = gazetteer.find("광주는")
    assert (gwangju.id, gwangju.ids) == ("metropolis", ("metropolis", "town"))


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "혹시 경기도 지사님은", "이재명이랑 경기 도지사"])
def test_a_mention_covers_its_words_without_the_particle(gazetteer, text):
    for mention in gazetteer.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.replace(" ", "") == mention.name
        assert mention.similarity == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("가보종 전화번호", "가보정"),
        ("수원 막집", "맛집"),
        ("경기도치사가 누구", "경기도지사"),
        ("이제명이 누구야", "이재명"),
    ],
)
def test_what_only_sounds_like_a_name_is_offered_as_a_repair(gazetteer, text, name):
    repairs = {repair.name: repair for repair in gazetteer.repairs(text)}
    assert name in repairs
    assert 0.5 < repairs[name].similarity <= 1
    assert text[repairs[name].start : repairs[name].end] != name


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "가보정 전화번호", "오늘 날씨 어때", ""])
def test_what_is_spelt_right_or_sounds_like_nothing_needs_no_repair(gazetteer, text):
    assert gazetteer.repairs(text) == ()


def test_a_name_that_is_not_worth_hearing_is_never_a_repair():
    quiet = Gazetteer([Name("가보정", "place", ("R001",), by_sound=False)])
    assert quiet.repairs("가보종 전화번호") == ()
    assert found(quiet, "가보정") == ["가보정"]


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "가보전 어디야", "막집 추천해 줘", "경기도 수원 갈비탕", ""])
def test_made_again_of_its_parts_it_finds_the_same(gazetteer, text):
    plain, arrays = gazetteer.parts()
    again = Gazetteer.of_parts(marshal.loads(marshal.dumps(plain)), arrays, ())
    assert again.find(text) == gazetteer.find(text)
    assert again.repairs(text) == gazetteer.repairs(text)
