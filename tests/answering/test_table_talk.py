"""What is said about a game while it goes on, and what others say of the robot."""

import pytest

from companion.language.dictated import SPEAKER, person_spoken_to
from companion.language.game_talk import goes_first, said_number, wanted_level
from companion.language.reported import relayed
from companion.language.terms import read


def reading(text):
    return read(text, (), (), ())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("나부터 할게 기차", "speaker"),
        ("내가 먼저 할래", "speaker"),
        ("네가 먼저 해", "listener"),
        ("끝말잇기 하자", None),
    ],
)
def test_who_begins(text, who):
    assert goes_first(reading(text)) == who


@pytest.mark.parametrize(
    ("text", "number"), [("오십육", 56), ("사십오인가", 45), ("7이요", 7), ("모르겠어", None), ("하나도 몰라", None)]
)
def test_a_number_that_is_an_answer(text, number):
    assert said_number(text) == number


@pytest.mark.parametrize(
    ("text", "level"), [("쉬운 걸로", "easy"), ("너무 쉽다", "hard"), ("어려운 거 없냐", "hard"), ("하나 더", "")]
)
def test_how_hard_it_is_to_be(text, level):
    assert wanted_level(reading(text), ("쉽",), ("어렵",)) == level


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("야 누나가 너 바보래", "너 바보야"),
        ("과장님이 너 똑똑하다고 하셨어", "너 똑똑하다"),
        ("이분이 너 말 잘한대요", "너 말 잘한다"),
        ("친구가 로봇 샀대", None),
        ("내가 너 좋아한다고 했잖아", None),
    ],
)
def test_what_others_say_of_the_robot(text, said):
    assert relayed(reading(text)) == said


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("이쪽은 우리 김 과장님이셔 인사드려", "김 과장님"),
        ("과장님께 한마디 해 줘", "과장님"),
        ("내 이름 넣어서 인사해 줘", SPEAKER),
        ("관객분들께 인사해 줘", None),
    ],
)
def test_one_person_to_whom_something_is_said(text, who):
    found = person_spoken_to(reading(text))
    assert (found.who if found else None) == who
