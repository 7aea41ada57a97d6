"""Spaces of recognisers and of people in a hurry."""

import pytest

from companion.language.spacing import spaced, without_torn

KNOWN = {"추천해", "구경하", "취임했"}
TOGETHER = {"권한", "한대", "대행", "추천", "천해", "해줘", "전화", "화번", "번호", "해주", "잘하", "군데", "데만"}


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("수원 시장 은 누구 야", "수원 시장은 누구야"),
        ("이름 이 뭐 예요", "이름이 뭐예요"),
        ("2018 년 에 는 얼마 였어", "2018년에는 얼마였어"),
        ("시장 은 언제 취임 했는지 알려줘", "시장은 언제 취임했는지 알려줘"),
        ("광주광역시장 님 은 누구 세요", "광주광역시장님은 누구세요"),
    ],
)
def test_what_hangs_on_a_word_is_joined_to_it(heard, meant):
    assert without_torn(heard, KNOWN.__contains__) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "이 사람 누구야",
        "만 원 이하로 먹을 집",
        "저기 만 원짜리 있어?",
        "밖에 비 와?",
        "오늘 이 자리에 함께하신 시장님",
        "수원 처음 와 봤는데요",
        "재밌는 얘기 하나 해봐",
        "이제 가 볼게",
        "나 요즘 우울해",
        "야 로봇아",
        "도지사 하던 사람 이름",
        "협약식에서 시연한 로봇",
        "이용섭 시장은 언제까지 했어",
    ],
)
def test_words_stay_apart(text):
    assert without_torn(text, KNOWN.__contains__) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("지금대통령이누구예요", "지금 대통령이 누구예요"),
        ("작년에대통령권한대행이누구였어", "작년에 대통령 권한대행이 누구였어"),
        ("협약식어디서했어", "협약식 어디서 했어"),
    ],
)
def test_words_written_as_one_are_parted(written, meant):
    assert spaced(written, (), TOGETHER.__contains__) == meant


def test_a_name_is_not_cut_up():
    assert spaced("팔달구맛집추천해줘", [(0, 3), (3, 5)], TOGETHER.__contains__) == "팔달구 맛집 추천해줘"


@pytest.mark.parametrize("text", ["경기도지사가 누구야", "전화번호 알려줘", "가능하겠습니까", ""])
def test_text_with_spaces_stays_as_it_is(text):
    assert spaced(text, (), TOGETHER.__contains__) == text
