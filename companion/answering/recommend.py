"""Recommending places: wishes become queries, lists are told in order, and later turns ask about or change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.answering.base import Answer, Attempt, Decline, Library, SkillTurn
from companion.answering.place_acts import PlaceAct
from companion.answering.place_context import PlaceContext, PlacePart
from companion.answering.place_details import DETAILS, Detail
from companion.answering.place_finding import PlaceFinding, told_together
from companion.answering.place_intents import (
    DETAIL,
    FIND,
    MORE,
    NEED,
    OVERVIEW,
    SKILL,
)
from companion.answering.place_meant import PlacesMeant
from companion.answering.place_needs import PlaceNeeds
from companion.answering.place_wanted import PlaceWanted
from companion.answering.wish_parts import in_parts
from companion.answering.wishes import Wish
from companion.knowledge.places.store import Place
from companion.language.grammar import (
    asks_how,
    is_conditional,
    is_copula,
    is_promise,
)

_STEERING = ("control", "reminders")
_STEERS = 0.65
"""Probability from which something else than a place is wanted, whatever word of places stands in it."""
_CLAIMED = 0.97
_MEANT = 0.98
_RECKONED = 0.995
_LIKELY = 0.9
_TOLD = 3
_DECIDED: tuple[Detail, ...] = ("address", "phone")
"""What is told of a place that was decided for."""
_MOST_TERMS = 40
"""Content words of an utterance that are read for a wish, the last ones: twenty seconds of speech."""


class RecommendSkill(PlacePart):
    """Finds places and answers questions about those it named."""

    name = SKILL

    def __init__(self, library: Library) -> None:
        super().__init__(PlaceContext(library))
        self._wanted, self._meant = PlaceWanted(self._context), PlacesMeant(self._context)
        self._finding = PlaceFinding(self._context, self._wanted)
        self._needs = PlaceNeeds(self._context, self._wanted, self._finding)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """What is asked without a name after places were told is asked of them."""
        best = turn.interpretation.best
        if best.skill in _STEERING and best.probability >= _STEERS:
            return None  # «어디까지 말했지?», «다섯 시에 예약 확인하라고 알려 줘»
        turn = _end_of(turn)
        if self._needs.of(turn) is not None:
            return Attempt(NEED, _CLAIMED)
        focus = turn.focus.places
        if turn.analysis.of_kind("office", "person", "country") or not self._store.places:
            return None
        said, wish = self._context.read(turn)
        act = self._context.acts.read(turn.analysis, said, wish, focus)
        if self._of_a_sight(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _MEANT)
        house = any(n > 0 for n in act.pointing.ordinals) and self._wording.has(turn.analysis.reading, "head")
        if house and focus is not None and focus.lists and not act.seeks:
            return Attempt(OVERVIEW, _MEANT)  # «첫 번째 집 어디야?» after something else
        described = bool(wish.attributes) and act.seeks and self._wording.has(turn.analysis.reading, "seeking")
        if described and not act.pointing.named and not turn.analysis.of_kind("office", "person"):
            return Attempt(FIND, _CLAIMED)
        if self._wanted.seeks_sights(wish, act) or (wish.constrains and self._wanted.ends_in_a_wish(turn)):
            return Attempt(FIND, _CLAIMED)
        if act.seeks and wish.order is not None and not act.pointing.named:
            return Attempt(FIND, _CLAIMED)
        if self._is_about_a_sight(turn, wish, act):
            return Attempt(OVERVIEW, _CLAIMED)
        several = self._names_several_prices(turn, act, wish)
        if (len(act.pointing.named) > 1 and act.asks) or (
            several and (act.pointing.named or turn.focus.topic == "recommend")
        ):
            return Attempt(OVERVIEW, _RECKONED if several else _MEANT)
        if self._wanted.claims_a_wish(turn, wish, act):
            return Attempt(FIND, _CLAIMED)
        if turn.analysis.of_kind("thing") or turn.analysis.has_title:
            return None
        if act.pointing.named and (act.check or act.details) and not turn.analysis.of_kind("office", "person"):
            return Attempt(OVERVIEW, _CLAIMED)
        topical = turn.focus.topic == "recommend" and focus is not None and bool(focus.shown or focus.chosen)
        main = turn.analysis.reading.main
        form = main.form if main is not None else None
        requests = act.more and not wish.constrains and form is not None and form.requests
        if topical and act.fragment and wish.max_price and not (act.pointing.points or act.details):
            return Attempt(FIND, _CLAIMED)  # «둘이 2만 원짜리로»
        if topical and wish.foods and form is not None and form.asks and not act.details:
            return Attempt(FIND, _CLAIMED)  # «피자 말고 파스타도 있나요»
        if topical and (act.rejects or requests):
            return Attempt(MORE, _CLAIMED)
        if act.counts and (topical or wish.types or wish.foods or self._context.asks_the_robot(turn)):
            return Attempt(FIND, _CLAIMED)
        if act.books and (topical or act.pointing.named):
            return Attempt(OVERVIEW, _CLAIMED)
        if act.seeks and not topical and (wish.order or self._wanted.is_house(turn)):
            return Attempt(FIND, _LIKELY)
        if not topical or act.seeks:
            return None
        if self._fact_of_what_was_told(turn, wish, act) is not None:
            return Attempt(OVERVIEW, _CLAIMED)
        asks = act.details or act.check in ("attribute", "phone", "still") or act.stranger or act.decides
        return Attempt(OVERVIEW, _CLAIMED) if asks and (act.details or act.check or act.pointing.points) else None

    def _names_several_prices(self, turn: SkillTurn, act: PlaceAct, wish: Wish) -> bool:
        """«A랑 B 둘이면» of one place whose prices are known."""
        focus = turn.focus.places
        ids = act.pointing.named or ((focus.chosen,) if focus is not None and focus.chosen else ())
        if len(ids) != 1 or ids[0] is None or act.seeks:
            return False
        return self._context.of_day(turn.as_of).answers.prices_named(turn, self._store.places[ids[0]], wish) > 1

    def _is_about_a_sight(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """Whether one is asked about of which no fact answers that: «화성행궁 알려 줘», «지동시장 어디 있어»."""
        named = [i for i in act.pointing.named if self._store.is_fact(self._store.places[i])]
        if len(named) == 2 and act.details == ("travel",):
            return True
        if len(named) != 1 or act.seeks:
            return False
        facts = self._context.base.facts_of(named[0])
        sights, place = self._context.of_day(turn.as_of).sights, self._store.places[named[0]]
        if act.details == ("travel",):
            return bool(set(wish.areas) - {place.name}) or sights.fact(turn, place, wish) is None
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
        named = next((m.id for m in turn.analysis.of_kind("thing") if m.id in self._store.places), None)
        facility = bool(wish.attributes) and not (wish.foods or wish.also or wish.types or wish.order or wish.limit)
        near = act.seeks and facility and (wish.near_it or named is not None)  # «그 근처에 차 댈 데»
        spoken = named if near and named is not None else spoken
        if spoken is None or spoken not in self._store.places or act.pointing.named or (act.seeks and not near):
            return None
        day, place = self._context.of_day(turn.as_of), self._store.places[spoken]
        main = turn.analysis.reading.main
        asks = "price" in act.details or main is None or is_conditional(main)
        if asks and (fee := day.sights.fee(turn, place)) is not None:
            return fee
        if wish.attributes and (fact := day.sights.fact(turn, place, wish)) is not None:
            return fact
        return day.answers.tell(turn, (place,), ("travel",), wish) if act.details == ("travel",) else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Recommend, change the last recommendation, or tell, check and compare what was named or told."""
        turn = _end_of(turn)
        said, wish = self._context.read(turn)
        if turn.intent.intent == NEED:
            return self._needs.after(turn, said, wish) if turn.intent.waiting else self._needs.offer(turn)
        places = turn.focus.places
        act = self._context.acts.read(turn.analysis, said, wish, places)
        if act.counts:
            return self._finding.counted(turn, wish, places)
        if (of_sight := self._of_a_sight(turn, wish, act)) is not None:
            return of_sight
        if self._takes_leave(turn, act):
            return Answer(self._wording.say("enjoy"), "answered", turn.focus, intent=OVERVIEW)
        if (each := self._superlatives(turn)) is not None:
            return each
        told = self._booked(turn, wish, act) if act.books else self._told_of_places(turn, wish, act)
        if told is not None:
            return told
        if act.books and act.pointing.points:
            return Answer(self._wording.say("cannot_book"), "refused", turn.focus, intent=OVERVIEW)
        if act.check == "price" and wish.foods and (checked := self._check_prices(turn, wish)):
            return checked
        continues = places is not None and turn.focus.topic == "recommend" and self._wanted.changes(turn, wish, act)
        if self._wanted.asks_who_came_before(turn):
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
            stranger = bool(act.details) and self._wanted.is_strange(turn)
            reason = self._wording.say("no_such_place" if stranger else "no_list")
            return Decline(reason, int(turn.intent.score >= 0.5 and (stranger or act.pointing.points)))
        if unknown := self._finding.only_unknown(turn, wish, act):
            return unknown
        if not continues and not self._wanted.is_wanted(turn, wish, act):
            return self._finding.wants_something_else(turn, wish, act)
        if not self._store.places:
            return Answer(self._wording.say("no_places"), "unknown", intent=FIND, gesture="think")
        parts = in_parts(turn.analysis, self._wording, self._store)
        if len(parts) > 1 and not continues and (both := self._finding.both(turn, parts)) is not None:
            return both
        found = self._finding.find(turn, wish, act, places if continues else None)
        return self._finding.with_details(turn, found, wish, act)

    def _takes_leave(self, turn: SkillTurn, act: PlaceAct) -> bool:
        """«고마워요, 거기로 갈게요»: thanks, and a promise to go to what was told; nothing is asked any more."""
        reading = turn.analysis.reading
        goes = any(map(is_promise, reading.verbs))
        asks = act.asks or act.seeks or "?" in turn.analysis.text
        return goes and act.pointing.points and not asks and self._wording.has(reading, "thanking")

    def _superlatives(self, turn: SkillTurn) -> Answer | None:
        """«제일 싼 데랑 제일 오래된 데는?»: each of the ends of a scale that are asked for."""
        parts = in_parts(turn.analysis, self._wording, self._store)
        told: list[Answer] = []
        for part in parts if len(parts) > 1 else ():
            one = replace(turn, interpretation=replace(turn.interpretation, analysis=part))
            said, wish = self._context.read(one)
            act = self._context.acts.read(part, said, wish, turn.focus.places)
            answer = self._about_places(one, wish, act) if act.compares else None
            if not isinstance(answer, Answer):
                return None
            told.append(answer)
        return told_together(told) if told else None

    def _told_of_places(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """The answer about places; where that is that nothing is known, what is noted of the same."""
        told = self._about_places(turn, wish, act)
        if not isinstance(told, Answer) or told.status != "unknown" or act.incomparable:
            return told
        places = [self._store.places[item.id] for item in told.items]
        return self._context.of_day(turn.as_of).answers.touching(turn, places, wish) or told

    def _about_places(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """The answer about places that are pointed at; None when none are."""
        if act.more or act.beside or (act.pointing.named and self._is_ruled_out(wish, act)):
            return None
        chosen = self._meant.of(turn, wish, act)
        spoken = turn.focus.places.chosen if turn.focus.places is not None and turn.focus.topic == "recommend" else None
        if not chosen and spoken is not None and self._names_several_prices(turn, act, wish):
            chosen = (self._store.places[spoken],)
        if not chosen:
            return self._fact_of_what_was_told(turn, wish, act)
        if isinstance(chosen, Answer):
            return chosen
        day = self._context.of_day(turn.as_of)
        known = [self._context.of_day(turn.as_of).index.store.places[place.id] for place in chosen]
        far = act.details == ("travel",) and bool(set(wish.areas) - {place.name for place in known})
        sights = all(map(self._store.is_fact, known)) and not (act.seeks or far)
        if sights and (
            fact := day.sights.fact(turn, known[0], wish) if len(known) == 1 else day.sights.facts(turn, known, wish)
        ):
            return fact
        if len(known) == 1 and self._claims_most(turn, wish, act):
            return self._whether_most(turn, wish, known[0])
        if len(known) == 1 and self._names_several_prices(turn, act, wish) and not act.check:
            return day.answers.tell(turn, known, ("price",), wish)
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
        if len(known) == 1 and not far and (fact := day.sights.fact(turn, known[0], wish)):
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
        sure = turn.intent.intent.startswith(DETAIL) and self._context.hears(turn, turn.intent.intent)
        details = act.details or tuple(d for d in DETAILS if d == intended and sure)
        if act.decides and not act.details:
            details = _DECIDED
        if not details and act.same_of_another and turn.focus.places is not None:
            details = tuple(d for d in DETAILS if d in turn.focus.places.asked)
        foods = (*wish.foods, *wish.also)
        of_food = bool(foods) and not (details or act.pointing.offers or act.seeks)
        if of_food and (checked := day.checks.check(turn, known, "food", wish, denies=False)):
            return checked
        if not details and (not act.pointing.points or (act.pointing.named and self._tells_a_deed(turn))):
            return None
        if not details and len(known) == 1 and (touched := day.answers.touching(turn, known, wish, names=True)):
            return touched
        if not details and self._asks_whether_it_went(turn):
            told = day.answers.tell(turn, known, (), wish)
            return replace(told, text=f"{self._wording.say('not_been')} {told.text}")
        told = day.answers.tell(turn, known, details, wish)
        others = bool(act.details and wish.attributes) and "seats" not in act.details
        beside = others and not (act.seeks or set(wish.attributes) & set(wish.framed))
        if beside and (checked := day.checks.check(turn, known, "attribute", wish, denies=False)):
            return replace(told, text=f"{told.text} {checked.text}")  # «가격이랑 주차»
        return told

    def _claims_most(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> bool:
        """«매향통닭이 제일 오래된 통닭집 맞지?»."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        said = main is not None and (is_copula(main) or self._wording.is_(main, "right"))
        asks = any(t.kind == "question" for t in reading.terms)
        return said and wish.order is not None and bool(act.pointing.named) and not (asks or act.comparative)

    def _whether_most(self, turn: SkillTurn, wish: Wish, place: Place) -> Answer:
        """Whether a place is the one that would be told, which is told in any case."""
        as_found = replace(turn, intent=replace(turn.intent, intent=FIND))
        found = self._context.of_day(turn.as_of).lists.find(as_found, self._context.edits.fresh(wish), wish)
        if not found.items or found.status != "answered":
            return found
        told = found.items[0].id == place.id
        if not told and (place.opened if wish.order == "oldest" else place.price_krw) is None:
            return found  # how it compares is not known
        so = self._wording.say("yes" if told else "no")
        return replace(found, text=f"{so} {found.text}", spoken=f"{so} {found.spoken or found.text}")

    def _fact_of_what_was_told(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | None:
        """«입장료는요» after a sight was told: what a relation of its own says."""
        focus = turn.focus.places
        if focus is None or focus.chosen is None or turn.focus.topic != "recommend" or act.seeks:
            return None
        place = self._store.places[focus.chosen]
        return self._context.of_day(turn.as_of).sights.fact(turn, place, wish) if self._store.is_fact(place) else None

    def _booked(self, turn: SkillTurn, wish: Wish, act: PlaceAct) -> Answer | Decline | None:
        """«예약해 줘»: the robot cannot, and tells where to call."""
        chosen = self._meant.of(turn, wish, replace(act, check="attribute", seeks=False))
        if chosen is None or isinstance(chosen, Answer):
            return chosen
        told = self._context.of_day(turn.as_of).answers.tell(turn, chosen, ("phone",), wish)
        return replace(told, text=f"{self._wording.say('cannot_book')} {told.text}")

    @staticmethod
    def _tells_a_deed(turn: SkillTurn) -> bool:
        """«나 어제 가보정 갔다 왔어»: told, and nothing is asked."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        if main is None or main.form is None or "?" in turn.analysis.text:
            return False
        asks = main.form.asks or main.form.hearsay or main.form.requests
        return main.form.past and not asks and not any(t.kind == "question" for t in reading.terms)

    def _asks_whether_it_went(self, turn: SkillTurn) -> bool:
        """«둘 다 가 봤어?»: a robot has been nowhere."""
        main = turn.analysis.reading.main
        went = main is not None and main.form is not None and main.form.past and self._wording.is_(main, "visiting")
        return went and "?" in turn.analysis.text and not any(t.kind == "question" for t in turn.analysis.reading.terms)

    def _check_prices(self, turn: SkillTurn, wish: Wish) -> Answer | None:
        """«평양냉면 만 원 넘어요?» of no place: what it costs where that is known."""
        day = self._context.of_day(turn.as_of)
        asked = self._context.edits.fresh(wish)
        query = replace(asked, max_price_krw=None, min_price_krw=None, order="cheapest", limit=_TOLD)
        found = [item.place for item in day.index.search(query).items]
        return day.checks.check(turn, found, "price", wish, denies=False) if found else None

    @staticmethod
    def _is_ruled_out(wish: Wish, act: PlaceAct) -> bool:
        return all(place in wish.not_places for place in act.pointing.named)

    def _compared(self, turn: SkillTurn, wish: Wish, act: PlaceAct, places: Sequence[Place]) -> Answer | None:
        """Which of several places is at the end of a scale that was named."""
        assert act.compares is not None
        if act.seeks and act.comparative and not act.within:
            return None
        day = self._context.of_day(turn.as_of)
        asks_which = any(term.kind == "question" for term in turn.analysis.reading.terms)
        about_one = places[-1] if act.comparative and len(act.pointing.named) == 1 and not asks_which else None
        if act.than is not None and not asks_which:
            about_one = next((place for place in places if place.id != act.than), None)
        if len(places) < 2 and turn.focus.places and len(turn.focus.places.shown) > 1 and not act.pointing.named:
            places = [self._store.places[i] for i in turn.focus.places.shown]
        if len(places) < 2:
            return None
        return day.comparison.compare(turn, places, act.compares, wish, about_one=about_one)


def _end_of(turn: SkillTurn) -> SkillTurn:
    """The turn with the end of a long speech, where a wish stands: what is compared pairwise stays few."""
    reading = turn.analysis.reading
    if len(reading.terms) <= _MOST_TERMS:
        return turn
    latest = replace(turn.analysis, reading=replace(reading, terms=reading.terms[-_MOST_TERMS:]))
    return replace(turn, interpretation=replace(turn.interpretation, analysis=latest))
