import json

import numpy as np
import pytest

from companion.base.errors import DataError
from companion.evaluation.intents import calibration_error, evaluate_intents, label_scores, read_labelled_phrases
from companion.models.embedder import UseEmbedder


def write(path, lines):
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_are_read_under_either_pair_of_keys_and_empty_lines_skipped(tmp_path):
    path = write(tmp_path / "a.jsonl", ['{"utt": "불 꺼", "intent": "off"}', "", '{"text": "불 켜", "label": "on"}'])
    assert read_labelled_phrases(path) == (["불 꺼", "불 켜"], ["off", "on"])


@pytest.mark.parametrize(
    "bad",
    ["{", "[]", '"불"', '{"utt": "불"}', '{"intent": "off"}', '{"utt": "", "label": "a"}', '{"utt": 1}', "[" * 100_000],
)
def test_a_bad_row_is_reported_with_its_line(tmp_path, bad):
    path = write(tmp_path / "a.jsonl", ['{"utt": "불 꺼", "intent": "off"}', bad])
    with pytest.raises(DataError, match=r"a\.jsonl:2: "):
        read_labelled_phrases(path)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\xff"])
def test_a_file_without_readable_rows_is_reported(tmp_path, content):
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(DataError, match=r"has no rows|cannot be read"):
        read_labelled_phrases(tmp_path / "a.jsonl")


def test_a_missing_file_is_reported(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_labelled_phrases(tmp_path / "none.jsonl")


def test_f1_counts_misses_and_false_alarms_and_names_the_confusion():
    worst, best = label_scores(["a", "a", "b", "b"], ["b", "b", "b", "b"])
    assert (worst.label, worst.f1, worst.n_test, worst.most_confused_with) == ("a", 0, 2, "b")
    assert (best.label, best.n_test, best.most_confused_with) == ("b", 2, None)
    assert best.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([1.0, 1.0], [True, True], 0.0),
        ([0.9] * 10, [True] * 9 + [False], 0.0),
        ([1.0, 1.0], [True, False], 0.5),
        ([0.95, 0.05], [False, True], 0.95),
    ],
)
def test_calibration_error_is_the_distance_between_certainty_and_truth(confidence, right, error):
    assert calibration_error(np.array(confidence), np.array(right)) == pytest.approx(error)


def test_the_report_tells_what_was_measured_and_progress_goes_to_stderr(tmp_path, capsys):
    lights = [f"{where} 불 {how}" for where in ("거실", "방", "부엌", "현관") for how in ("꺼 줘", "좀 꺼")]
    music = [f"{what} {how}" for what in ("노래", "음악", "재즈", "발라드") for how in ("틀어 줘", "좀 틀어")]
    rows = [json.dumps({"utt": text, "intent": "off"}) for text in lights]
    rows += [json.dumps({"utt": text, "intent": "play"}) for text in music]
    test = [
        '{"text": "안방 불 꺼 줄래", "label": "off"}',
        '{"text": "신나는 노래 틀어 줄래", "label": "play"}',
    ]
    train_path, test_path = write(tmp_path / "train.jsonl", rows), write(tmp_path / "test.jsonl", test)
    report = evaluate_intents(train_path, test_path, UseEmbedder())
    assert (report.accuracy, report.macro_f1) == (1.0, 1.0)
    assert (report.n_train, report.n_test) == (16, 2)
    assert 0 <= report.ece <= 1
    assert report.train_s > 0 < report.per_query_ms
    out, err = capsys.readouterr()
    assert out == ""
    assert "16 rows" in err


def test_training_rows_of_one_intent_are_a_data_error(tmp_path):
    path = write(tmp_path / "a.jsonl", ['{"utt": "불 꺼", "intent": "off"}'])
    with pytest.raises(DataError, match="one intent only"):
        evaluate_intents(path, path, UseEmbedder())
