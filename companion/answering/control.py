"""Steering the conversation: repeating, going on, pace and loudness, stopping, starting anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from companion.answering.base import Answer, Attempt, Decline, Focus, Library, SkillTurn
from companion.answering.elaborating import Elaboration
from companion.answering.news import News, content
from companion.answering.scripted import scripted_answer
from companion.knowledge.values import Listing
from companion.language.grammar import is_adverbial, links
from companion.language.in_short import wants_in_short
from companion.language.morphemes import is_adjective_at
from companion.language.normalize import written_sentences
from companion.language.pointing import THAT, just_now
from companion.language.self_questions import asks_last_words, asks_of_a_noun, asks_words_said, says_they_told
from companion.language.stances import stance
from companion.language.templates import Template
from companion.language.terms import HOW_MUCH, IN_A_WAY, Reading, Term, read
from companion.language.turned_back import takes_up_again
from companion.language.word_classes import WHO
from companion.understanding.types import Candidate

MORE: Final = "control.more"
"""The intent of «더 자세히»."""
_REPEAT: Final = "control.repeat"
_SHORTER: Final = "control.shorter"
_WHERE: Final = "control.where_was_i"
"""The intent of «어디까지 말했지?», which tells it again."""
_SCRIPTED: Final = "smalltalk"
_ORDERED: Final = 0.6
_CLEAR: Final = 0.95
"""Probability from which an order to the voice is believed, and how high it then ranks."""
_NEAR: Final = 0.5
"""Share of the likeliest intent's probability that one near it has."""
_NAMING: Final = ("noun", "pronoun", "name")
_CERTAIN: Final = 1.0
"""How high what only grammar tells ranks."""


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What it wants, and the nouns that it may be about: «말», «목소리»."""

    intent: str
    nouns: frozenset[str]


class ControlSkill:
    """Answers about the conversation itself; pace and loudness are passed on to the voice by their intent."""

    name = "control"

    def __init__(self, library: Library) -> None:
        self._intents = library.intents
        self._base = library.base
        self._signs = frozenset(library.teller.say(sign) for sign in ("right", "wrong", "yes"))
        self._elaboration = Elaboration(library.base, library.teller)
        self._words = News(library.intents, self.name, {self.name}, ())
        own = (intent for intent in library.intents.values() if intent.skill == self.name)
        self._said = {intent.name: {frozenset(content(phrase)) for phrase in intent.phrases} for intent in own}

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """An order to speak otherwise is one whatever it names: «마이크에 대고 크게 말해 줘»."""
        if takes_up_again(turn.analysis.reading) and _told(turn) and turn.open is None and turn.left is None:
            return Attempt(_WHERE, _CERTAIN)
        told = self._told_in_short(turn)
        if told is not None:
            return Attempt(_SHORTER, _CERTAIN, answer=told)
        reading = turn.analysis.reading
        words = asks_words_said(reading) and not (asks_last_words(reading) or asks_of_a_noun(reading))
        if turn.last and just_now(reading) and words and not says_they_told(reading):
            return Attempt(_REPEAT, _CERTAIN)  # «너 아까 뭐라고 했지?», and not «아까 내 친구 이름이 뭐라고 했지?»
        remedy = self._remedy(reading)
        if remedy is not None:
            return Attempt(remedy, _CLEAR)
        best, verbs = self._meant(turn), reading.verbs
        verb = next((verb for verb in verbs if verb.form is not None and verb.form.requests), None)
        first = self._first_of_two(turn, verb) if verb is not None else None
        if first is not None:
            return Attempt(first, _CLEAR)
        if best.skill != self.name or best.probability < _ORDERED or verb is None:
            return None
        # «좀 크게 말해라, 귀가 어두워서»: what is said after it is why.
        known = self._intents[best.intent].strict and self._words.knows(best.intent, turn.analysis.text[: verb.end])
        return Attempt(best.intent, _CLEAR) if known else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Repeat the last answer, forget the topic, or acknowledge."""
        if turn.intent.answer is not None:
            return turn.intent.answer
        if not self._is_of_voice(turn):
            return Decline("", 0)  # «얼마나 크게 짓는대요?» is about building
        if self._intents[turn.intent.intent].strict and self._words.doubts(turn, 0.6, 0.75):
            return Decline("", 0)  # «티비 멈춰» is for another machine
        intent, text = turn.intent.intent, turn.analysis.text
        if stance(turn.analysis.reading) == "tells" and not self._words.knows(intent, text):
            return Decline("", 0)  # «내 마음을 모르겠어»
        to_come = any(verb.form and verb.form.modifies and verb.form.future for verb in turn.analysis.reading.verbs)
        if to_come and not self._says(intent, text):
            return Decline("", 0)  # «떨어질 것 같아»: what one complains of is there already
        match intent:
            case "control.repeat" | "control.louder" if self._is_of_a_list(turn):
                return Decline("", 0)  # «세 번째 거만 다시» is for whom told the list
            case _ if intent == _SHORTER and turn.last:
                return self._in_short(turn.last, [])
            case _ if intent == _WHERE and turn.analysis.reading.question(WHO):
                return Decline("", 0)  # «그 질문은 누가 했던 거예요?» asks for somebody
            case _ if intent == _WHERE and (told := _told(turn)) is not None:
                return replace(told, status="answered", focus=None, intent=intent)
            case _ if intent in (_REPEAT, _WHERE) and turn.last:
                return replace(turn.last, status="answered", focus=None, intent=turn.intent.intent)
            case "control.reset":
                answer = scripted_answer(turn, self._intents, "answered")
                return replace(answer, focus=Focus()) if isinstance(answer, Answer) else answer
            case _ if intent == MORE and (another := self._another(turn)) is not None:
                return another
            case _ if intent == MORE and turn.focus.topic == "recommend":
                return Decline("", 0)  # more places, not more talk
            case _ if intent == MORE and turn.focus.topic == "knowledge":
                more = self._elaboration.more(turn)
                if more is not None:
                    return more
        # Where nothing was told there is nothing to tell more of.
        nothing = turn.intent.intent == MORE and not turn.looked_up
        return scripted_answer(turn, self._intents, "unknown" if nothing else "answered")

    def _says(self, intent: str, text: str) -> bool:
        """Whether a text has all words of some phrase of an intent: «귀청이 떨어질 것 같아», not «떨어질 것 같아»."""
        words = frozenset(content(text))
        return any(said and said <= words for said in self._said[intent])

    def _first_of_two(self, turn: SkillTurn, order: Term) -> str | None:
        """What is ordered first of two ways to speak at once, «천천히 크게 말해 줘»; None where it is one or none."""
        own = [c for c in turn.interpretation.candidates if c.skill == self.name and c.intent != MORE]
        own = [c for c in own if self._intents[c.intent].strict]  # «더 크게» is one way to speak
        near = [c for c in own if c.probability >= turn.interpretation.best.probability * _NEAR]
        if turn.interpretation.best not in near or len(near) != 2 or sum(c.probability for c in near) < _ORDERED:
            return None
        for term in turn.analysis.reading.terms:
            if term.end > order.start or not (term.kind == "adverb" or is_adverbial(term) or links(term)):
                continue
            said = {c.intent: self._times_said(c.intent, term) for c in near}
            told = max(near, key=lambda c: said[c.intent])
            if said[told.intent] > sum(said.values()) / 2:
                return told.intent
        return None

    def _times_said(self, intent: str, term: Term) -> int:
        """How many phrases of an intent say how with a word: «천천히», «크게»."""
        phrases = self._intents[intent].phrases
        return sum(any(word.startswith(term.lemma) for word in phrase.split()) for phrase in phrases)

    def _meant(self, turn: SkillTurn) -> Candidate:
        """The likeliest intent; for one that only wants more, one near it that the words tell of: «더 짧게»."""
        first, others = turn.interpretation.best, turn.interpretation.candidates[1:]
        if first.intent != MORE:
            return first
        shares = self._words.shares(turn.analysis.text)
        near = [c for c in others if c.skill == self.name and c.probability >= first.probability * _NEAR]
        told = max((first, *near), key=lambda c: shares[c.intent])
        return told._replace(probability=first.probability + told.probability) if told is not first else first

    def _remedy(self, reading: Reading) -> str | None:
        """What is wanted by who finds the voice to be so: «말이 빠르시네» wants it slow; None where it is of others."""
        verb = reading.main
        if verb is None or not _is_found(verb, reading.text):
            return None
        found = self._complaints.get(verb.lemma)
        about = _nouns(reading)
        return found.intent if found is not None and about and about <= found.nouns else None

    @cached_property
    def _complaints(self) -> Mapping[str, _Complaint]:
        """By the adjective, as the phrases find fault: «말이 너무 빨라» is one of «slower»."""
        found: dict[str, dict[str, set[str]]] = {}
        for intent in self._intents.values():
            for phrase in intent.phrases if intent.skill == self.name and intent.strict else ():
                said = read(phrase, (), (), ())
                if said.main is not None and _is_found(said.main, phrase):
                    found.setdefault(said.main.lemma, {}).setdefault(intent.name, set()).update(_nouns(said) - THAT)
        of_voice = frozenset(noun for by_intent in found.values() for nouns in by_intent.values() for noun in nouns)
        return {
            lemma: _Complaint(next(iter(intents)), of_voice) for lemma, intents in found.items() if len(intents) == 1
        }

    def _another(self, turn: SkillTurn) -> Answer | None:
        """«그거 말고 딴 거 없냐» after a story: another of the same, where there is one that was not told just now."""
        last = turn.last
        told = self._intents.get(last.intent or "") if last is not None else None
        if last is None or told is None or told.skill != _SCRIPTED or not told.phrases:
            return None
        others = [text for text in told.answers if text != last.text and "{" not in text]
        if not others:
            return None
        return Answer(others[turn.variety % len(others)], gesture=told.gesture, intent=told.name)

    def _told_in_short(self, turn: SkillTurn) -> Answer | None:
        """What was told last, in short, where nothing but that is wanted; None where it is not, or nothing was told."""
        last = _told(turn)
        named = turn.analysis.of_kind("office", "person", "thing", "country", "place", "food", "eatery")
        wanted = wants_in_short(turn.analysis.reading)
        if last is None or turn.open is not None or named or wanted is None:
            return None
        return self._in_short(last, self._listed(last) if wanted == "plainly" else [])

    def _in_short(self, last: Answer, parts: Sequence[str]) -> Answer:
        """The first sentence of what was said last; of a list, its names or its parts."""
        names = [item.name for item in last.items] or list(parts)
        sign, *rest = written_sentences(last.text)
        text = f"{sign} {rest[0]}" if rest and sign in self._signs else sign
        if len(names) > 1:
            text = Template.parse(self._intents[_SHORTER].answers[0]).render(names=names)
        return replace(last, text=text, spoken=None, focus=None, intent=_SHORTER)

    def _listed(self, last: Answer) -> list[str]:
        """The parts of a list that was told alone, in their short forms."""
        known = {source.id for source in last.sources}
        told = [fact for fact in self._base.facts if fact.id in known]
        lists = [fact for fact in told if isinstance(fact.value, Listing)]
        return list(self._base.written(lists[0])) if len(lists) == len(told) == 1 else []

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
        return self._words.has(reading.text, verb.start)


def _is_found(verb: Term, text: str) -> bool:
    """Whether the last word says how something is; «더 빠르게» says how it is to be."""
    form = verb.form
    if form is None or not form.closes or form.requests or form.modifies or form.negated or form.future:
        return False
    return form.ending != IN_A_WAY and is_adjective_at(text, verb.end - 1)


def _nouns(reading: Reading) -> frozenset[str]:
    """The nouns of a sentence, and whoever is named in it, but for who is called."""
    return frozenset(t.lemma for t in reading.terms if t.kind in _NAMING and not (t.called or t.bound))


def _told(turn: SkillTurn) -> Answer | None:
    """What was told last that somebody looked up; None where nothing was."""
    if turn.last is not None and turn.last.items:
        return turn.last
    return turn.cited[0] if turn.cited else None
