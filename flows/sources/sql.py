"""A table or a SELECT of any database that SQLAlchemy knows by URL."""

import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from flows.messages import say
from flows.settings import Settings, SourceSettings, expand
from flows.sources.table import Line, SourceError, Table

_BATCH = 2_000


def open_sql(source: SourceSettings, settings: Settings) -> Table:
    """Open the query of a source as a table; nothing is ever written to the database.

    Raises:
        SourceError: no address, no query, no such database or table. Passwords never show in it.
    """
    if not source.url or not source.query:
        msg = say("source.sql_needs", "both", name=source.name)
        raise SourceError(msg)
    url = _address(source.url, settings)
    shown = f"{url.render_as_string(hide_password=True)}"
    try:
        engine = sa.create_engine(url)
    except (ImportError, SQLAlchemyError) as error:
        msg = say("source.sql_driver", "both", shown=shown, error=error)
        raise SourceError(msg) from error
    statement = _statement(source.query)
    headers = _headers(engine, statement, shown)

    def lines() -> Iterator[Line]:
        with engine.connect().execution_options(stream_results=True, yield_per=_BATCH) as connection:
            for number, row in enumerate(connection.execute(statement), start=1):
                yield Line(number, tuple(row))

    return Table(f"{shown} {source.query}"[:200], headers, lines)


def _address(given: str, settings: Settings) -> URL:
    filled = expand(given)
    if missing := re.search(r"\$\{(\w+)\}", filled):
        msg = say("source.sql_secret", "both", name=missing[1])
        raise SourceError(msg)
    try:
        url = make_url(filled)
    except ArgumentError as error:
        msg = say("source.sql_url", "both")
        raise SourceError(msg) from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return url
    path = settings.path(Path(url.database))
    if not path.is_file():
        # SQLite would create an empty database in its place.
        msg = say("source.sql_file", "both", file=url.database)
        raise SourceError(msg)
    return url.set(database=str(path))


def _statement(query: str) -> sa.Executable:
    if re.match(r"\s*(select|with)\b", query, re.IGNORECASE):
        return sa.text(query.strip().rstrip(";"))
    if not re.fullmatch(r"[\w一-鿿]+(\.[\w一-鿿]+)?", query.strip()):
        msg = say("source.sql_query", "both", query=query[:60])
        raise SourceError(msg)
    *schema, name = query.strip().split(".")
    return sa.select(sa.text("*")).select_from(sa.table(name, schema=schema[0] if schema else None))


def _headers(engine: sa.Engine, statement: sa.Executable, shown: str) -> tuple[str, ...]:
    try:
        with engine.connect().execution_options(stream_results=True) as connection:
            return tuple(connection.execute(statement).keys())
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        msg = say("source.sql_failed", "both", shown=shown, reason=reason)
        raise SourceError(msg) from error
