"""Turn a text into numbers a small head can weigh: lexicon counts, and hashed character or word grams."""

import math
import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.sentiment.hits import Found
from nlp.text.simple import simplified

NAMES = (
    "praise", "blame", "net", "first", "last", "strongest", "weakest", "both", "before", "after", "opposed",
    "but", "though", "if", "asks", "shouts", "negations", "silent", "length", "chinese",
)  # fmt: skip
"""What each number of ``numbers`` is: the head's weights can be read beside these names."""

BUCKETS = 1 << 16
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[^\w\s]")
_ASKS = re.compile(
    r"[?？]\s*$|吗[。.\s]*$|^(?:请问|能不能|可以)|^(?:how|what|where|when|do|does|can|is|are)\b",
    re.IGNORECASE,
)


def numbers(text: str, language: str, found: Found) -> list[float]:
    """Sum up what the lexicons found in a text, in the order of ``NAMES``."""
    values = [hit.value for hit in found.hits]
    praise = sum(v for v in values if v > 0)
    blame = -sum(v for v in values if v < 0)
    before, after = _sides(found)
    kinds = {turn.kind for turn in found.turns}
    return [
        math.log1p(praise), math.log1p(blame), math.tanh(praise - blame),
        values[0] if values else 0.0, values[-1] if values else 0.0,
        max(values, default=0.0), min(values, default=0.0), min(praise, blame, 1.0),
        math.tanh(before), math.tanh(after), float(before * after < 0),
        float("but" in kinds), float("though" in kinds), float("if" in kinds),
        float(bool(_ASKS.search(text))), min(text.count("!") + text.count("！"), 3) / 3,
        min(found.negations, 3) / 3, float(not values),
        math.log1p(len(text) / (1 if language == "zh" else 3)) / 4, float(language == "zh"),
    ]  # fmt: skip


def _sides(found: Found) -> tuple[float, float]:
    """Sum the hits before and after the last turn; a text without a turn has everything before."""
    turns = [turn.start for turn in found.turns if turn.kind == "but"]
    place = turns[-1] if turns else None
    after = sum(hit.value for hit in found.hits if place is not None and hit.end > place)
    return sum(hit.value for hit in found.hits) - after, after


def grams(text: str, language: str) -> NDArray[np.int64]:
    """Return the buckets of a text's grams: one to three Chinese characters, one or two English words."""
    pieces = sorted({zlib.crc32(gram.encode()) % BUCKETS for gram in _grams(text, language)})
    return np.array(pieces, np.int64)


def _grams(text: str, language: str) -> Iterator[str]:
    units: Sequence[str] = simplified(text.lower()) if language == "zh" else _WORD.findall(text.lower())
    longest = 3 if language == "zh" else 2
    joint = "" if language == "zh" else " "
    for size in range(1, longest + 1):
        for at in range(len(units) - size + 1):
            yield language + joint.join(units[at : at + size])
