"""Sums over what was spoken of: amounts said now, named («카드값»), pointed at («거기서», «둘이») or understood.

One ledger holds what the speaker told, what the robot told from its data and what came out last, each with its unit,
what it is of and for each of what it holds. A sum is told only where every operand is certain; one that is named and
that nobody told is asked for by its name. No amount is ever reckoned with itself because it was said twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.household import MONEY_HAD, PAID, pieces
from companion.language.numbers import COUNTERS, native_noun, parse_number
from companion.language.quantities import DOERS, PERSONS, quantities
from companion.language.told_amounts import DAY, ONE, SHARE, ToldAmount, costs, factor, told_amounts

Speaker = Literal["speaker", "robot"]
PEOPLE: Final = "명"
TIMES: Final = "번"
_WORTH: Final = re.compile(r"(?:값|비용)$")
_NAMED_MONEY: Final = re.compile(
    rf"(?<![가-힣])(?P<what>{PAID})(?=(?:을|를|은|는|이|가|도|만|에서|까지|이?랑|하고)?(?:\s|[?.!,]|$))"
)
_FILLED: Final = re.compile(r"(?:값|비용)?(?:이|가|은|는|을|를|도|만|으로|로)?\s*(?:벌써\s|약\s|대략\s|딱\s|총\s)?$")
_SUBJECT: Final = re.compile(r"^(?P<who>[^.,]{1,24}?)(?:은|는)\s")
_SUPPOSED: Final = re.compile(r"면\s")
_SENTENCES: Final = re.compile(r"(?<=[가-힣][.!?])\s+")
_HEADCOUNT: Final = re.compile(
    r"(?<![가-힣])(?:식구|가족|일행|인원|팀원|회원|우리)[가-힣]{0,3}\s(?:모두\s|다\s|총\s)?"
    rf"(?P<n>{'|'.join(map(native_noun, range(2, 20)))})(?=이[야거에고라지]|예요|뿐|[\s.!]*$)"
)
"""«우리 식구는 다섯이야»: people that no counter counts."""


@dataclass(frozen=True, slots=True)
class SpokenAmount:
    """How much of what, for each of what (None: so much and no more), what it is of, and who told it."""

    value: Fraction
    unit: str
    per: str | None
    label: str
    by: Speaker


@dataclass(frozen=True, slots=True)
class SpokenLedger:
    """What was told so far, the newest last.

    Attributes:
        told: amounts of the speaker; `from_data`: amounts that the robot told, each with the thing that it is of.
        result, unit: what came out just now, None where something else came between.
        is_rest: whether that is what was left over.
        whole, among: what was shared just now and by how many, 0 where nothing was.
        just_told: how many of the robot's amounts stood in its last answer.
    """

    told: tuple[SpokenAmount, ...] = ()
    from_data: tuple[SpokenAmount, ...] = ()
    result: Fraction | None = None
    unit: str = ""
    is_rest: bool = False
    whole: Fraction = Fraction(0)
    among: Fraction = Fraction(0)
    just_told: int = 0

    def of(self, name: str) -> SpokenAmount | None:
        """The amount that was told last of something, None where none was."""
        bare = _WORTH.sub("", name)
        return next((one for one in reversed(self.told) if one.label and _WORTH.sub("", one.label) == bare), None)

    @property
    def people(self) -> Fraction | None:
        """How many people were spoken of last."""
        counted = (one.value for one in reversed(self.told) if one.unit in PERSONS and one.per is None)
        return next((number for number in counted if number > 1), None)


@dataclass(frozen=True, slots=True)
class SpokenSum:
    """What an utterance comes to.

    Attributes:
        kind: how it is told. «spare» and «needs» answer whether money is enough, «right» and «wrong» judge a claim,
            `other`; «lacks» tells what is missing, `of`.
        of: what it is said of: which costs more, what is missing.
        denies: whether it was asked if the claim is wrong; None where it was asked who is right.
        days: as how many days a month was taken, 0 where none was.
        parts: what it comes to at each of several places.
    """

    kind: Literal[
        "is", "left", "short", "each", "apart", "same", "of_each", "lacks", "right", "wrong", "if_one", "spare", "needs"
    ]
    value: Fraction = Fraction(0)
    unit: str = ""
    other: Fraction = Fraction(0)
    of: str = ""
    denies: bool | None = False
    days: int = 0
    parts: tuple[tuple[str, Fraction], ...] = ()


@lru_cache(maxsize=32)
def spoken_ledger(heard: tuple[str, ...], told: tuple[str, ...], *, just_told: bool) -> SpokenLedger:
    """The ledger of a conversation.

    Args:
        heard: what the speaker said, the oldest first.
        told: what the robot told from its data, the oldest first.
        just_told: whether the last of these was its last answer.
    """
    amounts: list[SpokenAmount] = []
    for before, text in zip(("", *heard), heard, strict=False):
        amounts += _of_speaker(text, before)
    data: list[SpokenAmount] = []
    last: list[SpokenAmount] = []
    for text in told:
        last = _of_robot(text)
        data += last
    return SpokenLedger(tuple(amounts), tuple(data), just_told=len(last) if just_told else 0)


def _of_speaker(text: str, before: str) -> list[SpokenAmount]:
    """The amounts of an utterance; one of money that names nothing is of what was spoken of just before it."""
    found = []
    headcount = _HEADCOUNT.search(text)
    for one in told_amounts(text):
        label = one.label
        money = [match["what"] for match in _NAMED_MONEY.finditer(text[: one.start])]
        if one.unit == WON and not label and not money:
            money = [match["what"] for match in _NAMED_MONEY.finditer(before)] if not told_amounts(before) else []
        if one.unit == WON and money and not _PAID_ALONE.fullmatch(label):
            label = money[-1]
        if headcount is not None and headcount.start("n") <= one.start < headcount.end():
            continue
        per = None if one.per is not None and MONEY_HAD.search(label) and not _EACH.match(text, one.end) else one.per
        found.append(SpokenAmount(one.value, one.unit, per, label, "speaker"))
    if headcount is not None and (number := parse_number(headcount["n"])):
        found.append(SpokenAmount(Fraction(number), PEOPLE, None, "", "speaker"))
    return found


_PAID_ALONE: Final = re.compile(PAID)
_EACH: Final = re.compile(r"\s?(?:씩|짜리)")


def _of_robot(text: str) -> list[SpokenAmount]:
    """What an answer tells of each thing: the first amount of money of each, and none that is only supposed."""
    found: list[SpokenAmount] = []
    who = ""
    for sentence in _SENTENCES.split(text):
        subject = _SUBJECT.match(sentence)
        who = subject["who"] if subject is not None else who
        amounts = [o for o in told_amounts(sentence) if o.unit == WON and not _SUPPOSED.search(sentence[: o.start])]
        if amounts and not any(one.label == who for one in found):
            found.append(SpokenAmount(amounts[0].value, WON, amounts[0].per, who, "robot"))
    return found


@dataclass(frozen=True, slots=True)
class Operand:
    """What a text reckons with: an amount said now, or the name of one; its value is None where nobody told it."""

    value: Fraction | None
    unit: str
    name: str
    start: int
    end: int


_MAY_ASK: Final = re.compile(r"얼마|얼만|몇|며칠|면|맞|틀|아니|아닌|누가|모자라|부족|돼|되|될|수\s?있|가능|충분")


def may_ask_sum(text: str) -> bool:
    """Whether anything in a text may ask for a sum; most utterances hold nothing of the kind."""
    return _MAY_ASK.search(text) is not None


def spoken_sum(text: str, ledger: SpokenLedger) -> SpokenSum | None:
    """What an utterance comes to, None where it asks for no sum of these kinds."""
    text = text[:300]
    told = told_amounts(text)
    for find in (
        _judged,
        _enough,
        _grouped,
        _doses,
        _until,
        _per_head,
        _product,
        _over_time,
        _in_other_span,
        _half_priced,
        _priced_now,
        _ordered,
        _taken,
        _joined,
        _apart,
    ):
        found = find(text, told, ledger)
        if found is not None:
            return found
    return None


def _operands(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> list[Operand]:
    """What a text reckons with, from left to right: its amounts, and names and pointers for amounts not said again."""
    found: list[Operand] = []
    for one in told:
        many, end = pieces(text, one.end) if one.unit == WON else (1, one.end)
        if not any(before.start <= one.start < before.end for before in found):
            found.append(Operand(one.value * many, one.unit, one.label, one.start, end))
    names: dict[int, tuple[str, int]] = {m.start(): (m["what"], m.end()) for m in _NAMED_MONEY.finditer(text)}
    for label in {one.label for one in ledger.told if one.unit == WON and len(one.label) > 1}:
        for match in re.finditer(rf"(?<![가-힣]){re.escape(label)}(?:값|비용)?{_AS_OPERAND}", text):
            names.setdefault(match.start(), (match[0], match.end()))
    for start, (name, end) in names.items():
        if any(end <= one.start and _FILLED.fullmatch(text[end : one.start]) for one in told):
            continue  # «카드값 30만 원»: it is said now
        known = ledger.of(name)
        found.append(Operand(known.value if known is not None else None, WON, name, start, end))
    for it in _IT.finditer(text):
        found.append(Operand(ledger.result, ledger.unit or WON, "", *it.span()))
    return sorted(found, key=lambda one: one.start)


_AS_OPERAND: Final = r"(?=(?:을|를|은|는|도|만|에서|까지|이?랑|하고|와|과)?\s)"
_IT: Final = re.compile(
    r"(?<![가-힣])[그이](?:거|것|걸|\s?(?:값|금액))(?=(?:을|를|도|만|까지)?\s(?:다\s)?(?:빼|제하|내|쓰|더하|합치))"
)


_TAKES: Final = re.compile(
    r"(?:빼|제하|제외하|쓰|내|사|갚|드리|나가|들어가|치르|먹)(?:고\s?나)?(?:으)?면|빼고\s?나면|(?:빼|제하|쓰|내|사|갚)고\s(?:나서\s)?(?:얼마|몇|남)"
)
_LEFT: Final = re.compile(
    r"(?:얼마|얼만|몇\s?[가-힣]{1,2}|며칠)[가-힣]{0,2}\s?(?:더\s)?남|남(?:는|은)\s?(?:돈|거|건|게|금액)[^.?!]*(?:얼마|몇)"
)
_OPEN: Final = re.compile(r"면(?:은|요)?[\s?.!~]*$|얼마|얼만|(?<![가-힣])몇")
_WHOLE: Final = re.compile(r"\s?(?:에서|중에서?|가운데)(?=\s)")
_HAD: Final = re.compile(
    r"(?:(?:이|가)?\s?(?:있|인데|이고|이니까|이거든|들어왔|생겼|걷혔|걷었|모였|모았)|(?:을|를)?\s?(?:받|줬|주셨|주시|가지|갖|들고|벌었|모았))"
)
"""What is said of money that is there: «20만 원 있는데», «30만 원 받았거든»."""
_FROM_IT: Final = re.compile(
    r"(?<![가-힣])(?:[거여]기(?:서|에서)|그중(?:에서|에)?|(?:그|이|남은|남는)\s(?:돈|금액|거|것)(?:에서|으로|로)|나머지(?:에서|로))(?=\s)"
)
"""«거기서», «남은 돈에서»: what came out just now."""
_MORE: Final = re.compile(r"(?<![가-힣])더\s[가-힣]{1,4}면")
_ALSO: Final = re.compile(r"(?<![가-힣])또\s|[가-힣](?:까지|도|마저)\s(?:다\s|또\s|마저\s)?(?:빼|제하|내|쓰|사)")


def _taken(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«35만 원에서 택시비 2만 원이랑 밥값 만 원 빼면», «거기서 카드값 빼면», «예산이 이십만 원인데 얼마 남지»."""
    takes, left = _TAKES.search(text), _LEFT.search(text)
    if not (left or _CHANGE.search(text) or (takes and _OPEN.search(text, takes.end() - 1))) or (
        not left and _MORE.search(text)
    ):
        return None  # «거기서 천 원 더 내면»: that much more
    operands = _operands(text, told, ledger)
    if any(_is_rate(text, one) and not _is_piece(one, operands) for one in told):
        return None
    units = {one.unit for one in operands}
    if len(units) != 1 or units & {SHARE, ""}:
        return None
    (unit,) = units
    if unit != WON and len(told) < 2:
        return None  # «한 명이 빠지면»: no amount of what came out
    if len(told) == len(operands) == 1 and unit == WON and _CHANGE.search(text, told[0].end):
        price = ledger.result if ledger.unit == WON else ledger.from_data[-1].value if ledger.just_told == 1 else None
        return _rest(told[0].value, price, WON) if price is not None and not ledger.is_rest else None
    if len(operands) == len(told) == _A_PAIR and costs(text, told[0]) and _PAID_WITH.match(text, told[1].end):
        price, paid = told[0].value, told[1].value  # «책이 25,000원인데 사만 원 내면 얼마 남아»
        return _rest(max(price, paid), min(price, paid), unit)
    whole = _whole(text, operands, unit)
    parts = [one for one in operands if one not in whole]
    if not whole and any(_IT.match(text, one.start) for one in parts):
        return None  # «그거까지 빼면»: what came out is taken from what was left before it
    near = ledger.result if ledger.unit == unit else None
    if whole and not parts and not takes and near is not None and not ledger.is_rest:
        return _rest(_sum(whole), near, unit)
    if not parts or (takes and parts[-1].start > takes.start()):
        return None
    missing = next((one for one in (*whole, *parts) if one.value is None), None)
    pointed = _FROM_IT.search(text) or _ALSO.search(text)
    if not whole and not (pointed and near is not None):
        joined = len(parts) > 1 and all(_JOINT.match(text, one.end) for one in parts[:-1])
        if joined and unit == WON and left and takes and ledger.result is None and not ledger.told:
            return SpokenSum("lacks", of=_AT_HAND)
        had = ledger.result is not None or any(one.unit == WON for one in ledger.told)
        return SpokenSum("lacks", of=missing.name) if missing is not None and missing.name and left and had else None
    if missing is not None:
        return SpokenSum("lacks", of=missing.name or _WHICH)
    return _rest(_sum(whole) if whole else near or Fraction(0), _sum(parts), unit)


_PAID_WITH: Final = re.compile(r"\s?(?:짜리)?\s?(?:을|를)?\s?(?:내|주|드리)(?:면|고)")
_CHANGE: Final = re.compile(r"거스|거슬|잔돈|돌려\s?(?:받|줘|주)")
_AT_HAND: Final = "가진 돈"
_WHICH: Final = "뺄 돈"
"""What is taken, where it was only pointed at."""


def _whole(text: str, operands: Sequence[Operand], unit: str) -> list[Operand]:
    """What is taken from: what «에서» stands with, else what there is, with what is joined before it."""
    of = [one for one in operands if _WHOLE.match(text, one.end)]
    if of:
        return of if len(of) == 1 else []
    at = next((n for n, one in enumerate(operands) if _HAD.match(text, one.end)), None)
    if at is not None and all(_JOINT.match(text, one.end) for one in operands[:at]):
        return list(operands[: at + 1])
    first = operands[0] if operands else None
    return [first] if first is not None and unit == WON and MONEY_HAD.search(first.name) else []


def _sum(operands: Sequence[Operand]) -> Fraction:
    return sum((one.value for one in operands if one.value is not None), Fraction(0))


def _is_piece(amount: ToldAmount, operands: Sequence[Operand]) -> bool:
    """«만 원짜리 세 장»: of notes and coins there are so many, and they hold for each of nothing."""
    return any(one.start == amount.start and one.end > amount.end for one in operands)


def _rest(base: Fraction, gone: Fraction, unit: str) -> SpokenSum:
    rest = base - gone
    return SpokenSum("left" if rest >= 0 else "short", abs(rest), unit)


def _is_rate(text: str, one: ToldAmount) -> bool:
    """Whether an amount holds for each of something, pay apart: it is there as a whole."""
    return _EACH.match(text, one.end) is not None or (one.per is not None and not _WHOLES.search(one.label))


_WHOLES: Final = re.compile(rf"(?:{MONEY_HAD.pattern}|월세$)")
"""What is paid by the month, and told as a whole."""


_JOINS: Final = re.compile(r"(?:합치|합하|더하|보태)(?:으)?면|합쳐서?|합해서?|더해서?")
_ADDED: Final = re.compile(r"추가(?:하|로\s[가-힣]{1,3})면|(?<![가-힣])더\s?(?:시키|주문하|담|넣)(?:으)?면")
_THERETO: Final = re.compile(r"(?<![가-힣])[거여]기(?:에|에다|다|에다가)\s")
_JOINT: Final = re.compile(r"\s?(?:하고|이?랑|와|과|에다?가?|까지|도|을|를)\s")


def _joined(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«1단계 4,300억 원하고 합치면»: with what came out or was told last, and never with itself."""
    added = _ADDED.search(text)
    if added is not None and ledger.result is not None and ledger.unit == WON and not ledger.is_rest:
        more = [one for one in _operands(text, told, ledger) if one.unit == WON and one.end <= added.start()]
        rest = [one for one in told if one.unit != WON and one.value != 1 and one.end <= added.start()]
        if len(more) == 1 and more[0].value is not None and not rest:
            return SpokenSum("is", ledger.result + more[0].value, WON)
        return None
    joins = _JOINS.search(text)
    if (
        joins is None
        or not _OPEN.search(text)
        or _PER_HEAD.search(text)
        or any(_EACH.match(text, one.end) for one in told)
    ):
        return None
    money = [one for one in told if one.unit == WON]
    operands = [one for one in _operands(text, money, ledger) if one.start < joins.start()]
    if any(one.value is None for one in operands):
        return SpokenSum("lacks", of=next(one.name for one in operands if one.value is None))
    plain = len(told) == len(money) and not any(_is_rate(text, one) for one in money)
    if plain and len(operands) > 1 and not _THERETO.search(text):
        return SpokenSum("is", _sum(operands), WON)
    if len(operands) != 1 or len(money) != 1 or not _JOINT.match(text, money[0].end):
        return None
    other = _beside(money[0].value, ledger)
    return SpokenSum("lacks") if other is None else SpokenSum("is", money[0].value + other, WON)


def _beside(value: Fraction, ledger: SpokenLedger) -> Fraction | None:
    """The one amount of money that another one is put to, None where there is none or more than one."""
    if ledger.result is not None:
        return ledger.result if ledger.unit == WON else None
    if ledger.just_told:
        return ledger.from_data[-1].value if ledger.just_told == 1 else None
    before = [one.value for one in ledger.told if one.unit == WON and one.per is None]
    return before[-1] if before and before[-1] != value else None


_APART: Final = re.compile(r"차이|더\s(?:비싸|비싼|싸|싼)|(?:비싸|비싼|싸|싼)")
_BOTH: Final = re.compile(r"(?<![가-힣])(?:둘(?:이|은|의)?|두\s?(?:집|곳|군데|가게|식당)(?:이|은|의|가)?|서로)(?=\s)")
_ALL_BOTH: Final = re.compile(r"(?<![가-힣])(?:둘\s?다|두\s?(?:집|곳|개|군데)\s?다)(?=\s)")


_A_PAIR: Final = 2
_SERVING: Final = "인분"
"""What a dish is told for, where nothing else is said."""


def _apart(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«둘이 한 마리에 얼마 차이 나», «매향통닭이랑 진미통닭 값 차이가 얼마야», «둘 다 시키면 얼마야»."""
    if any(one.unit == WON for one in told) or not _MONEY_ASKED.search(text):
        return None
    newest: dict[str, SpokenAmount] = {}
    for one in ledger.from_data:
        newest.pop(one.label, None)
        newest[one.label] = one
    named = [one for one in newest.values() if one.label and one.label in text]
    points = _BOTH.search(text) or _ALL_BOTH.search(text) or (ledger.just_told == _A_PAIR and _APART.search(text))
    two = named if len(named) == 2 else list(newest.values())[-2:] if points and not named and ledger.just_told else []
    if len(two) != 2:
        return None
    one, other = two
    servings = {one.per or _SERVING, other.per or _SERVING}
    if len(servings) > 1 or any(counted.unit == one.per and counted.value != 1 for counted in told):
        return None
    if _APART.search(text):
        dearer = one if one.value > other.value else other
        kind: Literal["apart", "same"] = "apart" if one.value != other.value else "same"
        return SpokenSum(kind, abs(one.value - other.value), one.unit, of=dearer.label)
    together = _ALL_BOTH.search(text) or _JOINS.search(text)
    return SpokenSum("is", one.value + other.value, one.unit) if together else None


_MONEY_ASKED: Final = re.compile(r"얼마(?!나\s(?!더|차이|비싸|싸))|얼만")
_PER_HEAD: Final = re.compile(
    r"(?<![가-힣])(?:한|1|일)\s?(?:사람|명|인|분)\s?(?:당|에|앞에|앞으로|몫)?(?=[\s은는으이])|(?<![가-힣])(?:인당|사람당|명당)"
)


def _per_head(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«예산이 30만 원인데 그럼 한 사람당 얼마까지 되는 거지?», of people who were told before."""
    each = _PER_HEAD.search(text)
    if each is not None and told != (plain := told_amounts(without_bought(text))):
        return _per_head(without_bought(text), plain, ledger)
    if each is not None and (_JOINS.search(text) or _ADDED.search(text)):
        more = [one for one in told if one.unit == WON and not _is_rate(text, one)]
        if len(more) != 1 or not ledger.among:
            return SpokenSum("lacks")  # «피자까지 더하면 한 명당 얼마»: of more than is told here
        whole = ledger.whole + more[0].value
        return SpokenSum("each", whole / ledger.among, WON, whole)
    counted = [one for one in told if one.value != 1]
    if _POINTED_MONEY.search(text) and ledger.result is not None and ledger.unit == WON and each is not None:
        heads = [one.value for one in counted if one.unit in PERSONS]
        many = heads[0] if len(heads) == len(counted) == 1 else None if counted else ledger.people
        asked_each = _MONEY_ASKED.search(text) is not None and many is not None
        return SpokenSum("each", ledger.result / many, WON, ledger.result) if asked_each and many else None
    things = _PER_THING.search(text)
    if things is not None and each is None and len(counted) == 2 and counted[0].unit == WON:
        of = [one for one in counted[1:] if things["what"] in (one.label, one.unit) and one.value > 1]
        return SpokenSum("is", counted[0].value / of[0].value, WON) if of and counted[0].per is None else None
    if each is None or len(counted) != 1 or counted[0].unit != WON or _is_rate(text, counted[0]):
        return None
    asked = _MONEY_ASKED.search(text, each.end())
    if asked is None or counted[0].end > each.start():
        return None
    if ledger.people is None:
        return SpokenSum("lacks", of=PEOPLE)
    return SpokenSum("each", counted[0].value / ledger.people, WON, counted[0].value)


def without_bought(text: str) -> str:
    """«치킨 두 마리에 4만 2천 원인데 한 사람당 얼마야»: without what was bought together, which counts nobody."""
    bought = _FOR_MANY.search(text) if _PER_HEAD.search(text) else None
    one = next((o for o in quantities(text) if bought is not None and o.start <= bought.start() < o.end), None)
    return text if one is None or one.unit in PERSONS else f"{text[: one.start]}그것{text[one.end :]}"


_PER_THING: Final = re.compile(r"(?<![가-힣])(?P<what>[가-힣]{1,3})당\s(?:얼마|몇)")
_FOR_MANY: Final = re.compile(
    r"[가-힣](?=에\s?(?:총\s|다\s)?[\d일이삼사오육칠팔구십백천만][^,.?!]{0,12}원\s?(?:이?[가-힣]))"
)
"""«두 마리에 4만 2천 원»: of so many together."""
_POINTED_MONEY: Final = re.compile(
    r"(?<![가-힣])(?:(?:그|이|남은|남는)\s(?:돈|금액|거|것|걸)|그걸|그거|나머지)(?=[을를은도로]|으로|\s)"
)
_WANTED: Final = re.compile(rf"(?<![가-힣])몇\s?(?P<unit>{'|'.join(sorted((*COUNTERS, '정'), key=len, reverse=True))})")
_FOR_SO_MANY: Final = re.compile(r"(?:에|당|마다|끼리)\s")


def _grouped(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«열두 명인데 둘이서 한 마리씩 먹으면 몇 마리», «네 명당 한 판씩이면 스무 명은 몇 판»: so many for each group."""
    wanted = _WANTED.search(text)
    if wanted is None:
        return None
    for group, each in pairwise(told):
        together = DOERS.match(text, group.end) or _FOR_SO_MANY.match(text, group.end)
        if group.unit not in PERSONS or group.value < 2 or not together or each.unit in (*PERSONS, WON, SHARE):
            continue
        others = [one for one in told if one not in (group, each)]
        if wanted["unit"] != (each.unit or "개") or len(others) > 1 or any(o.unit not in PERSONS for o in others):
            return None
        whole = others[0].value if others else ledger.people
        if whole is None:
            return SpokenSum("lacks", of=PEOPLE)
        return SpokenSum("is", -(-whole // group.value) * each.value, wanted["unit"]) if whole >= group.value else None
    if len(told) == 1 and told[0].unit in PERSONS and told[0].value > 1 and _SEATED.match(text, told[0].end):
        whole = ledger.people  # «여섯 명씩 앉으면 테이블이 몇 개»
        fits = whole is not None and whole > told[0].value and wanted["unit"] not in PERSONS
        return SpokenSum("is", Fraction(-(-whole // told[0].value)), wanted["unit"]) if whole and fits else None
    return None


_SEATED: Final = re.compile(r"씩\s(?:앉|타|자|들어가|나누|나눠|짜|묶|태우)")


_A_MONTH: Final = 30
_SPANS: Final = {
    "하루": Fraction(1),
    "일주일": Fraction(7),
    "한주": Fraction(7),
    "한달": Fraction(_A_MONTH),
    "일년": Fraction(365),
}
_SPAN_ASKED: Final = re.compile(
    r"(?<![가-힣])(?P<span>하루|일주일|한\s?주|한\s?달|일\s?년)(?:에|이면|면|동안|치|은|는|치면)*\s(?:[가-힣]{1,5}\s)?(?:얼마|몇)"
)


def _days_of(span: ToldAmount | None, text: str) -> tuple[Fraction, int] | None:
    """How many days a span is that is told or asked for, and as how many a month was taken, 0 where it was not."""
    if span is None:
        asked = _SPAN_ASKED.search(text)
        days = _SPANS[re.sub(r"\s", "", asked["span"])] if asked is not None else None
        return (days, _A_MONTH if days == _A_MONTH else 0) if days is not None else None
    months = factor(span.unit, "달")
    if months is not None:
        return (span.value * months * _A_MONTH, _A_MONTH) if span.value * months == 1 else None
    size = factor(span.unit, DAY)
    return (span.value * size, 0) if size is not None else None


def _doses(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«하루 세 번 먹는데 열흘치면 몇 봉»: one each time; «하루 두 알 먹는데 한 달치면 몇 알»."""
    wanted = _WANTED.search(text)
    if wanted is None or not told:
        return None
    rate, *others = told
    each = next((one for one in others if one.per == ONE and one.unit == wanted["unit"]), None)
    spans = [one for one in others if one is not each]
    if len(spans) > 1 or (each is not None and rate.unit != TIMES):
        return None
    if each is not None:  # «하루 세 번 한 알씩»
        rate = replace(rate, value=rate.value * each.value, unit=each.unit)
    span = spans[0] if spans else None
    days = _days_of(span, text)
    if rate.per != DAY or rate.unit in (WON, SHARE) or days is None or (span is not None and span.per is not None):
        return None
    value, unit = rate.value * days[0], wanted["unit"]
    if unit == rate.unit:
        return SpokenSum("is", value, unit, days=days[1])
    counts = COUNTERS.get(unit, ("native",))[0] == "native" and unit not in (*PERSONS, "시간", "시", "달", "해", "살")
    return SpokenSum("if_one", value, unit, days=days[1]) if rate.unit == TIMES and counts else None


def _product(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """What each costs, times what there is: «열 명인데 한 사람당 3만 원이면», «하루 두 잔씩이면 한 달에 얼마»."""
    prices = [one for one in told if one.unit == WON]
    if len(prices) != 1 or not _MONEY_ASKED.search(text, prices[0].end) or _LEFT.search(text) or _SHARED.search(text):
        return None
    (price,) = prices
    counts = [one for one in told if one is not price]
    if price.per in PERSONS:
        heads = [one.value for one in counts if one.unit in PERSONS]
        if len(heads) > 1 or len(counts) > len(heads):
            return None
        many = heads[0] if heads else ledger.people if _ALL.search(text) else None
        return SpokenSum("is", price.value * many, WON) if many is not None else None
    if price.per not in (None, ONE) or not (_EACH.match(text, price.end) or _COSTS.match(text, price.end)):
        return None
    people = [one for one in counts if one.unit in PERSONS and one.per is None]
    each = [one for one in counts if one not in people and (_EACH.match(text, one.end) or one.per == DAY)]
    spans = [one for one in counts if one not in people and one not in each]
    if len(each) != 1 or len(people) > 1 or len(spans) > 1:
        return None
    value = price.value * each[0].value * (people[0].value if people else 1)
    days = _days_of(spans[0] if spans else None, text)
    if each[0].per == DAY:
        return SpokenSum("is", value * days[0], WON, days=days[1]) if days is not None else None
    return SpokenSum("is", value, WON) if people and not spans and days is None else None


def _over_time(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«한 달이면 얼마야?» of what was said to be spent every day."""
    rate = next((one for one in reversed(ledger.told) if one.unit == WON and one.per in (DAY, "날")), None)
    if rate is None or ledger.result is not None or _OVER.fullmatch(text) is None or len(told) > 1:
        return None
    days = _days_of(told[0] if told else None, text)
    return SpokenSum("is", rate.value * days[0], WON, days=days[1]) if days is not None else None


def _in_other_span(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«연봉 4200만원이면 한 달에 얼마»: what holds for a span of time, for another one that it goes evenly into."""
    counted = [one for one in told if one.value != 1]
    asked = _SPAN_ASKED.search(text, counted[0].end) if len(counted) == 1 else None
    if asked is None or counted[0].unit != WON or not counted[0].per or not _MONEY_ASKED.search(text):
        return None
    size = factor(
        {"하루": DAY, "일주일": "주", "한주": "주", "한달": "달", "일년": "년"}[asked["span"].replace(" ", "")],
        counted[0].per,
    )
    if size is None or size == 1:
        return None
    value = counted[0].value * size
    return SpokenSum("is" if value.denominator == 1 else "each", value, WON)


_HALF_PRICE: Final = re.compile(
    rf"(?:(?P<n>\d{{1,2}}|{'|'.join(map(native_noun, range(1, 20)))})(?:\s?(?:명|사람|분))?|(?:아이|애|어린이)들?)"
    r"(?:은|는|이|만|을|를)?\s(?:절?반\s?(?:값|가격)|반만|절반만)[가-힣\s]{0,8}면"
)


def _half_priced(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«애 둘은 반값이라 치면요?»: the sum just now again, so many of the people at half the price."""
    found = _HALF_PRICE.search(text)
    people = ledger.people
    price = next((one.value for one in reversed(ledger.told) if one.unit == WON and one.per in PERSONS), None)
    if found is None or people is None or price is None or price * people != ledger.result:
        return None
    half = parse_number(found["n"]) if found["n"] else None
    if not half:
        return SpokenSum("lacks", of=PEOPLE)
    others = [one.value for one in told if one.unit in ("", *PERSONS) and one.start >= found.end()]
    if half > people or (others and sum(others) != people):
        return None
    return SpokenSum("is", price * (people - Fraction(half, 2)), WON)


_OVER: Final = re.compile(
    r"(?:그럼|그러면)?\s?[가-힣\d]+\s?[가-힣]{0,3}\s?(?:이면|면|치면|동안이면|에)\s(?:다\s|총\s)?얼마[가-힣\s]*[?.]*"
)
_ALL: Final = re.compile(r"(?<![가-힣])(?:다|모두|전부|총|합쳐서?|다\s?해서)\s")
_SHARED: Final = re.compile(r"나누|나눠|나눈|더치|엔빵|할인|깎")
_COSTS: Final = re.compile(r"(?:짜리)?\s?(?:인데|이고|이니까|이래|이면|이거든|이던데|하는데|짜리)")


_UNTIL: Final = re.compile(
    r"[가-힣](?:으)?려면(?:은)?\s|[가-힣](?:으)?ㄹ\s?때까지|될\s?때까지|까지\s(?:다\s)?(?:모|읽|채|갚|벌|걷|외우|풀|푸)"
)
_HOW_LONG: Final = re.compile(
    r"(?<![가-힣])몇\s?(?P<unit>달|개월|주일?|년|해|시간|번|날|일(?![가-힣]*일))|(?P<days>며칠)|(?P<open>얼마나\s?(?:걸|오래))"
)


def _until(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«매달 40만 원씩 모으면 …» before, and now «천만 원 모으려면 몇 달 걸려?»: by the rate that was spoken of last."""
    asked = _HOW_LONG.search(text)
    until = _UNTIL.search(text) or (_SAVING.search(text) if asked and len(told) == 1 and costs(text, told[0]) else None)
    if until is None or not told:
        return None
    goal = told[-1]
    if len(told) == 1 and goal.per is None and _STILL.search(text, goal.end):
        done = next((one.value for one in reversed(ledger.told) if one.unit == goal.unit and one.per is None), None)
        return SpokenSum("is", goal.value - done, goal.unit) if done is not None and done < goal.value else None
    if asked is None:
        return None
    now = [SpokenAmount(one.value, one.unit, one.per, one.label, "speaker") for one in told[:-1]]
    if goal.per is not None or goal.end > until.end() or any(one.per is None for one in now):
        return None
    rates = [
        o for o in (*ledger.told, *now) if o.unit == goal.unit and o.per and factor(o.per, o.per) and o.per in _OF_TIME
    ]
    rate = rates[-1] if rates else None
    if rate is None or rate.per is None or rate.value <= 0:
        return None
    unit = asked["unit"] or ("일" if asked["days"] else rate.per)
    unit = {"주일": "주", "날": "일", "해": "년"}.get(unit, unit)
    size = factor(rate.per, unit)
    if size is None:
        return None
    needed = goal.value / rate.value * size
    if needed.denominator != 1 and size < 1:
        needed, unit = goal.value / rate.value, {"날": "일", "주일": "주", "개월": "달"}.get(rate.per, rate.per)
    whole = -(-needed.numerator // needed.denominator)
    return SpokenSum("is", Fraction(whole), unit)


_SAVING: Final = re.compile(r"(?:모아|저금해|저축해|아껴|부어|벌어|일해)야|(?:모으|저금하|저축하|벌)면")
"""«레고가 사만 오천 원인데 몇 주 모아야 돼»: until it can be bought."""
_STILL: Final = re.compile(r"(?:얼마나|몇\s?[가-힣]{1,2})\s더\s")
_OF_TIME: Final = ("일", "날", "주", "주일", "달", "개월", "년", "시간", "분")


def _priced_now(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«그럼 한 마리에 이만 원으로 잡으면 다 해서 얼마야?» of as many as came out or were told before."""
    if len(told) != 1 or not _MONEY_ASKED.search(text, told[0].end):
        return None
    (price,) = told
    if price.unit != WON or price.per is None or price.per in _OF_TIME or price.per in PERSONS or costs(text, price):
        return None
    counted = price.per or "개"
    if ledger.result is not None and ledger.unit == counted:
        return SpokenSum("is", price.value * ledger.result, WON)
    return None


_ORDERED: Final = re.compile(
    r"\s?(?:를|을|만|씩)?\s?(?:시키|주문하|사|먹|포장하)(?:으)?면(?:은|요)?[\s?.!~]*(?:얼마[가-힣]*[?.!]*)?$"
)
_SERVED: Final = ("마리", "그릇", "인분", "판", "접시", "줄", "잔", "개", "상자", "세트")
"""What a dish is counted by whose price is told without it."""


def _ordered(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«우리 가족 네 명이니까 두 마리 시키면?», after the places told what one costs."""
    counts = [one for one in told if one.unit not in PERSONS and one.value != 1]
    if len(counts) != 1 or not ledger.just_told or counts[0].per is not None:
        return None
    (many,) = counts
    prices = ledger.from_data[-ledger.just_told :]
    if many.unit not in _SERVED or not _ORDERED.match(text, many.end):
        return None
    if any(one.unit != WON or not one.label or one.per not in (None, many.unit) for one in prices):
        return None
    parts = tuple((one.label, one.value * many.value) for one in prices)
    return SpokenSum("of_each", parts[0][1], WON, parts=parts) if len(parts) > 1 else None


def without_why_so_many(text: str) -> str:
    """«우리 가족 네 명이니까 두 마리 시키면?»: without why so many are ordered."""
    return _REASON.sub("", text)


_REASON: Final = re.compile(r"^[^.?!]*(?:니까|라서|[아어]서)\s")
_CLAIMED: Final = re.compile(
    r"\s?(?:개|명|원)?(?:이?라고|이?라던데|이?라는데|이?란다|이?래|이라며|이?라며|이?라니까|(?:이|가)?\s?나왔|(?:이|가)?\s?나온다|로\s|인\s?줄|이?라\s?하|(?:이|가)?\s?(?:맞|틀|아니|아닌))"
)
_JUDGED: Final = re.compile(
    r"(?P<wrong>틀[린리렸릴]|아니(?:지|죠)|잘못)|(?P<who>누가|누구)|(?P<right>맞|아니(?:야|에요|예요|냐|니|ㄴ가)|아닌가)"
)


def _judged(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«우리 애는 8개라고 썼는데 틀린 거지?»: what somebody takes a result to be, beside what came out."""
    if len(told) != 1 or ledger.result is None:
        return None
    (claim,) = told
    judged = _JUDGED.search(text, claim.end)
    if judged is None or not _CLAIMED.match(text, claim.end) or claim.unit not in ("", ledger.unit):
        return None
    right = claim.value == ledger.result
    denies = None if judged["who"] else judged["wrong"] is not None
    return SpokenSum("right" if right else "wrong", ledger.result, ledger.unit, claim.value, denies=denies)


_IN_HAND: Final = re.compile(
    r"\s?(?:밖에|뿐|만)?\s?(?:(?:이|가|을|를|은)?\s?(?:있|없|주|줬|받|가지|갖|들고)|인데|으로|로|이면|면|뿐)"
)
_MAY_BUY: Final = re.compile(
    r"[가-힣]\s?수\s?(?:있|없)|(?:먹|사|마시|시키|가)[가-힣]{0,2}\s?(?:돼|되[나지겠는]|될까|되려나)|(?:되|충분하|가능하|모자라)[나니냐려겠지]|돼[?요]|될까|충분해|모자라|모자랄|부족"
)


def _enough(text: str, told: Sequence[ToldAmount], ledger: SpokenLedger) -> SpokenSum | None:
    """«만 원밖에 없는데 살 수 있어?», «오만 원 있는데 모자라?» of what came out, or the price told last."""
    amount = money_in_hand(text) if not _HOW_LONG.search(text) else None
    price = ledger.result if ledger.unit == WON else ledger.from_data[-1].value if ledger.just_told == 1 else None
    if amount is None or price is None:
        return None
    rest = amount - price
    buys = _BUYABLE.match(text, told[0].end) or costs(text, told[0])
    if ledger.is_rest and not buys and _AS_MEANS.match(text, told[0].end):
        return None  # «만 오천 원으로 밥도 먹을 수 있을까»: money beside what is left, and no price
    if buys or ledger.is_rest:
        rest = -rest  # «가방이 육만 오천 원이래, 살 수 있어?»: what came out is there
    return SpokenSum("spare" if rest >= 0 else "needs", abs(rest), WON, denies=_LACKS.search(text) is not None)


_AS_MEANS: Final = re.compile(r"\s?(?:밖에|뿐|만)?\s?(?:으로|로|(?:이|가|을|를)?\s?(?:있|없|주|줬|받|가지|갖|들고))")
_BUYABLE: Final = re.compile(r"\s?(?:짜리)?(?:이래|이라던데|이라는데|이던데|하던데|하는데|한대)[^.]*(?:살|사지|사도)")
_LACKS: Final = re.compile(r"모자라|모자랄|부족")


def money_in_hand(text: str) -> Fraction | None:
    """«엄마가 만 원 줬는데 그걸로 먹을 수 있어?»: the one amount of which it is asked whether it is enough."""
    told = told_amounts(text[:200])
    if len(told) != 1 or told[0].unit != WON or told[0].per is not None or not _IN_HAND.match(text, told[0].end):
        return None
    return told[0].value if _MAY_BUY.search(text, told[0].end) else None
