"""What a word is mostly said with: 到位 names nothing, 服务到位 does; "las" is Las Vegas, a "mode" is safe mode."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from nlp.topics import glossary

_SHARE, _LEAST = 0.4, 3
"""Share and number of a word's uses that stand beside one and the same word."""
_PART = 0.05
"""... and share of a topic's segments that hold a phrase."""
_MET = 0.1
"""Share of all uses of either English word, wherever, that this phrase must be."""
_LONGEST, _LONGEST_EN = 6, 22
_FIRST = 8


def phrases(
    words: Sequence[str], tokens: Sequence[Sequence[str]], everywhere: Mapping[str, int] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the first words of a topic that have a standing companion, with the phrase that both make.

    ``everywhere`` tells how often words are said in all topics: what everybody says everywhere ("Firefox") makes no phrase.
    """
    wanted = set(words[:_FIRST])
    uses: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for spoken in tokens:
        uses.update(word for word in spoken if word in wanted)
        beside.update(pair for pair in pairwise(spoken) if wanted & set(pair) and _together(*pair))
    beside = Counter({pair: count for pair, count in beside.items() if count >= _met(pair, everywhere or {})})
    return tuple(
        (word, phrase)
        for word in words[:_FIRST]
        if (phrase := _phrase(word, max(_LEAST, _PART * len(tokens), _SHARE * uses[word]), beside))
    )


def _met(pair: tuple[str, str], everywhere: Mapping[str, int]) -> float:
    """Return how often two English words must meet here, given how often they are said anywhere."""
    return _MET * max(everywhere.get(word, 0) for word in pair) if pair[0].isascii() else 0.0


def _phrase(word: str, least: float, beside: Counter[tuple[str, str]]) -> str:
    mine = [(-count, pair) for pair, count in beside.items() if word in pair]
    if not mine:
        return ""
    count, (left, right) = min(mine)
    whole = f"{left} {right}" if left.isascii() else left + right
    fits = len(whole) <= (_LONGEST_EN if left.isascii() else _LONGEST)
    return whole if fits and -count >= least else ""


def _together(left: str, right: str) -> bool:
    """Tell whether two words may be one phrase: both of one language, the second of an English one a thing."""
    if left in right or right in left:
        return False
    if left.isascii() and right.isascii():
        return not (
            glossary.bland(left) or any(no(right) for no in (glossary.bland, glossary.weak, glossary.mood))
        )
    return _chinese(left, right) and not (glossary.bland(left) and glossary.bland(right))


def _chinese(*words: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for word in words for char in word)
