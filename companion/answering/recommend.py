"""Recommending restaurants: wishes become queries, lists are told in order, and later turns change them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache

from companion.answering.base import Answer, Decline, Focus, Library, PlaceFocus, SkillTurn
from companion.answering.place_details import PlaceDetails
from companion.answering.place_items import item_of, source_of
from companion.answering.wishes import Wish, WishReader, Wording
from companion.knowledge.places.concepts import DISTRICTS
from companion.knowledge.places.query import PlaceQuery, PlaceResult, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.vocabulary import EntityType
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
        self._teller = library.teller
        self._of_day = lru_cache(maxsize=4)(self._built_for)
        self._wording = Wording(library.wording)
        self._here = library.here
        self._vocabulary = library.base.vocabulary
        self._wishes = WishReader(self._wording, library.store, library.here)
        self._limit = library.recommend.count
        self._seed = library.recommend.seed

    @cached_property
    def _commonest(self) -> EntityType | None:
        """The type of most things to recommend here."""
        town = self._store.root_of(self._here.id) if self._here else None
        types = Counter(p.type for p in self._store.places.values() if town in (None, p.root))
        return self._store.types[types.most_common(1)[0][0]] if types else None

    def _built_for(self, day: date) -> tuple[PlaceIndex, PlaceDetails]:
        """The places as they could be known on a day; usually the library's own."""
        store = self._store.as_known(day)
        index = self._library_index if store is self._store else self._library_index.over(store)
        return index, PlaceDetails(store, index, self._teller, self._wording, self._wishes)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
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
        if not self._store.places:
            return Answer(self._wording.say("no_places"), "unknown", intent="recommend.find", gesture="think")
        if wish.types and not self._store.types.keys() & set(wish.types):
            wanted = self._vocabulary.types[wish.types[0]]
            text = self._wording.say("no_kind", kind=wanted.noun, homes=self._towns(), noun=self._noun(()))
            return Answer(text, "unknown", intent="recommend.find", gesture="think")
        if wish.towns and not wish.areas:
            text = self._wording.say("no_town", town=wish.towns[0], homes=self._towns(), noun=self._noun(wish.types))
            # «그럼 수원에서» keeps what was wished for.
            wished = Focus("recommend", turn.focus.knowledge, PlaceFocus(self._fresh(turn, wish), (), ()))
            return Answer(text, "unknown", wished, intent="recommend.find", gesture="think")
        if wish.wider and self._here:
            answer = self._search(turn, self._fresh(turn, wish), wish, ())
            only = self._wording.say("only_home", town=wish.wider, home=self._here.short, noun=self._noun(wish.types))
            return replace(answer, text=f"{only} {answer.text}")
        if places and turn.focus.topic == "recommend" and self._continues(turn, wish):
            return self._continue(turn, wish, places)
        return self._search(turn, self._fresh(turn, wish), wish, ())

    def _towns(self) -> list[str]:
        """Names of the towns and sites that are known."""
        return [area.short for area in self._store.towns]

    def _kind(self, types: Sequence[str]) -> EntityType | None:
        """The type that is wanted; where none is named, the commonest here."""
        named = next((self._store.types[t] for t in types if t in self._store.types), None)
        return named or self._commonest

    def _noun(self, types: Sequence[str]) -> str:
        kind = self._kind(types)
        return kind.noun if kind else ""

    def _is_about_food(self, turn: SkillTurn, wish: Wish) -> bool:
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

    def _wants_something_else(self, turn: SkillTurn) -> Answer | Decline:
        """A request built like one for a place to eat, for something no place here is known for."""
        strange = turn.analysis.unexplained(*self._wording.explained)
        if turn.intent.intent != "recommend.find" or turn.intent.score < _SURE or not strange or not self._store.places:
            return Decline(self._wording.say("no_list"), 0)
        text = self._wording.say("nothing_for", what=" ".join(strange), homes=self._towns(), noun=self._noun(()))
        return Answer(text, "unknown", gesture="think")

    def _fresh(self, turn: SkillTurn, wish: Wish) -> PlaceQuery:
        return PlaceQuery(
            text=turn.analysis.text if turn.intent.intent == "recommend.find" else "",
            types=self._types(wish),
            areas=wish.areas or self._other_districts(wish) or self._whole(wish.root),
            offers=wish.foods,
            exclude_offers=wish.not_foods,
            exclude_places=wish.not_places,
            attributes=wish.attributes,
            max_price_krw=wish.max_price,
            min_price_krw=wish.min_price,
            price_level=wish.level,  # type: ignore[arg-type]
            limit=wish.limit or self._limit,
            seed=self._seed,
        )

    def _types(self, wish: Wish) -> tuple[str, ...]:
        """The types wanted; where only an offer is named, whatever has it, else the commonest type."""
        if wish.types or wish.foods:
            return wish.types
        return (self._commonest.id,) if self._commonest else ()

    def _whole(self, named: str | None) -> tuple[str, ...]:
        """The town named, or the robot's own: towns are never mixed."""
        town = named or (self._here.id if self._here else None)
        return (town,) if town else ()

    def _other_districts(self, wish: Wish) -> tuple[str, ...]:
        if not wish.not_areas:
            return ()
        unwanted = {self._store.district_of(a) or a for a in wish.not_areas}
        towns = {self._store.root_of(a) for a in wish.not_areas}
        districts = (a.id for a in self._store.areas.values() if a.kind in DISTRICTS)
        return tuple(d for d in districts if d not in unwanted and self._store.root_of(d) in towns)

    def _continues(self, turn: SkillTurn, wish: Wish) -> bool:
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

    def _continue(self, turn: SkillTurn, wish: Wish, places: PlaceFocus) -> Answer:
        text, last = turn.analysis.text, places.query
        merged = replace(
            last,
            types=wish.types or last.types,
            areas=wish.areas
            or self._other_districts(wish)
            or (self._whole(wish.root) if wish.root else last.areas or self._whole(None)),
            offers=wish.foods or tuple(f for f in last.offers if f not in wish.not_foods),
            exclude_offers=tuple(dict.fromkeys((*last.exclude_offers, *wish.not_foods))),
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

    def _search(self, turn: SkillTurn, query: PlaceQuery, wish: Wish, seen: Sequence[str]) -> Answer:
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
                parts.append(self._wording.say("relaxed_area", label=relaxed.label, to=self._named(relaxed.to)))
            else:
                parts.append(self._wording.say("relaxed_attribute", label=relaxed.label))
        parts += [self._wording.say("unmet", label=f"«{label}»") for label in (*result.unmet, *unknown)]
        number = self._number(len(result.items), query.types)
        if len(result.items) < query.limit:
            parts.append(self._wording.say("only", number=number))
        else:
            widened = any(r.kind == "area" for r in result.relaxed)
            asked = replace(query, areas=self._store.roots_of(query.areas)) if widened else query
            parts.append(self._wording.say("found", what=self._describe(asked), number=number))
        return " ".join(parts)

    def _line(self, number: int, item: Ranked) -> str:
        where = " ".join(filter(None, (item.place.district, item.place.dong)))
        if where:
            return self._wording.say("listed", number=f"{number}.", name=item.place.name, where=where, why=item.why)
        return self._wording.say("listed_bare", number=f"{number}.", name=item.place.name, why=item.why)

    def _describe(self, query: PlaceQuery) -> str:
        areas = self._where(query)
        kind = self._kind(query.types)
        offers = "·".join(query.offers)
        if not offers:
            return f"{areas} {kind.recommend if kind else ''}".strip()
        noun = self._store.offers[query.offers[0]].noun if len(query.offers) == 1 else None
        if noun is None:
            noun = f"{offers}{kind.suffix}" if kind and kind.suffix else f"{offers} {kind.noun if kind else ''}"
        return f"{areas} {noun}".strip()

    def _where(self, query: PlaceQuery) -> str:
        """One or two areas by their names, more by their town's."""
        areas = query.areas if len(query.areas) <= 2 else self._store.roots_of(query.areas)
        areas = areas or self._whole(None)
        return "·".join(self._store.areas[a].short for a in areas)

    def _named(self, areas: str | None) -> str:
        """Names of areas that are joined by commas, for a sentence."""
        return ", ".join(self._store.areas[a].short for a in (areas or "").split(", ") if a in self._store.areas)

    def _number(self, number: int, types: Sequence[str]) -> str:
        kind = self._kind(types)
        return count(number, kind.counter if kind else "개")

    def _nothing(self, turn: SkillTurn, query: PlaceQuery, result: PlaceResult, more: bool) -> Answer:
        what = self._describe(query)
        if query.attributes:
            wishes = f"«{', '.join(query.attributes)}» 조건에 맞는 곳"
            area = self._where(query)
            what = f"{what} 가운데 {wishes}" if query.offers else f"{area}의 {wishes}"
        if query.within is not None:
            text = self._wording.say("none_within")
        elif query.max_price_krw or query.min_price_krw:
            text = self._wording.say("none_price", what=what)
        elif more:
            text = self._wording.say("none_more")
        else:
            text = self._wording.say("none", what=what)
        return Answer(text, "unknown", turn.focus, intent="recommend.find", gesture="think")
