"""Several that are named together: each is asked of, and each that nobody knows is named."""

import pytest

from companion.language.coordination import asked_of_each
from companion.language.terms import read


@pytest.mark.parametrize("joined", ["{0}이랑 {1}은", "{0}하고 {1}이", "{0}과 {1}은 각각", "{0}, {1}은"])
@pytest.mark.parametrize("asks", ["누구야", "누구예요?", "누군지 알려 줘"])
def test_one_that_is_known_is_told_and_the_other_named_as_lacking(ask, joined, asks):
    reply = ask(f"{joined.format('수원시장', '화성시장')} {asks}")
    assert reply.status == "answered"
    assert "이재준" in reply.text
    assert "화성시장이 누구인지는 제 자료에 없어요" in reply.text


@pytest.mark.parametrize("towns", ["수원이랑 고양", "수원하고 고양", "고양하고 수원", "고양과 수원"])
def test_a_title_at_the_end_is_that_of_all(ask, towns):
    text = ask(f"{towns} 시장은 누구야").text
    assert "수원특례시장" in text
    assert "고양시장" in text


def test_three_are_three(ask):
    text = ask("수원시장, 용인시장, 화성시장 누구야?").text
    assert [name in text for name in ("수원특례시장", "용인시장이 누구인지는", "화성시장이 누구인지는")] == [True] * 3


def test_a_later_turn_may_go_on_with_who_was_told(talk):
    *_, reply = talk("수원시장이랑 화성시장은 누구야", "언제부터 했어?")
    assert "2022년 7월 1일" in reply.text


def test_where_nobody_knows_either_both_are_named(ask):
    reply = ask("서울시장이랑 부산시장은 누구야")
    assert reply.status == "unknown"
    assert all(f"{name}이 누구인지는 제 자료에 없어요" in reply.text for name in ("서울시장", "부산시장"))


def test_an_office_that_ends_like_a_particle_joins_nothing():
    assert asked_of_each(read("세무과 주임은 누구야", (), (), ()), ()) == ()
    assert len(asked_of_each(read("국장과 주임은 누구야", (), (), ()), ())) == 2


def test_what_two_did_together_is_not_shared_out():
    assert asked_of_each(read("경기도와 광주가 언제 손잡았어", (), (), ()), ()) == ()
