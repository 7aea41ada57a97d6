"""`companion demo run NAME --stage`: a show on its stage, watched over by a second process."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Final

from companion.app.output import show, show_error
from companion.base.files import Loaded, Mistakes, load_document
from companion.base.settings import Settings, load_settings
from companion.dialogue.loading import packs_of
from companion.show.compiled import CompiledShow, compile_show
from companion.show.policy import HousePolicy, load_policy
from companion.show.script import Script, find_script, with_profile

if TYPE_CHECKING:
    from companion.dialogue.assistant import Assistant
    from companion.server.show_doors import ShowDoors
    from companion.server.show_osc import ShowOsc

_NEEDED: Final = (
    "companion.app.main", "companion.app.demo", "companion.app.staging", "companion.server.running",
    "companion.server.show_doors", "companion.show.crew", "companion.dialogue.assistant",
)  # fmt: skip
"""What a show imports: only that, nothing is loaded or computed before a process is forked."""
_TOO_SOON_S: Final = 2.0
"""A process that ends of itself within this time would only do so again."""


def add_stage_options(parser: argparse.ArgumentParser) -> None:
    """What a stage can be told."""
    stage = parser.add_argument_group("on a stage")
    stage.add_argument("--stage", action="store_true", help="serve an operator's console and stage screens")
    stage.add_argument("--anew", action="store_true", help="from the beginning, whatever was played before")
    stage.add_argument("--listen", action="store_true", help="open the microphone: what is said fires cues")
    stage.add_argument("--host", metavar="ADDRESS", help="the address to listen at (default: this machine only)")
    stage.add_argument("--port", type=int, metavar="N", help="the port (default: 8765)")
    stage.add_argument("--osc", metavar="HOST:PORT", help="tell this of every change over Open Sound Control")
    stage.add_argument(
        "--osc-in", type=int, metavar="PORT", help="take Open Sound Control (/cue/go …) at this UDP port"
    )
    stage.add_argument("--watched", action="store_true", help=argparse.SUPPRESS)  # the process that is watched over
    stage.add_argument("--kept", type=Path, metavar="DIR", help="where the show's restore point and journal are kept")


def folder_of(settings: Settings, name: str) -> Path:
    """Where a show keeps what it must not forget."""
    return settings.memory_file.parent / "shows" / name


def compiled_show(
    profile: str, name: str, *, checked: bool = False, mistakes: Mistakes | None = None
) -> tuple[Loaded[Script], CompiledShow, Settings, HousePolicy]:
    """A script, compiled, with the settings it is played with and the rules that hold; unless it was checked, checked.

    Args:
        profile: where the script names none.
        name: of the script.
        checked: whether it was.
        mistakes: takes what is wrong with it; without them it is raised.

    Raises:
        UsageError: no such script.
        DataError: what is wrong with it, or with a pack that it may be in.
    """
    left_out, found = Mistakes(), Mistakes() if mistakes is None else mistakes
    loaded = load_document(Script, find_script(packs_of(load_settings(profile), left_out), name, left_out))
    script = with_profile(loaded)
    compiled = compile_show(loaded, found, checked=checked)
    if not compiled.cues:
        fix = "add a cue that asks, says, holds or opens the floor"
        found.add(loaded.path, loaded.line("cues"), "nothing happens in this show", fix)
    settings = load_settings(script.profile or profile)
    policy = load_policy(packs_of(settings), found)
    if not checked:
        from companion.show.cast import check_parts

        check_parts(compiled, loaded, settings, found)
    if mistakes is None:
        found.raise_any()
    return loaded, compiled, settings, policy


def run_stage(options: argparse.Namespace) -> int:
    """Put a show on its stage, until Ctrl-C or a signal."""
    return _play(options) if options.watched else _watch_over(options)


def _watch_over(options: argparse.Namespace) -> int:
    """Run the show in a process of its own, and start it again where it stood when that is killed.

    A third process has imported everything and is forked for each start: a show stands again in less than a second.
    """
    from companion.server.running import token_for
    from companion.show.checking import check_texts

    # What is wrong is told once, here.
    loaded, compiled, settings, policy = compiled_show(options.profile, options.script)
    mistakes = Mistakes()
    check_texts(
        compiled,
        loaded,
        policy,
        lambda cue: compiled.day_at(cue.number) or settings.day_of_answers(date.today()),
        mistakes,
    )
    mistakes.raise_any()
    token = token_for(_serving(settings, options))  # those who are in stay in when it is started again
    words = _arguments(options)
    child: list[BaseProcess] = []

    def pass_on(number: int, frame: FrameType | None) -> None:
        for one in child:
            if one.pid is not None and one.is_alive():
                with suppress(OSError):
                    os.kill(one.pid, number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        while True:
            began = time.monotonic()
            child[:] = [show_process(words, token)]
            child[0].join()
            status = child[0].exitcode or 0
            ended_itself = status >= 0 or status in (-signal.SIGTERM, -signal.SIGINT)
            if ended_itself and (status in (0, 2, 130, 143) or time.monotonic() - began < _TOO_SOON_S):
                return max(status, 0)
            show_error(f"the show was stopped ({status}); it goes on where it stood")
            words = [word for word in words if word != "--anew"]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def show_process(words: list[str], token: str | None = None) -> BaseProcess:
    """A process that runs a command; it is started already, without the time that importing takes."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(list(_NEEDED))
    process = made.Process(target=_run_command, args=(words, token))
    process.start()
    return process


def _run_command(words: list[str], token: str | None) -> None:
    from companion.app.main import main

    if token is not None:
        os.environ["COMPANION_SERVING__TOKEN"] = token
    sys.exit(main(words))


def _arguments(options: argparse.Namespace) -> list[str]:
    words = ["demo", "run", options.script, "--stage", "--watched", "--profile", options.profile]
    for flag in ("silent", "anew", "listen"):
        words += [f"--{flag}"] if getattr(options, flag) else []
    for name in ("host", "port", "osc", "osc_in", "kept"):
        value = getattr(options, name)
        words += [] if value is None else [f"--{name.replace('_', '-')}", str(value)]
    return words


def _serving(settings: Settings, options: argparse.Namespace) -> Settings:
    changed = {name: getattr(options, name) for name in ("host", "port") if getattr(options, name) is not None}
    return settings.model_copy(update={"serving": settings.serving.model_copy(update=changed)})


def _play(options: argparse.Namespace) -> int:
    from companion.server.logs import log_privately
    from companion.server.running import RunningServer, listening_socket, own_address, token_for
    from companion.server.show_doors import ShowDoors, stage_token
    from companion.show.cast import Cast
    from companion.show.crew import StageCrew
    from companion.show.keeping import ShowFolder
    from companion.show.rendering import rendered_before
    from companion.show.running import ShowRunner

    # Whoever watches over this process has checked it, and an audience waits.
    _, compiled, settings, policy = compiled_show(options.profile, options.script, checked=True)
    settings = _serving(settings, options)
    token = token_for(settings)
    folder = ShowFolder(options.kept or folder_of(settings, compiled.name))
    if options.anew:
        folder.begin_anew()
    try:
        folder.forget_after(compiled.keep_days, datetime.now())
    except OSError as e:
        _tell(f"what is older than {compiled.keep_days} days cannot be deleted: {e.strerror or e}")
    compiled = compiled.answered(folder.prepared_for(compiled.mark))
    compiled = compiled.rendered(rendered_before(compiled, folder))
    runner = ShowRunner(compiled, folder)
    robots: list[Assistant] = []

    def cast() -> Cast:
        return Cast(compiled, settings, policy, lambda own: robots[0] if own == settings else _robot(own))

    crew = StageCrew(
        runner,
        settings,
        cast,
        lambda: doors.stages,
        move=lambda gesture: server.move(gesture),
        level=lambda dbfs: doors.hears(dbfs),
        silent=options.silent,
    )
    doors = ShowDoors(runner, token, crew.heard, policy, lambda: settings.day_of_answers(date.today()))

    sound = Thread(target=crew.load_sound, args=(_tell,), kwargs={"listens": options.listen}, daemon=True)

    def robot_there(robot: Assistant) -> None:
        robots.append(robot)
        with _telling():
            crew.load_mind(_tell)
            sound.join()
            crew.render(_tell)

    osc = _osc(options, doors)
    listener = listening_socket(settings.serving.host, settings.serving.port)
    server = RunningServer(
        settings, listener, token, silent=True, doors=doors, standing=sound.start, loaded=robot_there
    )
    runner.start(crew)
    host, port = listener.getsockname()[:2]
    address = f"http://{own_address() if host in ('0.0.0.0', '::') else host}:{port}"
    show(f"console: {address}/console.html" + ("" if token is None else f"#token={token}"))
    show(f"stage:   {address}/stage.html" + ("" if token is None else f"#token={stage_token(token)}"))
    if runner.resumed:
        left = compiled.cues[runner.state.standing :]
        show(f"it goes on where it stood: {left[0].label}" if left else "it is over; --anew begins again")
    log_privately()
    try:
        server.run(_tell)
    finally:
        runner.close()
        crew.close()
        if osc is not None:
            osc.close()
    return 0


def _osc(options: argparse.Namespace, doors: ShowDoors) -> ShowOsc | None:
    if options.osc is None and options.osc_in is None:
        return None
    from companion.server.show_osc import ShowOsc

    return ShowOsc(doors, options.osc_in, options.osc)


def _robot(settings: Settings) -> Assistant:
    from companion.dialogue.assistant import Assistant

    return Assistant(settings)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except Exception as e:  # without the robot the show goes on with what is prepared
        _tell(f"the robot cannot be had: {e}")


def _tell(line: str) -> None:
    with suppress(OSError):  # a log that is full ends no show
        show_error(line)
