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
_BOLD = 10.0
"""In units of a sure answer."""
_ROUNDS = 30
_TOLL, _LEAST = 0.01, 5.0
"""What a topic must be worth to stand: this share of all segments, and so many of them."""
_MOSTLY, _CALLED, _MORE = 0.42, 0.15, 3.0
"""Share of a start's segments that are likest to its concept, or that say its words, and how much more."""
_WEAK = 0.33
"""A guide's score under this share of a plain example's says nothing."""


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


def overrule(labels: NDArray[np.int64], called: NDArray[np.int64], seeds: int) -> NDArray[np.int64]:
    """Let seeds win: a cluster that mostly holds one seed's cue words becomes that seed's topic.

    Seed i becomes cluster i; found clusters follow. Segments with cue words go to their seed.
    """
    if not seeds:
        return labels
    merged = labels + seeds
    for label in np.unique(labels):
        inside = called[labels == label]
        values, counts = np.unique(inside[inside >= 0], return_counts=True)
        if len(values) and counts.max() > _RULE * len(inside):
            merged[labels == label] = values[counts.argmax()]
    return np.where(called >= 0, called, merged)


def by_starters(rows: NDArray[np.float32], columns: Sequence[str]) -> NDArray[np.int64]:
    """Group a handful of segments by the starter taxonomy; a topic with too few goes up to its parent."""
    parent = {starter.id: starter.parent or starter.id for starter in evidence.starters()}
    spoken = rows[:, rows.shape[1] - len(columns) :]
    own = [columns[int(row.argmax())] if row.max() > 0 else "" for row in spoken]
    sizes = Counter(own)
    placed = [one if sizes[one] >= _ENOUGH else parent.get(one, one) for one in own]
    sizes = Counter(placed)
    kept = sorted(one for one, size in sizes.items() if one and size >= _ENOUGH - 1)
    if not kept:
        return np.zeros(len(rows), np.int64)
    labels = np.array([kept.index(one) if one in kept else -1 for one in placed], np.int64)
    lost = labels < 0
    labels[lost] = grouping.nearest(rows[lost], grouping.centres(rows[~lost], labels[~lost]))
    return labels


def earned(
    starts: NDArray[np.int64], scores: NDArray[np.float64], said: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Dissolve starts that no one topic of the taxonomy holds together: -1 for their segments.

    A start stands where most of its segments are likest to the one concept, or where their own words call
    for that concept clearly more often than elsewhere.
    """
    best, kept = scores.argmax(axis=1), starts.copy()
    usual = (said > 0).mean(axis=0)
    for start in np.unique(starts[starts >= 0]):
        inside = starts == start
        concept = int(np.bincount(best[inside]).argmax())
        words = float((said[inside, concept] > 0).mean())
        if (best[inside] == concept).mean() < _MOSTLY and not words >= max(_CALLED, _MORE * usual[concept]):
            kept[inside] = -1
    return np.where(kept >= 0, np.unique(kept, return_inverse=True)[1] - int((kept < 0).any()), -1)


def by_guide(scores: NDArray[np.float64], sure: float, bold: float = _BOLD) -> NDArray[np.int64]:
    """Start clusters from what the guide reads, -1 where it reads too little.

    A topic of the taxonomy must earn its place: each round of expectation and maximisation takes a toll from
    every topic, those that few segments speak of vanish, and their segments go to the likeliest one left.
    """
    best = scores.max(axis=1, keepdims=True)
    likely = np.exp(bold / sure * (scores - best))
    share = np.full(scores.shape[1], 1.0 / scores.shape[1])
    toll = max(_LEAST, _TOLL * len(scores))
    for _ in range(_ROUNDS):
        given = likely * share
        given /= np.maximum(given.sum(axis=1, keepdims=True), 1e-300)
        share = np.maximum(given.sum(axis=0) - toll, 0.0)
        if not share.any():
            return np.full(len(scores), -1, np.int64)
        share /= share.sum()
    chosen = np.unique((likely * share).argmax(axis=1), return_inverse=True)[1]
    return np.where(best[:, 0] >= _WEAK * sure, chosen, -1)
