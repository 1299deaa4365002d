"""Numbers that never wobble: products on a grid are exact, whatever the batch, the order or the threads.

Features are rounded to a grid of 1/4096: products of such numbers add up without rounding error in float64, so
a segment's similarities are the same alone, in any batch, in any order of rows, with any number of threads.
"""

import numpy as np
from numpy.typing import NDArray

GRID = 4096.0


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of length one; zero rows stay zero."""
    norms = np.sqrt(np.sum(rows * rows, axis=-1, keepdims=True))
    return (rows / np.maximum(norms, 1e-9)).astype(np.float32)


def snap(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round to the grid on which dot products are exact."""
    return (np.round(rows * GRID) / GRID).astype(np.float32)


def dots(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return all dot products of two tables of snapped rows, exactly, whatever the BLAS does."""
    return left.astype(np.float64) @ right.astype(np.float64).T
