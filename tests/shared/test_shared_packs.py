"""A store of packs: what it holds is seen whole or not at all, whoever is killed, cut off, too new or too curious."""

import logging
import os
import random
import signal
import time
from contextlib import suppress
from threading import Thread

import psycopg
import pytest
from made_up import write_pack
from shared_robots import shared

from companion.base.errors import CompanionError, UsageError
from companion.base.settings import load_settings
from companion.knowledge.shared import server, tables
from companion.knowledge.shared.generation import BLOCK, StoreError

LARGE = 3 * BLOCK + 7


def contents(packs):
    """What the files of each pack hold."""
    return {
        f"{id}/{path.relative_to(folder)}": path.read_bytes()
        for id, folder in packs.folders.items()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(folder, note, large=LARGE):
    """A pack with a file of several blocks that tells which one it is."""
    write_pack(folder, data__note_txt=note)
    (folder / "large.bin").write_bytes(random.Random(note).randbytes(large))
    return folder


@pytest.fixture
def one(url, tmp_path):
    return shared(url, tmp_path / "one")


@pytest.fixture
def other(url, tmp_path):
    return shared(url, tmp_path / "other")


def test_what_one_machine_publishes_another_has_byte_for_byte(one, other, tmp_path):
    assert not other.look()
    assert other.folders == {}
    harbour, mill = written(tmp_path / "harbour", "1"), written(tmp_path / "mill", "2")
    (harbour / ".hidden").write_text("x")
    (harbour / "places.sqlite.part").write_text("unfinished")
    (harbour / "link.txt").symlink_to("/etc/hostname")
    assert one.replace(harbour)
    assert one.replace(mill)
    assert not one.replace(mill), "nothing has changed"
    assert other.look()
    assert not other.look()
    assert contents(other) == contents(one)
    assert set(contents(other)) == {
        f"{pack}/{path}" for pack in ("harbour", "mill") for path in ("pack.yaml", "data/note.txt", "large.bin")
    }
    assert other.generation.number == 2
    assert one.withdraw("mill")
    assert not one.withdraw("mill")
    other.look()
    assert set(other.folders) == {"harbour"}


def test_what_is_being_published_is_not_seen_and_then_is_at_once(one, other, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    other.look()
    before, seen = contents(other), []

    def meanwhile(done, whole):
        other.look()
        seen.append((done < whole, contents(other) == before))

    one.replace(written(tmp_path / "again" / "harbour", "2"), meanwhile)
    assert [unfinished for unfinished, _ in seen] == [True, True, True, True, False]
    assert all(same for _, same in seen)
    assert other.look()
    assert contents(other) == contents(one) != before


def test_whoever_still_reads_the_packs_of_before_has_them_and_then_they_go(one, other, tmp_path):
    one.replace(written(tmp_path / "1" / "harbour", "1"))
    other.look()
    folder = other.folders["harbour"]
    for number in (2, 3, 4):
        one.replace(written(tmp_path / str(number) / "harbour", str(number)))
        other.look()
        assert folder.exists() == (number == 2), "the newest and the one before are held"
    assert len(list((tmp_path / "other" / "trees").iterdir())) == 2


def test_two_who_publish_do_not_mix(url, one, tmp_path):
    hasty = shared(url, tmp_path / "hasty", within_s=2)
    with one.changing("added", written(tmp_path / "added", "1")) as folder:
        (folder / "mine.txt").write_text("mine")
        with pytest.raises(StoreError, match="somebody else is changing it"):
            hasty.replace(written(tmp_path / "mill", "2"))
    with hasty.changing("added", None) as folder:  # a copy of before is made the newest one first
        (folder / "theirs.txt").write_text("theirs")
    one.look()
    assert {"added/mine.txt", "added/theirs.txt"} <= set(contents(one))


def test_an_error_while_a_pack_is_changed_publishes_nothing(one, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))

    def fail():
        with one.changing("harbour", None) as folder:
            (folder / "half.txt").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert "harbour/half.txt" not in contents(one)
    assert one.generation.number == 1


def test_killed_at_twenty_moments_the_old_or_the_new_packs_are_there(url, one, other, tmp_path):
    folders = {number: written(tmp_path / str(number) / "harbour", str(number)) for number in range(2)}
    begun = time.perf_counter()
    one.replace(folders[0])
    whole, chance, holds = time.perf_counter() - begun, random.Random(3), 0
    for round in range(20):
        wanted = 1 - holds
        child = os.fork()
        if not child:
            with suppress(BaseException):
                shared(url, tmp_path / "killed").replace(folders[wanted])
            os._exit(0)
        undisturbed = round % 5 == 4  # however slow the machine is, some end
        if not undisturbed:
            time.sleep(chance.random() * whole)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        other.look()
        note = int(contents(other)["harbour/data/note.txt"])
        assert note in ((wanted,) if undisturbed else (holds, wanted))
        assert contents(other)["harbour/large.bin"] == (folders[note] / "large.bin").read_bytes()
        holds = note
    with psycopg.connect(url) as connection:
        blocks = connection.execute("SELECT count(*) FROM companion.content").fetchone()
    assert blocks == (LARGE // BLOCK + 1 + 2,), "nothing is left of what was broken off"


def test_what_was_half_received_goes_on_where_it_was(one, other, tmp_path, monkeypatch):
    one.replace(written(tmp_path / "harbour", "1"))
    asked, blocks = [], server.StoreSession.blocks

    def breaks_off(self, file, first=0):
        for number, data in enumerate(blocks(self, file, first), first):
            if file.size == LARGE:
                asked.append(number)
                if asked == [0, 1, 2]:
                    raise StoreError("gone")
            yield data

    monkeypatch.setattr(server.StoreSession, "blocks", breaks_off)
    with pytest.raises(StoreError, match="gone"):
        other.look()
    assert other.folders == {}, "half of it is nothing"
    other.look()
    assert asked == [0, 1, 2, 2, 3]
    assert contents(other) == contents(one)


def test_what_was_damaged_here_is_fetched_again(url, one, tmp_path, postgres):
    one.replace(written(tmp_path / "harbour", "1"))
    right = contents(one)
    (one.folders["harbour"] / "large.bin").write_bytes(b"x" * LARGE)
    again = shared(url, tmp_path / "one")
    with pytest.raises(StoreError, match="damaged"):
        _ = again.folders
    again.look()
    assert contents(again) == right


def test_what_was_damaged_here_is_not_published(url, one, other, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    right = contents(one)
    (one.folders["harbour"] / "large.bin").write_bytes(b"x" * LARGE)
    with shared(url, tmp_path / "one").changing("harbour", None) as folder:
        (folder / "more.txt").write_text("more")
    other.look()
    assert contents(other) == {**right, "harbour/more.txt": b"more"}


def test_a_server_that_is_gone_is_told_once_and_what_is_kept_goes_on(postgres, url, one, other, tmp_path, caplog):
    one.replace(written(tmp_path / "harbour", "1"))
    other.look()
    postgres.stop()
    try:
        with caplog.at_level(logging.WARNING, "companion"):
            for _ in range(3):
                assert not other.look_quietly()
            fresh = shared(url, tmp_path / "other")
            fresh.first_look()
        first, second = caplog.messages
        assert "does not answer" in first
        assert "answering from generation 1 of" in first
        assert first == second, "each process tells it once"
        assert contents(fresh) == contents(one)
        with pytest.raises(StoreError, match="does not answer"):
            shared(url, tmp_path / "new").first_look()
    finally:
        postgres.start()
    one.replace(written(tmp_path / "2" / "harbour", "2"))
    caplog.clear()
    with caplog.at_level(logging.WARNING, "companion"):
        assert other.look_quietly()
    assert ["answers again" in message for message in caplog.messages] == [True]


def test_a_server_that_takes_connections_and_says_nothing_is_not_waited_for(postgres, url, one, tmp_path, caplog):
    one.replace(written(tmp_path / "harbour", "1"))
    waiting = shared(url, tmp_path / "one", within_s=2)
    with postgres.frozen():
        begun = time.monotonic()
        waiting.first_look()
        assert time.monotonic() - begun < 10
        assert contents(waiting) == contents(one)
        with pytest.raises(StoreError, match="does not answer"):
            waiting.look()


def test_a_server_that_falls_silent_in_the_middle_is_left(postgres, url, one, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    with server.StoreSession(one.address, 2) as session, postgres.frozen():
        begun = time.monotonic()
        with pytest.raises(StoreError, match="does not answer"):
            session.newest()
        assert time.monotonic() - begun < 20


def test_tables_go_forward_only(one, other, url, tmp_path, monkeypatch):
    one.replace(written(tmp_path / "harbour", "1"))
    newer = (*tables.MIGRATIONS, "ALTER TABLE companion.generation ADD COLUMN note text NOT NULL DEFAULT 'none'")
    with monkeypatch.context() as patched:
        patched.setattr(server, "MIGRATIONS", newer)
        with pytest.raises(StoreError, match="of version 1, and this program reads 2"):
            other.look()
        one.replace(written(tmp_path / "mill", "2"))
        other.look()
        assert set(other.folders) == {"harbour", "mill"}
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT DISTINCT note FROM companion.generation").fetchall() == [("none",)]
    before = contents(other)
    for refused in (other.look, lambda: one.replace(tmp_path / "mill")):
        with pytest.raises(StoreError, match="of version 2, and this program knows 1: install a newer"):
            refused()
    assert contents(other) == before


def test_a_robot_may_read_and_not_write(postgres, url, one, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    database = url.rsplit("/", 1)[1]
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (
            "DROP ROLE IF EXISTS robot",
            "CREATE ROLE robot LOGIN",
            "GRANT USAGE ON SCHEMA companion TO robot",
            "GRANT SELECT ON ALL TABLES IN SCHEMA companion TO robot",
        ):
            connection.execute(statement)
    robot = shared(postgres.address(database, "robot"), tmp_path / "robot")
    robot.look()
    assert contents(robot) == contents(one)
    with pytest.raises(StoreError, match="permission denied"):
        robot.replace(written(tmp_path / "mill", "2"))
    with server.StoreSession(one.address, 5) as session, pytest.raises(StoreError, match="read-only"):
        session._do("DELETE FROM companion.file")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP OWNED BY robot")
        connection.execute("DROP ROLE robot")


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/x.yaml", ".bashrc", "a/../../x", "a\\b", "a//b", ""])
def test_a_file_outside_its_pack_is_refused(one, other, url, tmp_path, path):
    one.replace(written(tmp_path / "harbour", "1"))
    files = [*one.generation.files]
    files[0] = files[0].__class__("harbour", path, files[0].size, files[0].sha256)
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE companion.file SET path = %s WHERE path = 'data/note.txt'", (path,))
        connection.execute("UPDATE companion.generation SET digest = %s", (server.files_digest(files),))
    with pytest.raises(StoreError, match="refused"):
        other.look()
    assert other.folders == {}
    assert not list(tmp_path.rglob("x.yaml"))


def test_content_that_is_not_what_its_name_says_is_refused(one, other, url, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE companion.content SET data = (SELECT data FROM companion.content WHERE block = 1) WHERE block = 2"
        )
    with pytest.raises(StoreError, match="did not come as the store says"):
        other.look()
    assert other.folders == {}


def test_no_pack_is_no_pack(one, tmp_path):
    with pytest.raises(UsageError, match=r"it has no pack\.yaml"):
        one.replace(tmp_path)
    assert one.generation is None


SECRET = "h3mlig%21"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://robot:{SECRET}@127.0.0.1:1/town",
        f"postgresql://robot@127.0.0.1:1/town?password={SECRET}",
        f"postgresql://robot:{SECRET}@127.0.0.1:none/town",
    ],
)
def test_what_opens_a_store_is_never_told(url, tmp_path, caplog):
    packs = shared(url, tmp_path / "one")
    with caplog.at_level(logging.DEBUG), pytest.raises(CompanionError) as failed:
        packs.first_look()
    packs.look_quietly()
    settings = load_settings(environment={"COMPANION_KNOWLEDGE__STORE": url})
    for shown in (str(failed.value), str(packs.address), repr(packs.address), repr(settings), *caplog.messages):
        assert "h3mlig" not in shown
        assert "robot:" not in shown


@pytest.mark.parametrize("url", [f"postgresql://robot:p/{SECRET}@host/town", f"mysql://robot:{SECRET}@host/town", ""])
def test_an_address_that_is_none_is_refused_without_being_told(url, tmp_path):
    (tmp_path / "profile.yaml").write_text(f"knowledge: {{store: '{url}'}}\n", encoding="utf-8")
    for load in (
        lambda: load_settings(environment={"COMPANION_KNOWLEDGE__STORE": url}),
        lambda: load_settings(str(tmp_path), environment={}),
    ):
        with pytest.raises(CompanionError) as failed:
            load()
        assert "h3mlig" not in str(failed.value)
        assert "must be the address of a PostgreSQL database" in str(failed.value)


def test_many_who_look_at_once_get_the_same(one, url, tmp_path):
    one.replace(written(tmp_path / "harbour", "1"))
    homes = [shared(url, tmp_path / f"home{number}") for number in range(8)]
    together = [shared(url, tmp_path / "together") for _ in range(4)]
    threads = [Thread(target=packs.look) for packs in (*homes, *together)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all(contents(packs) == contents(one) for packs in (*homes, *together))
