"""Days that were spoken of over the turns, and what is asked of one of them.

What a question names («돌잔치까지 며칠 남았지») is looked for in what was said: the newest sentence that speaks of all
of it has the day, or points at it («그날 우리 딸 돌잔치거든»), or the one after it told the day. A question that only
points («그때까지», «그날이»), or names nothing, means the day that was spoken of last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.calendar import NamedDay, days_until, find_days, in_days, of_coming_week
from companion.language.dates import find_times, weekday_name
from companion.language.grammar import refers_to_day
from companion.language.hangul import compose, decompose
from companion.language.noun_phrases import OWN, owner_of
from companion.language.opening_hours import WEEKDAYS
from companion.language.readings import words
from companion.language.self_words import KIN, is_same_relative
from companion.language.terms import COPULA, ELAPSED, SINCE, UNTIL, Reading, Term, read

DayAspect = Literal["left", "since", "weekday", "date"]
"""What is asked of a day: how long until then, how long since, its weekday, which one it is."""

_COUNTED: Final = frozenset(words("며칠 몇일 몇밤 몇년 몇달 몇개월 몇주 얼마나"))
_WHICH: Final = frozenset(words("무슨 어느 어떤"))
_WHEN: Final = frozenset(words("며칠 몇일 언제 몇월"))
_WEEKDAY: Final = "요일"
_REMAINS: Final = "남"
_PASSES: Final = frozenset(words("지나 흐르 되"))
_AGO: Final = frozenset(words("전 전이"))
_SLEEPS: Final = frozenset(words("자 잣"))  # so the dictionary reads «몇 밤 자면»
_LIGHT: Final = frozenset((COPULA, _REMAINS, *_SLEEPS, *_PASSES, *words("있 가 하 기다리 걸리 좋 그러")))
_ASIDE: Final = frozenset(("adverb", "interjection", "determiner", "question", "number"))
_NO_THING: Final = frozenset(
    words(
        """
        오늘 지금 이제 앞으로 날 날짜 요일 일 밤 디데이 거 것 그거 그것 그게 그건 그때 그날 거기 때 다음 이번
        올해 내년 양력 나 내 저 제 우리 저희 너 니 네 시간 겨
        """
    )
)
_SAID: Final = frozenset(words("하 그러 말하"))
_TODAY: Final = "오늘"
_LEFT_OUT: Final = frozenset(words("빼 말 제외하"))
_SAME: Final = {"생신": "생일", "생일날": "생일"}
_DAY: Final = "날"
_YEARLY: Final = "기념일"
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class DayAsked:
    """What is asked of a day, without a day being named.

    Attributes:
        aspect: what of it.
        named: the nouns that say what is on it, none where it is pointed at or left out.
        called: the same as it was said, "" for none.
        points: whether it is pointed at.
        own: whether it is the speaker's own: «내 생일».
    """

    aspect: DayAspect
    named: tuple[str, ...]
    called: str
    points: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day that was spoken of.

    Attributes:
        nouns: those of the utterance.
        clause: the words of the clause in which the day itself was told.
        at: how many utterances ago.
    """

    day: NamedDay
    nouns: frozenset[str]
    clause: frozenset[str]
    at: int


def day_asked(reading: Reading, before: DayAspect | None = None) -> DayAsked | None:
    """What is asked of a day that is not named in the words themselves; None where anything else is asked.

    «그때까지 며칠 남은 거야», «며칠 안 남았네 며칠이야», «그날이 무슨 요일이지», «그게 벌써 몇 년 전이야».

    Args:
        reading: the question.
        before: what was asked of another day just before, and so of this one: «결혼기념일까지는?».
    """
    reading = _without_rest(reading)
    aspect = aspect_asked(reading)
    if aspect is None and not reading.verbs and not reading.asks_what:
        aspect = before
    deeds = done_since(reading)
    but_today = [b for a, b in pairwise(reading.terms) if a.lemma == _TODAY and b.lemma in _LEFT_OUT]  # «오늘 빼고»
    known = (*deeds, *but_today)
    if aspect is None or any(verb.lemma not in _LIGHT and verb not in known for verb in reading.verbs):
        return None
    nouns = [t for t in reading.terms if t.form is None and t.kind not in _ASIDE and t.lemma not in (*_NO_THING, *_AGO)]
    nouns = [t for t in nouns if not (t.kind == "noun" and t.bound)]
    if any(t.kind == "time" for t in nouns):
        return None
    phrase = [t for t in nouns if not t.called]
    if any(SINCE in t.particles for t in phrase):
        return None  # from one thing to another
    called = reading.text[phrase[0].start : phrase[-1].end] if phrase else ""
    for particle in phrase[-1].particles[::-1] if phrase else ():
        called = called.removesuffix(particle)
    points = any(map(refers_to_day, reading.terms))
    named = tuple(t.lemma for t in (*phrase, *deeds))
    whole = not deeds and (aspect != "left" or any(UNTIL in t.particles for t in phrase))
    own = any(owner_of(reading.terms, word) == OWN for word in named)
    return DayAsked(aspect, named, called.strip() if whole else "", points, own)


def _without_rest(reading: Reading) -> Reading:
    """«며칠 남았는가, 그날 한복 입고 가야 되는데», «무슨 요일인가도 봐 줘» without what stands behind the question."""
    asked = [term.start for term in reading.terms if term.kind == "question"]
    twice = [t.lemma for t in reading.terms if t.kind == "question"]
    asked = asked[:1] if len(set(twice)) < len(twice) else asked
    behind = [(t, t.form) for t in reading.verbs if asked and t.start > asked[-1] and t.form is not None]
    wanted = any(form.requests for _, form in behind)
    quoted = any(form.hearsay for _, form in behind)  # «언제라고 했는지 까먹지 말고 있어, 언제지?»
    end = next((t for t, form in behind if form.closes or ((wanted or quoted) and form.asks)), None)
    return reading if end is None else reading.within(0, end.end)


def lasts_asked(reading: Reading) -> bool:
    """«며칠 걸려», «며칠 동안 보는 거야»: how many days something takes, and no date."""
    asked = [at for at, t in enumerate(reading.terms) if t.kind == "question" and t.lemma == _DAYS and not t.particles]
    if not asked:
        return False
    behind = reading.terms[asked[-1] + 1 :]
    return bool(behind) and (behind[0].lemma in ("동안", "간", "씩") or any(_is_deed(t) for t in behind[:1]))


def _is_deed(term: Term) -> bool:
    """A verb of its own, and none of «며칠이지», «며칠 됐지»."""
    return term.form is not None and term.lemma not in (COPULA, "되", "하", "지나", "남")


def done_since(reading: Reading) -> tuple[Term, ...]:
    """«담배 끊은 지 며칠 됐지»: what was done on the day that is counted from."""
    pairs = pairwise((*reading.terms, None))
    return tuple(verb for verb, after in pairs if verb is not None and verb.form is not None and _is_point(verb, after))


def _is_point(verb: Term, after: Term | None) -> bool:
    """«끊은 지», «끊은지», «나올 때까지»: a verb that stands for the day on which it was, or will be, done."""
    if verb.form is None or after is None:
        return False
    named = after.lemma == ELAPSED or (after.lemma == _TIME and UNTIL in after.particles)
    return verb.form.ending in _UNSPACED or (verb.form.modifies and named)


_UNSPACED: Final = ("ㄴ지", "은지")
_TIME: Final = "때"


def aspect_asked(reading: Reading) -> DayAspect | None:
    """What is asked of a day, whichever it is; None where nothing is."""
    asked = [at for at, term in enumerate(reading.terms) if term.kind == "question"]
    if not asked:
        return None
    at = asked[-1]
    term, behind = reading.terms[at], reading.terms[at + 1 :]
    if any(SINCE in reading.terms[other].particles for other in asked[:-1]):
        return None  # «며칠부터 며칠까지야»
    if term.lemma in _WHICH:
        return "weekday" if behind and behind[0].lemma == _WEEKDAY else None
    counted = _counted_in(reading, at) in _COUNTED
    if counted and behind and term.lemma == _HOW_MANY:
        behind = behind[1:]
    until = any(UNTIL in t.particles for t in reading.terms[:at])
    if counted and behind and (behind[0].lemma in _AGO or behind[0].lemma in _PASSES):
        return "since"
    waits = any(t.lemma in (_REMAINS, *_SLEEPS) for t in reading.terms[asked[0] :])  # «남은 연차 며칠» is no day's
    if counted and (until or waits):
        return "left"
    told = (COPULA, *_SAID)  # «언제라고 했지»
    if term.lemma.replace(" ", "") in _WHEN and all(t.lemma in told for t in behind if t.form is not None):
        return "date"
    return None


def unit_asked(reading: Reading) -> str:
    """«그럼 몇 주 남은 거야», «몇 개월이지»: the unit in which a length of time is to be told; "" for days."""
    asked = (_counted_in(reading, at) for at, term in enumerate(reading.terms) if term.kind == "question")
    return next((word for word in asked if word != _DAYS), "")


def counts_weeks(reading: Reading) -> bool:
    """«몇 주 남았어»."""
    return unit_asked(reading) == _WEEKS


def leans_on(text: str, day: NamedDay) -> str:
    """«여행» of «여행 사흘 전»: the noun that a day is counted from, "" where it is today."""
    before = _read(text[: day.start], day.day).terms
    noun = before[-1] if before and day.said.rstrip().endswith(_AGO_OR_AHEAD) else None
    bare = noun is not None and noun.kind in ("noun", "name") and not noun.particles and not noun.bound
    return noun.lemma if noun is not None and bare else ""


_AGO_OR_AHEAD: Final = ("전", "뒤", "후")


def asks_in_other_unit(reading: Reading) -> bool:
    """«몇 개월이지 그럼»: nothing but the unit of what was told is asked for."""
    others = [
        t for t in reading.terms if t.form is None and t.kind not in _ASIDE and t.lemma not in (*_NO_THING, *_SPANS)
    ]
    return unit_asked(reading) in UNITS and not others and all(v.lemma in _LIGHT for v in reading.verbs)


def _counted_in(reading: Reading, at: int) -> str:
    """A question word with the unit behind it: «몇주» of «몇 주»."""
    word, behind = reading.terms[at].lemma.replace(" ", ""), reading.terms[at + 1 : at + 2]
    return word + behind[0].lemma if word == _HOW_MANY and behind and behind[0].lemma in _SPANS else word


_HOW_MANY: Final = "몇"
_SPANS: Final = frozenset(words("주 달 개월 년 일 밤"))
_DAYS: Final = "며칠"
_WEEKS: Final = "몇주"
UNITS: Final = frozenset((_WEEKS, *words("몇달 몇개월 몇년")))
"""Question words for units longer than a day."""


def asks_the_same_of(reading: Reading) -> bool:
    """«결혼기념일은 12월 19일인데 그건?»: what was asked of one day is asked of the one that is named now."""
    last = reading.terms[-1] if reading.terms else None
    return last is not None and refers_to_day(last) and not any(term.kind == "question" for term in reading.terms)


@lru_cache(maxsize=256)
def _read(text: str, today: date) -> Reading:
    return read(text, (), [(time.start, time.end) for time in find_times(text, today)], ())


def spoken_days(heard: Sequence[str], today: date, *, past: bool = False) -> tuple[SpokenDay, ...]:
    """The days that were spoken of, the newest first; one that is pointed at is the one spoken of before.

    Args:
        heard: what was said before, the newest first.
        today: what «내일» is counted from.
        past: whether a day without a year is the last one.
    """
    found: list[SpokenDay] = []
    for at in range(len(heard) - 1, -1, -1):
        days = [_alike(day, found) for day in _days(heard[at], today, past)]
        days = _after_that(heard[at], found) or days
        reading = _read(heard[at], today)
        nouns = _nouns(reading)
        pointed = found and found[-1].at <= at + _NEAR and any(refers_to_day(t) for t in reading.terms)
        if days:
            found += [SpokenDay(day, nouns, _clause_words(reading, day), at) for day in days]
        elif pointed:
            found.append(SpokenDay(found[-1].day, nouns, nouns, at))
    return tuple(reversed(found))


def _clause_words(reading: Reading, day: NamedDay) -> frozenset[str]:
    """The nouns and verbs of the clause in which a day is told: «엄마는 2월 11일이고 / 아빠는 6월 3일이야»."""
    ends = [0, *(v.end for v in reading.verbs if v.form is not None and not v.form.modifies), len(reading.text)]
    start = max((end for end in ends if end <= day.start), default=0)
    end = min((end for end in ends if end >= day.end), default=len(reading.text))
    clause = reading.within(start, end + 1)
    return _nouns(clause) | {verb.lemma for verb in clause.verbs if verb.lemma not in _LIGHT}


def _alike(day: NamedDay, spoken: Sequence[SpokenDay]) -> NamedDay:
    """«24일», after the 24th of December was spoken of."""
    if not _BARE.fullmatch(day.said):
        return day
    return next((one.day for one in reversed(spoken) if one.day.day.day == day.day.day), day)


def _after_that(text: str, spoken: Sequence[SpokenDay]) -> list[NamedDay]:
    """«그 다음 주 금요일»: counted from the day that was spoken of before."""
    match = _THAT_WEEK.search(text)
    if match is None or not spoken:
        return []
    # «토요일까지 쉬잖아» names no day that another week is counted from, where a date was told before.
    before = next((one.day.day for one in reversed(spoken) if not _of_week(one.day)), spoken[-1].day.day)
    weeks = 7 if match["next"] else -7 if match["before"] else 0
    day = before + timedelta(days=weeks - before.weekday() + WEEKDAYS.index(match["day"]))
    return [NamedDay(*match.span(), "", "", day, dated=True)]


_THAT_WEEK: Final = re.compile(
    rf"(?<![가-힣])그\s?(?:(?P<next>다음\s?)|(?P<before>(?:바로\s)?전\s?|앞\s?|지난\s?))?주\s?(?P<day>[{WEEKDAYS}])요일"
)
_NEAR: Final = 2
"""How many utterances back something is pointed at, and its day told."""
_LATELY: Final = 6
"""The same of a question, with what was answered in between."""


def _days(text: str, today: date, past: bool) -> list[NamedDay]:
    """The days of a text; where it tells what was done, those without a year are the nearest."""
    in_full = in_days(text)
    coming = [of_coming_week(day, today) for day in find_days(in_full, today)]
    gone = list(find_days(in_full, today, past=True))
    verbs = _read(text, today).verbs
    told_past = bool(verbs) and verbs[-1].form is not None and verbs[-1].form.past
    if past:
        days = gone
    elif told_past and len(gone) == len(coming):
        days = [min(both, key=lambda day: abs(day.day - today)) for both in zip(coming, gone, strict=True)]
    else:
        days = coming
    days = [day for day in days if _is_meant(day, in_full)]
    dated = {day.day.weekday() for day in days if not _of_week(day)}
    days = [day for day in days if not (_of_week(day) and day.day.weekday() in dated)]  # «12월 5일 토요일»
    return [day for day in days if day.day != today] or days


def _of_week(day: NamedDay) -> bool:
    return day.said == weekday_name(day.day)


def _is_meant(day: NamedDay, text: str) -> bool:
    """No length of time («연차 15일인데»), and no end of «올해»."""
    if not day.said:
        return SINCE in text or "~" in text
    return not _BARE.fullmatch(day.said) or _AS_DAY.match(text, day.end) is not None


_BARE: Final = re.compile(r"(?:\d{1,2}|[이삼]?십[일이삼사오육칠팔구]?)\s?일")
_AS_DAY: Final = re.compile(r"에|날|까지|부터|이야|이에|이래|이거든|로|이[고지니]|야|\s*$")


def _nouns(reading: Reading) -> frozenset[str]:
    return frozenset(t.lemma for t in reading.terms if t.form is None and t.kind in ("noun", "name") and not t.bound)


def content_words(text: str, today: date) -> frozenset[str]:
    """The nouns and verbs of a text, in their dictionary forms."""
    reading = _read(text, today)
    return _nouns(reading) | {verb.lemma for verb in reading.verbs if verb.lemma not in _LIGHT}


def day_meant(asked: DayAsked, heard: Sequence[str], today: date) -> NamedDay | None:
    """The day that a question is about, by what was said before; None where none was told.

    Args:
        asked: the question.
        heard: what was said before, the newest first; what the robot told last stands among it.
        today: what «내일» is counted from.
    """
    spoken = spoken_days(heard, today, past=asked.aspect == "since")
    if not asked.named:
        near = [one for one in spoken if one.at <= (_LATELY if asked.points else _NEAR + 1) and one.day.day != today]
        found = next((one for one in near if _fits(asked, one.day.day, today)), None)
        # «손녀가 다음달에 시집을 가»: the time spoken of last is no one day, and none before it is meant.
        vague = found is not None and any(_is_vague(text, today, found.day.day) for text in heard[: found.at])
        return found.day if found is not None and not vague else None
    for at, text in enumerate(heard):
        if not names_day(text, asked.named, today):
            continue
        said = content_words(text, today)
        here = _told_of([one for one in spoken if one.at == at and not (asked.own and one.nouns & KIN)], asked.named)
        # «둘째가 시집을 가» … «십이월 십구일이야»: the sentence behind it tells nothing but the day.
        after = [one.day for one in spoken if one.at == at - 1 and not (one.nouns or (asked.own and said & KIN))]
        if asked.aspect != "since" and any(one.endswith(_YEARLY) for one in asked.named):
            here = [_coming(day, today) for day in here]
        told = next((day for day in (*here[::-1], *after) if _fits(asked, day.day, today)), None)
        ends = any(term.lemma in _ENDS for term in _read(text, today).terms)  # «방학 끝나는 건 3월 2일»
        if told is not None and not ends:
            return told
    return None


def _told_of(spoken: Sequence[SpokenDay], named: Sequence[str]) -> list[NamedDay]:
    """Of the days of one utterance those told of what is named, and of nobody else."""
    whose = KIN.intersection(named)
    mine = [
        one
        for one in spoken
        if not whose or all(any(is_same_relative(w, other) for other in whose) for w in one.clause & KIN)
    ]

    def told(one: SpokenDay) -> int:
        return sum(any(is_same_thing(word, other) for other in one.clause) for word in named)

    most = max(map(told, mine), default=0)
    return [one.day for one in mine if told(one) == most]


def _is_vague(text: str, today: date, day: date) -> bool:
    """Whether a text speaks of a time longer than a day, other than now, on that side of now on which a day lies.

    «1986년에 했으니까 몇 주년이지» takes nothing from the day of this year that was told before.
    """
    times = (time for time in find_times(text, today) if not time.is_now and time.first < time.last)
    return any((time.last < today) == (day < today) for time in times if not time.first <= today <= time.last)


_ENDS: Final = ("끝", "끝나", "마치")


def _coming(day: NamedDay, today: date) -> NamedDay:
    """The next such day of the year, for what comes round again."""
    ahead = days_until(day.day, today)
    return day if ahead < 0 or day.day >= today else replace(day, day=today + timedelta(days=ahead))


def names_day(text: str, named: Sequence[str], today: date) -> bool:
    """Whether a text speaks of all that is named."""
    said = content_words(text, today)
    return all(any(is_same_thing(one, other) for other in said) for one in named)


def _fits(asked: DayAsked, day: date, today: date) -> bool:
    if asked.aspect == "left":
        return day >= today
    return day <= today if asked.aspect == "since" else True


def is_same_thing(one: str, other: str) -> bool:
    """«생신» and «생일», «제삿날» and «제사», «기일» and «아버지기일»: whether two nouns name what is on one day."""
    return any(_ends_alike(a, b) or _ends_alike(b, a) for a in _bases(one) for b in _bases(other))


def _ends_alike(one: str, other: str) -> bool:
    return one == other or f"{one}하" == other or (len(one) >= _SHORTEST and other.endswith(one))


def _bases(noun: str) -> Iterator[str]:
    noun = _SAME.get(noun, noun)
    yield noun
    if noun.endswith(_YEARLY) and noun != _YEARLY:
        yield noun.removesuffix(_YEARLY)
        yield f"{noun.removesuffix(_YEARLY)}하"
    elif noun.endswith(_DAY) and len(noun) > _SHORTEST:
        yield noun[:-1]
        initial, medial, _ = decompose(noun[-2])
        yield noun[:-2] + compose(initial, medial)
