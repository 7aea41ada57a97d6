import json
import threading
from functools import partial

import numpy as np
import pytest

from companion.app import main as cli
from companion.audio.clock import VirtualClock
from companion.audio.devices import DUCKED
from companion.audio.echo import EchoCanceller
from companion.audio.levels import dbfs
from companion.audio.pcm import FRAME, HEARING_RATE, Audio
from companion.audio.portaudio import PLAY_AHEAD_S
from companion.base.settings import Hearing, Speaking
from companion.evaluation.interruptions import (
    InterruptionReport,
    PlayedScene,
    Protection,
    Robot,
    Scene,
    Stop,
    answers_of_length,
    interrupted,
    play_scene,
    report_interruptions,
    scenes,
    undisturbed,
)
from companion.evaluation.latency import machine
from companion.evaluation.room import ECHO_DELAY_S, Room
from companion.evaluation.visitors import STEERING, WAITING, VisitorClip, cough, interruptions, said_by
from companion.hearing.engine import Hints
from companion.hearing.engines.faster_whisper import FasterWhisper
from companion.speaking.cache import ClauseCache
from companion.speaking.engines.espeak import EspeakNg
from companion.speaking.engines.kokoro import Kokoro
from companion.speaking.loudness import PEAK_DBFS, active_level
from companion.speaking.voice import Voice

SILENT_DBFS = -200.0
LATER = round((PLAY_AHEAD_S + ECHO_DELAY_S) * HEARING_RATE)
TONE = (0.1 * np.sin(np.arange(HEARING_RATE) / 7)).astype(np.float32)


def heard_in(room, clock, seconds, sound=None, stop_at_s=None):
    """What the microphone hears while a sound is played, and how many seconds of that were played."""
    stop, played = threading.Event(), []

    def speak():
        try:
            played.append(room.play(sound, stop))
        finally:
            clock.release()

    if sound is not None:
        clock.hold()
        threading.Thread(target=speak).start()
    frames = []
    for frame in room.frames():
        frames.append(frame.samples)
        if stop_at_s is not None and frame.start_s >= stop_at_s:
            stop.set()
        if len(frames) * FRAME >= seconds * HEARING_RATE:
            room.close()
    return np.concatenate(frames), played


def scene(stops=(), *, clip_start_s=2.0, resumed=False, turns=0, clip="그만"):
    return PlayedScene(
        *("경기도지사는 추미애 지사예요.", clip, clip_start_s, 3.0, tuple(stops), resumed, turns, ("그만",)),
        *((None, 0.0) if clip_start_s is None else (clip_start_s + 0.2, 0.4)),
    )


# --- the room --------------------------------------------------------------------------------------------------------


def test_what_is_played_comes_back_softer_and_later():
    clock = VirtualClock()
    room = Room(clock, echo_db=-10, noise_dbfs=SILENT_DBFS)
    heard, played = heard_in(room, clock, 2, Audio(TONE, HEARING_RATE))
    assert played == [1.0]
    assert np.abs(heard[:LATER]).max() < 1e-6
    assert heard[LATER : LATER + len(TONE)] == pytest.approx(TONE * 10 ** (-10 / 20), abs=1e-6)
    assert np.abs(heard[LATER + len(TONE) :]).max() < 1e-6
    assert (room.began_s, room.silent_s) == pytest.approx((PLAY_AHEAD_S, PLAY_AHEAD_S + 1))


def test_in_a_reverberant_room_the_echo_goes_on_and_is_as_loud_in_all():
    response = np.zeros(6000, np.float32)
    response[50], response[4050] = 0.3, 0.3
    clock = VirtualClock()
    room = Room(clock, echo_db=-5, noise_dbfs=SILENT_DBFS, response=response)
    heard, _ = heard_in(room, clock, 3, Audio(TONE, HEARING_RATE))
    once = TONE * 10 ** (-5 / 20) / np.sqrt(2)
    assert heard[LATER : LATER + 4000] == pytest.approx(once[:4000], abs=1e-5)
    end = LATER + len(TONE)
    assert heard[end : end + 4000] == pytest.approx(once[-4000:], abs=1e-5)
    assert np.abs(heard[end + 4000 :]).max() < 1e-5


def test_a_sound_that_is_stopped_fades_after_what_the_speaker_holds():
    clock = VirtualClock()
    room = Room(clock, echo_db=0, noise_dbfs=SILENT_DBFS)
    heard, (played_s,) = heard_in(room, clock, 2, Audio(TONE, HEARING_RATE), stop_at_s=0.3)
    assert 0.3 < played_s < 0.4
    assert room.silent_s == pytest.approx(played_s + PLAY_AHEAD_S + 0.005)
    end = round((room.silent_s + ECHO_DELAY_S) * HEARING_RATE)
    assert np.abs(heard[end - 400 : end - 100]).max() > 0.05
    assert np.abs(heard[end:]).max() < 1e-6


def test_a_voice_that_is_ducked_is_heard_softly_until_it_no_longer_is():
    clock = VirtualClock()
    room = Room(clock, echo_db=0, noise_dbfs=SILENT_DBFS)
    room.duck(softly=True)
    heard, _ = heard_in(room, clock, 2, Audio(TONE, HEARING_RATE))
    soft = heard[LATER + 200 : LATER + len(TONE)]
    assert soft == pytest.approx(DUCKED * TONE[200:], abs=1e-6)
    room.duck(softly=True)
    room.duck(softly=False)
    assert [softly for _, softly in room.ducked] == [True, False]


def test_others_are_heard_where_they_speak_in_a_room_that_is_not_silent():
    clock = VirtualClock()
    room = Room(clock, noise_dbfs=-60)
    room.put(TONE, 0.5)
    heard, _ = heard_in(room, clock, 2)
    assert dbfs(heard[: HEARING_RATE // 2]) == pytest.approx(-60, abs=0.5)
    assert dbfs(heard[HEARING_RATE // 2 : HEARING_RATE]) == pytest.approx(dbfs(TONE), abs=0.1)


def test_a_canceller_hears_the_echo_and_what_is_played():
    clock = VirtualClock()
    chance = np.random.default_rng(1)
    noise = (0.1 * chance.standard_normal(6 * HEARING_RATE)).astype(np.float32)
    heard, _ = heard_in(Room(clock, EchoCanceller()), clock, 6, Audio(noise, HEARING_RATE))
    assert dbfs(heard[4 * HEARING_RATE : 5 * HEARING_RATE]) < dbfs(noise) - 10 - 10


# --- what is said ----------------------------------------------------------------------------------------------------


def test_a_cough_is_the_same_every_time_and_as_loud_as_asked_for():
    coughs = [cough(seed, -20) for seed in range(6)]
    assert len({len(sound) for sound in coughs}) == len(coughs)
    for seed, sound in enumerate(coughs):
        assert np.array_equal(sound, cough(seed, -20))
        assert np.abs(sound).max() <= 10 ** (PEAK_DBFS / 20) + 1e-6
        # The limiter takes something of what is mostly peaks.
        assert -22 < active_level(Audio(sound, HEARING_RATE)) < -19.9
        assert 0.06 <= len(sound) / HEARING_RATE <= 3 * 0.15 + 2 * 0.25


def test_interruptions_steer_and_ask_by_turns(assistant):
    texts = interruptions(assistant, 50)
    assert texts == interruptions(assistant, 50)
    assert len(set(texts)) == 50
    steering = {phrase for intent in STEERING for phrase in assistant.intents[intent].phrases}
    assert set(texts[:6:2]) == set(WAITING)
    assert all(text in steering for text in texts[6::2])
    assert not any(text in steering for text in texts[1::2])


def test_answers_are_those_of_new_conversations(assistant):
    asked = answers_of_length(assistant, 10, range(20, 40))
    assert len({one.answer for one in asked}) == 10
    for one in asked:
        assert assistant.respond(one.question)[0].spoken == one.answer
        assert 10 < len(one.answer) < 80


def test_every_clip_comes_into_an_answer_of_its_own(assistant):
    clips = [VisitorClip(f"({number})", TONE) for number in range(5)]
    chosen = scenes(assistant, clips)
    assert [one.clip for one in chosen] == clips
    assert len({one.asked for one in chosen}) == len({one.place for one in chosen}) == 5


# --- figures ---------------------------------------------------------------------------------------------------------


def test_only_a_stop_after_somebody_began_to_speak_is_a_detection():
    result = interrupted([
        scene([Stop(2.5, 2.6, "그만")]),
        scene([Stop(1.0, 1.1, "그만")]),
        scene([Stop(1.0, 1.1, "그만"), Stop(2.7, 2.8, "그만")], resumed=True),
        scene(),
    ])  # fmt: skip
    assert (result.scenes, result.detected, result.resumed, result.too_early) == (4, 2, 1, 2)
    assert result.to_detection_ms.p50 == pytest.approx(600)
    assert result.to_silence_ms.max == pytest.approx(100)
    assert result.to_ducking_ms.p50 == pytest.approx(200)


def test_without_any_detection_there_are_no_durations():
    result = interrupted([scene()])
    assert (result.detected, result.to_detection_ms, result.to_silence_ms) == (0, None, None)
    assert interrupted([scene(clip_start_s=None)]).to_ducking_ms is None


def test_the_report_names_every_mistake():
    calm = scene(clip="", clip_start_s=None)
    stopped = scene([Stop(2.5, 2.6, "그만")], clip="(cough 1)", resumed=True, turns=1)
    own, false = undisturbed("own voice", [calm, calm]), undisturbed("false stops", [calm, stopped])
    assert (own.stopped, own.spoken_s, own.turns, own.ducked, own.soft_s) == (0, 6.0, 0, 0, 0)
    assert (false.ducked, false.soft_s) == (1, 0.4)
    assert (false.stopped, false.resumed, false.turns) == (1, 1, 1)
    protection = Protection("veto", own, false, interrupted([scene(), scene([Stop(2.5, 2.6, "그만")])]))
    result = InterruptionReport(machine(), "an ear, a voice", -10.0, (protection,))
    text = report_interruptions(result)
    assert "«(cough 1)» over «경기도지사는 추미애 지사예요.»: stopped and went on; heard 그만" in text
    assert text.count("over «") == 2
    assert json.loads(json.dumps(result.as_json()))["protections"][0]["false_stops"]["stopped"] == 1


# --- real parts ------------------------------------------------------------------------------------------------------


def test_the_robot_hears_somebody_and_not_itself(assistant, models, tmp_path):
    def voice(engine):
        return Voice(engine, ClauseCache(tmp_path, 0), -20)

    engine = FasterWhisper(Hearing(model="whisper-base"), models, Hints())
    robot = Robot(assistant, engine, voice(EspeakNg(Speaking(), models)), VirtualClock)
    visitor = voice(Kokoro(Speaking(model="kokoro-82m", voice="jm_kumo"), models))
    question = said_by(visitor, "경기도지사가 누구야?")
    (asked,) = answers_of_length(assistant, 1, range(18, 24))
    canceller = EchoCanceller()
    alone = play_scene(robot, question, Scene(asked), canceller)
    assert (alone.stops, alone.turns) == ((), 0)
    disturbed = play_scene(robot, question, Scene(asked, said_by(visitor, "다시 한번 말해 줄래"), 0.0), canceller)
    assert disturbed.turns == 1
    assert disturbed.spoken_s < alone.spoken_s
    assert disturbed.detection is not None
    assert 0 < disturbed.detection.silent_s - disturbed.detection.detected_s < 0.1


def test_behind_the_canceller_its_own_voice_is_not_heard_in_a_reverberant_room(assistant, models, tmp_path):
    def voice(engine):
        return Voice(engine, ClauseCache(tmp_path, 0), -20)

    engine = FasterWhisper(Hearing(model="whisper-base"), models, Hints())
    robot = Robot(assistant, engine, voice(EspeakNg(Speaking(), models)), VirtualClock)
    response = np.zeros(4000, np.float32)
    response[0], response[3000] = 1, 0.5
    room = partial(Room, echo_db=-15, response=response)
    visitor = voice(Kokoro(Speaking(model="kokoro-82m", voice="jm_kumo"), models))
    question = said_by(visitor, "누구야?")
    (asked,) = answers_of_length(assistant, 1, range(18, 24))
    alone = play_scene(robot, question, Scene(asked), EchoCanceller(), room)
    assert (alone.stops, alone.turns) == ((), 0)


def test_an_echo_is_softer_than_the_voice(capsys):
    assert cli.main(["bench", "interruptions", "--echo", "3"]) == 2
    assert "--echo at most 0" in capsys.readouterr().err


def test_no_answers_are_too_few(capsys):
    assert cli.main(["bench", "interruptions", "--count", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err
