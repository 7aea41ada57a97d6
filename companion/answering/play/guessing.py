"""스무고개 the other way round: somebody thinks of something, and the robot asks until one thing is left."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.games import ThingRow
from companion.answering.play.game import Table, is_question, not_mine
from companion.answering.sayings import cued
from companion.language.terms import Term

_MOST: Final = 20
_YES, _NO, _THING = "+", "-", "="
"""What a note begins with: a trait that it has, that it lacks, a thing that it is not (`-=`)."""


class Guessing:
    """The notes are what was asked last, how often, and what is known."""

    name = "guess"

    def __init__(self, table: Table) -> None:
        self._table = table
        games = table.library.games
        self._things = games.things
        self._asks = {trait.id: trait.ask for trait in games.traits if trait.ask}
        self._traits = {word: trait.id for trait in games.traits for word in trait.words}

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Ask the first question."""
        return self._next(("", "0"), self._table.say("guess_begin")) if self._things else Decline("", 0)

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Take yes, no and whatever else is told of it, and ask on."""
        table = self._table
        if table.steers("stop", turn):
            return table.over(table.vary("stopped", turn))
        asked, count, *known = notes
        said = self._told(turn)
        no = cued(table.library.sentences, "no", turn.analysis.reading)
        yes = not no and cued(table.library.sentences, "yes", turn.analysis.reading)
        if (is_question(turn) and not (yes and asked.startswith(_THING))) or not (said or yes or no):
            return not_mine()
        if asked.startswith(_THING):
            if yes:
                return table.over(table.say("guess_won", n=int(count)), "cheer")
            known.append(f"{_NO}{asked}")
        elif (yes or no) and not said:
            known.append(f"{_YES if yes else _NO}{asked}")
        return self._next(("", count, *known, *said))

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Ask it again."""
        return self._next(("", *notes[1:]))

    def _told(self, turn: SkillTurn) -> list[str]:
        """What is told of it beside yes and no: «다리는 네 개고 집에서 키워», «사람은 아니야»."""
        terms = turn.analysis.reading.terms
        found: dict[str, str] = {}
        for at, term in enumerate(terms):
            trait = self._traits.get(term.lemma)
            if trait is not None:
                found[trait] = _NO if _denied(terms[at:]) else _YES
        return [f"{sign}{trait}" for trait, sign in found.items()]

    def _next(self, notes: tuple[str, ...], before: str = "") -> Answer:
        _, count, *known = notes
        left = [thing for thing in self._things if all(_fits(thing, one) for one in known)]
        if not left or int(count) >= _MOST:
            return self._table.over(self._table.say("guess_lost"))
        splits = {t: sum(t in thing.traits for thing in left) for t in self._asks if f"{_YES}{t}" not in known}
        splits = {t: n for t, n in splits.items() if 0 < n < len(left)}
        number = str(int(count) + 1)
        if len(left) <= 2 or not splits:
            text, asked = self._table.say("guess_thing", thing=left[0].name), f"{_THING}{left[0].name}"
        else:
            asked = min(splits, key=lambda trait: abs(2 * splits[trait] - len(left)))
            text = self._asks[asked]
        return self._table.on(self.name, f"{before} {text}".strip(), (asked, number, *known))


def _denied(terms: tuple[Term, ...]) -> bool:
    verb = next((term for term in terms if term.form is not None), None)
    return verb is not None and verb.form is not None and verb.form.negated


def _fits(thing: ThingRow, known: str) -> bool:
    sign, what = known[0], known[1:]
    has = what == f"{_THING}{thing.name}" if what.startswith(_THING) else what in thing.traits
    return has == (sign == _YES)
