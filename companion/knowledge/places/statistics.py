"""What the place data covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from companion.knowledge.places.store import PlaceStore


def place_statistics(store: PlaceStore) -> Iterator[str]:
    """How many places there are, of what kind, and how much is known of them, a line each."""
    places = store.places.values()
    yield f"{len(places)} places"
    for title, counts in (
        ("district", Counter(p.district or "unknown" for p in places)),
        ("category", Counter(p.category or "unknown" for p in places)),
        ("confidence", Counter(p.confidence for p in places)),
    ):
        yield f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common())
    for field in ("address", "phone", "price_krw", "hours", "lat"):
        known = sum(getattr(p, field) is not None for p in places)
        yield f"with {field}: {known} ({known / len(places):.0%})"
