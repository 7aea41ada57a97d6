"""Goods with their prices, told one after another: «두부 1800원짜리 두 모랑 콩나물 1500원», «우유도 하나 샀다 2900원».

A basket is opened by a text that holds goods and prices and nothing else, and goes on over turns: what is bought
besides is put in, what is left out or told to cost something else is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.hangul import final_consonant
from companion.language.household import MONEY_HAD
from companion.language.numbers import native, parse_number
from companion.language.quantities import quantities

_COUNT: Final = rf"(?P<n>\d{{1,3}}|하나|둘|셋|넷|{'|'.join(sorted(map(native, range(1, 31)), key=len, reverse=True))})"
_HEAD: Final = re.compile(
    r"(?P<what>[가-힣A-Za-z]{1,8}(?:\s[가-힣A-Za-z]{2,6})??)"
    rf"(?:\s{_COUNT}(?:\s?(?P<unit>[가-힣]{{1,2}}?))?(?P<for>에|을|를)?)?(?P<bought>\s(?:더\s)?(?:샀|사고|추가|담|넣)[가-힣]{{0,4}})?[.,]?\s?"
)
_TAIL: Final = re.compile(
    rf"(?P<each>짜리|씩)?(?:\s{_COUNT}(?:\s?(?P<unit>[가-힣]{{1,2}}?))?)?"
    r"(?P<joint>(?:이?랑|하고|과|와|이?고|,)\s?(?:그리고\s)?|\s?(?:을|를|어치)?\s?(?P<bought>(?:더\s)?(?:샀|추가|담았|넣)[가-힣]{0,4})?"
    r"(?:이야|야|이에요|예요|입니다|이었어|였어|이래|래|이다|이지)?[\s.!]*$)"
)
_OPENING: Final = re.compile(r"^(?:(?:아|앗|어|음|참|아참|그리고|또|근데|아니|아니다|장\s?봤는데|샀는데)[,.!]?\s+)+")
_ALSO: Final = re.compile(r"[가-힣](?:도|까지)(?=\s)|그리고|(?<![가-힣])또\s")
_OUT: Final = re.compile(
    r"(?P<what>[가-힣A-Za-z]{1,8}(?:\s[가-힣A-Za-z]{2,6})??)(?:은|는|을|를)?\s(?:안\s?(?:살|사|샀)|못\s?샀|빼|뺄|뺐|취소|환불|반품)[가-힣\s]{0,8}[.!]*"
)
_NO_GOODS: Final = ("비", "세", "금", "값", "급")
"""What words for payments end in."""
_PARTICLES: Final = ("은", "는", "이", "가", "을", "를", "도", "까지", "에")
_NATIVE_BARE: Final = {"하나": 1, "둘": 2, "셋": 3, "넷": 4}
_PAUSE: Final = 3
"""Utterances beside it after which a basket is no more gone on with."""


@dataclass(frozen=True, slots=True)
class BasketItem:
    """So many of some goods and what one of them costs in won; `adds` if it is said to come besides."""

    what: str
    price: Fraction
    count: Fraction
    adds: bool = False


def basket_total(texts: Sequence[str]) -> Fraction | None:
    """What a basket comes to in won after the last of some utterances; None where that one is of no basket.

    Args:
        texts: what was said, the oldest first.
    """
    basket: tuple[BasketItem, ...] = ()
    since, changed = 0, False
    for text in texts:
        after = _after(basket if since <= _PAUSE else (), text, just_now=since == 0)
        changed = after is not None
        basket, since = (after, 0) if after is not None else (basket, since + 1)
    return sum((one.price * one.count for one in basket), Fraction(0)) if changed and basket else None


def _after(basket: tuple[BasketItem, ...], text: str, *, just_now: bool) -> tuple[BasketItem, ...] | None:
    said = re.sub(r"원(?=어치)", "원 ", text[:200].strip())
    text = _OPENING.sub("", said)
    items = _items(text)
    if not basket:
        return items if len(items) > 1 else None
    left_out = _OUT.fullmatch(text)
    if left_out is not None:
        what = left_out["what"]
        rest = tuple(one for one in basket if one.what not in (what, _bare(what)))
        return rest if rest and len(rest) < len(basket) else None
    if not items or not (just_now or _ALSO.search(said) or any(one.adds for one in items)):
        return None
    for item in items:
        known = None if item.adds else next((one for one in basket if one.what == item.what), None)
        if known is not None:
            count = item.count if item.count != 1 else known.count
            basket = tuple(replace(one, price=item.price, count=count) if one is known else one for one in basket)
        else:
            basket = (*basket, item)
    return basket


def _items(text: str) -> tuple[BasketItem, ...]:
    """The goods of a text; none where it holds anything else."""
    found: list[BasketItem] = []
    at = 0
    for price in (one for one in quantities(text) if one.unit == WON):
        head, tail = _HEAD.fullmatch(text[at : price.start]), _TAIL.match(text, price.end)
        if head is None or tail is None or (head["n"] and tail["n"]):
            return ()
        what = _bare(head["what"])
        if not what or what.endswith(_NO_GOODS) or MONEY_HAD.search(what):
            return ()
        said = head["n"] or tail["n"]
        count = Fraction((_NATIVE_BARE.get(said) or parse_number(said) or 1) if said else 1)
        together = head["n"] is not None and not tail["each"]  # «달걀 열 개 4천 원»: for all of them
        adds = head["what"].endswith(("도", "까지")) or bool(head["bought"] or tail["bought"])
        found.append(BasketItem(what, price.value, Fraction(1) if together else count, adds))
        at = tail.end()
    return tuple(found) if not text[at:].strip() else ()


def _bare(what: str) -> str:
    """The goods without their particle; «가지» has none."""
    for particle in _PARTICLES:
        stem = what.removesuffix(particle)
        if stem and stem != what and len(stem) > 1 - (particle in ("도", "까지")):
            closed = final_consonant(stem[-1]) != ""
            if particle in ("도", "까지", "에") or closed == (particle in ("은", "이", "을")):
                return stem if len(stem) > 1 or particle in ("도", "은", "는") else what
    return what
