"""The places and the words around them (areas, foods, attributes, other regions), read and checked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from companion.base.errors import DataError
from companion.base.files import load_csv, load_yaml

Confidence = Literal["high", "medium", "low"]
AreaKind = Literal["city", "district", "dong", "landmark"]
FoodKind = Literal["origin", "cuisine", "ingredient", "facet", "dish"]
EntryKind = Literal["place", "area", "food", "region", "attribute"]

_UNTIL_TOLD_RADIUS_M = 700


def _cells(value: object) -> object:
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


_Many = Annotated[tuple[str, ...], BeforeValidator(_cells)]
_Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    line: int = 0


class _PlaceRow(_Row):
    id: Annotated[str, Field(pattern=r"^[A-Z]\d{3,}$")]
    name: str
    aliases: _Many = ()
    category: str | None = None
    foods: _Many = ()
    dishes: _Many = ()
    district: str | None = None
    dong: str | None = None
    landmarks: _Many = ()
    address: str | None = None
    lat: Annotated[float, Field(ge=33.0, le=39.0)] | None = None
    lon: Annotated[float, Field(ge=124.0, le=132.0)] | None = None
    price_krw: Annotated[int, Field(gt=0)] | None = None
    price_item: str | None = None
    price_as_of: _Date | None = None
    other_prices: _Many = ()
    price_level: Annotated[int, Field(ge=1, le=4)] | None = None
    phone: Annotated[str, Field(pattern=r"^[\d-]+$")] | None = None
    hours: str | None = None
    closed: str | None = None
    tags: _Many = ()
    highlight: Annotated[str, Field(pattern=r"요$")] | None = None
    note: str | None = None
    source: str
    place_as_of: _Date | None = None
    confidence: Confidence


class _NamedRow(_Row):
    id: str
    aliases: tuple[str, ...] = ()


class _AreaRow(_NamedRow):
    kind: AreaKind
    within: tuple[str, ...] = ()
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
        return self


class _FoodRow(_NamedRow):
    kind: FoodKind = "dish"
    parents: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    noun: str | None = None


class _AttributeRow(_NamedRow):
    data: Literal["tags", "none"]
    essential: bool
    says: Annotated[str, Field(pattern=r"요$")] | None = None


class _RegionRow(_Row):
    name: str
    full_name: str
    kind: Literal["metropolis", "province", "city", "county", "district", "neighbourhood", "overseas"]
    common_word: Literal["yes"] | None = None


class _Areas(_Row):
    areas: tuple[_AreaRow, ...]


class _Foods(_Row):
    foods: tuple[_FoodRow, ...]


class _Attributes(_Row):
    attributes: tuple[_AttributeRow, ...]


class Price(NamedTuple):
    """What one item costs."""

    item: str
    krw: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place as its sources state it; what no source states is None or empty.

    `foods` are food ids, the main one first; `dishes` are names on the menu. `price_krw` is the typical
    price in won of `price_item`, whose date is `price_as_of`; `price_level` (1 to 4) is per person: up to
    10,000, 20,000, 40,000 won, or more. Dates are ISO, to the precision known: year, month or day.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    category: str | None
    foods: tuple[str, ...]
    dishes: tuple[str, ...]
    district: str | None
    dong: str | None
    landmarks: tuple[str, ...]
    address: str | None
    lat: float | None
    lon: float | None
    price_krw: int | None
    price_item: str | None
    price_as_of: str | None
    other_prices: tuple[Price, ...]
    price_level: int | None
    phone: str | None
    hours: str | None
    closed: str | None
    tags: frozenset[str]
    highlight: str | None
    note: str | None
    source: str
    place_as_of: str | None
    confidence: Confidence

    @property
    def kind_known(self) -> bool:
        """Whether any source says what kind of food it serves."""
        return self.category is not None or bool(self.foods)

    @property
    def category_label(self) -> str | None:
        """The category with the main food, for display: «한식(소갈비)», «치킨»; None when unknown."""
        main = self.foods[0] if self.foods else None
        if self.category is None or main is None or main.startswith(self.category) or main.endswith(self.category):
            return self.category or main
        return f"{self.category}({main})" if self.category != "치킨" else self.category


@dataclass(frozen=True, slots=True)
class Area:
    """A part of Suwon. `lat` and `lon` (WGS84 degrees) are given for landmarks that places can be near."""

    id: str
    kind: AreaKind
    aliases: tuple[str, ...]
    within: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_m: int
    common_word: bool


@dataclass(frozen=True, slots=True)
class Food:
    """A food: `parents` are what it is a kind of, `contains` what it is made with (seen by negation only)."""

    id: str
    kind: FoodKind
    aliases: tuple[str, ...]
    parents: tuple[str, ...]
    contains: tuple[str, ...]
    noun: str | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property asked of a place. Without `has_data` no place states it; `essential` is never dropped."""

    id: str
    aliases: tuple[str, ...]
    has_data: bool
    essential: bool
    says: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """One name of a region the data does not cover; `full_name` is its id (a name may mean two regions)."""

    name: str
    full_name: str
    kind: str
    common_word: bool


class GazetteerEntry(NamedTuple):
    """A name people may say, what kind of thing it names, and the id of that thing."""

    name: str
    kind: EntryKind
    id: str


_Named = TypeVar("_Named", bound=_NamedRow)


def _index(rows: Iterable[_Named], path: Path) -> dict[str, _Named]:
    """Rows by id; an id or alias that two rows share is a mistake."""
    owner: dict[str, str] = {}
    by_id: dict[str, _Named] = {}
    for row in rows:
        if row.id in by_id:
            raise DataError(path, row.line, f"id «{row.id}» appears twice", "merge the two entries")
        by_id[row.id] = row
        for name in (row.id, *row.aliases):
            first = owner.setdefault(name.replace(" ", ""), row.id)
            if first != row.id:
                raise DataError(path, row.line, f"«{name}» already names «{first}»", "remove it from one of them")
    return by_id


def _check_links(rows: Mapping[str, _Named], field: str, path: Path) -> None:
    for row in rows.values():
        for target in getattr(row, field):
            if target not in rows:
                raise DataError(path, row.line, f"«{row.id}»: {field} «{target}» is unknown", "add it or correct it")


def _closures(rows: Mapping[str, _Named], fields: tuple[str, ...], path: Path) -> dict[str, frozenset[str]]:
    """For each id: itself and all it leads to over `fields`; a cycle is a mistake."""
    done: dict[str, frozenset[str]] = {}

    def visit(key: str, trail: tuple[str, ...]) -> frozenset[str]:
        if key in trail:
            raise DataError(
                path, rows[key].line, f"«{key}» contains itself: {' > '.join((*trail, key))}", "cut one link"
            )
        if key not in done:
            reached = {key}
            for field in fields:
                for target in getattr(rows[key], field):
                    reached |= visit(target, (*trail, key))
            done[key] = frozenset(reached)
        return done[key]

    for key in rows:
        visit(key, ())
    return done


_PRICE = re.compile(r"^(?P<item>[^=]+)=(?P<krw>\d+)$")


def _prices(row: _PlaceRow, path: Path) -> tuple[Price, ...]:
    prices = []
    for cell in row.other_prices:
        match = _PRICE.match(cell)
        if match is None:
            raise DataError(
                path,
                row.line,
                f"«other_prices»: «{cell}» is no price",
                "write 메뉴=원, for example 갈비탕=25000",
            )
        prices.append(Price(match["item"].strip(), int(match["krw"])))
    return tuple(prices)


def _is_known(stated: str | None, day: date) -> bool:
    """Whether an ISO date of any precision, where there is one, does not begin after a day."""
    return stated is None or stated <= day.isoformat()


class PlaceStore:
    """Everything known about places; immutable after `load`.

    Attributes:
        places, areas, foods, attributes: by id, in file order.
        regions: names of regions that are not covered.
    """

    def __init__(
        self,
        places: Iterable[Place],
        areas: Iterable[Area],
        foods: Iterable[Food],
        attributes: Iterable[Attribute],
        regions: Iterable[Region],
        area_closure: Mapping[str, frozenset[str]],
        food_closure: Mapping[str, frozenset[str]],
        content_closure: Mapping[str, frozenset[str]],
    ) -> None:
        self.places: Mapping[str, Place] = MappingProxyType({p.id: p for p in places})
        self.areas: Mapping[str, Area] = MappingProxyType({a.id: a for a in areas})
        self.foods: Mapping[str, Food] = MappingProxyType({f.id: f for f in foods})
        self.attributes: Mapping[str, Attribute] = MappingProxyType({a.id: a for a in attributes})
        self.regions: tuple[Region, ...] = tuple(regions)
        self._area_closure, self._food_closure, self._content = area_closure, food_closure, content_closure

    @classmethod
    def load(cls, folder: Path) -> PlaceStore:
        """Read suwon.csv, areas.yaml, foods.yaml, attributes.yaml and regions.csv from `folder`.

        Raises:
            DataError: with file, line and fix, for the first mistake found.
        """
        area_path, food_path = folder / "areas.yaml", folder / "foods.yaml"
        attribute_path, place_path = folder / "attributes.yaml", folder / "suwon.csv"
        areas = _index(load_yaml(_Areas, area_path).areas, area_path)
        foods = _index(load_yaml(_Foods, food_path).foods, food_path)
        attributes = _index(load_yaml(_Attributes, attribute_path).attributes, attribute_path)
        for attribute in attributes.values():
            if attribute.data == "tags" and attribute.says is None:
                raise DataError(attribute_path, attribute.line, f"«{attribute.id}» has data but no «says»", "add it")
        _check_links(areas, "within", area_path)
        _check_links(foods, "parents", food_path)
        _check_links(foods, "contains", food_path)
        return cls(
            _read_places(place_path, areas, foods, attributes),
            (Area(r.id, r.kind, r.aliases, r.within, r.lat, r.lon, r.radius_m, r.common_word) for r in areas.values()),
            (Food(r.id, r.kind, r.aliases, r.parents, r.contains, r.noun) for r in foods.values()),
            (Attribute(r.id, r.aliases, r.data == "tags", r.essential, r.says) for r in attributes.values()),
            (
                Region(r.name, r.full_name, r.kind, r.common_word == "yes")
                for r in load_csv(_RegionRow, folder / "regions.csv")
            ),
            _closures(areas, ("within",), area_path),
            _closures(foods, ("parents",), food_path),
            _closures(foods, ("parents", "contains"), food_path),
        )

    def as_known(self, day: date) -> PlaceStore:
        """The store as somebody could have known its prices on a day: later ones are taken out.

        Sources of the places themselves are newer than some days of events; what is left out are only statements
        that carry a date after `day`.
        """
        if all(_is_known(place.price_as_of, day) for place in self.places.values()):
            return self
        places = (
            place
            if _is_known(place.price_as_of, day)
            else replace(place, price_krw=None, price_item=None, price_as_of=None, price_level=None, other_prices=())
            for place in self.places.values()
        )
        closures = (self._area_closure, self._food_closure, self._content)
        return PlaceStore(
            places, self.areas.values(), self.foods.values(), self.attributes.values(), self.regions, *closures
        )

    def area_closure(self, area: str) -> frozenset[str]:
        """The area and every area it lies in."""
        return self._area_closure[area]

    def food_closure(self, food: str) -> frozenset[str]:
        """The food and everything it is a kind of."""
        return self._food_closure[food]

    def contents(self, food: str) -> frozenset[str]:
        """Everything the food is a kind of or is made with."""
        return self._content[food]

    def areas_of(self, place: Place) -> frozenset[str]:
        """Every area the place is stated to lie in, or that holds one of those."""
        stated = [a for a in (place.district, place.dong, *place.landmarks) if a is not None]
        found = frozenset().union(*(self._area_closure[a] for a in stated))
        if place.district is None:
            return found
        # A landmark on a border lies in one district, the shop beside it may lie in the next.
        return frozenset(a for a in found if self.areas[a].kind != "district" or a == place.district)

    def foods_of(self, place: Place) -> frozenset[str]:
        """Every food and kind of food the place is stated to serve.

        An origin (한식) counts only when its category has it: 만둣국 makes no snack bar Korean cuisine.
        """
        return self._collect(place, self._food_closure)

    def contents_of(self, place: Place) -> frozenset[str]:
        """`foods_of`, and what those foods are made with."""
        return self._collect(place, self._content)

    @staticmethod
    def stated_foods(place: Place) -> tuple[str, ...]:
        """The foods on its row, the category first."""
        return place.foods if place.category is None else (place.category, *place.foods)

    def _collect(self, place: Place, closure: Mapping[str, frozenset[str]]) -> frozenset[str]:
        stated = self.stated_foods(place)
        found = frozenset().union(*(closure[f] for f in stated))
        if place.category is None:
            return found
        own = closure[place.category].union(stated)
        return frozenset(f for f in found if self.foods[f].kind != "origin" or f in own)

    def district_of(self, area: str) -> str | None:
        """The district an area lies in, or None when it lies in several or is the city."""
        found = [a for a in self._area_closure[area] if self.areas[a].kind == "district"]
        return found[0] if len(found) == 1 else None

    def served(self, food: str) -> bool:
        """Whether any place in the data serves this food."""
        return food in self._served

    @cached_property
    def _served(self) -> frozenset[str]:
        return frozenset().union(*(self.foods_of(p) for p in self.places.values()))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Gazetteer names that are ordinary words too (음성, 이천, 차): understood only with context."""
        flagged = {r.name for r in self.regions if r.common_word}
        for area in self.areas.values():
            if area.common_word:
                flagged |= {area.id, *area.aliases}
        return frozenset(flagged | {e.name for e in self.gazetteer() if len(e.name) == 1})

    def gazetteer(self) -> tuple[GazetteerEntry, ...]:
        """Every name that can be recognised, with its aliases.

        A region's id is its full name. One name may occur with several ids (광주).
        """
        out: dict[GazetteerEntry, None] = {}
        kinds: tuple[tuple[EntryKind, Iterable[Place | Area | Food | Attribute]], ...] = (
            ("place", self.places.values()),
            ("area", self.areas.values()),
            ("food", self.foods.values()),
            ("attribute", self.attributes.values()),
        )
        for kind, things in kinds:
            for thing in things:
                first = thing.name if isinstance(thing, Place) else thing.id
                for name in (first, *thing.aliases):
                    out[GazetteerEntry(name, kind, thing.id)] = None
        for region in self.regions:
            out[GazetteerEntry(region.name, "region", region.full_name)] = None
        return tuple(out)


def _read_places(
    path: Path,
    areas: Mapping[str, _AreaRow],
    foods: Mapping[str, _FoodRow],
    attributes: Mapping[str, _AttributeRow],
) -> Iterable[Place]:
    first_line: dict[str, int] = {}
    known_tags = {a.id for a in attributes.values() if a.data == "tags"}
    for row in load_csv(_PlaceRow, path):
        if row.id in first_line:
            raise DataError(path, row.line, f"id «{row.id}» was used on line {first_line[row.id]}", "give it a new id")
        first_line[row.id] = row.line
        if (row.lat is None) != (row.lon is None):
            raise DataError(path, row.line, "only one of «lat» and «lon» is given", "give both or neither")
        if (row.price_krw is None) != (row.price_item is None):
            raise DataError(path, row.line, "a price needs both «price_krw» and «price_item»", "give both or neither")
        for column, value, kinds in (
            ("district", row.district, ("district",)),
            ("dong", row.dong, ("dong",)),
            *(("landmarks", landmark, ("landmark",)) for landmark in row.landmarks),
        ):
            if value is not None and (value not in areas or areas[value].kind not in kinds):
                raise DataError(
                    path,
                    row.line,
                    f"«{column}»: «{value}» is no known {kinds[0]}",
                    "correct it or add it to areas.yaml",
                )
        for food in (*((row.category,) if row.category else ()), *row.foods):
            if food not in foods:
                raise DataError(path, row.line, f"food «{food}» is unknown", "correct it or add it to foods.yaml")
        for tag in row.tags:
            if tag not in known_tags:
                raise DataError(path, row.line, f"tag «{tag}» is unknown", "correct it or add it to attributes.yaml")
        fields = row.model_dump(exclude={"line", "other_prices", "tags"})
        yield Place(**fields, other_prices=_prices(row, path), tags=frozenset(row.tags))
