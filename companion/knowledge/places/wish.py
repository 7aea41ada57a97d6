"""What the foods of a query mean together: which are alternatives, which narrow the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from companion.knowledge.places.store import Place, PlaceStore


@dataclass(frozen=True, slots=True)
class FoodWish:
    """A place serves it when it serves one of `any_of` and has one food that is all of `all_of`.

    An empty side asks for nothing.
    """

    any_of: tuple[str, ...]
    all_of: tuple[str, ...]


class FoodWishReader:
    """Turns food ids into a `FoodWish` by what the lexicon says can be both.

    «일식», «면»: some foods are both, so the facet narrows. «초밥», «고기»: none is, so either will do.
    """

    def __init__(self, store: PlaceStore) -> None:
        self._store = store
        below: dict[str, set[str]] = {food: set() for food in store.foods}
        for food in store.foods:
            for above in store.food_closure(food):
                below[above].add(food)
        self._below = {food: frozenset(foods) for food, foods in below.items()}
        self.read = lru_cache(maxsize=256)(self._read)

    def _read(self, foods: tuple[str, ...]) -> FoodWish:
        broad = [f for f in foods if self._store.foods[f].kind in ("facet", "ingredient")]
        narrow = [f for f in foods if f not in broad]
        if not narrow and broad:
            shared = frozenset.intersection(*(self._below[f] for f in broad))
            return FoodWish((), tuple(broad)) if shared else FoodWish(tuple(broad), ())
        all_of = tuple(f for f in broad if any(self._below[f] & self._below[n] for n in narrow))
        alternatives = [*narrow, *(f for f in broad if f not in all_of)]
        # «중식 짜장면» asks for 짜장면: a kind is redundant beside one of its own.
        any_of = tuple(
            f for f in alternatives if not any(f != g and f in self._store.food_closure(g) for g in alternatives)
        )
        return FoodWish(any_of, all_of)

    def served(self, wish: FoodWish, place: Place, foods: frozenset[str]) -> bool:
        """Whether a place with these `foods` (see `PlaceStore.foods_of`) serves what is wished."""
        if wish.any_of and foods.isdisjoint(wish.any_of):
            return False
        return not wish.all_of or any(
            self._store.food_closure(f).issuperset(wish.all_of) for f in self._store.stated_foods(place)
        )
