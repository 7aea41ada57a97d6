"""What is held by one after the other: who holds it, since when, before and after whom, and whether that is so.

Nothing here knows offices: a director, a champion and a title are asked about alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from typing import Final, Literal

from companion.answering.base import Answer, Decline, KnowledgeFocus, SkillTurn
from companion.answering.telling import ambiguity_note, tell
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Teller, Told, When
from companion.knowledge.values import Reference
from companion.language.dates import format_date
from companion.language.terms import COPULAS, WHEN
from companion.understanding.query import Query
from companion.understanding.types import Mention

Aspect = Literal["reason", "order", "start", "end", "span", "role", "origin", "who"]

HOLDER: Final = "knowledge.holder"
TENURE: Final = "knowledge.tenure"
PROFILE: Final = "knowledge.profile"

EXPLAINED: Final = (
    "acting", "before", "after", "first", "last", "ex", "next", "all", "start", "end", "length", "why", "when", "who",
    "role", "order", "holding", "at_event", "then", "now", "earlier", "longer", "still", "same", "how_many", "right",
    "suspended", "origin", "doing", "changed", "title",
)  # fmt: skip
"""Groups of cues that ask for something about what is held."""


def aspect_of(query: Query) -> Aspect | None:
    """What a question asks about somebody's term."""
    if query.has("why"):
        return "reason"
    if query.has("order"):
        return "order"
    if query.has("origin") and query.has("role"):
        return "origin"
    asks_when = query.has("when") and (query.then is None or query.reading.question(*WHEN))  # «2025년 4월 말 시점»
    starts, ends = query.has("start"), query.has("end")
    if ends and not starts and query.reading.question(*WHEN):
        return "end"  # «임기는 언제 끝나요»
    if query.has("length") or (starts and ends):
        return "span"
    if asks_when or not query.has("who"):
        if ends:
            return "end"
        if starts or asks_when:
            return "start"
    if query.has("role"):
        return "role"
    return "who" if query.has("who") else None


class SuccessionAnswers:
    """Answers questions about successions and those who hold them."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller

    # What is asked of whom

    def answer(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer about what or whom the question names."""
        return _Asked(self._base, self._teller, query, turn).answer()

    def follow_up(self, query: Query, turn: SkillTurn) -> Answer | Decline | None:
        """Answer a question that names nobody, about what was spoken of; None where nothing was."""
        return _Asked(self._base, self._teller, query, turn).follow_up()

    def denied(self, query: Query, turn: SkillTurn) -> Answer | None:
        """Who it really is, where a yes-no question names somebody of whom nothing is known."""
        return _Asked(self._base, self._teller, query, turn).denied()

    def of_office(self, query: Query, office: Succession, turn: SkillTurn) -> Answer:
        """About an office that was meant and not named: «그럼 수원은?» after a governor."""
        return _Asked(self._base, self._teller, query, turn).of_office(office)


class _Asked:
    """One question and its answer."""

    def __init__(self, base: KnowledgeBase, teller: Teller, query: Query, turn: SkillTurn) -> None:
        self._base, self._teller, self._query, self._turn = base, teller, query, turn
        self._as_of = query.as_of
        self._focus = turn.focus.knowledge
        self._aspect = aspect_of(query)
        if self._aspect == "start" and not query.has("start") and query.names_nothing:
            # «그게 며칠이야» after how somebody left
            self._aspect = "end" if self._focus.aspect in ("end", "reason") else "start"
        self._when = query.when

    def answer(self) -> Answer | Decline | None:
        query = self._query
        offices, people = list(query.offices), [self._meant(person) for person in query.people]
        offices, titled = self._without_titles(offices, people)
        ids = [office.id for office in offices]
        if query.asks_whether and query.has("before", "after") and people:
            checked = self._check_neighbour([person.id for person in people], ids)
            if checked:
                return checked
        if len({person.id for person in people}) > 1 and not query.has("before", "after"):
            compared = self._compare([person.id for person in people], titled or ids)
            if compared:
                return compared
        if people and not offices:
            return self._about_person(people[0], titled)
        if people:
            return self._person_and_office(people[0], offices[0])
        return self._about_offices(offices)

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
        if not self._is_doubtful(told):
            sign = self._teller.say("right" if query.reading.denies else "wrong")
            told = replace(told, text=f"{sign} {told.text}")
        return tell(self._turn, told, focus, HOLDER)

    def _meant(self, person: Mention) -> Mention:
        """Of those who share a name, the one who held what is named, or who was spoken of."""
        if len(person.ids) > 1:
            offices = {office.id for office in self._query.offices}
            for known in (offices, {self._focus.office}):
                for id in person.ids:
                    if known & {tenure.succession for tenure in self._tenures(id)}:
                        return replace(person, ids=(id,))
            spoken_of = next((id for id in self._focus.people if id in person.ids), None)
            if spoken_of:
                return replace(person, ids=(spoken_of,))
        return person

    def _without_titles(self, offices: list[Mention], people: list[Mention]) -> tuple[list[Mention], list[str]]:
        """Offices without those that are a person's title, and these: «이재명 지사», «수원시장 이재준».

        «이재명 지사 시절 …» is a time.
        """
        query, terms_ = self._query, self._query.reading.terms
        titled: list[str] = []
        for person in list(people):
            at = query.term_of(person)
            if at is None:
                continue
            for office in list(offices):
                beside = query.term_of(office)
                if beside is None or abs(beside - at) != 1 or terms_[beside].phrase != terms_[at].phrase:
                    continue
                if beside < at and query.asks_whether and self._is_said_to_be(at):
                    continue  # «경기도지사 추미애 아니야?» asks whether she is it
                offices.remove(office)
                titled.append(office.id)
                at = max(at, beside)
            following = terms_[at + 1] if at + 1 < len(terms_) else None
            is_time = following is not None and any(cue.key == "at_event" and cue.first == at + 1 for cue in query.cues)
            if is_time:
                held = self._tenures(person.id, titled[-1] if titled else None)
                if held and held[-1].start:
                    last = terms.end_as_known(held[-1], self._as_of) or self._as_of
                    self._when = When(
                        Interval(held[-1].start.first, last), self._teller.say("during", who=self._teller.who(held[-1]))
                    )
                    people.remove(person)
        return offices, titled

    def _is_said_to_be(self, at: int) -> bool:
        """Whether the copula follows a term."""
        following = self._query.reading.terms[at + 1 : at + 2]
        return any(term.form is not None and term.lemma in COPULAS for term in following)

    def _tenures(self, person: str, office: str | None = None) -> list[Tenure]:
        return [
            t
            for t in self._base.tenures_of(person)
            if terms.is_visible(t, self._base.successions[t.succession], self._as_of) and office in (None, t.succession)
        ]

    # People

    def _about_person(self, person: Mention, titled: Sequence[str]) -> Answer | Decline | None:
        query = self._query
        held = self._tenures(person.id)
        named = {self._query.reading.terms[at].lemma for at in self._title_after(person)}
        titled = [
            t.succession for t in held if t.succession in titled or self._base.successions[t.succession].title in named
        ]
        proper = [t for t in held if not t.acting and (not titled or t.succession in titled)] or held
        if query.has("acting") and query.has("after", "end") and not query.has("length"):
            deputy = self._deputy_after(held)
            if deputy:
                return deputy
        if proper and query.asks_whether and any(n.counter == self._counter for n in query.analysis.numbers):
            return self._check(person, self._base.successions[self._relevant(proper).succession])
        if proper and (query.has("before", "after") or self._succeeds) and self._aspect in (None, "who", "role"):
            return self._next_to(person.id, self._base.successions[proper[-1].succession])
        if held and query.has("same") and len(person.ids) == 1 and self._namesakes(person):
            return self._told_profile(person)
        if query.has("suspended") and (query.asks_whether or query.has("when", "why")):
            suspended = next((t for t in reversed(held) if t.suspended_from), None)
            if suspended:
                return self._of_tenure(self._teller.suspension(suspended, self._as_of), suspended)
        if proper and self._aspect in ("reason", "start", "end", "span", "order", "origin"):
            acting = [t for t in held if t.acting]
            return self._tell_tenure(acting[-1] if acting and self._aspect == "origin" else self._relevant(proper))
        if proper and query.has("end") and query.asks_whether:
            return self._check_end(self._relevant(proper))
        if query.has("acting") and self._aspect in (None, "who") and not _acted(held):
            deputy = self._deputy_after(held)
            if deputy:
                return deputy
        if proper and query.asks_whether and query.has("still") and query.then is None:
            return self._check(person, self._base.successions[self._relevant(proper).succession])
        present = query.has("now", "still") or not query.has("duty")
        if query.has("doing") and self._aspect is None and query.then is None and present:
            return self._told_doing(person, held)
        return self._told_profile(person)

    def _told_doing(self, person: Mention, held: Sequence[Tenure]) -> Answer:
        """«요즘 뭐 해?»: what somebody holds now; what they held before is no answer."""
        days = Interval.of(self._as_of)
        now = [
            t
            for t in held
            if any(s.tenure is t for s in terms.during(self._base.successions[t.succession], days, self._as_of))
        ]
        if now:
            return self._told_profile(person)
        told = self._teller.unknown("doing_unknown", person=self._base.name(person.id))
        office = held[-1].succession if held else None
        return tell(self._turn, told, KnowledgeFocus(office=office, person=person.id, asked="profile"), PROFILE)

    def _title_after(self, person: Mention) -> Iterator[int]:
        """The position of a noun right behind a name, in its phrase: «이재명 지사»."""
        at = self._query.term_of(person)
        terms_ = self._query.reading.terms
        if at is not None and at + 1 < len(terms_) and terms_[at + 1].phrase == terms_[at].phrase:
            yield at + 1

    @property
    def _succeeds(self) -> bool:
        """«그만두고 나서 그 자리는 누가 맡았대»: who came, in a clause after the one about the end."""
        terms_ = self._query.reading.terms
        ends = [terms_[c.first].clause for c in self._query.cues if c.key == "end"]
        asks = [terms_[c.first].clause for c in self._query.cues if c.key == "who"]
        return bool(ends and asks) and max(ends) < max(asks)

    def _namesakes(self, person: Mention) -> bool:
        return person.name in self._base.ambiguities

    def _told_profile(self, person: Mention) -> Answer:
        told = self._teller.profile(person.id, self._when, self._as_of)
        if len(person.ids) > 1:
            told = replace(told, text=told.text + ambiguity_note(self._base, [person]))
        office = told.tenures[0].succession if told.tenures else None
        focus = KnowledgeFocus(office=office, person=person.id, when=self._when, asked="profile")
        return tell(self._turn, told, focus, PROFILE)

    def _relevant(self, held: Sequence[Tenure]) -> Tenure:
        """Which of several terms is meant: the first, an ended one where the end is asked, or the last."""
        if self._query.has("first"):
            return held[0]
        ended = [t for t in held if terms.end_as_known(t, self._as_of)]
        if self._aspect in ("end", "reason") and ended:
            return ended[-1]
        return next((t for t in reversed(held) if t.succession == self._focus.office), held[-1])

    def _person_and_office(self, person: Mention, office: Mention) -> Answer | Decline | None:
        query = self._query
        held = self._tenures(person.id, office.id)
        succession = self._base.successions[office.id]
        if query.has("acting") and query.has("after", "end"):
            deputy = self._deputy_after(held)
            if deputy:
                return deputy
        if query.has("before", "after") and self._aspect in (None, "who", "role"):
            return self._next_to(person.id, succession)
        if held and self._aspect in ("reason", "start", "end", "span", "order", "origin"):
            return self._tell_tenure(self._relevant(held))
        if self._aspect == "start" and not held:
            return self._never_held(person, succession)
        if query.has("all"):
            return self._in_character(*self._tell_office(office))
        if query.has("how_many") and held:
            return self._of_tenure(self._teller.times(held, self._as_of), held[-1])
        if self._aspect in ("who", "role") and not query.asks_whether:
            return self._told_profile(person)
        return self._check(person, succession)

    def _never_held(self, person: Mention, office: Succession) -> Answer:
        """«이재명이 대통령 되는 거 언제야» before anybody could know."""
        told = self._teller.unknown("never_held", person=self._base.name(person.id), office=office.name)
        focus = KnowledgeFocus(office=office.id, person=person.id, asked="tenure")
        return tell(self._turn, told, focus, TENURE)

    # Yes or no

    def _check(self, person: Mention, office: Succession) -> Answer:
        """Whether somebody holds or held something, and if not, who does."""
        query, when = self._query, self._when or When.now(self._as_of)
        held = self._tenures(person.id, office.id)
        then = query.then
        ever = query.reading.is_past and then is None
        if held and all(t.acting for t in held) and not query.has("acting"):
            told, right = self._teller.span(held[-1], self._as_of), False
        elif ever and held:
            told, right = self._teller.span(held[-1], self._as_of), True
        else:
            told = self._teller.holder(office, when, self._as_of)
            right = any(t.holder == person.id for t in told.tenures)
        sure = right or any(t.start or t.end for t in told.tenures)
        numbers = {n.value for n in query.analysis.numbers if n.counter == self._counter}
        if right and numbers and held:
            right = any(n in t.orders for t in held for n in numbers)
            told = self._teller.order(held[-1], self._as_of)
        if told.tenures and sure and not self._is_doubtful(told):
            agrees = right != query.reading.denies
            told = replace(told, text=f"{self._teller.say('right' if agrees else 'wrong')} {told.text}")
        if self._namesakes(person) and (right or held):
            told = replace(told, text=told.text + self._other_than(person))
        focus = KnowledgeFocus(office=office.id, person=_person(told), when=when, asked="holder")
        return tell(self._turn, told, focus, HOLDER)

    def _other_than(self, person: Mention) -> str:
        """That somebody of the same name was spoken of, or that there are several."""
        ambiguity = self._base.ambiguities[person.name]
        others = [id for id in self._focus.people if id in ambiguity.meanings and id != person.id]
        held = self._base.tenures_of(others[0]) if others else ()
        if not held:
            return f" {ambiguity.note}"
        return " " + self._teller.say("namesake", other=self._teller.who(held[-1]))

    @property
    def _counter(self) -> str:
        return self._teller.say("order_counter")

    def _is_doubtful(self, told: Told) -> bool:
        """Whether what was told is known for an earlier day only."""
        if self._query.then is not None:
            return False
        for tenure in told.tenures:
            stretch = next(
                (
                    s
                    for s in terms.current(self._base.successions[tenure.succession], self._as_of)
                    if s.tenure is tenure
                ),
                None,
            )
            if stretch and stretch.certainty in (terms.Certainty.HEDGED, terms.Certainty.LAPSED):
                return True
        return False

    def _check_end(self, tenure: Tenure) -> Answer:
        """«중간에 그만뒀지?»: whether a term ended, and how."""
        ended = terms.end_as_known(tenure, self._as_of) is not None
        told = (
            self._teller.end(tenure, self._as_of, why=True)
            if tenure.ended_by
            else self._teller.span(tenure, self._as_of)
        )
        agrees = ended != self._query.reading.denies
        told = replace(told, text=f"{self._teller.say('right' if agrees else 'wrong')} {told.text}")
        return self._of_tenure(told, tenure)

    def _check_neighbour(self, people: Sequence[str], offices: Sequence[str]) -> Answer | None:
        """«박근혜 다음이 바로 문재인 아니야?», «그 앞에는 염태영이고?»: whether one came before or after another."""
        pivot, claimed = (people[0], people[1]) if len(people) > 1 else (self._focus.person, people[0])
        if pivot is None or pivot == claimed:
            return None
        held = [t for t in self._tenures(pivot) if not t.acting]
        shared = [t for t in held if not offices or t.succession in offices]
        shared = [t for t in shared if self._tenures(claimed, t.succession)] or shared
        if not shared:
            return None
        before = self._query.has("before")
        office = self._base.successions[shared[-1].succession]
        tenure, told = self._neighbour_told(office, pivot, before=before)
        if tenure is None:
            return None
        between = self._acted_between(office, *(sorted((tenure, shared[-1]), key=_begun)))
        right = tenure.holder == claimed
        agrees = right != self._query.reading.denies
        text = f"{self._teller.say('right' if agrees else 'wrong')} {told.text}"
        if between:
            text += " " + self._teller.say("acted_between", who=[self._teller.who(t) for t in between])
        focus = KnowledgeFocus(office=office.id, person=tenure.holder, when=_when_of(tenure), asked="holder")
        return tell(self._turn, replace(told, text=text), focus, HOLDER)

    def _acted_between(self, office: Succession, first: Tenure, second: Tenure) -> list[Tenure]:
        """Who acted after one left and before the other came."""
        left, came = terms.end_as_known(first, self._as_of), _begun(second)
        if left is None:
            return []
        acting = [t for t in terms.visible(office, self._as_of) if t.acting and t.start]
        return [t for t in acting if left <= _begun(t) < came]

    # Comparing

    def _compare(self, people: Sequence[str], offices: Sequence[str]) -> Answer | None:
        """«누가 먼저 했어», «누가 더 오래 했어»: the terms of two people."""
        query = self._query
        if not query.has("earlier", "longer"):
            return None
        chosen = []
        for person in dict.fromkeys(people):
            held = [t for t in self._tenures(person) if not t.acting] or self._tenures(person)
            named = [t for t in held if t.succession in offices or t.succession == self._focus.office]
            if not held:
                return None
            chosen.append((named or held)[0])
        told = self._teller.compare_tenures(chosen, "longer" if query.has("longer") else "earlier", self._as_of)
        office = chosen[0].succession if len({t.succession for t in chosen}) == 1 else None
        return tell(self._turn, told, KnowledgeFocus(office=office, person=_person(told), asked="tenure"), TENURE)

    # Offices

    def _about_offices(self, offices: Sequence[Mention]) -> Answer | Decline | None:
        query = self._query
        if self._when is None and self._focus.when and query.reading.main is None:
            self._when = self._focus.when  # «그럼 수원시장은?» after «2020년에는?»
        if query.has("doing") and query.has("duty") and not query.has("who"):
            return self._duty(offices[0])
        person = self._focus.person
        asked = ("start", "end", "span", "reason", "order")
        if person and offices[0].id != self._focus.office and self._aspect in asked:
            held = self._tenures(person, offices[0].id)
            if held:
                return self._tell_tenure(held[-1])  # «그 전에 도지사도 했잖아 언제였어»
        told, focus = self._tell_office(offices[0])
        for other in {office.id: office for office in offices[1:] if office.id != offices[0].id}.values():
            told = told.and_then(self._tell_office(other)[0])
        return self._in_character(told, focus)

    def _duty(self, office: Mention) -> Answer:
        """«도지사가 뭐 하는 사람이야»: what one does there is not who it is."""
        told = self._teller.unknown("duty_unknown", office=self._base.name(office.id))
        return tell(self._turn, told, KnowledgeFocus(office=office.id, asked="holder"), HOLDER)

    def _tell_office(self, mention: Mention) -> tuple[Told, KnowledgeFocus]:
        query, when, as_of = self._query, self._when, self._as_of
        office = self._base.successions[mention.id]
        told = self._special(office, mention, when)
        if told is None and query.has("how_many"):
            told = self._teller.how_many(office, as_of)
        if told is None and self._aspect in ("reason", "start", "end", "span", "order", "origin"):
            stretches = terms.during(office, (when or When.now(as_of)).days, as_of)
            if stretches:
                answer = self._tell_tenure((terms.regular(stretches) or stretches)[-1].tenure)
                assert answer.focus is not None
                return Told(answer.text, answer.status == "answered", answer.sources), answer.focus.knowledge
        if told is None:
            told = self._teller.holder(office, when or When.now(as_of), as_of)
        note = ambiguity_note(self._base, [mention]) if told.known and len(mention.ids) > 1 else ""
        if office.subject.remark and query.has("first"):
            note += f" {office.subject.remark}"
        told = replace(told, text=told.text + note)
        found = told.tenures[-1].succession if told.tenures else office.id
        tenure = told.tenures[-1].id if told.tenures else None
        person = told.tenures[-1].holder if told.tenures and query.has("acting") else _person(told)
        return told, KnowledgeFocus(office=found, person=person, when=when, tenure=tenure, asked="holder")

    def _special(self, office: Succession, mention: Mention | None, when: When | None) -> Told | None:
        """First, last, n-th, former, next, acting, all – or None for the plain question."""
        query, as_of = self._query, self._as_of
        relative = self._teller.relative
        if query.has("acting") and query.then is None and self._aspect in ("start", "end", "span", "reason", "order"):
            acting = [t for t in terms.visible(office, as_of) if t.acting]
            spoken = next((t for t in acting if t.id == self._focus.tenure), acting[-1] if acting else None)
            if spoken and self._aspect == "reason":
                return self._teller.why_acted(spoken, as_of)
            if spoken:
                tellers = {"start": self._teller.start, "end": self._teller.end}
                return tellers.get(self._aspect, self._teller.span)(spoken, as_of)
        if query.has("acting"):
            suspended = self._suspension(office) if query.has("suspended") else None
            when = suspended or when
            present = When.now(as_of) if not (query.reading.is_past or query.has("all")) else None
            return self._teller.deputies(office, when or present, as_of)
        numbered = self._numbered(office)
        if numbered:
            return numbered
        if query.has("first"):
            return relative(office, "holder_first", terms.first_holder(office, as_of), as_of)
        if query.has("all") and (when is None or when.label is None):
            return self._teller.everyone(office, as_of)
        current = terms.regular(terms.current(office, as_of))
        if query.has("last"):
            ended = office.subject.ended and office.subject.ended.last <= as_of
            return relative(office, "holder_last", terms.proper(office, as_of)[-1], as_of) if ended else None
        before = self._word_before(mention)
        pivot = self._focus.person
        if before in ("before", "ex") and not query.points_back:
            person = current[-1].tenure.holder if current else ""
            return relative(office, "holder_ex", terms.before(office, person, as_of), as_of)
        if before in ("after", "next") or query.has("next"):
            if query.points_back and pivot:
                return self._neighbour_told(office, pivot, before=False)[1]
            return self._teller.unknown("next_unknown", office=office.name)
        if query.has("before", "after") and when is None:
            person = (
                pivot if pivot and self._tenures(pivot, office.id) else (current[-1].tenure.holder if current else "")
            )
            if person:
                return self._neighbour_told(office, person, before=query.has("before"))[1]
        return None

    def _numbered(self, office: Succession) -> Told | None:
        """«35대», «두 번째», «민선 7기»."""
        relative, as_of = self._teller.relative, self._as_of
        for number in self._query.analysis.numbers:
            if number.counter == self._counter or (number.ordinal and number.value > 1):
                label = self._teller.say("order", number=number.value)
                return relative(office, "holder_nth", terms.nth(office, number.value, as_of), as_of, label=label)
            if number.counter == self._teller.say("term_counter"):
                label = self._teller.say("term", number=number.value)
                return relative(office, "holder_nth", terms.by_term(office, label, as_of), as_of, label=label)
        return None

    def _word_before(self, mention: Mention | None) -> str | None:
        """The group of the word that stands right before a name, in its phrase: «전 도지사», «다음 대통령»."""
        at = self._query.term_of(mention) if mention else None
        if not at:
            return None
        terms_ = self._query.reading.terms
        if terms_[at - 1].particles:
            return None
        return next((cue.key for cue in self._query.cues if cue.last == at - 1 and cue.key in _RELATIVE), None)

    def _suspension(self, office: Succession) -> When | None:
        """The day on which the powers of the person spoken of were suspended."""
        people = [m.id for m in self._query.people] or [self._focus.person or ""]
        for tenure in office.tenures:
            if tenure.holder in people and tenure.suspended_from and tenure.suspended_from.first <= self._as_of:
                day = tenure.suspended_from.first
                return When(Interval.of(day), format_date(day))
        return None

    # Who comes before and after

    def _next_to(self, person: str, office: Succession) -> Answer:
        tenure, told = self._neighbour_told(office, person, before=self._query.has("before"))
        focus = KnowledgeFocus(office=office.id, person=_person(told) or person, when=_when_of(tenure), asked="holder")
        return tell(self._turn, told, focus, HOLDER)

    def _neighbour_told(self, office: Succession, person: str, *, before: bool) -> tuple[Tenure | None, Told]:
        """The term before or after a person's, None where there is none, and how it is told."""
        tenure = (terms.before if before else terms.after)(office, person, self._as_of)
        template = "holder_before" if before else "holder_after"
        pivot = self._base.name(person)
        return tenure, self._teller.relative(office, template, tenure, self._as_of, pivot=pivot)

    def _deputy_after(self, held: Sequence[Tenure]) -> Answer | None:
        """«이재명 지사 사퇴하고 대행한 분»: who acted where a person left, or was suspended."""
        for tenure in reversed(held):
            office = self._base.successions[tenure.succession]
            left = tenure.suspended_from.first if tenure.suspended_from else terms.end_as_known(tenure, self._as_of)
            if left is None or tenure.acting:
                continue
            days = Interval(left, left + timedelta(days=1))
            acting = terms.acting(terms.during(office, days, self._as_of))
            if acting:
                told = self._teller.deputies(office, When(days, self._teller.say("after_day", day=left)), self._as_of)
                deputy = acting[-1].tenure
                focus = KnowledgeFocus(
                    office.id, deputy.holder, when=_when_of(deputy), tenure=deputy.id, asked="holder"
                )
                return tell(self._turn, told, focus, HOLDER)
        return None

    # Terms

    def _tell_tenure(self, tenure: Tenure) -> Answer:
        as_of = self._as_of
        match self._aspect:
            case "reason" if tenure.acting:
                told = self._teller.why_acted(tenure, as_of)
            case "reason":
                told = self._teller.end(tenure, as_of, why=True)
            case "start":
                told = self._teller.start(tenure, as_of)
            case "end":
                told = self._teller.end(tenure, as_of)
            case "order":
                told = self._teller.order(tenure, as_of)
            case "origin":
                told = self._teller.origin(tenure, as_of)
            case _:
                # Somebody may have acted in an office more than once.
                again = [t for t in self._tenures(tenure.holder, tenure.succession) if t.acting and tenure.acting]
                told = reduce(Told.and_then, (self._teller.span(t, as_of) for t in again or [tenure]))
        return self._of_tenure(told, tenure)

    def _of_tenure(self, told: Told, tenure: Tenure) -> Answer:
        when = self._when or self._focus.when
        focus = KnowledgeFocus(
            tenure.succession, tenure.holder, when=when, tenure=tenure.id, asked="tenure", aspect=self._aspect
        )
        return tell(self._turn, told, focus, TENURE)

    # What leans on the last answer

    def follow_up(self) -> Answer | Decline | None:
        focus, query, as_of = self._focus, self._query, self._as_of
        if query.has("earlier", "longer") and len(focus.people) > 1:
            compared = self._compare(focus.people[:2], [focus.office or ""])
            if compared:
                return compared
        if focus.office is None:
            return None
        office = self._base.successions[focus.office]
        person = focus.person
        held = self._tenures(person, focus.office) if person else []
        spoken_of = next((t for t in office.tenures if t.id == focus.tenure), None)
        if query.has("acting") and query.has("after", "end") and held:
            deputy = self._deputy_after(held)
            if deputy:
                return deputy
        if query.has("before", "after") and not query.analysis.times and person:
            if spoken_of and spoken_of.acting:
                return self._neighbour(office, spoken_of, -1 if query.has("before") else 1)
            return self._next_to(person, office)
        if query.when is not None and not (held and self._aspect in ("reason", "start", "end", "span", "order")):
            if focus.asked == "profile" and person and not query.has("who"):
                told = self._teller.profile(person, query.when, as_of)
                return tell(self._turn, told, replace(focus, when=query.when), PROFILE)
            told = self._teller.holder(office, query.when, as_of)
            kept = KnowledgeFocus(office.id, _person(told) or person, when=query.when, asked="holder")
            return self._in_character(told, kept)
        if query.has("changed") and query.has("when"):
            current = terms.regular(terms.current(office, as_of))
            return self._tell_tenure(current[-1].tenure) if current else None
        if self._aspect in ("reason", "start", "end", "span", "order", "origin"):
            if held:
                return self._tell_tenure(spoken_of or self._relevant(held))
            return None
        if query.has("acting", "first", "all", "last") or self._numbered(office):
            special = self._special(office, None, query.when or focus.when)
            if special:
                kept = KnowledgeFocus(office.id, _person(special) or person, when=query.when, asked="holder")
                return tell(self._turn, special, kept, HOLDER)
        if held and query.has("end") and query.asks_whether:
            return self._check_end(spoken_of or self._relevant(held))
        if query.has("right") and spoken_of:
            told = self._teller.span(spoken_of, as_of)
            told = replace(told, text=f"{self._teller.say('right')} {told.text}")
            return self._of_tenure(told, spoken_of)
        if person and query.has("who", "role", "doing"):
            told = self._teller.profile(person, None, as_of)
            return tell(self._turn, told, replace(focus, asked="profile"), PROFILE)
        return None

    def _neighbour(self, office: Succession, tenure: Tenure, step: int) -> Answer | None:
        """Who stood before or after an acting holder, acting or not."""
        known = terms.visible(office, self._as_of)
        at = known.index(tenure) + step
        if not 0 <= at < len(known):
            return None
        told = self._teller.span(known[at], self._as_of)
        found = known[at]
        focus = KnowledgeFocus(office.id, found.holder, when=_when_of(found), tenure=found.id, asked="holder")
        return tell(self._turn, told, focus, HOLDER)

    def of_office(self, office: Succession) -> Answer:
        """About an office that was meant and not named: «그럼 수원은?» after a governor."""
        if self._when is None and self._focus.office:
            self._when = self._focus.when
        mention = Mention(-1, -1, "", office.name, "office", (office.id,))
        told, kept = self._tell_office(mention)
        return self._in_character(told, kept)

    # Persona

    def _in_character(self, told: Told, focus: KnowledgeFocus) -> Answer:
        """The answer, or what the persona says to the plain question who holds it now."""
        answer = tell(self._turn, told, focus, HOLDER if focus.asked == "holder" else TENURE)
        query = self._query
        is_plain = not query.has("first", "last", "all", "acting", "before", "after", "how_many")
        is_plain = is_plain and not any(n.counter == self._counter for n in query.analysis.numbers)
        is_now = is_plain and (focus.when is None or focus.when.label is None)
        if focus.asked == "holder" and is_now and len(told.tenures) == 1:
            for line in self._turn.persona:
                if line.fits(told.tenures[0].id, "holder", self._as_of):
                    return replace(answer, text=line.text, gesture=line.gesture)
        return answer


_RELATIVE: Final = ("before", "after", "ex", "next")


def _acted(held: Sequence[Tenure]) -> bool:
    """Whether somebody acted for another in one of these terms."""
    return any(tenure.acting for tenure in held)


def _begun(tenure: Tenure) -> date:
    return tenure.start.first if tenure.start else date.min


def _person(told: Told) -> str | None:
    proper = [t for t in told.tenures if not t.acting] or list(told.tenures)
    return proper[-1].holder if proper else None


def _when_of(tenure: Tenure | None) -> When | None:
    return When(Interval.of(tenure.start.first), format_date(tenure.start.first)) if tenure and tenure.start else None


def meant_by_region(base: KnowledgeBase, query: Query, turn: SkillTurn) -> Succession | None:
    """The succession of the region or company that is named or was spoken of: «거기 대표는?», «그럼 수원은?»."""
    focus = turn.focus.knowledge
    things = [m.id for m in query.things] or ([focus.thing] if focus.thing else [])
    if not query.things:  # «거기 대표» after «써큘러스가 만들었어요»
        told = [fact for fact in base.facts_of(focus.thing or "") if fact.id in focus.told]
        things += [value.entity for fact in told for value in fact.values if isinstance(value, Reference)]
    names = {name for thing in things for name in base.entities[thing].names}
    areas = query.analysis.of_kind("area", "region")
    names |= {m.id for m in areas} | {m.name for m in areas}
    titles = {term.lemma for term in query.reading.terms}
    only_region = (query.things or areas) and not query.residue(
        at for m in (*query.things, *areas) if (at := query.term_of(m)) is not None
    )
    for office in base.held_in(names):
        if office.region is not None and office.tenures:
            called = {office.title, *(name.removeprefix(office.region).strip() for name in office.aliases)}
            by_title = bool(called & titles)
            by_focus = focus.asked == "holder" and focus.office and only_region and query.reading.main is None
            if by_title or by_focus:
                return office
    return None
