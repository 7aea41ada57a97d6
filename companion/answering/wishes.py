"""What an utterance asks of places, by its grammar: where, what food, at what price, when, and what not.

A constraint is a noun phrase with a part in the request, an attribute, or a clause that describes the place. What only
frames the request (with whom, why, that one is hungry) is none, unless the data has an attribute for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from companion.answering.place_prices import PriceReader
from companion.answering.wording import Wording
from companion.knowledge.places.concepts import Area
from companion.knowledge.places.query import PlaceOrder, PriceLevel
from companion.knowledge.places.store import PlaceStore
from companion.language.amounts import is_time
from companion.language.grammar import (
    ADDED,
    BE_THERE,
    DO,
    EITHER,
    NOT_BE,
    NOT_OF_IT,
    OBJECT,
    ONLY,
    SAID_OF,
    SELL,
    TOO,
    adverbs_of,
    after_in_phrase,
    arguments_of,
    described_by,
    frames,
    head_of,
    is_adverbial,
    is_among,
    is_concessive,
    is_house,
    is_thing,
    joined_with,
    links,
    next_verb,
    object_of,
    phrase_of,
    refers_back,
)
from companion.language.place_names import AT, is_like_a_place
from companion.language.terms import TOPIC, WITH, Reading, Term, read
from companion.language.week_times import WeekTime, find_week_time
from companion.understanding.types import Analysis, Mention

_MOST = 10
_EARLY, _LATE = 10 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What one utterance asks of places, before it is joined with what was asked earlier.

    Attributes:
        foods, also: offers any of which will do; offers that must be there as well.
        dropped: offers that need no longer be there («막걸리는 없어도 돼»).
        either: offers that will do beside those asked for before («갈비도 괜찮아»).
        framed: those of the attributes that only follow from who comes along.
        waived: attributes that are no longer asked for; `waives_price` likewise.
        towns: names of places that we hold no data for.
        unknown: a food, or what a place should have, that the data has no word for.
        unusable: whether a clause asks for something that the data has no word for.
        types: what kind of thing is wanted.
        root: the town or site that is named.
        wider: a region named that the robot's own town belongs to.
        shared: a sum and the number of people it was divided by.
        near: whether what is near is wanted, of no place that is named.
        allergy: whether what is ruled out makes somebody ill.
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
    level: PriceLevel | None = None
    order: PlaceOrder | None = None
    near: bool = False
    open: WeekTime | None = None
    not_closed: WeekTime | None = None
    resting: WeekTime | None = None
    either: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    limit: int | None = None
    towns: tuple[str, ...] = ()
    unknown: str | None = None
    unusable: bool = False
    types: tuple[str, ...] = ()
    root: str | None = None
    wider: str | None = None
    allergy: bool = False

    @property
    def constrains_more(self) -> bool:
        """Whether more was said than what is looked for."""
        return bool(
            self.areas or self.root or self.also or self.attributes or self.max_price or self.min_price or self.level
            or self.open or self.order or self.limit or self.resting
        )  # fmt: skip

    @property
    def constrains(self) -> bool:
        """Whether anything but the wish itself was said."""
        return bool(
            self.areas or self.root or self.foods or self.also or self.not_foods or self.attributes or self.max_price
            or self.min_price or self.level or self.not_places or self.not_areas or self.open or self.not_closed
            or self.waived or self.waives_price or self.order or self.near or self.resting or self.either
            or self.dropped
        )  # fmt: skip


class WishReader:
    """Reads wishes with the words of the skill and the names of the data."""

    def __init__(self, wording: Wording, store: PlaceStore, here: Area | None) -> None:
        self._wording = wording
        self._store = store
        self._here = here
        self._prices = PriceReader(wording)
        self._short = {
            name: offer.id for offer in store.offers.values() for name in (offer.id, *offer.aliases) if len(name) == 1
        }
        self._attributes = tuple(
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

    def _pattern(self, name: Reading) -> Pattern:
        """The terms of a name by their dictionary forms; nothing where that is a word of every request."""
        first = name.terms[0] if name.terms else None
        common = ("fit", "exists", "eating", "cheap", "lacking", "generic", "head")
        if first is None or (len(name.terms) == 1 and self._wording.is_(first, *common)):
            return ()
        # A noun alone is found by its name, and a verb alone is no description but in an attributive form («조용한»).
        alone = len(name.terms) == 1
        if alone and (first.form is None or not first.form.modifies):
            return ()
        return tuple(map(_form, name.terms))


Pattern = tuple[tuple[str, bool], ...]
"""Terms by their dictionary forms, each with whether it is denied."""


def _form(term: Term) -> tuple[str, bool]:
    return term.lemma, term.form is not None and term.form.negated


@dataclass(frozen=True, slots=True)
class _Food:
    """A food that is named: where, which, and whether it is wanted too («커피도»)."""

    term: Term
    id: str


class UtteranceWish:
    """The wish of one utterance."""

    def __init__(self, reader: WishReader, analysis: Analysis, now: datetime) -> None:
        self._reader = reader
        self._store: PlaceStore = reader._store
        self._is = reader._wording.is_
        self._analysis, self._reading, self._now = analysis, analysis.reading, now
        self._moment = find_week_time(analysis.reading, analysis.times, now)
        self._used: set[int] = set()  # where terms stand that an attribute accounts for

    @property
    def moment(self) -> WeekTime | None:
        """The time of the week that is named."""
        return self._moment

    def wish(self) -> Wish:
        """All of it."""
        foods = [food for food in self._foods() if not self._was_eaten(food.term)]
        dropped = tuple(food.id for food in foods if self._is_unneeded(food.term))
        foods = [food for food in foods if food.id not in dropped]
        wanted = [food for food in foods if not self.rules_out(food.term)]
        not_foods = tuple(dict.fromkeys(food.id for food in foods if food not in wanted))
        either = tuple(food.id for food in wanted if self._widens(food.term))
        any_of, also = self._together([food for food in wanted if food.id not in either])
        areas, not_areas = self._split("area")
        roots = tuple(a for a in areas if self._store.areas[a].is_root)
        parts = self._in_town(tuple(a for a in areas if a not in roots), roots)
        attributes, framed, waived = self._attributes()
        prices = self._reader._prices.read(self._analysis)
        opening, not_closed, resting = self._opening()
        order, level, near = self._scales()
        abstains = self._abstains_from(foods)
        if abstains:
            not_foods = tuple(f for f in not_foods if f not in abstains)
            attributes = (*attributes, *dict.fromkeys(abstains.values()))
        unknown, unusable = self._unknown()
        return Wish(
            areas=parts,
            not_areas=tuple(a for a in not_areas if not self._store.areas[a].is_root),
            foods=any_of,
            also=also,
            not_foods=not_foods,
            not_places=self._split("place")[1],
            attributes=tuple(dict.fromkeys(attributes)),
            framed=framed,
            waived=waived,
            max_price=prices.most,
            min_price=prices.least,
            shared=prices.shared,
            waives_price=prices.waived,
            people=prices.people,
            level=level,
            order=order,
            near=near and not areas,
            open=opening,
            not_closed=not_closed,
            resting=resting,
            either=either,
            dropped=dropped,
            limit=self._count(),
            towns=() if roots else tuple(sorted(dict.fromkeys(self._towns()), key=len, reverse=True)),
            unknown=unknown,
            unusable=unusable,
            types=tuple(dict.fromkeys(m.id for m in self._analysis.of_kind("eatery") if not self._rules_out(m))),
            root=roots[0] if roots else None,
            wider=None if roots or areas else self._wider(),
            allergy=any(self._is(t, "allergy") for t in self._reading.terms) and bool(not_foods),
        )

    # What is named, and whether it is ruled out

    def term_of(self, mention: Mention) -> Term | None:
        """The term of a name."""
        return next((t for t in self._reading.terms if t.start <= mention.start < t.end), None)

    def _rules_out(self, mention: Mention) -> bool:
        term = self.term_of(mention)
        return term is not None and self.rules_out(term)

    def rules_out(self, term: Term) -> bool:
        """Whether the sentence rules out what a term names: «갈비랑 통닭 빼고», «고기 안 먹는», «그건 싫고»."""
        behind = after_in_phrase(self._reading, term)
        if any(self._is(t, "allergy") for t in behind):
            return True
        verb = next_verb(self._reading, term)
        if verb is None or not all(self._is(t, "head", "beside", "meal", "generic", "counted") for t in behind):
            return False
        assert verb.form is not None
        described = described_by(self._reading, verb)
        if described is not None and (is_thing(described) or self._is(described, "head")) and not verb.form.negated:
            return not self._is(verb, "lacking") and self.rules_out(described)  # «권선동에 있는 거 말고»
        closest = object_of(self._reading, verb)
        if closest is not None and any(t.phrase == term.phrase for t in joined_with(self._reading, closest)):
            if self._is(verb, "without"):
                asks = verb.form.closes and "?" in self._reading.text
                return not verb.form.negated if verb.lemma != NOT_BE else not asks
            if self._is(verb, "liking") and verb.form.negated and not verb.form.past:
                return True
            if self._is(verb, "lacking") and verb.form.modifies and term.kind == "name":
                return not any(self._is(t, "head") for t in behind) and not is_house(term.text)
        return self._points_back(term) or self._explains(term)

    def _explains(self, term: Term) -> bool:
        """«갈비는 어제 먹어서 빼고요»: a reason stands between what is ruled out and the negation."""
        verbs = [v for v in self._reading.verbs if v.start >= term.end]
        at = next((n for n, v in enumerate(verbs) if self._is(v, "without")), 0)
        if not at or not frames(verbs[at - 1]) or verbs[at].lemma == NOT_BE:
            return False
        form = verbs[at].form
        if form is None or form.negated or any(v.form is not None and v.form.modifies for v in verbs[:at]):
            return False
        topical = {TOPIC, OBJECT}.intersection(head_of(self._reading, term).particles)
        return bool(topical) and object_of(self._reading, verbs[at]) is None

    def _points_back(self, term: Term) -> bool:
        """«소갈비는 어제 먹었으니까 그건 빼고»: the negation stands further on, behind a pronoun."""
        for verb in self._reading.verbs:
            if verb.start < term.end or not self._is(verb, "without"):
                continue
            about = object_of(self._reading, verb)
            if about is not None and about.start > term.end and refers_back(about):
                return True
        return False

    def _was_eaten(self, term: Term) -> bool:
        """«점심에 국수 먹었는데», «밥 먹고 커피 마실 데»: what was eaten, or will be before, is not asked for."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None or not self._is(verb, "eating", "liking") or self.rules_out(term):
            return False
        return (verb.form.past and not verb.form.wishes) or self._comes_first(verb)

    def _comes_first(self, verb: Term) -> bool:
        """«밥 먹고 커피 마실 데»: a meal, and then what is looked for."""
        after = next((v for v in self._reading.verbs if v.start > verb.start), None)
        if not links(verb) or after is None or not self._is(after, "eating"):
            return False
        next_one = object_of(self._reading, after)
        served = next_one is not None and any(m.start == next_one.start for m in self._analysis.of_kind("food"))
        return (
            served
            and next_one is not None
            and TOO not in next_one.particles
            and described_by(self._reading, after) is not None
        )

    def _split(self, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of one kind that are wished for, and those that are ruled out."""
        wanted: dict[str, None] = {}
        unwanted: dict[str, None] = {}
        for mention in self._analysis.mentions:
            if mention.kind == kind:
                (unwanted if self._rules_out(mention) else wanted)[mention.id] = None
        return tuple(wanted), tuple(w for w in unwanted if w not in wanted)

    # Food

    def _foods(self) -> Iterator[_Food]:
        named = {(m.start, m.end) for m in self._analysis.mentions}
        for term in self._reading.terms:
            mention = next((m for m in self._analysis.of_kind("food") if m.start == term.start), None)
            if mention is not None:
                yield _Food(term, mention.id)
            elif term.kind == "noun" and (term.start, term.end) not in named and self._is_short_food(term):
                yield _Food(term, self._reader._short[term.lemma])

    def _is_short_food(self, term: Term) -> bool:
        """Whether a word of one syllable is meant as food: «빵도 있는», «빵이랑 커피»."""
        if term.lemma not in self._reader._short:
            return False
        if head_of(self._reading, term) is not term and after_in_phrase(self._reading, term)[0].kind != "name":
            return False
        verb = next_verb(self._reading, term)
        eaten = verb is not None and object_of(self._reading, verb) is term
        if eaten and verb is not None:
            return self._is(verb, "eating", "liking") or (
                verb.lemma in (*SELL, BE_THERE) and bool(term.particles) and not self._is(term, "also_a_thing")
            )
        if verb is None and term is self._reading.terms[-1]:
            return any(self._is(v, "without") for v in self._reading.verbs)  # «일식 말고 회»
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        return term.particle in (WITH, *EITHER) and follows is not None and follows.kind == "name"

    def _together(self, foods: Sequence[_Food]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Offers any of which will do, and offers that must be there as well."""
        also: list[str] = []
        any_of: list[str] = []
        both = False
        for number, food in enumerate(foods):
            later = foods[number + 1 :]
            last = head_of(self._reading, food.term)
            verb = next_verb(self._reading, food.term)
            described = described_by(self._reading, verb) if verb else None
            phrase = () if described is None else phrase_of(self._reading, described)
            like = verb is not None and self._is(verb, "same")  # «삼계탕 같은 보양식»
            house = not like and any(other.term in phrase for other in later)
            if TOO in last.particles or house or both:
                also.append(food.id)
            else:
                any_of.append(food.id)
            joins = last.particle in (WITH, ADDED) and bool(later)
            both = joins and not any(t.kind == "verb" for t in self._between(food.term, later[0].term))
        return tuple(dict.fromkeys(any_of)), tuple(a for a in dict.fromkeys(also) if a not in any_of)

    def _widens(self, term: Term) -> bool:
        """«갈비도 괜찮아»: what will do as well."""
        verb = next_verb(self._reading, term)
        closes = verb is not None and verb.form is not None and not verb.form.modifies
        return closes and verb is not None and TOO in term.particles and self._is(verb, "widening")

    def _between(self, first: Term, last: Term) -> tuple[Term, ...]:
        return tuple(t for t in self._reading.terms if first.end <= t.start and t.end <= last.start)

    def _abstains_from(self, foods: Sequence[_Food]) -> dict[str, str]:
        """Foods somebody never eats for which the data has an attribute: «고기 안 먹는 친구» asks for 채식."""
        found = {}
        for food in foods:
            verb = next_verb(self._reading, food.term)
            if verb is None or verb.form is None or not (verb.form.negated and self._is(verb, "liking")):
                continue
            for attribute in self._store.attributes.values():
                if food.id in attribute.without and self._store.states(attribute.id):
                    found[food.id] = attribute.id
        return found

    # Where

    def _in_town(self, areas: tuple[str, ...], roots: tuple[str, ...]) -> tuple[str, ...]:
        """Areas in the town that is named, or here, where towns share their names."""
        here = self._reader._here
        wanted = roots or ((here.id,) if here else ())
        chosen = []
        for area in areas:
            meant = next((m.ids for m in self._analysis.of_kind("area") if m.id == area), (area,))
            chosen.append(next((a for a in meant if self._store.root_of(a) in wanted), area))
        return tuple(dict.fromkeys(chosen))

    def _wider(self) -> str | None:
        """A region that is named and that the robot's own town belongs to."""
        here = self._reader._here
        around = here.part_of if here else ()
        named = (m.name for m in self._analysis.of_kind("region", "thing", "country"))
        return next((name for name in named if name in around), None)

    def _towns(self) -> Iterator[str]:
        """Names of places that we hold no data for."""
        spans = {(m.start, m.end) for m in self._analysis.of_kind("area")}
        around = self._reader._here.part_of if self._reader._here else ()
        foods = {(m.start, m.end) for m in self._analysis.of_kind("food", "place")}
        own = {name for root in self._store.concepts.roots for name in (root.id, root.short, *root.aliases)}
        regions = {region.name for region in self._store.regions if len(region.name) > 1} - own
        last: Mention | None = None
        for mention in self._analysis.of_kind("region", "thing"):
            covers = mention.kind == "region" or any(word in regions for word in mention.text.split())
            elsewhere = (mention.start, mention.end) not in spans | foods and mention.name not in around
            if covers and elsewhere and not self._rules_out(mention) and not self._comes_from(mention):
                if last is not None and self._analysis.text[last.end : mention.start].strip() == "":
                    yield self._analysis.text[last.start : mention.end]  # «용인 수지»
                last = mention
                yield mention.text
        known = tuple(m for m in self._analysis.mentions if m.kind in ("area", "region", "thing", "country"))
        for term in self._reading.terms:
            if term.kind != "noun" or self._is(term, "here", "head", "beside", "meal", "generic"):
                continue
            if any(m.start <= term.start < m.end for m in known):
                continue
            behind = after_in_phrase(self._reading, term)
            beside = bool(behind) and self._is(behind[0], "beside") and len(term.lemma) > 1
            located = term is head_of(self._reading, term) and term.particle in AT
            leads = bool(behind) and behind[0].kind == "name"
            if beside or ((located or leads) and is_like_a_place(term.text, located=located)):
                before = [t.text for t in phrase_of(self._reading, term) if t.end <= term.start and t.kind == "noun"]
                yield " ".join((*before, term.text))

    def _comes_from(self, mention: Mention) -> bool:
        """«부산에서 왔는데»."""
        term = self.term_of(mention)
        verb = next_verb(self._reading, term) if term else None
        return verb is not None and self._is(verb, "coming") and not (verb.form and verb.form.modifies)

    # Attributes

    def _attributes(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Attributes asked for, those of them that only say who comes along, and those given up."""
        found: dict[str, Term] = {}
        for mention in self._analysis.of_kind("attribute"):
            if (term := self.term_of(mention)) is not None:
                found.setdefault(mention.id, term)
        # «차 두 대 가져가» holds «차 가져가».
        for terms in (self._reading.terms, tuple(t for t in self._reading.terms if t.kind not in ("adverb", "number"))):
            written = tuple(map(_form, terms))
            for pattern, attribute in self._reader._attributes:
                if pattern[0] not in written:
                    continue
                for at in range(len(written) - len(pattern) + 1):
                    if written[at : at + len(pattern)] == pattern:
                        found.setdefault(attribute, terms[at])
                        self._used |= {term.start for term in terms[at : at + len(pattern)]}
        counted = [n for n in self._analysis.numbers if n.counter in self._words("people")]
        people = next((n for n in counted if not is_time(self._analysis.text[n.start : n.end])), None)
        for grouped in self._store.attributes.values() if people is not None else ():
            if people is not None and grouped.group is not None:
                least, most = grouped.group
                each = self._analysis.text[people.start : people.end].endswith(self._words("each"))
                if least <= people.value <= most and not each and not self._is_each(people.end):
                    found.setdefault(grouped.id, self._reading.terms[0])
        asked, framed, waived = [], [], []
        for attribute, term in found.items():
            if term.called:
                continue
            if self._is_waived(term):
                waived.append(attribute)
            elif not self._is_ruled_by_allergy(term):
                asked.append(attribute)
                if self._frames(term):
                    framed.append(attribute)
        return tuple(asked), tuple(framed), tuple(waived)

    def _is_each(self, end: int) -> bool:
        return self._analysis.text[end:].lstrip().startswith(self._words("each"))

    def _is_ruled_by_allergy(self, term: Term) -> bool:
        """«새우 알레르기»: the food before it is what must not be served."""
        before = [t for t in phrase_of(self._reading, term) if t.end <= term.start]
        return self._is(term, "allergy") and any(t.kind == "name" for t in before)

    def _is_waived(self, term: Term) -> bool:
        """«주차는 상관없어», «주차 안 돼도 돼», «주차 말고»."""
        if self.rules_out(term):
            return True
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None:
            return False
        if self._is_unneeded(term) or (verb.form.modifies and (verb.form.negated or self._is(verb, "lacking"))):
            return True
        return verb.form.closes and self._is(verb, "given_up") and not self._is(verb, "possible")

    def _is_unneeded(self, term: Term) -> bool:
        """«없어도 돼», «안 돼도 돼»."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None:
            return False
        return (verb.form.negated or self._is(verb, "lacking")) and is_concessive(verb)

    def _frames(self, term: Term) -> bool:
        """Whether an attribute only follows from who comes along or why: «여자친구랑 왔는데 …»."""
        if head_of(self._reading, term).particle == WITH:
            return True
        verb = next_verb(self._reading, term)
        return verb is not None and verb.form is not None and frames(verb)

    def _words(self, cue: str) -> tuple[str, ...]:
        return self._reader._wording.cues[cue]

    # When

    def _opening(self) -> tuple[WeekTime | None, WeekTime | None, WeekTime | None]:
        """When it has to be open, when it must not be known to be closed, and when it has to be."""
        when = self._moment
        if when is None:
            return None, None, None
        later = [t for t in self._reading.terms if t.start >= when.end]
        if any(t.kind == "noun" and self._is(t, "trading") for t in later):
            return when, None, None  # «지금 영업 중인 카페»
        verb = next((t for t in later if t.kind == "verb"), None)
        if verb is not None and verb.form is not None:
            about = object_of(self._reading, verb)
            close = about is not None and (when.start <= about.start <= when.end or self._is(about, "door"))
            opens = self._is(verb, "opening") and not self._is(verb, "shutting") and (close or verb.lemma != DO)
            rests = self._is(verb, "resting")
            if (opens and not verb.form.negated) or (rests and verb.form.negated):
                return when, None, None
            if rests and verb.form.modifies:
                return None, None, when
        unusual = when.minute is not None and not when.now and not _EARLY <= when.minute < _LATE
        if unusual:
            return when, None, None
        return None, when if when.named else None, None

    # Prices and order

    def _scales(self) -> tuple[PlaceOrder | None, PriceLevel | None, bool]:
        """What orders the places, their level of price, and whether those near are wanted."""
        order: PlaceOrder | None = None
        level: PriceLevel | None = None
        near = False
        ends: tuple[tuple[str, PlaceOrder], ...] = (
            ("cheap", "cheapest"), ("expensive", "dearest"), ("near", "nearest"), ("old", "oldest"),
        )  # fmt: skip
        for term in self._reading.terms:
            adverbs = [term, *adverbs_of(self._reading, term)] if term.kind == "verb" else []
            most = any(self._is(t, "most") for t in adverbs)
            compares = any(self._is(t, "more_than") and not self._is(t, "old") for t in adverbs)
            if most:
                order = next((o for cue, o in ends if any(self._is(t, cue) for t in adverbs)), order)
                continue
            if compares or self.rules_out(term):
                continue
            if term.kind == "verb":
                assert term.form is not None
                if not self._qualifies(term):
                    continue
                near = near or self._is(term, "near")
                about = object_of(self._reading, term)
                if self._is(term, "lacking") and about is not None and self._is(about, "burden"):
                    level = "cheap"
                if self._is(term, "of_a_price") and (about is None or not self._is(about, "price")):
                    continue
                level = self._level(term, negated=term.form.negated) or level
            elif term.kind == "noun":
                level = self._level(term, negated=False) or level
        return order, level, near

    def _qualifies(self, verb: Term) -> bool:
        """Whether an adjective says what is wanted («싼 집», «싸고 맛있는», «싸게») rather than what is thought of."""
        assert verb.form is not None
        return (verb.form.modifies and not verb.form.future) or links(verb) or is_concessive(verb)

    def _level(self, term: Term, *, negated: bool) -> PriceLevel | None:
        levels: tuple[PriceLevel, ...] = ("cheap", "expensive", "moderate")
        found = next((level for level in levels if self._is(term, level)), None)
        return ("cheap" if found == "expensive" else None) if negated else found

    def _count(self) -> int | None:
        """How many are wanted: «세 군데», «하나만 골라»."""
        for number in self._analysis.numbers:
            if number.ordinal or number.value < 1:
                continue
            term = next((t for t in self._reading.terms if t.start == number.start), None)
            if term is None or any(is_among(t) for t in after_in_phrase(self._reading, term)):
                continue
            after = next((t for t in self._reading.terms if t.start >= term.end and not self._is(t, "further")), None)
            if after is not None and self._is(after, "every"):
                continue
            chosen = after is not None and self._is(after, "head", "counted", "seeking")
            if number.counter in self._words("counted") or (
                number.counter is None and (term.particles == (ONLY,) or chosen)
            ):
                return min(number.value, _MOST)
        return None

    # What nothing in the data is a word for

    def _unknown(self) -> tuple[str | None, bool]:
        """A food or a feature without a word in the data, and whether a clause asks for something else unknown."""
        unknown: str | None = None
        unusable = False
        for term in self._reading.terms:
            if term.kind == "noun" and self._is_strange(term) and self._is_unknown_food(term):
                unknown = unknown or self._named(term)
        for verb in self._reading.verbs:
            head = described_by(self._reading, verb)
            if head is None or not (self._is_place(head) or (is_thing(head) and self.rules_out(head))):
                continue
            strange = [t for t in arguments_of(self._reading, verb) if self._is_argument(t) and self._is_strange(t)]
            known = self._is_understood(verb)
            if strange and not known:
                unknown = unknown or self._named(strange[-1])
            elif (not known and not self._is(verb, "fit", "opening", "resting")) or (
                not known and self._is_qualified(verb)
            ):
                unusable = True
        return unknown, unusable

    def _is_qualified(self, verb: Term) -> bool:
        """«빨리 먹을 수 있는», «배부르게 먹을»: how something is done that is done anyway."""
        manners = [t for t in adverbs_of(self._reading, verb) if t.start not in self._used]
        before = [v for v in self._reading.verbs if v.end <= verb.start]
        last = before[-1] if before else None
        if last is not None and last.form is not None and last.form.modifies and last.form.future:
            return self._is_qualified(last)  # «먹을 수 있는»
        if (
            last is not None
            and is_adverbial(last)
            and not any(t.kind in ("name", "noun") for t in self._reading.terms if last.end <= t.start < verb.start)
        ):
            manners.append(last)
        known = ("plainly", "fit", "cheap", "expensive", "near", "further", "most", "more_than", "too", "every")
        named = {m.start for m in self._analysis.mentions}
        return any(not self._is(t, *known) and t.start not in named for t in manners)

    def _named(self, term: Term) -> str:
        phrase = phrase_of(self._reading, term)
        return self._reading.text[phrase[0].start : term.end]

    def _is_place(self, head: Term) -> bool:
        """Whether it is a place to choose, not «그 집»: a noun for one, or what one serves."""
        kinds = {m.kind for m in self._analysis.mentions if m.start <= head.start < m.end}
        return self._is(head, "head") or bool(kinds & {"food", "eatery"})

    def _is_argument(self, term: Term) -> bool:
        """Whether a noun says what a place has or is, rather than who goes there or where it lies."""
        return term.particle not in NOT_OF_IT and term.kind == "noun"

    def _is_strange(self, term: Term) -> bool:
        """Whether nothing accounts for a noun."""
        named = any(m.start <= term.start < m.end for m in self._analysis.mentions)
        plain = self._is(
            term, "head", "beside", "here", "meal", "generic", "price", "at_most", "at_least", "seeking", "those",
            "others", "earlier", "every", "people", "menu", "most", "cheap", "expensive", "each", "rest", "known",
        )  # fmt: skip
        in_moment = self._moment is not None and self._moment.start <= term.start < self._moment.end
        return not (named or plain or in_moment) and len(term.lemma) > 1 and not term.called

    def _is_unknown_food(self, term: Term) -> bool:
        """«마카다미아 먹고 싶어», «알밥집»: eaten, or what a house is named by."""
        behind = after_in_phrase(self._reading, term)
        if behind and is_house(behind[0].lemma) and behind[0].start == term.end:
            return True
        verb = next_verb(self._reading, term)
        if verb is None or head_of(self._reading, term) is not term or object_of(self._reading, verb) is not term:
            return False
        eats = self._is(verb, "consuming") or (verb.lemma in SELL and not behind)
        return eats and term.particle in SAID_OF

    def _is_understood(self, verb: Term) -> bool:
        """Whether a describing clause has been used: it holds an attribute, a food, a price or a time."""
        arguments = arguments_of(self._reading, verb)
        names = {t.start for t in arguments if t.kind in ("name", "number", "time")}
        names |= {t.start for t in phrase_of(self._reading, arguments[-1])} if arguments else set()
        used = any(m.start in names or m.start <= verb.start < m.end for m in self._analysis.mentions)
        numbers = any(n.start in names for n in self._analysis.numbers)
        scale = self._is(
            verb, "cheap", "expensive", "moderate", "near", "far", "old", "exceeding", "without", "lacking"
        ) or (self._is(verb, "travel") and bool(self._analysis.of_kind("area")))  # «행궁에서 걸어갈 만한»
        moment = self._moment is not None and self._is(verb, "opening", "resting")
        return used or numbers or scale or moment or verb.start in self._used
