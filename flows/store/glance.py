"""A copy in memory of an SQLite file, taken by somebody who may only read it."""

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_of(file: Path) -> sqlite3.Connection:
    """Return a copy of the file as it is now, the last thing that was written included; of no file, an empty one.

    Because: SQLite wants to lay files beside a database that it only reads. It is told that nobody writes, and where
    somebody turns out to have begun meanwhile, the copy is taken again.
    """
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    while file.exists():
        before, shared = file.stat(), _at_work(file)
        how = "mode=ro" if shared else "mode=ro&immutable=1"
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as source:
            source.backup(kept)
        if shared or (not _at_work(file) and file.stat().st_mtime_ns == before.st_mtime_ns):
            break
    return kept


def _at_work(file: Path) -> bool:
    """Tell whether changes lie beside the file: there are always some before the file itself is changed."""
    return file.with_name(f"{file.name}-wal").exists()
