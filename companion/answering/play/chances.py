"""Dice, a coin, a number that somebody thought of or that is drawn: what chance decides."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, Open, SkillTurn
from companion.answering.play.game import SKILL, Table, chance, not_mine
from companion.language.counting import Counting, counting_asked
from companion.language.game_talk import drawn_from, wants_one_more

_MOST: Final = 6
_SIDES: Final = 6


class Chances:
    """One of them, by its name; the notes are the bounds of what is drawn, and what was drawn."""

    def __init__(self, table: Table, name: str) -> None:
        self._table, self.name = table, name

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Throw, draw, or guess."""
        numbers = [number.value for number in turn.analysis.numbers if not number.ordinal]
        bounds = drawn_from(turn.analysis.text)
        if self.name == "pick":
            low, high = bounds or ((min(numbers), max(numbers)) if len(numbers) > 1 else (1, 10))
            return self._drawn(turn, "pick" if bounds is None else "drawn", low, high, ())
        return self._on(self._thrown(turn, numbers), ())

    def _thrown(self, turn: SkillTurn, numbers: list[int]) -> str:
        rolled = chance(turn, self.name)
        if self.name == "coin":
            return self._table.say(rolled.choice(("coin_heads", "coin_tails")))
        count = numbers[0] if len(numbers) == 1 and 0 < numbers[0] <= _MOST else 1
        faces = [rolled.randint(1, _SIDES) for _ in range(count)]
        if count == 1:
            return self._table.say("dice_one", n=faces[0])
        return self._table.say("dice", all=", ".join(map(str, faces)), sum=sum(faces))

    def _drawn(self, turn: SkillTurn, kind: str, low: int, high: int, before: tuple[str, ...]) -> Answer:
        """A number of those that were not drawn yet."""
        left = [n for n in range(low, min(high, low + _RANGE) + 1) if str(n) not in before] or [low]
        number = chance(turn, self.name).choice(left)
        said = self._table.vary(kind, turn, n=number)
        return self._on(said, (kind, str(low), str(high), *before, str(number)))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Another one, if that is wanted: «한 번 더», «한 명 더 뽑아야 돼»."""
        text = turn.interpretation.utterance.text
        if not (wants_one_more(text) or self._table.steers("again", turn)) or turn.analysis.mentions:
            return not_mine()
        if drawn_from(text) is not None:
            return self.begin(turn)
        if self.name != "pick":
            return self._on(self._thrown(turn, []), notes)
        kind, low, high, *before = notes
        return self._drawn(turn, kind, int(low), int(high), tuple(before))

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Once more."""
        return self.hear(turn, notes)

    def _on(self, text: str, notes: tuple[str, ...]) -> Answer:
        return Answer(text, open=Open(SKILL, self.name, notes))


class CountingAloud:
    """Counts aloud; the notes are from where to where, and how the numbers are called."""

    name = "count"

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Count what is asked for."""
        return self._counted(counting_asked(turn.analysis.reading))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """The same from elsewhere, or again: «너무 길다, 5부터 해 줘»."""
        before = Counting(int(notes[0]), int(notes[1]), native=bool(notes[2]))
        asked = counting_asked(turn.analysis.reading, before)
        if asked is None and (wants_one_more(turn.analysis.text) or self._table.steers("again", turn)):
            asked = before
        return self._counted(asked)

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Once more."""
        return self.hear(turn, notes)

    def _counted(self, asked: Counting | None) -> Answer | Decline:
        if asked is None:
            return not_mine()
        notes = (str(asked.first), str(asked.last), "native" if asked.native else "")
        said = self._table.say("count_later" if asked.later else "counted", numbers=asked.words)
        return Answer(said, open=Open(SKILL, self.name, notes))


_RANGE: Final = 100_000
