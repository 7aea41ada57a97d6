import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.base.settings import EndOfTurn, Talking
from companion.hearing.engine import Transcript
from companion.language.endings import Ending, ending
from companion.live.conversation import SpokenDialogue
from companion.live.end_of_turn import Evidence, FusedEndOfTurn, Pace, wait_s

SETTINGS = EndOfTurn()
NEUTRAL = Pace()
KINDS = ("final", "short", "open", "unknown", "hanging", "filler")

pauses = st.floats(0, 5)
paces = st.builds(Pace, st.floats(0.2, 0.8), st.floats(0.25, 2.0), st.floats(3, 9))
endings = st.sampled_from(KINDS).map(Ending)
confidences = st.one_of(st.none(), st.floats(0, 1))
settings = st.builds(
    EndOfTurn, shortest_ms=st.integers(100, 500), longest_ms=st.integers(600, 3000), risk=st.floats(0.005, 0.4)
)


def wait(text, pace=NEUTRAL, confidence=None, completion=None):
    return wait_s(Evidence(ending(text), pace, confidence, completion), SETTINGS)


def after(pace, *pauses_s):
    for pause_s in pauses_s:
        pace = pace.after_pause(pause_s)
    return pace


@given(endings, paces, confidences, settings)
def test_the_wait_keeps_its_bounds_and_depends_on_nothing_else(said, pace, confidence, chosen):
    evidence = Evidence(said, pace, confidence)
    assert chosen.shortest_ms / 1000 <= wait_s(evidence, chosen) <= chosen.longest_ms / 1000
    assert wait_s(evidence, chosen) == wait_s(evidence, chosen)


@given(endings, paces, paces, confidences)
def test_whoever_pauses_longer_or_oftener_or_speaks_slower_is_waited_for_longer(said, one, other, confidence):
    slow = Pace(
        max(one.pause_s, other.pause_s),
        max(one.pauses_per_turn, other.pauses_per_turn),
        min(one.syllables_per_s, other.syllables_per_s),
    )
    slow_wait = wait_s(Evidence(said, slow, confidence), SETTINGS)
    assert slow_wait >= wait_s(Evidence(said, one, confidence), SETTINGS) - 1e-9


@given(endings, paces, st.floats(0, 1), st.floats(0, 1))
def test_a_surer_answer_never_waits_longer(said, pace, one, other):
    less, more = sorted((one, other))
    assert wait_s(Evidence(said, pace, more), SETTINGS) <= wait_s(Evidence(said, pace, less), SETTINGS)


@given(endings, paces)
def test_less_risk_waits_longer(said, pace):
    waits = [wait_s(Evidence(said, pace), EndOfTurn(risk=risk)) for risk in (0.01, 0.05, 0.2)]
    assert waits == sorted(waits, reverse=True)


def test_the_more_finished_it_sounds_the_sooner_the_turn_ends():
    texts = ["경기도지사가 누구야", "두 번째 집은", "수원 맛집", "갈비를"]
    assert all(one < other for one, other in pairwise(wait(text) for text in texts))


@pytest.mark.parametrize("confidence", [None, 0.0, 1.0])
@pytest.mark.parametrize("completion", [None, 0.02, 0.98])
def test_a_short_answer_ends_quickly_however_it_sounds(confidence, completion):
    assert wait("네", confidence=confidence, completion=completion) < 0.45


def test_a_filler_holds_the_turn_to_the_last():
    assert wait("음") == SETTINGS.longest_ms / 1000


def test_a_bare_noun_without_an_answer_is_waited_for_longer_than_one_with():
    assert wait("수원 맛집", confidence=0.0) > wait("수원 맛집") > wait("수원 맛집", confidence=1.0)


def test_the_odds_of_a_pause_have_come_down_to_the_risk_when_the_wait_is_over():
    def longer_than_the_wait(risk):
        chosen = EndOfTurn(shortest_ms=100, longest_ms=5000, risk=risk)
        deviations = math.log(wait_s(Evidence(Ending("unknown")), chosen) / NEUTRAL.expected_pause_s) / 0.6
        return 0.5 * math.erfc(deviations / math.sqrt(2))

    assert longer_than_the_wait(0.05) / longer_than_the_wait(0.1) == pytest.approx((0.05 / 0.95) / (0.1 / 0.9))


def test_a_slow_speaker_is_learned_from_his_pauses():
    pace = Pace()
    for _ in range(5):
        pace = after(pace, 0.7, 0.8).after_turn(syllables=12, speech_s=4.0)
    assert pace.pause_s > 0.6
    assert pace.pauses_per_turn > 1
    assert wait("수원 맛집", pace) == SETTINGS.longest_ms / 1000 > wait("수원 맛집") + 0.2
    assert wait("경기도지사가 누구야", pace) > wait("경기도지사가 누구야") + 0.2


def test_a_quick_speaker_is_waited_for_less():
    pace = Pace()
    for _ in range(10):
        pace = pace.after_turn(syllables=24, speech_s=3.0)
    assert wait("수원 맛집", pace) < wait("수원 맛집")


def test_a_longer_pause_is_learned_faster_than_a_shorter_one():
    longer, shorter = after(Pace(), 0.35 * 1.5), after(Pace(), 0.35 / 1.5)
    assert math.log(longer.pause_s / 0.35) > -math.log(shorter.pause_s / 0.35)


def test_a_word_or_two_say_nothing_about_the_rate_of_speech():
    assert Pace().after_turn(syllables=2, speech_s=0.1).syllables_per_s == Pace().syllables_per_s
    assert Pace().after_turn(syllables=20, speech_s=0.0).syllables_per_s == Pace().syllables_per_s


@given(st.lists(st.one_of(pauses, st.tuples(st.integers(0, 200), st.floats(0, 60))), max_size=60))
def test_whatever_is_learned_stays_within_bounds(events):
    pace = Pace()
    for event in events:
        pace = pace.after_turn(*event) if isinstance(event, tuple) else pace.after_pause(event)
    assert 0.2 - 1e-9 <= pace.pause_s <= 0.8 + 1e-9
    assert 0.25 <= pace.pauses_per_turn <= 2
    assert 3 - 1e-9 <= pace.syllables_per_s <= 9 + 1e-9


@given(endings, paces, confidences, st.floats(0, 1), st.floats(0, 1))
def test_words_that_sound_more_complete_are_never_waited_for_longer(said, pace, confidence, one, other):
    less, more = sorted((one, other))
    waits = [wait_s(Evidence(said, pace, confidence, completion), SETTINGS) for completion in (less, more)]
    assert waits[1] <= waits[0]


@given(endings, paces, confidences)
def test_a_sound_that_tells_nothing_changes_nothing(said, pace, confidence):
    unheard = wait_s(Evidence(said, pace, confidence), SETTINGS)
    assert wait_s(Evidence(said, pace, confidence, 0.5), SETTINGS) == pytest.approx(unheard)


def test_a_noun_that_sounds_complete_is_answered_soon_and_one_that_does_not_is_waited_for():
    assert wait("수원 맛집", confidence=0.9, completion=0.98) < wait("수원 맛집", confidence=0.9)
    assert wait("수원 맛집", confidence=0.9, completion=0.02) > wait("수원 맛집", confidence=0.9)


def test_no_sound_alone_ends_a_turn_in_the_middle_of_a_sentence():
    assert wait("수원에서", completion=1.0) > 2 * SETTINGS.shortest_ms / 1000


@pytest.mark.parametrize("model", ["smart-turn", ""])
def test_the_sound_is_asked_for_where_the_settings_name_a_model(model):
    assert FusedEndOfTurn(EndOfTurn(model=model)).by_sound == bool(model)


@pytest.fixture(scope="module")
def conversation(assistant):
    return SpokenDialogue(assistant.respond, Talking(wake_phrase="파이보야"))


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "수원 맛집", "푸르스름한 무지개 떡볶이 바퀴"])
def test_the_live_turn_waits_as_its_words_and_its_answer_say(conversation, text):
    turn = conversation.consider(text, 0.0)
    heard = Transcript(text, False, 0, 0.0, 1.0, 0.9)
    fused = FusedEndOfTurn(SETTINGS)
    assert fused.wait_s(heard, turn, None) == wait(text, confidence=turn.requested)
    assert fused.wait_s(heard, turn, 0.9) == wait(text, confidence=turn.requested, completion=0.9)
    assert fused.wait_s(heard, None, None) == wait(text)


def test_a_closed_sentence_that_asks_for_nothing_is_waited_behind(conversation):
    fused = FusedEndOfTurn(SETTINGS)
    waits = []
    for text in ("경기도지사가 누구예요", "만나서 반가워요", "어제는 비가 왔어요"):
        turn = conversation.consider(text, 0.0)
        waits.append(fused.wait_s(Transcript(text, True, 0, 0.0, 1.0, 0.9), turn, None))
    request, remark, statement = waits
    assert request == SETTINGS.shortest_ms / 1000
    assert remark == statement > 2 * request


def test_the_live_turn_waits_longer_for_a_speaker_found_to_be_slow():
    fused = FusedEndOfTurn(SETTINGS)
    before = fused.wait_s(None, None, None)
    fused.pace = after(fused.pace, 0.7, 0.8).after_turn(syllables=12, speech_s=4.0)
    assert fused.wait_s(None, None, None) > before
