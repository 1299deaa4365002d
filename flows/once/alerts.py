"""Replay one dated file: what early warning would have told, and when."""

from collections.abc import Iterable, Iterator
from datetime import date

from flows.once.dated import read_dated
from flows.once.rows import Item
from flows.replay import grouping_of, replay
from flows.sources import Row
from flows.stages.job import Tell


def replay_rows(
    rows: Iterable[Row], first: date | None, last: date | None, budget: float, tell: Tell
) -> Iterator[Item]:
    """Watch a dated file day by day; topics are fitted only on what had arrived by then."""
    dated = read_dated(rows, tell)
    grouping = grouping_of(dated.segments, dated.vectors, dated.embedder)
    yield from replay(dated.observations, dated.row_of, grouping, first, last, budget, tell)
