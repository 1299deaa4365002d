# pyright: basic
"""Questions in SQL over the Parquet of the many, answered by DuckDB."""

from pathlib import Path
from typing import Any

import duckdb

from flows.store import comments, readings
from flows.store.errors import StoreError


def query(folder: Path, statement: str, parameters: list[object] | None = None) -> list[dict[str, Any]]:
    """Answer one SELECT over the views ``comments`` and ``readings`` (with ``part``, a short hash of who read).

    Raises:
        StoreError: the statement cannot be run: what DuckDB says.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET autoinstall_known_extensions = false; SET threads = 2")
        _view(connection, "comments", folder / "comments", "*.parquet", comments.SCHEMA.empty_table())
        _view(connection, "readings", folder / "readings", "*/*.parquet", readings.SCHEMA.empty_table())
        try:
            answer = connection.execute(statement, parameters or [])
            names = [column[0] for column in answer.description or []]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        except duckdb.Error as error:
            msg = f"the question cannot be answered: {str(error).splitlines()[0]}"
            raise StoreError(msg) from error


def _view(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, pattern: str, empty: Any) -> None:  # noqa: ANN401
    if not any(folder.glob(pattern.replace("*.parquet", "[0-9]*.parquet"))):
        connection.register(f"no_{name}", empty)
        part = "" if name == "comments" else ", NULL::VARCHAR AS part"
        connection.execute(f"CREATE VIEW {name} AS SELECT *{part} FROM no_{name}")  # noqa: S608 - our own names
        return
    place = str(folder / pattern.replace("*.parquet", "[0-9]*.parquet")).replace("'", "''")
    part = "" if name == "comments" else ", parse_path(filename)[-2] AS part"
    read = f"read_parquet('{place}', filename = true, union_by_name = true)"
    connection.execute(f"CREATE VIEW {name} AS SELECT * EXCLUDE (filename){part} FROM {read}")  # noqa: S608 - our own folder
