"""Finding the names of the data in a sentence, by spelling first and by sound for what spelling leaves over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Self

from numpy.typing import NDArray

from companion.base import patterns as re
from companion.language.josa import PARTICLES
from companion.language.morphemes import IN_A_TURN
from companion.language.sound import SoundIndex
from companion.understanding.types import Mention, MentionKind

# What may stand between a name and its particle, or end the word that starts with a name.
_SUFFIX = (
    r"(?:님|씨|쪽|집|점|측|네|들|식당|맛집|요리|음식점|음식|전문점|가게|밥집|술집|근처|주변|인근|부근|일대|동네|앞|"
    r"청장|구청장|시장|도지사|지사|군수|대통령|의원|거리|말고|빼고|제외하고|제외|출신|때|시절|당시|무렵|이전|이후|직전|직후|전|후|뒤|다음|후보|현직|전직|지역|시내)"
)
_BESIDE = re.compile(r"쪽|근처|주변|인근|부근|일대|앞|말고|빼고")
_COPULA = (
    r"(?:(?:이|인|일|였|이었|이셨|이신|이시|셨|셔|신[가데지]|시[죠지네]|세요|하|한|할|해|했|하신|하던|하셨|되|된|돼|됐|될|이에|예|야|아|지|죠|요|니|냐|라|래|"
    r"란|고|며|면|든|입|임|같|잖)[가-힣]{0,7})"
)
# Words that open a new thought even where no space was left: «수원특례시장누구예요».
_OPENER = re.compile(
    r"(?:[은는이가을를의]|에서|에)?(?:누구|누가|누군|어디|언제|뭐|무엇|몇|얼마|왜|추천|알려|찾아|말해|이름|주소|전화|메뉴|가격|먹|마[시실신]|맛있|잘하|파는|있|없|(?:하나|두|세|네|다섯|열)\s?(?:군데|곳|집|만))"
)
_TAIL = re.compile(rf"{_SUFFIX}*(?P<rest>[가-힣]*)")
_REST = re.compile(rf"{_COPULA}?")
# Titles that take these in front of them are still the same office: «현경기도지사», «前대통령».
_PREFIXES = ("현", "전", "신", "구", "前", "現", "제")
_AT = "서"
"""«행궁동서»: «에서», as it is said."""
# A name this long is itself even in the middle of unspaced text.
_STANDS_ALONE = 4
_LONG_NAME, _RUN_ON = 3, 6
_SHORTEST = 2
"""A name so short is not written in two words."""
_PLACE_CONTEXT = re.compile(
    r"\s*(?:에서|에는|쪽|근처|주변|가는데|갈 건데|여행|지역|시내|인기|소문|괜찮|제일|가장|원조|무한)"
)
_FOOD_CONTEXT = re.compile(
    r"\s*(?:집|먹|맛집|요리|음식|전문|잘하|잘 하|파는|추천|알려|어디|유명|맛|"
    r"좋은|궁금|생각|땡|당기|식당|가게|말고|빼고)"
)


class Name(NamedTuple):  # there are many, and a tuple is made faster than a frozen dataclass
    """One spelling of a name.

    Attributes:
        guarded: the name is also an everyday word, so that it needs a fitting word after it.
        by_sound: worth recognising when misheard; short names of everyday things are not.
    """

    text: str
    kind: MentionKind
    ids: tuple[str, ...]
    guarded: bool = False
    by_sound: bool = True


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of text that sounds like a name but is not spelt like it."""

    start: int
    end: int
    name: str
    kind: MentionKind | None
    similarity: float


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Lower-case letters and digits of a text, and where each stood; «İ» has two in lower case."""
    kept = [(low, at) for at, ch in enumerate(text) for low in ch.lower() if low.isalnum()]
    return "".join(ch for ch, _ in kept), [at for _, at in kept]


def _lengths(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the keys are that begin with a letter, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key in keys:
        found[key[0]].add(len(key))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _ends_in_another(at: Sequence[int], position: int, length: int, later: Sequence[str | None]) -> bool:
    """Whether a longer name begins with a word inside one: «수원 만두집» is no house called «수원만두»."""
    end = position + length
    if end == len(at) or at[end] - at[end - 1] > 1:
        return False
    words = (n for n in range(position + 1, end) if at[n] - at[n - 1] > 1)
    return any(n + len(later[n] or "") > end for n in words)


def _is_particle(key: str, at: Sequence[int], position: int) -> bool:
    """Whether a letter closes a word as a particle does: no name begins with it, and goes on behind the space."""
    inside = position > 0 and at[position] - at[position - 1] == 1
    return inside and key[position] in PARTICLES and at[position + 1] - at[position] > 1


class Gazetteer:
    """All names, ready to be found.

    Args:
        names: spellings with what they mean; one spelling may have several kinds.
        openings: words that may stand before a name without a space («지금대통령»).
        sounds_only: ordinary words worth repairing when misheard («막집» → 맛집), never mentions of their own.
    """

    def __init__(self, names: Iterable[Name], sounds_only: Sequence[str] = (), openings: Collection[str] = ()) -> None:
        self._openings = frozenset(openings)
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            key, _ = _squeeze(name.text)
            if key and all(known.kind != name.kind for known in found[key]):
                found[key].append(name)
        spoken: dict[str, MentionKind | None] = {
            names[0].text: names[0].kind for names in found.values() if any(name.by_sound for name in names)
        }
        self._hears(SoundIndex((spoken | dict.fromkeys(sounds_only)).items()))
        self._names: dict[str, tuple[Name, ...]] = {key: tuple(several) for key, several in found.items()}
        self._lengths = _lengths(self._names)

    def parts(self) -> tuple[Any, dict[str, NDArray[Any]]]:
        """All names as plain values and arrays, for `of_parts`."""
        names = [tuple(map(tuple, several)) for several in self._names.values()]
        sounds, arrays = self._sounds.parts()
        return (list(self._names), names, sounds), arrays

    @classmethod
    def of_parts(cls, plain: Any, arrays: Mapping[str, NDArray[Any]], openings: Collection[str]) -> Self:
        """The gazetteer that has these parts."""
        gazetteer = cls.__new__(cls)
        keys, names, sounds = plain
        gazetteer._openings = frozenset(openings)
        gazetteer._hears(SoundIndex.of_parts(sounds, arrays))
        gazetteer._names = {
            key: tuple([Name(*name) for name in several]) for key, several in zip(keys, names, strict=True)
        }
        gazetteer._lengths = _lengths(gazetteer._names)
        return gazetteer

    def find(self, text: str) -> tuple[Mention, ...]:
        """Names spelt in the text (spacing ignored), longest first where they compete, in text order."""
        return self._found_in(text)

    def _find(self, text: str) -> tuple[Mention, ...]:
        key, at = _squeeze(text)
        matches = self._matches(text, key, at)
        mentions: list[Mention] = []
        position = 0
        word_start = 0
        after_name = False
        while position < len(key):
            starts_word = position == 0 or at[position] - at[position - 1] > 1
            word_start = position if starts_word else word_start
            match = matches[position]
            opened = starts_word or after_name or key[word_start:position] in self._openings
            long_word = position - word_start + len(match or "") >= _STANDS_ALONE * 2 and len(match or "") >= _LONG_NAME
            if match and len(match) == 1 and not (starts_word or after_name):
                match = None  # «이름난 식당» sells no «난»
            if match and not (opened or len(match) >= _STANDS_ALONE or long_word):
                match = None
            if match is None and starts_word and key[position] in _PREFIXES:
                match = matches[position + 1]
                position += match is not None
            if match is None:
                suffix = _BESIDE.match(key, position) if after_name and not starts_word else None
                after_name = suffix is not None  # «팔달구쪽식당»
                position = suffix.end() if suffix else position + 1
                continue
            end = position + len(match)
            start, stop = at[position], at[end - 1] + 1
            mentions.extend(
                Mention(start, stop, text[start:stop], name.text, name.kind, name.ids) for name in self._names[match]
            )
            position, after_name = end, True
        return tuple(mentions)

    def _matches(self, text: str, key: str, at: list[int]) -> list[str | None]:
        """The name that begins at each position, and None behind the end.

        It is found from the end on, because a name may be one only before another.
        """
        matches: list[str | None] = [None] * (len(key) + 1)
        for position in reversed(range(len(key))):
            matches[position] = self._match(text, key, at, position, matches)
        return matches

    def _match(self, text: str, key: str, at: list[int], position: int, later: Sequence[str | None]) -> str | None:
        for length in self._lengths.get(key[position], ()):
            candidate = key[position : position + length]
            if 1 < length < len(key) - position + 1 and _is_particle(key, at, position):
                return None  # «로봇이 재명이 형»
            split = length == _SHORTEST and len(candidate) == length and at[position + 1] - at[position] > 1
            if (
                candidate in self._names
                and len(candidate) == length
                and not split  # «갈 비 오는 날»
                and not (self._is_house(candidate) and _ends_in_another(at, position, length, later))
                and self._ends_well(text, key, at, position, length, later)
            ):
                return candidate
        return None

    def _is_led_to(self, names: Sequence[Name], key: str | None) -> bool:
        """Whether what follows makes an everyday word an area: an area in it, or what is looked for there."""
        if key is None:
            return False
        kinds = {name.kind for name in self._names[key] if not name.guarded}
        return "area" in kinds or (any(n.kind == "area" for n in names) and not kinds.isdisjoint(("food", "eatery")))

    def _is_house(self, key: str) -> bool:
        """Whether only places are called so; «수원 갈비» is a dish as well."""
        return all(name.kind == "place" for name in self._names[key])

    def _ends_well(
        self, text: str, key: str, at: list[int], position: int, length: int, later: Sequence[str | None]
    ) -> bool:
        names = self._names[key[position : position + length]]
        stop = at[position + length - 1] + 1
        tail = re.match(r"[^\W_]*", text[stop:])
        rest = tail[0] if tail else ""
        if length == 1 or all(name.guarded for name in names):
            located = length > 1 and any(name.kind in ("region", "area") for name in names)
            if located and self._is_led_to(names, later[position + length]):
                return True  # «화성 동탄», «이동 국밥집»
            return bool(_FOOD_CONTEXT.match(text[stop:]) or (located and _PLACE_CONTEXT.match(text[stop:])))
        if not rest or rest in PARTICLES or rest == _AT or _OPENER.match(rest):
            return True
        inner = _TAIL.match(rest)
        remaining = inner["rest"] if inner else rest
        if not remaining or remaining in PARTICLES or _REST.fullmatch(remaining) or _OPENER.match(remaining):
            return True
        if length >= _LONG_NAME and len(rest) >= _RUN_ON:
            return True  # «팔달구칼국수잘하는집»: nobody writes so long a word, the spaces are missing
        suffixes = len(rest) - len(remaining)
        return later[position + length] is not None or later[position + length + suffixes] is not None

    def _hears(self, sounds: SoundIndex[MentionKind | None]) -> None:
        self._sounds = sounds
        # A turn looks at the same stretches again and again.
        self._heard_in = lru_cache(maxsize=IN_A_TURN)(sounds.find)
        self._found_in = lru_cache(maxsize=IN_A_TURN)(self._find)

    def repairs(self, text: str) -> tuple[Repair, ...]:
        """Stretches of the text that sound like a name but are spelt otherwise."""
        return tuple(
            Repair(span.start, span.end, span.name, span.value, span.similarity)
            for span in self._heard_in(text)
            if span.text.replace(" ", "") != span.name.replace(" ", "")
        )
