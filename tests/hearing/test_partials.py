import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.pcm import HEARING_RATE
from companion.hearing.engine import Transcript
from companion.hearing.partials import GrowingUtterance

FRAME_S = 0.1
FRAME = np.zeros(round(FRAME_S * HEARING_RATE), np.float32)


def heard(text):
    return Transcript(text, True, len(text), 0.0, 1.0, 0.5)


class Recogniser:
    """Gives scripted hypotheses, the last one again and again, and lets time pass on its own clock."""

    def __init__(self, *hypotheses, takes_s=0.0):
        self.hypotheses = list(hypotheses) or ["말"]
        self.takes_s = takes_s
        self.now = 0.0
        self.lengths_s = []

    def __call__(self, samples):
        self.now += self.takes_s
        self.lengths_s.append(round(len(samples) / HEARING_RATE, 3))
        text = self.hypotheses.pop(0) if len(self.hypotheses) > 1 else self.hypotheses[0]
        return None if text is None else heard(text)

    def stream(self, every_ms):
        return GrowingUtterance(lambda samples: heard("끝"), self, every_ms, clock=lambda: self.now)


def feed(stream, seconds):
    return [stream.accept(FRAME) for _ in range(round(seconds / FRAME_S))]


def test_the_growing_sound_is_recognised_whenever_enough_has_come():
    recogniser = Recogniser()
    partials = feed(recogniser.stream(500), 2)
    assert recogniser.lengths_s == [0.5, 1.0, 1.5, 2.0]
    assert [partial is not None for partial in partials].count(True) == 4


def test_without_an_interval_only_the_end_is_recognised():
    recogniser = Recogniser()
    stream = recogniser.stream(0)
    assert feed(stream, 5) == [None] * 50
    assert recogniser.lengths_s == []
    assert stream.finish() == heard("끝")


def test_what_two_hypotheses_in_a_row_agree_on_is_stable():
    stream = Recogniser("수언", "수원 맛", "수원 맛집을", "수원 맛집을 찾아", "수원 맛집을 찾아줘").stream(100)
    partials = feed(stream, 0.5)
    assert [partial.text[: partial.stable] for partial in partials] == ["", "", "수원", "수원 맛집을", "수원 맛집을"]
    assert not any(partial.final for partial in partials)


def test_a_doubtful_or_empty_hypothesis_is_no_partial_transcript():
    stream = Recogniser(None, "", "말").stream(100)
    first, second, third = feed(stream, 0.3)
    assert (first, second) == (None, None)
    assert third.text == "말"


@given(takes_s=st.floats(0.05, 3), every_ms=st.integers(100, 1000))
def test_partial_transcripts_take_at_most_half_of_the_time_after_the_first(takes_s, every_ms):
    recogniser = Recogniser(takes_s=takes_s)
    feed(recogniser.stream(every_ms), 20)
    assert (len(recogniser.lengths_s) - 1) * takes_s <= 10


def test_much_sound_at_once_is_recognised_once():
    recogniser = Recogniser()
    stream = recogniser.stream(200)
    stream.accept(np.tile(FRAME, 50))
    assert recogniser.lengths_s == [5.0]


@pytest.mark.parametrize("pieces", [0, 1, 7])
def test_the_end_hears_every_sample_in_order(pieces):
    sound = np.arange(700, dtype=np.float32)
    received = []
    stream = GrowingUtterance(lambda samples: received.append(samples) or heard("끝"), Recogniser(), 10)
    for piece in np.split(sound, pieces) if pieces else ():
        stream.accept(piece)
    stream.finish()
    assert received[0].tolist() == (sound.tolist() if pieces else [])
