"""How the robot speaks for now: its pace and its loudness, which people ask it to change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

PACE_STEP: Final = 1.15
GAIN_STEP_DB: Final = 5.0
SLOWEST, FASTEST = PACE_STEP**-2, PACE_STEP**2
QUIETEST_DB, LOUDEST_DB = -3 * GAIN_STEP_DB, 2 * GAIN_STEP_DB


@dataclass(frozen=True, slots=True)
class Manner:
    """Changes to the voice of the settings.

    Attributes:
        pace: factor on the speed.
        gain_db: added to the loudness.
    """

    pace: float = 1.0
    gain_db: float = 0.0

    def after(self, intent: str | None) -> Manner:
        """The manner once a request such as `control.slower` has been answered; it never leaves its limits."""
        match intent:
            case "control.slower":
                return replace(self, pace=max(SLOWEST, self.pace / PACE_STEP))
            case "control.faster":
                return replace(self, pace=min(FASTEST, self.pace * PACE_STEP))
            case "control.louder":
                return replace(self, gain_db=min(LOUDEST_DB, self.gain_db + GAIN_STEP_DB))
            case "control.quieter":
                return replace(self, gain_db=max(QUIETEST_DB, self.gain_db - GAIN_STEP_DB))
        return self


USUAL: Final = Manner()
"""The voice as the settings have it."""
