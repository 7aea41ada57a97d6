"""Files as people have them, made by the libraries that their programs are like."""

import zipfile
from pathlib import Path

from docx import Document as WordDocument
from docx.oxml import OxmlElement
from hwpx import HwpxDocument
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

TITLE = "가람 도서관 이용 안내"
HEADING = "이용 시간"
TEXT = "가람 도서관은 아침 아홉 시에 문을 엽니다. 휴관일은 매주 월요일입니다."
SENTENCES = ["가람 도서관은 아침 아홉 시에 문을 엽니다.", "휴관일은 매주 월요일입니다."]
FEES = [["구분", "어른", "어린이"], ["가람관", "3,000원", "1,000원"], ["달빛관", "5,000원", "2,000원"]]
FONT = "HYSMyeongJo-Medium"


def make_word(path: Path) -> Path:
    document = WordDocument()
    document.add_heading(TITLE, 0)
    document.add_heading(HEADING, 1)
    document.add_paragraph(TEXT)
    document.add_heading("요금", 1)
    table = document.add_table(rows=0, cols=3)
    for row in FEES:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    document.save(path)
    return path


def make_slides(path: Path) -> Path:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = TITLE
    slide.placeholders[1].text = TEXT
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "요금"
    table = second.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for at, row in enumerate(FEES):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    second.notes_slide.notes_text_frame.text = "발표자만 보는 말입니다."
    show.save(path)
    return path


def make_workbook(path: Path, rows=FEES, *, merged=(), name="요금") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def make_hangul(path: Path) -> Path:
    document = HwpxDocument.new()
    document.add_heading(TITLE, level=1)
    document.add_heading(HEADING, level=2)
    document.add_paragraph(TEXT)
    document.add_heading("요금", level=2)
    table = document.add_table(3, 3)
    for at, row in enumerate(FEES):
        for column, text in enumerate(row):
            table.set_cell_text(at, column, text)
    document.save_to_path(path)
    return path


def make_pdf(path: Path, *, rows=FEES, again=False, paragraphs=(TEXT,)) -> Path:
    """A document with a heading, paragraphs and a ruled table, which names its columns on every page if `again`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK")
    title = ParagraphStyle("title", parent=body, fontSize=22, leading=30)
    head = ParagraphStyle("head", parent=body, fontSize=15, leading=24, spaceBefore=12)
    table = Table(rows, repeatRows=1 if again else 0)
    table.setStyle([("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    parts = [Paragraph(TITLE, title), Paragraph(HEADING, head)]
    for text in paragraphs:
        parts += [Paragraph(text, body), Spacer(1, 14)]
    parts += [Paragraph("요금", head), table]

    def numbered(canvas, document):
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, 20, f"- {document.page} -")

    SimpleDocTemplate(str(path), pagesize=A4).build(parts, onFirstPage=numbered, onLaterPages=numbered)
    return path


def make_spreadsheet(path: Path) -> Path:
    """A minimal ODS workbook."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in FEES
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="요금">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return path


MARKDOWN = f"""---
author: 누구
---
# {TITLE}

## {HEADING}

{TEXT}

## 요금

| 구분 | 어른 | 어린이 |
|---|---|---|
| 가람관 | 3,000원 | 1,000원 |
| 달빛관 | 5,000원 | 2,000원 |
"""

HTML = f"""<!doctype html><html><head><title>{TITLE}</title><script>alert("아니요")</script></head><body>
<nav><a href="/">처음으로</a></nav><h2>{HEADING}</h2><p>{TEXT}<p hidden>숨은 말입니다.</p>
<h2>요금</h2><table><tr><th>구분<th>어른<th>어린이<tr><td>가람관<td>3,000원<td>1,000원
<tr><td>달빛관<td>5,000원<td>2,000원</table></body></html>"""
