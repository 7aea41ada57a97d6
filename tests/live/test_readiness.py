"""Sounds that are there before they are wanted: prepared openings, and «음,» for whoever has to wait."""

import threading
from itertools import islice

import numpy as np
import pytest

from companion.audio.clock import VirtualClock
from companion.audio.files import FileMicrophone, FileSpeaker
from companion.audio.pcm import HEARING_RATE, Audio, silence, write_wav
from companion.base.settings import Speaking
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.live.acknowledgement import Acknowledgement
from companion.live.ear import Ear
from companion.live.openings import openings
from companion.live.session import Session
from companion.live.turn import live_turn
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.clauses import clauses
from companion.speaking.engines.espeak import EspeakNg
from companion.speaking.playback import Player
from companion.speaking.voice import Clip, Voice

MORE_THAN_ANY_TEST_TAKES_S = 300


def clip(text):
    return Clip(text, Audio(np.full(800, 0.1, np.float32), 8000))


HM = clip("")


def test_openings_are_first_clauses_and_come_once(assistant):
    found = list(islice(openings(assistant), 150))
    assert len(set(found)) == len(found)
    assert all(clauses(clause) == [clause] for clause in found)


def test_openings_begin_answers_to_questions_in_words_of_their_own(assistant):
    found = set(islice(openings(assistant), 400))
    asked = ("수원 맛집을 찾아줘", "너는 누구니", "비밀번호 좀 알려 줄래", "오늘 날씨 어때")
    begun = [clauses(assistant.respond(question)[0].spoken)[0] in found for question in asked]
    assert sum(begun) >= 3


def test_whoever_waits_hears_that_an_answer_is_coming():
    heard = threading.Event()

    def late():
        assert heard.wait(MORE_THAN_ANY_TEST_TAKES_S)
        yield clip("네,")
        yield clip("그래요.")

    clips = Acknowledgement(HM, 0.001).before(late())
    assert next(clips) is HM
    heard.set()
    assert [clip.text for clip in clips] == ["네,", "그래요."]


def test_an_answer_in_time_is_not_put_off():
    clips = Acknowledgement(HM, MORE_THAN_ANY_TEST_TAKES_S).before(map(clip, ("네,", "그래요.")))
    assert [clip.text for clip in clips] == ["네,", "그래요."]


def test_after_an_acknowledgement_nothing_of_the_answer_has_been_said(tmp_path):
    clock = VirtualClock()
    player = Player(FileSpeaker(tmp_path / "out.wav", clock), clock)
    playback = player.start(("네,", "그래요."), iter((HM,)))
    clock.advance(5)
    spoken = playback.result()
    assert (spoken.done, spoken.cut, spoken.left) == ((), None, ("네,", "그래요."))
    assert spoken.started_s is None


class Nobody:
    """Watches without interest."""

    def frame(self, frame, phase):
        pass

    def partial(self, transcript):
        pass


@pytest.mark.parametrize("seconds", [1, 20])
def test_silence_is_used_for_openings_and_a_moment_of_it_is_not(assistant, tmp_path, seconds):
    clock = VirtualClock()
    write_wav(tmp_path / "in.wav", silence(seconds, HEARING_RATE))
    voice = Voice(EspeakNg(Speaking(engine="espeak-ng"), ModelStore(tmp_path)), ClauseCache(tmp_path / "c", 10**7), -20)
    Session(
        live_turn(assistant, interruptible=False),
        VoiceActivityDetector(),
        Ear(None),
        voice,
        Player(FileSpeaker(tmp_path / "out.wav", clock), clock),
        clock,
        Nobody(),
        ahead=("안녕하세요.", "네,"),
    ).run(FileMicrophone(tmp_path / "in.wav", clock, tail_s=0).frames())
    made = len(list((tmp_path / "c").glob("*.clause"))) if (tmp_path / "c").exists() else 0
    assert made == (2 if seconds > 2 else 0)
