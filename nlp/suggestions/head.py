# pyright: basic
"""The trained head: three odds from a vector and the word rules. Nothing but multiplications happens here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from nlp.parts import Vectors

FILE = Path(__file__).parents[1] / "weights" / "suggestions.safetensors"
SIDES = ("nobody", "organisation", "others")
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """One line of weights for each side: whom a suggestion is for, or that it is none."""

    weight: Numbers
    bias: Numbers
    embedding: str

    @staticmethod
    def load(file: Path = FILE) -> "Head":
        """Read the packaged head (``make train`` writes it; its card stands beside it)."""
        with safe_open(str(file), "numpy") as opened:
            weight, bias = (np.asarray(opened.get_tensor(name), np.float64) for name in ("weight", "bias"))
            notes = opened.metadata() or {}
        return Head(weight, bias, notes.get("embedding", ""))

    def odds(self, vectors: Vectors, numbers: Sequence[Sequence[float]]) -> Numbers:
        """Return probabilities (n, 3) in the order of ``SIDES``."""
        logits = inputs(vectors, numbers) @ self.weight.T + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


def inputs(vectors: Vectors, numbers: Sequence[Sequence[float]]) -> Numbers:
    """Put a vector and the rules side by side."""
    return np.hstack([np.asarray(vectors, np.float64), np.asarray(numbers, np.float64)])
