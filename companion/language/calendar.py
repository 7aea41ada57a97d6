"""Named days («추석», «크리스마스»), lunar dates and lengths of days, through the `korean-datetime` library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from companion.base import patterns as re
from companion.language.dates import copula_apart, format_date, weekday_name
from companion.language.month_days import MONTH_DAY, MOON_DAY, day_number
from companion.language.morphemes import IN_A_TURN
from companion.language.numbers import parse_number
from companion.language.pattern_rows import PatternRows
from companion.language.solar_terms import NAMES, solar_term
from companion.language.temporal import temporal_parser

if TYPE_CHECKING:
    from korean_datetime import HolidayCalendar, TemporalExpression, TemporalParser

_LONGEST_TEXT: Final = 300
_ALSO: Final = {"설": "설날", "새해": "신정", "신년": "신정", "성탄": "성탄절", "석탄일": "석가탄신일"}
"""Everyday short forms, and a name that the library knows."""
_SAID: Final = {
    "신정": "새해 첫날",
    "성탄": "성탄절",
    "설": "설날",
    "새해": "새해 첫날",
    "신년": "새해 첫날",
    "석탄일": "부처님 오신 날",
}
"""What to call a day that was named in short."""
_YEAR: Final = (
    r"(?:(?P<relative>재작년|작년|지난해|올해|금년|내년|내후년)|(?P<year>(?:19|20)\d\d)년|"
    r"(?P<last>지난|저번)|(?P<next>이번|다음|오는|돌아오는))(?:의)?\s?"
)
_RELATIVE: Final = {"재작년": -2, "작년": -1, "지난해": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2}
_LUNAR_WORD: Final = "음력"
_LONG_MONTH: Final = 30
_IN_FULL: Final = re.compile(r"월\s?\d+\s?일$|^\d+\s?일$|[./-]\d|^(?:오늘|내일|모레|어제|그저께|그제|지금)")
_LUNAR_MONTHS: Final = {
    "정월": 1,
    "이월": 2,
    "삼월": 3,
    "사월": 4,
    "오월": 5,
    "유월": 6,
    "칠월": 7,
    "팔월": 8,
    "구월": 9,
    "시월": 10,
    "동짓달": 11,
    "동지달": 11,
    "섣달": 12,
}
LUNAR_DAY: Final = re.compile(
    r"(?:음력(?:으로|인데|이고|이라|이라서)?,?\s?(?:(\d{4})년\s?)?(윤\s?)?(?:(?P<month>\d{1,2})월|(?P<called>"
    + "|".join(_LUNAR_MONTHS)
    + r"))|()()(?P<only>정월|동짓달|섣달))\s?(?:(?P<day>\d{1,2})일|(?P<named>"
    + MONTH_DAY
    + r")|(?P<spelled>[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])\s?일)"
)
"""«음력 11월 7일», «동짓달 초이레», «음력 시월 이십일»."""
_WORDS_TOO: Final = ("소설", "대서", "소서", "대한", "소한", "백로", "청명", "소만")
"""Terms of the year that are other words as well."""
_NEEDED: Final = ("야", "고", "게", "도록", "기로")
"""What stands before the verb «하지»."""
_OF_A_DAY: Final = re.compile(r"(?:늘|일|레|날|제)(?:이|은|도)?$")
_DENIED: Final = re.compile(r"[은는도를]?\s?(?:않|못|말|마)")
"""What stands after the verb «하지», and what before the day of that name."""
_SOLAR: Final = re.compile(
    rf"(?<![가-힣])(?:{_YEAR})?(?P<name>동짓|{'|'.join(NAMES)})(?:날)?(?=$|[^가-힣]|까지|부터|이|가|은|는|을|를|에|의|도|로|때|랑|하고|과|와|인|였|입)"
)


_NIGHTS: Final = dict(
    zip(("한", "두", "세", "네", "다섯", "여섯", "일곱", "열", "백"), (1, 2, 3, 4, 5, 6, 7, 10, 100), strict=True)
)
_PASSING: Final = re.compile(
    r"(?P<length>(?:[\d일이삼사오육칠팔구십백천]+\s?(?:일|주일?|달|개월)|[한두세네]\s(?:주|달)|일주일|하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름))"
    r"(?:만|을|이|가)?\s?(?:딱\s|더\s)?(?:지나|있으|되|흐르|참으|더하|보태|자고\s?나)면"
)
"""«한 달 지나면», «백 일만 더 참으면»."""
_NIGHTS_ASKED: Final = re.compile(r"(?<![가-힣])몇\s?밤(?:만|이나)?\s?(?:더\s)?(?:자[야면]|잘|남)")
_SLEPT: Final = re.compile(rf"(?P<n>\d+|{'|'.join(_NIGHTS)})\s?밤\s?(?:더\s?)?자(?:면|고\s?나면)")
_IN_DAYS: Final = PatternRows[str](
    (r"오늘에(?:다가?)?(?=\s)", "오늘부터"),
    (r"내일의? 다음\s?날", "모레"),
    (r"어제의? 전날", "그저께"),
    (r"(?<![가-힣])(?:하루 (?:뒤|후)|다음\s?날|자고\s일어나면)(?=[은는에의이가도\s]|$)", "내일"),
    (r"(?<![가-힣])이틀 (?:뒤|후)(?=[은는에의이가도\s]|$)", "모레"),
    (r"(?<![가-힣])(?:하루 전|전날)(?=[은는에의이가도\s]|$)", "어제"),
    (r"(?<![가-힣])(?:이틀 전|그제)(?=[은는에의이가도\s]|$)", "그저께"),
    (r"(?<![가-힣])(?:올 한 해|이 해|금년)(?=[가도은는\s]|$)", "올해"),
    (r"(?<![가-힣])주말(?=까지)", "이번 주 토요일"),
    (r"(?<![가-힣])(?:올해 )?연말(?=까지)|(?<![가-힣])올해 ?(?:말|끝)(?=까지)", "12월 31일"),
    (r"(?<![가-힣])(?:이달 말|이달|월말|말일|달(?=이 바뀌))", "이번 달"),
    (r"(?<![가-힣])해(?=가? ?바뀌)", "새해"),
    (r"다음 달(?=이? ?(?:되려면|오려면|까지))", "이번 달"),
)
"""Days and spans in other words than those of `korean-datetime`."""
_WAITING: Final = re.compile(
    r"려면|코앞|멀었|카운트다운|날수|기다|밤이나|몇\s?밤|며칠만?\s(?:더\s)?(?:이나\s)?(?:있|기다|남|더)|며칠이면|며칠이나\s(?:더\s)?(?:있|남|가)"
)


def in_days(text: str) -> str:
    """The text with lengths of time that pass as days: «두 밤 자면» is «모레», «백 일이 지나면» «백 일 뒤»."""
    text = _SLEPT.sub(lambda found: f"{_NIGHTS.get(found['n']) or found['n']}일 뒤", text)
    text = _PASSING.sub(lambda found: f"{found['length']} 뒤", text)
    text = re.sub(r"(?<!\d)([12])일 뒤", lambda found: ("하루 뒤", "이틀 뒤")[int(found[1]) - 1], text)
    return _IN_DAYS.put_into(text)


def waits_for(text: str) -> bool:
    """Whether it is asked how long it is until a day: «추석이 아직 멀었나», «설이 오려면 며칠 있어야 돼»."""
    return _WAITING.search(text) is not None


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a text names.

    Attributes:
        start, end: half-open span in the text.
        said: the words of the span, a short form in full («설» is «설날»); "" for the end of a range.
        name: what it is called without its year («추석»), "" for a plain date («3월 1일», «내일»).
        day: the day; for a name without a year the next one, today included.
        dated: whether its year was said too, or follows from the words («올해 추석»).
    """

    start: int
    end: int
    said: str
    name: str
    day: date
    dated: bool

    def label(self, today: date) -> str:
        """What to call it in a sentence: as it was said, but a plain date in full and a near one «내일»."""
        if self.name or self.said.startswith(_LUNAR_WORD) or (self.said and not _IN_FULL.search(self.said)):
            return self.said
        return day_label(self.day, today)


@lru_cache(maxsize=2)
def _parser(past: bool = False) -> TemporalParser:
    from korean_datetime import Cycle, DateTableHolidays, ParseOptions

    # Named days are found here, as words of their own.
    cycle = Cycle.PAST if past else Cycle.FUTURE
    return temporal_parser(ParseOptions(cycle=cycle, holidays=DateTableHolidays({})))


@lru_cache(maxsize=1)
def _holidays() -> tuple[HolidayCalendar, dict[str, str], re.Pattern[str]]:
    """The library's calendar, its keys by name without spaces, and what finds a name in a text."""
    from korean_datetime import BuiltinHolidays

    calendar = BuiltinHolidays()
    keys = {"".join(name.split()): key for name, key in calendar.names().items()}
    keys |= {short: keys[name] for short, name in _ALSO.items()}
    names = [r"\s?".join(map(re.escape, name)) for name in sorted(keys, key=len, reverse=True)]
    # A short name is a word of its own: «설명», «새해맞이» are others.
    named = re.compile(
        rf"(?<![가-힣])(?:{_YEAR})?(?P<name>{'|'.join(names)})"
        r"(?=$|[^가-힣]|까지|부터|이|가|은|는|을|를|에|의|도|로|때|당일|날|랑|하고|과|와|인|였|입)"
    )
    return calendar, keys, named


_SPOKEN_DAY: Final = re.compile(r"(?<=[일이삼사오육칠팔구십])일날(?![가-힣])")
"""«다음달 오일날», of which the parser knows only «오일에»; letter for letter, so that places stay."""


@lru_cache(maxsize=IN_A_TURN)
def find_days(text: str, today: date, *, past: bool = False) -> tuple[NamedDay, ...]:
    """The days that a text names, in order.

    Args:
        text: an utterance; only its first 300 characters are read.
        today: what «내일» and «다음 추석» are counted from.
        past: whether a name without a year means the last one («추석이 며칠이었어») instead of the next.
    """
    text = _SPOKEN_DAY.sub("일에", copula_apart(text[:_LONGEST_TEXT]))
    found = [*_lunar_days(text, today, past=past)]
    for day in found:
        text = text[: day.start] + "|" * (day.end - day.start) + text[day.end :]
    found += [*_moon_days(text, today, past=past)]
    found += [*_holidays_in(text, today, past=past), *_solar_terms_in(text, today, past=past)]
    for day in found:
        text = text[: day.start] + "|" * (day.end - day.start) + text[day.end :]
    try:
        others = _parser(past).parse_all(text, now=datetime.combine(today, time(12)))
    except (ValueError, OverflowError):
        others = []
    for other in others:
        if other.kind.value != "date":
            continue
        if other.end - other.start == timedelta(days=1):
            found.append(NamedDay(*other.span, other.text.strip(), "", other.start.date(), True))
        elif other.is_range:
            found += _both_ends(other)
    return tuple(sorted(found, key=lambda day: (day.start, day.day)))


def day_and_weekday(days: tuple[NamedDay, ...], today: date) -> tuple[NamedDay, ...]:
    """«내일 화요일 맞지?», read as one day: the day, and the weekday that is said of it."""
    if len(days) != 1 or " " not in days[0].said:
        return days
    first, _, last = days[0].said.rpartition(" ")
    one, other = find_days(first, today), find_days(last, today)
    if len(one) != 1 or len(other) != 1 or other[0].said != weekday_name(other[0].day) or one[0].name:
        return days
    start, between = days[0].start, days[0].start + len(first)
    return replace(one[0], start=start, end=between), replace(other[0], start=between + 1, end=days[0].end)


def _holidays_in(text: str, today: date, *, past: bool) -> Iterator[NamedDay]:
    calendar, keys, named = _holidays()
    for match in named.finditer(text):
        name = "".join(match["name"].split())
        if match["relative"] or match["year"]:
            year = int(match["year"]) if match["year"] else today.year + _RELATIVE[match["relative"]]
            years = [year]
        else:
            back = past or match["last"] is not None
            years = [today.year, today.year - 1] if back else [today.year, today.year + 1]
        for year in years:
            span = calendar.span(keys[name], year, as_holidays=False)
            if span is None:
                continue
            day = span[0]
            if len(years) == 1 or (day <= today if years[1] < years[0] else day >= today):
                called = _SAID.get(name, match["name"])
                said = match[0][: match.start("name") - match.start()] + called
                yield NamedDay(match.start(), match.end(), said, called, day, match.start() < match.start("name"))
                break


def _solar_terms_in(text: str, today: date, *, past: bool) -> Iterator[NamedDay]:
    """«동짓날», «올해 초복»: days that follow the sun."""
    for match in _SOLAR.finditer(text):
        name = match["name"].replace("짓", "지")
        dated = bool(match["relative"] or match["year"])
        if name == "하지" and not dated and _is_verb(text, match):
            continue
        if name in _WORDS_TOO and not (dated or match["last"] or match["next"] or match[0].endswith("날")):
            continue
        if dated:
            years = [int(match["year"]) if match["year"] else today.year + _RELATIVE[match["relative"]]]
        else:
            years = [today.year, today.year - 1] if past or match["last"] else [today.year, today.year + 1]
        known = (solar_term(name, year) for year in years)
        days = [
            day
            for day in known
            if day is not None and (dated or (day <= today if years[-1] < years[0] else day >= today))
        ]
        if days:
            yield NamedDay(match.start(), match.end(), match[0].replace("짓날", "지"), name, days[0], dated)


def _is_verb(text: str, found: re.Match[str]) -> bool:
    """«뭐 하지», «그렇게 하지 말자»: the verb of that form, and no solstice."""
    before = text[: found.start()].rstrip()
    ends = bool(before) and not _OF_A_DAY.search(before) and not text[found.end() :].strip(" ?!.,~")
    return ends or before.endswith(_NEEDED) or _DENIED.match(text, found.end()) is not None


def _both_ends(found: TemporalExpression) -> Iterator[NamedDay]:
    start, end = found.span
    middle = (start + end) // 2
    yield NamedDay(start, middle, "", "", found.start.date(), True)
    yield NamedDay(middle, end, "", "", found.end.date() - timedelta(days=1), True)


def _lunar_days(text: str, today: date, *, past: bool) -> Iterator[NamedDay]:
    for match in LUNAR_DAY.finditer(text):
        year, leap, month = match[1], bool(match[2]), _lunar_month(match)
        day = day_number(match["named"]) if match["named"] else parse_number(match["day"] or match["spelled"]) or 0
        years = [int(year)] if year else [today.year + offset for offset in ((0, -1) if past else (-1, 0, 1))]
        for candidate in years:
            solar = _moon_day(candidate, month, day, leap=leap)
            if solar is not None and (year or (solar <= today if past else solar >= today)):
                yield NamedDay(match.start(), match.end(), match[0], "", solar, True)
                break


def _moon_days(text: str, today: date, *, past: bool) -> Iterator[NamedDay]:
    """«초하루», «그믐날»: the next such day of the moon, or the last one."""
    for match in MOON_DAY.finditer(text):
        months = [
            (year, month, leap)
            for year in (today.year - 1, today.year)
            for month in range(1, 13)
            for leap in (False, True)
        ]
        days = [
            day
            for year, month, leap in months
            if (day := _moon_day(year, month, day_number(match["named"]), leap=leap)) is not None
        ]
        day = (
            max((day for day in days if day <= today), default=None)
            if past
            else min((day for day in days if day >= today), default=None)
        )
        if day is not None:
            yield NamedDay(match.start(), match.end(), f"{_LUNAR_WORD} {match['named']}", "", day, True)


def _moon_day(year: int, month: int, day: int, *, leap: bool) -> date | None:
    """The day of a lunar date; the last one of a short month where it has no thirtieth."""
    found = lunar_to_solar(year, month, day, leap=leap)
    return found if found is not None or day < _LONG_MONTH else lunar_to_solar(year, month, day - 1, leap=leap)


def _lunar_month(match: re.Match[str]) -> int:
    called = match["called"] or match["only"]
    return _LUNAR_MONTHS[called] if called else int(match["month"])


def lunar_to_solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of a lunar date, None where there is none."""
    from korean_datetime import lunar_to_solar as convert

    try:
        return convert(year, month, day, leap)
    except (ValueError, OverflowError):
        return None


def lunar_date(day: date) -> tuple[int, int, int, bool] | None:
    """Year, month and day in the lunar calendar, and whether it is a leap month; None out of its range."""
    months = [
        (start, year, month, leap)
        for year in (day.year - 1, day.year)
        for month in range(1, 13)
        for leap in (False, True)
        if (start := lunar_to_solar(year, month, 1, leap=leap)) is not None and start <= day
    ]
    if not months:
        return None
    start, year, month, leap = max(months)
    passed = (day - start).days
    return (year, month, passed + 1, leap) if passed < 30 else None


def spoken_lunar(lunar: tuple[int, int, int, bool]) -> str:
    """«10월 20일», «윤6월 27일»."""
    _, month, day, leap = lunar
    return f"{'윤' if leap else ''}{month}월 {day}일"


def of_coming_week(day: NamedDay, today: date) -> NamedDay:
    """«이번 주 토요일», said on a Sunday of what is to come: the week that begins is meant."""
    on_sunday = today.weekday() == 6 and 0 < (today - day.day).days < 7
    return replace(day, day=day.day + timedelta(days=7)) if on_sunday and _THIS_WEEK.match(day.said) else day


_THIS_WEEK: Final = re.compile(r"(?:이번|금)\s?주")


def day_label(day: date, today: date) -> str:
    """«오늘», «내일», «모레», «어제», «그저께», else the date in full."""
    near = {0: "오늘", 1: "내일", 2: "모레", -1: "어제", -2: "그저께"}
    return near.get((day - today).days) or format_date(day)


def days_long(days: int, *, nights: bool = False) -> str:
    """«27일», and «27밤» where nights are counted."""
    return f"{days:,}{'밤' if nights else '일'}"


def weeks_long(days: int) -> str:
    """«5주 4일»."""
    weeks, rest = divmod(days, 7)
    return " ".join([f"{weeks}주"] * (weeks > 0) + [days_long(rest)] * (rest > 0 or not weeks))


def days_until(day: date, today: date) -> int:
    """How many days it is until a day that comes every year, 0 on the day itself."""
    for year in range(today.year, today.year + 9):
        try:
            coming = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if coming >= today:
            return (coming - today).days
    return -1


def asks_nights(text: str) -> bool:
    """«12월 9일인데 몇 밤 자야 돼?»: whether the nights until a day are asked for."""
    return _NIGHTS_ASKED.search(text) is not None
