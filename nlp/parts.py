"""The seams: one abstract method for every part that can be swapped, the checks written once above it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.records import Language, Sentiment

Vectors = NDArray[np.float32]


class Embedder(ABC):
    """Text to vectors. ``id`` names model, version and settings: it is part of every cache key."""

    id: str
    dim: int

    @abstractmethod
    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length ``dim`` for every text; texts come sorted by length and non-empty."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed each different text once and return (n, dim) unit vectors in the order asked for.

        Equal texts are read once, and texts are sorted by length because padding costs time.
        """
        unique = sorted(set(texts), key=lambda text: (len(text), text))
        row = {text: i for i, text in enumerate(unique)}
        if not unique:
            return np.zeros((0, self.dim), np.float32)
        vectors = np.asarray(self._embed(unique), np.float32)
        if vectors.shape != (len(unique), self.dim):
            msg = f"{self.id} promised {(len(unique), self.dim)} vectors, gave {vectors.shape}"
            raise ValueError(msg)
        return vectors[[row[text] for text in texts]]

    def embed_within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """Embed some stretches of each text as they stand in it, and return (n, dim) unit vectors.

        An embedder that cannot look around takes the stretches alone.
        """
        alone = [
            " ".join(text[a:b] for a, b in some) or text for text, some in zip(texts, spans, strict=True)
        ]
        return self.embed(alone)


class SentimentScorer(ABC):
    """Feeling of clauses, with the words that moved the score."""

    id: str

    @abstractmethod
    def _score(
        self, texts: Sequence[str], languages: Sequence[Language], questions: Sequence[str | None]
    ) -> list[Sentiment]:
        """Score each text alone; evidence offsets count from the start of the text given."""

    def weighed(self, whole: Sentiment, leaning: float) -> Sentiment:
        """Return a comment's feeling as sure as it deserves; ``leaning`` is the score folded from its segments.

        Whose sureness was never measured keeps its own.
        """
        del leaning
        return whole

    def score(
        self,
        texts: Sequence[str],
        languages: Sequence[Language],
        questions: Sequence[str | None] | None = None,
    ) -> list[Sentiment]:
        """Score a batch: same length in and out, whatever the part does inside."""
        asked = questions if questions is not None else [None] * len(texts)
        scored = self._score(texts, languages, asked)
        if len(scored) != len(texts):
            msg = f"{self.id} was given {len(texts)} texts and scored {len(scored)}"
            raise ValueError(msg)
        return scored
