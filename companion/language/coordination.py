"""Several that are named together, and what is asked of each: «수원이랑 화성 시장은 누구야»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from companion.base import patterns as re
from companion.language.josa import josa
from companion.language.terms import COPULA, WITH, Reading, Term

_LETTER_PAIRS: Final = {"은": "은/는", "는": "은/는", "이": "이/가", "가": "이/가", "을": "을/를", "를": "을/를"}
_PARTICLE: Final = re.compile(r"(?:[은는이가을를](?=\s))?")
_SEVERALLY: Final = re.compile(r"\s(?:각각|각자|둘 다|모두|다)(?=\s)")
_NAMED: Final = ("name", "noun")
_AND: Final = ("과", "와")


def asked_of_each(reading: Reading, titles: Collection[str]) -> tuple[str, ...]:
    """What is asked of several that are named together, as a text for each; () where one is named alone.

    A title at the end is that of all who have none of their own: «수원이랑 화성 시장», «수원시장하고 화성시장».

    Args:
        reading: the utterance.
        titles: bare titles of offices.
    """
    named = list(_conjuncts(reading))
    if len(named) < 2 or not _may_be_of_each(reading):
        return ()
    texts = [reading.text[first.start : last.end] for first, last in named]
    title = next((t for t in sorted(titles, key=len, reverse=True) if texts[-1].endswith(t) and texts[-1] != t), "")
    rest = reading.text[named[-1][1].end :]
    particle = _PARTICLE.match(rest)
    letter = particle.group() if particle is not None else ""
    behind = _SEVERALLY.sub("", rest[len(letter) :])
    whole = [text if text.endswith(tuple(titles)) or not title else f"{text} {title}" for text in texts]
    return tuple(f"{josa(text, _LETTER_PAIRS[letter]) if letter else text}{behind}" for text in whole)


def _may_be_of_each(reading: Reading) -> bool:
    """Whether it asks what several are, or to be told of them; «A와 B가 언제 손잡았어?» is of both together."""
    main = reading.main
    if main is None or main.form is None:
        return reading.asks_what
    return main.form.requests or (reading.asks_what and main.lemma == COPULA)


def _conjuncts(reading: Reading) -> Iterator[tuple[Term, Term]]:
    """The first and the last term of each noun phrase that is joined to the next by a particle or a comma."""
    first: Term | None = None
    for at, term in enumerate(reading.terms):
        if term.kind not in _NAMED or term.called:
            return
        first = first or term
        after = reading.terms[at + 1] if at + 1 < len(reading.terms) else None
        between = reading.text[term.end : after.start] if after is not None else ""
        # «세무과 주임»: behind a vowel «과» is no particle.
        office = between.startswith(_AND[0]) and josa(term.text, "/".join(_AND)) != term.text + _AND[0]
        if (term.particle == WITH and not office) or "," in between:
            yield first, term
            first = None
        elif after is None or after.kind not in _NAMED or term.particles:
            yield first, term
            return
