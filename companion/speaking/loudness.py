"""The loudness of speech: measured while somebody speaks, pauses left out, and brought to a level."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from companion.audio.filters import sliding_mean, sliding_minimum, smooth
from companion.audio.pcm import Audio

# ITU-T P.56 (12/2011), method B.
_SMOOTHING_S: Final = 0.03
_HANGOVER_S: Final = 0.2
_MARGIN_DB: Final = 15.9
_THRESHOLDS_DB: Final = np.arange(-90.0, 0.0, 3.0)

PEAK_DBFS: Final = -1.0
"""No sample gets louder than this."""
_LIMITER_S: Final = 0.005


def active_level(audio: Audio) -> float:
    """The level of active speech in dB under full scale, as ITU-T P.56 measures it; −inf for silence.

    Unlike the gated loudness of EBU R 128, whose blocks last 400 ms, it is defined for a single short word.
    """
    samples = audio.samples.astype(np.float64)
    energy = float(np.sum(samples**2))
    if energy == 0:
        return -math.inf
    envelope = smooth(np.abs(samples), _SMOOTHING_S * audio.rate)
    position = np.arange(len(samples))
    above = math.inf
    level = -math.inf
    for threshold in _THRESHOLDS_DB:
        loud = np.where(envelope >= 10 ** (threshold / 20), position, -len(samples))
        active = int(np.sum(position - np.maximum.accumulate(loud) <= _HANGOVER_S * audio.rate))
        if not active:
            break
        here = 10 * math.log10(energy / active)
        if here - threshold <= _MARGIN_DB:
            # The level lies between this threshold and the one below: where the margin is met exactly.
            part = 0.0 if math.isinf(above) else (above - _MARGIN_DB) / (above - (here - threshold))
            return here if math.isinf(above) else level + part * (here - level)
        above, level = here - threshold, here
    return level


def normalize_loudness(audio: Audio, level_dbfs: float) -> Audio:
    """The same sound with its active speech at `level_dbfs`; peaks over `PEAK_DBFS` are held down.

    Args:
        audio: speech; silence stays as it is.
        level_dbfs: wanted level of active speech (ITU-T P.56), in dB under full scale.
    """
    level = active_level(audio)
    if math.isinf(level):
        return audio
    return amplified(audio, level_dbfs - level)


def amplified(audio: Audio, gain_db: float) -> Audio:
    """The same sound louder, or softer; peaks over `PEAK_DBFS` are held down."""
    if gain_db == 0:
        return audio
    return Audio(_limit(audio.samples * np.float32(10 ** (gain_db / 20)), audio.rate), audio.rate)


def _limit(samples: np.ndarray, rate: int) -> np.ndarray:
    """Look-ahead limiter: the gain is down a few milliseconds before a peak and up a few after it."""
    ceiling = 10 ** (PEAK_DBFS / 20)
    peak = np.abs(samples)
    if not len(samples) or peak.max() <= ceiling:
        return samples
    window = 2 * round(_LIMITER_S * rate / 2) + 1
    gain = sliding_minimum(np.minimum(1, ceiling / np.maximum(peak, ceiling)), window)
    # A mean over the same window can't rise over the least gain that any of its samples needs.
    return np.asarray(np.clip(samples * sliding_mean(gain, window), -ceiling, ceiling), np.float32)
