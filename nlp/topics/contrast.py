"""What nearly all segments differ in is held back, so that what tells one subject from another is heard.

The widest directions of a corpus are its length, its mood, its manner; subjects lie across many narrow ones. The
two halves of a joined embedder are made to count alike first: e5's vectors lie so near one another that beside
others they would hardly be heard. Measured on labelled intents, headlines, reviews and tweets (NMI at 28 to 110
clusters): vectors as they are .69 .36 .53 .25, halves alike .70 .37 .54 .25, held back too .74 .38 .54 .25.
"""

import numpy as np
from numpy.typing import NDArray

from nlp.embed.wrap import Joined
from nlp.parts import Embedder
from nlp.topics.exact import dots, snap, unit
from nlp.topics.registry import Space

_POWER = 0.4
"""0 leaves directions as wide as they are, 1 makes them all alike."""
_WIDEST = 64
_ENOUGH = 16
"""So many segments for each direction, or it would be chance."""
_SAMPLE = 10_000
Rows = NDArray[np.float32]


def evened(away: Rows, embedder: Embedder | None) -> tuple[Rows, Rows, Rows]:
    """Return scale, axes and damping for vectors that have lost the mean of their language."""
    some = away[:: max(1, len(away) // _SAMPLE)]
    scale = _alike(some, _parts(embedder, away.shape[1]))
    rows = snap(unit(some * scale)).astype(np.float64)
    few = min(_WIDEST, len(rows) // _ENOUGH, rows.shape[1] - 1)
    if few < 2:
        return scale, np.zeros((0, rows.shape[1]), np.float32), np.zeros(0, np.float32)
    widths, axes = np.linalg.eigh(np.cov(rows.T))
    widths, axes = widths[::-1], axes[:, ::-1].T
    held = (widths[:few] / max(widths[few], 1e-9)) ** (-_POWER / 2) - 1.0
    return scale, snap(axes[:few].astype(np.float32)), snap(held.astype(np.float32))


def even(space: Space, away: Rows) -> Rows:
    """Return unit rows in which the widest directions are held back; each row's answer is its own alone."""
    if not len(space.scale):
        return snap(unit(away))
    rows = snap(unit(away * space.scale))
    if not len(space.axes):
        return rows
    along = snap((dots(rows, space.axes) * space.damping).astype(np.float32))
    return snap(unit(rows + dots(along, space.axes.T).astype(np.float32)))


def _parts(embedder: Embedder | None, dim: int) -> list[slice]:
    if isinstance(embedder, Joined):
        return [slice(0, embedder.first.dim), slice(embedder.first.dim, dim)]
    return [slice(0, dim)]


def _alike(rows: Rows, parts: list[slice]) -> Rows:
    """Return what makes the parts of a vector equally long on average."""
    scale = np.ones(rows.shape[1], np.float32)
    for part in parts:
        wide = float(np.sqrt(np.sum(rows[:, part] ** 2, axis=1)).mean()) if len(rows) else 0.0
        scale[part] = 1.0 / wide if wide > 1e-6 else 1.0
    return snap(scale / max(float(scale.max()), 1e-9))
