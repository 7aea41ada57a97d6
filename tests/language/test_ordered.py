"""What is ordered by a wish, a plain form, a deed that is named or a question, as a request."""

import pytest

from companion.language.ordered import as_request, deeds_in
from companion.language.terms import read

DEEDS = deeds_in(["조명 밝기 설정해 줘", "목록에 우유 추가해 줄래", "그건 좋은 생각이야"])


def request(said):
    return as_request(read(said, (), (), ()), DEEDS)


@pytest.mark.parametrize(
    ("said", "ordered"),
    [
        ("나 재즈 듣고 싶어", "재즈 들려 줘"),
        ("거실 불 끄고 싶은데", "거실 불 꺼 줘"),
        ("사진 보고 싶다", "사진 보여 줘"),
        ("서재 창문 닫아", "서재 창문 닫아 줘"),
        ("침실 조명 밝기 설정", "침실 조명 밝기 설정해 줘"),
        ("장보기 목록에 우유 추가", "장보기 목록에 우유 추가해 줘"),
        ("라디오 듣기", "라디오 들려 줘"),
        ("조명이 켜져 있는지 알아", "조명이 켜져 있는지 알려 줘"),
        ("오늘 뉴스는 모르시겠네요", "오늘 뉴스는 알려 줘"),
    ],
)
def test_what_may_be_ordered_is_said_as_a_request(said, ordered):
    assert request(said) == ordered


@pytest.mark.parametrize(
    "said",
    [
        "엄마 보고 싶어",
        "친구랑 놀고 싶다",
        "불 꺼 줘",
        "자꾸 틀리는 사람",
        "문이 잠겨 있어",
        "어제 음악 들었어",
        "내일 가능해",
    ],
)
def test_what_is_told_or_longed_for_is_no_order(said):
    assert request(said) is None
