# pyright: basic
"""The trained head: a few arrays, applied with numpy."""

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
Numbers = NDArray[np.floating]
_BATCH = 64


class HeadError(Exception):
    """The head does not fit the embedder, or its file is missing."""


@dataclass(frozen=True)
class Head:
    """Two stages: what the vector says and what the words say; then what the two and the lexicon counts say together.

    The vector speaks by the lines that the encoder was taught with, the words by lines over hashed grams.
    """

    arrays: Mapping[str, Numbers]
    embedding: str

    @staticmethod
    def load(file: Path = FILE) -> "Head":
        """Read the packaged head (``make train`` writes it; its card stands beside it)."""
        with safe_open(str(file), "numpy") as opened:
            arrays = {name: np.asarray(opened.get_tensor(name), np.float32) for name in opened.keys()}  # noqa: SIM118
            notes = opened.metadata() or {}
        return Head(arrays, notes.get("embedding", ""))

    def read(
        self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Return label probabilities (n, 4) in the order of ``LABELS`` and leanings (n,) in [-1, 1].

        A leaning says how strong the words are; the probabilities say which side they are on.
        """
        read = [
            self._read(vectors[at : at + _BATCH], grams[at : at + _BATCH], numbers[at : at + _BATCH])
            for at in range(0, len(vectors), _BATCH)
        ]
        return np.vstack([odds for odds, _ in read]), np.concatenate([leanings for _, leanings in read])

    def _read(
        self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Read a part of a batch, filled up to one size: so a text comes out the same to the last bit in any batch."""
        a, some, missing = self.arrays, len(vectors), _BATCH - len(vectors)
        inputs = self.inputs(
            np.pad(np.asarray(vectors, np.float32), ((0, missing), (0, 0))),
            [*grams, *[np.zeros(0, np.int64)] * missing],
            np.pad(np.asarray(numbers, np.float32), ((0, missing), (0, 0))),
        )
        logits = inputs @ a["label.weight"].T + a["label.bias"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        leanings = np.tanh(inputs @ a["score.weight"] + a["score.bias"])
        return (odds / odds.sum(axis=1, keepdims=True))[:some], leanings[:some]

    def inputs(self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers) -> Numbers:
        """Put what the second stage weighs side by side, each brought to the scale it was taught at."""
        a = self.arrays
        said = vectors @ a["vector.weight"].T + a["vector.bias"]
        words = np.array([_gram(one, a["word.weight"]) for one in grams]) + a["word.bias"]
        side = np.column_stack([said, words, numbers]).astype(np.float64)
        return (side - a["input.mean"]) * a["input.scale"]


def _gram(buckets: NDArray[np.int64], weight: Numbers) -> Numbers:
    return weight[buckets].sum(axis=0) / np.sqrt(max(1, len(buckets)))
