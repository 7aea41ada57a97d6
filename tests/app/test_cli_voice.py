"""The commands of the voice, with real models, and what they say when something is wrong."""

import json
import shutil
from unittest.mock import patch

import numpy as np
import pytest

from companion.app import engines
from companion.app import main as cli
from companion.audio.pcm import read_audio
from companion.hearing.engine import load_recogniser

QUESTION = "경기도지사가 누구야?"


@pytest.fixture(scope="module")
def question(models, tmp_path_factory):
    path = tmp_path_factory.mktemp("said") / "question.wav"
    assert cli.main(["say", QUESTION, "-o", str(path)]) == 0
    return path


def run(capsys, *arguments):
    status = cli.main(list(arguments))
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return status, captured.out, captured.err


def last_line(text):
    return text.strip().splitlines()[-1]


def test_what_is_said_can_be_transcribed(question, capsys):
    status, out, _ = run(capsys, "transcribe", str(question), "--json")
    row = json.loads(out)
    assert status == 0
    assert set(row) == {"path", "text", "duration_s", "elapsed_s", "engine"}
    assert "경기도" in row["text"]
    assert row["duration_s"] == pytest.approx(read_audio(question).duration_s, abs=0.001)


def test_several_files_are_transcribed_in_order(question, tmp_path, capsys):
    other = tmp_path / "other.wav"
    shutil.copy(question, other)
    _, out, _ = run(capsys, "transcribe", str(question), str(other))
    assert [line.partition(":")[0] for line in out.splitlines()] == [str(question), str(other)]


def test_speech_is_at_an_even_loudness_and_does_not_clip(question):
    samples = read_audio(question).samples
    assert np.abs(samples).max() < 0.9
    assert np.sqrt(np.mean(samples**2)) > 0.02


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["say", "안녕"], "give a TEXT and -o FILE.wav"),
        (["say", "🙂", "-o", "OUT"], "nothing to say"),
        (["transcribe", "/no/such.wav"], "no such file"),
        (["transcribe", "TEXT"], "not a sound file"),
        (["models", "pull", "whisper-huge"], "whisper-huge"),
        (["eval", "speech", "TEXT"], "TEXT"),
        (["eval", "voices", "--sentences", "0"], "at least 1"),
        (["bench", "voice", "--count", "0"], "at least 1"),
    ],
)
def test_bad_usage_is_one_clear_line(arguments, problem, models, tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text("no sound\n", encoding="utf-8")
    names = {"OUT": str(tmp_path / "out.wav"), "TEXT": str(text)}
    status, _, err = run(capsys, *(names.get(word, word) for word in arguments))
    assert status == 2
    assert names.get(problem, problem) in last_line(err)


def test_an_engine_that_does_not_exist_is_named_with_those_that_do(question, capsys, monkeypatch):
    monkeypatch.setenv("COMPANION_HEARING__ENGINE", "faster-wisper")
    status, _, err = run(capsys, "transcribe", str(question))
    assert status == 2
    assert "faster-wisper" in last_line(err)
    assert "faster-whisper" in last_line(err)


def test_a_missing_extra_is_one_line_that_names_it(question, capsys, monkeypatch):
    monkeypatch.setenv("COMPANION_SPEAKING__ENGINE", "supertonic")
    monkeypatch.setenv("COMPANION_SPEAKING__FALLBACK", "supertonic")
    with patch.dict("sys.modules", {"supertonic": None}), patch("companion.models.store.ModelStore.ensure"):
        status, _, err = run(capsys, "say", "안녕", "-o", str(question.with_name("x.wav")))
    assert status == 1
    assert "companion-robot[supertonic]" in last_line(err)


def test_without_models_and_network_it_says_what_was_tried_and_what_to_do(question, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COMPANION_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    status, _, err = run(capsys, "transcribe", str(question))
    assert status == 1
    assert "whisper-base" in last_line(err)
    assert "Without a network" in last_line(err)


def test_a_voice_whose_model_is_broken_gives_way_to_the_fallback(models, tmp_path, capsys, monkeypatch):
    broken = tmp_path / "voice"
    shutil.copytree(models.locate("kokoro-82m"), broken)
    (broken / "model.onnx").write_bytes((broken / "model.onnx").read_bytes()[:1000])
    monkeypatch.setenv("COMPANION_SPEAKING__MODEL", str(broken))
    status, _, err = run(capsys, "say", "안녕하세요", "-o", str(tmp_path / "a.wav"))
    assert status == 0
    assert "espeak-ng speaks instead" in err
    assert read_audio(tmp_path / "a.wav").duration_s > 0.3


def test_the_models_are_listed_with_their_state(models, capsys):
    _, out, _ = run(capsys, "models", "list", "--json")
    states = {row["name"]: row["state"] for row in map(json.loads, out.splitlines())}
    assert states["whisper-base"] == "present"
    _, table, _ = run(capsys, "models", "list")
    header, *lines = table.splitlines()
    assert header.split() == ["MODEL", "FOR", "LANGUAGES", "SIZE", "STATE", "LICENCE"]
    assert [line.split()[0] for line in lines] == list(states)
    assert run(capsys, "models", "verify", "kokoro-82m") == (0, "kokoro-82m: ok\n", "")


def test_recognisers_are_compared_on_a_manifest(question, capsys):
    manifest = question.with_name("manifest.tsv")
    manifest.write_text(f"path\ttext\n{question.name}\t{QUESTION}\n", encoding="utf-8")
    both = ["--engine", "faster-whisper", "--engine", "faster-whisper@full"]
    status, out, _ = run(capsys, "eval", "speech", str(manifest), *both, "--json")
    engines = json.loads(out)["engines"]
    assert status == 0
    assert [engine["name"] for engine in engines] == ["faster-whisper:whisper-base", "faster-whisper:whisper-base@full"]
    assert all(engine["total"]["cer"] < 0.5 for engine in engines)


def test_the_recogniser_is_measured_beside_its_peer_with_the_same_weights(question, capsys):
    manifest = question.with_name("once.tsv")
    manifest.write_text(f"path\ttext\n{question.name}\t{QUESTION}\n", encoding="utf-8")
    status, out, _ = run(capsys, "eval", "speech", str(manifest), "--peer", "--json")
    ours, peer = json.loads(out)["engines"]
    assert (status, ours["name"]) == (0, "faster-whisper:whisper-base")
    assert peer["name"] == "faster-whisper as documented:whisper-base"
    assert peer["total"]["cer"] < 0.5


def test_a_recogniser_that_is_told_names_hears_them_on_a_manifest(question, capsys, monkeypatch):
    manifest = question.with_name("twice.tsv")
    manifest.write_text("path\ttext\n" + 2 * f"{question.name}\t{QUESTION}\n", encoding="utf-8")
    told = []

    def loaded(settings, store, hints):
        told.append((settings.prompt_names, bool(hints.names), bool(hints.known)))
        return load_recogniser(settings, store, hints)

    monkeypatch.setattr(engines, "load_recogniser", loaded)
    for number, known in ((0, "false"), (3, "false"), (0, "true")):
        monkeypatch.setenv("COMPANION_HEARING__PROMPT_NAMES", str(number))
        monkeypatch.setenv("COMPANION_HEARING__KNOWN_NAMES", known)
        status, out, _ = run(capsys, "eval", "speech", str(manifest), "--count", "1", "--json")
        assert (status, json.loads(out)["recordings"]) == (0, 1)
    assert told == [(0, False, False), (3, True, True), (0, True, True)]
    assert run(capsys, "eval", "speech", str(manifest), "--count", "0")[0] == 2
