"""Those who were told before, chosen by their place: «두 번째로 말한 사람», «거기서 세 번째는», «마지막은?»."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Final

from companion.answering.base import Answer
from companion.answering.tenure_aspects import TOLD
from companion.answering.tenure_question import TenureQuestion
from companion.answering.tenure_terms import asks_for_career, tell_career, tell_terms
from companion.knowledge import tenures as terms
from companion.knowledge.base import Tenure
from companion.knowledge.telling import Told
from companion.language.terms import COPULAS, EXISTENCE, WHEN, WHO

_SEVERAL: Final = 2


def told_before(asked: TenureQuestion) -> list[Tenure]:
    """The terms that were told last, in that order."""
    return _known(asked, asked.focus.told)


def _known(asked: TenureQuestion, ids: Iterable[str]) -> list[Tenure]:
    """The terms among some statements that can be known."""
    found = (asked.base.tenures[id] for id in ids if id in asked.base.tenures)
    return [t for t in found if terms.is_visible(t, asked.office(t.succession), asked.as_of)]


def chosen_of_told(asked: TenureQuestion) -> Tenure | None:
    """The one of those told before that is chosen by its place: «두 번째로 말한 사람», «거기서 세 번째는»."""
    numbers = [n.value for n in asked.query.analysis.numbers if n.ordinal and n.counter != asked.counter]
    points = asked.query.points_back or asked.query.names_nothing or asked.query.has("saying")
    at_last = not numbers and asked.query.has("last") and asked.query.names_nothing and not asked.acting
    last = told_before(asked)
    at_first = not numbers and asked.query.has("first") and asked.query.names_nothing and not _of_a_title(asked)
    at_first = at_first and len({t.holder for t in last}) > 1  # «처음에는 누가 했어?» of those who acted
    if not (numbers or at_last or at_first) or not points or asked.aspect == "count":
        return None
    if at_first:
        return last[0]
    recent = [t for t in _known(asked, asked.focus.recent) if t.succession == asked.focus.office]
    acting = asked.acting or (bool(last) and all(t.acting for t in last))  # «마지막은?» of those who acted
    recent = [t for t in recent if (t.acting is not None) is acting]
    told = last if len({t.holder for t in last}) > 1 else sorted(recent, key=list(asked.base.tenures.values()).index)
    people = list({t.holder: t for t in told}.values())
    if at_last:
        return told[-1] if len(people) > 1 else None
    return people[numbers[0] - 1] if 1 < len(people) >= numbers[0] else None


def _of_a_title(asked: TenureQuestion) -> bool:
    """«초대 시장은 누구야?»: the first of all, whoever was told."""
    terms_ = asked.query.reading.terms
    titles = {office.title for office in asked.base.successions.values() if office.title}
    beside = (t for cue in asked.query.cues if cue.key == "first" for t in terms_[cue.last + 1 : cue.last + 2])
    return any(t.lemma in titles or t.kind == "name" for t in beside)


def tell_of_told(asked: TenureQuestion) -> Answer | None:
    """What is asked of one of those that were told before, chosen by their place."""
    tenure = chosen_of_told(asked)
    if tenure is None:
        return _tell_each(asked)
    if asks_for_career(asked.query) or (asked.aspect in TOLD and asked.aspect != "origin"):
        return tell_terms(asked, [tenure]) if asked.aspect in TOLD else tell_career(asked, [tenure])
    told = asked.teller.profile(tenure.holder, None, asked.as_of)
    if tenure.acting and (asked.aspect == "origin" or asked.query.has("origin")):
        told = asked.teller.origin(tenure, asked.as_of)
    return asked.tell(told, "profile", office=tenure.succession, person=tenure.holder, tenure=tenure)


def _tell_each(asked: TenureQuestion) -> Answer | None:
    """«순서대로 날짜도 말해 줄래?», «각각 언제였어?»: from when to when each of those told before, in their order."""
    told, query = told_before(asked), asked.query
    days = query.has("when") or query.reading.question(*WHEN)
    if (
        not days
        or not query.has("each", "ordered")
        or not query.names_nothing
        or len({t.holder for t in told}) < _SEVERAL
    ):
        return None
    each = reduce(Told.and_then, (asked.teller.span(tenure, asked.as_of) for tenure in told))
    return asked.tell(each, "holder", office=told[-1].succession, when=asked.focus.when)


def tell_acting_told(asked: TenureQuestion) -> Answer | None:
    """«아, 대행이 있었구나. 이름이 뭐랬죠?», «몇 명이 했는데?»: of those who were just told to have acted."""
    query, told = asked.query, told_before(asked)
    acted = [t for t in told if t.acting]
    meant = asked.acting or len(acted) == len(told)
    if not acted or not meant or not query.names_nothing or asked.then or query.has("now", "still", "all", "last"):
        return None
    terms_ = query.reading.terms
    if any(c.key == "acting" and c.first and terms_[c.first - 1].lemma == WHO for c in query.cues):
        return None  # «누구 대신이었어?»
    people = list(dict.fromkeys(t.holder for t in acted))
    if query.has("how_many") and asked.aspect != "count":
        found = asked.teller.number_acting(acted, asked.as_of)
    elif asked.acting and is_objection(asked):
        found = asked.signed(asked.teller.between(acted, asked.as_of), right=True)
    elif asked.acting and asked.aspect in TOLD and len(people) == 1:
        return tell_terms(asked, acted)
    elif asked.acting and query.has("who") and asked.aspect in (None, "who") and not query.has("before", "after"):
        found = asked.teller.between(acted, asked.as_of)
    else:
        return None
    last = acted[-1]
    return asked.tell(found, "holder", office=last.succession, person=last.holder, tenure=last)


def is_objection(asked: TenureQuestion) -> bool:
    """«그 사이에 권한대행이 있었잖아요»: whether it is held against what was told that there was somebody."""
    main = asked.query.reading.main
    return asked.query.asks_whether and main is not None and main.lemma in (*EXISTENCE, *COPULAS)
