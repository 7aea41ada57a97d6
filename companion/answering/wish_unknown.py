"""What a wish asks for and the data has no word for."""

from __future__ import annotations

from collections.abc import Set

from companion.answering.wish_heard import Heard
from companion.language.grammar import (
    NOT_OF_IT,
    SAID_OF,
    SELL,
    adverbs_of,
    after_in_phrase,
    arguments_of,
    described_by,
    head_of,
    is_adverbial,
    is_house,
    is_thing,
    next_verb,
    object_of,
    phrase_of,
)
from companion.language.terms import Term


class Unanswerable:
    """Reads what nothing in the data is a word for.

    Args:
        heard: the utterance.
        used: where the terms stand that attributes account for.
    """

    def __init__(self, heard: Heard, used: Set[int]) -> None:
        self._heard = heard
        self._analysis, self._reading = heard.analysis, heard.reading
        self._store, self._is = heard.store, heard.is_
        self._used = used

    def read(self) -> tuple[str | None, bool]:
        """A food or a feature without a word in the data, and whether a clause asks for something else unknown."""
        unknown: str | None = None
        unusable = False
        for term in self._reading.terms:
            if term.kind == "noun" and self._is_strange(term) and self._is_unknown_food(term):
                unknown = unknown or self._named(term)
        for verb in self._reading.verbs:
            head = described_by(self._reading, verb)
            if head is None or not (self._is_place(head) or (is_thing(head) and self._heard.rules_out(head))):
                continue
            strange = [t for t in arguments_of(self._reading, verb) if self._is_argument(t) and self._is_strange(t)]
            known = self._is_understood(verb)
            if strange and not known:
                unknown = unknown or self._named(strange[-1])
            elif (not known and not self._is(verb, "fit", "opening", "resting")) or (
                not known and self._is_qualified(verb)
            ):
                unusable = True
        return unknown, unusable

    def _is_qualified(self, verb: Term) -> bool:
        """«빨리 먹을 수 있는», «배부르게 먹을»: how something is done that is done anyway."""
        manners = [t for t in adverbs_of(self._reading, verb) if t.start not in self._used]
        before = [v for v in self._reading.verbs if v.end <= verb.start]
        last = before[-1] if before else None
        if last is not None and last.form is not None and last.form.modifies and last.form.future:
            return self._is_qualified(last)  # «먹을 수 있는»
        if (
            last is not None
            and is_adverbial(last)
            and not any(t.kind in ("name", "noun") for t in self._reading.terms if last.end <= t.start < verb.start)
        ):
            manners.append(last)
        known = ("plainly", "fit", "cheap", "expensive", "near", "further", "most", "more_than", "too", "every")
        named = {m.start for m in self._analysis.mentions}
        return any(not self._is(t, *known) and t.start not in named for t in manners)

    def _named(self, term: Term) -> str:
        phrase = phrase_of(self._reading, term)
        return self._reading.text[phrase[0].start : term.end]

    def _is_place(self, head: Term) -> bool:
        """Whether it is a place to choose, not «그 집»: a noun for one, or what one serves."""
        kinds = {m.kind for m in self._analysis.mentions if m.start <= head.start < m.end}
        return self._is(head, "head") or bool(kinds & {"food", "eatery"})

    def _is_argument(self, term: Term) -> bool:
        """Whether a noun says what a place has or is, rather than who goes there or where it lies."""
        return term.particle not in NOT_OF_IT and term.kind == "noun"

    def _is_strange(self, term: Term) -> bool:
        """Whether nothing accounts for a noun."""
        named = any(m.start <= term.start < m.end for m in self._analysis.mentions)
        plain = self._is(
            term, "head", "beside", "here", "meal", "generic", "price", "at_most", "at_least", "seeking", "those",
            "others", "earlier", "every", "people", "menu", "most", "cheap", "expensive", "each", "rest", "known",
        )  # fmt: skip
        in_moment = self._heard.moment is not None and self._heard.moment.start <= term.start < self._heard.moment.end
        return not (named or plain or in_moment) and len(term.lemma) > 1 and not term.called

    def _is_unknown_food(self, term: Term) -> bool:
        """«마카다미아 먹고 싶어», «알밥집»: eaten, or what a house is named by."""
        behind = after_in_phrase(self._reading, term)
        if behind and is_house(behind[0].lemma) and behind[0].start == term.end:
            return True
        verb = next_verb(self._reading, term)
        if verb is None or head_of(self._reading, term) is not term or object_of(self._reading, verb) is not term:
            return False
        eats = self._is(verb, "consuming") or (verb.lemma in SELL and not behind)
        return eats and term.particle in SAID_OF

    def _is_understood(self, verb: Term) -> bool:
        """Whether a describing clause has been used: it holds an attribute, a food, a price or a time."""
        arguments = arguments_of(self._reading, verb)
        names = {t.start for t in arguments if t.kind in ("name", "number", "time")}
        names |= {t.start for t in phrase_of(self._reading, arguments[-1])} if arguments else set()
        used = any(m.start in names or m.start <= verb.start < m.end for m in self._analysis.mentions)
        numbers = any(n.start in names for n in self._analysis.numbers)
        scale = self._is(
            verb, "cheap", "expensive", "moderate", "near", "far", "old", "exceeding", "without", "lacking"
        ) or (self._is(verb, "travel") and bool(self._analysis.of_kind("area")))  # «행궁에서 걸어갈 만한»
        moment = self._heard.moment is not None and self._is(verb, "opening", "resting")
        return used or numbers or scale or moment or verb.start in self._used
