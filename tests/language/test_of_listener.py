"""Who is asked about themselves, and what: by grammar, whatever the noun and the verb are."""

from itertools import product

import pytest

from companion.language.of_listener import of_listener
from companion.language.terms import read

NAMES = ("가람이", "로봇")


def _asked(text, *, called=False):
    names = [(at, at + len(name)) for name in NAMES if (at := text.find(name)) >= 0]
    return of_listener(read(text, names, (), (), NAMES), NAMES, called=called)


LISTENERS = ("너", "너는", "넌", "당신은", "자네는", "가람이는", "로봇은")
THINGS = ("공룡", "축구", "딸기", "바둑", "첼로")


@pytest.mark.parametrize("who", LISTENERS)
@pytest.mark.parametrize("ending", ["좋아해?", "좋아하니?", "좋아하세요?", "좋아합니까?", "좋아하나?", "좋아해요?"])
def test_what_somebody_likes(who, ending):
    for thing in THINGS:
        for particle in ("", "도", "을" if thing in ("공룡", "바둑") else "를"):
            asked = _asked(f"{who} {thing}{particle} {ending}")
            assert asked is not None, (who, thing, particle, ending)
            assert (asked.asked, asked.what, asked.named) == ("likes", thing, True)


@pytest.mark.parametrize(
    ("said", "asked", "deed"),
    [
        ("너 수영할 줄 알아?", "can", "수영하지는"),
        ("종이접기 할 줄 아세요?", "can", "종이접기는 하지"),
        ("너 첼로 켤 수 있어?", "can", "첼로는 켜지"),
        ("당신 바둑 못 두죠?", "can", "바둑은 두지"),
        ("너 학교 다녀?", "does", "학교는 다니지"),
        ("로봇은 잠을 안 자나요?", "does", "잠은 자지"),
        ("너 우주 가 봤어?", "did", "우주는 가 보지"),
        ("너 귀신 본 적 있어?", "did", "귀신은 보지"),
        ("긴장되지 않아요?", "feels", "긴장되지는"),
        ("너 졸려?", "feels", "졸리지는"),
    ],
)
def test_what_somebody_can_does_has_done_and_feels(said, asked, deed):
    found = _asked(said)
    assert found is not None
    assert (found.asked, found.deed) == (asked, deed)


@pytest.mark.parametrize(
    ("said", "asked", "what"),
    [
        ("너 방학 있어?", "has", "방학"),
        ("너 천재야?", "is", "천재"),
        ("너 착해?", "seems", ""),
        ("너 혈액형이 뭐야?", "open", "혈액형"),
        ("저보다 가람이가 인기가 많죠?", "compares", ""),
        ("너는 왜 그렇게 작아?", "why", ""),
        ("너 눈 내리는 날 좋아해?", "likes", "눈 내리는 날"),
    ],
)
def test_what_somebody_has_and_is(said, asked, what):
    found = _asked(said)
    assert found is not None
    assert (found.asked, found.what) == (asked, what)


@pytest.mark.parametrize(
    ("who", "what"),
    list(
        product(
            ("민수는", "우리 엄마는", "선생님은", "그 친구가", "나는", "내 동생도"),
            ("공룡 좋아해?", "수영할 줄 알아?", "긴장되지 않아?", "우주 가 봤어?"),
        )
    ),
)
def test_what_is_asked_of_somebody_else_is_not_asked_of_the_listener(who, what):
    assert _asked(f"{who} {what}") is None
    if who != "나는":
        assert _asked(f"{who} {what}", called=True) is None


@pytest.mark.parametrize("said", ["너 쓸모 있다?", "인사 한번 할까요?", "반려로봇이라는 말 좋지", "너 노래해 줘"])
def test_what_is_told_proposed_or_requested_asks_nothing(said):
    assert _asked(said) is None


@pytest.mark.parametrize(
    ("said", "asked", "deed"),
    [
        ("배 안 고파?", "feels", "배는 고프지"),
        ("배는 안 고프냐", "feels", "배는 고프지"),
        ("목 안 말라?", "feels", "목은 마르지"),
        ("나보다 빨라?", "compares", ""),
        ("나보다 똑똑해?", "compares", ""),
    ],
)
def test_what_is_asked_of_whom_the_talk_is_of(said, asked, deed):
    found = _asked(said, called=True)
    assert found is not None
    assert (found.asked, found.deed) == (asked, deed)


@pytest.mark.parametrize("said", ["너는 화나면 어떻게 해?", "넌 슬프면 뭐 해?"])
def test_what_somebody_does_if_they_feel_so_asks_whether_they_do(said):
    found = _asked(said)
    assert found is not None
    assert found.asked == "feels"


@pytest.mark.parametrize("said", ["너 2019년 그 로봇이야?", "네가 그때 그 로봇 맞아?", "그때 그렇게 말한 게 너야?"])
def test_who_is_said_to_be_that_one(said):
    found = _asked(said)
    assert found is not None
    assert found.asked == "is_that"


def test_whom_somebody_likes():
    found = _asked("너는 누가 좋으냐")
    assert found is not None
    assert (found.asked, found.what) == ("favours", "")


@pytest.mark.parametrize("who", ["너", "가람이는"])
@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("책 읽는 거 좋아해?", "책 읽기"),
        ("책 읽는 건 좋아해요?", "책 읽기"),
        ("노래 부르는 것도 좋아하니?", "노래 부르기"),
        ("사람 만나는 게 좋아?", "사람 만나기"),
    ],
)
def test_a_deed_that_is_liked_is_named_as_one(who, said, what):
    asked = _asked(f"{who} {said}")
    assert asked is not None
    assert (asked.asked, asked.what) == ("likes", what)
