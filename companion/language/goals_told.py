"""How much is lacking to what somebody wants to reach: «83킬로인데 75까지 빼고 싶어», then «몇 킬로를 빼야 돼».

A goal is an amount with «까지» before a verb of wanting or having to; where one is now is the other amount of its unit,
told in the same breath or just before. What was done already («180쪽까지 읽었어») is no goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.figures import Figure, Figured, figured
from companion.language.grammar import is_conditional
from companion.language.terms import Term
from companion.language.told_amounts import factor

_UP_TO: Final = re.compile(r"\s?까지")
_MIGHT_BE_GOAL: Final = re.compile(r"[\d가-힣]까지")
_MEANT: Final = ("려고", "려", "려면", "려는데", "고자", "기로", "자")
"""Endings of what somebody means to do, beside wishes, duties and what will be."""
_LATELY: Final = 4
_GOES_ON: Final = frozenset(("하", "되", "남", "가", "걸리", "이"))
"""Verbs that ask for what is lacking whatever the verb of the goal was: «몇 개 더 해야 돼»."""


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """Where somebody is, where they want to be, and by which verb: «빼», «늘리»."""

    now: Fraction
    aim: Fraction
    unit: str
    verb: str

    @property
    def lacking(self) -> Fraction:
        """What lies between."""
        return abs(self.aim - self.now)


@dataclass(frozen=True, slots=True)
class LackingToGoal:
    """So much is lacking, or so many spans of time pass until it is reached."""

    value: Fraction
    unit: str


def lacking_to_goal(text: str, heard: Sequence[str]) -> LackingToGoal | None:
    """What is lacking to the goal that was told; None where that is not asked, or no goal was told.

    Args:
        text: the question, with the goal in it or after it.
        heard: what was said before, the newest first.
    """
    if not any(map(_MIGHT_BE_GOAL.search, (text, *heard[:_LATELY]))):
        return None
    said = figured(text)
    if not said.asks or not said.unit or said.unit == WON:
        return None
    own = _goal(text, heard)
    goal = own or next((one for n, past in enumerate(heard[:_LATELY]) if (one := _goal(past, heard[n + 1 :]))), None)
    if goal is None or said.nouns or said.there or said.it:
        return None
    verbs = {v.lemma for v in said.reading.verbs}
    if own is None and not verbs & {goal.verb, *_GOES_ON}:
        return None
    figures = () if own is not None else said.figures
    if not figures and factor(goal.unit, said.unit) == 1:
        return LackingToGoal(goal.lacking, goal.unit)
    (rate, *others) = figures or (None,)
    if rate is None or others or rate.per is None or not rate.value:
        return None
    size = factor(rate.per, said.unit)
    if factor(rate.unit, goal.unit) != 1 or size is None:
        return None
    spans = goal.lacking / rate.value * size
    return LackingToGoal(Fraction(-(-spans.numerator // spans.denominator)), said.unit)


def _goal(text: str, before: Sequence[str]) -> ToldGoal | None:
    """The goal that a text tells, with where one is told there or in the utterance before it."""
    if _MIGHT_BE_GOAL.search(text) is None:
        return None
    said = figured(text)
    aims = [f for f in said.figures if f.per is None and _UP_TO.match(text, f.end) and _is_meant(said, f)]
    if len(aims) != 1:
        return None
    aim = aims[0]
    there = [f for f in said.figures if f is not aim]
    if not there and before:
        there = list(figured(before[0]).figures)
    alike = [f for f in there if f.per is None and (not aim.unit or factor(f.unit, aim.unit) == 1)]
    if len(alike) != 1 or len(there) != 1 or not alike[0].unit:
        return None
    return ToldGoal(alike[0].value, aim.value, alike[0].unit, aim.verb)


def _is_meant(said: Figured, aim: Figure) -> bool:
    verb = next((v for v in said.reading.verbs if v.start >= aim.end), None)
    return verb is not None and _wants(verb)


def _wants(verb: Term) -> bool:
    """«빼고 싶어», «빼려고», «빼야 돼», «뺄 거야»; «빼면» only where it says «빼려면»."""
    form = verb.form
    if form is None or form.past or form.negated:
        return False
    meant = form.wishes or form.ought or form.future or form.ending.startswith(_MEANT)
    return meant and (not is_conditional(verb) or form.ending.startswith(_MEANT))
