"""Particles (josa): choosing the form that fits the sound before it, and taking them off a word.

Choosing is exact. Taking off can't be without a dictionary («경기도» is not «경기» + «도»), so
`josa_candidates` offers every reading and the caller, who knows the names, picks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.readings import words

# (after a consonant, after a vowel), once the common ending of both forms is taken away: 이랑/랑 is (이, "").
_ALTERNATIONS = frozenset(
    {
        ("은", "는"),
        ("이", "가"),
        ("을", "를"),
        ("과", "와"),
        ("아", "야"),
        ("이에", "예"),
        ("이었", "였"),
        ("이", ""),
        ("으", ""),
    }
)
# These pronouns change their stem before 이/가.
OF_WHAT = ("이/가", "은/는")
"""Particles of what a sentence says or asks something of."""
_SUBJECT_PRONOUNS = {"나": "내가", "너": "네가", "저": "제가", "누구": "누가"}

Sound = Literal["any", "consonant", "vowel", "으로", "로"]


def josa(word: str, pair: str) -> str:
    """`word` with the fitting form of a particle: `josa("수원", "은/는")` → «수원은».

    `pair` names both forms in either order: 은/는, 이/가, 을/를, 과/와, 으로/로, 이에요/예요, 이라고/라고.
    The sound decides, not the letters: «LG는», «3이», «2019로», «서울로», «가보정(인계동)은».

    Raises:
        ValueError: the pair is not a Korean alternation, or `word` is empty.
    """
    if not word.strip():
        raise ValueError(f"no word to put «{pair}» on")
    after_consonant, after_vowel = split_pair(pair)
    if after_consonant == "이" and word in _SUBJECT_PRONOUNS:
        return _SUBJECT_PRONOUNS[word]
    final = final_consonant(word)
    if not final or (final == "ㄹ" and after_consonant.startswith("으로")):
        return word + after_vowel
    return word + after_consonant


@lru_cache(maxsize=256)
def vocative(name: str) -> str:
    """How somebody of that name is called: «파이보야», «가람아»."""
    return josa(name, "아/야")


def split_pair(pair: str) -> tuple[str, str]:
    """The forms of a pair: (after a consonant, after a vowel), whichever order it was written in.

    Raises:
        ValueError: not two forms, or two forms that don't alternate in Korean.
    """
    forms = pair.split("/")
    if len(forms) == 2 and all(forms):
        for one, other in ((forms[0], forms[1]), (forms[1], forms[0])):
            shared = 0
            while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
                shared += 1
            heads = one[: len(one) - shared], other[: len(other) - shared]
            common = one[len(one) - shared :]
            if heads in _ALTERNATIONS and _is_alternation(heads, common):
                return one, other
    raise ValueError(f"«{pair}» is not a pair of particle forms such as 은/는, 으로/로, 이에요/예요")


def _is_alternation(heads: tuple[str, str], common: str) -> bool:
    if heads == ("으", ""):
        return common.startswith("로")
    # 이에요/에요 is a frequent misspelling of 이에요/예요.
    return not (heads == ("이", "") and common.startswith("에"))


# Particles that another particle may follow, by the sound they need before them.
_OPEN: dict[str, Sound] = {
    **dict.fromkeys(words("에 에서 에게 에게서 한테 한테서 께 께서 까지 부터 보다 처럼 만큼 하고 만"), "any"),
    **dict.fromkeys(words("밖에 조차 마저 마다 대로 뿐"), "any"),
    **dict.fromkeys(words("으로 으로서 으로써"), "으로"),
    **dict.fromkeys(words("로 로서 로써"), "로"),
    **dict.fromkeys(words("과 이랑"), "consonant"),
    **dict.fromkeys(words("와 랑"), "vowel"),
}
_STACKING = words("에 에서 에게 한테 께 께서 으로 로 까지 부터 만")
_STACKED = words("부터 까지 만 처럼 보다 조차 밖에 뿐 대로")
_AFTER_OPEN_PAIRS = words("은/는 이/가 을/를 이나/나 이라도/라도 이에요/예요 이야/야")
_AFTER_OPEN = words("도 만 의 요")

# Particles, and endings of the copula, that close a word.
_CLOSED = words(
    """
    의 도 도요 엔 에선 에겐 한텐 께선 까진 부턴 보단 입니다 입니까 인가 인가요 인데 인데요 인지 일까 일까요
    """
)
_CLOSED_PAIRS = words(
    """
    은/는 이/가 을/를 은요/는요 이요/요 을요/를요 이나/나 이라도/라도 이든/든 이든지/든지 이란/란 이라는/라는
    이라고/라고 이라고요/라고요 이라고는/라고는 이라면/라면 이라서/라서 이라/라 이며/며 이고/고 이고요/고요
    이지/지 이지요/지요 이죠/죠 이야/야 이여/여 아/야 이던/던 이었던/였던 이에요/예요 이었어/였어
    이었어요/였어요 이었지/였지 이었나/였나 이었나요/였나요 이었는데/였는데 이었습니다/였습니다 이니/니
    이면/면 은커녕/는커녕
    """
)


def _particles() -> dict[str, Sound]:
    """Every particle and chain of particles, with the sound it needs before it."""
    forms: dict[str, Sound] = dict(_OPEN)
    for first in _STACKING:
        forms |= {first + then: _OPEN[first] for then in _STACKED if first != then}
    for form, sound in list(forms.items()):
        forms |= {josa(form, pair): sound for pair in _AFTER_OPEN_PAIRS}
        forms |= {form + ending: sound for ending in _AFTER_OPEN if not form.endswith(ending)}
    forms |= dict.fromkeys(_CLOSED, "any")
    for pair in _CLOSED_PAIRS:
        after_consonant, after_vowel = split_pair(pair)
        forms[after_consonant] = "consonant"
        forms.setdefault(after_vowel, "vowel")
    forms["가요"] = "vowel"
    return forms


PARTICLES = _particles()


def _other_forms() -> dict[str, str]:
    """Every particle that has two forms, with its other form."""
    pairs = (*_CLOSED_PAIRS, *_AFTER_OPEN_PAIRS, "과/와", "으로/로", "으로서/로서", "으로써/로써", "이랑/랑")
    forms = [split_pair(pair) for pair in pairs]
    return {one: other for a, b in forms for one, other in ((a, b), (b, a))}


_OTHER_FORM = _other_forms()
_LONGEST = max(map(len, PARTICLES))

_GLUED_TO = re.compile(r"[가-힣]*")

# Single syllables that end countless words; they only count after a stem of two syllables or more.
_SHY = frozenset(words("고 지 며 나 든 라 란 랑 아 여 던 니 면 죠 요 뿐"))
_THERE = "서"
# «여기서» is «여기에서»; elsewhere «서» is part of the word (보고서).
_WHERE = ("여기", "거기", "저기", "어디")

# Frequent words whose last syllable looks like a particle. Two-syllable ones count at the start of the eojeol
# only, or «가보정도» would hold «정도».
_WHOLE_WORDS = frozenset(
    words(
        """
    경기도 강원도 충청도 충청북도 충청남도 전라도 전라북도 전라남도 경상도 경상북도 경상남도 제주도 평안도
    황해도 함경도 울릉도 여의도 거제도 강화도 영종도 대부도 독도 정도 온도 속도 제도 지도 수도 태도 인도
    농도 각도 강도 복도 포도 파도 의도 시도 기도 당도 밀도 용도 한도 효도 철도 결과 학과 성과 교과 내과 외과
    안과 회의 강의 합의 논의 협의 정의 주의 문의 동의 건의 거의 떡볶이 어린이 고양이 놀이 길이 높이 깊이
    넓이 많이 같이 도로 대로 따로 바로 서로 새로 별로 스스로 휴가 요가 대가 최고 광고 참고 신고 경고 사고
    창고 하나 누나 바나나 언제나 얼마나 누구나 불만 미만 우리나라 카메라 오페라 하는 되는 가는 오는 보는
    사는 파는 작은 많은 좋은 높은 넓은 젊은 같은
    """
    )
)


def _fits(stem: str, sound: Sound) -> bool:
    if sound == "any":
        return True
    final = final_consonant(stem)
    if sound == "로":
        return final in ("", "ㄹ")
    if sound == "으로":
        return final not in ("", "ㄹ")
    return bool(final) is (sound == "consonant")


def _cuts_a_word(eojeol: str, at: int) -> bool:
    for length in (2, 3, 4):
        first, last = max(0, at - length + 1), min(at - 1, len(eojeol) - length)
        starts = range(first, (0 if length == 2 else last) + 1)
        if any(eojeol[start : start + length] in _WHOLE_WORDS for start in starts):
            return True
    return False


def can_follow(stem: str, particle: str) -> bool:
    """Whether `particle` is a particle, or a chain of them, that fits the sound at the end of `stem`."""
    sound = PARTICLES.get(particle)
    return sound is not None and bool(stem) and _fits(stem, sound)


@lru_cache(maxsize=4096)
def josa_candidates(eojeol: str) -> tuple[tuple[str, str], ...]:
    """Every plausible (stem, particle) reading of one space-delimited word, longest particle first.

    The last reading is always (eojeol, ""). `stem + particle == eojeol`, and the stem is never empty unless
    the eojeol is. Punctuation must have been taken off before.
    """
    found = []
    for at in range(max(1, len(eojeol) - _LONGEST), len(eojeol)):
        stem, tail = eojeol[:at], eojeol[at:]
        if tail in ("서", "서는", "서도", "서요"):
            plausible = stem in _WHERE
        else:
            plausible = can_follow(stem, tail) and not (tail in _SHY and len(stem) < 2)
        if plausible and not _cuts_a_word(eojeol, at):
            found.append((stem, tail))
    return (*found, (eojeol, ""))


def in_place(text: str, start: int, end: int, word: str) -> str:
    """A text with a word in place of a part of it; the particle that follows takes the form that fits the word."""
    glued = _GLUED_TO.match(text, end)
    particle = glued[0] if glued else ""
    if text[start:end] in _WHERE and word not in _WHERE and particle.startswith(_THERE):
        return f"{text[:start]}{word}에{text[end:]}"  # «거기서»
    other = _OTHER_FORM.get(particle)
    fits = other is None or not word or can_follow(word, particle)
    return f"{text[:start]}{word}{particle if fits else other}{text[end + len(particle) :]}"


def strip_josa(eojeol: str) -> tuple[str, str]:
    """The reading with the longest plausible particle: «수원에서는» → («수원», «에서는»)."""
    return josa_candidates(eojeol)[0]
