"""Hangul syllables, their letters, and the sound in which a piece of text ends.

Letters (jamo) are always the compatibility ones (U+3131–U+3163), the ones people type.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from companion.base import patterns as re
from companion.language.readings import SIGNS, UNITS, read_latin

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIAL_INDEX = {jamo: i for i, jamo in enumerate(INITIALS)}
_MEDIAL_INDEX = {jamo: i for i, jamo in enumerate(MEDIALS)}
_FINAL_INDEX = {jamo: i for i, jamo in enumerate(FINALS)}

_OPENING = {")": "(", "]": "[", "}": "{", "〕": "〔", "】": "【"}
_DIGIT_FINALS = "ㅇㄹ" + " ㅁ" + "  ㄱㄹㄹ "  # 영 일 이 삼 사 오 육 칠 팔 구
_POWER_FINALS: tuple[str, ...] = (
    "",
    "ㅂ",
    "ㄱ",
    "ㄴ",
    *"ㄴㄴㄴㄴ",
    *"ㄱㄱㄱㄱ",
    "",
    "",
    "",
    "",
)  # 십 백 천 만 억 조
_NUMBER_AT_END = re.compile(r"\d[\d,]*(\.\d+)?$")
_PHONE_AT_END = re.compile(r"(?:0\d{1,2}-\d{3,4}(?:-\d{4})?|1[568]\d\d-\d{4})$")
_LATIN_AT_END = re.compile(r"(?:(?<=\d)\s?)?([A-Za-z][A-Za-z0-9&'/.-]*)$")


def is_syllable(ch: str) -> bool:
    """Whether `ch` is one composed Hangul syllable (가–힣)."""
    return len(ch) == 1 and _FIRST <= ord(ch) <= _LAST


@cache  # there are 11,172
def decompose(ch: str) -> tuple[str, str, str]:
    """The initial, medial and final letter of a syllable; the final is "" when there is none.

    Raises:
        ValueError: `ch` is not one Hangul syllable.
    """
    if not is_syllable(ch):
        raise ValueError(f"not a Hangul syllable: {ch!r}")
    rest, final = divmod(ord(ch) - _FIRST, 28)
    initial, medial = divmod(rest, 21)
    return INITIALS[initial], MEDIALS[medial], FINALS[final]


def compose(initial: str, medial: str, final: str = "") -> str:
    """The syllable made of these letters.

    Raises:
        ValueError: a letter can't stand in its position.
    """
    try:
        index = (_INITIAL_INDEX[initial] * 21 + _MEDIAL_INDEX[medial]) * 28 + _FINAL_INDEX[final]
    except KeyError as e:
        raise ValueError(
            f"no syllable of {initial!r}, {medial!r}, {final!r}: {e.args[0]!r} can't stand there"
        ) from None
    return chr(_FIRST + index)


def to_jamo(text: str) -> str:
    """`text` with every syllable spelt out in letters («값» → «ㄱㅏㅄ»); everything else stays as it is."""
    return "".join("".join(decompose(ch)) if _FIRST <= ord(ch) <= _LAST else ch for ch in text)


def final_consonant(text: str) -> str:
    """The final consonant of `text` as read aloud, "" after a vowel or when nothing is sounded.

    Punctuation and quotes are silent. A group in parentheses at the end is skipped, because a particle
    agrees with the word before it: «가보정(인계동)은». Digits are read as Sino-Korean numbers, phone numbers
    digit by digit, Latin letters and units as Koreans read them. Hanja and other scripts count as ending in
    a vowel.
    """
    if text and _FIRST <= ord(text[-1]) <= _LAST:
        return FINALS[(ord(text[-1]) - _FIRST) % 28]
    tail = _sounded(_fold(text))
    if not tail:
        return ""
    last = tail[-1]
    if is_syllable(last):
        return decompose(last)[2]
    if last in SIGNS:
        return final_consonant(SIGNS[last])
    if last.isascii() and last.isdigit():
        latin = re.search(r"[A-Za-z][A-Za-z0-9]*$", tail)
        return _final_of_number(tail) if latin is None else final_consonant(read_latin(latin.group()))
    if latin := _LATIN_AT_END.search(tail):
        token = latin.group(1)
        after_number = bool(re.search(r"\d\s?$", tail[: latin.start(1)]))
        return final_consonant(UNITS[token] if after_number and token in UNITS else read_latin(token))
    return last if last in _FINAL_INDEX else ""


def _fold(text: str) -> str:
    """Compose jamo and fold compatibility characters (full width, circled); signs that are read stay."""
    return "".join(
        ch if ch in SIGNS or "ㄱ" <= ch <= "ㅣ" else unicodedata.normalize("NFKC", ch)
        for ch in unicodedata.normalize("NFC", text)
    )


def _sounded(text: str) -> str:
    """`text` without what is silent at its end."""
    while text:
        last = text[-1]
        if last.isalnum() or last in SIGNS:
            return text
        if opening := _OPENING.get(last):
            before = text[: max(text.rfind(opening), 0)]
            if any(ch.isalnum() for ch in before):
                text = before
                continue
        text = text[:-1]
    return ""


def _final_of_number(text: str) -> str:
    match = _NUMBER_AT_END.search(text)
    digits = match.group().replace(",", "") if match else text[-1]
    last = _DIGIT_FINALS[int(digits[-1])].strip()
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros in (0, len(digits)) or "." in digits or _PHONE_AT_END.search(text):
        return last
    return _POWER_FINALS[zeros] if zeros < len(_POWER_FINALS) else "ㅇ"
