"""Model files on this machine: finding, fetching and checking them.

A model is a folder of files below the store's folder. It counts as present when every file of the catalogue is
there with its size; the hashes are checked when a file comes in and by `verify`. Only `pull` and `ensure` use the
network.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from companion.base.errors import CompanionError, UsageError
from companion.base.settings import EndOfTurn, Hearing, Speaking
from companion.models.catalogue import Catalogue, Model, ModelFile, SourceEntry, load_catalogue
from companion.models.fetch import ModelSource, SourceError, open_source
from companion.models.progress import Progress, readable

PARTIAL = ".partial"
"""Folder inside a model's folder for what is not whole yet; a second pull goes on from it."""
LOCK = ".lock"

State = Literal["present", "partial", "missing", "damaged"]


class ModelMissing(CompanionError):
    """A model cannot be used as it is; fetching it mends that."""

    def __init__(self, name: str, problem: str = "is not on this machine") -> None:
        super().__init__(f"the model «{name}» {problem}: companion models pull {name}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one file of a model."""

    path: str
    problem: str
    missing: bool = False


@dataclass(frozen=True)
class Listed:
    """A model of the catalogue and how it stands on this machine."""

    model: Model
    state: State
    faults: tuple[Fault, ...]
    folder: Path

    def as_json(self) -> dict[str, object]:
        """Plain data for `--json`."""
        model = self.model.model_dump(include={"name", "purpose", "engines", "languages", "licence", "description"})
        faults = [{"file": fault.path, "problem": fault.problem} for fault in self.faults]
        here = {"state": self.state, "folder": str(self.folder), "faults": faults}
        return {**model, "bytes": self.model.bytes, **here}


class ModelStore:
    """The models in one folder.

    Args:
        folder: where they are kept; made when the first one is fetched.
        catalogue: what can be fetched; without one, the catalogue that is shipped.
        open_: makes a source from its entry in the catalogue.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue | None = None,
        open_: Callable[[SourceEntry], ModelSource] = open_source,
    ) -> None:
        self.catalogue = catalogue or load_catalogue()
        self._folder = folder
        self._open = open_

    def locate(self, model: str) -> Path:
        """The folder that holds the files of `model`: a name of the catalogue, or else any folder.

        Raises:
            ModelMissing: it has not been fetched, or not wholly, or a file has the wrong size.
            UsageError: neither the catalogue nor the disk knows it.
        """
        known = self.catalogue.find(model)
        if known is None:
            if not Path(model).is_dir():
                raise UsageError(f"«{model}» is neither a model (companion models list) nor a folder")
            return Path(model)
        listed = self._look(known)
        match listed.state:
            case "missing":
                raise ModelMissing(model)
            case "partial":
                raise ModelMissing(model, f"is not here as a whole ({_summary(listed.faults)})")
            case "damaged":
                raise ModelMissing(model, f"is damaged ({_summary(listed.faults)})")
        return listed.folder

    def list(self) -> Iterator[Listed]:
        """Every model of the catalogue with its state, judged by sizes."""
        return map(self._look, self.catalogue.models)

    def verify(self, name: str) -> tuple[Fault, ...]:
        """What is wrong with a model's files, sizes and hashes; empty when it is sound.

        Raises:
            UsageError: the catalogue has no such model.
        """
        return _faults(self.catalogue.model(name), self._folder / name, hashed=True)

    def ensure(self, name: str, progress: Progress) -> Path:
        """The model's folder, fetched first if need be; a path of a folder is returned as it is.

        Raises:
            CompanionError: as `locate` and `pull`.
        """
        try:
            return self.locate(name)
        except ModelMissing:
            return self.pull(name, progress)

    def ensure_for(self, progress: Progress, *sections: Hearing | EndOfTurn | Speaking) -> None:
        """Fetch what a conversation with these settings needs and is not here yet.

        Raises:
            CompanionError: as `pull`.
        """
        for model in self.catalogue.needed(*sections):
            self.ensure(model.name, progress)

    def pull(self, name: str, progress: Progress) -> Path:
        """Fetch what a model lacks and replace what is damaged; returns its folder.

        Each file is put in its place in one step when it is whole and has its hash. Interrupted at any point, a
        second call goes on where the first one stopped. Of several processes one fetches and the others wait.

        Raises:
            UsageError: the catalogue has no such model.
            CompanionError: no source gave a file, or the disk is full or cannot be written.
        """
        model = self.catalogue.model(name)
        folder = self._folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _alone(folder / LOCK, lambda: progress.note(f"waiting for another process that fetches {name}")):
                self._complete(model, folder, progress)
        except OSError as e:
            if _is_full(e):
                raise _no_room(model, folder) from None
            raise CompanionError(f"cannot write the model «{name}» to {folder}: {e.strerror or e}") from None
        return folder

    def _complete(self, model: Model, folder: Path, progress: Progress) -> None:
        wrong = {fault.path for fault in _faults(model, folder, hashed=True)}
        wanted = [file for file in model.files if file.path in wrong]
        partial = folder / PARTIAL
        try:
            if wanted:
                partial.mkdir(exist_ok=True)
                self._fetch(model, wanted, folder, progress)
        except OSError as e:
            if _is_full(e):
                shutil.rmtree(partial, ignore_errors=True)
            raise
        shutil.rmtree(partial, ignore_errors=True)

    def _fetch(self, model: Model, wanted: Sequence[ModelFile], folder: Path, progress: Progress) -> None:
        partial = folder / PARTIAL
        to_come = sum(file.bytes - _size(partial / file.path) for file in wanted)
        if to_come > shutil.disk_usage(folder).free:
            raise _no_room(model, folder)
        sources = [self._open(entry) for entry in model.sources]
        failures: dict[ModelSource, str] = {}
        for file in wanted:
            for source in sources:
                if source in failures or not source.offers(file.path):
                    continue  # a source that failed once is not asked for every further file
                try:
                    source.fetch(file, partial, progress)
                    _accept(partial / file.path, file)
                except SourceError as e:
                    failures[source] = str(e)
                    progress.note(f"{source.name}: {e}")
                    continue
                target = folder / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                (partial / file.path).replace(target)
                break
            else:
                raise _unobtainable(model, file, folder, failures)

    def _look(self, model: Model) -> Listed:
        folder = self._folder / model.name
        faults = _faults(model, folder)
        state: State = "present"
        if any(not fault.missing for fault in faults):
            state = "damaged"
        elif len(faults) == len(model.files) and not any((folder / PARTIAL).rglob("*")):
            state = "missing"
        elif faults:
            state = "partial"
        return Listed(model, state, faults, folder)


def _faults(model: Model, folder: Path, *, hashed: bool = False) -> tuple[Fault, ...]:
    found = (_fault(folder / file.path, file, hashed=hashed) for file in model.files)
    return tuple(fault for fault in found if fault)


def _fault(path: Path, file: ModelFile, *, hashed: bool = False) -> Fault | None:
    if not path.is_file():
        return Fault(file.path, "is missing", missing=True)
    size = path.stat().st_size
    if size != file.bytes:
        return Fault(file.path, f"has {size:,} bytes instead of {file.bytes:,}")
    if hashed and _sha256(path) != file.sha256:
        return Fault(file.path, "has the right size but another SHA-256")
    return None


def _accept(path: Path, file: ModelFile) -> None:
    """Let only the file of the catalogue pass; anything else is thrown away."""
    if fault := _fault(path, file, hashed=True):
        path.unlink(missing_ok=True)
        raise SourceError(f"what it gave for {fault.path} {fault.problem}")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _is_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _sha256(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


@contextmanager
def _alone(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Keep other processes out of the block; `wait` is called before waiting for one that is in it.

    The file stays: removing it would let a process that waits for it and one that makes it anew both in.
    """
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _summary(faults: tuple[Fault, ...]) -> str:
    first, *others = sorted(faults, key=lambda fault: fault.missing)
    return f"{first.path} {first.problem}" + (f", and {len(others)} more" if others else "")


def _no_room(model: Model, folder: Path) -> CompanionError:
    free = readable(shutil.disk_usage(folder).free)
    return CompanionError(
        f"no room for the model «{model.name}» in {folder}: it takes {readable(model.bytes)}, up to twice that "
        f"while it is fetched, and {free} are free; make room, or name another folder in the setting «models»"
    )


def _unobtainable(model: Model, file: ModelFile, folder: Path, failures: dict[ModelSource, str]) -> CompanionError:
    tried = "; ".join(f"{source.name}: {why}" for source, why in failures.items())
    ways = "; or ".join(source.by_hand for source in failures)
    return CompanionError(
        f"cannot fetch {file.path} of the model «{model.name}» ({tried}). Without a network: put its files into "
        f"{folder} ({ways})"
    )
