"""Who acted for somebody: while their powers were suspended, after they had left, or before they came."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from companion.answering.base import Answer
from companion.answering.tenure_aspects import TOLD
from companion.answering.tenure_question import TenureQuestion, first_day_of
from companion.answering.tenure_terms import told_of
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told
from companion.language.terms import EXISTENCE, WHEN


def tell_deputies(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«이재명 지사 사퇴하고 대행한 분», and what is asked of their terms; None where nobody acted for somebody."""
    for tenure in reversed(held):
        office = asked.office(tenure.succession)
        found = () if tenure.acting else terms.deputies(office, tenure, asked.as_of)
        left = terms.end_as_known(tenure, asked.as_of)
        if asked.query.has("suspended") and asked.query.has("at_event"):
            found = found[:1]  # «직무정지됐을 때 대행은?»
        elif asked.query.has("end", "after") and not asked.query.has("suspended") and left:
            found = tuple(t for t in found if (terms.end_as_known(t, asked.as_of) or asked.as_of) > left)
        if found:
            return _tell(asked, office, tenure, found)
    return None


def _tell(asked: TenureQuestion, office: Succession, tenure: Tenure, found: Sequence[Tenure]) -> Answer:
    if asks_of_terms(asked) and not asked.query.has("how_many"):
        each = terms.by_holder(found).values()
        told = reduce(Told.and_then, (told_of(asked, many) for many in each))
        return asked.tell(told, "tenure", office=office.id, tenure=found[-1])
    left = tenure.suspended_from.first if tenure.suspended_from else terms.end_as_known(tenure, asked.as_of)
    told = asked.teller.acted_for(office, found, asked.as_of, left=left, number=asked.query.has("how_many"))
    last = found[-1]
    when = first_day_of(last) if asked.query.has("after", "end") else asked.focus.when
    return asked.tell(told, "holder", office=office.id, person=last.holder, tenure=last, when=when)


def asks_of_terms(asked: TenureQuestion) -> bool:
    """Whether something is asked of the terms, and not who it was after somebody's end."""
    return asked.aspect in TOLD and (asked.aspect not in ("start", "end") or asked.query.reading.question(*WHEN))


def tell_next_deputy(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«한덕수 다음에 대행은 누가 했어»."""
    office = asked.office(held[-1].succession)
    acted = [t for t in terms.visible(office, asked.as_of) if t.acting]
    after = [acted[acted.index(t) + 1] for t in held if t in acted[:-1]]
    told = asked.teller.acted_next([t for t in after if t.holder != held[-1].holder], asked.as_of)
    return asked.tell(told, "holder", office=office.id) if told.tenures else None


def tell_acted_before(asked: TenureQuestion, tenure: Tenure) -> Answer | None:
    """Who acted before a term began, after the one before had ended."""
    office = asked.office(tenure.succession)
    before = asked.neighbour(office, tenure.holder, before=True)
    found = terms.between(office, before, tenure, asked.as_of) if before else ()
    told = asked.teller.between([t for t in found if t.acting], asked.as_of)
    return asked.tell(told, "holder", office=office.id) if told.known else None


def tell_deputies_of(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«그 기간에는 누가 대행했어», «대행은 없었어?», «대행 기간은?» after somebody who did not act themselves."""
    query = asked.query
    main = query.reading.main
    asks = query.has("who", "after", "end") or (main is not None and main.lemma in EXISTENCE)
    ends = [end for t in held if (end := terms.end_as_known(t, asked.as_of))]
    left = query.then is not None and any(
        query.then.days == Interval.of(end) for end in ends
    )  # «물러났을 때 누가 대행»
    timed = query.then is not None and not query.has("amid") and not left  # «그날 누가 대행했어»: who it was then
    of_terms = asks_of_terms(asked)
    if not held or any(t.acting for t in held) or timed or not (asks or of_terms):
        return None
    if asked.acting:
        before = None if of_terms or query.has("length") else tell_acted_before(asked, held[-1])
        return tell_deputies(asked, held) or before
    in_between = query.has("amid") and not of_terms
    return (tell_deputies(asked, held) or tell_acted_before(asked, held[-1])) if in_between else None
