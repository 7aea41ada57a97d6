"""구구단: sums of the multiplication table, one after the other."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.play.game import Table, chance, is_question, not_mine
from companion.language.game_talk import said_number

_LEAST, _MOST = 2, 9
_EASY: Final = 5
"""The highest table that is asked where it is to be easy."""


class Tables:
    """The notes are how many were right, how many were asked, the table (or 0), how hard, and both factors."""

    name = "tables"

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Ask the first; «7단» asks for one table only."""
        numbers = [int(n.value) for n in turn.analysis.numbers if not n.ordinal and _LEAST <= n.value <= _MOST]
        row = str(numbers[0]) if len(numbers) == 1 else "0"
        return self._ask(turn, ("0", "0", row, self._table.level(turn)), self._table.say("tables_begin"))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Judge a number."""
        table, (a, b) = self._table, map(int, notes[4:])
        if table.steers("stop", turn):
            return table.over(f"{self.tally(notes)} {table.vary('stopped', turn)}".strip())
        if table.steers("hint", turn):
            near = table.say("tables_hint", a=a, b=b - 1, product=a * (b - 1))
            return table.on(self.name, near, notes)
        level = table.level(turn)
        if any(table.steers(cue, turn) for cue in ("reveal", "concede")):
            return self._ask(turn, notes, table.say("tables_answer", a=a, b=b, product=a * b))
        if level or any(table.steers(cue, turn) for cue in ("pass", "more")):
            return self._ask(turn, (*notes[:3], level or notes[3], *notes[4:]), "")
        number = said_number(turn.interpretation.utterance.text)
        number = number if number is not None else said_number(turn.analysis.text)
        if table.steers("repeat", turn) and number is None:
            return self.go_on(turn, notes)
        if number is None or is_question(turn):
            return not_mine()
        if number != a * b:
            return table.on(self.name, table.vary("wrong", turn), notes)
        told = table.say("tables_right", praise=table.vary("right", turn), a=a, b=b, product=a * b)
        return self._ask(turn, (str(int(notes[0]) + 1), *notes[1:]), told, "cheer")

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Ask it again."""
        return self._table.on(self.name, self._table.say("tables_ask", a=notes[4], b=notes[5]), notes)

    def tally(self, notes: tuple[str, ...]) -> str:
        """How many were right."""
        return self._table.tally(int(notes[0]), max(int(notes[1]) - 1, int(notes[0])))

    def _ask(self, turn: SkillTurn, notes: tuple[str, ...], before: str, gesture: str | None = None) -> Answer:
        right, asked, row, level, *last = notes
        rolled = chance(turn, f"tables {asked}")
        most = _EASY if level == "easy" else _MOST
        pairs = [(a, b) for a in range(_LEAST, most + 1) for b in range(_LEAST, _MOST + 1)]
        pairs = [(int(row), b) for b in range(_LEAST, _MOST + 1)] if row != "0" else pairs
        a, b = rolled.choice([pair for pair in pairs if [str(n) for n in pair] != last])
        text = self._table.say("tables_ask", a=a, b=b)
        after = (right, str(int(asked) + 1), row, level, str(a), str(b))
        return self._table.on(self.name, f"{before} {text}".strip(), after, gesture)
