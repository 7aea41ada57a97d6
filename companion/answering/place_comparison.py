"""Which of several places is cheaper, nearer or older."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_items import source_of
from companion.answering.place_replies import PlaceReplies, grouped
from companion.answering.wishes import Wish
from companion.knowledge.places.dishes import Priced
from companion.knowledge.places.query import PlaceOrder, PlaceQuery
from companion.knowledge.places.store import Place

FROM_WHERE: Final = "from where"
"""What was asked last where it could not be told how near places are."""


class Comparison(PlaceReplies):
    """Compares places on a scale."""

    def compare(
        self, turn: SkillTurn, places: Sequence[Place], order: PlaceOrder, wish: Wish, *, about_one: Place | None = None
    ) -> Answer:
        """Which of several is at one end of a scale.

        Args:
            about_one: the place that is asked about with yes or no («거기가 더 싸?»).
        """
        places = list({place.id: place for place in places}.values())
        values = {place.id: self._value(turn, place, order, wish) for place in places}
        known = [place for place in places if values[place.id] is not None]
        unknown = [place for place in places if place not in known]
        if order == "nearest" and not known:
            return self._answer(turn, places, self._say("far_from_where_told"), False, None, (FROM_WHERE,))
        foods = (*wish.foods, *wish.also) if order in ("cheapest", "dearest") else ()
        detail = self._say("scale_dish", food=foods[0]) if foods else self._say(f"scale_{order}")
        detail = self._age(places[0]) if order == "oldest" else detail
        if not known:
            text = self._say("none_to_compare", number=len(places), label=detail)
            return self._answer(turn, places, text, False, None, ())
        sign = -1 if order == "dearest" else 1
        best = min(sign * (values[place.id] or 0.0) for place in known)
        winners = [place for place in known if sign * (values[place.id] or 0.0) == best]
        parts = []
        if len(known) > 1:
            if about_one is not None and about_one in known:
                parts.append(self._say("yes" if about_one in winners else "no"))
            end = "most" if len(places) > 2 else "more"
            if len(winners) == len(known) and order == "nearest":
                parts.append(self._say("equal_nearest"))
            elif len(winners) == len(known):
                parts.append(self._say("equal", names=[p.name for p in winners], label=detail))
            else:
                parts.append(self._say(f"{end}_{order}", names=[p.name for p in winners]))
        elif len(places) > 2:
            parts.append(self._say("only_one_known", label=detail))
        asks_all = any(self._wording.is_(t, "contrasting") for t in turn.analysis.reading.terms)
        shown = known if len(known) <= 2 or asks_all else winners
        alike = grouped(shown, lambda place: self._stating(turn, place, order, wish))
        parts += [self._about(some, stated) for stated, some in alike]
        if unknown:
            names = [place.name for place in unknown]
            parts.append(self._say("unknown_to_compare", names=names, label=detail))
        told = places if len(known) == 1 and len(places) == 2 else winners
        answer = self._answer(
            turn, told, " ".join(parts), True, None, ("price",) if order in ("cheapest", "dearest") else ()
        )
        both = self._items(turn, places) if len(places) == len(known) == 2 else answer.items  # «둘 다» means them
        return replace(answer, sources=tuple(map(source_of, known)), items=both)

    def _value(self, turn: SkillTurn, place: Place, order: PlaceOrder, wish: Wish) -> float | None:
        match order:
            case "cheapest" | "dearest":
                priced = self._compared_price(turn, place, wish)
                return None if priced is None else float(priced.krw)
            case "nearest":
                if (start := self._start(turn, wish)) is not None:
                    far = self._index.apart(self._store.places[start], place)
                    return None if far is None else float(far)
                metres = [self._index.metres(place, area) for area in self._from(turn, wish)]
                return next((float(m) for m in metres if m is not None), None)
            case "oldest":
                return float(place.opened[:4]) if place.opened else None

    def _compared_price(self, turn: SkillTurn, place: Place, wish: Wish) -> Priced | None:
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        if wish.foods:
            return self._index.price(place, replace(query, offers=wish.foods))
        # What was looked for before may cost something at one of them only: then what each is known for is compared.
        return self._index.price(place, query) or self._index.price(place, PlaceQuery())

    @staticmethod
    def _from(turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        return wish.areas or (turn.focus.places.query.areas if turn.focus.places else ())

    @staticmethod
    def _start(turn: SkillTurn, wish: Wish) -> str | None:
        """The thing from which it is reckoned, where it is no area."""
        if wish.start is not None or wish.areas or turn.focus.places is None:
            return wish.start
        return turn.focus.places.query.start

    def _stating(self, turn: SkillTurn, place: Place, order: PlaceOrder, wish: Wish) -> str:
        match order:
            case "cheapest" | "dearest":
                priced = self._compared_price(turn, place, wish)
                assert priced is not None
                if priced.item is None:
                    return self._say("costs", price=priced.krw)
                return self._prices.text(priced)
            case "nearest":
                if (start := self._start(turn, wish)) is not None:
                    return self._far.from_place(place, start) or ""
                return self._far.to_area(place, self._from(turn, wish)) or ""
            case "oldest":
                return self._begun(place) or ""
