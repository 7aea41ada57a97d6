import re
from datetime import date

import pytest

from companion.dialogue.expected import MOST_NAMES, as_heard, expected_names, expected_sentences, proper_names

TODAY, CEREMONY = date(2026, 11, 22), date(2019, 10, 23)


@pytest.fixture(scope="module")
def names(assistant):
    return {day: expected_names(assistant, day) for day in (TODAY, CEREMONY)}


@pytest.fixture(scope="module")
def sentences(assistant):
    return expected_sentences(assistant)


def test_the_robot_comes_first_and_the_present_holders_before_places(names):
    order = [names[TODAY].index(name) for name in ("파이보", "경기도지사", "추미애", "팔달구", "가보정")]
    assert order[0] == 0
    assert order == sorted(order)


def test_who_holds_an_office_depends_on_the_day(names):
    assert "이재명" in names[CEREMONY]
    assert "추미애" not in names[CEREMONY]
    assert {"추미애", "이재명"} <= set(names[TODAY])


def test_names_fit_into_a_prompt_and_none_comes_twice(names):
    for found in names.values():
        assert len(found) == len(set(found)) == MOST_NAMES


def test_proper_names_are_long_enough_to_be_told_from_words_and_no_kind_of_food(assistant):
    proper = proper_names(assistant)
    assert {"추미애", "경기도지사", "가보정", "인계동", "파이보"} <= set(proper)
    assert len(proper) == len(set(proper))
    assert not {"칼국수", "수원", "갈비탕"} & set(proper)
    assert all(sum(map(str.isalnum, name)) >= 3 for name in proper)


def test_sentences_hold_every_name_and_real_questions_filled_with_them(assistant, sentences):
    places = {as_heard(place.name) for place in assistant.store.places.values()}
    people = {entity.name for entity in assistant.base.entities.values() if entity.type == "person"}
    assert places | people <= set(sentences)
    assert "지금 몇 시야" in sentences
    assert not any("{" in sentence for sentence in sentences)


def test_sentences_are_written_as_they_sound(sentences):
    assert all(re.fullmatch(r"[가-힣]+( [가-힣]+)*", sentence) for sentence in sentences)


@pytest.mark.parametrize(
    ("text", "heard"),
    [("몇 시야?", "몇 시야"), ("AI 집적단지", "에이아이 집적단지"), ("3만 원 이하", "삼만 원 이하"), ("  ", "")],
)
def test_a_text_as_an_ear_gets_it(text, heard):
    assert as_heard(text) == heard
