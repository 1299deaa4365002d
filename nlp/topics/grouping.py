# pyright: basic
"""Cluster features: Ward's tree over neighbours' means, cut where the pieces hold together best.

Chosen by measurement (``tests/bench/topics.py``): smoothing each row with its nearest neighbours and cutting
Ward's tree scores as high as EVoC and above HDBSCAN, assigns every row, needs no compilation, and is the same
for the same rows. Above ``LEAVES`` rows the tree grows on small k-means cells instead of rows. How many pieces
there are is asked in two ways: for nights, as fine as pieces hold together; for a file grouped once, as fine as
two halves of it agree about one another (``granularity``).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.topics.exact import unit

LEAVES = 4_000
_NEIGHBOURS = 12
_STEPS = 2
_BLOCK = 2_000
_CUTS = (0.12, 0.18, 0.25, 0.35, 0.5, 0.7, 0.85, 1.0)
_NEARLY = 0.95
"""Share of the best cut's silhouette that a finer cut must reach."""
Rows = NDArray[np.float32]
Labels = NDArray[np.int64]
Tree = NDArray[np.float64]


def group(rows: Rows, *, most: int, count: int | None = None) -> Labels:
    """Return a cluster for every row: ``count`` of them, or at most ``most``, fewer where pieces hold together worse."""
    if len(rows) < 4:
        return np.zeros(len(rows), np.int64)
    cells = _cells(rows) if len(rows) > LEAVES else np.arange(len(rows))
    smooth = smoothed(centres(rows, cells))
    labels = _cut(smooth, most, np.bincount(cells)) if count is None else cut(tree(smooth), count)
    return refine(rows, labels[cells])


def centres(rows: Rows, labels: Labels) -> Rows:
    """Return the unit mean of every cluster; labels count from 0 without gaps."""
    return unit(totals(rows, labels, int(labels.max()) + 1).astype(np.float32))


def totals(rows: Rows, labels: Labels, count: int) -> NDArray[np.float64]:
    """Return the sums of the rows of ``count`` clusters, each added up in the order of its rows."""
    from scipy.sparse import csr_matrix

    of = np.arange(len(rows))
    return csr_matrix((np.ones(len(rows)), (labels, of)), (count, len(rows))) @ rows


def refine(rows: Rows, labels: Labels, steps: int = 6) -> Labels:
    """Move rows to their nearest centre a few times: spherical k-means from a good start."""
    for _ in range(steps):
        moved = nearest(rows, centres(rows, labels))
        moved = np.unique(moved, return_inverse=True)[1]
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def nearest(rows: Rows, middle: Rows) -> Labels:
    """Return the nearest centre of every row, block by block to keep memory flat."""
    found = [(rows[i : i + _BLOCK] @ middle.T).argmax(axis=1) for i in range(0, len(rows), _BLOCK)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def smoothed(rows: Rows) -> Rows:
    """Pull every row toward the mean of its nearest neighbours, twice: ridges become islands."""
    k = min(_NEIGHBOURS, max(2, len(rows) // 8))
    beside = np.concatenate([_beside(rows, i, k) for i in range(0, len(rows), _BLOCK)])
    smooth = rows
    for _ in range(_STEPS):
        smooth = unit((rows * 0.4 + 0.6 * unit(smooth[beside].mean(axis=1))).astype(np.float32))
    return smooth


def _beside(rows: Rows, start: int, k: int) -> Labels:
    near = rows[start : start + _BLOCK] @ rows.T
    near[np.arange(len(near)), start + np.arange(len(near))] = -2
    return np.argpartition(-near, k, axis=1)[:, :k]


def _cells(rows: Rows) -> Labels:
    """Return small cells of rows for the tree to grow on."""
    from sklearn.cluster import MiniBatchKMeans

    options: dict[str, Any] = {"n_init": 1, "batch_size": 8_192, "max_iter": 20, "init": "random"}
    cells = MiniBatchKMeans(LEAVES // 2, random_state=0, **options)
    return np.unique(cells.fit_predict(rows), return_inverse=True)[1]


def tree(rows: Rows) -> Tree:
    """Grow Ward's tree over unit rows."""
    from scipy.cluster.hierarchy import linkage

    return linkage(rows, "ward")


def cut(grown: Tree, count: int) -> Labels:
    """Cut a tree into at most ``count`` pieces, numbered from 0."""
    from scipy.cluster.hierarchy import fcluster

    return np.unique(fcluster(grown, count, "maxclust"), return_inverse=True)[1]


def _cut(rows: Rows, most: int, weights: NDArray[np.int64]) -> Labels:
    """Cut Ward's tree into the most clusters that hold together about as well as the best cut does.

    Early warning needs fine topics; a silhouette that is nearly flat is no reason for coarse ones.
    """
    grown = tree(rows)
    counts = sorted({max(2, round(most * share)) for share in _CUTS})
    cuts = [cut(grown, count) for count in counts]
    scores = [_silhouette(rows, labels, weights) for labels in cuts]
    good = [i for i, score in enumerate(scores) if score >= _NEARLY * max(scores)]
    return cuts[good[-1]]


def _silhouette(rows: Rows, labels: Labels, weights: NDArray[np.int64]) -> float:
    """How much nearer rows are to their own centre than to the next one, between -1 and 1."""
    near = rows @ centres(rows, labels).T
    own = near[np.arange(len(rows)), labels].copy()
    near[np.arange(len(rows)), labels] = -2
    other = near.max(axis=1)
    return float(np.average((own - other) / np.maximum(1 - other, 1 - own).clip(1e-6), weights=weights))
