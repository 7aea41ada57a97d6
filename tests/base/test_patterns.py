"""Patterns that are compiled where they are first used are patterns like others."""

import importlib
import pkgutil
import re

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
