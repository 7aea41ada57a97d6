"""A request that nobody can meet is said back, by morphology; what is doubtful is not."""

import pytest

from companion.language.asked_back import only_named, wanted_back, wanted_topic
from companion.language.terms import read


def reading(text):
    return read(text, (), (), ())


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("상자 좀 들어 줄래", "상자 들어 드리는 건"),
        ("창문 좀 닫아줘", "창문 닫아 드리는 건"),
        ("나 좀 데려가 줄래?", "데려가 드리는 건"),
        ("너 수영할 수 있어?", "수영하는 건"),
        ("피아노 칠 줄 알아?", "피아노 치는 건"),
        ("배고파", None),
    ],
)
def test_a_request_becomes_what_is_said_of_it(said, back):
    assert wanted_back(reading(said)) == back


def test_what_is_only_named_and_what_is_to_be_told():
    assert only_named(reading("자기 말만 하는 사람")) == "자기 말만 하는 사람"
    assert only_named(reading("나는 학생")) is None
    assert wanted_topic(reading("오늘 행사의 의미를 말해 줘")) == "오늘 행사의 의미"
    assert wanted_topic(reading("그걸 말해 줘")) is None
