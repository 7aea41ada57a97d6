"""`companion places`: the places."""

from __future__ import annotations

import argparse

from companion.app.options import actions_of, add_json, add_profile, assistant_of, settings_of
from companion.app.output import print_result, show
from companion.knowledge.places.statistics import place_statistics


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    search = add("search", _search, "find places")
    add_profile(search, dated=True)
    add_json(search)
    search.add_argument("query", metavar="QUERY")
    add_profile(add("stats", _stats, "what the data covers"))


def _search(options: argparse.Namespace) -> int:
    print_result(options, assistant_of(options).find_places(options.query), lambda reply: reply.text)
    return 0


def _stats(options: argparse.Namespace) -> int:
    from companion.dialogue.loading import load_material

    for line in place_statistics(load_material(settings_of(options)).knowledge.store):
        show(line)
    return 0
