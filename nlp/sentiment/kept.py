"""Vectors kept on disk between two trainings: embedding takes nearly all of the time, and gives the same each time."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nlp.parts import Embedder, Vectors

_PART = 4_000


class Kept(Embedder):
    """An embedder that reads each text once in its life; the file is thrown away when the model is another."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self.id, self.dim = embedder.id, embedder.dim
        self._embedder, self._file = embedder, file
        self._vectors: dict[str, Vectors] = {}
        if file.exists():
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["model"]) == self.id:
                    self._vectors = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def _embed(self, texts: Sequence[str]) -> Vectors:
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        for at in range(0, len(new), _PART):
            part = list(new.items())[at : at + _PART]
            self._vectors.update(
                zip([k for k, _ in part], self._embedder.embed([t for _, t in part]), strict=True)
            )
            self._save()
        return np.array([self._vectors[key] for key in keys], np.float32)

    def _save(self) -> None:
        """Write to a new file and put it in the old one's place, so that a stop in between loses nothing."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        made = self._file.with_suffix(".new.npz")
        np.savez(made, model=self.id, keys=list(self._vectors), vectors=list(self._vectors.values()))
        made.replace(self._file)
