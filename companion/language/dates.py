"""Time expressions in Korean questions, and dates written as Korean.

Finding is done by the `korean-datetime` library. What it misses is rewritten into what it knows before it
looks («이천십구년도» → «2019년»), what questions about facts need on top is added after it («작년 초»,
«2010년대», «… 이후»), and what is a date only by its letters is dropped («구월동», «30년 전통», «2-3만원»).
Positions always refer to the text as it was given.

References to the conversation («그 당시», «협약 때», «그 전에는») are not times of their own and are left
alone; «그해» and «이듬해» are resolved only when the same text named a year before them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from companion.base import patterns as re
from companion.language.morphemes import IN_A_TURN
from companion.language.opening_hours import WEEKDAYS
from companion.language.temporal import temporal_parser

if TYPE_CHECKING:
    from korean_datetime import TemporalExpression, TemporalParser

Grain = Literal["day", "week", "part", "month", "quarter", "half_year", "year", "decade", "range"]
Shift = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that the text names.

    Attributes:
        start, end: half-open span in the original text, with «까지» of a range and the word of `shift`,
            without the particle that follows.
        text: the words of that span.
        first, last: the days meant, both included.
        grain: how precisely the speaker put it. «3년 전» is one day for `first` and `last` but "year" here;
            "part" is a piece of a month or year («5월 말», «작년 봄»), "range" runs from one date to another.
        is_now: the expression is a word for the present («지금», «요즘»); `first` and `last` are today.
        shift: "before" or "after" when the text means the time outside the interval («2018년 이전»).
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    grain: Grain
    is_now: bool = False
    shift: Shift | None = None

    @property
    def of_any_year(self) -> bool:
        """Whether only a month, or a day of one, was said: «10월», «10월 23일»."""
        return _YEARLESS.match(self.text) is not None


_YEARLESS: Final = re.compile(r"(?:[0-9]{1,2}|[일이삼사오유칠팔구시]|십[일이]?)\s?월")


_LOOKED_UP: Final = "까지 확인"
YEAR_WRITTEN: Final = re.compile(r"\d{4}년")
"""A year in figures."""
# An utterance is far shorter; what comes after is not read, so that hostile input cannot cost seconds.
_LONGEST_TEXT: Final = 1_000

_JOSA: Final = (
    r"(?:에서는|에서|에는|에도|에만|에|엔|은요|는요|은|는|이야|이요|이|가|을|를|도|의|까지|부터|으로|로|"
    r"과|와|이나|나|이랑|랑|쯤|경|만|야|요)?"
)
_WORD_END: Final = rf"(?={_JOSA}(?![가-힣]))"

# --- rewriting ------------------------------------------------------------------------------------

_UNITS: Final = {c: value for value, names in enumerate(("공영", *"일이삼사오육칠팔구")) for c in names}
_SINO_YEAR: Final = re.compile(
    r"(?:([이삼])?천)?\s?(?:([일이삼사오육칠팔구])?백)?\s?(?:([이삼사오육칠팔구])?십)?([일이삼사오육칠팔구])?"
)
_NOT_YET: Final = r"도\s(?:채\s)?(?:안|못)\s"
"""What follows a length of time, and no year: «10년도 안 됐지»."""
DAY_NAMES: Final = (
    "초하루 초이틀 초사흘 초나흘 초닷새 초엿새 초이레 초여드레 초아흐레 초열흘 열하루 열이틀 열사흘 열나흘 보름 "
    "열엿새 열이레 열여드레 열아흐레 스무날 스무하루 스무이틀 스무사흘 스무나흘 스무닷새 스무엿새 스무이레 "
    "스무여드레 스무아흐레 그믐"
).split()
"""The days of a month by their own names, the first one first; the last one is that of any lunar month."""
_LUNAR, _WEEKS = "음력", ("보름", "그믐")
"""What says that a month is lunar; names of days that are a length of time or of the moon, too."""
_REWRITES: Final = re.compile(
    r"(?<![가-힣\d])(?P<digits>[일이][공영구][공영일이삼사오육칠팔구]{2})(?:\s?년도?)"
    r"|(?<![가-힣\d])(?P<sino>(?:이천|일?천\s?[팔구]백)\s?[일이삼사오육칠팔구십]{0,3})\s?년(?:도(?!지사))?"
    r"|(?<![가-힣\d])(?P<short>[이삼사오육칠팔구]?십[일이삼사오육칠팔구]?)\s?년(?:도(?!지사))?"
    r"|(?<![가-힣\d])(?P<pair>[공영일이][공영일이삼사오육칠팔구])\s?년도(?!지사)"
    rf"|(?P<formal>(?<=\d)\s?년(?!{_NOT_YET})도(?!지사))"
    r"|(?<!\d)(?P<range>[12]\d{3})\s?년?\s?[~-]\s?(?=[12]\d{3}\s?년)"
    r"|(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<dot>\.\s?|[-/])(?P<month>0?[1-9]|1[0-2])(?![\d~]|\s?[./-]\s?\d)\.?"
    rf"|(?<=월)\s?(?P<day>{'|'.join(name for name in DAY_NAMES if name not in _WEEKS)})날?"
    r"|(?P<anchor>(?:지금으|현재)로부터)"
    r"|(?<![가-힣])(?P<whose>올|지난)\s?(?P<season>봄|여름|가을|겨울)" + _WORD_END
)
_BACK_REFERENCE: Final = re.compile(
    r"(?<![가-힣])(?:(그\s?해)|((?:그\s?)?이듬해|그\s?다음\s?해)|그때|그날)(?![가-힣]*부터)"
)


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A text the library understands; `starts[i]`, `ends[i]` bound the original of its character `i`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _apply(text: str, edits: list[tuple[int, int, str]]) -> _Rewritten:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(first: int, last: int) -> None:
        pieces.append(text[first:last])
        starts.extend(range(first, last))
        ends.extend(range(first + 1, last + 1))

    done = 0
    for first, last, new in sorted(edits):
        keep(done, first)
        pieces.append(new)
        starts.extend([first] * len(new))
        ends.extend([last] * len(new))
        done = last
    keep(done, len(text))
    return _Rewritten("".join(pieces), tuple(starts), tuple(ends))


def _sino_value(words: str) -> int:
    """«이천십구» → 2019; the pattern above lets nothing else in but malformed runs, which give 0."""
    match = _SINO_YEAR.fullmatch(words)
    if match is None:
        return 0
    total = 0
    for unit, digit, word in zip((1000, 100, 10), match.groups()[:3], "천백십", strict=True):
        if word in words:
            total += unit * (_UNITS[digit] if digit else 1)
    return total + (_UNITS[match[4]] if match[4] else 0)


def _rewriting(match: re.Match[str], today: date) -> str | None:
    """What stands in for one match of `_REWRITES`, or None to leave it."""
    if match["formal"]:
        return "년"
    if match["range"]:
        return f"{match['range']}년~"
    if match["year"]:
        return f"{match['year']}년 {match['month']}월"
    if match["day"]:
        lunar = _LUNAR in match.string[: match.start()]
        return None if lunar else f" {DAY_NAMES.index(match['day']) + 1}일"  # «1월 스무날»
    if match["anchor"]:
        return "오늘부터"  # the library takes «지금으로부터 3년 전» for now
    if match["season"]:
        year = today.year
        if match["whose"] == "지난" and _part_of_year(year, match["season"])[1] >= today:
            year -= 1
            if year and _part_of_year(year, match["season"])[1] >= today:
                year -= 1
        return f"{year}년 {match['season']}" if year > 0 else None
    if digits := match["digits"] or match["pair"]:
        return "".join(str(_UNITS[c]) for c in digits) + "년"
    value = _sino_value((match["sino"] or match["short"]).removeprefix("일"))
    return f"{value}년" if value else None


def _rewrite(text: str, today: date) -> _Rewritten:
    edits = [
        (match.start(), match.end(), new)
        for match in _REWRITES.finditer(text)
        if (new := _rewriting(match, today)) is not None
    ]
    references = list(_BACK_REFERENCE.finditer(text))
    if references:
        # Bars as long as the words they hide keep the positions and keep apart what stands around them.
        named = find_times(_BACK_REFERENCE.sub(lambda match: "|" * len(match[0]), text), today)
        for match in references:
            before = [e.first.year for e in named if e.end <= match.start() and not e.is_now]
            if before:
                new = f"{before[-1]}년" if match[1] else f"{before[-1] + 1}년" if match[2] else " "
                edits.append((match.start(), match.end(), new))
    return _apply(text, edits)


# --- judging what the library found ---------------------------------------------------------------

# They point into the conversation or into a rule of opening hours, not to a day counted from today.
_NOT_A_TIME_OF_ITS_OWN: Final = frozenset((
    "당일", "당월", "명일", "익일", "익월", "익년", "전일", "전월", "전년", "작일", "이듬해", "낼",
    "주말", "평일", "주중", "주초",
))  # fmt: skip
_LASTS: Final = re.compile(
    rf"(?:{_NOT_YET}|\s?(?:전통|역사|경력|동안|된|되|됐|째|차(?!례)|넘|이상|이하|이내|가까이|만에|간|정도|안에|지난|내내|묵|숙성|"
    r"근속|짜리|노포|단골|장인|맛집|식당|가게|원조|생(?![가-힣])|식(?![가-힣])|산(?![가-힣])|형(?![가-힣])))"
)
_BARE_DAY: Final = re.compile(r"(?:\d{1,2}|[이삼]?십[일이삼사오육칠팔구]?)\s?일")
_DAY_MEANT: Final = re.compile(r"(?:에|엔|자|날|부터|까지|\s?이전|\s?이후)")
_FRACTION: Final = re.compile(r"\d{1,2}[/-]\d{1,2}")
_RELATIVE: Final = re.compile(r"(년|해|개월|달|주일?|반년|보름)\s?(?:전|후|뒤)")
_RELATIVE_GRAIN: Final[dict[str, Grain]] = {
    "년": "year", "해": "year", "개월": "month", "달": "month", "반년": "month",
    "주": "week", "주일": "week", "보름": "week",
}  # fmt: skip
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2999


def _is_a_time(found: TemporalExpression, rest: str, today: date) -> bool:
    """Whether a question about facts means a date by it; `rest` is the text behind it."""
    kind, grain, words = found.kind.value, found.grain.value, found.text
    if kind == "time" or (kind == "datetime" and not found.is_range and found.start.date() == today):
        return False
    if words in _NOT_A_TIME_OF_ITS_OWN or words.startswith("매"):
        return False
    if not _EARLIEST_YEAR <= found.start.year <= found.end.year <= _LATEST_YEAR:
        return False
    if grain == "year" and words[:1].isdigit():
        return not _LASTS.match(rest) and (found.start.year % 1000 != 0 or found.start.year == 2000)
    if grain == "month" and not any(c.isdigit() for c in words):
        return re.match(_WORD_END + r"|달|\s", rest) is not None
    if _BARE_DAY.fullmatch(words):
        return _DAY_MEANT.match(rest) is not None
    if _FRACTION.fullmatch(words):
        return "/" in words and _DAY_MEANT.match(rest) is not None
    return True


_LIBRARY_GRAIN: Final[dict[str, Grain]] = {
    "year": "year", "half_year": "half_year", "quarter": "quarter", "month": "month", "week": "week",
    "day": "day", "hour": "day", "minute": "day", "second": "day",
}  # fmt: skip


def _grain(found: TemporalExpression) -> Grain:
    if found.is_range:
        return "range"
    if relative := _RELATIVE.search(found.text):
        return _RELATIVE_GRAIN["반년" if "반년" in found.text else relative[1]]
    grain = _LIBRARY_GRAIN[found.grain.value]
    return "part" if grain == "day" and found.end - found.start > timedelta(days=1) else grain


# --- what questions about facts need on top -------------------------------------------------------

# «지금까지» names no point in time: it asks for all that was.
_NOW: Final = re.compile(
    r"(?<![가-힣\w])(?:(?:지금|현재|요즘|요즈음|요새|오늘날|이제|최근(?!\s?\d)|현직)(?!까지)"
    + _WORD_END
    + r"|현(?=\s))"
)
# First and last month; winter runs into the next year. Seasons as the weather service counts them.
_PARTS_OF_YEAR: Final = {
    "초": (1, 3), "초반": (1, 4), "중반": (5, 8), "후반": (9, 12), "말": (10, 12),
    "전반기": (1, 6), "후반기": (7, 12),
    "봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "겨울": (12, 14),
}  # fmt: skip
_I_MEAN: Final = r"(?!\s말(?:이야|이에요|예요|인데|이요|입니다))"
"""«2022년 말이야» means the year, and not its end."""
_LONGEST_FIRST: Final = "|".join(sorted(_PARTS_OF_YEAR, key=len, reverse=True))
_PART: Final = re.compile(_I_MEAN + rf"\s?(?P<part>{_LONGEST_FIRST})" + _WORD_END)
_DECADE: Final = re.compile("대" + _WORD_END)
_ABOUT: Final = re.compile(r"\s?(?:쯤|경|무렵|즈음)" + _WORD_END)
_SHIFT: Final = re.compile(
    r"(?:보다)?\s?(?:"
    r"(?P<before>이전|직전|전(?=에|엔|의|까지|[?.!,]|$))"
    r"|(?P<after>이후|이래(?!요)|직후|(?:후|뒤|다음)(?=에|엔|의|로|부터|은|[?.!,]|$)|다음(?=\s(?!주|달|해|날|번|분기)))"
    r")"
)


def _part_of_year(year: int, part: str) -> tuple[date, date]:
    """First and last day; the winter of the calendar's last year ends with the calendar."""
    first, last = _PARTS_OF_YEAR[part]
    if year == date.max.year:
        last = min(last, 12)
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _extend(found: TimeExpression, text: str, limit: int) -> TimeExpression:
    """Take in the words right behind a date that change what it means, up to the position `limit`."""

    def next_words(pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(text, found.end)
        return match if match and match.end() <= limit else None

    if found.grain == "year" and found.first != found.last:
        if match := next_words(_PART):
            first, last = _part_of_year(found.first.year, match["part"])
            found = replace(found, end=match.end(), first=first, last=last, grain="part")
        elif match := next_words(_DECADE):
            decade = found.first.year // 10 * 10
            first, last = date(decade, 1, 1), date(decade + 9, 12, 31)
            found = replace(found, end=match.end(), first=first, last=last, grain="decade")
    if match := next_words(_ABOUT):
        found = replace(found, end=match.end())
    if match := next_words(_SHIFT):
        found = replace(found, end=match.end(), shift="before" if match["before"] else "after")
    return found


@lru_cache(maxsize=1)
def _parser() -> TemporalParser:
    # Imported on first use: it costs some 80 ms, and much of the house needs dates only to write them.
    from korean_datetime import Cycle, ParseOptions

    # Asked about facts, a month without a year is the latest one that has begun.
    return temporal_parser(ParseOptions(cycle=Cycle.PAST))


def _library_finds(text: str, today: date) -> Iterator[TimeExpression]:
    try:
        parsed = _parser().parse_all(text, now=datetime.combine(today, time(12)))
    except (ValueError, OverflowError):  # it counts beyond the years 1 to 9999
        return
    for found in parsed:
        start, end = found.span
        if not _is_a_time(found, text[end:], today):
            continue
        # The end of a range «…부터 지금까지» is an instant of today, every other end is the midnight after.
        last = (found.end - timedelta(microseconds=1)).date()
        yield TimeExpression(start, end, "", found.start.date(), last, _grain(found))


_SPELLED_DAY: Final = re.compile(
    r"((?:[유시]|[일이삼사오육칠팔구십]{1,2})월\s?[일이삼사오육칠팔구십]{1,3}일)[이인임](?![가-힣]?\d)"
)


def copula_apart(text: str) -> str:
    """«십이월 십구일이래» with a space for the copula's first syllable, which would be read as part of a word."""
    return _SPELLED_DAY.sub(r"\1 ", text)


@lru_cache(maxsize=IN_A_TURN)
def find_times(text: str, today: date) -> tuple[TimeExpression, ...]:
    """The times that a text names, in order, none overlapping.

    Args:
        text: an utterance; only its first 1,000 characters are read.
        today: the day that «오늘», «작년», «3년 전» are counted from.

    A date without a year is its latest occurrence not after today («3월에»), unless the text itself says
    otherwise («내년 3월», «다음 달»). Times of day are not times here: «저녁 7시» gives nothing.
    """
    text = copula_apart(text[:_LONGEST_TEXT])
    rewritten = _rewrite(text, today)
    found = list(_library_finds(rewritten.text, today))
    for match in _NOW.finditer(rewritten.text):
        if all(match.end() <= e.start or e.end <= match.start() for e in found):
            now = TimeExpression(match.start(), match.end(), "", today, today, "day", is_now=True)
            found.append(now)
    found.sort(key=lambda e: e.start)
    limits = [*(e.start for e in found[1:]), len(rewritten.text)]
    extended = (_extend(e, rewritten.text, limit) for e, limit in zip(found, limits, strict=False))
    return tuple(_in_original(e, text, rewritten) for e in extended)


def _in_original(expression: TimeExpression, text: str, rewritten: _Rewritten) -> TimeExpression:
    start, end = rewritten.starts[expression.start], rewritten.ends[expression.end - 1]
    return replace(expression, start=start, end=end, text=text[start:end])


# --- dates as data and as Korean ------------------------------------------------------------------

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_iso(text: str) -> date | str:
    """A date written as `YYYY-MM-DD`, or the text itself where it is a valid `YYYY` or `YYYY-MM`.

    Raises:
        ValueError: it is neither; the message says what is wrong with it.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None or not text.isascii():
        raise ValueError(f"«{text}» is not a date: write it as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = int(match[1]), *(int(part) if part else None for part in match.groups()[1:])
    if year == 0:
        raise ValueError(f"«{text}» is not a date: there is no year 0")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"«{text}» is not a date: there is no month {month}")
    if month is None or day is None:
        return match[0]
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ValueError(f"«{text}» is not a date: {year}-{month:02} has days 1 to {days}, not {day}")
    return date(year, month, day)


def is_as_known(text: str, time: TimeExpression) -> bool:
    """«2026년 3월 12일까지 확인한 내용이에요»: whether a time in an answer only says until when it was looked up."""
    return text[time.end :].startswith(_LOOKED_UP)


def format_date(day: date | str) -> str:
    """«2019년 10월 23일» for a date, «2019년 10월» and «2019년» for the partial dates `2019-10` and `2019`.

    Raises:
        ValueError: a string that `parse_iso` does not accept.
    """
    if isinstance(day, str):
        day = parse_iso(day)
    if isinstance(day, date):
        return f"{day.year}년 {day.month}월 {day.day}일"
    year, _, month = day.partition("-")
    return f"{int(year)}년 {int(month)}월" if month else f"{int(year)}년"


def format_span(time: TimeExpression) -> str:
    """The days of a time expression as one says them: «2025년 4월 말», «2019년», «2019년 10월 23일»."""
    first, last = time.first, time.last
    if time.shift:
        return f"{format_span(replace(time, shift=None))} {'이전' if time.shift == 'before' else '이후'}"
    if first == last:
        return format_date(first)
    if time.grain == "month":
        return f"{first.year}년 {first.month}월"
    if time.grain == "year" or (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}년" if first.year == last.year else f"{first.year}년부터 {last.year}년까지"
    if time.grain == "part" and (first.year, first.month) == (last.year, last.month):
        part = "초" if last.day <= _EARLY else "말" if first.day > _LATE else "중순"
        return f"{first.year}년 {first.month}월 {part}"
    return f"{format_date(first)}부터 {format_date(last)} 사이"


def format_length(first: date, last: date, *, running: bool = False) -> str:
    """The whole months from one day until another, the last not counted: «3년 3개월»; "" for less than a month.

    Args:
        first, last: the days.
        running: whether the month that has begun counts, as in «5개월째».
    """
    return _in_words(_months_between(first, last) + running)


def format_apart(first: date, last: date) -> str:
    """How far it is from one day to another, to the day: «7년 30일», «3년 3개월»; "" for the same day."""
    months = _months_between(first, last)
    return _in_words(months, (last - months_later(first, months)).days)


def format_duration(first: date, last: date) -> str:
    """How long it lasts, both days included; the days only of what is shorter than a year: «3년 3개월», «8개월 5일»."""
    after = last + timedelta(days=1)
    months = _months_between(first, after)
    return _in_words(months, 0 if months >= _YEAR else (after - months_later(first, months)).days)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * _YEAR + last.month - first.month - (last.day < first.day)


def months_later(first: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(first.year * _YEAR + first.month - 1 + months, _YEAR)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _in_words(months: int, days: int = 0) -> str:
    years, rest = divmod(months, _YEAR)
    return " ".join(f"{n}{unit}" for n, unit in ((years, "년"), (rest, "개월"), (days, "일")) if n)


_YEAR: Final = 12
"""Months of a year."""
_EARLY: Final = 12
_LATE: Final = 18


def weekday_name(day: date) -> str:
    """The weekday as it is said: «수요일»."""
    return f"{WEEKDAYS[day.weekday()]}요일"
