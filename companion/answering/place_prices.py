"""Amounts of money in a wish: bounds, ranges, and sums that several people share."""

from __future__ import annotations

from dataclasses import dataclass

from companion.answering.wording import Wording
from companion.language.amounts import counts_people, is_band, is_range, is_time, scaled
from companion.language.grammar import FROM, after_in_phrase, is_conditional, next_verb
from companion.language.place_names import AT
from companion.language.terms import Term
from companion.understanding.types import Analysis


@dataclass(frozen=True, slots=True)
class Prices:
    """What an utterance says of money.

    Attributes:
        most, least: bounds for one person.
        shared: a sum and the number of people it was divided by.
        people: how many come; `minors`: how many children are counted apart from them.
    """

    most: int | None = None
    least: int | None = None
    shared: tuple[int, int] | None = None
    people: int | None = None
    minors: int = 0


class PriceReader:
    """Reads amounts with the words of the skill."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._is = wording.is_

    def read(self, analysis: Analysis) -> Prices:
        """What an utterance says of money and of how many come."""
        most: int | None = None
        least: int | None = None
        for position, number in enumerate(analysis.numbers):
            if number.counter not in self._wording.cues["won"]:
                continue
            term = next((t for t in analysis.reading.terms if t.start <= number.start < t.end), None)
            before = analysis.numbers[position - 1] if position else None
            lower, upper = self._bounds(analysis, term, number.value, number.end)
            if before is not None and is_range(analysis.text[before.end : number.start]):
                lower = before.value if before.counter or before.value >= 100 else scaled(before.value, number.value)
                upper = upper or number.value
            least = lower if least is None else least
            most = upper if upper is not None else most
        people, minors, each = self._people(analysis)
        shared = None
        if most is not None and (dishes := self._dishes(analysis)):
            most, least = most // dishes, None if least is None else least // dishes
        elif people and people > 1 and not each and most is not None:
            shared, most = (most, people), most // people
            least = None if least is None else least // people
        return Prices(most, least, shared, people, minors)

    def _bounds(self, analysis: Analysis, term: Term | None, value: int, end: int) -> tuple[int | None, int | None]:
        """The least and the most that is meant by an amount."""
        reading = analysis.reading
        if is_band(analysis.text, end):
            return value, value + 10 ** (len(str(value)) - 1) - 1
        if term is None:
            return None, value
        behind = after_in_phrase(reading, term)
        word = behind[0] if behind else None
        if word is not None and self._is(word, "at_least"):
            return value + self._is(word, "strictly"), None
        if word is not None and self._is(word, "at_most"):
            return None, value - self._is(word, "strictly")
        if FROM.intersection(term.particles):
            return value, None
        verb = next_verb(reading, term)
        if verb is not None and verb.form is not None and self._is(verb, "exceeding"):
            adjacent = not any(t.kind in ("name", "noun") for t in reading.terms if term.end <= t.start < verb.start)
            if adjacent:
                after = next((v for v in reading.verbs if v.start > verb.start), None)
                # «넘으면 곤란해», «넘으면 안 돼»; not «넘으면 좋겠어».
                forbids = is_conditional(verb) and after is not None and after.form is not None
                glad = forbids and after is not None and self._is(after, "better", "possible")
                denied = verb.form.negated or (
                    forbids and after is not None and after.form is not None and (after.form.negated or not glad)
                )
                return (None, value) if denied else (value + 1, None)
        return None, value

    def _dishes(self, analysis: Analysis) -> int:
        """How many dishes an amount is for, whoever eats them: «둘이 한 마리 시켜서 이만 원»; 0 where none is said."""
        servings = self._wording.cues["servings"]
        for number in analysis.numbers:
            if number.counter not in servings or number.ordinal:
                continue
            term = next((t for t in analysis.reading.terms if t.start <= number.start < t.end), None)
            verb = next_verb(analysis.reading, term) if term is not None else None
            eaten = verb is not None and self._is(verb, "dishes", "consuming") and not self._is(verb, "seeking")
            if eaten or (term is not None and AT.intersection(term.particles)):
                return number.value  # «두 판 시켜서», «두 판에»
        return 0

    def _people(self, analysis: Analysis) -> tuple[int | None, int, bool]:
        """How many come, how many children beside them, and whether an amount is said for each of them."""
        reading, text = analysis.reading, analysis.text
        each = any(
            (t.kind in ("number", "noun") and t.text.endswith(self._wording.cues["each"]) and len(t.text) > 1)
            or self._is(t, "each")
            for t in reading.terms
        )  # fmt: skip
        counted: list[tuple[int, bool]] = []
        for number in analysis.numbers:
            named = number.counter is None and self._counts_persons(analysis, number.start)
            together = named or (number.counter is None and counts_people(text, number.end))
            people = number.counter in self._wording.cues["people"] and not is_time(text[number.start : number.end])
            if people or together:
                before = [t for t in reading.terms if t.end <= number.start]
                counted.append((number.value, named and self._is(before[-1], "minors")))
        # «1인당 5만 원이고 6명»: for each of six.
        several = [(n, minor) for n, minor in counted if n > 1] if each else counted
        alone = bool(counted) and not several
        grown = [n for n, minor in several if not minor] or [n for n, _ in several]
        minors = sum(n for n, minor in several if minor) if any(not minor for _, minor in several) else 0
        one = counted[:1] == [(1, False)] and len(several) < 2
        total = 1 if alone else sum(grown) if minors else grown[0] if grown else None
        return total, minors, each or one

    def _counts_persons(self, analysis: Analysis, start: int) -> bool:
        """«어른 셋이면»: what is counted is named before the number."""
        before = [t for t in analysis.reading.terms if t.end <= start]
        return bool(before) and self._is(before[-1], "persons") and not before[-1].particles
