"""Wishes that lean on what was told before: who cannot eat what, which places were named, a change of mind."""

import pytest


@pytest.fixture(scope="module")
def assistant(garam):
    """The robot of the made-up town."""
    return garam


def named(reply):
    return {item.name for item in reply.items}


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["우리 엄마는 밀가루를 못 드셔", "엄마 모시고 갈 식당 있을까?"], "밀가루가 들어가는지는"),
        (["같이 온 후배가 견과류를 못 먹어", "걔랑 같이 갈 식당 하나 골라 줘"], "견과류가 들어가는지는"),
        (["친구 중에 한 명이 우유를 못 먹어", "그 친구랑 갈 식당 추천해 줘"], "우유가 들어가는지는"),
        (
            [
                "저는 민석이고 이쪽은 제 아내 정은이에요",
                "정은이는 땅콩 알레르기가 있어요",
                "정은이도 먹을 수 있는 식당 추천해 주세요",
            ],
            "땅콩이 들어가는지는",
        ),
    ],
)
def test_what_the_data_cannot_say_of_who_comes_along_is_said(talk, turns, said):
    reply = talk(*turns)[-1]
    assert said in reply.text
    assert "정은이 정보" not in reply.text


def test_whoever_stays_at_home_may_not_eat_it(talk):
    assert "밀가루" not in talk("우리 엄마는 밀가루를 못 드셔", "친구랑 갈 식당 추천해 줘")[-1].text


def test_a_friend_is_known_by_what_they_cannot_eat(talk):
    *_, last = talk("옆에 있는 동생은 우유를 못 먹어요", "동생이 뭘 못 먹는다고 했지?")
    assert "우유" in last.text


@pytest.mark.parametrize(
    ("turns", "place"),
    [
        (["통닭집 추천해 줘", "아 됐고 그냥 만두 먹을래, 통닭은 엊그제 먹었거든"], "새벽만두"),
        (["통닭집 추천해 줘", "둘 다 별로다. 칼국수나 먹자, 통닭은 느끼해"], "은하수칼국수"),
        (["갈비 말고 칼국수로 하자 날도 추운데"], "은하수칼국수"),
        (["칼국수 먹을까 하는데 어디가 좋아?", "아니다 만두 먹자. 어제도 칼국수 먹었어"], "새벽만두"),
    ],
)
def test_a_change_of_mind_looks_for_the_new_dish(talk, turns, place):
    assert place in named(talk(*turns)[-1])


def test_what_others_proposed_is_not_looked_for(talk):
    assert not talk("언니가 만두 사자 해서 왔어")[-1].items


@pytest.mark.parametrize(
    "said",
    [
        "커피를 세 잔이나 마셨는데 심장이 두근거려 괜찮을까?",
        "고기를 너무 많이 먹었더니 배가 아픈데 어떡하지?",
        "억울한 거 맞지?",
    ],
)
def test_what_was_had_or_felt_is_no_wish(ask, said):
    assert not ask(said).items


def test_two_places_told_at_different_times_are_compared(talk):
    *_, last = talk(
        "새벽만두 전화번호 알려 줘", "은하수칼국수는 언제 쉬어?", "처음 물어본 집이랑 방금 그 집 중에 어디가 더 싸?"
    )
    assert "새벽만두" in last.text
    assert "은하수칼국수" in last.text


def test_who_comes_along_is_no_question_of_the_house(talk):
    *_, last = talk("물레방아갈비 알려 줘", "거기 비싸? 우리 가족 다섯 명인데")
    assert "가족과" not in last.text


def test_a_number_without_a_list_has_no_place(ask):
    reply = ask("두 번째 거는 뭐가 맛있어?")
    assert not reply.items


def test_a_second_wish_that_names_only_so_much_is_answered(ask):
    reply = ask("오늘 무슨 요일이야? 그리고 애들 말고 어른들끼리 만두 먹을 데 한 군데만", as_of="2026-12-01")
    assert "화요일" in reply.text
    assert "새벽만두" in reply.text


def test_what_was_told_is_asked_back_behind_a_remark(talk):
    *_, last = talk("우리 3월에 바다 보러 가기로 했어", "하긴 넌 못 가지 ㅋㅋ 미안. 아무튼 우리 몇 월에 간다고 했지?")
    assert "3월" in last.text
