"""When a site sends more comments than usual, its subjects grow everywhere: weigh them by where comments come from."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nlp.signals.alike import shared
from nlp.signals.bundles import Bundle, counted
from nlp.signals.observations import Stream
from nlp.signals.panel import Evidence, evidence

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

KNOWN_BEFORE = 14
"""A site's own rate is the one of two weeks ago, so that an issue at a site can't explain itself away."""
SLACK = 1.0
"""Powers of ten that the evidence may lose before the sites count as its explanation."""
CALM = 30.0
"""Comments of a site that weigh as much as what is known of all sites."""
SETTLED = 28
"""Days after which a site that begins to report is known: until then what it brings is no growth anywhere else."""


def explained_by_sites(bundle: Bundle, found: Evidence, hot: Bools, stream: Stream) -> Bools:
    """Tell which loud cells are no louder than the sites that sent the comments: a busy resort is no issue.

    Args:
        bundle: series counted over all sites.
        found: their evidence.
        hot: (N,) cells at or above their bar.
        stream: the comments.
    """
    keep = hot.copy()
    if len(stream.sites) < 2 or not hot.any():
        return ~keep
    rows: list[int] = np.unique(found.rows[hot]).tolist()
    exposure = np.array([expected_by_sites(bundle, row, stream) for row in rows])
    begun = _begun(stream)
    young = np.array([
        counted(stream.day[m[begun[m]]], stream.days) for m in (bundle.members[row] for row in rows)
    ])  # fmt: skip
    series = replace(
        bundle.series, y=np.ascontiguousarray(bundle.series.y[rows] - young), exposure=exposure, group=np.arange(len(rows)),
        born=bundle.series.born[rows], since=None if bundle.series.since is None else bundle.series.since[rows],
    )  # fmt: skip
    # which of them were loud is known only afterwards: what they have in common is asked of all
    again = evidence(
        bundle.engine, series, np.ones(series.y.shape, bool), shared(bundle.engine, bundle.series)
    )
    cells = zip(again.rows.tolist(), again.columns.tolist(), again.log10e.tolist(), strict=True)
    place: dict[tuple[int, int], float] = {(rows[r], c): e for r, c, e in cells}
    for i in np.flatnonzero(hot).tolist():
        keep[i] = place.get((int(found.rows[i]), int(found.columns[i])), -np.inf) >= found.log10e[i] - SLACK
    return ~keep


def expected_by_sites(bundle: Bundle, row: int, stream: Stream) -> Floats:
    """Return (T,) the exposure of a series, each site's comments weighed by its own rate two weeks before."""
    audience = stream.audiences.index(bundle.keys[row].audience)
    members = bundle.members[row]
    lag = min(KNOWN_BEFORE, stream.days)
    all_before = _before(counted(stream.day[stream.audience == audience], stream.days), lag)
    mine_before = _before(counted(stream.day[members], stream.days), lag)
    everywhere = (mine_before + 0.5) / (all_before + 1.0)
    exposure = np.zeros(stream.days)
    settled = ~_begun(stream)
    mine = members[settled[members]]
    for site in range(-1, len(stream.sites)):
        n = counted(stream.day[(stream.audience == audience) & (stream.site == site) & settled], stream.days)
        c = counted(stream.day[mine[stream.site[mine] == site]], stream.days)
        own = (_before(c, lag) + CALM * everywhere) / (_before(n, lag) + CALM)
        exposure += n * own / everywhere
    return exposure


def _begun(stream: Stream) -> Bools:
    """Tell which comments come from a site that has only begun to report, while others had reported for weeks."""
    first = np.full(len(stream.sites) + 1, stream.days)
    np.minimum.at(first, stream.site, stream.day)
    since = stream.day - first[stream.site]
    return (stream.site >= 0) & (first[stream.site] >= SETTLED) & (since < SETTLED)


def _before(daily: Floats, lag: int) -> Floats:
    """Return the sums up to ``lag`` days before each day."""
    total = np.cumsum(daily)
    return np.concatenate([np.zeros(lag), total[: len(daily) - lag]])
