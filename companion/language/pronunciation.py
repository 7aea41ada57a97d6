"""How a text is pronounced: Hangul as spelt in, Hangul as spoken out («맛집 열 곳» → «맏찝 열 꼳»).

The rules are those of Standard Pronunciation (표준 발음법, National Institute of Korean Language); comments name
the article (항). Where the standard allows two pronunciations, the one that is usual in speech is taken. They come
in two kinds, applied one after the other:

* *respellings* settle what letters alone don't show, because it hangs on grammar or on where a word comes from:
  patterns over closed classes of words here, single words in a dictionary (`knowledge/korean/pronunciation.yaml`);
* `meet` is what always happens when a coda meets an onset. The keys of `language.sound` are built on it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base import patterns as re
from companion.base.files import Mistakes, load_document
from companion.base.settings import resources
from companion.language.hangul import FINALS, compose, decompose
from companion.language.numbers import COUNTERS
from companion.language.spoken import spoken

# --- where a coda meets an onset ------------------------------------------------------------------

# 제8–11항: seven codas are left before a consonant and at the end.
NEUTRAL: Final = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"),
    "ㅇ": "ㅇ",
    "": "",
}
# What stays as the coda and what moves to a following vowel (제13, 14항; the ㅅ of a cluster moves as ㅆ;
# 제12항 4: ㅎ falls).
_LIAISON: Final = {
    **{c: ("", c) for c in "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍ"},
    "ㄳ": ("ㄱ", "ㅆ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"),
    "ㄽ": ("ㄹ", "ㅆ"), "ㄾ": ("ㄹ", "ㅌ"), "ㄿ": ("ㄹ", "ㅍ"), "ㅄ": ("ㅂ", "ㅆ"),
    "ㅎ": ("", "ㅇ"), "ㄶ": ("", "ㄴ"), "ㅀ": ("", "ㄹ"),
}  # fmt: skip
_ASPIRATED: Final = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_TENSE: Final = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ"}
_NASAL: Final = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}


def meet(coda: str, onset: str, vowel: str) -> tuple[str, str]:
    """The sounds of a coda and the onset after it, inside a word.

    Args:
        coda: as spelt, a single letter or a cluster; "" for none.
        onset: as spelt.
        vowel: the one that follows the onset.
    """
    if not coda:
        return "", onset
    if onset == "ㅇ":
        return _before_vowel(coda, vowel)
    if onset == "ㅎ":
        return _before_h(coda, vowel)
    if coda in "ㅎㄶㅀ":
        rest = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[coda]
        if onset in _ASPIRATED:
            return rest, _ASPIRATED[onset]  # 제12항 1
        if onset == "ㅅ":
            return rest, "ㅆ"  # 제12항 2
        if rest or onset != "ㄴ":
            return _assimilate(rest or "ㄷ", onset)  # 제12항 3: ㄶ and ㅀ lose it
        return "ㄴ", "ㄴ"  # 제12항 3: «놓는» [논는]
    return _assimilate(NEUTRAL[coda], onset)


def _before_vowel(coda: str, vowel: str) -> tuple[str, str]:
    if coda == "ㅇ":
        return "ㅇ", "ㅇ"
    if vowel == "ㅣ" and coda in "ㄷㅌㄾ":
        return ("ㄹ" if coda == "ㄾ" else ""), ("ㅈ" if coda == "ㄷ" else "ㅊ")  # 제17항
    return _LIAISON[coda]


def _before_h(coda: str, vowel: str) -> tuple[str, str]:
    """제12항 1 붙임: an obstruent takes in the ㅎ; 제17항 붙임: «ㄷ» and «히» make [치]."""
    if coda in "ㄺㄼㄵ":
        rest, moved = _LIAISON[coda]
        return rest, _ASPIRATED[moved]
    if coda in "ㅈㅊ":
        return "", "ㅊ"
    neutral = NEUTRAL[coda]
    if neutral not in _ASPIRATED:
        return neutral, "ㅎ"
    if coda == "ㄷ" and vowel == "ㅣ":
        return "", "ㅊ"
    return "", _ASPIRATED[neutral]


def _assimilate(coda: str, onset: str) -> tuple[str, str]:
    if coda in _NASAL:
        if onset in "ㄴㅁ":
            return _NASAL[coda], onset  # 제18항
        if onset == "ㄹ":
            return _NASAL[coda], "ㄴ"  # 제19항 붙임
        return coda, _TENSE.get(onset, onset)  # 제23항
    if coda in "ㅁㅇ" and onset == "ㄹ":
        return coda, "ㄴ"  # 제19항
    if coda + onset in ("ㄴㄹ", "ㄹㄴ"):
        return "ㄹ", "ㄹ"  # 제20항
    return coda, onset


# --- what the letters alone don't show ------------------------------------------------------------

_SYLLABLES: Final = range(0xAC00, 0xD7A4)


def _ending_in(*codas: str) -> str:
    """The character class of all syllables with one of these codas."""
    return "[" + "".join(chr(code) for code in _SYLLABLES if FINALS[(code - 0xAC00) % 28] in codas) + "]"


def _with_onset(syllable: str, onset: str) -> str:
    _, vowel, coda = decompose(syllable)
    return compose(onset, vowel, coda)


def _with_coda(syllable: str, coda: str) -> str:
    onset, vowel, _ = decompose(syllable)
    return compose(onset, vowel, coda)


# What happens to the syllable that a rule marks, by the name of the rule's group.
_CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "tense": lambda syllable: _with_onset(syllable, _TENSE[decompose(syllable)[0]]),
    "n": lambda syllable: _with_onset(syllable, "ㄴ"),
    "l": lambda syllable: _with_onset(syllable, "ㄹ"),
    "word_end": lambda syllable: _with_coda(syllable, NEUTRAL[decompose(syllable)[2]]),
    "to_l": lambda syllable: _with_coda(syllable, "ㄹ"),
    "to_p": lambda syllable: _with_coda(syllable, "ㅂ"),
    "e": lambda syllable: "에",
}

_START, _END = "(?<![가-힣])", "(?![가-힣])"
_LAX: Final = "(?P<tense>[가-깋다-딯바-빟사-싷자-짛])"
_CORONAL: Final = "(?P<tense>[다-딯사-싷자-짛])"
_CODA: Final = _ending_in(*FINALS[1:])
_OBSTRUENTS: Final = tuple(coda for coda, sound in NEUTRAL.items() if sound in _NASAL)
_SONORANT: Final = _ending_in("ㄴ", "ㄹ", "ㅁ", "ㅇ")
# What can follow a noun in its word.
_PARTICLE: Final = (
    "(?=[^가-힣]|$|이[에었고라며지나면든]|[은을과도만의에]|으로|까지|부터|보다|처럼|하고|인|입니|앞|쪽|이$|이[^가-힣])"
)
_DIGIT, _NUMERAL = "[일이삼사오육칠팔구]", "[일이삼사오육칠팔구십백천만억조영공]"
_COUNTER: Final = (
    f"(?:{'|'.join(sorted(COUNTERS, key=len, reverse=True))})"
    "(?=[^가-힣]|$|[이가은는을를에의로와과도만째쯤간씩]|까지|부터|동안|정도|예요|였|입)"
)
# Nouns in ㄹ: what follows them is not tensed, because they are no verbs.
_NOUN_IN_L: Final = (
    "(?:오늘|내일|서울|가을|겨울|마을|시골|생일|휴일|평일|[월화수목금토]요일|교실|사실|건물|동물|선물|얼굴|하늘|이틀)"
)
_DEPENDENT_NOUN: Final = (
    "(?=것|거(?:예|야|고|라|니|든|란|[^가-힣]|$)|게|걸|건|겁|수|줄|데|바[가는를]|지|적|듯|정도|즈음|곳|도리|사람)"
)
_OF_TEN: Final = "(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"
# 회의, 주의 …: nouns in which 의 is no particle.
_NOUN_IN_UI: Final = "(?:[회주강논문협정동합결제건상편호예창심전거]|민주주|국무회|사회주)의"

# Each pattern marks one syllable; the order matters.
_PATTERNS: Final = (
    # 제5항 다만 4: the particle 의 is [에]
    rf"{_START}(?!{_NOUN_IN_UI}{_END})[가-힣]+(?P<e>의){_END}",
    # 제10항 다만: 밟다, 넓죽하다, 넓둥글다
    r"(?P<to_p>밟)(?=[가-싷자-힣])",
    r"(?P<to_p>넓)(?=[죽둥])",
    # 제11항 다만: the ㄺ of a verb stem before ㄱ
    r"[맑밝늙읽긁굵묽붉갉얽](?P<tense>[가-깋])",
    r"(?P<to_l>[맑밝늙읽긁굵묽붉갉얽])(?=[까-낗])",
    # 제15항: no liaison before a root
    r"(?P<word_end>[맛값넋])(?=없)",
    r"(?P<word_end>값)(?=있|어치)",
    rf"{_START}(?P<word_end>[겉헛])(?=[아-앟어-엏오-옿우-웋])",
    # 제24항: after a verb stem in ㄴ or ㅁ; only forms that are nothing else («신고», «감지» are nouns, too)
    rf"(?:{_START}|(?<=[아어]))(?:[남넘담닮젊굶옮]|다듬|더듬|머금)(?P<tense>[고지게다던])(?![서신])",
    rf"(?:{_START}|(?<=[아어]))(?:[남넘담닮젊굶옮참감심숨품안신]|다듬|더듬|머금)(?P<tense>습)(?=니)",
    rf"{_START}껴?안(?P<tense>고)",
    rf"{_START}신(?P<tense>다){_END}",
    # 제25항: after ㄵ, ㄼ and ㄾ, which only stems have; 여덟 is a noun
    rf"(?!덟){_ending_in('ㄵ', 'ㄼ', 'ㄾ')}{_LAX}",
    # 제26항 for numerals: 칠십, 팔십, 제칠 대
    r"[칠팔](?P<tense>[십조])",
    rf"{_START}제?{_NUMERAL}*[일칠팔] (?={_COUNTER}){_CORONAL}",
    # 제27항: after the adnominal ending -ㄹ, and in endings that begin with it
    rf"{_START}(?!{_NOUN_IN_L} )[가-힣]*{_ending_in('ㄹ')} {_DEPENDENT_NOUN}{_LAX}",
    rf"{_ending_in('ㄹ')}(?P<tense>게)(?=요)",
    rf"[할갈볼줄올을](?P<tense>게){_END}",
    rf"{_ending_in('ㄹ')}(?P<tense>수)(?=록)",
    rf"[할갈볼줄올될을](?P<tense>지)(?=[는도를라언]|{_END})",
    rf"[할갈볼줄올될을](?P<tense>[걸])(?=요?{_END})",
    # as 제27항, in everyday speech: 열 개, 여덟 시
    rf"(?:열|여덟) (?={_COUNTER}){_LAX}",
    # 제28항, for the commonest last part of a name: 만둣집, 텐동집; not 편집, 전집
    rf"(?!{_START}[편전문선응운모수]집){_SONORANT}(?P<tense>집){_PARTICLE}",
    # 제29항: ㄴ before ㅣ, ㅑ, ㅕ, ㅛ, ㅠ
    r"[십백천만억](?P<n>육)",
    rf"{_START}[{_DIGIT[1:-1]}공]*[일삼칠팔](?P<n>육)(?={_DIGIT}|공|{_END})",
    rf"{_OF_TEN}(?P<n>여)(?=[섯덟])",
    rf"[가-힣](?![광영권용면번]역){_CODA}(?P<n>역){_PARTICLE}",
    rf"(?:그럼|거든|군|[은는]|정말|뭘)(?P<n>요){_END}",
    rf"{_START}(?:무슨|한|좋은|하는|있는|있던|있었던) (?P<n>일)(?=[이을은도]|$)",
    rf"{_START}(?:할|볼|별) (?P<l>일)(?=[이을은도]|$)",
    r"[옷못] (?P<n>[입읽잊])",
    r"잘 (?P<l>[입읽잊])",
)


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    """The patterns, made when something is first said aloud."""
    return tuple(map(re.compile, _PATTERNS))


def _marked(match: re.Match[str]) -> str:
    name = match.lastgroup
    assert name is not None
    start, end = match.span(name)
    text = match.string
    return text[match.start() : start] + _CHANGES[name](text[start:end]) + text[end : match.end()]


class _Entry(BaseModel):
    """A word that no rule can know: `said` is a spelling from which the rules make the right sound."""

    model_config = ConfigDict(extra="forbid")
    word: str = Field(pattern="^[가-힣 ]+$")
    said: str = Field(pattern="^[가-힣 ]+$")
    inside: bool = False
    source: str = Field(min_length=2)

    @model_validator(mode="after")
    def _is_as_long(self) -> _Entry:
        if len(self.word) != len(self.said):
            raise ValueError(f"«{self.said}» has not as many syllables as «{self.word}»")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: list[_Entry]


class Exceptions:
    """Words whose pronunciation no rule can know.

    Args:
        respellings: words, each with a spelling of as many syllables from which the rules make the right sound
            («팔달», «팔딸»). They are found at the beginning of words; of two at one place the longer is taken.
        inside: those that are found inside words, too.
    """

    def __init__(self, respellings: Iterable[tuple[str, str]] = (), inside: Container[str] = ()) -> None:
        self._said = dict(respellings)
        words = sorted(self._said, key=len, reverse=True)
        self._pattern = re.compile("|".join(word if word in inside else _START + word for word in words) or "(?!)")

    def respell(self, text: str) -> str:
        """`text` with every exception spelt as it sounds."""
        return self._pattern.sub(lambda match: self._said[match[0]], text)


def read_exceptions(path: Path) -> Exceptions:
    """Read a dictionary of exceptions.

    Raises:
        DataError: mistakes in the file, such as a word that stands there twice.
    """
    entries: dict[str, _Entry] = {}
    mistakes = Mistakes()
    file = load_document(_File, path)
    for number, entry in enumerate(file.value.words):
        if entry.word in entries:
            mistakes.add(path, file.line("words", number), f"«{entry.word}» appears twice", "keep one")
        entries[entry.word] = entry
    mistakes.raise_any()
    inside = {word for word, entry in entries.items() if entry.inside}
    return Exceptions(((word, entry.said) for word, entry in entries.items()), inside)


@cache
def standard_exceptions() -> Exceptions:
    """The dictionary that comes with the robot."""
    return read_exceptions(resources() / "knowledge" / "korean" / "pronunciation.yaml")


# --- whole texts ----------------------------------------------------------------------------------

_PHRASE: Final = re.compile(r"[가-힣]+(?: +[가-힣]+)*")
_SHORT_WORD: Final = re.compile(rf"{_START}(?![것곳쪽밖몫])(?:{_ending_in(*_OBSTRUENTS)}|한) ")
_COUNTED: Final = re.compile(
    rf"{_START}(?:제?{_NUMERAL}+|{_OF_TEN}?(?:[한두세네]|다섯|여[섯덟]|일곱|아홉)|열|스무) (?=[가-힣])"
)


def pronounce(text: str, exceptions: Exceptions | None = None) -> str:
    """How a text sounds, spelt in Hangul.

    Neighbouring words of a phrase (up to a comma or a stop) change each other's consonants («밥 먹어요» → «밤
    머거요»). A coda moves over a space only where speakers don't part the words: after a short word with a stop («옷
    한 벌» → «오 탄 벌») and between a number and its counter («십 원» → «시 붠»).

    Args:
        text: in spoken form (`language.spoken.spoken`); what is not Hangul stays as it is.
        exceptions: words that no rule can know; the dictionary that comes with the robot if None.
    """
    known = standard_exceptions() if exceptions is None else exceptions
    return _PHRASE.sub(lambda match: _pronounce_phrase(match[0], known), text)


def _pronounce_phrase(phrase: str, exceptions: Exceptions) -> str:
    joints = _joints(phrase)  # respelling moves nothing
    text = exceptions.respell(phrase)
    for rule in _rules():
        text = rule.sub(_marked, text)
    sounds: list[tuple[str, str, str]] = []
    starts: set[int] = set()
    space: int | None = 0
    for position, ch in enumerate(text):
        if ch == " ":
            space = position
            continue
        onset, vowel, coda = decompose(ch)
        vowel = _vowel(onset, vowel, starts_word=space is not None)
        if sounds:
            last_onset, last_vowel, last_coda = sounds[-1]
            if space is None:
                last_coda, onset = meet(last_coda, onset, vowel)
            else:
                last_coda, onset = _meet_over_space(last_coda, onset, space in joints)
            sounds[-1] = (last_onset, last_vowel, last_coda)
        if space is not None:
            starts.add(len(sounds))
            space = None
        sounds.append((onset, vowel, coda))
    onset, vowel, coda = sounds[-1]
    sounds[-1] = (onset, vowel, NEUTRAL[coda])
    return "".join((" " if i and i in starts else "") + compose(*sound) for i, sound in enumerate(sounds))


def _joints(phrase: str) -> set[int]:
    """The positions of the spaces over which speakers don't part two words."""
    return {
        match.start() + match[0].index(" ") for pattern in (_SHORT_WORD, _COUNTED) for match in pattern.finditer(phrase)
    }


def _meet_over_space(coda: str, onset: str, is_joint: bool) -> tuple[str, str]:
    coda = NEUTRAL[coda]  # 제15항: before moving over to the next word, too
    if is_joint or (onset not in "ㅇㅎㄹ" and coda + onset != "ㄹㄴ"):
        return meet(coda, onset, "")
    return coda, onset


def _vowel(onset: str, vowel: str, starts_word: bool) -> str:
    if vowel == "ㅢ" and (onset != "ㅇ" or not starts_word):
        return "ㅣ"  # 제5항 다만 3, 4
    if vowel == "ㅖ" and onset not in "ㅇㄴㄹ":
        return "ㅔ"  # 제5항 다만 2
    if vowel == "ㅕ" and onset in "ㅈㅉㅊ":
        return "ㅓ"  # 제5항 다만 1
    return vowel


# --- names ----------------------------------------------------------------------------------------


def silent_letters(text: str) -> str:
    """The letters of a shown text that no voice would say: Hanja, kana, whatever is neither Hangul nor Latin.

    An empty string means that every letter is spoken, by the rules or by the dictionary.
    """
    return "".join(ch for ch in text if ch.isalnum() and not spoken(ch))
