"""People in the room: questions that point at one («옆에 계신 분 누구야»), greetings, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final, Literal

from companion.language.josa import josa
from companion.language.morphemes import Token, tokenize
from companion.language.pointing import PEOPLE

_THIS_ONE: Final = frozenset(("이분", "저분", "그분", "이이", "저이"))
_BEING: Final = frozenset(("있", "계시", "앉", "서", "나오", "오", "모시"))
"""Verbs of being somewhere, or of having come."""
_POINTING: Final = ("MM",)
"""«이 분», «저 사람»."""
_WHO: Final = "누구"
_NAME: Final = frozenset(("성함", "이름", "존함"))
_GREETING: Final = "인사"
_TO: Final = frozenset(("께", "에게", "한테"))
_AT: Final = "에"
_HERE: Final = frozenset(("여기", "저기", "거기", "자리"))
"""Where everybody is."""
_NOUN: Final = ("NNG", "NNP", "NR", "NP")


@dataclass(frozen=True, slots=True)
class PresentAsked:
    """What is wanted of people in the room.

    Attributes:
        wants: to be told who they are, or that they are greeted.
        place: where they are («옆»); None where that is not said.
        call: how they were called («시장님»); None where they were pointed at.
        all: everybody is meant.
    """

    wants: Literal["who", "greeting"]
    place: str | None = None
    call: str | None = None
    all: bool = False


def asked_of_present(text: str) -> PresentAsked | None:
    """What an utterance wants of people in the room; None where it speaks of nobody there."""
    tokens = tokenize(text)
    head = next((at for at, token in enumerate(tokens) if _is_somebody(tokens, at)), None)
    if any(token.stem == _GREETING for token in tokens):
        to = next((at for at, token in enumerate(tokens) if token.tag == "JKB" and token.stem in _TO), None)
        if head is not None:
            return PresentAsked("greeting", _place(tokens[:head]))
        if to is None:
            return None
        begin = next((at + 1 for at in range(to - 1, -1, -1) if not _is_called(tokens[at])), 0)
        call = text[tokens[begin].start : tokens[to].start] if begin < to else ""
        return PresentAsked("greeting", call=call) if call else None
    who = next((at for at, token in enumerate(tokens) if token.stem == _WHO), None)
    if head is not None:
        named = any(token.stem in _NAME for token in tokens[head + 1 :])
        return PresentAsked("who", _place(tokens[:head])) if named or (who is not None and who > head) else None
    here = any(token.stem in _HERE for token in tokens[:who])
    if who is not None and here and any(token.stem in _BEING for token in tokens[who + 1 :]):
        return PresentAsked("who", all=True)
    return None


def tell_who(calls: Sequence[str], place: str | None) -> str:
    """Who is there: «옆에 계신 분은 이하늘 시장님이에요.»"""
    if len(calls) == 1:
        return f"{f'{place}에 계신 분' if place else '이분'}은 {josa(calls[0], '이에요/예요')}."
    return f"{f'{place}에는' if place else '이 자리에는'} {josa(listed(calls), '이/가')} 계세요."


def is_called(name: str, title: str) -> str:
    """The question whether somebody holds a title: «이하늘이 수원시장이야?»"""
    return f"{josa(name, '이/가')} {josa(title, '이야/야')}?"


def greet(calls: Sequence[str]) -> str:
    """«이하늘 시장님, 안녕하세요!»"""
    return f"{', '.join(calls)}, 안녕하세요!"


def listed(names: Sequence[str]) -> str:
    """«이하늘 시장님과 김바다 관장님»: each with its particle."""
    return reduce(lambda before, name: f"{josa(before, '과/와')} {name}", names)


def _is_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Whether a person is pointed at there: «이분», «저 사람», «옆에 계신 분», «옆 사람»."""
    token = tokens[at]
    if token.stem in _THIS_ONE:
        return True
    if token.stem not in PEOPLE or not token.has("NN") or not at:
        return False
    before = tokens[at - 1]
    if before.parts[-1][1] == "ETM":
        return any(one.stem in _BEING for one in tokens[max(0, at - 2) : at]) and _place(tokens[:at]) is not None
    return before.has(*_POINTING) or before.has("NNG")


def _place(before: Sequence[Token]) -> str | None:
    """The noun of a place in front of a person."""
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        last = at == len(before) - 1
        if token.tag in _NOUN and (last or (before[at + 1].tag == "JKB" and before[at + 1].stem == _AT)):
            return token.text
    return None


def _is_called(token: Token) -> bool:
    return token.has("NN", "XSN")
