import json

import pytest

from companion.app.main import main
from companion.base.errors import DataError
from companion.evaluation.retrieval import evaluate_retrieval
from companion.models.embedder import UseEmbedder

PASSAGES = [
    {"id": "a", "text": "가람시는 강을 끼고 있다. 다리가 세 개 있다.", "title": "지리"},
    {"id": "b", "text": "도서관은 1987년에 문을 열었다. 책은 이십만 권이다."},
    {"id": "c", "text": "장날은 5일마다 선다. 떡과 나물을 판다."},
]
QUESTIONS = [
    {"id": "1", "text": "도서관은 언제 문을 열었나?", "passage": "b"},
    {"id": "2", "text": "장날에는 무엇을 파나?", "passage": "c"},
    {"id": "3", "text": "강에 다리가 몇 개 있나?", "passage": "a"},
]


def written(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_each_way_is_measured_on_the_same_questions(tmp_path, capsys):
    passages, questions = written(tmp_path / "p.jsonl", PASSAGES), written(tmp_path / "q.jsonl", QUESTIONS)
    assert main(["eval", "retrieval", "--passages", str(passages), "--questions", str(questions), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    ways = {way["name"]: way for way in result["ways"]}
    assert (result["passages"], result["questions"]) == (3, 3)
    assert {"words", "meaning", "both"} <= ways.keys()
    assert ways["words"]["recall_1"] == ways["words"]["mrr"] == 1.0
    assert all(way["recall_10"] >= way["recall_3"] >= way["recall_1"] for way in ways.values())


def test_a_wrong_passage_lowers_the_figures(tmp_path):
    wrong = [{**row, "passage": "a"} for row in QUESTIONS]
    passages, questions = written(tmp_path / "p.jsonl", PASSAGES), written(tmp_path / "q.jsonl", wrong)
    words = evaluate_retrieval(passages, questions, UseEmbedder(), None).ways[0]
    assert words.recall_1 == pytest.approx(1 / 3)
    assert 1 / 3 <= words.mrr < 1


@pytest.mark.parametrize(
    ("passages", "questions", "line"),
    [
        (PASSAGES, [{"id": "1", "text": "무엇?", "passage": "z"}], 1),
        ([*PASSAGES, PASSAGES[0]], QUESTIONS, 4),
        ([{"id": "a"}], QUESTIONS, 1),
        (PASSAGES, [], None),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, passages, questions, line):
    files = written(tmp_path / "p.jsonl", passages), written(tmp_path / "q.jsonl", questions)
    with pytest.raises(DataError) as told:
        evaluate_retrieval(*files, UseEmbedder(), None)
    assert told.value.mistakes[0].line == line
