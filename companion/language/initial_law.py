"""The initial-sound law (두음법칙): which syllables a word may begin with in place of another.

한글 맞춤법 제10–12항: at the beginning of a word ㄴ is silent before an i or y sound (녀 → 여), and so is ㄹ (려 → 여);
before other vowels ㄹ is ㄴ (로 → 노).
"""

from __future__ import annotations

from typing import Final

from companion.language.hangul import compose, decompose, is_syllable

_WITH_Y: Final = frozenset("ㅣㅑㅕㅛㅠㅖㅒ")
_SILENT_AFTER_N: Final = frozenset("ㅣㅕㅛㅠ")


def softened(syllable: str) -> str:
    """The syllable as a word begins with it: «녀» → «여», «력» → «역», «로» → «노»; others stay."""
    if not is_syllable(syllable):
        return syllable
    initial, medial, final = decompose(syllable)
    if initial == "ㄹ":
        return compose("ㅇ" if medial in _WITH_Y else "ㄴ", medial, final)
    if initial == "ㄴ" and medial in _SILENT_AFTER_N:
        return compose("ㅇ", medial, final)
    return syllable


def beginnings(syllable: str) -> tuple[str, ...]:
    """What a word may begin with that goes on after a syllable: itself, and its softened form."""
    return tuple(dict.fromkeys((syllable, softened(syllable))))
