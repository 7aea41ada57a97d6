"""Places as they appear in a reply."""

from __future__ import annotations

from companion.answering.base import Item
from companion.knowledge.places.query import Ranked
from companion.knowledge.places.store import Place
from companion.knowledge.statement import Source


def item_of(ranked: Ranked) -> Item:
    """A ranked place as an item of a reply."""
    place = ranked.place
    return Item(
        id=place.id,
        name=place.name,
        category=place.category_label,
        district=place.district,
        address=place.address,
        phone=place.phone,
        price_krw=place.price_krw,
        distance_m=ranked.distance_m,
        why=ranked.why,
    )


def source_of(place: Place) -> Source:
    """Where a place's row comes from."""
    return Source(place.id, place.source, None, None, place.place_as_of or "")
