"""What is said in words that were hardly heard before: which segments say enough to be news, which words call out.

"Again.", "Sort it out.", "等。" lie near one another without a subject, and on some nights more of them than usual do. Each word
of a segment counts by how seldom it was said before. A word that several say tonight and hardly anyone said before
calls: strangers' sentences about one new thing are often no close group, but they share its name.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.topics import vocabulary
from nlp.topics.registry import SegmentInput

LEAST = 1.0
"""So many are enough where groups are weighed by more than their closeness."""
LITTLE, ENOUGH = 1.2, 1.9
"""A segment says enough with so many words that were never said before: as half of the earlier ones, between these."""
_SEVERAL = 4
"""So many comments must say a word that calls: no fewer than a topic is born from."""
_RARE = 1.0
"""A word calls with a chance below one in ten to the power of this, for each of the words said tonight."""
_HALF = 0.5
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Call:
    """Segments that say one word, and how rare it is (minus the power of ten) that so many of them do."""

    rows: tuple[int, ...]
    rarity: float


@dataclass(frozen=True, slots=True)
class News:
    """The segments that say enough, and the words that call among them (rows count those segments only)."""

    rows: NDArray[np.int64]
    calls: tuple[Call, ...]


def news(
    segments: Sequence[SegmentInput], before: Sequence[SegmentInput], enough: float | None = None
) -> News:
    """Find what could be news among tonight's segments: what says ``enough``, held against what was said before."""
    earlier, spoken = _spoken(before), _spoken(segments)
    said = Counter(word for words in earlier for word in words)
    if enough is None:
        usual = float(np.median(_told(earlier, said, len(earlier)))) if earlier else 0.0
        enough = float(np.clip(usual, LITTLE, ENOUGH))
    rows = np.flatnonzero(_told(spoken, said, len(earlier)) >= enough)
    chosen: list[int] = rows.tolist()
    return News(rows, _calls([segments[i] for i in chosen], [spoken[i] for i in chosen], said, len(before)))


def _spoken(segments: Sequence[SegmentInput]) -> list[list[str]]:
    """Return the words of each segment, each once, one drone as many."""
    return [
        sorted({word[:-1] if _plural(word) else word for word in words})
        for words in vocabulary.tokens(segments)
    ]


def _told(spoken: Sequence[Sequence[str]], said: Counter[str], past: int) -> NDArray[np.float64]:
    """Return how much segments say, counted in words that none of so many earlier ones said."""
    unheard = np.log(past + 2.0)
    return np.array([sum(1 - np.log(said[word] + 1.0) / unheard for word in words) for words in spoken])


def _plural(word: str) -> bool:
    return word.isascii() and len(word) > _SHORT and word.endswith("s") and not word.endswith("ss")


def _calls(
    segments: Sequence[SegmentInput], spoken: Sequence[Sequence[str]], said: Counter[str], past: int
) -> tuple[Call, ...]:
    """Find the words that more comments say than chance allows; each comment speaks once."""
    from scipy.special import gammainc  # pyright: ignore[reportMissingTypeStubs]

    sayers: dict[str, dict[str, int]] = {}
    for i, words in enumerate(spoken):
        for word in words:
            sayers.setdefault(word, {}).setdefault(segments[i].comment_id, i)
    found: list[Call] = []
    for word in sorted(sayers):
        rows = sayers[word]
        if len(rows) < _SEVERAL:
            continue
        chance = float(gammainc(len(rows), (said[word] + _HALF) * len(segments) / max(1, past)))
        rarity = -float(np.log10(max(chance, 1e-300) * len(sayers)))
        if rarity >= _RARE:
            found.append(Call(tuple(sorted(rows.values())), rarity))
    return tuple(found)
