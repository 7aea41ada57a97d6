"""The shipped data, and an embedder small enough for tests: hashed syllable pairs."""

import itertools
import zlib
from pathlib import Path

import numpy as np
import pytest

from companion.knowledge.places.search import PlaceIndex
from companion.knowledge.places.store import PlaceStore

DATA = Path(__file__).parents[3] / "knowledge" / "places"


class PairEmbedder:
    name = "pairs"
    calls = 0

    def encode(self, texts):
        self.calls += 1
        out = np.zeros((len(texts), 128), dtype=np.float32)
        for i, text in enumerate(texts):
            for one, other in itertools.pairwise(text):
                out[i, zlib.crc32((one + other).encode()) % 128] += 1
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="session")
def store():
    return PlaceStore.load(DATA)


@pytest.fixture(scope="session")
def index(store):
    return PlaceIndex(store, PairEmbedder())


@pytest.fixture
def embedder():
    return PairEmbedder()


@pytest.fixture
def data_copy(tmp_path):
    """A copy of the data to break: `(file, old, new)` replaces text once and returns the folder."""

    def change(file, old, new):
        for path in DATA.iterdir():
            text = path.read_text(encoding="utf-8")
            if path.name == file:
                assert old in text
                text = text.replace(old, new, 1)
            (tmp_path / path.name).write_text(text, encoding="utf-8")
        return tmp_path

    return change
