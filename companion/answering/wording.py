"""The words and sentences of the recommendation skill, from `recommendation.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from companion.knowledge.telling import Answers
from companion.language.terms import Reading, Term, read

Phrase = tuple[tuple[str, bool], ...]
"""Words by their dictionary forms, each with whether it is denied."""
_OF_PHRASES = ("evokes_", "says_", "most_")


def dictionary_form(term: Term) -> tuple[str, bool]:
    """A word of a phrase."""
    return term.lemma, term.form is not None and term.form.negated


def in_order(phrase: Phrase, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a phrase is made of, whatever stands between them; none where one is missing."""
    left, found = iter(terms), []
    for lemma, denied in phrase:
        fits = (t for t in left if t.lemma == lemma and (not denied or (t.form is not None and t.form.negated)))
        if (term := next(fits, None)) is None:
            return ()
        found.append(term)
    return tuple(found)


class Wording:
    """Words by what they do, in their dictionary forms, and templates."""

    def __init__(self, answers: Answers) -> None:
        self.cues: Mapping[str, tuple[str, ...]] = answers.cues
        self._lemmas = {name: frozenset(words) for name, words in answers.cues.items()}
        self._templates = answers.templates

    @cached_property
    def phrases(self) -> Mapping[str, tuple[Phrase, ...]]:
        """Groups of which each entry is a phrase rather than a word."""
        return {
            name: tuple(tuple(map(dictionary_form, read(words, (), (), ()).terms)) for words in entries)
            for name, entries in self.cues.items()
            if name.startswith(_OF_PHRASES)
        }

    def stated(self, reading: Reading, group: str) -> tuple[Term, ...]:
        """The words of the first phrase of a group that stands in an utterance, in its order; none where none does."""
        return next(filter(None, (in_order(phrase, reading.terms) for phrase in self.phrases[group])), ())

    def say(self, template: str, /, **values: object) -> str:
        """Render one sentence."""
        return self._templates[template].render(**values)

    def is_(self, term: Term, *cues: str) -> bool:
        """Whether a term is one of the words of these groups."""
        return any(term.lemma in self._lemmas[cue] for cue in cues)

    def has(self, reading: Reading, *cues: str) -> bool:
        """Whether a word of one of these groups stands in an utterance."""
        return any(self.is_(term, *cues) for term in reading.terms)
