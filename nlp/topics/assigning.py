"""Which topic a segment belongs to: a pure function of the registry and the segment, for ever repeatable."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.records import Placement
from nlp.topics.evidence import Terms, plain
from nlp.topics.exact import dots
from nlp.topics.registry import Registry, SegmentInput, groups_of
from nlp.topics.space import features

CUE_BONUS = 0.2
"""What a customer's cue word adds to the similarity with its topic."""
CLEAR = 0.05
"""A lead over the second topic from which a placement counts as clear."""
_BLOCK = 20_000


def assign(registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors) -> list[Placement]:
    """Place every segment; ``topic_id`` is None where it lies outside the radius of every topic.

    The same segment gets the same placement alone, in any batch and in any order.
    """
    placements: list[Placement] = []
    for start in range(0, len(segments), _BLOCK):
        part = segments[start : start + _BLOCK]
        placements += _assign(registry, part, vectors[start : start + _BLOCK])
    return placements


def _assign(registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors) -> list[Placement]:
    reach = registry.reachable
    if not reach or not segments:
        return [_nowhere(segment) for segment in segments]
    scores = similarities(registry, segments, vectors)[:, reach]
    slack = scores - radii(registry, segments)[:, reach]
    owners = [registry.owner(i) for i in reach]
    return [
        _placement(segment, owners, row, spare)
        for segment, row, spare in zip(segments, scores, slack, strict=True)
    ]


def similarities(
    registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors
) -> NDArray[np.float64]:
    """Return (n, topics) similarities, the leads of young topics, cue words, pins and bans included."""
    rows = features(registry.space, segments, vectors)
    groups = groups_of(segments)
    scores = np.zeros((len(segments), len(registry.topics)))
    for group in (0, 1):
        mine = groups == group
        scores[mine] = dots(rows[mine], registry.centroids[:, group])
    scores += np.array([shape.lead for shape in registry.shapes])
    _add_cues(registry, segments, scores)
    _add_pins(registry, segments, scores)
    return scores


def radii(registry: Registry, segments: Sequence[SegmentInput]) -> NDArray[np.float64]:
    """Return (n, topics) the similarity that a segment of that language needs to belong."""
    table = np.array([[radius + shape.lead for radius in shape.radii] for shape in registry.shapes])
    return table[:, groups_of(segments)].T


def _add_cues(registry: Registry, segments: Sequence[SegmentInput], scores: NDArray[np.float64]) -> None:
    """Draw segments to the topics whose cue words they hold; what people split off takes no others."""
    owners: dict[str, list[int]] = {}
    for i, shape in enumerate(registry.shapes):
        for cue in shape.cues:
            owners.setdefault(cue.lower(), []).append(i)
    if not owners:
        return
    finder = Terms(sorted(owners))
    parted = {i for i, shape in enumerate(registry.shapes) if shape.origin == "split" and shape.cues}
    for row, segment in zip(scores, segments, strict=True):
        called = {i for word in finder.find(plain(segment)) for i in owners[word]}
        for i in called:
            row[i] += CUE_BONUS
        row[sorted(parted - called)] = -2.0


def _add_pins(registry: Registry, segments: Sequence[SegmentInput], scores: NDArray[np.float64]) -> None:
    pinned = {text: i for i, shape in enumerate(registry.shapes) for text in shape.pins}
    banned = [(text, i) for i, shape in enumerate(registry.shapes) for text in shape.bans]
    bans: dict[str, list[int]] = {}
    for text, i in banned:
        bans.setdefault(text, []).append(i)
    if not pinned and not bans:
        return
    for row, segment in zip(scores, segments, strict=True):
        if segment.text in pinned:
            row[pinned[segment.text]] = 2.0
        row[bans.get(segment.text, [])] = -2.0


def _placement(
    segment: SegmentInput, ids: Sequence[str], row: NDArray[np.float64], spare: NDArray[np.float64]
) -> Placement:
    if not segment.voice:
        return _nowhere(segment)
    inside = np.where(spare >= 0, row, -3.0)
    best = int(inside.argmax())
    if inside[best] < -1:
        return _nowhere(segment)
    others = row[[owner != ids[best] for owner in ids]]
    lead = float(row[best] - others.max()) if len(others) else 1.0
    sure = 0.5 + 0.25 * min(1.0, max(0.0, lead) / CLEAR) + 0.25 * min(1.0, float(spare[best]) / 0.25)
    if lead < 0:
        sure = 0.4
    return _placed(segment, ids[best], round(sure, 4))


def _placed(segment: SegmentInput, topic_id: str, confidence: float) -> Placement:
    return Placement(
        comment_id=segment.comment_id, segment=segment.index, topic_id=topic_id, confidence=confidence
    )


def _nowhere(segment: SegmentInput) -> Placement:
    return Placement(comment_id=segment.comment_id, segment=segment.index, topic_id=None, confidence=0.0)
