"""What sounds like a name, or holds a word that a skill knows, and is about something else."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "전지현 의 생일 알려줄 수 있어요",  # sounds like a house
        "침실에 블라인드 열어",  # sounds like a dish
        "광고 메일 수가 더 커?",  # sounds like a quarter
    ],
)
def test_a_name_by_sound_alone_needs_a_sentence_that_speaks_of_such_things(ask, text):
    assert ask(text).items == ()


@pytest.mark.parametrize("text", ["가버정 전화번호 알려줘", "북오국 먹고 싶어"])
def test_a_misheard_name_is_understood_where_it_is_spoken_of(ask, text):
    assert ask(text).route == "recommend"


@pytest.mark.parametrize(
    "text",
    ["언제가 할아버지 칠순인지 알려주세요.", "친구가 여행 가능한 날이 언제지?", "아기 돌잔치가 언제인지 알려 줘"],
)
def test_who_asks_for_a_day_wants_no_table(ask, text):
    assert ask(text).items == ()
