"""Whatever is said, there is an answer of the right shape, and nothing is changed by asking."""

import copy
import unicodedata
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.answering.base import Route, Status
from companion.dialogue.state import State

FRAGMENTS = [
    "경기도지사", "수원시장", "광주시장", "대통령", "이재명", "이용섭", "추미애", "이재준", "파이보",
    "협약", "인공지능 대학원", "집적단지", "중국", "일본", "수원", "영통구", "팔달구", "행궁동", "광교",
    "제주도", "맛집", "갈비", "갈비탕", "통닭", "가보정", "진미통닭", "카페", "누구야", "누구였어",
    "언제부터", "언제까지", "어디야", "몇 명이야", "얼마야", "전화번호", "찾아줘", "추천해 줘", "말고",
    "빼고", "보다", "그 전에는", "그다음은", "그중에", "더 싼 데", "다른 데", "두 번째", "세 번째 집",
    "마지막", "그 사람", "거기", "다시 말해줘", "아니", "지금", "작년", "2020년", "2019년 10월 23일",
    "내일", "내년", "그 당시", "만 원 이하", "두 군데만", "0곳", "999999999곳", "-1", "1만5천원", "은",
    "는", "이", "가", "을", "를", "에서", "의", "이랑", "?", "!", "…", ",", " ", "\n", "ㅋㅋ", "ㄱ", "ㅏ",
    "\x00", "\u200b", "{office}", "%s", "안녕", "고마워", "심심해", "바보", "좋아해", "지지해", "몇 시야",
    "무슨 요일", "크게", "천천히", "그만",
]  # fmt: skip

SYLLABLES = "가각간갈감갑값강개거고구그기나너노누니다도라로마모바보사서수시아어요이자지차ㄱㅏ 0123456789?"

anything = st.text(max_size=120)
korean = st.text(st.sampled_from(SYLLABLES), max_size=60)
phrases = st.lists(st.sampled_from(FRAGMENTS), max_size=8).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
utterances = st.one_of(anything, korean, phrases)
checked = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_written_not_spoken(ch):
    """Digits and Latin letters, in any of their widths and styles."""
    return unicodedata.category(ch) in ("Nd", "Nl", "No") or unicodedata.name(ch, "").startswith(
        ("LATIN", "FULLWIDTH LATIN")
    )


def check(reply):
    assert reply.status in get_args(Status)
    assert reply.status != "error"
    assert reply.route in get_args(Route)
    assert 0 <= reply.confidence <= 1
    assert reply.text.strip()
    assert reply.spoken.strip()
    assert not [ch for ch in reply.spoken if is_written_not_spoken(ch)], reply.spoken
    assert "{" not in reply.text
    assert reply.timing_ms["total"] >= 0
    # An answer has something behind it: places are items, facts are sources.
    if reply.route == "knowledge" and reply.status == "answered":
        assert reply.sources
    assert all(item.name and item.why for item in reply.items)


@checked
@given(text=utterances)
def test_any_text_gets_a_reply_of_the_right_shape_and_leaves_the_state_it_was_given(assistant, text):
    before = State()
    copied = copy.deepcopy(before)
    reply, after = assistant.respond(text, before)
    check(reply)
    assert before == copied
    assert after.revision in (0, 1)


@pytest.mark.parametrize(
    "alone", "고 은 는 이 가 을 도 만 요 야 지 네 라고 다고 말고 랑 님 씨 의 에 에서 까지 번째 명 년 일".split()
)
def test_an_ending_that_stands_alone_breaks_nothing(assistant, alone):
    for text in (f"{alone} 거실 온도", f"{alone} 김철수 시장이 왔어", f"우리 아들이 {alone} 선생님이야"):
        check(assistant.respond(text, State())[0])


@checked
@given(texts=st.lists(utterances, min_size=1, max_size=8))
def test_any_conversation_goes_on(ceremony, texts):
    state = State()
    for text in texts:
        before = copy.deepcopy(state)
        reply, after = ceremony.respond(text, state)
        check(reply)
        assert state == before
        assert after.revision - before.revision in (0, 1)
        state = after


@settings(checked, max_examples=50)
@given(texts=st.lists(phrases, min_size=1, max_size=5))
def test_the_same_conversation_gets_the_same_answers(assistant, texts):
    def answers():
        state, out = State(), []
        for text in texts:
            reply, state = assistant.respond(text, state)
            out.append((reply.text, reply.spoken, reply.status, reply.route, reply.items))
        return out

    assert answers() == answers()


@settings(checked, max_examples=50)
@given(text=st.text(st.characters(categories=["Cs", "Cc", "Cf", "Co", "Zl", "Zp"]), min_size=1, max_size=20))
def test_characters_that_nobody_can_say_are_no_utterance(assistant, text):
    reply, after = assistant.respond(text)
    check(reply)
    assert reply.status == "clarify"
    assert after == State()


@settings(checked, max_examples=30)
@given(text=st.text(min_size=501, max_size=10_000))
def test_a_text_too_long_to_be_speech_is_asked_back_at_once(assistant, text):
    reply, _ = assistant.respond(text)
    check(reply)
    assert (reply.status, reply.route) == ("clarify", "none")


@pytest.mark.parametrize("pointed", ["네 번째 집", "0번째", "열한 번째는?", "99999999999999999999번째 집 전화번호"])
def test_a_place_beyond_the_list_is_asked_back(assistant, pointed):
    _, state = assistant.respond("수원 맛집을 찾아줘")
    reply, _ = assistant.respond(pointed, state)
    check(reply)
    assert reply.status == "clarify"
