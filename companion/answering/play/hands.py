"""가위바위보: the robot's hand is chosen before the player's is heard."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.games import HandRow
from companion.answering.play.game import Table, chance, is_question, not_mine
from companion.answering.sayings import cued_term
from companion.language.short_answers import bare_word, shown_hand

_FEW: Final = 5
"""Terms of an utterance that shows a hand and says hardly more."""


class Hands:
    """The notes are the robot's next hand, the rounds the player won, those the robot won, and how the last ended."""

    name = "hands"

    def __init__(self, table: Table) -> None:
        self._table = table
        self._hands = table.library.games.hands
        self._by_word = {word: hand for hand in self._hands for word in (hand.name, *hand.words)}

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Choose a hand and ask for one."""
        if not self._hands:
            return Decline("", 0)
        notes = (self._choose(turn), "0", "0", "")
        first = self._by_word.get(self._said_last(turn))
        if first is not None:  # «가위바위보 하자, 내가 먼저 낼게, 보»
            return self._compared(turn, notes, first)
        return self._on(self._table.vary("hands_begin", turn), notes)

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Compare hands."""
        table = self._table
        won, lost = int(notes[1]), int(notes[2])
        theirs = self._shown(turn)
        if theirs is None:
            if table.steers("stop", turn) or table.steers("concede", turn):
                text = self._score(won, lost)
                return table.over(f"{text} {table.vary('stopped', turn)}".strip())
            if table.steers("again", turn) or table.steers("more", turn):
                return self.go_on(turn, notes)
            return not_mine()
        return self._compared(turn, notes, theirs)

    def _compared(self, turn: SkillTurn, notes: tuple[str, ...], theirs: HandRow) -> Answer:
        """Who wins."""
        mine, won, lost = notes[0], int(notes[1]), int(notes[2])
        own = self._by_word[mine]
        if theirs.name == own.name:
            outcome = "hands_even"
        elif theirs.beats == own.name:
            outcome, won = "hands_won", won + 1
        else:
            outcome, lost = "hands_lost", lost + 1
        text = self._table.say(outcome, hand=own.name)
        notes = (self._choose(turn), str(won), str(lost), outcome.removeprefix("hands_"))
        return self._on(text, notes, "cheer" if outcome == "hands_won" else None)

    def ended(self, claimed: str, notes: tuple[str, ...]) -> Answer | None:
        """«내가 이겼지?»: how the last round ended, and whether that is what is claimed."""
        last = notes[3] if len(notes) > _FEW - 2 else ""
        if not last:
            return None
        name = f"hands_ended_{last}"
        yes = "" if claimed == "who" else "hands_right" if claimed == last else "hands_no"
        said = self._table.say(name)
        return self._on(f"{self._table.say(yes)} {said}" if yes else said, notes)

    def objected(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """It had chosen before; another round."""
        return self._on(self._table.say("hands_fair"), (self._choose(turn), *notes[1:]))

    def tally(self, notes: tuple[str, ...]) -> str:
        """Who won how often."""
        return self._score(int(notes[1]), int(notes[2])) or self._table.say("score_none_yet")

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Ask for a hand again."""
        return self._on(self._table.vary("hands_begin", turn), notes)

    def _shown(self, turn: SkillTurn) -> HandRow | None:
        """The hand that was shown last in an utterance that says hardly more («가위바위보, 보!», «가위 낼게»)."""
        if is_question(turn):
            return None
        terms = turn.analysis.reading.terms
        sentences = self._table.library.sentences
        others = [verb for verb in turn.analysis.reading.verbs if not cued_term(sentences, "shows", verb)]
        shown = [self._by_word[t.text] for t in terms if t.form is None and t.text in self._by_word]
        if others or len(terms) > _FEW:
            shown = []
        whole = self._by_word.get(bare_word(turn.analysis.text))
        return whole or (shown[-1] if shown else None)

    def _score(self, won: int, lost: int) -> str:
        kind = "hands_score" if won and lost else "hands_all_won" if won else "hands_all_lost"
        return self._table.say(kind, won=won, lost=lost) if won + lost else ""

    def _said_last(self, turn: SkillTurn) -> str:
        """The word that stands alone behind the request, or before a verb of showing («나 보 냈다»)."""
        verb, text = turn.analysis.reading.main, turn.analysis.text
        shown = shown_hand(turn.interpretation.utterance.text)
        if shown in self._by_word:
            return shown
        *before, last = ("", *text.split())
        return bare_word(last) if len(before) > 2 and verb is not None else ""

    def _choose(self, turn: SkillTurn) -> str:
        return chance(turn, "hand").choice(self._hands).name

    def _on(self, text: str, notes: tuple[str, ...], gesture: str | None = None) -> Answer:
        return self._table.on(self.name, text, notes, gesture)
