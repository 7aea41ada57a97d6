"""Who comes along, what they will not eat, what is cooked at home and what is only planned, in a made-up town."""

import pytest


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


def named(reply):
    return {item.name for item in reply.items}


@pytest.mark.parametrize(
    "dislike",
    [
        "매운 건 별로야",
        "매운 거는 오늘 별로예요",
        "매운 건 좀 그래",
        "엄마가 매운 걸 못 드셔",
        "애가 매운 걸 못 먹어",
        "매운 건 안 돼",
    ],
)
def test_what_is_disliked_is_left_out(talk, dislike):
    *_, first, last = talk("분식이나 짬뽕집 추천해 줘", dislike)
    assert {"별빛분식", "매화반점"} & named(first)
    assert last.items, last.text
    assert not {"별빛분식", "매화반점"} & named(last), last.text


@pytest.mark.parametrize("diet", ["걔는 고기를 안 먹어", "제 친구는 고기를 안 먹어요", "동생이 고기를 못 먹어"])
def test_the_diet_of_somebody_chooses_again(talk, diet):
    *_, last = talk("식당 추천해 줘", diet)
    assert named(last) == {"초록접시"}, last.text


def test_whoever_does_not_come_along_is_not_thought_of(talk):
    *_, last = talk("한 명이 채식을 하는데", "그 친구는 따로 먹는대 나머지는 만두 어때")
    assert named(last) == {"새벽만두"}, last.text


@pytest.mark.parametrize(
    ("wishes", "places"),
    [
        ("한 명은 채식하고 아이들은 통닭 먹고 싶대요", {"초록접시", "황금통닭"}),
        ("저는 국수 먹고 싶은데 친구는 초밥이래요", {"은하수칼국수", "큰바다초밥"}),
        ("나는 만두 먹고 싶은데 동생은 떡볶이 먹재", {"새벽만두", "별빛분식"}),
    ],
)
def test_each_of_a_group_gets_one_where_none_serves_all(ask, wishes, places):
    reply = ask(wishes)
    assert named(reply) == places, reply.text
    assert "한 곳씩" in reply.text
    assert "혼자" not in reply.text


def test_a_group_is_told_the_place_that_serves_all(ask):
    reply = ask("나는 돼지갈비 먹고 싶은데 친구는 냉면 먹재")
    assert named(reply) == {"물레방아갈비"}, reply.text
    assert "모두가" in reply.text


@pytest.mark.parametrize(
    "cooking",
    [
        "집에 두부랑 돼지고기 있는데 뭐 해 먹을까",
        "냉장고에 만두밖에 없는데 뭐 만들어 먹지",
        "떡볶이 어떻게 만들어?",
        "그냥 집에서 라면이나 끓여 먹을래",
        "칼국수는 그냥 시켜 먹을래",
    ],
)
def test_cooking_is_no_search(ask, cooking):
    reply = ask(cooking)
    assert reply.items == (), reply.text
    assert "집은 제 자료에 없" not in reply.text


@pytest.mark.parametrize("eating_out", ["집 근처 만두집", "떡볶이 끓여 주는 집", "냉장고가 비었는데 어디서 먹지"])
def test_eating_out_is_a_search(ask, eating_out):
    assert ask(eating_out).items


@pytest.mark.parametrize("unwell", ["어제 과음했더니 속이 쓰린데 뭐 먹지", "숙취 때문에 힘든데 먹을 만한 데 있어?"])
def test_what_does_good_is_chosen(ask, unwell):
    assert "두레순대" in named(ask(unwell))


def test_an_undecided_meal_is_asked_after_and_its_area_kept(talk):
    first, last = talk("새솔동에서 점심 먹으려고 하는데 메뉴를 못 정했어요", "만두집은 어디 있어요")
    assert first.status == "clarify"
    assert "새솔동" in first.text
    assert named(last) == {"새벽만두"}
    assert "새솔동" in last.text


def test_the_same_is_asked_of_the_next_house(talk):
    *_, first, last = talk("물레방아갈비 월요일에 가도 되나?", "그럼 두레순대는")
    assert "월요일에 열지 않는" in first.text
    assert "월요일에 여는" in last.text, last.text


def test_a_price_is_compared_though_another_dish_was_looked_for(talk):
    *_, last = talk("돼지갈비집 추천해 줘", "그 집 가격은요", "매화반점보다 비싼가요?")
    assert "16,000원" in last.text
    assert "7,000원" in last.text
    assert "자료에 없" not in last.text


def test_the_list_for_a_meal_is_told_again(talk):
    lunch, _, again = talk("점심에 갈 카페", "저녁에 갈 통닭집", "점심집 이름만 다시 말해 줘")
    assert all(name in again.text for name in named(lunch)), again.text
    assert "황금통닭" not in again.text


@pytest.mark.parametrize("late", ["밤 열한 시 넘어서 하는 데 있나요", "자정 넘어서 하는 통닭집"])
def test_a_house_that_runs_at_an_hour_is_open_then(ask, late):
    reply = ask(late)
    assert reply.items, reply.text
    assert named(reply) <= {"황금통닭", "두레순대"}, reply.text


def test_what_was_eaten_is_left_out_where_something_else_is_wanted(talk):
    first, last = talk("물빛구 한식집 추천해 줘", "순대국은 어제 먹어서 다른 거")
    assert "두레순대" in named(first)
    assert last.items, last.text
    assert "두레순대" not in named(last), last.text


def test_as_many_are_told_as_were_asked_for(ask):
    reply = ask("아이랑 갈 만한 한식집 세 군데만")
    assert len(reply.items) == 3
    assert reply.items[0].name == "솔향기쌈밥"
    assert "나머지는" in reply.text


def test_a_share_is_no_meal_alone(talk):
    *_, last = talk("갈비집 추천해 줘", "첫 번째 집은 한 사람에 얼마쯤 해", "넷이 먹으면?")
    assert "64,000원" in last.text, last.text
    assert "혼자" not in last.text, last.text


def test_what_is_not_known_of_where_places_lie_is_said_in_one_sentence(ask):
    reply = ask("가람역에 주차 자리 많아요?")
    assert reply.items == ()
    assert reply.status == "unknown"
    assert "가람역" in reply.text
    assert "자료에 없" in reply.text


def test_a_house_is_meant_by_the_beginning_of_its_name(talk):
    *_, last = talk("은하수칼국수 얼마야?", "아니 물레방아갈비 말이야 물레방아는 언제 쉬어?")
    assert "월요일" in last.text, last.text


@pytest.mark.parametrize("need", ["주차도 돼야 해", "주차가 되어야 해요", "주차는 꼭 돼야 돼"])
def test_what_has_to_be_so_chooses_again(talk, need):
    *_, last = talk("한식집 추천해 줘", need)
    assert named(last) == {"물레방아갈비"}, last.text


def test_a_dish_of_the_house_that_was_told_is_priced(talk):
    *_, last = talk("물레방아갈비 메뉴 뭐 있어?", "물냉면은 얼마야")
    assert "9,000원" in last.text, last.text
