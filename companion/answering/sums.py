"""Sums, exactly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from companion.answering.base import Answer, Decline, Library, SkillTurn
from companion.answering.sayings import say
from companion.language.arithmetic import Sum, find_sum, rounded_number, written_number


class SumsSkill:
    """Works out what is written or said as a sum, and nothing else."""

    name = "sums"

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """The result, with quotient and remainder where whole numbers don't divide."""
        asked = find_sum(turn.analysis.text)
        return Decline("", 0) if asked is None else self._told(asked)

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


def _division(asked: Sum) -> tuple[int, int] | None:
    """Both numbers of one division of natural numbers."""
    if len(asked.steps) != 1 or asked.steps[0][0] != "/":
        return None
    one, other = asked.first, asked.steps[0][1]
    natural = all(isinstance(n, Fraction) and n.denominator == 1 and n > 0 for n in (one, other))
    return (one.numerator, other.numerator) if natural and one > other else None
