"""Sums that words tell: a discount, an average, a row of numbers, an unknown number, a speed, dozens.

Each is one sum with one meaning, or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from companion.language.arithmetic import WON, Operator, Sum, find_sum, read_value
from companion.language.numbers import NumberMention, find_numbers, parse_number
from companion.language.units import PERCENT

_ASKED: Final = re.compile(r"얼마|얼만|몇|뭐|무엇|[면은는][\s?.]*$|[?]")
_OFF: Final = re.compile(
    r"\s?(?:를|을|만|씩)?\s?(?:추가\s?)?(?:더\s)?(?:세일|할인|깎|빼|뺀|빠|내려|내리|싸|저렴|DC|디씨|off)", re.IGNORECASE
)
_ON: Final = re.compile(
    r"\s?(?:를|을|만|씩)?\s?(?:더\s?)?(?:붙|오르|올라|올리|인상|얹|추가|더하|더\s?내|비싸|이자|가산)"
)
_VAT: Final = re.compile(r"(?:부가세|세금|봉사료|이자|수수료)\s?$")
_AVERAGE: Final = re.compile(r"평균")
_TOTAL: Final = re.compile(r"합계|총점|총합|다\s?(?:더하|합치|합하|합)|(?:모두|전부)\s?(?:더하|합치|합하|합)")
_ROW: Final = re.compile(
    r"(?P<first>\d{1,6})부터(?P<last>\d{1,6})까지(?:의?(?:수|자연수|숫자)(?:를|을)?)?(?:다|모두|전부|쭉|차례로|싹)*(?:더하|합하|합치|합은|합이|의합)"
)
_UNKNOWN: Final = re.compile(r"(?:어떤|무슨)\s?수")
_OPERATIONS: Final[tuple[tuple[re.Pattern[str], Operator], ...]] = (
    (re.compile(r"\s?(?:을|를)?\s?(?:더하|더했|더한|보태|합)"), "+"),
    (re.compile(r"\s?(?:을|를)?\s?(?:빼|뺐|뺀)"), "-"),
    (re.compile(r"\s?(?:을|를)?\s?곱"), "*"),
    (re.compile(r"\s?(?:으로|로|을|를)?\s?나[누눴눈눠]"), "/"),
)
_COMES_TO: Final = re.compile(
    r"\s?(?:이|가)?\s?(?:됐|되|된|돼|나오|나왔|나온|래|이래|이야|야|예요|이에요|이다|이고|인데|라)"
)
_INVERSE: Final[dict[Operator, Operator]] = {"+": "-", "-": "+", "*": "/", "/": "*"}
_SPEED: Final = re.compile(r"시속\s?(?P<n>[\d,]+|[일이삼사오육칠팔구십백]+)\s?(?:킬로미터|킬로|키로|km)?")
_FAR: Final = re.compile(r"(?P<n>[\d,]+|[일이삼사오육칠팔구십백천]+)\s?(?:킬로미터|킬로|키로|km)")
_HOURS: Final = re.compile(
    r"(?P<n>\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?시간(?P<half>\s?반)?(?:\s?(?P<m>\d+)\s?분)?"
)
_HOW_LONG: Final = re.compile(r"몇\s?시간|얼마나\s?걸|몇\s?분")
_HOW_FAR: Final = re.compile(r"몇\s?(?:킬로|키로|km)|얼마나\s?(?:가|멀)")
_BUNDLES: Final = (
    ("다스", 12, ""), ("두름", 20, ""), ("축", 20, "오징어"), ("쾌", 20, "북어|명태"), ("톳", 100, "김"),
    ("접", 100, "마늘|감|배추|무|오이|곶감"), ("손", 2, "고등어|조기|자반|생선|갈치"), ("판", 30, "달걀|계란"),
)  # fmt: skip
"""Things that are counted together: how many there are, and of what where the word means other things too."""
_BUNDLE: Final = re.compile(
    rf"(?P<unit>{'|'.join(name for name, _, _ in _BUNDLES)})(?P<half>\s?반)?\s?(?:이면|면|은|는|이|가|에|을|를)?"
    r"\s?(?:다\s|모두\s|총\s)?몇\s?(?P<asked>[가-힣]{1,2}?)(?=$|[\s?.!]|[이야예인일]|가\b)"
)
_EACH_COSTS: Final = re.compile(
    r"(?:하나|한\s?[가-힣]{1,2}|개|[가-힣]{1,2}\s?하나)\s?(?:에|당|는|은)\s?(?:얼마|몇\s?원)"
)
_WHICH: Final = re.compile(
    r"(?:뭐|무엇|뭣|어느\s?(?:게|것|쪽)|어떤\s?(?:게|것)|누)(?:이|가)?\s?(?:더\s?)?"
    r"(?:(?P<more>무겁|무거|크|큰|커|길|긴|많|비싸|높|멀|빠르|빨)|(?P<less>가볍|가벼|작|짧|적|싸|싼|낮|가깝|가까|느리))"
)
_CLAIM_ENDS: Final = re.compile(
    r"\s?(?:이|가)?\s?(?:맞[지죠나아는어]|이?[지죠]\??$|이?라(?:고|던데|는데|며|더라)|아니(?:야|지|에요)|이?래)[가-힣\s]*[?.!~]*$"
)
_BEFORE_CLAIM: Final = re.compile(r"\s*(?:(?:답|값|결과)(?:이|은|가)?|하면|면|은|는|이|가)?\s*$")
_BORN: Final = re.compile(r"(?P<y>(?:19|20)\d\d)\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일\s?(?:생|에\s?태어)")
_WHAT_AGE: Final = re.compile(r"몇\s?살|나이")


def find_puzzle(text: str) -> Sum | None:
    """The sum that a text tells in such words; None where it tells none."""
    text = text[:300]
    row = _row(text)
    if row is not None or not _ASKED.search(text):
        return row
    numbers = [number for number in find_numbers(text) if not number.ordinal]
    return (
        _percent(text, numbers) or _average(text, numbers) or _unknown(text, numbers) or _bundles(text)
        or _each_costs(text, numbers) or _distance(text)
    )  # fmt: skip


def percent_change(text: str, number: NumberMention) -> Fraction | None:
    """By what a percentage that is taken off or put on multiplies; None where it does neither."""
    if number.counter not in PERCENT or not 0 < number.value <= 100:
        return None
    share = Fraction(number.value, 100)
    if _OFF.match(text, number.end):
        return 1 - share
    return 1 + share if _ON.match(text, number.end) or _VAT.search(text[: number.start]) else None


def _percent(text: str, numbers: list[NumberMention]) -> Sum | None:
    """«59,800원짜리 15프로 세일하면 얼마», «3만 원에 부가세 10퍼센트 붙으면»."""
    money = [number for number in numbers if number.counter == WON]
    changes = [(number, percent_change(text, number)) for number in numbers if number.counter in PERCENT]
    others = [n for n in numbers if n.counter not in (WON, *PERCENT, None) and n.value > 1]
    if len(money) != 1 or not changes or len(others) > 1:
        return None
    steps: list[tuple[Operator, Fraction]] = [("*", Fraction(n.value)) for n in others]
    for _, change in changes:
        if change is None:
            return None
        steps.append(("*", change))
    return Sum(Fraction(money[0].value), tuple(steps), False, WON)


def _average(text: str, numbers: list[NumberMention]) -> Sum | None:
    """«국어 80 수학 95 영어 71 평균»: what stands before the word, or all of one unit after it."""
    word, total = _AVERAGE.search(text), _TOTAL.search(text)
    at = word or total
    if at is None:
        return None
    before = [n for n in numbers if n.end <= at.start()] or numbers
    if len(before) < 2 or len({n.counter for n in before}) != 1 or before[0].counter in PERCENT:
        return None
    unit = before[0].counter or ("점" if re.search(r"몇\s?점|점수", text) else "")
    first, *rest = before
    steps: list[tuple[Operator, Fraction]] = [("+", Fraction(n.value)) for n in rest]
    if word is not None:
        steps.append(("/", Fraction(len(before))))
    return Sum(Fraction(first.value), tuple(steps), False, unit)


def _row(text: str) -> Sum | None:
    """«1부터 100까지 다 더하면», however it is spaced."""
    found = _ROW.search("".join(text.split()))
    first, last = (int(found["first"]), int(found["last"])) if found is not None else (0, 0)
    if found is None or first >= last:
        return None
    return Sum(Fraction((first + last) * (last - first + 1), 2), (), True)


def _unknown(text: str, numbers: list[NumberMention]) -> Sum | None:
    """«어떤 수에서 9를 빼고 두 배 했더니 26이 됐대»: the steps taken back."""
    begun = _UNKNOWN.search(text)
    told = [n for n in numbers if begun is not None and n.start >= begun.end()]
    if len(told) < 2:
        return None
    *used, result = told
    if not _COMES_TO.match(text, result.end):
        return None
    steps: list[tuple[Operator, Fraction]] = []
    for number in used:
        times: Operator | None = "*" if number.counter == "배" else None
        done = times or next((sign for pattern, sign in _OPERATIONS if pattern.match(text, number.end)), None)
        if done is None or number.value == 0:
            return None
        steps.append((_INVERSE[done], Fraction(number.value)))
    return Sum(Fraction(result.value), tuple(reversed(steps)), False)


def _bundles(text: str) -> Sum | None:
    """«연필 다섯 다스 반이면 몇 자루»."""
    found = _BUNDLE.search(text)
    if found is None:
        return None
    many = next((n for n in find_numbers(text[: found.start()] + "개") if n.counter == "개" and not n.ordinal), None)
    _, size, of = next(bundle for bundle in _BUNDLES if bundle[0] == found["unit"])
    if many is None or (of and not re.search(of, text[: found.start()])) or text[many.end - 1 : found.start()].strip():
        return None
    number = Fraction(many.value) + (Fraction(1, 2) if found["half"] else 0)
    return Sum(number, (("*", Fraction(size)),), True, found["asked"])


def _each_costs(text: str, numbers: list[NumberMention]) -> Sum | None:
    """«빵 4개에 만 원, 하나에 얼마꼴이지»."""
    money = [number for number in numbers if number.counter == WON]
    counted = [n for n in numbers if n.counter not in (WON, None, *PERCENT) and n.value > 1]
    if len(money) != 1 or len(counted) != 1 or not _EACH_COSTS.search(text):
        return None
    between = text[counted[0].end : money[0].start]
    return (
        Sum(Fraction(money[0].value), (("/", Fraction(counted[0].value)),), True, WON)
        if re.match(r"\s?(?:에|이|가)?\s", between)
        else None
    )


def _distance(text: str) -> Sum | None:
    """«시속 60으로 두 시간 가면 몇 킬로»."""
    speed, hours = _SPEED.search(text), _HOURS.search(text)
    if speed is None or hours is None or not _HOW_FAR.search(text):
        return None
    number = parse_number(speed["n"])
    return None if number is None else Sum(Fraction(number), (("*", _length(hours)),), True, "킬로미터")


def travel_minutes(text: str) -> int | None:
    """«시속 80으로 200킬로 가면 몇 시간»: how many minutes it takes; None where that is not asked."""
    speed = _SPEED.search(text[:300])
    if speed is None or not _HOW_LONG.search(text):
        return None
    far = _FAR.search(text, speed.end()) or _FAR.search(text[: speed.start()])
    one, other = parse_number(speed["n"]), parse_number(far["n"]) if far is not None else None
    return round(other * 60 / one) if one and other else None


def _length(hours: re.Match[str]) -> Fraction:
    whole = Fraction(parse_number(hours["n"]) or 0)
    return whole + (Fraction(1, 2) if hours["half"] else Fraction(int(hours["m"] or 0), 60))


@dataclass(frozen=True, slots=True)
class Compared:
    """Which of two amounts is asked for; `what` is "" where they are the same."""

    what: str
    amount: str


def compared(text: str) -> Compared | None:
    """«솜 1킬로랑 쇠 1킬로 중에 뭐가 더 무거워»; None where no two amounts of one unit are compared."""
    asked = _WHICH.search(text[:200])
    numbers = [n for n in find_numbers(text[:200]) if not n.ordinal]
    if asked is None or len(numbers) != 2 or len({n.counter for n in numbers}) != 1 or numbers[0].counter is None:
        return None
    one, other = numbers
    if one.value == other.value:
        return Compared("", text[one.start : one.end])
    more = max(numbers, key=lambda n: n.value) if asked["more"] else min(numbers, key=lambda n: n.value)
    named = re.search(r"([가-힣]+)\s$", text[: more.start])
    return None if named is None else Compared(named[1], text[more.start : more.end])


def claimed_sum(text: str) -> tuple[Sum, Fraction] | None:
    """«7 곱하기 8은 54 맞지?»: a sum and what somebody takes for its result; None where there are not both."""
    text = text[:200]
    for at in [found.end() for found in re.finditer(r"\s|답이|[은는]\s", text)][::-1]:
        value = read_value(text, at)
        if value is None or not _CLAIM_ENDS.fullmatch(text, value[2]):
            continue
        before = _BEFORE_CLAIM.sub("", text[:at])
        asked = find_sum(before)
        if asked is not None:
            return asked, value[0]
    return None


def full_age(text: str, today: date) -> int | None:
    """«2019년 10월 5일생이면 지금 만으로 몇 살»; None where no whole birthday is told."""
    found = _BORN.search(text[:300])
    if found is None or not _WHAT_AGE.search(text, found.end()):
        return None
    try:
        born = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age if age >= 0 else None
