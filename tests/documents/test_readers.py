"""The same content in every format gives the same passages."""

import pytest
from made_files import (
    FEES,
    HEADING,
    HTML,
    MARKDOWN,
    SENTENCES,
    TITLE,
    make_hangul,
    make_pdf,
    make_slides,
    make_spreadsheet,
    make_word,
    make_workbook,
)

from companion.documents.formats import read_content
from companion.documents.grading import LEAST, grade
from companion.documents.passages import cut, title_of
from companion.documents.tables import columns_of

ROWS = [tuple(zip(FEES[0], row, strict=True)) for row in FEES[1:]]


def content_of(path):
    with path.open("rb") as file:
        return read_content(file, path)


def passages_of(path):
    content = content_of(path)
    return cut(content, "id", title_of(content, path.stem)).passages


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


MAKERS = {
    "docx": make_word,
    "hwpx": make_hangul,
    "hwp": make_hangul,
    "pdf": make_pdf,
    "md": lambda path: written(path, MARKDOWN),
    "html": lambda path: written(path, HTML),
}


@pytest.mark.parametrize("ending", MAKERS)
def test_a_document_gives_the_same_sentences_rows_and_headings_in_every_format(tmp_path, ending):
    passages = passages_of(MAKERS[ending](tmp_path / f"a.{ending}"))
    assert [(p.kind, p.text) for p in passages[:2]] == [("sentence", text) for text in SENTENCES]
    assert [p.cells for p in passages[2:]] == ROWS
    assert {p.headings for p in passages[:2]} == {(TITLE, HEADING)}
    assert {p.headings for p in passages[2:]} == {(TITLE, "요금")}
    assert [p.id for p in passages] == ["id#0", "id#1", "id#2", "id#3"]
    assert {p.page for p in passages} == ({1} if ending == "pdf" else {None})


def test_slides_are_pages_and_what_only_the_speaker_sees_is_left_out(tmp_path):
    passages = passages_of(make_slides(tmp_path / "a.pptx"))
    assert [(p.text, p.page) for p in passages[:2]] == [(text, 1) for text in SENTENCES]
    assert [(p.cells, p.page) for p in passages[2:]] == [(row, 2) for row in ROWS]


@pytest.mark.parametrize(("ending", "make"), [("xlsx", make_workbook), ("ods", make_spreadsheet)])
def test_every_row_of_a_sheet_is_a_passage(tmp_path, ending, make):
    passages = passages_of(make(tmp_path / f"a.{ending}"))
    assert [p.cells for p in passages] == ROWS
    assert passages[0].text == "구분: 가람관, 어른: 3,000원, 어린이: 1,000원"
    assert passages[0].headings == ("a", "요금")


def test_values_are_read_as_a_spreadsheet_shows_them(tmp_path):
    from datetime import date, time

    from openpyxl import load_workbook

    path = make_workbook(tmp_path / "a.xlsx", [["이름", "할인", "요금", "날", "시각"], ["가", 0.15, 8000, None, None]])
    book = load_workbook(path)
    sheet = book.active
    sheet["B2"].number_format, sheet["C2"].number_format = "0%", "#,##0"
    sheet["D2"], sheet["E2"] = date(2026, 11, 22), time(9, 30)
    book.save(path)
    assert [value for _, value in passages_of(path)[0].cells] == ["가", "15%", "8,000", "2026-11-22", "09:30"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("ending", ["txt", "csv", "md", "html"])
def test_text_is_read_in_the_encodings_that_people_have(tmp_path, encoding, ending):
    path = written(tmp_path / f"a.{ending}", "이름,소개\n가람,도서관입니다", encoding)
    assert "도서관입니다" in passages_of(path)[-1].text


def test_lines_that_were_broken_at_a_width_are_joined_and_items_are_not(tmp_path):
    text = (
        "가람 도서관은 월요일에 쉬고 화요일부터 일요\n일까지 아침 아홉 시에 문을 엽니다. 주차장은 도서\n"
        "관 뒤에 있습니다.\n\n"
        "준비물\n- 신분증\n- 회원증\n"
    )
    assert [p.text for p in passages_of(written(tmp_path / "a.txt", text))] == [
        "가람 도서관은 월요일에 쉬고 화요일부터 일요일까지 아침 아홉 시에 문을 엽니다.",
        "주차장은 도서관 뒤에 있습니다.",
        "준비물",
        "- 신분증",
        "- 회원증",
    ]


@pytest.mark.parametrize("again", [False, True])
def test_a_table_over_several_pages_is_one_and_rows_know_their_page(tmp_path, again):
    rows = [FEES[0], *([f"{n}번관", f"{n},000원", f"{n}00원"] for n in range(1, 61))]
    passages = passages_of(make_pdf(tmp_path / "a.pdf", rows=rows, again=again))[2:]
    assert [p.cells[0] for p in passages] == [("구분", f"{n}번관") for n in range(1, 61)]
    assert (passages[0].page, passages[-1].page) == (1, 2)


def test_a_page_number_is_no_sentence(tmp_path):
    texts = [p.text for p in passages_of(make_pdf(tmp_path / "a.pdf", paragraphs=["가람 도서관입니다."] * 120))]
    assert len(texts) == 122
    assert not any(text.startswith("-") for text in texts)


def test_a_scanned_document_has_no_grade(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    for _ in range(3):
        canvas.rect(100, 100, 200, 200)
        canvas.showPage()
    canvas.save()
    content = content_of(tmp_path / "a.pdf")
    made = cut(content, "id", "title")
    assert (content.pages, content.empty_pages, made.passages) == (3, (1, 2, 3), ())
    assert "3 of 3 pages hold no text" in made.notes[0]
    assert grade(content, []) == 0


def test_letters_that_were_looked_up_wrongly_are_seen_by_their_words(tmp_path):
    shift = str.maketrans({chr(c): chr(0xAC00 + (c - 0xAC00 + 3571) % 11172) for c in range(0xAC00, 0xD7A4)})
    sound = "가람 도서관은 아침 아홉 시에 문을 열고 저녁 여섯 시에 닫습니다. 어린이는 무료로 이용할 수 있습니다."
    content = content_of(written(tmp_path / "a.txt", sound))
    assert grade(content, [sound]) > 0.9
    assert grade(content, [sound.translate(shift)]) < LEAST
    assert grade(content, [sound.replace("가", "\ue000").replace("서", "\ufffd") + "\ue001" * 60]) < LEAST


def columns(tmp_path, text):
    (grid,) = content_of(written(tmp_path / "a.csv", text)).blocks
    return columns_of(grid)


def test_a_title_above_a_table_is_no_header(tmp_path):
    found = columns(tmp_path, "2026년 요금표,,\n구분,어른,어린이\n가람관,3000,1000\n")
    assert (found.names, found.first, found.titles) == (("구분", "어른", "어린이"), 2, ("2026년 요금표",))


def test_labels_and_what_they_stand_for_need_no_header(tmp_path):
    found = columns(tmp_path, "운영 시간,09:00-18:00\n휴관일,월요일\n전화,031-000-0000\n")
    assert found.labelled
    (tmp_path / "a.csv").unlink()
    passages = passages_of(written(tmp_path / "a.csv", "운영 시간,09:00-18:00\n휴관일,월요일\n전화,031-000-0000\n"))
    assert [p.cells for p in passages] == [
        (("운영 시간", "09:00-18:00"),),
        (("휴관일", "월요일"),),
        (("전화", "031-000-0000"),),
    ]


def test_a_header_over_like_values_is_one(tmp_path):
    assert columns(tmp_path, "이름,전화\n가람관,031-000-0001\n달빛관,031-000-0002\n").names == ("이름", "전화")
    assert columns(tmp_path, "요일,층,좌석\n월,1,20\n화,2,30\n").names == ("요일", "층", "좌석")


def test_numbers_over_numbers_name_nothing(tmp_path):
    found = columns(tmp_path, "가람관,3000,1000\n달빛관,5000,2000\n별빛관,4000,1500\n")
    assert (found.names, found.first) == (("", "", ""), 0)


def test_a_cell_over_several_columns_is_named_with_what_stands_below(tmp_path):
    rows = [["구분", "요금", None], [None, "어른", "어린이"], ["가람관", "3000", "1000"]]
    path = make_workbook(tmp_path / "a.xlsx", rows, merged=("B1:C1", "A1:A2"))
    assert passages_of(path)[0].cells == (("구분", "가람관"), ("요금 어른", "3000"), ("요금 어린이", "1000"))


def test_a_cell_over_several_rows_is_said_in_each(tmp_path):
    rows = [["관", "층", "방"], ["가람관", "1", "열람실"], [None, "2", "자료실"]]
    assert passages_of(make_workbook(tmp_path / "a.xlsx", rows, merged=("A2:A3",)))[1].cells[0] == ("관", "가람관")


def test_cells_of_html_cover_rows_and_columns(tmp_path):
    html = (
        "<table><tr><th rowspan=2>구분<th colspan=2>요금<tr><th>어른<th>어린이"
        "<tr><td rowspan=2>가람관<td>3000<td>1000<tr><td>2000<td>500</table>"
    )
    assert [p.cells for p in passages_of(written(tmp_path / "a.html", html))] == [
        (("구분", "가람관"), ("요금 어른", "3000"), ("요금 어린이", "1000")),
        (("구분", "가람관"), ("요금 어른", "2000"), ("요금 어린이", "500")),
    ]
