"""Rows of a file in batches, and what is written for those that could not be read."""

from collections.abc import Iterable, Iterator
from itertools import islice

from flows.crew import SMALL
from flows.once.items import Item
from flows.sources import Row

BATCH = 512
_LAST = 128


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Gather rows into batches, in order; where they are many the last one in parts.

    Because: a worker that has nothing left to read waits for the one with the last batch, and waits less for a part.
    """
    stream = iter(rows)
    batch, given = list(islice(stream, BATCH)), 0
    while following := list(islice(stream, BATCH)):
        yield batch
        batch, given = following, given + 1
    part = _LAST if given >= SMALL else BATCH
    for at in range(0, len(batch), part):
        yield batch[at : at + part]


def rejected(row: Row) -> Item:
    """Return what is written for a row that could not be read."""
    return {"row": row.number, "rejected": row.reason}
