"""Small files with a schema of their own (roster, consent, KPIs): read whole, checked line by line."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Generic, NamedTuple, TypeVar

from pydantic import BeforeValidator, ValidationError

from flows.messages import say
from flows.settings import SourceSettings
from flows.sources.names import find, usual
from flows.sources.open import open_table
from flows.sources.table import SourceError, Table, listed, short, text_of
from nlp.records import Rejection

T = TypeVar("T")


class Listing(NamedTuple, Generic[T]):
    """The lines of a small file that could be read, and those that could not."""

    rows: list[T]
    rejections: list[Rejection]


def _required(value: object) -> str:
    if text := text_of(value):
        return text
    msg = say("source.may_not_be_empty", "both")
    raise ValueError(msg)


def _optional(value: object) -> str | None:
    return text_of(value) or None


def _yes(value: object) -> bool | None:
    """Read yes and no as people write them; an empty cell is neither."""
    word = text_of(value).casefold()
    if not word:
        return None
    if word in {"true", "yes", "y", "1", "是", "同意", "可以", "√", "✓", "对"}:
        return True
    if word in {"false", "no", "n", "0", "否", "不同意", "不可以", "×", "✗", "x"}:
        return False
    msg = say("source.yes_no", "both")
    raise ValueError(msg)


Required = Annotated[str, BeforeValidator(_required)]
Optional = Annotated[str | None, BeforeValidator(_optional)]
YesNo = Annotated[bool | None, BeforeValidator(_yes)]
Lines = list[tuple[int, dict[str, object]]]


def open_listing(path: Path) -> Table:
    """Open a small file by its kind, encoding and header found as for comments."""
    return open_table(path, SourceSettings(), file=path.name)


def columns_of(table: Table, fields: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, int]:
    """Return where each field stands, by its usual names in Chinese and English.

    Raises:
        SourceError: a needed column is missing: its usual names and the columns present.
    """
    found: dict[str, int] = {}
    for field in fields:
        taken = [i for i in find(table.headers, field) if i not in found.values()]
        if taken:
            found[field] = taken[0]
    for field in needed:
        if field not in found:
            names = ", ".join(list(usual(field))[:6])
            msg = say(
                "source.no_field",
                "both",
                file=table.file,
                field=field,
                names=names,
                columns=listed(table.headers),
            )
            raise SourceError(msg)
    return found


def read_lines(
    table: Table, found: Mapping[str, int], make: Callable[[dict[str, object]], list[T]]
) -> Listing[T]:
    """Make records of every line; a line that is wrong is told with its column and value."""
    rows: list[T] = []
    rejections: list[Rejection] = []
    for line in table.lines():
        cells = {name: line.cells[i] if i < len(line.cells) else None for name, i in found.items()}
        if not any(map(text_of, cells.values())) and not line.fault:
            continue
        try:
            if line.fault:
                raise ValueError(line.fault)
            rows += make(cells)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            rejections.append(_rejection(table, line.number, name, found, cells, reason))
        except ValueError as error:
            rejections.append(_rejection(table, line.number, "", found, cells, str(error)))
    return Listing(rows, rejections)


def _rejection(
    table: Table, number: int, name: str, found: Mapping[str, int], cells: dict[str, object], reason: str
) -> Rejection:
    column = table.headers[found[name]] if name in found else None
    return Rejection(
        source=table.file,
        file=table.file,
        row=number,
        column=column,
        value=short(cells.get(name)),
        reason=reason,
    )
