"""Settings: `configs/PROFILE.yaml`, overridden by environment variables, overridden by flags.

A variable is `COMPANION_` and the path of the key, levels joined by `__`: `COMPANION_RECOMMEND__COUNT=5`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from companion.datafile import read_yaml, validate
from companion.errors import DataError, UsageError

PREFIX = "COMPANION_"


def resources() -> Path:
    """The folder that holds `configs/` and `knowledge/`: the checkout, or the installed package's data."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "knowledge").is_dir() else Path(__file__).resolve().parent / "_data"


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "companion-robot"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")
    line: int = Field(0, exclude=True)


class Recommend(_Section):
    """How places are recommended."""

    count: int = Field(3, ge=1, le=10)
    """How many places, when the utterance names no number."""
    seed: int = 0
    """Breaks ties among equal places; the same seed gives the same order."""
    home: str = "수원"
    """The town that «근처» means."""


class Routing(_Section):
    """When an intent is believed."""

    reject_below: float = Field(0.35, ge=0, le=1)
    """Calibrated probability under which an utterance is not understood."""


class Logging(_Section):
    """What is written to the log (standard error, one JSON object a line)."""

    level: Literal["debug", "info", "warning", "error"] = "warning"
    utterances: bool = False
    """Whether log records may hold what was said. Off: no text leaves the process."""


class Settings(_Section):
    """All settings of one profile."""

    profile: str = "default"
    description: str = ""
    as_of: date | Literal["today"] = "today"
    """The day on which answers are given (ISO 8601), or `today`."""
    persona: str | None = None
    """File of persona lines under `knowledge/persona`, without `.yaml`."""
    knowledge: Path = Path("knowledge")
    """Folder of the data; relative paths start at the checkout or the installed data."""
    cache: Path | None = None
    """Folder for things that can be made again; default `$XDG_CACHE_HOME/companion-robot`."""
    embedder: str = "use"
    """Sentence encoder, by its name among the `companion.embedder` plug-ins."""
    recommend: Recommend = Recommend()
    routing: Routing = Routing()
    logging: Logging = Logging()

    @property
    def knowledge_folder(self) -> Path:
        """Absolute path of the data folder."""
        return self.knowledge if self.knowledge.is_absolute() else resources() / self.knowledge

    @property
    def cache_folder(self) -> Path:
        """Absolute path of the cache folder."""
        return self.cache or _cache_folder()


def profiles() -> tuple[str, ...]:
    """Names of the profiles that exist."""
    return tuple(sorted(path.stem for path in (resources() / "configs").glob("*.yaml")))


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in over.items():
        out[key] = _merge(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


def _read_profile(name: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    path = resources() / "configs" / f"{name}.yaml"
    if name not in profiles():
        raise UsageError(f"unknown profile «{name}»; there are: {', '.join(profiles())}")
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise DataError(path, 1, "a profile is a mapping of settings", "write `key: value` lines")
    parent = data.pop("extends", None)
    if parent in (*seen, name):
        raise DataError(path, data.get("line"), f"«extends: {parent}» goes in a circle", "extend another profile")
    validate(Settings, data, path)
    return _merge(_read_profile(parent, (*seen, name)), data) if parent else data


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX):
            continue
        *path, key = variable[len(PREFIX) :].lower().split("__")
        node = out
        for step in path:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise UsageError(f"variable {variable} sets a part of what another variable sets whole; remove one")
        if isinstance(node.get(key), dict):
            raise UsageError(f"variable {variable} sets whole what another variable sets a part of; remove one")
        node[key] = value
    return out


def load_settings(
    profile: str = "default",
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Read a profile and lay the environment and the flags over it.

    Args:
        profile: name of a file in `configs/`, without `.yaml`.
        flags: nested settings from the command line; None values are left out.
        environment: variables to look at (default: the process's).

    Raises:
        UsageError: unknown profile, or a bad value in the environment or a flag.
        DataError: a mistake in a configuration file.
    """
    data = _read_profile(profile)
    over = _merge(
        _from_environment(os.environ if environment is None else environment),
        {key: value for key, value in (flags or {}).items() if value is not None},
    )
    try:
        return Settings.model_validate(_merge(data, over) | {"profile": profile})
    except ValidationError as e:
        first = e.errors()[0]
        known = Settings.model_fields.get(str(first["loc"][0]))
        is_section = known is not None and isinstance(known.default, _Section)
        path = [str(step) for step in first["loc"][: 2 if is_section else 1]]
        variable = PREFIX + "__".join(path).upper()
        raise UsageError(f"setting {'.'.join(path)} (flag, or variable {variable}): {first['msg']}") from None
