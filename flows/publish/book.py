# pyright: basic
"""A workbook with manners: filters, frozen heads, widths, doors from numbers to sentences, no live formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.publish.palette import LIGHT
from flows.publish.tables import Cell, neutral

Kind = Literal["text", "wrap", "int", "number", "score", "share", "day"]
LONGEST = 32_000
"""Excel holds 32,767 letters in a cell."""
FONT = "Microsoft YaHei"
"""On every Windows in Chinese or English; other systems take their own Chinese letters in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, its width in letters, how its values are written."""

    heading: str
    width: float = 14
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A value that leads to a place in the workbook."""

    value: Cell
    to: str


class Book:
    """An open workbook; ``with Book(path) as book`` writes it when the block ends."""

    def __init__(self, path: Path, title: str) -> None:
        self.path = path
        self.whole = BytesIO()
        self.file = xlsxwriter.Workbook(
            self.whole,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "yyyy-mm-dd",
            },
        )
        self.file.set_properties({"title": title})
        self.file.set_size(2400, 1600)
        base = {"font_name": FONT, "font_size": 10, "valign": "top"}
        self.formats: dict[str, Format] = {
            name: self.file.add_format({**base, **extra}) for name, extra in _FORMATS.items()
        }

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._close()

    def _close(self) -> None:
        """Write the workbook, made in memory: on a full disk its maker gives an error of its own kind, and noise after it."""
        self.file.close()
        self.path.write_bytes(self.whole.getvalue())

    def sheet(self, name: str, color: str | None = None) -> Worksheet:
        """Add a sheet."""
        sheet = self.file.add_worksheet(tab(name))
        sheet.hide_gridlines(2)
        if color:
            sheet.set_tab_color(color)
        return sheet

    def table(
        self, sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Cell | Door]]
    ) -> int:
        """Write a table from the top left corner and return how many rows it has."""
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, self.formats["head"])
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self.put(sheet, (count, place), value, column.kind)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, min(2, len(columns) - 1))
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        self.printed(sheet)
        return count

    def printed(self, sheet: Worksheet) -> None:
        """Lay a sheet out for paper: across, one page wide, heading on each page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def put(self, sheet: Worksheet, where: tuple[int, int], value: Cell | Door, kind: str = "text") -> None:
        """Write one value in the way of its kind."""
        style = self.formats[kind]
        if isinstance(value, Door):
            shown = neutral(value.value)
            sheet.write_url(*where, f"internal:{value.to}", self.formats[f"{kind}_door"], string=str(shown))
            if isinstance(value.value, int | float):
                sheet.write_number(*where, value.value, self.formats[f"{kind}_door"])
        elif value is None or value == "":
            sheet.write_blank(*where, None, style)
        elif isinstance(value, bool | str):
            sheet.write_string(*where, clean(value), style)
        elif isinstance(value, date):
            sheet.write_datetime(*where, datetime.combine(value, time()), style)
        else:
            sheet.write_number(*where, value, style)


def clean(value: object) -> str:
    """Make a text safe for a cell: no formula, no half or control characters, not too long."""
    printed = "".join(char for char in str(value) if char in "\n\t" or ord(char) >= 32)
    text = str(neutral(printed)).encode("utf-8", "ignore").decode("utf-8")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def tab(name: str) -> str:
    """Make a sheet's name fit Excel's rules."""
    return "".join(" " if char in "[]:*?/\\'" else char for char in name)[:31]


_KINDS = {
    "text": {},
    "wrap": {"text_wrap": True},
    "int": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.0"},
    "score": {"num_format": "+0.00;-0.00;0.00"},
    "share": {"num_format": "0.0%"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}
_DOOR = {"font_color": LIGHT.names[1], "underline": 1}
_FORMATS: dict[str, dict[str, object]] = {
    **_KINDS,
    **{f"{name}_door": {**extra, **_DOOR} for name, extra in _KINDS.items()},
    "head": {"bold": True, "bg_color": "#E9EEF2", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 20, "font_color": LIGHT.ink},
    "subtitle": {"font_size": 11, "font_color": LIGHT.quiet},
    "section": {"bold": True, "font_size": 13, "font_color": LIGHT.names[0], "bottom": 1},
    "line": {"font_size": 11, "text_wrap": True, "valign": "vcenter"},
    "alert": {"bold": True, "font_color": LIGHT.alert},
    "input": {"bg_color": "#FFF8E1", "border": 1, "border_color": "#E2DCD2", "text_wrap": True},
    "slanted": {"bold": True, "rotation": 60, "bottom": 1, "align": "center"},
    "quiet": {"font_color": LIGHT.quiet},
    "heat": {"num_format": "0", "align": "center"},
    "mood": {"num_format": "+0.0;-0.0;0.0", "align": "center"},
}
