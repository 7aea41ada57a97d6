"""What a running account comes to: what is left, all together, each one's share, how often, how much more.

Each goal has one way to reckon it, which gives nothing where the account does not hold all that it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from companion.base import patterns as re
from companion.language.account_spans import interest, over_time, share_of_named
from companion.language.arithmetic import WON
from companion.language.figures import NIGHT, SPENT, THERE, TIMES, Figure, Figured, figured, may_be_of_sums, without_end
from companion.language.numbers import find_numbers
from companion.language.quantities import PERSONS
from companion.language.readings import words
from companion.language.running_account import SCORE, SERVING, Account, Came, Entry, Goal, taken_in, total_of
from companion.language.spoken_sums import PEOPLE
from companion.language.terms import COPULA, SUBJECT, TOPIC
from companion.language.told_amounts import DAY, ONE, SHARE, factor

ONE_EACH: Final = "one each"
"""Of a total: as many as there are people."""
SUPPOSED: Final = "supposed"
"""Of what is left where what is taken from was told as a price: true only if it is meant so."""
_GATHERS: Final = frozenset(words("모이 모으 걷 걷히"))
_SEVERAL: Final = 2
_IDLE: Final = 3
"""How many utterances without a figure end what was reckoned."""
_MONTHS: Final = {"년": 12, "해": 12, "개월": 1, "달": 1}
_TIME_UNITS: Final = frozenset(("시간", "분", "초", "일", "날", "주", "달", "개월", "년", "월"))


@lru_cache(maxsize=32)
def account_of(
    heard: tuple[str, ...],
    latest: Came | None = None,
    since: int = 0,
    price: Entry | None = None,
    priced: int = 0,
    judged: tuple[tuple[int, str, Fraction], ...] = (),
) -> Account:
    """The account of what was said before, the oldest first.

    Args:
        heard: what was said.
        latest: what came out last, where that is known, and how many utterances `since`.
        price: what was answered that something costs, and how many utterances since (`priced`).
        judged: what somebody took something to come to: how many utterances since, the question, and what it came to.
    """
    account = Account()
    claims = {len(heard) - 1 - ago: (question, amount) for ago, question, amount in judged}
    for n, one in enumerate(heard):
        question, amount = claims.get(n, (one, None))
        account = told_next(account, figured(question))[0]
        account = _going_on(account, Came("total", amount, WON)) if amount is not None else account
        account = _with_price(account, price) if n == len(heard) - 1 - priced else account
        account = _going_on(account, latest) if n == len(heard) - 1 - since else account
    return account


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
        return replace(account, costs=(), funds=(entry,), past=account.costs or account.past)
    whole = replace(entry, value=latest.whole) if latest.goal == "each" else entry
    return replace(account, costs=(whole,), past=account.costs or account.past)


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
    account, changed, lacking = taken_in(account, said)
    if lacking:
        return account, Came("lacks", Fraction(0), WON, of=lacking)
    came = _came(before, account, said, changed=changed)
    words = frozenset(v.lemma for v in said.reading.verbs) if said.figures else frozenset()
    idle = 0 if said.figures or came is not None else account.idle + 1
    account = replace(account, words=account.words | words, idle=idle)
    if came is not None and came.of == SUPPOSED:
        account = replace(account, came=came, costs=account.costs[1:], funds=account.costs[:1])
    elif came is not None and came.goal not in ("noted", "unclear"):
        joined = (
            (Entry("", "", came.value),) if came.of_funds and came.goal == "total" and not said.nouns else account.funds
        )
        account = replace(account, came=came, funds=joined)
    return account, came


_MORE: Final = re.compile(r"\s?더(?![가-힣])")


def goes_on_with_count(said: Figured) -> bool:
    """«거기에 커피 삼천 원씩 더하면», «서른 개 더 시키면»: of how many was said before, which is reckoned elsewhere."""
    each = "added" in said.cues and any(f.per == ONE for f in said.figures)
    more = any(f.unit not in (WON, *PERSONS) and _MORE.match(said.text, f.end) for f in said.figures)
    return (each and len(said.figures) == 1) or more


def _of_one(before: Account, said: Figured) -> Came | None:
    """«한 켤레에 얼마 꼴이야», after so many of them had a price together."""
    question = next((t for t in said.reading.terms if t.kind == "question"), None)
    ones = [n.counter for n in find_numbers(said.text) if n.value == 1]
    if said.figures or question is None or said.unit != WON or len(ones) != 1 or ones[0] in (*PERSONS, *_TIME_UNITS):
        return None
    counted = [c for c in before.costs if c.counted and ones[0] in (c.counted, None, "개")]
    named = [c for c in counted if c.label in said.text]
    lot = (named or counted[-1:])[:1]
    return Came("is", lot[0].value, WON) if lot and lot[0].per is not None else None


def _each_more(before: Account, said: Figured) -> Came | None:
    """«거기에 커피 삼천 원씩 더하면», after so much for each of so many."""
    came, each = before.came, said.figures[0]
    alone = before.costs[0] if len(before.costs) == 1 and before.costs[0].per is not None else None
    if came is None or came.goal not in ("is", "total") or each.per != ONE or len(said.figures) > 1:
        return None
    among = came.among or (alone.many if alone is not None else None)
    return Came("is", came.value + each.value * among, WON, among=among) if among else None


def _came(before: Account, account: Account, said: Figured, *, changed: bool) -> Came | None:
    known = account.names() | before.names()
    foreign = [w for w in said.nouns if not any(w in k or without_end(k) in w for k in known)]
    others = _others(before, account, said)
    foreign = [w for w in foreign if not (changed and w in " ".join(said.denied))]
    reduced = any(f.unit == SHARE for f in said.figures) and not said.asks and not account.beyond
    if reduced and account.costs and account.costs != before.costs and account.costs[-1].total is not None:
        return Came("is", account.costs[-1].total, WON)  # «운동화가 8만 원인데 30퍼센트 할인한대»
    foreign = [] if "half" in said.cues or _spends_from_there(said) else foreign
    marked = share_of_named(before, said) or interest(said)
    marked = marked or _change_of_pieces(before, said) or _beside_total(before, said) or _one_each(said)
    if marked is not None:
        return marked
    if said.there and not said.figures and not said.cues & {"taken", "left", "short", "added"}:
        return None  # «거긴 얼마나 올라»: of a place
    as_verbs = {f"{name.removesuffix('도')}하" for name in known}  # «무하고 파하고»
    if not may_be_of_sums(said, account.words | as_verbs, known, changed=changed) or (foreign and others is None):
        return None
    if goes_on_with_count(said):
        return _each_more(before, said)
    if others is not None:
        return others
    over = over_time(before, account, said) or _share_of(before, said) or _of_one(before, said)
    if over is not None:
        return over
    bare = tuple(f for f in said.figures if f.bare)
    if not changed and _is_only_told(before, said):
        return _noted(before, account, said)
    goal = _goal(before, account, said, changed=changed)
    alone = account.costs[0].total if len(account.costs) == 1 and not account.funds else None
    if goal == "total" and changed and said.denied and not said.figures and alone is not None:
        return Came("total", alone, WON)  # «양말은 안 샀네», and one thing is left
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


_PIECE: Final = re.compile(r"[^,]*?원\s?짜리")
_NEEDED: Final = "필요하"
_ON_TOP: Final = re.compile(r"(?<![가-힣])더(?![가-힣])")
_ROOMY: Final = ("대", "칸", "곳", "군데", "층", "방", "상")
"""Counters of what holds several people."""
_HANDED: Final = re.compile(r"(?<![가-힣])(?:내[면고밀]|냈|드[리렸린]|주[면고]|줬|건네)")


def _change_of_pieces(before: Account, said: Figured) -> Came | None:
    """«오만 원짜리 내면 얼마 거슬러 받아», «만 원짜리 두 장이면 얼마 모자라»: what is paid, less what is owed."""
    pieces = [f for f in said.figures if f.unit == WON and _PIECE.match(said.text, f.start)]
    came = before.came
    asks = "change" in said.cues or ("short" in said.cues and _HANDED.search(said.text))
    if not asks or not 0 < len(pieces) == len(said.figures):
        return None
    owed = before.total if came is None else came.value if came.goal in ("total", "is") and came.unit == WON else None
    return Came("left", sum((f.value for f in pieces), Fraction(0)) - owed, WON) if owed is not None else None


def _one_each(said: Figured) -> Came | None:
    """«어른 78명에 애들 45명이면 의자를 몇 개 놔야 돼»: one for everybody, unless told otherwise."""
    need = any(v.lemma == _NEEDED or (v.form is not None and v.form.ought) for v in said.reading.verbs)
    alike = all(f.part == "many" and f.unit in PERSONS and f.per is None and not f.lot for f in said.figures)
    things = said.unit not in ("", WON, *PERSONS, *_TIME_UNITS, *_ROOMY) and len(said.nouns) == 1
    if _ON_TOP.search(said.text):
        return None  # «스무 명이 더 오면 의자는 몇 개 필요해»
    if not (need and alike and things and said.figures) or said.there or said.it or said.cues - {"fits"}:
        return None
    terms = tuple((f.label, f.value) for f in said.figures)
    return Came("total", sum((f.value for f in said.figures), Fraction(0)), said.unit, of=ONE_EACH, terms=terms)


def _beside_total(before: Account, said: Figured) -> Came | None:
    """«받은 게 50만 원인데 남습니까», after what all of it comes to: the amount that is told is there."""
    came = before.came
    there = said.figures[0] if len(said.figures) == 1 else None
    if came is None or came.goal not in ("total", "is") or came.unit != WON or there is None or said.supposes:
        return None
    told = there.unit == WON and there.per is None and there.verb == COPULA and there.part in ("cost", "had")
    asked = bool(said.cues & {"left", "short"}) and said.asks and not said.unit and not said.there
    return Came("left", there.value - came.value, WON) if told and asked and not there.label else None


def fits_asked(said: Figured, unit: str) -> bool:
    """Whether a result of a unit answers an utterance: what is asked for is no other unit, and nothing is recalled."""
    if said.recalls:
        return False
    of_time = said.unit in _TIME_UNITS or said.unit == "언제"
    return not (of_time and unit == WON) and not (said.unit in _TIME_UNITS and unit not in ("", *_TIME_UNITS))


def is_settled(account: Account, said: Figured) -> bool:
    """Whether money that was told before leaves one way to reckon: but one amount of it was told, or none.

    «거기서» after a share was reckoned is of the share or of the whole; «배도 세 개에 9천 원이면» is told in full.
    """
    if any(f.lot for f in said.figures) and not (said.cues or said.there or said.it):
        return False
    if said.there and "each" not in said.cues and account.came is not None and account.came.goal == "each":
        return False
    counts = {s.value for s in account.stocks if s.unit in PERSONS}
    if "each" in said.cues and account.people is None and len(counts) > 1 and not said.figures:
        return False
    regular = [rate for rate in account.rates if rate.unit == WON and rate.part == "had"]
    return len(account.costs) + len(account.funds) + len(regular) < _SEVERAL


def _noted(before: Account, account: Account, said: Figured) -> Came:
    """What was told, and what all of it comes to where several things were bought."""
    known = (*before.costs, *before.funds)
    new = [c for c in (*account.costs, *account.funds) if c not in known and c.value > 0]
    new.sort(key=lambda one: said.text.find(one.label or one.of))
    goods = all(c.label and c.per not in _TIME_UNITS for c in account.costs)
    together = len(account.costs) > 1 and not before.idle and goods
    total = account.total if together and not account.funds else None
    return Came("noted", Fraction(0), "", noted=tuple(new) or said.figures, total=total)


def _is_only_told(before: Account, said: Figured) -> bool:
    """«렌트카 18만원», where money was just spoken of; «오전 210명 오후 345명이래»: named amounts, and nothing else."""
    on_top = said.there and before.came is not None
    if said.asks or on_top or said.it or said.cues or not said.figures or _is_price_and_count(said):
        return False
    parts = {f.part for f in said.figures}
    money = [f for f in said.figures if f.unit == WON]
    verbs = {v.lemma for v in said.reading.verbs} - {COPULA}
    if money and parts <= {"cost", "had", "many"} and all(f.label for f in money if f.per is None):
        named = [f for f in money if f.label] or [f for f in said.figures if f.label]
        told = len(said.figures) > 1 or said.figures[0].lot > 0
        return bool(named) and (told or not verbs or (before.costs != () and not before.idle and verbs <= SPENT))
    if not all(f.label and f.per is None and not f.used for f in said.figures) or not parts <= {"cost", "many"}:
        return False
    if len({f.unit for f in said.figures}) != 1 or said.figures[0].unit in ("", *_TIME_UNITS):
        return False
    going_on = before.idle == 0 and any(s.unit == said.figures[0].unit for s in before.stocks)
    return parts == {"many"} and not verbs and (len(said.figures) > 1 or going_on)


def _goal(before: Account, account: Account, said: Figured, *, changed: bool) -> Goal | None:
    cues, unit = said.cues, said.unit
    just = before.came
    if changed and said.denied and not said.figures and not unit and not cues and account.costs:
        return "total"  # «양파는 안 살래»
    if unit == "언제":
        return "ends" if "ends" in cues else None
    if unit == SHARE:
        return "share"
    if not said.asks:
        if changed and just is not None and ("again" in cues or said.figures):
            return just.goal if _stands(before) else None
        adds = said.there and said.figures and just is not None and just.goal in ("total", "left", "fits")
        if adds and just is not None:
            return "left" if just.of_funds else just.goal
        return "total" if _is_price_and_count(said) else None
    if cues & {"left", "short"}:
        return "left"
    if unit == "" and not (said.supposes or said.requests):  # a yes-no question
        if changed and just is not None and said.reading.terms[-1].lemma == "그럼" and _stands(before):
            return just.goal  # «두 명 빠진대 그럼?»
        asks_room = "fits" in cues and (account.funds or any(f.part == "bound" for f in said.figures))
        return "fits" if asks_room else None
    if "each" in cues:
        return "each"
    if "mean" in cues:
        return "mean"
    does = {v.start for v in said.reading.verbs if v.lemma == "하"}  # «더하면»
    more = unit in (WON, SCORE) and any(t.lemma in ("더", "덜") and t.end not in does for t in said.reading.terms)
    if (cues & {"apart", "risen"} and unit and not (said.it and unit == WON)) or more:
        return "apart"
    if not unit and just is not None and said.figures and not changed:
        sharers = all((f.unit in PERSONS or f.unit == just.of != "" or factor(f.unit, just.of or "명") is not None)
                      and f.per is None for f in said.figures)  # fmt: skip
        if (just.goal == "each" and sharers) or (just.goal == "times" and all(f.part != "had" for f in said.figures)):
            return just.goal
    if cues & {"total"} and unit not in ("", WON):
        return "total"
    moved = [s for s in account.stocks[-1:] if s.gained or s.used]
    if moved and unit not in ("", WON) and not (said.figures or cues or said.nouns):
        return "left"  # «그럼 이제 몇 개야»
    if said.a_day and unit not in ("", WON) and any(factor(f.unit, DAY) is not None for f in said.figures):
        return "each"
    bought = any(t.lemma in _BUYS for t in said.reading.terms)
    if unit not in ("", WON, *_TIME_UNITS, *PERSONS) and bought:
        return "buys"
    if unit not in ("", WON):
        return "times"
    if "taken" in cues and not changed:
        return "left"
    if "total" in cues or "added" in cues:
        return "total"
    if changed and just is not None and (unit == WON or _stands(before)):
        return "total" if unit == WON and just.goal == "left" else just.goal  # «그럼 셋이 얼마지»
    counted = [f for f in said.figures if f.label and f.part == "many"]
    if said.supposes and counted and len(counted) == len(said.figures) and unit in ("", WON):
        priced = {c.label for c in account.costs if c.many is not None}
        return "total" if all(f.label in priced for f in counted) and len(account.costs) == len(counted) else None
    if unit == WON and not said.figures and not cues and said.nouns and account.named(" ".join(said.nouns)):
        return "total"  # «무값만 얼마야»
    if unit == WON and not said.figures and not cues and just is not None and just.goal in ("total", "left"):
        return "left" if just.of_funds else just.goal
    if said.supposes and just is not None and [f.part for f in said.figures] == ["less"]:
        return just.goal
    spends = all(f.part == "cost" and f.per is None and f.verb in SPENT for f in said.figures)
    if said.supposes and said.figures and spends and just is not None:
        if just.goal == "left" or (_spends_from_there(said) and just.unit == WON):
            return "left"  # «식비로 60 쓰면», «거기서 책 사고 9천 원 쓰면»
        if said.there and just.goal == "total" and not just.of_funds:
            return "total"  # «거기에 밥값으로 구만 원 더 쓰면»
    if unit == WON or said.figures:
        return "is"
    return None


def _spends_from_there(said: Figured) -> bool:
    """«거기서 책 사고 만이천 원 쓰면»: taken from what came out; what else is done says what for."""
    pointing = [t for t in said.reading.terms if t.lemma in THERE or t.text in THERE]
    from_there = any(t.text.endswith(_FROM) or t.particles[-1:] in ((_FROM,), ("에서",)) for t in pointing)
    return from_there and len(said.figures) == 1 and said.figures[0].part == "cost" and said.figures[0].verb in SPENT


_FROM: Final = "서"


def _told_since_left(account: Account) -> tuple[Entry, ...] | None:
    """The costs that were told after what is left came out; None where nothing was, or it is not seen from when on."""
    came, costs, funds = account.came, account.costs, account.funds
    if came is None or came.goal != "left" or came.unit != WON or not funds or account.total is None:
        return None
    for newer_funds in range(len(funds)):
        for newer in range(len(costs)):
            fund, spent = total_of(funds[: len(funds) - newer_funds]), total_of(costs[: len(costs) - newer])
            if fund is not None and spent is not None and fund - spent == came.value:
                return costs[len(costs) - newer :] if newer or newer_funds else None
    return None


def _stands(account: Account) -> bool:
    """Whether what came out last still follows from the account: nothing was told since."""
    came = account.came
    if came is None or account.idle:
        return False
    if came.goal == "left" and account.fund is not None and account.total is not None and came.unit == WON:
        return came.value == account.fund - account.total
    return came.goal != "total" or came.value == account.total


def priced_counts(account: Account, said: Figured) -> Fraction | None:
    """What «볼펜 다섯 자루랑 공책 세 권이면» comes to, where one of each was told to cost so much; None elsewhere."""
    prices = {cost.label: cost for cost in account.costs if cost.label}
    counts = [f for f in said.figures if f.part == "many" and f.label in prices and f.per is None]
    asked = said.unit in ("", WON) and (said.asks or said.supposes)
    if len(counts) < _SEVERAL or len(counts) != len(said.figures) or len(prices) != len(account.costs) or not asked:
        return None
    if said.there or said.it or any(prices[f.label].per not in (None, ONE, f.unit) for f in counts):
        return None
    return sum((prices[f.label].value * f.value for f in counts), Fraction(0))


def _is_price_and_count(said: Figured) -> bool:
    """«한 명당 삼만오천 원이고 여덟 명이야»: a price, how many there are, and nothing else."""
    if len(said.figures) != 2 or any(v.lemma != "이" for v in said.reading.verbs):
        return False
    price, many = sorted(said.figures, key=lambda f: f.per is None)
    return price.unit == WON and price.per in PERSONS and many.unit in PERSONS and many.per is None


def _left(before: Account, account: Account, said: Figured) -> Came | None:
    """What there is, less what is spent, or what is named of it."""
    said = replace(said, unit=_unit_of(account, said))
    if not said.unit and account.stocks and account.stocks[-1].used and not (account.costs or account.funds):
        said = replace(said, unit=account.stocks[-1].unit)  # «스무 개는 까치가 먹었어. 그러니까 남은 건?»
    if said.unit not in ("", WON):
        return _left_of_things(before, account, said)
    if said.there and "taken" in said.cues and before.came is not None and before.came.unit != WON:
        return _taken_from_result(before, said)
    if said.it and "taken" in said.cues and not (account.funds or said.figures):
        return _left_if_meant(before, account)
    there = account.fund
    told = {f.label for f in said.figures}
    named = [word for word in (*said.nouns, *said.denied) if word not in told]
    costs = account.named(" ".join(named)) if named and not (said.there or said.it) else ()
    costs = costs or account.costs
    came = before.came
    if came is not None and came.goal == "each" and any(f.part == "had" for f in said.figures):
        return Came("left", there - came.value, WON) if there is not None else None  # «3만원 있는데 내고 얼마 남아»
    handed = [one for one in costs if one.paid]
    pays = "change" in said.cues or (handed and len(said.figures) == 1 and said.figures[0].value == handed[-1].value)
    wholes = [one for one in costs if not one.spent]
    if pays and not account.funds and len(handed) == 1:
        there, costs = handed[0].value, tuple(one for one in costs if not one.paid)
    elif not account.funds and len(wholes) == 1 < len(costs) and "left" in said.cues:
        there, costs = wholes[0].total, tuple(one for one in costs if one.spent)  # «생활비 280인데 195 썼어»
    if "own" in said.cues:
        shares = [one for one in account.costs if one.per is not None]
        spent = shares[0].value if len(shares) == len(account.costs) == 1 else None
    elif not said.cues & {"left", "short"} and said.there and before.came is not None and before.came.goal != "left":
        return _taken_from_result(before, said)
    else:
        spent = total_of(costs)
    if there is None and came is not None and came.of_funds:
        there = came.value
    if "half" in said.cues and came is not None and (not costs or came.goal == "left"):
        return Came("left", came.value / 2, came.unit) if not said.figures else None
    if there is None or spent is None or ((not account.funds or "change" in said.cues) and spent > there):
        return None
    return Came("left", (there - spent) / (2 if "half" in said.cues else 1), WON)  # «남은 돈의 반을 저금하면 얼마야»


def _left_if_meant(before: Account, account: Account) -> Came | None:
    """«그거 빼고 남는 돈은», after what so many pay together and then what things cost: what is left, if so meant.

    Of two amounts of which nothing was reckoned yet the smaller, told last, is what «그거 빼면» takes away.
    """
    came, spent = before.came, total_of(account.costs[1:])
    if came is None and len(account.costs) == _SEVERAL and not before.odd:
        whole = account.costs[0].total
        sure = whole is not None and spent is not None and whole > spent
        return Came("left", whole - spent, WON, whole, spent, of=SUPPOSED) if sure and whole and spent else None
    whole = account.costs[0].total if account.costs and account.costs[0].per in PERSONS else None
    if came is None or came.goal != "total" or whole is None or whole != came.value:
        return None
    sure = spent is not None and whole > spent
    return Came("left", whole - spent, WON, whole, spent, of=SUPPOSED) if sure and spent is not None else None


def _left_of_things(before: Account, account: Account, said: Figured) -> Came | None:
    """«책 320쪽인데 80쪽 읽었어 몇 쪽 남았지», «목표가 600명인데 몇 명 모자라»."""
    came = before.came
    alike = [f for f in said.figures if f.unit == said.unit]
    if said.there and came is not None and came.goal == "each":
        return _taken_from_result(before, said)  # «거기서 두 개 먹었으면», of one's share
    if came is not None and came.unit == said.unit and came.goal == "total" and len(alike) == len(said.figures) == 1:
        whole, there = alike[0].value, came.value
        return Came("left", there - whole if "short" in said.cues else whole - there, said.unit, whole)
    stocks = [s for s in account.stocks if s.unit == said.unit]
    at = next((n for n in reversed(range(len(stocks))) if not stocks[n].used and not stocks[n].gained), None)
    if at is None or at + 1 == len(stocks) or (said.figures and not alike):
        return None
    rest = stocks[at].value + sum((one.value if one.gained else -one.value for one in stocks[at + 1 :]), Fraction(0))
    return Came("left", rest, said.unit, stocks[at].value) if rest >= 0 else None


def _taken_from_result(before: Account, said: Figured) -> Came | None:
    came = before.came
    gone = [f for f in said.figures if came is not None and f.unit == came.unit and f.per is None]
    if came is None or len(gone) != len(said.figures) or not gone:
        return None
    rest = came.value - sum((f.value for f in gone), Fraction(0))
    return Came("left", rest, came.unit) if rest >= 0 or came.unit == WON else None


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
    if any(_is_idle(before, account, f) for f in said.figures):
        return None  # «사촌도 둘 온댔다 그럼 다 해서?»
    if any(v.lemma in _GATHERS for v in said.reading.verbs):  # «총 얼마 모이는 거지»
        return Came("total", account.fund, WON) if account.fund is not None and account.funds[0].per else None
    named = account.named(" ".join(word for word in said.nouns if word not in said.besides))
    entries = named or account.costs
    if not entries and (len(account.funds) > 1 or any(one.per is not None for one in account.funds)):
        funds = total_of(account.funds)
        return Came("total", funds, WON, of_funds=True) if funds is not None else None
    total = total_of(entries)
    alone = len(account.costs) == 1 and account.costs[0].per is None and before.came is None
    unknown = [one for one in entries if one.total is None and one.label and one.per]
    if total is None and len(entries) > 1 and unknown and unknown[0].per not in _TIME_UNITS | {NIGHT}:
        return Came("lacks", Fraction(0), unknown[0].per or "개", of=unknown[0].label)  # of how many nobody told
    if total is None or alone:
        return None  # «사업비 3,100억 원하고 합치면»: with what?
    terms = tuple((one.label, one.total) for one in entries if one.total is not None)
    return Came("total", abs(total), WON, terms=terms if not said.figures else ())


def _is_idle(before: Account, account: Account, one: Figure) -> bool:
    """Whether a count says nothing of how much of anything there is."""
    if one.unit == WON or one.per is not None or one.into:
        return False
    if one.unit in PERSONS and (account.people is not None or _pay_together(account, one)):
        return False
    return not any(c.many == one.value and c not in before.costs for c in account.costs) and one.unit not in _MONTHS


def _pay_together(account: Account, one: Figure) -> bool:
    """«기차표가 둘이 삼만 이천 원»."""
    at = account.stocks.index(one) if one in account.stocks else -1
    return at >= 0 and one.label != "" and one.verb == "" and any(not c.label and c.per is None for c in account.costs)


def _each(before: Account, account: Account, said: Figured) -> Came | None:
    """A whole among so many: what was shared before, what was left, or all that is paid."""
    if said.unit not in ("", WON):
        return _each_of_things(before, account, said)
    if before.came is not None and before.came.unit != WON and not any(f.unit == WON for f in said.figures):
        return _each_of_things(before, account, said)
    many = [f for f in said.figures if f.part == "many" and f.per is None and f.value > 1]
    bought = [f for f in many if f.unit not in PERSONS and any(_is_many_of(c, f) for c in account.costs)]
    many = [f for f in many if f not in bought]
    many = _paying(many)
    among = Fraction(1)
    for f in many:
        among *= f.value + f.joined
    if many and account.people is not None and before.people not in (None, account.people):
        among = account.people  # «두 명 빠진대»
    if not many:
        among = Fraction(2) if "halves" in said.cues else account.people or _only_people(account)
    if among <= 1:
        return Came("lacks", Fraction(0), WON, of=PEOPLE) if bought else None
    came = before.came
    money = [f for f in said.figures if f.unit == WON]
    apart = _shares_apart(before, said)
    if apart is not None:
        return apart
    if _ON_TOP.search(said.text) and len(money) == 1 and _AND_NO_MORE.match(said.text, money[0].end):
        whole = before.total - money[0].value if before.total is not None else Fraction(0)
        return Came("each", whole / among, WON, whole, among) if whole > 0 else None
    if came is not None and came.unit == WON and not money and (said.it or came.goal == "left"):
        whole = came.whole if came.goal == "each" else came.value
        newer = _told_since_left(before) if came.goal == "left" else None
        if newer is not None and (asked := next((c for c in newer if c.label and not c.spent), None)) is not None:
            return Came("unclear", asked.value, WON)  # «핸드폰이 30만 원이야»: whether that is paid from it
        if newer is not None:
            whole = (total_of(before.funds) or Fraction(0)) - (before.total or Fraction(0))
    elif account.costs:
        named, lacking = _meant(before, said) if not money else ((), "")
        if lacking:
            return Came("lacks", Fraction(0), WON, of=lacking)
        total = total_of(named or account.costs)
        if total is None:
            return None
        whole = total
    elif account.fund is not None:
        whole = account.fund
    else:
        return None
    people = not many or any(f.unit in PERSONS for f in many)
    return Came("each", whole / among, WON, whole, among, of="" if people else many[-1].unit) if whole > 0 else None


def _paying(counts: list[Figure]) -> list[Figure]:
    """Those who share: «두 마리 시켜서 사만 원 나오면 네 명이», where what is ordered pays nothing.

    Who pays goes before who only came: «여섯이 먹었는데 다섯 명이 내면».
    """
    people = [f for f in counts if f.unit in PERSONS]
    people = [f for f in people if f.unit != SERVING] or people
    people = [f for f in people if f.verb in _PAY] or people
    return [*people, *(f for f in counts if f.unit in _TIME_UNITS)] if people else counts


_PAY: Final = frozenset(words("내 나누 나눠내 나누어내 부담하 갚"))
_FEE: Final = re.compile(r"(?:비용?|값|료|세)$")
_AND_NO_MORE: Final = re.compile(r"\s?(?:밖에|뿐|까지만?)")
"""«사십만 원밖에 안 나온다는데 한 명당 얼마씩 더 내»: what is paid already, of what all of it costs."""


def _meant(before: Account, said: Figured) -> tuple[tuple[Entry, ...], str]:
    """«카페비는 셋이 나누면»: the one thing that is to be shared, or what nobody told of; nothing for all of it."""
    words = (*said.nouns, *(f.label for f in said.figures if f.label))
    named = before.named(" ".join(words)) if words else ()
    fee = next((word for word in words if _FEE.search(word)), "")
    if named or not fee or len(before.costs) < _SEVERAL or not all(one.label for one in before.costs):
        return named, ""
    begun = tuple(one for one in before.costs if one.label.startswith(_FEE.sub("", fee)))
    return (begun, "") if len(begun) == 1 else ((), fee)


def _is_many_of(cost: Entry, one: Figure) -> bool:
    """Whether a count is of what is bought: «한 판에 2만 원, 두 판이면 인당 얼마»."""
    return cost.per is not None and cost.many == one.value and cost.counted == one.unit


def _shares_apart(before: Account, said: Figured) -> Came | None:
    """«고깃집 값만 넷이 나누고 카페는 셋이 나누면»: each is shared by so many, and who shares all pays so much."""
    since = said.begins
    terms: list[tuple[str, Fraction]] = []
    for one in said.figures:
        named = [c for c in before.costs if c.total and c.label and c.label in said.text[since : one.start]]
        if one.unit not in PERSONS or one.per is not None or len(named) != 1 or one.value < 1:
            return None
        terms.append((named[0].label, (named[0].total or Fraction(0)) / one.value))
        since = one.end
    if len({label for label, _ in terms}) < _SEVERAL:
        return None
    return Came("each", sum((value for _, value in terms), Fraction(0)), WON, terms=tuple(terms))


def _share_of(before: Account, said: Figured) -> Came | None:
    """«그럼 민호는 얼마만 내면 돼», who had no part in one of the things that were shared."""
    came = before.came
    parted = [(who, label) for who, label in before.absent if who in said.nouns]
    if came is None or came.goal != "each" or not came.terms or said.figures or not parted or len(said.nouns) > 1:
        return None
    without = {label for _, label in parted}
    return Came("is", sum((value for label, value in came.terms if label not in without), Fraction(0)), WON)


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
    if len(people) == 1 and account.people is not None and before.people not in (None, account.people):
        people = [account.people]  # «두 명 더 오면»
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
        lacking = [before.came.value] if before.came is not None and before.came.of == "lacking" else []
        targets = now or lacking or [c.value for c in costs]
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


_BUYS: Final = frozenset(words("사 살"))
_THE_REST: Final = "남은 돈"


def _buys(before: Account, account: Account, said: Figured) -> Came | None:
    """«만 원으로 천오백 원짜리 우유 몇 개 살 수 있어», «남은 돈으로 …»; «만 원이면 몇 개 사», after what one costs."""
    money = [f for f in said.figures if f.unit == WON]
    if len(money) != len(said.figures) or len(money) > _SEVERAL:
        return None
    came = before.came
    had = [f.value for f in money if f.per is None]
    rest = came.value if came is not None and came.unit == WON and came.goal == "left" and said.it else None
    there = had[0] if had else rest
    priced = [c for c in before.costs if c.per in (ONE, said.unit) and c.label]
    named = [c for c in priced if c.label in said.text]
    prices = [f.value for f in money if f.per is not None] or [c.value for c in (named or priced)]
    if len(money) == len(had) == _SEVERAL:
        there, prices = had[0], had[1:]
    if there is None and said.it:
        return Came("lacks", Fraction(0), WON, of=_THE_REST)
    if there is None or len(prices) != 1 or not 0 < prices[0] <= there or (said.it and had):
        return None
    many, over = divmod(there, prices[0])
    return Came("buys", Fraction(many), said.unit, over)


def _apart(before: Account, account: Account, said: Figured) -> Came | None:
    """Two of one kind that were told one after the other."""
    money = [f for f in said.figures if f.unit == WON and f.per is None]
    if said.unit == WON and said.figures:  # «만원 줬는데 얼마 더 줘야 돼», «이만원 되려면 얼마 더 모아야 돼»
        if [f.part for f in said.figures] == ["bound"]:  # «회사에서 8만 원까지만 준대 내가 얼마 더 내»
            total, pays = account.total, any(v.text.startswith("내") for v in said.reading.verbs)
            return Came("apart", total - money[0].value, WON) if pays and total and total > money[0].value else None
        saved = total_of(account.funds)
        aims = [c for c in account.costs if c.per is None]
        if len(aims) == 1 and saved is not None and any(v.lemma in _GATHERS for v in said.reading.verbs):
            rest = aims[0].value - saved  # «이만 원 있는데 얼마 더 모으면 돼»
            return Came("apart", rest, WON, of="lacking") if rest > 0 else None
        so_far = before.came.value if before.came is not None and before.came.unit == WON else None
        if account.total != so_far and len(account.costs) > 1:
            return None  # something was told since
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
    if said.figures and len({s.label for s in alike if s.label}) > 1:
        return None  # of which of them is not said
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
    if said.span and account.daily and not said.cues & {"left", "each"}:
        return _over_days(account, said)
    if "half" in said.cues and not said.figures and came is not None:
        return Came("is", came.value / 2, came.unit)  # «반이면 얼마야»
    received = [f for f in said.figures if f.part == "had" and f.verb == "받"]
    if came is not None and came.unit == WON and len(received) == len(said.figures) == 1 and _pays_oneself(said):
        paid = came.whole if came.goal == "each" else came.value  # «8만 원만 받으면 내가 얼마 내는 거야»
        return Came("is", paid - received[0].value, WON) if paid > received[0].value else None
    if any(f.per is not None and f.unit != WON and not _is_served(account, f) for f in said.figures):
        return None
    if len(months) == 1 and len(said.figures) == 1:
        total = account.total
        if total is None or came is None or came.goal != "total" or not account.monthly:
            return None
        return Came("is", total * months[0].value * _MONTHS[months[0].unit], WON)
    if not said.figures:
        reduced = came is None and any(cost.value < 0 for cost in account.costs)  # «책값 4만 원 빼 준대. 그럼 얼마야?»
        return Came("total", account.total, WON) if reduced and account.total is not None else None
    alone = account.total if len(account.costs) == 1 and account.costs != before.costs else None
    if not money and alone is not None:
        return Came("total", alone, WON)  # «세 장 사면 얼마야»
    new = [c for c in account.costs if c not in before.costs]
    whole = new[0].total if len(new) == 1 == len(money) and new[0].per is not None and not new[0].follows else None
    if whole is not None and len(said.figures) > 1 and before.costs and not said.there:
        return Came("total", whole, WON)  # «소주 한 병에 오천원씩 열두 병이면»: a sum of its own
    stands = before.came is None or _stands(before)
    people = [f for f in said.figures if f.unit in PERSONS and f.per is None and stands]
    if (
        (people or any(f.per is not None and not f.lot for f in money))
        and account.total is not None
        and any(c.per is not None for c in account.costs)
    ):
        return Came("total", account.total, WON)
    return None


def _pays_oneself(said: Figured) -> bool:
    question = next((t for t in said.reading.terms if t.kind == "question"), None)
    after = [v.text for v in said.reading.verbs if question is not None and v.start >= question.end]
    own = any(t.kind == "pronoun" and SUBJECT in t.particles for t in said.reading.terms)
    return own and bool(after) and after[0].startswith("내")


def _is_served(account: Account, one: Figure) -> bool:
    """«2인분씩», which everything of the account was reckoned with."""
    many = account.people * one.value if account.people is not None else None
    return one.unit == SERVING and len(account.costs) == 1 and account.costs[0].many == many


def _over_days(account: Account, said: Figured) -> Came | None:
    """«커피 한 잔에 4500원인데 매일 마시면 한 달에 얼마»: a price, so many a day, so many days."""
    prices = [one for one in account.costs if one.per is not None]
    if len(prices) != 1 or len(account.costs) != 1 or not account.daily or any(f.unit != WON for f in said.figures):
        return None
    (price,) = prices
    a_day = [rate.value for rate in account.rates if rate.per == DAY and rate.unit == price.per]
    return Came("is", price.value * (a_day[-1] if a_day else 1) * said.span, WON, days=said.span)


_Finder = Callable[[Account, Account, Figured], Came | None]
_FINDERS: Final[dict[Goal, tuple[_Finder, ...]]] = {
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
    "buys": (_buys, _times),
    "others": (),
    "lacks": (),
    "noted": (),
    "unclear": (),
}
"""What reckons each goal, in order."""
