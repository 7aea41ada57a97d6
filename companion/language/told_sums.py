"""What follows from amounts that were told over turns: an hour's pay and the hours worked, a price and how many.

A conversation is read from its first utterance on. Each adds amounts, or asks: what is asked for has a unit, and is
reached by multiplying what holds for each of something by how many of it there are (`_reached`), or by putting two
amounts of one unit together or apart. A sum is an answer only if every amount of its question is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON, Sum
from companion.language.numbers import COUNTERS, find_numbers
from companion.language.quantities import PERSONS
from companion.language.sum_puzzles import percent_change
from companion.language.told_amounts import DAY, HOUR, ONE, SHARE, ToldAmount, costs, factor, told_amounts

Kind = Literal["is", "each", "rest", "more", "less", "same", "left", "short", "buys", "next", "mean"]

_ASKED: Final = re.compile(
    r"얼마|얼만|(?<![가-힣])몇(?!몇)|며칠|[면은는][\s?.!]*$|[?]|계산해|당[\s?.!]*$|(?:까|냐|니|나|가)[\s?.!]*$"
)
_WANTED: Final = re.compile(
    rf"(?<![가-힣])몇\s?(?P<unit>{'|'.join(sorted((*COUNTERS, '보', '상자', '조'), key=len, reverse=True))}|%)"
)
_DAYS_ASKED: Final = re.compile(r"며칠")
_MONEY_ASKED: Final = re.compile(r"얼마|얼만")
_SUPPOSES: Final = re.compile(r"[면은는][\s?.!]*$|당[\s?.!]*$|계산|셈")
_AMOUNT_ASKED: Final = re.compile(
    r"며칠|얼만|얼마(?!나)|얼마나\s?(?:더\s)?(?:나|드|들|되|돼|내|벌|받|걸|하|쓰|써|줘|주|모)"
)
"""«얼마나 유명해» asks for none."""
_TOGETHER: Final = re.compile(r"합치|합쳐|합하|합해|합계|더하면|다\s?해서|다\s?합|총|모두|전부|(?<![가-힣])다\s|동안")
_APART: Final = re.compile(
    r"차이|얼마나\s?(?:더|덜|오|올|내|늘|줄|많|적)|(?<![가-힣])더\s|(?<![가-힣])덜\s|오른|올랐|오르|내렸|내린|늘었|늘어|줄었|줄어|(?<![가-힣])준\s?(?:거|건|것)"
    r"|적[어게은나]|많[아이은나]|비싼|비싸|싼|싸[네지]|번\s?(?:겨|거)"
)
_FIRST: Final = re.compile(r"(?:처음|아까|전|원래|그전|이전)(?:에|엔)?보다")
_LEFT: Final = re.compile(r"남[아은는냐나니을지기]|남을|남았|잔돈|거스름|거슬")
_SPENT: Final = re.compile(r"(?:을|를|은|는)?\s?(?:내[고면야]|냈|쓰[고면]|썼|줬|주[고면]|빼[고면]|떼[고면]|나가|제하)")
_SHARED: Final = re.compile(r"나누|나눠|나눈|노나|갈라|짜면|짜서|씩\s?(?:앉|타|담|넣|묶)|엔빵|더치")
_EACH_ASKED: Final = re.compile(
    r"(?:한|하나|일|1)\s?(?:명|사람|인|분)(?:당|에|앞에)?|인당|얼마씩|몇\s?[가-힣]{1,2}씩|하루에?\s?(?:얼마|몇)"
)
_LASTS: Final = re.compile(r"버티|쓰려|살려|견디|쓰면|쓸려")
_BUYS: Final = re.compile(r"(?:으로|로|원에|가지고|들고)")
_CAN: Final = re.compile(r"수\s있|살\s|사[?.!]*$|사지|살까|사나|사요")
_HOW_LONG: Final = re.compile(r"얼마나\s?걸")
_ROUGHLY: Final = re.compile(r"단위(?:로|까지)")
_MEAN: Final = re.compile(r"평균")
_PERCENT_ASKED: Final = re.compile(r"몇\s?(?:퍼센트|프로|%)")
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A result: what it was reckoned by, the whole that was divided, and whether it is a measure in another unit."""

    value: Fraction
    unit: str
    price: ToldAmount | None = None
    whole: Fraction | None = None
    among: Fraction | None = None
    of: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class ToldOutcome:
    """What an utterance comes to: a value with its unit, and how it is to be told.

    Attributes:
        kind: what is told of it.
        of: the counter or unit of a second number, of `rest`.
        other: the second number: what is left over, or what it has become.
    """

    kind: Kind
    value: Fraction
    unit: str
    other: Fraction = Fraction(0)
    of: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was told and what came out so far, the newest last.

    Attributes:
        rates: what holds for each of something; `stocks`: so much and no more.
        made: results; `apart`: the last difference, with what it is a difference from.
        spare: what was left or lacking of what there was last.
        turned: from which unit into which other one a measure was put last.
        unanswered: whether a sum was asked for after the last result and not understood.
    """

    rates: tuple[ToldAmount, ...] = ()
    stocks: tuple[ToldAmount, ...] = ()
    made: tuple[Made, ...] = ()
    apart: tuple[Fraction, Fraction] | None = None
    spare: ToldOutcome | None = None
    turned: tuple[str, str] | None = None
    unanswered: bool = False

    @property
    def last(self) -> Made | None:
        """The last result."""
        return self.made[-1] if self.made else None


def asks_rest(text: str) -> bool:
    """«그럼 얼마 남아?»: what is left is asked for."""
    return _LEFT.search(text) is not None and _MONEY_OR_MANY.search(text) is not None


def read_through(
    texts: Sequence[str], plain: Callable[[str, str], Sum | None], latest: tuple[Fraction, str] | None = None
) -> tuple[Ledger, ToldOutcome | None]:
    """The ledger after utterances, the oldest first, and what the last of them comes to.

    Args:
        texts: what was said.
        plain: the sum that an utterance is by itself, given the one before it.
        latest: what came out just before the last of them, with its unit, where that is known.
    """
    ledger, outcome, before = Ledger(), None, ""
    for n, text in enumerate(texts, 1):
        if (
            n == len(texts)
            and latest is not None
            and not (ledger.last and (ledger.last.value, ledger.last.unit) == latest)
        ):
            ledger = replace(ledger, made=(*ledger.made, Made(*latest)))
        asked = plain(text, before)
        result = asked.result() if asked is not None else None
        if asked is not None and result is not None:
            outcome = None
            ledger = _noting(ledger, told_amounts(text), text)
            by = asked.steps[-1][1] if asked.steps and asked.steps[-1][0] == "/" else None
            whole = asked.first if by is not None else None
            ledger = replace(
                ledger,
                made=(*ledger.made, Made(result, asked.unit, whole=whole, among=by)),
                spare=None,
                unanswered=False,
            )
        else:
            ledger, outcome = _turn(ledger, text)
        before = text
    return ledger, outcome


def _noting(ledger: Ledger, told: Sequence[ToldAmount], text: str) -> Ledger:
    told = [one for one in told if one.unit not in ("살", "세", "시")]  # ages and hours are reckoned elsewhere
    rates = [one for one in told if one.per is not None]
    rates += [replace(one, per=ONE) for one in told if one.per is None and costs(text, one)]
    stocks = [one for one in told if one.per is None and one.unit not in (SHARE, "")]
    return replace(ledger, rates=(*ledger.rates, *rates), stocks=(*ledger.stocks, *stocks))


def _turn(ledger: Ledger, text: str) -> tuple[Ledger, ToldOutcome | None]:
    told = told_amounts(text)
    asks = _ASKED.search(text) is not None
    if _ROUGHLY.search(text):
        return _noting(ledger, told, text), None
    outcome, made = (_asked(ledger, text, told) if asks else _stated(ledger, text, told)) or (None, None)
    noted = _noting(ledger, told, text)
    if outcome is None:
        missed = asks and bool(told) and (_AMOUNT_ASKED.search(text) or _WANTED.search(text)) is not None
        return replace(noted, unanswered=noted.unanswered or missed), None
    noted = replace(noted, unanswered=False)
    if made is not None:
        prices = (made.price,) if made.price is not None and made.price not in noted.rates else ()
        noted = replace(noted, made=(*noted.made, made), rates=(*noted.rates, *prices), spare=None)
    if outcome.kind in ("more", "less"):
        base = outcome.other
        noted = replace(noted, apart=(outcome.value if outcome.kind == "more" else -outcome.value, base))
    if outcome.kind in ("left", "short"):
        noted = replace(noted, spare=outcome)
    if outcome.kind == "buys":
        noted = replace(noted, spare=ToldOutcome("left", outcome.other, outcome.of))
    if outcome.kind == "next":
        noted = replace(noted, stocks=(*noted.stocks, ToldAmount(outcome.value, outcome.unit, None, "", 0, 0)))
    if outcome.of and made is not None and made.turned:
        noted = replace(noted, turned=(outcome.of, outcome.unit))
    return noted, outcome


_ABSENT: Final = re.compile(r"(?:못|안)\s?(?:오|와|온|올|먹|내|낸)|빼야|빠져|빠진|빼고|빼줘|빼\s")
_Found = tuple[ToldOutcome | None, Made | None]


def _stated(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«운동화가 팔만 구천 원인데 삼십 프로 할인한대» and «아 근데 시급이 만 삼천 원이래» change what comes out."""
    discounted = _discounted(ledger, text, told)
    if discounted is not None:
        return discounted
    last = ledger.last
    if len(told) != 1:
        return None
    (one,) = told
    fewer = _ABSENT.search(text, one.end)
    people = next((stock for stock in reversed(ledger.stocks) if stock.unit in PERSONS), None)
    if (
        fewer
        and one.unit in PERSONS
        and people is not None
        and last is not None
        and last.whole
        and people.value > one.value
    ):
        value = last.whole / (people.value - one.value)
        return ToldOutcome("each", value, last.unit), replace(last, value=value)
    if last is None or last.price is None or not last.price.value:
        return None
    if one.per is not None and one.unit == last.unit and one.per == last.price.per and one.label == last.price.label:
        value = last.value / last.price.value * one.value
        return ToldOutcome("is", value, last.unit), replace(last, value=value, price=one)
    return None


def _asked(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    for find in (
        _lacking, _converted, _discounted, _split,
        _how_many_bought, _apart, _remains, _together, _multiplied, _again,
    ):  # fmt: skip
        found = find(ledger, text, told)
        if found is not None:
            return found
    return None


def _unit_wanted(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> str | None:
    named = _WANTED.search(text)
    if named is not None:
        unit = named["unit"]
        return {"킬로": "kg", "키로": "kg", "센티": "cm"}.get(unit, unit)
    if _HOW_LONG.search(text):
        return HOUR
    if _DAYS_ASKED.search(text):
        return DAY
    if any(one.unit == WON for one in (*told, *ledger.rates, *ledger.stocks)) and _MONEY_ASKED.search(text):
        return WON
    return ledger.last.unit if ledger.last is not None else WON if any(r.unit == WON for r in ledger.rates) else None


def _plain(told: Sequence[ToldAmount]) -> list[ToldAmount]:
    return [one for one in told if one.per is None and one.unit != SHARE]


def _is(value: Fraction, unit: str, **how: object) -> _Found:
    return ToldOutcome("is", value, unit), Made(value, unit, **how)  # type: ignore[arg-type]


def _money_before(ledger: Ledger) -> tuple[Fraction, ToldAmount | None] | None:
    """What money was spoken of last: what came out, what something costs, or what was told."""
    last = ledger.last
    if last is not None and last.unit == WON:
        return last.value, last.price
    price = next((one for one in reversed(ledger.rates) if one.unit == WON), None)
    if price is not None:
        return price.value, price
    stock = next((one for one in reversed(ledger.stocks) if one.unit == WON), None)
    return (stock.value, None) if stock is not None else None


def _discounted(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    shares = [one for one in told if one.unit == SHARE]
    if len(shares) != 1 or _PERCENT_ASKED.search(text):
        return None
    change = _changed_by(text, shares[0])
    money = [one for one in told if one.unit == WON]
    if change is None or len(told) != 1 + len(money) or len(money) > 1:
        return None
    base = (money[0].value, money[0]) if money else _money_before(ledger)
    named = [rate for rate in ledger.rates if rate.unit == WON and len(rate.label) > 1 and rate.label in text]
    base = (named[-1].value, named[-1]) if named and not money else base  # «수박을 이십 프로 깎아준다네»
    if base is None:
        return None
    value = base[0] * change
    price = (
        replace(base[1], value=value, per=base[1].per or ONE) if base[1] is not None and (money or named) else base[1]
    )
    return ToldOutcome("is", value, WON), Made(value, WON, price=price)


_OFF: Final = re.compile(r"\s?(?:를|을|만|씩|정도)?\s?(?:떼|뗀|공제|원천)")


def _changed_by(text: str, share: ToldAmount) -> Fraction | None:
    part = share.value / 100
    if not 0 < part <= 1:
        return None
    if _OFF.match(text, share.end):
        return 1 - part
    number = next(
        (one for one in find_numbers(text) if one.start <= share.start < one.end or one.start == share.start), None
    )
    return percent_change(text, number) if number is not None else None


def _split(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«네 명씩 조를 짜면», «둘이 나누면 한 사람당», «그걸로 열흘 버티려면 하루에 얼마씩»: a whole among so many."""
    plain = [one for one in told if one.unit != SHARE and not (one.value == 1 and len(told) > 1)]
    plain = [one for one in plain if not (one.value == 1 and one.unit in PERSONS)]
    if not plain and _EACH_ASKED.search(text):
        return _shared_as_told(ledger)
    if not (_SHARED.search(text) or (_LASTS.search(text) and _EACH_ASKED.search(text))) or not 1 <= len(plain) <= 2:
        return None
    among = plain[-1]
    if len(plain) == 2:
        whole, unit = plain[0].value, plain[0].unit
    else:
        last = ledger.last
        before = (last.value, last.unit) if last is not None else None
        stock = next((one for one in reversed(ledger.stocks) if one.unit != among.unit), None)
        before = before or ((stock.value, stock.unit) if stock is not None else None)
        if ledger.spare is not None and ledger.spare.kind == "left":
            before = (ledger.spare.value, ledger.spare.unit)
        if before is None:
            return None
        whole, unit = before
    if among.value <= 1 or whole <= 0:
        return None
    if among.per is not None or among.unit == unit:  # «네 명씩»: how many groups
        wanted = _WANTED.search(text)
        if among.unit != unit or wanted is None:
            return None
        return _divided(whole, among.value, wanted["unit"], unit, whole)
    if unit in _THINGS and whole % among.value:
        return _divided(whole, among.value, unit, unit, whole)
    wanted = _WANTED.search(text)
    size = factor(unit, wanted["unit"]) if wanted is not None else None
    if wanted is not None and size is not None:
        whole, unit = whole * size, wanted["unit"]
    value = whole / among.value
    kind: Kind = "each" if among.unit in PERSONS else "is"
    return ToldOutcome(kind, value, unit), Made(value, unit, whole=whole, among=among.value)


def _shared_as_told(ledger: Ledger) -> _Found | None:
    """«한 사람당 얼마씩 내면 돼» after so many had a bill."""
    people = next((one.value for one in reversed(ledger.stocks) if one.unit in PERSONS), None)
    bill = next((one.value for one in reversed(ledger.stocks) if one.unit == WON), None)
    bill = ledger.last.value if ledger.last is not None and ledger.last.unit == WON else bill
    if people is None or bill is None or people <= 1 or (ledger.last is not None and ledger.last.whole == bill):
        return None
    return ToldOutcome("each", bill / people, WON), Made(bill / people, WON, whole=bill, among=people)


def _divided(whole: Fraction, by: Fraction, unit: str, of: str, before: Fraction) -> _Found:
    quotient, rest = divmod(whole, by)
    value = Fraction(quotient)
    return ToldOutcome("rest" if rest else "is", value, unit, rest, of), Made(
        value, unit, whole=before, among=by, of=of
    )


def _lacking(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«손님이 85명인데 의자가 60개밖에 없어 몇 개 더 빌려야 돼»: what there is beside what each needs one of."""
    wanted = _WANTED.search(text)
    if wanted is None or len(told) != 2 or not _MORE_NEEDED.match(text, wanted.end()):
        return None
    need, there = told
    alike = need.unit == there.unit or (need.unit in PERSONS and there.unit in _THINGS)
    if not alike or wanted["unit"] != there.unit or not _ONLY_SO_MANY.match(text, there.end):
        return None
    if need.per is not None or there.per is not None or need.value <= there.value:
        return None
    return _is(need.value - there.value, there.unit)


_MORE_NEEDED: Final = re.compile(r"(?:를|을|가|이)?\s?(?:더(?![가-힣])|모자라|부족)")
_ONLY_SO_MANY: Final = re.compile(r"\s?(?:밖에|뿐|만\s?있)")


def _how_many_bought(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«삼만 원으로 천이백 원짜리 연필 몇 자루 살 수 있어», «남은 돈으로 공책 칠백 원짜리 몇 권»."""
    wanted = _WANTED.search(text)
    money = [one for one in told if one.unit == WON]
    if wanted is None or wanted["unit"] == WON or not 1 <= len(money) <= 2 or len(told) != len(money):
        return None
    price = money[-1]
    if not (_BUYS.search(text) and (_CAN.search(text) or price.per is not None)):
        return None
    if len(money) == 2:
        there = money[0].value
    elif "남은" in text:
        if ledger.spare is None:
            return None
        there = ledger.spare.value
    else:
        before = _money_before(ledger)
        if before is None:
            return None
        there = before[0]
    if price.value <= 0 or there < price.value:
        return None
    quotient, rest = divmod(there, price.value)
    value = Fraction(quotient)
    return ToldOutcome("buys", value, wanted["unit"], rest, WON), Made(value, wanted["unit"])


def _apart(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    if not _APART.search(text):
        return None
    plain = _plain(told)
    if len(plain) > 2 or len(plain) != len(told):
        return None
    last = ledger.last
    if len(plain) == 2:
        if factor(plain[0].unit, plain[1].unit) is None:
            return None
        earlier, now, unit = plain[0].value, plain[1].value, plain[0].unit
    elif len(plain) == 1:
        (one,) = plain
        size = factor(one.unit, last.unit) if last is not None else None
        if last is None or size is None or not _EARLIER.search(text):
            return None
        earlier, now, unit = one.value * size, last.value, last.unit
    elif _FIRST.search(text) and last is not None:
        before = next((made for made in reversed(ledger.made[:-1]) if made.unit == last.unit), None)
        if before is None:
            return None
        earlier, now, unit = before.value, last.value, last.unit
    else:
        wanted = _WANTED.search(text)
        values = [one for one in ledger.stocks if wanted is None or one.unit == wanted["unit"]]
        if len(values) < 2 or values[-1].unit != values[-2].unit or not _MONEY_OR_MANY.search(text):
            return None
        earlier, now, unit = values[-2].value, values[-1].value, values[-1].unit
    apart = now - earlier
    kind: Kind = "more" if apart > 0 else "less" if apart < 0 else "same"
    return ToldOutcome(kind, abs(apart), unit, earlier), None


_EARLIER: Final = re.compile(r"작년|지난|저번|어제|그전|예전|전에|보다|이전|원래")
_MONEY_OR_MANY: Final = re.compile(r"얼마|얼만|(?<![가-힣])몇|차이")


_INTO: Final = re.compile(
    r"(?:(?<![가-힣])몇\s?(?P<how>{units})|(?<![가-힣])(?P<into>{units})(?:로|으로))(?![가-힣]*당)".replace(
        "{units}",
        "제곱미터|제곱킬로미터|평|헥타르|피트|인치|파운드|온스|마일|킬로그램|킬로미터|킬로|키로|센티|미터|그램|근|톤",
    )
)


def _converted(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«우리 밭이 삼백 평인데 그게 몇 제곱미터여», «그럼 천 평은?»: a measure in another unit."""
    wanted = _INTO.search(text)
    if wanted is None:
        if ledger.turned is None or len(told) != 1 or told[0].unit != ledger.turned[0] or not _FRAGMENT.search(text):
            return None
        unit = ledger.turned[1]
    else:
        named = wanted["how"] or wanted["into"]
        unit = {"센티": "cm", "킬로": "kg", "키로": "kg", "킬로그램": "kg"}.get(named, named)
    if len(told) > 1 or any(one.per is not None for one in told):
        return None
    measure = told[0] if told else next(iter(reversed(ledger.stocks)), None)
    size = factor(measure.unit, unit) if measure is not None else None
    if measure is None or size is None or measure.unit == unit:
        return None
    return ToldOutcome("is", measure.value * size, unit, of=measure.unit), Made(measure.value * size, unit, turned=True)


_FRAGMENT: Final = re.compile(r"[은는면][\s?.!]*$")


def _remains(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«월세 사십오만 원 내고 나면 얼마 남냐», «남는 건 몇 개?», «한 켤레만 사면 얼마 남아»."""
    if not _LEFT.search(text):
        return None
    plain, last = _plain(told), ledger.last
    unused = _unused(ledger, text, told)
    if unused is not None:
        return ToldOutcome("left", unused.value, unused.unit), Made(unused.value, unused.unit)
    if not told and last is not None and last.whole is not None and last.among:
        return ToldOutcome("left", last.whole % last.among, last.of or last.unit), None
    if len(plain) == 1 and len(told) == 1 and plain[0].unit != WON:
        one = plain[0]  # «거기서 스무 개가 부서졌대 그럼 몇 개 남아»
        whole = last.value if last is not None and last.unit == one.unit and last.whole is None else None
        alike = next((stock.value for stock in ledger.stocks if stock.unit == one.unit), None)
        whole = whole if whole is not None else alike
        if whole is not None and whole >= one.value and _WANTED.search(text):
            return ToldOutcome("left", whole - one.value, one.unit), Made(whole - one.value, one.unit)
    if len(plain) == 1 and len(told) == 1 and plain[0].unit == WON:
        before = _money_before(ledger)
        if before is None or ledger.unanswered:  # what it all costs was not understood
            return None
        rest = plain[0].value - before[0] if not _SPENT.match(text, plain[0].end) else before[0] - plain[0].value
        if _PAYS.search(text, plain[0].end):
            rest = plain[0].value - before[0]
        return ToldOutcome("left" if rest >= 0 else "short", abs(rest), WON), Made(abs(rest), WON)
    there = next((one for one in reversed(ledger.stocks) if one.unit == WON and one.per is None), None)
    costs_so = _multiplied(ledger, text, told) if plain else None
    spent = costs_so[0].value if costs_so is not None and costs_so[0] is not None else None
    if spent is None and not told and last is not None and last.unit == WON:
        spent = last.value
    if there is None or spent is None or there.value == spent:
        return None
    rest = there.value - spent
    return ToldOutcome("left" if rest >= 0 else "short", abs(rest), WON), Made(abs(rest), WON)


_LEFT_ASKED: Final = re.compile(r"(?:(?<![가-힣])몇|얼마|며칠)[^.?!]*남|남은\s[^.?!]*(?:몇|얼마|며칠)")


def _unused(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> ToldAmount | None:
    """«연차가 15일인데 9.5일 썼거든, 며칠 남았지?», over one turn or several: what is not gone."""
    if not _LEFT_ASKED.search(text) or any(one.per is not None or one.unit in (WON, SHARE) for one in told):
        return None
    stocks = (*ledger.stocks, *told)
    unit = stocks[-1].unit if stocks else ""
    wanted = _WANTED.search(text)
    named = wanted["unit"] if wanted is not None else DAY if _DAYS_ASKED.search(text) else unit
    at = next((n for n in reversed(range(len(stocks))) if not stocks[n].used), None)
    if at is None or unit != named or unit in (WON, ""):
        return None
    used = [one for one in stocks[at + 1 :] if one.unit == unit]
    rest = stocks[at].value - sum((one.value for one in used), Fraction(0))
    alike = stocks[at].unit == unit and len(used) == len(stocks) - at - 1
    return replace(stocks[at], value=rest) if used and alike and rest >= 0 else None


_PAYS: Final = re.compile(r"^\s?(?:을|를)?\s?(?:내면|내고|주면|냈)[가-힣\s]*(?:거스름|거슬|잔돈)")


def _alike(ledger: Ledger, unit: str | None = None) -> list[ToldAmount]:
    """The amounts of one unit that were told one after another, the last of that unit included."""
    stocks = [one for one in ledger.stocks if unit is None or factor(one.unit, unit) is not None]
    if not stocks:
        return []
    unit = unit or stocks[-1].unit
    alike: list[ToldAmount] = []
    for one in reversed(stocks):
        if factor(one.unit, unit) is None:
            if alike:
                break
            continue
        alike.append(one)
    return alike[::-1]


def _together(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«사과랑 배 합치면», «이틀 동안 몇 개», «이틀 합치면 몇 킬로»: what was told, put together."""
    if not _TOGETHER.search(text) or any(one.unit not in (DAY, "날", "명", "달", "주") for one in told):
        return None
    named = {one.label: one for one in ledger.stocks if one.label and _names(text, one.label)}
    values = list(named.values()) if len(named) > 1 else _alike(ledger)
    days = next((one.value for one in told if one.unit in (DAY, "날", "달", "주")), None)
    if days is not None and days != len(values):
        return None  # «세 달 치», of which two were told
    if len(values) < 2 or len({one.unit for one in values}) != 1 or values[0].unit in PERSONS:
        return None
    total, unit = sum((one.value for one in values), Fraction(0)), values[0].unit
    wanted = _WANTED.search(text)
    if wanted is not None and factor(unit, wanted["unit"]) is None:
        whole = replace(values[0], value=total, label="")
        reached = _reached(ledger, wanted["unit"], [whole], 0)
        return _is(reached[0], wanted["unit"]) if reached is not None else None
    return _is(total, unit)


def _names(text: str, label: str) -> bool:
    return re.search(rf"(?<![가-힣]){re.escape(label)}(?:이?랑|하고|와|과|도|까지|\s)", text) is not None


def _multiplied(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """What is asked for, by what holds for each of something and how many there are."""
    unit = _unit_wanted(ledger, text, told)
    asks = _WANTED.search(text) or _AMOUNT_ASKED.search(text) or (told and _SUPPOSES.search(text))
    if unit is None or unit == SHARE or not asks or (not told and _APART.search(text)):
        return None  # «떡볶이집도 알아?» asks for no amount, «얼마 더 내야 돼?» for what is more
    basket = _basket(ledger, text, told)
    if basket is not None:
        return basket
    here = [one for one in told if one.unit != SHARE]
    reached = _reached(_noting(ledger, told, text), unit, here, 0)
    if reached is None or not set(here) <= reached[1]:
        return None
    kilo = unit == "kg" and any(one.unit in ("cm", "미터", "m") for one in reached[1])
    value = reached[0]
    price = next((one for one in reached[1] if one.per is not None and one.unit == unit), None)
    return _is(value, "킬로" if kilo else unit, price=price)


def _basket(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«연필 스무 자루랑 지우개 열 개면 얼마야?»: things that have a price each."""
    if len(told) < 2 or any(one.per is not None or one.unit == WON for one in told):
        return None
    total = Fraction(0)
    for one in told:
        prices = [rate for rate in reversed(ledger.rates) if rate.unit == WON and rate.label == one.label != ""]
        price = next((rate for rate in prices if rate.per in (ONE, one.unit)), None)
        if price is None:
            return None
        total += price.value * one.value
    return _is(total, WON)


Reached = tuple[Fraction, frozenset[ToldAmount]]


def _reached(ledger: Ledger, unit: str, here: Sequence[ToldAmount], depth: int) -> Reached | None:
    """So much of a unit as what holds for each of something and how many of it there are come to, and what was used."""
    if depth > _DEPTH:
        return None
    best: Reached | None = None
    last = ledger.last
    for rate in reversed(ledger.rates):  # «시속 4킬로로 걸으면 몇 시간»: how often it goes into what came out
        there = [one for one in here if one is not rate and one.per is None and factor(one.unit, rate.unit) is not None]
        size = factor(rate.per or "", unit) if rate.per and rate.value else None
        if size is None or depth or rate not in here:
            continue
        if there:
            return there[0].value * (factor(there[0].unit, rate.unit) or 1) / rate.value * size, frozenset(
                (rate, there[0])
            )
        into = factor(last.unit, rate.unit) if last is not None else None
        if last is not None and into is not None:
            return last.value * into / rate.value * size, frozenset((rate,))
    seen: set[tuple[str, str | None, str]] = set()
    for rate in reversed(ledger.rates):
        size = factor(rate.unit, unit)
        key = (rate.unit, rate.per, rate.label)
        if size is None or key in seen or rate.per is None or (rate.per == unit and depth):
            continue
        seen.add(key)
        many = _how_many(ledger, rate, here, depth)
        if many is None:
            continue
        value = rate.value * size * many[0]
        used = many[1] | {rate}
        if best is None or len(used & set(here)) > len(best[1] & set(here)):
            best = (value, used)
    return best


def _how_many(ledger: Ledger, rate: ToldAmount, here: Sequence[ToldAmount], depth: int) -> Reached | None:
    """How many there are of what a rate holds for: said now, following from other rates, or told before."""
    assert rate.per is not None
    now = [one for one in here if one is not rate and one.per is None and _counts(rate, one)]
    if now:
        one = now[-1]
        return one.value * (factor(one.unit, rate.per) or Fraction(1)), frozenset((one,))
    if rate.per != ONE:
        deeper = _reached(
            replace(ledger, rates=tuple(r for r in ledger.rates if r is not rate)), rate.per, here, depth + 1
        )
        if deeper is not None and set(here) & deeper[1]:
            return deeper
    else:
        counted = [r for r in ledger.rates if r is not rate and r.unit in COUNTERS and r.unit != WON and r.per]
        for other in reversed(counted):
            deeper = _how_many(ledger, other, here, depth + 1)
            if deeper is not None and set(here) & deeper[1]:
                return deeper[0] * other.value, deeper[1] | {other}
    last = ledger.last
    if last is not None and last.unit != rate.unit:
        size = factor(last.unit, rate.per) if rate.per != ONE else Fraction(1) if last.unit in _THINGS else None
        if size is not None:
            return last.value * size, frozenset()
    stock = next((one for one in reversed(ledger.stocks) if one not in here and _counts(rate, one)), None)
    if stock is not None:
        return stock.value * (factor(stock.unit, rate.per) or Fraction(1)), frozenset()
    return None


def _counts(rate: ToldAmount, one: ToldAmount) -> bool:
    """Whether an amount counts what a rate holds for each of."""
    assert rate.per is not None
    if rate.per != ONE:
        return factor(one.unit, rate.per) is not None
    return one.unit not in (WON, SHARE) and one.unit != rate.unit and (not one.unit or one.unit in _THINGS)


_THINGS: Final = frozenset(unit for unit, systems in COUNTERS.items() if systems[0] == "native") - {
    "시",
    "시간",
    "살",
    "해",
    "달",
} | {"인분", "날", DAY}


def _again(ledger: Ledger, text: str, told: Sequence[ToldAmount]) -> _Found | None:
    """«그럼 닷새 일하면?»: what came out, so many times."""
    last = ledger.last
    if last is None or last.unit != WON or len(told) != 1 or told[0].per is not None:
        return None
    (one,) = told
    if one.value <= 1 or one.unit not in _REPEATED or not _SUPPOSED.search(text, one.end):
        return None
    return _is(last.value * one.value, last.unit, price=last.price)


_REPEATED: Final = frozenset((DAY, "날", "주", "달", "번", "개월", "켤레", "개"))
_SUPPOSED: Final = re.compile(r"면[\s?.!]*")
