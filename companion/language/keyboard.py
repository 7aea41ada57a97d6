"""Text as the keys of the Korean keyboard (두벌식, KS X 5002), and back.

A syllable is typed as up to five keys; whatever goes wrong between head and finger goes wrong in this row of keys: one
beside the right one, Shift forgotten, two in the wrong order, the keyboard set to English («dkssud» is «안녕»), a
syllable that was never put together («ㅁㅓ야», «알려주ㅓ»).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from companion.language.hangul import FINALS, INITIALS, MEDIALS, compose, decompose, is_syllable

_ROWS: Final = (
    ("qwertyuiop", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ"),
    ("asdfghjkl", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ"),
    ("zxcvbnm", "ㅋㅌㅊㅍㅠㅜㅡ"),
)
_SHIFTED: Final = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_LETTERS: Final = {key: letter for keys, letters in _ROWS for key, letter in zip(keys, letters, strict=True)}
_TYPED: Final = {**{key.upper(): letter for key, letter in _LETTERS.items()}, **_LETTERS, **_SHIFTED}
"""The letter of each key, with Shift and without."""
SHIFTS: Final = {_LETTERS[key.lower()]: letter for key, letter in _SHIFTED.items()}
"""Letters on one key: without Shift and with it."""
_VOWELS: Final = frozenset(MEDIALS)
_PARTS: Final = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
"""Letters that are typed as two."""
_WHOLE: Final = {parts: letter for letter, parts in _PARTS.items()}


def is_vowel(letter: str) -> bool:
    """Whether a loose letter is a vowel."""
    return letter in _VOWELS


def typed(text: str) -> str:
    """The letters in the order in which they are typed: «값» is «ㄱㅏㅂㅅ»; what is no Hangul stays."""
    return "".join(_letters(ch) for ch in text)


@cache  # there are 11,172 syllables
def _letters(ch: str) -> str:
    parts = decompose(ch) if is_syllable(ch) else (ch,)
    return "".join(_PARTS.get(part, part) for part in parts)


def composed(letters: str) -> str:
    """What the keyboard makes of letters: a consonant closes a syllable unless a vowel follows it."""
    out: list[str] = []
    at, size = 0, len(letters)
    while at < size:
        letter = letters[at]
        if letter not in INITIALS or at + 1 == size or letters[at + 1] not in _VOWELS:
            whole = _WHOLE.get(letters[at : at + 2], "") if letter in _VOWELS else ""
            out.append(whole or letter)
            at += 2 if whole else 1
            continue
        vowel, after = letters[at + 1], at + 2
        if letters[at + 1 : at + 3] in _WHOLE:
            vowel, after = _WHOLE[letters[at + 1 : at + 3]], at + 3
        final = ""
        for length in (2, 1):
            piece = letters[after : after + length]
            last = _WHOLE.get(piece, "") if length == 2 else piece
            opens = letters[after + length : after + length + 1] in _VOWELS and after + length < size
            if last and last in FINALS and last not in _VOWELS and not opens:
                final, after = last, after + length
                break
        out.append(compose(letter, vowel, final))
        at = after
    return "".join(out)


def in_hangul(latin: str) -> str | None:
    """What was typed with the keyboard set to English; None where that makes no whole syllables."""
    if not latin or any(key not in _TYPED for key in latin):
        return None
    text = composed("".join(_TYPED[key] for key in latin))
    return text if all(map(is_syllable, text)) else None


@cache
def beside(letter: str) -> str:
    """The letters of one sort, consonants or vowels, on the keys around a letter's."""
    near = []
    for row, (_, letters) in enumerate(_ROWS):
        at = letters.find(letter)
        if at < 0:
            continue
        near += [letters[i] for i in (at - 1, at + 1) if 0 <= i < len(letters)]
        for other in (row - 1, row + 1):
            if 0 <= other < len(_ROWS):
                shift = (0, 1) if other < row else (-1, 0)
                near += [_ROWS[other][1][at + by] for by in shift if 0 <= at + by < len(_ROWS[other][1])]
    return "".join(one for one in near if (one in _VOWELS) == (letter in _VOWELS))
