import re

import pytest

from companion.base.errors import DataError
from companion.knowledge.places.store import PlaceStore


def test_every_place_has_a_source_and_a_spoken_name(store):
    for place in store.places.values():
        assert place.source
        assert re.fullmatch(r"[가-힣A-Za-z0-9· ]+", place.name), place.name


def test_the_restaurant_that_left_suwon_is_not_in_the_data(store):
    assert "화춘옥" not in {p.name for p in store.places.values()}


def test_dish_names_carry_no_remarks(store):
    for place in store.places.values():
        assert not any(set("()/·") & set(dish) for dish in place.dishes), place


def test_every_dish_of_a_place_goes_with_a_known_kind(store):
    assert all(place.kind_known for place in store.places.values() if place.dishes)


def test_a_dong_lies_in_the_district_of_its_row(store):
    for place in store.places.values():
        if place.dong and place.district:
            assert place.district in store.area_closure(place.dong), place


def test_every_area_lies_in_suwon_and_every_dong_in_one_district(store):
    for area in store.areas.values():
        assert "수원시" in store.area_closure(area.id)
        if area.kind == "dong":
            assert store.district_of(area.id)


@pytest.mark.parametrize(
    ("food", "kind"),
    [
        ("초밥", "일식"),
        ("돼지갈비", "갈비"),
        ("소갈비", "고기"),
        ("순대국", "국물"),
        ("칼국수", "면"),
        ("선지해장국", "해장"),
    ],
)
def test_a_food_is_of_its_kinds(store, food, kind):
    assert kind in store.food_closure(food)


@pytest.mark.parametrize(
    ("name", "kind", "thing"),
    [
        ("행리단길", "area", "행궁동"),
        ("남문", "area", "팔달문"),
        ("아대", "area", "아주대"),
        ("순댓국", "food", "순대국"),
        ("자장면", "food", "짜장면"),
        ("돈까스", "food", "돈가스"),
        ("차 댈 데", "attribute", "주차"),
        ("비건", "attribute", "채식"),
        ("가보정갈비", "place", "R001"),
        ("제주도", "region", "제주특별자치도"),
        ("홍대", "region", "서울 홍대"),
    ],
)
def test_the_gazetteer_knows_what_people_say(store, name, kind, thing):
    assert (name, kind, thing) in store.gazetteer()


def test_gwangju_names_two_regions(store):
    ids = {e.id for e in store.gazetteer() if e.name == "광주" and e.kind == "region"}
    assert ids == {"광주광역시", "경기 광주시"}


def test_the_districts_of_suwon_are_no_other_region(store):
    regions = {r.name for r in store.regions}
    assert not regions & {"수원", "수원시", "영통", "영통구", "장안", "장안구", "권선", "팔달", "팔달구"}


@pytest.mark.parametrize("name", ["음성", "사천", "차", "면"])
def test_names_that_are_ordinary_words_are_marked(store, name):
    assert name in store.common_words


def test_foods_nobody_serves_are_known_as_such(store):
    assert not store.served("마라탕")
    assert not store.served("케밥")
    assert store.served("초밥")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("suwon.csv", "\nR002,", "\nR001,", r"suwon.csv:3: id «R001» was used on line 2"),
        ("suwon.csv", ",팔달구,인계동,", ",종로구,인계동,", r"suwon.csv:2: .*«종로구» is no known district"),
        ("suwon.csv", ",팔달구,인계동,", ",팔달구,없는동,", r"suwon.csv:2: .*«없는동» is no known dong"),
        ("suwon.csv", ",37.274,127.029,", ",137.274,127.029,", r"suwon.csv:2: «lat»"),
        ("suwon.csv", ",37.274,127.029,", ",37.274,,", r"suwon.csv:2: only one of «lat» and «lon»"),
        (
            "suwon.csv",
            ",소갈비;갈비탕;냉면,",
            ",소갈비;갈비탕;냉면국,",
            r"suwon.csv:2: food «냉면국» is unknown",
        ),
        ("suwon.csv", ",갈비탕=25000,", ",갈비탕 25000,", r"suwon.csv:2: «other_prices»"),
        ("suwon.csv", ",102000,한우 생갈비 1인분,", ",102000,,", r"suwon.csv:2: a price needs both"),
        ("suwon.csv", ",가족,수원 3대", ",가쪽,수원 3대", r"suwon.csv:2: tag «가쪽» is unknown"),
        ("suwon.csv", "자주 꼽혀요", "자주 꼽힘", r"suwon.csv:2: «highlight»"),
        ("areas.yaml", "within: [장안구]", "within: [장안]", r"areas.yaml:\d+: .*within «장안» is unknown"),
        (
            "areas.yaml",
            "aliases: [권선]",
            "aliases: [장안]",
            r"areas.yaml:\d+: «장안» already names «장안구»",
        ),
        (
            "foods.yaml",
            "{id: 한식,",
            "{id: 한식, parents: [비빔밥],",
            r"foods.yaml:\d+: «.*» contains itself",
        ),
        (
            "attributes.yaml",
            "essential: false",
            "essential: maybe",
            r"attributes.yaml:\d+: «attributes.0.essential»",
        ),
        ("regions.csv", ",metropolis,", ",planet,", r"regions.csv:2: «kind»"),
    ],
)
def test_a_broken_file_is_reported_with_its_line(data_copy, file, old, new, says):
    folder = data_copy(file, old, new)
    with pytest.raises(DataError, match=says) as error:
        PlaceStore.load(folder)
    assert error.value.fix


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("lat: 37.3, lon: 127.0", "need a «source»"),
        ("lat: 37.3, lon: 127.0, source: ''", "source.*at least 1 character"),
        ("lat: 37.3, source: 지도", "only one of «lat» and «lon»"),
        ("lon: 127.0, source: 지도", "only one of «lat» and «lon»"),
    ],
)
def test_a_coordinate_of_a_landmark_without_its_pair_or_a_source_is_reported(data_copy, new, says):
    old = "{id: 나혜석거리, kind: landmark, within: [인계동], "
    folder = data_copy("areas.yaml", old, f"{old}{new}, ")
    lines = (folder / "areas.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if old in text)
    with pytest.raises(DataError, match=rf"areas.yaml:{line}: .*{says}") as error:
        PlaceStore.load(folder)
    assert error.value.fix


def test_a_place_without_a_source_is_refused(data_copy):
    folder = data_copy("suwon.csv", "lucy7599.tistory.com/m/417924", "")
    with pytest.raises(DataError, match="«source»"):
        PlaceStore.load(folder)
