"""What was said in this conversation: the names in it, what it denies, and how it is said back.

Nothing is concluded from it: what answers is a clause that was said, or the words themselves.
"""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.introductions import is_given_name
from companion.language.josa import josa_candidates
from companion.language.mirror import as_quoted, mirror
from companion.language.morphemes import is_personal_name
from companion.language.numbers import find_numbers
from companion.language.terms import Reading, read

_CALLED: Final = re.compile(r"^([가-힣]{2,3}?)(?:이라고|라고|이라는|라는|이래|이야)$")


def denied_verbs(reading: Reading) -> frozenset[str]:
    """The verbs that are denied, in dictionary forms: «못 가는», «안 좋다고»."""
    return frozenset(v.lemma for v in reading.verbs if v.form is not None and v.form.negated)


def names_said(text: str) -> tuple[str, ...]:
    """Given names in something said, without what is put behind them: «민서랑», «지연이라고»."""
    found = []
    counted = [number.start for number in find_numbers(text)]
    for match in re.finditer(r"[가-힣]+", text):
        word = match[0]
        if match.start() in counted:  # «화분을 하나 들였어»
            continue
        stems = [stem for stem, particle in josa_candidates(word) if particle]
        named = (s for s in (*stems, *(_CALLED.findall(word))) if len(s) > 1 and is_given_name(s.removesuffix("이")))
        found += [stem.removesuffix("이") for stem in named][:1]
    return tuple(found)


def names_surely_said(text: str) -> tuple[str, ...]:
    """Those of them that are no common nouns besides: «서윤이가», «민수는»."""
    return tuple(n for n in names_said(text) if is_personal_name(n) or re.search(f"{n}이(?:가|는|도)", text))


def clause_of(text: str) -> str:
    """What was said as it stands before «하셨어요», "" where that cannot be made beyond doubt."""
    said = mirror(read(text, (), (), ()))
    return (as_quoted(said.text) or "") if said is not None else ""
