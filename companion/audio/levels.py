"""How loud a sound is, in numbers and as a bar.

0 dBFS is a root mean square of 1, so a full-scale sine has −3 dBFS.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from companion.audio.pcm import Samples

FLOOR_DBFS: Final = -96.0
"""What counts as silence: the quantization step of 16-bit sound."""
METER_FROM_DBFS: Final = -60.0
"""Where the bar of a level meter begins; speech stays above it."""


def dbfs(samples: Samples) -> float:
    """Root mean square level in dB under full scale, never below `FLOOR_DBFS`; no samples are silence."""
    if not len(samples):
        return FLOOR_DBFS
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(FLOOR_DBFS, 10 * float(np.log10(power))) if power > 0 else FLOOR_DBFS


def meter(level_dbfs: float, width: int = 20) -> str:
    """A bar of `width` characters, empty at `METER_FROM_DBFS` and full at 0 dBFS."""
    share = (level_dbfs - METER_FROM_DBFS) / -METER_FROM_DBFS
    filled = round(min(1.0, max(0.0, share)) * width)
    return "█" * filled + "░" * (width - filled)
