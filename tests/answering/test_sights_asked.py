"""Sights of the town: whether they cost something, and those of a list that lie somewhere."""

import pytest


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["수원화성 구경 가려는데 거기 돈 받나?"], ["아니요", "무료"]),
        (["화성행궁 들어가려면 돈 내야 돼?"], ["네", "2,000원"]),
        (["수원화성은 공짜야?", "행궁은 따로 내야 돼요? 저는 어린이인데"], ["2,000원", "어린이 요금은 자료에 없어요"]),
        (["방화수류정은 돈 내고 들어가나요?"], ["요금이 자료에 없어요"]),
        (["수원화성 근처 통닭집 알려 줘", "매향통닭은 행궁에서 가까워?"], ["화성행궁에서 직선으로"]),
    ],
)
def test_what_a_sight_costs_and_how_far_it_is(talk, turns, told):
    text = talk(*turns)[-1].text
    assert all(part in text for part in told), text


def test_those_of_a_list_that_lie_somewhere_are_told(talk):
    text = talk("팔달구에서 고기 안 먹는 친구랑 갈 만한 식당", "그중에 행궁 쪽은 어디야")[-1].text
    assert "팜투하녹" in text
    assert "순두부" not in text


def test_the_others_that_cost_as_little_are_named(talk):
    assert "장안통닭도 값이 같아요" in talk("통닭거리에서 제일 싼 집이 어디야")[-1].text


def test_prices_of_a_market_are_those_of_its_houses(talk):
    assert "16,000원" in talk("토요일 점심은 순대 먹으려고", "지동시장 거기 둘이 먹으면 얼마 정도 하려나?")[-1].text


def test_what_the_robot_recommended_once_is_no_search(talk):
    *_, which, who = talk(
        "이 협약식 때 로봇이 농담을 했다면서?",
        "그때 맛집도 추천했다던데 어느 식당이었는지 알아?",
        "그 질문은 누가 했던 거예요?",
    )
    assert not which.items, which.text
    assert not who.items, who.text
