"""Sums that words tell: a discount, an average, a speed; amounts shared, seated, left over, together.

Each is one sum with one meaning, or none; of amounts, what is asked for («몇 개씩», «몇 자리») and the counters of what
was told say which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON, Operator, Sum, find_sum, read_value
from companion.language.numbers import COUNTERS, NUMBER, NumberMention, find_numbers, native, parse_number
from companion.language.pattern_rows import PatternRows
from companion.language.quantities import FOR_ALL
from companion.language.units import PERCENT

_ASKED: Final = re.compile(r"얼마|얼만|몇|뭐|무엇|[면은는][\s?.]*$|[?]")
_OFF: Final = re.compile(
    r"\s?(?:를|을|만|씩)?\s?(?:추가\s?)?(?:더\s)?(?:세일|할인|깎|빼|뺀|빠|내려|내리|싸|저렴|줄|낮추|낮춰|감면|감액|절약|아끼|아껴|떼|뗀|공제|원천|DC|디씨|off)",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    r"\s?(?:를|을|만|씩)?\s?(?:더\s?)?(?:붙|오르|오른|올라|올리|올려|올린|인상|늘|얹|추가|더하|더\s?내|비싸|이자|가산)"
)
_VAT: Final = re.compile(r"(?:부가세|세금|봉사료|이자|수수료)\s?$")
_AMONG: Final = re.compile(r"\s?(?:중에서?|중|가운데|에서)(?:는|은)?\s")
_WHAT_PART: Final = re.compile(r"몇\s?(?:퍼센트|프로|%)")
_AVERAGE: Final = re.compile(r"평균")
_TOTAL: Final = re.compile(r"합계|총점|총합|다\s?(?:더하|합치|합하|합)|(?:모두|전부)\s?(?:더하|합치|합하|합)")
_COUNTED: Final = r"\d{1,6}|[일이삼사오육칠팔구십백천만]{1,9}"
_ROW: Final = re.compile(
    rf"(?:^|그럼|그러면|숫자|[^가-힣])(?P<first>{_COUNTED})(?:에서|부터)(?P<last>{_COUNTED})까지(?:의?(?:수|자연수|숫자)(?:를|을)?)?(?:다|모두|전부|쭉|차례로|싹)*(?:더하|합하|합치|합은|합이|의합)"
)
_UNKNOWN: Final = re.compile(r"(?:어떤|무슨)\s?수")
_OPERATIONS: Final = PatternRows[Operator](
    (r"\s?(?:을|를)?\s?(?:더하|더했|더한|보태|합)", "+"),
    (r"\s?(?:을|를)?\s?(?:빼|뺐|뺀)", "-"),
    (r"\s?(?:을|를)?\s?곱", "*"),
    (r"\s?(?:으로|로|을|를)?\s?나[누눴눈눠]", "/"),
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
    r"\s?(?:이|가)?\s?(?:맞[지죠나아는어]|이?[지죠]\??$|이?라(?:고|던데|는데|며|더라)|아니(?:야|지|에요)|이?래|이?잖아|이?거든|이?야)[가-힣\s]*[?.!~]*$"
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
        _percent(text, numbers) or _part_of(text, numbers) or _average(text, numbers) or _unknown(text, numbers)
        or _bundles(text) or _each_costs(text, numbers) or _distance(text)
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
    # «두 개에 만 원»: so much for both
    steps: list[tuple[Operator, Fraction]] = [
        ("*", Fraction(n.value)) for n in others if not FOR_ALL.match(text, n.end)
    ]
    for _, change in changes:
        if change is None:
            return None
        steps.append(("*", change))
    return Sum(Fraction(money[0].value), tuple(steps), False, WON)


def _part_of(text: str, numbers: list[NumberMention]) -> Sum | None:
    """«340명 중에 85명이면 몇 퍼센트»: what part of a whole is."""
    if len(numbers) != 2 or not _WHAT_PART.search(text, numbers[-1].end):
        return None
    whole, part = numbers
    if whole.counter != part.counter or not _AMONG.match(text, whole.end) or not 0 < part.value <= whole.value:
        return None
    return Sum(Fraction(part.value), (("*", Fraction(100)), ("/", Fraction(whole.value))), False, "퍼센트")


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
    first, last = (parse_number(found["first"]), parse_number(found["last"])) if found is not None else (None, None)
    if first is None or last is None or first >= last:
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
        done = times or _OPERATIONS.at(text, number.end)
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


_PERSONS: Final = ("명", "사람", "분", "인", "식구")
_SEATS: Final = ("석", "좌석", "자리")
_COUNTER: Final = "|".join(sorted({*COUNTERS, "석", "테이블", "탁자", "원탁"}, key=len, reverse=True))
_AMOUNT_ASKED: Final = re.compile(rf"얼마|(?<![가-힣])몇\s?(?P<unit>{_COUNTER})")
EACH_ASKED: Final = re.compile(
    r"(?<![가-힣\d])(?:(?:한|하나|일|1)\s?(?:명|사람|인|분)(?:당|에|앞에)|(?:명|사람|인|분)(?:당|앞에))\s?(?:대충\s|약\s|각각\s)?(?:얼마|몇)"
    r"|얼마씩|몇\s?[가-힣]{1,2}씩|각자\s?(?:얼마|몇)"
)
"""«한 명당 얼마», «몇 개씩»: how much is each one's, unlike «열두 명에 얼마»."""
_SHARED: Final = re.compile(r"나누|나눠|나눈|나눌|노나|갈라|반반|반씩|더치|뿜빠이|엔빵|[각똑]\s?같이\s?내")
_WITH: Final = re.compile(r"(?<![가-힣])(?!똑|각)(?P<who>[가-힣]{1,5}?)(?:이랑|랑|하고|와|과)(?=\s)")
_SELF: Final = ("나", "저", "내")
_ONE_HOLDER: Final = re.compile(r"(?<![가-힣])(?:한|하나|일)\s?(?P<what>[가-힣]{1,3}?)(?:에|이|가)?\s$")
_NUMBER_OF: Final = re.compile(rf"(?<![가-힣\d])(?P<n>{NUMBER}|{'|'.join(map(native, range(50, 0, -1)))})\s?")
_ADDED: Final = re.compile(r"(?:를|을)?\s?더\s?[가-힣\s]{0,8}?(?:면|서|고|어|아|줬|주|샀)")
_STAYS: Final = re.compile(r"남")
_SHORT: Final = re.compile(r"모자라|모자란|모자랄|부족")
_ONE_HOLDS: Final = re.compile(
    r"(?:정원[이은]?|(?<![가-힣])(?:한|하나|일)\s?(?P<what>[가-힣]{1,4}?)\s?(?:에|당|마다)|[가-힣]{1,4}(?:\s?하나에|당|마다))\s?$"
)
_EACH: Final = re.compile(r"\s?(?:씩|짜리)")
_PLACES_LEFT: Final = re.compile(r"비었|비어|비나|비냐|비지|비는|빈\s|남|모자라|부족|더")
_CHANGED: Final = re.compile(
    r"(?P<less>떨어|내려|내린|내렸|줄|빠)|(?P<more>올라|오른|올랐|늘|쪘|컸|커졌|자랐|자란)|차이|차가|더\s?(?:많|적|비싸|싸|높|낮)"
)
_EARLIER: Final = re.compile(r"저번|지난|전에|전엔|어제|작년|원래|예전|처음")
_LEFT_OVER: Final = re.compile(r"거스름|거슬|잔돈|남")
_TOGETHER: Final = re.compile(r"(?:짜리)?\s?(?:하고|이랑|랑|에다가?|에|과|와|이고|이구|,)(?=\s)")
BOTH_JOINED: Final = re.compile(r"\s?(?:하고|이?랑|과|와)(?=\s)")
"""What joins an amount to the next, so that both are of one kind: «월세 45만 원이랑 통신비 3만 원»."""
_WORTH: Final = re.compile(r"(?<=[십백천만억\d\s])원\s?어치")
_NO_BASKET: Final = re.compile(
    r"에서|까지|이하|이상|있|내고|가지고|으로|빼|깎|할인|거스름|남|차이|씩|나누|나눠|명|사람"
)
_ENDS: Final = re.compile(r"면[\s?.]*$|얼마")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number that was told, and its counter; a bare «셋이» counts people."""

    value: Fraction
    unit: str
    start: int
    end: int


def find_amount_sum(text: str, before: str = "") -> Sum | None:
    """The sum that amounts and a question make together, None where they make none.

    Args:
        text: what was said.
        before: what was told before it, of which only the parts or those who share it may be named now.
    """
    text = _WORTH.sub("원 ", text[:300])
    asked = _AMOUNT_ASKED.search(text)
    if asked is None and not _ENDS.search(text):
        return None
    told, earlier = _amounts(text), _amounts(before[:300])
    if asked is None:
        goods = {one.unit for one in told if one.unit not in _PERSONS}
        return _basket(text, told) or (_share(text, told, goods.pop(), earlier) if len(goods) == 1 else None)
    unit = asked["unit"] or WON
    return (
        _share(text, told, unit, earlier) or _holders(text, told, unit, earlier) or _held(text, told, unit)
        or _for_each(text, told, unit) or _portion(text, told, unit) or _seats(text, told, unit)
        or _change(text, told, unit) or _more(text, told, unit) or _paid(text, told) or _basket(text, told)
    )  # fmt: skip


def _amounts(text: str) -> list[_Amount]:
    return [amount for number in find_numbers(text) if (amount := _amount(text, number)) is not None]


def _amount(text: str, number: NumberMention) -> _Amount | None:
    unit = number.counter or next((seat for seat in _SEATS if text[number.end :].lstrip().startswith(seat)), "")
    if not unit and re.match(r"(?:이서|이|끼리)(?![가-힣])|이?면", text[number.end :]):
        unit = "명"
    if number.ordinal or not unit:
        return None
    return _Amount(Fraction(number.value), unit, number.start, number.end)


def _share(text: str, told: list[_Amount], unit: str, earlier: list[_Amount]) -> Sum | None:
    """«5만 원 있는데 다섯 명이면 한 명당 얼마», «사탕 열두 개를 동생이랑 똑같이 나누면 몇 개씩»."""
    each = EACH_ASKED.search(text)
    if each is None and not _SHARED.search(text):
        return None
    people = [one.value for one in told if one.unit in _PERSONS and one.value > 1]
    goods = [one for one in told if one.unit not in _PERSONS]
    if not people and _SHARED.search(text):
        others = [one["who"] for one in _WITH.finditer(text) if one["who"] not in _SELF]
        people = [Fraction(len(others) + 1)] if others else []
    if len(people) != 1 or len(goods) > 1 or any(_EACH.match(text, one.end) for one in goods):
        return None
    whole = goods[0] if goods else _only(unit, earlier)
    if whole is None or whole.unit != unit:
        return None
    return Sum(whole.value, (("/", people[0]),), True, unit, rest=each is not None and bool(_STAYS.search(text)))


def _only(unit: str, told: list[_Amount]) -> _Amount | None:
    """The one amount of a unit that was told."""
    found = [one for one in told if one.unit == unit]
    return found[0] if len({one.value for one in found}) == 1 else None


def _holders(text: str, told: list[_Amount], unit: str, earlier: list[_Amount]) -> Sum | None:
    """«230명, 한 탁자에 여덟 명씩이면 원탁 몇 개»: what is begun is needed whole."""
    holds = [one for one in told if _ONE_HOLDS.search(text[: one.start])]
    whole = [one for one in told if one not in holds and one.value > 1]
    if len(holds) == 1 and not whole:
        whole = [found] if (found := _only(holds[0].unit, earlier)) is not None else []
    if len(holds) != 1 or len(whole) != 1 or holds[0].unit != whole[0].unit or unit == WON:
        return None
    holder = _ONE_HOLDS.search(text[: holds[0].start])
    what = (holder["what"] or "") if holder is not None else ""
    named = bool(what) and re.search(rf"(?<![가-힣]){what}(?:이|가|은|는)?\s몇", text) is not None
    if holds[0].value <= 0 or (unit == whole[0].unit and not named):  # «접시가 몇 개»
        return None
    return Sum(Fraction(-(-whole[0].value // holds[0].value)), (), True, unit)


def _held(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«한 판에 서른 개인데 세 판이면 몇 개»."""
    for one in (one for one in told if one.unit == unit):
        holder = _ONE_HOLDER.search(text[: one.start])
        if holder is None:
            continue
        of_it = re.compile(rf"(?<![가-힣]){holder['what']}(?:이|가|은|는|을|를)?\s?$")
        others = [other.value for other in told if other is not one and of_it.search(text[: other.start])]
        if len(told) == 2 and others and not _LEFT_OVER.search(text):  # «테이블이 열두 개고 한 테이블에 여덟 명»
            return Sum(one.value, (("*", others[0]),), True, unit)
        if any(other.unit not in (unit, holder["what"]) for other in told):
            continue
        rest = text[one.end :]
        found = [m for m in _NUMBER_OF.finditer(rest) if rest.startswith(holder["what"], m.end())]
        many = parse_number(found[0]["n"]) if len(found) == 1 and not _LEFT_OVER.search(text) else None
        if many is not None:
            return Sum(one.value, (("*", Fraction(many)),), True, unit)
    return None


def _for_each(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«테이블이 열두 개고 여덟 명씩 앉으면 몇 명», «버스 세 대에 45명씩»: so many for each of so many others."""
    each = [one for one in told if one.unit == unit and _EACH.match(text, one.end)]
    others = [one for one in told if one not in each and one.value > 1]
    if len(each) != 1 or len(others) != 1 or others[0].unit in (unit, *PERCENT) or _LEFT_OVER.search(text):
        return None
    return Sum(each[0].value, (("*", others[0].value),), True, unit)


def _portion(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«관객이 300명인데 40퍼센트가 아이면 아이가 몇 명»: so many of a hundred."""
    whole = [one for one in told if one.unit == unit]
    parts = [one for one in told if one.unit in PERCENT]
    if len(told) != 2 or len(whole) != 1 or len(parts) != 1 or not 0 < parts[0].value <= 100:
        return None
    rest = _STAYS.search(text, parts[0].end) or re.search(r"나머지|아닌|말고", text[parts[0].end :])
    share = 100 - parts[0].value if rest else parts[0].value
    return Sum(whole[0].value, (("*", share / 100),), True, unit)


def _more(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«다섯 개 있는데 세 개 더 주면 몇 개»."""
    if len(told) != 2 or {one.unit for one in told} != {unit} or not _ADDED.match(text, told[1].end):
        return None
    return Sum(told[0].value, (("+", told[1].value),), True, unit)


def _seats(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«120석에 85명 오셨대. 몇 자리 비었어»."""
    if len(told) != 2 or not _PLACES_LEFT.search(text, told[1].end) or told[0].unit in _PERSONS:
        return None
    have, need = told[0], told[1]
    if have.unit not in _SEATS or have.value < need.value:
        short = have.unit == unit and need.unit in _PERSONS and have.value < need.value and _SHORT.search(text)
        return Sum(need.value, (("-", have.value),), True, unit) if short else None
    if need.unit not in (*_PERSONS, *_SEATS) or unit not in (*_SEATS, *_PERSONS, "개"):
        return None
    return Sum(have.value, (("-", need.value),), True, "자리" if unit in _SEATS else unit)


def _change(text: str, told: list[_Amount], unit: str) -> Sum | None:
    """«62점, 저번엔 75점, 몇 점 떨어진 거야»; a fall is no rise."""
    changed = [found for found in _CHANGED.finditer(text) if not told or found.start() > told[-1].end]
    if len(told) != 2 or told[0].unit != told[1].unit or told[0].unit != unit or len(changed) != 1:
        return None
    first, second = told
    if _EARLIER.search(text, first.end, second.start):
        first, second = second, first
    difference = second.value - first.value
    if (changed[0]["less"] and difference > 0) or (changed[0]["more"] and difference < 0):
        return None
    more, less = max(first.value, second.value), min(first.value, second.value)
    return Sum(more, (("-", less),), True, unit)


def _paid(text: str, told: list[_Amount]) -> Sum | None:
    """«만 원 내고 삼천오백 원짜리 하나 사면 거스름돈 얼마»."""
    money = [one for one in told if one.unit == WON]
    if len(money) != 2 or any(one.value > 1 for one in told if one.unit != WON) or money[0].value < money[1].value:
        return None
    if not _LEFT_OVER.search(text, money[1].end) or re.search(r"더\s", text):
        return None
    if BOTH_JOINED.match(text, money[0].end):
        return None  # both are taken from something else
    return Sum(money[0].value, (("-", money[1].value),), True, WON)


def _basket(text: str, told: list[_Amount]) -> Sum | None:
    """«콩나물 이천 원어치하고 두부 삼천오백 원이면»: prices that are joined and asked for together."""
    if len(told) < 2 or any(one.unit != WON for one in told) or _NO_BASKET.search(text) or not _ENDS.search(text):
        return None
    if any(not _TOGETHER.match(text, one.end) for one in told[:-1]):
        return None
    first, *rest = told
    return Sum(first.value, tuple(("+", one.value) for one in rest), True, WON)
