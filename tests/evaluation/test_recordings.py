"""The true bounds of speech, on sounds whose bounds are known. Syllables are bursts of noise with soft edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.evaluation.recordings import speech_bounds

RATE = 16_000
NEAR = 0.03


def db(level):
    return 10 ** (level / 20)


def noise(seconds, level_db, seed=0, rate=RATE):
    return np.random.default_rng(seed).normal(size=round(seconds * rate)) * db(level_db)


def syllables(seconds, seed=0, rate=RATE):
    """Speech of about −20 dB: five syllables a second, each falls by 25 dB towards the next."""
    at = np.arange(round(seconds * rate)) / rate
    return noise(seconds, 0, seed, rate) * db(-20 - 25 * np.abs(np.sin(np.pi * 2.5 * at)))


def recording(*parts, floor_db=-65.0, rate=RATE):
    """The parts one after another, a number being so many seconds of nothing, over a noise floor."""
    sound = np.concatenate([np.zeros(round(part * rate)) if isinstance(part, float) else part for part in parts])
    return (sound + noise(len(sound) / rate, floor_db, 99, rate)[: len(sound)]).astype(np.float32)


@pytest.mark.parametrize("floor_db", [-90.0, -75.0, -65.0, -55.0])
@pytest.mark.parametrize("tail_s", [0.1, 0.5, 3.0])
def test_the_bounds_are_those_of_the_sound_that_stands_out(floor_db, tail_s):
    bounds = speech_bounds(recording(0.4, syllables(1.5), tail_s, floor_db=floor_db), RATE)
    assert bounds.start_s == pytest.approx(0.4, abs=NEAR)
    assert bounds.end_s == pytest.approx(1.9, abs=NEAR)
    assert bounds.pauses == ()


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 2), st.floats(0.3, 4), st.floats(0.5, 5), st.floats(-40, 15))
def test_neither_what_is_around_nor_the_gain_moves_the_end(before_s, speech_s, after_s, gain_db):
    sound = recording(before_s, syllables(speech_s), after_s) * np.float32(db(gain_db))
    assert speech_bounds(sound, RATE).end_s == pytest.approx(before_s + speech_s, abs=NEAR)


def test_one_word_in_a_long_recording_is_found():
    bounds = speech_bounds(recording(20.0, syllables(0.4), 20.0), RATE)
    assert (bounds.start_s, bounds.end_s) == (pytest.approx(20.0, abs=NEAR), pytest.approx(20.4, abs=NEAR))


def test_pauses_are_silences_longer_than_the_closure_of_a_stop():
    bounds = speech_bounds(recording(0.3, syllables(1.0), 0.4, syllables(1.0, 1), 0.1, syllables(1.0, 2), 0.5), RATE)
    assert bounds.pauses == ((pytest.approx(1.3, abs=NEAR), pytest.approx(1.7, abs=NEAR)),)
    assert bounds.end_s == pytest.approx(3.8, abs=NEAR)


def test_a_soft_last_syllable_belongs_to_the_speech():
    soft = noise(0.2, -45, 3)
    assert speech_bounds(recording(0.3, syllables(1.0), soft, 0.5, floor_db=-75.0), RATE).end_s == pytest.approx(
        1.5, abs=NEAR
    )


def test_a_click_after_the_speech_does_not_end_it():
    click = noise(0.02, -15, 4)
    sound = recording(0.1, click, 0.3, syllables(1.0), 0.4, click, 0.5)
    bounds = speech_bounds(sound, RATE)
    assert bounds.start_s == pytest.approx(0.42, abs=NEAR)
    assert bounds.end_s == pytest.approx(1.42, abs=NEAR)


def test_the_burst_of_a_stop_belongs_to_the_syllable_before_it():
    burst = noise(0.02, -30, 5)
    assert speech_bounds(recording(0.3, syllables(1.0), 0.06, burst, 0.5), RATE).end_s == pytest.approx(1.38, abs=NEAR)


def test_silence_that_was_added_afterwards_tells_nothing_about_the_noise():
    sound = recording(0.4, syllables(1.5), 0.8, floor_db=-50.0)
    padded = np.concatenate([np.zeros(RATE * 2, np.float32), sound, np.zeros(RATE * 2, np.float32)])
    assert speech_bounds(padded, RATE).end_s == pytest.approx(2 + 1.9, abs=NEAR)


def test_an_offset_of_the_converter_changes_nothing():
    sound = recording(0.4, syllables(1.5), 0.8)
    assert speech_bounds(sound + np.float32(0.1), RATE) == speech_bounds(sound, RATE)


def test_any_sample_rate_will_do():
    sound = recording(0.4, syllables(1.5, rate=44_100), 0.8, rate=44_100)
    assert speech_bounds(sound, 44_100).end_s == pytest.approx(1.9, abs=NEAR)


def test_speech_up_to_the_end_of_the_recording_ends_there():
    assert speech_bounds(recording(0.4, syllables(1.5)), RATE).end_s == pytest.approx(1.9, abs=NEAR)


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(RATE), np.zeros(50), noise(2.0, -30), np.full(RATE, 0.3)])
def test_a_recording_without_speech_has_no_bounds(sound):
    with pytest.raises(ValueError, match="no speech"):
        speech_bounds(sound.astype(np.float32), RATE)
