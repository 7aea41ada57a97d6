"""How well a place is evidenced: the part of its score that no query changes."""

from __future__ import annotations

from companion.knowledge.places.query import Facet
from companion.knowledge.places.store import Place

_CONFIDENCE = {"high": 1.5, "medium": 0.8, "low": 0.0}
_FRESHNESS, _COMPLETE, _KNOWN_FOR, _SOURCES = 0.5, 0.8, 0.5, 0.8
_YEARS_TO_STALE = 6
_UNDATED = 0.3
_MANY_SOURCES = 4


def standing(place: Place, newest_year: int) -> tuple[Facet, ...]:
    """The facets that no query changes: how well the place is evidenced, up to date, complete and known.

    Args:
        place: the place.
        newest_year: the year that counts as fresh.
    """
    fresh = _UNDATED
    if place.place_as_of is not None:
        fresh = max(0.0, 1.0 - (newest_year - int(place.place_as_of[:4])) / _YEARS_TO_STALE)
    sources = min(place.source.count(";") + 1, _MANY_SOURCES) / _MANY_SOURCES
    complete = 0.5 * bool(place.address) + 0.25 * bool(place.phone) + 0.25 * bool(place.menu)
    return (
        Facet("confidence", _CONFIDENCE[place.confidence]),
        Facet("sources", _SOURCES * sources),
        Facet("freshness", _FRESHNESS * fresh),
        Facet("completeness", _COMPLETE * complete),
        Facet("known for", _KNOWN_FOR * bool(place.highlight)),
    )
