"""Counting aloud: «10부터 거꾸로 세 줘», «카운트다운 해 줘 10부터», «하나부터 열까지 세어 봐», «셋부터 거꾸로»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from companion.language.numbers import native_noun, parse_number
from companion.language.terms import SINCE, UNTIL, Reading, Term

_COUNTS: Final = frozenset(("세", "세우", "세어", "헤아리"))
"""Verbs of counting; the dictionary takes «세어 봐» for «세우»."""
_COUNTDOWN: Final = "카운트다운"
_BACKWARDS: Final = "거꾸로"
_LATER: Final = "다음"
_MOST: Final = 30
_USUAL: Final = 10


@dataclass(frozen=True, slots=True)
class Counting:
    """What is to be counted: from `first` to `last`; `native`: «셋, 둘, 하나»; `later`: only another time."""

    first: int
    last: int
    native: bool
    later: bool = False

    @property
    def words(self) -> str:
        """«3, 2, 1»."""
        step = -1 if self.last < self.first else 1
        numbers = range(self.first, self.last + step, step)
        return ", ".join(native_noun(n) if self.native else str(n) for n in numbers)


def counting_asked(reading: Reading, before: Counting | None = None) -> Counting | None:
    """What a text wants counted aloud; None where it wants nothing counted, or too much.

    Args:
        reading: the utterance.
        before: what was counted last, so that «지금 5부터 해 줘» is counted the same way.
    """
    wanted = [
        v
        for v in reading.verbs
        if v.form is not None and (v.form.requests or v.form.ending.startswith(("자", "ㄹ래", "ㄹ까")))
    ]
    says_down = any(term.lemma in (_COUNTDOWN, _BACKWARDS) for term in reading.terms)
    counts = any(v.lemma in _COUNTS for v in wanted) or any(t.lemma == _COUNTDOWN for t in reading.terms)
    starts = [term for term in reading.terms if SINCE in term.particles and _value(term) is not None]
    ends = [term for term in reading.terms if UNTIL in term.particles and _value(term) is not None]
    again = before is not None and starts and not ends
    if wanted and any(_run(reading, at) for at in range(len(reading.terms))) and not starts:
        return Counting(1, _RUN, native=True)  # «하나 둘 셋 해 줘»
    if not (counts or again) or not (wanted or starts) or reading.asks_what:
        return None
    if counts and not (says_down or starts):
        return None  # «사람 수 좀 세 줘»
    down = says_down or (before is not None and before.last < before.first and not ends)
    first = _value(starts[0]) if starts else _USUAL if down else 1
    last = _value(ends[0]) if ends else 1 if down else None
    if first is None or last is None or not 0 < max(first, last) <= _MOST:
        return None
    native = any(
        not term.text[:1].isdecimal() and native_noun(_value(term) or 1) in term.text for term in (*starts, *ends)
    )
    found = Counting(first, last, native)
    return replace(found, later=True) if again and any(t.lemma == _LATER for t in reading.terms) else found


def _run(reading: Reading, at: int) -> bool:
    """«하나 둘 셋», one behind the other."""
    return [_value(term) for term in reading.terms[at : at + _RUN]] == [*range(1, _RUN + 1)]


_RUN: Final = 3


def _value(term: Term) -> int | None:
    return parse_number(term.text.split(SINCE)[0].split(UNTIL)[0])
