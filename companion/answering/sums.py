"""Sums, exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.sayings import say
from companion.language.age_sums import find_age_sum
from companion.language.arithmetic import (
    WON,
    YEARS,
    Sum,
    find_sum,
    find_table,
    rounded_number,
    table_line,
    written_fraction,
    written_number,
)
from companion.language.conversions import Conversion, find_conversion
from companion.language.moments import spoken_length
from companion.language.numbers import COUNTERS, count
from companion.language.sum_follow_ups import Reckoned, follow_up, reckoned, share_claimed, without_opening
from companion.language.sum_puzzles import claimed_sum, compared, find_amount_sum, find_puzzle, full_age, travel_minutes
from companion.language.sum_stories import (
    age_of_birth,
    find_priced_sum,
    find_story_sum,
    shares,
    told_price,
    year_of_birth,
)

_CLAIMS = 0.99
_RECKONED = "reckoned"
_TELLS_PRICES = ("recommend.", "knowledge.")
_OLDEST = 100
_MANY = 8
_COUNTED = frozenset((YEARS, *(unit for unit, systems in COUNTERS.items() if systems[0] == "native")))
"""Units that are counted in native numbers up to a hundred."""


class SumsSkill:
    """Works out what is written or said as a sum, and nothing else."""

    name = "sums"

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """The result; what goes on from the sum before is reckoned from there."""
        recited = self._recited(turn)
        if recited is not None:
            return recited
        asked = _asked(turn)
        converted = find_conversion(turn.analysis.text) if asked is None else None
        if converted is not None:
            return self._converted(converted)
        if asked is not None:
            return self._told(asked, shared=shares(asked, turn.analysis.text))
        before = _before(turn)
        claimed = share_claimed(turn.analysis.text, before) if before is not None else None
        if claimed is not None:
            right, share = claimed
            said = self._say("share_right" if right else "share_wrong", share=str(int(share * 100 + Fraction(1, 2))))
            return replace(said, intent=f"{self.name}.calculate", open=turn.open or turn.left)
        after = follow_up(turn.analysis.text, before) if before is not None else None
        if after is None:
            return Decline("", 0)
        result = after.sum.result()
        if after.does == "changes" and result is not None:
            rest = (written_number(abs(result)) or rounded_number(abs(result))) + after.sum.unit
            change = self._say("sum_short" if result < 0 else "sum_change", result=rest)
            return replace(change, intent=f"{self.name}.calculate", open=turn.open or turn.left)
        told = self._told(
            after.sum, shared=after.does == "shares", left=after.does == "tells" and after.sum.steps[-1][0] == "-"
        )
        return replace(told, intent=f"{self.name}.calculate")

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A text that reads as a sum from end to end is one, whatever dishes and prices stand in it."""
        text, before = turn.analysis.text, _before(turn)
        asked = (
            _asked(turn) is not None or find_conversion(text) is not None or self._recited(turn) is not None
            or (before is not None and share_claimed(text, before) is not None)
        )  # fmt: skip
        return Attempt(f"{self.name}.calculate", _CLAIMS) if asked else None

    def _recited(self, turn: SkillTurn) -> Answer | None:
        """A row of the multiplication table, or the year in which somebody of an age was born."""
        text = turn.analysis.text
        told = self._puzzled(turn)
        if told is not None:
            return told
        row, age = find_table(turn.analysis.text), age_of_birth(turn.analysis.text)
        if row is not None:
            return self._say("result", result=table_line(row))
        aged = full_age(text, turn.as_of)
        if aged is not None:
            return self._say("aged_full", age=count(aged, YEARS))
        born = year_of_birth(turn.analysis.text, turn.as_of.year)
        if born is not None:
            years = turn.as_of.year - born
            return self._say("aged", age=count(years, YEARS), before=count(years - 1, YEARS))
        if age is None:
            return None
        year = turn.as_of.year - age
        return self._say("born", age=count(age, YEARS), year=str(year), before=str(year - 1))

    def _puzzled(self, turn: SkillTurn) -> Answer | None:
        """What comes to no number alone: a result that was claimed, what is heavier, how long a way takes, ages."""
        text = turn.analysis.text
        claimed, heavier, minutes = claimed_sum(text), compared(text), travel_minutes(text)
        if claimed is not None:
            asked, value = claimed
            result = asked.result()
            said = self._worded(asked, result, shared=False, left=False).text if result is not None else ""
            return self._say("claim_right" if result == value else "claim_wrong", said=said) if said else None
        if heavier is not None:
            kind = "compared" if heavier.what else "compared_same"
            return self._say(kind, what=heavier.what, amount=heavier.amount)
        if minutes is not None:
            return self._say("result", result=spoken_length(timedelta(minutes=minutes)))
        facts = turn.memory.facts
        names = {fact.of: fact.value for fact in facts if fact.about == "name" and fact.of}
        ages = {fact.of: int(fact.value) for fact in facts if fact.about == "age"}
        ages |= {names[of]: age for of, age in ages.items() if of in names and len(ages) < _MANY}
        of_ages = find_age_sum(text, ages)
        if of_ages is None:
            return None
        older, younger = of_ages.then
        kind = f"ages_{of_ages.kind}" + ("_then" if older else "")
        age = count(of_ages.number, YEARS)
        return self._say(kind, age=age, years=of_ages.years, older=older, younger=younger)

    def _told(self, asked: Sum, *, shared: bool, left: bool = False) -> Answer:
        result = asked.result()
        if result is None:
            by_zero = any(operator == "/" and value == 0 for operator, value in asked.steps)
            return replace(self._say("by_zero" if by_zero else "too_large"), status="unknown")
        kept = Open(self.name, _RECKONED, reckoned(asked, result).notes(), lasting=True)
        return replace(self._worded(asked, result, shared=shared, left=left), open=kept)

    def _converted(self, asked: Conversion) -> Answer:
        result = asked.result()
        exact = written_number(result)
        number = exact if exact is not None else rounded_number(result)
        return self._say("result" if exact is not None else "converted_about", result=f"{number}{asked.unit}")

    def _worded(self, asked: Sum, result: Fraction, *, shared: bool, left: bool) -> Answer:
        whole = _division(asked)
        if asked.rest and whole is not None:
            quotient, rest = divmod(whole[0], whole[1])
            return self._say("quotient_rest", quotient=f"{quotient:,}", rest=f"{rest:,}{asked.unit}")
        if asked.unit in _COUNTED and result.denominator == 1 and 0 < result < _OLDEST:
            return self._say("result", result=count(int(result), asked.unit))
        exact = written_number(result)
        if exact is not None and (asked.unit != WON or result.denominator == 1):
            return self._say("sum_each" if shared else "sum_left" if left else "result", result=exact + asked.unit)
        if asked.unit == WON:  # nobody pays less than a won
            return self._say("sum_each_about" if shared else "sum_about", result=f"{round(result):,}{asked.unit}")
        parts = written_fraction(asked, result)
        if parts is not None:
            return self._say("result", result=parts)
        about = rounded_number(result) + asked.unit
        if whole is None:
            return self._say("about", result=about)
        quotient, rest = divmod(whole[0], whole[1])
        return self._say("with_rest", result=about, quotient=f"{quotient:,}", rest=f"{rest:,}{asked.unit}")

    def _say(self, name: str, /, **values: object) -> Answer:
        return Answer(say(self._sentences, name, **values))


def _before(turn: SkillTurn) -> Reckoned | None:
    """What was reckoned last, as long as nothing else was begun."""
    kept = next((o for o in (turn.open, turn.left) if o is not None and o.skill == SumsSkill.name), None)
    return Reckoned.of_notes(kept.notes) if kept is not None else None


def _asked(turn: SkillTurn) -> Sum | None:
    text = turn.analysis.text
    before = turn.heard[0] if turn.heard else ""
    asked = (
        find_sum(text) or find_sum(without_opening(text)) or find_puzzle(text) or find_story_sum(text, before)
        or _priced(turn)
    )  # fmt: skip
    looked_up = asked is not None and asked.unit in (WON, "") and turn.analysis.of_kind("place", "area")
    return None if looked_up else asked  # what a place charges is not reckoned


def _priced(turn: SkillTurn) -> Sum | None:
    """What several of something cost whose price was told last."""
    last = turn.last
    told = last is not None and len(last.items) <= 1 and (last.intent or "").startswith(_TELLS_PRICES)
    price = told_price(last.text) if last is not None and told else None
    text = turn.analysis.text
    return find_priced_sum(text, price) or find_amount_sum(text, f"{price}{WON}") if price is not None else None


def _division(asked: Sum) -> tuple[int, int] | None:
    """Both numbers of one division of natural numbers."""
    if len(asked.steps) != 1 or asked.steps[0][0] != "/":
        return None
    one, other = asked.first, asked.steps[0][1]
    natural = all(isinstance(n, Fraction) and n.denominator == 1 and n > 0 for n in (one, other))
    return (one.numerator, other.numerator) if natural and one >= other else None
