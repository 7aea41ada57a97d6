"""Closed classes of words that point at what was spoken of, or describe a day, and questions for what they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.dates import format_date
from companion.language.josa import in_place, josa
from companion.language.numbers import NumberMention, ordinal
from companion.language.self_words import OTHERS
from companion.language.terms import (
    ALSO,
    COPULA,
    COPULAS,
    INTO,
    QUOTED,
    SUBJECT,
    SUPPOSING,
    TOPIC,
    WHEN,
    WHO,
    WITH,
    Reading,
    Term,
    worked_out_once,
)

THEN: Final = frozenset(("그때", "그날", "그해", "그달", "그즈음", "그무렵", "그당시"))
TIMES: Final = frozenset(("때", "날", "해", "달", "당시", "시절", "시기", "무렵", "즈음", "시점"))
"""Nouns for a time, after «그»."""
AS_OF: Final = TIMES | {"기준"}
"""Nouns behind a time that only say that it is of that time."""
AT_THAT_TIME: Final = "당시"
_WHILE: Final = frozenset(("은", "에", "에서"))
"""Particles of a time in which something is so."""
BETWEEN: Final = frozenset(("사이", "동안", "기간", "새"))
GAP: Final = frozenset(("사이", "새"))
"""Nouns for what lies between two times, where two were told."""
ALIKE: Final = frozenset(("같", "다르", "다른", "비슷하"))
"""Verbs of what two have in common."""
_SEVERAL: Final = "들"
_THEY: Final = frozenset(("걔네", "쟤네", "얘네"))
HERE: Final = "이"
"""The determiner of what is near whoever speaks."""
THERE: Final = frozenset(("거기", "그곳", "그쪽", "거"))
WHERE_PARTICLES: Final = frozenset(("에서", "서"))
BESIDE: Final = frozenset(
    ("근처", "주변", "부근", "인근", "근방", "동네", "앞", "옆", "쪽", "맞은편", "건너편", "일대")
)
"""Nouns for what lies near something."""
HOUSES: Final = frozenset(("집", "가게", "식당", "음식점", "매장", "점포"))
"""Nouns for a house of business, whatever it is called: «그 가게»."""
NEARBY: Final = frozenset(("근처", "주변", "부근", "인근", "근방"))
"""Those that are said without what it is near to: «근처 카페»."""
PEOPLE: Final = frozenset(("분", "사람", "명", "양반"))
"""Counters for people."""
ALL: Final = frozenset(("다", "모두"))
AMONG: Final = frozenset(("중", "가운데"))
OF_GROUP: Final = frozenset(("은", "이", "도", "의"))
"""Particles of several that were spoken of."""
PRESENT: Final = "는"
"""The ending of what somebody does: «내가 사는 근처»."""
ALONE: Final = frozenset(("은", "도", "이"))
"""Particles of a noun phrase that asks the same of something else: «김동연은?»."""
ASKED_OF: Final = frozenset(("은", "이", "의", "을", "도", "한테"))
"""Particles of what something is asked of."""
FORMER: Final = frozenset(("전", "전직", "구"))
"""Who held an office once, not who held it before: «윤석열 전 대통령»."""
DAY_OF: Final = frozenset(("날", "지", "뒤", "후", "이후", "때"))
"""Nouns for a day, after a clause that says what was done on it."""
POINTS: Final = frozenset(("날", "해", "달", "때", "당시", "무렵", "즈음", "시점"))
"""Nouns for the time of what a clause says was done."""
BESIDE_DAY: Final = frozenset(("다음", "이튿날", "전날", "직전", "직후", "이듬해"))
"""Nouns for a time beside that."""
SINCE: Final = "지"
WEEKDAY: Final = "요일"
EXCEEDING: Final = frozenset(("넘",))
LASTING: Final = frozenset(("지나", "되", "걸리", "흐르"))
"""Verbs of time that goes by."""
NTH_DAY: Final = "째"
IN_MONTHS: Final = ("몇년", "몇달", "몇개월", "얼마나")
"""Question words after which years and months are counted."""
Unit = Literal["day", "week", "month", "year"]
_UNITS: Final[dict[str, Unit]] = {
    "년": "year", "해": "year", "개월": "month", "달": "month", "주": "week", "주일": "week", "일": "day",
}  # fmt: skip
GRAINS: Final[dict[str, Unit]] = {**_UNITS, "날": "day", "연도": "year"}
"""How exactly times are held against each other: «같은 날», «같은 해»."""
_LENGTHS: Final[dict[Unit, str]] = {"year": "몇 년", "month": "몇 달", "week": "며칠", "day": "며칠"}
HOW_LONG: Final = ("며칠", "몇주", *IN_MONTHS)
_ORDERS: Final = frozenset(("먼저", "나중", "순서", "차례"))
_FROM: Final = "부터"
SIDES: Final = {"앞": 0, "처음": 0, "뒤": -1, "끝": -1, "마지막": -1, "먼저": 0, "나중": -1}
"""Nouns for a place among several that were told, as its index."""
_FRONT, _BACK = ("앞",), ("뒷", "뒤")
NTH_TOLD: Final = frozenset(("으로", "에"))
"""Particles of a place among several, before a clause: «두 번째로 말한 분»."""
TALK: Final = frozenset(("얘기", "이야기", "말", "대화"))
"""Nouns for what is spoken of: «도지사 얘기로 돌아가서»."""
I_MEAN: Final = "말"
"""«김동연 말이야»."""
ANEW: Final = frozenset(("다시", "또", "재차"))
"""Adverbs by which the same is wanted once more."""
_QUOTING: Final = re.compile(r"\s?(?:형|오빠|누나|언니)?(?:이?라고?)\s?(?:했|한|하|불렀|부른|부르|그랬|말|대답|답)")
THAT: Final = frozenset(("그것", "그거"))
_SAYING: Final = frozenset(("말하", "말씀하", "얘기하", "이야기하", "언급하"))
_TELLING: Final = frozenset((*_SAYING, "추천하", "소개하", "알리", "나오", "대답하", "답하", "가르치", "골라"))
"""Verbs of what was told; the first need nobody who did it to mean what was spoken of: «말한 도지사»."""
_EARLIER: Final = frozenset(("아까", "방금", "앞서", "좀", "조금", "금방"))
_BEFORE: Final = frozenset(("앞", "위", "전"))
_NUMBER: Final = "번"
_SEQUEL: Final = frozenset(("뒤", "후", "다음", "이후"))
_THE: Final = "그"
_NOT = "아니"
_NOT_THIS: Final = frozenset((("말", "고"), ("말", "고요"), ("말", "구"), ("말", "구요")))
_EXCEPT: Final = frozenset(("말", "빼", "제외하", "제하"))
_BEYOND: Final = frozenset(("외", "이외", "밖"))
_LINKED: Final = frozenset(("고", "고는", "고도", "구", "구는"))
"""Verbs and nouns behind what is left out, and the endings of the former."""
SO: Final = frozenset(("그렇", "그러"))
"""Verbs that say that something is as it was said to be: «그때도 그랬어?»."""
_TAGS: Final = frozenset(("맞", "그렇", "그러", "그치", "그지"))
_YEAR, _MONTH, _DAY = "해", "달", "날"


def is_told(between: Iterable[Term]) -> bool:
    """Whether it is told where somebody stands: «두 번째로 말한 분», «나중에 말씀하신 분»."""
    return any(term.lemma in _TELLING or term.lemma == I_MEAN for term in between)


def by_place(reading: Reading, numbers: Iterable[NumberMention], most: int) -> str | None:
    """«2번 어디야?» of a list of so many as «두 번째 어디야?»; None where none is meant, or how often is said."""
    text, found = reading.text, False
    for number in sorted(numbers, key=lambda n: -n.start):
        at = next((at for at, t in enumerate(reading.terms) if t.start == number.start), None)
        if number.counter != _NUMBER or not text[number.start].isdigit() or not 1 <= number.value <= most or at is None:
            continue
        after = reading.terms[at + 1 : at + 2]
        if after and after[0].form is not None and after[0].lemma not in COPULAS and not reading.terms[at].particles:
            continue  # «2번 갔어»
        text, found = in_place(text, number.start, number.end, ordinal(number.value)), True
    return text if found else None


def pointing_back(reading: Reading) -> str | None:
    """«아까 말한 도지사는», «네가 추천해 준 집» as «그 도지사는», «그 집»; None where nothing is pointed at so."""
    for at, verb in enumerate(reading.terms[:-1]):
        form = verb.form
        if form is None or not form.modifies or form.negated or form.future or verb.lemma not in _TELLING:
            continue
        promised = any(quoted in reading.text[verb.start : reading.terms[at + 1].start] for quoted in QUOTED)
        if form.ending == PRESENT or ((form.hearsay or promised) and not form.past):
            continue  # «안에 누가 말하는 거 아니야?», «네가 알려 준다던 게 몇 시였지», «알려 준다고 한 게»
        first = at
        while first and _says_when_or_who(reading.terms[first - 1]):
            first -= 1
        before = reading.terms[first - 1] if first else None
        alone = before is None or before.form is not None or before.kind == "interjection"
        if not alone or (first == at and verb.lemma not in _SAYING) or reading.terms[at + 1].form is not None:
            continue
        noun = reading.terms[at + 1 + (reading.terms[at + 1].kind == "determiner") :][:1]
        if noun:
            return f"{reading.text[: reading.terms[first].start]}{_THE} {reading.text[noun[0].start :]}"
    return None


def _says_when_or_who(term: Term) -> bool:
    """Whether it only says that something was said before, or by whom of the two who talk."""
    if term.kind == "adverb":
        return term.lemma in _EARLIER
    return term.lemma in _BEFORE or (term.lemma in OTHERS and "이" in term.particles)


def just_now(reading: Reading) -> bool:
    """«방금», «아까»: something of this conversation is meant."""
    return any(term.lemma in _EARLIER for term in reading.terms)


def takes_back(term: Term) -> bool:
    """«아니», «아니다» in mid-sentence: what was said before is meant no more."""
    return term.lemma == _NOT and (term.kind == "interjection" or (term.form is not None and not term.particles))


def sets_apart(term: Term) -> bool:
    """«아니», «거기 말고», «그게 아니라»: what follows is meant instead."""
    return takes_back(term) or (term.form is not None and (term.lemma, term.form.ending) in _NOT_THIS)


def is_left_out(reading: Reading, term: Term) -> bool:
    """«이재명 말고», «박종건 대표 빼고», «한덕수 외에»: whether all but what a noun phrase names is meant."""
    after = next((t for t in reading.terms if t.start >= term.end and t.phrase != term.phrase), None)
    inside = [t for t in reading.terms if t.phrase == term.phrase and t.start >= term.end]
    if any(t.lemma in _BEYOND for t in inside):
        return True
    if after is not None and after.form is None and WITH in (inside or [term])[-1].particles:
        return is_left_out(reading, after)  # «이재명이랑 이용섭 빼고»
    if after is None or any(t.particles for t in inside):
        return False
    excepts = after.form is not None and after.lemma in _EXCEPT and after.form.ending in (*_LINKED, SUPPOSING)
    return excepts or after.lemma in _BEYOND


def asks_for_others(reading: Reading) -> bool:
    """«이재명 말고는?», «한덕수랑 최상목 빼고는요?»: nothing is said but who is left out, and it is asked who else."""
    *before, last = reading.terms or (None,)
    form = last.form if last is not None else None
    if last is None or form is None or last.lemma not in _EXCEPT or form.ending not in _LINKED:
        return False
    asks = TOPIC in last.particles or form.ending.endswith(TOPIC) or "?" in reading.text[last.end :]
    return asks and bool(before) and all(t.form is None for t in before)


def end_of_several(text: str, end: int, lemma: str) -> int | None:
    """Where a word for several people ends: «그분들», «걔네»; None where it means one."""
    if text.startswith(_SEVERAL, end):
        return end + len(_SEVERAL)
    return end if lemma in _THEY else None


def without_sequel(reading: Reading) -> str:
    """«그 뒤에 실제로 착공은 됐나요?» without what only says that it came later."""
    first, *others = reading.terms[:3]
    noun = others[0] if others else first
    sequel = first.kind == "determiner" and first.lemma == _THE and noun.lemma in _SEQUEL and len(others) > 1
    return reading.text[others[1].start :] if sequel else reading.text


def is_of_all(number: Term, word: Term) -> bool:
    """«두 해 다», «둘 모두»: all of so many, behind their number."""
    return number.kind == "number" and not number.particles and word.kind == "adverb" and word.lemma in ALL


def is_tag(term: Term) -> bool:
    """«맞지?», «그치?» after a question."""
    return term.lemma in _TAGS and term.kind in ("verb", "interjection", "adverb")


def which_of(one: str, other: str, *, person: bool) -> str:
    """«성균관대와 지스트 중에 어디가»."""
    return f"{both(one, other)} 중에 {'누가' if person else '어디가'}"


def both(one: str, other: str) -> str:
    """«이재명과 이용섭»."""
    return f"{josa(one, '과/와')} {other}"


def about(names: Sequence[str]) -> str:
    """«가보정과 송풍가든 알려 줘»."""
    return f"{reduce(both, names[1:], names[0])} 알려 줘"


def of_result(reading: Reading) -> str | None:
    """«반으로 나누면?» after a sum: of what came out; None where it names of what."""
    names = any(t.kind not in ("number", "verb", "adverb") and INTO not in t.particles for t in reading.terms)
    return None if names else f"그걸 {reading.text}"


def unit_of(counter: str) -> Unit | None:
    """What a counter of time counts; None for another."""
    return _UNITS.get(counter.removesuffix(ALSO))


def how_long(unit: Unit) -> str:
    """The question for a length of time: «몇 년 됐어?»."""
    return f"{_LENGTHS[unit]} 됐어?"


def side_of(noun: str, persons: Collection[str]) -> int | None:
    """«앞사람», «뒷분»: the first or the last of those who were told; None for another noun."""
    for sides, index in ((_FRONT, 0), (_BACK, -1)):
        if any(noun == f"{side}{person}" for side in sides for person in persons):
            return index
    return None


def at_time(time: str) -> str:
    """«2019년에»."""
    return f"{time}에"


def as_topic(noun: str) -> str:
    """«주차는»."""
    return josa(noun, "은/는")


def from_to(first: date, last: date) -> str:
    """A span of time: «2025년 4월 4일부터 2025년 6월 4일 사이»."""
    return f"{format_date(first)}부터 {format_date(last)} 사이"


_YEAR_NAMED: Final = "도"
"""What «몇 년도» ends in, which asks for no length."""
_HAPPENING: Final = ("일", "때", "적", "되", "얘기", "이야기")
"""What something that happened is called, and done."""


@worked_out_once
def asks_day_of_that(reading: Reading) -> bool:
    """«그게 언제부터야?», «그게 언제 적 일이야»: nothing but when that was which was just told."""
    terms = [t for t in reading.terms if t.kind not in ("interjection", "adverb")]
    asked = [t for t in terms if t.kind == "question"]
    then = bool(terms) and terms[0].lemma in THEN
    points = then or (bool(terms) and (terms[0].lemma in THAT or terms[0].text in ("그", "이")))
    rest = [t for t in terms[1:] if t.kind != "question" and not t.bound and t.lemma not in (COPULA, *_HAPPENING)]
    day = len(asked) == 1 and asked[0].lemma in WHEN  # «그게 몇 년이야?» asks how long that is
    day = day and (then or asked[0].lemma == WHEN[0] or asked[0].text.endswith(_YEAR_NAMED))
    return points and day and not rest


def until_today(first: date) -> str:
    """«2019년 10월 23일부터 오늘까지»."""
    return f"{format_date(first)}부터 오늘까지"


def as_exact(noun: str, first: date, name: str, *, single: bool) -> str:
    """Days by the noun that points at them: «그해» is a year, «그날» a day; by their name for another noun."""
    if noun == _YEAR:
        return f"{first.year}년"
    if noun == _MONTH:
        return f"{first.year}년 {first.month}월"
    return format_date(first) if noun == _DAY and not single else name


def points_at_day(noun: str) -> bool:
    """Whether a single day is meant: «그날»."""
    return noun == _DAY


def who_is(phrase: str) -> str:
    """«2019년 경기도지사가 누구야?»."""
    return f"{josa(phrase, '이/가')} 누구야?"


def where_is(phrase: str) -> str:
    """«너를 만든 회사가 어디야?»."""
    return f"{josa(phrase, '이/가')} 어디야?"


def when_is(phrase: str) -> str:
    """«협약식이 언제야?»."""
    return f"{josa(phrase, '이/가')} 언제야?"


def day_of(clause: str) -> str:
    """«협약 맺은 날이 언제야?»."""
    return when_is(f"{clause} 날")


def held_then(reading: Reading, office: str) -> str | None:
    """«협약 맺을 때는 누구였어?» with the office that is left out: «협약 맺을 때는 경기도지사가 누구였어?».

    None where it says of whom or what it asks, or asks something else than who that was.
    """
    at = next((at for at, t in enumerate(reading.terms) if t.kind == "question"), 0)
    before, asked, after = reading.terms[:at], reading.terms[at : at + 1], reading.terms[at + 1 :]
    if not before or asked[0].lemma != WHO or asked[0].particles or not after or after[0].lemma not in COPULAS:
        return None
    time = before[-1]
    if time.lemma not in TIMES or len(after) > 1 or not _WHILE.issuperset(time.particles):
        return None
    pointed = any(t.kind == "determiner" and t.phrase == time.phrase for t in before)
    own = {SUBJECT, TOPIC}
    said_of = any(own & set(t.particles) and t.clause == time.clause for t in before[:-1])
    if pointed or said_of or len(before) < 2:
        return None  # «그때는 누구였어?» points, «지사는 협약 때 누구였어?» says of what
    return f"{reading.text[: asked[0].start]}{josa(office, '이/가')} {reading.text[asked[0].start :]}"


def asks_for_order(reading: Reading) -> bool:
    """«누구를 먼저 소개해야 돼?», «누구부터 불러?»: in which order something is to be done."""
    asked = [t for t in reading.terms if t.kind == "question"]
    return any(_FROM in t.particles for t in asked) or (bool(asked) and any(t.lemma in _ORDERS for t in reading.terms))


def quotes(reading: Reading, end: int) -> bool:
    """«…이라고 했다며?», «…이라 불렀어?»: whether what ends there was said or called so."""
    return _QUOTING.match(reading.text, end) is not None
