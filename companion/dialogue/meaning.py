"""The ways in which an utterance can be meant after what was said, and the first of them that somebody can answer.

As it stands; with names for its pointers; with a name for who or what it only describes; or said of the topic before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, reduce
from itertools import chain
from operator import attrgetter
from typing import Final

from companion.answering import memory as memories
from companion.answering.accounts import goes_on
from companion.answering.base import OUTSIDE, Answer, Attempt, Focus, Skill, SkillTurn
from companion.answering.control import MORE
from companion.answering.facts.asked import DEFAULT
from companion.answering.place_intents import REFINE
from companion.answering.sums import money_pointed_out
from companion.answering.telling import FACT
from companion.answering.tenure_question import HOLDER, PROFILE
from companion.dialogue.confirming import Confirming
from companion.dialogue.listed import ListQuestions
from companion.dialogue.router import PUT_RIGHT, TELLING, Routed, route
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import Day
from companion.knowledge.tenures import is_visible
from companion.language.acts import wanted_after_comment
from companion.language.dates import YEAR_WRITTEN, find_times, format_date
from companion.language.disclosures import told as disclosed
from companion.language.either_or import asked_openly
from companion.language.elapsed import until_now
from companion.language.grammar import after_in_phrase, is_demonstrative, is_house, passes_on_words
from companion.language.josa import in_place
from companion.language.mirror import mirror
from companion.language.of_listener import of_listener
from companion.language.ordered import as_request
from companion.language.people_asked import half_named
from companion.language.pointing import (
    THAT,
    about,
    as_exact,
    as_topic,
    asks_day_of_that,
    both,
    by_place,
    from_to,
    held_then,
    of_result,
    sets_apart,
    until_today,
    without_sequel,
)
from companion.language.reminder_changes import points_at_time
from companion.language.stances import of_speaker, to_robot
from companion.language.terms import CONFIRMING, COPULAS, SINCE, UNTIL, WHO, Reading
from companion.language.turned_back import asked_instead, asked_of_you, asks_the_same
from companion.understanding.descriptions import Description, Nouns, days_in, description_in
from companion.understanding.discourse import References
from companion.understanding.ellipsis import (
    asked_besides,
    asked_then,
    asked_which,
    claimed_instead,
    completed,
    corrected,
    in_place_of,
    is_case,
    is_circumstance,
    is_meant,
    leaves_out,
    left_alone,
    named_alone,
    returned_to,
    right_alone,
)
from companion.understanding.lengths import claimed_ago
from companion.understanding.referents import Pointer, Referent, spoken_after
from companion.understanding.types import Analysis, Interpretation, Mention

Reread = Callable[[str, date, datetime], Interpretation]
"""What a text means, on a day and at a time."""
Analyse = Callable[[str, date], Analysis]
"""What is found in a text, on a day."""
_RELATIVE: Final = ("before", "after", "first", "last", "ex", "next", "now")
"""Cues that say who by another one, or by time."""
_DETAIL: Final = "recommend.detail_"
_ALL: Final = f"{_DETAIL}all"
_RECKONS: Final = "sums"
_HALF: Final = 0.5
_CLEARLY: Final = 0.7
"""Probability from which it is an order though something is told of the speaker: «내일 세 시 회의 알림 설정»."""
_FEW: Final = 2
"""Of how many people at most who are described together something is asked of each."""
_CERTAIN: Final = 0.9
"""Probability from which small talk is meant, whatever was spoken of."""


Taken = tuple[SkillTurn, Routed]
"""An utterance as it was taken, and who answers it."""


@dataclass(frozen=True)
class Leaning:
    """An utterance with what it may lean on; who answers it as it stands is only found out once it matters.

    Attributes:
        turn: the utterance; `number`: of the turn.
        spoken: what was spoken of.
        route: finds who answers; `point`: finds what points at what was spoken of.
    """

    turn: SkillTurn
    spoken: tuple[Referent, ...]
    number: int
    route: Callable[[SkillTurn], Taken]
    point: Callable[[Analysis, tuple[Referent, ...], int], tuple[Pointer, ...]]

    @cached_property
    def plain(self) -> Taken:
        """As it stands."""
        return self.route(self.turn)

    @cached_property
    def pointers(self) -> tuple[Pointer, ...]:
        """What in it points at what was spoken of; nothing while an answer is waited for."""
        return self.point(self.turn.analysis, self.spoken, self.number) if self.turn.open is None else ()

    @property
    def crosses(self) -> bool:
        """Whether it points at what another skill told: nobody else knows what is meant."""
        crosses = any(_crosses(pointer, self.turn.focus) for pointer in self.pointers)
        return crosses and not (self._is_of_an_hour or self._is_of_the_event)

    @property
    def of_people(self) -> bool:
        """Whether it points at people: who is named is understood best."""
        return any(pointer.meant.kind == "person" for pointer in self.pointers)

    @property
    def told(self) -> Answer | None:
        """What is told to it as it stands; None where its pointers want names first."""
        return None if self.crosses or self.of_people else self.plain[1].answer

    @property
    def suits(self) -> bool:
        """Whether it is answered as it stands, by who told what it points at."""
        owned = _is_owned(self.plain[1], self.pointers) or self._is_of_an_hour or self._is_of_the_event
        return self.plain[1].answered and owned

    @property
    def asks_back(self) -> bool:
        """Whether it is asked back which place of several is meant: «거기로 할게» after a list."""
        told, of_places = self.plain[1].answer, all(pointer.meant.kind == "place" for pointer in self.pointers)
        asked = told is not None and told.status == "clarify" and bool(self.pointers) and of_places
        return asked and _is_owned(self.plain[1], self.pointers)

    @property
    def sets_list_aside(self) -> bool:
        """Whether all that was told is set aside, which has no one name: «거기 말고 영통 쪽은?» after a list."""
        places, text = self.turn.focus.places, self.turn.analysis.text
        several = places is not None and places.chosen is None and len(places.shown) > 1
        apart = [t for t in self.turn.analysis.reading.terms if sets_apart(t)]
        aside = any(t.start >= p.end and not text[p.end : t.start].strip() for p in self.pointers for t in apart)
        attempt = self.plain[1].attempt
        owned = attempt is not None and attempt.skill == "recommend" and self.turn.focus.topic == "recommend"
        return several and aside and owned and self.plain[1].tells and not self.crosses

    @property
    def _is_of_the_event(self) -> bool:
        """«그때 뭐라고 했어?» after an event was told of: whoever knows that for certain needs no day of it."""
        attempt, days = self.plain[1].attempt, all(pointer.meant.kind == "day" for pointer in self.pointers)
        return days and attempt is not None and attempt.skill == "knowledge" and attempt.score >= 1

    @property
    def _is_of_an_hour(self) -> bool:
        """«그때 알려 줘» after an hour was told: nearer than any day that was spoken of before."""
        text, days = self.turn.analysis.text, [p for p in self.pointers if p.meant.kind == "day"]
        if len(days) != 1 or len(self.pointers) != 1 or not points_at_time(text[days[0].start : days[0].end]):
            return False
        answer = self.plain[1].answer
        return answer is not None and answer.reminders is not None and answer.status == "answered"

    @property
    def keeps_to_whom(self) -> bool:
        """Whether what is told to it as it stands is told of whom it points at."""
        told = self.plain[1].answer
        of = told.focus.knowledge.person if told is not None and told.focus is not None else None
        text = told.text if told is not None else ""
        people = [pointer.meant for pointer in self.pointers if pointer.meant.kind == "person"]
        return all(one.id == of or one.name in text for one in people)


Way = Callable[[Leaning], Taken | None]
"""A way to take an utterance; None where it cannot be meant so."""
Enough = Callable[[Routed], bool]
"""Whether what is said to it in other words is better than what is said to it as it stands."""
_ANSWERS: Final[Enough] = attrgetter("answered")
_TELLS: Final[Enough] = attrgetter("tells")


def nouns_of(base: KnowledgeBase, cues: Mapping[str, Iterable[str]]) -> Nouns:
    """The nouns that descriptions are made of, from the words of the packs."""
    held = {type for relation in base.vocabulary.relations.values() if relation.one_at_a_time for type in relation.of}
    return Nouns(
        persons=frozenset(cues.get("persons", ())),
        # «자리» is what is held, and not somewhere to ask for.
        kinds=frozenset(n for kind in base.vocabulary.types.values() if kind.id not in held for n in kind.nouns),
        relative=frozenset(word for cue in _RELATIVE for word in cues.get(cue, ())),
        generic=frozenset(cues.get("generic", ())),
    )


@dataclass(frozen=True, slots=True)
class Meanings:
    """Finds who can answer an utterance, and what it means then.

    Attributes:
        base: what is known.
        references: finds what pointers mean.
        nouns: what descriptions are made of.
        skills: by name.
        reject_below: probability under which an intent is not believed.
        robot: id of the robot itself.
        read: reads an utterance again, in other words; `analyse`: without what it may mean.
        confirming: checks short claims against what was told; `listed`: answers about a list that was told.
        calls: names of the robot; `deeds`: nouns of what it is asked to do.
    """

    base: KnowledgeBase
    references: References
    nouns: Nouns
    skills: Mapping[str, Skill]
    reject_below: float
    robot: str | None
    read: Reread
    analyse: Analyse
    confirming: Confirming
    listed: ListQuestions
    calls: Collection[str] = ()
    deeds: Collection[str] = ()

    def routed(self, turn: SkillTurn, spoken: tuple[Referent, ...], number: int) -> Taken:
        """The first way to take an utterance that somebody can answer.

        Args:
            turn: the utterance.
            spoken: what was spoken of.
            number: of the turn.
        """
        asked = Leaning(self._numbered(turn), spoken, number, self._route, self.references.pointers)
        ways: tuple[tuple[Way, Enough], ...] = (
            (self._same_of_one_of_them, _TELLS),
            (self._of_the_told, _TELLS),
            (self._for_that_money, _TELLS),
            (self._after_comment, _ANSWERS),
            (self._since_told, _ANSWERS),
            (self._day_of_that, _ANSWERS),
            (self._ago, _ANSWERS),
            (self._more_of_places, _TELLS),
            (self._half_named, _ANSWERS),
            (self._still_them, _ANSWERS),
            (self._same_of_another, _TELLS),
            (self._held_then, _ANSWERS),
            (self._turned_back, _ANSWERS),
            (self._which, _ANSWERS),
            (self._back, _ANSWERS),
            (self._of_the_topic, _TELLS),
            (self._beside_places, _ANSWERS),
            (self._put_right, _TELLS),
            (self._ordered, _TELLS),
            (self._as_it_stands, _ANSWERS),
            (self._by_name, _TELLS),
            (self._in_full, _TELLS),
            (self._returned, _ANSWERS),
            (self._beside, _ANSWERS),
            (self._only_called, _ANSWERS),
        )
        plain = asked.plain[1].answer
        if plain is not None and plain.status == "refused":
            return asked.plain  # «새 도지사는 잘하고 있어?»: whoever is meant, no judgement is given
        taken = ((way(asked), enough) for way, enough in ways)
        return next((one for one, enough in taken if one is not None and enough(one[1])), None) or asked.plain

    def spoken(
        self, before: tuple[Referent, ...], turn: SkillTurn, answer: Answer, named: Collection[Mention], number: int
    ) -> tuple[Referent, ...]:
        """All that was spoken of once an answer is told; the days that a list tells of its items are not."""
        focus = answer.focus
        told = focus.knowledge if focus is not None and focus.topic == "knowledge" else None
        about: list[frozenset[str]] = []
        if told is not None:
            values = self.references.told_in(told.told) | {told.person or ""}
            offices = turn.analysis.of_kind("office")
            asked = self.references.holders(offices)
            values |= asked & {mention.id for mention in named} if len(offices) > 1 else set()
            about = [values & asked, values, frozenset((told.thing or "",))]
        elif answer.items:
            about = [frozenset(item.id for item in answer.items)]
            named = [m for m in named if m.kind != "place" or m.id in about[0]]  # a dish may be called like a place
        days = "" if answer.items else answer.text
        when = told.when if told is not None and told.when != turn.focus.knowledge.when else None
        if when is not None and when.label and not turn.analysis.times:
            days = from_to(when.days.first, when.days.last)  # «윤석열이 대통령이던 때»: «그때» is what was asked of
        ids = told.told if told is not None else ()
        if not YEAR_WRITTEN.search(days):
            days = self._day_of_event(ids) or days
        held = {self.base.tenures[id].holder for id in ids if id in self.base.tenures}
        return spoken_after(before, turn.analysis, days, named, number, turn.as_of, about, held)

    def _day_of_event(self, ids: Collection[str]) -> str:
        """«그때» after «… 서명했어요»: the day of the event that was told of, "" where it is none or not known."""
        facts = [f for f in self.base.facts if f.id in ids and self.base.entities[f.subject].type == "event"]
        days = {f.start.first for f in facts if f.start is not None and f.start.first == f.start.last}
        return format_date(min(days)) if len(days) == 1 else ""

    def _numbered(self, turn: SkillTurn) -> SkillTurn:
        """«2번» of a list of places as «두 번째»."""
        shown = turn.focus.places.shown if turn.focus.places is not None and turn.open is None else ()
        text = by_place(turn.analysis.reading, turn.analysis.numbers, len(shown))
        return turn if text is None else self._said(turn, text)

    def _of_the_told(self, asked: Leaning) -> Taken | None:
        """«두 명이네?», «나머지는?»: a claim or a question about what was told a moment ago."""
        told = self.confirming.confirmed(asked.turn) or self.listed.answer(asked.turn, asked.spoken, asked.number)
        return None if told is None else (asked.turn, Routed(Attempt(told.intent or FACT, 1.0), told))

    def _after_comment(self, asked: Leaning) -> Taken | None:
        """«별로다 다른 거»: what is wanted behind a comment on what was told."""
        turn = asked.turn
        text = wanted_after_comment(turn.analysis.reading) if turn.last is not None else None
        return None if text is None else self._route(self._said(turn, text))

    def _since_told(self, asked: Leaning) -> Taken | None:
        """«그럼 오늘까지 몇 년 지난 거야» after a day was told: how long it is from that day until today."""
        turn, plain = asked.turn, asked.plain[1].attempt
        named = [t for t in turn.analysis.times if not (t.is_now or t.first == t.last == turn.as_of)]
        if turn.open is not None or turn.last is None or named or turn.analysis.mentions:
            return None
        if plain is not None and plain.skill == "knowledge" and asked.plain[1].answered:
            return None
        days = [day for day in _days_written(turn.last, turn.as_of) if day < turn.as_of]
        text = until_now(turn.analysis.reading, format_date(days[0])) if len(days) == 1 else None
        return self._route(self._said(turn, text)) if text is not None else None

    def _day_of_that(self, asked: Leaning) -> Taken | None:
        """«그게 언제부터야?» after something that was looked up: the one day that was told of it, or that it has."""
        turn, plain = asked.turn, asked.plain[1]
        last = turn.last
        if turn.open is not None or last is None or not last.sources or not asks_day_of_that(turn.analysis.reading):
            return None
        if plain.attempt is not None and plain.attempt.skill == "knowledge" and plain.answered:
            return None
        days = _days_written(last, turn.as_of)
        if not days:
            event = self._day_of_event([source.id for source in last.sources])
            days = {time.first for time in find_times(event, turn.as_of)}
        if len(days) != 1:
            return None
        since = any(SINCE in term.particles for term in turn.analysis.reading.terms)
        return turn, Routed(Attempt(FACT, 1.0), self.confirming.dated(last, days.pop(), since=since))

    def _ago(self, asked: Leaning) -> Taken | None:
        """«협약 맺은 지 7년 됐지?»: how long it is, and whether that is what is claimed."""
        turn = asked.turn
        claim = claimed_ago(turn.analysis) if turn.open is None else None
        if claim is None:
            return None
        said, told = self._route(self._said(turn, claim.question))
        if told.answer is None or not told.answered:
            return None
        days = (t.first for t in said.analysis.times if not t.is_now and t.grain in ("day", "range"))
        first = next(days, self._day_told(told.answer))
        if first is None:
            return None
        checked = self.confirming.signed(told.answer, right=claim.holds(first, turn.as_of))
        return said, replace(told, answer=checked)

    def _day_told(self, answer: Answer) -> date | None:
        """The day that an answer about a thing tells, None where it tells none."""
        known = answer.focus.knowledge if answer.focus is not None else None
        facts = self.base.facts_of(known.thing) if known is not None and known.thing is not None else ()
        days = (f.value.first for f in facts if known is not None and f.id in known.told and isinstance(f.value, Day))
        return next(days, None)

    def _still_them(self, asked: Leaning) -> Taken | None:
        """«전임자는 왜 그만뒀어?» after «전임자는?»: the one who was just called so, and not theirs again."""
        turn, known = asked.turn, asked.turn.focus.knowledge
        reading = turn.analysis.reading
        first = next((term for term in reading.terms if term.kind not in ("adverb", "determiner")), None)
        of_them = first is not None and first.kind == "noun" and first.lemma in self.nouns.relative
        if first is None or not of_them or known.person is None or turn.focus.topic != "knowledge" or not turn.heard:
            return None
        before = self.analyse(turn.heard[0], turn.as_of).reading
        again = any(term.lemma == first.lemma for term in before.terms) and not reading.question(WHO)
        again = again and reading.main is not None  # «전임자는?» asks for theirs
        if not again:
            return None
        text = in_place(turn.analysis.text, first.start, first.end, self.base.name(known.person))
        return self._route(self._said(turn, text))

    def _half_named(self, asked: Leaning) -> Taken | None:
        """«그 전에는 염 뭐라는 사람이 했는데»: the one of those who held what is spoken of whose surname that is."""
        turn, half = asked.turn, half_named(asked.turn.analysis.text)
        office = self.base.successions.get(turn.focus.knowledge.office or "")
        if half is None or office is None:
            return None
        start, end, surname = half
        names = {self.base.name(t.holder) for t in office.tenures if is_visible(t, office, turn.as_of)}
        named = [name for name in names if name.startswith(surname)]
        if len(named) != 1:
            return None
        beside = [t for t in turn.analysis.reading.terms if not start <= t.start < end]
        asks = any(t.kind == "question" for t in beside) or turn.interpretation.utterance.text.rstrip().endswith("?")
        return self._route(self._said(turn, in_place(turn.analysis.text, start, end, named[0]) if asks else named[0]))

    def _held_then(self, asked: Leaning) -> Taken | None:
        """«협약 맺을 때는 누구였어?» after the governor: who held then what is spoken of."""
        turn, known = asked.turn, asked.turn.focus.knowledge
        spoken_of = turn.focus.topic == "knowledge" and known.office is not None
        text = held_then(turn.analysis.reading, self.base.name(known.office)) if spoken_of and known.office else None
        return None if text is None or turn.analysis.of_kind("office") else self._route(self._said(turn, text))

    def _same_of_another(self, asked: Leaning) -> Taken | None:
        """«김동연은?»: the question before, asked of what is named now."""
        turn = asked.turn
        if turn.open is not None or not turn.heard:
            return None
        last = turn.analysis.reading.main
        if left_alone(turn.analysis) is None and (last is None or last.lemma not in (*COPULAS, CONFIRMING)):
            return None
        before = self.analyse(turn.heard[0], turn.as_of)
        text = in_place_of(turn.analysis, before) or claimed_instead(turn.analysis, before)
        return None if text is None else self._route(self._said(turn, text))

    def _same_of_one_of_them(self, asked: Leaning) -> Taken | None:
        """«그럼 광주 쪽 분은요?» after what another of them does now: the same, asked of this one."""
        turn = asked.turn
        if turn.open is not None or not turn.heard or turn.analysis.reading.main is not None:
            return None
        names = self.references.groups.those_of(turn.analysis, asked.spoken, asked.number)
        before = self.analyse(turn.heard[0], turn.as_of) if len(names) == 1 else None
        if before is None or not any(m.name not in names for m in before.of_kind("person")):
            return None  # who they are was asked
        meant = self.analyse(as_topic(names[0]), turn.as_of)
        text = in_place_of(meant, before)
        held = [
            self.base.successions[t.succession] for m in meant.of_kind("person") for t in self.base.tenures_of(m.id)
        ]
        for office in before.of_kind("office") if text is not None and held else ():
            if office.id not in {one.id for one in held}:  # «언제까지 도지사였어?» asks how long this one was mayor
                text = text.replace(office.text, held[-1].name, 1) if text is not None else None
        return None if text is None else self._route(self._said(turn, text))

    def _turned_back(self, asked: Leaning) -> Taken | None:
        """«너는?» after one told of oneself, «그럼 뭔데?» after it was not so: what was just said, as a question."""
        turn = asked.turn
        if turn.open is not None or not turn.heard:
            return None
        reading, before = turn.analysis.reading, self.analyse(turn.heard[0], turn.as_of).reading
        if asks_the_same(reading, self.calls):
            text = asked_of_you(before, disclosed(before))
        else:
            text = asked_instead(reading, before)
        plain = asked.plain[1].attempt if text is not None else None
        if text is None or (plain is not None and plain.skill == _RECKONS):
            return None  # «너보다 얼마나 커?» is reckoned
        return self._route(self._said(turn, text))

    def _which(self, asked: Leaning) -> Taken | None:
        """«마지막은 민들레였나요, 구절초였나요?»: who of the two it was; None where it was neither."""
        turn = asked.turn
        which = asked_which(turn.analysis) if turn.open is None else None
        if which is None:
            return self._either(asked)
        text, two = which
        routed = self._route(self._said(turn, text))
        told = routed[1].answer.text if routed[1].answer is not None else ""
        return routed if sum(name in told for name in two) == 1 else self._either(asked)

    def _either(self, asked: Leaning) -> Taken | None:
        """«도청이 팔달구에 있나요 영통구에 있나요»: where it is, which says which of the two is so."""
        turn, plain = asked.turn, asked.plain[1]
        told = plain.answer if plain.answered and plain.attempt is not None else None
        if told is not None and told.sources and not self.confirming.is_signed(told):
            return None  # «앞이었나 뒤였나»: whoever knows of both has chosen
        people = {m.start for m in turn.analysis.of_kind("person", "office")}
        places = {m.start for m in turn.analysis.of_kind("area", "region", "country")}
        text = asked_openly(turn.analysis.reading, people, places) if turn.open is None else None
        routed = self._route(self._said(turn, text)) if text is not None else None
        attempt = routed[1].attempt if routed is not None and routed[1].answered else None
        return routed if attempt is not None and attempt.skill == "knowledge" else None

    def _besides(self, turn: SkillTurn) -> str | None:
        if not turn.heard or not is_circumstance(turn.analysis.reading):
            return None
        return asked_besides(turn.analysis, self.analyse(turn.heard[0], turn.as_of))

    def _for_that_money(self, asked: Leaning) -> Taken | None:
        """«그 돈으로 둘이 먹을 만한 데 있나»: a wish for places, at what came out before."""
        text = money_pointed_out(asked.turn)
        plain = asked.plain[1].attempt if text is not None else None
        if text is None or plain is None or plain.skill != "recommend":
            return None
        meant = self._route(self._said(replace(asked.turn, open=None, left=None), text))
        return meant if meant[1].attempt is not None and meant[1].attempt.skill == "recommend" else None

    def _more_of_places(self, asked: Leaning) -> Taken | None:
        """«주차» after «주소», «더 자세히»: more of the place that was told of, or of all that were, and no wish."""
        turn, best, terms = asked.turn, asked.turn.interpretation.best, asked.turn.analysis.reading.terms
        meant = self._places_told(turn.focus)
        if turn.open is not None or not meant or any(map(sets_apart, terms)):
            return None
        bare = len(terms) == 1 and not terms[0].particles and turn.analysis.of_kind("attribute")
        if bare and len(meant) == 1 and _has_told_detail(turn.last):
            return self._route(self._said(turn, as_topic(terms[0].text)))
        more = turn.focus.topic == "recommend" and best.intent == MORE and best.probability >= _HALF
        return self._route(self._said(turn, about(meant))) if more and not turn.analysis.mentions else None

    def _back(self, asked: Leaning) -> Taken | None:
        """«아까 그 집은 어디야?» after something else: the places told before are the topic again."""
        turn = asked.turn
        reading = turn.analysis.reading
        pointed = (after_in_phrase(reading, term)[:1] for term in reading.terms if is_demonstrative(term))
        last = next((one for one in asked.spoken if one.kind in ("place", "thing")), None)
        if turn.open is not None or turn.focus.topic == "recommend" or last is None or last.kind != "place":
            return None
        if not any(is_house(term.lemma) for term in chain(*pointed)):
            return None
        before = _topic_before(turn.focus)
        back = self._route(replace(turn, focus=before)) if before is not None else None
        told = back is not None and back[1].attempt is not None and back[1].attempt.skill == "recommend"
        return back if told else None

    def _returned(self, asked: Leaning) -> Taken | None:
        """«다시 도지사 얘기로 돌아가서, 그 전에는?»: what is asked once that is spoken of again."""
        turn = asked.turn
        lacks = turn.open is None and not asked.plain[1].answered
        said = returned_to(turn.analysis.reading) if lacks else None
        told = self._route(self._said(turn, about([said[0]])))[1].answer if said is not None else None
        if said is None or told is None or told.focus is None:
            return None
        return self._route(replace(self._said(turn, said[1]), focus=told.focus))

    def _only_called(self, asked: Leaning) -> Taken | None:
        """«파이보 지금 도지사가 누구죠»: the robot's name before a question about something else that is named."""
        turn, terms = asked.turn, asked.turn.analysis.reading.terms
        if asked.plain[1].answered or len(terms) < 2 or terms[0].particles or terms[0].text not in self.calls:
            return None
        if not any(m.start > terms[0].start and m.kind != "attribute" for m in turn.analysis.mentions):
            return None
        return self._route(self._said(turn, turn.analysis.text[terms[1].start :]))

    def _beside(self, asked: Leaning) -> Taken | None:
        """«착공은 됐나요?» after the agreement: what nobody knows of it is asked of what is told of beside it."""
        turn = asked.turn
        names = bool(turn.analysis.mentions or turn.analysis.times)
        if turn.open is not None or turn.focus.topic != "knowledge" or names or asked.plain[1].answered:
            return None
        text = without_sequel(turn.analysis.reading) if turn.analysis.reading.terms else turn.analysis.text
        said = turn if text == turn.analysis.text else self._said(turn, text)
        routed = self._route(replace(said, focus=Focus()))
        told = routed[1].answer.focus if routed[1].answer is not None else None
        thing = told.knowledge.thing if told is not None else None
        near = thing is not None and self.references.belongs(thing, asked.spoken, asked.number)
        return routed if near and _is_known(routed[1]) else None

    def _ordered(self, asked: Leaning) -> Taken | None:
        """«재즈 듣고 싶어», «현관문 잠금 해제»: what is said as a request, where it is one by its words."""
        turn, plain = asked.turn, asked.plain[1]
        own = turn.analysis.of_kind("food", "eatery", "place") or turn.focus.topic is not None
        if turn.open is not None or (plain.attempt is not None and not _is_talk(plain) and own) or goes_on(turn):
            return None
        if plain.attempt is not None and plain.attempt.skill == OUTSIDE:
            return None  # it is declined as it stands
        if plain.answered and plain.answer is not None and plain.answer.items:
            return None  # «구경하고 싶은데 어디가 좋아?»: what was wished for is shown
        if plain.answered and turn.interpretation.probability(plain.attempt.intent if plain.attempt else "") >= _HALF:
            return None
        asks = turn.act == "asks"
        if asks and (asked.pointers or turn.analysis.numbers):
            return None  # «거기서 카드값 빼면 얼마 남아?» leans on what was said
        text = as_request(turn.analysis.reading, self.deeds)
        said = self._said(turn, text) if text is not None else None
        best = said.interpretation.best if said is not None else None
        if said is None or best is None or best.skill not in ORDERED:
            return None
        # What is asked may be of anything; an order is one for whom all its words are.
        likely = best.probability if asks else said.interpretation.probability(f"{best.skill}.")
        if likely < (_CLEARLY if turn.told else _HALF) or (asks and best.skill != OUTSIDE):
            return None
        meant = self._route(said)
        return meant if meant[1].attempt is not None and meant[1].attempt.skill == best.skill else None

    def _as_it_stands(self, asked: Leaning) -> Taken | None:
        """What is answered without a name for anything; in full where only small talk answers."""
        if asked.crosses or asked.of_people or not asked.suits:
            return None
        return (None if asked.pointers else self._in_full(asked)) or asked.plain

    def _by_name(self, asked: Leaning) -> Taken | None:
        """With the names of what it points at."""
        turn = asked.turn
        text = self.references.rewritten(turn.analysis.text, asked.pointers) if asked.pointers else None
        if text is None:
            return None
        if asked.asks_back or asked.sets_list_aside:
            return asked.plain
        said = self._said(turn, text)
        same = self._same_of_another(replace(asked, turn=said))
        named = same if same is not None and same[1].tells else self._route(said)
        if named[1].answered:
            return named
        keeps = not asked.crosses and (not asked.of_people or (asked.suits and asked.keeps_to_whom))
        if asked.of_people and keeps:
            return asked.plain
        plain = asked.plain[1] if keeps else None
        # Where the pointer could mean nothing else, that something is not known of it is the answer.
        alone = plain is None or _is_about_the_robot(plain)
        return named if (named[1].tells and alone) or (plain and _says_more(named[1], plain)) else None

    def _places_told(self, focus: Focus) -> list[str]:
        """The names of the place that was told of, or of all that were told."""
        places = focus.places
        meant = () if places is None else (places.chosen,) if places.chosen else places.shown
        return [self.base.name(id) for id in meant]

    def _of_the_topic(self, asked: Leaning) -> Taken | None:
        """What is asked of what is spoken of, where as it stands it was answered of a thing nobody has named."""
        turn, spoken = asked.turn, asked.spoken
        told = asked.told.focus if asked.told is not None else None
        thing = told.knowledge.thing if told is not None and told.topic == "knowledge" else None
        if thing is None or thing == self.robot or turn.analysis.mentions or turn.open is not None:
            return None
        if turn.focus.topic == "knowledge" and turn.focus.knowledge.thing == thing:
            return None  # what was told last need not have been named in it
        place = max((one.turn for one in spoken if one.kind == "place"), default=-1)
        told_of_places = turn.focus.topic == "recommend"
        if any(one.id == thing and not (told_of_places and one.turn < place) for one in spoken):
            return None
        if told_of_places:
            names = "".join(reduce(both, named[1:], named[0]) for named in [self._places_told(turn.focus)] if named)
            for meant in (turn, self._said(turn, completed(turn.analysis.reading, names))):
                routed = self._ask(meant, but="knowledge")
                if routed.attempt is not None and routed.attempt.skill == "recommend":
                    return meant, routed
            return None
        for one in self.references.salient(spoken, asked.number):
            named = self._route(self._asked(turn, completed(turn.analysis.reading, one.name)))
            if _is_known(named[1]):
                return named
        return None

    def _beside_places(self, asked: Leaning) -> Taken | None:
        """«네 시 반으로 고쳐 줘» after places: a wish that would bring the same list again may be for another skill."""
        turn, told = asked.turn, asked.told
        places = turn.focus.places
        if told is None or told.intent != REFINE or places is None or turn.focus.topic != "recommend":
            return None
        again = bool(told.items) and {item.id for item in told.items} == set(places.shown)
        if not again or turn.open is not None or turn.analysis.of_kind("food", "eatery", "place", "attribute", "area"):
            return None
        routed = self._ask(turn, but="recommend")
        return None if _is_talk(routed) else (turn, routed)

    def _put_right(self, asked: Leaning) -> Taken | None:
        """«아니 거기 말고 경기도 광주»: what was said before, put right; None where nothing is, or a skill does it."""
        turn = asked.turn
        if turn.open is not None or not turn.heard:
            return None
        reading = turn.analysis.reading
        if not (any(map(sets_apart, reading.terms)) or is_case(reading) or is_meant(reading)):
            return None
        before = self.analyse(turn.heard[0], turn.as_of)
        text = corrected(turn.analysis, before, self.references.office_of)
        # «아니 도지사 말고 대통령» names both, and asks of one.
        apart = leaves_out(turn.analysis)
        if not apart:
            plain = asked.plain[1]
            kept = plain.attempt is not None and plain.attempt.intent == PUT_RIGHT  # «화요일이 아니라 수요일이래»
            if kept or (plain.attempt is not None and not (_is_vague(turn, plain) or _describes(plain))):
                return None
        text = text or asked_then(reading, before.reading) or (right_alone(turn.analysis) if apart else None)
        meant = self._route(self._said(turn, text, tells=True)) if text is not None else None
        if meant is None or not ((meant[1].tells and not _is_talk(meant[1])) or meant[0].told):
            return None
        return meant

    def _in_full(self, asked: Leaning) -> Taken | None:
        """A question about what was spoken of, where as it stands nobody knows of what, or only small talk answers."""
        turn, plain, number = asked.turn, asked.plain[1], asked.number
        reading = turn.analysis.reading
        reckons = turn.open is not None and turn.open.skill == "sums"
        if (turn.open is not None and not reckons) or not _is_vague(turn, plain):
            return None
        for text in filter(None, (of_result(reading) if reckons else None, self._besides(turn))):
            again = self._route(self._said(turn, text))
            if _is_news(again[1], turn.last):
                return again
        if not _may_lean(reading, self.nouns.relative) or _is_of_talker(reading):
            return None
        leans_on_time = any(map(is_demonstrative, reading.terms))
        topic = turn.focus.knowledge.thing if turn.focus.topic == "knowledge" else None
        salient = self.references.salient(asked.spoken, number)
        for one in sorted(salient, key=lambda one: one.id != topic):  # what was asked of, before what else was named
            named = self._route(self._asked(turn, completed(reading, one.name)))
            if _is_known(named[1]) or (named[1].answered and leans_on_time):
                return named
            asked_of = one.kind == "person" and one.turn == number - 1 and _says_what_it_is(reading)
            if asked_of and _is_about_the_robot(plain) and named[1].tells:
                return named
            # «배터리는?» is asked of nothing but what was spoken of, and so is what nobody else knows of.
            of_it = named_alone(reading) is not None and _lacks(named[1])
            if one.turn == number - 1 and (of_it or (asked_of and not plain.answered and _reasons(named[1]))):
                return named
        return None

    def _asked(self, turn: SkillTurn, text: str) -> SkillTurn:
        """The turn as a question to those who know what it names, whatever else it may mean."""
        found = Interpretation(turn.interpretation.utterance, self.analyse(text, turn.as_of), ())
        return replace(turn, interpretation=found)

    def _said(self, turn: SkillTurn, text: str, *, tells: bool = False) -> SkillTurn:
        """The turn in other words; what the speaker tells in them is remembered where it `tells` anything."""
        interpretation = self.read(text, turn.as_of, turn.now)
        if not tells:
            return replace(turn, interpretation=interpretation)
        told = memories.heard(interpretation.analysis, turn.now.date(), "", self.calls, as_of=turn.as_of)
        memory = reduce(memories.Memory.taking, told, turn.memory)
        return replace(turn, interpretation=interpretation, told=told, memory=memory)

    def _route(self, turn: SkillTurn) -> Taken:
        """Ask the skills; of who is only described it is asked first who that is: «2019년 도지사는 지금 뭐 해?»."""
        asked = of_listener(turn.analysis.reading, tuple(self.calls))
        # «… 도지사한테 형이라고 했다던데 그게 너야?» is asked of the listener, whoever else is described
        itself = asked is not None and asked.asked == "is_that"
        found = None if itself else description_in(turn.analysis, self.nouns)
        dated = self._dated(turn)
        named = dated or (self._described(turn, found) if found is not None else None)
        if named is not None:
            routed = self._ask(named)
            # Of a day or somebody who was found, that something is not known is the answer.
            if routed.answered or ((dated is not None or (found is not None and found.personal)) and routed.tells):
                return named, routed
        return turn, self._ask(turn)

    def _ask(self, turn: SkillTurn, but: str = "") -> Routed:
        """What the skills say, all of them but one."""
        asked = {name: skill for name, skill in self.skills.items() if name != but}
        return route(turn, asked, self.reject_below, self.robot)

    def _dated(self, turn: SkillTurn) -> SkillTurn | None:
        """The turn with dates in place of days that are only described; None where there is none, or one unknown."""
        text = turn.analysis.text
        if any(term.kind == "noun" and UNTIL in term.particles for term in turn.analysis.reading.terms):
            return None  # «협약에서 착공까지»: between two days that are both described
        days = days_in(turn.analysis, self.references.dated)
        asked = self._ask(turn) if any(day.since for day in days) else None
        if asked is not None and asked.answered and asked.attempt is not None and asked.attempt.skill == "knowledge":
            return None  # «취임한 지 얼마나 됐어», «착공한 지 …»: what is known of it tells
        for found in reversed(days):
            told = self._told(turn, found.question)
            times = find_times(told.text, turn.as_of) if told is not None else ()
            day = next((time for time in times if time.first == time.last and not time.is_now), None)
            if day is None:
                return None
            written = format_date(day.first)
            written = until_today(day.first) if found.since else as_exact(found.noun, day.first, written, single=True)
            text = f"{text[: found.start]}{written}{text[found.end :]}"
        return None if text == turn.analysis.text else self._said(turn, text)

    def _told(self, turn: SkillTurn, question: str) -> Answer | None:
        """What the knowledge base tells on a question of one's own; None where it knows nothing."""
        asked = replace(self._said(turn, question), intent=Attempt(HOLDER, 1.0))
        told = self.skills["knowledge"].answer(asked)
        return told if isinstance(told, Answer) and told.status == "answered" else None

    def _described(self, turn: SkillTurn, found: Description) -> SkillTurn | None:
        """The turn with a name in place of a description; None where nobody fits it."""
        told = self._told(turn, found.question)
        if told is None or told.focus is None:
            return None
        known = told.focus.knowledge
        values = self.references.told_in(known.told)
        person = known.person if found.title or not values else None
        meant = [id for id in (person, *values) if id is not None and id not in found.names]
        if not meant or (len(meant) > 1 and not (found.personal and len(meant) <= _FEW)):
            return None  # «서명한 사람들은 지금 뭐 해?» is asked of each of them
        names = [self.base.name(id) for id in meant]
        return self._said(turn, found.replaced(turn.analysis.text, reduce(both, names[1:], names[0])))


def _days_written(told: Answer, as_of: date) -> set[date]:
    """The days that an answer tells with their year."""
    times = (t for t in find_times(told.text, as_of) if t.grain == "day" and YEAR_WRITTEN.search(t.text))
    return {time.first for time in times}


def _crosses(pointer: Pointer, focus: Focus) -> bool:
    """Whether what is pointed at is nothing that the skill of the topic told itself."""
    meant = pointer.meant
    match meant.kind:
        case "place":
            return pointer.near or pointer.apart or focus.topic != "recommend"
        case "person":
            several = pointer.name != meant.name
            return several or focus.topic != "knowledge" or meant.id != focus.knowledge.person
        case _:
            return True


def _is_owned(routed: Routed, pointers: Sequence[Pointer]) -> bool:
    """Whether who answered is who told of what is pointed at: «그 사람 아직도 해?» after an office is no longing."""
    owner = "recommend" if any(p.meant.kind == "place" for p in pointers) else "knowledge"
    return not pointers or (routed.attempt is not None and routed.attempt.skill == owner)


ORDERED: Final = ("none", "control", "reminders", "play")
"""Skills that do what is ordered, or say that they cannot."""
_TALK: Final = ("smalltalk", "inform", "none", "control", "refusal")
"""Skills that answer in kind, and look nothing up."""


def _is_talk(routed: Routed) -> bool:
    return routed.attempt is not None and routed.attempt.skill in _TALK


def _is_known(routed: Routed) -> bool:
    """Whether the knowledge base answered what is asked, and not only who or what something is."""
    answer, attempt = routed.answer, routed.attempt
    if attempt is None or attempt.skill != "knowledge" or answer is None or not routed.answered:
        return False
    only_describes = answer.focus is not None and answer.focus.knowledge.relations == (DEFAULT,)
    return answer.intent != PROFILE and not only_describes


def _has_told_detail(answer: Answer | None) -> bool:
    return answer is not None and (answer.intent or "").startswith(_DETAIL)


def _describes(routed: Routed) -> bool:
    """Whether only who or what is named was told."""
    answer, attempt = routed.answer, routed.attempt
    if answer is None or attempt is None:
        return False
    return (answer.intent or attempt.intent) == _ALL or (attempt.skill == "knowledge" and not _is_known(routed))


def _says_more(named: Routed, plain: Routed) -> bool:
    """Whether only by its name somebody had an answer, be it that something is not known."""
    return named.answer is not None and plain.answer is None


def _lacks(routed: Routed) -> bool:
    """Whether the knowledge base says what it does not know of something."""
    lacking = routed.answer is not None and routed.answer.status == "unknown"
    return lacking and routed.attempt is not None and routed.attempt.skill == "knowledge"


def _reasons(routed: Routed) -> bool:
    """Whether somebody says what is lacking, in so many words."""
    return routed.reason is not None and routed.reason[1].strength >= TELLING


def _is_news(routed: Routed, last: Answer | None) -> bool:
    """Whether something was looked up that was not told a moment ago."""
    told = routed.answer
    return told is not None and routed.answered and not _is_talk(routed) and (last is None or told.text != last.text)


def _is_about_the_robot(routed: Routed) -> bool:
    return routed.attempt is not None and routed.attempt.skill == "smalltalk"


def _is_vague(turn: SkillTurn, routed: Routed) -> bool:
    """Whether nobody knows what is asked, or who answers in kind cannot be sure that it is for them."""
    if routed.attempt is None:
        return routed.reason is None or routed.reason[1].strength < TELLING
    if routed.attempt.waiting or not _is_talk(routed):
        return False
    return turn.interpretation.probability(routed.attempt.intent) < _CERTAIN or _says_what_it_is(turn.analysis.reading)


def _may_lean(reading: Reading, relative: Collection[str]) -> bool:
    """Whether a question may be about what was spoken of: it asks, and neither points nor is about who talks.

    «그 전에는 뭐 했어?» points at a time of somebody, who may be left out.
    """
    asks = reading.asks_what or reading.asks_whether or named_alone(reading) is not None
    pointing = (term for term in reading.terms if is_demonstrative(term) and term.lemma not in THAT)
    points = any(all(t.lemma not in relative for t in after_in_phrase(reading, term)[:1]) for term in pointing)
    return asks and not (points or to_robot(reading) or of_speaker(reading))


def _is_of_talker(reading: Reading) -> bool:
    """«근데 수학을 못해서 걱정이야»: what is said of the speaker, who need not be named, asks nothing of anything."""
    said = mirror(reading)
    return said is not None and said.of_speaker


def _says_what_it_is(reading: Reading) -> bool:
    """«여자야?», «몇 살이야?»: what somebody is; «형이라고 했어?» is what was said."""
    main = reading.main
    return main is None or (main.lemma in COPULAS and not passes_on_words(reading))


def _topic_before(focus: Focus) -> Focus | None:
    """The focus as it would be if the topic before were still the topic; None where there was none."""
    known = focus.knowledge
    if focus.topic == "recommend" and (known.office or known.person or known.thing):
        return replace(focus, topic="knowledge")
    if focus.topic == "knowledge" and focus.places is not None:
        return replace(focus, topic="recommend")
    return None
