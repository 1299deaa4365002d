# pyright: basic, reportAttributeAccessIssue=false
"""A shelf of Parquet files in order of arrival; each file is there whole or not at all."""

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.messages import say
from flows.store.errors import StoreError


class Shelf:
    """One folder of Parquet files with one schema, numbered as they came."""

    def __init__(self, folder: Path, schema: pa.Schema | None = None) -> None:
        self.folder = folder
        self.schema = schema

    def files(self) -> list[Path]:
        """Return the files in order of arrival; half-written ones have another name and do not count."""
        return sorted(self.folder.glob("[0-9]*.parquet"))

    def next_name(self, key: str) -> str:
        """Return the name of the next file: its number, and a hash of what it is about."""
        files = self.files()
        number = int(files[-1].name.split("-")[0]) + 1 if files else 1
        return f"{number:06d}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"

    def put(self, name: str, table: pa.Table) -> Path:
        """Write a table under a name in one move: readers see the old state or the new one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{name}.parquet"
        work = self.folder / f".{name}.{os.getpid()}.tmp"
        try:
            with work.open("wb") as file:
                pq.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            work.replace(target)
        finally:
            work.unlink(missing_ok=True)
        return target

    def read(self, file: Path, columns: Sequence[str] | None = None) -> pa.Table:
        """Read one file, or some of its columns.

        Raises:
            StoreError: the file is damaged: which one.
        """
        try:
            return pq.read_table(
                file, columns=list(columns) if columns else None, schema=self.schema if not columns else None
            )
        except (pa.ArrowException, OSError) as error:
            msg = say("store.damaged", "both", file=file, error=error)
            raise StoreError(msg) from error

    def column(self, name: str) -> Iterator[list]:
        """Yield one column, file by file."""
        for file in self.files():
            yield self.read(file, [name]).column(0).to_pylist()

    def remove_rows(self, column: str, values: Collection[str]) -> int:
        """Take rows out of every file; a file left empty goes. Returns how many rows went."""
        gone = 0
        for file in self.files():
            table = self.read(file)
            kept = table.filter(
                pc.invert(pc.is_in(table[column], value_set=pa.array(list(values), pa.string())))
            )
            gone += table.num_rows - kept.num_rows
            if kept.num_rows == table.num_rows:
                continue
            if kept.num_rows:
                self.put(file.stem, kept)
            else:
                file.unlink()
        return gone
