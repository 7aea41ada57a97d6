"""What dishes of a place cost, for as many portions or people as are said."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.base import SkillTurn
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.dishes import Priced
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place
from companion.language.numbers import NumberMention, find_numbers


class PricedDishes:
    """Looks prices up and words them."""

    def __init__(self, index: PlaceIndex, wording: Wording) -> None:
        self._index = index
        self._store = index.store
        self._say, self._cues = wording.say, wording.cues

    def asked(self, turn: SkillTurn, place: Place, wish: Wish) -> Priced | None:
        """The price that is asked for: of what the question names, else the typical one."""
        return self._by_its_name(turn, place) or self.of(place, (*wish.foods, *wish.also))

    def of(self, place: Place, foods: Sequence[str]) -> Priced | None:
        """The price of the first of some foods that a place states one for; without foods its typical price."""
        if not foods:
            return self._index.dishes.price(place, ())
        offers = (self._store.offers[food] for food in foods)
        names = [name for offer in offers for name in (offer.id, *offer.aliases)]
        prices = [p for p in self._index.dishes.prices(place) if p.item]
        served = (p for p in prices if p.item and not self._index.dishes.offers_of(p.item).isdisjoint(foods))
        named = (p for p in prices if p.item and any(name in p.item for name in names))  # «우설» of «우설수육»
        return next((*served, *named).__iter__(), None)

    def text(self, priced: Priced) -> str:
        """What something costs, with the day of the price where that is known."""
        values: dict[str, object] = {"item": priced.item, "price": priced.krw}
        if priced.known:
            return self._say("price_dated", **values, day=priced.known)
        return self._say("price", **values)

    def told(self, turn: SkillTurn, place: Place, wish: Wish) -> str | None:
        """What something costs, and what as many cost as are said; None where no price is known."""
        if (together := self._together(turn, place)) is not None:
            return together
        priced = self.asked(turn, place, wish)
        if priced is None or priced.item is None:
            return None
        return " ".join(filter(None, (self.text(priced), self.several(turn, priced, wish))))

    def _together(self, turn: SkillTurn, place: Place) -> str | None:
        """«후라이드 두 마리에 양념 한 마리면 얼마야»: the sum of several dishes; None where one is not known."""
        parts, total, start = [], 0, 0
        for number in turn.analysis.numbers:
            if number.counter not in (None, *self._cues["servings"]) or number.ordinal:
                continue
            terms = [t for t in turn.analysis.reading.terms if start <= t.start < number.start]
            names = [t.text for t in reversed(terms) if t.kind in ("name", "noun")]
            found = next((p for n in names[:1] for p in self._index.dishes.prices(place) if n in (p.item or "")), None)
            if found is None:
                return None
            unit = next((n for n in find_numbers(found.item or "") if n.counter in self._cues["servings"]), None)
            if unit is not None and (unit.value != 1 or number.counter not in (None, unit.counter)):
                return None
            parts.append(f"{names[0]} {turn.analysis.text[number.start : number.end]}")
            total, start = total + number.value * found.krw, number.end
        return self._say("for_all", parts=parts, price=total) if len(parts) > 1 else None

    def several(self, turn: SkillTurn, priced: Priced, wish: Wish) -> str | None:
        """«2인분이면 204,000원이에요.»; None where one is asked for, or the price is for something else."""
        wanted = self.total(turn, priced, wish)
        if wanted is None:
            return None
        number, total = wanted
        if number is None:
            return self._say("for_several", people=wish.people, price=total)
        words = turn.analysis.text[number.start : number.end]
        return self._say("for_portions", portions=words, price=total)

    def total(self, turn: SkillTurn, priced: Priced, wish: Wish) -> tuple[NumberMention | None, int] | None:
        """What is to be paid for as many as are said, and the number that says it, None where that is of people."""
        counters = self._cues["servings"]
        number = next((n for n in turn.analysis.numbers if n.counter in counters and not n.ordinal), None)
        unit = next((n for n in find_numbers(priced.item or "") if n.counter in counters), None)
        if number is not None:
            same = unit is None or (unit.value == 1 and unit.counter == number.counter)
            return (number, number.value * priced.krw) if same and number.value > 1 else None
        one = unit is None or (unit.value == 1 and unit.counter in self._cues["portion"])
        if not wish.people or wish.people < 2 or not one:
            return None
        return None, wish.people * priced.krw

    def _by_its_name(self, turn: SkillTurn, place: Place) -> Priced | None:
        """«쿠우쿠우 주말 가격»: the price whose own name the question says."""
        nouns = [t.text for t in turn.analysis.reading.terms if t.kind in ("noun", "name", "time")]
        named = [
            p for p in self._index.dishes.prices(place) if p.item and any(n == w for n in nouns for w in p.item.split())
        ]
        return named[0] if len(named) == 1 else None
