"""Recommending restaurants: wishes become queries, lists are told in order, and later turns change them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from companion.answering.base import Answer, Decline, Focus, Library, PlaceFocus, Turn
from companion.answering.place_details import PlaceDetails
from companion.answering.place_items import item_of, source_of
from companion.answering.wishes import PROVINCE, Wish, WishReader, Wording
from companion.knowledge.places.query import PlaceQuery, PlaceResult, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.language.numbers import count, ordinal

_FRAGMENT = re.compile(r"(?:은|는|은요|는요|도|로|으로)\s*[?？]?$")
_SURE = 0.6
# «그 전에는?» asks for a predecessor.
_SUCCESSION = re.compile(r"^그\s?(?:전|앞|뒤|후)(?:에|엔|에는|은|는)?요?\s?[?？]?$")


class RecommendSkill:
    """Finds places and answers questions about those it named."""

    name = "recommend"

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._library_index = library.places
        self._of_day = lru_cache(maxsize=4)(self._built_for)
        self._wording = Wording(library.wording)
        self._wishes = WishReader(self._wording)
        self._limit = library.recommend.count
        self._seed = library.recommend.seed
        self._home = library.recommend.home

    def _built_for(self, day: date) -> tuple[PlaceIndex, PlaceDetails]:
        """The places as they could be known on a day; usually the library's own."""
        store = self._store.as_known(day)
        index = self._library_index if store is self._store else self._library_index.over(store)
        return index, PlaceDetails(store, index, self._wording, self._wishes)

    def answer(self, turn: Turn) -> Answer | Decline:
        """Recommend, refine the last recommendation, or tell more about a place."""
        places = turn.focus.places
        detail = self._of_day(turn.as_of)[1].answer(turn)
        if detail is not None:
            return detail
        wish = self._wishes.read(turn.analysis)
        if turn.intent.intent.startswith("recommend.detail") and not (wish.foods or wish.attributes or wish.areas):
            return Decline(self._wording.say("no_list"), int(turn.intent.score >= 0.5))
        names_food = bool(turn.analysis.of_kind("food", "eatery", "place", "attribute", "area", "region"))
        if not self._is_about_food(turn, wish) or (wish.unknown and not names_food and places is None):
            return self._wants_something_else(turn)
        if wish.towns and not wish.areas:
            if set(wish.towns) == {PROVINCE}:
                answer = self._search(turn, self._fresh(turn, wish), wish, ())
                return replace(
                    answer, text=f"{self._wording.say('only_home', town=PROVINCE, home=self._home)} {answer.text}"
                )
            text = self._wording.say("no_town", town=wish.towns[0], home=self._home)
            # «그럼 수원에서» keeps what was wished for.
            wished = Focus("recommend", turn.focus.knowledge, PlaceFocus(self._fresh(turn, wish), (), ()))
            return Answer(text, "unknown", wished, intent="recommend.find", gesture="think")
        if places and turn.focus.topic == "recommend" and self._continues(turn, wish):
            return self._continue(turn, wish, places)
        return self._search(turn, self._fresh(turn, wish), wish, ())

    def _is_about_food(self, turn: Turn, wish: Wish) -> bool:
        """Whether something to eat is wanted: «옷 사기 좋은 데» is a request too, but for another robot."""
        analysis = turn.analysis
        if _SUCCESSION.search(analysis.text):
            return False
        likely = turn.intent.score >= _SURE
        if analysis.of_kind("attribute") and turn.interpretation.probability("recommend.") >= _SURE:
            return True
        if analysis.of_kind("food", "eatery", "place") or self._wording.has(analysis.text, "eating"):
            return True
        if turn.focus.topic == "recommend" and turn.intent.intent != "recommend.find":
            steers = self._wording.has(analysis.text, "within", "more", "cheaper", "pricier")
            return steers or not wish.is_empty or turn.interpretation.probability("recommend.") >= _SURE
        return not analysis.unexplained(*self._wording.explained) and likely

    def _wants_something_else(self, turn: Turn) -> Answer | Decline:
        """A request built like one for a place to eat, for something no place here is known for."""
        strange = turn.analysis.unexplained(*self._wording.explained)
        if turn.intent.intent != "recommend.find" or turn.intent.score < _SURE or not strange:
            return Decline(self._wording.say("no_list"), 0)
        return Answer(self._wording.say("nothing_for", what=" ".join(strange)), "unknown", gesture="think")

    def _fresh(self, turn: Turn, wish: Wish) -> PlaceQuery:
        return PlaceQuery(
            text=turn.analysis.text if turn.intent.intent == "recommend.find" else "",
            areas=wish.areas or self._other_districts(wish),
            foods=wish.foods,
            exclude_foods=wish.not_foods,
            exclude_places=wish.not_places,
            attributes=wish.attributes,
            max_price_krw=wish.max_price,
            min_price_krw=wish.min_price,
            price_level=wish.level,  # type: ignore[arg-type]
            limit=wish.limit or self._limit,
            seed=self._seed,
        )

    def _other_districts(self, wish: Wish) -> tuple[str, ...]:
        if not wish.not_areas:
            return ()
        unwanted = {self._store.district_of(a) or a for a in wish.not_areas}
        return tuple(a.id for a in self._store.areas.values() if a.kind == "district" and a.id not in unwanted)

    def _continues(self, turn: Turn, wish: Wish) -> bool:
        """Whether the utterance changes the last wish instead of making a new one."""
        text = turn.analysis.text
        if self._wording.has(text, "within", "more", "cheaper", "pricier"):
            return True
        if turn.intent.intent in (
            "recommend.more",
            "recommend.cheaper",
            "recommend.pricier",
            "recommend.refine",
        ):
            return True
        is_fragment = len(text) <= 22 and not re.search(r"맛집|식당|추천|찾아|먹", text)
        return (
            not wish.is_empty
            and is_fragment
            and (bool(_FRAGMENT.search(text)) or turn.intent.intent != "recommend.find")
        )

    def _continue(self, turn: Turn, wish: Wish, places: PlaceFocus) -> Answer:
        text, last = turn.analysis.text, places.query
        merged = replace(
            last,
            areas=wish.areas or self._other_districts(wish) or last.areas,
            foods=wish.foods or tuple(f for f in last.foods if f not in wish.not_foods),
            exclude_foods=tuple(dict.fromkeys((*last.exclude_foods, *wish.not_foods))),
            exclude_places=tuple(dict.fromkeys((*last.exclude_places, *wish.not_places))),
            attributes=tuple(dict.fromkeys((*last.attributes, *wish.attributes))),
            max_price_krw=wish.max_price or last.max_price_krw,
            min_price_krw=wish.min_price or last.min_price_krw,
            price_level=wish.level or last.price_level,  # type: ignore[arg-type]
            limit=wish.limit or self._limit,
            within=None,
        )
        if self._wording.has(text, "within"):
            return self._search(turn, replace(merged, within=places.shown), wish, ())
        if self._wording.has(text, "cheaper") or turn.intent.intent == "recommend.cheaper":
            prices = [p.price_krw for p in map(self._store.places.__getitem__, places.shown) if p.price_krw]
            cheaper = replace(
                merged, price_level="cheap", max_price_krw=min(prices) - 1 if prices else merged.max_price_krw
            )
            return self._search(turn, cheaper, wish, places.shown)
        if self._wording.has(text, "pricier") or turn.intent.intent == "recommend.pricier":
            return self._search(turn, replace(merged, price_level="expensive", max_price_krw=None), wish, places.shown)
        if self._wording.has(text, "more") or turn.intent.intent == "recommend.more":
            return self._search(turn, merged, wish, places.seen)
        return self._search(turn, merged, wish, ())

    def _search(self, turn: Turn, query: PlaceQuery, wish: Wish, seen: Sequence[str]) -> Answer:
        index, _ = self._of_day(turn.as_of)
        asked = replace(query, exclude_places=tuple(dict.fromkeys((*query.exclude_places, *seen))))
        result = index.search(asked)
        opening = ""
        if not result.items and asked.price_level and not (asked.max_price_krw or asked.min_price_krw):
            # «싼 장어집» where nobody states a price: better without than none at all, if it is said.
            result = index.search(replace(asked, price_level=None))
            opening = self._wording.say("no_prices") + " "
        if not result.items:
            return self._nothing(turn, query, result, bool(seen))
        shown = tuple(item.place.id for item in result.items)
        focus = Focus(
            "recommend",
            turn.focus.knowledge,
            PlaceFocus(query, shown, (*seen, *shown), shown[0] if len(shown) == 1 else None),
        )
        opening += self._opening(query, result, wish.unknown)
        lines = [self._line(number, item) for number, item in enumerate(result.items, 1)]
        spoken = " ".join(
            [
                opening,
                *(
                    self._wording.say("say_first", number=ordinal(n), name=i.place.name, why=i.why)
                    for n, i in enumerate(result.items, 1)
                ),
            ]
        )
        return Answer(
            "\n".join([opening, *lines]),
            focus=focus,
            items=tuple(item_of(item) for item in result.items),
            sources=tuple(source_of(item.place) for item in result.items),
            gesture="welcome",
            spoken=spoken,
            intent=turn.intent.intent if turn.intent.skill == self.name else "recommend.find",
        )

    def _opening(self, query: PlaceQuery, result: PlaceResult, unknown: tuple[str, ...]) -> str:
        parts = []
        for relaxed in result.relaxed:
            if relaxed.kind == "area":
                parts.append(self._wording.say("relaxed_area", label=relaxed.label, to=relaxed.to or self._home))
            else:
                parts.append(self._wording.say("relaxed_attribute", label=relaxed.label))
        parts += [self._wording.say("unmet", label=f"«{label}»") for label in (*result.unmet, *unknown)]
        number = count(len(result.items), "곳")
        if len(result.items) < query.limit:
            parts.append(self._wording.say("only", number=number))
        else:
            asked = replace(query, areas=()) if any(r.kind == "area" for r in result.relaxed) else query
            parts.append(self._wording.say("found", what=self._describe(asked), number=number))
        return " ".join(parts)

    def _line(self, number: int, item: Ranked) -> str:
        where = " ".join(filter(None, (item.place.district, item.place.dong)))
        if where:
            return self._wording.say("listed", number=f"{number}.", name=item.place.name, where=where, why=item.why)
        return self._wording.say("listed_bare", number=f"{number}.", name=item.place.name, why=item.why)

    def _describe(self, query: PlaceQuery) -> str:
        areas = "·".join(query.areas) if 0 < len(query.areas) <= 2 else self._home
        foods = "·".join(query.foods)
        if not foods:
            return f"{areas} 맛집"
        noun = self._store.foods[query.foods[0]].noun if len(query.foods) == 1 else None
        return f"{areas} {noun or foods + '집'}"

    def _nothing(self, turn: Turn, query: PlaceQuery, result: PlaceResult, more: bool) -> Answer:
        what = self._describe(query)
        if query.attributes:
            wishes = f"«{', '.join(query.attributes)}» 조건에 맞는 곳"
            area = query.areas[0] if len(query.areas) == 1 else self._home
            what = f"{what} 가운데 {wishes}" if query.foods else f"{area}의 {wishes}"
        if query.within is not None:
            text = self._wording.say("none_within")
        elif query.max_price_krw or query.min_price_krw:
            text = self._wording.say("none_price", what=what)
        elif more:
            text = self._wording.say("none_more")
        else:
            text = self._wording.say("none", what=what)
        return Answer(text, "unknown", turn.focus, intent="recommend.find", gesture="think")
