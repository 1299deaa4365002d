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
    """An embedder that remembers the texts it met last: feedback repeats itself (好评, "great service").

    Room for the vectors is set aside once, and filled as texts come: no memory beyond it, however many come.
    """

    def __init__(self, embedder: Embedder, size: int = 20_000) -> None:
        self.embedder, self.size = embedder, size
        self.id, self.dim = embedder.id, embedder.dim
        self._places: OrderedDict[str, int] = OrderedDict()
        self._vectors = np.empty((size, embedder.dim), np.float32)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        found = np.empty((len(texts), self.dim), np.float32)
        new = [row for row, text in enumerate(texts) if text not in self._places]
        for row, text in enumerate(texts):
            if text in self._places:
                found[row] = self._vectors[self._places[text]]
                self._places.move_to_end(text)
        if new:
            found[new] = self.embedder.embed([texts[row] for row in new])
        for row in new[-self.size :]:
            self._keep(texts[row], found[row])
        return found

    def embed_within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """Embed stretches of texts; nobody says them twice, so nothing is remembered."""
        return self.embedder.embed_within(texts, spans)

    def _keep(self, text: str, vector: Vectors) -> None:
        full = len(self._places) == self.size
        place = self._places.popitem(last=False)[1] if full else len(self._places)
        self._places[text] = place
        self._vectors[place] = vector
