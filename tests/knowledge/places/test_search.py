import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.query import PlaceQuery

AREAS = [(), ("팔달구",), ("행궁동",), ("망포역",), ("인계동", "영통구"), ("호매실동",), ("광교",)]
FOODS = [(), ("갈비",), ("일식",), ("면",), ("초밥", "치킨"), ("마라탕",)]
EXCLUDED = [(), ("갈비",), ("고기",), ("매운 음식", "일식")]
ATTRIBUTES = [(), ("주차",), ("채식",), ("주차", "가족"), ("조용한 곳",), ("할랄",)]
PRICES = [(None, None), (10_000, None), (30_000, "cheap"), (None, "expensive")]


def lies_in(store, place, areas):
    def near(area):
        known = area.lat is not None and place.lat is not None
        return known and distance_m(place.lat, place.lon, area.lat, area.lon) <= area.radius_m

    return not areas or any(a in store.areas_of(place) or near(store.areas[a]) for a in areas)


def assert_honours(store, query, result):
    for ranked in result.items:
        place = ranked.place
        foods = store.offers_of(place)
        likely = [o for r in result.relaxed if r.kind == "offer" and r.to for o in r.to.split(", ")]
        assert not query.offers or foods.intersection(likely or query.offers)
        assert not store.contents_of(place).intersection(query.exclude_offers)
        assert place.kind_known or not (query.offers or query.exclude_offers)
        assert place.id not in query.exclude_places
        assert query.within is None or place.id in query.within
        if query.max_price_krw is not None:
            assert ranked.priced is not None
            assert ranked.priced.krw <= query.max_price_krw
            assert ranked.priced.krw in {place.price_krw, *(price.krw for price in place.other_prices)}
        if query.price_level == "cheap":
            assert place.price_level in (1, 2)
        given_up = (r.label for r in result.relaxed if r.kind == "attribute")
        dropped = {label for labels in given_up for label in labels.split(", ")}
        for attribute in query.attributes:
            if attribute not in dropped and attribute not in result.unmet:
                assert attribute in place.tags
        assert not any(store.attributes[a].essential for a in (*dropped, *result.unmet))
        moved = [r for r in result.relaxed if r.kind == "area"]
        assert lies_in(store, place, tuple(moved[0].to.split(", ")) if moved else query.areas)


@pytest.mark.parametrize("foods", FOODS)
@pytest.mark.parametrize("areas", AREAS)
def test_every_result_meets_every_hard_constraint(store, index, areas, foods):
    for excluded, attributes, (ceiling, level) in itertools.product(EXCLUDED, ATTRIBUTES, PRICES):
        query = PlaceQuery(
            areas=areas,
            offers=foods,
            exclude_offers=excluded,
            attributes=attributes,
            max_price_krw=ceiling,
            price_level=level,
        )
        result = index.search(query)
        assert len(result.items) == min(result.total, 3)
        kinds = [relaxation.kind for relaxation in result.relaxed]
        assert len(kinds) == len(set(kinds))
        assert_honours(store, query, result)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_mix_of_constraints_is_broken(store, index, data):
    some = lambda ids, n: tuple(data.draw(st.lists(st.sampled_from(sorted(ids)), max_size=n, unique=True)))  # noqa: E731
    query = PlaceQuery(
        areas=some(store.areas, 2),
        offers=some(store.offers, 2),
        exclude_offers=some(store.offers, 1),
        exclude_places=some(store.places, 5),
        attributes=some(store.attributes, 2),
        max_price_krw=data.draw(st.none() | st.integers(1_000, 200_000)),
        limit=data.draw(st.integers(1, 6)),
        seed=data.draw(st.integers(0, 99)),
    )
    result = index.search(query)
    assert len(result.items) == min(result.total, query.limit)
    assert_honours(store, query, result)


def names(result):
    return [r.place.name for r in result.items]


def test_fewer_matches_give_fewer_items(search):
    result = search(offers=("초밥",), areas=("솔밭구",))
    assert (names(result), result.total, result.relaxed) == (["큰바다초밥"], 1, ())


def test_a_food_nobody_serves_gives_nothing_instead_of_something_else(search):
    result = search(offers=("마라탕",), areas=("물빛구",), attributes=("주차",))
    assert result.items == ()
    assert result.relaxed == ()


@pytest.mark.parametrize(
    ("wish", "found", "kind", "label", "to"),
    [
        ({"offers": ("짜장면",), "areas": ("윤슬동",)}, ["매화반점"], "area", "윤슬동", "물빛구"),
        ({"offers": ("초밥",), "areas": ("달빛동",)}, ["큰바다초밥"], "area", "달빛동", "가람시"),
        (
            {"areas": ("가람역",), "attributes": ("혼밥",)},
            ["은하수칼국수", "별빛분식"],
            "area",
            "가람역",
            "윤슬동",
        ),
        ({"offers": ("칼국수",), "attributes": ("주차",)}, ["은하수칼국수"], "attribute", "주차", None),
        (
            {"offers": ("칼국수",), "attributes": ("주차", "단체")},
            ["은하수칼국수"],
            "attribute",
            "주차, 단체",
            None,
        ),
    ],
)
def test_what_was_relaxed_is_said(search, wish, found, kind, label, to):
    result = search(**wish)
    assert sorted(names(result)) == sorted(found)
    assert [(r.kind, r.label, r.to) for r in result.relaxed] == [(kind, label, to)]


def test_an_essential_wish_is_never_relaxed(search):
    assert names(search(offers=("파스타",), attributes=("채식",))) == ["초록접시"]
    assert search(offers=("초밥",), attributes=("채식",)).items == ()


def test_an_essential_wish_without_data_gives_nothing_and_says_so(search):
    result = search(attributes=("할랄",))
    assert (result.items, result.unmet) == ((), ("할랄",))


def test_another_wish_without_data_is_left_open_and_said(search):
    result = search(offers=("양식",), attributes=("조용한 곳",))
    assert names(result) == ["초록접시"]
    assert result.unmet == ("조용한 곳",)


def test_nothing_outside_the_given_places_is_offered(search):
    assert names(search(within=("G001", "G004", "G007"), areas=("솔밭구",))) == ["큰바다초밥"]
    assert search(within=("G001",), areas=("솔밭구",)).items == ()


@pytest.mark.parametrize(
    ("types", "count"), [(("bookshop",), 3), (("eatery",), 14), (("place",), 17), ((), 17), (("exhibit",), 0)]
)
def test_only_things_of_the_types_asked_for_are_found(search, types, count):
    assert search(types=types, limit=99).total == count


def test_a_house_of_which_nobody_knows_what_it_serves_is_only_given_where_it_was_picked(search):
    assert "담쟁이네" not in names(search(limit=99))
    assert names(search(within=("G015",))) == ["담쟁이네"]


def test_a_facet_narrows_what_it_can_and_widens_what_it_cannot(store, index):
    for ranked in index.search(PlaceQuery(offers=("일식", "면"), limit=9)).items:
        assert store.offers_of(ranked.place).issuperset({"일식", "면"})
    served = [store.offers_of(r.place) for r in index.search(PlaceQuery(offers=("초밥", "고기"), limit=50)).items]
    assert any("초밥" in foods for foods in served)
    assert any("고기" in foods for foods in served)


def test_leaving_out_meat_leaves_out_dumplings_and_unproven_kitchens(store, index):
    found = index.search(PlaceQuery(exclude_offers=("고기",), limit=200)).items
    assert not any("만두" in store.offers_of(r.place) for r in found)
    assert all(r.place.offers for r in found)


@pytest.mark.parametrize("seed", range(8))
def test_a_bare_wish_leads_with_well_evidenced_places_of_different_kinds(index, seed):
    items = index.search(PlaceQuery(seed=seed)).items
    assert all(r.place.confidence == "high" and r.place.address and r.place.highlight for r in items[:2])
    assert len({r.place.category for r in items}) == 3
    assert not {r.place.category for r in items} & {"카페", "술집", "디저트"}


def test_a_bare_wish_varies_with_the_seed_but_not_without_it(index):
    answers = {tuple(names(index.search(PlaceQuery(seed=s)))) for s in range(10)}
    assert len(answers) > 2
    assert len({tuple(names(index.search(PlaceQuery(seed=7)))) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("food", "first"),
    [
        ("소갈비", "가보정"),
        ("치킨", "진미통닭"),
        ("왕갈비통닭", "남문통닭 본점"),
        ("해장국", "유치회관"),
        ("부대찌개", "두꺼비집 매산본점"),
    ],
)
def test_the_best_known_house_for_a_food_comes_first(index, food, first):
    assert names(index.search(PlaceQuery(offers=(food,))))[0] == first


def test_low_confidence_ranks_below_the_rest_of_its_kind(index):
    ranks = [r.place.confidence for r in index.search(PlaceQuery(offers=("곱창",), limit=20)).items]
    assert ranks[0] == "high"
    assert "low" not in ranks[:3]


def test_cheap_prefers_the_cheapest_level(index):
    levels = [r.place.price_level for r in index.search(PlaceQuery(price_level="cheap", limit=3)).items]
    assert levels == [1, 1, 1]


def test_the_score_is_the_sum_of_its_facets(index):
    for ranked in index.search(PlaceQuery(offers=("분식",), areas=("인계동",))).items:
        assert ranked.score == pytest.approx(sum(f.value for f in ranked.facets))


def test_near_a_station_the_distance_is_given_where_it_is_known(search):
    (grill,) = search(areas=("가람역",), limit=20).items
    assert (grill.place.name, grill.distance_m) == ("물레방아갈비", 100)


def test_an_unknown_id_is_an_error(index):
    with pytest.raises(KeyError):
        index.search(PlaceQuery(offers=("없는음식",)))
