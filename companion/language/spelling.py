"""Words that are typed wrongly, drawn out or made cute, as they are usually spelt: a noisy channel.

For a word that looks like none that anybody was heard to say, spellings are proposed that lie near it: by the keys
that were pressed (one beside the right one, Shift forgotten, two in the wrong order, one left out), by sound («먹을» as
«머글»), by what chats do to the end of a word («요» as «욤», «줘» as «줭», «야» as «야아»). The one that the
dictionary of morphemes reads most easily between its neighbours is taken, if it is so much easier to read that the slip
is likelier than the strange word (Kernighan, Church & Gale 1990). Costs are MeCab's: 700 are a factor of e.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import compose, decompose, is_syllable
from companion.language.introductions import introduced
from companion.language.josa import PARTICLES, josa_candidates
from companion.language.keyboard import SHIFTS, beside, composed, typed
from companion.language.morphemes import NAME, cost, rare_words, tokenize
from companion.language.quantities import DAYS_BY_NAME
from companion.language.readings import words
from companion.language.self_words import KIN

GAP: Final = "\ue000"
"""Stands for a name, a time or a number, which is not looked at."""
_EDGE: Final = "^"
_PIECE: Final = re.compile(rf"[가-힣{GAP}]+")
_SHORTEST, _LONGEST = 1, 12
"""Syllables of words that are looked at."""
_HEAD: Final = 2
"""Syllables of the beginning of a word."""
_MANY: Final = "들"
"""The suffix of several, behind any noun."""
_BEHIND_NAMES: Final = frozenset(words("이서 서 임 거 꺼 게 걸 건 들 님 씨 집 점 제 아 야 이서는 이서도 이야"))
"""What stands behind names and numbers besides particles."""
_ALSO: Final = words("누구래 뭐래 어디래 언제래 얼마래")
"""Forms of the commonest words that phrases need not hold."""
_PASSES: Final = 2
"""«누규예여» is mended at both ends."""

_CHAT, _SOUND, _SWAP, _KEY = 1100, 1600, 2400, 3600
"""What slips cost: ends of words in chats, letters that sound alike, two syllables swapped, a wrong key."""
_UNHEARD: Final = 2000
"""What a spelling costs besides that nobody was heard to say as a word."""
_FAMILIAR: Final = 2000
"""What it costs besides to mend a word that is one."""
_LISTED: Final = 2000
"""What it costs besides to leave a noun that is listed and never said."""
_NO_WORD: Final = 8000
"""What a syllable costs at least that is no word."""
_HARD: Final = 2500
"""What no familiar word alone costs more than."""

_ALIKE: Final = ("ㅐㅔ", "ㅚㅙㅞ", "ㅒㅖㅔ", "ㅢㅣ", "ㅝㅓ", "ㅘㅏ", "ㅟㅣ")
_VOWELS: Final = {
    one: "".join(other for group in _ALIKE if one in group for other in group if other != one)
    for one in "".join(_ALIKE)
}
"""Vowels that sound like a vowel, or nearly."""
_FINALS: Final = {
    "ㅅ": "ㅆ",
    "ㄱ": "ㄲ",
    "ㄴ": "ㄶ",
    "ㅂ": "ㅄ",
    "ㅆ": "ㅅ",
    "ㅌ": "ㄱ",
    "ㅈ": "ㅊ",
    "ㄷ": "ㅌ",
    "": "ㅎ",
}
"""Finals that sound alike."""
_TENSE: Final = SHIFTS | {tense: lax for lax, tense in SHIFTS.items()}
_CLUSTERS: Final = {"ㄴㅈ": "ㄵ", "ㄹㄱ": "ㄺ", "ㄹㅂ": "ㄼ", "ㅂㅅ": "ㅄ", "ㄴㅎ": "ㄶ", "ㄹㅎ": "ㅀ"}
_NASALS: Final = {"ㄴ": "ㅆㄷㅅ", "ㅁ": "ㅂㅄ", "ㅇ": "ㄱ"}
"""Finals before ㄴ and ㅁ as they are heard, and those they are."""
_MISSED: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅆㅎ"
"""Finals that are left out."""
_ADDED: Final = tuple("ㅇㅁㅅㅆㄱㅋㅎㅂ")
"""Finals put on endings in chats: «줭», «얌», «닷»."""
_POLITE: Final = frozenset("ㅕㅛㅗㅠ")
"""Vowels of «요» in chats: «염», «욤», «옹», «용»."""
_COLOURS: Final = {"ㅟ": "ㅣ", "ㅑ": "ㅏㅐ", "ㅗ": "ㅓㅝ", "ㅛ": "ㅝ", "ㅠ": "ㅛㅝ", "ㅕ": "ㅛ"}
"""Vowels of endings in chats, and those they stand for: «그렇쥐», «해죠»."""
_DRAWN: Final = dict(zip("ㅑㅕㅛㅠㅒㅖㅘㅝㅢㅟㅙㅞㅚ", "ㅏㅓㅗㅜㅐㅔㅏㅓㅣㅣㅐㅔㅔ", strict=True))
"""The vowel that is left of one that is drawn out: «야아»."""
_PAIRS: Final = words(
    """
    주삼 주세요 주셈 주세요 하삼 하세요 줍쇼 주세요 줍서 주세요 떼요 세요 떼여 세요 째요 세요
    이쪄 있어 이떠 있어 쪄요 어요 쪄 어 떠 어
    """
)
_BABBLE: Final = tuple(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Ends of words of chats and of small children, and the usual ones."""


_DROPPED: Final = frozenset("여사파노우도거머미비")
"""Stems of common verbs in ㄹ without it: 열, 살, 팔, 놀, 울, 돌, 걸, 멀, 밀, 빌."""
_WRONG: Final = words(
    """
    됬 됐 몇일 며칠 어떻해 어떡해 어떡게 어떻게 어떻케 어떻게 역활 역할 바꼈 바뀌었 사겼 사귀었
    할께 할게 줄께 줄게 갈께 갈게 볼께 볼게 웬지 왠지 금새 금세 희안 희한 설겆이 설거지
    오랫만 오랜만 일일히 일일이 뵈요 봬요 되요 돼요 뭐에요 뭐예요 누구에요 누구예요 이예요 이에요 어의없 어이없
    찌게 찌개 떡뽁 떡볶 떡복이 떡볶이 찾어 찾아 머라고 뭐라고 머예요 뭐예요 머에요 뭐예요
    """
)
_RIGHT: Final = dict(zip(_WRONG[::2], _WRONG[1::2], strict=True))
"""What is never right, though the dictionary of morphemes knows it, and what is."""
_NEVER_RIGHT: Final = re.compile("|".join(_RIGHT))
_FORBIDDING: Final = re.compile(r"(?<=[가-힣]지)마(?=(?:요|라|세요|셔요|십시오)?(?:[\s.!?~]|$))")
"""«틀지마» is «틀지 마»: written together it is near «틀지만», which says the opposite."""


@dataclass(frozen=True)
class Speller:
    """Spells words as usual.

    Attributes:
        words: as they are said, with `GAP` for names.
        pairs: neighbouring syllables in them, the edges of a word included.
        heads: how they begin.
    """

    words: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Speller:
        """A speller that knows how the words of these sentences are spelt."""
        heard = {word for sentence in sentences for word in _PIECE.findall(sentence)}
        heard |= {*_ALSO} if heard else set()
        pairs = frozenset(pair for word in heard for pair in _pairs(word))
        return cls(frozenset(heard), pairs, frozenset(word[:end] for word in heard for end in range(_HEAD, len(word))))

    def heard(self, pair: str) -> bool:
        """Whether two syllables are known to stand side by side in one word."""
        return pair in self.pairs

    def begins(self, letters: str) -> bool:
        """Whether a known word begins so."""
        return letters in self.heads

    def mended(self, text: str) -> str:
        """The text with words spelt as usual; names stand in it as `GAP`."""
        text = _FORBIDDING.sub(" 마", _NEVER_RIGHT.sub(lambda found: _RIGHT[found[0]], text))
        for _ in range(_PASSES if self.words else 0):
            spelt = self._once(text)
            if spelt == text:
                break
            text = spelt
        return text

    def _once(self, text: str) -> str:
        done = 0
        pieces: list[str] = []
        for found in _PIECE.finditer(text):
            candidates = self._candidates(found[0])
            if not candidates or introduced(text[: found.end()]):
                continue
            before, after = _last_word(text, found.start()), _next_word(text, found.end())
            spelt = min(candidates, key=lambda one: _cost(f"{before}{one[0]}{after}") + one[1])
            if spelt[0] != found[0]:
                pieces += [text[done : found.start()], spelt[0]]
                done = found.end()
        return "".join([*pieces, text[done:]]) if pieces else text

    def _is_usual(self, word: str) -> bool:
        if not _SHORTEST <= len(word) <= _LONGEST or word.lstrip(GAP) in PARTICLES or _is_of_l(word):
            return True
        stems = [stem for stem, _ in josa_candidates(word)]
        if any(stem in self.words or stem in KIN or stem in DAYS_BY_NAME or stem.endswith(_MANY) for stem in stems):
            return True  # «나흘» is no «나를»
        named = word.startswith(GAP) and len(word) == _HEAD
        if word.startswith(GAP) and word.lstrip(GAP) in _BEHIND_NAMES:
            return True
        if (len(word) == 1 and _cost(word) < _NO_WORD) or _describes(word):
            return True
        return not named and all(pair in self.pairs for pair in _pairs(word))

    @lru_cache(maxsize=8192)  # noqa: B019 - one speller lives as long as the process
    def _candidates(self, word: str) -> tuple[tuple[str, int], ...]:
        """A word and spellings that may be meant, with what the slip costs; none of a word that looks usual."""
        if self._is_usual(word):
            return ()
        odd = {pair for pair in _pairs(word) if pair not in self.pairs}
        places = sorted(
            {at for at, pair in enumerate(_pairs(word)) if pair in odd for at in (at - 1, at)} & {*range(len(word))}
        )
        slips = [(_ends(word), _CHAT), (_by_sound(word, places), _SOUND)]
        found = {word: 0}
        rare, listed = rare_words(word.replace(GAP, NAME))
        if not rare and _cost(word) <= _HARD and not word.startswith(GAP):
            slips = [(spellings, price + _FAMILIAR) for spellings, price in slips]
        else:
            chance = _LISTED // 2 * listed
            slips += [(_swapped(word), _SWAP + chance), (_by_key(word, places), _KEY + chance)]
            found[word] = _LISTED * listed
        fits = self._is_known if listed else lambda spelling: self._fits(spelling, odd)
        for spellings, price in slips:
            for spelling in spellings:
                if spelling in found or spelling.count(GAP) != word.count(GAP) or _is_doer_of(word, spelling):
                    continue
                if fits(spelling):
                    found[spelling] = price + self._surprise(spelling)
        return tuple(found.items()) if len(found) > 1 else ()

    def _surprise(self, spelling: str) -> int:
        """What a spelling costs for not being heard: nothing for a known word, half for a known beginning."""
        if self._is_known(spelling):
            return 0
        return _UNHEARD // 2 if spelling[:_HEAD] in self.heads else _UNHEARD

    def _is_known(self, word: str) -> bool:
        stems = (stem for stem, _ in josa_candidates(word) if len(stem) > 1 or stem == word)
        return word.lstrip(GAP) in PARTICLES or any(stem in self.words for stem in stems)

    def _fits(self, spelling: str, odd: set[str]) -> bool:
        """Whether a spelling is less strange than the word with these strange pairs."""
        unheard = {pair for pair in _pairs(spelling) if pair not in self.pairs}
        if self._is_known(spelling):
            return True
        begun = spelling[:_HEAD] in self.heads and len(unheard) < len(odd)
        return len(spelling) > 1 and (begun or (unheard < odd))


def _cost(text: str) -> int:
    return cost(text.replace(GAP, NAME))


def _is_doer_of(word: str, spelling: str) -> bool:
    """«유튜버» beside «유튜브», «댄서» beside «댄스»: who does a thing is no slip for the thing."""
    pairs = [(one, other) for one, other in zip(word, spelling, strict=False) if one != other]
    if len(pairs) != 1 or len(word) != len(spelling) or not all(map(is_syllable, pairs[0])):
        return False
    (onset, vowel, final), meant = map(decompose, pairs[0])
    return (vowel, final) == ("ㅓ", "") and meant == (onset, "ㅡ", "")


def _is_of_l(word: str) -> bool:
    """Whether it is a form of a verb in ㄹ, which the dictionary of morphemes lacks: «여나요», «파는지», «열까»."""
    if len(word) < _HEAD or not is_syllable(word[0]):
        return False
    initial, medial, final = decompose(word[0])
    wonders = final == "ㄹ" and word[1] == "까" and compose(initial, medial) in _DROPPED
    return wonders or (word[1] in "나니는세시신네" and word[0] in _DROPPED)


def _describes(word: str) -> bool:
    """Whether it is an adjective with a final consonant and its endings: «높네», «젊네»."""
    if GAP in word or len(word) < _HEAD or not is_syllable(word[0]) or not decompose(word[0])[2]:
        return False
    (stem, *endings), *others = [token.parts for token in tokenize(word)] or [()]
    tags = [tag for _, tag in (*endings, *(part for parts in others for part in parts))]
    return stem == (word[0], "VA") and bool(tags) and all(tag.startswith("E") for tag in tags)


def _pairs(word: str) -> list[str]:
    return [one + other for one, other in pairwise(f"{_EDGE}{word}{_EDGE}")]


def _last_word(text: str, at: int) -> str:
    return text[text.rfind(" ", 0, max(at - 1, 0)) + 1 : at]


def _next_word(text: str, at: int) -> str:
    ends = text.find(" ", at + 1)
    return text[at : ends if ends >= 0 else len(text)]


def _syllable(initial: str, medial: str, final: str) -> str:
    """The syllable of three letters, "" where there is none."""
    try:
        return compose(initial, medial, final)
    except ValueError:
        return ""


def _ends(word: str) -> Iterator[str]:
    """What chats do to the last syllable: a sound behind it, a vowel drawn out, «요» in all its colours."""
    head, last = word[:-1], word[-1]
    if is_syllable(last) and head:
        initial, medial, final = decompose(last)
        if final in _ADDED:
            yield head + compose(initial, medial)
        if initial == "ㅇ" and medial in _POLITE:
            yield head + "요"
        if initial == "ㅇ" and is_syllable(head[-1]):
            _, before, closed = decompose(head[-1])
            if not closed and _DRAWN.get(before, before) == _DRAWN.get(medial, medial):
                yield head  # «줘어», «해앵»
        yield from (head + compose(initial, usual) for usual in _COLOURS.get(medial, ""))
    for said, usual in _BABBLE:
        if said in word:
            yield word.replace(said, usual)


def _by_sound(word: str, places: Iterable[int]) -> Iterator[str]:
    """One letter that sounds like the right one; a consonant written where it is heard."""
    for at in places:
        ch = word[at]
        if not is_syllable(ch):
            continue
        initial, medial, final = decompose(ch)
        changed = [_syllable(initial, other, final) for other in _VOWELS.get(medial, "")]
        changed.append(_syllable(_TENSE.get(initial, initial), medial, final))
        changed.append(_syllable(initial, medial, _FINALS.get(final, final)))
        yield from (word[:at] + syllable + word[at + 1 :] for syllable in changed if syllable)
        yield from _nasal(word, at)
        if at and initial != "ㅇ" and is_syllable(word[at - 1]):
            yield from _moved(word, at)


def _nasal(word: str, at: int) -> Iterator[str]:
    """«인는» as «있는», «함니다» as «합니다»."""
    initial, medial, final = decompose(word[at])
    heard_so = at + 1 < len(word) and is_syllable(word[at + 1]) and decompose(word[at + 1])[0] in "ㄴㅁ"
    for written in _NASALS.get(final, "") if heard_so else "":
        yield word[:at] + compose(initial, medial, written) + word[at + 1 :]


def _moved(word: str, at: int) -> Iterator[str]:
    """«머글» as «먹을», «마니» as «많이»."""
    before, (initial, medial, final) = decompose(word[at - 1]), decompose(word[at])
    for letters in (before[2] + initial, initial, before[2] + initial + "ㅎ"):
        closed = _syllable(*before[:2], _CLUSTERS.get(letters, letters))
        if closed:
            yield word[: at - 1] + closed + compose("ㅇ", medial, final) + word[at + 1 :]


@lru_cache(maxsize=64)
def _near(key: str) -> str:
    """The letters that are typed for another, with Shift and without."""
    near = beside(key)
    return near + "".join(_TENSE.get(one, "") for one in f"{key}{near}")


def _swapped(word: str) -> Iterator[str]:
    """Two neighbouring syllables in the other order."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1] and GAP not in word[at : at + 2]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _by_key(word: str, places: Iterable[int]) -> Iterator[str]:
    """One key beside the right one, missing, struck besides, with Shift or without, or two in the wrong order."""
    for at in places:
        ch = word[at]
        if not is_syllable(ch):
            continue
        # A slip changes no more than the syllable and those beside it.
        head, tail = word[: max(at - 1, 0)], word[at + 2 :]
        left, keys, right = typed(word[max(at - 1, 0) : at]), typed(ch), typed(word[at + 1 : at + 2])
        for number, key in enumerate(keys):
            rows = [keys[:number] + other + keys[number + 1 :] for other in _near(key)]
            rows.append(keys[:number] + keys[number + 1 :])
            ahead = keys[number + 1 : number + 2]
            if ahead:
                rows.append(keys[:number] + ahead + key + keys[number + 2 :])
            elif right:
                rows.append(keys[:number] + right[0] + key)
            for row in rows:
                after = right[1:] if not ahead and row.endswith(right[:1] + key) and right else right
                spelt = composed(left + row + after)
                if all(is_syllable(one) or one == GAP for one in spelt):
                    yield head + spelt + tail
        initial, medial, final = decompose(ch)
        if not final:
            yield from (word[:at] + compose(initial, medial, missed) + word[at + 1 :] for missed in _MISSED)
