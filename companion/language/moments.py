"""The moment at which somebody wants to be told something: «10분 뒤», «내일 아침 7시», «매일 8시», «삼 분 타이머».

Like dates (`dates`), found by the `korean-datetime` library; here a time lies ahead. An hour without a half of the day
is the next one at which people are up («3시» at night is three in the afternoon).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.morphemes import IN_A_TURN
from companion.language.numbers import count
from companion.language.opening_hours import WEEKDAYS
from companion.language.temporal import temporal_parser

if TYPE_CHECKING:
    from korean_datetime import TemporalExpression, TemporalParser

EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
_WORKDAYS: Final = (0, 1, 2, 3, 4)
_WEEKEND: Final = (5, 6)
_UP_FROM, _UP_TO = 7, 22
"""Hours between which somebody who says no half of the day is up."""
_LONGEST_TEXT: Final = 500
_LONGEST: Final = timedelta(days=3660)

_NUMBER: Final = (
    r"(?:\d{1,4}|[이삼사오육칠팔구]?백?[일이삼사오육칠팔구]?십?[일이삼사오육칠팔구십백]"
    r"|(?:열|스물|서른|마흔|쉰)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|서른|마흔|쉰)"
)
_DURATION: Final = re.compile(
    rf"(?<![가-힣\d])(?:{_NUMBER}\s?시간(?:\s?반)?(?:\s?{_NUMBER}\s?분)?|{_NUMBER}\s?분(?:\s?{_NUMBER}\s?초)?|{_NUMBER}\s?초)"
    r"(?![가-힣]*시|\s?씩)"  # «하루에 삼십 분씩» says how long, and not when
)
_ELAPSES: Final = re.compile(
    r"(?<=[분초간반])\s?(?:만|쯤|정도)?\s?(?:있다가?|이따가?|있으면|있으먼|이따)(?=[\s가-힣]|$)"
)
_MINUS: Final = re.compile(r"(?:마이너스|(?<!\d)-)\s?$")
_DONE: Final = re.compile(r"([가-힣])(?:다|어|음|어요|습니다)\s*[,.!]?\s*$")
_DAILY: Final = re.compile(r"매일(?:같이)?|날마다|(?:아침|점심|저녁|밤|새벽)마다")
_WORKDAILY: Final = re.compile(r"평일|주중")
_WEEKENDLY: Final = re.compile(r"(?:매주\s?)?주말(?:마다)?")
_WEEKLY: Final = re.compile(
    rf"(?:매주\s?)(?P<all>(?:[{WEEKDAYS}](?:요일)?[,과와하고랑\s]{{0,3}})+)(?:마다)?"
    rf"|(?P<each>(?:[{WEEKDAYS}]요일[,과와하고랑\s]{{0,3}})+)마다"
)
_NOW: Final = "지금"
"""What the library takes for a time, and nobody waits for."""
_HOUR: Final = re.compile(r"시|:|정오|자정")
_PART_OF_DAY: Final = re.compile(r"(?<![가-힣])(?:오늘|내일|모레)?\s?(새벽|아침|점심|저녁|밤|오전|오후)")
_OF_DAY: Final = re.compile(r"(?<!\d)(?:1[3-9]|2[0-4])\s?(?:시|:)")
"""An hour that is said as one of 24."""
_WAKING: Final = range(4, 12)
_FIRST_HOUR: Final = {"새벽": 0, "아침": 0, "오전": 0, "점심": 10, "오후": 12, "저녁": 15, "밤": 17}
"""The hour from which on each part of the day has one of every clock face."""
_CORRECTS: Final = re.compile(r"(?<![가-힣])(?:아니(?:다|야|라|요)?|말고|아참|참)(?![가-힣])")
"""What takes back the hour before it: «여덟 시에 맞춰 줘 아니다 아홉 시로»."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is wanted.

    Attributes:
        start, end: half-open span in the text.
        at: the first time, which has passed where only an earlier day or hour can be meant («오늘 오후 두 시»).
        repeat: the weekdays on which it comes again at that hour, 0 for Monday; none where it comes once.
        after: how long it is from now, where it was put like that («10분 뒤»).
        has_time: whether a time of day was named; else only a day was («내일»).
        several: whether more than one hour was named.
        spans: where the parts of it stand, a day and an hour may stand apart.
    """

    start: int
    end: int
    at: datetime
    repeat: tuple[int, ...] = ()
    after: timedelta | None = None
    has_time: bool = True
    several: bool = False
    spans: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=1)
def _parser() -> TemporalParser:
    from korean_datetime import AmbiguousHour, Cycle, ParseOptions

    return temporal_parser(ParseOptions(cycle=Cycle.FUTURE, ambiguous_hour=AmbiguousHour.NEAREST_FUTURE))


def when_to_wake(moment: Moment, text: str, now: datetime) -> Moment:
    """«내일 6시에 깨워 줘»: in the morning, where no half of the day is said and that is still to come."""
    said = _PART_OF_DAY.search(text) is not None or _OF_DAY.search(text) is not None
    earlier = moment.at - timedelta(hours=12)
    if moment.after is not None or said or not moment.has_time or moment.at.hour < 12:
        return moment
    return replace(moment, at=earlier) if earlier > now and earlier.hour in _WAKING else moment


@lru_cache(maxsize=IN_A_TURN)
def find_moment(text: str, now: datetime) -> Moment | None:
    """The moment that a text names, None where it names none.

    Args:
        text: an utterance; only its first 500 characters are read.
        now: what «10분 뒤» is counted from, without a time zone.
    """
    text = text[:_LONGEST_TEXT]
    repeat, spans = _repeats(text)
    minute = _whole_minute(now)
    try:
        found = _parser().parse_all(_ELAPSES.sub(_elapsing, text), now=minute)
    except (ValueError, OverflowError):  # it counts beyond the years 1 to 9999
        return None
    found = [e for e in found if not e.is_range and e.text.strip() != _NOW]
    timed = [e for e in found if e.kind.value in ("time", "datetime")]
    by_hour = [e for e in timed if _HOUR.search(e.text)]
    corrected = len(by_hour) > 1 and _CORRECTS.search(text, by_hour[-2].span[1], by_hour[-1].span[0]) is not None
    chosen = by_hour[-1] if corrected else next(iter(by_hour or timed), None)
    days = [e for e in found if e.kind.value == "date" or (corrected and e.kind.value == "datetime")]
    if chosen is None and (lasting := _lasting(text, now)) is not None:
        return lasting
    if chosen is None and not days and not repeat:
        return None
    named = [e.span for e in (chosen, *days, *(by_hour if corrected else ())) if e is not None]
    start = min(span[0] for span in (*named, *spans))
    end = max(span[1] for span in (*named, *spans))
    end = max([end, *(match.end() for match in _ELAPSES.finditer(text) if match.start() < end)])
    whole = corrected or (chosen is not None and _is_delay(chosen))
    parts = ((start, end),) if whole else tuple(sorted({*named, *spans}))
    if chosen is None:
        day = days[0].start if days else now
        return Moment(start, min(end, len(text)), day, repeat, has_time=False, spans=parts)
    if _is_delay(chosen):
        after = chosen.start - minute
        return Moment(start, min(end, len(text)), now + after, after=after, spans=parts) if _can_wait(after) else None
    part = _PART_OF_DAY.search(text)
    at = _first(chosen, days, repeat, now, part[1] if part else "")
    several = len({e.start for e in by_hour}) > 1 and not corrected  # «4시에 나갈 거야 4시 되면 말해 줘» is one
    return (
        Moment(start, min(end, len(text)), at, repeat, several=several, spans=parts) if at <= now + _LONGEST else None
    )


def is_backwards(text: str, moment: Moment) -> bool:
    """«마이너스 5분»: no length of time that anybody can wait."""
    return moment.after is not None and _MINUS.search(text[: moment.start]) is not None


def ends_with_length(text: str, moment: Moment) -> bool:
    """«컵라면 물 부었다 3분»: after what was done just now stands nothing but how long it takes."""
    rest = text[moment.end :].strip(" .!~ㅋㅎ")
    done = _DONE.search(text[: moment.start])
    return moment.after is not None and not rest and done is not None and final_consonant(done[1]) == "ㅆ"


def _elapsing(match: re.Match[str]) -> str:
    """«10분만 이따가» as the library knows it, no longer than it was where it can be."""
    return " 뒤".ljust(len(match[0]))


def _is_delay(found: TemporalExpression) -> bool:
    return re.search(r"(?:뒤|후|있다가?|지나면|만에)\s*$", found.text) is not None


def _lasting(text: str, now: datetime) -> Moment | None:
    """«삼 분 타이머»: a length of time by itself."""
    match = _DURATION.search(text)
    if match is None:
        return None
    minute = _whole_minute(now)
    parsed = [e for e in _parser().parse_all(f"{match[0]} 뒤", now=minute) if _is_delay(e)]
    if not parsed or not _can_wait(after := parsed[0].start - minute):
        return None
    return Moment(match.start(), match.end(), now + after, after=after, spans=(match.span(),))


def _whole_minute(now: datetime) -> datetime:
    """The library drops seconds from what lies minutes ahead: it counts from a whole minute, the delay from now."""
    return now.replace(second=0, microsecond=0)


def _can_wait(after: timedelta) -> bool:
    return timedelta(0) < after <= _LONGEST


def _first(
    chosen: TemporalExpression, days: list[TemporalExpression], repeat: tuple[int, ...], now: datetime, part: str
) -> datetime:
    """The first time at that hour, on a day that was named, or that is one of those that come again.

    A part of the day that stands elsewhere («저녁약 먹으라고 일곱 시에») says which half is meant.
    """
    at = chosen.start
    ambiguous = {ambiguity.value for ambiguity in chosen.ambiguities}
    open_half = "meridiem" in ambiguous or "noon_or_midnight" in ambiguous
    if open_half and part:
        at = at.replace(hour=hour_in(part, at.hour % 12))
    if chosen.kind.value == "datetime" and not repeat:
        return at
    if open_half and not part:
        hour = at.hour % 12
        hours = [h for h in (hour, hour + 12) if _UP_FROM <= h <= _UP_TO] or [at.hour]
    else:
        hours = [at.hour]
    times = [time(hour, at.minute, at.second) for hour in hours]
    if days and not repeat:
        return datetime.combine(days[0].start, times[0])
    candidates = [
        datetime.combine(now.date() + timedelta(days=ahead), moment) for ahead in range(9) for moment in times
    ]
    if repeat and len(times) > 1:  # «매일 8시»: the morning's
        candidates = [candidate for candidate in candidates if candidate.time() == times[0]]
    return next(c for c in candidates if c > now and (not repeat or c.weekday() in repeat))


def day_and_part(at: datetime, text: str) -> str:
    """A day in full, with the part of the day that a text names: «2026년 12월 5일 저녁»."""
    found = _PART_OF_DAY.search(text)
    return f"{at.year}년 {at.month}월 {at.day}일" + (f" {found[1]}" if found is not None else "")


def hour_in(part: str, hour: int) -> int:
    """The hour of 24 that one of 12 means in a part of the day; «밤 한 시» is after midnight."""
    return next((h for h in (hour, hour + 12) if h >= _FIRST_HOUR[part]), hour)


def _repeats(text: str) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """The weekdays on which something comes again, and where that is said."""
    for pattern, days in ((_DAILY, EVERY_DAY), (_WORKDAILY, _WORKDAYS), (_WEEKENDLY, _WEEKEND)):
        match = pattern.search(text)
        if match and (pattern is not _WEEKENDLY or "마다" in text or "매주" in match[0]):
            return days, [match.span()]
    match = _WEEKLY.search(text)
    if match is None:
        return (), []
    named = re.findall(rf"([{WEEKDAYS}])(?:요일)?", match["all"] or match["each"])
    return tuple(sorted({WEEKDAYS.index(day) for day in named})), [match.span()]


def next_time(at: datetime, repeat: tuple[int, ...], now: datetime) -> datetime:
    """The first time later than now that is at the hour of `at`, on one of the weekdays."""
    days = (datetime.combine(now.date() + timedelta(days=ahead), at.time()) for ahead in range(9))
    return next(day for day in days if day > now and day > at and day.weekday() in repeat)


def spoken_repeat(repeat: tuple[int, ...]) -> str:
    """«매일», «평일마다», «주말마다», «월요일과 목요일마다»."""
    named = {EVERY_DAY: "매일", _WORKDAYS: "평일마다", _WEEKEND: "주말마다"}.get(repeat)
    return named or "·".join(f"{WEEKDAYS[day]}요일" for day in repeat) + "마다"


def spoken_time(moment: datetime) -> str:
    """«오후 3시 5분»; seconds are left out."""
    half = "오전" if moment.hour < 12 else "오후"
    minutes = f" {moment.minute}분" if moment.minute else ""
    return f"{half} {moment.hour % 12 or 12}시{minutes}"


def spoken_day(moment: datetime, now: datetime) -> str:
    """«오늘», «내일», «모레», «12월 25일», with its year where that is another one."""
    ahead = (moment.date() - now.date()).days
    names = {-2: "그저께", -1: "어제", 0: "오늘", 1: "내일", 2: "모레"}
    year = "" if moment.year == now.year else f"{moment.year}년 "
    return names.get(ahead) or f"{year}{moment.month}월 {moment.day}일"


def spoken_length(length: timedelta) -> str:
    """«한 시간 30분», «10분», «45초»; the largest units are said."""
    seconds = round(length.total_seconds())
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = [count(hours, "시간")] if 0 < hours < 100 else [f"{hours:,}시간"] if hours else []
    parts += [f"{minutes}분"] if minutes else []
    parts += [f"{seconds}초"] if seconds else []
    return " ".join(parts) or "0초"
