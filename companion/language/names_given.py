"""Names of what was just brought up: «신입이 왔는데 이름이 서윤이거든», «화분을 들였어. 이름은 초록이라고 지었어»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.introductions import is_full_name
from companion.language.noun_phrases import NounPhrase, is_self
from companion.language.self_words import NAMES, Disclosure
from companion.language.terms import Reading, Term, is_light, read

_BROUGHT_UP: Final = frozenset(("이", "을"))
"""Particles of what a clause brings up: its subject or its object."""
_NAMED: Final = re.compile(
    r"(?:은|는|이|가|을|를|도)?\s(?:그냥\s|바로\s)?(?P<name>[가-힣]{2,6}?)"
    r"(?:(?:이라|라)고\s?[하했해합지졌붙불부정][가-힣]*"
    r"|이?(?:야|에요|래|래요|랍니다|라던데|라더라|거든|거든요|고|고요|지|지요|죠|던데|더라)|예요|입니다|인데|인데요)(?![가-힣])"
)
_SIR: Final = "님"
_GIVING: Final = "드리"


def names_given(reading: Reading, before: str = "") -> Iterator[Disclosure]:
    """The name that a clause gives to what the clause before it, or what was said before, brought up.

    Args:
        reading: the terms of the utterance.
        before: what was said just before, "" for nothing.
    """
    terms = reading.terms
    for at, term in enumerate(terms):
        stands_alone = at == 0 or terms[at - 1].form is not None or terms[at - 1].kind == "interjection"
        found = _NAMED.match(reading.text, term.end) if term.lemma in NAMES and stands_alone else None
        if found is None:
            continue
        is_full = is_full_name(found["name"])
        of = _brought_up(terms[:at], reading.text, is_name_of_person=is_full)
        if not of and before and not any(t.form is not None for t in terms[:at]):
            of = _brought_up(read(before, (), (), ()).terms, before, is_name_of_person=is_full)
        if of:
            yield Disclosure("name", found["name"], of, start=found.start("name"), end=found.end("name"))


def is_given_as_name(text: str, name: str) -> bool:
    """«이름은 초록이라고 지었어»: whether a name was given, and nobody is said to have had it."""
    return re.search(rf"{re.escape(name)}이?라고\s", text) is not None


def _brought_up(terms: Sequence[Term], text: str, *, is_name_of_person: bool) -> str:
    """What the last clause of some terms brings up; "" where it is about the speaker, or about nothing that has a name.

    Args:
        terms: those before the name.
        text: what they stand in.
        is_name_of_person: whether it is a full name, which no thing has: «사업을 시작했어. 이름은 박정호야».
    """
    verb = next((n for n in range(len(terms) - 1, -1, -1) if terms[n].form is not None and not terms[n].bound), -1)
    while verb > 0 and terms[verb - 1].form is not None and terms[verb - 1].clause == terms[verb].clause:
        verb -= 1  # «키우고 있는데»
    form = terms[verb].form if verb >= 0 else None
    if form is None or form.future or form.requests or form.wishes or form.negated or form.modifies:
        return ""
    if is_light(terms[verb].lemma) or terms[verb].lemma == _GIVING:
        return ""  # «인사를 드려요»
    for term in reversed(terms[:verb]):
        if term.form is not None:
            return ""
        if _BROUGHT_UP.isdisjoint(term.particles):
            continue
        if term.kind not in ("noun", "name") or is_self(NounPhrase((term,))):
            return ""
        respect = len(_SIR) if text.startswith(_SIR, term.end) else 0
        word = text[
            text.rfind(" ", 0, term.start) + 1 : term.end + respect
        ]  # «다육이», which the dictionary takes apart
        return "" if is_name_of_person and "을" in term.particles else word
    return ""
