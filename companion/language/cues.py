"""Whether one of some words was said: by dictionary form, as a particle, or made a verb with «하»."""

from __future__ import annotations

from collections.abc import Collection

from companion.language.terms import Reading


def says(reading: Reading, words: Collection[str]) -> bool:
    """Whether one of the words stands in an utterance.

    Args:
        reading: the utterance.
        words: nouns, stems of verbs, particles; a noun is also found in a verb made of it («계속하자»).
    """
    return any(
        not wanted.isdisjoint((term.lemma, term.text, term.lemma.removesuffix("하"), *term.particles))
        for wanted in (frozenset(words),)
        for term in reading.terms
    )
