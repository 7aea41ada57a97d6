"""The documents tell the truth: every command they show is run, and what it prints is compared.

A block marked `console` holds commands (`$ companion …`, `$ scripts/companion …`) and what they print; «…» stands for
anything. In a conversation the lines that begin with «나: » are what somebody types. Where a document shows files
of its own (their path stands beside the language: «```yaml mine/pack.yaml»), its commands run in a folder that holds
them and a copy of the packs and profiles; a file that exists already gains the lines shown.

When answers change, `python tests/test_docs.py --update` writes today's output into the documents.
"""

import difflib
import importlib
import io
import re
import shlex
import shutil
import sys
import tomllib
from contextlib import ExitStack, chdir, contextmanager, redirect_stdout
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args
from unittest.mock import patch

import numpy as np
import pytest
from postgres import postgres_server
from pydantic import BaseModel

from companion.answering.games import GamesFile
from companion.answering.zones import ZonesFile
from companion.app import main as cli
from companion.base import plugins
from companion.base.gestures import Gesture
from companion.base.settings import Settings, Speaking, load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.persona import PersonaFile
from companion.dialogue.safety import ProfanityFile
from companion.documents.keeping import DocumentsFile
from companion.documents.pairs import SheetWordsFile
from companion.evaluation.check import Example, NoteKind, check_data
from companion.knowledge.columns import ColumnWordsFile, KindWords
from companion.knowledge.index import HybridIndex
from companion.knowledge.places import concepts
from companion.knowledge.schema import DataFile, PackFile, Role
from companion.knowledge.telling import AnswersFile
from companion.knowledge.values import KINDS
from companion.knowledge.vocabulary import CONCEPTS, TERM_QUALIFIERS
from companion.models.embedder import Embedder, UseEmbedder
from companion.models.store import ModelStore
from companion.retrieval.asking import AskedFile, AskedKind
from companion.show.policy import PolicyFile
from companion.show.script import Script
from companion.speaking.engine import TextToSpeech, load_synthesiser
from companion.understanding.lexicon import LexiconFile
from companion.understanding.phrases import SkillFile

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PACKS = ROOT / "knowledge" / "README.md"
KOREAN = ROOT / "README.ko.md"
STORE = ROOT / "docs" / "store.md"
DOCUMENTS = [ROOT / "README.md", KOREAN, *sorted((ROOT / "docs").glob("*.md")), PACKS]
NOW = datetime(2026, 11, 22, 15, 5)
TYPED = "나: "

CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```\w+ (\S*[./]\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Terminal(io.TextIOWrapper):
    """Standard input that looks like somebody sits before it."""

    def isatty(self):
        return True


class Output(io.StringIO):
    """Standard output that looks like a terminal."""

    def isatty(self):
        return True


class Typist:
    """Takes the place of `prompt_toolkit.PromptSession`: types the given lines, then Ctrl-D."""

    def __init__(self, lines):
        self.lines = iter(lines)

    def prompt(self, message):
        line = next(self.lines, None)
        if line is None:
            raise EOFError
        print(message + line)
        return line


@cache
def built(settings_json):
    return Assistant(Settings.model_validate_json(settings_json), clock=lambda: NOW)


def shared_assistant(settings):
    """One assistant for all commands with the same settings; where a store may change what is known, one for each."""
    if settings.knowledge.store is not None:
        return Assistant(settings, clock=lambda: NOW)
    return built(settings.model_dump_json())


def run(command, shown):
    """What a command prints; in a conversation the lines typed are those of `shown`."""
    program, *arguments = shlex.split(command)
    assert program in ("companion", "scripts/companion"), command
    typed = [line.removeprefix(TYPED) for line in shown.splitlines() if line.startswith(TYPED)]
    output = Output()
    with (
        redirect_stdout(output),
        patch("sys.stdin", Terminal(io.BytesIO())),
        patch("prompt_toolkit.PromptSession", lambda **_: Typist(typed)),
        patch("companion.dialogue.assistant.Assistant", shared_assistant),
    ):
        assert cli.main(arguments) == 0, command
    return output.getvalue().strip("\n")


def examples(block):
    """The commands of a block, each with the text shown below it."""
    for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = example.partition("\n")
        yield command, shown.strip("\n")


def matches(shown, printed):
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), printed, re.DOTALL) is not None


def refreshed(shown, printed):
    """What was printed, with the elisions of the lines that still hold."""
    if matches(shown, printed):
        return shown
    elided = [line for line in shown.splitlines() if "…" in line.strip("…")]
    return "\n".join(next((e for e in elided if matches(e, line)), line) for line in printed.splitlines())


def updated(block):
    told = (f"$ {command}\n{refreshed(shown, run(command, shown))}".rstrip("\n") for command, shown in examples(block))
    return "\n\n".join(told) + "\n"


def write_entry_points(project, folder):
    """What `pip install` makes of the entry points in a pyproject.toml."""
    groups = tomllib.loads(project)["project"]["entry-points"]
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in names.items()) for group, names in groups.items()]
    with (folder / "entry_points.txt").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: example\nVersion: 0\n", encoding="utf-8")


@contextmanager
def world(document):
    """The product as the document describes it: with the files it shows, if it shows any."""
    files = FILE.findall(document.read_text(encoding="utf-8"))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(chdir(folder))
        stack.enter_context(patch.dict("os.environ", {"XDG_DATA_HOME": str(folder / "data")}))
        stack.enter_context(patch("companion.audio.portaudio.list_devices", lambda: []))
        stack.enter_context(patch("companion.models.embedder.UseEmbedder", shared_embedder))
        if files:
            stack.enter_context(added(folder, files))
        if document == STORE:
            stack.enter_context(store())
        yield


@contextmanager
def store():
    """A server as PostgreSQL's own variables name it, with the database of the document."""
    with postgres_server() as server:
        server.create("town")
        variables = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "owner"}
        with patch.dict("os.environ", variables):
            yield


shared_embedder = cache(UseEmbedder)


@contextmanager
def added(folder, files):
    """Add files to a copy of the data, and to the package without touching it."""
    for name in ("knowledge", "configs"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "example-0.dist-info").mkdir()
    packages = {}
    for path, text in files:
        target = folder / path
        if target.name == "pyproject.toml":
            write_entry_points(text, folder / "example-0.dist-info")
            continue
        with target.open("a", encoding="utf-8") if target.parent.is_dir() else opened(target) as file:
            file.write(text)
        if target.suffix == ".py":
            packages[target.parent] = importlib.import_module(".".join(Path(path).parent.parts))
    for source, package in packages.items():
        package.__path__.append(str(source))
    sys.path.append(str(folder))
    plugins.discover.cache_clear()
    try:
        with patch("companion.base.settings.resources", lambda: folder):
            yield
    finally:
        sys.path.remove(str(folder))
        for source, package in packages.items():
            package.__path__.remove(str(source))
        plugins.discover.cache_clear()


def opened(target):
    target.parent.mkdir(parents=True)
    return target.open("w", encoding="utf-8")


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d != KOREAN], ids=lambda path: path.name)
def test_every_command_prints_what_the_document_shows(document):
    wrong = []
    with world(document):
        for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
            for command, shown in examples(block):
                printed = run(command, shown)
                if not matches(shown, printed):
                    diff = difflib.unified_diff(
                        shown.splitlines(), printed.splitlines(), "shown", "printed", n=1, lineterm=""
                    )
                    wrong.append(f"$ {command}\n" + "\n".join(diff))
    assert not wrong, "\n\n".join([*wrong, "python tests/test_docs.py --update writes today's output"])


def test_both_readmes_show_the_same_commands_and_the_same_answers():
    english, korean = (
        [example for block in CONSOLE.findall(path.read_text(encoding="utf-8")) for example in examples(block)]
        for path in (DOCUMENTS[0], KOREAN)
    )
    assert english == korean  # so that what the English one shows holds in the Korean one
    assert len(english) > 10


@pytest.mark.parametrize(
    "document",
    [*DOCUMENTS, ROOT / "models/README.md"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_every_file_a_document_links_to_exists(document):
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


def test_the_embedder_of_the_document_can_take_the_place_of_the_built_in_one():
    with world(ARCHITECTURE):
        embedder = plugins.load("companion.embedder", "letters")()
        assert isinstance(embedder, Embedder)
        vectors = embedder.encode(["수원 갈비 맛집", "경기도지사"])
        assert (vectors.shape, vectors.dtype) == ((2, embedder.dim), np.float32)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])
        assert embedder.encode([]).shape == (0, embedder.dim)
        ranks = HybridIndex(["경기도지사", "수원 갈비"], embedder, None, "test").rank("갈비집", range(2))
        assert ranks[1] > ranks[0]


def test_the_voice_of_the_document_can_take_the_place_of_the_built_in_one(tmp_path):
    with world(ARCHITECTURE):
        engine = load_synthesiser(Speaking(engine="hum"), ModelStore(tmp_path))
        assert isinstance(engine, TextToSpeech)
        whole, fast = engine.synthesize("경기도지사"), engine.synthesize("경기도지사", 2.0)
        assert whole.duration_s == pytest.approx(5 * 0.15, abs=0.01)
        assert fast.duration_s == pytest.approx(whole.duration_s / 2, abs=0.01)
        assert engine.synthesize("!").duration_s == 0


def test_the_mistakes_of_the_document_are_reported_as_it_shows_them():
    (shown,) = re.findall(r"^```text\n(.*?)^```$", PACKS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    with world(PACKS):
        for path, right, wrong in (("library.yaml", "seats:", "seat:"), ("cafes.csv", "은하동", "은하둥")):
            file = Path("dalmuri/data", path)
            file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
        report = check_data(load_settings("dalmuri"))
        reported = [str(mistake).replace(f"{Path.cwd().resolve()}/", "") for mistake in report.mistakes]
    assert reported == shown.splitlines()


def test_a_package_can_offer_the_pack_of_the_document():
    (project,) = re.findall(r"^```toml\n(.*?)^```$", PACKS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    with world(PACKS):
        Path("dalmuri/__init__.py").touch()
        write_entry_points(project, Path("example-0.dist-info"))
        importlib.invalidate_caches()
        plugins.discover.cache_clear()
        try:
            report = check_data(load_settings(flags={"packs": ("korean", "dalmuri"), "persona": "dalsae"}))
        finally:
            sys.modules.pop("dalmuri", None)
    assert report.sound
    assert (report.counts["packs"], report.counts["examples"]) == (2, 2)


def keys_of(model):
    """The keys of a model of data, and of the models in it."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in models_in(field.annotation):
            if inner is not model:  # a cue has cues
                yield from keys_of(inner)


def models_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


FILES_OF_A_PACK = [
    PackFile, DataFile, PersonaFile, SkillFile, Script, Example, LexiconFile, AnswersFile, ProfanityFile,
    AskedFile, AskedKind, ColumnWordsFile, KindWords, GamesFile, ZonesFile, PolicyFile, DocumentsFile, SheetWordsFile,
    concepts._Areas, concepts._Offers, concepts._Attributes, concepts._RegionRow,
]  # fmt: skip
CLOSED_LISTS = [Role, Gesture, NoteKind, concepts.AreaKind, concepts.OfferKind]


def test_the_document_of_packs_names_every_key_and_everything_a_closed_list_allows():
    text = PACKS.read_text(encoding="utf-8")
    reference = text[text.index("# Reference") :]
    words = set(re.findall(r"[a-z][a-z0-9_]*(?: alike)?", reference))
    wanted = {key for model in FILES_OF_A_PACK for key in keys_of(model)}
    wanted |= {value for closed in CLOSED_LISTS for value in get_args(closed)} | {*KINDS, *CONCEPTS, *TERM_QUALIFIERS}
    assert not wanted - words


def update():
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        with world(document):
            new = CONSOLE.sub(lambda found: updated(found[0]), text)
        if new != text:
            document.write_text(new, encoding="utf-8")
            print(f"{document.relative_to(ROOT)}: written again")


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit(f"usage: python {sys.argv[0]} --update")
    update()
