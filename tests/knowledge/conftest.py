"""The shipped knowledge, and a way to write small knowledge folders of one's own."""

from pathlib import Path

import pytest

from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Answers, Teller

DATA = Path(__file__).parents[2] / "knowledge"
ANSWERS = Answers.load(DATA / "answers.yaml")


@pytest.fixture(scope="session")
def base():
    return KnowledgeBase.load(DATA)


@pytest.fixture(scope="session")
def teller(base):
    return Teller(base, ANSWERS)


@pytest.fixture
def load(tmp_path):
    """Load a knowledge folder whose one facts file holds the given text."""

    def write_and_load(facts, relations="relations:\n  - {id: summary, label: 소개, cues: [뭐]}\n"):
        (tmp_path / "facts").mkdir(exist_ok=True)
        (tmp_path / "facts" / "data.yaml").write_text(facts, encoding="utf-8")
        (tmp_path / "relations.yaml").write_text(relations, encoding="utf-8")
        return KnowledgeBase.load(tmp_path)

    return write_and_load


@pytest.fixture
def tell(load):
    """A teller over a small knowledge folder, with the shipped sentences."""
    return lambda facts: Teller(load(facts), ANSWERS)
