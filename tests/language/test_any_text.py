"""Texts that nobody writes: no exception, and every span lies where it says."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion.language.dates import find_times
from companion.language.numbers import find_numbers
from companion.language.spoken import spoken

# Every code point, and the ones that the rules look for more often than chance would bring them.
TEXT = st.lists(
    st.characters()
    | st.sampled_from([*"İßŉǰΐﬃ㎞Ⅷ０９월~년일시분초(){}-·.,:/", "작년", "내년 겨울", "9999년", "지난 봄"]),
    max_size=30,
).map("".join)
DAYS = st.sampled_from([date.min, date(1, 12, 31), date(2, 2, 1), date(2026, 11, 22), date(9998, 12, 31), date.max])
EXTREME = ("작년", "내년 겨울", "지난 봄", "지난 겨울", "올 겨울", "9999년 겨울", "9999년대", "3년 전",
           "백년 뒤", "어제", "내일",
           "다음 달", "지난주", "재작년 말", "10000년", "9999년 12월 31일", "0001년 1월 1일")  # fmt: skip


@settings(deadline=None)
@given(TEXT, DAYS)
@example("İ", date.max)
def test_times_and_numbers_of_any_text_lie_where_they_say(text, today):
    for found in (*find_times(text, today), *find_numbers(text)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("today", [date.min, date(1, 12, 31), date(9999, 1, 1), date.max])
@pytest.mark.parametrize("text", EXTREME)
def test_at_the_ends_of_the_calendar_a_time_is_found_or_not(text, today):
    for found in find_times(text, today):
        assert date.min <= found.first <= found.last <= date.max


@settings(deadline=None)
@given(TEXT)
def test_any_text_can_be_spoken(text):
    assert spoken(spoken(text)) == spoken(text)
