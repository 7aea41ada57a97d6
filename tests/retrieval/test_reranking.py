"""What a search found, put in order by a model that reads question and text together; it decides nothing."""

from datetime import date

import numpy as np
import pytest
from made_up import KOREAN
from papers import faq, prices, rules

from companion.base.files import Mistakes
from companion.models.embedder import UseEmbedder
from companion.retrieval.asking import Asking
from companion.retrieval.finding import Papers
from companion.retrieval.index import Hit
from companion.retrieval.reranking import reranked

TODAY = date(2026, 11, 22)
TEXTS = ["하나", "둘 둘", "셋 셋 셋"]
HITS = [Hit(0, 3.0), Hit(1, 2.0), Hit(2, 1.0)]
QUESTIONS = [
    "열람실은 어디에 있어요?",
    "자리는 몇 시간까지 쓸 수 있어요?",
    "수채화 수강료가 얼마예요?",
    "수영장은 어디에 있어요?",
    "책을 여덟 권 빌릴 수 있어요?",
    "주차 요금은 얼마예요?",
]


class Longest:
    """Finds that the longest text fits best, or the shortest."""

    name = "longest"

    def __init__(self, sign=1):
        self.sign, self.read = sign, []

    def fits(self, question, texts):
        self.read.append((question, list(texts)))
        return self.sign * np.array([len(text) for text in texts], np.float32)


def test_those_that_fit_best_come_first():
    found = reranked(HITS, TEXTS, "몇?", Longest())
    assert [hit.number for hit in found] == [2, 1, 0]
    assert [hit.number for hit in reranked(HITS, TEXTS, "몇?", None)] == [0, 1, 2]


def test_equal_ones_stay_in_the_order_of_the_search():
    assert [hit.number for hit in reranked(HITS, TEXTS, "몇?", Longest(0))] == [0, 1, 2]


def test_one_alone_is_not_read():
    reranker = Longest()
    assert reranked(HITS[:1], TEXTS, "몇?", reranker) == HITS[:1]
    assert not reranker.read


@pytest.fixture(scope="module")
def papers():
    """The same files, in the order of the search, and in two others."""
    mistakes = Mistakes()
    asking = Asking.load([KOREAN / "asked.yaml"], mistakes)
    mistakes.raise_any()
    embedder, files = UseEmbedder(), [faq(), rules(), prices()]
    return [Papers(files, embedder, asking, None, reranker=one) for one in (None, Longest(), Longest(-1))]


@pytest.mark.parametrize("question", QUESTIONS)
def test_whether_anything_answers_does_not_depend_on_the_order(papers, question):
    found = [one.find(question, today=TODAY) for one in papers]
    assert len({(one.pair is None, one.extract is None) for one in found}) == 1


def test_some_questions_are_answered_by_a_sentence_or_row_and_some_by_nothing(papers):
    answered = [papers[0].find(question, today=TODAY).extract is not None for question in QUESTIONS]
    assert any(answered)
    assert not all(answered)
