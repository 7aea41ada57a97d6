"""Engines, skills and packs found through entry points, the built-in ones like everyone else's.

A stranger's plug-in may do anything as it is imported or made: what goes wrong is one error that names it. Built-in
ones keep their names.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from companion.base.errors import CompanionError, UsageError, one_line

log = logging.getLogger("companion")

_OURS: Final = "companion-robot"


class BrokenPlugin(CompanionError):
    """A plug-in that cannot be imported or made."""

    def __init__(self, group: str, entry: EntryPoint, cause: BaseException) -> None:
        why = one_line(f"{type(cause).__name__}: {cause}")
        super().__init__(f"the {group} plug-in «{entry.name}» ({entry.value}) cannot be loaded: {why}")


@cache
def discover(group: str) -> dict[str, EntryPoint]:
    """The plug-ins of a group such as `companion.skill`, by name; none of them is imported.

    Where several packages offer one name, the built-in one is taken, else the first on the path; the others are named
    in the log and left out.
    """
    found: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: not is_built_in(entry)):
        taken = found.setdefault(entry.name, entry)
        if taken is not entry and taken.value != entry.value:
            log.warning("the %s plug-in «%s» (%s) was left out: its name is taken", group, entry.name, entry.value)
    return dict(sorted(found.items()))


def is_built_in(entry: EntryPoint) -> bool:
    """Whether a plug-in comes with this package."""
    return entry.dist is not None and entry.dist.name == _OURS


def load(group: str, name: str) -> Any:
    """The object behind the plug-in `name`, usually a class.

    Raises:
        UsageError: no such plug-in.
        BrokenPlugin: it cannot be imported.
        CompanionError: what it says itself as it is imported: an extra is missing.
    """
    known = discover(group)
    if name not in known:
        names = ", ".join(known) or "none; is companion-robot installed?"
        raise UsageError(f"there is no {group} plug-in «{name}»; known: {names}")
    try:
        return known[name].load()
    except (KeyboardInterrupt, CompanionError):
        raise
    except BaseException as e:  # SystemExit too: a module may end the program as it is imported
        raise BrokenPlugin(group, known[name], e) from e


def make_plugin(group: str, name: str, *arguments: object) -> Any:
    """The plug-in `name`, made with some arguments.

    Raises:
        UsageError: no such plug-in.
        BrokenPlugin: it cannot be imported, or fails as it is made with anything but an error for the user.
        CompanionError: what a plug-in says itself: an extra or a model is missing.
    """
    kind = load(group, name)
    try:
        return kind(*arguments)
    except (KeyboardInterrupt, CompanionError):
        raise
    except BaseException as e:
        raise BrokenPlugin(group, discover(group)[name], e) from e


def make_plugins(group: str, *arguments: object) -> dict[str, Any]:
    """All plug-ins of a group that can be made, by name; a stranger's broken one is named in the log and left out."""
    made: dict[str, Any] = {}
    for name, entry in discover(group).items():
        try:
            made[name] = make_plugin(group, name, *arguments)
        except CompanionError as e:
            if is_built_in(entry):
                raise
            log.warning("a plug-in was left out: %s", e)
    return made
