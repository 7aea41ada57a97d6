"""How well speech is recognised: character error rate and computing time, engine beside engine.

The character error rate (CER) of a set is its edits (Levenshtein) over its reference characters, after both sides
were composed (NFC), folded in case and stripped of spaces and punctuation. Where an utterance has two references,
digits and numbers in words for example, the one that fits better counts.
"""

from __future__ import annotations

import csv
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final, TextIO

import numpy as np
from rapidfuzz.distance import Levenshtein

from companion.audio.filters import convolve
from companion.audio.pcm import HEARING_RATE, Samples, read_audio
from companion.base.errors import DataError, UsageError
from companion.base.files import read_text
from companion.base.table import table
from companion.hearing.engine import SpeechToText

_PROGRESS_EVERY: Final = 50
_SOUNDS: Final = (".wav", ".flac")
_RESAMPLES: Final = 1000
_INTERVAL: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row of a manifest: a recording and what is said in it.

    Attributes:
        path: the sound file.
        references: one or two ways to write it.
        speaker, corpus: "" where the manifest does not tell.
    """

    path: Path
    references: tuple[str, ...]
    speaker: str
    corpus: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What an engine made of one recording.

    Attributes:
        path: the sound file.
        references: what is said, as the manifest has it.
        text: the transcript.
        confidence: the engine's, 0 to 1.
        edits: characters inserted, deleted or replaced.
        characters: of the reference that fits better.
        duration_s: length of the recording.
        elapsed_s: time from the end of the sound to the transcript.
        cpu_s: time that all processor cores together worked on it.
    """

    path: str
    references: tuple[str, ...]
    text: str
    confidence: float
    edits: int
    characters: int
    duration_s: float
    elapsed_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of a set of recordings.

    Attributes:
        n: recordings.
        cer: edits over reference characters.
        interval: 95 % of the CERs of samples of `n` recordings drawn with replacement (bootstrap).
        empty: recordings in which nothing was heard.
        cpu_s: mean seconds of processor time for one recording.
        real_time_factor: time until the transcript over length of the sound.
    """

    n: int
    cer: float
    interval: tuple[float, float]
    empty: int
    cpu_s: float
    real_time_factor: float


@dataclass(frozen=True, slots=True)
class EngineResult:
    """One engine over all recordings; corpora and speakers by name, none where the manifest has none."""

    name: str
    total: Score
    corpora: Mapping[str, Score]
    speakers: Mapping[str, Score]
    utterances: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class SpeechResult:
    """Every engine over the same sounds.

    Attributes:
        recordings: how many.
        duration_s: of all together.
        conditions: what was done to the sound, in words.
        engines: in the order in which they were given.
    """

    recordings: int
    duration_s: float
    conditions: str
    engines: tuple[EngineResult, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        return asdict(self)


def read_manifest(path: Path) -> list[ManifestRow]:
    """Rows of a tab-separated file with a header; quoting as in CSV, other columns ignored.

    Columns `path` (relative to the manifest) and `text`; where there are any, `text_spoken`, `speaker`, `corpus`.

    Raises:
        DataError: unreadable file, a missing column, a row without text or sound file, or no row at all.
    """
    rows = list(_rows(path))
    if not rows:
        raise DataError(path, None, "has no rows", "write one recording a line under the header")
    return rows


def _rows(path: Path) -> Iterator[ManifestRow]:
    reader = csv.DictReader(StringIO(read_text(path), newline=""), delimiter="\t", strict=True)
    try:
        if not {"path", "text"} <= set(reader.fieldnames or ()):
            fix = "name both columns, separated by a tab"
            raise DataError(path, 1, "the header lacks «path» or «text»", fix)
        for row in reader:
            if None in row or not row["path"] or row["text"] is None:
                fix = "separate the cells by one tab each"
                raise DataError(path, reader.line_num, "a row needs a path and a text", fix)
            if not characters(row["text"]):
                raise DataError(path, reader.line_num, "the text has no letters", "write what is said")
            sound = path.parent / row["path"]
            if not sound.is_file():
                raise DataError(path, reader.line_num, f"{sound}: no such file", "paths are relative to the manifest")
            references = (row["text"], row.get("text_spoken") or "")
            yield ManifestRow(
                sound, tuple(filter(characters, references)), row.get("speaker") or "", row.get("corpus") or ""
            )
    except csv.Error as e:
        fix = "close and double the quotes"
        raise DataError(path, reader.reader.line_num, f"not tab-separated values: {e}", fix) from None


def spread(number: int, count: int) -> list[int]:
    """`count` of so many rows, spread evenly over them, or all where there are fewer."""
    count = min(count, number)
    return sorted({round(i * (number - 1) / max(1, count - 1)) for i in range(count)})


def characters(text: str) -> str:
    """What of a text counts: composed, in lower case, without spaces and punctuation."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(ch for ch in composed if unicodedata.category(ch)[0] not in "ZPC")


def character_errors(text: str, references: Sequence[str]) -> tuple[int, int]:
    """Edits between a transcript and the reference with the lowest CER, and the length of that reference.

    Args:
        text: the transcript.
        references: at least one, each with a letter in it.
    """
    heard = characters(text)
    pairs = [(Levenshtein.distance(heard, reference), len(reference)) for reference in map(characters, references)]
    return min(pairs, key=lambda pair: pair[0] / pair[1])


class Conditions:
    """Noise and room that every engine is to hear alike.

    Args:
        noise: a WAV or FLAC file, or a folder of them; None for none.
        snr_db: power of the whole recording over that of the noise mixed into it.
        rir: impulse response of a room; None for none.
        seed: chooses the noise and its stretch; one recording always gets the same.

    Raises:
        UsageError: a file that cannot be read, or holds nothing; a folder without sounds.
    """

    def __init__(self, noise: Path | None, snr_db: float, rir: Path | None, seed: int = 0) -> None:
        self._noises = sounds_at(noise) if noise else []
        self._snr_db = snr_db
        self._rir = _sound(rir) if rir else None
        self._seed = seed
        named = ((f"room {rir.name}", rir) if rir else ("", None), (f"noise at {snr_db:g} dB", noise))
        self.description = ", ".join(words for words, used in named if used) or "as recorded"

    def apply(self, samples: Samples, index: int) -> Samples:
        """The sound of one recording as it is to be heard.

        Args:
            samples: 16 kHz mono.
            index: number of the recording among those that are heard.
        """
        if self._rir is not None:
            samples = in_room(samples, self._rir)
        if not self._noises:
            return samples
        random = np.random.default_rng((self._seed, index))
        noise = self._noises[random.integers(len(self._noises))]
        start = random.integers(len(noise))
        return mix(samples, np.resize(np.roll(noise, -start), len(samples)), self._snr_db)


def mix(speech: Samples, noise: Samples, snr_db: float) -> Samples:
    """Speech with noise of the same length at a signal-to-noise ratio of their powers, in dB."""
    power = float(np.mean(noise**2))
    if not power:
        return speech
    gain = np.sqrt(float(np.mean(speech**2)) / power / 10 ** (snr_db / 10))
    return np.asarray(speech + gain * noise, np.float32)


def in_room(speech: Samples, response: Samples) -> Samples:
    """Speech as heard in a room: same length, same power, the direct sound where it was."""
    direct = int(np.argmax(np.abs(response)))
    heard = convolve(speech, response)[direct : direct + len(speech)]
    loudness = np.sqrt(np.mean(speech**2) / max(float(np.mean(heard**2)), 1e-12))
    return np.asarray(heard * loudness, np.float32)


def sounds_at(place: Path) -> list[Samples]:
    """The sound of a file, or those of a folder's WAV and FLAC files by name; 16 kHz mono.

    Raises:
        UsageError: a file that cannot be read, or holds nothing; a folder without sounds.
    """
    if not place.is_dir():
        return [_sound(place)]
    found = sorted(path for path in place.iterdir() if path.suffix.lower() in _SOUNDS)
    if not found:
        raise UsageError(f"{place}: holds no WAV or FLAC file")
    return [_sound(path) for path in found]


def _sound(path: Path) -> Samples:
    samples: Samples = read_audio(path).at(HEARING_RATE).samples
    if not np.any(samples):
        raise UsageError(f"{path}: holds nothing but silence")
    return samples


def evaluate_speech(
    engines: Iterable[SpeechToText],
    manifest: Path,
    *,
    count: int | None = None,
    noise: Path | None = None,
    snr_db: float = 10.0,
    rir: Path | None = None,
    progress: TextIO,
) -> SpeechResult:
    """Recognise the recordings of a manifest with every engine, each recording as one whole utterance.

    Args:
        engines: taken one after another, so that a generator can hold one in memory at a time.
        manifest: see `read_manifest`.
        count: so many recordings, spread evenly over it; None for all.
        noise, snr_db, rir: what is done to the sound before; see `Conditions`.
        progress: where a line on how far it is goes now and then.

    Raises:
        DataError: a mistake in the manifest.
        UsageError: a sound that cannot be read.
    """
    rows = read_manifest(manifest)
    recordings = rows if count is None else [rows[index] for index in spread(len(rows), count)]
    conditions = Conditions(noise, snr_db, rir)
    results = tuple(_measure(engine, recordings, conditions, progress) for engine in engines)
    duration_s = sum(heard.duration_s for heard in results[0].utterances) if results else 0.0
    return SpeechResult(len(recordings), duration_s, conditions.description, results)


def _measure(
    engine: SpeechToText, recordings: Sequence[ManifestRow], conditions: Conditions, progress: TextIO
) -> EngineResult:
    engine.warm_up()
    utterances = []
    for index, spoken in enumerate(recordings):
        samples = conditions.apply(read_audio(spoken.path).at(HEARING_RATE).samples, index)
        utterances.append(_hear(engine, spoken, samples))
        if (index + 1) % _PROGRESS_EVERY == 0 or index + 1 == len(recordings):
            print(f"{engine.name}: {index + 1}/{len(recordings)}", file=progress, flush=True)
    return EngineResult(
        engine.name,
        score_recognition(utterances),
        _by([spoken.corpus for spoken in recordings], utterances),
        _by([spoken.speaker for spoken in recordings], utterances),
        tuple(utterances),
    )


def _hear(engine: SpeechToText, spoken: ManifestRow, samples: Samples) -> Heard:
    stream = engine.stream()
    cpu, started = time.process_time(), time.perf_counter()
    stream.accept(samples)
    transcript = stream.finish()
    elapsed_s, cpu_s = time.perf_counter() - started, time.process_time() - cpu
    edits, length = character_errors(transcript.text, spoken.references)
    return Heard(
        str(spoken.path),
        spoken.references,
        transcript.text,
        transcript.confidence,
        edits,
        length,
        len(samples) / HEARING_RATE,
        elapsed_s,
        cpu_s,
    )


def _by(groups: Sequence[str], utterances: Sequence[Heard]) -> dict[str, Score]:
    among: dict[str, list[Heard]] = {}
    for group, heard in zip(groups, utterances, strict=True):
        if group:
            among.setdefault(group, []).append(heard)
    return {group: score_recognition(among[group]) for group in sorted(among)}


def score_recognition(utterances: Sequence[Heard]) -> Score:
    """The figures of one or more recordings."""
    edits = np.array([heard.edits for heard in utterances])
    lengths = np.array([heard.characters for heard in utterances])
    drawn = np.random.default_rng(0).integers(len(utterances), size=(_RESAMPLES, len(utterances)))
    low, high = np.percentile(edits[drawn].sum(1) / lengths[drawn].sum(1), _INTERVAL)
    return Score(
        n=len(utterances),
        cer=float(edits.sum() / lengths.sum()),
        interval=(float(low), float(high)),
        empty=sum(not heard.text for heard in utterances),
        cpu_s=sum(heard.cpu_s for heard in utterances) / len(utterances),
        real_time_factor=sum(heard.elapsed_s for heard in utterances) / sum(heard.duration_s for heard in utterances),
    )


def report_speech(result: SpeechResult) -> str:
    """The result as tables: the engines, and their CER by corpus and by speaker."""
    dearest = max((engine.total.cpu_s for engine in result.engines), default=0.0)
    engines = [
        (
            engine.name,
            f"{total.cer:.1%}",
            f"{total.interval[0]:.1%}–{total.interval[1]:.1%}",
            total.empty,
            f"{total.cpu_s:.3f}",
            f"{dearest / total.cpu_s:.1f}",
            f"{total.real_time_factor:.3f}",
        )
        for engine in result.engines
        for total in (engine.total,)
    ]
    minutes = result.duration_s / 60
    parts = [
        f"{result.recordings} recordings, {minutes:.1f} minutes, {result.conditions}",
        table(("engine", "CER", "95 %", "empty", "CPU s each", "times less", "RTF"), engines),
        _groups("CER by corpus", result.engines, [engine.corpora for engine in result.engines]),
        _groups("CER by speaker", result.engines, [engine.speakers for engine in result.engines]),
    ]
    return "\n\n".join(filter(None, parts))


def _groups(title: str, engines: Sequence[EngineResult], scores: Sequence[Mapping[str, Score]]) -> str:
    if not scores or not scores[0]:
        return ""
    rows = [(group, first.n, *(f"{of[group].cer:.1%}" for of in scores)) for group, first in scores[0].items()]
    return table((title, "n", *(engine.name for engine in engines)), rows)
