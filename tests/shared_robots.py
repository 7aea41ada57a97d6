"""Homes that share a store: each with data of its own, as on machines of their own."""

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from companion.app import main as cli
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.knowledge.shared import holding
from companion.knowledge.shared.address import StoreAddress
from companion.knowledge.shared.copies import StoreCopy
from companion.knowledge.shared.holding import SharedPacks

NOW = datetime(2026, 11, 22, 15, 5)


def shared(url, folder, within_s=5.0):
    """The packs of a store, as a process of its own has them."""
    return SharedPacks(StoreAddress(SecretStr(url)), StoreCopy(folder), within_s)


class Home:
    """A machine with a profile that names a store."""

    def __init__(self, folder, url, packs, monkeypatch, more=""):
        self.folder, self._monkeypatch = Path(folder), monkeypatch
        self.folder.mkdir(parents=True)
        knowledge = f"knowledge: {{store: '{url}', look_every_s: 1, within_s: 3}}\n"
        (self.folder / "profile.yaml").write_text(f"packs: [{', '.join(packs)}]\n{knowledge}{more}", encoding="utf-8")
        self.variables = {"XDG_DATA_HOME": str(self.folder / "data")}

    @property
    def settings(self):
        return load_settings(str(self.folder), environment={})

    def enter(self):
        """From now on this process is on this machine."""
        for name, value in self.variables.items():
            self._monkeypatch.setenv(name, value)

    def robot(self):
        self.enter()
        return Assistant(self.settings, clock=lambda: NOW)

    def started(self, *arguments):
        command = [sys.executable, "-m", "companion.app.main", *map(str, arguments), "--profile", str(self.folder)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **self.variables}
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=self.folder
        )

    def run(self, *arguments):
        """A command of this machine: (exit status, standard output, standard error); no robot may run meanwhile."""
        self.enter()
        holding._shared.cache_clear()
        holding._looked.cache_clear()
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), chdir(self.folder):
            status = cli.main([*map(str, arguments), "--profile", str(self.folder)])
        return status, out.getvalue(), err.getvalue()

    def run_apart(self, *arguments):
        """The same in a process of its own."""
        process = self.started(*arguments)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in out + err, err
        return process.returncode, out, err


def told(robot, *texts):
    """What a robot answers, without how long it took."""
    replies, state = [], robot.beginning()
    for text in texts:
        reply, state = robot.respond(text, state)
        plain = reply.as_json()
        plain.pop("timing_ms")
        replies.append(json.dumps(plain, ensure_ascii=False, default=str))
    return replies
