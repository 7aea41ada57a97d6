"""A question or a request that nobody can meet is said back, by morphology; what is doubtful is not."""

import pytest

from companion.language.asked_back import asked_back, only_named, wanted_back, wanted_topic
from companion.language.terms import read


def reading(text):
    return read(text, (), (), ())


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("고래는 물고기인가요", "고래가 물고기인지"),
        ("왜 하늘은 파랗지?", "왜 하늘이 파란지"),
        ("비행기는 어떻게 날아요?", "비행기는 어떻게 나는지"),
        ("우주는 얼마나 커?", "우주가 얼마나 큰지"),
        ("공룡은 왜 없어졌어?", "공룡은 왜 없어졌는지"),
        ("그 사람 화났을까", "그 사람 화났을지"),
        ("행복이 뭘까?", "행복이 뭔지"),
        ("어느 쪽이 정답에 가까울까", "어느 쪽이 정답에 가까울지"),
        ("먼저 연락해도 되겠지?", "먼저 연락해도 될지"),
        ("나 뭐 입고 나가지", "뭐 입고 나갈지"),
        ("그만둘까 말까", "그만둘지 말지"),
        ("헤어져야 할까 봐", "헤어져야 할지"),
        ("왜 밤에는 깜깜해?", "왜 밤에는 깜깜한지"),
        ("오늘 무슨 행사인지 알아?", "오늘 무슨 행사인지"),
        ("친구 사귀려면 어떻게 해?", "친구 사귀려면 어떻게 하면 되는지"),
        ("수원시청은 어디에 있나요?", "수원시청이 어디에 있는지"),
        ("어떻게 지었어?", "어떻게 지었는지"),
        ("그거 누가 지아 줬어", None),
        ("너는 왜 그래", None),
        ("나 어떡하지", None),
        ("누가 좀 도와줘", None),
        ("넌 왜 바보야?", None),
    ],
)
def test_a_question_becomes_an_indirect_one(said, back):
    assert asked_back(reading(said)) == back


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
