"""The plain robot dialogue to compare with: keywords choose the skill, n-gram overlap chooses the sentence.

It knows the same sentences and places as the companion, but neither names nor days, keeps no context, and has
no threshold: it always answers something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from companion.answering.base import Route
from companion.dialogue.assistant import Assistant

KEYWORDS: Final[Mapping[Route, tuple[str, ...]]] = {
    "recommend": ("맛집", "식당", "음식점", "밥집", "카페", "먹을", "먹고", "메뉴", "맛있는"),
    "clock": ("몇 시", "시간", "날짜", "며칠", "요일"),
    "knowledge": ("누구", "지사", "시장", "대통령", "협약", "서명", "대표"),
    "smalltalk": ("안녕", "반가", "고마", "심심", "피곤", "농담", "이름"),
}
"""Words that decide the skill, asked in this order."""

_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    route: Route
    pairs: frozenset[str]
    answer: str


def _pairs(text: str) -> frozenset[str]:
    squeezed = f" {''.join(ch for ch in text if ch.isalnum())} "
    return frozenset(one + other for one, other in pairwise(squeezed))


class KeywordRobot:
    """Answers everything.

    Args:
        sentences: per skill, pairs of the text an utterance is compared with and the answer.
    """

    def __init__(self, sentences: Mapping[Route, Iterable[tuple[str, str]]]) -> None:
        self._candidates = tuple(
            _Candidate(route, _pairs(text), answer) for route, pairs in sentences.items() for text, answer in pairs
        )
        self._by_route = {
            route: tuple(candidate for candidate in self._candidates if candidate.route == route) for route in KEYWORDS
        }

    @classmethod
    def like(cls, assistant: Assistant) -> KeywordRobot:
        """A robot with the facts, places and small talk of an assistant."""
        base, teller = assistant.base, assistant.teller
        facts = [
            (f"{base.name(fact.subject)} {sentence}", sentence)
            for fact in base.facts
            if (sentence := teller.sentence(fact))
        ]
        holders = [
            f"{base.name(tenure.succession)} {base.name(tenure.holder)}"
            for o in base.successions.values()
            for tenure in o.tenures
        ]
        places = [
            (f"{p.name} {p.category} {p.district} {' '.join(p.menu)}", p.name) for p in assistant.store.places.values()
        ]
        talk = [
            (phrase, intent.answers[0])
            for intent in assistant.intents.values()
            if intent.skill == "smalltalk" and intent.answers
            for phrase in intent.phrases
        ]
        return cls(
            {
                "knowledge": [*facts, *zip(holders, holders, strict=True)],
                "recommend": places,
                "smalltalk": talk,
            }
        )

    def respond(self, text: str) -> tuple[Route, str]:
        """The skill that answers, and its answer."""
        chosen = next((route for route, words in KEYWORDS.items() if any(word in text for word in words)), None)
        if chosen == "clock":
            return "clock", f"{datetime.now():%Y년 %m월 %d일 %H시 %M분}"
        among = self._by_route[chosen] if chosen else self._candidates
        ranked = self._nearest(text, among)
        best = ranked[0]
        if best.route != "recommend":
            return best.route, best.answer
        names = [candidate.answer for candidate in ranked if candidate.route == "recommend"]
        return "recommend", ", ".join(names[:_PLACES])

    @staticmethod
    def _nearest(text: str, among: Sequence[_Candidate]) -> list[_Candidate]:
        """Candidates by Dice's coefficient of syllable pairs, the nearest first."""
        asked = _pairs(text)
        return sorted(among, key=lambda c: -2 * len(asked & c.pairs) / (len(asked) + len(c.pairs)))
