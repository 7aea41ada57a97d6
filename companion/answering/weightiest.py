"""Of several things told in one breath, the one that carries most: a sorrow before a joy, a joy before anything else.

«너무 떨린다, 이십 년을 해도 똑같아» is about the nerves, and «그래서 조금 울었어, 엄마한텐 비밀이야» about the tears.
What each would mean if it were said alone is asked again; the sentence as a whole is kept where it says as much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from companion.answering.base import Interpret, SkillTurn
from companion.language.mirror import told_parts
from companion.language.normalize import normalize
from companion.language.stances import contrast
from companion.understanding.phrases import Intent, Mood
from companion.understanding.types import Candidate

_BELIEVED: Final = 0.5
"""Probability from which a part is believed to be of its kind."""
_CARRIES: Final[Mapping[Mood | None, float]] = {"painful": 2.0, "pleasant": 1.0, None: 0.0}
_OF_NO_KIND: Final = 0.5
"""How much less it carries what only shows a mood, and no kind of news."""
_MOST_PARTS: Final = 4


class Weightiest:
    """Finds what weighs most.

    Args:
        interpret: what a text may mean by itself.
        intents: by name.
        skill: whose intents are kinds of news.
        kind_of: the kind of news that a turn is, whatever its parts are.
        words_of: how good or bad a text is by its words.
    """

    def __init__(
        self,
        interpret: Interpret,
        intents: Mapping[str, Intent],
        skill: str,
        kind_of: Callable[[SkillTurn], str],
        words_of: Callable[[str], float],
    ) -> None:
        self._interpret, self._intents, self._skill = interpret, intents, skill
        self._kind_of, self._words_of = kind_of, words_of

    def of(self, turn: SkillTurn) -> SkillTurn:
        """The turn as if nothing but its weightiest part had been said; the same turn where that is the whole."""
        parts = told_parts(turn.analysis.reading)
        if not 1 < len(parts) <= _MOST_PARTS or self.is_torn(turn):
            return turn
        alone = [self._alone(part, turn) for part in parts]
        whole, weights = self._weight(turn), [self._weight(one) for one in alone]
        best = alone[weights.index(max(weights))]
        says_it = self._kind_of(best) == self._kind_of(turn) and max(weights) > 0
        moves = max(weights) > max(whole, _CARRIES["pleasant"]) and self._agrees(turn, self._mood(best))
        return best if says_it or moves else turn

    def _agrees(self, turn: SkillTurn, mood: Mood | None) -> bool:
        """Whether the whole is not of the other mood: the sprouts of «감자를 심었는데 싹이 났어» are no rash."""
        likely = dict.fromkeys(_CARRIES, 0.0)
        for candidate in turn.interpretation.candidates:
            intent = self._intents.get(candidate.intent)
            if intent is not None and intent.skill == self._skill:
                likely[intent.mood] += candidate.probability
        return all(likely[mood] >= likely[one] for one in _CARRIES if one is not None)

    def is_torn(self, turn: SkillTurn) -> bool:
        """«상을 받았는데 엄마가 못 와서 서운했어»: whether one side of «-는데» is a joy, and the other a sorrow."""
        sides = contrast(turn.analysis.reading)
        if sides is None or turn.told:
            return False
        before = self._mood(self._alone(sides[0], turn))
        if before is None:
            return False
        after = self._mood(self._alone(sides[1], turn))
        too = before == "pleasant" and after is None and self._words_of(sides[1]) <= 0  # «취직은 됐는데 너무 멀어»
        return too or after not in (None, before)

    def _alone(self, part: str, turn: SkillTurn) -> SkillTurn:
        utterance = replace(turn.interpretation.utterance, text=normalize(part.strip(" ,.")))
        return replace(turn, interpretation=self._interpret(utterance, turn.as_of), told=())

    def _weight(self, turn: SkillTurn) -> float:
        """How much a turn carries: by its mood, and how sure that is; 0 where nothing of it is believed."""
        kind = self._kind_of(turn)
        intent = self._intents[f"{self._skill}.{kind}"]
        likely = turn.interpretation.of_skill(self._skill)
        probable = sum(c.probability for c in likely if self._is_like(intent, c))
        if probable < _BELIEVED or kind == "other":
            return 0.0
        return _CARRIES[intent.mood] + probable - (0.0 if intent.phrases else _OF_NO_KIND)

    def _is_like(self, intent: Intent, candidate: Candidate) -> bool:
        """Whether a candidate is that kind of news, or another of its mood."""
        other = self._intents.get(candidate.intent)
        alike = other is not None and other.skill == self._skill and intent.mood is not None
        return candidate.intent == intent.name or (alike and other is not None and other.mood == intent.mood)

    def _mood(self, turn: SkillTurn) -> Mood | None:
        """How what is told makes one feel; None where it does not show."""
        told = self._weight(turn) >= _CARRIES["pleasant"] + _BELIEVED - _OF_NO_KIND
        return self._intents[f"{self._skill}.{self._kind_of(turn)}"].mood if told else None
