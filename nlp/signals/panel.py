"""The count detector that every series of the product goes through, in the form of one panel."""

from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.signals import kernels, seasons

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
LEAST_KNEE = 3.3
UNHEARD = 3.0
"""Powers of ten by which evidence below the cut is made smaller."""
CLOSE = 0.4
"""Powers of ten from the number of series down to the cut."""
ENOUGH = 8
"""Series from which on their common dispersion is worth asking for."""
SURE = 3.0
"""Times its weight in one series that the usual dispersion has against all of them together."""
CAPPED = 1.4
"""What the excess of the common dispersion is multiplied by, because large gaps are cut off when it is learnt."""
SETTLED = 20.0
"""Exposure from which a series has a say in that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How the past is remembered and what counts as growth; lengths are in columns (days or weeks)."""

    half_lives: tuple[float, ...] = (60.0, 400.0)
    prior_count: float = 1.0
    dispersion: float = 1.3
    dispersion_weight: float = 120.0
    outlier: float = 2.58
    wander: float = 0.0
    gap: int = 0
    baseline: int = 14
    forget: float = 0.99
    even: float = 1.0
    """Part of the say that the spread over the window's days has."""
    rare: float = 0.015
    """Comments a day at which half of ``dispersion`` is assumed; what is rarer comes one by one."""
    horizon: int = 14
    tilt: float = 0.3
    """How much more long windows are trusted than short ones: weights go with length to this power."""
    pooled: bool = True
    """Whether the dispersion is learnt from all series together (they must all be there at once)."""
    sizes: tuple[float, ...] = (1.0, 2.0, 4.0)
    least: int = 3
    """Comments that the longest window must hold."""
    tonight: int = 1
    """Comments that the day itself must hold."""
    cut: float = 1.3
    highest_cut: float = 2.2
    lift: float = 0.65
    slope: float = 0.25
    """From a cut on log10 e grows by ``lift``, below it shrinks to next to nothing, and beyond what e-BH at one in
    ten could ever ask of one series it grows by ``slope`` only. The cut lies just below what many loud series at
    once would ask of each (between ``cut`` and ``highest_cut``): the loud must not make room for the doubtful.

    Evidence that can never alarm, and evidence beyond any bar, give their part of the mean to the evidence between
    (a boosted e-value, Wang & Ramdas 2022); on the bench the mean stays at one and every tail below its bound.
    """

    def boosted(self, log10e: Floats, series: int) -> Floats:
        """Give the weight of evidence that can't alarm, among so many series, to the evidence that can."""
        cut = float(np.clip(np.log10(max(series, 1)) - CLOSE, self.cut, self.highest_cut))
        lifted = np.where(log10e < cut, log10e - UNHEARD, log10e + self.lift)
        beyond = np.maximum(lifted - max(LEAST_KNEE, np.log10(10.0 * max(series, 1))), 0.0)
        return np.maximum(lifted - (1.0 - self.slope) * beyond, kernels.FLOOR)

    def discounts(self) -> Floats:
        """What a day weighs one day later, for each memory."""
        return 0.5 ** (1.0 / np.array(self.half_lives))

    def weights(self) -> Floats:
        """What each length of window counts for."""
        found = np.arange(1.0, self.horizon + 1.0) ** self.tilt
        return found / found.sum()

    def settings(self) -> Floats:
        """The numbers in the order that the compiled loops expect."""
        return np.array([
            self.prior_count, self.dispersion, self.outlier, self.wander, self.gap, self.baseline, self.forget,
            self.even, self.rare,
        ])  # fmt: skip


DAILY = Engine()
WEEKLY = Engine(
    pooled=False,
    tilt=0.0,
    half_lives=(26.0, 104.0),
    baseline=8,
    horizon=3,
    dispersion_weight=20.0,
    forget=0.96,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts over a calendar, what could have been counted, and where a young series starts."""

    y: Floats
    """(S, T)."""
    exposure: Floats
    """(G, T) comments that could have carried the subject."""
    group: Ints
    """(S,) row of ``exposure`` of each series."""
    priors: Floats
    """(P, T) rates of larger groups, day by day."""
    born: Ints
    """(S,) row of ``priors``, -1 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the cells asked for say; columns of equal length."""

    rows: Ints
    columns: Ints
    log10e: Floats
    window: Ints
    observed: Floats
    expected: Floats
    variance: Floats


def plain(y: Floats, exposure: Ints | Floats | None = None) -> Series:
    """Make a panel in which every series has its own row of exposure and no larger group."""
    e = np.ones_like(y) if exposure is None else np.ascontiguousarray(exposure, float)
    nothing = np.zeros((1, y.shape[1]))
    return Series(y=y, exposure=e, group=np.arange(len(y)), priors=nothing, born=np.full(len(y), -1))


def recent(y: Floats, days: int) -> Floats:
    """Return the sums over the newest ``days`` columns up to each column."""
    total = np.cumsum(y, axis=1)
    total[:, days:] = total[:, days:] - total[:, :-days]
    return total


def usual_spread(engine: Engine, series: Series) -> Floats:
    """Return (2, T): the dispersion that series like these have on each day, and the weight it is given.

    Because: whether comments come one by one or in clumps is learnt slowly from one subject and quickly from all of
    them. Where all of them come one by one, every series is believed to; where some are clumped, each learns alone.
    """
    shared = np.empty((2, series.y.shape[1]))
    shared[0], shared[1] = engine.dispersion, engine.dispersion_weight
    if not engine.pooled or len(series.y) < ENOUGH:
        return shared
    weigh = cast("Any", kernels).spreads
    squares, means = weigh(
        series.y, series.exposure, series.group, series.priors, series.born, engine.discounts(),
        engine.settings(), shared, SETTLED,
    )  # fmt: skip
    prior = SURE * engine.dispersion_weight
    found = (squares + engine.dispersion * prior) / (means + prior)
    shared[0] = np.clip(1.0 + CAPPED * (found - 1.0), 1.0, engine.dispersion)
    return shared


def evidence(engine: Engine, series: Series, mask: Bools) -> Evidence:
    """Weigh every cell of ``mask`` that holds enough comments: how far did the share outgrow its own past?"""
    asked = mask & (series.y >= engine.tonight) & (recent(series.y, engine.horizon) >= engine.least)
    rows, columns = np.nonzero(asked)
    weigh = cast("Any", kernels).evalues
    out: Floats = weigh(
        series.y, series.exposure, series.group, series.priors, series.born, rows, columns, engine.weights(),
        np.array(engine.sizes), engine.discounts(), engine.settings(), usual_spread(engine, series),
    )  # fmt: skip
    return Evidence(
        rows=rows, columns=columns, log10e=engine.boosted(out[:, 0], len(series.y)),
        window=out[:, 1].astype(int), observed=out[:, 2], expected=out[:, 3], variance=out[:, 4],
    )  # fmt: skip


def knowledge(engine: Engine, series: Series, rows: Ints) -> Floats:
    """Return (N, T, 6): rate, counts behind it, dispersion, days lived and more, after each day of the rows asked for."""
    out = np.zeros((len(rows), series.y.shape[1], 6))
    alone = usual_spread(replace(engine, pooled=False), series)
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
    found = evidence(WEEKLY if weekly else DAILY, series, mask & ~old)
    score = np.full(y.shape, kernels.FLOOR)
    score[found.rows, found.columns] = found.log10e
    alarm = score >= -np.log10(alpha)
    rows, columns = np.nonzero(mask & old)
    if len(rows):
        chances = seasons.weekly_chances(y, rows, columns, None if exposure is None else series.exposure)
        # 1 / (2 sqrt p) is a fair bet for every p-value (Vovk & Wang 2021)
        score[rows, columns] = -0.5 * np.log10(np.maximum(chances, 1e-300)) - np.log10(2.0)
        alarm[rows, columns] = chances <= alpha
    return alarm & mask, np.where(mask, score + 6.0, 0.0)


score_panel.__dict__.update(batch=True, evalue=True)
