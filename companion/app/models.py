"""`companion models`: the model files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from companion.app.options import actions_of, add_json, add_profile, settings_of
from companion.app.output import print_json, show
from companion.base.errors import UsageError
from companion.base.table import table
from companion.base.writing import write_result
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
    upgrade = add("upgrade", _upgrade, "other models to hear and speak with on this machine; fetch and try one")
    add_profile(upgrade)
    add_json(upgrade)
    upgrade.add_argument("name", nargs="?", metavar="NAME", help="default: list them")
    upgrade.add_argument(
        "--save", type=Path, metavar="FILE.yaml", help="write the profile that uses it, if it works here"
    )
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


def _upgrade(options: argparse.Namespace) -> int:
    from companion.evaluation.advice import facts_here
    from companion.evaluation.upgrade import fetched_and_tried, offer_of, offer_row, offered

    settings = settings_of(options)
    store, facts = ModelStore(settings.models_folder), facts_here()
    if options.save is not None:
        _may_save(options)
    if options.name is None:
        offers = list(offered(store, settings, facts))
        if options.json:
            print_json([offer.as_json() for offer in offers])
        else:
            header = ("MODEL", "INSTEAD OF", "LANGUAGES", "SIZE", "LICENCE", "MEASURED")
            show(table(header, [offer_row(offer) for offer in offers], left=3))
        return 0
    offer = offer_of(options.name, store, settings, facts)
    trial = fetched_and_tried(offer, store, settings, progress_on(sys.stderr))
    if options.json:
        print_json({**asdict(trial), "settings": offer.section})
    else:
        show(f"{offer.model.name}: heard «{trial.heard}», {trial.pace:.2f} s of work for a second of sound")
        if trial.refusal:
            show(f"not taken: {trial.refusal}; {offer.uses} stays")
        elif options.save is None:
            show("it works here; to use it, write a profile (--save FILE.yaml does):")
            show(offer.profile(settings))
    if options.save is not None and not trial.refusal:
        write_result(options.save, f"{offer.profile(settings)}\n".encode())
        if not options.json:
            show(f"it works here; use it with --profile {options.save}")
    return 1 if trial.refusal else 0


def _may_save(options: argparse.Namespace) -> None:
    """Told before anything is fetched.

    Raises:
        UsageError: no model is named, or the file is there: a profile is somebody's own.
    """
    if options.name is None:
        raise UsageError("--save writes the profile of one model; name it")
    if options.save.exists():
        raise UsageError(
            f"{options.save} is there already; name another file, or add the lines that are shown without --save"
        )


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
