"""How many voices a group of segments is: copies of one text are one, and one comment is one."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.topics.registry import SegmentInput

_ALIKE = 0.6
"""Two texts that share so much of their pairs of letters are one text said twice."""


def different(texts: Sequence[str]) -> int:
    """Count texts that are not copies of one another with a word put before or behind."""
    kept: list[set[str]] = []
    for text in sorted({_skeleton(text) for text in texts}):
        pairs = {text[i : i + 2] for i in range(max(1, len(text) - 1))}
        if all(2 * len(pairs & one) < _ALIKE * (len(pairs) + len(one)) for one in kept):
            kept.append(pairs)
    return len(kept)


def comments(segments: Sequence[SegmentInput], members: NDArray[np.int64]) -> int:
    """Count the comments that some segments come from."""
    rows: list[int] = members.tolist()
    return len({segments[i].comment_id for i in rows})


def voices(segments: Sequence[SegmentInput], members: NDArray[np.int64]) -> float:
    """Count comments, each by what it leaves to others: one that says four of the segments is a quarter of a voice."""
    rows: list[int] = members.tolist()
    said = Counter(segments[i].comment_id for i in rows)
    return sum(1.0 / count for count in said.values())


def _skeleton(text: str) -> str:
    """Return letters alone, so that copies which differ in numbers, marks or spaces are one."""
    return "".join(char for char in text.lower() if char.isalpha())
