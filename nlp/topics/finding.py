"""Which segments to learn from, and the clusters in them: each language alone, then joined."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nlp.topics import grouping, pairing
from nlp.topics.registry import SegmentInput

FEW = 60
"""Below so many different texts clusters are chance: the starter taxonomy groups them instead."""
MOST = 150
_SMALL = 3


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


def found(rows: NDArray[np.float32], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cluster each language on its own, then join clusters of both that speak of the same thing."""
    labels = np.zeros(len(rows), np.int64)
    start = 0
    for group in (0, 1):
        mine = groups == group
        if mine.any():
            own = grouping.group(rows[mine], most=most_topics(int(mine.sum())))
            labels[mine] = own + start
            start += int(own.max()) + 1
    labels = np.unique(labels, return_inverse=True)[1]
    return without_tiny(rows, groups, pairing.pair(rows, groups, labels))


def most_topics(count: int) -> int:
    """Return how many topics so many texts may hold: it grows with the square root, as topics do."""
    return int(min(MOST, max(2, round(count**0.5))))


def without_tiny(
    rows: NDArray[np.float32], groups: NDArray[np.int64], labels: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give the rows of clusters too small to be a topic to the nearest one that is large enough."""
    least = max(_SMALL, round(len(rows) * 0.001))
    sizes = Counter(labels.tolist())
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
