"""Offices and people: who held what, before and after whom, from when to when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from companion.answering.base import Answer, Decline, KnowledgeFocus
from companion.answering.questions import Question
from companion.answering.telling import ambiguity_note, tell
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Teller, Told, When
from companion.language.dates import format_date
from companion.understanding.types import Mention

_DOING = re.compile(r"뭐\s?(?:해|하니|하냐|하지|함|하는 중)(?![가-힣]*\s?(?:있|계))")
_NTH = re.compile(r"(?<![\d.-])(?:제\s?)?(\d{1,3})\s?대(?![통학표])")
_PAST = re.compile(r"[였었했]")
_ELECTED_TERM = re.compile(r"민선\s?(\d)\s?기")
# «그럼 수원은?», «아, 전라도 광주요»: nothing but a region.
_REGION_ONLY = re.compile(r"^(?:[가-힣]{1,3}[,\s]+){0,2}[가-힣\s]{2,10}?(?:은|는|요|은요|는요|도)?\s?[?？]?$")
_TOPIC = re.compile(r"(?:은|는)(?:요|\s?누구)?\s?[?？]?$")


class OfficeAnswers:
    """Answers questions about offices and the people who held them."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller

    def answer(self, asked: Question) -> Answer | Decline | None:
        """Answer about the office or the person named."""
        offices, people = list(asked.offices), list(asked.people)
        when = asked.when
        if people and offices:
            offices, when = self._apposition(asked, offices, people, when)
        if people and not offices:
            return self._about_person(asked, people[0], when)
        if people:
            return self._person_in_office(asked, people[0], offices[0], when)
        if when is None and asked.focus.when and asked.is_fragment and _TOPIC.search(asked.text):
            when = asked.focus.when  # «2020년에는?» «그럼 수원시장은?»
        told, focus = self._tell_office(asked, offices[0], when)
        for other in offices[1:]:
            if other.id != offices[0].id:
                told = told.and_then(self._tell_office(asked, other, when)[0])
        return self._persona(asked, told, focus)

    def _apposition(
        self, asked: Question, offices: list[Mention], people: list[Mention], when: When | None
    ) -> tuple[list[Mention], When | None]:
        """«이재명 지사 시절 광주시장»: the title after a name belongs to it, and «시절» makes it a time."""
        person, text = people[0], asked.text
        adjacent = next(
            (o for o in offices if o.start >= person.end and text[person.end : o.start].strip() == ""), None
        )
        end = adjacent.end if adjacent else person.end
        if re.match(r"\s?(?:가|이|의)?\s?(?:때|시절|재임)", text[end:]):
            held = self._tenures(person.id, asked.as_of, adjacent.id if adjacent else None)
            if held and held[-1].start:
                last = terms.end_as_known(held[-1], asked.as_of) or asked.as_of
                when = When(Interval(held[-1].start.first, last), f"{self._teller.who(held[-1])} 때")
                people.clear()
        if adjacent and len(offices) > 1:
            offices = [o for o in offices if o is not adjacent]
        return offices, when

    def _tenures(self, person: str, as_of: date, office: str | None = None) -> list[Tenure]:
        return [
            t
            for t in self._base.tenures_of(person)
            if terms.is_visible(t, self._base.successions[t.succession], as_of) and office in (None, t.succession)
        ]

    def _about_person(self, asked: Question, person: Mention, when: When | None) -> Answer | Decline | None:
        rest, as_of = asked.rest, asked.as_of
        held = self._tenures(person.id, as_of)
        proper = [t for t in held if not t.acting] or held
        if asked.has("acting") and asked.has("after", "end") and not asked.has("length"):
            deputy = self._deputy_after(asked, held)
            if deputy:
                return deputy
        if proper and asked.has("before", "after"):
            return self._succession(asked, person.id, self._base.successions[proper[-1].succession])
        if proper and asked.asks_tenure:
            return self._tell_tenure(asked, self._relevant(proper, asked), None)
        if _DOING.search(rest) and not asked.has("role"):
            return None
        told = self._teller.profile(person.id, when, as_of)
        told = replace(told, text=told.text + ambiguity_note(self._base, [person]))
        office = told.tenures[0].succession if told.tenures else None
        return tell(
            asked,
            told,
            KnowledgeFocus(office=office, person=person.id, when=when, asked="profile"),
            "knowledge.profile",
        )

    def _relevant(self, held: list[Tenure], asked: Question) -> Tenure:
        """Which of several terms a question means: the first, an ended one where the end is asked, or the last."""
        if asked.has("first"):
            return held[0]
        ended = [t for t in held if terms.end_as_known(t, asked.as_of)]
        if asked.has("end") and not asked.has("start") and ended:
            return ended[-1]
        office = asked.focus.office
        return next((t for t in reversed(held) if t.succession == office), held[-1])

    def _person_in_office(
        self, asked: Question, person: Mention, office: Mention, when: When | None
    ) -> Answer | Decline | None:
        as_of = asked.as_of
        held = self._tenures(person.id, as_of, office.id)
        if asked.has("acting") and asked.has("after", "end"):
            deputy = self._deputy_after(asked, held)
            if deputy:
                return deputy
        subject = self._base.successions[office.id]
        if asked.has("before", "after") and (asked.has("who") or not asked.has("when", "start", "end")):
            return self._succession(asked, person.id, subject)
        if held and asked.asks_tenure:
            return self._tell_tenure(asked, self._relevant(held, asked), when)
        if asked.has("who", "role") and not held:
            return self._about_person(asked, person, when)
        if not asked.has("who", "role"):
            return self._verify(asked, person, office, when or When.now(as_of))
        return self._about_person(asked, person, when)

    def _verify(self, asked: Question, person: Mention, office: Mention, when: When) -> Answer:
        held = self._tenures(person.id, asked.as_of, office.id)
        if asked.when is None and held and _PAST.search(asked.rest):
            told = self._teller.span(held[-1], asked.as_of)  # «…였어?» asks whether they ever were
        else:
            told = self._teller.holder(self._base.successions[office.id], when, asked.as_of)
        if told.tenures:
            right = any(t.holder == person.id for t in told.tenures)
            told = replace(told, text=f"{self._teller.say('right' if right else 'wrong')} {told.text}")
        focus = KnowledgeFocus(office=office.id, person=_person(told), when=when, asked="holder")
        return tell(asked, told, focus, "knowledge.holder")

    def _succession(self, asked: Question, person: str, office: Succession) -> Answer:
        tenure, told = self._next_to(office, person, asked.as_of, before=asked.has("before"))
        focus = KnowledgeFocus(office=office.id, person=_person(told) or person, when=_when_of(tenure), asked="holder")
        return tell(asked, told, focus, "knowledge.holder")

    def _next_to(self, office: Succession, person: str, as_of: date, *, before: bool) -> tuple[Tenure | None, Told]:
        """The term before or after a person's in an office, None where there is none, and how it is told."""
        tenure = (terms.before if before else terms.after)(office, person, as_of)
        template = "holder_before" if before else "holder_after"
        return tenure, self._teller.relative(office, template, tenure, as_of, pivot=self._base.name(person))

    def _tell_tenure(self, asked: Question, tenure: Tenure, when: When | None) -> Answer:
        as_of = asked.as_of
        starts, ends = asked.has("start"), asked.has("end")
        if asked.has("why"):
            told = self._teller.end(tenure, as_of, why=True)
        elif starts and not ends:
            told = self._teller.start(tenure, as_of)
        elif ends and not starts:
            told = self._teller.end(tenure, as_of)
        elif not starts and not asked.has("length"):
            told = self._teller.start(tenure, as_of)
        else:
            # Somebody may have acted in an office more than once.
            again = [t for t in self._tenures(tenure.holder, as_of, tenure.succession) if t.acting and tenure.acting]
            told = reduce(Told.and_then, (self._teller.span(t, as_of) for t in again or [tenure]))
        focus = KnowledgeFocus(
            office=tenure.succession, person=tenure.holder, when=when or asked.focus.when, asked="tenure"
        )
        return tell(asked, told, focus, "knowledge.tenure")

    def _tell_office(self, asked: Question, mention: Mention, when: When | None) -> tuple[Told, KnowledgeFocus]:
        office, as_of = self._base.successions[mention.id], asked.as_of
        told = self._special(asked, office, mention, when)
        if told is None and asked.asks_tenure and not asked.has("who"):
            stretches = terms.during(office, (when or When.now(as_of)).days, as_of)
            if stretches:
                answer = self._tell_tenure(asked, (terms.regular(stretches) or stretches)[-1].tenure, when)
                assert answer.focus is not None
                return Told(answer.text, answer.status == "answered", answer.sources), answer.focus.knowledge
        if told is None:
            told = self._teller.holder(office, when or When.now(as_of), as_of)
        note = ambiguity_note(self._base, [mention]) if told.known else ""
        if office.subject.remark and asked.has("first"):
            note += f" {office.subject.remark}"
        told = replace(told, text=told.text + note)
        found = told.tenures[-1].succession if told.tenures else office.id
        return told, KnowledgeFocus(
            office=found, person=_person(told), when=when, tenure=_last_tenure(told), asked="holder"
        )

    def _special(self, asked: Question, office: Succession, mention: Mention, when: When | None) -> Told | None:
        """First, last, n-th, former, next, acting, all – or None for the plain question."""
        rest, as_of, text = asked.rest, asked.as_of, asked.text
        before_name = text[: mention.start].rstrip()
        tell = self._teller.relative
        number = _NTH.search(text) or _ELECTED_TERM.search(text)
        if asked.has("acting"):
            suspended = self._suspension(asked, office) if "정지" in rest else None
            when = suspended or when
            is_past = re.search(r"[였었했던]", rest) or asked.has("all")
            return self._teller.deputies(office, when if when or is_past else When.now(as_of), as_of)
        counted = [n.value for n in asked.turn.analysis.numbers if n.ordinal and n.value > 1]
        if counted:
            return tell(office, "holder_nth", terms.nth(office, counted[0], as_of), as_of, label=f"제{counted[0]}대")
        if number and number.re is _NTH:
            label = f"제{number[1]}대"
            return tell(office, "holder_nth", terms.nth(office, int(number[1]), as_of), as_of, label=label)
        if number:
            label = f"민선 {number[1]}기"
            return tell(office, "holder_nth", terms.by_term(office, label, as_of), as_of, label=label)
        if asked.has("first"):
            return tell(office, "holder_first", terms.first_holder(office, as_of), as_of)
        if asked.has("all"):
            return self._teller.everyone(office, as_of)
        current = terms.regular(terms.current(office, as_of))
        if asked.has("last") and office.subject.ended and office.subject.ended.last <= as_of:
            return tell(office, "holder_last", terms.proper(office, as_of)[-1], as_of)
        if re.search(r"(?:^|\s)(?:전|전직|전임|옛|이전|지난)$", before_name) or before_name.endswith("전직"):
            person = current[-1].tenure.holder if current else ""
            return tell(office, "holder_ex", terms.before(office, person, as_of), as_of)
        if re.search(r"(?:다음|차기|후임|다음번)$", before_name) or asked.has("next"):
            pivot = asked.focus.person
            if re.search(r"그\s?다음$", before_name) and pivot:
                return self._next_to(office, pivot, as_of, before=False)[1]
            return self._teller.unknown("next_unknown", office=office.name)
        if asked.has("before", "after") and when is None:
            person = asked.focus.person or (current[-1].tenure.holder if current else "")
            if person:
                return self._next_to(office, person, as_of, before=asked.has("before"))[1]
        return None

    def _suspension(self, asked: Question, office: Succession) -> When | None:
        """The day on which the powers of the person spoken of were suspended."""
        people = [m.id for m in asked.people] or [asked.focus.person or ""]
        for tenure in office.tenures:
            if tenure.holder in people and tenure.suspended_from and tenure.suspended_from.first <= asked.as_of:
                day = tenure.suspended_from.first
                return When(Interval.of(day), format_date(day))
        return None

    def follow_up(self, asked: Question) -> Answer | Decline | None:
        """Answer a fragment that leans on the last answer («그 전에는?»); None where it does not."""
        focus, rest, as_of = asked.focus, asked.rest, asked.as_of
        if focus.office is None or not asked.names_nothing:
            return None
        office = self._base.successions[focus.office]
        held = self._tenures(focus.person, as_of, focus.office) if focus.person else []
        spoken_of = next((t for t in office.tenures if t.id == focus.tenure), None)
        if asked.has("before", "after") and not asked.turn.analysis.times and focus.person:
            if spoken_of and spoken_of.acting:
                return self._neighbour(asked, office, spoken_of, -1 if asked.has("before") else 1)
            return self._succession(asked, focus.person, office)
        if asked.when is not None and not (held and asked.asks_tenure):
            if focus.asked == "profile" and focus.person and not asked.has("who"):
                told = self._teller.profile(focus.person, asked.when, as_of)
                return tell(asked, told, replace(focus, when=asked.when), "knowledge.profile")
            told = self._teller.holder(office, asked.when, as_of)
            kept = KnowledgeFocus(office.id, _person(told) or focus.person, when=asked.when, asked="holder")
            return self._persona(asked, told, kept)
        if held and asked.asks_tenure:
            return self._tell_tenure(asked, spoken_of or self._relevant(held, asked), asked.when)
        if asked.has("acting", "first", "all", "last") or _NTH.search(rest):
            mention = Mention(0, 0, "", office.name, "office", (office.id,))
            special = self._special(asked, office, mention, asked.when or focus.when)
            if special:
                kept = KnowledgeFocus(office.id, _person(special) or focus.person, when=asked.when, asked="holder")
                return tell(asked, special, kept, "knowledge.holder")
        if focus.person and asked.has("who", "role"):
            told = self._teller.profile(focus.person, None, as_of)
            return tell(asked, told, replace(focus, asked="profile"), "knowledge.profile")
        return None

    def _neighbour(self, asked: Question, office: Succession, tenure: Tenure, step: int) -> Answer | None:
        """Who stood before or after an acting holder, acting or not."""
        known = terms.visible(office, asked.as_of)
        at = known.index(tenure) + step
        if not 0 <= at < len(known):
            return None
        found = known[at]
        told = self._teller.span(found, asked.as_of)
        focus = KnowledgeFocus(office.id, found.holder, when=_when_of(found), tenure=found.id, asked="holder")
        return tell(asked, told, focus, "knowledge.holder")

    def _deputy_after(self, asked: Question, held: list[Tenure]) -> Answer | None:
        """«이재명 지사 사퇴하고 대행한 분»: who acted in an office a person left, or was suspended from."""
        for tenure in reversed(held):
            office = self._base.successions[tenure.succession]
            left = tenure.suspended_from.first if tenure.suspended_from else terms.end_as_known(tenure, asked.as_of)
            if left is None or tenure.acting:
                continue
            days = Interval(left, left + timedelta(days=1))
            acting = terms.acting(terms.during(office, days, asked.as_of))
            if acting:
                told = self._teller.deputies(office, When(days, f"{format_date(left)} 뒤"), asked.as_of)
                deputy = acting[-1].tenure
                focus = KnowledgeFocus(
                    office.id, deputy.holder, when=_when_of(deputy), tenure=deputy.id, asked="holder"
                )
                return tell(asked, told, focus, "knowledge.holder")
        return None

    def of_region(self, asked: Question) -> Answer | None:
        """«그럼 수원은?» after a governor, «거기 대표는?»: the office of the region or company spoken of."""
        named = asked.offices or asked.people or asked.turn.analysis.of_kind("food", "eatery", "place", "attribute")
        meant = None if named else self._office_meant(asked)
        if meant is None:
            return None
        mention = Mention(0, 0, "", meant.name, "office", (meant.id,))
        when = asked.when or (asked.focus.when if asked.focus.office else None)
        told, kept = self._tell_office(asked, mention, when)
        return self._persona(asked, told, kept)

    def _office_meant(self, asked: Question) -> Succession | None:
        things = [m.id for m in asked.things] or ([asked.focus.thing] if asked.focus.thing else [])
        names = {n for t in things for n in (self._base.entities[t].name, *self._base.entities[t].aliases)}
        names |= {m.id for m in asked.turn.analysis.of_kind("area")}
        for office in self._base.successions.values():
            if office.region in names and office.tenures:
                by_title = office.title is not None and office.title in asked.rest
                by_focus = asked.focus.asked == "holder" and asked.focus.office and _REGION_ONLY.search(asked.text)
                if by_title or (by_focus and (asked.things or asked.turn.analysis.of_kind("area"))):
                    return office
        return None

    def _persona(self, asked: Question, told: Told, focus: KnowledgeFocus) -> Answer:
        answer = tell(asked, told, focus, "knowledge.holder" if focus.asked == "holder" else "knowledge.tenure")
        is_plain = not asked.has("first", "last", "all", "acting", "before", "after") and not _NTH.search(asked.text)
        is_now = is_plain and (focus.when is None or focus.when.label is None)
        if focus.asked == "holder" and is_now and len(told.tenures) == 1:
            for line in asked.turn.persona:
                if line.fits(told.tenures[0].id, "holder", asked.as_of):
                    return replace(answer, text=line.text, gesture=line.gesture)
        return answer


def _person(told: Told) -> str | None:
    proper = [t for t in told.tenures if not t.acting] or list(told.tenures)
    return proper[-1].holder if proper else None


def _last_tenure(told: Told) -> str | None:
    return told.tenures[-1].id if told.tenures else None


def _when_of(tenure: Tenure | None) -> When | None:
    return When(Interval.of(tenure.start.first), format_date(tenure.start.first)) if tenure and tenure.start else None
