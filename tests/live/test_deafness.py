"""A recogniser that fails: told once an utterance, and how long it has gone on for."""

import pytest

from companion.audio.pcm import silence
from companion.hearing.engine import Transcript
from companion.live.ear import Ear
from companion.live.session import Deafness


def test_utterances_in_a_row_are_counted_however_often_each_of_them_fails():
    deafness, told = Deafness(), []
    # Utterance by utterance, whether each of its transcripts fails.
    for number, fails in enumerate(("yy", "ny", "y", "nn", "ny", "yn")):
        for failed in fails:
            deafness.begins(number + 1)
            if failed == "y" and deafness.fails():
                told.append((number, deafness.in_a_row))
    assert told == [(0, 1), (1, 2), (2, 3), (4, 1), (5, 2)]


class Stumbling:
    """An engine that hears how many samples there were; it fails at some pieces."""

    name = "stumbling"

    def __init__(self, *fails):
        self.pieces, self.fails = 0, fails

    def stream(self):
        engine, heard = self, []

        class Utterance:
            def accept(self, samples):
                engine.pieces += 1
                if engine.pieces in engine.fails:
                    raise RuntimeError("stumbled")
                heard.append(len(samples))

            def finish(self):
                return Transcript(str(sum(heard)), True, 1, 0.0, 0.0, 1.0)

        return Utterance()

    def warm_up(self):
        pass


def test_what_an_engine_failed_at_is_heard_again_with_what_follows():
    ear, piece = Ear(Stumbling(2, 3)), silence(0.1, 16_000).samples
    ear.listen(1, piece)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="stumbled"):
            ear.listen(1, piece)
    ear.listen(1, piece)
    assert ear.transcribe().text == str(4 * len(piece))
