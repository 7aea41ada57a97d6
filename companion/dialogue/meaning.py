"""The ways in which an utterance can be meant after what was said, and the first of them that somebody can answer.

As it stands; with names for its pointers; with a name for who or what it only describes; or said of the topic before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from companion.answering.base import Answer, Attempt, Focus, Skill, SkillTurn
from companion.answering.tenure_question import HOLDER
from companion.dialogue.router import Routed, route
from companion.knowledge.base import KnowledgeBase
from companion.language.dates import find_times, format_date
from companion.language.pointing import as_exact, until_today
from companion.language.terms import UNTIL
from companion.understanding.descriptions import Description, Nouns, days_in, description_in
from companion.understanding.discourse import Pointer, References, Referent, spoken_after
from companion.understanding.ellipsis import in_place_of, named_alone
from companion.understanding.types import Interpretation, Mention

Reread = Callable[[str, date, datetime], Interpretation]
"""What a text means, on a day and at a time."""
_RELATIVE: Final = ("before", "after", "first", "last", "ex", "next", "now")
"""Cues that say who by another one, or by time."""


def nouns_of(base: KnowledgeBase, cues: Mapping[str, Iterable[str]]) -> Nouns:
    """The nouns that descriptions are made of, from the words of the packs."""
    held = {type for relation in base.vocabulary.relations.values() if relation.one_at_a_time for type in relation.of}
    return Nouns(
        persons=frozenset(cues.get("persons", ())),
        # «자리» is what is held, and not somewhere to ask for.
        kinds=frozenset(n for kind in base.vocabulary.types.values() if kind.id not in held for n in kind.nouns),
        relative=frozenset(word for cue in _RELATIVE for word in cues.get(cue, ())),
        generic=frozenset(cues.get("generic", ())),
    )


@dataclass(frozen=True, slots=True)
class Meanings:
    """Finds who can answer an utterance, and what it means then.

    Attributes:
        base: what is known.
        references: finds what pointers mean.
        nouns: what descriptions are made of.
        skills: by name.
        reject_below: probability under which an intent is not believed.
        robot: id of the robot itself.
        read: reads an utterance again, in other words.
    """

    base: KnowledgeBase
    references: References
    nouns: Nouns
    skills: Mapping[str, Skill]
    reject_below: float
    robot: str | None
    read: Reread

    def routed(self, turn: SkillTurn, spoken: tuple[Referent, ...], number: int) -> tuple[SkillTurn, Routed]:
        """The first way to take an utterance that somebody can answer.

        A pointer to what another skill told is replaced first: nobody else knows what it means.

        Args:
            turn: the utterance.
            spoken: what was spoken of.
            number: of the turn.
        """
        again = self._same_of_another(turn)
        if again is not None and again[1].answered:
            return again
        pointers = self.references.pointers(turn.analysis, spoken, number) if turn.open is None else ()
        crossing = any(_crosses(pointer, turn.focus) for pointer in pointers)
        plain = None if crossing else self._route(turn)
        if plain is not None and plain[1].answered and _is_owned(plain[1], pointers):
            return plain
        text = self.references.rewritten(turn.analysis.text, pointers) if pointers else None
        if text is not None:
            named = self._route(self._said(turn, text))
            # Where the pointer could mean nothing else, that something is not known of it is the answer.
            if named[1].answered or (plain is None and named[1].tells):
                return named
        plain = plain or self._route(turn)
        says_enough = turn.analysis.reading.main is not None and not pointers
        before = _topic_before(turn.focus) if plain[1].answer is None and says_enough else None
        if before is not None:  # back to what was spoken of before something else
            back = self._route(replace(turn, focus=before))
            if back[1].answered:
                return back
        return plain

    def spoken(
        self, before: tuple[Referent, ...], turn: SkillTurn, answer: Answer, named: Iterable[Mention], number: int
    ) -> tuple[Referent, ...]:
        """All that was spoken of once an answer is told; the days that a list tells of its items are not."""
        focus = answer.focus
        told = focus.knowledge if focus is not None and focus.topic == "knowledge" else None
        about = self.references.told_in(told.told) | {told.person or ""} if told is not None else frozenset()
        days = "" if answer.items else answer.text
        return spoken_after(before, turn.analysis, days, named, number, turn.as_of, about)

    def _same_of_another(self, turn: SkillTurn) -> tuple[SkillTurn, Routed] | None:
        """«김동연은?»: the question before, asked of what is named now; None where it is no such fragment."""
        if turn.open is not None or not turn.heard or named_alone(turn.analysis.reading) is None:
            return None
        before = self.read(turn.heard[0], turn.as_of, turn.now).analysis
        text = in_place_of(turn.analysis, before)
        return None if text is None else self._route(self._said(turn, text))

    def _said(self, turn: SkillTurn, text: str) -> SkillTurn:
        return replace(turn, interpretation=self.read(text, turn.as_of, turn.now))

    def _route(self, turn: SkillTurn) -> tuple[SkillTurn, Routed]:
        """Ask the skills; of who is only described it is asked first who that is: «2019년 도지사는 지금 뭐 해?»."""
        found = description_in(turn.analysis, self.nouns)
        dated = self._dated(turn)
        named = dated or (self._described(turn, found) if found is not None else None)
        if named is not None:
            routed = self._ask(named)
            # Of a day or somebody who was found, that something is not known is the answer.
            if routed.answered or ((dated is not None or (found is not None and found.personal)) and routed.tells):
                return named, routed
        return turn, self._ask(turn)

    def _ask(self, turn: SkillTurn) -> Routed:
        return route(turn, self.skills, self.reject_below, self.robot)

    def _dated(self, turn: SkillTurn) -> SkillTurn | None:
        """The turn with dates in place of days that are only described; None where there is none, or one unknown."""
        text = turn.analysis.text
        if any(term.kind == "noun" and UNTIL in term.particles for term in turn.analysis.reading.terms):
            return None  # «협약에서 착공까지»: between two days that are both described
        days = days_in(turn.analysis, self.references.dated)
        held = any(day.since for day in days) and turn.analysis.of_kind("person", "office")
        if held and self._ask(turn).answered:
            return None  # «취임한 지 얼마나 됐어» is how long a term has run
        for found in reversed(days):
            told = self._told(turn, found.question)
            times = find_times(told.text, turn.as_of) if told is not None else ()
            day = next((time for time in times if time.first == time.last and not time.is_now), None)
            if day is None:
                return None
            written = format_date(day.first)
            written = until_today(day.first) if found.since else as_exact(found.noun, day.first, written, single=True)
            text = f"{text[: found.start]}{written}{text[found.end :]}"
        return None if text == turn.analysis.text else self._said(turn, text)

    def _told(self, turn: SkillTurn, question: str) -> Answer | None:
        """What the knowledge base tells on a question of one's own; None where it knows nothing."""
        asked = replace(self._said(turn, question), intent=Attempt(HOLDER, 1.0))
        told = self.skills["knowledge"].answer(asked)
        return told if isinstance(told, Answer) and told.status == "answered" else None

    def _described(self, turn: SkillTurn, found: Description) -> SkillTurn | None:
        """The turn with a name in place of a description; None where nobody fits it."""
        told = self._told(turn, found.question)
        if told is None or told.focus is None:
            return None
        known = told.focus.knowledge
        values = self.references.told_in(known.told)
        person = known.person if found.title or not values else None
        meant = [id for id in (person, *values) if id is not None and id not in found.names]
        return (
            self._said(turn, found.replaced(turn.analysis.text, self.base.name(meant[0]))) if len(meant) == 1 else None
        )


def _crosses(pointer: Pointer, focus: Focus) -> bool:
    """Whether what is pointed at is nothing that the skill of the topic told itself."""
    meant = pointer.meant
    match meant.kind:
        case "place":
            return pointer.near or pointer.apart or focus.topic != "recommend"
        case "person":
            return focus.topic != "knowledge" or meant.id != focus.knowledge.person
        case _:
            return True


def _is_owned(routed: Routed, pointers: Sequence[Pointer]) -> bool:
    """Whether who answered is who told of what is pointed at: «그 사람 아직도 해?» after an office is no longing."""
    owner = "recommend" if any(p.meant.kind == "place" for p in pointers) else "knowledge"
    return not pointers or (routed.attempt is not None and routed.attempt.skill == owner)


def _topic_before(focus: Focus) -> Focus | None:
    """The focus as it would be if the topic before were still the topic; None where there was none."""
    known = focus.knowledge
    if focus.topic == "recommend" and (known.office or known.person or known.thing):
        return replace(focus, topic="knowledge")
    if focus.topic == "knowledge" and focus.places is not None:
        return replace(focus, topic="recommend")
    return None
