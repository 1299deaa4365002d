"""How well topics are called: the share of what a topic holds that is nearer to its own name than to any other's.

A name is two words and a topic hundreds of sentences; of left-overs that found together any two words tell a part. Measured
on 100 topics of six corpora whose names somebody judged: of 17 names that fit less than .35 12 were wrong or too narrow, of 83
others 14. (Half of them had chosen the .35; of the other half 4 of 7, and 10 of 43.)
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Embedder, Vectors
from nlp.records import Placement, Topic
from nlp.topics import evidence, naming
from nlp.topics.exact import dots, snap, unit
from nlp.topics.finding import distinct
from nlp.topics.registry import Registry, SegmentInput, groups_of

_TOPICS, _LEAST, _MOST = 5, 10, 100
"""Among so few topics every name is the nearest; so few segments tell nothing, so many enough."""


def called(
    registry: Registry,
    segments: Sequence[SegmentInput],
    vectors: Vectors,
    placements: Sequence[Placement],
    embedder: Embedder,
) -> Mapping[str, float]:
    """Return for each topic in use the share of its segments that its name is the nearest to.

    Both names count, each for what was said in its language. Topics that a person named are left out, whoever names
    a topic "Operations" knows what is in it; so are those named by the taxonomy, which was taught what they hold, in
    words far from the name.
    """
    shown = [topic for topic in registry.topics if topic.state == "active"]
    held = _held(segments, placements, {topic.id for topic in shown})
    named = [topic for topic in shown if len(held.get(topic.id, ())) >= _LEAST]
    if len(named) < _TOPICS:
        return {}
    names = np.stack([_around(embedder.embed(tongue)) for tongue in _labels(named)])
    rows = [i for topic in named for i in held[topic.id]]
    near = _nearness(registry, [segments[i] for i in rows], np.asarray(vectors, np.float32)[rows], names)
    own = np.repeat(np.arange(len(named)), [len(held[topic.id]) for topic in named])
    right = near.argmax(axis=1) == own
    known = _known(registry)
    return {
        topic.id: round(float(right[own == i].mean()), 2)
        for i, topic in enumerate(named)
        if topic.id not in known
    }


def _known(registry: Registry) -> set[str]:
    """Return the topics of which it is known what they hold: somebody named them, or the taxonomy did."""
    taught = {starter.zh for starter in evidence.starters()}
    return {
        topic.id
        for topic, shape in zip(registry.topics, registry.shapes, strict=True)
        if any(shape.named_by_hand) or taught.issuperset(topic.label_zh.split(naming.JOINER))
    }


def _labels(named: Sequence[Topic]) -> tuple[list[str], list[str]]:
    return [topic.label_zh for topic in named], [topic.label_en for topic in named]


def _held(
    segments: Sequence[SegmentInput], placements: Sequence[Placement], wanted: set[str]
) -> dict[str, list[int]]:
    """Return some segments of each topic, each text once; which ones is decided by the texts alone."""
    of: dict[str, list[int]] = {}
    for i, place in enumerate(placements):
        if place.topic_id in wanted:
            of.setdefault(place.topic_id, []).append(i)
    return {
        topic: [rows[k] for k in distinct([segments[i] for i in rows], _MOST)] for topic, rows in of.items()
    }


def _nearness(
    registry: Registry, said: Sequence[SegmentInput], vectors: NDArray[np.float32], names: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return how near what was said is to each name in its language, less what is near to everything."""
    groups = groups_of(said)
    rows = snap(unit(vectors - registry.space.means[groups]))
    near = np.where(groups[:, None] == 0, dots(rows, names[0]), dots(rows, names[1]))
    return near - near.mean(axis=0)


def _around(vectors: Vectors) -> NDArray[np.float32]:
    table = np.asarray(vectors, np.float32)
    return snap(unit(table - table.mean(axis=0)))
