# pyright: basic
"""The wording itself: short runs of characters or words about a person, hashed, for turns that no table lists."""

import re
import zlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

BUCKETS: Final = 1 << 14
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z']+|[.,!?:;]")
_LONGEST_ZH, _LONGEST_EN = 4, 3


def buckets(text: str) -> NDArray[np.int64]:
    """Return the buckets of one text: runs of one to four characters, or one to three words and marks.

    The stand-ins for the person and for others are one sign each, so that a run says who stands where.

    >>> len(buckets("多亏某某"))
    6
    """
    if _HAN.search(text):
        signs, longest = list(text.replace("某某", "@").replace("别人", "#")), _LONGEST_ZH
    else:
        signs, longest = _WORD.findall(text), _LONGEST_EN
    runs = {
        "|".join(signs[at : at + size])
        for size in range(1, longest + 1)
        for at in range(len(signs) - size + 1)
    }
    return np.array(sorted({zlib.crc32(run.encode()) % BUCKETS for run in runs}), np.int64)


def leanings(texts: Sequence[str], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what the wording of every text adds to the odds (n, 3); long texts weigh no more than short ones."""
    found = [buckets(text) for text in texts]
    return np.array([weight[:, b].sum(axis=1) / np.sqrt(max(1, len(b))) for b in found]).reshape(-1, 3)
