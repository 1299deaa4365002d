# pyright: basic
"""The trained head: three odds from what the vector and the word rules say. Nothing but multiplications happens here."""

from collections.abc import Mapping, Sequence
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
    """The lines that the encoder was taught with, then one line for each side over these and the rules.

    A side is whom a suggestion is for, or that it is none.
    """

    arrays: Mapping[str, Numbers]
    embedding: str

    @staticmethod
    def load(file: Path = FILE) -> "Head":
        """Read the packaged head (``make train`` writes it; its card stands beside it)."""
        with safe_open(str(file), "numpy") as opened:
            arrays = {name: np.asarray(opened.get_tensor(name), np.float64) for name in opened.keys()}  # noqa: SIM118
            notes = opened.metadata() or {}
        return Head(arrays, notes.get("embedding", ""))

    def odds(self, vectors: Vectors, numbers: Sequence[Sequence[float]]) -> Numbers:
        """Return probabilities (n, 3) in the order of ``SIDES``."""
        a = self.arrays
        said = inputs(vectors, numbers, (a["vector.weight"], a["vector.bias"]))
        logits = said @ a["weight"].T + a["bias"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


def inputs(vectors: Vectors, numbers: Sequence[Sequence[float]], line: tuple[Numbers, Numbers]) -> Numbers:
    """Put what a vector says and the rules side by side."""
    weight, bias = line
    return np.hstack([np.asarray(vectors, np.float64) @ weight.T + bias, np.asarray(numbers, np.float64)])
