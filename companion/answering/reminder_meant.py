"""Which of what was set an utterance points at: by what it is for, its kind, its time, or its place among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from companion.answering.agenda import Purpose, Reminder
from companion.language.calendar import find_days
from companion.language.clock_sums import LENGTH, TIME
from companion.language.moments import spoken_length
from companion.language.reminder_changes import (
    TIMER,
    WHEN_ON_A_DAY,
    by_length_of,
    clocks_in,
    lengths_in,
    names_alert,
    place_named,
    weekdays_in,
    written_words,
)
from companion.language.terms import QUOTED, Reading, Term, is_light

KindOfReminder = Callable[[Term], Purpose | None]
"""The kind of reminder that a word names, None for any other word."""
_SHORT_STEM: Final = 1


def words_about(reading: Reading) -> tuple[str, ...]:
    """The words of a request by which it can be named later on, in dictionary form, without its times.

    Nouns and names as they stand, verbs that are no light ones by their stem.
    """
    text = reading.text
    times = [found.span() for pattern in (TIME, LENGTH) for found in pattern.finditer(text)]
    said = (t for t in reading.terms if not t.bound and not t.called)
    said = (t for t in said if all(t.end <= start or t.start >= end for start, end in times))
    kinds = ("noun", "name", "number", "verb")
    terms = [t.lemma if t.form else t.text for t in said if t.kind in kinds and not is_light(t.lemma)]
    # «보고서», of which the dictionary makes «보고서(야)», is found as it was written.
    written = (word[0] for word in written_words(text))
    return tuple(dict.fromkeys((*terms, *written)))


def is_of_alert(term: Term, reminder: Reminder, *, itself: bool = False) -> bool:
    """Whether a word is of it: of its name, the head of a compound in it («약» of «당뇨약»), or of its request.

    A verb is only where it describes something, or is passed on: «데리러 가는 거», «몇 시에 잔다고 했지».

    Args:
        term: a word.
        reminder: one of what is set.
        itself: leave out what it is only set because of: what is to come after an alarm, or so long after it.
    """
    about = () if itself and (reminder.of is not None or reminder.purpose == "alarm") else reminder.about
    if term.form is not None:
        return (term.form.modifies or any(quoted in term.text for quoted in QUOTED)) and term.lemma in about
    word, name, long = term.text, reminder.what.split(), len(term.text) > _SHORT_STEM
    if word in name or any(w.endswith(word) or (long and w.startswith(word)) for w in name[:-1]):
        return True
    return any(word == w or (long and (w.endswith(word) or w.startswith(word))) for w in about)


def names_no_alert_of(reading: Reading, reminders: Iterable[Reminder]) -> bool:
    """«무릎약 알림» where only «저녁약» is set: whether the word right before «알림» is of nothing that is set."""
    terms = reading.terms
    alert = next((at for at, t in enumerate(terms) if at and (names_alert(t.text) or t.text == TIMER)), None)
    if alert is None:
        return False
    first = last = alert - 1
    while first and terms[first - 1].end == terms[first].start and terms[first - 1].kind in ("noun", "name"):
        first -= 1
    head = terms[last]
    word = reading.text[terms[first].start : head.end]
    plain = head.kind in ("noun", "name") and not any(t.bound for t in terms[first : last + 1])
    if not plain or len(word) <= _SHORT_STEM or head.particles or word in WHEN_ON_A_DAY:
        return False
    return not any(_is_of(word, head, one) for one in reminders)


def _is_of(word: str, head: Term, one: Reminder) -> bool:
    """Whether a compound is of what is set: «당뇨약» of «약», and not of «저녁약»."""
    known = (*one.what.split(), *one.about)
    others = (w for w in known if len(w) > len(head.text) and w.endswith(head.text))
    if word != head.text and word not in known and any(others):
        return False
    return is_of_alert(head, one) or any(
        word.startswith(w) or w.startswith(word) for w in known if len(w) > _SHORT_STEM
    )


def named_in(terms: Iterable[Term], reminders: Iterable[Reminder]) -> bool:
    """Whether one of them is named by what it is for."""
    said = [t for t in terms if t.form is not None or t.kind in ("noun", "name", "number")]
    return any(is_of_alert(term, one) for one in reminders for term in said)


def reminders_meant(
    reading: Reading, text: str, reminders: Sequence[Reminder], kind: KindOfReminder, now: datetime
) -> tuple[Reminder, ...] | None:
    """The reminders that are meant; None where nothing says which, none where what it says fits none of them.

    Args:
        reading: of the utterance, or of the clause that names one.
        text: where it may name a time of what is set, without any new time.
        reminders: all that is set.
        kind: the kind of reminder that a word names.
        now: the wall clock.
    """
    found, named = tuple(reminders), False
    said = [t for t in reading.terms if t.form is not None or t.kind in ("noun", "name", "number")]
    scores = [sum(is_of_alert(term, one) for term in said) for one in reminders]
    if any(scores):
        found, named = tuple(r for r, n in zip(reminders, scores, strict=True) if n == max(scores)), True
    kinds = {purpose for term in reading.terms if (purpose := kind(term)) is not None}
    if of_kind := tuple(r for r in found if r.purpose in kinds):
        found, named = of_kind, True
    days = weekdays_in(text)
    if days and any(r.repeat for r in found):
        found, named = tuple(r for r in found if days & set(r.repeat)), True
    dates = {day.day for day in find_days(text, now.date())}
    if dates and not any(r.repeat for r in found):
        found, named = tuple(r for r in found if r.at.date() in dates), True
    clocks = clocks_in(text)
    if clocks:
        found, named = tuple(r for r in found if (r.at.hour % 12, r.at.minute) in clocks), True
    lengths = {spoken_length(length) for length in lengths_in(text)}
    if lengths:
        timed = tuple(r for r in found if r.what in lengths)
        found, named = (timed, True) if timed or not clocks else (found, named)
    return _placed(text, reading, found, named=named)


def _placed(text: str, reading: Reading, found: tuple[Reminder, ...], *, named: bool) -> tuple[Reminder, ...] | None:
    """«두 번째 거», «긴 거»: one of them by its place."""
    place = place_named(text)
    longest = by_length_of(reading)
    if longest is not None and len(found) > 1:
        return (sorted(found, key=lambda r: r.at)[-1 if longest else 0],)
    if place is not None and -len(found) <= place < len(found):
        return (found[place],)
    return found if named else None
