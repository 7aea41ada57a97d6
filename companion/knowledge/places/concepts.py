"""The words around places, of all packs: areas, offers, attributes, and names of regions that are not covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.base.files import Mistakes, load_document, load_table
from companion.knowledge.packs import PackSet
from companion.knowledge.vocabulary import near
from companion.language.templates import CLAUSE

AreaKind = Literal["city", "site", "district", "part", "dong", "landmark"]
"""A city or a site (a museum, a fair ground) is a root; districts, parts (halls, floors) and dongs lie in one; places
are near a landmark."""
PriceLevel = Literal["cheap", "moderate", "expensive"]
OfferKind = Literal["origin", "cuisine", "ingredient", "facet", "dish"]
ROOTS = ("city", "site")
DISTRICTS = ("district", "part")

_UNTIL_TOLD_RADIUS_M = 700


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _NamedRow(_Row):
    id: str
    aliases: tuple[str, ...] = ()


class _AreaRow(_NamedRow):
    kind: AreaKind
    short: str | None = None
    within: tuple[str, ...] = ()
    was_within: tuple[str, ...] = ()
    was_until: date | None = None
    part_of: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_m: Annotated[int, Field(gt=0)] = _UNTIL_TOLD_RADIUS_M
    source: Annotated[str, Field(min_length=1)] | None = None
    common_word: bool = False

    @model_validator(mode="after")
    def _states_where_it_lies_from_a_source(self) -> _AreaRow:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("only one of «lat» and «lon» is given; give both or neither")
        if self.lat is not None and self.source is None:
            raise ValueError("«lat» and «lon» need a «source»; state it or remove them")
        if bool(self.was_within) != (self.was_until is not None):
            raise ValueError("only one of «was_within» and «was_until» is given; give both or neither")
        if (self.kind in ROOTS) == bool(self.within):
            raise ValueError("a city or a site lies in nothing of its pack, everything else in something; see `within`")
        return self


class _OfferRow(_NamedRow):
    kind: OfferKind = "dish"
    parents: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    noun: str | None = None
    by_dish: bool = False
    eases: tuple[str, ...] = ()
    meal: bool = True
    often: tuple[str, ...] = ()


class _AttributeRow(_NamedRow):
    essential: bool
    company: bool = False
    without: tuple[str, ...] = ()
    group: tuple[int, int] | None = None
    ages: tuple[int, int] | None = None
    level: PriceLevel | None = None
    says: Annotated[str, Field(pattern=CLAUSE)] | None = None
    asks: Annotated[str, Field(min_length=2)] | None = None
    seen: Annotated[str, Field(min_length=2)] | None = None


class _RegionRow(_Row):
    name: str
    full_name: str
    kind: Literal["metropolis", "province", "city", "county", "district", "neighbourhood", "overseas"]
    common_word: Literal["yes"] | None = None


class _Areas(_Row):
    areas: tuple[_AreaRow, ...]


class _Offers(_Row):
    offers: tuple[_OfferRow, ...]


class _Attributes(_Row):
    attributes: tuple[_AttributeRow, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a town. `lat` and `lon` (WGS84 degrees) are given for landmarks that places can be near.

    Attributes:
        short: the name inside a sentence.
        part_of: names of wider regions that a root belongs to.
        pack: the pack that declares it.
        imported: whether no pack declares it, but places that were imported lie in it; a province always is.
        was_within, was_until: what it lay in before it moved, and the last day of that.
    """

    id: str
    kind: AreaKind | Literal["province"]
    short: str
    aliases: tuple[str, ...]
    within: tuple[str, ...]
    part_of: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_m: int
    common_word: bool
    pack: str
    imported: bool = False
    was_within: tuple[str, ...] = ()
    was_until: date | None = None

    @property
    def is_root(self) -> bool:
        """Whether it is a town or a site of its own."""
        return self.kind in ROOTS


@dataclass(frozen=True, slots=True)
class Offer:
    """What a place offers: a food, a kind of book …

    `parents` are what it is a kind of, `contains` what it is made with (seen by negation only). `noun` is what a house
    with it is called; houses of a category `by_dish` are called by their main dish instead. `eases` are phrases for how
    somebody is whom it does good («속 쓰린»), in the form in which they describe a noun. To a house of what is no
    `meal` one goes between meals. What it is `often`, as hot or raw, it is not told to be free of.
    """

    id: str
    kind: OfferKind
    aliases: tuple[str, ...]
    parents: tuple[str, ...]
    contains: tuple[str, ...]
    noun: str | None
    by_dish: bool
    eases: tuple[str, ...] = ()
    meal: bool = True
    often: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property asked of a place; `essential` is never dropped. Without `says` it cannot be stated of a place.

    Attributes:
        without: offers: who never eats them asks for it.
        group: the least and the most people of a group that asks for it.
        ages: of whom it is asked for: «일곱 살».
        asks: the question whether a place has it, as a noun clause.
        level: what it asks of the price.
        company: whether it says who comes along.
        seen: what `asks` is of what one looks at, where it is another question.
    """

    id: str
    aliases: tuple[str, ...]
    essential: bool
    says: str | None
    without: tuple[str, ...] = ()
    group: tuple[int, int] | None = None
    ages: tuple[int, int] | None = None
    asks: str | None = None
    level: PriceLevel | None = None
    company: bool = False
    seen: str | None = None

    @property
    def of_people(self) -> bool:
        """Whether it says who comes rather than what is there."""
        return self.company or self.group is not None or self.ages is not None

    @property
    def is_alone(self) -> bool:
        """Whether it says that nobody else comes."""
        return self.group is not None and self.group[1] == 1


@dataclass(frozen=True, slots=True)
class Region:
    """One name of a region that is not covered; `full_name` is its id (a name may mean two regions)."""

    name: str
    full_name: str
    kind: str
    common_word: bool


@dataclass(frozen=True)
class Concepts:
    """Areas, offers and attributes by id, in the order of the packs, and the other regions."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()

    def names(self) -> Mapping[str, Mapping[str, str]]:
        """The id by name or alias of what can be stated, for each kind of value (`vocabulary.CONCEPTS`)."""
        kinds: dict[str, Mapping[str, Area | Offer | Attribute]]
        stated = {key: attribute for key, attribute in self.attributes.items() if attribute.says}
        kinds = {"area": {**self.areas}, "offer": {**self.offers}, "attribute": {**stated}}
        return {
            kind: {alias: c.id for c in found.values() for alias in c.aliases} | {key: key for key in found}
            for kind, found in kinds.items()
        }

    def as_of(self, day: date) -> Concepts:
        """With everything where it lay on a day; itself where nothing had yet to move."""
        moved = {
            key: replace(area, within=area.was_within, lat=None, lon=None)
            for key, area in self.areas.items()
            if area.was_until is not None and day <= area.was_until
        }
        if not moved:
            return self
        areas = {**self.areas, **moved}
        return replace(self, areas={key: _in_the_middle(area, areas.values()) for key, area in areas.items()})

    @cached_property
    def roots(self) -> tuple[Area, ...]:
        """The towns and sites."""
        return tuple(area for area in self.areas.values() if area.is_root)

    @cached_property
    def area_closure(self) -> Mapping[str, frozenset[str]]:
        """For each area: itself and all that it lies in."""
        return {key: _reach(key, lambda k: self.areas[k].within) for key in self.areas}

    @cached_property
    def offer_closure(self) -> Mapping[str, frozenset[str]]:
        """For each offer: itself and all that it is a kind of."""
        return {key: _reach(key, lambda k: self.offers[k].parents) for key in self.offers}

    @cached_property
    def content_closure(self) -> Mapping[str, frozenset[str]]:
        """For each offer: itself and all that it is a kind of or made with."""
        return {key: _reach(key, lambda k: (*self.offers[k].parents, *self.offers[k].contains)) for key in self.offers}

    def root_of(self, area: str) -> str | None:
        """The town or site an area lies in."""
        return next((a for a in sorted(self.area_closure[area]) if self.areas[a].is_root), None)


def _in_the_middle(area: Area, areas: Iterable[Area]) -> Area:
    """A landmark of which nobody states where it is, in the middle of the landmarks that lie in it."""
    if area.kind != "landmark" or area.lat is not None:
        return area
    inside = [a for a in areas if area.id in a.within and a.lat is not None and a.lon is not None]
    if not inside:
        return area
    lat, lon = (sum(at) / len(inside) for at in zip(*((a.lat or 0.0, a.lon or 0.0) for a in inside), strict=True))
    return replace(area, lat=lat, lon=lon)


def _reach(start: str, links: Any) -> frozenset[str]:
    found, left = {start}, [start]
    while left:
        for target in links(left.pop()):
            if target not in found:
                found.add(target)
                left.append(target)
    return frozenset(found)


@dataclass(slots=True)
class _Names:
    """Whose id or alias a name is, within one kind of concept."""

    owner: dict[str, str] = field(default_factory=dict)

    def claim(self, row: _NamedRow) -> Iterator[str]:
        """What is wrong with a row's names."""
        for name in (row.id, *row.aliases):
            first = self.owner.setdefault(name.replace(" ", ""), row.id)
            if first != row.id:
                yield f"«{name}» already names «{first}»; remove it from one of them"


def read_concepts(packs: PackSet, mistakes: Mistakes) -> Concepts:
    """The concepts of all packs; every mistake is noted, and what is wrong is left out.

    Two towns may have a street of the same name: areas share names across packs, offers and attributes don't.
    """
    areas = {
        row.id: Area(
            row.id,
            row.kind,
            row.short or row.id,
            row.aliases,
            row.within,
            row.part_of,
            row.lat,
            row.lon,
            row.radius_m,
            row.common_word,
            pack,
            was_within=row.was_within,
            was_until=row.was_until,
        )
        for pack, row in _rows(packs, "areas.yaml", _Areas, "areas", ("within", "was_within"), mistakes, by_pack=True)
    }
    areas = {key: _in_the_middle(area, areas.values()) for key, area in areas.items()}
    offers = {
        row.id: Offer(
            row.id,
            row.kind,
            row.aliases,
            row.parents,
            row.contains,
            row.noun,
            row.by_dish,
            row.eases,
            row.meal,
            row.often,
        )
        for _, row in _rows(packs, "offers.yaml", _Offers, "offers", ("parents", "contains", "often"), mistakes)
    }
    attributes = {
        row.id: Attribute(
            row.id,
            row.aliases,
            row.essential,
            row.says,
            row.without,
            row.group,
            row.ages,
            row.asks,
            row.level,
            row.company,
            row.seen,
        )
        for _, row in _rows(packs, "attributes.yaml", _Attributes, "attributes", (), mistakes)
    }
    regions = tuple(
        Region(row.name, row.full_name, row.kind, row.common_word == "yes")
        for path in packs.paths("regions.csv")
        for _, row in load_table(_RegionRow, path, mistakes)
    )
    return Concepts(areas, offers, attributes, regions)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row, and where it stands."""

    pack: str
    row: Any
    path: Path
    line: int


def _rows(
    packs: PackSet,
    name: str,
    model: type[BaseModel],
    key: str,
    links: tuple[str, ...],
    mistakes: Mistakes,
    *,
    by_pack: bool = False,
) -> list[tuple[str, Any]]:
    """The rows of one kind of file of all packs, each with its pack; names are checked, and wrong links left out."""
    found: dict[str, _Found] = {}
    names = _Names()
    for pack, path in packs.owned(name):
        names = _Names() if by_pack else names
        loaded = load_document(model, path, mistakes)
        for number, row in enumerate(getattr(loaded.value, key) if loaded else ()):
            assert loaded is not None
            here = _Found(pack.id, row, path, loaded.line(key, number))
            for problem in names.claim(row):
                mistakes.add(path, here.line, *problem.split("; ", 1))
            first = found.setdefault(row.id, here)
            if first is here:
                continue
            if first.pack == pack.id:
                mistakes.add(path, here.line, f"id «{row.id}» appears twice", "merge the two entries")
            elif row.model_fields_set <= {"id", "aliases"}:  # more names for the same thing
                named = first.row.model_copy(update={"aliases": (*first.row.aliases, *row.aliases)})
                found[row.id] = _Found(first.pack, named, first.path, first.line)
            else:
                mistakes.add(path, here.line, f"id «{row.id}» is already used in {first.path}", "choose another id")

    def targets(row_id: str) -> tuple[str, ...]:
        return tuple(t for link in links for t in getattr(found[row_id].row, link)) if row_id in found else ()

    sound = []
    for row_id, here in found.items():
        unknown = {t for t in targets(row_id) if t not in found}
        circular = {t for t in targets(row_id) if row_id in _reach(t, targets)}
        for target in sorted(unknown):
            problem = f"«{row_id}»: «{target}» is unknown"
            mistakes.add_unknown(target, here.path, here.line, problem, near(target, found))
        if circular:
            mistakes.add(here.path, here.line, f"«{row_id}» contains itself", "cut one link")
        kept = {link: tuple(t for t in getattr(here.row, link) if t not in unknown | circular) for link in links}
        sound.append((here.pack, here.row.model_copy(update=kept)))
    return sound
