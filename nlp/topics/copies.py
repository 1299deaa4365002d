# pyright: basic
"""How many voices a group of segments is: copies of one text are one, and one comment is one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.topics.registry import SegmentInput

_ALIKE, _LETTERS = 0.6, 4
"""Two texts that share so much of their pieces are one text said twice; so many Latin letters are a piece."""
_BLOCK = 500


def different(texts: Sequence[str]) -> int:
    """Count texts that are not copies of one another with a word put before or behind."""
    kept: list[set[str]] = []
    for text in sorted({_skeleton(text) for text in texts}):
        pieces = _pieces(text)
        if all(2 * len(pieces & one) < _ALIKE * (len(pieces) + len(one)) for one in kept):
            kept.append(pieces)
    return len(kept)


def alike(segments: Sequence[SegmentInput], every: Sequence[SegmentInput]) -> NDArray[np.bool_]:
    """Tell which two of some segments are one text said by two comments, (n, n).

    So are segments of which the whole comments are copies, as far as ``every`` segment tells: a word put before a
    flood's text may cut it in two.
    """
    whole: dict[str, str] = {}
    for one in sorted(every, key=lambda s: (s.comment_id, s.index)):
        whole[one.comment_id] = whole.get(one.comment_id, "") + one.text
    found = _same([s.text for s in segments]) | _same([whole[s.comment_id] for s in segments])
    comments = np.unique([s.comment_id for s in segments], return_inverse=True)[1]
    return found & (comments[:, None] != comments[None])


def _same(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Compare all texts at once; pieces are whole numbers, so the answer is the same in any order."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    if not texts:
        return np.zeros((0, 0), bool)
    vectorizer = CountVectorizer(analyzer=cast("Any", _pieces), binary=True)
    held = csr_array(vectorizer.fit_transform(texts))
    own = np.asarray(held.sum(axis=1)).ravel()
    found = np.zeros((len(texts), len(texts)), bool)
    for i in range(0, len(texts), _BLOCK):
        shared = (held[i : i + _BLOCK] @ held.T).toarray()
        found[i : i + _BLOCK] = 2 * shared >= _ALIKE * (own[i : i + _BLOCK, None] + own[None])
    return found


def comments(segments: Sequence[SegmentInput], members: NDArray[np.int64]) -> int:
    """Count the comments that some segments come from."""
    rows: list[int] = members.tolist()
    return len({segments[i].comment_id for i in rows})


def voices(segments: Sequence[SegmentInput], members: NDArray[np.int64]) -> float:
    """Count comments, each by what it leaves to others: one that says four of the segments is a quarter of a voice."""
    rows: list[int] = members.tolist()
    said = Counter(segments[i].comment_id for i in rows)
    return sum(1.0 / count for count in said.values())


def _pieces(text: str) -> set[str]:
    """Return what two texts may share: pairs of characters, of Latin letters four that follow one another."""
    plain = _skeleton(text)
    width = _LETTERS if plain.isascii() else 2
    return {plain[i : i + width] for i in range(max(1, len(plain) - width + 1))}


def _skeleton(text: str) -> str:
    """Return letters alone, so that copies which differ in numbers, marks or spaces are one."""
    return "".join(char for char in text.lower() if char.isalpha())
