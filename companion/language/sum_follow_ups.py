"""A sum that goes on from the one before: «거기서 20 빼면», «부장님이 10만 원 내셨어», «남은 거 일곱이서 나누면».

What it goes on from is the last result; money that somebody puts to a bill that was shared goes from the whole bill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON, Operator, Sum, read_value
from companion.language.bills import Bill
from companion.language.numbers import find_numbers, parse_number
from companion.language.pattern_rows import PatternRows
from companion.language.readings import words
from companion.language.sum_puzzles import percent_change
from companion.language.sum_stories import ANY_NUMBER, COUNT, PARTS, SHARES
from companion.language.told_amounts import told_amounts
from companion.language.units import PERCENT

_FROM_IT: Final = re.compile(
    r"(?:^|\s)(?:[거여]기(?:서|에서|에다가?|에|다가?|(?=\s[^\s]+\s?배|\s절?반))|그중(?:에서|에)?|"
    r"[그이]걸|[그이](?:거|것)의?|그(?=\s절?반)|그 (?:돈|값|수)의?|"
    r"(?:아까|방금|좀 전에?)\s(?:[가-힣]+\s)?(?:거|것|값|수)(?:에서|에다?|를|을)?|"
    r"남은 (?:거|것|돈|금액|값)(?:를|을|은|에서)?|나머지(?:를|에서|은)?)(?=\s|[가-힣])"
)
_THEN: Final = re.compile(r"^(?:그럼|그러면|그리고|자)\s")
_SENTENCE_END: Final = re.compile(r"(?<=[가-힣][.!?])\s+")
_DONE: Final = PatternRows[Operator](
    (r"곱", "*"),
    (r"나누|나눠|나눈", "/"),
    (r"더하|보태면|보태서|합치|추가|더\s?(?:들|내|사)", "+"),
    (r"빼|뺀|뺐|내\s?(?:주|줬|셨|고|면|었)|냈|쓰|썼|먹|깎|할인|덜|제하", "-"),
)
"""What is done with a number, by words that follow it."""
_EACH: Final = re.compile(r"\s?원?\s?(?:짜리|씩)")
_PAYS: Final = re.compile(
    r"(?:\s?짜리)?\s?(?:을|를)?\s?(?:내|드리|주|냈|지불)[가-힣]*[\s,]*[가-힣\s]*(?:거스름|거슬|잔돈|남|모자라|부족|돌려)"
)
_BUYS: Final = re.compile(
    r"\s?(?:를|을)?\s?(?:사|시키|먹|주문하|하|담|구매하|사려)(?:으)?면|\s?(?:은|는|이?면)[\s?]*(?:얼마[가-힣]*)?[?.]*$"
)
_LESS: Final = re.compile(r"(?:빼|제하|덜|제외하)(?:면|고)[\s?]*(?:얼마|남|$)")
_HALVES: Final = re.compile(r"\s*절?반(?:으로|을|만)?\s?(?:나누|나눠|뚝|줄이|하면|이?면|은|값|[\s?]*$)")
_REST: Final = re.compile(r"^(?:그럼\s|그러면\s)?나머지(?:는|가)?(?:\s?(?:얼마|몇|뭐)[가-힣]*)?[\s?.]*$")
_WORD_GOES_ON: Final = re.compile(
    r"(?![을를은는이가에로과와의]|으로|하고|이?랑|만큼|만|배|더하|더\s?|보태|빼|뺀|곱|나누|나눠|나눈|할인|퍼|프로|원|씩|짜리)[가-힣]"
)
"""What a number written in letters has no end before: it is part of another word."""
_SHARERS: Final = re.compile(
    rf"(?:(?:그럼|그러면|그걸|이걸)\s)?(?P<n>{ANY_NUMBER})\s?(?:(?:명|사람|분|식구)(?:이서|이|에서|끼리)?|이서|이|으로|로)\s"
    r"(?:똑같이\s|같이\s)?(?:나누면|나눠\s?내면|나누어\s?내면|나눠서\s?내면)[가-힣\s]*[?.!~]*$"
)
_OTHER_SHARERS: Final = re.compile(
    rf"(?:(?:그럼|그러면|만약|만일)\s)?(?:우리가\s)?(?P<n>{ANY_NUMBER})\s?(?:명|사람|분|식구)(?:이서|이)?(?:라?면|은|는|이라면|일\s때는?)[\s?.!~]*$"
)
"""«그럼 다섯 명이면?», after something was shared."""
_REASON: Final = re.compile(
    r"(?:(?:아니다|아니|아|참)[,.]?\s)*(?:.*(?:니까|라서|[아어해]서|는데|[은ㄴ]데|대서|고)[,.]?\s)?"
)
"""«아니다 오빠네는 안 왔으니까»: why it is shared otherwise."""
_AMONG_THEM: Final = re.compile(r"^\s*그중")
_FINAL: Final = re.compile(r"(?:면|은|는)[\s?]*$|[?]|얼마|몇")


_POINTER: Final = "거기서 "
_BARE_STEP: Final = re.compile(
    rf"(?:{ANY_NUMBER}|절?반)(?:\s?[가-힣]{{1,3}})?(?:\s[가-힣]{{1,4}})?(?:\s?(?:더하|빼|곱하|나누|하|늘리|줄이)(?:으)?면)[\s?.!]*(?:얼마[가-힣]*|몇[가-힣\s]*)?[?.!]*"
)
_TIMES: Final = re.compile(rf"\s*(?P<n>\d+\.\d+|{ANY_NUMBER})\s?배(?P<half>\s?반(?!으로))?")
_ADDED_TO: Final = re.compile(r"기(?:에|다)")
_SPENT_TOO: Final = re.compile(r"(?<![가-힣])더\s?(?:쓰|썼|쓸|내|냈)")
_SHARE_CLAIMED: Final = re.compile(
    r"(?P<half>절반|반)?(?:(?P<n>\d+)\s?(?:퍼센트|프로|%))?(?:은|는|이|도|을)?\s?"
    r"(?P<than>넘|이상|안\s?(?:되|돼|됐|찼|왔|넘)|못)[가-힣]*(?P<rest>[가-힣\s]*)[?.!~]*$"
)
_SHARE_ASKED: Final = re.compile(r"(?:은|는|이면|면)?[\s?]*(?:얼마|몇|$)")
_IS_LEFT: Final = re.compile(r"남|비었|비어|빈")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was reckoned last.

    Attributes:
        whole: the number that was divided, where it was; else the result.
        result: what came out.
        unit: of both.
        divisor: what it was divided by, 0 where it was not.
        full: what the result was left over of, 0 where it was not taken from anything.
        bill: the parts of a product, so that later turns can change one.
        is_rest: whether it is what was left of money or of things.
        said: the question in full, so that later turns can change it.
        restated: what was said that leaned on what came out before, and the same said in full.
    """

    whole: Fraction
    result: Fraction
    unit: str = ""
    divisor: Fraction = Fraction(0)
    full: Fraction = Fraction(0)
    bill: Bill | None = None
    is_rest: bool = False
    said: str = ""
    restated: tuple[tuple[str, str], ...] = ()

    def notes(self) -> tuple[str, ...]:
        """The same as words, to be kept."""
        parts = self.bill.notes() if self.bill is not None else ()
        said = [
            "rest" if self.is_rest else "",
            str(len(self.restated)),
            self.said,
            *(one for pair in self.restated for one in pair),
        ]
        return (str(self.whole), str(self.result), self.unit, str(self.divisor), str(self.full), *said, *parts)

    @classmethod
    def of_notes(cls, notes: tuple[str, ...]) -> Reckoned:
        """What `notes` kept."""
        whole, result, unit, divisor, full, rest, pairs, said, *parts = notes
        end = 2 * int(pairs)
        restated = tuple(zip(parts[:end:2], parts[1:end:2], strict=True))
        bill = Bill.of_notes(parts[end:]) if parts[end:] else None
        return cls(
            Fraction(whole), Fraction(result), unit, Fraction(divisor), Fraction(full), bill, rest != "", said, restated
        )

    @classmethod
    def of_bill(cls, bill: Bill) -> Reckoned:
        """What a bill comes to."""
        return cls(bill.total, bill.total, bill.unit, bill=bill)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next step: a sum, whether it is asked or only told, and whether it is shared among people."""

    sum: Sum
    does: Literal["asks", "tells", "shares", "changes"]


def share_claimed(text: str, before: Reckoned) -> tuple[bool, Fraction] | None:
    """Whether a claim about the share that is taken or left is right, and that share: «절반은 넘게 찼네?».

    None where a text claims nothing of the kind, or what was reckoned is no part of a whole.
    """
    found = _SHARE_CLAIMED.search(text[:300]) if before.full > 0 <= before.result <= before.full else None
    if found is None or not (found["half"] or found["n"]):
        return None
    left = before.result / before.full
    share = left if _IS_LEFT.search(found[0]) else 1 - left
    limit = Fraction(int(found["n"]), 100) if found["n"] else Fraction(1, 2)
    more = found["than"] == "이상" or (found["than"] == "넘" and not re.search(r"않|못|진", found[0]))
    reached = share >= limit if found["than"] == "이상" else share > limit
    return reached == more, share


def follow_up(text: str, before: Reckoned, last: str = "") -> FollowUp | None:
    """The sum that a text makes of what was reckoned before it; None where it makes none.

    Args:
        text: what was said.
        before: what was reckoned before it.
        last: what was said just before, "" where that asked for no sum.
    """
    text = text[:300].strip()
    if _REST.match(text) and before.divisor > 0 and before.whole.denominator == before.divisor.denominator == 1:
        rest = Fraction(before.whole.numerator % before.divisor.numerator)
        return FollowUp(Sum(rest, (), True, before.unit), "asks")
    over = _over_spans(text, before, last)
    if over is not None:
        return over
    pointed = _FROM_IT.search(text)
    if pointed is None:
        return _among(text, before) or _of_bill(text, before)
    said = text[pointed.end() :]
    shared = COUNT.search(said)
    if shared is not None and SHARES.search(said) and (people := parse_number(shared["n"])):
        return FollowUp(Sum(before.result, (("/", Fraction(people)),), True, before.unit), "shares")
    if (percent := _percent_of(said, before)) is not None:
        return percent
    halved: tuple[Operator, Fraction, str] | None = ("/", Fraction(2), "") if _HALVES.match(said) else None
    times = _TIMES.match(said)
    many = _times_in(times) if times is not None else None
    halved = ("*", many, "") if many else halved
    step = halved or _step(said, taken=_AMONG_THEM.match(pointed[0]) is not None)
    if step is None:
        return None
    operator, number, unit = step
    if operator == "-" and not before.is_rest and _ADDED_TO.search(pointed[0]) and _SPENT_TOO.search(said):
        operator = "+"  # «거기에 간식으로 2만 원 더 쓰면»
    if unit and before.unit and unit != before.unit:
        return None
    base = before.whole if before.divisor and before.unit and operator in "+-" else before.result
    does: Literal["asks", "tells"] = "asks" if _FINAL.search(said) else "tells"
    return FollowUp(Sum(base, ((operator, number),), True, before.unit or unit), does)


def _over_spans(text: str, before: Reckoned, last: str) -> FollowUp | None:
    """«그걸 일주일에 세 번 하면?», «한 달은 4주로 치고» after so much a week: money that comes so many times."""
    told = [one for one in told_amounts(text) if one.unit]
    if before.unit != WON or before.divisor or len(told) != 1 or told[0].value is None or told[0].value <= 0:
        return None
    (one,) = told
    taken = one.per is not None and _TAKEN_AS.match(text, one.end)
    of_last = [other for other in told_amounts(last) if one.unit in (other.per, other.unit)]
    pointed = _FROM_IT.search(text)
    often = one.unit in _OFTEN and pointed is not None and _DONE_SO.match(text, one.end)
    if not (often or (taken and any(other.per == one.unit for other in of_last))):
        return None
    return FollowUp(Sum(before.result, (("*", Fraction(one.value)),), True, WON), "tells" if taken else "asks")


_OFTEN: Final = frozenset(words("번 회 일 주 주일 달 개월 년"))
_DONE_SO: Final = re.compile(r"(?:\s?씩)?(?:\s[가-힣]{1,4})?\s?[가-힣]*면[\s?.!]*(?:얼마[가-힣]*[\s?.!]*)?$")
_TAKEN_AS: Final = re.compile(r"(?:으로|로)\s(?:치|잡|보|계산하|셈하|하)(?:고|면|자|죠|지)?[가-힣]*[\s?.!]*$")
"""«4주로 치고»: what a longer time is reckoned to have."""


_RATHER: Final = re.compile(
    r"[가-힣]\s?(?:게|것이|편이|쪽이)\s(?:더\s|훨씬\s|차라리\s)?(?:낫|나을|나아|나은|좋|이득|이익|유리)|차라리\s|그거\s?말고\s|대신\s"
)
_TAKEN_OFF: Final = re.compile(r"\s?(?:을|를|만|씩)?\s?(?:빼|깎|할인|덜)")


def other_discount(text: str, before: Reckoned) -> Reckoned | None:
    """«10프로 빼주는 게 낫겠네», after another discount, in whose place it comes; None where there was none."""
    numbers = [number for number in find_numbers(text[:300]) if not number.ordinal]
    if before.unit != WON or before.is_rest or len(numbers) != 1 or not (_RATHER.search(text) and _FINAL.search(text)):
        return None
    (number,) = numbers
    base, change = _undiscounted(before), percent_change(text, number)
    won = number.counter == WON and _TAKEN_OFF.match(text, number.end) is not None
    if base is None or not (won or (change is not None and change < 1)):
        return None
    result = base - number.value if change is None else base * change
    in_full = f"{base}{WON}에서 {number.value}{WON} 빼면" if won else f"{base}{WON}에서 {number.value}% 할인하면"
    full = base if won else Fraction(0)
    return Reckoned(result, result, WON, full=full, said=in_full) if result > 0 and base.denominator == 1 else None


def _undiscounted(before: Reckoned) -> Fraction | None:
    """What something cost before a discount that was reckoned last; None where there was none."""
    bill = before.bill
    if bill is not None and (bill.factor < 1 or bill.extra < 0):
        return bill.each * bill.count + max(bill.extra, Fraction(0))
    if before.full > before.result:
        return before.full
    first = next(iter(told_amounts(before.said)), None)
    numbers = find_numbers(before.said)
    changes = [percent_change(before.said, number) for number in numbers if number.counter in PERCENT]
    whole = first is not None and first.unit == WON and len(numbers) == len(changes) + 1
    return first.value if first is not None and whole and changes and changes[0] is not None else None


def bare_step(text: str, before: Reckoned) -> FollowUp | None:
    """«반으로 나누면», «두 배 하면», right after a sum: the next step without «거기서»."""
    said = _THEN.sub("", text[:100].strip())
    return follow_up(f"{_POINTER}{said}", before) if _BARE_STEP.fullmatch(said) else None


def _percent_of(said: str, before: Reckoned) -> FollowUp | None:
    """«거기에서 십 퍼센트 할인하면», «거기서 20%는?»: a share of what came out, or that much less or more."""
    number = next((n for n in find_numbers(said) if n.counter in PERCENT), None)
    if number is None:
        return None
    change = percent_change(said, number)
    asks = _FINAL.search(said) is not None
    if change is None and not (asks and _SHARE_ASKED.match(said, number.end)):
        return None
    factor = Fraction(number.value, 100) if change is None else change
    return FollowUp(Sum(before.result, (("*", factor),), True, before.unit), "asks" if asks else "tells")


def _times_in(found: re.Match[str]) -> Fraction | None:
    """«세 배», «1.5배», «두 배 반»."""
    whole = Fraction(found["n"]) if "." in found["n"] else parse_number(found["n"])
    return Fraction(whole) + Fraction(bool(found["half"]), 2) if whole else None


def _among(text: str, before: Reckoned) -> FollowUp | None:
    """«셋이 나누면», «그럼 다섯 명이서 나누면 얼마씩?»: who shares it is all that is said, of the whole."""
    begun = _REASON.match(text)
    found = _SHARERS.match(text, begun.end() if begun is not None else 0) or (
        _OTHER_SHARERS.match(text) if before.divisor else None
    )
    people = parse_number(found["n"]) if found is not None and before.unit else None
    if not people or people < 2:
        return None
    whole = before.whole if before.divisor else before.result
    return FollowUp(Sum(whole, (("/", Fraction(people)),), True, before.unit), "shares")


def _of_bill(text: str, before: Reckoned) -> FollowUp | None:
    """«쿠폰으로 10% 빼면», «일곱 개 사면?», «2만 원 내면 거스름은?»: what is done with a bill or a price."""
    numbers = [number for number in find_numbers(text) if not number.ordinal]
    if before.unit != WON or len(numbers) != 1:
        return None
    (number,) = numbers
    change = percent_change(text, number)
    if change is not None:
        return FollowUp(Sum(before.result, (("*", change),), True, WON), "asks")
    if number.counter == WON and _PAYS.search(text, number.end):
        if before.divisor and number.value < before.result and _IS_LEFT.search(text, number.end):
            return _given_instead(text, before, Fraction(number.value))
        return FollowUp(Sum(Fraction(number.value), (("-", before.result),), True, WON), "changes")
    if number.counter == WON and _LESS.search(text, number.end):
        return FollowUp(Sum(before.result, (("-", Fraction(number.value)),), True, WON), "asks")
    buys = number.counter not in (WON, *PERCENT, None) and _BUYS.match(text, number.end)
    if buys and before.full and not text[: number.start].removesuffix("그럼 ").removesuffix("그러면 "):
        spent = (before.full - before.result) * number.value  # «그럼 두 그릇 먹으면?»
        return FollowUp(Sum(before.full, (("-", spent),), True, WON), "changes" if spent > before.full else "asks")
    return (
        FollowUp(Sum(before.result, (("*", Fraction(number.value)),), True, WON), "asks")
        if buys and before.divisor
        else None
    )


def _given_instead(text: str, before: Reckoned, given: Fraction) -> FollowUp | None:
    """«아니다, 오천 원만 주면 나는 얼마 남아?»: not shared evenly, but so much of the whole is given away.

    Where nothing is taken back it may be of the whole or of one's own share.
    """
    if _TAKEN_BACK.match(text) is None:
        return None
    return FollowUp(Sum(before.whole, (("-", given),), True, before.unit), "tells")


_TAKEN_BACK: Final = re.compile(r"(?:아|참|어)?[,.]?\s?(?:아니|아냐|아이다|말고)")


def _step(said: str, *, taken: bool = False) -> tuple[Operator, Fraction, str] | None:
    """What is done with what came out; of what is `taken` from it, whatever the verb is, so much less is there."""
    for start in range(len(said)):
        if start and not said[start - 1].isspace():
            continue
        parts = PARTS.match(said, start)
        many = parse_number(parts["n"]) if parts is not None else None
        if many:
            return "/", Fraction(many), ""
        value = read_value(said, start)
        if value is None:
            continue
        number, unit, end = value
        rest = said[end:]
        if not said[start].isdigit() and _WORD_GOES_ON.match(rest):
            continue  # «네 구역으로»
        counted = COUNT.search(rest) if _EACH.match(rest) else None  # «2천원짜리 우유 두 개 추가»
        many = parse_number(counted["n"]) if counted is not None else None
        number *= many or 1
        less: Operator | None = "-" if taken and unit else None
        operator = _DONE.within(rest) or less
        return (operator, number, unit) if operator is not None else None
    return None


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order."""
    return tuple(_SENTENCE_END.split(text.strip()))


def without_opening(text: str) -> str:
    """The text without what joins it to what was before, «그럼», and without the sentences before its last."""
    return _THEN.sub("", _SENTENCE_END.split(text.strip())[-1])


def reckoned(asked: Sum, result: Fraction) -> Reckoned:
    """What is kept of a sum."""
    kept = Reckoned(result, result, asked.unit)
    if len(asked.steps) == 1 and asked.steps[0][0] == "/":
        return replace(kept, whole=asked.first, divisor=asked.steps[0][1])
    if len(asked.steps) == 1 and asked.steps[0][0] == "-":
        return replace(kept, full=asked.first)
    return kept
