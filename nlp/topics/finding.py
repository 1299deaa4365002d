"""Which segments to learn from, and the clusters in them, both languages together."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nlp.topics import grouping, pairing
from nlp.topics.granularity import granularity
from nlp.topics.registry import SegmentInput

FEW = 150
"""Below so many different texts clusters are chance: the starter taxonomy groups them instead."""
MOST, MOST_ONCE = 60, 150
"""Topics that a person can look through in the morning, and in a file looked into once."""
_SMALL = 3
_GUIDED = 0.5
"""Share of segments with a start from which clusters begin there."""
_LARGE, _MANY = 0.04, 100
"""A cluster of more than this share of all rows, and of so many, is looked at for parts."""
_DEPTH = 2
_WITNESSES = 12_000
"""Rows in which a refit looks for topics fallen in two, at most: with more it would spend most of its time there."""
_DETAIL = 1.5
"""A file grouped once is looked into more closely than a morning page can be: half as many topics again."""


def distinct(segments: Sequence[SegmentInput], sample: int) -> list[int]:
    """Return the rows to learn from: voices, each text once, at most ``sample``, in an order of their own.

    Which texts make the sample depends on the texts alone, so that a few comments more or less change little.
    """
    first: dict[str, int] = {}
    for i, segment in enumerate(segments):
        text = segment.text.strip()
        if segment.voice and text:
            other = first.get(text)
            if other is None or _key(segment) < _key(segments[other]):
                first[text] = i
    texts = sorted(first)
    if len(texts) > sample:
        texts = sorted(sorted(texts, key=_hash)[:sample])
    return [first[text] for text in texts]


def found(
    rows: NDArray[np.float32],
    groups: NDArray[np.int64],
    starts: NDArray[np.int64] | None = None,
    *,
    once: bool = False,
) -> NDArray[np.int64]:
    """Cluster both languages together, then pair clusters that only one language is in.

    ``starts`` are clusters to begin with (-1: none); the rest is clustered beside them. Nights divide what is
    large, so that early warning hears its parts; what is grouped ``once`` may fall into few parts. Measured on
    hand-written segments of 25 topics in both languages: each language alone and then paired joins 15, both
    together 21 with five wrong joins, both together from the guide's starts 21 with one.
    """
    if starts is None or (starts >= 0).mean() < _GUIDED:
        most = most_topics(len(rows), once=once)
        labels = grouping.group(rows, most=most, count=granularity(rows, most=most) if once else None)
    else:
        labels = grouping.refine(rows, _beside(rows, starts), steps=3)
    paired = pairing.pair(rows, groups, labels if once else divide(rows, labels))
    return without_tiny(rows, paired)


def witnesses(count: int) -> slice:
    """Return which of so many rows a refit looks at: each so many-th where there are many."""
    return slice(None, None, max(1, -(-count // _WITNESSES)))


def sketched(
    rows: NDArray[np.float32],
    groups: NDArray[np.int64],
    some: slice,
    starts: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Return a cluster for every row, found on ``some`` of them, from their ``starts``."""
    labels = found(rows[some], groups[some], starts)
    if len(labels) == len(rows):
        return labels
    return grouping.nearest(rows, grouping.centres(rows[some], labels))


def divide(rows: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cut clusters that swallow a large share of everything into parts, and large parts once more."""
    limit = max(_MANY, round(_LARGE * len(rows)))
    for _ in range(_DEPTH):
        sizes = np.bincount(labels)
        parted = labels.copy()
        for large in np.flatnonzero(sizes > limit):
            inside = np.flatnonzero(labels == large)
            most = max(2, round(2 * len(inside) / limit))
            parted[inside] = int(parted.max()) + 1 + grouping.group(rows[inside], most=most)
        labels = np.unique(parted, return_inverse=True)[1]
    return labels


def _beside(rows: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cluster the rows without a start and number them after the starts."""
    rest = starts < 0
    labels = starts.copy()
    if rest.any():
        labels[rest] = grouping.group(rows[rest], most=max(2, most_topics(int(rest.sum())) // 2))
        labels[rest] += int(starts.max()) + 1
    return np.unique(labels, return_inverse=True)[1]


def most_topics(count: int, *, once: bool = False) -> int:
    """Return how many topics so many texts may hold: 8 for 150, 38 for 600, at most 60; a file half as many again."""
    if once:
        return int(min(MOST_ONCE, max(2, round(_DETAIL * min(count / 20, 2.0 * count**0.46)))))
    return int(min(MOST, max(2, round(min(count / 20, 2.0 * count**0.46)))))


def without_tiny(rows: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the rows of clusters too small to be a topic to the nearest one that is large enough."""
    least = max(_SMALL, round(len(rows) * 0.001))
    listed: list[int] = labels.tolist()
    sizes = Counter(listed)
    large = np.array(sorted(label for label, size in sizes.items() if size >= least), np.int64)
    if not len(large) or len(large) == len(sizes):
        return labels
    middle = grouping.centres(rows, labels)[large]
    lost = ~np.isin(labels, large)
    moved = labels.copy()
    moved[lost] = large[grouping.nearest(rows[lost], middle)]
    return np.unique(moved, return_inverse=True)[1]


def _key(segment: SegmentInput) -> tuple[str, str, int]:
    return segment.language, segment.comment_id, segment.index


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
