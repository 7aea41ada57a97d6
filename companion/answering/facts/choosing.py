"""Which relations of a thing a question is about, and which of their statements hold at the time that is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts, squeezed
from companion.answering.facts.asked import CLEAR, DEFAULT, Asks, RelationsAsked, asked_noun
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import measured_in
from companion.knowledge.values import Money, Reference
from companion.language.grammar import BE_THERE
from companion.language.opening_hours import OpeningHours
from companion.language.pointing import WHERE_PARTICLES
from companion.language.terms import (
    AMOUNT,
    AT,
    COPULAS,
    DOING,
    INTO,
    SUBJECT,
    TO,
    WHAT,
    WHEN,
    WHERE,
    WHICH,
    WHO,
    WITH,
    Reading,
    Term,
    is_light,
    noun_in,
)
from companion.understanding.query import AGE, ASPECT, Query

_MEASURES: Final = ("money", "number")
"""Kinds of values that are measures, the one that is meant first."""
_SHOWN: Final = 3
"""How many statements of one relation are told at once."""
_TOGETHER: Final = 3
"""How many relations are told at once."""

_T = TypeVar("_T")


class Choosing:
    """Chooses what to tell of a thing."""

    def __init__(self, base: KnowledgeBase, asks: Asks, accounts: Accounts) -> None:
        self._base = base
        self._accounts = accounts
        self._asks = asks

    def relations(
        self, query: Query, focus: KnowledgeFocus, subject: str, facts: Sequence[Statement], asked: RelationsAsked
    ) -> list[str]:
        """The relations to tell of a subject, in the order they are asked for; none where it has not what is asked."""
        own = dict.fromkeys(f.relation for f in facts)
        strong = self._strong(query, asked, own, facts)
        opened = self._once(query, facts, asked) if strong else []
        measured = self._asks.measured(query).keys() & own.keys() if query.asks_whether else ()
        if strong and (not measured or measured & {*strong}):  # else «2,550건보다 많이 받아?»
            return opened or strong
        claimed = self._claimed(query, facts)
        if claimed:
            return [claimed]
        weak = [r for r in asked.weak if r in own]
        specific = [r for r in weak if r != DEFAULT and self._fits(query, facts, r)]
        specific = [r for r in specific if self._leaves_nothing(query, facts, r, asked)]
        if max(asked.strong.values(), default=0) >= CLEAR and not specific:
            return [DEFAULT] if DEFAULT in weak and query.reading.question(*WHICH) else []
        if specific:
            paid = [r for r in specific if any(f.relation == r and isinstance(f.value, Money) for f in facts)]
            return (paid or specific)[:2] if query.reading.question(AMOUNT) else specific[:2]
        if query.has("how_many"):
            return []  # a number was asked for, a description would be beside the point
        return self._leaning(query, focus, subject, own)

    def applying(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked) -> RelationsAsked:
        """«언제 옮겼어» of what was begun: without words that only the same relation of other things says."""
        own = {f.relation for f in facts} & asked.strong.keys()
        terms = query.reading.terms
        other = {
            r for r in own if self._accounts.is_elsewhere([terms[at] for at in asked.spans[r]], r, facts[0].subject)
        }

        def kept(found: Mapping[str, _T]) -> dict[str, _T]:
            return {r: value for r, value in found.items() if r not in other}

        return RelationsAsked(kept(asked.strong), kept(asked.spans), kept(asked.weak)) if other else asked

    def sized(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked) -> RelationsAsked:
        """«규모가 얼마나 돼?» of what has no area: a noun for any measure asks for a thing's money, or its number."""
        kinds = {f.relation: self._base.vocabulary.relations[f.relation].kind for f in facts}
        spans = [{cue.span for cue in query.cues if cue.key == f"{ASPECT}{kind}"} for kind in _MEASURES]
        said = {at for span in set.intersection(*spans) for at in span}
        if not said or any(said & asked.spans[r] for r in kinds.keys() & asked.strong.keys()):
            return asked
        measure = next((r for kind in _MEASURES for r, own in kinds.items() if own == kind), None)
        if measure is None or kinds.keys() & asked.strong.keys():
            return asked
        strong = {r: n for r, n in asked.strong.items() if not said & asked.spans[r]} | {measure: CLEAR}
        spans_ = {r: span for r, span in asked.spans.items() if r in strong} | {measure: frozenset(said)}
        return RelationsAsked(strong, spans_, asked.weak)

    def placed(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked) -> RelationsAsked:
        """«어디에 들어서?»: a verb that would ask for something else belongs to the question for a place."""
        relations, terms = self._base.vocabulary.relations, query.reading.terms
        own = {f.relation for f in facts}
        place = next((r for r in asked.weak if r in own and WHERE in relations[r].asks), None)
        if place is None or not _somewhere(query):
            return asked
        other = {r: s for r, s in asked.spans.items() if WHERE not in relations[r].asks}
        taken = {r: s for r, s in other.items() if all(terms[at].kind == "verb" for at in s)}
        weak = {**asked.weak, place: asked.weak[place].union(*taken.values())}
        strong = {r: n for r, n in asked.strong.items() if r not in taken}
        return RelationsAsked(strong, {r: s for r, s in asked.spans.items() if r not in taken}, weak)

    def dated(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked) -> RelationsAsked:
        """«도장 찍은 날이 언제야», «서명한 지 얼마나 됐어»: a deed of which the day is asked is the thing's own."""
        own = {f.relation: f for f in facts if f.relation in asked.strong}
        parts = {r for r, f in own.items() if all(isinstance(v, Reference) for v in f.values)}
        asks = (query.reading.question(*WHEN) and not query.reading.question(WHO)) or query.has(AGE)
        if not parts or not asks or (not query.has(AGE) and any(self._fits(query, facts, r) for r in own)):
            return asked
        relations = self._base.vocabulary.relations
        days = (f.relation for f in facts if isinstance(f.value, Day) and WHEN[0] in relations[f.relation].asks)
        day = next(days, None)
        if day is None:
            return asked
        span = asked.weak.get(day, frozenset()).union(*(asked.spans[r] for r in parts))
        strong = {r: n for r, n in asked.strong.items() if r not in parts} | {day: CLEAR}
        spans = {r: s for r, s in asked.spans.items() if r not in parts} | {day: span}
        return RelationsAsked(strong, spans, asked.weak)

    def _strong(self, query: Query, asked: RelationsAsked, own: Iterable[str], facts: Sequence[Statement]) -> list[str]:
        """Those that are asked for by words of their own."""
        terms = query.reading.terms

        ends = {r: max(span - query.frame, default=-1) for r, span in asked.spans.items()}
        noun = asked_noun(query)
        by_noun = {r for r, span in asked.spans.items() if noun in span}
        kinds, relations = self._base.vocabulary.types, self._base.vocabulary.relations
        for_thing = noun is not None and query.reading.question(WHAT)  # «… 사업이 뭐뭐야» asks for nobody

        def is_head(relation: str) -> bool:
            """«야간 개장 요금»: of nouns that stand together the last one is asked, those before say of what.

            What describes the noun that is asked asks for nothing: «두 기관이 협력하기로 한 분야가 뭐야».
            """
            if by_noun:
                return relation in by_noun
            own = ends[relation]
            return own < 0 or not any(end > own and terms[end].phrase == terms[own].phrase for end in ends.values())

        def rank(relation: str) -> tuple[bool, bool, bool, bool, bool, bool, int, int, bool, int]:
            """By what the question word asks for and its place, what they leave unexplained, and the letters that ask.

            Of two that the same words ask for, the one with fewer words of its own: «주차 요금» is no other fee.
            """
            words = len(self._accounts.words(relation))
            counted = query.has("how_many")
            own = [f for f in facts if f.relation == relation]
            of_kind = any(self._accounts.aspects.fits(query, f) for f in own)
            left = len(self._accounts.left(query, own, asked))
            fits = any(self._asks.is_of_kind(query, f) for f in own)
            counts = any(terms[at].kind == "question" for at in asked.spans[relation])
            told = self._fits(query, facts, relation)
            letters = asked.strong[relation]
            suits = not (for_thing and relations[relation].kind in kinds)
            return told, is_head(relation), suits, of_kind, counts, counted and fits, -left, letters, fits, -words

        ranked = sorted((r for r in asked.strong if r in own), key=rank, reverse=True)
        if not ranked:
            return []
        best, *others = ranked
        chosen = [best]
        beside = [r for r in others if best not in by_noun or r in by_noun]
        for other in beside:  # «면적이랑 완공 연도»
            apart = all(not asked.spans[other] & asked.spans[r] for r in chosen[1:])
            free = asked.spans[best] - asked.spans[other]  # «입장료랑 주차비»: the latter may be either
            if apart and free and self._asks.joined(query, free, asked.spans[other]):
                chosen.append(other)
        if len(chosen) > 1:
            return sorted(chosen[:_TOGETHER], key=lambda r: min(asked.spans[r]))
        # «언제 어디서 체결했어»: several question words ask for several relations.
        weak = [r for r in asked.weak if r in own]
        rest = [r for r in weak if r not in ranked and r != DEFAULT]
        own_words = asked.weak.get(best, frozenset()) | asked.spans[best]
        several = [r for r in rest if asked.weak[r] - own_words]
        if relations[best].kind in kinds and not _somewhere(query):
            several = [r for r in several if WHERE not in relations[r].asks]  # «두 쪽이 어디어디야» asks who they are
        questions = len({t.lemma for t in terms if t.kind == "question"})
        both = [best, *(several[: max(questions - 1, 1)] if len(weak) > 1 or questions > 1 else ())]
        return sorted(both, key=lambda r: min(asked.spans.get(r) or asked.weak[r]))

    def _once(self, query: Query, facts: Sequence[Statement], asked: RelationsAsked) -> list[str]:
        """«언제 열었어»: the day on which something was, where the words would also ask for its hours."""
        hours = [f for f in facts if f.relation in asked.strong]
        if not query.reading.is_past or not all(isinstance(f.value, OpeningHours) for f in hours):
            return []
        days = [f.relation for f in facts if f.relation in asked.weak and isinstance(f.value, Day)]
        return days[:1] if query.reading.question(*WHEN) else []

    def _leaves_nothing(self, query: Query, facts: Sequence[Statement], relation: str, asked: RelationsAsked) -> bool:
        """Whether a relation accounts for words that ask for another: not for «쉬는 날» by the day something began."""
        own = [f for f in facts if f.relation == relation]
        lemmas = frozenset().union(*(self._accounts.lemmas(f.id) for f in own))
        terms = query.reading.terms
        return all(
            asked.weak[relation] & span or any(terms[at].lemma in lemmas for at in span)
            for r, span in asked.spans.items()
            if asked.strong[r] >= CLEAR
        )

    def _fits(self, query: Query, facts: Sequence[Statement], relation: str) -> bool:
        return any(f.relation == relation and (f.unknown or self._asks.fits_question(query, f)) for f in facts)

    @staticmethod
    def _leaning(query: Query, focus: KnowledgeFocus, subject: str, own: Iterable[str]) -> list[str]:
        """What was asked before, or what there is to say of anything."""
        kept = [r for r in focus.relations if r in own]
        is_fragment = query.reading.main is None
        again = subject == focus.thing and (is_fragment or not query.things)
        if again and (query.when or query.asks_whether or is_fragment or query.has("age")):
            return kept
        if is_fragment and kept:
            return kept
        # «거기 어디 있어?»: what was told of it before answers no question of its own.
        return [DEFAULT] if DEFAULT in own else [] if query.reading.asks_what else kept

    def _claimed(self, query: Query, facts: Sequence[Statement]) -> str | None:
        """The relation of what a yes-no question claims, by its kind: a day, or where something was."""
        if not query.asks_whether:
            return None
        measured = self._asks.measured(query)
        said = [f for f in facts if f.relation in measured]
        if said:  # «이천 원 맞지?»
            numbers = query.analysis.numbers
            right = [f for f in said if any(self._accounts.is_counted(n, (f,)) for n in numbers)]
            return (right or said)[0].relation
        bare = [n for n in query.analysis.numbers if n.counter is None and not n.ordinal]
        holding = [f for f in facts if bare and all(self._accounts.is_counted(n, (f,)) for n in bare)]
        if holding:  # «처음 계획은 46,200 아니었어?»
            return holding[0].relation
        described = self._described(query, facts)
        if described:
            return described
        if query.then:
            return next((f.relation for f in facts if isinstance(f.value, Day)), None)
        places = query.analysis.of_kind("region", "area", "place", "thing")
        main = query.reading.main
        at = {AT, TO} if main is not None and main.lemma == BE_THERE else {AT}
        own = {m.start for m in places if set(m.ids) & {f.subject for f in facts}}
        named = {m.start for m in places} - own
        where = [t for t in query.reading.terms if at & set(t.particles) and t.start in named]
        relations = self._base.vocabulary.relations
        naming = [f for f in facts if where and all(self._places_it(f, t) for t in where)]
        located = [f for f in facts if where and WHERE in relations[f.relation].asks]
        return next((f.relation for f in (*located, *naming) if not naming or f in naming), None)

    def _places_it(self, fact: Statement, place: Term) -> bool:
        """Whether a statement's sentence says that something is or went there: «광교 신청사로 옮겼어요»."""
        said = self._accounts.said(fact.id)
        named = [t for t in said.terms if squeezed(place.text) in squeezed(t.text)]
        return any({TO, INTO} & set(said.particles_of(t.phrase)) for t in named)

    @staticmethod
    def _described(query: Query, facts: Sequence[Statement]) -> str | None:
        """The relation of the statement that holds what a thing is said to be: «콜센터 24시간이야?»."""
        main = query.reading.main
        at = query.reading.terms.index(main) if main is not None and main.lemma in (*COPULAS, DOING) else 0
        said = query.reading.terms[at - 1] if at else None
        if said is None or said.kind not in ("noun", "name", "number") or said.bound:
            return None
        own = {m.start for m in query.things}
        found = [f for f in facts if f.say and said.start not in own and squeezed(said.text) in squeezed(f.say)]
        return found[0].relation if found else None

    def told(self, query: Query, facts: Sequence[Statement], relations: Sequence[str]) -> list[Statement]:
        """The statements of some relations that hold then and that the words of the question single out."""
        chosen: list[Statement] = []
        for relation in relations:
            own = [f for f in facts if f.relation == relation]
            if query.asks_whether and query.then and all(isinstance(f.value, Day) for f in own):
                done = [f for f in own if not self._accounts.is_plan(f)]
                if done and not query.has("planned"):
                    chosen += done  # «2020년에 착공했어?» is held against the day, not the plan of that time
                    continue
            beside = {at for cue in query.relations if cue.key in set(relations) - {relation} for at in cue.said}
            chosen += self._singled_out(query, self._happened(query, self.holding(query, own)), beside)
        return chosen

    def _happened(self, query: Query, facts: Sequence[Statement]) -> Sequence[Statement]:
        """Days on which something happened before those on which it was only planned, unless the plan is asked for."""
        if (
            query.then
            or _says(query, "planned", "first", "ex", "origin")
            or not all(isinstance(f.value, Day) for f in facts)
        ):
            return facts
        done = [f for f in facts if not self._accounts.is_plan(f)]
        return done or facts

    def _singled_out(self, query: Query, facts: Sequence[Statement], beside: Collection[int]) -> Sequence[Statement]:
        """«착공 때 면적»: of several values over time those whose sentence holds most words of the question.

        Args:
            query, facts: the question, the values.
            beside: positions of words that ask for what is told besides.
        """
        if len(facts) < 2:
            return facts
        days = all(isinstance(f.value, Day) for f in facts)
        kinds = ("noun", "time") if days else ("noun", "time", "verb")
        other = query.frame.union(beside)
        said = [t for at, t in enumerate(query.reading.terms) if t.kind in kinds and at not in other]
        words = {lemma for t in said for lemma in (t.lemma, noun_in(t.lemma)) if not is_light(lemma)}
        words |= {part for t in query.reading.terms if t.kind == "name" for part in _numbered_parts(t.text)}
        # «착수식», «착공식» are two deeds; a plan that was changed is one, whatever it is called.
        is_one = not days or all(self._accounts.is_plan(f) for f in facts)
        words -= self._accounts.words(facts[0].relation) if is_one else frozenset()
        held = [len(words & (_lemmas(self._accounts.said(f.id)) | self._accounts.compounds(f.id))) for f in facts]
        return [f for f, number in zip(facts, held, strict=True) if number == max(held)]

    @staticmethod
    def describing(
        query: Query, relations: Sequence[str], facts: Sequence[Statement], asked: RelationsAsked
    ) -> set[int]:
        """«힘을 합치기로 한 분야가 뭐야»: positions of words for something else of a thing, before the noun asked."""
        noun = asked_noun(query)
        if noun is None or not any(noun in asked.spans.get(r, ()) for r in relations):
            return set()
        own = {f.relation for f in facts}
        return {at for r, span in asked.spans.items() if r in own for at in span if at < noun}

    @staticmethod
    def narrowing(
        query: Query, relations: Sequence[str], facts: Sequence[Statement], asked: RelationsAsked
    ) -> tuple[Term, ...]:
        """«야간 개장 요금»: nouns for something else that stand before the noun that is asked, in its phrase."""
        terms = query.reading.terms
        own = {f.relation for f in facts} - set(relations)
        chosen = {at for r in relations for at in asked.spans.get(r, ())}
        phrases = {terms[at].phrase for at in chosen if terms[at].kind == "noun"}
        spans = sorted({at for r in own for at in asked.spans.get(r, ())} - chosen - query.frame)
        return tuple(terms[at] for at in spans if terms[at].phrase in phrases and at < max(chosen))

    @staticmethod
    def holding(query: Query, facts: Sequence[Statement]) -> list[Statement]:
        """Statements that hold at the time asked about; without a time, all that are known, oldest first."""
        ordered = _says(query, "ex", "first", "origin")
        if query.then is None and not ordered:
            holding = [f for f in facts if not (f.end and f.end.last < query.as_of)]
            holding = [f for f in holding if not f.unknown] or holding  # what was looked for and is known now
            return list(holding or facts)[-_SHOWN:]
        if query.when is None and ordered:
            return list(facts[:1])
        days = query.when.days if query.when else None
        measured = [f for f in facts if (day := measured_in(f)) and days and days.overlaps(day.first, day.last)]
        if measured or (days and facts and all(measured_in(f) for f in facts)):  # «2022년 조사는 누가 했어»
            return measured[-1:]
        until = days.last if days else query.as_of
        begun = [f for f in facts if (f.start.first if f.start else f.tellable_from) <= until]
        return list(begun[-1:] or facts[:1])


def _somewhere(query: Query) -> bool:
    """Whether it is asked where something is or is done («어디에 들어서»), and not who it is: «어디야», «어디랑»."""
    terms, at = query.reading.terms, {AT, TO, *WHERE_PARTICLES}
    return any(
        t.lemma == WHERE and (at.intersection(t.particles) or (after.form and after.lemma not in COPULAS))
        for t, after in pairwise((*terms, *terms[-1:]))
        if not {WITH, SUBJECT} & set(t.particles)
    )


def _says(query: Query, *groups: str) -> bool:
    """Whether a word of some groups was said, and not as a part of a longer one: «첫 삽», «몇 년 지났어»."""
    words = {at for cue in query.relations for at in cue.span if len(cue.span) > 1}
    words |= {at for cue in query.cues if cue.key == AGE for at in cue.span}
    return any(cue.key in groups and not words.issuperset(cue.span) for cue in query.cues)


def _numbered_parts(name: str) -> Iterator[str]:
    """The words of a name that number something: «집적단지 1단계»."""
    return (part for part in name.split() if part[0].isdigit())


def _lemmas(said: Reading) -> set[str]:
    return {t.lemma for t in said.terms} | set(_numbered_parts(said.text))
