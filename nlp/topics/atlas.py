"""Where topics stand on a map: like topics near one another, cheaply and always the same way round."""

import numpy as np
from numpy.typing import NDArray

from nlp.topics.exact import unit
from nlp.topics.registry import Registry

_STEPS = 60


def layout(registry: Registry) -> dict[str, tuple[float, float]]:
    """Return a place in [-1, 1] x [-1, 1] for every topic that is not retired."""
    live = registry.live
    if not live:
        return {}
    middle = unit(registry.centroids[live].mean(axis=1)).astype(np.float64)
    places = _apart(_plane(middle))
    return {
        registry.topics[i].id: (round(float(x), 4), round(float(y), 4))
        for i, (x, y) in zip(live, places, strict=True)
    }


def _plane(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project on the two widest directions; signs are fixed so that a map is never mirrored overnight."""
    centred = rows - rows.mean(axis=0)
    if len(rows) < 3:
        return np.array([[i - (len(rows) - 1) / 2, 0.0] for i in range(len(rows))])
    left, scale, _ = np.linalg.svd(centred, full_matrices=False)
    plane = left[:, :2] * scale[:2]
    return plane * np.where(plane[np.abs(plane).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)


def _apart(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push places that lie on one another apart, then fill the square."""
    places = places / max(float(np.abs(places).max()), 1e-9)
    room = 1.2 / len(places) ** 0.5
    for _ in range(_STEPS):
        gap = places[:, None] - places[None]
        far = np.maximum(np.sqrt(np.sum(gap * gap, axis=2)), 1e-6)
        push = np.clip(room - far, 0, None) / far
        np.fill_diagonal(push, 0.0)
        places = places + 0.25 * np.sum(gap * push[:, :, None], axis=1)
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return places / max(float(np.abs(places).max()), 1e-9)
