"""The words and sentences of the recommendation skill, from `recommendation.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from companion.knowledge.telling import Answers
from companion.language.terms import Reading, Term


class Wording:
    """Words by what they do, in their dictionary forms, and templates."""

    def __init__(self, answers: Answers) -> None:
        self.cues: Mapping[str, tuple[str, ...]] = answers.cues
        self._lemmas = {name: frozenset(words) for name, words in answers.cues.items()}
        self._templates = answers.templates

    def say(self, template: str, /, **values: object) -> str:
        """Render one sentence."""
        return self._templates[template].render(**values)

    def is_(self, term: Term, *cues: str) -> bool:
        """Whether a term is one of the words of these groups."""
        return any(term.lemma in self._lemmas[cue] for cue in cues)

    def has(self, reading: Reading, *cues: str) -> bool:
        """Whether a word of one of these groups stands in an utterance."""
        return any(self.is_(term, *cues) for term in reading.terms)
