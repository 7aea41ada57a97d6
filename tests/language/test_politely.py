import pytest

from companion.language.politely import said_politely


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("축제는 시민공원에서 열린다.", "축제는 시민공원에서 열려요."),
        ("축제는 시민공원에서 열립니다.", "축제는 시민공원에서 열려요."),
        ("2층에 있다.", "2층에 있어요."),
        ("물이 차갑다.", "물이 차가워요."),
        ("지하로 옮겼다.", "지하로 옮겼어요."),
        ("내년에 열겠습니다.", "내년에 열겠어요."),
        ("주차할 수 없습니다.", "주차할 수 없어요."),
        ("요금은 500원입니다.", "요금은 500원이에요."),
        ("관장은 정별이다.", "관장은 정별이에요."),
        ("요금은 3천 원이었습니다.", "요금은 3천 원이었어요."),
        ("그날은 어린이날이었다.", "그날은 어린이날이었어요."),
        ("옛 이름은 나래였다.", "옛 이름은 나래였어요."),
        ("관장은 김철수였습니다.", "관장은 김철수였어요."),
        ("휴관일이 아니었다.", "휴관일이 아니었어요."),
        ("매주 월요일에 쉽니다.", "매주 월요일에 쉬어요."),
        ("예약하지 않는다.", "예약하지 않아요."),
        ("누구나 참여할 수 있습니다.", "누구나 참여할 수 있어요."),
    ],
)
def test_plain_and_formal_endings_are_said_in_the_polite_style(written, said):
    assert said_politely(written) == said


@pytest.mark.parametrize(
    "written",
    ["월요일 휴관", "신분증을 가져오세요.", "무료예요.", "어디인가요?", "", "문의: 055-900-0000", "«안 된다»고 함."],
)
def test_what_ends_otherwise_stays_as_it_is(written):
    assert said_politely(written) == written
