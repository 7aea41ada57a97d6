"""Speech and transcriptions through OpenAI's own client, with a voice and ears."""

import io

import av
import numpy as np
import openai
import pytest
import soundfile
from openai import OpenAI

from companion.audio.pcm import Audio, silence, wav_bytes

TEXT = "경기도지사가 누구야?"


@pytest.fixture(scope="module")
def client(loud):
    with OpenAI(base_url=f"{loud.http}/v1", api_key="none", max_retries=0) as client:
        yield client


def said(client, how="wav", **more):
    return client.audio.speech.create(model="companion", voice="alloy", input=TEXT, response_format=how, **more).content


@pytest.mark.parametrize("how", ["wav", "flac", "mp3", "opus", "pcm"])
def test_a_text_is_said_in_every_format_of_the_library(client, how):
    content = said(client, how)
    if how == "pcm":
        samples, rate = np.frombuffer(content, "<i2") / 32767, 24_000
    else:
        samples, rate = soundfile.read(io.BytesIO(content))
    assert 1 < len(samples) / rate < 4
    assert np.abs(samples).max() > 0.05


def test_speed_is_heeded_and_what_cannot_be_said_or_written_is_refused(client):
    assert len(said(client, "pcm", speed=1.5)) < 0.85 * len(said(client, "pcm"))
    with pytest.raises(openai.BadRequestError, match="wav"):
        said(client, "aac")
    with pytest.raises(openai.BadRequestError, match="nothing to say"):
        client.audio.speech.create(model="companion", voice="alloy", input="…")


def test_a_recording_is_written_down(client, question):
    wav = wav_bytes(question)
    text = client.audio.transcriptions.create(model="companion", file=("a.wav", wav)).text
    assert "도지사" in text.replace(" ", "")
    verbose = client.audio.transcriptions.create(model="companion", file=("a.wav", wav), response_format="verbose_json")
    assert verbose.text == text
    assert verbose.segments[0].end <= verbose.duration
    assert (
        client.audio.transcriptions.create(model="companion", file=("a.wav", wav), response_format="text")
        == text + "\n"
    )


@pytest.mark.parametrize(("container", "codec"), [("ipod", "aac"), ("webm", "libopus")])
def test_what_a_telephone_or_a_browser_records_is_written_down(client, question, container, codec):
    sound, file = question.at(48_000), io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(sound.samples[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = 48_000
        shaped = av.AudioResampler(format=stream.format, layout="mono", rate=48_000)
        for piece in [*shaped.resample(frame), None]:
            out.mux(stream.encode(piece))
    content = file.getvalue()
    text = client.audio.transcriptions.create(model="companion", file=("blob", content)).text
    assert "도지사" in text.replace(" ", "")
    with pytest.raises(openai.BadRequestError, match="cannot be decoded"):
        client.audio.transcriptions.create(model="companion", file=("blob", content[:100]))


@pytest.mark.parametrize("content", [b"", b"RIFF\x00\x00\x00\x00WAVE", b"\x1a\x45\xdf\xa3webm", b"x" * 1000])
def test_what_is_no_recording_is_refused_in_words(client, content):
    with pytest.raises(openai.BadRequestError, match=r"not a sound file|cannot be decoded"):
        client.audio.transcriptions.create(model="companion", file=("a.wav", content))


def test_an_upload_is_bounded_in_bytes_and_in_what_it_unpacks_to(client):
    with pytest.raises(openai.APIStatusError, match="larger") as caught:
        client.audio.transcriptions.create(model="companion", file=("a.wav", bytes(4_000_000)))
    assert caught.value.status_code == 413
    flac = io.BytesIO()
    soundfile.write(flac, np.zeros(16_000 * 60 * 11, np.int16), 16_000, format="FLAC")
    assert len(flac.getvalue()) < 100_000
    with pytest.raises(openai.BadRequestError, match="10 minutes"):
        client.audio.transcriptions.create(model="companion", file=("a.flac", flac.getvalue()))


def test_silence_is_no_words(client):
    quiet = silence(1, 16_000)
    wav = wav_bytes(Audio(quiet.samples, quiet.rate))
    assert client.audio.transcriptions.create(model="companion", file=("a.wav", wav)).text == ""


def test_nothing_said_is_written_to_a_disk(client, loud):
    folder = loud.server._hub.settings.cache_folder / "clauses"
    before = set(folder.glob("*")) if folder.exists() else set()
    client.audio.speech.create(model="companion", voice="alloy", input="아무도 적지 않을 말이에요.")
    assert before == (set(folder.glob("*")) if folder.exists() else set())
