"""What the robot will probably have to say first, so that it can be made ready while nobody speaks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from typing import Final

from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_utterances
from companion.speaking.clauses import clauses

_SEEDS: Final = range(4)
"""Which names of the data the questions are about, in one round after another. Of questions about other names, one in
ten begins its answer with a clause that is not among the openings of the first round, one in twenty with one that is
not among all of them."""


def openings(assistant: Assistant) -> Iterator[str]:
    """The first clauses of answers, likelier ones earlier, each once.

    Somebody waits for the first clause of an answer only: the next one is made while it is heard. An answer that is
    not expected here, or that changes with the hour, is made when it is needed.
    """
    answers = chain(_answers(assistant), assistant.fixed_lines())
    return _each_once(clause for answer in answers for clause in clauses(answer)[:1])


def _answers(assistant: Assistant) -> Iterator[str]:
    # Phrases without a name are the same in every round.
    for utterance in _each_once(_utterances(assistant)):
        reply, _ = assistant.respond(utterance)
        if reply.route != "clock":
            yield reply.spoken


def _utterances(assistant: Assistant) -> Iterator[str]:
    for seed in _SEEDS:
        asked = [utterance for utterance, _ in expected_utterances(assistant, seed)]
        random.Random(seed).shuffle(asked)
        yield from asked


def _each_once(texts: Iterator[str]) -> Iterator[str]:
    known: set[str] = set()
    for text in texts:
        if text not in known:
            known.add(text)
            yield text
