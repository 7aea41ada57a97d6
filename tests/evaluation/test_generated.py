"""Made-up packs, and what a turn costs beside them."""

import pytest

from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.evaluation.generated import generate
from companion.knowledge.loading import read_all

KOREAN = load_settings(environment={}).knowledge_folder / "korean"


def read(pack):
    mistakes = Mistakes()
    known = read_all([KOREAN, pack.folder], None, mistakes)
    assert not list(mistakes)
    return known


def test_a_made_up_pack_has_the_size_asked_for_and_no_mistakes(tmp_path):
    known = read(generate(tmp_path, 60, 25))
    assert len(known.store.places) == 25
    about = [s for s in known.base.statements if s.subject.startswith("institute-")]
    assert len(about) == 60


def test_the_same_size_is_always_the_same_pack(tmp_path):
    one, other = generate(tmp_path / "one", 20, 20), generate(tmp_path / "other", 20, 20)
    assert one.conversations == other.conversations
    for path in sorted(one.folder.rglob("*.*")):
        assert path.read_bytes() == (other.folder / path.relative_to(one.folder)).read_bytes()


@pytest.fixture
def beside(tmp_path):
    """The robot of today with so many made-up statements and places beside what it knows."""

    def make(size):
        folder = tmp_path / str(size)
        pack = generate(folder, size, size)
        path = folder / "profile.yaml"
        packs = f"[korean, officials, agreement-2019, robot, suwon, {pack.folder}]"
        path.write_text(f"extends: default\nhome: 수원시\npacks: {packs}\n", encoding="utf-8")
        return Assistant(load_settings(str(path), environment={}))

    return make


ASKED = (
    "경기도지사가 누구야?",
    "수원 갈비 맛집",
    "별을 세는 고양이가 뭐야?",
    "양자 얽힘을 설명해 줘",
    "만석공원 분수 몇 시야?",
)


def test_the_work_for_a_turn_does_not_grow_with_data_that_it_is_not_about(beside):
    read, compared = [], []
    for size in (50, 1000):
        assistant = beside(size)
        words = assistant.skills["knowledge"]._facts._finder._words
        sounds = assistant.analyser.gazetteer._sounds._coarse
        before = words.read, sounds.compared
        for text in ASKED:
            assistant.respond(text)
        read.append(words.read - before[0])
        compared.append(sounds.compared - before[1])
    assert read[0] == read[1]
    # A few names sound a little like anything; twenty times the names are not twenty times the work.
    assert compared[1] < 2 * compared[0] + 200
