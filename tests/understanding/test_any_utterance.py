"""Utterances that nobody makes: no exception, every span valid."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

UTTERANCES = st.lists(
    st.characters() | st.sampled_from([*"İßŉǰΐﬃ", "수원시장", "갈비", "행궁동", "작년", "누구", " "]), max_size=25
).map("".join)


@pytest.fixture(scope="module")
def analyser(assistant):
    return assistant.analyser


@settings(deadline=None)
@given(text=UTTERANCES, today=st.sampled_from([date.min, date(2026, 11, 22), date.max]))
@example(text="İ", today=date.max)
@example(text="İİİ 수원시장 누구야", today=date.min)
def test_any_utterance_is_analysed_and_every_span_lies_where_it_says(analyser, text, today):
    analysis = analyser.analyse(text, today)
    for found in (*analysis.mentions, *analysis.times, *analysis.numbers, *analysis.words):
        assert 0 <= found.start < found.end <= len(analysis.text)
    for found in (*analysis.mentions, *analysis.times, *analysis.words):
        assert found.text == analysis.text[found.start : found.end]
