"""What the tests of several commands share."""

import io
import sys

import pytest

from companion.app import main as cli


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self):
        return True


@pytest.fixture
def kb(capsys, monkeypatch, tmp_path):
    """Run a command of `companion kb` in an empty folder: `(exit status, standard output, standard error)`; with
    `typed`, before a terminal."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COMPANION_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def kb(*arguments, typed=None):
        with monkeypatch.context() as patched:
            if typed is None:
                patched.setattr(sys, "stdin", io.StringIO())
            else:
                patched.setattr(sys, "stdin", Terminal(typed))
                patched.setattr(sys.stdout, "isatty", lambda: True, raising=False)
            try:
                status = cli.main(["kb", *arguments])
            except SystemExit as e:
                status = e.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return kb
