"""`companion new`: folders to fill in."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Literal

from companion.app.options import actions_of
from companion.app.output import show
from companion.knowledge.scaffold import scaffold


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    event = actions_of(parser)("event", _event, "make the folder of an event: profile, persona, facts, places, show")
    event.add_argument("folder", type=Path, metavar="DIR")


def _event(options: argparse.Namespace) -> int:
    return make("event", options.folder)


def make(kind: Literal["pack", "event"], folder: Path) -> int:
    """Make a folder, and say what to do with it."""
    for path in scaffold(kind, folder):
        show(os.path.relpath(path))
    show(f"\nIt works as it is: companion chat --profile {folder}")
    show(f"Fill it in, and see what is wrong: companion kb check --profile {folder}")
    return 0
