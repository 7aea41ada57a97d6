"""The intents of the recommendation skill, as replies name them."""

from __future__ import annotations

from typing import Final

SKILL: Final = "recommend"
FIND: Final = "recommend.find"
MORE: Final = "recommend.more"
CHEAPER: Final = "recommend.cheaper"
PRICIER: Final = "recommend.pricier"
NEARER: Final = "recommend.nearer"
REFINE: Final = "recommend.refine"
DETAIL: Final = "recommend.detail_"
OVERVIEW: Final = "recommend.detail_all"
NEED: Final = "recommend.need"
VISITED: Final = "recommend.visited"
DECIDED: Final = "recommend.decided"
UNASKED: Final = (NEED, VISITED, DECIDED)
"""What takes up something that is only told."""
CHANGES: Final = (MORE, CHEAPER, PRICIER, NEARER, REFINE)
"""What changes the last wish."""
STEERING: Final = ("control", "reminders")
"""Skills that are asked to do something else with what was said or set."""
ALL: Final = "recommend."
