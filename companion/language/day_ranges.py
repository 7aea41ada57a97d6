"""Days that lean on a day spoken of before: «거기서 일주일 더 지나면», «24일부터 일요일까지».

A bare number of a day takes the month that was spoken of last; an end that is told by its weekday is the next such day
after the start. From a first to a last day that are spent somehow, both are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import find_days
from companion.language.dates import months_later
from companion.language.numbers import NUMBER, parse_number
from companion.language.opening_hours import WEEKDAYS
from companion.language.readings import words
from companion.language.terms import Reading

_LENGTH: Final = (
    r"(?:(?:\d{1,3}|[일이삼사오육칠팔구십백]{1,4})\s?(?:일|주일|주|달|개월|년)|(?:한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열)\s?(?:주|달|해)"
    r"|일주일|하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)"
)
_POINTED: Final = re.compile(
    r"(?<![가-힣])(?:[거여]기(?:서|에서)|[그이]로부터|[그이]날(?:부터|로부터|에서|보다)?|그때(?:부터|에서|로부터)?|그\s?뒤로)\s(?:딱\s|다시\s|또\s|한\s)?"
    rf"(?P<length>{_LENGTH})(?:을|를|이|만|쯤)?\s?(?:더\s)?(?:(?P<before>전|앞)|뒤|후|지나|있으|흐르|되면|미루|더하|보태)"
    r"|(?<![가-힣])(?:그\s?)?(?:(?P<eve>전날)|다음\s?날|이튿날)(?=[은는이에도]|\s)"
)
_ASKED: Final = re.compile(
    r"며칠|언제|(?:무슨|어느|어떤)\s?(?:요일|날)|몇\s?월|몇\s?일(?![가-힣])|날짜|면(?:은|요)?[\s?.!]*$"
)
_FULL: Final = re.compile(r"(?P<year>\d{4})년\s(?P<month>\d{1,2})월\s(?P<day>\d{1,2})일")
_RANGE: Final = re.compile(
    r"(?:^|[\s,.])(?P<first>[^\s,.?!](?:[^,.?!]{0,18}?))(?:부터|에서)\s(?P<last>[^,.?!]{2,18}?)까지"
)
_BARE: Final = re.compile(r"(?:^|(?<=\s))(?P<n>\d{1,2})일$")
_WITH_MONTH: Final = re.compile(r"월\s?\d{1,2}일$")
_WEEKDAY: Final = re.compile(
    rf"(?P<which>(?:그\s?)?다음\s?주|그\s?다음|다음|그\s?주|이번\s?주|그|돌아오는|오는)?\s?(?P<day>[{WEEKDAYS}])요일$"
)
_HOW_MANY: Final = re.compile(r"며칠|몇\s?일(?![가-힣])|몇\s?(?:밤|박)|얼마나")
_UNTIL: Final = re.compile(
    r"까지\s(?P<how>[^?!]*?)(?:며칠|몇\s?일(?![가-힣])|몇\s?박)(?:이나|을|간|동안)?\s?(?P<then>[가-힣]*)"
)
_FILLERS: Final = frozenset(words("총 모두 다 전부 대략 그럼 딱 정확히 앞으로 아직 한"))
_PASSES: Final = ("남", "걸", "지나", "있", "되", "돼")
_IS_SAID: Final = ("이", "야", "예", "인", "일", "나", "지", "입", *_PASSES)


_LONGEST_MONTH: Final = 31


@dataclass(frozen=True, slots=True)
class DayRange:
    """From a first to a last day; `spent` where both are counted."""

    first: date
    last: date
    spent: bool

    @property
    def days(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + self.spent


def moved_day(text: str, base: date | None) -> tuple[str, date] | None:
    """«거기서 일주일 더 지나면 며칠이지»: how far it is from a day that is pointed at, and the day that is meant.

    Args:
        text: what was said.
        base: the day that was spoken of last.
    """
    found = _POINTED.search(text[:200])
    if found is None or base is None or _ASKED.search(text, found.end()) is None:
        return None
    if found["length"] is None:
        return ("그 전날", base - timedelta(days=1)) if found["eve"] else ("그다음 날", base + timedelta(days=1))
    offset = f"{found['length']} {'전' if found['before'] else '뒤'}"
    days = find_days(_counted(offset), base)
    return (offset, days[0].day) if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """A length of time in months as it was said, from the first day on; `last` is the last one."""

    first: date
    length: str
    last: date


def span_over(text: str, today: date) -> SpanEnd | None:
    """«작년 8월 18일에 들어갔거든 18개월이면 언제 나오냐»: when so many months from a day on are over."""
    lasts = _OVER_AFTER.search(text[:200])
    days = find_days(text[: lasts.start()], today, past=True) if lasts is not None else ()
    if lasts is None or len(days) != 1 or days[0].day > today:
        return None
    counts = [(parse_number(found["n"]), found["unit"]) for found in _MONTHS.finditer(lasts["length"])]
    months = sum((number or 0) * (1 if unit in ("달", "개월") else 12) for number, unit in counts)
    if not 0 < months <= _MOST_MONTHS or any(not number for number, _ in counts):
        return None
    return SpanEnd(days[0].day, lasts["length"].strip(), months_later(days[0].day, months) - timedelta(days=1))


_MONTH_COUNT: Final = rf"(?:{NUMBER}|[일이삼사오육칠팔구십]{{1,4}}|한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열)"
_MONTHS: Final = re.compile(rf"(?P<n>{_MONTH_COUNT})\s?(?P<unit>년|해|개월|달)")
_OVER_AFTER: Final = re.compile(
    rf"(?<![가-힣\d])(?P<length>(?:{_MONTH_COUNT}\s?년\s)?{_MONTH_COUNT}\s?(?:년|해|개월|달))\s?"
    r"(?:이면|면|이라면|동안이면|짜리면|인데|이니까)\s[^.?!]*?(?:언제|며칠|몇\s?월)"
)
_MOST_MONTHS: Final = 600


def _counted(offset: str) -> str:
    """«사흘 뒤» as «3일 뒤», whatever the calendar knows by name."""
    return re.sub(r"^하루\s", "1일 ", re.sub(r"^이틀\s", "2일 ", offset))


def told_day(answer: str) -> date | None:
    """The one day, or the last of two, that an answer tells with its year."""
    found = list(_FULL.finditer(answer))
    return date(*(int(found[-1][part]) for part in ("year", "month", "day"))) if found else None


def spends_days(text: str) -> bool:
    """«12월 1일부터 3일까지 쉬면 며칠이야», «… 며칠 쉬는 거야»: they are spent, so that both ends are counted."""
    found = _UNTIL.search(text[:200])
    if found is None:
        return False
    said = [word for word in found["how"].split() if word.strip(",.") not in _FILLERS]
    spent = bool(said) and not said[-1].startswith(_PASSES)
    return (spent and not found["then"].startswith(_PASSES)) or (
        bool(found["then"]) and not found["then"].startswith(_IS_SAID)
    )


def day_range(text: str, today: date, spoken: Sequence[date]) -> DayRange | None:
    """The days of a text, where their start or end hangs on something else; None where both are told in full.

    Args:
        text: what was said.
        today: what «내일» is counted from.
        spoken: days that were spoken of before, the newest first.
    """
    text = text[:200]
    found = _RANGE.search(text)
    if found is None or _HOW_MANY.search(text, found.end()) is None:
        return None
    said = found["first"].strip()
    bare = _BARE.search(said) if not _WITH_MONTH.search(said) else None
    last_said = found["last"].strip()
    weekday, number = _WEEKDAY.search(last_said), _BARE.search(last_said)
    if bare is not None:
        until = int(number["n"]) if number is not None and not _WITH_MONTH.search(last_said) else 0
        first = _of_month(int(bare["n"]), today, spoken, until if until <= _LONGEST_MONTH else 0)
    else:
        days = find_days(said, today)
        first = days[-1].day if days else None
    if first is None:
        return None
    if weekday is not None:
        last: date | None = _next_weekday(first, WEEKDAYS.index(weekday["day"]), weekday["which"] or "")
    elif number is not None and not _WITH_MONTH.search(last_said):
        last = _of_month(int(number["n"]), first, (first,))
    else:
        days = find_days(last_said, first)
        last = days[0].day if days else None
        if bare is None and not spends_days(text):
            return None
    return DayRange(first, last, spends_days(text)) if last is not None and last > first else None


def last_spent(text: str, today: date, spoken: Sequence[date]) -> date | None:
    """«20일부터 일주일 쉬면 언제까지야?»: the last of the days; None where a text asks for none.

    Where no first day is named, «5일 쉬면 며칠까지 쉬는 거야?», it is the one spoken of last.
    """
    found = _LASTS.search(text[:200])
    if found is None:
        return None
    said = found["first"] or ""
    bare = _BARE.search(said) if not _WITH_MONTH.search(said) else None
    if bare is not None:
        first = _of_month(int(bare["n"]), today, spoken)
    elif not said or _THAT_DAY.search(said):
        first = spoken[0] if spoken else None
    else:
        days = find_days(said, today)
        first = days[-1].day if days else None
    days = find_days(_counted(f"{found['length']} 뒤"), first) if first is not None else ()
    return days[0].day - timedelta(days=1) if len(days) == 1 else None


def lasts_from(reading: Reading, first: date | None) -> date | None:
    """«나흘 동안 본다는데 그럼 언제 끝나?»: the last day, of what begins on the day spoken of; None where not asked."""
    found = _FOR_SO_LONG.search(reading.text[:200])
    asked = reading.question("언제", "며칠") and reading.main is not None and reading.main.lemma in _ENDS
    if found is None or first is None or not asked or find_days(reading.text[found.end() :], first):
        return None
    days = find_days(_counted(f"{found['length']} 뒤"), first)
    return days[0].day - timedelta(days=1) if len(days) == 1 else None


_FOR_SO_LONG: Final = re.compile(rf"^(?:[^\d]{{0,12}}\s)?(?P<length>{_LENGTH})\s?(?:동안|간)(?=\s)")


def last_of_told(reading: Reading, heard: Sequence[str], today: date) -> date | None:
    """«나이트 끝나는 날이 무슨 요일이지» after «내일부터 사흘 연속 나이트야»: the last day of what was told.

    Args:
        reading: the question.
        heard: what was said before, the newest first.
        today: what «내일» is counted from.
    """
    ends = any(t.lemma in _LAST_OF_IT for t in reading.terms)
    asked = reading.question("언제", "며칠") or any(t.lemma == _DAY_OF_WEEK for t in reading.terms)
    if not (ends and asked and reading.asks_what) or find_days(reading.text, today):
        return None
    named = {t.lemma for t in reading.terms if t.kind == "noun"} - _LAST_OF_IT - {_DAY_OF_WEEK, _DAY}
    for text in heard[:_SPANS_BACK]:
        found = _SPAN_TOLD.search(text[:200])
        if found is None or not all(word in text[found.end() :] for word in named):
            continue
        said = text[: found.start()]
        bare = _BARE.search(said) if not _WITH_MONTH.search(said) else None
        days = find_days(said, today) if bare is None else ()
        first = _of_month(int(bare["n"]), today, ()) if bare is not None else days[-1].day if days else None
        later = find_days(_counted(f"{found['length']} 뒤"), first) if first is not None else ()
        return later[0].day - timedelta(days=1) if len(later) == 1 else None
    return None


_LAST_OF_IT: Final = frozenset(words("끝나 마지막 끝 마치"))
_DAY_OF_WEEK: Final = "요일"
_DAY: Final = "날"
_SPANS_BACK: Final = 6
_SPAN_TOLD: Final = re.compile(rf"부터\s(?P<length>{_LENGTH})\s?(?:간|동안|연속|내내|연달아)?\s(?=[가-힣])")


def days_reckoned(answer: str) -> int:
    """How many days an answer came to that tells nothing else: «60일이에요.»; 0 for any other."""
    found = _ONLY_DAYS.fullmatch(answer)
    return int(found["n"].replace(",", "")) if found is not None else 0


def asks_when_done(reading: Reading) -> bool:
    """«오늘부터 하면 언제 끝나는데»: the day on which so many days are over."""
    starts = any(_FROM_ON in term.particles for term in reading.terms)
    return reading.question("언제", "며칠") and starts and any(verb.lemma in _ENDS for verb in reading.verbs)


_FROM_ON: Final = "부터"
_ENDS: Final = frozenset(words("끝나 끝내 마치 되 다하 모으 모이 채우"))
_ONLY_DAYS: Final = re.compile(r"(?P<n>[\d,]{1,6})일(?:이에요| 걸려요)\.")
_THAT_DAY: Final = re.compile(r"(?:그때|그날|거기)$")
_LASTS: Final = re.compile(
    rf"(?:(?:^|[\s,.])(?P<first>[^\s,.?!][^,.?!]{{0,18}}?)(?:부터|서부터)\s|^(?:(?:그럼|그러면|근데|그래서)\s)?)(?:딱\s)?(?:[\d일이삼사오육칠팔구십]{{1,2}}\s?박\s?)?(?P<length>{_LENGTH})"
    r"(?:(?:을|를|간|으?로|\s?동안)?\s[가-힣\s]{0,8}|이)면\s(?:(?:며칠|언제|몇\s?일)까지|(?:언제|며칠에|무슨\s?요일에)\s(?:돌아[오와올온]))"
)


def years_as_days(text: str, today: date) -> tuple[int, int] | None:
    """«5년이면 날짜로 며칠이고»: how many days so many years are, up to today and from today on."""
    found = _YEARS_IN_DAYS.fullmatch(text[:100].strip())
    years = parse_number(found["n"]) if found is not None else None
    if not years or years > _MANY_YEARS:
        return None
    today = today if (today.month, today.day) != (2, 29) else today - timedelta(days=1)
    before, after = today.replace(year=today.year - years), today.replace(year=today.year + years)
    return (today - before).days, (after - today).days


_MANY_YEARS: Final = 1000
_YEARS_IN_DAYS: Final = re.compile(
    rf"(?:(?:그럼|그러면|근데)\s)?(?P<n>{NUMBER}|[일이삼사오육칠팔구십백]{{1,4}})\s?년(?:이면|은|이|을|동안)?\s"
    r"(?:(?:날짜|날수|일수|날)(?:로|으로)?\s(?:치면\s|따지면\s|하면\s)?)?(?:다\s|총\s)?(?:며칠|몇\s?일)"
    r"(?:이?나)?(?:\s?(?:이고|이야|이에요|이지|인가|인지|이냐|이니|되|돼|될|인\s?(?:거|건)))?[가-힣\s]{0,6}[?.!~]*"
)


def _month_with(number: int, month: date) -> date:
    """The next month that has a day of that number, from a first of a month on."""
    while (month + timedelta(days=number - 1)).month != month.month:
        month = (month + timedelta(days=32)).replace(day=1)
    return month


def _of_month(number: int, today: date, spoken: Sequence[date], until: int = 0) -> date | None:
    """The day of that number in the month spoken of last; the next one that is still ahead where none was."""
    alike = next((day for day in spoken if day.day == number), None)
    if alike is not None:
        return alike
    month = spoken[0].replace(day=1) if spoken else today.replace(day=1)
    if until > number and not spoken:
        month = _month_with(until, month)
    for _ in range(3):
        try:
            day = month.replace(day=number)
        except ValueError:
            day = None
        if day is not None and day >= today:
            return day
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def _next_weekday(first: date, weekday: int, which: str) -> date:
    """The next such day after a first one; «다음 주» of the week after its own."""
    if which.replace(" ", "").endswith("다음주"):
        return first + timedelta(days=7 - first.weekday() + weekday)
    return first + timedelta(days=(weekday - first.weekday() - 1) % 7 + 1)
