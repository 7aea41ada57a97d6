"""What all games share: a game is a pure function of the turn and of the few words it noted in `Open`."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from companion.answering.base import Answer, Decline, Library, Open, SkillTurn
from companion.answering.sayings import cued, cued_term, say, vary
from companion.language.cues import says_term
from companion.language.game_talk import Level, concedes, denies_such, gives_up, wanted_level
from companion.language.short_answers import GUESS_ENDING, after_announcement, answered_word, declines, suggests
from companion.language.stances import of_speaker, to_robot
from companion.language.terms import WHY, Term

SKILL: Final = "play"
_NOT_MINE: Final = Decline("", 0)


class Game(Protocol):
    """One game. Its notes are all it remembers; the same turn and notes give the same answer."""

    name: str

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Somebody wants to play it."""
        ...

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """The next utterance while it goes on; whatever is no move of the game is declined."""
        ...

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Somebody comes back to it."""
        ...


@runtime_checkable
class Disputable(Protocol):
    """A game that has more to say to «무효», «반칙이야», «그런 말이 어디 있어» than that it plays fair."""

    def objected(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Take it back, or say why it is right."""
        ...


@runtime_checkable
class Scored(Protocol):
    """A game in which something is counted."""

    def tally(self, notes: tuple[str, ...]) -> str:
        """How it stands, "" where nothing was counted yet."""
        ...


@runtime_checkable
class Explaining(Protocol):
    """A game that can say what its last words mean: «그게 뭐야»."""

    def explained(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """What it means, or why it is so."""
        ...


MEANT: Final = 0.6
"""Probability from which phrases say that a game is steered, whatever the words."""
_WHO_PLAYS: Final = "attribute"
"""Kind of the names that say for whom something is: children."""
_BRIEF: Final = 5
"""Terms that a sentence has at most which only steers a game."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a game is played with: the library, and the words that steer any game."""

    library: Library

    def say(self, name: str, /, **values: object) -> str:
        """A sentence of the packs."""
        return say(self.library.sentences, name, **values)

    def vary(self, name: str, turn: SkillTurn, /, **values: object) -> str:
        """One of several such sentences."""
        return vary(self.library.sentences, name, turn.variety, **values)

    def steers(self, name: str, turn: SkillTurn) -> bool:
        """Whether somebody says just that («그만», «어렵다. 힌트 줘»), and nothing else besides."""
        reading = turn.analysis.reading
        if name == "concede" and concedes(reading):
            return True
        if name == "concede" and to_robot(reading):
            return False  # «너 일부러 졌지»
        if name == "concede" and gives_up(turn.interpretation.utterance.text):
            return True
        short = [part for part in reading.sentences() if len(part) <= _BRIEF]
        if name == "stop" and any(self._declines(reading.terms[at]) for part in short for at in part):
            return True  # «이제 안 할래»
        best = turn.interpretation.best
        named_beside = any(m.kind != _WHO_PLAYS for m in turn.analysis.mentions)  # «애들이 모르겠대, 힌트 좀»
        if name == "hint" and cued(self.library.sentences, name, reading) and not named_beside:
            return True
        if not turn.analysis.mentions and best.intent == f"{SKILL}.{name}" and best.probability >= MEANT:
            return True
        # «됐다 이제 그만하자 허리 아프다»: one of the sentences is enough.
        words = self.library.sentences.cues.get(name, ())
        named = [reading.terms[at] for part in short for at in part]
        if name == "concede":  # «아 뭐야 어려운 거 하네» is a remark
            named = [t for t in named if t.form is None or not t.form.modifies]
        said = any(says_term(term, words) for term in named)
        return said and not turn.analysis.mentions

    def objects(self, turn: SkillTurn) -> bool:
        """Whether somebody finds it unfair or wrong: «무효야», «너 반칙했지», «그런 말이 어디 있어»."""
        reading = turn.analysis.reading
        shown = [v for v in reading.verbs if cued_term(self.library.sentences, "shows", v)]
        late = cued(self.library.sentences, "late", reading)
        if late and any(v.form is not None and v.form.past for v in shown):
            return True  # «너 나중에 냈지»
        return cued(self.library.sentences, "objects", reading) or denies_such(reading)

    def asks_tally(self, turn: SkillTurn) -> bool:
        """Whether somebody asks how it stands: «누가 더 많이 이겼어», «몇 번 남았어», «점수는?»."""
        reading, sentences = turn.analysis.reading, self.library.sentences
        best = turn.interpretation.best
        if best.intent == f"{SKILL}.score" and best.probability >= MEANT:
            return True
        verbs = sentences.cues.get("counts", ())
        parts = [[reading.terms[at] for at in part] for part in reading.sentences()]
        counted = [part for part in parts if any(says_term(term, verbs) for term in part)]
        if reading.question(WHY):
            return False  # «왜 틀렸어»
        return any(term.kind == "question" for part in counted for term in part) or (
            len(reading.terms) <= _BRIEF and cued(sentences, "score", reading)
        )

    def level(self, turn: SkillTurn) -> Level:
        """How hard it is to be, by what is said or for whom it is."""
        cues, reading = self.library.sentences.cues, turn.analysis.reading
        said = wanted_level(reading, cues.get("easy", ()), cues.get("hard", ()))
        asked = not turn.intent.waiting or any(map(suggests, reading.verbs))  # «아이가 대답한대요. 사과!» is a guess
        return said or ("easy" if asked and cued(self.library.sentences, "young", reading) else "")

    def tally(self, right: int, asked: int) -> str:
        """How many of some questions were right."""
        if not asked:
            return self.say("score_none_yet")
        return self.say("quiz_score" if right else "quiz_score_none", asked=asked, right=right)

    def _declines(self, verb: Term) -> bool:
        return declines(verb) and cued_term(self.library.sentences, "gives", verb)

    def is_thought_of(self, turn: SkillTurn) -> bool:
        """«내가 하나 생각했다, 네가 물어봐», «숫자 하나 골랐어, 뭐게»: the robot is to guess."""
        reading, sentences = turn.analysis.reading, self.library.sentences
        thought = [v for v in reading.verbs if cued_term(sentences, "thinks", v) and v.form is not None and v.form.past]
        asked = [
            v for v in reading.verbs if cued_term(sentences, "guesses", v) and v.form is not None and v.form.requests
        ]
        return (
            of_speaker(reading)
            and bool(thought)
            and (bool(asked) or reading.text.rstrip(" ?!.~").endswith(GUESS_ENDING))
        )

    def over(self, text: str, gesture: str | None = None) -> Answer:
        """The last words of a game."""
        return Answer(text, gesture=gesture)

    def on(self, game: str, text: str, notes: tuple[str, ...], gesture: str | None = None) -> Answer:
        """A move after which the game goes on."""
        return Answer(text, gesture=gesture, open=Open(SKILL, game, notes, lasting=True))


def chance(turn: SkillTurn, salt: str = "") -> random.Random:
    """Chance that the turn decides, so that answering it twice gives one answer."""
    return random.Random(f"{turn.now:%Y-%m-%d %H}/{turn.variety}/{salt}")


def is_question(turn: SkillTurn) -> bool:
    """Whether something else is asked: with a question word, or by a verb that asks for more than «뭐야»."""
    return any(term.kind == "question" for term in turn.analysis.reading.terms)


def said_words(turn: SkillTurn) -> str:
    """What is named by an utterance that says little else but who answers: «막내가 대답한대요. 양말!»."""
    return answered_word(after_announcement(turn.analysis.reading))


def letters_of(text: str) -> str:
    """Letters and digits only, for comparing answers."""
    return re.sub(r"[^\w]", "", text).lower()


def not_mine() -> Decline:
    """It is no move of the game."""
    return _NOT_MINE
