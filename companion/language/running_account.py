"""One account over the turns of a talk: what things cost, what money is there, how many there are, what came out.

Every utterance is read once (`figures.py`) and changes the account: something is added, taken out («과학은 안
시키기로»), told anew («아홉 명으로»). What is asked for is reckoned from all of it again and again (`account_sums.py`),
so a change tells what follows. Nothing comes out where a price of the account holds for so many that nobody told,
where money was told in two places and nobody joined them, or where a question speaks of anything that the account knows
nothing of.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.figures import NIGHT, REDUCES, SPENT, Figure, Figured, without_end
from companion.language.household import REGULAR
from companion.language.numbers import find_numbers
from companion.language.quantities import PERSONS
from companion.language.readings import words
from companion.language.sum_puzzles import percent_change
from companion.language.terms import COPULA, TOPIC
from companion.language.told_amounts import DAY, ONE, SHARE, told_amounts

Goal = Literal[
    "total",
    "left",
    "each",
    "times",
    "apart",
    "share",
    "fits",
    "others",
    "ends",
    "is",
    "lacks",
    "mean",
    "buys",
    "noted",
    "unclear",
]

GOODS: Final = frozenset(("조각", "마리", "판", "켤레", "송이", "봉지", "상자", "권", "벌", "자루"))
SCORE: Final = "점"
SERVING: Final = "인분"
SERVED: Final = frozenset(("잔", "인분", "그릇", "개", "장", "병", "접시", "명"))
"""What is bought for each who comes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What something costs or brings: so much, or so much for each of so many.

    Attributes:
        many: how many there are; None where nobody told, 1 for what holds as a whole.
        counted: what they are counted by, "" for what holds as a whole; `per` what the price holds for.
        follows: whether there are as many as people come.
        spent: whether it is told to be spent, and does not only cost so much.
        paid: whether it is money that was handed over for something.
    """

    label: str
    of: str
    value: Fraction
    per: str | None = None
    many: Fraction | None = Fraction(1)
    counted: str = ""
    follows: bool = False
    spent: bool = False
    paid: bool = False

    @property
    def total(self) -> Fraction | None:
        """All of it together, None where nobody told how many there are."""
        return None if self.many is None else self.value * self.many


def total_of(entries: Collection[Entry]) -> Fraction | None:
    """All of some entries together; None where there are none, or of one it is not known how much it comes to."""
    known = [total for one in entries if (total := one.total) is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(entries) else None


@dataclass(frozen=True, slots=True)
class Came:
    """What came out.

    Attributes:
        goal: what was asked for.
        value, unit: the result; below zero where money is short.
        whole, among: what was shared and by how many, of an «each».
        total: what everything costs, of what is left, where it is to be told too.
        bare: what was told without its unit and was taken for money.
        of_funds: whether it is money that is there, and no price.
        of: what nobody told, of a «lacks»; whether it was asked if something is too much, of a «fits»; what it
            was shared by, of an «each», "" for people.
        noted: what was only told.
        days: as how many days a month or a year was taken, 0 where none was.
        terms: what it was put together from, each with what it is of.
    """

    goal: Goal
    value: Fraction
    unit: str
    whole: Fraction = Fraction(0)
    among: Fraction = Fraction(0)
    total: Fraction | None = None
    bare: tuple[Figure, ...] = ()
    of_funds: bool = False
    of: str = ""
    noted: tuple[Figure | Entry, ...] = ()
    days: int = 0
    terms: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What was told so far.

    Attributes:
        costs, funds: money that goes out, and that is there.
        people: how many come, where that was told.
        rates: so much of something that is no money for each of something else, and money for each of what is counted.
        stocks: so many of something, the newest last.
        came: what came out last.
        words: verbs that were said with figures.
        monthly: whether what was told is paid every month.
        idle: utterances since the last figure.
        daily: whether something is done every day.
        odd: money of which it is not known what part it plays, 0 where none was told.
        beyond: whether a share was taken off or put on: what that comes to is reckoned elsewhere.
        row: how many of one kind were told in one utterance.
        absent: who has no part in which cost.
        past: costs that what came out took the place of.
        looked_up: what was asked of somebody who knows, and how much it was.
    """

    costs: tuple[Entry, ...] = ()
    funds: tuple[Entry, ...] = ()
    people: Fraction | None = None
    rates: tuple[Figure, ...] = ()
    stocks: tuple[Figure, ...] = ()
    came: Came | None = None
    words: frozenset[str] = frozenset()
    monthly: bool = False
    idle: int = 0
    odd: Fraction = Fraction(0)
    beyond: bool = False
    daily: bool = False
    row: tuple[Figure, ...] = ()
    past: tuple[Entry, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    looked_up: tuple[str, Fraction] | None = None

    @property
    def total(self) -> Fraction | None:
        """What everything costs, None where that is not known."""
        return total_of(self.costs)

    @property
    def fund(self) -> Fraction | None:
        """The money that is there, None where it was told in several places."""
        return self.funds[0].total if len(self.funds) == 1 else None

    def named(self, text: str) -> tuple[Entry, ...]:
        """The costs whose names stand in a text."""
        return tuple(
            one for one in self.costs or self.past
            if any(len(word) > 1 and without_end(word) in text for word in (one.label, one.of) if word)
        )  # fmt: skip

    def names(self) -> frozenset[str]:
        """Everything that figures were told of."""
        entries = (name for one in (*self.costs, *self.funds) for name in (one.label, one.of))
        figures = (name for one in (*self.rates, *self.stocks) for name in (one.label, one.of))
        return frozenset(name for name in (*entries, *figures, *(who for who, _ in self.absent)) if name)


_A_PAIR: Final = 2
_GO: Final = frozenset(words("가 오 모이 만나 여행가 놀러가"))
"""What people do who are counted for what comes."""
_SUPPOSED: Final = re.compile(r"면\s(?:모두\s)?$")


def price_told(text: str) -> Entry | None:
    """The one price that an answer tells: of so many together («두 마리면 42,000원»), or of one."""
    amounts = [one for one in told_amounts(text) if one.unit == WON]
    supposed = [one for one in amounts if _SUPPOSED.search(text[: one.start])]
    if len(supposed) == 1 and len(amounts) <= _A_PAIR:
        return Entry("", "", supposed[0].value)
    return Entry("", "", amounts[0].value, ONE, None) if len(amounts) == 1 else None


def taken_in(account: Account, said: Figured) -> tuple[Account, bool, str]:
    """The account with what an utterance tells; whether that changes what was told before; what of it nobody told."""
    edited, changed = _edited(_without(account, said), said)
    noted = _served(_noted(edited, said, put_right=_puts_right(said)), said)
    changed = changed or (not any(f.part == "whole" for f in said.figures) and _is_put_right(edited, noted))
    whole, lacking = _with_besides(noted, said)
    return whole, changed, lacking


def _without(account: Account, said: Figured) -> Account:
    """«민호는 빙수집을 안 갔어요»: who has no part in what was told to cost something."""
    for n, verb in enumerate(said.reading.verbs):
        begins = said.reading.verbs[n - 1].end if n else 0
        nouns = [t for t in said.reading.terms if t.kind in ("noun", "name") and begins <= t.start < verb.start]
        who = next((t.text for t in nouns if TOPIC in t.particles), "")
        of = [one.label for one in account.costs if one.label and one.label in said.text[begins : verb.start]]
        if verb.form is not None and verb.form.negated and who and len(of) == 1 and who != of[0]:
            account = replace(account, absent=(*account.absent, (who, of[0])))
    return account


def _served(account: Account, said: Figured) -> Account:
    """«네 명이 2인분씩 먹으면», where the one price is that of a serving."""
    each = [f.value for f in said.figures if f.unit == SERVING and f.per in PERSONS | {ONE} and not f.label]
    alone = account.costs[0] if len(account.costs) == 1 else None
    if len(each) != 1 or alone is None or alone.per is None or not alone.follows or account.people is None:
        return account
    return replace(account, costs=(replace(alone, many=account.people * each[0], counted=SERVING, follows=False),))


def _puts_right(said: Figured) -> bool:
    """«아니다, 이만 원 들고 나왔네»."""
    opening = said.reading.terms[:1]
    return any(t.kind == "interjection" or t.lemma in ("아니", "잘못") for t in opening)


def _is_put_right(before: Account, after: Account) -> bool:
    """Whether something was told anew that was told before: as many amounts of as many things, and one is another."""
    pairs = ((before.costs, after.costs), (before.funds, after.funds))
    other = any(len(one) == len(two) and [e.value for e in one] != [e.value for e in two] for one, two in pairs)
    return before.came is not None and other and before.people == after.people


def _edited(account: Account, said: Figured) -> tuple[Account, bool]:
    """The account with what is taken out and how many come now."""
    changed = False
    takes_off = not any(f.part in ("had", "whole") for f in said.figures) and "left" not in said.cues
    for word in said.denied if takes_off or "taken" not in said.cues else ():
        kept = tuple(one for one in account.costs if word not in (one.label, one.of))
        if kept != account.costs and not any(f.label == word for f in said.figures):
            account, changed = replace(account, costs=kept), True
    if said.daily:
        account = replace(account, daily=True)
    people = _people_now(account, said)
    if "halves" in said.cues and people is None and account.people is None:
        people = Fraction(2)  # «옆집이랑 반반 나누기로 했다»
    pays = any(v.form is not None and v.form.negated and v.text.startswith("내") for v in said.reading.verbs)
    if people is not None and pays:
        account, changed = replace(account, people=people), True  # there is as much for those who pay nothing
    elif people is not None and people != account.people:
        old = account.people
        follows = [one.follows for one in account.costs]
        served = old is not None and [one.many == old and one.counted in SERVED | PERSONS for one in account.costs]
        costs = tuple(
            replace(one, many=people) if follow or (served and served[n]) else one
            for n, (one, follow) in enumerate(zip(account.costs, follows, strict=True))
        )
        changed = changed or costs != account.costs or (account.came is not None and account.came.goal == "each")
        funds = tuple(replace(one, many=people) if one.per in PERSONS else one for one in account.funds)
        account = replace(account, people=people, costs=costs, funds=funds)
    return account, changed


def _people_now(account: Account, said: Figured) -> Fraction | None:
    """How many come, where that is told: so many, so many more or fewer."""
    counted = [f for f in said.figures if f.unit in PERSONS and f.unit != "인분" and f.per is None and not f.label]
    counted = counted or [
        f for f in said.figures if f.unit in PERSONS and f.unit != "인분" and f.per is None and f.into
    ]
    if not counted and len(said.figures) == 1 and account.people is None and not account.stocks:
        counted = [f for f in said.figures if f.unit in PERSONS and f.per is None and f.verb in {*_GO, COPULA}]
    if not counted:
        return None
    last = counted[-1]
    if last.into:
        return last.value
    groups = [f for f in said.figures if f.unit in PERSONS and f.unit != SERVING and f.per is None]
    apart = len(groups) == len(said.figures) > 1 == len(counted) and last is groups[-1] and not said.asks
    if apart and _are_told_apart(said, groups):
        return sum((f.value for f in groups), Fraction(0))
    if len(counted) > 1:  # «한 명 못 온대. 네 명이면?», not «오늘 120명 어제 95명»
        others = any(v.lemma == "빠지" or (v.form is not None and v.form.negated) for v in said.reading.verbs)
        return last.value if others or any(t.lemma == "더" for t in said.reading.terms) else None
    if account.people is not None and not last.into:
        verb = next((v for v in said.reading.verbs if v.start >= last.end), None)
        adverb = next((t for t in said.reading.terms if t.start >= last.end), None)
        if verb is not None and verb.form is not None and verb.form.negated:
            return account.people - last.value if last.value < account.people else None
        if adverb is not None and adverb.lemma == "더":
            return account.people + last.value
        if verb is not None and verb.lemma == "빠지":
            return account.people - last.value
    return last.value if last.value > 1 else None


def _are_told_apart(said: Figured, groups: list[Figure]) -> bool:
    """«손님이 두 분이고 저희는 세 명이에요»: groups of people side by side, none of which is a part of another."""
    between = [v for v in said.reading.verbs if groups[0].end <= v.start < groups[-1].start]
    sides = all(v.lemma == COPULA and v.form is not None and v.form.ending == "고" for v in between)
    return sides and bool(between) and all(f.verb == COPULA for f in groups)


def _noted(account: Account, said: Figured, *, put_right: bool) -> Account:
    """The account with what is told now."""
    counts = [f for f in said.figures if f.part == "many" and f.per is None and f.unit != SHARE]
    account = _with_counts(account, said, counts)
    used: set[Figure] = set()
    for one in said.figures:
        if one.part == "bound" or not one.value:
            continue
        if one.unit == SHARE:
            account = replace(_with_share(account, said, one), came=account.came)
        elif one.part == "less":
            less = Entry(one.label, "", -one.value)
            account = (
                replace(account, costs=(*account.costs, less)) if account.costs else replace(account, odd=one.value)
            )
        elif one.part == "odd" or (one.unit == WON and {"risen", "apart"} & said.cues and not said.asks):
            account = replace(account, odd=one.value)
        elif one.unit != WON:
            account = _with_count(account, one)
        elif one.part == "whole" or ("change" in said.cues and one.per in (None, ONE) and not one.label):
            account = replace(account, funds=(Entry(one.label, one.of, one.value),))
        elif one.part == "had" and one.per is None and put_right and len(account.funds) == 1:
            account = replace(account, funds=(replace(account.funds[0], value=one.value),))
        elif one.part == "had" and one.per is None:
            account = replace(account, funds=_with_fund(account.funds, one))
        elif one.part == "had" and (one.per in PERSONS or (one.per == ONE and account.people is not None)):
            gathered = Entry(one.label, one.of, one.value, one.per, account.people, "명")  # «넷이서 30만 원씩 걷었어»
            account = replace(account, funds=(*account.funds, gathered))
        elif one.part == "had" or (one.per is not None and _times_asked(said)) or (one.into and _names_rate(account)):
            account = replace(account, rates=(*account.rates, _as_rate(account, one)))
        else:
            account = _with_cost(account, said, one, counts, used)
    row = tuple(f for f in counts if f.unit == counts[0].unit) if counts else ()
    monthly = any("달" in t.text for t in said.reading.terms if t.kind in ("noun", "number", "adverb"))
    monthly = monthly or any(REGULAR.search(f.label) or REGULAR.search(f.of) for f in said.figures)
    return replace(
        account, monthly=account.monthly or (monthly and bool(said.figures)), row=row if len(row) > 1 else account.row
    )


def _with_share(account: Account, said: Figured, one: Figure) -> Account:
    """«할인 20퍼센트 된대»: everything is so much less, or more; what that is of is else reckoned elsewhere."""
    number = next((n for n in find_numbers(said.text) if n.start == one.start), None)
    change = percent_change(said.text, number) if number is not None else None
    if change is None and one.label.endswith("할인"):
        change = 1 - one.value / 100
    total = account.total
    last = account.costs[-1] if account.costs else None
    if change is not None and last is not None and any(f.unit == WON and f.label == last.label for f in said.figures):
        less = replace(last, value=last.value * change)  # «운동화가 8만 원인데 30퍼센트 할인한대»
        return replace(account, costs=(*account.costs[:-1], less))
    if change is None or total is None or len(said.figures) > 1 or account.beyond:
        return replace(account, beyond=True)
    return replace(account, costs=(Entry("", "", total * change),))


def _names_rate(account: Account) -> bool:
    """Whether «7만원으로» may take the place of so much for each of something: nothing else was told to be changed."""
    return account.came is not None and account.came.goal == "times" and bool(account.rates)


def _as_rate(account: Account, one: Figure) -> Figure:
    """So much for each of what so much was told for each of before: «40쪽씩 읽으면»."""
    if one.per not in (None, ONE):
        return one
    alike = [rate for rate in account.rates if rate.unit == one.unit and rate.per not in (None, ONE)]
    return replace(one, per=alike[-1].per) if alike else one


def _with_count(account: Account, one: Figure) -> Account:
    if one.per is not None:
        return replace(account, rates=(*account.rates, _as_rate(account, one)))
    unit = one.unit or (account.stocks[-1].unit if account.stocks and one.verb == COPULA else "")
    kept = bool(unit) or one.verb in (COPULA, "나오", "맞", "받", "")
    return replace(account, stocks=(*account.stocks, replace(one, unit=unit))) if kept else account


def _with_counts(account: Account, said: Figured, counts: list[Figure]) -> Account:
    """«어른 둘 애 셋이면», after what one of each costs; «세 장 사면», after what one thing costs."""
    alone = account.costs[0] if len(account.costs) == len(said.figures) == 1 and said.asks else None
    if (
        alone is not None
        and counts
        and counts[0].unit in (SERVED | GOODS | {NIGHT}) - PERSONS
        and not (said.cues or said.there)
    ):
        (one,) = counts
        may = alone.per in (ONE, one.unit) or (alone.per is None and alone.label and not REGULAR.search(alone.label))
        if may and one.label in ("", alone.label) and not alone.spent:
            return replace(account, costs=(replace(alone, many=one.value, counted=one.unit, per=alone.per or ONE),))
    for one in counts if "each" not in said.cues else ():
        at = [n for n, cost in enumerate(account.costs) if cost.label == one.label != ""]
        old = account.costs[at[-1]] if at else None
        if old is None or old.per not in (None, ONE, one.unit) or (one.unit and old.counted not in ("", one.unit)):
            continue
        changed = replace(old, many=one.value, counted=one.unit or "명", per=old.per or ONE)
        costs = tuple(changed if n == at[-1] else cost for n, cost in enumerate(account.costs))
        account = replace(account, costs=costs)
    return account


def _times_asked(said: Figured) -> bool:
    return said.unit not in ("", WON, SHARE, "언제") and "each" not in said.cues


def _with_fund(funds: tuple[Entry, ...], one: Figure) -> tuple[Entry, ...]:
    new = Entry(one.label, one.of, one.value)
    if one.label == "예산" or any(o.label == one.label != "" for o in funds):
        return (*(o for o in funds if one.label != "예산" and o.label != one.label), new)
    return (*funds, new)


def _with_cost(account: Account, said: Figured, one: Figure, counts: list[Figure], used: set[Figure]) -> Account:
    """The account with a price: for each of those counted beside it, for each who comes, or as a whole."""
    spent = one.verb in SPENT
    if one.lot and one.per is not None:
        new = Entry(one.label, one.of, one.value, one.per, one.lot, one.per, spent=spent)
    elif one.per is None and (counted := _many_of(account, counts, one)) is not None:
        used.add(counted)
        new = Entry(one.label, one.of, one.value, counted.unit, counted.value, counted.unit)
    elif one.per is None:
        new = Entry(one.label, one.of, one.value, spent=spent, paid=one.verb == "내" and not one.label)
    elif _is_of_result(account, said, one):
        assert account.came is not None
        many = account.came.value
        new = Entry(one.label, one.of, one.value, one.per, many, account.came.unit)
    else:
        people = one.per in PERSONS or one.per == ONE
        beside = [f for f in counts if f not in used and (f.unit == one.per or (one.per == ONE and f.unit != DAY))]
        beside += [f for f in counts if f not in used and f not in beside and people and f.unit in PERSONS]
        if beside:
            near = min(beside, key=lambda f: (f.label != one.label, abs(f.start - one.start)))
            used.add(near)
            label = one.label or ("" if near.unit in PERSONS else near.label)
            value = -one.value if REDUCES.search(label) else one.value  # «쿠폰 세 장, 한 장에 3천원»
            new = Entry(label, one.of, value, one.per, near.value, near.unit, near.unit in PERSONS)
        elif people and account.people is not None:
            new = Entry(one.label, one.of, one.value, one.per, account.people, "명", follows=True)
        elif one.per == ONE and said.there and said.supposes:
            new = Entry(one.label, one.of, one.value)  # «거기서 만원짜리 사면»
        else:
            bought = one.per not in PERSONS | {ONE} and not said.asks
            there_are = [s for s in account.stocks if s.unit == one.per and not (s.used or s.gained)]
            alone = bought and len(there_are) == 1 and not counts and not account.idle
            so_many = there_are[0].value if alone else None  # «배추 스무 포기», «한 포기에 3천5백 원이래»
            pays = any(v.lemma in SPENT for v in said.reading.verbs)
            bought = bought and (spent or pays or any(o.spent for o in account.costs))
            new = Entry(
                one.label, one.of, one.value, one.per, so_many or (Fraction(1) if bought else None), spent=spent
            )
    rates = (*account.rates, one) if one.per is not None else account.rates
    if said.there and account.costs and not new.of:
        new = replace(new, of=account.costs[-1].of)  # «거기다 과학까지»: one more of the same
    alike = [n for n, o in enumerate(account.costs) if _is_told_anew(said, o, new)]
    if alike:
        old = account.costs[alike[-1]]
        new = new if new.many is not None and new.per is None else replace(old, value=new.value, per=new.per or old.per)
        costs = tuple(new if n == alike[-1] else o for n, o in enumerate(account.costs))
        return replace(account, costs=costs, rates=rates)
    return replace(account, costs=(*account.costs, new), rates=rates)


def _many_of(account: Account, counts: list[Figure], one: Figure) -> Figure | None:
    """«커피 세 잔 시켰는데 커피 4500원»: how many there are of what has a price."""
    told = (f for f in (*account.stocks, *counts) if f.label == one.label != "" and f.unit in SERVED | GOODS)
    return next(told, None)


def _is_of_result(account: Account, said: Figured, one: Figure) -> bool:
    """«도시락 하나에 8500원인데 그만큼 시키면», and what one of those costs that just came out."""
    came = account.came
    if came is None or account.idle or came.unit not in SERVED | PERSONS:
        return False
    return said.it or (one.per == ONE and came.unit not in PERSONS and not any(f.unit != WON for f in said.figures))


def _is_told_anew(said: Figured, old: Entry, new: Entry) -> bool:
    """Whether a price takes the place of another: of the same thing, or for each of the same."""
    if "added" in said.cues or said.there or any(o.text in ("또", "도") for o in said.reading.terms):
        return False
    if new.label and old.label:
        return new.label == old.label and new.per == old.per and new.of in ("", old.of)
    same = new.per is not None and old.per is not None and (new.per == old.per or {new.per, old.per} <= PERSONS | {ONE})
    return same and not new.label


def _with_besides(account: Account, said: Figured) -> tuple[Account, str]:
    """The account with what is to be added of which no amount is said, and what nobody told one of: «입장료까지»."""
    adds = said.unit == WON and "total" in said.cues and any(f.unit == WON for f in said.figures)
    for word in said.besides if adds else ():
        if account.named(word) or any(word in one.label for one in account.funds):
            continue
        question, amount = account.looked_up or ("", Fraction(0))
        if word not in question:
            return account, word
        account = replace(account, costs=(*account.costs, Entry(word, "", amount)))
    return account, ""
