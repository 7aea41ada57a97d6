"""The money of a household as it is told: what there is, what is spent, and what that comes to.

A conversation is read from its first utterance on into one book. Every amount has a label («월세»), a part (what there
is, or what goes out) and is in won; where its unit is left out, what is paid is counted in ten thousands («월급
이백구십»), and the answer says so. What is put right («아 월급 삼백십이야») takes the place of what was told under
the same label, and what was reckoned last is reckoned again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.lots import is_rate, lots_in, price_asked
from companion.language.numbers import NUMBER, parse_number
from companion.language.people_words import without_particle
from companion.language.quantities import quantities
from companion.language.readings import words

_TEN_THOUSAND: Final = 10_000
PAID: Final = (
    r"(?:월급|연봉|월세|용돈|관리비|생활비|통신비|식비|교통비|보험료?|학원비|회비|[가-힣]{1,3}(?:비|세|료)|월수입|수입|예산|적금|저금|연금|보너스|대출금?|이자|"
    r"전세|보증금|통장|축의금|부의금|조의금|세뱃돈|저축|카드값|[가-힣]{1,4}값|알바비|시급|일당)"
)
MONEY_HAD: Final = re.compile(
    r"(?:월급|연봉|용돈|월?수입|예산|연금|보너스|통장|세뱃돈|알바비|일당|시급|주급|지갑|현금|수중|저금통)$"
)
"""What names money that is there, and no price."""
_THERE: Final = re.compile(
    r"\s?(?:쯤|정도|밖에|만)?(?:이|을|를|은)?\s?(?:있|받|벌|모았|모아|생겼|들고|가지고|갖고|챙겼|남아\s?있|들어왔|들어와|들어오)"
)
_BARE: Final = re.compile(
    rf"(?<![가-힣])(?P<label>{PAID})(?:에서|에|은|는|이|가|도|을|를)?\s(?P<n>\d+|[일이삼사오육칠팔구십백천]+)"
    r"(?=에서|에|이야|이고|인데|이라|이거든|이에요|예요|을|를|은|는|이면|이랑|하고|\s|$|[.,?!])(?!\s?(?:원|만|명|개|일|월|시|번|달|년|퍼센트|프로|%|천|백|억))"
)
"""What is paid, without its unit: «월급 이백구십에서»."""
_LABEL: Final = re.compile(r"(?P<label>[가-힣A-Za-z]{1,10})\s$")
_NO_LABEL: Final = frozenset(
    words("한 그럼 그러면 나 난 근데 아 아니 아니다 아차 아참 다 또 그리고 거기 거기서 전부 총 지금 오늘 원 약")
)
_VERBS: Final = ("는데", "은데", "인데", "고", "서", "면", "니까")
_ASKED: Final = re.compile(r"얼마|얼만|몇|[?]|(?:면|은)[\s?.!]*$|까[\s?.!]*$")
_LEFT: Final = re.compile(r"남[아는은을지나냐기네냐니]|남아|남을|남았|잔돈|거스름|모자라|모자랄|부족")
_TAKEN: Final = re.compile(r"\s?에서\s(?:[가-힣]+\s)?(?:빼|제하|떼|남)")
_CHANGE: Final = re.compile(r"거스름|잔돈")
_TAKEN_FROM: Final = re.compile(r"(?:빼|제하|떼|쓰|내)[가-힣]{0,2}면|빼고|뺀|빼면|빼")
_TOGETHER: Final = re.compile(
    r"합치|합쳐|합하|합해|합계|더하|더해|다\s?해서|다\s?합|총|모두|전부|(?<![가-힣])다\s|합이|보태"
)
_THERETO: Final = re.compile(r"거기(?:에|에다|다가|다)?|여기에|그거에|그것도|추가")
_MANY: Final = re.compile(r"몇\s?(?P<unit>송이|마리|자루|켤레|상자|봉지|그릇|[가-힣])(?:이나|나|을|를|이|\s|까지|$)")
_WITH_IT: Final = re.compile(
    r"(?:그|이|남은)\s?돈(?:으로|가지고)|그걸로|그거로|나머지로|남은\s?(?:걸|거|것)(?:로|으로)"
)
_OF_REST: Final = re.compile(r"남은|나머지")
_HALF: Final = re.compile(r"(?<![가-힣])(?:절반|반)(?=\s|은|을|만|이면|씩|[?]|$)")
_PART: Final = re.compile(r"(?P<n>[일이삼사오육칠팔구십\d]+)\s?(?:퍼센트|프로|%)")
_MONTHS: Final = re.compile(
    r"(?P<n>\d+|[가-힣]{1,2}?)\s?(?P<unit>년|해|달|개월)\s?(?:동안|간|치)?(?:\s?(?:모으|모이|부으|넣으))?(?:이?면|\s?모으면|\s?동안|\s?치)"
)
_YEAR: Final = re.compile(r"(?:일|1|한)\s?년|열두\s?달|한\s?해|12개월")
_SHARERS: Final = re.compile(
    rf"(?P<n>{NUMBER}|둘|셋|넷|다섯|여섯|일곱|여덟|[가-힣]{{1,2}}?)\s?(?:명|사람|분)?(?:이서|이|으로|에서)?\s(?:똑같이\s)?(?:나누|나눠|노나)"
)
_SAVES: Final = re.compile(r"저금|적금|저축|모으|모을|넣|부으|부을|떼어|따로")
_WRONG: Final = re.compile(
    r"잘못\s?(?:말|했|봤|불)|아니(?:다|고|야|라)?[,.]?\s|^(?:아|아참|참|앗|아니|아차)[,\s]|정정|아니라"
)
_PER_ONE: Final = re.compile(r"(?<![가-힣])(?:한|1)\s?(?P<unit>[가-힣]{1,3}?)(?:에|당|에는|씩)?\s(?=\S)")
_OUT: Final = re.compile(
    r"(?:짜리|어치)?(?:[을를이])?\s?(?:썼|쓰|냈|내|샀|나갔|나가|나왔|나오|들었|들어가|빠져|결제|주문|사먹)|어치"
)


@dataclass(frozen=True, slots=True)
class HouseholdAmount:
    """One amount in won.

    Attributes:
        value, label: how much, and what it is of.
        there: whether it is there; else it goes out.
        bare: whether its unit was left out.
        start, end: half-open span.
        many, unit: how many are bought for it and what they are counted by; 0 where it holds for each of so many that
            nobody told.
    """

    value: Fraction
    label: str
    there: bool
    bare: bool
    start: int
    end: int
    many: Fraction = Fraction(1)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MoneyOutcome:
    """What an utterance comes to.

    Attributes:
        kind: what is told of it: that it is so much, is left, is lacking, buys so many, or is each one's; «noted»
            where amounts were only told; «lacks» where nobody told how many of `unit` were bought.
        value: in won, or how many are bought.
        rest, unit: what is left of the money, and what is bought.
        taken: amounts whose unit was left out, and how they were taken, or all that was noted.
    """

    kind: Literal["is", "left", "short", "buys", "each", "noted", "lacks"]
    value: Fraction
    rest: Fraction = Fraction(0)
    unit: str = ""
    taken: tuple[HouseholdAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What was told so far, the newest last.

    Attributes:
        last, rest: what came out last, and whether that was left over.
        monthly: what comes every month.
        balance, settled: what was left last, and how many of the entries it took in.
        steps: every utterance with its amounts.
    """

    entries: tuple[HouseholdAmount, ...] = ()
    last: Fraction | None = None
    rest: bool = False
    monthly: Fraction | None = None
    balance: Fraction | None = None
    settled: int = 0
    steps: tuple[tuple[str, tuple[HouseholdAmount, ...]], ...] = ()

    @property
    def spent(self) -> tuple[HouseholdAmount, ...]:
        """What goes out."""
        return tuple(one for one in self.entries if not one.there)

    @property
    def there(self) -> HouseholdAmount | None:
        """What there is, as it was told last."""
        return next((one for one in reversed(self.entries) if one.there), None)


@lru_cache(maxsize=256)
def money_in(text: str) -> tuple[HouseholdAmount, ...]:
    """The amounts of money of an utterance, from left to right; what one of something costs is none."""
    text = re.sub(r"원(?=어치)", "원 ", text[:300])
    spans = [
        (one.value * pieces(text, one.end)[0], one.start, one.end, False) for one in quantities(text) if one.unit == WON
    ]
    for found in _BARE.finditer(text):
        number = parse_number(found["n"])
        taken = any(start < found.end("n") and found.start("n") < end for _, start, end, _ in spans)
        if number and not taken and number < _TEN_THOUSAND:
            spans.append((Fraction(number * _TEN_THOUSAND), found.start("n"), found.end("n"), True))
    spans.sort(key=lambda span: span[1])
    return tuple(_money(text, *span) for span in spans)


_PIECES: Final = re.compile(
    r"\s?짜리\s?(?:[가-힣]{1,5}\s)?(?P<n>[가-힣\d]{1,3}?)\s?(?:장|개|권|병|봉지?|송이|마리|그릇|판|잔|인분|자루|켤레|벌|통|묶음|상자|박스|포대|팩|캔|세트|근|단|모)(?=이랑|이고|하고|이면|[가-힣]?(?![가-힣]))"
)


def pieces(text: str, end: int) -> tuple[int, int]:
    """«오만 원짜리 두 장»: how many there are of what is worth an amount that ends there, and where."""
    found = _PIECES.match(text, end)
    number = parse_number(found["n"]) if found is not None else None
    return (number, found.end()) if found is not None and number else (1, end)


def _money(text: str, value: Fraction, start: int, end: int, bare: bool) -> HouseholdAmount:
    label = _LABEL.search(text[:start])
    said = without_particle(label["label"]) if label is not None else ""
    said = said if said not in _NO_LABEL and not said.endswith(_VERBS) else ""
    there = bool(MONEY_HAD.search(said) or _THERE.match(text, end)) and not _OUT.match(text, end)
    lot = next((one for one in lots_in(text) if one.start == start), None)
    if lot is not None:
        return HouseholdAmount(lot.total, lot.what, there, bare, start, end, lot.many, lot.unit)
    many = Fraction(0 if is_rate(text, start) else 1)
    return HouseholdAmount(value, said, there, bare, start, end, many)


def asks_amount(text: str) -> bool:
    """Whether a number is asked for."""
    return _ASKED.search(text) is not None


def as_put_right(text: str) -> str:
    """A text as one that puts right what was said."""
    return f"아 {text}"


def takes_back_money(text: str) -> bool:
    """Whether another amount is told for one that was told: «아 가스비 삼만칠천 원이야»."""
    return len(money_in(text)) == 1 and _WRONG.search(text) is not None


def reckoned_money(texts: Sequence[str], latest: tuple[Fraction, bool] | None = None) -> MoneyOutcome | None:
    """What the last of some utterances, the oldest first, comes to in money; None where it is about none.

    Args:
        texts: what was said.
        latest: what came out just before the last of them, and whether that was left over, where it is known.
    """
    book, outcome = Book(), None
    for n, text in enumerate(texts, 1):
        if n == len(texts) and latest is not None and book.last != latest[0]:
            book = replace(book, last=latest[0], rest=latest[1])
        book, outcome = _read(book, text, money_in(text))
    return outcome


def _read(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> tuple[Book, MoneyOutcome | None]:
    right = _put_right(book, text, told)
    if right is not None:
        return right
    after, outcome = _step(book, text, told)
    return replace(after, steps=(*book.steps, (text, told))), outcome


def _put_right(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> tuple[Book, MoneyOutcome | None] | None:
    """«아 월급 삼백십이야 잘못 말했어»: another amount under a label that was told, and what follows from it now."""
    if len(told) != 1 or not _WRONG.search(text) or not book.steps or asks_amount(text):
        return None
    (new,) = told
    if not new.label and not new.there:
        return None  # «아니다, 삼만 원 들고 나갔구나»: what there is needs no name
    known = [
        n
        for n, (_, ones) in enumerate(book.steps)
        if any(one.label == new.label and one.there == new.there for one in ones)
    ]
    if not known:
        return None
    fresh, outcome = Book(), None
    for n, (said, ones) in enumerate(book.steps):
        swapped = tuple(
            replace(o, value=new.value, bare=new.bare)
            if n == known[-1] and o.label == new.label and o.there == new.there
            else o
            for o in ones
        )
        fresh, one = _read(fresh, said, swapped)
        outcome = one if one is not None and one.kind != "noted" else outcome
    return fresh, replace(outcome, taken=(new,)) if outcome is not None else MoneyOutcome(
        "noted", new.value, taken=(new,)
    )


def _step(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> tuple[Book, MoneyOutcome | None]:
    asks = _ASKED.search(text) is not None
    one_costs = _of_one(text, book)
    if one_costs is not None:
        entry = HouseholdAmount(one_costs, "", there=False, bare=False, start=0, end=0)
        after = replace(book, entries=(*book.entries, entry), last=one_costs, rest=False)
        had = next((one.value for one in told if one.there), None)
        if asks and had is not None and _LEFT.search(text):
            outcome, _ = _left(had, one_costs)
            return replace(after, last=outcome.value, rest=outcome.kind == "left"), outcome
        return after, MoneyOutcome("is", one_costs) if asks else None
    noted = replace(book, entries=(*book.entries, *told))
    if len(told) == 1 and _EVERY_MONTH.search(text[: told[0].start]):
        noted = replace(noted, monthly=told[0].value)  # «한 달에 삼십만 원씩 모으면»
        months = _months(text[told[0].end :]) if asks else None
        if months is None:
            return noted, None
        value = told[0].value * months
        return replace(noted, last=value), MoneyOutcome("is", value)
    if not asks:
        if book.last is not None and _HALF.search(text) and _SAVES.search(text):
            return replace(noted, last=book.last / 2, monthly=book.last / 2), None
        lots = bool(told) and all(one.unit and one.many for one in told)
        if (len(told) > 1 or lots) and all(one.label for one in told):
            return noted, MoneyOutcome("noted", sum((o.value for o in told), Fraction(0)), taken=told)
        return noted, None
    for find in (_of_lot, _bought, _remaining, _summed, _divided, _part_over_time):
        found = find(book, text, told)
        if found is not None:
            outcome, keeps = found
            if outcome.kind == "lacks":
                return noted, outcome
            taken = tuple(one for one in told if one.bare)
            after = replace(
                noted if keeps else book,
                last=outcome.rest if outcome.kind == "buys" else outcome.value,
                rest=outcome.kind in ("left", "buys"),
            )
            if outcome.kind == "left":
                after = replace(after, balance=outcome.value, settled=len(after.entries))
            if find is _part_over_time and book.monthly is None:
                after = replace(after, monthly=_monthly(book, text))
            return after, replace(outcome, taken=taken)
    return noted, None


_Found = tuple[MoneyOutcome, bool]
"""An outcome, and whether what was told with it stays in the book."""


def _of_one(text: str, book: Book) -> Fraction | None:
    """«소고기 세 근 사려는데 한 근에 이만오천 원이면 얼마»: what one costs, by how many there are."""
    for found in _PER_ONE.finditer(text):
        price = next((q for q in quantities(text) if q.unit == WON and 0 <= q.start - found.end() <= _NEAR), None)
        unit = found["unit"]
        many = re.search(
            rf"(?<![\d.])(?P<n>[가-힣\d]{{1,3}})\s?{re.escape(unit)}(?![가-힣]*에\s?\S*\s?원)", text[: found.start()]
        )
        many = many or re.search(
            rf"(?<![\d.])(?P<n>[가-힣\d]{{1,3}})\s?{re.escape(unit)}", text[price.end if price else found.end() :]
        )
        number = parse_number(many["n"]) if many is not None else None
        if price is not None and number and number > 1:
            return price.value * number
    return None


_NEAR: Final = 4
_EVERY_MONTH: Final = re.compile(r"(?:한\s?달에|매달|매월|달마다|다달이|월)\s$")


def _base(book: Book) -> Fraction | None:
    """What there is to take from: what was left last, else what was told to be there."""
    if book.rest and book.last is not None:
        return book.last
    return book.there.value if book.there is not None else None


def _of_lot(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    """«한 포기에 얼마 꼴이냐»: of so many that were told with what they cost together, or each."""
    unit = price_asked(text) if not told else None
    if unit is None:
        return None
    lots = [one for one in reversed(book.entries) if one.unit and (not unit or one.unit == unit)]
    lot = next((one for one in lots if one.label and one.label in text), lots[0] if lots else None)
    return (MoneyOutcome("is", lot.value / max(lot.many, Fraction(1))), False) if lot is not None else None


def _bought(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    many, price = _MANY.search(text), told[-1] if told else None
    if many is None or price is None or not (_WITH_IT.search(text) or len(told) > 1):
        return None
    unknown = _OF_REST.search(text) is not None and not book.rest  # «남은 돈으로», and nobody knows what is left
    there = told[0].value if len(told) > 1 else None if unknown else _base(book)
    if there is None or not 0 < price.value <= there or many["unit"] in ("원", "년", "달", "시", "살", "퍼"):
        return None
    count, rest = divmod(there, price.value)
    return MoneyOutcome("buys", Fraction(count), rest, many["unit"]), False


def _remaining(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    if not told and _THAT_TOO.search(text) and book.balance is not None:
        since = [one for one in book.entries[book.settled :] if not one.there]
        if book.last is not None and not book.rest:
            return _left(book.balance, book.last)  # a sum beside it: «하루 7만원인데 이틀 자면?»
        counted = since and all(one.many for one in since)
        return _left(book.balance, sum((one.value for one in since), Fraction(0))) if counted else None
    spent = sum((one.value for one in book.spent), Fraction(0))
    if not all(one.many for one in book.spent) and all(one.there for one in told):
        return _uncounted(book.spent) if _LEFT.search(text) else None
    taken_from = bool(told) and _TAKEN.match(text, told[0].end) is not None
    if len(told) == 1 and book.last is not None and not book.rest and _PAID_WITH.match(text, told[0].end):
        return _left(told[0].value, book.last)  # «오만 원짜리 두 장 내면 거스름돈은»
    if len(told) == 1 and _CHANGE.search(text) and book.last is None:
        return _left(told[0].value, spent) if 0 < spent <= told[0].value else None  # nobody pays less than it costs
    if taken_from and len(told) == 1:
        whole = book.last if book.last is not None and not book.rest else spent
        return _left(told[0].value, whole) if whole else None
    if not _LEFT.search(text):
        taken = len(told) == 1 and _TAKEN_FROM.search(text, told[0].end) and not _ON_TOP.match(text, told[0].end)
        if taken and book.last is not None:
            value = book.last - told[0].value
            return MoneyOutcome("is" if value >= 0 else "short", abs(value)), False
        return None
    there = [one for one in told if one.there]
    costs = [one for one in told if not one.there]
    if there and costs:
        return _left(there[0].value, sum((one.value for one in costs), Fraction(0)))
    base = _base(book)
    if len(costs) == 2 and _IS.match(text, costs[0].end) and _OUT.match(text, costs[1].end):
        whole, gone = costs[0].value, costs[1].value  # «식비가 80만 원인데 52만 원 썼거든»
        if gone <= whole and (base is None or base < whole + gone):
            return _left(whole, gone)
    if base is None:
        return _left(there[0].value, spent) if there and spent else None
    if costs:
        return _left(base, sum((one.value for one in costs), Fraction(0)), keeps=True)
    if there:
        return _left(there[0].value, spent) if spent else None
    return _left(base, spent) if spent and not book.rest else None


_THAT_TOO: Final = re.compile(
    r"(?<![가-힣])(?:[그이]거|[그이]것|[그이]걸)(?:까지|도|마저)?\s(?:다\s|마저\s|또\s)?(?:빼|제하|내|쓰|사|치르)"
)
"""«그거까지 빼면»: what came out last, or what was told since."""


def _uncounted(entries: Sequence[HouseholdAmount]) -> _Found | None:
    """What is bought of which nobody told how many: no sum is certain before that."""
    one = next((one for one in entries if not one.many and one.unit and one.label), None)
    return (MoneyOutcome("lacks", Fraction(0), taken=(one,), unit=one.unit), False) if one is not None else None


_IS: Final = re.compile(r"\s?(?:인데|이었는데|였는데|에서|중에)")
_ON_TOP: Final = re.compile(r"\s?(?:을|를)?\s?더\s")
_PAID_WITH: Final = re.compile(
    r"(?:[^면]{0,14})?(?:내면|주면|내고|냈는데|냈으면|냈더니|드리면)[가-힣\s]*(?:거스름|잔돈|남|돌려)"
)


def _left(there: Fraction, spent: Fraction, *, keeps: bool = True) -> _Found:
    rest = there - spent
    return MoneyOutcome("left" if rest >= 0 else "short", abs(rest)), keeps


def _summed(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    if not _TOGETHER.search(text):
        return None
    here = sum((one.value for one in told), Fraction(0))
    if len(told) == 1 and book.last is not None and (_THERETO.search(text) or not told[0].there):
        return MoneyOutcome("is", book.last + here), True
    if len(told) > 1:
        return MoneyOutcome("is", here + (book.last or 0 if _THERETO.search(text) else 0)), True
    spent = book.spent if len(book.spent) > 1 else book.entries
    named = [one for one in spent if one.label and _is_named(one.label, text)]
    spent = tuple(named) if len(named) > 1 else spent
    if told or len(spent) < 2:
        return None
    if not all(one.many for one in spent):
        return _uncounted(spent)
    return MoneyOutcome("is", sum((one.value for one in spent), Fraction(0))), False


def _is_named(label: str, text: str) -> bool:
    return re.search(rf"(?<![가-힣]){re.escape(label)}(?:이?랑|하고|와|과|도|까지)?\s", text) is not None


def _divided(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    found = _SHARERS.search(text)
    many = parse_number(found["n"]) if found is not None else None
    if not many or many < 2 or book.last is None or told:
        return None
    return MoneyOutcome("each", book.last / many), False


def _part_over_time(book: Book, text: str, told: tuple[HouseholdAmount, ...]) -> _Found | None:
    """«남은 거 반은 적금 넣을 건데 일 년이면 얼마», «열두 달이면?»."""
    months = _months(text)
    base = _monthly(book, text)
    if told or base is None or (months is None and not _HALF.search(text)):
        return None
    return MoneyOutcome("is", base * (months or 1)), False


def _monthly(book: Book, text: str) -> Fraction | None:
    if _HALF.search(text):
        return book.last / 2 if book.last is not None else None
    if book.monthly is not None or book.last is not None:
        return book.monthly if book.monthly is not None else book.last
    paid = book.entries[-1] if book.entries else None
    if paid is None or not REGULAR.search(paid.label):
        return None
    return paid.value / _A_YEAR if paid.label.endswith("연봉") else paid.value


REGULAR: Final = re.compile(
    r"(?:월급|월세|용돈|관리비|적금|저금|연금|연봉|보험료?|통신비|학원비|생활비|식비|교통비|회비)$"
)
"""What is paid every month, and a year's pay."""


def _months(text: str) -> int | None:
    found = _MONTHS.search(text)
    if found is None:
        return None
    number = parse_number(found["n"]) or {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4}.get(found["n"])
    if not number:
        return None
    return number * (_A_YEAR if found["unit"] in ("년", "해") else 1)


_A_YEAR: Final = 12
