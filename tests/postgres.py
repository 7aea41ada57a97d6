"""A PostgreSQL server for tests, in a folder of its own: started, stopped, frozen and killed like any other program."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

ROOM = "postgres"
"""The user that Debian's package makes; the server refuses to run as root."""


def binary(name):
    """A program of PostgreSQL, which Debian keeps out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


class Postgres:
    """A server.

    Attributes:
        url: of a database of its own, for the owner of everything.
    """

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self._process = None
        self._made = 0
        self.start()

    def _as_user(self, *command):
        if os.getuid():
            return command
        return ("setpriv", f"--reuid={ROOM}", f"--regid={ROOM}", "--clear-groups", *command)

    def make(self):
        command = [binary("initdb"), "-D", str(self.folder / "data"), "-U", "owner", "-A", "trust", "-E", "UTF8"]
        command += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        subprocess.run(self._as_user(*command), check=True, capture_output=True, cwd="/")

    def start(self):
        if not (self.folder / "data").exists():
            self.make()
        options = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder}
        options |= {"fsync": "off", "full_page_writes": "off", "shared_buffers": "16MB", "max_connections": 40}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._as_user(binary("postgres"), "-D", str(self.folder / "data"), *settings),
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
        waiting = [binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-t", "1"]
        for _ in range(60):
            if subprocess.run(waiting, check=False).returncode == 0:
                return
            assert self._process.poll() is None, (self.folder / "log").read_text()
        raise AssertionError("PostgreSQL does not start")

    def stop(self):
        """As on a reboot: connections are ended."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def kill(self):
        """At once, without a last word to its disk."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)

    @contextmanager
    def frozen(self):
        """Inside, the server takes connections, as its machine does, and says nothing."""
        first = self._process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        processes = [first, *map(int, children)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)

    def database(self):
        """The address of a new, empty database."""
        self._made += 1
        return self.create(f"robots{self._made}")

    def create(self, name):
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, database, user="owner"):
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"


@contextmanager
def postgres_server():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="companion-postgres-"))
    if not os.getuid():
        user = pwd.getpwnam(ROOM)
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = None
    try:
        server = Postgres(folder, port)
        yield server
    finally:
        if server is not None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
