"""What a series is, how its past is remembered, and what counts as growth."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.signals import kernels

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
UNHEARD = 3.0
"""Powers of ten by which evidence below the cut is made smaller."""
LEAST_WORTH = 3.0
"""What evidence at the cut is worth (log10), at least."""
FLAT, STEP = 1.0, 0.03
"""Powers of ten above the cut over which evidence is worth nearly the same, and by how much it then differs."""
GROWS = 0.23
"""How much more evidence is asked among ten times the series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How the past is remembered and what counts as growth; lengths are in columns (days or weeks)."""

    half_lives: tuple[float, ...] = (60.0, 400.0)
    prior_count: float = 1.0
    dispersion: float = 1.3
    dispersion_weight: float = 120.0
    outlier: float = 2.58
    single: float = 0.0
    """Comments of a day that are no outlier however rare they are."""
    wander: float = 0.0
    gap: int = 0
    baseline: int = 14
    forget: float = 0.99
    even: float = 1.0
    """Part of the say that the spread over the window's days has."""
    rare: float = 0.015
    """Comments a day at which half of ``dispersion`` is assumed; what is rarer comes one by one."""
    doubt: float = 1.0
    """Part of the doubt about the rate that counts while the window is short against the history.

    All of it keeps every single bet fair; but then what is rare is never heard. With less, the fairness is left to the
    cut, which was learnt on simulated worlds in which nothing happens.
    """
    few: float = 0.0
    """Comments known at which half of that doubt counts, whatever ``doubt`` says: who has heard three knows no rate."""
    power: float = 1.0
    """How sizes go with the window's length: 1 the same a day, 0 the same in all."""
    share: float = 0.0
    """How far it is believed that the exposure holds what is counted, so that growth swells it too."""
    young: float = 0.0
    """Days of history at which half of the evidence (log10) is kept."""
    horizon: int = 14
    tilt: float = 0.3
    """How much more long windows are trusted than short ones: weights go with length to this power."""
    lengths: tuple[float, ...] = ()
    """What each length of window counts for, where ``tilt`` does not say it."""
    pooled: bool = True
    """Whether the dispersion is learnt from all series together (they must all be there at once)."""
    alike: float = 0.0
    """Comments that the common rate of all series may be worth to each, where they turn out to be alike."""
    sizes: tuple[float, ...] = (1.0, 2.0, 4.0)
    least: int = 3
    """Comments that the longest window must hold."""
    tonight: int = 1
    """Comments that the day itself must hold."""
    cut: float = 2.0
    """Evidence (log10) that alarms where there is one series."""
    again: tuple[float, float] | None = (0.3, 1.5)
    """What evidence must grow by to be paid again for comments that were heard already: so many powers of ten within a
    week, to so many times as many after it; None: every night is paid."""
    slope: float = 0.15
    """What evidence far above the cut is still worth where it stands alone; the less, the more series there are."""

    def cut_among(self, series: int) -> float:
        """Return the evidence (log10) that alarms among so many series."""
        return self.cut + GROWS * float(np.log10(max(series, 1)))

    def boosted(self, log10e: Floats, series: int, heard: Bools | None = None) -> Floats:
        """Return log10 of an e-value for evidence found among so many series, in the same order as the evidence.

        Evidence below the cut can't alarm among so many, so it gives its part of the mean to the evidence above
        (a boosted e-value, Wang & Ramdas 2022). What passes the cut is worth what e-BH asks of one alone, and hardly
        more beyond. On simulated worlds in which nothing happens the mean stays below one, and every tail below its
        bound, in each of them.

        Args:
            log10e: the evidence of each cell.
            series: how many series there are.
            heard: cells that pay, where not all above the cut do.
        """
        cut = self.cut_among(series)
        above = log10e - cut
        # one series that is wrong for a week must not outweigh all the others, who lose their bets
        slope = self.slope / max(series, 1) ** 0.5
        worth = max(LEAST_WORTH, 1.0 + float(np.log10(max(series, 1))))
        grown = worth + STEP * np.minimum(above, FLAT) + slope * np.maximum(above - FLAT, 0.0)
        pays = above >= 0.0 if heard is None else heard
        return np.maximum(np.where(pays, grown, np.minimum(log10e, cut) - UNHEARD), kernels.FLOOR)

    def discounts(self) -> Floats:
        """What a day weighs one day later, for each memory."""
        return 0.5 ** (1.0 / np.array(self.half_lives))

    def weights(self) -> Floats:
        """What each length of window counts for."""
        found = np.array(self.lengths) if self.lengths else np.arange(1.0, self.horizon + 1.0) ** self.tilt
        return found / found.sum()

    def settings(self) -> Floats:
        """The numbers in the order that the compiled loops expect."""
        return np.array([
            self.prior_count, self.dispersion, self.outlier, self.wander, self.gap, self.baseline, self.forget,
            self.even, self.rare, self.doubt, self.power, self.young, self.share, self.single,
            self.few,
        ])  # fmt: skip


DAILY = Engine(
    half_lives=(100.0, 1000.0),
    dispersion=1.35,
    dispersion_weight=400.0,
    doubt=0.15,
    few=3.0,
    young=2.0,
    power=0.5,
    # a fast lane of four days, one for a week, and as much again for what takes its two weeks
    lengths=(0.2, 0.4, 1.5, 7.5, 1.0, 2.0, 6.0, 3.0, 2.0, 2.0, 1.0, 1.0, 6.0, 7.0),
    share=1.0,
    alike=50.0,
    sizes=(1.5, 4.0),
    least=4,
)
WORDS = replace(
    DAILY,
    doubt=1.0,
    lengths=(),
    sizes=(1.0, 2.0),
    # nearly every comment with a word is its only one that day: listened to less, all words would seem rarer than they are
    single=1.0,
    # each word learns alone how clumped it is: that most come one by one is no proof for the others
    dispersion=1.1,
    pooled=False,
    alike=0.0,
    cut=2.1,
    # the nights of one rise tell which words belong together
    again=None,
)
"""The engine of a whole vocabulary judged at once."""
MANY = 2_000
"""Series from which on they can only be words."""
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
    since: Ints | None = None
    """(S,) column from which each series is watched, where that is not the first for all."""

    def watched(self) -> Bools:
        """Return (S, T): which series there are on each day."""
        first: Ints = np.zeros(len(self.y), np.int64) if self.since is None else self.since
        days = np.arange(int(self.y.shape[1]))
        return days >= first[:, None]


def plain(y: Floats, exposure: NDArray[Any] | None = None) -> Series:
    """Make a panel in which every series has its own row of exposure and no larger group."""
    e = np.ones_like(y) if exposure is None else np.ascontiguousarray(exposure, float)
    nothing = np.zeros((1, y.shape[1]))
    return Series(y=y, exposure=e, group=np.arange(len(y)), priors=nothing, born=np.full(len(y), -1))
