"""Wishes as queries: a fresh one, and the last one changed by what was said after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.vocabulary import EntityType


@dataclass(frozen=True, slots=True)
class Edits:
    """Makes and changes queries.

    Attributes:
        store: the places.
        home: the town that is meant where none is named.
        commonest: the type that is meant where none is named.
        limit, seed: how many are told; what picks among equals.
    """

    store: PlaceStore
    home: str | None
    commonest: EntityType | None
    limit: int
    seed: int

    def fresh(self, wish: Wish) -> PlaceQuery:
        """A query for nothing but this wish."""
        offers = wish.foods or wish.either or wish.also[:1]
        return PlaceQuery(
            types=self._types(wish),
            areas=wish.areas or self.towns(wish),
            exclude_areas=() if wish.areas else wish.not_areas,
            offers=offers,
            apart=wish.apart,
            also_offers=tuple(offer for offer in wish.also if offer not in offers),
            exclude_offers=wish.not_foods,
            traded=self._traded(wish),
            exclude_places=wish.not_places,
            attributes=wish.attributes,
            soft=self._soft(wish),
            max_price_krw=wish.max_price,
            min_price_krw=wish.min_price,
            price_level=wish.level,
            open=wish.open,
            not_closed=wish.not_closed,
            resting=wish.resting,
            order=wish.order,
            people=wish.people,
            start=wish.start,
            limit=self._limit(wish),
            seed=self.seed,
        )

    def edited(self, last: PlaceQuery, wish: Wish, *, relaxes: bool = False) -> PlaceQuery:
        """The last query with what this wish replaces, adds, rules out or gives up.

        Args:
            last: what was asked before.
            wish: what is said now.
            relaxes: whether only what is said now still matters, beside what is looked for and where.
        """
        kept = self._consistent(last if not relaxes else self._bare(last), wish)
        still = (offer for offer in kept.exclude_offers if offer not in last.traded)
        excluded = tuple(dict.fromkeys((*still, *wish.not_foods)))
        attributes = tuple(dict.fromkeys((*kept.attributes, *wish.attributes)))
        priced = wish.max_price is not None or wish.min_price is not None
        offers, also = self._offers(kept, wish)
        if wish.order in ("cheapest", "dearest"):
            kept = replace(kept, max_price_krw=None, min_price_krw=None, price_level=None)
        return replace(
            kept,
            types=wish.types
            or (() if wish.foods else kept.types)
            or (self._types(wish) if not (offers or also) else ()),
            areas=self._areas(kept, wish),
            exclude_areas=self._excluded(kept, wish),
            offers=offers,
            beside=None if wish.located else kept.beside,
            apart=wish.apart if wish.foods else kept.apart,
            also_offers=also,
            traded=self._traded(wish),
            exclude_offers=tuple(o for o in excluded if o not in (*wish.foods, *wish.also, *wish.either)),
            exclude_places=tuple(dict.fromkeys((*kept.exclude_places, *wish.not_places))),
            attributes=tuple(a for a in attributes if a not in wish.waived),
            soft=tuple(dict.fromkeys((*(a for a in kept.soft if a not in wish.attributes), *self._soft(wish)))),
            unstated=tuple(a for a in kept.unstated if a not in (*wish.waived, *wish.attributes)),
            max_price_krw=wish.max_price if priced or wish.waives_price else kept.max_price_krw,
            min_price_krw=wish.min_price if priced or wish.waives_price else kept.min_price_krw,
            price_level=wish.level or (None if wish.waives_price or priced else kept.price_level),
            open=wish.open or kept.open,
            not_closed=wish.not_closed or kept.not_closed,
            resting=wish.resting,
            order=wish.order,
            people=wish.people or kept.people,
            start=wish.start or (None if wish.located else kept.start),
            limit=self._limit(wish),
            within=None,
        )

    def _traded(self, wish: Wish) -> tuple[str, ...]:
        """«통닭 말고 칼국수»: a kind of house; what is made of it or tastes so («고기 말고») another may have too."""
        return tuple(f for f in wish.swapped if self.store.offers[f].kind not in ("ingredient", "facet"))

    def _soft(self, wish: Wish) -> tuple[str, ...]:
        """Who comes along, where it was only told."""
        known = self.store.attributes
        return tuple(a for a in wish.framed if known[a].of_people and not known[a].essential)

    def _consistent(self, last: PlaceQuery, wish: Wish) -> PlaceQuery:
        """The last query without what is contradicted now: «고기로», then «채식 되는 데로 다시», and the other way."""
        named = (*wish.foods, *wish.also, *wish.either)
        eaten = frozenset().union(*(self.store.contents(food) for food in named))
        diets = [self.store.attributes[a] for a in last.attributes if a not in wish.attributes]
        broken = {a.id for a in diets if eaten.intersection(a.without)}
        broken |= self._of_other_company(last, wish)
        without = {food for a in wish.attributes for food in self.store.attributes[a].without}
        offers = tuple(o for o in last.offers if self.store.contents(o).isdisjoint(without))
        return replace(
            last,
            offers=offers,
            also_offers=tuple(o for o in last.also_offers if self.store.contents(o).isdisjoint(without)),
            exclude_offers=last.exclude_offers if offers == last.offers else (),
            attributes=tuple(a for a in last.attributes if a not in broken),
        )

    def _of_other_company(self, last: PlaceQuery, wish: Wish) -> set[str]:
        """«엄마 모시고 갈 데» after «혼자 먹기 좋은 데», and the other way: who eats alone comes with nobody."""
        known = self.store.attributes
        come = [known[a] for a in wish.attributes if known[a].of_people or known[a].group is not None]
        alone = any(a.is_alone for a in come)
        together = (wish.people or 1) > 1 or any(not a.is_alone for a in come)
        before = [known[a] for a in last.attributes if known[a].of_people or known[a].group is not None]
        return {a.id for a in before if (together and not alone and a.is_alone) or (alone and not a.is_alone)}

    def whole(self, named: str | None) -> tuple[str, ...]:
        """The town named, or the robot's own: towns are never mixed."""
        town = named or self.home
        return (town,) if town else ()

    def towns(self, wish: Wish) -> tuple[str, ...]:
        """The towns that a wish names, or the one that it sets out from, or the robot's own."""
        return wish.roots or self.whole(self._root_of(wish.start))

    def _root_of(self, place: str | None) -> str | None:
        return self.store.places[place].root if place is not None else None

    def _limit(self, wish: Wish) -> int:
        return wish.limit or (1 if wish.order else self.limit)

    def _types(self, wish: Wish) -> tuple[str, ...]:
        """The types wanted; where only an offer is named, whatever has it, else the commonest type."""
        if wish.types or wish.foods or wish.also:
            return wish.types
        return (self.commonest.id,) if self.commonest else ()

    def _areas(self, last: PlaceQuery, wish: Wish) -> tuple[str, ...]:
        named = wish.areas or (self.towns(wish) if wish.roots or wish.start else ())
        kept = tuple(a for a in last.areas if a not in (*wish.not_areas, *wish.waived))
        return named or kept or self.whole(None)

    @staticmethod
    def _excluded(last: PlaceQuery, wish: Wish) -> tuple[str, ...]:
        """Where it may not lie; an area that is named now may be meant again."""
        if wish.located:
            return ()
        return tuple(dict.fromkeys((*last.exclude_areas, *wish.not_areas)))

    def _offers(self, last: PlaceQuery, wish: Wish) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is to be served: replaced by what is named, added to by what is wanted «too»."""
        if wish.foods:
            return (*wish.foods, *wish.either), wish.also
        if wish.dropped:
            still = tuple(offer for offer in last.offers if offer not in wish.dropped)
            return still, tuple(offer for offer in last.also_offers if offer not in wish.dropped)
        if wish.either:
            return tuple(dict.fromkeys((*last.offers, *wish.either))), last.also_offers
        kept = tuple(o for o in last.offers if self.store.contents(o).isdisjoint(wish.not_foods))
        also = tuple(dict.fromkeys(o for o in (*last.also_offers, *wish.also) if o not in wish.not_foods))
        return (kept, also) if kept or not also else (also[:1], also[1:])

    @staticmethod
    def _bare(query: PlaceQuery) -> PlaceQuery:
        """What is looked for and where, with nothing else asked of it."""
        return replace(
            query, attributes=(), unstated=(), max_price_krw=None, min_price_krw=None, price_level=None, open=None,
            not_closed=None, exclude_offers=(), also_offers=(),
        )  # fmt: skip
