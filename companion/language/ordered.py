"""What is ordered otherwise than by a request, said as one: «음악 듣고 싶어», «현관문 잠금 해제», «불이 켜졌는지 알아».

A wish, a plain form, a deed that is only named and a question whether one knows leave open what they do; said as a
request they show by their words whether they are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from companion.base import patterns as re
from companion.language.grammar import surmises
from companion.language.self_words import KIN, OTHERS, SELF, THIRD
from companion.language.stances import may_order, of_speaker
from companion.language.terms import EXISTENCE, WHETHER, Reading, Term
from companion.language.verb_forms import joined_stem

_DEED: Final = re.compile(r"(?<![가-힣])([가-힣]{2,4})해\s(?:줘|줄|주|다오)")
_GIVEN: Final = {"듣": "들려", "보": "보여", "알": "알려", "먹": "먹여", "타": "태워"}
"""What is done for somebody who wants to do something."""
_WISHED: Final = re.compile(r"(?P<stem>[가-힣]+?)고\s?싶")
_NAMING: Final = "기"
_NAMED: Final = (_NAMING, "ᄆ", "ㅁ", "음")
"""Endings of a deed that is named: «팟캐스트 듣기», «현관문 잠금»."""
_OF_ALL: Final = ("", "이", "은", "을", "도", "과")
_INTO: Final = "으로"
_MUST_KNOW: Final = {"모르": "알"}
_HONOURS: Final = "시겠"
_UNABLE: Final = "못"
_KNOWING: Final = frozenset(("알", "아"))
_GIVE: Final = "줘"
_GIVING: Final = "주"
_ABLE: Final = "가능하"
_SIGNS: Final = " .!~"


def deeds_in(phrases: Iterable[str]) -> frozenset[str]:
    """Nouns of what is done, from phrases that ask for it: «일정 추가해 줘» → «추가»."""
    return frozenset(found[1] for phrase in phrases for found in _DEED.finditer(phrase))


def as_request(reading: Reading, deeds: Collection[str] = ()) -> str | None:
    """What may be ordered, as a request; None where it asks for nothing, or requests something already.

    Args:
        reading: what is said.
        deeds: nouns of what is done.
    """
    terms, main = reading.terms, reading.main
    if not terms or (main is not None and main.form is not None and main.form.requests):
        return None
    theirs = (t for t in terms if t.lemma in KIN | THIRD and t.form is None and t.particle in _OF_ALL)
    if any(theirs) or any(t.called for t in terms):
        return None  # «엄마 보고 싶어»
    if main is not None and main is terms[-1] and main.form is not None and not main.form.past:
        if main.form.wishes:
            return _wished(reading, main)
        if _supposes_of_listener(reading, main):
            said = reading.text[: main.start].rstrip().removesuffix(_UNABLE)
            return f"{said.rstrip()} {_done_for(_MUST_KNOW.get(main.lemma, main.lemma))} {_GIVE}"
        if main.lemma in _KNOWING and any(_asks_whether(t) for t in terms):
            return f"{reading.text[: main.start]}{_GIVEN['알']} {_GIVE}"
        if may_order(reading) and not (main.form.future or main.form.ought or _is_no_deed(main)):
            return f"{reading.text.rstrip(_SIGNS)} {_GIVE}"
        if main.form.ending == _NAMING:
            return f"{reading.text[: main.start]}{_done_for(main.text.removesuffix(_NAMING))} {_GIVE}"
    if terms[-1].kind == "number" and _INTO in terms[-1].particles and len(terms) > 1:
        return f"{reading.text.rstrip(_SIGNS)} 해 {_GIVE}"
    if terms[-1].text in deeds and _names_a_deed(reading):
        return f"{reading.text.rstrip(_SIGNS)}해 {_GIVE}"
    return None


def _supposes_of_listener(reading: Reading, verb: Term) -> bool:
    """«오늘 뉴스는 모르시겠네요»: what the other one is thought not to know or do, to hear whether it is so."""
    if verb.form is None or not surmises(verb) or not verb.form.future or of_speaker(reading):
        return False
    unable = verb.lemma in _MUST_KNOW or (verb.form.negated and _HONOURS in reading.text[verb.start :])
    return unable and any(t.kind in ("noun", "name") and not t.bound for t in reading.terms)


def _is_no_deed(verb: Term) -> bool:
    """«문이 잠겨 있어», «내일 가능해»: what is so; «물 줘» asks already."""
    return verb.lemma.endswith((*EXISTENCE, _ABLE, _GIVING)) or verb.text.endswith(_GIVE)


def _wished(reading: Reading, verb: Term) -> str | None:
    """«나 재즈 듣고 싶어» → «재즈 들려 줘»; None where somebody else wishes it, or nothing is named."""
    wished = _WISHED.match(reading.text[verb.start :])
    if wished is None:
        return None
    own = [t for t in reading.terms if t.form is None and t.lemma in SELF]
    before = [t for t in reading.terms if t.end <= verb.start and t not in own]
    if not any(t.kind in ("noun", "name") and not t.bound for t in before) or any(t.lemma in OTHERS for t in before):
        return None
    return f"{reading.text[before[0].start : verb.start]}{_done_for(wished['stem'])} {_GIVE}"


def _done_for(stem: str) -> str:
    return _GIVEN.get(stem) or joined_stem(stem)


def _asks_whether(term: Term) -> bool:
    return term.form is not None and term.form.ending.endswith(WHETHER)


def _names_a_deed(reading: Reading) -> bool:
    """«침실 조명 설정»: nouns, the last of them bare, and no sentence."""
    terms = reading.terms
    last = terms[-1]
    if len(terms) < 2 or last.kind != "noun" or last.particles or last.bound or "?" in reading.text:
        return False
    named = (t.form is None or t.form.modifies or t.form.ending in _NAMED for t in terms)
    return not reading.asks_what and all(named)
