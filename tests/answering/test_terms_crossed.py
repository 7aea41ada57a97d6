"""Questions and claims about everything that is held one at a time, crossed by program, with answers from the rows.

What is right is worked out here from the rows of the made-up county, by other code than the robot's. Of thousands of
questions none may be answered falsely, and few may be declined.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
import yaml
from county import ELSEWHERE, MANIFEST, OFFICES, PEOPLE
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.language.josa import josa

TODAY, SHOWN = date(2026, 11, 22), date(2026, 11, 1)  # the day of the answers; until when the sources show it


def forms(text: str) -> tuple[str, ...]:
    """Ways to say something, apart by strokes."""
    return tuple(re.split(r"\s/\s+", text.strip()))


NUMBERS = {1: "딱 한", 2: "두", 3: "세", 4: "네"}
RELATIONS = ("holder", "director", "champion")


@dataclass(frozen=True)
class Term:
    """One row: who held what, from when to when."""

    who: str
    what: str
    first: date | None
    last: date | None
    orders: tuple[int, ...]
    acting: str | None
    reason: str | None
    suspended: date | None

    @property
    def until(self) -> date:
        return self.last or TODAY

    def covers(self, first: date, last: date) -> bool:
        return self.first is not None and self.first <= last and first <= self.until


def _rows() -> list[Term]:
    entities = [one for text in (PEOPLE, OFFICES, ELSEWHERE) for one in yaml.safe_load(text)["entities"]]
    names = {one["id"]: one["name"] for one in entities}
    found = []
    for one in entities:
        for relation in RELATIONS:
            for row in one.get(relation, ()):
                what = one["name"] if relation == "holder" else f"{one['name']} {NOUNS[relation]}"
                order = row.get("order", ())
                found.append(
                    Term(
                        names[row["value"]],
                        what,
                        row.get("from"),
                        row.get("to"),
                        tuple(order) if isinstance(order, list) else (order,) if order else (),
                        row.get("acting"),
                        row.get("ended_by"),
                        row.get("suspended_from"),
                    )
                )
    return found


NOUNS = {one["id"]: one["nouns"][0] for one in yaml.safe_load(MANIFEST)["relations"]}
ROWS = [term for term in _rows() if term.first]
OFFICES_HELD = list(dict.fromkeys(term.what for term in ROWS if "부시장" not in term.what))
WHO = list(dict.fromkeys(term.who for term in ROWS))


def held(who: str, what: str, *, acting: bool = False) -> list[Term]:
    """The terms of somebody, in one thing."""
    return [t for t in ROWS if t.who == who and t.what == what and bool(t.acting) == acting]


def proper(what: str) -> list[Term]:
    """All terms of one thing, without those who acted."""
    return [t for t in ROWS if t.what == what and not t.acting]


@dataclass(frozen=True)
class Case:
    """What is asked, and what the answer must and must not hold.

    Attributes:
        sign: whether it must say yes or no, where it says either.
        words: each must stand in it; of a word with «|» one of its parts.
    """

    kind: str
    turns: tuple[str, ...]
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sign: bool | None = None
    unknown: bool = False


# Claims: a predicate, in all the endings in which one asks whether it is so

COPULA_PAST = (
    "{였}지?", "{였}죠?", "{였}잖아", "{였}잖아요", "{였}나?", "{였}나요?", "{였}습니까?", "{였}던가?", "{였}다며?",
    "{였}다면서요?", "{였}다던데 맞아?", "{였}던 거 맞지?", "{이} 아니었나?", "{이} 아니었어?", "{이} 아니었나요?",
    "{였}던 적 있어?", "{였}지 아마?", "{였}다라매?", "{였}던 게 맞나요?", "{였}지 않나요?", "{였}지 않았나?",
    "{였}다고 하던데요?", "{였}던 거 아니야?", "{였}던 거 아닌가요?", "{였}다고 들었는데 맞나요?",
    "{였}어?", "{였}어요?", "{였}을걸?", "{였}던 거 맞죠?",
)  # fmt: skip
COPULA_NOW = forms(
    """
    {이}지? / {이}죠? / {이}야? / {이}에요? / {인}가요? / {이}잖아 / {이}라며? / {이}라면서요? / {이}라던데 맞아? /
    {인} 거 맞지? / {이} 아니야? / {이} 아닌가요? / {입}니까? / 맞지? / 맞나요? / {이}라매? / {인} 줄 알았는데 맞아?
    """
)
VERB_PAST = forms(
    """
    {았}지? / {았}죠? / {았}잖아 / {았}잖아요 / {았}나? / {았}나요? / {았}습니까? / {았}던가? / {았}다며? /
    {았}다면서요? / {았}다던데 맞아? / {ㄴ} 거 맞지? / {ㄴ} 거 맞나요? / {ㄴ} 거 아니야? / {ㄴ} 거 아니었어? /
    {지} 않았어? / {지} 않았나요? / {았}지 않나요? / {았}다라매? / {ㄴ} 게 맞아? / {았}다고 하던데요? /
    {았}다고 들었는데 맞나요? / {ㄴ} 줄 알았는데 맞아? / {았}어? / {았}어요? / {았}다는데 진짜야? /
    {으셨}나요? / {으셨}죠? / {ㄴ} 거 아닌가요? / {았}을걸?
    """
)
VERBS = {
    "하": {"았": "했", "ㄴ": "한", "지": "하지", "으셨": "하셨"},
    "되": {"았": "됐", "ㄴ": "된", "지": "되지", "으셨": "되셨"},
    "맡": {"았": "맡았", "ㄴ": "맡은", "지": "맡지", "으셨": "맡으셨"},
    "지내": {"았": "지냈", "ㄴ": "지낸", "지": "지내지", "으셨": "지내셨"},
    "물러나": {"았": "물러났", "ㄴ": "물러난", "지": "물러나지", "으셨": "물러나셨"},
    "그만두": {"았": "그만뒀", "ㄴ": "그만둔", "지": "그만두지", "으셨": "그만두셨"},
    "채우": {"았": "채웠", "ㄴ": "채운", "지": "채우지", "으셨": "채우셨"},
}


def was(what: str) -> Iterator[str]:
    """«… 시장이었지?» in all endings."""
    stem = josa(what, "이었/였")
    for form in COPULA_PAST:
        yield form.format(였=stem, 이=josa(what, "이/가"), 인=f"{what}인")


def now(what: str) -> Iterator[str]:
    """«… 시장이지?»"""
    final = (ord(what[-1]) - 0xAC00) % 28
    for form in COPULA_NOW:
        if form.startswith("{이}") and form[3] != " ":
            rest = form[3:]
            rest = "예요?" if not final and rest == "에요?" else rest
            yield what + ("이" if final or (rest[0] == "야" and final) else "") + rest
        elif form.startswith("{이}"):
            yield form.format(이=josa(what, "이/가"))
        elif form.startswith("맞"):
            yield f"{what} {form}"
        else:
            yield form.format(인=f"{what}인", 입=f"{what}입")


def did(verb: str) -> Iterator[str]:
    """«… 했지?»"""
    return (form.format(**VERBS[verb]) for form in VERB_PAST)


def claims() -> Iterator[Case]:
    """Whether somebody held it at all, now, then, so often, as which-th, after whom."""
    for who, what in itertools.product(WHO, OFFICES_HELD):
        own = held(who, what)
        acted = held(who, what, acting=True)
        subject = josa(who, "이/가")
        for said in was(what):
            yield Case("was", (f"{subject} {said}",), sign=bool(own))
        for said in did("하"):
            yield Case("did", (f"{subject} {josa(what, '을/를')} {said}",), sign=bool(own))
        for said in now(what):
            runs = any(t.last is None for t in own)
            yield Case("is", (f"{subject} 지금 {said}",), sign=runs)
        for said in did("하"):
            if acted or own:
                yield Case("acted", (f"{subject} {what} 권한대행을 {said}",), sign=bool(acted))
        if not own:
            continue
        yield from claims_of_one(who, what, own)


def claims_of_one(who: str, what: str, own: list[Term]) -> Iterator[Case]:
    """Claims about the terms of one who held it."""
    subject, obj = josa(who, "이/가"), josa(what, "을/를")
    number = sum(max(1, len(t.orders)) for t in own)
    for times in (1, 2, 3):
        for said in did("하"):
            yield Case("times", (f"{subject} {obj} {NUMBERS[times]} 번 {said}",), sign=times == number)
    in_a_row = max(len(t.orders) for t in own)
    for times, word, said in itertools.product((2, 3), ("내리", "연속", "연속으로", "연달아", "잇따라"), did("하")):
        yield Case("in a row", (f"{subject} {obj} {NUMBERS[times]} 번 {word} {said}",), sign=times == in_a_row)
    for order in {1, 2, 3, *(o for t in own for o in t.orders)}:
        right = any(order in t.orders for t in own)
        for said in was(f"{order}대 {what}"):
            yield Case("order", (f"{subject} {said}",), sign=right)
    begun, ended = {t.first.year for t in own if t.first}, {t.last.year for t in own if t.last}
    for year in sorted({y + d for y in begun for d in (-1, 0, 2)}):
        for said in did("되"):
            yield Case("began", (f"{subject} {year}년에 {josa(what, '이/가')} {said}",), sign=year in begun)
    for year in sorted({y + d for y in ended for d in (-1, 0, 1) if y + d < 2027}):
        for said in did("그만두"):
            yield Case("ended", (f"{subject} {year}년에 {obj} {said}",), sign=year in ended)
    for year in range(2009, 2026, 2):
        covers = any(t.covers(date(year, 1, 1), date(year, 12, 31)) for t in own)
        for said in was(what):
            yield Case("then", (f"{subject} {year}년에 {said}",), sign=covers)
    for other in {t.who for t in proper(what)} - {who}:
        chain = [t.who for t in proper(what)]
        pairs = set(itertools.pairwise(chain))
        for said in (form for form in was(other) if "적 있" not in form):
            yield Case("after", (f"{who} 다음 {josa(what, '은/는')} {said}",), sign=(who, other) in pairs)
            yield Case("before", (f"{who} 전 {josa(what, '은/는')} {said}",), sign=(other, who) in pairs)


# What is asked with a question word

DAY = "{0.year}년 {0.month}월 {0.day}일"


class Word(str):
    """A word that takes particles in a template: «{o:을/를}»."""

    __slots__ = ()

    def __format__(self, pair: str) -> str:
        if pair == "이야":
            return str(self) + ("이" if (ord(self[-1]) - 0xAC00) % 28 else "")
        return josa(self, pair) if pair else str(self)


def ask(text: str, **words: str) -> Iterator[str]:
    """Every way to ask, with its words put in."""
    return (form.format(**{name: Word(word) for name, word in words.items()}) for form in forms(text))


WHEN_BEGAN = """
    {a:은/는} 언제 {o:이/가} 됐어? / {a:은/는} 언제 {o:이/가} 됐나요? / {a:은/는} 언제부터 {o:을/를} 했어? /
    {a:은/는} 언제 {o:으로/로} 취임했어요? / {a:이/가} {o:이/가} 된 게 언제야? /
    {a:은/는} {o:을/를} 언제부터 했습니까? /
    {a:이/가} {o:을/를} 시작한 게 언제죠? / {o:은/는} {a:이/가} 언제부터 한 거야? / {a} {o} 언제 됐어
    """
WHEN_ENDED = """
    {a:은/는} 언제까지 {o:을/를} 했어? / {a:은/는} {o:을/를} 언제 그만뒀어? / {a} {o:은/는} 언제까지 하셨나요? /
    {a:이/가} {o:을/를} 그만둔 게 언제야? / {a:은/는} {o}에서 언제 물러났어요? /
    {a:은/는} {o:을/를} 언제까지 맡았습니까? /
    {a:이/가} {o}에서 내려온 게 언제죠? / {a} {o} 언제까지 했어
    """
HOW_LONG = """
    {a:은/는} {o:을/를} 얼마나 했어? / {a:은/는} {o:을/를} 몇 년 했나요? / {a:은/는} {o:을/를} 얼마 동안 했어요? /
    {o:을/를} {a:은/는} 몇 년이나 했대? / {a} {o} 얼마나 했어
    """
HOW_OFTEN = """
    {a:은/는} {o:을/를} 몇 번 했어? / {a:은/는} {o:을/를} 몇 번이나 했나요? / {a:이/가} {o:을/를} 몇 차례 했습니까?
    """
WHICH = """
    {a:은/는} 몇 대 {o:이야}야? / {a:은/는} 몇 대 {o:이었/였}어? / {a:은/는} 몇 대 {o:이었/였}나요? /
    {a:이/가} {o} 몇 대째였더라?
    """
WHY = """
    {a:은/는} {o:을/를} 왜 그만뒀어? / {a:이/가} {o}에서 물러난 이유가 뭐야? / {a:이/가} {o:을/를} 그만둔 까닭은? /
    {a} {o} 사퇴 사유가 뭐예요? / {a:은/는} {o}에서 왜 물러났나요?
    """


def values() -> Iterator[Case]:
    """When, how long, how often, which-th, why."""
    for who, what in itertools.product(WHO, OFFICES_HELD):
        own = held(who, what)
        if not own:
            continue
        first, last = own[0], own[-1]
        for text in ask(WHEN_BEGAN, a=who, o=what):
            yield Case("when began", (text,), ("|".join(DAY.format(t.first) for t in own),))
        ends = [DAY.format(t.last) for t in own if t.last]
        for text in ask(WHEN_ENDED, a=who, o=what):
            words = "|".join([*ends, *(() if last.last else ("끝나는 날", "아직", "맡고"))])
            yield Case("when ended", (text,), (words,))
        for text in ask(HOW_LONG, a=who, o=what):
            yield Case("how long", (text,), (_lengths(own),))
        number = sum(max(1, len(t.orders)) for t in own)
        for text in ask(HOW_OFTEN, a=who, o=what):
            yield Case("how often", (text,), ({1: "한 번|첫", 2: "두 번", 3: "세 번", 4: "네 번"}[number],))
        for text in ask(WHICH, a=who, o=what):
            yield Case("which", (text,), ("|".join(f"제{o}대" for t in own for o in t.orders),))
        if last.last and first is last:
            for text in ask(WHY, a=who, o=what):
                words = last.reason or "까닭|이유"
                yield Case("why", (text,), (words,), unknown=not last.reason)


def _lengths(own: list[Term]) -> str:
    """Any right way to say how long: years of all, of the last one in a row, or days."""
    spans = [(t.first, t.until) for t in own if t.first]
    days = sum((b - a).days + 1 for a, b in spans)
    lengths = [f"{days:,}일", f"{days - 1:,}일", f"{days - (TODAY - SHOWN).days:,}일"]
    for a, b in [*spans, *((a, SHOWN) for a, b in spans if b == TODAY)]:
        after = b + timedelta(days=1)
        months = (after.year - a.year) * 12 + after.month - a.month - (after.day < a.day)
        years, rest = divmod(months, 12)
        lengths.append(" ".join([*([f"{years}년"] if years else []), *([f"{rest}개월"] if rest else [])]))
        years, rest = divmod(months + 1, 12)  # the month that runs is counted too
        lengths.append(" ".join([*([f"{years}년"] if years else []), *([f"{rest}개월"] if rest else [])]) + "째")
    return "|".join(lengths)


ON_A_DAY = """
    {d}에 {o:은/는} 누구였어? / {d} {o} 누구야 / {o:이/가} {d}에는 누구였나요? / {d} 당시 {o} 이름이 뭐였어요? /
    {o} {d}에 누가 했어?
    """
WHO_AFTER = """
    {a} 다음 {o:은/는} 누구야? / {a} 후임 {o:이/가} 누구였어요? / {a:을/를} 이은 {o:은/는} 누구인가요? /
    {a} 다음에 누가 {o:을/를} 했어? / {a} 뒤를 이어 {o:이/가} 된 사람은? / {a} 뒤에 {o:은/는} 누가 맡았죠?
    """
WHO_BEFORE = """
    {a} 전 {o:은/는} 누구야? / {a} 전임 {o:이/가} 누구였어요? / {a} 바로 앞 {o:은/는} 누구인가요? /
    {a} 전에 누가 {o:을/를} 했어? / {a} 전에 {o:은/는} 누구였죠?
    """
NTH = """
    {n}대 {o:은/는} 누구야? / 제{n}대 {o:이/가} 누구였지? / {o} {n}대는 누구죠? / {n}대 {o} 누구더라
    """
ALL = """
    역대 {o} 알려 줘 / {o} 한 사람들 다 말해 줘 / 지금까지 {o} 누구누구였어? / {o} 명단 좀 / 네가 아는 {o} 다 말해 줘
    """
HOW_MANY = """
    {o:은/는} 지금까지 몇 명이었어? / 역대 {o:이/가} 모두 몇 명이야? / {o} 한 사람이 몇 명이나 돼요?
    """
LONGEST = """
    {o:을/를} 제일 오래 한 사람은 누구야? / 가장 오래 {o} 한 사람이 누구예요? / {o} 중에 누가 제일 오래 했어? /
    최장수 {o:은/는} 누구죠? / 누가 {o:을/를} 제일 오래 했나요?
    """
FIRST_OF_TWO = """
    {a:과/와} {b} 중에 누가 {o:을/를} 먼저 했어? / {a}, {b} 중 누가 먼저 {o:이/가} 됐나요? /
    {o:은/는} {a:이/가} 먼저야 {b:이/가} 먼저야?
    """
BOTH_WHEN = """
    {a:과/와} {b:은/는} 각각 언제 {o:이/가} 됐어? / {a:이랑/랑} {b} 둘 다 언제 {o:이/가} 됐어요?
    """


def days() -> Iterator[Case]:
    """Who held it on a day; before and after somebody; the which-th; all; the longest."""
    for what in OFFICES_HELD:
        chain = [t.who for t in proper(what)]
        for t in (t for t in ROWS if t.what == what):
            for text in ask(ON_A_DAY, o=what, d=DAY.format(t.first + timedelta(days=20))):
                yield Case("on a day", (text,), (t.who,))
        for a, b in itertools.pairwise(chain):
            for text in ask(WHO_AFTER, o=what, a=a):
                yield Case("who after", (text,), ("|".join(y for x, y in itertools.pairwise(chain) if x == a),))
            for text in ask(WHO_BEFORE, o=what, a=b):
                yield Case("who before", (text,), ("|".join(x for x, y in itertools.pairwise(chain) if y == b),))
        for holder, order in ((t.who, order) for t in proper(what) for order in t.orders):
            for text in ask(NTH, o=what, n=str(order)):
                yield Case("nth", (text,), (holder,))
        for text in ask(ALL, o=what):
            yield Case("all", (text,), tuple(sorted(set(chain))))
        number = len(set(chain)) + (what == "다온도지사")  # one of them has no days
        for text in ask(HOW_MANY, o=what):
            yield Case("how many", (text,), (f"{[0, '한', '두', '세', '네', '다섯'][number]} 명",))
        for text in ask(LONGEST, o=what):
            yield Case("longest", (text,), (_longest(what),))
        for a, b in itertools.combinations(dict.fromkeys(chain), 2):
            yield from of_two(what, a, b)


def _longest(what: str) -> str:
    """Who held it for most days, of those whose days are known."""
    total: dict[str, int] = defaultdict(int)
    for t in proper(what):
        total[t.who] += (t.until - t.first).days
    return max(total, key=lambda who: total[who])


def of_two(what: str, a: str, b: str) -> Iterator[Case]:
    """Who of two was first, and when each came."""
    starts = {who: min(t.first for t in held(who, what)) for who in (a, b)}
    first, second = sorted(starts, key=lambda who: starts[who])
    for text in ask(FIRST_OF_TWO, o=what, a=a, b=b):
        yield Case("first of two", (text,), (first,), (f"{second} 먼저",))
    for text in ask(BOTH_WHEN, o=what, a=a, b=b):
        each = tuple("|".join(DAY.format(t.first) for t in held(who, what)) for who in (a, b))
        yield Case("both when", (text,), each)


POINTS = """
    {a:이/가} {o:이/가} 된 날 {p:은/는} 누구였어? / {a:이/가} {o:으로/로} 취임했을 때 {p:은/는} 누구였나요? /
    {a:이/가} {o:이/가} 되던 날 {p:이/가} 누구였지?
    """
AFTERWARDS = """
    {a:이/가} {o:을/를} 그만둔 다음 날 {p:은/는} 누구였어? / {a:이/가} {o}에서 물러난 이튿날 {p:은/는} 누구였나요?
    """


def described_days() -> Iterator[Case]:
    """Who held one thing on the day on which somebody came to another, or left it."""
    for what, other in itertools.permutations(OFFICES_HELD, 2):
        for t in proper(what):
            if len(held(t.who, what)) > 1:
                continue
            for text in ask(POINTS, a=t.who, o=what, p=other):
                yield Case("day it began", (text,), _holding(other, t.first))
            for text in ask(AFTERWARDS, a=t.who, o=what, p=other) if t.last else ():
                yield Case("day after", (text,), _holding(other, t.last + timedelta(days=1)))


def _holding(what: str, day: date) -> tuple[str, ...]:
    """Who held or acted in something on a day, or that it is not known."""
    found = [t.who for t in ROWS if t.what == what and t.covers(day, day)]
    return ("|".join(found) or "자료에 없",)


def both() -> Iterator[Case]:
    """Whether two both held it, or held on."""
    for what in OFFICES_HELD:
        for a, b in itertools.combinations(WHO, 2):
            right = bool(held(a, what)) and bool(held(b, what))
            pair = (
                f"{josa(a, '이랑/랑')} {b} 둘 다",
                f"{josa(a, '과/와')} {josa(b, '은/는')} 두 사람 다",
                f"{a} {b} 두 분 모두",
            )
            for who, said in itertools.product(pair, ("{0}이었지?", "{0}이었나요?", "{0}이었잖아", "{0}이었다며?")):
                yield Case("both were", (f"{who} {said.format(what).replace('사이었', '사였')}",), sign=right)


def follow_ups() -> Iterator[Case]:
    """What leans on who was told."""
    for what in OFFICES_HELD:
        about = josa(what, "은/는")
        chain = proper(what)
        for at, t in enumerate(chain):
            if not t.orders:
                continue
            asked = f"{t.orders[-1]}대 {about} 누구야?"
            for form in (
                "그분은 언제 그만뒀어?",
                "그 사람 임기는 언제 끝났나요?",
                "언제까지 했는데?",
                "언제 물러났어요?",
            ):
                words = (DAY.format(t.last),) if t.last else ("끝나는 날|아직|맡고",)
                yield Case("then end", (asked, form), words)
            for form in ("언제부터 했어?", "그 사람은 언제 됐는데?", "취임은 언제야?"):
                yield Case("then start", (asked, form), (DAY.format(t.first),))
            for form in ("그럼 그 전에는?", "바로 전에는 누가 했어?", "전임자는 누구였는데?", "그 앞 사람은?"):
                if at and chain[at - 1].who != t.who:
                    yield Case("then before", (asked, form), (chain[at - 1].who,))
            for form in ("그 다음은?", "후임은 누구야?", "그 뒤에는 누가 했는데?", "뒤이어 누가 맡았어요?"):
                if at + 1 < len(chain) and chain[at + 1].who != t.who:
                    yield Case("then after", (asked, form), (chain[at + 1].who,))
            for form in ("왜 그만뒀는데?", "사퇴 사유가 뭐야?", "물러난 이유가 뭐래?"):
                if t.last:
                    yield Case("then why", (asked, form), (t.reason or "까닭|이유|왜",), unknown=not t.reason)
            for form in ("몇 년이나 했어?", "얼마나 오래 했는데?", "임기가 얼마나 됐어요?"):
                yield Case("then how long", (asked, form), (_lengths(held(t.who, what)),))


UNKNOWN = forms(
    """
    {은} 몇 살이야? / {은} 어느 당이야? / {의} 고향이 어디야? / {은} 어느 대학 나왔어? / {의} 부인은 누구야? /
    {은} 키가 몇이야? / {은} 결혼했어? / {은} 몇 표로 당선됐어? / {은} 전에 변호사였다며? /
    {은} 무슨 당 소속이에요? / {은} 언제 태어났어? / {은} 자식이 몇 명이야? /
    {의} 공약이 뭐였어? / {은} 그때 몇 살이었어?
    """
)


def unknown() -> Iterator[Case]:
    """What the rows say nothing of."""
    for who, form in itertools.product(WHO, UNKNOWN):
        yield Case("unknown", (form.format(은=josa(who, "은/는"), 의=f"{who}의"),), unknown=True)
    for what, form in itertools.product(OFFICES_HELD, UNKNOWN):
        yield Case("unknown", (form.format(은=f"지금 {josa(what, '은/는')}", 의=f"지금 {what}의"),), unknown=True)


def cases() -> list[Case]:
    """All of them."""
    return [*claims(), *values(), *days(), *described_days(), *both(), *follow_ups(), *unknown()]


# Judging


@dataclass
class Tally:
    """How many of a kind were answered rightly, declined, and the false ones."""

    right: int = 0
    declined: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def judge(case: Case, text: str, status: str) -> str:
    """«right», «declined» or «false»."""
    said = True if text.startswith("네") else False if text.startswith("아니") else None
    if case.unknown:
        return "false" if status == "answered" and not any(_holds(text, w) for w in case.words or ("없",)) else "right"
    if case.sign is not None:
        if said is None:  # of whom it is known until a day only, neither is said
            return (
                "right"
                if case.kind == "is" and "확인된 바로는" in text
                else "declined"
                if status != "answered"
                else "false"
            )
        return "right" if said is case.sign else "false"
    if any(word in text for word in case.without):
        return "false"
    if all(_holds(text, word) for word in case.words):
        return "right"
    return "declined" if status != "answered" else "false"


def _holds(text: str, word: str) -> bool:
    return any(part and part in text for part in word.split("|"))


def run(assistant: Assistant, chosen: list[Case]) -> dict[str, Tally]:
    """Ask and judge."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in chosen:
        state = State()
        for text in case.turns:
            reply, state = assistant.respond(text, state)
        outcome = judge(case, reply.text, reply.status)
        shown = f"{' | '.join(case.turns)} => {reply.text}  [{case.sign} {case.words}]"
        tally = tallies[case.kind]
        if outcome == "right":
            tally.right += 1
        else:
            (tally.false if outcome == "false" else tally.declined).append(shown)
    return tallies


def county(folder) -> Assistant:
    """A robot that knows Korean and the county."""
    folder = write_pack(
        folder / "daon", MANIFEST, data__people_yaml=PEOPLE, data__offices_yaml=OFFICES, data__more_yaml=ELSEWHERE
    )
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, .]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


def sample(each: int, seed: int = 1) -> list[Case]:
    """At most so many of each kind, the same every time."""
    kinds: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        kinds[case.kind].append(case)
    chance = random.Random(seed)
    return [case for of_kind in kinds.values() for case in chance.sample(of_kind, min(each, len(of_kind)))]


@pytest.fixture(scope="module")
def tallies(tmp_path_factory):
    return run(county(tmp_path_factory.mktemp("county")), sample(25))


def test_nothing_is_answered_falsely(tallies):
    false = [shown for tally in tallies.values() for shown in tally.false]
    assert not false, "\n".join(false)


def test_hardly_anything_that_is_known_is_declined(tallies):
    """Who held something in a year before the rows begin, or is to come, is rightly declined."""
    declined = [shown for tally in tallies.values() for shown in tally.declined]
    asked = sum(tally.right + len(tally.false) + len(tally.declined) for tally in tallies.values())
    assert len(declined) <= 0.03 * asked, "\n".join(declined)


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    return county(tmp_path_factory.mktemp("county"))


@pytest.mark.parametrize(
    ("turns", "words", "absent"),
    [
        (("구절초는 시장을 두 번밖에 안 했지?",), ["네", "두 번"], []),
        (("민들레가 도지사를 두 번 연달아 했지?",), ["아니요", "두 번"], []),
        (("새벌시장 노고단은 언제까지 대행했어?",), ["노고단", "2022년 6월 30일"], []),
        (("도지사 달맞이는 언제 관장이 됐어?",), ["다온도지사를 맡은 적이 있다는 자료는 없어요", "2021년 1월 1일"], []),
        (("구절초 시장이 그만둔 다음 날 도지사는 누구였어?",), ["민들레"], []),
        (("서리태가 관장에서 물러난 해에 도지사는 누구였어?",), ["2020년", "민들레"], []),
        (("도지사는 누구야?", "그럼 너도 도지사 할 수 있겠네?"), [], ["지금 다온도지사는"]),
        (("구절초 지사가 사퇴했지?",), ["아니요", "다 채웠"], []),
        (("도지사 임기가 5년이지?",), ["아니요", "4년"], []),
        (("노고단은 도지사 권한대행을 두 차례 맡았죠?", "첫 번째는 언제까지였어?"), ["2021년 6월 30일"], ["2022년"]),
        (("민들레 지사 물러나고 누가 대행했어?", "얼마나 했어?"), ["노고단", "121일"], []),
        (("도지사 자리가 없어졌어?",), ["아니요", "자료는 없어요"], []),
        (("한나래 시장 때 도지사는 몇 명이었어?",), ["두 명", "민들레", "구절초"], []),
        (("구절초는 몇 년생이야?",), ["자료에 없"], ["2010"]),
        (("구절초는 무슨 당이야?",), ["구절초의 당은"], []),
        (("네가 아는 다온박물관 관장 다 말해 줘", "제일 오래 한 사람은?"), ["달맞이", "확인된 것만"], ["서리태"]),
        (("도지사가 뭐야?", "누가 해?"), ["민들레"], []),
    ],
)
def test_what_strangers_ask_of_terms(robot, turns, words, absent):
    state = State()
    for text in turns:
        reply, state = robot.respond(text, state)
    assert all(_holds(reply.text, word) for word in words), reply.text
    assert not any(word in reply.text for word in absent), reply.text
