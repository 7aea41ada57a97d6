"""Questions to the knowledge base: what is held by one after the other, those who hold it, and everything else.

The skill answers only when nothing in the question is left unexplained by names, times, words that ask for something
and the answer itself; otherwise it declines and names what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Final, Literal

from companion.answering.base import Answer, Attempt, Decline, Focus, KnowledgeFocus, Library, SkillTurn
from companion.answering.facts import FactAnswers
from companion.answering.facts.asked import derived
from companion.answering.happenings import Happenings
from companion.answering.kinds import KindAnswers
from companion.answering.reasons import about_reasons, asks_only_why, reason_unknown
from companion.answering.said_of import SaidOf
from companion.answering.sources import about_sources
from companion.answering.successions import SuccessionAnswers
from companion.answering.telling import FACT, REMEMBERED
from companion.answering.tenure_aspects import EXPLAINED, accounted_for
from companion.answering.tenure_question import HOLDER
from companion.answering.titles import is_known_title, meant_by_region, of_the_place, of_title
from companion.answering.word_meanings import WordMeanings
from companion.language.claims import Claimed
from companion.language.confiding import is_of_mind
from companion.language.cues import CueSpan
from companion.language.dates import format_date
from companion.language.grammar import subjects_asked
from companion.language.morphemes import is_personal_name
from companion.language.pointing import BESIDE, asks_for_others, is_left_out
from companion.language.self_questions import asked_of_self, asks_whether_to_say_so, asks_words_to_come
from companion.language.terms import (
    BECOMING,
    CERTAIN,
    CONFIRMING,
    COPULAS,
    EXISTENCE,
    GENITIVE,
    SUBJECT,
    TO,
    TOPIC,
    WHAT,
    WHEN,
    WHO,
    Term,
    is_light,
)
from companion.understanding.query import Grammar, Query, QueryReader
from companion.understanding.types import Mention


def _meaning_asked_of(query: Query) -> str | None:
    """«사서가 누구야?», «블록체인이 뭐야?»: the noun of which nothing is asked but who or what that is."""
    reading, asked = query.reading, list(subjects_asked(query.reading))
    if not reading.question(WHO, WHAT) or reading.main is None or reading.main.lemma not in COPULAS or len(asked) != 1:
        return None
    phrase, described = asked[0]
    if described or phrase[0].start != reading.terms[0].start or any(t.kind != "noun" for t in phrase):
        return None
    noun = query.text[phrase[0].start : phrase[-1].end]
    of_it = " " in noun and not reading.question(WHO)  # «시청 전화번호가 뭐야?»
    return None if of_it else noun


def _many(query: Query) -> set[int]:
    """«권한대행이 여러 명이었잖아»: where what one may wish of a place says how many acted."""
    said = {query.term_of(mention) for mention in query.analysis.of_kind("attribute") if query.has("acting")}
    verbs = ((at, term) for at, term in enumerate(query.reading.terms, -1) if term.lemma in COPULAS)
    return {at for at, _ in verbs if at in said}


def _only_repeats(answer: Answer, query: Query, turn: SkillTurn) -> bool:
    """«그 가게 지금도 있어요?»: whether something told before would be said again to what names other things."""
    told = next((one for one in turn.cited if one.text == answer.text), None)
    if told is None or not turn.heard:
        return False
    asking = {at for cue in query.cues if cue.key not in _EMPTY for at in cue.span}
    asking |= {at for cue in query.relations for at in cue.span}
    content = [t for at, t in enumerate(query.reading.terms) if at not in asking and t.kind in _CONTENT and not t.bound]
    thing = answer.focus.knowledge.thing if answer.focus is not None else None
    own = {m.start for m in query.analysis.mentions if thing in m.ids}  # «통닭거리 첫 집은 아직 장사해?»
    content = [t for t in content if not is_light(t.lemma) and t.start not in own]
    said = f"{told.text} {turn.heard[0]}"
    named = any(t.kind != "verb" for t in content)
    return named and not any(t.text in said or t.lemma in said for t in content)


class KnowledgeSkill:
    """Answers from the knowledge base, as of the turn's day."""

    name = "knowledge"

    def __init__(self, library: Library) -> None:
        base, teller = library.base, library.teller
        answers = teller.answers
        self._base = base
        self._teller = teller
        self._home = library.here.id if library.here else None
        self._titles = frozenset((*answers.titles, *(o.title for o in base.successions.values() if o.title)))
        relations = {
            relation.id: (*relation.cues, relation.label, *derived(relation, answers.cues))
            for relation in base.vocabulary.relations.values()
            if not relation.one_at_a_time
        }
        events = {
            fact.subject: fact.start.first
            for fact in reversed(base.facts)
            if fact.start and fact.relation == _DATES and base.entities[fact.subject].type == "event"
        }
        kinds = (base.vocabulary.types[entity.type] for entity in base.entities.values())
        self._kinds = frozenset(noun for kind in kinds for noun in kind.nouns)
        names = [relation.id for relation in base.vocabulary.with_role("name")]
        grammar = Grammar.of(answers.cues, self._titles)
        self._events = events
        self._reader = QueryReader(grammar, answers.cues, relations, events, of_terms=EXPLAINED, names=names)
        self._facts = FactAnswers(base, teller, library.subjects)
        self._kinds_told = KindAnswers(base, teller)
        self._happenings = Happenings(base, teller)
        self._words = WordMeanings(base, teller)
        self._successions = SuccessionAnswers(base, teller)
        self._said = SaidOf(base, teller, self._successions, self._titles)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A question in words for what only one thing has, or the robot itself, is one of knowledge."""
        query = self._reader.read(turn.analysis, turn.as_of, None)
        listed = self._kinds_told.told(query, turn)
        if listed is not None:
            return Attempt(FACT, _LISTING, answer=listed)
        if turn.focus.topic == "knowledge" and asks_whether_to_say_so(turn.analysis.reading):
            return Attempt(FACT, _ASKED, answer=Answer(self._teller.say("says_as_known"), intent=FACT))
        own = self._facts.own_past(query, turn) or self._facts.by_its_name(query, turn)
        if (
            own
            or self._facts.claims_its_day(query, turn)
            or self._words.told(turn)
            or self._facts.one_by_one(query, turn)
            or self._facts.became(query, turn)
            or self._facts.aged(query, turn)
            or self._of_seats(query, turn)
            or self._facts.placed_before(query, turn)
        ):
            return Attempt(FACT, _ASKED)
        about_last = about_sources(query, turn, self._teller) or about_reasons(query, turn, self._teller)
        # «너 내 고향이 어디라고 했는지 안 까먹었지?» is about the speaker, though the robot is spoken to.
        of_itself = self._facts.is_about_itself(query) and not is_of_mind(turn.analysis.reading)
        of_itself = of_itself and asked_of_self(turn.analysis.reading) is None
        if about_last or of_itself:
            # «출처가 어디야?» does not ask where a place is.
            clear = query.asks_whether or query.reading.asks_what
            return Attempt(FACT, _SOURCE if about_last and query.has("source") else _ASKED if clear else _OWN)
        if self._said.of_person(query, turn) or self._said.of_a_name(query, turn):
            return Attempt(HOLDER, _ASKED)
        office = turn.focus.knowledge.office if turn.focus.topic == "knowledge" else None
        if query.own and query.has("who") and query.names_nothing and query.then is not None and office is not None:
            return Attempt(HOLDER, _CLEAR)  # «우리 손주 태어난 2025년 7월에는 누구여» after an office
        if self._facts.lists(query, turn) or (turn.focus.places is None and self._facts.parts.recalled(query)):
            return Attempt(FACT, _MEANT)
        done = self._facts.parts.done_then(query, turn.focus.knowledge.recent)
        if done is not None or self._happenings.is_asked(query):
            return Attempt(FACT, _MEANT)
        reckoned = isinstance(self._facts.reckoned(query, turn), Answer)
        if reckoned or self._facts.is_meant(query) or self._facts.is_asked_further(query, turn):
            return Attempt(FACT, _MEANT)
        if self._successions.leans_on_told(query, turn) and not self._left(query):
            return Attempt(FACT, _MEANT)
        chooses = self._successions.is_clear(query, turn) and not self._left(query)
        return Attempt(FACT, _CLEAR) if chooses or self._facts.is_clear(query) else None

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer a question about an office, a person or a thing."""
        if turn.intent.answer is not None:
            return turn.intent.answer
        if asks_words_to_come(turn.analysis.reading):
            return Decline(self._teller.say("unexplained"), 0)
        query = self._facts.parts.at_event(self._reader.read(turn.analysis, turn.as_of, turn.focus.knowledge.when))
        known = turn.focus.knowledge if turn.focus.topic == "knowledge" else None
        query = self._facts.left_out.told_apart(query, known)
        query = of_the_place(self._base, self._of_others(query, turn))
        if query.announces:
            return Decline(self._teller.say("unexplained"), 0)
        outcome = self._outcome(query, turn)
        if isinstance(outcome, Answer) and not _only_repeats(outcome, query, turn):
            if query.supposed and outcome.status == "answered":
                return self._only_supposed(outcome, query)
            return self._unjudged(outcome) if self._is_ahead(query) else outcome
        if isinstance(outcome, Answer):
            outcome = Decline(self._teller.say("unexplained"), 1)
        focus = self._topic(query, turn)
        if outcome.strength >= _TOLD and (self._facts.is_meant(query) or self._facts.is_about_itself(query)):
            return Answer(outcome.reason, "unknown", focus, intent=FACT, gesture="think")
        return replace(outcome, focus=focus)

    @staticmethod
    def _is_ahead(query: Query) -> bool:
        """Whether something is claimed of a time that has not come."""
        later = query.then is not None and query.then.days.first > query.as_of
        return query.claim is not None and (query.claim.ahead or later)

    def _only_supposed(self, answer: Answer, query: Query) -> Answer:
        """«협약을 또 맺으면 누가 서명할까?»: that it is not known, and what once was, if an event is named."""
        days = [self._events[m.id] for m in query.analysis.of_kind("thing") if m.id in self._events]
        text = self._teller.say("not_happened")
        if days:
            text = f"{text} {self._teller.say('happened_on', day=format_date(days[0]))} {self._without_verdict(answer)}"
        return replace(answer, text=text, spoken=None, status="unknown", gesture="think")

    def _without_verdict(self, answer: Answer) -> str:
        verdicts = (f"{verdict} " for verdict in map(self._teller.say, ("right", "agreed", "yes", "wrong")))
        return reduce(str.removeprefix, verdicts, answer.text)

    def _unjudged(self, answer: Answer) -> Answer:
        """«경기도청이 곧 또 옮긴다며»: what is known, neither yes nor no: only a plan says what is to come."""
        if answer.status != "answered" or not answer.sources or self._facts.tells_of_a_plan(answer.sources):
            return answer
        return replace(
            answer, text=f"{self._teller.say('not_ahead')} {self._without_verdict(answer)}", status="unknown"
        )

    def _of_others(self, query: Query, turn: SkillTurn) -> Query:
        """«경기도지사 출신이 또 있어?»: asked of others than those who were told of last."""
        main, focus = query.reading.main, turn.focus.knowledge
        asks = query.asks_whether and main is not None and main.lemma in EXISTENCE and query.has("again")
        before = [self._base.tenures[id] for id in focus.told if id in self._base.tenures]
        acted = len(before) > 1 and all(t.acting for t in before) and asks_for_others(query.reading)
        if acted:
            at = len(query.reading.terms) - 1
            query = replace(query, cues=(*query.cues, CueSpan("acting", at, at), CueSpan("all", at, at)))
        if query.without and query.has("acting") and query.names_nothing and not query.event:
            held = (t for id in query.without for t in self._base.tenures_of(id) if t.acting)  # «한덕수 말고 대행은?»
            offices = {t.succession: self._base.successions[t.succession].name for t in held}
            meant = (Mention(-1, -1, "", name, "office", (id,)) for id, name in offices.items())
            return replace(query, offices=tuple(meant))
        if not asks or query.people or query.without or turn.focus.topic != "knowledge":
            return query
        told = {self._base.tenures[id].holder for id in focus.told if id in self._base.tenures}
        return replace(query, without=frozenset(told or filter(None, (focus.person,))))

    def _topic(self, query: Query, turn: SkillTurn) -> Focus | None:
        """What a question that found no answer was about: the next one may ask something else of it."""
        office = next((m.id for m in query.offices), None)
        person = next((m.id for m in query.people if len(m.ids) == 1), None)
        thing = next((m.id for m in query.things), None) if office is None and person is None else None
        if not (office or person or thing) or self._foreign_office(query, turn):
            known = turn.focus.knowledge  # «2019년엔 아니었잖아. 그때는 누구였는데»
            spoken_of = query.then is not None and turn.focus.topic == "knowledge"
            return replace(turn.focus, knowledge=replace(known, when=query.when)) if spoken_of else None
        people = tuple(dict.fromkeys((*((person,) if person else ()), *turn.focus.knowledge.people)))
        asked: Literal["holder", "profile", "fact"] = "holder" if office else "profile" if person else "fact"
        topic = KnowledgeFocus(
            office=office, person=person, thing=thing, when=query.when, asked=asked, people=people[:REMEMBERED]
        )
        return replace(turn.focus, topic="knowledge", knowledge=topic)

    def _outcome(self, query: Query, turn: SkillTurn) -> Answer | Decline:
        first = self._words.told(turn) or self._facts.own_past(query, turn) or self._facts.one_by_one(query, turn)
        first = first or self._of_seats(query, turn) or self._facts.became(query, turn) or self._facts.aged(query, turn)
        first = first or self._facts.placed_before(query, turn)
        if first := first or self._said.of_person(query, turn) or self._said.of_a_name(query, turn):
            return first
        meta = about_sources(query, turn, self._teller) or (
            self._successions.why_acted(query, turn) if asks_only_why(query) else None
        )
        if meta := meta or about_reasons(query, turn, self._teller):
            return meta
        if asks_only_why(query) and turn.last is not None and not (turn.last.intent or "").startswith(_OWN_INTENTS):
            return Decline(self._teller.say("unexplained"), 0)  # of what somebody else said
        if query.asks_what_to_do:
            return Decline(self._teller.say("unexplained"), 1)
        strange = self._foreign_office(query, turn)
        if strange:
            return Decline(self._teller.say("unknown_office", title=strange), 3, HOLDER)
        if self._impossible_day(query):
            return Decline(self._teller.say("no_such_day"), 3, HOLDER)
        if (then := self._happenings.told(query, turn)) is not None:
            return then
        told = self._answer(query, turn)
        if not isinstance(told, Answer):
            told = self._said.of_holder(query, self._left(query), turn) or told
        if not isinstance(told, Answer):
            retold = self._facts.retold(query, turn) if turn.focus.topic == "knowledge" else None
            told = retold or self._facts.by_words(query, turn) or told
        if not isinstance(told, Answer) and turn.focus.topic == "knowledge" and asks_only_why(query):
            return reason_unknown(turn, self._teller)
        noun = _meaning_asked_of(query) if not isinstance(told, Answer) else None
        if noun is not None and noun not in self._base.vocabulary.relation_nouns:  # «이름이 뭐랬죠?»: whose?
            if query.reading.question(WHO):
                return Decline(self._teller.say("unknown_office", title=noun), 2, HOLDER)
            return Decline(self._teller.say("unknown_thing", what=noun), 2, FACT)
        return told or Decline(self._teller.say("unexplained"), 0 if query.names_nothing else 1)

    def _of_namesakes(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """«이재준 전에는 누구» after both of that name: the one of whom what is asked is known."""
        told = self._successions.answer(query, turn)
        shared = query.people[0] if len(query.people) == 1 else None
        if shared is None or len(shared.ids) == 1 or (isinstance(told, Answer) and told.status == "answered"):
            return told
        each = (replace(query, people=(replace(shared, ids=(id,)),)) for id in shared.ids)
        others = [self._successions.answer(one, turn) for one in each]
        known = [other for other in others if isinstance(other, Answer) and other.status == "answered"]
        return known[0] if len(known) == 1 else told

    def _of_seats(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«지금 그 두 사람 자리엔 누가 있어»: who holds now what people held who are named, in the time spoken of."""
        reading, terms_ = query.reading, query.reading.terms
        posts = {at for cue in query.cues if cue.key == "role" for at in cue.span}
        seat = next((at for at in sorted(posts) if TO in terms_[at].particles), None)
        main = reading.main
        asks = reading.question(WHO) and main is not None and main.form is not None and not main.form.past
        if seat is None or not asks or not query.people or query.offices or query.then is not None:
            return None
        if any(at is None or at > seat for at in map(query.term_of, query.people)):
            return None
        days = {f.start.first for f in self._base.facts if f.id in turn.focus.knowledge.recent[:1] and f.start}
        then = turn.focus.knowledge.when.days.first if turn.focus.knowledge.when else next(iter(days), None)
        offices: dict[str, None] = {}
        for person in query.people:
            held = [t for t in self._base.tenures_of(person.id) if not t.acting and t.start is not None]
            at_that = [t for t in held if then is not None and t.start and t.start.first <= then]
            at_that = [t for t in at_that if t.end is None or (then is not None and then <= t.end.last)]
            over = [(t.end.last, t) for t in held if t.end is not None and t.end.last <= query.as_of]
            latest = max(over, key=lambda one: one[0], default=(None, None))[1]
            chosen = at_that[0] if at_that else latest
            if chosen is None or chosen.succession not in self._base.successions:
                return None
            offices[chosen.succession] = None
        asked = [self._base.successions[id] for id in offices]
        told = [self._successions.of_offices(replace(query, people=()), [office], turn) for office in asked]
        sources = tuple(source for one in told for source in one.sources)
        return replace(told[-1], text=" ".join(one.text for one in told), sources=sources)

    @staticmethod
    def _claimed_of_another_time(query: Query) -> Query:
        """«대통령 되기 전에 도지사 했었지 이재명이», «그 다음이 지금 시장이야?»: the same without what only says when.

        Of who came next it is told who that was, without yes or no.
        """
        terms_ = query.reading.terms
        beside = [cue for cue in query.cues if cue.key in ("before", "after")]
        if not beside or query.reading.asks_what:
            return query
        first = beside[0].first
        became = {at for at in range(max(first - 2, 0), first) if terms_[at].lemma == BECOMING}
        offices = {query.term_of(m): m for m in query.offices}
        of_old = [m for at, m in offices.items() if at is not None and at + 1 in became]
        if of_old and len(query.people) == 1 and len(offices) > len(of_old):
            span = {at for m in of_old if (at := query.term_of(m)) is not None} | became
            rest = tuple(m for m in query.offices if m not in of_old)
            cues = tuple(cue for cue in query.cues if cue not in beside)
            tags = (v for v in query.reading.verbs if v.form is not None and v.form.past and v.form.ending in CERTAIN)
            tag = next(tags, None)  # who it is said of may stand behind it
            claim = query.claim
            if claim is None and tag is not None:
                claim = Claimed(tag, past=True, negated=False, sure=True)
            frame = query.frame | span | set(beside[0].span)
            return query if claim is None else replace(query, offices=rest, cues=cues, frame=frame, claim=claim)
        main = query.reading.main
        is_now = query.has("now") and main is not None and main.lemma in COPULAS and not query.people
        if is_now and query.names_nothing and SUBJECT in terms_[beside[-1].last].particles:
            return replace(query, claim=None, cues=tuple(cue for cue in query.cues if cue.key not in _PRESENT))
        return query

    def _held_before(self, query: Query, turn: SkillTurn) -> Query:
        """«대통령 되기 전에 도지사는 언제까지 했어?»: what was held before another office is what is asked of."""
        terms_, known = query.reading.terms, turn.focus.knowledge
        before = next((cue for cue in query.cues if cue.key == "before"), None)
        asks = query.reading.question(*WHEN) or query.has("how_long")
        if before is None or not asks or query.has("who") or len(query.offices) < 2 or len(query.people) > 1:
            return query
        became = {at for at in range(max(before.first - 2, 0), before.first) if terms_[at].lemma == BECOMING}
        of_old = [m for m in query.offices if (at := query.term_of(m)) is not None and at + 1 in became]
        rest = tuple(m for m in query.offices if m not in of_old)
        person = query.people[0].id if query.people else known.person if turn.focus.topic == "knowledge" else None
        held = {t.succession for t in self._base.tenures_of(person)} if person else set()
        if not (of_old and rest) or not {m.id for m in query.offices} <= held:
            return query
        whose = query.people or (Mention(-1, -1, "", self._base.name(person or ""), "person", (person or "",)),)
        span = became | {*before.span} | {at for m in of_old if (at := query.term_of(m)) is not None}
        cues = tuple(cue for cue in query.cues if not span & {*cue.span})
        return replace(query, people=whose, offices=rest, cues=cues, frame=query.frame | span)

    def _of_what_they_held(self, query: Query, turn: SkillTurn) -> Query:
        """«지금도 염태영인가?»: of what they held who are said to hold it still, though it is not named."""
        main, terms_ = query.reading.main, query.reading.terms
        if main is None or len({m.ids for m in query.people}) != 1 or query.offices or not query.asks_whether:
            return query
        said = main.lemma in COPULAS and terms_[terms_.index(main) - 1].start == query.people[-1].start
        held = [t.succession for id in query.people[0].ids for t in self._base.tenures_of(id) if not t.acting]
        if not (said and held and query.has("still", "now")):
            return query
        office = turn.focus.knowledge.office if turn.focus.knowledge.office in held else held[-1]
        name = self._base.successions[office].name
        post = Mention(-1, -1, "", name, "office", (office,))
        cues = tuple(cue for cue in query.cues if terms_[cue.first].clause == main.clause)
        named = {m.start for m in query.people}  # «아 염태영 맞다 지금도 그 사람인가?»
        noted = {at for at, t in enumerate(terms_) if t.clause != main.clause}
        noted = {at for at in noted if terms_[at].start in named or terms_[at].lemma == CONFIRMING}
        return replace(query, offices=(post,), people=query.people[-1:], cues=cues, frame=query.frame | noted)

    def _answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        query = self._of_what_they_held(self._claimed_of_another_time(self._held_before(query, turn)), turn)
        described = self._facts.described(query, turn)
        if isinstance(described, Decline):
            return described
        query = described or query
        # «아까 그 시장»: a title brings back the office spoken of before another topic.
        titled = query.points_back and any(term.lemma in self._titles for term in query.reading.terms)
        focus = turn.focus.knowledge if turn.focus.topic == "knowledge" or titled else None
        pointed = (self._facts.pointed_at(query, turn) or self._facts.edited(query, turn)) if focus else None
        if pointed:
            return pointed
        reckoned = self._facts.reckoned(query, turn)
        if reckoned:
            return reckoned
        left = self._left(query)
        # «박종건이 도의원이야»: a title that nobody holds here is answered with what the person is known to be.
        claims = query.people and not query.offices and query.asks_whether and self._is_title(query, left)
        named = bool(query.offices or query.people)
        if named and query.of_speakers and not self._facts.parts.recalled(query):
            return Decline(self._teller.say("unexplained"))
        shared = self._facts.of_parts(query, turn)
        if shared:
            return shared
        of_event = self._facts.claims_part(query) or bool(self._facts.parts.recalled(query))
        if named and (not left or claims) and not of_event:
            return self._of_namesakes(query, turn)
        if query.offices and query.asks_whether and len(left) == 1 and self._is_said_to_be(query, left[0]):
            denied = self._successions.denied(query, turn)
            if denied:
                return denied
        elsewhere = query.analysis.of_kind("food", "eatery", "place", "attribute")
        named = named or any(query.term_of(m) not in _many(query) for m in elsewhere)
        # «협약식에 광주에서는 누가 왔어 시장 말고» asks for no mayor.
        but = any(t.lemma in self._titles and is_left_out(query.reading, t) for t in query.reading.terms)
        nobody = named or query.without or but or query.of_speakers
        offices = () if nobody else meant_by_region(self._base, query, turn, self._home)
        other = None if named or offices or left else self._other_title(query, turn)
        if other is not None:
            return Decline(self._teller.say("unknown_office", title=other), 3, HOLDER)
        anybody = None if named or left else self._successions.of_anybody(query, turn)
        if anybody or (offices and not left):
            return anybody or self._successions.of_offices(query, offices, turn)
        of_terms = not (left or query.when or self._facts.is_clear(query))
        of_terms = of_terms or (not left and self._successions.leans_on_told(query, turn))
        each = self._successions.of_each(query, turn) if query.names_nothing and focus and not left else None
        if each:
            return each
        if query.names_nothing and focus and focus.asked != "fact" and of_terms:
            of_them = self._successions.follow_up(query, turn)  # «어느 회사?» after somebody is of them
            if isinstance(of_them, Answer) and of_them.status == "answered":
                return of_them
        # «도지사님이 어제 시장에 다녀가셨다던데 맞아요?» is of no event that nobody spoke of.
        spoken_of = query.things or query.event or turn.focus.knowledge.thing or query.people
        unspoken = bool(query.offices) and query.asks_whether and not spoken_of
        fact = (None if unspoken else self._facts.answer(query, turn)) or (
            self._successions.unclear(query, left, turn) if left else None
        )
        if fact is not None:
            return fact
        if left:
            return self._lacking(query, left, turn)
        if query.names_nothing and focus:
            return self._successions.follow_up(query, turn)
        return None

    def _left(self, query: Query) -> tuple[Term, ...]:
        """The terms of a question about a succession that nothing accounts for."""
        known = accounted_for(query, self._teller, self._titles) | _many(query)
        terms_ = query.reading.terms
        places = (*query.things, *query.countries, *query.analysis.of_kind("area", "region"))
        if query.offices or query.people:
            # «경기도지사 고양이»: another place is not dropped
            held = [t.succession for person in query.people for id in person.ids for t in self._base.tenures_of(id)]
            offices = [*(office.id for office in query.offices), *held]
            places = tuple(place for place in places if self._within(place, offices))
        mentions = (*query.offices, *query.people, *places)
        known |= {at for mention in mentions if (at := query.term_of(mention)) is not None}
        # «그 회사 사장님», «그 동네는 누가 맡고 있어»: what kind of thing was spoken of
        kinds = self._kinds.union(BESIDE if query.names_nothing else ())
        known |= {at + 1 for at in query.pointers if at + 1 < len(terms_) and terms_[at + 1].lemma in kinds}
        if query.event:
            known |= {at for at in (query.term_of(query.event),) if at is not None}
        if query.people or query.offices:
            known |= self._facts.describing(query)
            return query.residue(known | set(self._own_titles(query)))
        return query.residue(known, self._titles)

    def _own_titles(self, query: Query) -> Iterator[int]:
        """Positions of titles of those who are named: «이재명 지사», «이재명은 왜 지사를 그만뒀어»."""
        held = [tenure for person in query.people for id in person.ids for tenure in self._base.tenures_of(id)]
        offices = [self._base.successions[t.succession] for t in held]
        offices += [self._base.successions[office.id] for office in query.offices]
        titles = {title for o in offices for title in (o.title, o.name) if title} | {t.acting for t in held if t.acting}
        terms_ = query.reading.terms
        for at, term in enumerate(terms_):
            if term.lemma in self._titles and any(title.endswith(term.lemma) for title in titles):
                yield at
        for person in query.people:  # «임문영 정책관»: a title of several words
            first = (query.term_of(person) or 0) + 1
            behind = [at for at in range(first, len(terms_)) if terms_[at].phrase == terms_[first - 1].phrase]
            title = "".join(terms_[at].text for at in behind)
            if title in self._titles and title in self._teller.profile(person.id, None, query.as_of).text:
                yield from behind

    @staticmethod
    def _is_said_to_be(query: Query, term: Term) -> bool:
        """Whether an unknown person is what is claimed: «경기도지사는 홍길동이야?»."""
        verb = query.reading.terms[query.reading.terms.index(term) + 1 :][:1]
        return is_personal_name(term.text) and bool(verb) and verb[0].lemma in COPULAS

    def _is_title(self, query: Query, left: Sequence[Term]) -> bool:
        """Whether what is left is a title, of one word or several («도의원»)."""
        phrases = {term.phrase for term in left}
        words = "".join(term.text for term in query.reading.terms if term.phrase in phrases and term.form is None)
        is_noun = all(term.kind == "noun" for term in left)
        return is_noun and any(words.endswith(title) for title in self._titles if len(title) > 1)

    def _lacking(self, query: Query, left: Sequence[Term], turn: SkillTurn) -> Decline | None:
        """What is named and not known: «경기도지사의 엄마», «추미애는 몇 살이야»."""
        for mention in (*query.people, *query.offices):
            entity = self._base.entities.get(mention.id)
            of_them = (self._base.vocabulary.relations[cue.key] for cue in query.relations)
            asked = next((relation for relation in of_them if entity and entity.type in relation.of), None)
            if asked is not None:
                whose = mention.text if mention.kind == "office" else self._base.name(mention.id)
                reason = self._teller.say("relation_unknown", subject=whose, label=asked.label)
                return Decline(reason, 2, HOLDER)
        noun = next((t for t in reversed(left) if t.kind == "noun" and not self._is_part(query, t)), None)
        main = query.reading.main
        if query.asks_whether and main is not None and main.lemma in COPULAS:
            return None  # «추미애 지사 여자예요?» asks what she is, not for what she has
        if noun and query.people and not query.offices and noun.lemma in self._titles:
            return None
        at = query.reading.terms.index(noun) if noun else 0
        which = at > 0 and query.reading.terms[at - 1].kind == "question"
        if noun and not which and any(particle.startswith(TO) for particle in noun.particles):
            return None  # «광주에다 뭘 지었어» asks for nothing that somebody has
        owner = self._owner(query, noun, turn) if noun else None
        if noun is None or owner is None:
            return None
        return Decline(self._teller.say("relation_unknown", subject=owner, label=self._label(query, noun)), 2, HOLDER)

    @staticmethod
    def _is_part(query: Query, noun: Term) -> bool:
        """Whether a noun is only the beginning of a word that the dictionary does not know: «관둔»."""
        following = next((t for t in query.reading.terms if t.start == noun.end), None)
        return following is not None and following.form is not None and following.lemma not in COPULAS

    def _owner(self, query: Query, noun: Term, turn: SkillTurn) -> str | None:
        """Of whom or what a noun is asked for, by name: «지사 나이», «지사는 무슨 당이야», «그분 전화번호»."""
        terms_ = query.reading.terms
        at = terms_.index(noun)
        which = at > 0 and terms_[at - 1].kind == "question"
        for mention in (*query.people, *query.offices):
            topic = query.term_of(mention)
            asked = which and topic is not None and terms_[topic].particle == TOPIC
            if asked or self._owns(query, mention, noun):
                return mention.text if mention.kind == "office" else self._base.name(mention.id)
        person = turn.focus.knowledge.person
        pointed = any(query.persons & {p, p + 1} and p < at for p in query.pointers)
        return self._base.name(person) if person and pointed and turn.focus.topic == "knowledge" else None

    @staticmethod
    def _label(query: Query, noun: Term) -> str:
        """The nouns that stand together with the one that is asked for: «전화번호»."""
        first = noun
        for term in reversed(query.reading.terms[: query.reading.terms.index(noun)]):
            if term.kind != "noun" or term.end != first.start:
                break
            first = term
        return query.text[first.start : noun.end]

    @staticmethod
    def _owns(query: Query, mention: Mention, noun: Term) -> bool:
        at = query.term_of(mention)
        if at is None or mention.start > noun.start:
            return False
        owner = query.reading.terms[at]
        return owner.phrase == noun.phrase or owner.particle == GENITIVE

    def _impossible_day(self, query: Query) -> bool:
        """Whether a month and a day stand together that no calendar has: «2월 30일»."""
        numbers = query.analysis.numbers
        taken = [(t.start, t.end) for t in query.analysis.times]
        return any(
            one.counter == self._teller.say("month_counter")
            and other.counter == self._teller.say("day_counter")
            and 0 <= other.start - one.end <= 1
            and not any(start <= one.start < end for start, end in taken)
            for one, other in pairwise(numbers)
        )

    def _foreign_office(self, query: Query, turn: SkillTurn) -> str | None:
        """A title we hold no data for: «부산시장», «미국 대통령», «국방부 장관»."""
        terms = query.reading.terms
        for office in query.offices:
            at = query.term_of(office)
            for other in query.analysis.of_kind("region", "country", "thing"):
                before = query.term_of(other)
                if at is None or before != at - 1 or terms[before].particle not in ("", GENITIVE):
                    continue
                if not self._within(other, (office.id,)):
                    return query.text[other.start : office.end]
        if query.offices or query.people:
            return None
        return self._unknown_title(query, turn)

    def _other_title(self, query: Query, turn: SkillTurn) -> str | None:
        """«그때 부시장은?» after a mayor: what nothing there is called, with the place; None where it is called so."""
        focus, last = turn.focus.knowledge, next(reversed(list(query.reading.heads())), None)
        office = self._base.successions.get(focus.office or "")
        if office is None or last is None or query.reading.main is not None or TOPIC not in last.particles:
            return None
        if last.lemma not in self._titles or not is_known_title(self._base, last.lemma) or not query.names_nothing:
            return None
        held = [self._base.successions[t.succession] for t in self._base.tenures_of(focus.person or "")]
        called = [name for one in (office, *held) for name in (one.name, one.title, *one.aliases) if name]
        called += [tenure.acting for tenure in office.tenures if tenure.acting]
        if any(name.endswith(last.lemma) or last.lemma.endswith(name) for name in called):
            return None
        return " ".join(filter(None, (office.region, last.lemma)))

    def _within(self, mention: Mention, offices: Sequence[str]) -> bool:
        """Whether one of the offices is called by this country or region, or belongs to it."""
        entity = self._base.entities.get(mention.id)
        names = {mention.name, *(entity.names if entity else ())}
        called = [
            (self._base.successions[office].region or "") + self._base.successions[office].name for office in offices
        ]
        return any(name in home for name in names for home in called)

    def _unknown_title(self, query: Query, turn: SkillTurn) -> str | None:
        """«제주도지사», «옆 동네 구청장»: a title of office after a name that has no data."""
        terms = query.reading.terms
        topical = query.reading.main is None and turn.focus.topic == "knowledge"
        if not (query.has("who") or query.reading.asks_whether or topical):
            return None
        at_end = ("first", "last") if query.has("merged") else ()  # «통합 전 마지막 시장은 누구야?»
        relative = {at for cue in query.cues if cue.key in (*_RELATIVE, *at_end) for at in cue.span}
        for at, term in enumerate(terms):
            ends = (t for t in self._titles if len(t) > 1 and term.lemma.endswith(t))
            title = min(ends, key=len, default=None)  # «총리», not «국무총리»
            if title is None or term.kind not in ("noun", "name") or query.points_back or at - 1 in relative:
                continue
            if query.without and at in query.frame:
                continue  # «박종건 대표 말고 또 누가»
            before = terms[at - 1] if at and terms[at - 1].phrase == term.phrase else None
            if any(cue.key in _TIMES and at - 1 in cue.span for cue in query.cues):
                before = None  # «그때 부시장»
            if before is not None and of_title(self._base, title, (query.text[before.start : before.end],)):
                return None
            if before is not None and before.kind in ("noun", "name") and not before.bound:
                return query.text[before.start : term.end]
            called = term.lemma if term.lemma in self._titles else title  # «부시장» is no «시장»
            if len(term.lemma) > len(title) + 1 or not is_known_title(self._base, called):
                return term.text
        return None


_TIMES: Final = ("then", "now", "at_event")
"""Words for a time that may stand before a title: «그때 시장»."""
_PRESENT: Final = ("now", "still")
"""Words for the present."""
_CONTENT: Final = ("noun", "name", "number", "verb")
"""Kinds of terms that say what is asked about."""
_EMPTY: Final = ("site", "generic", "saying", "still", "there", *_TIMES)
"""Groups of words that say nothing of what is asked, whatever they stand beside."""
_OWN_INTENTS: Final = "knowledge."
_SOURCE: Final = 0.98
_OWN: Final = 0.95
_ASKED: Final = 1.0
_LISTING: Final = 1.0
_CLEAR: Final = 0.9
_MEANT: Final = 0.97
"""How high a question for the source of the last answer ranks, one about the robot itself, one about all things of a
kind, one that holds nothing but
words for a relation, and one that asks something of a thing that is named and cannot be recommended."""
_TOLD: Final = 2
"""From which strength on a decline is told, where nobody else can have been asked."""
_RELATIVE: Final = ("after", "before")
"""Words that say who by another one: «후임 시장»."""
_DATES: Final = "date"
"""The relation of the day by which an event names a time."""
