"""Ages of people who were told of over turns."""

import pytest

from companion.language.told_ages import asked_age


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        (["동생이 다섯 살이고 나는 아홉 살이야"], "내가 몇 살 더 많아", "네 살"),
        (["우리 할아버지가 1951년생이거든"], "올해 몇 살이셔", "일흔다섯 살"),
        (["우리 할아버지가 1951년생이거든"], "칠순이 언제였지", "2020년"),
        (["나는 열 살이야", "동생은 나보다 세 살 어려"], "동생은 몇 살이게", "일곱 살"),
        (["엄마는 마흔 살이야", "나는 열 살이야"], "엄마는 나를 몇 살에 낳은 거야", "서른 살"),
        (["나는 열 살이야", "언니는 열두 살이야", "엄마는 마흔 살이야"], "우리 셋 나이 합치면", "예순두 살"),
        (["나는 열 살이야", "형은 열두 살이야"], "내가 스무 살 되면 형은 몇 살이야", "스물두 살"),
    ],
)
def test_what_is_asked_of_people_follows_from_what_was_told(told, asked, words):
    found = asked_age(asked, told[::-1], {}, 2026)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize("asked", ["너는 몇 살이야", "이모는 몇 살이야", "이모 나이 다 더하면"])
def test_nobody_else_gets_their_age(asked):
    assert asked_age(asked, ["형은 열두 살이야"], {}, 2026) is None
