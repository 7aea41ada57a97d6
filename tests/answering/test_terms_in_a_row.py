"""Places in the row of those who held something, who left first, and offices of a title then: a made-up county."""

from datetime import datetime

import pytest
from county import ELSEWHERE, MANIFEST, OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    """A robot that knows the county."""
    folder = tmp_path_factory.mktemp("row")
    pack = write_pack(
        folder / "row", MANIFEST, data__people_yaml=PEOPLE, data__offices_yaml=OFFICES, data__elsewhere_yaml=ELSEWHERE
    )
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("claim", "begins", "word"),
    [
        ("나리꽃이 첫 다온박물관 관장이네", "네", "나리꽃"),
        ("서리태가 첫 다온박물관 관장이야?", "아니요", "나리꽃"),
        ("구절초가 첫 새벌시장이야?", "제가 아는 가장 앞선", "구절초"),
        ("한나래가 첫 새벌시장이야?", "아니요", "구절초"),
        ("구절초가 마지막 다온도지사지?", "아니요", "민들레"),
        ("민들레가 마지막 다온도지사야?", "제가 아는 가장 최근", "민들레"),
        ("한나래가 유일한 새벌시장이야?", "아니요", "구절초"),
        ("나리꽃이 유일한 다온박물관 관장이지?", "아니요", "달맞이"),
        ("솔방울만 다온씨름대회 챔피언이었어?", "아니요", "달맞이"),
    ],
)
def test_a_claimed_place_is_held_against_the_row(talk, robot, claim, begins, word):
    text = talk(claim, to=robot)[-1].text
    assert text.startswith(begins), text
    assert word in text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["나리꽃이랑 서리태 중에 누가 먼저 물러났어?"], ["나리꽃 관장이 먼저", "2016년 2월 29일", "2020년 12월 31일"]),
        (["나리꽃은 언제 물러났어?", "서리태는?", "둘 중에 누가 나중에 물러났어?"], ["서리태 관장이 나중"]),
    ],
)
def test_who_left_first_is_told_by_the_days_on_which_they_left(talk, robot, turns, words):
    text = talk(*turns, to=robot)[-1].text
    assert all(word in text for word in words), text


def test_that_nothing_is_known_of_a_suspension_is_said_whatever_is_asked_of_it(talk, robot):
    for asked in ("한나래 직무정지된 게 언제야?", "한나래는 왜 직무정지됐어?"):
        reply = talk(asked, to=robot)[-1]
        assert (reply.status, "정지" in reply.text) == ("unknown", True), reply.text


@pytest.mark.parametrize(
    ("turns", "status", "word"),
    [
        (["새벌시장은 누구야?", "2025년 부시장은?"], "answered", "서리태"),
        (["2025년 새벌시장은 누구야?", "그때 부시장은?"], "answered", "서리태"),
        (["2020년 새벌시장은 누구야?", "그때 부시장은?"], "unknown", "부시장"),
        (["2020년 다온도지사는 누구야?", "그때 부지사는?"], "unknown", "부지사"),
    ],
)
def test_an_office_of_another_title_is_asked_of_that_time(talk, robot, turns, status, word):
    reply = talk(*turns, to=robot)[-1]
    assert (reply.status, word in reply.text) == (status, True), reply.text
