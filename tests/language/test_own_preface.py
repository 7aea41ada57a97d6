"""What tells of the speaker's own life before a question is no part of what is asked."""

import pytest

from companion.language.own_preface import own_duty_behind, own_preface
from companion.language.terms import read

TITLES = ("시장", "지사")


def _left(text):
    reading = read(text, (), (), ())
    taken = own_preface(reading, TITLES, ())
    return [term.text for at, term in enumerate(reading.terms) if at not in taken]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("사회 숙제 때문에 그런데 시장이 누구야", "시장"),
        ("발표 자료 만드는 중인데 시장이 누구야", "시장"),
        ("내가 수원에 이사 온 지 얼마 안 돼서 그런데 시장이 누구야", "시장"),
        ("우리 애 숙제가 있어서 그러는데 시장이 누구야", "시장"),
    ],
)
def test_why_one_asks(said, first):
    assert _left(said)[0] == first


@pytest.mark.parametrize(
    "said", ["시장이 그만둬서 그런데 지금 누구야", "그 사람 때문에 그런데 누구야", "비가 왔는데 어디야"]
)
def test_what_names_or_points_is_asked_about(said):
    whole = [term.text for term in read(said, (), (), ()).terms]
    assert _left(said) == whole


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("시장 지금 누구더라 보고서에 써야 되는데", ["보고서", "써야", "되는데"]),
        ("누가 시장이 돼야 돼?", []),
        ("시장이 사퇴해야 되는 거 아니야?", []),
    ],
)
def test_what_an_asker_needs_it_for_stands_behind(text, behind):
    reading = read(text, (), (), ())
    taken = own_duty_behind(reading, TITLES, ())
    found = "".join(reading.terms[at].text for at in sorted(taken))
    assert bool(taken) == bool(behind), found
