# pyright: basic
"""The two fits behind the learned stance: three odds from vectors and numbers, and how sure they may be."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.float64]


def odds(x: Numbers, y: NDArray[np.int64], kinds: int, pull: float) -> tuple[Numbers, Numbers]:
    """Fit a multinomial logistic regression with an L2 pull toward zero: its weights and its biases."""
    d = x.shape[1]
    wanted = np.eye(kinds)[y]

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        w = flat.reshape(kinds, d + 1)
        z = x @ w[:, :d].T + w[:, d]
        z -= z.max(axis=1, keepdims=True)
        chance = np.exp(z)
        chance /= chance.sum(axis=1, keepdims=True)
        loss = -np.log(np.maximum(1e-12, (chance * wanted).sum(axis=1))).sum()
        wrong = chance - wanted
        slope = np.c_[wrong.T @ x + pull * w[:, :d], wrong.sum(axis=0)]
        return float(loss + 0.5 * pull * (w[:, :d] ** 2).sum()), slope.ravel()

    best = minimize(cost, np.zeros(kinds * (d + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    w = best.x.reshape(kinds, d + 1)
    return w[:, :d], w[:, d]


def sureness(rows: Numbers, right: NDArray[np.bool_], weight: Numbers) -> Numbers:
    """Fit the chance to be right on verdicts out of fold; the first column is the bias and is not pulled."""
    wanted = right.astype(np.float64)
    pull = np.r_[0.0, np.ones(rows.shape[1] - 1)]

    def cost(c: Numbers) -> tuple[float, Numbers]:
        chance = 1 / (1 + np.exp(-(rows @ c)))
        loss = -(weight * (wanted * np.log(chance + 1e-12) + (1 - wanted) * np.log(1 - chance + 1e-12))).sum()
        return float(loss + 0.5 * (pull * c**2).sum()), rows.T @ (weight * (chance - wanted)) + pull * c

    return minimize(cost, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
