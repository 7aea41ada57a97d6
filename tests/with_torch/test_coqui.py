"""The coqui engine where coqui-tts is missing.

Nothing else of it is tested here: coqui-tts needs torchaudio, whose only build on PyPI needs CUDA, so it does not load
beside the PyTorch of a processor. `scripts/bench_gpu.py` holds its sound on a GPU against the processor's.
"""

import sys

import pytest

from companion.base.errors import MissingExtra
from companion.base.settings import Speaking
from companion.speaking.engines.coqui import Coqui


def test_without_the_coqui_extra_the_way_out_is_named(models, monkeypatch):
    monkeypatch.setitem(sys.modules, "TTS", None)
    monkeypatch.setitem(sys.modules, "TTS.api", None)
    with pytest.raises(MissingExtra, match=r"companion-robot\[coqui\]"):
        Coqui(Speaking(engine="coqui", model="any"), models)
