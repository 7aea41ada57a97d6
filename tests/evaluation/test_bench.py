import json
import sys

import pytest

from companion.base.errors import CompanionError, DataError
from companion.dialogue.expected import names_of
from companion.evaluation import bench
from companion.evaluation.latency import Latency, machine
from companion.understanding.phrases import training_sentences


@pytest.fixture
def measured(assistant, tmp_path, monkeypatch):
    """Ten turns over three utterances, one of which is silence, and one start."""
    monkeypatch.setattr(bench, "STARTS", 1)
    path = tmp_path / "utterances.txt"
    path.write_text("수원 맛집을 찾아줘\n\n…\n그중에 두 번째는?\n", encoding="utf-8")
    return bench.bench_text(assistant, path, 10, "default")


def test_percentiles_are_those_of_the_durations():
    assert Latency.of(range(101)) == Latency(50, 95, 99, 100)
    assert Latency.of([7.0]) == Latency(7, 7, 7, 7)


def test_a_benchmark_measures_stages_starts_and_the_baseline(measured):
    assert measured["turns"] == 10
    assert list(measured["stages_ms"]) == ["understand", "answer", "speak", "total"]
    for latency in (*measured["stages_ms"].values(), measured["baseline_ms"]):
        assert 0 <= latency["p50"] <= latency["p95"] <= latency["p99"] <= latency["max"]
    start = measured["start"]
    assert start["processes"] == 1
    assert 0 < start["first_answer_s"]["median"] <= start["process_s"]["max"]
    assert measured["machine"]["cores"] >= 1
    assert json.loads(json.dumps(measured)) == measured


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't tell the peak memory of a running process")
def test_peak_memory_is_that_of_a_process_of_its_own(measured):
    assert 20 < measured["start"]["peak_memory_mb"] < 2000


def test_the_report_names_the_machine_and_every_figure(measured):
    text = bench.report_text(measured)
    assert text.startswith(f"{machine().cpu}, ")
    for name in ("understand", "answer", "speak", "total", "keyword baseline", "first answer", "peak memory"):
        assert name in text


def test_memory_that_cannot_be_told_is_not_invented(measured):
    measured["start"]["peak_memory_mb"] = None
    assert "peak memory: unknown" in bench.report_text(measured)


def test_the_default_utterances_cover_every_intent_with_names_of_their_own_and_are_always_the_same(assistant):
    utterances = bench.default_utterances(assistant)
    assert utterances == bench.default_utterances(assistant)
    assert not [text for text in utterances if "{" in text]
    plain = {phrase for intent in assistant.intents.values() for phrase in intent.phrases if "{" not in phrase}
    assert plain <= set(utterances)
    trained = set(training_sentences(assistant.intents, names_of(assistant))[0])
    assert len(set(utterances) - trained) > 100


def test_questions_that_can_be_followed_up_are(assistant):
    utterances = bench.default_utterances(assistant)
    at = utterances.index("다른 데", 1)
    assert at > 0
    assert {"그 전에는?", "두 번째 집은 어디야?"} <= set(utterances)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "no utterances"), (b"\n \n", "no utterances"), (b"\xff\xff", "cannot be read")],
)
def test_a_file_without_utterances_is_reported(tmp_path, content, problem):
    path = tmp_path / "utterances.txt"
    path.write_bytes(content)
    with pytest.raises(DataError, match=problem):
        bench.read_utterances(path)


def test_a_start_that_fails_says_why():
    with pytest.raises(CompanionError, match="unknown profile «nosuch»"):
        bench._start("nosuch")
