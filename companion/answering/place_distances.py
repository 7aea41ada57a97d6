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
        """«가보정에서 본수원갈비까지는 직선으로 1.2km쯤이에요.»; None where a position is not known."""
        metres = self._index.apart(one, other)
        return None if metres is None else self._told(one.name, other.name, metres, walks=walks)

    def from_place(self, place: Place, start: str) -> str | None:
        """How far a place lies from another, as what is said of it; None where a position is not known."""
        one = self._index.store.places[start]
        metres = self._index.apart(one, place)
        return None if metres is None else self._say("away", start=one.name, far=self._far(metres))

    def to_area(self, place: Place, areas: Sequence[str], *, walks: bool = False) -> str | None:
        """How far a place lies from the first of some areas whose position is known, as what is said of it."""
        for area in areas:
            metres = self._index.metres(place, area)
            if metres is not None:
                short = self._index.store.areas[area].short
                told = self._say("away", start=short, far=self._far(metres))
                return " ".join(filter(None, (told, self._opinion(metres, walks=walks))))
        return None

    def _told(self, start: str, end: str, metres: int, *, walks: bool) -> str:
        told = self._say("apart", start=start, end=end, far=self._far(metres))
        return " ".join(filter(None, (told, self._opinion(metres, walks=walks))))

    def _far(self, metres: int) -> str:
        """«1.2km쯤», «400m쯤»."""
        kilometres = f"{metres / _KILOMETRE:.1f}"
        return self._say(
            "kilometres_off" if metres >= _KILOMETRE else "metres_off", metres=metres or 100, kilometres=kilometres
        )

    def _opinion(self, metres: int, *, walks: bool) -> str:
        """What follows for somebody on foot, where that is asked, and that the way itself is not known."""
        if not walks:
            return ""
        return f"{self._say('walkable' if metres <= _WALK else 'far_to_walk')} {self._say('way_unknown')}"
