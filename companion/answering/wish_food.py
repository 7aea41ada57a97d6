"""The food of a wish: what any of will do, what must be there as well, and what must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from companion.answering.wish_spoken import SpokenWish
from companion.answering.wording import Phrase, in_order
from companion.language.acts import recollects
from companion.language.grammar import (
    ADDED,
    BE_THERE,
    BUT,
    DO,
    EITHER,
    NOT_BE,
    OBJECT,
    SELL,
    TOO,
    WANT,
    after_in_phrase,
    arguments_of,
    described_by,
    frames,
    head_of,
    is_adverbial,
    is_conditional,
    is_demonstrative,
    is_future,
    is_nominalised,
    is_planned_first,
    is_purpose,
    is_thing,
    links,
    next_verb,
    object_of,
    phrase_of,
    start_with_denial,
)
from companion.language.place_names import AT
from companion.language.self_words import PETS
from companion.language.terms import INTO, SUBJECT, THAN, TOPIC, WITH, Term, is_nominal


@dataclass(frozen=True, slots=True)
class FoodWish:
    """Offers by the part that they play.

    Attributes:
        any_of, also: any of which will do; that must be there as well.
        excluded: that must not be served.
        either: that will do beside those asked for before («갈비도 괜찮아»).
        dropped: that need no longer be there («막걸리는 없어도 돼»).
        apart: whether they are joined by «or».
        swapped: those of the excluded that something else is named in place of («고기 말고 중국집»).
        abstained: attributes that stand for what somebody never eats.
        eased: whether any of them is only what does somebody good who is so («속이 쓰린데»).
        unserved: examples of what is wanted that no place is known to have («비빔밥 같은 한식»).
        used: where the adjectives stand that say what it must not be («안 매운»).
        avoided: words for what is not eaten that the data does not know as food («선지를 못 드세요»).
        doubted: how a dish is to be that the data says it is not («안 매운 떡볶이»).
    """

    any_of: tuple[str, ...]
    also: tuple[str, ...]
    excluded: tuple[str, ...]
    either: tuple[str, ...]
    dropped: tuple[str, ...]
    abstained: tuple[str, ...]
    used: frozenset[int] = frozenset()
    swapped: tuple[str, ...] = ()
    apart: bool = False
    eased: bool = False
    unserved: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Food:
    """A food that is named: where, which, and whether it is wanted too («커피도»)."""

    term: Term
    id: str


class WishedFood:
    """Reads the food of an utterance.

    Args:
        spoken: the utterance.
        short: names of one syllable, which are words of other meanings too, and their offers.
        tastes: adjectives that names of offers begin with («매운 음식»), and those offers.
        eased: phrases for how somebody is, and the offers that do them good.
    """

    def __init__(
        self,
        spoken: SpokenWish,
        short: Mapping[str, str],
        tastes: Mapping[str, str],
        eased: Sequence[tuple[Phrase, str]] = (),
    ) -> None:
        self._spoken = spoken
        self._analysis, self._reading = spoken.analysis, spoken.reading
        self._store, self._is = spoken.store, spoken.is_
        self._short, self._tastes, self._eased = short, tastes, eased

    def read(self) -> FoodWish:
        """All of it."""
        said = (food for food in self._foods() if THAN not in food.term.particles)  # «파스타보다 피자»
        every = [food for food in said if not self._is_of_a_pet(food.term)]
        foods = [food for food in every if not self._was_eaten(food.term)]
        had = tuple(food.id for food in every if food not in foods and self._is_enough(food.term))
        foods += [_Food(v, self._tastes[v.lemma]) for v in self._reading.verbs if self._is_taste(v)]
        foods += [_Food(t, self._tastes[t.lemma + DO]) for t in self._reading.terms if self._is_wished_deed(t)]
        dropped = tuple(food.id for food in foods if self._spoken.gives_up(food.term))
        foods = [food for food in foods if food.id not in dropped]
        choices = self._alternatives(foods)
        wanted = [food for food in foods if food in choices or not self._is_ruled_out(food.term)]
        untasty = {v.start: self._tastes[v.lemma] for v in self._reading.describing if self._is_denied_taste(v)}
        excluded = tuple(dict.fromkeys((*(food.id for food in foods if food not in wanted), *untasty.values(), *had)))
        wanted = [food for food in wanted if food.id not in excluded]
        excluded = tuple(dict.fromkeys((*excluded, *self._named_after_what_is_avoided())))
        first = self._first_choices(wanted)
        instead = len(first) < len(wanted)
        wanted, unserved = self._exemplified(first)
        ill = any(self._is(t, "allergy") for t in self._reading.terms)
        kinds = frozenset().union(*(self._store.offer_closure(food.id) for food in wanted)) if not ill else frozenset()
        named = [food.id for food in wanted] if not ill else []
        excluded = tuple(f for f in excluded if f not in kinds and not any(f in n for n in named))  # «갈비 말고 갈비탕»
        either = tuple(food.id for food in wanted if self._widens(food.term))
        any_of, also = self._together([food for food in wanted if food.id not in either])
        if instead and not any_of:
            any_of, also = also, ()  # «돈가스 없으면 치킨도 된대»
        easing, eased = self._easing() if not wanted else ((), frozenset[int]())
        any_of = any_of or easing
        abstains = self._abstains_from(foods)
        kept = tuple(f for f in excluded if f not in abstains)
        abstained = tuple(dict.fromkeys(abstains.values()))
        tasty = {food.term.start for food in foods if food.term.kind == "verb"}
        traded = {food.id for food in foods if not ill and named and self._is_traded(food.term)}
        swapped = tuple(f for f in kept if f in traded)
        manners = frozenset(v.start for v in self._reading.verbs if is_adverbial(v) and self._is_met(v, any_of))
        avoided = self._avoided()
        used = frozenset(untasty) | tasty | eased | manners | {t.start for t in avoided}
        apart = bool(choices) or self._are_apart(foods)
        return FoodWish(
            any_of, also, kept, either, dropped, abstained, used, swapped, apart, bool(easing), unserved,
            tuple(dict.fromkeys(term.lemma for term in avoided)),
            tuple(self._said_of(at) for at, taste in untasty.items() if taste in kinds),
        )  # fmt: skip

    def _said_of(self, start: int) -> str:
        """«안 매운»: a description with the word before it that denies it."""
        verb = next(v for v in self._reading.verbs if v.start == start)
        return self._reading.text[start_with_denial(self._reading, verb, start) : verb.end]

    def _avoided(self) -> list[Term]:
        """«부장님은 선지를 못 드신대요»: nouns for what somebody does not eat, which are no names of the data."""
        named = {m.start for m in self._analysis.mentions}
        eaten = ((v, object_of(self._reading, v)) for v in self._reading.verbs if self._is(v, "consuming"))
        return [
            term
            for verb, term in eaten
            if term is not None and not self._is_of_a_pet(term)
            if term.kind == "noun" and term.start not in named and len(term.lemma) > 1
            if verb.form is not None and verb.form.negated and not (verb.form.past or verb.form.asks)
            if OBJECT in term.particles and not self._is(term, "generic", "meal", "head", "any_meal", "persons")
        ]

    def _named_after_what_is_avoided(self) -> Iterator[str]:
        """«선지는 못 먹어»: no food of the data, but dishes are called by it («선지해장국»)."""
        named = {m.start for m in self._analysis.mentions}
        for verb in self._reading.verbs:
            term = object_of(self._reading, verb)
            if term is None or term.kind != "noun" or term.start in named or len(term.lemma) < 2:
                continue
            denied = verb.form is not None and verb.form.negated and not (verb.form.past or verb.form.asks)
            if denied and self._is(verb, "consuming") and {TOPIC, OBJECT}.intersection(term.particles):
                yield from (o for o in self._store.offers if o.startswith(term.lemma) and o != term.lemma)

    def _is_of_a_pet(self, term: Term) -> bool:
        """«우리 강아지가 사료를 안 먹어», «고양이는 닭고기 먹어»: eaten by an animal, which no kitchen is asked for."""
        verb = next_verb(self._reading, term)
        who = (t for t in self._reading.terms if t.lemma in PETS and {SUBJECT, TOPIC, TOO}.intersection(t.particles))
        return verb is not None and any(next_verb(self._reading, t) is verb for t in who)

    def _is_met(self, verb: Term, foods: Sequence[str]) -> bool:
        """«부드럽게 먹을 만한 순두부집»: how it is eaten, which what is asked for is by itself."""
        taste = self._tastes.get(verb.lemma)
        return taste is not None and bool(foods) and all(taste in self._store.offer_closure(f) for f in foods)

    def _first_choices(self, foods: list[_Food]) -> list[_Food]:
        """«돈가스 없으면 치킨도 돼»: the first where a place has it, else what will do in its place."""
        for food, others in ((f, [o for o in foods if o.term.start > f.term.start]) for f in foods):
            verb = next_verb(self._reading, food.term)
            if verb is not None and others and self._is(verb, "lacking") and is_conditional(verb):
                left = others if not self._store.served(food.id) else [food]
                return [f for f in foods if f in left or f.term.start < food.term.start]
        return foods

    def _exemplified(self, foods: list[_Food]) -> tuple[list[_Food], tuple[str, ...]]:
        """«비빔밥 같은 한식»: the example where a place has it, else what it is an example of, and which is lacking."""
        kept, lacking = list(foods), []
        for example in foods:
            verb = next_verb(self._reading, example.term)
            kind = described_by(self._reading, verb) if verb is not None and self._is(verb, "same") else None
            of = next((f for f in foods if kind is not None and f.term is kind and f is not example), None)
            if of is None:
                continue
            if self._store.served(example.id):
                kept.remove(of)
            else:
                kept.remove(example)
                lacking.append(example.id)
        return kept, tuple(lacking)

    def _is_ruled_out(self, term: Term) -> bool:
        """Whether what a term names is ruled out, or for a taste the thing that has it: «매운 걸 못 먹는데»."""
        tasting = next((v for v in self._reading.verbs if v is term), None)
        thing = described_by(self._reading, tasting) if tasting is not None else None
        return self._spoken.rules_out(thing if thing is not None else term)

    def _is_traded(self, term: Term) -> bool:
        """«고기 말고», «고기 대신»: what is named after it is wanted in its place."""
        verb = next_verb(self._reading, term)
        instead = any(self._is(t, "instead") for t in after_in_phrase(self._reading, term))
        return instead or (verb is not None and verb.lemma == BUT and links(verb))

    def _is_taste(self, verb: Term) -> bool:
        """«부드러운 걸로», «물렁물렁한 거», «한잔하기 좋은 데», «한잔하고 싶어»: of nothing that has a name."""
        if verb.lemma not in self._tastes or verb.form is None or verb.form.negated or self._names_food():
            return False
        after = next_verb(self._reading, verb) if is_nominalised(verb) or is_adverbial(verb) else None
        if after is not None and is_adverbial(verb):  # «가볍게 먹을 거», «부드럽게 먹을 만한 집»
            eaten = self._is(after, "consuming") and after.form is not None and not after.form.past
            return eaten and (after.form.modifies or after.form.wishes or links(after))  # type: ignore[union-attr]
        described = described_by(self._reading, after or verb)
        if verb.form.wishes and not verb.form.modifies:
            return self._is(verb, "eating")
        thing = described is not None and self._is_only_a_thing(described)
        return described is not None and (thing or self._is(described, "head", "generic", "meal"))

    def _names_food(self) -> bool:
        """Whether a food is named, other than by what the dictionary takes for one: «매운 게 땡기네»."""
        terms = (t for m in self._analysis.of_kind("food") for t in self._reading.terms if t.start == m.start)
        return any(not self._is_only_a_thing(t) for t in terms)

    def _is_only_a_thing(self, term: Term) -> bool:
        """A noun of one syllable right behind what describes it."""
        return len(term.text) == 1 and any(v.end <= term.start <= v.end + 1 for v in self._reading.describing)

    def _is_wished_deed(self, term: Term) -> bool:
        """«한잔하고 싶어», which the dictionary takes for a number."""
        main = self._reading.main
        wished = main is not None and main.lemma == WANT and not self._analysis.of_kind("food")
        return wished and is_nominal(term) and term.lemma + DO in self._tastes

    def _is_denied_taste(self, verb: Term) -> bool:
        """«안 매운 데», «맵지 않은 식당», «매운 걸 못 먹는데 만두집»."""
        if verb.lemma not in self._tastes or verb.form is None:
            return False
        thing = described_by(self._reading, verb)
        avoided = is_thing(thing) and thing is not None and self._spoken.rules_out(thing)
        return verb.form.negated or (avoided and self._names_food())

    def _was_eaten(self, term: Term) -> bool:
        """«점심에 국수 먹었는데», «밥 먹고 커피 마실 데»: what was eaten, or will be before, is not asked for."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None or not self._is(verb, "eating", "liking") or self._spoken.rules_out(term):
            return False
        instead = TOPIC in head_of(self._reading, term).particles and self._others_follow(term)
        if frames(verb) and (self._spoken.is_past(verb) or instead):
            return True  # «고기는 어제 먹어서 …», «갈비는 지난번에 먹어서 이번엔 다른 거»
        if instead and is_planned_first(self._reading, verb):
            return True  # «갈비는 저녁에 먹을 거라서 다른 거»
        if recollects(self._reading) and verb is self._reading.main:
            return False  # «아니 언니가 추어탕을 좋아했지 참»
        came_for = is_purpose(self._reading, verb)  # «만두 먹으러 왔는데»
        return (verb.form.past and not (verb.form.wishes or came_for)) or self._comes_first(verb)

    def _is_enough(self, term: Term) -> bool:
        """«순대국은 어제 먹어서 다른 거», «치킨은 어제 먹었어»: it was eaten, and something else is wanted."""
        verb = next_verb(self._reading, term)
        if TOPIC in head_of(self._reading, term).particles and verb is not None and verb.form is not None:
            asks = "?" in self._reading.text or any(t.kind == "question" for t in self._reading.terms)
            if verb.form.past and verb.form.closes and self._spoken.is_past(verb) and not asks:
                return True
        others = self._others_follow(term)
        later = verb is not None and is_planned_first(self._reading, verb)
        had = verb is not None and verb.form is not None and verb.form.past and self._is(verb, "consuming")
        return others and verb is not None and (frames(verb) or had or later)  # «갈비는 저번에 먹었어 딴 거»

    def _others_follow(self, term: Term) -> bool:
        return any(self._is(t, "others") and t.start > term.end for t in self._reading.terms)

    def _easing(self) -> tuple[tuple[str, ...], frozenset[int]]:
        """«어제 과음했더니 속이 쓰린데 뭐 먹지»: what does good to somebody who is so, where a meal is wanted."""
        meal = any(self._is(t, "eating", "meal", "head", "seeking") for t in self._reading.terms)
        if not self._eased or not (meal or self._analysis.of_kind("eatery")):
            return (), frozenset()
        fitting = ((in_order(how, self._reading.terms), offer) for how, offer in self._eased)
        terms, offer = max(fitting, key=lambda pair: len(pair[0]))
        return ((offer,) if terms else ()), frozenset(t.start for t in terms)

    def _comes_first(self, verb: Term) -> bool:
        """«밥 먹고 커피 마실 데»: a meal, and then what is looked for."""
        after = next((v for v in self._reading.verbs if v.start > verb.start), None)
        if not links(verb) or after is None or not self._is(after, "eating", "touring"):
            return False
        if self._is(after, "touring") and described_by(self._reading, after) is not None:
            return True  # «밥 먹고 구경할 데»
        next_one = object_of(self._reading, after)
        served = next_one is not None and any(m.start == next_one.start for m in self._analysis.of_kind("food"))
        return (
            served
            and next_one is not None
            and TOO not in next_one.particles
            and described_by(self._reading, after) is not None
        )

    def _foods(self) -> Iterator[_Food]:
        named = {(m.start, m.end) for m in self._analysis.mentions}
        for term in self._reading.terms:
            mention = next((m for m in self._analysis.of_kind("food") if m.start == term.start), None)
            if mention is not None:
                if not (self._is_any_meal(term) or self._is_only_a_thing(term)):  # «제일 오래된 게»
                    yield _Food(term, mention.id)
            elif term.kind == "noun" and (term.start, term.end) not in named and self._is_short_food(term):
                if self._is_any_meal(term):
                    continue
                yield _Food(term, self._short[term.lemma])

    def _is_any_meal(self, term: Term) -> bool:
        """«밥 먹을 데», «밥 먹을 만한 데»: a meal, whatever it is; not «면 말고 밥»."""
        verb = next_verb(self._reading, term)
        eats = verb is not None and self._is(verb, "eating") and term in self._eaten(verb)
        follows = self._reading.text[term.end :].lstrip()
        houses = (m.text for m in self._analysis.of_kind("eatery"))  # «먹을 만한 데» is a name of its own
        eats = eats or any(follows.startswith(h) and self._spoken.is_clause(h.rpartition(" ")[0]) for h in houses)
        return eats and self._is(term, "any_meal") and not any(self._is(v, "without") for v in self._reading.verbs)

    def _eaten(self, verb: Term) -> list[Term]:
        """What stands before a verb, and what stands before a question there: «밥 어디서 먹지»."""
        said = list(arguments_of(self._reading, verb))
        often = phrase_of(self._reading, said[-1]) if said else ()
        if often and often[0].kind in ("determiner", "number") and not is_demonstrative(often[0]):
            said = [t for t in said if t not in often] or said  # «밥 한번 먹기로 했는데»
        asked = next((n for n, t in enumerate(said) if t.kind == "question"), len(said))
        return [*said[asked - 1 : asked], *said[-1:]]

    def _is_short_food(self, term: Term) -> bool:
        """Whether a word of one syllable is meant as food: «빵도 있는», «빵이랑 커피»."""
        if term.lemma not in self._short or self._says_before_what(term):
            return False
        after = next((n for n in self._analysis.numbers if term.end <= n.start <= term.end + 1), None)
        if after is not None and after.counter in self._spoken.words("cups"):
            return True  # «차 한잔 할 데»
        if head_of(self._reading, term) is not term and after_in_phrase(self._reading, term)[0].kind != "name":
            return False
        verb = next_verb(self._reading, term)
        if verb is not None and INTO in term.particles and self._is(verb, "swapping"):
            return True  # «회로 하자»
        eaten = verb is not None and any(t is term for t in arguments_of(self._reading, verb))
        if eaten and verb is not None:
            return (
                self._is(verb, "eating", "liking", "without")
                or (verb.lemma in (*SELL, BE_THERE) and bool(term.particles) and not self._is(term, "also_a_thing"))
                or (self._is(verb, "exists") and TOO in term.particles and verb.form is not None and verb.form.closes)
            )
        if verb is None and term is self._reading.terms[-1]:
            bounded = any(n.counter in self._spoken.words("won") for n in self._analysis.numbers)
            placed = bool(self._analysis.of_kind("area"))  # «인계동 회», «삼만 원 이하 회»
            return bounded or placed or any(self._is(v, "without") for v in self._reading.verbs)  # «일식 말고 회»
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        return term.particle in (WITH, *EITHER) and follows is not None and follows.kind == "name"

    def _says_before_what(self, term: Term) -> bool:
        """«기차 타기 전에», «두 시 전에»: a word for a time, behind what is done then or with a particle of time."""
        done = any(is_nominalised(v) and term.start - 1 <= v.end <= term.start for v in self._reading.verbs)
        return self._is(term, "before_after") and (done or bool(AT.intersection(term.particles)))

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
            sought = verb is not None and self._is(verb, "seeking") and last is food.term  # «카페도 하나 골라 줘»
            behind = after_in_phrase(self._reading, food.term)[:1]
            narrows = self._store.offers[food.id].kind == "origin" and any(
                o.term in behind for o in later
            )  # «중식 만두»
            sought = sought or self._is_gone_to(last)
            if (TOO in last.particles and not ((sought or self._is_eaten_there(last)) and not any_of)) or (
                house or both or narrows
            ):
                also.append(food.id)
            else:
                any_of.append(food.id)
            joins = last.particle in (WITH, ADDED) and bool(later)
            both = joins and not any(t.kind == "verb" for t in self._between(food.term, later[0].term))
        if self._are_apart(foods):
            # «떡볶이나 분식»: a kind takes in the dish that it is said beside.
            any_of = [a for a in any_of if not any(a != b and b in self._store.offer_closure(a) for b in any_of)]
        return tuple(dict.fromkeys(any_of)), tuple(a for a in dict.fromkeys(also) if a not in any_of)

    def _alternatives(self, foods: Sequence[_Food]) -> list[_Food]:
        """«만두 아니면 칼국수»: any of which will do, whatever stands first."""
        found: list[_Food] = []
        for one, other in pairwise(foods):
            between = self._between(one.term, other.term)
            or_else = len(between) == 1 and between[0].lemma == NOT_BE and is_conditional(between[0])
            found += [one, other] if or_else and not one.term.particles else []
        return found

    def _is_gone_to(self, last: Term) -> bool:
        """«2차로 갈 만한 술집도 있어?»: a house that one goes to, and nothing that another has."""
        return any(is_future(v) and described_by(self._reading, v) is last for v in self._reading.verbs)

    def _is_eaten_there(self, last: Term) -> bool:
        """«디저트 먹을 데도»: where that is eaten is asked for too, and not that it is there too."""
        return any(m.start <= last.start < m.end for m in self._analysis.of_kind("eatery")) or self._is(last, "head")

    def _are_apart(self, foods: Sequence[_Food]) -> bool:
        """«해산물이나 중국집»; not «국밥이나 먹었으면 좋겠는데 순대국집 있어?»."""
        joined = pairwise(foods)
        return any(
            EITHER.intersection(head_of(self._reading, one.term).particles)
            and not any(t.kind == "verb" for t in self._between(one.term, other.term))
            for one, other in joined
        )

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
            if verb is None or verb.form is None or not (verb.form.negated and self._is(verb, "consuming")):
                continue
            for attribute in self._store.attributes.values():
                if food.id in attribute.without and self._store.states(attribute.id):
                    found[food.id] = attribute.id
        return found
