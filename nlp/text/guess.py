"""Find the likeliest characters where wrong decoding lost some of their bytes."""

from functools import cache
from importlib import resources
from itertools import product
from math import log1p

Octets = list[int | None]
"""Bytes of one UTF-8 character; None for a byte that was lost."""

CONTINUATION = bytes(range(0x80, 0xC0))
_SIGNS = {sign: 12 - place / 2 for place, sign in enumerate("。，！？”、…’“：；‘👍")}
_WITHOUT_BOTH = {0xE3: "。", 0xEF: "，"}


def candidates(octets: Octets, lost: bytes = CONTINUATION) -> list[str]:
    """Return every character that the bytes may have been; ``[]`` where they are no UTF-8.

    ``lost`` are the bytes that a None may stand for: Windows-1252 loses five only.
    With two of three bytes lost there are 4,096: then the one punctuation mark that begins so, or U+FFFD.
    """
    missing: Octets = [None] * (_length(octets[0]) - len(octets))
    slots = [[byte] if byte is not None else list(lost) for byte in [*octets, *missing]]
    if sum(len(slot) > 5 for slot in slots) > 1:
        return [_WITHOUT_BOTH.get(octets[0] or 0, "\ufffd")]
    return [char for code in product(*slots) if (char := _char(bytes(code)))]


def likeliest(options: list[list[str]]) -> str:
    """Choose one character at each place: the one that is frequent, alone and beside its neighbours.

    "服务很" read as GBK keeps two bytes of the last 好: 64 characters begin so, one of them makes 很好.
    """
    chosen = [group[0] if len(group) == 1 else "" for group in options]
    for at, group in enumerate(options):
        if len(group) > 1:
            before = chosen[at - 1] if at else ""
            after = chosen[at + 1] if at + 1 < len(chosen) else ""
            chosen[at] = max(group, key=lambda char: _weight(char, before, after))
    return "".join(chosen)


def _length(first: int | None) -> int:
    if first is None or first < 0x80:
        return 1
    return 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _char(code: bytes) -> str | None:
    try:
        return code.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _weight(char: str, before: str, after: str) -> float:
    counts = _counts()
    pairs = [counts.get(before + char, 0)] * bool(before) + [counts.get(char + after, 0)] * bool(after)
    return log1p(counts.get(char, 0)) + 2 * sum(map(log1p, pairs)) + _SIGNS.get(char, 0)


@cache
def _counts() -> dict[str, int]:
    """Return how often words of one and two characters are in jieba's dictionary, read only when needed."""
    with (resources.files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        fields = (line.split(" ") for line in lines)
        return {word: int(count) for word, count, *_ in fields if len(word) <= 2}
