"""Passages by words, by meaning and by both; and how the index is kept."""

import numpy as np
import pytest

from companion.models.embedder import UseEmbedder
from companion.retrieval.index import PassageIndex

TEXTS = (
    "회원증은 신분증을 가지고 안내 데스크로 오시면 만들어 드립니다.",
    "주차장은 지하에 있습니다. 처음 한 시간은 무료이고 그다음부터 30분에 500원입니다.",
    "열람실은 오전 7시에 엽니다. 음식물은 2층 휴게실에서만 먹을 수 있습니다.",
    "시청각실에서는 매주 토요일에 영화를 상영합니다.",
)


@pytest.fixture(scope="module")
def embedder():
    return UseEmbedder()


@pytest.fixture(scope="module")
def index(embedder):
    return PassageIndex.open(TEXTS, embedder, None)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("주차요금", 1),
        ("회원증발급 신분증", 0),
        ("오전 일곱 시", 2),
        ("시청각실에서 상영하는 영화", 3),
        ("열람실 음식", 2),
    ],
)
def test_words_are_found_however_they_are_spaced_and_written(index, query, best):
    assert index.by_words(query)[0].number == best


def test_words_that_no_passage_has_find_none(index):
    assert index.by_words("세종대왕") == []


def test_meaning_finds_what_shares_no_word(index):
    assert index.by_words("필름 관람") == [] or index.by_words("필름 관람")[0].number != 3
    assert index.by_meaning("필름 관람")[0].number == 3


def test_a_passage_is_as_like_as_its_best_sentence(index, embedder):
    likeness = dict(index.by_meaning("음식물은 2층 휴게실에서만 먹을 수 있습니다."))[2]
    assert likeness == pytest.approx(1.0, abs=0.01)


def test_both_rankings_count(index):
    assert index.search("토요일에 무슨 영화를 보여 줘요?")[0].number == 3
    assert len(index.search("주차", 2)) == 2


def test_no_text_is_an_index_without_passages(embedder):
    assert PassageIndex.open((), embedder, None).search("주차") == []


class _Counting:
    """An embedder that counts the texts it is asked for."""

    name, dim = "counting", 4

    def __init__(self):
        self.asked = 0

    def encode(self, texts):
        self.asked += len(texts)
        return np.eye(4, dtype=np.float32)[[len(text) % 4 for text in texts]]


def _opened(folder, texts=TEXTS):
    embedder, told = _Counting(), []
    index = PassageIndex.open(texts, embedder, folder, lambda ready, total: told.append((ready, total)))
    return index, embedder.asked, told


def test_what_was_made_is_opened_again_and_not_made(tmp_path):
    first, made, told = _opened(tmp_path)
    again, asked, silent = _opened(tmp_path)
    assert made > 0
    assert told[-1] == (len(TEXTS), len(TEXTS))
    assert (asked, silent) == (0, [])
    assert again.by_words("주차 요금") == first.by_words("주차 요금")
    assert len(again) == len(first)


def test_other_texts_are_another_index(tmp_path):
    _opened(tmp_path)
    other, asked, _ = _opened(tmp_path, TEXTS[:2])
    assert asked > 0
    assert len(other) == 2


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[:-1] + b"?", lambda _: b""]
)
def test_a_damaged_or_half_written_index_is_made_again(tmp_path, damage):
    first, _, _ = _opened(tmp_path)
    (path,) = tmp_path.glob("passages-*")
    expected = first.by_words("회원증")
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(damage(content))
    again, asked, _ = _opened(tmp_path)
    assert asked > 0
    assert again.by_words("회원증") == expected
