import io
import sys
import tracemalloc

import av
import numpy as np
import pytest
import soundfile

from companion.audio import pcm
from companion.audio.pcm import HEARING_RATE, ChannelFolder, read_audio, read_stream
from companion.base.errors import UsageError

TONE = (0.3 * np.sin(2 * np.pi * 440 * np.arange(HEARING_RATE) / HEARING_RATE)).astype(np.float32)


def written(path, samples, rate=HEARING_RATE, **options):
    soundfile.write(path, samples, rate, **options)
    return path


@pytest.mark.parametrize("rate", [1, 3_999, 192_001, 2_000_000])
def test_a_rate_that_no_recording_has_is_refused(tmp_path, rate):
    with pytest.raises(UsageError, match="samples a second"):
        read_audio(written(tmp_path / "odd.wav", TONE, rate))


def test_too_many_channels_are_refused(tmp_path):
    with pytest.raises(UsageError, match="17 channels"):
        read_audio(written(tmp_path / "many.wav", np.zeros((100, 17), np.float32)))


def test_a_small_file_that_decodes_to_hours_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    path = written(tmp_path / "bomb.flac", np.zeros(4_000 * 200, np.int16), 4_000)
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(pcm, "MOST_SAMPLES", 80_000)
    tracemalloc.start()
    try:
        with pytest.raises(UsageError, match="longer than"):
            read_audio(path)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_header_that_promises_gigabytes_gives_what_is_there(tmp_path):
    path = written(tmp_path / "lie.wav", TONE)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xf0\xff\xff\xff"
    path.write_bytes(content)
    assert len(read_audio(path).samples) == len(TONE)


def test_samples_that_are_no_sound_become_silence_and_huge_ones_full_scale(tmp_path):
    samples = TONE.copy()
    samples[:4] = np.nan, np.inf, -np.inf, 1e30
    back = read_audio(written(tmp_path / "wild.wav", samples, subtype="FLOAT")).samples
    assert back[:4].tolist() == [0, 0, 0, 1]
    assert np.array_equal(back[4:], TONE[4:])


def test_a_stereo_recording_with_one_channel_inverted_is_heard(tmp_path):
    back = read_audio(written(tmp_path / "inverted.wav", np.stack([TONE, -TONE], axis=1), subtype="FLOAT"))
    assert np.array_equal(np.abs(back.samples), np.abs(TONE))


def test_channels_that_do_not_cancel_are_averaged(tmp_path):
    silent = np.zeros_like(TONE)
    back = read_audio(written(tmp_path / "left.wav", np.stack([TONE, silent], axis=1), subtype="FLOAT"))
    assert np.allclose(back.samples, TONE / 2)


def test_channels_that_come_block_by_block_are_folded_without_a_change_of_sign():
    rng = np.random.default_rng(3)
    noise = 0.01 * rng.standard_normal((len(TONE), 2)).astype(np.float32)
    sound = np.stack([TONE, -TONE], axis=1) + noise
    folder = ChannelFolder()
    folded = np.concatenate([folder.fold(sound[start : start + 480]) for start in range(0, len(sound), 480)])
    assert np.array_equal(folded, sound[:, 0])
    assert folder.fold(sound[:0]).shape == (0,)


@pytest.mark.parametrize("content", [b"", b"webm", b"RIFF\xff\xff\xff\xffWAVE"])
def test_what_cannot_be_decoded_is_named_in_one_line(tmp_path, content):
    path = tmp_path / "said.m4a"
    path.write_bytes(content + bytes(100 if content else 0))
    with pytest.raises(UsageError, match="not a sound file that can be read") as e:
        read_audio(path)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "m4a"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81", "WebM"),
        (b"#!AMR\n", "AMR"),
        (b"\xff\xf1\x50\x80", "AAC"),
    ],
)
def test_without_its_decoder_a_format_of_telephones_is_named_with_a_way_out(tmp_path, monkeypatch, head, name):
    monkeypatch.setitem(sys.modules, "av", None)
    path = tmp_path / "a recording.bin"
    path.write_bytes(head + bytes(200))
    with pytest.raises(UsageError, match=name) as raised:
        read_audio(path)
    assert f"ffmpeg -i '{path}' -ac 1 -ar 16000 '{tmp_path / 'a recording-16k.wav'}'" in str(raised.value)


def encoded(container, codec, *, rate=48_000, inverted=False):
    """Two seconds of a tone in stereo, as telephones and browsers write sound."""
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)
    planes = np.stack([tone, -tone if inverted else tone]).astype(np.float32)
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout="stereo")
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate = rate
        shaped = av.AudioResampler(format=stream.format, layout="stereo", rate=rate)
        for piece in [*shaped.resample(frame), None]:
            out.mux(stream.encode(piece))
    return file.getvalue()


TELEPHONES = [("ipod", "aac"), ("webm", "libopus"), ("matroska", "aac"), ("adts", "aac")]


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize(("container", "codec"), TELEPHONES)
def test_what_telephones_and_browsers_write_is_heard(container, codec, inverted):
    back = read_stream(io.BytesIO(encoded(container, codec, inverted=inverted)))
    assert back.rate == 48_000
    assert back.duration_s == pytest.approx(2, abs=0.1)
    spectrum = np.abs(np.fft.rfft(back.samples[:48_000]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=2)
    assert np.sqrt(np.mean(back.samples**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)


@pytest.mark.parametrize(("container", "codec"), TELEPHONES)
def test_a_long_recording_of_a_telephone_is_refused_block_by_block(monkeypatch, container, codec):
    content = encoded(container, codec)
    monkeypatch.setattr(pcm, "MOST_SAMPLES", 48_000)
    with pytest.raises(UsageError, match="longer than"):
        read_stream(io.BytesIO(content))


def test_a_recording_that_a_browser_could_not_finish_is_heard_as_far_as_it_goes():
    content = encoded("webm", "libopus")
    assert 0.5 < read_stream(io.BytesIO(content[: len(content) // 2])).duration_s < 1.5


def test_a_telephone_s_file_without_sound_is_refused():
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as out:
        stream = out.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        for frame in [av.VideoFrame(32, 32, "yuv420p"), None]:
            out.mux(stream.encode(frame))
    with pytest.raises(UsageError, match="no sound in it"):
        read_stream(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize(("container", "codec"), TELEPHONES)
def test_a_telephone_s_file_with_random_damage_is_read_or_refused(container, codec):
    rng = np.random.default_rng(8)
    whole = encoded(container, codec)
    for _ in range(60):
        content = bytearray(whole[: rng.integers(1, len(whole) + 1)])
        for at in rng.integers(0, len(content), 4):
            content[at] ^= 1 << rng.integers(8)
        try:
            samples = read_stream(io.BytesIO(bytes(content))).samples
        except UsageError:
            continue
        assert np.isfinite(samples).all()


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg"])
def test_a_file_with_random_damage_is_read_or_refused_and_never_anything_else(tmp_path, kind):
    rng = np.random.default_rng(7)
    path = written(tmp_path / f"said.{kind}", TONE[:4000])
    whole = path.read_bytes()
    for _ in range(150):
        content = bytearray(whole[: rng.integers(1, len(whole) + 1)])
        for at in rng.integers(0, len(content), 4):
            content[at] ^= 1 << rng.integers(8)
        path.write_bytes(content)
        try:
            samples = read_audio(path).samples
        except UsageError:
            continue
        assert np.isfinite(samples).all()
