"""What a Chinese word is mostly said with: 到位 names nothing, 服务到位 does."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nlp.topics import glossary

_SHARE, _LEAST = 0.4, 3
"""Share and number of a word's uses that stand beside one and the same word."""
_LONGEST = 6
_FIRST = 8


def phrases(words: Sequence[str], tokens: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return the first words of a topic that have a standing companion, with the phrase that both make."""
    wanted = set(words[:_FIRST])
    uses: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for spoken in tokens:
        uses.update(word for word in spoken if word in wanted)
        beside.update(pair for pair in pairwise(spoken) if _chinese(*pair) and wanted & set(pair))
    return tuple((word, phrase) for word in words[:_FIRST] if (phrase := _phrase(word, uses[word], beside)))


def _phrase(word: str, uses: int, beside: Counter[tuple[str, str]]) -> str:
    mine = [(-count, pair) for pair, count in beside.items() if word in pair]
    if not mine:
        return ""
    count, (left, right) = min(mine)
    empty = glossary.bland(left) and glossary.bland(right)
    fits = len(left + right) <= _LONGEST and left not in right and right not in left and not empty
    return left + right if fits and -count >= max(_LEAST, _SHARE * uses) else ""


def _chinese(*words: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for word in words for char in word)
