"""What a question about places speaks of by its words alone, where its grammar says nothing that is known.

The pack lists for each detail what people say of it (`evokes_…`): words in their dictionary forms that stand in this
order, whatever stands between them. The phrase with the most words is meant. Nothing is evoked where the clause that
asks has a subject that is something else: «사장님 전화», «할인 언제 해».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from companion.answering.place_checks import CHECKS, Check
from companion.answering.place_details import DETAILS, Detail
from companion.answering.place_pointing import Pointing
from companion.answering.place_utterance import PlaceUtterance
from companion.language.grammar import DO
from companion.language.terms import Term

_PREFIX: Final = "evokes_"
_PRICES: Final = "evokes_price"
_CLEAR: Final = 2


class Evoked:
    """Reads what is spoken of."""

    def __init__(self, asked: PlaceUtterance) -> None:
        self._asked = asked
        self._terms = asked.reading.terms

    def of(self, pointing: Pointing) -> tuple[str, int]:
        """What is spoken of most clearly, and by how many words; "" and 0 where nothing is.

        Where no place is pointed at, one word of a longer sentence is not enough.
        """
        found = ("", 0)
        least = 0 if pointing.points or len(self._terms) <= _CLEAR else 1
        for name in self._asked.phrases:
            of_more = name == _PRICES and bool(self._asked.wish.attributes)  # «차 대면 돈 얼마 나와»
            if not name.startswith(_PREFIX) or of_more:
                continue
            for matched in self._asked.standing(name, self._terms):
                if len(matched) <= max(least, found[1]) or self._is_of_another_verb(matched):
                    continue
                if self._asked.foreign(beside=matched) is None:
                    found = name.removeprefix(_PREFIX), len(matched)
        return found

    def _is_of_another_verb(self, matched: Sequence[Term]) -> bool:
        """«값은 얼마나 해 나 혼자 갈 건데» holds no «얼마나 가는»: another verb is what is asked of."""
        asked = next((t for t in matched if t.kind == "question"), None)
        verb = next((t for t in matched if asked is not None and t.kind == "verb" and t.start >= asked.end), None)
        if asked is None or verb is None:
            return False
        between = (t for t in self._terms if asked.end <= t.start and t.end <= verb.start)
        return any(t.kind == "verb" and t.lemma == DO for t in between)


def as_details(evoked: str) -> tuple[Detail, ...]:
    """What is spoken of as details, none where it is a question of another kind."""
    return tuple(d for d in DETAILS if d == evoked)


def as_check(evoked: str) -> Check | None:
    """What is spoken of as a question with yes or no, where it is one and no detail."""
    return next((c for c in CHECKS if c == evoked and c not in DETAILS), None)
