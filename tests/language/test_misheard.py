"""Names are thought of where only their sound was written, and ordinary words are left alone."""

import pytest

from companion.language.josa import josa
from companion.language.misheard import LIKE, MisheardNames

NAMES = MisheardNames(
    [
        *("조청식", "이화순", "민형배", "송풍가든", "홍밀면옥", "경기도", "경기도 정책수석", "고양시장"),
        *("매일 김치 담그는 집", "셈프레베네", "화"),
    ]
)


def first(text):
    readings = NAMES.readings(text)
    return readings[0].text if readings else text


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("조청시기 누구야?", "조청식이 누구야?"),
        ("조청시글 아세요?", "조청식을 아세요?"),
        ("이 화수는 언제 취임했어?", "이화순은 언제 취임했어?"),
        ("이와 수니랑 친해?", "이화순이랑 친해?"),
        ("민혁배는 지금 무슨 일을 해?", "민형배는 지금 무슨 일을 해?"),
        ("송풍 가드내는 뭐가 맛있어?", "송풍가든에는 뭐가 맛있어?"),
        ("홍밀 면역은 어디에 있어?", "홍밀면옥은 어디에 있어?"),
        ("고향 시장이 누구예요?", "고양시장이 누구예요?"),
        ("매일 김치단구는 집은 어디야?", "매일 김치 담그는 집은 어디야?"),
        ("샘프래베네 전화번호 알려 줘.", "셈프레베네 전화번호 알려 줘."),
    ],
)
def test_the_nearest_reading_is_what_was_said(heard, said):
    assert first(heard) == said


@pytest.mark.parametrize(
    "text",
    [
        "주말에는 그냥 집에서 쉬고 싶어.",
        "딸이 피아노를 배우기 시작했어요.",
        "바람이 세게 불어서 추웠어.",
        "회의가 두 시간이나 걸렸어.",
        "버스에서 졸다가 내릴 곳을 지나쳤어.",
        "네.",
        "화가 나.",
        "",
        " ?!",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert NAMES.readings(text) == []


@pytest.mark.parametrize("pair", ["이/가", "은/는", "을/를", "에서", "의", "이에요/예요", ""])
@pytest.mark.parametrize("name", ["조청식", "민형배", "송풍가든", "매일 김치 담그는 집"])
def test_a_name_that_is_written_is_known_and_stays(name, pair):
    said = josa(name, pair) if "/" in pair else name + pair
    text = f"오늘 {said} 어때?"
    assert [text[start:end] for start, end in NAMES.spelt(text)] == [said]
    assert NAMES.readings(text) == []


def test_a_name_goes_into_a_longer_one_and_into_no_other():
    assert first("지금 경기도 전책수사근 누구지?") == "지금 경기도 정책수석은 누구지?"
    assert all("경기도" in reading.text for reading in NAMES.readings("경기도 전책수사근 누구지?"))


def test_spaces_do_not_matter():
    assert NAMES.spelt("조 청식은 누구야?") == [(0, 5)]


def test_readings_are_alike_and_the_likeliest_comes_first():
    readings = NAMES.readings("이와 수는 고향 시장이야?")
    assert {"이화순은 고향 시장이야?", "이와 수는 고양시장이야?"} <= {reading.text for reading in readings}
    likenesses = [reading.likeness for reading in readings]
    assert likenesses == sorted(likenesses, reverse=True)
    assert all(LIKE <= likeness <= 1 for likeness in likenesses)


def test_no_names_no_readings():
    assert not MisheardNames(["화", ""])
    assert MisheardNames([]).readings("조청시기 누구야?") == []
