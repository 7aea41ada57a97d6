"""The player with the speaker that plays into a file; only faults and slow voices are made up."""

import threading
import time

import numpy as np
import pytest

from companion.audio.clock import RealClock, VirtualClock
from companion.audio.devices import SpeakerLost
from companion.audio.files import FileSpeaker
from companion.audio.pcm import Audio
from companion.speaking.playback import AHEAD, Player
from companion.speaking.voice import Clip

CLAUSES = ("경기도지사는", "2026년 7월 1일부터", "추미애입니다.", "더 알려 드릴까요?")


def clip(text, seconds=1.0):
    return Clip(text, Audio(np.full(round(seconds * 8000), 0.1, np.float32), 8000))


@pytest.fixture
def clock():
    return VirtualClock()


@pytest.fixture
def speaker(tmp_path, clock):
    return FileSpeaker(tmp_path / "answer.wav", clock)


@pytest.fixture
def player(speaker, clock):
    return Player(speaker, clock)


class LostAfter:
    """A speaker that is pulled out while it plays."""

    def __init__(self, speaker, sounds, played_s):
        self._speaker, self._left, self._played_s = speaker, sounds, played_s

    def play(self, audio, stop):
        if not self._left:
            raise SpeakerLost("the speaker is gone", self._played_s)
        self._left -= 1
        return self._speaker.play(audio, stop)


def test_an_answer_is_spoken_clause_after_clause(player, clock):
    playback = player.start(CLAUSES, map(clip, CLAUSES))
    clock.advance(10)
    spoken = playback.result()
    assert playback.finished
    assert (spoken.done, spoken.cut, spoken.left) == (CLAUSES, None, ())
    assert (spoken.started_s, spoken.played_s, spoken.fault) == (0, 4, None)


def test_the_first_clause_is_spoken_while_the_next_are_not_ready(player, clock):
    second = threading.Event()

    def clips():
        yield clip(CLAUSES[0])
        assert second.wait(10)
        yield clip(CLAUSES[1])

    clock.advance(2.5)
    playback = player.start(CLAUSES[:2], clips())
    while playback.started_s is None:
        time.sleep(0.001)
    assert playback.started_s == 2.5
    clock.advance(3.0)
    assert not playback.finished
    second.set()
    clock.advance(10)
    assert playback.result().done == CLAUSES[:2]


def test_no_more_clauses_are_made_ahead_than_may_wait(player, clock):
    made = []

    def clips():
        for number in range(50):
            made.append(number)
            yield clip(f"{number}")

    playback = player.start([f"{number}" for number in range(50)], clips())
    for second in range(10):
        clock.advance(second + 0.5)
        # One is being played, some wait, and one is in the hands of the thread that makes them.
        assert len(made) <= second + 1 + AHEAD + 1
    playback.stop()
    assert playback.result().done == tuple(f"{number}" for number in range(9))


def test_an_interruption_tells_what_was_said_what_was_cut_and_what_is_left(player, clock):
    playback = player.start(CLAUSES, map(clip, CLAUSES))
    clock.advance(1.25)
    playback.stop()
    spoken = playback.result()
    assert (spoken.done, spoken.cut, spoken.left) == (CLAUSES[:1], CLAUSES[1], CLAUSES[2:])
    assert spoken.played_s == 1.25
    assert spoken.fault is None


def test_a_clause_that_was_said_twice_is_counted_twice(player, clock):
    clauses = ("네.", "네.", "네.")
    playback = player.start(clauses, map(clip, clauses))
    clock.advance(1.5)
    playback.stop()
    spoken = playback.result()
    assert (spoken.done, spoken.cut, spoken.left) == (("네.",), "네.", ("네.",))


def test_a_clause_without_sound_is_passed_over(player, clock):
    playback = player.start(CLAUSES, [clip(CLAUSES[0]), clip(CLAUSES[2]), clip(CLAUSES[3])])
    clock.advance(1.5)
    playback.stop()
    spoken = playback.result()
    assert (spoken.done, spoken.cut, spoken.left) == (CLAUSES[:1], CLAUSES[2], CLAUSES[3:])


def test_an_answer_stopped_before_its_first_sound_is_left_whole(player):
    ready = threading.Event()

    def clips():
        ready.wait(10)
        yield clip(CLAUSES[0])

    playback = player.start(CLAUSES, clips())
    playback.stop()
    spoken = playback.result()
    ready.set()
    assert (spoken.done, spoken.cut, spoken.left, spoken.started_s) == ((), None, CLAUSES, None)


def test_an_empty_answer_is_over_at_once(player):
    spoken = player.start((), ()).result()
    assert (spoken.done, spoken.left, spoken.started_s) == ((), (), None)


def test_a_new_answer_stops_the_one_before(player, clock):
    first = player.start(CLAUSES, map(clip, CLAUSES))
    clock.advance(1.5)
    second = player.start(("네.",), [clip("네.")])
    assert first.finished
    assert first.result().cut == CLAUSES[1]
    clock.advance(5)
    assert second.result().done == ("네.",)


def test_a_voice_that_fails_ends_the_answer_after_what_was_ready(player, clock):
    def clips():
        yield clip(CLAUSES[0])
        raise RuntimeError("no voice")

    playback = player.start(CLAUSES, clips())
    clock.advance(10)
    spoken = playback.result()
    assert (spoken.done, spoken.left) == (CLAUSES[:1], CLAUSES[1:])
    assert str(spoken.fault) == "no voice"


def test_a_speaker_that_goes_mid_sentence_tells_how_far_it_came(speaker, clock):
    playback = Player(LostAfter(speaker, 1, 0.4), clock).start(CLAUSES, map(clip, CLAUSES))
    clock.advance(10)
    spoken = playback.result()
    assert (spoken.done, spoken.cut, spoken.left) == (CLAUSES[:1], CLAUSES[1], CLAUSES[2:])
    assert spoken.played_s == pytest.approx(1.4)
    assert isinstance(spoken.fault, SpeakerLost)


def test_a_speaker_that_is_not_there_says_nothing_and_does_not_hang(speaker, clock):
    spoken = Player(LostAfter(speaker, 0, 0.0), clock).start(CLAUSES, map(clip, CLAUSES)).result()
    assert (spoken.done, spoken.cut, spoken.left, spoken.started_s) == ((), None, CLAUSES, None)
    assert isinstance(spoken.fault, SpeakerLost)


def test_a_speaker_that_breaks_in_another_way_does_not_hang_either(clock):
    class Broken:
        def play(self, audio, stop):
            raise ZeroDivisionError("broken")

    spoken = Player(Broken(), clock).start(CLAUSES, map(clip, CLAUSES)).result()
    assert isinstance(spoken.fault, ZeroDivisionError)
    assert spoken.left == CLAUSES


def test_no_thread_is_left_behind(player, clock):
    before = threading.active_count()
    for _ in range(20):
        player.start(CLAUSES, map(clip, CLAUSES)).stop()
    player.start((), ()).wait()
    deadline = time.monotonic() + 10
    while threading.active_count() > before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_in_real_time_a_stop_is_heard_at_once(tmp_path):
    clock = RealClock()
    playback = Player(FileSpeaker(tmp_path / "answer.wav", clock), clock).start(["길다."], [clip("길다.", 60)])
    while playback.started_s is None:
        time.sleep(0.001)
    time.sleep(0.05)
    playback.stop()
    assert playback.wait(5)
    assert 0 < playback.result().played_s < 30
    assert playback.result().cut == "길다."
