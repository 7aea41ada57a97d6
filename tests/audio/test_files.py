import threading
import time

import numpy as np
import pytest

from companion.audio.clock import RealClock, VirtualClock
from companion.audio.files import FileMicrophone, FileSpeaker
from companion.audio.pcm import FRAME, HEARING_RATE, Audio, read_audio, write_wav
from companion.base.errors import UsageError

FRAME_S = FRAME / HEARING_RATE


def tone(seconds, rate=HEARING_RATE):
    return Audio((0.3 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.float32), rate)


@pytest.fixture
def recorded(tmp_path):
    path = tmp_path / "said.wav"
    write_wav(path, tone(1.0, 48_000))
    return path


def play(clock, speaker, audio, stop=None):
    """Play on a thread of its own, as an answer is played."""
    clock.hold()
    played = []

    def run():
        try:
            played.append(speaker.play(audio, stop or threading.Event()))
        finally:
            clock.release()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, played


def loud(audio):
    """Begin and end of what is heard, in seconds."""
    at = np.flatnonzero(np.abs(audio.samples) > 0.01)
    return at[0] / audio.rate, (at[-1] + 1) / audio.rate


def test_a_file_is_heard_frame_by_frame_and_then_silence(recorded):
    frames = list(FileMicrophone(recorded, VirtualClock(), tail_s=0.5).frames())
    assert [frame.start_s for frame in frames] == pytest.approx([i * FRAME_S for i in range(len(frames))])
    assert {len(frame.samples) for frame in frames} == {FRAME}
    heard = Audio(np.concatenate([frame.samples for frame in frames]), HEARING_RATE)
    assert 1.5 <= heard.duration_s < 1.5 + FRAME_S
    assert loud(heard) == pytest.approx((0, 1.0), abs=0.01)
    assert np.max(np.abs(heard.samples[:HEARING_RATE] - tone(1.0).samples)[100:-100]) < 0.001


def test_a_frame_comes_when_it_is_over(recorded):
    clock = VirtualClock()
    for frame in FileMicrophone(recorded, clock).frames():
        assert clock.now() == pytest.approx(frame.start_s + FRAME_S)


def test_in_real_time_a_file_takes_as_long_as_it_lasts(recorded):
    begin = time.monotonic()
    frames = list(FileMicrophone(recorded, RealClock(), tail_s=0).frames())
    assert time.monotonic() - begin >= len(frames) * FRAME_S - 0.01


def test_a_closed_microphone_ends(recorded):
    microphone = FileMicrophone(recorded, VirtualClock())
    frames = microphone.frames()
    next(frames)
    microphone.close()
    assert list(frames) == []


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        FileMicrophone(tmp_path / "none.wav", VirtualClock())


def test_what_is_played_stands_in_the_file_where_it_was_on_the_time_line(recorded, tmp_path):
    clock = VirtualClock()
    speaker = FileSpeaker(tmp_path / "answers.wav", clock)
    threads = []
    for i, _ in enumerate(FileMicrophone(recorded, clock, tail_s=4).frames()):
        if i == 24:
            asked_s = clock.now()
            threads.append(play(clock, speaker, tone(1.0, 24_000)))
        if i == 99:
            asked_again_s = clock.now()
            threads.append(play(clock, speaker, tone(0.5, 22_050)))
    for thread, _ in threads:
        thread.join(5)
    speaker.close()
    answers = read_audio(tmp_path / "answers.wav")
    assert answers.rate == 24_000
    assert answers.duration_s == pytest.approx(clock.now(), abs=0.001)
    middle = round(2.5 * answers.rate)
    first = Audio(answers.samples[:middle], answers.rate)
    second = Audio(answers.samples[middle:], answers.rate)
    assert loud(first) == pytest.approx((asked_s, asked_s + 1.0), abs=0.01)
    assert loud(second) == pytest.approx((asked_again_s - 2.5, asked_again_s - 2.0), abs=0.01)
    assert [played for _, played in threads] == [[1.0], [0.5]]


def test_what_is_stopped_ends_there_in_the_file(recorded, tmp_path):
    clock, stop = VirtualClock(), threading.Event()
    speaker = FileSpeaker(tmp_path / "answers.wav", clock)
    frames = FileMicrophone(recorded, clock).frames()
    next(frames)
    thread, played = play(clock, speaker, tone(30.0), stop)
    for _ in range(10):
        next(frames)
    stop.set()
    next(frames)
    thread.join(5)
    list(frames)
    speaker.close()
    assert played == [pytest.approx(10 * FRAME_S)]
    begin, end = loud(read_audio(tmp_path / "answers.wav"))
    assert end - begin == pytest.approx(10 * FRAME_S, abs=0.01)


def test_what_is_played_when_the_microphone_has_ended_is_played_whole(recorded, tmp_path):
    clock = VirtualClock()
    speaker = FileSpeaker(tmp_path / "answers.wav", clock)
    for _ in FileMicrophone(recorded, clock, tail_s=0).frames():
        pass
    end_s = clock.now()
    thread, played = play(clock, speaker, tone(2.0))
    thread.join(5)
    speaker.close()
    assert played == [2.0]
    assert loud(read_audio(tmp_path / "answers.wav")) == pytest.approx((end_s, end_s + 2), abs=0.01)


class StoppedClock(RealClock):
    """Real time in which somebody stops whatever is waited for after a tenth of a second."""

    def wait(self, until, stop):
        super().wait(self.now() + 0.1, stop)
        stop.set()


# A busy machine may take longer over everything, so nothing here says how long at most.
def test_in_real_time_a_sound_takes_as_long_as_it_lasts(tmp_path):
    clock = RealClock()
    assert FileSpeaker(tmp_path / "answers.wav", clock).play(tone(0.2), threading.Event()) == 0.2
    assert clock.now() >= 0.19


def test_in_real_time_a_sound_that_is_stopped_was_played_as_far_as_time_went(tmp_path):
    clock, stop, whole = StoppedClock(), threading.Event(), tone(600)
    speaker = FileSpeaker(tmp_path / "answers.wav", clock)
    played_s = speaker.play(whole, stop)
    assert 0.09 <= played_s <= clock.now()
    assert played_s < whole.duration_s
    assert speaker.play(whole, stop) == 0


def test_a_conversation_in_which_nothing_was_said_is_a_silent_file(tmp_path):
    clock = VirtualClock()
    clock.advance(1.5)
    FileSpeaker(tmp_path / "answers.wav", clock).close()
    answers = read_audio(tmp_path / "answers.wav")
    assert answers.duration_s == 1.5
    assert not answers.samples.any()


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "folder").write_text("not a folder")
    speaker = FileSpeaker(tmp_path / "folder" / "answers.wav", VirtualClock())
    with pytest.raises(UsageError, match="cannot be written"):
        speaker.close()
