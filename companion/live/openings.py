"""What the robot will probably have to say first, so that it can be made ready while nobody speaks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from typing import Final

from companion.dialogue.assistant import Assistant
from companion.dialogue.expected import expected_utterances
from companion.speaking.clauses import clauses

_ROUNDS: Final = 2
"""How often every kind of question is asked, each time about other names of the data. After two rounds one question in
ten begins with a clause that is not among them."""


def openings(assistant: Assistant) -> Iterator[str]:
    """The first clauses of answers, likelier ones earlier, each once.

    Somebody waits for the first clause of an answer only: the next one is made while it is heard. An answer that is
    not expected here, or that changes with the hour, is made when it is needed.
    """
    answers = chain.from_iterable(_answers(assistant, seed) for seed in range(_ROUNDS))
    first = (clause for answer in chain(answers, assistant.fixed_lines()) for clause in clauses(answer)[:1])
    return _each_once(first)


def _answers(assistant: Assistant, seed: int) -> Iterator[str]:
    asked = expected_utterances(assistant, seed)
    random.Random(seed).shuffle(asked)
    for utterance, _ in asked:
        reply, _ = assistant.respond(utterance)
        yield reply.spoken


def _each_once(texts: Iterator[str]) -> Iterator[str]:
    known: set[str] = set()
    for text in texts:
        if text not in known:
            known.add(text)
            yield text
