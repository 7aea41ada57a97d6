import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.levels import FLOOR_DBFS, dbfs, meter


@pytest.mark.parametrize("amplitude", [1.0, 0.5, 0.01])
def test_a_sine_is_three_decibels_below_its_peak(amplitude):
    sine = amplitude * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000).astype(np.float32)
    assert dbfs(sine) == pytest.approx(20 * np.log10(amplitude) - 3.01, abs=0.01)


def test_full_scale_is_zero():
    assert dbfs(np.ones(100, np.float32)) == 0


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(512, np.float32), np.full(9, 1e-9, np.float32)])
def test_silence_is_at_the_floor(samples):
    assert dbfs(samples) == FLOOR_DBFS


def test_the_meter_fills_from_minus_sixty_to_zero():
    assert [meter(level, 6) for level in (-96, -60, -30, 0, 6)] == ["░░░░░░", "░░░░░░", "███░░░", "██████", "██████"]


@given(st.floats(-200, 20), st.floats(-200, 20), st.integers(1, 80))
def test_a_louder_sound_never_has_a_shorter_bar(one, other, width):
    quiet, loud = sorted((one, other))
    assert len(meter(quiet, width)) == width
    assert meter(quiet, width).count("█") <= meter(loud, width).count("█")
