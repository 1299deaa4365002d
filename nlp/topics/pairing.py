"""Join clusters of one language each that are about the same thing.

Two clusters pair when each is the other's nearest over the language border, by centred centroids and the
lexicon's concepts together, and near enough: what only one language talks about stays alone. And clusters that
hold both languages must show that these speak of one thing; what is only left over from everywhere falls apart.
"""

import numpy as np
from numpy.typing import NDArray

from nlp.topics.exact import unit
from nlp.topics.grouping import centres

NEAR = 0.45
_ONLY = 0.9
_MARGIN = 0.02
_CLEARLY = 0.1
"""Lead of a cluster's other half over every other cluster's, seen without the concepts that drew them together."""
_TOLD = 1.05
"""... or the shares of both halves that read one and the same concept first, added."""
_HALF = 3
"""A half of fewer rows proves nothing and joins nothing."""


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


def apart(
    rows: NDArray[np.float32], groups: NDArray[np.int64], labels: NDArray[np.int64], concepts: int
) -> NDArray[np.int64]:
    """Part the languages of clusters whose halves are no nearer one another than strangers; the last columns are concepts."""
    sizes = np.stack([np.bincount(labels[groups == g], minlength=int(labels.max()) + 1) for g in (0, 1)])
    both = np.flatnonzero(sizes.min(axis=0) >= _HALF)
    if len(both) < _HALF:
        return labels
    zh, en = (_halves(rows[:, : rows.shape[1] - concepts], labels, groups == g, both) for g in (0, 1))
    near = zh @ en.T
    own = near.diagonal().copy()
    np.fill_diagonal(near, -1.0)
    lead = own - np.maximum(near.max(axis=0), near.max(axis=1))
    parted = labels.copy()
    for place, label in enumerate(both):
        inside = labels == label
        spoken = [rows[inside & (groups == g)][:, rows.shape[1] - concepts :] for g in (0, 1)]
        if lead[place] < _CLEARLY and _agreement(*spoken) < _TOLD:
            parted[inside & (groups == 1)] = parted.max() + 1
    return np.unique(parted, return_inverse=True)[1]


def _halves(
    rows: NDArray[np.float32], labels: NDArray[np.int64], mine: NDArray[np.bool_], both: NDArray[np.int64]
) -> NDArray[np.float32]:
    return np.stack([unit(rows[mine & (labels == label)].mean(axis=0)) for label in both])


def _agreement(zh: NDArray[np.float32], en: NDArray[np.float32]) -> float:
    """Return the shares of both halves that read the concept which most of either read first; 0 where they differ."""
    if not zh.shape[1]:
        return 0.0
    counts = [
        np.bincount(half.argmax(axis=1)[half.max(axis=1) > 0], minlength=half.shape[1]) for half in (zh, en)
    ]
    first = [int(count.argmax()) for count in counts]
    if first[0] != first[1]:
        return 0.0
    return float(sum(count[first[0]] / len(half) for count, half in zip(counts, (zh, en), strict=True)))


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
