"""What others owe to whoever paid: «숙소는 내가 다 냈거든. 얼마 받으면 돼?»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.figures import SPENT, figured
from companion.language.numbers import count
from companion.language.readings import words
from companion.language.running_account import Account, Entry
from companion.language.self_words import SELF
from companion.language.terms import RECIPIENT, SUBJECT, Reading

_PAYS: Final = SPENT | frozenset(words("계산하 쏘 부담하"))
_GETS: Final = frozenset(words("받 돌려받"))
_GIVES: Final = frozenset(words("주 줏 보내 부치 내"))
_HOW_MUCH: Final = "얼마"
_ALL: Final = re.compile(r"(?<![가-힣])(?:다|모두|전부|몽땅)(?![가-힣])")
_LATELY: Final = 4
_TWO: Final = 2
_PERSONS_COUNTED: Final = "명"


@dataclass(frozen=True, slots=True)
class Settled:
    """What the speaker paid, among how many it is shared, and what of it: "" for all of it together."""

    paid: Fraction
    among: Fraction
    of: str

    @property
    def each(self) -> Fraction:
        """Everybody's share."""
        return self.paid / self.among

    @property
    def owed(self) -> Fraction:
        """What all others owe together."""
        return self.paid - self.each

    @property
    def people(self) -> str:
        """Who shares it: «다섯 명»."""
        return count(int(self.among), _PERSONS_COUNTED)


def asks_what_is_owed(text: str) -> bool:
    """Whether money is asked for that comes to the speaker: «얼마 받으면 돼», «나한테 얼마 주면 될까»."""
    if _HOW_MUCH not in text:
        return False
    reading = figured(text).reading
    question = next((t for t in reading.terms if t.kind == "question"), None)
    verb = next((v for v in reading.verbs if question is not None and v.start >= question.end), None)
    if verb is None or (verb.form is not None and (verb.form.past or verb.form.negated)):
        return False
    to_speaker = any(t.kind == "pronoun" and t.lemma in SELF and RECIPIENT in t.particles for t in reading.terms)
    return verb.lemma in _GETS or (verb.lemma in _GIVES and to_speaker)


def settled_up(text: str, heard: Sequence[str], account: Account) -> Settled | None:
    """What is owed to the speaker, if it is shared evenly; None where that is not known.

    Args:
        text: the question (`asks_what_is_owed`), which may say itself what was paid.
        heard: what was said before, the newest first.
        account: of what was told before.
    """
    came = account.came
    among = came.among if came is not None and came.goal == "each" else account.people
    if not among or among < _TWO or any(f.unit == WON for f in figured(text).figures):
        return None
    paid: list[Entry] = []
    told = [one for one in (text, *heard[:_LATELY]) if _speaker_paid(figured(one).reading)]
    for one in told:
        named = account.named(one)
        amounts = {f.value for f in figured(one).figures if f.unit == WON}
        paid += named or [c for c in account.costs if c.value in amounts]
        if not named and _ALL.search(one):
            paid = list(account.costs)
    entries = [one for one in account.costs if one in paid]
    total = sum((one.total for one in entries if one.total is not None), Fraction(0))
    if not total or any(one.total is None for one in entries):
        return None
    return Settled(total, Fraction(among), entries[0].label if len(entries) == 1 < len(account.costs) else "")


def _speaker_paid(reading: Reading) -> bool:
    """«밥값은 내가 냈는데»."""
    own = [t for t in reading.terms if t.kind == "pronoun" and t.lemma in SELF and SUBJECT in t.particles]
    behind = (
        v for v in reading.verbs if v.lemma in _PAYS and v.form is not None and v.form.past and not v.form.negated
    )
    return bool(own) and any(v.start >= own[0].end for v in behind)
