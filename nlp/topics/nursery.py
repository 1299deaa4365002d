"""New topics from what fits nowhere: a tight knot of different comments is born the night it appears."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.records import Placement, Topic, TopicEvent
from nlp.topics import building, geometry, naming, wording
from nlp.topics.finding import distinct
from nlp.topics.registry import Registry, SegmentInput, Shape, groups_of
from nlp.topics.space import dots, features, snap, unit

LEAST = 5
"""A topic is born from at least so many different texts."""
COMMENTS = 4
"""... of at least so many comments."""
UNSURE = 1.01
"""Segments placed with less confidence may found a topic too: all may, a new thing often stands near an old one."""
_FREE = 0.5
"""... but so large a share of the founders must have fitted nowhere."""
_LINK = 0.12
"""How much nearer than to known topics two segments must be to count as neighbours."""
_POOL = 4_000
_COPY = 0.97


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
    waiting = [i for i, p in enumerate(placements) if p.topic_id is None or p.confidence < UNSURE]
    return deliver(registry, segments, vectors, placements, waiting=waiting, least=LEAST, day=day)


def deliver(  # noqa: PLR0913 - nights and refits differ in who waits and how many it takes
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    *,
    waiting: Sequence[int],
    least: int,
    day: date | None,
) -> Registry:
    """Return the registry with the topics that at least ``least`` different waiting texts give birth to."""
    pool = [waiting[i] for i in distinct([segments[i] for i in waiting], _POOL)]
    if len(pool) < least:
        return registry
    chosen = [segments[i] for i in pool]
    rows = features(registry.space, chosen, np.asarray(vectors, np.float32)[pool])
    free = np.array([placements[i].topic_id is None for i in pool])
    knots = _knots(registry, chosen, rows, free, least)
    return _add(registry, chosen, rows, knots, day) if knots else registry


def _knots(
    registry: Registry,
    segments: Sequence[SegmentInput],
    rows: NDArray[np.float32],
    free: NDArray[np.bool_],
    least: int,
) -> list[NDArray[np.int64]]:
    """Find knots: mean-shift from every segment over its neighbours, the largest first, none overlapping."""
    near = dots(rows, rows)
    known = _known(registry, segments, rows)
    bar = np.maximum(_floor(registry), known + _LINK)
    linked = (near >= bar[:, None]) & (near >= bar[None, :]) & (near < _COPY)
    np.fill_diagonal(linked, val=True)
    left = np.ones(len(rows), bool)
    found: list[NDArray[np.int64]] = []
    for seed in np.argsort(-linked.sum(axis=1), kind="stable"):
        if not left[seed]:
            continue
        members = _grow(near, linked, bar, int(seed), left)
        if _counts(segments, members, free, least):
            found.append(members)
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
    return max(0.16, float(np.median(radii)) ** 2 + 0.2) if radii else 0.25


def _counts(
    segments: Sequence[SegmentInput], members: NDArray[np.int64], free: NDArray[np.bool_], least: int
) -> bool:
    rows: list[int] = members.tolist()
    texts = {_skeleton(segments[i].text) for i in rows}
    return (
        len(texts) >= least
        and _comments(segments, members) >= COMMENTS
        and bool(free[members].mean() >= _FREE)
    )


def _comments(segments: Sequence[SegmentInput], members: NDArray[np.int64]) -> int:
    rows: list[int] = members.tolist()
    return len({segments[i].comment_id for i in rows})


def _skeleton(text: str) -> str:
    """Return letters alone, so that copies which differ in numbers, marks or spaces are one."""
    return "".join(char for char in text.lower() if char.isalpha())


def _add(
    registry: Registry,
    segments: Sequence[SegmentInput],
    rows: NDArray[np.float32],
    knots: Sequence[NDArray[np.int64]],
    day: date | None,
) -> Registry:
    """Enlist every knot as a topic; the rest of the pool is what its words are told apart from."""
    labels = np.full(len(rows), len(knots), np.int64)
    for i, members in enumerate(knots):
        labels[members] = i
    groups = groups_of(segments)
    shape = geometry.measure(rows, groups, labels, len(knots) + 1)
    fit = building.Fit(segments=segments, rows=rows, labels=labels, space=registry.space)
    portraits = building.portray(fit, shape.centres, len(knots))
    taken = [(topic.label_zh, topic.label_en) for topic in registry.topics]
    names = naming.name_all([portrait.draft for portrait in portraits], taken=taken)
    for i, members in enumerate(knots):
        topic = building.topic(f"T{registry.next_id:04d}", names[i], portraits[i], day)
        grown = Shape(
            sizes=(int(shape.sizes[i, 0]), int(shape.sizes[i, 1])),
            radii=_reach(rows[members], groups[members], shape.centres[i]),
            typical=portraits[i].typical,
            origin="born",
            last_seen=day,
        )
        event = wording.emerged(topic, day, len(members), _comments(segments, members))
        registry = enlist(registry, topic, grown, shape.centres[i : i + 1], event)
    return registry


def enlist(
    registry: Registry, topic: Topic, shape: Shape, centres: NDArray[np.float32], event: TopicEvent
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
