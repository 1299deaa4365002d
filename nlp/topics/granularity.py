# pyright: basic
"""How many topics a file holds: as many as two halves of it, asked apart, still agree about.

A silhouette cannot tell: among neighbours pulled together every finer cut looks tighter, ten kinds of goods fall
into seventy-eight. So the rows are halved at random a few times, each half is cut into so many pieces on its own,
and both halves' pieces are laid over all rows. Where the pieces are in the data, the two agree beyond chance. The
finest cut that agrees about as well as the best one is taken. Measured on 1,200 texts each, NMI at the silhouette's
choice and at this one: 77 intents .79 .78, 10 kinds of goods .49 .62, complaints about them .48 .65, 15 kinds of
headlines .43 .39 (where many pieces flatter a small sample).
"""

import numpy as np

from nlp.topics import grouping
from nlp.topics.grouping import Rows

COUNTS = (5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 130)
_TURNS = 4
_NEARLY = 0.95
"""Share of the best agreement that a finer cut must reach."""
_MOST = 2_400
"""So many rows are asked; more would only take longer."""
_EACH = 6
"""Rows of a half for each of its pieces, on average, or the pieces would be chance."""


def granularity(rows: Rows, *, most: int) -> int:
    """Return into how many pieces rows fall, at most ``most``; the same for the same rows in the same order."""
    dice = np.random.default_rng(len(rows))
    some = rows if len(rows) <= _MOST else rows[np.sort(dice.permutation(len(rows))[:_MOST])]
    counts = [count for count in COUNTS if count <= min(most, len(some) // 2 // _EACH)]
    if len(counts) < 2:
        return min(most, COUNTS[0])
    agreed = np.mean([_agreement(some, counts, dice) for _ in range(_TURNS)], axis=0)
    good = np.flatnonzero(agreed >= _NEARLY * agreed.max())
    return counts[int(good[-1])]


def _agreement(rows: Rows, counts: list[int], dice: np.random.Generator) -> list[float]:
    """Return how far two halves agree about all rows, beyond chance, for every count."""
    from sklearn.metrics import adjusted_mutual_info_score

    order = dice.permutation(len(rows))
    halves = [rows[np.sort(part)] for part in np.array_split(order, 2)]
    trees = [grouping.tree(grouping.smoothed(half)) for half in halves]
    found = []
    for count in counts:
        middles = [
            grouping.centres(half, grouping.cut(grown, count))
            for half, grown in zip(halves, trees, strict=True)
        ]
        left, right = (grouping.nearest(rows, middle) for middle in middles)
        found.append(float(adjusted_mutual_info_score(left, right)))
    return found
