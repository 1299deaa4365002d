# pyright: basic
"""The trained heads: a few arrays, applied with numpy. Nothing but multiplications happens here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from nlp.parts import Vectors
from nlp.records import Label

FILE = Path(__file__).parents[1] / "weights" / "sentiment.safetensors"
LABELS: tuple[Label, ...] = ("negative", "neutral", "mixed", "positive")
Numbers = NDArray[np.float64]


class HeadError(Exception):
    """The head does not fit the embedder, or its file is missing."""


@dataclass(frozen=True)
class Head:
    """Two stages: polarity from the vector and from the grams; then labels and score from everything."""

    arrays: Mapping[str, Numbers]
    embedding: str

    @staticmethod
    def load(file: Path = FILE) -> "Head":
        """Read the packaged head (``make train`` writes it; its card stands beside it)."""
        with safe_open(str(file), "numpy") as opened:
            arrays = {name: np.asarray(opened.get_tensor(name), np.float64) for name in opened.keys()}  # noqa: SIM118
            notes = opened.metadata() or {}
        return Head(arrays, notes.get("embedding", ""))

    def read(
        self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Return label probabilities (n, 4) in the order of ``LABELS`` and leanings (n,) in [-1, 1].

        A leaning says how strong the words are; the probabilities say which side they are on.
        """
        inputs = self.inputs(vectors, grams, numbers)
        a = self.arrays
        logits = (inputs @ a["label.weight"].T + a["label.bias"]) / a["temperature"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        leanings = np.tanh(inputs @ a["score.weight"] + a["score.bias"])
        return odds / odds.sum(axis=1, keepdims=True), leanings

    def inputs(self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers) -> Numbers:
        """Put the inputs of the second stage side by side."""
        a = self.arrays
        vector = np.asarray(vectors, np.float64)
        polarity = vector @ a["polarity.weight"] + a["polarity.bias"]
        gram = np.array([_gram(one, a["gram.weight"]) for one in grams]) + a["gram.bias"]
        return np.column_stack([(vector - a["vector.mean"]) * a["vector.scale"], polarity, gram, numbers])


def _gram(buckets: NDArray[np.int64], weight: Numbers) -> float:
    return float(weight[buckets].sum() / np.sqrt(max(1, len(buckets))))
