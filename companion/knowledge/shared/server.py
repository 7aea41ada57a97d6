"""A session with the server that holds packs: PostgreSQL, by psycopg. Whatever is asked has a time limit.

A robot connects, asks and leaves, so that the number of robots is not bounded by the connections of the server.
"""

from __future__ import annotations

import hashlib
import os
import socket
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from companion.base.extras import requiring
from companion.knowledge.shared.address import StoreAddress
from companion.knowledge.shared.generation import (
    BLOCK,
    Generation,
    SharedFile,
    StoreError,
    files_digest,
    sorted_files,
)
from companion.knowledge.shared.tables import MIGRATIONS, SCHEMA, VERSION_TABLE

if TYPE_CHECKING:
    import psycopg

_LOCK: Final = int.from_bytes(b"packs", "big")
"""The advisory lock of whoever changes a store."""
_WRITING_S: Final = 300.0
"""How long one statement of somebody who changes a store may take."""
_LEVEL: Final = 1
"""Of compression: the files are many and sent once to each robot."""
_TRIES: Final = 5
_SCREENED: Final = 200


class StoreSession:
    """A connection to a store, for reading or, with `writing`, for changing it; a context manager.

    Args:
        address: where it is.
        within_s: how long connecting, and each statement, may take.
        writing: whether it will be changed: its tables are then brought up to date, and no other session changes it
            until this one ends, however it ends.

    Raises:
        StoreError: it does not answer in time, refuses, is written by somebody else, or is of a newer version.
        MissingExtra: psycopg is not installed.
    """

    def __init__(self, address: StoreAddress, within_s: float, *, writing: bool = False) -> None:
        with requiring("a store of packs", "postgres"):
            import psycopg

        self._address = address
        self._limit_s = within_s
        with self._telling():
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                address.secret.get_secret_value(),
                connect_timeout=int(within_s),
                application_name="companion",
                autocommit=True,
                # A robot may be cut off without a word: whoever waits for nobody must notice.
                keepalives_idle=10,
                keepalives_interval=5,
                keepalives_count=3,
            )
        try:
            self._set("lock_timeout", within_s)
            if writing:
                self._begin_writing()
            else:
                self._set("statement_timeout", within_s)
                self._all("SELECT set_config('default_transaction_read_only', 'on', false)")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> StoreSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the session; what was not finished did not happen."""
        self._connection.close()

    # Reading

    def newest(self) -> tuple[int, str] | None:
        """Number and digest of the generation that holds; None where there is none yet.

        Raises:
            StoreError: the store cannot be asked, or is of another version.
        """
        version = self._version()
        if version == 0:
            return None
        if version < len(MIGRATIONS):
            raise StoreError(
                f"{self._address} has the tables of version {version}, and this program reads {len(MIGRATIONS)}: "
                "whoever may change it brings them up to date with the next `companion kb publish`"
            )
        rows = self._all("SELECT number, digest FROM companion.generation ORDER BY number DESC LIMIT 1")
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def generation(self) -> Generation | None:
        """The generation that holds.

        Raises:
            StoreError: as `newest`; or it changes faster than it is read, or names files outside its packs.
        """
        for _ in range(_TRIES):
            newest = self.newest()
            if newest is None:
                return None
            number, digest = newest
            about = self._all("SELECT made, by FROM companion.generation WHERE number = %s", number)
            named = self._all("SELECT pack, path, size, sha256 FROM companion.file WHERE generation = %s", number)
            files = tuple(SharedFile(*row) for row in named)
            if about and files_digest(files) == digest:  # else there is a newer one since
                made, by = about[0]
                shown = "".join(ch for ch in by if ch.isprintable())[:_SCREENED]
                return Generation(number, made, shown, sorted_files(files))
        raise StoreError(f"{self._address}: its newest generation is not what it says it is; publish again")

    def blocks(self, file: SharedFile, first: int = 0) -> Iterator[bytes]:
        """What a file holds from a block on.

        Raises:
            StoreError: it is not there any more, or damaged.
        """
        for block in range(first, -(-file.size // BLOCK)):
            sql = "SELECT data FROM companion.content WHERE sha256 = %s AND block = %s"
            rows = self._all(sql, file.sha256, block, binary=True)
            if not rows:
                raise StoreError(f"{self._address}: «{file.pack}/{file.path}» was replaced while it was read")
            unpacked = zlib.decompressobj()
            try:
                data = unpacked.decompress(rows[0][0], BLOCK)
            except zlib.error as e:
                raise StoreError(f"{self._address}: «{file.pack}/{file.path}» is damaged there ({e})") from None
            if len(data) != min(BLOCK, file.size - block * BLOCK) or unpacked.unconsumed_tail:
                raise StoreError(f"{self._address}: «{file.pack}/{file.path}» is damaged there")
            yield data

    # Writing

    def publish(
        self,
        files: Sequence[SharedFile],
        located: Callable[[SharedFile], Path],
        by: str,
        progress: Callable[[int, int], None] = lambda done, all: None,
    ) -> Generation:
        """Make some files all that the store holds, in one transaction: until it ends, nobody sees any of it.

        Args:
            files: of all packs.
            located: where one is read that the store does not hold yet.
            by: whoever does it.
            progress: told how many bytes of how many are sent.

        Raises:
            StoreError: the store does not take it.
        """
        contents = {file.sha256: file for file in files}
        with self._telling(), self._connection.transaction():
            known = self._all("SELECT DISTINCT sha256 FROM companion.content WHERE sha256 = ANY(%s)", list(contents))
            there = {row[0] for row in known}
            lacking = [file for file in contents.values() if file.sha256 not in there and file.size]
            whole, sent = sum(file.size for file in lacking), 0
            for file in lacking:
                for block, data in enumerate(_blocks_of(located(file), file)):
                    sql = "INSERT INTO companion.content (sha256, block, data) VALUES (%s, %s, %s)"
                    self._do(sql, file.sha256, block, zlib.compress(data, _LEVEL))
                    sent += len(data)
                    progress(sent, whole)
            sql = "INSERT INTO companion.generation (digest, by) VALUES (%s, %s) RETURNING number, made, by"
            ((number, made, who),) = self._all(sql, files_digest(files), by)
            for file in files:
                sql = "INSERT INTO companion.file (generation, pack, path, size, sha256) VALUES (%s, %s, %s, %s, %s)"
                self._do(sql, number, file.pack, file.path, file.size, file.sha256)
            self._do("DELETE FROM companion.file WHERE generation <> %s", number)
            self._do(
                "DELETE FROM companion.content WHERE NOT EXISTS"
                " (SELECT 1 FROM companion.file WHERE file.sha256 = content.sha256)"
            )
        return Generation(number, made, who, sorted_files(files))

    def _begin_writing(self) -> None:
        """Become the one who changes the store, and bring its tables up to date."""
        self._all("SELECT pg_advisory_lock(%s)", _LOCK)
        self._limit_s = _WRITING_S
        self._set("statement_timeout", _WRITING_S)
        version = self._version()
        if version == len(MIGRATIONS):
            return
        with self._telling(), self._connection.transaction():
            if version == 0:
                self._do(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
                self._do(VERSION_TABLE)
                self._do("INSERT INTO companion.about (version) VALUES (0)")
            for script in MIGRATIONS[version:]:
                self._do(script)
            self._do("UPDATE companion.about SET version = %s", len(MIGRATIONS))

    def _version(self) -> int:
        """Of the tables; 0 where there are none.

        Raises:
            StoreError: they are of a newer program.
        """
        if self._all("SELECT to_regclass('companion.about') IS NULL")[0][0]:
            return 0
        version = int(self._all("SELECT version FROM companion.about")[0][0])
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{self._address} has the tables of version {version}, and this program knows {len(MIGRATIONS)}: "
                "install a newer companion-robot here"
            )
        return version

    # Statements

    def _set(self, name: str, seconds: float) -> None:
        self._all("SELECT set_config(%s, %s, false)", name, f"{round(seconds * 1e3)}ms")

    def _do(self, sql: str, *values: object) -> None:
        with self._telling(), self._limited():
            self._connection.execute(sql, values or None)

    def _all(self, sql: str, *values: object, binary: bool = False) -> list[tuple[Any, ...]]:
        with self._telling(), self._limited():
            found: list[tuple[Any, ...]] = self._connection.execute(sql, values or None, binary=binary).fetchall()
        return found

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Inside, the connection is cut where no answer comes in time.

        The server's own limit stops what takes long; this one also ends the waiting for a server that is gone.
        """
        timer = Timer(2 * self._limit_s, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        with suppress(Exception), socket.socket(fileno=os.dup(self._connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What goes wrong inside is told in one line, without what opens the store."""
        import psycopg

        try:
            yield
        except psycopg.errors.LockNotAvailable:
            raise StoreError(f"{self._address}: somebody else is changing it; run this again after them") from None
        except psycopg.OperationalError as e:
            told = self._address.without_secrets(str(e))
            raise StoreError(f"{self._address} does not answer: {told}") from None
        except psycopg.Error as e:
            raise StoreError(f"{self._address}: {self._address.without_secrets(str(e))}") from None


def _blocks_of(path: Path, file: SharedFile) -> Iterator[bytes]:
    """A file block by block.

    Raises:
        StoreError: it is not what it was when it was listed.
    """
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while data := content.read(BLOCK):
            digest.update(data)
            yield data
    if digest.hexdigest() != file.sha256:
        raise StoreError(f"{path}: changed while it was published; run it again")
