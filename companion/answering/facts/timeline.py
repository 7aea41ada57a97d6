"""What lies between two days, and in which order several came: of things, terms of office and dates alike.

A question names what happened by who or what it happened to, and by a word for what happened, which may be said once
for several: «성균관대랑 지스트 중에 어디가 먼저 뽑혔어», «윤석열 파면일과 이재명 취임일 사이».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts
from companion.answering.facts.asked import RelationsAsked
from companion.answering.facts.reckoning import claimed_number, happened, holds, length_between
from companion.knowledge import tenures as terms_of
from companion.knowledge.base import KnowledgeBase, Tenure
from companion.knowledge.days import Day
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told
from companion.language.dates import format_date
from companion.language.terms import BECOMING, HOW_MUCH, INTO, SINCE, THAN, TO, UNTIL, WITH, Term
from companion.language.units import DAYS
from companion.understanding.query import Query

Turn = Literal["start", "end"]
_PAIR: Final = 2
_SPAN: Final = ("between", "amid", "after", "before", "gap", "age", "earlier", "later")
"""Groups of words that say that a stretch of time is meant: «사이», «뒤», «먼저»."""
_HOW_LONG: Final = ("days", "how_long", "length", "how_much")
_CLOSING: Final = frozenset((WITH, SINCE, THAN, UNTIL))
"""Particles after which another thing is named."""
_ASKING: Final = (
    *_SPAN, *_HOW_LONG, "start", "end", "when", "at_event", "ex", "all", "above", "below", "both", "first",
    "difference", "then", "now", "duty", "holding",
)  # fmt: skip
"""Groups of words that ask for such a stretch, or for an order."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened on a day."""

    day: Day
    name: str
    told: Told
    of: Statement | Tenure | None


@dataclass(slots=True)
class _Event:
    """What a question says happened: to whom or what, and which words say what."""

    at: int
    entities: list[str]
    time: Day | None = None
    turn: Turn | None = None
    relations: set[str] | None = None
    words: tuple[Term, ...] = ()
    than: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether something else follows: «협약부터 …», «협약보다 …»."""
        return bool(self.words) and bool(_CLOSING & set(self.words[-1].particles))

    @property
    def is_said(self) -> bool:
        """Whether it says what happened."""
        return self.turn is not None or bool(self.relations)


class Timeline:
    """Answers questions about two or more days."""

    def __init__(self, base: KnowledgeBase, teller: Teller, accounts: Accounts) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._dated = tuple(f for f in base.facts if happened(f) is not None)
        self._relations = frozenset(f.relation for f in self._dated)

    def told(self, query: Query, asked: RelationsAsked, focus: KnowledgeFocus) -> tuple[Told, tuple[Dated, ...]] | None:
        """How long it was between two things, or which of several came first; None where neither is asked."""
        if not self.is_asked(query):
            return None
        lies_between, in_order = self._asks_length(query), query.has("ordered")
        events = self._events(query, asked)
        if len(events) < _PAIR:
            events = []
            found = self._spoken_of(query, focus)
        else:
            dated = [(event, self._resolved(query, event, events)) for event in events]
            if len(events) > _PAIR:  # «성대가 먼저야 지스트가 먼저야 AI대학원»: what both are of
                dated = [(e, d) for e, d in dated if d or e.is_said or not self._holds_all(e, events)]
            events = [event for event, _ in dated]
            found = tuple(d for _, d in dated if d)
        if len(found) < max(_PAIR, len(events)) or not self._is_explained(query, asked, found):
            return None
        if len({(d.day.iso, d.name) for d in found}) < len(found):
            return None
        if in_order:
            return self._in_order(found), found
        held = all(isinstance(d.of, Tenure) for d in found)
        if len(found) > _PAIR or (held and not lies_between):
            return None  # which of two terms began first, tenures tell
        if lies_between:
            return self._between(query, found[0], found[1]), found
        return self._first(query, found, events), found

    def is_asked(self, query: Query) -> bool:
        """Whether a question is about two or more days, as far as its words tell."""
        return not query.has("why") and (query.has("earlier", "later", "ordered") or self._asks_length(query))

    @staticmethod
    def _asks_length(query: Query) -> bool:
        """Whether a stretch of time is asked for: «사이가 며칠», «몇 달 뒤에», «부터 … 까지 얼마나», «얼마 만에»."""
        terms = query.reading.terms
        asks = query.has("days", "how_long") or query.reading.question(*HOW_MUCH) or claimed_number(query) is not None
        marked = query.has(*_SPAN) or any({SINCE, UNTIL} & set(t.particles) for t in terms)
        after = any(
            t.kind == "question" and t.lemma in HOW_MUCH and n.bound and TO in n.particles for t, n in pairwise(terms)
        )
        return bool(asks) and (marked or after)

    # What happened

    def _events(self, query: Query, asked: RelationsAsked) -> list[_Event]:
        """What a question says happened, in its order: each name, with the word for what happened that follows it."""
        terms = query.reading.terms
        mentions = {m.start: m for m in (*query.things, *query.people, *((query.event,) if query.event else ()))}
        offices = {m.start: m.id for m in query.offices}
        times = {t.start: t for t in query.analysis.times}
        turns: dict[int, Turn] = {}
        for cue in query.cues:
            if cue.key in ("start", "end") and terms[cue.first].kind in ("noun", "verb"):
                turns.setdefault(cue.first, "start" if cue.key == "start" else "end")
        said = {
            at: {r for spans in (asked.spans, asked.weak) for r, span in spans.items() if at in span} & self._relations
            for at, term in enumerate(terms)
            if term.kind in ("noun", "verb")
        }
        events: list[_Event] = []
        for at, term in enumerate(terms):
            last = events[-1] if events else None
            beside = last is not None and not last.is_said and terms[last.at].phrase == term.phrase
            if term.start in mentions:
                if {INTO, TO} & set(term.particles) and last is not None:
                    continue  # «AI대학원으로 뽑혔어»
                if beside and last is not None and last.time is None:
                    last.entities.append(mentions[term.start].id)
                else:
                    events.append(_Event(at, [mentions[term.start].id]))
            elif term.start in offices and last is not None:
                is_new = at + 1 < len(terms) and terms[at + 1].lemma == BECOMING
                if last.is_said and is_new:  # «사퇴하고 얼마 만에 대통령이 됐어»
                    events.append(_Event(at, [*last.entities[:1], offices[term.start]], turn="start"))
                else:
                    last.entities.append(offices[term.start])
            elif term.start in times:
                following = terms[at + 1] if at + 1 < len(terms) else None
                time = times[term.start]
                alone = following is None or following.phrase != term.phrase
                if alone and (term.particles or time.is_now) and time.first.year == time.last.year:
                    events.append(_Event(at, [], time=Day(time.first, time.last, time.first.isoformat())))
            elif at in turns or said.get(at):
                self._says(events, at, term, turns.get(at), said.get(at, set()))
            if events and THAN in term.particles:
                events[-1].than = True
            if events:
                events[-1].words = (*events[-1].words, term)
        return events

    def _says(self, events: list[_Event], at: int, term: Term, turn: Turn | None, relations: set[str]) -> None:
        """A word for what happened: to what was named last, else to what it is told of alone."""
        last = events[-1] if events else None
        people = last is not None and any(self._base.tenures_of(e) for e in last.entities)
        if last is not None and last.time is None and not last.is_closed:
            has_it = any(f.relation in relations for e in last.entities for f in self._base.facts_of(e))
            if people and turn and last.turn in (None, turn):
                last.turn = turn
                return
            if has_it and (not last.is_said or _is_joined(last, term)):
                last.relations = (last.relations or set()) | relations
                return
        told = [f for f in self._dated if f.relation in relations and term.lemma in self._nouns(f)]
        if len({f.value for f in told}) == 1:
            best = max(told, key=lambda f: len(self._base.facts_of(f.subject)))
            events.append(_Event(at, [best.subject], relations=relations))
        elif turn and people and last is not None:
            waiting = [e for e in events if not e.is_said and any(self._base.tenures_of(i) for i in e.entities)]
            if waiting:  # «이재준은 염태영이 그만두고 며칠 뒤에 취임했어»
                waiting[-1].turn = turn
            else:
                events.append(_Event(at, [], turn=turn))

    def _resolved(self, query: Query, event: _Event, events: Sequence[_Event]) -> Dated | None:
        """The day on which it happened; what is said once is said of all: «A랑 B 중에 누가 먼저 취임했어»."""
        if event.time is not None:
            return Dated(event.time, format_date(event.time.iso), Told(""), None)
        entities = event.entities
        if not entities:  # «취임하고 얼마 만에 사퇴했어»
            before = [e for e in events if e.entities and e.at < event.at]
            entities = before[-1].entities if before else []
        tenures = [t for e in entities for t in self._base.tenures_of(e)]
        if tenures:
            return self._of_person(query, event, entities, tenures, events)
        relations = event.relations or next((e.relations for e in events if e.relations), None)
        found = [d for e in entities if (d := self._of_thing(query, event, e, relations))]
        return found[0] if found else None

    def _of_person(
        self, query: Query, event: _Event, entities: Sequence[str], tenures: Sequence[Tenure], events: Sequence[_Event]
    ) -> Dated | None:
        turn = event.turn or next((e.turn for e in events if e.turn), None)
        known = [t for t in tenures if not t.acting]
        known = [t for t in known if terms_of.is_visible(t, self._base.successions[t.succession], query.as_of)]
        offices = [e for event in (*([event] if event.entities else ()), *events) for e in event.entities]
        named = [e for e in entities if e in self._base.successions] or offices
        held = [t for t in known if t.succession in named] or known
        if turn is None or not held:
            return None
        if turn == "start":
            of_one = [t for t in held if t.succession == held[-1].succession]
            tenure = of_one[0]
            day = tenure.start
            told = self._teller.start(tenure, query.as_of)
        else:
            tenure = held[-1]
            day = tenure.end if terms_of.end_as_known(tenure, query.as_of) else None
            told = self._teller.end(tenure, query.as_of)
        return Dated(day, self._base.name(tenure.holder), told, tenure) if day else None

    def _of_thing(self, query: Query, event: _Event, entity: str, relations: set[str] | None) -> Dated | None:
        days = [f for f in self._base.facts_of(entity) if happened(f) and f.visible(query.as_of)]
        others = {id for m in query.things for id in m.ids if entity not in m.ids}
        # «AI대학원»: where both were chosen, and no third one
        days = [f for f in days if not (len(others) > 1 and all(self._accounts.mentions(f, o) for o in others))]
        wanted = [f for f in days if relations and f.relation in relations]
        if not wanted and relations and event.relations:
            return None
        wanted = wanted or days
        nouns = [len({t.lemma for t in event.words if t.form is None} & self._nouns(f)) for f in wanted]
        best = [f for f, number in zip(wanted, nouns, strict=True) if number == max(nouns)]
        plain = [f for f in best if not self._accounts.is_plan(f)] if not query.has("planned") else best
        chosen = (plain or best)[-1:]
        if not chosen or len({f.relation for f in chosen}) > 1:
            return None
        fact = chosen[0]
        assert isinstance(fact.value, Day)
        name = next((m.text for m in (*query.things, query.event) if m and entity in m.ids), None)
        word = next((t.text for t in event.words if t.kind == "noun"), self._base.name(entity))
        return Dated(fact.value, name or word, self._teller.facts([fact], query.as_of), fact)

    def _holds_all(self, event: _Event, events: Sequence[_Event]) -> bool:
        """Whether what is known of a thing names all others."""
        others = {e for other in events if other is not event for e in other.entities}
        told = [f for e in event.entities for f in self._base.facts_of(e)]
        return any(all(self._accounts.mentions(f, other) for other in others) for f in told)

    def _nouns(self, fact: Statement) -> frozenset[str]:
        said = self._accounts.said(fact.id)
        return frozenset(t.lemma for t in said.terms if t.kind == "noun") | {
            t.lemma[:-1] for t in said.terms if t.kind == "noun" and len(t.lemma) > _PAIR
        }

    def _spoken_of(self, query: Query, focus: KnowledgeFocus) -> tuple[Dated, ...]:
        """The two days that were told last: «그 사이가 며칠이야?», «둘 중에 뭐가 먼저야?»."""
        asks = query.has("between", "amid", "gap") or query.reading.asks_what
        if not (asks and query.names_nothing) or query.analysis.times:
            return ()
        if query.has("age") and not query.has("between", "amid", "gap"):
            return ()  # «그게 얼마나 됐어?»: until today
        facts = {f.id: f for f in self._dated if f.id in focus.recent and f.visible(query.as_of)}
        told = [
            Dated(day, self._base.name(fact.subject), self._teller.facts([fact], query.as_of), fact)
            for id in focus.recent
            if (fact := facts.get(id)) and (day := happened(fact))
        ]
        return tuple(reversed(told[:_PAIR]))

    def _is_explained(self, query: Query, asked: RelationsAsked, found: Sequence[Dated]) -> bool:
        """Whether what happened, and what is asked of it, account for all words of a question."""
        terms = query.reading.terms
        facts = [d.of for d in found if isinstance(d.of, Statement)]
        known = {terms[at].start for cue in query.cues if cue.key in (*_ASKING, "ordered") for at in cue.span}
        known |= {terms[at].start for r in self._relations for at in asked.spans.get(r, ())}
        known |= {m.start for m in (*query.people, *query.offices, *query.things)}
        left = self._accounts.left(query, facts, asked)
        kinds = ("noun", "name", "verb")
        return not [t for t in left if t.kind in kinds and t.start not in known and len(t.lemma) > 1]

    # What is told of it

    def _between(self, query: Query, one: Dated, other: Dated) -> Told:
        first, last = sorted((one, other), key=lambda d: d.day.first)
        days = query.has("days") or any(n.counter == self._teller.say("day_counter") for n in query.analysis.numbers)
        length = length_between(self._teller, first.day, last.day, days=days)
        took = query.has("between") and not query.has("amid")
        text = self._teller.say("took", length=length) if took else self._teller.say("it_is", who=length)
        told = _joined(text, (first, last))
        claim = claimed_number(query)
        if query.asks_whether and claim is not None:
            agrees = holds(query, _counted(query, first, last), claim)
            return self._teller.judged(told, agrees != query.reading.denies, claimed=False)
        return told

    def _first(self, query: Query, found: Sequence[Dated], events: Sequence[_Event]) -> Told:
        first, last = sorted(found, key=lambda d: d.day.first)
        late = query.has("later")
        told = _joined("", (last, first) if late else (first, last))
        if query.asks_whether and sum(cue.key in ("earlier", "later") for cue in query.cues) == 1:
            than = [d for d, event in zip(found, events, strict=True) if event.than]
            meant = next((d for d in found if than and d is not than[0]), found[0])
            return self._teller.judged(
                told, (meant is (last if late else first)) != query.reading.denies, claimed=False
            )
        text = self._teller.say("later" if late else "was_earlier", who=(last if late else first).name)
        return replace(told, text=f"{text} {told.text}")

    def _in_order(self, found: Sequence[Dated]) -> Told:
        return _joined("", sorted(found, key=lambda d: d.day.first))


def _joined(text: str, found: Sequence[Dated]) -> Told:
    parts = dict.fromkeys(d.told.text for d in found if d.told.text)
    sources = tuple(source for d in found for source in d.told.sources)
    tenures = tuple(tenure for d in found for tenure in d.told.tenures)
    return Told(" ".join((text, *parts)).strip(), True, sources, tenures)


def _counted(query: Query, first: Dated, last: Dated) -> float:
    """Days, months or years between two days, as a claim counts them."""
    days = (last.day.first - first.day.first).days
    counter = next((n.counter for n in query.analysis.numbers if not n.ordinal), None)
    return days / DAYS.get(counter or "", 1.0)


def _is_joined(event: _Event, term: Term) -> bool:
    """Whether a further word says the same: «착공식», «AI대학원 선정 발표»."""
    return bool(event.words) and event.words[-1].phrase == term.phrase
