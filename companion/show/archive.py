"""An event as one file for another machine: packages, models, data and checksums, and a script that starts it there.

The other machine needs Python of the same version and kind, nothing else: no network, no knowledge of pip.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from companion.base.errors import CompanionError, DataError, UsageError
from companion.base.settings import PROFILE_FILE, Settings, load_settings, resources
from companion.base.writing import write_result
from companion.models.prepared import KEPT_AS
from companion.models.store import ModelStore

START: Final = Path(__file__).with_name("start.sh")
"""What runs on the other machine."""
SUMS: Final = "SHA256SUMS"
"""The file with the checksums of all others."""
_LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", ".git", "*.pyc", ".companion-*")


def archive(folder: Path, target: Path, *, voice: bool, tell: Callable[[str], None]) -> Path:
    """Put an event into one compressed archive.

    Args:
        folder: of the event, with its `profile.yaml`.
        target: the archive, `NAME.tar.gz`.
        voice: whether it shall speak and listen there; its models have to be here already.
        tell: is told what is being done.

    Returns:
        the archive.

    Raises:
        UsageError: there is no event in the folder, or the archive cannot be written.
        CompanionError: this is no checkout, a package cannot be had, or a model is not here.
    """
    if not (folder / PROFILE_FILE).is_file():
        raise UsageError(f"{folder}: no event there (it has no {PROFILE_FILE}); `companion new event` makes one")
    settings = load_settings(str(folder))
    with tempfile.TemporaryDirectory(prefix="companion-") as temporary:
        stage = Path(temporary) / folder.resolve().name
        lay_out(stage, settings, folder, voice=voice, tell=tell)
        seal(stage)
        tell("compressing …")
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as file:
            file.add(stage, stage.name)
        write_result(target, buffer.getvalue())
    return target


def lay_out(
    stage: Path, settings: Settings, event: Path | str, *, voice: bool, tell: Callable[[str], None], show: str = ""
) -> str:
    """Put all that another machine needs into a folder, but for the checksums.

    Args:
        stage: the folder; made here.
        settings: of the event.
        event: its folder, or the name of a profile that comes with the robot.
        voice: whether it shall speak and listen there.
        tell: is told what is being done.
        show: the script that the start script puts on the stage; "" for none.

    Returns:
        the profile as the commands in the folder are given it: a name, or a path that begins in the folder.

    Raises:
        CompanionError: as of `archive`.
    """
    _check_packs(settings)
    stage.mkdir(parents=True)
    tell("packages …")
    extras = ",".join((*(["server"] if show else []), *(["voice"] if voice else [])))
    _collect_wheels(stage / "wheels", f"[{extras}]" if extras else "")
    profile = str(event)
    if isinstance(event, Path):
        profile = event.resolve().name
        shutil.copytree(event, stage / profile, ignore=_LEFT_OUT)
    if voice:
        tell("models …")
        _copy_models(settings, stage / "models")
    tell("the language model …")
    where = f"$here/{profile}" if isinstance(event, Path) else profile
    _prepare_cache(stage, where.replace("$here", str(stage)))
    start = START.read_text(encoding="utf-8")
    wanted = {
        "@EXTRAS@": f"[{extras}]" if extras else "",
        "@PROFILE@": where,
        "@SHOW@": show,
        "@PYTHON@": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "@MACHINE@": platform.machine(),
    }
    for field, value in wanted.items():
        start = start.replace(field, value)
    (stage / "start").write_text(start, encoding="utf-8")
    (stage / "start").chmod(0o755)
    return profile


def seal(stage: Path) -> None:
    """Write down the checksums of all files."""
    (stage / SUMS).write_text("".join(_checksums(stage)), encoding="utf-8")


def damaged(stage: Path) -> list[str]:
    """The files of a folder that are not what they were when it was sealed, or are missing.

    Raises:
        UsageError: there are no checksums in it.
    """
    try:
        lines = (stage / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise UsageError(f"{stage}: nothing packed there (it has no {SUMS})") from None
    pairs = [line.partition("  ")[::2] for line in lines]
    return [name for digest, name in pairs if not name.startswith("cache/") and _digest(stage / name) != digest]


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _collect_wheels(folder: Path, extras: str) -> None:
    """The wheels of this package, of all that it needs, and of pip itself."""
    root = resources()
    if not (root / "pyproject.toml").is_file():
        raise CompanionError("an archive is made from a checkout of the robot: run scripts/companion pack there")
    pip = [sys.executable, "-m", "pip"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    _run([*pip, "wheel", *quiet, "--no-deps", "--wheel-dir", str(folder), str(root)])
    (own,) = folder.glob("companion_robot-*.whl")
    wanted = f"companion-robot{extras} @ {own.as_uri()}" if extras else str(own)
    _run([*pip, "wheel", *quiet, "--wheel-dir", str(folder), wanted, "pip"])


def _run(command: list[str]) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        last = (result.stderr.strip() or "no message").splitlines()[-1]
        raise CompanionError(f"a package cannot be had: {last}")


def _check_packs(settings: Settings) -> None:
    """Packs that lie outside the event, or in a store, would be missed on the other machine."""
    if settings.knowledge.store is not None:
        problem = "«knowledge»: it names a store, and an archive holds all that its robot knows"
        fix = f"take it out, copy the packs of {settings.copies_folder} into the event, and name them ./PACK"
        raise DataError(settings.folder / PROFILE_FILE, None, problem, fix)
    for name in settings.packs:
        if name.startswith((".", "~")) or "/" in name:
            path = (settings.folder / Path(name).expanduser()).resolve()
            if not path.is_relative_to(settings.folder):
                problem = f"the pack {name} lies outside {settings.folder}"
                fix = f"copy it to {settings.folder / path.name}, and name it ./{path.name}"
                raise DataError(settings.folder / PROFILE_FILE, None, problem, fix)


def _copy_models(settings: Settings, folder: Path) -> None:
    store = ModelStore(settings.models_folder)
    for model in store.catalogue.needed(settings.hearing, settings.end_of_turn, settings.speaking, settings.guest):
        shutil.copytree(store.locate(model.name), folder / model.name)


def _prepare_cache(stage: Path, profile: str) -> None:
    """See that the event is sound; what is made at a first start is made on the way, and comes along."""
    # Files that somebody added for themselves are no part of the event: their folder is one that is not there.
    environment = {**os.environ, "COMPANION_CACHE": str(stage / "cache"), "XDG_DATA_HOME": str(stage / "nobody")}
    if (stage / "models").is_dir():
        environment["COMPANION_MODELS"] = str(stage / "models")
    for command in (["kb", "check"], ["places", "stats"], ["kb", "search", "."]):
        whole = [sys.executable, "-m", "companion.app.main", *command, "--profile", profile]
        result = subprocess.run(whole, env=environment, capture_output=True, text=True, check=False)
        if result.returncode:
            told = (result.stdout.splitlines() or result.stderr.splitlines() or ["no message"])[0]
            told = told.replace(profile, "").lstrip("/")
            raise CompanionError(f"the event is not sound: {told}; `companion kb check` shows all")
    for large in (stage / "cache").glob(f"{KEPT_AS}-*"):  # it lies in a wheel already, and is unpacked in half a second
        large.unlink()


def _checksums(stage: Path) -> Iterator[str]:
    for path in sorted(stage.rglob("*")):
        if path.is_file() and path.name != SUMS:
            yield f"{_digest(path)}  {path.relative_to(stage)}\n"
