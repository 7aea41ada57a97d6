"""«어른은 이천 원이던데 셋이면 육천 원 맞지?»: what somebody takes amounts that are told to come to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import WON
from companion.language.figures import figured
from companion.language.grammar import is_conditional
from companion.language.told_amounts import told_amounts

_HOW_MUCH: Final = "얼마"
_IS_IT: Final = "야?"
_IS_IT_SO: Final = re.compile(
    r"\s?(?:이|가)?\s?(?:맞[아지나죠제니냐]|이?[지죠제]|(?:되|들|나오)[지네죠제]|(?P<does>(?:남|모자라)[지네죠제]))(?:요|예)?[\s?~ㅎㅋ]*"
)


@dataclass(frozen=True, slots=True)
class ClaimedAmount:
    """The question to which somebody gives an amount as the answer, and that amount."""

    question: str
    amount: Fraction


def claimed_amount(text: str) -> ClaimedAmount | None:
    """What a text takes something to come to, if something else is so; None where it supposes or claims nothing."""
    claim = next((one for one in reversed(told_amounts(text)) if one.unit == WON and one.per is None), None)
    so = _IS_IT_SO.fullmatch(text, claim.end) if claim is not None else None
    if claim is None or so is None:
        return None
    ending = f" {so['does']}?" if so["does"] else _IS_IT
    question = f"{text[: claim.start]}{_HOW_MUCH}{ending}"
    said = figured(question)
    supposed = said.figures and any(is_conditional(verb) for verb in said.reading.verbs)
    return ClaimedAmount(question, claim.value) if supposed else None
