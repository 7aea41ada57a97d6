"""What the offers of a query mean together: which are alternatives, which narrow the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from companion.knowledge.places.store import Place, PlaceStore


@dataclass(frozen=True, slots=True)
class OfferWish:
    """A place serves it when it serves one of `any_of` and has one offer that is all of `all_of`.

    An empty side asks for nothing.
    """

    any_of: tuple[str, ...]
    all_of: tuple[str, ...]


class OfferWishReader:
    """Turns offer ids into an `OfferWish` by what the lexicon says can be both.

    «일식», «면»: some offers are both, so the facet narrows. «초밥», «고기»: none is, so either will do; and so it is
    where they are named apart («해산물이나 중식»).
    """

    def __init__(self, store: PlaceStore) -> None:
        self._store = store
        below: dict[str, set[str]] = {offer: set() for offer in store.offers}
        for offer in store.offers:
            for above in store.offer_closure(offer):
                below[above].add(offer)
        self._below = {offer: frozenset(offers) for offer, offers in below.items()}
        self.read = lru_cache(maxsize=256)(self._read)

    def _read(self, offers: tuple[str, ...], apart: bool = False) -> OfferWish:
        broad = [f for f in offers if self._store.offers[f].kind in ("facet", "ingredient")]
        narrow = [f for f in offers if f not in broad]
        if not narrow and broad:
            shared = not apart and frozenset.intersection(*(self._below[f] for f in broad))
            return OfferWish((), tuple(broad)) if shared or len(broad) == 1 else OfferWish(tuple(broad), ())
        all_of = tuple(f for f in broad if not apart and any(self._below[f] & self._below[n] for n in narrow))
        alternatives = [*narrow, *(f for f in broad if f not in all_of)]
        # «중식 짜장면» asks for 짜장면: a kind is redundant beside one of its own.
        any_of = tuple(
            f for f in alternatives if not any(f != g and f in self._store.offer_closure(g) for g in alternatives)
        )
        return OfferWish(any_of, all_of)

    def served(self, wish: OfferWish, place: Place, offers: frozenset[str]) -> bool:
        """Whether a place with these `offers` (see `PlaceStore.offers_of`) serves what is wished."""
        if wish.any_of and offers.isdisjoint(wish.any_of):
            return False
        return not wish.all_of or any(
            self._store.offer_closure(f).issuperset(wish.all_of) for f in self._store.stated_offers(place)
        )
