"""Slips of the finger and the spellings of chats, mended where the words are known."""

import pytest

from companion.language.spelling import GAP, Speller

SAID = (
    f"{GAP}가 누구야", f"{GAP}이 누구예요", "언제 취임했어", "언제까지 했어요", "이름이 뭐야",
    "이름 알려줘", "추천해줘", "어디 있어", "먹을 데", "많이 있어요",
    "어떻게 돼", "지금 몇 시야", "날씨가 좋아", "전화번호 알려 주세요", "그 회사 어디야",
    "장소는 어디예요", f"{GAP}은 누구야",
)  # fmt: skip
SPELLER = Speller.of(SAID)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("누그야", "누구야"),
        ("구누야", "누구야"),
        ("누그예여", "누구예요"),
        ("머야", "뭐야"),
        ("알려줭", "알려줘"),
        ("누구야아", "누구야"),
        ("어떻개 돼", "어떻게 돼"),
        ("어디 이써", "어디 있어"),
        ("마니 있어요", "많이 있어요"),
        ("홰사 어디야", "회사 어디야"),
        ("언재까지 했어요", "언제까지 했어요"),
        (f"{GAP}운 누구야", f"{GAP}은 누구야"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert SPELLER.mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        *SAID,
        "",
        "기상 알람 설정해",
        "도토리묵 잘하는 집",
        "감나무가 크다",
        "몇 시에 여나요",
        "문 열까",
        "거기서 팔까",
        f"{GAP}아 안녕",
        "?!",
    ],
)
def test_correct_words_stay_as_they_are(text):
    assert SPELLER.mended(text) == text


def test_who_knows_no_words_mends_none():
    assert Speller().mended("누그야") == "누그야"
