"""Which of the places that were told an utterance points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from companion.answering.place_details import Details
from companion.answering.place_utterance import PlaceUtterance
from companion.answering.wish_parts import names_house
from companion.language.arithmetic import YEARS
from companion.language.grammar import (
    SAID_OF,
    TALKED_OF,
    TOO,
    after_in_phrase,
    comes_before,
    described_by,
    finds_so,
    frames,
    head_of,
    is_conditional,
    is_copula,
    is_demonstrative,
    is_house,
    is_near_speaker,
    is_promise,
    is_thing,
    next_verb,
    phrase_of,
    refers_back,
)
from companion.language.place_names import AT
from companion.language.terms import INTO, SUBJECT, TOPIC, Term
from companion.understanding.types import Mention

LAST: Final = -1
_CLEARLY_HEARD = 0.88
_PART_OF_A_NAME = 2
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Pointing:
    """Which places an utterance points at.

    Attributes:
        ordinals: positions in a list, from 1; `LAST` is the last one.
        every, rest: all of them; those that were not spoken of last.
        but: positions in a list that are ruled out («첫 번째 말고 나머지»).
        that: the one spoken of.
        named: ids of places that are named.
        offers: offers by which a list or a place told earlier is picked.
        beginning: whether the positions are those of the first list of the talk («맨 처음 추천한 집»).
    """

    ordinals: tuple[int, ...] = ()
    every: bool = False
    rest: bool = False
    but: tuple[int, ...] = ()
    that: bool = False
    named: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    beginning: bool = False

    @property
    def points(self) -> bool:
        """Whether it points at any."""
        return bool(self.ordinals or self.every or self.rest or self.that or self.named or self.offers)


class Pointings:
    """Reads which places are meant."""

    def __init__(self, asked: PlaceUtterance, details: Details) -> None:
        self._details = details
        self._is, self._store = asked.is_, asked.store
        self._analysis, self._reading, self._main = asked.analysis, asked.reading, asked.main
        self._said, self._wish, self._focus = asked.said, asked.wish, asked.focus
        self._asked = asked

    def read(self, *, seeks: bool, more: bool) -> Pointing:
        """The places that are pointed at."""
        numbers = [n for n in self._analysis.numbers if n.ordinal and not self._is_a_child(n.start)]
        ordinals = [n.value for n in numbers if not self._denied_at(n.start)]
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
        ordinals += [n for t, n in self._before_and_after() if not self._is_left_out(t)]
        if not ordinals and self._was_told_last():
            ordinals.append(LAST)
        beginning = self._was_told_first()
        return Pointing(
            ordinals=tuple(dict.fromkeys(ordinals)) or ((1,) if beginning else ()),
            beginning=beginning,
            every=self._is_every(),
            rest=any(self.is_rest(term) for term in self._reading.terms) and not more,
            but=tuple(n.value for n in numbers if self._denied_at(n.start)),
            that=any(self._is_that(term, seeks=seeks) for term in self._reading.terms),
            named=tuple(i for i in self._named(seeks=seeks) if i != self._wish.start),
            offers=self._picked_by(seeks=seeks),
        )

    def _was_told_first(self) -> bool:
        """«맨 처음 추천한 집», «처음에 알려 준 데»: of all that was told in this talk."""
        return self._is_first_told() or any(
            self._is(first, "first", "told_first")
            and first.kind in ("noun", "adverb")
            and self._is(verb, "telling", "seeking")
            and verb.form is not None
            and verb.form.modifies
            and not verb.form.future
            and (head := described_by(self._reading, verb)) is not None
            and any(self._is(t, "head") or is_thing(t) or self._is_kind(t) for t in phrase_of(self._reading, head))
            for first, verb in pairwise(self._reading.terms)
        )

    def _was_told_last(self) -> bool:
        """«마지막에 말한 집», «끝에 알려 준 데»: the last of a list of several."""
        several = self._focus is not None and bool(self._focus.lists) and len(self._focus.lists[0].shown) > 1
        return several and any(
            self._is(last, "last")
            and AT.intersection(last.particles)
            and self._is(verb, "telling", "seeking")
            and verb.form is not None
            and not verb.form.future
            and any(self._is(t, "head") and not self._said.rules_out(t) for t in phrase_of(self._reading, head))
            for last, verb in pairwise(self._reading.terms)
            if (head := described_by(self._reading, verb)) is not None
        )

    def _is_first_told(self) -> bool:
        """«첫번째로 말한 데», where what was told last is no list."""
        firsts = {n.start for n in self._analysis.numbers if n.ordinal and n.value == 1}
        if self._focus is None or not self._focus.lists or len(self._focus.lists[0].shown) != 1:
            return False
        return any(
            first.start in firsts
            and INTO in first.particles
            and self._is(verb, "telling")
            and verb.form is not None
            and verb.form.modifies
            and not verb.form.future
            for first, verb in pairwise(self._reading.terms)
        )

    def _before_and_after(self) -> Iterator[tuple[Term, int]]:
        """«앞에 거», «뒤에 집»: the first and the last of what was told."""
        for term, follows in pairwise(self._reading.terms):
            if any(map(is_demonstrative, phrase_of(self._reading, term))):
                continue  # «그 앞에 맛집도 알아요?»
            if self._is(follows, "head", "generic", "that") and AT.intersection(term.particles):
                if self._is(term, "in_front"):
                    yield term, 1
                elif self._is(term, "behind"):
                    yield term, LAST

    def _is_left_out(self, term: Term) -> bool:
        """«앞에 거 말고»."""
        verb = next_verb(self._reading, term)
        between = [t for t in self._reading.terms if verb is not None and term.end <= t.start < verb.start]
        return verb is not None and self._is(verb, "without") and len(between) == 1

    def _denied_at(self, start: int) -> bool:
        term = next((t for t in self._reading.terms if t.start <= start < t.end), None)
        return term is not None and self._said.rules_out(term)

    def _is_a_child(self, start: int) -> bool:
        """«둘째가 다섯 살이라», «첫째는 회를 싫어해»: who has an age, or eats and likes, is no place of a list."""
        term = next((t for t in self._reading.terms if t.start <= start < t.end), None)
        if term is None or not {SUBJECT, TOPIC, TOO}.intersection(term.particles):
            return False
        verb = next_verb(self._reading, term)
        eats = verb is not None and self._is(verb, "consuming", "liking", "without") and not is_copula(verb)
        aged = any(n.counter == YEARS and verb is not None and n.end <= verb.start for n in self._analysis.numbers)
        return eats or aged

    def _stands_for_a_place(self, term: Term) -> bool:
        """«마지막 집», «첫 집», «마지막은»."""
        behind = after_in_phrase(self._reading, term)
        part_of_a_verb = any(v.start == term.end for v in self._reading.verbs)  # «끝나고»
        alone = bool(term.particles) or term is self._reading.terms[-1]  # not «처음 와 보는데»
        said = alone and term.particle in SAID_OF and not part_of_a_verb
        return self._is(behind[0], "head", "generic") if behind else said

    def _is_said_before(self, term: Term) -> bool:
        """Whether a sentence ends between a term and the verb that asks."""
        others = (v for v in self._reading.verbs if v is not self._main and v.form is not None)
        closing = (v for v in others if is_promise(v) or finds_so(v) or (v.form is not None and v.form.closes))
        return any(term.end <= v.start for v in closing)

    def _is_that(self, term: Term, *, seeks: bool) -> bool:
        """«거기», «그 집», «여기는»; not «이 근처», «여기서 가까운»."""
        if self._said.rules_out(term) or (seeks and (self._sets_the_scene(term) or self._resumes_an_area(term))):
            return False
        if seeks and self._is_said_before(term):
            return False  # «거기로 갈게 그럼 밥 먹고 커피는 어디서 마실까»
        if refers_back(term) and any(m.end <= term.start for m in self._analysis.of_kind("food")):
            return False  # «순대국밥도 괜찮아. 그건 있어?»
        areas = (m for m in self._analysis.of_kind("area") if m.end <= term.start)
        if term.kind == "pronoun" and AT.intersection(term.particles) and any(areas):
            return False  # «영통으로 가자 다들 그쪽에 산대»
        behind = after_in_phrase(self._reading, term)
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        if follows is not None and self._is(follows, "lacking") and is_conditional(follows):
            return False  # «그것도 없으면 삼계탕»
        if any(self._is(t, "beside") for t in (*behind, *((follows,) if follows else ()))):
            return False
        if seeks and term.kind == "pronoun" and self._resumes_a_house(term):
            return False
        if term.kind == "pronoun" and self._is(term, "that"):
            return not (is_near_speaker(term) and seeks)
        return (
            is_demonstrative(term)
            and bool(behind)
            and (self._is(behind[-1], "head") or is_thing(behind[-1]) or any(map(self._is_kind, behind)))
            and not self._is(behind[-1], "those")
        )

    def _resumes_a_house(self, term: Term) -> bool:
        """«월요일에 쉬는 데도 있다던데 거긴 어디지»: one that was described before, in the same breath."""
        heads = (described_by(self._reading, v) for v in self._reading.verbs if v.end <= term.start)
        return any(
            head is not None
            and self._is(head, "head")
            and head.end <= term.start
            and not any(map(is_demonstrative, phrase_of(self._reading, head)))
            and (there := next_verb(self._reading, head)) is not None
            and there.end <= term.start
            and self._is(there, "exists")
            for head in heads
        )

    def _resumes_an_area(self, term: Term) -> bool:
        """«통닭거리 가려는데 거기서 제일 오래된 집»: an area named before, in the same breath."""
        areas = [t for m in self._analysis.of_kind("area") if (t := self._said.term_of(m)) is not None]
        return term.kind == "pronoun" and any(t.end <= term.start and t.phrase != term.phrase for t in areas)

    def _is_kind(self, term: Term) -> bool:
        """«그 식당 주차 사정»: a noun for things of a type."""
        return any(m.start == term.start for m in self._analysis.of_kind("eatery")) or self._is(term, "head")

    def _sets_the_scene(self, term: Term) -> bool:
        """«거긴 비싼데 더 싼 데»: why others are looked for."""
        verb = next_verb(self._reading, term)
        if (verb is not None and self._is(verb, "near")) or self._said.sets_out_from(term):
            return True  # «거기서 가까운 카페», «거기서 커피 마실 데»
        return verb is not None and frames(verb) and verb is not self._reading.terms[-1]

    def _is_every(self) -> bool:
        """«둘 다», «세 곳 모두», «각각»; not «다 별로야»."""
        before: Term | None = None
        for term in self._reading.terms:
            if self._is(term, "every") and not term.called and not self._is_denied(term):
                people = {n.start for n in self._analysis.numbers if n.counter in self._said.words("people")}
                number = before is not None and before.kind == "number" and before.start not in people
                counted = before is not None and (number or self._is(before, "head", "that"))
                if counted or (before is None and self._details.of(self._reading.terms)):
                    return True
            before = term
        return False

    def _is_denied(self, term: Term) -> bool:
        """«둘 다 말고», «둘 다 별로야»."""
        verb = next_verb(self._reading, term)
        if any(self._is(t, "poorly") for t in self._reading.terms if t.start >= term.end):
            return True
        return verb is not None and self._is(verb, "without")

    def is_rest(self, term: Term) -> bool:
        """«나머지 두 곳», «다른 하나»."""
        behind = after_in_phrase(self._reading, term)
        counted = bool(behind) and behind[0].kind == "number" and not self._is(behind[-1], "head")
        return self._is(term, "rest") and (term.kind == "noun" or counted)

    def _named(self, *, seeks: bool) -> Iterator[str]:
        """Places by name, and those told by the beginning of theirs: «진미로 할게»."""
        told = () if self._focus is None else (*self._focus.shown, *self._focus.named, *self._focus.seen)
        if self._asked.clipped:
            yield from self._asked.clipped
            return
        for mention in self._analysis.of_kind("place"):
            if mention.similarity >= _CLEARLY_HEARD and not self._denied_at(mention.start):
                yield next((i for i in mention.ids if i in told), mention.id)
        if not seeks:
            yield from (m.id for m in self._analysis.of_kind("thing") if self._is_spoken_of(m))
        yield from (i for at, i in self._asked.shortened.items() if not self._denied_at(at))
        yield from self._begun(told)
        known = {m.start for m in self._analysis.mentions}
        for term in self._reading.terms:
            said = term.kind == "noun" and not self._said.rules_out(term)  # not «매향 말고»
            if said and term.start not in known and len(term.text) >= _PART_OF_A_NAME:
                if self._is(term, "menu", "price", "phone", "hours", "generic", "head", "beside"):
                    continue
                names = {i: self._store.places[i].name for i in told}
                found = [i for i, n in names.items() if n.startswith(term.text) or term.text in n.split()[1:]][:1]
                yield from found or self._begun_anywhere(term)

    def _begun_anywhere(self, term: Term) -> Iterator[str]:
        """«이나경 거기 얼마고»: a place that nobody has told yet, by the beginning that no other name has."""
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        pointed = follows is not None and (self._is(follows, "that") or is_demonstrative(follows))
        if not pointed or len(term.text) < _BEGINNING:
            return
        begun = self._store.begun_by(term.text)
        yield from begun if len(begun) == 1 else ()

    def _begun(self, told: Sequence[str]) -> Iterator[str]:
        """Places told whose name begins with what was said, though the dictionary does not know it as a word."""
        text = self._analysis.text
        for place in told:
            name = self._store.places[place].name
            begun = (name[:n] for n in range(len(name), _BEGINNING - 1, -1))
            found = next((text.index(part) for part in begun if part in text), None)
            if found is not None and not any(m.start <= found < m.end for m in self._analysis.mentions):
                yield place

    def _is_spoken_of(self, mention: Mention) -> bool:
        """Whether a thing that can be recommended is asked about, rather than where something else is."""
        term = self._said.term_of(mention)
        if term is None or mention.id not in self._store.places:
            return False
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        beside = follows is not None and self._is(follows, "beside")
        lies = any(m.start == mention.start for m in self._analysis.of_kind("area"))
        if lies and (self._leads_to_a_kind(term) or self._wish.not_areas):
            return False  # «영통 말고 행궁»: where it is to lie
        return not beside and not AT.intersection(head_of(self._reading, term).particles)

    def beside(self, *, seeks: bool) -> str | None:
        """The place by name that something is to be near: «가보정 근처 카페», «가보정 갔다가 들를 카페»."""
        if not (self._wish.types or self._wish.foods or seeks):
            return None
        for mention in self._analysis.of_kind("place"):
            term = self._said.term_of(mention)
            follows = next((t for t in self._reading.terms if term is not None and t.start >= term.end), None)
            if term is None or follows is None or mention.similarity < _CLEARLY_HEARD or mention.id == self._wish.start:
                continue
            near = next_verb(self._reading, term)
            close = near is not None and self._is(near, "near") and bool(AT.intersection(term.particles))
            if close or (self._is(follows, "beside") and follows.phrase == term.phrase):
                return mention.id
            if near is not None and comes_before(near) and self._is(near, "visiting", "touring", "eating", "going_by"):
                return mention.id
        return None

    def _leads_to_a_kind(self, term: Term) -> bool:
        """«통닭거리 중국집», «통닭거리에서 아침에 여는 중국집»: an area before what is looked for."""
        if TALKED_OF.intersection(head_of(self._reading, term).particles):
            return False
        named = (m for m in self._analysis.of_kind("food", "eatery") if m.start >= term.end)
        return not all(map(self._said.rules_out_name, named))

    def _is_told_of(self, offer: str) -> bool:
        """Whether something that was told is called by it: by its kind, its main dish, or as it was asked for."""
        told = (self._store.places[i] for shown in self._focus.lists for i in shown.shown) if self._focus else ()
        main = {o for place in told for o in (*place.offers[:1], *((place.category,) if place.category else ()))}
        asked = {o for shown in self._focus.lists for o in shown.query.offers} if self._focus else set[str]()
        return any(offer in self._store.offer_closure(o) for o in main | asked)

    def asks_for_a_house(self) -> bool:
        """«피자집은 어디 있어?» after places of another kind."""
        if self._focus is None or not self._focus.shown:
            return False
        houses = (m for m in self._analysis.of_kind("food") if names_house(m, self._store))
        said = ((m, t) for m in houses if (t := self._said.term_of(m)) is not None)
        return any(
            not self._is_told_of(m.id) and not any(map(is_demonstrative, phrase_of(self._reading, t))) for m, t in said
        )

    def _picked_by(self, *, seeks: bool) -> tuple[str, ...]:
        """«아까 갈빗집 중», «그 갈빗집», «국밥집은 몇 시까지 해»: offers that pick what was told earlier."""
        if self._focus is None:
            return ()
        picked = []
        asks = bool(self._details.of(self._reading.terms))
        for mention in self._analysis.of_kind("food"):
            term = self._said.term_of(mention)
            if term is None or self._said.rules_out(term):
                continue
            behind = after_in_phrase(self._reading, term)
            before = [t for t in phrase_of(self._reading, term) if t.end <= term.start]
            among = any(self._is(t, "those") for t in behind) and not self._asked.is_whole_kind(term)
            that = any(map(is_demonstrative, before))
            ordinals = {n.start for n in self._analysis.numbers if n.ordinal}
            numbered = any(t.start in ordinals for t in behind)
            house = any(self._is(t, "head") for t in behind) or is_house(mention.text)
            one_of_them = house and asks and not seeks and self._is_told_of(mention.id)
            if among or (that and not seeks) or numbered or one_of_them:
                picked.append(mention.id)
        return tuple(dict.fromkeys(picked))
