"""One account over the turns of a conversation: what things cost, what money is there, how many there are, what came out.

Every utterance is read once (`figures.py`) and changes the account: something is added, taken out («과학은 안 시키기로»),
told anew («아홉 명으로»). What is asked for is reckoned from all of it, again and again, so a change tells by itself what
follows. Nothing comes out where a price of the account holds for so many that nobody told, where money was told in two
places and nobody joined them, or where a question speaks of anything that the account knows nothing of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from companion.language.arithmetic import WON
from companion.language.figures import REDUCES, SPENT, TIMES, Figure, Figured, figured, may_be_of_sums, without_end
from companion.language.household import REGULAR
from companion.language.numbers import find_numbers
from companion.language.quantities import PERSONS
from companion.language.sum_puzzles import percent_change
from companion.language.terms import COPULA, TOPIC
from companion.language.told_amounts import DAY, ONE, SHARE, factor

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
    "noted",
    "unclear",
]

_IDLE: Final = 3
"""How many utterances without a figure end what was reckoned."""
_MONTHS: Final = {"년": 12, "해": 12, "개월": 1, "달": 1}
SCORE: Final = "점"
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
    noted: tuple[Figure, ...] = ()
    days: int = 0


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
    looked_up: tuple[str, Fraction] | None = None

    @property
    def total(self) -> Fraction | None:
        """What everything costs, None where that is not known."""
        totals = [one.total for one in self.costs]
        known = [one for one in totals if one is not None]
        return sum(known, Fraction(0)) if known and len(known) == len(totals) else None

    @property
    def fund(self) -> Fraction | None:
        """The money that is there, None where it was told in several places."""
        return self.funds[0].total if len(self.funds) == 1 else None

    def named(self, text: str) -> tuple[Entry, ...]:
        """The costs whose names stand in a text."""
        return tuple(
            one for one in self.costs
            if any(len(word) > 1 and without_end(word) in text for word in (one.label, one.of) if word)
        )  # fmt: skip

    def names(self) -> frozenset[str]:
        """Everything that figures were told of."""
        entries = (*self.costs, *self.funds)
        figures = (*self.rates, *self.stocks)
        return frozenset(w for one in (*entries, *figures) for w in (one.label, one.of) if w)


@lru_cache(maxsize=32)
def account_of(
    heard: tuple[str, ...], latest: Came | None = None, since: int = 0, price: Entry | None = None
) -> Account:
    """The account of what was said before, the oldest first.

    Args:
        heard: what was said.
        latest: what came out last, where that is known, and how many utterances `since`.
        price: what was answered just now that something costs.
    """
    account = Account()
    for n, one in enumerate(heard):
        account = told_next(account, figured(one))[0]
        account = _going_on(account, latest) if n == len(heard) - 1 - since else account
    return _with_price(account, price)


def _going_on(account: Account, latest: Came | None) -> Account:
    """The account, where something else came out than it knows of."""
    came = account.came
    if latest is None or (came is not None and (came.value, came.unit) == (latest.value, latest.unit)):
        return account
    account = replace(account, came=latest, idle=0, beyond=False, odd=Fraction(0))
    if latest.unit != WON:
        return account
    entry = Entry("", "", latest.value)
    if latest.goal == "left":
        return replace(account, costs=(), funds=(entry,))
    whole = replace(entry, value=latest.whole) if latest.goal == "each" else entry
    return replace(account, costs=(whole,))


def _with_price(account: Account, price: Entry | None) -> Account:
    """The account of what was told to cost so much; what was told before that is of something else."""
    if price is None:
        return account
    if price.per is not None and account.people is not None:
        price = replace(price, many=account.people, counted="명", follows=True)
    return Account(costs=(price,), funds=account.funds, people=account.people, words=account.words)


def told_next(account: Account, said: Figured) -> tuple[Account, Came | None]:
    """The account after an utterance, and what that comes to."""
    if said.recalls:
        return account, None
    if said.unit == SCORE:  # «토익 720 나왔다», until points are asked for
        account = replace(account, stocks=tuple(replace(s, unit=s.unit or SCORE) for s in account.stocks))
        said = replace(said, figures=tuple(replace(f, unit=f.unit or SCORE) for f in said.figures))
    if not (said.figures or said.asks or said.denied or said.cues & {"again", "halves"}):
        return replace(account, idle=account.idle + 1), None
    if said.figures and account.idle >= _IDLE and not (said.it or said.there or said.asks):
        account = Account()
    before = account
    account, changed = _edited(account, said)
    noted = _noted(account, said, put_right=_puts_right(said))
    changed = changed or (not any(f.part == "whole" for f in said.figures) and _is_put_right(account, noted))
    account, lacking = _with_besides(noted, said)
    if lacking:
        return account, Came("lacks", Fraction(0), WON, of=lacking)
    came = _came(before, account, said, changed=changed)
    words = frozenset(v.lemma for v in said.reading.verbs) if said.figures else frozenset()
    idle = 0 if said.figures or came is not None else account.idle + 1
    account = replace(account, words=account.words | words, idle=idle)
    if came is not None and came.goal not in ("noted", "unclear"):
        joined = (
            (Entry("", "", came.value),) if came.of_funds and came.goal == "total" and not said.nouns else account.funds
        )
        account = replace(account, came=came, funds=joined)
    return account, came


def _puts_right(said: Figured) -> bool:
    """«아니다, 이만 원 들고 나왔네»."""
    opening = said.reading.terms[:1]
    return any(t.kind == "interjection" or t.lemma in ("아니", "잘못") for t in opening)


def _is_put_right(before: Account, after: Account) -> bool:
    """Whether something was told anew that was told before: as many amounts of as many things, and one is another."""
    pairs = ((before.costs, after.costs), (before.funds, after.funds))
    other = any(len(one) == len(two) and [e.value for e in one] != [e.value for e in two] for one, two in pairs)
    return before.came is not None and other and before.people == after.people


# What is told


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
        account = replace(account, people=people, costs=costs)
    return account, changed


def _people_now(account: Account, said: Figured) -> Fraction | None:
    """How many come, where that is told: so many, so many more or fewer."""
    counted = [f for f in said.figures if f.unit in PERSONS and f.unit != "인분" and f.per is None and not f.label]
    counted = counted or [
        f for f in said.figures if f.unit in PERSONS and f.unit != "인분" and f.per is None and f.into
    ]
    if not counted:
        return None
    last = counted[-1]
    if last.into or len(counted) > 1:
        return last.value
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


def _noted(account: Account, said: Figured, *, put_right: bool) -> Account:
    """The account with what is told now."""
    counts = [f for f in said.figures if f.part == "many" and f.per is None]
    account = _with_counts(account, counts)
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
        elif one.part == "had" and one.per in PERSONS | {ONE} and account.people is not None:
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


def _with_counts(account: Account, counts: list[Figure]) -> Account:
    """«어른 둘 애 셋이면», after what one of each costs."""
    for one in counts:
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
            bought = bought and (spent or any(o.spent for o in account.costs))
            new = Entry(one.label, one.of, one.value, one.per, Fraction(1) if bought else None, spent=spent)
    if said.there and account.costs and not new.of:
        new = replace(new, of=account.costs[-1].of)  # «거기다 과학까지»: one more of the same
    alike = [n for n, o in enumerate(account.costs) if _is_told_anew(said, o, new)]
    if alike:
        old = account.costs[alike[-1]]
        new = new if new.many is not None and new.per is None else replace(old, value=new.value, per=new.per or old.per)
        costs = tuple(new if n == alike[-1] else o for n, o in enumerate(account.costs))
        return replace(account, costs=costs)
    rates = (*account.rates, one) if one.per is not None else account.rates
    return replace(account, costs=(*account.costs, new), rates=rates)


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
        if account.named(word) or any(word in one for one in account.names()):
            continue
        question, amount = account.looked_up or ("", Fraction(0))
        if word not in question:
            return account, word
        account = replace(account, costs=(*account.costs, Entry(word, "", amount)))
    return account, ""


# What is asked


def _came(before: Account, account: Account, said: Figured, *, changed: bool) -> Came | None:
    known = account.names() | before.names()
    foreign = [w for w in said.nouns if not any(w in k or without_end(k) in w for k in known)]
    others = _others(before, account, said)
    foreign = [w for w in foreign if not (changed and w in " ".join(said.denied))]
    if said.there and not said.figures and not said.cues & {"taken", "left", "short", "added"}:
        return None  # «거긴 얼마나 올라»: of a place
    if not may_be_of_sums(said, account.words, changed=changed) or (foreign and others is None):
        return None
    if others is not None:
        return others
    bare = tuple(f for f in said.figures if f.bare)
    if _is_only_told(before, said):
        return Came("noted", Fraction(0), "", noted=said.figures)
    goal = _goal(before, account, said, changed=changed)
    if account.beyond and goal not in ("times", "ends", "mean"):
        return None
    if account.odd and (goal in ("total", "left", "each", "fits") or said.unit == WON):
        return Came("unclear", account.odd, WON)
    for find in _FINDERS[goal] if goal is not None else ():
        found = find(before, account, said)
        if found is not None:
            tells_total = changed and found.goal == "left"
            return replace(found, bare=bare, total=account.total if tells_total else None)
    return None


def _is_only_told(before: Account, said: Figured) -> bool:
    """«렌트카 18만원», where money was just spoken of; «오전 210명 오후 345명이래»: named amounts, and nothing else."""
    if said.asks or said.there or said.it or said.cues or not said.figures:
        return False
    parts = {f.part for f in said.figures}
    if not all(f.label and f.per is None and not f.used for f in said.figures) or not parts <= {"cost", "many"}:
        return False
    if len({f.unit for f in said.figures}) != 1 or said.figures[0].unit in ("", *TIME_UNITS):
        return False
    going_on = before.idle == 0 and (
        bool(before.costs or before.funds) if parts == {"cost"}
        else any(s.unit == said.figures[0].unit for s in before.stocks)
    )  # fmt: skip
    verbs = {v.lemma for v in said.reading.verbs} - {COPULA}
    if parts == {"many"}:
        return not verbs and (len(said.figures) > 1 or going_on)
    return (going_on or (len(said.figures) > 1 and not verbs)) and verbs <= SPENT


TIME_UNITS: Final = frozenset(("시간", "분", "초", "일", "날", "주", "달", "개월", "년", "월"))


def _goal(before: Account, account: Account, said: Figured, *, changed: bool) -> Goal | None:
    cues, unit = said.cues, said.unit
    just = before.came
    if unit == "언제":
        return "ends" if "ends" in cues else None
    if unit == SHARE:
        return "share"
    if not said.asks:
        if changed and just is not None and ("again" in cues or said.figures):
            return just.goal
        adds = said.there and said.figures and just is not None and just.goal in ("total", "left", "fits")
        if adds and just is not None:
            return "left" if just.of_funds else just.goal
        return "total" if _is_price_and_count(said) else None
    if cues & {"left", "short"}:
        return "left"
    if unit == "" and not (said.supposes or said.requests):  # a yes-no question
        asks_room = "fits" in cues and (account.funds or any(f.part == "bound" for f in said.figures))
        return "fits" if asks_room else None
    if "each" in cues:
        return "each"
    if "mean" in cues:
        return "mean"
    more = unit in (WON, SCORE) and any(t.lemma in ("더", "덜") for t in said.reading.terms)
    if (cues & {"apart", "risen"} and unit and not (said.it and unit == WON)) or more:
        return "apart"
    if not unit and just is not None and said.figures and not changed:
        sharers = all((f.unit in PERSONS or f.unit == just.of != "" or factor(f.unit, just.of or "명") is not None)
                      and f.per is None for f in said.figures)  # fmt: skip
        if (just.goal == "each" and sharers) or (just.goal == "times" and all(f.part != "had" for f in said.figures)):
            return just.goal
    if cues & {"total"} and unit not in ("", WON):
        return "total"
    if unit not in ("", WON) and not said.figures and not cues and not said.nouns and account.stocks[-1:]:
        if account.stocks[-1].gained or account.stocks[-1].used:
            return "left"  # «그럼 이제 몇 개야»
    if said.a_day and unit not in ("", WON) and any(factor(f.unit, DAY) is not None for f in said.figures):
        return "each"
    if unit not in ("", WON):
        return "times"
    if "taken" in cues and not changed:
        return "left"
    if "total" in cues or "added" in cues:
        return "total"
    if changed and just is not None:
        return "total" if unit == WON and just.goal == "left" else just.goal  # «그럼 셋이 얼마지»
    counted = [f for f in said.figures if f.label and f.part == "many"]
    if said.supposes and counted and len(counted) == len(said.figures) and unit in ("", WON):
        priced = {c.label for c in account.costs if c.many is not None}
        return "total" if all(f.label in priced for f in counted) and len(account.costs) == len(counted) else None
    if unit == WON and not said.figures and not cues and just is not None and just.goal in ("total", "left"):
        return "left" if just.of_funds else just.goal
    spends = all(f.part == "cost" and f.per is None and f.verb in SPENT for f in said.figures)
    if said.supposes and said.figures and spends and just is not None and just.goal == "left":
        return "left"  # «식비로 60 쓰면»
    if unit == WON or said.figures:
        return "is"
    return None


def _is_price_and_count(said: Figured) -> bool:
    """«한 명당 삼만오천 원이고 여덟 명이야»: a price, how many there are, and nothing else."""
    if len(said.figures) != 2 or any(v.lemma != "이" for v in said.reading.verbs):
        return False
    price, many = sorted(said.figures, key=lambda f: f.per is None)
    return price.unit == WON and price.per in PERSONS and many.unit in PERSONS and many.per is None


def _left(before: Account, account: Account, said: Figured) -> Came | None:
    """What there is, less what is spent, or what is named of it."""
    said = replace(said, unit=_unit_of(account, said))
    if said.unit not in ("", WON):
        return _left_of_things(before, account, said)
    if said.there and "taken" in said.cues and before.came is not None and before.came.unit != WON:
        return _taken_from_result(before, said)
    there = account.fund
    told = {f.label for f in said.figures}
    named = [word for word in (*said.nouns, *said.denied) if word not in told]
    costs = account.named(" ".join(named)) if named and not (said.there or said.it) else ()
    costs = costs or account.costs
    came = before.came
    if came is not None and came.goal == "each" and any(f.part == "had" for f in said.figures):
        return Came("left", there - came.value, WON) if there is not None else None  # «3만원 있는데 내고 얼마 남아»
    handed = [one for one in costs if one.paid]
    if "change" in said.cues and not account.funds and len(handed) == 1:
        there, costs = handed[0].value, tuple(one for one in costs if not one.paid)
    wholes = [one for one in costs if not one.spent]
    if not account.funds and len(wholes) == 1 < len(costs) and "left" in said.cues:
        there, costs = wholes[0].total, tuple(one for one in costs if one.spent)  # «생활비 280인데 195 썼어»
    if "own" in said.cues:
        shares = [one for one in account.costs if one.per is not None]
        spent = shares[0].value if len(shares) == len(account.costs) == 1 else None
    elif not said.cues & {"left", "short"} and said.there and before.came is not None and before.came.goal != "left":
        return _taken_from_result(before, said)
    else:
        totals = [one.total for one in costs]
        known = [one for one in totals if one is not None]
        spent = sum(known, Fraction(0)) if known and len(known) == len(totals) else None
    if there is None or spent is None or ((not account.funds or "change" in said.cues) and spent > there):
        return None
    return Came("left", there - spent, WON)


def _left_of_things(before: Account, account: Account, said: Figured) -> Came | None:
    """«책 320쪽인데 80쪽 읽었어 몇 쪽 남았지», «목표가 600명인데 몇 명 모자라»."""
    came = before.came
    alike = [f for f in said.figures if f.unit == said.unit]
    if came is not None and came.unit == said.unit and came.goal == "total" and len(alike) == len(said.figures) == 1:
        whole, there = alike[0].value, came.value
        return Came("left", there - whole if "short" in said.cues else whole - there, said.unit, whole)
    stocks = [s for s in account.stocks if s.unit == said.unit]
    at = next((n for n in reversed(range(len(stocks))) if not stocks[n].used and not stocks[n].gained), None)
    if at is None or at + 1 == len(stocks) or said.figures and not alike:
        return None
    rest = stocks[at].value + sum((one.value if one.gained else -one.value for one in stocks[at + 1 :]), Fraction(0))
    return Came("left", rest, said.unit, stocks[at].value) if rest >= 0 else None


def _taken_from_result(before: Account, said: Figured) -> Came | None:
    came = before.came
    gone = [f for f in said.figures if came is not None and f.unit == came.unit and f.per is None]
    if came is None or len(gone) != len(said.figures) or not gone:
        return None
    return Came("left", came.value - sum((f.value for f in gone), Fraction(0)), came.unit)


def _total(before: Account, account: Account, said: Figured) -> Came | None:
    counted = {f.unit for f in said.figures}
    if (
        not account.costs
        and len(said.figures) > 1
        and len(counted) == 1
        and not counted & {WON, SHARE, ""}
        and said.unit in ("", *counted)
    ):
        return Came("total", sum((f.value for f in said.figures), Fraction(0)), said.figures[0].unit)
    if said.unit not in ("", WON) or not (account.costs or account.funds):
        row = account.row
        apart = len({f.label for f in row}) == len(row) and all(f.label for f in row)
        if said.figures or not apart or not row or said.unit not in ("", row[0].unit):
            return None
        return Came("total", sum((f.value for f in row), Fraction(0)), row[0].unit)
    if (spans := [f for f in said.figures if f.unit in _MONTHS]) and len(spans) == len(said.figures):
        return _is(before, account, said)
    named = account.named(" ".join(said.nouns))
    entries = named or account.costs
    if not entries and (len(account.funds) > 1 or any(one.per is not None for one in account.funds)):
        funds = (one.total or Fraction(0) for one in account.funds)
        return Came("total", sum(funds, Fraction(0)), WON, of_funds=True)
    totals = [one.total for one in entries]
    known = [one for one in totals if one is not None]
    alone = len(account.costs) == 1 and account.costs[0].per is None and before.came is None
    if not known or len(known) != len(totals) or alone:
        return None  # «사업비 3,100억 원하고 합치면»: with what?
    total = sum(known, Fraction(0))
    return Came("total", total if total > 0 else -total, WON)


def _each(before: Account, account: Account, said: Figured) -> Came | None:
    """A whole among so many: what was shared before, what was left, or all that is paid."""
    if said.unit not in ("", WON):
        return _each_of_things(before, account, said)
    if before.came is not None and before.came.unit != WON and not any(f.unit == WON for f in said.figures):
        return _each_of_things(before, account, said)
    many = [f for f in said.figures if f.part == "many" and f.per is None and f.value > 1]
    among = Fraction(1)
    for f in many:
        among *= f.value + f.joined
    if not many:
        among = Fraction(2) if "halves" in said.cues else account.people or _only_people(account)
    if among <= 1:
        return None
    came = before.came
    money = [f for f in said.figures if f.unit == WON]
    if came is not None and came.unit == WON and not money and (said.it or came.goal == "left"):
        whole = came.whole if came.goal == "each" else came.value
    elif account.costs:
        total = account.total
        if total is None:
            return None
        whole = total
    elif account.fund is not None:
        whole = account.fund
    else:
        return None
    people = not many or any(f.unit in PERSONS for f in many)
    return Came("each", whole / among, WON, whole, among, of="" if people else many[-1].unit) if whole > 0 else None


def _only_people(account: Account) -> Fraction:
    """«팀원 여섯 명»: people that were counted, where nobody else was; 0 for none."""
    counted = [s.value for s in account.stocks if s.unit in PERSONS and not (s.used or s.gained)]
    return counted[0] if len(counted) == 1 else Fraction(0)


def _each_of_things(before: Account, account: Account, said: Figured) -> Came | None:
    """«연필 열두 자루를 네 명이 나누면 몇 개씩», «다섯 명이 나누면», «2주 안에 끝내려면 하루에 몇 쪽»."""
    days = [f for f in said.figures if factor(f.unit, DAY) is not None and f.per is None]
    if len(days) == len(said.figures) == 1 and (
        before.came is None or before.came.of == DAY or before.came.unit != WON
    ):
        among = days[0].value * (factor(days[0].unit, DAY) or 1)
        last = before.came if before.came is not None and before.came.goal == "each" else None
        unit = last.unit if last is not None else said.unit
        rest = None if last is not None else _left_of_things(before, account, replace(said, unit=unit, figures=()))
        whole = last.whole if last is not None else rest.value if rest is not None else Fraction(0)
        return Came("each", whole / among, unit, whole, among, of=DAY) if whole and among else None
    shares = [f for f in said.figures if (f.unit in PERSONS or f.joined) and f.per is None and f.value > 1]
    people = [f.value + f.joined for f in shares]
    things = [f for f in said.figures if f.unit not in PERSONS | {WON, ""} and f.per is None and f.value > 1]
    came = before.came
    if len(people) != 1 or len(things) > 1 or len(people) + len(things) != len(said.figures):
        return None
    if things:
        return Came("each", things[0].value / people[0], things[0].unit, things[0].value, people[0])
    if came is None or came.unit == WON or came.goal not in ("each", "left", "total"):
        return None
    whole = came.whole if came.goal == "each" else came.value
    return Came("each", whole / people[0], came.unit, whole, people[0])


def _times(before: Account, account: Account, said: Figured) -> Came | None:
    """«36만원이면 몇 번»: how often what holds for each of the unit goes into an amount."""
    unit = before.came.unit if not said.unit and before.came is not None else said.unit
    unit = DAY if unit == "날" else unit
    rates = [r for r in account.rates if r.per and factor(r.per, unit) is not None and r.value]
    into = [f for f in said.figures if f.into and f.unit == WON and f.per is None]
    costs = [c for c in account.costs if c.per is None and not any(c.value == f.value for f in into)]
    if not rates:
        return None
    rate = rates[-1]
    price = into[-1].value if into and rate.unit == WON else rate.value
    price = price / 2 if "half" in said.cues else price
    if rate.unit == WON:
        now = [f.value for f in said.figures if f.unit == WON and f.per is None and not f.into]
        targets = now or [c.value for c in costs]
    else:
        came = before.came
        targets = [came.value] if came is not None and factor(came.unit, rate.unit) is not None else []
        if came is not None and came.goal == "times" and came.whole and not said.unit:
            targets = [came.whole]
        if not targets and came is not None and came.of == "lacking" and came.unit == rate.unit:
            targets = [came.value]
        if not targets:
            rest = _left_of_things(before, account, replace(said, unit=rate.unit, figures=()))
            alike = [s for s in account.stocks if s.unit == rate.unit]
            targets = [rest.value] if rest is not None else [s.value for s in alike[-1:] if not s.used]
    if len(targets) != 1 or price <= 0:
        return None
    size = factor(rate.per or "", unit) or Fraction(1)
    number = targets[0] / price * size
    if size != 1 and number.denominator != 1:
        return None
    return Came("times", Fraction(-(-number.numerator // number.denominator)), unit, targets[0])


def _apart(before: Account, account: Account, said: Figured) -> Came | None:
    """Two of one kind that were told one after the other."""
    money = [f for f in said.figures if f.unit == WON and f.per is None]
    if said.unit == WON and said.figures:  # «만원 줬는데 얼마 더 줘야 돼», «이만원 되려면 얼마 더 모아야 돼»
        so_far = before.came.value if before.came is not None and before.came.unit == WON else None
        if so_far is None or len(money) != len(said.figures) or len(money) != 1:
            return None
        aimed_at = money[0].verb in ("되", "채우", "만들")
        rest = money[0].value - so_far if aimed_at else so_far - money[0].value
        return Came("apart", rest, WON) if rest > 0 else None
    said = replace(said, unit=_unit_of(account, said))
    pair = _pair(account, said)
    if pair is None:
        return None
    one, other = pair
    if said.it:  # «다음 달도 그만큼 늘면»
        return Came("total", other + (other - one), said.unit) if not said.figures else None
    return Came("apart", abs(other - one), said.unit, one, of="lacking" if said.figures else "")


def _unit_of(account: Account, said: Figured) -> str:
    """The unit that is asked for; «얼마나 늘었어» asks for what was counted, where no money was spoken of."""
    money = account.costs or account.funds or any(f.unit == WON for f in said.figures)
    return account.stocks[-1].unit if said.unit == WON and account.stocks and not money else said.unit


def _pair(account: Account, said: Figured) -> tuple[Fraction, Fraction] | None:
    if said.unit in (WON, SHARE):
        funds = [one.value for one in account.funds if one.of == "" or one.label]
        costs = [one.value for one in account.costs if one.per is None]
        values = funds if len(funds) == 2 and not costs else costs if len(costs) == 2 and not funds else []
        if not values and len(funds) == len(costs) == 1 and said.cues & {"risen", "apart"}:
            values = [*funds, *costs]
        return (values[0], values[1]) if len(values) == 2 else None
    alike = [s for s in account.stocks if s.unit == said.unit]
    return (alike[-2].value, alike[-1].value) if len(alike) > 1 else None


def _mean(before: Account, account: Account, said: Figured) -> Came | None:
    """The mean of what was told last of each of several things: «수학이랑 영어 평균»."""
    unit = said.unit if said.unit not in ("", SHARE) else account.stocks[-1].unit if account.stocks else ""
    latest = {s.label: s for s in account.stocks if s.unit == unit and s.label and s.label not in TIMES}
    named = {label: s for label, s in latest.items() if label in said.text}
    values = [s.value for s in (named if len(named) > 1 else latest).values()]
    many = [f.value for f in said.figures if f.unit in (*PERSONS, "과목", "가지", "")]
    if len(values) < 2 or len(named) == 1 or (many and many[-1] != len(values)):
        return None
    return Came("mean", sum(values, Fraction(0)) / len(values), unit)


def _share(before: Account, account: Account, said: Figured) -> Came | None:
    """By how many percent something rises or falls."""
    came = before.came
    if came is not None and came.goal == "left" and came.whole > 0:
        rest = came.value if "left" in said.cues else came.whole - abs(came.value)
        return Came("share", rest / came.whole * 100, SHARE)
    if came is not None and came.goal == "apart" and came.whole and not said.figures:
        return Came("share", came.value / came.whole * 100, SHARE)
    pair = _pair(account, said) if said.cues & {"risen", "apart"} else None
    if pair is None or not pair[0]:
        return None
    return Came("share", abs(pair[1] - pair[0]) / pair[0] * 100, SHARE)


def _fits(before: Account, account: Account, said: Figured) -> Came | None:
    bounds = [f.value for f in said.figures if f.part == "bound"]
    there = bounds[0] if len(bounds) == 1 else account.fund if not bounds else None
    total = account.total
    others = [f for f in said.figures if f.part not in ("bound", "had")]
    if there is None or total is None or others:
        return None
    return Came("fits", there - total, WON, of="passes" if "passes" in said.cues else "")


def _others(before: Account, account: Account, said: Figured) -> Came | None:
    """«24명인데 여자가 11명이야 남자는 몇 명»: a whole, one part of it, and the other part is asked for."""
    alike = [s for s in account.stocks if s.unit == said.unit != ""][-2:]
    labels = {s.label for s in alike}
    topics = [t for t in said.reading.terms if t.kind == "noun" and TOPIC in t.particles and t.lemma not in labels]
    came = before.came
    if alike and came is not None and came.goal == "total" and came.unit == said.unit:
        alike = [replace(alike[-1], value=came.value, label=""), alike[-1]]
    elif len(alike) == 2 and alike[0] in account.row and alike[1] not in account.row:
        return None  # «오전 45명 오후 82명», of which nobody asked how many they are together
    if len(alike) != 2 or alike[0].value <= alike[1].value or not alike[1].label or said.figures[:-2]:
        return None
    denied = [v for v in said.reading.verbs if v.form is not None and v.form.negated and v.form.modifies]
    same = denied and any(alike[1].label in word for word in said.nouns)  # «안경 안 쓴 애는»
    if not same and (not topics or said.nouns != (topics[-1].text,)):
        return None
    return Came("others", alike[0].value - alike[1].value, said.unit)


def _ends(before: Account, account: Account, said: Figured) -> Came | None:
    came = before.came
    if came is None or came.goal != "times" or factor(came.unit, DAY) is None:
        return None
    return Came("ends", came.value * (factor(came.unit, DAY) or 1), DAY)


def _is(before: Account, account: Account, said: Figured) -> Came | None:
    """What all of it comes to, so many months of it, or what came out once more."""
    came = before.came
    months = [f for f in said.figures if f.unit in _MONTHS]
    money = [f for f in said.figures if f.unit == WON]
    if said.span and not said.cues & {"left", "each"}:
        return _over_days(account, said)
    if len(months) == 1 and len(said.figures) == 1:
        total = account.total
        if total is None or came is None or came.goal != "total" or not account.monthly:
            return None
        return Came("is", total * months[0].value * _MONTHS[months[0].unit], WON)
    if not said.figures:
        return None
    people = [f for f in said.figures if f.unit in PERSONS and f.per is None]
    if (
        (people or any(f.per is not None and not f.lot for f in money))
        and account.total is not None
        and any(c.per is not None for c in account.costs)
    ):
        return Came("total", account.total, WON)
    return None


def _over_days(account: Account, said: Figured) -> Came | None:
    """«커피 한 잔에 4500원인데 매일 마시면 한 달에 얼마»: a price, so many a day, so many days."""
    prices = [one for one in account.costs if one.per is not None]
    if len(prices) != 1 or len(account.costs) != 1 or not account.daily or any(f.unit != WON for f in said.figures):
        return None
    (price,) = prices
    a_day = [rate.value for rate in account.rates if rate.per == DAY and rate.unit == price.per]
    return Came("is", price.value * (a_day[-1] if a_day else 1) * said.span, WON, days=said.span)


_FINDERS: Final = {
    "left": (_left,),
    "total": (_total,),
    "each": (_each,),
    "times": (_times,),
    "apart": (_apart,),
    "share": (_share,),
    "mean": (_mean,),
    "fits": (_fits,),
    "ends": (_ends,),
    "is": (_is,),
    "others": (),
    "lacks": (),
    "noted": (),
    "unclear": (),
}
"""What reckons each goal, in order."""
