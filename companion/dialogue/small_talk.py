"""Whether a sentence that a language model wrote may be said: it may greet, feel, ask or wish, and claims nothing.

The rules err towards silence. What the robot itself says in small talk, together with what was just said to it, is all
the vocabulary there is; beyond that the grammar of each sentence decides (`language/assertions.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from companion.answering.base import Interpret
from companion.base import patterns as re
from companion.dialogue.crisis import Crisis
from companion.dialogue.safety import Profanity
from companion.language.assertions import Assertion, assertions, foreign_words, is_plainly_written, words_in
from companion.language.normalize import normalize
from companion.language.terms import COPULA
from companion.understanding.types import Analysis, Interpretation, MentionKind, Utterance

_GAP: Final = re.compile(r"\{[^}]*\}")
_LONGEST: Final = 90
_MOST: Final = 2
_NAMES: Final[tuple[MentionKind, ...]] = ("office", "person", "thing", "country", "area", "region", "place")
"""Names that say something about the world; what one eats may be spoken of."""


class SmallTalk:
    """Judges sentences.

    Args:
        interpret: what a text may mean.
        own: what the robot says in small talk.
        judging: verbs and nouns that say that something is true.
        crisis, profanity: what is never said.
    """

    def __init__(
        self,
        interpret: Interpret,
        own: Iterable[str],
        judging: Iterable[str],
        crisis: Crisis,
        profanity: Profanity,
    ) -> None:
        self._interpret = interpret
        found = [words_in(_GAP.sub(" ", text)) for text in own]
        self._nouns = frozenset().union(*(nouns for nouns, _ in found))
        self._verbs = frozenset().union(*(verbs for _, verbs in found))
        self._judging = frozenset(judging)
        self._crisis = crisis
        self._profanity = profanity

    def fault(self, text: str, said: Interpretation, day: date) -> str | None:
        """Why a text may not be said to an utterance, in one line; None where it may.

        Args:
            text: what a model wrote.
            said: what it would be said to.
            day: the day of the answer.
        """
        if not is_plainly_written(text) or len(text) > _LONGEST:
            return "not plain Korean, or too long"
        sentences = tuple(assertions(text))
        if not 0 < len(sentences) <= _MOST:
            return "not one or two sentences"
        if not all(sentence.polite for sentence in sentences):
            return "not in the polite style"
        meant = self._interpret(Utterance(text, said.utterance.now), day)
        if self._profanity.found_in(normalize(text).lower()) or self._crisis.found_in(meant) is not None:
            return "it may hurt"
        if meant.analysis.political or meant.analysis.judges or meant.analysis.has_title:
            return "it judges somebody, or speaks of politics"
        unsaid = next(_unsaid(meant.analysis, said.analysis, day), None)
        if unsaid is not None:
            return f"«{unsaid}» was not said"
        nouns, verbs = words_in(said.text)
        faults = (self._fault_of(sentence, nouns, verbs) for sentence in sentences)
        return next(filter(None, faults), None)

    def _fault_of(self, sentence: Assertion, nouns: Collection[str], verbs: Collection[str]) -> str | None:
        """What is wrong with one sentence; `nouns` and `verbs` are those that were said."""
        strange = (sentence.nouns - self._nouns - {*nouns}) | (sentence.verbs - self._verbs - {*verbs})
        if strange:
            return f"«{min(strange)}» is no word of small talk"
        if sentence.manner in ("cry", "question"):
            return None
        if sentence.manner == "promise":
            return "it promises, or foretells"
        if sentence.allows:
            return "it says what may, must or need not be done"
        judges = not sentence.honours and {sentence.main, sentence.predicate} & self._judging
        if sentence.denies or judges:
            return "it judges what was said"
        if sentence.manner == "wish" and sentence.main in verbs:
            return "it wants to do what was said"
        if sentence.manner == "advice":
            taken = sentence.nouns & {*nouns} | sentence.verbs & {*verbs} | sentence.subjects
            return "it advises about what was said" if taken else None
        of_others = sentence.subjects & {*nouns} or sentence.subjects - self._nouns
        if of_others or (sentence.subjects and sentence.manner == "statement"):
            return "it says something of somebody"
        if sentence.manner == "statement":
            return self._fault_of_statement(sentence, nouns)
        return None

    def _fault_of_statement(self, sentence: Assertion, nouns: Collection[str]) -> str | None:
        if sentence.past and not sentence.honours:
            return "it tells what happened"
        if sentence.predicate in nouns or sentence.main not in self._verbs | self._nouns | {"", COPULA}:
            return "it says that it is so"
        return None


def _unsaid(of: Analysis, said: Analysis, day: date) -> Iterator[str]:
    """Names, times, numbers and foreign words of a text that were not said before it; «오늘» goes without saying."""
    named = {id for mention in said.mentions for id in mention.ids}
    yield from (m.text for m in of.of_kind(*_NAMES) if not named & set(m.ids))
    times = {(time.first, time.last) for time in said.times} | {(day, day)}
    yield from (t.text for t in of.times if (t.first, t.last) not in times)
    numbers = {number.value for number in said.numbers}
    yield from (of.text[n.start : n.end] for n in of.numbers if n.value not in numbers)
    yield from foreign_words(of.text) - foreign_words(said.text)
