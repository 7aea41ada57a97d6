"""Tables of people's own: CSV, and the workbooks of spreadsheet programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from companion.base.errors import DataError
from companion.base.extras import requiring
from companion.base.files import csv_rows
from companion.base.text import text_of
from companion.documents.blocks import Block, Content, Flaw, grid_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS: Final = ",\t;"
_MOST_CELLS: Final = 2_000_000
_ERRORS: Final = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
_PERCENT: Final = re.compile(r"0(?:\.(0+))?%")


def read_csv(file: BinaryIO, path: Path) -> Content:
    """Read cells separated by commas, tabs or semicolons.

    Raises:
        DataError: in no encoding that is known, or a quote that never closes.
    """
    text = text_of(file.read(), path)
    first = next((line for line in text.split("\n") if line.strip()), "")
    rows = list(csv_rows(text, path, max(_DELIMITERS, key=first.count)))
    flaws = [
        Flaw(line, at, f"the spreadsheet's error {cell}", "write the value, or nothing")
        for line, row in rows
        for at, cell in enumerate(row)
        if cell in _ERRORS
    ]
    grid = grid_of((row for _, row in rows), lines=[line for line, _ in rows], flaws=flaws)
    return Content((grid,) if grid else ())


def read_workbook(file: BinaryIO, path: Path) -> Content:
    """Read the visible sheets of an XLSX workbook: values as they are shown, never formulas.

    Raises:
        DataError: more cells than are read.
        MissingExtra: the parser is not installed.
    """
    with requiring("reading workbooks", "documents"):
        from openpyxl import load_workbook

    values = load_workbook(file, data_only=True, rich_text=False)
    file.seek(0)
    formulas = load_workbook(file, data_only=False, read_only=True)
    blocks: list[Block] = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            problem = f"sheet «{sheet.title}» has more than {_MOST_CELLS:,} cells"
            raise DataError(path, None, problem, "keep the part that is asked about, or split it")
        flaws = list(_flaws(sheet, formulas[sheet.title]))
        cells = [[_shown(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        spanning: list[int] = []
        for merged in sheet.merged_cells.ranges:
            if merged.max_col > merged.min_col:
                spanning += range(merged.min_row - 1, merged.max_row)
            said = cells[merged.min_row - 1][merged.min_col - 1]
            for row in cells[merged.min_row - 1 : merged.max_row]:
                row[merged.min_col - 1 : merged.max_col] = [said] * (merged.max_col - merged.min_col + 1)
        grid = grid_of(cells, name=sheet.title, spanning=spanning, flaws=flaws)
        if grid:
            blocks.append(grid)
    return Content(tuple(blocks))


def _flaws(values: Worksheet, formulas: Any) -> Iterator[Flaw]:
    """Cells that show an error, or hold a formula whose value nobody has worked out."""
    for row in formulas.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            shown = values.cell(cell.row, cell.column).value
            if cell.data_type == "f" and shown is None:
                fix = "open the workbook in a spreadsheet program and save it"
                yield Flaw(cell.row, cell.column - 1, "a formula without its value", fix)
            elif isinstance(shown, str) and shown in _ERRORS:
                fix = "mend the formula, or write the value"
                yield Flaw(cell.row, cell.column - 1, f"the spreadsheet's error {shown}", fix)


def read_other_workbook(file: BinaryIO, path: Path) -> Content:
    """Read an ODS or XLS workbook.

    Raises:
        DataError: it has a password, or more cells than are read.
        MissingExtra: the parser is not installed.
    """
    with requiring("reading workbooks", "documents"):
        from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise DataError(path, None, "is protected by a password", "save it without one") from None
    blocks: list[Block] = []
    for about in book.sheets_metadata:
        if about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            problem = f"sheet «{about.name}» has more than {_MOST_CELLS:,} cells"
            raise DataError(path, None, problem, "keep the part that is asked about, or split it")
        cells = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        spanning: list[int] = []
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            if right > left:
                spanning += range(top, bottom + 1)
            for row in cells[top : bottom + 1]:
                row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
        flaws = [
            Flaw(number, at, f"the spreadsheet's error {cell}", "mend the formula, or write the value")
            for number, row in enumerate(cells, 1)
            for at, cell in enumerate(row)
            if cell in _ERRORS
        ]
        grid = grid_of(cells, name=about.name, spanning=spanning, flaws=flaws)
        if grid:
            blocks.append(grid)
    return Content(tuple(blocks))


def _shown(value: Any, form: str = "") -> str:
    """A value as a spreadsheet shows it: «15%», «8,000», «2026-11-22», «09:00»."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case int() | float():
            return _number(value, form)
    return str(value)


def _number(value: float, form: str) -> str:
    if percent := _PERCENT.search(form):
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    text = f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    whole, point, rest = text.partition(".")
    if "#,##0" in form and whole.lstrip("-").isdigit():
        whole = f"{int(whole):,}"
    return whole + point + rest
