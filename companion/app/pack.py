"""`companion pack`: an event as one file for another machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.app.output import show, show_error
from companion.show.archive import archive


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the event")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tar.gz", help="default: DIR.tar.gz, here")
    parser.add_argument("--text", action="store_true", help="without voice: smaller by far")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Make the archive, and say how it is started."""
    name = options.folder.resolve().name
    target = options.output or Path(f"{name}.tar.gz")
    made = archive(options.folder, target, voice=not options.text, tell=lambda text: show_error(text))
    show(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    show(f"on the other machine: tar xzf {made.name} && {name}/start self-test && {name}/start chat")
    return 0
