"""Where a topic lies and how far it reaches, seen from each language."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.topics.exact import dots, snap, unit
from nlp.topics.grouping import totals

_SHRINK = 6.0
"""A topic's centre in one language leans on the centre over both by so many segments."""
_EDGE = 0.01
"""Share of a topic's own segments that may lie outside its radius."""
_CHANCE = 0.80
"""Quantile of the similarity with the best *other* topic under which belonging would be chance."""
_FARTHEST = 0.02
"""... unless more than this share of all would then lie outside."""
UNSEEN = 0.9
"""A language in which a topic has no segments yet needs this share of the other language's radius."""
Rows = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Centres (topics, 2, features), radii (topics, 2) and sizes (topics, 2) of all topics."""

    centres: Rows
    radii: NDArray[np.float64]
    sizes: Labels


def measure(rows: Rows, groups: Labels, labels: Labels, count: int) -> Geometry:
    """Measure ``count`` topics from their members."""
    sizes = np.stack([np.bincount(labels[groups == g], minlength=count) for g in (0, 1)], axis=1)
    middle = centre(rows, groups, labels, sizes)
    own, other = closeness(rows, groups, labels, middle)
    return Geometry(middle, _radii(own, other, groups, labels, sizes), sizes)


def centre(rows: Rows, groups: Labels, labels: Labels, sizes: Labels) -> Rows:
    """Return the centres of every topic as seen from zh and from en."""
    sums = np.zeros((*sizes.shape, rows.shape[1]))
    for group in (0, 1):
        mine = groups == group
        sums[:, group] = totals(rows[mine], labels[mine], len(sizes))
    both = sums.sum(axis=1) / np.maximum(sizes.sum(axis=1), 1)[:, None]
    leaning = (sums + _SHRINK * both[:, None]) / (sizes + _SHRINK)[:, :, None]
    return snap(unit(leaning.astype(np.float32)))


def closeness(
    rows: Rows, groups: Labels, labels: Labels, middle: Rows
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how near each row is to its own topic and to the best other one."""
    own, other = np.zeros(len(rows)), np.full(len(rows), -1.0)
    for group in (0, 1):
        mine = np.flatnonzero(groups == group)
        for start in range(0, len(mine), 20_000):
            part = mine[start : start + 20_000]
            near = dots(rows[part], middle[:, group])
            own[part] = near[np.arange(len(part)), labels[part]]
            near[np.arange(len(part)), labels[part]] = -1.0
            other[part] = near.max(axis=1)
    return own, other


def _radii(
    own: NDArray[np.float64], other: NDArray[np.float64], groups: Labels, labels: Labels, sizes: Labels
) -> NDArray[np.float64]:
    """Return the similarity each topic asks for: the edge of its members, never less than chance."""
    radii = np.zeros(sizes.shape)
    for group in (0, 1):
        mine = groups == group
        floor = chance(own[mine], other[mine])
        for topic in range(len(sizes)):
            inside = own[mine & (labels == topic)]
            edge = float(np.quantile(inside, _EDGE, method="lower")) if len(inside) else floor
            radii[topic, group] = max(floor, min(edge, floor + 0.25))
    return _unseen(radii, sizes)


def chance(own: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the similarity that a segment reaches with a topic that is not its own, by chance."""
    if not len(own):
        return 0.2
    return float(np.clip(min(np.quantile(other, _CHANCE), np.quantile(own, _FARTHEST)), 0.02, 0.6))


def _unseen(radii: NDArray[np.float64], sizes: Labels) -> NDArray[np.float64]:
    for group in (0, 1):
        blank = sizes[:, group] == 0
        radii[blank, group] = np.maximum(radii[blank, group], UNSEEN * radii[blank, 1 - group])
    return np.floor(radii * 10_000) / 10_000
