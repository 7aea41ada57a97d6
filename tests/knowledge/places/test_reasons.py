import re

import pytest
from made_up import KOREAN, MUSEUM, read

from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.search import PlaceIndex
from companion.language.hangul import final_consonant

WISHES = [
    PlaceQuery(),
    PlaceQuery(max_price_krw=500_000),
    PlaceQuery(attributes=("주차",)),
    PlaceQuery(attributes=("채식",)),
    PlaceQuery(attributes=("단체", "가족")),
    PlaceQuery(offers=("면",)),
    PlaceQuery(offers=("고기",)),
    PlaceQuery(areas=("팔달구",)),
]


def clauses(index, wish):
    everything = PlaceQuery(
        max_price_krw=wish.max_price_krw,
        attributes=wish.attributes,
        offers=wish.offers,
        areas=wish.areas,
        within=tuple(index.store.places),
        limit=500,
    )
    return index.search(everything).items


@pytest.mark.parametrize("wish", WISHES)
def test_every_reason_is_one_polite_clause(index, wish):
    found = clauses(index, wish)
    assert found
    for ranked in found:
        assert re.fullmatch(r"[가-힣A-Za-z0-9 ,()]+요", ranked.why), ranked.why
        assert not re.search(r"None|\(이\)|\(가\)|\(은\)|\(는\)|  |;|=", ranked.why), ranked.why
        assert ranked.why.count(", ") <= 1, ranked.why


PAIRS = [
    (r"(\S+)(이|가) 대표 메뉴", "이", "가"),
    (r"(\S+)(과|와) \S", "과", "와"),
    (r"(\S+)(이|가) [\d,]+원", "이", "가"),
    (r"(\S+?)(이에요|예요)$", "이에요", "예요"),
]


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize(("pattern", "closed", "open_"), PAIRS)
def test_every_particle_follows_the_sound_before_it(index, wish, pattern, closed, open_):
    for ranked in clauses(index, wish):
        for word, particle in re.findall(pattern, ranked.why):
            if word in ("가족", "단체") or word.endswith(("메뉴", ")")):
                continue
            assert particle == (closed if final_consonant(word) else open_), ranked.why


@pytest.mark.parametrize("wish", WISHES)
def test_numbers_in_a_reason_come_from_the_row(index, wish):
    for ranked in clauses(index, wish):
        place = ranked.place
        stated = {place.price_krw, *(int(n) for n in re.findall(r"\d+", f"{place}"))}
        for number in re.findall(r"\d[\d,]*", ranked.why):
            assert int(number.rstrip(",").replace(",", "")) in stated, ranked.why


@pytest.fixture(scope="module")
def why(search):
    """The reason for one place of the made-up town."""
    return lambda place, **wish: search(within=(place,), **wish).items[0].why


def test_a_dated_price_says_its_year(why):
    assert why("G009", max_price_krw=12_000) == "순대국이 9,000원(2026년 기준)이고, 24시간 열어요"


def test_an_undated_price_is_hearsay(why):
    assert why("G014", max_price_krw=20_000) == "새솔동 만두집이고, 고기만두가 5,000원으로 알려져 있어요"


def test_a_low_confidence_dish_is_only_said_to_be_introduced(why):
    assert why("G014") == "새솔동 만두집이고, 고기만두와 김치만두가 대표 메뉴로 소개돼요"
    assert why("G012") == "윤슬동 분식집이고, 떡볶이와 김밥이 대표 메뉴예요"


def test_a_side_dish_is_not_called_the_speciality(why):
    assert why("G001", offers=("냉면",)) == "물냉면도 있고, 1985년에 문을 열었어요"
    assert why("G001", offers=("갈비",)) == "돼지갈비가 대표 메뉴이고, 1985년에 문을 열었어요"


def test_a_place_of_unknown_kind_says_that_it_is_unknown(why):
    assert why("G015") == "어떤 음식을 파는 곳인지는 확인되지 않았어요"


def test_a_single_dish_is_not_said_twice(why):
    assert why("G013") == "달빛동 보쌈집이에요"


def test_an_attribute_asked_for_is_the_reason(why):
    assert why("G001", attributes=("주차",)).endswith(", 주차할 수 있어요")
    assert why("G001", attributes=("주차", "단체")).endswith(", 주차할 수 있고 단체로 가도 돼요")


def test_what_has_no_menu_is_only_there(why):
    assert why("B001") == "그림책과 소설이 있고, 그림책이 많아요"


def test_a_thing_that_offers_nothing_is_told_by_where_it_stands():
    index = PlaceIndex(read(KOREAN, MUSEUM).store)
    (bell,) = index.search(PlaceQuery(within=("E001",))).items
    (dish,) = index.search(PlaceQuery(within=("E005",))).items
    assert bell.why == "1전시실 전시품이고, 고려 때 만든 방울이에요"
    assert dish.why == "2전시실 전시품이에요"
