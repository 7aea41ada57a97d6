"""Sums of everyday talk: what is lacking to a goal, what others owe, what was told to be paid since."""

import pytest


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["지금 82킬로인데 76까지 빼고 싶어", "그럼 몇 킬로를 빼야 되는 거야"], "6kg이에요"),
        (["몸무게가 64킬로거든. 58까지만 빼려고", "몇 킬로 더 빼야 돼?"], "6kg이에요"),
        (["지금 70킬로야", "66까지 빼려고 해", "몇 킬로 남은 거지?"], "4kg이에요"),
        (["토익이 690점인데 800점까지 올려야 돼", "몇 점 더 올려야 되지?"], "110점"),
        (["턱걸이를 지금 12개 하는데 30개까지 늘리고 싶어", "몇 개 더 해야 돼?"], "열여덟 개"),
        (["지금 82킬로인데 76까지 빼고 싶어", "한 달에 2킬로씩 빼면 몇 달 걸려?"], "3개월"),
        (["체중이 74킬로인데 69킬로까지 빼려면 몇 킬로 빼야 돼?"], "5kg이에요"),
        (["책이 총 300쪽인데 170쪽까지 읽었어", "몇 쪽 남은 거야?"], "130쪽이 남아요"),
    ],
)
def test_what_is_lacking_to_a_goal_is_between_it_and_now(talk, turns, told):
    assert told in talk(*turns)[-1].text


def test_a_weight_to_lose_cancels_no_timer(talk):
    *_, goal, timer = talk("3분만 재 줘", "지금 82킬로인데 76까지 빼고 싶어", "타이머 얼마나 남았어?")
    assert "취소" not in goal.text
    assert "남았어요" in timer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            [
                "방값이 14만 원이고 밥값이 6만 원이야. 다 합치면?",
                "그걸 둘이 나누면?",
                "방값은 내가 냈거든. 걔가 나한테 얼마 주면 돼?",
            ],
            "70,000원을 받으시면",
        ),
        (
            [
                "택시비 2만 원에 밥값 8만 원 들었어. 합치면?",
                "그걸 넷이서 나누면 얼마씩이야",
                "밥값은 제가 냈는데 얼마 받으면 돼요?",
            ],
            "한 사람에게 20,000원씩, 모두 60,000원",
        ),
    ],
)
def test_who_paid_gets_back_what_others_owe(talk, turns, told):
    assert told in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            [
                "월급 250만 원 받았어",
                "월세 50만 원 내면 얼마 남지?",
                "통신비도 7만 원 나가",
                "남은 걸 30일로 나누면 하루에 얼마야?",
            ],
            "64,333원",
        ),
        (
            ["월급 250만 원 받았어", "월세 50만 원 내면 얼마 남지?", "동생이 20만 원 준대", "남은 걸 넷으로 나누면?"],
            "550,000원",
        ),
        (
            [
                "월급 250만 원 받았어",
                "월세 50만 원 내면 얼마 남지?",
                "핸드폰이 30만 원이더라",
                "남은 걸 셋으로 나누면?",
            ],
            "더해야 할지 빼야 할지",
        ),
    ],
)
def test_what_is_left_counts_all_that_was_told_since(talk, turns, told):
    assert told in talk(*turns)[-1].text


def test_what_is_paid_already_is_taken_off_before_it_is_shared(talk):
    turns = (
        "우리 여덟 명이 갈 건데 한 사람에 2만 5천 원이래",
        "다 해서 얼마야?",
        "회사에서 15만 원까지만 준대. 한 명당 얼마씩 더 내?",
    )
    assert "6,250원" in talk(*turns)[-1].text


def test_an_amount_that_was_only_taken_for_the_result_counts_once(talk):
    turns = (
        "아이 표가 이천오백 원이래. 애들 넷이면 만 원 맞나?",
        "어른은 사천 원이고 어른 둘이면?",
        "다 합쳐서 얼마야?",
    )
    assert "18,000원" in talk(*turns)[-1].text
