"""Lists of places: what was found, what could not be used, and the places with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.answering.base import Answer, Focus, PlaceFocus, SkillTurn
from companion.answering.place_edits import Edits
from companion.answering.place_intents import ALL, FIND
from companion.answering.place_items import item_of, source_of
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceQuery, PlaceResult, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import PlaceStore
from companion.knowledge.vocabulary import EntityType
from companion.language.numbers import count, ordinal

_REMEMBERED = 8


class PlaceLists:
    """Searches for a query and tells what was found."""

    def __init__(self, store: PlaceStore, index: PlaceIndex, wording: Wording, edits: Edits) -> None:
        self._store = store
        self._index = index
        self._say = wording.say
        self._edits = edits

    def find(
        self,
        turn: SkillTurn,
        query: PlaceQuery,
        wish: Wish,
        seen: Sequence[str] = (),
        intro: str = "",
        kept: PlaceQuery | None = None,
    ) -> Answer:
        """The answer to a query.

        Args:
            turn: the turn that is answered.
            query: what is asked.
            wish: what was said, for what could not be used of it.
            seen: ids of places that were told already.
            intro: what is said before.
            kept: the query that later turns change, where it is another one.
        """
        asked = replace(query, exclude_places=tuple(dict.fromkeys((*query.exclude_places, *seen))))
        unused = [*([intro] if intro else []), *self._unused(wish, query)]
        if asked.order == "nearest" and not self._can_measure(asked):
            asked = replace(asked, order=None, limit=wish.limit or self._edits.limit)
        result = self._index.search(asked)
        if not result.items and result.total and asked.order:
            unused.append(self._say(f"unordered_{asked.order}"))
            asked = replace(asked, order=None, limit=wish.limit or self._edits.limit)
            result = self._index.search(asked)
        if not result.items and asked.price_level and not (asked.max_price_krw or asked.min_price_krw):
            # «싼 장어집» where nobody states a price: better without than none at all, if it is said.
            result = self._index.search(replace(asked, price_level=None))
            unused.append(self._say("no_prices"))
        if not result.items:
            return self._nothing(turn, query, result, wish, more=bool(seen))
        shown = tuple(item.place.id for item in result.items)
        focus = remembered(
            turn.focus, kept or query, shown, (*seen, *shown), chosen=bool(asked.order) or len(shown) == 1
        )
        opening = " ".join([*unused, *self._opening(asked, result, wish)])
        lines = [self._line(number, item) for number, item in enumerate(result.items, 1)]
        spoken = [
            self._say("say_first", number=ordinal(n), name=i.place.name, why=i.why)
            for n, i in enumerate(result.items, 1)
        ]
        return Answer(
            "\n".join([opening, *lines]),
            focus=focus,
            items=tuple(item_of(item) for item in result.items),
            sources=tuple(source_of(item.place) for item in result.items),
            gesture="welcome",
            spoken=" ".join([opening, *spoken]),
            intent=turn.intent.intent if turn.intent.intent.startswith(ALL) else FIND,
        )

    def kind(self, types: Sequence[str]) -> EntityType | None:
        """The type that is wanted; where none is named, the commonest here."""
        named = next((self._store.types[t] for t in types if t in self._store.types), None)
        return named or self._edits.commonest

    def noun(self, types: Sequence[str]) -> str:
        """What things of the type that is wanted are called."""
        kind = self.kind(types)
        return kind.noun if kind else ""

    def describe(self, query: PlaceQuery) -> str:
        """«팔달구 갈빗집»."""
        areas = self._where(query)
        kind = self.kind(query.types)
        if not query.offers:
            return f"{areas} {kind.recommend if kind else ''}".strip()
        closures = {offer: self._store.offer_closure(offer) for offer in query.offers}
        asked = [o for o in query.offers if not any(o != p and o in closures[p] for p in query.offers)]
        offers = "·".join(asked)
        noun = self._store.offers[asked[0]].noun if len(asked) == 1 else None
        if noun is None:
            noun = f"{offers}{kind.suffix}" if kind and kind.suffix else f"{offers} {kind.noun if kind else ''}"
        return f"{areas} {noun}".strip()

    # What is said before the places

    def _unused(self, wish: Wish, query: PlaceQuery) -> list[str]:
        """What was asked and cannot be used."""
        parts = []
        if wish.near or (query.order == "nearest" and not self._can_measure(query)):
            parts.append(self._say("far_from_where"))
        if wish.unknown:
            parts.append(self._say("unmet", label=[wish.unknown]))
        elif wish.unusable:
            parts.append(self._say("unusable"))
        return parts

    def _can_measure(self, query: PlaceQuery) -> bool:
        """Whether it is stated where the area that something is to be near lies."""
        return any(self._store.areas[a].lat is not None for a in query.areas)

    def _opening(self, query: PlaceQuery, result: PlaceResult, wish: Wish) -> list[str]:
        parts = []
        for relaxed in result.relaxed:
            if relaxed.kind == "area":
                named = ", ".join(self._store.areas[a].short for a in relaxed.label.split(", "))
                parts.append(self._say("relaxed_area", label=named, to=self._named(relaxed.to)))
            elif relaxed.kind == "also":
                parts.append(self._say("relaxed_also", label=relaxed.label.split(", ")))
            else:
                parts.append(self._say("relaxed_attribute", label=relaxed.label.split(", ")))
        if unmet := [label for label in result.unmet if label not in wish.framed]:
            parts.append(self._say("unmet", label=unmet))
        if wish.shared:
            total, people = wish.shared
            parts.append(self._say("shared", total=total, people=people, each=total // people))
        number = self._number(len(result.items), query.types)
        widened = any(r.kind == "area" for r in result.relaxed)
        asked = replace(query, areas=self._store.roots_of(query.areas)) if widened else query
        if query.order:
            parts.append(self._say(f"found_{query.order}", what=self.describe(asked), where=self._where(query)))
            if result.unordered:
                parts.append(self._say(f"left_out_{query.order}", number=self._number(result.unordered, query.types)))
        elif len(result.items) < query.limit:
            parts.append(self._say("only", number=number))
        else:
            parts.append(self._say("found", what=self.describe(asked), number=number))
        if query.open is not None:
            parts.append(self._say("opening_known"))
        if query.resting is not None:
            parts.append(self._say("resting_known"))
        if wish.allergy:
            parts.append(self._say("allergy"))
        return parts

    def _line(self, number: int, item: Ranked) -> str:
        where = " ".join(filter(None, (item.place.district, item.place.dong)))
        if where:
            return self._say("listed", number=f"{number}.", name=item.place.name, where=where, why=item.why)
        return self._say("listed_bare", number=f"{number}.", name=item.place.name, why=item.why)

    def _where(self, query: PlaceQuery) -> str:
        """One or two areas by their names, more by their town's."""
        areas = query.areas if len(query.areas) <= 2 else self._store.roots_of(query.areas)
        areas = areas or self._edits.whole(None)
        return "·".join(self._store.areas[a].short for a in areas)

    def _named(self, areas: str | None) -> str:
        """Names of areas that are joined by commas, for a sentence."""
        return ", ".join(self._store.areas[a].short for a in (areas or "").split(", ") if a in self._store.areas)

    def _number(self, number: int, types: Sequence[str]) -> str:
        kind = self.kind(types)
        return count(number, kind.counter if kind else self._say("counter"))

    # Nothing

    def _nothing(self, turn: SkillTurn, query: PlaceQuery, result: PlaceResult, wish: Wish, *, more: bool) -> Answer:
        what = self.describe(query)
        lacking = [a for a in result.unmet if a not in wish.framed]
        if query.within is not None:
            text = self._say("none_within")
        elif more:
            text = self._say("none_more")
        elif lacking:
            text = self._say("none_known", label=lacking, what=what)
        elif query.open is not None:
            text = self._say(
                "none_open_until" if query.open.until else "none_open", what=what, when=query.open.adverbial
            )
        elif query.resting is not None:
            text = self._say("none_resting", what=what, when=query.resting.adverbial)
        elif query.max_price_krw or query.min_price_krw:
            text = self._say("none_price", what=what)
        elif query.attributes:
            text = self._say("none_attributes", label=list(query.attributes), what=what)
        elif query.exclude_offers and not query.offers:
            text = self._say("none_left")
        elif query.offers and query.also_offers:
            text = self._say("none_both", label=[*query.offers, *query.also_offers])
        else:
            text = self._say("none", what=what)
        # What nobody states is not asked again with the next wish.
        kept = replace(query, attributes=tuple(a for a in query.attributes if a not in result.unmet))
        before = turn.focus.places
        focus = turn.focus
        if not more and query.within is None:
            shown = before.shown if before else ()
            focus = Focus("recommend", turn.focus.knowledge, _with(before, query=kept, shown=shown))
        return Answer(text, "unknown", focus, intent=FIND, gesture="think")


def _with(before: PlaceFocus | None, *, query: PlaceQuery, shown: tuple[str, ...]) -> PlaceFocus:
    return replace(before or PlaceFocus(query, (), ()), query=query, shown=shown)


def remembered(
    focus: Focus, query: PlaceQuery, shown: tuple[str, ...], seen: tuple[str, ...], *, chosen: bool
) -> Focus:
    """The focus after a list was told: the lists before it can still be meant."""
    before = focus.places
    earlier = before.lists if before else ()
    named = before.named if before else ()
    first = shown[0] if chosen and shown else None
    last = PlaceFocus(query, shown, seen, first, earlier[:_REMEMBERED], named)
    return Focus("recommend", focus.knowledge, last)
