"""What an utterance does with places: which ones it points at, what it asks of them, or that it wants others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.answering.base import PlaceFocus
from companion.answering.place_checks import Check, PlaceChecks
from companion.answering.place_details import Detail, Details
from companion.answering.place_evoked import Evoked, as_check, as_details
from companion.answering.place_pointing import Pointing, Pointings
from companion.answering.place_utterance import PlaceUtterance
from companion.answering.wish_parts import names_house
from companion.answering.wishes import UtteranceWish, Wish
from companion.answering.wording import Wording
from companion.knowledge.places.query import PlaceOrder
from companion.knowledge.places.store import PlaceStore
from companion.language.grammar import (
    BE_THERE,
    DO,
    GO,
    NOT_BE,
    SAID_OF,
    SELL,
    WANT,
    WHAT,
    WHICH,
    after_in_phrase,
    arguments_of,
    described_by,
    guesses_of_another,
    head_of,
    heightened,
    hopes,
    is_conditional,
    is_copula,
    is_demonstrative,
    is_denied_before,
    is_nominalised,
    is_promise,
    is_remark,
    is_shared,
    is_stated_of_now,
    is_thing,
    next_verb,
    object_of,
    phrase_of,
    proposes,
    surmises,
)
from companion.language.stances import resolves
from companion.language.terms import CERTAIN, HOW_MANY, INTO, SUBJECT, TOPIC, WHERE, Term, is_nominal
from companion.understanding.types import Analysis


@dataclass(frozen=True, slots=True)
class PlaceAct:
    """What an utterance does.

    Attributes:
        pointing: the places it is about.
        details: what is asked of them; `besides`: behind a yes-no question («지금도 하나요 전화번호도 좀요»).
        check: what is asked of them with yes or no.
        compares: the end of a scale that they are compared on.
        comparative: whether it says «더» rather than «제일».
        seeks: whether places are looked for.
        more: whether others are wanted than were told.
        goes_on: whether the next on the scale that was asked for is wanted («그다음으로 오래된 데는»).
        rejects: whether what was told is not wanted («둘 다 싫어»).
        within: whether one of those told is wanted.
        relaxes: whether nothing but what is said still matters («그냥 주차만 되면 돼»).
        fragment: whether it has no verb, or one that only changes the wish («통닭으로 바꿀래»).
        denies: whether the yes-no question is put the other way round («월요일에 쉬어?»).
        of_another: a detail that is asked of somebody or something that is no place («김철수 씨 전화번호»), if any.
        stranger: whether something is asked of a place that the data has no word for; `strange` is its noun, if any.
        incomparable: whether places are compared on a scale that the data has no word for.
        counts: whether it asks how many there are («몇 군데나 알아»).
        books: whether the robot is to reserve a table.
        decides: whether one is chosen («처음 거로 할게»).
        same_of_another: whether another place is named and nothing asked of it («그럼 진미통닭은?»).
        remark: whether it only says what somebody finds or guesses («싸네», «소주도 시키겠네»).
        than: the place by name that another is compared with («진미통닭보다 비싸?»).
        beside: the place by name near which others are wanted («가보정 근처 카페»).
        elsewhere: whether another part of the town is wanted («다른 동네는 어때»).
    """

    pointing: Pointing = Pointing()  # noqa: RUF009 - frozen
    details: tuple[Detail, ...] = ()
    besides: tuple[Detail, ...] = ()
    check: Check | None = None
    compares: PlaceOrder | None = None
    comparative: bool = False
    seeks: bool = False
    more: bool = False
    goes_on: bool = False
    rejects: bool = False
    within: bool = False
    relaxes: bool = False
    fragment: bool = False
    denies: bool = False
    stranger: bool = False
    of_another: str = ""
    strange: str = ""
    incomparable: bool = False
    counts: bool = False
    books: bool = False
    decides: bool = False
    same_of_another: bool = False
    remark: bool = False
    beside: str | None = None
    than: str | None = None
    elsewhere: bool = False

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
        return _Act(PlaceUtterance(self._wording, self._store, analysis, said, wish, focus)).act()


class _Act:
    """One utterance."""

    def __init__(self, asked: PlaceUtterance) -> None:
        self._asked = asked
        self._is, self._store = asked.is_, asked.store
        self._analysis, self._reading, self._main = asked.analysis, asked.reading, asked.main
        self._said, self._wish, self._focus = asked.said, asked.wish, asked.focus
        self._details = Details(asked)
        self._pointings = Pointings(asked, self._details)
        self._checks, self._evoked = PlaceChecks(asked), Evoked(asked)

    def act(self) -> PlaceAct:
        compares, comparative = self._asked.scale()
        ruled_out = self._is_in_place_of_another() or self._wish.not_areas
        if ruled_out and not any(self._is(t, "more_than") for t in self._reading.terms):
            compares, comparative = None, False  # «한우는 너무 비싸 돼지갈비는 없어?», «고색동은 너무 멀다»
        details = self._details.of(self._reading.terms)
        more = self._wants_more() and not self._asks_what_else_it_has()
        seeks = self._seeks(details) and not self._details.doubts_the_price
        pointing = self._pointings.read(seeks=seeks, more=more)
        more = more and not self._checks.asks_for_branches(pointing)  # «거기 지점 또 있어?»
        if self._asks_what_else_it_has():
            return PlaceAct(pointing=replace(pointing, that=True), details=("menu",))
        bare = (
            more or self._details.asks_the_price_for_more()
        )  # «가족 네 명이니까 두 마리 시키면?»: who comes is a reason
        check = None if bare else self._checks.read(details, pointing, seeks=seeks)
        wonders = self._main is not None and self._is(self._main, "wondering")  # «월요일에 열려나 모르겠네»
        opens = check == "open" and self._main is not None and surmises(self._main)  # «일요일이니까 열겠네»
        remark = not (seeks or more or wonders or opens) and is_remark(self._reading)
        if remark:
            details, check = (), None
        books = self._books()
        several = len(pointing.named) != 1 and self._asked.is_incomparable
        if not (remark or more or seeks or books or compares or several or self._wish.gives_up or self._wish.max_price):
            evoked, clearly = self._evoked.of(pointing)
            if clearly > (1 if details or check else 0) and evoked not in details:
                asked = self._main is not None and (is_copula(self._main) or self._is(self._main, "possible"))
                details, check = as_details(evoked), as_check(evoked) or (check if evoked == "books" else None)
                books = evoked == "books" and not asked  # not «자리 잡아 놓을 수 있어?»
            check = check or self._checks.of_what_is_told(details, pointing)
        at = self._said.moment
        if check == "still" and at is not None and at.minute is not None and not at.now:
            check = "open"  # «지금 세 시인데 들어갈 수 있으려나»
        if pointing.points and not (details or check or seeks) and self._asks_if_dear():
            details = ("price",)
        if pointing.named:
            details = tuple(d for d in details if d != "name")  # it was just said
        return PlaceAct(
            pointing=pointing,
            details=() if check else details,
            besides=self._behind_check() if check else (),
            check=check,
            compares=compares,
            comparative=comparative,
            seeks=seeks,
            more=more,
            goes_on=not details and self._goes_on(),
            rejects=self._focus is not None and self._rejects(),
            within=self._is_within(),
            relaxes=self._asked.relaxes(),
            fragment=self._is_fragment(),
            denies=self._asks_for_a_rest(),
            stranger=not remark and self._checks.is_strange(details, check, pointing, seeks=seeks),
            remark=remark,
            of_another="" if pointing.points else self._details.of_another,
            strange=self._checks.strange_noun(),
            incomparable=compares is None and self._asked.is_incomparable,
            counts="seats" not in details and (self._counts() or self._asks_their_number()),
            books=books,
            decides=self._decides(),
            same_of_another=self._main is None
            and self._asked.is_bare_topic
            and bool(pointing.named or pointing.ordinals or pointing.rest),
            elsewhere=self._wants_another_area(),
            than=than.id if (than := self._asked.than) else None,
            beside=self._pointings.beside(seeks=seeks) if seeks or self._wish_of_kind() else None,
        )

    def _asks_for_a_rest(self) -> bool:
        """«월요일에 쉬어?», «휴무야?»; «쉬는 날 아니지?» wants to hear that it is open."""
        form = self._main.form if self._main is not None and self._main.lemma == NOT_BE else None
        if form is not None and form.ending in CERTAIN:
            return False  # «휴무 아니에요?» takes it for closed
        opens = (
            self._main is not None
            and self._is(self._main, "opening")
            and not self._is(self._main, "resting", "shutting")
        )
        if opens and self._main is not None and self._main.form is not None and not self._main.form.negated:
            return False  # «수요일에 쉰다던데 오늘은 열어요?»
        parts = list(self._reading.sentences())
        marked = [part for part in parts if "?" in self._reading.text_of(part)]
        asking = marked or [part for part in parts if self._reading.asks(part)]
        asked = {t.start for part in asking for t in self._reading.terms[part.start : part.stop]}
        verbs = [v for v in self._reading.verbs[-3:] if not asked or v.start in asked]  # not «열어요? 쉰다던데»
        rests = any(self._is(v, "resting") and not is_denied_before(self._reading, v.start) for v in verbs)
        about = object_of(self._reading, self._main) if self._main is not None and is_copula(self._main) else None
        return rests or (about is not None and self._is(about, "closed"))

    def _behind_check(self) -> tuple[Detail, ...]:
        """What is asked for by a noun behind the verb of a yes-no question."""
        end = self._main.end if self._main is not None else len(self._reading.text)
        return self._details.of(tuple(t for t in self._reading.terms if t.start >= end and t.form is None))

    def _asks_if_dear(self) -> bool:
        """«그거 비싸요? 저 돈 이만 원 있어요»: a sentence of its own asks for what it costs."""
        asking = (part for part in self._reading.sentences() if self._reading.asks(part))
        last = (self._reading.terms[part.stop - 1] for part in asking if len(part))
        return any(term.kind == "verb" and self._is(term, "cheap", "expensive") for term in last)

    # How many, reserving, choosing

    def _counts(self) -> bool:
        """«몇 군데나 알아», «아는 식당이 몇 개야», «통닭집 몇 곳 있어?»."""
        main = self._main
        if main is None or main.form is None or main.form.past or main.form.requests:
            return False
        counters = self._said.words("counted")
        asked = [t for t in self._reading.terms if t.kind == "question" and t.lemma.startswith(HOW_MANY)]
        behind = {t: after_in_phrase(self._reading, t) for t in asked}
        things = (t for q in asked for t in arguments_of(self._reading, next_verb(self._reading, q) or main))
        if any(t.start < min(q.start for q in asked) and self._asked.is_foreign(t) for t in things):
            return False  # «의자를 몇 개 놔야 되니»
        many = any(
            t.lemma.endswith(counters)
            or (t.lemma.endswith(HOW_MANY) and not behind[t])
            or any(self._is(b, "counted") for b in behind[t])  # not «몇 잔»
            for t in asked
        )
        known = any(self._is(v, "knowing") for v in self._reading.verbs)
        listed = self._is(main, "listing") or is_copula(main)
        return many and (known or main.lemma == BE_THERE or (listed and self._wish_of_kind()))

    def _asks_their_number(self) -> bool:
        """«식당 수가 어떻게 되나요», «갈비 집 개수 좀»: a noun for how many, behind what is counted."""
        nouns = (t for t in self._reading.heads() if self._is(t, "amounts"))
        counted = [t for t in nouns if t is not phrase_of(self._reading, t)[0] and self._number_is_asked(t)]
        return self._wish_of_kind() and bool(counted)

    def _number_is_asked(self, noun: Term) -> bool:
        """Whether it is no ability: «갈 수 있어»."""
        verb = next_verb(self._reading, noun)
        return bool(noun.particles) or verb is None or not self._is(verb, "exists", "lacking")

    def _books(self) -> bool:
        """«예약해 줘», «자리 잡아 줘», «예약은 네가 해 줄 수 있어?»."""
        main = self._main
        nouns = any(self._is(t, "booking") and is_nominal(t) for t in self._reading.terms)
        helps = [v for v in self._reading.verbs if v.form is not None and v.form.requests and v.form.modifies]
        if any(self._is(v, "booking") or (nouns and self._is(v, "reserving")) for v in helps):
            return main is not None and self._is(main, "possible")
        if main is None or main.form is None or main.form.past:
            return False
        if not (main.form.requests or main.form.wishes or main.lemma == WANT or self._is(main, "seeking")):
            return False
        if main.lemma == WANT and nouns:
            return object_of(self._reading, main) is next(t for t in self._reading.terms if self._is(t, "booking"))
        table = any(self._is(t, "booking") for t in self._reading.terms if is_nominal(t))
        return self._is(main, "booking") or (table and self._is(main, "reserving", "seeking"))

    def _decides(self) -> bool:
        """«처음 거로 할게», «거기 가자», «두 번째로 정했어», «그 집으로 가야겠다»."""
        main = next((v for v in reversed(self._reading.verbs) if not self._is(v, "thanking")), None)
        if main is None or main.form is None or "?" in self._analysis.text or main.form.negated:
            return False
        before = [v for v in self._reading.verbs if v.end <= main.start]
        agreed = main.lemma == DO and main.form.past and main.form.closes and not main.form.asks
        if agreed and before and is_nominalised(before[-1]) and self._is(before[-1], "eating", "visiting"):
            return bool(self._named())  # «점심은 가보정에서 먹기로 했어»
        about = object_of(self._reading, main)
        if about is None or any(t.kind == "question" for t in self._reading.terms):
            return False
        if self._is(main, "deciding"):
            return INTO in about.particles and not main.form.asks
        going = main.form.wishes or is_promise(main) or is_shared(main) or resolves(self._reading) or main.form.ought
        going = going or (main.form.future and main.form.closes and not main.form.asks)  # «거기로 가겠습니다»
        pointed = self._is(about, "that") or any(map(is_demonstrative, phrase_of(self._reading, about)))
        there = main.lemma == GO and (pointed or INTO in about.particles)
        going = going or (there and is_stated_of_now(main))  # «오키 거기로 간다»
        return going and (there or (self._is(main, "swapping") and INTO in about.particles))

    # Others, or one of those told

    def _wants_more(self) -> bool:
        """«다른 데», «더 없어», «또», «그 집 말고»."""
        if self._focus is not None and self._rejects():
            return True
        if any(self._is(v, "lacking") and is_conditional(v) for v in self._reading.verbs) and self._names_a_kind():
            return False  # «안 매운 떡볶이 있어? 없으면 딴 거»: only if there is none
        if any(map(self._pointings.is_rest, self._reading.terms)):
            return False  # «거기 말고 나머지 둘은 얼마야»
        for term in self._reading.terms:
            behind = after_in_phrase(self._reading, term)
            # «뭐가 달라요?», «뭐가 다른 거예요?»
            said_of = term.form is not None and self._reading.question(WHAT[0], *WHICH) and len(self._named()) > 1
            differs = term.form is not None and (said_of or not term.form.modifies)
            if (
                self._is(term, "others")
                and not self._pointings.is_rest(term)
                and not self._is(term, "again")
                and not differs
            ):
                noun = behind[-1] if behind else None
                verb_noun = described_by(self._reading, term) if term.kind == "verb" else None
                thing = noun or verb_noun
                if (
                    thing is None
                    or self._is(thing, "head", "generic", "candidate")
                    or any(m.kind in ("eatery", "food") for m in self._analysis.mentions if m.start == thing.start)
                ):
                    return not (self._wish.not_areas or self._wish.not_foods)
            if self._is(term, "again") and self._focus is not None:
                eats = next_verb(self._reading, term)
                craves = eats is not None and self._is(eats, "consuming") and eats.form is not None and eats.form.wishes
                return not craves  # «만두 또 먹고 싶어» wants the same again
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

    def _wants_another_area(self) -> bool:
        """«다른 동네는 어때», «다른 쪽은 없어?» after what was told of one."""
        others = (t for t in self._reading.terms if self._is(t, "others"))
        behind = (after_in_phrase(self._reading, t)[:1] for t in others)
        located = any(self._is(t, "any_locality", "beside") for rest in behind for t in rest)
        return located and self._focus is not None and bool(self._focus.shown) and not self._wish.located

    def _asks_what_else_it_has(self) -> bool:
        """«순대 말고 다른 것도 팔아요» of one place: its menu."""
        main, focus = self._main, self._focus
        if main is None or main.form is None or main.lemma not in SELL or focus is None or focus.chosen is None:
            return False
        about = object_of(self._reading, main)
        others = any(self._is(t, "others") for t in self._reading.terms)
        return others and about is not None and is_thing(about) and not main.form.modifies

    def _rejects(self) -> bool:
        """«둘 다 싫어», «방금 두 번째 말고»: what was told is not wanted, and nothing else of it is pointed at."""
        if self._rules_all_out():
            return True
        if any(self._pointings.is_rest(t) for t in self._reading.terms):
            return False  # «첫 번째 말고 나머지 두 개»
        ordinals = [self._term_at(n.start) for n in self._analysis.numbers if n.ordinal]
        return bool(ordinals) and all(t is not None and self._said.rules_out(t) for t in ordinals)

    def _goes_on(self) -> bool:
        """«그 다음은?», «그다음으로 싼 데는요?» after the one that was most so."""
        ordered = self._focus is not None and self._focus.query.order is not None
        last = next((t for t in self._reading.terms if self._is(t, "following")), None)
        plain = self._main is None or last is None or self._main.start > last.end or self._is(self._main, "seeking")
        return ordered and last is not None and plain and not self._analysis.of_kind("place")

    def _named(self) -> set[str]:
        return {m.id for m in self._analysis.of_kind("place")} | {*self._asked.clipped}

    def _term_at(self, start: int) -> Term | None:
        return next((t for t in self._reading.terms if t.start <= start < t.end), None)

    def _rules_all_out(self) -> bool:
        """«둘 다 말고», «다 별로»."""
        main = self._main
        every = any(self._is(t, "every") for t in self._reading.terms)
        counted = any(t.kind == "number" for t in self._reading.terms)
        denied = main is not None and self._is(main, "without")
        poor = any(self._is(t, "poorly") for t in self._reading.terms)  # «두 곳 다 별로야»
        return every and counted and (denied or poor) and not self._wish.not_foods

    def _is_within(self) -> bool:
        """«그중에», «이 중에서», «셋 중»; not «둘 중 하나만 더»."""
        before = (None, *self._reading.terms)
        return any(
            self._is(term, "those")
            and not (earlier is not None and (self._is(earlier, "trading") or self._asked.is_whole_kind(earlier)))
            for earlier, term in zip(before, self._reading.terms, strict=False)
        )

    # Looking for places

    def _seeks(self, details: tuple[Detail, ...]) -> bool:
        reading, main = self._reading, self._main
        exists = main is not None and self._is(main, "exists")
        near = self._wish.near_it or self._pointings.beside(seeks=True) is not None
        if exists and (self._is_in_place_of_another() or (near and self._names_a_kind())):
            return True  # «한우는 비싸 돼지갈비는 없어?», «분식도 근처에 있나»
        if exists and any(m.text.endswith(self._said.words("house")) for m in self._analysis.of_kind("attribute")):
            return True  # «채식 식당 있나요»
        if self._compares_by_name():
            return False
        if exists and self._asks_for_houses_there():
            return True
        hungry = heightened(reading, main) if main is not None else None
        if (
            hungry is not None
            and main is not None
            and main.form is not None
            and not details
            and self._is_hungry(hungry)
        ):
            plain = not (main.form.past or main.form.negated or main.form.asks or main.form.modifies)
            if plain and not any(t.kind == "question" for t in reading.terms):
                return True  # «행궁 구경하고 나왔는데 배고프네요»
        kinds = [self._said.term_of(mention) for mention in self._analysis.of_kind("eatery")]
        # «그 식당 주차 사정»
        kinds = [t for t in kinds if t and not any(map(is_demonstrative, phrase_of(reading, t)))]
        about_them = self._asked.numbered or any(self._is(t, "name", "why") for t in reading.terms)
        if not about_them and any(term is not None and not self._said.rules_out(term) for term in kinds):
            return True
        if not about_them and self._wish.types and self._wants_to(details):
            return True
        if (
            self._wish.near_it
            and (self._wish.foods or self._wish.types)
            and main is not None
            and self._is(main, "exists")
        ):
            return True  # «분식도 근처에 있나»
        lies = main is not None and main.lemma == BE_THERE and details == ("address",)
        if lies and self._pointings.asks_for_a_house():
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
            about_one = any(m.id in self._store.places for m in self._analysis.of_kind("thing"))
            about = object_of(reading, main)
            told = about is not None and self._is(about, "asking") and any(self._is(t, "that") for t in reading.terms)
            if self._is(main, "seeking") and not (told or self._asked.numbered) and self._wish_of_kind():
                return not about_one or bool(self._wish.foods or self._wish.types)  # «팔달문 알려 줘»
            future = main.form.wishes or main.form.future or proposes(main)
            eats = self._is(main, "eating") and not self._is(main, "tasty") and not guesses_of_another(reading)
            if eats and future and not main.form.past:
                return True
            budgets = self._wish.shared and self._focus is not None and self._focus.chosen
            if self._asks_where_one_eats_well(main) or self._asks_which_is_most(main):
                return True
            if hopes(reading, main) and self._wish.constrains and not budgets:
                return True  # «인계동이면 좋겠습니다»
        if main is not None and main.form is not None and not why and details in ((), ("address",)):
            of_any = self._wish.foods or (self._wish.attributes and not (self._named() or self._is_within()))
            where = bool(reading.question(WHERE)) and bool(of_any)
            if where and self._is(main, "better"):
                return True  # «갈비 먹으려는데 어디가 좋아?», «회식하려는데 어디가 좋아?»
            elsewhere = self._focus is None or self._is_of_another_house()
            if where and elsewhere and not (self._named() or main.form.past):
                return self._is(main, "visiting", "eating", "fit")  # «어머니 생신인데 어디로 모시지»
        if self._asks_for_something_to_eat() and not details:
            return True
        last = next((t for t in reversed(reading.terms) if t.kind != "adverb"), None)  # «… 추천 좀»
        bare = last is not None and last.kind == "noun" and not last.particles and self._is(last, "seeking")
        if bare and self._wish_of_kind() and not details:
            return True  # «수원 통닭 먹자는데 추천»
        mentioned = [t for t in reading.terms if any(m.start == t.start for m in self._analysis.of_kind("food"))]
        # «제일 가까운 카페»: nothing but a phrase for what is wanted.
        ends = bool(reading.terms) and reading.terms[-1] in mentioned and not reading.terms[-1].particles
        return (main is None or ends) and bool(mentioned) and not details and not self._asked.numbered

    def _is_of_another_house(self) -> bool:
        """«커피는 어디서 마실까» after a house that serves none."""
        focus = self._focus
        if focus is None or focus.chosen is None or not self._wish.foods:
            return False
        return self._store.offers_of(self._store.places[focus.chosen]).isdisjoint(self._wish.foods)

    def _asks_for_houses_there(self) -> bool:
        """«광교 쪽에 파스타집 있어요?»: whether there are houses of a kind in an area that is named."""
        main, pointed = self._main, any(map(is_demonstrative, self._reading.terms))
        if main is None or main.form is None or main.form.past or main.form.modifies or self._named() or pointed:
            return False
        about = object_of(self._reading, main)
        kinds = (m for m in self._analysis.of_kind("food") if names_house(m, self._store))
        of_kind = about is not None and any(m.start == about.start for m in kinds)
        return of_kind and bool(self._wish.areas) and not any(self._is(t, "that") for t in self._reading.terms)

    def _names_a_kind(self) -> bool:
        return bool(self._wish.foods or self._wish.also or self._wish.types)

    def _is_in_place_of_another(self) -> bool:
        """Whether one dish is named that is not wanted, and one that is."""
        return bool(self._wish.not_foods and (self._wish.foods or self._wish.also))

    def _is_hungry(self, verb: Term) -> bool:
        """«배고파요», «배가 고프네»; not «우리 강아지 배고파»: somebody else's hunger is no wish."""
        about = object_of(self._reading, verb) if self._is(verb, "hungry") else None
        whose = about is not None and about.kind in ("noun", "name") and SAID_OF.issuperset(about.particles)
        return self._is(verb, "hungry") and (not whose or len(about.lemma) == 1)  # type: ignore[union-attr]

    def _asks_for_something_to_eat(self) -> bool:
        """«가볍게 먹을 거 없어?», «뭐 먹을 만한 거 있나»; not «거기 먹을 거 있어?»."""
        main, reading = self._main, self._reading
        about = object_of(reading, main) if main is not None and self._is(main, "exists") else None
        if about is None or not is_thing(about) or any(self._is(t, "that") for t in reading.terms):
            return False
        eaten = [v for v in reading.verbs if described_by(reading, v) is about]
        return not self._named() and any(self._is(v, "eating") and v.form and v.form.future for v in eaten)

    def _asks_which_is_most(self, main: Term) -> bool:
        """«통닭거리에서 어디가 제일 오래됐어»: which of the houses there is at the end of a scale."""
        asked = [t for t in self._reading.terms if t.kind == "question" and t.lemma in (WHERE, *WHICH)]
        among = self._wish.areas or self._wish.foods or self._wish.types
        which = any(SUBJECT in t.particles or not t.particles for t in asked)
        return which and bool(among) and self._wish.order is not None and not (self._named() or is_copula(main))

    def _asks_where_one_eats_well(self, main: Term) -> bool:
        """«통닭거리 왔는데 어디가 맛있어요», «행궁인데 어디가 괜찮아요»: which house is good where one is."""
        asked = [
            t
            for t in self._reading.terms
            if t.kind == "question"
            and (t.lemma in (WHERE, *WHAT) or (t.lemma in WHICH and self._is(head_of(self._reading, t), "head")))
        ]
        areas = [self._said.term_of(m) for m in self._analysis.of_kind("area")] if self._wish.areas else []
        of_kind = self._is(main, "famous", "tasty") and bool(self._wish.foods) and asked[:1] and asked[0].lemma == WHERE
        if not asked or main.start < asked[0].start or self._named() or not (areas or of_kind):
            return False
        framed = any(t is not None and next_verb(self._reading, t) is not main for t in areas)
        known_for = self._is(main, "famous") and not any(self._is(t, "why") for t in self._reading.terms)
        house = asked[0].lemma in WHICH  # «통닭거리에서 어느 집이 나아»
        asked_of = head_of(self._reading, asked[0]) if house else asked[0]
        better = (framed or house) and SUBJECT in asked_of.particles and self._is(main, "better")
        return self._is(main, "tasty") or known_for or better

    def _compares_by_name(self) -> bool:
        """«보영만두랑 보용만두 중 더 오래된 데는 어디야»: one of two that are named is asked for."""
        named = {m.id for m in self._analysis.of_kind("place", "thing") if m.id in self._store.places}
        if self._asked.clipped:
            return True
        among = any(self._is(t, "those") for t in self._reading.terms)
        asks = any(t.kind == "question" for t in self._reading.terms)
        return len(named) > 1 and (among or asks or self._asked.scale()[1])

    def _wants_to(self, details: tuple[Detail, ...]) -> bool:
        """«수원 구경 어디 가면 좋아», «시장 구경하고 싶어»: a wish to do what one does there."""
        main = self._main
        areas = {m.start for m in self._analysis.of_kind("area")}
        named = any(m.id in self._store.places and m.start not in areas for m in self._analysis.of_kind("thing"))
        if main is None or main.form is None or main.form.past or named:
            return False
        where = details in ((), ("address",))  # «구경 어디 가면 좋아»
        asks = any(t.kind == "question" for t in self._reading.terms) and where
        return asks or main.form.wishes or main.form.requests or proposes(main) or self._is(main, "seeking")

    def _wish_of_kind(self) -> bool:
        """Whether a seeking verb has something that is sought beside it."""
        return bool(self._wish.foods or self._wish.types or self._wish.areas or self._wish.attributes)

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
        if any(
            self._is(v, "same")
            or self._recommends(v)
            or self._is(v, "telling")
            or self._is_facility(v)
            or self._asks_what_is_done(v)
            or (is_copula(v) and self._named())  # «가보정이라는 데»
            or (v.lemma == BE_THERE and self._is_of_a_place(v))  # «가보정이 있는 데»
            for v in describing
        ):
            return False
        verb = next_verb(self._reading, head)
        named = [t for t in phrase if t is not head and t.kind in ("name", "noun", "question")]
        subject = any({SUBJECT, TOPIC} & {*t.particles} for t in self._reading.heads() if t.end <= head.start)
        claims = verb is not None and self._is(verb, "right") and verb.form is not None and verb.form.asks
        states = claims or (is_copula(verb) and (subject or "?" in self._analysis.text))
        copula = states and not self._reading.question(WHERE, WHAT[0])
        return (bool(describing) or bool(named)) and not copula

    def _asks_what_is_done(self, verb: Term) -> bool:
        """«뭐 하는 데야», «무슨 일 하는 곳이에요», «뭐 파는 집인가»: what place one is, and not where to go."""
        about = object_of(self._reading, verb)
        asked = about is not None and any(t.lemma in WHAT for t in phrase_of(self._reading, about))
        return asked and is_copula(self._main)

    def _is_of_a_place(self, verb: Term) -> bool:
        """Whether it is said of a place by its name."""
        about, named = object_of(self._reading, verb), {m.start for m in self._analysis.of_kind("place")}
        return about is not None and about.start in named and SUBJECT in about.particles

    def _recommends(self, verb: Term) -> bool:
        """«추천한 집», «찾는 데»; not «눈치 안 보이는 데»."""
        return self._is(verb, "seeking") and not (verb.form is not None and verb.form.negated)

    def _is_facility(self, verb: Term) -> bool:
        """«주차할 데는 있어?» asks for a thing that a place has, not for a place."""
        if verb.form is None or not verb.form.future or self._focus is None:
            return False
        about = object_of(self._reading, verb)
        spans = [(m.start, m.end) for m in self._analysis.of_kind("attribute")]
        inside = [span for span in spans if span[0] <= verb.start < span[1]]
        return bool(inside) or (about is not None and any(start <= about.start < end for start, end in spans))

    def _is_fragment(self) -> bool:
        """Whether it has no verb of its own, or one that only changes the wish: «장안구는», «통닭으로 바꿀래»."""
        main = self._main
        if main is None:
            return True
        if self._is(main, "lacking") and is_conditional(main) and main is not self._reading.terms[-1]:
            return True  # «없으면 피자»
        if self._is(main, "swapping") and main.lemma != DO:
            about = object_of(self._reading, main)
            return about is not None and (about.particle == INTO or main.lemma != GO)
        return self._is(main, "without")
