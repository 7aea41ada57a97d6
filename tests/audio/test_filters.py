"""Each filter does what its plain, slow definition does."""

import numpy as np
import pytest

from companion.audio.filters import bandpass, convolve, sliding_mean, sliding_minimum, smooth

RATE = 16_000
RNG = np.random.default_rng(0)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (700, 3), (1000, 999)])
def test_a_convolution_by_fft_is_the_convolution(n, m):
    signal, response = RNG.normal(size=n).astype(np.float32), RNG.normal(size=m)
    assert convolve(signal, response) == pytest.approx(np.convolve(signal, response), abs=1e-10)


@pytest.mark.parametrize("time_constant", [0.5, 30.0, 700.0])
def test_smoothing_is_two_recursive_filters(time_constant):
    signal = RNG.random(5000)
    pole = np.exp(-1 / time_constant)
    wanted = signal
    for _ in range(2):
        state, once = 0.0, []
        for sample in wanted:
            state = (1 - pole) * sample + pole * state
            once.append(state)
        wanted = np.array(once)
    assert smooth(signal, time_constant) == pytest.approx(wanted, abs=1e-12)


def test_a_band_pass_filter_loses_three_decibels_at_its_edges_and_twelve_an_octave_beyond():
    impulse = np.zeros(RATE)
    impulse[0] = 1
    gain_db = 20 * np.log10(np.abs(np.fft.rfft(bandpass(impulse, 300, 4000, RATE))) + 1e-12)
    assert gain_db[[300, 4000]] == pytest.approx(-3.01, abs=0.01)
    assert gain_db[1100] == pytest.approx(0, abs=0.1)
    assert gain_db[37] - gain_db[75] == pytest.approx(-12, abs=0.5)


def test_a_band_pass_filter_does_not_sound_before_its_input_nor_wrap_around():
    late = np.zeros(2000)
    late[1000] = 1
    heard = bandpass(late, 300, 4000, RATE)
    assert np.abs(heard[:1000]).max() < 1e-12
    assert np.abs(heard[1000:1010]).max() > 0.1


@pytest.mark.parametrize("window", [1, 3, 121, 127, 129])
@pytest.mark.parametrize("n", [1, 121, 1000])
def test_sliding_windows_see_the_samples_around_each_one(n, window):
    signal = RNG.random(n)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(signal, window // 2, mode="edge"), window)
    assert sliding_minimum(signal, window) == pytest.approx(around.min(axis=1), abs=0)
    assert sliding_mean(signal, window) == pytest.approx(around.mean(axis=1), abs=1e-12)
