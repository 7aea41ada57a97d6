"""Who came before and after somebody, and what is asked of that term."""

from __future__ import annotations

from companion.answering.base import Answer, KnowledgeFocus
from companion.answering.telling import tell
from companion.answering.tenure_aspects import TOLD
from companion.answering.tenure_question import HOLDER, TenureQuestion, first_day_of, person_of
from companion.answering.tenure_terms import tell_terms
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.telling import Told


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
    if tenure and asked.query.has("twice_before") and not asked.query.names_nothing:  # «윤석열 전전 대통령»
        office, person = asked.office(tenure.succession), tenure.holder
        tenure = asked.neighbour(office, person, before=before)
    template = "holder_before" if before else "holder_after"
    pivot = asked.base.name(person)
    found = asked.office(tenure.succession) if tenure else office
    return tenure, asked.teller.relative(found, template, tenure, asked.as_of, pivot=pivot)


def tell_term_beside(asked: TenureQuestion, person: str, office: Succession) -> Answer | None:
    """What is asked of the term before or after somebody's: «그 전 시장은 왜 그만뒀어»."""
    if asked.aspect not in TOLD:
        return None
    tenure = asked.neighbour(office, person, before=asked.query.has("before"))
    return tell_terms(asked, [tenure]) if tenure else None


def tell_beside_acting(asked: TenureQuestion, office: Succession, tenure: Tenure, step: int) -> Answer | None:
    """Who stood before or after an acting holder, acting or not."""
    known = terms.visible(office, asked.as_of)
    at = known.index(tenure) + step
    if not 0 <= at < len(known):
        return None
    found = known[at]
    told = asked.teller.span(found, asked.as_of)
    return asked.tell(told, "holder", office=office.id, person=found.holder, tenure=found, when=first_day_of(found))
