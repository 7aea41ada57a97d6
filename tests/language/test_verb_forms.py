"""Verbs and adjectives are put into their forms, irregular ones included."""

import pytest

from companion.language.verb_forms import honoured, joined_stem, past, plain_form, wondering


@pytest.mark.parametrize(
    ("stem", "adjective", "form"),
    [
        ("가", False, "가시"),
        ("먹", False, "드시"),
        ("자", False, "주무시"),
        ("없", True, "없으시"),
        ("춥", True, "추우시"),
        ("입", False, "입으시"),
        ("눕", False, "누우시"),
        ("듣", False, "들으시"),
        ("받", False, "받으시"),
        ("낫", False, "나으시"),
        ("웃", False, "웃으시"),
        ("그렇", True, "그러시"),
        ("괜찮", True, "괜찮으시"),
        ("힘들", True, "힘드시"),
        ("모르", False, "모르시"),
    ],
)
def test_respect_is_put_into_a_verb(stem, adjective, form):
    assert honoured(stem, adjective=adjective) == form


@pytest.mark.parametrize(
    ("stem", "adjective", "form"),
    [
        ("가", False, "갔"),
        ("오", False, "왔"),
        ("마시", False, "마셨"),
        ("모르", False, "몰랐"),
        ("아프", True, "아팠"),
        ("쓰", False, "썼"),
        ("그러", False, "그랬"),
        ("어쩌", False, "어쨌"),
        ("푸르", True, "푸르렀"),
        ("푸", False, "펐"),
        ("하얗", True, "하얬"),
        ("퍼렇", True, "퍼렜"),
        ("어떻", True, "어땠"),
        ("돕", False, "도왔"),
        ("춥", True, "추웠"),
        ("하", False, "했"),
        ("되", False, "됐"),
        ("쉬", False, "쉬었"),
        ("걷", False, "걸었"),
        ("빨갛", True, "빨갰"),
        ("가시", False, "가셨"),
    ],
)
def test_a_verb_is_put_into_the_past(stem, adjective, form):
    assert past(stem, adjective=adjective) == form


def test_a_stem_joins_what_follows():
    assert joined_stem("따르") == "따라"
    assert joined_stem("먹") == "먹어"


def test_wonder_and_plain_forms():
    assert (wondering("울"), wondering("좋", adjective=True), plain_form("만들")) == ("우는군요", "좋군요", "만든다")
