# pyright: basic
"""The counting machine behind every rate signal, compiled once (numba) and kept on disk.

For each series (rows) and day (columns) it asks: how much more likely are the last 1-14 days if something
began than if the past goes on? The past is a discounted gamma-Poisson share of the exposure with its own
dispersion, known only up to the day before the window; the answer is an e-value, a fair bet against "nothing
happened", whose mean is at most one while nothing happens.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FLOOR = -6.0
"""log10 of the e-value where there is no evidence at all."""

# Places of the numbers in ``settings`` (numba takes an array, not a record).
(DISCOUNT, PRIOR_COUNT, PRIOR_DISPERSION, DISPERSION_WEIGHT, OUTLIER, WANDER, GAP, BASELINE_DAYS) = range(8)


@njit(cache=True)
def _learn(y, e, prior, settings, rate, weight, spread):
    """Fill what is known after each day of one series: rate per exposure, counts behind it, dispersion."""
    discount = settings[DISCOUNT]
    seen = exposed = squares = means = 0.0
    for t in range(len(y)):
        seen *= discount
        exposed *= discount
        squares *= discount
        means *= discount
        a = seen + settings[PRIOR_COUNT]
        if prior > 0.0:
            b = exposed + settings[PRIOR_COUNT] / prior
        else:
            b = exposed * (1.0 + 0.25 / a)
        phi = (squares + settings[PRIOR_DISPERSION] * settings[DISPERSION_WEIGHT]) / (
            means + settings[DISPERSION_WEIGHT]
        )
        phi = max(1.0, phi)
        w = 1.0
        if b > 0.0 and t >= 10:
            m = max(a / b * e[t], 1e-9)
            residual = 1.5 * (y[t] ** (2.0 / 3.0) * m ** (-1.0 / 6.0) - math.sqrt(m)) / math.sqrt(phi)
            if residual > settings[OUTLIER]:
                w = 1.0 / (residual * residual)
            gap = min((y[t] - m) ** 2, 16.0 * (phi * m + m * m / a) + 1.0)
            squares += gap
            means += m * (1.0 + m / a)
        seen += w * y[t]
        exposed += w * e[t]
        a = seen + settings[PRIOR_COUNT]
        if prior > 0.0:
            b = exposed + settings[PRIOR_COUNT] / prior
        else:
            b = exposed * (1.0 + 0.25 / a)
        rate[t] = a / b if b > 0.0 else 0.0
        weight[t] = a
        spread[t] = phi


@njit(cache=True)
def _bet(total, mean, days, phi, uncertainty, sizes):
    """Likelihood ratio of ``total`` under growth by each size against the past going on, averaged."""
    r = mean / (phi - 1.0 + mean * uncertainty)
    step = math.sqrt(phi * days / mean)
    out = 0.0
    for size in sizes:
        grown = 1.0 + size * step
        log = total * math.log(grown) + (r + total) * math.log((r + mean) / (r + grown * mean))
        out += math.exp(min(log, 200.0))
    return out / len(sizes)


@njit(cache=True)
def evalues(y, e, group, prior, mask, windows, sizes, settings, least, tonight):
    """Return (log10 e-value, most telling window in days) of every cell of ``mask``.

    Args:
        y: (S, T) counts. e: (G, T) exposures. group: (S,) row of ``e`` for each series.
        prior: (S,) rate to start from, 0 where none is known. mask: (S, T) cells asked for.
        windows: days looked back. sizes: growth in standard deviations a day. settings: see the names above.
        least: comments a window of 14 days must hold. tonight: comments the day itself must hold.
    """
    series, days = y.shape
    found = np.full((series, days), FLOOR)
    best = np.zeros((series, days), np.int16)
    rate, weight, spread = np.zeros(days), np.zeros(days), np.zeros(days)
    horizon = windows[-1]
    gap = int(settings[GAP])
    for s in range(series):
        wanted = False
        recent = 0.0
        for t in range(days):
            recent += y[s, t]
            if t >= horizon:
                recent -= y[s, t - horizon]
            if mask[s, t] and y[s, t] >= tonight and recent >= least:
                wanted = True
                break
        if not wanted:
            continue
        x = e[group[s]]
        _learn(y[s], x, prior[s], settings, rate, weight, spread)
        recent = 0.0
        for t in range(days):
            recent += y[s, t]
            if t >= horizon:
                recent -= y[s, t - horizon]
            if not mask[s, t] or y[s, t] < tonight or recent < least:
                continue
            total = exposure = evidence = top = 0.0
            at = 0
            for i in range(len(windows)):
                for d in range(0 if i == 0 else windows[i - 1], windows[i]):
                    if t - d >= 0:
                        total += y[s, t - d]
                        exposure += x[t - d]
                known = t - windows[i] - gap
                if known < settings[BASELINE_DAYS] - 1:
                    break
                mean = rate[known] * exposure
                if mean <= 1e-9 or total <= mean:
                    continue
                age = windows[i] / 2.0 + gap
                uncertainty = spread[known] / weight[known] + settings[WANDER] * age
                lr = _bet(total, mean, windows[i], spread[known], uncertainty, sizes)
                evidence += lr
                if lr > top:
                    top = lr
                    at = windows[i]
            if evidence > 0.0:
                found[s, t] = max(FLOOR, math.log10(evidence / len(windows)))
                best[s, t] = at
    return found, best
