import re

import pytest

from companion.knowledge.places.query import PlaceQuery
from companion.language.hangul import final_consonant

WISHES = [
    PlaceQuery(),
    PlaceQuery(max_price_krw=500_000),
    PlaceQuery(attributes=("주차",)),
    PlaceQuery(attributes=("채식",)),
    PlaceQuery(attributes=("단체", "가족")),
    PlaceQuery(foods=("면",)),
    PlaceQuery(foods=("고기",)),
    PlaceQuery(areas=("팔달구",)),
]


def clauses(index, wish):
    everything = PlaceQuery(
        max_price_krw=wish.max_price_krw,
        attributes=wish.attributes,
        foods=wish.foods,
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


def why(index, place, **wish):
    return index.search(PlaceQuery(within=(place,), **wish)).items[0].why


def test_a_dated_price_says_its_year(index):
    assert why(index, "R023", max_price_krw=12_000) == "해장국이 11,000원(2024년 기준)이고, 24시간 열어요"


def test_an_undated_price_is_hearsay(index):
    assert "18,000원으로 알려져 있고" in why(index, "R016", max_price_krw=20_000)


def test_a_low_confidence_dish_is_only_said_to_be_introduced(index):
    assert why(index, "R057").endswith("대표 메뉴로 소개돼요")


def test_a_side_dish_is_not_called_the_speciality(index):
    assert why(index, "R001", foods=("냉면",)).startswith("물냉면도 있고")


def test_a_place_of_unknown_kind_says_that_it_is_unknown(index):
    assert why(index, "R011") == "어떤 음식을 파는 곳인지는 확인되지 않았어요"


def test_a_single_dish_is_not_said_twice(index):
    assert why(index, "R068") == "영통구 보쌈집이에요"


def test_an_attribute_asked_for_is_the_reason(index):
    assert why(index, "R050", attributes=("주차",)).endswith("주차할 수 있어요")
