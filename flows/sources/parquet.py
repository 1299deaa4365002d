# pyright: basic
"""Parquet files, read batch by batch."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.messages import say
from flows.sources.table import Line, SourceError, Table

_BATCH = 2_000


def open_parquet(path: Path, *, file: str) -> Table:
    """Open a Parquet file as a table.

    Raises:
        SourceError: the file is not Parquet, or cut short.
    """
    try:
        headers = tuple(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        msg = say("source.no_parquet", "both", file=file, error=error)
        raise SourceError(msg) from error

    def lines() -> Iterator[Line]:
        number = 0
        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(_BATCH):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield Line(number, cells)

    return Table(file, headers, lines)
