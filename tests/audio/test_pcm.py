"""Sound files that lie, swell, or hold what is no sound."""

import tracemalloc

import numpy as np
import pytest
import soundfile

from companion.audio import pcm
from companion.audio.pcm import HEARING_RATE, read_audio
from companion.base.errors import UsageError


def tone(seconds=0.5, rate=HEARING_RATE, hertz=440):
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def level(samples):
    return float(np.sqrt(np.mean(samples**2)))


@pytest.fixture
def written(tmp_path):
    """A float WAV of these samples."""

    def written(samples, rate=HEARING_RATE):
        path = tmp_path / "sound.wav"
        soundfile.write(path, samples, rate, subtype="FLOAT")
        return path

    return written


def refusal(path):
    with pytest.raises(UsageError) as caught:
        read_audio(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("rate", [1, 3_999, 192_001, 2_000_000_000])
def test_a_sample_rate_that_no_recording_has_is_refused(written, rate):
    assert "4,000 to 192,000" in refusal(written(tone(), rate))


@pytest.mark.parametrize("rate", [4_000, 8_000, 44_100, 192_000])
def test_every_sample_rate_of_a_recording_is_heard(written, rate):
    assert read_audio(written(tone(0.5, rate), rate)).at(HEARING_RATE).duration_s == pytest.approx(0.5, abs=0.01)


def test_a_small_file_that_swells_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(pcm, "LARGEST", 1 << 22)
    path = tmp_path / "swells.flac"
    soundfile.write(path, np.zeros(1 << 25, np.int16), 48_000)
    assert path.stat().st_size < 1 << 20
    tracemalloc.start()
    assert "longer than" in refusal(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 26


def test_a_slow_recording_may_not_swell_when_it_is_resampled(written, monkeypatch):
    monkeypatch.setattr(pcm, "LARGEST", HEARING_RATE)
    assert len(read_audio(written(tone(0.9, 4_000), 4_000)).samples) == 3_600
    assert "longer than" in refusal(written(tone(1.1, 4_000), 4_000))


def test_a_length_in_the_header_is_not_believed(written):
    path = written(tone())
    data = bytearray(path.read_bytes())
    at = data.index(b"data")
    data[4:8] = data[at + 4 : at + 8] = (0xFFFF_FFF0).to_bytes(4, "little")
    path.write_bytes(data)
    assert read_audio(path).samples == pytest.approx(tone())


def test_samples_that_are_no_numbers_are_silence(written):
    samples = tone()
    samples[[10, 20, 30]] = np.nan, np.inf, -np.inf
    heard = read_audio(written(samples)).samples
    assert heard[[10, 20, 30]].tolist() == [0, 0, 0]
    assert np.delete(heard, [10, 20, 30]) == pytest.approx(np.delete(tone(), [10, 20, 30]))


@pytest.mark.parametrize("value", [32_767.0, -3.0e38])
def test_samples_far_beyond_full_scale_are_refused(written, value):
    samples = tone()
    samples[100] = value
    assert "full scale of 1" in refusal(written(samples))


def test_an_inverted_channel_does_not_cancel_the_other(written):
    one = tone()
    for channels in ([one, -one], [one, -0.9 * one], [one, -one, one], [np.zeros_like(one), one, -one]):
        heard = read_audio(written(np.stack(channels, axis=1))).samples
        assert level(heard) > 0.5 * level(one)


def test_channels_that_agree_are_averaged(written):
    one = tone()
    assert read_audio(written(np.stack([one, 0.5 * one], axis=1))).samples == pytest.approx(0.75 * one, abs=1e-6)


def test_a_silent_recording_of_two_channels_is_silent(written):
    assert not read_audio(written(np.zeros((100, 2), np.float32))).samples.any()


def test_a_recording_without_samples_is_empty(written):
    assert len(read_audio(written(np.zeros((0, 2), np.float32))).samples) == 0


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "m4a"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", "WebM"),
        (b"#!AMR\n", "AMR"),
        (b"\xff\xf1\x50\x80", "AAC"),
    ],
)
def test_a_format_that_cannot_be_decoded_is_named_with_a_way_out(tmp_path, head, name):
    path = tmp_path / "phone.bin"
    path.write_bytes(head + bytes(200))
    message = refusal(path)
    assert name in message
    assert "ffmpeg -i" in message


def test_what_is_no_sound_is_told_so(tmp_path):
    path = tmp_path / "text.wav"
    path.write_text("안녕하세요")
    assert "not a sound file" in refusal(path)
