"""Amounts as they are told over turns: what each is an amount of, and for how much of what else it holds.

«시급이 만 이천 원» is won for each hour, «평당 오 킬로» kilos for each pyeong, «십 킬로 한 상자에 이만 오천 원» both
won for each box and boxes for each kilo, «운동화가 팔만 구천 원» what one costs; «사과가 스물여섯 개» is so many
and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON, Sum
from companion.language.hangul import final_consonant
from companion.language.household import MONEY_HAD
from companion.language.numbers import NUMBER, parse_number
from companion.language.quantities import DOERS, NUMBERED, quantities

DAY, HOUR, MINUTES, ONE = "일", "시간", "분", ""
"""What a day's and an hour's work is paid by; what is not said of what costs so much each."""
SHARE: Final = "퍼센트"
_SCALES: Final = (
    {"cm": Fraction(1), "센티": Fraction(1), "미터": Fraction(100), "m": Fraction(100), "km": Fraction(100_000),
     "킬로미터": Fraction(100_000), "인치": Fraction("2.54"), "피트": Fraction("30.48"), "마일": Fraction("160934.4")},
    {"그램": Fraction(1), "g": Fraction(1), "kg": Fraction(1000), "킬로그램": Fraction(1000), "근": Fraction(600),
     "톤": Fraction(10**6), "파운드": Fraction("453.59237"), "온스": Fraction("28.3495")},
    {"제곱미터": Fraction(1), "㎡": Fraction(1), "평": Fraction(400, 121), "헥타르": Fraction(10_000),
     "제곱킬로미터": Fraction(10**6)},
    {"ml": Fraction(1), "밀리리터": Fraction(1), "밀리": Fraction(1), "리터": Fraction(1000)},
    {"초": Fraction(1), "분": Fraction(60), HOUR: Fraction(3600)},
    {DAY: Fraction(1), "날": Fraction(1), "주": Fraction(7), "주일": Fraction(7)},
    {"달": Fraction(1), "개월": Fraction(1), "년": Fraction(12)},
    {"명": Fraction(1), "사람": Fraction(1), "인": Fraction(1), "인분": Fraction(1)},
    {"보": Fraction(1), "걸음": Fraction(1)},
)  # fmt: skip
"""Units of one kind, by how many of the least of them each is."""
_KILO: Final = frozenset(("킬로", "키로", "kg"))
"""People say «킬로» of both; `quantities` takes it for weight."""
_PAY: Final = (
    {"시급": HOUR, "연봉": "년"} | dict.fromkeys(("일당", "일급", "하루", "매일", "날마다"), DAY)
    | dict.fromkeys(("주급", "일주일", "매주"), "주") | dict.fromkeys(("월급", "월세", "매달", "매월"), "달")
)  # fmt: skip
_PER: Final = re.compile(
    r"(?:(?<![가-힣])(?P<unit>(?!한(?!우))[가-힣]{1,3}?)당|(?<![가-힣\d])(?:한|1|일(?=\s|인))\s?(?P<one>[가-힣]{1,3}?)(?<!면)(?:에|에는|가|이|은|는|당|을|를|(?:을|를)?\s[가-힣]{1,4}는\s?데)?"
    r"|(?P<thing>[가-힣]{1,8}?)(?:도|은|는|이|가)?\s?(?:한\s?개|하나)(?:에|가|당|는)?"
    rf"|(?P<pay>{'|'.join(_PAY)})(?:(?:에|은|는|이|가|을|를)?|에?\s[가-힣]{{1,6}}(?:[을를]|으?로)|에\s[가-힣]{{2,6}}))\s*(?:약\s|딱\s|대충\s|겨우\s)?$"
)
_HALF: Final = re.compile(r"\s?반(?![가-힣]*(?:찬|값))")
_DECIMAL: Final = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,4})\.(?P<part>\d{1,4})\s?(?P<unit>%|퍼센트|프로|킬로|키로|kg|km|cm|센티|미터|m|도|일|시간|개월|년|개|잔|병|인분|점|평|리터)"
)
_UNCOUNTED: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{NUMBER}|[일이삼사오육칠팔구십백천만]+)\s?(?P<unit>보|피트|인치|파운드|온스|마일|헥타르)"
    r"(?=를|을|는|은|도|씩|면|이|로|으로|보다|야|[\s?.,\d]|$)"
)
_BODY: Final = re.compile(
    rf"(?<![가-힣])(?P<what>키|몸무게|체중)(?:가|는|이)?\s(?P<n>{NUMBER}|[일이삼사오육칠팔구십백]+)(?=이|인|야|면|정도|쯤)"
)
_SPEED: Final = re.compile(rf"시속\s?(?P<n>{NUMBER}|[일이삼사오육칠팔구십백]+)(?:\s?(?:킬로미터|킬로|키로|km))?")
_SPAN: Final = re.compile(r"(?<![가-힣])(?:일주일|한\s?주)(?=\s|간|동안|에|이면|면|[?.]|$)")
_MONTH_BEFORE: Final = re.compile(r"[\d일이삼사오육칠팔구십유시]\s?월\s?$")
_NIGHTS: Final = re.compile(r"\d+\s?박\s?$|[일이삼사오육칠팔구]\s?박\s?$")
_ASKS_OF: Final = re.compile(r"(?:에|당|은|는|이|치)?\s?(?:얼마|몇|며칠|평균)")
_WORTH: Final = re.compile(r"\s?(?:이?짜리|하는)\s?(?P<thing>[가-힣]{1,8}?)(?=\s|를|을|은|는|이|가|\d|$)")
_LABEL: Final = re.compile(
    r"(?P<label>[가-힣]{1,8}?)(?:값|비용)?(?P<particle>은|는|이|가|을|를|도|이랑|랑|하고|엔|에는)\s+$|(?P<bare>[가-힣]{2,8})\s+$"
)
_COSTS: Final = re.compile(r"\s?(?:인데|이고|이야|이래|이라|예요|이에요|이거든|이던데|하는데|해|짜리|이면|이더라|대)")


@dataclass(frozen=True, slots=True)
class ToldAmount:
    """One amount.

    Attributes:
        value, unit: how many of what.
        per: for each what it holds; None where it is so much and no more, "" for each of what `label` names.
        label: what it is of or what it costs, "" where nothing is named.
        start, end: half-open span.
        used: whether it is told to be gone: «아홉 개 먹었어».
    """

    value: Fraction
    unit: str
    per: str | None
    label: str
    start: int
    end: int
    used: bool = False


def factor(unit: str, other: str) -> Fraction | None:
    """How many of `other` one of a unit is; None where they are of different kinds."""
    if unit == other:
        return Fraction(1)
    for scale in _SCALES:
        if unit in scale and other in scale:
            return scale[unit] / scale[other]
    if unit in _KILO and other in _KILO:
        return Fraction(1)
    lengths = _SCALES[0]
    if other in _KILO and unit in lengths:
        return lengths[unit] / lengths["km"]
    return lengths["km"] / lengths[other] if unit in _KILO and other in lengths else None


@lru_cache(maxsize=256)
def told_amounts(text: str) -> tuple[ToldAmount, ...]:
    """The amounts of a text, from left to right."""
    text = text[:300]
    spans: list[tuple[Fraction, str, int, int, bool]] = []
    for found in _DECIMAL.finditer(text):
        value = Fraction(f"{found['whole']}.{found['part']}")
        unit = SHARE if found["unit"] in ("%", "프로", SHARE) else found["unit"]
        spans.append((value, unit, *found.span(), False))
    for found in _UNCOUNTED.finditer(text):
        if (number := parse_number(found["n"])) is not None:
            spans.append((Fraction(number), found["unit"], *found.span(), False))
    for found in _BODY.finditer(text):
        if (number := parse_number(found["n"])) is not None:
            spans.append((Fraction(number), "cm" if found["what"] == "키" else "kg", *found.span(), False))
    speed = _SPEED.search(text)
    fast = parse_number(speed["n"]) if speed is not None else None
    text = _SPEED.sub(lambda found: "," * len(found[0]), text)
    spans += [(Fraction(1), "주", *found.span(), False) for found in _SPAN.finditer(text)]
    for one in quantities(text):
        if any(start < one.end and one.start < end for _, _, start, end, _ in spans):
            continue
        if one.unit in NUMBERED or (one.value == 1 and _ASKS_OF.match(text, one.end)):
            continue  # «하루 얼마야»: what is asked for it
        if one.unit == DAY and _MONTH_BEFORE.search(text[: one.start]):
            continue  # «12월 10일»: a date, and no ten days
        half = _HALF.match(text, one.end) if one.unit else None
        value = one.value + Fraction(1, 2) if half is not None else one.value
        spans.append((value, one.unit, one.start, half.end() if half is not None else one.end, one.each))
    spans.sort(key=lambda span: span[2])
    ones = [n for n, span in enumerate(spans) if _leads(text, spans, n) or _leads_for_many(text, spans, n)]
    found_amounts: list[ToldAmount] = []
    if speed is not None and fast:
        found_amounts.append(ToldAmount(Fraction(fast), "km", HOUR, "", *speed.span()))
    for n, (value, unit, start, end, each) in enumerate(spans):
        if n in ones or (_NIGHTS.match(text[start:end]) and n + 1 < len(spans)):
            continue  # «3박 4일»: four days
        found_amounts += _amounts(text, spans, n, value, unit, start, end, each=each)
    return tuple(found_amounts)


def _leads(text: str, spans: list[tuple[Fraction, str, int, int, bool]], n: int) -> bool:
    """«한 상자에 이만 오천 원», «하루 네 개씩», «평당 …»: one of something, which only says what the next holds for."""
    value, _, _, end, _ = spans[n]
    if value != 1 or n + 1 >= len(spans):
        return False
    until = spans[n + 1][2]
    if _FOR_ONE.search(text[:until]):
        return True
    return _PER.search(text[:until]) is not None and until - end <= _NEAR


def _leads_for_many(text: str, spans: list[tuple[Fraction, str, int, int, bool]], n: int) -> bool:
    """«여덟 개에 만 원»: for how many of something together the next holds."""
    value, unit, _, end, each = spans[n]
    if value <= 1 or each or unit in (WON, "", "시", SHARE) or n + 1 >= len(spans) or spans[n + 1][1] != WON:
        return False
    return _FOR_THEM.fullmatch(text[end : spans[n + 1][2]]) is not None


_FOR_ONE: Final = re.compile(r"(?<![가-힣])(?:하나|한\s?개)(?:(?:를|을)?\s[가-힣]{1,4}는\s?데(?:는|에)?|에|당)\s*$")
_FOR_THEM: Final = re.compile(r"\s?에\s?(?:약\s|딱\s)?")
_NEAR: Final = 5
"""Characters between what something holds for and how much it is."""


def _amounts(
    text: str,
    spans: list[tuple[Fraction, str, int, int, bool]],
    n: int,
    value: Fraction,
    unit: str,
    start: int,
    end: int,
    *,
    each: bool,
) -> list[ToldAmount]:
    if n and _leads_for_many(text, spans, n - 1):
        many, _, begun, *_ = spans[n - 1]
        return [ToldAmount(value / many, unit, spans[n - 1][1], _label(text[:begun]), start, end)]
    before, named = text[:start], _label(text[:start])
    per = _PER.search(before)
    following = spans[n + 1] if n + 1 < len(spans) else None
    if (
        following is not None
        and following[0] == 1
        and _leads(text, spans, n + 1)
        and not text[end : following[2]].strip()
    ):
        return [ToldAmount(1 / value, following[1], unit, named, start, end)]  # «십 킬로 한 상자»: boxes for each kilo
    if per is not None and unit != SHARE and (per["one"] or per["unit"]) not in NUMBERED:
        of = _label(before[: per.start()]) if per["one"] or per["unit"] else ""
        named = of or ("" if per["one"] else named)
        for_each = _PAY.get(per["pay"] or "") or per["unit"] or per["one"]
        if for_each and for_each != unit:
            return [ToldAmount(value, unit, _unit_of(for_each), named, start, end)]
        if per["thing"]:
            return [ToldAmount(value, unit, ONE, per["thing"], start, end)]
    if unit == WON and _FOR_ONE.search(before):
        return [ToldAmount(value, unit, ONE, "", start, end)]
    worth = _WORTH.match(text, end) if unit == WON else None
    if worth is not None:
        return [ToldAmount(value, unit, ONE, worth["thing"], start, end)]
    return [ToldAmount(value, unit, ONE if each else None, named, start, end, used=_is_used(text, end))]


_USED: Final = re.compile(
    r"\s?(?:이나|만큼|정도|쯤|밖에|만|을|를|은|이|가)?\s(?:벌써\s|이미\s|다\s|또\s|못\s)?"
    r"(?P<verb>(?:[가-힣]{1,3}(?:해|하고|고\s)\s?)?[가-힣]{0,3}?(?P<past>[가-힣])(?=[어지네는거다습대으고]|[\s.,!?]|$))"
)
_GAINED: Final = re.compile(r"^(?:더|받|샀|사|생|늘|왔|넣|추가|모|얻|벌|있|남|들어|잡|했$)")


def _is_used(text: str, end: int) -> bool:
    """«9.5일 썼거든», «쉰 쪽 읽었어»: past, and nothing that is had by it."""
    found = _USED.match(text, end)
    return found is not None and final_consonant(found["past"]) == "ㅆ" and not _GAINED.match(found["verb"])


def _label(before: str) -> str:
    """The word that an amount hangs on, without its particle; «아이» has none."""
    found = _LABEL.search(before)
    if found is None:
        return ""
    particle = found["particle"] or ""
    own = particle in _AFTER_CONSONANT and found["label"] and final_consonant(found["label"][-1]) == ""
    return f"{found['label']}{particle}" if own else found["label"] or found["bare"] or ""


_AFTER_CONSONANT: Final = ("이", "은", "을", "이랑")


def _unit_of(word: str) -> str:
    return {"날": DAY, "사람": "명", "인": "명", "일인": "명", "걸음": "보"}.get(word, word)


def takes_up(asked: Sum, text: str) -> bool:
    """Whether a product or a basket uses every amount of a text, so that nothing said before belongs to it."""
    used = [asked.first, *(value for _, value in asked.steps)]
    told = [one for one in told_amounts(text) if one.value != 1 and not DOERS.match(text, one.end)]
    built = all(operator in "*+" for operator, _ in asked.steps)
    return built and len(told) > 1 and all(one.value in used for one in told)


def costs(text: str, amount: ToldAmount) -> bool:
    """«운동화가 팔만 구천 원인데»: what is said to be so much."""
    price = amount.unit == WON and amount.label and not MONEY_HAD.search(amount.label)
    return bool(price) and _COSTS.match(text, amount.end) is not None
