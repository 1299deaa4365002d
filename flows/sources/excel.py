# pyright: basic, reportAttributeAccessIssue=false
"""Excel workbooks, read as a stream: the sheet with comments is found where it is not named."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string

from flows.messages import say
from flows.sources.names import find
from flows.sources.table import Carried, Grid, SourceError, listed, text_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet


_MERGED = re.compile(rb'mergeCell [^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*>')


def open_excel(path: Path, *, file: str, sheet: str | None = None) -> Grid:
    """Open one sheet of an ``.xlsx`` as a grid; formulas give the values that Excel last worked out.

    Raises:
        SourceError: no workbook, an old or locked one, or no such sheet.
    """
    book = _book(path, file)
    page = _named(book, sheet, file) if sheet is not None else _likeliest(book, file)

    def rows() -> Iterator[Sequence[object] | str]:
        # Some exporters write a wrong size into the sheet; openpyxl would then stop after one cell.
        page.reset_dimensions()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _carried(page.iter_rows(values_only=True), merged)

    merged = merged_down(page)
    return Grid(file, rows)


def merged_down(page: "ReadOnlyWorksheet") -> dict[int, list[tuple[int, int]]]:
    """Return the cells merged over several rows of one column: by column from 0, first and last row from 1.

    A sheet that is read as a stream does not tell them; they stand behind its rows in the file.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    with page._get_source() as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            rest += chunk
            for left, top, right, bottom in _MERGED.findall(rest):
                if left == right and top != bottom:
                    column = column_index_from_string(left.decode()) - 1
                    found.setdefault(column, []).append((int(top), int(bottom)))
            rest = rest[rest.rfind(b"<") :]
    return found


def _carried(
    rows: Iterator[tuple[object, ...]], merged: dict[int, list[tuple[int, int]]]
) -> Iterator[Sequence[object]]:
    """Repeat what a merged cell says in each of the rows that it covers."""
    if not merged:
        yield from rows
        return
    first = {(top, column): bottom for column, spans in merged.items() for top, bottom in spans}
    under: dict[int, tuple[object, int]] = {}
    for number, row in enumerate(rows, start=1):
        if all(cell is None for cell in row):
            yield row
            continue
        cells = [*row, *[None] * (max(merged) + 1 - len(row))]
        for column in merged:
            value, last = under.get(column, (None, 0))
            if bottom := first.get((number, column)):
                value = cells[column]
                under[column] = (Carried(value) if isinstance(value, str) else value, bottom)
            elif number <= last and cells[column] is None:
                cells[column] = value
        yield cells


def _book(path: Path, file: str) -> "Workbook":
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with path.open("rb") as raw:
        start = raw.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        msg = say("source.old_xls", "both", file=file)
        raise SourceError(msg)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        msg = say("source.no_xlsx", "both", file=file, error=error)
        raise SourceError(msg) from error


def _named(book: "Workbook", sheet: str, file: str) -> "ReadOnlyWorksheet":
    if sheet in book.sheetnames:
        return book[sheet]
    msg = say("source.no_sheet", "both", file=file, sheet=sheet, present=listed(book.sheetnames))
    raise SourceError(msg)


def _likeliest(book: "Workbook", file: str) -> "ReadOnlyWorksheet":
    """Return the first visible sheet with a text column by name, else the first with more than one row."""
    pages = [page for page in book.worksheets if page.sheet_state == "visible"] or book.worksheets
    filled = []
    for page in pages:
        page.reset_dimensions()
        top = list(page.iter_rows(values_only=True, max_row=12))
        if any(find(tuple(map(text_of, row)), "text") for row in top):
            return page
        if sum(1 for row in top if any(cell is not None for cell in row)) > 1:
            filled.append(page)
    if not pages:
        msg = say("source.no_cells", "both", file=file)
        raise SourceError(msg)
    return (filled or pages)[0]
