"""Sums of times: «3시 10분인데 25분 뒤에 끝나면 몇 시야», «40분 뒤면 몇 시», «11시에 자서 6시에 일어나면 몇 시간»."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

from companion.language.moments import hour_in, spoken_time
from companion.language.numbers import native, parse_number

_HOURS: Final = "|".join(sorted(map(native, range(1, 25)), key=len, reverse=True))
_MINUTES: Final = r"\d{1,3}|[일이삼사오육칠팔구십백]{1,5}"
_TIME: Final = re.compile(
    r"(?:(?P<part>새벽|아침|오전|점심|낮|오후|저녁|밤)\s?(?:에\s)?)?"
    rf"(?<![가-힣\d:])(?P<h>\d{{1,2}}|{_HOURS})(?:\s?시(?!\s?간)(?:\s?(?P<m>{_MINUTES})\s?분|\s?(?P<half>반))?|:(?P<colon>\d\d))"
)
_LENGTH: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<h>\d{{1,2}}|{_HOURS})\s?시간(?:\s?(?P<m>{_MINUTES})\s?분|\s?(?P<half>반))?"
    rf"|(?P<minutes>{_MINUTES})\s?분|(?P<only>반)\s?시간)"
)
_WHAT_TIME: Final = re.compile(r"(?<![가-힣])몇\s?시(?!\s?간)")
_HOW_LONG: Final = re.compile(r"(?<![가-힣])몇\s?(?:시간|분)|얼마나")
_BACK: Final = re.compile(r"\s?(?:쯤\s?)?전")
_AHEAD: Final = re.compile(r"\s?(?:쯤\s?)?(?:뒤|후|있다|이따|지나)")
_LEAVES: Final = re.compile(r"몇\s?시(?:에|쯤|까지)?(?:는|엔)?\s[가-힣\s]*(?:[아어여해]야|가야|서야|나야)")
"""«3시까지 가려면 몇 시에 나가야 돼»: what is asked lies before."""
_FROM_NOW: Final = re.compile(r"지금|이제|^\s*(?:그럼\s|앞으로\s)?$")
_REMAINS: Final = re.compile(r"남")
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
    times = list(_TIME.finditer(text))
    rest = _TIME.sub(lambda found: "," * len(found[0]), text)
    lengths = [found for found in _LENGTH.finditer(rest) if _minutes(found) is not None]
    if asks_time is None:
        return _between(text, times) if not lengths else None
    if len(lengths) != 1 or len(times) > 1:
        return None
    length = _minutes(lengths[0]) or 0
    end_of_length = lengths[0].end()
    back = _BACK.match(rest, end_of_length) or (not _AHEAD.match(rest, end_of_length) and _LEAVES.search(text))
    after = timedelta(minutes=-length if back else length)
    if not times:
        return spoken_time(now + after) if _FROM_NOW.search(text[: lengths[0].start()]) else None
    start = _clock(times[0])
    if start is None:
        return None
    hour, minute, sure = start
    end = datetime.combine(now.date(), time(hour % 24, minute)) + after
    if sure:
        return spoken_time(end)
    return f"{end.hour % 12 or 12}시" + (f" {end.minute}분" if end.minute else "")


def _clock(found: re.Match[str]) -> tuple[int, int, bool] | None:
    """Hour and minute of a time, and whether it is known which half of the day it is in."""
    hour = parse_number(found["h"])
    minute = 30 if found["half"] else parse_number(found["m"] or found["colon"] or "0")
    if hour is None or hour > 24 or minute is None or minute > 59:
        return None
    part = found["part"]
    if part and hour <= 12:
        return hour_in("점심" if part == "낮" else part, hour % 12), minute, True
    return hour, minute, hour > 12


def _minutes(found: re.Match[str]) -> int | None:
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
    if _REMAINS.search(text, times[1].end()) and _IS_NOW.search(text[: times[1].start()]):
        times = times[::-1]  # «2시 50분 기차인데 지금 2시 15분이면 몇 분 남았어»
    elif not _BOTH_ENDS.match(text, times[0].end()) and not _IS_NOW.search(text[: times[0].start()]):
        return None
    one, other = _clock(times[0]), _clock(times[1])
    if one is None or other is None:
        return None
    # The second time stands in the half of the first, unless it says otherwise or would lie before.
    whole = 24 * 60 if one[2] and other[2] else 12 * 60
    length = (other[0] * 60 + other[1] - one[0] * 60 - one[1]) % whole or whole
    hours, minutes = divmod(length, 60)
    return " ".join(([f"{hours}시간"] if hours else []) + ([f"{minutes}분"] if minutes else []))
