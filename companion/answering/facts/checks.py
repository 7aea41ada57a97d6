"""Yes or no: whether what a question claims is so. Said only where every part of the claim could be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import DEFAULT
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.knowledge.values import Listing, Money, Reference, order_key
from companion.knowledge.vocabulary import Claim
from companion.language.cues import CueIndex, CueSpan
from companion.language.grammar import BE_THERE
from companion.language.opening_hours import OpeningHours
from companion.language.terms import AT, COPULAS, DOING, LACKING, THAN, TO, WHERE, Term
from companion.language.units import CLOCK, is_unit
from companion.understanding.query import Query


class Checks:
    """Holds claims against statements."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._claims = {
            relation.id: CueIndex((claim, word) for claim in relation.claims for word in claim.words)
            for relation in base.vocabulary.relations.values()
            if relation.claims
        }

    def claimed(self, query: Query, relation: str) -> tuple[CueSpan[Claim], ...]:
        """Words that claim something of a relation's value («무료»), the longest first."""
        index = self._claims.get(relation)
        found = index.find(query.reading) if index else []
        return tuple(sorted(found, key=lambda cue: -len(cue.span)))

    def check(self, query: Query, subject: str, facts: Sequence[Statement], left: Sequence[Term]) -> Told | None:
        """Whether what a question claims is so, with what is known of it; None where something else is asked."""
        known = [f for f in facts if not f.unknown]
        if known and all(f.end for f in known):  # «끝났어?» of what has a last day
            ending = {query.reading.terms[at].start for cue in query.cues if cue.key == "end" for at in cue.span}
            left = [t for t in left if t.start not in ending]
        if not known:
            return self._teller.facts(facts, query.as_of) if facts and not left else None
        if query.has("still") and self._base.entities[subject].type == "event" and not self._says_where(known[0]):
            return None  # what was at an event is not so still
        by_value = self._by_value(query, known, left)
        if by_value is not None:
            return by_value
        offered = {m.start for m in query.analysis.of_kind("attribute", "food")}
        if all(f.relation == DEFAULT for f in known) and any(t.start in offered for t in left):
            return None  # «와이파이가 돼?»: what a thing is decides nothing that it may offer
        verbs = [t for t in left if t.kind == "verb"]
        if verbs and len(verbs) < len(left) and not query.has("there"):
            return None
        nouns = [t for t in left if t.kind == "noun"]
        if nouns and not (any(isinstance(fact.value, Listing) for fact in known) or self._complements(query, nouns)):
            return None
        wished = {m.start for m in query.analysis.of_kind("attribute")}
        if any(t.start in wished and not any(self._accounts.is_told(query, t, f) for f in known) for t in left):
            return None  # «거기 혼밥 돼?»: when it is open says nothing of that
        told = self._teller.facts(known, query.as_of)
        others = [t for t in left if t.kind in ("noun", "name")]
        if others and isinstance(known[0].value, Listing) and not self._is_whole(known[0]):
            label = self._base.vocabulary.relations[known[0].relation].label
            what = query.text[others[0].start : others[-1].end]
            return replace(told, text=f"{self._teller.say('not_among', label=label, what=what)} {told.text}")
        agrees = False if self._is_denied(query, known, left) else self._verdict(query, subject, known, left)
        if (
            agrees is not None
            and (self._is_there(query) or self._lacks(query))
            and all(self._is_nothing(fact) for fact in known)
        ):
            agrees = not agrees  # «입장료 있어?» of what is free
        if agrees is False and not left and (day := self._day_instead(query, subject, known)):
            return self._teller.judged(self._teller.facts([day], query.as_of), agrees=False)
        if agrees is False:
            told = self._teller.facts([*self._once(query, subject, known), *known], query.as_of)
        # What cannot be compared («다 지었어?») is not judged: what is known is told without yes or no.
        return self._teller.judged(told, agrees, claimed=not self._is_there(query))

    @staticmethod
    def _lacks(query: Query) -> bool:
        """«입장료 없지?»."""
        main = query.reading.main
        return main is not None and main.lemma == LACKING

    @staticmethod
    def _is_nothing(fact: Statement) -> bool:
        """Whether it says that there is none: a fee of nothing."""
        return isinstance(fact.value, Money) and fact.value.krw == 0

    def _day_instead(self, query: Query, subject: str, known: Sequence[Statement]) -> Statement | None:
        """«2019년 11월에 서명한 거 맞지?»: the right day, where it is the day alone that is wrong."""
        if query.then is None or self._is_then(query, known) or any(isinstance(f.value, Day) for f in known):
            return None
        facts = [f for f in self._base.facts_of(subject) if f.visible(query.as_of) and isinstance(f.value, Day)]
        days = {f.start.iso for f in known if f.start}
        return next((f for f in facts if f.value and isinstance(f.value, Day) and f.value.iso in days), None)

    def _once(self, query: Query, subject: str, known: Sequence[Statement]) -> list[Statement]:
        """What was so once, where it is claimed to be so now: «도청이 아직 팔달구에 있어?»."""
        relations = {f.relation for f in known}
        over = [f for f in self._base.facts_of(subject) if f.relation in relations and f not in known]
        names = [t for t in query.reading.terms if t.kind == "name"]
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        said = [t for t in names if t.start not in own]
        return [
            f
            for f in over
            if f.end and f.visible(query.as_of) and said and all(self._accounts.is_told(query, t, f) for t in said)
        ]

    def _by_value(self, query: Query, known: Sequence[Statement], left: Sequence[Term]) -> Told | None:
        """«무료야?», «돈 내야 돼?», «오천억 넘어?»: a claim that the value itself decides."""
        fact = known[-1]
        value = order_key(fact.value)
        if value is None or isinstance(fact.value, (Listing, Day)):
            return None
        told = self._teller.facts([fact], query.as_of)
        claims = self.claimed(query, fact.relation)
        numbers = [n for n in query.analysis.numbers if not n.ordinal]
        if claims and not numbers:
            terms = query.reading.terms
            own = {at for cue in claims for at in cue.span}
            if any(t.kind != "verb" and terms.index(t) not in own for t in left):
                return None
            return self._teller.judged(told, claims[0].key.holds(value) != query.reading.denies, claimed=False)
        unit = self._base.vocabulary.relations[fact.relation].unit
        is_money = isinstance(fact.value, Money)
        measured = is_money or all(n.counter is None or is_unit(n.counter, unit) for n in numbers)
        than = any(n.start == t.start and THAN in t.particles for n in numbers for t in query.reading.terms)
        above = query.has("above") or (than and query.has("large"))
        if len(numbers) == 1 and measured and (above or query.has("below") or (than and query.has("small"))):
            beyond = value > numbers[0].value if above else value < numbers[0].value
            return self._teller.judged(told, beyond != query.reading.denies, claimed=False)
        return None

    def _is_whole(self, fact: Statement) -> bool:
        """Whether a list names all there are, so that what it lacks is denied."""
        return isinstance(fact.value, Listing) and not self._base.vocabulary.relations[fact.relation].partial

    def _is_there(self, query: Query) -> bool:
        """Whether it is asked if something is there: «카메라 있어?»."""
        main = query.reading.main
        if main is None:
            return False
        at = query.reading.terms.index(main)
        return main.lemma == BE_THERE or any(cue.key == "there" and at in cue.span for cue in query.cues)

    def _is_denied(self, query: Query, known: Sequence[Statement], left: Sequence[Term]) -> bool:
        """Whether it is asked if something is lacking that is there: «카메라 없지?»."""
        main = query.reading.main
        lacking = main is not None and main.lemma == LACKING and not left and not query.then
        return lacking and not any(f.relation == DEFAULT or self._is_open(query, f) for f in known)

    def _verdict(self, query: Query, subject: str, known: Sequence[Statement], left: Sequence[Term]) -> bool | None:
        """Whether what a question claims is so; None where nothing it claims can be compared with what is known."""
        claims = ("name", "noun", "number", "time")
        terms = query.reading.terms
        asking = {at for cue in query.cues if cue.key in ("there", "end") for at in cue.span}
        left = [t for t in left if terms.index(t) not in asking]
        if not left and self._says_value(query, known):
            return not query.reading.denies
        if any(isinstance(f.value, OpeningHours) for f in known) and any(
            number.counter in CLOCK for number in query.analysis.numbers
        ):
            return None  # an hour is held against hours elsewhere
        pointed = any(one.kind == "number" and two.bound for one, two in pairwise(terms))
        if pointed or any(t.kind not in claims for t in left):
            return None  # «두 번째 것» is one of those that were told
        if not query.then and all(f.end and f.end.last < query.as_of for f in known):
            is_over = query.has("end", "still", "now") or not query.reading.is_past
            return query.has("end") if is_over else None
        if any(self._is_open(query, fact) for fact in known):
            return None
        if query.then and not any(isinstance(d, Day) for f in known for d in (f.start, *f.values)):
            return None
        regions = {m.start for m in query.analysis.of_kind("region", "area")}
        located = any(t.start in regions and AT in t.particles for t in terms)
        if located and self._is_there(query) and not any(self._says_where(f) for f in known):
            return None  # «그 원조집은 지금도 수원에 있어?»: where it began does not say where it is
        listed = any(self._is_whole(f) and any(isinstance(v, Reference) for v in f.values) for f in known)
        if any(t.start in regions for t in left) and not listed and not any(self._says_where(f) for f in known):
            return None  # «판교가 서울이야?»
        if query.has("both"):
            return None  # «둘 다 서명했어?»: of whom, the words alone don't say
        numbers = [n for n in query.analysis.numbers if not self._accounts.is_counted(n, known)]
        elsewhere = self._elsewhere(query, subject, known)
        if elsewhere and not any(self._says_where(f) for f in known):
            return None
        compared = any(self._is_whole(fact) or self._says_where(fact) for fact in known)
        if left and self._is_there(query) and not compared:
            return None
        wrong = bool(left or numbers or elsewhere or not self._is_then(query, known))
        claimed = bool(left or query.analysis.numbers or query.then or self._named(query, subject))
        claimed = claimed or self._is_said_to_be(query, subject, known)
        of_relation = any(f.relation != DEFAULT for f in known)
        if not claimed and not query.has("right") and not (of_relation and self._is_there(query)):
            return None
        return wrong == query.reading.denies

    def _says_value(self, query: Query, known: Sequence[Statement]) -> bool:
        """Whether every number and day of a question belongs to the value of a statement as it is written."""
        for fact in known:
            said = {query.reading.terms[at].start for at in self._accounts.valued(query, fact)}
            starts = [*(n.start for n in query.analysis.numbers), *(t.start for t in query.analysis.times)]
            if said and all(min(said) <= start <= max(said) for start in starts):
                return True
        return False

    def _says_where(self, fact: Statement) -> bool:
        return WHERE in self._base.vocabulary.relations[fact.relation].asks

    def _is_open(self, query: Query, fact: Statement) -> bool:
        """Whether a statement says what is not so, not known or only planned, and the question does not."""
        said = self._accounts.said(fact.id)
        if any(v.lemma == LACKING or (v.form is not None and v.form.negated) for v in said.verbs):
            return True
        return self._accounts.is_plan(fact) and not query.has("planned")

    def _elsewhere(self, query: Query, subject: str, known: Sequence[Statement]) -> list[Term]:
        """Names of where something is said to be that stand in none of the statements."""
        terms = query.reading.terms
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        covered = {at for fact in known for at in range(len(terms)) if self._accounts.is_told(query, terms[at], fact)}
        describing = {verb.clause for verb in query.reading.describing}
        return [
            t
            for at, t in enumerate(terms)
            if t.kind == "name" and {AT, TO} & set(t.particles) and at not in covered
            if t.start not in own and t.clause not in describing
        ]

    @staticmethod
    def _complements(query: Query, terms: Collection[Term]) -> bool:
        """Whether some nouns are what a thing is said to be: «반도체 협약이야?»."""
        main = query.reading.main
        at = query.reading.terms.index(main) if main else 0
        return (
            main is not None
            and main.lemma in COPULAS
            and at > 0
            and all(t.phrase == query.reading.terms[at - 1].phrase for t in terms)
        )

    def _is_said_to_be(self, query: Query, subject: str, known: Sequence[Statement]) -> bool:
        """Whether what a thing is said to be stands in a statement: «콜센터 24시간이야?»."""
        terms, main = query.reading.terms, query.reading.main
        at = terms.index(main) - 1 if main is not None and main.lemma in (*COPULAS, DOING) else -1
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        if at - 1 in query.pointers or query.has("same", "other"):
            return False  # «지금도 그 사람이야?» says who it is
        said = at >= 0 and terms[at].start not in own and terms[at].kind in ("noun", "name") and not terms[at].bound
        return said and any(self._accounts.is_told(query, terms[at], fact) for fact in known)

    def _named(self, query: Query, subject: str) -> bool:
        """Whether a name other than the subject's stands in the question."""
        own = {m.start for m in query.analysis.mentions if subject in m.ids}
        return any(m.start not in own for m in query.analysis.mentions if m.kind not in ("food", "attribute"))

    @staticmethod
    def _is_then(query: Query, facts: Iterable[Statement]) -> bool:
        """Whether the day that is claimed is that of one of the statements; true where none is claimed."""
        if query.then is None:
            return True
        days = [d for f in facts for d in (f.start, *f.values) if isinstance(d, Day)]
        time = query.analysis.times[0] if query.analysis.times else None
        if time is not None and time.of_any_year:
            first, last = _in_the_year(time.first), _in_the_year(time.last)
            return any(_in_the_year(d.first) <= last and first <= _in_the_year(d.last) for d in days)
        return any(query.then.days.overlaps(day.first, day.last) for day in days)


def _in_the_year(day: date) -> tuple[int, int]:
    """Where a day lies in its year."""
    return day.month, day.day
