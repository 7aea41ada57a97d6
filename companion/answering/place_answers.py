"""What is said of places that were named or told: a detail, or an overview."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from companion.answering.base import Answer, SkillTurn
from companion.answering.place_details import Detail
from companion.answering.place_intents import DETAIL
from companion.answering.place_replies import PlaceReplies, chosen_of, grouped
from companion.answering.wishes import Wish
from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.store import Place
from companion.language.grammar import BE_THERE, WHICH, head_of, is_demonstrative
from companion.language.numbers import find_numbers, ordinal
from companion.language.terms import COPULA, HOW_MANY, Term, read

_OVERVIEW: tuple[Detail, ...] = ("why", "address", "phone")
_NO_INTENT = ("known", "travel", "way", "floor", "seats", "last_order")
"""Details that no intent is of."""
_INSTEAD: Mapping[Detail, Detail] = {"travel": "address", "seats": "phone", "last_order": "hours"}
_CLOCK = re.compile(r"\D{0,4}(\d{1,2}:\d{2})")


class PlaceAnswers(PlaceReplies):
    """Tells details of places."""

    def tell(self, turn: SkillTurn, places: Sequence[Place], details: Sequence[Detail], wish: Wish) -> Answer:
        """What the data says of places: the details asked for, an overview where none is."""
        wanted = tuple(details)[:2]
        if wanted == ("travel",) and len(places) == 2 and not wish.areas:
            far = self._far.between(*places, walks=self._walks(turn))
            text = far or self._say("all_of_them", number=2, predicate=self._missing("travel", wish))
            apart = self._answer(turn, places, text, far is not None, None, wanted)
            return replace(apart, focus=chosen_of(apart.focus, places[-1].id))
        if len(places) == 1:
            text, known = self._one(turn, places[0], wanted, wish)
        else:
            told = [self._several(turn, places, detail, wish) for detail in wanted or ("why",)]
            text, known = " ".join(text for text, _ in told), any(known for _, known in told)
        intent = f"{DETAIL}{wanted[0]}" if wanted and wanted[0] not in _NO_INTENT else None
        return self._answer(turn, places, text, known, intent, wanted)

    def prices_named(self, turn: SkillTurn, place: Place, wish: Wish) -> int:
        """How many of its prices an utterance names."""
        return len(self._prices.named(turn, place, wish))

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
                denied = read(sentence, (), (), ()).verbs
                plain = not any((v.form and v.form.negated) or self._wording.is_(v, "lacking") for v in denied)
                yes = f"{self._say('yes')} " if whole and claims and plain and turn.analysis.reading.verbs else ""
                if claims and any(self._wording.is_(t, "different") for t in read(sentence, (), (), ()).terms):
                    yes = f"{self._say('no')} "
                one = self._answer(turn, (place,), f"{yes}{self._about([place], sentence)}", True, None, ())
                return replace(one, items=self._items(turn, places))  # «둘 중» means both
        return None

    def touching(self, turn: SkillTurn, places: Sequence[Place], wish: Wish, *, names: bool = False) -> Answer | None:
        """What is noted of places that speaks of the same as a question, though it may not answer all of it.

        Args:
            names: whether only nouns count, where it is not sure that anything is asked.
        """
        told = {place.id: self._touched(turn, place, wish, names=names) for place in places}
        known = [place for place in places if told[place.id]]
        if not known:
            return None
        lacking = [place for place in places if place not in known]
        sentences = [self._about([place], told[place.id] or "") for place in known]
        if lacking:
            sentences.append(self._say("missing_other", names=[place.name for place in lacking]))
        return self._answer(turn, places, " ".join(sentences), True, None, ())

    def _touched(self, turn: SkillTurn, place: Place, wish: Wish, *, names: bool) -> str | None:
        """The sentence of its own that shares the most with the question: nouns, verbs that say something, counters."""
        terms = turn.analysis.reading.terms
        said_of = (t for t in terms if self._is_content(t, turn) or (t.kind == "verb" and not names))
        asked = [t for t in said_of if not self._is_read(t)]
        counters = {n.counter for n in turn.analysis.numbers if not n.ordinal} - {None}
        many = (t.lemma for t in terms if t.kind == "question" and t.lemma.startswith(HOW_MANY))
        how_many = [counter for lemma in many if (counter := lemma.removeprefix(HOW_MANY).strip())]
        asked_of = [self._store.attributes[a] for a in wish.attributes]
        best: tuple[int, str] | None = None
        for sentence in self._sentences(place):
            said = {(t.lemma, t.form is None) for t in read(sentence, (), (), ()).terms}  # «3대» has no «대다»
            shared = sum((t.lemma, t.form is None) in said or (t.kind != "verb" and t.text in sentence) for t in asked)
            shared += sum(n.counter in counters for n in find_numbers(sentence))
            shared += any(re.search(rf"\d\s*{re.escape(counter)}", sentence) for counter in how_many)
            shared += sum(self._speaks_of(sentence, attribute) for attribute in asked_of)
            if shared and (best is None or shared > best[0]):
                best = shared, sentence
        return best[1] if best else None

    def _is_read(self, term: Term) -> bool:
        """Whether a word says nothing of what is asked, or is read elsewhere."""
        return self._wording.is_(
            term, "fit", "exists", "possible", "lying", "visiting", "eating", "dishes", "right", "knowing", "seeking",
            "telling", "opening", "trading", "founding", "worth", "appearing", "resting", "price", "address", "phone",
            "hours", "menu", "why", "people", "swapping", "better", "people", "known", "meal",
        )  # fmt: skip

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
        counted = {n.value for n in find_numbers(sentence)}
        values = {n.start: n.value for n in turn.analysis.numbers}
        return bool(asked) and all(
            t.text in sentence or t.lemma in known or values.get(t.start) in counted for t in asked
        )

    def _is_content(self, term: Term, turn: SkillTurn) -> bool:
        """Whether a noun, name or number says what is asked, beside the place itself."""
        own = any(m.kind == "place" and m.start <= term.start < m.end for m in turn.analysis.mentions)
        pairs = zip(turn.analysis.reading.terms, turn.analysis.reading.terms[1:], strict=False)
        pointed = term.kind == "name" and any(is_demonstrative(first) and second is term for first, second in pairs)
        plain = pointed or self._wording.is_(term, "head", "generic", "beside", "that")
        return term.kind in ("noun", "name", "number", "time") and not own and not plain and len(term.text) > 1

    def stranger(self, turn: SkillTurn, places: Sequence[Place], noun: str = "") -> Answer:
        """What is asked for, by a noun or not, is nothing that is known of any place."""
        main = turn.analysis.reading.main
        if not noun and main is not None and self._wording.is_(main, "famous"):
            return self._renown(turn, places)
        text = self._say("missing_other", names=[place.name for place in places])
        if noun:
            text = self._about(places, self._say("missing", label=noun))
        return self._answer(turn, places, text, False, None, ())

    def _renown(self, turn: SkillTurn, places: Sequence[Place]) -> Answer:
        """«거기 유명해?»: what is noted of who names it; that nobody says so, where nothing is."""

        def told(place: Place) -> str | None:
            said = (s for s in self._sentences(place) if any(map(self._is_renown, read(s, (), (), ()).terms)))
            return next(said, None)

        known = {place.id: told(place) for place in places}
        texts = {i: text or self._say("renown_unknown") for i, text in known.items()}
        text = " ".join(self._about(same, text) for text, same in grouped(places, lambda p: texts[p.id]))
        return self._answer(turn, places, text, any(known.values()), None, ())

    def _is_renown(self, term: Term) -> bool:
        return term.kind == "verb" and self._wording.is_(term, "famous", "told_of")

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
                # Who knows neither the way nor whether a table is free is told where it is, or whom to ask.
                instead = _INSTEAD.get(detail)
                instead = instead if instead not in wanted else None
                if instead and (other := self._predicate(turn, place, instead, wish, later=True)):
                    predicate = f"{predicate} {other}"
                    known = known or detail in ("travel", "last_order")  # where it lies says something of how far it is
            said += [predicate] if predicate else []
        return " ".join([*sentences, *([self._about([place], said[0]), *said[1:]] if said else ())]), known

    def _several(self, turn: SkillTurn, places: Sequence[Place], detail: Detail, wish: Wish) -> tuple[str, bool]:
        """One detail of several places: of those that have it, and which have not."""
        if detail == "name":
            meant = self._of_food(turn, places)
            if len(meant) == 1:
                return self._say("name", number=self._position(turn, meant[0]), name=meant[0].name), True
            return self._say("names", names=[place.name for place in meant]), True
        predicates = {place.id: self._predicate(turn, place, detail, wish) for place in places}
        known = [place for place in places if predicates[place.id]]
        lacking = [place for place in places if not predicates[place.id]]
        sentences = [self._about(same, text) for text, same in grouped(known, lambda p: predicates[p.id] or "")]
        if lacking and not known:
            missing = self._missing(detail, wish)
            sentences.append(self._say("all_of_them", number=len(places), predicate=missing))
        elif lacking:
            sentences.append(self._about(lacking, self._missing(detail, wish)))
        return " ".join(sentences), bool(known)

    def _of_food(self, turn: SkillTurn, places: Sequence[Place]) -> Sequence[Place]:
        """«아까 그 돼지갈비집 이름 뭐였지»: those that have it, of the newest list where any has."""
        foods, focus = turn.analysis.of_kind("food"), turn.focus.places
        if not foods or focus is None:
            return places
        lists = (places, *([self._store.places[i] for i in told.shown] for told in focus.lists))
        having = ([one for one in told if foods[-1].id in self._store.offers_of(one)] for told in lists)
        return next(filter(None, having), places)

    def _position(self, turn: SkillTurn, place: Place) -> str:
        shown = turn.focus.places.shown if turn.focus.places else ()
        return ordinal(shown.index(place.id) + 1) if place.id in shown else self._say("that")

    def _predicate(
        self, turn: SkillTurn, place: Place, detail: Detail, wish: Wish, *, later: bool = False
    ) -> str | None:
        """What the data says about a detail, as a sentence without its topic; `later` where another stands before."""

        match detail:
            case "address" if place.address:
                area = " ".join(filter(None, (place.district, place.dong)))
                if place.dong and self._asks_the_area(turn, place.dong):
                    return self._say("address_in", area=area, address=place.address)
                return self._say("address", address=place.address)
            case "address" if place.district or place.dong or place.landmarks:
                return self._lies_about(place)
            case "floor":
                return self._floor(place)
            case "phone" if place.phone:
                return self._stated("phone", place.phone, later=later)
            case "price":
                return self._prices.told(turn, place, wish)
            case "menu" if place.menu or self._dishes(place):
                return self._say("menu", dishes=list(place.menu or self._dishes(place))[:4])
            case "hours" if place.hours:
                hours = self._stated("hours", self._dated(place), later=later)
                if place.closed is None:
                    return hours
                return f"{hours} {self._rest(place, later=True)}"
            case "last_order" if place.hours and (hour := self._last_order(place.hours)):
                return self._stated("last_order", hour, later=later)
            case "closed" if place.closed:
                return self._rest(place, later=later)
            case "known":
                return self._known(turn, place)
            case "travel":
                areas = [area for area in wish.areas or self._looked_at(turn) if area != place.name]
                if far := self._far.to_area(place, areas, walks=self._walks(turn)):
                    return far
                things = (m.id for m in turn.analysis.of_kind("thing") if m.id in self._store.places)
                start = next((i for i in things if i != place.id), None)  # «행궁에서 가깝나»
                if start is not None and (far := self._far.from_place(place, start)):
                    return far
                return next((self._say("beside", area=a) for a in wish.areas if a in place.landmarks), None)
            case "way":
                return self._way(turn, place, wish)
            case "why":
                query = turn.focus.places.query if turn.focus.places else PlaceQuery()
                taste = f"{self._say('missing_taste')} " if self._asks_of_taste(turn) else ""
                return f"{taste}{self._index.why(place, query)}."
            case "hours" | "closed" | "phone":
                return self._noted(place, detail)
        return None

    def _looked_at(self, turn: SkillTurn) -> tuple[str, ...]:
        """The landmark near which it was looked for: «화성행궁에서 걸어갈 만한 만두집», then «거기 걸어갈 만해?»."""
        areas = turn.focus.places.query.areas if turn.focus.places is not None else ()
        return tuple(a for a in areas if a in self._store.areas and self._store.areas[a].kind == "landmark")

    def _asks_of_taste(self, turn: SkillTurn) -> bool:
        """«왜 맛있는데?»: why something tastes well, which no data says."""
        main = turn.analysis.reading.main
        return main is not None and self._wording.is_(main, "tasty") and self._wording.has(turn.analysis.reading, "why")

    def _last_order(self, hours: str) -> str | None:
        """«21:30» of «11:30-22:00, 마지막 주문 21:30»."""
        named = (hours.partition(word)[2] for word in self._cues["evokes_last_order"] if word in hours)
        found = (_CLOCK.match(rest) for rest in named)
        return next((one[1] for one in found if one is not None), None)

    def _way(self, turn: SkillTurn, place: Place, wish: Wish) -> str | None:
        """Where it lies, how far that is where it is known, and that the way itself is not; None where nothing is."""
        known = (self._predicate(turn, place, detail, wish, later=True) for detail in ("travel", "address"))
        told = [text for text in known if text]
        return " ".join((*told, self._say("way_unknown"))) if told else None

    def _noted(self, place: Place, detail: Detail) -> str | None:
        """The sentence of its own about a detail of which no value is stated: «영업시간이 자료마다 달라요»."""
        sentences = f"{place.highlight or ''}. {place.note or ''}".split(". ")
        return next((f"{s.rstrip('.')}." for s in sentences if s.startswith(self._label(detail))), None)

    def _asks_the_area(self, turn: SkillTurn, area: str) -> bool:
        """«무슨 동에 있나요», which no street answers: whether it asks for an area of such a name."""
        reading = turn.analysis.reading
        which = [head_of(reading, t) for t in reading.terms if t.lemma in WHICH]
        named = any(self._wording.is_(t, "locality") and area.endswith(t.lemma) for t in which)
        return named or any(self._wording.is_(t, "any_locality") for t in which)

    def _lies_about(self, place: Place) -> str:
        """Where it lies as far as that is known without an address: its area, a landmark, what is noted of it."""
        near = next((self._store.areas[a].short for a in place.landmarks if a not in (place.dong, place.name)), None)
        area = " ".join(filter(None, (place.district, place.dong, near)))
        told = next((s for s in self._sentences(place) if s.rstrip(".").endswith(self._cues["lies_told"])), None)
        return self._say("area_told", area=area, told=told) if told else self._say("area_only", area=area)

    def _dishes(self, place: Place) -> list[str]:
        """What it serves, as far as that is no kind of house: «와인바» is no dish."""
        return [offer for offer in place.offers if self._store.offers[offer].noun != offer]

    def _walks(self, turn: SkillTurn) -> bool:
        """Whether it is asked if one can walk."""
        return self._wording.has(turn.analysis.reading, "walking")

    def _floor(self, place: Place) -> str | None:
        """The floor it is on, as its address or a note says."""
        floors = self._cues["floor"]
        if place.address and place.address.endswith(floors):
            return self._say("address", address=place.address)
        return next(
            (s for s in self._sentences(place) if any(f"{n}{w}" in s for w in floors for n in "123456789")), None
        )

    def _known(self, turn: SkillTurn, place: Place) -> str | None:
        """The day from which what was told last is known."""
        asked = turn.focus.places.asked if turn.focus.places else ()
        day = place.place_as_of
        if "price" in asked:
            day = place.price_as_of
        elif "hours" in asked:
            day = place.hours_as_of or place.place_as_of
        return self._say("known_since", day=day) if day else None
