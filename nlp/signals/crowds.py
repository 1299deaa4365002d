"""How crowded it is around a comment: how close the comments of the months before come to it, at their closest.

What everybody says lies close to everything. Two comments that are as close to each other as any two, while all that
was said before is far from both, tell more of something new than two that are close to everybody; so what closeness is
worth depends on the crowd.
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Vectors = NDArray[np.float32]

MOST = 700
"""Earlier comments that are asked how close they come, at most: each so many-th of them."""
CLOSEST = 0.007
"""Part of those asked that makes the crowd, one at least."""
WORTH = 0.75
"""Part of the crowd's closeness that is taken off."""


def crowds(vectors: Vectors, start: Ints, before: int) -> Vectors:
    """Return (n,) how close the closest of the first ``before`` comments come to each, themselves left out.

    Args:
        vectors: of unit length, sentence by sentence.
        start: (n + 1,) row at which each comment begins, and the end.
        before: comments that came long enough before.
    """
    asked = np.arange(0, before, max(1, -(-before // MOST)))
    sentences = start[asked + 1] - start[asked]
    edges = np.cumsum(sentences) - sentences
    rows = np.repeat(start[asked] - edges, sentences) + np.arange(int(sentences.sum()))
    close = np.maximum.reduceat(
        vectors[start[0] : start[-1]] @ vectors[rows].T, start[:-1] - start[0], axis=0
    )
    close = np.maximum.reduceat(close, edges, axis=1)
    close[asked, np.arange(len(asked))] = -1.0
    nearest = max(1, round(CLOSEST * len(asked)))
    return np.partition(close, len(asked) - nearest, axis=1)[:, -nearest:].mean(axis=1)
