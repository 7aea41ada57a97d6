"""Steering the conversation: repeating, going on, pace and loudness, stopping, starting anew."""

from __future__ import annotations

from dataclasses import replace

from companion.answering.base import Answer, Decline, Focus, Library, SkillTurn
from companion.answering.scripted import PhraseWords, scripted_answer


class ControlSkill:
    """Answers about the conversation itself; pace and loudness are passed on to the voice by their intent."""

    name = "control"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._vocabulary = PhraseWords(library.intents, self.name, one_word=0.6, two_words=0.75)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Repeat the last answer, forget the topic, or acknowledge."""
        if self._intents[turn.intent.intent].strict and self._vocabulary.doubts(turn):
            return Decline("", 0)  # «티비 멈춰» is for another machine
        match turn.intent.intent:
            case "control.repeat" | "control.where_was_i" if turn.last:
                return replace(turn.last, status="answered", focus=None, intent=turn.intent.intent)
            case "control.reset":
                answer = scripted_answer(turn, self._intents, "answered")
                return replace(answer, focus=Focus()) if isinstance(answer, Answer) else answer
            case "control.more" if turn.focus.topic == "recommend":
                return Decline("", 0)  # more places, not more talk
        return scripted_answer(turn, self._intents, "answered")
