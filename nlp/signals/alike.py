"""What series of one kind have in common: how clumped their comments come, and a rate where they share one."""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.signals import kernels
from nlp.signals.engines import Engine, Series

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ENOUGH = 8
"""Series from which on what they have in common is worth asking for."""
SURE = 0.1
"""Times its weight in one series that the usual dispersion has against all of them together."""
UNSURE = 1.0
"""Standard errors by which the common dispersion may be larger than it looks: it is believed to be small only slowly."""
CAPPED = 1.75
"""What the excess of the common dispersion is multiplied by, because large gaps are cut off when it is learnt."""
SETTLED = 20.0
"""Exposure from which a series has a say in that."""
LEAST_ALIKE = 1.5
"""Comments that a common rate must be worth to be used at all."""


def shared(engine: Engine, series: Series) -> Floats:
    """Return (4, T), in the order of ``kernels``: the usual dispersion of each day and its weight, the rate and its weight.

    Because: whether comments come one by one or in clumps is learnt slowly from one subject and quickly from all of
    them. Where all of them come one by one, every series is believed to; where some are clumped, each learns alone.
    A series that is watched only later has no say before.
    """
    found = np.zeros((4, series.y.shape[1]))
    found[kernels.USUAL_SPREAD], found[kernels.SPREAD_WEIGHT] = engine.dispersion, engine.dispersion_weight
    watched = series.watched()
    enough = watched.sum(axis=0) >= ENOUGH
    if not enough.any():
        return found
    # the rate first: a rate that is thought higher than it is makes comments that come in clumps look alone
    if engine.alike > 0.0:
        found[[kernels.RATE_WEIGHT, kernels.USUAL_RATE]] = _rate(engine, series, watched) * enough
    if engine.pooled:
        found[kernels.USUAL_SPREAD] = np.where(
            enough, _spread(engine, series, found, watched), engine.dispersion
        )
    return found


def _spread(engine: Engine, series: Series, usual: Floats, watched: Bools) -> Floats:
    weigh = cast("Any", kernels).spreads
    squares, means = weigh(
        series.y, series.exposure, series.group, series.priors, series.born, engine.discounts(),
        engine.settings(), usual, SETTLED, watched,
    )  # fmt: skip
    prior = SURE * engine.dispersion_weight
    found = (squares + engine.dispersion * prior) / (means + prior) + UNSURE / np.sqrt(means + prior)
    return np.clip(1.0 + CAPPED * (found - 1.0), 1.0, engine.dispersion)


def _rate(engine: Engine, series: Series, watched: Bools) -> Floats:
    """Return (2, T): how many comments the common rate is worth after each day, and that rate (empirical Bayes).

    Rates that differ no more than chance would have it are one rate; the more they differ, the less it is worth to
    each. What their differences may be by chance twice over counts as a difference, so that few series, or young
    ones, are not thought alike because nothing is known of them.
    """
    out = np.zeros((2, series.y.shape[1]))
    seen, exposed = np.zeros(len(series.y)), np.zeros(len(series.y))
    memory = float(engine.discounts()[-1])
    for t in range(series.y.shape[1]):
        seen = seen * memory + series.y[:, t]
        exposed = exposed * memory + series.exposure[series.group, t]
        mine, could = seen[watched[:, t]], exposed[watched[:, t]]
        if mine.sum() <= 0.0 or could.sum() <= 0.0:
            continue
        rate = mine.sum() / could.sum()
        owed = rate * could
        chance = engine.dispersion * owed
        differ = ((mine - owed) ** 2).sum() - chance.sum()
        slack = np.sqrt(2.0 * (chance**2).sum() + chance.sum())
        worth = (owed**2).sum() / max(differ + slack, 1e-9)
        out[:, t] = min(worth, engine.alike) if worth >= LEAST_ALIKE else 0.0, rate
    return out
