"""A question about terms taken apart: whose, of which office, in which days, and what of them is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.answering.telling import tell
from companion.answering.tenure_aspects import ELECTED, MEASURES, aspect_of
from companion.knowledge import tenures as terms
from companion.knowledge.base import KnowledgeBase, Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.knowledge.tenure_telling import Measure, TenureTeller
from companion.language.cues import CueSpan
from companion.language.dates import format_date
from companion.language.grammar import OBJECT, is_ability, phrase_of
from companion.language.terms import (
    ALSO,
    AT,
    BECOMING,
    BUT,
    COPULAS,
    DOING,
    EXISTENCE,
    GENITIVE,
    GUESS,
    ONE,
    ONLY,
    PARTNER,
    PLURAL,
    SUBJECT,
    THAN,
    UNTIL,
    WHEN,
    WHO,
    is_light,
    noun_in,
)
from companion.understanding.query import Query
from companion.understanding.types import Mention

HOLDER: Final = "knowledge.holder"
TENURE: Final = "knowledge.tenure"
PROFILE: Final = "knowledge.profile"


class TenureQuestion:
    """One question about terms, and how its answer is handed back.

    Attributes:
        people: ids of those who are named, or meant.
        offices: what is named and asked of; `titled`: what is only somebody's title («이재명 지사»).
        when: the time asked about, be it a date or somebody's time in office.
        quiet: whether no yes or no is told; `verdict`: which it would be, once something was checked.
    """

    def __init__(
        self, base: KnowledgeBase, teller: TenureTeller, query: Query, turn: SkillTurn, *, quiet: bool = False
    ) -> None:
        self.quiet = quiet
        self.verdict: bool | None = None
        beside = (_only_there, _of_both, _of_a_name, _of_a_title)
        cues = (cue for cue in _in_line(query) if not any(is_beside(query, cue) for is_beside in beside))
        query = replace(query, cues=tuple(cues))
        self.base, self.teller, self.query, self.turn = base, teller, query, turn
        self.as_of: date = query.as_of
        self.focus = turn.focus.knowledge
        self.aspect = aspect_of(query)
        if self.aspect == "start" and not query.has("start") and query.names_nothing:
            # «그게 며칠이야» after how somebody left
            self.aspect = "end" if self.focus.aspect in ("end", "reason", "completed") else "start"
        self.when = query.when
        self.mentions = [self._meant(person) for person in query.people]
        self.named = list(query.offices)
        self.titled: list[str] = []
        self._set_titles_apart()

    @property
    def people(self) -> list[str]:
        """Ids of those who are named, each once."""
        return list(dict.fromkeys(person.id for person in self.mentions))

    @property
    def offices(self) -> list[str]:
        """Ids of what is named and asked of, each once."""
        return list(dict.fromkeys(office.id for office in self.named))

    @property
    def then(self) -> When | None:
        """The time asked about, if it is not the present."""
        return self.when if self.when and self.when.label else None

    @property
    def acting(self) -> bool:
        """Whether acting for another is asked about: «자리를 채웠다», and not «임기를 채웠다»."""
        cues = self.query.cues
        inside = {at for cue in cues if cue.key == "full" for at in cue.span}
        return self.until_next or any(cue.key == "acting" and not set(cue.span) <= inside for cue in cues)

    @property
    def until_next(self) -> bool:
        """«다음 지사 올 때까지 누가 했어», «새 시장이 취임하기 전까지는?»: the time before another came."""
        reading = self.query.reading
        coming = {reading.terms[at].clause for cue in self.query.cues if cue.key in _COMING for at in cue.span}
        times = ((verb, noun) for verb, noun in pairwise(reading.terms) if UNTIL in noun.particles)
        return reading.question(WHO) and any(
            verb.form is not None and not verb.form.past and noun.kind != "time" and verb.clause in coming
            for verb, noun in times
        )

    @property
    def follows(self) -> bool:
        """Whether an office or somebody was spoken of just now, and nothing else."""
        return self.turn.focus.topic == "knowledge" and self.focus.asked != "fact"

    def is_on(self, day: date) -> bool:
        """Whether it is that day which is asked about."""
        return self.query.then is not None and self.query.then.days == Interval.of(day)

    @property
    def steps(self) -> int:
        """How many before or after somebody are meant: two for «전전 대통령», «다음 다음 시장»."""
        query = self.query
        if query.has("twice_before") and not query.names_nothing:
            return 2
        said = sorted({cue.first for cue in query.cues if cue.key in ("before", "after")})
        again = (b - a == 1 and query.reading.terms[a].lemma == query.reading.terms[b].lemma for a, b in pairwise(said))
        return 1 + sum(again)

    # Whose

    @property
    def asked_day(self) -> When | None:
        """The time that was asked about; the first day of the term that was told is none."""
        when, person = self.focus.when, self.focus.person
        began = [t.start.first for t in self.tenures(person) if t.start] if person else []
        told = when is not None and when.days.first == when.days.last and when.days.first in began
        return None if told else when

    def mention_of(self, person: str) -> Mention:
        """Somebody who was not named."""
        return Mention(-1, -1, "", self.base.name(person), "person", (person,))

    def _meant(self, person: Mention) -> Mention:
        """Of those who share a name, the one who held what is named, or who was spoken of."""
        if len(person.ids) > 1:
            offices = {office.id for office in self.query.offices}
            for known in (offices, {self.focus.office}):
                for id in person.ids:
                    if known & {tenure.succession for tenure in self.tenures(id)}:
                        return replace(person, ids=(id,))
            spoken_of = next((id for id in self.focus.people if id in person.ids), None)
            if spoken_of:
                return replace(person, ids=(spoken_of,))
        return person

    def _set_titles_apart(self) -> None:
        """Take out offices that are a person's title («이재명 지사», «수원시장 이재준») and people who are a time."""
        query, terms_ = self.query, self.query.reading.terms
        for person in list(self.mentions):
            at = query.term_of(person)
            if at is None:
                continue
            for office in list(self.named):
                beside = query.term_of(office)
                if beside is None or abs(beside - at) != 1 or terms_[beside].phrase != terms_[at].phrase:
                    continue
                if self._is_said_to_be(max(at, beside)):
                    continue  # «경기도지사 추미애 아니야?», «추미애 경기도지사 맞지?» ask whether she is it
                self.named.remove(office)
                self.titled.append(office.id)
                at = max(at, beside)
            inside = self._time_in_office(person)
            if inside is not None:
                self.named = [office for office in self.named if office not in inside] or inside
                self.titled += [office.id for office in inside]
                self._take_as_time(person)

    def _is_said_to_be(self, at: int) -> bool:
        """Whether it is claimed of what stands right before: «…이지?», «… 맞지?», «… 됐다며?»."""
        claim, terms_ = self.query.claim, self.query.reading.terms
        acting = {i for cue in self.query.cues if cue.key == "acting" for i in cue.span}
        following = [term for i, term in enumerate(terms_) if i > at and i not in acting and term.kind != "adverb"]
        if claim is None or not following or following[0].form is None:
            return False
        return claim.verb is None or following[0].lemma in (*COPULAS, BECOMING, DOING)

    @property
    def claims_title(self) -> bool:
        """Whether a bare title is what is claimed: «염태영 시장 했지?»."""
        offices = [self.office(t.succession) for p in self.people for t in self.tenures(p)]
        titles = {title for office in offices for title in (office.title, office.name) if title}
        terms_ = self.query.reading.terms
        said = next((at for at, term in enumerate(terms_) if term.form is None and self._is_said_to_be(at)), None)
        if said is None:
            return False
        phrase = [t for t in phrase_of(self.query.reading, terms_[said]) if t.start <= terms_[said].start]
        claimed = "".join(t.text for t in phrase)  # «정책관» of several words
        return any(title == terms_[said].lemma or title.endswith(claimed) for title in titles)

    def claims_office(self, office: Mention) -> bool:
        """Whether an office is what is claimed of somebody who was spoken of: «도지사였어?»."""
        at = self.query.term_of(office)
        particles = self.query.reading.terms[at].particles if at is not None else ()
        return at is not None and {ALSO, OBJECT}.issuperset(particles) and self._is_said_to_be(at)  # «도지사도 했어?»

    def _time_in_office(self, person: Mention) -> list[Mention] | None:
        """The offices in «이재명 지사 때», «이재명이 도지사일 때», where something else is asked."""
        query, terms_ = self.query, self.query.reading.terms
        at = query.term_of(person)
        during = (cue for cue in query.cues if cue.key == "at_event" and terms_[cue.last].form is None)  # no «적었는데»
        first = next((cue.first for cue in during if cue.first > (at or 0)), None)
        if at is None or first is None or query.reading.question(*WHEN):
            return None
        offices = {query.term_of(office): office for office in query.offices}
        titles = {title for t in self.base.tenures_of(person.id) if (title := self.office(t.succession).title)}
        holding = {i for cue in query.cues if cue.key == "holding" for i in cue.span}
        for i in range(at + 1, first):
            term = terms_[i]
            holds = i in holding or (term.form is not None and is_light(term.lemma))
            if not (i in offices or noun_in(term.lemma) in titles or holds):
                return None
        inside = [offices[i] for i in range(at + 1, first) if i in offices]
        asks = [office for office in self.named if office not in inside]
        return inside if asks or (inside and query.has("who", "role", "acting")) else None

    def _take_as_time(self, person: Mention) -> None:
        at = self.query.term_of(person) or 0
        beside = {noun_in(term.lemma) for term in self.query.reading.terms[at + 1 : at + 2]}
        held = [t for t in self.tenures(person.id) if not self.titled or t.succession in self.titled]
        by_title = [t for t in held if self.base.successions[t.succession].title in beside]
        chosen = next((t for t in reversed(by_title or held) if t.start), None)
        if chosen is None or chosen.start is None:
            return
        last = terms.end_as_known(chosen, self.as_of) or self.as_of
        label = self.teller.say("during", who=self.teller.who(chosen))
        self.when = When(Interval(chosen.start.first, last), label)
        self.mentions.remove(person)

    # Of what

    def tenures(self, person: str, office: str | None = None) -> list[Tenure]:
        """What somebody held, or acted in, as far as it could be known."""
        wanted = terms.Selection(offices=(office,) if office else (), people=(person,))
        order = {t.id: at for at, t in enumerate(self.base.tenures_of(person))}
        return sorted(terms.select(self.base, wanted, self.as_of), key=lambda t: order[t.id])

    def office(self, id: str) -> Succession:
        """A succession by its id, without the terms of those who are not meant."""
        found, without = self.base.successions[id], self.query.without
        if not without:
            return found
        return replace(found, tenures=tuple(t for t in found.tenures if t.holder not in without))

    def selected(self, wanted: terms.Selection) -> tuple[Tenure, ...]:
        """The terms that are meant by a choice, without those of who is not."""
        found = terms.select(self.base, wanted, self.as_of)
        return tuple(t for t in found if t.holder not in self.query.without)

    @property
    def counter(self) -> str:
        """What follows the number of a holder: «37대»."""
        return self.teller.say("order_counter")

    @property
    def ordinals(self) -> set[int]:
        """Which-th holders are named."""
        return {n.value for n in self.query.analysis.numbers if n.counter == self.counter}

    @property
    def times(self) -> int | None:
        """How often something is said to have been held: «두 번», «재선», «3선»."""
        if self._to_be_said_again:
            return None
        numbers = self.query.analysis.numbers
        counters, elected = self.teller.answers.cues["occasions"], self.teller.say("elected_counter")
        for number in numbers:
            follows = any(t.lemma == elected and t.start == number.end for t in self.query.reading.terms)
            if follows or (number.counter in counters and not number.ordinal):
                return number.value
            if any(
                cue.key in dict(ELECTED) and cue.first == at for cue in self.query.cues for at in self._at(number.end)
            ):
                return number.value  # «3연임»
            if number.ordinal and self.query.has("length"):
                return number.value  # «두 번째 임기»
        first = self._as_a_claim("first") or self._for_the_first_time
        once = 1 if self._only_once or first else 2 if self._as_a_claim("again") else None
        return next((value for group, value in ELECTED if self.query.has(group)), once)

    def _as_a_claim(self, group: str) -> bool:
        """«처음 뽑힌 거야?», «또 당선됐지?»: that somebody came to hold it for the first time, or again."""
        starts = {cue.first for cue in self.query.cues if cue.key == "start"}
        starts |= {at for at, verb in enumerate(self.query.reading.terms) if verb.form and verb.lemma == DOING}
        before = any(cue.key == group and cue.last + 1 in starts for cue in self.query.cues)
        return before and self.query.asks_whether and not self.may_be

    @property
    def _for_the_first_time(self) -> bool:
        """«그분은 처음이야?», «이번이 처음이었나»: new to somebody; «민들레가 처음이야?» says who was first."""
        terms_ = self.query.reading.terms
        said = next((c for c in self.query.cues if c.key == "first" and c.last + 1 < len(terms_)), None)
        if said is None or not self.query.asks_whether or terms_[said.last + 1].lemma not in COPULAS:
            return False
        named = [at for person in self.mentions if (at := self.query.term_of(person)) is not None]
        return not any(SUBJECT in self.query.reading.particles_of(terms_[at].phrase) for at in named)

    @property
    def _to_be_said_again(self) -> bool:
        """«도지사 이름 다시 한번만», «확인 한 번만»: something is to be told, and nobody held anything again."""
        reading, cues = self.query.reading, self.query.cues
        main, again = reading.main, {c.last + 1 for c in cues if c.key == "again"}
        wanted = main is None or (main.form is not None and main.form.requests)
        counted = {at for c in cues if c.key == "occasions" for at in (c.first, c.first - 1)}
        telling = {c.last + 1 for c in cues if c.key == "saying" and reading.terms[c.last].form is None}
        return (wanted and bool(again & counted)) or bool(telling & counted)

    @property
    def _only_once(self) -> bool:
        """«딱 한 번», «한 번만»: what is mostly said of any time is counted."""
        counters, terms_ = self.teller.answers.cues["occasions"], self.query.reading.terms
        return any(
            number.lemma in counters and one.lemma == ONE and (only in ONLY or only == BUT or self.query.has("only"))
            for one, number in pairwise(terms_)
            for only in (number.particles or ("",))
        )

    def _at(self, start: int) -> Iterator[int]:
        """The position of the term that begins there."""
        return (at for at, term in enumerate(self.query.reading.terms) if term.start == start)

    @property
    def all(self) -> bool:
        """Whether all who held it are asked for: «역대», «시장 한 사람들»."""
        text, terms_ = self.query.text, self.query.reading.terms
        plural = any(text.startswith(PLURAL, terms_[at].end) for at in self.query.persons)
        main = self.query.reading.main
        told = main is not None and main.form is not None and main.form.requests and self.query.has("every")
        told = told and self.aspect in (None, "who")  # «다 말해 줘»
        return self.query.has("all") or (not self.query.asks_whether and (plural or told))

    @property
    def at_most(self) -> int:
        """How many are to be listed: «다섯 명만 순서대로»; 0 where that is not said."""
        persons = self.teller.answers.cues.get("persons", ())
        return next((n.value for n in self.query.analysis.numbers if n.counter in persons and not n.ordinal), 0)

    @property
    def in_a_row(self) -> bool:
        """Whether terms are meant that followed each other at once: «세 번 내리»."""
        return self.query.has("in_a_row")

    @property
    def years(self) -> int | None:
        """How many years something is said to have been held: «3년 했지?»."""
        counter = self.teller.say("year_counter")
        return next((n.value for n in self.query.analysis.numbers if n.counter == counter), None)

    @property
    def elected_again(self) -> bool:
        """Whether «재선» and the like are said, which holds of whoever was elected more often too."""
        return any(self.query.has(group) for group, value in ELECTED if value > 1) or self._as_a_claim("again")

    @property
    def may_be(self) -> bool:
        """Whether what is asked may yet be: «재선할 수 있어», «당선될까»."""
        terms_ = self.query.reading.terms
        elected = (terms_[cue.last] for cue in self.query.cues if cue.key in ("start", *(g for g, _ in ELECTED)))
        able = any(one.bound and is_ability(one) and two.lemma in EXISTENCE for one, two in pairwise(terms_))
        may = (v.form for v in self.query.reading.verbs if v.form is not None and not v.form.requests)
        if able and self.offices and any(form.future for form in may):
            return True  # «다시 시장 할 수 있어?»
        forms = [verb.form for verb in elected if verb.form is not None and not verb.form.past and not self.until_next]
        return any(form.future or form.ending in GUESS for form in forms)

    @property
    def asks_for_any(self) -> bool:
        """Whether it is asked if there is or was one: «임기를 못 채운 지사가 있어?»."""
        main = self.query.reading.main
        return self.query.asks_whether and main is not None and main.lemma in EXISTENCE

    @property
    def measure(self) -> Measure | None:
        """By what terms are compared."""
        reading = self.query.reading
        asking = {at for part in reading.sentences() if reading.asks(part) for at in part}
        groups = {cue.key for cue in self.query.cues if not asking or cue.first in asking}
        return next((measure for measure in MEASURES if measure in groups), None)

    @property
    def in_days(self) -> bool:
        """Whether days are to be counted: «며칠»."""
        return any(term.kind == "question" and term.lemma == WHEN[1] for term in self.query.reading.terms)

    def relevant(self, held: Sequence[Tenure]) -> Tenure:
        """Which of several terms is meant: the first, an ended one where the end is asked, or the last."""
        if self.query.has("first"):
            return held[0]
        numbered = [t for t in held if t.term] if self.aspect == "term" else []
        if numbered and not self.offices:
            return numbered[-1]
        then = self.then
        within = [t for t in held if then and any(d and then.days.overlaps(d.first, d.last) for d in (t.start, t.end))]
        if within:
            return within[-1]  # «2021년에 물러난 거 맞지?» of one who came back
        acted = [t for t in held if t.acting]
        if acted and self.aspect == "origin":
            return acted[-1]
        told = self._told_last(held)
        ended = [t for t in held if terms.end_as_known(t, self.as_of)]
        if told is not None:
            return told
        runs = any(terms.is_running(self.base, t, self.as_of) and t.succession == self.focus.office for t in held)
        if self.aspect in ("end", "reason", "completed") and ended and not runs and not self._goes_on(ended[-1]):
            return ended[-1]
        return next((t for t in reversed(held) if t.succession == self.focus.office), held[-1])

    def nth_of(self, held: Sequence[Tenure]) -> list[Tenure]:
        """The one of several terms of somebody that is chosen by its number: «첫 번째는 언제부터였어»."""
        numbers = [n.value for n in self.query.analysis.numbers if n.ordinal and n.counter != self.counter]
        if len(held) < 2 or not numbers or numbers[0] > len(held) or self.aspect == "count":
            return []
        return [sorted(held, key=lambda t: t.start.first if t.start else date.min)[numbers[0] - 1]]

    def _told_last(self, held: Sequence[Tenure]) -> Tenure | None:
        """The one of several terms that was told last."""
        return next((t for t in held if t.id == self.focus.tenure), None)

    def _goes_on(self, tenure: Tenure) -> bool:
        """Whether its holder holds the same still, in another term."""
        held = self.tenures(tenure.holder, tenure.succession)
        return any(terms.is_running(self.base, t, self.as_of) for t in held)

    def by_title(self, held: Sequence[Tenure]) -> list[str]:
        """Which of the offices that somebody held are meant by a title: «이재명 지사», «시장 한 적 있나»."""
        words = {noun_in(term.lemma) for term in self.query.reading.terms}
        found = [t.succession for t in held if t.succession in self.titled or self.office(t.succession).title in words]
        return list(dict.fromkeys(found))

    def neighbour(self, office: Succession, person: str, *, before: bool, claimed: str | None = None) -> Tenure | None:
        """Who came right before or after somebody; after the last one in what the office became.

        Args:
            claimed: who is said to be it: somebody may have held it twice, and have two neighbours.
        """
        found = (terms.before if before else terms.after)(office, person, self.as_of)
        proper = terms.proper(office, self.as_of)
        pairs = [(a, b) if before else (b, a) for a, b in pairwise(proper) if a.holder != b.holder]
        beside = [(a, b) for a, b in pairs if b.holder == person]
        spoken_of = [a for a, b in beside if b.id == self.focus.tenure]
        chosen = spoken_of or [a for a, _ in beside if a.holder == claimed]
        chosen = chosen or ([] if found else [a for a, _ in beside[-1:]])
        if chosen:
            return chosen[-1]
        ended = office.subject.ended is not None and office.subject.ended.last <= self.as_of
        held = [t for t in terms.proper(office, self.as_of) if t.holder == person]
        if before and not found:
            return self._last_of_predecessor(office, claimed)
        if found or not ended or not office.subject.successor or not held:
            return found
        return next(iter(terms.proper(self.office(office.subject.successor), self.as_of)), None)

    def _last_of_predecessor(self, office: Succession, claimed: str | None) -> Tenure | None:
        """Who held last what became of another: of several the one that is said to be, else that of the same title."""
        former = [o for o in self.base.successions.values() if o.subject.successor == office.id]
        last = [held[-1] for o in former if (held := terms.proper(o, self.as_of))]
        said = [t for t in last if t.holder == claimed]
        alike = [t for t in last if self.office(t.succession).title == office.title]
        return next(iter(said or alike or last), None)

    def spoken_of(self, person: str, office: Succession) -> Tenure | None:
        """The term of a person that was told last, or their first one."""
        held = [t for t in terms.proper(office, self.as_of) if t.holder == person]
        return next((t for t in held if t.id == self.focus.tenure), held[0] if held else None)

    @property
    def among_acting(self) -> bool:
        """Whether those who acted are meant, by name or because they were spoken of."""
        told = self.base.tenures.get(self.focus.tenure or "")
        spoken = told is not None and told.acting is not None and self.focus.asked in ("holder", "tenure")
        recent = [t for id in reversed(self.focus.recent) if (t := self.base.tenures.get(id)) is not None]
        last = {tenure.holder: tenure for tenure in recent}
        of_them = all(person in last and last[person].acting is not None for person in self.people)
        return self.acting or (spoken and of_them and not self.offices)

    # Handing back

    def tell(
        self,
        told: Told,
        asked: Literal["holder", "tenure", "profile"],
        *,
        office: str | None = None,
        person: str | None = None,
        tenure: Tenure | None = None,
        when: When | None = None,
    ) -> Answer:
        """The answer, with what the next turn may point at."""
        found = tenure or (told.tenures[-1] if told.tenures else None)
        focus = KnowledgeFocus(
            office=office or (found.succession if found else None),
            person=person or person_of(told),
            when=when,
            tenure=found.id if found else None,
            asked=asked,
            aspect=self.aspect,
        )
        return tell(self.turn, told, focus, {"holder": HOLDER, "tenure": TENURE, "profile": PROFILE}[asked])

    def tell_tenure(self, told: Told, tenure: Tenure) -> Answer:
        """What is told of one term; the time spoken of stays."""
        return self.tell(
            told,
            "tenure",
            office=tenure.succession,
            person=tenure.holder,
            tenure=tenure,
            when=self.when or self.focus.when,
        )

    @property
    def _expects_a_yes(self) -> bool:
        """«… 아니야?», «하지 않았어?»."""
        main = self.query.reading.main
        return main is not None and main.form is not None and main.form.negated

    @property
    def denies(self) -> bool:
        """Whether what is claimed stands in the negative: «못 채웠어?»; «채운 거 아니야?» expects a yes."""
        verbs = self.query.reading.verbs
        negated = any(v.form is not None and v.form.negated and v.lemma not in COPULAS for v in verbs)
        return negated or (self.query.claim is not None and self.query.claim.negated)

    def signed(self, told: Told, *, right: bool) -> Told:
        """What is told with yes or no before it, as the question asks for one or the other."""
        claim = self.query.claim
        return self.with_sign(told, yes=right != (claim is not None and claim.negated))

    def checked(self, told: Told, *, right: bool) -> Told:
        """The same where a question is for yes or no, and something is known."""
        return self.signed(told, right=right) if self.query.asks_whether and told.known else told

    def with_sign(self, told: Told, *, yes: bool) -> Told:
        """The same for a claim that is put in the negative, or not, as the caller knows."""
        verbs, claim = self.query.reading.verbs, self.query.claim
        self.verdict = yes
        if (
            self.quiet
            or self.query.reading.offers
            or self.query.reading.chooses
            or self.query.reading.names_two
            or self.query.reading.asks_leave
            or sum(v.lemma in COPULAS and v.form is not None and v.form.asks for v in verbs) > 1
        ):
            return told  # «도지사야 권한대행이야?» asks which
        confirms = self.query.has("right") or (claim is not None and (claim.sure or self._expects_a_yes))
        sign = ("right" if confirms else "agreed") if yes else "wrong"
        return replace(told, text=f"{self.teller.say(sign)} {told.text}")


def _in_line(query: Query) -> tuple[CueSpan[str], ...]:
    """The cues, with what says who came after whom by the parts that somebody plays, as «before» or «after».

    Who takes something over comes after the one it comes from; «누구 뒤를 이었어» asks for the one before.
    """
    terms_, cues = query.reading.terms, query.cues
    at = query.term_of(query.people[0]) if len(query.people) == 1 else None
    than = next((i for i, t in enumerate(terms_) if THAN in t.particles), None)
    if query.has("who") and than is not None and (than == at or (not query.people and terms_[than].kind == "pronoun")):
        turned = {"earlier": "before", "later": "after"}  # «이재명보다 먼저 한 사람»
        return tuple(replace(cue, key=turned.get(cue.key, cue.key)) for cue in cues)
    if not query.has("who") or query.asks_whether:
        return cues
    who = next((i for i, t in enumerate(terms_) if t.kind == "question" and t.lemma == WHO), None)
    own, asked = (terms_[i].particle if i is not None else "" for i in (at, who))
    first = {cue.key: cue for cue in reversed(cues)}
    given = first.get("receives") or first.get("gives")
    if given is not None:
        other = at is None or (own.startswith(PARTNER) and not asked.startswith(PARTNER))
        return (*cues, replace(given, key="after" if other == (given.key == "receives") else "before"))
    if "changed" in first and AT in (own, asked):
        return (*cues, replace(first["changed"], key="after" if own == AT else "before"))
    if at is None or who is None:
        return cues
    left = next((c for c in cues if c.key == "end" and terms_[c.first].clause == terms_[at].clause), None)
    form = terms_[left.last].form if left else None
    follows = form and not (form.closes or form.modifies) and terms_[who].clause > terms_[at].clause
    if left and follows and query.offices and not query.has("before", "after", "acting"):
        return (*cues, replace(left, key="after"))  # «그만두니까 누가 왔어»
    if asked in ("", GENITIVE, OBJECT) and any(cue.key in _TURNED and cue.first == who + 1 for cue in cues):
        return tuple(replace(cue, key=_TURNED.get(cue.key, cue.key)) for cue in cues)
    return cues


def _only_there(query: Query, cue: CueSpan[str]) -> bool:
    """«시장님 축사 순서가 있는데 성함이 뭐죠?»: an order that there is beside what is asked, and none of holders."""
    reading = query.reading
    verb = next((v for v in reading.verbs if v.start > reading.terms[cue.last].start), None)
    return cue.key == "all" and verb is not None and verb.lemma in EXISTENCE and verb is not reading.main


def _of_both(query: Query, cue: CueSpan[str]) -> bool:
    """«둘 다 하고 있지?»: all of those who are named, and not the whole of a term."""
    named = [at for person in query.people if (at := query.term_of(person)) is not None]
    both = (
        len(named) > 1
        and cue.first == max(named) + 1
        and any(c.first == cue.first for c in query.cues if c.key == "both")
    )
    return cue.key == "full" and both


def _of_a_name(query: Query, cue: CueSpan[str]) -> bool:
    """«전임 김동연 지사», «직전 시장 염태영»: what who is named right behind it was, and no question for another."""
    if cue.key not in _CALLED:
        return False
    terms_ = query.reading.terms
    named = {query.term_of(person) for person in query.people} - {None}
    titles = {query.term_of(office) for office in query.offices}
    behind = next((at for at in range(cue.last + 1, len(terms_)) if at not in titles), -1)
    same = all(not t.particles and t.phrase == terms_[cue.last].phrase for t in terms_[cue.last : behind])
    return behind in named and same and terms_[behind].phrase == terms_[cue.last].phrase


def _of_a_title(query: Query, cue: CueSpan[str]) -> bool:
    """«이용섭 전 시장은 지금 뭐 해?»: a word between a name and a title says that it was held, and asks for nothing."""
    terms_, at = query.reading.terms, cue.first
    if cue.key not in ("before", "ex") or not (query.has("doing") and query.has("now", "still")) or not at:
        return False
    named, around = {query.term_of(person) for person in query.people}, terms_[at - 1 : at + 2]
    bare = not terms_[at].particles and len({t.phrase for t in around}) == 1
    return at - 1 in named and bare and len(around) == 3 and around[-1].form is None


_CALLED: Final = ("before", "after", "ex", "next")
"""Groups of words that one may be called by: «전임», «후임»."""
_TURNED: Final = {"before": "after", "after": "before"}
"""Who comes before somebody, they come after."""
_COMING: Final = ("after", "next", "start", "incoming")
"""Cues of whoever comes next."""


def person_of(told: Told) -> str | None:
    """Who was told last, a holder proper before one that only acted."""
    held = [t for t in told.tenures if not t.acting] or list(told.tenures)
    return held[-1].holder if held else None


def first_day_of(tenure: Tenure | None) -> When | None:
    """The first day of a term as a time."""
    return When(Interval.of(tenure.start.first), format_date(tenure.start.first)) if tenure and tenure.start else None
