"""An event is packed, unpacked somewhere else, and started there without a network."""

import os
import subprocess
import tarfile

import pytest

from companion.app.main import main
from companion.base.errors import DataError, UsageError
from companion.show.archive import archive


@pytest.fixture
def event(tmp_path):
    """A folder as `companion new event` makes it."""
    assert main(["new", "event", str(tmp_path / "opening")]) == 0
    return tmp_path / "opening"


def ignore(_text):
    pass


def test_an_archive_starts_on_a_machine_without_network_and_tells_what_is_wrong(event, tmp_path):
    made = archive(event, tmp_path / "opening.tar.gz", voice=False, tell=ignore)
    there = tmp_path / "there"
    with tarfile.open(made) as file:
        file.extractall(there, filter="data")
    nowhere = "http://127.0.0.1:9"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        **dict.fromkeys(("http_proxy", "https_proxy", "PIP_INDEX_URL"), nowhere),
    }

    def start(*arguments):
        command = [there / "opening" / "start", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)

    profile = there / "opening" / "opening" / "profile.yaml"
    sound = profile.read_bytes()
    profile.write_bytes(sound[:-1])
    told = start("self-test")
    assert (told.returncode, told.stdout) == (1, "")
    assert "damaged or missing: opening/profile.yaml" in told.stderr

    profile.write_bytes(sound)
    tested = start("self-test")
    assert tested.returncode == 0, tested.stderr
    greeted = start("ask", "안녕")
    assert greeted.returncode == 0, greeted.stderr
    assert greeted.stdout.strip()

    (there / "opening" / "opening" / "areas.yaml").write_text("ares: []\n", encoding="utf-8")
    edited = start("self-test")
    assert edited.returncode == 1
    assert "areas.yaml" in edited.stdout


def test_what_would_be_missed_on_the_other_machine_is_told_before_anything_is_made(event, tmp_path):
    with pytest.raises(UsageError, match="no event there"):
        archive(tmp_path, tmp_path / "a.tar.gz", voice=False, tell=ignore)
    profile = event / "profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("packs: [", "packs: [../other, "), encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pack.yaml").write_text("pack: other\ntitle: 다른 것\n", encoding="utf-8")
    with pytest.raises(DataError, match="lies outside"):
        archive(event, tmp_path / "a.tar.gz", voice=False, tell=ignore)
    assert not (tmp_path / "a.tar.gz").exists()
