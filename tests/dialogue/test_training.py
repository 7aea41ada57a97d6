"""The intent model that is kept belongs to what it was trained on, not to who came first."""

import pytest

from companion.dialogue.loading import trained_classifier
from companion.knowledge.packs import PackSet
from companion.knowledge.vocabulary import Vocabulary
from companion.understanding.phrases import Intent

PHRASES = {
    "where": ("{place} 어디야", "{place} 어디에 있어", "{place} 위치 알려 줘", "가까운 데 있어"),
    "hello": ("안녕", "안녕하세요", "반가워", "좋은 아침이야"),
}
INTENTS = {name: Intent(name, "smalltalk", phrases, (), None, None, False) for name, phrases in PHRASES.items()}


@pytest.fixture
def train(assistant, tmp_path):
    def train(*names):
        made = trained_classifier(
            INTENTS, {"place": list(names)}, assistant.analyser, assistant.embedder, PackSet((), Vocabulary()), tmp_path
        )
        return made.to_bytes(), len(list(tmp_path.glob("intents-*.npz")))

    return train


def test_other_names_in_the_same_phrases_have_a_model_of_their_own(train):
    first, _ = train("구름커피")
    nobody, files = train()
    assert files == 2
    assert nobody != first
    _, files = train("언덕빵집")
    assert files == 3


def test_the_same_names_have_the_same_model_whatever_was_trained_before(train):
    first, _ = train("구름커피", "언덕빵집")
    train("호수정원")
    again, files = train("구름커피", "언덕빵집")
    assert again == first
    assert files == 2
