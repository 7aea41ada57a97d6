"""Steering the conversation: repeating, going on, pace and loudness, stopping, starting anew."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, Attempt, Decline, Focus, Library, SkillTurn
from companion.answering.elaborating import Elaboration
from companion.answering.news import News
from companion.answering.scripted import PhraseWords, scripted_answer
from companion.knowledge.values import Listing
from companion.language.of_listener import performance
from companion.language.templates import Template
from companion.language.terms import HOW_MUCH

MORE: Final = "control.more"
"""The intent of «더 자세히»."""
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s")
_ORDERED: Final = 0.6
_CLEAR: Final = 0.95
"""Probability from which an order to the voice is believed, and how high it then ranks."""


class ControlSkill:
    """Answers about the conversation itself; pace and loudness are passed on to the voice by their intent."""

    name = "control"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._vocabulary = PhraseWords(library.intents, self.name, one_word=0.6, two_words=0.75)
        self._base = library.base
        self._elaboration = Elaboration(library.base, library.teller)
        self._words = News(library.intents, self.name, {self.name}, ())

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """An order to speak otherwise is one whatever it names: «마이크에 대고 크게 말해 줘»."""
        best, verbs = turn.interpretation.best, turn.analysis.reading.verbs
        verb = next((verb for verb in verbs if verb.form is not None and verb.form.requests), None)
        if best.skill != self.name or best.probability < _ORDERED or verb is None:
            return None
        # «좀 크게 말해라, 귀가 어두워서»: what is said after it is why.
        known = self._intents[best.intent].strict and self._words.knows(best.intent, turn.analysis.text[: verb.end])
        return Attempt(best.intent, _CLEAR) if known else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Repeat the last answer, forget the topic, or acknowledge."""
        if not self._is_of_voice(turn):
            return Decline("", 0)  # «얼마나 크게 짓는대요?» is about building
        if self._intents[turn.intent.intent].strict and self._vocabulary.doubts(turn):
            return Decline("", 0)  # «티비 멈춰» is for another machine
        match turn.intent.intent:
            case "control.repeat" | "control.louder" if self._is_of_a_list(turn):
                return Decline("", 0)  # «세 번째 거만 다시» is for whom told the list
            case "control.shorter" if turn.last:
                return self._in_short(turn, turn.last)
            case "control.where_was_i" if turn.cited:
                return replace(turn.cited[0], status="answered", focus=None, intent=turn.intent.intent)
            case "control.repeat" | "control.where_was_i" if turn.last:
                return replace(turn.last, status="answered", focus=None, intent=turn.intent.intent)
            case "control.reset":
                answer = scripted_answer(turn, self._intents, "answered")
                return replace(answer, focus=Focus()) if isinstance(answer, Answer) else answer
            case intent if intent == MORE and turn.focus.topic == "recommend":
                return Decline("", 0)  # more places, not more talk
            case intent if intent == MORE and turn.focus.topic == "knowledge":
                more = self._elaboration.more(turn)
                if more is not None:
                    return more
        return scripted_answer(turn, self._intents, "answered")

    def _in_short(self, turn: SkillTurn, last: Answer) -> Answer:
        """The first sentence of what was said last; of a list, its names."""
        names = [item.name for item in last.items]
        text = _SENTENCE.split(last.text)[0]
        if len(names) > 1:
            text = Template.parse(self._intents[turn.intent.intent].answers[0]).render(names=names)
        return replace(last, text=text, spoken=None, focus=None, intent=turn.intent.intent)

    def _is_of_a_list(self, turn: SkillTurn) -> bool:
        """Whether one of several that were told is meant, by its number."""
        told = [fact for fact in self._base.facts if fact.id in turn.focus.knowledge.told]
        several = turn.focus.topic == "recommend" or any(isinstance(fact.value, Listing) for fact in told)
        return several and any(number.ordinal for number in turn.analysis.numbers)

    def _is_of_voice(self, turn: SkillTurn) -> bool:
        """Whether the verb of the sentence is one that steers the voice, and nothing is asked about somebody else.

        What is asked for without a verb («더 크게»), or with one that says nothing by itself, may be.
        """
        reading = turn.analysis.reading
        verb = reading.main
        if verb is None or verb.form is None:
            return True
        strict = self._intents[turn.intent.intent].strict
        if strict and reading.question(*HOW_MUCH) and not verb.form.requests:
            return False
        if not strict and verb.form.requests:
            return True
        wanted = performance(reading)
        return self._words.has(reading.text, verb.start) and (wanted is None or self._words.has(wanted))
