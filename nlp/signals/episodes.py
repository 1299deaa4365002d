"""From nights to episodes: a series opens once, stays open while it is warm, closes after seven quiet days."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import Audience
from nlp.signals.bundles import Bundle, Key
from nlp.signals.mixture import explained_by_sites
from nlp.signals.observations import Stream
from nlp.signals.panel import Evidence

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

QUIET_DAYS = 7
WARM = 1.0
"""A night keeps an episode open when it is within this many powers of ten of the bar."""
AUTHORS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One series on one night above (or near) its bar."""

    column: int
    log10e: float
    bar: float
    window: int
    observed: float
    expected: float
    variance: float
    places: Ints
    """Where the comments of the window stand in the stream."""
    rule: str | None = None
    """What spoke where no rate could: ``new``."""

    @property
    def excess(self) -> float:
        """How many comments more than owed."""
        return self.observed - self.expected

    @property
    def start(self) -> int:
        """The most likely first column."""
        return self.column - self.window + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One stretch of one series: its nights at or above the bar, the first of which opened it."""

    key: Key
    bundle: Bundle
    row: int
    nights: tuple[Night, ...]


def episodes(
    bundle: Bundle, found: Evidence, bar: Floats, stream: Stream, least_employees: int
) -> Iterator[Episode]:
    """Return the episodes of a bundle's series; ``bar`` is what each cell found must reach."""
    warm = found.log10e >= bar - WARM
    hot = (found.log10e >= bar) & warm
    if bundle.name in {"topic", "term", "hazard"}:
        hot &= ~explained_by_sites(bundle, found, hot, stream)
    loud_rows: list[int] = np.unique(found.rows[hot]).tolist()
    for row in loud_rows:
        mine = np.flatnonzero(warm & (found.rows == row))
        key = bundle.keys[row]
        nights = [_night(bundle, found, int(i), bar, stream) for i in mine]
        loud = [
            bool(hot[i]) and _enough(stream, n.places, key.audience, least_employees)
            for i, n in zip(mine, nights, strict=True)
        ]
        for stretch in stretches([n.column for n in nights], loud):
            yield Episode(key=key, bundle=bundle, row=row, nights=tuple(nights[i] for i in stretch))


def stretches(columns: list[int], loud: list[bool]) -> Iterator[list[int]]:
    """Return the loud nights of each stretch; warm nights between keep a stretch open, alone they open none.

    >>> list(stretches([1, 5, 11, 30], [True, False, True, True]))
    [[0, 2], [3]]
    """
    current: list[int] = []
    last = 0
    for i, column in enumerate(columns):
        if current and column - last > QUIET_DAYS:
            yield current
            current = []
        if loud[i]:
            current.append(i)
        if current:
            last = column
    if current:
        yield current


def _night(bundle: Bundle, found: Evidence, i: int, bar: Floats, stream: Stream) -> Night:
    column, window = int(found.columns[i]), max(1, int(found.window[i]))
    members = bundle.members[int(found.rows[i])]
    days = stream.day[members]
    low, high = np.searchsorted(days, [column - window + 1, column + 1])
    return Night(
        column=column, log10e=float(found.log10e[i]), bar=float(bar[i]), window=window,
        observed=float(found.observed[i]), expected=float(found.expected[i]),
        variance=float(found.variance[i]), places=members[low:high],
    )  # fmt: skip


def people(stream: Stream, places: Ints) -> int:
    """Count the different authors; comments without an author count one each."""
    known = stream.author[places]
    return int((known < 0).sum() + len(np.unique(known[known >= 0])))


def _enough(stream: Stream, places: Ints, audience: Audience, least_employees: int) -> bool:
    least = max(AUTHORS, least_employees) if audience == "employee" else AUTHORS
    return people(stream, places) >= least
