"""What an utterance does with places: which ones it points at, what it asks of them, or that it wants others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from companion.answering.base import PlaceFocus
from companion.answering.wishes import UtteranceWish, Wish
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceOrder
from companion.knowledge.places.store import PlaceStore
from companion.language.grammar import (
    BE_THERE,
    DO,
    GO,
    HOW_MUCH,
    NOT_BE,
    ONLY,
    SAID_OF,
    WHAT,
    WHEN,
    WHICH,
    adverbs_of,
    after_in_phrase,
    asks_how,
    described_by,
    ends_plainly,
    head_of,
    is_ability,
    is_concessive,
    is_conditional,
    is_copula,
    is_day,
    is_demonstrative,
    is_house,
    is_near_speaker,
    is_nominal,
    is_thing,
    next_verb,
    object_of,
    phrase_of,
    proposes,
)
from companion.language.place_names import AT
from companion.language.terms import COPULA, INTO, SUBJECT, TOPIC, WHERE, Term
from companion.understanding.types import Analysis

Check = Literal["food", "kind", "price", "open", "attribute", "same", "founded"]
Detail = Literal["phone", "address", "price", "menu", "closed", "hours", "why", "name", "known", "travel"]

DETAILS: Final[tuple[Detail, ...]] = (
    "phone", "address", "price", "menu", "closed", "hours", "why", "name", "known", "travel",
)  # fmt: skip
LAST: Final = -1
_CLEARLY_HEARD = 0.88
_PART_OF_A_NAME = 2
_PHONE: Final = re.compile(r"\d{2,4}-\d{3,4}-\d{4}")


@dataclass(frozen=True, slots=True)
class Pointing:
    """Which places an utterance points at.

    Attributes:
        ordinals: positions in a list, from 1; `LAST` is the last one.
        every, rest: all of them; those that were not spoken of last.
        that: the one spoken of.
        named: ids of places that are named.
        offers: offers by which a list or a place told earlier is picked.
    """

    ordinals: tuple[int, ...] = ()
    every: bool = False
    rest: bool = False
    that: bool = False
    named: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()

    @property
    def points(self) -> bool:
        """Whether it points at any."""
        return bool(self.ordinals or self.every or self.rest or self.that or self.named or self.offers)


@dataclass(frozen=True, slots=True)
class PlaceAct:
    """What an utterance does.

    Attributes:
        pointing: the places it is about.
        details: what is asked of them.
        check: what is asked of them with yes or no.
        compares: the end of a scale that they are compared on.
        comparative: whether it says «더» rather than «제일».
        seeks: whether places are looked for.
        more: whether others are wanted than were told.
        within: whether one of those told is wanted.
        relaxes: whether nothing but what is said still matters («그냥 주차만 되면 돼»).
        fragment: whether it has no verb, or one that only changes the wish («통닭으로 바꿀래»).
        denies: whether the yes-no question is put the other way round («월요일에 쉬어?»).
        stranger: whether something is asked of a place that the data has no word for.
        incomparable: whether places are compared on a scale that the data has no word for.
    """

    pointing: Pointing = Pointing()
    details: tuple[Detail, ...] = ()
    check: Check | None = None
    compares: PlaceOrder | None = None
    comparative: bool = False
    seeks: bool = False
    more: bool = False
    within: bool = False
    relaxes: bool = False
    fragment: bool = False
    denies: bool = False
    stranger: bool = False
    incomparable: bool = False

    @property
    def asks(self) -> bool:
        """Whether something is asked of places that are known to the conversation."""
        return bool(self.details or self.check or self.stranger)


class ActReader:
    """Reads what an utterance does with places."""

    def __init__(self, wording: Wording, store: PlaceStore) -> None:
        self._wording = wording
        self._store = store

    def read(self, analysis: Analysis, said: UtteranceWish, wish: Wish, focus: PlaceFocus | None) -> PlaceAct:
        """What it does, after what was told."""
        return _Act(self._wording, self._store, analysis, said, wish, focus).act()


class _Act:
    """One utterance."""

    def __init__(
        self,
        wording: Wording,
        store: PlaceStore,
        analysis: Analysis,
        said: UtteranceWish,
        wish: Wish,
        focus: PlaceFocus | None,
    ) -> None:
        self._is, self._won = wording.is_, wording.cues["won"]
        self._store = store
        self._analysis, self._reading = analysis, analysis.reading
        self._said, self._wish, self._focus = said, wish, focus
        self._main = analysis.reading.main

    def act(self) -> PlaceAct:
        compares, comparative = self._scale()
        details = tuple(self._details())
        more = self._wants_more()
        seeks = self._seeks(details)
        pointing = self._pointing(seeks=seeks, more=more)
        check = None if more else self._check(details, pointing, seeks=seeks)
        return PlaceAct(
            pointing=pointing,
            details=() if check in ("food", "price", "attribute", "same", "kind", "founded") else details,
            check=check,
            compares=compares,
            comparative=comparative,
            seeks=seeks,
            more=more,
            within=self._is_within(),
            relaxes=self._relaxes(),
            fragment=self._is_fragment(),
            denies=self._main is not None and self._is(self._main, "resting"),
            stranger=self._asks_something_else(details, check, pointing, seeks=seeks),
            incomparable=compares is None and self._is_incomparable(),
        )

    # Which places

    def _pointing(self, *, seeks: bool, more: bool) -> Pointing:
        ordinals = [n.value for n in self._analysis.numbers if n.ordinal and not self._denied_at(n.start)]
        for term in self._reading.terms:
            if (
                term.kind in ("noun", "determiner")
                and self._stands_for_a_place(term)
                and not self._said.rules_out(term)
            ):
                if self._is(term, "last"):
                    ordinals.append(LAST)
                elif self._is(term, "nth") and not ordinals:
                    ordinals.append(0)  # a number beyond all counting
                elif self._is(term, "first") and not ordinals:
                    ordinals.append(1)
        return Pointing(
            ordinals=tuple(dict.fromkeys(ordinals)),
            every=self._is_every(),
            rest=any(self._is_rest(term) for term in self._reading.terms) and not more,
            that=any(self._is_that(term, seeks=seeks) for term in self._reading.terms),
            named=tuple(self._named()),
            offers=self._picked_by(seeks=seeks),
        )

    def _denied_at(self, start: int) -> bool:
        term = next((t for t in self._reading.terms if t.start <= start < t.end), None)
        return term is not None and self._said.rules_out(term)

    def _stands_for_a_place(self, term: Term) -> bool:
        """«마지막 집», «첫 집», «마지막은»."""
        behind = after_in_phrase(self._reading, term)
        return self._is(behind[0], "head", "generic") if behind else term.particle in SAID_OF

    def _is_that(self, term: Term, *, seeks: bool) -> bool:
        """«거기», «그 집», «여기는»; not «이 근처», «여기서 가까운»."""
        if self._said.rules_out(term):
            return False
        behind = after_in_phrase(self._reading, term)
        if any(self._is(t, "beside") for t in behind):
            return False
        if term.kind == "pronoun" and self._is(term, "that"):
            return not (is_near_speaker(term) and seeks)
        return (
            is_demonstrative(term)
            and bool(behind)
            and self._is(behind[-1], "head", "generic")
            and not self._is(behind[-1], "those")
        )

    def _is_every(self) -> bool:
        """«둘 다», «세 곳 모두», «각각»; not «다 별로야»."""
        before: Term | None = None
        for term in self._reading.terms:
            if self._is(term, "every") and not term.called:
                counted = before is not None and (before.kind == "number" or self._is(before, "head", "that"))
                if counted or (before is None and self._details_of(self._reading.terms)):
                    return True
            before = term
        return False

    def _is_rest(self, term: Term) -> bool:
        """«나머지 두 곳», «다른 하나»."""
        behind = after_in_phrase(self._reading, term)
        counted = bool(behind) and behind[0].kind == "number" and not self._is(behind[-1], "head")
        return self._is(term, "rest") and (term.kind == "noun" or counted)

    def _named(self) -> Iterator[str]:
        """Places by name, and those told by the beginning of theirs: «진미로 할게»."""
        told = () if self._focus is None else (*self._focus.shown, *self._focus.named, *self._focus.seen)
        for mention in self._analysis.of_kind("place"):
            if mention.similarity >= _CLEARLY_HEARD and not self._denied_at(mention.start):
                yield next((i for i in mention.ids if i in told), mention.id)
        known = {m.start for m in self._analysis.mentions}
        for term in self._reading.terms:
            if term.kind == "noun" and term.start not in known and len(term.text) >= _PART_OF_A_NAME:
                if self._is(term, "menu", "price", "phone", "hours", "generic", "head", "beside"):
                    continue
                names = {i: self._store.places[i].name for i in told}
                yield from [i for i, n in names.items() if n.startswith(term.text) or term.text in n.split()[1:]][:1]

    def _picked_by(self, *, seeks: bool) -> tuple[str, ...]:
        """«아까 갈빗집 중», «그 갈빗집», «국밥집은 몇 시까지 해»: offers that pick what was told earlier."""
        if self._focus is None:
            return ()
        picked = []
        asks = bool(self._details_of(self._reading.terms))
        for mention in self._analysis.of_kind("food"):
            term = self._said.term_of(mention)
            if term is None or self._said.rules_out(term):
                continue
            behind = after_in_phrase(self._reading, term)
            before = [t for t in phrase_of(self._reading, term) if t.end <= term.start]
            among = any(self._is(t, "those") for t in behind)
            that = any(map(is_demonstrative, before))
            ordinals = {n.start for n in self._analysis.numbers if n.ordinal}
            numbered = any(t.start in ordinals for t in behind)
            house = any(self._is(t, "head") for t in behind) or is_house(mention.text)
            if among or (that and not seeks) or numbered or (house and asks and not seeks):
                picked.append(mention.id)
        return tuple(dict.fromkeys(picked))

    # What is asked of them

    def _details(self) -> Iterator[Detail]:
        yield from self._details_of(self._reading.terms)

    def _details_of(self, terms: tuple[Term, ...]) -> tuple[Detail, ...]:
        found: dict[Detail, None] = {}
        reading = self._reading
        scale = self._scale()[0] is not None
        for term in terms:
            if not is_nominal(term):
                continue
            verb = next_verb(reading, term)
            doing = verb is not None and self._is(verb, "opening", "resting")
            if self._is(term, "phone"):
                found["phone"] = None
            if self._is(term, "address") and (term.kind != "question" or self._asks_where(term, verb)) and not scale:
                found["address"] = None
            of_what = head_of(reading, term)
            where = term.lemma == WHICH[0] or (
                term.lemma == WHICH[1] and (AT.intersection(of_what.particles) or len(of_what.text) == 1)
            )
            if where and not (self._is(of_what, "head") or of_what is term or scale or doing):
                found["address"] = None
            if self._is(term, "price") and not (term.kind == "noun" and self._is_only_bound()):
                found["price"] = None
            if self._is(term, "menu"):
                found["menu"] = None
            if self._is(term, "name") or (self._is_name_asked(term, verb)):
                found["name"] = None
            if self._is(term, "closed"):
                found["closed"] = None
            if self._is(term, "hours") or (self._is(term, "trading") and term is head_of(reading, term)):
                found["hours"] = None
            if self._is(term, "why"):
                found["why"] = None
            if term.kind == "question" and verb is not None:
                denied = verb.form is not None and verb.form.negated
                if term.lemma in WHAT and self._is(verb, "dishes") and not denied:
                    found["menu"] = None
                if term.lemma == HOW_MUCH and not self._is(verb, "travel") and not self._is(term, "price"):
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
        if _PHONE.search(self._analysis.text):
            found["phone"] = None
        if self._claims_an_area():
            found["address"] = None
        if self._asks_for_the_way(scale=scale):
            found["travel"] = None
        if (
            self._main is not None
            and self._is(self._main, "phone")
            and any(t.kind == "question" for t in reading.terms)
        ):
            found["phone"] = None
        if self._asks_how_dear(scale=scale):
            found["price"] = None
        return tuple(d for d in DETAILS if d in found)

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
        verb = self._able()
        if verb is None or verb.form is None or scale or not self._is(verb, "travel"):
            return False
        if self._is(verb, "near") and not verb.form.asks and "?" not in self._analysis.text:
            return False
        describes = verb.form.modifies and verb is self._main
        return not describes and not any(self._is(t, "too") for t in adverbs_of(self._reading, verb))

    def _asks_how_dear(self, *, scale: bool) -> bool:
        """«거기 비싸?»; not «너무 비싸», «비싼 데»."""
        verb = self._main
        if verb is None or verb.form is None or scale or verb.form.modifies:
            return False
        opinion = any(self._is(t, "too") for t in adverbs_of(self._reading, verb))
        return self._is(verb, "expensive", "cheap") and not opinion

    def _able(self) -> Term | None:
        """The main verb, or the one that somebody can do: «걸어갈 수 있어?»."""
        main = self._main
        about = object_of(self._reading, main) if main is not None else None
        if main is None or about is None or not is_ability(about):
            return main
        before = [v for v in self._reading.verbs if v.end <= about.start]
        return before[-1] if before else main

    def _asks_where(self, term: Term, verb: Term | None) -> bool:
        """«어디야», «어디 있어», «어디로 가»; not «어디 먹을 만한 데», «어디가 더 싸»."""
        if SUBJECT in term.particles or verb is None:
            return SUBJECT not in term.particles
        return (is_copula(verb) or self._is(verb, "lying")) and not (
            verb.form is not None and verb.form.modifies and verb.lemma != BE_THERE
        )

    def _is_only_bound(self) -> bool:
        """«가격은 만 원 이하로»: the noun only says what the amount is."""
        return any(self._is_money(n.counter) for n in self._analysis.numbers) or self._wish.waives_price

    def _is_money(self, counter: str | None) -> bool:
        return counter in self._won

    def _is_name_asked(self, term: Term, verb: Term | None) -> bool:
        """«두 번째 집 뭐였지», «어디였더라»."""
        if term.kind != "question" or term.lemma not in (WHAT[0], WHERE) or verb is None or verb.form is None:
            return False
        return verb.lemma in (COPULA, DO) and verb.form.past

    def _asks_something_else(
        self, details: tuple[Detail, ...], check: Check | None, pointing: Pointing, *, seeks: bool
    ) -> bool:
        """«가보정 사장 이름»: the noun that is asked for is nothing that is known of places."""
        if check is not None or (details and details != ("name",)):
            return False
        if (
            not details
            and pointing.points
            and any(t.kind == "question" and not asks_how(t) for t in self._reading.terms)
        ):
            return not self._wish.open  # «몇 명까지 들어가?»
        if not details and self._asks_of_them() and (pointing.points or self._asks_of_what_was_told(seeks=seeks)):
            return True
        for term in self._reading.heads():
            phrase = phrase_of(self._reading, term)
            owned = any(m.kind == "place" and m.start == phrase[0].start for m in self._analysis.mentions)
            strange = [
                t for t in phrase[1:] if t.kind == "noun" and not self._is(t, "head", "generic", "name", "beside")
            ]
            when = self._said.moment
            strange = [t for t in strange if when is None or not when.start <= t.start < when.end]
            if owned and strange and not self._is(strange[-1], "review", "phone", "address", "price", "menu", "hours"):
                return not any(m.start <= strange[-1].start < m.end for m in self._analysis.mentions)
        return False

    def _asks_of_what_was_told(self, *, seeks: bool) -> bool:
        """«둘이서 먹으면 충분해요?»: a condition of eating there, and a question that nothing in the data answers."""
        told = self._focus is not None and bool(self._focus.shown or self._focus.chosen)
        eaten = any(is_conditional(v) and self._is(v, "eating", "visiting") for v in self._reading.verbs)
        return told and eaten and not seeks

    def _asks_of_them(self) -> bool:
        """«거기 사람 많아?»: a question about places whose verb nothing in the data answers."""
        main = self._main
        if main is None or main.form is None or main.form.requests or main.form.past or is_copula(main):
            return False
        if self._wish.constrains or self._is(main, "review", "telling", "seeking", "fit", "eating", "knowing"):
            return False
        strange = object_of(self._reading, main)
        named = strange is not None and strange.kind == "noun" and len(strange.lemma) > 1
        return "?" in self._analysis.text and (named or main.lemma != BE_THERE)

    def _check(self, details: tuple[Detail, ...], pointing: Pointing, *, seeks: bool) -> Check | None:
        """What is asked with yes or no."""
        main, reading, wish = self._main, self._reading, self._wish
        if main is None or main.form is None:
            last = reading.terms[-1] if reading.terms else None
            if last is not None and last.kind == "noun" and self._is(last, "opening") and self._said.moment:
                return "open"  # «아침에 여나요», which the dictionary takes for a noun
            bare = bool(wish.attributes) and self._is_bare_topic() and not seeks
            return "attribute" if bare and not details else None
        form = main.form
        if any(t.kind == "question" for t in reading.terms) or form.requests or form.modifies or form.wishes:
            return None
        if proposes(main) or self._intends(main):
            return None
        hopes = form.future or any(map(is_conditional, reading.verbs))
        if hopes and not form.asks and "?" not in self._analysis.text:
            return None  # «주차도 되면 좋겠어요»
        plain = is_copula(main) and "?" not in self._analysis.text and not pointing.points
        asks = form.asks or form.hearsay or "?" in self._analysis.text or ends_plainly(main)
        if not asks or (seeks and not pointing.points) or self._relaxes():
            return None
        if any(self._is(t, "same") for t in reading.verbs):
            return "same"
        if any(self._is_money(n.counter) for n in self._analysis.numbers):
            claims = main.lemma in (COPULA, DO, NOT_BE) and not plain
            exceeds = self._is(main, "exceeding") and "?" in self._analysis.text
            return "price" if self._is(main, "right") or claims or exceeds else None
        moment = wish.open or wish.not_closed or self._said.moment
        opening_noun = is_copula(main) and any(t.kind == "noun" and self._is(t, "opening") for t in reading.terms)
        visits = (opening_noun or self._is(main, "opening", "resting")) or (
            self._is(main, "possible") and any(self._is(v, "opening", "visiting") for v in reading.verbs)
        )
        if (
            wish.attributes
            and (self._is(main, "exists", "fit", "given_up") or is_copula(main) or self._is(main, "possible"))
            and not plain
            and not (moment and visits and not self._analysis.of_kind("attribute"))
        ):
            return "attribute"
        foods = (*wish.foods, *wish.also)
        served = (object_of(reading, v) for v in reading.verbs if described_by(reading, v) and self._is(v, "exists"))
        named = {m.start for m in self._analysis.of_kind("food")}
        if self._is(main, "right") and any(about is not None and about.start in named for about in served):
            return "food"
        if foods and (main.lemma in (COPULA, NOT_BE) or self._is(main, "right")) and not plain:
            return "kind"
        if foods and (self._is(main, "exists") or self._is(main, "dishes")) and not pointing.offers:
            return "food"
        founded = form.past and bool(self._analysis.times) and moment is None  # «1985년에 문을 열었지?»
        if visits and founded:
            return "founded"
        if visits and (moment or opening_noun or (self._is(main, "opening") and main.lemma != DO)):
            return "open"
        return None

    def _intends(self, main: Term) -> bool:
        """«혼자 먹을 거야»: what somebody is going to do."""
        about = object_of(self._reading, main)
        future = any(v.form is not None and v.form.modifies and v.form.future for v in self._reading.verbs)
        return is_copula(main) and is_thing(about) and future

    def _is_bare_topic(self) -> bool:
        """«주차는?»: a noun phrase with a topic and nothing else."""
        heads = list(self._reading.heads())
        return bool(heads) and TOPIC in heads[-1].particles

    # Others, or one of those told

    def _wants_more(self) -> bool:
        """«다른 데», «더 없어», «또», «그 집 말고»."""
        for term in self._reading.terms:
            behind = after_in_phrase(self._reading, term)
            differs = term.form is not None and not term.form.modifies  # «뭐가 달라요?»
            if self._is(term, "others") and not self._is_rest(term) and not self._is(term, "again") and not differs:
                noun = behind[-1] if behind else None
                verb_noun = described_by(self._reading, term) if term.kind == "verb" else None
                thing = noun or verb_noun
                if (
                    thing is None
                    or self._is(thing, "head", "generic")
                    or any(m.kind in ("eatery", "food") for m in self._analysis.mentions if m.start == thing.start)
                ):
                    return not (self._wish.not_areas or self._wish.not_foods)
            if self._is(term, "again") and self._focus is not None:
                return True
            if self._is(term, "further") and term.kind == "adverb" and self._focus is not None:
                verb = next_verb(self._reading, term)
                scale = verb is not None and self._is(verb, "cheap", "expensive", "near", "far", "old")
                adds = verb is None or self._is(verb, "seeking", "lacking") or verb.lemma == BE_THERE
                if adds and not scale:
                    return True
            if (self._is(term, "that") or is_demonstrative(term)) and (
                self._said.rules_out(head_of(self._reading, term))
            ):
                return self._focus is not None and not self._wish.not_foods
        return False

    def _is_within(self) -> bool:
        """«그중에», «이 중에서», «셋 중»; not «둘 중 하나만 더»."""
        before = (None, *self._reading.terms)
        return any(
            self._is(term, "those") and not (earlier is not None and self._is(earlier, "trading"))
            for earlier, term in zip(before, self._reading.terms, strict=False)
        )

    def _scale(self) -> tuple[PlaceOrder | None, bool]:
        """The end of a scale that is asked for, and whether by comparing: «더 싼», «제일 오래된», «너무 비싸»."""
        ends: tuple[tuple[str, PlaceOrder], ...] = (
            ("cheap", "cheapest"), ("expensive", "dearest"), ("near", "nearest"), ("old", "oldest"),
        )  # fmt: skip
        if self._wish.order is not None:
            return self._wish.order, False
        for verb in self._reading.verbs:
            adverbs = list(adverbs_of(self._reading, verb))
            named = [verb, *adverbs]
            if any(self._is(t, "more_than") and not self._is(t, "old") for t in adverbs):
                for cue, order in ends:
                    if any(self._is(t, cue) for t in named):
                        return order, True
                if self._is(verb, "better"):
                    return "dearest", True
            final = verb.form is not None and not verb.form.modifies and not is_concessive(verb)
            if final and any(self._is(t, "too") for t in adverbs):
                if self._is(verb, "expensive"):
                    return "cheapest", True
                if self._is(verb, "far"):
                    return "nearest", True
        return None, False

    def _is_incomparable(self) -> bool:
        """«어디가 더 넓어?»."""
        asks = self._reading.question(WHERE, *WHICH, WHAT[0])
        for verb in self._reading.verbs:
            if any(self._is(t, "more_than", "most") for t in adverbs_of(self._reading, verb)):
                describes = verb.form is not None and verb.form.modifies
                return asks and not describes
        return False

    # Looking for places

    def _seeks(self, details: tuple[Detail, ...]) -> bool:
        reading, main = self._reading, self._main
        kinds = (self._said.term_of(mention) for mention in self._analysis.of_kind("eatery"))
        about_them = self._numbered() or any(self._is(t, "name", "why") for t in reading.terms)
        if not about_them and any(term is not None and not self._said.rules_out(term) for term in kinds):
            return True
        foods = {mention.start for mention in self._analysis.of_kind("food")}
        for term in reading.heads():
            claimed = next_verb(reading, term)
            if claimed is not None and claimed is main and self._is(claimed, "right"):
                continue  # «한우 되는 데 맞지?»
            house = term.start in foods and any(described_by(reading, verb) is term for verb in reading.verbs)
            if house or self._is_sought(term):
                return True
        why = any(self._is(t, "why") for t in reading.terms)
        if main is not None and main.form is not None and not why and not details:
            if self._is(main, "seeking") and not self._numbered() and self._wish_of_kind():
                return True
            future = main.form.wishes or main.form.future or proposes(main)
            if self._is(main, "eating") and not self._is(main, "tasty") and future and not main.form.past:
                return True
        mentioned = [t for t in reading.terms if any(m.start == t.start for m in self._analysis.of_kind("food"))]
        # «제일 가까운 카페»: nothing but a phrase for what is wanted.
        ends = bool(reading.terms) and reading.terms[-1] in mentioned and not reading.terms[-1].particles
        return (main is None or ends) and bool(mentioned) and not details and not self._numbered()

    def _wish_of_kind(self) -> bool:
        """Whether a seeking verb has something that is sought beside it."""
        return bool(self._wish.foods or self._wish.types or self._wish.areas or self._wish.attributes)

    def _numbered(self) -> bool:
        return any(n.ordinal for n in self._analysis.numbers)

    def _is_sought(self, head: Term) -> bool:
        """«주차되는 데 있어», «싼 집», «파는 곳»: a noun for places that is described, and not pointed at."""
        if not self._is(head, "head") or any(t.kind == "number" for t in phrase_of(self._reading, head)):
            return False
        phrase = phrase_of(self._reading, head)
        if any(is_demonstrative(t) or t.lemma in WHICH for t in phrase):
            return False
        if any(self._is(t, "last", "first", "same") for t in phrase):
            return False
        describing = [v for v in self._reading.verbs if described_by(self._reading, v) is head]
        if any(self._is(v, "same", "seeking") or self._is(v, "telling") or self._is_facility(v) for v in describing):
            return False
        verb = next_verb(self._reading, head)
        named = [t for t in phrase if t is not head and t.kind in ("name", "noun", "question")]
        subject = any({SUBJECT, TOPIC} & {*t.particles} for t in self._reading.heads() if t.end <= head.start)
        claims = verb is not None and self._is(verb, "right") and verb.form is not None and verb.form.asks
        states = claims or (is_copula(verb) and (subject or "?" in self._analysis.text))
        copula = states and not self._reading.question(WHERE, WHAT[0])
        return (bool(describing) or bool(named)) and not copula

    def _is_facility(self, verb: Term) -> bool:
        """«주차할 데는 있어?» asks for a thing that a place has, not for a place."""
        if verb.form is None or not verb.form.future or self._focus is None:
            return False
        about = object_of(self._reading, verb)
        spans = [(m.start, m.end) for m in self._analysis.of_kind("attribute")]
        inside = [span for span in spans if span[0] <= verb.start < span[1]]
        return bool(inside) or (about is not None and any(start <= about.start < end for start, end in spans))

    def _relaxes(self) -> bool:
        """«그냥 주차만 되면 돼»: only this still matters."""
        only = any(ONLY in t.particles and t.kind in ("name", "noun") for t in self._reading.terms)
        enough = any(map(is_conditional, self._reading.verbs))
        return only and enough and bool(self._wish.attributes or self._wish.foods)

    def _is_fragment(self) -> bool:
        """Whether it has no verb of its own, or one that only changes the wish: «장안구는», «통닭으로 바꿀래»."""
        main = self._main
        if main is None:
            return True
        if self._is(main, "swapping") and main.lemma != DO:
            about = object_of(self._reading, main)
            return about is not None and (about.particle == INTO or main.lemma != GO)
        return self._is(main, "without")
