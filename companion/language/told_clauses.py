"""One sentence as morphemes: its last verb, its endings, and who or what is its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import decompose, final_consonant, is_syllable
from companion.language.mirror_words import (
    ADVERBIAL,
    COMES,
    EITHER,
    FELT,
    MET,
    OWN,
    PEOPLE,
)
from companion.language.morphemes import Token, tokenize
from companion.language.readings import words
from companion.language.self_words import OURS, RELATED, SELF
from companion.language.verb_forms import IRREGULAR_S, honoured, joined_stem

_DRAWN_VOWELS: Final = tuple((vowel, "") for vowel in "ㅏㅐㅓㅕㅝ")
"""How what stands before «-지» ends in verbs that say what becomes of something: «부러지», «나아지»."""
PREDICATES: Final = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")
ADJECTIVES: Final = ("VA", "XSA")
RETROSPECTIVE: Final = re.compile(r"(?:더라|더라고|더라구|더군|던데|더니)요?")
_LINKS: Final = re.compile(
    r"고|러|으러|려고|다|다가|[아어ㅏㅓ]|[아어ㅏㅓ]?서|면서|으면서|게|(?:ㄴ|는)?다고|라고|으라고|자고|냐고"
)
"""Endings of a clause whose subject the next one shares."""
SIGNS: Final = ("SF", "SC", "SE", "SY", "SSO", "SSC")
_PAST: Final = ("았", "었", "였", "ㅆ")
TOPIC: Final = frozenset(words("은 는 ㄴ"))
_SKIPPED: Final = ("IC", "MAJ")
_CONJUNCTIONS: Final = frozenset(words("근데 그런데 그래서 그리고 하지만 그나저나 아무튼 있잖아 글쎄"))


@dataclass(frozen=True, slots=True)
class Morph:
    """One morpheme, and where its token stands in the text."""

    form: str
    tag: str
    start: int
    end: int
    first: bool
    """Whether it is the first of its token."""


def morphs_of(tokens: Sequence[Token]) -> list[Morph]:
    """The morphemes of tokens, in order."""
    found = [
        Morph(form, tag, token.start, token.end, number == 0)
        for token in tokens
        for number, (form, tag) in enumerate(token.parts)
    ]
    for number, (before, m) in enumerate(pairwise(found), 1):
        after = found[number + 1] if number + 1 < len(found) else None
        last = after is None or (after.start == m.end and (after.form == "서" or not after.tag.startswith(("J", "N"))))
        thereby = after is not None and (after.form, after.tag, after.start) == ("서", "JKB", m.end)  # «고장 나서»
        if m.tag == "NP" and m.form == "나" and (thereby or (last and (before.tag == "JKS" or before.form in OWN))):
            found[number] = replace(m, tag="VV")  # «화가 나»: the dictionary takes the verb for the pronoun
    return found


_VOWEL_FIRST: Final = "아"
"""The first syllable that begins with a vowel; what is drawn together to one with a consonant stands before it."""


class ToldClause:
    """One sentence, as morphemes, with what its last verb needs to be made anew."""

    def __init__(self, text: str, morphs: list[Morph], *, pro_drop: bool) -> None:
        self._text = text
        self._all = morphs
        self._pro_drop = pro_drop
        """Whether a missing subject can only be the speaker."""
        last = max((n for n, m in enumerate(morphs) if m.tag.startswith(PREDICATES)), default=None)
        self._at = last
        self._before = morphs[:last] if last is not None else morphs

    # What stands where

    def _ends_with_it(self) -> bool:
        """Whether nothing but endings follows the last verb, words of a sigh aside."""
        assert self._at is not None
        return all(
            m.tag.startswith(("E", "IC", "MAG", *SIGNS))
            or (m.tag == "JX" and m.form == "요")
            or m.form in ("ㅠㅠ", "ㅜㅜ", "ㅋㅋ", "ㅎㅎ")
            for m in self._all[self._at + 1 :]
        )

    def _ending(self) -> str:
        assert self._at is not None
        after = self._all[self._at + 1 :]
        return "".join(
            m.form for m in after if (m.tag.startswith("E") and m.tag != "EP") or (m.tag == "JX" and m.form == "요")
        )

    def _has(self, *forms: str) -> bool:
        assert self._at is not None
        return any(m.tag == "EP" and m.form in forms for m in self._all[self._at + 1 :])

    @property
    def _is_past(self) -> bool:
        """Whether it is over; notes («시험 망함») tell what happened."""
        assert self._at is not None
        notes = self._ending() in ("ㅁ", "ᄆ", "음") and not self._adjective and self._all[self._at].tag != "VCP"
        return (
            notes
            or any(m.tag == "EP" and m.form.endswith(_PAST) for m in self._all[self._at + 1 :])
            or RETROSPECTIVE.fullmatch(self._ending()) is not None
        )

    def _has_tense(self) -> bool:
        """Whether anything stands between the stem and the ending."""
        assert self._at is not None
        return any(m.tag == "EP" for m in self._all[self._at + 1 :])

    def _stem(self) -> str:
        """The stem of the last verb, the noun that it is made of included."""
        assert self._at is not None
        verb = self._all[self._at]
        before = self._all[self._at - 1] if self._at else None
        if verb.tag.startswith("XS") and before is not None:
            return before.form + verb.form
        written = self._text[verb.start : verb.start + len(verb.form)]
        misread = final_consonant(verb.form) == "ㅅ" and verb.form not in IRREGULAR_S and not final_consonant(written)
        if misread and verb.first:
            return written  # «못 자요», which the dictionary takes for 잣다
        # «아파요»: the dictionary takes what is drawn together for the stem.
        parts = tokenize(verb.form)[0].parts if verb.tag == "VA" else ()
        return parts[0][0] if len(parts) == 2 and parts[1][1].startswith("E") else verb.form

    @property
    def _denied(self) -> list[Morph]:
        """What stands before a denying verb: «쉽지 않다», «쉽지가 않다»."""
        assert self._at is not None
        before = self._all[: self._at]
        while before and before[-1].tag.startswith("J"):
            before.pop()
        return before[-2:]

    @property
    def _adjective(self) -> bool:
        assert self._at is not None
        verb = self._all[self._at]
        if verb.tag == "VX" and verb.form in ("않", "못하") and self._at > 1:
            return any(m.tag.startswith(ADJECTIVES) for m in self._denied)
        whole = self._text[: verb.end].split()[-1]
        doubled = len(whole) > 2 and whole[0] == whole[1] and whole[2] in "하해했"  # «깜깜해»
        root = verb.tag == "XSV" and self._at and self._all[self._at - 1].tag == "XR"  # «화창하»
        return (
            bool(root)
            or doubled
            or verb.tag.startswith(ADJECTIVES)
            or verb.form in ("싶", "없")
            or self._stem() in FELT
        )

    def _link(self) -> str:
        """The ending right before the last verb: «-고» of «배우고 있다»."""
        assert self._at is not None
        before = self._all[self._at - 1] if self._at else None
        return before.form if before is not None and before.tag.startswith("E") else ""

    def _to_death(self) -> bool:
        """«힘들어 죽겠다»: only how much."""
        return self._stem() == "죽" and self._link() in ("아", "어", "ㅏ", "ㅓ") and self._has("겠")

    # Who it is said of

    def _subject(self) -> str | None:
        """The noun that does it, "" where none is named, None where that cannot be told."""
        assert self._at is not None
        for number in range(self._at - 1, -1, -1):
            m = self._all[number]
            if m.tag in ("JKS", "JX") and m.form in ("이", "가", "께서", "은", "는", "ㄴ", "도", "이서"):
                noun = self._noun_before(number)
                if noun is None or self._is_complement(number):
                    continue
                topic = m.form in TOPIC
                comes = self._all[self._at].form in COMES  # «휴지도 떨어졌네»
                if noun in ADVERBIAL or (m.form == "도" and noun not in PEOPLE | SELF | OWN and not comes):
                    continue  # «오늘은 쉬었어», «밥도 먹었어»
                if topic and not self._adjective and not self._is_person(noun) and noun not in SELF | OURS | OWN:
                    if not comes and self._before[-1].form == "못":
                        continue  # «날것은 못 먹어»: only somebody can be unable to
                    return None  # «점심은 먹었어», «월급은 사라졌어»: who does it does not show
                if self._governs(number, topic=topic):
                    return noun
        if any(m.form == "다들" for m in self._before):
            return "다들"
        bare = self._bare_noun()
        if bare is None or bare:
            return bare
        first = next((m for m in self._all if m.tag == "NP" and m.form in SELF), None)
        return first.form if first is not None else ""

    def _is_complement(self, particle: int) -> bool:
        """«일이 두 배가 됐어»: what something becomes."""
        assert self._at is not None
        last = all(not m.tag.startswith("J") for m in self._all[particle + 1 : self._at])
        others = any(m.tag == "JKS" for m in self._all[:particle])
        return self._all[self._at].form == "되" and self._all[particle].tag == "JKS" and last and others

    def _noun_before(self, number: int) -> str | None:
        if not number:
            return None
        m = self._all[number - 1]
        if m.tag == "XSN" and number > 1:
            m = self._all[number - 2]
        return m.form if m.tag.startswith(("N", "XR", "SL", "UNK")) else None

    def _governs(self, particle: int, *, topic: bool) -> bool:
        """Whether a noun with that particle is the subject of the last verb, and not of a clause inside."""
        assert self._at is not None
        inner = 0  # subjects of clauses inside
        for number in range(particle + 1, self._at):
            m = self._all[number]
            inner += m.tag == "JKS"
            if m.tag == "ETM" and inner:
                inner -= 1
            elif m.tag == "ETM" and not topic:
                ability = number + 1 < len(self._all) and self._all[number + 1].form in (
                    "것",
                    "수",
                    "거",
                    "뻔",
                    "줄",
                    "적",
                )
                return ability and self._adjective_or_same(number)
            if m.tag == "EC" and not topic and not _LINKS.fullmatch(m.form) and not self._helps(number):
                return False
            because = m.tag == "EC" and m.form in ("아서", "어서", "ㅏ서", "ㅓ서", "서")
            if because and not topic and (self._adjective or not self._is_person(self._noun_before(particle) or "")):
                return False
        return True

    def _adjective_or_same(self, number: int) -> bool:
        """«허리가 끊어질 것 같다»: only a helping adjective stands between."""
        assert self._at is not None
        return all(m.tag in ("NNB", "ETM", "JKS", "JX") for m in self._all[number + 1 : self._at])

    def _helps(self, ending: int) -> bool:
        """Whether the verb after an ending is only a helping one: «먹어 버렸다», «자지 못했다»."""
        after = next((m for m in self._all[ending + 1 :] if not m.tag.startswith("J")), None)
        return after is not None and after.tag == "VX"

    def _bare_noun(self) -> str | None:
        """A noun without a particle right before the last verb («배 아파»), None where it may be subject or object."""
        assert self._at is not None
        verb = self._all[self._at]
        number = self._at - (2 if verb.tag.startswith("XS") and self._adjective else 1)
        if verb.tag == "XSV" and not self._adjective:
            return ""
        while number >= 0 and self._all[number].tag == "MAG":
            number -= 1
        m = self._all[number] if number >= 0 else None
        if m is None or not m.tag.startswith("NN") or m.form in ADVERBIAL:
            return ""
        if m.tag == "NNBC" and any(one.tag == "JKO" for one in self._all[:number]):
            return ""  # «산을 하루에 두 번 올랐어»
        becomes = re.fullmatch(r".*[가-힣](?P<vowel>[가-힣])지", self._stem())  # «연필 부러졌어»
        changes = becomes is not None and decompose(becomes["vowel"])[1:] in _DRAWN_VOWELS
        if m.tag == "NNB":
            return m.form if m.form in ("거", "것") and (changes or self._stem() in COMES) else ""
        happens = verb.form in COMES - EITHER or (verb.form in EITHER and m.form in OWN)
        happens = happens or (
            verb.form == "나" and any(one.form == "에" for one in self._all[:number])
        )  # «바퀴에 펑크 났어»
        possessed = verb.form in ("있", "없") and verb.tag != "VX"
        if self._adjective or possessed or happens or (changes and verb.form not in EITHER):
            return m.form
        whole = number == 0 or self._all[number - 1].end < m.start
        if whole and self._is_person(m.form):
            return "" if verb.form in MET else m.form if verb.form in COMES else None
        return ""

    def _is_person(self, noun: str) -> bool:
        known = noun in PEOPLE or noun.endswith(RELATED) or noun.endswith("님")
        if known or len(noun) not in (2, 3, 4):
            return known
        tokens = tokenize(noun)
        return len(tokens) == 1 and tokens[0].kind == "인명"

    def _doubtful(self) -> bool:
        """«회사 왔어», «비 와»: whether the noun before the verb does it the verb alone doesn't tell."""
        assert self._at is not None
        verb = self._all[self._at]
        before = self._all[self._at - 1] if self._at else None
        return (
            verb.form in EITHER
            and before is not None
            and before.tag.startswith("NN")
            and before.form not in ADVERBIAL
            and before.form not in OWN
        )

    def _speaks(self) -> bool:
        subject = self._subject()
        return (subject == "" and self._pro_drop) or subject in SELF | OURS

    # Its words

    def _past_as_said(self) -> str:
        """The last verb with its past as it was said («가로챘»), "" where it stands in no past."""
        assert self._at is not None
        rest = self._text[self._all[self._at].start :]
        ends = [at for at, letter in enumerate(rest, 1) if is_syllable(letter) and decompose(letter)[2] == "ㅆ"]
        ends = [at for at in ends if rest[at - 1] not in "겠있"] or []
        told = self._is_past and not self._has("겠") and not RETROSPECTIVE.fullmatch(self._ending())
        if not (told and ends):
            return ""
        # What stands before it in the same token belongs to what stands before the verb.
        return rest[: ends[0]] if self._all[self._at].first else ""

    def _prefix(self, verb: Morph) -> str:
        """What stands before a verb, as it was said, without the words for the speaker and without sighs."""
        inside = [m for m in self._all[: self._at] if m.start == verb.start] if not verb.first else []
        if inside and inside[0].tag == "EC" and self._text[verb.start : verb.start + 1] < _VOWEL_FIRST:
            inside = inside[1:]  # «가 / 볼게», in which the joining vowel was never written
        return self._words_before(verb) + _drawn_together(inside)

    def _words_before(self, verb: Morph) -> str:
        """What stands before the token of a verb, so far as it is said back."""
        assert self._at is not None
        kept = bytearray(b"\1" * verb.start)
        opening, only = True, list[int]()
        for number, m in enumerate(self._all[: self._at]):
            alone = not is_syllable(self._text[m.end : m.end + 1] or " ")
            sigh = opening and alone and (m.tag in _SKIPPED or m.form in _CONJUNCTIONS or m.tag in SIGNS)
            opening = opening and (sigh or m.tag.startswith("E"))
            if self._is_alone(number):
                only.append(m.start)
            elif sigh or self._is_speaker(number) or self._is_own_house(number):
                kept[m.start : min(m.end, verb.start)] = b"\0" * (min(m.end, verb.start) - m.start)
        verbs = [m for m in self._all[: self._at] if m.tag == "VV"]
        letters = [letter if keep else "" for letter, keep in zip(self._text[: verb.start], kept, strict=True)]
        for start in only:
            letters[start] = "혼자"
        said = "".join(letters)
        if verb.tag == "VX" and verb.form == "있" and verbs and verbs[-1].form in ("먹", "마시", "자"):
            said = re.sub(rf"{verbs[-1].form}(?=고\s?$)", honoured(verbs[-1].form), said)
        return re.sub(r"(?<=[가-힣])\s?(?:가꼬|가꾸)(?=\s)", "서", said)

    def _reads_right(self, verb: Morph) -> bool:
        """Whether what stands before a verb in one token is written as the dictionary takes it apart."""
        if verb.first:
            return True
        inside = _drawn_together(
            [m for m in self._all if m.start == verb.start and self._all.index(m) < self._all.index(verb)]
        )
        return self._text.startswith(inside, verb.start)

    def _is_speaker(self, number: int) -> bool:
        """«나는», «내가», «내», «우리», «나한테»: what is said to the speaker needs no word for them."""
        m = self._all[number]
        alone = not m.start or not is_syllable(self._text[m.start - 1])
        if m.tag == "NP" and m.form in SELF | OURS:
            return alone
        place = self._all[2] if len(self._all) > 2 else m
        after = self._all[1] if len(self._all) > 1 else m
        adverbial = after.tag == "MAG" or after.form in ADVERBIAL
        if m.tag == "MM" and m.form == "저" and not number and (adverbial or place.form == "에서"):
            return True  # «저 안동에서 왔어요», «저 오늘 …»
        if m.form == "만" and self._is_alone(number - 1):
            return False
        at = number
        while at and self._all[at].tag.startswith("J"):
            at -= 1
        return at < number and self._all[at].tag == "NP" and self._all[at].form in SELF | OURS

    def _is_own_house(self, number: int) -> bool:
        """«우리 집 양반», «우리 집 강아지»: whose house it is goes without saying."""
        at_home = self._all[number].form == "집" and 0 < number < len(self._all) - 1
        before, after = (self._all[number - 1], self._all[number + 1]) if at_home else (None, None)
        return before is not None and after is not None and before.form in OURS and after.tag.startswith("NN")

    def _is_alone(self, number: int) -> bool:
        """«나만»: «혼자만»."""
        m, after = self._all[number], self._all[number + 1]
        return m.tag == "NP" and m.form in SELF and after.form == "만" and after.tag == "JX"


def _drawn_together(morphs: Sequence[Morph]) -> str:
    """Morphemes as they are written: «가르» and «-아» are «갈라»."""
    text, adjective = "", False
    for m in morphs:
        linked = m.tag == "EC" and m.form in ("아", "어", "ㅏ", "ㅓ")
        text = joined_stem(text, adjective=adjective) if linked else text + m.form
        adjective = m.tag == "VA"
    return text
