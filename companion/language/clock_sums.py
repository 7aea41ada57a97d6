"""Sums of times («40분 뒤면 몇 시»), and what a calendar answers by counting («이번 달에 일요일이 몇 번»)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import days_long, find_days
from companion.language.dates import format_date, weekday_name
from companion.language.moments import find_moment, hour_in, spoken_length, spoken_time
from companion.language.numbers import find_numbers, native, parse_number
from companion.language.opening_hours import WEEKDAYS

_HOURS: Final = "|".join(sorted(map(native, range(1, 25)), key=len, reverse=True))
_MINUTES: Final = r"\d{1,3}|[일이삼사오육칠팔구십백]{1,5}"
TIME: Final = re.compile(
    r"(?:(?P<part>새벽|아침|오전|점심|낮|오후|저녁|밤)\s?(?:에\s)?)?"
    rf"(?<![가-힣\d:])(?P<h>\d{{1,2}}|{_HOURS})(?:\s?시(?!\s?간)(?:\s?(?P<m>{_MINUTES})\s?분|\s?(?P<half>반))?|:(?P<colon>\d\d))"
)
LENGTH: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<h>\d{{1,2}}|{_HOURS})\s?시간(?:\s?(?P<m>{_MINUTES})\s?분|\s?(?P<half>반))?"
    rf"|(?P<minutes>{_MINUTES})\s?분|(?P<only>반)\s?시간)"
)
_WHAT_TIME: Final = re.compile(r"(?<![가-힣])몇\s?시(?!\s?간)")
_HOW_LONG: Final = re.compile(r"(?<![가-힣])몇\s?(?:시간|분)|얼마나")
_BACK: Final = re.compile(r"\s?(?:쯤\s?)?전")
_AHEAD: Final = re.compile(r"\s?(?:쯤\s?)?(?:뒤|후|있다|이따|지나)")
_LEAVES: Final = re.compile(
    r"몇\s?시(?:에|쯤|까지)?(?:는|엔)?\s[가-힣\s]*(?:[아어여해]야|가야|서야|나야|[가-힣]면\s?(?:되|돼|될|좋|괜찮))"
)
"""«3시까지 가려면 몇 시에 나가야 돼», «몇 시에 나서면 되지»: what is asked lies before."""
_FROM_NOW: Final = re.compile(r"지금|이제|^\s*(?:그럼\s|앞으로\s)?$")
_IS_NOW: Final = re.compile(r"지금(?:이|은)?\s?$")
_BOTH_ENDS: Final = re.compile(r"\s?(?:부터|에|쯤)")


def find_clock_sum(text: str, now: datetime) -> str | None:
    """The time, or the length of time, that a text asks for, in words; None where it asks for none or for more.

    Args:
        text: what was said.
        now: what is counted from where no time is said.
    """
    text = text[:300]
    asks_time, asks_length = _WHAT_TIME.search(text), _HOW_LONG.search(text)
    if asks_time is None and asks_length is None:
        return None
    times = list(TIME.finditer(text))
    rest = TIME.sub(lambda found: "," * len(found[0]), text)
    lengths = [found for found in LENGTH.finditer(rest) if minutes_of(found) is not None]
    if asks_time is None:
        return _between(text, times) if not lengths else None
    if len(lengths) != 1 or len(times) > 1:
        return None
    length = minutes_of(lengths[0]) or 0
    end_of_length = lengths[0].end()
    back = _BACK.match(rest, end_of_length) or (not _AHEAD.match(rest, end_of_length) and _LEAVES.search(text))
    after = timedelta(minutes=-length if back else length)
    if not times:
        return spoken_time(now + after) if _FROM_NOW.search(text[: lengths[0].start()]) else None
    start = clock_of(times[0])
    if start is None:
        return None
    hour, minute, sure = start
    return _spoken((hour, minute, sure), int(after.total_seconds()) // 60)


_LASTS: Final = re.compile(
    r"\s?(?:이나|쯤|정도|은|는)?\s?(?:걸리|걸려|걸린|걸릴|동안|짜리|이래|이야|이에요|예요|입니다|이고|거든|인데|하는데|한대|한다|잡|면)"
)
_GOES_NOW: Final = re.compile(r"(?:지금|이제|바로)\s?[가-힣\s]{0,8}면")
_ARRIVES: Final = re.compile(r"도착|내려|내리|끝나|끝날|끝|마치|마쳐|들어오|가게|되[나니지는]|돼")
_REMAINS_ASKED: Final = re.compile(
    r"(?:얼마나?|얼마|몇\s?분|몇\s?시간)\s?(?:더\s?)?남|까지\s?(?:얼마나|몇\s?(?:분|시간))"
)
_OF_DAY: Final = re.compile(r"며칠|몇\s?일")


def told_clock_sum(text: str, heard: Sequence[str], now: datetime) -> str | None:
    """The time or length of time that follows from what was told over turns; None where that is not asked.

    «회의가 세 시 반인데 얼마나 남았어», «한 시간 반 걸리면 몇 시에 끝나», «사십 분 걸리는데 몇 시에 나가야 돼»: what
    the question lacks, the time that is counted from or how long it lasts, was told just before.

    Args:
        text: what is asked.
        heard: what was said before, the newest first.
        now: the wall clock.
    """
    text = _with_hours(text[:300])
    heard = [_with_hours(one) for one in heard[:_LATELY]]
    times = list(TIME.finditer(text))
    rest = TIME.sub(lambda found: "," * len(found[0]), text)
    lengths = [found for found in LENGTH.finditer(rest) if minutes_of(found) is not None]
    if _REMAINS_ASKED.search(text) and not _OF_DAY.search(text) and not lengths:
        apart = _FROM_ONE_TO_ANOTHER.search(text)
        if apart is not None and not times:
            return _apart(_time_of(apart["one"], heard), _time_of(apart["other"], heard))
        until = _until_thing(text, times[0]) if len(times) == 1 else ""
        if until:
            return _apart(times[0], _time_of(until, [one for one in heard if f"{until}까지" not in one]))
        at = times if len(times) == 1 else next((found for one in heard[:_LATELY] if (found := _times(one))), [])
        only = find_moment(at[-1][0], now) if len(times) < 2 and at else None
        return spoken_length(_minute(only.at) - _minute(now)) if only is not None and only.at > now else None
    if not times and not lengths and _HOW_LONG_IT_IS.fullmatch(text):
        spans = (_between(one, found) for one in heard if len(found := _times(one)) == _BOTH)
        return next((span for span in spans if span is not None), None)
    if len(times) == 1 and not lengths and _SLEPT_ASKED.search(text, times[0].end()):
        to_bed = (found[0] for one in heard if len(found := _times(one)) == 1 and _SLEPT.match(one, found[0].end()))
        return _apart(next(to_bed, None), times[0])
    asked = _WHAT_TIME.search(text)
    if asked is None or len(times) > 1 or len(lengths) > 1 or _BACK.search(text):
        return None
    leaves = _LEAVES.search(text) is not None
    if not leaves and not _ARRIVES.search(text, asked.start()):
        return None
    start = times[0] if times else next((found[-1] for one in heard[:_LATELY] if (found := _times(one))), None)
    length = lengths[0] if lengths else next((one for told in heard[:_LATELY] if (one := _lasting(told))), None)
    minutes = (minutes_of(length) or 0) if length is not None else 0
    if not times and not leaves and length is not None and _GOES_NOW.search(text):
        return spoken_time(now + timedelta(minutes=minutes))
    if start is None or length is None or (clock := clock_of(start)) is None:
        return None
    return _spoken(clock, -minutes if leaves else minutes)


_FROM_ONE_TO_ANOTHER: Final = re.compile(
    r"(?P<one>[가-힣]{2,}?)(?:[이가은는을를]|에서)?\s?(?:(?:끝나|마치|도착하|시작하|하|오|나|먹)고(?:\s?나서)?|(?:끝난|도착한)\s?(?:뒤|후|다음)|부터)"
    r"\s(?:[가-힣]+\s)*?(?P<other>[가-힣]{2,})까지"
)
"""«리허설 끝나고 본공연까지»: nothing is counted from now."""


_SLEPT: Final = re.compile(r"\s?(?:쯤|쯤에|넘어서|에|에야|에서야)\s(?:겨우\s|간신히\s)?(?:잤|잠들|자서|누웠)")
_SLEPT_ASKED: Final = re.compile(
    r"\s?(?:쯤|쯤에|에|에야)\s(?:일어났|깼|깨|일어나).{0,14}몇\s?시간(?:이나|쯤|\s동안)?\s(?:잔|잤)"
)
"""«세 시에 잤어», «일곱 시에 일어났으니까 몇 시간 잔 거야»."""


def _until_thing(text: str, start: re.Match[str]) -> str:
    """«열두 시 반에 끝나면 간담회까지»: what it is until, from a time that is supposed; "" for its own time."""
    found = _FROM_SUPPOSED.match(text, start.end())
    return found["other"] if found is not None and found["other"] not in text[: found.start("other")] else ""


_FROM_SUPPOSED: Final = re.compile(
    r"(?:\s?부터|[^,.?!]{0,14}?(?:면|끝나[가-힣]{0,3}|마치[가-힣]{0,3}|도착[가-힣]{1,4}|[났쳤]는데|[났쳤]으니까?)),?"
    r"\s(?:[가-힣]+\s){0,3}?(?P<other>(?!그때|거기|지금|때까)[가-힣]{2,}?)까지"
)


def _time_of(what: str, heard: Sequence[str]) -> re.Match[str] | None:
    """The time that was told next to a word: «두 시에 리허설이고», «개회사는 세 시야»; None where none was."""
    for told in heard:
        at = told.find(what)
        times = _times(told) if at >= 0 else []
        if times:
            return min(times, key=lambda found: min(abs(found.end() - at), abs(found.start() - at - len(what))))
    return None


def _apart(one: re.Match[str] | None, other: re.Match[str] | None) -> str | None:
    """How long it is from one time to another; None where one was not told or both are the same."""
    start = clock_of(one) if one is not None else None
    end = clock_of(other) if other is not None else None
    return None if start is None or end is None or start == end else _span(start, end)


_BOTH: Final = 2
_HOW_LONG_IT_IS: Final = re.compile(
    r"\s*(?:(?:그럼|그러면|근데|그래서|총|다|모두|전부|행사|합쳐서|해서|그건|그거|그게)\s)*몇\s?시간(?:이나|동안)?\s?(?:(?:하|진행하|걸리|되|쓰)(?:는|ㄴ)\s)?[가-힣]{0,6}(?:\s[가-힣]{1,4})?[\s?.!]*"
)
"""«몇 시간 하는 거지?», of what was told to begin and to end."""
_LATELY: Final = 4
"""How many utterances back a time is looked for that the question lacks."""


def names_time(text: str) -> bool:
    """Whether a time of day is named: «세 시», «자정»."""
    return TIME.search(_with_hours(text[:300])) is not None


_NOONS: Final = {"자정": "밤 열두 시", "정오": "낮 열두 시"}


def _with_hours(text: str) -> str:
    return re.sub(r"(?<![가-힣])(?:자정|정오)", lambda found: _NOONS[found[0]], text)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _times(text: str) -> list[re.Match[str]]:
    return list(TIME.finditer(text[:300]))


def _lasting(text: str) -> re.Match[str] | None:
    """«네 시간 걸린대»: how long something was said to last."""
    rest = TIME.sub(lambda found: "," * len(found[0]), text[:300])
    return next((found for found in LENGTH.finditer(rest) if _LASTS.match(rest, found.end())), None)


_LATER: Final = re.compile(r"넣|더|지나|흐르|있으|뒤|후|추가|늦|미루|미뤄|밀리|밀려|길어|쉬|지연|연장|끼우|포함")
_EARLIER: Final = re.compile(r"당기|당겨|앞당|일찍|빨리|줄이|줄어|빼|단축")
_SUPPOSED: Final = re.compile(
    r"(?:면|대요?|래요?)[\s?.!]*(?:몇\s?시[가-힣\s]*|언제[가-힣\s]*|어떻게[가-힣\s]*)?[?.!]*$|몇\s?시|언제"
)
_FITS: Final = re.compile(
    r"(?:되|돼|수\s?있|가능|괜찮|충분|안\s?늦|여유|맞|넉넉)[가-힣]*(?:겠|네|지|죠|까|나|을|어|요|냐|니|아)[가-힣\s]*[?.!]*$"
)


def moved_time(text: str, told: str) -> str | None:
    """«쉬는 시간 십오 분 넣으면», after a time was told: the same time so much later or earlier; None elsewhere.

    Args:
        text: what was said.
        told: the answer before, with the one time that is counted from.
    """
    length = LENGTH.search(text[:200])
    minutes = minutes_of(length) if length is not None else None
    start = _only_time(told)
    if length is None or minutes is None or start is None or TIME.search(text) or not _SUPPOSED.search(text):
        return None
    back = _EARLIER.search(text, length.end()) or _BACK.match(text, length.end())
    if not back and not _LATER.search(text):
        return None
    return _spoken(start, -minutes if back else minutes)


def time_to_spare(text: str, told: str) -> int | None:
    """«그럼 네 시에 차리면 되겠네», after a time was told: by how many minutes the time said lies after it."""
    times, start = list(TIME.finditer(text[:200])), _only_time(told)
    named = clock_of(times[0]) if len(times) == 1 else None
    if named is None or start is None or not _FITS.search(text):
        return None
    whole = 24 * 60 if named[2] and start[2] else 12 * 60
    apart = (named[0] * 60 + named[1] - start[0] * 60 - start[1]) % whole
    return apart if apart <= whole // 2 else apart - whole


def _only_time(text: str) -> tuple[int, int, bool] | None:
    times = list(TIME.finditer(text))
    return clock_of(times[0]) if len(times) == 1 else None


def _spoken(start: tuple[int, int, bool], minutes: int) -> str:
    """A time so many minutes later; with the half of the day where that is known."""
    hour, minute = divmod((start[0] * 60 + start[1] + minutes) % (24 * 60), 60)
    if start[2]:
        return spoken_time(datetime.combine(date.min, time(hour, minute)))
    return f"{hour % 12 or 12}시" + (f" {minute}분" if minute else "")


def clock_of(found: re.Match[str]) -> tuple[int, int, bool] | None:
    """Hour and minute of a time, and whether it is known which half of the day it is in."""
    hour = parse_number(found["h"])
    minute = 30 if found["half"] else parse_number(found["m"] or found["colon"] or "0")
    if hour is None or hour > 24 or minute is None or minute > 59:
        return None
    part = found["part"]
    if part and hour <= 12:
        return hour_in("점심" if part == "낮" else part, hour % 12), minute, True
    return hour, minute, hour > 12


def minutes_of(found: re.Match[str]) -> int | None:
    """How many minutes a match of `LENGTH` says."""
    if found["only"]:
        return 30
    if found["minutes"]:
        return parse_number(found["minutes"])
    hours, minutes = parse_number(found["h"]), parse_number(found["m"] or "0")
    return None if hours is None or minutes is None else hours * 60 + (30 if found["half"] else minutes)


def _between(text: str, times: list[re.Match[str]]) -> str | None:
    """How long it is from one time to the next at the other."""
    if len(times) != 2:
        return None
    if _IS_NOW.search(text[: times[1].start()]):
        times = times[::-1]  # «2시 50분 기차인데 지금 2시 15분이면 몇 분 남았어»
    elif not _BOTH_ENDS.match(text, times[0].end()) and not _IS_NOW.search(text[: times[0].start()]):
        return None
    one, other = clock_of(times[0]), clock_of(times[1])
    return None if one is None or other is None else _span(one, other)


def _span(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> str:
    # The second time stands in the half of the first, unless it says otherwise or would lie before.
    whole = 24 * 60 if one[2] and other[2] else 12 * 60
    length = (other[0] * 60 + other[1] - one[0] * 60 - one[1]) % whole or whole
    hours, minutes = divmod(length, 60)
    return " ".join(([f"{hours}시간"] if hours else []) + ([f"{minutes}분"] if minutes else []))


_SIGN: Final = "띠"
ANIMALS: Final = ("쥐", "소", "호랑이", "토끼", "용", "뱀", "말", "양", "원숭이", "닭", "개", "돼지")
_ZODIAC: Final = re.compile(r"(?:무슨|어떤|뭔)\s?띠|띠(?:가|는)?\s?(?:뭐|무엇|뭔)")
_OF_ANIMAL: Final = re.compile(rf"(?P<animal>{'|'.join(ANIMALS)})\s?띠\s?(?:해)?(?:는|가|이)?\s?(?:언제|몇\s?년)")
_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?년|(?P<short>\d\d)\s?년\s?생|(?P<relative>재작년|작년|지난해|올해|금년|내년|내후년)"
)
_RELATIVE: Final = {"재작년": -2, "작년": -1, "지난해": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2}
_NTH_WEEKDAY: Final = re.compile(
    rf"(?<!월)(?<!월\s)(?<!\d)(?P<day>\d{{1,2}})\s?일(?:의|이|날)?\s(?P<weekday>[{WEEKDAYS}])요일(?!부터|까지)"
)
_NEXT: Final = re.compile(r"다음|언제|돌아오|오는|또")
_HOW_MANY: Final = re.compile(
    rf"(?:(?P<month>\d{{1,2}})\s?월|(?P<this>이번\s?달|이달)|(?P<coming>다음\s?달))\s?(?:에는|에|엔|은|중에)?\s?(?P<weekday>[{WEEKDAYS}])요일[이은]?\s?(?:총\s|모두\s|다\s)?(?:몇|네|다섯|\d)\s?(?:번|개|주)"
)
_BEGUN: Final = re.compile(r"부터|(?:이|을|를|가)\s?(?:1일|첫날|하루)")
_NTH: Final = re.compile(
    r"(?P<n>\d+|[일이삼사오육칠팔구십백천]+)\s?일(?:째|이?\s?맞|이?지|이?야|이?에요|이?네|\s?되)|며칠째|몇\s?일째|디데이|D\+"
)
NAMED_COUNTS: Final = {
    "사십구재": 49,
    "49재": 49,
    "사십구제": 49,
    "49제": 49,
    "백일기도": 100,
    "백일잔치": 100,
    "백일상": 100,
    "삼우제": 3,
    "삼우": 3,
    "백일재": 100,
    "백일": 100,
}
"""What is held on which day, the first one counted too."""
_NAMED: Final = re.compile("|".join(sorted(NAMED_COUNTS, key=len, reverse=True)))
_IS_THAT_DAY: Final = re.compile(
    rf"\s?(?:이|가|은|는)\s[^,.]{{0,16}}?(?:{_NAMED.pattern})(?:이래|이야|이거든|인데|이라|이에|예요|날)"
)
_WHEN: Final = re.compile(r"언제|언젠|며칠|몇\s?월|계산|날짜|무슨\s?요일")


@dataclass(frozen=True, slots=True)
class DayPuzzle:
    """What comes of counting: the name of the sentence that says so, and what stands in its gaps."""

    said: str
    values: dict[str, object]


def find_day_puzzle(text: str, today: date) -> DayPuzzle | None:
    """What a text wants counted; None for every other text."""
    text = text[:200]
    found = (one(text, today) for one in (_zodiac, _next_day, _weekdays, _held, _nth))
    return next((one for one in found if one is not None), None)


def _zodiac(text: str, today: date) -> DayPuzzle | None:
    asked, animal = _ZODIAC.search(text), _OF_ANIMAL.search(text)
    if animal is not None:
        index = ANIMALS.index(animal["animal"])
        year = next(y for y in range(today.year, today.year + 12) if (y - 4) % 12 == index)
        return DayPuzzle("zodiac", {"year": f"{year}년", "animal": sign_of(year)})
    if asked is None:
        return None
    named = _YEAR.search(text)
    if named is None:
        return None
    if named["relative"]:
        year = today.year + _RELATIVE[named["relative"]]
    else:
        year = int(named["year"] or named["short"])
        year += 0 if year > 99 else 2000 if year <= today.year % 100 else 1900
    return DayPuzzle("zodiac", {"year": f"{year}년", "animal": sign_of(year)})


def sign_of(year: int) -> str:
    """«쥐띠» of 1948."""
    return f"{ANIMALS[(year - 4) % len(ANIMALS)]}{_SIGN}"


def _next_day(text: str, today: date) -> DayPuzzle | None:
    found = _NTH_WEEKDAY.search(text)
    if found is None or not _NEXT.search(text) or not 1 <= int(found["day"]) <= 31:
        return None
    weekday = WEEKDAYS.index(found["weekday"])
    days = _days_from(today, int(found["day"]))
    day = next(day for day in days if day.weekday() == weekday)
    return DayPuzzle("next_day", {"date": format_date(day), "weekday": weekday_name(day)})


def _days_from(today: date, number: int) -> Iterator[date]:
    """The days of a number, month by month, from tomorrow on."""
    for ahead in range(12 * 40):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if number <= monthrange(year, month + 1)[1] and (day := date(year, month + 1, number)) > today:
            yield day


def _weekdays(text: str, today: date) -> DayPuzzle | None:
    found = _HOW_MANY.search(text)
    if found is None:
        return None
    year, month = today.year, int(found["month"] or today.month)
    if found["coming"]:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    named = _YEAR.search(text[: found.start()])
    year += _RELATIVE[named["relative"]] if named is not None and named["relative"] else 0
    year = int(named["year"]) if named is not None and named["year"] else year
    if not 1 <= month <= 12:
        return None
    weekday = WEEKDAYS.index(found["weekday"])
    days = (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))
    listed = [f"{day.day}일" for day in days if day.weekday() == weekday]
    values = {"month": f"{year}년 {month}월", "weekday": f"{found['weekday']}요일", "n": len(listed)}
    return DayPuzzle("weekdays", {**values, "days": ", ".join(listed)})


def _held(text: str, today: date) -> DayPuzzle | None:
    """«사십구재가 언젠지 계산 좀… 11월 22일에 가셨어», «3월 9일부터 사귀었는데 천일이 언제야»."""
    named = _NAMED.search(text)
    counted = _COUNTED_DAY.search(text) if named is None and _BEGUN.search(text) else None
    found = named or counted
    if found is None or not _WHEN.search(text) or _NTH.search(text):
        return None
    number = NAMED_COUNTS[named[0]] if named is not None else parse_number(found["n"])
    days = find_days(text if named is not None else text[: found.start()], today, past=True)
    if len(days) != 1 or not number:
        return None
    if days[0].end <= found.start() and _IS_THAT_DAY.match(text, days[0].end):
        return None  # «12월 6일이 백일이래»: the day itself is told
    day = days[0].day + timedelta(days=number - 1)
    values = {"date": format_date(day), "weekday": weekday_name(day), "n": days_long(number)}
    name = "held" if named is not None else "held_plain"
    return DayPuzzle(name, {"name": found[0], "first": format_date(days[0].day), **values})


_COUNTED_DAY: Final = re.compile(
    r"(?<![가-힣\d])(?P<n>[1-9]\d{2,4}|[일이삼사오육칠팔구]?[십백천만][일이삼사오육칠팔구십백천]*)\s?일(?=[이은]?\s)"
)
"""«천일이 언제야»: a day by its number from the first on; of a month there are no hundred."""


def _nth(text: str, today: date) -> DayPuzzle | None:
    """«8월 22일부터 1일이면 오늘이 딱 백일 맞지?»."""
    asked = _NTH.search(text)
    begun = _BEGUN.search(text)
    days = find_days(text[: begun.start()], today, past=True) if begun is not None else ()
    if asked is None or begun is None or len(days) != 1 or days[0].day > today:
        return None
    numbers = [n.value for n in find_numbers(text) if n.counter == "일" and n.start >= begun.end() and n.value > 1]
    number = (today - days[0].day).days + 1
    kind = "nth" if not numbers else "nth_right" if numbers[-1] == number else "nth_wrong"
    return DayPuzzle(kind, {"first": format_date(days[0].day), "n": days_long(number)})
