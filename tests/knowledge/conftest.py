"""The shipped knowledge, and a way to write small packs of one's own."""

import shutil

import pytest
from made_up import KOREAN, PACKS, SHIPPED, mistakes_in, read, write_pack

from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.knowledge.telling import Answers, Teller

ANSWERS = Answers.load([KOREAN / "answers.yaml"], Mistakes())

OFFICES = """\
types:
  - {id: person, noun: 사람, counter: 명}
  - {id: office, noun: 직위, counter: 자리}
  - {id: event, noun: 행사, counter: 건}
relations:
  - {id: holder, label: 맡은 사람, of: [office], value: person, one_at_a_time: true}
  - {id: summary, label: 소개, asks: [뭐]}
"""
"""What a small pack with offices declares."""


@pytest.fixture(scope="session")
def knowledge():
    """What the shipped packs know."""
    return read(*(SHIPPED / name for name in load_settings(environment={}).packs))


@pytest.fixture(scope="session")
def base(knowledge):
    return knowledge.base


@pytest.fixture(scope="session")
def teller(base):
    return Teller(base, ANSWERS)


@pytest.fixture
def load(tmp_path):
    """Load a pack whose one data file holds the given text."""
    return lambda data, manifest=OFFICES: read(write_pack(tmp_path / "made", manifest, data__data_yaml=data)).base


@pytest.fixture
def tell(load):
    """A teller over a small pack, with the shipped sentences."""
    return lambda data: Teller(load(data), ANSWERS)


@pytest.fixture
def broken(tmp_path):
    """Break a pack: `(file, old, new)` replaces text once; the mistakes then found, the file, the line of that text.

    The packs are those that are shipped, or for a file of the made-up town that one alone.
    """

    def change(file, old, new):
        for packs in (SHIPPED, PACKS):
            shutil.copytree(packs, tmp_path / "packs", dirs_exist_ok=True)
        path = tmp_path / "packs" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        shipped = load_settings(environment={}).packs
        names = ("korean", "garam") if file.startswith("garam/") else shipped
        mistakes = mistakes_in(*(tmp_path / "packs" / name for name in names))
        return mistakes, path, text[: text.index(old)].count("\n") + 1

    return change
