"""Whether a place is wanted is told by the part that food, houses and questions play; in a made-up town."""

import pytest
from made_up import names


@pytest.mark.parametrize(
    "turns",
    [
        # what one makes for others, or a house that one would run
        ["모레 딸이 오면 냉면 해 줄 거야"],
        ["식당 추천해 줘", "설에 조카들 오면 만두를 빚어 줄 거예요"],
        ["언니가 조그만 카페를 열자는데 어떻게 생각해?"],
        ["동생이 같이 통닭집을 하자고 하는데 어떡하지?"],
        ["직장 관두고 찻집이나 차릴까?"],
        ["칼국수집 추천해 줘", "나중에 나도 분식집을 차려 볼까 해"],
        # what is asked of food, and not where to have it
        ["떡볶이 국물은 왜 이렇게 빨리 졸아?"],
        ["김밥은 왜 자꾸 옆구리가 터질까?"],
        ["냉면은 누가 처음 만들었어?"],
        # what the robot itself eats
        ["너는 떡볶이 먹어 봤니?"],
        ["카페 추천해 줘", "근데 너는 커피 마셔 봤어?"],
        ["너도 통닭 먹을 줄 알아?"],
        # another of what was never told
        ["커피는 맛이 없던데 다른 건 없을까?"],
    ],
)
def test_what_plays_another_part_is_no_wish(garam, talk, turns):
    *_, reply = talk(*turns, to=garam)
    assert not reply.items, reply.text
    assert reply.route != "recommend", reply.text


@pytest.mark.parametrize(
    "text",
    [
        "냉면은 어떻게 해야 맛있어?",
        "수육은 얼마나 삶아야 돼?",
        "만두 반죽은 어떻게 하면 쫄깃해?",
        "떡볶이는 어떻게 만들어?",
        "냉면 네 개 삶으려면 물이 얼마나 들어가지?",
    ],
)
def test_how_one_cooks_is_not_known(garam, talk, text):
    (reply,) = talk(text, to=garam)
    assert reply.text.startswith("요리법은 제 자료에 없어요."), reply.text
    assert not reply.items


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("냉면 해 주는 집 있어?", "물레방아갈비"),
        ("조그만 카페 찾아 줘", "구름찻집"),
        ("만두를 먹고 싶어", "새벽만두"),
        ("통닭을 시켜 먹을 집 알려 줘", "황금통닭"),
        ("떡볶이를 파는 데가 어디야?", "별빛분식"),
        ("네가 아는 칼국수집 알려 줘", "은하수칼국수"),
    ],
)
def test_what_plays_that_part_still_is_one(garam, talk, text, name):
    (reply,) = talk(text, to=garam)
    assert name in names(reply), reply.text


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("점심을 늦게까지 못 먹었는데 칼국수 잘하는 데 있어?", ["늦게까지", "확인된"]),
        ("아침을 굶었는데 순대국 먹을 데 있어?", ["아침에"]),
        ("이가 안 좋은 노인이 먹기 좋은 칼국수집 있어?", ["노인", "안 좋은 곳인지"]),
        ("손님 대접할 수 있는 초밥집 있나요?", ["대접"]),
    ],
)
def test_words_of_a_story_are_no_conditions(garam, talk, text, unsaid):
    (reply,) = talk(text, to=garam)
    assert reply.items, reply.text
    assert not any(word in reply.text for word in unsaid), reply.text


@pytest.mark.parametrize(
    "text",
    [
        "갈비는 말고 통닭으로 하자",
        "갈비는 포기하고 통닭 먹을래",
        "너무 비싸네. 갈비는 치워 버리고 통닭으로 바꾸자.",
        "갈비는 관두고 통닭으로 가자",
        "갈비 대신 통닭으로 할까?",
        "갈비는 접어 두고 통닭으로 찾아 줘",
    ],
)
def test_what_is_given_up_for_another_is_not_looked_for(garam, talk, text):
    *_, reply = talk("갈비집 추천해 줘", text, to=garam)
    assert names(reply) == ["황금통닭"], reply.text


@pytest.mark.parametrize(
    ("told", "wish", "name", "away"),
    [
        ("이번 토요일에 친구들이랑 달빛동 가기로 했어", "저녁 먹을 데 추천해 줘", "매화반점", "솔밭구"),
        ("다음 주 월요일에 달빛동에서 모임이 있어요", "네 명인데 식당 추천해 주세요", "매화반점", "솔밭구"),
        ("내일 언니랑 새솔동 놀러 가", "커피 마실 데 있어?", "구름찻집", "윤슬동"),
        ("나 지금 새솔동에 와 있어", "밥 먹을 데 알려 줘", "솔향기쌈밥", "물빛구"),
    ],
)
def test_where_one_is_going_is_where_it_is_looked_for(garam, talk, told, wish, name, away):
    *_, reply = talk(told, wish, to=garam)
    assert name in names(reply), reply.text
    assert away not in reply.text, reply.text


@pytest.mark.parametrize("told", ["우리 딸은 달빛동 살아", "지난주에 달빛동 갔었어", "달빛동이 어디야?"])
def test_where_others_live_or_one_was_is_not(garam, talk, told):
    *_, reply = talk(told, "식당 추천해 줘", to=garam)
    assert any(item.district != "물빛구" for item in reply.items), reply.text


@pytest.mark.parametrize("text", ["좀 싼 데 없냐 나 육천 원밖에 없어", "육천 원밖에 없는데 싼 데 없어?"])
def test_what_one_has_to_spend_is_a_price(garam, talk, text):
    *_, reply = talk("떡볶이집 추천해 줘", text, to=garam)
    assert names(reply) == ["별빛분식"], reply.text


def test_money_for_something_else_is_none(garam, talk):
    *_, reply = talk("친구 생일 선물 뭐 사지?", "돈이 만 원밖에 없는데", to=garam)
    assert "식당" not in reply.text, reply.text


def test_the_same_list_is_not_told_again(garam, talk):
    first, again = talk("식당 추천해 줘", "떡볶이는 못 먹어", to=garam)
    assert names(again) == names(first)
    assert again.text == "말씀하신 대로 떡볶이는 빼고 찾았어요. 방금 알려 드린 세 곳이 그대로 맞아요."


@pytest.mark.parametrize("text", ["초밥이 나을까, 만두가 나을까?", "점심에 초밥이 나을까 만두가 나을까?"])
def test_of_two_that_are_weighed_one_each_is_told(garam, talk, text):
    (reply,) = talk(text, to=garam)
    assert names(reply) == ["큰바다초밥", "새벽만두"], reply.text


@pytest.mark.parametrize(
    "text",
    ["맨 처음 말씀하신 집으로 할게요. 이름이 뭐였죠?", "처음 말씀하신 데로 하겠습니다. 그 집 이름 다시 말해 줘"],
)
def test_the_first_that_was_told_is_called_by_name(garam, talk, text):
    first, *_, reply = talk("카페 추천해 줘", "갈비집은?", text, to=garam)
    assert names(first)[0] in reply.text, reply.text
    assert "반영하지" not in reply.text


def test_what_is_pointed_at_may_be_a_dish(garam, talk):
    *_, reply = talk("갈비집 추천해 줘", "순대국밥도 괜찮아. 그건 있어?", to=garam)
    assert "두레순대" in names(reply), reply.text


def test_what_is_not_cooked_is_left_out(garam, talk):
    *_, reply = talk("식당 추천해 줘", "날것은 못 먹어요", to=garam)
    assert "날것은 빼고" in reply.text, reply.text
    assert not {"큰바다초밥", "나루횟집"}.intersection(names(reply)), reply.text
