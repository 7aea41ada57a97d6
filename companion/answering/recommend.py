"""Recommending places: wishes become queries, lists are told in order, and later turns ask about or change them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache

from companion.answering.base import Answer, Attempt, Decline, Focus, Library, Open, PlaceFocus, SkillTurn
from companion.answering.place_acts import ActReader, PlaceAct
from companion.answering.place_answers import PlaceAnswers
from companion.answering.place_comparison import Comparison
from companion.answering.place_details import DETAILS, Detail
from companion.answering.place_edits import Edits
from companion.answering.place_intents import (
    ALL,
    CHANGES,
    CHEAPER,
    DETAIL,
    FIND,
    MORE,
    NEARER,
    NEED,
    OVERVIEW,
    PRICIER,
    REFINE,
)  # fmt: skip
from companion.answering.place_lists import PlaceLists
from companion.answering.place_pointing import LAST
from companion.answering.place_yes_no import YesNo
from companion.answering.sights import SightAnswers
from companion.answering.wish_parts import in_parts
from companion.answering.wishes import UtteranceWish, Wish, WishReader
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceOrder, PlaceQuery
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place
from companion.knowledge.vocabulary import EntityType
from companion.language.grammar import (
    BARELY,
    CALLING,
    DO,
    OCCASION,
    TOO,
    asks_how,
    is_conditional,
    is_copula,
    is_demonstrative,
    next_verb,
    object_of,
)
from companion.language.numbers import ordinal
from companion.language.terms import INTO, SUBJECT, TOPIC
from companion.understanding.types import Analysis

_SURE = 0.6
_CLAIMED = 0.97
_MEANT = 0.98
_LIKELY = 0.9
_TOLD = 3
_DECIDED: tuple[Detail, ...] = ("address", "phone")
"""What is told of a place that was decided for."""
_TOLD_AT_ONCE: tuple[Detail, ...] = ("phone", "hours", "closed", "menu")
"""What is told of places together with their list, where it is asked for."""
_MOST_TERMS = 40
"""Content words of an utterance that are read for a wish, the last ones: twenty seconds of speech."""


@dataclass(frozen=True, slots=True)
class _Day:
    """The places as they could be known on a day."""

    index: PlaceIndex
    answers: PlaceAnswers
    checks: YesNo
    comparison: Comparison
    sights: SightAnswers
    lists: PlaceLists


class RecommendSkill:
    """Finds places and answers questions about those it named."""

    name = "recommend"

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._library_index = library.places
        self._teller = library.teller
        self._wording = Wording(library.wording)
        self._here = library.here
        self._base = library.base
        self._vocabulary = library.base.vocabulary
        self._wishes = WishReader(self._wording, library.store, library.here)
        self._acts = ActReader(self._wording, library.store)
        self._read_once = lru_cache(maxsize=4)(self._read_wish)
        home = library.here.id if library.here else None
        self._edits = Edits(library.store, home, self._commonest, library.recommend.count, library.recommend.seed)
        self._of_day = lru_cache(maxsize=4)(self._built_for)

    @cached_property
    def _commonest(self) -> EntityType | None:
        """The type of most things to recommend here."""
        town = self._store.root_of(self._here.id) if self._here else None
        types = Counter(p.type for p in self._store.places.values() if town in (None, p.root))
        return self._store.types[types.most_common(1)[0][0]] if types else None

    def _built_for(self, day: date) -> _Day:
        """The places as they could be known on a day; usually the library's own."""
        store = self._store.as_known(day)
        index = self._library_index if store is self._store else self._library_index.over(store)
        told = (store, index, self._teller, self._wording)
        lists = PlaceLists(store, index, self._wording, self._edits)
        return _Day(index, PlaceAnswers(*told), YesNo(*told), Comparison(*told), SightAnswers(*told), lists)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """What is asked without a name after places were told is asked of them."""
        turn = _end_of(turn)
        if self._need(turn) is not None:
            return Attempt(NEED, _CLAIMED)
        focus = turn.focus.places
        if turn.analysis.of_kind("office", "person", "country") or not self._store.places:
            return None
        said, wish = self._read(turn)
        act = self._acts.read(turn.analysis, said, wish, focus)
        if self._of_a_sight(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _MEANT)
        described = bool(wish.attributes) and act.seeks and self._wording.has(turn.analysis.reading, "seeking")
        if described and not act.pointing.named and not turn.analysis.of_kind("office", "person"):
            return Attempt(FIND, _CLAIMED)
        if self._seeks_sights(wish, act) or (wish.constrains and self._ends_in_a_wish(turn)):
            return Attempt(FIND, _CLAIMED)
        if self._is_about_a_sight(turn, wish, act):
            return Attempt(OVERVIEW, _CLAIMED)
        if turn.analysis.of_kind("thing") or turn.analysis.has_title:
            return None
        topical = turn.focus.topic == "recommend" and focus is not None and bool(focus.shown or focus.chosen)
        if topical and act.rejects:
            return Attempt(MORE, _CLAIMED)
        if act.counts and (topical or wish.types or wish.foods or self._asks_the_robot(turn)):
            return Attempt(FIND, _CLAIMED)
        if act.books and (topical or act.pointing.named):
            return Attempt(OVERVIEW, _CLAIMED)
        if act.seeks and not topical and (wish.order or self._is_house(turn)):
            return Attempt(FIND, _LIKELY)
        if not topical or act.seeks:
            return None
        if self._fact_of_what_was_told(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _CLAIMED)
        asks = act.details or act.check in ("attribute", "phone", "still") or act.stranger or act.decides
        return Attempt(OVERVIEW, _CLAIMED) if asks and (act.details or act.check or act.pointing.points) else None

    def _is_about_a_sight(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether one is asked about of which no fact answers that: «화성행궁 알려 줘», «지동시장 어디 있어»."""
        named = [i for i in act.pointing.named if self._store.is_fact(self._store.places[i])]
        if len(named) != 1 or act.seeks:
            return False
        facts = self._base.facts_of(named[0])
        sights, place = self._of_day(turn.as_of).sights, self._store.places[named[0]]
        if act.details == ("travel",):
            return sights.fact(turn, place, wish) is None
        if act.details:
            return not facts and set(act.details) <= {"address", "phone", "hours", "known"}
        main = turn.analysis.reading.main
        told = main is None or self._wording.is_(main, "seeking", "telling", "knowing", "review", "touring")
        asks = any(t.kind == "question" and not asks_how(t) for t in turn.analysis.reading.terms)
        return told and not asks and sights.fact(turn, place, wish) is None

    def _of_a_sight(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """What is asked of a sight and its facts alone would not tell: a sum of its fee, its parking, how far it is."""
        told = turn.focus.places.chosen if turn.focus.places is not None else None
        sight = told if told is not None and self._store.is_fact(self._store.places[told]) else None
        spoken = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else sight
        if spoken is None or spoken not in self._store.places or act.pointing.named or act.seeks:
            return None
        day, place = self._of_day(turn.as_of), self._store.places[spoken]
        main = turn.analysis.reading.main
        asks = "price" in act.details or main is None or is_conditional(main)
        if asks and (fee := day.sights.fee(turn, place)) is not None:
            return fee
        if wish.attributes and (fact := day.sights.fact(turn, place, wish)) is not None:
            return fact
        return day.answers.tell(turn, (place,), ("travel",), wish) if act.details == ("travel",) else None

    def _asks_the_robot(self, turn: SkillTurn) -> bool:
        """«너는 몇 군데나 알아»: how many places the robot knows."""
        return self._wording.has(turn.analysis.reading, "knowing")

    def _ends_in_a_wish(self, turn: SkillTurn) -> bool:
        """«새우 알레르기 있는데 밥집 가고 싶어»: what is told leads to a place that is wanted."""
        main = turn.analysis.reading.main
        about = object_of(turn.analysis.reading, main) if main is not None else None
        if main is None or main.form is None or about is None or main.form.past:
            return False
        kinds = {m.start for m in turn.analysis.of_kind("food", "eatery")}
        place = about.start in kinds or self._wording.is_(about, "head")
        goes = main.form.wishes and self._wording.is_(main, "visiting", "eating")
        return place and (goes or self._wording.is_(main, "seeking"))

    def _is_house(self, turn: SkillTurn) -> bool:
        """«10분 안에 나오는 집»: a noun for a place, and nothing but what describes it."""
        last = turn.analysis.reading.terms[-1] if turn.analysis.reading.terms else None
        return last is not None and self._wording.is_(last, "head") and not last.particles

    def _read(self, turn: SkillTurn) -> tuple[UtteranceWish, Wish]:
        """The wish of a turn, read once however often the skill is asked about it."""
        return self._read_once(turn.analysis, datetime.combine(turn.as_of, turn.now.time()))

    def _read_wish(self, analysis: Analysis, now: datetime) -> tuple[UtteranceWish, Wish]:
        said = self._wishes.of(analysis, now)
        return said, said.wish()

    def _seeks_sights(self, wish: Wish, act: PlaceAct) -> bool:
        """Whether things are looked for of which one asks like of anything else, so that nobody else would know."""
        return act.seeks and any(t in self._store.types and self._store.types[t].facts for t in wish.types)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Recommend, change the last recommendation, or tell, check and compare what was named or told."""
        turn = _end_of(turn)
        said, wish = self._read(turn)
        if turn.intent.intent == NEED:
            return self._after_need(turn, said, wish) if turn.intent.waiting else self._offer(turn)
        places = turn.focus.places
        act = self._acts.read(turn.analysis, said, wish, places)
        if act.counts:
            return self._counted(turn, wish, places)
        if (of_sight := self._of_a_sight(turn, wish, act)) is not None:
            return of_sight
        told = self._booked(turn, wish, act) if act.books else self._about_places(turn, wish, act)
        if told is not None:
            return told
        if act.books and act.pointing.points:
            return Answer(self._wording.say("cannot_book"), "refused", turn.focus, intent=OVERVIEW)
        if act.check == "price" and wish.foods and (checked := self._check_prices(turn, wish)):
            return checked
        continues = places is not None and turn.focus.topic == "recommend" and self._changes(turn, wish, act)
        if self._asks_who_came_before(turn):
            return Decline(self._wording.say("no_list"), 0)
        if (
            any(n > 0 for n in act.pointing.ordinals)
            and places is None
            and self._wording.has(turn.analysis.reading, "head")
        ):
            return Decline(self._wording.say("no_list"), 1)  # «두 번째 집 어디라고 했지?»
        if (
            not continues
            and turn.intent.intent.startswith(DETAIL)
            and not (wish.foods or wish.attributes or wish.areas or wish.types)
        ):
            stranger = bool(act.details) and self._is_strange(turn)
            reason = self._wording.say("no_such_place" if stranger else "no_list")
            return Decline(reason, int(turn.intent.score >= 0.5 and (stranger or act.pointing.points)))
        if unknown := self._only_unknown(turn, wish, act):
            return unknown
        if not continues and not self._is_wanted(turn, wish, act):
            return self._wants_something_else(turn, wish, act)
        if not self._store.places:
            return Answer(self._wording.say("no_places"), "unknown", intent=FIND, gesture="think")
        parts = in_parts(turn.analysis, self._wording, self._store)
        if len(parts) > 1 and not continues and (both := self._both(turn, parts)) is not None:
            return both
        found = self._find(turn, wish, act, places if continues else None)
        return self._with_details(turn, found, wish, act)

    def _both(self, turn: SkillTurn, parts: Sequence[Analysis]) -> Answer | None:
        """«점심 먹을 데랑 구경할 데»: what was found for each; None where they are of one kind."""
        turns = [replace(turn, interpretation=replace(turn.interpretation, analysis=part)) for part in parts]
        wishes = [self._read(one)[1] for one in turns]
        if len({(w.types, w.foods) for w in wishes}) < len(wishes):
            return None
        found: list[Answer] = []
        for one, wish in zip(turns, wishes, strict=True):
            before = found[-1].focus or turn.focus if found else turn.focus
            found.append(self._find(replace(one, focus=before), wish, PlaceAct(seeks=True), None))
        return replace(
            found[-1],
            text="\n".join(answer.text for answer in found),
            spoken=" ".join(answer.spoken or answer.text for answer in found),
            status="answered" if any(answer.status == "answered" for answer in found) else found[-1].status,
            items=tuple(item for answer in found for item in answer.items),
            sources=tuple(source for answer in found for source in answer.sources),
        )

    def _with_details(self, turn: SkillTurn, found: Answer, wish: Wish, act: PlaceAct) -> Answer:
        """What was found, with what is asked of it in the same breath: «장어집 전화번호까지»."""
        alone = len(found.items) == 1
        wanted = tuple(d for d in act.details if d in _TOLD_AT_ONCE or (alone and d == "price"))
        if not wanted or not found.items or found.status != "answered" or found.focus is None:
            return found
        places = [self._store.places[item.id] for item in found.items]
        told = self._of_day(turn.as_of).answers.tell(replace(turn, focus=found.focus), places, wanted, wish)
        joint = "\n" if len(places) > 1 else " "
        return replace(
            found, text=f"{found.text}{joint}{told.text}", spoken=f"{found.spoken or found.text} {told.text}"
        )

    # What somebody needs, told before anything is asked for

    def _need(self, turn: SkillTurn) -> Wish | None:
        """What a statement says must hold of any place: «내 친구 채식주의자야», «돈이 팔천 원밖에 없는데»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        form = main.form if main is not None else None
        if form is not None and (form.requests or form.negated or form.past or form.asks):
            return None
        if "?" in turn.analysis.text or any(t.kind == "question" for t in reading.terms) or not self._store.places:
            return None
        if turn.analysis.of_kind("food", "eatery", "place"):
            return None
        _, wish = self._read(turn)
        diets = tuple(a for a in wish.attributes if self._store.attributes[a].without and self._store.states(a))
        # «채식주의자야» looks like a call.
        called = main is None and len(reading.terms) > 1 and CALLING in reading.terms[-1].particles
        if diets and (called or is_copula(main) or (main is not None and main.lemma == DO)):
            return Wish(attributes=diets)
        lacks = (
            main is not None
            and self._wording.is_(main, "lacking")
            and any(BARELY in t.particles for t in reading.terms)
        )
        if wish.max_price and lacks:
            return Wish(max_price=wish.max_price)
        return None

    def _offer(self, turn: SkillTurn) -> Answer | Decline:
        """The question whether to look for what fits."""
        need = self._need(turn)
        if need is None:
            return Decline(self._wording.say("no_list"), 0)
        noun = self._noun(())
        if need.max_price:
            text = self._wording.say("offer_price", price=need.max_price, noun=noun)
            return Answer(text, "clarify", open=Open(self.name, "need", (str(need.max_price),)), intent=NEED)
        text = self._wording.say("offer_attribute", label=list(need.attributes), noun=noun)
        return Answer(text, "clarify", open=Open(self.name, "need", need.attributes), intent=NEED)

    def _after_need(self, turn: SkillTurn, said: UtteranceWish, wish: Wish) -> Answer | Decline:
        """What is wished for right after, with what was needed; «응» is a wish too."""
        assert turn.open is not None
        act = self._acts.read(turn.analysis, said, wish, None)
        agrees = bool(turn.analysis.reading.terms) and all(
            self._wording.is_(t, "agreeing") for t in turn.analysis.reading.terms
        )
        if not (agrees or act.seeks or self._is_wanted(turn, wish, act)):
            return Decline(self._wording.say("no_list"), 0)
        notes = turn.open.notes
        prices = [int(note) for note in notes if note.isdecimal()]
        needed = replace(
            wish,
            attributes=tuple(dict.fromkeys((*wish.attributes, *(n for n in notes if not n.isdecimal())))),
            max_price=wish.max_price or next(iter(prices), None),
        )
        return self._find(replace(turn, intent=Attempt(FIND, 1.0)), needed, act, None)

    def _without_unwanted(self, turn: SkillTurn, query: PlaceQuery) -> tuple[PlaceQuery, str]:
        """The query without what the speaker said they do not eat, and the sentence that says so."""
        unwanted = turn.memory.unwanted()
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
        return found, " ".join(parts)

    # What was named or told

    def _about_places(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """The answer about places that are pointed at; None when none are."""
        if act.more or act.beside or (act.pointing.named and self._is_ruled_out(wish, act)):
            return None
        chosen = self._pointed_at(turn, wish, act)
        if not chosen:
            return self._fact_of_what_was_told(turn, wish, act)
        if isinstance(chosen, Answer):
            return chosen
        day = self._of_day(turn.as_of)
        known = [self._of_day(turn.as_of).index.store.places[place.id] for place in chosen]
        sights = all(map(self._store.is_fact, known)) and not act.seeks
        if sights and (
            fact := day.sights.fact(turn, known[0], wish) if len(known) == 1 else day.sights.facts(turn, known, wish)
        ):
            return fact
        if act.compares and (compared := self._compared(turn, wish, act, known)):
            return compared
        if act.compares in ("cheapest", "dearest") and len(known) == 1 and not act.seeks:
            return day.answers.tell(turn, known, ("price",), wish)
        if act.check == "kind" and (stated := day.answers.stated(turn, known)):
            return stated
        if act.check and (checked := day.checks.check(turn, known, act.check, wish, denies=act.denies)):
            return checked
        if act.incomparable:
            told = day.answers.tell(turn, known, (), wish)
            return replace(told, text=f"{self._wording.say('cannot_compare')} {told.text}", status="unknown")
        if len(known) == 1 and (fact := day.sights.fact(turn, known[0], wish)):
            return fact
        claims_area = act.details == ("address",) and bool(wish.areas)
        noted = act.stranger or claims_area or not (act.details or act.seeks)
        if noted and len(known) <= 2 and (stated := day.answers.stated(turn, known)):
            return stated
        if act.stranger:
            return day.answers.stranger(turn, known, act.strange)
        if not act.details and wish.attributes and not act.seeks:
            return day.checks.check(turn, known, "attribute", wish, denies=False)
        intended = turn.intent.intent.removeprefix(DETAIL)
        sure = turn.intent.intent.startswith(DETAIL) and self._hears(turn, turn.intent.intent)
        details = act.details or tuple(d for d in DETAILS if d == intended and sure)
        if act.decides and not act.details:
            details = _DECIDED
        if not details and act.same_of_another and turn.focus.places is not None:
            details = tuple(d for d in DETAILS if d in turn.focus.places.asked)
        foods = (*wish.foods, *wish.also)
        of_food = bool(foods) and not (details or act.pointing.offers or act.seeks)
        if of_food and (checked := day.checks.check(turn, known, "food", wish, denies=False)):
            return checked
        if not details and not act.pointing.points:
            return None
        if not details and self._asks_whether_it_went(turn):
            told = day.answers.tell(turn, known, (), wish)
            return replace(told, text=f"{self._wording.say('not_been')} {told.text}")
        return day.answers.tell(turn, known, details, wish)

    def _fact_of_what_was_told(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«입장료는요» after a sight was told: what a relation of its own says."""
        focus = turn.focus.places
        if focus is None or focus.chosen is None or turn.focus.topic != "recommend" or act.seeks:
            return None
        place = self._store.places[focus.chosen]
        return self._of_day(turn.as_of).sights.fact(turn, place, wish) if self._store.is_fact(place) else None

    def _booked(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """«예약해 줘»: the robot cannot, and tells where to call."""
        chosen = self._pointed_at(turn, wish, replace(act, check="attribute", seeks=False))
        if chosen is None or isinstance(chosen, Answer):
            return chosen
        told = self._of_day(turn.as_of).answers.tell(turn, chosen, ("phone",), wish)
        return replace(told, text=f"{self._wording.say('cannot_book')} {told.text}")

    def _counted(self, turn: SkillTurn, wish: Wish, places: PlaceFocus | None) -> Answer:
        """How many places are known, of what was named or was asked for before."""
        day, say = self._of_day(turn.as_of), self._wording.say
        topical = turn.focus.topic == "recommend" and places is not None and bool(places.shown)
        if wish.constrains or wish.types or (topical and not self._asks_the_robot(turn)):
            last = places.query if places is not None and not (wish.constrains or wish.types) else None
            query = replace(last or self._edits.fresh(wish), text="")
            total = day.index.search(query).total if wish.constrains or last else self._known_of(query)
            number = day.lists.number(total, query.types)
            text = (
                say("counted", what=day.lists.describe(query), number=number)
                if total
                else say("none", what=day.lists.describe(query))
            )
            return Answer(text, "answered" if total else "unknown", turn.focus, intent=FIND)
        home = self._here.short if self._here else ""
        kinds = Counter(
            p.type for p in self._store.places.values() if self._here in (None, self._store.areas.get(p.root or ""))
        )
        named = [
            say("counted_kind", home=home, noun=self._store.types[t].noun, number=day.lists.number(n, (t,)))
            for t, n in kinds.most_common()
            if t in self._store.types
        ]
        return Answer(say("counted_all", kinds=named), "answered", turn.focus, intent=FIND)

    def _known_of(self, query: PlaceQuery) -> int:
        """How many things of the types of a query there are in its areas, those of unknown kind included."""
        return sum(
            not self._store.types_of(p).isdisjoint(query.types) and not self._store.areas_of(p).isdisjoint(query.areas)
            for p in self._store.places.values()
        )

    def _asks_whether_it_went(self, turn: SkillTurn) -> bool:
        """«둘 다 가 봤어?»: a robot has been nowhere."""
        main = turn.analysis.reading.main
        went = main is not None and main.form is not None and main.form.past and self._wording.is_(main, "visiting")
        return went and "?" in turn.analysis.text and not any(t.kind == "question" for t in turn.analysis.reading.terms)

    def _check_prices(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«평양냉면 만 원 넘어요?» of no place: what it costs where that is known."""
        day = self._of_day(turn.as_of)
        query = replace(self._edits.fresh(wish), max_price_krw=None, min_price_krw=None, order="cheapest", limit=_TOLD)
        found = [item.place for item in day.index.search(query).items]
        return day.checks.check(turn, found, "price", wish, denies=False) if found else None

    @staticmethod
    def _is_ruled_out(wish: Wish, act: PlaceAct) -> bool:
        return all(place in wish.not_places for place in act.pointing.named)

    def _pointed_at(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> tuple[Place, ...] | Answer | None:
        """The places an utterance is about, or a question back where there are not so many."""
        focus, pointing = turn.focus.places, act.pointing
        if pointing.named:
            return self._by_name(turn, act)
        if focus is None or not focus.lists:
            return None
        topical = turn.focus.topic == "recommend"
        if pointing.points and not (pointing.every and act.seeks and not act.asks):
            reaches = topical or bool(pointing.offers) or self._wording.has(turn.analysis.reading, "earlier", "head")
            if not reaches or (act.within and not pointing.ordinals and not act.asks):
                return None
            return self._by_position(turn, act, focus)
        if not topical or not (focus.shown or focus.chosen):
            return None
        compares = act.compares is not None and not act.seeks and self._only_compares(wish)
        superlative = act.compares is not None and not act.comparative and self._only_compares(wish)
        asks = (act.asks or act.incomparable) and not act.seeks
        if not (compares or superlative or asks or self._is_sure_of_detail(turn, wish, act)):
            return None
        if compares or superlative or act.incomparable:
            # Two that were spoken of last are compared, else the whole list.
            last = tuple(item.id for item in turn.last.items) if turn.last and act.comparative else ()
            return tuple(self._store.places[i] for i in (last if len(last) > 1 else focus.shown))
        return self._current(focus)

    def _is_sure_of_detail(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether the classifier alone hears a question about what was told."""
        sure = turn.intent.intent.startswith(DETAIL) and self._hears(turn, turn.intent.intent)
        return sure and not (act.seeks or wish.constrains or act.compares)

    @staticmethod
    def _hears(turn: SkillTurn, *intents: str) -> bool:
        """Whether the classifier alone is sure of one of some intents."""
        return turn.interpretation.probability(*intents) >= _SURE

    @staticmethod
    def _only_compares(wish: Wish) -> bool:
        """Whether nothing is named that would make it a new wish: «제일 싼 데는», not «제일 싼 카페»."""
        return not (wish.foods or wish.types or wish.root or wish.attributes or wish.max_price or wish.open)

    def _by_name(self, turn: SkillTurn, act: PlaceAct) -> tuple[Place, ...]:
        named = tuple(dict.fromkeys(act.pointing.named))
        last = turn.focus.places.chosen if turn.focus.places else None
        far = act.details == ("travel",) and act.pointing.that  # «거기서 가보정까지 멀어?»
        if len(named) == 1 and ((act.compares and act.comparative) or far) and last not in (None, *named):
            assert last is not None
            named = (last, *named)
        return tuple(self._store.places[i] for i in named)

    def _by_position(self, turn: SkillTurn, act: PlaceAct, focus: PlaceFocus) -> tuple[Place, ...] | Answer | None:
        pointing = act.pointing
        shown = self._list_meant(focus, pointing.offers)
        if shown is None:
            return None
        if pointing.ordinals:
            outside = [n for n in pointing.ordinals if n != LAST and not 1 <= n <= len(shown)]
            if outside:
                number = ordinal(outside[0]) if outside[0] > 0 else self._wording.say("that")
                total = len(shown)
                text = self._wording.say("out_of_list", number=number, total=total)
                return Answer(text, "clarify", turn.focus, intent=OVERVIEW)
            return tuple(self._store.places[shown[n if n == LAST else n - 1]] for n in pointing.ordinals)
        if pointing.every:
            return tuple(self._store.places[i] for i in shown)
        if pointing.that:
            return self._current(focus)
        if pointing.rest:
            rest = tuple(self._store.places[i] for i in shown if i != focus.chosen)
            return rest or None
        if pointing.offers:
            if not act.asks and not act.compares:
                return None
            served = [i for i in shown if self._serves(i, pointing.offers)]
            chosen = [focus.chosen] if focus.chosen in served else served
            return tuple(self._store.places[i] for i in chosen if i)
        return self._current(focus)

    def _list_meant(self, focus: PlaceFocus, offers: Sequence[str]) -> tuple[str, ...] | None:
        """The newest list, or the newest of which all have what was named."""
        if not offers:
            return focus.lists[0].shown
        fitting = (told.shown for told in focus.lists if all(self._serves(i, offers) for i in told.shown))
        some = (told.shown for told in focus.lists if any(self._serves(i, offers) for i in told.shown))
        return next((*fitting, *some).__iter__(), None)

    def _serves(self, place: str, offers: Sequence[str]) -> bool:
        return not self._store.offers_of(self._store.places[place]).isdisjoint(offers)

    def _current(self, focus: PlaceFocus) -> tuple[Place, ...]:
        """The place spoken of last, or all of a list of which none was chosen."""
        ids = (focus.chosen,) if focus.chosen else focus.shown
        return tuple(self._store.places[i] for i in ids)

    def _compared(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: Sequence[Place]) -> Answer | None:
        """Which of several places is at the end of a scale that was named."""
        assert act.compares is not None
        if act.seeks and act.comparative:
            return None
        day = self._of_day(turn.as_of)
        asks_which = any(term.kind == "question" for term in turn.analysis.reading.terms)
        about_one = places[-1] if act.comparative and len(act.pointing.named) == 1 and not asks_which else None
        if len(places) < 2 and turn.focus.places and len(turn.focus.places.shown) > 1 and not act.pointing.named:
            places = [self._store.places[i] for i in turn.focus.places.shown]
        if len(places) < 2:
            return None
        return day.comparison.compare(turn, places, act.compares, wish, about_one=about_one)

    # What is wanted

    def _changes(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether the utterance changes the last wish instead of making a new one."""
        if (
            act.more
            or act.within
            or act.relaxes
            or (act.compares and act.comparative)
            or wish.waives_price
            or wish.waived
        ):
            return True
        if self._hears(turn, MORE) and not wish.constrains:
            return True
        if self._of_another_kind(turn, wish) or (wish.near_it and act.seeks and bool(wish.types or wish.foods)):
            return False
        names = bool(wish.foods or wish.types or wish.root)
        if not wish.constrains and not wish.limit:
            return self._hears(turn, *CHANGES)
        # «갈비집» swaps what is looked for; «만 원 이하 갈비집» and «갈비집 추천해 줘» are wishes of their own.
        says_more = replace(wish, limit=None).constrains_more or turn.analysis.reading.main is not None
        swaps = self._is_topic(turn) or (act.fragment and turn.analysis.reading.main is not None)
        return not (names and act.seeks and says_more and not swaps)

    def _of_another_kind(self, turn: SkillTurn, wish: Wish) -> bool:
        """«그 근처 맛집», «밥 먹을 데» after sights: what was asked of those says nothing of these."""
        last = turn.focus.places.query.types if turn.focus.places else ()
        if wish.types:
            return bool(last) and not set(last) & set(wish.types)
        sights = any(t in self._store.types and self._store.types[t].facts for t in last)
        return sights and (bool(wish.foods) or self._wording.has(turn.analysis.reading, "eating", "meal"))

    def _only_unknown(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«10분 안에 나오는 거» after a list: a condition of which nobody knows whether it holds of those told."""
        focus = turn.focus.places
        if focus is None or not focus.shown or turn.focus.topic != "recommend" or act.more or wish.constrains:
            return None
        reading = turn.analysis.reading
        plain = reading.main is None or any(v.form and v.form.modifies for v in reading.verbs)
        if not wish.conditions or wish.types or wish.limit or not plain or self._is_strange(turn):
            return None
        said = self._wording.say("none_say", label=list(wish.conditions))
        told = self._wording.say("all_of_them", number=len(focus.shown), predicate=said)
        if len(focus.shown) == 1:
            told = self._wording.say("about", names=[self._store.places[focus.shown[0]].name], predicate=said)
        return Answer(told, "unknown", turn.focus, intent=REFINE)

    def _asks_who_came_before(self, turn: SkillTurn) -> bool:
        """«그 전에는?» asks for a predecessor."""
        reading = turn.analysis.reading
        pairs = zip(reading.terms, reading.terms[1:], strict=False)
        return reading.main is None and any(
            is_demonstrative(first) and self._wording.is_(second, "before_after") for first, second in pairs
        )

    @staticmethod
    def _is_topic(turn: SkillTurn) -> bool:
        """«맛집은?»: a noun phrase that swaps what was asked."""
        heads = list(turn.analysis.reading.heads())
        return bool(heads) and turn.analysis.reading.main is None and bool({TOPIC, TOO, INTO} & {*heads[-1].particles})

    @staticmethod
    def _tells_of_a_deed(turn: SkillTurn) -> bool:
        """«로봇이 추천한 식당»: what somebody did there is asked, and no place is wanted."""
        reading = turn.analysis.reading
        doers = {m.start for m in turn.analysis.of_kind("thing", "person", "office")}
        did = {v.clause for v in reading.describing if v.form is not None and not v.form.future}
        return any(t.start in doers and SUBJECT in t.particles and t.clause in did for t in reading.terms)

    def _is_wanted(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether something that can be recommended is wanted, unlike in «옷 사기 좋은 데»."""
        analysis, reading = turn.analysis, turn.analysis.reading
        main = reading.main
        likely = turn.interpretation.probability(ALL)
        told = main is not None and self._wording.is_(main, "eating", "liking")
        if told and main is not None and main.form is not None and main.form.past and not (act.seeks or wish.not_foods):
            return False  # «치킨 먹어 봤어?», «뭘 못 먹는다고 했지?»
        if (self._asks_about_food(turn) and likely < _SURE) or self._tells_of_a_deed(turn):
            return False
        if analysis.of_kind("food", "eatery") or wish.foods or wish.also or (wish.types and act.seeks):
            return True
        if wish.order and act.seeks:
            return True
        if act.seeks and wish.strange and self._is_house(turn) and not self._is_strange(turn):
            return True
        if wish.unknown and act.seeks and self._wording.has(reading, "eating"):
            return True
        if analysis.of_kind("attribute") or wish.attributes:
            if analysis.of_kind("office", "person"):
                return False  # «대통령의 강아지»
            return act.seeks or (likely >= _SURE and act.check is None and not self._is_bare_question(turn))
        eats = self._wording.has(reading, "eating", "meal")
        if eats and (act.seeks or not (wish.unknown or self._is_strange(turn))):
            return True
        strange = wish.strange or self._is_strange(turn)
        if act.seeks and wish.constrains and not strange:
            return True
        if analysis.of_kind("area", "region") or wish.towns:
            return (likely >= _SURE or act.seeks) and not strange
        return likely >= _SURE and turn.intent.score >= _SURE and not strange and (act.seeks or wish.constrains)

    @staticmethod
    def _is_bare_question(turn: SkillTurn) -> bool:
        """«주차 돼?» of nothing that was named: the robot's own house is meant, if any."""
        terms = turn.analysis.reading.terms
        return turn.focus.places is None and len(terms) <= 2 and "?" in turn.analysis.text

    def _asks_about_food(self, turn: SkillTurn) -> bool:
        """«김치찌개 레시피»: the head of what is asked is something else than food or a place."""
        named = {m.start for m in turn.analysis.of_kind("food")}
        return any(
            head.kind == "noun"
            and any(
                t.start in named and t.end <= head.start for t in turn.analysis.reading.terms if t.phrase == head.phrase
            )
            and not self._wording.is_(head, "head", "beside", "meal", "generic", "seeking", "those", "price", "menu")
            for head in turn.analysis.reading.heads()
        )

    def _is_strange(self, turn: SkillTurn) -> bool:
        """Whether a noun stands in it that has nothing to do with places to choose."""
        analysis = turn.analysis
        for term in analysis.reading.terms:
            if term.kind != "noun" or term.called or len(term.lemma) < 2:
                continue
            verb = next_verb(analysis.reading, term)
            if verb is not None and verb.form is not None and not (verb.form.modifies or verb.form.closes):
                continue  # «회의 끝나고 갈 만한 데» is about a place, whatever came before
            if verb is not None and OCCASION.intersection(term.particles) and self._wording.is_(verb, "fit", "eating"):
                continue  # «생일에 갈 만한 데»
            named = any(m.start <= term.start < m.end for m in analysis.mentions)
            plain = self._wording.is_(
                term, "head", "beside", "meal", "generic", "here", "seeking", "others", "those", "most", "price",
                "at_most", "at_least", "people", "every", "earlier", "last", "first", "cheap", "expensive", "review",
                "phone", "address", "hours", "menu", "closed", "name", "why", "opening",
            )  # fmt: skip
            if not named and not plain:
                return True
        return False

    def _wants_something_else(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline:
        """A request built like one for a place to eat, for something no place here is known for."""
        sure = turn.intent.intent == FIND and turn.intent.score >= _SURE
        if not sure or not self._store.places or not (act.seeks or wish.strange):
            return Decline(self._wording.say("no_list"), 0)
        text = self._wording.say("nothing_for", homes=self._towns(), noun=self._known_nouns())
        return Answer(text, "unknown", gesture="think")

    def _towns(self) -> list[str]:
        """Names of the towns and sites that are known."""
        return [area.short for area in self._store.towns]

    def _known_nouns(self) -> str:
        """What there is to recommend: «식당과 명소»."""
        used = Counter(place.type for place in self._store.places.values())
        nouns = [self._store.types[t].noun for t, _ in used.most_common() if t in self._store.types]
        return self._wording.say("joined", kinds=nouns) if nouns else ""

    def _noun(self, types: Sequence[str]) -> str:
        named = next((self._store.types[t] for t in types if t in self._store.types), None)
        kind = named or self._commonest
        return kind.noun if kind else ""

    # Finding

    def _find(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus | None) -> Answer:
        say, lists = self._wording.say, self._of_day(turn.as_of).lists
        if act.pointing.every and not wish.constrains and not act.more:
            both = say("condition_both")  # what both are is not known any more: «둘 다 파는 집»
            wish = replace(wish, conditions=(*wish.conditions, both))
        text = turn.analysis.text if turn.intent.intent == FIND else ""
        query, as_told = self._without_unwanted(turn, self._edits.fresh(wish, text))
        if self._adds_to_a_plan(turn, wish, act):
            assert turn.focus.places is not None
            query = replace(query, areas=turn.focus.places.query.areas, beside=turn.focus.places.query.beside)
        themselves = tuple(p.id for p in self._store.places.values() if p.name in wish.areas and self._store.is_fact(p))
        query = replace(query, exclude_places=(*query.exclude_places, *themselves))  # «화성행궁 근처 볼거리»
        if act.beside is not None:
            wish = replace(wish, near=False)
        beside = act.beside or (self._beside(turn) if wish.near_it else None)
        if beside is not None:
            query = replace(query, beside=beside)
        elif wish.near_it:
            wish = replace(wish, near=True)
        if (act.seeks or wish.foods) and (picked := self._picked(turn, wish)) is not None:
            chosen = replace(query, within=picked)
            if self._of_day(turn.as_of).index.search(chosen).items:
                query = chosen
            else:
                unknown = (say("condition_noun", noun=word) for word in wish.noted)
                wish = replace(wish, conditions=(*wish.conditions, *unknown))
        if wish.types and not self._store.types.keys() & set(wish.types):
            wanted = self._vocabulary.types[wish.types[0]]
            told = say("no_kind", kind=wanted.noun, homes=self._towns(), noun=self._known_nouns())
            return Answer(told, "unknown", intent=FIND, gesture="think")
        if wish.towns and not wish.areas:
            told = say(
                "no_town",
                town=wish.towns[0],
                homes=self._towns(),
                noun=self._noun(wish.types),
                known=self._known_nouns(),
            )
            # «그럼 수원에서» keeps what was wished for.
            before = turn.focus.places
            kept = replace(before, query=query) if before else PlaceFocus(query, (), ())
            wished = Focus("recommend", turn.focus.knowledge, kept)
            return Answer(told, "unknown", wished, intent=FIND, gesture="think")
        if wish.unknown and not (wish.foods or wish.types or wish.attributes) and places is None and act.seeks is False:
            return Answer(say("none", what=wish.unknown), "unknown", turn.focus, intent=FIND, gesture="think")
        if wish.wider and self._here:
            only = say("only_home", town=wish.wider, home=self._here.short, noun=self._noun(wish.types))
            return lists.find(turn, query, wish, intro=only)
        if places is None:
            return lists.find(turn, query, wish, intro=as_told)
        return self._continue(turn, wish, act, places, beside)

    @staticmethod
    def _adds_to_a_plan(turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«밥 먹고 커피 마실 데도»: something else in the same place."""
        heads = list(turn.analysis.reading.heads())
        added = bool(heads) and TOO in heads[-1].particles and turn.focus.topic == "recommend"
        return added and act.seeks and turn.focus.places is not None and not (wish.areas or wish.root)

    def _beside(self, turn: SkillTurn) -> str | None:
        """The place that was spoken of, which something is to be near."""
        focus, thing = turn.focus.places, turn.focus.knowledge.thing
        if turn.focus.topic == "knowledge":
            return thing if thing in self._store.places else None
        if focus is None:
            return None
        return focus.chosen or next(iter(focus.shown), None)

    def _picked(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...] | None:
        """The places that opened in a year that is named, or of which is noted what is named; None where nothing is."""
        founded = self._founded(turn, wish)
        noted = [self._store.noted(word) for word in wish.noted]
        told = frozenset.intersection(*noted) if noted else None
        if told is None:
            return founded or None
        return tuple(i for i in self._store.places if i in told and (not founded or i in founded))

    def _founded(self, turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        """«1953년에 문 연 만두집»: the places that opened in a year that is named, if any."""
        years = {t.first.year for t in turn.analysis.times if t.grain == "year" and not t.is_now}
        opens = self._wording.has(turn.analysis.reading, "opening", "trading")
        if wish.open or wish.not_closed or not opens:
            return ()
        return tuple(i for i, p in self._store.places.items() if p.opened and int(p.opened[:4]) in years)

    def _continue(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: PlaceFocus, beside: str | None) -> Answer:
        """The last wish, changed."""
        index, lists = self._of_day(turn.as_of).index, self._of_day(turn.as_of).lists
        query, _ = self._without_unwanted(turn, self._edits.edited(places.query, wish, relaxes=act.relaxes))
        if beside is not None:
            query = replace(query, beside=beside, areas=self._edits.whole(wish.root))
        intent = turn.intent.intent

        def as_(change: str) -> SkillTurn:
            return replace(turn, intent=replace(turn.intent, intent=change))

        if act.within and not act.more:
            return lists.find(as_(REFINE), replace(query, within=places.shown), wish)
        swaps = bool(wish.foods or wish.areas or wish.types)
        order = act.compares if act.comparative and not swaps else None
        if order == "nearest" and not (beside or lists.can_measure(query)):
            return Answer(self._wording.say("far_from_where_told"), "unknown", turn.focus, intent=NEARER)
        prices = [p.krw for i in places.shown if (p := index.price(index.store.places[i], query))]
        if order == "cheapest" or (order is None and intent == CHEAPER and not wish.constrains):
            most = min(prices) - 1 if prices else query.max_price_krw
            cheap = replace(query, price_level="cheap", max_price_krw=most)
            found = lists.find(as_(CHEAPER), cheap, wish, places.shown, kept=query)
            return self._or_of_those_told(turn, found, "cheapest", bool(prices))
        if order == "dearest" or (order is None and intent == PRICIER and not wish.constrains):
            dearer: PlaceQuery = replace(query, price_level="expensive", max_price_krw=None)
            found = lists.find(as_(PRICIER), dearer, wish, places.shown, kept=query)
            return self._or_of_those_told(turn, found, "dearest", bool(prices))
        if order == "nearest":
            return lists.find(as_(NEARER), replace(query, order="nearest"), wish, places.shown)
        if act.more or (intent == MORE and not wish.constrains):
            return lists.find(as_(MORE), query, wish, places.seen)
        return lists.find(as_(REFINE), query, wish)

    def _or_of_those_told(self, turn: SkillTurn, found: Answer, order: PlaceOrder, priced: bool) -> Answer:
        """What was found, or that nothing goes beyond what was told, and which of that goes farthest."""
        assert turn.focus.places is not None
        if found.status == "answered" or not priced:
            return found
        told = [self._store.places[i] for i in turn.focus.places.shown]
        most = self._of_day(turn.as_of).comparison.compare(turn, told, order, Wish())
        text = f"{self._wording.say(f'none_{order}')} {most.text}"
        return replace(most, text=text, items=(), intent=found.intent)


def _end_of(turn: SkillTurn) -> SkillTurn:
    """The turn with the end of a long speech, where a wish stands: what is compared pairwise stays few."""
    reading = turn.analysis.reading
    if len(reading.terms) <= _MOST_TERMS:
        return turn
    latest = replace(turn.analysis, reading=replace(reading, terms=reading.terms[-_MOST_TERMS:]))
    return replace(turn, interpretation=replace(turn.interpretation, analysis=latest))
