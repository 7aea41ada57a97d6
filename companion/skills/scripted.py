"""Skills whose answers stand in their data file: small talk, refusals, and what lies outside the robot's reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from companion.language.josa import josa_candidates
from companion.skills.base import Answer, Decline, Focus, KnowledgeFocus, Library, Status, Turn
from companion.understanding.phrases import Intent
from companion.understanding.types import Word


_SURE = 0.75


def _is_topic(word: Word) -> bool:
    return not word.neutral and word.text != word.stem and word.text[len(word.stem) :] in ("은", "는", "이", "가")


def scripted_answer(turn: Turn, intents: Mapping[str, Intent], status: Status) -> Answer | Decline:
    """One of the intent's answers; equal answers take turns."""
    intent = intents[turn.intent.intent]
    if not intent.answers:
        return Decline("", 0)
    return Answer(intent.answers[turn.variety % len(intent.answers)], status, gesture=intent.gesture)


class SmalltalkSkill:
    """Greetings, thanks, moods, jokes: general categories with several answers each."""

    name = "smalltalk"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        phrases = (p for i in library.intents.values() if i.skill == self.name for p in i.phrases)
        self._vocabulary = frozenset(stem for p in phrases for word in p.split() for stem, _ in josa_candidates(word))

    def answer(self, turn: Turn) -> Answer | Decline:
        """Answer in kind, unless the talk is of something that small talk never is about («세종대왕은 언제 …»)."""
        strange = any(_is_topic(word) and word.stem not in self._vocabulary for word in turn.analysis.words)
        if strange and turn.intent.probability < _SURE:
            return Decline("", 0)
        return scripted_answer(turn, self._intents, "answered")


class RefusalSkill:
    """Requests to take sides in politics: the robot stays neutral and offers facts."""

    name = "refusal"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._base = library.base

    def answer(self, turn: Turn) -> Answer | Decline:
        """Decline politely, without an opinion; the person named stays the topic for factual questions."""
        answer = scripted_answer(turn, self._intents, "refused")
        people = turn.analysis.of_kind("person")
        held = self._base.tenures_of(people[0].id) if people else ()
        if isinstance(answer, Answer) and held:
            focus = KnowledgeFocus(office=held[-1].office, person=held[-1].person, asked="profile")
            return replace(answer, focus=Focus("knowledge", focus, turn.focus.places))
        return answer


class OutsideSkill:
    """Requests the robot has neither the data nor the means for: it says what is lacking."""

    name = "none"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents

    def answer(self, turn: Turn) -> Answer | Decline:
        """Say what is lacking."""
        return scripted_answer(turn, self._intents, "unknown")
