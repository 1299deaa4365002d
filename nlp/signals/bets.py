"""A fair bet that what is close to a comment is new: as many as now are closer to it than the nearest of before.

While nothing happens those of the last days are no closer than those before, so that the bet gains nothing on average.
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]

WINDOWS = (3, 7, 14)
NEAREST = (2, 5, 12)
"""How many of the comments before are as close as what counts as close."""
GROWTH = (3.0, 8.0, 25.0)
LEAST = 3
"""Comments close to the one that asks."""
CLOSER = 1e-4
"""What is closer by less is as close: the same words come as close to each other whenever they are said."""


def bets(close: Vectors, before: int, day: Ints, t: int) -> tuple[Floats, Ints, Ints, Floats]:
    """Return for each row its log10 e-value, and the window, the rank and the closeness that tell most.

    Because: how many come closer than the r-th of n before is a count with the rate r / n, known as well as r comments
    know it.

    Args:
        close: (rows, n) how close each comment comes to what asks, those before first.
        before: how many of them came before.
        day: (n,) column of each.
        t: the night's column.
    """
    total = np.zeros(len(close))
    best = np.zeros((4, len(close)))
    nearest = np.partition(close[:, :before], before - max(NEAREST), axis=1)[:, -max(NEAREST) :]
    ranked = -np.sort(-nearest, axis=1)
    for r in NEAREST:
        limit = ranked[:, r - 1] + CLOSER
        near = close > limit[:, None]
        for window in WINDOWS:
            inside = day > t - window
            count = near[:, inside].sum(axis=1).astype(float)
            mean = r / (before + 1.0) * (inside.sum() - 1)
            logs = [count * np.log(g) + (r + count) * np.log((r + mean) / (r + g * mean)) for g in GROWTH]
            bet = np.where(count >= LEAST, np.exp(np.minimum(logs, 60.0)).mean(axis=0), 0.0)
            total += bet
            more = bet > best[0]
            best[:, more] = np.array([bet, np.full(len(bet), window), np.full(len(bet), r), limit])[:, more]
    strength = np.log10(np.maximum(total / (len(NEAREST) * len(WINDOWS)), 1e-6))
    return strength, best[1].astype(int), best[2].astype(int), best[3]
