"""Settings: `configs/PROFILE.yaml`, overridden by environment variables, overridden by flags.

A variable is `COMPANION_` and the path of the key, levels joined by `__`: `COMPANION_RECOMMEND__COUNT=5`. A new setting
is a field of `Settings` or of one of its sections, nothing else; its type says what is allowed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from companion.base.errors import CompanionError, DataError, SettingError, UsageError
from companion.base.fields import day_as_written_here
from companion.base.files import YamlDocument, load_document, read_document, suggestion

PREFIX: Final = "COMPANION_"
PROFILE_FILE: Final = "profile.yaml"
"""The profile of a folder that is one event."""
_BETWEEN_LEVELS: Final = "__"


def _not_empty(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must not be empty")
    return value


def _by_commas(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


def _only_a_date(value: Any) -> Any:
    # A number would be taken for seconds since 1970.
    if (isinstance(value, str) and not _ISO_DAY.fullmatch(value)) or isinstance(value, (int, float)):
        meant = day_as_written_here(value.strip()) if isinstance(value, str) else None
        raise ValueError(f"must be a date, YYYY-MM-DD, or «today»; write {meant or '2026-02-03, or today'}")
    return value


_ENDPOINT: Final = re.compile(r"https?://[^/\s?#@]+[^\s?#@]*")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|today")
STORE_ADDRESS: Final = re.compile(
    r"postgres(?:ql)?://(?:[^:@/?#\s]*(?::(?P<password>[^:@/?#\s]*))?@)?"
    r"(?P<hosts>[^@/?#\s]*)(?:/(?P<database>[^:@/?#\s]*))?(?:\?[^@#\s]*)?"
)
"""`postgresql://NAME:PASSWORD@HOST:PORT/DATABASE?PARAMETERS`, of which anything may be left out."""


def _an_endpoint(value: str) -> str:
    if value and not _ENDPOINT.fullmatch(value):
        raise ValueError(
            "must be an http address without a name, a password or a query; write http://127.0.0.1:8080/v1, and "
            "the key into the variable that `key_variable` names"
        )
    return value


def _a_store(value: SecretStr) -> SecretStr:
    if not STORE_ADDRESS.fullmatch(value.get_secret_value()):
        raise ValueError(
            "must be the address of a PostgreSQL database; write postgresql://NAME@HOST/DATABASE, and other signs than "
            "letters and digits of a name or a password as %XX"
        )
    return value


Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True), BeforeValidator(_not_empty)]
"""A name or a phrase: something has to be there."""
Folder: TypeAlias = Annotated[Path, BeforeValidator(_not_empty)]
"""A path; an empty one would mean the working directory."""


def resources() -> Path:
    """The folder that holds `configs/` and `knowledge/`: the checkout, or the installed package's data."""
    package = Path(__file__).resolve().parents[1]
    return package.parent if (package.parent / "knowledge").is_dir() else package / "_data"


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "companion-robot"


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "companion-robot"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Recommend(_Section):
    """How places are recommended."""

    count: int = Field(3, ge=1, le=10)
    """How many places, when the utterance names no number."""
    seed: int = 0
    """Breaks ties among equal places; the same seed gives the same order."""


class Routing(_Section):
    """When an intent is believed."""

    reject_below: float = Field(0.35, ge=0, le=1)
    """Calibrated probability under which an utterance is not understood."""


class Logging(_Section):
    """What is written to the log (standard error, one JSON object a line)."""

    level: Literal["debug", "info", "warning", "error"] = "warning"
    utterances: bool = False
    """Whether log records may hold what was said. Off: no text leaves the process."""


class Knowing(_Section):
    """Where packs come from that many robots share."""

    store: Annotated[SecretStr, AfterValidator(_a_store)] | None = None
    """`postgresql://NAME@HOST/DATABASE`: a server that holds packs for many robots; what it holds is taken from there,
    and a copy is kept here. None: packs are folders of this machine."""
    look_every_s: float = Field(15.0, ge=1, le=86_400)
    """How often a robot that stays looks there for newer packs, between its turns."""
    within_s: float = Field(5.0, ge=2, le=600)
    """How long a start waits for the server where there is a copy, and anybody for one thing of it."""


class Remembering(_Section):
    """What is kept of what speakers tell of themselves, beyond the conversation."""

    keep: bool = False
    """Whether it is written to a file that only its owner can read. Off: it is gone when the conversation is."""
    file: Folder | None = None
    """That file; default `$XDG_DATA_HOME/companion-robot/memory.json`. To be told to forget everything deletes it."""


class GuestModel(_Section):
    """A language model that may help where the robot has no answer of its own. Off: nothing is sent anywhere."""

    engine: Text | None = None
    """What runs it, by its name among the `companion.llm` plug-ins: `openai` for an endpoint, `llama-cpp` for a file on
    this machine. None asks nobody."""
    url: Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_an_endpoint)] = ""
    """Where the endpoint is, up to its version (`http://127.0.0.1:8080/v1`): what people say is sent there."""
    model: str = ""
    """The endpoint's name for the model; or one of the catalogue, or a file, for what runs here."""
    key_variable: Text | None = None
    """The environment variable that holds the endpoint's key; None sends none."""
    within_ms: int = Field(1500, ge=100, le=60_000)
    """How long an answer may take because of it; what has not come by then is not waited for."""
    queries: bool = True
    """Whether it may say in other words what was asked, for the robot's own skills to answer."""
    small_talk: bool = True
    """Whether it may word a reply to a remark; it never adds a fact."""
    below: float = Field(0.45, ge=0, le=1)
    """Score of the robot's own small talk under which it is asked."""
    threads: int = Field(2, ge=1, le=64)
    """Processor threads of a model that runs here."""


class Hearing(_Section):
    """How speech is recognised."""

    engine: Text = "faster-whisper"
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
    known_names: bool = True
    """Whether faster-whisper writes a name of the data where the sound allows it and it wrote something alike."""
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

    engine: Text = "kokoro"
    """Text-to-speech engine, by its name among the `companion.tts` plug-ins."""
    fallback: Text | None = "espeak-ng"
    """Engine that takes over when the first one fails."""
    model: str = ""
    """A model of the catalogue, or a folder with one; empty for the engine's usual one."""
    voice: Text | None = None
    """A voice of the engine (kokoro: also «male»); None for its best."""
    speed: float = Field(1.0, ge=0.5, le=2.0)
    """1 is the voice's usual pace; greater is faster."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the model runs."""
    threads: int = Field(2, ge=1, le=64)
    """Processor threads of the voice; kokoro leaves one processor of three or more free."""
    loudness_dbfs: float = Field(-20.0, ge=-40, le=-10)
    """Level of active speech to which every clause is brought (dB under full scale)."""
    cache_mb: int = Field(200, ge=0)
    """Room for finished clauses on disk, in megabytes; 0 keeps none."""
    prepare_when_idle: bool = True
    """Whether the first clauses of answers to expected questions are made and kept while nobody speaks."""
    acknowledge_after_ms: int = Field(0, ge=0, le=5000)
    """How late the sound of an answer may be before `acknowledgement` is said first; 0 never says it."""
    acknowledgement: Text = "음,"
    """A short sound for whoever has to wait."""


class Devices(_Section):
    """Microphone and speaker."""

    input: Text | int | None = None
    """Microphone: its number or a part of its name (`companion doctor` lists them); None for the system's choice."""
    output: Text | int | None = None
    """Speaker, likewise."""
    echo_cancellation: bool = False
    """Whether the robot's own voice is taken out of what the microphone hears."""


class Talking(_Section):
    """How a spoken turn begins."""

    start: Literal["open", "wake", "key"] = "open"
    """`open` listens always, `wake` after the wake phrase, `key` while a key is held to talk."""
    wake_phrase: str = ""
    """Any Korean phrase; it is recognised by its sound. Empty for the persona's name with its vocative particle."""
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


class Serving(_Section):
    """How `companion serve` meets the network."""

    host: Text = "127.0.0.1"
    """The address to listen at; anything but this machine's own wants a token."""
    port: int = Field(8765, ge=0, le=65535)
    """The port; 0 takes a free one."""
    wyoming: int | None = Field(None, ge=0, le=65535)
    """The port for Home Assistant's Wyoming protocol, at the same address; None serves none, 0 takes a free one."""
    osc: Text | None = None
    """HOST:PORT of a body that is told of everything over Open Sound Control; None tells none."""
    mqtt: SecretStr | None = None
    """`mqtt://HOST` or `mqtts://NAME:PASSWORD@HOST:PORT`: a broker that is told of everything; None tells none."""
    token: SecretStr | None = None
    """What clients must know, 16 characters at least; None makes one up where the address is not this machine's own."""
    names: Annotated[tuple[Text, ...], NoDecode, BeforeValidator(_by_commas)] = ()
    """Names by which others call this machine, besides its own; a request for another is refused."""
    offers: tuple[Text, ...] = ()
    """What a page offers to be asked before anybody has said something."""
    session_limit: int = Field(256, ge=1, le=100_000)
    """How many conversations are held at once."""
    per_address: int = Field(64, ge=1, le=100_000)
    """How many of them one address may have."""
    live_limit: int = Field(4, ge=0, le=1000)
    """How many of them may be aloud at once, with an open microphone."""
    keep_s: float = Field(1800.0, ge=10, le=86_400)
    """How long a conversation is kept in memory without a word."""
    rate_per_s: float = Field(50.0, ge=1, le=10_000)
    """Requests and messages a second from one address; twice as many may come at once."""
    waiting: int = Field(256, ge=1, le=10_000)
    """How many questions may wait for their turn, a quarter of them from one address; more are refused."""
    within_s: float = Field(10.0, ge=1, le=120)
    """How long one of them may wait."""
    upload_mb: int = Field(25, ge=1, le=100)
    """Size of a sound file that may be sent."""


class Settings(_Section):
    """All settings of one profile."""

    profile: Text = "default"
    description: str = ""
    as_of: Annotated[date | Literal["today"], BeforeValidator(_only_a_date)] = "today"
    """The day on which answers are given (ISO 8601), or `today`."""
    packs: Annotated[tuple[Text, ...], NoDecode, BeforeValidator(_by_commas)] = Field(("korean",), min_length=1)
    """What is known: packs by name, or by path (with a «/»), which starts at the profile's folder; with commas between
    them in a variable."""
    home: Text | None = None
    """The area that «here» and «nearby» mean; None for the home of the last pack that has one."""
    here: tuple[Text, ...] = ()
    """Entities that are meant where a question names nobody, besides those that the packs name."""
    persona: Text | None = None
    """Who the robot is: a file of the packs' `persona/` folders, without `.yaml`."""
    reminders: Folder | None = None
    """File that keeps reminders of `chat` and `talk` from one run to the next; None forgets them at the end."""
    folder: Path = Path()
    """Where the profile's relative paths start; set by `load_settings`."""
    cache: Folder | None = None
    """Folder for things that can be made again; default `$XDG_CACHE_HOME/companion-robot`."""
    embedder: Text = "use"
    """Sentence encoder, by its name among the `companion.embedder` plug-ins."""
    embedder_model: Text | None = None
    """For encoders that can load several: a model of the catalogue, a folder, or a name that the encoder knows."""
    embedder_device: Literal["auto", "cpu", "cuda"] | None = None
    """Where such an encoder runs; `auto` takes a GPU if it sees one."""
    reranker: Text | None = None
    """A sentence-transformers CrossEncoder that puts what is found in files in order: a model of the catalogue, a
    folder, or a name that the library knows. None leaves the order of the search; needs the `torch` extra."""
    reranker_device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where it runs."""
    recommend: Recommend = Recommend()
    routing: Routing = Routing()
    logging: Logging = Logging()
    knowledge: Knowing = Knowing()
    guest: GuestModel = GuestModel()
    memory: Remembering = Remembering()
    models: Folder | None = None
    """Folder for model files; default `models` in the cache folder."""
    hearing: Hearing = Hearing()
    voice_activity: VoiceActivity = VoiceActivity()
    end_of_turn: EndOfTurn = EndOfTurn()
    speaking: Speaking = Speaking()
    devices: Devices = Devices()
    talking: Talking = Talking()
    serving: Serving = Serving()

    def day_of_answers(self, today: date) -> date:
        """The day on which answers are given, where it is `today` now."""
        return today if self.as_of == "today" else self.as_of

    @property
    def knowledge_folder(self) -> Path:
        """Absolute path of the folder of the packs that come with the robot."""
        return resources() / "knowledge"

    @property
    def added_pack(self) -> Path:
        """Absolute path of the pack that keeps the files somebody added without naming another."""
        return _data_folder() / "packs" / "added"

    @property
    def table_packs(self) -> Path:
        """Absolute path of the folder of the packs that were made of somebody's own tables."""
        return _data_folder() / "packs" / "tables"

    @property
    def pack_names(self) -> tuple[str, ...]:
        """The packs of the profile, and the one of the files that were added, where there is one."""
        added = self.added_pack
        return (*self.packs, str(added)) if (added / "pack.yaml").is_file() else self.packs

    @property
    def copies_folder(self) -> Path:
        """Absolute path of the folder of what was taken from stores of packs: a robot lives on it without them."""
        return _data_folder() / "stores"

    @property
    def cache_folder(self) -> Path:
        """Absolute path of the cache folder."""
        return self.cache or _cache_folder()

    @property
    def memory_file(self) -> Path:
        """Absolute path of the file that keeps what speakers told, where the settings say so."""
        return self.memory.file or _data_folder() / "memory.json"

    @property
    def reminders_file(self) -> Path | None:
        """Absolute path of the file that keeps reminders; a relative one starts at the profile's folder."""
        return None if self.reminders is None else self.folder / self.reminders.expanduser()

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


def profile_file(name: str, relative_to: Path = Path()) -> Path:
    """The file of a profile: one of `configs/`, or, for a path, that file or the `profile.yaml` of that folder.

    Args:
        name: a name, or a path.
        relative_to: where a relative path begins.

    Raises:
        UsageError: there is no such profile.
    """
    if name in profiles():
        return resources() / "configs" / f"{name}.yaml"
    path = relative_to / Path(name).expanduser()
    if path.is_dir():
        path = path / PROFILE_FILE
    if path.is_file():
        return path.resolve()
    if "/" in name or name.startswith("."):
        raise UsageError(f"{path}: no such profile; `companion new event {name}` makes one")
    hint = suggestion(name, profiles(), "write")
    raise UsageError(f"unknown profile «{name}»; {hint}; for a folder write its path")


def profile_named_in(document: YamlDocument, key: str, relative_to: Path) -> Path | None:
    """The file of the profile that a document names under a key, if it names one.

    Args:
        document: a mapping.
        key: where the name, or the path, stands.
        relative_to: where a relative path begins.

    Raises:
        DataError: there is no such profile.
    """
    name = document.data.get(key)
    if not isinstance(name, str):
        return None
    try:
        return profile_file(name, relative_to)
    except UsageError as e:
        problem, _, fix = str(e).partition("; ")
        raise DataError(document.path, document.line(key), f"«{key}»: {problem}", fix) from None


def _profile_documents(path: Path) -> Iterator[YamlDocument]:
    """A profile's file, then the one that it extends, and so on.

    Raises:
        DataError: a mistake in one of them.
    """
    seen: set[Path] = set()
    following: Path | None = path
    while following is not None:
        document = read_document(following)
        if not isinstance(document.data, dict):
            raise DataError(following, 1, "a profile is a mapping of settings", "write `key: value` lines")
        load_document(_ProfileFile, following)
        yield document
        seen.add(following)
        following = profile_named_in(document, "extends", following.parent)
        if following in seen:
            problem = f"«extends: {document.data['extends']}» goes in a circle"
            raise DataError(document.path, document.line("extends"), problem, "extend another profile")


def _read_profile(path: Path) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for document in _profile_documents(path):
        settings = _merge(document.data, settings)
    settings.pop("extends", None)
    return settings


@contextmanager
def naming_the_file(settings: Settings) -> Iterator[None]:
    """A SettingError inside is told with file and line, where it was a profile that set what is wrong.

    Raises:
        DataError: in place of a SettingError.
        SettingError: a flag or a variable set it.
    """
    try:
        yield
    except SettingError as e:
        raise _located(e, settings) from None


def _located(error: SettingError, settings: Settings) -> CompanionError:
    key = error.setting
    written = next((d for d in _profile_documents(profile_file(settings.profile)) if key in d.data), None)
    if written is None:
        return error
    value = written.data[key]
    if getattr(Settings.model_validate({key: value}), key) != getattr(settings, key):
        return error
    position = [value.index(error.value)] if isinstance(value, list) and error.value in value else []
    return DataError(written.path, written.line(key, *position), f"«{key}»: {error.problem}", error.fix)


class _ProfileFile(Settings):
    """A profile as it stands in its file."""

    extends: Text | None = None
    """Another profile, whose settings hold where this one says nothing; a path starts at this one's folder."""


class _Layered(Settings, BaseSettings):
    """Settings put together from what `load_settings` is given; a later source gives way to an earlier one."""

    model_config = SettingsConfigDict(extra="forbid", allow_inf_nan=False)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the profile."""
        assert isinstance(init_settings, InitSettingsSource)
        given = init_settings.init_kwargs
        return (
            InitSettingsSource(settings_cls, given["flags"]),
            _Variables(settings_cls, given["environment"]),
            InitSettingsSource(settings_cls, given["profile"]),
        )


class _Variables(EnvSettingsSource):
    """Variables that are given, instead of the process's own."""

    def __init__(self, settings_cls: type[BaseSettings], environment: Mapping[str, str]) -> None:
        self._environment = environment
        super().__init__(settings_cls, env_prefix=PREFIX, env_nested_delimiter=_BETWEEN_LEVELS)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._environment.items()}


def _settable(section: type[BaseModel]) -> list[str]:
    return [name for name in section.model_fields if name not in ("profile", "description", "folder")]


def _ours(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that are meant for this program, each of which must name a setting."""
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    for variable in ours:
        known: type[BaseModel] | None = Settings
        path = variable[len(PREFIX) :].lower().split(_BETWEEN_LEVELS)
        for depth, key in enumerate(path):
            names = _settable(known) if known else []
            if known is None or key not in names:
                where = f" in «{'.'.join(path[:depth])}»" if depth else ""
                there = f"there are: {', '.join(names)}" if names else "it has no parts"
                raise UsageError(f"variable {variable}: there is no setting «{key}»{where}; {there}")
            default = known.model_fields[key].default
            known = type(default) if isinstance(default, _Section) else None
        if known is not None:
            example = f"{variable}{_BETWEEN_LEVELS}{_settable(known)[0].upper()}"
            raise UsageError(f"variable {variable} names a group of settings; set one of them, such as {example}")
    return ours


def load_settings(
    profile: str = "default",
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Read a profile and lay the environment and the flags over it.

    Args:
        profile: name of a file in `configs/`, without `.yaml`; or the path of a profile's file or folder.
        flags: nested settings from the command line; None values are left out.
        environment: variables to look at (default: the process's).

    Raises:
        UsageError: unknown profile, or a bad value in the environment or a flag.
        DataError: a mistake in a configuration file.
    """
    try:
        return _Layered.model_validate(
            {
                "profile": _read_profile(profile_file(profile)),
                "environment": _ours(os.environ if environment is None else environment),
                "flags": {key: value for key, value in (flags or {}).items() if value is not None}
                | {"profile": profile, "folder": profile_file(profile).parent},
            }
        )
    except ValidationError as e:
        first = e.errors()[0]
        known = Settings.model_fields.get(str(first["loc"][0]))
        is_section = known is not None and isinstance(known.default, _Section)
        path = [str(step) for step in first["loc"][: 2 if is_section else 1]]
        variable = PREFIX + _BETWEEN_LEVELS.join(path).upper()
        problem = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"setting {'.'.join(path)} (flag, or variable {variable}): {problem}") from None
