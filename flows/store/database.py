"""The database of the few: opened with care, brought up to date by numbered migrations."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from flows.messages import say
from flows.store.errors import StoreError
from flows.store.glance import copy_of

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 30_000


def connect(url: str) -> sa.Engine:
    """Open the database and apply the migrations that it has not seen.

    Raises:
        StoreError: no such database, no driver, or a newer version of this program wrote it.
    """
    return _told(_opened, _address(url))


def look(url: str) -> sa.Engine:
    """Open the database only to look at it: neither it nor its folder has to be writable, and nothing is changed.

    Raises:
        StoreError: as for ``connect``.
    """
    return _told(_seen, _address(url))


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        msg = say("store.address", "both", reason=str(error)[:120])
        raise StoreError(msg) from error
    if re.search(r"\$\{\w+\}", url):
        msg = say("store.secret", "both", name=re.findall(r"[$][{](.*?)[}]", url)[0])
        raise StoreError(msg)
    return address


def _opened(address: URL) -> sa.Engine:
    engine = sa.create_engine(address)
    if address.get_backend_name() == "sqlite":
        if file := _file(address):
            file.parent.mkdir(parents=True, exist_ok=True)
            _may_write(file)
        event.listen(engine, "connect", _careful)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    migrate(engine)
    return engine


def _seen(address: URL) -> sa.Engine:
    """Look at SQLite through a copy in memory, which may be brought up to date where the file may not."""
    file = _file(address)
    if not file:
        return sa.create_engine(address)
    engine = sa.create_engine("sqlite://", creator=lambda: copy_of(file), poolclass=StaticPool)
    migrate(engine)
    return engine


def _file(address: URL) -> Path | None:
    """Return the file of an SQLite database, None for one in memory and for any other kind."""
    kept = address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:"
    return Path(address.database or "") if kept else None


def _told(opened: Callable[[URL], sa.Engine], address: URL) -> sa.Engine:
    """Open a database, or say what is in the way."""
    shown = address.render_as_string(hide_password=True)
    try:
        return opened(address)
    except ImportError as error:
        msg = say("store.driver", "both", shown=shown, error=error)
        raise StoreError(msg) from error
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        msg = say("store.closed", "both", shown=shown, reason=reason)
        raise StoreError(msg) from error


def _may_write(file: Path) -> None:
    """Refuse a database that may not be written, before SQLite lays files of the same rights beside it.

    Because: those stay, and keep the database closed after its own rights have been put right.
    """
    for one in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if one.exists() and not os.access(one, os.W_OK):
            msg = say("store.read_only", "both", reason=one)
            raise StoreError(msg)


def _careful(connection: sa.engine.interfaces.DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers and one writer work side by side, wait for a writer rather than fail, undo DDL too.

    Python's driver commits before every CREATE TABLE unless it leaves transactions to us.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", f"busy_timeout={_BUSY_MS}", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def migrate(engine: sa.Engine, folder: Path = MIGRATIONS) -> list[int]:
    """Apply the migrations that are missing, in order, each whole or not at all; return their numbers.

    Raises:
        StoreError: the database has migrations that this version does not know.
    """
    known = {int(path.name[:4]): path for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT, applied TEXT)"
            )
        )
        done = set(connection.execute(sa.text("SELECT number FROM migrations")).scalars())
    if unknown := done - set(known):
        msg = say("store.newer", "both", number=max(unknown))
        raise StoreError(msg)
    missing = [number for number in sorted(known) if number not in done]
    for number in missing:
        _apply(engine, number, known[number])
    return missing


def _apply(engine: sa.Engine, number: int, path: Path) -> None:
    with engine.begin() as connection:
        for statement in _statements(path.read_text("utf-8")):
            connection.execute(sa.text(statement))
        connection.execute(
            sa.text("INSERT INTO migrations (number, name, applied) VALUES (:number, :name, :applied)"),
            {"number": number, "name": path.stem, "applied": datetime.now(UTC).isoformat(timespec="seconds")},
        )


def _statements(text: str) -> Iterator[str]:
    """Cut a migration at its semicolons; comment lines are for people."""
    plain = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    yield from (statement.strip() for statement in plain.split(";") if statement.strip())
