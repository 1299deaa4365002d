# pyright: basic
"""The two fits behind the learned stance: three odds from vectors, numbers and wording, and how sure they may be."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from nlp.people import stance_grams

Numbers = NDArray[np.float64]


def odds(
    x: Numbers, runs: sparse.csr_matrix, y: NDArray[np.int64], kinds: int, pulls: tuple[float, float]
) -> tuple[Numbers, Numbers, Numbers]:
    """Fit a multinomial logistic regression with an L2 pull toward zero, one for numbers and one for wording.

    Returns the weights of the numbers (kinds, features), the biases, and the weights of the runs (kinds, buckets).
    """
    d, m = x.shape[1], stance_grams.BUCKETS
    wanted = np.eye(kinds)[y]
    cut = kinds * (d + 1)

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        w, v = flat[:cut].reshape(kinds, d + 1), flat[cut:].reshape(kinds, m)
        z = x @ w[:, :d].T + w[:, d] + runs @ v.T
        z -= z.max(axis=1, keepdims=True)
        chance = np.exp(z)
        chance /= chance.sum(axis=1, keepdims=True)
        loss = -np.log(np.maximum(1e-12, (chance * wanted).sum(axis=1))).sum()
        wrong = chance - wanted
        slope = np.c_[wrong.T @ x + pulls[0] * w[:, :d], wrong.sum(axis=0)]
        size = 0.5 * pulls[0] * (w[:, :d] ** 2).sum() + 0.5 * pulls[1] * (v**2).sum()
        return float(loss + size), np.r_[slope.ravel(), ((runs.T @ wrong).T + pulls[1] * v).ravel()]

    start = np.zeros(cut + kinds * m)
    best = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    w = best[:cut].reshape(kinds, d + 1)
    return w[:, :d], w[:, d], best[cut:].reshape(kinds, m)


def runs_of(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return the wording of texts as rows of equal length; a run that only one text holds is left out."""
    found = [stance_grams.buckets(text) for text in texts]
    heights = np.repeat(np.arange(len(found)), [len(b) for b in found])
    scale = np.repeat([1 / np.sqrt(max(1, len(b))) for b in found], [len(b) for b in found])
    columns = np.concatenate(found)
    often = np.bincount(columns, minlength=stance_grams.BUCKETS) > 1
    shape = (len(texts), stance_grams.BUCKETS)
    return sparse.csr_matrix((scale * often[columns], (heights, columns)), shape=shape)


def sureness(rows: Numbers, right: NDArray[np.bool_], weight: Numbers) -> Numbers:
    """Fit the chance to be right on verdicts out of fold; the first column is the bias and is not pulled."""
    wanted = right.astype(np.float64)
    pull = np.r_[0.0, np.ones(rows.shape[1] - 1)]

    def cost(c: Numbers) -> tuple[float, Numbers]:
        chance = 1 / (1 + np.exp(-(rows @ c)))
        loss = -(weight * (wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12))).sum()
        return float(loss + 0.5 * (pull * c**2).sum()), rows.T @ (weight * (chance - wanted)) + pull * c

    return minimize(cost, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
