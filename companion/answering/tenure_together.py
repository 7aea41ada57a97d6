"""What is asked of several who were named or told together: who came after each, who holds it now, their names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from typing import Final

from companion.answering.base import Answer
from companion.answering.tenure_aspects import EXPLAINED, TOLD
from companion.answering.tenure_beside import neighbour_told
from companion.answering.tenure_question import TenureQuestion
from companion.answering.tenure_told import told_before
from companion.knowledge import tenures as terms
from companion.knowledge.base import Tenure
from companion.knowledge.telling import Told, When
from companion.knowledge.values import Reference
from companion.language.terms import WITH, is_listed

_BESIDE: Final = ("before", "after")


def tell_each_told(asked: TenureQuestion) -> Answer | None:
    """«그럼 지금은 누가 하고 있는데», «후임은 누구야» after two of two offices: who it is for each of them."""
    query = asked.query
    asks = query.has("now", *_BESIDE) or (query.when is not None and query.then is None)
    if not query.names_nothing or not asks or asked.acting or query.asks_whether or not _asks_who(asked):
        return None
    posts = _told_posts(asked)
    return _of_each(asked, posts) if len({t.succession for t in posts.values()}) > 1 else None


def tell_each_named(asked: TenureQuestion) -> Answer | None:
    """«이재명과 이용섭 다음은 누가 맡았어», «둘의 이름만 다시»: the same of people who are named together."""
    query, people = asked.query, asked.people
    if len(people) < 2 or asked.offices or query.asks_whether or not _asks_who(asked) or not _are_joined(asked):
        return None
    told = {**posts_at_event(asked, asked.focus.recent), **_told_posts(asked)}
    posts = {person: held for person in people if (held := told.get(person) or _post(asked, asked.tenures(person)))}
    if len(posts) < len(people):
        return None
    if query.has(*_BESIDE):
        return _of_each(asked, posts)
    more = {cue.key for cue in query.cues if cue.key in EXPLAINED}
    return _names(asked, posts) if more <= _ONLY_NAMES else None


def _asks_who(asked: TenureQuestion) -> bool:
    return asked.query.has("who", *_BESIDE) and asked.aspect not in TOLD


def _are_joined(asked: TenureQuestion) -> bool:
    """«A와 B»: whether the people who are named stand in a row."""
    terms_ = asked.query.reading.terms
    at = [at for person in asked.mentions if (at := asked.query.term_of(person)) is not None]
    return all(WITH in terms_[one].particles or is_listed(terms_[one]) for one in sorted(at)[:-1])


def _told_posts(asked: TenureQuestion) -> dict[str, Tenure]:
    """What each of those told a moment ago is spoken of for, by holder.

    Of several terms it is one that is over, as what became of it is asked; of somebody who had a part in an event, the
    one of that day.
    """
    held = told_before(asked)
    by_holder = {person: [t for t in held if t.holder == person] for person in dict.fromkeys(t.holder for t in held)}
    posts = {person: post for person, many in by_holder.items() if (post := _post(asked, many))}
    both = {*posts, asked.focus.person}
    if len(both) > 1:  # of one of them nothing was known
        at_event = posts_at_event(asked, asked.focus.recent)
        posts = {p: t for p, t in at_event.items() if p in both} if both <= at_event.keys() else posts
    return posts or posts_at_event(asked, asked.focus.told)


def posts_at_event(asked: TenureQuestion, spoken_of: Collection[str]) -> dict[str, Tenure]:
    """By person, what those held on its day who had a part in an event that statements tell of: «서명한 두 분»."""
    parts = [
        (fact.start.first, v) for fact in asked.base.facts if fact.id in spoken_of and fact.start for v in fact.values
    ]
    found: dict[str, Tenure] = {}
    for day, value in parts:
        person = value.entity if isinstance(value, Reference) else ""
        covering = [t for t in asked.tenures(person) if person and _covers(asked, t, day)]
        if covering:
            found.setdefault(person, covering[-1])
    return found


def _covers(asked: TenureQuestion, tenure: Tenure, day: date) -> bool:
    last = terms.end_as_known(tenure, asked.as_of) or asked.as_of
    return tenure.start is not None and tenure.start.first <= day <= last


def _post(asked: TenureQuestion, held: list[Tenure]) -> Tenure | None:
    """Of somebody's terms the last one that is over, else the last."""
    over = [t for t in held if terms.end_as_known(t, asked.as_of)]
    return next(iter(reversed(over or held)), None)


def _of_each(asked: TenureQuestion, posts: dict[str, Tenure]) -> Answer:
    """Who came before or after each, or who holds it now."""
    told = []
    for person, tenure in posts.items():
        office = asked.office(tenure.succession)
        if asked.query.has(*_BESIDE):
            told.append(neighbour_told(asked, office, person, before=asked.query.has("before"))[1])
        else:
            told.append(asked.teller.holder(office, When.now(asked.as_of), asked.as_of))
    new = list({one.text: one for one in told}.values())  # of two that became one it is told once
    return asked.tell(reduce(Told.and_then, new), "holder")


def _names(asked: TenureQuestion, posts: dict[str, Tenure]) -> Answer:
    """Their names, with what they are spoken of for."""
    recent = [asked.base.tenures[id] for id in asked.focus.recent if id in asked.base.tenures]
    last = {t.holder: t for t in reversed(recent)}
    of = [last.get(person) or asked.tenures(person)[-1] for person in posts]
    who = [f"{asked.office(t.succession).name} {asked.base.name(t.holder)}" for t in of]
    text = asked.teller.say("it_is_each", who=who)
    return asked.tell(Told(text, True, tuple(t.cite(asked.as_of) for t in of), tuple(of)), "profile")


_ONLY_NAMES: Final = frozenset(("who", "again", "called", "every", "only", "origin"))
"""Groups of words with which names alone are asked for."""
