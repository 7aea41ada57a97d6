"""What a language model may propose: a question of a kind that the packs list, about names that they hold.

It fills in a form. Whatever stands in the form is checked against the packs, and a question in the robot's own words is
made of it; the robot's skills answer that like any other. So nothing that a model writes is ever looked up as it
stands, and none of it reaches an answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from companion.answering.base import Focus, Library
from companion.base.errors import one_line
from companion.language.templates import Template

_KIND: Final = "guest_asks_"
"""What the names of the kinds of question begin with, among the sentences of the packs."""
_WISH: Final = "wish"
"""The gap that a wish for places fills."""
_LISTED: Final = 64
"""Names of one sort that a model is told in advance; of more only those that sound like what was said."""
_MOST_WON: Final = 10_000_000

_Name: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=60)]
_Names: TypeAlias = Annotated[tuple[_Name, ...], Field(max_length=3)]
_Won: TypeAlias = Annotated[int, Field(ge=1, le=_MOST_WON)]
_When: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?$")]


class Proposal(BaseModel):
    """The form that a model fills in; what does not belong to its `act` stays empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    act: _Name
    office: _Name | None = None
    person: _Name | None = None
    thing: _Name | None = None
    place: _Name | None = None
    relation: _Name | None = None
    when: _When | None = None
    areas: _Names = ()
    offers: _Names = ()
    without: _Names = ()
    attributes: _Names = ()
    most_won: _Won | None = None
    least_won: _Won | None = None
    say: Annotated[str, StringConstraints(max_length=300)] | None = None


TALK: Final = "talk"
"""The act of a sentence of small talk."""
NOTHING: Final = "none"
"""The act of a model that has nothing to propose."""
_SORTS: Final = ("office", "person", "thing", "place", "relation")
_MANY: Final = ("areas", "offers", "without", "attributes")


class NotProposed(Exception):
    """A proposal cannot be used; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal as a question in the robot's own words.

    Attributes:
        text: the question.
        ids: what it names, by sort: the data's ids.
    """

    text: str
    ids: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Askable:
    """All that can be asked, from the packs.

    Attributes:
        library: what they hold.
    """

    library: Library

    @cached_property
    def kinds(self) -> Mapping[str, Template]:
        """The kinds of question that some name of the data can fill, by name."""
        templates = self.library.sentences.templates
        found = {name.removeprefix(_KIND): t for name, t in templates.items() if name.startswith(_KIND)}
        return {
            name: template
            for name, template in found.items()
            if all(self.names.get(gap) for gap in template.fields if gap in _SORTS)
            and (_WISH not in template.fields or self._types)
        }

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """The ids by name, for each sort of thing."""
        base, store = self.library.base, self.library.store
        successions, places = base.successions, store.places
        plain = [e for e in base.entities.values() if e.id not in successions and e.id not in places]
        asked = {statement.relation for statement in base.statements}
        relations = [base.vocabulary.relations[id] for id in asked]
        return {
            "office": {s.name: s.id for s in successions.values() if s.tenures},
            "person": {base.name(e.id): e.id for e in plain if e.id in base.holders},
            "thing": {base.name(e.id): e.id for e in plain if e.id not in base.holders and base.facts_of(e.id)},
            "place": {place.name: place.id for place in places.values()},
            "relation": {r.label: r.id for r in relations if not r.one_at_a_time},
            "areas": {area.short: area.id for area in store.areas.values()},
            "offers": {offer: offer for offer in store.offers},
            "without": {offer: offer for offer in store.offers},
            "attributes": {a.id: a.id for a in store.attributes.values()},
        }

    @property
    def _types(self) -> tuple[str, ...]:
        """What those worth choosing are called."""
        known = self.library.store.types
        return tuple(t.recommend for t in self.library.base.vocabulary.recommended if t.id in known and t.recommend)

    def schema(self, acts: Collection[str]) -> dict[str, Any]:
        """The JSON schema of a proposal: the keys that these acts need, null or empty where one does not."""
        gaps = {gap for act in acts if act in self.kinds for gap in self.kinds[act].fields}
        text = {"anyOf": [{"type": "string"}, {"type": "null"}]}
        number = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
        properties: dict[str, Any] = {"act": {"type": "string", "enum": list(acts)}}
        properties |= {sort: _choice(self.names[sort]) for sort in _SORTS if sort in gaps}
        if "when" in gaps:
            properties["when"] = text
        if _WISH in gaps:
            properties |= {sort: {"type": "array", "items": _text(self.names[sort])} for sort in _MANY}
            properties |= {"most_won": number, "least_won": number}
        if TALK in acts:
            properties["say"] = text
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def listed(self) -> dict[str, list[str]]:
        """The names of every sort that is small enough to be told in advance."""
        return {sort: list(names) for sort, names in self.names.items() if names and len(names) <= _LISTED}

    def unlisted(self) -> dict[str, Mapping[str, str]]:
        """The names of the other sorts."""
        return {sort: names for sort, names in self.names.items() if len(names) > _LISTED}

    def read(self, text: str, acts: Collection[str]) -> Proposal:
        """The proposal that a model wrote.

        Raises:
            NotProposed: it is none, it names an act that is not wanted, or something that the packs do not hold.
        """
        start, end = text.find("{"), text.rfind("}")
        try:
            data = json.loads(text[start : end + 1] if start >= 0 else text)
            proposal = Proposal.model_validate(data)
        except ValidationError as e:
            first = e.errors()[0]
            raise NotProposed(one_line(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")) from None
        except (ValueError, RecursionError) as e:
            raise NotProposed(one_line(f"no JSON: {e}")[:80]) from None
        if proposal.act not in acts:
            raise NotProposed("an act that is not wanted")
        for sort in (*_SORTS, *_MANY):
            for name in _given(proposal, sort):
                if name not in self.names[sort]:
                    raise NotProposed(f"{sort}: a name that is not in the data")
        return proposal

    def question(self, proposal: Proposal) -> Question:
        """A proposal in the robot's own words.

        Raises:
            NotProposed: something is missing or does not belong to it.
        """
        template = self.kinds[proposal.act]
        gaps = set(template.fields)
        parts = list(self._wish(proposal))
        filled = {sort for sort in (*_SORTS, "when") if getattr(proposal, sort) is not None}
        if filled - gaps:
            raise NotProposed(f"{', '.join(sorted(filled - gaps))}: does not belong to the act «{proposal.act}»")
        if gaps - filled - {_WISH} or bool(parts) != (_WISH in gaps):
            raise NotProposed(f"the act «{proposal.act}» lacks something, or has too much")
        values: dict[str, object] = {name: getattr(proposal, name) for name in filled}
        if proposal.relation is not None:
            values["relation"] = self._word(proposal)
        if parts:
            values[_WISH] = " ".join([*parts, self._types[0]])
        try:
            text = template.render(**values)
        except (KeyError, ValueError) as e:  # «2019-13»
            raise NotProposed(one_line(str(e))) from None
        ids = {sort: tuple(self.names[sort][name] for name in _given(proposal, sort)) for sort in (*_SORTS, *_MANY)}
        return Question(text, ids)

    def _word(self, proposal: Proposal) -> str:
        """A word that asks for a relation: its own, where it has one; a place's are known by their label."""
        relation = self.library.base.vocabulary.relations[self.names["relation"][proposal.relation or ""]]
        return relation.label if proposal.place is not None or not relation.nouns else relation.nouns[0]

    def _wish(self, proposal: Proposal) -> Iterator[str]:
        """The parts of a wish for places."""
        say, store = self.library.sentences.templates, self.library.store
        for name in proposal.areas:
            yield say["guest_with"].render(name=name)
        for name in proposal.attributes:
            attribute = store.attributes[name]
            yield say["guest_with"].render(name=next(iter(attribute.aliases), name))
        if proposal.least_won is not None:
            yield say["guest_at_least"].render(won=proposal.least_won)
        if proposal.most_won is not None:
            yield say["guest_at_most"].render(won=proposal.most_won)
        for name in proposal.without:
            yield say["guest_without"].render(name=name)
        for name in proposal.offers:
            yield say["guest_with"].render(name=name)


def answers_it(question: Question, proposal: Proposal, focus: Focus) -> bool:
    """Whether what was answered is what was proposed, by what the next utterance may refer to."""
    ids, known, places = question.ids, focus.knowledge, focus.places
    one = {sort: next(iter(ids[sort]), None) for sort in _SORTS}
    relation = one["relation"]
    if one["place"] is not None:
        return places is not None and places.chosen == one["place"] and (relation is None or relation in places.asked)
    if one["thing"] is not None:
        return known.thing == one["thing"] and (relation is None or relation in known.relations)
    if one["office"] is not None:
        return known.office == one["office"]
    if one["person"] is not None:
        return known.person == one["person"]
    if places is None:
        return False
    query = places.query
    return (
        set(ids["areas"]) <= set(query.areas)
        and set(ids["offers"]) <= {*query.offers, *query.also_offers}
        and set(ids["without"]) <= set(query.exclude_offers)
        and set(ids["attributes"]) <= set(query.attributes)
        and query.max_price_krw == proposal.most_won
        and query.min_price_krw == proposal.least_won
    )


def _given(proposal: Proposal, sort: str) -> tuple[str, ...]:
    value = getattr(proposal, sort)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _text(names: Mapping[str, str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)} if 0 < len(names) <= _LISTED else {"type": "string"}


def _choice(names: Mapping[str, str]) -> dict[str, Any]:
    return {"anyOf": [_text(names), {"type": "null"}]}
