import re
from datetime import date

import pytest

from companion.hearing.hints import MOST_NAMES, as_heard, hints_for

TODAY, CEREMONY = date(2026, 11, 22), date(2019, 10, 23)


@pytest.fixture(scope="module")
def hints(assistant):
    return {day: hints_for(assistant.base, assistant.store, assistant.intents, day) for day in (TODAY, CEREMONY)}


def test_the_robot_comes_first_and_the_present_holders_before_places(hints):
    names = hints[TODAY].names
    assert names[0] == "파이보"
    assert names.index("경기도지사") < names.index("추미애") < names.index("팔달구") < names.index("가보정")


def test_who_holds_an_office_depends_on_the_day(hints):
    assert "이재명" in hints[CEREMONY].names
    assert "추미애" not in hints[CEREMONY].names
    assert {"추미애", "이재명"} <= set(hints[TODAY].names)


def test_names_fit_into_a_prompt_and_none_comes_twice(hints):
    for names in (hint.names for hint in hints.values()):
        assert len(names) == len(set(names)) == MOST_NAMES


def test_sentences_hold_every_name_and_real_questions_filled_with_them(assistant, hints):
    sentences = set(hints[TODAY].sentences)
    places = {as_heard(place.name) for place in assistant.store.places.values()}
    people = {entity.name for entity in assistant.base.entities.values() if entity.kind == "person"}
    assert places | people <= sentences
    assert "지금 몇 시야" in sentences
    assert not any("{" in sentence for sentence in sentences)


def test_sentences_are_written_as_they_sound(hints):
    assert all(re.fullmatch(r"[가-힣]+( [가-힣]+)*", sentence) for sentence in hints[TODAY].sentences)


@pytest.mark.parametrize(
    ("text", "heard"),
    [("몇 시야?", "몇 시야"), ("AI 집적단지", "에이아이 집적단지"), ("3만 원 이하", "삼만 원 이하"), ("  ", "")],
)
def test_a_text_as_an_ear_gets_it(text, heard):
    assert as_heard(text) == heard
