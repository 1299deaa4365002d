# pyright: basic
# ruff: noqa: ANN001, ANN201, ANN202, D417, PLR0913, PLR0915, C901 - compiled loops: types come from the arrays, calls cost
"""The counting machine behind every rate signal, compiled once (numba) and kept on disk.

For each series (rows) and day (columns) it asks: how much more likely are the last 1-14 days if something
began than if the past goes on? The past is a discounted gamma-Poisson share of the exposure with its own
dispersion, known only up to the day before the window; the answer is an e-value, a fair bet against "nothing
happened", whose mean is at most one while nothing happens.
"""

import math

import numpy as np
from numba import njit

FLOOR = -6.0
"""log10 of the e-value where there is no evidence at all."""

# Places of the numbers in ``settings`` (numba takes an array, not a record).
(
    PRIOR_COUNT,
    PRIOR_DISPERSION,
    OUTLIER,
    WANDER,
    GAP,
    BASELINE,
    FORGET,
    EVEN,
    RARE,
    DOUBT,
    POWER,
    YOUNG,
    SHARE,
    SINGLE,
    FEW,
) = range(15)
# Rows of ``usual``, what series of this kind have in common on each day: their dispersion and the weight it is given,
# the comments that their common rate is worth (0: they have none) and that rate.
(USUAL_SPREAD, SPREAD_WEIGHT, RATE_WEIGHT, USUAL_RATE) = range(4)
# Columns of what is known after each day: rate, counts behind it, dispersion, days with exposure so far, and what
# the dispersion rests on: squared gaps, and what they would be in a Poisson world.
(RATE, COUNTS, SPREAD, LIVED, SQUARES, MEANS) = range(6)
LONG = 0.2
"""Part of what is known that the window owes, at which half of the doubt about the rate counts."""
MIDDLE = 7.0
"""Days of the window for which sizes are given."""
SWELLS = 0.3
"""Share from which growth swells the exposure no further: where half of a topic's comments are harsh and more become
so, the same people are harsher, they are not more people."""
SETTLING = 10
"""Days that pass before an outlier can be told from a beginning."""


@njit(cache=True)
def learn(y, e, prior, discounts, settings, shared, known):
    """Fill (T, 6) ``known`` with what the counts ``y`` of exposure ``e`` have taught after each day.

    ``shared`` (4, T) holds what series of this kind have in common. Several memories (``discounts``) run side by
    side and are weighted by how well each foretold the days so far, so that a share that drifts is remembered for
    weeks and one that stays for a year.
    """
    n = len(discounts)
    seen, exposed, merit = np.zeros(n), np.zeros(n), np.zeros(n)
    rates, counts = np.zeros(n), np.zeros(n)
    squares = means = lived = usual = 0.0
    rate = count = 0.0
    phi = settings[PRIOR_DISPERSION]
    for t in range(len(y)):
        w = 1.0
        if rate > 0.0 and e[t] > 0.0 and lived >= SETTLING:
            m = max(rate * e[t], 1e-9)
            several = max(y[t] - settings[SINGLE], 0.0)
            residual = 1.5 * (several ** (2.0 / 3.0) * m ** (-1.0 / 6.0) - math.sqrt(m)) / math.sqrt(phi)
            if residual > settings[OUTLIER]:
                w = 1.0 / (residual * residual)
            # a day tells more of the dispersion the more it was expected to bring, up to a point
            tells = 1.0 / (1.0 + 2.0 * m)
            gap = min((y[t] - m) ** 2, 16.0 * (phi * m + m * m / count) + 1.0)
            squares = squares * discounts[-1] + tells * gap
            means = means * discounts[-1] + tells * m * (1.0 + m / count)
            for j in range(n):
                mj = max(rates[j] * e[t], 1e-9)
                top = min(y[t], mj + 4.0 * math.sqrt(phi * mj) + 1.0)
                merit[j] = settings[FORGET] * merit[j] + (top * math.log(mj) - mj) / phi
        if e[t] > 0.0:
            lived += 1.0
        rate = best = total = 0.0
        for j in range(n):
            best = merit[j] if j == 0 else max(best, merit[j])
        for j in range(n):
            seen[j] = discounts[j] * seen[j] + w * y[t]
            exposed[j] = discounts[j] * exposed[j] + w * e[t]
            counts[j] = seen[j] + settings[PRIOR_COUNT]
            if prior[t] <= 0.0 and shared[RATE_WEIGHT, t] > 0.0:
                counts[j] = seen[j] + shared[RATE_WEIGHT, t]
                b = exposed[j] + shared[RATE_WEIGHT, t] / shared[USUAL_RATE, t]
            elif prior[t] > 0.0:
                b = exposed[j] + settings[PRIOR_COUNT] / prior[t]
            else:
                b = exposed[j] * (1.0 + 0.25 / counts[j])
            rates[j] = counts[j] / b if b > 0.0 else 0.0
            total += math.exp(merit[j] - best)
            rate += math.exp(merit[j] - best) * rates[j]
        rate /= total
        vague = 0.0
        for j in range(n):
            apart = rates[j] / rate - 1.0 if rate > 0.0 else 0.0
            vague += math.exp(merit[j] - best) / total * (1.0 / counts[j] + apart * apart)
        count = 1.0 / vague
        if e[t] > 0.0:
            usual += (e[t] - usual) / min(lived, 60.0)
        # what is rare comes one by one: the excess of the variance fades with the daily mean
        busy = rate * usual
        start = 1.0 + (shared[USUAL_SPREAD, t] - 1.0) * busy / (busy + settings[RARE])
        phi = max(1.0, (squares + start * shared[SPREAD_WEIGHT, t]) / (means + shared[SPREAD_WEIGHT, t]))
        known[t, RATE], known[t, COUNTS], known[t, SPREAD], known[t, LIVED] = rate, count, phi, lived
        known[t, SQUARES], known[t, MEANS] = squares, means


@njit(cache=True)
def _bet(total, mean, days, phi, vague, sizes, power, share):
    """Likelihood ratio of ``total`` under growth by each size against the past going on, averaged.

    A window of a week looks for so many standard deviations a day; with a ``power`` below one, shorter windows look
    for more a day and longer ones for less, because that is what they can see.
    """
    r = mean / (phi - 1.0 + mean * vague)
    step = math.sqrt(phi * MIDDLE * (days / MIDDLE) ** power / mean)
    out = 0.0
    for size in sizes:
        grown = 1.0 + size * step
        more = share * (grown - 1.0)
        owed = (grown - 1.0) * mean * (math.log1p(more) / more if more > 1e-6 else 1.0)
        log = total * math.log(grown) + (r + total) * math.log((r + mean) / (r + mean + owed))
        out += math.exp(min(log, 200.0))
    return out / len(sizes)


@njit(cache=True)
def _rise(a, n):
    """Return log of a (a + 1) ... (a + n - 1)."""
    if n > 20.0:
        return math.lgamma(a + n) - math.lgamma(a)
    out = 0.0
    for j in range(int(n)):
        out += math.log(a + j)
    return out


@njit(cache=True)
def _evenness(y, e, first, last, total, mean, count, phi):
    """Return the log likelihood ratio of how the window's count is spread over its days.

    By chance, comments come in clumps as large as the dispersion says; something that began adds its own evenly.
    Where little is known (``count``), the window itself tells what its mean may have been.
    Given the count, both are fair models of the days, so this factor leaves the mean of the bet at one.
    """
    if phi < 1.02 or last == first:
        return 0.0
    exposure = 0.0
    for t in range(first, last + 1):
        exposure += e[t]
    likely = mean * (count + total) / (count + mean)
    clumps = likely / (phi - 1.0)
    even = min(total / mean * total / likely, 100.0)
    out = _rise(clumps, total) - _rise(even * clumps, total)
    for t in range(first, last + 1):
        if y[t] > 0.0:
            a = clumps * e[t] / exposure
            out += _rise(even * a, y[t]) - _rise(a, y[t])
    return out


@njit(cache=True)
def _judge(y, e, known, t, weights, sizes, settings, out):
    """Fill ``out``: log10 e-value, most telling window, its count, what was owed, and the variance of that."""
    gap = int(settings[GAP])
    total = exposure = evidence = top = 0.0
    for window in range(1, len(weights) + 1):
        d = t - window + 1
        if d < 0:
            break
        total += y[d]
        exposure += e[d]
        last = d - 1 - gap
        if last < 0 or known[last, LIVED] < settings[BASELINE]:
            break
        mean = known[last, RATE] * exposure
        if mean <= 1e-9 or total <= mean:
            continue
        phi = known[last, SPREAD]
        # how unsure the rate is counts in full where history is hardly longer than the window, or knows hardly a comment
        part = (mean / known[last, COUNTS]) ** 2
        few = settings[FEW] / (settings[FEW] + known[last, COUNTS])
        doubt = max(settings[DOUBT], part / (part + LONG * LONG), few)
        vague = doubt * phi / known[last, COUNTS] + settings[WANDER] * (window / 2.0 + gap)
        share = settings[SHARE] * min(known[last, RATE], SWELLS)
        bet = _bet(total, mean, window, phi, vague, sizes, settings[POWER], share)
        if settings[EVEN] > 0.0:
            trust = max(settings[DOUBT], 0.1)
            bet *= math.exp(
                min(
                    200.0,
                    settings[EVEN] * _evenness(y, e, d, t, total, mean, known[last, COUNTS] / trust, phi),
                )
            )
        evidence += weights[window - 1] * bet
        if bet > top:
            top = bet
            out[1], out[2], out[3], out[4] = window, total, mean, phi * mean + vague * mean * mean
    if evidence <= 0.0 or t < 1:
        out[0] = FLOOR
        return
    # a power of a fair bet is a fair bet: the shorter the history, the less of it is kept
    lived = known[t - 1, LIVED]
    out[0] = max(FLOOR, math.log10(evidence) * lived / (lived + settings[YOUNG]))


@njit(cache=True)
def evalues(y, e, group, priors, born, rows, columns, weights, sizes, discounts, settings, shared):
    """Return (N, 5): log10 e-value, window in days, its count, what was owed, its variance, for each cell.

    Args:
        y: (S, T) counts. e: (G, T) exposures. group: (S,) row of ``e`` of each series.
        priors: (P, T) rates a young series starts from. born: (S,) row of ``priors``, -1 for none.
        rows, columns: the cells asked for, in order of rows. weights: of windows of 1, 2, ... days; they make one.
        sizes: growth in standard deviations a day. discounts, settings, shared: see ``learn``.
    """
    days = y.shape[1]
    out = np.zeros((len(rows), 5))
    known = np.zeros((days, 6))
    nothing = np.zeros(days)
    for i in range(len(rows)):
        s = rows[i]
        if i == 0 or s != rows[i - 1]:
            prior = priors[born[s]] if born[s] >= 0 else nothing
            learn(y[s], e[group[s]], prior, discounts, settings, shared, known)
        _judge(y[s], e[group[s]], known, columns[i], weights, sizes, settings, out[i])
    return out


@njit(cache=True)
def spreads(y, e, group, priors, born, discounts, settings, shared, settled, watched):
    """Return (2, T): sums over all series of squared gaps, and of what they would be if comments came one by one.

    A series counts from ``settled`` exposure and three comments on, on the days on which it is ``watched`` (S, T).
    """
    days = y.shape[1]
    out = np.zeros((2, days))
    known = np.zeros((days, 6))
    nothing = np.zeros(days)
    for s in range(len(y)):
        prior = priors[born[s]] if born[s] >= 0 else nothing
        learn(y[s], e[group[s]], prior, discounts, settings, shared, known)
        seen = exposed = 0.0
        for t in range(days):
            seen += y[s, t]
            exposed += e[group[s], t]
            if watched[s, t] and seen >= 3.0 and exposed >= settled:
                out[0, t] += known[t, SQUARES]
                out[1, t] += known[t, MEANS]
    return out


@njit(cache=True)
def first_heard(rows, columns, log10e, cut, grown, week, back):
    """Tell which cells (in order of rows and columns) reach the cut and say more than the nights before.

    Comments of the last ``back`` columns were weighed on those nights too: an e-value is paid for them once, and again
    only where the evidence has grown: by ``grown[0]`` powers of ten within a ``week``, to ``grown[1]`` times as many after it.
    """
    out = np.zeros(len(rows), np.bool_)
    for i in range(len(rows)):
        most, older = -1e9, False
        j = i - 1
        while j >= 0 and rows[j] == rows[i] and columns[i] - columns[j] <= back:
            if log10e[j] >= cut:
                most = max(most, log10e[j])
                older = older or columns[i] - columns[j] > week
            j -= 1
        out[i] = log10e[i] >= cut and log10e[i] >= (most * grown[1] if older else most + grown[0])
    return out
