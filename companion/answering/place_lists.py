"""Lists of places: what was found, what could not be used, and the places with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from companion.answering.base import Answer, Focus, PlaceFocus, SkillTurn
from companion.answering.place_edits import Edits
from companion.answering.place_intents import ALL, CHANGES, FIND
from companion.answering.place_items import item_of, source_of
from companion.answering.place_notes import is_denied
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.concepts import PriceLevel
from companion.knowledge.places.query import PlaceQuery, PlaceResult, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.vocabulary import EntityType, Vocabulary
from companion.language.numbers import count, ordinal
from companion.language.week_times import WeekTime, open_at

_EQUALS = 3
"""So many that cost the same are named beside the one that is told."""
_REMEMBERED = 8
_KILOMETRE = 1000
_IN_FIGURES = 20


class PlaceLists:
    """Searches for a query and tells what was found."""

    def __init__(
        self, store: PlaceStore, index: PlaceIndex, wording: Wording, edits: Edits, vocabulary: Vocabulary
    ) -> None:
        self._store, self._vocabulary = store, vocabulary
        self._index = index
        self._say, self._wording = wording.say, wording
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
        missed: list[str] = []
        query, wish = self._of_a_wider_kind(query, wish)
        asked = replace(query, exclude_places=tuple(dict.fromkeys((*query.exclude_places, *seen))))
        asked = self._of_houses(asked)
        before = turn.focus.places.seen if seen and turn.focus.places is not None else ()
        if wish.unplaced is not None:
            asked = replace(asked, order=None, limit=wish.limit or self._edits.limit)
            missed.append("far_from_thing")
        elif wish.near and asked.order is None and asked.beside is None and self._index.from_middle(asked):
            asked = replace(asked, order="nearest")
        if asked.order == "nearest" and self._index.from_middle(asked):
            missed.append("from_middle" if wish.located else "from_home")
        elif asked.order == "nearest" and not self.can_measure(asked):
            asked = replace(asked, order=None, limit=wish.limit or self._edits.limit)
            missed.append("far_from_named" if self._names_a_landmark(query) else "far_from_where")
        result = self._index.search(asked)
        if query.within is not None and wish.asks_only(result.unmet):
            return self._nothing(turn, query, replace(result, items=()), wish, more=False)  # «그중에 룸 있는 데»
        if not result.items and result.total and asked.order:
            missed.append(f"unordered_{asked.order}")
            asked = replace(asked, order=None, limit=wish.limit or self._edits.limit)
            result = self._index.search(asked)
        if not result.items and asked.price_level and not (asked.max_price_krw or asked.min_price_krw):
            # «싼 장어집» where nobody states a price: better without than none at all, if it is said.
            dearer = self._cheapest_of_the_dearer(asked)
            result = dearer or self._index.search(replace(asked, price_level=None))
            missed.append("cheapest_first" if dearer is not None else "no_prices")
        if not result.items:
            return self._nothing(turn, query, result, wish, more=bool(seen))
        result = self._rather_there(asked, result)
        result, denied = self._without_denied(asked, result)
        result, unsure = self._surely_without(asked, result)
        result = self._with_those_of_the_rest(asked, result)
        result, filled = self._filled_up(asked, result, wish)
        shown = tuple(item.place.id for item in result.items)
        focus = remembered(
            turn.focus,
            self._without(replace(kept or query, order="nearest") if wish.near else kept or query, result.unmet),
            shown,
            tuple(dict.fromkeys((*before, *seen, *shown))),
            chosen=bool(asked.order) or len(shown) == 1,
            meal=self._meal(turn),
        )
        resting = self._rest_today(turn, asked, result)
        preface = " ".join(filter(None, (intro, self._preface(asked, result, wish, missed), denied, filled, unsure)))
        more = bool(seen) and {*before}.isdisjoint(shown)
        opening = " ".join(filter(None, (preface, *self._opening(asked, result, wish, more=more))))
        day, dated = self._how_old(result)
        opening = f"{opening} {resting}" if resting else opening
        if dated and focus.places is not None and day != focus.places.dated:
            opening = f"{opening} {dated}"
            focus = replace(focus, places=replace(focus.places, dated=day))
        afield = any(self._store.areas[a].kind == "province" for a in self._as_found(asked, result).areas)
        bare = {i.place.id for i in result.items if self._index.is_only_kind(i.place, asked)}  # «수원 명소예요»
        lines = (
            [self._line(number, item, bare, afield=afield) for number, item in enumerate(result.items, 1)]
            if len(shown) > 1
            else []
        )
        spoken = [
            self._say("say_first_only", number=ordinal(n), name=i.place.name)
            if i.place.id in bare
            else self._say("say_first", number=ordinal(n), name=i.place.name, why=i.why)
            for n, i in enumerate(result.items, 1)
            if lines
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

    def _of_houses(self, query: PlaceQuery) -> PlaceQuery:
        """«고기 먹을 데» as houses that are called by it, where there are such: no Chinese house that fries some."""
        closures = [self._store.offer_closure(o) for o in query.offers]
        if len(query.offers) != 1 or self._store.offers[query.offers[0]].kind != "ingredient":
            return query
        nouns = {self._store.offers[o].noun for o in closures[0] if self._store.offers[o].kind == "ingredient"} - {None}
        houses = (o for o in self._store.offers.values() if o.kind != "ingredient" and o.noun in nouns)
        for house in houses:
            same = house.noun == self._store.offers[query.offers[0]].noun
            found = replace(query, offers=(house.id,) if same else (*query.offers, house.id))
            result = self._index.search(found)
            if result.items and not result.relaxed:
                return found
        return query

    def _of_a_wider_kind(self, query: PlaceQuery, wish: Wish) -> tuple[PlaceQuery, Wish]:
        """«차 한잔 할 데»: cafés, where no place is known to serve what one has between meals; it is said."""
        offers = self._store.offers
        unserved = bool(query.offers) and not any(map(self._store.served, query.offers))
        wider = dict.fromkeys(
            kind
            for offer in query.offers
            for kind in offers[offer].parents
            if not offers[kind].meal and self._store.served(kind)
        )
        alone = not query.also_offers and all(offers[o].parents for o in query.offers)
        if not (unserved and wider and alone):
            return query, wish
        said = tuple(self._say("condition_has", food=offer) for offer in query.offers)
        conditions = tuple(dict.fromkeys((*wish.conditions, *said)))
        return replace(query, offers=tuple(wider), apart=True), replace(wish, conditions=conditions)

    def _cheapest_of_the_dearer(self, query: PlaceQuery) -> PlaceResult | None:
        """«너무 비싼 데 말고» where all is dear: what costs least comes first; None where no price is known."""
        levels: tuple[PriceLevel | None, ...] = ("moderate", None) if query.price_level == "cheap" else ()
        tried = (self._index.search(replace(query, price_level=level, order="cheapest")) for level in levels)
        return next((result for result in tried if result.items), None)

    def _meal(self, turn: SkillTurn) -> str:
        """The word for the meal that a list is told for; that of the list that it changes, where none is said."""
        said = next((t.lemma for t in turn.analysis.reading.terms if self._wording.is_(t, "day_meal")), "")
        before = turn.focus.places
        return said or (before.meal if before is not None and turn.intent.intent in CHANGES else "")

    def kind(self, types: Sequence[str]) -> EntityType | None:
        """The type that is wanted; where none is named, the commonest here."""
        named = next((self._store.types[t] for t in types if t in self._store.types), None)
        return named or self._edits.commonest

    def noun(self, types: Sequence[str]) -> str:
        """What things of the type that is wanted are called."""
        kind = self.kind(types)
        return kind.noun if kind else ""

    def describe(self, query: PlaceQuery, *, lies: bool = True) -> str:
        """«팔달구 갈빗집»; without where it lies «갈빗집»."""
        areas = self._where(query) if lies else ""
        if query.beside is not None:
            areas = self._say("beside_it", name=self._store.places[query.beside].name)
        kind = self.kind(query.types)
        if not query.offers:
            return f"{areas} {kind.recommend if kind else ''}".strip()
        if query.also_offers:  # a house that serves both is called by neither
            both = self._say("with_both", foods=[*query.offers[:1], *query.also_offers])
            return " ".join(filter(None, (both, areas, kind.recommend if kind else "")))
        closures = {offer: self._store.offer_closure(offer) for offer in query.offers}
        asked = [o for o in query.offers if not any(o != p and o in closures[p] for p in query.offers)]
        made_of = {self._store.offers[a].noun for o in asked if self._is_ingredient(o) for a in closures[o]}
        # «돼지고깃집» of houses for meat that have pork
        asked = [o for o in asked if self._is_ingredient(o) or self._store.offers[o].noun not in made_of - {None}]
        offers = "·".join(asked)
        noun = self._store.offers[asked[0]].noun if len(asked) == 1 else None
        if noun is None:
            noun = f"{offers}{kind.suffix}" if kind and kind.suffix else f"{offers} {kind.noun if kind else ''}"
        return f"{areas} {noun}".strip()

    def _house(self, query: PlaceQuery) -> str:
        """«중식당», «곳»: what is looked for, wherever it lies; said of nothing that does not hold of other houses."""
        return self.describe(replace(query, beside=None), lies=False) if query.offers else self._say("place")

    def _is_ingredient(self, offer: str) -> bool:
        return self._store.offers[offer].kind == "ingredient"

    # What is said before the places

    def _preface(self, query: PlaceQuery, result: PlaceResult, wish: Wish, missed: Sequence[str]) -> str:
        """One sentence on what was asked and could not be met, "" where all was."""
        values = {**self._scale(query.types), "where": self._where(query), "thing": wish.unplaced}
        reasons: list[tuple[str, dict[str, object]]] = [(name, values) for name in missed]
        if wish.near and not reasons:
            reasons.append(("far_from_named" if self._names_a_landmark(query) else "far_from_where", values))
        found_in = None
        for relaxed in result.relaxed:
            labels = relaxed.label.split(", ")
            match relaxed.kind:
                case "area":
                    found_in = self._named(relaxed.to)
                    still = tuple(a for a in query.attributes if a not in self._given_up(result))
                    reasons.insert(0, self._missed(replace(query, attributes=still), labels))
                case "also":
                    reasons.append(("missed_also", {"label": labels}))
                case "offer":
                    reasons.append(("missed_offer", {"label": labels, "to": self._kinds(relaxed.to)}))
        given_up = self._given_up(result)
        if self._is_met_apart(query, result):
            together = [a for a in query.attributes if a not in result.unmet]
            reasons.append(("missed_together", {"label": list(map(self.question, together))}))
            given_up = []
        elif given_up and self._holds_more(query, result):
            reasons.append(("missed_besides", {"label": list(map(self.question, given_up))}))
            given_up = []
        elif given_up:
            further = "missed_further" if self._is_of_others(query) else "missed_such"
            label = list(map(self.question, given_up))
            reasons.append((further, {"label": label, "what": self._house(query)}))
            given_up = []
        if questions := self._not_known(query, result, wish, given_up):
            reasons.append(("missed_condition", {"label": questions}))
        if found_in is None:
            return self._because(reasons)
        name, values = reasons[0]  # where they lie is one thing, what they are another
        where = " ".join((self._say(f"{name}_as", **values), self._say("found_in", to=found_in)))
        return " ".join(filter(None, (where, self._because(reasons[1:]))))

    def _because(self, reasons: Sequence[tuple[str, dict[str, object]]]) -> str:
        """One sentence of reasons; "" where there are none."""
        if not reasons:
            return ""
        before = [self._say(f"{name}_and", **values) for name, values in reasons[:-1]]
        name, values = reasons[-1]
        return " ".join((*before, self._say(f"{name}_as", **values), self._say(f"{name}_so", **values)))

    def _missed(self, query: PlaceQuery, labels: Sequence[str]) -> tuple[str, dict[str, object]]:
        """How it is said that nothing was found in an area: not as if there were nothing, where more was asked."""
        label: dict[str, object] = {"label": self._areas_named(labels)}
        if labels[0] in self._store.places:
            return "missed_beside", label
        if asked := self.asked_of_each(query):
            return "missed_there", {**label, "asked": asked, "what": self._house(query)}
        return "missed_more" if self._is_of_others(query) else "missed_area", label

    def _is_of_others(self, query: PlaceQuery) -> bool:
        """Whether houses were told before; a sight is left out of what lies near it."""
        told = (place for i in query.exclude_places if (place := self._store.places.get(i)) is not None)
        return not all(map(self._store.is_fact, told))

    @staticmethod
    def _given_up(result: PlaceResult) -> list[str]:
        """The attributes that were asked for and do not hold of what was found."""
        return [a for step in result.relaxed if step.kind == "attribute" for a in step.label.split(", ")]

    def _with_those_of_the_rest(self, query: PlaceQuery, result: PlaceResult) -> PlaceResult:
        """What was found, the last of it in favour of a place that has what the others lack."""
        if query.order or query.limit == 1 or any(step.kind != "attribute" for step in result.relaxed):
            return result
        items = list(result.items)
        for attribute in self._given_up(result):
            alone = self._index.search(replace(query, attributes=self._alone(query, attribute)))
            other = next((i for i in alone.items if i.place.id not in {k.place.id for k in items}), None)
            if other is not None and not alone.relaxed:
                items[-1:] = [other] if len(items) == query.limit else [items[-1], other]
                break
        return replace(result, items=tuple(items))

    def _rather_there(self, query: PlaceQuery, result: PlaceResult) -> PlaceResult:
        """What lies where it was looked for, where what else was asked for is given up in any case."""
        given_up = self._given_up(result)
        if not given_up or all(step.kind != "area" for step in result.relaxed):
            return result
        there = self._index.search(replace(query, attributes=tuple(a for a in query.attributes if a not in given_up)))
        if not there.items or any(step.kind == "area" for step in there.relaxed):
            return result
        steps = tuple(step for step in result.relaxed if step.kind == "attribute")
        return replace(there, relaxed=(*steps, *there.relaxed), unmet=result.unmet)

    def _without_denied(self, query: PlaceQuery, result: PlaceResult) -> tuple[PlaceResult, str]:
        """What was found without what is noted to lack what nobody is known to have: «주차가 어려워요»; and that."""
        asked = [self._store.attributes[a] for a in dict.fromkeys((*self._given_up(result), *result.unmet))]
        left, found = query, result
        while denied := [i.place.id for i in found.items if any(is_denied(i.place, a, self._wording) for a in asked)]:
            left = replace(left, exclude_places=(*left.exclude_places, *denied))
            found = self._index.search(left)
        if found is result or not found.items or {s.kind for s in found.relaxed} != {s.kind for s in result.relaxed}:
            return result, ""
        return found, self._say("left_out_denied")

    def _surely_without(self, query: PlaceQuery, result: PlaceResult) -> tuple[PlaceResult, str]:
        """What was found without what may hold what is not eaten, as «고기만두» may hold pork; else a word of caution.

        Also named is what was asked for and left out because nobody knows what it serves there.
        """
        excluded, said = query.exclude_offers, []
        if not excluded:
            return result, ""
        doubtful = {i.place.id for i in result.items if self._store.may_hold(i.place, excluded)}
        if doubtful:
            left = query
            while doubtful - {*left.exclude_places}:
                left = replace(left, exclude_places=tuple(dict.fromkeys((*left.exclude_places, *sorted(doubtful)))))
                sure = self._index.search(left)
                doubtful |= {i.place.id for i in sure.items if self._store.may_hold(i.place, excluded)}
            if len(sure.items) >= len(result.items) and sure.relaxed == result.relaxed:
                result = sure
            else:
                names = [i.place.name for i in result.items if i.place.id in doubtful]
                said.append(self._say("may_hold", names=names, foods=excluded))
        if any(step.kind == "area" for step in result.relaxed):
            there = self._index.search(replace(query, exclude_offers=()))
            known = (i.place for i in there.items if not there.relaxed)
            unknown = [p.name for p in known if self._store.contents_of(p).isdisjoint(excluded) and not p.menu]
            said += [self._say("left_out_unsure", names=unknown, foods=excluded)] if unknown else []
        return result, " ".join(said)

    def _filled_up(self, query: PlaceQuery, result: PlaceResult, wish: Wish) -> tuple[PlaceResult, str]:
        """As many as were asked for: what meets all of it, then what meets the rest, and the sentence that says so."""
        soft = [a for a in query.attributes if not self._store.attributes[a].essential and a not in result.unmet]
        left = (wish.limit or 0) - len(result.items)
        if not soft or left <= 0 or query.order or query.within or result.relaxed:
            return result, ""
        shown = tuple(item.place.id for item in result.items)
        kept = tuple(a for a in query.attributes if a not in soft)
        loose = replace(query, attributes=kept, exclude_places=(*query.exclude_places, *shown), limit=left)
        others = self._index.search(loose)
        if not others.items or others.relaxed:
            return result, ""
        number = self.number(len(shown), query.types)
        told = self._say("filled_up", label=list(map(self.question, soft)), number=number)
        return replace(result, items=(*result.items, *others.items)), told

    def _alone(self, query: PlaceQuery, attribute: str) -> tuple[str, ...]:
        """One of the attributes of a query, with those that are never given up."""
        return tuple(a for a in query.attributes if a == attribute or self._store.attributes[a].essential)

    def _is_met_apart(self, query: PlaceQuery, result: PlaceResult) -> bool:
        """Whether each attribute that was asked for holds of something found, though not all hold of one place."""
        asked = [a for a in query.attributes if a not in result.unmet]
        has = [item.place.tags for item in result.items]
        return bool(self._given_up(result)) and all(any(a in tags for tags in has) for a in asked)

    def _holds_more(self, query: PlaceQuery, result: PlaceResult) -> bool:
        """Whether something else was asked for that holds of what was found."""
        kept = [a for a in query.attributes if a not in (*result.unmet, *self._given_up(result))]
        return bool(
            kept or query.exclude_offers or query.max_price_krw or query.min_price_krw or query.open or query.resting
            or query.price_level
        )  # fmt: skip

    def _not_known(
        self, query: PlaceQuery, result: PlaceResult, wish: Wish, given_up: Sequence[str] | None = None
    ) -> list[str]:
        """What is not known of what was found, each as a question: «조용한지»."""
        given_up = self._given_up(result) if given_up is None else given_up
        unmet = (a for a in result.unmet if a not in (*wish.framed, *query.soft))
        attributes = (*query.unstated, *given_up, *unmet)
        food = [self._say("condition_noun", noun=wish.unknown)] if wish.unknown else []
        return [*map(self.question, dict.fromkeys(attributes)), *food, *wish.conditions]

    def _kinds(self, offers: str | None) -> str:
        """What houses of the first of some kinds are called."""
        kind = self._store.offers[(offers or "").split(", ")[0]]
        return kind.noun or kind.id

    def question(self, attribute: str) -> str:
        """The question whether a place has an attribute."""
        return self._store.attributes[attribute].asks or self._say("condition_noun", noun=attribute)

    def _areas_named(self, labels: Sequence[str]) -> str:
        """Areas by their names, or the place that something was to be near."""
        names = [self._store.areas[a].short if a in self._store.areas else self._store.places[a].name for a in labels]
        return ", ".join(names)

    def can_measure(self, query: PlaceQuery) -> bool:
        """Whether it is stated where that lies which something is to be near."""
        start = query.start or query.beside
        if start is not None:
            return self._store.position(self._store.places[start]) is not None
        return any(self._store.areas[a].lat is not None for a in query.areas)

    def _names_a_landmark(self, query: PlaceQuery) -> bool:
        """Whether a place by name is asked for of which it is not stated where it lies."""
        return any(self._store.areas[a].kind == "landmark" for a in query.areas)

    def _opening(self, query: PlaceQuery, result: PlaceResult, wish: Wish, *, more: bool) -> list[str]:
        parts = []
        if wish.shared:
            total, people = wish.shared
            parts.append(self._say("shared", total=total, people=people, each=total // people))
        asked = self._as_found(query, result)
        what, number = self.describe(asked), self.number(len(result.items), query.types)
        first = result.items[0]
        known: dict[str, object] = {**self._scale(query.types), "what": what, "number": number}
        known |= {"name": first.place.name, "why": first.why}
        one = len(result.items) == 1
        bare = one and self._index.is_only_kind(first.place, asked)
        name = ""
        if query.order:
            suffix = "_one" if one else ""
            next_one = one and more
            sentence = f"next_{query.order}" if next_one else f"found_{query.order}{suffix}"
            where = self._where(query)
            where = self._say("middle_of", where=where) if self._index.from_middle(query) else where
            parts.append(self._say(sentence, **known, where=where))
            if one and (equals := self._as_priced(query, first.place)):
                parts.append(self._say("as_priced", names=equals))
            if result.unordered and not next_one:
                left = self.number(result.unordered, query.types)
                parts.append(self._say(f"left_out_{query.order}", number=left, **self._scale(query.types)))
        elif one:
            where = self._lies(first) if set(asked.areas) <= set(self._store.roots_of(asked.areas)) else ""
            if query.beside is not None or not where:
                parts.append(self._say("found_one_bare" if bare else "found_one", **known))
            else:
                parts.append(self._say("found_one_at_bare" if bare else "found_one_at", **known, where=where))
        elif len(result.items) < query.limit:
            closing = wish.not_closed if wish.not_closed is not None and not wish.not_closed.now else None
            when = query.open or closing
            name = "only_more" if more else "only_such" if _narrowed(asked) else "only"
            if when is not None and name == "only":  # «오늘 쉬는 집은 빼 줘» after others were told
                name, known["when"] = "only_open" if query.open is not None else "only_not_closed", when.adverbial
            parts.append(self._say(name, **known))
        else:
            parts.append(self._say("found", **known))
        if one and (wish.limit or 1) > 1 and not query.order:
            parts.append(self._say("fewer", **self._scale(query.types), number=number))
        if query.open is not None:
            parts.append(self._say("opening_known"))
        elif name == "only_not_closed" and wish.not_closed is not None:
            opens = ((item.place, open_at(item.place.opening, wish.not_closed)) for item in result.items)
            parts += self._said_unsure([place for place, known in opens if known is None])
        if query.resting is not None:
            parts.append(self._say("resting_known"))
        if wish.allergy:
            parts.append(self._say("allergy"))
        return parts

    def _said_unsure(self, places: Sequence[Place]) -> list[str]:
        """The sentence for those of which nobody knows whether they are open when they are to be."""
        return [self._say("open_unknown", names=[place.name for place in places])] if places else []

    def _maybe_open(self, query: PlaceQuery) -> list[Place]:
        """Where none is known to be open then: those of which nothing is known."""
        if query.open is None or query.within is not None or len(self.asked_of_each(query)) > 1:
            return []
        others = self._index.search(replace(query, open=None, not_closed=query.open))
        return [] if others.relaxed else [item.place for item in others.items]

    @staticmethod
    def _as_found(query: PlaceQuery, result: PlaceResult) -> PlaceQuery:
        """The query with what was searched instead, and without what nobody states."""
        query = replace(query, attributes=tuple(a for a in query.attributes if a not in result.unmet))
        for step in result.relaxed:
            if step.to is not None and step.kind == "area":
                query = replace(query, areas=tuple(step.to.split(", ")), beside=None)
            elif step.to is not None and step.kind == "offer":
                query = replace(query, offers=tuple(step.to.split(", "))[:1])
            elif step.kind == "also":
                left_out = step.label.split(", ")
                query = replace(query, also_offers=tuple(o for o in query.also_offers if o not in left_out))
            elif step.kind == "attribute":
                given_up = step.label.split(", ")
                query = replace(query, attributes=tuple(a for a in query.attributes if a not in given_up))
        return query

    def _rest_today(self, turn: SkillTurn, query: PlaceQuery, result: PlaceResult) -> str:
        """The sentence for those that are known to be closed today, where no other time is asked for; else ""."""
        if query.open or query.not_closed or query.resting or turn.analysis.times:
            return ""
        today = WeekTime((turn.as_of.weekday(),))
        names = [i.place.name for i in result.items if open_at(i.place.opening, today) is False]
        return self._say("rests_today", names=names) if names else ""

    def _how_old(self, result: PlaceResult) -> tuple[str, str]:
        """Of when the files are that places were imported from, and the sentence for it; "" where none was."""
        imported = [i.place for i in result.items if self._store.is_imported(i.place)]
        day = max((place.place_as_of for place in imported if place.place_as_of), default="")
        if not day:
            return "", ""
        if len(imported) == len(result.items):
            return day, self._say("imported", day=day)
        return day, self._say("imported_some", names=[place.name for place in imported], day=day)

    def _lies(self, item: Ranked, *, afield: bool = False) -> str:
        areas = filter(None, (item.place.root if afield else None, item.place.district, item.place.dong))
        return " ".join(self._store.areas[a].short for a in areas)

    def _line(self, number: int, item: Ranked, bare: Collection[str], *, afield: bool) -> str:
        """One of a list; `afield`: it may lie in any town, so that the town is told."""
        where = self._lies(item, afield=afield)
        if item.distance_m is not None:
            far = item.distance_m >= _KILOMETRE
            metres = self._say(
                "kilometres_off" if far else "metres_off",
                metres=item.distance_m,
                kilometres=f"{item.distance_m / _KILOMETRE:.1f}",
            )
            where = ", ".join(filter(None, (where, metres)))
        if where and item.place.id in bare:
            return self._say("listed_only", number=f"{number}.", name=item.place.name, where=where)
        if where:
            return self._say("listed", number=f"{number}.", name=item.place.name, where=where, why=item.why)
        return self._say("listed_bare", number=f"{number}.", name=item.place.name, why=item.why)

    def _where(self, query: PlaceQuery) -> str:
        """One or two areas by their names, more by their town's; where distances are reckoned from a thing, that."""
        if query.order == "nearest" and (start := query.start or query.beside) is not None:
            return self._store.places[start].name
        areas = query.areas if len(query.areas) <= 2 else self._store.roots_of(query.areas)
        areas = areas or self._edits.whole(None)
        return "·".join(dict.fromkeys(map(self._named_area, areas)))

    def _named_area(self, area: str) -> str:
        """An area by its name, with its town where it may be taken for another one elsewhere."""
        at_home = self._edits.home is not None and self._store.root_of(self._edits.home) == self._store.root_of(area)
        return self._store.areas[area].short if at_home else self._store.named_in_full(area)

    def _named(self, areas: str | None) -> str:
        """Names of areas that are joined by commas, for a sentence."""
        return ", ".join(self._store.areas[a].short for a in (areas or "").split(", ") if a in self._store.areas)

    def _as_priced(self, query: PlaceQuery, first: Place) -> list[str]:
        """The others that cost as much as the cheapest or the dearest one."""
        if query.order not in ("cheapest", "dearest") or (price := self._index.price(first, query)) is None:
            return []
        others = self._index.search(replace(query, limit=_EQUALS + 1, exclude_places=(*query.exclude_places, first.id)))
        priced = ((i.place, self._index.price(i.place, query)) for i in others.items)
        return [place.name for place, one in priced if one is not None and one.krw == price.krw][:_EQUALS]

    def _scale(self, types: Sequence[str]) -> dict[str, object]:
        """What says how old things of some types are, and whether one is a place or a thing."""
        kind = self.kind(types)
        begun = self._vocabulary.own_day(kind.id) if kind else None
        place = kind is not None and kind.counter == self._say("place")
        label = begun.label if begun is not None else self._say("scale_oldest")
        return {"label": label, "thing": self._say("place" if place else "thing")}

    def number(self, number: int, types: Sequence[str]) -> str:
        """«세 곳»."""
        kind = self.kind(types)
        counter = kind.counter if kind else self._say("counter")
        return count(number, counter) if number < _IN_FIGURES else f"{number:,}{counter}"

    # Nothing

    def _why_nothing(self, query: PlaceQuery, result: PlaceResult, wish: Wish, *, more: bool) -> str:
        """What there is none of: everything that was asked for and that nothing meets."""
        what = self.describe(query)
        lacking = [a for a in result.unmet if a not in wish.framed or self._store.attributes[a].essential]
        if query.within is not None:
            lacked = list(map(self.question, wish.attributes))
            return self._say("none_of_them_known", label=lacked) if lacked else self._say("none_within")
        if query.offers and not query.also_offers and not any(map(self._store.served, query.offers)):
            return self._say("none", what=what)
        if query.exclude_areas and self._index.search(replace(query, exclude_areas=())).items:
            return self._say("none_outside", area=self._areas_named(query.exclude_areas), what=what)
        if more:
            there = self._index.search(query) if wish.located else None
            told_there = there is not None and bool(there.items) and not there.relaxed
            return self._say("none_more_there", what=what) if told_there else self._say("none_more")
        if any(self._store.attributes[a].essential for a in lacking):
            return self._say("none_known", label=list(map(self.question, lacking)))
        asked = self.asked_of_each(query)
        if len(asked) > 1:
            return self._say("none_attributes", label=asked, what=what)
        if query.open is not None:
            none = "none_open_until" if query.open.until else "none_open"
            unsure = self._said_unsure(self._maybe_open(query))
            return " ".join((self._say(none, what=what, when=query.open.adverbial), *unsure))
        if query.resting is not None:
            return self._say("none_resting", what=what, when=query.resting.adverbial)
        if query.max_price_krw or query.min_price_krw:
            return self._say("none_price", what=what)
        if asked:
            return self._say("none_attributes", label=asked, what=what)
        if query.exclude_offers and (not query.offers or self._index.search(replace(query, exclude_offers=())).items):
            return self._say("none_left")
        if query.offers and query.also_offers:
            return self._say("none_both", label=[*query.offers, *query.also_offers])
        return self._say("none", what=what)

    def asked_of_each(self, query: PlaceQuery) -> list[str]:
        """What must hold of every place, each as a question: «지금 여는지», «가격이 맞는지»."""
        # «순대국 말고 라멘집»: a dish that another takes the place of is no condition of its houses.
        made_with = ("ingredient", "facet")  # of which a kitchen says nothing by being of another kind
        without = [o for o in query.exclude_offers if not query.offers or self._store.offers[o].kind in made_with]
        asked = [self._say("whether_without", foods=without)] if without else []
        asked += [self.question(a) for a in query.attributes if self._store.states(a)]
        if query.open is not None:
            asked.append(self._say("whether_open", when=query.open.adverbial))
        if query.resting is not None:
            asked.append(self._say("whether_resting", when=query.resting.adverbial))
        if query.max_price_krw or query.min_price_krw or query.price_level:
            asked.append(self._say("whether_price"))
        return asked

    def _without(self, query: PlaceQuery, unmet: Sequence[str]) -> PlaceQuery:
        """The query without what nobody states: that was said, and is not asked again; what matters is named again."""
        unstated = [a for a in query.attributes if a in unmet and self._store.attributes[a].essential]
        return replace(
            query,
            attributes=tuple(a for a in query.attributes if a not in unmet),
            unstated=tuple(dict.fromkeys((*query.unstated, *unstated))),
        )

    def _nothing(self, turn: SkillTurn, query: PlaceQuery, result: PlaceResult, wish: Wish, *, more: bool) -> Answer:
        text = self._why_nothing(query, result, wish, more=more)
        essential = any(self._store.attributes[a].essential for a in result.unmet)
        if not essential and query.within is None and (unknown := self._not_known(query, result, wish)):
            text = f"{text} {self._say('not_known_either', label=unknown)}"
        kept = self._without(query, result.unmet)
        before = turn.focus.places
        focus = turn.focus
        if not more and query.within is None:
            maybe = tuple(place.id for place in self._maybe_open(query))
            shown = maybe or (before.shown if before else ())
            focus = Focus("recommend", turn.focus.knowledge, _with(before, query=kept, shown=shown))
        return Answer(text, "unknown", focus, intent=FIND, gesture="think")


def _with(before: PlaceFocus | None, *, query: PlaceQuery, shown: tuple[str, ...]) -> PlaceFocus:
    return replace(before or PlaceFocus(query, (), ()), query=query, shown=shown)


def _narrowed(query: PlaceQuery) -> bool:
    """Whether more was asked than what and where, so that there may be others of which it is not stated."""
    hard = set(query.attributes) - set(query.soft)
    return bool(hard or query.price_level or query.max_price_krw or query.min_price_krw or query.within)


def remembered(
    focus: Focus, query: PlaceQuery, shown: tuple[str, ...], seen: tuple[str, ...], *, chosen: bool, meal: str = ""
) -> Focus:
    """The focus after a list was told: the lists before it can still be meant."""
    before = focus.places
    earlier = before.lists if before else ()
    named = before.named if before else ()
    first = shown[0] if chosen and shown else None
    of_one = before.of_one if before else ()
    singled = tuple(dict.fromkeys((*((first,) if first else ()), *(before.singled if before else ()))))[:_REMEMBERED]
    dated = before.dated if before else ""
    last = PlaceFocus(
        query, shown, seen, first, earlier[:_REMEMBERED], named, singled, meal=meal, of_one=of_one, dated=dated
    )
    last = replace(last, decided=before.decided if before else None)
    return Focus("recommend", focus.knowledge, last)
