"""An import that is killed leaves the old places or the new ones, and goes on when it is run again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from store_files import bring_in, pack_for_stores, sbiz, write_rows

from companion.base.errors import UsageError
from companion.knowledge.places.database import PlaceDatabase
from companion.knowledge.places.importing.run import KEPT

OLD, NEW = 3, 30_000


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """A file of many shops, large enough that an import commits before it ends."""
    rows = (sbiz(n, f"국밥{n}", 도로명주소="", 지번주소="") for n in range(NEW))
    return write_rows(tmp_path_factory.mktemp("stores") / "new_202609.csv", rows)


@pytest.fixture
def folder(tmp_path):
    folder = pack_for_stores(tmp_path / "shops")
    bring_in(folder, write_rows(tmp_path / "old.csv", [sbiz(n, f"옛집{n}") for n in range(OLD)]))
    return folder


def started(folder, stores):
    command = [sys.executable, "-m", "companion.app.main", "places", "import", str(stores), "--to", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def test_the_command_ends_when_it_is_run_again_after_a_kill(folder, stores):
    chance = random.Random(5)
    for _ in range(2):
        process = started(folder, stores)
        time.sleep(1.5 + 3 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = started(folder, stores)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert PlaceDatabase(folder / "places.sqlite").size == NEW
    assert not list(folder.glob("places.sqlite?*")), "what was unfinished is gone"


def killed_after(seconds, folder, path):
    """An import that is killed: how long it would have taken does not matter, it may have ended."""
    child = os.fork()
    if not child:
        bring_in(folder, path)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_killed_at_fifty_moments_the_old_or_the_new_places_are_there(folder, tmp_path):
    files = {
        size: write_rows(tmp_path / f"{size}.csv", [sbiz(n, f"국밥{n}") for n in range(size)]) for size in (900, 1100)
    }
    begun = time.perf_counter()
    killed_after(None, folder, files[900])
    whole = time.perf_counter() - begun
    chance, state = random.Random(7), 900
    for number in range(50):
        wanted = 1100 if state == 900 else 900
        undisturbed = number % 10 == 9  # however slow the machine is, some end
        killed_after(None if undisturbed else chance.random() * whole * 1.2, folder, files[wanted])
        with closing(sqlite3.connect(folder / "places.sqlite")) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        size = PlaceDatabase(folder / "places.sqlite").size
        assert size in ((wanted,) if undisturbed else (state, wanted))
        state = size
    bring_in(folder, files[900])
    assert PlaceDatabase(folder / "places.sqlite").size == 900
    assert not list(folder.glob("places.sqlite?*"))


def test_one_that_is_interrupted_goes_on_where_it_was(folder, stores, monkeypatch):
    from companion.knowledge.places.importing import run

    def interrupted(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(run, "build", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bring_in(folder, stores)
    assert PlaceDatabase(folder / "places.sqlite").size == OLD
    report = bring_in(folder, stores)
    assert report.resumed
    assert report.read[0][1][KEPT] == NEW == report.built.places


def test_another_file_begins_anew(folder, stores, tmp_path, monkeypatch):
    from companion.knowledge.places.importing import run

    def interrupted(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(run, "build", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bring_in(folder, stores)
    report = bring_in(folder, write_rows(tmp_path / "other.csv", [sbiz(1, "다른집")]))
    assert (report.resumed, report.built.places) == (False, 1)


def test_two_imports_do_not_write_into_one_pack(folder, stores):
    from companion.knowledge.places.importing.run import _alone

    with _alone(folder), pytest.raises(UsageError, match="another import"):
        bring_in(folder, stores)
