"""What all keepers of small things share: one engine, rows in, rows out, each change whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

Row = Mapping[str, Any]
_AT_ONCE = 500


class Keeper:
    """Reads and writes rows of one database."""

    engine: sa.Engine

    def _rows(self, statement: sa.Select[Any]) -> list[Row]:
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]

    def _replace(self, table: sa.Table, rows: Sequence[Row], key: str) -> None:
        """Put rows in place of those with the same keys, in one transaction."""
        keys = list(dict.fromkeys(row[key] for row in rows))
        with self.engine.begin() as connection:
            for start in range(0, len(keys), _AT_ONCE):
                connection.execute(sa.delete(table).where(table.c[key].in_(keys[start : start + _AT_ONCE])))
            if rows:
                connection.execute(sa.insert(table), list(rows))

    def _replace_all(self, table: sa.Table, rows: Sequence[Row]) -> None:
        """Put rows in place of the whole table, in one transaction."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(table))
            if rows:
                connection.execute(sa.insert(table), list(rows))


def iso(day: Any) -> str | None:  # noqa: ANN401 - a date, a datetime or nothing
    """Return a day or moment as ISO text, nothing as nothing."""
    return day.isoformat() if day is not None else None


def day_of(text: str | None) -> date | None:
    """Return the day that ISO text tells, nothing for nothing."""
    return date.fromisoformat(text) if text else None
