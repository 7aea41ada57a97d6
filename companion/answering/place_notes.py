"""What is noted of places in sentences of their own, and of what it speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from companion.answering.wording import Wording
from companion.knowledge.places.concepts import Attribute
from companion.knowledge.places.store import Place
from companion.language.terms import read


def notes_of(place: Place) -> Iterator[str]:
    """What is noted of a place, sentence by sentence."""
    for text in (place.highlight, place.note):
        yield from (f"{s.strip().rstrip('.')}." for s in (text or "").split(". ") if s.strip())


def note_of(place: Place, names: Sequence[str]) -> str | None:
    """The sentence of its note that speaks of one of these names."""
    sentences = (place.note or "").split(". ")
    found = next((s for s in sentences if any(len(name) > 1 and name in s for name in names)), None)
    return f"{found.rstrip('.')}." if found else None


def speaks_of(sentence: str, attribute: Attribute) -> bool:
    """Whether all words of one of its names stand in a sentence: «줄을 서요» speaks of «줄 서는»."""
    said = _lemmas(sentence)
    names = (_lemmas(name) for name in (attribute.id, *attribute.aliases))
    return any(words and words <= said for words in names)  # «혼자» has no word that could be found


def noted_of(place: Place, attribute: Attribute) -> str | None:
    """The sentence of its own that speaks of an attribute."""
    named = note_of(place, (attribute.id, *attribute.aliases))
    return named or next((s for s in notes_of(place) if speaks_of(s, attribute)), None)


def is_denied(place: Place, attribute: Attribute, wording: Wording) -> bool:
    """«주차장이 없어요», «주차가 어려워요»: whether it is noted that a place has it not, or hardly."""
    sentence = noted_of(place, attribute) if attribute.id not in place.tags else None
    verbs = read(sentence, (), (), ()).verbs if sentence is not None else ()
    return any((v.form is not None and v.form.negated) or wording.is_(v, "lacking", "hardly") for v in verbs)


@lru_cache(maxsize=2048)
def _lemmas(text: str) -> frozenset[str]:
    return frozenset(term.lemma for term in read(text, (), (), ()).terms if term.kind != "adverb")
