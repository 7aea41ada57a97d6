"""Files that are broken, traps or something else than they say: one clear line each, bounded memory and time."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from made_files import FONT, make_hangul, make_pdf, make_word, make_workbook
from made_up import write_pack
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from companion.base.errors import CompanionError, DataError, UsageError
from companion.documents import formats, isolated
from companion.documents.formats import FORMATS, read_content
from companion.documents.isolated import read_isolated
from companion.documents.keeping import About, add_document
from companion.documents.pairs import SheetWords

COUNTEREXAMPLES = sorted((Path(__file__).parent / "counterexamples").iterdir())
NO_WORDS = SheetWords(frozenset(), frozenset(), frozenset())


def refused(path):
    """Why a file is refused, in this process."""
    with pytest.raises(DataError) as caught, path.open("rb") as file:
        read_content(file, path)
    assert caught.value.fix
    return caught.value.problem


def outcome(path):
    """All that is read of a file, or why it is refused."""
    try:
        with path.open("rb") as file:
            return str(read_content(file, path))
    except DataError as e:
        return e.problem


def written(path, content):
    path.write_bytes(content)
    return path


def repacked(path, change):
    """The archive with other parts: `change` gets the parts by name."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda path: path.name)
def test_a_counterexample_is_refused_in_one_line_or_read(path):
    assert "\n" not in outcome(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_at_all_is_empty(tmp_path, suffix):
    assert refused(written(tmp_path / f"a{suffix}", b"")) == "is empty"


@pytest.mark.parametrize("suffix", [name for name, kind in FORMATS.items() if kind.container != "text"])
def test_rubbish_is_not_what_its_name_says(tmp_path, suffix):
    assert "is called" in refused(written(tmp_path / f"a{suffix}", b"rubbish" * 1000))


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx", ".ods", ".hwpx"])
def test_an_archive_of_something_else_cannot_be_read(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refused(path).startswith("cannot be read")


@pytest.mark.parametrize(
    ("suffix", "make"),
    [(".docx", make_word), (".xlsx", make_workbook), (".hwpx", make_hangul), (".hwp", make_hangul), (".pdf", make_pdf)],
)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_half_a_file_is_broken(tmp_path, suffix, make, kept):
    whole = make(tmp_path / f"a{suffix}").read_bytes()
    path = written(tmp_path / f"half{suffix}", whole[: int(len(whole) * kept)])
    told = outcome(path)
    # Of a PDF the pages that are whole may be read.
    assert "broken" in told or "cannot be read" in told or (suffix == ".pdf" and told.startswith("Content("))


def test_a_bomb_is_not_unpacked(tmp_path):
    path = make_word(tmp_path / "a.docx")
    repacked(path, lambda parts: parts.update({"word/document.xml": b"<" + b" " * (60 << 20)}))
    assert path.stat().st_size < 1 << 20
    assert "unpacks to 60 MiB" in refused(path)


def test_a_bomb_that_lies_about_its_size_is_bounded_all_the_same(tmp_path):
    path = make_word(tmp_path / "a.docx")
    repacked(path, lambda parts: parts.update({"word/document.xml": b"<a>" + b" " * (64 << 20)}))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            (size,) = struct.unpack_from("<I", content, at + offset)
            if size > 1 << 20:
                struct.pack_into("<I", content, at + offset, 1000)
    assert refused(written(path, bytes(content)))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\a", "a\\..\\..\\b"])
def test_a_part_that_leads_out_of_its_archive_is_refused(tmp_path, name):
    path = make_hangul(tmp_path / "a.hwpx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "a")
    assert "leads out of it" in refused(path)


def test_too_many_parts_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "_MOST_PARTS", 5)
    assert "more than is read" in refused(make_word(tmp_path / "a.docx"))


def test_entities_that_grow_are_not_expanded(tmp_path):
    grown = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    path = make_word(tmp_path / "a.docx")

    def change(parts):
        text = parts["word/document.xml"].decode()
        head, _, body = text.partition("?>")
        parts["word/document.xml"] = f"{head}?>{grown}]>{body.replace('휴관일은', '&i;')}".encode()

    repacked(path, change)
    assert len(outcome(path)) < 100_000


def test_a_file_outside_is_not_quoted_by_an_entity(tmp_path):
    secret = written(tmp_path / "secret.txt", b"a secret")
    path = make_word(tmp_path / "a.docx")

    def change(parts):
        text = parts["word/document.xml"].decode()
        head, _, body = text.partition("?>")
        outside = f'<!DOCTYPE a [<!ENTITY outside SYSTEM "file://{secret}">]>'
        parts["word/document.xml"] = f"{head}?>{outside}{body.replace('휴관일은', '&outside;')}".encode()

    repacked(path, change)
    assert "a secret" not in outcome(path)


def test_a_password_is_named(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("password"))
    canvas.drawString(100, 100, "a")
    canvas.save()
    assert "protected by a password" in refused(tmp_path / "a.pdf")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)  # what Office makes of a workbook with a password
    assert "protected by a password" in refused(written(tmp_path / "a.xlsx", ole))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00\x01\x02" * 400, b"\xed\xa0\x80" * 10, b"\x80" * 999])
@pytest.mark.parametrize("suffix", [".txt", ".csv", ".md", ".html"])
def test_text_in_no_encoding_is_refused(tmp_path, suffix, content):
    assert refused(written(tmp_path / f"a{suffix}", content))


def test_a_quote_that_never_closes_has_its_line(tmp_path):
    path = written(tmp_path / "a.csv", '질문,답변\n가?,"네\n나?,아니요\n'.encode())
    with pytest.raises(DataError, match="never closed") as caught, path.open("rb") as file:
        read_content(file, path)
    assert caught.value.line == 2


@pytest.mark.parametrize("text", ["<div>" * 50_000, "<table><tr><td>" * 5_000, "<" * 200_000, "&" * 200_000])
def test_html_without_end_ends(tmp_path, text):
    path = written(tmp_path / "a.html", f"<p>가람</p>{text}".encode())
    with path.open("rb") as file:
        assert read_content(file, path).blocks


@pytest.mark.parametrize("text", ["> " * 5_000, "[" * 50_000, "*" * 50_000, "- " * 2_000, "`" * 50_001])
def test_markdown_without_end_ends(tmp_path, text):
    path = written(tmp_path / "a.md", f"가람\n\n{text}\n".encode())
    with path.open("rb") as file:
        assert read_content(file, path).blocks


def test_a_line_without_end_is_not_read_at_all(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)  # sparse
    pack = write_pack(tmp_path / "mine")
    with pytest.raises(DataError, match="is larger than 64 MiB"):
        add_document(pack, path, About(), NO_WORDS, None)


def test_formulas_are_never_worked_out(tmp_path):
    rows = [["이름", "값"], ["가", '=HYPERLINK("http://a.b","c")'], ["나", "=1+1"], ["다", "+셋"]]
    path = make_workbook(tmp_path / "a.xlsx", rows)
    with path.open("rb") as file:
        (grid,) = read_content(file, path).blocks
    assert [row[1:] for row in grid.rows] == [("값",), ("",), ("",), ("+셋",)]
    assert [(flaw.line, flaw.problem) for flaw in grid.flaws] == [
        (2, "a formula without its value"),
        (3, "a formula without its value"),
    ]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.symlink_to(__file__), "is a link"),
        (lambda path: os.mkfifo(path), "is no plain file"),
        (lambda path: path.touch(), "is empty"),
        (lambda path: None, "no such file"),
    ],
)
def test_what_is_no_file_is_named(tmp_path, make, problem):
    path = tmp_path / "a.csv"
    make(path)
    with pytest.raises(CompanionError, match=problem) as caught:
        add_document(write_pack(tmp_path / "mine"), path, About(), NO_WORDS, None)
    assert caught.value.exit_status == 2


def test_an_unknown_format_is_named_with_those_that_are_read(tmp_path):
    path = written(tmp_path / "a.exe", b"MZ")
    with pytest.raises(UsageError, match=r"«\.exe» files are not read; these are: csv, docx"):
        add_document(write_pack(tmp_path / "mine"), path, About(), NO_WORDS, None)


def test_pages_that_were_scanned_are_refused_with_a_way_out(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for _ in range(3):
        canvas.rect(100, 100, 200, 200)
        canvas.showPage()
    canvas.save()
    with pytest.raises(DataError, match=r"holds no text on any of its 3 pages.*OCR"):
        add_document(write_pack(tmp_path / "mine"), tmp_path / "a.pdf", About(), NO_WORDS, None)


def test_a_child_reads_what_this_process_would_have_read(tmp_path):
    path = make_pdf(tmp_path / "a.pdf")
    with path.open("rb") as file:
        assert read_isolated(path, Path("a.pdf")) == read_content(file, path)


def test_what_is_wrong_is_told_by_the_child_with_the_name_that_was_given(tmp_path):
    path = written(tmp_path / "a.csv", '질문,답변\n가?,"네\n'.encode())
    with pytest.raises(DataError, match=r"^shown\.csv:2: the quote that opens here is never closed") as caught:
        read_isolated(path, Path("shown.csv"))
    assert caught.value.exit_status == 2


def test_a_child_that_swells_is_ended(tmp_path, monkeypatch):
    """A sheet that unpacks to less than is refused, and needs more memory than a child gets."""
    sheet = io.BytesIO()
    sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
    for row in range(1, 20_001):
        cells = "".join(f'<c r="{column}{row}"><v>1</v></c>' for column in "ABCDEFGHIJ")
        sheet.write(f'<row r="{row}">{cells}</row>'.encode())
    sheet.write(b"</sheetData></worksheet>")
    path = make_workbook(tmp_path / "a.xlsx")
    repacked(path, lambda parts: parts.update({"xl/worksheets/sheet1.xml": sheet.getvalue()}))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", ""))))
    lines = (
        "import sys",
        "from companion.documents import isolated",
        f"isolated._MEMORY = {150 << 20}",
        "sys.exit(isolated.read_input(sys.argv[1]))",
    )
    (tmp_path / "bounded.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(isolated, "__name__", "bounded")
    with pytest.raises(DataError, match="needs more memory"):
        read_isolated(path, Path("a.xlsx"))


def test_a_child_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(isolated, "_WITHIN_S", 0.01)
    with pytest.raises(DataError, match="takes longer than"):
        read_isolated(make_pdf(tmp_path / "a.pdf"), Path("a.pdf"))


def test_a_child_takes_no_code_from_the_working_directory(tmp_path, monkeypatch):
    (tmp_path / "csv.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (tmp_path / "companion.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_isolated(written(tmp_path / "a.csv", "이름,값\n가,나\n".encode()), Path("a.csv")).blocks
