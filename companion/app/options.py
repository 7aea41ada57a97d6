"""Options that several commands have, and what they stand for."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from companion.base.fields import day_as_written_here
from companion.base.settings import Settings, load_settings

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant
    from companion.dialogue.incumbent import Incumbent

Run: TypeAlias = Callable[[argparse.Namespace], int]
"""Runs a command, and returns its exit status."""
AddAction: TypeAlias = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds an action to a command by its name, what runs it, and what it is for."""


def add_profile(parser: argparse.ArgumentParser, *, dated: bool = False) -> None:
    """`--profile`; and `--as-of`, where the answers depend on the day."""
    parser.add_argument("--profile", default="default", metavar="NAME", help="settings to use (default: %(default)s)")
    if dated:
        parser.add_argument("--as-of", type=day_option, metavar="DATE", help="answer as of this day (YYYY-MM-DD)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def actions_of(parser: argparse.ArgumentParser) -> AddAction:
    """Make a command one that has actions."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)

    def add(name: str, run: Run, purpose: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=purpose, description=purpose)
        action.set_defaults(command=run)
        return action

    return add


def settings_of(options: argparse.Namespace, more: Mapping[str, Any] = MappingProxyType({})) -> Settings:
    """The settings of the profile, overridden by the flags; from now on what happens is logged as they say.

    Args:
        options: of the command.
        more: settings that flags of its own stand for.

    Raises:
        CompanionError: unknown profile, or a bad setting.
    """
    settings = load_settings(options.profile, {"as_of": getattr(options, "as_of", None), **more})
    start_logging(settings)
    return settings


def assistant_of(options: argparse.Namespace) -> Assistant:
    """Whoever answers, by these settings."""
    from companion.dialogue.assistant import Assistant

    return Assistant(settings_of(options))


def incumbent_of(options: argparse.Namespace) -> Incumbent:
    """Whoever answers, by these settings, from one turn to the next."""
    from companion.dialogue.assistant import Assistant
    from companion.dialogue.incumbent import Incumbent

    settings = settings_of(options)
    return Incumbent(settings, first=Assistant(settings))


def start_logging(settings: Settings) -> None:
    """Write log records to standard error, one JSON object a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines())
    logger = logging.getLogger("companion")
    logger.handlers = [handler]
    logger.setLevel(settings.logging.level.upper())


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {"level": record.levelname.lower(), "message": record.getMessage(), **getattr(record, "turn", {})}
        return json.dumps(entry, ensure_ascii=False)


def day_option(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        fix = f"write {day_as_written_here(text) or 'YYYY-MM-DD'}"
        raise argparse.ArgumentTypeError(f"«{text}» is not a date; {fix}") from None
