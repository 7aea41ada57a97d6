"""The same utterance in another form gets the same answer: `perturbed.py` on a sample."""

from collections import Counter

import pytest
from perturbed import CLASSES, ROWS, agree, said_otherwise

SAMPLE = ROWS[::15]
LEAST = {"slip": 0.7, "swapped": 0.65, "misheard": 0.75, "spelt": 0.75, "unspaced": 0.8, "formal": 0.8}
USUALLY = 0.85
CHANCE = 2
"""How many more may differ in a small sample."""


@pytest.fixture(scope="module")
def compared(assistant, ceremony):
    assistants = {"default": assistant, "signing-ceremony": ceremony}
    return list(said_otherwise(SAMPLE, CLASSES, assistants))


@pytest.mark.parametrize("name", CLASSES)
def test_other_forms_are_answered_like_the_plain_one(compared, name):
    told = [(said, reply, plain) for kind, said, reply, _, plain in compared if kind == name]
    differing = [f"{said} → {reply.text[:80]}" for said, reply, plain in told if not agree(reply, plain)]
    allowed = (1 - LEAST.get(name, USUALLY)) * len(told) + CHANCE
    assert len(differing) <= allowed, "\n".join(differing)


def test_what_is_not_understood_is_seldom_answered_otherwise(compared):
    wrong = Counter(
        kind for kind, _, reply, _, plain in compared if not agree(reply, plain) and reply.status == "answered"
    )
    assert wrong.total() < 0.06 * len(compared), wrong
