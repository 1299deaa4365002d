"""From vectors to features in which both languages lie together, and similarities that never wobble.

Each language's mean is taken off (multilingual vectors group by language before they group by subject), and
columns of concepts are added: what the lexicon reads in the words, what the guide reads in the vector.
Features are rounded to a grid of 1/4096: products of such numbers add up without rounding error in float64, so
a segment's similarities are the same alone, in any batch, in any order of rows, with any number of threads.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.parts import Embedder, Vectors
from nlp.topics import evidence
from nlp.topics.guide import learn
from nlp.topics.registry import SegmentInput, Space, groups_of

GRID = 4096.0
GUIDED, UNGUIDED, STRANGE = 0.4, 0.3, 0.1
"""Share of the concepts in a similarity: with a guide, without, and where the guide finds itself abroad."""
AT_HOME = 0.25
"""Weight of the concepts from which the guide may say where clusters begin."""
_PRIOR = 5.0
"""Pseudo-counts of the common mean in a language's mean: five lonely English lines must not vanish."""
_WORDS = 0.5
_SHARP = 22.0
"""How sharply the guide's scores turn into a choice of topics."""


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of length one; zero rows stay zero."""
    norms = np.sqrt(np.sum(rows * rows, axis=-1, keepdims=True))
    return (rows / np.maximum(norms, 1e-9)).astype(np.float32)


def fit_space(segments: Sequence[SegmentInput], vectors: Vectors, embedder: Embedder | None = None) -> Space:
    """Learn the mean of each language, and how far the guide may be trusted here."""
    columns = evidence.concepts()
    if embedder is None:
        means = language_means(segments, vectors, None)
        nobody = np.zeros((vectors.shape[1], len(columns)), np.float32)
        return Space(means=means, concepts=columns, weight=UNGUIDED, guide=nobody, sure=0.0)
    guide = learn(embedder, columns)
    means = language_means(segments, vectors, guide.means)
    trust = guide.trust(unit(vectors - means[groups_of(segments)]))
    weight = STRANGE + trust * (GUIDED - STRANGE)
    return Space(
        means=means, concepts=columns, weight=round(weight, 4), guide=snap(guide.matrix), sure=guide.sure
    )


def language_means(
    segments: Sequence[SegmentInput], vectors: Vectors, usual: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return the mean vectors of zh and en; a rare language leans on where its sentences usually lie."""
    groups = groups_of(segments)
    leaning = usual if usual is not None else np.stack([vectors.mean(axis=0)] * 2)
    means = [
        (vectors[groups == g].sum(axis=0) + _PRIOR * leaning[g]) / (np.sum(groups == g) + _PRIOR)
        for g in (0, 1)
    ]
    return np.stack(means).astype(np.float32)


def features(space: Space, segments: Sequence[SegmentInput], vectors: Vectors) -> NDArray[np.float32]:
    """Return (n, dim + concepts) features; the dot product of two rows is their similarity."""
    centred = snap(unit(np.asarray(vectors, np.float32) - space.means[groups_of(segments)]))
    spoken = concepts(space, segments, centred)
    parts = [centred * np.float32(np.sqrt(1 - space.weight)), spoken * np.float32(np.sqrt(space.weight))]
    return snap(np.concatenate(parts, axis=1))


def concepts(
    space: Space, segments: Sequence[SegmentInput], centred: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return what each segment speaks of: the lexicon's reading and the guide's, at most one long."""
    read = evidence.evidence(segments, space.concepts)
    if space.sure <= 0:
        return read
    scores = dots(centred, space.guide.T)
    best = scores.max(axis=1, keepdims=True)
    choice = np.exp(_SHARP * (scores - best))
    choice = choice / choice.sum(axis=1, keepdims=True) - 1.0 / len(space.concepts)
    sureness = np.clip(best / space.sure, 0.0, 1.0).astype(np.float32)
    both = unit(choice.astype(np.float32)) * sureness + np.float32(_WORDS) * read
    length = np.sqrt(np.sum(both * both, axis=1, keepdims=True))
    return (both / np.maximum(length, 1.0)).astype(np.float32)


def guide_scores(space: Space, rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the guide's score of every concept for rows of features."""
    centred = rows[:, : len(space.means[0])] / np.float32(np.sqrt(1 - space.weight))
    return dots(snap(centred), space.guide.T)


def snap(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to the grid on which dot products are exact."""
    return (np.round(rows * GRID) / GRID).astype(np.float32)


def dots(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return all dot products of two tables of snapped rows, exactly, whatever the BLAS does."""
    return left.astype(np.float64) @ right.astype(np.float64).T
