"""Sheets of questions and answers: which they are, and what is wrong with them."""

from pathlib import Path

import pytest
from made_files import make_workbook
from made_up import KOREAN

from companion.base.errors import UsageError
from companion.base.files import Mistakes
from companion.documents.formats import read_content
from companion.documents.pairs import PairColumns, SheetWords
from companion.documents.passages import cut


@pytest.fixture(scope="module")
def words():
    mistakes = Mistakes()
    found = SheetWords.load([KOREAN / "sheets.yaml"], mistakes)
    mistakes.raise_any()
    return found


def content_of(path, text=None):
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with path.open("rb") as file:
        return read_content(file, path)


def made(words, path, text=None, columns=None):
    content = content_of(path, text)
    return cut(content, "id", "안내", words.found_in(content) if columns is None else columns)


def pairs(words, path, text):
    return [(p.question, p.text) for p in made(words, path, text).passages if p.kind == "pair"]


@pytest.mark.parametrize(
    "header",
    [
        "질문,답변", "Q,A", "문의,회신", "문의 내용,회신 내용", "Question,Answer", "질문(Q),답변(A)", "질문 1,답변 1",
        "자주 묻는 질문,답변", "민원 질문,민원 답변", "ＦＡＱ,answer",
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_what_its_columns_are_called(words, tmp_path, header):
    assert pairs(words, tmp_path / "a.csv", f"{header}\n주차되나요?,됩니다.\n") == [("주차되나요?", "됩니다.")]


@pytest.mark.parametrize("header", ["이름,전화", "질문 수,답변 수", "답변자,질문자", "구분,내용", "문서,답지"])
def test_other_tables_are_rows(words, tmp_path, header):
    assert [p.kind for p in made(words, tmp_path / "a.csv", f"{header}\n가람,둘\n").passages] == ["row"]


def test_a_title_may_stand_above_and_categories_are_headings(words, tmp_path):
    text = (
        "자주 묻는 것들,,,\n번호,분류,질문,답변\n1,주차,무료인가요?,두 시간까지요.\n2,이용,몇 시에 여나요?,아홉 시요.\n"
    )
    first, second = made(words, tmp_path / "a.csv", text).passages
    assert (first.question, first.text, first.headings) == ("무료인가요?", "두 시간까지요.", ("안내", "주차"))
    assert second.cells == (("번호", "2"),)


def test_every_mistake_is_told_at_once_with_its_row(words, tmp_path):
    text = "질문,답변\n가나요?,\n나나요?,네\n나나요?,아니요\n,답만\n나나요,네\n다나요?,#N/A\n\n라나요?,네\n"
    found = made(words, tmp_path / "a.csv", text)
    assert [(line, problem) for line, problem, _ in found.wrong] == [
        (2, "«가나요?» has no answer"),
        (4, "«나나요?» is asked in row 3 too, with another answer"),
        (5, "an answer without a question"),
        (7, "the spreadsheet's error #N/A in «답변»"),
    ]
    assert found.notes == ("row 6 says the same as row 3",)
    assert [p.question for p in found.passages] == ["나나요?", "라나요?"]
    assert str(next(found.mistakes(Path("a.csv")))).startswith("a.csv:2: «가나요?» has no answer — fix:")


def test_a_formula_whose_value_nobody_worked_out_is_a_mistake(words, tmp_path):
    rows = [["질문", "답변"], ["얼마인가요?", '=CONCATENATE("3","000원")'], ["어디인가요?", "일 층이요"]]
    found = made(words, make_workbook(tmp_path / "a.xlsx", rows, name="요금"))
    assert found.wrong == (
        (
            2,
            "sheet «요금»: a formula without its value in «답변»",
            "open the workbook in a spreadsheet program and save it",
        ),
    )


def test_columns_can_be_named(words, tmp_path):
    text = "무엇을,어떻게\n주차되나요?,됩니다.\n"
    columns = (PairColumns.parse("question=무엇을, answer=어떻게"),)
    (pair,) = made(words, tmp_path / "a.csv", text, columns).passages
    assert (pair.kind, pair.question, pair.text) == ("pair", "주차되나요?", "됩니다.")
    assert [p.kind for p in made(words, tmp_path / "a.csv", "질문,답변\n가?,나\n", ()).passages] == ["row"]


@pytest.mark.parametrize("text", ["", "question=가", "question=가,answer=", "question=가,answer=나,page=다", "가,나"])
def test_columns_that_cannot_be_meant_are_refused(text):
    with pytest.raises(UsageError, match="names no columns"):
        PairColumns.parse(text)


def test_questions_in_running_text_have_their_answers(words, tmp_path):
    lines = (
        "# 안내",
        "Q1. 주차되나요?",
        "A. 됩니다. 두 시간까지 무료입니다.",
        "평일만 그렇습니다.",
        "Q2. 쉬는 날은요?",
        "A. 월요일요.",
    )
    text = "\n\n".join(lines)
    assert pairs(words, tmp_path / "a.md", text) == [
        ("주차되나요?", "됩니다. 두 시간까지 무료입니다. 평일만 그렇습니다."),
        ("쉬는 날은요?", "월요일요."),
    ]


def test_a_heading_that_asks_is_answered_below_it(words, tmp_path):
    text = "# 안내\n\n## 주차\n\n### 주차되나요?\n\n됩니다. 무료입니다.\n\n## 이용\n\n아홉 시에 엽니다.\n"
    pair, sentence = made(words, tmp_path / "a.md", text).passages
    assert (pair.kind, pair.question, pair.text) == ("pair", "주차되나요?", "됩니다. 무료입니다.")
    assert pair.headings == ("안내", "주차")
    assert (sentence.kind, sentence.headings) == ("sentence", ("안내", "이용"))
