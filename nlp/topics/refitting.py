"""The weekly refit: yesterday's topics live on, and every change has a reason.

Topics are not found anew and matched afterwards. The segments are placed by the registry as it is, centres
follow their members slowly, and a fresh clustering is only heard as a witness: it may show that a topic has
fallen in two or that two can no longer be told apart. What fits nowhere may be born.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.topics import building, edits, enlisting, finding, geometry, naming, nursery, starting, wording
from nlp.topics.assigning import assign
from nlp.topics.exact import dots, snap, unit
from nlp.topics.registry import Registry, SegmentInput, Shape, groups_of
from nlp.topics.space import features

QUIET = 8
"""After so many refits in which nobody speaks of it a topic is retired."""
_FOLLOW = 0.1
"""Share of the new members in a topic's centre after a refit."""
_DRIFT = 0.8
"""New members less like the old centre than this mean that people speak of the topic in another way."""
_PART = 0.35
_LEAST = 12
_APART = 0.25
_SAME = 0.93
_BORN, _BORN_SHARE = 8, 0.004
"""A refit looks at weeks: a birth takes more than in one night, and a share of all that is said."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What a refit looks at: segments, vectors, features, language groups, the topic each one belongs to (-1: none)."""

    segments: Sequence[SegmentInput]
    vectors: Vectors
    rows: NDArray[np.float32]
    groups: NDArray[np.int64]
    labels: NDArray[np.int64]


def refit(
    previous: Registry, segments: Sequence[SegmentInput], vectors: Vectors, *, day: date | None
) -> Registry:
    """Fit the registry to new segments: follow, split, merge, retire, give birth."""
    if vectors.shape[1] != previous.space.means.shape[1]:
        msg = (
            f"the registry was built on vectors of {previous.space.means.shape[1]} numbers "
            f"({previous.embedding or 'unnamed'}), these have {vectors.shape[1]}: start a new registry"
        )
        raise ValueError(msg)
    corpus = _corpus(previous, segments, vectors)
    registry = _follow(previous, corpus, day)
    registry = _merge(registry, corpus, day)
    registry = _split(registry, corpus, day)
    registry = _retire(registry, corpus, day)
    placements = assign(registry, segments, vectors)
    waiting = [i for i, place in enumerate(placements) if place.topic_id is None]
    placed = [i for i, place in enumerate(placements) if place.topic_id is not None]
    least = max(_BORN, round(_BORN_SHARE * len(segments)))
    registry = nursery.deliver(
        registry, segments, vectors, waiting=waiting, past=placed, least=least, day=day, news=False
    )
    missed = [p.topic_id is None for p in assign(registry, segments, vectors)]
    return replace(registry, unassigned=round(float(np.mean(missed)), 4) if missed else 0.0)


def _corpus(registry: Registry, segments: Sequence[SegmentInput], vectors: Vectors) -> _Corpus:
    row = {topic.id: i for i, topic in enumerate(registry.topics)}
    labels = [-1 if p.topic_id is None else row[p.topic_id] for p in assign(registry, segments, vectors)]
    table = features(registry.space, segments, vectors)
    return _Corpus(segments, vectors, table, groups_of(segments), np.array(labels, np.int64))


def _follow(registry: Registry, corpus: _Corpus, day: date | None) -> Registry:
    """Let every topic's centre follow its members a little; radii and names stay."""
    placed = corpus.labels >= 0
    count = len(registry.topics)
    sizes = np.stack(
        [np.bincount(corpus.labels[placed & (corpus.groups == g)], minlength=count) for g in (0, 1)], axis=1
    )
    fresh = geometry.centre(corpus.rows[placed], corpus.groups[placed], corpus.labels[placed], sizes)
    weight = (_FOLLOW * sizes / (sizes + 10.0))[:, :, None].astype(np.float32)
    centres = snap(unit((registry.centroids * (1 - weight) + fresh * weight).astype(np.float32)))
    likeness = np.einsum("tgf,tgf->tg", fresh, registry.centroids)
    events = [
        wording.drifted(topic, day, float(likeness[i].max()))
        for i, topic in enumerate(registry.topics)
        if sizes[i].sum() >= _LEAST and likeness[i][sizes[i] > 0].max() < _DRIFT
    ]
    shapes = [
        replace(
            shape,
            sizes=(int(sizes[i, 0]), int(sizes[i, 1])),
            last_seen=day if sizes[i].sum() else shape.last_seen,
        )
        for i, shape in enumerate(registry.shapes)
    ]
    return replace(registry, centroids=centres, shapes=tuple(shapes), events=(*registry.events, *events))


def _merge(registry: Registry, corpus: _Corpus, day: date | None) -> Registry:
    """Join two topics whose centres have become the same; the larger keeps its id. Whom people told apart stay so."""
    live = [i for i in registry.live if corpus.labels.size and (corpus.labels == i).any()]
    apart = edits.kept_apart(registry)
    for a in live:
        for b in live:
            states = (registry.topics[a].state, registry.topics[b].state)
            if a < b and "retired" not in states and frozenset((a, b)) not in apart:
                likeness = float(np.einsum("gf,gf->g", registry.centroids[a], registry.centroids[b]).min())
                if likeness >= _SAME:
                    registry = _join(registry, *_larger_first(registry, a, b), day, likeness)
    return registry


def _larger_first(registry: Registry, a: int, b: int) -> tuple[int, int]:
    by_hand = [any(registry.shapes[i].named_by_hand) or bool(registry.shapes[i].cues) for i in (a, b)]
    if by_hand[0] != by_hand[1]:
        return (a, b) if by_hand[0] else (b, a)
    return (a, b) if sum(registry.shapes[a].sizes) >= sum(registry.shapes[b].sizes) else (b, a)


def _join(registry: Registry, into: int, old: int, day: date | None, likeness: float) -> Registry:
    event = wording.merged(registry.topics[old], registry.topics[into], day, likeness)
    gone = replace(registry.topics[old], state="retired")
    moved = replace(registry.shapes[old], into=registry.topics[into].id)
    return replace(registry.with_row(old, topic=gone, shape=moved), events=(*registry.events, event))


def _split(registry: Registry, corpus: _Corpus, day: date | None) -> Registry:
    """Divide topics of which fresh clusters show two large parts that lie clearly apart, never what people joined."""
    if len(corpus.rows) < finding.FEW:
        return registry
    some = finding.witnesses(len(corpus.rows))
    starts = starting.starts(registry.space, corpus.segments[some], corpus.vectors[some])
    fresh = finding.sketched(corpus.rows, corpus.groups, some, starts)
    whole = edits.kept_whole(registry)
    for topic in (row for row in registry.live if row not in whole):
        members = np.flatnonzero(corpus.labels == topic)
        part = _part(corpus, fresh, members)
        if part is not None:
            registry = _divide(registry, corpus, topic, part, len(part) / len(members), day)
    return registry


def _part(corpus: _Corpus, fresh: NDArray[np.int64], members: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return the second largest part of a topic if it is large, a cluster of its own, and far from the first."""
    if len(members) < 2 * _LEAST:
        return None
    values, counts = np.unique(fresh[members], return_counts=True)
    if len(values) < 2:
        return None
    first, second = (values[i] for i in np.argsort(-counts, kind="stable")[:2])
    part = members[fresh[members] == second]
    rest = members[fresh[members] == first]
    whole = np.sum(fresh == second)
    if len(part) < max(_LEAST, _PART * len(members)) or len(part) < 0.6 * whole:
        return None
    middles = unit(np.stack([corpus.rows[part].mean(axis=0), corpus.rows[rest].mean(axis=0)]))
    return part if float(dots(snap(middles[:1]), snap(middles[1:]))[0, 0]) < _APART else None


def _divide(
    registry: Registry, corpus: _Corpus, old: int, part: NDArray[np.int64], share: float, day: date | None
) -> Registry:
    listed: list[int] = part.tolist()
    members = [corpus.segments[i] for i in listed]
    rows, groups = corpus.rows[part], corpus.groups[part]
    labels = np.zeros(len(part), np.int64)
    shape = geometry.measure(rows, groups, labels, 1)
    fit = building.Fit(segments=members, rows=rows, labels=labels, space=registry.space)
    portrait = building.portray(fit, shape.centres, 1)[0]
    taken = [(topic.label_zh, topic.label_en) for topic in registry.topics]
    name = naming.name_all([portrait.draft], taken=taken)[0]
    child = replace(
        building.topic(f"T{registry.next_id:04d}", name, portrait, day), parent=registry.topics[old].parent
    )
    event = wording.split(child, registry.topics[old], day, share)
    grown = Shape(
        sizes=(int(shape.sizes[0, 0]), int(shape.sizes[0, 1])),
        radii=registry.shapes[old].radii,
        lead=registry.shapes[old].lead,
        typical=portrait.typical,
        origin="split",
        last_seen=day,
    )
    return enlisting.enlist(registry, child, grown, shape.centres, event)


def _retire(registry: Registry, corpus: _Corpus, day: date | None) -> Registry:
    """Count the refits in which nobody speaks of a topic; those that people made, named, pinned or hid stay.

    A hidden topic that was forgotten would be born again, and shown.
    """
    for i in registry.live:
        shape, topic = registry.shapes[i], registry.topics[i]
        quiet = 0 if (corpus.labels == i).any() else shape.quiet_refits + 1
        registry = registry.with_row(i, shape=replace(shape, quiet_refits=quiet))
        decided = shape.cues or shape.pins or any(shape.named_by_hand) or topic.state == "hidden"
        if quiet >= QUIET and not decided:
            registry = registry.with_row(i, topic=replace(topic, state="retired"))
            registry = replace(registry, events=(*registry.events, wording.retired(topic, day, quiet)))
    return registry
