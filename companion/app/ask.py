"""`companion ask`: one utterance, or a batch of them."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import Final

from companion.app.batch import answers, read_rows
from companion.app.options import add_json, add_profile, assistant_of
from companion.app.output import print_json, show
from companion.base.errors import UsageError
from companion.dialogue.assistant import Assistant, Explained
from companion.dialogue.explanation import explanation

_ENDS: Final = "지금은 한 번만 답하고 끝나서 나중에 알려 드릴 수 없어요. 대화를 켜 두시면 알려 드릴게요."


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_profile(parser, dated=True)
    add_json(parser)
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument(
        "--batch", metavar="FILE.jsonl", help="rows {id, text, session?, as_of?}; - reads standard input"
    )
    parser.add_argument("--explain", action="store_true", help="show how the answer came about")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Answer."""
    if (options.text is None) == (options.batch is None):
        raise UsageError("give either a TEXT or --batch FILE")
    if options.batch is not None:
        return _ask_batch(options)
    assistant = assistant_of(options)
    explained = assistant.explain(options.text, consult=True)
    if explained.state.reminders:
        explained = _promised(explained, assistant)
    how = explanation(explained) if options.explain else None
    if options.json:
        print_json(explained.reply.as_json() | ({"explain": how} if how else {}))
        return 0
    show(explained.reply.text)
    if how:
        show(json.dumps(how, ensure_ascii=False, indent=2))
    return 0


def _promised(explained: Explained, assistant: Assistant) -> Explained:
    """A reminder that was asked for: kept for `chat` and `talk` where the profile keeps them, else taken back."""
    if assistant.settings.reminders_file is not None:
        before = assistant.beginning()
        assistant.keep(before, replace(before, reminders=(*before.reminders, *explained.state.reminders)))
        return explained
    reply = replace(explained.reply, text=_ENDS, spoken=_ENDS, status="unknown", gesture="think")
    return replace(explained, reply=reply)


def _ask_batch(options: argparse.Namespace) -> int:
    rows = read_rows(options.batch)  # first, so that a wrong path is told before anything is loaded
    for reply in answers(assistant_of(options), rows):
        print_json(reply)
        sys.stdout.flush()
    return 0
