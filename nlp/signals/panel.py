"""The count detector that every series of the product goes through, in the form of one panel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.signals import kernels, seasons

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How the past is remembered and what counts as growth; lengths are in columns (days or weeks)."""

    half_life: float = 365.0
    prior_count: float = 0.5
    dispersion: float = 1.3
    dispersion_weight: float = 400.0
    outlier: float = 2.58
    wander: float = 0.0
    gap: int = 0
    baseline: int = 14
    horizon: int = 14
    sizes: tuple[float, ...] = (1.0, 2.0, 4.0)
    least: int = 3
    tonight: int = 1
    boost: float = 0.0
    """Added to log10 e: what gates and averaging throw away may be given back while the mean stays below one."""

    def settings(self) -> Floats:
        """The numbers in the order that the compiled loops expect."""
        return np.array([
            0.5 ** (1.0 / self.half_life), self.prior_count, self.dispersion, self.dispersion_weight,
            self.outlier, self.wander, self.gap, self.baseline,
        ])  # fmt: skip


DAILY = Engine()
WEEKLY = Engine(half_life=52.0, baseline=8, horizon=3, dispersion_weight=60.0)


def share_evidence(
    engine: Engine, y: Floats, mask: Bools, exposure: Floats,
    group: NDArray[np.int64] | None = None, prior: Floats | None = None,
) -> tuple[Floats, NDArray[np.int16]]:  # fmt: skip
    """Return (log10 e-value, most telling window) of every cell: how far the share outgrew its own past.

    Args:
        engine: memory and growth. y: (S, T) counts. mask: (S, T) cells asked for.
        exposure: (G, T) comments that could have carried the subject. group: (S,) row of ``exposure`` of each
            series, row by row where not given. prior: (S,) rate a young series starts from, 0 where unknown.
    """
    rows = np.arange(len(y)) if group is None else group
    start = np.zeros(len(y)) if prior is None else prior
    windows = np.arange(1, engine.horizon + 1)
    found, best = kernels.evalues(
        y, np.ascontiguousarray(exposure, float), rows, start, np.ascontiguousarray(mask), windows,
        np.array(engine.sizes), engine.settings(), engine.least, engine.tonight,
    )  # fmt: skip
    return np.maximum(found + engine.boost, kernels.FLOOR), best


def _is_weekly(dates: NDArray[np.datetime64] | None, exposure: Floats | None) -> bool:
    if dates is None or len(dates) < 2:
        return exposure is None
    return bool(np.median(np.diff(dates.astype("datetime64[D]")).astype(int)) >= 6)


def score_panel(
    Y: NDArray[np.int64] | Floats,  # noqa: N803 - the bench calls it Y
    mask: Bools,
    dates: NDArray[np.datetime64] | None = None,
    exposure: Floats | None = None,
    alpha: float = 0.01,
) -> tuple[Bools, Floats]:
    """Judge many series at once: (alarm, score), score = 6 + log10 of the e-value, causal column by column.

    Days are judged by their share of ``exposure`` over windows of 1-14 days. Weeks (dates seven days apart, or
    neither dates nor exposure) with over a year behind them are judged against trend and season.

    Args:
        Y: (S, T) counts. mask: (S, T) cells to judge. dates: (T,) days. exposure: (S, T) comments that could
            have carried the subject. alpha: chance of a false alarm a week, and 1/e-value a day.
    """
    y = np.ascontiguousarray(Y, float)
    e = None if exposure is None else np.ascontiguousarray(exposure, float)
    weekly = _is_weekly(dates, e)
    old = np.zeros(y.shape[1], bool)
    old[int(seasons.YEAR) + seasons.LEFT_OUT :] = weekly
    engine = WEEKLY if weekly else DAILY
    found, _ = share_evidence(engine, y, mask & ~old, np.ones_like(y) if e is None else e)
    alarm = found >= -np.log10(alpha)
    rows, columns = np.where(mask & old)
    if len(rows):
        chances = seasons.weekly_chances(y, rows, columns, e)
        # 1 / (2 sqrt p) is a fair bet for every p-value (Vovk & Wang 2021)
        found[rows, columns] = -0.5 * np.log10(np.maximum(chances, 1e-300)) - np.log10(2.0)
        alarm[rows, columns] = chances <= alpha
    return alarm & mask, np.where(mask, found + 6.0, 0.0)


score_panel.batch = True
score_panel.evalue = True
