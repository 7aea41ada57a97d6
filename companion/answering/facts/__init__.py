"""Questions about everything that is no succession, answered with statements."""

from companion.answering.facts.answers import FactAnswers

__all__ = ["FactAnswers"]
