"""What is asked of a place, what only tells who goes and why, and which place is meant, in a made-up town."""

from itertools import product

import pytest
from made_up import names


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


WHO = (  # the place is put in
    "나 같은 늙은이가 먹을 만한 {}", "우리 같은 직장인이 갈 만한 {}", "스태프들 밥 먹을 {}", "배우들이 갈 {}",
    "교수님 모시고 갈 {}", "형님 모시고 갈 만한 {}", "행사 끝나고 우리끼리 갈 {}",
    "여덟 달 된 아기가 있는데 밥 먹을 {}", "석 달 된 아기랑 갈 {}",
    "이가 아파서 그러는데 밥 먹을 {}", "친구가 내려와서 밥 먹을 {}",
)  # fmt: skip
ENDINGS = ("추천해 줘", "있어요?", "좀 알려 줄래")


@pytest.mark.parametrize("who", WHO)
def test_who_goes_and_why_is_no_condition(talk, who):
    for place, ending in product(("식당", "데"), ENDINGS):
        text = f"{who.format(place)} {ending}"
        reply = talk(text)[0]
        assert reply.items, (text, reply.text)
        assert "자료에 없" not in reply.text, (text, reply.text)


@pytest.mark.parametrize("who", ["손주 녀석이랑 왔는데", "십 개월 된 아기가 있는데", "애들 데리고 왔는데요"])
def test_places_for_who_comes_along_come_first(talk, who):
    reply = talk(f"{who} 밥 먹을 데 없나")[0]
    assert names(reply)[0] == "솔향기쌈밥", reply.text
    assert len(reply.items) == 3


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("연예인이 자주 오는 {}", "연예인이 자주 오는 곳인지"),
        ("음식 빨리 나오는 {}", "음식 빨리 나오는 곳인지"),
        ("아기가 앉을 수 있는 의자가 있는 {}", "자료에 없"),
        ("옆 사람 신경 안 쓰고 조용히 혼자 책 읽으면서 먹을 수 있는 {}", "자료에 없"),
        ("조용한 {}", "조용한지"),
    ],
)
def test_what_is_said_of_the_place_is_met_or_named(talk, said, named):
    for place in ("식당", "칼국수집", "카페"):
        reply = talk(f"{said.format(place)} 추천해 줘")[0]
        assert named in reply.text, reply.text


@pytest.mark.parametrize(
    "late", ["밤 열한 시 넘어서도 밥 먹을 수 있는", "밤 열한 시까지 있을 수 있는", "밤 열 시 반에 갈 수 있는"]
)
def test_a_late_hour_is_met_by_stated_hours_only(talk, late):
    for place in ("집", "식당", "데"):
        reply = talk(f"{late} {place} 있어?")[0]
        assert set(names(reply)) <= {"황금통닭", "두레순대"}, reply.text
        assert names(reply), reply.text


@pytest.mark.parametrize("addition", ["커피 마실 데도", "커피 마실 데는?", "커피 마실 데도 알려 줘"])
@pytest.mark.parametrize("first", ["칼국수집 추천해 줘", "혼자 먹기 좋은 칼국수집", "물빛구 갈비집 알려 줘"])
def test_something_else_to_eat_is_a_search_of_its_own(talk, first, addition):
    *_, reply = talk(first, addition)
    assert "하늘다방" in names(reply), reply.text
    assert "같이 있는" not in reply.text


@pytest.mark.parametrize(
    ("before", "now", "found", "said"),
    [
        ("채식 되는 식당", "그럼 칼국수는?", "은하수칼국수", "채식 메뉴가 있는지"),
        ("채식 식당 알려 줘", "중국집은요?", "매화반점", "채식 메뉴가 있는지"),
        ("물빛구 채식 되는 데", "초밥은?", "큰바다초밥", "물빛구"),
        ("만 원 이하 칼국수집", "그럼 초밥은?", "큰바다초밥", "가격이 맞는지"),
        ("고깃집 알려 줘", "채식 되는 데로 다시 찾아 줘", "초록접시", ""),
    ],
)
def test_older_conditions_give_way_and_are_named(talk, before, now, found, said):
    *_, reply = talk(before, now)
    assert found in names(reply), reply.text
    assert said in reply.text, reply.text


@pytest.mark.parametrize("back", ["아까 거기", "아까 그 집"])
@pytest.mark.parametrize("between", [["카페 추천해 줘"], ["카페 추천해 줘", "그럼 분식집은?"]])
@pytest.mark.parametrize(("asks", "told"), [("전화번호 뭐야?", "055-200-0001"), ("얼마야?", "16,000원")])
def test_what_was_singled_out_before_is_meant_again(talk, back, between, asks, told):
    *_, reply = talk("갈비집 추천해 줘", "물레방아갈비 전화번호", *between, f"{back} {asks}")
    assert told in reply.text, reply.text
    assert names(reply) == ["물레방아갈비"]


@pytest.mark.parametrize(
    ("words", "place"), [("순대국 좋다", "두레순대"), ("짜장면 좋네", "매화반점"), ("쌈밥 괜찮다", "솔향기쌈밥")]
)
def test_the_one_of_a_list_that_the_words_fit_is_meant(talk, words, place):
    shown = ["두레순대, 매화반점, 솔향기쌈밥 전화번호 알려 줘"]
    for asks in ("어디야 그게", "거기 어디야", "그 집 어디 있어"):
        *_, reply = talk("식당 다섯 군데 추천해 줘", *shown, f"{words} {asks}")
        if place in reply.text:
            assert names(reply) == [place], reply.text


@pytest.mark.parametrize("second", ["두 번째 집 전화번호", "두 번째 집 거기는 전화번호가 뭐야"])
def test_a_number_beyond_a_list_of_one_is_of_the_list_before(talk, second):
    listed, one, reply = talk("물빛구 식당 추천해 줘", "24시간 하는 데만", second)
    assert len(one.items) == 1
    assert names(reply) == [names(listed)[1]], reply.text


def test_each_likes_something_else_and_one_house_has_both(talk):
    for one, other in (
        ("할머니는 냉면 좋아하시고", "나는 갈비 좋아해"),
        ("아빠는 갈비 좋아하고", "동생은 냉면 좋아해"),
    ):
        _, told, again = talk("가족이랑 갈 식당 추천해 줘", f"{one} {other}", "둘 다 파는 데 있어?")
        assert names(told) == ["물레방아갈비"], told.text
        assert names(again) == ["물레방아갈비"], again.text


@pytest.mark.parametrize("asked", ["갈비집 추천해 줘", "칼국수집 있어?"])
@pytest.mark.parametrize("remark", ["오 싸네", "맛있겠다", "소주도 몇 병 시키겠네", "생각보다 비싸구나", "거기 좋네"])
def test_what_is_found_or_guessed_asks_for_nothing(talk, asked, remark):
    _, reply = talk(asked, remark)
    assert not reply.items, reply.text
    assert not (reply.intent or "").startswith("recommend"), reply.text


@pytest.mark.parametrize("agreed", ["그럼 떡볶이는 안 되겠네", "떡볶이는 패스해야겠네", "떡볶이는 빼야겠다"])
def test_what_follows_from_a_dislike_is_agreed_to(talk, agreed):
    *_, reply = talk("분식집 알려 줘", "우리 딸은 매운 거 못 먹어", agreed)
    assert reply.text.startswith("네, "), reply.text
    assert "떡볶이" in reply.text
    assert not reply.items


def test_a_house_for_what_is_asked_comes_before_one_that_has_it_too(talk):
    assert names(talk("냉면집 추천해 줘")[0])[0] == "물레방아갈비"  # the only one
    assert names(talk("만두집 추천해 줘")[0])[0] == "새벽만두"


@pytest.mark.parametrize("asked", ["막내가 뭘 못 먹는다고 했지?", "친구가 뭐 좋아한다고 했더라"])
def test_what_was_said_of_somebody_is_not_asked_of_a_place(talk, asked):
    *_, reply = talk("카페 추천해 줘", asked)
    assert not reply.items, reply.text
