"""Why a place is recommended: one clause in 해요체, made of nothing but what its sources state."""

from __future__ import annotations

from companion.knowledge.places.dishes import DishReader, Priced
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.places.wish import OfferWish
from companion.language.clauses import connected
from companion.language.josa import josa

_KIND_UNKNOWN = "어떤 음식을 파는 곳인지는 확인되지 않았어요"


class Reasons:
    """Writes the clause for any place and query."""

    def __init__(self, store: PlaceStore, dishes: DishReader) -> None:
        self._store = store
        self._dishes_of = dishes

    def why(self, place: Place, query: PlaceQuery, wish: OfferWish) -> str:
        """One clause that ends in 요, about what was asked where the place states it."""
        priced = self._dishes_of.price(place, query.offers) if self._asks_price(query) else None
        lead = self._price(priced) if priced else None
        lead = lead or self._dishes(place, wish, query.also_offers) or self._kind(place, query)
        hours = self._hours(place) if query.open is not None else None
        tail = self._attributes(place, query) or hours
        tail = tail or ("24시간 열어요" if "24시간" in place.tags else place.highlight)
        if lead is None:
            return tail or _KIND_UNKNOWN
        connective, final = lead
        if tail is not None and lead == self._kind(place, query) and self._is_asked(place, query):
            return tail
        if tail is not None:
            return f"{connective}, {tail}"
        kind = self._kind(place, query)
        if kind is None or kind == lead or self._is_asked(place, query):
            return final
        # «보쌈집이고, 보쌈이 대표 메뉴예요» says one thing twice.
        if not self._asks_price(query) and len(place.menu) == 1 and f"{place.menu[0]}집이" in kind[0]:
            return kind[1]
        return f"{kind[0]}, {final}"

    @staticmethod
    def _hours(place: Place) -> str | None:
        """When it is open, where an hour was asked for."""
        return (
            None if place.hours is None or "24시간" in place.tags else f"영업시간은 {josa(place.hours, '이에요/예요')}"
        )

    def is_only_kind(self, place: Place, query: PlaceQuery, wish: OfferWish) -> bool:
        """Whether its clause says nothing but that it is of the kind that was asked for."""
        kind = self._kind(place, query)
        return kind is not None and self._is_asked(place, query) and self.why(place, query, wish) == kind[1]

    def _is_asked(self, place: Place, query: PlaceQuery) -> bool:
        """Whether the noun for the place is what was asked for: «카페» of a café that was looked for."""
        noun = self.noun(place)
        offers = [self._store.offers[o] for o in query.offers]
        types = [self._store.types[t].noun for t in query.types if t in self._store.types]
        return noun is not None and noun in {*types, *(name for o in offers for name in (o.noun, o.id, *o.aliases))}

    @staticmethod
    def _asks_price(query: PlaceQuery) -> bool:
        bounds = (query.max_price_krw, query.min_price_krw, query.price_level)
        return bounds != (None, None, None) or query.order in ("cheapest", "dearest")

    @staticmethod
    def _price(priced: Priced) -> tuple[str, str] | None:
        if priced.item is None:
            return None
        start = f"{josa(priced.item, '이/가')} {priced.krw:,}원"
        if priced.known is None:
            return f"{start}으로 알려져 있고", f"{start}으로 알려져 있어요"
        dated = f"{start}({priced.known[:4]}년 기준)"
        return f"{dated}이고", f"{dated}이에요"

    def _dishes(self, place: Place, wish: OfferWish, also: tuple[str, ...]) -> tuple[str, str] | None:
        if not place.menu:
            return None
        asked = {*wish.any_of, *wish.all_of, *also}
        fitting = [d for d in place.menu if asked & self._dishes_of.offers_of(d)]
        shown = (fitting or list(place.menu))[:2]
        together = josa(shown[0], "과/와") + f" {shown[1]}" if len(shown) == 2 else shown[0]
        if place.menu[0] not in shown:
            return f"{together}도 있고", f"{together}도 있어요"
        subject = josa(together, "이/가")
        kind = self._store.types.get(place.type)
        if kind is None or kind.menu is None:
            return f"{subject} 있고", f"{subject} 있어요"
        if place.confidence == "low":
            return (
                f"{subject} {josa(kind.menu, '으로/로')} 소개되고",
                f"{subject} {josa(kind.menu, '으로/로')} 소개돼요",
            )
        return f"{subject} {kind.menu}이고", f"{subject} {josa(kind.menu, '이에요/예요')}"

    def _kind(self, place: Place, query: PlaceQuery) -> tuple[str, str] | None:
        noun = self.noun(place)
        if noun is None:
            return None
        phrase = f"{self._where(place, query)} {noun}".strip()
        return f"{phrase}이고", josa(phrase, "이에요/예요")

    def noun(self, place: Place) -> str | None:
        """What such a place is called: by its main offer where Korean has a word, else by its category or type."""
        main = self._store.offers[place.offers[0]] if place.offers else None
        category = self._store.offers[place.category] if place.category else None
        kind = self._store.types.get(place.type)
        if main is not None and main.noun is not None and main.kind == "dish":
            return main.noun
        if main is not None and (category is None or category.by_dish) and main.kind == "dish" and kind:
            return f"{main.id}{kind.suffix}" if kind.suffix else f"{main.id} {kind.noun}"
        if category is not None:
            return category.noun
        if main is not None:
            return main.noun
        return kind.noun if kind and place.type not in self._store.told_by_offer else None

    def _where(self, place: Place, query: PlaceQuery) -> str:
        asked = [a for a in place.landmarks if a in query.areas]
        for landmark in (area for area in (*asked, *place.landmarks) if area not in place.name):
            return landmark if landmark.endswith("거리") else f"{landmark} 쪽"
        where = place.dong or place.district or place.root
        return self._store.areas[where].short if where else ""

    def _attributes(self, place: Place, query: PlaceQuery) -> str | None:
        stated = [self._store.attributes[a] for a in query.attributes if a in place.tags]
        if not stated:
            return None
        if len(stated) == 1:
            return self.has(place, stated[0].id)
        return self._joined([attribute.says or "" for attribute in stated[:2]])

    def has(self, place: Place, attribute: str) -> str:
        """The clause about an attribute that the place states."""
        says = self._store.attributes[attribute].says or ""
        return (place.highlight or says) if self._tells(place, attribute) else says

    @staticmethod
    def _joined(clauses: list[str]) -> str:
        """«주차할 수 있고 단체로 가도 돼요»."""
        return " ".join([*(connected(clause) for clause in clauses[:-1]), clauses[-1]])

    @staticmethod
    def _tells(place: Place, attribute: str) -> bool:
        """Whether the highlight already tells of the attribute, with its year."""
        return attribute == "채식" and place.highlight is not None and "비건" in place.highlight
