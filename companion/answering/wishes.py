"""What an utterance asks of places, by its grammar: where, what food, at what price, when, and what not.

A constraint is a noun phrase with a part in the request, an attribute, or a clause that describes the place. What only
frames the request (with whom, why, that one is hungry) is none, unless the data has an attribute for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Final

from companion.answering.place_prices import PriceReader
from companion.answering.wish_attributes import AttributePatterns, WishedAttributes
from companion.answering.wish_food import WishedFood
from companion.answering.wish_spoken import SpokenWish
from companion.answering.wish_unknown import Unanswerable
from companion.answering.wording import Phrase, Wording, dictionary_form
from companion.knowledge.places.concepts import Area, PriceLevel
from companion.knowledge.places.query import PlaceOrder
from companion.knowledge.places.store import PlaceStore
from companion.language.grammar import (
    DO,
    EITHER,
    FROM,
    GO,
    OBJECT,
    ONLY,
    TOO,
    WHAT,
    WHICH,
    adverbs_of,
    after_in_phrase,
    arguments_of,
    comes_before,
    described_by,
    frames,
    head_of,
    is_adverbial,
    is_among,
    is_concessive,
    is_conditional,
    is_copula,
    is_demonstrative,
    is_done_first,
    is_future,
    is_habitual,
    is_house,
    is_manner_of,
    is_nominalised,
    is_thing,
    links,
    next_verb,
    object_of,
    phrase_of,
    proposes,
    wonders_what_to_do,
)
from companion.language.place_names import AT, is_like_a_place
from companion.language.pointing import sets_apart
from companion.language.terms import PURPOSE, SUBJECT, WHERE, WITH, Reading, Term, read
from companion.language.week_times import WeekTime
from companion.understanding.types import Analysis, Mention

ENDS: Final[tuple[tuple[str, PlaceOrder], ...]] = (
    ("cheap", "cheapest"), ("expensive", "dearest"), ("near", "nearest"), ("old", "oldest"),
)  # fmt: skip
"""Words for the ends of the scales that places are compared on."""
_MOST = 10
_EARLY, _LATE = 10 * 60, 22 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What one utterance asks of places, before it is joined with what was asked earlier.

    Attributes:
        foods, also: offers any of which will do; offers that must be there as well.
        dropped: offers that need no longer be there («막걸리는 없어도 돼»).
        apart: whether any of the foods will do though one could narrow the other («해산물이나 중국집»).
        swapped: those of the ruled out that something else is named in place of («고기 말고 중국집»).
        either: offers that will do beside those asked for before («갈비도 괜찮아»).
        framed: those of the attributes that only follow from who comes along.
        waived: attributes and areas that are no longer asked for; `waives_price` likewise.
        towns: names of places that we hold no data for.
        unknown: a food that the data has no word for.
        conditions: whatever else the data has no word for, each as a noun phrase.
        noted: words that stand in what is noted of some places, and say which are meant («영화에 나온»).
        types: what kind of thing is wanted.
        roots: the towns and sites that are named.
        tied: areas that share the name that is said, of which none is likelier meant than the others.
        namesakes: towns and their parts that were taken for what is said because they are near, each with all others of
            that name.
        beyond: what is named together with a town that we know, and that we hold no data for.
        wider: a region named that the robot's own town belongs to.
        partly: regions named of which only some towns are known, each with those.
        people, minors: how many come, and how many children counted apart from them («어른 둘 아이 하나»).
        shared: a sum and the number of people it was divided by.
        near: whether what is near is wanted, of no place that is named.
        near_it: whether it is to be near what was spoken of («그 근처», «거기서 가까운»).
        unplaced: what is named that it is to be near to, and of which nothing is known («화성시청에서 걸어서»).
        start: the thing by name from which it is reckoned what is nearest («행궁에서 제일 가까운»).
        allergy: whether what is ruled out makes somebody ill.
        avoided: words for what is not eaten and that is no food of the data («선지»).
    """

    areas: tuple[str, ...] = ()
    not_areas: tuple[str, ...] = ()
    foods: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    not_foods: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    framed: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    max_price: int | None = None
    min_price: int | None = None
    shared: tuple[int, int] | None = None
    waives_price: bool = False
    people: int | None = None
    minors: int = 0
    level: PriceLevel | None = None
    order: PlaceOrder | None = None
    near: bool = False
    near_it: bool = False
    unplaced: str | None = None
    start: str | None = None
    open: WeekTime | None = None
    not_closed: WeekTime | None = None
    resting: WeekTime | None = None
    apart: bool = False
    swapped: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    limit: int | None = None
    towns: tuple[str, ...] = ()
    unknown: str | None = None
    conditions: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    namesakes: tuple[tuple[str, ...], ...] = ()
    beyond: tuple[str, ...] = ()
    partly: tuple[tuple[str, ...], ...] = ()
    wider: str | None = None
    allergy: bool = False
    avoided: tuple[str, ...] = ()

    @property
    def located(self) -> bool:
        """Whether it is said where."""
        return bool(self.areas or self.roots or self.tied)

    @property
    def gives_up(self) -> bool:
        """Whether something asked for before no longer matters."""
        return bool(self.waived or self.waives_price or self.dropped)

    @property
    def _on_a_day(self) -> bool:
        """Whether a day of the week or an hour is said; «내일» alone says as much of anything else."""
        return self.not_closed is not None and self.not_closed.named

    def asks_only(self, attributes: Sequence[str]) -> bool:
        """Whether nothing else is asked than some of these attributes."""
        others = replace(self, attributes=(), framed=()).constrains or self.conditions or self.types
        return bool(self.attributes) and set(self.attributes) <= set(attributes) and not others

    @property
    def strange(self) -> bool:
        """Whether something is asked that the data has no word for."""
        return bool(self.unknown or self.conditions)

    @property
    def constrains_more(self) -> bool:
        """Whether more was said than what is looked for."""
        return bool(
            self.located or self.also or self.attributes or self.max_price or self.min_price or self.level
            or self.open or self.order or self.limit or self.resting
        )  # fmt: skip

    @property
    def constrains(self) -> bool:
        """Whether anything but the wish itself was said."""
        return bool(
            self.located or self.foods or self.also or self.not_foods or self.attributes or self.max_price
            or self.min_price or self.level or self.not_places or self.not_areas or self.open or self._on_a_day
            or self.gives_up or self.order or self.near or self.near_it or self.resting or self.either or self.noted
            or self.avoided
        )  # fmt: skip


class WishReader:
    """Reads wishes with the words of the skill and the names of the data."""

    def __init__(self, wording: Wording, store: PlaceStore, here: Area | None) -> None:
        self._wording = wording
        self._store = store
        self._here = here
        self.home = store.root_of(here.id) if here is not None else None
        self.around = here.part_of if here is not None else ()
        self._prices = PriceReader(wording)
        self._short = {
            name: offer.id for offer in store.offers.values() for name in (offer.id, *offer.aliases) if len(name) == 1
        }
        self._short_attributes = {
            name: a.id for a in store.attributes.values() for name in (a.id, *a.aliases) if len(name) == 1
        }
        named = (
            (read(a, (), (), ()).verbs, o.id)
            for kind in ("cuisine", "facet")  # «한잔할 곳», «매운 음식»
            for o in store.offers.values()
            if o.kind == kind
            for a in o.aliases
        )
        self._tastes = {v[0].lemma: offer for v, offer in named if v and not wording.is_(v[0], "fit", "exists")}
        self._eased = tuple(
            (tuple(map(dictionary_form, read(how, (), (), ()).terms)), offer.id)
            for offer in store.offers.values()
            for how in offer.eases
        )
        self._attributes = AttributePatterns(
            (pattern, attribute.id)
            for attribute in store.attributes.values()
            for name in (attribute.id, *attribute.aliases)
            if (pattern := self._pattern(read(name, (), (), ())))
        )

    def read(self, analysis: Analysis, now: datetime) -> Wish:
        """Everything an utterance asks of places."""
        return self.of(analysis, now).wish()

    def of(self, analysis: Analysis, now: datetime) -> UtteranceWish:
        """An utterance to be read."""
        return UtteranceWish(self, analysis, now)

    def _pattern(self, name: Reading) -> Phrase:
        """The terms of a name by their dictionary forms; nothing where that is a word of every request."""
        first = name.terms[0] if name.terms else None
        common = ("fit", "exists", "eating", "cheap", "lacking", "generic", "head")
        if first is None or (len(name.terms) == 1 and self._wording.is_(first, *common)):
            return ()
        # A noun alone is found by its name, and a verb alone is no description but in an attributive form («조용한»).
        alone = len(name.terms) == 1
        if alone and (first.form is None or not first.form.modifies):
            return ()
        return tuple(map(dictionary_form, name.terms))


class UtteranceWish(SpokenWish):
    """The wish of one utterance."""

    def __init__(self, reader: WishReader, analysis: Analysis, now: datetime) -> None:
        super().__init__(reader._wording, reader._store, analysis, now)
        self._reader = reader
        self._namesakes: list[tuple[str, ...]] = []

    def wish(self) -> Wish:
        """All of it."""
        food = WishedFood(self, self._reader._short, self._reader._tastes, self._reader._eased).read()
        areas, not_areas = self.ids("area")
        open_areas = tuple(m.id for m in self.analysis.of_kind("area") if (t := self.term_of(m)) and self.gives_up(t))
        areas, not_areas = (tuple(a for a in some if a not in open_areas) for some in (areas, not_areas))
        roots, parts, tied = self._meant(self._without_origin(areas))
        unplaced = self._unplaced() if not (parts or tied) else None
        if unplaced is not None and not roots:
            roots = self._town_of(unplaced)
        wished = WishedAttributes(self, self._reader._attributes, self._reader._short_attributes)
        attributes, framed, waived = wished.read()
        self.described = frozenset(wished.used)
        levels = [level for a in attributes if (level := self.store.attributes[a].level) is not None]
        attributes = tuple(a for a in attributes if self.store.attributes[a].level is None)
        prices = self._reader._prices.read(self.analysis)
        opening, not_closed, resting = (None, None, None) if self._is_said_of_it() else self._opening()
        order, level, near = self._scales()
        here, near_it = self._nearness()
        site = self._site() if not areas else None
        parts = (site,) if site is not None else parts
        start = self._start() if order == "nearest" else None
        if start is not None:  # «행궁» is a palace here, and no part of the town
            parts = tuple(a for a in parts if not any(m.start == start.start for m in self._named_area(a)))
        region = {m.text for m in self.analysis.of_kind("region")} if site is not None else set()
        self.towns = (
            () if roots or parts or tied else tuple(sorted(dict.fromkeys(self._towns()), key=len, reverse=True))
        )
        said_of = {t.start for _, terms in self.ends_said() for t in terms}
        out = {t.start for v in self.airings() for t in (v, object_of(self.reading, v)) if t is not None}  # «바람 쐬러»
        out |= {good.start for v in self.airings() if self._is_good_for(v) and (good := next_verb(self.reading, v))}
        unanswerable = Unanswerable(self, wished.used | food.used | said_of | out)
        return Wish(
            areas=parts,
            not_areas=tuple(a for a in not_areas if not self.store.areas[a].is_root),
            # «혼자 먹기 편한 데»: what is asked of a place comes before what would do somebody good.
            foods=() if food.eased and self._asks_more_of_a_place(attributes, framed) else food.any_of,
            also=food.also,
            not_foods=food.excluded,
            apart=food.apart,
            swapped=food.swapped,
            not_places=(*self.ids("place")[1], *(i for i in self.ids("thing")[1] if i in self.store.places)),
            attributes=tuple(dict.fromkeys((*attributes, *food.abstained))),
            framed=framed,
            waived=(*waived, *open_areas),
            max_price=prices.most,
            min_price=prices.least,
            shared=prices.shared,
            waives_price=self._waives_price(),
            people=prices.people,
            minors=prices.minors,
            level=level or next(iter(levels), None),
            order=order,
            near=((near and not near_it) or here) and not areas,
            near_it=near_it and not parts,
            unplaced=unplaced if start is None else None,
            start=start.id if start is not None else None,
            open=opening,
            not_closed=not_closed,
            resting=resting,
            either=food.either,
            dropped=food.dropped,
            limit=self._count(),
            towns=self.towns,
            unknown=unanswerable.food(),
            conditions=(
                *unanswerable.conditions(),
                *(self.say("condition_has", food=dish) for dish in food.unserved),
                *(self.say("condition_thing", clause=clause) for clause in food.doubted),
                *self._early(),
            ),
            noted=tuple(word for word in unanswerable.noted() if word not in region),
            types=self._types(),
            roots=roots,
            tied=tied,
            namesakes=tuple(self._namesakes),
            partly=self._partly,
            beyond=tuple(m.text for m in self._joined_regions() if not self._towns_in(m)) if roots else (),
            wider=None if roots or areas else self._wider(),
            allergy=bool(food.excluded) and self._is_of_illness(),
            avoided=food.avoided,
        )

    def _asks_more_of_a_place(self, attributes: Sequence[str], framed: Sequence[str]) -> bool:
        """Whether more is asked than who comes along, who is not asked for where somebody would be done good."""
        asked = (self.store.attributes[a] for a in attributes if a not in framed)
        return any(a.is_alone or not a.of_people for a in asked)

    def _is_of_illness(self) -> bool:
        """Whether somebody is ill from what is ruled out."""
        eaten = (t for m in self.analysis.of_kind("food") if (t := self.term_of(m)) is not None)
        return any(self.is_(t, "allergy") for t in self.reading.terms) or any(map(self.makes_ill, eaten))

    def _types(self) -> tuple[str, ...]:
        """The types that are named, or that one asks for by what one does there: «어디 구경하면 좋아»."""
        named = (m.id for m in self.analysis.of_kind("eatery") if not self.rules_out_name(m))
        if found := tuple(dict.fromkeys(named)):
            return found
        if self._asks_what_to_eat():
            return ()  # «놀러 갈 건데 뭐 먹을까»
        done = {verb: kind.id for kind in self.store.types.values() for verb in kind.verbs}
        strolls = next((kind.id for kind in self.store.types.values() if kind.facts and kind.verbs), None)
        # «걸을 만한 데» is to be looked at as well.
        walked = dict.fromkeys(self.words("touring"), strolls) if strolls is not None else {}
        described = [v for v in self.reading.verbs if v.lemma in walked | done and v.form is not None and v.form.future]
        described = [v for v in described if v.form is not None and v.form.modifies and not is_manner_of(v)]
        described = [v for v in described if not self._is_only_planned(v)]
        touring = [t for t in self.reading.terms if t.kind in ("noun", "name") and self.is_(t, "touring")]
        goes = [v for t in touring if (v := next_verb(self.reading, t)) is not None and self.is_(v, "visiting", "fit")]
        if strolls is not None and any(described_by(self.reading, v) is not None for v in goes if is_future(v)):
            return (strolls,)  # «식사 후에 산책 삼아 갈 데»
        outing = (
            self._goes_on_an_outing() or self._asks_where_to_go_out() or any(map(self._is_good_for, self.airings()))
        )
        if strolls is not None and (self._goes_between_meals() or outing or self.asks_what_is_worth_seeing()):
            return (strolls,)
        if strolls is not None and (
            self._asks_what_to_do() or self._asks_where_to_stroll() or self._is_anything_but_a_meal()
        ):
            return (strolls,)
        about = object_of(self.reading, described[-1]) if described else None
        foods = {m.start for m in self.analysis.of_kind("food")}
        if described and any(is_house(m.text) for m in self.analysis.of_kind("food") if m.start >= described[-1].end):
            return ()  # «걸어서 갈 수 있는 국밥집»
        if described and (about is None or about.start not in foods):
            kind = (walked | done)[described[-1].lemma]
            return (kind,) if kind is not None else ()  # «밥 먹고 구경할 데»
        if self.analysis.of_kind("food") or any(self.is_(t, "eating", "meal") for t in self.reading.terms):
            return ()
        first = {t.start for t in self.reading.verbs if is_done_first(t)}  # «구경하고 나서 …»
        deeds = (t for t in self.reading.terms if t.lemma in done and t.start not in first)
        return tuple(dict.fromkeys(done[t.lemma] for t in deeds))[:1]

    def _is_only_planned(self, verb: Term) -> bool:
        """«놀러 갈 건데 뭐 먹지»: it describes no place, but what is going to be done."""
        noun, copula = ([t for t in self.reading.terms if t.start >= verb.end] + [verb, verb])[:2]
        return noun.bound and is_copula(copula)

    def _asks_what_to_do(self) -> bool:
        """«밥 먹고 나서 뭐 하지?», «여기서 뭐 하고 놀아?»: what one does there, and not what one eats."""
        meals = [v for v in self.reading.verbs if self.is_(v, "eating")]
        for term in self.reading.terms:
            verb = next_verb(self.reading, term)
            if term.kind != "question" or term.lemma not in WHAT or verb is None:
                continue
            things = [t for t in self.reading.heads() if t.kind == "noun" and OBJECT in t.particles]
            if any(next_verb(self.reading, t) is verb for t in things):
                continue  # «장을 뭐뭐 봐야 되나»
            if self.is_(verb, "seeing") and verb.form is not None and (verb.form.ought or wonders_what_to_do(verb)):
                return not self.analysis.of_kind("food", "eatery", "place")  # «수원 처음인데 뭐부터 봐야 돼»
            if verb.lemma != DO:
                continue
            if verb.form is not None and verb.form.past:
                return False
            return (bool(meals) and meals[0].start < term.start) or self._is_of_a_trip(term)
        return False

    def asks_what_is_worth_seeing(self) -> bool:
        """«수원은 뭐가 볼 만해»: of a town, and of nothing in it."""
        main = self.reading.main
        before = next((v for v in reversed(self.reading.verbs) if main is not None and v.end <= main.start), None)
        asked = any(t.kind == "question" and t.lemma in WHAT for t in self.reading.terms)
        if main is None or main.form is None or before is None or not (asked and self.is_(before, "seeing")):
            return False
        named = [self.store.areas[m.id].is_root for m in self.analysis.of_kind("area")]
        worth = is_future(before) and main.start - before.end <= 1 and self.is_(main, "fit")
        others = self.analysis.of_kind("food", "eatery", "place", "person", "office")
        return worth and main.form.closes and not main.form.past and bool(named) and all(named) and not others

    def _is_of_a_trip(self, asked: Term) -> bool:
        """«수원 놀러 가는데 뭐 하면 좋을까»: asked behind a place where one goes."""
        before = [t for t in self.reading.terms if t.end <= asked.start]
        there = [m for m in self.analysis.of_kind("area", "region") if m.end <= asked.start]
        goes = any(t.kind == "verb" and (self.is_(t, "touring", "coming") or t.lemma == GO) for t in before)
        eats = self.analysis.of_kind("food", "eatery") or any(self.is_(t, "eating", "meal") for t in self.reading.terms)
        return bool(there) and (goes or any(self.is_(t, "touring") for t in before)) and not eats

    def _asks_where_to_stroll(self) -> bool:
        """«다 먹고 나면 어디 둘러보면 좋을까», «어디 놀러 가지», «주말인데 어디 가지»: whatever was done before."""
        where = next((t for t in self.reading.terms if t.kind == "question" and t.lemma == WHERE), None)
        if where is not None and (self._goes_somewhere(where) or self._looks_around(where)):
            return True
        verbs = (v for v in self.reading.verbs if where is not None and self.is_(v, "touring") and v.form is not None)
        goes = ((v, v.form) for v in verbs if v.form is not None and not v.form.past)
        return where is not None and any(v.start >= where.end or f.ending in PURPOSE for v, f in goes)

    def _looks_around(self, where: Term) -> bool:
        """«휴가로 수원 왔는데 어디부터 볼까»."""
        verb = next_verb(self.reading, where)
        if verb is None or not self.is_(verb, "seeing"):
            return False
        asks = wonders_what_to_do(verb) or proposes(verb) or (verb.form is not None and verb.form.ought)
        return asks and (self._is_of_a_trip(where) or self._is_first_of_all(where))

    def _is_first_of_all(self, where: Term) -> bool:
        """«수원화성 가는데 어디부터 봐야 돼»: the first of what there is to see."""
        return bool(FROM.intersection(where.particles) and self.analysis.of_kind("area", "region"))

    def _goes_somewhere(self, where: Term) -> bool:
        """«어디 가지», «어디로 갈까», «어디 가면 좋아»: deliberated of oneself, and nothing is to be eaten there."""
        verb = next_verb(self.reading, where)
        eats = any(self.is_(t, "eating", "meal") for t in self.reading.terms) or self.analysis.of_kind("food", "eatery")
        if verb is None or verb.lemma != GO or verb.form is None or verb.form.past or eats:
            return False
        subject = any(t.kind in ("name", "noun", "pronoun") and SUBJECT in t.particles for t in self.reading.terms)
        goes = wonders_what_to_do(verb) or is_conditional(verb) or verb.form.ought
        return goes and not (subject or self.analysis.of_kind("place", "thing"))

    def _goes_between_meals(self) -> bool:
        """«밥 먹고 애들이랑 갈 만한 데», «오후에 애들 데리고 갈 만한 데»: where one goes when nothing is eaten."""
        reading = self.reading
        goes = (v for v in reading.verbs if self.is_(v, "taking_along") or v.lemma == GO)
        last = next((v for v in goes if is_future(v) or v is not reading.main), None)
        head = next((h for v in reading.verbs if is_future(v) and (h := described_by(reading, v)) is not None), None)
        if last is None or head is None or not (self.is_(head, "head") and last.start < head.start):
            return False
        named = [m for m in self.analysis.of_kind("food", "place", "eatery") if m.start >= last.start]
        before = [v for v in reading.verbs if v.start < last.start]
        eaten = any(self.is_(v, "eating") and comes_before(v) for v in before)
        eats = any(self.is_(t, "eating", "meal") for t in reading.terms if not eaten)
        parts = any(self.is_(t, "between_meals") for t in reading.terms)
        return not named and (eaten or (parts and not eats))

    def _asks_what_to_eat(self) -> bool:
        """«… 갈 건데 뭐 먹을까», «… 점심은 뭘 먹지»: the verb that asks is of eating, whatever one goes there for."""
        main = self.reading.main
        if main is None or not self.is_(main, "eating"):
            return False
        return any(t.kind == "question" and t.lemma in WHAT and t.end <= main.start for t in self.reading.terms)

    def _goes_on_an_outing(self) -> bool:
        """«오늘 일요일인데 애들이랑 갈 만한 데», «바람 쐬러 갈 만한 데»: a day out, and nothing is eaten.

        Who is taken to dinner is not what a day out is for: a day is named as a whole, or children come along.
        """
        reading = self.reading
        goes = next((v for v in reading.verbs if v.lemma == GO or self._is_airing(v)), None)
        future = (v for v in reading.verbs if goes is not None and v.start >= goes.start and is_future(v))
        modified = [*future, *(v for v in reading.verbs if goes is not None and v.start > goes.start)]
        head = next((h for v in modified if (h := described_by(reading, v)) is not None), None)
        if head is not None and self.is_(head, "seeking"):  # «나들이 갈 만한 데 추천»
            head = next((t for t in reversed(phrase_of(reading, head)) if self.is_(t, "spot")), head)
        if goes is None or head is None or not self.is_(head, "spot"):
            return False
        return self._is_a_day_out()

    def _asks_where_to_go_out(self) -> bool:
        """«주말에 애들 데리고 수원 갈 건데 어디가 좋을까요?»: where a day out, which is planned, is best spent."""
        main = self.reading.main
        where = any(t.kind == "question" and t.lemma == WHERE for t in self.reading.terms)
        if main is None or not where or not self.is_(main, "better"):
            return False
        goes = any(
            v is not main and (v.lemma == GO or self.is_(v, "coming", "touring") or self._is_airing(v))
            for v in self.reading.verbs
        )
        return goes and self._is_a_day_out()

    def _is_a_day_out(self) -> bool:
        """Whether a day as a whole is spoken of, or children who come along, and no meal."""
        reading = self.reading
        eats = any(self.is_(t, "eating", "meal") for t in reading.terms) or self.analysis.of_kind("food", "eatery")
        if eats or self.analysis.of_kind("place") or (self.moment is not None and self.moment.minute is not None):
            return False
        if any(map(self._is_airing, reading.terms)):
            return True
        come = [self.store.attributes[m.id] for m in self.analysis.of_kind("attribute")]
        children = any(a.ages is not None for a in come)
        day = any(t.grain == "day" for t in self.analysis.times) or any(self.is_(t, "days_off") for t in reading.terms)
        return all(a.of_people and a.group is None for a in come) and (children or (day and bool(come)))

    def _is_airing(self, term: Term) -> bool:
        """«놀러», «바람 쐬러», «구경하러», «바람 쐬러 가고 싶은데», «바람 쐬기 좋은»: what one goes out for."""
        form = term.form
        leads = form is None or form.ending in PURPOSE or form.wishes or (form.modifies and form.future)
        return self.is_(term, "touring") and (leads or is_nominalised(term))

    def airings(self) -> list[Term]:
        """The verbs for what one goes out for."""
        return [v for v in self.reading.verbs if self._is_airing(v)]

    def _is_good_for(self, verb: Term) -> bool:
        """«걷기 좋은 데», «바람 쐬기 괜찮은 곳»: where one may do it well."""
        good = next_verb(self.reading, verb) if is_nominalised(verb) else None
        head = described_by(self.reading, good) if good is not None and self.is_(good, "better", "fit") else None
        return head is not None and self.is_(head, "spot")

    def _is_anything_but_a_meal(self) -> bool:
        """«음식 말고 갈 데», «먹는 거 말고 뭐 없어?»: a meal is set apart, and no other dish is named."""
        apart = next((v for v in self.reading.verbs if sets_apart(v)), None)
        if apart is None or any(m.start > apart.start for m in self.analysis.of_kind("food", "eatery", "place")):
            return False
        before = [t for t in self.reading.terms if t.end <= apart.start]
        dishes = any(m.end <= apart.start for m in self.analysis.of_kind("food", "place"))
        meals = any(self.is_(t, "eating", "meal") for t in before)
        after = any(self.is_(t, "eating", "meal") for t in self.reading.terms if t.start >= apart.end)
        return meals and not (dishes or after)

    # Where

    def _without_origin(self, areas: tuple[str, ...]) -> tuple[str, ...]:
        """«서울에서 왔는데 화성 맛집»: where somebody comes from is not where they look, if they look elsewhere."""
        home = self._reader.home
        left = {m.id for m in self.analysis.of_kind("area") if self.store.areas[m.id].is_root and self._comes_from(m)}
        elsewhere = bool(set(areas) - left) or home is not None
        return tuple(a for a in areas if a not in left or a == home) if elsewhere else areas

    def _meant(self, areas: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The towns and the parts of towns that are meant, and those of one name of which it is open which is.

        Of «종로구 혜화동», said together, the narrower one is meant; so is the town where its province is named too.
        """
        mentions = {m.id: m for m in self.analysis.of_kind("area")}
        meanings = {area: mentions[area].ids if area in mentions else (area,) for area in areas}
        likeliest = {area: self._likeliest(area, meanings) for area in areas}
        tied = next((several for several in likeliest.values() if len(self.store.roots_of(several)) > 1), ())
        chosen = {area: several for area, several in likeliest.items() if several != tied}
        around = {
            first.id
            for first, second in pairwise(sorted(mentions.values(), key=lambda m: m.start))
            if first.id in chosen
            and second.id in chosen
            and self._hold(chosen[first.id], chosen[second.id])
            and not self.analysis.text[first.end : second.start].strip()
        }
        everything = tuple(dict.fromkeys(a for several in chosen.values() for a in several))
        roots = tuple(a for a in everything if self.store.areas[a].is_root)
        narrower = (a for area, several in chosen.items() if area not in around for a in several)
        parts = tuple(dict.fromkeys(a for a in narrower if a not in roots and not self._hold((a,), roots)))
        regions = self.analysis.of_kind("region") if not (everything or tied) else self._joined_regions()
        left = [m for m in regions if not (self.rules_out_name(m) or self._comes_from(m))]
        self._partly = tuple((m.text, *towns) for m in left if (towns := self._towns_in(m)))
        return tuple(dict.fromkeys((*roots, *(town for _, *towns in self._partly for town in towns)))), parts, tied

    def _towns_in(self, region: Mention) -> tuple[str, ...]:
        """«강원도 횟집» where one town of it is known, and the region itself is no area."""
        if region.name in self._reader.around:
            return ()
        names = {region.text, region.id}
        return tuple(t.id for t in self.store.towns if t.imported and names.intersection(t.part_of))

    def _likeliest(self, area: str, meanings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Those of the areas of one name that are meant: by what else is named, the robot's town, and what is near.

        Several are left where they lie in one town, or where nothing tells them apart.
        """
        left, home = meanings[area], self._reader.home
        if len(left) == 1:
            return left
        others = tuple(o for key, ids in meanings.items() if key != area for o in ids if o not in left)
        spans = [(m.start, m.end) for m in self.analysis.of_kind("area")]
        regions = (m for m in self.analysis.of_kind("region") if all(m.end <= a or m.start >= b for a, b in spans))
        named = {name for m in regions for name in (m.text, m.id)}
        surely: tuple[Callable[[str], object], ...] = (
            lambda a: any(self._holds(o, a) for o in others),
            lambda a: any(self._holds(a, o) for o in others),
            lambda a: named & self.store.regions_of(a),
            lambda a: home is not None and self.store.root_of(a) == home,
            lambda a: self.store.rank(a) == min(map(self.store.rank, left)),
        )
        for holds in surely:
            left = tuple(a for a in left if holds(a)) or left
        if home is None or len(left) == 1:
            return left
        around = self.store.regions_of(home)
        near = tuple(a for a in left if around & self.store.regions_of(a)) or left
        nearest = self.store.nearest_of(near, home) if len(near) > 1 else None
        near = near if nearest is None else (nearest,)
        if len(near) == 1:
            self._namesakes.append((*near, *(a for a in left if a not in near)))
        return near

    def _hold(self, areas: Sequence[str], others: Sequence[str]) -> bool:
        return any(self._holds(area, other) for area in areas for other in others)

    def _holds(self, area: str, other: str) -> bool:
        """Whether another area lies in one."""
        return area != other and area in self.store.area_closure(other)

    def _site(self) -> str | None:
        """«화성 구경 왔는데 화성 근처»: a site of this town that is called by less than its name, and no other town."""
        home = self._reader._here
        if home is None or not any(self.is_(t, "touring") for t in self.reading.terms):
            return None
        named = (m.text for m in self.analysis.of_kind("region"))
        return next((a for text in named if (a := f"{home.short}{text}") in self.store.areas), None)

    def _wider(self) -> str | None:
        """A region that is named and that the robot's own town belongs to."""
        around = self._reader.around
        named = (m.name for m in self.analysis.of_kind("region", "thing", "country"))
        return next((name for name in named if name in around), None)

    def _towns(self) -> Iterator[str]:
        """Names of places that we hold no data for."""
        spans = {(m.start, m.end) for m in self.analysis.of_kind("area")}
        around = self._reader.around
        foods = {(m.start, m.end) for m in self.analysis.of_kind("food", "place")}
        own = {name for root in self.store.concepts.roots for name in (root.id, root.short, *root.aliases)}
        regions = {region.name for region in self.store.regions if len(region.name) > 1} - own
        last: Mention | None = None
        for mention in self.analysis.of_kind("region", "thing"):
            covers = mention.kind == "region" or any(word in regions for word in mention.text.split())
            elsewhere = (mention.start, mention.end) not in spans | foods and mention.name not in around
            if covers and elsewhere and not self.rules_out_name(mention) and not self._comes_from(mention):
                if last is not None and self.analysis.text[last.end : mention.start].strip() == "":
                    yield self.analysis.text[last.start : mention.end]  # «용인 수지»
                last = mention
                yield mention.text
        for mention in self.analysis.of_kind("food"):
            first, space, _ = mention.text.partition(" ")
            if space and first in regions and not self.store.served(mention.id):
                yield first  # «전주 비빔밥»
        known = tuple(m for m in self.analysis.mentions if m.kind in ("area", "region", "thing", "country"))
        for term in self.reading.terms:
            if term.kind != "noun" or self.is_(term, "here", "head", "beside", "meal", "generic"):
                continue
            if any(m.start <= term.start < m.end for m in known):
                continue
            behind = after_in_phrase(self.reading, term)
            beside = bool(behind) and self.is_(behind[0], "beside") and len(term.lemma) > 1
            located = term is head_of(self.reading, term) and term.particle in AT
            leads = bool(behind) and behind[0].kind == "name"
            if beside or ((located or leads) and is_like_a_place(term.text, located=located)):
                before = [t.text for t in phrase_of(self.reading, term) if t.end <= term.start and t.kind == "noun"]
                before = [] if any(self.is_(t, "head") for t in phrase_of(self.reading, term)) else before
                yield " ".join((*before, term.text))

    def _joined_regions(self) -> Iterator[Mention]:
        """«대전이랑 수원 맛집»: regions that are no areas, each joined with one that is."""
        joining = {WITH, *EITHER}
        named = sorted((m for m in self.analysis.of_kind("area", "region")), key=lambda m: m.start)
        around = self._reader.around
        for first, second in pairwise(named):
            term = self.term_of(first)
            joined = term is not None and joining.intersection(head_of(self.reading, term).particles)
            between = any(first.end <= t.start < second.start for t in self.reading.terms)  # «서울이랑 가까운 수원»
            if joined and {first.kind, second.kind} == {"area", "region"} and first.end < second.start and not between:
                region = first if first.kind == "region" else second
                if region.name not in around and not self.rules_out_name(region):
                    yield region

    def _unplaced(self) -> str | None:
        """«화성시청에서 걸어서 갈 만한 카페»: a thing by name, of which nothing is known."""
        known = [(m.start, m.end) for m in self.analysis.mentions]
        for term in self.reading.terms:
            verb = next_verb(self.reading, term) if term.kind == "noun" else None
            if verb is None or any(start <= term.start < end for start, end in known):
                continue
            if self.is_(term, "here", "head", "beside", "generic") or not FROM.intersection(term.particles):
                continue
            if self.is_(verb, "near") or (self.is_(verb, "walking") and is_manner_of(verb)):
                before = (t.start for t in phrase_of(self.reading, term) if t.end <= term.start and t.kind == "noun")
                return self.analysis.text[next(before, term.start) : term.end]
        return None

    def _town_of(self, thing: str) -> tuple[str, ...]:
        """«수원» of «수원시청»."""
        named = [(n, r.id) for r in self.store.towns for n in (r.id, r.short, *r.aliases) if len(n) > 1]
        fitting = [(len(name), root) for name, root in named if thing.startswith(name)]
        towns = {root for length, root in fitting if length == max(fitting)[0]}
        return tuple(towns) if len(towns) == 1 else ()

    def _comes_from(self, mention: Mention) -> bool:
        """«부산에서 왔는데»."""
        term = self.term_of(mention)
        verb = next_verb(self.reading, term) if term else None
        return verb is not None and self.is_(verb, "coming") and not (verb.form and verb.form.modifies)

    def _nearness(self) -> tuple[bool, bool]:
        """Whether it is to be near the speaker («이 근처»), and near what was spoken of («그 근처», «근처»)."""
        here, it = False, any(map(self.sets_out_from, self.reading.terms))
        for before, term in pairwise((None, *self.reading.terms)):
            if term is None or not self._is_beside(term) or term.called:
                continue
            owner = next((t for t in phrase_of(self.reading, term) if t.end <= term.start), before)
            ended = owner is before and owner is not None and TOO in owner.particles  # «분식도 근처에 있나»
            none = owner is None or owner.phrase < term.phrase - 1 or owner.kind in ("verb", "adverb", "interjection")
            if none or ended or owner is None:
                it = it or self.is_(term, "around")  # «근처 카페»
            elif is_demonstrative(owner) or owner.kind == "pronoun":
                here = here or self.is_(owner, "here")
                it = it or not self.is_(owner, "here")
            else:
                here = here or self.is_(owner, "here")
        for verb in self.reading.verbs:  # «거기서 가까운»
            if self.is_(verb, "near") and any(self.is_(t, "that") for t in arguments_of(self.reading, verb)):
                it = it or not any(self.is_(t, "here") for t in arguments_of(self.reading, verb))
        return here, it

    def _start(self) -> Mention | None:
        """What is named that something is to be nearest to, where it is known where that lies and no area says so."""
        located = {m.start for m in self.analysis.of_kind("area") if self.store.areas[m.id].lat is not None}
        for mention in self.analysis.of_kind("thing", "place"):
            term = self.term_of(mention)
            if term is None or mention.id not in self.store.places or mention.start in located:
                continue
            verb = next_verb(self.reading, term)
            from_it = {*AT, WITH}.intersection(head_of(self.reading, term).particles)
            if from_it and verb is not None and self.is_(verb, "near"):
                place = self.store.places[mention.id]
                return mention if self.store.position(place) is not None else None
        return None

    def _named_area(self, area: str) -> Iterator[Mention]:
        return (m for m in self.analysis.of_kind("area") if area in (m.id, *m.ids))

    def _is_beside(self, term: Term) -> bool:
        """«근처», «옆», «거기 가까이», which is an adverb alone; not «동네» as a kind of place."""
        return term.kind in ("noun", "adverb") and self.is_(term, "beside") and not self.is_(term, "generic")

    # When

    def _opening(self) -> tuple[WeekTime | None, WeekTime | None, WeekTime | None]:
        """When it has to be open, when it must not be known to be closed, and when it has to be."""
        when = self.moment
        if when is None:
            return None, None, None
        later = [t for t in self.reading.terms if t.start >= when.end]
        tells = next((t for t in later if t.kind == "verb"), None)
        over = tells is not None and tells.form is not None and tells.form.past and frames(tells)
        if over and tells is not None and not self.is_(tells, "exceeding", "possible"):
            return None, None, None  # «아침을 못 먹었는데 …»
        if any(t.kind == "noun" and self.is_(t, "trading") for t in later):
            return when, None, None  # «지금 영업 중인 카페»
        described = [t for t in later if t.form is not None and t.form.modifies and not t.form.negated]
        if any(self.is_(v, "opening") and v.lemma != DO and not self.is_(v, "shutting") for v in described):
            return when, None, None  # «일요일이면 다 쉬던데 여는 밥집»
        # «지금 수원역인데 …», «지금 배고픈데 …»: how it is with the speaker
        there = tells is not None and frames(tells) and (is_copula(tells) or self.is_(tells, "hungry"))
        if when.now and not there and any(self.is_(v, "possible", "visiting", "eating") for v in described):
            return when, None, None  # «당장 갈 수 있는 집»
        verb = tells
        if verb is not None and verb.form is not None:
            about = object_of(self.reading, verb)
            close = about is not None and (when.start <= about.start <= when.end or self.is_(about, "door"))
            opens = self.is_(verb, "opening") and not self.is_(verb, "shutting") and (close or verb.lemma != DO)
            rests = self.is_(verb, "resting")
            if (opens and not verb.form.negated) or (rests and verb.form.negated):
                return when, None, None
            house = described_by(self.reading, verb)
            if rests and verb.form.modifies and not (verb.form.future or is_thing(house)):  # not «오늘 놀다 갈 건데»
                out = house is not None and self.rules_out(house)  # «일요일에 쉬는 데는 빼고»
                return (None, when, None) if out else (None, None, when)
        hours = when.minute is not None
        runs = (t for t in self.reading.terms if t.start >= when.start and t.form is not None and t.form.modifies)
        if any(v.lemma == DO and self._runs(v, when) for v in runs):
            return when, None, None  # «밤 열한 시 넘어서 하는 데», «오늘 하는 데로»
        unusual = when.minute is not None and not when.now and not _EARLY <= when.minute < _LATE
        unusual = unusual or (hours and not when.part and not when.now and self._goes_on_past(when))
        if unusual:
            return when, None, None
        return None, when if when.named or self.is_planned else None, None

    def _early(self) -> Iterator[str]:
        """«일찍 여는 데»: an hour that nobody named."""
        for verb in self.reading.verbs:
            early = next((t for t in adverbs_of(self.reading, verb) if self.is_(t, "old")), None)
            head = described_by(self.reading, verb) if early is not None and is_habitual(verb) else None
            if early is not None and head is not None and self.is_(verb, "opening"):
                yield self.say("condition_place", clause=self.reading.text[early.start : head.start].rstrip())

    def _goes_on_past(self, when: WeekTime) -> bool:
        """«열한 시 넘어서도 먹을 수 있는», «열 시까지 있을 수 있는»: until then or beyond it."""
        follows = next((t for t in self.reading.terms if t.start >= when.end), None)
        return when.until or (follows is not None and self.is_(follows, "exceeding"))

    def _runs(self, verb: Term, when: WeekTime) -> bool:
        """«열한 시에 하는 데», «열한 시 넘어서까지 하는 집»: of a house, with nothing else that it does."""
        head, about = described_by(self.reading, verb), object_of(self.reading, verb)
        alone = about is None or about.start < when.end or about.particle in AT  # «인계동에 하는 데»
        return head is not None and (self.is_(head, "head") or is_house(head.text)) and alone

    # Prices and order

    def _waives_price(self) -> bool:
        """«가격은 상관없어», «비싸도 괜찮아»."""
        money = (t for t in self.reading.terms if t.kind == "noun" and self.is_(t, "price", "money"))
        dear = (v for v in self.reading.verbs if self.is_(v, "expensive") and is_concessive(v))
        return any(self.gives_up(t) or self.rules_out(t) for t in money) or any(
            after is not None and self.is_(after, "given_up") for after in (next_verb(self.reading, v) for v in dear)
        )

    def _scales(self) -> tuple[PlaceOrder | None, PriceLevel | None, bool]:
        """What orders the places, their level of price, and whether those near are wanted."""
        order: PlaceOrder | None = None
        level: PriceLevel | None = None
        near = False
        for term in self.reading.terms:
            adverbs = [term, *adverbs_of(self.reading, term)] if term.kind == "verb" else []
            most = any(self.is_(t, "most") for t in adverbs)
            compares = any(self.is_(t, "more_than") and not self.is_(t, "old") for t in adverbs)
            if most:
                order = next((o for cue, o in ENDS if any(self.is_(t, cue) for t in adverbs)), order)
                continue
            if compares or self.rules_out(term):
                continue
            if term.kind == "verb":
                assert term.form is not None
                near = near or (self.is_(term, "walking") and is_manner_of(term))
                if not (self._qualifies(term) or (is_adverbial(term) and self.is_(term, "expensive", "cheap"))):
                    order = order or (self._end_of_which(term) if term is self.reading.main else None)
                    continue
                near = near or self.is_(term, "near")
                about = object_of(self.reading, term)
                if self.is_(term, "lacking") and about is not None and self.is_(about, "burden"):
                    level = "cheap"
                head = described_by(self.reading, term)
                if head is not None and self.rules_out(head):
                    level = "cheap" if self.is_(term, "expensive") else level  # «비싼 데 말고»
                    continue
                if self.is_(term, "of_a_price") and (about is None or not self.is_(about, "price")):
                    continue
                level = self._level(term, negated=term.form.negated) or level
            elif term.kind == "noun":
                level = self._level(term, negated=False) or level
        if order is None:
            order = self.most_said()
        cheap = any(o == "cheapest" for o, _ in self.ends_said())
        return order, level or ("cheap" if cheap and order is None else None), near

    def _is_said_of_it(self) -> bool:
        """«심야에 되는 파스타집»: the hour is itself what places say of themselves, and no clock is needed."""
        when = self.moment
        if when is None or when.named or when.now or when.day:
            return False
        said = (m for m in self.analysis.of_kind("attribute") if self.store.states(m.id))
        return any(when.start <= m.start < when.end for m in said)

    def ends_said(self) -> Iterator[tuple[PlaceOrder, tuple[Term, ...]]]:
        """The ends of scales that are said in several words: «돈 덜 드는», «역사가 긴», «최저가»."""
        for cue, order in ENDS:
            for group in (f"says_{cue}", f"most_{cue}"):
                if group in self.phrases and (terms := self.stated(self.reading, group)):
                    yield order, terms

    def most_said(self) -> PlaceOrder | None:
        """The end that one of them is to be at: «역사가 제일 긴 집», «최저가»."""
        most = any(self.is_(t, "most") for t in self.reading.terms)
        alone = (o for cue, o in ENDS if f"most_{cue}" in self.phrases and self.stated(self.reading, f"most_{cue}"))
        return next((o for o, _ in self.ends_said()), None) if most else next(alone, None)

    def _end_of_which(self, verb: Term) -> PlaceOrder | None:
        """«칼국수 어디가 싸?»: which of them is so asks for the one that is it most."""
        about = object_of(self.reading, verb)
        which = about is not None and about.lemma in (WHERE, *WHICH) and SUBJECT in about.particles
        named = bool(self.analysis.of_kind("food", "eatery"))
        return next((o for cue, o in ENDS if self.is_(verb, cue)), None) if which and named else None

    def _qualifies(self, verb: Term) -> bool:
        """Whether an adjective says what is wanted («싼 집», «싸고 맛있는», «싸게») rather than what is thought of."""
        assert verb.form is not None
        helps = verb.form.requests and verb.form.modifies  # «싸 주는»
        return not helps and ((verb.form.modifies and not verb.form.future) or links(verb) or is_concessive(verb))

    def _level(self, term: Term, *, negated: bool) -> PriceLevel | None:
        levels: tuple[PriceLevel, ...] = ("cheap", "expensive", "moderate")
        found = next((level for level in levels if self.is_(term, level)), None)
        return ("cheap" if found == "expensive" else None) if negated else found

    def _count(self) -> int | None:
        """How many are wanted: «세 군데», «하나만 골라»."""
        for number in self.analysis.numbers:
            if number.ordinal or number.value < 1:
                continue
            term = next((t for t in self.reading.terms if t.start == number.start), None)
            if term is None or any(is_among(t) for t in after_in_phrase(self.reading, term)):
                continue
            after = next((t for t in self.reading.terms if t.start >= term.end and not self.is_(t, "further")), None)
            if after is not None and self.is_(after, "every"):
                continue
            chosen = after is not None and self.is_(after, "head", "counted", "seeking")
            if number.counter in self.words("counted") or (
                number.counter is None and (term.particles == (ONLY,) or chosen)
            ):
                return min(number.value, _MOST)
        return None
