"""A rehearsal aloud, from the command: wordings and lines are spoken, in noise and rooms, and heard."""

import numpy as np
import pytest

from companion.app.main import main
from companion.audio.pcm import HEARING_RATE, Audio, write_wav
from companion.base.settings import Speaking
from companion.speaking.engine import load_synthesiser

SHOW = """title: 시험
cues:
  - {id: mayor, ask: 시장님이 누구야?, prepared: 이하늘 시장님이에요.}
  - {id: thanks, say: 여러분 고맙습니다}
"""


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aloud") / "my-opening"
    assert main(["demo", "new", str(folder)]) == 0
    (folder / "shows" / "short.yaml").write_text(SHOW, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sounds(models, tmp_path_factory):
    """Folders of noises, rooms, and recordings of other speech; one of these asks what the show waits for."""
    folder = tmp_path_factory.mktemp("sounds")
    r = np.random.default_rng(3)
    click = np.zeros(HEARING_RATE // 4, np.float32)
    click[0] = 1
    voice = load_synthesiser(Speaking(), models)
    made = {
        "noise/hall": Audio(r.normal(0, 0.1, 3 * HEARING_RATE).astype(np.float32), HEARING_RATE),
        "rooms/small": Audio(click, HEARING_RATE),
        "speech/other": voice.synthesize("오늘 날씨가 참 좋습니다"),
        "speech/question": voice.synthesize("시장님이 누구야?"),
    }
    for name, audio in made.items():
        path = folder / f"{name}.wav"
        path.parent.mkdir(exist_ok=True)
        write_wav(path, audio)
    return folder


def test_what_is_said_aloud_is_heard_and_what_people_say_else_is_counted(event, sounds, capsys, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(event.parent / "kept"))
    monkeypatch.setenv("COMPANION_SPEAKING__ENGINE", "espeak-ng")  # as clear as any voice here, and quicker
    page = event.parent / "aloud.html"
    folders = [word for name in ("noise", "rooms", "speech") for word in (f"--{name}", str(sounds / name))]
    words = ["--variants", "2", "--minutes", "0.1", "--aloud", *folders, "-o", str(page)]
    main(["demo", "rehearse", "short", "--profile", str(event), *words])
    out = capsys.readouterr().out
    assert "fired by other speech: «question: " in out
    assert "«other: " not in out
    assert "thanks: «여러분 고맙습니다» " in out
    assert "heard with " in out
    heard = page.read_text(encoding="utf-8")
    assert "<h2>로봇이 할 말</h2>" in heard
    # Of two wordings by espeak one may be too much for a small recogniser: what counts is that they were heard.
    assert any(f"<small>{hit}/2</small>" in heard for hit in (1, 2)), out
    assert "by noise: " in out
    assert "running time " in out
    assert "<h2>소음에 따라</h2>" in heard


@pytest.mark.parametrize("option", ["--noise", "--rooms", "--speech"])
def test_a_folder_without_sounds_is_told(event, models, tmp_path, capsys, option):
    words = ["--variants", "1", "--aloud", option, str(tmp_path)]
    assert main(["demo", "rehearse", "short", "--profile", str(event), *words]) == 2
    assert "there are no sounds in it" in capsys.readouterr().err
