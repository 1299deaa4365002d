# pyright: basic
"""Find the review sheet in the workbooks of the inbox and read its lines; other workbooks are passed over."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from flows.messages import say, table, traditional
from flows.publish.review import ACTIONS, FIELDS
from flows.settings import Settings
from flows.store import Review
from nlp.records import Rejection

UNDATED = date(1, 1, 1)
"""Stands for the day of a workbook that does not say which night it shows."""
LOOK = 6
"""Rows from the top in which the heads of the sheet may stand."""
Cells = tuple[object, ...]


def read_sheets(settings: Settings) -> tuple[list[Review], list[Rejection]]:
    """Read every review sheet of the inbox, that of the oldest night first; a file that cannot be read is told."""
    books: list[tuple[date, str, list[Review]]] = []
    rejections: list[Rejection] = []
    for path in _files(settings):
        try:
            book = _read(path)
        except (OSError, BadZipFile, InvalidFileException, ValueError, KeyError, EOFError) as error:
            reason = say("review.unopened", "both", error=error)
            rejections.append(
                Rejection(source="review", file=path.name, row=0, column=None, value="", reason=reason)
            )
            continue
        if book is not None:
            books.append((book[0], path.name, book[1]))
    return [review for _, _, reviews in sorted(books, key=lambda b: b[:2]) for review in reviews], rejections


def _files(settings: Settings) -> list[Path]:
    """List the workbooks of the inbox; the lock files that Excel leaves beside an open one are none."""
    patterns = [settings.path(pattern) for pattern in settings.reviews]
    found = {path for p in patterns for path in p.parent.glob(p.name) if not path.is_dir()}
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def _read(path: Path) -> tuple[date, list[Review]] | None:
    """Return the night that a workbook shows and its edits; None where it has no review sheet."""
    with warnings.catch_warnings():  # what other programs add to a workbook is none of ours
        warnings.simplefilter("ignore")
        return _edits(openpyxl.load_workbook(path, read_only=True, data_only=True))


def _edits(book: Workbook) -> tuple[date, list[Review]] | None:
    try:
        by = book.properties.lastModifiedBy or book.properties.creator or None
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
            head = _head(rows)
            if head is not None:
                places, day = head
                return day, [r for row in rows if (r := _edit(row, places, day, by))]
    finally:
        book.close()
    return None


def _head(rows: Iterator[Cells]) -> tuple[dict[str, int], date] | None:
    """Look for the heads, the machine's or people's, and for the day in the machine's row."""
    day = UNDATED
    for _, row in zip(range(LOOK), rows, strict=False):
        names = [_field(_text(cell)) for cell in row]
        if set(FIELDS[:5]) <= set(names):
            after = row[len(FIELDS)] if len(row) > len(FIELDS) else None
            day = _day(after) or day
            return {name: names.index(name) for name in FIELDS if name in names}, day
    return None


def _field(text: str) -> str:
    """Return the machine's name of a column."""
    heads = {word: name for name in FIELDS for word in _words(f"review.{name}")}
    return heads.get(text, text)


def _words(key: str) -> set[str]:
    zh, en = table()[key]
    return {zh, en, traditional(zh), f"{zh} · {en}"}


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None


def _edit(row: Cells, places: dict[str, int], day: date, by: str | None) -> Review | None:
    """Return the edit of one line; a line without a correction, a value or a note is none."""
    cells = {name: _text(row[place]) if place < len(row) else "" for name, place in places.items()}
    if not any(cells.get(name) for name in ("action", "value", "note")) or _is_head(cells):
        return None
    about = _known(cells["kind"], "item", tuple(ACTIONS))
    return Review(
        day=day, about=about, target=cells["id"], label=cells["label"], value=cells["value"] or None,
        kind=_known(cells["action"], "action", ACTIONS.get(about, ())), note=cells.get("note") or None, reviewer=by,
    )  # fmt: skip


def _is_head(cells: dict[str, str]) -> bool:
    return _field(cells["action"]) == "action"


def _known(text: str, family: str, known: Sequence[str]) -> str:
    """Return the machine's word of a choice: it stands at the end, or the cell holds the people's word alone."""
    last = text.split()[-1] if text.split() else ""
    if last in known:
        return last
    plain = {word.lower(): name for name in known for word in _words(f"{family}.{name}")}
    return plain.get(text.lower(), text)


def _text(value: object) -> str:
    """Return a cell as text; the apostrophe that made it harmless goes, a whole number has no point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:].strip() if text.startswith("'") else text
