"""What can be recommended: a view of the statements about entities of the types marked so."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from companion.base import patterns as re
from companion.knowledge.base import Entity, KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.places.concepts import DISTRICTS, Area, Attribute, Concepts, Offer, Region
from companion.knowledge.places.distance import distance_m
from companion.knowledge.places.imported import ImportedPlaces
from companion.knowledge.places.whereabouts import likely_areas
from companion.knowledge.schema import Confidence, Role
from companion.knowledge.statement import Statement
from companion.knowledge.values import Money, Quantity, Reference, Single, write
from companion.knowledge.vocabulary import EntityType
from companion.language.area_names import is_ordinary_word
from companion.language.opening_hours import OpeningHours, parse_opening_hours
from companion.language.place_names import streets_in
from companion.language.terms import LACKING, read

EntryKind = Literal["place", "area", "food", "region", "attribute"]

_DATED_APART: Final[tuple[Role, ...]] = ("price", "hours")
"""What may be older than the rest: its day says nothing of the place's own."""


class Price(NamedTuple):
    """What one item costs; `item` is None where the source names none."""

    item: str | None
    krw: int


class Place(NamedTuple):  # there are many, and a tuple is made faster than a frozen dataclass
    """One thing to recommend as its sources state it; what no source states is None or empty.

    `offers` are offer ids, the main one first; `menu` are names as on the menu. `price_krw` is the typical price in won
    of `price_item`, whose date is `price_as_of`; `price_level` (1 to 4) is per person: up to 10,000, 20,000, 40,000
    won, or more. Dates are ISO, to the precision known: year, month or day. `hours` are as stated, `hours_as_of` when;
    `opening` are the same as rules, days of rest included. `opened` is when it began.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    category: str | None
    offers: tuple[str, ...]
    menu: tuple[str, ...]
    root: str | None
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
    hours_as_of: str | None
    opening: OpeningHours | None
    closed: str | None
    tags: frozenset[str]
    opened: str | None
    highlight: str | None
    note: str | None
    source: str
    place_as_of: str | None
    confidence: Confidence

    @property
    def kind_known(self) -> bool:
        """Whether any source says what it offers."""
        return self.category is not None or bool(self.offers)

    @property
    def category_label(self) -> str | None:
        """The category with the main offer, for display: «한식(소갈비)»; None when unknown."""
        main = self.offers[0] if self.offers else None
        if self.category is None or main is None or main.startswith(self.category) or main.endswith(self.category):
            return self.category or main
        return f"{self.category}({main})"


class GazetteerEntry(NamedTuple):
    """A name people may say, what kind of thing it names, and the id of that thing."""

    name: str
    kind: EntryKind
    id: str


def _is_known(stated: str | None, day: date) -> bool:
    """Whether an ISO date of any precision, where there is one, does not begin after a day."""
    return stated is None or stated <= day.isoformat()


class _Places(Mapping[str, Place]):
    """Places by id. Those that were imported are found like all others, but never gone through one by one."""

    def __init__(self, own: Mapping[str, Place], imported: Sequence[ImportedPlaces]) -> None:
        self._own, self._imported = own, imported

    def __getitem__(self, id: str) -> Place:
        found = self._own.get(id)
        found = found or next((place for more in self._imported if (place := more.get(id)) is not None), None)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    def __bool__(self) -> bool:
        return bool(self._own or self._imported)


class PlaceStore:
    """Everything that can be recommended; immutable.

    Attributes:
        places: by id, in the order of the packs; imported ones are found by their ids only.
        imported: the places of store files, too many to be gone through.
        areas, offers, attributes, regions: the concepts of all packs.
        types: the types that can be recommended and of which there is something, by id.
        located: the areas of which it is known where they are.
        middle: latitude and longitude of an area: as it is stated, else the middle of its imported places; None where
            neither is known, or a whole province is asked for.
        words_for: words that a dish with any of some offers in it is called by: its names, and how it tastes («매운
            왕갈비통닭»).
    """

    def __init__(
        self,
        places: Iterable[Place],
        concepts: Concepts,
        types: Mapping[str, EntityType],
        stories: Mapping[str, bytes] | None = None,
        imported: Sequence[ImportedPlaces] = (),
    ) -> None:
        own = MappingProxyType({p.id: p for p in places})
        self.places: Mapping[str, Place] = _Places(own, imported) if imported else own
        self.imported = tuple(imported)
        self._told = stories
        self.concepts = concepts
        self.types = types
        self.areas: Mapping[str, Area] = concepts.areas
        self.offers: Mapping[str, Offer] = concepts.offers
        self.attributes: Mapping[str, Attribute] = concepts.attributes
        self.regions: tuple[Region, ...] = concepts.regions
        # A closure is looked up for every place at every search.
        self._area_closure, self._offer_closure = concepts.area_closure, concepts.offer_closure
        self._content_closure = concepts.content_closure
        self.words_for = lru_cache(maxsize=64)(self._words_for)
        self.middle = lru_cache(maxsize=256)(self._middle)
        self._served_by = lru_cache(maxsize=4096)(self._collect)
        self.located = tuple(a for a in self.areas.values() if a.lat is not None and a.lon is not None)

    @classmethod
    def of(
        cls,
        base: KnowledgeBase,
        concepts: Concepts,
        places: Iterable[Place] | None = None,
        stories: Mapping[str, bytes] | None = None,
        imported: Sequence[ImportedPlaces] = (),
    ) -> PlaceStore:
        """The view of a knowledge base; its `places` and their `stories` where they have been made before."""
        types = _with_things(base, imported)
        return cls(_places(base, concepts) if places is None else places, concepts, types, stories, imported)

    def among(self, places: Iterable[Place], likely: Mapping[str, frozenset[str]]) -> PlaceStore:
        """A store of a few places, with the words of this one; `likely`: see `likely_areas`."""
        few = copy(self)
        for name in ("_ids_by_name", "_names", "_stated", "_served", "_noted_texts", "_ids", "streets", "stories"):
            few.__dict__.pop(name, None)
        few.places = MappingProxyType({p.id: p for p in places})
        few.imported, few._told = (), {}
        few.__dict__["told_by_offer"] = self.told_by_offer
        few.__dict__["_likely"] = {**self._likely, **likely}
        return few

    def is_imported(self, place: Place) -> bool:
        """Whether it was imported: what no store file states is not known of it."""
        return any(more.get(place.id) is not None for more in self.imported)

    def as_known(self, day: date) -> PlaceStore:
        """The store as somebody could have known its prices on a day, with landmarks where they lay then.

        Sources of the places themselves are newer than some days of events; what is left out are only statements
        that carry a date after `day`.
        """
        concepts = self.concepts.as_of(day)
        if concepts is self.concepts and all(_is_known(place.price_as_of, day) for place in self.places.values()):
            return self
        places = (
            place
            if _is_known(place.price_as_of, day)
            else place._replace(price_krw=None, price_item=None, price_as_of=None, price_level=None, other_prices=())
            for place in self.places.values()
        )
        return PlaceStore(places, concepts, self.types, imported=self.imported)

    def is_fact(self, place: Place) -> bool:
        """Whether questions about it are questions of fact, so that it is named as any other thing."""
        found = self.types.get(place.type)
        return found is not None and found.facts

    def position(self, place: Place) -> tuple[float, float] | None:
        """Where a place is: as it states, or as its landmark does."""
        landmarks = [self.areas[a] for a in place.landmarks]
        stated = [(place.lat, place.lon), *((area.lat, area.lon) for area in landmarks)]
        return next(((lat, lon) for lat, lon in stated if lat is not None and lon is not None), None)

    def called(self, name: str) -> frozenset[str]:
        """Ids of the places with exactly this name; things that facts are told of are not among them."""
        more = (place.id for some in self.imported for place in some.named((name,)).get(name, ()))
        return frozenset((*self._ids_by_name.get(name, ()), *more))

    def begun_by(self, start: str) -> frozenset[str]:
        """Ids of the places of which a name begins so."""
        names = self._names
        first = bisect_left(names, start)
        begun = takewhile(lambda name: name.startswith(start), islice(names, first, None))
        return frozenset(i for name in begun for i in self._ids_by_name[name])

    @cached_property
    def _ids_by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for place in self.places.values():
            if not self.is_fact(place):
                for name in (place.name, *place.aliases):
                    found.setdefault(name, []).append(place.id)
        return found

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._ids_by_name)

    def type_counts(self, town: str | None, *, imported: bool = False) -> Counter[str]:
        """How many things of each type there are in a town, or everywhere.

        Args:
            town: its id.
            imported: whether imported ones count as all others do; else only where there are no others.
        """
        own = Counter(place.type for place in self.places.values() if town in (None, place.root))
        return own if own and not imported else sum((more.type_counts(town) for more in self.imported), own)

    def types_of(self, place: Place) -> frozenset[str]:
        """Its type and the types that is a kind of."""
        found = self.types.get(place.type)
        return found.supertypes if found else frozenset((place.type,))

    @cached_property
    def told_by_offer(self) -> frozenset[str]:
        """Types of which sources say what most of them offer; one without is of unknown kind."""
        imported = (place for more in self.imported for place in more.examples.values())
        return frozenset(place.type for place in (*self.places.values(), *imported) if place.kind_known)

    @cached_property
    def towns(self) -> tuple[Area, ...]:
        """The towns and sites in which there is something to recommend, in the order of the packs."""
        used = {place.root for place in self.places.values()}
        used |= {root for more in self.imported for root in more.roots}
        return tuple(area for area in self.concepts.roots if area.id in used)

    def area_closure(self, area: str) -> frozenset[str]:
        """The area and every area it lies in."""
        return self._area_closure[area]

    def offer_closure(self, offer: str) -> frozenset[str]:
        """The offer and everything it is a kind of."""
        return self._offer_closure[offer]

    def contents(self, offer: str) -> frozenset[str]:
        """Everything the offer is a kind of or is made with."""
        return self._content_closure[offer]

    def areas_of(self, place: Place) -> frozenset[str]:
        """Every area the place is stated or likely to lie in, or that holds one of those."""
        stated = [a for a in (place.root, place.district, place.dong, *place.landmarks) if a is not None]
        stated += self.likely_areas(place)
        found = frozenset().union(*(self._area_closure[a] for a in stated))
        if place.district is None:
            return found
        # A landmark on a border lies in one district, the shop beside it may lie in the next.
        return frozenset(a for a in found if self.areas[a].kind not in DISTRICTS or a == place.district)

    def likely_areas(self, place: Place) -> frozenset[str]:
        """Areas that its name, its street or its neighbours tell."""
        found = self._likely.get(place.id)
        if found is None:
            return frozenset[str]().union(*(more.likely(place.id) for more in self.imported))
        return found

    @cached_property
    def _likely(self) -> Mapping[str, frozenset[str]]:
        return likely_areas(self.places.values(), self.concepts)

    def offers_of(self, place: Place) -> frozenset[str]:
        """Everything the place is stated to offer, and what that is a kind of.

        An origin (한식) counts only when its category has it: 만둣국 makes no snack bar Korean cuisine.
        """
        return self._served_by(place.category, place.offers, contents=False)

    def contents_of(self, place: Place) -> frozenset[str]:
        """`offers_of`, and what those are made with."""
        return self._served_by(place.category, place.offers, contents=True)

    def may_hold(self, place: Place, unwanted: Iterable[str]) -> bool:
        """Whether a dish is made of what the unwanted is a kind of, and nobody says of which: 만두, 돼지고기."""
        raw = (food for food in unwanted if self.offers[food].kind == "ingredient")
        wider = frozenset().union(*(self._offer_closure[food] - {food} for food in raw))
        for offer in place.offers:
            made_of = {o for o in self._content_closure[offer] if self.offers[o].kind == "ingredient"}
            narrower = {i for o in made_of - wider for i in self._offer_closure[o] | self._content_closure[o]}
            if (made_of & wider) - narrower:
                return True
        return False

    def _words_for(self, offers: tuple[str, ...]) -> frozenset[str]:
        unwanted = frozenset(offers)
        some = [offer for key, offer in self.offers.items() if not self._content_closure[key].isdisjoint(unwanted)]
        names = {name for offer in some for name in (offer.id, *offer.aliases) if len(name) > 1}
        tastes = {name.partition(" ")[0] for offer in some if offer.kind == "facet" for name in offer.aliases}
        return frozenset(names | tastes)

    @staticmethod
    def stated_offers(place: Place) -> tuple[str, ...]:
        """What it is stated to offer, the category first."""
        return place.offers if place.category is None else (place.category, *place.offers)

    def _collect(self, category: str | None, offers: tuple[str, ...], *, contents: bool) -> frozenset[str]:
        closure = self._content_closure if contents else self._offer_closure
        stated = offers if category is None else (category, *offers)
        found = frozenset().union(*(closure[o] for o in stated))
        if category is None:
            return found
        own = closure[category].union(stated)
        return frozenset(o for o in found if self.offers[o].kind != "origin" or o in own)

    def district_of(self, area: str) -> str | None:
        """The district an area lies in, or None when it lies in several or is a root."""
        found = [a for a in self._area_closure[area] if self.areas[a].kind in DISTRICTS]
        return found[0] if len(found) == 1 else None

    def root_of(self, area: str) -> str | None:
        """The town or site an area lies in."""
        return self.concepts.root_of(area)

    def regions_of(self, area: str) -> frozenset[str]:
        """The names of the wider regions that an area lies in: of its province, and of what holds several."""
        root = self.root_of(area)
        inside = frozenset() if root is None else frozenset(self.areas[root].part_of)
        return inside | self._area_closure[area]

    def rank(self, area: str) -> int:
        """How narrow an area is: 0 a town or more, 1 a part of one, 2 a neighbourhood or a landmark."""
        kind = self.areas[area].kind
        return 0 if kind == "province" or self.areas[area].is_root else 1 if kind in DISTRICTS else 2

    def named_in_full(self, area: str) -> str:
        """An area's name in a sentence, with its town where another town has one of the same name."""
        root, name = self.root_of(area), self.areas[area].short
        if root is None or root == area or len(self.roots_of(self._namesakes.get(name, ()))) < 2:
            return name
        return f"{self.areas[root].short} {name}"

    @cached_property
    def _namesakes(self) -> Mapping[str, list[str]]:
        """The areas by their names in a sentence."""
        found: dict[str, list[str]] = {}
        for area in self.areas.values():
            found.setdefault(area.short, []).append(area.id)
        return found

    def _middle(self, area: str) -> tuple[float, float] | None:
        where = self.areas[area]
        if where.lat is not None and where.lon is not None:
            return where.lat, where.lon
        return next((at for more in self.imported if (at := more.middle(area)) is not None), None)

    def nearest_of(self, areas: Sequence[str], start: str) -> str | None:
        """The area that is meant because it is near: at most half as far as any other; else None."""
        here = self.middle(start)
        middles = {area: at for area in areas if (at := self.middle(area)) is not None}
        if here is None or len(middles) < max(2, len(areas)):
            return None
        first, second = sorted((distance_m(*here, *at), area) for area, at in middles.items())[:2]
        return first[1] if first[0] * 2 <= second[0] else None

    def roots_of(self, areas: Iterable[str]) -> tuple[str, ...]:
        """The towns and sites that areas lie in, each once, in their order."""
        return tuple(dict.fromkeys(root for area in areas if (root := self.root_of(area))))

    def served(self, offer: str) -> bool:
        """Whether any place in the data offers this."""
        return offer in self._served

    def states(self, attribute: str) -> bool:
        """Whether any place in the data states this."""
        return attribute in self._stated

    @cached_property
    def _stated(self) -> frozenset[str]:
        return frozenset().union(*(p.tags for p in self.places.values()))

    @cached_property
    def _served(self) -> frozenset[str]:
        imported = (place for more in self.imported for place in more.examples.values())
        return frozenset().union(*(self.offers_of(p) for p in (*self.places.values(), *imported)))

    @cached_property
    def stories(self) -> Mapping[str, bytes]:
        """Nouns of what is said of places («영화», «한옥»), and which of the places, as unsigned 32-bit positions."""
        if self._told is not None:
            return self._told
        texts: dict[str, list[int]] = {}
        for position, place in enumerate(self.places.values()):
            for text in dict.fromkeys(self._texts(place)):
                texts.setdefault(text, []).append(position)
        found: dict[str, set[int]] = {}
        for text, positions in texts.items():  # many places have the same dishes
            for noun in _nouns_said(text):
                found.setdefault(noun, set()).update(positions)
        return {noun: array("I", sorted(positions)).tobytes() for noun, positions in found.items()}

    def is_noted(self, noun: str) -> bool:
        """Whether a noun stands in what is said of some place, or names a street."""
        return noun in self.streets or noun in self.stories

    def noted(self, noun: str) -> frozenset[str]:
        """The ids of the places of which this noun is said, or which stand in the street that it names."""
        if noun in self.streets:
            return self.streets[noun]
        if noun not in self.stories:
            return frozenset(i for i, text in self._noted_texts if noun in text)
        return frozenset(map(self._ids.__getitem__, array("I", self.stories.get(noun, b""))))

    def is_told(self, words: str, *, goes_on: bool = False) -> bool:
        """Whether words stand as they are in what is noted of some place.

        Args:
            goes_on: whether the last of them has to go on there, so that its end is no particle: «허영만의».
        """
        written = re.compile(re.escape(words) + (r"\w" if goes_on else ""))
        return any(written.search(text) for _, text in self._noted_texts)

    @cached_property
    def _noted_texts(self) -> tuple[tuple[str, str], ...]:
        """What is noted of places and denies nothing."""
        noted = ((p.id, s) for p in self.places.values() for t in (p.highlight, p.note) for s in (t or "").split(". "))
        return tuple((i, s) for i, s in noted if s and any(_nouns_said(s)))

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(self.places)

    @cached_property
    def streets(self) -> dict[str, frozenset[str]]:
        """The names of streets, and the ids of the places in each."""
        found: dict[str, set[str]] = {}
        for place in self.places.values():
            for street in streets_in(place.address or ""):
                found.setdefault(street, set()).add(place.id)
        return {street: frozenset(ids) for street, ids in found.items()}

    def _texts(self, place: Place) -> Iterator[str]:
        """What is said of a place, sentence by sentence, and the names of what it has."""
        if self.is_fact(place):
            yield place.name
        yield place.highlight or ""
        yield from (place.note or "").split(". ")
        yield from (*place.menu, place.price_item or "", *(price.item or "" for price in place.other_prices))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Gazetteer names that are ordinary words too (음성, 이천, 차): understood only with context."""
        flagged = {r.name for r in self.regions if r.common_word}
        for area in self.areas.values():
            if area.common_word:
                flagged |= {area.id, *area.aliases}
            elif area.imported and not area.is_root:  # nobody has looked through so many names
                flagged |= {name for name in (area.id, *area.aliases) if is_ordinary_word(name)}
        return frozenset(flagged | {e.name for e in self.gazetteer() if len(e.name) == 1})

    def gazetteer(self) -> tuple[GazetteerEntry, ...]:
        """Every name that can be recognised, with its aliases.

        A region's id is its full name. One name may occur with several ids (광주).
        """
        out: dict[GazetteerEntry, None] = {}
        kinds: tuple[tuple[EntryKind, Iterable[Place | Area | Offer | Attribute]], ...] = (
            ("place", [place for place in self.places.values() if not self.is_fact(place)]),
            ("area", self.areas.values()),
            ("food", self.offers.values()),
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


def _with_things(base: KnowledgeBase, imported: Iterable[ImportedPlaces]) -> dict[str, EntityType]:
    """The types that can be recommended and of which there is something."""
    used = {e.type for e in base.entities.values()}.union(*(more.types for more in imported))
    here = frozenset().union(*(base.vocabulary.types[t].supertypes for t in used if t in base.vocabulary.types))
    return {found.id: found for found in base.vocabulary.recommended if found.id in here}


def _places(base: KnowledgeBase, concepts: Concepts) -> Iterator[Place]:
    """What can be recommended, in the order of the packs."""
    recommended = base.vocabulary.kinds_of(*(found.id for found in base.vocabulary.recommended))
    roles = {relation.id: relation.role for relation in base.vocabulary.relations.values() if relation.role}
    roots = {area: concepts.root_of(area) for area in concepts.areas}
    for entity in base.entities.values():
        if entity.type in recommended:
            yield _place(base, entity, concepts, roles, roots)


def _place(
    base: KnowledgeBase,
    entity: Entity,
    concepts: Concepts,
    roles: Mapping[str, Role],
    roots: Mapping[str, str | None],
) -> Place:
    own = base.about(entity.id)
    stated: dict[Role, list[tuple[Single, Statement]]] = {}
    for statement in own:
        if (role := roles.get(statement.relation)) is not None:
            stated.setdefault(role, []).extend([(value, statement) for value in statement.values])

    def text(role: Role) -> str | None:
        return next((write(value, base.name) for value, _ in stated.get(role, ())), None)

    def ids(role: Role) -> tuple[str, ...]:
        return tuple([value.entity for value, _ in stated.get(role, ()) if isinstance(value, Reference)])

    def number(role: Role) -> float | None:
        return next((value.number for value, _ in stated.get(role, ()) if isinstance(value, Quantity)), None)

    made = base.vocabulary.own_day(entity.type)
    own_days = [(value, s) for s in own if made is not None and s.relation == made.id for value in s.values]
    areas = [concepts.areas[a] for a in ids("lies_in") if a in concepts.areas]
    itself = next((area for area in areas if area.id == entity.name), None)  # a sight is a landmark too
    lat, lon = number("latitude"), number("longitude")
    if itself is not None and (lat is None or lon is None):
        lat, lon = itself.lat, itself.lon
    prices = [(Price(s.text("item"), v.krw), s) for v, s in stated.get("price", ()) if isinstance(v, Money)]
    main, dated = prices[0] if prices else (Price(None, 0), None)
    hours = next(((v, s) for v, s in stated.get("hours", ()) if isinstance(v, OpeningHours)), None)
    closed = text("closed")
    level = number("price_level")
    newest = max((s.known.iso for s in own if s.known and roles.get(s.relation) not in _DATED_APART), default=None)
    return Place(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        aliases=entity.aliases,
        category=next(iter(ids("category")), None),
        offers=ids("offers"),
        menu=tuple([write(value, base.name) for value, _ in stated.get("menu", ())]),
        root=next((root for a in areas if (root := roots[a.id]) is not None), None),
        district=next((a.id for a in areas if a.kind in DISTRICTS), None),
        dong=next((a.id for a in areas if a.kind == "dong"), None),
        landmarks=tuple(a.id for a in areas if a.kind == "landmark"),
        address=text("address"),
        lat=lat,
        lon=lon,
        price_krw=main.krw if dated else None,
        price_item=main.item,
        price_as_of=dated.known.iso if dated and dated.known else None,
        other_prices=tuple(price for price, _ in prices[1:]),
        price_level=int(level) if level is not None else None,
        phone=text("phone"),
        hours=hours[0].text if hours else None,
        hours_as_of=hours[1].known.iso if hours and hours[1].known and hours[1].known.iso != newest else None,
        opening=_with_days_of_rest(hours[0] if hours else None, closed),
        closed=closed,
        tags=frozenset(ids("attributes")),
        opened=next((value.iso for value, _ in (*own_days, *stated.get("opened", ())) if isinstance(value, Day)), None),
        highlight=text("highlight"),
        note=text("note"),
        source=own[0].source if own else "",
        place_as_of=newest,
        confidence=own[0].confidence if own else "low",
    )


def _with_days_of_rest(hours: OpeningHours | None, closed: str | None) -> OpeningHours | None:
    """Opening hours with the days of rest that are stated beside them, where those are days of the week."""
    if closed is None:
        return hours
    try:
        rest = parse_opening_hours(closed)
    except ValueError:
        return hours  # «명절 연휴» is no day of the week
    return rest if hours is None else hours.closing_with(rest.closed)


def _nouns_said(text: str) -> Iterator[str]:
    """The nouns of a sentence that denies nothing."""
    reading = read(text, (), (), ())
    if not any(verb.lemma == LACKING or (verb.form and verb.form.negated) for verb in reading.verbs):
        yield from (term.lemma for term in reading.terms if term.kind == "noun" and len(term.lemma) > 1)
