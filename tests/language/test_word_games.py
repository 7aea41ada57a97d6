"""What games need of Korean: the initial-sound law, gaps, hints, short answers."""

import pytest

from companion.language.cloze import with_gap
from companion.language.initial_law import beginnings, softened
from companion.language.initials import initial_names
from companion.language.short_answers import answered_word, noun_after
from companion.language.terms import read


@pytest.mark.parametrize(
    ("pairs"),
    ["녀여 뇨요 뉴유 니이 랴야 려여 례예 료요 류유 리이 라나 래내 로노 뢰뇌 루누 르느 력역 님임 락낙 나나 기기"],
)
def test_the_initial_sound_law(pairs):
    for before, after in pairs.split():
        assert softened(before) == after
        assert beginnings(before) == tuple(dict.fromkeys((before, after)))


@pytest.mark.parametrize(
    ("sentence", "value", "gap"),
    [
        ("파이보는 써큘러스가 만들었어요.", "써큘러스", "파이보는 땡땡땡이 만들었어요."),
        ("파이보의 키는 35cm예요.", "35cm", "파이보의 키는 땡땡땡이에요."),
        ("도청은 2022년에 옮겼어요.", "2022년", "도청은 땡땡땡에 옮겼어요."),
        ("오리와 오리", "오리", None),
        ("없는 말", "다른 말", None),
    ],
)
def test_a_gap_takes_the_particle_that_fits_it(sentence, value, gap):
    assert with_gap(sentence, value) == gap


def test_hints_are_names_of_letters():
    assert initial_names("기차") == "기역, 치읓"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("기차", "기차"),
        ("기차!", "기차"),
        ("음, 기차요", "기차"),
        ("기차로 할게", "기차"),
        ("정답은 기차", "기차"),
        ("사과야", "사과"),
        ("경기도지사가 누구야", ""),
        ("기차 타고 싶어", ""),
        ("몰라", ""),
        ("가위바위보 하자", ""),
        ("", ""),
    ],
)
def test_a_short_answer_is_its_noun(said, word):
    assert answered_word(read(said, (), (), ())) == word


def test_a_noun_may_follow_the_request():
    assert noun_after(read("나랑 끝말잇기 할래? 기차!", (), (), ())) == "기차"
    assert noun_after(read("끝말잇기 하자", (), (), ())) == ""
