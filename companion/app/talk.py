"""`companion talk`: the conversation aloud."""

from __future__ import annotations

import argparse
import sys

from companion.app.options import add_profile, incumbent_of
from companion.live.ends import MICROPHONE, SPEAKER


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    parser.add_argument(
        "--input", default=MICROPHONE, metavar="mic|FILE", help="what is heard (default: the microphone)"
    )
    parser.add_argument("--output", default=SPEAKER, metavar="speaker|FILE.wav", help="where the answers are played")
    parser.add_argument("--fast", action="store_true", help="with files: as fast as the work is done, not in real time")
    parser.add_argument(
        "--trace", nargs="?", const="", metavar="FILE.html", help="say what happened when in each turn, and draw it"
    )
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Talk as the options say."""
    from companion.app.screen import talk  # what sound needs is not everywhere, and the options are

    return talk(
        incumbent_of(options),
        options.input,
        options.output,
        fast=options.fast,
        trace=options.trace,
        out=sys.stdout,
        err=sys.stderr,
    )
