"""What the names on a menu and on a price list say: which offer a dish is, and what the offers asked for cost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from companion.knowledge.places.store import Place, PlaceStore, Price


@dataclass(frozen=True, slots=True)
class Priced:
    """What something costs: `item` is None where the source names none, `known` the ISO day it was known on."""

    item: str | None
    krw: int
    known: str | None


class DishReader:
    """Reads the names of dishes with the offers of a store."""

    def __init__(self, store: PlaceStore) -> None:
        self._store = store
        names = (
            (name.replace(" ", ""), offer.id) for offer in store.offers.values() for name in (offer.id, *offer.aliases)
        )
        self._names = sorted((n for n in names if len(n[0]) > 1), key=lambda n: -len(n[0]))
        self.offers_of = lru_cache(maxsize=1024)(self._offers_of)

    def _offers_of(self, dish: str) -> frozenset[str]:
        """The offers that the name of a dish ends with or holds, the longest name deciding."""
        text = dish.replace(" ", "")
        for fits in (text.endswith, text.__contains__):
            for name, offer in self._names:
                if fits(name):
                    return self._store.offer_closure(offer)
        return frozenset()

    def prices(self, place: Place) -> Iterator[Priced]:
        """All prices a place states, the typical one first."""
        if place.price_krw is None:
            return
        for item, krw in (Price(place.price_item, place.price_krw), *place.other_prices):
            yield Priced(item, krw, place.price_as_of)

    def _is_one_of(self, place: Place, dish: frozenset[str], asked: Collection[str]) -> bool:
        """«양념갈비» of a house that has no other ribs than beef: what it has of a kind is what is asked for."""
        kinds = [closure for o in place.offers if dish <= (closure := self._store.offer_closure(o))]
        return bool(kinds) and all(not closure.isdisjoint(asked) for closure in kinds)

    def price(self, place: Place, asked: Collection[str]) -> Priced | None:
        """What the offers asked for cost there, None where that is not known; without offers the typical price.

        A price whose name is no dish («점심특선») is that of a meal of a house of the kind that is asked for.
        """
        if not asked:
            return next(self.prices(place), None)
        dishes = [
            (priced, self.offers_of(priced.item) if priced.item else frozenset[str]()) for priced in self.prices(place)
        ]
        named = next((priced for priced, offers in dishes if not offers.isdisjoint(asked)), None)
        named = named or next((p for p, offers in dishes if offers and self._is_one_of(place, offers, asked)), None)
        kinds = all(self._store.offers[offer].kind in ("origin", "cuisine") for offer in asked)
        return named or next((priced for priced, offers in dishes if not offers and kinds), None)
