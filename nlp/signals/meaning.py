"""How close in meaning the comments of two findings are, measured by how close the comments of the months before come.

Two comments are near where they come closer to each other than to nearly all that was said before in the same language.
Of comments about different things hardly any pair is near; of comments about one thing that is new, a good part are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.signals.observations import Stream

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]

BEFORE, ASKED = 150, 450
"""Days before that are compared, and comments of them: each so many-th."""
LEAST_BEFORE = 30
"""Comments before that a language must have, or nothing is known of nearness in it."""
FEW, MOST = 3, 60
"""Comments that a finding must bring, and how many of them, the newest, are compared."""
NEAR = 0.02
"""Part of the comments before that may come closer than what is called near."""
CLOSE = 4.0
"""Times as many near pairs as chance gives, from which two findings are close."""
NEVER = 9.0
"""Closeness that nothing reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """Parts of the pairs that are near: inside the first finding, inside the second, from one to the other."""

    first: float
    second: float
    between: float

    @property
    def likeness(self) -> float:
        """Return how much nearer the two are to each other than each is in itself; 0 where they are hardly nearer than chance.

        Where one thing makes up a part of both, this is the part of what holds them together that is that thing.
        """
        if self.between < CLOSE * NEAR:
            return 0.0
        return self.between / max(float(np.sqrt(self.first * self.second)), self.between / 2.0)


class Meaning:
    """The sentences of a stream, for comparing; each comment is looked up once."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._english = np.array([o.language == "en" for o in stream.observations])
        self._speaks = np.array([o.vectors is not None and len(o.vectors) > 0 for o in stream.observations])
        self._units: dict[int, Vectors] = {}

    def nearness(self, first: Ints, second: Ints, edge: int) -> Nearness | None:
        """Compare two sets of places in the stream; None where their meaning, or what was usual, is not known.

        Args:
            first: places of one finding's comments.
            second: places of the other's.
            edge: the column before which both were not yet heard; only what came before it says what is usual.
        """
        one, other = self._newest(first), self._newest(second)
        if min(len(one), len(other)) < FEW:
            return None
        both = np.union1d(one, other)
        limit = self._limits(both, edge)
        close = self._closeness(both, both)
        known = limit < NEVER
        pairs = known & known.T & ~np.eye(len(both), dtype=bool)
        near = ((close > limit).astype(float) + (close > limit).T) / 2.0
        rows, columns = np.isin(both, one), np.isin(both, other)
        return _shares(near, pairs, rows, columns)

    def _newest(self, places: Ints) -> Ints:
        return np.sort(places[self._speaks[places]])[-MOST:]

    def _limits(self, places: Ints, edge: int) -> Floats:
        """Return (n, n) what the closeness of each comment to each must pass: its nearest before, of that one's language."""
        stream = self._stream
        there = self._speaks & (stream.day < edge) & (stream.day >= edge - BEFORE)
        there &= stream.audience == stream.audience[places[0]]
        limit = np.full((len(places), 2), NEVER)
        for column, tongue in enumerate((self._english, ~self._english)):
            before = np.setdiff1d(np.flatnonzero(there & tongue), places)
            if len(before) >= LEAST_BEFORE:
                asked = before[:: max(1, -(-len(before) // ASKED))]
                rank = max(1, round(NEAR * len(asked)))
                limit[:, column] = -np.partition(-self._closeness(places, asked), rank - 1, axis=1)[
                    :, rank - 1
                ]
        return limit[:, np.where(self._english[places], 0, 1)]

    def _closeness(self, rows: Ints, columns: Ints) -> Vectors:
        """Return (rows, columns) how close two comments come: their closest sentences."""
        mine, begins = self._sentences(rows)
        theirs, starts = self._sentences(columns)
        found = np.maximum.reduceat(mine @ theirs.T, starts, axis=1)
        return np.maximum.reduceat(found, begins, axis=0)

    def _sentences(self, places: Ints) -> tuple[Vectors, Ints]:
        where: list[int] = places.tolist()
        found = [self._unit(place) for place in where]
        return np.concatenate(found), np.cumsum([0, *[len(rows) for rows in found[:-1]]])

    def _unit(self, place: int) -> Vectors:
        if place not in self._units:
            rows = self._stream.observations[place].vectors
            said = np.asarray(rows, np.float32)
            length = np.linalg.norm(said, axis=1, keepdims=True)
            self._units[place] = said / np.maximum(length, np.float32(1e-9))
        return self._units[place]


def _shares(
    near: Floats, pairs: NDArray[np.bool_], one: NDArray[np.bool_], other: NDArray[np.bool_]
) -> Nearness | None:
    """Return the parts of the known pairs that are near."""
    found: list[float] = []
    for rows, columns in ((one, one), (other, other), (one, other)):
        these = np.ix_(rows, columns)
        if not pairs[these].any():
            return None
        found.append(float(near[these][pairs[these]].mean()))
    return Nearness(first=found[0], second=found[1], between=found[2])
