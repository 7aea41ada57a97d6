"""Those who were told before, chosen by their place: «두 번째로 말한 사람», «거기서 세 번째는», «마지막은?»."""

from __future__ import annotations

from companion.answering.base import Answer
from companion.answering.tenure_aspects import TOLD
from companion.answering.tenure_question import TenureQuestion
from companion.answering.tenure_terms import asks_for_career, tell_career, tell_terms
from companion.knowledge import tenures as terms
from companion.knowledge.base import Tenure


def _visible(asked: TenureQuestion) -> dict[str, Tenure]:
    """All terms that could be known, by id."""
    return {t.id: t for o in asked.base.successions.values() for t in terms.visible(o, asked.as_of)}


def told_before(asked: TenureQuestion) -> list[Tenure]:
    """The terms that were told last, in that order."""
    known = _visible(asked)
    return [known[id] for id in asked.focus.told if id in known]


def chosen_of_told(asked: TenureQuestion) -> Tenure | None:
    """The one of those told before that is chosen by its place: «두 번째로 말한 사람», «거기서 세 번째는»."""
    numbers = [n.value for n in asked.query.analysis.numbers if n.ordinal and n.counter != asked.counter]
    points = asked.query.points_back or asked.query.names_nothing or asked.query.has("saying")
    at_last = not numbers and asked.query.has("last") and asked.query.names_nothing and not asked.acting
    if not (numbers or at_last) or not points or asked.aspect == "count":
        return None
    known, last = _visible(asked), told_before(asked)
    recent = [t for id in asked.focus.recent if (t := known.get(id)) and t.succession == asked.focus.office]
    recent = [t for t in recent if (t.acting is not None) is asked.acting]
    told = last if len({t.holder for t in last}) > 1 else sorted(recent, key=list(known.values()).index)
    people = list({t.holder: t for t in told}.values())
    if at_last:
        return told[-1] if len(people) > 1 else None
    return people[numbers[0] - 1] if 1 < len(people) >= numbers[0] else None


def tell_of_told(asked: TenureQuestion) -> Answer | None:
    """What is asked of one of those that were told before, chosen by their place."""
    tenure = chosen_of_told(asked)
    if tenure is None:
        return None
    if asks_for_career(asked.query) or (asked.aspect in TOLD and asked.aspect != "origin"):
        return tell_terms(asked, [tenure]) if asked.aspect in TOLD else tell_career(asked, [tenure])
    told = asked.teller.profile(tenure.holder, None, asked.as_of)
    if tenure.acting and (asked.aspect == "origin" or asked.query.has("origin")):
        told = asked.teller.origin(tenure, asked.as_of)
    return asked.tell(told, "profile", office=tenure.succession, person=tenure.holder, tenure=tenure)
