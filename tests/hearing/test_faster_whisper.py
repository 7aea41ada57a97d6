import shutil

import ctranslate2
import numpy as np
import pytest

from companion.audio.pcm import HEARING_RATE, silence
from companion.base.errors import DataError, UsageError
from companion.base.settings import Hearing, Speaking
from companion.evaluation.speech import character_errors
from companion.hearing.engine import Hints, SpeechToText
from companion.hearing.engines.faster_whisper import FasterWhisper, spinning_threads
from companion.models.store import ModelMissing
from companion.speaking.engines.kokoro import Kokoro

SENTENCES = {
    "친구와 함께 박물관에 갔어요.": (),
    "경기도지사가 누구야?": (),
    "내일 아침 아홉 시에 회의가 있습니다.": ("내일 아침 9시에 회의가 있습니다",),
    "오늘은 비가 오지 않습니다.": (),
}


@pytest.fixture(scope="module")
def spoken(models):
    """The sentences in the robot's own voice, 16 kHz."""
    voice = Kokoro(Speaking(model="kokoro-82m"), models)
    return {text: voice.synthesize(text).at(HEARING_RATE).samples for text in SENTENCES}


@pytest.fixture(scope="module")
def whisper(models):
    def whisper(**settings):
        return FasterWhisper(Hearing(model="whisper-base", **settings), models, Hints())

    return whisper


@pytest.fixture(scope="module")
def engine(whisper):
    return whisper()


def frames(samples, length=512):
    return (samples[start : start + length] for start in range(0, len(samples), length))


@pytest.mark.parametrize("context", ["fitted", "full"])
def test_what_is_said_is_heard(whisper, spoken, context):
    engine = whisper(context=context)
    errors = [
        character_errors(engine.transcribe(samples).text, (text, *SENTENCES[text])) for text, samples in spoken.items()
    ]
    assert sum(edits for edits, _ in errors) / sum(length for _, length in errors) < 0.2


def test_a_transcript_says_where_it_is_and_how_sure(engine, spoken):
    for samples in spoken.values():
        transcript = engine.transcribe(samples)
        assert 0 <= transcript.start_s < transcript.end_s <= len(samples) / HEARING_RATE
        assert 0 < transcript.confidence < 1
        assert transcript.final
        assert transcript.stable == len(transcript.text)


def test_a_sound_speaks_for_what_was_said_and_is_looked_at_once(whisper, spoken, monkeypatch):
    engine, (said, other) = whisper(), list(spoken)[:2]
    looked = []
    seen = engine._seen
    monkeypatch.setattr(
        engine, "_seen", lambda samples, positions: looked.append(len(samples)) or seen(samples, positions)
    )

    def mean(samples, text):
        (ratios,) = engine.weigh(samples, [text])
        return sum(ratios) / len(ratios)

    clearly, hardly = mean(spoken[said], said), mean(spoken[said], other)
    assert clearly > hardly + 1 > 0
    assert looked.count(len(spoken[said])) == 1
    assert mean(spoken[other], other) > mean(spoken[other], said) + 1
    assert mean(spoken[said], said) == clearly


def test_the_context_is_part_of_the_name(whisper, engine):
    assert isinstance(engine, SpeechToText)
    assert engine.name == "faster-whisper:whisper-base"
    assert whisper(context="full").name == "faster-whisper:whisper-base@full"


@pytest.mark.parametrize("seconds", [0, 0.03, 0.5, 3, 31])
def test_silence_says_nothing(engine, seconds):
    transcript = engine.transcribe(silence(seconds, HEARING_RATE).samples)
    assert (transcript.text, transcript.confidence, transcript.final) == ("", 0.0, True)


@pytest.mark.parametrize("level", [0.001, 0.01, 0.1])
def test_noise_says_nothing(engine, level):
    noise = np.random.default_rng(1).standard_normal(2 * HEARING_RATE).astype(np.float32)
    transcript = engine.transcribe(level * noise)
    assert (transcript.text, transcript.confidence) == ("", 0.0)


def test_one_sample_that_is_no_number_does_not_take_the_words(engine, spoken):
    samples = spoken["친구와 함께 박물관에 갔어요."].copy()
    samples[HEARING_RATE // 2] = 0
    broken = samples.copy()
    broken[HEARING_RATE // 2] = np.nan
    assert engine.transcribe(broken) == engine.transcribe(samples)
    assert engine.transcribe(np.full(HEARING_RATE, np.nan, np.float32)).text == ""


def test_a_sound_longer_than_the_window_is_heard_to_its_end(engine, spoken):
    samples = spoken["친구와 함께 박물관에 갔어요."]
    pause = np.zeros(30 * HEARING_RATE - len(samples), np.float32)
    transcript = engine.transcribe(np.concatenate((samples, pause, samples)))
    assert transcript.text.count("박물관") == 2
    assert transcript.end_s > 30


def test_it_does_not_matter_in_what_pieces_the_sound_comes(engine, spoken):
    for samples in spoken.values():
        stream = engine.stream()
        assert [stream.accept(frame) for frame in frames(samples)].count(None) * 512 >= len(samples)
        assert stream.finish() == engine.transcribe(samples)


def test_partial_transcripts_lead_up_to_the_final_one(whisper, spoken):
    engine = whisper(partial_every_ms=2500)
    samples = spoken["친구와 함께 박물관에 갔어요."]
    stream = engine.stream()
    partials = [partial for frame in frames(samples) if (partial := stream.accept(frame))]
    edits, length = character_errors(partials[0].text, ["친구와 함께 박물관에 갔어요."])
    assert edits / length < 0.5
    assert all(not partial.final and partial.stable <= len(partial.text) for partial in partials)
    assert stream.finish() == engine.transcribe(samples)


def test_a_name_that_is_expected_is_heard(models):
    voice = Kokoro(Speaking(model="kokoro-82m"), models)
    names = ("파이보", "경기도", "추미애", "민형배", "이재준", "장안구", "가보정", "유치회관", "신라갈비")
    hearing = Hearing(model="whisper-base", prompt_names=len(names))
    plain, told = (FasterWhisper(hearing, models, Hints(expected)) for expected in ((), names))
    said = {name: voice.synthesize(f"{name} 알려 줘.").at(HEARING_RATE).samples for name in names}
    heard_by = [sum(name in engine.transcribe(sound).text for name, sound in said.items()) for engine in (plain, told)]
    assert heard_by[1] > heard_by[0]


def test_names_of_the_data_are_written_where_they_were_said_and_nowhere_else(models, spoken, engine):
    voice = Kokoro(Speaking(model="kokoro-82m"), models)
    names = ("조청식", "민형배", "송풍가든", "홍밀면옥", "임문영")
    knowing = FasterWhisper(Hearing(model="whisper-base"), models, Hints(known=names))
    said = {name: voice.synthesize(f"{name} 알려 줘.").at(HEARING_RATE).samples for name in names}
    plain, known = (
        sum(name in one.transcribe(sound).text.replace(" ", "") for name, sound in said.items())
        for one in (engine, knowing)
    )
    assert known > plain
    assert all(knowing.transcribe(sound).text == engine.transcribe(sound).text for sound in spoken.values())
    unknowing = FasterWhisper(Hearing(model="whisper-base", known_names=False), models, Hints(known=names))
    assert all(unknowing.transcribe(sound) == engine.transcribe(sound) for sound in said.values())


@pytest.mark.parametrize("file", ["model.bin", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_a_damaged_model_is_one_clear_error(models, tmp_path, file, damage):
    folder = tmp_path / "whisper"
    shutil.copytree(models.locate("whisper-base"), folder)
    if damage == "missing":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes((folder / file).read_bytes()[:100_000])
    with pytest.raises(DataError, match="not a whole Whisper model") as caught:
        FasterWhisper(Hearing(model=str(folder)), models, Hints())
    assert "\n" not in str(caught.value)


def test_a_model_that_was_not_fetched_is_named(models):
    with pytest.raises(ModelMissing, match="whisper-small"):
        FasterWhisper(Hearing(model="whisper-small"), models, Hints())


@pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="there is a GPU")
def test_a_gpu_that_is_not_there_is_missed(whisper):
    with pytest.raises(UsageError, match="no GPU"):
        whisper(device="cuda")


@pytest.mark.parametrize(("wanted", "processors", "threads"), [(2, 1, 1), (2, 2, 1), (2, 4, 2), (4, 4, 3), (1, 8, 1)])
def test_a_processor_is_left_free_so_that_threads_need_not_sleep(wanted, processors, threads):
    assert spinning_threads(wanted, processors) == threads
