"""What every kind of table looks like once it is open: headers, and lines of cells that can be read again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


class SourceError(Exception):
    """A file, table or set of columns that cannot be used: what was expected, what came, what to do."""


class Carried(str):
    """A cell that shows the words of a merged cell above it: true of a site, but nobody's comment a second time."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One data row, numbered from 1; ``fault`` says in plain words why its cells could not be told apart."""

    number: int
    cells: Sequence[object]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows before anyone knows which of them is the header: what CSV and Excel files give.

    ``rows`` opens the rows anew at each call. A row is its cells, or a ``str`` saying what is wrong with it.
    """

    file: str
    rows: Callable[[], Iterator[Sequence[object] | str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and lines. ``questions`` holds the full question of a column where the file tells it, else ''.

    ``lines`` starts anew at each call, so that a column can be looked through before it is read.
    ``survey`` names the tool that wrote the file where it was recognised.
    """

    file: str
    headers: tuple[str, ...]
    lines: Callable[[], Iterator[Line]]
    questions: tuple[str, ...] = ()
    survey: str | None = None
    open_columns: frozenset[int] | None = None
    """Columns that the survey tool itself marks as free text, where it does."""


def text_of(cell: object) -> str:
    """Return a cell as text, for names and messages: None and NaN are empty, 5.0 is 5.

    >>> text_of(5.0), text_of(None), text_of(" 上海一店 ")
    ('5', '', '上海一店')
    """
    if isinstance(cell, str):
        return cell.strip()
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def short(value: object, length: int = 80) -> str:
    """Return a value short enough for a list of rejects, on one line.

    >>> short("a" * 100, 5)
    'aaaa…'
    """
    text = " ".join(text_of(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def listed(names: Sequence[str]) -> str:
    """Return the columns present as one readable list for an error message."""
    shown = [repr(short(name, 40)) for name in names if name][:40]
    return ", ".join(shown) or "none"
