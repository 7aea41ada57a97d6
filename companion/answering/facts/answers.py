"""Which statement a question is about, and whether that statement accounts for everything the question names.

A statement is found by its subject, by words that ask for its relation, and by its own words. What nothing accounts for
is declined by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.facts.accounts import ASKING, Accounts, claimed_in
from companion.answering.facts.algebra import Algebra, Lacking
from companion.answering.facts.asked import CLEAR, DEFAULT, Asks, RelationsAsked, asked_noun
from companion.answering.facts.checks import Checks
from companion.answering.facts.choosing import Choosing
from companion.answering.facts.comparing import Comparing
from companion.answering.facts.contents import Contents
from companion.answering.facts.finding import Finder
from companion.answering.facts.lacking import Lacks
from companion.answering.facts.left_out import LeftOut
from companion.answering.facts.listed import ListValues
from companion.answering.facts.measures import Measures
from companion.answering.facts.opening import Opening
from companion.answering.facts.parts import Parts
from companion.answering.facts.reckoning import Reckoning, happened
from companion.answering.facts.subjects import Subjects, tells_of_what
from companion.answering.facts.timeline import Dated, Timeline
from companion.answering.telling import FACT, ambiguity_note, tell
from companion.answering.tenure_aspects import TOLD, aspect_of
from companion.knowledge.base import KnowledgeBase, Tenure
from companion.knowledge.days import Day, Interval
from companion.knowledge.statement import Source, Statement
from companion.knowledge.telling import Teller, Told, When, measured_in, narrowed
from companion.knowledge.tenures import during
from companion.knowledge.values import Listing, Money, Reference
from companion.language.cues import lemma_of
from companion.language.grammar import WHICH as OF_WHAT_KIND
from companion.language.normalize import written_sentences
from companion.language.numbers import count, ordinal
from companion.language.opening_hours import OpeningHours
from companion.language.purposes import goes_elsewhere
from companion.language.said_so import whether_so
from companion.language.terms import (
    AT,
    COPULAS,
    DOING,
    EXISTENCE,
    GENITIVE,
    HALF,
    HOW_MANY,
    HOW_MUCH,
    SUBJECT,
    THAN,
    TO,
    TOPIC,
    WHAT,
    WHEN,
    WHERE,
    WHICH,
    WITH,
    Term,
    is_noun,
)
from companion.understanding.query import AGE, Query, ordinals
from companion.understanding.types import Mention

_ANY_WHICH: Final = frozenset((*WHICH, *OF_WHAT_KIND))
_OF_AGE: Final = (AGE, "length", "how_long", "when", "before", "days", "pointing", "now")
"""Groups of the words that ask how long ago something was."""
_OF_A_NAME: Final = ("called", "changed", "abolished", "still", "now")
"""Groups of words that may stand beside what is asked to be there still."""
_LAST_WEEK: Final = timedelta(days=7)
"""A day of the week may be understood as the last one: «월요일에도 해?»."""


def _compared_with(query: Query) -> frozenset[str]:
    """Ids of what something else is compared with: «일본보다», «중국이랑»."""
    terms = query.reading.terms
    named = ((m, at) for m in (*query.countries, *query.things) if (at := query.term_of(m)) is not None)
    return frozenset(m.id for m, at in named if {THAN, WITH} & set(terms[at].particles))


def _which(query: Query) -> Mention | None:
    """«무슨 협약»: the thing that is asked for by its own noun."""
    terms = query.reading.terms
    for mention in query.things:
        at = query.term_of(mention)
        if at and terms[at - 1].lemma in _ANY_WHICH and terms[at - 1].phrase == terms[at].phrase:
            return mention
    return None


def _end_of(when: When) -> date:
    return when.days.last


class FactAnswers:
    """Answers questions about everything that is no succession."""

    def __init__(self, base: KnowledgeBase, teller: Teller, here: tuple[str, ...]) -> None:
        self._base = base
        self._teller = teller
        self._accounts = Accounts(base, teller)
        self._asks = Asks(base, teller)
        self._choosing = Choosing(base, self._asks, self._accounts)
        self._checks = Checks(base, teller, self._accounts)
        self._listed = ListValues(base, teller)
        self._opening = Opening(teller)
        self._reckoning = Reckoning(base, teller)
        self._comparing = Comparing(base, teller, self._accounts)
        self._algebra = Algebra(base, teller, self._accounts)
        self._timeline = Timeline(base, teller, self._accounts)
        self._measures = Measures(base, teller, self._accounts, self._algebra)
        self._subjects = Subjects(base, self._accounts, self._measures, here)
        self._lacks = Lacks(base, teller, self._accounts, self._asks)
        self._finder = Finder(base, teller, self._asks, self._accounts)
        relations = base.vocabulary.relations.values()
        kinds = {relation.kind for relation in relations if relation.one_at_a_time}
        self._titles = frozenset(teller.answers.titles)
        self._naming = frozenset(r.id for r in base.vocabulary.with_role("name"))
        self._outcomes = frozenset(r.id for r in base.vocabulary.with_role("outcome"))
        self._personal = frozenset(r.id for r in relations if r.kind in kinds and not r.one_at_a_time)
        """Relations that give somebody a part in a thing: who signed it, who was there."""
        self.parts = Parts(base, teller, self._accounts, self._asks, self._subjects, self._personal)
        self.left_out = LeftOut(base, self._personal)
        self._contents = Contents(base, teller, self._accounts)
        self._by_id = {fact.id: fact for fact in base.facts}
        self._relocated = tuple(dict.fromkeys(f.subject for f in base.facts if f.end is not None and f.say))
        self._merging = frozenset(map(lemma_of, teller.answers.cues.get("merged", ())))
        self._tales = frozenset(map(lemma_of, teller.answers.cues.get("tale", ())))

    def describing(self, query: Query) -> set[int]:
        """Positions of terms that describe somebody by what a named thing is known for: «협약식 온 임문영»."""
        return self._accounts.describing(query)

    def tells_of_a_plan(self, sources: Iterable[Source]) -> bool:
        """Whether an answer rests on what was planned."""
        facts = (self._by_id[source.id] for source in sources if source.id in self._by_id)
        return any(self._accounts.is_plan(fact) for fact in facts)

    def is_about_itself(self, query: Query) -> bool:
        """Whether something is asked that the robot knows of itself, in words for that alone."""
        if not query.has("you"):
            return False
        found = self._asks.relations(query)
        asked, itself = found.strong, self._subjects.itself or ""
        own = {f.relation for f in self._base.facts_of(itself)}
        measured = own & self._asks.measured(query).keys() if query.asks_whether else ()
        main = query.reading.main
        requested = main is not None and main.form is not None and main.form.requests
        alone = main is None and bool(own & asked.keys()) and not query.residue(found.positions)  # «너 키는?»
        if alone:
            return True
        asks = requested or query.knows or query.asks_whether or query.reading.asks_what
        is_asked = any(r in own and letters >= CLEAR for r, letters in asked.items())
        told = self._finder.of_subjects(query, (itself,), found) if asks and not is_asked else []
        return asks and (is_asked or bool(measured) or any(f.relation != DEFAULT for f in told))

    def is_asked_further(self, query: Query, turn: SkillTurn) -> bool:
        """Whether all words of a question that names nothing ask for a relation of what was told last: «기간은?»."""
        thing = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else None
        asked = self._asks.relations(query) if thing and query.names_nothing and not query.analysis.mentions else None
        found = self._finder.of_subjects(query, (thing,), asked) if asked and asked.strong and thing else []
        asks = query.reading.asks_what or query.knows or query.reading.main is None
        return asks and any(asked.strong.get(f.relation, 0) >= CLEAR for f in found) if asked else False

    def claims_its_day(self, query: Query, turn: SkillTurn) -> bool:
        """«날짜가 10월 25일 맞지?»: whether a day is claimed of what was told last, and nothing else is said."""
        thing = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else None
        if thing is None or not (query.asks_whether and query.then is not None and query.names_nothing):
            return False
        asked = self._asks.relations(query)
        days = {f.relation for f in self._base.facts_of(thing) if isinstance(f.value, Day)}
        claiming = {at for cue in query.cues if cue.key == "right" for at in cue.span}
        rest = [t for t in query.residue(asked.positions | claiming) if t.kind in ("noun", "name", "verb")]
        return bool(days & asked.strong.keys()) and not rest and len(query.analysis.times) == 1

    def aged(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«그게 벌써 몇 년 전이냐»: how long ago what was told last was; None where more is asked, or it has no day."""
        known = turn.focus.knowledge
        if turn.focus.topic != "knowledge" or known.thing is None or not (query.has(AGE) and query.names_nothing):
            return None
        if query.asks_whether or query.analysis.mentions or not all(t.is_now for t in query.analysis.times):
            return None
        asking = {at for cue in query.cues if cue.key in _OF_AGE for at in cue.span}
        rest = (t for t in query.residue(asking | query.pointers) if t.kind != "time")  # «지금부터 몇 년 전이야»
        if any(t.kind not in ("pronoun", "noun") or not t.bound for t in rest):
            return None
        facts = [f for f in self._base.facts_of(known.thing) if f.visible(query.as_of) and happened(f)]
        told = [f for f in facts if f.id in known.told]
        own = told or [f for f in facts if WHEN[0] in self._base.vocabulary.relations[f.relation].asks]
        done = [f for f in own if not self._accounts.is_plan(f)]
        since = self._reckoning.since(query, done) if len({f.relation for f in done}) == 1 else None
        return self._told(query, turn, since, known.thing, (done[-1].relation,)) if since else None

    def became(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«진짜 했어?», «말만 하고 안 한 거 아니야?»: what became of what was told last; None where more is asked."""
        thing = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else None
        main, claim = query.reading.main, query.claim
        deed = claim.verb if claim is not None and claim.verb is not None else main
        past = (claim is not None and claim.past) or (main is not None and main.form is not None and main.form.past)
        if thing is None or deed is None or deed.lemma != DOING or not (past and query.asks_whether):
            return None
        if not query.names_nothing or query.residue(range(query.reading.terms.index(deed), len(query.reading.terms))):
            return None
        facts = [f for f in self._base.facts_of(thing) if f.visible(query.as_of) and f.relation in self._outcomes]
        told = (
            self._teller.facts(self._choosing.told(query, facts, (facts[-1].relation,)), query.as_of) if facts else None
        )
        return None if told is None else self._told(query, turn, told, thing, (facts[-1].relation,))

    def is_clear(self, query: Query) -> bool:
        """Whether several words ask for what one thing alone has, and nothing else is said."""
        asked = self._asks.relations(query)
        counted = query.has("how_many") and len(asked.positions) > 1  # «몇 명 앉을 수 있어?»
        strong = {r: letters for r, letters in asked.strong.items() if letters > CLEAR or counted}
        terms = query.reading.terms
        if not counted and not any(is_noun(terms[at]) and at not in query.frame for at in asked.positions):
            return False  # «뭐라고?» asks to hear it again, «얼마나 걸렸어» something that was not named
        owner = self._subjects.only_owner(strong, salient=False)
        lemmas = self._accounts.lemmas_about(owner or "")
        left = [t for t in self._beside(query, asked) if t.kind != "number" and t.lemma not in lemmas]
        clear = bool(strong) and query.names_nothing and not left and owner is not None
        return clear and (counted or tells_of_what(query))

    def is_meant(self, query: Query) -> bool:
        """Whether what is asked is asked of a thing that is named, and of nothing that could be recommended."""
        asked = self._asks.relations(query)
        if self.parts.event_on(query):
            return True
        measured = self._subjects.measured(query, asked)
        things = self._subjects.named(query, asked) or measured or self.parts.played_in(query, asked)
        if query.people and not query.offices and things and self._personal & asked.strong.keys():
            nouns = [t for t in self._beside(query, asked) if t.kind == "noun"]
            return query.asks_whether and all(t.lemma in self._titles for t in nouns)
        if not things or query.offices or query.people or query.analysis.of_kind("eatery", "place"):
            return False
        facts = [f for thing in things for f in self._base.facts_of(thing) if f.visible(query.as_of)]
        terms = query.reading.terms
        told = {terms[at].start for fact in facts for at in self._accounts.covered(query, fact)}
        foods = [m for m in query.analysis.of_kind("food") if m.start not in told]
        is_site = query.has("site") and not query.has("doing")
        left = [t for t in self._beside(query, asked) if t.kind in ("noun", "name") and t.start not in told]
        if foods or is_site or left:
            return False
        if things == [self._subjects.itself] and not {f.relation for f in facts} & asked.strong.keys():
            return False  # «로봇은 왜 안 자?» is small talk
        timed = query.asks_whether and bool(_timed(facts)) and self._opening.at_a_time(query)
        return bool(asked.strong) or query.has("why") or query.reading.asks_what or timed or bool(measured)

    def _of_day(self, query: Query, turn: SkillTurn, event: str) -> Answer:
        """What a day is, and what the event was."""
        facts = [f for f in self._base.facts_of(event) if f.visible(query.as_of)]
        about = [f for f in facts if f.relation == DEFAULT] or facts[:1]
        when = query.then.label if query.then else self._teller.say("today")
        text = self._teller.say("day_of", when=when, event=self._base.name(event))
        told = self._teller.facts(about, query.as_of)
        return self._told(query, turn, replace(told, text=f"{text} {told.text}"), event, (DEFAULT,))

    def of_parts(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """«두 분이 하기로 한 일이 뭐예요?»: asked of the one thing in which all who are named had a part."""
        done = self.parts.done_by(query)
        if done:
            return self._told(query, turn, self._teller.facts(done, query.as_of), done[0].subject, (done[0].relation,))
        if len(query.people) < 2 or query.offices or query.asks_whether:
            return None
        asked = self._asks.relations(query)
        cued = {at for cue in query.cues for at in cue.span}
        sought = {r for r, span in asked.spans.items() if len(span) > 1 and not span <= cued} - self._personal
        thing = self._subjects.of_people(query, self._personal, sought) if sought else None
        return self._about(query, turn, thing, asked, implied=False) if thing else None

    @staticmethod
    def _beside(query: Query, asked: RelationsAsked) -> tuple[Term, ...]:
        """What a question holds beside the words that ask."""
        asking = {at for cue in query.cues if cue.key in ASKING for at in cue.span}
        return query.residue(asked.positions | asking)

    def claims_part(self, query: Query) -> bool:
        """Whether a yes-no question gives somebody a part in a thing that is named: «그 사람이 서명한 사람이야?»."""
        asked = self._personal & {cue.key for cue in query.relations}
        return query.asks_whether and self._subjects.any_asked((m.id for m in query.things), asked)

    def answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer about the thing named or meant; None where there is none."""
        asked = self._asks.relations(query)
        event = self.parts.event_on(query)
        if event:
            return self._of_day(query, turn, event)
        done = self.parts.done_then(query, turn.focus.knowledge.recent)
        if done is not None:
            return self._told(query, turn, self._teller.facts([done], query.as_of), done.subject, (done.relation,))
        contained = self._contents.told(query)
        if contained:
            told, fact = contained
            return self._told(query, turn, told, fact.subject, (fact.relation,))
        plainly = self._as_such(query, turn)
        if plainly:
            return plainly
        joining, query, asked = self._subjects.joining(query, asked)
        recalled = None if joining else self.parts.recalled(query)
        subjects = [joining or recalled or ""] if joining or recalled else self._subjects.named(query, asked)
        implied = not subjects
        plays_a_part = bool(self._personal & asked.strong.keys())
        if implied and (plays_a_part or not (query.offices or query.people)) and not query.analysis.of_kind("place"):
            subjects = self._subjects.implied(query, turn, asked)
        if not subjects and query.asks_whether:
            subjects = self.parts.played_in(query, asked)
        if not subjects and (query.countries or query.reading.asks_what):
            subjects = self._subjects.measured(query, asked, turn.focus.knowledge.thing)
        if query.event and not subjects and asked.strong:
            subjects = [query.event.id]  # «협약식 때 온 사람»: the day of what is asked about
        if not subjects:
            return None
        by_question = asked.weak.keys() - {DEFAULT}
        if (query.offices or query.people) and not self._subjects.any_asked(subjects, {*asked.strong, *by_question}):
            return None
        own = self.parts.own_part(query, subjects, asked)
        if own:
            return self._told(query, turn, self._teller.facts(own, query.as_of), own[0].subject, (own[0].relation,))
        both = self._comparing.spoken_of(query, turn.focus.knowledge) if not query.things else ()
        compared = self._comparing.told(query, both or subjects, asked)
        if compared:
            told, about = compared
            return self._told(query, turn, told, about.subject, (about.relation,))
        if not self._subjects.any_asked(subjects, asked.strong):
            owner = self._subjects.owner(query, subjects, asked)
            subjects = [owner] if owner else self.parts.played_in(query, asked) or subjects
        subject = self._subjects.best_subject(query, subjects, asked)
        focus = turn.focus.knowledge
        if focus.thing and query.reading.main is None and not asked.strong and not asked.weak:
            subject = self._subjects.edited(query, focus, subject)
        elif focus.thing and not any(f.visible(query.as_of) for f in self._base.facts_of(subject)):
            subject = focus.thing  # «경기도는 어디고?» after a question about the graduate schools
        if not (query.things or query.event) and self._is_of_another_day(query, subject):
            return None
        known = (self._subjects.itself, self._subjects.loosely(query, asked))
        return self._about(query, turn, subject, asked, implied=implied and subject not in known)

    def _is_of_another_day(self, query: Query, subject: str) -> bool:
        """«오늘 행사에 몇 명 왔어»: what is asked of today is not what happened once, and was not named."""
        begins = [f.start.first for f in self._base.facts_of(subject) if f.start is not None]
        today = any(time.first == time.last == query.as_of for time in query.analysis.times)
        return today and self._base.entities[subject].type == "event" and query.as_of not in begins

    def one_by_one(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«하나씩 말해 줄래»: the values of the list that was told last, each in a sentence of its own."""
        if turn.focus.topic != "knowledge" or not query.has("one_by_one") or query.analysis.mentions:
            return None
        told = set(turn.focus.knowledge.told)
        listed = [f for f in self._base.facts if f.id in told and isinstance(f.value, Listing)]
        if len(listed) != 1:
            return None
        values = enumerate(self._base.written(listed[0]), 1)
        text = " ".join(self._teller.say("nth_value", number=ordinal(n), value=value) for n, value in values)
        told_ = Told(text, True, (listed[0].cite(query.as_of),))
        return self._told(query, turn, told_, listed[0].subject, (listed[0].relation,))

    def own_past(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«너 옛날에 도지사 앞에서 뭐 했다며»: what the robot is known to have done at an event."""
        known = turn.focus.knowledge if turn.focus.topic == "knowledge" else KnowledgeFocus()
        own = self.parts.own_past(query, known) or self.parts.met(query)
        if not own:
            return None
        told = self._teller.facts(own, query.as_of)
        main = query.reading.main
        requested = main is not None and main.form is not None and main.form.requests
        if not (requested or query.reading.asks_what or query.has("when")):
            told = self._teller.judged(told, agrees=not query.reading.denies)
        return self._told(query, turn, told, own[-1].subject, (own[-1].relation,))

    def _as_such(self, query: Query, turn: SkillTurn) -> Answer | None:
        """What is asked of a thing as such: which it is, all of it, or where it is now."""
        moved = self._moved(query, turn)
        if moved:
            told = self._teller.facts([moved], query.as_of)
            told = self._teller.judged(told, agrees=False) if query.asks_whether else told
            return self._told(query, turn, told, moved.subject, (moved.relation,))
        newest = self._newest(query, turn) or self.by_its_name(query, turn)
        if newest:
            return newest
        subject = self._asked_whole(query)
        facts = [f for f in self._base.facts_of(subject or "") if f.visible(query.as_of) and not f.unknown]
        about = [f for f in facts if f.relation == DEFAULT][:1]
        if subject is None or not about:
            return None
        listed = [f for f in facts if isinstance(f.value, Listing) and not self._refers(f)][:1]
        whole = about if _which(query) or self._described(query) else [*about, *listed]
        return self._told(query, turn, self._teller.facts(whole, query.as_of), subject, [f.relation for f in whole])

    def by_its_name(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«광주광역시라는 이름은 지금도 써요?», «… 없어졌나요?»: whether something is still there and called so."""
        main = query.reading.main
        there = query.has("called") or (main is not None and main.lemma in EXISTENCE)
        still = there and query.has("still", "now")
        over = query.has("abolished") or (query.has("called") and query.has("changed"))
        if len(query.things) != 1 or not query.asks_whether or query.offices or query.people:
            return None
        kind = self._said_to_be_named(query)  # «광주는 이제 광역시가 아니라며»
        if not (still or over or kind):
            return None
        own = kind | {at for cue in query.cues if cue.key in _OF_A_NAME for at in cue.span}
        left = [t for t in query.residue(own) if t.kind in ("noun", "name") and t.start != query.things[0].start]
        if left or {AT, TO} & set(query.reading.terms[query.term_of(query.things[0]) or 0].particles):
            return None  # «광주에 지금도 전차가 있어?»
        name = self._base.name(query.things[0].id)
        facts = [f for f in self._base.facts_of(query.things[0].id) if f.visible(query.as_of)]
        dated = any(isinstance(f.value, Day) for f in facts)
        about = [f for f in facts if f.relation == DEFAULT][:1]
        ends = [o.subject.ended.last for o in self._base.successions.values() if o.region == name and o.subject.ended]
        if not (about and dated and any(o.region == name for o in self._base.successions.values())):
            return None
        gone = any(day <= query.as_of for day in ends)
        denied = query.reading.denies or (query.claim is not None and query.claim.negated)
        told = self._teller.judged(self._teller.facts(about, query.as_of), (gone == over) != denied)
        return self._told(query, turn, told, about[0].subject, (DEFAULT,))

    def _said_to_be_named(self, query: Query) -> set[int]:
        """The position of what a thing is said to be, where its own name ends so: «광주는 광역시가 아니지?»."""
        main, terms = query.reading.main, query.reading.terms
        at = terms.index(main) - 1 if main is not None and main.lemma in COPULAS else -1
        called, name = terms[at].lemma if at >= 0 else "", self._base.name(query.things[0].id)
        whole = name == called or at < 0 or terms[at].kind != "noun" or terms[at].start == query.things[0].start
        return set() if whole or len(called) <= 1 or not name.endswith(called) else {at}

    def _newest(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«더 최근 건 없어?»: the newest of what was measured more than once, and what it showed."""
        known = turn.focus.knowledge
        if known.thing not in self._measures.subjects or not query.has("newest"):
            return None
        facts = [f for f in self._base.facts_of(known.thing or "") if f.visible(query.as_of) and narrowed(f)]
        days = {day.iso: day for f in facts if (day := measured_in(f))}
        if not days:
            return None
        last = days[max(days)]
        objects = {m.id for m in query.countries} or set(known.objects)
        found = [f for f in facts if measured_in(f) == last and narrowed(f) in objects]
        text = self._teller.say("newest_known", when=self._teller.say("in_year", year=last.first.year))
        told = self._teller.facts(found or facts[-1:], query.as_of)
        told = replace(told, text=f"{text} {told.text}" if found else text)
        when = When(Interval(last.first, last.last), last.iso)
        focus = replace(known, when=when, relations=tuple({f.relation for f in found}) or known.relations)
        return tell(turn, told, focus, FACT)

    @staticmethod
    def _refers(fact: Statement) -> bool:
        """Whether a list is of things that are known by themselves."""
        return any(isinstance(value, Reference) for value in fact.values)

    def _asked_whole(self, query: Query) -> str | None:
        """The thing whose name «무슨» stands before, or of which all is wanted: «무슨 협약», «협약 얘기 좀 해 줘»."""
        which = _which(query) or self._described(query)
        if which is not None:
            return which.id
        main = query.reading.main
        asked = main is not None and main.form is not None and (main.form.requests or main.form.wishes)
        wants = asked or query.has("whole")
        terms = query.reading.terms
        for mention in query.things:
            at = query.term_of(mention)
            after = terms[at + 1 : at + 2] if at is not None else ()
            if wants and any(t.lemma in self._tales and t.form is None for t in after):
                return mention.id
        whole = query.has("whole") and len(query.things) == 1
        return query.things[0].id if whole and not self._asks.relations(query).strong else None

    def _described(self, query: Query) -> Mention | None:
        """«경기도하고 광주가 맺은 협약이 뭐야»: the thing of which it is asked what it is, with what tells it apart."""
        terms, noun = query.reading.terms, asked_noun(query) if query.reading.question(WHAT) else None
        before = terms[noun - 1].form if noun else None
        which = next((m for m in query.things if query.term_of(m) == noun), None)
        if which is None or before is None or not before.modifies or query.countries:
            return None
        about = [f for f in self._base.facts_of(which.id) if f.relation == DEFAULT][:1]
        named = [t for t in terms[:noun] if t.kind in ("name", "noun") and not t.bound]
        return which if about and all(self._accounts.is_told(query, t, about[0]) for t in named) else None

    def _moved(self, query: Query, turn: SkillTurn) -> Statement | None:
        """«거기 지금도 도청이야?»: where a thing is since something was there that was told; None where it stayed."""
        told = [self._by_id[id] for id in turn.focus.knowledge.told if id in self._by_id]
        if query.has("site") and len(query.things) > 1:  # «협약 맺은 데가 지금 도청 그 건물 맞아?»
            events = [m.id for m in query.things if self._base.entities[m.id].type == "event"]
            told = [f for id in events for f in self._base.facts_of(id) if self._where_asked(f)] or told
        since = next((f.start for f in told if f.start is not None), None)
        where = query.reading.question(WHERE) and query.names_nothing
        if since is None or not (query.asks_whether or where) or not query.has("still"):
            return None
        named = [m.id for m in query.things]
        if where:  # «지금은 어디 있는데?»: of what the place that was told is called by
            named = [id for id in self._relocated if any(self._accounts.mentions(f, id) for f in told)]
        for id in named:
            facts = [f for f in self._base.facts_of(id) if f.visible(query.as_of)]
            left = {f.relation for f in facts if f.end is not None and f.end.last < query.as_of}
            now = [f for f in facts if f.relation in left and f.start and f.end is None]
            if now and now[-1].start and now[-1].start.first > since.first:
                return now[-1]
        return None

    def _where_asked(self, fact: Statement) -> bool:
        return WHERE in self._base.vocabulary.relations[fact.relation].asks

    def placed_before(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«그 전엔 어디였는데»: where what was told of was before; None where that is not asked or known."""
        thing = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else None
        there = query.asks_whether and query.has("ex") and query.points_back  # «예전에도 거기 있었어?»
        asks = (query.reading.question(WHERE) or there) and query.has("before", "ex") and query.names_nothing
        if thing is None or not asks or query.analysis.mentions or query.residue(query.pointers | self._ex(query)):
            return None
        facts = [f for f in self._base.facts_of(thing) if f.visible(query.as_of) and self._where_asked(f)]
        over = [f for f in facts if f.end is not None and f.end.last < query.as_of and not f.unknown]
        if not over:
            return None
        told = self._teller.facts(over[-1:], query.as_of)
        told = self._teller.judged(told, agrees=False, claimed=False) if there else told
        return self._told(query, turn, told, thing, (over[-1].relation,))

    @staticmethod
    def _ex(query: Query) -> set[int]:
        return {at for cue in query.cues if cue.key in ("before", "ex", "there", "role") for at in cue.span}

    def reckoned(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """What is asked to be reckoned from values that are named or were told; None where nothing is."""
        if not (self._timeline.is_asked(query) or self._algebra.is_asked(query)):
            return None
        asked = self._asks.relations(query)
        dated = self._timeline.told(query, asked, turn.focus.knowledge)
        if dated:
            return self._dated(query, turn, *dated)
        if not self._algebra.is_asked(query):
            return None
        found = self._algebra.reckoned(
            query, asked, turn.focus.knowledge, lambda: self._subjects.implied(query, turn, asked)
        )
        if found is None:
            return None
        if isinstance(found, Lacking):
            return Decline(found.reason, found.strength, FACT)
        first = found.facts[0]
        beside = _compared_with(query)  # «중국이랑 비교하면»: what is spoken of stays what it was
        objects = dict.fromkeys(e for f in found.facts if (e := narrowed(f)))
        known = turn.focus.knowledge
        topic = known.objects[:1] if known.thing == first.subject else ()
        objects_ = tuple(sorted(objects, key=lambda entity: (entity in beside, entity not in topic)))
        kept = turn.focus.knowledge.when if turn.focus.knowledge.thing == first.subject else None
        when = query.when or kept
        times = {p.iso: p for f in found.facts if (p := measured_in(f))}
        if len(times) > 1:  # «2018년보다 올랐어?», «그 후에 올랐어?»: the later one is where the talk has come to
            last = times[max(times)]
            when = max(filter(None, (kept, when, When(Interval(last.first, last.last), last.iso))), key=_end_of)
        relations = tuple(dict.fromkeys(f.relation for f in found.facts))
        focus = KnowledgeFocus(thing=first.subject, relations=relations, objects=objects_, when=when, asked="fact")
        return tell(turn, found.told, focus, FACT)

    @staticmethod
    def _dated(query: Query, turn: SkillTurn, told: Told, found: Sequence[Dated]) -> Answer:
        """What is told of several days; the last of what happened is spoken of next."""
        of = next((d.of for d in reversed(found) if d.of is not None), None)
        if isinstance(of, Tenure):
            office, person = of.succession, of.holder
            focus = KnowledgeFocus(office=office, person=person, tenure=of.id, when=query.when, asked="tenure")
        elif of is not None:
            focus = KnowledgeFocus(thing=of.subject, relations=(of.relation,), when=query.when)
        else:
            focus = turn.focus.knowledge
        return tell(turn, told, focus, FACT)

    def _about(
        self, query: Query, turn: SkillTurn, subject: str, asked: RelationsAsked, *, implied: bool
    ) -> Answer | Decline | None:
        facts = [f for f in self._base.facts_of(subject) if f.visible(query.as_of)]
        beside = {f.relation for f in facts if narrowed(f) is None and f.relation != DEFAULT}  # «이 조사는 누가 했어»
        if subject in self._measures.subjects and not beside & asked.strong.keys():
            return self._measures.tell_compared(query, turn, subject, facts, asked)
        noun = next((t for t in reversed(query.residue()) if t.kind == "noun"), None)
        if noun and not self._base.facts_of(subject):  # nothing is known of it but its part in others
            name = self._base.name(subject)
            return Decline(self._teller.say("relation_unknown", subject=name, label=noun.text), 2, FACT)
        if not facts:
            if not self._base.facts_of(subject):
                return self._declined()  # other statements may name it
            reason = self._teller.say("not_known_then", as_of=query.as_of, subject=self._base.name(subject))
            return Decline(reason, 2, FACT)
        opened = self._opened(query, turn, facts, asked)
        if opened:
            return self._told(query, turn, opened, subject, dict.fromkeys(f.relation for f in _timed(facts)))
        asked = self._choosing.placed(query, facts, self._choosing.applying(query, facts, asked))
        asked = self._choosing.sized(query, facts, self._choosing.dated(query, facts, asked))
        relations = self._choosing.relations(query, turn.focus.knowledge, subject, facts, asked)
        if relations == [DEFAULT]:  # what all words say comes before what is told of anything
            found = self._finder.of_subjects(query, (subject,), asked)
            relations = [found[0].relation] if found else relations
        chosen = self._choosing.told(query, facts, relations)
        if relations and not chosen:
            return self._declined()  # of another time
        reckoned = self._reckoned(query, facts, chosen, asked)
        if reckoned:
            told, fact = reckoned
            return self._told(query, turn, told, subject, (fact.relation,))
        asked_why = [f for f in chosen if f.relation in asked.strong and self._asks.fits_question(query, f)]
        if query.has("why") and not asked_why:
            became = self._became_another(query, facts)
            if became:
                told = self._teller.facts([became], query.as_of)
                return self._told(query, turn, told, subject, (became.relation,))
            return self._lacks.reasonless(query, chosen or facts)
        rests = self._resting(facts, asked) if not relations else []
        if rests:
            told = self._teller.facts(rests, query.as_of)
            if not any(isinstance(f.value, OpeningHours) and f.value.closed for f in rests):
                told = replace(told, text=f"{told.text} {self._teller.say('closed_unknown')}")
            return self._told(query, turn, told, subject, (rests[0].relation,))
        if not relations:
            unknown = self._open(query, facts) if query.asks_whether else []
            missing = sorted(unknown, key=lambda f: len(self._accounts.left(query, [f], asked)))[:1]
            left = self._accounts.foreign(self._accounts.left(query, missing, asked), facts)
            if missing and all(t.kind == "verb" for t in left):
                return self._told(query, turn, self._teller.facts(missing, query.as_of), subject, ())
            return self._without(query, turn, subject, asked, facts)
        return self._plainly(query, turn, subject, chosen, facts, asked, implied=implied)

    def _became_another(self, query: Query, facts: Sequence[Statement]) -> Statement | None:
        """«광주광역시는 왜 없어졌어?», «이름이 왜 바뀌었어?»: that it was merged is why, whyever that was done."""
        if query.has("merged") or not query.has("abolished", "changed", "called"):
            return None
        about = (f for f in facts if f.relation == DEFAULT and not f.unknown)
        return next((f for f in about if self._merging & self._accounts.lemmas(f.id)), None)

    def _open(self, query: Query, facts: Sequence[Statement]) -> list[Statement]:
        """What was looked for and not found: what became of a thing, and what a word of the question asks for."""
        terms = query.reading.terms
        own = {m.start for m in query.analysis.mentions}

        def is_meant(fact: Statement) -> bool:
            said = (terms[at] for at in self._accounts.covered(query, fact) if at not in query.frame)
            return fact.relation in self._outcomes or any(t.start not in own for t in said)

        return [f for f in facts if f.unknown and is_meant(f)]

    def _resting(self, facts: Sequence[Statement], asked: RelationsAsked) -> list[Statement]:
        """Hours, where the days are asked for on which something is closed: those that say so, or any."""
        if not any(r.id in asked.strong for r in self._base.vocabulary.with_role("closed")):
            return []
        timed = [f for f in _timed(facts) if not f.end]
        return ([f for f in timed if isinstance(f.value, OpeningHours) and f.value.closed] or timed)[-1:]

    def _plainly(
        self,
        query: Query,
        turn: SkillTurn,
        subject: str,
        chosen: Sequence[Statement],
        facts: Sequence[Statement],
        asked: RelationsAsked,
        *,
        implied: bool,
    ) -> Answer | Decline:
        """What is chosen, where it accounts for the whole question."""
        relations = list(dict.fromkeys(f.relation for f in chosen))
        main, held = query.reading.main, [f for f in facts if self._where_asked(f) and not f.unknown]
        did = main is not None and main.lemma == DOING and query.reading.question(WHERE)
        if did and held and self._personal.issuperset(relations):  # «서명은 어디서 했대»: where it was, and not who did
            return self._told(query, turn, self._teller.facts(held[-1:], query.as_of), subject, (held[-1].relation,))
        if not query.asks_whether and not self._asks.is_answered(query, chosen, asked):
            question = self._teller.say("asked_unknown", what=self._asks.question(query))
            is_near = relations == [DEFAULT] or set(relations) <= set(asked.strong)
            is_near = is_near and not self._accounts.foreign(self._accounts.left(query, chosen, asked), facts)
            return Decline(f"{question} {self._teller.sentence(chosen[-1])}" if is_near else question, 2, FACT)
        first = self._asks.who_first(query) if sum(len(f.values) for f in chosen) > 1 else ""
        if first:  # «누가 먼저 서명했어»: that all of them did says nothing of the order
            told = self._teller.unknown("asked_unknown", what=first)
            told = told.and_then(self._teller.facts(chosen, query.as_of))
            return self._told(query, turn, told, subject, relations)
        who = [self._base.name(id) for id in sorted(query.without)]
        if who and {value for f in chosen for value in self._base.written(f)} <= {*who}:
            return self._told(query, turn, self._teller.unknown("nobody_else", who=who), subject, relations)
        side = self._of_side(query, turn, chosen, asked)
        if side:
            return side
        described = {query.reading.terms[at] for at in self._choosing.describing(query, relations, facts, asked)}
        left = tuple(t for t in self._accounts.left(query, chosen, asked) if t not in described)
        item = self._listed.told(query, chosen)
        if item:
            counting = {query.reading.terms[at].start for cue in query.cues if cue.key == "last" for at in cue.span}
            left = tuple(t for t in left if t.kind != "number" and t.start not in counting)
        miscounted = bool(left) and all(t.kind == "number" for t in left) and isinstance(chosen[0].value, Listing)
        if miscounted and not query.asks_whether and set(relations) & set(asked.strong):
            told = self._teller.facts(chosen, query.as_of)
            return self._told(query, turn, self._teller.judged(told, agrees=False), subject, relations)
        is_open = query.has("there", "now", "still") or any(t.kind == "verb" for t in left)
        sought = self._open(query, facts) if is_open else []
        if sought and relations == [DEFAULT] and query.asks_whether:  # «그건 지금 있어?», «성공했어?»
            return self._told(query, turn, self._teller.facts(sought[:1], query.as_of), subject, ())
        plans = [f for f in chosen if self._accounts.is_plan(f)]
        became = [f for f in facts if f.relation in self._outcomes]
        if query.asks_whether and query.reading.is_past and plans and plans == list(chosen) and became:
            # «다 지었대?»: what was planned last is no answer without what became of it
            told = self._unfinished(query, plans[-1], became[-1])
            return self._told(query, turn, told, subject, (became[-1].relation,))
        if not query.reading.asks_what and self._names_another(query, subject, asked):
            return self._declined()
        if query.asks_whether or _doubts(query):
            checked = self._checked(query, turn, subject, chosen, left)
            if isinstance(checked, Decline) and self._outcomes.issuperset(relations):  # «아직 유효해?»
                return self._told(query, turn, self._teller.facts(chosen, query.as_of), subject, relations)
            return checked
        if query.reading.chooses:  # «4,061억이었나 4,116억이었나»: the value says which
            left = tuple(t for t in left if t.kind != "number")
        corrected = self.parts.corrected(query, left, facts)
        if corrected:
            return self._told(query, turn, corrected, subject, relations)
        missing = self._lacks.missing(query, subject, relations, asked, left)
        if missing:
            left = ()
        is_clear = bool(set(relations) & set(asked.strong))
        if not implied:
            covered = {query.reading.terms[at].start for f in chosen for at in self._accounts.covered(query, f)}
            narrowing = self._choosing.narrowing(query, relations, facts, asked)
            narrowing = tuple(t for t in narrowing if t.start not in covered)
            if relations != [DEFAULT]:  # what a thing is tells nothing that is asked of it
                noun = asked_noun(query) if query.reading.question(WHAT) else None  # it has to be told itself
                own = self._accounts.foreign(left, facts, verbs=not is_clear)
                left = tuple(t for t in left if t in own or (noun is not None and t is query.reading.terms[noun]))
            left = (*left, *narrowing)
        if any(term.kind != "verb" for term in left) or (left and (implied or not is_clear)):
            terms = query.reading.terms
            is_asked = any(terms[at] in left and terms[at].kind == "noun" for at in asked.positions)
            if is_asked and not is_clear:
                return self._without(query, turn, subject, asked, facts)
            return self._lacks.narrower(query, subject, chosen, left) or self._declined()
        if len(relations) > 1 or missing:
            chosen = [[f for f in chosen if f.relation == r][-1] for r in relations]
        told = item or self._teller.facts(chosen, query.as_of)
        told = replace(told, text=f"{self._counted(query, chosen)}{told.text}{missing}")
        note = ambiguity_note(self._base, [m for m in query.things if subject in m.ids])  # not «광주와 맺은 협약»
        return self._told(query, turn, replace(told, text=told.text + note), subject, relations)

    def _names_another(self, query: Query, subject: str, asked: RelationsAsked) -> bool:
        """«그 집 이름이 적혀 있었나요?»: whether it is the name of a kind of thing that the subject is none of."""
        terms, types, entity = query.reading.terms, self._base.vocabulary.types, self._base.entities[subject]
        own = (*entity.names, *types[entity.type].nouns)
        kinds = {noun for kind in types.values() for noun in kind.nouns}
        kinds |= {terms[at].lemma for cue in query.cues if cue.key == "site" for at in cue.span}
        naming = {at for relation in self._naming for at in asked.spans.get(relation, ())}
        owners = (terms[at - 1] for at in naming if at and terms[at - 1].phrase == terms[at].phrase)
        return any(o.lemma in kinds and not any(noun.endswith(o.lemma) for noun in own) for o in owners)

    def _unfinished(self, query: Query, plan: Statement, became: Statement) -> Told:
        """«다 지었대?» where only a plan is known: that it isn't known to be so, the plan, and what became of it."""
        both = dict.fromkeys((plan.id, became.id))
        told = self._teller.facts([self._by_id[id] for id in both], query.as_of)
        verb, terms = query.claim.verb if query.claim is not None else None, query.reading.terms
        if verb is None:
            return told
        before = terms[: terms.index(verb)][-1:]
        since = before[0].start if before and before[0].kind == "adverb" else query.text.rfind(" ", 0, verb.start) + 1
        whether = whether_so(query.reading, since, verb)
        if whether is None:
            return told
        parts = [written_sentences(self._teller.facts([self._by_id[id]], query.as_of).text)[0] for id in both]
        return replace(told, text=" ".join((self._teller.say("done_unknown", whether=whether), *parts)))

    def _opened(self, query: Query, turn: SkillTurn, facts: Sequence[Statement], asked: RelationsAsked) -> Told | None:
        """«지금 열었어?»: whether a thing is open at a time that is named."""
        timed = _timed(facts)
        over = query.then is not None and query.then.days.last < query.as_of - _LAST_WEEK
        when = self._opening.when(query, turn) if timed and query.asks_whether and not over else None
        if when is None:
            return None
        own = {f.relation for f in timed}
        strong = {r for r in asked.strong if any(f.relation == r for f in facts)}
        if strong and not strong & own:
            return None
        left = [t for t in self._accounts.left(query, timed, asked) if not when.start <= t.start < when.end]
        left = [t for t in self._accounts.foreign(left, facts) if t.kind != "verb" and t.lemma != HALF]
        best = max(strong & own, key=lambda r: asked.strong[r], default=None)
        named = [f for f in timed if f.relation == best]
        if left or (named and all(f.end and f.end.last < query.as_of for f in named)):
            return None  # «오늘도 야간 개장 하나요?» is about that alone
        opened = self._opening.told(query, when, timed)
        spans = {at for r in strong & own for at in asked.spans[r]}
        others = [r for r in strong - own if spans and self._asks.joined(query, asked.spans[r], spans)]
        known = [f for f in facts if f.relation in others]
        return self._teller.facts(known, query.as_of).and_then(opened) if opened and known else opened

    def _reckoned(
        self, query: Query, facts: Sequence[Statement], chosen: Sequence[Statement], asked: RelationsAsked
    ) -> tuple[Told, Statement] | None:
        """What the values of statements have to be reckoned with for, where nothing else is asked."""
        strong = [f for f in chosen if f.relation in asked.strong]
        asks_number = any(t.kind == "question" and t.lemma.startswith(HOW_MANY) for t in query.reading.terms)
        if query.has("how_much") or any(isinstance(f.value, Money) for f in strong):
            paid = self._reckoning.amount(query, (*strong, *facts))
            if paid:
                told, fact, at = paid
                return (told, fact) if not self._accounts.nouns_left(query, fact, asked, at) else None
        lasts = query.has("end", "how_long") and (query.has("when") or query.reading.question(*HOW_MUCH) or asks_number)
        lasts = lasts and not query.has(AGE)
        over = self._reckoning.lasted(query, facts) if lasts and query.reading.is_past and not strong else None
        if over and not self._accounts.nouns_left(query, over[1], asked):
            return over
        done = [f for f in facts if happened(f) and not self._accounts.is_plan(f)]
        dated = [f for f in strong or chosen if f in done] or [
            f for f in done if not strong or f.relation in asked.strong
        ]
        others = [f for f in facts if f.relation in asked.strong and not happened(f)]
        of_one = len({f.relation for f in dated}) == 1 and not others
        if query.has(AGE) and of_one and not self._accounts.nouns_left(query, dated[-1], asked, verbs=True):
            since = self._reckoning.since(query, dated)
            return (since, dated[-1]) if since else None
        return None

    def _told(self, query: Query, turn: SkillTurn, told: Told, subject: str, relations: Iterable[str]) -> Answer:
        focus = KnowledgeFocus(thing=subject, relations=tuple(relations), when=query.when, asked="fact")
        return tell(turn, told, focus, FACT)

    def _checked(
        self, query: Query, turn: SkillTurn, subject: str, facts: Sequence[Statement], left: Sequence[Term]
    ) -> Answer | Decline:
        compares = len(query.things) > 1 and bool(
            self._comparing.than(query)
        )  # what is compared, no single value decides
        told = None if compares else self._checks.check(query, subject, facts, left)
        if told is None:
            return self._declined()
        return self._told(query, turn, told, subject, [f.relation for f in facts if not f.unknown])

    def _counted(self, query: Query, chosen: Sequence[Statement]) -> str:
        """«몇 명 왔어»: how many a list of things names, with a space behind it; "" where that is not asked."""
        value = chosen[0].value
        bare = any(a.lemma == HOW_MANY and b.form is not None for a, b in pairwise(query.reading.terms))  # «몇이나 와»
        counts = bare or query.has("how_many", "how_much") or "number" in self._accounts.aspects.said(query)
        if not counts or not isinstance(value, Listing):
            return ""
        items = [self._base.entities[v.entity] for v in value.items if isinstance(v, Reference)]
        if not items or len(items) < len(value.items):
            return ""
        counter = self._base.vocabulary.types[items[0].type].counter
        return self._teller.say("counted", counted=count(len(items), counter)) + " "

    def _without(
        self, query: Query, turn: SkillTurn, subject: str, asked: RelationsAsked, facts: Sequence[Statement]
    ) -> Answer | Decline:
        """What is asked for is not known of this thing: it is named as it was asked for, with what is known."""
        main = query.reading.main
        if query.asks_whether and main is not None and main.lemma in COPULAS:
            return self._declined()  # «대기업이야?» asks for nothing that it has
        best = max(asked.strong, key=lambda r: asked.strong[r], default=None)
        name = self._base.name(subject)
        said = next((m.text for m in query.things if subject in m.ids), name)
        if best in self._naming and said != name and facts:  # «2단계 사업 이름이 뭐야»
            told = Told(self._teller.say("named", subject=said, name=name), True, (facts[0].cite(query.as_of),))
            return self._told(query, turn, told, subject, ())
        label = self._asks.label(query, asked.spans[best]) if best else ""
        question = self._asks.question(query)
        if best and (label or not question):
            label = label or self._base.vocabulary.relations[best].label
            reason = self._teller.say("relation_unknown", subject=name, label=label)
            usual = next((f for f in facts if f.relation == DEFAULT), None) if query.asks_whether else None
            return Decline(f"{reason} {self._teller.sentence(usual)}" if usual else reason, 2, FACT)
        if question:
            return Decline(self._teller.say("asked_unknown", what=question), 2, FACT)
        relations = self._base.vocabulary.relations
        that = relations[DEFAULT].label if DEFAULT in asked.weak else self._teller.say("that")
        known = [relations[r].label for r in dict.fromkeys(f.relation for f in facts if not f.unknown) if r != DEFAULT]
        reason = self._teller.say("relation_unknown", subject=name, label=that)
        return Decline(f"{reason} {self._teller.say('knows_else', labels=known[:3])}" if known else reason, 2, FACT)

    def _declined(self) -> Decline:
        return Decline(self._teller.say("unexplained"), 1, FACT)

    def edited(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«착공 때는요?»: of the values over time of what was told last, the one that holds all words."""
        known = turn.focus.knowledge
        if not known.thing or not query.names_nothing or known.thing in self._measures.subjects:
            return None
        if query.reading.asks_what or query.asks_whether:
            return None
        facts = [f for f in self._base.facts_of(known.thing) if f.relation in known.relations[:1]]
        facts = [f for f in facts if f.visible(query.as_of)]
        said = [f for f in facts if query.residue() and not self._accounts.left_by(query, f)]
        if not 0 < len(said) < len(facts):
            return None
        return self._told(query, turn, self._teller.facts(said, query.as_of), known.thing, known.relations)

    def retold(self, query: Query, turn: SkillTurn) -> Answer | None:
        """What was said a moment ago, where it holds all that is asked: it is never denied."""
        told = turn.focus.knowledge.told
        facts = [self._by_id[id] for id in told if id in self._by_id]
        asks = query.reading.asks_what or any(t.kind == "question" for t in query.residue())
        why = query.has("why")
        if not (facts and (asks or why) and query.names_nothing) or query.analysis.times:
            return None
        words = query.residue({at for cue in query.cues if cue.key == "why" for at in cue.span})
        bare = why and not words  # «이유가 뭐였죠?»
        fitting = [fact for fact in facts if self._asks.fits_question(query, fact)]
        holding = [fact for fact in fitting if bare or not self._accounts.left_by(query, fact)]
        content = [t for t in words if t.kind != "question"]
        if not holding or not (content or query.points_back or bare):
            return None
        known = turn.focus.knowledge  # what is told once more stays of the time and the country that it was of
        when = query.when or (known.when if known.thing == holding[0].subject else None)
        relations = tuple(f.relation for f in holding)
        focus = KnowledgeFocus(thing=holding[0].subject, relations=relations, objects=known.objects, when=when)
        return tell(turn, self._teller.facts(holding, query.as_of), focus, FACT)

    def lists(self, query: Query, turn: SkillTurn) -> bool:
        """Whether one value of a list of facts that was told last is asked for: «세 번째 거 다시요».

        Or claimed of a side: «경기도 쪽은 이재명이고?».
        """
        claims = bool(query.people) and query.asks_whether
        if not (ordinals(query.analysis.numbers) or claims) or turn.focus.topic != "knowledge":
            return False
        return isinstance(self.pointed_at(query, turn), Answer)

    def pointed_at(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """«세 번째 게 뭐였지?», «두 번째 거는 어디에 짓는 거야?»: a value of the list that was told last."""
        told = set(turn.focus.knowledge.told)
        listed = [f for f in self._base.facts if f.id in told and isinstance(f.value, Listing)] if told else []
        spoken_of = turn.focus.knowledge.objects if listed else ()
        item = self._listed.told(query, listed, spoken_of) if query.names_nothing else None
        asked = self._asks.relations(query)
        if item is None:
            return self._of_side(query, turn, listed, asked) if listed else None
        thing = self._listed.entity(query, listed)
        own = {f.relation for f in self._base.facts_of(thing or "")} - {DEFAULT}
        if thing and own & {*asked.strong, *asked.weak}:
            counted = {n.start for n in query.analysis.numbers}
            frame = {at for at, t in enumerate(query.reading.terms) if t.start in counted}
            named = replace(query, frame=query.frame | frame)
            return self._about(named, turn, thing, asked, implied=False)
        about = [f for f in self._base.facts_of(thing or "") if f.relation == DEFAULT and f.visible(query.as_of)][:1]
        if thing and about and query.has("in_detail"):
            detailed = item.and_then(self._teller.facts(about, query.as_of))
            return self._told(query, turn, detailed, thing, (DEFAULT,))
        return self._told(query, turn, item, listed[0].subject, (listed[0].relation,))

    def described(self, query: Query, turn: SkillTurn) -> Query | Decline | None:
        """«광주 쪽 서명자는 언제까지 시장이었어?»: who is meant by a part that they had, of whose term it is asked.

        It is declined where nobody is singled out: it is not asked of who was spoken of last. None where nobody is
        described.
        """
        if (titled := self._titled_part(query, turn)) is not None:
            return titled
        terms = query.reading.terms
        cues = [cue for cue in query.relations if cue.key in self._personal and terms[cue.last].form is None]
        cue = next((c for c in cues if {TOPIC, SUBJECT, GENITIVE} & {*terms[c.last].particles}), None)
        named = [at for m in (*query.people, *query.offices) if (at := query.term_of(m)) is not None]
        if cue is None or aspect_of(query) not in TOLD or query.asks_whether:
            return None
        if any(terms[at].phrase != terms[cue.last].phrase and at < cue.last for at in named):
            return None
        facts = [f for f in self._base.facts if f.relation == cue.key and f.visible(query.as_of) and not f.unknown]
        recent = [f for f in facts if f.id in (*turn.focus.knowledge.told, *turn.focus.knowledge.recent)]
        phrase = {at for at in range(cue.first) if not (terms[at].form or terms[at].kind == "question")}
        one = len(recent or facts) == 1 and not query.people and phrase
        side = self._listed.of_side(query, recent or facts, phrase) if one else None
        if side is None or len(side[2]) != 1:
            return Decline(self._teller.say("unexplained"), 1, FACT)
        fact, who = (recent or facts)[0], side[2][0]
        day = fact.start.first if fact.start else query.as_of
        held = [s.tenure for o in self._base.successions.values() for s in during(o, Interval.of(day), query.as_of)]
        posts = {t.succession: None for t in held if t.holder == who}
        offices = [Mention(-1, -1, "", self._base.name(id), "office", (id,)) for id in posts]
        person = Mention(-1, -1, "", self._base.name(who), "person", (who,))
        span = {*cue.span, *phrase}
        rest = tuple(c for c in query.cues if not (c.key == "after" or span & {*c.span}))
        things = tuple(m for m in query.things if query.term_of(m) not in span)
        meant = query.offices or tuple(offices[:1])
        found = replace(query, people=(person,), offices=meant, things=things, relations=())
        return replace(found, cues=rest, frame=query.frame | span)

    def _titled_part(self, query: Query, turn: SkillTurn) -> Query | Decline | None:
        """«서명한 광주시장은 언제까지 했어?»: who had that part and held that then, of whose term it is asked.

        It is declined where nobody had both. None where nobody is described.
        """
        terms, office = query.reading.terms, query.offices[0] if len(query.offices) == 1 else None
        head = query.term_of(office) if office is not None else None
        cue = next((c for c in query.relations if c.key in self._personal and c.last + 1 == head), None)
        verb = terms[cue.last].form if cue is not None else None
        asks = aspect_of(query) in TOLD or query.has("doing")
        if office is None or cue is None or verb is None or not verb.modifies or query.people or not asks:
            return None
        known = turn.focus.knowledge
        named: set[str | None] = {m.id for m in query.things} or {known.thing}
        facts = [f for f in self._base.facts if f.relation == cue.key and f.visible(query.as_of)]
        told = [f for f in facts if f.id in (*known.told, *known.recent)] or [f for f in facts if f.subject in named]
        if not told:
            return None
        parts = [(v.entity, f.start.first) for f in told if f.start for v in f.values if isinstance(v, Reference)]
        held = {
            stretch.tenure.holder
            for who, day in parts
            for stretch in during(self._base.successions[office.id], Interval.of(day), query.as_of)
            if stretch.tenure.holder == who
        }
        if len(held) != 1:  # «협약에 서명한 수원시장은 …»: there was no such
            return Decline(self._teller.say("unexplained"), 1, FACT)
        who = held.pop()
        span = {at for at in range(cue.last + 2) if terms[at].clause == terms[cue.last].clause}
        span |= {*cue.span, cue.last + 1, *(at for c in query.cues if c.key == "after" for at in c.span)}  # «그 뒤로»
        return replace(
            query,
            people=(Mention(-1, -1, "", self._base.name(who), "person", (who,)),),
            offices=() if query.has("doing") else query.offices,
            things=tuple(m for m in query.things if query.term_of(m) not in span),
            relations=(),
            cues=tuple(c for c in query.cues if not span & {*c.span}),
            frame=query.frame | span,
        )

    def _of_side(
        self, query: Query, turn: SkillTurn, facts: Sequence[Statement], asked: RelationsAsked
    ) -> Answer | None:
        """«광주에서는 누가 왔어», «그중 원장은 두 분이죠?»: some of a list, where nothing else is asked."""
        # Of what was then nothing says what is so today, «그 광주 쪽 사람은 지금도 시장이야?», and of whom a title is
        # asked, «이용섭은 언제부터 시장이었어?», the terms tell.
        of_terms = query.has("now", "still") or (bool(query.people) and aspect_of(query) in TOLD)
        side = None if of_terms else self._listed.of_side(query, facts)
        if side is None:
            return None
        told, said, chosen = side
        terms = query.reading.terms
        known = {terms[at].phrase for at in said}
        left = [t for t in self._accounts.left(query, facts, asked) if t.phrase not in known and t.kind != "number"]
        if any(t.kind in ("noun", "name", "verb") for t in left):
            return None
        thing, relations = facts[0].subject, (facts[0].relation,)
        focus = KnowledgeFocus(thing=thing, relations=relations, objects=chosen, when=query.when, asked="fact")
        return tell(turn, told, focus, FACT)

    def by_words(self, query: Query, turn: SkillTurn) -> Answer | None:
        """The statement that accounts for every content word of the question: of what is near, or any."""
        claimed = {term.start for term in claimed_in(query)}
        others = query.analysis.of_kind("food", "place", "eatery", "attribute")
        if any(m.start not in claimed for m in (*query.people, *query.offices, *others)):
            return None
        if goes_elsewhere(query.reading) and not query.things:
            return None
        asked = self._asks.relations(query)
        found = self._finder.of_subjects(query, self._near(query, turn), asked)
        if not found and not query.points_back and tells_of_what(query) and _may_ask(turn):
            found = self._finder.anywhere(query, asked)
        if not found:
            return None
        fact = found[0]
        facts = self._choosing.told(query, found, (fact.relation,))
        if not facts or (not query.reading.asks_what and self._names_another(query, fact.subject, asked)):
            return None
        if query.asks_whether:
            outcome = self._checked(query, turn, fact.subject, facts, self._accounts.left(query, facts, asked))
            return outcome if isinstance(outcome, Answer) else None
        return self._told(query, turn, self._teller.facts(facts, query.as_of), fact.subject, (fact.relation,))

    def _near(self, query: Query, turn: SkillTurn) -> list[str]:
        """What a question can be about: what is named; else the robot, what was spoken of, what is here."""
        claimed = {t.start for t in claimed_in(query)}  # «장소는 광교였죠?» is not about Gwanggyo
        named = [m.id for m in (*query.things, *query.countries) if m.start not in claimed]
        named += [query.event.id] if query.event else []
        addressed = query.has("you") or any(term.called for term in query.reading.terms)
        itself = [self._subjects.itself] if self._subjects.itself and addressed else []
        spoken_of = [turn.focus.knowledge.thing] if turn.focus.knowledge.thing else []
        near = dict.fromkeys(named or [*itself, *spoken_of, *self._subjects.here])
        return [subject for subject in near if subject not in self._measures.subjects]


def _may_ask(turn: SkillTurn) -> bool:
    """Whether something may be asked: «시장 가도 살 게 없어» holds words of a statement, and asks for nothing."""
    reading = turn.analysis.reading
    clear = turn.act not in ("tells", "reacts", "unclear")
    return clear or reading.main is None or reading.asks_what or "?" in reading.text or bool(turn.analysis.mentions)


def _timed(facts: Iterable[Statement]) -> list[Statement]:
    """Statements of when something is open."""
    return [fact for fact in facts if isinstance(fact.value, OpeningHours)]


def _doubts(query: Query) -> bool:
    """«사천억?»: a number alone that is asked back."""
    return query.text.endswith("?") and all(t.kind == "number" for t in query.reading.terms)
