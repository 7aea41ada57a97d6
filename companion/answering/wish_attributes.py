"""The attributes of a wish: what a place should have or be, and what of that is given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from companion.answering.wish_spoken import SpokenWish
from companion.answering.wording import Phrase, dictionary_form
from companion.language.amounts import is_time
from companion.language.grammar import (
    BE_THERE,
    OBJECT,
    after_in_phrase,
    arguments_of,
    described_by,
    frames,
    head_of,
    is_concessive,
    is_conditional,
    is_copula,
    is_nominalised,
    is_planned_first,
    leads_on,
    links,
    next_verb,
    object_of,
    phrase_of,
)
from companion.language.numbers import NumberMention, find_numbers
from companion.language.place_names import AT
from companion.language.terms import INTO, PURPOSE, SUBJECT, TOPIC, WITH, Term, is_nominal

_OF_A_VISIT = (
    "visiting", "taking_along", "fit", "eating", "consuming", "coming", "possible", "exists", "touring", "seeking",
    "lacking", "without", "given_up", "minding", "better",
)  # fmt: skip
"""Groups of verbs for what one does with company at a place."""


class AttributePatterns:
    """The descriptions of attributes.

    Attributes:
        all: each with the attribute it means.
        begun_by: their numbers, by the word they begin with.
    """

    def __init__(self, patterns: Iterable[tuple[Phrase, str]]) -> None:
        self.all = tuple(patterns)
        self.begun_by: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        for number, (pattern, _) in enumerate(self.all):
            self.begun_by[pattern[0]].append(number)


class WishedAttributes:
    """Reads the attributes of an utterance.

    Attributes:
        used: where the terms stand that attributes account for.
    """

    def __init__(self, spoken: SpokenWish, patterns: AttributePatterns, short: Mapping[str, str]) -> None:
        self._spoken = spoken
        self._analysis, self._reading = spoken.analysis, spoken.reading
        self._store, self._is = spoken.store, spoken.is_
        self._patterns, self._begun_by, self._short = patterns.all, patterns.begun_by, short
        self.used: set[int] = set()

    def read(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Attributes asked for, those of them that only say who comes along, and those given up."""
        found: dict[str, Term] = {}
        said: defaultdict[str, list[Term]] = defaultdict(list)
        numbers = find_numbers(self._analysis.text)
        for mention in self._analysis.of_kind("attribute"):
            counter = any(n.start < mention.start < n.end for n in numbers)  # «두 개랑»
            if (term := self._spoken.term_of(mention)) is not None and not counter:
                found.setdefault(mention.id, term)
                said[mention.id].append(term)
        for term in self._reading.terms:
            behind = after_in_phrase(self._reading, term)
            alone = not behind or self._is(behind[0], "asking", "seeking")
            if term.kind == "noun" and term.lemma in self._short and alone:
                found.setdefault(self._short[term.lemma], term)  # «룸», a word of one syllable
                self.used.add(term.start)
        # «차 두 대 가져가» holds «차 가져가».
        for terms in (
            self._reading.terms,
            tuple(t for t in self._reading.terms if t.kind not in ("adverb", "number", "question")),
        ):
            written = tuple(map(dictionary_form, terms))
            begun = ((number, at) for at, word in enumerate(written) for number in self._begun_by.get(word, ()))
            for number, at in sorted(begun):
                pattern, attribute = self._patterns[number]
                part = written[at : at + len(pattern)]
                said_now = terms[at : at + len(pattern)]
                if len(part) < len(pattern) or self._asks_for_it(said_now) or _is_of_two_clauses(said_now):
                    continue
                if part == pattern or (part[:-1] == pattern[:-1] and self._is_denied(terms[at], pattern)):
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
                each = each or (people.value == 1 and self._is_share(people))
                if least <= people.value <= most and not (each or self._is_each(people.end) or self._is_one_of(people)):
                    found.setdefault(grouped.id, self._reading.terms[0])
                    counted_as = [t for t in self._reading.terms if t.start <= people.start < t.end]
                    said[grouped.id] += counted_as
                    beyond = (next_verb(self._reading, t) for t in counted_as)  # «스무 명 넘게»
                    self.used |= {v.start for v in beyond if v is not None and self._is(v, "exceeding")}
            portion = next((n for n in self._analysis.numbers if n.counter in self._spoken.words("portion")), None)
            if portion is not None and grouped.group == (portion.value, portion.value) and self._is_sold(portion.start):
                found.setdefault(grouped.id, self._reading.terms[0])
            aged = next((n for n in self._analysis.numbers if n.counter in self._spoken.words("years_old")), None)
            if aged is not None and grouped.ages and grouped.ages[0] <= aged.value <= grouped.ages[1]:
                who = (t for t in self._reading.terms if t.start <= aged.start < t.end)
                first = self._reading.terms[0]
                out = self._spoken.rules_out(first)  # «매운 건 안 돼 둘째가 다섯 살이라»
                found.setdefault(grouped.id, next(who, first) if out else first)
        asked, framed, waived = [], [], []
        for attribute, first in found.items():
            # «회식 잡으라는데 단체로 갈 데»: what is not asked for in one word may be in another.
            meant = (t for t in dict.fromkeys((first, *said[attribute])) if self._is_meant(t, attribute))
            if (term := next(meant, None)) is None:
                continue
            if self._is_ruled_out_where_lacking(term):
                asked.append(attribute)
            elif self._is_waived(term) and not self._is_kept_from(term, attribute):
                waived.append(attribute)
            elif not self._is_ruled_by_allergy(term):
                asked.append(attribute)
                if all(map(self._frames, said[attribute] or (term,))):
                    framed.append(attribute)
        return tuple(asked), tuple(framed), tuple(waived)

    def _is_meant(self, term: Term, attribute: str) -> bool:
        """Whether it says what a place is to have or who comes along."""
        apart = self._is_searched_with(term, attribute) or self._does_not_come(term, attribute)
        return not (term.called or apart or self._was_so(term, attribute) or self._only_likes(term, attribute))

    def _only_likes(self, term: Term, attribute: str) -> bool:
        """«어머님이 만두를 좋아하신답니다 추천 좀»: who likes what is looked for, and who comes along is not said."""
        verb, head = next_verb(self._reading, term), head_of(self._reading, term)
        if verb is None or verb.form is None or not self._store.attributes[attribute].of_people:
            return False
        subject = bool({SUBJECT, TOPIC}.intersection(head.particles))
        return subject and self._is(verb, "fond") and not (verb.form.modifies or verb.form.negated)

    def _was_so(self, term: Term, attribute: str) -> bool:
        """«점심을 늦게까지 못 먹었는데 …»: how something was done that is over, and no place is to be so."""
        verb, known = next_verb(self._reading, term), self._store.attributes[attribute]
        over = verb is not None and verb.form is not None and verb.form.past and frames(verb)
        return over and not (known.of_people or known.group or term.particles)

    def _asks_for_it(self, terms: Sequence[Term]) -> bool:
        """«면 말고 고기는 없나», unlike «고기 없는 집»: asked for, and not to be lacking."""
        last = terms[-1]
        lacks = last.form is not None and self._is(last, "lacking") and len(terms) > 1
        return lacks and last.form is not None and last.form.closes and last is self._reading.main

    def _is_denied(self, term: Term, pattern: Phrase) -> bool:
        """«방은 없어도 돼요» of «방 있는»: what is there is said not to be needed."""
        return len(pattern) == 2 and pattern[-1][0] == BE_THERE and is_nominal(term) and self._spoken.gives_up(term)

    def _is_searched_with(self, term: Term, attribute: str) -> bool:
        """«인터넷 검색해 줘», «인터넷으로 맛집 찾아봐»: a means, and nothing that a place is to have."""
        follows = next((t for t in self._reading.terms if t.start >= term.end), None)
        with_it = INTO in term.particles and self._spoken.seeks
        right_before = follows is not None and self._is(follows, "searching")
        return not self._store.states(attribute) and not self._spoken.is_clause(term.text) and (with_it or right_before)

    def _does_not_come(self, term: Term, attribute: str) -> bool:
        """«강아지 갖고 싶은데», «애를 재우고 나왔어»: what is done to somebody, who so is no company at a place."""
        verb, head = next_verb(self._reading, term), head_of(self._reading, term)
        if verb is None or verb.form is None or not is_nominal(term):
            return False
        if not (self._store.attributes[attribute].of_people or verb.form.wishes):
            return False
        done_to = object_of(self._reading, verb) is head and set(head.particles) <= {OBJECT}
        return done_to and not (is_copula(verb) or self._is(verb, "exceeding", *_OF_A_VISIT))

    def _is_sold(self, start: int) -> bool:
        """«1인분만 파는 집»: what somebody who comes alone asks for."""
        term = next((t for t in self._reading.terms if t.start <= start < t.end), None)
        verb = next_verb(self._reading, term) if term is not None else None
        sold = verb is not None and self._is(verb, "exists", "dishes", "possible", "consuming")
        return sold and verb is not None and verb.form is not None and verb.form.modifies

    def _is_one_of(self, people: NumberMention) -> bool:
        """«한 명이 고기를 못 먹어서»: of whom something is told, and not how many come."""
        term = next((t for t in self._reading.terms if t.start <= people.start < t.end), None)
        verb = next_verb(self._reading, term) if term is not None else None
        if people.value == 1 and term is not None and TOPIC in term.particles:
            return True  # «한 명은 채식하고»
        while verb is not None and verb.form is not None and verb.form.modifies:
            verb = next_verb(self._reading, verb)  # «한 명이 매운 걸 못 먹는다»
        told = verb is not None and verb.form is not None and not (links(verb) or is_copula(verb))
        denied = told and verb is not None and verb.form is not None and verb.form.negated
        denied = denied and verb is not None and not (is_conditional(verb) or is_concessive(verb))
        told = denied or (told and verb is not None and frames(verb))
        return told and term is not None and people.value == 1 and SUBJECT in term.particles

    def _is_share(self, people: NumberMention) -> bool:
        """«한 사람에 얼마쯤 해»."""
        term = next((t for t in self._reading.terms if t.start <= people.start < t.end), None)
        return term is not None and bool(AT.intersection(term.particles))

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
        return self._spoken.gives_up(term) or (
            denies and object_of(self._reading, verb) is term and not self._spoken.is_clause(term.text)
        )

    def _is_ruled_out_where_lacking(self, term: Term) -> bool:
        """«주차 안 되는 데는 빼고»: houses that lack it are not wanted, so that it is asked for."""
        verb = next_verb(self._reading, term)
        if verb is None or verb.form is None or not verb.form.modifies:
            return False
        head = described_by(self._reading, verb)
        lacks = verb.form.negated or self._is(verb, "lacking")
        house = head is not None and self._is(head, "head")
        return house and lacks and head is not None and self._spoken.rules_out(head)

    def _is_kept_from(self, term: Term, attribute: str) -> bool:
        """«줄 서는 데는 싫어»: houses of which nobody says whether they are so are not given up, but not known."""
        described = self._spoken.is_clause(term.text) and self._spoken.rules_out(term)
        return described and not self._store.states(attribute)

    def _frames(self, term: Term) -> bool:
        """Whether an attribute only follows from who comes along or why: «여자친구랑 왔는데 …»."""
        behind = next((t.start for t in self._reading.terms if t.start >= term.end), None)
        joined = WITH in term.particles and any(m.start == behind for m in self._analysis.of_kind("attribute"))
        if joined or self._spoken.is_clause(term.text):
            return False  # «친절하고 깨끗한», «룸 있는»
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
        passed_on = verb.form.hearsay and not verb.form.modifies and SUBJECT in head_of(self._reading, term).particles
        if passed_on and verb is not self._reading.main:
            return True  # «어머님이 거기는 맨날 가신대요 다른 데는요?»
        describes = verb.form.modifies or is_nominalised(verb)
        told = (frames(verb) and not links(verb)) or verb.form.past
        if head_of(self._reading, term).particle == WITH or self._is_company(term):
            # «여자친구랑 갈 데» asks for it, «여자친구랑 왔는데» and «엄마랑 만두 먹으러 갈 건데» do not.
            return (not describes and told) or self._intends(verb)
        return (frames(verb) and not links(verb)) or self._intends(verb)

    def _is_company(self, term: Term) -> bool:
        """«엄마랑», which is a name of its own with its particle."""
        named = (m for m in self._analysis.of_kind("attribute") if m.start == term.start)
        return any(self._store.attributes[m.id].of_people for m in named)

    def _intends(self, verb: Term) -> bool:
        """«먹으러 갈 건데», «갈 거야»: what one is going to do, and no place is described."""
        while verb.form is not None and verb.form.ending in PURPOSE:
            following = next_verb(self._reading, verb)
            if following is None:
                return False
            verb = following
        return is_planned_first(self._reading, verb)


def _is_of_two_clauses(terms: Sequence[Term]) -> bool:
    """«(집사람이) 늦는다는데 저녁을 …» is no «늦은 저녁»: a verb that frames the rest describes nothing of it."""
    return any(frames(verb) and not links(verb) for verb in terms[:-1])
