# pyright: basic, reportAttributeAccessIssue=false
"""Comments as Parquet: each stored once, in order of arrival, never changed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from flows.store.shelf import Shelf
from nlp.records import Comment

BATCH = 2_000
_TYPES = {"row": pa.int64(), "day": pa.date32(), "rating": pa.float64()}
SCHEMA = pa.schema([(f.name, _TYPES.get(f.name, pa.string())) for f in fields(Comment)])


def as_table(comments: Sequence[Comment]) -> pa.Table:
    """Return comments as one Arrow table: a column per field, moments and attributes as text."""
    columns = {name: [getattr(comment, name) for comment in comments] for name in SCHEMA.names}
    columns["at"] = [at.isoformat() if at else None for at in columns["at"]]
    columns["attributes"] = [
        json.dumps(pairs, ensure_ascii=False) if pairs else None for pairs in columns["attributes"]
    ]
    return pa.table(columns, schema=SCHEMA)


def as_comments(table: pa.Table) -> list[Comment]:
    """Return the comments of a table."""
    names = [name for name in SCHEMA.names if name not in {"at", "attributes"}]
    plain = [table[name].to_pylist() for name in names]
    moments = [datetime.fromisoformat(at) if at else None for at in table["at"].to_pylist()]
    pairs = [_pairs(text) for text in table["attributes"].to_pylist()]
    return [
        Comment(**dict(zip(names, row, strict=True)), at=at, attributes=attributes)
        for row, at, attributes in zip(zip(*plain, strict=True), moments, pairs, strict=True)
    ]


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text)) if text else ()


def between(table: pa.Table, start: date | None, end: date | None) -> pa.Table:
    """Keep the comments of a stretch of days, both ends included; undated ones always come along."""
    keep = pa.array([True] * table.num_rows)
    for bound, holds in ((start, pc.greater_equal), (end, pc.less_equal)):
        if bound is not None:
            inside = holds(table["day"], pa.scalar(bound, pa.date32()))
            keep = pc.and_(keep, pc.fill_null(inside, True))
    return table.filter(keep)


def chunks(comments: Sequence[Comment]) -> Iterator[Sequence[Comment]]:
    """Cut a list into pieces of at most 2,000."""
    for start in range(0, len(comments), BATCH):
        yield comments[start : start + BATCH]


def shelf_in(folder) -> Shelf:  # noqa: ANN001 - a Path; said by the caller
    """Return the shelf of comments under the store's folder."""
    return Shelf(folder / "comments", SCHEMA)
