"""A quiz made from what the packs state, as of the day: sentences with a gap, and who holds what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from companion.answering.base import Answer, Decline, SkillTurn
from companion.answering.play.game import Table, chance, is_question, letters_of, not_mine, said_words
from companion.answering.play.riddles import sounds_like
from companion.knowledge import tenures
from companion.knowledge.days import Day
from companion.knowledge.statement import Source, Statement
from companion.knowledge.tenures import Certainty
from companion.knowledge.values import Money, Quantity, Reference, Text
from companion.language.cloze import GAP, with_gap
from companion.language.initials import initial_names
from companion.language.terms import WHY

_FIRST: Final = 2
"""Where in the notes the ids begin."""
_LONGEST: Final = 12
"""Letters of an answer that can be guessed."""
_CHOICES: Final = 3
_NAMED: Final = 2
"""Letters of a name that says what a question is about."""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question of the quiz.

    Attributes:
        text: as it is asked, without choices.
        answer: as it is told.
        names: everything that counts as the answer.
        entity: the entity that is the answer, None where it is none.
        choices: what is offered, the answer among them; none where it is asked freely.
        source: what it rests on.
    """

    text: str
    answer: str
    names: tuple[str, ...]
    entity: str | None
    choices: tuple[str, ...]
    source: Source


class Quiz:
    """The notes are how many were right, how many were asked, and the ids of what was asked, the present one last."""

    name = "quiz"

    def __init__(self, table: Table) -> None:
        self._table = table
        self._base = table.library.base
        self._made: dict[date, Mapping[str, QuizQuestion]] = {}

    def begin(self, turn: SkillTurn) -> Answer | Decline:
        """Ask the first."""
        return self._ask(turn, ("0", "0"), self._table.vary("quiz_begin", turn))

    def hear(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer | Decline:
        """Judge an answer; hint, pass, score and the end."""
        table, question = self._table, self.questions(turn.as_of).get(notes[-1])
        if question is None:
            return not_mine()
        if table.steers("stop", turn):
            return table.over(f"{self._score(notes)} {table.say('last_answer', answer=question.answer)}")
        if table.steers("hint", turn):
            return self._hint(question, notes)
        if turn.analysis.reading.question(WHY):
            return self.objected(turn, notes)  # «왜 그게 답이야?» asks for no answer that was not told yet
        if any(table.steers(cue, turn) for cue in ("reveal", "concede", "pass", "more")):
            return self._ask(turn, notes, table.say("quiz_answer", answer=question.answer))
        if table.steers("repeat", turn):
            return self.go_on(turn, notes)
        return self._judge(turn, notes, question)

    def objected(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Say where the last answer is from, and ask the present question again."""
        before = self.questions(turn.as_of).get(notes[-2]) if len(notes) > _FIRST + 1 else None
        told = self._table.say("quiz_why", answer=before.answer) if before else self._table.say("quiz_not_told")
        return self._on(f"{told} {self.go_on(turn, notes).text}", notes)

    def tally(self, notes: tuple[str, ...]) -> str:
        """How many were right."""
        return self._table.tally(int(notes[0]), max(int(notes[1]) - 1, int(notes[0])))

    def go_on(self, turn: SkillTurn, notes: tuple[str, ...]) -> Answer:
        """Ask the present one again."""
        question = self.questions(turn.as_of).get(notes[-1])
        if question is None:
            return self._table.over(self._score(notes))
        return self._on(self._worded(question), notes)

    def questions(self, as_of: date) -> Mapping[str, QuizQuestion]:
        """All questions that can be asked on a day, by id."""
        if as_of not in self._made:
            made = dict((*self._of_holders(as_of), *self._of_facts(as_of)))
            asked = Counter(question.text for question in made.values())
            self._made = {as_of: {id: question for id, question in made.items() if asked[question.text] == 1}}
        return self._made[as_of]

    # Making questions

    def _of_holders(self, as_of: date) -> Iterator[tuple[str, QuizQuestion]]:
        for succession in self._base.successions.values():
            now = [s for s in tenures.current(succession, as_of) if s.certainty in (Certainty.SURE, Certainty.PRESUMED)]
            holder = self._base.entities.get(now[0].tenure.holder) if len(now) == 1 else None
            if holder is not None and now[0].tenure.acting is None:
                text = self._table.say("quiz_holder", office=succession.name_on(as_of))
                source = now[0].tenure.cite(as_of)
                yield succession.id, QuizQuestion(text, holder.short, holder.names, holder.id, (), source)

    def _of_facts(self, as_of: date) -> Iterator[tuple[str, QuizQuestion]]:
        told = [
            fact
            for fact in self._base.facts
            if fact.visible(as_of) and fact.holds(as_of) and fact.confidence == "high" and len(fact.values) == 1
        ]
        for fact in told:
            made = self._of_fact(fact, told, as_of)
            if made is not None:
                yield fact.id, made

    def _of_fact(self, fact: Statement, others: list[Statement], as_of: date) -> QuizQuestion | None:
        (value,), (written,) = fact.values, self._base.written(fact)
        # What is offered to choose from are values of the same kind that something else has.
        like = sorted({self._base.written(o)[0] for o in others if _alike(o.value, value)} - {written})
        choices: list[str] = []
        names: tuple[str, ...] = (written,)
        if isinstance(value, Reference):
            kind, names = "quiz_who", self._base.entities[value.entity].names
        elif isinstance(value, Text) and len(written) <= _LONGEST:
            kind = "quiz_what"
        elif isinstance(value, Day | Money | Quantity) and len(like) >= _CHOICES - 1:
            kind = "quiz_when" if isinstance(value, Day) else "quiz_much"
            choices = sorted([*_spread(like, fact.id), written], key=letters_of)
        else:
            return None
        gap = with_gap(self._table.library.teller.sentence(fact), written)
        subject = self._base.entities.get(fact.subject)
        given_away = gap is None or any(letters_of(name) in letters_of(gap) for name in names)
        if gap is None or given_away or subject is None or f"({GAP})" in gap or not self._is_about_something(gap):
            return None
        if subject.name not in gap:  # «업무협약은 땡땡땡에 체결됐어요» is asked after it was said of which one
            if any(letters_of(name) in letters_of(subject.name) for name in names):
                return None
            gap = self._table.say("quiz_about", subject=subject.name, sentence=gap)
        text = self._table.say(kind, sentence=gap)
        entity = value.entity if isinstance(value, Reference) else None
        return QuizQuestion(text, written, names, entity, tuple(choices), fact.cite(as_of))

    def _is_about_something(self, sentence: str) -> bool:
        """Whether it names what it is about, unlike «땡땡땡에서 걸어서 15분쯤 걸려요»."""
        return any(len(name) >= _NAMED and name in sentence for e in self._base.entities.values() for name in e.names)

    # Playing

    def _judge(self, turn: SkillTurn, notes: tuple[str, ...], question: QuizQuestion) -> Answer | Decline:
        named = {mention.id for mention in turn.analysis.mentions}
        said = said_words(turn)
        right = question.entity in named or bool(said and sounds_like(said, *question.names))
        if question.choices:
            choice = self._choice(turn, question)
            right = choice == question.answer
            if choice is None and not said:
                return not_mine()
        elif not right and (not said or is_question(turn)):
            return not_mine()
        if not right:
            return self._on(self._table.vary("wrong", turn), notes)
        scored = (str(int(notes[0]) + 1), *notes[1:])
        praise = self._table.vary("right", turn)
        return self._ask(turn, scored, f"{praise} {self._table.say('quiz_answer', answer=question.answer)}", "cheer")

    def _choice(self, turn: SkillTurn, question: QuizQuestion) -> str | None:
        """The choice that was named, by its number or by its words."""
        numbers = [number.value for number in turn.analysis.numbers]
        if len(numbers) == 1 and 1 <= numbers[0] <= len(question.choices):
            return question.choices[numbers[0] - 1]
        said = letters_of(turn.analysis.text)
        found = [choice for choice in question.choices if letters_of(choice) in said]
        return max(found, key=len, default=None)

    def _ask(self, turn: SkillTurn, notes: tuple[str, ...], before: str, gesture: str | None = None) -> Answer:
        asked = notes[2:]
        made = self.questions(turn.as_of)
        left = [id for id in made if id not in asked]
        left = [id for id in left if made[id].choices or made[id].entity] or left  # what can be guessed goes first
        if not left:
            return self._table.over(
                f"{before} {self._score(notes)}" if asked else self._table.say("quiz_none"), gesture
            )
        id = chance(turn, "quiz").choice(left)
        question = made[id]
        return self._on(f"{before} {self._worded(question)}", (notes[0], str(int(notes[1]) + 1), *asked, id), gesture)

    def _worded(self, question: QuizQuestion) -> str:
        if not question.choices:
            return question.text
        offered = [self._table.say("quiz_choice", n=n, choice=c) for n, c in enumerate(question.choices, 1)]
        return f"{question.text} {', '.join(offered)}."

    def _hint(self, question: QuizQuestion, notes: tuple[str, ...]) -> Answer:
        if not question.choices:
            return self._on(self._table.say("hint_letters", letters=initial_names(question.answer)), notes)
        wrong = next(choice for choice in question.choices if choice != question.answer)
        return self._on(self._table.say("hint_not", choice=wrong), notes)

    def _score(self, notes: tuple[str, ...]) -> str:
        right, asked = int(notes[0]), max(int(notes[1]) - 1, 0)
        if asked < right:
            asked = right
        if not asked:
            return self._table.say("stopped")
        return self._table.say("quiz_score" if right else "quiz_score_none", asked=asked, right=right)

    def _on(self, text: str, notes: tuple[str, ...], gesture: str | None = None) -> Answer:
        return self._table.on(self.name, text, notes, gesture)


def _alike(one: object, other: object) -> bool:
    """Whether two values are of a kind: days, amounts, or numbers of one unit."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.unit == other.unit
    return type(one) is type(other)


def _spread(choices: list[str], salt: str) -> list[str]:
    """Two of them, always the same for one question."""
    start = sum(map(ord, salt)) % len(choices)
    return [choices[start], choices[(start + 1) % len(choices)]]
