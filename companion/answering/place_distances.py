"""How far places lie apart: straight metres where both positions are known; no way and no time, which no data has."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.wording import Wording
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place

_KILOMETRE = 1000
_WALK = 1500


class Distances:
    """Words for distances."""

    def __init__(self, index: PlaceIndex, wording: Wording) -> None:
        self._index, self._say = index, wording.say

    def between(self, one: Place, other: Place, *, walks: bool = False) -> str | None:
        """«가보정에서 본수원갈비까지 직선으로 1.2km쯤이에요.»; None where a position is not known."""
        metres = self._index.apart(one, other)
        return None if metres is None else self._told(one.name, other.name, metres, walks=walks)

    def to_area(self, place: Place, areas: Sequence[str], *, walks: bool = False) -> str | None:
        """The same from the first of some areas whose position is known."""
        for area in areas:
            metres = self._index.metres(place, area)
            if metres is not None:
                return self._told(self._index.store.areas[area].short, place.name, metres, walks=walks)
        return None

    def _told(self, start: str, end: str, metres: int, *, walks: bool) -> str:
        far = self._say(
            "kilometres_off" if metres >= _KILOMETRE else "metres_off",
            metres=metres or 100,
            kilometres=f"{metres / _KILOMETRE:.1f}",
        )
        told = self._say("apart", start=start, end=end, far=far)
        opinion = self._say("walkable" if metres <= _WALK else "far_to_walk") if walks else ""
        return " ".join(filter(None, (opinion, told, self._say("way_unknown"))))
