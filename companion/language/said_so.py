"""What is said to be so, as a question within a sentence: «여자로 바뀌었다던데 맞아?» as «여자로 바뀌었는지»."""

from __future__ import annotations

from typing import Final

from companion.language.hangul import final_consonant
from companion.language.morphemes import is_adjective_at
from companion.language.terms import COPULAS, EXISTENCE, Reading, Term
from companion.language.verb_forms import about_to, adnominal, past

_LONGEST: Final = 30
"""Letters from which it is only pointed at: nobody says a whole sentence again to deny it."""
_CONTRACTED: Final = "였"
"""The copula of the past behind a vowel."""


def whether_so(reading: Reading, since: int, verb: Term) -> str | None:
    """What is said with a verb, from a place in the text on, as a question; None where it can't be said shortly.

    Args:
        reading: the utterance.
        since: where what is said begins, behind whom it is said of.
        verb: what is said.
    """
    form, before = verb.form, reading.text[since : verb.start].strip(" ,")
    said = [t for t in reading.terms if since <= t.start < verb.start]
    pointing = any(t.kind in ("question", "pronoun") or t.called for t in said)
    if form is None or form.negated or form.requests or pointing or len(before) > _LONGEST:
        return None
    if verb.lemma in COPULAS:
        if not before or verb.lemma == COPULAS[1]:
            return None
        was = _CONTRACTED if not final_consonant(before) else "이었"
        return f"{before}{was}는지" if form.past else f"{before}인지"
    gap = "" if verb.start and not reading.text[verb.start - 1].isspace() else " "
    adjective = is_adjective_at(reading.text, verb.start)
    if form.past:
        asked = f"{past(verb.lemma, adjective=adjective)}는지"
    elif form.future:
        asked = f"{about_to(verb.lemma, adjective=adjective)}지"
    else:
        asked = f"{adnominal(verb.lemma, adjective=adjective and verb.lemma not in EXISTENCE)}지"
    return f"{before}{gap}{asked}".strip()
