"""Find the likeliest characters where wrong decoding lost some of their bytes."""

from functools import cache
from importlib import resources
from itertools import product
from math import log1p

Octets = list[bytes]
"""The bytes of a text, at each place all that it may have been: one where it is known."""

CONTINUATION = bytes(range(0x80, 0xC0))
_SIGNS = {sign: 12 - place / 2 for place, sign in enumerate("。，！？”、…’“：；‘👍")}
_WITHOUT_BOTH = {0xE3: "。", 0xEF: "，"}


def candidates(octets: Octets) -> list[str]:
    """Return every character that the bytes may have been; ``[]`` where they are no UTF-8.

    With two of three bytes lost there are 4,096: then the one punctuation mark that begins so, or U+FFFD.
    """
    missing = [CONTINUATION] * (_length(octets[0][0]) - len(octets))
    slots = [*octets, *missing]
    if sum(len(slot) > 20 for slot in slots) > 1:
        return [_WITHOUT_BOTH.get(octets[0][0], "\ufffd")]
    return [char for code in product(*slots) if (char := _char(bytes(code)))]


def likeliest(options: list[list[str]]) -> str:
    """Choose one character at each place: the one that is frequent, alone and beside its neighbours.

    The second round knows the neighbours on both sides.

    "服务很" read as GBK keeps two bytes of the last 好: 64 characters begin so, one of them makes 很好.
    """
    chosen = [group[0] if len(group) == 1 else "" for group in options]
    open_places = [at for at, group in enumerate(options) if len(group) > 1]
    for at in open_places * 2:
        before = chosen[at - 1] if at else ""
        after = chosen[at + 1] if at + 1 < len(chosen) else ""
        chosen[at] = max(options[at], key=lambda char: _weight(char, before, after))
    return "".join(chosen)


def _length(first: int) -> int:
    if first < 0x80:
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
    usual = 3 * bool(char.encode("gb2312", "ignore"))
    return usual + log1p(counts.get(char, 0)) + 2 * sum(map(log1p, pairs)) + _SIGNS.get(char, 0)


@cache
def _counts() -> dict[str, int]:
    """Return how often words of one and two characters are in jieba's dictionary, read only when needed."""
    with (resources.files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        fields = (line.split(" ") for line in lines)
        return {word: int(count) for word, count, *_ in fields if len(word) <= 2}
