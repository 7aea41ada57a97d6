import errno
from unittest.mock import patch

import numpy as np
import pytest

from companion.base.settings import Speaking
from companion.models.store import ModelStore
from companion.speaking.cache import ClauseCache
from companion.speaking.clauses import clauses
from companion.speaking.engines.espeak import EspeakNg
from companion.speaking.loudness import active_level
from companion.speaking.manner import Manner
from companion.speaking.voice import Voice, joined

TEXT = "안녕하세요! 저는 파이보예요. 무엇이든 물어보세요."


class Counting:
    """A real engine that counts what it says, and fails when it is told to."""

    def __init__(self, engine, fails=False):
        self.engine, self.fails, self.said = engine, fails, []
        self.name = "failing" if fails else engine.name

    def synthesize(self, text, pace=1.0):
        self.said.append(text)
        if self.fails:
            raise RuntimeError("out of memory")
        return self.engine.synthesize(text, pace)

    def warm_up(self):
        self.engine.warm_up()


@pytest.fixture
def engine(tmp_path):
    return Counting(EspeakNg(Speaking(engine="espeak-ng"), ModelStore(tmp_path)))


@pytest.fixture
def voice(engine, tmp_path):
    return Voice(engine, ClauseCache(tmp_path / "clauses", 10_000_000), -20.0)


def test_the_clauses_of_a_text_come_in_order_and_are_all_of_it(voice):
    assert " ".join(clip.text for clip in voice.clips(TEXT)) == TEXT


def test_a_clause_is_there_before_the_next_is_begun(voice, engine):
    clips = voice.clips(TEXT)
    first = next(clips)
    assert engine.said == [first.text]


def test_what_was_said_once_is_not_made_again(voice, engine, tmp_path):
    before = joined(voice.clips(TEXT))
    made = len(engine.said)
    again = joined(Voice(engine, ClauseCache(tmp_path / "clauses", 10_000_000), -20.0).clips(TEXT))
    assert len(engine.said) == made
    assert np.abs(before.samples - again.samples).max() < 0.002


def test_another_pace_is_another_sound(voice):
    usual, slow = joined(voice.clips(TEXT)), joined(voice.clips(TEXT, Manner(pace=0.8)))
    assert slow.duration_s > 1.1 * usual.duration_s


def test_louder_and_quieter_are_heard(voice):
    levels = [active_level(joined(voice.clips(TEXT, Manner(gain_db=gain)))) for gain in (-10, 0)]
    assert levels[1] - levels[0] == pytest.approx(10, abs=1)


def test_every_clause_has_the_loudness_of_the_settings(voice):
    for clip in voice.clips(TEXT):
        assert active_level(clip.audio) == pytest.approx(-20, abs=1.5)


def test_prepared_lines_need_no_engine_later(voice, engine):
    wanted = clauses(TEXT)
    assert list(voice.prepare(wanted)) == wanted
    engine.fails = True
    assert joined(voice.clips(TEXT)) is not None


def test_when_the_engine_fails_the_fallback_goes_on_in_the_middle_of_the_text(engine, tmp_path, caplog):
    voice = Voice(Counting(engine, fails=True), ClauseCache(tmp_path / "c", 10_000_000), -20.0, lambda: engine)
    assert " ".join(clip.text for clip in voice.clips(TEXT)) == TEXT
    assert voice.name == engine.name
    assert "the fallback voice speaks from here on" in caplog.text


def test_when_nothing_can_speak_the_failure_is_told(engine, tmp_path):
    voice = Voice(Counting(engine, fails=True), ClauseCache(tmp_path / "c", 10_000_000), -20.0)
    with pytest.raises(RuntimeError, match="out of memory"):
        list(voice.clips(TEXT))


def test_a_full_disk_costs_no_word(engine, tmp_path, caplog):
    full = OSError(errno.ENOSPC, "No space left on device")
    voice = Voice(engine, ClauseCache(tmp_path / "c", 10_000_000, remembered=0), -20.0)
    with patch("companion.speaking.cache.write_atomically", side_effect=full):
        assert " ".join(clip.text for clip in voice.clips(TEXT)) == TEXT
    assert caplog.text.count("can no longer be kept") == 1


def test_nothing_to_say_makes_no_sound(voice):
    assert joined(voice.clips("")) is None
