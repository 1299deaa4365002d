"""Date columns of the small files, read the way dates of comments are."""

from collections.abc import Callable, Mapping

from flows.settings import Settings
from flows.sources.dates import DateReader, reader_for
from flows.sources.table import Table


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
