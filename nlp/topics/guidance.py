"""What people know beforehand: seed topics with cue words, and the starter taxonomy for small beginnings."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.topics import evidence, grouping
from nlp.topics.evidence import Terms, plain
from nlp.topics.registry import SegmentInput

_ENOUGH = 3
_RULE = 0.5


def seeded(seeds: Mapping[str, Sequence[str]], segments: Sequence[SegmentInput]) -> NDArray[np.int64]:
    """Return for every segment the number of the seed whose cue words it holds, -1 where none."""
    owner = {cue.lower(): i for i, cues in reversed(list(enumerate(seeds.values()))) for cue in cues if cue}
    finder = Terms(sorted(owner))
    called = np.full(len(segments), -1, np.int64)
    for i, segment in enumerate(segments):
        hits = Counter(owner[word] for word in finder.find(plain(segment)))
        if hits:
            called[i] = min(hits, key=lambda seed: (-hits[seed], seed))
    return called


def overrule(labels: NDArray[np.int64], called: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let seeds win: a cluster that mostly holds one seed's cue words becomes that seed's topic.

    Seed i becomes cluster i; found clusters follow. Segments with cue words go to their seed.
    """
    seeds = int(called.max()) + 1 if len(called) else 0
    if not seeds:
        return labels
    merged = labels + seeds
    for label in np.unique(labels):
        inside = called[labels == label]
        values, counts = np.unique(inside[inside >= 0], return_counts=True)
        if len(values) and counts.max() > _RULE * len(inside):
            merged[labels == label] = values[counts.argmax()]
    return np.where(called >= 0, called, merged)


def by_starters(segments: Sequence[SegmentInput], rows: NDArray[np.float32]) -> NDArray[np.int64]:
    """Group a handful of segments by the starter taxonomy; a topic with too few goes up to its parent."""
    columns = evidence.concepts()
    parent = {starter.id: starter.parent or starter.id for starter in evidence.starters()}
    table = evidence.evidence(segments, columns)
    own = [columns[int(row.argmax())] if row.max() > 0 else "" for row in table]
    sizes = Counter(own)
    placed = [one if sizes[one] >= _ENOUGH else parent.get(one, one) for one in own]
    sizes = Counter(placed)
    kept = sorted(one for one, size in sizes.items() if one and size >= _ENOUGH - 1)
    if not kept:
        return np.zeros(len(rows), np.int64)
    labels = np.array([kept.index(one) if one in kept else -1 for one in placed], np.int64)
    middle = grouping.centres(rows[labels >= 0], labels[labels >= 0])
    lost = labels < 0
    labels[lost] = grouping.nearest(rows[lost], middle)
    return labels
