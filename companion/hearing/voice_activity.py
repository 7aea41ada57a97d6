"""Whether somebody speaks: the Silero voice activity model, one frame after another.

The model is Silero VAD v6 (github.com/snakers4/silero-vad, MIT), the file that ships inside faster-whisper.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from companion.audio.pcm import FRAME, Samples
from companion.base.errors import CompanionError
from companion.base.extras import requiring

with requiring("hearing whether somebody speaks", "voice"):
    import onnxruntime

_FILE: Final = "silero_vad_v6.onnx"
_CONTEXT: Final = 64
"""Samples of the frame before that the model sees again."""
_STATE: Final = (1, 1, 128)


def _model_file() -> Path:
    spec = find_spec("faster_whisper")  # only found, not imported: importing it takes seconds
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / "assets" / _FILE).is_file():
            return path
    raise CompanionError(f"the voice activity model {_FILE} is not there: pip install --force-reinstall faster-whisper")


class VoiceActivityDetector:
    """Tells for each frame how likely it is speech; it remembers the frames before.

    Raises:
        CompanionError: faster-whisper, which brings the model, is not installed or incomplete.
    """

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a frame is too little work to share
        options.log_severity_level = 4
        self._model = onnxruntime.InferenceSession(str(_model_file()), options, ["CPUExecutionProvider"])
        self.reset()

    def reset(self) -> None:
        """Forget what was heard: the next frame is the first of another recording."""
        self._input = np.zeros((1, _CONTEXT + FRAME), np.float32)
        self._h = self._c = np.zeros(_STATE, np.float32)

    def probability(self, frame: Samples) -> float:
        """How likely the next frame is speech, 0 to 1.

        Args:
            frame: 512 samples at 16 kHz.

        Raises:
            ValueError: the frame has another length.
        """
        if frame.shape != (FRAME,):
            raise ValueError(f"a frame has {FRAME} samples, this one {frame.shape}")
        self._input[0, :_CONTEXT] = self._input[0, FRAME:]
        self._input[0, _CONTEXT:] = frame
        inputs = {"input": self._input, "h": self._h, "c": self._c}
        probability, self._h, self._c = self._model.run(None, inputs)
        return float(probability.item())
