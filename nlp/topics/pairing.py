"""Join clusters of one language each that are about the same thing.

Two clusters pair when each is the other's nearest over the language border, by centred centroids and the
lexicon's concepts together, and near enough: what only one language talks about stays alone.
"""

import numpy as np
from numpy.typing import NDArray

from nlp.topics.grouping import centres

NEAR = 0.45
_ONLY = 0.9
_MARGIN = 0.02


def pair(
    rows: NDArray[np.float32], groups: NDArray[np.int64], labels: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return labels in which paired clusters of one language each share a number."""
    zh, en = (_only(groups, labels, group) for group in (0, 1))
    if not len(zh) or not len(en):
        return labels
    middle = centres(rows, labels)
    joined = labels.copy()
    for a, b in _mutual(middle[zh] @ middle[en].T):
        joined[labels == en[b]] = zh[a]
    return np.unique(joined, return_inverse=True)[1]


def _only(groups: NDArray[np.int64], labels: NDArray[np.int64], group: int) -> NDArray[np.int64]:
    """Return the clusters that are nearly all of one language."""
    sizes = np.bincount(labels)
    own = np.bincount(labels[groups == group], minlength=len(sizes))
    return np.flatnonzero(own > _ONLY * sizes)


def _mutual(near: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return pairs that choose each other, the best first, each cluster once."""
    row_best, column_best = near.max(axis=1), near.max(axis=0)
    pairs: list[tuple[float, int, int]] = []
    for a, b in zip(*np.where(near >= NEAR), strict=True):
        if near[a, b] >= row_best[a] - _MARGIN and near[a, b] >= column_best[b] - _MARGIN:
            pairs.append((float(near[a, b]), int(a), int(b)))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if a not in taken_a and b not in taken_b:
            taken_a.add(a)
            taken_b.add(b)
            chosen.append((a, b))
    return chosen
