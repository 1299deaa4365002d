"""Find the header of a grid: titles above it, merged groups, the three rows of Qualtrics, 问卷星's numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from flows.messages import say
from flows.sources.names import field_of
from flows.sources.table import Grid, Line, SourceError, Table, text_of

_LOOK = 12
"""Rows that may stand above the data: titles, notes, blank rows, the header itself."""
_LONGEST_GAP = 1_000
"""Blank rows in a row; more is formatting left in a sheet, not comments without text."""
_NUMBERED = re.compile(r"^\s*[QＱ]?\d+\s*[、.．:：]\s*\S")
_NUMBER = re.compile(
    r"^\s*[QＱ]?\d+\s*[、.．:：]\s*|\s*[（(](?:必填|选填|選填|可选|required|optional)[)）]\s*$", re.IGNORECASE
)
_OPEN_ENDED = re.compile(r"open-ended response|开放式回答|開放式回答", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Header:
    start: int
    height: int
    headers: tuple[str, ...]
    questions: tuple[str, ...] = ()
    survey: str | None = None
    open_columns: frozenset[int] | None = None


def as_table(grid: Grid, *, header_rows: int | None = None, wanted: Sequence[str] = ()) -> Table:
    """Turn a grid into a table. ``wanted`` are column names the user gave: the row that has them is the header."""
    top = [list(map(text_of, row)) if not isinstance(row, str) else [] for row in islice(grid.rows(), _LOOK)]
    if not any(any(row) for row in top):
        msg = say("source.empty", "both", file=grid.file)
        raise SourceError(msg)
    found = _given(top, header_rows) if header_rows is not None else _find(top, wanted)

    def lines() -> Iterator[Line]:
        rows = islice(grid.rows(), found.start + found.height, None)
        return _numbered(rows, len(found.headers))

    return Table(grid.file, found.headers, lines, found.questions, found.survey, found.open_columns)


def _numbered(rows: Iterator[Sequence[object] | str], width: int) -> Iterator[Line]:
    """Number data rows from 1. Blank rows of a sheet count where data follow; those at its end are none."""
    number, blank = 0, 0
    for row in rows:
        if not isinstance(row, str) and all(cell is None for cell in row):
            blank += 1
            continue
        for _ in range(blank if blank <= _LONGEST_GAP else 0):
            number += 1
            yield Line(number, (None,) * width)
        number, blank = number + 1, 0
        yield Line(number, (), row) if isinstance(row, str) else Line(number, row)


def _given(top: list[list[str]], height: int) -> _Header:
    """Take the number of header rows a person gave; 0 names the columns 1, 2, 3."""
    start = next(i for i, row in enumerate(top) if any(row))
    width = max(map(len, top))
    if height == 0:
        return _Header(start, 0, tuple(str(i + 1) for i in range(width)))
    rows = [_padded(row, width) for row in top[start : start + height]]
    if height == 2 and _is_grouping(rows[0], rows[-1]):
        return _Header(start, 2, rows[1], _grouped(rows[0], rows[1]))
    questions = rows[1] if len(rows) > 1 else ()
    return _Header(start, height, rows[0], questions)


def _find(top: list[list[str]], wanted: Sequence[str]) -> _Header:
    start = _first_header_row(top, wanted)
    below = list(top[start + 1 : start + 3])
    width = len(top[start])
    first = _padded(top[start], width)
    second = _padded(below[0], width) if below else ()
    if len(below) > 1 and _is_import_ids(below[1]):
        return _qualtrics(start, first, second, _padded(below[1], width))
    if _is_echo(first, second):
        return _Header(start, 2, first, second, "qualtrics")
    if any(_OPEN_ENDED.fullmatch(cell) for cell in second):
        return _surveymonkey(start, first, second)
    if sum(1 for cell in first if _NUMBERED.match(cell)) >= 1:
        questions = tuple(_NUMBER.sub("", cell) if _NUMBERED.match(cell) else "" for cell in first)
        return _Header(start, 1, first, questions, "wjx")
    return _Header(start, 1, first)


def _first_header_row(top: list[list[str]], wanted: Sequence[str]) -> int:
    """Return the row with the user's columns, else the first with a usual name among several cells, else the top."""
    for i, row in enumerate(top):
        if wanted and all(name in row for name in wanted):
            return i
    filled = [i for i, row in enumerate(top) if sum(map(bool, row)) > 1] or [
        i for i, row in enumerate(top) if any(row)
    ]
    first = filled[0]
    known = {i: sum(1 for cell in top[i] if len(cell) < 40 and field_of(cell)) for i in filled[:4]}
    best = max(known, key=lambda i: (known[i], -i))
    return best if known[best] > known[first] and _is_grouping(top[first], top[best]) else first


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*(cell.lstrip("\ufeff") for cell in row[:width]), *[""] * (width - len(row)))


def _is_grouping(first: Sequence[str], second: Sequence[str]) -> bool:
    """A merged row over the real header has gaps where the row below has names."""
    return sum(map(bool, first)) < 0.7 * sum(map(bool, second))


def _grouped(groups: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Fill a merged group name to the right, as it looks on the sheet."""
    filled, last = [], ""
    for group, name in zip(groups, names, strict=True):
        last = group or last
        filled.append(f"{last} {name}".strip())
    return tuple(filled)


def _is_import_ids(row: Sequence[str]) -> bool:
    marked = sum(1 for cell in row if cell.replace(" ", "").startswith('{"ImportId"'))
    return marked >= max(1, sum(map(bool, row)) // 2)


def _is_echo(first: Sequence[str], second: Sequence[str]) -> bool:
    """Qualtrics without import ids: the second row repeats StartDate as "Start Date" and spells out Q1."""
    codes = sum(1 for cell in first if re.fullmatch(r"Q\w{0,8}\d[\w.#]*", cell))
    echoed = sum(
        1 for a, b in zip(first, second, strict=False) if a and a.lower() == b.replace(" ", "").lower()
    )
    return codes > 0 and echoed >= 2


def _qualtrics(
    start: int, codes: tuple[str, ...], questions: tuple[str, ...], ids: tuple[str, ...]
) -> _Header:
    asked = tuple(text if re.search(r'"QID', mark) else "" for text, mark in zip(questions, ids, strict=True))
    marked = frozenset(i for i, mark in enumerate(ids) if re.search(r'"QID\w*_TEXT"', mark))
    return _Header(start, 3, codes, asked, "qualtrics", marked or None)


def _surveymonkey(start: int, first: tuple[str, ...], second: tuple[str, ...]) -> _Header:
    questions = _grouped(first, [""] * len(first))
    headers = tuple(
        a or f"{question} {b}".strip() for a, question, b in zip(first, questions, second, strict=True)
    )
    marked = frozenset(i for i, cell in enumerate(second) if _OPEN_ENDED.fullmatch(cell))
    return _Header(start, 2, headers, questions, "surveymonkey", marked)
