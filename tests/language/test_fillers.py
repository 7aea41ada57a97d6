"""What is said while one looks for a word."""

import pytest

from companion.language.dialect import standard


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("수원시장이 그 뭐지 누구더라", "수원시장이 누구더라"),
        ("저기 뭐야 주차장 있어?", "주차장 있어?"),
        ("밤에도 뭐랄까 열어요?", "밤에도 열어요?"),
        ("거시기 요새 대통령이 누구야", "요새 대통령이 누구야"),
        ("저기 있잖아 맛집 알려줘", "맛집 알려줘"),
    ],
)
def test_it_is_left_out(said, meant):
    assert standard(said) == meant


@pytest.mark.parametrize("said", ["그 뭐야?", "음", "저기 어디야", "위원회 있잖아요, 그건 뭐야", "어 그래", ""])
def test_what_says_something_stays(said):
    assert standard(said) == said
