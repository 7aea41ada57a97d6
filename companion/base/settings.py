"""Settings: `configs/PROFILE.yaml`, overridden by environment variables, overridden by flags.

A variable is `COMPANION_` and the path of the key, levels joined by `__`: `COMPANION_RECOMMEND__COUNT=5`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from companion.base.errors import DataError, UsageError
from companion.base.files import read_yaml, validate

PREFIX = "COMPANION_"


def resources() -> Path:
    """The folder that holds `configs/` and `knowledge/`: the checkout, or the installed package's data."""
    package = Path(__file__).resolve().parents[1]
    return package.parent if (package.parent / "knowledge").is_dir() else package / "_data"


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


class Hearing(_Section):
    """How speech is recognised."""

    engine: str = "faster-whisper"
    """Speech-to-text engine, by its name among the `companion.stt` plug-ins."""
    model: str = ""
    """A model of the catalogue (`companion models list`), or a folder with one; empty for the engine's usual one."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the model runs; `auto` takes a GPU if the engine sees one."""
    threads: int = Field(2, ge=1, le=64)
    """Processor threads of the recogniser; faster-whisper leaves one processor free (`spinning_threads`)."""
    grammar: bool = False
    """Whether an engine that can (vosk) listens only for what the knowledge base can answer."""
    context: Literal["fitted", "full"] = "fitted"
    """How much sound a Whisper engine encodes: the utterance and a little silence, or the 30 s it was trained on."""
    prompt_names: int = Field(0, ge=0, le=40)
    """How many names of the data faster-whisper is told to expect; each makes it a little slower."""
    partial_every_ms: int = Field(0, ge=0, le=5000)
    """How often the growing utterance is recognised while somebody speaks; 0 waits for the end."""


class VoiceActivity(_Section):
    """What counts as speech, and when a turn is over."""

    threshold: float = Field(0.5, gt=0, lt=1)
    """Probability of speech from which a frame of 32 ms counts as speech."""
    min_speech_ms: int = Field(96, ge=32, le=2000)
    """Speech shorter than this is a noise."""
    end_silence_ms: int = Field(700, ge=100, le=5000)
    """Silence that ends an utterance of a recording; in a conversation `end_of_turn` decides."""
    padding_ms: int = Field(256, ge=0, le=1000)
    """Sound kept before the first and after the last speech."""
    max_speech_s: float = Field(28.0, ge=2, le=30)
    """A turn longer than this is cut there."""


class Speaking(_Section):
    """How answers are spoken."""

    engine: str = "kokoro"
    """Text-to-speech engine, by its name among the `companion.tts` plug-ins."""
    fallback: str | None = "espeak-ng"
    """Engine that takes over when the first one fails."""
    model: str = ""
    """A model of the catalogue, or a folder with one; empty for the engine's usual one."""
    voice: str | None = None
    """A voice of the engine; None for its best."""
    speed: float = Field(1.0, ge=0.5, le=2.0)
    """1 is the voice's usual pace; greater is faster."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the model runs."""
    threads: int = Field(2, ge=1, le=64)
    """Processor threads of the voice."""
    loudness_dbfs: float = Field(-20.0, ge=-40, le=-10)
    """Level of active speech to which every clause is brought (dB under full scale)."""
    cache_mb: int = Field(200, ge=0)
    """Room for finished clauses on disk, in megabytes; 0 keeps none."""
    prepare_when_idle: bool = True
    """Whether the first clauses of answers to expected questions are made and kept while nobody speaks."""
    acknowledge_after_ms: int = Field(0, ge=0, le=5000)
    """How late the sound of an answer may be before `acknowledgement` is said first; 0 never says it."""
    acknowledgement: str = Field("음,", min_length=1)
    """A short sound for whoever has to wait."""


class Devices(_Section):
    """Microphone and speaker."""

    input: str | int | None = None
    """Microphone: its number or a part of its name (`companion doctor` lists them); None for the system's choice."""
    output: str | int | None = None
    """Speaker, likewise."""
    echo_cancellation: bool = False
    """Whether the robot's own voice is taken out of what the microphone hears."""


class Talking(_Section):
    """How a spoken turn begins."""

    start: Literal["open", "wake", "key"] = "open"
    """`open` listens always, `wake` after the wake phrase, `key` while a key is held to talk."""
    wake_phrase: str = Field("파이보야", min_length=1)
    """Any Korean phrase; it is recognised by its sound."""
    wake_keeps_s: float = Field(20.0, ge=0, le=600)
    """For how long after an answer no wake phrase is needed."""


class EndOfTurn(_Section):
    """When a silence ends a turn in a live conversation."""

    shortest_ms: int = Field(160, ge=100, le=2000)
    """Silence that a turn ends with at least."""
    longest_ms: int = Field(1500, ge=200, le=5000)
    """Silence that ends any turn, however unfinished it sounds."""
    risk: float = Field(0.02, gt=0, lt=0.5)
    """Probability that the speaker means to go on, at which a turn is ended anyway; a smaller one waits longer."""
    model: str = "smart-turn"
    """A model of the catalogue, or a folder with one, that hears whether the speaker sounds done, where the words alone
    leave doubt; empty for none."""


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
    embedder_model: str | None = None
    """For encoders that can load several: a model of the catalogue, a folder, or a name that the encoder knows."""
    embedder_device: Literal["auto", "cpu", "cuda"] | None = None
    """Where such an encoder runs; `auto` takes a GPU if it sees one."""
    recommend: Recommend = Recommend()
    routing: Routing = Routing()
    logging: Logging = Logging()
    models: Path | None = None
    """Folder for model files; default `models` in the cache folder."""
    hearing: Hearing = Hearing()
    voice_activity: VoiceActivity = VoiceActivity()
    end_of_turn: EndOfTurn = EndOfTurn()
    speaking: Speaking = Speaking()
    devices: Devices = Devices()
    talking: Talking = Talking()

    @field_validator("as_of", mode="before")
    @classmethod
    def _is_a_day(cls, value: object) -> object:
        """Numbers are no days: pydantic would count them in seconds since 1970."""
        if isinstance(value, date) or value == "today":
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise ValueError(f"«{value}» is not a day; write YYYY-MM-DD, or today") from None

    @property
    def knowledge_folder(self) -> Path:
        """Absolute path of the data folder."""
        return self.knowledge if self.knowledge.is_absolute() else resources() / self.knowledge

    @property
    def cache_folder(self) -> Path:
        """Absolute path of the cache folder."""
        return self.cache or _cache_folder()

    @property
    def models_folder(self) -> Path:
        """Absolute path of the folder of model files."""
        return self.models or self.cache_folder / "models"


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
        if not value.strip():
            raise UsageError(f"variable {variable} is empty; give it a value, or remove it (unset {variable})")
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
        near = get_close_matches(path[0], Settings.model_fields, 1) if first["type"] == "extra_forbidden" else []
        if len(path) > 1 and known is not None and first["type"] == "extra_forbidden":
            near = [f"{path[0]}.{key}" for key in get_close_matches(path[1], type(known.default).model_fields, 1)]
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"setting {'.'.join(path)} (flag, or variable {variable}): {first['msg']}{hint}") from None
