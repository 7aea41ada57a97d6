"""What is held by one after the other: who holds it, since when, before and after whom, and whether that is so.

A question chooses terms (`tenure_question`): of an office, of a person, acting, in some days. What is asked of them is
then told: of several (`tenure_sets`), whether it is so (`tenure_claims`), of one, or who it was. Nothing here knows
offices: a director, a champion and a title are asked about alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import groupby
from typing import Final

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.telling import ambiguity_note, tell
from companion.answering.tenure_aspects import TOLD, apart, asks_merger_day, differs
from companion.answering.tenure_beside import (
    neighbour_told,
    suspended_then,
    tell_acted_before,
    tell_beside_acting,
    tell_deputies,
    tell_deputies_of,
    tell_next_deputy,
    tell_next_to,
    tell_replaced,
    tell_succeeded,
    tell_suspension,
    tell_term_beside,
    tell_until_next,
)
from companion.answering.tenure_claims import (
    check_acting_end,
    check_end,
    check_held,
    check_length,
    check_neighbour,
    check_same,
    check_same_then,
    check_told_day,
    follows_the_end,
    is_doubtful,
    likens_times,
    tell_which_side,
)
from companion.answering.tenure_office import (
    ask_which_year,
    clarified,
    elsewhere,
    tell_around_merger,
    tell_itself,
    tell_namesakes,
    until_next,
)
from companion.answering.tenure_question import HOLDER, PROFILE, TENURE, TenureQuestion, person_of
from companion.answering.tenure_row import claims_place
from companion.answering.tenure_sets import asks_for_one, listed_positions, of_several
from companion.answering.tenure_terms import (
    asks_for_career,
    comes_after,
    since_the_end,
    tell_career,
    tell_counted,
    tell_doing,
    tell_duty,
    tell_numbered,
    tell_since_end,
    tell_terms,
    told_of,
)
from companion.answering.tenure_together import posts_at_event, tell_each_named, tell_each_told
from companion.answering.tenure_told import (
    chosen_of_told,
    is_objection,
    tell_acting_told,
    tell_of_told,
    told_before,
)
from companion.base import patterns as re
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.telling import Teller, Told, When
from companion.knowledge.tenure_telling import TenureTeller
from companion.language.terms import AT, COPULAS, SUBJECT, TOPIC, WHAT, WHO, WITH, Term, is_light, noun_in
from companion.understanding.query import Query
from companion.understanding.types import Mention


class SuccessionAnswers:
    """Answers questions about successions and those who hold them."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = TenureTeller(teller.base, teller.answers)

    def answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer about what or whom the question names."""
        return self._asked(query, turn).answer()

    def follow_up(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer a question that names nobody, about what was spoken of; None where nothing was."""
        return self._asked(query, turn).follow_up()

    def denied(self, query: Query, turn: SkillTurn) -> Answer | None:
        """Who it really is, where a yes-no question names somebody of whom nothing is known."""
        return self._asked(query, turn).denied()

    def of_each(self, query: Query, turn: SkillTurn) -> Answer | None:
        """What is asked of several who were told together, one of each office: «그럼 지금은 누가 해?»."""
        return tell_each_told(TenureQuestion(self._base, self._teller, query, turn))

    def of_offices(self, query: Query, offices: Sequence[Succession], turn: SkillTurn) -> Answer:
        """About offices that were meant and not named: «그럼 수원은?» after a governor, «부지사는 누구누구야»."""
        return self._asked(query, turn).of_offices(offices)

    def is_clear(self, query: Query, turn: SkillTurn) -> bool:
        """Whether it can only ask for one of several: «두 번 대행한 사람이 누구야», «제일 짧게 한 사람은 누구야»."""
        asked = TenureQuestion(self._base, self._teller, query, turn)
        chooses = asked.times is not None or (asked.measure is not None and query.has("most"))
        of_office = turn.focus.topic == "knowledge" and asked.focus.office is not None
        of_office = of_office and (query.has("who") or asks_for_one(asked))
        return query.names_nothing and chooses and (asked.acting or of_office)

    def leans_on_told(self, query: Query, turn: SkillTurn) -> bool:
        """Whether it can only be of what was told.

        It holds that somebody acted against it, it chooses one of those told («마지막 사람은?»), it asks of who holds
        now what was spoken of («지금 시장은 이번이 처음이야?»), or if it was the same («2015년에도 같은 분이야?»).
        """
        asked = TenureQuestion(self._base, self._teller, query, turn)
        if turn.focus.topic != "knowledge" or asked.focus.office is None or not query.names_nothing:
            return False
        if (asked.acting and is_objection(asked)) or (query.has("now") and asked.times is not None):
            return True
        if check_same_then(asked) is not None:
            return True
        return chosen_of_told(asked) is not None and len({t.holder for t in told_before(asked)}) > 1

    def unclear(self, query: Query, left: Sequence[Term], turn: SkillTurn) -> Answer | None:
        """What year is meant, where a time is named by what has none here: «코로나 때 대통령이 누구였지»."""
        return ask_which_year(TenureQuestion(self._base, self._teller, query, turn), left)

    def why_acted(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«왜?» after somebody who acted for another."""
        asked = TenureQuestion(self._base, self._teller, query, turn)
        acted = [t for t in told_before(asked) if t.acting] if turn.focus.topic == "knowledge" else []
        told = self._teller.why_acted(acted[0], asked.as_of) if acted else None
        return asked.tell_tenure(told, acted[0]) if told is not None and told.known else None

    def of_anybody(self, query: Query, turn: SkillTurn) -> Answer | None:
        """About all terms there are, where neither an office nor a person is named: «권한대행 제일 오래 한 사람»."""
        return of_several(TenureQuestion(self._base, self._teller, query, turn))

    def _asked(self, query: Query, turn: SkillTurn) -> _Asked:
        return _Asked(TenureQuestion(self._base, self._teller, query, turn))


class _Asked:
    """One question and its answer."""

    def __init__(self, question: TenureQuestion) -> None:
        self._question = question
        self._base, self._teller, self._query = question.base, question.teller, question.query
        self._turn, self._as_of = question.turn, question.as_of
        self._focus = question.focus

    @property
    def _when(self) -> When | None:
        return self._question.when

    def answer(self) -> Answer | Decline | None:
        query, question = self._query, self._question
        if (two := apart(query)) and (both := self._together(two, _Asked.answer)):
            return both
        if holder := self._said_of_the_present():
            return holder
        if since_the_end(query):
            return tell_since_end(question)  # that is no question of terms, but of days
        if question.until_next and (bridged := tell_until_next(question)):
            return bridged
        if same := check_same_then(question) or self._same_as_told():
            return same
        if several := tell_around_merger(question) or check_same(question) or of_several(question):
            return several
        if asks_merger_day(query):
            return None  # nothing was merged
        if checked := check_acting_end(question) or tell_which_side(question):
            return checked
        offices, people = question.named, question.mentions
        beside = query.has("before", "after") and (len(question.people) > 1 or not offices)
        if query.asks_whether and (beside or follows_the_end(query)) and (checked := check_neighbour(question)):
            return checked
        if each := self._each() or tell_each_named(question):
            return each
        if people and not offices:
            return self._about_person(people[0])
        if people:
            return self._person_and_office(people[0], offices[0])
        return self._about_offices(offices)

    def _said_of_the_present(self) -> Answer | None:
        """«지금 도지사는 이번이 처음이야?»: how often who holds it now has held it."""
        question, query = self._question, self._query
        if question.people or len(question.offices) != 1 or question.then or not query.asks_whether:
            return None
        if question.times is None or question.acting or not query.has("now", "still"):
            return None
        office = question.office(question.offices[0])
        present = terms.regular(terms.current(office, self._as_of))
        return check_held(question, question.mention_of(present[-1].tenure.holder), office) if present else None

    def _same_as_told(self) -> Answer | None:
        """«고양시장 하던 이재준이랑 같은 사람이야?»: whether who is named or described is who was spoken of."""
        question, query = self._question, self._query
        claims = ("other" if differs(query) else "same") if query.asks_whether and not likens_times(query) else ""
        persons = self._teller.answers.cues.get("persons", ())
        compared = any(WITH in t.particles or noun_in(t.lemma) in persons for t in query.reading.terms if not t.called)
        if not (claims and query.has(claims) and compared) or len(query.people) > 1 or len(question.named) > 1:
            return None
        rest = replace(query, cues=tuple(cue for cue in query.cues if cue.key != claims), claim=None)
        told = _Asked(TenureQuestion(self._base, self._teller, rest, self._turn, quiet=True)).answer()
        other = told.focus.knowledge.person if isinstance(told, Answer) and told.focus is not None else None
        pivot, namesake = self._focus.person, any(m.name in self._base.ambiguities for m in question.mentions)
        if not isinstance(told, Answer) or other is None or (pivot is None and not namesake):
            return None
        spoken_of = self._base.tenures.get(self._focus.tenure or "")
        both = (spoken_of.cite(self._as_of),) if spoken_of is not None and spoken_of.holder == pivot else ()
        held = Told(told.text, told.status == "answered", (*told.sources, *both))
        if other == pivot:
            held = self._teller.same_person(question.tenures(other), self._as_of)
        else:
            one, two = (self._base.name(id) for id in (pivot or other, other))
            apart = "other_people" if one == two else "different_people"
            held = replace(held, text=f"{self._teller.say(apart, one=one, other=two)} {held.text}")
        right = (other == pivot) == (claims == "same")
        assert told.focus is not None
        return tell(self._turn, question.signed(replace(held, known=True), right=right), told.focus.knowledge, PROFILE)

    def denied(self) -> Answer | None:
        """«경기도지사는 홍길동이야?»: that it is not so, with who it is."""
        query = self._query
        if not query.offices:
            return None
        if query.people:
            outcome = self.answer()
            told = Told(outcome.text, True, outcome.sources) if isinstance(outcome, Answer) else None
            focus = outcome.focus.knowledge if isinstance(outcome, Answer) and outcome.focus else KnowledgeFocus()
        else:
            told, focus = self._tell_office(query.offices[0])
        if told is None or not told.known:
            return None
        if not is_doubtful(self._question, told):
            told = self._question.signed(told, right=False)
        return tell(self._turn, told, focus, HOLDER)

    # People

    def _about_person(self, person: Mention) -> Answer | Decline | None:
        """What is asked of somebody; where they are called what they never were, that comes first."""
        answer = self._of_person(person)
        wrong = [title for title in self._question.titled if not self._has_held(person.id, title)]
        if not wrong or len(person.ids) > 1 or not isinstance(answer, Answer) or answer.status != "answered":
            return answer
        told = self._teller.unknown("never_held", person=self._base.name(person.id), office=self._base.name(wrong[0]))
        return replace(answer, text=f"{told.text} {answer.text}")

    def _has_held(self, person: str, office: str) -> bool:
        """Whether somebody held an office, or what became of it."""
        later = self._question.office(office).subject.successor
        return any(self._question.tenures(person, id) for id in (office, later) if id)

    def _of_person(self, person: Mention) -> Answer | Decline | None:
        question, query = self._question, self._query
        held = question.tenures(person.id)
        titled = question.by_title(held)
        if (
            question.acting
            and query.has("after", "end", "how_many")
            and question.aspect != "length"
            and (deputy := tell_deputies(question, held))
        ):
            return deputy
        of_focus = question.aspect in TOLD and not query.has("suspended")  # suspended in whichever office it was
        spoken_of = [t for t in held if t.succession == self._focus.office] if of_focus else []
        by_title = [t for t in held if t.succession in titled] or spoken_of or held
        kept = [t for t in by_title if (t.acting is not None) is question.acting]
        kept = held if question.aspect == "origin" else kept or by_title
        about = self._about_terms(person, kept, titled)
        if about:
            return about
        if held and query.has("same") and len(person.ids) == 1 and person.name in self._base.ambiguities:
            return self._told_profile(person)
        if (
            question.acting
            and question.aspect in (None, "who")
            and not any(t.acting for t in held)
            and (deputy := tell_deputies(question, held))
        ):
            return deputy
        present = query.has("now", "still") or not query.has("duty")
        if query.has("doing") and question.aspect is None and query.then is None and present:
            return tell_doing(self._question, person.id)
        main = query.reading.main
        past = main is not None and main.form is not None and main.form.past and not is_light(main.lemma)
        if past and query.reading.question(WHAT) and not query.has("who", "role", "doing", "title"):
            return None  # «박종건이 뭐라고 물어봤어»: what somebody said is not who they are
        return self._told_profile(person)

    def _about_terms(self, person: Mention, held: Sequence[Tenure], titled: Sequence[str]) -> Answer | None:
        """What is asked of the terms of somebody; None where it is somebody themselves who is asked about."""
        question, query = self._question, self._query
        if not held:
            return None
        relevant = question.relevant(held)
        if checked := check_length(question, [t for t in held if t.succession == relevant.succession]):
            return checked
        counts = question.ordinals or question.times is not None or question.in_a_row
        if counts and query.asks_whether and question.aspect != "completed":
            return check_held(question, person, question.office(relevant.succession))
        if asks_for_career(query):
            return tell_career(self._question, held)
        if question.acting and query.has("after") and relevant.acting:
            return tell_next_deputy(question, held)
        if question.acting and query.has("before") and not relevant.acting and question.aspect in (None, "who"):
            acted = tell_acted_before(question, relevant)  # «추미애 전에 대행한 사람이 있었지?»
            if acted is not None:
                told = Told(acted.text, True, acted.sources)
                return replace(acted, text=question.checked(told, right=True).text)
        succeeds = query.has("before", "after") or comes_after(query, "who")
        if succeeds and question.aspect in (None, "who", "role") and not query.has("ever"):
            spoken_of = [t for t in held if t.succession == self._focus.office]
            return tell_next_to(question, person.id, question.office((spoken_of or held)[-1].succession))
        if beside := tell_suspension(question, held) or tell_replaced(question, held):
            return beside
        if query.has("end") and query.asks_whether and question.aspect not in ("completed", "length"):
            return check_end(question, relevant)
        if question.aspect in TOLD:
            return tell_terms(self._question, held)
        main = query.reading.main
        is_title = main is not None and main.lemma in COPULAS  # «지금 국회의원이야?» is about another office
        before = query.reading.terms.index(main) - 1 if main is not None else -1
        is_title = is_title and not any(cue.key in ("now", "still") and cue.last == before for cue in query.cues)
        claims = query.has("now", "still", "ever") and (bool(titled) or (query.has("now", "still") and not is_title))
        claims = claims or question.claims_title or claims_place(question)
        if query.asks_whether and claims and query.then is None:
            present = query.has("now", "still") and not titled
            at_event = posts_at_event(question, self._focus.told) if present else {}  # «둘 다 지금은 그 자리에 없지?»
            post = at_event.get(person.id, relevant)
            return check_held(question, person, question.office(post.succession))
        return None

    def _each(self) -> Answer | None:
        """«두 사람은 지금 뭐 해?», «민들레랑 구절초 둘 다 시장이었지?»: of each of several what is asked of all."""
        question, query = self._question, self._query
        people, offices = question.people, question.offices
        asks = query.asks_whether or question.aspect in (*TOLD, "role") or query.has("doing")
        linked = query.asks_whether and query.has("before", "after")  # «민들레 다음은 구절초지?»
        if not asks or linked or max(len(people), len(offices)) < 2 or not people:
            return None
        one_each: Sequence[Query]
        if len(people) > 1:
            one_each = [replace(query, people=(one,)) for one in question.mentions]
        else:
            one_each = [replace(query, offices=(one,)) for one in question.named]
        return self._together(one_each, _Asked.answer)

    def _together(self, one_each: Sequence[Query], ask: Callable[[_Asked], Answer | Decline | None]) -> Answer | None:
        """The answers to several questions as one, each with something new; None where one of them has none."""
        question = self._question
        parts = [TenureQuestion(self._base, self._teller, part, self._turn, quiet=True) for part in one_each]
        answers = [ask(_Asked(part)) for part in parts]
        told = [answer for answer in answers if isinstance(answer, Answer)]
        if len(told) < len(answers):
            return None
        text = told[0].text
        for part, answer in zip(parts[1:], told[1:], strict=True):
            numbers = set(_NUMBER.findall(answer.text))
            if part.aspect not in _NUMBERED or not numbers <= set(_NUMBER.findall(text)):
                text += f" {answer.text}" if answer.text not in text else ""
        if all(part.verdict is not None for part in parts):
            text = question.with_sign(Told(text), yes=all(part.verdict for part in parts)).text
        known = any(answer.status == "answered" for answer in told)
        sources = tuple(dict.fromkeys(source for answer in told for source in answer.sources))
        focus = told[-1].focus
        if focus is not None:  # what is asked next may be of each of them
            focus = replace(focus, knowledge=replace(focus.knowledge, told=tuple(source.id for source in sources)))
        return replace(told[-1], text=text, status="answered" if known else "unknown", sources=sources, focus=focus)

    def _told_profile(self, person: Mention) -> Answer:
        told = self._teller.profile(person.id, self._when, self._as_of)
        if len(person.ids) > 1:
            told = replace(told, text=told.text + ambiguity_note(self._base, [person]))
        office = told.tenures[0].succession if told.tenures else None
        held = self._base.tenures.get(self._focus.tenure or "")
        if held is None or held.holder != person.id:
            held = None  # who was spoken of as acting is spoken of so still
        office = held.succession if held else office
        tenure = held.id if held else None
        focus = KnowledgeFocus(office=office, person=person.id, when=self._when, tenure=tenure, asked="profile")
        return tell(self._turn, told, focus, PROFILE)

    def _person_and_office(self, person: Mention, office: Mention) -> Answer | Decline | None:
        question, query = self._question, self._query
        held = question.tenures(person.id, office.id)
        succession = question.office(office.id)
        if question.acting and query.has("after", "end") and (deputy := tell_deputies(question, held)):
            return deputy
        if held and asks_for_career(query):
            return tell_career(self._question, held)
        if held and query.has("now", "still") and comes_after(query, "doing", query.term_of(office)):
            return tell_doing(question, person.id)  # «도지사 하다가 지금 뭐 해»
        if len(question.people) > 1 and query.reading.question(WHO) and question.aspect in (None, "who"):
            return self._in_character(*self._tell_office(office))  # «둘 중에 누가 도지사야»
        several = tell_namesakes(question, office)
        which = query.reading.chooses or query.reading.names_two
        if several or (which and len(question.offices) > 1):
            return several or self._told_profile(person)  # «도지사야 대통령이야?»
        claims = query.asks_whether and not self._asks_next(office)
        if query.has("before", "after") and question.aspect in (None, "who", "role") and not claims:
            return tell_next_to(question, person.id, succession)
        if held and question.aspect in TOLD:
            proper = [t for t in held if not t.acting or question.acting]
            return tell_terms(self._question, proper or held)
        if question.aspect == "start" and not held:
            return self._never_held(person, succession)
        if question.all and not query.asks_whether:
            return self._in_character(*self._tell_office(office))
        if held and query.has("end") and query.asks_whether:
            return check_end(question, question.relevant(held))
        if question.aspect in ("who", "role") and not query.asks_whether:
            return self._told_profile(person)
        checked = check_length(question, [t for t in held if not t.acting] or held) if held else None
        if checked:
            return checked
        return check_held(question, person, succession)

    def _asks_next(self, office: Mention) -> bool:
        """Whether «다음» and the like belong to the office («다음 대통령»), and not to the whole claim («전에»)."""
        return self._word_before(office) is not None

    def _never_held(self, person: Mention, office: Succession) -> Answer:
        """«이재명이 대통령 되는 거 언제야» before anybody could know."""
        told = self._teller.unknown("never_held", person=self._base.name(person.id), office=office.name)
        return self._question.tell(told, "tenure", office=office.id, person=person.id)

    # Offices

    def _about_offices(self, offices: Sequence[Mention]) -> Answer | Decline | None:
        question, query = self._question, self._query
        if self._when is None and query.reading.main is None:
            question.when = self._question.asked_day  # «그럼 수원시장은?» after «2020년에는?»
        if query.has("doing") and query.then is not None and query.has("now"):
            return self._doing_now(question.office(offices[0].id), query.then)
        if query.has("then") and query.when is None and self._when is None:
            return clarified(question)  # «그때 도지사는 누구야?» after nothing
        what = query.reading.question(WHAT) and query.reading.main is not None and query.reading.main.lemma in COPULAS
        bare = question.aspect is None and not query.has("who", "doing", *_RELATIVE)
        if (query.has("doing") and query.has("duty") and not query.has("who")) or (what and bare):
            return tell_duty(self._question, offices[0].id)
        person, office = self._focus.person, question.office(offices[0].id)
        if (
            question.acting and query.has("after") and query.points_back and person
        ):  # «그 뒤로 대행한 사람이 몇 명이죠?»
            deputies = tell_deputies(question, question.tenures(person, office.id))
            if deputies:
                return deputies
        if of_itself := tell_itself(question, office):
            return of_itself
        former = self._former(office, offices[0])
        if former and (question.aspect in TOLD or query.has("doing")):
            return (
                tell_terms(question, [former]) if question.aspect in TOLD else tell_doing(self._question, former.holder)
            )
        if asks_for_career(query):
            present = [s.tenure for s in terms.regular(terms.current(office, self._as_of))]
            held = (question.tenures(person, office.id) if person else []) or present
            if held:
                return tell_career(self._question, held)  # «그 사람 대통령 되기 전에 뭐 했어»
        if person and self._word_before(offices[0]) in ("before", "after"):
            beside = tell_term_beside(question, person, question.office(offices[0].id))
            if beside:
                return beside  # «그 전 대통령은 왜 파면됐어»
        if of_told := tell_of_told(question):
            return of_told
        counted = tell_counted(question, office)
        its_term = (
            not counted
            and question.aspect in TOLD
            and (question.aspect != "start" or offices[0].id != self._focus.office)
        )
        if person and its_term and self._when is None and not query.has("now", "still"):
            held = question.tenures(person, offices[0].id)
            if held:
                return tell_terms(self._question, held)  # «그 전에 도지사도 했잖아 언제였어»
        if query.asks_whether and offices[-1].id != offices[0].id and question.claims_office(offices[-1]):
            found = terms.regular(terms.current(question.office(offices[0].id), self._as_of))
            if found and self._when is None:  # «대통령이 예전에 도지사였다며?»
                holder = question.mention_of(found[-1].tenure.holder)
                return check_held(question, holder, question.office(offices[-1].id))
        if person and query.asks_whether and (query.has("ever", "ex", "origin") or question.claims_office(offices[0])):
            return check_held(question, question.mention_of(person), question.office(offices[0].id))
        told, focus = self._tell_office(offices[0])
        for other in {office.id: office for office in offices[1:] if office.id != offices[0].id}.values():
            told = told.and_then(self._tell_office(other)[0])
        return self._in_character(told, focus)

    def _doing_now(self, office: Succession, when: When) -> Answer:
        """«그때 경기도지사는 지금 뭐 해?»: what those who held it then do today."""
        stretches = terms.during(office, when.days, self._as_of)
        people = dict.fromkeys(s.tenure.holder for s in terms.regular(stretches) or stretches)
        answers = [tell_doing(self._question, person) for person in people]
        if not answers:
            return self._question.tell(self._teller.holder(office, when, self._as_of), "holder", office=office.id)
        return replace(answers[-1], text=" ".join(answer.text for answer in answers))

    def _tell_office(self, mention: Mention) -> tuple[Told, KnowledgeFocus]:
        question, query, when, as_of = self._question, self._query, self._when, self._as_of
        office = question.office(mention.id)
        told = tell_counted(question, office) or self._special(office, mention, when)
        if told is None and question.aspect in TOLD:
            line = [office, *([question.office(office.subject.successor)] if office.subject.successor else [])]
            days = (when or When.now(as_of)).days
            stretches = next((s for o in line if (s := terms.during(o, days, as_of))), ())
            if stretches:
                found = (terms.regular(stretches) or stretches)[-1].tenure
                answer = tell_terms(self._question, question.tenures(found.holder, found.succession))
                assert answer.focus is not None
                return Told(answer.text, answer.status == "answered", answer.sources), answer.focus.knowledge
        if told is None:
            told = self._teller.holder(office, when or When.now(as_of), as_of)
        note = ambiguity_note(self._base, [mention]) if told.known and len(mention.ids) > 1 else ""
        if office.subject.remark and query.has("first"):
            note += f" {office.subject.remark}"
        told = replace(told, text=told.text + note)
        last = told.tenures[-1] if told.tenures else None
        person = last.holder if last and question.acting else person_of(told)
        found_office = last.succession if last else office.id
        return told, KnowledgeFocus(
            office=found_office, person=person, when=when, tenure=last.id if last else None, asked="holder"
        )

    def _special(self, office: Succession, mention: Mention | None, when: When | None) -> Told | None:
        """First, last, n-th, former, next, acting, all – or None for the plain question."""
        question, query, as_of = self._question, self._query, self._as_of
        relative = self._teller.relative
        if question.acting and query.then is None and question.aspect in TOLD:
            acting = [t for t in terms.visible(office, as_of) if t.acting]
            spoken = next((t for t in acting if t.id == self._focus.tenure), acting[-1] if acting else None)
            return told_of(self._question, [spoken]) if spoken else None
        if question.acting:
            suspended = suspended_then(question, office) if query.has("suspended") else None
            when = suspended or until_next(question, office) or when
            ever = query.reading.is_past or query.has("all") or bool(query.without)
            present = None if ever else When.now(as_of)
            acted = (
                [t for t in terms.visible(office, as_of) if t.acting]
                if query.has("last") and query.then is None
                else []
            )
            if acted:  # «마지막 대행은 누구였어?»
                return self._teller.span(max(acted, key=lambda t: t.start.first if t.start else date.min), as_of)
            return self._teller.deputies(office, when or present, as_of)
        if numbered := tell_numbered(question, office):
            return numbered
        if query.has("first"):
            return relative(office, "holder_first", terms.first_holder(office, as_of), as_of)
        if (question.all and (when is None or when.label is None)) or (query.without and when is None):
            return self._teller.everyone(office, as_of, last=question.at_most)
        current = terms.regular(terms.current(office, as_of))
        if query.has("last"):
            ended = office.subject.ended and office.subject.ended.last <= as_of
            return relative(office, "holder_last", terms.proper(office, as_of)[-1], as_of) if ended else None
        before = self._word_before(mention)
        pivot = self._focus.person
        if before in ("before", "ex") and not query.points_back:
            template = "holder_twice_before" if query.has("twice_before") else "holder_ex"
            return relative(office, template, self._former(office, mention), as_of)
        if before in ("after", "next") or query.has("next"):
            if query.points_back and pivot:
                return neighbour_told(question, office, pivot, before=False)[1]
            return self._teller.unknown("next_unknown", office=office.name)
        if query.has("before", "after") and when is None:
            spoken_of = pivot if pivot and question.tenures(pivot, office.id) else None
            later = office.subject.successor
            if later and pivot and not spoken_of and question.tenures(pivot, later):
                return neighbour_told(question, question.office(later), pivot, before=query.has("before"))[1]
            person = spoken_of or (current[-1].tenure.holder if current else "")
            if person:
                tenure, told = neighbour_told(question, office, person, before=query.has("before"))
                now = not spoken_of and query.has("before") and not query.has("twice_before")
                return relative(office, "holder_ex", tenure, as_of) if now else told
        return None

    def _former(self, office: Succession, mention: Mention | None) -> Tenure | None:
        """Who is meant by «전 도지사», «전전 대통령»."""
        if self._word_before(mention) not in ("before", "ex") or self._query.points_back:
            return None
        gone = _has_become_another(office, self._as_of)
        if not (gone or terms.regular(terms.current(office, self._as_of))):
            return None
        held = [list(many)[-1] for _, many in groupby(terms.proper(office, self._as_of), key=lambda t: t.holder)]
        # Before who holds now what it became, its own last one stood.
        back = (3 if self._query.has("twice_before") else 2) - gone
        return held[-back] if len(held) >= back else None

    def _word_before(self, mention: Mention | None) -> str | None:
        """The group of the word that stands right before a name, in its phrase: «전 도지사», «다음 대통령»."""
        at = self._query.term_of(mention) if mention else None
        if not at:
            return None
        terms_ = self._query.reading.terms
        if terms_[at - 1].particles:
            return None
        return next((cue.key for cue in self._query.cues if cue.last == at - 1 and cue.key in _RELATIVE), None)

    # What leans on the last answer

    def follow_up(self) -> Answer | Decline | None:
        question, focus, query, as_of = self._question, self._focus, self._query, self._as_of
        if (two := apart(query)) and (both := self._together(two, _Asked.follow_up)):
            return both
        if question.until_next and (bridged := tell_until_next(question)):
            return bridged
        several = tell_around_merger(question) or of_several(question)
        if several or focus.office is None or asks_merger_day(query):
            return several
        if of_told := tell_acting_told(question) or tell_of_told(question):
            return of_told
        office = question.office(focus.office)
        person = focus.person
        there = elsewhere(question, office)
        if there:
            office, person = there
        if query.has("now") and self._calls(office):  # «그럼 지금 지사는 몇 대째야» after a former one
            present = terms.regular(terms.current(office, as_of))
            person = present[-1].tenure.holder if present else person
        held = question.tenures(person, office.id) if person else []
        everything = question.tenures(person) if person else []
        acted = [t for t in everything if t.acting] if question.acting else []
        if acted and not query.has("who") and not any(t.acting for t in held):
            office = question.office(acted[-1].succession)  # «왜 대행했어?» of one who holds something else, too
            held = [t for t in acted if t.succession == office.id]
        left = self._left_as_told(held)
        if left is not None:
            return tell_terms(question, [left])
        spoken_of = next((t for t in office.tenures if t.id == focus.tenure), None)
        meant = [spoken_of] if spoken_of and spoken_of in held else held
        if checked := check_told_day(question, spoken_of):
            return checked
        if of_itself := tell_itself(question, office):
            return of_itself
        if query.has("suspended") and query.has("before", "after") and person and self._calls(office):
            tenure = question.neighbour(office, person, before=query.has("before"))
            meant = [tenure] if tenure else meant  # «그 전 지사는 직무가 왜 정지됐어?»
        if beside := tell_suspension(question, meant) or tell_replaced(question, everything):
            return beside
        if deputies := tell_deputies_of(question, meant):
            return deputies
        succeeded = query.has("holding") and question.aspect in (None, "who") and comes_after(query, "who")
        if meant and succeeded and not query.has("before", "after"):
            return tell_succeeded(question, meant[-1])  # «그만두고 나서는 누가 맡았어?»
        counted = tell_counted(question, office)
        if counted:
            return question.tell(counted, "holder", office=office.id, person=person)
        if held and asks_for_career(query):
            return tell_career(self._question, meant)
        if query.has("before", "after") and not query.analysis.times and person:
            if spoken_of and spoken_of.acting:
                return tell_beside_acting(question, office, spoken_of, -1 if query.has("before") else 1)
            stands = self._calls(office) or self._stands_for_somebody()
            former = question.neighbour(office, person, before=True) if query.has("before") and stands else None
            if former is not None and query.has("end") and comes_after(query, "who"):
                return tell_succeeded(question, former)
            beside = tell_term_beside(question, person, office) if stands else None
            return beside or tell_next_to(question, person, office)
        does = person and query.has("doing") and not query.has("who") and query.then is None
        if query.when is not None and not does and not (held and question.aspect in TOLD):
            if person and held and query.asks_whether and query.has("now", "still") and query.then is None:
                return check_held(question, question.mention_of(person), office)  # «지금도 대표야?»
            return self._at_another_time(office)
        if query.has("changed") and query.has("when"):
            current = terms.regular(terms.current(office, as_of))
            own = [t for t in question.tenures(current[-1].tenure.holder, office.id) if not t.acting] if current else []
            return tell_terms(self._question, terms.without_a_break(own, as_of)) if own else None
        counts = question.times is not None or question.ordinals or question.in_a_row
        if held and query.asks_whether and counts and person:
            return check_held(question, question.mention_of(person), office)
        if held and query.has("end") and query.asks_whether and question.aspect not in ("completed", "length"):
            return check_end(question, question.relevant(meant))
        if question.aspect in TOLD:
            chosen = question.nth_of(held)
            if query.has("first") and len(held) > 1:
                chosen = held[:1]  # «첫 임기는 언제였어?»
            whole = question.aspect in ("count", "length", "start")
            return tell_terms(self._question, chosen or (held if whole else meant)) if held else None
        own = question.nth_of(held)  # «두 번째는?» of one who held it twice
        if own and question.aspect is None and len({t.holder for t in told_before(question)}) < 2:
            return question.tell_tenure(self._teller.term_of(own[0], as_of), own[0])
        if query.has("acting", "first", "all", "last") or tell_numbered(question, office):
            special = self._special(office, None, query.when or focus.when)
            if special:
                kept = KnowledgeFocus(office.id, person_of(special) or person, when=query.when, asked="holder")
                return tell(self._turn, special, kept, HOLDER)
        if query.has("right") and spoken_of:
            told = self._teller.span(spoken_of, as_of)
            return self._question.tell_tenure(replace(told, text=f"{self._teller.say('right')} {told.text}"), spoken_of)
        if person and query.has("doing") and not query.has("who"):
            return tell_doing(self._question, person)
        if person and query.has("now", "still") and query.asks_whether:
            return check_held(question, question.mention_of(person), office)
        if person and query.has("who", "role"):
            told = self._teller.profile(person, None, as_of)
            return tell(self._turn, told, replace(focus, asked="profile"), PROFILE)
        who = any(term.lemma == WHO and term.particle == SUBJECT for term in query.reading.terms)  # «누가 해요?»
        return self.of_offices([office]) if who else None

    def _left_as_told(self, held: Sequence[Tenure]) -> Tenure | None:
        """«언제 끝났는데?» after «그때까지 했고 지금은 다른 사람»: the term that was told to be over."""
        question = self._question
        ended = [t for t in told_before(question) if terms.end_as_known(t, self._as_of) and not t.acting]
        runs = any(terms.is_running(self._base, t, self._as_of) for t in held)
        past = self._query.reading.is_past and question.aspect in ("end", "reason", "completed")
        return ended[-1] if ended and runs and past else None

    def _calls(self, office: Succession) -> bool:
        """Whether who holds it is called by its bare title: «그 전 시장», «지금 지사»; not «지금도 시장이야?»."""
        titles = [t for t in self._query.reading.terms if t.kind == "noun" and t.lemma == office.title]
        return any(title.particles or not self._query.asks_whether for title in titles)

    def _stands_for_somebody(self) -> bool:
        """«그 전임은 임기를 다 채웠나»: whether of who came before or after something is asked."""
        terms_ = self._query.reading.terms
        said = [terms_[cue.last] for cue in self._query.cues if cue.key in ("before", "after")]
        said += [terms_[at] for at in self._query.persons] if said else []  # «전에 하던 사람은 왜 그만뒀어»
        return any(t.form is None and {SUBJECT, TOPIC} & set(t.particles) and AT not in t.particles for t in said)

    def _at_another_time(self, office: Succession) -> Answer:
        """«2019년에는?», «지금은?» after an office or a person."""
        focus, query = self._focus, self._query
        assert query.when is not None
        if focus.asked == "profile" and focus.person and not query.has("who"):
            told = self._teller.profile(focus.person, query.when, self._as_of)
            return tell(self._turn, told, replace(focus, when=query.when), PROFILE)
        told = self._teller.holder(office, query.when, self._as_of)
        together = dict.fromkeys(tenure.succession for tenure in told_before(self._question))
        if focus.asked == "holder" and len(together) > 1 and not self._calls(office):  # «지금은 누구누구야?» of both
            each = [self._teller.holder(self._question.office(id), query.when, self._as_of) for id in together]
            told = reduce(Told.and_then, each)
        acting = [t for t in told.tenures if t.acting] if self._question.acting else []
        person = acting[-1].holder if acting else person_of(told) or focus.person
        tenure = acting[-1].id if acting else None
        kept = KnowledgeFocus(office.id, person, when=query.when, tenure=tenure, asked="holder")
        return self._in_character(told, kept)

    def of_offices(self, offices: Sequence[Succession]) -> Answer:
        """About offices that were meant and not named: «그럼 수원은?» after a governor."""
        if self._when is None and self._focus.office:
            self._question.when = self._question.asked_day
        if len(offices) > 1:
            label = " ".join(dict.fromkeys(part for part in (offices[0].region, offices[0].title) if part))
            return listed_positions(self._question, label, offices)
        mention = Mention(-1, -1, "", offices[0].name, "office", (offices[0].id,))
        return self._in_character(*self._tell_office(mention))

    # Persona

    def _in_character(self, told: Told, focus: KnowledgeFocus) -> Answer:
        """The answer, or what the persona says to the plain question who holds it now."""
        answer = tell(self._turn, told, focus, HOLDER if focus.asked == "holder" else TENURE)
        query = self._query
        is_plain = not query.has("first", "last", "all", "acting", "before", "after", "how_many")
        is_plain = is_plain and not self._question.ordinals
        is_now = is_plain and (focus.when is None or focus.when.label is None)
        if focus.asked == "holder" and is_now and len(told.tenures) == 1:
            for line in self._turn.persona:
                if line.fits(told.tenures[0].id, "holder", self._as_of):
                    return replace(answer, text=line.text, gesture=line.gesture)
        return answer


def _has_become_another(office: Succession, as_of: date) -> bool:
    """Whether it is no more by its name, and somebody holds what it became."""
    ended = office.subject.ended
    return office.subject.successor is not None and ended is not None and ended.last <= as_of


_RELATIVE: Final = ("before", "after", "ex", "next")
_NUMBER: Final = re.compile(r"\d+")
_NUMBERED: Final = ("start", "end", "span", "order", "term")
"""What is told of terms with nothing but numbers."""
