"""A show as one folder for another machine, all that it says rendered; and whether such a folder works where it is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from companion.base.errors import CompanionError, UsageError
from companion.base.settings import PROFILE_FILE, Settings
from companion.models.store import ModelStore
from companion.show.archive import damaged, lay_out, seal
from companion.show.calling import call
from companion.show.cast import Cast
from companion.show.compiled import CompiledShow
from companion.show.keeping import ShowFolder
from companion.show.rendering import fixed_lines, render_lines

ABOUT: Final = "show.json"
"""What a folder holds, for whoever checks it."""
KEPT: Final = "kept"
"""Prepared answers and sounds, and later the restore point and the journal."""
_PATIENCE_S: Final = 600.0
"""How long a robot may take to load on a machine that is slow, or busy; one that fails is noticed at once."""
_LOOK_S: Final = 0.2
_PAGES: Final = ("console.html", "stage.html")
_ALONE: Final = """
import fcntl, os, socket, struct, sys
with socket.socket() as any:  # this machine can talk to itself: that is off, too, where there is no network
    fcntl.ioctl(any, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Brings the loopback up (SIOCSIFFLAGS, netdevice(7): up and running) and becomes another program."""


@dataclass(frozen=True, slots=True)
class PackedShow:
    """What a packed folder holds.

    Attributes:
        show: the name of the script.
        profile: it is played with: a name, or a folder beside this file.
        voice: whether it speaks and listens.
        lines: how many lines are rendered.
    """

    show: str
    profile: str
    voice: bool
    lines: int


def pack_show(
    show: CompiledShow,
    cast: Cast,
    settings: Settings,
    profile: str,
    target: Path,
    *,
    voice: bool,
    tell: Callable[[str], None],
) -> PackedShow:
    """Put a show into a folder: packages, models, data, what it says as sound, checksums, a start script.

    Args:
        show: the show.
        cast: gives the prepared answers.
        settings: it is played with.
        profile: a name that comes with the robot, or the folder of an event.
        target: the folder; it must not be there, or be empty.
        voice: whether it shall speak and listen there.
        tell: is told what is being done.

    Raises:
        UsageError: the folder is not empty.
        CompanionError: something that is wanted is not here.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target}: there is something already; name a folder that is not there")
    event = Path(profile) if (Path(profile) / PROFILE_FILE).is_file() else profile
    with tempfile.TemporaryDirectory(prefix=".companion-", dir=_nearest(target)) as temporary:
        stage = Path(temporary) / "packed"
        there = lay_out(stage, settings, event, voice=voice, tell=tell, show=show.name)
        folder = ShowFolder(stage / KEPT)
        prepared = cast.prepared()
        folder.keep_prepared(show.mark, prepared)
        lines = 0
        if voice:
            from companion.speaking.voice import load_voice

            tell("what it says …")
            store = ModelStore(settings.models_folder)
            speaks = load_voice(settings.speaking, store, settings.cache_folder)
            lines = len(render_lines(show.answered(prepared), speaks, folder, tell))
        packed = PackedShow(show.name, there, voice, lines)
        (stage / ABOUT).write_text(json.dumps(asdict(packed), ensure_ascii=False), encoding="utf-8")
        seal(stage)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            target.rmdir()
        shutil.move(stage, target)
    return packed


def read_packed(folder: Path) -> PackedShow:
    """What a packed folder holds.

    Raises:
        UsageError: it is none.
    """
    try:
        return PackedShow(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise UsageError(f"{folder}: no packed show there; `companion demo pack NAME -o {folder}` makes one") from None


def runs_inside(folder: Path) -> bool:
    """Whether this very process runs from the packages of the folder."""
    return Path(sys.prefix).resolve().is_relative_to(folder.resolve())


def start_alone(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a folder's start script as on a machine that never saw the robot: no home, no settings, no network."""
    start = str((folder / "start").resolve())
    with tempfile.TemporaryDirectory(prefix="companion-home-") as home:
        nowhere = "http://127.0.0.1:9"
        environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": home, "LANG": "C.UTF-8"}
        environment |= dict.fromkeys(("http_proxy", "https_proxy", "PIP_INDEX_URL"), nowhere)
        return subprocess.run([*without_network(), start, *words], env=environment, check=False)


def without_network() -> list[str]:
    """The words before a command that run it without any network; none where the system cannot do that."""
    python = str(Path(sys.executable).absolute())
    for words in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        command = [*words, python, "-c", _ALONE]
        with suppress(OSError):
            if subprocess.run([*command, "/bin/true"], capture_output=True, check=False).returncode == 0:
                return command
    return []


def check_packed(
    folder: Path, packed: PackedShow, show: CompiledShow, settings: Settings, profile: str, tell: Callable[[str], None]
) -> Iterator[str]:
    """What is wrong with a packed show, where it is: damaged files, lines without sound, a stage that does not stand.

    Args:
        folder: holds it.
        packed: what it should be.
        show: as it was read there.
        settings: likewise.
        profile: it is started with.
        tell: is told what is fine.
    """
    wrong = damaged(folder)
    if wrong:
        yield f"damaged or missing: {', '.join(wrong[:3])}; copy the folder again"
    else:
        tell("all files are what they were")
    kept = ShowFolder(folder / KEPT)
    show = show.answered(kept.prepared_for(show.mark))
    lines = [line.said for line in fixed_lines(show)]
    unprepared = [cue.id for cue in show.cues if cue.kind == "ask" and cue.best is None]
    if unprepared:
        yield f"no prepared answer: {', '.join(unprepared)}; write `prepared`"
    if packed.voice:
        try:
            silent = _unrendered(kept, settings, show)
        except CompanionError as e:
            yield str(e)
        else:
            if silent:
                yield f"not rendered: {', '.join(f'«{text}»' for text in silent)}"
            else:
                tell(f"{len(lines)} lines have their sound; voice and recogniser are loaded")
    try:
        with _on_stage(folder, packed.show, profile) as address:
            for page in _PAGES:
                call(f"{address}/{page}")
            tell("the stage stands, the robot answers, console and stage screen are there")
    except CompanionError as e:
        yield str(e)


def _unrendered(kept: ShowFolder, settings: Settings, show: CompiledShow) -> list[str]:
    from companion.hearing.engine import load_recogniser
    from companion.speaking.voice import load_voice

    store = ModelStore(settings.models_folder)
    voice = load_voice(settings.speaking, store, settings.cache_folder)
    load_recogniser(settings.hearing, store).warm_up()
    return [
        line.said.text
        for line in fixed_lines(show)
        if line.said.sound is None and not kept.sound_of(line.said, voice.name).is_file()
    ]


@contextmanager
def _on_stage(folder: Path, name: str, profile: str) -> Iterator[str]:
    """The show on its stage, with its robot; what it keeps is thrown away."""
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="companion-verify-") as kept:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        shutil.copytree(folder / KEPT, kept, dirs_exist_ok=True, ignore=shutil.ignore_patterns("restore.json"))
        words = ["demo", "run", name, "--stage", "--watched", "--silent", "--profile", profile]
        command = [sys.executable, "-m", "companion.app.main", *words, "--port", str(port), "--kept", kept]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for_mind(process, address)
            yield address
        finally:
            process.terminate()
            process.communicate()


def _wait_for_mind(process: subprocess.Popen[str], address: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            told = (process.stderr.read() if process.stderr else "").strip().splitlines()
            raise CompanionError(f"the stage does not stand: {told[-1] if told else 'no message'}")
        with suppress(CompanionError):
            view: dict[str, Any] = json.loads(call(f"{address}/cue/state"))
            if "mind" not in view["missing"]:
                return
        time.sleep(_LOOK_S)
    raise CompanionError(f"the stage does not stand within {_PATIENCE_S:.0f} s")


def _nearest(target: Path) -> Path:
    """The folder above that is there: on the same disk as the target, so that nothing is copied twice."""
    return next(folder for folder in target.absolute().parents if folder.is_dir())
