"""Where speech truly begins and ends in a recording, from its energy alone.

This is the reference that latencies are counted from, so it owes nothing to the detectors that are measured. It looks
at the whole recording at once and is meant for one speaker in a quiet room or hall. Noise is to be added to the
recording afterwards: babble or music would be taken for speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.audio.pcm import Samples

HOP_S: Final = 0.01
"""Length of a stretch whose energy is taken, and the resolution of everything found."""
NOISE_PERCENTILE: Final = 10
"""The noise floor is the level that the quietest tenth of the recording stays under: even a recording cut closely has
so many closures, breaths and edges."""
ACTIVE_PERCENTILE: Final = 95
"""The active level is what the loudest twentieth of the speech exceeds: its vowels."""
STANDS_OUT_DB: Final = 10.0
"""What is so far above the noise floor is speech when the active level is taken."""
SPEECH_RANGE_DB: Final = 35.0
"""Speech reaches so far down from the active level: the weakest consonants are about 30 dB under the strongest vowels
(Fletcher 1953), and what follows is reverberation and breath."""
NOISE_MARGIN_DB: Final = 8.0
"""How far above the noise floor speech has to be where the floor is high; the level of stationary noise in 10 ms
varies by 1 to 3 dB."""
CLICK_S: Final = 0.04
APART_S: Final = 0.1
"""Sound shorter than `CLICK_S` and `APART_S` away from any other is a click of lips, keys or a switch."""
PAUSE_S: Final = 0.15
"""Silence from which on it is a pause; closures of Korean tense stops last up to about 0.15 s."""

_SILENT_DB: Final = -120.0


@dataclass(frozen=True, slots=True)
class SpeechBounds:
    """Where speech is in a recording, in seconds from its beginning.

    Attributes:
        start_s: where it begins.
        end_s: where it ends.
        pauses: the silences inside it, (from, to).
    """

    start_s: float
    end_s: float
    pauses: tuple[tuple[float, float], ...]


def speech_bounds(samples: Samples, rate: int) -> SpeechBounds:
    """Where speech begins, pauses and ends.

    Args:
        samples: the recording, shape (n,).
        rate: samples a second.

    Raises:
        ValueError: nothing stands out of the noise.
    """
    levels = _levels(samples, rate)
    runs = _without_clicks(list(_runs(levels >= _threshold(levels))))
    if not runs:
        raise ValueError("no speech stands out of the noise of the recording")
    gaps = ((end, start) for (_, end), (start, _) in pairwise(runs))
    pauses = tuple((end * HOP_S, start * HOP_S) for end, start in gaps if (start - end) * HOP_S >= PAUSE_S)
    return SpeechBounds(runs[0][0] * HOP_S, runs[-1][1] * HOP_S, pauses)


def floor_dbfs(samples: Samples, rate: int) -> float:
    """The level of the noise in a recording, in dB under full scale."""
    return _floor(_levels(samples, rate))


def _floor(levels: NDArray[np.float64]) -> float:
    recorded = levels[levels > _SILENT_DB]  # digital silence was added later and says nothing about the noise
    return float(np.percentile(recorded, NOISE_PERCENTILE)) if len(recorded) else _SILENT_DB


def _levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The level of each hop in dB under full scale, without the offset of the converter."""
    hop = round(rate * HOP_S)
    hops = np.asarray(samples[: len(samples) // hop * hop], np.float64).reshape(-1, hop)
    power: NDArray[np.float64] = hops.var(axis=1)
    return 10 * np.log10(np.maximum(power, 10 ** (_SILENT_DB / 10)))


def _threshold(levels: NDArray[np.float64]) -> float:
    """The level from which on it is speech."""
    noise = _floor(levels)
    loud = levels[levels >= noise + STANDS_OUT_DB]
    if not len(loud):
        return float("inf")
    return max(float(np.percentile(loud, ACTIVE_PERCENTILE)) - SPEECH_RANGE_DB, noise + NOISE_MARGIN_DB)


def _runs(active: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The stretches that are active, as (first, one after the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], active, [False])).astype(np.int8)))
    yield from ((int(start), int(end)) for start, end in edges.reshape(-1, 2))


def _without_clicks(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    click, apart = round(CLICK_S / HOP_S), round(APART_S / HOP_S)
    far = float("inf")
    gaps = [far, *(start - end for (_, end), (start, _) in pairwise(runs)), far]
    around = zip(runs, pairwise(gaps), strict=False)
    return [(start, end) for (start, end), beside in around if end - start >= click or min(beside) < apart]
