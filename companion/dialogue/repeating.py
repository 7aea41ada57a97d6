"""What was told a moment ago is no answer to what somebody says of themselves, or to the robot, in other words."""

from __future__ import annotations

from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.language.pointing import ANEW
from companion.language.self_words import SELF
from companion.language.stances import to_robot
from companion.language.terms import ALSO, SUBJECT, TOPIC, Reading

_OF_PLACES: Final = "recommend"
_LOOK_UP: Final = (_OF_PLACES, "knowledge")
_CONTENT: Final = ("noun", "name", "number", "time")
_SUBJECTS: Final = frozenset((ALSO, SUBJECT, TOPIC))
_SIGNED: Final = 12
"""Letters that «네, 맞아요.» or «아니요.» may put before an answer."""


def only_repeats(skill: str, answer: Answer, turn: SkillTurn) -> bool:
    """Whether an answer is one of the last ones again, though nothing of it was asked.

    «파이보는 써큘러스가 만들었어요» answers neither «근데 수학을 못해서 걱정이야» nor «나도 만들 수 있을까?».
    """
    reading = turn.analysis.reading
    lately = (*(filter(None, (turn.last,))), *turn.cited)
    told = [one.text for one in lately if _says_again(answer.text, one.text)]
    if skill not in _LOOK_UP or not told or answer.status != "answered":
        return False  # what is not known is not known twice
    if _of_oneself(reading):
        return True
    before = " ".join((*told, *turn.heard))
    content = [t for t in reading.terms if t.kind in _CONTENT and not t.bound]
    if not content or any(t.lemma in ANEW for t in reading.terms):
        return False
    if any(t.lemma in before or t.text in before for t in content):
        return False
    if any(m.name in before for m in turn.analysis.mentions):
        return False
    if skill == _OF_PLACES and turn.analysis.of_kind("food", "eatery", "attribute", "area"):
        return False  # «단체석 있는 데»: what still fits is told again
    of_listener = skill == _OF_PLACES and to_robot(reading)  # what the robot is, knowledge knows
    return of_listener or not _asks(reading)


def _of_oneself(reading: Reading) -> bool:
    """«나도 나중에 로봇 만들 수 있을까?»: whether it is asked or told of nobody but who says it."""
    own = any(t.kind == "pronoun" and t.lemma in SELF and _SUBJECTS.intersection(t.particles) for t in reading.terms)
    return own and not reading.asks_what


def _says_again(text: str, told: str) -> bool:
    shorter, longer = sorted((text, told), key=len)
    return longer.endswith(shorter) and len(longer) - len(shorter) <= _SIGNED


def _asks(reading: Reading) -> bool:
    return "?" in reading.text or reading.asks_what or any(map(reading.asks, reading.sentences()))
