"""`companion ask`: one utterance, or a batch of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from companion.app.options import add_json, add_profile, assistant_of
from companion.app.output import print_json
from companion.base.errors import UsageError
from companion.dialogue.assistant import Assistant, State
from companion.dialogue.explanation import explanation
from companion.dialogue.reply import Reply


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
    explained = assistant_of(options).explain(options.text)
    how = explanation(explained) if options.explain else None
    if options.json:
        print_json(explained.reply.as_json() | ({"explain": how} if how else {}))
        return 0
    print(explained.reply.text)
    if how:
        print(json.dumps(how, ensure_ascii=False, indent=2))
    return 0


def _rows(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as e:
        raise UsageError(f"{path}: {e.strerror or e}") from None


def _ask_batch(options: argparse.Namespace) -> int:
    rows = _rows(options.batch)
    first = next(rows, None)
    assistant = assistant_of(options)
    sessions: dict[str, State] = {}
    for number, line in enumerate(() if first is None else _chain(first, rows), 1):
        if line.strip():
            print_json(_answer_row(assistant, line, number, sessions))
            sys.stdout.flush()
    return 0


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _answer_row(assistant: Assistant, line: bytes, number: int, sessions: dict[str, State]) -> dict[str, Any]:
    row_id = str(number)
    try:
        row = json.loads(line.decode("utf-8"))
        if not isinstance(row, dict):
            raise ValueError("a row is an object {id, text, session?, as_of?}")
        row_id = str(row.get("id", number))
        text, session, as_of = row.get("text"), row.get("session"), row.get("as_of")
        if not isinstance(text, str):
            raise ValueError("«text» is missing or not a string")
        day = date.fromisoformat(as_of) if as_of is not None else None
    except (ValueError, TypeError, RecursionError) as e:
        problem = f"row {number}: {e}"
        return Reply(row_id, problem, "", "error", "none", None, 0.0, assistant.as_of()).as_json()
    key = None if session is None else json.dumps(session, ensure_ascii=False)
    reply, after = assistant.respond(text, sessions.get(key, State()) if key else State(), id=row_id, as_of=day)
    if key:
        sessions[key] = after
    return reply.as_json()
