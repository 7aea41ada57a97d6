"""Riddles to be guessed, and jokes to be told one after the other."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, Decline, Open, SkillTurn
from companion.answering.games import RiddleRow
from companion.answering.news import content
from companion.answering.play.game import (
    MEANT,
    SKILL,
    Table,
    chance,
    is_question,
    letters_of,
    not_mine,
    said_words,
)
from companion.base import patterns as re
from companion.language.game_talk import asks_to_guess, finds_it, offers_to_pose, poses_sum, wants_one_more
from companion.language.initials import initial_names
from companion.language.short_answers import GUESS_ENDING, put_as_question
from companion.language.sound import required_similarity, similarity
from companion.language.stances import of_speaker, to_robot
from companion.language.terms import WHEN, WHICH, WHY

_FIRST: Final = 2
"""Where in the notes the riddles begin."""
_NO_RIDDLE: Final = (*WHICH, *WHEN)
"""Question words by which one of several, or a day, is asked for: no riddle has them."""
_KNOWN: Final = 0.6
"""How much of a riddle's words, and of what is said, must be the same for it to be the one."""


def sounds_like(said: str, *names: str) -> bool:
    """Whether something said is one of several names, by its letters or as it is heard."""
    heard = letters_of(said)
    return any(
        heard == letters or (len(letters) > 1 and similarity(heard, letters) >= required_similarity(letters))
        for letters in map(letters_of, names)
    )


class Riddles:
    """The notes are how many were right, how hard they are to be, the numbers of those asked."""

    name = "riddle"

    def __init__(self, table: Table) -> None:
        self._table = table
        self._riddles = table.library.games.riddles
        self._words = [(set(content(riddle.ask)), riddle) for riddle in self._riddles]

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Ask one."""
        return self._ask(turn, ("0", self._table.level(turn)), "riddle_begin") if self._riddles else Decline("", 0)

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Judge a guess, or give a hint, the answer, another one."""
        table, riddle = self._table, self._riddles[int(notes[-1])]
        if table.steers("stop", turn):
            return table.over(f"{table.vary('stopped', turn)} {table.say('last_answer', answer=riddle.answer)}")
        if table.steers("hint", turn):
            return self._on(self._hint(turn, riddle.answer), notes)
        if wants_one_more(turn.interpretation.utterance.text):
            return self._ask(turn, notes, "riddle_next")
        if turn.analysis.reading.question(WHY):
            return self.objected(turn, notes)
        level = table.level(turn)
        if level:  # «쉬운 걸로 바꿔 줘»
            return self._ask(turn, (notes[0], level, *notes[2:]), "riddle_next")
        if table.steers("reveal", turn) or table.steers("concede", turn):
            return self._ask(turn, notes, "riddle_next", table.say("riddle_answer", **_told(riddle)))
        if table.steers("more", turn) or table.steers("pass", turn):
            return self._ask(turn, notes, "riddle_next")
        if table.steers("repeat", turn):
            return self.go_on(turn, notes)
        guess = said_words(turn) or put_as_question(turn.analysis.reading)
        if not guess or is_question(turn):
            return not_mine()
        if any(sounds_like(word, riddle.answer, *riddle.also) for word in (guess, guess.split()[-1])):
            right = table.vary("right", turn) + " " + table.say("riddle_answer", **_told(riddle))
            return self._ask(turn, (str(int(notes[0]) + 1), *notes[1:]), "riddle_next", right, "cheer")
        return self._on(table.vary("wrong", turn), notes)

    def _hint(self, turn: SkillTurn, answer: str) -> str:
        """The first sounds; after them, «힌트 하나만 더», how long it is, and how it begins where it is longer."""
        first = self._table.say("hint_letters", letters=initial_names(answer))
        if turn.last is None or turn.last.text != first:
            return first
        name = "hint_begins" if len(answer) > 1 else "hint_length"
        return self._table.say(name, length=len(answer), begins=answer[0])

    def explained(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """«그게 뭐야», of the answer that was told."""
        return self.objected(turn, notes)

    def objected(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Say what makes the last answer one."""
        told = self._riddles[int(notes[-2])] if len(notes) > _FIRST + 1 else None
        if told is None:
            return self._on(self._table.say("riddle_stands"), notes)
        name = "riddle_why" if told.why else "riddle_no_why"
        return self._on(self._table.say(name, answer=told.answer, why=told.why or ""), notes)

    def tally(self, notes: tuple[str, ...]) -> str:
        """How many were right."""
        return self._table.tally(int(notes[0]), len(notes) - _FIRST - 1)

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Ask it again."""
        return self._on(self._riddles[int(notes[-1])].ask, notes)

    def answered(self, turn: SkillTurn, notes: tuple[str, ...] = ()) -> Answer | None:
        """The answer to a riddle put to the robot: «왕이 넘어지면 뭐게?»; None where it knows no such.

        Args:
            turn: the turn.
            notes: of a game that goes on; what the robot asked in it is not asked back.
        """
        text = turn.interpretation.utterance.text
        if not (turn.analysis.reading.asks_what or "?" in text):
            return None
        if any(t.kind == "question" and t.lemma in _NO_RIDDLE for t in turn.analysis.reading.terms):
            return None  # «어느 지역에서 눈이 가장 많이 옵니까?»
        *_, asked = re.split(r"[.!?]\s+", text.strip())  # «내가 낼게. 아침엔 네 발 …»
        said = set(content(asked))
        # «배는 안 고픈데 가볍게 먹을 거 없어?» holds words of a riddle and is none: both must be about the same.
        known = [
            (len(said & words) / max(len(words), len(said)), riddle)
            for number, (words, riddle) in enumerate(self._words)
            if len(said & words) > 1 and str(number) not in notes[_FIRST:]
        ]
        share, riddle = max(known, key=lambda one: one[0], default=(0.0, None))
        if riddle is None or share < _KNOWN:
            return None
        text = self._table.say("riddle_known", answer=riddle.answer)
        return Answer(f"{text} {riddle.why or ''}".strip(), gesture="happy")

    def _ask(
        self, turn: SkillTurn, notes: tuple[str, ...], sentence: str, before: str = "", gesture: str | None = None
    ) -> Answer:
        left = [number for number in range(len(self._riddles)) if str(number) not in notes[_FIRST:]]
        level = notes[1]
        left = [number for number in left if not level or self._riddles[number].easy == (level == "easy")] or left
        if not left:
            return self._table.over(f"{before} {self._table.say('riddles_over')}".strip(), gesture)
        number = chance(turn, "riddle").choice(left)
        asked = self._table.say(sentence, riddle=self._riddles[number].ask)
        return self._on(f"{before} {asked}".strip(), (*notes, str(number)), gesture)

    def _on(self, text: str, notes: tuple[str, ...], gesture: str | None = None) -> Answer:
        return self._table.on(self.name, text, notes, gesture)


def _told(riddle: RiddleRow) -> dict[str, object]:
    return {"answer": riddle.answer, "why": riddle.why or ""}


class Posed:
    """A riddle that the player puts to the robot: «이번엔 내가 낼게», «… 뭐게?», «정답은 …»; noted when told."""

    name = "posed"

    def __init__(self, table: Table, riddles: Riddles) -> None:
        self._table, self._riddles = table, riddles

    def takes_turn(self, turn: SkillTurn) -> bool:
        """Whether the player wants to be the one who asks; a sum that is asked is worked out, and no riddle."""
        return offers_to_pose(turn.analysis.text) and not poses_sum(turn.analysis.text)

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Guess what is asked; wait for it where nothing is yet."""
        if not asks_to_guess(turn.analysis.text):
            return self._on(self._table.say("posed_wait"))
        known = self._riddles.answered(turn)
        return self._on(self._table.say("posed_unknown") if known is None else known.text)

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """The riddle, or what the player says its answer is."""
        table = self._table
        if table.steers("stop", turn):
            return table.over(table.vary("stopped", turn))
        if self.takes_turn(turn) or self._is_riddle(turn):
            return self.begin(turn)
        answer = said_words(turn)
        if notes or not answer or is_question(turn):
            return not_mine()
        return table.on(self.name, table.say("posed_told", answer=answer), (answer,), "happy")

    def _is_riddle(self, turn: SkillTurn) -> bool:
        """Whether it is put to be guessed, and no question to the robot, about the speakers, or for another skill."""
        text, reading, best = turn.analysis.text, turn.analysis.reading, turn.interpretation.best
        if text.rstrip(" ?!.~").endswith(GUESS_ENDING) or self._riddles.answered(turn) is not None:
            return True
        if to_robot(reading) or of_speaker(reading) or poses_sum(text) or turn.analysis.mentions:
            return False
        another = best.skill != SKILL and best.probability >= MEANT
        return asks_to_guess(text) and not another

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Ask for the answer."""
        return self._on(self._table.say("posed_unknown"))

    def _on(self, text: str) -> Answer:
        return self._table.on(self.name, text, ())


class Jokes:
    """The notes are the numbers of the jokes told."""

    name = "joke"

    def __init__(self, table: Table) -> None:
        self._table = table
        self._jokes = table.library.games.jokes

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Tell one; where one was told before, another."""
        before = turn.left or turn.open
        notes = before.notes if before is not None and before.about == self.name else ()
        return self._tell(turn, notes) if self._jokes else Decline("", 0)

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Another one, if that is wanted; anything else is said to somebody else."""
        text, best = turn.interpretation.utterance.text, turn.interpretation.best
        skill, _, meant = best.intent.partition(".")
        if skill == SKILL and best.probability >= MEANT and meant not in (self.name, "pass"):
            return not_mine()  # «문제 하나 내 봐»
        more = wants_one_more(text)  # asked outright, whatever is said of the last one
        found = finds_it(turn.analysis.reading) if notes and not more else None
        if found is not None:
            told = self._table.vary(f"joke_{found}", turn)
            return Answer(told, gesture="happy", open=Open(SKILL, self.name, notes))
        if more or (self._table.steers("more", turn) and not is_question(turn)):
            return self._tell(turn, notes)
        return not_mine()

    def explained(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """«그게 뭐야»: that it plays on words."""
        told = self._jokes[int(notes[-1])] if notes else ""
        return Answer(self._table.say("joke_why", joke=told), open=Open(SKILL, self.name, notes))

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Another one."""
        return self._tell(turn, notes)

    def _tell(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        left = [number for number in range(len(self._jokes)) if str(number) not in notes]
        if not left:
            return Answer(self._table.say("jokes_over"))
        number = chance(turn, "joke").choice(left)
        return Answer(self._jokes[number], gesture="happy", open=Open(SKILL, self.name, (*notes, str(number))))
