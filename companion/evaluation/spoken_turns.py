"""Turns with every silence in them: recordings of a manifest, and the rows of a public benchmark.

The benchmark is livekit/eot-bench (Apache-2.0): one row a turn, with `id`, `language`, `audio` and `silence_spans`, of
which the last is the end of the turn and the others are pauses. Its data are for whoever has them; nothing is fetched.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Audio, Samples, read_audio, read_stream
from companion.base.errors import DataError, UsageError
from companion.evaluation.recordings import floor_dbfs, speech_bounds
from companion.evaluation.speech import read_manifest, spread

LANGUAGE: Final = "ko"
TAIL_S: Final = 0.5
"""Silence after the last word of a recording that may hold less."""
_LEAST_DBFS: Final = -70.0
_PARQUET: Final = ".parquet"
_ROWS: Final = ".jsonl"


@dataclass(frozen=True, slots=True, eq=False)
class SpokenTurn:
    """What somebody said until it was somebody else's turn.

    Attributes:
        name: for the report.
        speaker: who, as far as it is known.
        samples: 16 kHz mono.
        silences: (from, to) in seconds; the last one is the end of the turn.
    """

    name: str
    speaker: str
    samples: Samples
    silences: tuple[tuple[float, float], ...]


def read_turns(path: Path, count: int) -> list[SpokenTurn]:
    """`count` turns, spread evenly over a manifest (`.tsv`) or a benchmark (`.parquet`, `.jsonl`, a folder of these).

    Raises:
        DataError: a mistake in the file.
        UsageError: a sound that cannot be read or has no speech in it, or a package that is missing.
    """
    if path.is_dir() or path.suffix in (_PARQUET, _ROWS):
        turns = list(_benchmark(path))
        if not turns:
            raise DataError(path, None, f"has no turns in «{LANGUAGE}»", "name the rows of that language")
        return [turns[index] for index in spread(len(turns), count)]
    rows = read_manifest(path)
    return [_recorded(rows[index].path, rows[index].speaker) for index in spread(len(rows), count)]


# --- recordings ------------------------------------------------------------------------------------------------------


def _recorded(path: Path, speaker: str) -> SpokenTurn:
    samples = read_audio(path).at(HEARING_RATE).samples
    try:
        bounds = speech_bounds(samples, HEARING_RATE)
    except ValueError as e:
        raise UsageError(f"{path}: {e}") from None
    end_s = bounds.end_s + TAIL_S
    return SpokenTurn(path.name, speaker, _lasting(samples, end_s), (*bounds.pauses, (bounds.end_s, end_s)))


def _lasting(samples: Samples, seconds: float) -> Samples:
    """The sound until then; what is missing is noise as loud as its own. Digital silence would give the end away."""
    length = round(seconds * HEARING_RATE)
    missing = length - len(samples)
    if missing <= 0:
        return samples[:length]
    gain = 10 ** (max(_LEAST_DBFS, floor_dbfs(samples, HEARING_RATE)) / 20)
    noise = np.random.default_rng(len(samples)).standard_normal(missing) * gain
    return np.concatenate((samples, noise.astype(np.float32)))


# --- the benchmark's rows --------------------------------------------------------------------------------------------


def _benchmark(path: Path) -> Iterator[SpokenTurn]:
    files = sorted(found for found in path.rglob("*") if found.suffix in (_PARQUET, _ROWS)) if path.is_dir() else [path]
    for file in files:
        for number, row in enumerate(_parquet(file) if file.suffix == _PARQUET else _json_rows(file), 1):
            if str(row.get("language", "")).strip().lower() == LANGUAGE:
                yield _turn(row, file, number)


def _parquet(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        fix = f"pip install pyarrow, or name a {_ROWS} file"
        raise UsageError(f"{file}: reading Parquet needs pyarrow; {fix}") from None
    for group in parquet.ParquetFile(file).iter_batches(16, columns=["id", "language", "audio", "silence_spans"]):
        yield from group.to_pylist()


def _json_rows(file: Path) -> Iterator[Mapping[str, Any]]:
    """Rows whose `audio` is `{"path": …}`, relative to the file."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as e:
            raise DataError(file, number, f"not JSON: {e}", "write one row a line") from None
        if not isinstance(row, dict):
            raise DataError(file, number, "not an object", "write one row a line")
        yield row


def _turn(row: Mapping[str, Any], file: Path, number: int) -> SpokenTurn:
    try:
        name, spans = str(row["id"]), [(float(span["start"]), float(span["end"])) for span in row["silence_spans"]]
        sound = _sound(row["audio"], file, name)
    except (KeyError, TypeError, ValueError) as e:
        problem = f"lacks {e}" if isinstance(e, KeyError) else str(e)
        raise DataError(file, number, problem, "a row has id, language, audio and silence_spans") from None
    if not spans or any(end < start or start < 0 for start, end in spans):
        raise DataError(file, number, "has no silence to end with, or one that ends first", "give (start, end) in s")
    samples = _lasting(sound.at(HEARING_RATE).samples, spans[-1][0] + TAIL_S)
    # Nobody is named there; a turn is somebody's of its own.
    return SpokenTurn(name, name, samples, tuple(spans))


def _sound(audio: Mapping[str, Any], file: Path, name: str) -> Audio:
    if audio.get("array") is not None:
        array: Sequence[float] = audio["array"]
        return Audio(np.asarray(array, np.float32), int(audio["sampling_rate"]))
    if audio.get("bytes"):
        return read_stream(io.BytesIO(audio["bytes"]), name=name)
    return read_audio(file.parent / audio["path"])
