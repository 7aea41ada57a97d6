"""How well the intent classifier learns a label set: train on one file, test on another."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.base.errors import DataError
from companion.base.files import read_text
from companion.models.embedder import Embedder
from companion.understanding.intents import IntentClassifier

_TEXT_KEYS = ("text", "utt")
_LABEL_KEYS = ("intent", "label")
_CONFIDENCE_BINS = 15
_WORST = 10


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One intent's result; `most_confused_with` is the intent most often predicted in its place."""

    label: str
    f1: float
    n_test: int
    most_confused_with: str | None


@dataclass(frozen=True, slots=True)
class IntentReport:
    """What `evaluate` measured.

    Attributes:
        accuracy: share of test rows whose most probable intent is right.
        macro_f1: mean F1 over the intents that occur in the test rows or among the predictions.
        ece: expected calibration error over 15 equally wide bins of confidence (Guo et al. 2017).
        train_s: seconds to train, embeddings and calibration included, model files already loaded.
        per_query_ms: mean milliseconds of one prediction, embedding included.
        n_train: training rows.
        n_test: test rows.
        worst: the intents with the lowest F1, the lowest first.
    """

    accuracy: float
    macro_f1: float
    ece: float
    train_s: float
    per_query_ms: float
    n_train: int
    n_test: int
    worst: tuple[LabelScore, ...]


def read_labelled_phrases(path: Path) -> tuple[list[str], list[str]]:
    """The texts and the intents of a JSON Lines file; empty lines are skipped.

    Each row is an object with the text under `text` or `utt` and its intent under `intent` or `label`.

    Raises:
        DataError: unreadable file, a row without text or intent, or no row at all.
    """
    lines = read_text(path).split("\n")
    texts, labels = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as e:
            raise DataError(path, number, f"not valid JSON: {e}", "write one JSON object a line") from None
        texts.append(_string(row, _TEXT_KEYS, path, number))
        labels.append(_string(row, _LABEL_KEYS, path, number))
    if not texts:
        raise DataError(path, None, "has no rows", "write one JSON object a line")
    return texts, labels


def _string(row: object, keys: Sequence[str], path: Path, line: int) -> str:
    for key in keys:
        value = row.get(key) if isinstance(row, dict) else None
        if isinstance(value, str) and value.strip():
            return value
    names = " or ".join(f"«{key}»" for key in keys)
    raise DataError(path, line, f"a row needs a non-empty string under {names}", "add it")


def evaluate_intents(train_path: Path, test_path: Path, embedder: Embedder) -> IntentReport:
    """Train the classifier that ships on one file and measure it on another; progress goes to stderr.

    Raises:
        DataError: a file that `read_labelled` rejects, or training rows of a single intent.
    """
    texts, labels = read_labelled_phrases(train_path)
    test_texts, truth = read_labelled_phrases(test_path)
    if len(set(labels)) < 2:
        raise DataError(train_path, None, "holds one intent only", "add rows of at least one other intent")
    embedder.encode(["준비"])  # loading the model is no part of training
    _progress(f"training on {len(texts)} rows, {len(set(labels))} intents …")
    start = time.perf_counter()
    classifier = IntentClassifier.train(texts, labels, embedder)
    train_s = time.perf_counter() - start
    _progress(f"trained in {train_s:.1f} s; testing on {len(test_texts)} rows …")
    start = time.perf_counter()
    best = [classifier.predict(text)[0] for text in test_texts]
    per_query_ms = (time.perf_counter() - start) / len(test_texts) * 1000
    predicted = [label for label, _ in best]
    right = np.array([p == t for p, t in zip(predicted, truth, strict=True)])
    scores = label_scores(truth, predicted)
    return IntentReport(
        accuracy=float(right.mean()),
        macro_f1=float(np.mean([score.f1 for score in scores])),
        ece=calibration_error(np.array([confidence for _, confidence in best]), right),
        train_s=train_s,
        per_query_ms=per_query_ms,
        n_train=len(texts),
        n_test=len(test_texts),
        worst=tuple(scores[:_WORST]),
    )


def label_scores(truth: Sequence[str], predicted: Sequence[str]) -> list[LabelScore]:
    """F1 of every intent that is true or predicted somewhere, the lowest first."""
    pairs = list(zip(truth, predicted, strict=True))
    scores = []
    for label in sorted({*truth, *predicted}):
        instead = [p for t, p in pairs if t == label and p != label]
        hits = sum(t == p == label for t, p in pairs)
        wrongly = sum(p == label != t for t, p in pairs)
        f1 = 2 * hits / (2 * hits + wrongly + len(instead))
        confused = max(sorted(set(instead)), key=instead.count, default=None)
        scores.append(LabelScore(label, f1, hits + len(instead), confused))
    return sorted(scores, key=lambda score: score.f1)


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Mean distance between confidence and accuracy over equally wide bins, weighted by their rows.

    Args:
        confidence: probability of the predicted intent, shape (n,).
        right: whether the prediction was right, shape (n,).
    """
    bins = np.minimum((confidence * _CONFIDENCE_BINS).astype(np.intp), _CONFIDENCE_BINS - 1)
    surplus = np.bincount(bins, weights=confidence - right, minlength=_CONFIDENCE_BINS)
    return float(np.abs(surplus).sum() / len(confidence))


def _progress(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
