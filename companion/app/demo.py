"""`companion demo`: scripted demonstrations."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from companion.app.options import Run, actions_of, add_profile, start_logging
from companion.app.output import show, show_error
from companion.app.staging import add_stage_options, compiled_show, folder_of, run_stage
from companion.base.errors import UsageError
from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.base.writing import write_result
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import packs_of
from companion.knowledge.scaffold import scaffold
from companion.language.spoken import spoken
from companion.show.script import Cue, Script, load_script, play, scripts

if TYPE_CHECKING:
    from companion.base.settings import Settings
    from companion.show.aloud import Aloud
    from companion.show.cast import Cast
    from companion.show.compiled import CompiledShow
    from companion.show.policy import HousePolicy
    from companion.show.rehearsal import HeardLine

_OTHER_A_MINUTE: Final = 43
"""Utterances that are no question of a show in a minute of speech."""
_MINUTES: Final = 30.0
_WORDINGS: Final = 50
_HIT: Final = 0.98
"""Of the wordings of each question so many have to fire its cue."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    add = actions_of(parser)
    add_profile(add("list", _list, "list the scripts"))

    def for_script(name: str, act: Run, purpose: str) -> argparse.ArgumentParser:
        action = add(name, act, purpose)
        add_profile(action)
        action.add_argument("script", metavar="SCRIPT")
        return action

    for name, purpose in (("run", "play a script"), ("rehearse", "play a script and check every answer")):
        action = for_script(name, run, purpose)
        action.add_argument("--silent", action="store_true", help="do not speak, even where there is a speaker")
        action.set_defaults(checks=name == "rehearse")
        if name == "run":
            add_stage_options(action)
        else:
            action.add_argument("--variants", type=int, metavar="N", help="say each question in N other wordings, too")
            action.add_argument("--aloud", action="store_true", help="have them spoken, in noise and rooms, and heard")
            action.add_argument("--minutes", type=float, default=_MINUTES, metavar="N", help="of other speech (30)")
            action.add_argument("--noise", type=Path, metavar="DIR", help="recordings of noise (default: computed)")
            action.add_argument("--rooms", type=Path, metavar="DIR", help="impulse responses (default: computed)")
            action.add_argument(
                "--speech", type=Path, metavar="DIR", help="recordings of people that must fire nothing"
            )
            action.add_argument("-o", "--output", type=Path, metavar="FILE.html", help="a report to be printed")
    for_script("check", _check, "find every mistake of a script, and what its show could not answer")
    drill = for_script("drill", _drill, "break one thing after another at every cue, on a virtual clock")
    drill.add_argument("--kills", type=int, metavar="N", help="instead, kill the real process at N random moments")
    report = for_script("report", _report, "tell what became of a show")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help=".html, .srt, .vtt, or .yaml: what to add")
    report.add_argument("--kept", type=Path, metavar="DIR", help="where the show's journal is kept")
    pack = for_script("pack", _pack, "put a show into one folder for another machine")
    pack.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="default: the name of the script, here")
    pack.add_argument("--text", action="store_true", help="without voice: smaller by far")
    verify = add("verify", _verify, "see whether a packed show works where it is: no home, no network")
    verify.add_argument("folder", type=Path, metavar="FOLDER")
    schema = add("schema", _schema, "print the JSON Schema of scripts, for editors")
    schema.add_argument("--policy", action="store_true", help="that of policy.yaml")
    new = add("new", _new, "make a folder with an event and its show, to be filled in")
    new.add_argument("folder", type=Path, metavar="NAME")


def _list(options: argparse.Namespace) -> int:
    packs = packs_of(load_settings(options.profile))
    for name in scripts(packs):
        script = load_script(packs, name)
        cues = sum(1 for _ in script.in_order())
        show(f"{name}  {script.title} (profile {script.profile or options.profile}, {cues} cues)")
    return 0


def run(options: argparse.Namespace) -> int:
    """Play a script; a rehearsal tells what falls short."""
    if getattr(options, "stage", False):
        return run_stage(options)
    left_out = Mistakes()
    script = load_script(packs_of(load_settings(options.profile), left_out), options.script, left_out)
    if any(getattr(options, name, None) for name in ("variants", "output", "aloud", "speech")):
        return _rehearse_in_other_words(options)
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
            _show_fixed(played.cue, assistant.persona.name, robot)
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


def _show_fixed(cue: Cue, name: str, robot: Aloud | None) -> None:
    """What needs no answer: a narration, a line of the robot, a card, the floor."""
    if cue.say is not None:
        show(f"\n{name}: {cue.say}")
        if robot is not None:
            robot.say(spoken(cue.say))
    elif cue.floor is not None:
        show("\n[자유 질문]")
    else:
        show(f"\n{cue.narrate or f'[{cue.hold}]'}")


def _rehearse_in_other_words(options: argparse.Namespace) -> int:
    """Every question in other wordings, against the cue that stands."""
    from companion.app.show_report import rehearsal_page
    from companion.dialogue.expected import expected_sentences
    from companion.show.rehearsal import CONDITIONS, rehearse_show

    _, compiled, settings, policy = compiled_show(options.profile, options.script)
    start_logging(settings)
    cast = _cast(compiled, settings, policy)
    other = list(expected_sentences(cast.robot))
    Random(1).shuffle(other)
    room, overheard = None, []
    if options.aloud or options.speech is not None:
        from companion.app.show_room import RehearsalRoom

        room = RehearsalRoom(compiled, settings, options.noise, options.rooms, _notice)
        if options.speech is not None:
            overheard = list(room.recordings(options.speech, options.minutes))
    hear = room.hear if room is not None and options.aloud else None
    # What recordings there are counts first: the rest of the time is filled with what the robot may be asked.
    others = round(_OTHER_A_MINUTE * (options.minutes - sum(one.seconds for one in overheard) / 60))
    rehearsal = rehearse_show(compiled, cast, other[:others], options.variants or _WORDINGS, hear, overheard)
    if options.aloud:
        rehearsal = replace(rehearsal, lines=_lines_heard(compiled, cast, settings))
    table = [("cue", "hit", "phrase match", "missed, fired another", "answer")]
    for cue in rehearsal.cues:
        missed = dict.fromkeys(one.caught.text for one in cue.missed)
        wrong = "; ".join((*list(missed)[:3], *(f"{count} × {id}" for id, count in cue.fired_other)))
        plain = f"{cue.plain / max(1, cue.said):.1%}"
        table.append((cue.id, f"{cue.hit_rate:.1%}", plain, wrong or "-", cue.unfit or "ok"))
    for row in table:
        show("  ".join(cell.ljust(width) for cell, width in zip(row, (14, 7, 12, 24, 0), strict=True)))
    for line in rehearsal.lines:
        weak = f"; not heard: {', '.join(line.weak)}" if line.weak else ""
        show(f"{line.cue or 'apology'}: «{line.text}» {line.seconds:.1f} s, heard with {line.cer:.0%} errors{weak}")
    for by in CONDITIONS:
        parts = [f"{name} {hit / said:.0%} of {said}" for name, hit, said in rehearsal.counted(by)]
        if parts:
            show(f"by {by}: {', '.join(parts)}")
    if rehearsal.measured_s is not None:
        show(f"running time {_clock(rehearsal.measured_s)}, by plan {_clock(rehearsal.planned_s)}")
    for text, id in rehearsal.false_fires:
        show(f"fired by other speech: «{text}» ({id})")
    minutes = f"{rehearsal.minutes:.0f} minutes of other speech"
    false = f"{len(rehearsal.false_fires)} false in {minutes}, by phrase {rehearsal.plain_fires}"
    show(f"\n{rehearsal.hit_rate:.1%} hit; {false}")
    if options.output is not None:
        write_result(options.output, rehearsal_page(rehearsal).encode())
    seldom = [cue.id for cue in rehearsal.cues if cue.hit_rate < _HIT]
    if seldom:
        show(f"heard too seldom: {', '.join(seldom)}; add other words under `on.phrases`, or ask in longer ones")
    for cue in rehearsal.cues:
        if cue.id in seldom and (best := cue.clearest) is not None:
            show(f"{cue.id}: best heard was «{best.said}» (as «{best.caught.text}»)")
    ready = not (seldom or rehearsal.failures or len(rehearsal.false_fires) > 1)
    show("ready" if ready else "not ready")
    return 0 if ready else 1


def _clock(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes}:{left:02}"


def _cast(compiled: CompiledShow, settings: Settings, policy: HousePolicy) -> Cast:
    """The robot of a show that is got ready: a pack with a mistake is not left out, as it would be on a stage.

    Raises:
        DataError: everything that is wrong with the packs.
    """
    from companion.dialogue.loading import read_material
    from companion.knowledge.loading import profile_folders
    from companion.show.cast import Cast

    mistakes = Mistakes()
    folders = profile_folders(settings)
    read_material(folders, settings, mistakes, settings.cache_folder)
    mistakes.raise_any()
    return Cast(compiled, settings, policy)


def _lines_heard(compiled: CompiledShow, cast: Cast, settings: Settings) -> tuple[HeardLine, ...]:
    """What the robot says itself, rendered and heard back."""
    from companion.app.show_room import hear_lines
    from companion.models.store import ModelStore
    from companion.show.keeping import ShowFolder
    from companion.show.rendering import render_lines
    from companion.speaking.voice import load_voice

    voice = load_voice(settings.speaking, ModelStore(settings.models_folder), settings.cache_folder)
    answered = compiled.answered(cast.prepared())
    sounds = render_lines(answered, voice, ShowFolder(folder_of(settings, compiled.name)), _notice)
    return tuple(hear_lines(answered, settings, sounds, _notice))


def _check(options: argparse.Namespace) -> int:
    from companion.show.checking import check_show

    mistakes = Mistakes()
    loaded, compiled, settings, policy = compiled_show(options.profile, options.script, mistakes=mistakes)
    start_logging(settings)
    # What it answers can be looked at once the script is whole.
    if not mistakes:
        check_show(compiled, loaded, _cast(compiled, settings, policy), mistakes)
    for mistake in mistakes:
        show(mistake)
    questions = sum(cue.question is not None for cue in compiled.cues)
    show(f"{len(compiled.cues)} cues, {questions} questions, {_clock(compiled.planned_s)} by plan")
    show(f"{len(mistakes)} mistakes" if mistakes else "the show is sound")
    return 2 if mistakes else 0


def _drill(options: argparse.Namespace) -> int:
    from companion.show.drill import drill, stand_ins

    _, compiled, settings, _ = compiled_show(options.profile, options.script)
    start_logging(settings)
    if options.kills:
        from companion.app.show_kills import kill_and_look

        return kill_and_look(options, compiled)
    rungs: dict[str, Counter[str]] = {}
    bad, played, slowest = 0, 0, 0.0
    for result in drill(stand_ins(compiled)):
        broken = "nothing" if result.breakage is None else f"{result.breakage.part} {result.breakage.way}"
        rungs.setdefault(broken, Counter()).update(result.rungs.values())
        played, slowest = played + 1, max(slowest, result.slowest_s)
        if not result.holds:
            bad += 1
            where = result.breakage and f"at {compiled.cues[result.breakage.cue].id} {result.breakage.after_s:+.1f} s"
            show(f"{broken} {where}: late {', '.join(result.late) or '-'}, twice {', '.join(result.twice) or '-'}")
    for broken, counted in rungs.items():
        show(f"{broken.ljust(18)} {', '.join(f'{rung} {count}' for rung, count in counted.most_common())}")
    show(f"\n{played} shows, the slowest delivery after {slowest:.1f} s")
    show(f"{bad} failed" if bad else "every cue delivered within its deadline, none twice")
    return 1 if bad else 0


def _report(options: argparse.Namespace) -> int:
    from companion.app.show_report import after_page
    from companion.show.after import after_show, rows_to_fill_in, subtitles
    from companion.show.keeping import ShowFolder

    _, compiled, settings, _ = compiled_show(options.profile, options.script)
    folder = ShowFolder(options.kept or folder_of(settings, compiled.name))
    forgotten = folder.forget_after(compiled.keep_days, datetime.now())
    after = after_show(folder.happened())
    if not after.fired and forgotten:
        raise UsageError(f"what happened was kept for {compiled.keep_days} days, as the script says, and is gone")
    if not after.fired:
        raise UsageError(f"nothing of «{options.script}» was played yet: companion demo run {options.script} --stage")
    today = datetime.now().date()
    show(f"{after.fired} cues fired, {after.delivered} delivered, {len(after.late)} late, {after.lasted_s:.0f} s")
    show(f"the audience waited {after.percentile_s(0.5):.1f} s (median), {after.percentile_s(0.95):.1f} s (95 %)")
    for name, counted in (("by", after.rungs), ("operator", after.interventions), ("left a rung", after.fell)):
        show(f"{name}: {', '.join(f'{what} {count}' for what, count in counted.items()) or 'nothing'}")
    show(f"not answered live: {len(after.abstained)}; started again: {after.resumed}")
    if options.output is not None:
        made = {
            ".html": lambda: after_page(compiled.title, after),
            ".srt": lambda: subtitles(after.lines),
            ".vtt": lambda: subtitles(after.lines, "vtt"),
            ".yaml": lambda: rows_to_fill_in(after.unknown(), today),
        }
        if options.output.suffix not in made:
            raise UsageError(f"{options.output}: write a name that ends in {', '.join(made)}")
        write_result(options.output, made[options.output.suffix]().encode())
    return 0


def _pack(options: argparse.Namespace) -> int:
    from companion.show.packing import pack_show

    _, compiled, settings, policy = compiled_show(options.profile, options.script)
    start_logging(settings)
    target = options.output or Path(compiled.name)
    cast = _cast(compiled, settings, policy)
    packed = pack_show(compiled, cast, settings, options.profile, target, voice=not options.text, tell=_notice)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    show(f"{target}: {size / 1e6:.0f} MB, {packed.lines} lines rendered")
    show(f"see whether it works: companion demo verify {target}; on the other machine: {target.name}/start verify")
    show(f"there it is put on its stage by {target.name}/start")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from companion.show.packing import check_packed, read_packed, runs_inside, start_alone, without_network

    folder = options.folder
    packed = read_packed(folder)
    if not runs_inside(folder):
        if not without_network():
            _notice("the network cannot be switched off here; the folder is only kept from using it")
        return min(1, start_alone(folder, "verify").returncode)
    own = folder / packed.profile
    profile = str(own) if own.is_dir() else packed.profile
    _, compiled, settings, _ = compiled_show(profile, packed.show)
    wrong = list(check_packed(folder, packed, compiled, settings, profile, show))
    for problem in wrong:
        show(problem)
    show(f"{len(wrong)} faults" if wrong else "the show works here")
    return 1 if wrong else 0


def _schema(options: argparse.Namespace) -> int:
    from companion.show.policy import PolicyFile

    schema = (PolicyFile if options.policy else Script).model_json_schema()
    show(
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=2)
    )
    return 0


def _new(options: argparse.Namespace) -> int:
    folder = options.folder
    for path in scaffold("event", folder):
        show(os.path.relpath(path))
    name = f"opening --profile {folder}"
    show(f"\nIt works as it is: companion demo run {name}")
    show(f"Fill it in, and see what is wrong: companion demo check {name}")
    show(f"Then: companion demo rehearse {name} --variants 50, demo drill {name}, demo run {name} --stage")
    return 0


def _notice(text: str) -> None:
    show_error(text)
