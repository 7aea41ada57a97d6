"""Finding places: a wish, or the last one changed, becomes a query, and what was found is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from companion.answering.base import Answer, Decline, Focus, PlaceFocus, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_details import Detail
from companion.answering.place_eaters import PlaceEaters
from companion.answering.place_intents import (
    ALL,
    CHEAPER,
    FIND,
    MORE,
    NEARER,
    PRICIER,
    REFINE,
    STEERING,
)
from companion.answering.place_wanted import PlaceWanted
from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceOrder, PlaceQuery
from companion.knowledge.values import Money
from companion.language.dates import TimeExpression
from companion.language.food_told import quality_avoided
from companion.language.grammar import (
    TOO,
    links,
    object_of,
    object_particles,
    planned,
)
from companion.language.people_words import mentioned
from companion.language.terms import TOPIC, Reading, read
from companion.understanding.types import Analysis

WHICH_TOWN: Final = "which town"
"""That was asked last, of areas of one name."""
_NAMESAKES = 4
"""More areas of one name than these are not told one by one."""
_SURE = 0.6
_KINDS = 3
"""More kinds of things than these are not counted one by one."""
_TOLD_AT_ONCE: tuple[Detail, ...] = ("phone", "hours", "closed", "menu")
"""What is told of places together with their list, where it is asked for."""


class PlaceFinding(PlacePart):
    """Answers wishes."""

    def __init__(self, context: PlaceContext, wanted: PlaceWanted) -> None:
        super().__init__(context)
        self._wanted, self._eaters = wanted, PlaceEaters(context)

    def find(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus | None) -> Answer:
        """The answer to a wish, which changes the one before where `places` is given; in each town that is named."""
        wish = self._where_meant(turn, wish)
        asked = turn.focus.places if turn.focus.places and WHICH_TOWN in turn.focus.places.asked else None
        if wish.tied:
            return self._which_town(turn, wish, places or asked)
        if asked is not None:  # «강원도» keeps what was wished for
            answered = replace(asked, asked=())
            turn = replace(turn, focus=replace(turn.focus, places=answered))
            places = answered if places is not None or not (wish.foods or wish.types) else None
        found: list[Answer] = []
        for one in self._by_town(wish):
            before = found[-1].focus or turn.focus if found else turn.focus
            found.append(self._in_one_town(replace(turn, focus=before), one, act, places))
        answer = found[0] if len(found) == 1 else told_together(found)
        noun, say = self._context.noun(wish.types), self._wording.say
        lacking = [say("not_there", town=town, noun=noun) for town in wish.beyond]
        for region, *towns in wish.partly:
            known = say("joined", kinds=[self._store.areas[town].short for town in towns])
            lacking.append(say("only_home", town=region, home=known, noun=noun))
        return told_after(" ".join(lacking), answer) if lacking else answer

    def _by_town(self, wish: Wish) -> list[Wish]:
        """The wish for each of the towns that are named, or in which areas are named."""
        towns: dict[str, tuple[str, ...]] = dict.fromkeys(wish.roots, ())
        for area in wish.areas:
            town = self._store.root_of(area) or area
            towns[town] = (*towns.get(town, ()), area)
        if len(towns) < 2:
            return [wish]
        return [
            replace(wish, roots=(town,) if town in wish.roots else (), areas=areas) for town, areas in towns.items()
        ]

    def _where_meant(self, turn: SkillTurn, wish: Wish) -> Wish:
        """The wish with the area that is meant where several share its name: where was looked last, or as it is told
        after the question which of them it is.
        """
        focus = turn.focus.places
        if focus is None or turn.focus.topic != "recommend":
            return wish
        if WHICH_TOWN in focus.asked and not wish.tied:
            spoken = turn.analysis.of_kind("area", "region")
            names = {*wish.roots, *wish.areas, *(n for m in spoken for n in (m.id, m.text))}
            left = [a for a in focus.query.areas if names & {self._store.areas[a].short, *self._store.regions_of(a)}]
        else:
            last = self._store.roots_of(focus.query.areas) if WHICH_TOWN not in focus.asked else ()
            left = [a for a in wish.tied if self._store.root_of(a) in last]
            wish = self._as_last(wish, last)
        if WHICH_TOWN in focus.asked and not (left or wish.located or wish.towns or wish.wider):
            return replace(wish, tied=focus.query.areas)
        if len(left) != 1:
            return wish
        meant = (left[0],)
        roots, areas = (meant, ()) if self._store.areas[left[0]].is_root else ((), meant)
        return replace(wish, tied=(), towns=(), wider=None, partly=(), roots=roots, areas=areas)

    def _as_last(self, wish: Wish, last: Sequence[str]) -> Wish:
        """The wish with what lies where was looked last, rather than what has the same name near the robot."""
        swapped = {}
        for near, *others in wish.namesakes:
            there = [a for a in others if self._store.root_of(a) in last]
            if len(there) == 1 and self._store.root_of(near) not in last:
                swapped[near] = there[0]
        roots, areas = (tuple(swapped.get(a, a) for a in some) for some in (wish.roots, wish.areas))
        return replace(wish, roots=roots, areas=areas)

    def _which_town(self, turn: SkillTurn, wish: Wish, places: PlaceFocus | None) -> Answer:
        """The question which of several areas of one name is meant; what was wished for is kept."""
        areas = [self._store.areas[a] for a in wish.tied]
        shared = frozenset[str].intersection(*(frozenset((area.id, area.short, *area.aliases)) for area in areas))
        name = min(shared, key=len)
        if len(wish.tied) > _NAMESAKES:
            text = self._wording.say("which_of_many", name=name, number=len(self._store.roots_of(wish.tied)))
        else:
            text = self._wording.say("which_town", name=name, towns=[*map(self._store.named_in_full, wish.tied)])
        edits = self._context.edits
        query = edits.fresh(wish) if places is None else edits.edited(places.query, wish)
        kept = replace(query, areas=wish.tied, beside=None, start=None)
        asked = replace(turn.focus.places or PlaceFocus(kept, (), ()), query=kept, shown=(), asked=(WHICH_TOWN,))
        focus = Focus("recommend", turn.focus.knowledge, asked)
        return Answer(text, "clarify", focus, intent=FIND, gesture="think")

    def _in_one_town(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus | None) -> Answer:
        if not wish.avoided:
            return self._found(turn, wish, act, places)
        # What is no food of the data may stand in the name of a dish: «선지», «선지해장국».
        named = {i for i, p in self._store.places.items() for w in wish.avoided if any(w in d for d in p.menu)}
        without = replace(wish, not_places=tuple(dict.fromkeys((*wish.not_places, *sorted(named)))))
        found = self._found(turn, without, act, places)
        known = {fact.value for fact in turn.memory.all("avoid") if not fact.ids}
        new = [word for word in wish.avoided if word not in known]  # else it is said anyway
        said = " ".join(
            self._wording.say(sentence, foods=new)
            for sentence, holds in (("as_told_without", named), ("as_told_unknown", True))
            if new and holds
        )
        if not said:
            return found
        return told_after(said, found)

    def _found(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus | None) -> Answer:
        say, lists = self._wording.say, self._context.of_day(turn.as_of).lists
        if places is not None and self._wanted.eats_after_drinks(turn, wish):
            places = None
        if act.pointing.every and not (wish.constrains or act.more or act.relaxes):
            # What both are is not known any more: «둘 다 파는 집»; who eats is somebody: «둘 다 먹을 수 있는 데».
            both = say("condition_for_both" if self._wanted.goes_to_eat(turn) else "condition_both")
            wish = replace(wish, conditions=(*wish.conditions, both))
        if (wish.conditions or wish.unknown) and (names := self._eaters.names(turn)):
            # «정은이도 먹을 수 있는 데»: who comes along
            food = None if wish.unknown and mentioned(wish.unknown, names) else wish.unknown
            conditions = tuple(c for c in wish.conditions if not mentioned(c, names))
            wish = replace(wish, conditions=conditions, unknown=food)
        query, as_told = self._without_unwanted(turn, self._context.edits.fresh(wish))
        if self._stays(turn, wish):
            assert turn.focus.places is not None
            query = replace(query, areas=turn.focus.places.query.areas, beside=turn.focus.places.query.beside)
        elif there := self._planned_areas(turn, wish) or self._home_areas(turn, wish):
            wish, query = replace(wish, towns=(), near=False, near_it=False), replace(query, areas=there)
        areas, facts = set(wish.areas), filter(self._store.is_fact, self._store.places.values())
        themselves = tuple(p.id for p in facts if areas & {p.name, *p.aliases})
        query = replace(query, exclude_places=(*query.exclude_places, *themselves))  # «화성행궁 근처 볼거리»
        if act.beside is not None:
            wish = replace(wish, near=False)
        beside = act.beside or (self._beside(turn) if wish.near_it or self._goes_on_from(turn, wish) else None)
        narrow = self._narrow_areas(turn, beside)
        if narrow and not wish.located:
            beside, wish, query = None, replace(wish, near_it=False), replace(query, areas=narrow)
        elif beside is not None:
            around = query.areas if wish.located else self._around(beside)
            query = replace(query, beside=beside, areas=around)
        elif wish.near_it:
            wish = replace(wish, near=True)
        if dated := self._unknown_year(turn, wish):
            wish = replace(wish, conditions=tuple(dict.fromkeys((*wish.conditions, dated))))
        if (act.seeks or wish.foods or wish.noted) and (picked := self._picked(turn, wish)) is not None:
            free = () if wish.types else self._free(turn)
            types = tuple({self._store.places[i].type for i in free}) or query.types
            chosen = replace(query, within=picked, types=types)
            if self._context.of_day(turn.as_of).index.search(chosen).items:
                query = chosen
                said = [t.lemma for t in turn.analysis.reading.terms if t.kind == "noun"] if self._free(turn) else []
                said += [turn.analysis.text[t.start : t.end] for t in turn.analysis.times]
                wish = replace(wish, conditions=tuple(c for c in wish.conditions if not any(n in c for n in said)))
            else:
                unknown = [say("condition_noun", noun=word) for word in wish.noted]
                spans = self._years(turn, wish)
                unknown += [say("condition_founded", when=turn.analysis.text[t.start : t.end]) for t in spans[:1]]
                wish = replace(wish, conditions=tuple(dict.fromkeys((*wish.conditions, *unknown))))
        if wish.types and not self._store.types.keys() & set(wish.types):
            wanted = self._context.base.vocabulary.types[wish.types[0]]
            told = say("no_kind", kind=wanted.noun, homes=self._context.towns(), noun=self._context.known_nouns())
            return Answer(told, "unknown", intent=FIND, gesture="think")
        if wish.towns and not wish.areas:
            told = say(
                "no_town",
                town=wish.towns[0],
                homes=self._context.towns(),
                noun=self._context.noun(wish.types),
                known=self._context.known_nouns(),
            )
            # «그럼 수원에서» keeps what was wished for.
            before = turn.focus.places
            kept = replace(before, query=query) if before else PlaceFocus(query, (), ())
            wished = Focus("recommend", turn.focus.knowledge, kept)
            return Answer(told, "unknown", wished, intent=FIND, gesture="think")
        if wish.unknown and not (wish.foods or wish.types or wish.attributes) and places is None and act.seeks is False:
            return Answer(say("none", what=wish.unknown), "unknown", turn.focus, intent=FIND, gesture="think")
        if wish.wider and self._context.here:
            only = say("only_home", town=wish.wider, home=self._context.here.short, noun=self._context.noun(wish.types))
            return lists.find(turn, query, wish, intro=only)
        if places is None:
            query, as_liked = self._as_liked(turn, self._still_without(turn, query), wish)
            tastes = [f for f in wish.not_foods if self._store.offers[f].kind == "facet" and f not in wish.swapped]
            without = say("as_told_without", foods=tastes) if tastes and not wish.avoided else ""
            without = "" if any(f in turn.memory.unwanted() for f in tastes) else without  # it is said anyway
            as_told = " ".join(filter(None, (as_told, without, as_liked)))
            return lists.find(turn, self._with_swapped(turn, query, wish), wish, intro=as_told)
        return self._continue(turn, wish, act, places, beside)

    def _around(self, place: str) -> tuple[str, ...]:
        """The town to look in beside a place: its own."""
        return self._context.edits.whole(self._store.places[place].root)

    def _without_unwanted(self, turn: SkillTurn, query: PlaceQuery) -> tuple[PlaceQuery, str]:
        """The query without what the speaker, or who comes along, does not eat, and the sentence that says so."""
        unwanted = (*turn.memory.unwanted(), *self._eaters.not_eaten(turn))
        asked = (*query.offers, *query.also_offers)
        wanted = frozenset[str]().union(*(self._store.offer_closure(offer) for offer in asked))
        diets = [
            a.id
            for a in self._store.attributes.values()
            if not wanted & set(a.without) and set(a.without) & set(unwanted) and self._store.states(a.id)
        ]
        kept = {food for a in diets for food in self._store.attributes[a].without}
        foods = [o for o in unwanted if o in self._store.offers and o not in wanted | kept]
        new = [f for f in foods if f not in query.exclude_offers]
        met = [d for d in diets if d not in query.attributes]
        found = replace(query, exclude_offers=(*query.exclude_offers, *new), attributes=(*query.attributes, *met))
        before = turn.focus.places.query.exclude_offers if turn.focus.places else ()
        told = [f for f in new if f not in before]
        parts = [self._wording.say("as_told_without", foods=told)] if told else []
        parts += [self._wording.say("as_told", label=met)] if met else []
        against = tuple(dict.fromkeys(i for f in turn.memory.all("avoid") for i in f.ids if i in wanted))
        parts += [self._wording.say("as_told_against", foods=against)] if against else []
        untold = self._eaters.not_eaten_unknown(turn)
        how = [said for value in untold if (said := quality_avoided(value)) is not None]  # «질긴 건 못 먹어»
        parts += [self._wording.say("as_told_how", how=how)] if how else []
        plain = [value for value in untold if quality_avoided(value) is None]
        parts += [self._wording.say("as_told_unknown", foods=plain)] if plain else []
        return found, " ".join(parts)

    def _still_without(self, turn: SkillTurn, query: PlaceQuery) -> PlaceQuery:
        """«한식으로» two lists after «갈비는 지난번에 먹어서 다른 거»: what was refused of such a meal stays so."""
        last = turn.focus.places.query if turn.focus.places is not None and turn.focus.topic == "recommend" else None
        if last is None or last.within or query.within or any(self._store.types[t].facts for t in query.types):
            return query
        asked = (*query.offers, *query.also_offers)
        wanted = frozenset[str]().union(*(self._store.offer_closure(offer) for offer in asked))
        left = (o for o in last.exclude_offers if o not in wanted and o not in last.traded)
        found = replace(query, exclude_offers=tuple(dict.fromkeys((*query.exclude_offers, *left))))
        result = self._context.of_day(turn.as_of).index.search(found)
        return found if result.items and not result.relaxed else query

    def _as_liked(self, turn: SkillTurn, query: PlaceQuery, wish: Wish) -> tuple[PlaceQuery, str]:
        """«엄마랑 갈 식당» after «우리 엄마는 갈비를 좋아해»: what who comes along likes, where nothing is named."""
        meals = self._context.edits.fresh(Wish()).types
        if query.offers or query.exclude_offers or query.within or query.types != meals:
            return query, ""
        said = {t.lemma for t in turn.analysis.reading.terms} | {t.text for t in turn.analysis.reading.terms}
        liked = [f for f in turn.memory.facts if f.about == "like" and f.of and any(s.startswith(f.of) for s in said)]
        of_food = [(f.of, id) for f in liked for id in f.ids if id in self._store.offers]
        if not of_food:
            return query, ""
        who, foods = of_food[-1][0], tuple(dict.fromkeys(id for of, id in of_food if of == of_food[-1][0]))
        found = replace(query, offers=foods, apart=True)
        if not self._context.of_day(turn.as_of).index.search(found).items:
            return query, ""
        return found, self._wording.say("as_told_liked", who=who, foods=foods)

    def _with_swapped(self, turn: SkillTurn, query: PlaceQuery, wish: Wish) -> PlaceQuery:
        """«고기 말고 중국집»: with houses that also have what is no longer asked for, where there are no others."""
        if not wish.swapped:
            return query
        kept = tuple(offer for offer in query.exclude_offers if offer not in wish.swapped)
        search, loose = self._context.of_day(turn.as_of).index.search, replace(query, exclude_offers=kept)
        found = [search(query), search(loose)]
        exact = [bool(result.items) and not result.relaxed for result in found]
        only = bool(found[1].items) and not found[0].items
        return loose if only or exact == [False, True] else query

    def _stays(self, turn: SkillTurn, wish: Wish) -> bool:
        """«피자집은 어디 있어요» after «행궁동에서 점심 먹으려고 하는데»: where it was to be, unless told otherwise."""
        last = turn.focus.places.query if turn.focus.places is not None else None
        if last is None or turn.focus.topic != "recommend" or wish.near_it or wish.wider or wish.towns:
            return False
        narrow = any(not self._store.areas[a].is_root for a in last.areas)
        meal = bool(wish.foods or wish.also) or self._wanted.eats_after_drinks(turn, wish)
        return narrow and meal and not wish.types and not (wish.located or wish.not_areas or wish.waived)

    def _planned_areas(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        """«점심 먹을 데» after «토요일에 행궁동 가기로 했어»: where one is going, told since the last list."""
        if wish.located or wish.wider or wish.near:
            return ()
        since = takewhile(lambda told: not told[1].startswith(ALL), zip(turn.heard, turn.replied, strict=False))
        parts = [(n, a.id) for a in self._store.areas.values() if not a.is_root for n in (a.id, *a.aliases)]
        for text, _ in since:
            named = [(n, a) for n, a in parts if n in text and all(f"{n}{town}" in text for town in wish.towns)]
            if named and self._is_going(read(text, (), (), ())):
                return (max(named, key=lambda found: len(found[0]))[1],)
        return ()

    def _home_areas(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        """«근처 라멘집» after «율전동으로 이사 왔어»: where the speaker lives, unless something else was spoken of."""
        home = turn.memory.latest("home") or turn.memory.latest("came") or turn.memory.latest("origin")
        here = [t for t in turn.analysis.reading.terms if self._wording.is_(t, "here")]
        elsewhere = any(not self._wording.is_(t, "at_home") for t in here)  # «회사 근처», «여기서 가까운»
        told = turn.focus.topic == "recommend" and turn.focus.places is not None and bool(turn.focus.places.shown)
        if home is None or wish.located or wish.wider or elsewhere or not (wish.near or wish.near_it):
            return ()
        if told and wish.near_it and not here:
            return ()  # «그 근처 카페»
        areas = (a for a in self._store.areas.values() if not a.is_root and self._store.root_of(a.id) == self._home)
        named = [(n, a.id) for a in areas for n in (a.id, a.short, *a.aliases) if n in home.value]
        return (max(named, key=lambda found: len(found[0]))[1],) if named else ()

    @property
    def _home(self) -> str | None:
        return self._store.root_of(self._context.home) if self._context.home else None

    def _is_going(self, reading: Reading) -> bool:
        """«행궁동 가기로 했어», «인계동에서 모임이 있어요»: where the speaker is or is going to be."""
        main = reading.main
        if main is None or main.form is None or main.form.hearsay or "?" in reading.text or reading.asks_what:
            return False
        others = any(TOPIC in t.particles and t.kind == "noun" for t in reading.terms)
        goes = any(self._wording.is_(v, "fit", "touring", "coming") for v in reading.verbs)
        return goes and not others and (planned(reading) is not None or not main.form.past)

    def _goes_on_from(self, turn: SkillTurn, wish: Wish) -> bool:
        """«다 먹고 걸을 만한 데»: sights after a meal at what was told."""
        last = turn.focus.places.query.types if turn.focus.places is not None else ()
        meals = self._wording.has(turn.analysis.reading, "eating")
        other = bool(wish.types) and not set(wish.types) & set(last) and turn.focus.topic == "recommend"
        return ((other and meals) or self._drinks_after(turn, wish)) and not wish.located

    def _drinks_after(self, turn: SkillTurn, wish: Wish) -> bool:
        """«밥 먹고 커피는 어디서 마실까» of one house: what it does not serve, after the meal there."""
        focus, verbs = turn.focus.places, turn.analysis.reading.verbs
        if focus is None or focus.chosen is None or turn.focus.topic != "recommend" or not wish.foods:
            return False
        served = self._store.offers_of(self._store.places[focus.chosen])
        eats = any(self._wording.is_(v, "eating") and links(v) for v in verbs[:-1])
        return eats and served.isdisjoint(wish.foods)

    def _beside(self, turn: SkillTurn) -> str | None:
        """The place that was spoken of, which something is to be near."""
        focus, thing = turn.focus.places, turn.focus.knowledge.thing
        if turn.focus.topic == "knowledge":
            return thing if thing in self._store.places else None
        if focus is None:
            return None
        return focus.chosen or next(iter(focus.shown), None)

    def _narrow_areas(self, turn: SkillTurn, beside: str | None) -> tuple[str, ...]:
        """The part of the town in which several places were told, where it is to be beside one that nobody chose."""
        focus = turn.focus.places
        if focus is None or turn.focus.topic != "recommend" or focus.chosen is not None or len(focus.shown) < 2:
            return ()
        if beside not in focus.shown:
            return ()
        return () if any(self._store.areas[a].is_root for a in focus.query.areas) else focus.query.areas

    def _picked(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...] | None:
        """The places that opened in a year that is named, or of which is noted what is named; None where nothing is."""
        founded = self._founded(turn, wish) or self._free(turn)
        noted = [self._store.noted(word) for word in wish.noted]
        told = frozenset.intersection(*noted) if noted else None
        if told is None:
            return founded or None
        return tuple(i for i in self._store.places if i in told and (not founded or i in founded))

    def _free(self, turn: SkillTurn) -> tuple[str, ...]:
        """«입장료 없는 데», «무료로 볼 수 있는 곳»: the sights of which is known that they cost nothing."""
        reading, base = turn.analysis.reading, self._context.base
        lacking = [object_of(reading, v) for v in reading.verbs if self._wording.is_(v, "lacking")]
        said = {t.lemma for t in lacking if t is not None}
        free = self._wording.has(reading, "free")
        facts = (fact for place in self._store.places for fact in base.facts_of(place)) if free or said else ()
        zero = (f for f in facts if isinstance(f.value, Money) and f.value.krw == 0)
        return tuple(f.subject for f in zero if free or said & {*base.vocabulary.relations[f.relation].nouns})

    def _unknown_year(self, turn: SkillTurn, wish: Wish) -> str:
        """«90년대에 생긴 빵집»: the year, where none is known to have opened then."""
        spans = self._years(turn, wish)
        if not spans or self._founded(turn, wish):
            return ""
        return self._wording.say("condition_founded", when=turn.analysis.text[spans[0].start : spans[0].end])

    def _years(self, turn: SkillTurn, wish: Wish) -> list[TimeExpression]:
        """The years in which something is to have opened."""
        spans = [t for t in turn.analysis.times if t.grain in ("year", "decade") and not t.is_now]
        opens = self._wording.has(turn.analysis.reading, "opening", "trading", "founding") or any(
            words in turn.analysis.text for words in self._wording.cues["doors_opened"]
        )
        return [] if wish.open or wish.not_closed or not opens else spans

    def _founded(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        """«1953년에 문 연 만두집»: the places that opened in a year that is named, or of which it is noted, if any."""
        spans = self._years(turn, wish)
        years = {y for t in spans for y in range(t.first.year, t.last.year + 1)}
        told = {i for t in spans for i in self._store.noted(turn.analysis.text[t.start : t.end])}
        places = self._store.places.items()
        return tuple(i for i, p in places if (p.opened and int(p.opened[:4]) in years) or i in told)

    @staticmethod
    def _of_what_is_swapped(places: PlaceFocus, wish: Wish) -> PlaceFocus:
        """«냉면 말고 초밥으로», after cafés near the last house: the wish that is changed is the one for noodles."""
        if not wish.swapped or set(wish.swapped) & {*places.query.offers}:
            return places
        told = next((one for one in places.earlier if set(wish.swapped) & {*one.query.offers}), None)
        return places if told is None else replace(places, query=told.query, shown=told.shown, chosen=None)

    def _continue(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus, beside: str | None) -> Answer:
        """The last wish, changed."""
        index, lists = self._context.of_day(turn.as_of).index, self._context.of_day(turn.as_of).lists
        places = self._of_what_is_swapped(places, wish)
        last = places.query
        if wish.foods and places.of_one:  # what one of several people asked for says nothing of the others' meal
            last = replace(last, attributes=tuple(a for a in last.attributes if a not in places.of_one))
        query, _ = self._without_unwanted(turn, self._context.edits.edited(last, wish, relaxes=act.relaxes))
        if beside is not None:
            query = replace(query, beside=beside, areas=wish.roots or self._around(beside))
        if (wish.noted or self._free(turn)) and act.seeks and (picked := self._picked(turn, wish)) is not None:
            anew = self._context.edits.fresh(wish)  # of all that was told, or of all there is
            free = () if wish.types else self._free(turn)
            types = tuple({self._store.places[i].type for i in free})
            both = tuple(replace(q, within=picked, types=types or q.types) for q in (query, anew))
            wish = replace(wish, conditions=() if free else wish.conditions)
            query = next((q for q in both if index.search(q).items), query)
        query, intent = self._with_swapped(turn, query, wish), turn.intent.intent
        if act.elsewhere:
            narrow = tuple(a for a in last.areas if not self._store.areas[a].is_root)
            query = replace(query, areas=self._store.roots_of(last.areas), exclude_areas=narrow, beside=None)
        if wish.near and lists.can_measure(query):
            wish = replace(wish, near=False)  # «칼국수집도 가까운 데 있어?»: near what was spoken of
        if not act.within and beside is None:
            query, wish = self._loosened(turn, query, last, wish)

        def as_(change: str) -> SkillTurn:
            return replace(turn, intent=replace(turn.intent, intent=change))

        if act.within and not act.more:
            counts = [
                n.value for n in turn.analysis.numbers if not n.ordinal and n.counter != self._wording.cues["won"][0]
            ]
            two = counts[:1] == [2] and len(places.shown) != 2 and len(places.named) > 1  # «두 집 중에»
            # What was asked for before was met by those told, or said not to be.
            among = replace(query, within=places.named[:2] if two else places.shown, attributes=wish.attributes)
            if not wish.areas:  # where it was looked for, and perhaps given up: those told lie where they lie
                among = replace(among, areas=self._store.roots_of(query.areas))
            return lists.find(as_(REFINE), among, wish, kept=query)
        served = (self._store.offers_of(self._store.places[i]) for i in places.shown)
        other = bool(wish.foods) and all(offers.isdisjoint(wish.foods) for offers in served)
        swaps = bool(other or wish.areas or wish.types)
        if act.goes_on and places.query.order is not None:
            following = replace(query, order=places.query.order, limit=1)
            return lists.find(as_(MORE), following, wish, places.seen)
        order = act.compares if act.comparative and not swaps else None
        if order == "nearest" and act.more and not lists.can_measure(query):
            order, wish = None, replace(wish, near=True)  # «너무 멀어, 다른 데»
        if order == "nearest" and not (beside or lists.can_measure(query)):
            return Answer(self._wording.say("far_from_where_told"), "unknown", turn.focus, intent=NEARER)
        told = (places.chosen,) if places.chosen is not None else places.shown
        prices = [p.krw for i in told if (p := index.price(index.store.places[i], query))]
        plain = order is None and not wish.constrains and not self._free(turn)  # not «입장료 없는 데로»
        if order == "cheapest" or (plain and intent == CHEAPER):
            most = min(prices) - 1 if prices else query.max_price_krw
            cheap = replace(query, price_level=None if prices else "cheap", max_price_krw=most)
            found = lists.find(as_(CHEAPER), cheap, wish, told if prices else places.shown, kept=query)
            return self._or_of_those_told(turn, found, "cheapest", bool(prices))
        if order == "dearest" or (order is None and intent == PRICIER and not wish.constrains):
            dearer: PlaceQuery = replace(query, price_level="expensive", max_price_krw=None)
            found = lists.find(as_(PRICIER), dearer, wish, places.shown, kept=query)
            return self._or_of_those_told(turn, found, "dearest", bool(prices))
        if order == "oldest" and act.seeks:
            return self._older(as_(REFINE), query, wish, places)
        if places.query.order == "nearest" and wish.areas and lists.can_measure(query):
            query = replace(query, order="nearest", limit=self._context.edits.limit)  # «수원역이야»
        if order == "nearest":
            return lists.find(as_(NEARER), replace(query, order="nearest"), wish, places.shown)
        if act.more and wish.foods and not set(wish.foods) & set(last.offers):
            # «거기 말고 통닭은 어때?»: what was told of other kinds too is not ruled out, but what is pointed at.
            without = replace(query, exclude_places=(*query.exclude_places, *told))
            return lists.find(as_(REFINE), without, wish)
        if act.more or (intent == MORE and not wish.constrains):
            # What is set aside in words («거기 말고») stays so, also for what is asked next.
            aside = told if self._wording.has(turn.analysis.reading, "without") else ()
            kept = replace(query, exclude_places=tuple(dict.fromkeys((*query.exclude_places, *aside))))
            # «그건 곤란한데 다른 데는요?»: what was spoken of by itself is none of the others.
            before = tuple(dict.fromkeys((*places.seen, *((places.chosen,) if places.chosen else ()))))
            return lists.find(as_(MORE), query, wish, before, kept=kept)
        return self._or_the_same(lists.find(as_(REFINE), query, wish), places, wish)

    def _or_the_same(self, found: Answer, places: PlaceFocus, wish: Wish) -> Answer:
        """What was found by a condition more, with what was left out, and that it is what was told where it is."""
        ids = {item.id for item in found.items}
        tags = [self._store.places[i].tags for i in ids if i in self._store.places]
        held = bool(wish.attributes) and all({*wish.attributes} <= {*some} for some in tags)
        narrows = wish.not_foods or wish.max_price or wish.open or held  # what is never given up, or holds of all
        same = bool(narrows) and not (wish.foods or wish.conditions) and bool(ids) and ids == {*places.shown}
        new = [] if wish.foods else [f for f in wish.not_foods if f not in places.query.exclude_offers]
        said = [self._wording.say("as_told_without", foods=new)] if new else []
        said += [self._wording.say("still_fits", number=len(ids))] if same else []
        if found.status != "answered" or not said:
            return found
        before = " ".join(said)
        if same and len(ids) > 1:
            return replace(found, text=before, spoken=before)  # the list was told just now
        return told_after(before, found)

    def _loosened(self, turn: SkillTurn, query: PlaceQuery, last: PlaceQuery, wish: Wish) -> tuple[PlaceQuery, Wish]:
        """The query without what was only asked before, where nothing meets it and that together; and its name.

        What makes somebody ill, or is not eaten, is never given up.
        """
        day = self._context.of_day(turn.as_of)
        sought = wish.foods or wish.also or wish.types or wish.areas or wish.attributes or wish.max_price or wish.open
        if not sought or day.index.search(query).items:
            return query, wish
        old = tuple(a for a in query.attributes if a in last.attributes and a not in wish.attributes)
        priced = not (wish.max_price or wish.min_price) and bool(query.max_price_krw or query.min_price_krw)
        timed = wish.open is None and query.open is not None
        before = replace(
            query,
            attributes=old,
            exclude_offers=(),
            open=query.open if timed else None,
            resting=None,
            max_price_krw=query.max_price_krw if priced else None,
            min_price_krw=query.min_price_krw if priced else None,
        )
        loose = replace(query, attributes=tuple(a for a in query.attributes if a not in old))
        loose = replace(loose, open=None) if timed else loose
        loose = replace(loose, max_price_krw=None, min_price_krw=None) if priced else loose
        if loose == query or not day.index.search(loose).items:
            return query, wish
        named = (*wish.conditions, *day.lists.asked_of_each(before))
        return loose, replace(wish, conditions=tuple(dict.fromkeys(named)))

    def _older(self, turn: SkillTurn, query: PlaceQuery, wish: Wish, places: PlaceFocus) -> Answer:
        """«더 오래된 데는?»: the oldest of the others, where it is older than all that were told."""
        day = self._context.of_day(turn.as_of)
        oldest = replace(query, order="oldest", limit=1)
        others = replace(oldest, exclude_places=(*oldest.exclude_places, *places.shown))
        years = [p.opened for i in places.shown if (p := self._store.places[i]).opened]
        found = next(iter(day.index.search(others).items), None)
        if found is None or not found.place.opened or (years and found.place.opened >= min(years)):
            told = [self._store.places[i] for i in places.shown]
            compared = day.comparison.compare(turn, told, "oldest", Wish())
            return replace(compared, text=f"{self._wording.say('none_oldest')} {compared.text}", items=())
        return day.lists.find(turn, others, wish, kept=oldest)

    def _or_of_those_told(self, turn: SkillTurn, found: Answer, order: PlaceOrder, priced: bool) -> Answer:
        """What was found, or that nothing goes beyond what was told, and which of that goes farthest."""
        assert turn.focus.places is not None
        if found.status == "answered" or not priced:
            return found
        told = [self._store.places[i] for i in turn.focus.places.shown]
        most = self._context.of_day(turn.as_of).comparison.compare(turn, told, order, Wish())
        text = f"{self._wording.say(f'none_{order}')} {most.text}"
        return replace(most, text=text, items=(), intent=found.intent)

    def called(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """The place of which is noted what is said («영화에 나온», «1953년에 생긴») by its name; None where none is."""
        picked = self._picked(turn, wish)
        if not picked:
            return None
        day = self._context.of_day(turn.as_of)
        query = replace(self._context.edits.fresh(replace(wish, conditions=())), within=picked, limit=1)
        found = next(iter(day.index.search(query).items), None)
        if found is None:
            return None
        told = day.answers.tell(turn, (found.place,), (), Wish())
        text = self._wording.say("called_so", name=found.place.name, why=day.index.why(found.place, query))
        return replace(told, text=text, spoken=None, status="answered", intent=FIND)

    def both(self, turn: SkillTurn, parts: Sequence[Analysis]) -> Answer | None:
        """«점심 먹을 데랑 구경할 데»: what was found for each; None where they are of one kind."""
        turns = [replace(turn, interpretation=replace(turn.interpretation, analysis=part)) for part in parts]
        wishes = [self._context.read(one)[1] for one in turns]
        if len({(w.types, w.foods, w.order) for w in wishes}) < len(wishes):
            return None
        found: list[Answer] = []
        for one, wish in zip(turns, wishes, strict=True):
            before = found[-1].focus or turn.focus if found else turn.focus
            found.append(self.find(replace(one, focus=before), wish, PlaceAct(seeks=True), None))
        return told_together(found)

    def meal_and_sights(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«점심도 먹고 구경도 하고 싶어요»: both are wished for, and neither only comes first."""
        reading = turn.analysis.reading
        meals = [v for v in reading.verbs if self._wording.is_(v, "eating") and links(v)]
        strolls = next((kind.id for kind in self._store.types.values() if kind.facts and kind.verbs), None)
        tours = [t for t in reading.terms if meals and t.start > meals[0].end and self._wording.is_(t, "touring")]
        added = any(TOO in t.particles for t in tours) and TOO in (object_particles(reading, meals[0]) if meals else ())
        if not added or strolls is None or wish.types:
            return None
        first = self.find(turn, wish, act, None)
        told = replace(first.focus or turn.focus, topic=None)  # not beside what was just told
        second = self.find(replace(turn, focus=told), replace(wish, types=(strolls,)), act, None)
        return told_together((first, second))

    def with_details(self, turn: SkillTurn, found: Answer, wish: Wish, act: PlaceAct) -> Answer:
        """What was found, with what is asked of it in the same breath: «장어집 전화번호까지»."""
        bounded = wish.max_price or wish.level or wish.order  # then the list says it
        named = self._wording.has(turn.analysis.reading, "menu")  # «뭐 먹지» asks for a place
        at_once = tuple(d for d in _TOLD_AT_ONCE if d != "menu" or named)
        wanted = tuple(d for d in act.details if d in at_once or (d == "price" and not bounded))
        if not wanted or not found.items or found.status != "answered" or found.focus is None:
            return found
        places = [self._store.places[item.id] for item in found.items]
        told = self._context.of_day(turn.as_of).answers.tell(replace(turn, focus=found.focus), places, wanted, wish)
        joint = "\n" if len(places) > 1 else " "
        return replace(
            found, text=f"{found.text}{joint}{told.text}", spoken=f"{found.spoken or found.text} {told.text}"
        )

    def only_unknown(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«10분 안에 나오는 거» after a list: a condition of which nobody knows whether it holds of those told."""
        focus = turn.focus.places
        if focus is None or not focus.shown or turn.focus.topic != "recommend" or act.more or wish.constrains:
            return None
        reading = turn.analysis.reading
        requests = reading.main is not None and reading.main.form is not None and reading.main.form.requests
        if requests and turn.interpretation.best.skill in STEERING:
            return None  # «아까 맞춘 거 취소해 줘»
        plain = reading.main is None or any(v.form and v.form.modifies for v in reading.verbs)
        if not wish.conditions or wish.types or wish.limit or not plain or self._wanted.is_strange(turn):
            return None
        said = self._wording.say("none_say", label=list(wish.conditions))
        told = self._wording.say("all_of_them", number=len(focus.shown), predicate=said)
        if len(focus.shown) == 1:
            told = self._wording.say("about", names=[self._store.places[focus.shown[0]].name], predicate=said)
        return Answer(told, "unknown", turn.focus, intent=REFINE)

    def counted(self, turn: SkillTurn, wish: Wish, places: PlaceFocus | None) -> Answer:
        """How many places are known, of what was named or was asked for before."""
        day, say = self._context.of_day(turn.as_of), self._wording.say
        wish = self._where_meant(turn, wish)
        if wish.tied:
            return self._which_town(turn, wish, None)
        topical = turn.focus.topic == "recommend" and places is not None and bool(places.shown)
        if wish.constrains or wish.types or (topical and not self._wording.has(turn.analysis.reading, "knowing")):
            last = places.query if places is not None and not (wish.constrains or wish.types) else None
            query = replace(last or self._context.edits.fresh(wish), within=self._picked(turn, wish))
            total = day.index.search(query).total if wish.constrains or last else day.index.known(query)
            number = day.lists.number(total, query.types)
            text = (
                say("counted", what=day.lists.describe(query), number=number)
                if total
                else say("none", what=day.lists.describe(query))
            )
            return Answer(text, "answered" if total else "unknown", turn.focus, intent=FIND)
        here = self._context.here
        home = here.short if here else ""
        kinds = self._store.type_counts(self._store.root_of(here.id) if here else None, imported=True)
        named = [
            say("counted_kind", home=home, noun=self._store.types[t].noun, number=day.lists.number(n, (t,)))
            for t, n in kinds.most_common()
            if t in self._store.types
        ]
        if len(named) > _KINDS:
            everything = day.lists.number(kinds.total(), ())
            text = say("counted_most", kinds=named[:_KINDS], number=everything)
            return Answer(text, "answered", turn.focus, intent=FIND)
        return Answer(say("counted_all", kinds=named), "answered", turn.focus, intent=FIND)

    def wants_something_else(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline:
        """A request built like one for a place to eat, for something no place here is known for."""
        sure = turn.intent.intent == FIND and turn.intent.score >= _SURE
        past = self._wanted.asks_what_was_recommended(turn)
        if past or not sure or not self._store.places or not (act.seeks or wish.strange):
            return Decline(self._wording.say("no_list"), 0)
        text = self._wording.say("nothing_for", homes=self._context.towns(), noun=self._context.known_nouns())
        return Answer(text, "unknown", gesture="think")


def told_after(said: str, found: Answer) -> Answer:
    """An answer with something said before it."""
    return replace(found, text=f"{said} {found.text}", spoken=f"{said} {found.spoken or found.text}")


def told_together(found: Sequence[Answer]) -> Answer:
    """What was found for each of several wishes as one answer."""
    return replace(
        found[-1],
        text="\n".join(answer.text for answer in found),
        spoken=" ".join(answer.spoken or answer.text for answer in found),
        status="answered" if any(answer.status == "answered" for answer in found) else found[-1].status,
        items=tuple(item for answer in found for item in answer.items),
        sources=tuple(source for answer in found for source in answer.sources),
    )
