"""Filtering a whole sound at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]

_RINGING_S: Final = 0.1
"""Far longer than a band-pass filter of speech rings: its time constant is a millisecond."""


def convolve(signal: NDArray[np.floating], response: NDArray[np.floating]) -> Signal:
    """The convolution of two signals, shapes (n,) and (m,), by FFT; shape (n + m − 1,)."""
    length = len(signal) + len(response) - 1
    size = 1 << length.bit_length()
    spectrum = np.fft.rfft(signal.astype(np.float64), size) * np.fft.rfft(response.astype(np.float64), size)
    return np.fft.irfft(spectrum, size)[:length]


def smooth(signal: Signal, time_constant: float) -> Signal:
    """The signal through two equal one-pole filters, one after the other.

    Args:
        signal: shape (n,).
        time_constant: of each of them, in samples.
    """
    pole = np.exp(-1 / time_constant)
    # After 60 time constants what is left is less than a double's last digit.
    n = np.arange(min(len(signal), round(60 * time_constant)))
    return convolve(signal, (1 - pole) ** 2 * (n + 1) * pole**n)[: len(signal)]


def bandpass(signal: Signal, low_hz: float, high_hz: float, rate: int) -> Signal:
    """The signal through a digital Butterworth band-pass filter, of second order at either edge.

    Args:
        signal: shape (n,).
        low_hz: lower edge, where 3 dB are lost.
        high_hz: upper edge.
        rate: samples a second.
    """
    size = 1 << (len(signal) + round(_RINGING_S * rate)).bit_length()
    # The bilinear transform bends frequencies: the digital filter does at f what the analogue one does at tan(πf/rate).
    low, high = np.tan(np.pi * np.array([low_hz, high_hz]) / rate)
    analogue = np.tan(np.pi * np.fft.rfftfreq(size))[1:]
    lowpass = 1j * (analogue - low * high / analogue) / (high - low)
    gain = np.concatenate([[0], 1 / (lowpass**2 + np.sqrt(2) * lowpass + 1)])
    return np.fft.irfft(np.fft.rfft(signal, size) * gain, size)[: len(signal)]


def sliding_minimum(signal: Signal, window: int) -> Signal:
    """The least of the samples around each one; `window` is odd, beyond the ends the last sample goes on."""
    least, span = np.pad(signal, window // 2, mode="edge"), 1
    while 2 * span <= window:
        least, span = np.minimum(least[:-span], least[span:]), 2 * span
    return np.minimum(least[: len(signal)], least[window - span :])


def sliding_mean(signal: Signal, window: int) -> Signal:
    """The mean of the samples around each one; `window` is odd, beyond the ends the last sample goes on."""
    total = np.cumsum(np.pad(signal.astype(np.float64), (window // 2 + 1, window // 2), mode="edge"))
    return np.asarray((total[window:] - total[:-window]) / window)
