"""Timers, alarms and reminders: what is set, listed and cancelled, and what is said when their time has come.

A skill changes nothing: the reminders as they are to be from now on go into the answer, and hold with the turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from companion.answering.agenda import MOST, Due, Purpose, Reminder
from companion.answering.base import Answer, Attempt, Decline, Library, Open, SkillTurn
from companion.answering.sayings import cued, cued_term, say, shown_list
from companion.knowledge.telling import Answers
from companion.language.grammar import WHAT
from companion.language.moments import (
    Moment,
    ends_with_length,
    find_moment,
    is_backwards,
    put_instead,
    spoken_day,
    spoken_length,
    spoken_repeat,
    spoken_time,
)
from companion.language.pointing import TALK, takes_back
from companion.language.purposes import is_bidding, is_statement, is_to_be_asked, passes_on_question, politely, purpose
from companion.language.stances import asks_by_form
from companion.language.terms import BECOMING, INTO, is_light

_HOUR, _WHICH = "hour", "which"
"""What it may ask back: when, and which one to cancel."""
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
        return replace(outcome, intent=turn.intent.intent) if isinstance(outcome, Answer) else outcome

    def _outcome(self, turn: SkillTurn) -> Answer | Decline:
        waiting = turn.open if turn.open is not None and turn.open.skill == self.name else None
        if waiting is not None and turn.intent.waiting:
            return self._go_on(turn, waiting)
        now = _wall_clock(turn)
        moment = find_moment(turn.analysis.text, now)
        instead = (
            find_moment(put_instead(turn.interpretation.utterance.text), now)
            if self._is_recent(turn) and turn.reminders
            else None
        )
        if instead is not None and instead.has_time:
            return self._moved(turn, instead, turn.reminders[-1])
        if self._asks_if_any(turn):
            return self._list(turn)
        if self._dismissed(turn):
            return self._cancelled(turn, self._named_one(turn))
        if self._asks_for_rest(turn):
            last = self._resting(turn)
            return Answer(
                say(self._sentences, "still_left", left=spoken_length(last.at - now), one=self._named(last, now))
            )
        if self._changes_last(turn, moment):
            if self._cued("cancel", turn):
                return self._cancelled(turn, turn.reminders[-1])
            later = moment.after if moment is not None and self._delays(turn, moment) else None
            if later is not None:
                return self._delayed(turn, later)
            if moment is not None and moment.has_time:
                return self._moved(turn, moment, self._named_one(turn))
        every = self._cued("reminding", turn) or self._cued("everything", turn)
        if (self._cued("cancel", turn) and every) or self._means("cancel", turn):
            return self._cancel(turn, moment)
        if moment is not None and ends_with_length(turn.analysis.text, moment):
            return self._set(turn, moment, "timer", "")
        if self._asks_for_last(turn):
            when = _when(turn.reminders[-1], now, self._sentences)
            return Answer(say(self._sentences, "last_set", when=when))
        listed = self._cued("list", turn) and not self._requests(turn) and self._cued("reminding", turn)
        if listed or self._asks_what_is_set(turn) or self._means("list", turn):
            return self._list(turn)
        if not self._is_to_be_told(turn, moment):
            return Decline("", 0)
        return self._set(turn, moment, *self._wanted(turn, moment))

    def claim(self, turn: SkillTurn) -> Attempt | None:
        """A request to be told at an hour, whatever else is said; and a question for what was set last."""
        asks = self._asks_for_last(turn) or self._asks_what_is_set(turn) or self._asks_for_rest(turn)
        if asks or self._asks_if_any(turn):
            return Attempt(f"{self.name}.list", _CLAIMS)
        every = self._cued("reminding", turn) or (self._cued("everything", turn) and self._requests(turn))
        if self._dismissed(turn) or (turn.reminders and self._cued("cancel", turn) and every):
            return Attempt(f"{self.name}.cancel", _CLAIMS)
        meant = next((act for act in ("cancel", "list") if self._means(act, turn)), None)
        if meant is not None:
            return Attempt(f"{self.name}.{meant}", _CLAIMS)
        text = turn.analysis.text
        begun = find_moment(text, _wall_clock(turn))
        done = begun is not None and ends_with_length(text, begun)
        if (
            done
            or self._is_bidden(turn, begun)
            or (
                turn.reminders
                and self._is_recent(turn)
                and find_moment(put_instead(turn.interpretation.utterance.text), _wall_clock(turn))
            )
        ):
            return Attempt(f"{self.name}.set", _CLAIMS)
        asks_later = any(passes_on_question(verb) for verb in turn.analysis.reading.verbs) and self._cued(
            "telling", turn
        )
        requested = self._requests(turn) and (asks_later or self._cued("reminding", turn) or self._cued("wake", turn))
        if not (turn.reminders or requested):
            return None
        moment = find_moment(turn.analysis.text, _wall_clock(turn))
        if self._changes_last(turn, moment):
            return Attempt(f"{self.name}.{'cancel' if self._cued('cancel', turn) else 'set'}", _CLAIMS)
        if not requested:
            return None
        others = turn.analysis.of_kind("place", "eatery", "office", "person")
        others_too = bool(others) or turn.analysis.reading.asks_what or self._cued("cancel", turn)
        return None if moment is None or not moment.has_time or others_too else Attempt(f"{self.name}.set", _CLAIMS)

    def _means(self, act: str, turn: SkillTurn) -> bool:
        """Whether phrases leave little doubt: «알람 울리지 않게 해 줘» cancels."""
        best = turn.interpretation.best
        return best.intent == f"{self.name}.{act}" and best.probability >= _MEANT

    def _asks_for_last(self, turn: SkillTurn) -> bool:
        """«그거 몇 시로 해 놨지?»: for which hour something was set, and nothing else besides."""
        reading = turn.analysis.reading
        hour = any(term.kind == "question" and term.particle == INTO for term in reading.terms)
        main = reading.main
        was_set = main is not None and main.form is not None and main.form.past and self._cued("setting", turn)
        return bool(turn.reminders) and hour and was_set and len(reading.terms) <= _FEW

    def _asks_for_rest(self, turn: SkillTurn) -> bool:
        """«얼마나 남았어?» right after a timer was set."""
        reading = turn.analysis.reading
        left = self._cued("remains", turn) and reading.asks_what and len(reading.terms) <= _FEW
        nouns = any(t.kind in ("noun", "name", "time") and not t.bound for t in reading.terms)
        named = self._is_named(turn) or sum(r.purpose == "timer" for r in turn.reminders) == 1
        return bool(turn.reminders) and left and ((self._is_recent(turn) and not nouns) or (nouns and named))

    def _resting(self, turn: SkillTurn) -> Reminder:
        """The reminder whose rest is asked for: the one named, the only timer, or the last."""
        timers = [r for r in turn.reminders if r.purpose == "timer"]
        nouns = any(t.kind in ("noun", "name") and not t.bound for t in turn.analysis.reading.terms)
        return timers[0] if nouns and not self._is_named(turn) and len(timers) == 1 else self._named_one(turn)

    def _is_named(self, turn: SkillTurn) -> bool:
        said = {term.text for term in turn.analysis.reading.terms if term.kind in ("noun", "name")}
        return any(said & set(reminder.what.split()) for reminder in turn.reminders)

    def _dismissed(self, turn: SkillTurn) -> bool:
        """«빨래는 됐어요»: what was set by that name is not needed any more."""
        first = next((t for t in turn.analysis.reading.terms if t.form is not None), None)
        if first is None or first.form is None or not (turn.reminders and self._is_named(turn)):
            return False
        return cued_term(self._sentences, "needless", first) and (first.form.past or first.lemma != BECOMING)

    def _asks_if_any(self, turn: SkillTurn) -> bool:
        """«남은 거 없는 거 확실하죠?» after something was set or cancelled."""
        reading = turn.analysis.reading
        asks = asks_by_form(reading) and self._cued("remains", turn) and not reading.asks_what
        nouns = any(t.kind in ("noun", "name", "time") and not t.bound for t in reading.terms)
        return asks and self._is_recent(turn) and not nouns

    def _is_recent(self, turn: SkillTurn) -> bool:
        return turn.last is not None and (turn.last.intent or "").partition(".")[0] == self.name

    def _delays(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«5분만 미뤄 줘»: how much later, and not when."""
        lasts = moment is not None and moment.after is not None
        return lasts and self._cued("later", turn)

    def _delayed(self, turn: SkillTurn, by: timedelta) -> Answer:
        """What was set, so much later."""
        last = self._named_one(turn)
        now = _wall_clock(turn)
        moved = replace(last, at=last.at + by)
        moved = replace(moved, what=spoken_length(moved.at - now)) if last.purpose == "timer" else moved
        when = say(self._sentences, "after", length=spoken_length(moved.at - now))
        when = when if last.purpose == "timer" else _when(moved, now, self._sentences)
        text = say(self._sentences, "delayed", length=spoken_length(by), when=when)
        return Answer(text, gesture=_NODS, reminders=(*(r for r in turn.reminders if r is not last), moved))

    def _asks_what_is_set(self, turn: SkillTurn) -> bool:
        """«지금 뭐뭐 맞춰 놨지?»: everything that was set, in words that name none of it."""
        reading, main = turn.analysis.reading, turn.analysis.reading.main
        was_set = main is not None and main.form is not None and main.form.past and self._cued("setting", turn)
        nouns = any(t.kind in ("noun", "name") and not t.bound for t in reading.terms)
        stands = self._cued("standing", turn) and reading.asks_what  # «지금 걸려 있는 게 몇 개죠»
        return bool(turn.reminders) and (stands or (was_set and reading.question(WHAT[0]))) and not nouns

    def _changes_last(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """«그거 취소해 줘», «8시로 바꿔 줘», «아니 세 시로»: what was set is meant without its name, or as an alarm."""
        skill = (turn.last.intent or "").partition(".")[0] if turn.last is not None else ""
        just_now, named = skill == self.name, self._cued("reminding", turn)
        passing = skill in _PASSING and turn.last is not None and not self._opens(turn.last.intent)
        recent = just_now or passing or (named and self._cued("changing", turn))
        if not (recent and turn.reminders) or turn.analysis.mentions or self._cued("everything", turn):
            return False
        start, end = (moment.start, moment.end) if moment is not None and moment.has_time else (0, 0)
        terms = turn.analysis.reading.terms
        what = {word for reminder in turn.reminders for word in reminder.what.split()}
        others = [
            t
            for t in terms
            if t.kind in ("noun", "name") and not t.bound and not start <= t.start < end
            and t.text not in what and not any(cued_term(self._sentences, cue, t) for cue in ("reminding", "cancel"))
        ]  # fmt: skip
        to_hour = any(INTO in t.particles for t in terms if start <= t.start < end)
        cancels = self._cued("cancel", turn) and not named
        corrects = just_now and turn.analysis.reading.main is None and (to_hour or any(map(takes_back, terms)))
        changes = self._cued("changing", turn) and (to_hour or self._delays(turn, moment))
        return not others and (cancels or changes or (corrects and end > start))

    def _opens(self, intent: str | None) -> bool:
        """«안녕»: what begins or ends a talk, so that «그거» points at nothing before it."""
        known = self._intents.get(intent or "")
        return known is not None and known.act in ("greeting", "farewell")

    def _named_one(self, turn: SkillTurn) -> Reminder:
        """The reminder whose occasion is named; the last one where none is."""
        said = {term.text for term in turn.analysis.reading.terms}
        return next((r for r in reversed(turn.reminders) if said & set(r.what.split())), turn.reminders[-1])

    def _is_to_be_told(self, turn: SkillTurn, moment: Moment | None) -> bool:
        """Whether somebody wants to be told: by what it is called, by a verb of telling at a time, or «8시에 약»."""
        main = turn.analysis.reading.main
        tells = main is not None and main.form is not None and (main.form.past or main.form.hearsay)
        if tells and not self._requests(turn) and not self._is_bidden(turn, moment):
            return False  # «여섯 시에 일어났어» and «약을 여덟 시에 먹으라더라» tell of something
        if self._cued("reminding", turn) or self._cued("wake", turn) or self._is_bidden(turn, moment):
            return True
        questions = any(map(passes_on_question, turn.analysis.reading.verbs)) and not self._cued("asking", turn)
        if questions and (moment is None or moment.after is None):
            return False  # «한밤중에도 받는지 알려 주세요»
        if self._requests(turn):
            return self._cued("telling", turn) and (moment is not None or self._cued("occasion", turn))
        return moment is not None and not turn.analysis.reading.verbs

    @staticmethod
    def _is_bidden(turn: SkillTurn, moment: Moment | None) -> bool:
        """«30분 뒤에 기름 넣으라고», «… 말이나 해 줘»: what is to be said then, and nothing more."""
        terms = turn.analysis.reading.terms
        at = next((at for at, term in enumerate(terms) if is_bidding(term)), len(terms))
        only = all(t.lemma in TALK or (is_light(t.lemma) and t.form and t.form.requests) for t in terms[at + 1 :])
        return at < len(terms) and only and moment is not None and moment.has_time

    # Setting

    def _wanted(self, turn: SkillTurn, moment: Moment | None) -> tuple[Purpose, str]:
        """What kind it is and what for, "" where nothing is said of it."""
        what = purpose(turn.analysis.reading, *(moment.spans if moment is not None else ()))
        if what is not None and set(what.split()) <= {
            *self._sentences.cues["arranging"],
            *self._sentences.cues["occasion"],
        }:
            what = None  # «알람 세팅 부탁» is for nothing in particular
        if what is not None and not self._cued("wake", turn):
            return "reminder", what
        if self._cued("wake", turn):
            return "alarm", what or say(self._sentences, "wake_what")
        return ("timer" if moment is not None and moment.after is not None else "reminder"), ""

    def _set(self, turn: SkillTurn, moment: Moment | None, kind: Purpose, what: str) -> Answer:
        now = _wall_clock(turn)
        if moment is not None and moment.several:
            return Answer(say(self._sentences, "one_at_a_time"), "clarify")
        if moment is None or not moment.has_time or moment.at <= now:
            passed = moment is not None and moment.has_time
            when = turn.analysis.text[moment.start : moment.end] if moment is not None and not passed else ""
            question = "ask_hour_wake" if kind == "alarm" else "ask_hour_for" if what else "ask_hour"
            text = _worded(self._sentences, "passed" if passed else question, what)
            return Answer(text, "clarify", open=Open(self.name, _HOUR, (kind, what, when)))
        if is_backwards(turn.analysis.text, moment):
            return Answer(say(self._sentences, "backwards"), "clarify", open=Open(self.name, _HOUR, (kind, "", "")))
        if len(turn.reminders) >= MOST:
            return Answer(say(self._sentences, "too_many"), "unknown")
        if kind == "timer" and moment.after is not None:
            what = spoken_length(moment.after)
        made = Reminder(moment.at, kind, what, moment.repeat)
        others = tuple(r for r in turn.reminders if (r.at, r.what, r.repeat) != (made.at, made.what, made.repeat))
        return Answer(self._promise(made, moment, now), gesture=_NODS, reminders=(*others, made))

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
        if waiting.about == _WHICH:
            moment = find_moment(turn.analysis.text, now)
            return self._cancel(turn, moment) if moment or len(turn.analysis.text) < 15 else Decline("", 0)
        kind, what, when = waiting.notes
        moment = find_moment(f"{when} {turn.analysis.text}".strip(), now)
        if moment is None or not moment.has_time:
            if self._cued("never_mind", turn):
                return Answer(say(self._sentences, "not_set"))
            return Decline("", 0)
        asked: Purpose = "timer" if kind == "timer" or (not what and moment.after is not None) else _purpose(kind)
        return self._set(turn, moment, asked, what)

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
            return Answer(say(self._sentences, "one", one=self._named(only, now)))
        text = say(self._sentences, "several", n=len(kept), all=self._all(kept, now))
        return Answer(text)

    def _cancel(self, turn: SkillTurn, moment: Moment | None) -> Answer:
        now, kept = _wall_clock(turn), turn.reminders
        if not kept:
            return Answer(say(self._sentences, "none"))
        if self._cued("everything", turn):
            return Answer(say(self._sentences, "cancelled_all"), gesture=_NODS, reminders=())
        meant = self._meant(turn, moment)
        if not meant:
            return Answer(say(self._sentences, "not_found", all=self._all(kept, now)), "unknown")
        if len(meant) > 1:
            question = say(self._sentences, "which", all=self._all(meant, now))
            return Answer(question, "clarify", open=Open(self.name, _WHICH))
        return self._cancelled(turn, meant[0])

    def _cancelled(self, turn: SkillTurn, one: Reminder) -> Answer:
        left = tuple(reminder for reminder in turn.reminders if reminder is not one)
        text = say(self._sentences, "cancelled", one=self._named(one, _wall_clock(turn)))
        return Answer(text, gesture=_NODS, reminders=left)

    def _moved(self, turn: SkillTurn, moment: Moment, last: Reminder) -> Answer:
        """What was set, at another hour: of the same day and half of the day where only an hour is said."""
        now = _wall_clock(turn)
        at = moment.at
        if moment.after is None and any(number.start == moment.start for number in turn.analysis.numbers):
            same_day = datetime.combine(last.at.date(), at.time())
            halves = [same_day + timedelta(hours=12 * step) for step in (-1, 0, 1)]
            at = min((half for half in halves if half > now), key=lambda half: abs(half - last.at), default=at)
        timed = last.purpose == "timer" and moment.after is not None
        moved = Reminder(
            at, last.purpose, spoken_length(moment.after) if timed and moment.after else last.what, last.repeat
        )
        promise = self._promise(moved, replace(moment, at=at), now)
        return Answer(promise, gesture=_NODS, reminders=(*(r for r in turn.reminders if r is not last), moved))

    def _meant(self, turn: SkillTurn, moment: Moment | None) -> Sequence[Reminder]:
        """The reminders that an utterance may mean."""
        kept = turn.reminders
        if moment is not None and moment.has_time:
            if moment.after is not None:
                return [r for r in kept if r.what == spoken_length(moment.after)]
            clock = (moment.at.hour % 12, moment.at.minute)
            return [r for r in kept if (r.at.hour % 12, r.at.minute) == clock]
        nouns = {term.text for term in turn.analysis.reading.terms if term.kind in ("noun", "name")}
        named = [r for r in kept if nouns & set(r.what.split())]
        return named or kept

    def _all(self, reminders: Iterable[Reminder], now: datetime) -> str:
        return shown_list([self._named(reminder, now) for reminder in reminders])

    def _named(self, reminder: Reminder, now: datetime) -> str:
        if reminder.purpose == "timer":
            return say(self._sentences, "timer_name", what=reminder.what)
        when = _when(reminder, now, self._sentences)
        return _worded(self._sentences, "listed", reminder.what, when=when) if reminder.what else when

    def _cued(self, name: str, turn: SkillTurn) -> bool:
        return cued(self._sentences, name, turn.analysis.reading)

    def _requests(self, turn: SkillTurn) -> bool:
        return any(verb.form is not None and verb.form.requests for verb in turn.analysis.reading.verbs)


_PASSING = ("smalltalk", "control")
"""Skills whose remarks change no subject: «고마워»."""
_FEW = 5
"""Terms of a question that asks nothing else besides."""
_NODS = "yes_h"
_CALLS = "happy"


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


def _wall_clock(turn: SkillTurn) -> datetime:
    return turn.now.replace(tzinfo=None)


def _purpose(kind: str) -> Purpose:
    return "alarm" if kind == "alarm" else "reminder"
