"""Where segments lie on a picture: round the place of their topic, like next to like.

The places of topics last from night to night, so a map looked at every morning stays the same country. A map is
looked at, never counted on: distances within an island are its own.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.topics.atlas import layout
from nlp.topics.registry import Registry

MOST = 1_500
"""Points on a map: more are a blot."""
REACH = 0.9
"""Radius of the largest island, in units of the mean distance between topics."""

Place = tuple[float, float]


def sample(count: int) -> list[int]:
    """Pick which of ``count`` segments are drawn: evenly over them, always the same ones."""
    return sorted({int(i) for i in np.linspace(0, count - 1, min(count, MOST))}) if count else []


def positions(registry: Registry, vectors: Vectors, topic_ids: Sequence[str | None]) -> list[Place | None]:
    """Return a place for each vector, about in [-1, 1] x [-1, 1]; None for what belongs to no topic of the map."""
    centres = layout(registry)
    found: list[Place | None] = [None] * len(topic_ids)
    owners = np.array([topic or "" for topic in topic_ids], dtype=object)
    counts = {topic: int((owners == topic).sum()) for topic in centres}
    most = max(counts.values(), default=0)
    for topic, (x, y) in centres.items():
        mine = np.flatnonzero(owners == topic)
        radius = _radius(len(centres)) * (counts[topic] / max(most, 1)) ** 0.5
        for i, (dx, dy) in zip(mine, _island(vectors[mine]) * radius, strict=True):
            found[int(i)] = (round(x + float(dx), 4), round(y + float(dy), 4))
    return found


def _radius(topics: int) -> float:
    return REACH / max(topics, 1) ** 0.5


def _island(rows: Vectors) -> NDArray[np.float64]:
    """Spread members over a disc: angle and order of distance from their two widest directions."""
    if len(rows) < 3:
        return np.zeros((len(rows), 2))
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    left, scale, _ = np.linalg.svd(centred, full_matrices=False)
    plane = left[:, :2] * scale[:2]
    plane = plane * np.where(plane[np.abs(plane).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    far = np.maximum(np.hypot(plane[:, 0], plane[:, 1]), 1e-12)
    order = np.empty(len(rows))
    order[np.argsort(far, kind="stable")] = np.arange(len(rows)) + 0.5
    even = np.sqrt(order / len(rows))
    return plane / far[:, None] * even[:, None]
