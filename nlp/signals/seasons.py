# pyright: basic
# ruff: noqa: ANN001, ANN202, PLR0913, C901 - compiled loops: types come from the arrays, calls cost
"""Weekly counts with more than a year behind them: a trend, a year's rhythm, and what one to two weeks owe to them.

A ridge-penalised quasi-Poisson regression (trend and two harmonics) learns from at most eight years, leaves the
last four weeks out, and listens less to weeks that stood out. Farrington flexible (Noufaily et al. 2013) needs
ten seasonal steps for the same; the smooth rhythm leaves more evidence for the weeks that matter.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
YEAR = 52.0
HARMONICS = 2
TERMS = 2 + 2 * HARMONICS
RIDGE = 4.0
LEFT_OUT = 4
LONGEST = 416
"""Weeks looked back on: eight years, where there are as many."""
LEAST = 2
"""Comments that the newest weeks must hold."""
OUTLIER, SKEWED = 2.58, 0.15
"""Residual from which a week stood out, and how much further that is where comments come in rare clumps."""
FITS = 3
NEAR, NEAR_AT_LAST = 1e-2, 1e-4
"""How far coefficients may still move when a fit ends: one that only tells what stood out, and the last."""
CALMED = 0.15
"""Part of the squared excess of the dispersion that is added where there is half a comment a week: weeks that stood
out are listened to less, and where comments come in rare clumps those are the weeks that told of the clumps."""
BEGINS = (0.85, 0.15)
"""How far it is believed that an issue begins this week, and that it began the week before: what begins this week is to
be heard this week."""
SPREADS = (0.5, 0.42)
"""Parts of an issue's comments that fall into its first week and its second: it hardly ever begins on a Monday."""
SIZES = (3.0, 6.0)
"""Comments of an issue, in standard deviations of a usual week."""
ODD = 0.14
"""How often odds of one or more come by chance; tenfold odds come a tenth as often, down to one week in five thousand."""


def rhythm(lags: Floats) -> Floats:
    """Return the regressors (n, 6) of weeks that lie ``lags`` before now: level, trend, cos and sin."""
    turns = [2.0 * np.pi * h * lags / YEAR for h in range(1, HARMONICS + 1)]
    waves = [wave for turn in turns for wave in (np.cos(turn), -np.sin(turn))]
    return np.ascontiguousarray(np.stack([np.ones_like(lags), -lags / YEAR, *waves], axis=1))


@njit(cache=True)
def _solve(a, b):
    """Solve a x = b in place of the Cholesky factor, which stays in the lower half of ``a``."""
    p = len(b)
    x = b.copy()
    for i in range(p):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= a[i, k] * a[j, k]
            a[i, j] = math.sqrt(max(s, 1e-12)) if i == j else s / a[j, j]
    for i in range(p):
        for k in range(i):
            x[i] -= a[i, k] * x[k]
        x[i] /= a[i, i]
    for i in range(p - 1, -1, -1):
        for k in range(i + 1, p):
            x[i] -= a[k, i] * x[k]
        x[i] /= a[i, i]
    return x


@njit(cache=True, fastmath=True)
def _regress(y, offset, x, weights, phi, beta, mu, a, near):
    """One penalised quasi-Poisson fit by Newton steps; ``beta``, ``mu`` and the factor ``a`` are left behind.

    ``x`` (6, n) lies week by week in memory, so that every sum runs over neighbours. Each step squares what is wrong
    of the last, so a step below ``near`` leaves less than its square.
    """
    p, n = x.shape
    w, z = np.empty(n), np.empty(n)
    for _ in range(12):
        mu[:] = offset
        for q in range(p):
            for i in range(n):
                mu[i] += beta[q] * x[q, i]
        for i in range(n):
            eta = min(20.0, max(-20.0, mu[i]))
            mu[i] = math.exp(eta)
            w[i] = weights[i] * mu[i] / phi
            z[i] = w[i] * (eta - offset[i] + y[i] / mu[i] - 1.0)
        b = np.zeros(p)
        for q in range(p):
            for r in range(q + 1):
                total = 0.0
                for i in range(n):
                    total += w[i] * x[q, i] * x[r, i]
                a[q, r] = total
            total = 0.0
            for i in range(n):
                total += z[i] * x[q, i]
            b[q] = total
        for q in range(1, p):
            a[q, q] += RIDGE
        fresh = _solve(a, b)
        moved = np.abs(fresh - beta).max()
        beta[:] = fresh
        if moved < near:
            break


@njit(cache=True)
def _unheard(y, mu, phi, weights):
    """Fill ``weights``: a week that stood out says less the more it did; they make as many weeks as there are.

    Where a clump of five is what one comment a week looks like, five are no outlier: listening less to them would make
    the past look calmer than it is, and the next clump an alarm.
    """
    for i in range(len(y)):
        weights[i] = 1.0
        if y[i] > mu[i]:
            s = 1.5 * (y[i] ** (2.0 / 3.0) * mu[i] ** (-1.0 / 6.0) - math.sqrt(mu[i])) / math.sqrt(phi)
            if s > OUTLIER * math.sqrt(1.0 + SKEWED * (phi - 1.0) / (mu[i] + 0.5)):
                weights[i] = 1.0 / (s * s)
    weights *= len(y) / weights.sum()


@njit(cache=True)
def _forecast_one(y, offset, x, now, ahead, mean, variance):
    """Fit one series and fill the forecast of its newest weeks; return the dispersion, 0 where unknown."""
    n = len(y)
    total = y.sum()
    if total <= 0.0:
        return 0.0
    beta = np.zeros(TERMS)
    beta[0] = math.log(total / np.exp(offset).sum())
    mu, weights = np.empty(n), np.ones(n)
    a = np.empty((TERMS, TERMS))
    phi = 1.0
    for again in range(FITS):
        last = again == FITS - 1
        _regress(y, offset, x, weights, phi, beta, mu, a, NEAR_AT_LAST if last else NEAR)
        squares = 0.0
        for i in range(n):
            squares += weights[i] * (y[i] - mu[i]) ** 2 / mu[i]
        phi = max(1.0, squares / max(1.0, weights.sum() - TERMS))
        if not last:
            _unheard(y, mu, phi, weights)
    for d in range(len(mean)):
        eta = ahead[d]
        v = now[d].copy()
        var = 0.0
        for q in range(TERMS):
            eta += beta[q] * now[d, q]
            for k in range(q):
                v[q] -= a[q, k] * v[k]
            v[q] /= a[q, q]
            var += v[q] * v[q]
        mean[d] = math.exp(min(20.0, eta))
        variance[d] = var
    return phi


@njit(cache=True)
def _forecast(y, offset, rows, columns, x, now, mean, variance, phi):
    for i in range(len(rows)):
        s, k = rows[i], columns[i]
        low, high = max(0, k - LONGEST), k - LEFT_OUT
        ahead = np.zeros(mean.shape[1])
        for d in range(mean.shape[1]):
            ahead[d] = offset[s, max(0, k - d)]
        phi[i] = _forecast_one(
            y[s, low:high], offset[s, low:high], np.ascontiguousarray(x[:, LONGEST - (k - low) : LONGEST - LEFT_OUT]),
            now, ahead, mean[i], variance[i],
        )  # fmt: skip


def _likelihood(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """Return the log likelihood of a negative binomial of variance ``spread * mean``, less what ``count`` alone says."""
    size = mean / (spread - 1.0)
    return (
        special.gammaln(count + size)
        - special.gammaln(size)
        - size * np.log(spread)
        + count * np.log1p(-1.0 / spread)
    )


def odds(counts: Floats, owed: Floats, phi: Floats, doubt: Floats) -> Floats:
    """Return log10 of how much likelier the newest weeks are if an issue began in one of them than if the past goes on.

    Because: two weeks that rise as an issue does say more than their sum, and a week alone is not asked to be as odd
    again because a second one was looked at too. All are (weeks, N), the newest first, but for ``phi`` (N,).

    Args:
        counts: comments of each week.
        owed: what was expected of it.
        phi: dispersion.
        doubt: relative variance of what was expected.
    """
    spread = np.maximum(phi + owed * doubt, 1.0 + 1e-4)
    quiet = _likelihood(counts, owed, spread)
    found: list[Floats] = []
    for age, believed in enumerate(BEGINS):
        weeks = slice(age + 1)
        parts = np.array(SPREADS[age::-1])[:, None]
        for size in SIZES:
            more = parts * np.maximum(size * np.sqrt(owed[age] * phi), 1.0)
            grown = owed[weeks] + more
            loud = _likelihood(counts[weeks], grown, (spread[weeks] * owed[weeks] + more) / grown)
            found.append((loud - quiet[weeks]).sum(0) + np.log(believed / len(SIZES)))
    return np.logaddexp.reduce(found) / np.log(10.0)


def weekly_chances(
    y: Floats, rows: NDArray[np.int64], columns: NDArray[np.int64], exposure: Floats | None
) -> Floats:
    """Return the chance of newest weeks that speak as much or more for an issue in each cell, if the past goes on.

    Args:
        y: (S, T) weekly counts.
        rows: series of each cell asked for.
        columns: week of each cell asked for, with a year or more before it.
        exposure: (S, T) comments that could have carried the subject, if known.
    """
    weeks = len(BEGINS)
    offset = np.zeros_like(y) if exposure is None else np.log(np.maximum(exposure, 0.5))
    lags = np.arange(LONGEST, 0, -1, dtype=float)
    mean, variance = np.full((len(rows), weeks), np.nan), np.zeros((len(rows), weeks))
    phi = np.zeros(len(rows))
    _forecast(
        y,
        offset,
        rows,
        columns,
        np.ascontiguousarray(rhythm(lags).T),
        rhythm(np.arange(weeks, dtype=float)),
        mean,
        variance,
        phi,
    )
    counts = np.stack([y[rows, np.maximum(columns - d, 0)] for d in range(weeks)])
    asked = (phi > 0.0) & (counts[0] > 0.0) & (counts.sum(0) >= LEAST)
    owed, phi = mean[asked].T, phi[asked]
    clumped = phi + CALMED * np.maximum(phi - 1.0, 0.0) ** 2 / (owed[0] + 0.5)
    chances = np.ones(len(rows))
    chances[asked] = np.minimum(ODD * 10.0 ** -odds(counts[:, asked], owed, clumped, variance[asked].T), 1.0)
    return chances
