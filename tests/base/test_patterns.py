"""Patterns that are compiled where they are first used are patterns like others."""

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

from companion.base import patterns

ROOMS = ("language", "knowledge", "understanding", "retrieval", "answering", "dialogue")


def modules(room):
    package = importlib.import_module(f"companion.{room}")
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_of_the_house_is_sound(room):
    """A mistake in one would show only where it is used."""
    made = []
    for module in modules(room):
        for value in vars(module).values():
            several = value if isinstance(value, tuple | list) else (value,)
            made += [one for row in several for one in (row if isinstance(row, tuple) else (row,))]
    waiting = [one for one in made if isinstance(one, patterns._Later)]
    for one in waiting:
        assert re.compile(one.pattern, one._flags).groups == one.groups
    assert waiting or room == "retrieval"


def test_one_is_used_like_any_other():
    number = patterns.compile(r"(?P<n>\d+)\s?개", patterns.IGNORECASE)
    assert number.pattern == r"(?P<n>\d+)\s?개"
    assert number.search("사과 12 개")["n"] == "12"
    assert number.sub("몇 개", "사과 12 개, 배 3개") == "사과 몇 개, 배 몇 개"
    assert number.groupindex == {"n": 1}
    assert not hasattr(number, "nothing_like_it")


def test_a_mistake_shows_where_it_is_used():
    broken = patterns.compile("(")
    with pytest.raises(patterns.error, match="unterminated"):
        broken.search("가")


KEEPS = """
import re
import sys
from pathlib import Path
from companion.base import patterns
from companion.base.shelf import Shelf

patterns.keep_patterns(Shelf(Path(sys.argv[1]), "regex", ()))
if sys.argv[2:]:
    re._parser.parse = None  # nothing can be worked out
asked = patterns.compile(r"(?P<noun>[가-힣]+)(?:이|가)\\s(?P<who>누구|뭐)야", patterns.IGNORECASE)
found = asked.search("저 사람이 누구야")
print(found.groupdict(), found.lastgroup, asked.flags, asked.groupindex, asked.pattern)
print(patterns.compile("[가-나]|다").sub("라", "가나다"))
"""


def test_what_patterns_come_to_is_kept_between_starts(tmp_path):
    """The second process works nothing out, and finds the same."""

    def start(*arguments):
        run = [sys.executable, "-c", KEEPS, str(tmp_path), *arguments]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout

    first = start()
    assert "{'noun': '사람', 'who': '누구'}" in first
    (kept,) = tmp_path.glob("regex-*.kept")
    before = kept.stat()
    assert start("again") == first
    assert kept.stat().st_ino == before.st_ino, "it was written although nothing was new"


def test_nothing_that_is_said_is_kept_among_patterns(talk):
    talk("내 이름은 갈릭스럽이야", "갈릭스럽이 누구야?", "갈릭스럽 근처 맛집 알려 줘", "갈릭스럽이라고 했잖아")
    kept = patterns._kept
    assert not any("갈릭스럽" in pattern for pattern, _ in (*kept._before, *kept._new))
