"""Text that nobody says: any of Unicode, and patterns repeated until something that isn't linear would show."""

import sys
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion.base.errors import UsageError
from companion.dialogue.assistant import LONGEST_UTTERANCE
from companion.dialogue.state import State
from companion.language.dates import find_times
from companion.language.normalize import normalize
from companion.language.numbers import find_numbers
from companion.language.pronunciation import pronounce
from companion.language.spoken import spoken
from companion.speaking.clauses import clauses

DAYS = st.sampled_from([date.min, date(2026, 11, 22), date.max])
WORDS = (
    "경기도지사 지사 이재명 수원 팔달구 가보정 갈비 한식 맛집 집 월 월~ 월· (월) 작년 내년 10년 100년 5000년 전 뒤 후 "
    "봄 어제 그저께 3월 1일 10월 32일 9999년 0년 12:30 24:00 12:30~ 2019-10-23 3·1 첫 두 번째 세 곳 1 1만2천 1,111 "
    "12.5 -3 031-123-4567 5000원 이하 제37대 오전 누구 뭐야 언제 그리고 말고 아니 의 에서 은 을 랑 ㅋ ㄱ ㅏ "
    "각 A a- 😀 İ e\u0301\u0323 . , ? ! ~ - · / : ( ) ((,)) \" ' « » % ㎡ km ㈜ \n \u202e \x1b \ufeff \ud800"
).split(" ")
ANY_TEXT = st.lists(
    st.characters() | st.characters(categories=["Cs"]) | st.sampled_from([*WORDS, " "]), max_size=40
).map(lambda parts: "".join(parts)[:LONGEST_UTTERANCE])
FEW_SECONDS = settings(deadline=None, max_examples=150)
LONG = 8_000
"""Characters; quadratic work on so many takes several times the limit below, linear work a small part of it."""
LIMIT_S = 4.0


def repeated(pattern, length):
    return (pattern * length)[:length]


def spans_lie_in(text, found):
    for span in found:
        assert 0 <= span.start < span.end <= len(text)


# --- any of Unicode -----------------------------------------------------------------------------------------------


@FEW_SECONDS
@given(ANY_TEXT)
def test_any_text_is_normalised_once_and_for_all(text):
    once = normalize(text)
    assert normalize(once) == once


@FEW_SECONDS
@given(ANY_TEXT)
def test_any_text_is_spoken_in_syllables_and_signs_only(text):
    said = spoken(text)
    assert all("가" <= ch <= "힣" or ch in " .,?!" for ch in said)
    assert spoken(said) == said


@FEW_SECONDS
@given(ANY_TEXT)
def test_the_clauses_of_any_text_are_the_text_again_and_are_pronounced(text):
    said = spoken(text)
    parts = clauses(said)
    assert " ".join(parts) == said
    for part in parts:
        assert len(pronounce(part)) == len(part)


@FEW_SECONDS
@given(ANY_TEXT)
def test_the_numbers_of_any_text_stand_where_they_say(text):
    for source in (text, normalize(text)):
        spans_lie_in(source, find_numbers(source))


@FEW_SECONDS
@given(ANY_TEXT, DAYS)
@example("100년 뒤 봄", date.max)
@example("그저께 5000년 전", date.min)
def test_the_times_of_any_text_stand_where_they_say_on_any_day(text, today):
    for source in (text, normalize(text)):
        found = find_times(source, today)
        spans_lie_in(source, found)
        assert all(source[time.start : time.end] == time.text for time in found)


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_TEXT, min_size=1, max_size=3), DAYS)
@example(["100년 뒤 대통령은 누구야", "그저께는"], date.max)
@example(["10년 전 경기도지사", "작년 겨울에는"], date.min)
def test_any_conversation_is_answered_without_a_fault(assistant, texts, today):
    state = State()
    for text in texts:
        explained = assistant.explain(text, state, as_of=today)
        state = explained.state
        assert explained.reply.status != "error"
        assert explained.reply.text
        if explained.interpretation is not None:
            analysis = explained.interpretation.analysis
            for found in (analysis.mentions, analysis.times, analysis.numbers, analysis.words):
                spans_lie_in(analysis.text, found)


# --- long text ----------------------------------------------------------------------------------------------------


def test_saying_a_long_text_is_linear_whatever_repeats_in_it():
    slow = {}
    for pattern in (*WORDS, *(f"{word} " for word in WORDS)):
        text = repeated(pattern, LONG) + "가"
        began = time.thread_time()
        for clause in clauses(spoken(text)):
            pronounce(clause)
        if (took := time.thread_time() - began) > LIMIT_S:
            slow[pattern] = took
    assert slow == {}


def calls(work):
    """How many functions are called, of Python and of C: the same on any machine."""
    number = 0

    def count(frame, event, argument):
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from([*WORDS, " "]), min_size=1, max_size=4).map("".join))
@example("한식")
@example("갈비")
@example("전 ")
@example("의 ")
@example("A-")
def test_the_work_of_a_turn_grows_no_faster_than_its_text(assistant, pattern):
    quarter, whole = (repeated(pattern, length) for length in (LONGEST_UTTERANCE // 4, LONGEST_UTTERANCE))
    assistant.explain(whole)  # what is loaded or kept at the first time costs nobody anything later
    short = calls(lambda: assistant.explain(quarter))
    began = time.thread_time()
    long = calls(lambda: assistant.explain(whole))
    # The first may be short for want of a cue; what isn't linear takes several hundred calls a character.
    assert long < max(6 * short, 200 * LONGEST_UTTERANCE)
    assert time.thread_time() - began < LIMIT_S


@pytest.mark.parametrize("pattern", ["가", "한식", "갈비 ", "("])
@pytest.mark.parametrize("length", [LONGEST_UTTERANCE + 1, 2_000, 32_000])
def test_a_query_is_no_longer_than_an_utterance(assistant, pattern, length):
    query = repeated(pattern, length)
    work = calls(lambda: assistant.find_places(query))
    assert assistant.find_places(query).status == "clarify"
    assert work < 2_000
    with pytest.raises(UsageError, match="500"):
        assistant.search_facts(query)
