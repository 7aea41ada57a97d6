"""`companion mcp`: the robot as tools of another program, over standard input and output."""

from __future__ import annotations

import argparse
from contextlib import suppress
from threading import Thread

from companion.app.options import add_profile, settings_of
from companion.base.errors import CompanionError


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Serve until standard input ends."""
    from companion.server.mcp_tools import AskedRobot, mcp_server

    robot = AskedRobot(settings_of(options))

    def load() -> None:
        with suppress(CompanionError):
            robot.load()

    # A client waits for the list of tools, not for the robot; what goes wrong here is told to who asks.
    Thread(target=load, daemon=True).start()
    mcp_server(robot).run("stdio")
    return 0
