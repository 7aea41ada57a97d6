"""Sums that lean on what was said before."""

import pytest


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        (["유치회관 해장국 얼마야?", "넷이 먹고 오만 원 내면 거스름돈 얼마야?"], "6,000원"),
        (["진미통닭 후라이드 얼마야?", "세 마리 시키면?", "거기서 만 원 빼면?"], "44,000원"),
        (["팔만 원씩 세 명이면 얼마야?", "거기에서 십 퍼센트 할인하면"], "216,000원"),
        (["십만 원에서 이만 원 빼면?", "거기서 이십오 프로는 얼마야"], "20,000원"),
        (["5 더하기 6은?", "거기에 또 9 더하면?", "그걸 반으로 나누면?"], "10"),
        (["15 곱하기 12는?", "고마워", "아까 계산한 거에서 30 빼면?"], "150"),
    ],
)
def test_a_sum_goes_on_from_what_was_told(talk, turns, result):
    assert result in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["120석에 85명 오셨대. 몇 자리 비었어?", "그럼 절반은 넘게 찼네?"], "네, 71퍼센트"),
        (["200석에 50명 오셨대. 몇 자리 비었어?", "그럼 절반은 넘게 찼네?"], "아니요, 25퍼센트"),
        (["120석에 85명 오셨대. 몇 자리 비었어?", "반도 안 찼네?"], "아니요, 71퍼센트"),
        (["밥값이 30,000원 나왔어", "우리 셋이 나눠 내면 한 명당 얼마?"], "10,000원씩"),
        (["구구단 7단 외워 봐"], "9는 63"),
        (["일흔아홉이면 몇 년생"], "1947년생"),
        (["17 곱하기 24 암산 돼?"], "408"),
        (["100에서 37 빼면 얼만지 암산 가능?"], "63"),
    ],
)
def test_sums_of_the_head(talk, turns, words):
    assert words in talk(*turns)[-1].text


@pytest.mark.parametrize(
    ("told", "asked", "age"),
    [
        ("나 일곱 살이야", "내년에는 나 몇 살 되는지 알아?", "여덟 살"),
        ("나 일곱 살이야", "십 년 뒤에 나는 몇 살이야?", "열일곱 살"),
        ("나는 예순다섯이야", "작년에 내가 몇 살이었지", "예순네 살"),
        ("우리 딸은 세 살이야", "딸은 5년 후에 몇 살이지?", "여덟 살"),
        ("나 일곱 살이야", "나 몇 살이라고 했지", "일곱 살"),
    ],
)
def test_an_age_in_another_year_is_reckoned(talk, told, asked, age):
    assert age in talk(told, asked)[-1].text


def test_an_age_that_was_not_told_is_not_reckoned(ask):
    assert "살" not in ask("내년에 나 몇 살이야?").text
