"""`companion models`: the model files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from companion.app.options import actions_of, add_json, add_profile, settings_of
from companion.app.output import print_json, show
from companion.base.table import table
from companion.models.progress import progress_on, readable
from companion.models.store import Listed, ModelStore


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    listing = add("list", _list, "what there is, and what is here")
    add_profile(listing)
    add_json(listing)
    pull = add("pull", _pull, "fetch models")
    add_profile(pull)
    pull.add_argument("names", nargs="*", metavar="NAME", help="default: what the profile needs")
    verify = add("verify", _verify, "compare the files with their hashes")
    add_profile(verify)
    add_json(verify)
    verify.add_argument("names", nargs="*", metavar="NAME", help="default: every model that is here")


def _list(options: argparse.Namespace) -> int:
    listed = list(_store(options).list())
    if options.json:
        for entry in listed:
            print_json(entry.as_json())
    else:
        show(_table(listed))
    return 0


def _table(listed: Sequence[Listed]) -> str:
    rows = [
        (
            entry.model.name,
            entry.model.purpose,
            ",".join(entry.model.languages),
            readable(entry.model.bytes),
            entry.state,
            entry.model.licence,
        )
        for entry in listed
    ]
    return table(("MODEL", "FOR", "LANGUAGES", "SIZE", "STATE", "LICENCE"), rows, left=3)


def _pull(options: argparse.Namespace) -> int:
    settings = settings_of(options)
    store = ModelStore(settings.models_folder)
    sections = settings.hearing, settings.end_of_turn, settings.speaking, settings.guest
    needed = [model.name for model in store.catalogue.needed(*sections)]
    for name in options.names or needed:
        show(f"{name}: {store.pull(name, progress_on(sys.stderr))}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    store = _store(options)
    names = options.names or [entry.model.name for entry in store.list() if entry.state != "missing"]
    sound = True
    for name in names:
        faults = store.verify(name)
        sound = sound and not faults
        if options.json:
            problems = [{"file": fault.path, "problem": fault.problem} for fault in faults]
            print_json({"name": name, "ok": not faults, "faults": problems})
        else:
            show(f"{name}: " + ("; ".join(f"{fault.path} {fault.problem}" for fault in faults) or "ok"))
    return 0 if sound else 1


def _store(options: argparse.Namespace) -> ModelStore:
    return ModelStore(settings_of(options).models_folder)
