"""Whether an utterance sounds complete: whole questions in a synthetic voice against their beginnings."""

import numpy as np
import pytest

from companion.audio.pcm import HEARING_RATE, silence
from companion.base.errors import DataError
from companion.base.settings import EndOfTurn, Settings, Speaking
from companion.hearing.turn_completion import TurnCompletion, load_turn_completion
from companion.live.ear import Ear
from companion.models.store import ModelMissing, ModelStore
from companion.speaking.engines.kokoro import Kokoro

QUESTIONS = (
    "경기도지사가 누구야?",
    "예약하려면 어디로 전화해?",
    "첨단3지구는 언제 체결됐어?",
    "오늘 며칠이야?",
    "가보정 전화번호 알려 줘.",
)
BEGINNINGS = ("경기도지사는,", "예약하려면,", "수원에서,", "내일은 친구들이 오는데,", "첨단3지구는,", "가보정은,")
PAUSE = silence(0.25, HEARING_RATE).samples


@pytest.fixture(scope="module")
def completion(models):
    return load_turn_completion(Settings(), models)


@pytest.fixture(scope="module")
def said(models):
    voice = Kokoro(Speaking(), models)

    def say(text):
        sound = voice.synthesize(text).at(HEARING_RATE).samples
        return sound[: np.flatnonzero(np.abs(sound) > 0.01)[-1]]

    return say


@pytest.fixture(scope="module")
def questions(said):
    return [said(text) for text in QUESTIONS]


def test_whole_questions_sound_more_complete_than_beginnings(completion, said, questions):
    whole = [completion.probability(np.concatenate((sound, PAUSE))) for sound in questions]
    begun = [completion.probability(np.concatenate((said(text), PAUSE))) for text in BEGINNINGS]
    # Processors round the voice differently, and that moves a single one of these by a quarter.
    assert np.mean(whole) > np.mean(begun) + 0.4


def test_of_a_long_utterance_the_end_counts(completion, questions):
    end = np.concatenate((*questions, *questions, PAUSE))[-8 * HEARING_RATE :]
    long = np.concatenate((*questions, end))
    assert completion.probability(long) == completion.probability(end)


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(100, np.float32), PAUSE])
def test_silence_is_no_reason_to_fail(completion, sound):
    assert 0 <= completion.probability(sound) <= 1


def test_an_ear_hears_the_whole_utterance_and_only_that(completion, questions):
    class Deaf:
        """A recogniser of which nothing is wanted."""

        def stream(self):
            return self

        def accept(self, samples):
            return None

    ear = Ear(Deaf(), completion)
    for number, sound in enumerate(questions, 1):
        for piece in np.array_split(sound, 5):
            ear.listen(number, piece)
        assert ear.completion() == completion.probability(sound)


def test_an_ear_that_has_heard_nothing_or_has_no_model_tells_nothing(completion, questions):
    assert Ear(None, completion).completion() is None
    assert Ear(None).completion() is None


def test_settings_without_a_model_need_none(tmp_path):
    assert load_turn_completion(Settings(end_of_turn=EndOfTurn(model="")), ModelStore(tmp_path)) is None


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelMissing, match="smart-turn"):
        load_turn_completion(Settings(), ModelStore(tmp_path))


def test_a_file_that_is_no_model_is_named(tmp_path):
    (tmp_path / "smart-turn.onnx").write_text("not a network")
    with pytest.raises(DataError, match=r"smart-turn\.onnx"):
        TurnCompletion(tmp_path, 2)
