"""What holds for a span of time, for another span: pay by the hour over days and weeks, rent over a year, interest.

Rates are joined by what each holds for («시급», «하루 4시간», «일주일에 5일», «한 달을 4주로»); days are put into weeks
and months into years, but for work: nobody works every day of a week unless it was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.figures import Figure, Figured
from companion.language.household import REGULAR
from companion.language.numbers import find_numbers
from companion.language.quantities import PERSONS
from companion.language.running_account import Account, Came, Entry
from companion.language.sum_puzzles import percent_change
from companion.language.told_amounts import DAY, ONE, SHARE, factor

_MONTHS: Final = {"년": 12, "해": 12, "개월": 1, "달": 1}
_TIMES: Final = (DAY, "날", "주", "주일", *_MONTHS)
_HOURS: Final = ("시간", "분")
_A_MONTH: Final = 30
_STEPS: Final = 4
_LARGE: Final = 10_000
"""Bare numbers from here on are money: «1억 대출»."""
_INTEREST: Final = re.compile(r"(?:이자|금리|이율)")
"""What a share of a loan or of savings is called."""


def over_time(before: Account, account: Account, said: Figured) -> Came | None:
    """What is asked for a span of time; None where none is, or where a rate is missing."""
    if said.unit not in ("", WON) or not said.asks or said.cues - {"total", "fits", "own"} or said.there:
        return None
    spans = [f for f in said.figures if f.unit in _TIMES and f.per is None]
    rates = [f for f in said.figures if f.per is not None]
    if len(spans) > 1 or len(spans) + len(rates) != len(said.figures):
        return None
    linked = [f for f in rates if f.per in _TIMES and f.unit != WON]
    target = spans[0].unit if spans else linked[-1].per if linked else said.over
    many = spans[0].value if spans else Fraction(1)
    if not target or (not said.figures and said.unit != WON):
        return None
    of_months = _months(account, target)
    if of_months is not None:
        return Came("is", of_months * many, WON)
    money = _money(account, said)
    if money is None or money.per is None or (money.per in PERSONS and money.per != ONE):
        return None
    reached = _reached(money, target, [r for r in account.rates if r.unit != WON and r.per in _TIMES])
    if reached is None:
        return None
    value, days = reached
    return Came("is", value * many, WON, among=many, of_funds=money.part == "had", days=days)


def _money(account: Account, said: Figured) -> Figure | None:
    """The one rate of money that is meant: named, told just now, or the only one."""
    alike: dict[tuple[str, str | None], Figure] = {}
    for one in account.rates:
        if one.unit == WON and one.per is not None:
            alike[(one.label, one.per)] = one
    rates = list(alike.values())
    named = [one for one in rates if len(one.label) > 1 and one.label in said.text]
    now = [one for one in rates if one in said.figures]
    meant = named or now or rates
    return meant[0] if len(meant) == 1 else None


def _reached(money: Figure, target: str, links: Sequence[Figure]) -> tuple[Fraction, int] | None:
    """What a rate of money comes to for one of a unit of time, and as how many days a month was taken."""
    value, per = money.value, money.per or ""
    works = any(unit in _HOURS for one in (money, *links) for unit in (one.unit, one.per))
    for _ in range(_STEPS):
        if target == per:
            return value, 0
        if not per and links:
            per = links[-1].unit  # «하나에 2천 원», «하루에 세 개»
        onward = [one for one in reversed(links) if one.per != per and factor(one.unit, per) is not None]
        link = next(iter(sorted(onward, key=lambda one: one.unit != per)), None)
        if link is None:
            size = factor(target, per)
            if size is not None and not works:
                return value * size, 0
            break
        value, per = value * link.value * (factor(link.unit, per) or 1), link.per or ""
    if per in (DAY, "날") and target in ("달", "개월") and not works:
        return value * _A_MONTH, _A_MONTH
    return None


def _months(account: Account, target: str) -> Fraction | None:
    """What is paid every month, for a month or a year: «월세 40만 원», «관리비 5만 원»."""
    if target not in _MONTHS or not account.costs or not account.monthly:
        return None
    paid = [one.value if _is_monthly(one) else None for one in account.costs]
    known = [value for value in paid if value is not None]
    return sum(known, Fraction(0)) * _MONTHS[target] if len(known) == len(paid) else None


def _is_monthly(one: Entry) -> bool:
    return one.per in ("달", "월") or (one.per is None and bool(REGULAR.search(one.label) or REGULAR.search(one.of)))


def interest(said: Figured) -> Came | None:
    """«6천만 원에 연 5퍼센트면 한 달 이자가 얼마»: simple interest by the year, for the span that is asked for."""
    money = [f for f in said.figures if f.per is None and (f.unit == WON or (not f.unit and f.value >= _LARGE))]
    shares = [f for f in said.figures if f.unit == SHARE]
    spans = [f for f in said.figures if f not in money and f not in shares]
    if len(money) != 1 or len(shares) != 1 or len(spans) > 1 or said.unit != WON or not _INTEREST.search(said.text):
        return None
    months = Fraction(12)
    if spans:
        if spans[0].unit not in _MONTHS:
            return None
        months = spans[0].value * _MONTHS[spans[0].unit]
    return Came("is", money[0].value * shares[0].value / 100 * months / 12, WON)


def share_of_named(before: Account, said: Figured) -> Came | None:
    """«부가세 10퍼센트를 더하면 도시락값은 얼마»: one thing of several, so much more or less."""
    shares = [f for f in said.figures if f.unit == SHARE]
    named = before.named(" ".join(said.nouns)) if said.unit == WON and said.nouns else ()
    if len(shares) != 1 or len(said.figures) != 1 or len(named) != 1 or named[0].total is None:
        return None
    number = next((n for n in find_numbers(said.text) if n.start == shares[0].start), None)
    change = percent_change(said.text, number) if number is not None else None
    return Came("is", named[0].total * change, WON) if change is not None else None
