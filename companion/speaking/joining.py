"""Making the sounds of clauses fit together again."""

from __future__ import annotations

from typing import Final

import numpy as np

from companion.audio.pcm import Audio

PAUSES_MS: Final = {".": 320, "?": 320, "!": 320, ",": 160}
"""Silence after a clause, by the sign at its end."""
PHRASE_PAUSE_MS: Final = 40
"""Silence after a clause that ends without a sign: speech goes on."""
_FADE_MS: Final = 8
# Sound this far under the loudest 10 ms is silence; what is kept around the rest lets soft consonants live.
_SILENCE_DB: Final = -42.0
_KEPT_BEFORE_MS, _KEPT_AFTER_MS = 8, 50


def joinable(audio: Audio, clause: str) -> Audio:
    """The sound of a clause, ready for the next to follow.

    Silence before and after it is cut off, its edges are faded so that nothing clicks, and the pause that its last
    sign asks for (`PAUSES_MS`) is put behind it.
    """
    samples = _trimmed(audio)
    if not len(samples):
        return Audio(samples, audio.rate)
    fade = min(_samples(_FADE_MS, audio.rate), len(samples) // 2)
    ramp = np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)
    samples = samples.copy()
    samples[:fade] *= ramp
    samples[len(samples) - fade :] *= ramp[::-1]
    pause = _samples(PAUSES_MS.get(clause.rstrip()[-1:], PHRASE_PAUSE_MS), audio.rate)
    return Audio(np.concatenate((samples, np.zeros(pause, np.float32))), audio.rate)


def _samples(milliseconds: float, rate: int) -> int:
    return round(milliseconds * rate / 1000)


def _trimmed(audio: Audio) -> np.ndarray:
    step = _samples(10, audio.rate)
    count = len(audio.samples) // step
    if not count:
        return audio.samples
    loudness = np.sqrt(np.mean(audio.samples[: count * step].reshape(count, step) ** 2, axis=1))
    loud = np.flatnonzero(loudness > loudness.max() * 10 ** (_SILENCE_DB / 20))
    if not len(loud):
        return audio.samples[:0]
    start = loud[0] * step - _samples(_KEPT_BEFORE_MS, audio.rate)
    end = (loud[-1] + 1) * step + _samples(_KEPT_AFTER_MS, audio.rate)
    return audio.samples[max(0, start) : end]
