"""Dice, a coin, a number that somebody thought of: what chance decides."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.play.game import Table, chance, not_mine

_MOST: Final = 6
_SIDES: Final = 6


class Chances:
    """One of them, by its name; nothing is noted, as every throw is the first."""

    def __init__(self, table: Table, name: str) -> None:
        self._table, self.name = table, name

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Throw, or guess."""
        rolled = chance(turn, self.name)
        numbers = [number.value for number in turn.analysis.numbers if not number.ordinal]
        if self.name == "coin":
            return Answer(self._table.say(rolled.choice(("coin_heads", "coin_tails"))))
        if self.name == "pick":
            low, high = (min(numbers), max(numbers)) if len(numbers) > 1 else (1, 10)
            return Answer(self._table.vary("pick", turn, n=rolled.randint(low, high)))
        count = numbers[0] if len(numbers) == 1 and 0 < numbers[0] <= _MOST else 1
        faces = [rolled.randint(1, _SIDES) for _ in range(count)]
        if count == 1:
            return Answer(self._table.say("dice_one", n=faces[0]))
        return Answer(self._table.say("dice", all=", ".join(map(str, faces)), sum=sum(faces)))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Nothing is open."""
        return not_mine()

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Once more."""
        return self.begin(turn)
