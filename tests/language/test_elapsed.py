"""How long ago something was, asked in any of the ways of grammar, and what only looks like it."""

import pytest

from companion.language.elapsed import elapsed
from companion.language.terms import read


@pytest.mark.parametrize(
    "text",
    [
        "옮긴 지 몇 년 됐어",
        "옮긴 지가 몇 해째래",
        "이사하고 몇 년이나 지났어",
        "옮기고 지금까지 몇 달째야",
        "착공 후 얼마나 흘렀어",
        "착공부터 오늘까지 기간이 어떻게 되죠",
        "옮긴 게 벌써 몇 년 전이야",
        "맺고 시간이 얼마나 흐른 거야",
        "서명한 지 며칠이야",
        "새집으로 가고 몇 년 차예요",
    ],
)
def test_the_time_since_something_is_asked_for(text):
    assert elapsed(read(text, (), (), ()))


@pytest.mark.parametrize(
    "text",
    ["몇 년 동안 해", "비용이 얼마야", "몇 년 뒤에 착공했어", "며칠에 열려", "얼마 전에 옮겼어", "보고 나서 얼마 내"],
)
def test_other_lengths_and_amounts_are_not(text):
    assert not elapsed(read(text, (), (), ()))
