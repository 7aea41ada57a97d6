"""Who had which part in an event: the robot itself, somebody who is named, and what the event's day says of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from companion.answering.base import KnowledgeFocus
from companion.answering.facts.accounts import Accounts, squeezed
from companion.answering.facts.asked import CLEAR, DEFAULT, Asks, RelationsAsked
from companion.answering.facts.reckoning import happened
from companion.answering.facts.subjects import Subjects
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Interval
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller, Told, When
from companion.knowledge.tenures import during
from companion.knowledge.values import Reference
from companion.language.claims import DONE
from companion.language.cues import lemma_of
from companion.language.dates import format_date
from companion.language.grammar import after_in_phrase
from companion.language.pointing import just_now, quotes
from companion.language.reported import question_put
from companion.language.self_questions import asks_words_said
from companion.language.terms import COPULAS, EXISTENCE, FRONT, RECIPIENT, SUBJECT, TOPIC, WHAT, Term
from companion.understanding.query import Query
from companion.understanding.types import Mention


class Parts:
    """Knows the events and the parts in them.

    Args:
        personal: relations that give somebody a part in a thing.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        teller: Teller,
        accounts: Accounts,
        asks: Asks,
        subjects: Subjects,
        personal: Collection[str],
    ) -> None:
        self._base = base
        self._teller = teller
        self._accounts = accounts
        self._asks = asks
        self._subjects = subjects
        self._personal = personal
        self._presence = {lemma_of(word) for word in teller.answers.cues.get("presence", ())}
        self._meeting = {lemma_of(word) for word in teller.answers.cues.get("meeting", ())}
        self._titles = frozenset(teller.answers.titles)
        self._shows = {lemma_of(word) for word in teller.answers.cues.get("showing", ())}
        self._sayings = frozenset(map(lemma_of, teller.answers.cues.get("saying", ())))
        self._called_so = frozenset(base.vocabulary.types["event"].nouns if "event" in base.vocabulary.types else ())
        self._events = [f for f in base.facts if happened(f) and base.entities[f.subject].type == "event"]

    def event_on(self, query: Query) -> str | None:
        """«오늘 무슨 날이야?»: the event of the day that is asked about, where it has one."""
        named = {m.id for m in (*query.things, *query.offices, *query.people, *query.countries)}
        if not query.has("which_day") or named - {self._subjects.itself}:
            return None
        days = query.when.days if query.when else Interval.of(query.as_of)
        return next((f.subject for f in self._events if f.start and days == Interval.of(f.start.first)), None)

    def own_part(self, query: Query, subjects: Sequence[str], asked: RelationsAsked) -> Sequence[Statement]:
        """«너는 협약식에서 뭐 했어?»: what the robot itself did at an event."""
        itself = self._subjects.itself
        is_named = itself in subjects or query.has("you")
        events = [s for s in subjects if self._base.entities[s].type == "event"]
        relations = self._base.vocabulary.relations
        may_be = query.reading.asks_what or any(relations[r].partial for r in asked.strong)  # «너도 참석했어?»
        main = query.reading.main
        may_be = may_be or (query.has("you") and main is not None and main.lemma in COPULAS)  # «그 로봇이 너야?»
        if itself is None or not is_named or not events or not may_be:
            return ()
        facts = [f for f in self._base.facts_of(events[0]) if f.visible(query.as_of)]
        own = [f for f in facts if f.relation not in self._personal and self._accounts.mentions(f, itself)]
        best = max((asked.strong.get(f.relation, 0) for f in own), default=0)
        if not best and query.reading.asks_what and asked.strong.keys() & {f.relation for f in facts}:
            return ()
        chosen = [f for f in own if asked.strong.get(f.relation, 0) == best][:1]
        left = self._accounts.left(query, chosen, asked) if chosen else ()
        fits = all(self._asks.fits_question(query, f) for f in chosen)
        return chosen if fits and all(t.start in {m.start for m in query.things} for t in left) else ()

    def done_then(self, query: Query, recent: Collection[str]) -> Statement | None:
        """«그날 너는 뭘 했어?»: what the robot itself did at an event that was spoken of."""
        itself = self._subjects.itself
        then = query.then.days if query.then is not None else None
        on = {f.subject for f in self._events if f.start and then and then.first <= f.start.first <= then.last}
        points = query.has("then") or bool(on)
        asks = query.has("you") and query.has("doing") and query.reading.is_past and query.reading.asks_what
        if itself is None or not (points and asks) or query.people or query.offices:
            return None
        told = on if on else {f.subject for f in self._base.facts if f.id in recent}
        events = [f.subject for f in self._events if f.subject in told]
        facts = (f for event in events for f in self._base.facts_of(event) if f.visible(query.as_of) and not f.unknown)
        own = (f for f in facts if f.relation not in self._personal and self._accounts.mentions(f, itself))
        return next(own, None)

    def own_past(self, query: Query, known: KnowledgeFocus) -> Sequence[Statement]:
        """«너 옛날에 도지사 앞에서 뭐 했다며, 그게 언제야?», «너 협약식 때 있었어?»: its part, or the day of it.

        Args:
            known: what was told last; of its part there one may go on («거기서 뭐 했는데?»).
        """
        itself, terms = self._subjects.itself, query.reading.terms
        if quoted := self._said_of(query):
            return [quoted]
        past = query.reading.is_past or any(v.form and (v.form.past or v.form.hearsay) for v in query.reading.verbs)
        named = {m.id for m in (*query.things, *filter(None, (query.event,)))} - {itself}
        put = question_put(query.reading)
        # «도지사가 누구냐는 질문에 뭐라고 답했대»: who is asked about there is not asked about here
        before = {query.term_of(m) for m in (*query.offices, *query.people) if m.start >= put}
        there = self._called_so | {FRONT}  # «도지사 앞에서», «도지사 행사에»
        faced = {at for at in before if at is not None and any(t.lemma in there for t in terms[at + 1 : at + 2])}
        does = any(self._has_part(v.lemma) for v in query.reading.verbs)
        shows = query.reading.question(WHAT) and any(v.lemma in self._shows for v in query.reading.verbs)
        words = query.has("then") and asks_words_said(query.reading) and not just_now(query.reading)
        main = query.reading.main
        it = query.has("you") and main is not None and main.lemma in COPULAS and query.asks_whether  # «그게 너야?»
        goes_on = it or words or (query.has("doing") and query.reading.question(WHAT))
        cues = {cue.key: len(cue.said) for cue in query.relations}
        robot = query.has("you") or any(itself in m.ids for m in query.things)
        said_so = any(t.kind == "noun" and t.lemma in self._sayings for t in terms)
        does = does or (bool(faced) and said_so)  # «도지사 앞에서 재밌는 말 했다며»
        if itself is None or not (past or it) or before - faced:
            return ()
        on = self._of_that_time(query)
        for event in (f for f in self._events if f.visible(query.as_of)):
            facts = [f for f in self._base.facts_of(event.subject) if f.visible(query.as_of) and not f.unknown]
            own = [f for f in facts if f.relation not in self._personal and self._accounts.mentions(f, itself)]
            known_of = [f for f in own if f.relation in cues] if faced or it else []  # «도지사 앞에서 농담했다며»
            if not (known_of or it or does or shows or words or query.has("doing")):
                continue
            of_old = (bool(faced) and query.has("ex", "then", "ever")) or (it and bool(known_of))
            told = any(f.id in known.told for f in (facts if it or put else own))
            again = goes_on and named <= {event.subject} and told
            said = max(facts, key=lambda f: cues.get(f.relation, 0)) if again and words else None
            if said is not None and said.relation in cues:  # «그때 뭐라고 했어?»
                return [said]
            if own and (
                again or (robot and (event.subject in named or (not named and (of_old or event.subject in on))))
            ):
                own = known_of or own
                return [event, own[0]] if query.has("when") else own[:1]
        return ()

    def _of_that_time(self, query: Query) -> set[str]:
        """«너 2019년에 무슨 행사 나갔다며», «… 그 자리에 있었어?»: events of a time, where nothing else is named."""
        then, terms = query.then.days if query.then is not None else None, query.reading.terms
        pointed = {terms[at + 1].start for at in query.pointers if at + 1 < len(terms)}
        pointed |= {m.start for m in query.things if self._subjects.itself in m.ids}
        nouns = [t for t in query.residue() if t.kind in ("noun", "name") and t.start not in pointed]
        if then is None or any(t.lemma not in self._called_so for t in nouns):
            return set()
        return {f.subject for f in self._events if f.start and then.first <= f.start.first <= then.last}

    def _said_of(self, query: Query) -> Statement | None:
        """«로봇이 재명이 형이라고 했다며?»: what the robot is known to have said at an event, where it is quoted."""
        itself, reading = self._subjects.itself, query.reading
        robot = query.has("you") or any(itself in m.ids for m in query.things)
        quoted = [squeezed(m.text) for m in query.people if quotes(reading, m.end)]
        # «도지사를 형이라고 불렀다는 그 로봇이냐»: what somebody was called
        quoted = quoted or [t.text for t in reading.terms if t.kind == "noun" and quotes(reading, t.end)]
        if itself is None or not robot or not quoted or not query.asks_whether:
            return None
        facts = (f for e in self._events for f in self._base.facts_of(e.subject) if f.visible(query.as_of))
        said = (f for f in facts if not f.unknown and f.relation not in self._personal)
        own = (f for f in said if self._accounts.mentions(f, itself))
        return next((f for f in own if all(w in squeezed(" ".join(self._base.written(f))) for w in quoted)), None)

    def met(self, query: Query) -> Sequence[Statement]:
        """«너 도지사님 만난 적 있지?»: its part in the event where whoever is named was, or who held an office then."""
        itself, reading = self._subjects.itself, query.reading
        meets = any(v.lemma in self._meeting for v in reading.verbs)
        past = reading.is_past or query.has("ever") or any(v.form is not None and v.form.past for v in reading.verbs)
        mentions = (*query.people, *query.offices)
        if itself is None or not query.has("you") or not (meets and past) or not mentions:
            return ()
        if not all(self._is_met(query, mention) for mention in mentions):
            return ()
        for event in (f for f in self._events if f.visible(query.as_of) and f.start):
            facts = [f for f in self._base.facts_of(event.subject) if f.visible(query.as_of) and not f.unknown]
            there = {
                v.entity for f in facts if f.relation in self._personal for v in f.values if isinstance(v, Reference)
            }
            own = [f for f in facts if f.relation not in self._personal and self._accounts.mentions(f, itself)]
            day = Interval.of(event.start.first) if event.start else Interval.of(query.as_of)
            held = (self._base.successions[o.id] for o in query.offices)
            holders = [{s.tenure.holder for s in during(o, day, query.as_of)} for o in held]
            named = [*({*m.ids} for m in query.people), *holders]
            if own and all(one & there for one in named):
                return own[:1]
        return ()

    def _is_met(self, query: Query, mention: Mention) -> bool:
        """Whether it is who is named that was met: not «도지사님이 너한테», nor «도지사 뉴스»."""
        terms, at = query.reading.terms, query.term_of(mention)
        if at is None:
            return False
        rest = after_in_phrase(query.reading, terms[at])
        particles = set(query.reading.particles_of(terms[at].phrase))
        return all(t.lemma in self._titles for t in rest) and not particles & {SUBJECT, TOPIC, RECIPIENT}

    def _has_part(self, lemma: str) -> bool:
        """Whether a verb says that one was there: «있다», «나오다»."""
        return lemma in EXISTENCE or lemma in self._presence

    def done_by(self, query: Query) -> Sequence[Statement]:
        """«이재명은 협약식에서 뭐 했어?»: the part of somebody in an event that is named."""
        events = [f.subject for m in query.things for f in self._events if f.subject in m.ids]
        people = [m.id for m in query.people if len(m.ids) == 1]
        if len(people) != 1 or not events or not query.has("doing") or query.asks_whether:
            return ()
        facts = [f for f in self._base.facts_of(events[0]) if f.visible(query.as_of) and not f.unknown]
        parts = [f for f in facts if any(isinstance(v, Reference) and v.entity == people[0] for v in f.values)]
        told = [f for f in facts if f not in parts and f.relation != DEFAULT]
        told = [f for f in told if self._accounts.mentions(f, people[0])]
        sure = [f for f in parts if not self._base.vocabulary.relations[f.relation].partial]
        return (sure or told or parts)[:1]

    def recalled(self, query: Query) -> str | None:
        """«로봇이 추천한 식당 이름은?»: the event of which it is asked what the robot did there, if it is not named."""
        itself = self._subjects.itself
        own_words = query.has("you") and _asks_what_was_said(query)
        named = own_words or any(itself in m.ids for m in query.things)
        past = query.reading.is_past or any(v.form and v.form.ending in DONE for v in query.reading.verbs)
        if itself is None or not named or not past:
            return None
        strong = self._asks.relations(query).strong
        own = max((strong.get(f.relation, 0) for f in self._base.facts_of(itself)), default=0)
        # «로봇이 도지사를 뭐라고 불렀어»: what somebody else is called is none of its own
        least = CLEAR if own_words or query.offices or query.people else max(own, CLEAR)
        asked = {r for r, letters in strong.items() if letters > least}
        return next(
            (
                e.subject
                for e in self._events
                for f in self._base.facts_of(e.subject)
                if f.relation in asked and self._accounts.mentions(f, itself)
            ),
            None,
        )

    def at_event(self, query: Query) -> Query:
        """«협약에 서명한 경기도지사가 누구야»: who is described by an event is asked for as of its day."""
        day = next((f.start for m in query.things for f in self._events if f.subject in m.ids and f.start), None)
        if query.when or not query.offices or day is None or not self._accounts.describing(query):
            return query
        return replace(query, when=When(Interval.of(day.first), format_date(day.first)))

    def played_in(self, query: Query, asked: RelationsAsked) -> list[str]:
        """What somebody who is named is said to have had a part in, where it is not named: «이용섭도 서명했어?»."""
        parts = {r: letters for r, letters in asked.strong.items() if r in self._personal and letters >= CLEAR}
        is_claimed = query.asks_whether and bool(query.things)
        owner = self._subjects.only_owner(parts) if query.people or is_claimed else None
        return [owner] if owner else []

    def corrected(self, query: Query, left: Sequence[Term], facts: Sequence[Statement]) -> Told | None:
        """«김동연 지사가 맺은 협약»: who really had that part, where a question takes for granted that another did."""
        people = [m for m in query.people if any(t.start == m.start for t in left)]
        describing = {verb.clause for verb in query.reading.describing}
        parts = [f for f in facts if f.relation in self._personal and not f.unknown]
        if not people or not parts or any(t.clause not in describing for t in left):
            return None
        told = self._teller.facts(parts[:1], query.as_of)
        return self._teller.judged(told, agrees=False)


def _asks_what_was_said(query: Query) -> bool:
    """«네가 그때 뭐라고 불렀어?», «너 무대에서 뭐라고 했지?»: of words that were no part of this conversation."""
    before = query.has("then", "ex") or query.then is not None or bool(query.offices or query.people or query.things)
    return asks_words_said(query.reading) and before and not just_now(query.reading)
