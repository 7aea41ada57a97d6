"""Sums told as a story: «만이천 원짜리 점심 네 명이서 먹으면 얼마야», «열일곱에 시작해서 삼십 년 했으면 몇 살».

Only what has one meaning is one: a price and a number of people or things, shared or taken so many times; an age and
a length of time after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import Operator, Sum, read_value
from companion.language.numbers import COUNTERS, NUMBER, find_numbers, native_noun, parse_number
from companion.language.quantities import CAME_OUT, DOERS
from companion.language.sum_puzzles import BOTH_JOINED, EACH_ASKED, find_amount_sum

_NATIVE: Final = "|".join(
    sorted(
        {native_noun(n) for n in range(1, 100)} | {"한", "두", "세", "네", "스무"}
        | {f"{native_noun(tens)}{unit}" for tens in range(10, 100, 10) for unit in ("한", "두", "세", "네")},
        key=len,
        reverse=True,
    )
)  # fmt: skip
_SINO: Final = r"[일이삼사오육칠팔구십백천만억]+"
ANY_NUMBER: Final = rf"(?:{NUMBER}|{_NATIVE}|{_SINO})"
PARTS: Final = re.compile(
    rf"(?P<n>{ANY_NUMBER})\s?[가-힣]{{1,4}}(?<![으을를])(?:으로|로)\s?(?:똑같이\s)?(?:나누|나눠|나눈)"
)
"""«네 구역으로 나누면», whatever the parts are."""
_OBJECT: Final = re.compile(r"\s?(?:을|를)\s")
_PRICE: Final = re.compile(rf"(?<![가-힣\d])(?P<n>{NUMBER}|{_SINO}(?:\s{_SINO})?)\s?원(?P<each>\s?짜리|\s?씩)?")
COUNT: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{ANY_NUMBER})\s?(?:(?:명|사람|분|식구)(?:이서|이|에서|끼리)?|이서|개|그릇|잔|장|권|병|인분|마리|판|줄|봉지|자루|켤레|송이|상자|접시|조각|컵|캔|팩|통|곡|세트)"
    r"(?=[^가-힣]|[을를은는이가로의만랑과와하에]|이?[면라먹사시])"
)
_BARE: Final = re.compile(rf"(?<![가-힣])(?P<n>{_NATIVE})(?=이(?:서|면|\s)|\s?(?:먹|사|시키|마시))")
_CHANGE: Final = re.compile(r"거스름|거슬|잔돈|남")
_EACH: Final = re.compile(
    r"(?<![가-힣])(?:한|하나|일)\s?(?:명|사람|개|그릇|잔|장|권|병|인분|마리|판|줄|봉지)?(?:당|에|앞에)(?![가-힣])"
)
SHARES: Final = re.compile(r"나누|나눠|나눈|더치|뿜빠이|엔빵|[각똑]\s?같이\s?내|각자|인당|(?:사람|명)당")
_BY_HEAD: Final = re.compile(r"(?:사람|명|인)\s?(?:당|에|앞에)")
_THINGS: Final = re.compile(
    r"(?:개|그릇|잔|장|권|병|마리|판|줄|봉지|자루|켤레|송이|상자|접시|조각|컵|캔|팩|통|곡|세트)$"
)
_ORDERED: Final = re.compile(rf"(?:인분|{_THINGS.pattern[:-1]})$")
_PER_HEAD: Final = re.compile(r"(?:인|명|사람|개|그릇|잔)\s?당\s?(?:에\s)?$")
"""«일인당 …원»: what stands before a price that each one costs, unlike «인당 얼마»."""
_BUYS: Final = re.compile(r"(?:먹|사|시키|마시|주문하|하|이|내)(?:으)?면|[가-힣]면\s")
_HOW_MUCH: Final = re.compile(r"얼마|몇\s?원")
_LEFT_OPEN: Final = re.compile(r"면[\s?]*$")
_BEGINNING: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{ANY_NUMBER})(?:\s?살)?(?:에|부터)\s(?:[가-힣]+\s)?(?:시작|입사|들어[가갔]|취직|시집|장가|결혼|배우|배워)"
)
_YEARS: Final = re.compile(rf"(?<![가-힣\d])(?P<n>{NUMBER}|{_SINO})\s?년(?!\s?[에도])")
_WHAT_AGE: Final = re.compile(r"몇\s?살")
_AGES: Final = range(1, 120)
_BORN: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{ANY_NUMBER})\s?(?:살|세)?(?:이?면|이신데|이?ㄴ데|인데|은|는|이라면|이?래|이셔|이시면)?,?\s?(?:몇\s?년\s?도?\s?(?:생|에\s?태어)|몇\s?년생)"
)
_WHAT_YEAR: Final = re.compile(r"몇\s?년\s?도?\s?(?:생|에\s?태어|출생)")
_REMAINS: Final = re.compile(r"(?:얼마|몇\s?(?:개|명|장|마리|원|권|병|살|조각)?)(?:나|가)?\s?남")
_AMOUNT: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{ANY_NUMBER}(?:\s{_SINO})?)\s?(?P<unit>원|개|명|장|마리|권|병|조각)(?![가-힣]*짜리)"
)
_USES: Final = re.compile(r"(?:을|를|은|는)?\s?(?:을\s)?[가-힣]+(?:으)?면")


def find_story_sum(text: str, before: str = "") -> Sum | None:
    """The sum that a story asks for, None where it asks for none or for more than one.

    Args:
        text: what was said.
        before: what was said just before it, where a story about ages may have begun.
    """
    text = text[:300]
    if _WHAT_AGE.search(text):
        aged = _of_age(text) or _of_age(f"{before[:300]} {text}")
        return aged or find_amount_sum(text)
    found = _of_parts(text) or _of_price(text) or _of_basket(text) or _of_rest(text) or find_amount_sum(text, before)
    left_out = _left_out(text) if found is not None and shares(found, text) else 0
    if found is None or not left_out:
        return found
    people = found.steps[0][1] - left_out
    return replace(found, steps=(("/", people),)) if people > 1 else None


_LEFT_OUT: Final = re.compile(
    rf"(?:(?P<n>{_NATIVE})\s?(?:명|사람|분)|[가-힣]+?)(?:은|는|만|을|를)?\s(?:빼|제외하|안\s?내|공짜|면제)(?!는\s?거)"
)
_BORN_IN: Final = re.compile(r"(?<!\d)((?:1[89]|20)\d\d|\d\d)\s?년\s?생")


def age_of_birth(text: str) -> int | None:
    """The age of somebody whose year of birth is asked for: «일흔아홉이면 몇 년생»; None where it is not."""
    found = _BORN.search(text[:300])
    age = parse_number(found["n"]) if found is not None else None
    return age if age in _AGES else None


def asks_birth_year(text: str) -> bool:
    """«내가 몇 년생이지»: the year of birth of somebody whose age was told before."""
    return _WHAT_YEAR.search(text[:300]) is not None


def year_of_birth(text: str, this_year: int) -> int | None:
    """The year of birth of somebody whose age is asked for: «47년생이면 몇 살»; None where it is not."""
    found = _BORN_IN.search(text[:300])
    if found is None or not _WHAT_AGE.search(text, found.end()):
        return None
    year = int(found[1])
    century = this_year // 100 * 100
    year += 0 if year > 99 else century if year <= this_year % 100 else century - 100
    return year if this_year - year in _AGES else None


def told_price(text: str) -> Fraction | None:
    """The one price that a sentence tells, in won; None where it tells none or several."""
    found = {value for match in _PRICE.finditer(text) if (value := parse_number(match["n"])) is not None}
    return Fraction(found.pop()) if len(found) == 1 else None


def told_total(text: str) -> Fraction | None:
    """The last price that a sentence tells, in won: «한 마리가 18,000원이에요. 두 마리면 36,000원이에요.»."""
    *_, last = (None, *(parse_number(match["n"]) for match in _PRICE.finditer(text)))
    return Fraction(last) if last is not None else None


def find_priced_sum(text: str, price: Fraction) -> Sum | None:
    """The sum of something whose price was told: «셋이 나누면?», «넷이 먹고 오만 원 내면 거스름돈이 얼마야?»."""
    text = text[:300]
    if not (_LEFT_OPEN.search(text) or (_HOW_MUCH.search(text) and _BUYS.search(text))):
        return None
    paid = _PRICE.search(text)
    rest = text if paid is None else f"{text[: paid.start()]} {text[paid.end() :]}"
    counted = COUNT.search(rest) or _BARE.search(rest)
    many = parse_number(counted["n"]) if counted is not None else None
    if many is None or many < 2:
        return None
    if paid is None:
        return Sum(price, (("/" if SHARES.search(text) else "*", Fraction(many)),), True, "원")
    given = parse_number(paid["n"])
    if given is None or not _CHANGE.search(rest):
        return None
    return Sum(Fraction(given), (("-", price * many),), True, "원")


def shares(asked: Sum, text: str) -> bool:
    """Whether a sum tells how much is each one's, and not only what a number divided by another is."""
    divides = len(asked.steps) == 1 and asked.steps[0][0] == "/" and asked.unit != ""
    among_parts = asked.rest and PARTS.search(text) is not None  # «네 모둠으로 나누면»: nobody's share
    return divides and not among_parts and (SHARES.search(text) or EACH_ASKED.search(text)) is not None


def _of_basket(text: str) -> Sum | None:
    """«1,200원짜리 세 개랑 500원짜리 두 개», «만 원으로 삼천 원짜리 두 개 사면 얼마 남아»."""
    if not (_HOW_MUCH.search(text) or _LEFT_OPEN.search(text)):
        return None
    prices = list(_PRICE.finditer(text))
    costs = [price for price in prices if price["each"] is not None]
    whole = [price for price in prices if price["each"] is None]
    pairs = _with_counts(text, costs)
    if pairs is None:
        return None
    if (
        (_REMAINS.search(text) or _CHANGE.search(text))
        and len(whole) == 1
        and pairs
        and whole[0].start() < prices[-1].start()
    ):
        had = parse_number(whole[0]["n"])
        return None if had is None else Sum(Fraction(had), _steps("-", pairs), True, "원")
    if len(pairs) < 2 or whole:
        return None
    (first, number), *rest = pairs
    return Sum(first, (("*", number), *_steps("+", rest)), True, "원")


def _with_counts(text: str, prices: Sequence[re.Match[str]]) -> list[tuple[Fraction, Fraction]] | None:
    """Each price with how many are bought, whichever of both is said first; None where one of them has no other."""
    counts = [found for found in COUNT.finditer(_blank(text, *prices)) if parse_number(found["n"]) != 1]
    if len(counts) > len(prices):
        counts = [found for found in counts if not DOERS.search(found[0])]
    told = sorted((*prices, *counts), key=lambda found: found.start())
    pairs: list[tuple[Fraction, Fraction]] = []
    for one, other in zip(told[::2], told[1::2], strict=False):
        price, count = (one, other) if one in prices else (other, one)
        cost, many = parse_number(price["n"]), parse_number(count["n"])
        if price not in prices or count not in counts or cost is None or many is None:
            return None
        pairs.append((Fraction(cost), Fraction(many)))
    return pairs if len(told) == 2 * len(prices) else None


def _steps(sign: Operator, pairs: list[tuple[Fraction, Fraction]]) -> tuple[tuple[Operator, Fraction], ...]:
    steps: list[tuple[Operator, Fraction]] = []
    for one, number in pairs:
        steps += [(sign, one), ("*", number)]
    return tuple(steps)


def _of_rest(text: str) -> Sum | None:
    """«사과 열 개 중에 세 개 먹으면 몇 개 남아», «삼만 원에서 만이천 원 쓰면 얼마 남지»."""
    if not _REMAINS.search(text):
        return None
    found = [match for match in _AMOUNT.finditer(text) if parse_number(match["n"]) is not None]
    if len(found) != 2 or found[0]["unit"] != found[1]["unit"] or not _USES.match(text, found[1].end()):
        return None
    if BOTH_JOINED.match(text, found[0].end()):
        return None  # «월세 45만 원이랑 통신비 3만 원 빼면»: both are taken from something else
    return _sum(found[0]["n"], "-", found[1]["n"], found[0]["unit"])


def _of_parts(text: str) -> Sum | None:
    """«280개를 네 구역으로 나누면», «아이들 25명을 네 모둠으로 나누면 몇 명씩이고 몇 명이 남아»."""
    parts = PARTS.search(text)
    before = [n for n in find_numbers(text) if parts is not None and n.end <= parts.start()]
    whole = read_value(text, before[-1].start) if before else None
    joint = _OBJECT.match(text, whole[2]) if whole is not None else None
    many = parse_number(parts["n"]) if parts is not None and joint and joint.end() == parts.start() else None
    if whole is None or len(before) > 1 or not many:
        return None
    if not (_LEFT_OPEN.search(text) or _HOW_MUCH.search(text) or "몇" in text):
        return None
    whole_ones = COUNTERS.get(whole[1], ("",))[0] == "native"  # no child is divided
    return Sum(whole[0], (("/", Fraction(many)),), True, whole[1], rest=whole_ones and whole[0] % many != 0)


def _of_price(text: str) -> Sum | None:
    prices = list(_PRICE.finditer(text))
    if len(prices) != 1 or not (_HOW_MUCH.search(text) or _LEFT_OPEN.search(text)):
        return None
    (price,) = prices
    each = _PER_HEAD.search(text[: price.start()])
    if each is None and not EACH_ASKED.search(text):
        each = _EACH.search(text)
    rest = _blank(text, price, each)
    counts = [match for match in COUNT.finditer(rest) if parse_number(match["n"]) not in (None, 1)]
    if len(counts) != 1:
        return None
    shares = SHARES.search(rest) is not None or (price["each"] is None and EACH_ASKED.search(text) is not None)
    if shares and _BY_HEAD.search(text) and _THINGS.search(counts[0][0]):
        return None  # «치킨 두 마리에 4만 원인데 한 사람당 얼마»
    if shares and CAME_OUT.match(text, price.end()) and _ORDERED.search(counts[0][0]):
        return None  # «고기 육인분 먹고 12만 원 나왔어. 셋이 나누면»
    buys = _BUYS.search(rest) or re.match(r"이?면", rest[counts[0].end() :])  # «만이천 원짜리 네 개면»
    takes_each = (price["each"] is not None or each is not None) and buys is not None
    if shares == takes_each:
        return None
    return _sum(price["n"], "/" if shares else "*", counts[0]["n"], "원")


def _left_out(text: str) -> int:
    """«막내는 빼고»: how many of those who share pay nothing."""
    found = _LEFT_OUT.search(text)
    return 0 if found is None else (parse_number(found["n"]) or 0) if found["n"] else 1


def _of_age(text: str) -> Sum | None:
    begun, years = _BEGINNING.search(text), list(_YEARS.finditer(text))
    if begun is None or len(years) != 1 or parse_number(begun["n"]) not in _AGES:
        return None
    return _sum(begun["n"], "+", years[0]["n"], "살")


def _blank(text: str, *found: re.Match[str] | None) -> str:
    for match in found:
        if match is not None:
            text = text[: match.start()] + "," * (match.end() - match.start()) + text[match.end() :]
    return text


def _sum(first: str, operator: Operator, second: str, unit: str) -> Sum | None:
    one, other = parse_number(first), parse_number(second)
    if one is None or other is None:
        return None
    return Sum(Fraction(one), ((operator, Fraction(other)),), True, unit)
