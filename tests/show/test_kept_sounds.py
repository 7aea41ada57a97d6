"""What was heard, and what was rendered, is not made again: by another process neither."""

import numpy as np
from shows import THREE, compiled

from companion.app.heard_before import HeardBefore
from companion.audio.pcm import HEARING_RATE, Audio
from companion.hearing.engine import Transcript
from companion.show.keeping import ShowFolder
from companion.show.rendering import fixed_lines, render_lines, rendered_before
from companion.speaking.voice import Clip

SOUND = np.full(HEARING_RATE, 0.1, np.float32)


class Ear:
    """Writes down what it is told to, and counts."""

    name = "ear"

    def __init__(self):
        self.heard, self.weighed = 0, []

    def stream(self):
        return self

    def accept(self, samples):
        assert len(samples) == len(SOUND)

    def finish(self):
        self.heard += 1
        return Transcript("들은 말", True, 4, 0.0, 1.0, 0.9)

    def warm_up(self):
        pass

    def weigh(self, samples, texts):
        self.weighed += texts
        return [(1.0, 2.0)] * len(texts)


class Tone:
    """Says everything as a tone."""

    name = "tone"

    def clips(self, spoken, manner=None):
        yield Clip(spoken, Audio(SOUND, HEARING_RATE))


def test_a_rehearsal_that_was_stopped_goes_on_where_it_was(tmp_path):
    first = Ear()
    caught = HeardBefore(first, tmp_path).hear(lambda: SOUND, "voice", "말")
    assert (caught.text, [fit.ratio for fit in caught.weigh(["하나?"], 0.0)]) == ("들은 말", [1.5])
    assert caught.weigh(["하나?"], 0.4) == [], "too little of it is left"
    for file in tmp_path.iterdir():  # it was killed while it wrote
        file.write_text(file.read_text(encoding="utf-8") + '\n{"id": "abc', encoding="utf-8")
    later = Ear()
    kept = HeardBefore(later, tmp_path)
    again = kept.hear(lambda: SOUND, "voice", "말")
    assert (again.text, again.confidence) == ("들은 말", 0.9)
    assert again.weigh(["하나?"], 0.4) == []
    assert [(fit.text, fit.ratio, fit.weaker) for fit in again.weigh(["둘", "하나?"], 0.0)][1] == ("하나?", 1.5, 1.0)
    assert (later.heard, later.weighed, kept.again) == (0, ["둘"], 1)
    assert kept.hear(lambda: SOUND, "voice", "다른 말").text == "들은 말"
    assert later.heard == 1


def test_another_recogniser_or_other_hints_hear_anew(tmp_path):
    HeardBefore(Ear(), tmp_path, "hints").hear(lambda: SOUND, "말")
    other = Ear()
    HeardBefore(other, tmp_path, "other hints").hear(lambda: SOUND, "말")
    assert other.heard == 1


def test_a_folder_that_cannot_be_written_stops_no_rehearsal(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    ear = Ear()
    kept = HeardBefore(ear, tmp_path / "file" / "kept")
    assert [kept.hear(lambda: SOUND, "말").text for _ in range(2)] == ["들은 말"] * 2
    assert ear.heard == 1


def test_what_is_rendered_is_found_before_a_voice_is_loaded(tmp_path):
    show, folder = compiled(tmp_path, THREE), ShowFolder(tmp_path / "kept")
    assert rendered_before(show, folder) == {}
    made = render_lines(show, Tone(), folder, print)
    assert made == rendered_before(show, ShowFolder(tmp_path / "kept"))
    assert {line.said.spoken for line in fixed_lines(show)} == set(made)
    folder.sound_of(show.cues[0].best, "tone").unlink()
    assert show.cues[0].best.spoken not in rendered_before(show, folder)
