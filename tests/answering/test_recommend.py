import itertools
from datetime import datetime

import pytest
from said import told_too_early

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.knowledge.places.store import Place


@pytest.fixture
def places(assistant):
    """The places of a reply, as the data states them."""

    def of(reply) -> list[Place]:
        return [assistant.store.places[item.id] for item in reply.items]

    return of


@pytest.fixture
def find(ask, places):
    """Ask for places; they are found, and the reply is a recommendation."""

    def ask_for(text):
        reply = ask(text)
        assert (reply.route, reply.status) == ("recommend", "answered"), reply.text
        return reply, places(reply)

    return ask_for


def nothing(reply):
    assert reply.status in ("unknown", "clarify"), reply.text
    assert reply.items == ()


# Filters


@pytest.mark.parametrize(
    ("wish", "district"),
    [
        ("영통구 맛집", "영통구"),
        ("장안구에서 밥 먹을 만한 데", "장안구"),
        ("행궁동 맛집 어디가 좋아요", "팔달구"),
        ("권선구 식당 추천", "권선구"),
    ],
)
def test_places_lie_in_the_district_that_was_named(find, wish, district):
    _, found = find(wish)
    assert {place.district for place in found} == {district}


@pytest.mark.parametrize(
    ("wish", "food"),
    [
        ("갈비 먹고 싶어", "갈비"),
        ("중국집 추천", "중식"),
        ("칼국수집 알려줘", "칼국수"),
        ("피자 먹고 싶어요", "피자"),
        ("부대찌개 먹을래", "부대찌개"),
    ],
)
def test_places_serve_the_food_that_was_named(find, assistant, wish, food):
    _, found = find(wish)
    assert all(food in assistant.store.offers_of(place) for place in found)


@pytest.mark.parametrize(
    ("wish", "tag"),
    [
        ("주차되는 갈비집", "주차"),
        ("비건 식당", "채식"),
        ("단체로 가기 좋은 데 있나요", "단체"),
        ("혼밥하기 좋은 데", "혼밥"),
    ],
)
def test_places_have_the_property_that_was_named(find, wish, tag):
    _, found = find(wish)
    assert all(tag in place.tags for place in found)


@pytest.mark.parametrize("area", ["팔달구", "영통구", "장안구", "권선구"])
@pytest.mark.parametrize("ceiling", [("만 원 이하로", 10_000), ("2만원 이하", 20_000), ("만오천원 안쪽으로", 15_000)])
def test_a_price_ceiling_is_never_broken(ask, places, area, ceiling):
    words, most = ceiling
    reply = ask(f"{area} {words} 먹을 만한 맛집")
    assert all(p.price_krw is not None and p.price_krw <= most for p in places(reply)), reply.text
    if not reply.items:
        assert reply.status == "unknown"


@pytest.mark.parametrize("district", ["팔달구", "영통구", "장안구", "권선구"])
@pytest.mark.parametrize("food", ["갈비", "중식", "칼국수", "초밥", "피자", "한식"])
def test_district_and_food_hold_together_or_it_is_said_that_they_do_not(ask, places, assistant, district, food):
    reply = ask(f"{district} {food} 추천해 줘")
    assert all(food in assistant.store.offers_of(place) for place in places(reply)), reply.text
    if {place.district for place in places(reply)} - {district}:
        assert f"{district}로 적힌 곳은 없" in reply.text


@pytest.mark.parametrize(
    ("wish", "unwanted"),
    [
        ("갈비 말고 다른 맛집 추천해줘", ["갈비"]),
        ("통닭 빼고 팔달구 맛집", ["통닭", "치킨"]),
        ("한식 말고 추천", ["한식"]),
        ("갈비랑 통닭 빼고 맛집", ["통닭", "치킨"]),
        ("매운 거 말고 맛집", ["매운 음식"]),
    ],
)
def test_what_is_ruled_out_is_neither_served_nor_contained(find, assistant, wish, unwanted):
    _, found = find(wish)
    for place in found:
        assert not assistant.store.contents_of(place).intersection(unwanted), place.name


def test_a_district_can_be_ruled_out(find):
    _, found = find("팔달구 말고 다른 구 맛집")
    assert "팔달구" not in {place.district for place in found}


def test_a_place_can_be_ruled_out(find):
    _, found = find("가보정 말고 갈비집 추천해줘")
    assert "가보정" not in {place.name for place in found}


# How many


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        ("수원 맛집을 찾아줘", 3),
        ("맛집 하나만 골라줘", 1),
        ("수원 맛집 두 군데만", 2),
        ("식당 네 곳만 불러 줘", 4),
        ("맛집 다섯 군데 추천해줘", 5),
        ("맛집 열 곳", 10),
    ],
)
def test_as_many_places_as_were_asked_for_three_by_default(find, wish, count):
    reply, _ = find(wish)
    assert len(reply.items) == count
    assert len({item.id for item in reply.items}) == count


def test_fewer_are_told_rather_than_places_that_do_not_fit(find, assistant):
    serving = [
        p for p in assistant.store.places.values() if "멕시코음식" in assistant.store.offers_of(p) or "멕시" in str(p)
    ]
    reply, found = find("멕시코 음식 파는 곳")
    assert len(found) == len(serving) < 3
    assert "있어요" in reply.text


def test_every_place_stands_in_the_text_and_is_read_aloud_with_its_reason(find):
    reply, found = find("수원 맛집을 찾아줘")
    for item, place in zip(reply.items, found, strict=True):
        assert place.name in reply.text
        assert item.why in reply.text
    assert len(reply.sources) == len(reply.items)
    assert all(source.title for source in reply.sources)


def test_the_same_wish_brings_the_same_places(ask):
    first, second = ask("수원 맛집을 찾아줘"), ask("수원 맛집을 찾아줘")
    assert first.items == second.items


# What there is not


@pytest.mark.parametrize("wish", ["마라탕 맛집", "쌀국수 먹고 싶어", "할랄 식당 추천해줘", "영통구에 삼천원 이하 맛집"])
def test_where_nothing_fits_nothing_is_named(ask, wish):
    reply = ask(wish)
    nothing(reply)
    assert "없" in reply.text


@pytest.mark.parametrize(
    ("wish", "town"),
    [
        ("제주도 맛집", "제주"),
        ("부산 횟집 추천해줘", "부산"),
        ("강릉 순두부집", "강릉"),
        ("광주 맛집", "광주"),
        ("분당 맛집", "분당"),
    ],
)
def test_another_town_is_named_as_one_without_data(ask, wish, town):
    reply = ask(wish)
    nothing(reply)
    assert town in reply.text
    assert "수원" in reply.text


@pytest.mark.parametrize(
    ("wish", "given_up"),
    [
        ("장안구 초밥집", "장안구"),
        ("조용한 식당 추천해줘", "조용"),
        ("강아지랑 갈 수 있는 식당", "반려동물"),
        ("별점 높은 식당", "평점"),
    ],
)
def test_what_was_given_up_is_said_first(find, wish, given_up):
    reply, _ = find(wish)
    first, *_ = reply.text.split(". ")
    assert given_up in first
    assert "없" in first


@pytest.mark.parametrize(
    "wish", ["회식 장소 추천해 줘", "돼지갈비 먹으러 가자", "이왕이면 유린기로", "짜장면으로 바꿔 줘"]
)
def test_words_that_only_ask_are_no_wish(ask, wish):
    assert "자료에 없어서" not in ask(wish).text


@pytest.mark.parametrize("wish", ["수원에서 옷 사기 좋은 데 알려줘", "이 근처 주유소 어디 있어", "치킨 배달 시켜 줘"])
def test_what_is_no_place_to_eat_is_not_recommended(ask, wish):
    nothing(ask(wish))


# One place


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("가보정 전화번호 뭐야", ["1600-3883"]),
        ("가보종 어디 있어요", ["가보정", "장다리로 282"]),
        ("가보정 얼마야", ["102,000원", "2024년 3월"]),
        ("보영만두 뭐가 맛있어", ["쫄면"]),
        ("본수원갈비 주차되나", ["주차"]),
        ("진미통닭 쉬는 날이 언제야", ["월요일"]),
        ("삼부자갈비 원천점 가면 뭐 시켜야 돼", ["양념갈비"]),
        ("저스트텐동 어느 구야", ["팔달구"]),
    ],
)
def test_what_the_data_states_about_a_place_is_told(ask, question, words):
    reply = ask(question)
    assert reply.status == "answered"
    assert not [word for word in words if word not in reply.text], reply.text


@pytest.mark.parametrize("question", ["연밀 얼마야", "수라 백반집 영업시간", "북문유치회관 주소"])
def test_what_no_source_states_about_a_place_is_said_to_be_missing(ask, question):
    reply = ask(question)
    assert "없" in reply.text


def test_a_place_that_does_not_exist_has_no_telephone(ask):
    assert "031-" not in ask("맛나분식 전화번호").text


# Later turns


FIELDS = [("주소 알려줘", "address"), ("전화번호는?", "phone"), ("이름이 뭐였지?", "name")]


@pytest.mark.parametrize(("field", "attribute"), FIELDS)
@pytest.mark.parametrize(
    ("ordinal", "index"), [("첫 번째 집", 0), ("두 번째 집", 1), ("세 번째 집", 2), ("마지막 집", 2)]
)
def test_an_ordinal_points_into_the_last_list(talk, places, ordinal, index, field, attribute):
    listed, told = talk("수원 맛집을 찾아줘", f"{ordinal} {field}")
    meant = places(listed)[index]
    value = getattr(meant, attribute)
    assert meant.name in told.text
    assert value is None or value in told.text


def test_that_house_is_the_one_last_spoken_of(talk, places):
    listed, _, told = talk("수원 맛집을 찾아줘", "두 번째 집은 어디야?", "거기 전화번호는?")
    assert places(listed)[1].phone in told.text


def test_a_list_remembers_its_order_after_other_questions_about_it(talk, places):
    listed, _, _, told = talk("수원 맛집을 찾아줘", "두 번째 집은 어디야?", "전화번호는?", "아까 첫 번째 집 이름?")
    assert places(listed)[0].name in told.text


@pytest.mark.parametrize("pointed", ["네 번째 집은?", "열 번째 집 어디야"])
def test_beyond_the_list_is_asked_back(talk, pointed):
    _, reply = talk("수원 맛집을 찾아줘", pointed)
    assert reply.status == "clarify"
    assert reply.items == ()


def test_without_a_list_an_ordinal_means_nothing(ask):
    nothing(ask("두 번째 집은 어디야?"))


@pytest.mark.parametrize("wish", ["수원 맛집을 찾아줘", "팔달구 맛집", "통닭집 추천", "중국집 알려줘", "만두 맛집"])
@pytest.mark.parametrize("more", ["다른 데", "거기들 말고 또 없어?"])
def test_other_places_are_never_places_already_told(talk, wish, more):
    replies = talk(wish, *[more] * 6)
    told = [item.id for reply in replies for item in reply.items]
    assert len(told) == len(set(told))
    assert all(reply.items or reply.status == "unknown" for reply in replies)


def test_when_all_have_been_told_there_are_no_others(talk):
    _, more = talk("멕시코 음식 파는 곳", "다른 데는?")
    nothing(more)


@pytest.mark.parametrize("wish", ["수원 맛집을 찾아줘", "갈비집 추천 좀", "영통구 맛집 추천해줘"])
def test_cheaper_is_cheaper_than_the_cheapest_told(talk, places, wish):
    first, second, third = talk(wish, "더 싼 데는 없어?", "더 싼 데")
    for earlier, later in itertools.pairwise((first, second, third)):
        known = [p.price_krw for p in places(earlier) if p.price_krw]
        assert all(p.price_krw and (not known or p.price_krw < min(known)) for p in places(later)), later.text
        assert not {p.id for p in places(earlier)} & {p.id for p in places(later)}


def test_dearer_is_not_cheaper(talk, places):
    listed, dearer = talk("칼국수집 추천 좀", "더 비싼 데")
    assert dearer.intent == "recommend.pricier"
    assert min(p.price_krw or 0 for p in places(listed)) <= min((p.price_krw or 0 for p in places(dearer)), default=0)


@pytest.mark.parametrize(
    ("wish", "narrower", "district"),
    [
        ("수원 중국집 세 군데", "그중에 영통구는?", "영통구"),
        ("수원 맛집 열 군데", "그중에 팔달구", "팔달구"),
        ("수원 맛집", "그중에 장안구에 있는 데", "장안구"),
    ],
)
def test_among_those_chooses_from_the_last_list_only(talk, places, wish, narrower, district):
    listed, chosen = talk(wish, narrower)
    expected = {p.id for p in places(listed) if p.district == district}
    assert {p.id for p in places(chosen)} <= expected
    assert bool(chosen.items) is bool(expected)


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (["갈비 말고 다른 맛집", "통닭도 빼고"], lambda p, s: not s.contents_of(p) & {"갈비", "통닭"}),
        (["팔달구 한식집", "장안구는?"], lambda p, s: p.district == "장안구" and "한식" in s.offers_of(p)),
        (["영통구 맛집", "만오천원 이하로"], lambda p, s: p.district == "영통구" and p.price_krw <= 15_000),
        (["갈비집 추천", "주차되는 데로"], lambda p, s: "갈비" in s.offers_of(p) and "주차" in p.tags),
    ],
)
def test_a_later_turn_refines_the_wish(talk, places, assistant, turns, holds):
    *_, refined = talk(*turns)
    assert refined.items, refined.text
    assert all(holds(place, assistant.store) for place in places(refined)), refined.text


# What is said about a list is true of it


@pytest.mark.parametrize("wish", ["장안구 초밥집", "장안구에서 초밥 먹고 싶어"])
def test_a_headline_never_names_a_district_where_no_place_lies(ask, wish):
    headline = ask(wish).text.split("\n")[0].split("찾았어요.")[-1]
    assert "장안구" not in headline


def test_places_just_named_are_not_said_to_be_missing(talk):
    _, reply = talk("영통구 맛집 추천해줘", "그중에 제일 싼 데는?")
    assert "맛집은 제 자료에 없어요" not in reply.text


@pytest.mark.parametrize(
    "other", ["티비 멈춰", "텔레비전 소리 키워줘", "언제 취임했어?", "이 년 후에 뭐해", "그 전에는?"]
)
def test_something_else_after_a_recommendation_brings_no_places(talk, other):
    _, reply = talk("수원 맛집을 찾아줘", other)
    assert reply.items == ()


@pytest.mark.parametrize("wish", ["만 원 이하 맛집", "가보정 얼마야"])
def test_a_price_is_not_dated_after_the_day_of_the_answer(ask, ceremony, wish):
    reply = ask(wish, to=ceremony)
    assert not told_too_early(reply.text, reply.as_of)


def test_who_knows_no_places_says_so_whatever_is_wished_for(talk, tmp_path):
    (tmp_path / "profile.yaml").write_text("packs: [korean]\n", encoding="utf-8")
    bare = Assistant(load_settings(str(tmp_path), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))
    wishes = "맛집 추천해줘", "수원 맛집 찾아줘", "매운 국수 먹고 싶어", "근처에 읽을 만한 책 있는 도서관 추천해줘"
    for reply in talk(*wishes, to=bare):
        assert (reply.status, reply.items) == ("unknown", ()), reply.text
        assert "자료" in reply.text
