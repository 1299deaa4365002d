"""Pieces of words that strangers share when they speak of one thing in words of their own.

快充桩, 充电费 and 充电车位 are three words, charger, charging and recharged too; they share 充电 and "charg". Pieces are what
stands in a segment's words: two characters that follow one another, the first five letters.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from nlp import lexicons
from nlp.topics import vocabulary
from nlp.topics.registry import SegmentInput

_STEM = 5
_SEVERAL, _MOST = 3, 25
"""From a piece that so many comments share a group may grow; from so many of the rarest pieces."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of tonight's segments, and how many earlier segments hold each."""

    rows: Sequence[frozenset[str]]
    said: Counter[str]
    past: int

    def rarest(self, members: Sequence[int]) -> float:
        """Return how rare it is that so many members share a piece (minus the power of ten), of the rarest one."""
        counts = Counter(piece for i in members for piece in self.rows[i])
        shared = {piece: count for piece, count in counts.items() if count > 1}
        return max((self._rarity(piece, n, len(members)) for piece, n in shared.items()), default=0.0)

    def callers(self, comments: Sequence[int]) -> list[list[int]]:
        """Return the rows that share a piece which hardly anybody said before, one of each comment."""
        sayers: dict[str, dict[int, int]] = {}
        for i, pieces in enumerate(self.rows):
            for piece in pieces:
                sayers.setdefault(piece, {}).setdefault(comments[i], i)
        several = {piece: sorted(one.values()) for piece, one in sayers.items() if len(one) >= _SEVERAL}
        ranked = sorted(several, key=lambda p: (-self._rarity(p, len(several[p]), len(self.rows)), p))
        return [list(rows) for rows in dict.fromkeys(tuple(several[piece]) for piece in ranked[:_MOST])]

    def _rarity(self, piece: str, count: int, of: int) -> float:
        return _unlikely(count, round((self.said[piece] + _HALF) * of / max(1, self.past), 6))


def pieces(segments: Sequence[SegmentInput], before: Sequence[SegmentInput]) -> Pieces:
    """Take tonight's segments to pieces, and count those of the earlier ones."""
    earlier = Counter(piece for held in _held(before) for piece in held)
    return Pieces(_held(segments), earlier, len(before))


@cache
def _unlikely(count: int, expected: float) -> float:
    from numpy import log10
    from scipy.special import gammainc  # pyright: ignore[reportMissingTypeStubs]

    return -float(log10(max(float(gammainc(count, expected)), 1e-300)))


def _held(segments: Sequence[SegmentInput]) -> list[frozenset[str]]:
    return [
        frozenset(piece for word in words for piece in _of(word.lower()))
        | (frozenset() if one.language == "en" else frozenset(_pairs(one.text, _small())))
        for one, words in zip(segments, vocabulary.tokens(segments), strict=True)
    ]


def _of(word: str) -> Iterable[str]:
    if not word.isascii():
        return {word, *_pairs(word, frozenset())}
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > _STEM - 2
    whole = word[:-1] if plural else word
    return {whole, f"{word[:_STEM]}~"} if len(word) >= _STEM else {whole}


def _pairs(text: str, small: frozenset[str]) -> Iterable[str]:
    return (
        a + b for a, b in pairwise(text) if "一" <= a <= "龥" and "一" <= b <= "龥" and not {a, b} & small
    )


@cache
def _small() -> frozenset[str]:
    """Return the characters that are words without a subject."""
    return frozenset(word for word in lexicons.words("zh/stopwords") if len(word) == 1)
