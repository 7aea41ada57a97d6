"""Engines and skills found through entry points, the built-in ones like everyone else's."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from companion.base.errors import UsageError


@cache
def discover(group: str) -> dict[str, EntryPoint]:
    """The plug-ins of a group such as `companion.skill`, by name; none of them is imported.

    Where two packages offer one name, the first on the path is taken.
    """
    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=group):
        found.setdefault(entry.name, entry)
    return dict(sorted(found.items()))


def load(group: str, name: str) -> Any:
    """The object behind the plug-in `name`, usually a class.

    Raises:
        UsageError: no such plug-in, or one that can't be imported.
    """
    known = discover(group)
    if name not in known:
        names = ", ".join(known) or "none; is companion-robot installed?"
        raise UsageError(f"there is no {group} plug-in «{name}»; known: {names}")
    try:
        return known[name].load()
    except (ImportError, AttributeError) as e:
        raise UsageError(f"the {group} plug-in «{name}» ({known[name].value}) cannot be loaded: {e}") from e
