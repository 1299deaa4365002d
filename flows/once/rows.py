"""Rows of a file in batches, and what is written for those that could not be read."""

from collections.abc import Iterable, Iterator
from itertools import islice

from flows.once.items import Item
from flows.sources import Row

BATCH = 512


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Gather rows into batches, in order."""
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch


def rejected(row: Row) -> Item:
    """Return what is written for a row that could not be read."""
    return {"row": row.number, "rejected": row.reason}
