# pyright: basic
"""The trained heads: a few arrays, applied with numpy; the last of them lets the taught sentences vote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from nlp.parts import Vectors
from nlp.records import Label

FILE = Path(__file__).parents[1] / "weights" / "sentiment.safetensors"
LABELS: tuple[Label, ...] = ("negative", "neutral", "mixed", "positive")
Numbers = NDArray[np.floating]
NARROW = 0.025
"""How fast likeness falls with the distance between a text and a taught sentence."""
_BATCH = 64


class HeadError(Exception):
    """The head does not fit the embedder, or its file is missing."""


@dataclass(frozen=True)
class Head:
    """Two stages: polarity from the vector and from the grams; then the votes of the taught sentences.

    A text is compared with every taught sentence (vector, both polarities, lexicon counts at once), and each
    votes for its labels as much as it is alike. Plain lines over the same inputs, and over the grams, speak beside.
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

    @cached_property
    def _sizes(self) -> Numbers:
        return (self.arrays["taught"] ** 2).sum(axis=1)[None, :]

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
        grams = [*grams, *[np.zeros(0, np.int64)] * missing]
        inputs = self.inputs(
            np.pad(np.asarray(vectors, np.float32), ((0, missing), (0, 0))),
            grams,
            np.pad(np.asarray(numbers, np.float32), ((0, missing), (0, 0))),
        )
        votes = alike(np.asarray(inputs @ a["axes"], np.float32), a["taught"], self._sizes) @ a["votes"]
        lines = inputs @ a["line.weight"].T + a["line.bias"]
        words = np.array([_gram(one, a["word.weight"]) for one in grams]) + a["word.bias"]
        logits = np.hstack([votes, lines, words]).astype(np.float64) @ a["label.weight"].T + a["label.bias"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        leanings = np.tanh(inputs @ a["score.weight"] + a["score.bias"]).astype(np.float64)
        return (odds / odds.sum(axis=1, keepdims=True))[:some], leanings[:some]

    def inputs(self, vectors: Vectors, grams: Sequence[NDArray[np.int64]], numbers: Numbers) -> Vectors:
        """Put the inputs of the second stage side by side, each brought to the scale it was taught at."""
        a = self.arrays
        polarity = vectors @ a["polarity.weight"] + a["polarity.bias"]
        gram = np.array([_gram(one, a["gram.weight"]) for one in grams]) + a["gram.bias"]
        side = np.column_stack([vectors, polarity, gram, numbers])
        return np.asarray((side - a["input.mean"]) * a["input.scale"], np.float32)


def alike(texts: Vectors, taught: Vectors, sizes: Vectors | None = None) -> Vectors:
    """Tell how much each text is like each taught sentence: 1 for the same, near 0 for most.

    Worked out in place, since this is most of what a head costs; ``sizes`` are the taught ones' own squares.
    """
    near = texts @ taught.T
    near *= 2
    near -= (texts**2).sum(axis=1)[:, None]
    near -= (taught**2).sum(axis=1)[None, :] if sizes is None else sizes
    near *= NARROW
    np.minimum(near, 0, out=near)
    return np.exp(near, out=near)


def _gram(buckets: NDArray[np.int64], weight: Numbers) -> Numbers:
    return weight[buckets].sum(axis=0) / np.sqrt(max(1, len(buckets)))
