"""Who stood beside somebody: before and after them, and in their place while their powers were suspended or vacant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import reduce

from companion.answering.base import Answer, KnowledgeFocus
from companion.answering.telling import tell
from companion.answering.tenure_aspects import TOLD
from companion.answering.tenure_claims import acted_between, check_length
from companion.answering.tenure_question import HOLDER, TenureQuestion, first_day_of, person_of
from companion.answering.tenure_terms import tell_terms, told_of
from companion.answering.tenure_told import is_objection
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.language.dates import format_date
from companion.language.terms import EXISTENCE, WHEN, WHO

# Before and after


def tell_succeeded(asked: TenureQuestion, former: Tenure) -> Answer:
    """«그 전 시장이 그만두고 나서는 누가 맡았어»: who came after one that is called the one before; or who acted."""
    office = asked.office(former.succession)
    if asked.acting and (deputies := tell_deputies(asked, [former])):
        return deputies
    tenure, told = neighbour_told(asked, office, former.holder, before=False)
    return asked.tell(told, "holder", office=office.id, person=person_of(told), when=first_day_of(tenure))


def tell_next_to(asked: TenureQuestion, person: str, office: Succession) -> Answer:
    """Who held it before or after somebody, as is asked."""
    tenure, told = neighbour_told(asked, office, person, before=asked.query.has("before"))
    focus = KnowledgeFocus(
        office=tenure.succession if tenure else office.id,
        person=person_of(told) or person,
        when=first_day_of(tenure),
        asked="holder",
    )
    return tell(asked.turn, told, focus, HOLDER)


def neighbour_told(
    asked: TenureQuestion, office: Succession, person: str, *, before: bool
) -> tuple[Tenure | None, Told]:
    """The term before or after a person's, None where there is none, and how it is told."""
    tenure = asked.neighbour(office, person, before=before)
    for _ in range(asked.steps - 1):  # «윤석열 전전 대통령», «이재명 다음 다음»
        if tenure is not None:
            office, person = asked.office(tenure.succession), tenure.holder
            tenure = asked.neighbour(office, person, before=before)
    template = "holder_before" if before else "holder_after"
    pivot = asked.base.name(person)
    found = asked.office(tenure.succession) if tenure else office
    told = asked.teller.relative(found, template, tenure, asked.as_of, pivot=pivot)
    acted = acted_between(asked, office, person, tenure, before=False) if tenure and not before else []
    return tenure, told.and_then(asked.teller.but_between(acted, asked.as_of)) if acted else told


def tell_term_beside(asked: TenureQuestion, person: str, office: Succession) -> Answer | None:
    """What is asked of the term before or after somebody's: «그 전 시장은 왜 그만뒀어», «… 십 년 넘게 했지?»."""
    tenure = asked.neighbour(office, person, before=asked.query.has("before"))
    if tenure is None:
        return None
    checked = check_length(asked, asked.tenures(tenure.holder, tenure.succession))
    return checked or (tell_terms(asked, [tenure]) if asked.aspect in TOLD else None)


def tell_beside_acting(asked: TenureQuestion, office: Succession, tenure: Tenure, step: int) -> Answer | None:
    """Who stood before or after an acting holder, acting or not."""
    known = terms.visible(office, asked.as_of)
    at = known.index(tenure) + step
    if not 0 <= at < len(known):
        return None
    found = known[at]
    told = asked.teller.span(found, asked.as_of)
    return asked.tell(told, "holder", office=office.id, person=found.holder, tenure=found, when=first_day_of(found))


# Acting for them


def tell_deputies(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«이재명 지사 사퇴하고 대행한 분», and what is asked of their terms; None where nobody acted for somebody."""
    for tenure in reversed(held):
        office = asked.office(tenure.succession)
        found = () if tenure.acting else terms.deputies(office, tenure, asked.as_of)
        left = terms.end_as_known(tenure, asked.as_of)
        if asked.query.has("suspended") and asked.query.has("at_event"):
            found = found[:1]  # «직무정지됐을 때 대행은?»
        elif left and not asked.query.has("suspended") and (asked.query.has("end", "after") or asked.is_on(left)):
            found = tuple(t for t in found if (terms.end_as_known(t, asked.as_of) or asked.as_of) > left)
        if found:
            return _tell_deputies(asked, office, tenure, found)
    return None


def _tell_deputies(asked: TenureQuestion, office: Succession, tenure: Tenure, found: Sequence[Tenure]) -> Answer:
    if asks_of_terms(asked) and not asked.query.has("how_many"):
        each = terms.by_holder(found).values()
        told = reduce(Told.and_then, (told_of(asked, many) for many in each))
        return asked.tell(told, "tenure", office=office.id, tenure=found[-1])
    left = tenure.suspended_from.first if tenure.suspended_from else terms.end_as_known(tenure, asked.as_of)
    told = asked.teller.acted_for(office, found, asked.as_of, left=left, number=asked.query.has("how_many"))
    right = _as_claimed(asked, {t.holder for t in found}) if is_objection(asked) else None
    told = told if right is None else asked.signed(told, right=right)
    last = found[-1]
    when = first_day_of(last) if asked.query.has("after", "end") else asked.focus.when
    return asked.tell(told, "holder", office=office.id, person=last.holder, tenure=last, when=when)


def _as_claimed(asked: TenureQuestion, people: Collection[str]) -> bool | None:
    """Whether there were as many as is said, «여러 명이었지?», «한 명이었나?», or any; None where none is claimed."""
    main, persons = asked.query.reading.main, asked.teller.answers.cues.get("persons", ())
    if main is not None and main.lemma in EXISTENCE:
        return True
    number = next((n.value for n in asked.query.analysis.numbers if n.counter in persons and not n.ordinal), None)
    several = len(people) > 1 if asked.query.analysis.of_kind("attribute") else None
    return several if number is None else number == len(people)


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


def tell_until_next(asked: TenureQuestion) -> Answer | None:
    """«새 시장 올 때까지 누가 했어»: who acted between somebody and the next; None where nobody is known to have."""
    people = asked.people or [asked.focus.person or ""]
    held = [t for person in people for t in asked.tenures(person) if not t.acting]
    offices = asked.offices or [asked.focus.office or ""]
    spoken_of = [t for t in held if t.succession in offices]
    for tenure in reversed(spoken_of or held):
        office = asked.office(tenure.succession)
        following = asked.neighbour(office, tenure.holder, before=False)
        inside = following is not None and following.succession == office.id
        found = terms.between(office, tenure, following, asked.as_of) if following and inside else ()
        acted = tuple(t for t in found if t.acting)
        if acted:
            return _tell_deputies(asked, office, tenure, acted)
    return None


def tell_acted_before(asked: TenureQuestion, tenure: Tenure) -> Answer | None:
    """Who acted before a term began, after the one before had ended, or while their powers were suspended."""
    office = asked.office(tenure.succession)
    before = asked.neighbour(office, tenure.holder, before=True)
    found = terms.between(office, before, tenure, asked.as_of) if before else ()
    acted = [t for t in found if t.acting]
    if not acted and before is not None and before.suspended_from and before.succession == office.id:
        acted = list(terms.deputies(office, before, asked.as_of))
        told = asked.teller.acted_for(office, acted, asked.as_of, left=before.suspended_from.first) if acted else None
    else:
        told = asked.teller.between(acted, asked.as_of)
    return asked.tell(told, "holder", office=office.id) if told is not None and told.known else None


def tell_deputies_of(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«그 기간에는 누가 대행했어», «대행은 없었어?», «대행 기간은?» after somebody who did not act themselves."""
    query = asked.query
    main = query.reading.main
    asks = query.has("who", "after", "end", "suspended") or (main is not None and main.lemma in EXISTENCE)
    asks = asks or (asked.acting and is_objection(asked))  # «그 전에 대행한 사람들이 여럿이었잖아»
    ends = [end for t in held if (end := terms.end_as_known(t, asked.as_of))]
    left = any(map(asked.is_on, ends))  # «물러났을 때 누가 대행»
    timed = query.then is not None and not query.has("amid") and not left  # «그날 누가 대행했어»: who it was then
    of_terms = asks_of_terms(asked)
    if not held or any(t.acting for t in held) or timed or not (asks or of_terms):
        return None
    if asked.acting:
        before = None if of_terms or query.has("length") else tell_acted_before(asked, held[-1])
        if is_objection(asked) and before:
            return replace(before, text=asked.signed(Told(before.text), right=True).text)
        return tell_deputies(asked, held) or before
    in_between = (
        query.has("amid") and not of_terms and not (query.has("early") and query.has("end"))
    )  # «중간에 그만뒀어?»
    return (tell_deputies(asked, held) or tell_acted_before(asked, held[-1])) if in_between else None


def tell_replaced(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«누구 대신이었어?»: for whom somebody acted."""
    terms_, acted = asked.query.reading.terms, [t for t in held if t.acting]
    whom = any(c.key == "acting" and c.first and terms_[c.first - 1].lemma == WHO for c in asked.query.cues)
    return asked.tell_tenure(asked.teller.why_acted(acted[-1], asked.as_of), acted[-1]) if acted and whom else None


# While their powers were suspended


def tell_suspension(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """Since when, why or whether the powers of somebody were suspended."""
    query = asked.query
    of_it = query.asks_whether or query.has("when", "why", "length") or query.reading.question(*WHEN)
    of_terms = any(query.reading.terms[c.first].kind != "question" for c in query.cues if c.key in ("start", "end"))
    again = query.names_nothing and asked.focus.aspect == "suspended" and not of_terms and not query.has("who")
    if (query.has("suspended") or again) and of_it and not asked.acting and held:
        relevant = asked.relevant(held)
        suspended = next((t for t in reversed(held) if t.suspended_from), None)
        if suspended is None and query.has("suspended"):
            return asked.tell_tenure(asked.teller.not_suspended(relevant), relevant)
        if suspended:
            ends = asked.aspect == "length" or query.has("end", "length")
            told = asked.teller.suspension(suspended, asked.as_of, ends=ends)
            told = asked.checked(told, right=True)
            answer = asked.tell_tenure(told, suspended)
            assert answer.focus is not None
            kept = replace(answer.focus.knowledge, aspect="suspended")
            return replace(answer, focus=replace(answer.focus, knowledge=kept))
    return None


def suspended_then(asked: TenureQuestion, office: Succession) -> When | None:
    """The day on which the powers of the person spoken of were suspended."""
    people = [m.id for m in asked.query.people] or [asked.focus.person or ""]
    for tenure in office.tenures:
        if tenure.holder in people and tenure.suspended_from and tenure.suspended_from.first <= asked.as_of:
            day = tenure.suspended_from.first
            return When(Interval.of(day), format_date(day))
    return None
