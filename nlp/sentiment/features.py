"""Turn a text into numbers a small head can weigh: lexicon counts, and hashed character or word grams."""

import math
import re
from collections.abc import Iterator
from zlib import crc32

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
_ZH, _EN = crc32(b"zh"), crc32(b"en")
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
    codes = _of_characters(text) if language == "zh" else _of_words(text)
    return np.array(sorted({code % BUCKETS for code in codes}), np.int64)


def _of_characters(text: str) -> Iterator[int]:
    """Yield the check sums of one, two and three characters from each on, each out of the one before."""
    units = [unit.encode() for unit in simplified(text.lower())]
    for one, two, three in zip(units, [*units[1:], b""], [*units[2:], b"", b""], strict=False):
        yield (code := crc32(one, _ZH))
        if two:
            yield (code := crc32(two, code))
        if three:
            yield crc32(three, code)


def _of_words(text: str) -> Iterator[int]:
    """Yield the check sums of one and two words from each on."""
    units = [unit.encode() for unit in _WORD.findall(text.lower())]
    for one, two in zip(units, [*units[1:], b""], strict=False):
        yield (code := crc32(one, _EN))
        if two:
            yield crc32(b" " + two, code)
