"""WebRTC's echo canceller on a synthetic room: what is played comes back 80 ms later, 10 dB softer."""

import sys

import numpy as np
import pytest

from companion.audio.echo import EchoCanceller
from companion.audio.levels import dbfs
from companion.audio.pcm import FRAME, HEARING_RATE
from companion.base.errors import MissingExtra

DELAY = round(0.080 * HEARING_RATE)
GAIN = 10 ** (-10 / 20)


def syllables(seconds, seed, per_second=4.0, pitch_hz=140.0):
    """Something like speech: a hoarse, wavering voice that comes in syllables."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * HEARING_RATE)) / HEARING_RATE
    pitch = pitch_hz * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * t + seed))
    phase = 2 * np.pi * np.cumsum(pitch) / HEARING_RATE
    voice = sum(np.sin(k * phase) / k for k in range(1, 25)) + 0.3 * rng.normal(size=len(t))
    envelope = np.clip(np.sin(2 * np.pi * per_second * t + seed), 0, 1)
    return (0.15 * voice * envelope).astype(np.float32)


def echo_of(played):
    return np.concatenate([np.zeros(DELAY, np.float32), played])[: len(played)] * np.float32(GAIN)


def room_noise(samples, seed=9):
    return np.random.default_rng(seed).normal(0, 10 ** (-70 / 20), samples).astype(np.float32)


def cancelled(played, heard, rate=HEARING_RATE):
    """Run both through a canceller, frame by frame."""
    canceller = EchoCanceller()
    out = []
    for start in range(0, len(heard) - FRAME + 1, FRAME):
        reference = played[start * rate // HEARING_RATE : (start + FRAME) * rate // HEARING_RATE]
        canceller.played(reference, rate)
        out.append(canceller.clean(heard[start : start + FRAME]))
    return np.concatenate(out)


def test_an_echo_is_at_least_twenty_decibels_softer_after_two_seconds():
    played = syllables(12, seed=1)
    heard = echo_of(played) + room_noise(len(played))
    cleaned = cancelled(played, heard)
    later = slice(2 * HEARING_RATE, len(cleaned))
    assert dbfs(heard[later]) - dbfs(cleaned[later]) > 20


def test_the_reference_may_come_at_the_rate_of_the_speaker():
    played = syllables(12, seed=2)
    at_speaker = np.interp(np.arange(len(played) * 3) / 3, np.arange(len(played)), played).astype(np.float32)
    heard = echo_of(played) + room_noise(len(played))
    cleaned = cancelled(at_speaker, heard, 3 * HEARING_RATE)
    later = slice(2 * HEARING_RATE, len(cleaned))
    assert dbfs(heard[later]) - dbfs(cleaned[later]) > 20


def test_someone_who_speaks_while_nothing_is_played_is_left_as_he_is():
    said = syllables(4, seed=3)
    cleaned = cancelled(np.zeros_like(said), said)
    assert dbfs(cleaned) == pytest.approx(dbfs(said), abs=1)


def test_someone_who_interrupts_the_robot_is_still_heard():
    played = syllables(12, seed=4)
    said = np.zeros_like(played)
    begin = 8 * HEARING_RATE
    said[begin : begin + 3 * HEARING_RATE] = syllables(3, seed=5, per_second=3.1, pitch_hz=210)
    cleaned = cancelled(played, echo_of(played) + said + room_noise(len(played)))
    during = slice(begin, begin + 3 * HEARING_RATE)
    before = slice(begin - 3 * HEARING_RATE, begin)
    assert dbfs(cleaned[during]) > dbfs(said[during]) - 10
    assert dbfs(cleaned[during]) > dbfs(cleaned[before]) + 20


def test_less_than_ten_milliseconds_are_held_back():
    canceller = EchoCanceller()
    cleaned = 0
    for frames in range(1, 20):
        cleaned += len(canceller.clean(np.zeros(FRAME, np.float32)))
        assert 0 <= frames * FRAME - cleaned < HEARING_RATE // 100


def test_without_its_package_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "aec_audio_processing", None)
    with pytest.raises(MissingExtra, match="«aec» extra"):
        EchoCanceller()


def test_a_sample_that_is_no_number_is_silence_and_nothing_else_changes(recwarn):
    said = syllables(1, seed=6)
    said[5000], said[6000] = 0, 0
    broken, played = said.copy(), said / 2
    broken[5000], broken[6000] = np.nan, np.inf
    lost = played.copy()
    lost[6000] = np.nan
    assert np.array_equal(cancelled(lost, broken), cancelled(played, said))
    assert not recwarn.list
