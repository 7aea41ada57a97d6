"""What a wish asks for and the data has no word for: it is named, never dropped."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise
from typing import Final

from companion.answering.wish_spoken import SpokenWish
from companion.language.grammar import (
    NOT_OF_IT,
    OCCASION,
    SAID_OF,
    SELL,
    adverbs_of,
    after_in_phrase,
    arguments_of,
    described_by,
    head_of,
    is_ability,
    is_adverbial,
    is_day,
    is_house,
    is_manner,
    is_nominalised,
    is_thing,
    links,
    next_verb,
    object_of,
    phrase_of,
    start_with_denial,
)
from companion.language.terms import Span, Term, noun_in
from companion.understanding.types import MentionKind

_READ: Final[tuple[MentionKind, ...]] = ("area", "region", "food", "eatery", "attribute", "place")
"""Names that a wish is read from."""


class Unanswerable:
    """Reads what nothing in the data is a word for.

    Args:
        spoken: the utterance.
        used: where the terms stand that attributes account for.
    """

    def __init__(self, spoken: SpokenWish, used: Set[int]) -> None:
        self._spoken, self._say = spoken, spoken.say
        self._analysis, self._reading = spoken.analysis, spoken.reading
        self._store, self._is = spoken.store, spoken.is_
        self._used = used
        self._streets = tuple(self._named_streets())

    def food(self) -> str | None:
        """A food without a word in the data: «마카다미아 먹고 싶어», «알밥집»."""
        named = (
            self._named(term)
            for term in self._reading.terms
            if term.kind == "noun" and self._is_strange(term) and self._is_unknown_food(term)
        )
        return next(named, None)

    def conditions(self) -> tuple[str, ...]:
        """Everything else that is asked, each as a noun phrase of which one can say that it is not known."""
        found = sorted((*self._clauses(), *self._nouns(), *self._manners()))
        return tuple(dict.fromkeys(label for _, label in found))

    def noted(self) -> tuple[str, ...]:
        """Words of what is wanted that stand in what is noted of some places: «영화에 나온 집», «한옥 카페»."""
        nouns = (t for t in self._reading.terms if t.kind == "noun" and self._is_noted(t))
        streets = (self._reading.text[start:end] for start, end in self._streets)
        done = (noun_in(v.lemma) for v in self._reading.verbs if self._is_noted_verb(v))
        return tuple(dict.fromkeys((*streets, *(t.lemma for t in nouns if self._belongs_to_a_place(t)), *done)))

    def _is_noted_verb(self, verb: Term) -> bool:
        """«특선되는 갈비집»: a verb made of such a noun."""
        head = described_by(self._reading, verb)
        noun = noun_in(verb.lemma)
        return head is not None and self._is_place(head) and noun != verb.lemma and noun in self._store.noted

    def _named_streets(self) -> Iterator[Span]:
        """Where the longest name of a street stands; the dictionary does not know them as one word."""
        text = self._reading.text
        found = max((s for s in self._store.streets if s in text), key=len, default=None)
        if found is not None:
            start = text.index(found)
            if not any(m.start <= start < m.end for m in self._analysis.mentions):
                yield start, start + len(found)

    def _is_noted(self, term: Term) -> bool:
        return term.lemma in self._store.noted and self._is_unaccounted(term) and not self._is(term, *_PLAIN_NOUNS)

    def _belongs_to_a_place(self, term: Term) -> bool:
        """Whether a noun stands before what is wanted, or in a clause that describes it."""
        behind = after_in_phrase(self._reading, term)
        verb = next_verb(self._reading, term)
        if self._is_visited(term):
            return True
        head = described_by(self._reading, verb) if verb is not None and not behind else None
        return self._is_place(behind[-1]) if behind else head is not None and self._is_place(head)

    def _is_visited(self, term: Term) -> bool:
        """«시장 구경하고 싶어», «공원 산책할 데»: what is to be looked at."""
        behind = after_in_phrase(self._reading, term)
        verb = next_verb(self._reading, term)
        if behind:
            return self._is(behind[-1], "touring")
        return verb is not None and self._is(verb, "touring") and object_of(self._reading, verb) is term

    # Clauses that describe what is wanted

    def _clauses(self) -> Iterator[tuple[int, str]]:
        for verb in self._reading.verbs:
            head = described_by(self._reading, verb)
            if head is None or verb.form is None or self._is_part_of_a_verb(head):
                continue
            if is_day(head):  # «비 오는 날 갈 데»
                if not self._is_accounted_for(verb) and self._leads_to_a_place(head):
                    yield verb.start, self._say("condition_day", clause=self._clause(verb), day=head.text)
            elif (self._is_place(head) or is_thing(head)) and not self._is_known(verb):
                yield verb.start, self._label(verb, head)

    def _is_known(self, verb: Term) -> bool:
        """Whether a describing clause says something that was used, or nothing at all («먹을 데»)."""
        if self._is_accounted_for(verb):
            return True
        arguments = [t for t in arguments_of(self._reading, verb) if not self._is_part_of_a_verb(t)]
        strange = [t for t in arguments if self._is_argument(t) and self._is_strange(t)]
        plain = self._is(verb, "fit", "eating", "opening", "resting", "touring")
        return plain and not strange and not self._is_qualified(verb) and not self._is_measured(verb)

    def _is_measured(self, verb: Term) -> bool:
        """«10분 안에 나오는»: a number that is no price, no hour and no count."""
        between = [t for t in arguments_of(self._reading, verb) for t in phrase_of(self._reading, t)]
        return any(t.kind == "number" and not self._is_counted(t) for t in between)

    def _is_counted(self, term: Term) -> bool:
        number = next((n for n in self._analysis.numbers if n.start == term.start), None)
        known = (*self._spoken.words("won"), *self._spoken.words("people"), *self._spoken.words("counted"))
        when = self._spoken.moment
        timed = when is not None and when.start <= term.start < when.end
        counted = number is None or number.counter is None or number.ordinal or timed
        return counted or (number is not None and number.counter in known and not self._is_minutes(term))

    def _is_minutes(self, term: Term) -> bool:
        return self._spoken.is_minutes(term.start, term.end)

    def _label(self, verb: Term, head: Term) -> str:
        assert verb.form is not None
        clause = self._clause(verb)
        if verb.form.future:
            return self._say("condition_able", clause=clause)
        return self._say("condition_thing" if is_thing(head) else "condition_place", clause=clause)

    def _clause(self, verb: Term) -> str:
        """The words of a describing clause, without what was understood before it."""
        first = verb
        for term in reversed([t for t in self._reading.terms if t.end <= verb.start]):
            if term.kind == "verb":
                if not self._goes_on(term, first):
                    break
            elif (
                term.kind in ("interjection", "pronoun", "determiner")
                or term.called
                or self._is_named(term)
                or self._is(term, "plainly", "here", "head")
            ):
                break
            first = term
        after = next((t.start for t in self._reading.terms if t.start >= verb.end), len(self._reading.text))
        start = start_with_denial(self._reading, verb, first.start)
        return self._reading.text[start:after].strip(" ,.!?~")

    def _goes_on(self, verb: Term, following: Term) -> bool:
        """Whether a verb belongs to the clause that follows: «배부르게 먹을», «먹을 만한», «진하고 시원한»."""
        form = verb.form
        if form is None or verb.start in self._used or self._is(verb, "seeking"):
            return False
        before_a_verb = following.kind == "verb" and (form.modifies or is_nominalised(verb))
        before_a_verb = before_a_verb or (form.modifies and self._is_part_of_a_verb(following))
        return before_a_verb or is_adverbial(verb) or (links(verb) and not self._is_accounted_for(verb))

    def _is_part_of_a_verb(self, term: Term) -> bool:
        """«먹을 수 있는», «먹기»: a noun that only helps a verb."""
        return is_ability(term) or self._is(term, "way")

    def _leads_to_a_place(self, day: Term) -> bool:
        """Whether what is wanted stands behind a day that is described."""
        return any(self._is_place(t) or is_thing(t) for t in self._reading.terms if t.start >= day.end) or (
            (verb := next_verb(self._reading, day)) is not None and self._is(verb, "eating", "visiting", "touring")
        )

    # Nouns and adverbs beside what is wanted

    def _nouns(self) -> Iterator[tuple[int, str]]:
        for term in self._reading.terms:
            if term.kind != "noun" or not self._is_strange(term) or self._is_unknown_food(term):
                continue
            behind = after_in_phrase(self._reading, term)
            if behind and self._is_place(behind[-1]) and not self._is(behind[0], "beside"):
                described = any(m.start == t.start for m in self._analysis.of_kind("attribute") for t in behind)
                if not (described or self._is_located(term)):  # «사장님 친절한 분식집»
                    yield term.start, self._say("condition_noun", noun=term.text)
            elif self._is_visited(term) and not self._is_located(term):
                yield term.start, self._say("condition_noun", noun=term.text)
            elif not behind and self._is_occasion(term):
                phrase = phrase_of(self._reading, term)
                text = self._reading.text[phrase[0].start : term.end]
                yield term.start, self._say("condition_occasion", noun=text)

    def _is_located(self, term: Term) -> bool:
        """Whether it is said elsewhere that a place of that name is not known."""
        return any(term.text in town for town in self._spoken.towns)

    def _is_occasion(self, term: Term) -> bool:
        """«생일에 밥 먹을 데»: when or for what one goes."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None or not OCCASION.intersection(term.particles):
            return False
        goes = self._is(verb, "eating", "visiting", "fit", "touring")
        return goes and not verb.form.past and not self._is_located(term)

    def _manners(self) -> Iterator[tuple[int, str]]:
        """«인계동 빨리 점심»: an adverb before what is wanted, without a verb."""
        for term, after in pairwise(self._reading.terms):
            noun = after.kind in ("noun", "name") and (self._is_place(after) or self._is(after, "meal"))
            if (
                term.kind == "adverb"
                and is_manner(term)
                and noun
                and not self._is(term, *_PLAIN_MANNERS)
                and not self._is_named(term)
            ):
                yield term.start, self._say("condition_manner", manner=term.text)

    # What was understood

    def _is_qualified(self, verb: Term) -> bool:
        """«빨리 먹을 수 있는», «배부르게 먹을»: how something is done that is done anyway."""
        manners = [t for t in adverbs_of(self._reading, verb) if t.start not in self._used]
        before = [v for v in self._reading.verbs if v.end <= verb.start]
        last = before[-1] if before else None
        if last is not None and last.form is not None and last.form.modifies and last.form.future:
            return self._is_qualified(last)  # «먹을 수 있는»
        if last is not None and links(last) and self._is(last, "eating"):
            manners += [t for t in adverbs_of(self._reading, last) if t.start not in self._used]  # «후딱 먹고 나올»
        if (
            last is not None
            and is_adverbial(last)
            and not any(t.kind in ("name", "noun") for t in self._reading.terms if last.end <= t.start < verb.start)
        ):
            manners.append(last)
        named = {m.start for m in self._analysis.mentions}
        return any(not self._is(t, *_PLAIN_MANNERS) and t.start not in named for t in manners)

    def _named(self, term: Term) -> str:
        phrase = phrase_of(self._reading, term)
        return self._reading.text[phrase[0].start : term.end]

    def _is_place(self, head: Term) -> bool:
        """Whether it is a place to choose, not «그 집»: a noun for one, or what one serves."""
        kinds = {m.kind for m in self._analysis.mentions if m.start <= head.start < m.end}
        return self._is(head, "head", "meal") or bool(kinds & {"food", "eatery"})

    def _is_argument(self, term: Term) -> bool:
        """Whether a noun says what a place has or is, rather than who goes there or where it lies."""
        return term.particle not in NOT_OF_IT and term.kind == "noun"

    def _is_named(self, term: Term) -> bool:
        in_moment = (
            self._spoken.moment is not None and self._spoken.moment.start <= term.start < self._spoken.moment.end
        )
        in_street = any(start <= term.start < end for start, end in self._streets)
        return in_moment or in_street or any(m.start <= term.start < m.end for m in self._analysis.of_kind(*_READ))

    def _is_strange(self, term: Term) -> bool:
        """Whether nothing accounts for a noun."""
        return not self._is(term, *_PLAIN_NOUNS) and self._is_unaccounted(term) and term.lemma not in self._store.noted

    def _is_unaccounted(self, term: Term) -> bool:
        return not (term.start in self._used or self._is_named(term) or term.called) and len(term.lemma) > 1

    def _is_unknown_food(self, term: Term) -> bool:
        """Whether it is eaten, or what a house is named by."""
        behind = after_in_phrase(self._reading, term)
        if behind and is_house(behind[0].lemma) and behind[0].start == term.end:
            return True
        verb = next_verb(self._reading, term)
        if verb is None or head_of(self._reading, term) is not term or object_of(self._reading, verb) is not term:
            return False
        eats = self._is(verb, "consuming") or (verb.lemma in SELL and not behind)
        return eats and term.particle in SAID_OF

    def _is_accounted_for(self, verb: Term) -> bool:
        """Whether a clause has been used: it holds an attribute, a food, a price or a time."""
        arguments = arguments_of(self._reading, verb)
        names = {t.start for t in arguments if t.kind in ("name", "number", "time")}
        names |= {t.start for t in phrase_of(self._reading, arguments[-1])} if arguments else set()
        lies = self._is(verb, "travel", "lying")
        mentions = [m for m in self._analysis.of_kind(*_READ) if m.kind != "area" or lies]
        used = any(m.start in names or m.start <= verb.start < m.end for m in mentions)
        used = used or any(self._is_noted(t) for t in arguments) or self._is_noted_verb(verb)
        numbers = any(t.kind == "number" and t.start in names and self._is_counted(t) for t in self._reading.terms)
        scale = self._is(
            verb, "cheap", "expensive", "moderate", "near", "far", "old", "exceeding", "without", "lacking"
        ) or (self._is(verb, "travel") and bool(self._analysis.of_kind("area")))  # «행궁에서 걸어갈 만한»
        moment = self._spoken.moment is not None and self._is(verb, "opening", "resting")
        before = [v for v in self._reading.verbs if v.end <= verb.start]
        easy = bool(before) and is_nominalised(before[-1]) and before[-1].start in self._used  # «혼자 먹기 편한»
        used = used or easy
        return used or numbers or scale or moment or verb.start in self._used


_PLAIN_NOUNS: Final = (
    "head", "beside", "here", "meal", "generic", "price", "at_most", "at_least", "seeking", "those", "others",
    "earlier", "every", "people", "menu", "most", "cheap", "expensive", "each", "rest", "known", "touring", "together",
)  # fmt: skip
"""Nouns that a wish is made of, or that are read elsewhere."""
_PLAIN_MANNERS: Final = ("plainly", "fit", "cheap", "expensive", "near", "further", "most", "more_than", "too", "every")
"""How something is done that says nothing, or that is read elsewhere."""
