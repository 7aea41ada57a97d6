"""The attributes of a wish: what a place should have or be, and what of that is given up."""

from __future__ import annotations

from collections.abc import Sequence

from companion.answering.wish_spoken import SpokenWish
from companion.answering.wording import Phrase, dictionary_form
from companion.language.amounts import is_time
from companion.language.grammar import (
    arguments_of,
    frames,
    head_of,
    is_copula,
    is_nominalised,
    leads_on,
    links,
    next_verb,
    object_of,
    phrase_of,
)
from companion.language.numbers import find_numbers
from companion.language.terms import WITH, Term


class WishedAttributes:
    """Reads the attributes of an utterance.

    Attributes:
        used: where the terms stand that attributes account for.
    """

    def __init__(self, spoken: SpokenWish, patterns: Sequence[tuple[Phrase, str]]) -> None:
        self._spoken = spoken
        self._analysis, self._reading = spoken.analysis, spoken.reading
        self._store, self._is = spoken.store, spoken.is_
        self._patterns = patterns
        self.used: set[int] = set()

    def read(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Attributes asked for, those of them that only say who comes along, and those given up."""
        found: dict[str, Term] = {}
        numbers = find_numbers(self._analysis.text)
        for mention in self._analysis.of_kind("attribute"):
            counter = any(n.start < mention.start < n.end for n in numbers)  # «두 개랑»
            if (term := self._spoken.term_of(mention)) is not None and not counter:
                found.setdefault(mention.id, term)
        # «차 두 대 가져가» holds «차 가져가».
        for terms in (
            self._reading.terms,
            tuple(t for t in self._reading.terms if t.kind not in ("adverb", "number", "question")),
        ):
            written = tuple(map(dictionary_form, terms))
            for pattern, attribute in self._patterns:
                for at in range(len(written) - len(pattern) + 1):
                    if written[at : at + len(pattern)] == pattern:
                        found.setdefault(attribute, terms[at])
                        self.used |= {term.start for term in terms[at : at + len(pattern)]}
        for grouped in self._store.attributes.values():
            counted = [n for n in self._analysis.numbers if n.counter in self._spoken.words("people")]
            people = next((n for n in counted if not is_time(self._analysis.text[n.start : n.end])), None)
            if people is not None and grouped.group is not None:
                least, most = grouped.group
                each = self._analysis.text[people.start : people.end].endswith(self._spoken.words("each"))
                priced = any(n.counter in self._spoken.words("won") for n in self._analysis.numbers)
                each = each or (people.value == 1 and priced)  # «1인 만 원 이하»
                if least <= people.value <= most and not each and not self._is_each(people.end):
                    found.setdefault(grouped.id, self._reading.terms[0])
            portion = next((n for n in self._analysis.numbers if n.counter in self._spoken.words("portion")), None)
            if portion is not None and grouped.group == (portion.value, portion.value) and self._is_sold(portion.start):
                found.setdefault(grouped.id, self._reading.terms[0])
            aged = next((n for n in self._analysis.numbers if n.counter in self._spoken.words("years_old")), None)
            if aged is not None and grouped.ages and grouped.ages[0] <= aged.value <= grouped.ages[1]:
                found.setdefault(grouped.id, self._reading.terms[0])
        asked, framed, waived = [], [], []
        for attribute, term in found.items():
            if term.called:
                continue
            if self._is_waived(term):
                waived.append(attribute)
            elif not self._is_ruled_by_allergy(term):
                asked.append(attribute)
                if self._frames(term):
                    framed.append(attribute)
        return tuple(asked), tuple(framed), tuple(waived)

    def _is_sold(self, start: int) -> bool:
        """«1인분만 파는 집»: what somebody who comes alone asks for."""
        term = next((t for t in self._reading.terms if t.start <= start < t.end), None)
        verb = next_verb(self._reading, term) if term is not None else None
        sold = verb is not None and self._is(verb, "exists", "dishes", "possible", "consuming")
        return sold and verb is not None and verb.form is not None and verb.form.modifies

    def _is_each(self, end: int) -> bool:
        return self._analysis.text[end:].lstrip().startswith(self._spoken.words("each"))

    def _is_ruled_by_allergy(self, term: Term) -> bool:
        """«새우 알레르기»: the food before it is what must not be served."""
        before = [t for t in phrase_of(self._reading, term) if t.end <= term.start]
        return self._is(term, "allergy") and any(t.kind == "name" for t in before)

    def _is_waived(self, term: Term) -> bool:
        """«주차는 상관없어», «주차 안 돼도 돼», «주차 말고»."""
        if self._spoken.rules_out(term):
            return True
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None:
            return False
        denies = verb.form.modifies and (verb.form.negated or self._is(verb, "lacking"))
        if self._spoken.is_unneeded(term) or (
            denies and object_of(self._reading, verb) is term and not self._spoken.is_clause(term.text)
        ):
            return True
        return verb.form.closes and self._is(verb, "given_up") and not self._is(verb, "possible")

    def _frames(self, term: Term) -> bool:
        """Whether an attribute only follows from who comes along or why: «여자친구랑 왔는데 …»."""
        if self._spoken.is_clause(term.text):
            return False  # «룸 있는»
        verb = next_verb(self._reading, term)
        if verb is not None and any(t.kind == "number" and t.end == verb.start for t in self._reading.terms):
            return False  # «예약 되는 여섯 명이서 갈 데»
        ends = verb.start if verb is not None else len(self._analysis.text)
        houses = (m for m in self._analysis.of_kind("eatery") if term.end <= m.start < ends)
        if any(self._spoken.is_clause(m.text.rpartition(" ")[0]) for m in houses):
            return False  # «여자친구랑 밥 먹을 데 어디가 좋을까»
        if verb is not None and leads_on(verb):
            after = next_verb(self._reading, verb)
            verb = after if after is not None and not arguments_of(self._reading, after) else verb  # «앉아서 먹을 집»
        if verb is None or verb.form is None:
            return head_of(self._reading, term).particle == WITH
        if is_copula(verb) and object_of(self._reading, verb) is term:
            return False  # «오늘 소개팅인데»: what it is for
        describes = verb.form.modifies or is_nominalised(verb)
        told = (frames(verb) and not links(verb)) or verb.form.past
        if head_of(self._reading, term).particle == WITH:
            return not describes and told  # «여자친구랑 갈 데» asks for it, «여자친구랑 왔는데» does not
        return frames(verb) and not links(verb)
