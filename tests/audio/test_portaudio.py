"""Microphone and speaker on a real sound server; nothing here is a stand-in."""

import itertools
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest
from soundserver import EAR, MOUTH, RATE

from companion.audio import portaudio
from companion.audio.clock import RealClock
from companion.audio.devices import DUCKED, SpeakerLost
from companion.audio.echo import EchoCanceller
from companion.audio.filters import convolve
from companion.audio.levels import dbfs
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, silence
from companion.audio.portaudio import (
    MICROPHONE_BACK,
    MICROPHONE_LOST,
    PLAY_AHEAD_S,
    SPEAKER_BACK,
    SPEAKER_LOST,
    AudioSystem,
    SoundDeviceMicrophone,
    SoundDeviceSpeaker,
    list_devices,
)
from companion.base.errors import UsageError
from companion.speaking.playback import Player
from companion.speaking.voice import Clip

FRAME_S = FRAME / HEARING_RATE
LOUD_DBFS = -40


def sweep(seconds, rate=24_000, low=200, high=4000):
    """A tone that rises from `low` to `high` Hz; every stretch of it is unlike every other."""
    t = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * (low * t + (high - low) / (2 * seconds) * t**2)
    return Audio((0.3 * np.sin(phase)).astype(np.float32), rate)


def tone(seconds, rate=24_000):
    return sweep(seconds, rate, 440, 440)


def similarity(heard, played):
    """Greatest normalized correlation of `played` with any stretch of `heard`."""
    # Compared at a high rate, because the two may be apart by a part of a sample.
    reference = played.at(RATE).samples.astype(np.float64)
    samples = heard.at(RATE).samples.astype(np.float64)
    whole = slice(len(reference) - 1, len(samples))
    product = convolve(samples, reference[::-1])[whole]
    power = convolve(samples**2, np.ones(len(reference)))[whole]
    return float(np.max(product / np.sqrt(np.maximum(power, 1e-3) * np.sum(reference**2))))


def loud_seconds(audio):
    loud = np.flatnonzero(np.abs(audio.samples) > 0.02)
    return (loud[-1] - loud[0] + 1) / audio.rate if len(loud) else 0.0


class Listener:
    """Reads a microphone on a thread of its own and keeps every frame."""

    def __init__(self, microphone):
        self.frames = []
        self._thread = threading.Thread(target=self._read, args=(microphone,))
        self._thread.start()

    def _read(self, microphone):
        for frame in microphone.frames():
            self.frames.append(frame)

    def until(self, condition, timeout_s=20):
        """Wait until `condition(frames)` holds of the frames heard from now on."""
        begin, deadline = len(self.frames), time.monotonic() + timeout_s
        while not condition(self.frames[begin:]):
            assert time.monotonic() < deadline, "what was waited for was not heard"
            time.sleep(0.01)

    def ended(self):
        self._thread.join(5)
        return not self._thread.is_alive()

    @property
    def audio(self):
        return Audio(np.concatenate([frame.samples for frame in self.frames]), HEARING_RATE)


def loud(frames):
    return any(dbfs(frame.samples) > LOUD_DBFS for frame in frames)


def until(condition, timeout_s=20):
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.01)


def plays(device):
    try:
        return device.play(silence(0.05, RATE), threading.Event()) > 0
    except SpeakerLost:
        return False


@contextmanager
def microphone(system, notice=print, **options):
    device = SoundDeviceMicrophone(system, EAR, notice, **options)
    try:
        yield device
    finally:
        device.close()


@contextmanager
def speaker(system, notice=print, **options):
    device = SoundDeviceSpeaker(system, MOUTH, notice, **options)
    try:
        yield device
    finally:
        device.close()


@contextmanager
def listening(device):
    listener = Listener(device)
    try:
        listener.until(lambda frames: len(frames) > 20)
        yield listener
    finally:
        device.close()
        assert listener.ended()


@pytest.fixture
def system(sound, monkeypatch):
    monkeypatch.setattr(portaudio, "RETRY_S", 0.2)
    # A machine that runs tests may be too busy to bring every block within 40 ms.
    monkeypatch.setattr(portaudio, "PLAY_AHEAD_S", 0.3)
    return AudioSystem()


def test_the_devices_of_the_sound_server_are_listed(sound):
    assert {(EAR, "input"), (MOUTH, "output")} <= {(device.name, device.kind) for device in list_devices()}


def test_an_unknown_device_is_refused_with_the_names_of_those_there_are(system):
    with pytest.raises(UsageError, match=f"«kitchen».*«{MOUTH}»"):
        SoundDeviceSpeaker(system, "kitchen", print)


def test_what_is_said_into_the_microphone_is_heard_whole(sound, system):
    said = sweep(2.0)
    with microphone(system) as device, listening(device) as listener:
        sound.say(said)
        listener.until(lambda frames: len(frames) > 20)
        assert similarity(listener.audio, said) > 0.97
        assert device.counters.dropped == 0


@pytest.mark.parametrize("gains", [(1, -1), (1, 1)])
def test_both_channels_of_a_microphone_are_heard_also_if_one_is_inverted(sound, system, gains):
    said = sweep(2.0)
    sound.unplug(EAR)
    sound.plug(EAR, channels=2)
    try:
        with microphone(system) as device, listening(device) as listener:
            sound.say(said, gains)
            listener.until(lambda frames: len(frames) > 20)
            assert similarity(listener.audio, said) > 0.97
    finally:
        sound.unplug(EAR)  # the fixture brings it back as it was


def test_frames_follow_one_another_without_a_hole_at_the_pace_of_time(sound, system):
    with microphone(system) as device, listening(device) as listener:
        begin, heard = time.monotonic(), len(listener.frames)
        listener.until(lambda frames: len(frames) >= 60)
        elapsed_s, heard = time.monotonic() - begin, len(listener.frames) - heard
    assert [frame.start_s for frame in listener.frames] == pytest.approx(
        [i * FRAME_S for i in range(len(listener.frames))]
    )
    assert heard * FRAME_S == pytest.approx(elapsed_s, abs=0.5)
    assert {len(frame.samples) for frame in listener.frames} == {FRAME}


def test_what_the_robot_plays_comes_out_of_the_speaker(sound, system):
    played = sweep(1.5)
    with speaker(system) as device, sound.recording() as recording:
        assert device.play(played, threading.Event()) == played.duration_s
    assert similarity(recording.audio, played) > 0.97


def test_two_clauses_are_played_one_after_the_other(sound, system):
    with speaker(system) as device, sound.recording() as recording:
        for _ in range(2):
            device.play(tone(0.5), threading.Event())
    assert loud_seconds(recording.audio) == pytest.approx(1.0, abs=0.1)


def test_a_stop_silences_the_speaker_at_once(sound, system):
    stop, played = threading.Event(), []
    with speaker(system) as device, sound.recording() as recording:
        thread = threading.Thread(target=lambda: played.append(device.play(tone(10.0), stop)))
        thread.start()
        until(lambda: loud_seconds(recording.audio) > 0.3)
        before = loud_seconds(recording.audio)
        stop.set()
        thread.join(5)
    assert 0.3 < played[0] < 5
    assert loud_seconds(recording.audio) - played[0] < 0.05, "more was heard than was told"
    assert loud_seconds(recording.audio) - before < 0.5


def test_a_speaker_is_soft_where_it_is_ducked(sound, system):
    with speaker(system) as device, sound.recording() as recording:
        for softly in (True, False):
            device.duck(softly)
            device.play(tone(0.8), threading.Event())
    heard = np.abs(recording.audio.samples)
    assert loud_seconds(recording.audio) == pytest.approx(1.6, abs=0.15)
    begin = np.flatnonzero(heard > 0.02)[0]
    assert heard[begin + RATE // 10 : begin + RATE // 2].max() == pytest.approx(0.3 * DUCKED, rel=0.2)
    assert heard.max() == pytest.approx(0.3, rel=0.2)


def test_a_speaker_that_ran_dry_goes_on_where_it_was(sound, system, monkeypatch):
    monkeypatch.setattr(portaudio, "PLAY_AHEAD_S", PLAY_AHEAD_S)
    late = threading.Event()

    def played(block, rate):
        if late.is_set():
            late.clear()
            time.sleep(0.5)

    with speaker(system, played=played) as device, sound.recording() as recording:
        threading.Timer(0.5, late.set).start()
        before = device.counters.xruns
        assert device.play(tone(1.5), threading.Event()) == 1.5
    assert device.counters.xruns > before
    assert np.count_nonzero(np.abs(recording.audio.samples) > 0.02) / RATE > 1.3


def test_what_was_stopped_before_it_began_is_not_heard(sound, system):
    stop = threading.Event()
    stop.set()
    with speaker(system) as device, sound.recording() as recording:
        assert device.play(tone(1.0), stop) == 0
    assert loud_seconds(recording.audio) == 0


def test_nothing_to_play_is_played_at_once(system):
    with speaker(system) as device:
        assert device.play(silence(0, 24_000), threading.Event()) == 0


def test_a_microphone_that_is_pulled_out_hears_silence_until_it_is_back(sound, system):
    notices = []
    with microphone(system, notices.append) as device, listening(device) as listener:
        begin, first = time.monotonic(), len(listener.frames)
        sound.unplug(EAR)
        until(lambda: notices == [MICROPHONE_LOST])
        listener.until(lambda frames: len(frames) > 40)
        sound.plug(EAR)
        until(lambda: notices == [MICROPHONE_LOST, MICROPHONE_BACK])
        said = sweep(1.0)
        sound.say(said)
        listener.until(lambda frames: len(frames) > 20)
        elapsed_s, heard_s = time.monotonic() - begin, (len(listener.frames) - first) * FRAME_S
        assert similarity(listener.audio, said) > 0.97
        assert heard_s == pytest.approx(elapsed_s, abs=0.5), "time stood still while the microphone was gone"
        assert device.counters.losses == 1


def test_a_speaker_that_is_pulled_out_tells_how_far_it_came_and_plays_again_when_it_is_back(sound, system):
    notices, stop = [], threading.Event()
    with speaker(system, notices.append) as device:
        cutter = threading.Timer(0.7, sound.unplug, [MOUTH])
        cutter.start()
        with pytest.raises(SpeakerLost) as lost:
            device.play(tone(20.0), stop)
        cutter.join()
        assert 0 < lost.value.played_s < 20
        with pytest.raises(SpeakerLost) as still_lost:
            device.play(tone(1.0), stop)
        assert still_lost.value.played_s == 0
        assert notices == [SPEAKER_LOST]
        sound.plug(MOUTH)
        played = sweep(1.0)
        with sound.recording() as recording:
            assert device.play(played, stop) == played.duration_s
        assert similarity(recording.audio, played) > 0.97
        assert notices == [SPEAKER_LOST, SPEAKER_BACK]
        assert device.counters.losses == 1


def test_an_answer_is_cut_where_the_speaker_was_pulled_out_and_the_next_one_is_spoken(sound, system):
    long, short = Clip("길게 말합니다.", tone(20.0)), Clip("짧게요.", sweep(1.0))
    with speaker(system) as device:
        player = Player(device, RealClock())
        playback = player.start([long.text, short.text], [long, short])
        until(lambda: playback.started_s is not None)
        sound.unplug(MOUTH)
        assert playback.wait(20), "the answer hangs"
        spoken = playback.result()
        assert (spoken.done, spoken.left) == ((), (short.text,) if spoken.cut else (long.text, short.text))
        assert isinstance(spoken.fault, SpeakerLost)
        sound.plug(MOUTH)
        with sound.recording() as recording:
            assert player.start([short.text], [short]).result().done == (short.text,)
        assert similarity(recording.audio, short.audio) > 0.97


def test_both_devices_come_back_after_the_sound_server_crashed(sound, system):
    notices, said = [], sweep(1.0)
    with (
        microphone(system, notices.append) as ear,
        speaker(system, notices.append) as mouth,
        listening(ear) as listener,
    ):
        sound.kill()
        until(lambda: MICROPHONE_LOST in notices)
        with pytest.raises(SpeakerLost):
            mouth.play(said, threading.Event())
        sound.start()
        until(lambda: MICROPHONE_BACK in notices)
        with sound.recording() as recording:
            mouth.play(said, threading.Event())
        sound.say(said)
        listener.until(lambda frames: len(frames) > 20)
        assert similarity(recording.audio, said) > 0.97
        assert similarity(listener.audio, said) > 0.97
    assert sorted(notices) == sorted([MICROPHONE_LOST, MICROPHONE_BACK, SPEAKER_LOST, SPEAKER_BACK])


def test_a_microphone_that_hangs_hears_silence_until_it_answers_again(sound, system):
    notices, said = [], sweep(1.0)
    with microphone(system, notices.append) as device, listening(device) as listener:
        with sound.frozen(EAR):
            until(lambda: notices == [MICROPHONE_LOST])
            listener.until(lambda frames: len(frames) > 40)
        until(lambda: notices == [MICROPHONE_LOST, MICROPHONE_BACK])
        sound.say(said)
        listener.until(lambda frames: len(frames) > 20)
        assert similarity(listener.audio, said) > 0.97


def test_a_speaker_that_hangs_does_not_make_the_robot_hang(sound, system):
    notices, played = [], sweep(1.0)
    with speaker(system, notices.append) as device:
        with sound.frozen(MOUTH):
            for _ in range(2):
                with pytest.raises(SpeakerLost):
                    device.play(tone(20.0), threading.Event())
        until(lambda: plays(device))
        with sound.recording() as recording:
            assert device.play(played, threading.Event()) == played.duration_s
        assert similarity(recording.audio, played) > 0.97
    assert notices == [SPEAKER_LOST, SPEAKER_BACK]


def test_looking_for_the_speaker_does_not_lose_the_microphone(sound, system):
    notices = []
    with microphone(system, notices.append) as ear, speaker(system) as mouth, listening(ear) as listener:
        begin, first = time.monotonic(), len(listener.frames)
        sound.unplug(MOUTH)
        for _ in range(3):
            with pytest.raises(SpeakerLost):
                mouth.play(tone(1.0), threading.Event())
        said = sweep(1.0)
        sound.say(said)
        listener.until(lambda frames: len(frames) > 20)
        elapsed_s, heard_s = time.monotonic() - begin, (len(listener.frames) - first) * FRAME_S
        assert similarity(listener.audio, said) > 0.97
        assert heard_s == pytest.approx(elapsed_s, abs=0.5)
    assert notices == []


def test_looking_for_the_microphone_does_not_cut_what_is_being_said(sound, system):
    played = sweep(3.0)
    with microphone(system) as ear, speaker(system) as mouth, listening(ear):
        with sound.recording() as recording:
            cutter = threading.Timer(0.5, sound.unplug, [EAR])
            cutter.start()
            assert mouth.play(played, threading.Event()) == played.duration_s
            cutter.join()
        assert ear.counters.losses == 1
    assert similarity(recording.audio, played) > 0.97


def test_what_a_late_reader_missed_is_counted_and_heard_as_silence(sound, system, monkeypatch):
    monkeypatch.setattr(portaudio, "KEEP_S", 0.5)
    with microphone(system) as device:
        frames = device.frames()
        begin = time.monotonic()
        next(frames)
        until(lambda: device.counters.dropped > HEARING_RATE)
        elapsed_s = time.monotonic() - begin
        late = list(itertools.islice(frames, round(elapsed_s / FRAME_S)))
        assert late[-1].start_s == pytest.approx(len(late) * FRAME_S)
        assert time.monotonic() - begin < elapsed_s + 1, "the reader did not catch up"


def test_a_closed_microphone_ends_its_frames(system):
    with microphone(system) as device, listening(device) as listener:
        device.close()
        assert listener.ended()


def test_the_robot_does_not_hear_itself_through_the_echo_canceller(sound, system, monkeypatch):
    monkeypatch.setattr(portaudio, "PLAY_AHEAD_S", PLAY_AHEAD_S)
    rng = np.random.default_rng(0)
    bursts = np.sin(2 * np.pi * 3 * np.arange(6 * 24_000) / 24_000) > 0
    played = Audio((0.1 * rng.normal(size=len(bursts)) * bursts).astype(np.float32), 24_000)

    def echo_level(**options):
        with microphone(system, **options) as ear, listening(ear) as listener, sound.echo():
            mouth.play(played, threading.Event())
            # The beginning is the canceller's, to find the echo.
            end = listener.frames[-round(3 / FRAME_S) :]
        return dbfs(np.concatenate([frame.samples for frame in end]))

    with speaker(system) as mouth:
        plain = echo_level()
    assert plain > LOUD_DBFS
    cleaned = []
    # A busy machine that stalls the sound server moves the echo, and the canceller has to find it anew.
    while not cleaned or (min(cleaned) > plain - 20 and len(cleaned) < 4):
        canceller = EchoCanceller()
        with speaker(system, played=canceller.played) as mouth:
            cleaned.append(echo_level(clean=canceller.clean))
    assert min(cleaned) < plain - 20
