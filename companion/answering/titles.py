"""What is meant by a title without a name: the offices that are called so, in a region or a company."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from companion.answering.base import SkillTurn
from companion.knowledge.base import KnowledgeBase, Succession
from companion.knowledge.values import Reference
from companion.understanding.query import Query


def is_known_title(base: KnowledgeBase, title: str) -> bool:
    """Whether something that is held is called so."""
    return any(name.endswith(title) for o in base.successions.values() for name in (o.name, *o.aliases))


def of_title(base: KnowledgeBase, title: str, regions: Collection[str]) -> tuple[Succession, ...]:
    """All offices of one title in a region."""
    return tuple(o for o in base.successions.values() if o.title == title and o.region in regions)


def meant_by_region(base: KnowledgeBase, query: Query, turn: SkillTurn, home: str | None) -> tuple[Succession, ...]:
    """What is meant by a region or company that is named or was spoken of: «거기 대표는?», «부지사는?».

    A title that is held in several places is that of the town the robot stands in: «시장님 성함이 뭐예요?».
    """
    focus = turn.focus.knowledge
    things = [m.id for m in (*query.things, *query.countries)] or ([focus.thing] if focus.thing else [])
    if not query.things:  # «거기 대표» after «써큘러스가 만들었어요»
        told = [fact for fact in base.facts_of(focus.thing or "") if fact.id in focus.told]
        things += [value.entity for fact in told for value in fact.values if isinstance(value, Reference)]
    names = {name for thing in things for name in base.entities[thing].names}
    areas = query.analysis.of_kind("area", "region")
    names |= {m.id for m in areas} | {m.name for m in areas}
    titles = {term.lemma for term in query.reading.terms}
    spoken_of = base.successions[focus.office] if focus.office else None
    if spoken_of and not names:
        if spoken_of.title in titles:
            return ()  # «그 다음 시장은?»
        names = {spoken_of.region or ""}
    only_region = (query.things or areas) and not query.residue(
        at for m in (*query.things, *areas) if (at := query.term_of(m)) is not None
    )
    titled = tuple(base.held_as(titles))
    if query.has("who") and (things or areas) and (query.has("leading") or _is_in_charge(base, query)):
        # «경기도 수장이 누구야?», «광주는 지금 누가 맡고 있어?»
        return tuple(office for office in base.held_in(names) if office.tenures)[:1]
    here = tuple(office for office in titled if office.region in names)
    elsewhere = (
        bool(things or areas) and not focus.thing
    )  # «그때 부지사는?» after an event means the only ones there are
    if here or (titled and not (elsewhere or spoken_of) and len({office.region for office in titled}) == 1):
        return here or titled
    for office in base.held_in(names):
        if office.region is not None and office.tenures:
            called = {office.title, *(name.removeprefix(office.region).strip() for name in office.aliases)}
            by_title = bool(called & titles)
            by_focus = (
                focus.asked in ("holder", "tenure") and focus.office and only_region and query.reading.main is None
            )
            if by_title or by_focus:
                return (office,)
    asked = query.has("who") or turn.focus.topic == "knowledge"
    return tuple(office for office in titled if office.region == home) if asked and not (areas or query.things) else ()


def _is_in_charge(base: KnowledgeBase, query: Query) -> bool:
    """Whether it is asked who looks after a place, of which something is held, and after nothing else."""
    named = (*query.things, *query.analysis.of_kind("area", "region"))
    places = all(any(base.held_in({m.name, *m.ids, *_names_of(base, m.ids)})) for m in named)
    return places and any(query.reading.terms[c.last].form is not None for c in query.cues if c.key == "holding")


def _names_of(base: KnowledgeBase, ids: Collection[str]) -> set[str]:
    return {name for id in ids if id in base.entities for name in base.entities[id].names}


def of_the_place(base: KnowledgeBase, query: Query) -> Query:
    """«고양에도 이재준이라는 분이 있었다던데»: of several of one name the one who held something at a place named."""
    places = {name for m in query.analysis.of_kind("region", "area", "thing") for name in (m.name, m.text)}
    people = []
    for person in query.people:
        held = {id: [base.successions[t.succession] for t in base.tenures_of(id)] for id in person.ids}
        there = [
            id
            for id, offices in held.items()
            if any(place in f"{office.region or ''}{office.name}" for office in offices for place in places)
        ]
        meant = tuple(there) if len(person.ids) > 1 and len(there) == 1 else person.ids
        people.append(replace(person, ids=meant))
    return replace(query, people=tuple(people))
