"""Pieces of an account: said back as what they add, and told from what asks or wants something."""

import pytest

from companion.language.account_pieces import (
    adds_to_account,
    consoles,
    gives,
    laments,
    only_so_few,
    piece_of_account,
)
from companion.language.preface import after_preface
from companion.language.terms import read


def reading(text):
    return read(text, (), (), ())


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("빨래 때문에", "빨래 때문이었군요"),
        ("별일도 아닌데 돈 문제로", "돈 문제였군요"),
        ("두 점 차이로", "두 점 차이였군요"),
        ("벌써 나흘째", "벌써 나흘째군요"),
        ("어제 아침 열 시쯤", "어제 아침 열 시쯤이었군요"),
        ("지난달 말에", "지난달 말이었군요"),
        ("내리막길에서", "내리막길에서였군요"),
        ("아침 여덟 시부터", "아침 여덟 시부터였군요"),
        ("130에 85라던가", "130에 85라고요"),
        ("혈당이 120이래", "혈당이 120이라고요"),
        ("빈혈 초기라나 뭐라나", "빈혈 초기라고요"),
        ("햇볕을 너무 못 봤다나", "햇볕을 너무 못 봤다고요"),
        ("축구하다가", "축구하다가 그렇게 된 거군요"),
        ("계단에서 미끄러지셔서", "계단에서 미끄러지셔서 그렇게 된 거군요"),
        ("애들 방학이라", "애들 방학이라 그러시는군요"),
        ("내 잘못 때문에", None),
        ("오늘 날씨가 좋네", None),
    ],
)
def test_a_piece_of_an_account_is_said_back(said, back):
    assert piece_of_account(reading(said)) == back


@pytest.mark.parametrize(
    "said",
    [
        "며칠은 쉬어야 된다네",
        "월급은 뭐 많지는 않다는데",
        "운동하라는데 시간이 어디 있어",
        "근데 또 그래 오늘도",
        "읽다가 다 울었지 뭐야",
        "단골이 하나 있어 매일 오는",
        "값이 너무 올랐거든",
        "아내는 차라리 부산을 가자네",
    ],
)
def test_what_is_told_goes_on(said):
    assert adds_to_account(reading(said))


@pytest.mark.parametrize(
    "said",
    [
        "그건 언제야",
        "전화번호는",
        "두 번째는",
        "몇 살인데",
        "다른 데 찾아봐",
        "너는 몇 살인데",
        "내가 먼저 사과해야 돼?",
        "매운 거",
    ],
)
def test_what_asks_or_wants_something_is_no_piece(said):
    assert not adds_to_account(reading(said))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("밤 열두 시만 되면 뛰어 애들이", "애들이 밤 열두 시만 되면 뛰어"),
        ("반장은 하래 선생님이", "선생님이 반장은 하래"),
        ("너무 시끄러워 옆집 사람들이", "옆집 사람들이 너무 시끄러워"),
        ("좀 기다려 선생님이 오셔", "좀 기다려 선생님이 오셔"),
    ],
)
def test_whoever_does_it_is_put_before_it(said, told):
    assert after_preface(reading(said)) == told


def test_regret_and_relief_show_in_the_grammar():
    assert laments(reading("손님이 하루에 다섯 명도 안 와"), 0.0)
    assert laments(reading("형이 다 먹어 버렸어"), 0.0)
    assert not laments(reading("밥을 두 그릇 먹었어"), 0.0)
    assert only_so_few(reading("한 문제밖에 안 틀렸어"), -0.5)
    assert not only_so_few(reading("한 문제밖에 못 맞혔어"), 0.5)
    assert consoles(reading("그래도 오이는 잘 컸어"))


@pytest.mark.parametrize(
    "said", ["동료 밥이나 한 끼 사 줘야겠다", "내가 조금 보태 주려고", "커피 한잔 사 줘야겠다 그 친구"]
)
def test_a_kind_plan_is_known_by_its_form(said):
    assert gives(reading(said))


@pytest.mark.parametrize("said", ["알려 줘", "나 밥 좀 사 줘", "일찍 자야겠다"])
def test_a_request_is_no_kind_plan(said):
    assert not gives(reading(said))
