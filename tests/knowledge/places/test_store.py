import re

import pytest
from made_up import KOREAN, mistakes_in, read, write_pack


def test_every_place_has_a_source_and_a_spoken_name(store):
    for place in store.places.values():
        assert place.source
        assert re.fullmatch(r"[가-힣A-Za-z0-9· ]+", place.name), place.name


def test_the_restaurant_that_left_suwon_is_not_in_the_data(store):
    assert "화춘옥" not in {p.name for p in store.places.values()}


def test_dish_names_carry_no_remarks(store):
    for place in store.places.values():
        assert not any(set("()/·") & set(dish) for dish in place.menu), place


def test_every_dish_of_a_place_goes_with_a_known_kind(store):
    assert all(place.kind_known for place in store.places.values() if place.menu)


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
    assert kind in store.offer_closure(food)


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


@pytest.mark.parametrize("name", ["음성", "사천", "차", "면"])
def test_names_that_are_ordinary_words_are_marked(store, name):
    assert name in store.common_words


def test_foods_nobody_serves_are_known_as_such(store):
    assert not store.served("마라탕")
    assert not store.served("케밥")
    assert store.served("초밥")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem", "fix"),
    [
        ("garam/data/shops.csv", "\nG002,", "\nG001,", "id «G001» is already used", "choose another id"),
        ("garam/data/shops.csv", ",물빛구;윤슬동,", ",물빚구;윤슬동,", "«물빚구» is no area of any pack", "«물빛구»?"),
        (
            "garam/data/shops.csv",
            ",물빛구;윤슬동,",
            ",물빛;윤슬동,",
            "«물빛» is another name of «물빛구»",
            "write 물빛구",
        ),
        ("garam/data/shops.csv", ",돼지갈비;냉면,", ",돼지갈비;냉면국,", "«냉면국» is no offer of any pack", "«냉면»?"),
        ("garam/data/shops.csv", ",돼지갈비;냉면,", ",돼지갈비;자장면,", "another name of «짜장면»", "write 짜장면"),
        ("garam/data/shops.csv", ";물냉면=9000,", ";물냉면 9000,", "«price»: «물냉면 9000»", "write 물냉면=9000"),
        ("garam/data/shops.csv", "=16000;", "=만원쯤;", "«만원쯤» is no amount in won", "write digits"),
        ("garam/data/shops.csv", ",055-200-0001,", ",55-200-0001,", "lost the zero", "write 055-200-0001"),
        ("garam/data/shops.csv", ",매일 11:00-22:00,", ",열한 시부터,", "is no opening time", "«월-토 09:00-18:00»"),
        ("garam/data/shops.csv", ",주차;단체,", ",주차;단채,", "«단채» is no attribute of any pack", "«단체»?"),
        ("garam/data/shops.csv", "1985년에 문을 열었어요", "1985년 개업", "no clause in 해요체", "end it with 요"),
        ("garam/data/shops.csv", ",36.101,", ",136.101,", "«latitude»: 136.101 lies nowhere on Earth", "degrees"),
        ("garam/data/shops.csv", ",127.901,", ",-180.5,", "«longitude»: -180.5 lies nowhere on Earth", "degrees"),
        ("garam/data/shops.csv", ",phone,", ",tel,", "column «tel» is unknown", ""),
        (
            "garam/data/shops.csv",
            "꾸며 낸 자료,2026-05-01,high",
            ",2026-05-01,high",
            "has no «source»",
            "where it is stated",
        ),
        (
            "garam/areas.yaml",
            "within: [가람시], aliases: [물빛]",
            "within: [가람], aliases: [물빛]",
            "«가람» is unknown",
            "«가람시»?",
        ),
        ("garam/areas.yaml", "aliases: [솔밭]", "aliases: [물빛]", "«물빛» already names «물빛구»", "remove it"),
        ("garam/areas.yaml", "kind: landmark", "kind: landmrk", "areas.6.kind", "landmark"),
        (
            "garam/areas.yaml",
            "{id: 윤슬동, kind: dong, within: [물빛구]}",
            "{id: 윤슬동, kind: dong}",
            "everything else in something",
            "see `within`",
        ),
        ("korean/offers.yaml", "{id: 한식,", "{id: 한식, parents: [비빔밥],", "contains itself", "cut one link"),
        ("korean/offers.yaml", "{id: 중식,", "{id: 한식,", "id «한식» appears twice", "merge"),
        ("korean/attributes.yaml", "essential: false", "essential: maybe", "«attributes.0.essential»", "correct"),
        ("korean/regions.csv", ",metropolis,", ",planet,", "«kind»", "metropolis"),
    ],
)
def test_a_broken_file_is_reported_with_its_line(broken, file, old, new, problem, fix):
    mistakes, path, line = broken(file, old, new)
    first = next(mistake for mistake in mistakes if mistake.path == path)
    assert problem in first.problem
    assert fix in first.fix
    written_across = old.startswith("\n")
    assert first.line == line + written_across


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("lat: 37.3, lon: 127.0", "need a «source»"),
        ("lat: 37.3, lon: 127.0, source: ''", "at least 1 character"),
        ("lat: 37.3, source: 지도", "only one of «lat» and «lon»"),
        ("lon: 127.0, source: 지도", "only one of «lat» and «lon»"),
    ],
)
def test_a_coordinate_of_a_landmark_without_its_pair_or_a_source_is_reported(broken, new, problem):
    mistakes, path, line = broken("garam/areas.yaml", "lat: 36.100, lon: 127.900, source: 꾸며 낸 자료", new)
    first = next(mistake for mistake in mistakes if mistake.path == path)
    assert problem in first.problem
    assert first.line == line
    assert first.fix


def test_another_pack_may_add_names_to_a_food_but_not_change_it(tmp_path):
    more = write_pack(tmp_path / "more", offers_yaml="offers:\n  - {id: 소갈비, aliases: [달빛갈비]}\n")
    assert read(KOREAN, more).store.concepts.names()["offer"]["달빛갈비"] == "소갈비"
    other = write_pack(tmp_path / "other", offers_yaml="offers:\n  - {id: 소갈비, kind: facet}\n")
    assert ["already used" in mistake.problem for mistake in mistakes_in(KOREAN, other)] == [True]
