"""What stands around a request and says nothing."""

import pytest

from companion.language.preface import after_preface, last_request
from companion.language.terms import read


def reading(text):
    return read(text, (), (), (), ("파이보",))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("하나만 물어볼게요. 수원 맛집 추천해줘", "수원 맛집 추천해줘"),
        ("궁금한 게 있는데 내일 비 와?", "내일 비 와?"),
        ("손주가 물어보는데 대통령이 누구야", "대통령이 누구야"),
        ("질문 있는데 대통령이 누구야", "대통령이 누구야"),
        ("음... 지금 몇 시야", "지금 몇 시야"),
        ("아 맞다 내일 비 와", "내일 비 와"),
        ("저기요 실례합니다 화장실 어디예요", "화장실 어디예요"),
        ("근데 있잖아 너 몇 살이야", "너 몇 살이야"),
        ("죄송한데 다시 말해 줄래요", "다시 말해 줄래요"),
        ("파이보야, 내일 비 와?", "내일 비 와?"),
        ("도지사가 누구야? 파이보", "도지사가 누구야?"),
        ("고마워요. 내일 비 와?", "내일 비 와?"),
        ("누구야 지금 도지사가?", "지금 도지사가 누구야?"),
        ("얼마예요 어른 표는", "어른 표는 얼마예요"),
        ("먼저, 지금 대통령은 누구세요?", "지금 대통령은 누구세요?"),
        ("먼저 대통령은 누구예요?", "대통령은 누구예요?"),
        ("다음 질문, 대통령이 누구야?", "대통령이 누구야?"),
        ("마지막으로 대통령은 누구인가요?", "대통령은 누구인가요?"),
        ("공사가 멈췄다며? 진짜야?", "공사가 멈췄다며?"),
    ],
)
def test_a_preface_is_left_out(said, asked):
    assert after_preface(reading(said), ("파이보",)) == asked


@pytest.mark.parametrize(
    "said",
    [
        "미안해",
        "궁금해",
        "파이보",
        "고마워요",
        "아니 도지사",
        "내 이름은 민수야",
        "너한테 물어볼 게 있어",
        "내일 비 와?",
        "먼저 대통령을 한 사람은 누구야?",
        "마지막으로 대통령을 한 사람은?",
        "다음 대통령이 누구야?",
        "공사가 언제 멈췄어? 진짜야?",
    ],
)
def test_what_says_something_stays(said):
    assert after_preface(reading(said), ("파이보",)) == said


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("심심한데 끝말잇기 하자", "끝말잇기 하자"),
        ("아니 그게 아니라 내일 비 와?", "내일 비 와?"),
        ("내일 비 와?", None),
    ],
)
def test_the_last_request_stands_alone(said, asked):
    assert last_request(reading(said)) == asked
