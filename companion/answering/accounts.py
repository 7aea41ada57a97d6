"""An account that goes on over several turns: what is told behind a story is heard as part of it, and not looked up."""

from __future__ import annotations

from typing import Final

from companion.answering.base import OUTSIDE, REMARKS, SkillTurn
from companion.language.account_pieces import adds_to_account

_NO_STORY: Final = frozenset(
    f"{REMARKS}.{kind}"
    for kind in ("forget", "forget_one", "forget_nothing", "called", "called_so", "opened", "announced", "heard_robot")
)
"""What is said to what is no story of the speaker's."""
_ABOUT_MEMORY: Final = (
    f"{REMARKS}.recall",
    f"{REMARKS}.ask_",
    f"{REMARKS}.taken_",
    f"{REMARKS}.view",
    f"{REMARKS}.tip_",
)
_NOTED: Final = "sums.noted"
_NOT_OF_THEIRS: Final = ("person", "office", "place")
_KNOWN: Final = 0.6
"""Probability from which what was said means something of its own, whatever was told before."""
_WANTS: Final = ("requests", "introduces", "hesitates", "asks_robot")
_WANTED: Final = 0.5
"""Probability from which a word for food wants a place."""
_LOOKED_UP: Final = (OUTSIDE, "knowledge", "recommend")


def is_told_of(turn: SkillTurn) -> bool:
    """Whether something was told just before, which may go on."""
    last = turn.last.intent or "" if turn.last is not None else ""
    if last == _NOTED:
        last = next(iter(turn.replied[1:]), "")  # an amount was told in between
    own = last.startswith(f"{REMARKS}.") and last not in _NO_STORY and not last.startswith(_ABOUT_MEMORY)
    return own and bool(turn.heard) and (turn.open is None or turn.open.skill == REMARKS)


def goes_on(turn: SkillTurn) -> bool:
    """Whether the utterance is a piece of what is being told: it asks and wants nothing, and is not of the robot."""
    if not is_told_of(turn):
        return False
    analysis, best = turn.analysis, turn.interpretation.best
    if analysis.has_title or analysis.of_kind(*_NOT_OF_THEIRS) or turn.rather_orders:
        return False
    if analysis.of_kind("food", "eatery") and turn.interpretation.probability("recommend.") >= _WANTED:
        return False  # «그래서 저녁은 순두부나 먹으려고 하는데»
    sure = _KNOWN if best.skill not in _LOOKED_UP else 1.0
    if best.skill != REMARKS and best.probability >= sure:
        return False
    return turn.act not in _WANTS and adds_to_account(analysis.reading)
