"""How crowded it is around a comment: how close the comments of the months before come to it, at their closest.

What everybody says lies close to everything. Two comments that are as close to each other as any two, while all that
was said before is far from both, tell more of something new than two that are close to everybody; so what closeness is
worth depends on the crowd.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Vectors = NDArray[np.float32]

MOST = 700
"""Earlier comments that are asked how close they come, about so many at most."""
CLOSEST = 0.007
"""Part of those asked that makes the crowd, one at least."""
WORTH = 0.75
"""Part of the crowd's closeness that is taken off."""
TURN = 0.6180339887498949
"""Multiples of it, less their whole parts, are spread evenly however many are taken."""
BLOCK = 500
"""Comments compared at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Comments by number, oldest first, and what each says, sentence by sentence."""

    vectors: Vectors
    """Of unit length."""
    start: Ints
    """(n + 1,) row of ``vectors`` at which each comment begins, and the end; those not needed have no rows."""

    def sentences(self, comments: Ints) -> tuple[Vectors, Ints]:
        """Return what some comments say and the row at which each begins."""
        length = self.start[comments + 1] - self.start[comments]
        begins = np.cumsum(length) - length
        rows = np.repeat(self.start[comments] - begins, length) + np.arange(int(length.sum()))
        return self.vectors[rows], begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How close the comments from ``first`` to ``end`` come to those asked."""

    first: int
    asked: Ints
    close: Vectors
    """(end - first, asked), -1 where a comment would be asked about itself."""

    @property
    def end(self) -> int:
        """Return the number of the comment after the last."""
        return self.first + len(self.close)

    def around(self) -> Vectors:
        """Return (end - first,) how close the closest of those asked come to each comment."""
        n = len(self.asked)
        nearest = max(1, round(CLOSEST * n))
        return np.partition(self.close, n - nearest, axis=1)[:, -nearest:].mean(axis=1)


def crowd(said: Spoken, low: int, edge: int, end: int, known: Crowd | None = None) -> Crowd:
    """Compare the comments from ``low`` to ``end`` with some of those before ``edge``.

    Because: as the months move on nearly all pairs are ``known`` already, and to compare all again was a third of a
    replay of long posts.
    """
    asked = drawn(low, edge)
    close = np.zeros((end - low, len(asked)), np.float32)
    same, here, there = np.intersect1d(
        asked, known.asked if known else asked[:0], assume_unique=True, return_indices=True
    )
    old = low
    if known is not None and known.first <= low < known.end:
        old = min(known.end, end)
        close[: old - low, here] = known.close[low - known.first : old - known.first, there]
        added = np.flatnonzero(~np.isin(asked, same))
        close[: old - low, added] = _closeness(said, low, old, asked[added])
    close[old - low :] = _closeness(said, old, end, asked)
    return Crowd(first=low, asked=asked, close=close)


def drawn(low: int, edge: int, most: float = MOST) -> Ints:
    """Return some comments from ``low`` to ``edge``: spread evenly, and mostly the same ones as time moves on.

    >>> len(drawn(0, 500)), len(drawn(0, 5_000)), len(np.intersect1d(drawn(0, 5_000), drawn(300, 5_300)))
    (500, 702, 659)
    """
    places = np.arange(low, edge)
    return places[places * TURN % 1.0 * (edge - low) < most]


def _closeness(said: Spoken, low: int, end: int, asked: Ints) -> Vectors:
    """Return (end - low, asked) how close the closest sentences of two comments are."""
    if low == end or not len(asked):
        return np.zeros((end - low, len(asked)), np.float32)
    found = np.vstack(list(_blocks(said, low, end, *said.sentences(asked))))
    mine = np.flatnonzero((asked >= low) & (asked < end))
    found[asked[mine] - low, mine] = -1.0
    return found


def _blocks(said: Spoken, low: int, end: int, theirs: Vectors, begins: Ints) -> Iterator[Vectors]:
    for a in range(low, end, BLOCK):
        start = said.start[a : min(a + BLOCK, end) + 1]
        close = np.maximum.reduceat(said.vectors[start[0] : start[-1]] @ theirs.T, begins, axis=1)
        yield np.maximum.reduceat(close, start[:-1] - start[0], axis=0)
