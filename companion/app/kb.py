"""`companion kb`: the knowledge base."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.kb_documents import add_documents_to
from companion.app.new import make
from companion.app.options import actions_of, add_json, add_profile, assistant_of, settings_of
from companion.app.output import print_json, show
from companion.base.errors import UsageError
from companion.knowledge.listing import list_entities, list_facts

if TYPE_CHECKING:
    from companion.knowledge.shared.generation import Generation


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    add_documents_to(add)
    check = add("check", _check, "validate all packs, and ask their examples")
    add_profile(check)
    add_json(check)
    check.add_argument(
        "--older-than", type=_years, metavar="YEARS", help="note statements whose newest source is older (default: 5)"
    )
    listing = add("list", _list, "list entities, or the facts about one")
    add_profile(listing, dated=True)
    listing.add_argument("name", nargs="?", metavar="NAME")
    new = add("new", _new, "make a commented pack to fill in")
    new.add_argument("folder", type=Path, metavar="NAME", help="the folder of the new pack")
    publish = add("publish", _publish, "put packs into the store of a profile, for all robots that name it")
    publish.add_argument("folders", nargs="+", type=Path, metavar="PACK_FOLDER")
    add_profile(publish)
    withdraw = add("withdraw", _withdraw, "take a pack out of the store of a profile")
    withdraw.add_argument("pack", metavar="PACK")
    add_profile(withdraw)
    search = add("search", _search, "find facts by meaning and words")
    add_profile(search, dated=True)
    add_json(search)
    search.add_argument("query", metavar="QUERY")


def _check(options: argparse.Namespace) -> int:
    from companion.evaluation.check import OLD_YEARS, check_data

    report = check_data(settings_of(options), options.older_than or OLD_YEARS)
    if options.json:
        print_json(report.as_json())
    else:
        for line in report.lines():
            show(line)
    return 0 if report.sound else 2


def _years(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 100):
        raise argparse.ArgumentTypeError(f"«{text}» is no number of years; write 1 to 100")
    return int(text)


def _new(options: argparse.Namespace) -> int:
    return make("pack", options.folder)


def _publish(options: argparse.Namespace) -> int:
    from companion.app.sharing import store_of

    store = store_of(settings_of(options))
    for folder in options.folders:
        new = store.replace(folder.expanduser().resolve())
        held = store.copy.current()
        show(f"{folder.resolve().name}: {'published in' if new else 'as it was in'} {store.address}{_number(held)}")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    from companion.app.sharing import store_of

    store = store_of(settings_of(options))
    if not store.withdraw(options.pack):
        held = store.copy.current()
        known = "none" if held is None else ", ".join(held.packs) or "none"
        raise UsageError(f"{store.address} holds no pack «{options.pack}»; it holds: {known}")
    show(f"{options.pack}: withdrawn from {store.address}{_number(store.copy.current())}")
    return 0


def _number(held: Generation | None) -> str:
    return "" if held is None else f": generation {held.number}"


def _list(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import load_material

    settings = settings_of(options)
    base = load_material(settings).knowledge.base
    as_of = settings.day_of_answers(date.today())
    for line in list_facts(base, options.name, as_of) if options.name else list_entities(base):
        show(line)
    return 0


def _search(options: argparse.Namespace) -> int:
    for hit in assistant_of(options).search_facts(options.query):
        if options.json:
            print_json(hit)
        else:
            show(f"{hit['score']:.2f}  {hit['text']}  [{hit['source']}]")
    return 0
