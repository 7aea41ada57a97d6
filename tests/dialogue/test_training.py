"""The intent model belongs to what it was trained on, not to who came first; packs of knowledge need none."""

from dataclasses import replace

import pytest
from made_up import GARAM, KOREAN, MUSEUM, read, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import load_material
from companion.dialogue.training import trained_classifier

PHRASES = """\
skill: smalltalk
intents:
  - {id: where, phrases: ["{place} 어디야", "{place} 어디에 있어", "{place} 위치 알려 줘", 가까운 데 있어]}
  - {id: hello, phrases: [안녕, 안녕하세요, 반가워, 좋은 아침이야]}
"""


@pytest.fixture
def train(assistant, tmp_path):
    """Trains on the phrases of one pack, as if all that is known came from others; the model, and how many are kept."""
    settings = load_settings(flags={"cache": tmp_path / "cache"}, environment={})
    packs = read(write_pack(tmp_path / "talk", phrases__talk_yaml=PHRASES)).packs
    material = load_material(load_settings(environment={}))

    def train(*known):
        knowledge = replace(read(KOREAN, *known), packs=packs)
        made = trained_classifier(
            settings, replace(material, knowledge=knowledge), assistant.analyser, assistant.embedder
        )
        return made.to_bytes(), len(list((tmp_path / "cache").glob("intents-*.npz")))

    return train


def test_other_names_in_the_phrases_of_a_pack_have_a_model_of_their_own(train):
    first, _ = train(GARAM)
    other, files = train(MUSEUM)
    assert files == 2
    assert other != first


def test_the_same_names_have_the_same_model_whatever_was_trained_before(train):
    first, _ = train(GARAM)
    train(MUSEUM)
    again, files = train(GARAM)
    assert again == first
    assert files == 2


def test_who_brings_a_pack_of_knowledge_waits_for_no_training(garam, tmp_path):
    def kept():
        return set(garam.settings.cache_folder.glob("intents-*.npz"))

    before = kept()
    (tmp_path / "profile.yaml").write_text(f"packs: [korean, {MUSEUM}]\n", encoding="utf-8")
    robot = Assistant(load_settings(str(tmp_path), environment={"COMPANION_CACHE": str(garam.settings.cache_folder)}))
    assert kept() == before
    assert robot.classifier.to_bytes() == garam.classifier.to_bytes()
