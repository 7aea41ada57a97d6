"""Timers, alarms and reminders: what is set, listed and cancelled, and what is said when their time has come.

A skill changes nothing: the reminders as they are to be from now on go into the answer, and hold with the turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal

from companion.answering.agenda import MOST, Due, Purpose, Reminder
from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.reminder_meant import is_of_alert, named_in, names_no_alert_of, reminders_meant, words_about
from companion.answering.sayings import cued, cued_term, say, shown_list
from companion.knowledge.telling import Answers
from companion.language.calendar import find_days
from companion.language.clock_sums import names_time
from companion.language.grammar import (
    WHAT,
    WHAT_HOUR,
    WHEN,
    asks_favour,
    frames,
    is_ability,
    is_conditional,
    is_promise,
    proposes,
)
from companion.language.hours_told import tells_hour
from companion.language.moments import (
    Moment,
    day_and_part,
    ends_with_length,
    find_moment,
    is_backwards,
    next_time,
    spoken_day,
    spoken_length,
    spoken_repeat,
    spoken_time,
    when_to_wake,
)
from companion.language.orders import clause_text, clauses_in, order_in
from companion.language.pointing import TALK, sets_apart, takes_back
from companion.language.purposes import (
    asks_what_was_promised,
    bids,
    bids_too,
    is_bidding,
    is_purposive,
    is_quoted,
    is_statement,
    is_to_be_asked,
    is_while,
    passes_on_question,
    politely,
    purpose,
)
from companion.language.reminder_changes import (
    ReminderChange,
    adds_time,
    also_has,
    also_on,
    also_that_day,
    another_in,
    asks_how_many,
    calls_off,
    claimed_count,
    denies_before,
    ends_with_alert,
    find_change,
    gives_name,
    is_calling_off,
    is_light_change,
    later_hour,
    lead_in,
    lead_of,
    minutes_instead,
    names_alert,
    names_length,
    on_day_of,
    only_once,
    planned_hour,
    points_at_time,
    points_at_told,
    repeat_in,
    repeats_by_length,
    several_moments,
    shift_of,
    tells_another,
    wanted_moment,
    weekdays_in,
)
from companion.language.stances import asks_by_form
from companion.language.terms import BECOMING, CERTAIN, EXISTENCE, INTO, QUOTED, TOPIC, Reading, Term, is_light, read
from companion.language.told_answers import told_by_speaker

_HOUR, _WHICH = "hour", "which"
"""What it may ask back: when, and which one to cancel."""
_CHANGED = "reminders.changed"
"""What is claimed where something that was set is set anew: for that a mere statement does («여섯 시가 낫겠다»)."""
_CLAIMS = 0.97
_MEANT = 0.6
"""Probability from which phrases alone say what is wanted."""


class ReminderSkill:
    """Sets, lists and cancels what is to be told at a time."""

    name = "reminders"

    def __init__(self, library: Library) -> None:
        self._sentences, self._intents = library.sentences, library.intents

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Do what is asked, or go on with what was asked back."""
        outcome = self._outcome(turn)
        if not isinstance(outcome, Answer):
            return outcome
        intent = turn.intent.intent
        return replace(outcome, intent=f"{self.name}.set" if intent == _CHANGED else intent)

    def _outcome(self, turn: SkillTurn) -> Answer | Decline:
        waiting = turn.open if turn.open is not None and turn.open.skill == self.name else None
        if waiting is not None and turn.intent.waiting:
            return self._go_on(turn, waiting)
        of_list = self._of_list(turn)
        if of_list is not None:
            return of_list[1]
        moment = _moment(turn)
        if moment is not None and self._is_one_more(turn, moment):
            return self._set(turn, moment, *self._wanted(turn, moment))
        if self._means("cancel", turn):
            return self._cancel(turn)
        if moment is not None and (ends_with_length(turn.analysis.text, moment) or self._names_timer(turn, moment)):
            return self._set(turn, moment, "timer", "")
        listed = self._cued("list", turn) and not self._requests(turn) and self._of_alerts(turn)
        if (turn.reminders and listed) or self._means("list", turn):
            return self._list(turn)
        again = repeats_by_length(turn.analysis.text) != ""
        if not (again or self._is_to_be_told(turn, moment)):
            return Decline("", 0)
        return self._set(turn, moment, *self._wanted(turn, moment))

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A request to be told at an hour, whatever else is said; and what is said or asked of what was set."""
        of_list = self._of_list(turn)
        if of_list is not None:
            return Attempt(of_list[0], _CLAIMS + (0.015 if of_list[0].endswith("list") else 0.025))
        if gives_name(turn.analysis.reading):
            return None
        moment = _moment(turn)
        if self._is_one_more(turn, moment):
            return Attempt(_CHANGED, _CLAIMS + 0.01)
        if self._names_timer(turn, moment):
            return Attempt(f"{self.name}.set", _CLAIMS + 0.025)  # whatever one does meanwhile
        if self._is_order(turn, moment):
            return Attempt(f"{self.name}.set", _CLAIMS + 0.01)
        meant = next((act for act in ("cancel", "list") if self._means(act, turn)), None)
        other = not turn.reminders and self._cued("remains", turn) and not self._of_alerts(turn)
        if meant is not None and not other:  # «얼마나 남았어» where nothing is set: until what was told
            return Attempt(f"{self.name}.{meant}", _CLAIMS)
        return Attempt(f"{self.name}.set", _CLAIMS) if moment is not None and self._is_request(turn, moment) else None

    def _of_list(self, turn: SkillTurn) -> tuple[str, Answer] | None:
        """What is done or said to an utterance about what was set, with its intent; None for any other."""
        if not turn.reminders:
            off = self._called_off(turn)
            return (
                (f"{self.name}.cancel", Answer(say(self._sentences, "none"))) if off is not None else self._empty(turn)
            )
        ways: tuple[tuple[str, Callable[[SkillTurn], Answer | None]], ...] = (
            (_CHANGED, self._minute_changed),
            (_CHANGED, self._changed),
            (f"{self.name}.cancel", self._kept),
            (f"{self.name}.list", self._counted),
            (f"{self.name}.list", self._checked),
            (f"{self.name}.cancel", self._off),
            (f"{self.name}.list", self._asked),
        )
        done = ((intent, way(turn)) for intent, way in ways)
        return next(((intent, answer) for intent, answer in done if answer is not None), None)

    def _empty(self, turn: SkillTurn) -> tuple[str, Answer] | None:
        """«꺼졌어?», «이제 없지?» right after the last one was cancelled; «알림 다 지워 줘» where there is none."""
        if self._called_off(turn) is not None:
            return f"{self.name}.cancel", Answer(say(self._sentences, "none"))
        reading = turn.analysis.reading
        nouns = [t for t in reading.terms if t.kind in ("noun", "name") and not t.bound]
        nouns = [t for t in nouns if not self._is_word(t, "present")]
        left = (self._cued("remains", turn) or self._cued("standing", turn)) and reading.question(WHAT[0])
        if left and not nouns and (self._is_recent(turn) or self._is_passing(turn)):
            return f"{self.name}.list", self._list(turn)
        checked = self._checked(turn) if self._is_recent(turn) else None
        return (f"{self.name}.list", checked) if checked is not None else None

    def _off(self, turn: SkillTurn) -> Answer | None:
        """What is called off is, by whatever words."""
        if self._dismissed(turn):
            return self._cancelled(turn, self._named_one(turn))
        clause = self._called_off(turn)
        if clause is not None:
            return self._call_off(turn, clause)
        every = self._means_all(turn) and (self._requests(turn) or self._is_recent(turn))
        set_before = self._cued("setting", turn) and self._requests(turn)  # «아까 맞춘 거 취소해 줘»
        named = self._of_alerts(turn) or every or set_before
        return self._cancel(turn) if self._orders_off(turn) and named else None

    def _orders_off(self, turn: SkillTurn) -> bool:
        return any(self._cancels(term) for term in turn.analysis.reading.terms)

    def _asked(self, turn: SkillTurn) -> Answer | None:
        """What is asked of what was set: its rest, its hour, or all of it."""
        now = _wall_clock(turn)
        if self._asks_number(turn):
            return self._list(turn)
        if (how_often := self._how_often(turn)) is not None:
            return how_often
        reading = turn.analysis.reading
        ours = self._of_alerts(turn) or any(is_quoted(verb) for verb in reading.verbs)  # «금요일에 뭐 하라고 했지»
        if not ours and told_by_speaker(reading, turn.said, turn.as_of) is not None:
            return None
        if self._asks_for_rest(turn):
            last = self._named_one(turn)
            left = spoken_length(last.at - now)
            return Answer(say(self._sentences, "still_left", left=left, one=self._alert(last, now)))
        if self._asks_for_last(turn):
            when = _when(self._named_one(turn), now, self._sentences)
            return Answer(say(self._sentences, "last_set", when=when))
        return self._of_day(turn) or (self._list(turn) if self._asks_what_is_set(turn) else None)

    def _how_often(self, turn: SkillTurn) -> Answer | None:
        """«이거 매일 울리는 거야 아니면 오늘만?»: whether what was set comes again."""
        reading, text, now = turn.analysis.reading, turn.analysis.text, _wall_clock(turn)
        near = self._is_recent(turn) or self._is_passing(turn) or self._of_alerts(turn)
        asks = asks_by_form(reading) or "?" in text
        ours = self._cued("ringing", turn) or self._of_alerts(turn) or self._cued("telling", turn)
        if (
            not (near and asks and ours and repeat_in(text, now.weekday()))
            or self._requests(turn)
            or self._others(turn)
        ):
            return None
        one = self._named_one(turn)
        return Answer(
            say(self._sentences, "comes_again" if one.repeat else "once", when=_when(one, now, self._sentences))
        )

    def _of_day(self, turn: SkillTurn) -> Answer | None:
        """«내일 뭐 하라고 했지?»: what is set for a day."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        days = {day.day for day in find_days(turn.analysis.text, turn.now.date())}
        kept = tuple(one for one in turn.reminders if one.at.date() in days)
        past = main is not None and main.form is not None and main.form.past and self._is_word(main, "setting")
        nouns = any(t.kind in ("noun", "name") and not t.bound for t in reading.terms)
        bidden = any(is_quoted(verb) for verb in reading.verbs)  # and not «내일 뭐 한다고 했지», of what was told
        asks = past and bidden and bool(kept) and reading.question(WHAT[0]) and not nouns
        return self._list(replace(turn, reminders=kept)) if asks else None

    def _is_order(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """Whether it orders to be told at a time, whatever else it says."""
        bidden = moment is not None and bids(turn.analysis.text)
        return (
            bidden or self._measures(turn, moment) or self._ordered_alone(turn) or self._only_then(turn, moment)
            or self._is_alert_named(turn, moment) or self._is_entrusted_too(turn, moment)
        )  # fmt: skip

    def _names_timer(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«25분만 집중할게 타이머 ㄱㄱ», «라면 끓일 거야 3분 타이머»: how long, and the name of a timer at the end."""
        reading = turn.analysis.reading
        said = [t for t in reading.terms if not (t.form is not None and is_light(t.lemma) and t.form.requests)]
        named = bool(said) and said[-1].form is None and self._is_word(said[-1], "lasting")
        if not named or moment is None or moment.after is None or reading.asks_what or "?" in reading.text:
            return False
        return not any(v.form is not None and (v.form.past or v.form.negated) for v in reading.verbs)

    def _is_alert_named(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«수요일 네 시에 치과 알림»: an alert by its name and its time, and nothing that was set then."""
        text, reading = turn.analysis.text, turn.analysis.reading
        timed = moment is not None and moment.has_time and not moment.several
        if not timed or not ends_with_alert(text) or any(v.text not in text[-4:] for v in reading.verbs):
            return False
        return not any(one.at == moment.at for one in turn.reminders if moment is not None)

    def _is_entrusted_too(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«혈압약도 여덟 시에 먹어야 해. 그것도 부탁해요» once something is set: what has to be done at an hour."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        timed = moment is not None and moment.has_time and not moment.several and moment.after is None
        if not (turn.reminders and timed and points_at_told(turn.analysis.text)) or main is None or main.form is None:
            return False
        due = next((v for v in reading.verbs if v.form is not None and v.form.ought and v.end <= main.start), None)
        behind = (t for t in reading.terms if due is not None and t.start >= due.end)
        wanted = self._requests(turn) or (self._is_word(main, "arranging") and main.form.closes and not main.form.asks)
        return due is not None and wanted and "?" not in reading.text and _names_nothing_beside(behind, ())

    def _is_one_more(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«하나 더 3시 20분에도», «한 시간 전에도» after something was set."""
        reading = turn.analysis.reading
        text = turn.interpretation.utterance.text
        beside = adds_time(text) or (lead_of(text) is not None and also_has(reading)) or tells_another(reading)
        adds = (self._is_recent(turn) or self._is_passing(turn)) and beside
        told = reading.is_past or reading.asks_what
        return bool(turn.reminders) and moment is not None and moment.has_time and adds and not told

    def _is_request(self, turn: SkillTurn, moment: Moment) -> bool:
        """Whether it wants to be told at that time, by a request and words for telling, or as ever so long."""
        reading, requests = turn.analysis.reading, self._requests(turn)
        if ends_with_length(turn.analysis.text, moment) or self._is_bidden(turn, moment):
            return True
        if moment.repeat and moment.has_time and requests and self._cued("telling", turn) and not reading.asks_what:
            return True  # «매주 월요일 아침 여덟 시에 청소 알려 줘»
        asks_later = any(passes_on_question(verb) for verb in reading.verbs) and self._cued("telling", turn)
        quoted = _is_quoted(reading)
        told = asks_later or (quoted and self._cued("telling", turn))
        others = bool(turn.analysis.of_kind("place", "eatery", "office", "person")) and not quoted
        if others or reading.asks_what or self._cued("cancel", turn) or not moment.has_time:
            return False
        if requests and self._is_for_what_is_told(turn, moment):
            return True
        return requests and (told or self._of_alerts(turn) or self._cued("wake", turn))

    def _is_for_what_is_told(self, turn: SkillTurn, moment: Moment) -> bool:
        """«5시에 회의 있으니까 알려 줘», «… 잊지 않게 해 줘»: the order names nothing, what is told has its hour."""
        reading = turn.analysis.reading
        order = next((v for v in reversed(reading.verbs) if v.form is not None and v.form.requests), None)
        if order is None:
            return False
        before = [v for v in reading.verbs if v.end <= order.start]
        lest = [v for v in (*before, order) if self._is_word(v, "forgetting")]
        told = [v for v in before if v not in lest and v.form is not None and not is_light(v.lemma)]
        due = any(v.form is not None and (v.form.ought or v.lemma == EXISTENCE[0]) for v in before)
        since = told[-1].end if told else 0
        alone = _names_nothing_beside((t for t in reading.terms if t.start >= since), moment.spans)
        return bool(lest) or (due and alone and self._is_word(order, "calling"))

    def _ordered_alone(self, turn: SkillTurn) -> bool:
        """«라면 끓이는 중인데 4분 뒤에 불러 줘», «계란 삶게 십 분 있다 불러 줘»: it wants to be told at a time.

        Whatever it is for stands in a clause before; the order itself names nothing but the time.
        """
        reading = turn.analysis.reading
        clause = order_in(reading, lambda term: self._is_word(term, "calling") and not is_quoted(term))
        if clause is None or clause.asks_what:
            return False
        if any(proposes(v) or (is_promise(v) and not (v.form and v.form.requests)) for v in clause.verbs):
            return False  # «점심 얘기하자, 순대국집 알려 줘»
        moment = find_moment(clause_text(clause), _wall_clock(turn))
        aims = [verb for verb in clause.verbs if is_purposive(verb)]
        if moment is None or not moment.has_time or moment.several or not (aims or clause.terms != reading.terms):
            return False
        begun = len(clause.text) - len(clause_text(clause))
        spans = [(start + begun, end + begun) for start, end in moment.spans]
        since = aims[-1].end if aims else 0
        return _names_nothing_beside((t for t in clause.terms if t.start >= since), spans)

    def _only_then(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«그럼 그때 알려 줘»: to be told at an hour that was spoken of, and nothing else is named."""
        text = turn.analysis.text
        if moment is None or not moment.has_time or not (points_at_time(text) or points_at_told(text)):
            return False
        alone = _names_nothing_beside(turn.analysis.reading.terms, moment.spans)
        return alone and self._requests(turn) and self._cued("telling", turn)

    def _measures(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«국수 삶을 때 칠 분만 재 줘», «행사 시작 십 분 전에 나 좀 불러 줘»: a time to be told."""
        if moment is None or not moment.has_time or not self._requests(turn):
            return False
        text = turn.analysis.text
        beside = lead_of(text) is not None and moment.after is None and not turn.analysis.reading.asks_what
        return (moment.after is not None and self._cued("measuring", turn)) or (beside and self._cued("telling", turn))

    def _means(self, act: str, turn: SkillTurn) -> bool:
        """Whether phrases leave little doubt: «알람 울리지 않게 해 줘» cancels."""
        best = turn.interpretation.best
        return best.intent == f"{self.name}.{act}" and best.probability >= _MEANT

    def _asks_for_last(self, turn: SkillTurn) -> bool:
        """«그거 몇 시로 해 놨지?»: for which hour something was set, and nothing else besides."""
        reading = turn.analysis.reading
        hour = any(term.kind == "question" and term.particle == INTO for term in reading.terms)
        main = reading.main
        # «그거 몇 시에 울리는 거야», «약 먹는 건 몇 시라고 했지»
        one = self._named_one(turn) if turn.reminders else None
        itself = one is not None and any(is_of_alert(term, one, itself=True) for term in reading.terms)
        # «불러 주는 건 몇 시야», and no «체크인이 몇 시지» of what is told an hour before
        described = [v for v in reading.verbs if v.form is not None and v.form.modifies and not is_light(v.lemma)]
        calls = any(self._is_word(v, cue) for v in described for cue in ("calling", "setting"))
        of_it = self._cued("ringing", turn) or itself or calls
        if of_it and reading.question(WHEN, WHAT_HOUR) and not self._requests(turn):
            return bool(turn.reminders) and not turn.analysis.mentions and self._means_ours(turn)
        was_set = main is not None and main.form is not None and main.form.past and self._cued("setting", turn)
        stands = itself and self._cued("setting", turn)  # «병원 가는 건 몇 시로 돼 있지»
        few = was_set and len(reading.terms) <= _FEW
        return bool(turn.reminders) and hour and (few or stands) and not self._requests(turn)

    def _means_ours(self, turn: SkillTurn) -> bool:
        """Whether every noun is a word for what was set, or of what it is for."""
        nouns = (t for t in turn.analysis.reading.terms if t.kind in ("noun", "name") and not t.bound)
        return all(
            cued_term(self._sentences, "reminding", noun) or any(is_of_alert(noun, one) for one in turn.reminders)
            for noun in nouns
        )

    def _asks_number(self, turn: SkillTurn) -> bool:
        """«알림이 몇 개 남은 거야?»: how many there are, and not how long until the next."""
        reading = turn.analysis.reading
        asked = asks_how_many(turn.analysis.text) and reading.asks_what and not self._requests(turn)
        beside = (t for t in reading.terms if t.kind in ("noun", "name") and not t.bound)
        ours = all(cued_term(self._sentences, "reminding", term) for term in beside)
        return bool(turn.reminders) and asked and ours and self._of_alerts(turn)

    def _minute_changed(self, turn: SkillTurn) -> Answer | None:
        """«40분 말고 30분으로» of what is set for twenty to four: other minutes past the same hour."""
        text = turn.interpretation.utterance.text
        swap = minutes_instead(text) if turn.reminders and not names_time(text) else None
        if swap is None or not self._is_recent(turn):
            return None
        one, now = self._named_one(turn, (0, len(text))), _wall_clock(turn)
        at = one.at.replace(minute=swap[1])
        if one.purpose == "timer" or one.at.minute != swap[0] or at <= now:
            return None
        return self._reset(turn, one, at=at)

    def _asks_for_rest(self, turn: SkillTurn) -> bool:
        """«얼마나 남았어?» right after a timer was set."""
        reading = turn.analysis.reading
        left = self._cued("remains", turn) and reading.asks_what and len(reading.terms) <= _FEW
        left = left and not names_time(turn.analysis.text)  # «자정까지 몇 시간 남았어»
        nouns = any(t.kind in ("noun", "name", "time") and not t.bound for t in reading.terms)
        named = self._is_named(turn) or sum(r.purpose == "timer" for r in turn.reminders) == 1
        return bool(turn.reminders) and left and ((self._is_recent(turn) and not nouns) or (nouns and named))

    def _is_named(self, turn: SkillTurn) -> bool:
        return named_in(turn.analysis.reading.terms, turn.reminders)

    def _kind(self, term: Term) -> Purpose | None:
        """The kind of reminder that a word names: «타이머», «깨우는 거»."""
        modifies = term.form is None or term.form.modifies
        if modifies and self._is_word(term, "wake"):
            return "alarm"
        return "timer" if self._is_word(term, "lasting") else None

    def _meant(self, turn: SkillTurn, *new: tuple[int, int]) -> tuple[Reminder, ...] | None:
        """What is meant by its name, kind, time or place, a new time left out; None where nothing says which."""
        text = turn.interpretation.utterance.text
        for start, end in new:
            text = text[:start] + "," * (end - start) + text[end:]
        return reminders_meant(turn.analysis.reading, text, turn.reminders, self._kind, _wall_clock(turn))

    def _dismissed(self, turn: SkillTurn) -> bool:
        """«빨래는 됐어요»: what was set by that name is not needed any more."""
        first = next((t for t in turn.analysis.reading.terms if t.form is not None), None)
        if first is None or first.form is None or not (turn.reminders and self._is_named(turn)):
            return False
        return cued_term(self._sentences, "needless", first) and (first.form.past or first.lemma != BECOMING)

    def _is_recent(self, turn: SkillTurn) -> bool:
        return turn.last is not None and (turn.last.intent or "").partition(".")[0] == self.name

    def _changed(self, turn: SkillTurn) -> Answer | None:
        """What was set, at another hour or day or so much later or earlier; None where nothing else is meant."""
        text, now, recent = turn.interpretation.utterance.text, _wall_clock(turn), self._is_recent(turn)
        if repeats_by_length(text) or tells_another(turn.analysis.reading):
            return None
        labelled = self._labelled(turn) if recent else None
        if labelled is not None:
            return labelled
        if recent and (day := also_that_day(text, turn.now.date())) is not None and not turn.reminders[-1].repeat:
            return self._also_then(turn, day)
        also = also_on(text) if recent else frozenset()
        if also and turn.reminders[-1].repeat:
            return self._also(turn, also)
        if self._means_all(turn) and self._orders_off(turn):
            return None
        lead = lead_in(text)
        last = turn.reminders[-1]
        near = recent or self._is_passing(turn)
        if lead is not None and near and last.of is not None and not adds_time(text):
            return self._reset(turn, last, at=last.of - lead[0])  # «아니다 삼십 분 전이면 되겠다»
        if adds_time(text) and names_time(text) and turn.analysis.reading.verbs:
            return None  # «여섯 시 반에도 깨워 주고» is another one
        change = find_change(text, turn.now.date()) or find_change(turn.analysis.text, turn.now.date())
        if change is None:
            return self._repeated(turn) or self._rises(turn) or self._put_off(turn)
        if turn.analysis.reading.asks_what:
            return None
        one = self._on_weekday(turn, change) or self._named_one(turn, (change.start, change.end))
        if self._is_of_event(turn, one, change) and one.of is not None:
            event = change.of(one.of, (), now)
            return None if event is None else self._reset(turn, one, at=one.at + (event[0] - one.of), of=event[0])
        if not (self._is_event_moved(turn, one, change) or self._is_change(turn, change, one)):
            return None
        moved = change.of(one.at, one.repeat, now)
        if moved is None:
            return Answer(say(self._sentences, "passed_change", one=self._alert(one, now)), "clarify")
        return self._reset(turn, one, at=moved[0], repeat=moved[1])

    def _labelled(self, turn: SkillTurn) -> Answer | None:
        """«빨래 널라고» right after something was set: what it is for."""
        reading, last = turn.analysis.reading, turn.reminders[-1]
        timed = last.purpose == "timer" or not last.what
        if not (timed and is_bidding(reading.main)) or names_time(reading.text) or _moment(turn) is not None:
            return None
        what = purpose(reading)
        if what is None:
            return None
        named = replace(last, purpose="reminder", what=what, about=(*last.about, *words_about(reading)))
        text = _worded(self._sentences, "set_reminder", what, when=_when(named, _wall_clock(turn), self._sentences))
        return Answer(text, gesture=_NODS, reminders=(*turn.reminders[:-1], named))

    def _named_of(self, turn: SkillTurn) -> tuple[Reminder, ...]:
        """What is told before something that is named."""
        terms = [t for t in turn.analysis.reading.terms if t.form is None]
        return tuple(one for one in turn.reminders if one.of is not None and named_in(terms, (one,)))

    def _put_off(self, turn: SkillTurn) -> Answer | None:
        """«인터뷰가 10분 밀렸어요»: what something is told before is so much later."""
        by, named = shift_of(turn.interpretation.utterance.text), self._named_of(turn)
        one = named[0] if len(named) == 1 else None
        if by is None or one is None or one.of is None or turn.analysis.reading.asks_what:
            return None
        return self._reset(turn, one, at=one.at + by, of=one.of + by)

    def _rises(self, turn: SkillTurn) -> Answer | None:
        """«근데 내일은 다섯 시에 일어나야겠다»: who is to be woken gets up at another hour."""
        moment, main = find_moment(turn.interpretation.utterance.text, _wall_clock(turn)), turn.analysis.reading.main
        alarms = [one for one in turn.reminders if one.purpose == "alarm"]
        if moment is None or not moment.has_time or moment.after is not None or main is None or len(alarms) != 1:
            return None
        resolves = main.form is not None and (main.form.ought or main.form.future) and not main.form.asks
        if not (resolves and self._is_word(main, "wake") and (self._is_recent(turn) or self._is_passing(turn))):
            return None
        text = turn.interpretation.utterance.text
        at = on_day_of(text, when_to_wake(moment, text, _wall_clock(turn)), alarms[0].at, _wall_clock(turn)).at
        return self._reset(turn, alarms[0], at=at)

    def _repeated(self, turn: SkillTurn) -> Answer | None:
        """«매일 불러 줘», «매주 해 줘»: what was set comes again, on every day or on its own weekday."""
        text, one = turn.interpretation.utterance.text, self._named_one(turn)
        near = self._is_recent(turn) or self._is_passing(turn)
        days = repeat_in(text, one.at.weekday())
        wanted = self._requests(turn) or self._cued("arranging", turn)
        if not (near and days and wanted) or self._others(turn) or one.purpose == "timer":
            return None
        return self._reset(turn, one, at=next_time(one.at - timedelta(days=1), days, _wall_clock(turn)), repeat=days)

    def _on_weekday(self, turn: SkillTurn, change: ReminderChange) -> Reminder | None:
        """«월요일 거는 9시로»: what comes again on a weekday that is named beside its new time."""
        text = turn.interpretation.utterance.text
        days = weekdays_in(text[: change.start] + text[change.end :])
        return next((reminder for reminder in reversed(turn.reminders) if days & set(reminder.repeat)), None)

    def _is_of_event(self, turn: SkillTurn, one: Reminder, change: ReminderChange) -> bool:
        """«회의 5시로 미뤄졌대»: the hour of that which something is told before is another one now."""
        told = not (self._requests(turn) or self._of_alerts(turn))
        return (
            told
            and one.purpose != "alarm"
            and change.at is not None
            and self._is_named(turn)
            and one in self._named_of(turn)
        )

    def _is_event_moved(self, turn: SkillTurn, one: Reminder, change: ReminderChange) -> bool:
        """«회의 세 시로 미뤄졌대» of what is told when it begins, «회의 있다고»."""
        main = turn.analysis.reading.main
        moved = main is not None and main.form is not None and main.form.past and self._is_word(main, "changing")
        itself = one.of is None and one.purpose == "reminder" and not one.repeat and is_statement(one.what)
        return moved and itself and change.at is not None and named_in(turn.analysis.reading.terms, (one,))

    def _is_change(self, turn: SkillTurn, change: ReminderChange, one: Reminder) -> bool:
        """Whether a new time is said of what was set, by what stands beside it."""
        text, reading = turn.interpretation.utterance.text, turn.analysis.reading
        wanted, recent = text[change.start : change.end].strip(), self._is_recent(turn)
        # Why it is to be changed is told beside: «30분으로 해 줘, 회의가 길어져서».
        clause = next((part for part in clauses_in(reading) if wanted in clause_text(part)), reading)
        said = (clause_text(clause) if clause is not reading else text).replace(wanted, " ", 1)
        light = is_light_change(text[change.start : change.end])
        end = reading.text.find(wanted) + len(wanted) if light and wanted in reading.text else len(reading.text)
        # What follows a change says why: «네 시로 해 줘 버스가 늦대».
        terms = [t for t in clause.terms if t.text in said and not sets_apart(t) and t.start < end]
        begun = clause.text.find(wanted)
        taken_back = any(map(takes_back, reading.terms))
        why = recent and (taken_back or light or self._requests(turn))  # «밥을 늦게 먹었으니 한 시간 반으로 고쳐 줘»
        before = (v for v in clause.verbs if v.end <= begun and (is_conditional(v) or (why and frames(v))))
        since = max((v.end for v in before), default=0)
        terms = [t for t in terms if t.start >= since]  # «계란 넣으려면 사 분이 낫겠다»
        verbs = [t for t in terms if t.form is not None and not is_light(t.lemma)]
        of_change = [t for t in verbs if t.form is not None and (t.form.requests or self._is_of_change(t))]
        of_it = ("reminding", "changing", "occasion", "arranging", "lasting")
        nouns = [t for t in terms if t.kind in ("noun", "name") and not t.bound]
        others = [
            t
            for t in nouns
            if not is_of_alert(t, one, itself=True) and not any(cued_term(self._sentences, cue, t) for cue in of_it)
        ]
        if any(verb.form is not None and verb.form.past for verb in verbs):
            return False
        if change.bare:
            return (recent or self._is_passing(turn)) and self._is_in_place(
                turn, change, one, others, verbs, taken_back=taken_back
            )
        if others and not (recent and light and taken_back):
            return False
        wishes = recent and any(verb.form is not None and verb.form.wishes for verb in verbs)  # «10분만 더 잘래»
        if verbs and not (of_change or light or wishes):
            return False
        named = self._is_named(turn) or self._of_alerts(turn) or not others
        return recent or self._is_passing(turn) or taken_back or (bool(of_change) and named)

    def _is_in_place(
        self, turn: SkillTurn, change: ReminderChange, one: Reminder, others: Sequence[Term], verbs: Sequence[Term],
        *, taken_back: bool,
    ) -> bool:  # fmt: skip
        """Whether a time that is said alone takes the place of the one that was set, and tells of nothing else."""
        before = turn.interpretation.utterance.text[: change.start]
        apart = taken_back or any(map(sets_apart, turn.analysis.reading.terms)) or denies_before(before)
        by_length = change.after is not None
        timed = one.purpose == "timer" or any(names_length(said) for said in turn.heard[: _NEAR + 1])
        if by_length and not timed:
            return False
        if not self._is_recent(turn) and not apart:
            return False
        tells = [verb for verb in verbs if verb.form is not None and not (verb.form.asks or verb.form.wishes)]
        return (not others or apart) and (not tells or taken_back)

    def _reset(self, turn: SkillTurn, one: Reminder, **fields: Any) -> Answer:
        """One of what was set as it is to be now, and what is said to that."""
        now = _wall_clock(turn)
        if one.repeat and only_once(turn.interpretation.utterance.text, now.date()):
            return Answer(say(self._sentences, "no_skip", one=self._alert(one, now)))
        if fields["at"] <= now:
            return Answer(say(self._sentences, "passed_change", one=self._alert(one, now)), "clarify")
        changed = replace(one, **fields)
        if one.purpose == "timer":
            changed = replace(changed, what=spoken_length(changed.at - now))
            when = say(self._sentences, "after", length=changed.what)
        else:
            when = _when(changed, now, self._sentences)
        plain = "changed" if one.what and one.purpose != "timer" else "set_plain"
        name = "changed_wake" if one.purpose == "alarm" else plain
        same = (changed.at, changed.repeat) == (one.at, one.repeat) and one.purpose != "timer"
        text = (
            say(self._sentences, "as_it_is", when=when) if same else _worded(self._sentences, name, one.what, when=when)
        )
        return Answer(text, gesture=_NODS, reminders=(*(r for r in turn.reminders if r is not one), changed))

    def _is_of_change(self, verb: Term) -> bool:
        return any(self._is_word(verb, cue) for cue in ("changing", "setting", "arranging"))

    def _also_then(self, turn: SkillTurn, day: date) -> Answer:
        """«모레도 같은 시간에»: what was set last, at that hour of another day too."""
        return self._added(turn, replace(turn.reminders[-1], at=datetime.combine(day, turn.reminders[-1].at.time())))

    def _also(self, turn: SkillTurn, days: frozenset[int]) -> Answer:
        """«수요일에도 해 줘»: what was set last, on other weekdays too."""
        last, now = turn.reminders[-1], _wall_clock(turn)
        repeat = tuple(sorted(days - set(last.repeat))) or last.repeat
        before = datetime.combine(now.date() - timedelta(days=1), last.at.time())
        return self._added(turn, replace(last, at=next_time(before, repeat, now), repeat=repeat))

    def _added(self, turn: SkillTurn, *made: Reminder) -> Answer:
        """What is set beside the others, alike but for their times."""
        when = shown_list([_when(one, _wall_clock(turn), self._sentences) for one in made])
        name = "set_alarm" if made[0].purpose == "alarm" else "set_reminder" if made[0].what else "set_plain"
        text = _worded(self._sentences, name, made[0].what, when=when)
        return Answer(text, gesture=_NODS, reminders=(*turn.reminders, *made))

    def _called_off(self, turn: SkillTurn) -> Reading | None:
        """The clause that calls off what was set, among whatever is told besides: «취소할게, 순서가 바뀌었대»."""
        reading, recent = turn.analysis.reading, self._is_recent(turn)
        if not turn.reminders and not self._of_alerts(turn):
            return None
        clause = order_in(reading, self._cancels)
        cancels = clause is not None
        if clause is None and (recent or self._is_passing(turn)):
            clause = next(filter(is_calling_off, clauses_in(reading)), None)
        if clause is None or clause.asks_what:
            return None  # «몇 킬로를 빼야 돼?»
        begun = len(clause.text) - len(clause_text(clause))
        moment = find_moment(clause_text(clause), _wall_clock(turn))
        off = calls_off(clause_text(clause)) or (0, 0)
        parts = (*(moment.spans if moment is not None else ()), off)
        spans = [(start + begun, end + begun) for start, end in parts]
        over = (t.end for t in clause.verbs if t.form is not None and t.form.past and t.end <= off[0] + begun)
        since = max(over, default=0)  # «불 껐어 됐어»: what is over says why
        beside = ("cancel", "never_mind", "everything", "reminding")
        wishes = any(t.form is not None and t.form.wishes and self._cancels(t) for t in clause.terms)
        of_something = ("noun", "name", "number") if wishes else ("noun", "name")  # «75까지 빼고 싶어»
        others = [
            t
            for t in clause.terms
            if t.kind in of_something and not t.bound and not any(start <= t.start < end for start, end in spans)
            and t.start >= since and not any(self._is_word(t, cue) for cue in beside)
            and not any(is_of_alert(t, one) for one in turn.reminders)
        ]  # fmt: skip
        alert = names_alert(clause_text(clause)) or any(self._is_word(term, "reminding") for term in clause.terms)
        ours = alert or self._is_named(turn)
        at = next((at for at, term in enumerate(clause.terms) if self._cancels(term)), 0)
        before = clause.text[clause.terms[at - 1].start : clause.terms[at].start] if at else ""
        if at and (names_alert(before) or self._is_word(clause.terms[at - 1], "reminding")):
            return clause  # whatever else the clause says: «비가 안 온대서 알림 취소할게»
        if others or (turn.analysis.mentions and not ours):
            return None
        alone = cancels and self._is_passing(turn) and not moment
        return clause if ours or recent or alone or (not cancels and self._is_passing(turn)) else None

    def _cancels(self, term: Term) -> bool:
        return self._is_word(term, "cancel") and not is_quoted(term)  # «불 끄라고 말해 줘» calls nothing off

    def _kept(self, turn: SkillTurn) -> Answer | None:
        """«취소하지 마»: nothing is called off."""
        verbs = (verb for verb in turn.analysis.reading.verbs if self._cancels(verb))
        denied = any(verb.form is not None and verb.form.negated and verb.form.requests for verb in verbs)
        reading = turn.analysis.reading
        keeps = self._cued("keeping", turn) and reading.main is not None and self._is_word(reading.main, "putting")
        denied = denied or (keeps and self._claimed(turn) is None)  # «깨우는 건 그대로 두고»
        if not denied or not (self._is_recent(turn) or self._is_named(turn) or self._of_alerts(turn)):
            return None
        return Answer(say(self._sentences, "kept", told=self._list(turn).text), gesture=_NODS)

    def _call_off(self, turn: SkillTurn, clause: Reading) -> Answer:
        """What that clause names, all of it, or what was set last."""
        moment = find_moment(clause_text(clause), _wall_clock(turn))
        if moment is None and names_no_alert_of(turn.analysis.reading, turn.reminders):
            return self._no_such(turn)
        if moment is not None:
            return self._cancel(turn)
        if self._means_all(turn):
            return Answer(say(self._sentences, "cancelled_all"), gesture=_NODS, reminders=())
        if self._is_named(turn):
            return self._cancelled(turn, self._named_one(turn))
        if self._of_alerts(turn):
            return self._cancel(turn)
        beyond = [t for t in turn.analysis.reading.terms if t not in clause.terms and t.kind in ("noun", "name")]
        if len(turn.reminders) > 1 and any(t.particle == TOPIC for t in beyond):
            return self._cancel(turn)  # «은행은 안 가기로 했어, 취소»: whichever of them is of that
        if len(turn.reminders) > 1 and not self._is_recent(turn):
            return self._cancel(turn)
        return self._cancelled(turn, turn.reminders[-1])

    def _is_word(self, term: Term, cue: str) -> bool:
        """Whether a term is a word of a group, in the dictionary's reading or as it was said («지워»)."""
        return cued_term(self._sentences, cue, term) or term.text in self._sentences.cues.get(cue, ())

    def _counted(self, turn: SkillTurn) -> Answer | None:
        """«그럼 하나 남은 거지?», «알람 두 개 맞지?»: whether so many are set."""
        claimed = claimed_count(turn.interpretation.utterance.text)
        if claimed is None or not (self._is_recent(turn) or (turn.reminders and self._of_alerts(turn))):
            return None
        right = claimed == len(turn.reminders)
        told = self._list(turn).text
        return Answer(say(self._sentences, "count_right" if right else "count_wrong", told=told))

    def _checked(self, turn: SkillTurn) -> Answer | None:
        """«진짜 꺼진 거 맞지?», «저녁 건 그대로 있는 거지?»: whether something is set, or is no more."""
        reading, now = turn.analysis.reading, _wall_clock(turn)
        claim = self._claimed(turn)
        if claim is None or self._others(turn):
            return None
        meant = self._meant(turn)
        told = self._list(turn).text
        if claim == "off":
            just = (
                turn.last is not None and turn.last.intent == f"{self.name}.cancel" and turn.last.status == "answered"
            )
            gone = not meant if meant is not None else just or not turn.reminders
            return Answer(say(self._sentences, "is_off" if gone else "is_not_off", told=told))
        if meant:
            one = shown_list([self._alert(r, now) for r in meant])
            return Answer(say(self._sentences, "is_on", told=say(self._sentences, "one", one=one)))
        if meant is not None or not turn.reminders:
            return Answer(say(self._sentences, "is_not_on", told=told))
        moved = any(self._is_word(verb, "changing") for verb in reading.verbs)
        return Answer(told if moved else say(self._sentences, "is_on", told=told))

    def _claimed(self, turn: SkillTurn) -> Literal["on", "off"] | None:
        """What is said to be so of what was set, and wants a yes or no; None where nothing is."""
        reading = turn.analysis.reading
        sure = self._is_recent(turn) or self._is_passing(turn) or self._is_named(turn)
        sure = sure or self._of_alerts(turn)
        main = reading.main.form if reading.main is not None else None
        asks = asks_by_form(reading) or (main is not None and main.ending in CERTAIN)
        if not (sure and asks) or reading.asks_what or self._requests(turn):
            return None
        able = {verb for noun, verb in pairwise(reading.terms) if is_ability(noun)}  # «119에 전화할 수 있어?»
        verbs = [v for v in reading.verbs if v.form is not None and not (v.form.future or v.form.wishes or v in able)]
        past = [verb for verb in verbs if verb.form is not None and (verb.form.past or verb.form.modifies)]
        if any(self._is_word(verb, "gone") for verb in verbs) or any(self._cancels(verb) for verb in past):
            return "off"
        on = any(self._is_word(verb, cue) for verb in verbs for cue in ("standing", "there"))
        on = on or any(self._is_word(verb, cue) for verb in past for cue in ("setting", "changing"))
        right = bool(verbs) and self._is_word(verbs[-1], "right") and names_time(reading.text)
        return "on" if on or right else None

    def _others(self, turn: SkillTurn) -> bool:
        """Whether a noun names anything that was not set, nor is a word for what is."""
        known = ("reminding", "cancel", "everything", "occasion", "lasting", "arranging", "present")
        nouns = [t for t in turn.analysis.reading.terms if t.kind in ("noun", "name") and not t.bound]
        nouns = [t for t in nouns if not any(self._is_word(t, cue) for cue in known)]
        return any(not any(is_of_alert(t, one) for one in turn.reminders) for t in nouns)

    def _asks_what_is_set(self, turn: SkillTurn) -> bool:
        """«지금 뭐뭐 맞춰 놨지?», «몇 시에 알려 준다고?»: everything that was set, in words that name none of it."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        was_set = main is not None and main.form is not None and main.form.past and self._is_word(main, "setting")
        was_set = was_set and main is not None and not is_light(main.lemma)  # «뭐라고 했지»
        known = ("present", "reminding")
        others = [t for t in reading.terms if t.kind in ("noun", "name") and not t.bound]
        nouns = any(not any(self._is_word(t, cue) for cue in known) for t in others)
        stands = self._cued("standing", turn) and reading.asks_what  # «지금 걸려 있는 게 몇 개죠»
        verbs = [verb for verb in reading.verbs if not is_light(verb.lemma)]  # no «뭐 한다고 했지»
        told = any(cued_term(self._sentences, cue, verb) for cue in ("telling", "wake") for verb in verbs)
        promised = told and asks_what_was_promised(reading)
        here = self._is_recent(turn) and (self._cued("remains", turn) or self._cued("there", turn))
        stands = stands or (here and reading.question(WHAT[0])) or self._wants_list(turn)
        asks = stands or promised or (was_set and reading.question(WHAT[0]))
        return bool(turn.reminders) and asks and not nouns

    def _wants_list(self, turn: SkillTurn) -> bool:
        """«지금 맞춰 둔 거 다 말해 봐», «지금 있는 알림 알려 주세요»: to be told what is set, at no time."""
        reading = turn.analysis.reading
        cues = ("setting", "standing", "there")
        describes = any(self._is_word(verb, cue) for verb in reading.describing for cue in cues)
        near = self._is_recent(turn) or self._is_passing(turn)
        every = self._cued("everything", turn) and (near or self._of_alerts(turn))
        of_it = describes or every
        tells = reading.main is not None and self._is_word(reading.main, "telling")
        return of_it and tells and self._requests(turn) and not names_time(turn.analysis.text)

    def _is_passing(self, turn: SkillTurn) -> bool:
        """Whether nothing but remarks were answered since: «고마워»."""
        for intent in (turn.last.intent if turn.last is not None else "", *turn.replied[:_NEAR]):
            skill = (intent or "").partition(".")[0]
            if skill == self.name:
                return True
            if skill not in _PASSING or self._opens(intent):
                return False
        return False

    def _opens(self, intent: str | None) -> bool:
        """«안녕»: what begins or ends a talk, so that «그거» points at nothing before it."""
        known = self._intents.get(intent or "")
        return known is not None and known.act in ("greeting", "farewell")

    def _named_one(self, turn: SkillTurn, *new: tuple[int, int]) -> Reminder:
        """The reminder that is pointed at; the one set last where none is."""
        return (self._meant(turn, *new) or turn.reminders)[-1]

    def _is_to_be_told(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """Whether somebody wants to be told: by what it is called, by a verb of telling at a time, or «8시에 약»."""
        main = turn.analysis.reading.main
        tells = main is not None and main.form is not None and (main.form.past or main.form.hearsay)
        if tells and not self._requests(turn) and not self._is_bidden(turn, moment):
            return False  # «여섯 시에 일어났어» and «약을 여덟 시에 먹으라더라» tell of something
        if _was_then(turn.analysis.reading, moment) and not self._requests(turn):
            return False  # «일곱 시에 일어났으니까 몇 시간 잔 거야»
        if self._of_alerts(turn) or self._cued("wake", turn) or self._is_bidden(turn, moment):
            return True
        if (moment is not None and bids(turn.analysis.text)) or self._is_entrusted_too(turn, moment):
            return True
        questions = any(map(passes_on_question, turn.analysis.reading.verbs)) and not self._cued("asking", turn)
        if questions and (moment is None or moment.after is None):
            return False  # «한밤중에도 받는지 알려 주세요»
        if self._requests(turn):
            told = self._cued("telling", turn) or self._cued("forgetting", turn)
            return told and (moment is not None or self._cued("occasion", turn))
        return moment is not None and not turn.analysis.reading.verbs

    @staticmethod
    def _is_bidden(turn: SkillTurn, moment: Moment | None) -> bool:
        """«30분 뒤에 기름 넣으라고», «… 말이나 해 줘»: what is to be said then, and nothing more."""
        terms = turn.analysis.reading.terms
        at = next((at for at, term in enumerate(terms) if is_bidding(term)), len(terms))
        rest = [t for t in terms[at + 1 :] if t.kind != "adverb"]  # «… 불 끄라고 얘기 좀»
        only = all(t.lemma in TALK or (is_light(t.lemma) and t.form and t.form.requests) for t in rest)
        return at < len(terms) and only and moment is not None and moment.has_time

    # Setting

    def _wanted(self, turn: SkillTurn, moment: Moment | None) -> tuple[Purpose, str]:
        """What kind it is and what for, "" where nothing is said of it."""
        delay = moment is not None and moment.after is not None
        runs = any(map(is_while, turn.analysis.reading.verbs))
        lasts = delay and (runs or self._measures(turn, moment) or self._cued("lasting", turn))
        spans = (*(moment.spans if moment is not None else ()), *another_in(turn.analysis.text))
        kept = self._sentences.cues["forgetting"]
        what = purpose(turn.analysis.reading, *spans, lasts=lasts, kept=kept)
        if what is not None and _is_setting(what, self._sentences):
            what = None  # «알람 세팅 부탁» is for nothing in particular
        if what is not None and not self._cued("wake", turn):
            return "reminder", what
        like_last = what is None and self._is_one_more(turn, moment) and not delay
        if like_last and turn.reminders[-1].purpose != "timer" and not self._cued("wake", turn):
            return turn.reminders[-1].purpose, turn.reminders[-1].what  # «3시 20분에도»; a timer is a length
        if self._cued("wake", turn):
            return "alarm", what or say(self._sentences, "wake_what")
        return ("timer" if moment is not None and moment.after is not None else "reminder"), ""

    def _set(self, turn: SkillTurn, moment: Moment | None, kind: Purpose, what: str) -> Answer:
        now = _wall_clock(turn)
        if (length := repeats_by_length(turn.analysis.text)) and not (moment is not None and moment.repeat):
            text = say(self._sentences, "no_interval", length=length)
            return Answer(text, "clarify", open=Open(self.name, _HOUR, (kind, what, "")))
        if moment is not None and moment.several and (each := several_moments(turn.analysis.text, now)):
            return self._set_several(turn, each, kind, what)
        if moment is not None and moment.several:
            return Answer(say(self._sentences, "one_at_a_time"), "clarify")
        anchor = self._spoken_of(turn, kind)
        if moment is not None and anchor is not None:
            moment = on_day_of(turn.interpretation.utterance.text, moment, anchor, now)
        elif moment is not None and kind == "alarm":
            moment = when_to_wake(moment, turn.interpretation.utterance.text, now)
        if moment is None or not moment.has_time or moment.at <= now:
            # «5분 전에» of what nobody told is no hour that has passed
            passed = moment is not None and moment.has_time and lead_in(turn.analysis.text) is None
            when = _day_words(moment, turn) if moment is not None and not passed else ""
            question = "ask_hour_wake" if kind == "alarm" else "ask_hour_for" if what else "ask_hour"
            text = _worded(self._sentences, "passed" if passed else question, what)
            return Answer(text, "clarify", open=Open(self.name, _HOUR, (kind, what, when)))
        if is_backwards(turn.analysis.text, moment):
            return Answer(say(self._sentences, "backwards"), "clarify", open=Open(self.name, _HOUR, (kind, "", "")))
        if len(turn.reminders) >= MOST:
            return Answer(say(self._sentences, "too_many"), "unknown")
        if kind == "timer" and moment.after is not None:
            what = spoken_length(moment.after)
        of = self._before_what(turn, moment)
        made = Reminder(moment.at, kind, what, moment.repeat, self._about(turn, of), of)
        others = tuple(r for r in turn.reminders if (r.at, r.what, r.repeat) != (made.at, made.what, made.repeat))
        promised = self._promise(made, moment, now)
        today = made.at - timedelta(days=1)
        meant = moment.after is None and not (made.repeat or turn.analysis.times)
        if meant and now - _JUST_GONE <= today <= now:
            promised = say(self._sentences, "gone_today", time=spoken_time(made.at), said=promised)
        return Answer(promised, gesture=_NODS, reminders=(*others, made))

    def _spoken_of(self, turn: SkillTurn, kind: Purpose) -> datetime | None:
        """When that is on whose day it is to be told: what was set or told just before; None where neither bears on it.

        «내일 아홉 시에 병원 가», «여덟 시에 깨워야지»: one wakes for it; «아홉 시에 나가라고도 알려 줘» is beside it.
        """
        if not (kind == "alarm" or adds_time(turn.analysis.text) or bids_too(turn.analysis.text)):
            return None
        if turn.reminders and self._is_recent(turn):
            return None if turn.reminders[-1].repeat else turn.reminders[-1].at
        return planned_hour(turn.heard[:_NEAR], _wall_clock(turn)) if kind == "alarm" else None

    @staticmethod
    def _before_what(turn: SkillTurn, moment: Moment) -> datetime | None:
        """The hour of what it is told before, so long or by an hour of its own: «7시에 과외 있어 6시에 알려 줘»."""
        if moment.after is not None:
            return None
        lead = lead_of(turn.analysis.text)
        return moment.at + lead if lead is not None else later_hour(turn.analysis.text, moment.at)

    @staticmethod
    def _about(turn: SkillTurn, of: datetime | None) -> tuple[str, ...]:
        """The words by which it can be named: of the request, and of what was told before where that is meant."""
        words = words_about(turn.analysis.reading)
        meant = (of is not None and not tells_hour(turn.analysis.text)) or points_at_told(turn.analysis.text)
        before = next((one for one in turn.heard if tells_hour(one)), "") if meant else ""
        return (*words, *words_about(read(before, (), (), ())))

    def _set_several(self, turn: SkillTurn, moments: Sequence[Moment], kind: Purpose, what: str) -> Answer:
        now = _wall_clock(turn)
        if kind == "alarm":
            moments = [when_to_wake(one, turn.interpretation.utterance.text, now) for one in moments]
        made = tuple(Reminder(one.at, kind, what, one.repeat) for one in moments)
        spans = tuple(span for one in moments for span in one.spans)
        said = purpose(turn.analysis.reading, *spans) if kind == "reminder" and what else None
        what = "" if said is None or _is_setting(said, self._sentences) else said if kind == "reminder" else what
        made = tuple(replace(one, what=what) for one in made)
        if any(one.at <= now for one in made) or len(turn.reminders) + len(made) > MOST:
            return Answer(say(self._sentences, "one_at_a_time"), "clarify")
        return self._added(turn, *made)

    def _promise(self, made: Reminder, moment: Moment, now: datetime) -> str:
        when = (
            say(self._sentences, "after", length=spoken_length(moment.after))
            if moment.after is not None
            else _when(made, now, self._sentences)
        )
        match made.purpose:
            case "timer":
                return say(self._sentences, "set_timer", length=made.what)
            case "alarm":
                return say(self._sentences, "set_alarm", when=when)
            case _ if not made.what:
                return say(self._sentences, "set_plain", when=when)
        return _worded(self._sentences, "set_reminder", made.what, when=when)

    def _go_on(self, turn: SkillTurn, waiting: Open) -> Answer | Decline:
        now = _wall_clock(turn)
        other = self._of_list(turn)
        if waiting.about == _WHICH:
            asks = other is not None and other[0] == f"{self.name}.list"
            return other[1] if other is not None and asks else self._chosen(turn)
        ours = self._is_named(turn) or self._of_alerts(turn)
        takes = other is not None and (other[0] == f"{self.name}.list" or (ours and other[0] != _CHANGED))
        if other is not None and takes and not names_time(turn.analysis.text):
            return other[1]  # «지금까지 뭐 맞춰 놨지?» says no hour
        kind, what, when = waiting.notes
        moment = find_moment(f"{when} {turn.analysis.text}".strip(), now)
        main = turn.analysis.reading.main
        tells = main is not None and main.form is not None and main.form.hearsay
        if moment is None or not moment.has_time or tells:
            if self._cued("never_mind", turn):
                return Answer(say(self._sentences, "not_set"))
            return Decline("", 0)
        timer = kind == "timer" or (not what and moment.after is not None)
        asked: Purpose = "timer" if timer else "alarm" if kind == "alarm" else "reminder"
        return self._set(turn, moment, asked, what)

    def _chosen(self, turn: SkillTurn) -> Answer | Decline:
        """Which one is to be cancelled, where it was asked."""
        answers = self._means_all(turn) or self._meant(turn) is not None
        return self._cancel(turn) if answers and not turn.analysis.reading.asks_what else Decline("", 0)

    # Listing and cancelling

    def _list(self, turn: SkillTurn) -> Answer:
        now, kept = _wall_clock(turn), turn.reminders
        if not kept:
            return Answer(say(self._sentences, "none"))
        if len(kept) == 1:
            (only,) = kept
            if only.purpose == "timer":
                left = spoken_length(only.at - now)
                return Answer(say(self._sentences, "timer_left", what=only.what, left=left))
            return Answer(say(self._sentences, "one", one=self._alert(only, now)))
        text = say(self._sentences, "several", n=len(kept), all=self._all(kept, now))
        return Answer(text)

    def _cancel(self, turn: SkillTurn) -> Answer:
        now, kept = _wall_clock(turn), turn.reminders
        if not kept:
            return Answer(say(self._sentences, "none"))
        moment_free = find_moment(turn.analysis.text, now) is None
        if self._means_all(turn):
            return Answer(say(self._sentences, "cancelled_all"), gesture=_NODS, reminders=())
        meant = self._meant(turn)
        meant = turn.reminders if meant is None else meant
        if not meant or (moment_free and names_no_alert_of(turn.analysis.reading, kept)):
            return self._no_such(turn)
        if len(meant) > 1:
            question = say(self._sentences, "which", all=self._all(meant, now))
            return Answer(question, "clarify", open=Open(self.name, _WHICH))
        return self._cancelled(turn, meant[0])

    def _no_such(self, turn: SkillTurn) -> Answer:
        all_kept = self._all(turn.reminders, _wall_clock(turn))
        return Answer(say(self._sentences, "not_found", all=all_kept), "unknown")

    def _cancelled(self, turn: SkillTurn, one: Reminder) -> Answer:
        if one.repeat and only_once(turn.interpretation.utterance.text, turn.now.date()):
            return Answer(say(self._sentences, "no_skip", one=self._alert(one, _wall_clock(turn))))
        left = tuple(reminder for reminder in turn.reminders if reminder is not one)
        text = say(self._sentences, "cancelled", one=self._alert(one, _wall_clock(turn)))
        return Answer(text, gesture=_NODS, reminders=left)

    def _all(self, reminders: Iterable[Reminder], now: datetime) -> str:
        return shown_list([self._named(reminder, now) for reminder in reminders])

    def _named(self, reminder: Reminder, now: datetime) -> str:
        if reminder.purpose == "timer":
            return say(self._sentences, "timer_name", what=reminder.what)
        when = _when(reminder, now, self._sentences)
        return _worded(self._sentences, "listed", reminder.what, when=when) if reminder.what else when

    def _alert(self, reminder: Reminder, now: datetime) -> str:
        """One alone: «8시 약 먹을 시간 알림», «9시 회의 있다는 알림»."""
        return _worded(self._sentences, "alert", reminder.what, one=self._named(reminder, now))

    def _cued(self, name: str, turn: SkillTurn) -> bool:
        return cued(self._sentences, name, turn.analysis.reading)

    def _of_alerts(self, turn: SkillTurn) -> bool:
        """Whether what is set is spoken of by its kind: «알람», «타이머»."""
        return self._cued("reminding", turn) or names_alert(turn.analysis.text)

    def _means_all(self, turn: SkillTurn) -> bool:
        """«다 꺼 줘»; the end of «아니다» is no word by itself."""
        text = turn.analysis.text
        said = self._called_off(turn) or turn.analysis.reading  # «타이머 꺼야겠다, 다 익었어»
        words = [t for t in said.terms if t.start == 0 or text[t.start - 1].isspace()]
        words = [term for term in words if cued_term(self._sentences, "everything", term)]
        verbs = (next((verb for verb in said.verbs if verb.start > word.start), None) for word in words)
        # «다 외웠어 꺼» says why
        return any(verb is None or self._is_word(verb, "cancel") or is_light(verb.lemma) for verb in verbs)

    def _requests(self, turn: SkillTurn) -> bool:
        verbs = [verb for verb in turn.analysis.reading.verbs if verb.form is not None]
        ought = {two for one, two in pairwise(verbs) if one.form and one.form.ought and is_light(two.lemma)}
        forms = (verb.form for verb in verbs if verb not in ought)  # «아홉 시에 나가야 혀»
        return asks_favour(turn.analysis.reading) or any(
            form is not None and form.requests and not form.modifies for form in forms
        )  # «불러 주는 건 몇 시야»


_PASSING = ("smalltalk", "control", "inform", "none", "clock", "")
"""Skills whose remarks change no subject: «고마워»; nobody's answer changes none either."""
_NEAR = 3
"""Remarks after which what was set is still spoken of."""


_JUST_GONE = timedelta(hours=3)
"""How long an hour is gone that may have been meant for today."""
_FEW = 5
"""Terms of a question that asks nothing else besides."""
_NODS = "yes_h"
_CALLS = "happy"


def _names_nothing_beside(terms: Iterable[Term], spans: Collection[tuple[int, int]]) -> bool:
    """Whether nothing is named or asked for outside of stretches of the text, such as those of a time."""
    content = (t for t in terms if t.kind in ("noun", "name", "question") and not t.bound)
    return all(any(start <= t.start < end for start, end in spans) for t in content)


def _was_then(reading: Reading, moment: Moment | None) -> bool:
    """«일곱 시에 일어났더니 …»: whether a time is that of what was done."""
    behind = (verb for verb in reading.verbs if moment is not None and verb.start >= moment.end)
    verb = next(behind, None)
    return verb is not None and verb.form is not None and verb.form.past


def _is_quoted(reading: Reading) -> bool:
    """«가보정 간다고 알려 줘»: what is named stands in what one is to be reminded of."""
    said = [verb.form for verb in reading.verbs if verb.form is not None]
    return len(said) > 1 and said[-1].requests and said[-2].ending.endswith(QUOTED)


def announcement(told: Sequence[Due], now: datetime, sentences: Answers) -> Answer:
    """What is said when the time of reminders has come; of one that was missed it says when it was."""
    now = now.replace(tzinfo=None)
    return Answer(
        " ".join(_announced(one, now, sentences) for one in told), gesture=_CALLS, intent=f"{ReminderSkill.name}.due"
    )


def _announced(one: Due, now: datetime, sentences: Answers) -> str:
    reminder = one.reminder
    timer = reminder.purpose == "timer"
    if one.missed:
        kind = "missed_timer" if timer else "missed" if reminder.what else "missed_plain"
        values = {"when": _when(replace(reminder, repeat=()), now, sentences)}
    else:
        plain = "due_alarm" if reminder.purpose == "alarm" else "due_reminder"
        kind = "due_timer" if timer else plain if reminder.what else "due_plain"
        values = {"time": spoken_time(reminder.at)}
    return _worded(sentences, kind, reminder.what, **values)


def _worded(sentences: Answers, name: str, what: str, **values: object) -> str:
    """The sentence about what is to be told; where that is a sentence by itself, it has one of its own."""
    if is_statement(what) and f"{name}_statement" in sentences.templates:
        return say(sentences, f"{name}_statement", what=what, said=politely(what), **values)
    if is_to_be_asked(what) and f"{name}_question" in sentences.templates:
        return say(sentences, f"{name}_question", what=what, **values)
    return say(sentences, name, what=what, **values)


def _when(reminder: Reminder, now: datetime, sentences: Answers) -> str:
    """«내일 오전 7시», «매일 오전 8시»."""
    time = spoken_time(reminder.at)
    if reminder.repeat:
        return say(sentences, "every", days=spoken_repeat(reminder.repeat), time=time)
    return say(sentences, "on", day=spoken_day(reminder.at, now), time=time)


def _moment(turn: SkillTurn) -> Moment | None:
    """When something is wanted: at a time that is said, or before what was said to be at a time."""
    now = _wall_clock(turn)
    if tells_another(turn.analysis.reading):
        return find_moment(turn.analysis.text, now)  # «아침 약도 있어. 그건 7시 반» is not of the evening told before
    text, last = turn.analysis.text, turn.last.text if turn.last is not None else ""
    return wanted_moment(text, turn.heard, last, now)


def _is_setting(what: str, sentences: Answers) -> bool:
    """Whether a purpose only names what is asked for: «세팅», «시간»."""
    cues = ("arranging", "occasion", "day_part")
    return set(what.split()) <= {word for cue in cues for word in sentences.cues[cue]}


def _day_words(moment: Moment, turn: SkillTurn) -> str:
    """The day of a time without an hour, as it can be said again beside the hour: «12월 5일 저녁»."""
    said = turn.analysis.text[moment.start : moment.end]
    if moment.repeat or find_days(said, turn.now.date()):
        return said
    return day_and_part(moment.at, turn.analysis.text)


def _wall_clock(turn: SkillTurn) -> datetime:
    return turn.now.replace(tzinfo=None)
