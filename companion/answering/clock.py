"""The time here and elsewhere, dates, weekdays, how many days until and since; holidays of the lunar calendar too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from companion.answering.base import Answer, Attempt, Decline, Library, SkillTurn
from companion.answering.recollections import Recollections
from companion.answering.reminders import ReminderSkill
from companion.answering.sayings import cued, cued_term, say
from companion.base import patterns as re
from companion.language.calendar import (
    NamedDay,
    asks_nights,
    day_and_weekday,
    day_label,
    days_long,
    find_days,
    in_days,
    lunar_date,
    of_coming_week,
    spoken_lunar,
    waits_for,
    weeks_long,
)
from companion.language.clock_sums import (
    DayPuzzle,
    find_clock_sum,
    find_day_puzzle,
    moved_time,
    names_time,
    sign_of,
    time_to_spare,
    told_clock_sum,
)
from companion.language.comes_round import asks_next_round, next_round
from companion.language.content import TIMED, WHICH
from companion.language.dates import find_times, format_apart, format_date, weekday_name
from companion.language.day_ranges import (
    asks_when_done,
    day_range,
    days_reckoned,
    last_of_told,
    last_spent,
    lasts_from,
    moved_day,
    span_over,
    spends_days,
    told_day,
    years_as_days,
)
from companion.language.days_asked import (
    UNITS,
    DayAsked,
    DayAspect,
    asks_in_other_unit,
    asks_the_same_of,
    aspect_asked,
    counts_weeks,
    day_asked,
    day_meant,
    done_since,
    lasts_asked,
    leans_on,
    names_day,
    spoken_days,
    unit_asked,
)
from companion.language.grammar import NOT_OF_IT, WHAT_HOUR, is_demonstrative, refers_to_day, subjects_asked
from companion.language.moments import spoken_day, spoken_length, spoken_time
from companion.language.pointing import HOW_LONG, IN_MONTHS, THEN
from companion.language.self_questions import asked_of_self
from companion.language.self_words import BIRTHDAYS, GOING_ON
from companion.language.stances import asks_by_form, stance
from companion.language.terms import COPULA, SINCE, UNTIL, Term, read
from companion.language.told_days import (
    NOW,
    asks_days_left,
    asks_when_over,
    asks_which_day,
    day_beside,
    put_right,
    span_ends,
    tells_of,
    told_days,
)
from companion.language.years_asked import (
    asks_year_of_service,
    begun_before,
    begun_of_milestone,
    born_in,
    counted_on,
    nth_year,
    sign_asked,
    time_served,
    years_counted,
)
from companion.understanding.types import Analysis, Word

_LOOKED_UP: Final = ("office", "person", "food", "eatery", "place")
"""Kinds of name of which others know the days and hours."""
_WRITTEN = re.compile(r"\d")
"""What a day is told in that is no «내일»."""
_ANY_DAY = date(2000, 1, 1)
"""Where only whether a day is named counts, and not which."""
_CLAIMS = 0.96
_MONTH = 28
"""Days from which a length is told in months."""
_ASKED_ALONE = 3
"""Terms of «지금 몇 시야»."""
_SURE = 0.6
"""Probability from which a day or the time is asked, whatever else is said beside it."""
_TOLD_CLAIMS = 0.98
"""Where the day itself is told, nothing has to be remembered."""
_SPOKEN_CLAIMS = 0.992
"""The day of something that was told before goes before sums with its numbers."""


class ClockSkill:
    """Tells the time of the clock passed in, and dates relative to the day of the answer."""

    name = "clock"

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences
        self._zones = library.zones
        self._explained = frozenset(library.sentences.explained)

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer about time and days; whatever else is named makes it somebody else's question."""
        settled = turn.intent.answer or self._begun(turn) or self._settled(turn, self._spoken_of(turn))
        if settled is not None:
            return settled
        if self._only_checks(turn) or _asks_of_another(turn):
            return Decline("", 0)  # «날짜가 10월 25일 맞지?» of what was told before
        reckoned = self._time_told(turn)
        if reckoned is not None:
            return reckoned
        analysis = turn.analysis
        place = self._place(analysis)
        told = self._told_of(turn)
        if told is not None:
            left = self._asks("left", analysis)
            return self._distance(told, turn) if left else self._told(told, turn, past=False)
        sure = self._is_sure(turn)
        if not sure and (analysis.of_kind(*_LOOKED_UP) or self._is_about_more(analysis, place)):
            return Decline("", 0)
        main = analysis.reading.main
        # «며칠 남았어» is no past.
        past = main is not None and main.form is not None and main.form.past and not self._asks("left", analysis)
        past = past and main is not None and (not sure or main.lemma == COPULA)  # «주말에 걸렸나» is none either
        days = find_days(in_days(analysis.text), turn.as_of, past=past)
        if not past:
            days = tuple(of_coming_week(day, turn.as_of) for day in days)
        if place is not None:
            return self._elsewhere(turn, place)
        if not days and self._is_of_something(analysis):
            return Decline("", 0)
        if not days and any(map(refers_to_day, analysis.reading.terms)):
            return Decline("", 0)  # a day that was not told
        if sure and turn.interpretation.best.intent == f"{self.name}.weekday":  # «오늘이 월요일이던가 화요일이던가»
            days = tuple(day for day in days if day.said != weekday_name(day.day)) or (_today(turn),)
        lunar = self._sentences.cues.get("lunar", ())
        if self._asks("lunar", analysis) and not any(day.said.startswith(word) for day in days for word in lunar):
            day = days[0] if days else _today(turn)
            return self._lunar(day.day, day.label(turn.as_of))
        left = self._asks("left", analysis) or (sure and waits_for(analysis.text))
        if not days and left and (sure or analysis.reading.asks_what):
            return self._period(turn) or Decline("", 0)
        if not days:
            return self._now(turn)
        if len(days) > 1 and not (sure and (waits_for(analysis.text) or not analysis.reading.question(*HOW_LONG))):
            return self._between(days[0], days[-1], turn)
        day = next((day for day in reversed(days) if day.day != turn.as_of), days[-1])
        if left and any(t.start <= day.start < t.end and SINCE in t.particles for t in analysis.reading.terms):
            return Decline("", 0)  # «오늘부터 며칠 남았나»: until when was not said
        since = self._asks("since", analysis) and self._asks("date", analysis)
        if left or (since and (not sure or day.day < turn.as_of)):
            return self._distance(day, turn)
        if not (day.name or self._asks("date", analysis) or self._asks("weekday", analysis)):
            return Decline("", 0)  # «10월 25일이었나?» asks whether something was then
        return self._told(day, turn, past=past)

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """«며칠 남았어?» asks for the day that was told just before; between two days lies a length of time."""
        if self._is_remembered(turn):
            return None
        spoken = self._begun(turn) or self._spoken_of(turn)
        if spoken is not None:
            return Attempt(f"{self.name}.date", _SPOKEN_CLAIMS, answer=spoken)
        settled = self._settled(turn, None) or self._left_of_told(turn)
        if settled is not None:
            return Attempt(f"{self.name}.date", _TOLD_CLAIMS, answer=settled)
        if self._only_checks(turn) or _asks_of_another(turn):
            return None
        reckoned = self._time_told(turn)
        if reckoned is not None:
            alone = find_clock_sum(turn.analysis.text, turn.now) is not None  # all that it takes is said now
            score = _SPOKEN_CLAIMS if alone else _TOLD_CLAIMS if self._reckoned_before(turn) else _CLAIMS
            return Attempt(f"{self.name}.time", score, answer=reckoned)
        analysis = turn.analysis
        if self._is_sure(turn):
            dated = any(not day.name for day in find_days(turn.analysis.text, turn.as_of))
            return Attempt(turn.interpretation.best.intent, _TOLD_CLAIMS if dated else _CLAIMS)
        if self._told_of(turn) is not None:
            date, weekday = f"{self.name}.date", f"{self.name}.weekday"
            of_week = turn.interpretation.probability(weekday) > turn.interpretation.probability(date)
            return Attempt(weekday if of_week else date, _TOLD_CLAIMS)
        between = len(find_days(analysis.text, turn.as_of)) == 2 and analysis.reading.question(*HOW_LONG)
        return Attempt(f"{self.name}.date", _CLAIMS) if between and not self._is_about_more(analysis, None) else None

    def _begun(self, turn: SkillTurn) -> Answer | None:
        """«크리스마스가 금연 100일째 되는 날이거든. 언제부터 끊은 거지?»: counted back from that day."""
        found = begun_of_milestone(turn.analysis.reading, turn.as_of)
        if found is None:
            return None
        return self._say("counted_from", date=format_date(found.day), weekday=weekday_name(found.day))

    def _left_of_told(self, turn: SkillTurn) -> Answer | None:
        """«손녀 생일이 3월 15일인데 얼마나 남았어»: how long it is to the one day that is told before it is asked."""
        text, analysis = turn.analysis.text, turn.analysis
        days = find_days(text, turn.as_of)
        if not asks_days_left(text) or len(days) != 1 or analysis.of_kind(*_LOOKED_UP):
            return None
        told = any(v.lemma == COPULA and v.start == days[0].end for v in analysis.reading.verbs)
        asked = asks_by_form(analysis.reading) or analysis.reading.asks_what or text.rstrip().endswith("?")
        return self._distance(days[0], turn) if told and asked and days[0].day > turn.as_of else None

    def _settled(self, turn: SkillTurn, spoken: Answer | None) -> Answer | None:
        """What is said where the words alone say that a day is asked for, or put right; `spoken` of one told before."""
        puzzle = self._puzzle(turn)
        if puzzle is not None:
            return self._say(puzzle.said, **puzzle.values)
        slept = self._slept_until(turn)
        if slept is not None:
            return self._distance(slept, turn)
        found = self._put_right(turn) or spoken or self._beside(turn)
        found = found or self._years(turn) or self._leaning(turn) or self._apart(turn)
        return found or (None if self._only_checks(turn) else self._checked(turn)) or self._untold(turn)

    def _time_told(self, turn: SkillTurn) -> Answer | None:
        """What is said of a time that follows from what was said, or of now, whatever was told before."""
        if self._asks_now(turn):
            return self._say("time", time=spoken_time(turn.now))
        reckoned = self._reckoned(turn)
        return self._say("reckoned", result=reckoned) if reckoned is not None else self._fits(turn)

    def _asks_now(self, turn: SkillTurn) -> bool:
        """«기차가 일곱 시인데 지금 몇 시야»: the hour of now, behind what is told of another hour."""
        terms = turn.analysis.reading.terms
        now = {time.start for time in turn.analysis.times if time.is_now}
        asked = terms[-3:] if len(terms) > _ASKED_ALONE and self._place(turn.analysis) is None else ()
        ends = [(t.start in now, t.kind == "question" and t.lemma == WHAT_HOUR, t.lemma == COPULA) for t in asked]
        return bool(ends) and all(one[at] for at, one in enumerate(ends)) and not asked[1].particles

    def _is_remembered(self, turn: SkillTurn) -> bool:
        """«내 생일 언제라고 했지?», «지호 생일은?»: a day remembered, and put right, goes before what was said."""
        of_people = Recollections.of_people(turn)
        asked = of_people or asked_of_self(turn.analysis.reading)
        if asked is None or asked.about != "birthday" or (of_people is None and self._asks("left", turn.analysis)):
            return False
        return turn.memory.latest(asked.about, asked.of) is not None

    def _is_sure(self, turn: SkillTurn) -> bool:
        """Whether phrases and words agree that a day or the time is asked: «공문에 넣을 오늘 날짜 좀»."""
        best, analysis = turn.interpretation.best, turn.analysis
        if stance(analysis.reading) == "tells" and not self._lacks(analysis):
            return False  # «며칠 만에 또 찾아갔네요»
        if best.skill != self.name or best.probability < _SURE or analysis.of_kind(*_LOOKED_UP, "thing"):
            return False
        days = analysis.times or find_days(in_days(analysis.text), turn.as_of)
        if not days and _asks_when(analysis):
            return False
        points = any(is_demonstrative(term) for term in analysis.reading.terms)
        described = any(  # «송편 빚는 날이 언제지»: no day that a calendar knows by that name
            term.form is not None and term.form.modifies and cued_term(self._sentences, "date", after)
            for term, after in pairwise(analysis.reading.terms)
        )  # fmt: skip
        if (turn.focus.topic is not None and (points or not days)) or (described and not days):
            return False
        return any(self._asks(what, analysis) for what in ("time", "date", "weekday", "left"))

    def _lacks(self, analysis: Analysis) -> bool:
        """«오늘 날짜를 깜빡했어»: a noun for what is not known, which some day is not."""
        nouns = [term for term in analysis.reading.terms if term.kind != "question"]
        return any(cued_term(self._sentences, what, term) for what in ("time", "date", "weekday") for term in nouns)

    @staticmethod
    def _puzzle(turn: SkillTurn) -> DayPuzzle | None:
        """What is counted, in the words that were said or in those that were meant."""
        said = turn.interpretation.utterance.text
        return find_day_puzzle(said, turn.as_of) or find_day_puzzle(turn.analysis.text, turn.as_of)

    def _checked(self, turn: SkillTurn) -> Answer | None:
        """«올해 추석은 지났나», «동짓날이 화요일이라던데 맞나»: what somebody takes to be so of a day with a name."""
        analysis = turn.analysis
        days = find_days(analysis.text, turn.as_of)
        behind = next((v for v in analysis.reading.verbs if days and v.start >= days[-1].end), None)
        if behind is not None and behind is analysis.reading.main:  # not «오늘 일요일인데 문 열어?»
            days = day_and_weekday(days, turn.as_of)
        named = [day for day in days if day.name]
        others = [day for day in days if not day.name]
        asks = asks_by_form(analysis.reading) or any(
            v.form is not None and v.form.hearsay for v in analysis.reading.verbs
        )
        passes = any(
            t.form.past for t in analysis.reading.verbs if t.form is not None and cued_term(self._sentences, "since", t)
        )
        asks = asks or any(v.form is not None and v.form.asks for v in analysis.reading.verbs)
        if not asks or analysis.reading.asks_what or analysis.mentions:
            return None
        if len(days) == 2 and _is_equated(analysis, *days):
            day, other = (days[1], days[0]) if days[1].name and not days[0].name else days
            of_week = other.said == weekday_name(other.day)
            right = other.day.weekday() == day.day.weekday() if of_week else other.day == day.day
            label = day.label(turn.as_of)
            values = {"day": label, "date": format_date(day.day), "weekday": weekday_name(day.day)}
            plain = "_plain" if label == format_date(day.day) else ""
            return self._say(("weekday_right" if right else "weekday_wrong") + plain, **values)
        if len(named) != 1:
            return None
        (day,) = named
        return self._distance(day, turn, plain=True) if passes and not others and day.dated else None

    def _put_right(self, turn: SkillTurn) -> Answer | None:
        """«치과는 내일이 아니라 화요일이야» of what was told to be tomorrow."""
        text = turn.analysis.text
        if put_right(text, turn.as_of) is None or turn.act in ("asks", "requests", "wishes"):
            return None
        told = told_days((*reversed(turn.heard), text), turn.as_of)
        known = (
            told
            and tells_of(text, told[-1].what)
            and any(tells_of(said, told[-1].what) and find_days(said, turn.as_of) for said in turn.heard)
        )
        if not known or told[-1].day < turn.as_of or turn.analysis.of_kind(*_LOOKED_UP):
            return None
        one = told[-1]
        return self._say("is_date", day=one.what, date=format_date(one.day), weekday=weekday_name(one.day))

    def _beside(self, turn: SkillTurn) -> Answer | None:
        """«행사 사흘 전이 무슨 요일이지», «행사가 며칠이라고 했지?»: a day by what was told to be on it."""
        text = turn.analysis.text
        found = day_beside(text, told_days(tuple(reversed(turn.heard)), turn.as_of))
        if found is None or asks_when_over(text):
            return None
        reading, named = (
            turn.analysis.reading,
            [d for d in find_days(text, turn.as_of) if d.end <= found.start or d.start >= found.end],
        )
        more = [
            term
            for term in reading.terms
            if term.kind in ("noun", "name") and not term.bound and term.lemma not in self._explained
            and not found.start <= term.start < found.end and not any(d.start <= term.start < d.end for d in named)
        ]  # fmt: skip
        kept = any(fact.about == "birthday" for fact in turn.memory.facts)
        if kept and not found.offset and any(word in found.told.what for word in BIRTHDAYS) and asks_which_day(text):
            return None  # what is remembered may have been put right since
        label = f"{found.told.what} {found.offset}".strip()
        values = {"day": label, "date": format_date(found.day), "weekday": weekday_name(found.day)}
        if len(named) == 1 and not more and not reading.asks_what and asks_by_form(reading):
            return self._say("weekday_right" if named[0].day == found.day else "weekday_wrong", **values)
        if named or (more and not found.offset):
            return None  # «행사 장소가 언제 정해졌지»
        ahead = (found.day - turn.as_of).days
        if asks_days_left(text) and ahead > 0:
            return self._say("left", count=days_long(ahead), **values)
        return self._say("was_date" if ahead < 0 else "is_date", **values) if asks_which_day(text) else None

    def _spoken_of(self, turn: SkillTurn) -> Answer | None:
        """«돌잔치까지 며칠 남았지», «그날이 무슨 요일이지», «… 12월 19일인데 그건?»: of a day told before, or now."""
        analysis, reading = turn.analysis, turn.analysis.reading
        named = [day for day in find_days(in_days(analysis.text), turn.as_of) if day.day != turn.as_of]
        if len(named) <= 1 and done_since(reading) and aspect_asked(reading) == "since":
            gone = [day for day in find_days(in_days(analysis.text), turn.as_of, past=True) if day.day < turn.as_of]
            if gone:  # «적금 넣은 지 얼마나 됐더라 2월 14일에 들었는데»
                return self._distance(replace(gone[0], said=""), turn)
        leaning = leans_on(in_days(analysis.text), named[0]) if len(named) == 1 and reading.asks_what else ""
        if leaning:  # «환전은 여행 사흘 전에 할 건데 며칠이지»
            base = day_meant(DayAsked("date", (leaning,), leaning, points=False), _said_before(turn), turn.as_of)
            days = find_days(named[0].said, base.day) if base is not None else ()
            label = f"{leaning} {named[0].said}"
            if len(days) == 1:
                return self._told_aspect("date", replace(days[0], said=label, name=label, dated=True), turn)
            return replace(self._say("left_untold", day=leaning), status="unknown", gesture="think")
        of_days = turn.last is not None and (turn.last.intent or "").startswith(f"{self.name}.")
        if len(named) == 1 and of_days and asks_the_same_of(reading):
            before = aspect_asked(read(turn.heard[0], (), (), ()))
            return None if before is None else self._told_aspect(before, named[0], turn)
        if asks_in_other_unit(reading) and turn.last is not None and of_days and not named:
            said = find_days(turn.last.text, turn.as_of)
            told = {one.day: one for one in said if one.day != turn.as_of and one.said != weekday_name(one.day)}
            return self._distance(replace(*told.values(), said=""), turn) if len(told) == 1 else None
        before = aspect_asked(read(turn.heard[0], (), (), ())) if of_days and turn.heard else None
        asked = None if named or analysis.of_kind(*_LOOKED_UP) else day_asked(reading, before)
        if asked is None:
            return None
        solar = self._asks("solar", analysis)
        if asked.aspect == "date" and not (asked.named or asked.points or solar):
            return None  # «며칠이야?» asks for today's
        corrected = (text for text in turn.heard if put_right(text, turn.as_of) is not None)
        if any(names_day(text, asked.named, turn.as_of) for text in corrected):
            return None  # «동창회는 토요일이 아니라 금요일이야» means the same week
        meant = day_meant(asked, _said_before(turn), turn.as_of)
        if meant is None and asked.points and asked.aspect != "left":
            dated = (find_days(answer.text, turn.as_of) for answer in turn.cited)
            latest = next(filter(None, dated), ())  # where it tells several days, none before it is meant
            meant = latest[0] if len({day.day for day in latest}) == 1 else None
        if meant is not None:
            return self._told_aspect(asked.aspect, _called(meant, asked), turn)
        return None

    def _untold(self, turn: SkillTurn) -> Answer | None:
        """«돌잔치까지 며칠 남았지», of which no day was told."""
        analysis = turn.analysis
        asked = (
            None if analysis.mentions or find_days(in_days(analysis.text), turn.as_of) else day_asked(analysis.reading)
        )
        if asked is None or asked.aspect != "left" or not asked.called:
            return None
        return replace(self._say("left_untold", day=asked.called), status="unknown", gesture="think")

    def _years(self, turn: SkillTurn) -> Answer | None:
        """«2005년에 결혼했으니까 올해 몇 주년이지», «쥐띠인가 개띠인가 나는»: by a year, or an age, that was told."""
        reading = turn.analysis.reading
        counted = years_counted(reading, turn.heard, turn.as_of)
        if counted is not None:
            name = "anniversary" if counted.anniversary else "years_passed"
            return self._say(name, year=counted.label, first=format_date(str(counted.first)), n=counted.number)
        begun = begun_before(reading, turn.heard, turn.as_of)
        if begun is not None:
            first = format_date(str(begun[1] - begun[0]))
            return self._say("begun_year", year=format_date(str(begun[1])), n=begun[0], first=first)
        served = None if turn.analysis.of_kind(*_LOOKED_UP) else time_served(reading, self._day_told(turn), turn.as_of)
        if served is not None:
            name = "year_of_service" if served.nth else "between"
            return self._say(name, first=served.first, last=served.last, count=served.length)
        coming = next_round(turn.analysis.text, turn.heard, turn.as_of)
        if coming is not None:
            values = {"first": format_date(coming.last), "length": coming.length, "weekday": weekday_name(coming.day)}
            return self._say("next_round", date=format_date(coming.day), **values)
        nth = nth_year(reading, turn.heard, turn.as_of)
        if nth is not None:
            return self._say("nth_year", n=nth[0], year=format_date(str(nth[1])))
        on = counted_on(reading, turn.heard, turn.as_of)
        if on is not None:
            values = {"date": format_date(on.day), "weekday": weekday_name(on.day)}
            return self._say("counted_on" if on.called else "counted_from", day=on.called, **values)
        sign = sign_asked(reading)
        if sign is None:
            return None
        year = born_in(turn.heard, sign.of)
        if year is not None:
            return self._say("zodiac", year=format_date(str(year)), animal=sign_of(year))
        memory = turn.memory
        ages = memory.all_of("age") if sign.of is None else memory.all("age", sign.of)
        if not ages or not ages[-1].value.isdecimal():
            return None
        born = turn.as_of.year - int(ages[-1].value)
        signs = {"sign": sign_of(born), "other": sign_of(born - 1)}
        return self._say("signs", year=format_date(str(born)), before=format_date(str(born - 1)), **signs)

    @staticmethod
    def _day_told(turn: SkillTurn) -> date | None:
        """The one day that was told last, for «그때»; None where it is not pointed at, or several were told."""
        if not any(term.lemma in THEN for term in turn.analysis.reading.terms):
            return None
        dated = (find_days(answer.text, turn.as_of) for answer in turn.cited)
        days = {day.day for day in next(filter(None, dated), ())}
        return days.pop() if len(days) == 1 else None

    def _told_aspect(self, aspect: DayAspect, day: NamedDay, turn: SkillTurn) -> Answer:
        """What is asked of a day that is known."""
        if aspect in ("left", "since"):
            return self._distance(day, turn)
        return self._told(day, turn, past=day.day < turn.as_of)

    def _leaning(self, turn: SkillTurn) -> Answer | None:
        """«거기서 일주일 더 지나면 며칠이지?», «24일부터 일요일까지 쉬면 며칠이야?»: by a day spoken of."""
        text = turn.analysis.text
        if turn.analysis.of_kind(*_LOOKED_UP):
            return None
        spoken = [one.day for one in spoken_days(_said_before(turn), turn.as_of)]
        moved = moved_day(text, spoken[0].day if spoken else None)
        if moved is not None:
            offset, day = moved
            tense = "was" if day < turn.as_of else "is"
            return self._say(f"{tense}_date", day=offset, date=format_date(day), weekday=weekday_name(day))
        days = [day.day for day in spoken]
        lasts = days_reckoned(turn.last.text) if turn.last is not None else 0
        if lasts and asks_when_done(turn.analysis.reading):
            start = next((day.day for day in find_days(text, turn.as_of)), turn.as_of)
            last = start + timedelta(days=lasts - 1)
            return self._say("last_day", date=format_date(last), weekday=weekday_name(last))
        told_last = last_of_told(turn.analysis.reading, turn.heard, turn.as_of)
        if told_last is not None:
            return self._say("last_day", date=format_date(told_last), weekday=weekday_name(told_last))
        said = turn.interpretation.utterance.text  # where «나흘» stands as it was written
        over = span_over(text, turn.as_of)
        if over is not None:
            values = {"date": format_date(over.last), "weekday": weekday_name(over.last), "length": over.length}
            return self._say("span_over", first=format_date(over.first), **values)
        ends = last_spent(text, turn.as_of, days) or last_spent(said, turn.as_of, days)
        ends = ends or lasts_from(turn.analysis.reading, next(iter(days), None))
        if ends is not None:
            until = any(UNTIL in t.particles for t in turn.analysis.reading.terms) or bool(days)
            return self._say("last_day" if until else "next_day", date=format_date(ends), weekday=weekday_name(ends))
        years = years_as_days(text, turn.as_of)
        if years is not None:
            least, most = map(days_long, sorted(years))
            return self._say("years_long" if least == most else "years_about", least=least, most=most)
        span = day_range(text, turn.as_of, days)
        if span is None:
            return None
        first, last_day = (f"{format_date(day)} {weekday_name(day)}" for day in (span.first, span.last))
        name = "between" if span.spent else "between_both"
        return self._say(name, first=first, last=last_day, count=days_long(span.days), whole=days_long(span.days + 1))

    def _apart(self, turn: SkillTurn) -> Answer | None:
        """«파면부터 취임까지 며칠이야»: how long it is between two things whose days were told."""
        ends = span_ends(turn.analysis.text)
        if ends is None:
            return None
        told = [(one.what, one.day) for one in told_days(tuple(reversed(turn.heard)), turn.as_of)]
        told.append((NOW, turn.as_of))
        for at, answer in enumerate(turn.cited):
            days = {found.day for found in find_days(answer.text, turn.as_of)}
            asked = turn.heard[0] if at == 0 and turn.last is not None and turn.last.text == answer.text else ""
            told += [(f"{asked} {answer.text}", days.pop())] if len(days) == 1 else []
        first, last = (next((day for text, day in told if tells_of(text, end)), None) for end in ends)
        if first is None or last is None or first == last:
            return None
        one, other = sorted((first, last))
        length = self._length(one, other, turn.analysis)
        return self._say("between", first=format_date(one), last=format_date(other), count=length)

    def _only_checks(self, turn: SkillTurn) -> bool:
        """«날짜가 10월 25일 맞지?»: whether it was on one plain day, and nothing that a calendar knows."""
        analysis = turn.analysis
        days = find_days(analysis.text, turn.as_of)
        plain = len(days) == 1 and not days[0].name and _WRITTEN.search(days[0].said) is not None
        return plain and not analysis.reading.asks_what and asks_by_form(analysis.reading)

    @staticmethod
    def _slept_until(turn: SkillTurn) -> NamedDay | None:
        """«내 생일이 12월 9일인데 몇 밤 자야 돼?»: the day that is told before its nights are asked for."""
        if not asks_nights(turn.analysis.text):
            return None
        ahead = [day for day in find_days(turn.analysis.text, turn.as_of) if day.day > turn.as_of]
        return ahead[-1] if ahead else None

    def _reckoned(self, turn: SkillTurn) -> str | None:
        """A time or a length of time that follows from what was said, and is not looked up."""
        analysis = turn.analysis
        looked_up = analysis.of_kind(*_LOOKED_UP)
        if looked_up:
            return None
        text, now = analysis.text, turn.now.replace(tzinfo=None)
        found = find_clock_sum(text, turn.now) or moved_time(text, self._reckoned_before(turn))
        reminding = turn.last is not None and (turn.last.intent or "").startswith(ReminderSkill.name) and turn.reminders
        of_reminder = reminding and not names_time(text)  # «자정까지 몇 시간 남았어» asks of none
        return found or (
            None if of_reminder else told_clock_sum(text, (turn.interpretation.utterance.text, *turn.heard), now)
        )

    def _reckoned_before(self, turn: SkillTurn) -> str:
        """The time that was told last as what something comes to, "" where none was."""
        told = turn.last is not None and turn.last.intent == f"{self.name}.time"
        return turn.last.text if told and turn.last is not None else ""

    def _fits(self, turn: SkillTurn) -> Answer | None:
        """«그럼 네 시에 차리면 되겠네», of the time that was reckoned last."""
        before = self._reckoned_before(turn)
        spare = time_to_spare(turn.analysis.text, before)
        if spare is None:
            return None
        name = "time_fits" if not spare else "time_after" if spare > 0 else "time_before"
        return self._say(name, length=spoken_length(timedelta(minutes=abs(spare))))

    def _told_of(self, turn: SkillTurn) -> NamedDay | None:
        """The day of something that is told first, and asked about then: «기말고사 12월 14일인데 며칠 남았어»."""
        analysis = turn.analysis
        days = find_days(analysis.text, turn.as_of)
        if len(days) != 1 or analysis.of_kind(*_LOOKED_UP) or self._is_sure(turn):
            return None
        if not self._is_about_more(analysis, None):
            return None
        terms = [term for term in analysis.reading.terms if term.start >= days[0].end]
        asked = next((term for term in terms if term.kind == "question"), None)
        wanted = any(self._asks(what, analysis) for what in ("left", "weekday", "date"))
        if asked is None or not wanted or self._asks("time", analysis):
            return None  # «첫 번째 집은 모레 몇 시까지 해»
        tells = [term for term in terms if term.form is not None and term.end <= asked.start]
        start = tells[-1].end if tells else days[0].end
        words = tuple(word for word in analysis.words if word.start >= start)
        return None if self._is_about_more(replace(analysis, words=words), None) else days[0]

    def _say(self, name: str, /, **values: object) -> Answer:
        return Answer(say(self._sentences, name, **values))

    def _asks(self, what: str, analysis: Analysis) -> bool:
        return cued(self._sentences, what, analysis.reading)

    def _place(self, analysis: Analysis) -> str | None:
        """Where somebody asks for the time: a name with a zone, or a town or country without one."""
        words = [term.text for term in analysis.reading.terms if term.kind in ("name", "noun")]
        known = [word for word in words if word in self._zones.names or word in self._zones.several]
        if known:
            return known[0]
        return next((mention.text for mention in analysis.of_kind("region", "country")), None)

    def _is_about_more(self, analysis: Analysis, place: str | None) -> bool:
        """Whether content stands in it that is no matter of time."""
        days = find_days(analysis.text, _ANY_DAY)
        words = tuple(
            word
            for word in analysis.words
            if place not in (word.text, word.stem)
            and not any(day.start < word.end and word.start < day.end for day in days)
            and not self._is_of_time(word, analysis)
            and not any(start <= word.start < end for start, end in self._called(analysis, days))
        )
        return bool(replace(analysis, words=words).unexplained(*self._explained))

    def _is_of_something(self, analysis: Analysis) -> bool:
        """«학예회가 무슨 요일이지», «모임 시간이 몇 시야», «첫눈 내린 날짜는?»: of what happens, not of now."""
        for phrase, described in subjects_asked(analysis.reading):
            dated = any(t.kind == "time" for t in phrase)  # «공문에 넣을 오늘 날짜»
            if (described and not dated) or not all(t.kind == "time" or self._names_time(t) for t in phrase):
                return True
        return False

    def _names_time(self, term: Term) -> bool:
        return any(cued_term(self._sentences, what, term) for what in ("time", "date", "weekday", "left"))

    @staticmethod
    def _called(analysis: Analysis, days: Sequence[NamedDay]) -> list[tuple[int, int]]:
        """«엄마 생일 12월 14일인데»: what is on a day that is told before something is asked of it."""
        found = []
        for day in days:
            verb = next((term for term in analysis.reading.terms if term.start >= day.end), None)
            if verb is None or verb.form is None or verb is analysis.reading.main:
                continue
            if verb.lemma == COPULA and GOING_ON.fullmatch(verb.form.ending):
                found.append((0, day.start))
        return found

    def _is_of_time(self, word: Word, analysis: Analysis) -> bool:
        """Whether everything in a word is, by its dictionary form («남았더라»)."""
        terms = [t for t in analysis.reading.terms if t.start < word.end and word.start < t.end]
        asks = any(t.kind == "question" for t in terms)
        known = (*self._explained, COPULA) if asks else self._explained  # «몇 년도야»
        return bool(terms) and all(t.lemma in known or t.kind == "question" for t in terms)

    def _period(self, turn: SkillTurn) -> Answer | None:
        """«올해 며칠 남았어?»: how long what goes on now still lasts."""
        times = find_times(in_days(turn.analysis.text), turn.as_of)
        period = next((t for t in times if t.first <= turn.as_of < t.last), None)
        if period is None:
            return None
        left = days_long((period.last - turn.as_of).days, nights=self._asks("nights", turn.analysis))
        return self._say("period_left", period=period.text, count=left)

    def _now(self, turn: SkillTurn) -> Answer | Decline:
        analysis = turn.analysis
        spans = [t for t in analysis.times if not t.is_now and not t.first <= turn.as_of <= t.last]
        if spans and not self._is_sure(turn):
            return Decline("", 0)  # «이번 주말», «9월»: no single day
        if lasts_asked(analysis.reading) or _asks_when(analysis):
            return Decline("", 0)  # «하루에 두 번씩 하면 며칠 걸려», «며칠 일할 수 있어»
        if self._asks("date", analysis) or self._asks("weekday", analysis):
            return self._told(_today(turn), turn, past=False)
        if self._asks("time", analysis):
            return self._say("time", time=spoken_time(turn.now))
        return Decline("", 0)

    def _elsewhere(self, turn: SkillTurn, place: str) -> Answer | Decline:
        if not self._asks("time", turn.analysis):
            return Decline("", 0)
        there = self._zones.time_in(place, turn.now)
        if there is None:
            unknown = "world_which" if place in self._zones.several else "world_unknown"
            return replace(self._say(unknown, place=place), status="unknown", gesture="think")
        if there.date() == turn.now.date():
            return self._say("world_same", place=place, time=spoken_time(there))
        local = there.replace(tzinfo=None)
        return self._say(
            "world", place=place, day=spoken_day(local, turn.now.replace(tzinfo=None)), time=spoken_time(local)
        )

    def _lunar(self, day: date, label: str) -> Answer:
        lunar = lunar_date(day)
        if lunar is None:
            return replace(self._say("lunar_unknown"), status="unknown", gesture="think")
        return self._say("lunar", day=label, lunar=spoken_lunar(lunar))

    def _between(self, first: NamedDay, last: NamedDay, turn: SkillTurn) -> Answer:
        one, other = sorted((first, last), key=lambda day: day.day)
        until = other.day + timedelta(days=spends_days(turn.analysis.text))
        length = self._length(one.day, until, turn.analysis)
        return self._say("between", first=one.label(turn.as_of), last=other.label(turn.as_of), count=length)

    def _distance(self, day: NamedDay, turn: SkillTurn, *, plain: bool = False) -> Answer:
        analysis = turn.analysis
        ahead = (day.day - turn.as_of).days
        label = day.label(turn.as_of)
        if ahead == 0:
            return self._say("today", day=label)
        if ahead < 0 and self._asks("since", analysis) and not plain:
            return self._say("days_passed", day=label, count=self._length(day.day, turn.as_of, analysis))
        which = "left" if ahead > 0 else "since"
        count = days_long(abs(ahead), nights=self._asks("nights", analysis))
        first, last = sorted((day.day, turn.as_of))
        if unit_asked(analysis.reading) in UNITS or ahead < 0:
            count = self._length(first, last, analysis)
        values = {"day": label, "count": count}
        if not day.name:
            return self._say(f"{which}_plain", **values)
        return self._say(which, date=format_date(day.day), weekday=weekday_name(day.day), **values)

    @staticmethod
    def _length(first: date, last: date, analysis: Analysis) -> str:
        """How long it is from one day to another, in years and months where these are asked for."""
        if counts_weeks(analysis.reading):
            return weeks_long((last - first).days)
        coarse = analysis.reading.question(*IN_MONTHS)
        days = days_long((last - first).days)
        return format_apart(first, last) if coarse and (last - first).days >= _MONTH else days

    def _told(self, day: NamedDay, turn: SkillTurn, *, past: bool) -> Answer:
        """«올해 추석은 9월 25일 금요일이었어요», «내일은 월요일이에요»."""
        today, label = turn.as_of, day.label(turn.as_of)
        if day.name and not day.dated and not past and day.day.year > today.year:
            return self._next(day, today)
        tense = "was" if day.day < today else "is"
        values = {"day": label, "weekday": weekday_name(day.day)}
        weekday_only = self._asks("weekday", turn.analysis) and not self._asks("date", turn.analysis) and not day.name
        if label == format_date(day.day) or (weekday_only and label == day_label(day.day, today)):
            return self._say(f"{tense}_weekday", **values)
        if label.endswith(weekday_name(day.day)):
            return self._say(f"{tense}_day", day=label, date=format_date(day.day))
        return self._say(f"{tense}_date", date=format_date(day.day), **values)

    def _next(self, day: NamedDay, today: date) -> Answer:
        """A holiday that was asked for without its year, and has passed this year."""
        values = {"name": day.name, "date": format_date(day.day), "weekday": weekday_name(day.day)}
        passed = [found.day for found in find_days(day.name, today, past=True) if found.day.year == today.year]
        if not passed:
            return self._say("next_date", **values)
        (last,) = passed
        return self._say("is_both", earlier=f"{format_date(last).partition(' ')[2]} {weekday_name(last)}", **values)


def _asks_of_another(turn: SkillTurn) -> bool:
    """«그때면 몇 년차였지», «3주마다 맞는데 다음은 며칠이지»: of what hangs on a day that was not told, not of now."""
    text = turn.analysis.text
    return asks_year_of_service(text) or asks_next_round(text, turn.as_of)


def _asks_when(analysis: Analysis) -> bool:
    """Whether it is asked when something is, and not what time it is: «체크인 몇 시부터예요», «무슨 요일에 쉬어요»."""
    terms = analysis.reading.terms
    asked = [term for term in terms if term.lemma == WHAT_HOUR]
    asked += [term for which, term in pairwise(terms) if which.text in WHICH]
    return any(not TIMED.isdisjoint(term.particles) for term in asked)


def _is_equated(analysis: Analysis, day: NamedDay, other: NamedDay) -> bool:
    """«동짓날이 화요일이라던데», «오늘이 22일 맞지?»: what is said of a day is another one, in the same clause."""
    terms = analysis.reading.terms
    said = [term for term in terms if day.start <= term.start < day.end]
    apart = any(term.form is not None and day.end <= term.start < other.start for term in terms)
    return bool(day.said and said) and not apart and not NOT_OF_IT & set(said[-1].particles)


def _called(day: NamedDay, asked: DayAsked) -> NamedDay:
    """The day by what is on it, as the question called it; a plain date is told in full."""
    if asked.called:
        return replace(day, said=asked.called, name=asked.called, dated=True)
    return day if day.name else replace(day, said="")


def _said_before(turn: SkillTurn) -> tuple[str, ...]:
    """What was said before, the newest first: the robot's last answer, where it told one day, and what was heard."""
    told = turn.last.text if turn.last is not None else ""
    reckoned = told_day(told) if turn.last is not None and (turn.last.intent or "").startswith("clock.") else None
    if reckoned is not None:
        return (format_date(reckoned), *turn.heard)  # «2주 뒤는 2026년 12월 25일이에요»
    dated = {day.day for day in find_days(told, turn.as_of) if day.said != weekday_name(day.day)}
    return (told if len(dated) == 1 else "", *turn.heard)


def _today(turn: SkillTurn) -> NamedDay:
    return NamedDay(0, 0, "", "", turn.as_of, True)
