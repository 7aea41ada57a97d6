"""How tall and heavy people are, with the robot among them."""

from fractions import Fraction

import pytest

from companion.language.measures_told import ROBOT, as_many_robots, measured_apart, measures_in, measures_told


@pytest.mark.parametrize("said", ["나는 138이야", "난 백삼십팔이거든", "나는 백삼십팔 센티야", "나 138cm야"])
@pytest.mark.parametrize("asked", ["나랑 너랑 키 차이 얼마나 나", "나랑 몇 센티 차이야?", "너보다 얼마나 커?"])
def test_a_number_alone_is_a_height_where_heights_are_spoken_of(said, asked):
    told, context = measures_told([(True, "파이보의 키는 35cm예요."), (False, said)])
    assert measured_apart(asked, told, context, []) == (Fraction(103), "cm")


@pytest.mark.parametrize("said", ["나는 138이야", "난 서른이야"])
def test_it_is_none_where_they_are_not(said):
    assert measures_in(said, "") == ()


def test_of_whom_it_is():
    told, context = measures_told([(False, "동생은 키가 백사십 센티야"), (False, "나는 백육십오 센티야")])
    assert measured_apart("동생이랑 나랑 키 차이 얼마나 나", told, context, ["동생"]) == (Fraction(25), "cm")
    assert measured_apart("동생이랑 나랑 몸무게 차이", told, context, ["동생"]) is None


def test_how_much_it_became():
    told, context = measures_told([(False, "나 몸무게 칠십이 킬로야"), (False, "작년엔 팔십이었어")])
    assert measured_apart("얼마나 빠진 거야", told, context, []) == (Fraction(8), "kg")


def test_how_many_robots_weigh_as_much():
    told, context = measures_told([(True, "파이보의 무게는 2kg이에요."), (False, "나보다 가볍네 난 칠십 킬로거든")])
    assert {one.who for one in told} == {ROBOT, ""}
    assert as_many_robots("나는 너 몇 대랑 무게가 같은 거야", told, context) == 35
