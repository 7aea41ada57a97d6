"""What is a condition of a place and what is not: days of clauses, one dish for two, who comes along, fees, areas."""

import pytest


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town, on a Sunday afternoon."""
    return garam


def named(reply):
    return {item.name for item in reply.items}


@pytest.mark.parametrize(
    ("asked", "so"),
    [
        ("물레방아갈비 오늘 문 열어요? 월요일이면 쉰다는 말도 있던데", "네"),
        ("월요일에 쉰다던데 물레방아갈비 오늘은 열어요?", "네"),
        ("물레방아갈비 토요일에 가려고 했는데 월요일에도 해?", "아니요"),
        ("은하수칼국수 일요일에 쉰다던데 월요일은 여나요?", "네"),
        ("물레방아갈비 월요일에 쉬나요?", "네"),
    ],
)
def test_the_day_of_the_clause_that_asks_is_meant(talk, asked, so):
    text = talk(asked)[-1].text
    assert text.startswith(so), text
    assert "·" not in text


@pytest.mark.parametrize(
    "asked",
    [
        "둘이 한 마리 시켜서 이만 원 안 넘는 통닭집 있어?",
        "셋이 통닭 두 마리 시켜서 사만 원 안 넘는 데 알려 줘",
        "통닭 두 마리에 사만 원 안 넘는 데 알려 줘",
    ],
)
def test_dishes_for_several_together_are_bounded_by_the_price_of_the_dish(talk, asked):
    reply = talk(asked)[-1]
    assert "황금통닭" in named(reply), reply.text
    assert "나눠서" not in reply.text


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("우리 반에 고기를 안 먹는 아이가 한 명 있어", "그 애도 같이 먹을 수 있는 식당 좀 찾아 줘"),
        ("우리 딸은 고기를 안 먹어", "딸이랑 갈 식당 알려 줘"),
        ("친구 하나가 채식해", "걔랑 갈 만한 식당 알려 줘"),
    ],
)
def test_what_somebody_who_comes_along_does_not_eat_is_asked_for(talk, told, asked):
    reply = talk(told, asked)[-1]
    assert named(reply) == {"초록접시"}, reply.text
    assert "채식" in reply.text


def test_what_somebody_who_stays_away_does_not_eat_is_not_asked_for(talk):
    assert "물레방아갈비" in named(talk("동생이 고기를 안 먹어", "친구랑 갈 갈비집 알려 줘")[-1])


@pytest.mark.parametrize(
    "asked", ["집사람이 오늘 늦는다는데 저녁을 뭐 먹으면 좋을까", "아들이 늦는다니까 저녁 먹을 데 알려 줘"]
)
def test_who_is_late_wants_no_place_that_is_open_late(talk, asked):
    assert "밤늦게" not in talk(asked)[-1].text


@pytest.mark.parametrize("asked", ["스무 명 넘게 들어갈 만한 식당 있어?", "서른 명 넘게 갈 식당 알려 줘"])
def test_more_than_so_many_are_a_group(talk, asked):
    assert "나루횟집" in named(talk(asked)[-1])


@pytest.mark.parametrize("asked", ["그건 언제 조사된 거야?", "그거 언제 조사한 거예요?"])
def test_when_a_place_was_looked_at_is_told(talk, asked):
    assert "2026년 5월 1일" in talk("갈비집 알려 줘", asked)[-1].text


@pytest.mark.parametrize("asked", ["만두 아니면 칼국수 먹을 데 알려 줘", "점심 뭐 먹지 만두 아니면 칼국수"])
def test_any_of_two_will_do(talk, asked):
    assert {"새벽만두", "은하수칼국수"} <= named(talk(asked)[-1])


@pytest.mark.parametrize("asked", ["그냥 칼국수 먹자. 어제도 갈비 먹었어", "아니다 칼국수 먹자"])
def test_another_dish_is_proposed_after_a_list(talk, asked):
    assert named(talk("갈비집 알려 줘", asked)[-1]) == {"은하수칼국수"}


@pytest.mark.parametrize("asked", ["역에는 몇 시까지 가야 돼?", "그럼 회사에는 몇 시까지 가야 되지?"])
def test_when_one_has_to_be_elsewhere_is_no_opening_hour(talk, asked):
    assert "11:00" not in talk("갈비집 알려 줘", asked)[-1].text


@pytest.mark.parametrize("said", ["커피나 한잔 사 줘야겠다 그 친구", "케이크나 하나 사 줘야겠네"])
def test_what_one_is_resolved_to_buy_for_somebody_looks_for_no_house(talk, said):
    assert not talk(said)[-1].items


def test_the_robot_tells_why_somebody_is_hungry_no_list(talk):
    assert not talk("배고파서 그런가 봐")[-1].items
