"""Claims about somebody's place in the row of those who held something: the first, the last, the only one.

That nobody is known before the first or after the last of a row is no proof that there was, or will be, nobody: where
the data does not say where the row begins or ends, what is known is told without a yes.
"""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer
from companion.answering.tenure_question import TenureQuestion
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.telling import Told
from companion.language.terms import COPULAS, ONLY
from companion.understanding.types import Mention

_ENDS: Final = ("first", "last")
_ONLY_ONE: Final = "sole"


def claims_place(asked: TenureQuestion) -> bool:
    """Whether somebody is said to be the first, the last or the only one."""
    for_the_first_time = asked.times == 1 and not _says_only(asked)  # «이번이 처음이야?»
    of_row = not for_the_first_time and _says(asked, *_ENDS)
    return asked.query.asks_whether and asked.then is None and (of_row or _says_only(asked))


def check_place(asked: TenureQuestion, person: Mention, office: Succession) -> Answer | None:
    """«강기정이 마지막 광주시장이네», «민들레가 유일한 시장이야?»; None where no such place is claimed."""
    row = terms.proper(office, asked.as_of)
    if not row or not claims_place(asked):
        return None
    told, right = _only(asked, person, office, row) if _says_only(asked) else _end(asked, person, office, row)
    told = told if right is None else asked.signed(told, right=right)
    return asked.tell(told, "holder", office=office.id, person=person.id)


def _end(
    asked: TenureQuestion, person: Mention, office: Succession, row: tuple[Tenure, ...]
) -> tuple[Told, bool | None]:
    """Who was the first or last, and whether it is who is named; None for that where the row may go on."""
    last = asked.query.has("last")
    over = office.subject.ended is not None and office.subject.ended.last <= asked.as_of
    known = (row[-1] if over else None) if last else terms.first_holder(office, asked.as_of)
    if known is not None:
        told = asked.teller.relative(office, "holder_last" if last else "holder_first", known, asked.as_of)
        return told, known.holder == person.id
    told = asked.teller.at_the_end(office, row, asked.as_of, last=last)
    return told, None if row[-1 if last else 0].holder == person.id else False


def _only(
    asked: TenureQuestion, person: Mention, office: Succession, row: tuple[Tenure, ...]
) -> tuple[Told, bool | None]:
    """Who else held it, or as often as is said; None for the sign where there may have been others before."""
    if asked.times is not None:
        so_often = {who: list(many) for who, many in terms.by_holder(row).items()}
        fitting = [many for many in so_often.values() if terms.times_held(many) >= asked.times]
        row = tuple(tenure for many in fitting for tenure in many)
    holders = {tenure.holder for tenure in row}
    whole = terms.first_holder(office, asked.as_of) is terms.proper(office, asked.as_of)[0]
    if holders <= {person.id} and asked.times is not None and row:
        return asked.teller.times(row, asked.as_of, in_a_row=False), True if whole else None
    if holders <= {person.id} and row:
        return asked.teller.span(row[-1], asked.as_of), True if whole else None
    return asked.teller.everyone(office, asked.as_of), False


def _says(asked: TenureQuestion, *groups: str) -> bool:
    """Whether a word of these groups is said of what somebody holds, or is what they are said to be."""
    terms_ = asked.query.reading.terms
    offices = {asked.query.term_of(office) for office in asked.query.offices}
    titles = {asked.office(t.succession).title for p in asked.people for t in asked.tenures(p)}
    for cue in asked.query.cues:
        after = terms_[cue.last + 1] if cue.key in groups and cue.last + 1 < len(terms_) else None
        if after is not None and (cue.last + 1 in offices or after.lemma in titles or after.lemma in COPULAS):
            return True
    return False


def _says_only(asked: TenureQuestion) -> bool:
    """«유일한 시장», «유일하게 세 번 한 시장», «민들레만 시장이었어?»."""
    terms_ = asked.query.reading.terms
    named = [terms_[at] for mention in asked.mentions if (at := asked.query.term_of(mention)) is not None]
    return asked.query.has(_ONLY_ONE) or any(ONLY.intersection(term.particles) for term in named)
