"""Places are filtered, scored and chosen as columns; here one by one, as the rules say it."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.knowledge.places.columns import PlaceColumns, group
from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.ranking import choose_places, is_main, offer_fit, score_places
from companion.knowledge.places.standing import standing
from companion.knowledge.places.wish import OfferWishReader

AREAS = st.lists(st.sampled_from(["팔달구", "행궁동", "망포역", "인계동", "수원시", "광교"]), max_size=2).map(tuple)
OFFERS = st.lists(st.sampled_from(["갈비", "면", "한식", "커피", "초밥"]), max_size=2).map(tuple)
LEVELS = st.sampled_from([None, "cheap", "moderate", "expensive"])
QUERIES = st.builds(
    PlaceQuery, areas=AREAS, offers=OFFERS, price_level=LEVELS, limit=st.integers(1, 6), seed=st.integers(0, 3)
)


def fit_of(store, place, areas):
    """How precisely a place lies in the areas, and its metres to the nearest landmark among them."""
    stated = {place.district, place.dong, *place.landmarks}
    best, metres = 0.0, []
    for area in map(store.areas.__getitem__, areas):
        if None not in (area.lat, area.lon, place.lat, place.lon):
            apart = distance_m(place.lat, place.lon, area.lat, area.lon)
            if apart <= area.radius_m:
                metres.append(round(apart, -2))
                best = max(best, 0.9 - 0.4 * apart / area.radius_m)
        if not area.is_root:
            best = 1.0 if area.id in stated else max(best, 0.6 * (area.id in store.areas_of(place)))
    return best, min(metres, default=float("inf"))


def score_of(store, place, query, newest_year):
    wish = OfferWishReader(store).read(query.offers)
    first = {"cheap": 1, "moderate": 2, "expensive": 4}.get(query.price_level)
    return (
        8.0 * (is_main(store, place, wish) if query.offers else 0)
        + 3.0 * (offer_fit(store, place, wish) if query.offers else 0)
        + 1.5 * fit_of(store, place, query.areas)[0]
        + 0.8 * (first is not None and place.price_level == first)
        - (not query.offers and place.category in ("카페", "디저트", "술집", "샐러드"))
        + 0.25 * (zlib.crc32(f"{query.seed}:{place.id}".encode()) & 0xFFFF) / 0x10000
        + sum(facet.value for facet in standing(place, newest_year))
    )


def likeness_of(store, place, chosen, food_asked):
    one, other = group(place), group(chosen)
    same_food = None not in (one, other) and (
        other in store.offer_closure(one) or one in store.offer_closure(other)
    )  # fmt: skip
    same_kind = place.category is not None and place.category == chosen.category
    same_district = place.district is not None and place.district == chosen.district
    if food_asked:
        return 0.15 * same_food + 0.1 * same_district
    return 1.2 * same_food + 0.5 * same_kind + 0.25 * same_district


@settings(deadline=None, max_examples=40)
@given(query=QUERIES)
def test_scores_and_choices_are_those_of_one_place_after_another(store, query):
    columns = PlaceColumns(store)
    wish = OfferWishReader(store).read(query.offers)
    rows = columns.lying_in(query.areas).nonzero()[0] if query.areas else columns.among(store.places).nonzero()[0]
    fit, metres = columns.area_fit(query.areas)
    scores = score_places(columns, rows, query, wish, fit[rows])
    places = [columns.places[row] for row in rows]
    expected = [score_of(store, place, query, columns.newest_year) for place in places]
    assert scores.total == pytest.approx(expected)
    assert metres[rows].tolist() == [fit_of(store, place, query.areas)[1] for place in places]

    left = dict(enumerate(scores.total.tolist()))
    for pick in choose_places(columns, scores, query):
        assert pick == max(left, key=lambda i: (left[i], places[i].id))
        del left[pick]
        for i in left:
            left[i] -= likeness_of(store, places[i], places[pick], bool(query.offers))
    assert len(places) - len(left) == min(query.limit, len(places))
