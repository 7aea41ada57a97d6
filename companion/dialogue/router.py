"""Choosing who answers, from what was probably meant and from who can answer.

The classifier proposes intents; names in the utterance and the last topic propose skills. Skills are asked in the
order of their score and the first that can answer does, so that an intent nobody has data for ends in an
abstention that says what is lacking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from companion.skills.base import Answer, Decline, Focus, Skill, Turn
from companion.understanding.types import Candidate, Interpretation

_TRIED = 5
_WORTH_TRYING = 0.04
# A question that names an office, a person or a place of the data is meant for the skill that owns the name, unless
# the classifier is this sure of something else.
_NAMED = 0.6
_REFUSAL_WITH_NAME = 0.25


@dataclass(frozen=True, slots=True)
class Routed:
    """The answer, and the candidate it answers; `answer` is None when nobody could."""

    candidate: Candidate | None
    answer: Answer | None
    declines: tuple[tuple[Candidate, Decline], ...] = ()

    @property
    def reason(self) -> tuple[Candidate, Decline] | None:
        """The most telling reason for not answering."""
        telling = [pair for pair in self.declines if pair[1].reason]
        return max(telling, key=lambda pair: pair[1].strength, default=None)


def attempts(interpretation: Interpretation, focus: Focus, reject_below: float) -> tuple[Candidate, ...]:
    """The candidates worth asking a skill about, best first."""
    analysis = interpretation.analysis
    scores: dict[str, float] = {}
    for candidate in interpretation.candidates[:_TRIED]:
        owned_by_code = candidate.skill in ("knowledge", "recommend")
        if candidate.probability >= (_WORTH_TRYING if owned_by_code else reject_below):
            scores[candidate.intent] = candidate.probability
    names_office = bool(analysis.of_kind("office", "person"))
    names_thing = bool(analysis.of_kind("thing", "country"))
    names_food = bool(analysis.of_kind("food", "place", "attribute"))
    refusal = interpretation.probability("refusal.")
    if refusal >= _REFUSAL_WITH_NAME and names_office or refusal >= 0.5:
        scores["refusal.political_opinion"] = max(refusal, _NAMED + 0.01)

    def propose(intent: str, skill: str, least: float) -> None:
        best = max((i for i in scores if i.startswith(skill + ".")), key=lambda i: scores[i], default=intent)
        scores[best] = max(scores.get(best, 0.0), interpretation.probability(skill + "."), least)

    if names_office:
        propose("knowledge.holder", "knowledge", _NAMED)
    elif names_thing and not names_food:
        propose("knowledge.fact", "knowledge", 0.45)
    elif focus.topic == "knowledge":
        propose("knowledge.holder", "knowledge", 0.4)
    if analysis.of_kind("place"):
        propose("recommend.detail_all", "recommend", _NAMED)
    elif focus.topic == "recommend":
        propose("recommend.refine", "recommend", 0.4)
    elif names_food or analysis.of_kind("area"):
        propose("recommend.find", "recommend", 0.3)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    return tuple(Candidate(intent, min(score, 1.0)) for intent, score in ranked)


def route(turn: Turn, skills: Mapping[str, Skill], reject_below: float) -> Routed:
    """Ask the skills in order; the first answer wins."""
    declines = []
    for candidate in attempts(turn.interpretation, turn.focus, reject_below):
        skill = skills.get(candidate.skill)
        if skill is None:
            continue
        outcome = skill.answer(replace(turn, intent=candidate))
        if isinstance(outcome, Answer):
            return Routed(candidate, outcome, tuple(declines))
        declines.append((candidate, outcome))
    return Routed(None, None, tuple(declines))
