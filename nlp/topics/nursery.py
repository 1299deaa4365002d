"""New topics from what fits nowhere: a tight knot of different comments is born the night it appears."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.records import Placement, Topic
from nlp.topics import building, geometry, naming, wording
from nlp.topics.finding import distinct
from nlp.topics.registry import Registry, SegmentInput, Shape, groups_of
from nlp.topics.space import dots, features, snap, unit

LEAST = 5
"""A topic is born from at least so many different texts."""
COMMENTS = 4
"""... of at least so many comments."""
UNSURE = 0.6
"""Segments placed with less confidence may also found a topic: a new thing often stands near an old one."""
_LINK = 0.06
"""How much nearer than to known topics two segments must be to count as neighbours."""
_POOL = 4_000
_COPY = 0.97


@dataclass(frozen=True, slots=True)
class _Knot:
    """Rows of the pool that belong together, and their centre."""

    members: NDArray[np.int64]
    middle: NDArray[np.float32]


def births(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    *,
    day: date | None,
) -> Registry:
    """Return the registry with the topics that tonight's unassigned segments give birth to.

    Copies of one text count once, and spam, floods and boilerplate never count.
    """
    waiting = [i for i, place in enumerate(placements) if place.topic_id is None or place.confidence < UNSURE]
    pool = [waiting[i] for i in distinct([segments[i] for i in waiting], _POOL)]
    if len(pool) < LEAST:
        return registry
    chosen = [segments[i] for i in pool]
    rows = features(registry.space, chosen, np.asarray(vectors, np.float32)[pool])
    free = np.array([placements[i].topic_id is None for i in pool])
    for knot in _knots(registry, chosen, rows, free):
        registry = _add(registry, chosen, rows, knot, day)
    return registry


def _knots(
    registry: Registry, segments: Sequence[SegmentInput], rows: NDArray[np.float32], free: NDArray[np.bool_]
) -> list[_Knot]:
    """Find knots: mean-shift from every segment over its neighbours, the largest first, none overlapping."""
    near = dots(rows, rows)
    known = _known(registry, segments, rows)
    bar = np.maximum(_floor(registry), known + _LINK)
    linked = (near >= bar[:, None]) & (near >= bar[None, :]) & (near < _COPY)
    np.fill_diagonal(linked, val=True)
    left = np.ones(len(rows), bool)
    found: list[_Knot] = []
    for seed in np.argsort(-linked.sum(axis=1), kind="stable"):
        if not left[seed]:
            continue
        members = _grow(near, linked, bar, int(seed), left)
        if _counts(segments, members, free):
            found.append(_Knot(members, rows[members].mean(axis=0)))
            left[members] = False
    return found


def _grow(
    near: NDArray[np.float64],
    linked: NDArray[np.bool_],
    bar: NDArray[np.float64],
    seed: int,
    left: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Take the neighbours of a seed, then all that are on average as near to them as neighbours are."""
    members = np.flatnonzero(linked[seed] & left)
    for _ in range(3):
        mean = near[:, members].mean(axis=1)
        members = np.flatnonzero(left & (mean >= bar))
        if len(members) < LEAST:
            break
    return members


def _known(
    registry: Registry, segments: Sequence[SegmentInput], rows: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return how near every segment is to the typical member distance of the topics it might belong to.

    Two members of one topic are nearer to its centre than to one another: squaring the similarity with the
    centre gives about the similarity of two members.
    """
    live = registry.reachable
    best = np.zeros(len(rows))
    groups = groups_of(segments)
    for group in (0, 1):
        mine = groups == group
        if mine.any() and live:
            best[mine] = dots(rows[mine], registry.centroids[live][:, group]).max(axis=1)
    return np.clip(best, 0, 1) ** 2


def _floor(registry: Registry) -> float:
    """Return the likeness that two members of a usual topic have: centre similarity, squared."""
    radii = [radius for i in registry.live for radius in registry.shapes[i].radii if radius < 1]
    return max(0.16, float(np.median(radii)) ** 2 + 0.12) if radii else 0.25


def _counts(segments: Sequence[SegmentInput], members: NDArray[np.int64], free: NDArray[np.bool_]) -> bool:
    texts = {_skeleton(segments[i].text) for i in members}
    comments = {segments[i].comment_id for i in members}
    return len(texts) >= LEAST and len(comments) >= COMMENTS and bool(free[members].mean() >= 0.5)


def _skeleton(text: str) -> str:
    """Return letters alone, so that copies which differ in numbers, marks or spaces are one."""
    return "".join(char for char in text.lower() if char.isalpha())


def _add(
    registry: Registry,
    segments: Sequence[SegmentInput],
    rows: NDArray[np.float32],
    knot: _Knot,
    day: date | None,
) -> Registry:
    members = [segments[i] for i in knot.members]
    inside = rows[knot.members]
    groups = groups_of(members)
    labels = np.zeros(len(members), np.int64)
    shape = geometry.measure(inside, groups, labels, 1)
    fit = building.Fit(segments=members, rows=inside, labels=labels, space=registry.space)
    portrait = building.portray(fit, shape.centres, 1)[0]
    taken = [(topic.label_zh, topic.label_en) for topic in registry.topics]
    name = naming.name_all([portrait.draft], taken=taken)[0]
    topic = Topic(
        id=f"T{registry.next_id:04d}",
        label_zh=name[0],
        label_en=name[1],
        keywords_zh=portrait.keywords_zh,
        keywords_en=portrait.keywords_en,
        born=day,
    )
    return enlist(
        registry,
        topic,
        Shape(
            sizes=(int(shape.sizes[0, 0]), int(shape.sizes[0, 1])),
            radii=_reach(inside, groups, shape.centres[0]),
            typical=portrait.typical,
            origin="born",
            last_seen=day,
        ),
        shape.centres,
        wording.emerged(topic, day, len(members), len({s.comment_id for s in members})),
    )


def enlist(
    registry: Registry, topic: Topic, shape: Shape, centres: NDArray[np.float32], event: object
) -> Registry:
    """Return the registry with one more topic, its centre (1, 2, features) and the event that tells of it."""
    return replace(
        registry,
        topics=(*registry.topics, topic),
        shapes=(*registry.shapes, shape),
        centroids=np.concatenate([registry.centroids, snap(unit(centres))]),
        events=(*registry.events, event),
        next_id=registry.next_id + 1,
    )


def _reach(
    rows: NDArray[np.float32], groups: NDArray[np.int64], middle: NDArray[np.float32]
) -> tuple[float, float]:
    """Return radii within which the founders lie, a little generous: later members are never as central."""
    near = np.array(
        [float(dots(row[None], middle[g][None])[0, 0]) for row, g in zip(rows, groups, strict=True)]
    )
    reach = round(max(0.2, float(near.min()) - 0.08), 4)
    return reach, reach
