import subprocess
import sys

import numpy as np
import pytest

from companion.audio.pcm import FRAME, HEARING_RATE
from companion.base.errors import CompanionError
from companion.base.settings import Speaking
from companion.hearing import voice_activity
from companion.hearing.voice_activity import VoiceActivityDetector
from companion.speaking.engines.kokoro import Kokoro


@pytest.fixture(scope="module")
def recording(models):
    """A second of faint noise, a question, a second of faint noise, in whole frames."""
    speech = Kokoro(Speaking(), models).synthesize("경기도지사가 누구야?").at(HEARING_RATE).samples
    noise = np.random.default_rng(0).normal(0, 1e-3, 2 * HEARING_RATE).astype(np.float32)
    sound = np.concatenate([noise[:HEARING_RATE], speech, noise[HEARING_RATE:]])
    return sound[: len(sound) // FRAME * FRAME]


@pytest.fixture
def detector():
    return VoiceActivityDetector()


def probabilities(detector, sound):
    return np.array([detector.probability(frame) for frame in sound.reshape(-1, FRAME)])


def test_frame_by_frame_it_gives_what_faster_whisper_gives_for_the_whole(detector, recording):
    from faster_whisper.vad import get_vad_model

    padded = np.pad(recording, (0, FRAME))  # the batch code blanks the end of its last frame
    whole = get_vad_model()(padded).ravel()[:-1]
    np.testing.assert_allclose(probabilities(detector, recording), whole, atol=1e-6)


def test_speech_is_told_from_faint_noise(detector, recording):
    found = probabilities(detector, recording)
    second = HEARING_RATE // FRAME
    assert found[: second - 1].max() < 0.5
    assert np.median(found[second + 3 : -second - 3]) > 0.5


def test_after_a_reset_nothing_of_the_recording_before_is_left(detector, recording):
    first = probabilities(detector, recording)
    detector.reset()
    np.testing.assert_array_equal(probabilities(detector, recording), first)


def test_two_detectors_do_not_disturb_each_other(recording):
    one, other = VoiceActivityDetector(), VoiceActivityDetector()
    expected = probabilities(VoiceActivityDetector(), recording)
    found = []
    for frame in recording.reshape(-1, FRAME):
        found.append(one.probability(frame))
        other.probability(np.zeros(FRAME, np.float32))
    np.testing.assert_array_equal(found, expected)


def test_a_frame_of_another_length_is_refused(detector):
    with pytest.raises(ValueError, match="512"):
        detector.probability(np.zeros(480, np.float32))


def test_faster_whisper_is_not_imported():
    code = (
        "import sys; from companion.hearing.voice_activity import VoiceActivityDetector; VoiceActivityDetector(); "
        "print('faster_whisper' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_without_the_model_file_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(voice_activity, "find_spec", lambda name: None)
    with pytest.raises(CompanionError, match="pip install"):
        VoiceActivityDetector()
