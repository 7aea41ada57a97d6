"""What an utterance asks of places: a detail, or several."""

from __future__ import annotations

from typing import Final, Literal

from companion.answering.place_utterance import OF_PLACES, PlaceUtterance
from companion.base import patterns as re
from companion.language.grammar import (
    BE_THERE,
    DO,
    HOW,
    HOW_MUCH,
    SAID_OF,
    WHAT,
    WHEN,
    WHICH,
    adverbs_of,
    described_by,
    head_of,
    is_ability,
    is_adverbial,
    is_conditional,
    is_copula,
    is_day,
    is_demonstrative,
    is_promise,
    is_thing,
    next_verb,
    object_of,
    phrase_of,
)
from companion.language.place_names import AT
from companion.language.self_words import COMING
from companion.language.terms import COPULA, COPULAS, HOW_MANY, INTO, SUBJECT, WHERE, Term, is_nominal
from companion.language.units import MINUTES

Detail = Literal[
    "phone", "address", "price", "menu", "closed", "last_order", "hours", "why", "name", "known", "travel", "way",
    "floor", "seats",
]  # fmt: skip

DETAILS: Final[tuple[Detail, ...]] = (
    "phone", "address", "price", "menu", "closed", "last_order", "hours", "why", "name", "known", "travel", "way",
    "floor", "seats",
)  # fmt: skip
PHONE_NUMBER: Final = re.compile(r"(?<!\d)\d{2,4}-\d{3,4}(?:-\d{4})?(?!\d)")


MEASURED: Final = (WHEN, HOW_MUCH, WHERE)
_ASKED: Final = (
    "hours", "known", "generic", "opening", "closed", "phone", "address", "menu", "price", "name", "asking",
)  # fmt: skip
"""Nouns that may stand behind «시간» where hours are asked for."""


class Details:
    """Reads the details that are asked for."""

    def __init__(self, asked: PlaceUtterance) -> None:
        self._asked = asked
        self._is, self._store = asked.is_, asked.store
        self._analysis, self._reading, self._main = asked.analysis, asked.reading, asked.main
        self._said, self._wish, self._focus = asked.said, asked.wish, asked.focus

    def _calls(self, verb: Term | None) -> bool:
        """«전화 왔어», «전화 받고 올게»: what happens to whoever says it, or what they will do."""
        came = verb is not None and verb.lemma == COMING and verb.form is not None and verb.form.past
        return came or (self._main is not None and is_promise(self._main))

    def of(self, terms: tuple[Term, ...]) -> tuple[Detail, ...]:
        """What some terms ask for, in a fixed order."""
        found: dict[Detail, None] = {}
        reading = self._reading
        scale = self._asked.scale()[0] is not None
        for term in terms:
            if not is_nominal(term):
                continue
            verb = next_verb(reading, term)
            doing = verb is not None and self._is(verb, "opening", "resting")
            if self._is(term, "phone") and not self._calls(verb):
                found["phone"] = None
            if self._asks_of_something_else(term):
                continue
            if self._is(term, "address") and (term.kind != "question" or self._asks_where(term, verb)) and not scale:
                found["address"] = None
            of_what = head_of(reading, term)
            local = self._is(of_what, "locality") or (
                term.lemma == WHICH[0] and not self._is(of_what, "generic", "head")
            )
            one = len({m.id for m in self._analysis.of_kind("place")}) < 2  # «A랑 B 중 어느 쪽»
            if term.lemma in WHICH and of_what is not term and local and one and not (scale or doing):
                found["address"] = None
            remains = verb is not None and self._is(verb, "left_over")  # «그럼 얼마 남죠?»
            bound = term.kind in ("noun", "number") and self._is_only_bound()
            if self._is(term, "price") and not (bound or remains):
                found["price"] = None
            if self._is(term, "menu"):
                found["menu"] = None
            if self._is(term, "name") or (self._is_name_asked(term, verb)):
                found["name"] = None
            if self._is(term, "closed"):
                found["closed"] = None
            of_hours = term is of_what or self._is(of_what, *_ASKED)  # not «시간 제한»
            of_hours = of_hours and not self._asks_when_to_leave(term)
            if (self._is(term, "hours") and of_hours and not self._is_at(term)) or (
                self._is(term, "trading") and term is head_of(reading, term)
            ):
                found["hours"] = None
            if self._is(term, "why"):
                found["why"] = None
            if (
                term.kind == "question"
                and term.lemma.startswith(HOW_MANY)
                and term.lemma.endswith(self._said.words("floor"))
            ):
                found["floor"] = None
            if term.lemma == HOW_MUCH and verb is None and self._wish.foods:
                found["price"] = None
            if term.kind == "question" and verb is not None:
                denied = verb.form is not None and verb.form.negated
                other = of_what.kind == "noun" and not self._is(of_what, "menu", "generic", "meal")  # «무슨 영화»
                if term.lemma in WHAT and self._is(verb, "dishes") and not (denied or other):
                    found["menu"] = None
                if term.lemma == HOW_MUCH and (is_copula(verb) or self._costs(verb)):
                    found["price"] = None
                if term.lemma == WHEN and doing:
                    found["closed" if self._is(verb, "resting") and not self._is(verb, "shutting") else "hours"] = None
                if term.lemma == HOW_MUCH and self._is(verb, "travel"):
                    found["travel"] = None
            if is_day(term) and any(
                self._is(v, "resting")
                and (described_by(reading, v) is term or (object_of(reading, v) is term and not self._said.moment))
                for v in reading.verbs
            ):
                found["closed"] = None
            if self._is(term, "known") and reading.question(WHEN, *WHICH):
                found["known"] = None
        if reading.question(WHEN) and any(self._is(verb, "known") for verb in reading.verbs):
            found["known"] = None
        if self._asks_the_price_of_something_else() or self.asks_the_price_for_more():
            found["price"] = None
        timed = any(n.counter in MINUTES and self._said.is_minutes(n.start, n.end) for n in self._analysis.numbers)
        if timed and not self._wish.foods:
            found.pop("price", None)  # «두 시간 대면 얼마예요?» asks for no dish
        if PHONE_NUMBER.search(self._analysis.text):
            found["phone"] = None
        if self._claims_an_area():
            found["address"] = None
        if self._asks_for_the_way(scale=scale):
            found["travel"] = None
            if any(self._is(t, "distance") for t in reading.terms):
                found.pop("price", None)
        if self._asks_how_to_go():
            found["way"] = None
        if (
            self._main is not None
            and self._is(self._main, "phone")
            and any(t.kind == "question" for t in reading.terms)
        ):
            found["phone"] = None
        if self._asks_how_dear(scale=scale):
            found["price"] = None
        if any(self._asked.standing("evokes_last_order", self._reading.terms)):
            found = {"last_order": None}
        return tuple(d for d in DETAILS if d in found)

    def _costs(self, verb: Term) -> bool:
        """«얼마나 나와»; not «얼마나 서 있어»."""
        return self._is(verb, "costing") or any(self._is(t, "money") for t in self._reading.terms)

    @property
    def of_another(self) -> str:
        """«김철수 씨 전화번호», «대표님 전화»: what is asked of what is no place; "" if nothing."""
        people = {m.start for m in self._analysis.of_kind("person", "office")}
        for term in self._reading.terms:
            phrase = phrase_of(self._reading, term) if self._is(term, "phone") else ()
            before = [t for t in phrase if t.end <= term.start and not self._is(t, *OF_PLACES)]
            if any(t.start in people or self._asked.is_foreign(t) for t in before):
                return self._reading.text[phrase[0].start : phrase[-1].end]
        return ""

    def _asks_of_something_else(self, question: Term) -> bool:
        """«매출이 얼마야», «막차가 몇 시야», «차 대면 얼마 나와»: what is before it is nothing that is sold or open."""
        if question.kind != "question" or (not self._is(question, "price", "hours") and question.lemma not in MEASURED):
            modifiers = [t for t in phrase_of(self._reading, question) if t.end <= question.start]
            owned = self._is(question, "price") and any(map(self._asked.is_foreign, modifiers))  # «창업 비용»
            return owned or (self._is(question, "fees") and bool(modifiers))
        before = next((t for t in reversed(self._reading.terms) if t.end <= question.start), None)
        of_it = before is not None and is_nominal(before) and SAID_OF.issuperset(before.particles)
        if before is not None and any(t.kind == "number" for t in phrase_of(self._reading, before)):
            return False  # «한 시간 대면 얼마야»
        if of_it and before is not None:
            said = phrase_of(self._reading, before)  # «창업 비용이 얼마나 들어»
            if self._is(before, "fees") or any(self._asked.is_foreign(t) for t in said if t.end <= before.end):
                return True
        if question.lemma == WHERE:
            return False
        stated = {m.start for m in self._analysis.of_kind("attribute")} | self._said.described
        wished = [a for a in self._wish.attributes if not self._store.attributes[a].of_people]
        facilities = set(wished) - {*self._wish.framed}
        return bool(facilities) and any(start < question.start for start in stated) and not self._wish.foods

    def _asks_the_price_of_something_else(self) -> bool:
        """«우설은?» after a price of a place that has it too."""
        focus, foods = self._focus, (*self._wish.foods, *self._wish.also)
        if focus is None or focus.chosen is None or "price" not in focus.asked or not foods:
            return False
        place = self._store.places[focus.chosen]
        has_it = not self._store.offers_of(place).isdisjoint(foods)
        adds = self._main is not None and is_conditional(self._main)  # «탕수육도 하나 추가하면»
        return has_it and (adds or (self._main is None and self._asked.is_bare_topic))

    def asks_the_price_for_more(self) -> bool:
        """«세 명이면?», «두 마리 시키면?» after a price."""
        focus, main = self._focus, self._main
        said = main is not None and is_copula(main) and is_conditional(main)
        if self._analysis.of_kind("place") and said and self._wish.people:
            return True  # «쿠우쿠우 가려는데 어른 둘이면»
        if focus is None or not (focus.chosen or focus.shown) or "price" not in focus.asked:
            return False
        if (said or (main is None and self._asked.is_bare_topic_of_time)) and self._said.moment:
            return True  # «평일 점심이면?»
        if said and self._wish.people and not self._wish.max_price:
            return True  # «어른 둘 아이 하나면?»
        goes = main is not None and is_conditional(main) and self._is(main, "eating", "visiting", "dishes")
        if goes and self._wish.people and not self._wish.max_price:
            return True  # «넷이 먹으면?»
        counters = (*self._said.words("servings"), *self._said.words("people"))
        counted = any(n.counter in counters and not n.ordinal for n in self._analysis.numbers)
        return counted and (main is None or is_conditional(main)) and not self._wish.max_price

    def _claims_an_area(self) -> bool:
        """«거기 행궁동에 있어?», «그 카페 화홍문에도 있다며?»: whether what was told lies there."""
        main, reading = self._main, self._reading
        if main is None or main.form is None or main.lemma != BE_THERE or main.form.modifies:
            return False
        areas = (self._said.term_of(m) for m in self._analysis.of_kind("area"))
        located = any(area is not None and AT.intersection(head_of(reading, area).particles) for area in areas)
        told = any(is_demonstrative(t) or (t.kind == "pronoun" and self._is(t, "that")) for t in reading.terms)
        return located and told and (main.form.asks or main.form.hearsay or "?" in self._analysis.text)

    def _asks_for_the_way(self, *, scale: bool) -> bool:
        """«얼마나 멀어», «걸어갈 수 있어?»; not «너무 멀어»."""
        last = self._reading.terms[-1] if self._reading.terms else None
        if self._main is not None and (is_promise(self._main) or (is_adverbial(self._main) and self._main is last)):
            return False  # «내가 걸게»
        if self._asks_of_a_walk():
            return True
        verb = self._able()
        if verb is None or verb.form is None or scale or not self._is(verb, "travel") or verb.form.past:
            return False  # not «재료 떨어졌대?»
        if self._wish.types and verb.form.modifies and verb.form.future:
            return False  # «걸을 만한 곳»
        told = not verb.form.asks and "?" not in self._analysis.text
        if told and (self._is(verb, "near") or verb.form.negated):
            return False  # «엄마가 오래 못 걸으셔»
        describes = verb.form.modifies and verb is self._main
        return not describes and not any(self._is(t, "too") for t in adverbs_of(self._reading, verb))

    def _asks_how_to_go(self) -> bool:
        """«어떻게 가요», «수원역에서 어떻게 찾아가면 돼요»; not «이 돈으로 어떻게 가», «부산은 어떻게 가»."""
        hows = [t for t in self._reading.terms if t.kind == "question" and t.lemma == HOW]
        verbs = (v for t in hows if (v := next_verb(self._reading, t)) is not None)
        means = any(INTO in t.particles for t in self._reading.terms)
        named = {m.start for m in self._analysis.of_kind("area", "region")}
        there = any(t.start in named and not AT.intersection(t.particles) for t in self._reading.terms)  # «부산은»
        return not (means or there) and any(self._is(v, "going_there") and not (v.form and v.form.past) for v in verbs)

    @staticmethod
    def _is_at(term: Term) -> bool:
        """«점심시간에», and not «몇 시에»."""
        return term.kind != "question" and bool(AT.intersection(term.particles))

    def _asks_when_to_leave(self, question: Term) -> bool:
        """«역에는 몇 시까지 가야 돼»: when the speaker has to be somewhere else, and no hours of what was told."""
        verb = next_verb(self._reading, question) if question.kind == "question" else None
        if verb is None or verb.form is None or not (verb.form.ought and self._is(verb, "going_there", "visiting")):
            return False
        before = [t for t in self._reading.heads() if t.end <= question.start and AT.intersection(t.particles)]
        told = {m.start for m in self._analysis.of_kind("place", "thing", "eatery")}
        return any(
            t.kind in ("noun", "name") and t.start not in told and not self._is(t, *OF_PLACES) for t in before[-1:]
        )

    def _asks_of_a_walk(self) -> bool:
        """«걸어서 왔다 갔다 가능?», «시청역에서 가까운가 먼가», «거리가 얼마나 돼?»."""
        terms, asks = self._reading.terms, "?" in self._analysis.text
        walks = any(self._is(v, "walking") for v in self._reading.verbs)
        ends = bool(terms) and self._is(terms[-1], "possible")
        worth = walks and ends is False and self._main is not None and self._is(self._main, "worth")
        worth = worth and self._main is not None and self._main.form is not None and self._main.form.asks
        wonders = any(self._is(v, "near", "far") and v.form is not None and v.form.asks for v in self._reading.verbs)
        measured = any(self._is(t, "distance") for t in terms) and self._reading.question(HOW_MUCH)
        return (walks and ends and asks) or worth or wonders or measured

    def _asks_how_dear(self, *, scale: bool) -> bool:
        """«거기 비싸?», «비싼 거 아니야?» after its price; not «너무 비싸», «비싼 데»."""
        verb = self._main
        if self.doubts_the_price:
            return True
        if verb is None or verb.form is None or scale or verb.form.modifies:
            return False
        opinion = any(self._is(t, "too") for t in adverbs_of(self._reading, verb))
        return self._is(verb, "expensive", "cheap") and not opinion

    @property
    def doubts_the_price(self) -> bool:
        """«비싼 거 아니야?» after what one place costs: an opinion that is asked of it, and no other house."""
        main, focus = self._main, self._focus
        about = object_of(self._reading, main) if main is not None and main.lemma in COPULAS else None
        said = (v for v in self._reading.verbs if is_thing(about) and described_by(self._reading, v) is about)
        told = focus is not None and focus.chosen is not None and "price" in focus.asked
        return told and any(self._is(v, "expensive", "cheap") for v in said)

    def _able(self) -> Term | None:
        """The main verb, or the one that somebody can do: «걸어갈 수 있어?»."""
        main = self._main
        about = object_of(self._reading, main) if main is not None else None
        if main is None:
            return None
        able = about is not None and is_ability(about)
        before = [v for v in self._reading.verbs if v.end <= (about.start if able and about else main.start)]
        helped = bool(before) and (able or (self._is(before[-1], "travel") and self._is(main, "worth")))
        timed = bool(before) and self._is(before[-1], "travel") and is_copula(main) and self._asks_how_many()
        return before[-1] if helped or timed else main  # «걸어갈 만해?», «걸어서 몇 분이야?»

    def _asks_how_many(self) -> bool:
        return any(t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in self._reading.terms)

    def _asks_where(self, term: Term, verb: Term | None) -> bool:
        """«어디야», «어디 있어», «어디로 가»; not «어디 먹을 만한 데», «어디가 더 싸»."""
        if SUBJECT in term.particles or verb is None:
            return SUBJECT not in term.particles
        if is_copula(verb) and self._chooses(term):
            return False  # «할랄 되는 집은 어디예요» asks which one it is
        return (is_copula(verb) or self._is(verb, "lying")) and not (
            verb.form is not None and verb.form.modifies and verb.lemma != BE_THERE
        )

    def _chooses(self, term: Term) -> bool:
        """Whether a described noun for places is what is asked for."""
        heads = [t for t in self._reading.heads() if t.end <= term.start and self._is(t, "head")]
        return any(described_by(self._reading, verb) is head for head in heads for verb in self._reading.verbs)

    def _is_only_bound(self) -> bool:
        """«가격은 만 원 이하로»: the noun only says what the amount is."""
        return any(self._asked.is_money(n.counter) for n in self._analysis.numbers) or self._wish.waives_price

    def _is_name_asked(self, term: Term, verb: Term | None) -> bool:
        """«두 번째 집 뭐였지», «어디였더라»."""
        if term.kind != "question" or term.lemma not in (WHAT[0], WHERE) or verb is None or verb.form is None:
            return False
        return verb.lemma in (COPULA, DO) and verb.form.past
