"""A knot of segments becomes a topic: its name, how far it reaches, and its lead over the topics beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlp.records import Topic, TopicEvent
from nlp.topics import building, copies, geometry, naming, wording
from nlp.topics.assigning import radii, similarities
from nlp.topics.exact import dots, snap, unit
from nlp.topics.registry import Registry, SegmentInput, Shape, groups_of

_GENEROUS = 0.08
"""Later members are never as central as the founders of a topic: its reach is wider by so much."""
_LEAD, _MARGIN = 0.3, 0.01
"""The most that is added to the similarity with a young topic, or taken off, and by how much its founders shall win."""
_ASTRAY = 0.125
"""Share of the founders that may stay with older topics."""
_TAKEN, _TAKEN_LEAST = 0.003, 3
"""Share (and number) of what was said before that a young topic may take from older ones."""
_STEPS = 10_000
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """Segments with their features, and vectors to place them by."""

    segments: Sequence[SegmentInput]
    vectors: NDArray[np.float32]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Knot:
    """Rows of tonight's pool that are born together, and how many of the earlier segments come as near."""

    members: NDArray[np.int64]
    usual: int | None = None


def enlist_all(
    registry: Registry, tonight: Said, knots: Sequence[Knot], before: Said | None, day: date | None
) -> Registry:
    """Enlist every knot as a topic; the rest of the pool is what its words are told apart from."""
    labels = np.full(len(tonight.rows), len(knots), np.int64)
    for i, knot in enumerate(knots):
        labels[knot.members] = i
    groups = groups_of(tonight.segments)
    shape = geometry.measure(tonight.rows, groups, labels, len(knots) + 1)
    fit = building.Fit(segments=tonight.segments, rows=tonight.rows, labels=labels, space=registry.space)
    portraits = building.portray(fit, shape.centres, len(knots))
    taken = [(topic.label_zh, topic.label_en) for topic in registry.topics]
    names = naming.name_all([portrait.draft for portrait in portraits], taken=taken)
    others = _Others.of(registry, tonight, before)
    for i, knot in enumerate(knots):
        topic = building.topic(f"T{registry.next_id:04d}", names[i], portraits[i], day)
        reach, lead = others.place(shape.centres[i], knot.members)
        grown = Shape(
            sizes=(int(shape.sizes[i, 0]), int(shape.sizes[i, 1])),
            radii=(reach, reach), lead=lead, typical=portraits[i].typical, origin="born", last_seen=day,
        )  # fmt: skip
        event = wording.emerged(
            topic, day, len(knot.members), copies.comments(tonight.segments, knot.members),
            None if before is None or knot.usual is None else (knot.usual, len(before.segments)),
        )  # fmt: skip
        registry = enlist(registry, topic, grown, shape.centres[i : i + 1], event)
    return registry


def enlist(registry: Registry, topic: Topic, shape: Shape, centres: Rows, event: TopicEvent) -> Registry:
    """Return the registry with one more topic, its centre (1, 2, features) and the event that tells of it."""
    return replace(
        registry,
        topics=(*registry.topics, topic),
        shapes=(*registry.shapes, shape),
        centroids=np.concatenate([registry.centroids, snap(unit(centres))]),
        events=(*registry.events, event),
        next_id=registry.next_id + 1,
    )


@dataclass(frozen=True, slots=True)
class _Others:
    """How near tonight's and earlier segments are to the older topics that take them."""

    tonight: Said
    held: NDArray[np.float64]
    before: Said | None
    held_before: NDArray[np.float64]

    @classmethod
    def of(cls, registry: Registry, tonight: Said, before: Said | None) -> "_Others":
        earlier = np.zeros(0) if before is None else _held(registry, before)
        return cls(tonight, _held(registry, tonight), before, earlier)

    def place(self, centre: Rows, members: NDArray[np.int64]) -> tuple[float, float]:
        """Return how near a segment must be to a young topic, and the lead that its founders need.

        Each founder also speaks of something older: drones of noise, of parcels, of windows. Their topics would
        take them all. The lead ends where it would take what was said before; where that is unknown there is none.
        Measured on planted subjects whose knot was found: of 57 topics 43 hold five of eight founders without, 54 with.
        Where founders win more easily than needed, and much that was said before would come along, it lies below
        nought: what people read yesterday under one name they read there tomorrow.
        """
        own = _near(self.tonight, centre)[members]
        reach = round(max(0.2, float(own.min()) - _GENEROUS), 4)
        if self.before is None:
            return reach, 0.0
        needed = np.sort(self.held[members] - own) + _MARGIN
        wanted = max(-_LEAD, float(needed[-1 - int(_ASTRAY * len(members))]))
        earlier = _near(self.before, centre)
        margins = np.sort((self.held_before - earlier)[(earlier >= reach) & (self.held_before >= 0)])
        may = max(_TAKEN_LEAST, round(_TAKEN * len(earlier)))
        most = min(_LEAD, float(margins[may])) if len(margins) > may else _LEAD
        lead = max(min(wanted, 0.0), min(max(wanted, 0.0), most))
        return reach, math.floor(lead * _STEPS) / _STEPS


def _near(said: Said, centre: Rows) -> NDArray[np.float64]:
    """Return how near segments are to a centre as seen from their languages."""
    both = dots(said.rows, centre)
    return both[np.arange(len(both)), groups_of(said.segments)]


def _held(registry: Registry, said: Said) -> NDArray[np.float64]:
    """Return how near each segment is to the topic that takes it now; -1 where none does."""
    live = registry.reachable
    if not live or not len(said.segments):
        return np.full(len(said.segments), -1.0)
    scores = similarities(registry, said.segments, said.vectors)[:, live]
    slack = scores - radii(registry, said.segments)[:, live]
    return np.where(slack >= 0, scores, -1.0).max(axis=1)
