"""Questions that name nothing, about what was told: what else there is («나머지는?», «그게 다야?»), how many."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from companion.language.terms import COPULAS, EXISTENCE, HOW_MANY, WHAT, WHO, Reading, Term

_OTHERS: Final = frozenset(("또", "더", "다른", "나머지", "밖"))
_WHOLE: Final = frozenset(("다", "전부", "끝"))
_ASKING: Final = frozenset((WHO, WHAT))
_BESIDE: Final = ("interjection", "adverb", "determiner", "pronoun")
_VERBS: Final = (*EXISTENCE, *COPULAS)


def asks_for_the_rest(reading: Reading, persons: Collection[str]) -> bool:
    """Whether it asks for others, or whether that was all, and names nothing."""
    terms, verbs = reading.terms, {verb.lemma for verb in reading.verbs}
    if not verbs.issubset(_VERBS) or any(verb.form is not None and verb.form.modifies for verb in reading.verbs):
        return False
    left = [t for t in terms if not (t.kind in _BESIDE or t.bound or t.lemma in _VERBS or t.lemma in persons)]
    left = [t for t in left if t.lemma not in _OTHERS | _WHOLE | _ASKING]
    if left or not terms:
        return False
    whole = any(t.lemma in _WHOLE for t in terms) and bool(verbs & set(COPULAS))
    others = any(t.lemma in _OTHERS for t in terms)
    asks = reading.asks_what or reading.asks_whether or not verbs
    return asks and (whole or (others and (bool(verbs & set(EXISTENCE)) or _is_named(terms))))


def how_many(reading: Reading) -> str | None:
    """What «전부 몇 명이야?» counts in, where nothing else is asked; None where something is."""
    said = [t for t in reading.terms if t.kind not in _BESIDE and t.lemma not in _WHOLE and t.lemma not in COPULAS]
    counts = len(said) == 1 and said[0].kind == "question" and said[0].lemma.startswith(HOW_MANY)
    return said[0].lemma.removeprefix(HOW_MANY) or None if counts else None


def _is_named(terms: tuple[Term, ...]) -> bool:
    """«나머지는?», «나머지는 누구야?»: what is left is asked for itself."""
    return any(t.lemma in _OTHERS and t.kind == "noun" for t in terms)
