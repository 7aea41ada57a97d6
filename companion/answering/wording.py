"""The words and sentences of the recommendation skill, from `recommendation.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from companion.base.remembering import kept_between_starts
from companion.knowledge.telling import Answers
from companion.language.terms import Reading, Term, read

Phrase = tuple[tuple[str, bool], ...]
"""Words by their dictionary forms, each with whether it is denied."""
_OF_PHRASES = ("evokes_", "says_", "most_")


def dictionary_form(term: Term) -> tuple[str, bool]:
    """A word of a phrase."""
    return term.lemma, term.form is not None and term.form.negated


@kept_between_starts
def phrase_in(words: str) -> Phrase:
    """The words of a phrase."""
    return tuple(map(dictionary_form, read(words, (), (), ()).terms))


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
    """Words by what they do, in their dictionary forms, and templates.

    Attributes:
        cues: all of them, by group.
        phrases: groups of which each entry is a phrase rather than a word.
    """

    def __init__(self, answers: Answers) -> None:
        self.cues: Mapping[str, tuple[str, ...]] = answers.cues
        self._lemmas = {name: frozenset(words) for name, words in answers.cues.items()}
        self._any_of = cache(self._of_groups)  # a turn asks a thousand times
        self._templates = answers.templates
        self.phrases: Mapping[str, tuple[Phrase, ...]] = {
            name: tuple(map(phrase_in, entries)) for name, entries in self.cues.items() if name.startswith(_OF_PHRASES)
        }

    @cached_property
    def _beginning(self) -> Mapping[str, Mapping[str, tuple[tuple[int, Phrase], ...]]]:
        """The phrases of a group with their places in it, by the word they begin with."""
        found: dict[str, dict[str, tuple[tuple[int, Phrase], ...]]] = {}
        for group, phrases in self.phrases.items():
            by_word = found.setdefault(group, {})
            for place, phrase in enumerate(phrases):
                for word, _ in phrase[:1]:
                    by_word[word] = (*by_word.get(word, ()), (place, phrase))
        return found

    def standing(self, group: str, terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
        """The words of each phrase of a group that stands in an utterance, in the order of the group."""
        by_word = self._beginning[group]
        begun = sorted(phrase for word in {term.lemma for term in terms} for phrase in by_word.get(word, ()))
        return filter(None, (in_order(phrase, terms) for _, phrase in begun))

    def stated(self, reading: Reading, group: str) -> tuple[Term, ...]:
        """The words of the first phrase of a group that stands in an utterance, in its order; none where none does."""
        return next(self.standing(group, reading.terms), ())

    def say(self, template: str, /, **values: object) -> str:
        """Render one sentence."""
        return self._templates[template].render(**values)

    def is_(self, term: Term, *cues: str) -> bool:
        """Whether a term is one of the words of these groups."""
        return term.lemma in self._any_of(cues)

    def _of_groups(self, cues: tuple[str, ...]) -> frozenset[str]:
        return frozenset().union(*(self._lemmas[cue] for cue in cues))

    def has(self, reading: Reading, *cues: str) -> bool:
        """Whether a word of one of these groups stands in an utterance."""
        return any(self.is_(term, *cues) for term in reading.terms)
