"""Engines and skills found through entry points, the built-in ones like everyone else's."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from companion.base.errors import CompanionError, UsageError

log = logging.getLogger("companion")
_PACKAGE = __name__.partition(".")[0] + "."


@cache
def discover(group: str) -> dict[str, EntryPoint]:
    """The plug-ins of a group such as `companion.skill`, by name; none of them is imported.

    Where two packages offer one name, a built-in plug-in wins, otherwise the first on the path.
    """
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda e: not e.value.startswith(_PACKAGE)):
        if found.setdefault(entry.name, entry).value != entry.value:
            log.warning("the %s plug-in «%s» (%s) is left out: its name is taken", group, entry.name, entry.value)
    return dict(sorted(found.items()))


def load(group: str, name: str) -> Any:
    """The object behind the plug-in `name`, usually a class.

    Raises:
        CompanionError: no such plug-in, or one that can't be imported.
    """
    known = discover(group)
    if name not in known:
        names = ", ".join(known) or "none; is companion-robot installed?"
        raise UsageError(f"there is no {group} plug-in «{name}»; known: {names}")
    try:
        return known[name].load()
    except CompanionError:  # a built-in that says itself what it lacks
        raise
    except (Exception, SystemExit) as e:  # other people's code may raise anything
        raise UsageError(
            f"the {group} plug-in «{name}» ({known[name].value}) cannot be loaded: {_in_one_line(e)}"
        ) from e


def make_all(group: str, *arguments: Any) -> dict[str, Any]:
    """Every plug-in of a group, called with `arguments`; one that fails is named in the log and left out."""
    made = {}
    for name, entry in discover(group).items():
        try:
            made[name] = load(group, name)(*arguments)
        except (Exception, SystemExit) as e:
            if entry.value.startswith(_PACKAGE):
                raise  # ours: a mistake of the data or of the installation, to be told
            log.warning("the %s plug-in «%s» (%s) is left out: %s", group, name, entry.value, _in_one_line(e))
    return made


def _in_one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
