"""Days of what somebody told of: «행사가 12월 18일이야», «리허설은 행사 사흘 전에 할 거야»; how they are named then.

What is told to be on a day is read from the first utterance on, so that a day may hang on another one that was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import NamedDay, find_days, in_days
from companion.language.dates import format_date
from companion.language.opening_hours import WEEKDAYS
from companion.language.people_words import without_particle
from companion.language.readings import words
from companion.language.self_words import KIN

_TO_DO: Final = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 8)
"""Syllables that end in ㄹ, as verbs do of what is to be."""
_WHAT: Final = re.compile(
    r"(?:^|(?<=[\s,.!?]))(?P<what>[가-힣A-Za-z]{1,8}(?:\s[가-힣A-Za-z]{1,8}){0,2}?)(?:(?P<particle>이|가|은|는|을|를)\s|,?\s)(?:바로\s|다음\s달\s)?$"
)
_IS: Final = re.compile(
    r"(?:\s?(?:부터|까지)?(?:이야|야|이에요|예요|입니다|이다|인데|이거든|거든|이고|이니까|니까|이래|래|이라|이라서|이라고|로|으로|쯤)(?=[가-힣\s,.!?]|$)|[\s.!,]*$"
    r"|\s?에\s?(?:[가-힣]{1,4}\s)?(?:해|하[기려는고]|할|한다|한대|있|열|시작|치|봐|보기|볼|잡|가기|가려|갈|떠나|와|오기|올)"
    rf"|\s?에\s(?:[가-힣]{{1,4}}\s)?[가-힣]{{0,3}}(?:[{_TO_DO}]\s(?:거|건|게|예정|계획)|기로|려고))"
)
_IS_ASKED: Final = re.compile(r"[가-힣]{0,4}\s?[?]")
_ON_IT: Final = re.compile(
    r"(?:에는|에|엔|날|부터)?\s(?P<what>[가-힣A-Za-z]{1,8}(?:\s[가-힣A-Za-z]{1,8})?)\s?(?:이|가|을|를)?\s?(?:있|열려|열리|해요?(?=[\s,.!?]|$)|하(?!나)|할\s|한다|한대|합|잡|봐|봐요|치러|치르|시작"
    r"|(?<=[가-힣]{2})(?:이야|이에요|예요|입니다|이거든|거든|인데|이래)(?=요?[\s,.!]|$))"
)
_ASKS: Final = re.compile(r"[^.!]*[?]")
_NOTHING: Final = frozenset(
    words(
        """
        그게 그거 그것 이게 이거 그날 오늘 내일 모레 날짜 그럼 아니 나 난 저 우리 내가 제가 지금 다음 이번 올해 내년
        뭐 일 걸 거 것 약속한 근데 참 아
        """
    )
)
_OFFSET: Final = (
    r"(?:(?:\d{1,3}|[일이삼사오육칠팔구십백]{1,4})\s?(?:일|주일|주|달|개월|년)|(?:한|두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열)\s?(?:주|달|해)"
    r"|일주일|하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)\s?(?:전|뒤|후)|(?:바로\s)?전날|다음\s?날|이튿날|당일"
)
_FIRST: Final = r"(?:첫|시작하?는|시작)\s?날|첫째\s?날"
_LAST: Final = r"(?:마지막|끝나는|끝)\s?날"
_FROM: Final = re.compile(r"부터|에서|~|-")
_MANY: Final = 12


@dataclass(frozen=True, slots=True)
class ToldDay:
    """What is on a day, as it was called, and the day; where it takes several, the first and the `last` of them."""

    what: str
    day: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class DayBeside:
    """A day that is spoken of by what was told to be on it: «행사 사흘 전».

    Attributes:
        told: what it hangs on.
        offset: how far from it, as it was said; "" for the day itself.
        day: the day that is meant.
        start, end: half-open span.
    """

    told: ToldDay
    offset: str
    day: date
    start: int
    end: int


@lru_cache(maxsize=64)
def told_days(texts: Sequence[str], today: date) -> tuple[ToldDay, ...]:
    """What was told to be on a day, the newest last.

    Args:
        texts: what was said, the oldest first; only the newest 12 are read. Hashable.
        today: what «내일» is counted from.
    """
    known: tuple[ToldDay, ...] = ()
    for text in texts[-_MANY:]:
        beside = day_beside(text, known)
        if beside is not None and beside.offset:
            text = f"{text[: beside.start]}{format_date(beside.day)}{text[beside.end :]}"
        found = _told(text, today)
        if found is not None:
            old = next((one for one in known if one.what == found.what), None)
            if old is not None and put_right(text, today) is not None and _WEEKDAY.search(text):
                same_week = old.day + timedelta(days=found.day.weekday() - old.day.weekday())
                found = replace(found, day=same_week) if same_week >= today else found
            known = (*(one for one in known if one.what != found.what), found)
    return known


def put_right(text: str, today: date) -> str | None:
    """«치과는 내일이 아니라 화요일이다» without the day that is denied; None where none is for another one."""
    text = text[:200]
    for found in _DENIED.finditer(text):
        before, after = find_days(text[: found.start()], today), text[found.end() :]
        if before and before[-1].end == found.start() and find_days(after, today):
            return _OPENING.sub("", text[: before[-1].start] + after)
    return None


_WEEKDAY: Final = re.compile(rf"(?:아니라|아니고|아니야|아니에요|말고)[,.]?\s[{WEEKDAYS}]요일")
"""«토요일이 아니라 금요일», of the same week."""
_DENIED: Final = re.compile(r"(?:이|가)?\s?(?:아니라|아니고|아니야|아니에요|말고)[,.]?\s")
_OPENING: Final = re.compile(r"^(?:(?:아|앗|어|참|아참|아니|아차|그리고|근데|미안)[,.!]?\s+)+")


def _told(text: str, today: date) -> ToldDay | None:
    text = put_right(text, today) or text
    days = find_days(text, today)
    lasts = len(days) == _ENDS and _FROM.search(text, days[0].start, days[-1].start) is not None
    if not days or (len(days) > 1 and not lasts) or days[0].name:
        return None
    first, last = days[0], days[-1]
    what = _before(text, first, last.end) or ("" if lasts else _after(text, first))
    return ToldDay(_OURS.sub("", what), first.day, last.day if lasts else None) if what else None


_OURS: Final = re.compile(r"^(?:우리|내|제|저희)\s")
"""Whose it is for whoever tells it, and not for the robot."""


_ENDS: Final = 2


def _before(text: str, day: NamedDay, end: int) -> str:
    """What is said to be on a day, or on the days up to `end`."""
    found = _WHAT.search(text[: day.start])
    if found is None or _IS.match(text, end) is None or _IS_ASKED.match(text, end):
        return ""
    what = found["what"] if found["particle"] else without_particle(found["what"])
    return what if what.split()[-1] not in _NOTHING else ""


def _after(text: str, day: NamedDay) -> str:
    found = _ON_IT.match(text, day.end) if not _ASKS.match(text, day.end) else None
    what = without_particle(found["what"]) if found is not None else ""
    return what if what and what.split()[-1] not in _NOTHING else ""


def day_beside(text: str, known: Sequence[ToldDay]) -> DayBeside | None:
    """The day that a text speaks of by what was told to be on one; None where it names none of that.

    Args:
        text: what was said.
        known: what was told, the newest last.
    """
    text = text[:200]
    bare: DayBeside | None = None
    for told in reversed(known):
        called = "|".join(map(re.escape, _names(told.what)))
        found = re.search(rf"(?<![가-힣])(?:{called}){_ASIDE}", text)
        if found is None or _is_of_another(text[: found.start()], told.what):
            continue
        offset = found["offset"] or ""
        end = _end_of(told, offset)
        if end is not None:
            return DayBeside(told, offset, end, *found.span())
        days = find_days(in_days(offset), told.day) if offset else ()
        if len(days) == 1:
            return DayBeside(told, offset, days[0].day, *found.span())
        bare = bare or (DayBeside(told, "", told.day, *found.span()) if not offset else None)
    return bare


def _is_of_another(before: str, what: str) -> bool:
    """«내 생일», «엄마 생신» where «손녀 생일» was told: whoever is named before the noun is not whose it was."""
    owner = before.split()[-1].removesuffix("의") if before.endswith(" ") and before.split() else ""
    named = [word for word in what.split()[:-1] if word in KIN]
    return bool(named) if owner in _MINE else owner in KIN and owner not in what


_MINE: Final = frozenset(words("내 제 나 저"))


def _end_of(told: ToldDay, offset: str) -> date | None:
    """The first or the last day of what takes several; None where that is not asked, or not known."""
    if re.fullmatch(_FIRST, offset):
        return told.day
    return told.last if re.fullmatch(_LAST, offset) else None


def _names(what: str) -> list[str]:
    """What something may be called later: in full, by its last word, or by the noun that ends it («여행»)."""
    last = what.split()[-1]
    heads = [last[at:] for at in range(1, len(last) - 1)]
    kinds = [kind for ending, kind in _KINDS.items() if last.endswith(ending)]
    return list(dict.fromkeys((what, last, *heads, *kinds)))


_KINDS: Final = {"고사": "시험", "수능": "시험", "평가": "시험"}
"""What goes by another noun than the one that ends it."""


def asks_which_day(text: str) -> bool:
    """«무슨 요일이지», «며칠까지», «언제야»."""
    return _WHICH.search(text) is not None


def asks_when_over(text: str) -> bool:
    """«결혼식은 언제 끝나?»: until when, which the day on which it is does not say."""
    return _OVER.search(text) is not None


def asks_days_left(text: str) -> bool:
    """«며칠 남았어?»."""
    return _DAYS_LEFT.search(text) is not None


def span_ends(text: str) -> tuple[str, str] | None:
    """What «탄핵 선고부터 취임까지 며칠» counts from and to; None where it asks for no such length."""
    found = _SPAN.search(text[:200])
    return (found["first"], found["last"]) if found is not None else None


def tells_of(text: str, what: str) -> bool:
    """Whether a text holds a word of what is named."""
    return any(len(word) > 1 and word in text for word in what.split())


NOW: Final = "지금 오늘 현재"
"""What the day of the answer is called."""
_SPAN: Final = re.compile(
    r"(?:^|(?<=[\s,.]))(?P<first>[가-힣]{2,8}(?:\s[가-힣]{2,8})?)(?:부터|에서|하고\s나서)\s(?P<last>[가-힣]{2,8}(?:\s[가-힣]{2,8})?)(?:까지|까진)\s"
    r"(?:[가-힣]{1,5}\s){0,2}(?:며칠|얼마나|얼마\s?만|몇\s?(?:일|달|개월|주|년))"
)
_ASIDE: Final = (
    rf"(?:(?:의|보다|에서)?\s(?:딱\s|꼭\s)?(?P<offset>{_OFFSET}|{_FIRST}|{_LAST})"
    r"|(?=(?:이|가|은|는|도|까지|날|날짜)?(?:[\s?.!]|$)|(?:이|가|은|는)?\s?(?:언제|며칠)))"
)
_WHICH: Final = re.compile(r"며칠|언제|(?:무슨|어느|어떤)\s?(?:요일|날)|몇\s?월|몇\s?일(?![가-힣])|날짜")
_OVER: Final = re.compile(r"(?:언제|몇\s?시)(?:쯤|에|까지)?\s?(?:끝|마[치쳐칠])|언제까지")
_DAYS_LEFT: Final = re.compile(r"(?:며칠|얼마나|몇\s?일|몇\s?밤)(?:이나)?\s(?:더\s)?남|얼마\s안\s남|디데이|며칠\s?전")
