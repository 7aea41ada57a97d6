"""The figures of an utterance as its terms tell them: how much of what, what each is of, and which part it plays.

«숙소가 12만원이었어» is what something costs, «4만원 있는데» what there is, «40만원 안에» a bound. What is asked of
figures is read here too: its unit («몇 번», «얼마») and what is to be done («남다», «합치다», «나누다»).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.grammar import asks_what_one_said, is_conditional
from companion.language.household import MONEY_HAD, REGULAR, bare_money, pieces
from companion.language.numbers import COUNTERS, find_numbers, native_noun
from companion.language.quantities import DOERS, PERSONS, quantities
from companion.language.readings import words
from companion.language.terms import (
    ALSO,
    AMOUNT,
    COPULA,
    HOW_MANY,
    HOW_MUCH,
    INTO,
    RECIPIENT,
    SUBJECT,
    TOPIC,
    UNTIL,
    WHEN,
    WITH,
    Reading,
    Term,
    is_light,
    read,
)
from companion.language.told_amounts import DAY, ONE, SHARE, ToldAmount, told_amounts

Part = Literal["had", "whole", "cost", "bound", "many", "odd", "less"]
Cue = Literal[
    "left",
    "short",
    "total",
    "each",
    "apart",
    "risen",
    "mean",
    "fits",
    "again",
    "ends",
    "taken",
    "added",
    "own",
    "halves",
    "change",
    "half",
    "passes",
]

_HAD: Final = frozenset(words("있 받 타 벌 모으 모이 생기 들어오 가지 갖 챙기 걷 들 듣 걷히 계시"))
SPENT: Final = frozenset(words("쓰 쓸 내 사 나가 나오 주 줏 들어가 빠지 먹 치르 결제하 사먹 긁 갚 시키"))
_TAKEN_OFF: Final = frozenset(words("빼 깎 제하 할인하"))
_HELPED: Final = frozenset(words("내주 보태주 보태 부담하 대주"))
REDUCES: Final = re.compile(r"(?:쿠폰|할인권|포인트|적립금|상품권)$")
_SEVERALLY: Final = re.compile(r"(?:각각|각자|제각기)\s?$")
_MONTH: Final = "달"
_EVERY: Final = re.compile(r"(?:한\s?달|매달|매월|달마다|다달이)")
_READ_AS_NOUNS: Final = words("사면 내면")
"""«세 개 사면»: verbs with their ending that are nouns elsewhere."""
_GONE: Final = frozenset(words("쓰 먹 잃 버리 읽 풀 깨지 부서지 팔 팔리 나가 없어지 보내 부치 나눠주 나누어주"))
"""Verbs of what is there no more, or is done with."""
_LIVES_ON: Final = frozenset(words("살 버티 지내 견디 생활하"))
"""What is done with money that is there for some time."""
_TAKEN_THERE: Final = re.compile(r"(?:갖다|가져다|나눠|나누어)\s?(?:주|줬|줘|드리|드렸|드려)")
_BOUNDS: Final = frozenset(words("안 안쪽 이하 이상 미만 이내 초과 선 밑 아래 대"))
_PASSES: Final = words("넘")
_FOR_ALL: Final = re.compile(r"\s?에\s?(?:다\s|총\s|딱\s|약\s)?")
TIMES: Final = frozenset(
    words(
        "지난번 저번 이번 요번 오늘 어제 내일 달 주 해 년 전 후 처음 원래 작년 올해 지난달 이번달 다음달 하루 "
        "하룻밤 오전 오후 아침 점심 저녁 연말 월말 연초 주말 봄 여름 가을 겨울"
    )
)
"""Nouns of when, which are no thing that something costs."""
_NO_LABEL: Final = frozenset(
    words("아까 그중 중 거 것 건 데 때 쪽 돈 값 금액 약 총 대략 사면 사고 내면 각자 각각 왕복 편도 벌써 온대 어치")
)
_CUES: Final[dict[str, tuple[str, ...]]] = {
    "left": words("남 남기 남음 남지 잔돈 거스름돈 거슬르 거스르 돌려받"),
    "change": words("잔돈 거스름돈 거슬르 거스르 돌려받"),
    "half": words("절반 반"),
    "passes": words("넘"),
    "short": words("모자라 부족하 모자르"),
    "total": words("합치 합하 더하 보태 합계 총 모두 전부 다 전체 합"),
    "each": words("나누 나눠내 나누어내 반반 반씩 절반씩 더치페이 엔빵 엔분의일"),
    "apart": words("차이 떨어지 내리 줄 깎이 차이나"),
    "risen": words("오르 올라가 늘 인상되"),
    "mean": words("평균"),
    "fits": words("되 들어오 들어가 가능하 충분하 안 넘"),
    "again": words("다시"),
    "ends": words("끝나 끝내"),
    "taken": words("빼 제하 떼 빠지 제외하"),
    "added": words("추가하 더하 보태"),
    "halves": words("반반 반씩 절반씩"),
}
_NUMERALS: Final = frozenset(map(native_noun, range(1, 100)))
_SUM_NOUNS: Final = frozenset(
    words(
        "돈 값 금액 거 것 건 게 사람 명 분 인 총 합 합계 나머지 잔돈 거스름돈 수 번 개 퍼센트 프로 달 날 안 예산 전체 "
        "진짜 남음 원 평균 차이 셈 계산 하루 평소 우리 식구 과목 종류 가지 씩 정도 결국 한 데 당 앞 끼 꼴 사 때 중 "
        "그중 이제 반 남지 절반 경비 비용 생활비 인당 일인당"
    )
)
"""Nouns that name nothing beside a sum."""
_SUM_VERBS: Final = frozenset(
    words(
        "이 하 되 있 없 아니 쓰 내 사 먹 마시 들 드 듣 나오 걸리 주 받 벌 모으 시키 나가 보 계산하 나 쓸 알 같 말 그러 "
        "그렇 살 걷 오 끝나 끝내 맞 넘 들어가 들어오 충분하 가능하 싶 얼마 안되 야 거슬르 거스르 돌려받 필요하 만들 가 "
        "올리 넣 할인되 치르 마련하 줏 자 묵 모이 왕복하"
    )
) | frozenset(lemma for row in _CUES.values() for lemma in row)
"""Verbs that say nothing beside a sum."""
_FROM: Final = frozenset(("에서", "서"))
_EVEN_SO: Final = words("그렇 그러 그래")
"""«영어는 그래도 91점»: verbs that only point back."""
_MEAN: Final = "평균"
"""«평균내면», which the dictionary divides otherwise."""
THERE: Final = frozenset(words("거기 여기 거기서 여기서"))
_DAILY: Final = frozenset(words("매일 날마다 맨날"))
_IT: Final = frozenset(words("그거 그것 이거 이것 그걸 이걸 그만큼 그걸로"))
_SELF: Final = frozenset(words("나 내 저 제 우리 각자"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value, unit, per: so much of what, for each of what; None where it is so much and no more.
        label: what it is of, "" where nothing is named; `of`: what several of them are parts of («학원비가 수학
            38만원 …»).
        part: money that is there, that is taken from («60만원에서»), that something costs, a bound, how many there
            are, what somebody else pays of it or a voucher takes off, or nothing that is known («만 원 쿠폰이 있대»).
        verb: the verb that it hangs on, "" for none.
        bare: whether its unit was left out.
        into: whether something is changed to it: «오천원으로».
        used: whether it is told to be gone, «80쪽 읽었어»; `gained`: to have come on top, «8개 더 줬어».
        joined: whether somebody is one more of them: «친구 셋이랑».
        lot: how many of `per` were told to cost so much together, 0 where none were.
        start, end: half-open span.
        taken_as: whether one unit of time is taken for so many of another.
    """

    value: Fraction
    unit: str
    per: str | None
    label: str
    of: str
    part: Part
    verb: str
    bare: bool
    into: bool
    used: bool
    gained: bool
    joined: bool
    lot: Fraction
    start: int
    end: int
    taken_as: bool = False


@dataclass(frozen=True, slots=True)
class Figured:
    """An utterance as whoever reckons reads it.

    Attributes:
        figures: from left to right.
        unit: what is asked for, "" where no amount is.
        asks: whether anything is asked or requested; `supposes`: by what it would be if, «셋이 나누면»;
            `requests`: as an order, «그것도 빼 줘».
        cues: what is to be done.
        nouns: the nouns that belong to no figure; `besides`: those that are to be added, «입장료까지».
        denied: nouns of what is not to be: «과학은 안 시키기로».
        there, it: whether something is pointed at: «거기에», «그거 빼면», «남은 돈으로».
        daily: whether something is done every day; `a_day`: whether so much a day is asked for, «하루에 몇 쪽»;
            `span`: for how many days it is asked, «한 달에 얼마», 0 for none; `over`: for one of which unit of time,
            «하루에 얼마», "" for none.
        begins: where the sentence begins that asks.
        recalls: whether it asks what was said: «얼마였지», «며칠이랬지».
    """

    text: str
    reading: Reading
    figures: tuple[Figure, ...]
    unit: str
    asks: bool
    supposes: bool
    requests: bool
    cues: frozenset[str]
    nouns: tuple[str, ...]
    besides: tuple[str, ...]
    denied: tuple[str, ...]
    there: bool
    it: bool
    recalls: bool
    daily: bool
    a_day: bool
    span: int
    over: str
    begins: int


@lru_cache(maxsize=256)
def figured(text: str) -> Figured:
    """An utterance with its figures and what it asks of them."""
    text = text[:300].replace("꺼", "거")  # «내꺼»
    numbers = {one.start: one.end for one in find_numbers(text)}
    numbers |= {start: end for start, (_, end) in bare_money(text).items() if not _stands_in(numbers, start)}
    reading = read(text, (), (), tuple(sorted(numbers.items())))
    figures = _figures(text, reading)
    free = [t for t in reading.terms if not any(f.start <= t.start < f.end for f in figures)]
    unit = _unit_asked(reading, free)
    cues = frozenset(cue for cue, row in _CUES.items() if any(_is_cue(reading, t, row) for t in free))
    if _deals_out(text, reading):
        cues |= {"each"}
    pointed_rest = _points_at_rest(reading, dealt_out="each" in cues)
    if pointed_rest:
        cues -= {"left"}
    if not any(t.lemma in _CUES["half"] and set(t.particles) <= {"만", "씩", INTO, "을", SUBJECT, TOPIC} for t in free):
        cues -= {"half"}
    if _OWN.search(text):
        cues |= {"own"}
    last = reading.terms[-1] if reading.terms else None
    supposes = bool(reading.verbs) and is_conditional(reading.verbs[-1]) and _is_last(reading, reading.verbs[-1])
    supposes = supposes or (last is not None and (last.particles[-1:] == (TOPIC,) or last.text in _READ_AS_NOUNS))
    final = reading.verbs[-1].form if reading.verbs and _is_last(reading, reading.verbs[-1]) else None
    ending = final.ending.removesuffix("요") if final is not None else ""
    asked = final is not None and final.asks and not ending.endswith(("지", "죠", "고", "더라", "거든"))
    supposes = supposes or (not figures and len(free) < _FEW and bool(cues & {"total"}))
    asked = asked or any(t.kind == "question" for t in free) or supposes or text.rstrip().endswith("?")
    requests = any(v.form is not None and v.form.requests for v in reading.verbs)
    begins = _asking_begins(text, free)
    nouns = _named(reading, [t for t in free if t.start >= begins and not (INTO in t.particles and "half" in cues)])
    labelled = {word for f in figures for word in (f.label, f.of, f.unit, f.per) if word}
    known = _SUM_NOUNS | TIMES | _NO_LABEL | labelled | {unit, _HOME if _AT_HOME.search(text) else ""}
    ends = {f.end for f in figures}  # «만 원어치까지»
    also = (t for t in free if t.kind == "noun" and not t.bound and {UNTIL, ALSO} & set(t.particles))
    also = (t for t in also if t.start not in ends)
    daily = any(t.lemma in _DAILY for t in free) or any(f.per == DAY for f in figures)
    return Figured(
        text=text,
        reading=reading,
        figures=figures,
        unit=unit,
        asks=asked or requests,
        supposes=supposes,
        requests=requests,
        cues=cues,
        nouns=tuple(word for word in nouns if word not in known and not word.startswith(_MEAN)),
        besides=tuple(_joined(reading, t) for t in also),
        denied=_denied(reading),
        there=any(THERE & {t.lemma, t.text} for t in free),
        it=any(_IT & {t.lemma, t.text} for t in free) or pointed_rest,
        recalls=_recalls(reading),
        daily=daily,
        a_day=_asks_a_day(reading),
        span=_span_asked(reading),
        over=_unit_over(figures, free),
        begins=begins,
    )


_HOME: Final = "집"
_AT_HOME: Final = re.compile(r"(?<![가-힣])우리\s?집에")
_SENTENCE: Final = re.compile(r"[.!?]\s+(?=\S)")


def _asking_begins(text: str, free: list[Term]) -> int:
    """Where the sentence begins that asks last; what was told before it says why."""
    question = next((t.start for t in free if t.kind == "question"), len(text))
    return max((found.end() for found in _SENTENCE.finditer(text) if found.end() <= question), default=0)


_ONE_OF: Final = {
    "하루": DAY, "매일": DAY, "일주일": "주", "한주": "주", "매주": "주", "한달": "달", "매달": "달", "일년": "년",
    "1년": "년", "한해": "년",
}  # fmt: skip


def _unit_over(figures: tuple[Figure, ...], free: list[Term]) -> str:
    """«하루에 얼마», «한 달이면 얼마»: the span for which it is asked."""
    said = [_ONE_OF[word] for t in free if (word := t.text.replace(" ", "")) in _ONE_OF]
    told = [f.per for f in figures if f.taken_as and f.per] or [
        f.unit for f in figures if f.value == 1 and f.per is None and f.unit in _ONE_OF.values()
    ]
    return (*said, *told, "")[0]


def may_be_of_sums(said: Figured, seen: frozenset[str], names: frozenset[str], *, changed: bool) -> bool:
    """Whether no verb of an utterance says anything beside a sum.

    Verbs of what was told before are `seen`, and nothing within one of its `names` is a verb («빙수집은»); where
    something is `changed` the rest says why.
    """
    hang = {f.verb for f in said.figures}
    spans = [found.span() for name in names for found in re.finditer(re.escape(name), said.text)]
    verbs = (
        v for v in said.reading.verbs if not is_conditional(v) and not is_light(v.lemma) and v.start >= said.begins
    )
    verbs = (v for v in verbs if not any(start <= v.start < end for start, end in spans))
    others = any(t.kind == "question" and not _asks_amount(t) for t in said.reading.terms)
    if others and said.unit != "언제":
        return False  # «왜 더 나왔지»
    listener = any(t.kind == "pronoun" and t.lemma in ("너", "네", "니") for t in said.reading.terms)
    if listener or changed:
        return not listener
    beside = (v for v in verbs if not {v.lemma, v.lemma.partition(_MUST)[0]} & (_SUM_VERBS | seen | hang))
    return not any(True for _ in beside)


def _is_told(verb: Term) -> bool:
    """Whether something is told to be done, and not supposed, asked for or wished."""
    form = verb.form
    supposes = is_conditional(verb)
    return form is not None and form.closes and not (form.requests or form.wishes or form.asks or supposes)


_MUST: Final = "야"
"""«내야 돼», where it is read as one verb."""


def _stands_in(spans: dict[int, int], at: int) -> bool:
    return any(start <= at < end for start, end in spans.items())


def _figures(text: str, reading: Reading) -> tuple[Figure, ...]:
    told = list(told_amounts(text))
    bare = bare_money(text)
    spans = {one.start: one.end for one in told}
    told += [
        ToldAmount(Fraction(value), "", None, "", start, end)
        for start, (value, end) in bare.items()
        if not _stands_in(spans, start)
    ]
    told.sort(key=lambda one: one.start)
    counts = quantities(text)
    found: list[Figure] = []
    for one in told:
        if one.unit in ("살", "세", "시") or (one.unit == "" and one.per is not None and one.start not in bare):
            continue
        if found and one.start < found[-1].end:
            continue  # «500원짜리 24개»
        label, of = _label(reading, one, found) if not DOERS.match(text, one.end) else ("", "")
        many, end = pieces(text, one.end) if one.unit == WON else (1, one.end)
        until = next((o.start for o in told if o.start >= end), len(text))
        verb = _verb(reading, end, until)
        value, unit, per = one.value * many, one.unit, one.per if many == 1 else None
        number = next((t for t in reading.terms if t.start <= one.start < t.end), None)
        named = not unit and REGULAR.search(label) is not None and verb is not None and verb.lemma in SPENT | _HAD
        as_money = (
            named
            or (one.start in bare and unit != WON)
            or (one.unit == "도" and REGULAR.search(label) is not None)
            or (not unit and bool(found) and found[-1].bare and verb is not None and verb.lemma in SPENT | _HAD)
        )
        if as_money:
            value, unit, per = value * 10_000, WON, None
        together = next((q for q in counts if q.value > 1 and q.unit == per and q.end <= one.start), None)
        lot = Fraction(0)
        if together is not None and _FOR_ALL.fullmatch(text[together.end : one.start]):
            lot = together.value  # «감자 10킬로에 이만오천 원»
        if unit == WON and per is None and _SEVERALLY.search(text[: one.start]):
            per = ONE  # «애 둘 학원비가 각각 28만원»
        if per == _MONTH and REGULAR.search(label) and not _EVERY.search(text[: one.start]):
            per = None  # «월세 육십만 원»
        as_noun = next((t.text for t in reading.terms if end <= t.start < until), "")
        lemma = as_noun[:-1] if as_noun in _READ_AS_NOUNS else verb.lemma if verb is not None else ""
        aims = verb is not None and verb.form is not None and verb.form.ending.endswith("려면")
        if not label and unit == WON and per is not None:
            worth = (t for t in reading.terms if 0 <= t.start - end <= _NEAR and _is_worth(text, t, end))
            label = next((_joined(reading, t) for t in worth), "")
        if not label and lemma == COPULA and not of and (earlier := _dealt_with(reading, one.start)) is not None:
            label, lemma = earlier  # «적금을 탔는데 오백만 원이야»
        if unit == WON and per is None and _BY_NIGHT.search(text[: one.start]):
            per = NIGHT  # «방값이 하룻밤에 9만 원»
        if unit in (DAY, "날") and per is None and lemma in _STAYS and found and found[-1].per == NIGHT:
            unit = NIGHT
        part = _part(reading, one, unit, per, label, lemma) if not aims or unit != WON else "cost"
        if unit == WON and per is None and lemma in ("주", "줏") and (giver := _giver(reading, one.start)):
            part, label, of = "had", "" if label == giver else label, giver  # «이모가 만 원 주셨어»
        part = "whole" if part in ("cost", "had") and number is not None and _FROM & set(number.particles) else part
        into = number is not None and INTO in number.particles
        if into and unit == WON and lemma in _LIVES_ON and per in (None, _MONTH, "주", DAY):
            part, per, into = "had", None, False  # «한 달에 팔십만 원으로 살아야 돼»
        gained = (
            unit != WON
            and any(t.lemma == "더" and end <= t.start < until for t in reading.terms)
            and lemma not in _GONE
        )
        away = lemma in ("주", "줏") and any(RECIPIENT in t.particles for t in reading.terms)
        away = away or (verb is not None and _TAKEN_THERE.match(text, verb.start) is not None)
        used = unit != WON and (lemma in _GONE or away) and not gained
        joined = number is not None and WITH in number.particles
        found.append(
            Figure(value, unit, per, label, of, part, lemma, as_money, into, used, gained, joined, lot, one.start, end)
        )
    found = [f for f in found if not _points_at_both(text, f)]
    return tuple(_taken_as(_put_together(_given_severally(found, reading))))


def _given_severally(found: list[Figure], reading: Reading) -> list[Figure]:
    """«딸네 사십 개, 아들네 오십 개 보내고»: the one verb of several of a kind, each with whose it is."""
    describes = {verb.lemma for verb in reading.describing}  # «큰애네 서른 개, 작은애네 스무 개»
    for n in reversed(range(len(found) - 1)):
        one, after = found[n], found[n + 1]
        alike = one.unit == after.unit != WON and one.part == after.part == "many" and bool(one.label and after.label)
        if alike and after.used and one.verb in {"", *describes} and one.per is None:
            found[n] = replace(one, verb=after.verb, used=True)
    return found


def _is_worth(text: str, term: Term, end: int) -> bool:
    """«천 원짜리 연필»."""
    return term.kind == "noun" and not term.bound and text[end : term.start].strip() == "짜리"


NIGHT: Final = "박"
_BY_NIGHT: Final = re.compile(r"(?:하룻밤|1박|일박)(?:에|당|이|은)?\s?$")
_STAYS: Final = frozenset(words("자 묵 머물 머무르 숙박하"))
_TAKEN_AS: Final = frozenset(words("치 잡 보 계산하"))
_SPAN_UNITS: Final = frozenset((DAY, "날", "주", "주일", "달", "개월", "년", "해"))


def _taken_as(found: Iterator[Figure]) -> list[Figure]:
    """«한 달을 4주로 치면», «한 달이면 얼마야? 4주로 쳐서»: how many of one unit of time another is taken for."""
    figures = list(found)
    for one in figures:
        whole = next((f for f in figures if f.value == 1 and f.unit in _SPAN_UNITS and f.per is None), None)
        per = one.per or (whole.unit if whole is not None else "")
        if one.into and one.unit in _SPAN_UNITS and one.verb in _TAKEN_AS and per in _SPAN_UNITS - {one.unit}:
            return [replace(f, per=per, taken_as=True) if f is one else f for f in figures if f is not whole]
    return figures


_BOTH: Final = re.compile(r"(?:둘|셋|넷)(?:이|을|\s?다)?\s")


def _points_at_both(text: str, one: Figure) -> bool:
    """«둘을 합치면»: what was told, and nobody who comes."""
    return one.verb in (*_CUES["total"], *_CUES["apart"]) and _BOTH.match(text, one.start) is not None


def _dealt_with(reading: Reading, start: int) -> tuple[str, str] | None:
    """What the clause before an amount is of and what is done with it: «가방을 샀는데 오만 원이야»."""
    before = [t for t in reading.terms if t.end <= start]
    verb = before[-1] if before else None
    if verb is None or verb.kind != "verb" or verb.form is None or not verb.form.ending.endswith("데"):
        return None
    thing = next((t for t in reversed(before[:-1]) if t.kind != "adverb"), None)
    if thing is None or thing.kind not in ("noun", "name") or thing.bound or not {"을", TOPIC} & {*thing.particles}:
        return None
    return _joined(reading, thing), verb.lemma


def _giver(reading: Reading, start: int) -> str:
    """Who gives an amount of money to the speaker: «이모가»; "" where the speaker gives it or somebody else gets it."""
    before = [t for t in reading.terms if t.end <= start]
    clause = max((n for n, t in enumerate(before) if t.kind == "verb"), default=-1)
    before = before[clause + 1 :]
    if any(RECIPIENT in t.particles for t in before):
        return ""
    who = next((t for t in before if t.kind in ("noun", "name") and SUBJECT in t.particles), None)
    return _joined(reading, who) if who is not None else ""


def _put_together(found: list[Figure]) -> Iterator[Figure]:
    """«오천 원짜리 네 장이랑 천 원짜리 두 장 있는데»: money that is there in several pieces."""
    kept: Figure | None = None
    for one in found:
        bare = kept is not None and not kept.label and not kept.verb and kept.unit == WON and kept.per is None
        if kept is not None and bare and one.part == "had" and not one.label:
            kept = replace(one, value=kept.value + one.value, start=kept.start)
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _part(reading: Reading, one: ToldAmount, unit: str, per: str | None, label: str, verb: str) -> Part:
    if unit != WON:
        return "many"
    after = [t for t in reading.terms if t.start >= one.end]
    if verb in _PASSES or (after and after[0].kind == "noun" and after[0].lemma in _BOUNDS):
        return "bound"
    if reading.text.startswith(UNTIL, one.end) and verb not in (*_CUES["total"], *_CUES["added"]):
        return "bound"  # «한 사람당 오만 원까지 돼»
    if after and after[0].start <= one.end + 1 and REDUCES.search(_joined(reading, after[0])):
        return "less"  # «만 원 할인쿠폰 쓰면»
    if verb in _HELPED or (REDUCES.search(label) and verb not in ("사", "받", "이")):
        return "less"
    if verb in _TAKEN_OFF and any(t.lemma == verb and _is_told(t) for t in after):
        return "less"  # «책값 4만 원 빼 준대», «만 원 깎아 줬어»
    if after and after[0].kind == "noun" and not after[0].bound and after[0].start <= one.end + 1 and verb in _HAD:
        return "odd"
    if verb in SPENT - {"주"}:
        return "cost"
    if verb == "있" and _FEE.search(label):
        return "cost"  # «배달비 3천원도 있어»
    if verb in _TAKES and after and not any(reading.text.startswith("들고", v.start) for v in after if v.lemma == verb):
        return "had" if MONEY_HAD.search(label) else "cost"  # «배값이 12만 원 들었어», not «30만 원 들고 왔어»
    if verb in _HAD or ((per is None or per in PERSONS or per in _PAID_BY) and MONEY_HAD.search(label)):
        return "had"
    return "cost"


_TAKES: Final = frozenset(words("들 듣 드"))
_PAID_BY: Final = _SPAN_UNITS | {"시간"}


def _label(reading: Reading, one: ToldAmount, before: list[Figure]) -> tuple[str, str]:
    """What a figure is of, and what that is a part of."""
    since = before[-1].end if before else 0
    terms = [t for t in reading.terms if since <= t.start and t.end <= one.start]
    near = ""
    counted = False
    subject = ""
    for n in reversed(range(len(terms))):
        term = terms[n]
        if term.kind == "verb" and term.lemma not in (COPULA, *_EVEN_SO):
            break
        counted = counted or (term.kind == "number" and not near)
        if term.kind not in ("noun", "name") or term.bound:
            continue
        word = _joined(reading, term)
        if (
            word in _NO_LABEL | _NUMERALS
            or word == one.per
            or (one.unit == WON and word in TIMES)
            or RECIPIENT in term.particles
        ):
            continue
        if not near:
            near = word
            if term.particles and term.particles[0] in (SUBJECT, TOPIC):
                return near, ""
            continue
        if word != near and not near.startswith(word) and term.particles and term.particles[0] in (SUBJECT, TOPIC):
            subject = word if not word.endswith(near) else ""
            break
    if near and subject and counted:
        return subject, ""
    of = subject or (before[-1].of if before and near and before[-1].of else "")
    return near, of


_TRIPS: Final = ("왕복", "편도")


def trips(said: Figured, heard: Iterable[str]) -> int:
    """How many times the price of a way is paid: twice for «왕복» after a price, 0 where that is not sure."""
    since = max((f.end for f in said.figures if f.unit == WON), default=0)
    here = [t.text[: len(_TRIPS[0])] for t in said.reading.terms if t.start >= since and t.text.startswith(_TRIPS)]
    if not here:
        more = any(f.unit in PERSONS for f in said.figures) and not any(f.unit == WON for f in said.figures)
        return 0 if more and any(trips(figured(one), ()) != 1 for one in heard) else 1
    told = {way for one in (said.text[:since], *heard) for way in _TRIPS if way in one}
    return 2 if set(here) == {_TRIPS[0]} and _TRIPS[0] not in told else 0


def shares_bought(said: Figured) -> bool:
    """«한 마리에 2만 원인데 네 마리면 인당 얼마»: whether each one's part of what is bought is asked for."""
    prices = {f.per for f in said.figures if f.unit == WON and f.per and f.per not in PERSONS}
    bought = any(f.unit in prices and f.per is None and f.value > 1 for f in said.figures)
    return bought and said.unit == WON and "each" in said.cues


def lacks_days(said: Figured, heard: Iterable[str]) -> bool:
    """«하루에 두 시간씩 하면 시험 전까지 몇 시간»: whether nobody told how many days there are until then."""
    rates = [f for f in said.figures if f.per == DAY]
    until = any(t.kind == "noun" and UNTIL in t.particles for t in said.reading.terms)
    if not rates or len(rates) != len(said.figures) or not until or said.unit in ("", DAY, "언제"):
        return False
    return not any(f.verb == "남" and f.unit in _SPAN_UNITS for one in heard for f in figured(one).figures)


def _joined(reading: Reading, term: Term) -> str:
    """A noun with what it is grown together with: «학원» and «비»."""
    start, end = term.start, term.end
    for other in reversed(reading.terms):
        if other.end == start and other.kind in ("noun", "name") and not other.particles:
            start = other.start
    for other in reading.terms:
        if other.start == end and other.kind in ("noun", "name") and not term.particles:
            end = other.end
    return reading.text[start:end]


def _verb(reading: Reading, start: int, until: int) -> Term | None:
    verbs = [v for v in reading.verbs if start <= v.start < until]
    real = next((v for v in verbs if v.lemma != COPULA), None)
    first = verbs[0] if verbs else None
    if first is not None and first.lemma == COPULA:
        return first
    return real


def _unit_asked(reading: Reading, free: list[Term]) -> str:
    for term in free:
        if term.kind != "question":
            continue
        if term.lemma in HOW_MUCH or term.text.startswith(AMOUNT):
            percent = any(t.kind == "noun" and t.text in ("퍼센트", "프로") for t in free)
            return SHARE if percent else WON
        if term.text.startswith("며칠"):
            return DAY
        if term.text.startswith(HOW_MANY):
            unit = term.text.removeprefix(HOW_MANY).strip()
            after = reading.text[term.end : term.end + 3]
            rest = reading.text[term.start :].removeprefix(HOW_MANY).lstrip()
            counted = [one for one in COUNTERS if rest.startswith(one)]
            unit = max(counted, key=len, default="") or unit or after.strip()[:1]
            return {"퍼센트": SHARE, "프로": SHARE, "사람": "명", "달": "개월", "날": DAY, "일": DAY, "%": SHARE}.get(
                unit, unit
            )
        if term.lemma in WHEN:
            return "언제"
    nouns = [t for t in free if t.kind == "noun"]
    return SHARE if nouns and nouns[-1].text in ("퍼센트", "프로") and INTO in nouns[-1].particles else ""


def _asks_amount(term: Term) -> bool:
    return term.lemma in HOW_MUCH or term.text.startswith((AMOUNT, HOW_MANY, "며칠")) or term.lemma in WHEN


def _is_cue(reading: Reading, term: Term, row: tuple[str, ...]) -> bool:
    if term.lemma in row or (term.kind != "verb" and term.text in row):
        return True
    follows = next((v for v in reading.verbs if v.start == term.end), None)
    return term.kind in ("adverb", "noun") and follows is not None and follows.lemma == "하" and f"{term.text}하" in row


_FEE: Final = re.compile(r"[가-힣](?:비|세|료|값)$")
_OWN: Final = re.compile(r"(?<![가-힣])(?:내|제|나)\s?(?:거|것|몫)(?![가-힣]{2})|(?<![가-힣])(?:내|제)\s?(?:건|걸)")


def _asks_a_day(reading: Reading) -> bool:
    pairs = pairwise(reading.terms)
    return any(one.lemma == "하루" and other.kind == "question" for one, other in pairs)


_SPANS: Final = {"한달": 30, "일년": 365, "1년": 365, "일주일": 7, "한주": 7, "1주일": 7}


def _span_asked(reading: Reading) -> int:
    """As how many days the span is taken for which an amount is asked: «한 달에 얼마»."""
    for before, term in pairwise(reading.terms):
        if term.kind == "question" and term.lemma in HOW_MUCH:
            return _SPANS.get(before.text.replace(" ", ""), 0)
    return 0


def _recalls(reading: Reading) -> bool:
    question = next((t for t in reading.terms if t.kind == "question"), None)
    if question is None:
        return False
    after = [v for v in reading.verbs if v.start >= question.end and v.form is not None]
    was = bool(after) and after[0].lemma == COPULA and after[0].form is not None and after[0].form.past
    was = was and not any(v.form is not None and v.form.ending.endswith("까") for v in after)
    form = reading.main.form if reading.main is not None else None
    quoted = form is not None and form.past and reading.text.startswith(_QUOTED, question.end)
    return was or quoted or asks_what_one_said(reading)


_QUOTED: Final = ("라", "이라")
"""«얼마라 했지»"""


def _points_at_rest(reading: Reading, *, dealt_out: bool) -> bool:
    """«남은 돈으로», «남은 거에서», «남은 돈을 셋이 나누면»."""
    ends = ("로", "으로", "에서", "서", *(("을", "를") if dealt_out else ()))
    for verb in reading.verbs:
        if verb.lemma == "남" and verb.form is not None and verb.form.modifies:
            noun = next((t for t in reading.terms if t.start >= verb.end), None)
            return noun is not None and any(p.endswith(ends) for p in noun.particles)
    return False


def _deals_out(text: str, reading: Reading) -> bool:
    """«얼마씩», «한 사람당 얼마», «한 명이 얼마»."""
    question = next((t for t in reading.terms if t.kind == "question"), None)
    if question is None or question.lemma in WHEN:
        return False
    if text[question.end :].lstrip("쯤정도 ").startswith("씩") or question.text.endswith("씩"):
        return True
    one = [n for n in find_numbers(text) if n.value == 1 and n.end <= question.start and n.counter in PERSONS]
    return bool(one) and question.start - one[-1].end <= _NEAR


_NEAR: Final = 4
_FEW: Final = 4


def _is_last(reading: Reading, verb: Term) -> bool:
    return all(t.kind in ("adverb", "interjection") for t in reading.terms if t.start > verb.start)


def _stands_before_another(reading: Reading, term: Term) -> bool:
    """Whether a noun only says whose or what kind what stands after it is."""
    after = next((t for t in reading.terms if t.start >= term.end), None)
    return not term.particles and after is not None and after.start > term.end and after.kind in ("noun", "number")


def _named(reading: Reading, free: list[Term]) -> list[str]:
    grown: list[list[Term]] = []  # «참가» and «비» are one word
    for term in free:
        if term.kind not in ("noun", "name") or term.bound or not any("가" <= c <= "힣" for c in term.text):
            continue
        if grown and grown[-1][-1].end == term.start and not grown[-1][-1].particles:
            grown[-1].append(term)
        else:
            grown.append([term])
    return [
        "".join(term.text for term in one)
        for one in grown
        if not ({WITH, RECIPIENT} & set(one[-1].particles) or _stands_before_another(reading, one[-1]))
    ]  # «동생이랑 반반», «남편 월급»


def _denied(reading: Reading) -> tuple[str, ...]:
    """What is not to be, or is taken out: «과학은 안 시키기로 했어», «과학은 빼고»."""
    found = []
    for verb in reading.verbs:
        if verb.form is None:
            continue
        off = verb.lemma in ("빼", "그만두", "끊", "취소하", "관두", "포기하") or (
            verb.form.negated
            and (not verb.form.past or verb.lemma in SPENT)
            and (not verb.form.asks or _resolves(reading, verb))
        )
        nouns = [t for t in reading.terms if t.end <= verb.start and t.kind in ("noun", "name")]
        if off and nouns and nouns[-1].particles[:1] in ((TOPIC,), ("을",), ()):
            found.append(_joined(reading, nouns[-1]))
    return tuple(found)


def _resolves(reading: Reading, verb: Term) -> bool:
    """«안 살래», which asks only with a question mark."""
    return verb.form is not None and verb.form.ending.endswith("래") and not reading.text.rstrip().endswith("?")


def without_end(word: str) -> str:
    """A name of what is paid without «값» and «비용»."""
    return word.removesuffix("비용").removesuffix("값") or word
