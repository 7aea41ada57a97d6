"""Talk near food and places, and what is decided of places told: in a made-up town, and on the shipped data."""

import pytest
from made_up import names


@pytest.mark.parametrize(
    "turns",
    [
        # what was bought, eaten or found
        ["통닭도 한 마리 튀겨 왔지"],
        ["며느리 주려고 만두도 사 왔어"],
        ["칼국수집 추천해 줘", "두부는 삼천 원 주고 고등어는 한 손에 팔천 원"],
        ["칼국수집 추천해 줘", "혼자라 안 먹고 왔어"],
        ["할머니랑 칼국수 먹으러 갔었는데 문을 닫았더라고"],
        ["아까 김밥 한 줄 먹은 게 다예요"],
        # what is done meanwhile
        ["커피나 한잔하면서 얘기 좀 하자"],
        # praise that only looks like a question
        ["우리 동네 칼국수가 얼마나 맛있는데"],
        # what is asked of something else
        ["깜빡하고 두 번 먹으면 어쩐다냐"],
        ["갈비집 추천해 줘", "생신까지 며칠 남았어?"],
        ["갈비집 추천해 줘", "케이크가 38000원이고 밥값이 15만 원이면 반반 얼마씩"],
        ["나 매운 거 잘 먹게 못 먹게?"],
        # nothing that was not looked for already
        ["통닭집 추천해 줘", "손주가 통닭을 그렇게 좋아해"],
        ["칼국수집 추천해 줘", "우리 남편이 은하수칼국수 사장이야"],
        # what is done again and again, is under way, or is proposed by others
        ["팀장이 점심마다 칼국수만 먹재"],
        ["나는 맨날 커피를 두 잔씩 마셔"],
        ["지금 커피 마시고 있어요"],
        ["옆자리 양반이 소주를 얼마나 마시던지"],
        ["지난주에도 먹었는데 또 먹재"],
        ["카페 추천해 줘", "메뉴 바꾸자고 말을 못하겠어"],
        # a dislike where nothing was looked for
        ["나는 순대는 별로야"],
        # hours, costs, what is to be done to it, what is taken with it, what is supposed
        ["아침 여덟시 점심 한시 저녁 일곱시"],
        ["점심 만삼천원 커피 사천오백원"],
        ["커피를 끊어야 되나"],
        ["혈압약을 커피랑 먹어도 되냐"],
        ["밤에 칼국수 먹어도 되나"],
        ["칼국수집 추천해 줘", "혼자 먹으면 맛이 없어"],
        ["그래 커피라도 한 잔 사 주면서 말 걸어 볼까"],
        ["대충 넉 달 반이네 맞아?"],
        ["카페 추천해 줘", "비 오면 어떡하지 내일 비 와요?"],
    ],
)
def test_talk_near_food_brings_no_places(garam, talk, turns):
    *_, reply = talk(*turns, to=garam)
    assert not reply.items, reply.text
    assert reply.route != "recommend", reply.text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["칼국수 먹으러 왔는데 어디가 좋아?"], ["은하수칼국수"]),
        (["칼국수집 추천해 줘", "칼국수는 어제 먹었어"], ["칼국수는 빼고"]),
        (["식당 추천해 줘", "만두는 걔가 싫어한대"], ["만두는 빼고"]),
        (["식당 추천해 줘", "만두는 지난번에 먹어서 이번엔 다른 거"], ["만두는 빼고"]),
        (["식당 추천해 줘", "만두는 저녁에 먹을 거라서 다른 거"], ["만두는 빼고"]),
        (["카페 추천해 줘", "아니 언니가 칼국수를 좋아했지 참"], ["은하수칼국수"]),
        (["식당 추천해 줘", "둘째가 다섯 살이라 매운 건 안 돼"], ["매운 음식은 빼고"]),
        (["식당 추천해 줘", "우리 애는 칼국수밖에 안 먹어"], ["은하수칼국수"]),
    ],
)
def test_what_changes_the_wish_still_does(garam, talk, turns, words):
    *_, reply = talk(*turns, to=garam)
    assert all(word in reply.text for word in words), reply.text


def test_a_place_one_has_been_to_is_the_one_spoken_of(garam, talk):
    told, price, phone = talk("점심에 물레방아갈비 갔다 왔어", "거기 얼마였지", "전화번호는?", to=garam)
    assert told.text == "물레방아갈비에 다녀오셨군요. 어떠셨어요?"
    assert "16,000원" in price.text, price.text
    assert "물레방아갈비" in phone.text, phone.text


def test_what_was_decided_is_told_back(garam, talk):
    *_, asked, chosen, where, again = talk(
        "카페 추천해 줘",
        "오케이 거기로 할게",
        "두 번째로 정했어",
        "우리 어디 가기로 했지?",
        "내가 고른 데가 어디지",
        to=garam,
    )
    assert asked.status == "clarify", asked.text
    assert all(name in asked.text for name in ("하늘다방", "구름찻집")), asked.text
    assert chosen.text.startswith("네, 좋은 생각이에요. 구름찻집은"), chosen.text
    assert where.text == again.text == "구름찻집으로 정하셨어요."


@pytest.mark.parametrize(
    "text", ["거기로 가야겠다", "좋아 거기 가자", "거기로 간다", "네 거기로 가겠습니다", "그럼 그 집으로 할래요"]
)
def test_a_decision_in_any_words(garam, talk, text):
    *_, reply, where = talk("갈비집 하나 추천해 줘", text, "나 어디로 간다고 했지?", to=garam)
    assert names(reply) == ["물레방아갈비"], reply.text
    assert where.text == "물레방아갈비로 정하셨어요."


def test_nothing_is_told_back_where_nothing_was_decided(garam, talk):
    *_, reply = talk("갈비집 추천해 줘", "우리 어디 가기로 했지?", to=garam)
    assert "정하셨어요" not in reply.text, reply.text


@pytest.mark.parametrize(
    ("turns", "words", "away"),
    [
        (["보영만두 알지", "영통에도 그 집 있나"], ["네,", "영통점"], []),
        (["연밀은 어떤 데야", "거기 다른 동네에도 있어?"], ["다른 매장이 있는지 자료에 없어요"], ["네,"]),
        (["매향통닭 어디야", "오늘 일요일인데 그럼 열겠네"], ["네, 매향통닭은 일요일에"], []),
        (["통닭집 추천", "그중에 양념 맛있는 집은 어디야"], ["진미통닭은 양념통닭이 있어요"], ["남문통닭"]),
        (["피자집 추천해 줘", "거기 파스타도 팔아요?"], ["파스타가 있는지 자료에 없어요"], ["대표 메뉴"]),
        (["갈비집 추천해 줘", "갈비집에 냉면도 팔겠죠?"], ["냉면이 있어요"], ["갈비가 있어요"]),
        (
            ["국밥집 세 군데 알려 줘", "셋 중에 제일 싼 데가 어디야", "거기 말고 나머지 두 곳은 주차돼?"],
            ["유치회관"],
            ["명산"],
        ),
        (["칼국수집 추천", "두 번째 거는 뭐가 맛있대"], ["대표 메뉴"], []),
        (["만두집 추천해 줘", "두 번째 집 어디야", "혼자 가도 안 뻘쭘해?"], ["혼자 먹기 좋은지"], ["1."]),
        (["떡볶이집 추천해 줘", "인계동 말고 다른 데는 없어?"], ["인계동을 빼면"], ["떡볶이집은 제 자료에 없어요"]),
        (["만두집 추천해 줘", "전화번호 있는 집은 어디야"], ["전화번호가 0"], []),
        (["칼국수집 추천", "그중에 제일 싼 데가 어디야", "그 가격 언제 적 거야"], ["언제 것인지"], ["4,000"]),
        (["통닭거리에서 제일 오래된 집", "월요일에 쉬는 데도 있다던데 거긴 어디지"], ["진미통닭"], ["매향통닭은"]),
        (["해장국집 추천해 줘", "아 근데 선지는 못 먹어"], ["선지해장국은 빼고"], ["유치회관 (팔달구 인계동)"]),
        (["비싸네 그냥 컵라면 먹을래"], ["맛있게 드세요"], []),
        (["수원은 뭐가 볼 만해?"], ["화성행궁"], []),
        (["우리 동네 구경 갈 데 좀 있냐 손님이 와"], ["화성행궁"], []),
        (["주말에 애랑 나들이 갈만한 데 추천 좀"], ["화성행궁"], ["갈비"]),
        (["오늘 저녁 뭐 먹을까 밥하기 싫다"], ["맛집"], []),
        (["돈가스집 있어?", "우리집이 영통이거든 가까운 데로"], ["영통"], ["오리"]),
        (["회식 장소 추천", "통닭집으로 찾아줘 여덟 명이야", "첫 번째 집 몇 시까지 해?"], ["장안통닭"], []),
    ],
)
def test_what_is_asked_of_those_told(talk, turns, words, away):
    *_, reply = talk(*turns)
    assert all(word in reply.text for word in words), reply.text
    assert not any(word in reply.text for word in away), reply.text
