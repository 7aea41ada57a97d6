"""The first sounds of a word, by the names of their letters: a hint («기차» begins with 기역 and 치읓)."""

from __future__ import annotations

from typing import Final

from companion.language.hangul import decompose, is_syllable
from companion.language.readings import words

_NAMES: Final = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        words(
            "기역 쌍기역 니은 디귿 쌍디귿 리을 미음 비읍 쌍비읍 시옷 쌍시옷 이응 지읒 쌍지읒 치읓 키읔 티읕 피읖 히읗"
        ),
        strict=True,
    )
)


def initial_names(word: str) -> str:
    """«기역, 치읓» for «기차»; what is no syllable is said as it is."""
    return ", ".join(
        _NAMES[decompose(letter)[0]] if is_syllable(letter) else letter for letter in word if letter.strip()
    )
