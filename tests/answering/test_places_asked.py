"""Wishes for places and questions about them, by kinds, in a made-up town on a Sunday afternoon."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import names

from companion.dialogue.state import State

SUNDAY = 6


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


# What is asked for is what is found


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        # with whom, how many
        ("애기 데리고 갈 만한 식당", {"솔향기쌈밥"}),
        ("혼자 먹을 만한 데", {"은하수칼국수", "별빛분식"}),
        ("혼자 갈 만한 식당 있어?", {"은하수칼국수", "별빛분식"}),
        ("한 명이 먹을 만한 식당", {"은하수칼국수", "별빛분식"}),
        ("여덟 명이 갈 만한 식당", {"물레방아갈비", "나루횟집"}),
        ("회식할 데 추천해 줘", {"물레방아갈비", "나루횟집"}),
        # what it has
        ("주차되는 식당", {"물레방아갈비", "구름찻집"}),
        ("차를 댈 수 있는 갈비집", {"물레방아갈비"}),
        ("단체로 가도 되고 주차도 되는 식당", {"물레방아갈비"}),
        # when it is open
        ("일요일에 여는 칼국수집 말고 다른 식당", None),
        ("월요일에 여는 칼국수집", {"은하수칼국수"}),
        ("밤 11시까지 하는 식당", {"황금통닭", "두레순대"}),
        ("새벽 1시까지 하는 치킨집", {"황금통닭"}),
        ("새벽에 여는 식당", {"두레순대"}),
        ("평일 저녁 7시에 여는 칼국수집", {"은하수칼국수"}),
        ("지금 여는 카페", {"하늘다방"}),
        # what it costs
        ("만 원 이하 칼국수", {"은하수칼국수"}),
        ("5천 원 이하로 먹을 데", {"별빛분식", "새벽만두"}),
        ("만오천 원에서 2만 원 사이 식당", {"물레방아갈비", "황금통닭"}),
        ("2만 원 이상 3만 원 이하 초밥집", {"큰바다초밥"}),
        ("1~2만원대 파스타집", {"초록접시"}),
        ("5만 원 넘는 횟집", {"나루횟집"}),
        ("만 원으로 두 명이 먹을 만한 식당", {"별빛분식", "새벽만두"}),
        ("3만 원으로 셋이서 먹을 순대국집", {"두레순대"}),
        ("한 사람당 9천 원 순대국집", {"두레순대"}),
        ("8천 원 이하 냉면", None),
        ("만 원 이하 냉면", {"물레방아갈비"}),
        ("7천 원 이하 짬뽕", None),
        # the dish that is asked for
        ("갈비나 초밥 먹고 싶어", {"물레방아갈비", "큰바다초밥"}),
        ("갈비랑 냉면 파는 집", {"물레방아갈비"}),
        ("짜장면에 짬뽕 파는 데", {"매화반점"}),
        ("김밥도 파는 떡볶이집", {"별빛분식"}),
        ("디저트 파는 카페", {"하늘다방"}),
        # where
        ("솔밭구 카페", {"구름찻집"}),
        ("물빛구 말고 다른 구 카페", {"구름찻집"}),
        ("가람역 근처 갈비집", {"물레방아갈비"}),
        ("가람역에서 제일 가까운 카페", {"하늘다방"}),
        ("월요일에 쉬는 식당", {"물레방아갈비"}),
        ("지금 문 연 카페 있어?", {"하늘다방"}),
        ("점심시간이 30분밖에 없는데 칼국수집 있어?", {"은하수칼국수"}),
        # the ends of a scale
        ("제일 싼 카페", {"하늘다방"}),
        ("제일 오래된 식당", {"매화반점"}),
        ("제일 비싼 식당", {"나루횟집"}),
        ("제일 싼 식당이 어디야?", {"별빛분식"}),
        # what is not wanted
        ("고기 안 먹는 친구랑 갈 만한 식당", {"초록접시"}),
        ("카페 말고 솔밭구 쌈밥집", {"솔향기쌈밥"}),
        ("80년대에 생긴 갈비집", {"물레방아갈비"}),
        ("칼국수 어디가 싸?", {"은하수칼국수"}),
        ("한 사람당 5천 원 넘으면 곤란한데 떡볶이집", {"별빛분식"}),
        ("칼국수 1인분만 파는 집", {"은하수칼국수"}),
        ("만 원 넘으면 안 되는 냉면집", {"물레방아갈비"}),
    ],
)
def test_places_meet_all_that_is_said(ask, wish, found):
    reply = ask(wish)
    assert reply.route == "recommend", reply.text
    if found is None:
        assert "은하수칼국수" not in names(reply), reply.text
        assert reply.items or reply.status == "unknown"
    else:
        assert set(names(reply)) == found, reply.text


@pytest.mark.parametrize(
    ("wish", "unwanted"),
    [
        ("매운 건 싫어 다른 식당 추천해 줘", "매운 음식"),
        ("나 돼지고기는 안 먹어 식당 추천해 줘", "돼지고기"),
        ("해산물은 못 먹는데 식당 추천해 줘", "해산물"),
        ("회랑 초밥 빼고 식당 추천해 줘", "초밥"),
        ("해산물 알레르기 있는데 먹을 데 있어?", "해산물"),
        ("갈비는 어제 먹었으니까 그건 빼고 식당 추천해 줘", "갈비"),
    ],
)
def test_what_somebody_does_not_eat_is_not_served(assistant, ask, wish, unwanted):
    reply = ask(wish)
    assert reply.items, reply.text
    for item in reply.items:
        assert unwanted not in assistant.store.contents_of(assistant.store.places[item.id]), item.name


def test_who_may_fall_ill_is_told_to_ask(ask):
    assert "확인해 주세요" in ask("해산물 알레르기 있는데 먹을 데 있어?").text


# What cannot be used is said, and nothing is quoted


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("창가 자리 있는 카페", "창가 자리 있는 곳인지는 자료에 없"),
        ("느끼하지 않은 식당", "느끼하지 않은 곳인지는 자료에 없"),
        ("조용한 카페", "조용한지는 자료에 없"),
        ("제일 가까운 카페", "지금 계신 곳은 제가 알 수 없"),
        ("막걸리도 파는 쌈밥집", "막걸리가 같이 있는 곳은 자료에 없"),
        ("빵이랑 커피 파는 데", "빵과 커피가 다 있는 곳은 제 자료에 없"),
        ("만 원으로 두 명이 먹을 만한 식당", "한 사람에 5,000원"),
        ("제일 싼 카페", "가격을 모르는 한 곳"),
        ("달빛동 초밥집", "달빛동으로 적힌 곳은 없어서"),
        ("주차되는 초밥집", "주차할 수 있는지 확인된 초밥집은 없"),
        ("밤 11시까지 하는 식당", "영업시간이 알려진 곳"),
    ],
)
def test_what_cannot_be_used_is_said(ask, wish, said):
    reply = ask(wish)
    assert said in reply.text
    assert "«" not in reply.text


@pytest.mark.parametrize(
    "wish",
    [
        "비 오는데 뜨끈한 국물 있는 집",
        "이모랑 왔는데 뭐 먹을 데 있나",
        "아이고 배고파라 밥집 어디 없나",
        "친구 만나러 왔는데 점심 먹을 식당 추천해 줘",
        "선생님이랑 왔는데 괜찮은 식당 하나만 골라 줘",
        "여자친구랑 왔는데 식당 추천해 줘",
        "부산에서 왔는데 맛집 추천해 줘",
    ],
)
def test_what_only_frames_a_wish_is_no_condition(ask, wish):
    reply = ask(wish)
    assert reply.items, reply.text
    assert "자료에 없" not in reply.text
    assert "알 수 없" not in reply.text


@pytest.mark.parametrize(
    ("wish", "town"),
    [("경기도 광주 맛집", "광주"), ("이천시 도서관 근처 맛집", "이천시"), ("서울역 근처 식당", "서울역")],
)
def test_another_town_is_unknown_by_its_name(ask, wish, town):
    reply = ask(wish)
    assert (reply.status, reply.items) == ("unknown", ())
    assert town in reply.text


# A later turn edits the wish


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["물빛구 갈비집 추천해 줘", "아니 물빛구 말고 솔밭구"], {"물레방아갈비"}),
        (["물빛구 카페", "아니 물빛구 말고 솔밭구"], {"구름찻집"}),
        (["물빛구 갈비집", "카페로 바꿀래"], {"하늘다방"}),
        (["솔밭구 초밥집", "통닭으로 바꿔 줘"], {"황금통닭"}),
        (["카페 추천해 줘", "주차되는 데로"], {"구름찻집"}),
        (["카페 추천해 줘", "디저트도 파는 데"], {"하늘다방"}),
        (["만 원 이하 칼국수집", "가격은 상관없어"], {"은하수칼국수"}),
        (["단체로 가는데 2만 원 이하 식당", "그냥 주차만 되면 돼"], {"물레방아갈비", "구름찻집"}),
        (["주차되는 갈비집", "주차는 안 돼도 돼"], {"물레방아갈비"}),
        (["식당 추천해 줘", "혼자 먹을 거야", "5천 원 이하로"], {"별빛분식"}),
        (["식당 추천해 줘", "차 두 대 가져가"], {"물레방아갈비", "구름찻집"}),
        (["할랄 식당 있어?", "그럼 카페는?"], {"하늘다방", "구름찻집"}),
        (["밤 11시까지 하는 갈비집", "만 원 이하 칼국수집"], {"은하수칼국수"}),
        (["만 원 이하 횟집", "디저트도 있는 카페"], {"하늘다방"}),
        (["쌈밥에 막걸리 한잔할 데", "막걸리는 없어도 돼"], {"솔향기쌈밥"}),
        (["초밥집 추천해 줘", "갈비도 괜찮아"], {"큰바다초밥", "물레방아갈비"}),
        (["식당 추천해 줘", "주차도 되면 좋겠어요"], {"물레방아갈비", "구름찻집"}),
    ],
)
def test_a_later_turn_edits_the_wish(talk, turns, found):
    *_, last = talk(*turns)
    assert set(names(last)) == found, last.text


# A later turn asks about what was told


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        # which one
        (
            ["카페 추천해 줘", "초밥집 추천해 줘", "아까 카페 중 첫 번째는 전화번호가 뭐야"],
            ["하늘다방", "055-200-0007"],
        ),
        (["카페 추천해 줘", "첫 번째 전화번호", "나머지 하나는 어디야?"], ["구름찻집", "새솔동"]),
        (["카페 추천해 줘", "첫 번째 말고 두 번째는 어디 있어?"], ["구름찻집"]),
        (["카페 추천해 줘", "마지막 집 어디야"], ["구름찻집"]),
        (["카페 추천해 줘", "둘 다 어디야?"], ["하늘다방", "구름찻집"]),
        (["카페 추천해 줘", "하늘로 할게. 전화번호 알려 줘"], ["하늘다방", "055-200-0007"]),
        # of a list without a choice, of all
        (["카페 추천해 줘", "전화번호는?"], ["055-200-0007", "구름찻집은 전화번호가 자료에 없어요"]),
        (["카페 추천해 줘", "얼마야?"], ["6,000원", "구름찻집은 가격이 자료에 없어요"]),
        (["카페 추천해 줘", "휠체어 들어가?"], ["알려 드린 두 곳 모두 휠체어로 들어갈 수 있는지 자료에 없어요"]),
        (["카페 추천해 줘", "거기 어디야"], ["하늘다방", "구름찻집"]),
        # details
        (["칼국수집 추천해 줘", "거기 언제 쉬어?"], ["일요일"]),
        (["칼국수집 추천해 줘", "얼마야", "언제 기준이야?"], ["2026년 5월"]),
        (["갈비집 추천해 줘", "가람역에서 얼마나 걸려?"], ["가람역에서 직선으로", "m"]),
        (["카페 추천해 줘", "두 번째는 얼마나 걸려?"], ["어디에서 가시는지 몰라서"]),
        (["갈비집 추천해 줘", "냉면은 얼마야?"], ["9,000원"]),
        (["갈비집 추천해 줘", "소주 값은?"], ["소주 값이 자료에 없어요"]),
        (["갈비집 추천해 줘", "세 명이면 얼마야?"], ["16,000원", "48,000원"]),
        # yes or no
        # several prices, and several questions
        (["물레방아갈비 물냉면이랑 돼지갈비 둘 다 시키면 얼마야"], ["모두 25,000원"]),
        (["물레방아갈비 돼지갈비 2인분에 물냉면 하나면"], ["모두 41,000원"]),
        (["물레방아갈비 물냉면이랑 돼지갈비 가격 차이"], ["9,000원", "16,000원", "7,000원 차이"]),
        (["물레방아갈비 가격이랑 주차"], ["16,000원", "주차할 수 있어요"]),
        (["물레방아갈비 주차되나요 그리고 단체도 되나요"], ["주차할 수 있어요", "단체로 가도 돼요"]),
        (["매화반점이랑 새벽만두가 뭐가 달라?"], ["다른 곳이에요", "1960년"]),
        (["매화반점은 몇 년에 문 열었어?"], ["1960년에 문을 열었어요"]),
        (["새벽만두 언제 생겼대"], ["문을 연 해가 자료에 없어요"]),
        # whether it is open, asked in other ways
        (["은하수칼국수는 일요일에 쉰다던데 맞나?"], ["네, ", "일요일"]),
        (["물레방아갈비 월요일에 문 열려나 모르겠네"], ["아니요, ", "월요일"]),
        (["물레방아갈비 월요일에 문 열까?"], ["아니요, ", "월요일"]),
        (["부모님 모시고 가는데 물레방아갈비 월요일에 해?"], ["아니요, ", "월요일"]),
        (["국수 먹으러 가려고. 은하수칼국수 일요일에 해?"], ["아니요, ", "일요일"]),
        (["은하수칼국수 월요일에 칼국수 해?"], ["칼국수가 있어요"]),
        (["황금통닭이랑 은하수칼국수 중에 일요일에 여는 데는?"], ["네, 황금통닭", "은하수칼국수는 일요일에 열지 않는"]),
        (["매화반점 짬뽕도 팔아요?"], ["네, 매화반점은 짬뽕이 있어요"]),
        (["매화반점에 탕수육 있어?"], ["탕수육이 있는지 자료에 없어요"]),
        (["물레방아갈비가 횟집이지?"], ["아니요, 물레방아갈비는 돼지갈빗집이에요"]),
        (["물레방아갈비가 갈비집이지?"], ["네, "]),
        (["은하수칼국수 칼국수 5천 원 맞지?"], ["아니요, ", "8,000원"]),
        (["은하수칼국수 칼국수 8천 원 맞지?"], ["네, ", "8,000원"]),
        (["은하수칼국수 일요일에 가도 돼요?"], ["아니요, ", "일요일"]),
        (["은하수칼국수 월요일에 가도 돼요?"], ["네, ", "월요일"]),
        (["은하수칼국수 일요일에 쉬어?"], ["네, ", "일요일"]),
        (["은하수칼국수 지금 열려 있어?"], ["아니요, "]),
        (["하늘다방 지금 열려 있어?"], ["네, "]),
        (["초록접시 지금 영업 중이에요?"], ["자료에 없어요"]),
        (["황금통닭 밤에도 해?"], ["네, 황금통닭은 밤에 여는"]),
        (["물레방아갈비 주차돼?"], ["네, 물레방아갈비는 주차할 수 있어요"]),
        (["큰바다초밥 주차돼?"], ["큰바다초밥은 주차할 수 있는지 자료에 없어요"]),
        (["솔향기쌈밥 애들 데리고 가도 돼?"], ["네, "]),
        (["하늘다방 알려 줘", "구름찻집이랑 같은 집이야?"], ["아니요, 하늘다방과 구름찻집은 다른 곳이에요"]),
        (["카페 추천해 줘", "주차돼?"], ["네, 구름찻집은 주차할 수 있어요"]),
        (["카페 추천해 줘", "주차는?"], ["구름찻집은 주차할 수 있어요"]),
        (["카페 추천해 줘", "거긴 테라스 있어?"], ["야외 자리가 있는지 자료에 없어요"]),
        # comparing
        (["물레방아갈비랑 은하수칼국수 중에 어디가 더 싸?"], ["은하수칼국수가 더 싸요"]),
        (["물레방아갈비 알려 줘", "은하수칼국수가 더 싸?"], ["네, 은하수칼국수가 더 싸요"]),
        (["은하수칼국수 알려 줘", "물레방아갈비가 더 싸?"], ["아니요, 은하수칼국수가 더 싸요"]),
        (["단체 식당 추천해 줘", "둘 중에 어디가 더 비싸?"], ["나루횟집이 더 비싸요"]),
        (["주차되는 식당 추천해 줘", "어디가 더 오래됐어?"], ["1985년", "구름찻집은 문을 연 해가 자료에 없어요"]),
        (["혼밥하기 좋은 식당", "제일 싼 데는?"], ["별빛분식이 더 싸요"]),
        (["카페 추천해 줘", "어디가 더 가까워?"], ["제가 알 수 없어요"]),
        (["카페 추천해 줘", "가람역에서 어디가 더 가까워?"], ["하늘다방"]),
        (["카페 추천해 줘", "어디가 더 넓어?"], ["견줄 수 없어요"]),
        (["하늘다방 알려 줘", "거기 사람 많아?"], ["하늘다방에 대해 그건 자료에 없어요"]),
        (["하늘다방 알려 줘", "거기 몇 명까지 들어가?"], ["하늘다방에 대해 그건 자료에 없어요"]),
        (["새벽만두랑 꽃길보쌈 중에 어디가 더 오래됐어?"], ["자료에 없어서 견줄 수 없어요"]),
    ],
)
def test_a_question_about_places_is_answered_shortly(talk, turns, words):
    *_, last = talk(*turns)
    assert last.route == "recommend", last.text
    assert not [word for word in words if word not in last.text], last.text
    assert "몇 번째" not in last.text
    assert "«" not in last.text


@pytest.mark.parametrize(
    "question",
    [
        "치킨 먹어 봤어?",
        "김치찌개 레시피 알려 줘",
        "몇 시에 문 닫아요?",
        "휴관일이 언제야?",
        "주차 돼?",
    ],
)
def test_what_asks_for_no_place_brings_none(ask, question):
    assert ask(question).items == ()


# Any mix of conditions

WHERE = {"": None, "물빛구 ": "물빛구", "솔밭구 ": "솔밭구", "윤슬동 ": "윤슬동"}
HAS = {
    "": None,
    "주차되는 ": "주차",
    "혼자 먹기 좋은 ": "혼밥",
    "단체로 갈 수 있는 ": "단체",
    "애들이랑 갈 만한 ": "아이",
}
COSTS = {"": None, "만 원 이하 ": (0, 10_000), "2만 원 넘는 ": (20_001, None), "1~2만원대 ": (10_000, 29_999)}
OPEN = {"": None, "일요일에 여는 ": (SUNDAY, 12 * 60), "밤 11시까지 하는 ": (SUNDAY, 22 * 60 + 59)}
WHAT = {"식당": None, "갈비집": "갈비", "칼국수집": "칼국수", "카페": "카페", "한식집": "한식", "치킨집": "치킨"}
ASKING = ("", " 추천해 줘", " 있어?", " 하나만 골라 줘", " 어디 없나")
GIVEN_UP = ("로 적힌 곳은 없", "에서는 확인된 곳이 없", "자료에 없")


def violations(assistant, reply, where, has, costs, opening, what):
    """Every condition that a place told breaks."""
    store, index = assistant.store, assistant.library.places
    for item in reply.items:
        place = store.places[item.id]
        if where and where not in store.areas_of(place):
            yield item.name, "에서 찾았어요"
        if has and has not in place.tags:
            yield item.name, "확인된 "
        if what and what not in store.offers_of(place):
            yield item.name, "never given up"
        if costs:
            priced = index.dishes.price(place, (what,) if what else ())
            least, most = costs
            if priced is None or priced.krw < least or (most and priced.krw > most):
                yield item.name, "never given up"
        if opening and not (place.opening and place.opening.on(opening[0])):
            yield item.name, "never given up"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_mix_of_conditions_is_met_or_named(assistant, data):
    said = [data.draw(st.sampled_from(sorted(choice))) for choice in (OPEN, WHERE, HAS, COSTS, WHAT)]
    opening, where, has, costs, what = said
    text = "".join(said) + data.draw(st.sampled_from(ASKING))
    reply, _ = assistant.respond(text, State())
    assert reply.status in ("answered", "unknown"), text
    wanted = (WHERE[where], HAS[has], COSTS[costs], OPEN[opening], WHAT[what])
    for name, reason in violations(assistant, reply, *wanted):
        assert reason in reply.text, f"«{text}» brought {name}: {reply.text}"
    assert reply.items or any(reason in reply.text for reason in GIVEN_UP), f"«{text}»: {reply.text}"


def test_every_pair_of_turns_is_answered(assistant):
    """Nothing that is said after a list is a fault of the program."""
    later = [
        "거기 어디야",
        "더 싼 데",
        "다른 데",
        "둘 다 얼마야",
        "제일 싼 데는?",
        "주차돼?",
        "전화번호는?",
        "솔밭구는?",
    ]
    for first, second in itertools.product(["카페", "초밥집", "식당 추천해 줘", "마라탕 먹고 싶어"], later):
        state = State()
        for text in (first, second, "첫 번째 집 전화번호"):
            reply, state = assistant.respond(text, state)
            assert reply.status != "error", (first, second, text)


# What the second round of an outsider's questions showed, by kinds


@pytest.mark.parametrize(
    ("turns", "gone"),
    [
        (["가족이랑 갈 식당", "초밥은 어제 먹어서 빼고요"], "큰바다초밥"),
        (["카페 추천해 줘", "윤슬동에 있는 거 말고"], "하늘다방"),
        (["저는 돼지고기를 안 먹어요", "물빛구 식당 알려 줘"], "물레방아갈비"),
    ],
)
def test_what_is_ruled_out_is_not_told(talk, turns, gone):
    *_, last = talk(*turns)
    assert last.items
    assert gone not in names(last), last.text


def test_a_list_says_what_it_leaves_out_as_told(talk):
    *_, last = talk("저는 돼지고기를 안 먹어요", "물빛구 식당 알려 줘")
    assert last.text.startswith("말씀하신 대로 돼지고기는 빼고 찾았어요.")


def test_what_is_asked_for_by_name_is_not_left_out(talk):
    *_, last = talk("저는 돼지고기를 안 먹어요", "돼지갈비집 추천해 줘")
    assert names(last) == ["물레방아갈비"]


@pytest.mark.parametrize(
    ("turns", "found"),
    [
        (["내 친구 채식주의자야", "같이 먹을 데 찾아줘"], {"초록접시"}),
        (["나 오늘 돈이 오천원밖에 없는데", "뭐 먹을 데 있어?"], {"별빛분식", "새벽만두"}),
        (["나 오늘 돈이 오천원밖에 없는데", "응"], {"별빛분식", "새벽만두"}),
    ],
)
def test_a_need_told_before_holds_for_the_wish(talk, turns, found):
    first, last = talk(*turns)
    assert first.text.endswith("찾아 드릴까요?")
    assert not first.items
    assert set(names(last)) == found, last.text


def test_a_need_is_forgotten_where_something_else_is_said(talk):
    *_, last = talk("내 친구 채식주의자야", "고마워", "카페 추천해 줘")
    assert set(names(last)) == {"하늘다방", "구름찻집"}


def test_examples_are_either_of_them(ask):
    assert set(names(ask("칼국수나 만두 같은 음식 파는 곳"))) >= {"은하수칼국수", "새벽만두"}


def test_one_more_is_one_and_a_new_one(talk):
    first, second = talk("카페 하나만 추천해 줘", "다른 카페도 하나 더 알려 줘")
    assert len(second.items) == 1
    assert names(first) != names(second)


def test_a_place_is_found_by_the_year_it_opened_in(ask):
    assert names(ask("1960년에 문 연 식당")) == ["매화반점"]


def test_a_meal_before_is_not_what_is_looked_for(ask):
    assert set(names(ask("쌈밥 먹고 커피 마실 데"))) == {"하늘다방", "구름찻집"}


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["카페 추천해 줘", "첫 번째", "혹시 가람역에서 가까운가요?"], ["하늘다방", "m쯤"]),
        (["물빛구 식당 추천해 줘", "칼국수 되는 데 맞지?"], ["은하수칼국수"]),
        (["하늘다방 알려 줘", "둘이서 먹으면 충분해요?"], ["하늘다방에 대해 그건 자료에 없어요"]),
        (["칼국수 만 원 넘어요?"], ["아니요, 은하수칼국수", "8,000원"]),
        (["칼국수 7천 원 넘어요?"], ["네, 은하수칼국수", "8,000원"]),
        (["칼국수 8천 원 이하예요?"], ["네, 은하수칼국수"]),
        (["물레방아갈비랑 나루횟집 중에 냉면은 어디가 더 싸?"], ["나루횟집은 냉면 값이 자료에 없어요"]),
        (["단체 식당 추천해 줘", "후자는 얼마야?"], ["60,000원"]),
    ],
)
def test_a_question_about_what_was_told_is_no_search(talk, turns, words):
    *_, last = talk(*turns)
    assert not [word for word in words if word not in last.text], last.text
    assert "골라 봤어요" not in last.text


def test_a_verb_is_not_heard_as_an_area(ask):
    assert "동에는" not in ask("할랄 식당 있을까요? 외국인 동료가 와서요").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("물레방아갈비 1985년에 문을 열었지?", "1985년에 문을 열었어요"),
        ("매화반점이 1960년에 문 연 데 맞지?", "1960년에 문을 열었어요"),
        ("매화반점 1970년에 문 열었지?", "아니요, 매화반점은 1960년에 문을 열었어요"),
        ("매화반점 055-200-0006 맞나요", "055-200-0006"),
        ("매화반점이랑 하늘다방 둘 다 가 봤어?", "저는 가 보지는 못했고"),
    ],
)
def test_what_stands_in_a_place_s_own_sentence_answers_for_it(ask, question, told):
    assert told in ask(question).text


def test_a_free_table_is_not_known(assistant):
    reply, _ = assistant.respond("물레방아갈비 지금 자리 있어?", State())

    assert reply.status == "unknown"
    assert reply.text.startswith("물레방아갈비는 지금 자리가 있는지, 얼마나 기다리는지 알 수 없어요.")


def test_wishes_that_no_place_meets_together_are_met_one_by_one(talk):
    first, among = talk("애들 데리고 가기 좋고 주차되는 한식집 추천해 줘", "그중에 주차 되는 데는?")
    assert {"솔향기쌈밥", "물레방아갈비"} <= set(names(first))
    assert "함께 확인된 곳은 없어서" in first.text
    assert names(among) == ["물레방아갈비"]


@pytest.mark.parametrize("turns", [("단체로 갈 식당", "치킨 말고 횟집이나 중국집으로"), ("단체로 갈 횟집이나 중국집",)])
def test_alternatives_do_not_narrow_each_other(talk, turns):
    assert names(talk(*turns)[-1]) == ["나루횟집"]


def test_no_more_of_what_is_known_is_not_unknown(talk):
    *_, last = talk("애들이랑 갈 만한 식당", "다른 데 하나만 더")
    assert "확인된 곳은 더 없" in last.text


def test_what_somebody_likes_is_looked_for_where_they_come_along(talk):
    _, found = talk("우리 엄마는 칼국수를 좋아해", "엄마랑 갈 식당 추천해 줘")
    assert names(found) == ["은하수칼국수"]
    assert "칼국수" in found.text
    _, other = talk("우리 엄마는 칼국수를 좋아해", "친구랑 갈 초밥집 추천해 줘")
    assert names(other) == ["큰바다초밥"]


def test_what_is_picked_stays_in_the_area_asked_for(talk):
    _, found = talk("물빛구 식당 추천해 줘", "갈비 되는 데로")
    assert names(found) == ["물레방아갈비"]
    _, found = talk("솔밭구 식당 추천해 줘", "칼국수 되는 데로")
    assert "솔밭구" in found.text


@pytest.mark.parametrize("last", ["고기 말고요", "아 고기는 어제 먹어서 고기 말고요", "고기 말고요, 다른 거요"])
def test_what_is_politely_ruled_out_is_not_looked_for(talk, last):
    """«말고요» rules out as «말고» does."""
    meat = {item.id for item in talk("고깃집 추천해 줘")[-1].items}
    told = {item.id for item in talk("맛집 추천해 줘", last)[-1].items}
    assert told
    assert told.isdisjoint(meat)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("서울에 사는 김철수 씨 전화번호 알려 줘", "김철수 씨 전화번호는 제 자료에 없어요"),
        ("시청 전화번호가 뭐야?", "시청 전화번호는 제 자료에 없어요"),
        ("홍길동 씨 전화번호", "홍길동 씨 전화번호는 제 자료에 없어요"),
    ],
)
def test_what_is_asked_of_somebody_named_is_not_told_of_the_places(talk, question, asked):
    """A number of somebody who is named is no number of the places that were told."""
    for turns in ([question], ["카페 추천해 줘", question]):
        text = talk(*turns)[-1].text
        assert asked in text
        assert "055" not in text
