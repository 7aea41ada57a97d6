"""`companion demo`: scripted demonstrations."""

from __future__ import annotations

import argparse

from companion.app.options import actions_of, add_profile, start_logging
from companion.app.output import show, show_error
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import packs_of
from companion.show.script import load_script, play, scripts


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    add_profile(add("list", _list, "list the scripts"))
    for name, purpose in (("run", "play a script"), ("rehearse", "play a script and check every answer")):
        action = add(name, run, purpose)
        add_profile(action)
        action.add_argument("script", metavar="SCRIPT")
        action.add_argument("--silent", action="store_true", help="do not speak, even where there is a speaker")
        action.set_defaults(checks=name == "rehearse")


def _list(options: argparse.Namespace) -> int:
    packs = packs_of(load_settings(options.profile))
    for name in scripts(packs):
        script = load_script(packs, name)
        show(f"{name}  {script.title} (profile {script.profile or options.profile}, {len(script.cues)} cues)")
    return 0


def run(options: argparse.Namespace) -> int:
    """Play a script; a rehearsal tells what falls short."""
    script = load_script(packs_of(load_settings(options.profile)), options.script)
    settings = load_settings(script.profile or options.profile)
    start_logging(settings)
    assistant = Assistant(settings)
    robot = None
    if not (options.silent or options.checks):
        from companion.show.aloud import Aloud

        robot = Aloud(settings, _notice, lambda fault: _notice(f"글로만 진행할게요: {fault}"))
    show(f"— {script.title} —")
    failed = 0
    for played in play(script, assistant):
        if played.reply is None:
            show(f"\n{played.cue.narrate}")
            continue
        show(f"\n{played.cue.by}: {played.cue.ask}")
        show(f"{assistant.persona.name}: {played.reply.text}")
        if robot is not None:
            robot.say(played.reply.spoken)
        if options.checks:
            failed += len(played.failures)
            show(f"  [{played.reply.timing_ms['total']:.1f} ms] " + ("; ".join(played.failures) or "ok"))
    if robot is not None:
        robot.close()
    if options.checks:
        show(f"\n{failed} failed" if failed else "\nready")
    return 1 if failed else 0


def _notice(text: str) -> None:
    show_error(text)
