"""The count detector that every series of the product goes through, in the form of one panel."""

from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.signals import kernels, seasons
from nlp.signals.alike import shared
from nlp.signals.engines import DAILY, MANY, WEEKLY, WORDS, Engine, Series, plain

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

KNOWN_TAIL, BEYOND = 6.0, 0.002
"""Powers of ten down to which a forecast of a season knows its tail, and what one more is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the cells asked for say; columns of equal length."""

    rows: Ints
    columns: Ints
    log10e: Floats
    """As it was found; ``Engine.boosted`` makes e-values of it."""
    window: Ints
    observed: Floats
    expected: Floats
    variance: Floats


def recent(y: Floats, days: int) -> Floats:
    """Return the sums over the newest ``days`` columns up to each column."""
    total = np.cumsum(y, axis=1)
    total[:, days:] = total[:, days:] - total[:, :-days]
    return total


def evidence(engine: Engine, series: Series, mask: Bools, usual: Floats | None = None) -> Evidence:
    """Weigh every cell of ``mask`` that holds enough comments: how far did the share outgrow its own past?

    ``usual`` is what the series have in common (``alike.shared``), where they are but some of those that say it.
    """
    asked = mask & (series.y >= engine.tonight) & (recent(series.y, engine.horizon) >= engine.least)
    asked &= series.watched()
    rows, columns = np.nonzero(asked)
    weigh = cast("Any", kernels).evalues
    out: Floats = weigh(
        series.y, series.exposure, series.group, series.priors, series.born, rows, columns, engine.weights(),
        np.array(engine.sizes), engine.discounts(), engine.settings(),
        shared(engine, series) if usual is None else usual,
    )  # fmt: skip
    return Evidence(
        rows=rows, columns=columns, log10e=out[:, 0],
        window=out[:, 1].astype(int), observed=out[:, 2], expected=out[:, 3], variance=out[:, 4],
    )  # fmt: skip


def knowledge(engine: Engine, series: Series, rows: Ints) -> Floats:
    """Return (N, T, 6): rate, counts behind it, dispersion, days lived and more, after each day of the rows asked for."""
    out = np.zeros((len(rows), series.y.shape[1], 6))
    alone = shared(replace(engine, pooled=False, alike=0.0), series)
    nothing = np.zeros(series.y.shape[1])
    learn = cast("Any", kernels).learn
    for i, s in enumerate(rows):
        prior = series.priors[series.born[s]] if series.born[s] >= 0 else nothing
        learn(
            series.y[s],
            series.exposure[series.group[s]],
            prior,
            engine.discounts(),
            engine.settings(),
            alone,
            out[i],
        )
    return out


def _is_weekly(dates: NDArray[np.datetime64] | None, exposure: Ints | Floats | None) -> bool:
    if dates is None or len(dates) < 2:
        return exposure is None
    return bool(np.median(np.diff(dates.astype("datetime64[D]")).astype(int)) >= 6)


def _weekly_bets(surprise: Floats) -> Floats:
    """Return log10 of a fair bet on -log10 of a p-value, in the same order.

    0.6 p^-0.4 is fair for every p-value (Vovk & Wang 2021). Half of that is kept, and what is rarer than one in a million
    earns hardly more, because no forecast of a season knows its own tail that far.
    """
    known = np.minimum(surprise, KNOWN_TAIL)
    return 0.4 * known + np.log10(0.3) + BEYOND * (surprise - known)


def heard(engine: Engine, found: Evidence, series: int) -> Bools:
    """Tell which cells pay: those above the cut whose comments were not heard already on the nights before."""
    if engine.again is None:
        return found.log10e >= engine.cut_among(series)
    first = cast("Any", kernels).first_heard
    cut, back = engine.cut_among(series), engine.horizon - 1
    return first(found.rows, found.columns, found.log10e, cut, np.array(engine.again), back // 2 + 1, back)


def _and_before(mask: Bools, columns: int) -> Bools:
    """Return the mask with so many columns before each of its cells."""
    wide = mask.copy()
    for lag in range(1, min(columns + 1, mask.shape[1])):
        wide[:, :-lag] |= mask[:, lag:]
    return wide


def score_panel(
    Y: Ints | Floats,  # noqa: N803 - the bench calls it Y
    mask: Bools,
    dates: NDArray[np.datetime64] | None = None,
    exposure: Ints | Floats | None = None,
    alpha: float = 0.01,
) -> tuple[Bools, Floats]:
    """Judge many series at once: (alarm, score), score = 6 + log10 of the e-value, causal column by column.

    Days are judged by their share of ``exposure`` over windows of 1-14 days. Weeks (dates seven days apart, or
    neither dates nor exposure) with over a year behind them are judged against trend and season.

    Args:
        Y: (S, T) counts.
        mask: (S, T) cells to judge.
        dates: (T,) days.
        exposure: (S, T) comments that could have carried the subject.
        alpha: chance of a false alarm a week, and 1/e-value a day.
    """
    y = np.ascontiguousarray(Y, float)
    weekly = _is_weekly(dates, exposure)
    old = np.zeros(y.shape[1], bool)
    old[int(seasons.YEAR) + seasons.LEFT_OUT :] = weekly
    series = plain(y, exposure)
    engine = WEEKLY if weekly else WORDS if len(y) >= MANY else DAILY
    found = evidence(engine, series, _and_before(mask & ~old, engine.horizon - 1))
    score = np.full(y.shape, kernels.FLOOR)
    score[found.rows, found.columns] = engine.boosted(found.log10e, len(y), heard(engine, found, len(y)))
    alarm = score >= -np.log10(alpha)
    rows, columns = np.nonzero(mask & old)
    if len(rows):
        chances = seasons.weekly_chances(y, rows, columns, None if exposure is None else series.exposure)
        score[rows, columns] = _weekly_bets(-np.log10(np.maximum(chances, 1e-300)))
        alarm[rows, columns] = chances <= alpha
    return alarm & mask, np.where(mask, score + 6.0, 0.0)


score_panel.__dict__.update(batch=True, evalue=True)
