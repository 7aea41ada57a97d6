"""Sums, exactly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from companion.answering.base import Answer, Attempt, Decline, Library, SkillTurn
from companion.answering.sayings import say
from companion.language.arithmetic import Sum, find_sum, rounded_number, written_number
from companion.language.sum_stories import find_story_sum

_CLAIMS = 0.99


class SumsSkill:
    """Works out what is written or said as a sum, and nothing else."""

    name = "sums"

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """The result, with quotient and remainder where whole numbers don't divide."""
        asked = _asked(turn)
        return Decline("", 0) if asked is None else self._told(asked)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A text that reads as a sum from end to end is one, whatever dishes and prices stand in it."""
        return Attempt(f"{self.name}.calculate", _CLAIMS) if _asked(turn) is not None else None

    def _told(self, asked: Sum) -> Answer:
        result = asked.result()
        if result is None:
            by_zero = any(operator == "/" and value == 0 for operator, value in asked.steps)
            return replace(self._say("by_zero" if by_zero else "too_large"), status="unknown")
        exact = written_number(result)
        if exact is not None:
            return self._say("result", result=exact + asked.unit)
        about = rounded_number(result) + asked.unit
        whole = _division(asked)
        if whole is None:
            return self._say("about", result=about)
        quotient, rest = divmod(whole[0], whole[1])
        return self._say("with_rest", result=about, quotient=f"{quotient:,}", rest=f"{rest:,}{asked.unit}")

    def _say(self, name: str, /, **values: object) -> Answer:
        return Answer(say(self._sentences, name, **values))


def _asked(turn: SkillTurn) -> Sum | None:
    text = turn.analysis.text
    if turn.analysis.of_kind("place", "area"):
        return None  # what a place charges is not reckoned but looked up
    return find_sum(text) or find_story_sum(text, turn.heard[0] if turn.heard else "")


def _division(asked: Sum) -> tuple[int, int] | None:
    """Both numbers of one division of natural numbers."""
    if len(asked.steps) != 1 or asked.steps[0][0] != "/":
        return None
    one, other = asked.first, asked.steps[0][1]
    natural = all(isinstance(n, Fraction) and n.denominator == 1 and n > 0 for n in (one, other))
    return (one.numerator, other.numerator) if natural and one > other else None
