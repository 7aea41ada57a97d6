"""What can be asked of the places, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from companion.knowledge.places.concepts import PriceLevel
from companion.knowledge.places.dishes import Priced
from companion.knowledge.places.store import Place
from companion.language.week_times import WeekTime

PlaceOrder = Literal["cheapest", "dearest", "nearest", "oldest"]


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A wish for places; every field but `limit` and `seed` must hold for every place returned.

    Attributes:
        types: ids of types, any of which will do, subtypes included; none means all that is recommended.
        areas: area ids, any of which will do; none means everywhere.
        offers: offer ids. Alternatives («갈비나 초밥»), except that a facet or an ingredient narrows what
            it can («일식», «면» are Japanese noodles).
        apart: whether the offers are alternatives even where one could narrow the other («해산물이나 중식»).
        also_offers: offer ids all of which must be served as well: «보리밥에 막걸리», «빵도 있는 카페».
        exclude_offers: offer ids that must not be served, nor be contained in what is served.
        traded: those of the excluded that another kind was named in place of: said once, and no condition later.
        exclude_places: place ids not to return.
        exclude_areas: area ids in or near none of which it may lie.
        attributes: attribute ids, all of which must hold.
        soft: those of the attributes that only say who comes along: places that have them come first.
        unstated: essential attributes that nobody states, after that was said: they are named, and end no search.
        max_price_krw, min_price_krw: bounds in won on the price of the offers asked for, or on the typical price where
            none is; places without such a price don't pass.
        price_level: cheap (up to 20,000 won a person), moderate (10,000 to 40,000), expensive (over 20,000).
        open: when it must be open; places whose hours don't say so don't pass.
        not_closed: when it must not be known to be closed.
        resting: when it must be known to be closed.
        order: what decides the order; places of which it is not known come last, or not at all.
        people: how many come, so that a sum for all of them can be divided; None: not said.
        within: place ids to choose from, as in «그중에»; None means all.
        beside: id of a place near which it must be, where distances or a shared neighbourhood are known.
        start: id of a place from which distances are reckoned, where it is not the areas.
        limit: the most places to return.
        seed: picks among near equals; the same seed gives the same answer.
    """

    types: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    apart: bool = False
    also_offers: tuple[str, ...] = ()
    exclude_offers: tuple[str, ...] = ()
    traded: tuple[str, ...] = ()
    exclude_places: tuple[str, ...] = ()
    exclude_areas: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    max_price_krw: int | None = None
    min_price_krw: int | None = None
    price_level: PriceLevel | None = None
    open: WeekTime | None = None
    not_closed: WeekTime | None = None
    resting: WeekTime | None = None
    order: PlaceOrder | None = None
    people: int | None = None
    within: tuple[str, ...] | None = None
    beside: str | None = None
    start: str | None = None
    limit: int = 3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One part of a score: a name and its share of the sum."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place found: `why` is one clause in 해요체, `score` the sum of `facets`.

    `distance_m` (straight line, to the nearest 100 m) is given when a landmark with coordinates was asked; `priced` is
    the price that the query is about, where one is known.
    """

    place: Place
    why: str
    score: float
    facets: tuple[Facet, ...]
    distance_m: int | None = None
    priced: Priced | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint given up because nothing met it: `label` names it, `to` what was searched instead.

    Of the kind `offer` nothing is given up but certainty: houses of a kind are found whose dishes nobody states.
    """

    kind: Literal["area", "attribute", "also", "offer"]
    label: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What was found.

    Attributes:
        items: best first, at most `limit`, all meeting the query as relaxed.
        total: how many places met it.
        relaxed: the constraint that was given up, if one was.
        unmet: attributes asked for that no place in the data states anything about.
        unordered: how many more met it of which what orders them is not known.
    """

    items: tuple[Ranked, ...]
    total: int
    relaxed: tuple[Relaxation, ...] = ()
    unmet: tuple[str, ...] = ()
    unordered: int = 0
