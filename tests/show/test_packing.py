"""A show is packed into a folder, and put on its stage there without home and network."""

import subprocess
import sys
from contextlib import contextmanager

import pytest

from companion.app.main import main
from companion.app.staging import compiled_show
from companion.audio.levels import dbfs
from companion.audio.pcm import read_audio
from companion.show import archive, packing
from companion.show.keeping import ShowFolder
from companion.show.packing import KEPT, check_packed, read_packed, without_network

CUES = """title: 시험
deadline_s: 5
cues:
  - {id: hello, say: 안녕하세요 여러분}
  - {id: mayor, ask: 시장님이 누구야?, expect: {contains: [이하늘]}}
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    event = folder / "my-opening"
    assert main(["demo", "new", str(event)]) == 0
    (event / "shows" / "short.yaml").write_text(CUES, encoding="utf-8")
    target = folder / "there" / "short"
    assert main(["demo", "pack", "short", "--profile", str(event), "--text", "-o", str(target)]) == 0
    return target


def test_a_packed_show_stands_on_its_stage_in_an_empty_home_without_network(packed, capfd):
    status = main(["demo", "verify", str(packed)])
    out = capfd.readouterr().out
    assert (status, out.splitlines()[-1]) == (0, "the show works here"), out
    assert "the stage stands, the robot answers" in out


def test_a_show_that_speaks_is_packed_with_its_models_and_every_line_as_sound(tmp_path, models, monkeypatch, capsys):
    """But for packages, and what is made at a first start: that takes minutes, and is packed above."""
    extras = []
    monkeypatch.setattr(archive, "_collect_wheels", lambda folder, wanted: extras.append(wanted))
    monkeypatch.setattr(archive, "_prepare_cache", lambda stage, profile: None)
    monkeypatch.setenv("COMPANION_SPEAKING__ENGINE", "espeak-ng")
    event, target = tmp_path / "my-opening", tmp_path / "there"
    assert main(["demo", "new", str(event)]) == 0
    (event / "shows" / "short.yaml").write_text(CUES, encoding="utf-8")
    assert main(["demo", "pack", "short", "--profile", str(event), "-o", str(target)]) == 0
    assert extras == ["[server,voice]"]
    assert {folder.name for folder in (target / "models").iterdir()} >= {"whisper-base", "smart-turn"}
    packed, sounds = read_packed(target), list(ShowFolder(target / KEPT).sounds.glob("*.wav"))
    assert (packed.voice, packed.lines, len(sounds)) == (True, 3, 3)  # both cues, and the apology
    assert all(dbfs(read_audio(sound).samples) > -40 for sound in sounds)

    @contextmanager
    def on_stage(*of):
        yield "http://there"

    monkeypatch.setattr(packing, "_on_stage", on_stage)
    monkeypatch.setattr(packing, "call", lambda address: "")
    _, show, settings, _ = compiled_show(str(target / "my-opening"), "short")

    def wrong():
        told = []
        return list(check_packed(target, packed, show, settings, "", told.append)), told

    problems, fine = wrong()
    assert problems == []
    assert fine[:2] == ["all files are what they were", "3 lines have their sound; voice and recogniser are loaded"]
    sounds[0].unlink()
    problems, _ = wrong()
    assert [problem.split(":")[0] for problem in problems] == ["damaged or missing", "not rendered"]


def test_nothing_is_reached_where_the_network_is_off():
    words = without_network()
    if not words:
        pytest.skip("the system lets nobody switch the network off")
    code = "import socket; socket.create_connection(('192.0.2.1', 9), 2)"
    told = subprocess.run([*words, sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in told.stderr


def test_a_damaged_line_of_the_script_is_told(packed, capfd):
    script = packed / "my-opening" / "shows" / "short.yaml"
    sound = script.read_bytes()
    script.write_bytes(sound.replace("여러분".encode(), "모두들".encode()))
    try:
        assert main(["demo", "verify", str(packed)]) == 1
        assert "damaged or missing: my-opening/shows/short.yaml" in capfd.readouterr().out
    finally:
        script.write_bytes(sound)


def test_a_folder_that_holds_something_is_left_alone(packed, capsys):
    assert main(["demo", "pack", "short", "--profile", str(packed.parents[1] / "my-opening"), "-o", str(packed)]) == 2
    assert "there is something already" in capsys.readouterr().err


def test_what_is_no_packed_show_is_told(tmp_path, capsys):
    assert main(["demo", "verify", str(tmp_path)]) == 2
    assert "companion demo pack" in capsys.readouterr().err
