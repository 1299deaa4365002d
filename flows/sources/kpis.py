"""Measured values per site and day: one per row (site, day, name, value), or one column per KPI."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flows.messages import say
from flows.settings import Settings
from flows.sources.listing import Listing, columns_of, open_listing, read_lines
from flows.sources.moments import days_of
from flows.sources.table import SourceError, Table, listed, text_of
from nlp.records import Kpi


def read_kpis(path: Path, settings: Settings | None = None) -> Listing[Kpi]:
    """Read a file of KPIs, long or wide; empty cells of a wide file are no values.

    Raises:
        SourceError: the file cannot be read, or has no column for the site, the day or any value.
    """
    table = open_listing(path)
    found = columns_of(table, ("site", "date"), ("site", "date"))
    long = columns_of(table, ("site", "date", "kpi", "value"), ())
    is_long = {"kpi", "value"} <= set(long)
    wide = {name: i for i, name in enumerate(table.headers) if name and i not in found.values()}
    if not is_long and not wide:
        msg = say("source.no_values", "both", file=table.file, columns=listed(table.headers))
        raise SourceError(msg)
    days = days_of(table, found, ("date",), settings or Settings())
    if is_long:
        return read_lines(table, long, _long(days))
    return read_lines(table, {**{f"={name}": i for name, i in wide.items()}, **found}, _wide(table, days))


_Days = Callable[[dict[str, object]], dict[str, object]]


def _long(days: _Days) -> Callable[[dict[str, object]], list[Kpi]]:
    def make(cells: dict[str, object]) -> list[Kpi]:
        site, day = _place(days(cells))
        name = text_of(cells["kpi"])
        value = _value(cells["value"], name)
        if not name or value is None:
            msg = say("source.kpi_empty", "both")
            raise ValueError(msg)
        return [Kpi(name=name, site=site, day=day, value=value)]

    return make


def _wide(table: Table, days: _Days) -> Callable[[dict[str, object]], list[Kpi]]:
    def make(cells: dict[str, object]) -> list[Kpi]:
        site, day = _place(days(cells))
        values = {
            key[1:]: _value(cell, key[1:])
            for key, cell in cells.items()
            if key.startswith("=") and key[1:] in table.headers
        }
        return [
            Kpi(name=name, site=site, day=day, value=value)
            for name, value in values.items()
            if value is not None
        ]

    return make


def _place(cells: dict[str, object]) -> tuple[str, date]:
    site, day = text_of(cells["site"]), cells["date"]
    if not site or not isinstance(day, date):
        msg = say("source.kpi_where", "both")
        raise ValueError(msg)
    return site, day


def _value(cell: object, name: str) -> float | None:
    """Read 3,5 and 1,200.5 and 87%; an empty cell and a dash are no value."""
    text = text_of(cell)
    if text in {"", "-", "–", "—", "/", "NA", "N/A", "n/a"}:
        return None
    plain = re.sub(r"[,\s](?=\d{3}\b)", "", text).removesuffix("%").strip()
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        msg = say("source.no_number", "both", name=name, text=text[:40])
        raise ValueError(msg) from None
