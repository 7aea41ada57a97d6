"""Searching the places: hard filters, dense and lexical retrieval, ranking, relaxation that is said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from companion.knowledge.index import HybridIndex
from companion.knowledge.places.query import Facet, PlaceQuery, PlaceResult, Ranked, Relaxation
from companion.knowledge.places.ranking import PlaceCandidate, choose_places, score_places, standing
from companion.knowledge.places.reasons import Reasons
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.wish import OfferWishReader

if TYPE_CHECKING:
    from companion.models.embedder import Embedder

_EARTH_M = 6_371_000.0
_LEVELS = {"cheap": (1, 2), "moderate": (2, 3), "expensive": (3, 4)}
# Words that every request holds; a request of nothing but these and the names of towns and types says nothing that
# retrieval could use.
_EMPTY_WORDS = (
    r"가게|추천|알려|찾아|소개|주세요|줘요?|해주|해|좀|은|는|을|를|이|가|에|근처|"
    r"좋은|괜찮은|맛있는|유명한|어디|있어요?|있나요?|곳|데|집|뭐|먹을|먹고|싶어요?|만한|다른|더|하나|"
    r"두|세|군데|개|요|[^가-힣a-zA-Z0-9]"
)


def _without_content(store: PlaceStore) -> re.Pattern[str]:
    """What says nothing in a request: names of towns, nouns of types, and words that every request holds."""
    names = [name for root in store.concepts.roots for name in (root.id, root.short, *root.aliases)]
    names += [noun for found in store.types.values() for noun in found.nouns]
    named = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?:{named})(?:에서?)?|{_EMPTY_WORDS}")


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two points a few kilometres apart (WGS84 degrees; flat-earth error under 0.1 %)."""
    north = math.radians(other_lat - lat)
    east = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return _EARTH_M * math.hypot(north, east)


def document(place: Place) -> str:
    """All that can be searched about a place, as one text."""
    parts = (
        *(place.name, *place.aliases, place.category or "", *place.offers, *place.menu),
        *(place.district or "", place.dong or "", *place.landmarks, place.address or ""),
        *(*sorted(place.tags), place.highlight or "", place.note or ""),
    )
    return " ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a filter looks at, worked out once; `near` holds landmarks and the metres to them."""

    place: Place
    types: frozenset[str]
    stated_areas: frozenset[str]
    areas: frozenset[str]
    offers: frozenset[str]
    contents: frozenset[str]
    near: dict[str, float]
    standing: tuple[Facet, ...]


class PlaceIndex:
    """A searchable store.

    Args:
        store: the places.
        embedder: makes the dense vectors, float32 `[n, d]` of unit length.
        cache_folder: where vectors of the places are kept between starts; None keeps none.
    """

    def __init__(self, store: PlaceStore, embedder: Embedder, cache_folder: Path | None = None) -> None:
        self.store = store
        newest_year = max((int(p.place_as_of[:4]) for p in store.places.values() if p.place_as_of), default=0)
        self._facts = tuple(_facts(store, place, newest_year) for place in store.places.values())
        texts = [document(place) for place in store.places.values()]
        self._index = HybridIndex(texts, embedder, cache_folder, "places")
        self._wishes = OfferWishReader(store)
        self._reasons = Reasons(store)
        self._empty = _without_content(store)

    def over(self, store: PlaceStore) -> PlaceIndex:
        """The same index over another version of its store, with the same places in the same order."""
        other = copy(self)
        newest_year = max((int(p.place_as_of[:4]) for p in store.places.values() if p.place_as_of), default=0)
        other.store = store
        other._facts = tuple(_facts(store, place, newest_year) for place in store.places.values())
        other._wishes = OfferWishReader(store)
        other._reasons = Reasons(store)
        return other

    def search(self, query: PlaceQuery) -> PlaceResult:
        """The places that meet the query, best first; fewer than `limit` when fewer meet it.

        When none does, as little as helps is given up, in this order, and `relaxed` says what: landmarks to their
        dong, areas to their district, the area altogether; then each attribute that is not essential, in the order
        asked, then all of those together. Food, negation, price, essential attributes and `within` are never given
        up. An attribute without data goes to `unmet`; an essential one then ends the search.

        Raises:
            KeyError: an id in the query is not in the store.
        """
        self._check(query)
        asked = [self.store.attributes[a] for a in query.attributes]
        unmet = tuple(a.id for a in asked if not a.has_data)
        if any(a.essential and not a.has_data for a in asked):
            return PlaceResult((), 0, (), unmet)
        met = replace(query, attributes=tuple(a.id for a in asked if a.has_data))
        rows, relaxed = self._filter(met), None
        if not rows:
            for weaker, step in self._relaxations(met):
                rows = self._filter(weaker)
                if rows:
                    met, relaxed = weaker, step
                    break
        return PlaceResult(self._rank(rows, met), len(rows), (relaxed,) if relaxed else (), unmet)

    def why(self, place: Place, query: PlaceQuery) -> str:
        """One clause in 해요체 on why the place fits the query, from what its sources state."""
        return self._reasons.why(place, query, self._wishes.read(query.offers))

    def _check(self, query: PlaceQuery) -> None:
        for ids, known in (
            (query.areas, self.store.areas),
            ((*query.offers, *query.exclude_offers), self.store.offers),
            (query.attributes, self.store.attributes),
            ((*query.exclude_places, *(query.within or ())), self.store.places),
        ):
            for key in ids:
                if key not in known:
                    raise KeyError(key)

    def _filter(self, query: PlaceQuery) -> list[int]:
        """Positions of the places that meet every constraint."""
        wish = self._wishes.read(query.offers)
        made_with = any(self.store.offers[f].kind in ("ingredient", "facet") for f in query.exclude_offers)
        levels = _LEVELS[query.price_level] if query.price_level else None
        out = []
        for i, facts in enumerate(self._facts):
            place = facts.place
            if query.within is not None and place.id not in query.within:
                continue
            if place.id in query.exclude_places:
                continue
            if query.areas and not any(a in facts.areas or a in facts.near for a in query.areas):
                continue
            if query.types and facts.types.isdisjoint(query.types):
                continue
            if not place.tags.issuperset(query.attributes):
                continue
            if not self._recommendable(place, query) or not facts.contents.isdisjoint(query.exclude_offers):
                continue
            # «고기 말고»: of a house known only as «중식» nobody knows what it cooks with.
            if made_with and not place.offers:
                continue
            if not self._wishes.served(wish, place, facts.offers):
                continue
            if query.max_price_krw is not None and not (place.price_krw and place.price_krw <= query.max_price_krw):
                continue
            if query.min_price_krw is not None and not (place.price_krw and place.price_krw >= query.min_price_krw):
                continue
            if levels is not None and place.price_level not in levels:
                continue
            out.append(i)
        return out

    def _recommendable(self, place: Place, query: PlaceQuery) -> bool:
        """A place of unknown kind is returned only if picked by hand or for an attribute it states.

        It is never returned where offer was wanted or not wanted: nobody knows what it serves.
        """
        if place.kind_known or place.type not in self.store.told_by_offer:
            return not query.offers or place.kind_known
        return not query.offers and not query.exclude_offers and bool(query.within or query.attributes)

    def _relaxations(self, query: PlaceQuery) -> Iterator[tuple[PlaceQuery, Relaxation]]:
        if query.within is not None:
            return
        if query.areas:
            label = ", ".join(query.areas)
            for wider in (self._dong, self.store.district_of):
                areas = tuple(dict.fromkeys(wider(a) or a for a in query.areas))
                if areas != query.areas:
                    yield replace(query, areas=areas), Relaxation("area", label, ", ".join(areas))
            roots = tuple(dict.fromkeys(root for a in query.areas if (root := self.store.root_of(a))))
            if roots and roots != query.areas:
                yield replace(query, areas=roots), Relaxation("area", label, ", ".join(roots))
        for attribute in query.attributes:
            if not self.store.attributes[attribute].essential:
                rest = tuple(a for a in query.attributes if a != attribute)
                yield replace(query, attributes=rest), Relaxation("attribute", attribute)
        essential = tuple(a for a in query.attributes if self.store.attributes[a].essential)
        if len(query.attributes) - len(essential) > 1:
            label = ", ".join(a for a in query.attributes if a not in essential)
            yield replace(query, attributes=essential), Relaxation("attribute", label)

    def _dong(self, area: str) -> str | None:
        """The dong that a landmark stands in, where the data says so."""
        if self.store.areas[area].kind != "landmark":
            return None
        return next((a for a in self.store.areas[area].within if self.store.areas[a].kind == "dong"), None)

    def _rank(self, rows: list[int], query: PlaceQuery) -> tuple[Ranked, ...]:
        if not rows:
            return ()
        wish = self._wishes.read(query.offers)
        retrieval = self._retrieve(query.text, rows)
        candidates = []
        for i in rows:
            facts = self._facts[i]
            fit, metres = self._area_fit(facts, query)
            candidates.append(PlaceCandidate(facts.place, fit, retrieval.get(i, 0.0), metres, facts.standing))
        scored = score_places(self.store, candidates, query, wish)
        return tuple(
            Ranked(
                place=s.candidate.place,
                why=self._reasons.why(s.candidate.place, query, wish),
                score=s.score,
                facets=s.facets,
                distance_m=s.candidate.distance_m,
            )
            for s in choose_places(self.store, scored, query)
        )

    def _area_fit(self, facts: _Facts, query: PlaceQuery) -> tuple[float, int | None]:
        """How precisely the place lies where it was asked for (0 to 1), and its distance if known."""
        best, metres = 0.0, None
        for area in query.areas:
            if area in facts.near:
                near = facts.near[area]
                metres = min(m for m in (metres, round(near, -2)) if m is not None)
                best = max(best, 0.9 - 0.4 * near / self.store.areas[area].radius_m)
            if self.store.areas[area].is_root:
                continue  # all of them lie there: that says nothing of one
            if area in facts.stated_areas:
                best = 1.0
            elif area in facts.areas:
                best = max(best, 0.6)
        return best, int(metres) if metres is not None else None

    def _retrieve(self, text: str, rows: list[int]) -> dict[int, float]:
        """Fused dense and lexical ranks among `rows`, 1 for first in both; empty if the words say nothing."""
        content = self._empty.sub(" ", text).strip()
        if not content or len(rows) == 1:
            return {}
        return self._index.rank(text, rows, words=content)


def _facts(store: PlaceStore, place: Place, newest_year: int) -> _Facts:
    near = {}
    if place.lat is not None and place.lon is not None:
        for area in store.areas.values():
            if area.lat is not None and area.lon is not None:
                metres = distance_m(place.lat, place.lon, area.lat, area.lon)
                if metres <= area.radius_m:
                    near[area.id] = metres
    stated = frozenset(a for a in (place.district, place.dong, *place.landmarks) if a is not None)
    return _Facts(
        place=place,
        types=store.types_of(place),
        stated_areas=stated,
        areas=store.areas_of(place),
        offers=store.offers_of(place),
        contents=store.contents_of(place),
        near=near,
        standing=standing(place, newest_year),
    )
