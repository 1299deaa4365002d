"""The rest of the case file: today and the week against what is usual, shares, what moved along, what it is not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import Span
from nlp.signals.bundles import counted
from nlp.signals.cases import Entry
from nlp.signals.chances import usual_range
from nlp.signals.episodes import people
from nlp.signals.observations import Stream
from nlp.signals.panel import knowledge
from nlp.signals.sentences import companion

Ints = NDArray[np.int64]

WEEK = 7
USUAL = 28
STEADY = (0.67, 1.5)
"""Times its usual number between which the number of all comments is called usual."""
LATE = 0.5
"""Part of a weekday's usual number below which a day is thought to be still coming in."""
MOSTLY = 0.6
YOUNG_DAYS = 14
SHARES = {"topic", "term", "sentiment", "harsher"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What was usual of one series just before its window: rate, counts behind it, dispersion."""

    rate: float
    counts: float
    spread: float

    def over(self, exposure: float) -> tuple[float, tuple[float, float]]:
        """Return what so much exposure owes, and the range of 95 in 100 usual stretches."""
        mean = self.rate * exposure
        return mean, usual_range(mean, self.spread * mean * (1.0 + mean / max(self.counts, 1.0)))


def usual_of(entry: Entry) -> Background:
    """Return what was known of the series before the days that speak."""
    episode, night = entry
    known = knowledge(episode.bundle.engine, episode.bundle.series, np.array([episode.row]))[0]
    rate, counts, spread = known[max(0, night.start - 1), :3].tolist()
    return Background(rate=rate, counts=counts, spread=spread)


def spans(entry: Entry, column: int, usual: Background) -> tuple[Span, Span]:
    """Return (seen, expected, low, high) of the night and of the last seven days."""
    episode, _ = entry
    series = episode.bundle.series
    y, exposure = series.y[episode.row], series.exposure[series.group[episode.row]]
    found: list[Span] = []
    for days in (1, WEEK):
        part = slice(max(0, column - days + 1), column + 1)
        mean, (low, high) = usual.over(float(exposure[part].sum()))
        found.append((float(y[part].sum()), round(mean, 2), low, high))
    return found[0], found[1]


def shares(entry: Entry, observed: float, total: int, usual: Background) -> tuple[float | None, float | None]:
    """Return the share as was usual and since it began; None for what is no share."""
    if entry[0].key.family not in SHARES or total <= 0:
        return None, None
    return round(usual.rate, 6), round(observed / total, 6)


def together(
    entries: Sequence[Entry], labels: dict[str, tuple[str, str]], stream: Stream
) -> tuple[tuple[str, str], ...]:
    """Say which other series moved with the one that is told; ``labels`` holds the names of topics."""
    found: dict[tuple[str, str], None] = {}
    told = entries[0][0].key
    for episode, _ in entries[1:]:
        key = episode.key
        if (key.family, key.subject, key.site, key.tongue) == (
            told.family,
            told.subject,
            told.site,
            told.tongue,
        ):
            continue
        subject = key.subject
        names = labels.get(subject, (subject, subject)) if subject is not None else None
        found[companion(key.family, names, stream.sites[key.site] if key.site >= 0 else None, key.tongue)] = (
            None
        )
    return tuple(found)


def excluded(
    places: Ints, entry: Entry, usual_total: float, total: int, holiday: bool, stream: Stream
) -> tuple[str, ...]:
    """Return what it is not: the other explanations that were looked at and do not hold."""
    low, high = STEADY
    sites = stream.site[places]
    sites = sites[sites >= 0]
    most = int(np.bincount(sites).max()) if len(sites) else 0
    checks = {
        "volume": entry[0].key.family != "volume" and low * usual_total <= total <= high * usual_total,
        "authors": people(stream, places) >= max(4, len(places) // 2 + 1),
        "one_site": len(stream.sites) > 2 and len(sites) > 0 and most <= 0.5 * len(sites),
        "holiday": not holiday,
        "copies": True,
    }
    return tuple(name for name, holds in checks.items() if holds)


def late(column: int, stream: Stream) -> bool:
    """Tell whether the newest day seems to be still coming in: far fewer comments than its weekday usually brings."""
    before = [column - WEEK * n for n in range(1, USUAL // WEEK + 1) if column - WEEK * n >= 0]
    if column != stream.days - 1 or len(before) < 2:
        return False
    daily = counted(stream.day, stream.days)
    return bool(daily[column] < LATE * float(np.mean(daily[before])))


def from_young(places: Ints, column: int, codes: Ints, stream: Stream) -> bool:
    """Tell whether most of these comments come from a code (channel, site) that is new while others are not."""
    mine = codes[places]
    mine = mine[mine >= 0]
    if len(mine) < MOSTLY * len(places) or not len(mine) or column < 2 * YOUNG_DAYS:
        return False
    known = codes >= 0
    first = np.full(int(codes.max()) + 1, stream.days)
    np.minimum.at(first, codes[known], stream.day[known])
    young = first > column - YOUNG_DAYS
    return bool(young[mine].mean() >= MOSTLY and not young[first <= column].all())
