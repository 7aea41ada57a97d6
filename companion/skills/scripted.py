"""Skills whose answers stand in their data file: small talk, refusals, and what lies outside the robot's reach."""

from __future__ import annotations

from collections.abc import Mapping

from companion.skills.base import Answer, Decline, Library, Status, Turn
from companion.understanding.phrases import Intent


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

    def answer(self, turn: Turn) -> Answer | Decline:
        """Answer in kind."""
        return scripted_answer(turn, self._intents, "answered")


class RefusalSkill:
    """Requests to take sides in politics: the robot stays neutral and offers facts."""

    name = "refusal"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents

    def answer(self, turn: Turn) -> Answer | Decline:
        """Decline politely, without an opinion."""
        return scripted_answer(turn, self._intents, "refused")


class OutsideSkill:
    """Requests the robot has neither the data nor the means for: it says what is lacking."""

    name = "none"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents

    def answer(self, turn: Turn) -> Answer | Decline:
        """Say what is lacking."""
        return scripted_answer(turn, self._intents, "unknown")
