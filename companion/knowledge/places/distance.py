"""How far apart two points are."""

from __future__ import annotations

import math
from typing import Final

EARTH_M: Final = 6_371_000.0


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two points a few kilometres apart (WGS84 degrees; flat-earth error under 0.1 %)."""
    north = math.radians(other_lat - lat)
    east = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return EARTH_M * math.hypot(north, east)
