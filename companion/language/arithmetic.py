"""Sums as people say them: «38 더하기 47은», «천에서 삼백오십 빼면», «3만 5천 원 나누기 4», «오만 원의 십 퍼센트».

A text is a sum only if every word of it belongs to one. Reckoning is exact, with fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.josa import josa
from companion.language.numbers import NUMBER, find_numbers, format_large, native_noun, parse_number

Operator = Literal["+", "-", "*", "/"]
WON: Final = "원"
YEARS: Final = "살"
"""Units whose numbers are said in ways of their own."""

_NATIVE: Final = "|".join(sorted((native_noun(n) for n in range(1, 100)), key=len, reverse=True))
_SINO: Final = r"[일이삼사오육칠팔구영공십백천만억조]+(?:(?<=[만억조])\s[일이삼사오육칠팔구십백천만억조]+){0,3}"
_UNITS: Final = (
    "원|개|명|마리|살|점|장|권|병|잔|그릇|킬로미터|킬로그램|킬로|미터|센티미터|센티|그램|리터|시간|분|초|달러|"
    "km|kg|cm|m|g|도"
)
_VALUE: Final = re.compile(
    rf"(?P<number>{NUMBER}|{_NATIVE}|{_SINO})(?:\s?점\s?(?P<after>[일이삼사오육칠팔구영공]{{1,6}})(?![가-힣]))?"
    rf"(?:\s?(?P<unit>{_UNITS})(?![가-힣]*짜리))?"
)
_FRACTION: Final = re.compile(rf"(?P<below>\d+|{_SINO})\s?분의\s?(?P<above>\d+|{_SINO}?)(?![가-힣]*[십백천만])")
"""«4분의 3», «이분의 일»."""
# A hyphen without spaces joins: «2-3만 원», «031-120».
_INFIX: Final = (
    r"\+|더하기|플러스|하고\s?더하기",
    r"(?<=\s)[-–](?=\s)|−|빼기|마이너스",
    r"[*×x✕·]|곱하기|곱",
    r"[/÷]|나누기",
)
_OPERATOR: Final = re.compile(r"\s*(?:" + "|".join(f"({pattern})" for pattern in _INFIX) + r")\s*")
_VERB: Final = re.compile(r"\s*(?:(더하|보태|합하|합치)|(빼|뺀)|(곱하|곱한)|(나누|나눈|나눠))")
_ENDING: Final = re.compile(r"(?:하)?(?:[고면은니]|다가|기)?(?:\s?(?:거기(?:에|서|에서)?|그리고))?\s*")
_FIRST: Final = re.compile(r"\s?(?:에서|에다가?|에|을|를|이랑|랑|하고|과|와)?\s*")
_SECOND: Final = re.compile(r"\s?(?:을|를|으로|로|만큼)?\s*")
_PERCENT: Final = re.compile(r"\s?(?:의|에서|에|인데|이면)?\s*")
_PERCENT_SIGN: Final = re.compile(r"\s?(?:퍼센트|프로|%)")
_LESS: Final = re.compile(r"\s?(?:를|을|만|만큼)?\s?(?:빼|깎|덜|할인|세일)(?:[가-힣]*면|고|기|는|ㄴ)?")
"""«삼천오백에서 10퍼센트 빼면»."""
_WITHIN: Final = re.compile(r"\s*(?:곱하기|더하기|빼기|나누기|플러스|마이너스|[+×÷*=])\s*")
_SQUARE: Final = re.compile(r"\s?(?:의)?\s?제곱")
_BEFORE: Final = re.compile(
    r"(?:(?:그럼|그러면|자|야|음|어|저기|혹시|있잖아|계산\s?(?:좀\s?)?해\s?(?:줘|봐|주세요|볼래)|문제)[\s,:]*)*"
)
_AFTER: Final = re.compile(
    r"\s*(?:은|는|이|가|을|를|하면|면|=)?\s*(?:좀|다|전부|모두|합쳐서|합해서|답은?|값은?|차이[가는]?)?\s*"
    r"(?:(?:얼마|얼만|몇|뭐|무엇|뭔|며)[가-힣\s]*|(?:답|값|결과)[가-힣\s]*|계산\s?(?:좀\s?)?(?:해|하)[가-힣\s]*|"
    r"(?:암산|계산)(?:으로|도)?\s?(?:돼|되|가능|할\s?수)[가-힣\s]*|(?:할|풀)\s?[줄수][가-힣\s]*|"
    r"(?:알려|말해|가르쳐)[가-힣\s]*|(?:이|인)?(?:지|가|고)\s?(?:알아|아니|알려)[가-힣\s]*|더라|이더라|이지|지|요)?\s*[?=!.~]*\s*"
)
_LEFT_OVER: Final = re.compile(
    r"(?:은|는|면|의)?[\s,]*(?:(?:몇이|얼마|뭐)고)?[\s,]*(?:몫(?:과|이랑|하고|은[가-힣\s]*))?\s?나머지[가-힣\s?.!]*$"
)
"""«17 나누기 5의 나머지는»: what is left over."""
_TABLE: Final = re.compile(
    r"(?:^|[^가-힣\d])(?P<of>구구단\s?(?:에서\s|중에\s?)?)?(?P<n>[1-9]|[일이삼사오육칠팔구])\s?단(?:만|을|은|도|이)?\s?"
    r"(?:좀\s?|한번\s?)?(?P<says>외|읊|알려|말해|불러|해|하|뭐|들려|가르쳐|[?.!]*$)"
)
"""«구구단 7단 외워 봐», «칠단 외워 봐»; «3단 우산» is none."""
_TABLE_SAID: Final = ("외", "읊", "불러")
_SUBJECT: Final = "이"
"""A particle that is also a number."""
_LARGEST: Final = Fraction(10**15)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that was asked.

    Attributes:
        first: the number it begins with.
        steps: what is done with it, from left to right as it was said.
        by_rank: whether «곱하기» and «나누기» go first, as where it is written; else it was said step by step.
        unit: of the result, "" for a bare number.
        rest: whether it is asked what is left over of a division.
    """

    first: Fraction
    steps: tuple[tuple[Operator, Fraction], ...]
    by_rank: bool
    unit: str = ""
    rest: bool = False

    def result(self) -> Fraction | None:
        """The exact result; None where it divides by zero or is too large to be said."""
        terms: list[tuple[Operator, Fraction]] = [("+", self.first)]
        for operator, value in self.steps:
            if operator == "/" and value == 0:
                return None
            if self.by_rank and operator in "*/":
                sign, last = terms[-1]
                terms[-1] = (sign, _done(last, operator, value))
            elif self.by_rank:
                terms.append((operator, value))
            else:
                terms[0] = ("+", _done(terms[0][1], operator, value))
        total = sum((value if sign == "+" else -value for sign, value in terms), Fraction(0))
        return total if abs(total) < _LARGEST else None


def _done(one: Fraction, operator: Operator, other: Fraction) -> Fraction:
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "/":
            return one / other


def find_sum(text: str) -> Sum | None:
    """The sum that a text asks for, None where it asks for anything else."""
    text = text[:300].strip()
    opening = _BEFORE.match(text)
    at = opening.end() if opening else 0
    first = read_value(text, at)
    if first is None:
        return None
    number, unit, at = first
    left = _LEFT_OVER.search(text)
    text = text[: left.start()] if left is not None else text
    found = (
        _percentage(text, at, number, unit) or _infix(text, at, number, unit) or _said_in_steps(text, at, number, unit)
    )
    return replace(found, rest=True) if found is not None and left is not None else found


def sum_within(text: str) -> Sum | None:
    """The one sum that stands in a text with a remark beside it: «너 바보지 17 곱하기 23은»."""
    text = text[:300]
    spelled = next(_WITHIN.finditer(text), None)
    if spelled is None:
        return None
    starts = [one.start() for one in _VALUE.finditer(text) if one.end() <= spelled.start()]
    begun = [at for at in starts if (value := read_value(text, at)) is not None and value[2] == spelled.start()]
    if not begun or (begun[0] and re.match(r"[가-힣\d]", text[begun[0] - 1])):
        return None
    at = begun[0]
    end = spelled.start()
    while (operator := _WITHIN.match(text, end)) is not None and (
        value := read_value(text, operator.end())
    ) is not None:
        end = value[2]
    if find_numbers(text[:at]) or find_numbers(text[end:]):
        return None
    return find_sum(text[at:end])


def find_table(text: str) -> int | None:
    """The row of the multiplication table that a text asks for, None where it asks for none."""
    found = _TABLE.search(text[:300])
    return parse_number(found["n"]) if found and (found["of"] or found["says"] in _TABLE_SAID) else None


def table_line(row: int) -> str:
    """A row of the multiplication table in words: «7 곱하기 1은 7, 2는 14, …»."""
    return f"{row} 곱하기 " + ", ".join(f"{josa(str(n), '은/는')} {row * n}" for n in range(1, 10))


def read_value(text: str, at: int = 0) -> tuple[Fraction, str, int] | None:
    """The number that stands at a place of a text, its unit ("" for none), and where it ends; None for no number."""
    part = _FRACTION.match(text, at)
    below, above = (parse_number(part["below"]), parse_number(part["above"])) if part is not None else (None, None)
    if part is not None and below and above is not None:
        return Fraction(above, below), "", part.end()
    match = _VALUE.match(text, at)
    if match is None:
        return None
    words = match["number"]
    if re.fullmatch(r"[0-9][0-9,]*\.[0-9]+", words):
        number: Fraction | None = Fraction(words.replace(",", ""))
    else:
        parsed, end = parse_number(words), match.end("number")
        if parsed is None and words.endswith(_SUBJECT) and end == match.end():  # «팔이 뭐야»
            parsed, end = parse_number(words.removesuffix(_SUBJECT)), end - len(_SUBJECT)
            return None if parsed is None else (Fraction(parsed), "", end)
        number = None if parsed is None else Fraction(parsed)
    if number is None:
        return None
    if match["after"]:
        digits = "".join(str("영일이삼사오육칠팔구".index(d.replace("공", "영"))) for d in match["after"])
        number += Fraction(int(digits), 10 ** len(digits))
    return number, match["unit"] or "", match.end()


def _is_end(text: str, at: int) -> bool:
    return _AFTER.fullmatch(text, at) is not None


def _percentage(text: str, at: int, number: Fraction, unit: str) -> Sum | None:
    joint = _PERCENT.match(text, at)
    second = read_value(text, joint.end()) if joint else None
    if second is not None:
        share, _, end = second
        sign = _PERCENT_SIGN.match(text, end)
        if sign and _is_end(text, sign.end()):
            return Sum(number, (("*", share / 100),), True, unit)
        less = _LESS.match(text, sign.end()) if sign else None
        if less is not None and _is_end(text, less.end()):
            return Sum(number, (("*", 1 - share / 100),), True, unit)
        of = _FRACTION.match(text, joint.end()) if joint and "의" in joint[0] else None
        if of is not None and _is_end(text, end):  # «백의 사분의 일»
            return Sum(number, (("*", share),), True, unit)
    square = _SQUARE.match(text, at)
    if square and _is_end(text, square.end()):
        return Sum(number, (("*", number),), True)
    return None


def _infix(text: str, at: int, number: Fraction, unit: str) -> Sum | None:
    steps: list[tuple[Operator, Fraction]] = []
    units = [unit]
    while operator := _OPERATOR.match(text, at):
        second = read_value(text, operator.end())
        if second is None:
            return None
        value, unit, at = second
        steps.append((_operator(operator), value))
        units.append(unit)
    return _finished(text, at, number, steps, units, by_rank=True)


def _said_in_steps(text: str, at: int, number: Fraction, unit: str) -> Sum | None:
    steps: list[tuple[Operator, Fraction]] = []
    units = [unit]
    joint = _FIRST.match(text, at)
    if joint is None or (not joint[0] and text[at - 1 : at + 1].strip("0123456789") == text[at - 1 : at + 1]):
        return None  # «셋이 나누면» divides by nothing
    at = joint.end()
    while second := read_value(text, at):
        value, unit, end = second
        joint = _SECOND.match(text, end)
        verb = _VERB.match(text, joint.end() if joint else end)
        if verb is None:
            return None
        steps.append((_operator(verb), value))
        units.append(unit)
        ending = _ENDING.match(text, verb.end())
        at = ending.end() if ending else verb.end()
    return _finished(text, at, number, steps, units, by_rank=False)


def _operator(match: re.Match[str]) -> Operator:
    """Which of the four groups matched."""
    operators: Sequence[Operator] = ("+", "-", "*", "/")
    return operators[next(i for i, group in enumerate(match.groups()) if group)]


def _finished(
    text: str, at: int, number: Fraction, steps: list[tuple[Operator, Fraction]], units: list[str], *, by_rank: bool
) -> Sum | None:
    if not steps or not _is_end(text, at):
        return None
    named = {unit for unit in units if unit}
    if len(named) > 1:
        return None  # apples and won
    like = sum(1 for unit in units if unit) == len(units)
    ratio = like and all(operator == "/" for operator, _ in steps)
    return Sum(number, tuple(steps), by_rank, "" if ratio else next(iter(named), ""))


def written_number(value: Fraction) -> str | None:
    """An exact number as it is written: «1,728», «8,750.5», «8,600억»; None where no decimal of six places holds it."""
    if value.denominator == 1:
        return format_large(value.numerator)
    scaled = value * 10**6
    if scaled.denominator != 1:
        return None
    whole, digits = divmod(abs(scaled.numerator), 10**6)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}.{digits:06}".rstrip("0")


def written_fraction(asked: Sum, result: Fraction) -> str | None:
    """«12분의 7», where fractions were reckoned with that no decimal holds, or with others of them; None elsewhere."""
    parts = [number for number in (asked.first, *(n for _, n in asked.steps)) if number.denominator > 1]
    if result.denominator == 1 or not any(written_number(n) is None for n in (*parts, result)) or not parts:
        return None
    sign = "-" if result < 0 else ""
    return f"{sign}{result.denominator}분의 {abs(result.numerator)}"


def rounded_number(value: Fraction) -> str:
    """A number to two places: «14.29»."""
    return written_number(Fraction(round(value * 100), 100)) or "0"
