"""From vectors to features in which both languages lie together, and similarities that never wobble.

Each language's mean is taken off (multilingual vectors group by language before they group by subject), the
lexicon's concepts are added as further columns. Features are rounded to a grid of 1/4096: products of such
numbers add up without rounding error in float64, so a segment's similarities are the same alone, in any
batch, in any order of rows and with any number of threads.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Vectors
from nlp.topics import evidence
from nlp.topics.registry import SegmentInput, Space, groups_of

GRID = 4096.0
CONCEPT_WEIGHT = 0.3
_PRIOR = 5.0
"""Pseudo-counts of the common mean in a language's mean: five lonely English lines must not vanish."""


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of length one; zero rows stay zero."""
    norms = np.sqrt(np.sum(rows * rows, axis=-1, keepdims=True))
    return (rows / np.maximum(norms, 1e-9)).astype(np.float32)


def fit_space(segments: Sequence[SegmentInput], vectors: Vectors) -> Space:
    """Learn the mean of each language from the segments to be grouped."""
    groups = groups_of(segments)
    common = vectors.mean(axis=0)
    means = [
        (vectors[groups == g].sum(axis=0) + _PRIOR * common) / (np.sum(groups == g) + _PRIOR) for g in (0, 1)
    ]
    return Space(
        means=np.stack(means).astype(np.float32), concepts=evidence.concepts(), weight=CONCEPT_WEIGHT
    )


def features(space: Space, segments: Sequence[SegmentInput], vectors: Vectors) -> NDArray[np.float32]:
    """Return (n, dim + concepts) features; the dot product of two rows is their similarity."""
    centred = unit(np.asarray(vectors, np.float32) - space.means[groups_of(segments)])
    concepts = evidence.evidence(segments, space.concepts)
    parts = [centred * np.float32(np.sqrt(1 - space.weight)), concepts * np.float32(np.sqrt(space.weight))]
    return snap(np.concatenate(parts, axis=1))


def snap(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to the grid on which dot products are exact."""
    return (np.round(rows * GRID) / GRID).astype(np.float32)


def dots(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return all dot products of two tables of snapped rows, exactly, whatever the BLAS does."""
    return left.astype(np.float64) @ right.astype(np.float64).T
