"""How what was set is to be changed, and times that are told by others.

«다섯 시 사십 분으로», «한 시간 뒤로», «화요일로»; «그날 아침 아홉 시», «그 전날 저녁», «그때».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.calendar import find_days
from companion.language.clock_sums import LENGTH, TIME, clock_of, minutes_of, names_time
from companion.language.moments import Moment, find_moment, next_time
from companion.language.numbers import parse_number
from companion.language.opening_hours import WEEKDAYS
from companion.language.orders import clause_text
from companion.language.purposes import is_quoted
from companion.language.stances import asks_by_form
from companion.language.terms import COPULA, EXISTENCE, Reading, read

_LATER: Final = re.compile(
    r"\s?(?:만|쯤|정도)?\s?(?:더\s?)?(?:뒤로|늦게|늦춰|늦추|미뤄|미루|연장|더(?![가-힣])|있다가로|이따로)"
)
_ANEW: Final = re.compile(
    r"\s?(?:뒤|후)(?:로|에)\s(?:다시\s|좀\s)?(?:바꿔|바꾸|고쳐|변경|수정|맞춰|하[자면고게렴]|할|해(?![가-힣]{2})|부탁)"
)
"""«십 분 뒤로 바꿔 줘», «십 분 뒤로 해라»: ten minutes from now, and not so much later."""
_ANEW_ALONE: Final = re.compile(r"\s?(?:뒤|후)로(?:요)?[\s.!~]*$")
"""«아니 십 분 뒤로»: the same where what was said before is taken back, and nothing says to put it off."""
_TAKES_BACK: Final = re.compile(
    r"^(?:(?:아|어|앗|참|아참)[,\s]+)?(?:아니(?:다|야|요|아|여|에요)?|아냐|아녀|아이다|아차|잠깐)(?![가-힣])"
)
_EARLIER: Final = re.compile(r"\s?(?:만|쯤|정도)?\s?(?:더\s?)?(?:앞으로|일찍|앞당|당겨|당기|먼저|빨리|전으로|줄여)")
_NAMED_DAYS: Final = {"하루": 1, "이틀": 2, "사흘": 3, "일주일": 7}
_DAYS_ON: Final = re.compile(
    rf"(?<![가-힣])(?P<length>(?P<name>{'|'.join(_NAMED_DAYS)})|(?P<n>\d{{1,2}})\s?일)\s?(?:만|쯤)?\s?(?:더\s?)?"
    r"(?:뒤로|늦게|늦춰|늦추|미뤄|미루|연장|앞으로|일찍|앞당|당겨|당기|먼저)"
)
_TO: Final = re.compile(
    r"\s?(?:으로|로)(?:요)?(?![가-힣])|\s?에\s?(?:맞춰|하는\s?걸로)|[이가](?:\s더|\s차라리)?\s(?:낫|나[을은아]|좋[겠을])"
)
"""«여섯 시로», «여섯 시가 낫겠다»."""
_TO_DAY: Final = re.compile(
    rf"(?P<day>(?P<weekday>[{WEEKDAYS}])요일|(?<![가-힣])(?:내일|모레|글피|오늘)|\d{{1,2}}월\s?\d{{1,2}}일)(?:\s?(?:으로|로)(?![가-힣]))"
)
_DAY_BEFORE: Final = re.compile(r"(?:그\s?)?전날|하루\s?전(?=에|날|\s)")
_DAY_AFTER: Final = re.compile(r"그\s?(?:다음|이튿)\s?날|다음\s?날|이튿날")
_THAT_DAY: Final = re.compile(r"(?<![가-힣])(?:그\s?날|당일)")
_THAT_TIME: Final = re.compile(r"(?<![가-힣])그\s?(?:때|시간|시각)(?:에|에다가?|쯤)?(?=\s|[?.!,]|$)")
_THAT_TOO: Final = re.compile(r"(?<![가-힣])(?:그|이)(?:것|거)(?:도|두)?(?=\s)")
"""«그것도 알려 줘» of what was told just before."""
_TOLD: Final = re.compile(
    r"(?:이야|야|인데|거든|이에요|예요|이래|래|있어|있는데|니까|는데|라서|이고|시작해|시작|해)[\s,.!]*$"
)
_BEFORE: Final = re.compile(r"\s?(?P<side>전|뒤|후)(?:에|쯤)?도?(?![가-힣])")


_ANOTHER: Final = re.compile(r"(?<![가-힣])(?:하나\s더|또|추가로|따로|새로)(?![가-힣])")
"""«10분으로 하나 더»: beside what was set, and not in its place."""


_REJECTED: Final = re.compile(
    r"\s?(?:이|은|는|건|거)?\s?(?:말고(?:요|는)?|아니고(?:요)?|아니라|아니야|아니에요)"
    r"|\s?(?:은|는|이면|면)\s(?:좀\s|너무\s)?(?:늦|빠르|빨라|이르|일러|짧|길|안\s?[돼되])[가-힣]*"
)
"""«여섯 시 말고», «네 시는 늦어»: a time that is named to be no more."""
_SAID_SO: Final = re.compile(
    r"\s?(?:쯤|정도)?(?:이?야|임|이?에요|예요|이?요|이?여|이?래요?|이?라(?:니까|네|는데|더라)요?|이?거든요?|인데요?|이지|이면|면|으로|로|에)?"
    r"(?:\s(?:해|하자|할래|할게|바꿔|부탁)[가-힣]*)?[\s.,!?~ㅋㅎ]*$"
    r"|이?면\s(?:되|돼|된|충분)[가-힣]*[\s.,!~ㅋㅎ]*$"
)
"""What stands behind a time that is all that is said: «밤 9시임», «10분», «사 분이면 된다»."""
_SAID_FIRST: Final = re.compile(r"(?:이?요|이?야|이에요|으로|로)(?=\s)")
_WISHES: Final = re.compile(r"(?:만|은|쯤)?\s[가-힣]+[래게](?:요)?[\s.!~ㅋㅎ]*$")
_TO_DO: Final = re.compile(r"\s(?:하[자는면]|해|할|둬|두|맞|바)[가-힣]*")
"""The light verb behind a new time: whatever follows says why («4분으로 해야 맛있어»)."""
_ALSO_THEN: Final = re.compile(r"\s?(?:(?:전|뒤|후|있다가?)\s?)?(?:에)?도(?![가-힣])")


def adds_time(text: str) -> bool:
    """«하나 더», «3시 20분에도», «한 시간 전에도»: beside what was set, and not in its place."""
    text = text[:200]
    ends = (found.end() for pattern in (TIME, LENGTH) for found in pattern.finditer(text))
    return _ANOTHER.search(text) is not None or any(_ALSO_THEN.match(text, end) for end in ends)


def only_once(text: str, today: date) -> bool:
    """«이번 주만», «내일은», «오늘만»: one day of what comes again and again."""
    named = (day for day in find_days(text[:200], today) if not weekdays_in(day.said))
    return _THIS_ONLY.search(text) is not None or any(named)


_THIS_ONLY: Final = re.compile(r"(?<![가-힣])(?:이번|다음)\s?(?:주|한\s?번|번)(?:에)?만")


def repeats_by_length(text: str) -> str:
    """«삼십 분마다»: after which time it is to come again; "" where nothing says so."""
    text = text[:200]
    return next((found[0] for found in LENGTH.finditer(text) if text.startswith("마다", found.end())), "")


def repeat_in(text: str, weekday: int) -> tuple[int, ...]:
    """«매일», «평일마다», «매주 (해 줘)»: the weekdays on which it comes again, `weekday` where none is named."""
    moment = find_moment(text[:200], datetime(2000, 1, 1))
    if moment is not None and moment.repeat:
        return moment.repeat if not moment.has_time else ()
    return (weekday,) if _EVERY_WEEK.search(text[:200]) else ()


_EVERY_WEEK: Final = re.compile(r"(?<![가-힣])매주(?![가-힣])")


def another_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where «하나 더» stands, as half-open spans."""
    return tuple(found.span() for found in _ANOTHER.finditer(text))


def denies_before(text: str) -> bool:
    """«컵라면 아니고 …», «너무 짧나 …»: what was said or set before is no more, and what follows takes its place."""
    return _DENIED.search(text[-40:]) is not None


_DENIED: Final = re.compile(r"(?:아니고|아니라|말고|,,+)|(?<![가-힣])(?:아니|너무|다시|그냥)(?![가-힣])")


def is_light_change(wanted: str) -> bool:
    """«4분으로 해야»: a new time with the light verb that puts it in place."""
    return _TO_DO.search(wanted) is not None


def names_length(text: str) -> bool:
    """Whether a length of time is said anywhere in it."""
    return LENGTH.search(text) is not None


def later_hour(text: str, at: datetime) -> datetime | None:
    """The first hour after another on its day that a text names too; None where it names none."""
    clocks = (clock_of(found) for found in TIME.finditer(text[:200]))
    named = [
        (clock, datetime.combine(at.date(), time(clock[0] % 24, clock[1]))) for clock in clocks if clock is not None
    ]
    hours = [hour + timedelta(hours=0 if clock[2] else half) for clock, hour in named for half in (0, 12)]
    return min((hour for hour in hours if at < hour < at + _SOON), default=None)


_SOON: Final = timedelta(hours=12)


def shift_of(text: str) -> timedelta | None:
    """«인터뷰가 10분 밀렸어요»: how much later something is than it was; None where nothing says so."""
    found = next(((length, _SHIFTS.match(text, length.end())) for length in LENGTH.finditer(text[:200])), None)
    minutes = minutes_of(found[0]) if found is not None and found[1] is not None else None
    if found is None or found[1] is None or not minutes:
        return None
    return timedelta(minutes=-minutes if found[1]["earlier"] else minutes)


_SHIFTS: Final = re.compile(
    r"(?:이나|정도|쯤|씩)?\s?(?:뒤로\s)?(?:밀[리렸린]|미뤄[졌진]|미뤘|늦[춰어](?:[졌진]|짐)|지연|(?P<earlier>앞당[겨김]|당겨[졌진]))"
)


def lead_of(text: str) -> timedelta | None:
    """«한 시간 전에»: how long before something; None where nothing says so."""
    found = next((length for length in LENGTH.finditer(text[:200]) if _LEADS.match(text, length.end())), None)
    minutes = minutes_of(found) if found is not None else None
    return timedelta(minutes=minutes) if minutes else None


def lead_in(text: str) -> tuple[timedelta, tuple[int, int]] | None:
    """«아니다 삼십 분 전이면 되겠다»: how long before, and where it stands; None where an hour is said, or nothing."""
    text, lead = text[:200], lead_of(text)
    if lead is None or TIME.search(text):
        return None
    spans = ((length.start(), _LEADS.match(text, length.end())) for length in LENGTH.finditer(text))
    return next((lead, (start, side.end())) for start, side in spans if side is not None)


_LEADS: Final = re.compile(r"\s?전(?=에|으로|이[면 ]|부터|[\s.,!?~]|$)(?:에도|에|으로)?")


def _without_rejected(text: str) -> str:
    """The text with signs in place of the times that are named to be no more."""
    for pattern in (TIME, LENGTH):
        for found in pattern.finditer(text):
            rejects = _REJECTED.match(text, found.end())
            if rejects is not None:
                text = text[: found.start()] + "," * (rejects.end() - found.start()) + text[rejects.end() :]
    return text


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """What becomes of something that was set: `by` so much, so long `after` now, `at` an hour, on another `day`.

    Attributes:
        sure: of which half of the day the hour is.
        weekday: the weekday on which it is to come instead, None for another day.
        start, end: half-open span of all that says so.
        bare: whether the time alone is said, and nothing that changes anything.
    """

    start: int
    end: int
    by: timedelta | None = None
    after: timedelta | None = None
    at: tuple[int, int] | None = None
    sure: bool = False
    day: date | None = None
    weekday: int | None = None
    bare: bool = False

    def of(self, at: datetime, repeat: tuple[int, ...], now: datetime) -> tuple[datetime, tuple[int, ...]] | None:
        """The new time and weekdays of what was set for `at`; None where that has passed."""
        if self.after is not None:  # «한 시간 뒤로» of what is due tomorrow is an hour later than that
            return (now if at.date() == now.date() else at) + self.after, repeat
        if self.by is not None:
            moved = at + self.by
            return (moved, repeat) if moved > now else None
        if self.weekday is not None and repeat:
            repeat, first = (self.weekday,), now
            at = next_time(datetime.combine(first.date() - timedelta(days=1), at.time()), repeat, now)
        elif self.day is not None:
            at = datetime.combine(self.day, at.time())
        if self.at is not None:
            same_day = datetime.combine(at.date(), time(*self.at))
            halves = [same_day] if self.sure else [same_day + timedelta(hours=12 * n) for n in (-1, 0, 1)]
            on_day = self.day is not None or self.weekday is not None
            ahead = [half for half in halves if half > now and (half.date() == at.date() or not (self.sure or on_day))]
            at = min(ahead, key=lambda half: abs(half - at), default=same_day + timedelta(days=1))
        return (at, repeat) if at > now else None


def find_change(text: str, today: date) -> ReminderChange | None:
    """How a text changes what was set; None where it names nothing to change it to.

    Of several sentences the last that says so is meant: «십 분은 길다. 사 분이면 된다. 고쳐라».
    """
    whole = _change_in(text, today)
    ends = [0, *(stop.end() for stop in _STOPS.finditer(text))]
    if whole is not None or len(ends) == 1:
        return whole
    for start, end in reversed(tuple(pairwise((*ends, len(text))))):
        found = _change_in(text[start:end], today)
        if found is not None:
            return replace(found, start=found.start + start, end=found.end + start)
    return None


_STOPS: Final = re.compile(r"[.!]\s+(?=\S)")


def _change_in(text: str, today: date) -> ReminderChange | None:
    if adds_time(text):
        return None
    text = _without_rejected(text[:200])
    times = list(TIME.finditer(text))
    moved = [found for found in times if _TO.match(text, found.end())]
    on = _TO_DAY.search(text)
    if moved:
        return _to_hour(text, moved[-1], today)
    if on is not None:
        days = list(find_days(on["day"], today))
        weekday = WEEKDAYS.index(on["weekday"]) if on["weekday"] else None
        return ReminderChange(*on.span(), day=days[0].day, weekday=weekday) if days else None
    days_on = _DAYS_ON.search(text)
    if days_on is not None:
        days_apart = _NAMED_DAYS.get(days_on["name"] or "") or parse_number(days_on["n"] or "") or 0
        back = _EARLIER.match(text, days_on.end("length"))
        return (
            ReminderChange(*days_on.span(), by=timedelta(days=-days_apart if back else days_apart))
            if days_apart
            else None
        )
    if len(times) == 1 and _SAID_SO.match(text, times[0].end()) and lead_of(text) is None:
        bare = _to_hour(text, times[0], today)
        return replace(bare, bare=True) if bare is not None else None
    return None if times else _by_length(text)


def _to_hour(text: str, found: re.Match[str], today: date) -> ReminderChange | None:
    clock = clock_of(found)
    if clock is None:
        return None
    days = [day for day in find_days(text, today) if _BESIDE.fullmatch(text, day.end, found.start())]
    to = _TO.match(text, found.end())
    end = to.end() if to is not None else found.end()
    end = done.end() if (done := _TO_DO.match(text, end)) is not None else end
    day = days[-1] if days else None
    start = day.start if day is not None else found.start()
    return ReminderChange(start, end, at=clock[:2], sure=clock[2], day=day.day if day is not None else None)


_BESIDE: Final = re.compile(r"[에은는만도,\s]*(?:새벽|아침|오전|점심|낮|오후|저녁|밤)?\s?")
"""What stands between a day and its hour: «내일 아침 여덟 시»; «토요일인 줄 알았네 여덟 시로» names none."""


def _by_length(text: str) -> ReminderChange | None:
    lengths = [(found, minutes) for found in LENGTH.finditer(text) if (minutes := minutes_of(found))]
    for length, minutes in lengths:
        back, later = _EARLIER.match(text, length.end()), _LATER.match(text, length.end())
        side = back or later
        anew = _ANEW.match(text, length.end())
        anew = anew or _TO.match(text, length.end())
        anew = anew or (_ANEW_ALONE.match(text, length.end()) if _TAKES_BACK.match(text) else None)
        if anew is not None:
            done = _TO_DO.match(text, anew.end())
            end = done.end() if done is not None else anew.end()
            return ReminderChange(length.start(), end, after=timedelta(minutes=minutes))
        if side is not None:
            return ReminderChange(length.start(), side.end(), by=timedelta(minutes=-minutes if back else minutes))
    wishes = _TAKES_BACK.match(text) is not None and len(lengths) == 1
    if wishes and (rest := _WISHES.match(text, lengths[0][0].end())) is not None:  # «아니다 30분 잘래»
        length, minutes = lengths[0]
        return ReminderChange(length.start(), rest.end(), after=timedelta(minutes=minutes), bare=True)
    instead = len(lengths) == 1 and _DENIED.search(text[: lengths[0][0].start()]) is not None
    if instead and (said := _SAID_FIRST.match(text, lengths[0][0].end())) is not None:  # «5분 말고 8분이요 달걀이라»
        length, minutes = lengths[0]
        return ReminderChange(length.start(), said.end(), after=timedelta(minutes=minutes), bare=True)
    if len(lengths) == 1 and (alone := _SAID_SO.match(text, lengths[0][0].end())) is not None:
        length, minutes = lengths[0]
        return ReminderChange(length.start(), alone.end(), after=timedelta(minutes=minutes), bare=True)
    return None


def minutes_instead(text: str) -> tuple[int, int] | None:
    """«40분 말고 30분으로»: which minutes past an hour take the place of which; None where none do."""
    found = _MINUTES_INSTEAD.search(text[:200])
    old, new = (parse_number(found["old"]), parse_number(found["new"])) if found is not None else (None, None)
    return (old, new) if old is not None and new is not None and max(old, new) < 60 else None


_MINUTES_INSTEAD: Final = re.compile(
    r"(?<![가-힣\d시])\s?(?P<old>\d{1,2}|[일이삼사오육칠팔구십]{1,3})\s?분(?:이|은)?\s?(?:말고|아니라|아니고|아니야)[,.]?\s"
    r"(?P<new>\d{1,2}|[일이삼사오육칠팔구십]{1,3})\s?분(?!\s?(?:뒤|후|있다|전))"
)


_PLACES: Final = re.compile(
    r"(?<![가-힣])(?:(?P<n>첫|두|세|네|다섯)\s?번째|(?P<last>마지막|나중|뒤에|제일 늦은)|(?P<first>먼저|앞에))"
    r"\s?(?:번째\s?)?(?:거|것|건|게|걸|알림|알람|타이머)"
)


def written_words(text: str) -> tuple[re.Match[str], ...]:
    """The words of a text as they are written, of two syllables at least, without its times."""
    times = [found.span() for pattern in (TIME, LENGTH) for found in pattern.finditer(text)]
    return tuple(w for w in _WORD.finditer(text) if all(w.end() <= start or w.start() >= end for start, end in times))


_WORD: Final = re.compile(r"[가-힣]{2,}")


def lengths_in(text: str) -> frozenset[timedelta]:
    """The lengths of time that a text names."""
    return frozenset(timedelta(minutes=minutes) for found in LENGTH.finditer(text) if (minutes := minutes_of(found)))


def also_has(reading: Reading) -> bool:
    """«4시 회의도 (15분 전에)»: something besides what was said."""
    return any(_TOO in term.particles for term in reading.terms)


_TOO: Final = "도"


def gives_name(reading: Reading) -> bool:
    """«오시면 종수 할아버지라고 불러 드려»: how somebody is to be called, and at no hour."""
    called = any(a.lemma == COPULA and is_quoted(a) and b.lemma == _CALL for a, b in pairwise(reading.verbs))
    return called and not names_time(reading.text)


_CALL: Final = "부르"


_ANY_TIME: Final = re.sub(r"\?P<\w+>", "?:", TIME.pattern)
_ANY_LENGTH: Final = re.sub(r"\?P<\w+>", "?:", LENGTH.pattern)


def tells_another(reading: Reading) -> bool:
    """«아침 약도 있어. 그건 7시 반»: that there is something besides what was set, and no order to move that."""
    there = (v for v in reading.verbs if v.lemma == EXISTENCE[0] and v.form is not None and not v.form.asks)
    return also_has(reading) and any(v.form is not None and not v.form.modifies for v in there)


def corrected_order(text: str) -> str | None:
    """«내일 아홉 시에 … 알려 다오. 아니다 여덟 시가 낫겠다»: the order with the hour that it is put right to.

    A length is put right alike: «15분 뒤에 알람 좀. 아니 20분».
    """
    found = _PUT_RIGHT.search(text[:200])
    if found is None:
        return None
    order = text[: found.start()].strip()
    times, lengths = (list(pattern.finditer(order)) for pattern in (TIME, LENGTH))
    forms = [v.form for v in read(order, (), (), ()).verbs if v.form is not None]
    ordered = any(form.requests for form in forms) or not any(form.past or form.asks for form in forms)
    new, longer = TIME.search(found[0]), LENGTH.search(found[0])
    if ordered and new is not None and len(times) == 1:
        part = "" if new["part"] or not times[0]["part"] else f"{times[0]['part']} "
        return f"{order[: times[0].start()]}{part}{new[0]}{order[times[0].end() :]}"
    if ordered and longer is not None and not times and len(lengths) == 1:
        return f"{order[: lengths[0].start()]}{longer[0]}{order[lengths[0].end() :]}"
    return None


_PUT_RIGHT: Final = re.compile(
    rf"[.,!?~]?\s(?:아\s|참\s)*(?:아니다|아니야|아니|아냐)[,.!~]*\s(?:그냥\s)?(?:{_ANY_TIME}|{_ANY_LENGTH})(?:\s?(?:뒤|후|이따가?|있다가?))?(?:쯤|이|가|으?로|에)?"
    r"(?:\s?(?:더\s)?(?:낫|좋|하[자는]|해|바꾸|바꿔|맞추|맞춰)[가-힣\s]*)?[.!~\s]*$"
)


def clocks_in(text: str) -> frozenset[tuple[int, int]]:
    """The hours of a clock face and minutes that a text names; «다섯 시 십 분 전» is ten to five."""
    found = set()
    for said in TIME.finditer(text):
        clock = clock_of(said)
        if clock is not None:
            to = _TO_HOUR.match(text, said.end()) is not None
            minutes = (clock[0] * 60 - clock[1] if to else clock[0] * 60 + clock[1]) % (12 * 60)
            found.add((minutes // 60, minutes % 60))
    return frozenset(found)


_TO_HOUR: Final = re.compile(r"\s?전")


def place_named(text: str) -> int | None:
    """«두 번째 거», «마지막 알림»: which in a row, counted from 0 or from the end; None where none is named so."""
    found = _PLACES.search(text)
    if found is None:
        return None
    return "첫두세네다섯".index(found["n"]) if found["n"] else -1 if found["last"] else 0


def by_length_of(reading: Reading) -> bool | None:
    """«긴 거», «짧은 거»: whether the longest is meant; None where neither is."""
    said = (t.lemma for t in reading.terms if t.form is not None and t.form.modifies)
    return next((lemma in _LONG for lemma in said if lemma in (*_LONG, *_SHORT)), None)


_LONG, _SHORT = ("길", "늦"), ("짧", "이르", "빠르")


WHEN_ON_A_DAY: Final = frozenset(("아침", "점심", "저녁", "밤", "낮", "새벽", "오전", "오후", "오늘", "내일", "모레"))
"""Words that say when an alert is, and not what it is for."""
TIMER: Final = "타이머"


def ends_with_alert(text: str) -> bool:
    """«… 치과 알림»: whether an alert by its name is the last thing said, and not asked."""
    return re.search(r"\s알[람림][\s.!~]*$", text) is not None


def names_alert(text: str) -> bool:
    """«알람», «알림», of which the dictionary makes forms of verbs."""
    return _ALERT.search(text) is not None


def sets_alert(reading: Reading) -> bool:
    """«10분 타이머 맞춰 줘, 회의라서»: whether an alert is ordered by its name."""
    requests = any(verb.form is not None and verb.form.requests for verb in reading.verbs)
    return requests and (names_alert(reading.text) or TIMER in reading.text)


_ALERT: Final = re.compile(r"(?<![가-힣])알[람림]")


def asks_how_many(text: str) -> bool:
    """«알림이 몇 개 남은 거야?»: their number is asked for."""
    return re.search(r"(?<![가-힣])몇\s?개(?!월)", text) is not None


def weekdays_in(text: str) -> frozenset[int]:
    """The weekdays that a text names, 0 for Monday."""
    return frozenset(WEEKDAYS.index(found) for found in re.findall(rf"([{WEEKDAYS}])요일", text))


def also_on(text: str) -> frozenset[int]:
    """«수요일에도 해 줘»: weekdays that are to come beside the others; none where it says anything else."""
    return weekdays_in(text) if _ALSO_ON.match(text) else frozenset()


def also_that_day(text: str, today: date) -> date | None:
    """«모레도 같은 시간에»: a day on which the same is wanted too; None where an hour or more than that is said."""
    days = find_days(text[:200], today)
    if len(days) != 1 or names_time(text) or weekdays_in(text) or not _ALSO_THERE.match(text, days[0].end):
        return None
    return days[0].day if days[0].day > today else None


_ALSO_THERE: Final = re.compile(r"도\s(?:같은\s시간|똑같이|그\s?시간|해\s?[줘주]|깨워|알려|부탁)[가-힣\s]*[.!~]*$")
_CALLS_OFF: Final = re.compile(
    r"(?:취소|삭제|빼|지워|됐어|필요\s?없어|그만(?:\s?[두둘하할해][가-힣]*)?|없던\s?(?:걸|일|것으)로[가-힣\s]*|안\s?[가-힣]+도\s?[돼되][가-힣]*)"
    r"요?(?=\s|[,.!]|$)"
)
_PLAINLY: Final = ("둘래", "둘래요", "할래", "할래요", "돼", "돼요")
"""Ends of what asks nothing without a question's tone, whatever its form may do."""
_COUNT_CLAIMED: Final = re.compile(
    r"(?P<n>하나|둘|셋|넷|다섯|(?:한|두|세|네|다섯|여섯|\d+)\s?개)(?:만|가|이)?\s?(?:이?\s?)(?:남은?|맞|있|걸려|되|된|맞춰)[가-힣\s]{0,8}?(?:지|죠|지요|나|니|어|야|는가)요?[\s?.!]*$"
    r"|(?P<m>하나|둘|셋|넷|다섯|(?:한|두|세|네|다섯|여섯|\d+)\s?개)(?:이?지|이?죠|맞지|맞죠)요?[\s?.!]*$"
)


def calls_off(text: str) -> tuple[int, int] | None:
    """The words by which something is called off, as a half-open span: «됐어요», «그만둘래»; None without any."""
    found = _CALLS_OFF.search(text)
    return found.span() if found is not None else None


def is_calling_off(clause: Reading) -> bool:
    """«됐어요», «그만둘래», of which the dictionary makes hearsay, «안 가도 돼»; and no «안 가도 돼?»."""
    said, last = clause_text(clause), clause.terms[-1].form
    plain = said.rstrip(" .,!").endswith(_PLAINLY)
    doubts = "?" in said or (not plain and (asks_by_form(clause) or (last is not None and last.hearsay)))
    return calls_off(said) is not None and not doubts


def claimed_count(text: str) -> int | None:
    """«그럼 하나 남은 거지?»: how many are said to be set; None where nobody says so."""
    found = _COUNT_CLAIMED.search(text[:200])
    said = (found["n"] or found["m"]).removesuffix("개").strip() if found is not None else ""
    return parse_number(said) if said else None


_ALSO_ON: Final = re.compile(
    rf"^(?:아\s|참\s|그리고\s|그거\s)*(?:매주\s)?(?:[{WEEKDAYS}]요일(?:이?랑|하고|과|와)?\s?)+(?:에도|도|마다도|까지)\s?"
    r"(?:똑같이\s|또\s)?(?:해|알려|추가|넣어|맞춰|부탁)[가-힣\s]*[.!?]*$"
)
_THEN_BEFORE: Final = re.compile(r"(?<![가-힣])(?:그|그거|거기|그\s?(?:때|시간|시각))(?:보다)?\s?$")


def points_at_time(text: str) -> bool:
    """«그때», «그 시간에»."""
    return _THAT_TIME.search(text[:200]) is not None


def points_at_told(text: str) -> bool:
    """«그것도 (알려 줘)»."""
    return _THAT_TOO.search(text[:200]) is not None


def on_day_of(text: str, moment: Moment, anchor: datetime, now: datetime) -> Moment:
    """«여덟 시에 깨워야 준비하지» of what is at nine tomorrow: an hour without its day is on the day spoken of."""
    found = TIME.search(text)
    clock = clock_of(found) if found is not None else None
    alone = moment.has_time and moment.after is None and not moment.repeat and not moment.several
    if clock is None or clock[2] or not alone or anchor.date() <= now.date() or find_days(text, now.date()):
        return moment
    same_day = datetime.combine(anchor.date(), time(clock[0] % 12, clock[1]))
    return replace(moment, at=min((same_day, same_day + timedelta(hours=12)), key=lambda at: abs(at - anchor)))


def anchored_moment(text: str, heard: Sequence[str], last: str, now: datetime) -> Moment | None:
    """«그날 아침 아홉 시», «그 전날 저녁», «그때»: a time on or by a day or an hour that was told; None elsewhere.

    Args:
        text: what is wanted.
        heard: what was said before, the newest first.
        last: what was answered last, of which the hour may be meant.
        now: the wall clock.
    """
    text = text[:200]
    for length in LENGTH.finditer(text):
        side = _BEFORE.match(text, length.end())
        shown = list(TIME.finditer(last))
        minutes = minutes_of(length)
        if side is not None and minutes and len(shown) == 1 and _THEN_BEFORE.search(text[: length.start()]):
            told = find_moment(shown[0][0], now)  # «그 십 분 전에 알려줘»
            lead = timedelta(minutes=-minutes if side["side"] == "전" else minutes)
            span = (0, side.end())
            return replace(told, start=0, end=span[1], at=told.at + lead, spans=(span,)) if told is not None else None
    hour = _THAT_TIME.search(text)
    own = find_moment(text[: hour.start()], now) if hour is not None else None
    if hour is not None and own is not None and own.has_time and not own.several:
        return replace(own, start=0, end=hour.end(), spans=((0, hour.end()),))  # «한 시간 뒤에 다 돼 그때 말해 줘»
    that = _THAT_TOO.search(text)
    said = find_moment(heard[0], now) if that is not None and heard and not names_time(text) else None
    if that is not None and said is not None and said.has_time and not said.several:
        return replace(said, start=that.start(), end=that.end(), spans=(that.span(),))
    times = list(TIME.finditer(last)) or [found for one in heard[:2] for found in TIME.finditer(one)][:1]
    if hour is not None and len(times) == 1 and not TIME.search(text):
        meant = find_moment(times[0][0], now)
        return replace(meant, start=hour.start(), end=hour.end(), spans=(hour.span(),)) if meant is not None else None
    for pattern, apart in ((_DAY_BEFORE, -1), (_DAY_AFTER, 1), (_THAT_DAY, 0)):
        found = pattern.search(text)
        if found is None:
            continue
        days = next((days for one in (text[: found.start()], *heard) if (days := find_days(one, now.date()))), ())
        if not days:
            return None
        day = days[-1].day + timedelta(days=apart)
        while day < now.date() and "요일" in days[-1].said:
            day += timedelta(days=7)  # «이번 주 토요일», said on a Sunday
        named = f"{day.year}년 {day.month}월 {day.day}일"
        meant = find_moment(f"{named} {text[found.end() :].lstrip('에 ')}", now)
        beside = find_moment(text[: found.start()] + "," * len(found[0]) + text[found.end() :], now)
        if meant is None:
            return None
        spans = (found.span(), *(beside.spans if beside is not None else ()))
        return replace(meant, start=found.start(), end=max(end for _, end in spans), spans=spans)
    return None


def before_told(text: str, now: datetime) -> Moment | None:
    """«점심 약속이 열두 시 십오 분이야 한 시간 전에 알려줘»: so long before an hour that the text tells itself."""
    rest = TIME.sub(lambda found: "," * len(found[0]), text[:200])
    for length in LENGTH.finditer(rest):
        side = _BEFORE.match(text, length.end())
        event = find_moment(text[: length.start()], now) if side is not None else None
        minutes = minutes_of(length)
        # «한 시간 뒤에 회의니까 십 분 전에», but no «20분 뒤에» counted from a delay.
        told = event is not None and event.has_time and (event.after is None or (side and side["side"] == "전"))
        if side is None or event is None or not told or not minutes:
            continue
        before = _BEGINS.sub("", text[: length.start()])
        # «한 시간 뒤에 손님 와 그 전에 …»; «4시 회의도 15분 전에», where nothing is said behind it.
        alone = event.after is not None or not text[side.end() :].strip(" .!~도")
        if not (alone or _TOLD.search(before)):
            continue
        apart = timedelta(minutes=-minutes if side["side"] == "전" else minutes)
        return Moment(0, side.end(), event.at + apart, spans=((0, side.end()),))
    return None


def before_heard(text: str, heard: Sequence[str], now: datetime) -> tuple[Moment, datetime] | None:
    """«(회의) 한 시간 전에»: so long before the hour told of it, or last, with that hour; None where none was told."""
    lead = lead_in(text)
    what = _NAMED.findall(text[: lead[1][0]]) if lead is not None else []
    of_it = [one for one in heard if any(noun in one for noun in what)]
    told = (find_moment(one, now) for one in of_it or heard[:_RECENT] if TIME.search(one))
    event = next((one for one in told if one is not None and one.has_time and one.after is None), None)
    if lead is None or event is None or event.several:
        return None
    start = 0 if of_it else lead[1][0]
    return Moment(start, lead[1][1], event.at - lead[0], spans=((start, lead[1][1]),)), event.at


_NAMED: Final = re.compile(r"(?<![가-힣])[가-힣]{2,8}?(?=(?:이|가|은|는|을|를)?(?:\s|$))")
_RECENT: Final = 4
"""Utterances in which an hour is looked for that is meant without a word."""


_BEGINS: Final = re.compile(r"(?:(?:시작|끝나|하|가|출발|열리)(?:하?기)?|그(?:보다)?|그\s전에)\s*$")


def wanted_moment(text: str, heard: Sequence[str], last: str, now: datetime) -> Moment | None:
    """When something is wanted: at a time that is said, or by one that was told; None where neither is.

    Args:
        text: what is wanted.
        heard: what was said before, the newest first.
        last: what was answered last.
        now: the wall clock.
    """
    found = anchored_moment(text, heard, last, now) or before_told(text, now)
    if found is None and (beside := before_heard(text, heard, now)) is not None:
        found = beside[0]
    if found is None:
        found = find_moment(text, now)
        ordered = found is not None and found.has_time and not several_moments(text, now)
        found = (_in_last_clause(text, now) if ordered else None) or found
    if found is None or found.repeat or found.after is not None or found.at > now:
        return found
    # «이번 주 토요일», said on a Sunday
    return replace(found, at=found.at + timedelta(days=7)) if "요일" in text[found.start : found.end] else found


def _in_last_clause(text: str, now: datetime) -> Moment | None:
    """The time of what is ordered, where the clause before says by another why: a reason's time orders nothing.

    «내일 여섯 시에 기차 타야 되니까 네 시 반에 깨워 줘» is on the day named before, «25분 뒤에 회의니까 20분 뒤에 알려
    줘» twenty minutes from now.
    """
    cuts = [found.end() for found in _CLAUSE.finditer(text)]
    why = find_moment(text[: cuts[-1]], now) if cuts else None
    if why is None or not why.has_time:
        return None
    order = text[cuts[-1] :]
    beside = find_moment(order, now)
    if beside is not None and beside.after is not None and not _IN_A_WHILE.search(order[: beside.end]):
        return None  # «30분 뒤에 나가니까 10분만 쉬라고 해 줘»
    by_hour = beside is not None and beside.after is None
    dated = TIME.sub(lambda hour: "," * len(hour[0]), text[: cuts[-1]])
    days = find_days(dated, now.date()) if by_hour else ()
    on = f"{days[0].day.year}년 {days[0].day.month}월 {days[0].day.day}일 " if days else ""
    said = find_moment(on + order, now)
    if said is None or beside is None or not said.has_time or said.several:
        return None
    clock = clock_of(hour) if (hour := TIME.search(order)) is not None else None
    if by_hour and clock is not None and not clock[2] and why.after is None and why.at.date() == said.at.date():
        halves = (said.at, said.at - timedelta(hours=12), said.at + timedelta(hours=12))
        near = [half for half in halves if half.date() == why.at.date() and half > now]
        said = replace(said, at=min(near, key=lambda half: abs(half - why.at), default=said.at))
    spans = ((0, cuts[-1]), *((start + cuts[-1], end + cuts[-1]) for start, end in beside.spans))
    return replace(said, start=0, end=beside.end + cuts[-1], spans=spans)


_CLAUSE: Final = re.compile(r"(?:니까|니깐|[있없](?:음|어|다)|[는은인한운]데|라서|거든요?|[아어]서|때문에)[,.]?\s")
_IN_A_WHILE: Final = re.compile(r"(?:뒤|후|있다가?|이따가?|지나면|만에)\s*$")


def planned_hour(heard: Sequence[str], now: datetime) -> datetime | None:
    """The first hour told of a day to come, where both were told: «내일 병원 가», «열 시 예약이야»; None for none.

    Args:
        heard: what was said, the newest first.
        now: the wall clock.
    """
    for at, text in enumerate(heard):
        told = find_moment(text, now)
        if told is None or not told.has_time or told.repeat or told.after is not None:
            continue
        hour = TIME.search(text)
        if hour is not None and not find_days(TIME.sub(" ", text), now.date()):
            day = next((days[0].day for one in heard[at + 1 :] if (days := find_days(one, now.date()))), None)
            told = find_moment(f"{day.month}월 {day.day}일 {hour[0]}", now) if day is not None else told
        return told.at if told is not None and told.has_time else None
    return None


def several_moments(text: str, now: datetime) -> tuple[Moment, ...]:
    """«여섯 시랑 여섯 시 반»: each of several hours that are joined; none where they are not."""
    times = list(TIME.finditer(text[:200]))
    joints = [text[one.end() : other.start()] for one, other in pairwise(times)]
    if len(times) < 2 or not all(_JOINS.fullmatch(joint) for joint in joints):
        return ()
    first = find_moment(text[: times[0].end()], now)
    if first is None:
        return ()
    found = [first]
    for one in times[1:]:
        clock = clock_of(one)
        if clock is None:
            return ()
        before = found[-1].at
        same_day = datetime.combine(before.date(), time(*clock[:2]))
        halves = [same_day + timedelta(hours=12 * n) for n in range(3)]
        at = same_day if clock[2] else min((half for half in halves if half > before), default=same_day)
        found.append(replace(first, start=one.start(), end=one.end(), at=at, spans=(one.span(),)))
    return tuple(found)


_JOINS: Final = re.compile(
    r"\s?(?:이?랑|하고|과|와|에\s?(?:한\s?번\s)?그리고|,|그리고|에도?|에\s?하나)\s?(?:또\s|한\s?번\s?)?"
)
