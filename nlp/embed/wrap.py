"""Embedders made of embedders: two side by side, and one that remembers."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from nlp.parts import Embedder, Vectors


class Joined(Embedder):
    """Two embedders side by side, each half as heavy, so that the whole has length one."""

    def __init__(self, first: Embedder, second: Embedder) -> None:
        self.first, self.second = first, second
        self.dim = first.dim + second.dim
        self.id = f"{first.id}+{second.id}"

    def _embed(self, texts: Sequence[str]) -> Vectors:
        both = np.concatenate([self.first.embed(texts), self.second.embed(texts)], axis=1)
        return both / np.float32(np.sqrt(2))


class Memo(Embedder):
    """An embedder that remembers the texts it met last: feedback repeats itself (好评, "great service")."""

    def __init__(self, embedder: Embedder, size: int = 50_000) -> None:
        self.embedder, self.size = embedder, size
        self.id, self.dim = embedder.id, embedder.dim
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def _embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in texts if text not in self._known]
        fresh = dict(zip(new, self.embedder.embed(new), strict=True))
        found = np.empty((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            found[row] = fresh[text] if text in fresh else self._known[text]
            self._keep(text, found[row])
        return found

    def _keep(self, text: str, vector: Vectors) -> None:
        self._known[text] = vector.copy()
        self._known.move_to_end(text)
        if len(self._known) > self.size:
            self._known.popitem(last=False)
