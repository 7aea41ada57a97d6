"""What the classes of store files mean: which type of place a shop is, what it serves, and what its name adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from companion.base.files import Mistakes, load_document
from companion.knowledge.packs import PackSet
from companion.knowledge.places.concepts import Concepts, Offer
from companion.knowledge.places.keys import Kind
from companion.knowledge.vocabulary import near

_MOST_OFFERS = 2
_FILE = "store_classes.yaml"


class _ClassRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    names: tuple[str, ...]
    type: str
    category: str | None = None
    offers: tuple[str, ...] = ()


class _Classes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    classes: tuple[_ClassRow, ...]


class StoreClasses:
    """The classes that the packs know (`store_classes.yaml`), with the dishes that names of shops tell.

    Args:
        kinds: by the name of the class, without spaces.
        concepts: the offers.
        serving: types whose houses have a menu, so that a dish in the name of one is served there.
    """

    def __init__(self, kinds: Mapping[str, Kind], concepts: Concepts, serving: frozenset[str]) -> None:
        self._kinds, self._concepts, self._serving = kinds, concepts, serving
        named = {
            name.replace(" ", ""): offer.id
            for offer in concepts.offers.values()
            if offer.kind in ("dish", "cuisine")
            for name in (offer.id, *offer.aliases)
            if len(name.replace(" ", "")) > 1
        }
        self._offers = named
        words = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        self._dishes = re.compile(f"(?:{words})" if words else r"(?!)")
        self.of = lru_cache(maxsize=4096)(self._of)
        self._fits = lru_cache(maxsize=4096)(self._may_serve)

    @classmethod
    def read(cls, packs: PackSet, concepts: Concepts, mistakes: Mistakes) -> StoreClasses:
        """The classes of all packs; what is wrong with them is noted."""
        kinds: dict[str, Kind] = {}
        for path in packs.paths(_FILE):
            loaded = load_document(_Classes, path, mistakes)
            for number, row in enumerate(loaded.value.classes if loaded else ()):
                assert loaded is not None
                line = loaded.line("classes", number)
                known = [(o, concepts.offers) for o in (row.category, *row.offers) if o is not None]
                for name, among in (*known, (row.type, packs.vocabulary.types)):
                    if name not in among:
                        mistakes.add_unknown(name, path, line, f"«{name}» is unknown", near(name, among))
                for name in row.names:
                    kinds[_plain(name)] = Kind(row.type, row.category, row.offers)
        types = packs.vocabulary.types.values()
        return cls(kinds, concepts, frozenset(one.id for one in types if one.menu is not None))

    def _of(self, *names: str) -> Kind | None:
        """What the first class of these that is known means."""
        return next((kind for name in names if (kind := self._kinds.get(_plain(name))) is not None), None)

    def with_name(self, kind: Kind, name: str, menu: str = "") -> Kind:
        """The kind with the dishes that the name of a shop or its menu tell, where they fit its category."""
        if kind.type not in self._serving:
            return kind
        told = [*(self._in(menu, whole=False) if menu else ()), *self._in(name, whole=True)]
        if not told:
            return kind
        offers = tuple(dict.fromkeys((*(o for o in told if self._fits(o, kind.category)), *kind.offers)))
        return kind._replace(offers=offers[:_MOST_OFFERS]) if offers != kind.offers else kind

    def _in(self, text: str, *, whole: bool) -> list[str]:
        """The dishes in a text, from left to right.

        Args:
            text: the name of a house, or its menu.
            whole: whether a short word inside another is no dish («우동네»): it ends it, or the word is its house.
        """
        found = []
        for match in self._dishes.finditer(text):
            rest = text[match.end() : match.end() + 2]
            ends = not rest or not rest[0].isalnum() or len(match[0]) > 2 or (len(rest) == 1 and match.start() == 0)
            if ends or not whole:
                found.append(self._offers[match[0]])
        return found

    def _may_serve(self, offer: str, category: str | None) -> bool:
        """Whether a house of a category may serve this: no dish of another country's kitchen."""
        if category is None:
            return True
        if offer == category:
            return False
        mine, its = self._origins(self._concepts.offers[offer]), self._origins(self._concepts.offers[category])
        return not mine or not its or not mine.isdisjoint(its)

    def _origins(self, offer: Offer) -> frozenset[str]:
        closure = self._concepts.offer_closure[offer.id]
        return frozenset(o for o in closure if self._concepts.offers[o].kind == "origin")


def kinds_left_out(folder: Path, packs: PackSet, classes: Mapping[str, int]) -> Mapping[str, int]:
    """How many rows other packs would have taken in.

    Args:
        folder: of the packs that come with the robot.
        packs: of the profile.
        classes: how many rows of a class were left out.
    """
    found = {}
    for path in sorted(folder.glob(f"*/{_FILE}")):
        if path.parent not in {pack.folder for pack in packs.packs}:
            known = {_plain(name) for row in load_document(_Classes, path).value.classes for name in row.names}
            if number := sum(rows for name, rows in classes.items() if _plain(name) in known):
                found[path.parent.name] = number
    return found


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
