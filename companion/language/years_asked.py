"""Years that are counted: «2005년에 결혼했으니까 올해 몇 주년이지», «입사한 지 몇 년 됐지», «나는 무슨 띠야».

The year that is counted from stands in the question or in what was said before of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import find_days
from companion.language.clock_sums import ANIMALS, NAMED_COUNTS
from companion.language.dates import TimeExpression, find_times, format_date
from companion.language.days_asked import done_since, names_day
from companion.language.numbers import find_numbers, parse_number
from companion.language.readings import words
from companion.language.self_words import KIN, SELF
from companion.language.terms import COPULA, RUNNING, UNTIL, Reading, Term, read

_ANNIVERSARY: Final = "주년"
_YEARS: Final = frozenset(words("몇년 몇해"))
_NEAR: Final = 2
_RELATIVE: Final = {"올해": 0, "금년": 0, "내년": 1, "내후년": 2, "작년": -1}
_SIGN: Final = "띠"
_OWN: Final = SELF | {"나", "내", "저", "제"}


@dataclass(frozen=True, slots=True)
class YearsCounted:
    """From one year to another: `anniversary` where it is asked which one it is, `label` what the other is called."""

    first: int
    last: int
    label: str
    anniversary: bool

    @property
    def number(self) -> int:
        """How many years it is."""
        return self.last - self.first


def years_counted(reading: Reading, heard: Sequence[str], today: date) -> YearsCounted | None:
    """The years that a text asks for; None where it asks for none, or the first year was not told.

    Args:
        reading: the utterance.
        heard: what was said before, the newest first.
        today: what «올해» is.
    """
    anniversary = any(a.kind == "question" and b.lemma == _ANNIVERSARY for a, b in pairwise(reading.terms))
    deeds = done_since(reading)
    years = [t for t in reading.terms if t.kind == "question" and t.lemma.replace(" ", "") in _YEARS]
    passed = any(deeds or reading.text.startswith(RUNNING, t.end) for t in years)  # «올해로 몇 년째야»
    if not anniversary and not passed:
        return None
    last = next((today.year + _RELATIVE[t.lemma] for t in reading.terms if t.lemma in _RELATIVE), today.year)
    label = next((t.lemma for t in reading.terms if t.lemma in _RELATIVE), next(iter(_RELATIVE)))
    first = _first_year(reading.text, today)
    if first is None:
        named = [t.lemma for t in reading.terms if _names(t)] + [verb.lemma for verb in deeds]
        known = heard if named else heard[:_NEAR]
        told = (year for text in known if names_day(text, named, today) and (year := _first_year(text, today)))
        first = next(told, None)
    return YearsCounted(first, last, label, anniversary) if first is not None and first < last else None


def _names(term: Term) -> bool:
    """Whether it says of what, and not whose or when."""
    return (
        term.kind in ("noun", "name") and not term.bound and term.lemma not in (_ANNIVERSARY, *_RELATIVE, *_OWN, "우리")
    )


def _first_year(text: str, today: date) -> int | None:
    """The one year before this one in which a text says that something was."""
    years = {time.first.year for time in find_times(text, today) if _is_past_year(time, today)}
    return years.pop() if len(years) == 1 else None


def _is_past_year(time: TimeExpression, today: date) -> bool:
    return (
        time.grain in ("year", "month", "day") and time.text[:1].isdigit() and "년" in time.text and time.first < today
    )


@dataclass(frozen=True, slots=True)
class TimeServed:
    """From one time that was told to another, as they were said; `nth` where the first year counts as the first."""

    first: str
    last: str
    length: str
    nth: bool


def asks_year_of_service(text: str) -> bool:
    """«그때면 몇 년차였지», and not «몇 년 차이야»: in which year since it began somebody is."""
    return _NTH_OF_SERVICE.search(text[:200]) is not None


_NTH_OF_SERVICE: Final = re.compile(r"몇\s?년\s?차(?!이(?:가|야|지|나|냐|예|에|니|[\s?.!]|$)|례)")


def time_served(reading: Reading, told: date | None, today: date) -> TimeServed | None:
    """«1985년 4월에 임용돼서 2019년 6월 말에 나왔으니 몇 년이나 있은 거지»: from what was done first to the other time.

    Args:
        reading: the utterance.
        told: the day that «그때» stands for, where it is known.
        today: what «올해» is.
    """
    text, nth = reading.text, asks_year_of_service(reading.text)
    asked = [(a, b) for a, b in pairwise(reading.terms) if a.kind == "question" and a.lemma.replace(" ", "") in _YEARS]
    spent = any(b.lemma not in _NOT_SPENT and not text.startswith("도", a.end) for a, b in asked)
    if not nth and not spent:
        return None
    times = [t for t in find_times(text, today) if t.text[:1].isdigit() and "년" in t.text and t.grain in _DATED]
    done = any(v.form is not None and times and v.start >= times[0].end for v in reading.verbs[:-1])
    if len(times) == 1 and nth and done and told is not None and times[0].last < told:
        number = told.year - times[0].first.year + 1
        return TimeServed(times[0].text, format_date(told), f"{number}년", nth=True)
    between = [v for v in reading.verbs if len(times) == 2 and times[0].end <= v.start < times[1].start]
    if len(times) != 2 or not between or times[0].last >= times[1].first:
        return None
    years = times[1].first.year - times[0].first.year
    first, last = (t.text for t in times)
    if nth:
        return TimeServed(first, last, f"{years + 1}년", nth=True)
    if any(t.grain == "year" for t in times):
        return TimeServed(first, last, f"{years}년", nth=False)
    number, months = divmod(years * 12 + times[1].last.month - times[0].first.month, 12)
    length = " ".join(f"{n}{unit}" for n, unit in ((number, "년"), (months, "개월")) if n)
    return TimeServed(first, last, f"{length}쯤", nth=False)


_NOT_SPENT: Final = frozenset(words("남 전 전이 뒤 후 만 만에 지나 더"))
"""What behind «몇 년» asks for another length than that between the two."""
_DATED: Final = ("year", "month", "part", "day")


def nth_year(reading: Reading, heard: Sequence[str], today: date) -> tuple[int, int] | None:
    """«30주년은 언제예요»: the number, and the year in which it is; None where no first year was told."""
    said = (reading.text[: t.end].split(_ANNIVERSARY)[0].split() for t in reading.terms if _ANNIVERSARY in t.text)
    number = next((parse_number(words[-1]) for words in said if words), None)
    if number is None or not (reading.asks_what):
        return None
    told = (year for text in (reading.text, *heard) if (year := _first_year(text, today)))
    first = next(told, None)
    return (number, first + number) if first is not None else None


def begun_before(reading: Reading, heard: Sequence[str], today: date) -> tuple[int, int] | None:
    """«이십오 주년이면 내가 몇 년도에 결혼한 거지»: the number of years, and the year of that anniversary.

    The anniversary is in the year that is named, in that of the day it was told to be on, or in this one.
    """
    counted = next((n for n in find_numbers(reading.text) if n.counter == _ANNIVERSARY and not n.ordinal), None)
    asked = counted is not None and _WHAT_YEAR.search(reading.text, counted.end) is not None
    if counted is None or not asked or find_days(reading.text, today):
        return None
    named = next((today.year + _RELATIVE[t.lemma] for t in reading.terms if t.lemma in _RELATIVE), None)
    days = (days[0].day.year for text in heard[:_LATELY] if _ANNIVERSARY in text and (days := find_days(text, today)))
    return counted.value, named or next(days, today.year)


_WHAT_YEAR: Final = re.compile(r"(?:몇|어느|무슨)\s?(?:년도?|해)(?:에|도|이|지|야|였|가)")
_LATELY: Final = 6


@dataclass(frozen=True, slots=True)
class CountedOn:
    """A day counted from the first one; `called` says which («백일»), "" where the first one itself is asked."""

    called: str
    day: date


def counted_on(reading: Reading, heard: Sequence[str], today: date) -> CountedOn | None:
    """«오늘 사귄 지 500일이야» … «언제부터 사귄 거지», «백일은 언제야»: by how many days it was told to be today.

    Args:
        reading: the question.
        heard: what was said before, the newest first.
        today: the day that was told to be the so-manieth, the first one being the first.
    """
    if not reading.asks_what or not any(t.kind == "question" and t.lemma in _WHEN for t in reading.terms):
        return None
    since = _counted_since(reading, heard, today)
    if since is not None:
        return since
    here = begun_of_milestone(reading, today)
    if here is not None:
        return here
    if find_days(reading.text, today) or any(UNTIL in term.particles for term in reading.terms):
        return None
    deeds = frozenset(verb.lemma for verb in reading.verbs)
    known = ((done, first) for text in heard for done, first in _first_days(text, today))
    for done, first in known:
        if done in deeds or (not done and _asks_beginning(reading, 0)):
            return CountedOn("", first)
        number = next((n for n in find_numbers(reading.text) if n.counter == "일" and not n.ordinal), None)
        called = next((t.lemma for t in reading.terms if t.lemma in NAMED_COUNTS or t.lemma in _FIRST_BIRTHDAY), "")
        if called in _FIRST_BIRTHDAY:
            return CountedOn(called, first.replace(year=first.year + 1))
        count = NAMED_COUNTS[called] if called else number.value if number is not None else 0
        if count:
            called = called or reading.text[number.start : number.end] if number is not None else called
            return CountedOn(called, first + timedelta(days=count - 1))
    return None


def _counted_since(reading: Reading, heard: Sequence[str], today: date) -> CountedOn | None:
    """«5월 5일에 만났는데 천일은 언제야»: the so-manieth day from one on which something was done."""
    found = _SO_MANIETH.search(reading.text)
    number = parse_number("".join(found["n"].split())) if found is not None else None
    if found is None or number is None or number < _NO_DATE:
        return None
    deeds = frozenset(verb.lemma for verb in done_since(reading))
    for text in (reading.text, *heard[:_LATELY]):
        verbs = [verb for verb in read(text, (), (), ()).verbs if verb.form is not None and verb.form.past]
        verbs = [verb for verb in verbs if not deeds or verb.lemma in deeds]
        days = [day for day in find_days(text, today, past=True) if day.day < today and day.said]
        days = [day for day in days if any(verb.start >= day.end for verb in verbs)]
        if len(days) == 1:
            return CountedOn(found[0].strip(), days[0].day + timedelta(days=number - 1))
        if days:
            return None
    return None


_SO_MANIETH: Final = re.compile(
    r"(?<![가-힣\d월])(?P<n>\d{2,5}|[일이삼사오육칠팔구십백천]{1,7})\s?일(?=[은는이가도째날]|\s?되|\s)"
)
_NO_DATE: Final = 32
"""A number of days that no day of a month has."""


@dataclass(frozen=True, slots=True)
class _Milestone:
    """A day that was told to be the so-manieth: the first of them, and where that is said to its end."""

    first: date
    end: int


def _milestone(text: str, today: date) -> _Milestone | None:
    """«12월 20일이 아기 백일인데», «다음 주 금요일이 천 일이면»: counted back from the day that is named."""
    if _COUNTED_SO.search(text) is None:
        return None
    for day in find_days(text, today):
        found = _IS_SO_MANIETH.match(text, day.end)
        if found is None:
            continue
        number = NAMED_COUNTS.get(found["named"] or "") or parse_number("".join((found["n"] or "").split()))
        if number and number >= _NO_DATE:
            return _Milestone(day.day - timedelta(days=number - 1), found.end())
    return None


def begun_of_milestone(reading: Reading, today: date) -> CountedOn | None:
    """The first day, where one breath tells which day is the so-manieth and asks when it began."""
    found = _milestone(reading.text, today) if reading.asks_what else None
    return CountedOn("", found.first) if found is not None and _asks_beginning(reading, found.end) else None


def _asks_beginning(reading: Reading, start: int) -> bool:
    """«태어난 날이 언제지», «언제부터 끊은 거지», «시작한 날은»: when that began of which a day was told to be one."""
    behind = [t for t in reading.terms if t.start >= start]
    if any(t.kind == "question" and t.lemma in _WHEN and _SINCE in t.particles for t in behind):
        return True
    asks = any(t.kind == "question" and t.lemma in _WHEN for t in behind)
    return asks and any(t.lemma in _BEGINS for t in behind)


_SINCE: Final = "부터"
_BEGINS: Final = frozenset(words("시작 시작하 시작되 처음 첫날 태어나 낳 생기"))
"""Words for how it began, whatever it was."""
_COUNTED_SO: Final = re.compile(r"일(?:째|이|\s|인|기념|면|거)|백일|천일|재")
_HELD: Final = "|".join(sorted(NAMED_COUNTS, key=len, reverse=True))
_IS_SO_MANIETH: Final = re.compile(
    rf"\s?(?:이|가|은|는)\s[^,.?!]{{0,24}}?(?<![가-힣\d])(?:(?P<named>{_HELD})"
    r"|(?P<n>\d{2,5}|[일이삼사오육칠팔구십백천]{1,7})\s?일(?:째)?)(?:이?\s?되는\s?날|\s?기념일)?"
    r"(?:이(?:야|고|거든|에요|래|라|니까|지|네|잖아|면)|예요|인데|거든|면|인)"
)


def _first_days(text: str, today: date) -> Iterator[tuple[str, date]]:
    """«사귄 지 500일», «헤어진지 백일»: what was done, and the first of so many days that end today.

    Where only the day is told («12월 20일이 백일이야»), what was done is "".

    «다음 주 금요일이 사귄 지 천 일이야»: they end on the one day that is named before; on which of two is not known.
    """
    reading = read(text, (), (), ())
    for verb in done_since(reading):
        is_past = any(v.form is not None and v.form.past and v.lemma == COPULA for v in reading.verbs)
        named = {one.day for one in find_days(text, today, past=is_past) if one.end <= verb.start}
        if len(named) > 1:
            return
        last = named.pop() if named else today
        behind = text[verb.end :]
        numbers = [n.value for n in find_numbers(behind) if n.counter == "일"]
        numbers += [NAMED_COUNTS[word] for word in NAMED_COUNTS if not numbers and word in behind]
        if numbers and numbers[0] > 0:
            yield verb.lemma, last - timedelta(days=numbers[0] - 1)
            return
    milestone = _milestone(text, today)
    if milestone is not None:
        yield "", milestone.first


_WHEN: Final = frozenset(words("언제 며칠 몇월"))
_FIRST_BIRTHDAY: Final = frozenset(words("돌 첫돌 돌잔치"))


@dataclass(frozen=True, slots=True)
class SignAsked:
    """Whose sign is asked: a word for a relative, "" for the speaker, None where nobody is named."""

    of: str | None


def sign_asked(reading: Reading) -> SignAsked | None:
    """«쥐띠인가 개띠인가 나는», «우리 큰아들은 무슨 띠야»; None where no sign is asked for, or a year is named."""
    pairs = zip((None, *reading.terms), reading.terms, strict=False)
    signs = [term for before, term in pairs if _is_sign(before, term)]
    asks = reading.asks_what or any(v.form is not None and v.form.asks for v in reading.verbs) or len(signs) > 1
    if not signs or not (asks or reading.text.rstrip().endswith("?")) or any(t.kind == "time" for t in reading.terms):
        return None
    if any(t.lemma in _OWN for t in reading.terms if t.kind == "pronoun"):
        return SignAsked("")
    others = [t.lemma for t in reading.terms if _names(t) and t not in signs]
    kin = [one for one in others if one in KIN or any(one.endswith(word) for word in KIN)]
    if others and not kin:
        return None
    return SignAsked(kin[-1] if kin else None)


def _is_sign(before: Term | None, term: Term) -> bool:
    """«쥐띠», «띠»; «무슨 띠지» is no strip of paper."""
    animal = term.lemma.removesuffix(_SIGN) in ANIMALS and term.lemma.endswith(_SIGN)
    return (
        animal or term.lemma == _SIGN or (before is not None and before.kind == "question" and term.lemma[:1] == _SIGN)
    )


def born_in(heard: Sequence[str], of: str | None) -> int | None:
    """The year somebody was told to be born in: «둘째가 2018년 8월생이야»; None where it was not told.

    Args:
        heard: what was said before, the newest first.
        of: a word for a relative, "" for the speaker, None for whoever was told of last.
    """
    for text in heard:
        found = _BORN.search(text)
        theirs = any(word in text for word in KIN)
        if found is not None and (of is None or (of in text if of else not theirs)):
            return int(found["year"])
    return None


_BORN: Final = re.compile(r"(?P<year>(?:19|20)\d\d)년\s?(?:\d{1,2}월\s?(?:\d{1,2}일\s?)?)?(?:생|에\s태어)")
