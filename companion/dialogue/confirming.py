"""Whether a short claim follows from what was told a moment ago: «두 명이네?», «3년밖에 안 했네»."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from companion.answering.base import Answer, SkillTurn
from companion.knowledge.telling import Teller
from companion.language.dates import find_times, format_date
from companion.language.normalize import written_sentences
from companion.language.numbers import find_numbers
from companion.language.short_claims import PEOPLE, PLACES, ShortClaim, short_claims
from companion.understanding.types import Mention


class Confirming:
    """Compares claims with the last answer.

    Args:
        teller: what is said.
        names: the names found in a text.
    """

    def __init__(self, teller: Teller, names: Callable[[str], Iterable[Mention]]) -> None:
        self._teller = teller
        self._names = names

    def confirmed(self, turn: SkillTurn) -> Answer | None:
        """Yes or no with what was told; None where nothing is claimed, or nothing of its kind was told."""
        last, claims = turn.last, short_claims(turn.analysis.reading, turn.analysis.numbers)
        if last is None or not claims or turn.open is not None or last.status != "answered":
            return None
        said = self._unsigned(last.text)
        told = [found for claim in claims for found in self._told(claim, last, said, turn.as_of)]
        if any(all(other is not claim for other, _, _ in told) for claim in claims):
            return None
        holding = {claim: sentence for claim, value, sentence in told if claim.holds(value)}
        right = set(holding) == set(claims)
        text = f"{self._teller.say('right' if right else 'wrong')} {holding[claims[0]] if right else told[0][2]}"
        return replace(last, text=text, spoken=None, focus=None, items=(), open=None)

    def signed(self, told: Answer, *, right: bool) -> Answer:
        """What was looked up to check a claim, with yes or no before it."""
        return replace(told, text=f"{self._teller.say('right' if right else 'wrong')} {told.text}", spoken=None)

    def is_signed(self, told: Answer) -> bool:
        """Whether an answer begins with yes or no."""
        return self._unsigned(told.text) != told.text

    def dated(self, last: Answer, day: date, *, since: bool) -> Answer:
        """The day of what was told last: «그게 언제야?», «그게 언제부터야?»."""
        text = self._teller.say("since_day" if since else "on_day", day=format_date(day))
        return replace(last, text=text, spoken=None, focus=None, items=(), open=None)

    def _told(
        self, claim: ShortClaim, last: Answer, said: str, as_of: date
    ) -> Iterable[tuple[ShortClaim, int | float, str]]:
        """What was told that the claim can be compared with, with the sentence that told it."""
        sentences = written_sentences(said)
        values = [(claim, value, sentence) for sentence in sentences for value in _values(claim, sentence, as_of)]
        if not claim.counters and len(values) > 1:
            return ()  # which of several is meant, nothing says
        return values or [(claim, value, sentences[0]) for value in self._counted(claim, last)]

    def _unsigned(self, sentence: str) -> str:
        """A sentence without the yes or no of the answer before."""
        for sign in ("right", "wrong", "yes"):
            sentence = sentence.removeprefix(self._teller.say(sign)).strip()
        return sentence

    def _counted(self, claim: ShortClaim, last: Answer) -> Iterator[int]:
        """How many people or places were told, where no number was."""
        if claim.counters == PLACES and last.items:
            yield len(last.items)
        people = {mention.id for mention in self._names(last.text) if mention.kind == "person"}
        if claim.counters == PEOPLE and people:
            yield len(people)


def _values(claim: ShortClaim, sentence: str, as_of: date) -> Iterator[int | float]:
    """Numbers that were told and count the same; those of a date count nothing."""
    dates = [(time.start, time.end) for time in find_times(sentence, as_of)]
    for number in find_numbers(sentence):
        dated = any(start <= number.start < end for start, end in dates)
        if not dated and not number.ordinal and (not claim.counters or number.counter in claim.counters):
            yield number.value
