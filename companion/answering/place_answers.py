"""What is said of places that were named or told: a detail, yes or no, or which of them is more so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from companion.answering.base import Answer, Focus, KnowledgeFocus, PlaceFocus, SkillTurn
from companion.answering.place_checks import Check
from companion.answering.place_details import Detail
from companion.answering.place_intents import DETAIL, OVERVIEW
from companion.answering.place_items import item_of, source_of
from companion.answering.priced_dishes import PricedDishes
from companion.answering.wishes import Wish
from companion.answering.wording import Wording
from companion.knowledge.places.dishes import Priced
from companion.knowledge.places.query import PlaceOrder, PlaceQuery, Ranked
from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import Place, PlaceStore
from companion.knowledge.telling import Teller
from companion.language.grammar import BE_THERE, is_demonstrative, is_house
from companion.language.numbers import find_numbers, ordinal
from companion.language.terms import COPULA, HOW_MANY, Term, read
from companion.language.week_times import WeekTime, open_at

_OVERVIEW: tuple[Detail, ...] = ("why", "address", "phone")
_NAMED = 12
_NO_INTENT = ("known", "travel", "floor")
"""Details that no intent is of."""


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


class PlaceAnswers:
    """Answers questions about single places."""

    def __init__(self, store: PlaceStore, index: PlaceIndex, teller: Teller, wording: Wording) -> None:
        self._store = store
        self._index = index
        self._teller = teller
        self._wording = wording
        self._cues = wording.cues
        self._say = wording.say
        self._prices = PricedDishes(index, wording)

    # Details

    def tell(self, turn: SkillTurn, places: Sequence[Place], details: Sequence[Detail], wish: Wish) -> Answer:
        """What the data says of places: the details asked for, an overview where none is."""
        wanted = tuple(details)[:2]
        if len(places) == 1:
            text, known = self._one(turn, places[0], wanted, wish)
        else:
            told = [self._several(turn, places, detail, wish) for detail in wanted or ("why",)]
            text, known = " ".join(text for text, _ in told), any(known for _, known in told)
        intent = f"{DETAIL}{wanted[0]}" if wanted and wanted[0] not in _NO_INTENT else None
        return self._answer(turn, places, text, known, intent, wanted)

    def fact(self, turn: SkillTurn, place: Place) -> Answer | None:
        """What a relation of its own says, where the question asks for one: «달항아리는 언제 만들어졌어?»."""
        base, squeezed = self._teller.base, self._without_names(turn).replace(" ", "")
        heard: dict[str, str] = {}
        relations = [base.vocabulary.relations[fact.relation] for fact in base.facts_of(place.id)]
        for words in ([(r.id, r.cues) for r in relations], [(r.id, r.asks) for r in relations if r.kind == "money"]):
            for relation, cues in words:
                written = (cue.replace(" ", "") for cue in cues)
                if found := max((cue for cue in written if cue in squeezed), key=len, default=None):
                    heard[relation] = found
            if heard:
                break  # «얼마» asks for a fee where no word of its own is said
        # «입장료» asks for a fee, not for when one is let in («입장»).
        asked = {r for r, cue in heard.items() if not any(cue != c and cue in c for c in heard.values())}
        facts = [fact for fact in base.facts_of(place.id) if fact.relation in asked]
        if not facts:
            return None
        told = self._teller.facts(facts, turn.as_of)
        answer = self._answer(turn, (place,), told.text, True, None, ())
        return replace(answer, sources=told.sources)

    def facts(self, turn: SkillTurn, places: Sequence[Place]) -> Answer | None:
        """The same of several: what is known of some of them, and of which nothing is."""
        told = {place.id: self.fact(turn, place) for place in places}
        known = [answer for answer in told.values() if answer is not None]
        if not known:
            return None
        lacking = [place for place in places if told[place.id] is None]
        sentences = [answer.text for answer in known]
        if lacking:
            sentences.append(self._say("missing_other", names=[place.name for place in lacking]))
        answer = self._answer(turn, places, " ".join(sentences), True, None, ())
        return replace(answer, sources=tuple(source for one in known for source in one.sources))

    @staticmethod
    def _without_names(turn: SkillTurn) -> str:
        """What is said, without names of places: «달항아리» asks for nothing that is in it."""
        text = turn.analysis.text
        for mention in turn.analysis.of_kind("place", "thing", "area"):
            text = f"{text[: mention.start]}{' ' * (mention.end - mention.start)}{text[mention.end :]}"
        return text

    def stated(self, turn: SkillTurn, places: Sequence[Place]) -> Answer | None:
        """The sentence of the place's own that holds everything the question names: «허영만 나온 데 맞지?»."""
        if len(places) > 1 and any(t.kind == "question" for t in turn.analysis.reading.terms):
            return None
        for place in places:
            others = [p for p in places if p is not place]
            asked = [t for t in turn.analysis.reading.terms if self._is_content(t, turn)]
            for sentence in self._sentences(place):
                known = {t.lemma for t in read(sentence, (), (), ()).terms}
                if not self._holds(sentence, known, asked, turn, others):
                    continue
                verbs = [v for v in turn.analysis.reading.verbs if not self._wording.is_(v, "right")]
                told = (v for v in verbs if not self._wording.is_(v, "appearing") and v.lemma != COPULA)
                whole = not others and all(v.lemma in known for v in told) and not turn.analysis.reading.denies
                claims = not any(t.kind == "question" for t in turn.analysis.reading.terms)
                plain = not any(v.form and v.form.negated for v in read(sentence, (), (), ()).verbs)
                yes = f"{self._say('yes')} " if whole and claims and plain and turn.analysis.reading.verbs else ""
                if claims and any(self._wording.is_(t, "different") for t in read(sentence, (), (), ()).terms):
                    yes = f"{self._say('no')} "
                return self._answer(turn, (place,), f"{yes}{self._about([place], sentence)}", True, None, ())
        return None

    def _holds(
        self, sentence: str, known: Set[str], asked: Sequence[Term], turn: SkillTurn, others: Sequence[Place]
    ) -> bool:
        """Whether a sentence speaks of all that is asked; of two places, whether that of one names the other."""
        if others:
            return all(any(n in sentence for n in (o.name, *o.aliases)) for o in others)
        many = any(t.kind == "question" and t.lemma == HOW_MANY for t in turn.analysis.reading.terms)
        if many:
            verbs = {v.lemma for v in turn.analysis.reading.verbs} - {BE_THERE, COPULA}
            return bool(find_numbers(sentence)) and bool(verbs & known)
        return bool(asked) and all(t.text in sentence or t.lemma in known for t in asked)

    def _is_content(self, term: Term, turn: SkillTurn) -> bool:
        """Whether a noun, name or number says what is asked, beside the place itself."""
        own = any(m.kind == "place" and m.start <= term.start < m.end for m in turn.analysis.mentions)
        pairs = zip(turn.analysis.reading.terms, turn.analysis.reading.terms[1:], strict=False)
        pointed = any(is_demonstrative(first) and second is term for first, second in pairs)  # «그 카페»
        plain = pointed or self._wording.is_(term, "head", "generic", "beside", "that")
        return term.kind in ("noun", "name", "number", "time") and not own and not plain and len(term.text) > 1

    @staticmethod
    def _sentences(place: Place) -> Iterator[str]:
        """What is noted of a place, sentence by sentence."""
        for text in (place.highlight, place.note):
            yield from (f"{s.strip().rstrip('.')}." for s in (text or "").split(". ") if s.strip())

    def stranger(self, turn: SkillTurn, places: Sequence[Place], noun: str = "") -> Answer:
        """What is asked for, by a noun or not, is nothing that is known of any place."""
        text = self._say("missing_other", names=[place.name for place in places])
        if noun:
            text = self._about(places, self._say("missing", label=noun))
        return self._answer(turn, places, text, False, None, ())

    def _one(self, turn: SkillTurn, place: Place, wanted: Sequence[Detail], wish: Wish) -> tuple[str, bool]:
        """Sentences about a place, and whether anything is known. It is their topic, and named once.

        All answers about a place begin so, and the voice can have that beginning ready.
        """
        sentences = []
        if "name" in wanted:
            sentences.append(self._say("name", number=self._position(turn, place), name=place.name))
        known = not wanted or bool(sentences)
        said: list[str] = []
        for detail in (d for d in wanted or _OVERVIEW if d != "name"):
            later = bool(said)
            predicate = self._predicate(turn, place, detail, wish, later=later)
            known = known or predicate is not None
            if predicate is None and wanted:
                predicate = self._missing(detail, wish, later=later)
                if detail == "travel" and (where := self._predicate(turn, place, "address", wish, later=True)):
                    predicate = f"{predicate} {where}"
            said += [predicate] if predicate else []
        return " ".join([*sentences, *([self._about([place], said[0]), *said[1:]] if said else ())]), known

    def _several(self, turn: SkillTurn, places: Sequence[Place], detail: Detail, wish: Wish) -> tuple[str, bool]:
        """One detail of several places: of those that have it, and which have not."""
        if detail == "name":
            return self._say("names", names=[place.name for place in places]), True
        predicates = {place.id: self._predicate(turn, place, detail, wish) for place in places}
        known = [place for place in places if predicates[place.id]]
        lacking = [place for place in places if not predicates[place.id]]
        sentences = [self._about(same, text) for text, same in _grouped(known, lambda p: predicates[p.id] or "")]
        if lacking and not known:
            missing = self._missing(detail, wish)
            sentences.append(self._say("all_of_them", number=len(places), predicate=missing))
        elif lacking:
            sentences.append(self._about(lacking, self._missing(detail, wish)))
        return " ".join(sentences), bool(known)

    def _position(self, turn: SkillTurn, place: Place) -> str:
        shown = turn.focus.places.shown if turn.focus.places else ()
        return ordinal(shown.index(place.id) + 1) if place.id in shown else self._say("that")

    def _missing(self, detail: Detail, wish: Wish, *, later: bool = False) -> str:
        if detail == "price" and (foods := (*wish.foods, *wish.also)):
            return self._say("missing_price", food=foods[0])
        return self._say("missing_too" if later else "missing", label=self._label(detail))

    def _label(self, detail: str) -> str:
        return self._say(f"label_{detail}")

    def _predicate(
        self, turn: SkillTurn, place: Place, detail: Detail, wish: Wish, *, later: bool = False
    ) -> str | None:
        """What the data says about a detail, as a sentence without its topic; `later` where another stands before."""

        match detail:
            case "address" if place.address:
                return self._say("address", address=place.address)
            case "address" if place.district or place.dong:
                return self._say("area_only", area=" ".join(filter(None, (place.district, place.dong))))
            case "floor":
                return self._floor(place)
            case "phone" if place.phone:
                return self._stated("phone", place.phone, later=later)
            case "price":
                return self._prices.told(turn, place, wish)
            case "menu" if place.menu or place.offers:
                return self._say("menu", dishes=list(place.menu or place.offers)[:4])
            case "hours" if place.hours:
                hours = self._stated("hours", self._dated(place), later=later)
                if place.closed is None:
                    return hours
                return f"{hours} {self._rest(place, later=True)}"
            case "closed" if place.closed:
                return self._rest(place, later=later)
            case "known":
                return self._known(turn, place)
            case "travel":
                for area in wish.areas:
                    if (metres := self._index.metres(place, area)) is not None:
                        return self._say("metres", metres=metres, area=self._store.areas[area].short)
                return next((self._say("beside", area=a) for a in wish.areas if a in place.landmarks), None)
            case "why":
                query = turn.focus.places.query if turn.focus.places else PlaceQuery()
                return f"{self._index.why(place, query)}."
        return None

    def _floor(self, place: Place) -> str | None:
        """The floor it is on, as its address or a note says."""
        floors = self._cues["floor"]
        if place.address and place.address.endswith(floors):
            return self._say("address", address=place.address)
        return next((s for s in self._sentences(place) if any(f"{n}{w}" in s for w in floors for n in "123456789")), None)

    def _stated(self, detail: str, value: str, *, later: bool) -> str:
        return self._say("stated_too" if later else "stated", label=self._label(detail), value=value)

    def _rest(self, place: Place, *, later: bool) -> str:
        """When it is closed, as far as that is stated."""
        closed = place.closed or ""
        if place.opening is not None and not place.opening.closed and place.opening.never_closed(closed):
            return self._say("never_closed", value=closed)
        return self._stated("closed", closed, later=later)

    def _dated(self, place: Place) -> str:
        assert place.hours is not None
        if place.hours_as_of is None:
            return place.hours
        return self._say("dated_value", value=place.hours, year=int(place.hours_as_of[:4]))

    def _known(self, turn: SkillTurn, place: Place) -> str | None:
        """The day from which what was told last is known."""
        asked = turn.focus.places.asked if turn.focus.places else ()
        day = place.place_as_of
        if "price" in asked:
            day = place.price_as_of
        elif "hours" in asked:
            day = place.hours_as_of or place.place_as_of
        return self._say("known_since", day=day) if day else None

    # Yes or no

    def check(
        self, turn: SkillTurn, places: Sequence[Place], what: Check, wish: Wish, *, denies: bool
    ) -> Answer | None:
        """Whether something is so; None where nobody states it and it may as well have been a wish."""
        match what:
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
            sentences += [self._about(same, text) for text, same in _grouped(some, lambda p: said[p.id].text)]
        yes = [place for place in places if said[place.id].holds]
        no = any(said[place.id].holds is False for place in places)
        opening = self._say("yes") if yes else self._say("no") if no else ""
        text = f"{opening} {' '.join(sentences)}".strip()
        # Of several, the one of which it is so is spoken of from now on.
        known = bool(yes or no) or any(one.known for one in said.values())
        answer = self._answer(turn, places, text, known, f"{DETAIL}{intent}", tuple(asked))
        if len(places) > 1 and len(yes) == 1:
            return replace(answer, focus=_chosen(answer.focus, yes[0].id), items=self._items(turn, yes))
        return answer

    def _check_food(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer | None:
        foods = (*wish.foods, *wish.also)

        asked = next((m.text for m in turn.analysis.of_kind("food") if m.id in foods), foods[0])
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

        if len(places) > 1 and not any(judge(place).holds for place in places):
            return None
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
        amount = amounts[-1] if amounts else None  # «만천 원짜리 여섯 그릇이면 십만 원 넘어?»

        def judge(place: Place) -> _Said:
            priced = self._prices.of(place, foods)
            if priced is None:
                return _Said(None, self._missing("price", wish))
            text, total = self._prices.text(priced), self._prices.total(turn, priced, wish)
            if wish.shared or total is not None:
                most = wish.shared[0] if wish.shared else amount or 0
                needed = total[1] if total is not None else priced.krw
                exceeds = any(self._wording.is_(t, "exceeding") for t in turn.analysis.reading.verbs)
                several = self._prices.several(turn, priced, wish)
                return _Said((needed > most) if exceeds else (needed <= most), f"{text} {several}" if several else text)
            if bounded:
                return _Said((wish.min_price or 0) <= priced.krw <= (wish.max_price or priced.krw), text)
            return _Said(priced.krw == amount, text)

        return self._yes_no(turn, places, judge, "price", ("price",))

    def _check_open(self, turn: SkillTurn, places: Sequence[Place], wish: Wish, *, denies: bool) -> Answer:
        now = WeekTime((turn.as_of.weekday(),), turn.now.hour * 60 + turn.now.minute, now=True, day=self._say("now"))
        when = wish.open or wish.not_closed or now

        def judge(place: Place) -> _Said:
            found = open_at(place.opening, self._on_days_stated(place, when))
            if found is None:
                text = self._say("missing_open", when=when.adverbial)
                if place.closed and place.hours is None:
                    text = f"{text} {self._rest(place, later=True)}"
                elif place.hours:
                    text = f"{text} {self._say('hours_only', value=self._dated(place))}"
                return _Said(None, text)
            text = self._say("opens" if found else "rests", when=when.adverbial)
            year = place.hours_as_of or (place.place_as_of if place.hours else None)
            if place.hours:
                text = f"{text} {self._stated('hours', self._dated(place), later=True)}"
            elif year is None and place.closed:
                text = f"{text} {self._rest(place, later=True)}"
            return _Said(found != denies, text)

        return self._yes_no(turn, places, judge, "hours", ("hours",))

    @staticmethod
    def _on_days_stated(place: Place, when: WeekTime) -> WeekTime:
        """An hour of no day that was named: of the days for which hours are stated."""
        days = tuple(d for d in range(7) if place.opening is not None and place.opening.on(d))
        return replace(when, weekdays=days) if days and not (when.day or when.now) else when

    def _check_attribute(self, turn: SkillTurn, places: Sequence[Place], wish: Wish) -> Answer:
        asked = [self._store.attributes[a] for a in wish.attributes]

        def judge(place: Place) -> _Said:
            stated = [a for a in asked if a.id in place.tags and a.says]
            names = [name for a in asked for name in (a.id, *a.aliases)]
            if stated and wish.people and (note := self._note(place, [stated[0].id])):
                return _Said(None, f"{self._index.why_it_has(place, stated[0].id)}. {note}", known=True)
            if stated:
                return _Said(True, f"{self._index.why_it_has(place, stated[0].id)}.")
            if note := self._note(place, names):
                return _Said(None, note, known=True)
            question = asked[0].asks or self._say("condition_noun", noun=asked[0].id)
            return _Said(None, self._say("missing_attribute", label=question))

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
            return _Said(None, self._say("still", day=day) if day else self._say("still_undated"), known=bool(day))

        return self._yes_no(turn, places, judge)

    def _check_founded(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """«1985년에 문을 열었지?»."""
        years = {time.first.year for time in turn.analysis.times}

        def judge(place: Place) -> _Said:
            if place.opened is None:
                return _Said(None, self._say("missing", label=self._say("scale_oldest")))
            year = int(place.opened[:4])
            return _Said(year in years, self._say("opened", year=year))

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

    def _names_of(self, foods: Sequence[str]) -> list[str]:
        offers = (self._store.offers[food] for food in foods)
        return [name for offer in offers for name in (offer.id, *offer.aliases)]

    def _note(self, place: Place, names: Sequence[str]) -> str | None:
        """The sentence of its note that speaks of one of these names."""
        sentences = (place.note or "").split(". ")
        found = next((s for s in sentences if any(len(name) > 1 and name in s for name in names)), None)
        return f"{found.rstrip('.')}." if found else None

    # Comparing

    def compare(
        self, turn: SkillTurn, places: Sequence[Place], order: PlaceOrder, wish: Wish, *, about_one: Place | None = None
    ) -> Answer:
        """Which of several is at one end of a scale.

        Args:
            about_one: the place that is asked about with yes or no («거기가 더 싸?»).
        """
        values = {place.id: self._value(turn, place, order, wish) for place in places}
        known = [place for place in places if values[place.id] is not None]
        unknown = [place for place in places if place not in known]
        if order == "nearest" and not known:
            return self._answer(turn, places, self._say("far_from_where_told"), False, None, ())
        foods = (*wish.foods, *wish.also) if order in ("cheapest", "dearest") else ()
        detail = self._say("scale_dish", food=foods[0]) if foods else self._say(f"scale_{order}")
        if not known:
            text = self._say("none_to_compare", number=len(places), label=detail)
            return self._answer(turn, places, text, False, None, ())
        sign = -1 if order == "dearest" else 1
        best = min(sign * (values[place.id] or 0.0) for place in known)
        winners = [place for place in known if sign * (values[place.id] or 0.0) == best]
        parts = []
        if len(known) > 1:
            if about_one is not None and about_one in known:
                parts.append(self._say("yes" if about_one in winners else "no"))
            end = "most" if len(places) > 2 else "more"
            if len(winners) == len(known):
                parts.append(self._say("equal", names=[p.name for p in winners], label=detail))
            else:
                parts.append(self._say(f"{end}_{order}", names=[p.name for p in winners]))
        elif len(places) > 2:
            parts.append(self._say("only_one_known", label=detail))
        shown = known if len(known) == 2 or len(known) == 1 else winners
        parts += [self._about([place], self._stating(turn, place, order, wish)) for place in shown]
        if unknown:
            names = [place.name for place in unknown]
            parts.append(self._say("unknown_to_compare", names=names, label=detail))
        told = winners if len(known) > 1 or len(places) > 1 else known
        answer = self._answer(
            turn, told, " ".join(parts), True, None, ("price",) if order in ("cheapest", "dearest") else ()
        )
        return replace(answer, sources=tuple(source_of(place) for place in known))

    def _value(self, turn: SkillTurn, place: Place, order: PlaceOrder, wish: Wish) -> float | None:
        match order:
            case "cheapest" | "dearest":
                priced = self._compared_price(turn, place, wish)
                return None if priced is None else float(priced.krw)
            case "nearest":
                metres = [self._index.metres(place, area) for area in self._from(turn, wish)]
                return next((float(m) for m in metres if m is not None), None)
            case "oldest":
                return float(place.opened[:4]) if place.opened else None

    def _compared_price(self, turn: SkillTurn, place: Place, wish: Wish) -> Priced | None:
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        return self._index.price(place, query if not wish.foods else replace(query, offers=wish.foods))

    @staticmethod
    def _from(turn: SkillTurn, wish: Wish) -> tuple[str, ...]:
        return wish.areas or (turn.focus.places.query.areas if turn.focus.places else ())

    def _stating(self, turn: SkillTurn, place: Place, order: PlaceOrder, wish: Wish) -> str:
        match order:
            case "cheapest" | "dearest":
                priced = self._compared_price(turn, place, wish)
                assert priced is not None
                if priced.item is None:
                    return self._say("costs", price=priced.krw)
                return self._prices.text(priced)
            case "nearest":
                area = next(a for a in self._from(turn, wish) if self._index.metres(place, a) is not None)
                metres = self._index.metres(place, area)
                return self._say("metres", metres=metres, area=self._store.areas[area].short)
            case "oldest":
                assert place.opened is not None
                return self._say("opened", year=int(place.opened[:4]))

    def _about(self, places: Sequence[Place], predicate: str) -> str:
        """A sentence whose topic are places."""
        return self._say("about", names=[place.name for place in places], predicate=predicate)

    # The answer

    def _items(self, turn: SkillTurn, places: Sequence[Place]) -> tuple:  # type: ignore[type-arg]
        query = turn.focus.places.query if turn.focus.places else PlaceQuery()
        return tuple(item_of(Ranked(place, self._index.why(place, query), 0.0, ())) for place in places)

    def _answer(
        self,
        turn: SkillTurn,
        places: Sequence[Place],
        text: str,
        known: bool,
        intent: str | None,
        asked: Sequence[str],
    ) -> Answer:
        """An answer about places, which are spoken of from now on."""
        before = turn.focus.places or PlaceFocus(PlaceQuery(), tuple(p.id for p in places), tuple(p.id for p in places))
        named = tuple(dict.fromkeys((*(p.id for p in places), *before.named)))[:_NAMED]
        chosen = places[0].id if len(places) == 1 else before.chosen
        focus = replace(before, chosen=chosen, named=named, asked=tuple(asked) or before.asked)
        own = turn.intent.intent if turn.intent.intent.startswith(DETAIL) else OVERVIEW
        about = turn.focus.knowledge
        if len(places) == 1 and self._store.is_fact(places[0]):
            about = KnowledgeFocus(thing=places[0].id)  # of which one asks like of anything else
        return Answer(
            text,
            "answered" if known else "unknown",
            Focus("recommend", about, focus),
            self._items(turn, places),
            tuple(source_of(place) for place in places),
            intent=intent or own,
        )


def _grouped(places: Sequence[Place], text: Callable[[Place], str]) -> list[tuple[str, list[Place]]]:
    """Places of which the same is said, in order."""
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        groups[text(place)].append(place)
    return list(groups.items())


def _chosen(focus: Focus | None, place: str) -> Focus | None:
    if focus is None or focus.places is None:
        return focus
    return replace(focus, places=replace(focus.places, chosen=place))
