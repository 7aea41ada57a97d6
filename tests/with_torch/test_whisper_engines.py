"""The Whisper engines on PyTorch: the same words as each other and as the embedded engine."""

import shutil
import sys

import numpy as np
import pytest
import torch
import whisper

from companion.audio.pcm import HEARING_RATE
from companion.base.errors import CompanionError, DataError, MissingExtra, UsageError
from companion.base.settings import Hearing
from companion.hearing.engine import SpeechToText, load_recogniser

ENGINES = ("openai-whisper", "transformers")


def _engine(name, models, **settings):
    return load_recogniser(Hearing(engine=name, **{"device": "cpu", "threads": 2} | settings), models)


@pytest.fixture(scope="module")
def engines(models):
    """Both, each loaded once."""
    return {name: _engine(name, models) for name in ENGINES}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, engines):
    return engines[request.param]


@pytest.fixture(scope="module")
def transcripts(engines, sounds):
    """What each engine writes."""
    return {name: engine.transcribe(sounds) for name, engine in engines.items()}


@pytest.fixture(scope="module")
def streamed(engine, sounds):
    """What it writes of a sound that comes in pieces."""
    return _whole(engine, sounds[0])


def _whole(engine, sound):
    stream = engine.stream()
    for start in range(0, len(sound), 512):
        stream.accept(sound[start : start + 512])
    return stream.finish()


def test_it_is_an_engine_with_the_catalogue_s_model(engine):
    assert isinstance(engine, SpeechToText)
    assert engine.name.endswith(":whisper-base")


def test_both_engines_write_the_same(transcripts):
    a, b = transcripts.values()
    assert [heard.text for heard in a] == [heard.text for heard in b]
    assert all("가" <= letter <= "힣" or not letter.isalpha() for heard in a for letter in heard.text)
    assert [heard.confidence for heard in a] == pytest.approx([heard.confidence for heard in b], abs=1e-3)


def test_ctranslate2_writes_the_same_with_the_same_weights(models, sounds, transcripts):
    import ctranslate2
    from faster_whisper.tokenizer import Tokenizer
    from tokenizers import Tokenizer as Tokens

    folder = models.locate("whisper-base")
    embedded = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="float32", intra_threads=2)
    tokenizer = Tokenizer(Tokens.from_file(str(folder / "tokenizer.json")), True, "transcribe", "ko")
    prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
    written = []
    for sound in sounds:
        spectrogram = whisper.log_mel_spectrogram(whisper.pad_or_trim(sound))[None].numpy()
        (result,) = embedded.generate(ctranslate2.StorageView.from_array(spectrogram), [prompt], beam_size=1)
        written.append(tokenizer.decode(result.sequences_ids[0]).strip())
    assert [heard.text for heard in transcripts["openai-whisper"]] == written


def test_the_embedded_engine_hears_nearly_the_same(models, sounds, transcripts):
    from rapidfuzz.distance import Levenshtein

    embedded = _engine("faster-whisper", models, context="full")
    distances = [
        Levenshtein.normalized_distance(embedded.transcribe(sound).text, heard.text)
        for sound, heard in zip(sounds, transcripts["openai-whisper"], strict=True)
    ]
    # It computes in 8-bit integers and writes with two beams, which moves a letter now and then.
    assert sum(distances) / len(distances) < 0.25


def test_a_stream_gives_what_the_batch_gives(request, streamed, transcripts, sounds):
    alone, batch = streamed, transcripts[request.node.callspec.params["engine"]][0]
    assert alone.text == batch.text
    assert alone.final
    assert alone.stable == len(alone.text) > 0
    assert alone.end_s == pytest.approx(len(sounds[0]) / HEARING_RATE)
    assert 0.2 < alone.confidence <= 1
    assert alone.confidence == pytest.approx(batch.confidence, abs=1e-3)


def test_silence_and_no_sound_at_all_are_no_words(engine):
    silence, nothing = engine.transcribe([np.zeros(2 * HEARING_RATE, np.float32), np.zeros(0, np.float32)])
    for heard in (silence, nothing):
        assert (heard.text, heard.confidence, heard.final) == ("", 0.0, True)
    assert engine.transcribe([]) == []


@pytest.mark.parametrize("engine", ["transformers"], indirect=True)  # a minute of sound takes each a minute
def test_a_sound_longer_than_the_window_is_heard_to_its_end(engine, sounds, transcripts):
    first, last = transcripts["transformers"][:2]
    pause = np.zeros(30 * HEARING_RATE - len(sounds[0]), np.float32)
    (both,) = engine.transcribe([np.concatenate([sounds[0], pause, sounds[1]])])
    assert both.text == f"{first.text} {last.text}"


def test_a_partial_transcript_comes_before_the_end(models, sounds):
    engine = _engine("openai-whisper", models, partial_every_ms=500)
    stream = engine.stream()
    partial = stream.accept(sounds[0])
    assert not partial.final
    assert partial.stable == 0
    assert partial.text == stream.finish().text != ""


def test_warming_up_leaves_no_trace(engine, sounds, streamed):
    engine.warm_up()
    assert _whole(engine, sounds[0]) == streamed


@pytest.mark.parametrize("name", ENGINES)
def test_a_damaged_model_file_is_one_clear_error(name, models, tmp_path):
    for file in models.locate("whisper-base").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes()[:500_000] if file.name == "model.bin" else b"")
    with pytest.raises(DataError, match=r"model\.bin: not a whole CTranslate2 model .* fetch the model again"):
        _engine(name, models, model=str(tmp_path))


def test_a_damaged_tokenizer_is_one_clear_error(models, tmp_path):
    shutil.copytree(models.locate("whisper-base"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(DataError, match=r"tokenizer\.json or config\.json is damaged"):
        _engine("transformers", models, model=str(tmp_path))


@pytest.mark.parametrize("name", ENGINES)
def test_a_folder_without_a_model_is_one_clear_error(name, models, tmp_path):
    with pytest.raises(UsageError) as e:
        _engine(name, models, model=str(tmp_path))
    assert str(tmp_path) in str(e.value)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("name", ENGINES)
def test_an_unknown_model_is_one_clear_error(name, models):
    with pytest.raises(CompanionError, match="no-such-model"):
        _engine(name, models, model="no-such-model")


@pytest.mark.parametrize("name", ENGINES)
def test_a_gpu_where_there_is_none_is_one_clear_error(name, models, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(UsageError, match="sees no GPU"):
        _engine(name, models, device="cuda")


@pytest.mark.parametrize(("name", "package"), [("openai-whisper", "whisper"), ("transformers", "transformers")])
def test_without_the_torch_extra_the_way_out_is_named(name, package, models, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[torch\]"):
        _engine(name, models)


def test_openai_s_own_checkpoint_is_loaded(models, sounds, transcripts, tmp_path):
    model = _engine("openai-whisper", models)._model
    checkpoint = tmp_path / "base.pt"
    torch.save({"dims": vars(model.dims), "model_state_dict": model.state_dict()}, checkpoint)
    for name in (checkpoint, tmp_path):  # the file, or the folder that holds it
        again = _engine("openai-whisper", models, model=str(name))
        assert again.transcribe(sounds[:1])[0].text == transcripts["openai-whisper"][0].text


def test_a_folder_that_transformers_saved_is_loaded(models, sounds, transcripts, tmp_path):
    engine = _engine("transformers", models)
    engine._model.save_pretrained(tmp_path)
    engine._tokenizer.save_pretrained(tmp_path)
    again = _engine("transformers", models, model=str(tmp_path))
    assert again.transcribe(sounds[:1])[0].text == transcripts["transformers"][0].text


def test_a_model_for_english_only_is_refused(models, tmp_path):
    sizes = whisper.model.ModelDimensions(80, 1500, 64, 1, 1, 51864, 448, 64, 1, 1)
    torch.save({"dims": vars(sizes), "model_state_dict": whisper.model.Whisper(sizes).state_dict()}, tmp_path / "e.pt")
    with pytest.raises(UsageError, match="English only"):
        _engine("openai-whisper", models, model=str(tmp_path))
