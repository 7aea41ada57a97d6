"""What Smart Turn is given, against the features of transformers, with which it was trained."""

import numpy as np
import pytest
from transformers import WhisperFeatureExtractor

from companion.audio.pcm import HEARING_RATE
from companion.base.settings import Settings
from companion.hearing.turn_completion import load_turn_completion


@pytest.fixture(scope="module")
def completion(models):
    return load_turn_completion(Settings(), models)


def test_the_features_are_those_that_the_model_was_trained_with(completion, sounds):
    """WhisperFeatureExtractor(chunk_length=8) with do_normalize, as in Smart Turn's own inference.py."""
    extractor = WhisperFeatureExtractor(chunk_length=8)
    sound = np.pad(sounds[0], (8 * HEARING_RATE - len(sounds[0]), 0))
    features = extractor(sound, sampling_rate=HEARING_RATE, do_normalize=True, return_tensors="np").input_features
    expected = completion._network.run(None, {"input_features": features.astype(np.float32)})[0].item()
    assert completion.probability(sounds[0]) == pytest.approx(expected, abs=1e-3)
