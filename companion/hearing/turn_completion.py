"""How likely it is that a speaker is done, by the sound alone: melody, length and force of the last words.

The model is Smart Turn v3.2 (github.com/pipecat-ai/smart-turn, BSD-2-Clause): the encoder of Whisper tiny with a
classifier on top, trained on 23 languages, Korean among them. It hears what came before a silence, and so tells from
the words that were spoken, not from those that were recognised.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from companion.audio.pcm import HEARING_RATE, Samples
from companion.base.errors import DataError
from companion.base.extras import requiring
from companion.base.settings import Settings
from companion.models.store import ModelStore

with requiring("hearing the end of a turn", "voice"):
    import onnxruntime

_FILE: Final = "smart-turn.onnx"
_WINDOW_S: Final = 8
_MELS: Final = 80
_LEAST_VARIANCE: Final = 1e-7


class TurnCompletion:
    """Tells from the sound of an utterance whether it is complete.

    Args:
        folder: where the model is.
        threads: processor threads.

    Raises:
        DataError: the folder holds no whole model.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        with requiring("hearing the end of a turn", "voice"):
            from faster_whisper.feature_extractor import FeatureExtractor  # importing it takes a second

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        path = folder / _FILE
        self._spectrogram = FeatureExtractor(feature_size=_MELS, chunk_length=_WINDOW_S)
        try:
            self._network = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
            self.probability(np.zeros(HEARING_RATE, np.float32))  # the first run plans memory and takes longer
        except Exception as e:  # onnxruntime has a class of its own for every mistake
            raise DataError(path, None, f"cannot be read ({e})", "run `companion models verify`") from None

    def probability(self, samples: Samples) -> float:
        """That nothing more is to come, 0 to 1.

        Args:
            samples: an utterance (16 kHz mono) up to the silence and some of that; of a longer one the last 8 s count.
        """
        window = _WINDOW_S * HEARING_RATE
        heard = samples[-window:]
        sound = np.pad(heard, (window - len(heard), 0))
        # Whisper's own features do without this; the model was trained with it.
        sound = (sound - sound.mean()) / np.sqrt(sound.var() + _LEAST_VARIANCE)
        features = self._spectrogram(sound.astype(np.float32), padding=0)
        (probabilities,) = self._network.run(None, {"input_features": features[np.newaxis]})
        return float(np.asarray(probabilities).item())


def load_turn_completion(settings: Settings, models: ModelStore) -> TurnCompletion | None:
    """What the settings name; None where they name nothing.

    Raises:
        ModelMissing: it has not been fetched.
        DataError: the folder holds no whole model.
    """
    model = settings.end_of_turn.model
    return TurnCompletion(models.locate(model), settings.hearing.threads) if model else None
