"""How long ago something was: the words by which that is asked, whatever happened.

«옮긴 지 몇 년 됐어», «옮기고 몇 년째야», «착공 후 얼마나 흘렀어», «착공부터 오늘까지 몇 달이야»,
«옮긴 게 몇 년 전이야».
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from companion.language.grammar import refers_to_day
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.terms import COPULA, ELAPSED, RUNNING, SINCE, UNTIL, WITH, Reading, Term

_LENGTHS: Final = frozenset("얼마나 얼마 몇년 몇해 몇달 몇개월 며칠 몇일 몇주 기간 세월 햇수".split())
"""What asks for a length of time, or stands for one."""
_TIME: Final = ("시간", "세월")
"""What passes: «시간이 얼마나 흘렀어»."""
_AFTER: Final = frozenset(("후", "뒤", "이후"))
_AND: Final = ("고", "고서", "구")
_PASSING: Final = frozenset(("되", "지나", "흐르", "보내"))
_AGO: Final = frozenset(("전", "전이"))
"""«몇 년 전이냐» is read with a noun of its own."""
_ONGOING: Final = (RUNNING, "차")


def elapsed(reading: Reading) -> frozenset[int]:
    """Positions of the words that ask how long ago something was; none where that is not asked."""
    for at, term in enumerate(reading.terms):
        if term.lemma in _LENGTHS and term.form is None:
            since = tuple(_since(reading, at))
            if since and reading.terms[at - 1].lemma in _TIME:
                since += (at - 1,)
            found = (*since, at, *_passed(reading, at, bool(since)))
            if len(found) > len(since) + 1:
                return frozenset(found)
    return frozenset()


def until_now(reading: Reading, since: str) -> str | None:
    """«그때부터 지금까지 몇 년이나 흐른 거지»: how long it is until today, as a question with the day it begins on.

    None where anything else is asked or named.
    """
    terms, found = reading.terms, elapsed(reading)
    length = next((t for t in terms if t.kind == "question" and t.lemma in _LENGTHS), None)
    passes = any(t.form is not None and t.lemma in _PASSING for t in terms)
    if length is None or not (found or passes):
        return None
    beside = [t for at, t in enumerate(terms) if at not in found and t is not length and t.form is None]
    if any(t.lemma in SELF | OURS | OTHERS for t in beside):
        return None  # «너 몇 년 됐어?»
    if any(t.kind in ("noun", "name", "number", "question") and not (t.bound or refers_to_day(t)) for t in beside):
        return None
    return f"{since}부터 오늘까지 {length.text} 지났어?"


def tells_how_long_since(reading: Reading) -> bool:
    """«영감 간 지가 벌써 구 년이야»: whether it is told, and not asked, how long ago something was."""
    since = any(a.form is not None and a.form.modifies and b.lemma == ELAPSED for a, b in pairwise(reading.terms))
    return since and not elapsed(reading)


def _since(reading: Reading, asked: int) -> Iterator[int]:
    """Words before the length that say from when on it is counted, and until now."""
    for at, term in enumerate(reading.terms[:asked]):
        before = reading.terms[at - 1].form if at else None
        described = before is not None and before.modifies
        after = term.lemma in _AFTER and term.kind == "noun"
        done = term.form is not None and term.form.ending in _AND
        spans = bool({SINCE, UNTIL, WITH} & set(term.particles))  # «착공하고» may be read as «with»
        if after or done or spans or (term.lemma == ELAPSED and term.bound and described):
            yield at


def _passed(reading: Reading, asked: int, since: bool) -> Iterator[int]:
    """Words behind the length that say that it has passed."""
    term, following = reading.terms[asked], reading.terms[asked + 1 : asked + 2]
    behind = reading.text[term.end :].lstrip()
    if following and following[0].lemma in _AGO and _ends(reading, asked + 2):
        yield asked + 1
    if not since:
        return
    if behind.startswith(_ONGOING):
        yield from (asked + 1,) if following and following[0].lemma in _ONGOING else (asked,)
    elif following and following[0].lemma == COPULA:
        yield asked + 1
    for at in range(asked + 1, len(reading.terms)):
        verb = reading.terms[at]
        if verb.form is not None:
            if verb.lemma in _PASSING or (term.kind == "noun" and _how(reading.terms[at])):
                yield at
            return


def _ends(reading: Reading, at: int) -> bool:
    """Whether nothing but the copula follows."""
    return all(term.lemma == COPULA for term in reading.terms[at : at + 1])


def _how(verb: Term) -> bool:
    """«기간이 어떻게 되죠»."""
    return verb.kind == "question"
