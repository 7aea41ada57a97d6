"""What is typed in chats: loose letters, laughter, abbreviations, the keyboard set to English."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.keyboard import composed, in_hangul, is_vowel, typed
from companion.language.morphemes import tokenize
from companion.language.readings import words

_PAIRS: Final = words(
    """
    ㅇㅇ 응 ㅇㅋ 응 ㄴㄴ 아니 ㄱㅅ 고마워 ㄳ 고마워 ㅎㅇ 안녕 ㅂㅂ 잘가 ㅂㅇ 잘가 ㅈㅅ 미안 ㅊㅋ 축하해 ㅅㄱ 수고했어
    ㅇㄷ 어디 ㄴㄱ 누구 ㅁㄹ 몰라 ㄹㅇ 진짜 ㅈㅁ 잠깐만 ㅇㅈ 인정 ㅁㅎ 뭐해 ㅃㅃ 잘가 ㅎㄹ 헐 ㅁㅇ 미안 ㅇㄴ 아니
    """
)
_SHORT: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_GO: Final = re.compile(r"(?<=[가-힣]) ?ㄱㄱ(?![가-힣ㄱ-ㅣ])")
"""«추천ㄱㄱ»: do it."""
_JAMO: Final = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+")
_LAUGHTER: Final = re.compile(r"[ㅋㅎㄷㅇㅅㅂㅉㅁㄹㄱㄴㅊㅈ]+|[ㅠㅜㅡㅗ]+")
_MIRTH: Final = re.compile(r"[ㅋㅎ]{2}(?![ㅋㅎ]*\s?(?:\.\.|…))")
"""Laughter, but not what trails off: «잘렸다 ㅋㅋ...»."""
_TEARS: Final = re.compile(r"[ㅠㅜ]")
_WORD: Final = re.compile(r"[^ ]+")
_SYLLABLE: Final = re.compile(r"[가-힣]")
_LATIN: Final = re.compile(r"[A-Za-z]+")
_SHORTEST_LATIN: Final = 4
_STRONG: Final = re.compile(r"(?<![가-힣])(?:개|핵|존|졸라|존나)(?=(?P<rest>[가-힣]{2,}))")
"""What is put before a word to make it strong: «개웃겨», «핵노잼»."""
_LAUGHS: Final = "웃"
_SAYS_HOW: Final = ("VA", "MAG", "XR", "XSA")
_NO_FUN: Final = re.compile(r"(?<![가-힣])노잼(?:이야|이네|이다|임|이에요|이었어|)(?![가-힣])")
_FUN: Final = re.compile(r"(?<![가-힣])(?:개|핵)?(?:꿀|존|개|핵)잼(?:이야|이네|이다|임|이에요|이었어|)(?![가-힣])")
_TO_DEATH: Final = re.compile(r"(?<=[가-힣] )(?:뒤지겠|뒈지겠|디지겠)(?=[가-힣])")


def laughs(text: str) -> bool:
    """Whether a text is typed with laughter, and not with tears: «혼자 뒹구는 중ㅋㅋ»."""
    return _MIRTH.search(text) is not None and _TEARS.search(text) is None


def without_emphasis(text: str) -> str:
    """The text without slang that only makes strong: «개별로임» is «별로임»."""
    text = _NO_FUN.sub("재미없어", _STRONG.sub(_weaker, text))
    return _TO_DEATH.sub("죽겠", _FUN.sub("재밌어", text))


def _weaker(found: re.Match[str]) -> str:
    rest, whole = found["rest"], tokenize(found[0] + found["rest"])
    if len(whole) > 1 and whole[1].has("XSV", "XSA", "XSN"):
        return found[0]  # «개강했어»
    stem, tag = tokenize(rest)[0].parts[0]
    felt = rest.startswith(_LAUGHS) or (tag in _SAYS_HOW and stem[0] == rest[0])  # «발자고» is no «밝»
    return "" if felt or _NO_FUN.match(rest) is not None else found[0]


def in_syllables(text: str) -> str:
    """The text in whole syllables; a text in them is unchanged."""
    if _JAMO.search(text):
        text = _GO.sub(" 해 줘", text)
        text = _WORD.sub(lambda found: _whole(found[0]), text)
        if _SYLLABLE.search(text):
            text = " ".join(_JAMO.sub(" ", text).split())
    elif not _SYLLABLE.search(text) and _LATIN.search(text):
        return _from_latin(text)
    return text


def _whole(word: str) -> str:
    """A word with loose letters put together, or what it is short for."""
    if not _JAMO.search(word):
        return word
    bare = word.rstrip("?!.~,")
    half = bare[: len(bare) // 2]
    if half in _SHORT and bare == half + half:
        return _SHORT[half] + word[len(bare) :]  # «ㅎㅇㅎㅇ»
    if bare in _SHORT:
        return _SHORT[bare] + word[len(bare) :]
    runs = [run[0] for run in _JAMO.finditer(word)]
    if all(_LAUGHTER.fullmatch(run) for run in runs) or not any(is_vowel(letter) for run in runs for letter in run):
        return word
    return composed(typed(word))


def _from_latin(text: str) -> str:
    """What was typed with the keyboard set to English, if that gives words."""
    typed_so = _LATIN.sub(lambda found: in_hangul(found[0]) or found[0], text)
    letters = sum(map(len, _LATIN.findall(text)))
    return typed_so if letters >= _SHORTEST_LATIN and not _LATIN.search(typed_so) and _is_usual(typed_so) else text


def _is_usual(text: str) -> bool:
    """Whether all syllables of a text are among the 2,350 of KS X 1001, which Korean is written with."""
    try:
        text.encode("euc-kr")
    except UnicodeEncodeError:
        return False
    return True
