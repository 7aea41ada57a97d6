"""The forms of Korean verbs and adjectives: with respect, in the past, before what will be, plainly, in wonder.

Verbs are stems, as dictionaries have them without -다. Which stems are irregular is a closed class (National Institute
of Korean Language, «한글 맞춤법» §18).
"""

from __future__ import annotations

from typing import Final

from companion.language.hangul import compose, decompose, final_consonant, is_syllable
from companion.language.readings import words
from companion.language.terms import EXISTENCE

_IRREGULAR_P: Final = frozenset(words("돕 눕 줍 굽 깁"))
_REGULAR_P: Final = frozenset(words("좁 굽 수줍"))
"""Verbs that lose their ㅂ, and adjectives that keep it."""
IRREGULAR_S: Final = frozenset(words("짓 붓 잇 낫 긋 젓"))
_IRREGULAR_T: Final = frozenset(words("걷 듣 싣 긷 깨닫 일컫 묻"))
_REGULAR_H: Final = frozenset(words("좋 싫 넣 놓 낳 쌓 닿 찧 괜찮 많 않 잃 끓 옳 곯 뚫 앓 꿇 닳 귀찮 점잖 언짢"))
_REGULAR_EU: Final = frozenset(words("따르 치르 들르 다다르 우러르"))
_RESPECT: Final = {"먹": "드시", "마시": "드시", "자": "주무시", "말하": "말씀하시"}
"""Verbs that have another one for what somebody else does whom one respects."""
_LIGHT_VOWELS: Final = frozenset("ㅏㅗㅑ")
_DRAWN_TOGETHER: Final = {"ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ"}
_SO: Final = frozenset(words("그러 이러 저러 요러 고러 어쩌"))
_RUNNING_ON: Final = frozenset(words("푸르 노르"))
"""«푸르러», where other stems in «르» double it."""
_LOSES_U: Final = "푸"
_POINTING: Final = ("그렇", "이렇", "저렇", "어떻", "요렇", "고렇")
_BRIGHTENED: Final = {"ㅏ": "ㅐ", "ㅑ": "ㅒ", "ㅓ": "ㅔ", "ㅕ": "ㅖ"}
"""What becomes of the vowel of an adjective that loses its ㅎ: «하얗» → «하얘», «퍼렇» → «퍼레»."""
_SWALLOWING: Final = frozenset("ㅏㅓㅐㅔㅕ")
"""Vowels that the one of -아/-어 melts into."""


def _loses_p(stem: str, *, adjective: bool) -> bool:
    known = any(stem.endswith(verb) for verb in (_REGULAR_P if adjective else _IRREGULAR_P))
    return final_consonant(stem) == "ㅂ" and known != adjective


def soft_stem(stem: str, *, adjective: bool = False) -> str:
    """Before an ending that begins with a vowel, its link included: «먹» → «먹으», «춥» → «추우», «살» → «사»."""
    if not stem or not is_syllable(stem[-1]):
        return stem
    head, (initial, medial, final) = stem[:-1], decompose(stem[-1])
    if not final:
        return stem
    if final == "ㄹ":
        return head + compose(initial, medial)
    if _loses_p(stem, adjective=adjective):
        return head + compose(initial, medial) + "우"
    if final == "ㅅ" and stem[-1] in IRREGULAR_S:
        return head + compose(initial, medial) + "으"
    if final == "ㄷ" and stem.endswith(tuple(_IRREGULAR_T)):
        return head + compose(initial, medial, "ㄹ") + "으"
    if final == "ㅎ" and not stem.endswith(tuple(_REGULAR_H)):
        return head + compose(initial, medial)
    return stem + "으"


def honoured(stem: str, *, adjective: bool = False) -> str:
    """With -시-: «가» → «가시», «없» → «없으시», «먹» → «드시»."""
    return _RESPECT.get(stem) or f"{soft_stem(stem, adjective=adjective)}시"


def about_to(stem: str, *, adjective: bool = False) -> str:
    """Before what will be: «먹» → «먹을», «가» → «갈», «만들» → «만들», «돕» → «도울»."""
    if final_consonant(stem) == "ㄹ":
        return stem
    soft = soft_stem(stem, adjective=adjective)
    if not soft or not is_syllable(soft[-1]) or final_consonant(soft):
        return soft + "ㄹ"
    initial, medial, _ = decompose(soft[-1])
    return soft[:-1] + compose(initial, medial, "ㄹ")


def joined_stem(stem: str, *, adjective: bool = False) -> str:
    """With -아/-어: «가» → «가», «마시» → «마셔», «모르» → «몰라», «춥» → «추워», «하» → «해»."""
    if not stem or not is_syllable(stem[-1]):
        return stem + "어"
    head, (initial, medial, final) = stem[:-1], decompose(stem[-1])
    if stem.endswith("하"):
        return head + "해"
    if final:
        return _joined_to_consonant(stem, adjective=adjective)
    if stem in _SO:
        return head + compose(initial, "ㅐ")  # «그러» → «그래»
    if stem in _RUNNING_ON:
        return stem + "러"
    if stem == _LOSES_U:
        return compose(initial, "ㅓ")
    if stem.endswith("르") and len(stem) > 1 and stem not in _REGULAR_EU and is_syllable(stem[-2]):
        before = decompose(stem[-2])
        return stem[:-2] + compose(*before[:2], "ㄹ") + ("라" if before[1] in _LIGHT_VOWELS else "러")
    if medial == "ㅡ":
        light = bool(head) and is_syllable(head[-1]) and decompose(head[-1])[1] in _LIGHT_VOWELS
        return head + compose(initial, "ㅏ" if light else "ㅓ")
    if medial in _SWALLOWING:
        return stem
    drawn = _DRAWN_TOGETHER.get(medial)
    return head + compose(initial, drawn) if drawn else stem + "어"


def _joined_to_consonant(stem: str, *, adjective: bool) -> str:
    initial, medial, final = decompose(stem[-1])
    light = medial in _LIGHT_VOWELS
    if _loses_p(stem, adjective=adjective):
        return stem[:-1] + compose(initial, medial) + ("와" if stem[-1] in "돕곱" else "워")
    if final == "ㅎ" and not stem.endswith(tuple(_REGULAR_H)):
        bright = "ㅐ" if stem.endswith(_POINTING) else _BRIGHTENED.get(medial, "ㅐ")
        return stem[:-1] + compose(initial, bright)
    if final == "ㅅ" and stem[-1] in IRREGULAR_S:
        return stem[:-1] + compose(initial, medial) + ("아" if light else "어")
    if final == "ㄷ" and stem.endswith(tuple(_IRREGULAR_T)):
        return stem[:-1] + compose(initial, medial, "ㄹ") + ("아" if light else "어")
    return stem + ("아" if light else "어")


def past(stem: str, *, adjective: bool = False) -> str:
    """In the past: «가» → «갔», «가시» → «가셨», «춥» → «추웠»."""
    whole = joined_stem(stem, adjective=adjective)
    initial, medial, _ = decompose(whole[-1])
    return whole[:-1] + compose(initial, medial, "ㅆ")


def wondering(stem: str, *, adjective: bool = False) -> str:
    """What somebody has just heard: «가» → «가는군요», «좋» → «좋군요», «울» → «우는군요»."""
    if adjective:
        return f"{stem}군요"
    dropped = soft_stem(stem) if final_consonant(stem) == "ㄹ" else stem
    return f"{dropped}는군요"


def adnominal(stem: str, *, adjective: bool = False) -> str:
    """Before a noun, in the present: «가» → «가는», «크» → «큰», «춥» → «추운», «있» → «있는»."""
    if not adjective or stem.endswith(("있", "없")):
        return f"{soft_stem(stem) if final_consonant(stem) == 'ㄹ' else stem}는"
    soft = soft_stem(stem, adjective=True)
    if not is_syllable(soft[-1]) or final_consonant(soft):
        return f"{soft}ㄴ"
    return soft[:-1] + compose(*decompose(soft[-1])[:2], "ㄴ")


def plain_form(stem: str) -> str:
    """A verb in its plain present, for quoting: «간다», «먹는다», «만든다», «있다»."""
    last = stem[-1]
    if not is_syllable(last):
        return stem
    if last in EXISTENCE:
        return f"{stem}다"
    initial, medial, final = decompose(last)
    if final in ("", "ㄹ"):
        return f"{stem[:-1]}{compose(initial, medial, 'ㄴ')}다"
    return f"{stem}는다"
