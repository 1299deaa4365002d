"""Date columns of the small files, read the way dates of comments are."""

import re
from collections.abc import Callable, Mapping
from itertools import islice

from flows.messages import say
from flows.settings import Settings
from flows.sources.date_column import reads_as_dates
from flows.sources.dates import DateReader, reader_for
from flows.sources.names import usual
from flows.sources.table import Table
from nlp.records import Rejection

_PEEK = 500
_NO_MATTER = re.compile(r"birth|dob|born|update|modif|生日|出生|更新|修改", re.IGNORECASE)


def days_of(
    table: Table, found: Mapping[str, int], fields: tuple[str, ...], settings: Settings
) -> Callable[[dict[str, object]], dict[str, object]]:
    """Return a function that turns the date cells of a line into days.

    It raises a ValueError that names the cell where one is no date.
    """
    readers = {field: _reader(table, found[field], settings) for field in fields if field in found}

    def read(cells: dict[str, object]) -> dict[str, object]:
        days: dict[str, object] = {}
        for field, reader in readers.items():
            try:
                moment = reader.read(cells[field])
            except ValueError as error:
                msg = f"{table.headers[found[field]]}: {error}"
                raise ValueError(msg) from None
            days[field] = moment[0] if moment else None
        return {**cells, **days}

    return read


def _reader(table: Table, column: int, settings: Settings) -> DateReader:
    cells = [line.cells[column] for line in table.lines() if column < len(line.cells)]
    return reader_for(lambda: cells, settings.zone, None, cells)


def unknown_days(
    table: Table, found: Mapping[str, int], fields: tuple[str, ...], settings: Settings
) -> list[Rejection]:
    """Tell of columns of dates under names that nobody knows, while a first or a last day is missing.

    Because: who has left under 离岗时点 would seem to work here for ever.
    """
    missing = [field for field in fields if field not in found]
    rows = [line.cells for line in islice(table.lines(), _PEEK) if not line.fault]
    return [
        Rejection(
            source=table.file, file=table.file, row=0, column=header, value="",
            reason=say("source.unknown_days", "both", column=header, names=_named(missing)),
        )
        for i, header in enumerate(table.headers)
        if missing and i not in found.values() and not _NO_MATTER.search(header)
        and reads_as_dates(rows, i, settings.zone, fewest=1)
    ]  # fmt: skip


def _named(fields: list[str]) -> str:
    """List what the missing columns may be called, by their own name and a Chinese one each."""
    zh = {field: next((name for name in usual(field) if not name.isascii()), field) for field in fields}
    return ", ".join(f"{field} / {zh[field]}" for field in fields)
