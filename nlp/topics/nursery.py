"""New topics from what fits nowhere: a tight knot of different comments is born the night it appears."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.records import Placement, Topic, TopicEvent
from nlp.topics import building, geometry, naming, wording
from nlp.topics.assigning import assign
from nlp.topics.exact import dots, snap, unit
from nlp.topics.finding import distinct
from nlp.topics.registry import Registry, SegmentInput, Shape, groups_of
from nlp.topics.scanning import bursts
from nlp.topics.space import features

LEAST = 5
"""A topic is born from at least so many different texts."""
COMMENTS = 4
"""... of at least so many comments."""
_LINK = 0.14
"""How much nearer than to known topics two segments must be to count as neighbours."""
_FLOOR = 0.3
"""How near two segments must be to count as neighbours at all."""
_ENOUGH = 300
"""So many earlier segments tell what is usual."""
_ALIKE = 0.6
"""Two texts that share so much of their pairs of letters are one text said twice."""
_GENEROUS = 0.08
"""Later members are never as central as the founders of a topic: its reach is wider by so much."""
_POOL, _PAST = 4_000, 6_000
_COPY = 0.97
_TONIGHT = timedelta(days=1)
"""Comments of the night's day and of the day before count as tonight's: reports come in late."""
_SLOWLY, _SLOW_LEAST = timedelta(days=6), 8
"""What comes in over a week is born too, from so many different texts."""
_LONGER = 4
"""... where so many times as much was said before: against a thin past a whole week looks new."""
_YOUNG = timedelta(days=28)
"""A topic is young so long; what was said before it was born says nothing of how usual it is."""


def births(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    *,
    day: date | None,
) -> Registry:
    """Return the registry with the topics that tonight's segments give birth to.

    Everything said tonight is looked at, for a new thing often stands near an old topic; then everything of the
    last week, for a new thing may come slowly. Segments of earlier days are what it is held against: what was said
    as often before is not new. Copies of one text count once, and spam, floods and boilerplate never count.
    """
    registry = _since(registry, segments, vectors, placements, Window(day, _TONIGHT, LEAST))
    lately = Window(day, _SLOWLY, _SLOW_LEAST)
    older = sum(not lately.holds(s.day) for s in segments)
    if day is None or older < max(_ENOUGH, _LONGER * (len(segments) - older)):
        return registry
    placements = assign(registry, segments, vectors)
    return _since(registry, segments, vectors, placements, lately)


@dataclass(frozen=True, slots=True)
class Window:
    """The days up to ``day`` that are looked at for births, and how many different texts it takes."""

    day: date | None
    back: timedelta
    least: int

    def holds(self, day: date | None) -> bool:
        """Tell whether something said on a day is looked at; what has no day always is."""
        return self.day is None or day is None or day >= self.day - self.back


def _since(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    window: Window,
) -> Registry:
    """Look for births among what was said lately, held against what was said before.

    What belongs to a topic born lately is no news any more: it counts among what was said before.
    """
    young = _young(registry, window.day)
    fresh = [i for i, s in enumerate(segments) if window.holds(s.day) and placements[i].topic_id not in young]
    unsure = sorted(fresh, key=lambda i: (placements[i].confidence, segments[i].text))
    known = set(fresh)
    past = [i for i in range(len(segments)) if i not in known]
    return deliver(
        registry, segments, vectors, waiting=unsure[:_POOL], past=past, least=window.least, day=window.day
    )


def _young(registry: Registry, day: date | None) -> frozenset[str]:
    return frozenset(
        topic.id
        for topic, shape in zip(registry.topics, registry.shapes, strict=True)
        if shape.origin == "born" and day and topic.born and topic.born > day - _YOUNG
    )


def deliver(  # noqa: PLR0913 - nights and refits differ in who waits and how many it takes
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    *,
    waiting: Sequence[int],
    least: int,
    day: date | None,
    past: Sequence[int] = (),
) -> Registry:
    """Return the registry with the topics that at least ``least`` different waiting texts give birth to."""
    pool = [waiting[i] for i in distinct([segments[i] for i in waiting], _POOL)]
    if len(pool) < least:
        return registry
    chosen = [segments[i] for i in pool]
    rows = features(registry.space, chosen, np.asarray(vectors, np.float32)[pool])
    bare = _bare(registry, rows)
    if len(past) >= _ENOUGH:
        knots = _bursts(registry, segments, vectors, past, chosen, bare, least)
    else:
        knots = _knots(chosen, bare, np.maximum(_FLOOR, _known(registry, chosen, bare) + _LINK), least)
    return _add(registry, chosen, rows, knots, day) if knots else registry


def _bursts(  # noqa: PLR0913 - what was said before, and what is said tonight
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    past: Sequence[int],
    chosen: Sequence[SegmentInput],
    bare: NDArray[np.float32],
    least: int,
) -> list[NDArray[np.int64]]:
    """Find what is said tonight more densely than ever before."""
    kept = [past[i] for i in distinct([segments[i] for i in past], _PAST)]
    earlier = [segments[i] for i in kept]
    before = _bare(registry, features(registry.space, earlier, np.asarray(vectors, np.float32)[kept]))
    comments = np.unique([segment.comment_id for segment in chosen], return_inverse=True)[1]
    found = bursts(bare, before, comments, least)
    return [burst.members for burst in found if _counts(chosen, burst.members, least)]


def _knots(
    segments: Sequence[SegmentInput], bare: NDArray[np.float32], bar: NDArray[np.float64], least: int
) -> list[NDArray[np.int64]]:
    """Find knots: mean-shift from every segment over its neighbours, the largest first, none overlapping."""
    near = dots(bare, bare)
    linked = (near >= bar[:, None]) & (near >= bar[None, :]) & (near < _COPY)
    np.fill_diagonal(linked, val=True)
    left = np.ones(len(bare), bool)
    found: list[NDArray[np.int64]] = []
    for seed in np.argsort(-linked.sum(axis=1), kind="stable"):
        if not left[seed]:
            continue
        members = _grow(near, linked, bar, int(seed), left)
        if _counts(segments, members, least):
            found.append(members)
            left[members] = False
    return found


def _bare(registry: Registry, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what vectors alone say: the taxonomy's concepts know nothing of what is new."""
    return snap(unit(rows[..., : registry.space.means.shape[1]]))


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
    registry: Registry, segments: Sequence[SegmentInput], bare: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return how near every segment is to the typical member distance of the topics it might belong to.

    Two members of one topic are nearer to its centre than to one another: squaring the similarity with the
    centre gives about the similarity of two members.
    """
    live = registry.reachable
    best = np.zeros(len(bare))
    groups = groups_of(segments)
    for group in (0, 1):
        mine = groups == group
        if mine.any() and live:
            best[mine] = dots(bare[mine], _bare(registry, registry.centroids[live][:, group])).max(axis=1)
    return np.clip(best, 0, 1) ** 2


def _counts(segments: Sequence[SegmentInput], members: NDArray[np.int64], least: int) -> bool:
    rows: list[int] = members.tolist()
    texts = sorted({_skeleton(segments[i].text) for i in rows})
    return _different(texts) >= least and _comments(segments, members) >= COMMENTS


def _different(texts: Sequence[str]) -> int:
    """Count texts that are not copies of one another with a word put before or behind."""
    kept: list[set[str]] = []
    for text in texts:
        pairs = {text[i : i + 2] for i in range(max(1, len(text) - 1))}
        if all(2 * len(pairs & one) < _ALIKE * (len(pairs) + len(one)) for one in kept):
            kept.append(pairs)
    return len(kept)


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
    reach = round(max(0.2, float(near.min()) - _GENEROUS), 4)
    return reach, reach
