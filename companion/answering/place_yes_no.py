"""What is asked of places with yes or no, and what is said of each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from companion.answering.base import Answer, PlaceQuestion, SkillTurn
from companion.answering.place_checks import Check
from companion.answering.place_intents import DETAIL
from companion.answering.place_items import source_of
from companion.answering.place_replies import PlaceReplies, chosen_of, grouped
from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.store import Place
from companion.language.grammar import TOO, is_house
from companion.language.numbers import find_numbers
from companion.language.terms import read
from companion.language.week_times import WeekTime, open_at

_YEAR = 1900
_DAY = 24 * 60
_DISHES = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of one place: a predicate whose topic is its name.

    Attributes:
        holds: whether it is so; None where that is not known.
        text: the predicate.
        known: whether something is said of it.
    """

    holds: bool | None
    text: str
    known: bool = False


class YesNo(PlaceReplies):
    """Answers yes-no questions about places."""

    def check(
        self, turn: SkillTurn, places: Sequence[Place], what: Check, wish: Wish, *, denies: bool
    ) -> Answer | None:
        """Whether something is so; None where nobody states it and it may as well have been a wish."""
        answer = self._checked(turn, places, what, wish, denies=denies)
        if answer is None or answer.focus is None or answer.focus.places is None:
            return answer
        foods = (*wish.foods, *wish.also)
        asked = PlaceQuestion(what, wish.open or wish.not_closed, wish.attributes, foods, wish.not_foods, denies)
        return replace(answer, focus=replace(answer.focus, places=replace(answer.focus.places, question=asked)))

    def _checked(
        self, turn: SkillTurn, places: Sequence[Place], what: Check, wish: Wish, *, denies: bool
    ) -> Answer | None:
        match what:
            case "without":
                return self._check_without(turn, places, wish)
            case "food":
                return self._check_food(turn, places, wish)
            case "kind":
                return self._check_kind(turn, places, wish)
            case "price":
                return self._check_price(turn, places, wish)
            case "open":
                return self._check_open(turn, places, wish, denies=denies)
            case "phone":
                return self._check_phone(turn, places)
            case "still":
                return self._check_still(turn, places)
            case "attribute":
                return self._check_attribute(turn, places, wish)
            case "founded":
                return self._check_founded(turn, places)
            case "same":
                return self._check_same(turn, places)
            case "branch":
                return self._check_branch(turn, places)
            case "begun":
                return self._when_begun(turn, places)
            case "differ":
                return self._what_differs(turn, places)

    def _yes_no(
        self,
        turn: SkillTurn,
        places: Sequence[Place],
        judge: Callable[[Place], _Said],
        intent: str = "all",
        asked: Sequence[str] = (),
    ) -> Answer:
        """What is said of each: first those of which it holds, with «네», or «아니요» where it holds of none."""
        said = {place.id: judge(place) for place in places}
        sentences = []
        for holds in (True, False, None):
            some = [place for place in places if said[place.id].holds is holds]
            if holds is None and len(some) == len(places) > 1:
                texts = {said[place.id].text for place in some}
                if len(texts) == 1:
                    sentences.append(self._say("all_of_them", number=len(some), predicate=texts.pop()))
                    break
            sentences += [self._about(same, text) for text, same in grouped(some, lambda p: said[p.id].text)]
        yes = [place for place in places if said[place.id].holds]
        no = any(said[place.id].holds is False for place in places)
        opening = self._say("yes") if yes else self._say("no") if no else ""
        text = f"{opening} {' '.join(sentences)}".strip()
        # Of several, the one of which it is so is spoken of from now on.
        known = bool(yes or no) or any(one.known for one in said.values())
        answer = self._answer(turn, places, text, known, f"{DETAIL}{intent}", tuple(asked))
        if len(places) > 1 and len(yes) == 1:
            return replace(answer, focus=chosen_of(answer.focus, yes[0].id), items=self._items(turn, yes))
        return answer

    def _check_food(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer | None:
        house = bool(wish.also) and all(self._store.offers_of(p) & {*wish.foods} for p in places)
        foods = wish.also if house else (*wish.foods, *wish.also)  # «갈빗집에 냉면도 있나» of such houses

        terms = (t.lemma for t in turn.analysis.reading.terms if t.lemma in self._names_of(foods))  # «술»
        asked = next((m.text for m in turn.analysis.of_kind("food") if m.id in foods), next(terms, foods[0]))
        said = foods[0] if is_house(asked) else asked  # «술이 있는지», and not «갈비집이 있는지»
        written = any(asked in dish for place in places for dish in place.menu)

        def judge(place: Place) -> _Said:
            dish = next((dish for dish in place.menu if asked in dish), None) if written else None
            if dish is not None:
                return _Said(True, self._say("has_food", food=dish))
            if not self._store.offers_of(place).isdisjoint(foods) and not (written and len(places) > 1):
                return _Said(True, self._say("has_food", food=said))
            if note := self._note(place, self._names_of(foods)):
                return _Said(False, note)
            unknown = self._say("missing_food", food=said)
            menu = list(place.menu or place.offers)[:3]
            return _Said(
                None, f"{unknown} {self._say('menu_is', dishes=menu)}" if menu and len(places) == 1 else unknown
            )

        pointed = self._wording.has(turn.analysis.reading, "that")  # «거기 파스타도 팔아요?» is no other wish
        if len(places) > 1 and not pointed and not any(judge(place).holds for place in places):
            return None
        return self._yes_no(turn, places, judge, "menu")

    def _check_without(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer:
        """«애가 매운 걸 못 먹는데 괜찮을까»: what of its menu is so, and what else there is."""
        words = self._store.words_for(wish.not_foods)

        def is_so(dish: str) -> bool:
            offers = [self._store.offers[o] for o in self._index.dishes.offers_of(dish)]
            if any(set(offer.often) & {*wish.not_foods} for offer in offers):
                return True
            return not words.isdisjoint((dish, *dish.split())) or not self._index.dishes.offers_of(dish).isdisjoint(
                wish.not_foods
            )

        def judge(place: Place) -> _Said:
            menu = list(place.menu or place.offers)
            with_it = [dish for dish in menu if is_so(dish)]
            others = [dish for dish in menu if dish not in with_it]
            if not menu:
                return _Said(None, self._say("missing", label=self._label("menu")))
            if not others:
                return _Said(False, self._say("menu_is", dishes=menu[:_DISHES]))
            if with_it:
                return _Said(True, self._say("menu_apart", dishes=with_it[:_DISHES], others=others[:_DISHES]))
            return _Said(None, self._say("menu_unsure", dishes=others[:_DISHES], food=wish.not_foods[0]), known=True)

        return self._yes_no(turn, places, judge, "menu")

    def _check_kind(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer:
        foods = (*wish.foods, *wish.also)

        def judge(place: Place) -> _Said:
            noun = self._index.noun(place)
            main = (*place.offers[:1], *((place.category,) if place.category else ()))
            if any(not self._store.offer_closure(offer).isdisjoint(foods) for offer in main):
                return _Said(True, self._say("is_kind", kind=noun or foods[0]))
            if not self._store.offers_of(place).isdisjoint(foods):
                return _Said(True, self._say("has_food", food=foods[0]))
            if noun is None:
                return _Said(None, self._say("missing", label=self._label("menu")))
            return _Said(False, self._say("is_kind", kind=noun))

        return self._yes_no(turn, places, judge, "menu")

    def _check_price(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer:
        foods = (*wish.foods, *wish.also)
        bounds = (*self._cues["at_most"], *self._cues["at_least"], *self._cues["exceeding"])
        bounded = any(t.lemma in bounds for t in turn.analysis.reading.terms)
        amounts = [n.value for n in turn.analysis.numbers if n.counter in self._cues["won"]]
        main = turn.analysis.reading.main
        affords = main is not None and not bounded and self._wording.is_(main, "sufficing", "possible")
        amount = amounts[-1] if amounts else None  # «만천 원짜리 여섯 그릇이면 십만 원 넘어?»

        def judge(place: Place) -> _Said:
            priced = self._prices.of(place, foods)
            if priced is None and affords and amount is not None:
                return _Said(None, self._say("missing_enough", price=amount))
            if priced is None:
                return _Said(None, self._missing("price", wish))
            text, total = self._prices.text(priced), self._prices.total(turn, priced, wish)
            if wish.shared or total is not None:
                most = wish.shared[0] if wish.shared else amount or 0
                needed = total[1] if total is not None else priced.krw
                exceeds = any(self._wording.is_(t, "exceeding") for t in turn.analysis.reading.verbs)
                several = self._prices.several(turn, priced, wish)
                return _Said((needed > most) if exceeds else (needed <= most), f"{text} {several}" if several else text)
            if affords and amount is not None:
                return _Said(priced.krw <= amount, text)
            if bounded:
                return _Said((wish.min_price or 0) <= priced.krw <= (wish.max_price or priced.krw), text)
            return _Said(priced.krw == amount, text)

        return self._yes_no(turn, places, judge, "price", ("price",))

    def _check_open(self, turn: SkillTurn, places: Sequence[Place], wish: Wish, *, denies: bool) -> Answer:
        now = WeekTime((turn.as_of.weekday(),), turn.now.hour * 60 + turn.now.minute, now=True, day=self._say("now"))
        rests = self._wording.has(turn.analysis.reading, "resting", "closed")
        now = WeekTime((turn.as_of.weekday(),), day=self._say("today")) if rests else now
        when = wish.open or wish.not_closed or wish.resting or now

        def judge(place: Place) -> _Said:
            found = open_at(place.opening, self._on_days_stated(place, when))
            if found is None or (found and when.day and not when.now and not self._says_on_which_days(place)):
                found = None
                text = self._say("missing_open", when=when.adverbial)
                if place.closed and place.hours is None:
                    text = f"{text} {self._rest(place, later=True)}"
                elif place.hours:
                    text = f"{text} {self._say('hours_only', value=self._dated(place))}"
                return _Said(None, text)
            text = self._say("opens" if found else "rests", when=when.adverbial)
            year = place.hours_as_of or (place.place_as_of if place.hours else None)
            if place.hours and any(place.hours in before for before in turn.answered[:1]):
                return _Said(found != denies, text)  # they were told just now
            if place.hours:
                text = f"{text} {self._stated('hours', self._dated(place), later=True)}"
            elif year is None and place.closed:
                text = f"{text} {self._rest(place, later=True)}"
            return _Said(found != denies, text)

        return self._yes_no(turn, places, judge, "hours", ("hours",))

    @staticmethod
    def _says_on_which_days(place: Place) -> bool:
        """Whether it is stated on which days it is open: hours of no day say of no day that it is."""
        if place.closed or place.opening is None:
            return bool(place.closed)
        return place.opening.says_days or any(rule.opens == 0 and rule.closes == _DAY for rule in place.opening.rules)

    @staticmethod
    def _on_days_stated(place: Place, when: WeekTime) -> WeekTime:
        """An hour of no day that was named: of the days for which hours are stated."""
        days = tuple(d for d in range(7) if place.opening is not None and place.opening.on(d))
        return replace(when, weekdays=days) if days and not (when.day or when.now) else when

    def _check_attribute(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer:
        asked = [self._store.attributes[a] for a in wish.attributes]

        def judge(place: Place) -> _Said:
            """Each of what is asked: what holds of it, what is noted, and of what nothing is known."""
            stated = [a for a in asked if a.id in place.tags and a.says]
            if stated and wish.people and (note := self._note(place, [stated[0].id])):
                return _Said(None, f"{self._index.why_it_has(place, stated[0].id)}. {note}", known=True)
            told = [f"{self._index.why_it_has(place, a.id)}." for a in stated]
            notes = [note for a in asked if a not in stated and (note := self._noted_of(place, a))]
            looked_at = self._store.is_fact(place)  # where nobody eats
            unknown = [
                (a.seen if looked_at else None) or a.asks or self._say("condition_noun", noun=a.id)
                for a in asked
                if a not in stated and a.id not in wish.framed[len(wish.framed) == len(asked) :]
                if not self._noted_of(place, a)
            ]
            missing = [self._say("none_say", label=unknown)] if unknown else []
            text = " ".join(dict.fromkeys((*told, *notes, *missing)))
            return _Said(True if stated else None, text, known=bool(notes))

        return self._yes_no(turn, places, judge)

    def _check_phone(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """«번호 031-… 맞아?»."""

        def judge(place: Place) -> _Said:
            if place.phone is None:
                return _Said(None, self._say("missing", label=self._label("phone")))
            right = place.phone in turn.analysis.text
            return _Said(right, self._stated("phone", place.phone, later=False))

        return self._yes_no(turn, places, judge, "phone", ("phone",))

    def _check_still(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """«아직 영업하지?»: the last day that is known; what came after is not."""

        def judge(place: Place) -> _Said:
            day = place.place_as_of
            if day is not None and day >= turn.as_of.isoformat():
                return _Said(True, self._say("still_today"))
            return _Said(None, self._say("still", day=day) if day else self._say("still_undated"), known=bool(day))

        return self._yes_no(turn, places, judge)

    def _check_founded(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """«1985년에 문을 열었지?»."""
        years = {time.first.year for time in turn.analysis.times}

        def judge(place: Place) -> _Said:
            if place.opened is None:
                return _Said(None, self._say("missing", label=self._age(place)))
            year = int(place.opened[:4])
            return _Said(year in years, self._begun(place) or "")

        return self._yes_no(turn, places, judge)

    def _check_same(self, turn: SkillTurn, places: Sequence[Place]) -> Answer | None:
        """Whether two names are of one place."""
        ids = list(dict.fromkeys(place.id for place in places))
        last = turn.focus.places.chosen if turn.focus.places else None
        if len(ids) == 1 and last is not None and last != ids[0]:
            ids.insert(0, last)
        if len(ids) != 2:
            return None
        first, second = (self._store.places[i] for i in ids)
        text = f"{self._say('no')} {self._say('different', one=first.name, other=second.name)}"
        answer = self._answer(turn, (first,), text, True, None, ())
        both = (first, second)
        return replace(answer, items=self._items(turn, both), sources=tuple(map(source_of, both)))

    def _check_branch(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """Whether a house is in another quarter as well: by the places of its name, else by what is noted of it."""
        asked = [m for m in turn.analysis.of_kind("area") if m.id in self._store.areas]

        def lies(other: Place) -> bool:
            short = (self._store.areas[m.id].short for m in asked)
            return not asked or any(name in (other.district, other.dong) for name in short)

        def judge(place: Place) -> _Said:
            called = place.name.split()[0]
            named = (p for p in self._store.places.values() if p.name.split()[0] == called and p.id != place.id)
            beside = [p.name for p in named if lies(p)]
            if beside:
                return _Said(True, self._say("has_branches", names=beside))
            told = next(filter(self._tells_of_branches, self._sentences(place)), None)
            if told is None:
                return _Said(None, self._say("missing_branch"))
            return _Said(True if not asked or any(m.text in told for m in asked) else None, told, known=True)

        return self._yes_no(turn, places, judge)

    def _tells_of_branches(self, sentence: str) -> bool:
        """«영통점 매장도 있어요», «만석공원 쪽에 분점이 있어요»; not «매장이 작아요»."""
        named = (t for t in read(sentence, (), (), ()).terms if self._wording.is_(t, "branch"))
        return any(not self._wording.is_(t, "shop") or TOO in t.particles for t in named)

    def _when_begun(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """When places opened, where that is known or noted."""

        def judge(place: Place) -> _Said:
            years = (s for s in self._sentences(place) if any(n.value > _YEAR for n in find_numbers(s)))
            told = self._begun(place) or next(years, None)
            return _Said(None, told or self._say("missing", label=self._age(place)), known=told is not None)

        return self._yes_no(turn, places, judge)

    def _what_differs(self, turn: SkillTurn, places: Sequence[Place]) -> Answer | None:
        """Of two that are no one place: what each is, where, and what is noted of one beside the other."""
        if len(places) != 2:
            return None
        sentences = [self._say("different", one=places[0].name, other=places[1].name)]
        for place, other in (places, reversed(places)):
            sentences.append(self._about([place], f"{self._index.why(place, PlaceQuery())}."))
            where = " ".join(filter(None, (place.district, place.dong)))
            if place.address or where:
                sentences.append(
                    self._say("address", address=place.address) if place.address else self._say("area_only", area=where)
                )
            if (note := self._note(place, (other.name, *other.aliases))) is not None:
                sentences.append(note)
        return self._answer(turn, places, " ".join(sentences), True, None, ())
