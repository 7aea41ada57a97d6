"""What says before a question only why one asks it, or of which time of one's own life: nothing of it is asked about.

«사회 숙제 때문에 그런데 도지사가 누구야?», «우리 애 태어난 2018년에는 누가 도지사였어?», «제대한 게 2016년인데 …».
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from companion.language.self_words import KIN, OURS, SELF
from companion.language.terms import ALSO, BACKGROUND, COPULAS, MOVING, SUBJECT, TOPIC, Reading, Term

_BECAUSE: Final = "때문"
_MIDST: Final = "중"
_LINKING: Final = frozenset(("그런데", "그래서", "근데"))
"""Adverbs that belong to the reason before them: «숙제 때문에 그런데»."""
_MISREAD: Final = "거든"
"""«5월이거든», whose ending the dictionary takes for a verb."""
_NAMING: Final = ("question", "pronoun", "determiner")
"""Kinds of terms that name something, or point at what was spoken of."""
_SAID_OF: Final = frozenset((SUBJECT, TOPIC, ALSO))


def own_preface(reading: Reading, asked_of: Collection[str], named: Collection[int]) -> frozenset[int]:
    """Positions of the terms before a question that tell of the speaker's own life alone.

    Args:
        reading: the utterance.
        asked_of: lemmas of nouns that a question may be about; what names one of them is no preface.
        named: where names start of which something may be asked; one may live or go to school anywhere.
    """
    terms = reading.terms
    limit = next((at for at, term in enumerate(terms) if _names(term, asked_of, named)), len(terms))
    end = next((at for at in range(limit - 1, -1, -1) if _ends(terms, at)), -1) + 1
    dated = next((at for at in range(limit - 1, end, -1) if _is_described_time(terms, at)), end)
    taken = range(max(end, dated))
    if limit == len(terms) and not reading.asks_what:
        return frozenset()
    own = any(_is_own(terms, at) for at in taken) or _has_come([terms[at] for at in taken])
    return frozenset(taken) if own else frozenset()


def own_duty_behind(reading: Reading, asked_of: Collection[str], named: Collection[int]) -> frozenset[int]:
    """Positions of what stands behind a question and says what the speaker needs it for.

    «시장 지금 누구더라 보고서에 써야 되는데»; the arguments are those of `own_preface`.
    """
    terms = reading.terms
    asked = [at for at, term in enumerate(terms) if term.kind == "question"]
    end = next((at for at in range(asked[-1] + 1, len(terms)) if terms[at].form is not None), None) if asked else None
    form = terms[end].form if end is not None else None
    if end is None or form is None or terms[end].lemma not in COPULAS or not (form.asks or form.closes):
        return frozenset()
    behind = range(end + 1, len(terms))
    duty = any((after := terms[at].form) is not None and after.ought for at in behind)
    clear = not any(_names(terms[at], asked_of, named) for at in behind)
    return frozenset(behind) if duty and clear else frozenset()


def _names(term: Term, asked_of: Collection[str], named: Collection[int]) -> bool:
    own = term.kind == "pronoun" and term.lemma in SELF | OURS
    other = (term.kind in _NAMING and not own) or term.start in named
    return other or (term.form is None and term.lemma in asked_of)


def _ends(terms: tuple[Term, ...], at: int) -> bool:
    """Whether a preface ends here: «… 때문에 (그런데)», «… 중인데», «… 5월이거든»."""
    term = terms[at]
    if term.lemma in _LINKING and at and (terms[at - 1].lemma == _BECAUSE or _ends(terms, at - 1)):
        return True
    if term.lemma == _BECAUSE or (term.text.startswith(_MISREAD) and at > 0):
        return True
    form = term.form
    return form is not None and not (form.modifies or form.requests or form.asks) and form.ending.endswith(BACKGROUND)


def _is_described_time(terms: tuple[Term, ...], at: int) -> bool:
    """«내가 입사한 2019년»: a time that a clause before it describes."""
    before = terms[at - 1].form
    return terms[at].kind == "time" and before is not None and before.modifies


def _has_come(said: Sequence[Term]) -> bool:
    """«수원 처음 와 봤는데», «이사 온 지 얼마 안 됐는데»: who has come somewhere, and is not named, is who speaks."""
    comes = any(t.form is not None and t.lemma.endswith(MOVING) for t in said)
    named = any(t.form is None and not t.bound and _SAID_OF.intersection(t.particles) for t in said)
    return comes and not named


def _is_own(terms: tuple[Term, ...], at: int) -> bool:
    """Whether a term shows that it is the speaker's: one of theirs, what they have to do, what they are about."""
    term = terms[at]
    if term.kind == "pronoun" or term.lemma in KIN or term.lemma == _BECAUSE:
        return True
    after = terms[at + 1] if at + 1 < len(terms) else None
    if term.form is not None and after is not None and after.lemma in _LINKING:
        return True  # «이사 온 지 얼마 안 돼서 그런데»
    return term.bound and term.lemma == _MIDST and after is not None and after.lemma in COPULAS
